//! Scalars of the schema: dates as precise as they are known.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

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
