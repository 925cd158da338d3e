//! Readers of event logs in CSV or JSON lines, plain or gzip.
//!
//! ```text
//! bytes ──gzip, encoding──▶ records ──LogMap──▶ rows (numbers) ──sort per ticket──▶ changes ──▶ EventLog
//! ```
//!
//! A [`LogMap`] says which column means what; presets for the exports of help desks are maps like any other ([`LogMap::preset`]).
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
//! - In a log of changes ([`ChangeMap`]) each row is one event as it stands, and nothing else is made up: no creation, and no event from
//!   what a field was before. A row that is a message ([`MessageMap`]) is a reply, ahead of what else the row says.
//! - A reading that the log's clock shows twice or never is taken as `time.resolution` says, and counted.
//!
//! # What it does not do
//! It does not guess: not the zone of a naive timestamp, not the order of day and month, not the meaning of a status.

mod changes;
mod columns;
mod either;
mod extent;
mod fold;
mod inspect;
mod json;
mod lines;
mod map;
mod node;
mod optional;
mod pattern;
mod plan;
mod prelude;
mod preset;
mod quotes;
mod reading;
mod recent;
mod recode;
mod rows;
mod source;
mod stamp;
mod table;
mod tells;
mod values;

pub use changes::{Author, AuthorMap, ChangeMap, ChangedField, MessageMap, PublicMap};
pub use columns::{AttributeMap, Moment, Take, TimeColumn, Words};
pub use inspect::{
    ColumnSeen, FaultSeen, Inspection, MAX_INSPECT_BYTES, MAX_INSPECT_FAULTS, TicketSeen, inspect, inspect_by,
};
pub use map::{ActivityMap, LogForm, LogMap};
pub use reading::{ReadBy, read_by, read_path_by};
pub use stamp::TimeMap;

use super::EventLog;
use crate::error::{Error, ErrorKind, Result};
use crate::time::ZoneDb;
use plan::{Checked, Plan};
use rows::RowReader;
use std::io::Read;
use std::path::Path;

/// The longest record of a log in bytes, its line end included, where the map names none: 1 MiB. A longer one is refused before it
/// fills the memory.
pub const MAX_RECORD_BYTES: usize = 1 << 20;

/// The most that `max_record_bytes` of a map may be: 256 MiB.
pub const MOST_RECORD_BYTES: usize = 256 << 20;

/// The most lines that a map may pass over before the header.
pub const MAX_SKIP_LINES: u64 = 10_000;

/// The most rows of a log: 500 million. Each takes 12 bytes and 4 to 8 more for every mapped column.
pub const MAX_ROWS: usize = 500_000_000;

/// Reads a log from a file, plain or gzip; `zones` is asked for the zone that the map names.
///
/// # Errors
/// As [`from_reader`], with the file's name; and [`ErrorKind::Io`] when it cannot be opened.
pub fn from_path(path: impl AsRef<Path>, map: &LogMap, zones: &ZoneDb) -> Result<EventLog> {
    // A fault of the map alone is none of the file.
    plan::check(map, zones)?;
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
/// `zones` is asked for the zone that the map names. Memory grows with the mapped columns of the rows, not with the text; a record may have [`MAX_RECORD_BYTES`], or what the map says.
///
/// # Errors
/// Each with the line, and the column where there is one:
/// - [`ErrorKind::NotFound`] for a mapped column that the file does not have; it lists those it has.
/// - [`ErrorKind::InvalidInput`] for a map that contradicts itself, a naive timestamp without a zone, an empty log, a record
///   with too many or too few fields, a quote that is never closed or closed before the field ends (with the line where it was
///   opened), a timestamp that is no time, an id that is missing or blank, text that is not of the
///   file's encoding, a workbook or an archive handed over by mistake.
/// - [`ErrorKind::LimitExceeded`] for a record over the limit or more than [`MAX_ROWS`] rows.
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
    read(source, map, zones, MAX_ROWS, false, &mut Err)
}

/// What becomes of a record that cannot be read: the error that ends the reading, or nothing, and the next one follows.
pub(crate) type OnFault<'f> = &'f mut dyn FnMut(Error) -> Result<()>;

pub(crate) fn read(
    source: impl Read,
    map: &LogMap,
    zones: &ZoneDb,
    max_rows: usize,
    footer: bool,
    on_fault: OnFault<'_>,
) -> Result<EventLog> {
    let checked = plan::check(map, zones)?;
    let (text, found) = source::open(source, map)?;
    let limits = Limits { record: checked.max_record_bytes, rows: max_rows, footer };
    let mut log = match map.form {
        LogForm::Csv => table::read(text, map, &checked, limits, on_fault),
        LogForm::JsonLines => json::read(text, map, &checked, limits, on_fault),
    }?;
    log.quality.assumed_encoding = found.get().map(str::to_owned);
    Ok(log)
}

/// What one reading may take.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Bytes of a record.
    record: usize,
    rows: usize,
    /// Whether a last line of one field, such as `Total: 5`, is no row.
    footer: bool,
}

impl Limits {
    fn too_long(self) -> Error {
        let limit = if self.record.is_multiple_of(1 << 20) {
            format!("{} MiB", self.record >> 20)
        } else {
            format!("{} bytes", self.record)
        };
        let says = format!(
            "the record is longer than the limit of {limit}; is a quote left open, or is this no log? The map may raise it: `max_record_bytes`"
        );
        Error::new(ErrorKind::LimitExceeded, says)
    }

    /// Takes a record, unless there are too many rows; a fault leaves nothing of it behind.
    fn take(self, reader: &mut RowReader<'_>, record: &csv::ByteRecord) -> Result<()> {
        let rows = reader.rows.at.len();
        if rows >= self.rows {
            return Err(Error::limit("", self.rows + 1, format!("at most {} rows", self.rows)));
        }
        reader.push(record).inspect_err(|_| reader.cut(rows))
    }
}

/// The log of everything that was read.
fn finish(map: &LogMap, plan: &Plan, checked: &Checked, reader: RowReader<'_>) -> Result<EventLog> {
    let rows = &reader.rows;
    if rows.at.is_empty() {
        let says = match rows {
            _ if rows.faulty > 0 => "no row of the log can be read",
            _ if rows.without_time > 0 => "no row of the log has a timestamp",
            _ if rows.filtered > 0 => "every row of the log is left out by `where` or `where_not`",
            _ => "the log is empty: a header line, but no rows",
        };
        return Err(Error::new(ErrorKind::InvalidInput, says));
    }
    fold::fold(map, plan, reader, checked.assumed_zone(map))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half a billion rows are ten gigabytes; `MAX_ROWS` is this argument from every door.
    #[test]
    fn the_row_limit_holds_at_its_edge() {
        let map = LogMap::from_json(r#"{"ticket": "id", "at": "t", "time": {"format": "unix_s"}}"#).unwrap();
        let text = "id,t\n1,1\n1,2\n1,3\n";
        assert_eq!(read(text.as_bytes(), &map, &ZoneDb::bundled(), 3, false, &mut Err).unwrap().quality().rows, 3);
        let e = read(text.as_bytes(), &map, &ZoneDb::bundled(), 2, false, &mut Err).unwrap_err();
        assert_eq!((e.kind(), e.line()), (ErrorKind::LimitExceeded, 4));
    }
}
