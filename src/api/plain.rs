//! Objects whose plain fields are written at once: a list of fifty documents with five fields each is two hundred and fifty
//! strings, and to make a future and a value of each costs many times what reading them does. Looks like any other object
//! or list in the schema, and answers the same.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection};
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::{ContainerType, resolve_container_serial};
use async_graphql::{Context, ContextSelectionSet, Error, Name, OutputType, Positioned, ServerResult, Value};
use futures_util::FutureExt;

use super::json::{Json, Written};

/// Bytes that most fields fit in, with their keys.
const USUAL: usize = 40;

/// Writes the value of one field of an object.
pub(super) type Writer<T> = Box<dyn Fn(&T, &Context<'_>, &mut Json) + Send + Sync>;

/// An object some of whose fields are read without waiting for anything.
pub(super) trait Plain: ContainerType {
    /// Returns what writes a field that is asked for without arguments; none when its resolver is to be asked.
    fn writer(field: &Field) -> Option<Writer<Self>> {
        let _ = field;
        None
    }
}

/// Lists the plain fields of an object, each with the resolver that reads it; behind `of` stands the object that a field
/// holds, whose fields are written in turn.
macro_rules! plain {
    ($object:ty { $($name:literal => $resolver:ident $(of $inner:ident)?,)* }) => {
        impl $crate::api::plain::Plain for $object {
            fn writer(
                field: &async_graphql::parser::types::Field,
            ) -> Option<$crate::api::plain::Writer<Self>> {
                match field.name.node.as_str() {
                    $($name => $crate::api::plain::plain!(@writer field $resolver $($inner)?),)*
                    _ => None,
                }
            }
        }

        impl $crate::api::plain::Holds<$object> for $object {
            fn write(
                &self,
                plan: &$crate::api::plain::Plan<Self>,
                ctx: &async_graphql::Context<'_>,
                to: &mut $crate::api::json::Json,
            ) {
                plan.object(self, ctx, to);
            }
        }
    };
    (@writer $field:ident $resolver:ident) => {
        Some(Box::new(|object: &Self, ctx, to| $crate::api::plain::leaf(object.$resolver(ctx), to)))
    };
    (@writer $field:ident $resolver:ident $inner:ident) => {{
        let plan = $crate::api::plain::Plan::<$inner>::of(&$field.selection_set.node.items)?;
        Some(Box::new(move |object: &Self, ctx, to| {
            $crate::api::plain::branch(&plan, object.$resolver(ctx), ctx, to);
        }))
    }};
}
pub(super) use plain;

/// Writes what a resolver answers that waits for nothing and cannot fail.
pub(super) fn leaf<V: Written>(resolver: impl Future<Output = Result<V, Error>>, to: &mut Json) {
    match resolver.now_or_never() {
        Some(Ok(value)) => value.write(to),
        _ => to.raw("null"),
    }
}

/// Writes the object or objects that such a resolver answers.
pub(super) fn branch<T: Plain, V: Holds<T>>(
    plan: &Plan<T>,
    resolver: impl Future<Output = Result<V, Error>>,
    ctx: &Context<'_>,
    to: &mut Json,
) {
    match resolver.now_or_never() {
        Some(Ok(value)) => value.write(plan, ctx, to),
        _ => to.raw("null"),
    }
}

/// How the fields that are asked for of an object are written, all of them plain; made once for a list. With each field
/// stands what is written before its value.
pub(super) struct Plan<T>(Vec<(String, Writer<T>)>);

impl<T: Plain> Plan<T> {
    /// Reads a selection; none when it has anything but plain fields.
    pub(super) fn of(items: &[Positioned<Selection>]) -> Option<Self> {
        let planned = |(at, field): (usize, &Positioned<Field>)| {
            let before = if at == 0 { '{' } else { ',' };
            Some((format!("{before}\"{}\":", field.node.response_key().node), writer(&field.node)?))
        };
        simple(items)?.into_iter().enumerate().map(planned).collect::<Option<_>>().map(Self)
    }

    /// Writes one object.
    pub(super) fn object(&self, object: &T, ctx: &Context<'_>, to: &mut Json) {
        for (before, writer) in &self.0 {
            to.before_value(before);
            writer(object, ctx, to);
        }
        to.raw("}");
    }
}

/// Returns the fields of a selection when it is of fields alone, each once and without directives; fragments and what is
/// asked for twice are merged by those who know how.
fn simple(items: &[Positioned<Selection>]) -> Option<Vec<&Positioned<Field>>> {
    let mut fields: Vec<&Positioned<Field>> = Vec::with_capacity(items.len());
    for item in items {
        let Selection::Field(field) = &item.node else { return None };
        let again = |before: &&Positioned<Field>| before.node.response_key().node == field.node.response_key().node;
        if !field.node.directives.is_empty() || fields.iter().any(again) {
            return None;
        }
        fields.push(field);
    }
    Some(fields)
}

fn writer<T: Plain>(field: &Field) -> Option<Writer<T>> {
    if field.name.node == "__typename" {
        return Some(Box::new(|object: &T, _, to| object.introspection_type_name().write(to)));
    }
    if field.arguments.is_empty() { T::writer(field) } else { None }
}

/// What a field can hold: an object, perhaps one, or several.
pub(super) trait Holds<T> {
    /// Writes it.
    fn write(&self, plan: &Plan<T>, ctx: &Context<'_>, to: &mut Json);

    /// Returns how many objects there are at most.
    fn count(&self) -> usize {
        1
    }
}

impl<T: Plain> Holds<T> for Plainly<T> {
    fn write(&self, plan: &Plan<T>, ctx: &Context<'_>, to: &mut Json) {
        plan.object(&self.0, ctx, to);
    }
}

impl<T: Plain> Holds<T> for PlainList<T> {
    fn write(&self, plan: &Plan<T>, ctx: &Context<'_>, to: &mut Json) {
        to.all(["[", "]"], &self.0, |to, object| plan.object(object, ctx, to));
    }

    fn count(&self) -> usize {
        self.0.len()
    }
}

impl<T, V: Holds<T>> Holds<T> for Option<V> {
    fn write(&self, plan: &Plan<T>, ctx: &Context<'_>, to: &mut Json) {
        match self {
            Some(value) => value.write(plan, ctx, to),
            None => to.raw("null"),
        }
    }
}

impl<T, V: Holds<T>> Holds<T> for &V {
    fn write(&self, plan: &Plan<T>, ctx: &Context<'_>, to: &mut Json) {
        V::write(self, plan, ctx, to);
    }
}

/// An object that is written at once where all that is asked for is plain, and else field after field.
#[derive(Clone, Debug)]
pub(crate) struct Plainly<T>(pub(super) T);

impl<T: Plain> OutputType for Plainly<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        match Plan::of(&ctx.item.node.items) {
            Some(plan) => Ok(part(self, &plan, ctx, field)),
            None => partly(&self.0, ctx).await,
        }
    }
}

/// A list of objects that are written at once where all that is asked for is plain, and else one after the other.
#[derive(Clone, Debug)]
pub(crate) struct PlainList<T>(Vec<T>);

impl<T> Default for PlainList<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for PlainList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: Plain> OutputType for PlainList<T> {
    fn type_name() -> Cow<'static, str> {
        <Vec<T> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<T> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<T> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        if let Some(plan) = Plan::of(&ctx.item.node.items) {
            return Ok(part(self, &plan, ctx, field));
        }
        let mut values = Vec::with_capacity(self.0.len());
        for (at, object) in self.0.iter().enumerate() {
            let ctx = ctx.with_index(at);
            values.push(partly(object, &ctx).await.map_err(|error| ctx.set_error_path(error))?);
        }
        Ok(Value::List(values))
    }
}

fn part<T>(held: &impl Holds<T>, plan: &Plan<T>, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> Value {
    let mut json = Json::with_capacity(USUAL * plan.0.len() * held.count());
    held.write(plan, &ctx.with_field(field), &mut json);
    json.into_part(ctx)
}

/// Answers an object field after field, the plain ones without a future; as the library does, when its fields are not
/// each named once.
async fn partly<T: Plain>(object: &T, ctx: &ContextSelectionSet<'_>) -> ServerResult<Value> {
    let Some(asked) = simple(&ctx.item.node.items) else {
        let whole: Boxed<'_, Value> = Box::pin(resolve_container_serial(ctx, object));
        return whole.await;
    };
    let mut fields: IndexMap<Name, Value> = IndexMap::with_capacity(asked.len());
    for field in asked {
        let (key, ctx_field) = (field.node.response_key().node.clone(), ctx.with_field(field));
        if let Some(writer) = writer::<T>(&field.node) {
            let mut json = Json::default();
            writer(object, &ctx_field, &mut json);
            fields.insert(key, json.into_part(ctx));
            continue;
        }
        let value: Boxed<'_, Option<Value>> = Box::pin(object.resolve_field(&ctx_field));
        match value.await {
            Ok(value) => drop(fields.insert(key, value.unwrap_or_default())),
            Err(error) => ctx.add_error(error),
        }
    }
    Ok(if fields.is_empty() { Value::Null } else { Value::Object(fields) })
}

/// What an object is answered with, in a place of its own: objects hold objects, and their futures would hold each other.
type Boxed<'a, T> = Pin<Box<dyn Future<Output = ServerResult<T>> + Send + 'a>>;
