//! Where fewer are on than are needed.

use super::{Ask, Library, Reply, filter, range};
use crate::coverage::GapReport;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where fewer are on than are needed, with reasons and what would fill each gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GapsQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
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

impl Ask for GapsQuestion {
    const NAME: &'static str = "gaps";
    type Answer = GapReport;

    fn answer(&self, library: &Library) -> Result<GapReport> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        library.roster(self.roster.as_deref())?.gaps(range(&self.from, &self.to)?, &filter)
    }
}

impl Reply for GapReport {}
