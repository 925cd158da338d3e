//! Calendars that already stand somewhere else: read, carried over, and a list of what could not be.
//!
//! ```text
//! OpenStreetMap text, iCalendar, Zendesk, Jira, Zammad, FreeScout, Ruby hashes ──import──▶ CalendarDoc + left_out ──compile──▶ Calendar
//! ```
//!
//! No importer guesses. What has no counterpart in [`CalendarDoc`] is left out and named in [`Imported::left_out`]; whoever
//! must not lose anything checks that the list is empty. Each importer is a pure function of text; none reads a file.

use super::doc::{CalendarDoc, DateException, Holiday, Hours, WEEKDAYS, Weekly};
use crate::document::read_document;
#[cfg(any(feature = "osm", feature = "ical"))]
use crate::error::Error;
use crate::error::{Problem, Result};
use serde::de::DeserializeOwned;

mod forms;
mod freescout;
mod hashes;
#[cfg(feature = "ical")]
mod ics;
mod jira;
#[cfg(feature = "osm")]
mod osm;
mod rails_zones;
mod zammad;
mod zendesk;

pub use forms::of_form;
pub use freescout::freescout;
pub use hashes::{biz, working_hours};
#[cfg(feature = "ical")]
pub(crate) use ics::{Lasting, ics_instants};
#[cfg(feature = "ical")]
pub use ics::{MAX_ICS_DATES, MAX_ICS_HOLIDAYS, MAX_ICS_STEPS, MAX_ICS_YEARS, ics_holidays};
pub use jira::jira;
#[cfg(feature = "osm")]
pub use osm::{MAX_OSM_STEPS, MAX_OSM_YEARS, OsmOptions, osm};
pub use zammad::zammad;
pub use zendesk::zendesk;

/// The longest text an importer reads, in bytes (1 MiB).
pub const MAX_IMPORT_BYTES: usize = 1 << 20;

/// A calendar that was read from another product's form.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Imported {
    /// What could be carried over; not yet validated.
    pub calendar: CalendarDoc,
    /// What could not, with its place in the source; empty when nothing was lost.
    pub left_out: Vec<Problem>,
}

/// Closed days that were read from another product's form.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ImportedHolidays {
    /// In order of date.
    pub holidays: Vec<Holiday>,
    /// What could not be carried over, with its place in the source.
    pub left_out: Vec<Problem>,
}

#[cfg(any(feature = "osm", feature = "ical"))]
fn check_length(text: &str) -> Result<()> {
    if text.len() > MAX_IMPORT_BYTES {
        return Err(Error::limit("", format!("{} bytes", text.len()), format!("at most {MAX_IMPORT_BYTES} bytes")));
    }
    Ok(())
}

/// Reads another product's JSON object.
fn parse<T: DeserializeOwned>(json: &str) -> Result<T> {
    read_document(json, "document of this product", MAX_IMPORT_BYTES)
}

fn left_out(path: impl Into<String>, value: impl std::fmt::Display, why: &str) -> Problem {
    Problem::warning("import_left_out", path, value, why)
}

/// The list of hours of a weekday counted from Monday = 0.
fn day_mut(weekly: &mut Weekly, day: usize) -> &mut Vec<Hours> {
    match day % 7 {
        0 => &mut weekly.mon,
        1 => &mut weekly.tue,
        2 => &mut weekly.wed,
        3 => &mut weekly.thu,
        4 => &mut weekly.fri,
        5 => &mut weekly.sat,
        _ => &mut weekly.sun,
    }
}

/// Seconds since midnight as a document writes them: `HH:MM`, or `HH:MM:SS` where there are seconds.
fn clock(seconds: i64) -> String {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if s == 0 { format!("{h:02}:{m:02}") } else { format!("{h:02}:{m:02}:{s:02}") }
}

/// From one number of seconds since midnight to another.
fn hours(start: i64, end: i64) -> Hours {
    Hours::new(&clock(start), &clock(end))
}

/// The weekday a word means, by its first three letters, counted from Monday = 0.
fn weekday(word: &str) -> Option<usize> {
    let lower = word.to_ascii_lowercase();
    WEEKDAYS.iter().position(|day| lower.starts_with(day))
}
