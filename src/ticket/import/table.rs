//! CSV: a header line and rows.

use super::lines::{BUFFER, Guard, LineEnds, TooLong};
use super::map::LogMap;
use super::optional;
use super::plan::{Checked, Plan};
use super::prelude;
use super::quotes::{BadQuote, Quotes};
use super::rows::RowReader;
use super::source::read_error;
use super::{Limits, OnFault, finish};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::EventLog;
use std::io::Read;

pub(super) fn read(
    text: impl Read,
    map: &LogMap,
    checked: &Checked,
    limits: Limits,
    on_fault: OnFault<'_>,
) -> Result<EventLog> {
    let (text, delimiter) = prelude::pass(text, map, limits.record)?;
    let (guard, allowance) = Guard::new(Quotes::new(LineEnds::new(text), delimiter), limits.record);
    let mut csv = csv::ReaderBuilder::new();
    let mut csv = csv.delimiter(delimiter).flexible(true).buffer_capacity(BUFFER).from_reader(guard);
    let header = csv.byte_headers().map_err(|e| csv_error(&e, limits, 1, 1))?.clone();
    if header.is_empty() {
        return Err(Error::new(ErrorKind::InvalidInput, "the log is empty: expected a header line and rows"));
    }
    let names: std::collections::HashSet<&[u8]> = header.iter().collect();
    let (map, absent) = optional::present(map, |name| names.contains(name.as_bytes()));
    let map = map.as_ref();
    let plan = Plan::find(map, &header).map_err(|e| e.in_file("", line_of(&header, csv.position())))?;
    let mut reader = RowReader::new(map, &plan, checked);
    let mut record = csv::ByteRecord::new();
    let mut footers: Vec<(u64, Error)> = Vec::new();
    loop {
        allowance.renew(limits.record);
        let (start, line) = (csv.position().byte(), csv.position().line());
        let more = csv.read_byte_record(&mut record);
        if !more.map_err(|e| csv_error(&e, limits, line, csv.position().line()))? {
            break;
        }
        let bytes = csv.position().byte() - start;
        if map.ignore_short_rows && record.len() < header.len() {
            reader.rows.short += 1;
            continue;
        }
        let line = line_of(&record, csv.position());
        reader.line = line;
        let taken = take(&mut reader, &record, header.len(), bytes, limits);
        if limits.footer && is_footer(record.iter(), header.len()) {
            footers.extend(taken.err().map(|e| (line, e)));
            continue;
        }
        // What a row stands below is no footer.
        for (line, e) in footers.drain(..) {
            reader.rows.faulty += 1;
            on_fault(Error::in_file(e, "", line))?;
        }
        match taken {
            Ok(()) => {}
            Err(e) if record.len() != header.len() || e.kind() == ErrorKind::LimitExceeded => {
                reader.rows.faulty += 1;
                on_fault(e.in_file("", line))?;
            }
            Err(e) => reader.each_fault(&record, e, &mut |e| on_fault(e.in_file("", line)))?,
        }
    }
    reader.rows.short += u64::try_from(footers.len()).unwrap_or(u64::MAX);
    let mut log = finish(map, &plan, checked, reader)?;
    log.quality.absent_columns = absent;
    Ok(log)
}

/// Checks one record against the limits and the header, and takes it.
fn take(reader: &mut RowReader<'_>, record: &csv::ByteRecord, fields: usize, bytes: u64, limits: Limits) -> Result<()> {
    if usize::try_from(bytes).map_or(true, |bytes| bytes > limits.record) {
        return Err(limits.too_long());
    }
    if record.len() != fields {
        let told = |n: usize| if n == 1 { "1 field".to_owned() } else { format!("{n} fields") };
        let short =
            if record.len() == 1 { "; totals below the rows are left out with `ignore_short_rows`" } else { "" };
        let expected = format!("{} as in the header line{short}", told(fields));
        return Err(Error::invalid("", told(record.len()), expected));
    }
    limits.take(reader, record)
}

/// Whether a record is a line of words below the rows, such as `Total: 5`: an id that was cut off has no blank in it.
pub(super) fn is_footer<'t>(mut record: impl ExactSizeIterator<Item = &'t [u8]>, fields: usize) -> bool {
    record.len() == 1 && fields > 2 && record.next().is_some_and(|text| text.trim_ascii().contains(&b' '))
}

/// The line a record begins on, from the place after it: [`LineEnds`] made every line end, the last one too, one line feed.
fn line_of(record: &csv::ByteRecord, after: &csv::Position) -> u64 {
    let within = record.as_slice().iter().filter(|b| **b == b'\n').count();
    after.line().saturating_sub(1 + u64::try_from(within).unwrap_or(0)).max(1)
}

/// `start` is the line on which the record begins, `line` the one that was reached.
fn csv_error(e: &csv::Error, limits: Limits, start: u64, line: u64) -> Error {
    if let csv::ErrorKind::Io(io) = e.kind()
        && let Some(fault) = BadQuote::of(io)
    {
        return fault;
    }
    match e.kind() {
        csv::ErrorKind::Io(io) if io.get_ref().is_some_and(|i| i.is::<TooLong>()) => {
            limits.too_long().in_file("", start)
        }
        csv::ErrorKind::Io(io) => {
            let error = read_error(io);
            let line = if error.line() > 0 { error.line() } else { line };
            error.in_file("", line)
        }
        _ => Error::new(ErrorKind::InvalidInput, e.to_string()).in_file("", line),
    }
}
