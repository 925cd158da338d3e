//! Who is on when.

use super::{Ask, Library, Reply, filter, range};
use crate::coverage::CoverReport;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who is on when, covered time, gaps, overlaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineQuestion {
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

impl Ask for TimelineQuestion {
    const NAME: &'static str = "timeline";
    type Answer = CoverReport;

    fn answer(&self, library: &Library) -> Result<CoverReport> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        Ok(library.roster(self.roster.as_deref())?.cover(range(&self.from, &self.to)?, &filter)?.report())
    }
}

impl Reply for CoverReport {}
