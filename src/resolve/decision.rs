//! Decisions of people, applied while identities are given: which keys are one, which are not, which value is right.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::Ready;
use super::documents::Said;
use super::identity::Identity;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Decision, Resolved, Verdict};
use crate::text::PartialDate;

/// The decisions of a build, and which of them found what they are about.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    list: Vec<Decision>,
    files: Vec<String>,
    /// Key that goes, key that stays and the decision that says so.
    same: BTreeMap<String, (String, usize)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    decision: Vec<Decision>,
}

impl Decisions {
    /// Reads decision files, given by name and text; what cannot be used is a diagnostic that names the file.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Diagnostic>) {
        let mut decisions = Self::default();
        let mut diagnostics = Vec::new();
        let refuse = |name: &str, why: String| Diagnostic::new("resolve.decision-refused", Severity::Error, name, why);
        for (name, text) in files {
            let read: File = match toml::from_str(text) {
                Ok(read) => read,
                Err(e) => {
                    let message = format!("is not a file of decisions: {}; nothing in it is applied", e.message());
                    diagnostics.push(refuse(name, message));
                    continue;
                }
            };
            for decision in read.decision {
                match fault(&decision) {
                    Some(fault) => diagnostics.push(refuse(name, format!("{fault}: {}", decision.ids.join(", ")))),
                    None => decisions.add(name, decision),
                }
            }
        }
        (decisions, diagnostics)
    }

    fn add(&mut self, file: &str, decision: Decision) {
        let at = self.list.len();
        if let (Verdict::Same, Some((kept, others))) = (decision.verdict, decision.ids.split_first()) {
            for other in others {
                self.same.insert(other.clone(), (kept.clone(), at));
            }
        }
        self.files.push(file.to_owned());
        self.list.push(decision);
    }

    /// Tells whether no decision gives a key or a value to anything.
    pub(super) fn change_nothing(&self) -> bool {
        self.list.iter().all(|d| d.verdict == Verdict::Different)
    }

    /// Returns the key a key goes by, when a decision says it is another's.
    pub(super) fn kept(&mut self, id: &str) -> Option<String> {
        let mut kept = None;
        // A chain of decisions ends: no more steps than decisions.
        for _ in 0..self.list.len() {
            let Some((next, at)) = self.same.get(kept.as_deref().unwrap_or(id)).cloned() else { break };
            if let Some(decision) = self.list.get_mut(at) {
                decision.applied = true;
            }
            kept = Some(next);
        }
        kept.filter(|k| k != id)
    }

    /// Gives documents and mentions the keys decided for them.
    pub(super) fn join_documents(
        &mut self,
        inputs: &[Ready<'_>],
        own: &mut [Cow<'_, Identity>],
        said: &mut [Said<'_>],
    ) {
        if self.same.is_empty() {
            return;
        }
        for ((input, own), mentions) in inputs.iter().zip(own).zip(said) {
            for identity in std::iter::once(own.to_mut()).chain(mentions.to_mut().iter_mut().map(Arc::make_mut)) {
                if let Some(kept) = self.kept(identity.key(&input.prepared.speaker.mark).as_str()) {
                    identity.whole = Some(kept);
                    identity.rule = "decision";
                }
            }
        }
    }

    /// Sets corrected values, marks what was found, and hands the decisions over with those that found nothing named.
    pub(super) fn finish(mut self, resolved: &mut Resolved) {
        for decision in &mut self.list {
            match decision.verdict {
                Verdict::Same => {}
                Verdict::Different => decision.applied = decision.ids.iter().all(|id| has(resolved, id)),
                Verdict::Value => decision.applied = correct(resolved, decision),
            }
        }
        for (decision, file) in self.list.iter().zip(&self.files).filter(|(d, _)| !d.applied) {
            let message = format!("a decision matches nothing any more: {}", decision.ids.join(", "));
            resolved.diagnostics.push(Diagnostic::new("resolve.decision-unmatched", Severity::Warning, file, message));
        }
        self.list.sort();
        resolved.decisions = self.list;
    }
}

fn fault(decision: &Decision) -> Option<&'static str> {
    let value = decision.field.is_some() && decision.value.is_some() && decision.ids.len() == 1;
    let day = PartialDate::parse_iso(&decision.when).is_some_and(|d| d.day.is_some());
    match decision.verdict {
        _ if decision.applied => Some("`applied` is found out and not decided; leave it out"),
        _ if !day => Some("`when` is not a day as in 2026-01-31"),
        _ if decision.who.trim().is_empty() || decision.why.trim().is_empty() => Some("`who` or `why` is empty"),
        Verdict::Value if !value => Some("a corrected value needs one id, `field` and `value`"),
        Verdict::Same | Verdict::Different if decision.ids.len() < 2 => Some("needs two ids"),
        _ => None,
    }
}

fn has(resolved: &Resolved, id: &str) -> bool {
    resolved.documents.iter().any(|d| d.id.as_str() == id)
        || resolved.agencies.iter().any(|a| a.id.as_str() == id)
        || resolved.projects.iter().any(|p| p.id.as_str() == id)
        || resolved.enterprises.iter().any(|e| e.id.as_str() == id)
}

/// Sets a value; tells whether there was something to set.
fn correct(resolved: &mut Resolved, decision: &Decision) -> bool {
    let (Some(id), Some(field), Some(value)) = (decision.ids.first(), &decision.field, &decision.value) else {
        return false;
    };
    if let Some(d) = resolved.documents.iter_mut().find(|d| d.id.as_str() == id) {
        match (field.as_str(), PartialDate::parse_iso(value)) {
            ("title", _) => d.title = Some(value.as_str().into()),
            ("issuer", _) => d.issuer_name = Some(value.as_str().into()),
            ("issued_on", Some(date)) => d.issued_on = Some(date),
            _ => return false,
        }
        return true;
    }
    let agency = resolved.agencies.iter_mut().find(|a| a.id.as_str() == id).map(|a| &mut a.name);
    let project = resolved.projects.iter_mut().find(|p| p.id.as_str() == id).map(|p| &mut p.name);
    let firm = resolved.enterprises.iter_mut().find(|e| e.id.as_str() == id).map(|e| &mut e.name);
    match agency.or(project).or(firm).filter(|_| field == "name") {
        Some(name) => {
            value.clone_into(name);
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[[decision]]\nverdict = \"same\"\nids = [\"a\", \"b\"]\nwho = \"N.V.A\"\nwhen = \"2026-01-31\"\nwhy = \"one plan\"\n";

    #[test]
    fn follows_a_chain_and_ends_in_a_ring() {
        let more = GOOD.replace("[\"a\", \"b\"]", "[\"b\", \"c\"]");
        let (mut chain, said) = Decisions::parse([("1.toml", GOOD), ("2.toml", more.as_str())]);
        assert!(said.is_empty(), "{said:?}");
        assert_eq!((chain.kept("c").as_deref(), chain.kept("a").as_deref()), (Some("a"), None));
        let ring = GOOD.replace("[\"a\", \"b\"]", "[\"b\", \"a\"]");
        let (mut ring, _) = Decisions::parse([("1.toml", GOOD), ("2.toml", ring.as_str())]);
        let _ = ring.kept("a");
    }

    #[test]
    fn refuses_what_is_not_a_decision_and_says_why() {
        let check = |text: &str, says: &str| {
            let (decisions, said) = Decisions::parse([("bad.toml", text)]);
            assert!(decisions.list.is_empty());
            assert!(said.iter().any(|d| d.message.contains(says) && d.document == "bad.toml"), "{said:?}");
        };
        check(&GOOD.replace("2026-01-31", "soon"), "when");
        check(&GOOD.replace("N.V.A", " "), "who");
        check(&GOOD.replace(", \"b\"", ""), "two ids");
        check(&GOOD.replace("same", "maybe"), "not a file of decisions");
    }
}
