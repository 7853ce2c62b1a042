//! What stands above a block: the sections it is in, and the doers that headings and lead-ins give it.

use super::Reader;
use crate::extract::task::item::{item_of, shifted};
use crate::extract::task::role::{Found, predicate};
use crate::extract::task::silence::states_no_task;
use crate::extract::task::step::step;
use crate::model::Section;
use crate::text::{Block, Marker};

impl Reader<'_> {
    /// Tells whether a section's heading names bodies as those a rule is for.
    pub(super) fn is_no_task(&self, section: usize) -> bool {
        states_no_task(self.title(section))
    }

    pub(super) fn give(&mut self, i: usize, opens: Option<usize>, block: &Block, found: Vec<Found>) {
        let found: Vec<Found> = found.into_iter().map(|f| shifted(f, block.body)).collect();
        self.before.clear();
        match (opens, &block.marker) {
            (Some(section), _) => {
                self.frames.insert(section, found);
            }
            (None, Marker::Bullet(mark)) => self.lead = Some((*mark, found)),
            // "UBND các tỉnh, thành phố:" on a line of its own: the items lettered behind it are theirs.
            _ => {
                if self.text.slice(block.span).trim_end().ends_with(':') {
                    self.below.insert(self.owners.get(i).copied().flatten(), (i, found.clone()));
                }
                self.lead = Some(('\0', found));
            }
        }
    }

    pub(super) fn opened(&self, i: usize) -> Option<usize> {
        let owner = self.owners.get(i).copied().flatten()?;
        self.sections.get(owner).filter(|s| s.block as usize == i).map(|_| owner)
    }

    /// Tells whether a block is a step of a procedure.
    pub(super) fn is_step(&self, block: &Block) -> bool {
        step(self.text.slice(block.body_span())).is_some()
    }

    pub(super) fn unmarked(&self, i: usize) -> bool {
        self.text.blocks().get(i).is_some_and(|b| b.marker == Marker::None)
    }

    /// Tells whether the next block stands below this one.
    pub(super) fn has_children(&self, i: usize) -> bool {
        let Some(opened) = self.opened(i) else { return false };
        let next = self.owners.get(i + 1).copied().flatten();
        self.chain(next).any(|s| s == opened)
    }

    /// A section and those it stands in, from the inside out.
    pub(super) fn chain(&self, from: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(from, |s| self.sections.get(*s)?.parent.map(|p| p as usize))
    }

    /// The title of a section in lower case.
    pub(super) fn title(&self, section: usize) -> &str {
        let block = self.sections.get(section).and_then(|s| self.text.blocks().get(s.block as usize));
        block.map_or("", |b| self.text.lower(b.body_span()))
    }

    /// The doers that stand above a block.
    pub(super) fn inherited(&self, i: usize, block: &Block) -> Vec<Found> {
        let owner = self.owners.get(i).copied().flatten();
        if let Some(item) = item_of(&self.fields, self.sections, owner).and_then(|s| self.items.get(&s)) {
            return item.actors.clone();
        }
        if self.closes {
            return Vec::new();
        }
        if let Some((mark, found)) = &self.lead
            && (matches!(block.marker, Marker::Bullet(m) if m != *mark) || self.is_step(block))
        {
            return found.clone();
        }
        if let Some(found) = self.quoted_above(i, owner) {
            return found.clone();
        }
        if self.chain(owner).any(|s| self.is_no_task(s)) {
            return Vec::new();
        }
        let framed = |s: usize| self.frames.get(&s).or_else(|| self.led(s).filter(|_| block.marker.is_some()));
        self.chain(owner).find_map(framed).cloned().unwrap_or_default()
    }

    /// The doers of the unmarked lead-in that a numbered section follows, up to where the numbers begin anew.
    pub(super) fn led(&self, section: usize) -> Option<&Vec<Found>> {
        let own = self.sections.get(section)?;
        let (at, found) = self.below.get(&own.parent.map(|p| p as usize))?;
        let sibling = |s: &&Section| s.parent == own.parent && s.block as usize > *at;
        let mut run = self.sections.iter().take(section + 1).filter(sibling);
        let first = run.next()?;
        // "1. Nhiệm vụ, quyền hạn chung" leads on to what they are.
        let duties = self.title(section).starts_with("nhiệm vụ");
        // "5. Về tổ chức hành chính:" leads on to them by what they are about.
        let topic = own.title.starts_with("Về ") && own.title.trim_end().ends_with(':');
        (run.all(|s| s.path != first.path) && (duties || topic || predicate(&own.title))).then_some(found)
    }
}
