//! A first look at a file: what form it has, how its dates are written, which preset fits, and a column map to begin from.
//!
//! ```text
//! first bytes ──gzip, mark, encoding──▶ form, separator, header ──columns──▶ preset, or a draft ──dry run──▶ first tickets, all faults
//! ```
//!
//! A guess is said to be one, and nothing is read by it unless somebody takes the map: [`from_reader`](super::from_reader) never guesses.

pub(super) mod dates;
pub(super) mod draft;
pub(super) mod look;
mod names;

use super::map::LogMap;
use super::reading::{Chosen, ReadBy};
use super::{MAX_ROWS, read};
use crate::error::{Error, Result};
use crate::ticket::{EventLog, Quality};
use crate::time::{ZoneDb, format_instant};
use look::Look;
use serde::Serialize;
use std::fmt;
use std::io::Read;

/// The most bytes of a file that [`inspect`] looks at, packed or not: 16 MiB.
pub const MAX_INSPECT_BYTES: u64 = 16 << 20;

/// The most faults that it lists one by one.
pub const MAX_INSPECT_FAULTS: usize = 100;

/// How many tickets it shows.
const TICKETS: usize = 3;
/// How many events of each.
const EVENTS: usize = 12;

/// What a file holds, and how to read it. [`Display`](fmt::Display) writes it for people, serde for programs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Inspection {
    /// `csv` or `json_lines`.
    pub form: &'static str,
    /// `gzip`, where it is packed.
    pub packed: Option<&'static str>,
    /// The encoding of the text.
    pub encoding: String,
    /// Whether that is a guess: there is no mark, the map does not say it, and the text is not UTF-8.
    pub encoding_guessed: bool,
    /// What separates the fields of a row; `null` in JSON lines.
    pub delimiter: Option<char>,
    /// Lines before the header.
    pub skip_lines: u64,
    /// The columns in the order of the file.
    pub columns: Vec<ColumnSeen>,
    /// The preset whose columns these are.
    pub preset: Option<&'static str>,
    /// Whether the whole file was looked at, or its first [`MAX_INSPECT_BYTES`].
    pub whole: bool,
    /// The column map that the rows below were read by: the one that was given, that of the preset, or a draft to begin from.
    pub map: LogMap,
    /// Whether that map is a draft: what it says of columns is a guess.
    pub draft: bool,
    /// What the guesses leave to you.
    pub questions: Vec<String>,
    /// The tickets that the map makes of it; 0 where it makes none.
    pub tickets: usize,
    /// The events of all of them.
    pub events: usize,
    /// The first ones, as understood.
    pub first: Vec<TicketSeen>,
    /// What was odd, where a log came of it.
    pub quality: Option<Quality>,
    /// What cannot be read, in the order of the file; at most [`MAX_INSPECT_FAULTS`].
    pub faults: Vec<FaultSeen>,
    /// How many more there are.
    pub more_faults: u64,
}

/// A column, and what its first values look like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ColumnSeen {
    /// Its name.
    pub name: String,
    /// A few of its values.
    pub values: Vec<String>,
    /// How its instants are written, where it holds any; several where day and month may be swapped.
    pub dates: Vec<String>,
}

/// A ticket as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TicketSeen {
    /// Its id.
    pub id: String,
    /// Its events, a line each.
    pub events: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

/// A fault of the file, or of the map against the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FaultSeen {
    /// The line; 0 for the map.
    pub line: u64,
    /// The column of the file, or the place in the map.
    pub column: String,
    /// The value.
    pub value: String,
    /// The sentence.
    pub says: String,
}

impl From<&Error> for FaultSeen {
    fn from(e: &Error) -> Self {
        Self { line: e.line(), column: e.path().to_owned(), value: e.value().to_owned(), says: e.to_string() }
    }
}

/// Looks at a file without taking anything from it: a dry run of `map`, or of the preset whose columns it has, or of a draft.
///
/// # Errors
/// Those of a `source` that cannot be read; [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for what is no text or has no
/// header. Faults of rows, and of the map, are part of the answer.
///
/// ```
/// use sundesk::ticket::import::inspect;
/// use sundesk::time::ZoneDb;
/// let seen = inspect("Key;Created;Status\nA-1;12/Mar/24 3:05 PM;Open\n".as_bytes(), None, &ZoneDb::bundled())?;
/// assert_eq!((seen.delimiter, seen.columns[1].dates.join(" ")), (Some(';'), "%d/%b/%y %I:%M %p".into()));
/// assert_eq!(seen.map.ticket, "Key");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn inspect(source: impl Read, map: Option<&LogMap>, zones: &ZoneDb) -> Result<Inspection> {
    inspect_by(source, &ReadBy { map: map.cloned(), ..ReadBy::default() }, zones)
}

/// The same for a file that is to be read [by a map, a preset, or the preset whose columns it has](super::read_by).
///
/// # Errors
/// As [`inspect`], and of a preset that is not there.
pub fn inspect_by(source: impl Read, by: &ReadBy, zones: &ZoneDb) -> Result<Inspection> {
    let look = Look::at(source, by.map.as_ref())?;
    let (preset, own, draft, questions, dates) = match by.chosen(&look)? {
        Some(Chosen { preset, map, said, unclear }) => (preset.or_else(|| look.preset()), map, false, said, unclear),
        None => {
            let (map, questions) = draft::of(&look);
            (None, by.zoned(map), true, questions, None)
        }
    };
    let footer = preset.is_some() && by.map.is_none();
    let mut faults = Vec::new();
    let mut more_faults = 0;
    let mut note = |e: Error| {
        if faults.len() < MAX_INSPECT_FAULTS {
            faults.push(FaultSeen::from(&e))
        } else {
            more_faults += 1
        }
        Ok(())
    };
    // The first part of a file is text already, whatever the file is.
    let reads = if look.whole { own.clone() } else { LogMap { encoding: None, ..own.clone() } };
    // Where the form of the times is not known, every row would be a fault.
    let log = match dates.map_or_else(|| read(look.bytes.as_slice(), &reads, zones, MAX_ROWS, footer, &mut note), Err) {
        Ok(log) => Some(log),
        // The last record of a file that was cut is no fault of the file.
        Err(_) if !look.whole && !faults.is_empty() => None,
        Err(e) => {
            faults.push(FaultSeen::from(&e));
            None
        }
    };
    Ok(Inspection {
        form: look.form,
        packed: look.packed,
        encoding: look.encoding.to_owned(),
        encoding_guessed: look.encoding_guessed,
        delimiter: look.delimiter,
        skip_lines: look.skip_lines,
        columns: look.columns,
        preset,
        whole: look.whole,
        draft,
        questions,
        tickets: log.as_ref().map_or(0, EventLog::len),
        events: log.as_ref().map_or(0, |log| log.events().len()),
        first: log.as_ref().map_or(Vec::new(), first_tickets),
        quality: log.as_ref().map(|log| log.quality().clone()),
        map: own,
        faults,
        more_faults,
    })
}

fn first_tickets(log: &EventLog) -> Vec<TicketSeen> {
    let seen = |(id, history): (&str, crate::ticket::History<'_>)| {
        let events = history.events();
        let told = events.iter().take(EVENTS).map(|e| {
            let by = e.by.word();
            let what = match (e.what, log.names().name(e.to)) {
                (crate::ticket::What::Created, _) => format!("created by {by}"),
                (crate::ticket::What::Reply, _) if e.public => format!("reply by {by}"),
                (crate::ticket::What::Reply, _) => format!("internal note by {by}"),
                (crate::ticket::What::Field, to) => format!("{} = {to:?}", log.names().name(e.field)),
                (what, to) => format!("{} {to:?}", what.word()),
            };
            format!("{}  {what}", format_instant(e.at))
        });
        TicketSeen { id: id.to_owned(), events: told.collect(), more: events.len().saturating_sub(EVENTS) }
    };
    log.tickets().take(TICKETS).map(seen).collect()
}

impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = if self.form == "csv" { "CSV" } else { "JSON lines" };
        let packed = self.packed.map_or(String::new(), |packed| format!(", packed with {packed}"));
        let guess = if self.encoding_guessed { " (a guess)" } else { "" };
        writeln!(f, "form: {form}{packed}, {}{guess}", self.encoding)?;
        if let Some(delimiter) = self.delimiter {
            writeln!(f, "separator: {delimiter:?}; lines before the header: {}", self.skip_lines)?;
        }
        match (self.preset, self.draft) {
            (Some(preset), _) => writeln!(f, "preset: {preset}")?,
            (None, true) => writeln!(f, "preset: none has these columns; below is a draft of a map")?,
            (None, false) => writeln!(f, "preset: none; the map is your own")?,
        }
        writeln!(f, "\ncolumns")?;
        for column in &self.columns {
            let dates =
                if column.dates.is_empty() { String::new() } else { format!("  [{}]", column.dates.join(" or ")) };
            writeln!(f, "  {}: {}{}", shown(&column.name), shown(&column.values.join(" | ")), shown(&dates))?;
        }
        if self.draft {
            let map = serde_json::to_string_pretty(&self.map).unwrap_or_default();
            writeln!(f, "\ncolumn map to begin from\n{map}")?;
        }
        if !self.questions.is_empty() {
            writeln!(f, "\nfor you to decide")?;
            self.questions.iter().try_for_each(|line| writeln!(f, "  - {}", shown(line)))?;
        }
        let part = if self.whole { "" } else { " in the first part of the file" };
        writeln!(f, "\n{} tickets, {} events{part}; the first as understood", self.tickets, self.events)?;
        for ticket in &self.first {
            writeln!(f, "  {}", shown(&ticket.id))?;
            ticket.events.iter().try_for_each(|line| writeln!(f, "    {}", shown(line)))?;
            if ticket.more > 0 {
                writeln!(f, "    and {} more", ticket.more)?;
            }
        }
        let odd = self.quality.as_ref().map_or_else(Vec::new, |quality| quality.told("tickets"));
        if !odd.is_empty() {
            writeln!(f, "\nodd in the log")?;
            odd.iter().try_for_each(|line| writeln!(f, "  - {line}"))?;
        }
        if self.faults.is_empty() {
            return writeln!(f, "\nno faults");
        }
        writeln!(f, "\nfaults")?;
        self.faults.iter().try_for_each(|fault| writeln!(f, "  - {}", shown(&fault.says)))?;
        if self.more_faults > 0 {
            writeln!(f, "  and {} more", self.more_faults)?;
        }
        Ok(())
    }
}

fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    crate::text::clean(text, 400)
}
