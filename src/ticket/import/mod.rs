//! Readers of event logs in CSV, plain or gzip.
//!
//! ```text
//! bytes ──gzip by magic──▶ records ──LogMap──▶ rows (numbers) ──sort per ticket──▶ changes ──▶ EventLog
//! ```
//!
//! A [`LogMap`] says which column means what; presets for public logs are maps like any other ([`LogMap::servicenow`]).
//! Either the whole file is read, or there is an error with file, line, field, value and what was expected: never half a log.
//!
//! Quotes are those of RFC 4180: a field that begins with one ends with one, and a quote inside it is written twice. The
//! blanks around an id are not its own.
//!
//! # How rows become events
//! - Rows are ordered by instant, then by the `order_by` columns, then by their place in the file.
//! - A ticket is created at `created_at`, or with its first row. What it *is* (priority, fields) holds from there on; what was
//!   *done* to it (status, group, assignee) holds from the row that says so.
//! - A change from one row to the next is one event. A blank status or priority changes nothing; a blank group, assignee or
//!   field clears it.
//! - A row dated before the creation takes effect at the creation; a time that would end before it began is left out of the figures
//!   and counted ([`Exclusion::BeforeCreation`](crate::metrics::Exclusion::BeforeCreation)).
//! - Moments that a log states in columns of its own (`resolved_at`) are kept beside the history
//!   ([`Recorded`](crate::ticket::Recorded)): where the two differ, [`Quality`](crate::ticket::Quality) says how often.
//! - A log without `at`, of one row per ticket, has no other history than these moments: `resolved_at` is the change to `solved`,
//!   `closed_at` that to `closed`, or to the status that the map names. Its `status` is the state at the row's own instant
//!   (`updated_at`, else the as-of), never at the creation: a ticket that only this calls done is done at no known instant.
//! - A reading that the log's clock shows twice or never is taken as `time.resolution` says, and counted.
//!
//! # What it does not do
//! It does not guess: not the zone of a naive timestamp, not the order of day and month, not the meaning of a status.

mod fold;
mod map;
mod plan;
mod quotes;
mod rows;
mod source;
mod stamp;

pub use map::{ActivityMap, AttributeMap, LogMap, Moment, Take};
pub use stamp::TimeMap;

use super::EventLog;
use crate::error::{Error, ErrorKind, Result};
use crate::time::ZoneDb;
use plan::Plan;
use quotes::{BadQuote, Quotes};
use rows::RowReader;
use source::{BUFFER, Guard, LineEnds, TooLong, read_error};
use std::io::Read;
use std::path::Path;

/// The longest record of a log in bytes, its line end included: 1 MiB. A longer one is refused before it fills the memory.
pub const MAX_RECORD_BYTES: usize = 1 << 20;

/// The most rows of a log: 500 million. Each takes 12 bytes and 4 to 8 more for every mapped column.
pub const MAX_ROWS: usize = 500_000_000;

/// Reads a log from a file, plain or gzip; `zones` is asked for the zone that the map names.
///
/// # Errors
/// As [`from_reader`], with the file's name; and [`ErrorKind::Io`] when it cannot be opened.
pub fn from_path(path: impl AsRef<Path>, map: &LogMap, zones: &ZoneDb) -> Result<EventLog> {
    let name = path.as_ref().display().to_string();
    let file = std::fs::File::open(&path)
        .map_err(|e| Error::new(ErrorKind::Io, format!("cannot be opened: {e}")).in_file(name.as_str(), 0))?;
    from_reader(file, map, zones).map_err(|e| {
        let line = e.line();
        e.in_file(name, line)
    })
}

/// Reads a log from any source of bytes, plain or gzip.
///
/// `zones` is asked for the zone that the map names. Memory grows with the mapped columns of the rows, not with the text; a record may have [`MAX_RECORD_BYTES`].
///
/// # Errors
/// Each with the line, and the column where there is one:
/// - [`ErrorKind::NotFound`] for a mapped column that the file does not have; it lists those it has.
/// - [`ErrorKind::InvalidInput`] for a map that contradicts itself, a naive timestamp without a zone, an empty log, a record
///   with too many or too few fields, a quote that is never closed or closed before the field ends (with the line where it was
///   opened), a timestamp that is no time, an id that is missing or blank, text that is not UTF-8.
/// - [`ErrorKind::LimitExceeded`] for a record over [`MAX_RECORD_BYTES`] or more than [`MAX_ROWS`] rows.
/// - [`ErrorKind::UnknownZone`] for a zone that `zones` does not know; [`ErrorKind::OutOfRange`] for an instant outside 1900–2200.
/// - [`ErrorKind::Io`] for a source that fails, and for gzip that is damaged or cut short.
///
/// ```
/// use sundesk::ticket::import::{LogMap, from_reader};
/// use sundesk::time::ZoneDb;
/// let map = LogMap::from_json(r#"{"ticket": "id", "at": "when", "status": "state",
///     "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"}, "statuses": {"done": "solved"}}"#)?;
/// let log = from_reader("id,when,state\n7,2024-06-03 09:00,open\n7,2024-06-03 10:00,done\n".as_bytes(), &map, &ZoneDb::bundled())?;
/// assert_eq!((log.len(), log.events().len()), (1, 3)); // created, open, done
///
/// let error = from_reader("id,when,state\n7,yesterday,open\n".as_bytes(), &map, &ZoneDb::bundled()).unwrap_err();
/// assert_eq!(error.to_string(), "line 2: when: \"yesterday\" is not valid; expected a time of the form %Y-%m-%d %H:%M");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn from_reader(source: impl Read, map: &LogMap, zones: &ZoneDb) -> Result<EventLog> {
    read(source, map, zones, MAX_ROWS)
}

fn read(source: impl Read, map: &LogMap, zones: &ZoneDb, max_rows: usize) -> Result<EventLog> {
    let (stamp, delimiter) = plan::check(map, zones)?;
    let source = source::open(source).map_err(|e| read_error(&e))?;
    let (guard, allowance) = Guard::new(Quotes::new(LineEnds::new(source), delimiter), MAX_RECORD_BYTES);
    let mut csv = csv::ReaderBuilder::new();
    let mut csv = csv.delimiter(delimiter).flexible(true).buffer_capacity(BUFFER).from_reader(guard);
    let header = csv.byte_headers().map_err(|e| csv_error(&e, 1, 1))?.clone();
    if header.is_empty() {
        return Err(Error::new(ErrorKind::InvalidInput, "the log is empty: expected a header line and rows"));
    }
    let plan = Plan::find(map, &header).map_err(|e| e.in_file("", line_of(&header, csv.position())))?;
    let mut reader = RowReader::new(map, &plan, &stamp);
    let mut record = csv::ByteRecord::new();
    loop {
        allowance.renew(MAX_RECORD_BYTES);
        let (start, line) = (csv.position().byte(), csv.position().line());
        let more = csv.read_byte_record(&mut record);
        if !more.map_err(|e| csv_error(&e, line, csv.position().line()))? {
            break;
        }
        let bytes = csv.position().byte() - start;
        take(&mut reader, &record, header.len(), bytes, max_rows)
            .map_err(|e| e.in_file("", line_of(&record, csv.position())))?;
    }
    if reader.rows.at.is_empty() {
        let says = if reader.rows.without_time > 0 {
            "no row of the log has a timestamp"
        } else {
            "the log is empty: a header line, but no rows"
        };
        return Err(Error::new(ErrorKind::InvalidInput, says));
    }
    fold::fold(map, &plan, reader, stamp.assumed_zone())
}

/// Checks one record against the limits and the header, and takes it.
fn take(
    reader: &mut RowReader<'_>,
    record: &csv::ByteRecord,
    fields: usize,
    bytes: u64,
    max_rows: usize,
) -> Result<()> {
    if bytes > MAX_RECORD_BYTES as u64 {
        return Err(too_long());
    }
    if record.len() != fields {
        let told = |n: usize| if n == 1 { "1 field".to_owned() } else { format!("{n} fields") };
        return Err(Error::invalid("", told(record.len()), format!("{} as in the header line", told(fields))));
    }
    if reader.rows.at.len() >= max_rows {
        return Err(Error::limit("", max_rows + 1, format!("at most {max_rows} rows")));
    }
    reader.push(record)
}

/// The line a record begins on, from the place after it: [`LineEnds`] made every line end, the last one too, one line feed.
fn line_of(record: &csv::ByteRecord, after: &csv::Position) -> u64 {
    let within = record.as_slice().iter().filter(|b| **b == b'\n').count();
    after.line().saturating_sub(1 + u64::try_from(within).unwrap_or(0)).max(1)
}

fn too_long() -> Error {
    let says = "the record is longer than the limit of 1 MiB; is a quote left open, or is this no CSV file?";
    Error::new(ErrorKind::LimitExceeded, says)
}

/// `start` is the line on which the record begins, `line` the one that was reached.
fn csv_error(e: &csv::Error, start: u64, line: u64) -> Error {
    if let csv::ErrorKind::Io(io) = e.kind()
        && let Some(fault) = BadQuote::of(io)
    {
        return fault;
    }
    match e.kind() {
        csv::ErrorKind::Io(io) if io.get_ref().is_some_and(|i| i.is::<TooLong>()) => too_long().in_file("", start),
        csv::ErrorKind::Io(io) => read_error(io).in_file("", line),
        _ => Error::new(ErrorKind::InvalidInput, e.to_string()).in_file("", line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_limit_holds_at_its_edge() {
        let map = LogMap::from_json(r#"{"ticket": "id", "at": "t", "time": {"format": "unix_s"}}"#).unwrap();
        let text = "id,t\n1,1\n1,2\n1,3\n";
        assert_eq!(read(text.as_bytes(), &map, &ZoneDb::bundled(), 3).unwrap().quality().rows, 3);
        let e = read(text.as_bytes(), &map, &ZoneDb::bundled(), 2).unwrap_err();
        assert_eq!((e.kind(), e.line()), (ErrorKind::LimitExceeded, 4));
    }
}
