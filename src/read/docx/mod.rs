//! Word files since 2007 to text, by a walk over their parts: paragraphs with the numbers Word gives them, tables with
//! their cells told apart, text boxes after their paragraph, notes after the text with their marks as `[1]`. Text that a
//! tracked change deleted or moved away, hidden text, page headers and footers, comments and tables of contents are left
//! out.

mod body;
mod numbering;
mod package;
mod paragraph;
mod styles;

use super::refusal::Refusal;
use body::{Parts, body_text, notes};
use numbering::Numbering;
use package::Package;
use styles::Styles;

/// Reads a Word file.
pub(super) fn docx_text(bytes: &[u8]) -> Result<String, Refusal> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let Some(document) = package.part(&main)? else {
        return Err(Refusal::broken("Word", "it has no main part"));
    };
    let styles = package.linked(&main, "styles")?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let numbering = package.linked(&main, "numbering")?.map(|xml| Numbering::read(&xml)).unwrap_or_default();
    let mut parts = Parts { styles: &styles, numbering };
    let (mut text, marks) = body_text(&document, &mut parts)?;
    for (kind, prefix) in [("footnotes", 'f'), ("endnotes", 'e')] {
        let Some(xml) = package.linked(&main, kind)? else { continue };
        let found = notes(&xml, &mut parts)?;
        for (n, (_, id)) in marks.iter().enumerate().filter(|(_, (p, _))| *p == prefix) {
            if let Some(words) = found.get(id).filter(|w| !w.is_empty()) {
                text.push_str(&format!("\n\n[{}] {words}", n + 1));
            }
        }
    }
    Ok(text)
}
