//! Works without a number of their own that another one promulgates or approves: they go by its key.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::home::Speaker;
use super::identity::Identity;
use crate::model::{Party, RelationKind};

/// Shortest name, in words, under which a promulgated work is known outside the document that says who promulgated it.
const TELLING: usize = 6;

/// Gives works named beside the numbered one that promulgates or approves them the key of a part of it, and joins what
/// other documents call by the same name.
pub(super) fn name_parts(inputs: &[Input<'_>], speakers: &[Speaker], own: &[Identity], said: &mut [Vec<Identity>]) {
    let mut parts: BTreeMap<(&'static str, String), BTreeSet<String>> = BTreeMap::new();
    for (i, (input, speaker)) in inputs.iter().zip(speakers).enumerate() {
        for s in &input.extraction.statements {
            if !matches!(s.kind, RelationKind::Promulgates | RelationKind::Approves) {
                continue;
            }
            let actor = match s.actor {
                Party::SelfDocument => own.get(i),
                Party::Mention(m) => said.get(i).and_then(|list| list.get(m as usize)),
            };
            let Some(whole) = actor.filter(|a| is_numbered(a)).map(|a| a.key(&speaker.mark)) else { continue };
            let Some(object) = said.get_mut(i).and_then(|list| list.get_mut(s.object as usize)) else { continue };
            if object.register != "nn" || object.whole.is_some() || object.tail.starts_with("nn-reported") {
                continue;
            }
            let key = format!("{whole}:!{}", object.kind);
            let name = input.extraction.mentions.get(s.object as usize).and_then(|m| m.name.as_ref());
            if name.is_some_and(|n| n.split_whitespace().count() >= TELLING) {
                parts.entry((object.kind, object.tail.clone())).or_default().insert(key.clone());
            }
            object.whole = Some(key);
            object.rule = "promulgated-by";
        }
    }
    for identity in said.iter_mut().flatten().filter(|i| i.register == "nn" && i.whole.is_none()) {
        let known = parts.get(&(identity.kind, identity.tail.clone()));
        if let Some(key) = known.filter(|keys| keys.len() == 1).and_then(BTreeSet::first) {
            identity.whole = Some(key.clone());
            identity.rule = "name-of-promulgated";
        }
    }
}

fn is_numbered(identity: &Identity) -> bool {
    identity.is_certain() && identity.whole.is_none() && !matches!(identity.register, "nn" | "bao")
}
