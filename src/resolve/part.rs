//! Works without a number of their own that another one promulgates or approves: they go by its key.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Ready;
use super::documents::{Said, to_change};
use super::identity::Identity;
use crate::model::{Party, RelationKind};

/// Shortest name, in words, under which a promulgated work is known outside the document that says who promulgated it.
const TELLING: usize = 6;

/// Gives works named beside the numbered one that promulgates or approves them the key of a part of it, and joins what
/// other documents call by the same name.
pub(super) fn name_parts(inputs: &[Ready<'_>], own: &[Cow<'_, Identity>], said: &mut [Said<'_>]) {
    let mut parts: BTreeMap<(&'static str, String), BTreeSet<String>> = BTreeMap::new();
    for (i, input) in inputs.iter().enumerate().filter(|(_, input)| input.prepared.open.promulgates) {
        for s in &input.prepared.facts.statements {
            if !matches!(s.kind, RelationKind::Promulgates | RelationKind::Approves) {
                continue;
            }
            let actor = match s.actor {
                Party::SelfDocument => own.get(i).map(Cow::as_ref),
                Party::Mention(m) => said.get(i).and_then(|list| list.get(m as usize)).map(|i| &**i),
            };
            let Some(whole) = actor.filter(|a| is_numbered(a)).map(|a| a.key(&input.prepared.speaker.mark)) else {
                continue;
            };
            let is_part = |o: &Identity| o.register == "nn" && o.whole.is_none() && !o.tail.starts_with("nn-reported");
            let named = said.get_mut(i).filter(|list| list.get(s.object as usize).is_some_and(|o| is_part(o)));
            let Some(object) = named.and_then(|list| to_change(list, s.object as usize)) else { continue };
            let key = format!("{whole}:!{}", object.kind);
            let name = input.prepared.facts.mentions.get(s.object as usize).and_then(|m| m.name.as_ref());
            if name.is_some_and(|n| n.split_whitespace().count() >= TELLING) {
                parts.entry((object.kind, object.tail.clone())).or_default().insert(key.clone());
            }
            object.whole = Some(key);
            object.rule = "promulgated-by";
        }
    }
    if parts.is_empty() {
        return;
    }
    let names = |input: &Ready<'_>, list: &Said<'_>| input.prepared.open.names || matches!(list, Cow::Owned(_));
    for (_, list) in inputs.iter().zip(said).filter(|(input, list)| names(input, list)) {
        let named = |i: &Identity| i.register == "nn" && i.whole.is_none();
        let known = |i: &Identity| {
            let keys = parts.get(&(i.kind, i.tail.clone()))?;
            keys.first().filter(|_| keys.len() == 1)
        };
        for at in 0..list.len() {
            let Some(key) = list.get(at).filter(|i| named(i)).and_then(|i| known(i)) else { continue };
            if let Some(identity) = to_change(list, at) {
                identity.whole = Some(key.clone());
                identity.rule = "name-of-promulgated";
            }
        }
    }
}

fn is_numbered(identity: &Identity) -> bool {
    identity.is_certain() && identity.whole.is_none() && !matches!(identity.register, "nn" | "bao")
}
