//! Who is on when.

use super::{filter, range};
use crate::coverage::{CoverReport, Roster};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who is on when, covered time, gaps, overlaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineQuestion {
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// Only those with this skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Only those with this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Only those on this channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Only those of this team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
}

impl TimelineQuestion {
    pub(super) fn answer(&self, roster: &Roster) -> Result<CoverReport> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        Ok(roster.cover(range(&self.from, &self.to)?, &filter)?.report())
    }
}
