//! The named questions: GraphQL documents with variables that ship in the binary, each with an example.

use std::sync::LazyLock;

use async_graphql::parser::parse_query;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// A question with a name.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// Its name: "plans-citing".
    pub name: &'static str,
    /// The GraphQL document; its first lines are comments: the question in Vietnamese, in English, and an example.
    pub text: &'static str,
}

/// A variable of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name without the dollar sign.
    pub name: String,
    /// Its GraphQL type: "String!".
    pub kind: String,
    /// Whether it must be given.
    pub needed: bool,
}

/// Why values do not fit a question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// The question has no such variable.
    #[error("`{question}` has no variable `{variable}`; it has: {known}")]
    UnknownVariable {
        /// The question.
        question: &'static str,
        /// The variable.
        variable: String,
        /// The variables it has.
        known: String,
    },
    /// A needed variable is missing.
    #[error("`{question}` needs --{variable}; for example: luocdo ask {question} {example}")]
    Missing {
        /// The question.
        question: &'static str,
        /// The variable.
        variable: String,
        /// Values that work on the documents that ship with the project.
        example: &'static str,
    },
    /// A value is not of the type.
    #[error("`{value}` is not a value of --{variable}, which is {kind}")]
    BadValue {
        /// The variable.
        variable: String,
        /// The value.
        value: String,
        /// The type.
        kind: String,
    },
}

macro_rules! questions {
    ($($name:literal),* $(,)?) => {
        const ALL: &[Question] =
            &[$(Question { name: $name, text: include_str!(concat!("questions/", $name, ".graphql")) }),*];
    };
}

questions!(
    "around",
    "budget-of",
    "cascade",
    "check-draft",
    "contradictions",
    "corpus",
    "enterprises",
    "ledger",
    "legal-basis-of",
    "most-wanted",
    "path-between",
    "plans-citing",
    "press-about",
    "projects-of",
    "provinces-without-plan",
    "responsible-today",
    "search",
    "signed-by",
    "still-the-latest",
    "targets-of",
    "tasks-due",
    "which-document",
    "why-this-project",
);

/// Returns the named questions by name.
pub fn questions() -> &'static [Question] {
    ALL
}

impl Question {
    /// Returns the question in Vietnamese and in English.
    pub fn titles(&self) -> (&'static str, &'static str) {
        let mut lines = self.text.lines().map(|l| l.trim_start_matches('#').trim());
        (lines.next().unwrap_or_default(), lines.next().unwrap_or_default())
    }

    /// Returns values that work on the documents that ship with the project, as typed on the command line.
    pub fn example(&self) -> &'static str {
        self.text.lines().find_map(|l| l.strip_prefix("# example:")).unwrap_or_default().trim()
    }

    /// Returns the values of the example as variables.
    pub fn example_variables(&self) -> Value {
        let mut words: Vec<String> = Vec::new();
        // Words in double quotes are one, as in a shell.
        for (i, part) in self.example().split('"').enumerate() {
            if i % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        let pair = |p: &[String]| Some((p.first()?.trim_start_matches('-').to_owned(), p.get(1)?.clone()));
        let pairs: Vec<(String, String)> = words.chunks(2).filter_map(pair).collect();
        self.bind(&pairs).unwrap_or_else(|_| Value::Object(Map::new()))
    }

    /// Returns the identifier under which a server takes the question as a persisted document.
    pub fn document_id(&self) -> String {
        static IDS: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
            ALL.iter().map(|q| (q.name, format!("sha256:{}", hex::encode(Sha256::digest(q.text.as_bytes()))))).collect()
        });
        IDS.iter().find(|(name, _)| *name == self.name).map(|(_, id)| id.clone()).unwrap_or_default()
    }

    /// Returns its variables, in the order of the document.
    pub fn variables(&self) -> Vec<Variable> {
        let Ok(document) = parse_query(self.text) else { return Vec::new() };
        let operations = document.operations.iter();
        let definitions = operations.flat_map(|(_, operation)| &operation.node.variable_definitions);
        let variable = |v: &async_graphql::Positioned<async_graphql::parser::types::VariableDefinition>| Variable {
            name: v.node.name.node.to_string(),
            kind: v.node.var_type.node.to_string(),
            needed: !v.node.var_type.node.nullable && v.node.default_value.is_none(),
        };
        definitions.map(variable).collect()
    }

    /// Turns words into values of the variables.
    ///
    /// # Errors
    ///
    /// Says which variable is unknown, missing or of another type.
    pub fn bind(&self, words: &[(String, String)]) -> Result<Value, AskError> {
        let variables = self.variables();
        let mut values = Map::new();
        for (name, word) in words {
            let Some(variable) = variables.iter().find(|v| v.name == *name) else {
                let known: Vec<String> = variables.iter().map(|v| format!("--{}", v.name)).collect();
                let (variable, known) = (name.clone(), known.join(", "));
                return Err(AskError::UnknownVariable { question: self.name, variable, known });
            };
            let bad =
                || AskError::BadValue { variable: name.clone(), value: word.clone(), kind: variable.kind.clone() };
            values.insert(name.clone(), value_of(&variable.kind, word).ok_or_else(bad)?);
        }
        match variables.iter().find(|v| v.needed && !values.contains_key(&v.name)) {
            Some(v) => {
                let (variable, example) = (v.name.clone(), self.example());
                Err(AskError::Missing { question: self.name, variable, example })
            }
            None => Ok(Value::Object(values)),
        }
    }
}

/// Reads a word as a value of a GraphQL type; a list is written with commas.
fn value_of(kind: &str, word: &str) -> Option<Value> {
    let kind = kind.trim_end_matches('!');
    if let Some(inner) = kind.strip_prefix('[').and_then(|k| k.strip_suffix(']')) {
        return word.split(',').map(|part| value_of(inner, part.trim())).collect::<Option<Vec<_>>>().map(Value::Array);
    }
    match kind {
        "Int" => word.parse::<i32>().ok().map(Value::from),
        "Float" => word.parse::<f64>().ok().map(Value::from),
        "Boolean" => word.parse::<bool>().ok().map(Value::from),
        input if input.ends_with("Where") || input.ends_with("Order") => serde_json::from_str(word).ok(),
        _ => Some(Value::from(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(name: &str) -> Question {
        *questions().iter().find(|q| q.name == name).unwrap()
    }

    fn words(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn every_question_says_what_it_asks_in_both_languages() {
        assert!(questions().len() >= 15);
        for q in questions() {
            let (vi, en) = q.titles();
            assert!(vi.len() > 20 && en.len() > 20 && q.text.contains("# example:"), "{}", q.name);
            assert!(
                parse_query(q.text).is_ok_and(|d| d.operations.iter().all(|(name, _)| name.is_some())),
                "{}",
                q.name
            );
        }
        assert!(questions().is_sorted_by_key(|q| q.name));
    }

    #[test]
    fn words_become_values_of_the_type() {
        let due = question("tasks-due");
        let bound =
            due.bind(&words(&[("from", "2021-01-01"), ("to", "2022"), ("role", "LEAD, ASSIGNED"), ("first", "5")]));
        let expected = serde_json::json!(
            { "from": "2021-01-01", "to": "2022", "role": ["LEAD", "ASSIGNED"], "first": 5 }
        );
        assert_eq!(bound, Ok(expected));
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let due = question("tasks-due");
        let error = |list: &[(&str, &str)]| due.bind(&words(list)).map_err(|e| e.to_string()).unwrap_err();
        assert!(error(&[("from", "2021")]).contains("needs --to"));
        assert!(error(&[("form", "2021")]).contains("it has: --from"));
        assert!(error(&[("first", "many")]).contains("which is Int"));
    }
}
