//! A text without the personal data that has a form.

use super::{Ask, Library, Reply};
use crate::error::Result;
use crate::ticket::redact::{Personal, Redaction, redact};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text without addresses of e-mail, telephone, card and account numbers.
///
/// What has no form, such as a name, is not found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RedactQuestion {
    /// The text.
    pub text: String,
    /// What is looked for; left out: all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<Personal>>,
}

impl Ask for RedactQuestion {
    const NAME: &'static str = "redact";
    type Answer = Redaction;

    fn answer(&self, _: &Library) -> Result<Redaction> {
        Ok(redact(&self.text, self.kinds.as_deref().unwrap_or(Personal::ALL)))
    }
}

impl Reply for Redaction {}

impl fmt::Display for Redaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)
    }
}
