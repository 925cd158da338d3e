//! iCalendar files of shifts (RFC 5545).

use super::{IcsLength, ImportedRoster};
use crate::calendar::import::{Lasting, ics_instants};
use crate::coverage::document::{AssignmentDoc, RosterDoc};
use crate::error::{Error, Result};
use crate::time::{TimeSegment, ZoneDb, format_instant, parse_instant};

/// How an iCalendar file of shifts is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcsOptions {
    /// Shifts that meet the time from this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// The zone of whole days and of times without a zone; left out, the file's own (`X-WR-TIMEZONE`), else UTC.
    pub timezone: Option<String>,
    /// How long the instances of a repeated shift last whose first one has an end.
    pub length: IcsLength,
}

/// Reads the events of an iCalendar file as duties at fixed instants: `SUMMARY` is who. Repetitions, exceptions, moved and cancelled instances
/// are those of RFC 5545, by the engine of [`ics_holidays`](crate::calendar::import::ics_holidays), and its limits hold; times that the clock
/// skips or shows twice are read as the RFC says, whatever the roster's `resolution`.
///
/// Left out, and named: events without a `SUMMARY`, cancelled ones, and what cannot be read.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a text that is no iCalendar file and a range that ends before it begins,
/// [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone), [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded).
pub fn ics(text: &str, options: &IcsOptions, zones: &ZoneDb) -> Result<ImportedRoster> {
    let at = |text: &str, field: &str| parse_instant(text).map_err(|e| e.at(field));
    let range = TimeSegment::new(at(&options.from, "from")?, at(&options.to, "to")?);
    if range.end < range.start {
        return Err(Error::invalid("to", &options.to, format!("an instant not before `from`, {}", options.from)));
    }
    let lasting = match options.length {
        IcsLength::Wall => Lasting::Wall,
        IcsLength::Exact => Lasting::Exact,
    };
    let (found, mut left_out) = ics_instants(text, options.timezone.as_deref(), range, lasting, zones)?;
    let mut roster = RosterDoc { timezone: options.timezone.clone(), ..RosterDoc::default() };
    for shown in found {
        let (from, to) = (format_instant(shown.start), format_instant(shown.end));
        if shown.name.trim().is_empty() {
            left_out.push(crate::error::Problem::warning("import_left_out", "events", from, "a SUMMARY that says who"));
            continue;
        }
        let (person, team) = (shown.name.trim().to_owned(), None);
        roster.assignments.push(AssignmentDoc { person, from, to, team, layer: 0 });
    }
    Ok(ImportedRoster { roster, left_out })
}
