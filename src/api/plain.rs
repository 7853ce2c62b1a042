//! Objects whose plain fields are read at once: a list of fifty documents with five fields each is two hundred and fifty
//! strings, and to make, move and poll a future for each costs many times what reading them does. Looks like any other
//! object in the schema, and answers the same.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection};
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::{ContainerType, resolve_container_serial};
use async_graphql::{ContextSelectionSet, Name, OutputType, Positioned, ServerResult, Value};

/// An object some of whose fields can be read without waiting for anything.
pub(super) trait Plain: ContainerType {
    /// Returns the value of a field without arguments, as its resolver would; none when the resolver is to be asked.
    fn plain(&self, field: &str) -> Option<Value> {
        let _ = field;
        None
    }
}

/// An object that is answered field after field, the plain ones without a future.
#[derive(Clone, Debug)]
pub(crate) struct Plainly<T>(pub(super) T);

impl<T: Plain> OutputType for Plainly<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        let items = &ctx.item.node.items;
        if !is_plain(items) {
            return whole(ctx, &self.0).await;
        }
        let mut fields: IndexMap<Name, Value> = IndexMap::with_capacity(items.len());
        for selection in items {
            let Selection::Field(field) = &selection.node else { continue };
            let (key, asked) = (&field.node.response_key().node, &field.node);
            let name = asked.name.node.as_str();
            let plain = match name {
                "__typename" => Some(Value::String(self.0.introspection_type_name().into_owned())),
                _ if asked.arguments.is_empty() => self.0.plain(name),
                _ => None,
            };
            match plain {
                Some(value) => drop(fields.insert(key.clone(), value)),
                None => {
                    let ctx_field = ctx.with_field(field);
                    let value: Pin<Box<dyn Future<Output = _> + Send + '_>> =
                        Box::pin(self.0.resolve_field(&ctx_field));
                    match value.await {
                        Ok(value) => drop(fields.insert(key.clone(), value.unwrap_or_default())),
                        Err(error) => ctx.add_error(error),
                    }
                }
            }
        }
        Ok(if fields.is_empty() { Value::Null } else { Value::Object(fields) })
    }
}

/// Tells whether a selection is of fields alone, each once and without directives; fragments and what is asked for twice
/// are merged by those who know how.
fn is_plain(items: &[Positioned<Selection>]) -> bool {
    let field = |item: &Positioned<Selection>| match &item.node {
        Selection::Field(field) if field.node.directives.is_empty() => Some(field.node.response_key().node.clone()),
        _ => None,
    };
    items.iter().enumerate().all(|(i, item)| {
        field(item).is_some_and(|key| !items.iter().take(i).any(|before| field(before).as_ref() == Some(&key)))
    })
}

/// Answers an object as the library does.
fn whole<'a, T: Plain>(
    ctx: &'a ContextSelectionSet<'_>,
    object: &'a T,
) -> Pin<Box<dyn Future<Output = ServerResult<Value>> + Send + 'a>> {
    Box::pin(resolve_container_serial(ctx, object))
}

/// Text, or null.
pub(super) fn text(value: Option<&str>) -> Value {
    value.map_or(Value::Null, |text| Value::String(text.to_owned()))
}

impl Plain for super::agency::Agency {}
impl Plain for super::discrepancy::Discrepancy {}
impl Plain for super::enterprise::Enterprise {}
impl Plain for super::missing::MissingDocument {}
impl Plain for super::person::Person {}
impl Plain for super::place::Place {}
impl Plain for super::project::Project {}
impl Plain for super::target::Target {}
