//! Who is on at an instant.

use super::{Ask, Library, Reply, at, filter};
use crate::error::Result;
use crate::time::Instant;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who is on at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The instant, RFC 3339.
    pub at: String,
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

/// Who is on at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnReport {
    /// The instant.
    pub at: Instant,
    /// People, and shifts that name nobody, by name.
    pub on: Vec<String>,
    /// The release of the zone rules.
    pub tzdb: String,
}

impl Ask for OnQuestion {
    const NAME: &'static str = "on";
    type Answer = OnReport;

    fn answer(&self, library: &Library) -> Result<OnReport> {
        let (roster, us) = (library.roster(self.roster.as_deref())?, at(&self.at, "at")?);
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        let on = roster.on_us(us, &filter)?.into_iter().map(str::to_owned).collect();
        Ok(OnReport { at: Instant::of(us), on, tzdb: roster.tzdb_release().to_owned() })
    }
}

impl Reply for OnReport {}

impl fmt::Display for OnReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} UTC: {}", self.at.minute(), names(&self.on))
    }
}

pub(super) fn names(list: &[String]) -> String {
    if list.is_empty() { "nobody".to_owned() } else { list.join(", ") }
}
