//! How much of the demand is met.

use super::{Ask, Library, Reply, filter, range};
use crate::coverage::DemandReport;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much of the demand of the roster's regions is met, and the ten most valuable uncovered hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// The zone of the uncovered hours; left out, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
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

impl Ask for DemandQuestion {
    const NAME: &'static str = "demand";
    type Answer = DemandReport;

    fn answer(&self, library: &Library) -> Result<DemandReport> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        library.roster(self.roster.as_deref())?.demand(range(&self.from, &self.to)?, self.timezone.as_deref(), &filter)
    }
}

impl Reply for DemandReport {}
