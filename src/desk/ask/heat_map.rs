//! How well each hour of the week is covered.

use super::{Ask, Library, Reply, filter, range};
use crate::coverage::HeatMap;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How well each hour of the week is covered, on the wall clock of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeatMapQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// The zone whose week is drawn; left out, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Minutes of a column: 15, 30 or 60; left out, 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
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

impl Ask for HeatMapQuestion {
    const NAME: &'static str = "heat_map";
    type Answer = HeatMap;

    fn answer(&self, library: &Library) -> Result<HeatMap> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        let (range, step) = (range(&self.from, &self.to)?, self.step.unwrap_or(30));
        library.roster(self.roster.as_deref())?.heat_map(range, self.timezone.as_deref(), step, &filter)
    }
}

impl Reply for HeatMap {
    fn svg(&self) -> Option<String> {
        Some(self.svg())
    }
}
