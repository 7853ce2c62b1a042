//! Word files to text, DOCX and DOC: by way of the library's HTML, so that tables keep their cells; keeps no layout.

use std::io::Cursor;

use office_oxide::options::ParseOptions;
use office_oxide::{Document, DocumentFormat};

use super::html::html_text;

/// Tells which Word format the bytes are, if any: a ZIP package that names Word's main part, or an OLE file.
pub(super) fn format(bytes: &[u8]) -> Option<DocumentFormat> {
    const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if bytes.starts_with(b"PK\x03\x04") {
        return memchr::memmem::find(bytes, b"word/document.xml").map(|_| DocumentFormat::Docx);
    }
    bytes.starts_with(&OLE).then_some(DocumentFormat::Doc)
}

/// Reads a Word file. Text that a tracked change deleted, and hidden text, are left out.
///
/// # Errors
/// What the library says of a damaged, encrypted or oversized file.
pub(super) fn office_text(bytes: &[u8], format: DocumentFormat) -> Result<String, String> {
    let options = ParseOptions::default();
    let document =
        Document::from_reader_with(Cursor::new(bytes.to_vec()), format, &options).map_err(|e| e.to_string())?;
    Ok(html_text(&document.to_html()))
}

#[cfg(test)]
mod tests {
    use office_oxide::docx::write::{DocxWriter, Run};

    use super::*;

    #[test]
    fn tells_word_files_from_others() {
        assert!(format(b"PK\x03\x04....word/document.xml").is_some());
        assert!(format(b"PK\x03\x04....xl/workbook.xml").is_none());
        assert!(format(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....").is_some());
        assert!(format("Kế hoạch".as_bytes()).is_none());
    }

    #[test]
    fn reads_paragraphs_runs_and_cells() {
        let mut word = DocxWriter::new();
        word.add_paragraph("KẾ HOẠCH")
            .add_rich_paragraph(&[Run::new("Nghị quyết số 23-"), Run::new("NQ/TW").bold()])
            .add_table(&[vec!["TT", "Nhiệm vụ"], vec!["1", "Rà soát"]]);
        let mut bytes = Cursor::new(Vec::new());
        assert!(word.write_to(&mut bytes).is_ok());
        let bytes = bytes.into_inner();
        assert_eq!(format(&bytes), Some(DocumentFormat::Docx));
        let text = office_text(&bytes, DocumentFormat::Docx).unwrap_or_default();
        let lines: Vec<&str> =
            text.lines().filter(|l| !l.trim().is_empty() && l.trim() != "|").map(str::trim).collect();
        assert_eq!(lines[..2], ["KẾ HOẠCH", "Nghị quyết số 23-NQ/TW"]);
        assert!(text.contains('|') && text.contains("Rà soát"), "{text}");
    }

    #[test]
    fn a_broken_file_is_an_error() {
        assert!(office_text(b"PK\x03\x04 word/document.xml", DocumentFormat::Docx).is_err());
        assert!(office_text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DocumentFormat::Doc).is_err());
    }
}
