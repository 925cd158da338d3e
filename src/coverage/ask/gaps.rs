//! Where fewer are on than are needed.

use super::{filter, range};
use crate::coverage::{GapReport, Roster};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where fewer are on than are needed, with reasons and what would fill each gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GapsQuestion {
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

impl GapsQuestion {
    pub(super) fn answer(&self, roster: &Roster) -> Result<GapReport> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        roster.gaps(range(&self.from, &self.to)?, &filter)
    }
}
