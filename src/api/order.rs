//! The order of lists: by one field, names in Vietnamese order, what is unknown last, ties by key.

use async_graphql::Enum;

use crate::graph::collation_key;
use crate::text::PartialDate;

/// Which way a list is sorted (chiều sắp xếp).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Enum)]
pub(crate) enum OrderDirection {
    /// From the first letter, the earliest day, the smallest number (tăng dần).
    #[default]
    Asc,
    /// From the last (giảm dần).
    Desc,
}

/// What a row is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    /// A position in a fixed order.
    Rank(i64),
    /// A date, the unknown parts first.
    Date(PartialDate),
    /// A key in Vietnamese order.
    Name(Vec<u8>),
}

impl SortKey {
    pub(super) fn name(text: Option<&str>) -> Option<Self> {
        text.map(|t| Self::Name(collation_key(t)))
    }

    /// Makes a key that sorts as the numbers do.
    pub(super) fn number(value: f64) -> Self {
        let bits = value.to_bits().cast_signed();
        Self::Rank(if bits < 0 { !bits ^ i64::MIN } else { bits })
    }
}

/// Sorts rows by a key; rows without one stay last in either direction.
pub(super) fn sort(rows: &mut [u32], direction: OrderDirection, key: impl Fn(u32) -> Option<SortKey>) {
    let mut keyed: Vec<(Option<SortKey>, u32)> = rows.iter().map(|r| (key(*r), *r)).collect();
    keyed.sort_by(|(a, i), (b, j)| {
        let known = a.is_none().cmp(&b.is_none());
        let by_key = if direction == OrderDirection::Desc { b.cmp(a) } else { a.cmp(b) };
        known.then(by_key).then(i.cmp(j))
    });
    for (place, (_, row)) in rows.iter_mut().zip(keyed) {
        *place = row;
    }
}

/// Defines the order of one list.
macro_rules! order {
    ($(#[$doc:meta])* $name:ident, $field:ident { $($(#[$field_doc:meta])* $variant:ident,)* }) => {
        /// What the list is sorted by (sắp xếp theo).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
        pub(crate) enum $field {
            $($(#[$field_doc])* $variant,)*
        }

        $(#[$doc])*
        #[derive(Clone, Copy, Debug, async_graphql::InputObject)]
        pub(crate) struct $name {
            /// By what (theo).
            pub(super) field: $field,
            /// Which way (chiều).
            #[graphql(default)]
            pub(super) direction: $crate::api::order::OrderDirection,
        }
    };
}
pub(super) use order;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_stays_last_both_ways() {
        let value = |row: u32| [Some(2.0), None, Some(-1.5), Some(10.0), Some(-3.0)][row as usize].map(SortKey::number);
        let mut rows = [0, 1, 2, 3, 4];
        sort(&mut rows, OrderDirection::Asc, value);
        assert_eq!(rows, [4, 2, 0, 3, 1]);
        sort(&mut rows, OrderDirection::Desc, value);
        assert_eq!(rows, [3, 0, 2, 4, 1]);
    }
}
