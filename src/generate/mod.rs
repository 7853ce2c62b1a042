//! Documents made up for measuring: texts of any number that read like those of Vietnamese offices, the same for the
//! same seed, with what they were meant to say; leaves out what rules find in them.
//!
//! Nothing is held while they are written: what a document is follows from its place in the list, so that any older one
//! can be cited. Citations follow a power law and go to older documents alone; provinces, districts and ministries are
//! those of the reference tables, from 2011 to 2024.

mod chance;
mod plan;
mod series;
mod tables;
mod text;
mod words;

use std::io::Write;

use serde::Serialize;

pub use plan::{Meant, Order, Plan, Work};

use series::World;

/// So many made-up documents.
#[derive(Clone, Debug)]
pub struct Generator {
    world: World,
}

/// A document as a line of a JSONL file.
#[derive(Debug, Serialize)]
struct Record<'a> {
    id: &'a str,
    text: &'a str,
}

impl Generator {
    /// Prepares documents; another number of documents or another seed gives others.
    pub fn new(documents: u32, seed: u64) -> Self {
        Self { world: World::new(u64::from(documents), seed) }
    }

    /// Returns what the document at a place in the list is to mean.
    pub fn plan(&self, index: u64) -> Option<Plan> {
        (index < self.world.documents()).then(|| self.world.plan(index)).flatten()
    }

    /// Returns the text of a plan.
    pub fn text(&self, plan: &Plan) -> String {
        text::text_of(&self.world, plan)
    }

    /// Returns the body that issues, territory included.
    pub fn issuer(&self, plan: &Plan) -> String {
        text::issuer(&self.world, plan.issued.body, false)
    }

    /// Writes all documents, the oldest first, each as one JSON object a line.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be written.
    pub fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        for index in 0..self.world.documents() {
            let Some(plan) = self.plan(index) else { continue };
            let (id, text) = (format!("g{index:07}"), self.text(&plan));
            serde_json::to_writer(&mut *out, &Record { id: &id, text: &text })?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(documents: u32, seed: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        Generator::new(documents, seed).write(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn one_seed_gives_the_same_bytes_and_another_gives_others() {
        let bytes = written(300, 1);
        assert_eq!(bytes, written(300, 1));
        assert_ne!(bytes, written(300, 2));
        assert_eq!(bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).count(), 300);
        let mean = bytes.len() / 300;
        assert!((3600..4400).contains(&mean), "documents have about 4 kB, and these have {mean} bytes");
        assert_eq!(written(0, 1), b"");
    }

    #[test]
    fn few_documents_are_cited_by_many() {
        let generator = Generator::new(6000, 1);
        let mut cited = vec![0usize; 6000];
        let mut all = 0;
        for index in 0..6000 {
            for relation in generator.plan(index).unwrap().relations() {
                assert!(relation.object < relation.actor, "only older ones: {relation:?}");
                all += 1;
                cited.get_mut(relation.object as usize).into_iter().for_each(|c| *c += 1);
            }
        }
        cited.sort_unstable_by(|a, b| b.cmp(a));
        let hubs: usize = cited.iter().take(60).sum();
        assert!((4.0..8.0).contains(&(all as f64 / 6000.0)), "{all} relations");
        assert!(hubs * 4 > all, "the first hundredth has {hubs} of {all}");
    }
}
