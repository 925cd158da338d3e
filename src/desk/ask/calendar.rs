//! What a calendar says of itself.

use super::{Ask, Library, Reply};
use crate::calendar::{CalendarDoc, Origin};
use crate::error::{Problem, Result};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a calendar says of itself: its document, what it was made of, remarks of its validation, until when its holidays are known, the zone rules behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarQuestion {
    /// Which calendar of the library; left out, its default or its only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
}

/// A calendar as it was understood.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CalendarReport {
    /// The document, normalised.
    pub document: CalendarDoc,
    /// What it was made of.
    pub origin: Origin,
    /// What is valid and yet odd.
    pub warnings: Vec<Problem>,
    /// The last date of its dated holidays; `null` where it has none.
    pub holidays_known_until: Option<NaiveDate>,
    /// Equal for calendars with the same hours and zone rules, in hexadecimal.
    pub fingerprint: String,
    /// The release of the zone rules.
    pub tzdb: String,
}

impl Ask for CalendarQuestion {
    const NAME: &'static str = "calendar";
    type Answer = CalendarReport;

    fn answer(&self, library: &Library) -> Result<CalendarReport> {
        let calendar = library.calendar(self.calendar.as_deref())?;
        Ok(CalendarReport {
            document: calendar.doc().clone(),
            origin: calendar.origin(),
            warnings: calendar.warnings().to_vec(),
            holidays_known_until: calendar.holidays_known_until(),
            fingerprint: format!("{:016x}", calendar.fingerprint()),
            tzdb: calendar.tzdb_release().to_owned(),
        })
    }
}

impl Reply for CalendarReport {}

impl fmt::Display for CalendarReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}, time zone rules {}", crate::desk::words::describe_hours(&self.document), self.tzdb)?;
        if let Some(until) = self.holidays_known_until {
            writeln!(f, "holidays known until {until}")?;
        }
        self.warnings.iter().try_for_each(|w| writeln!(f, "  {w}"))
    }
}
