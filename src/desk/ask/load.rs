//! How much duty each person has.

use super::{Ask, Library, Reply, range};
use crate::coverage::LoadReport;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much duty each person has in a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoadQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
}

impl Ask for LoadQuestion {
    const NAME: &'static str = "load";
    type Answer = LoadReport;

    fn answer(&self, library: &Library) -> Result<LoadReport> {
        library.roster(self.roster.as_deref())?.load(range(&self.from, &self.to)?)
    }
}

impl Reply for LoadReport {}
