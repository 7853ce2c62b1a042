//! What must hold of any graph: every end exists, every fact has its words, and no document replaces itself in a ring.

use petgraph::algo::tarjan_scc;

use super::PolicyGraph;
use crate::model::{Located, RelationKind};

impl PolicyGraph {
    /// Returns a sentence for everything that is wrong with the graph, sorted; none when all holds.
    pub fn check(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        self.check_relations(&mut wrong);
        self.check_tasks(&mut wrong);
        self.check_projects(&mut wrong);
        self.check_replacements(&mut wrong);
        wrong.sort();
        wrong
    }

    fn check_words(&self, what: &str, located: &Located, wrong: &mut Vec<String>) {
        if self.view(located).is_none() {
            wrong.push(format!("{what}: its words are not in the text of document {}", located.document));
        }
    }

    fn check_relations(&self, wrong: &mut Vec<String>) {
        for (i, relation) in self.resolved.relations.iter().enumerate() {
            let what = format!("relation {i} {}", relation.kind.code());
            for end in [relation.actor, relation.object, relation.said_by] {
                if self.document(end).is_none() {
                    wrong.push(format!("{what}: document {end} does not exist"));
                }
            }
            self.check_words(&what, &relation.evidence, wrong);
        }
    }

    fn check_tasks(&self, wrong: &mut Vec<String>) {
        for task in &self.resolved.tasks {
            let what = format!("task {}", self.resolved.task_id(&task));
            self.check_words(&what, &task.evidence, wrong);
            for actor in &task.actors {
                self.check_words(&what, &actor.evidence, wrong);
                if self.resolved.agencies.get(actor.agency as usize).is_none() {
                    wrong.push(format!("{what}: agency {} does not exist", actor.agency));
                }
            }
            for document in task.documents.iter().chain([&task.document]) {
                if self.document(*document).is_none() {
                    wrong.push(format!("{what}: document {document} does not exist"));
                }
            }
            for project in &task.projects {
                if self.resolved.projects.get(*project as usize).is_none() {
                    wrong.push(format!("{what}: project {project} does not exist"));
                }
            }
        }
    }

    fn check_projects(&self, wrong: &mut Vec<String>) {
        for project in &self.resolved.projects {
            for statement in &project.statements {
                for evidence in &statement.evidence {
                    let located = Located { document: statement.document, evidence: *evidence };
                    self.check_words(&format!("project {}", project.id), &located, wrong);
                }
            }
        }
    }

    fn check_replacements(&self, wrong: &mut Vec<String>) {
        for ring in
            tarjan_scc(self.links().of_kinds(&[RelationKind::Replaces])).into_iter().filter(|ring| ring.len() > 1)
        {
            let mut ids: Vec<&str> = ring.iter().filter_map(|n| self.document(*n)).map(|d| d.id.as_str()).collect();
            ids.sort_unstable();
            wrong.push(format!("documents replace each other in a ring: {}", ids.join(", ")));
        }
        let replaces = self.resolved.relations.iter().filter(|r| r.kind == RelationKind::Replaces);
        for own in replaces.filter(|r| r.actor == r.object) {
            wrong.push(format!("document {} replaces itself", own.actor));
        }
    }
}
