//! When a person comes on duty next.

use super::{Ask, Library, Reply, at};
use crate::coverage::Stint;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// When a person comes on duty next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextShiftQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The person's id.
    pub person: String,
    /// After this instant, RFC 3339.
    pub at: String,
}

/// When a person comes on duty next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftReport {
    /// The duty; none within the look-ahead.
    pub shift: Option<Stint>,
    /// The release of the zone rules.
    pub tzdb: String,
}

impl Ask for NextShiftQuestion {
    const NAME: &'static str = "next_shift";
    type Answer = ShiftReport;

    fn answer(&self, library: &Library) -> Result<ShiftReport> {
        let roster = library.roster(self.roster.as_deref())?;
        let shift = roster.next_shift_us(&self.person, at(&self.at, "at")?)?;
        Ok(ShiftReport { shift, tzdb: roster.tzdb_release().to_owned() })
    }
}

impl Reply for ShiftReport {}

impl fmt::Display for ShiftReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.shift {
            None => writeln!(f, "no duty in sight"),
            Some(stint) => {
                writeln!(f, "{} to {} UTC ({})", stint.time.from.minute(), stint.time.to.minute(), stint.time.minutes)
            }
        }
    }
}
