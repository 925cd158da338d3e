//! One fault or remark about a document.

use super::{shorten, write_place};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One fault or remark about a document: which field, what it holds, what would be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Problem {
    /// `error` or `warning`.
    pub severity: Severity,
    /// A stable code such as `time_malformed`, one of [`problem_codes`](crate::problem_codes).
    pub code: String,
    /// Where in the document, such as `weekly.mon[1]`; empty for the document itself.
    pub path: String,
    /// The offending value, shortened to 80 characters; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What would have been right, as the end of "expected …".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expected: String,
    /// Of documents that extend each other, the one the value came from ([`Layers`](crate::document::Layers)); else empty.
    #[serde(default, skip_serializing_if = "is_none")]
    pub document: Box<str>,
}

fn is_none(document: &str) -> bool {
    document.is_empty()
}

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The document cannot be used.
    Error,
    /// The document is used as it stands; a person should look.
    Warning,
}

impl Problem {
    /// A fault: the document cannot be used.
    pub fn error(code: &str, path: impl Into<String>, value: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, path.into(), value, expected.into())
    }

    /// A remark: the document is used as it stands.
    pub fn warning(code: &str, path: impl Into<String>, value: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, path.into(), value, expected.into())
    }

    /// The id of this code's text in a message catalog: `problem-time-malformed`, with the arguments `path` and `value`.
    ///
    /// ```
    /// let problem = sundesk::Problem::error("time_malformed", "weekly.mon[0]", "9h", "HH:MM");
    /// assert_eq!(problem.message_id(), "problem-time-malformed");
    /// ```
    #[must_use]
    pub fn message_id(&self) -> String {
        format!("problem-{}", self.code.replace('_', "-"))
    }

    fn new(severity: Severity, code: &str, path: String, value: impl fmt::Display, expected: String) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            path,
            value: shorten(&value.to_string()),
            expected,
            document: Box::default(),
        }
    }

    /// The same problem with the document that the value came from.
    #[must_use]
    pub(crate) fn of_document(mut self, document: &str) -> Self {
        self.document = document.into();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(f, &self.path, &self.document)?;
        write!(f, "{}", self.code.replace('_', " "))?;
        if !self.value.is_empty() {
            write!(f, ": {:?}", self.value)?;
        }
        if !self.expected.is_empty() {
            write!(f, ", expected {}", self.expected)?;
        }
        Ok(())
    }
}
