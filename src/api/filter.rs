//! The one grammar of conditions, `{field: {eq, in, gte, lte, contains}, and, or, not}`: what each condition means.

use async_graphql::InputObject;

use super::error::{Answer, Refusal};
use super::scalars::Date;
use crate::graph::collation_key;
use crate::text::{PartialDate, fold, fold_tones};

/// Most conditions in one `where`, each value of an `in` counted.
const MAX_CONDITIONS: usize = 1000;

/// A condition on a text (điều kiện trên chuỗi ký tự). Case and the two ways to write tones do not matter; marks
/// matter where the condition has any, so that "ke hoach" finds "Kế hoạch" and "kế hoạch" does not find "kẻ hoạch".
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct TextFilter {
    /// Equal to (bằng).
    eq: Option<String>,
    /// Equal to one of these (thuộc danh sách).
    #[graphql(name = "in")]
    among: Option<Vec<String>>,
    /// Not before this in Vietnamese order (từ).
    gte: Option<String>,
    /// Not after this in Vietnamese order (đến).
    lte: Option<String>,
    /// Holds these words in this order (chứa).
    contains: Option<String>,
    /// Whether there is a value at all (có giá trị hay không).
    exists: Option<bool>,
}

impl TextFilter {
    /// Tells whether a text meets the condition; a text that is not there meets none but `exists: false`.
    pub(super) fn holds(&self, value: Option<&str>) -> bool {
        self.holds_any(value.as_slice())
    }

    /// Tells whether one of several texts meets the condition.
    pub(super) fn holds_any(&self, values: &[&str]) -> bool {
        self.holds_by(values, same)
    }

    /// Tells whether one of several texts meets the condition, `same` deciding what equal means.
    pub(super) fn holds_by(&self, values: &[&str], same: fn(&str, &str) -> bool) -> bool {
        if self.exists.is_some_and(|wanted| wanted == values.is_empty()) {
            return false;
        }
        let only_exists = self.eq.is_none()
            && self.among.is_none()
            && self.gte.is_none()
            && self.lte.is_none()
            && self.contains.is_none();
        only_exists || values.iter().any(|v| self.holds_one(v, same))
    }

    fn holds_one(&self, value: &str, same: fn(&str, &str) -> bool) -> bool {
        self.eq.as_deref().is_none_or(|wanted| same(value, wanted))
            && self.among.as_ref().is_none_or(|list| list.iter().any(|wanted| same(value, wanted)))
            && self.gte.as_deref().is_none_or(|low| collation_key(value) >= collation_key(low))
            && self.lte.as_deref().is_none_or(|high| collation_key(value) <= collation_key(high))
            && self.contains.as_deref().is_none_or(|part| contains(value, part))
    }

    /// Returns the values one of which must be equal, when the condition asks for that.
    pub(super) fn equals(&self) -> Option<Vec<&str>> {
        match (&self.eq, &self.among) {
            (Some(eq), _) => Some(vec![eq.as_str()]),
            (None, Some(list)) => Some(list.iter().map(String::as_str).collect()),
            (None, None) => None,
        }
    }

    pub(super) fn size(&self) -> usize {
        1 + self.among.as_ref().map_or(0, Vec::len)
    }
}

/// A condition on a date (điều kiện trên ngày). A bound less precise than the day means the whole month or year.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct DateFilter {
    /// On this day, in this month or year (vào).
    eq: Option<Date>,
    /// On one of these (thuộc danh sách).
    #[graphql(name = "in")]
    among: Option<Vec<Date>>,
    /// Not certainly before (từ ngày).
    gte: Option<Date>,
    /// Not certainly after (đến ngày).
    lte: Option<Date>,
    /// Whether a date is known (có biết ngày hay không).
    exists: Option<bool>,
}

impl DateFilter {
    pub(super) fn holds(&self, value: Option<PartialDate>) -> bool {
        if self.exists.is_some_and(|wanted| wanted != value.is_some()) {
            return false;
        }
        let Some(value) = value else {
            return self.eq.is_none() && self.among.is_none() && self.gte.is_none() && self.lte.is_none();
        };
        self.eq.is_none_or(|d| value.agrees_with(d.0))
            && self.among.as_ref().is_none_or(|list| list.iter().any(|d| value.agrees_with(d.0)))
            && self.gte.is_none_or(|d| !value.certainly_before(d.0))
            && self.lte.is_none_or(|d| !d.0.certainly_before(value))
    }

    pub(super) fn size(&self) -> usize {
        1 + self.among.as_ref().map_or(0, Vec::len)
    }
}

/// A condition on a number (điều kiện trên số).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct NumberFilter {
    /// Equal to (bằng).
    eq: Option<f64>,
    /// Equal to one of these (thuộc danh sách).
    #[graphql(name = "in")]
    among: Option<Vec<f64>>,
    /// At least (từ).
    gte: Option<f64>,
    /// At most (đến).
    lte: Option<f64>,
}

impl NumberFilter {
    pub(super) fn holds(&self, value: f64) -> bool {
        let equal = |a: f64| (a - value).abs() <= f64::EPSILON * a.abs().max(value.abs());
        self.eq.is_none_or(equal)
            && self.among.as_ref().is_none_or(|list| list.iter().copied().any(equal))
            && self.gte.is_none_or(|low| value >= low)
            && self.lte.is_none_or(|high| value <= high)
    }

    pub(super) fn size(&self) -> usize {
        1 + self.among.as_ref().map_or(0, Vec::len)
    }
}

/// A condition on yes or no (điều kiện đúng, sai).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct BooleanFilter {
    /// Equal to (bằng).
    eq: Option<bool>,
}

impl BooleanFilter {
    pub(super) fn holds(&self, value: bool) -> bool {
        self.eq.is_none_or(|wanted| wanted == value)
    }

    pub(super) fn size(&self) -> usize {
        1
    }
}

/// Defines the condition on one enumeration.
macro_rules! choice_filter {
    ($(#[$doc:meta])* $name:ident, $kind:ty) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, async_graphql::InputObject)]
        pub(crate) struct $name {
            /// Equal to (bằng).
            eq: Option<$kind>,
            /// Equal to one of these (thuộc danh sách).
            #[graphql(name = "in")]
            among: Option<Vec<$kind>>,
        }

        impl $name {
            /// Tells whether a value meets the condition; one that is unknown meets none.
            pub(super) fn holds(&self, value: Option<$kind>) -> bool {
                let one_of = |list: &Vec<$kind>| value.is_some_and(|v| list.contains(&v));
                self.eq.is_none_or(|wanted| value == Some(wanted)) && self.among.as_ref().is_none_or(one_of)
            }

            pub(super) fn size(&self) -> usize {
                1 + self.among.as_ref().map_or(0, Vec::len)
            }
        }
    };
}
pub(super) use choice_filter;

/// Conditions on a row of the graph.
pub(super) trait Condition {
    /// What a row is found in.
    type Place: ?Sized;
    /// Tells whether a row meets all conditions.
    fn holds(&self, place: &Self::Place, row: u32) -> bool;
    /// Returns how many conditions there are.
    fn size(&self) -> usize;
}

/// Implements [`Condition`] for an input object with `and`, `or` and `not`: a row must meet every field that is given.
macro_rules! condition {
    ($name:ident, $place:ty, |$graph:ident, $row:ident, $node:ident| $find:expr, { $($field:ident => $holds:expr),* $(,)? }) => {
        impl $crate::api::filter::Condition for $name {
            type Place = $place;

            fn holds(&self, $graph: &$place, $row: u32) -> bool {
                let Some($node) = $find else { return false };
                $(self.$field.as_ref().is_none_or($holds) &&)*
                self.and.as_ref().is_none_or(|list| list.iter().all(|c| c.holds($graph, $row)))
                    && self.or.as_ref().is_none_or(|list| list.iter().any(|c| c.holds($graph, $row)))
                    && self.not.as_ref().is_none_or(|c| !c.holds($graph, $row))
            }

            fn size(&self) -> usize {
                let own = 0 $(+ self.$field.as_ref().map_or(0, |f| f.size()))*;
                let more = |list: &Option<Vec<Self>>| list.iter().flatten().map(|c| c.size() + 1).sum::<usize>();
                own + more(&self.and) + more(&self.or) + self.not.as_ref().map_or(0, |c| c.size() + 1)
            }
        }
    };
}
pub(super) use condition;

/// Refuses conditions that are too many to check on every row.
pub(super) fn within_limits(condition: &impl Condition) -> Answer<()> {
    match condition.size() {
        found if found > MAX_CONDITIONS => Err(Refusal::ConditionTooLarge { found, most: MAX_CONDITIONS }.into()),
        _ => Ok(()),
    }
}

/// Tells whether two texts are the same but for case, tone style and, when `wanted` has no marks, marks.
fn same(value: &str, wanted: &str) -> bool {
    value == wanted || alike(value, wanted, |a, b| a == b)
}

fn contains(value: &str, part: &str) -> bool {
    alike(value, part, |a, b| a.contains(b))
}

fn alike(value: &str, wanted: &str, compare: impl Fn(&str, &str) -> bool) -> bool {
    let folded = fold(wanted);
    if folded == wanted.to_lowercase() {
        return compare(&fold(value), &folded);
    }
    compare(&fold_tones(value).to_lowercase(), &fold_tones(wanted).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(filter: &TextFilter, accepts: &[&str], refuses: &[&str]) {
        for value in accepts {
            assert!(filter.holds(Some(value)), "{value} meets {filter:?}");
        }
        for value in refuses {
            assert!(!filter.holds(Some(value)), "{value} does not meet {filter:?}");
        }
        assert!(!filter.holds(None), "nothing meets {filter:?}");
    }

    fn text(eq: Option<&str>, contains: Option<&str>) -> TextFilter {
        TextFilter { eq: eq.map(str::to_owned), contains: contains.map(str::to_owned), ..TextFilter::default() }
    }

    #[test]
    fn marks_matter_where_the_condition_has_any() {
        check(&text(None, Some("ke hoach")), &["Kế hoạch 2020", "KE HOACH"], &["chỉ thị"]);
        check(&text(None, Some("kế hoạch")), &["Kế hoạch 2020", "KẾ HOẠCH"], &["ke hoach", "kẻ hoạch"]);
        check(&text(None, Some("thuỷ điện")), &["Thủy điện Phúc Long", "Thuỷ điện"], &["thủy lợi"]);
        check(&text(Some("sở công thương"), None), &["Sở Công Thương"], &["Sở Công Thương tỉnh Lào Cai"]);
    }

    #[test]
    fn bounds_go_by_vietnamese_order() {
        let range = TextFilter { gte: Some("Đ".to_owned()), lte: Some("E".to_owned()), ..TextFilter::default() };
        check(&range, &["Đà Nẵng"], &["Dầu Tiếng", "Gia Lai"]);
        let any = TextFilter { exists: Some(true), ..TextFilter::default() };
        check(&any, &["a"], &[]);
        assert!(TextFilter { exists: Some(false), ..TextFilter::default() }.holds(None));
    }

    #[test]
    fn a_date_is_met_as_far_as_it_is_known() {
        let date = |text: &str| PartialDate::parse_iso(text).map(Date);
        let year = DateFilter { eq: date("2020"), ..DateFilter::default() };
        assert!(year.holds(date("2020-03-04").map(|d| d.0)) && !year.holds(date("2021").map(|d| d.0)));
        let since = DateFilter { gte: date("2020-03"), ..DateFilter::default() };
        assert!(since.holds(date("2020").map(|d| d.0)), "2020 may be after March");
        assert!(!since.holds(date("2020-02-28").map(|d| d.0)) && !since.holds(None));
    }
}
