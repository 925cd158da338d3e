//! The hand-offs of a rotation.

use super::{Ask, Library, Reply, range};
use crate::coverage::TurnReport;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The hand-offs of a rotation by the wall clock, from one instant to another, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TurnsQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The rotation's id.
    pub rotation: String,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
}

impl Ask for TurnsQuestion {
    const NAME: &'static str = "turns";
    type Answer = TurnReport;

    fn answer(&self, library: &Library) -> Result<TurnReport> {
        library.roster(self.roster.as_deref())?.turns(&self.rotation, range(&self.from, &self.to)?)
    }
}

impl Reply for TurnReport {}
