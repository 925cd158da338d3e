//! The occurrences of shifts, as planned.

use super::{Ask, Library, Reply, range};
use crate::coverage::OccurrenceReport;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The occurrences of shifts that overlap a range, whole, before overrides and time off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OccurrencesQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// Only of these shifts; left out, of all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shifts: Vec<String>,
}

impl Ask for OccurrencesQuestion {
    const NAME: &'static str = "occurrences";
    type Answer = OccurrenceReport;

    fn answer(&self, library: &Library) -> Result<OccurrenceReport> {
        library.roster(self.roster.as_deref())?.occurrences(range(&self.from, &self.to)?, &self.shifts)
    }
}

impl Reply for OccurrenceReport {}
