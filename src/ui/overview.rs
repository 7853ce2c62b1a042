//! All documents at a glance: bands by level, columns by year, a square each; how the levels cite each other is a table,
//! so that thousands of relations are no hairball.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, holds, list, text};
use super::scope::province;
use super::walk::year;
use super::words::{LEVELS, called, figure, name_of};
use super::{Body, Trouble, shell};
use crate::api::Schema;

/// Most documents drawn, the most cited first.
const DRAWN: usize = 5000;
/// Most columns; what is older stands in the first.
const COLUMNS: usize = 15;
/// Most squares of a cell, whole rows of them; the rest is a number.
const CELL: usize = 156;
const SQUARE: i32 = 8;
const STEP: i32 = 10;
/// Squares side by side in a cell.
const ACROSS: usize = 6;
const LEFT: i32 = 176;
/// Room of a column: its squares and a gap.
const WIDE: i32 = 6 * STEP + 12;

/// The place of each document among all.
type Places<'a> = BTreeMap<&'a str, usize>;

/// Documents of one level and column.
type Cells<'a> = BTreeMap<(usize, Option<i64>), Vec<&'a Value>>;

/// Renders the page.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let (all, total, window) = documents(schema).await?;
    let chosen: Vec<&Value> = all.iter().filter(|d| is_chosen(view, d)).collect();
    let first = first_year(&chosen);
    let mut cells: Cells<'_> = BTreeMap::new();
    for d in &chosen {
        cells.entry((band(d), year(d).map(|y| y.max(first)))).or_default().push(d);
    }
    // What is held comes first: it can be read.
    cells.values_mut().for_each(|all| all.sort_by_key(|d| !holds(d, "held")));
    let title = view.say("Toàn cảnh", "Overview");
    let main = html! {
        h1 { (title) " " small { (figure(view, chosen.len() as u64)) } }
        p { (view.say("Mỗi ô vuông là một văn bản: đậm là đang giữ, rỗng là chỉ được dẫn. Đang giữ đứng trước, rồi đến được dẫn nhiều.", "Each square is a document: filled when held, hollow when only cited. Those held come first, then the most cited.")) " " (shell::looked_at(view, &window)) }
        @if total > all.len() as u64 { p { (view.say("Chỉ vẽ những văn bản đang giữ và được dẫn nhiều nhất:", "Only those held and the most cited are drawn:")) " " (figure(view, all.len() as u64)) "/" (figure(view, total)) "." } }
        (form(view, &all))
        (picture(view, &cells, first))
        p #picked.picked role="status" {}
        section { h2 { (view.say("Số văn bản theo cấp và năm", "Documents by level and year")) } (numbers(view, &cells, first)) }
        section { h2 { (view.say("Cấp nào dẫn cấp nào", "Which level cites which")) } (between(view, &chosen)) }
    };
    Ok(Body { title: title.to_owned(), main })
}

/// Reads documents page by page, those held first, and how many there are.
async fn documents(schema: &Schema) -> Result<(Vec<Value>, u64, Value), Trouble> {
    let (mut all, mut total, mut window): (Vec<Value>, u64, Value) = (Vec::new(), 0, Value::Null);
    for held in [true, false] {
        let mut after = Value::Null;
        loop {
            let variables = json!({ "after": after, "held": held });
            let data = ask(schema, include_str!("documents/overview.graphql"), variables).await?;
            let page = at(&data, "documents");
            if after.is_null() {
                total += count(page, "totalCount");
                window = at(page, "lookedAt").clone();
            }
            all.extend(list(page, "nodes").iter().take(DRAWN - all.len()).cloned());
            if !holds(page, "pageInfo.hasNextPage") || all.len() >= DRAWN {
                break;
            }
            after = at(page, "pageInfo.endCursor").clone();
        }
    }
    Ok((all, total, window))
}

fn is_chosen(view: &View, d: &Value) -> bool {
    let there = view.get("province").is_none_or(|p| province(text(d, "jurisdiction")) == p);
    there && (view.get("held").is_none() || holds(d, "held"))
}

/// Place of a document's level among the bands; the unknown come last.
fn band(d: &Value) -> usize {
    LEVELS.iter().position(|(l, _, _)| *l == text(d, "level")).unwrap_or(LEVELS.len())
}

fn band_name(view: &View, band: usize) -> &'static str {
    LEVELS.get(band).map_or_else(|| view.say("Chưa rõ cấp", "Level unknown"), |(_, vi, en)| view.say(vi, en))
}

/// The year of the first column: only so many years have a column of their own.
fn first_year(all: &[&Value]) -> i64 {
    let mut years: Vec<i64> = all.iter().filter_map(|d| year(d)).collect();
    years.sort_unstable();
    years.dedup();
    years.iter().rev().nth(COLUMNS - 1).or(years.first()).copied().unwrap_or_default()
}

fn columns(cells: &Cells<'_>) -> Vec<Option<i64>> {
    let mut all: Vec<Option<i64>> = cells.keys().map(|(_, y)| *y).collect();
    // The undated stand last.
    all.sort_unstable_by_key(|y| (y.is_none(), *y));
    all.dedup();
    all
}

fn column_name(view: &View, year: Option<i64>, first: i64) -> String {
    match year {
        None => view.say("không rõ", "unknown").to_owned(),
        Some(y) if y == first => format!("≤ {y}"),
        Some(y) => y.to_string(),
    }
}

fn form(view: &View, all: &[Value]) -> Markup {
    let mut provinces: Vec<&str> =
        all.iter().map(|d| province(text(d, "jurisdiction"))).filter(|p| !p.is_empty()).collect();
    provinces.sort_unstable();
    provinces.dedup();
    html! {
        form.filters method="get" action="/overview" data-auto="" {
            (shell::language_field(view))
            label { (view.say("Địa bàn", "Territory")) " " select name="province" { option value="" { (view.say("tất cả", "all")) }
                @for p in provinces { option value=(p) selected[view.get("province") == Some(p)] { (p) } } } }
            label { input type="checkbox" name="held" value="1" checked[view.get("held").is_some()]; " " (view.say("chỉ văn bản đang giữ", "only those held")) }
            button { (view.say("Vẽ lại", "Redraw")) }
        }
    }
}

fn picture(view: &View, cells: &Cells<'_>, first: i64) -> Markup {
    let places: Places<'_> = cells.values().flatten().map(|d| text(d, "id")).zip(0..).collect();
    let years = columns(cells);
    let mut top = 26;
    let mut bands: Vec<(usize, i32, i32)> = Vec::new();
    for band in 0..=LEVELS.len() {
        let most = cells.iter().filter(|((b, _), _)| *b == band).map(|(_, all)| rows(all.len())).max().unwrap_or(0);
        if most > 0 {
            bands.push((band, top, most * STEP + 14));
            top += most * STEP + 22;
        }
    }
    let width = LEFT + i32::try_from(years.len()).unwrap_or(0) * WIDE + 28;
    html! {
        div.picture.overview tabindex="0" role="group" aria-label=(view.say("Văn bản theo cấp và năm; bảng ở dưới nói cùng nội dung", "Documents by level and year; the table below says the same")) {
            svg viewBox=(format!("0 0 {width} {top}")) width=(width) height=(top) {
                @for (i, y) in (0i32..).zip(&years) { text.level x=(LEFT + i * WIDE) y="14" { (column_name(view, *y, first)) } }
                @for (band, y, height) in &bands {
                    rect.band x="0" y=(y) width=(width) height=(height) {}
                    text.level x="8" y=(y + 18) { (band_name(view, *band)) }
                    @for (i, year) in (0i32..).zip(&years) { @if let Some(all) = cells.get(&(*band, *year)) { (cell(view, all, &places, LEFT + i * WIDE, y + 7)) } }
                }
            }
        }
    }
}

fn rows(count: usize) -> i32 {
    let more = usize::from(count > CELL);
    i32::try_from(count.min(CELL).div_ceil(ACROSS) + more).unwrap_or(0)
}

/// The squares of a cell. They are no stops for the keyboard, which the table serves better. Each names those it cites, by
/// their places in the list of all, so that a script can show them.
fn cell(view: &View, all: &[&Value], places: &Places<'_>, x: i32, y: i32) -> Markup {
    let at = |i: usize| {
        let (row, column) = (i32::try_from(i / ACROSS).unwrap_or(0), i32::try_from(i % ACROSS).unwrap_or(0));
        (x + column * STEP, y + row * STEP)
    };
    html! {
        @for (i, d) in all.iter().take(CELL).enumerate() {
            @let (x, y) = at(i);
            a.dot.held[holds(d, "held")] href=(view.thing("d", text(d, "id"))) tabindex="-1" data-n=[places.get(text(d, "id"))] data-cites=[cited(d, places)] data-out=(count(d, "cites.totalCount")) data-in=(count(d, "citedBy.totalCount")) {
                title { (called(view, text(d, "type"))) " " (name_of(view, d)) }
                rect x=(x) y=(y) width=(SQUARE) height=(SQUARE) {}
            }
        }
        @if all.len() > CELL { @let (x, y) = at(CELL); text.foot x=(x) y=(y + 9) { "+ " (figure(view, (all.len() - CELL) as u64)) } }
    }
}

/// The places of the documents a document cites, among all.
fn cited(d: &Value, places: &Places<'_>) -> Option<String> {
    let mut cited: Vec<usize> =
        list(d, "cites.edges").iter().filter_map(|e| places.get(text(e, "object.id")).copied()).collect();
    cited.sort_unstable();
    cited.dedup();
    let said: Vec<String> = cited.iter().map(ToString::to_string).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The picture as a table; each number leads to its documents.
fn numbers(view: &View, cells: &Cells<'_>, first: i64) -> Markup {
    let years = columns(cells);
    html! { div.wide tabindex="0" role="group" aria-label=(view.say("Bảng số văn bản", "Table of documents")) { table.figures {
        thead { tr { th scope="col" { (view.say("Cấp", "Level")) } @for y in &years { th scope="col" { (column_name(view, *y, first)) } } } }
        tbody { @for band in 0..=LEVELS.len() { @if cells.keys().any(|(b, _)| *b == band) { tr {
            th scope="row" { (band_name(view, band)) }
            @for y in &years { td { @if let Some(all) = cells.get(&(band, *y)) {
                @match (LEVELS.get(band), y) {
                    (Some((level, _, _)), Some(y)) => { @let (y, since) = (y.to_string(), if *y == first { String::new() } else { y.to_string() });
                        a href=(view.to("/documents", &[("level", level), ("since", &since), ("until", &y), ("province", view.get("province").unwrap_or_default())])) { (figure(view, all.len() as u64)) } },
                    _ => (figure(view, all.len() as u64)),
                }
            } } }
        } } } }
    } } }
}

/// How often documents of each level cite those of each other, among what is drawn.
fn between(view: &View, all: &[&Value]) -> Markup {
    let mut counts: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for d in all {
        for e in list(d, "cites.edges") {
            *counts.entry((band(d), band(at(e, "object")))).or_default() += 1;
        }
    }
    let used = |band: &usize| counts.keys().any(|(a, b)| a == band || b == band);
    let bands: Vec<usize> = (0..=LEVELS.len()).filter(used).collect();
    html! { div.wide tabindex="0" role="group" aria-label=(view.say("Bảng dẫn giữa các cấp", "Table of citations between levels")) { table.figures {
        thead { tr { th scope="col" { (view.say("Văn bản cấp … dẫn", "Documents of … cite")) } @for b in &bands { th scope="col" { (band_name(view, *b)) } } } }
        tbody { @for a in &bands { tr { th scope="row" { (band_name(view, *a)) }
            @for b in &bands { td { @if let Some(n) = counts.get(&(*a, *b)) { (figure(view, *n)) } } } } } }
    } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_years_share_the_first_column() {
        let all: Vec<Value> = (1990..2026).map(|y| json!({ "issuedOn": format!("{y}-01-01") })).collect();
        let all: Vec<&Value> = all.iter().collect();
        assert_eq!(first_year(&all), 2011);
        assert_eq!((first_year(all.get(..3).unwrap_or_default()), first_year(&[])), (1990, 0));
    }

    #[test]
    fn a_cell_grows_by_rows_up_to_its_number() {
        assert_eq!([0, 1, 6, 7, CELL, CELL + 1, 9000].map(rows), [0, 1, 1, 2, 26, 27, 27]);
    }
}
