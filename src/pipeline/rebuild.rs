//! Facts found anew in the documents of a store that other rules read before; texts and paths stay as they are.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::add::summary;
use super::library::extract_again;
use super::parallel::in_order;
use super::{EXTRACTOR, READER};
use crate::read::text_as_read;
use crate::store::{Renewed, Store, StoreError, Wanted, encode};

/// Documents of a batch.
const BATCH: usize = 256;

/// What became of the documents of a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Documents whose facts were found anew.
    pub renewed: usize,
    /// Documents that the present rules had read before.
    pub fresh: usize,
    /// Documents whose text was read from their files by other rules: their files are to be added again.
    pub old_texts: usize,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// Finds the facts of the current documents anew where other rules found them. Once `stop` is set it ends after the
/// batch under way. `tell` is told how many are done, of how many.
///
/// # Errors
///
/// Fails when the store cannot be read or written; the batches before are there.
pub fn rebuild(
    store: &mut Store,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(&Rebuilt, usize),
) -> Result<Rebuilt, StoreError> {
    let mut done = Rebuilt::default();
    let mut old: Vec<Wanted> = store.current()?;
    let all = old.len();
    old.retain(|w| w.extractor != EXTRACTOR);
    let total = old.len();
    done.fresh = all - total;
    done.old_texts = store.count_read_otherwise(READER)?;
    tell(&done, total);
    let shelf = Store::open(store.folder())?;
    let mut batch = Vec::new();
    let mut failed = None;
    in_order(
        old.into_iter().map(move |wanted| shelf.content(&wanted)),
        |kept| kept.as_ref().map_or(0, |k| k.as_ref().map_or(0, |k| k.text.len())),
        || (),
        |(), kept| -> Result<Option<Renewed>, StoreError> {
            let Some(kept) = kept? else { return Ok(None) };
            let text = Arc::new(text_as_read(&kept.path, kept.text));
            let extraction = extract_again(&text);
            let facts = encode(&extraction)?;
            let summary = summary(&extraction);
            Ok(Some(Renewed { id: kept.id, extractor: EXTRACTOR.to_owned(), facts, summary }))
        },
        |result| {
            let step = result.transpose().map(Option::flatten).and_then(|renewed| {
                batch.extend(renewed);
                if batch.len() < BATCH && !stop.load(Ordering::Relaxed) {
                    return Ok(());
                }
                write(store, &mut batch, &mut done).inspect(|()| tell(&done, total))
            });
            failed = step.err();
            done.stopped = stop.load(Ordering::Relaxed);
            if failed.is_some() || done.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    if let Some(e) = failed {
        return Err(e);
    }
    write(store, &mut batch, &mut done)?;
    tell(&done, total);
    Ok(done)
}

fn write(store: &mut Store, batch: &mut Vec<Renewed>, done: &mut Rebuilt) -> Result<(), StoreError> {
    store.renew(batch)?;
    done.renewed += batch.len();
    batch.clear();
    Ok(())
}
