//! A question that is there only for a test: what it takes to add one is this file and its lines in the list.

use super::{Ask, Library, Reply};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many zones the library knows, as a trial of adding a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrialQuestion {
    /// What is counted besides.
    pub plus: u32,
}

/// The answer of the trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrialReport {
    /// The sum.
    pub count: usize,
}

impl Ask for TrialQuestion {
    const NAME: &'static str = "trial";
    type Answer = TrialReport;

    fn answer(&self, library: &Library) -> Result<TrialReport> {
        Ok(TrialReport {
            count: library.zones().names().count().saturating_add(usize::try_from(self.plus).unwrap_or(0)),
        })
    }
}

impl Reply for TrialReport {
    fn svg(&self) -> Option<String> {
        Some(crate::svg::Picture::new(8, 8, "trial", "nothing to see").finish())
    }
}

impl fmt::Display for TrialReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} in all", self.count)
    }
}
