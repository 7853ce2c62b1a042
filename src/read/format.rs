//! Which format a file is in, told from its bytes and never from its name; opens nothing.

use memchr::memmem;

/// How many bytes from the start a PDF's mark may stand; readers allow for junk before it.
const PDF_LEAD: usize = 1024;

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Characters in some encoding: plain text, HTML, JSON lines.
    Text,
    /// Word since 2007.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// A Word file behind a password.
    LockedWord,
    /// PDF.
    Pdf,
    /// A gzipped file.
    Gzip,
    /// A format that is not read, by its name in a sentence.
    Unread(&'static str),
}

/// Tells the format.
pub(super) fn format_of(bytes: &[u8]) -> Format {
    if bytes.starts_with(b"PK\x03\x04") {
        return zip_format(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return ole_format(bytes);
    }
    if bytes.starts_with(b"\x1f\x8b") {
        return Format::Gzip;
    }
    if let Some((_, name)) = UNREAD.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Format::Unread(name);
    }
    let lead = bytes.get(..PDF_LEAD).unwrap_or(bytes);
    if memmem::find(lead, b"%PDF-").is_some() {
        return Format::Pdf;
    }
    if lead.starts_with(b"MIME-Version:") {
        return Format::Unread("a web archive (.mht)");
    }
    if memmem::find(lead, b"progid=\"Word.Document\"").is_some() {
        return Format::Unread("a Word file in one XML");
    }
    Format::Text
}

/// First bytes of formats that are met in folders of documents and not read.
const UNREAD: [(&[u8], &str); 10] = [
    (b"{\\rtf", "rich text (.rtf)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"Rar!", "an archive (.rar)"),
    (b"7z\xbc\xaf", "an archive (.7z)"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a database"),
];

/// Names of entries stand in a ZIP file as they are.
fn zip_format(bytes: &[u8]) -> Format {
    let has = |name: &[u8]| memmem::find(bytes, name).is_some();
    if has(b"word/document") || has(b"[Content_Types].xml") && has(b"word/") {
        Format::Docx
    } else if has(b"xl/workbook") {
        Format::Unread("a spreadsheet (.xlsx)")
    } else if has(b"ppt/presentation") {
        Format::Unread("slides (.pptx)")
    } else if has(b"mimetypeapplication/vnd.oasis.opendocument") {
        Format::Unread("an OpenDocument file (.odt)")
    } else {
        Format::Unread("an archive (.zip)")
    }
}

/// Names of streams stand in an OLE file in UTF-16.
fn ole_format(bytes: &[u8]) -> Format {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        Format::LockedWord
    } else if has("WordDocument") {
        Format::Doc
    } else if has("Workbook") || has("PowerPoint Document") {
        Format::Unread("an Excel or PowerPoint file")
    } else {
        Format::Unread("an OLE file without a document")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_from_their_first_bytes() {
        assert_eq!(format_of("Kế hoạch".as_bytes()), Format::Text);
        assert_eq!(format_of(b"PK\x03\x04....word/document.xml"), Format::Docx);
        assert_eq!(format_of(b"PK\x03\x04....xl/workbook.xml"), Format::Unread("a spreadsheet (.xlsx)"));
        assert_eq!(format_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), Format::Doc);
        assert_eq!(format_of(b"\r\n%PDF-1.4"), Format::Pdf);
        assert_eq!(format_of(b"\x1f\x8b\x08"), Format::Gzip);
        assert_eq!(format_of(b""), Format::Text);
    }

    #[test]
    fn a_text_that_names_a_format_is_a_text() {
        assert_eq!(format_of("Nộp bản PK và word/document.xml".as_bytes()), Format::Text);
        assert_eq!(format_of(b"PK 23"), Format::Text);
    }
}
