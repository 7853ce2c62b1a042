//! The shape of a request before anything is resolved: how deep, how wide, how many aliases, which list is heaviest.
//! Fragments are measured once, so that a bomb of nested fragments costs nothing to refuse.

use std::collections::BTreeMap;

use async_graphql::Variables;
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Positioned, Value};

/// What a selection holds, fragments counted where they are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Fields one inside another.
    pub(super) depth: usize,
    /// Fields in all.
    pub(super) fields: usize,
    /// Fields under another name than their own.
    pub(super) aliases: usize,
}

impl Shape {
    fn beside(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
        }
    }
}

/// Measures an operation; none when a fragment contains itself.
pub(super) fn measure(document: &ExecutableDocument, operation: &OperationDefinition) -> Option<Shape> {
    Measure { document, known: BTreeMap::new() }.set(&operation.selection_set.node)
}

struct Measure<'a> {
    document: &'a ExecutableDocument,
    /// Fragments already measured; none for one that is being measured.
    known: BTreeMap<&'a str, Option<Shape>>,
}

impl<'a> Measure<'a> {
    fn set(&mut self, set: &'a SelectionSet) -> Option<Shape> {
        let mut whole = Shape::default();
        for item in &set.items {
            let part = match &item.node {
                Selection::Field(field) => self.field(&field.node)?,
                Selection::InlineFragment(inline) => self.set(&inline.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => self.fragment(spread.node.fragment_name.node.as_str())?,
            };
            whole = whole.beside(part);
        }
        Some(whole)
    }

    fn field(&mut self, field: &'a Field) -> Option<Shape> {
        let inner = self.set(&field.selection_set.node)?;
        Some(Shape {
            depth: inner.depth + 1,
            fields: inner.fields.saturating_add(1),
            aliases: inner.aliases.saturating_add(usize::from(field.alias.is_some())),
        })
    }

    fn fragment(&mut self, name: &'a str) -> Option<Shape> {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        // An unknown fragment is left to the validation, which names it.
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else { return Some(Shape::default()) };
        self.known.insert(name.as_str(), None);
        let shape = self.set(&fragment.node.selection_set.node)?;
        self.known.insert(name.as_str(), Some(shape));
        Some(shape)
    }
}

/// Returns the operation that is to be run: the one named, or the only one.
pub(super) fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a Positioned<OperationDefinition>> {
    match (&document.operations, name) {
        (DocumentOperations::Single(one), None) => Some(one),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(all), Some(name)) => all.get(name),
        (DocumentOperations::Multiple(all), None) => all.values().next().filter(|_| all.len() == 1),
    }
}

/// Tells whether a document asks for the schema itself, which only stands at its root.
pub(super) fn introspects(document: &ExecutableDocument) -> bool {
    let operations = document.operations.iter().map(|(_, o)| &o.node.selection_set.node);
    let mut open: Vec<&SelectionSet> =
        operations.chain(document.fragments.values().map(|f| &f.node.selection_set.node)).collect();
    while let Some(set) = open.pop() {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) if ["__schema", "__type"].contains(&field.node.name.node.as_str()) => {
                    return true;
                }
                Selection::InlineFragment(inline) => open.push(&inline.node.selection_set.node),
                Selection::Field(_) | Selection::FragmentSpread(_) => {}
            }
        }
    }
    false
}

/// Returns the list that multiplies most, as a path with the sizes asked for, and how many items it may have.
pub(super) fn heaviest(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Option<(String, usize)> {
    let mut heaviest = None;
    let mut open: Vec<(&SelectionSet, String, usize, usize)> =
        vec![(&operation.selection_set.node, String::new(), 1, 0)];
    while let Some((set, path, items, depth)) = open.pop() {
        // Only a refused request comes here; a bound on the places looked at keeps it cheap.
        if depth > 20 || open.len() > 1000 {
            continue;
        }
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let (size, words) = size_of(&field.node, variables);
                    let items = items.saturating_mul(size.unwrap_or(1));
                    let path =
                        format!("{path}{}{}{words}", if path.is_empty() { "" } else { "." }, field.node.name.node);
                    if size.is_some() && heaviest.as_ref().is_none_or(|(_, most)| items > *most) {
                        heaviest = Some((path.clone(), items));
                    }
                    open.push((&field.node.selection_set.node, path, items, depth + 1));
                }
                Selection::InlineFragment(inline) => {
                    open.push((&inline.node.selection_set.node, path.clone(), items, depth + 1));
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                        open.push((&fragment.node.selection_set.node, path.clone(), items, depth + 1));
                    }
                }
            }
        }
    }
    heaviest
}

fn size_of(field: &Field, variables: &Variables) -> (Option<usize>, String) {
    for name in ["first", "last", "maxNodes", "k"] {
        let Some(value) = field.get_argument(name) else { continue };
        let value = value.node.clone().into_const_with(|variable| variables.get(&variable).cloned().ok_or(()));
        if let Ok(Value::Number(number)) = value {
            let size = number.as_u64().and_then(|n| usize::try_from(n).ok());
            return (size, format!("({name}: {number})"));
        }
    }
    (None, String::new())
}

/// Returns how deep brackets stand one inside another, strings and comments left out; what parses recursively must
/// not be handed text that is nested without end.
pub(super) fn nesting(query: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut rest = query;
    loop {
        if let Some(text) = rest.strip_prefix("\"\"\"") {
            rest = after_block_string(text);
            continue;
        }
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else { return deepest };
        rest = match letter {
            '"' => after_string(letters.as_str()),
            '#' => letters.as_str().split_once('\n').map_or("", |(_, next)| next),
            _ => letters.as_str(),
        };
        match letter {
            '(' | '[' | '{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// Returns what follows a string, which ends at its quote or, unfinished, with its line.
fn after_string(text: &str) -> &str {
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '"' | '\n' => break,
            _ => {}
        }
    }
    letters.as_str()
}

/// Returns what follows a block string, whose only escape is of its own end.
fn after_block_string(text: &str) -> &str {
    let mut rest = text;
    while let Some((inside, after)) = rest.split_once("\"\"\"") {
        if !inside.ends_with('\\') {
            return after;
        }
        rest = after;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    fn shape(query: &str) -> Option<(usize, usize, usize)> {
        let document = parse_query(query).unwrap();
        let operation = operation(&document, None).unwrap();
        measure(&document, &operation.node).map(|s| (s.depth, s.fields, s.aliases))
    }

    #[test]
    fn fields_are_counted_where_fragments_are_used() {
        assert_eq!(shape("{ a { b c: d } e }"), Some((2, 4, 1)));
        assert_eq!(shape("{ ...f ...f } fragment f on Query { a { b } }"), Some((2, 4, 0)));
        assert_eq!(shape("{ ... on Query { a } ...gone }"), Some((1, 1, 0)));
        assert_eq!(shape("{ ...f } fragment f on Query { a { ...f } }"), None, "it contains itself");
    }

    #[test]
    fn a_bomb_of_fragments_is_measured_at_once() {
        let mut query = "{ ...f0 }".to_owned();
        for i in 0..60 {
            query.push_str(&format!(" fragment f{i} on Query {{ ...f{} ...f{} }}", i + 1, i + 1));
        }
        query.push_str(" fragment f60 on Query { a }");
        assert_eq!(shape(&query).map(|(_, fields, _)| fields), Some(1 << 60));
    }

    #[test]
    fn the_heaviest_list_is_named() {
        let document =
            parse_query("query($n: Int) { documents(first: $n) { nodes { cites(first: 30) { totalCount } } } }");
        let document = document.unwrap();
        let variables = Variables::from_json(serde_json::json!({ "n": 20 }));
        let found = heaviest(&document, &operation(&document, None).unwrap().node, &variables);
        assert_eq!(found, Some(("documents(first: 20).nodes.cites(first: 30)".to_owned(), 600)));
    }

    #[test]
    fn who_asks_for_the_schema_is_told() {
        let asks = |query: &str| introspects(&parse_query(query).unwrap());
        assert!(asks("{ __schema { types { name } } }") && asks("{ ... { a: __type(name: \"Query\") { name } } }"));
        assert!(asks("{ ...f } fragment f on Query { __schema { types { name } } }"));
        assert!(!asks("{ corpus { __typename } }"));
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_nest() {
        assert_eq!(nesting("{ a(x: [[1]]) { b } }"), 4);
        assert_eq!(
            nesting(
                r#"{ a(x: "[[[[", y: "") # [[[[ {{{{
            { b } }"#
            ),
            2
        );
        assert_eq!(nesting("{ a(x: \"\"\"[[[ \"[[[\" \"\"\") { b } }"), 2);
        assert_eq!(nesting(&"[".repeat(5000)), 5000);
    }
}
