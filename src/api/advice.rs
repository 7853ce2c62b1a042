//! What would have worked, added to what validation says: the fields, arguments and values a schema has near those asked
//! for. A schema that hides itself gives no advice.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{FieldDefinition, TypeKind, TypeSystemDefinition};
use async_graphql::{Name, Positioned};
use rapidfuzz::distance::jaro_winkler::similarity;

/// Most names that are offered.
const OFFERED: usize = 8;

/// Returns a message with what would have worked, where that can be told.
pub(super) fn advised(message: &str) -> String {
    let quoted: Vec<&str> = message.split('"').skip(1).step_by(2).collect();
    let offered = match quoted.as_slice() {
        [field, of] if message.starts_with("Unknown field") => near(field, SCHEMA.fields(of)),
        [argument, field, of] if message.starts_with("Unknown argument") => near(argument, SCHEMA.arguments(of, field)),
        [_, of, value] if message.contains("enumeration type") => near(value, SCHEMA.values(of)),
        [_, field, of] if message.contains("unknown field") => near(field, SCHEMA.fields(of)),
        [field, of] if message.contains("must have a selection") => {
            let some = SCHEMA.fields(of).into_iter().find(|f| SCHEMA.is_leaf(of, f)).unwrap_or("__typename");
            return format!("{message}: write `{field} {{ {some} }}`");
        }
        _ => return message.to_owned(),
    };
    if offered.is_empty() {
        message.to_owned()
    } else {
        format!("{} It has: {}", message.trim_end(), offered.join(", "))
    }
}

/// Returns the names most like one; all when they are few.
fn near<'s>(name: &str, mut known: Vec<&'s str>) -> Vec<&'s str> {
    let unlike = |known: &str| -similarity(known.to_lowercase().chars(), name.to_lowercase().chars());
    if known.len() > OFFERED {
        known.sort_by(|a, b| unlike(a).total_cmp(&unlike(b)).then(a.cmp(b)));
        known.truncate(OFFERED);
    }
    known
}

/// The names of the schema, read once from its own text.
static SCHEMA: LazyLock<Names> = LazyLock::new(|| Names::read(&super::sdl()));

#[derive(Debug, Default)]
struct Names {
    /// Arguments and sort of result of each field of each type; of an input none.
    fields: BTreeMap<String, BTreeMap<String, (Vec<String>, String)>>,
    enums: BTreeMap<String, Vec<String>>,
}

impl Names {
    fn read(sdl: &str) -> Self {
        let mut names = Self::default();
        let Ok(document) = parse_schema(sdl) else { return names };
        let text = |name: &Positioned<Name>| name.node.to_string();
        let field = |f: &Positioned<FieldDefinition>| {
            let arguments = f.node.arguments.iter().map(|a| text(&a.node.name)).collect();
            (text(&f.node.name), (arguments, f.node.ty.node.base.to_string()))
        };
        for definition in document.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let name = text(&definition.node.name);
            match definition.node.kind {
                TypeKind::Object(object) => {
                    names.fields.insert(name, object.fields.iter().map(field).collect());
                }
                TypeKind::InputObject(input) => {
                    let all = input.fields.iter().map(|f| (text(&f.node.name), (Vec::new(), String::new())));
                    names.fields.insert(name, all.collect());
                }
                TypeKind::Enum(values) => {
                    names.enums.insert(name, values.values.iter().map(|v| text(&v.node.value)).collect());
                }
                _ => {}
            }
        }
        names
    }

    fn fields(&self, of: &str) -> Vec<&str> {
        self.fields.get(of).into_iter().flat_map(BTreeMap::keys).map(String::as_str).collect()
    }

    fn arguments(&self, of: &str, field: &str) -> Vec<&str> {
        let found = self.fields.get(of).and_then(|fields| fields.get(field));
        found.into_iter().flat_map(|(arguments, _)| arguments).map(String::as_str).collect()
    }

    fn values(&self, of: &str) -> Vec<&str> {
        self.enums.get(of).into_iter().flatten().map(String::as_str).collect()
    }

    /// Tells whether a field holds a value and not an object.
    fn is_leaf(&self, of: &str, field: &str) -> bool {
        let found = self.fields.get(of).and_then(|fields| fields.get(field));
        found.is_some_and(|(_, result)| {
            let inner = result.trim_matches(['[', ']', '!']);
            !self.fields.contains_key(inner) && inner != "Node"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, says: &str) {
        assert!(advised(message).ends_with(says), "{}", advised(message));
    }

    #[test]
    fn what_is_near_is_offered() {
        check("Unknown argument \"frist\" on field \"resolve\" of type \"Query\".", "It has: text, issuer, issuedOn");
        check(
            "Invalid value for argument \"language\", enumeration type \"Language\" does not contain the value \"FR\"",
            "It has: VI, EN",
        );
        check("Field \"corpus\" of type \"Corpus\" must have a selection of subfields", "write `corpus { agencies }`");
        assert!(advised("Unknown field \"documnets\" on type \"Query\".").contains("It has: documents"));
        assert!(
            advised("Invalid value for argument \"where\", unknown field \"nubmer\" of type \"DocumentWhere\"")
                .contains("number")
        );
        check("Something else", "Something else");
    }
}
