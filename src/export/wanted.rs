//! What is to be exported, in the words it is asked for with: the same over HTTP and on the command line.

use super::Format;
use crate::graph::{Direction, List};
use crate::model::RelationKind;

/// Most steps from a root.
const MAX_DEPTH: u32 = 20;
/// How many steps are walked from the roots when nothing is said.
const DEPTH: u32 = 2;
/// Most places to begin at.
const MAX_ROOTS: usize = 1000;

/// Which part of the graph is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Keys or numbers of the documents to begin at; empty for the whole graph.
    pub roots: Vec<String>,
    /// Which way relations are followed.
    pub direction: Direction,
    /// Only relations of these kinds; empty for all.
    pub kinds: Vec<RelationKind>,
    /// Most steps from a root.
    pub max_depth: u32,
    /// Most documents.
    pub max_nodes: usize,
    /// What goes with the documents.
    pub with: Vec<List>,
}

/// Why what is asked for cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WantedError {
    /// There is no such word.
    #[error("`{word}` is no {what}; it is one of: {known}")]
    Unknown {
        /// What was expected.
        what: &'static str,
        /// What was given.
        word: String,
        /// What there is.
        known: String,
    },
    /// A number is none, or too large.
    #[error("`{name}` is 0 to {most}, and `{word}` is asked for")]
    Number {
        /// The filter.
        name: &'static str,
        /// What was given.
        word: String,
        /// The largest.
        most: usize,
    },
    /// A filter needs roots.
    #[error("`{0}` says how to walk from `roots`, and none are given")]
    NoRoots(&'static str),
    /// Too many roots.
    #[error("at most {MAX_ROOTS} roots can be walked from")]
    TooManyRoots,
}

/// The filters.
const FILTERS: &str = "roots, direction, kinds, maxDepth, maxNodes, with";

impl Wanted {
    /// Returns the whole graph, as a format shows it when nothing more is said.
    pub fn whole(format: Format) -> Self {
        let with = if format.is_picture() { Vec::new() } else { List::ALL.to_vec() };
        let (roots, kinds) = (Vec::new(), Vec::new());
        Self { roots, direction: Direction::Both, kinds, max_depth: DEPTH, max_nodes: usize::MAX, with }
    }

    /// Reads filters as (name, value); lists may be repeated or written with commas.
    ///
    /// # Errors
    ///
    /// Says which filter or value is unknown, and what there is.
    pub fn read<'a>(
        format: Format,
        filters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, WantedError> {
        let mut wanted = Self::whole(format);
        let mut with: Option<Vec<List>> = None;
        let mut walks = None;
        for (name, value) in filters {
            let words = value.split(',').map(str::trim).filter(|w| !w.is_empty());
            match name {
                "roots" => wanted.roots.extend(words.map(str::to_owned)),
                "kinds" => {
                    for word in words {
                        wanted.kinds.push(kind(word)?);
                    }
                }
                "with" => {
                    for word in words {
                        with.get_or_insert_default().extend(lists(word)?);
                    }
                }
                "direction" => (wanted.direction, walks) = (direction(value)?, Some("direction")),
                "maxDepth" => {
                    let depth = number("maxDepth", value, MAX_DEPTH as usize)?;
                    (wanted.max_depth, walks) = (u32::try_from(depth).unwrap_or(MAX_DEPTH), Some("maxDepth"));
                }
                "maxNodes" => wanted.max_nodes = number("maxNodes", value, u32::MAX as usize)?,
                _ => return Err(unknown("filter", name, FILTERS.to_owned())),
            }
        }
        match walks {
            Some(filter) if wanted.roots.is_empty() => return Err(WantedError::NoRoots(filter)),
            _ if wanted.roots.len() > MAX_ROOTS => return Err(WantedError::TooManyRoots),
            _ => {}
        }
        wanted.kinds.sort_unstable();
        wanted.kinds.dedup();
        if let Some(mut with) = with {
            with.sort_unstable();
            with.dedup();
            wanted.with = with;
        }
        Ok(wanted)
    }
}

fn kind(word: &str) -> Result<RelationKind, WantedError> {
    let codes = || RelationKind::ALL.iter().map(|k| k.code()).collect::<Vec<_>>().join(", ");
    RelationKind::parse_code(&word.to_ascii_uppercase()).ok_or_else(|| unknown("kind of relation", word, codes()))
}

fn lists(word: &str) -> Result<Vec<List>, WantedError> {
    let name = |l: &List| format!("{l:?}").to_lowercase();
    let word = word.to_lowercase();
    match word.as_str() {
        "all" => Ok(List::ALL.to_vec()),
        // Documents are always there: asked for alone, they are all there is.
        "documents" | "none" => Ok(Vec::new()),
        _ => match List::ALL.into_iter().find(|l| name(l) == word) {
            Some(list) => Ok(vec![list]),
            None => {
                let known: Vec<String> = List::ALL.iter().map(name).collect();
                Err(unknown("sort of node", &word, format!("all, {}", known.join(", "))))
            }
        },
    }
}

fn direction(word: &str) -> Result<Direction, WantedError> {
    match word.to_ascii_uppercase().replace('-', "_").as_str() {
        "CITES" => Ok(Direction::Cites),
        "CITED_BY" => Ok(Direction::CitedBy),
        "BOTH" => Ok(Direction::Both),
        _ => Err(unknown("direction", word, "CITES, CITED_BY, BOTH".to_owned())),
    }
}

fn number(name: &'static str, word: &str, most: usize) -> Result<usize, WantedError> {
    let number = word.trim().parse().ok().filter(|n| *n <= most);
    number.ok_or_else(|| WantedError::Number { name, word: shown(word), most })
}

fn unknown(what: &'static str, word: &str, known: String) -> WantedError {
    WantedError::Unknown { what, word: shown(word), known }
}

/// Cuts what someone sent before it is said back.
fn shown(word: &str) -> String {
    word.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_lists_with_commas_or_repeated() {
        let filters = [
            ("roots", "23-NQ/TW, 124/NQ-CP"),
            ("roots", "04/CT-UBND"),
            ("kinds", "implements,LEGAL_BASIS"),
            ("direction", "cited-by"),
            ("maxDepth", "3"),
            ("maxNodes", "10"),
            ("with", "projects"),
        ];
        let wanted = Wanted::read(Format::Json, filters).unwrap();
        assert_eq!(wanted.roots, ["23-NQ/TW", "124/NQ-CP", "04/CT-UBND"]);
        assert_eq!(wanted.kinds, [RelationKind::Implements, RelationKind::LegalBasis]);
        assert_eq!((wanted.direction, wanted.max_depth, wanted.max_nodes), (Direction::CitedBy, 3, 10));
        assert_eq!(wanted.with, [List::Projects]);
    }

    #[test]
    fn pictures_show_documents_and_data_shows_all() {
        let with = |f, filters: &[(&str, &str)]| Wanted::read(f, filters.iter().copied()).unwrap().with.len();
        assert_eq!((with(Format::Dot, &[]), with(Format::Turtle, &[])), (0, List::ALL.len()));
        assert_eq!((with(Format::Dot, &[("with", "all")]), with(Format::Turtle, &[("with", "documents")])), (8, 0));
    }

    #[test]
    fn what_is_not_understood_is_said_with_what_there_is() {
        for (filter, says) in [
            (("kind", "IMPLEMENTS"), "`kind` is no filter; it is one of: roots"),
            (("kinds", "IMPLEMENT"), "`IMPLEMENT` is no kind of relation; it is one of: AMENDS"),
            (("direction", "UP"), "CITES, CITED_BY, BOTH"),
            (("with", "budget"), "all, documents, agencies"),
            (("maxNodes", "-1"), "`maxNodes` is 0 to"),
            (("maxNodes", "many"), "`maxNodes` is 0 to"),
            (("maxDepth", "2"), "says how to walk from `roots`"),
        ] {
            let error = Wanted::read(Format::Json, [filter]).unwrap_err().to_string();
            assert!(error.contains(says), "{filter:?}: {error}");
        }
        assert!(Wanted::read(Format::Json, [("roots", "a"), ("maxDepth", "21")]).is_err());
        assert!(Wanted::read(Format::Json, [("roots", "a,".repeat(1001).as_str())]).is_err());
    }
}
