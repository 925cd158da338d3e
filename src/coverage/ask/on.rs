//! Who is on, who comes next.

use super::{at, filter};
use crate::coverage::answer::{instant, short};
use crate::coverage::{Change, Roster, Stint};
use crate::error::Result;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who is on at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnQuestion {
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

/// The next change of who is on after an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextChangeQuestion {
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

/// When a person comes on duty next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextShiftQuestion {
    /// The person's id.
    pub person: String,
    /// After this instant, RFC 3339.
    pub at: String,
}

/// Who is on at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnReport {
    /// The instant.
    pub at: DateTime<Utc>,
    /// People, and shifts that name nobody, by name.
    pub on: Vec<String>,
    /// The release of the zone rules.
    pub tzdb: String,
}

/// The next change of who is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeReport {
    /// The change; none within the look-ahead.
    pub change: Option<Change>,
    /// The release of the zone rules.
    pub tzdb: String,
}

/// When a person comes on duty next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftReport {
    /// The duty; none within the look-ahead.
    pub shift: Option<Stint>,
    /// The release of the zone rules.
    pub tzdb: String,
}

impl OnQuestion {
    pub(super) fn answer(&self, roster: &Roster) -> Result<OnReport> {
        let us = at(&self.at, "at")?;
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        let on = roster.on_us(us, &filter)?.into_iter().map(str::to_owned).collect();
        Ok(OnReport { at: instant(us), on, tzdb: roster.tzdb_release().to_owned() })
    }
}

impl NextChangeQuestion {
    pub(super) fn answer(&self, roster: &Roster) -> Result<ChangeReport> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        let change = roster.next_change_us(at(&self.at, "at")?, &filter)?;
        Ok(ChangeReport { change, tzdb: roster.tzdb_release().to_owned() })
    }
}

impl NextShiftQuestion {
    pub(super) fn answer(&self, roster: &Roster) -> Result<ShiftReport> {
        let shift = roster.next_shift_us(&self.person, at(&self.at, "at")?)?;
        Ok(ShiftReport { shift, tzdb: roster.tzdb_release().to_owned() })
    }
}

fn names(list: &[String]) -> String {
    if list.is_empty() { "nobody".to_owned() } else { list.join(", ") }
}

impl fmt::Display for OnReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} UTC: {}", short(self.at), names(&self.on))
    }
}

impl fmt::Display for ChangeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(change) = &self.change else { return writeln!(f, "no change in sight") };
        writeln!(f, "{} UTC: {}", short(change.at), names(&change.on))?;
        for (sign, list) in [("+", &change.joining), ("-", &change.leaving)] {
            list.iter().try_for_each(|name| writeln!(f, "  {sign} {name}"))?;
        }
        Ok(())
    }
}

impl fmt::Display for ShiftReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.shift {
            None => writeln!(f, "no duty in sight"),
            Some(stint) => {
                writeln!(f, "{} to {} UTC ({})", short(stint.time.from), short(stint.time.to), stint.time.minutes)
            }
        }
    }
}
