//! The next change of who is on.

use super::on::names;
use super::{Ask, Library, Reply, at, filter};
use crate::coverage::Change;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The next change of who is on after an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextChangeQuestion {
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

/// The next change of who is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeReport {
    /// The change; none within the look-ahead.
    pub change: Option<Change>,
    /// The release of the zone rules.
    pub tzdb: String,
}

impl Ask for NextChangeQuestion {
    const NAME: &'static str = "next_change";
    type Answer = ChangeReport;

    fn answer(&self, library: &Library) -> Result<ChangeReport> {
        let roster = library.roster(self.roster.as_deref())?;
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        let change = roster.next_change_us(at(&self.at, "at")?, &filter)?;
        Ok(ChangeReport { change, tzdb: roster.tzdb_release().to_owned() })
    }
}

impl Reply for ChangeReport {}

impl fmt::Display for ChangeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(change) = &self.change else { return writeln!(f, "no change in sight") };
        writeln!(f, "{} UTC: {}", change.at.minute(), names(&change.on))?;
        for (sign, list) in [("+", &change.joining), ("-", &change.leaving)] {
            list.iter().try_for_each(|name| writeln!(f, "  {sign} {name}"))?;
        }
        Ok(())
    }
}
