//! Tasks, mentions and relations as rows.

use super::bytes::{Packer, Row, Unpacker};
use super::edit::Places;
use crate::model::{ActorEdge, BasisSort, MentionNode, RelationEdge, RelationKind, Role, Scope, TaskNode};

/// The roles by their numbers.
const ROLES: [Role; 5] = [Role::Lead, Role::Assigned, Role::Cooperate, Role::Supervise, Role::ReportTo];

/// More bodies than a task has.
const MANY: usize = 64;

/// Set where a relation acts on a part of the document.
const PART: u32 = 4;

impl Row for MentionNode {
    fn pack(&self, to: &mut Packer) {
        to.located(&self.located, 0);
        to.number(self.mention);
        to.date(self.issued_on);
        to.word(self.issuer.as_ref());
        to.word(self.title.as_ref());
        to.word(Some(&self.rule));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Some(Self {
            located: from.located(0)?,
            mention: from.number()?,
            issued_on: from.date()?,
            issuer: from.word()?,
            title: from.word()?,
            rule: from.word()??,
        })
    }

    fn moved(&mut self, places: &Places) {
        self.located.document = places.document(self.located.document);
    }
}

impl Row for RelationEdge {
    fn pack(&self, to: &mut Packer) {
        let basis = match self.basis {
            None => 0,
            Some(BasisSort::Competence) => 1,
            Some(BasisSort::Substance) => 2,
        };
        let scope = match &self.scope {
            Scope::Whole => None,
            Scope::Part(words) => Some(words.as_str()),
        };
        to.number((self.kind as u32) << 3 | scope.map_or(0, |_| PART) | basis);
        to.number(self.actor);
        to.number(self.object);
        // Mostly the one that acts says so, and in its own text.
        to.number(self.said_by ^ self.actor);
        to.located(&self.evidence, self.said_by);
        scope.into_iter().for_each(|words| to.text(words));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let sorts = from.number()?;
        let (actor, object) = (from.number()?, from.number()?);
        let said_by = from.number()? ^ actor;
        let evidence = from.located(said_by)?;
        let basis = match sorts & 3 {
            0 => None,
            1 => Some(BasisSort::Competence),
            _ => Some(BasisSort::Substance),
        };
        let scope = if sorts & PART == 0 { Scope::Whole } else { Scope::Part(from.text()?) };
        let kind = *RelationKind::ALL.get((sorts >> 3) as usize)?;
        Some(Self { actor, kind, object, said_by, basis, scope, evidence })
    }

    fn moved(&mut self, places: &Places) {
        for end in [&mut self.actor, &mut self.object, &mut self.said_by, &mut self.evidence.document] {
            *end = places.document(*end);
        }
    }
}

impl Row for TaskNode {
    fn pack(&self, to: &mut Packer) {
        to.number(self.document);
        to.number(self.task);
        to.word(self.due.as_ref());
        to.word(self.deadline.as_ref());
        to.word(self.clause.as_ref());
        to.located(&self.evidence, self.document);
        to.number(u32::from(self.deadline_evidence.is_some()));
        self.deadline_evidence.iter().for_each(|e| to.located(e, self.document));
        to.count(self.actors.len());
        for actor in &self.actors {
            to.number(actor.agency);
            to.number(actor.role as u32);
            to.located(&actor.evidence, self.document);
        }
        to.numbers(&self.documents);
        to.numbers(&self.projects);
        to.text(&self.text);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let (document, task) = (from.number()?, from.number()?);
        let (due, deadline, clause) = (from.word()?, from.word()?, from.word()?);
        let evidence = from.located(document)?;
        let deadline_evidence = if from.number()? == 0 { None } else { Some(from.located(document)?) };
        let count = from.count()?;
        let mut actors = Vec::with_capacity(count.min(MANY));
        for _ in 0..count {
            let (agency, role) = (from.number()?, *ROLES.get(from.number()? as usize)?);
            actors.push(ActorEdge { agency, role, evidence: from.located(document)? });
        }
        let (documents, projects, text) = (from.numbers()?, from.numbers()?, from.text()?);
        Some(Self {
            document,
            task,
            clause,
            text,
            actors,
            deadline,
            due,
            deadline_evidence,
            documents,
            projects,
            evidence,
        })
    }

    fn moved(&mut self, places: &Places) {
        self.document = places.document(self.document);
        self.documents.iter_mut().for_each(|d| *d = places.document(*d));
        self.projects.iter_mut().for_each(|p| *p = places.project(*p));
        self.actors.iter_mut().for_each(|a| a.agency = places.agency(a.agency));
        let located = self.actors.iter_mut().map(|a| &mut a.evidence).chain(self.deadline_evidence.as_mut());
        located.chain([&mut self.evidence]).for_each(|at| at.document = self.document);
    }
}
