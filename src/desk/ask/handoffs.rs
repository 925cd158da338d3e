//! The hand-offs of a ring.

use super::{Ask, Library, Reply, range};
use crate::coverage::{HandoffPlan, HumaneHours};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The hand-offs of a ring: overlaps, both local times, violations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoffsQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// The ring: shifts by their id in the order in which they hand over, or rotations, whose shifts are one duty; left out, the roster's `ring`, else all shifts in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ring: Vec<String>,
    /// How long both sides must be there, in minutes; left out, 0: no hole.
    #[serde(default)]
    pub min_overlap_minutes: u32,
    /// Hours of the day that nobody minds; left out, 07:00 to 21:00.
    #[serde(default)]
    pub humane: HumaneHours,
}

impl Ask for HandoffsQuestion {
    const NAME: &'static str = "handoffs";
    type Answer = HandoffPlan;

    fn answer(&self, library: &Library) -> Result<HandoffPlan> {
        let range = range(&self.from, &self.to)?;
        library.roster(self.roster.as_deref())?.handoffs(range, &self.ring, self.min_overlap_minutes, &self.humane)
    }
}

impl Reply for HandoffPlan {}
