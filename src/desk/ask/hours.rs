//! When a calendar is open, and why not.

use super::parts::range;
use super::{Ask, Library, Reply};
use crate::calendar::Reason;
use crate::coverage::Minutes;
use crate::error::{Error, Result};
use crate::time::{Instant, Local, Zone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// When a calendar is open over a range and when not, piece by piece, each with its reason and the wall clock of its zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursQuestion {
    /// Which calendar of the library; left out, its default or its only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
}

/// The open and closed pieces of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HoursReport {
    /// The zone of the calendar.
    pub timezone: String,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Open time in all.
    pub open_minutes: Minutes,
    /// In order, without gaps.
    pub pieces: Vec<HoursPiece>,
}

/// A piece of a range, with the one reason that holds all through it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HoursPiece {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// The first instant on the wall clock of the zone; in JSON to the minute with the offset, `2026-03-29T03:00+02:00`.
    #[serde(serialize_with = "Local::serialize_minute_and_offset")]
    pub local_from: Local,
    /// Its length.
    pub minutes: Minutes,
    /// Why it is open or not.
    #[serde(flatten)]
    pub reason: Reason,
}

/// The most pieces that one answer lists.
pub const MAX_HOURS_PIECES: usize = 200_000;

impl Ask for HoursQuestion {
    const NAME: &'static str = "hours";
    type Answer = HoursReport;

    fn answer(&self, library: &Library) -> Result<HoursReport> {
        let calendar = library.calendar(self.calendar.as_deref())?;
        let (zone, mut open, mut pieces) = (calendar.zone(), 0, Vec::new());
        for piece in calendar.pieces(range(&self.from, &self.to)?) {
            if pieces.len() >= MAX_HOURS_PIECES {
                return Err(Error::limit("to", &self.to, format!("at most {MAX_HOURS_PIECES} pieces in one answer")));
            }
            let length = piece.end - piece.start;
            open += if piece.reason.is_open() { length } else { 0 };
            pieces.push(HoursPiece {
                from: Instant::of(piece.start),
                to: Instant::of(piece.end),
                local_from: Local::utc(Instant::of(piece.start)),
                minutes: Minutes(length),
                reason: piece.reason,
            });
        }
        let (timezone, tzdb) = (zone.name().to_owned(), calendar.tzdb_release().to_owned());
        let mut report = HoursReport { timezone, tzdb, open_minutes: Minutes(open), pieces };
        report.localise(zone);
        Ok(report)
    }
}

impl HoursReport {
    fn localise(&mut self, zone: &Zone) {
        self.pieces.iter_mut().for_each(|piece| piece.local_from.localise(zone));
    }
}

impl Reply for HoursReport {
    fn zone(&self) -> Option<&str> {
        Some(&self.timezone)
    }
}

impl fmt::Display for HoursReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "open {} ({})", self.open_minutes, self.timezone)?;
        self.pieces.iter().try_for_each(|p| {
            let name = if p.reason.name().is_empty() { String::new() } else { format!(" ({})", p.reason.name()) };
            let from = p.local_from.minute_and_offset();
            writeln!(f, "{from}  {:>7}  {}{name}", p.minutes.to_string(), p.reason.code())
        })
    }
}
