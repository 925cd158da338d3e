//! A roster as a calendar.

use super::{Ask, Library, Reply, filter, range};
use crate::calendar::{CalendarDoc, Origin};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The hours in which somebody of a roster is on, as a calendar document; closed outside of the range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterCalendarQuestion {
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

/// A calendar document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RosterCalendar {
    /// For wherever a calendar is taken; `staffed_by` says whose hours these are.
    pub calendar: CalendarDoc,
    /// What it was made of.
    pub origin: Origin,
}

impl fmt::Display for RosterCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: open but for {} closed pieces", self.origin, self.calendar.without.len())
    }
}

impl Ask for RosterCalendarQuestion {
    const NAME: &'static str = "roster_calendar";
    type Answer = RosterCalendar;

    fn answer(&self, library: &Library) -> Result<RosterCalendar> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        let calendar =
            library.roster(self.roster.as_deref())?.calendar(range(&self.from, &self.to)?, &filter, library.zones())?;
        Ok(RosterCalendar { calendar: calendar.doc().clone(), origin: calendar.origin() })
    }
}

impl Reply for RosterCalendar {}
