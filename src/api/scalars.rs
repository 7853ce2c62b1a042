//! Scalars of the schema: dates as precise as they are known.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContextSelectionSet, ID, InputValueError, InputValueResult, OutputType, Positioned, Scalar, ScalarType,
    ServerResult, Value,
};

use super::json::{Json, Written};
use crate::text::PartialDate;

/// A date as precise as it is known: `2020-03-04`, `2020-03` or `2020` (ngày, có thể chỉ biết tháng hoặc năm).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date(pub(crate) PartialDate);

/// A date as precise as it is known: `2020-03-04`, `2020-03` or `2020` (ngày, có thể chỉ biết tháng hoặc năm).
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        PartialDate::parse_iso(text).map(Date).ok_or_else(|| {
            InputValueError::custom("is not a date: write 2020-03-04, 2020-03 or 2020")
                .with_extension("code", "BAD_DATE")
        })
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A key as it stands in the graph, an `ID` of the schema: keys are in every row, and an `ID` would copy each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'a>(pub(crate) &'a str);

impl OutputType for Key<'_> {
    fn type_name() -> Cow<'static, str> {
        <ID as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Value::String(self.0.to_owned()))
    }
}

impl Written for Key<'_> {
    fn write(&self, to: &mut Json) {
        to.string(self.0);
    }
}

impl Written for Date {
    fn write(&self, to: &mut Json) {
        let PartialDate { year, month, day } = self.0;
        to.raw("\"");
        to.digits(year, 4);
        // A day is known only with its month.
        for part in [month, day].into_iter().flatten() {
            to.raw("-");
            to.digits(part.into(), 2);
        }
        to.raw("\"");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_it_prints() {
        for text in ["2020-03-04", "1946-12", "2026"] {
            let date = PartialDate::parse_iso(text).map(Date).unwrap();
            let mut json = Json::default();
            date.write(&mut json);
            assert_eq!(json.finish(&Default::default()).0, date.to_value().to_string());
        }
    }
}
