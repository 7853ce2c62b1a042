//! `luocdo ask`: the named questions, their variables as flags, and answers laid out for reading.

use std::path::PathBuf;
use std::process::ExitCode;

use super::corpus::{Corpus, DECISIONS, Privacy};
use super::out::say;
use super::{Layout, run_query};
use crate::api::{self, Asked};

/// Answers a named question; its variables are the flags after its name.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn ask(name: Option<&str>, values: &[String]) -> ExitCode {
    let Some(name) = name else { return list_questions() };
    let Some(question) = api::questions().iter().find(|q| q.name == name) else {
        eprintln!("there is no question `{name}`; `luocdo ask` lists them");
        return ExitCode::FAILURE;
    };
    let bound = flags(values)
        .and_then(|flags| question.bind(&flags.values).map(|variables| (variables, flags)).map_err(|e| e.to_string()));
    match bound {
        Ok((variables, flags)) => {
            let asked = Asked { query: question.text.to_owned(), variables, operation_name: None };
            flags.corpus.shown(flags.privacy).map_or(ExitCode::FAILURE, |g| run_query(g, &asked, Layout::Lines))
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn list_questions() -> ExitCode {
    for question in api::questions() {
        let (vi, en) = question.titles();
        let flags = question.variables().into_iter().map(|v| {
            let flag = format!("--{} {}", v.name, v.kind.trim_end_matches('!'));
            if v.needed { flag } else { format!("[{flag}]") }
        });
        say!("{} {}\n    {vi}\n    {en}\n", question.name, flags.collect::<Vec<_>>().join(" "));
    }
    ExitCode::SUCCESS
}

/// What was typed after the name of a question.
struct Flags {
    /// Values of its variables by name.
    values: Vec<(String, String)>,
    corpus: Corpus,
    privacy: Privacy,
}

/// Reads `--name value`, `--name=value`, `--documents a b …`, `--data folder`, `--decisions folder` and `--show-private`.
fn flags(values: &[String]) -> Result<Flags, String> {
    let mut words = values.iter().peekable();
    let mut pairs = Vec::new();
    let mut documents = Vec::new();
    let mut data = None;
    let mut decisions = PathBuf::from(DECISIONS);
    let mut privacy = Privacy::default();
    while let Some(word) = words.next() {
        let Some(flag) = word.strip_prefix("--") else { return Err(format!("`{word}`: write --name value")) };
        if flag == "documents" {
            documents.extend(std::iter::from_fn(|| words.next_if(|w| !w.starts_with("--"))).map(PathBuf::from));
            continue;
        }
        if flag == "show-private" {
            privacy.show_private = true;
            continue;
        }
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (flag, words.next().cloned()),
        };
        let value = value.ok_or_else(|| format!("--{name} has no value"))?;
        match name {
            "decisions" => decisions = PathBuf::from(value),
            "data" => data = Some(PathBuf::from(value)),
            _ => pairs.push((name.to_owned(), value)),
        }
    }
    if data.is_some() && !documents.is_empty() {
        return Err("give --documents or --data, not both".to_owned());
    }
    Ok(Flags { values: pairs, corpus: Corpus { documents, data, decisions }, privacy })
}

/// Breaks JSON into lines; a parser would put the members into another order.
pub(super) fn in_lines(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    let mut letters = json.chars().peekable();
    while let Some(letter) = letters.next() {
        if quoted {
            out.push(letter);
            quoted = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            continue;
        }
        match letter {
            '{' | '[' => {
                out.push(letter);
                match letters.next_if(|l| matches!(l, '}' | ']')) {
                    Some(end) => out.push(end),
                    None => {
                        depth += 1;
                        out.push('\n');
                        out.push_str(&"  ".repeat(depth));
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                out.push('\n');
                out.push_str(&"  ".repeat(depth));
                out.push(letter);
            }
            ',' => {
                out.push_str(",\n");
                out.push_str(&"  ".repeat(depth));
            }
            ':' => out.push_str(": "),
            _ => {
                quoted = letter == '"';
                out.push(letter);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_lines_is_the_same_json() {
        let json = r#"{"a":[],"b":{"c":"x, {\"y\"}: \\","d":[1,{"e":null}]}}"#;
        let lines = in_lines(json);
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&lines), read(json));
        assert_eq!(lines.lines().count(), 12, "{lines}");
    }
}
