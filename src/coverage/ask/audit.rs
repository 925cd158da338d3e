//! The seam audit of a year.

use crate::coverage::{Audit, Roster};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The seam audit of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditQuestion {
    /// The year, from 1901 to 2199.
    pub year: i32,
    /// The shifts of the ring in the order in which they hand over; left out, all in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ring: Vec<String>,
}

impl AuditQuestion {
    pub(super) fn answer(&self, roster: &Roster) -> Result<Audit> {
        roster.audit_ring(self.year, &self.ring)
    }
}
