//! What a document says of identities by itself, whatever other documents there are: read once, kept as long as the
//! document is the same, and joined with what the others say; leaves out the joining.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread::{available_parallelism, scope};

use super::amounts::{self, Measured};
use super::body::{self, Identified};
use super::completion::Open;
use super::enterprises::enterprise_id;
use super::facts::Facts;
use super::home::{Speaker, speaker};
use super::identity::{self, Identity};
use super::leads::{self, Apart};
use super::projects::{Placed, place};
use super::subject::subject;
use super::territory::place_key;
use super::{Input, stamp};
use crate::model::{AgencyKind, AgencyName, EnterpriseId, Word, shared};
use crate::text::slug;

/// Documents that are worth a thread.
const WORTH_A_THREAD: usize = 50;

thread_local! {
    static IDENTITIES: RefCell<BTreeSet<Arc<Identity>>> = const { RefCell::new(BTreeSet::new()) };
    static BODIES: RefCell<BTreeSet<Arc<Identified>>> = const { RefCell::new(BTreeSet::new()) };
}

/// What one document says of identities.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Where and when it speaks.
    pub(super) speaker: Speaker,
    /// Key of the territory it speaks from: `tw` for the centre, the document's own where nothing tells.
    pub(super) place: String,
    /// Which work it is.
    pub(super) own: Identity,
    /// The key of that.
    pub(super) own_key: Word,
    /// Which work each mention means, as far as the document itself tells.
    pub(super) said: Vec<Arc<Identity>>,
    /// The keys of those.
    pub(super) keys: Vec<Word>,
    /// What it leaves open for others to tell.
    pub(super) open: Open,
    /// What each mention calls the work.
    pub(super) called: Vec<Option<Word>>,
    /// Its issuer.
    pub(super) issuer: Option<(AgencyName, Arc<Identified>)>,
    /// The bodies of each task.
    pub(super) actors: Vec<Vec<Arc<Identified>>>,
    /// What each project's name means.
    pub(super) projects: Vec<Placed>,
    /// The keys of its firms.
    pub(super) firms: Vec<EnterpriseId>,
    /// What the words before its amounts say they are of.
    pub(super) measured: Vec<Measured>,
    /// Where a task has two leads that are not in one list.
    pub(super) apart: Vec<Apart>,
    /// Its facts.
    pub(super) facts: Facts,
    /// Bytes of its text, and what stands for it.
    pub(super) length: usize,
    pub(super) stamp: [u8; 32],
}

/// A document with what was prepared of it.
#[derive(Clone, Copy, Debug)]
pub struct Ready<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it says.
    pub prepared: &'a Arc<Prepared>,
}

impl Ready<'_> {
    /// The order of held documents: by name, and of one name by what stands for the text.
    pub(super) fn by_name(&self, other: &Self) -> std::cmp::Ordering {
        (self.name, self.prepared.stamp).cmp(&(other.name, other.prepared.stamp))
    }
}

/// Reads what one document says of identities.
pub fn prepare(input: &Input<'_>) -> Prepared {
    let mut speaker = speaker(input);
    let own = identity::of_document(input, &speaker);
    speaker.mark = identity::mark(input, &own);
    let said = identity::of_mentions(input, &speaker);
    let place = place_of(&speaker);
    let e = input.extraction;
    let called = e.mentions.iter().map(|m| subject(input.text, m).or_else(|| m.name.clone()).map(Word::from));
    let identified = |name: &AgencyName| BODIES.with(|known| held_once(known, body::identify(name, &speaker, &place)));
    let issuer = e.header.issuer.as_ref().map(|issuer| issuing(&issuer.value, input));
    let actors: Vec<Vec<Arc<Identified>>> =
        e.tasks.iter().map(|t| t.actors.iter().map(|a| identified(&a.agency)).collect()).collect();
    let facts = Facts::of(input);
    Prepared {
        open: Open::of(&own, &said, &facts),
        own_key: own.key(&speaker.mark).as_str().into(),
        keys: said.iter().map(|i| i.key(&speaker.mark).as_str().into()).collect(),
        called: called.collect(),
        issuer: issuer.map(|name| {
            let body = identified(&name);
            (name, body)
        }),
        apart: leads::apart(input, &actors),
        actors,
        measured: amounts::measured_of(input),
        facts,
        length: input.text.source().len(),
        stamp: stamp(input.text.source()),
        projects: e.projects.iter().map(|p| self::place(input, &speaker, p)).collect(),
        firms: e.enterprises.iter().map(|f| enterprise_id(&f.name)).collect(),
        speaker,
        place,
        own,
        said: said.into_iter().map(|i| IDENTITIES.with(|known| held_once(known, i))).collect(),
    }
}

/// Reads what many documents say, on all cores, in their order.
pub fn prepare_all(inputs: &[Input<'_>]) -> Vec<Prepared> {
    let threads = available_parallelism().map_or(1, usize::from).min(inputs.len().div_ceil(WORTH_A_THREAD));
    if threads < 2 {
        return inputs.iter().map(prepare).collect();
    }
    let of = |part: &[Input<'_>]| part.iter().map(prepare).collect::<Vec<Prepared>>();
    scope(|scope| {
        let parts = inputs.chunks(inputs.len().div_ceil(threads));
        let running: Vec<_> = parts.map(|part| (part, scope.spawn(move || of(part)))).collect();
        // Were a thread to fail, its part would be read here, and the failure seen.
        running.into_iter().flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| of(part))).collect()
    })
}

/// Many documents say the same of the same works and bodies: it is held once.
fn held_once<T: Ord>(known: &RefCell<BTreeSet<Arc<T>>>, value: T) -> Arc<T> {
    shared(&mut known.borrow_mut(), value)
}

fn place_of(speaker: &Speaker) -> String {
    match &speaker.home {
        Some(j) if j.is_central() => "tw".to_owned(),
        Some(j) => place_key(j, speaker.era).unwrap_or_else(|| slug(&j.label())),
        // A document of no known place keeps its names to itself.
        None => format!("x-{}", speaker.mark),
    }
}

/// A document's issuer as a body: its name without the territory it ends with.
fn issuing(issuer: &str, input: &Input<'_>) -> AgencyName {
    let home = input.extraction.header.jurisdiction.as_ref().map(|j| j.value.clone()).unwrap_or_default();
    let suffix = home.suffix().unwrap_or_default();
    let name = home.commune.as_ref().or(home.district.as_ref()).or(home.province.as_ref()).map(|(_, n)| n.as_str());
    let organisation = issuer.strip_suffix(suffix.as_str()).or_else(|| issuer.strip_suffix(name?)).unwrap_or(issuer);
    // A head signs in the body's own series: "Chủ tịch Ủy ban nhân dân tỉnh" is a post.
    let head = ["Chủ tịch ", "Bộ trưởng ", "Giám đốc "].iter().any(|p| organisation.starts_with(p));
    AgencyName {
        name: issuer.to_owned(),
        organisation: organisation.trim().to_owned(),
        printed: issuer.to_owned(),
        kind: if head { AgencyKind::Post } else { AgencyKind::Agency },
        jurisdiction: home,
    }
}
