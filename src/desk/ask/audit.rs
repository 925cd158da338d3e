//! The seam audit of a year.

use super::{Ask, Library, Reply};
use crate::coverage::Audit;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The seam audit of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The year, from 1901 to 2199.
    pub year: i32,
    /// The ring: shifts by their id in the order in which they hand over, or rotations, whose shifts are one duty; left out, the roster's `ring`, else all shifts in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ring: Vec<String>,
}

impl Ask for AuditQuestion {
    const NAME: &'static str = "audit";
    type Answer = Audit;

    fn answer(&self, library: &Library) -> Result<Audit> {
        library.roster(self.roster.as_deref())?.audit_ring(self.year, &self.ring)
    }
}

impl Reply for Audit {
    fn svg(&self) -> Option<String> {
        Some(self.svg())
    }
}
