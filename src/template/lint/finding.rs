//! One thing that the checks found, as data and as text.

use super::{Code, Level};
use crate::Problem;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One finding: which check, where, about what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The check.
    pub code: Code,
    /// Its level here.
    pub level: Level,
    /// The locale of the file.
    pub locale: String,
    /// The set the message belongs to.
    pub set: String,
    /// The file as it was named when loading.
    pub file: String,
    /// Line, counted from 1; 0 for something that is not there.
    pub line: u32,
    /// Column in characters, counted from 1; 0 for something that is not there.
    pub column: u32,
    /// The message or `-term`, with its attribute: `ticket-solved.sms`; empty for the file itself.
    pub message: String,
    /// What is wrong, naming the value and what was expected.
    pub text: String,
}

impl Finding {
    /// The finding as the crate's general form of a fault.
    #[must_use]
    pub fn to_problem(&self) -> Problem {
        let path = format!("{}:{}:{} {}", self.file, self.line, self.column, self.message);
        let value = format!("{} {}", self.code, self.text);
        match self.level {
            Level::Error => Problem::error("template_check", path.trim_end(), value, ""),
            _ => Problem::warning("template_check", path.trim_end(), value, ""),
        }
    }
}

impl fmt::Display for Finding {
    /// `de/ticket.ftl:12:5: error E07 ticket-solved.sms: …`, the form editors and CI logs turn into a link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {} {}", self.file, self.line, self.column, self.level.name(), self.code)?;
        if !self.message.is_empty() {
            write!(f, " {}", self.message)?;
        }
        write!(f, ": {}", self.text)
    }
}
