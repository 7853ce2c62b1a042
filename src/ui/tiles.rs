//! The provinces as tiles, each about where it lies; since 2025 a province stands where the one whose code it keeps stood.

use maud::{Markup, html};

use super::address::View;

/// A province on the map.
#[derive(Clone, Debug)]
pub(super) struct Tile<'a> {
    /// Its key in the table of places: the code of two figures follows the first letter.
    pub(super) code: &'a str,
    pub(super) name: &'a str,
    pub(super) class: &'a str,
    pub(super) sign: &'a str,
    pub(super) says: &'a str,
    pub(super) href: String,
}

/// Code of the province, column and row.
const PLACES: &[(&str, i32, i32)] = &[
    ("02", 3, 0),
    ("04", 4, 0),
    ("12", 1, 1),
    ("10", 2, 1),
    ("08", 3, 1),
    ("06", 4, 1),
    ("20", 5, 1),
    ("11", 0, 2),
    ("14", 1, 2),
    ("15", 2, 2),
    ("25", 3, 2),
    ("19", 4, 2),
    ("24", 5, 2),
    ("22", 6, 2),
    ("17", 2, 3),
    ("26", 3, 3),
    ("01", 4, 3),
    ("27", 5, 3),
    ("30", 6, 3),
    ("31", 7, 3),
    ("35", 4, 4),
    ("33", 5, 4),
    ("34", 6, 4),
    ("37", 4, 5),
    ("36", 5, 5),
    ("38", 3, 6),
    ("40", 3, 7),
    ("42", 4, 8),
    ("44", 4, 9),
    ("45", 5, 10),
    ("46", 5, 11),
    ("48", 6, 11),
    ("49", 6, 12),
    ("62", 5, 13),
    ("51", 6, 13),
    ("64", 5, 14),
    ("52", 6, 14),
    ("66", 5, 15),
    ("54", 6, 15),
    ("67", 4, 16),
    ("68", 5, 16),
    ("56", 6, 16),
    ("72", 2, 17),
    ("70", 3, 17),
    ("74", 4, 17),
    ("75", 5, 17),
    ("58", 6, 17),
    ("87", 1, 18),
    ("80", 2, 18),
    ("79", 3, 18),
    ("77", 4, 18),
    ("60", 5, 18),
    ("89", 0, 19),
    ("92", 1, 19),
    ("86", 2, 19),
    ("82", 3, 19),
    ("83", 4, 19),
    ("91", 0, 20),
    ("93", 1, 20),
    ("94", 2, 20),
    ("84", 3, 20),
    ("96", 0, 21),
    ("95", 1, 21),
];
const WIDE: i32 = 62;
const HIGH: i32 = 42;
const STEP: (i32, i32) = (WIDE + 4, HIGH + 4);

/// Draws the tiles that have a place.
pub(super) fn map(view: &View, tiles: &[Tile<'_>]) -> Markup {
    let placed: Vec<(&Tile<'_>, i32, i32)> =
        tiles.iter().filter_map(|t| place(t.code).map(|(column, row)| (t, column * STEP.0, row * STEP.1))).collect();
    let width = placed.iter().map(|(_, x, _)| x + WIDE).max().unwrap_or(0);
    let height = placed.iter().map(|(_, _, y)| y + HIGH).max().unwrap_or(0);
    html! { @if !placed.is_empty() {
        div.picture.map tabindex="0" role="group" aria-label=(view.say("Bản đồ ô các tỉnh; các bảng ở dưới nói cùng nội dung", "Tile map of provinces; the tables below say the same")) {
            svg viewBox=(format!("-4 -4 {} {}", width + 8, height + 8)) width=(width + 8) height=(height + 8) {
                @for (t, x, y) in placed {
                    a.tile.(t.class) href=(t.href) {
                        title { (t.name) ": " (t.says) }
                        rect x=(x) y=(y) width=(WIDE) height=(HIGH) rx="4" {}
                        @for (i, row) in (0i32..).zip(rows(t.name)) { text x=(x + 5) y=(y + 14 + 11 * i) { (row) } }
                        text.sign x=(x + WIDE - 5) y=(y + HIGH - 5) text-anchor="end" { (t.sign) }
                    }
                }
            }
        }
    } }
}

fn place(code: &str) -> Option<(i32, i32)> {
    let figures: String = code.strip_prefix('p')?.chars().take(2).collect();
    PLACES.iter().find(|(c, _, _)| *c == figures).map(|(_, column, row)| (*column, *row))
}

/// Breaks a name to fit a tile, without the word for what it is.
fn rows(name: &str) -> Vec<String> {
    let bare = ["thành phố ", "tỉnh "].iter().find_map(|p| name.strip_prefix(p)).unwrap_or(name);
    let mut rows: Vec<String> = Vec::new();
    for word in bare.split_whitespace().filter(|w| *w != "-") {
        match rows.last_mut() {
            Some(row) if row.chars().count() + word.chars().count() < 10 => *row = format!("{row} {word}"),
            _ => rows.push(word.to_owned()),
        }
    }
    rows.truncate(3);
    rows
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_provinces_share_a_tile() {
        let places: BTreeSet<(i32, i32)> = PLACES.iter().map(|(_, column, row)| (*column, *row)).collect();
        let codes: BTreeSet<&str> = PLACES.iter().map(|(code, _, _)| *code).collect();
        assert_eq!((places.len(), codes.len()), (63, 63));
    }

    #[test]
    fn codes_of_both_times_have_a_place() {
        assert_eq!(place("p10-2025"), Some((2, 1)));
        assert_eq!(place("p15"), Some((2, 2)));
        assert_eq!((place("d001"), place("")), (None, None));
    }

    #[test]
    fn names_fit_their_tiles() {
        for (name, wanted) in [
            ("tỉnh Bà Rịa - Vũng Tàu", vec!["Bà Rịa", "Vũng Tàu"]),
            ("thành phố Hồ Chí Minh", vec!["Hồ Chí", "Minh"]),
            ("tỉnh Thái Nguyên", vec!["Thái", "Nguyên"]),
        ] {
            assert_eq!(rows(name), wanted);
        }
    }
}
