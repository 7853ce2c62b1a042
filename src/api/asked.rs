//! The named questions as the schema offers them, for consoles and pages that list them.

use async_graphql::{Object, SimpleObject};

use super::named::{Question, questions};

/// A variable of a named question (tham số).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct QuestionVariable {
    /// Its name without the dollar sign (tên).
    name: String,
    /// Its GraphQL type (kiểu).
    #[graphql(name = "type")]
    kind: String,
    /// Whether it must be given (bắt buộc).
    needed: bool,
}

/// A question with a name, ready to be asked (câu hỏi có sẵn).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct NamedQuestion {
    /// Its name: "plans-citing" (tên).
    name: &'static str,
    /// The question in Vietnamese (câu hỏi).
    vietnamese: &'static str,
    /// The question in English (câu hỏi tiếng Anh).
    english: &'static str,
    /// Its variables (tham số).
    variables: Vec<QuestionVariable>,
    /// Values that work on the documents that ship with the project (ví dụ).
    example: &'static str,
    /// The GraphQL document (nội dung truy vấn).
    text: &'static str,
    /// The identifier under which the server takes it as a persisted document (mã văn bản truy vấn).
    document_id: String,
}

impl From<&Question> for NamedQuestion {
    fn from(q: &Question) -> Self {
        let (vietnamese, english) = q.titles();
        let variables = q.variables().into_iter();
        Self {
            name: q.name,
            vietnamese,
            english,
            variables: variables.map(|v| QuestionVariable { name: v.name, kind: v.kind, needed: v.needed }).collect(),
            example: q.example(),
            text: q.text,
            document_id: q.document_id(),
        }
    }
}

/// The named questions.
#[derive(Debug)]
pub(super) struct NamedQuestions;

/// The named questions (các câu hỏi có sẵn).
#[Object(serial)]
impl NamedQuestions {
    /// The questions that ship with the project, by name (các câu hỏi có sẵn).
    #[graphql(complexity = "30 * child_complexity")]
    async fn questions(&self) -> Vec<NamedQuestion> {
        questions().iter().map(Into::into).collect()
    }
}
