//! The backend that calls the crate.

use super::backend::Backend;
use serde_json::Value;

/// Straight calls of `sundesk`.
pub(crate) struct Direct;

impl Backend for Direct {
    fn answer(&mut self, kind: &str, _case: &Value) -> Result<Value, String> {
        Err(format!("no way to ask for {kind} yet"))
    }
}
