//! Rosters that already stand somewhere else: read, carried over, and a list of what could not be.
//!
//! No importer guesses: what has no counterpart in [`RosterDoc`] is left out and named in [`ImportedRoster::left_out`]. Each is a pure function
//! of text; none reads a file.

#[cfg(feature = "ical")]
mod ics;
mod layer;
mod opsgenie;
mod pagerduty;
mod people;

#[cfg(feature = "ical")]
pub use ics::{IcsOptions, ics};
pub use opsgenie::opsgenie;
pub use pagerduty::pagerduty;

use super::document::RosterDoc;
use crate::error::{Error, Problem, Result};
use crate::time::ZoneDb;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A roster that was read from another product's form.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ImportedRoster {
    /// What could be carried over; not yet checked.
    pub roster: RosterDoc,
    /// What could not, with its place in the source; empty when nothing was lost.
    pub left_out: Vec<Problem>,
}

/// The names that [`import`] knows.
pub const FORMS: &str = "ics, pagerduty or opsgenie";

/// In which form a roster stands, and of `ics` how it is read (see [`IcsOptions`]).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterForm<'a> {
    /// One of [`FORMS`].
    pub name: &'a str,
    /// Of `ics`: from this instant.
    pub from: Option<String>,
    /// Of `ics`: until this instant.
    pub to: Option<String>,
    /// Of `ics`: the zone of whole days and of times without a zone.
    pub timezone: Option<String>,
    /// Of `ics`: how long the instances of a repeated shift last.
    pub length: Option<IcsLength>,
}

/// How long the instances of a repeated shift last whose first one has an end (`DTEND`). A `DURATION` is always that of RFC 5545: days of the
/// calendar, hours of real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IcsLength {
    /// They end at the same time of day as the first: a night shift from 22:00 to 06:00 lasts 7 or 9 hours when the clocks change. What
    /// calendars show, and what is meant by a shift.
    #[default]
    Wall,
    /// As long in real time as the first, as RFC 5545 3.8.5.3 has it.
    Exact,
}

/// Reads a roster in another product's form.
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for another name,
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for fields that the form does not take or lacks; else those of the form.
pub fn import(form: &RosterForm<'_>, text: &str, zones: &ZoneDb) -> Result<ImportedRoster> {
    let plain = *form == RosterForm { name: form.name, ..RosterForm::default() };
    match form.name {
        "pagerduty" if plain => pagerduty(text, zones),
        "opsgenie" if plain => opsgenie(text, zones),
        "pagerduty" | "opsgenie" => {
            Err(Error::invalid("form", form.name, "`ics` beside from, to, timezone and length"))
        }
        #[cfg(feature = "ical")]
        "ics" => {
            let missing = |field: &str| Error::invalid(field, "", "the range whose shifts are read, RFC 3339");
            let from = form.from.clone().ok_or_else(|| missing("from"))?;
            let to = form.to.clone().ok_or_else(|| missing("to"))?;
            let (timezone, length) = (form.timezone.clone(), form.length.unwrap_or_default());
            ics(text, &IcsOptions { from, to, timezone, length }, zones)
        }
        other => Err(Error::not_found("form", other, FORMS)),
    }
}

impl fmt::Display for ImportedRoster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let r = &self.roster;
        writeln!(
            f,
            "{} shifts, {} rotations, {} duties, {} overrides",
            r.shifts.len(),
            r.rotations.len(),
            r.assignments.len(),
            r.overrides.len()
        )?;
        self.left_out
            .iter()
            .try_for_each(|p| writeln!(f, "left out: {}: {:?}, expected {}", p.path, p.value, p.expected))
    }
}
