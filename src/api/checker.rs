//! Checks a request in full without running it: the answer is what the request may cost.

use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextValidation};
use async_graphql::{Response, ServerError, ValidationResult, Value};

/// Makes a schema check requests and never run them.
pub(super) struct CheckOnly;

impl ExtensionFactory for CheckOnly {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Check::default())
    }
}

#[derive(Default)]
struct Check {
    cost: Mutex<usize>,
}

#[async_trait]
impl Extension for Check {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let result = next.run(ctx).await?;
        *self.cost.lock().unwrap_or_else(PoisonError::into_inner) = result.complexity;
        Ok(result)
    }

    async fn execute(&self, _: &ExtensionContext<'_>, _: Option<&str>, _: NextExecute<'_>) -> Response {
        Response::new(Value::from(*self.cost.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}
