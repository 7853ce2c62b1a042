//! JSON text under way: what an answer holds is written once, where it is read, and counted as it is written.

use std::fmt::{Display, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_graphql::{ContextBase, ID, Value};

/// JSON text, written from its beginning to its end.
#[derive(Debug, Default)]
pub(super) struct Json {
    text: String,
    /// Fields of objects written so far.
    fields: usize,
}

impl Json {
    /// Begins a text of about so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), fields: 0 }
    }

    /// Writes JSON text as it is.
    pub(super) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes what stands before the value of a field: brace or comma, key and colon.
    pub(super) fn before_value(&mut self, before: &str) {
        self.fields += 1;
        self.text.push_str(before);
    }

    /// Writes a string.
    pub(super) fn string(&mut self, text: &str) {
        if !needs_escape(text) {
            self.text.push('"');
            self.text.push_str(text);
            self.text.push('"');
        } else if let Ok(quoted) = serde_json::to_string(text) {
            self.text.push_str(&quoted);
        }
    }

    /// Writes a number of so many digits, with zeros before it: faster than to format it, and pages are full of dates.
    pub(super) fn digits(&mut self, value: u16, count: u32) {
        for place in (0..count).rev() {
            let digit = value / 10u16.pow(place) % 10;
            self.text.push(char::from_digit(digit.into(), 10).unwrap_or('0'));
        }
    }

    /// Writes what prints as a JSON number or literal.
    pub(super) fn literal(&mut self, value: impl Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{value}");
    }

    /// Writes a list or the fields of an object: `open`, each item behind the one before it, `close`.
    pub(super) fn all<T>(
        &mut self,
        [open, close]: [&str; 2],
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.raw(open);
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw(close);
    }

    /// Writes a value; bytes are a part of the answer that is JSON text already.
    pub(super) fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.raw("null"),
            Value::Boolean(yes) => self.literal(yes),
            Value::Number(number) => self.literal(number),
            Value::String(text) => self.string(text),
            Value::Enum(name) => self.string(name),
            Value::Binary(part) => self.raw(simdutf8::basic::from_utf8(part).unwrap_or("null")),
            Value::List(items) => self.all(["[", "]"], items, Self::value),
            Value::Object(fields) => self.all(["{", "}"], fields, |json, (name, value)| {
                json.fields += 1;
                json.string(name);
                json.raw(":");
                json.value(value);
            }),
        }
    }

    /// Makes a part of the answer: a value that is written out already. The schema has no bytes of its own, so bytes in an
    /// answer are always such a part.
    pub(super) fn into_part<T>(self, ctx: &ContextBase<'_, T>) -> Value {
        if let Some(Tally(fields)) = ctx.data_opt::<Tally>() {
            fields.fetch_add(self.fields, Ordering::Relaxed);
        }
        Value::Binary(self.text.into())
    }

    /// Returns the text, and how many fields its objects have; `parts` counted those of the parts in it.
    pub(super) fn finish(self, parts: &Tally) -> (String, usize) {
        (self.text, self.fields + parts.0.load(Ordering::Relaxed))
    }
}

/// Counts the fields of parts of one answer that are written out before the rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally(Arc<AtomicUsize>);

/// Tells whether a text has characters that JSON writes otherwise. All bytes are looked at, which is faster than to stop at
/// the first: hardly any text has one.
fn needs_escape(text: &str) -> bool {
    text.bytes().fold(false, |found, b| found | (b < b' ') | (b == b'"') | (b == b'\\'))
}

/// A value without parts, as it stands in an answer.
pub(super) trait Written {
    /// Writes it.
    fn write(&self, to: &mut Json);
}

impl Written for str {
    fn write(&self, to: &mut Json) {
        to.string(self);
    }
}

impl Written for String {
    fn write(&self, to: &mut Json) {
        to.string(self);
    }
}

impl Written for ID {
    fn write(&self, to: &mut Json) {
        to.string(self);
    }
}

impl Written for bool {
    fn write(&self, to: &mut Json) {
        to.literal(self);
    }
}

impl Written for usize {
    fn write(&self, to: &mut Json) {
        to.literal(self);
    }
}

impl Written for u32 {
    fn write(&self, to: &mut Json) {
        to.literal(self);
    }
}

impl<T: Written + ?Sized> Written for &T {
    fn write(&self, to: &mut Json) {
        T::write(self, to);
    }
}

impl<T: Written> Written for Option<T> {
    fn write(&self, to: &mut Json) {
        match self {
            Some(value) => value.write(to),
            None => to.raw("null"),
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::value;

    use super::*;

    #[test]
    fn a_value_is_written_as_the_library_writes_it() {
        let all = value!({
            "nothing": null, "yes": true, "number": [1, -2.5, 1e300], "empty": {}, "none": [],
            "text": "Nghị quyết \"23\"\\\n\u{1}\u{7f}", "inner": { "a": [{ "b": "c" }] },
        });
        let mut json = Json::default();
        json.value(&all);
        assert_eq!(json.text, serde_json::to_string(&all).unwrap());
        assert_eq!(json.fields, 9);
    }

    #[test]
    fn only_what_json_writes_otherwise_is_escaped() {
        for (text, escaped) in
            [("", false), ("Kế hoạch", false), ("\u{7f}", false), ("a\"", true), ("\\", true), ("\t", true)]
        {
            assert_eq!(needs_escape(text), escaped, "{text:?}");
        }
    }
}
