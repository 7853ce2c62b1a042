//! What made-up documents mean, as three tables that other systems load: documents, relations, tasks with their bodies.

use std::io::Write;

use super::Generator;

impl Generator {
    /// Writes the documents, the relations between them and the tasks, each table with a line of names.
    ///
    /// # Errors
    ///
    /// Fails when one cannot be written.
    pub fn tables(
        &self,
        documents: &mut impl Write,
        relations: &mut impl Write,
        tasks: &mut impl Write,
    ) -> std::io::Result<()> {
        let mut documents = csv::Writer::from_writer(documents);
        let mut relations = csv::Writer::from_writer(relations);
        let mut tasks = csv::Writer::from_writer(tasks);
        documents.write_record(["document", "number", "issued_on", "issuer"])?;
        relations.write_record(["actor", "kind", "object", "said_by"])?;
        tasks.write_record(["document", "task", "agency", "role", "due"])?;
        for plan in (0..self.world.documents()).filter_map(|i| self.plan(i)) {
            let index = plan.index.to_string();
            let on = plan.issued_on().to_string();
            documents.write_record([index.as_str(), plan.number(), &on, &self.issuer(&plan)])?;
            for r in plan.relations() {
                relations.write_record([&r.actor.to_string(), r.kind.code(), &r.object.to_string(), &index])?;
            }
            for (n, order) in plan.orders.iter().enumerate() {
                let (n, due) = (n.to_string(), order.due.map(|d| d.to_string()).unwrap_or_default());
                for (agency, role) in &order.actors {
                    tasks.write_record([&index, &n, agency, role.code(), &due])?;
                }
            }
        }
        documents.flush()?;
        relations.flush()?;
        tasks.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Plan;

    #[test]
    fn tables_hold_what_the_plans_mean() {
        let (mut documents, mut relations, mut tasks) = (Vec::new(), Vec::new(), Vec::new());
        let generator = Generator::new(100, 4);
        generator.tables(&mut documents, &mut relations, &mut tasks).unwrap();
        let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().count() - 1;
        let plans = || (0..100).filter_map(|i| generator.plan(i));
        assert_eq!(lines(&documents), 100);
        assert_eq!(lines(&relations), plans().map(|p| p.relations().len()).sum::<usize>());
        let actors = |p: Plan| p.orders.iter().map(|o| o.actors.len()).sum::<usize>();
        assert_eq!(lines(&tasks), plans().map(actors).sum::<usize>());
    }
}
