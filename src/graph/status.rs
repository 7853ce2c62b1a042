//! Whether a document still stands on a day, as far as the held documents say; never that it certainly does.

use super::{Direction, PolicyGraph};
use crate::model::reference::{LawVersion, lasts, law_of_number, laws};
use crate::model::{AuthorityLevel, DocumentNumber, RelationEdge, RelationKind, Resolution, Scope};
use crate::text::PartialDate;

/// What the held documents say of a document's force. Ordered from what decides least to what decides most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// Nothing held says that it was touched.
    InForceAsFarAsHeld,
    /// Parts of it were changed, replaced or repealed.
    Amended,
    /// It was suspended.
    Suspended,
    /// The table of laws has a last day of it, and that is past.
    Expired,
    /// Another document replaced it.
    Replaced,
    /// It was repealed.
    Repealed,
    /// It cannot be told.
    Unknown,
}

/// Why a status cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Which document is meant is not known.
    NotIdentified,
    /// It is a press article, which has no force to lose.
    NoForce,
    /// The day lies before its date of issue.
    NotYetIssued,
    /// Something is said to have touched it on a day that is not known.
    UndatedAct,
}

/// The status of a document with the relations that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// What is said.
    pub force: Force,
    /// Since when, the earliest of the relations that decide.
    pub since: Option<PartialDate>,
    /// The relations that decide.
    pub relations: Vec<u32>,
    /// Why it cannot be told.
    pub doubt: Option<Doubt>,
    /// Its last day in force, of a law whose last day the table of laws has.
    pub last_day: Option<PartialDate>,
    /// The law of the same name that is in force on the day, of a law that no longer is.
    pub law_now: Option<&'static LawVersion>,
}

impl PolicyGraph {
    /// Returns the status of a document on a day, or as the latest held documents have it.
    pub fn status(&self, document: u32, as_of: Option<PartialDate>) -> Status {
        let none = Status {
            force: Force::InForceAsFarAsHeld,
            since: None,
            relations: Vec::new(),
            doubt: None,
            last_day: None,
            law_now: None,
        };
        let doubtful =
            |doubt, relations| Status { force: Force::Unknown, relations, doubt: Some(doubt), ..none.clone() };
        let Some(node) = self.document(document) else { return doubtful(Doubt::NotIdentified, Vec::new()) };
        if matches!(node.resolution, Resolution::Ambiguous | Resolution::Unidentified) {
            return doubtful(Doubt::NotIdentified, Vec::new());
        }
        if node.level == Some(AuthorityLevel::Press) {
            return doubtful(Doubt::NoForce, Vec::new());
        }
        if let (Some(day), Some(issued)) = (as_of, node.issued_on)
            && day.certainly_before(issued)
        {
            return doubtful(Doubt::NotYetIssued, Vec::new());
        }
        let acts: Vec<(u32, Force, Option<PartialDate>)> = self.acts_on(document).collect();
        let happened = |date: &Option<PartialDate>| match (as_of, date) {
            (Some(day), Some(date)) => !day.certainly_before(*date),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let ended = node.number.as_ref().and_then(|n| ended(n, as_of.or(self.window.map(|(_, to)| to))?));
        let strongest = acts.iter().filter(|(.., date)| happened(date)).map(|(_, force, _)| *force);
        let strongest = strongest.chain(ended.map(|_| Force::Expired)).max();
        let none = Status { last_day: ended.map(|e| e.0), law_now: ended.and_then(|e| e.1), ..none.clone() };
        let undated: Vec<u32> = acts.iter().filter(|(.., date)| date.is_none()).map(|(r, ..)| *r).collect();
        match strongest {
            None if as_of.is_some() && !undated.is_empty() => doubtful(Doubt::UndatedAct, undated),
            None => none,
            Some(force) => {
                let deciding = || acts.iter().filter(|(_, f, date)| *f == force && happened(date));
                Status {
                    force,
                    since: deciding().filter_map(|(.., date)| *date).min(),
                    relations: deciding().map(|(r, ..)| *r).collect(),
                    ..none
                }
            }
        }
    }

    /// Returns the relations by which a document was replaced as a whole.
    pub fn replaced_by(&self, document: u32) -> Vec<u32> {
        self.acts_on(document).filter(|(_, force, _)| *force == Force::Replaced).map(|(r, ..)| r).collect()
    }

    /// Returns what was done to a document, with the day: that of the acting document, else of the one that says so.
    fn acts_on(&self, document: u32) -> impl Iterator<Item = (u32, Force, Option<PartialDate>)> + '_ {
        let central = self.level_of(document).is_some_and(|l| l < AuthorityLevel::Province);
        self.neighbours(document, Direction::CitedBy, &[]).filter_map(move |(r, actor)| {
            let edge = self.relation(r)?;
            // A province cannot end what the centre issued, whatever its words seem to say.
            let local = self.level_of(actor).is_some_and(|l| l >= AuthorityLevel::Province);
            if central && local {
                return None;
            }
            let date = self.document(actor).and_then(|d| d.issued_on);
            let said = self.document(edge.said_by).and_then(|d| d.issued_on);
            Some((r, force_of(&edge)?, date.or(said)))
        })
    }
}

/// Returns the last day of a law that is past on a day, and the law of that name that is in force then.
fn ended(number: &DocumentNumber, day: PartialDate) -> Option<(PartialDate, Option<&'static LawVersion>)> {
    let law = law_of_number(number)?;
    let last = PartialDate::parse_iso(&law.valid_to).filter(|last| last.certainly_before(day))?;
    let now = laws().iter().find(|l| l.name == law.name && lasts(&l.valid_from, &l.valid_to, day));
    Some((last, now))
}

fn force_of(edge: &RelationEdge) -> Option<Force> {
    let whole = edge.scope == Scope::Whole;
    match edge.kind {
        RelationKind::Repeals if whole => Some(Force::Repealed),
        RelationKind::Replaces if whole => Some(Force::Replaced),
        RelationKind::Suspends if whole => Some(Force::Suspended),
        RelationKind::Repeals
        | RelationKind::Replaces
        | RelationKind::Suspends
        | RelationKind::Amends
        | RelationKind::Corrects => Some(Force::Amended),
        RelationKind::Extends
        | RelationKind::Consolidates
        | RelationKind::Promulgates
        | RelationKind::Approves
        | RelationKind::Implements
        | RelationKind::Guides
        | RelationKind::LegalBasis
        | RelationKind::RespondsTo
        | RelationKind::RefersTo
        | RelationKind::ReportsOn
        | RelationKind::DraftOf => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{document, edge, of};
    use crate::model::RelationKind::{Amends, Implements, Repeals, Replaces};
    use crate::model::{DocumentNode, Resolved};

    fn graph(acts: &[(RelationKind, &str)]) -> PolicyGraph {
        let mut documents = vec![document("1/KH-UBND")];
        let mut relations = Vec::new();
        for (i, (kind, date)) in (1u32..).zip(acts) {
            let mut actor = document(&format!("{}/QĐ-UBND", i + 1));
            actor.issued_on = PartialDate::parse_iso(date);
            documents.push(actor);
            relations.push(edge(i, *kind, 0));
        }
        of(documents, relations)
    }

    #[track_caller]
    fn check(acts: &[(RelationKind, &str)], as_of: Option<&str>, force: Force, doubt: Option<Doubt>) {
        let status = graph(acts).status(0, as_of.and_then(PartialDate::parse_iso));
        assert_eq!((status.force, status.doubt), (force, doubt), "{acts:?} on {as_of:?}");
        let decided = matches!(force, Force::InForceAsFarAsHeld) || doubt == Some(Doubt::NotYetIssued);
        assert_eq!(status.relations.is_empty(), decided, "a status but the first has its relation");
    }

    #[test]
    fn the_day_decides_what_has_happened() {
        let acts = [(Amends, "2021-01-01"), (Replaces, "2022-01-01"), (Implements, "2021-01-01")];
        check(&acts, Some("2020-06-01"), Force::InForceAsFarAsHeld, None);
        check(&acts, Some("2021-06-01"), Force::Amended, None);
        check(&acts, Some("2023-06-01"), Force::Replaced, None);
        check(&acts, None, Force::Replaced, None);
        check(&acts, Some("2019-06-01"), Force::Unknown, Some(Doubt::NotYetIssued));
        check(&[(Repeals, "2022-01-01"), (Replaces, "2022-01-01")], None, Force::Repealed, None);
    }

    #[test]
    fn a_law_ends_on_the_day_the_table_has() {
        let graph = of(vec![document("77/2015/QH13")], Vec::new());
        let on = |day: &str| graph.status(0, PartialDate::parse_iso(day));
        assert_eq!(on("2024-06-01").force, Force::InForceAsFarAsHeld);
        let ended = on("2025-11-01");
        assert_eq!((ended.force, ended.last_day), (Force::Expired, PartialDate::parse_iso("2025-02-28")));
        let number = ended.law_now.and_then(|l| l.number.as_ref()).map(ToString::to_string);
        assert_eq!(number.as_deref(), Some("72/2025/QH15"));
    }

    #[test]
    fn a_province_does_not_end_what_the_centre_issued() {
        let mut parts = Resolved::clone(&graph(&[(Replaces, "2021-01-01")]).resolved);
        parts.documents[0].level = Some(AuthorityLevel::Government);
        parts.documents[1].level = Some(AuthorityLevel::Province);
        let graph = PolicyGraph::build(parts, Vec::new());
        assert_eq!(graph.status(0, None).force, Force::InForceAsFarAsHeld);
    }

    #[test]
    fn what_happened_on_an_unknown_day_is_a_doubt() {
        check(&[(Replaces, "")], Some("2021-01-01"), Force::Unknown, Some(Doubt::UndatedAct));
        check(&[(Replaces, "")], None, Force::Replaced, None);
    }

    #[test]
    fn a_part_is_not_the_whole_and_an_unidentified_document_has_no_status() {
        let mut part = Resolved::clone(&graph(&[(Repeals, "2021-01-01")]).resolved);
        let of_part = |r| RelationEdge { scope: Scope::Part("khoản 2 Điều 3".to_owned()), ..r };
        part.relations = part.relations.iter().map(of_part).collect();
        part.documents[1].resolution = Resolution::Ambiguous;
        part.documents.push(DocumentNode { level: Some(AuthorityLevel::Press), ..document("9/KH-UBND") });
        let graph = PolicyGraph::build(part, Vec::new());
        assert_eq!(graph.status(0, None).force, Force::Amended);
        assert_eq!(graph.status(1, None).doubt, Some(Doubt::NotIdentified));
        assert_eq!(graph.status(2, None).doubt, Some(Doubt::NoForce));
        assert_eq!(graph.replaced_by(0), Vec::<u32>::new());
    }
}
