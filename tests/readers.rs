//! Files of each format as people have them: what is read of them, what is left out, and that no damage ends the program.

use std::io::{Cursor, Write};

use luocdo::diagnostic::Diagnostic;
use luocdo::read::{ReadDocument, read_bytes, read_paths};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Packs a Word file: the body of its main part, and other parts by the kind of their link.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, text: &str| {
        zip.start_file(path, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("its text");
    };
    add("[Content_Types].xml", "<Types/>");
    let main = format!(r#"<Relationship Id="r" Type="{LINKS}/officeDocument" Target="word/document.xml"/>"#);
    add("_rels/.rels", &format!("<Relationships>{main}</Relationships>"));
    let links: String = parts
        .iter()
        .map(|(kind, _)| format!(r#"<Relationship Id="{kind}" Type="{LINKS}/{kind}" Target="{kind}.xml"/>"#))
        .collect();
    add("word/_rels/document.xml.rels", &format!("<Relationships>{links}</Relationships>"));
    add("word/document.xml", &format!("<w:document {WORD}><w:body>{body}</w:body></w:document>"));
    for (kind, xml) in parts {
        add(&format!("word/{kind}.xml"), xml);
    }
    zip.finish().expect("a package").into_inner()
}

/// Draws a PDF of one page: each text with its place, then other operators.
fn pdf(texts: &[(f64, f64, &str)], more: &str) -> Vec<u8> {
    let drawn: String =
        texts.iter().map(|(x, y, words)| format!("BT /F1 12 Tf {x} {y} Td ({words}) Tj ET\n")).collect();
    pdf_of(&format!("{drawn}{more}"), "")
}

fn pdf_of(content: &str, objects: &str) -> Vec<u8> {
    let body = format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>> endobj\n\
         4 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n\
         5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj\n{objects}\n",
        content.len()
    );
    let places: Vec<usize> = (1..7).map_while(|n| body.find(&format!("\n{n} 0 obj")).map(|at| at + 1)).collect();
    let entries: String = places.iter().map(|at| format!("{at:010} 00000 n \n")).collect();
    let (count, at) = (places.len() + 1, body.len());
    let table = format!("xref\n0 {count}\n0000000000 65535 f \n{entries}");
    format!("{body}{table}trailer <</Size {count}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF").into_bytes()
}

fn read(name: &str, bytes: &[u8]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let (documents, diagnostics) = read_bytes(name, bytes);
    assert!(!documents.is_empty() || !diagnostics.is_empty(), "{name} vanished");
    (documents, diagnostics)
}

#[track_caller]
fn check(bytes: &[u8], text: &str) {
    let (documents, diagnostics) = read("a", bytes);
    let texts: Vec<&str> = documents.iter().map(|d| d.text.source()).collect();
    assert_eq!(texts, [text], "{diagnostics:?}");
}

#[track_caller]
fn check_refused(bytes: &[u8], code: &str) {
    let (documents, diagnostics) = read("a", bytes);
    let codes: Vec<&str> = diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!((documents.len(), codes.as_slice()), (0, [code].as_slice()), "{diagnostics:?}");
}

fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

#[test]
fn word_runs_breaks_and_tracked_changes() {
    let body = [
        paragraph(&format!("{}{}", run("Nghị quyết số 23-"), run("NQ/TW &amp; Kế hoạch"))),
        paragraph("<w:r><w:t>ỦY BAN NHÂN DÂN</w:t><w:br/><w:t>TỈNH LÀO CAI</w:t></w:r>"),
        paragraph(&format!(
            "{}<w:del><w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r></w:del><w:ins>{}</w:ins>",
            run("văn bản "),
            run("mới")
        )),
        paragraph(&format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", run("Đoạn một"))),
        paragraph(&run(" nối đoạn hai")),
        paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"),
        paragraph("<w:r><w:rPr><w:caps/></w:rPr><w:t>quyết định</w:t></w:r>"),
        paragraph("<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t>a|b</w:t></w:r>"),
    ]
    .concat();
    check(
        &docx(&body, &[]),
        "Nghị quyết số 23-NQ/TW & Kế hoạch\n\nỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nvăn bản mới\n\nĐoạn một nối đoạn hai\n\n\
         QUYẾT ĐỊNH\n\n-a¦b",
    );
}

#[test]
fn word_tables_boxes_and_notes() {
    let cell =
        |properties: &str, words: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(&run(words)));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = [
        row(&[cell("", "TT"), cell("", "Việc"), cell("", "Chủ trì")]),
        row(&[cell("", "I"), cell("<w:gridSpan w:val=\"2\"/>", "Chung")]),
        row(&[cell("", "1"), cell("", "Một"), cell("<w:vMerge w:val=\"restart\"/>", "Sở Y tế")]),
        row(&[cell("", "2"), cell("", "Hai"), cell("<w:vMerge/>", "")]),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("", "bỏ")),
    ]
    .concat();
    let boxed = "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>\
                 </mc:Choice><mc:Fallback><w:t>hai lần</w:t></mc:Fallback></mc:AlternateContent></w:r>";
    let body = [
        paragraph(&format!("{}<w:r><w:footnoteReference w:id=\"4\"/></w:r>{boxed}", run("Luật Đầu tư"))),
        format!("<w:tbl>{table}</w:tbl>"),
        paragraph(&run("Sau bảng")),
    ]
    .concat();
    let notes = format!(
        "<w:footnotes {WORD}><w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\"4\">{}</w:footnote></w:footnotes>",
        paragraph(&run("---")),
        paragraph(&run("Luật số 61/2020/QH14"))
    );
    check(
        &docx(&body, &[("footnotes", &notes)]),
        "Luật Đầu tư[1]\n\nTrong khung\n\n|\nTT\n|\nViệc\n|\nChủ trì\n|\n|\nI\n|\nChung\n|\n|\n|\n1\n|\nMột\n|\nSở Y tế\n|\n\
         |\n2\n|\nHai\n|\n|\n\nSau bảng\n\n[1] Luật số 61/2020/QH14",
    );
}

#[test]
fn word_numbers_and_old_fonts() {
    let numbering = format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
         </w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"
    );
    let styles = format!(
        "<w:styles {WORD}><w:style w:styleId=\"Muc\"><w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style></w:styles>"
    );
    let heading = |words: &str| paragraph(&format!("<w:pPr><w:pStyle w:val=\"Muc\"/></w:pPr>{}", run(words)));
    let old = "<w:r><w:rPr><w:rFonts w:ascii=\".VnTimeH\"/></w:rPr><w:t>ñy ban</w:t></w:r>\
               <w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t> tØnh Hµ Nam</w:t></w:r>";
    let body = [heading("MỤC ĐÍCH"), paragraph(old), heading("TỔ CHỨC THỰC HIỆN")].concat();
    check(
        &docx(&body, &[("numbering", &numbering), ("styles", &styles)]),
        "I. MỤC ĐÍCH\n\nỦY BAN tỉnh Hà Nam\n\nII. TỔ CHỨC THỰC HIỆN",
    );
}

#[test]
fn word_files_that_are_hostile_or_no_word_files() {
    let bomb = docx(&paragraph(&run(&" ".repeat(40 << 20))), &[]);
    assert!(bomb.len() < 1 << 20);
    check_refused(&bomb, "read.unpacks-to-too-much");
    check_refused(&docx(&"<w:tbl><w:tr><w:tc>".repeat(5000), &[]), "read.broken");
    check_refused(&docx("<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p><!-- ", &[]), "read.broken");
    check_refused(&docx("", &[]), "read.empty");
    check_refused(b"PK\x03\x04 xl/workbook.xml", "read.format-not-read");
    check_refused(b"PK\x03\x04 word/document.xml", "read.broken");
    check_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "read.locked");
    check_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", "read.broken");
    check_refused(b"{\\rtf1 K\\u7871? ho\\u7841?ch}", "read.format-not-read");
}

#[test]
fn pdf_letters_are_read_by_their_places() {
    let drawn = [
        (72.0, 700.0, "thuc hien chuong trinh."),
        (72.0, 714.0, "Ke hoach nay duoc ban hanh de to chuc"),
        (300.0, 30.0, "2"),
    ];
    check(&pdf(&drawn, ""), "Ke hoach nay duoc ban hanh de to chuc thuc hien chuong trinh.");
}

#[test]
fn pdf_columns_and_ruled_tables() {
    let drawn = [
        (72.0, 780.0, "UY BAN NHAN DAN"),
        (300.0, 780.0, "CONG HOA XA HOI CHU NGHIA"),
        (90.0, 765.0, "TINH LAO CAI"),
        (340.0, 765.0, "Doc lap - Tu do"),
        (80.0, 700.0, "1"),
        (110.0, 700.0, "Ra soat"),
        (310.0, 700.0, "So Y te"),
        (80.0, 670.0, "2"),
        (110.0, 670.0, "Lap ke hoach"),
        (310.0, 670.0, "So Tai chinh"),
        (72.0, 600.0, "Sau bang"),
    ];
    // As Word rules tables: thin filled boxes.
    let rules: String = [715.0, 690.0, 660.0]
        .iter()
        .map(|y| format!("75 {y} 425 0.5 re f*\n"))
        .chain([75.0, 100.0, 300.0, 500.0].iter().map(|x| format!("{x} 660 0.5 55 re f*\n")))
        .collect();
    check(
        &pdf(&drawn, &rules),
        "|\nUY BAN NHAN DAN\nTINH LAO CAI\n|\nCONG HOA XA HOI CHU NGHIA\nDoc lap - Tu do\n|\n\n\
         |\n1\n|\nRa soat\n|\nSo Y te\n|\n|\n2\n|\nLap ke hoach\n|\nSo Tai chinh\n|\n\nSau bang",
    );
}

#[test]
fn pdf_files_without_text_locked_or_broken() {
    let picture = "6 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> stream\n0\nendstream endobj";
    check_refused(&pdf_of("q 595 0 0 842 0 0 cm /X Do Q", picture), "read.scanned");
    check_refused(b"%PDF-1.7 nothing", "read.broken");
    let ring = "6 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>> stream\n/X Do\nendstream endobj";
    check_refused(&pdf_of("/X Do", ring), "read.scanned");
    let locked = String::from_utf8_lossy(&pdf(&[(72.0, 700.0, "Ke hoach")], "")).replace(
        "trailer <<",
        "trailer <</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<0000000000000000000000000000000000000000000000000000000000000000>\
         /U<0000000000000000000000000000000000000000000000000000000000000000>>>",
    );
    check_refused(locked.as_bytes(), "read.locked");
}

#[test]
fn json_lines_one_document_a_line() {
    let lines = "{\"id\": \"a/1\", \"text\": \"Kế hoạch một\"}\nKế hoạch\n{\"id\": \"a/1\", \"content\": \"<html><body><p>Kế hoạch hai</p></body></html>\"}\n";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(lines.as_bytes()).expect("packed");
    for (name, bytes) in [("b.jsonl", lines.as_bytes().to_vec()), ("b.jsonl.gz", packed.finish().expect("packed"))] {
        let (documents, diagnostics) = read(name, &bytes);
        let found: Vec<(String, &str)> =
            documents.iter().map(|d| (d.text.name().replace(name, ""), d.text.source())).collect();
        assert_eq!(found, [("#a-1".to_owned(), "Kế hoạch một"), ("#3".to_owned(), "Kế hoạch hai")]);
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics.iter().all(|d| d.document == name && d.message.starts_with("line 2 ")), "{diagnostics:?}");
    }
}

#[test]
fn folders_hold_folders_and_names_tell_files_apart() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (path, bytes) in [
        ("2020/a.txt", "Kế hoạch một".as_bytes().to_vec()),
        ("2021/a.txt", "Kế hoạch hai".as_bytes().to_vec()),
        ("van-ban", docx(&paragraph(&run("Kế hoạch ba")), &[])),
        ("bang.xlsx", b"PK\x03\x04 xl/workbook.xml".to_vec()),
    ] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    let names = |paths: &[&str]| {
        let paths: Vec<_> = paths.iter().map(|p| folder.path().join(p)).collect();
        let (documents, diagnostics) = read_paths(&paths);
        (documents.iter().map(|d| d.text.name().to_owned()).collect::<Vec<_>>(), diagnostics)
    };
    let (found, said) = names(&[""]);
    assert_eq!(found, ["2020/a.txt", "2021/a.txt", "van-ban"]);
    assert!(said.iter().any(|d| d.code == "read.unknown-ending" && d.message.contains("bang.xlsx")), "{said:?}");
    let (found, said) = names(&["2020/a.txt", "2021", "2020", "bang.xlsx"]);
    assert_eq!(found.len(), 2, "one file is read once: {found:?}");
    assert!(found.iter().any(|n| n == "a.txt") && found.iter().any(|n| n.ends_with("2021/a.txt")), "{found:?}");
    assert!(said.iter().any(|d| d.code == "read.format-not-read" && d.document == "bang.xlsx"), "{said:?}");
}

/// A file of each format, sound.
fn sound() -> Vec<Vec<u8>> {
    let body = format!(
        "{}<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph(&run("Kế hoạch")),
        paragraph(&run("Một")),
        paragraph(&run("Hai"))
    );
    vec![
        docx(&body, &[("numbering", "<w:numbering><w:num w:numId=\"1\"/></w:numbering>"), ("styles", "<w:styles/>")]),
        pdf(
            &[(72.0, 700.0, "Ke hoach"), (300.0, 700.0, "So: 1"), (72.0, 680.0, "Hai")],
            "75 690 400 0.5 re f 75 600 0.5 90 re f",
        ),
        include_bytes!("fixtures/plan.doc").to_vec(),
        "{\"id\": 1, \"text\": \"Kế hoạch\"}\n".as_bytes().to_vec(),
        "<html><body><table><tr><td rowspan=2>Một<td>Hai<tr><td colspan=3>Ba</table>".as_bytes().to_vec(),
    ]
}

#[test]
fn old_word_files() {
    let (documents, _) = read("plan.doc", include_bytes!("fixtures/plan.doc"));
    let texts: Vec<&str> = documents.iter().map(|d| d.text.source()).collect();
    assert_eq!(texts, ["KẾ HOẠCH\n\n|\nTT\n|\nNhiệm vụ\n|\n|\n1\n|\nRà soát quy hoạch\n|\n\nNơi nhận:"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_read_or_refused(
        which in 0usize..5,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        keep in any::<bool>(),
    ) {
        let mut bytes = sound().swap_remove(which);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if !keep {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        let (documents, diagnostics) = read_bytes("any", &bytes);
        prop_assert!(!documents.is_empty() || !diagnostics.is_empty());
    }

    #[test]
    fn any_words_of_a_word_file_come_through(words in "[a-zA-ZđĐàÁếỆ0-9 .,;:/()-]{1,60}") {
        let (documents, _) = read_bytes("any.docx", &docx(&paragraph(&run(&words)), &[]));
        let found = documents.first().map(|d| d.text.source().to_owned()).unwrap_or_default();
        prop_assert_eq!(found, words.trim());
    }

    #[test]
    fn any_operators_of_a_pdf_are_drawn_or_passed_over(operators in "([0-9.-]{1,6} |\\(a\\) |/F1 |/X |BT |ET |Tf |Td |Tj |Tm |cm |q |Q |re |f |S |l |m |Do |' |\\[ |\\] |TJ ){0,60}") {
        let form = "6 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 5>> stream\n/X Do\nendstream endobj";
        let (documents, diagnostics) = read_bytes("any.pdf", &pdf_of(&operators, form));
        prop_assert!(!documents.is_empty() || !diagnostics.is_empty());
    }
}
