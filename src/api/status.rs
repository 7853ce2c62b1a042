//! Whether a document still stands on a day, with the relations that say so and what was looked at.

use std::sync::Arc;

use async_graphql::{ComplexObject, Enum, SimpleObject};

use super::language::Language;
use super::page::LookedAt;
use super::plain::PlainList;
use super::relation::Relation;
use super::scalars::Date;
use crate::graph::PolicyGraph;

/// Whether a document stands, as far as the held documents say (hiệu lực theo các văn bản đang giữ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::graph::Force")]
pub(crate) enum ForceStatus {
    /// Nothing held says that it was touched; it may still have been (chưa thấy văn bản nào tác động).
    InForceAsFarAsHeld,
    /// Parts of it were changed, replaced or repealed (được sửa đổi, bổ sung một phần).
    Amended,
    /// It was suspended (bị đình chỉ, ngưng hiệu lực).
    Suspended,
    /// The table of laws has a last day of it, and that is past (đã hết hiệu lực theo danh mục luật).
    Expired,
    /// Another document replaced it (đã được thay thế).
    Replaced,
    /// It was repealed (đã bị bãi bỏ).
    Repealed,
    /// It cannot be told; `note` says why (không rõ).
    Unknown,
}

/// Why a status cannot be told (lý do không rõ hiệu lực).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::graph::Doubt")]
pub(crate) enum StatusDoubt {
    /// Which document is meant is not known (chưa nhận diện được văn bản).
    NotIdentified,
    /// It is a press article, which has no force to lose (bài báo, không có hiệu lực).
    NoForce,
    /// The day lies before its date of issue (chưa ban hành).
    NotYetIssued,
    /// Something is said to have touched it on a day that is not known (không rõ ngày bị tác động).
    UndatedAct,
}

/// The status of a document on a day (tình trạng hiệu lực).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
#[graphql(complex)]
pub(crate) struct DocumentStatus {
    /// Whether it stands (tình trạng).
    force: ForceStatus,
    /// The day asked for; null for the latest the held documents have (vào ngày).
    as_of: Option<Date>,
    /// Since when (kể từ ngày).
    since: Option<Date>,
    /// The relations that say so, with their words (quan hệ làm căn cứ).
    relations: PlainList<Relation>,
    /// Whether the day lies between the dates of the documents held; a later act may not be held (ngày nằm trong phạm vi).
    as_of_within_window: Option<bool>,
    /// Its last day in force, of a law that no longer is (ngày cuối có hiệu lực).
    last_day: Option<Date>,
    /// The law of the same name that is in force on the day, of a law that no longer is (số luật cùng tên đang có hiệu lực).
    current_number: Option<String>,
    /// Why it cannot be told (lý do không rõ).
    doubt: Option<StatusDoubt>,
    /// What was looked at (phạm vi đã xét).
    looked_at: LookedAt,
}

#[ComplexObject]
impl DocumentStatus {
    /// What the answer rests on, or why it cannot be told (giải thích).
    async fn note(
        &self,
        #[graphql(desc = "The language it is said in (ngôn ngữ).", default)] language: Language,
    ) -> &'static str {
        let (vietnamese, english) = note(self.force, self.doubt);
        language.say(vietnamese, english)
    }
}

impl DocumentStatus {
    /// Returns the status of a document.
    pub(super) fn of(graph: &Arc<PolicyGraph>, document: u32, as_of: Option<Date>) -> Self {
        let status = graph.status(document, as_of.map(|d| d.0));
        let within = |day: Date| {
            graph.window().is_some_and(|(from, to)| !day.0.certainly_before(from) && !to.certainly_before(day.0))
        };
        Self {
            force: status.force.into(),
            as_of,
            since: status.since.map(Date),
            last_day: status.last_day.map(Date),
            current_number: status.law_now.and_then(|l| l.number.as_ref()).map(ToString::to_string),
            as_of_within_window: as_of.map(within),
            doubt: status.doubt.map(Into::into),
            relations: status.relations.iter().filter_map(|r| Relation::of(graph, *r, Some(document))).collect(),
            looked_at: LookedAt::all(graph),
        }
    }
}

fn note(force: ForceStatus, doubt: Option<StatusDoubt>) -> (&'static str, &'static str) {
    match (doubt, force) {
        (Some(StatusDoubt::NotIdentified), _) => {
            ("Chưa nhận diện được là văn bản nào.", "Which document is meant is not known.")
        }
        (Some(StatusDoubt::NoForce), _) => {
            ("Bài báo không có hiệu lực để mất.", "A press article has no force to lose.")
        }
        (Some(StatusDoubt::NotYetIssued), _) => {
            ("Ngày được hỏi trước ngày ban hành.", "The day lies before its date of issue.")
        }
        (Some(StatusDoubt::UndatedAct), _) => {
            ("Có văn bản tác động đến nó vào một ngày không rõ.", "Something acted on it on a day that is not known.")
        }
        (None, ForceStatus::InForceAsFarAsHeld) => (
            "Không văn bản nào đang giữ nói rằng nó đã bị thay thế, bãi bỏ, đình chỉ hay sửa đổi.",
            "No held document says that it was replaced, repealed, suspended or changed.",
        ),
        (None, ForceStatus::Expired) => (
            "Danh mục luật ghi ngày cuối có hiệu lực, và ngày ấy đã qua.",
            "The table of laws has its last day in force, and that is past.",
        ),
        (None, _) => (
            "Một văn bản đang giữ nói như vậy, bằng nguyên văn ở các quan hệ.",
            "A held document says so, in the words of the relations.",
        ),
    }
}
