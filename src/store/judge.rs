//! Whether a batch may be written: the same answer from every adapter.

use super::batch::{Append, Batch, Entry, Expected, MAX_ABOUT, MAX_BATCH, Stored};
use crate::error::{Error, Result};
use crate::ticket::{Key, Record};
use crate::time::check_instant;
use std::collections::BTreeMap;

/// What an adapter knows already.
pub(crate) trait Ledger {
    fn version(&self, stream: &str) -> Result<u64>;
    fn after(&self, stream: &str, version: u64) -> Result<Vec<Stored>>;
    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>>;
}

/// What becomes of a batch.
pub(crate) enum Verdict<'b> {
    /// It is written: the numbers of its records, its streams with their new versions, its keys.
    Write { numbers: Vec<u64>, versions: BTreeMap<String, u64>, keys: Vec<&'b Key> },
    /// It is not.
    Answer(Append),
}

/// Judges a batch that was [checked](check).
pub(crate) fn judge<'b>(batch: &'b Batch, ledger: &dyn Ledger) -> Result<Verdict<'b>> {
    let mut keys: Vec<&Key> = Vec::new();
    let done = batch.done.iter().map(|(key, _)| key);
    for key in batch.entries.iter().filter_map(|e| e.record.key.as_ref()).chain(done) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    for Key { key, command } in &keys {
        if let Some((used, position)) = ledger.key_used(key)? {
            let key = key.clone();
            let same = used == *command && !used.is_empty();
            let answer = if same { Append::Repeated { key, position } } else { Append::KeyTaken { key, position } };
            return Ok(Verdict::Answer(answer));
        }
    }
    let mut found: BTreeMap<&str, u64> = BTreeMap::new();
    for (stream, expected) in &batch.expect {
        let version = ledger.version(stream)?;
        let wanted = match expected {
            Expected::Any => version,
            Expected::NoStream => 0,
            Expected::Exact(n) => *n,
        };
        if wanted != version {
            return conflict(ledger, stream, version, wanted);
        }
        found.insert(stream, version);
    }
    let mut versions: BTreeMap<String, u64> = BTreeMap::new();
    let mut numbers = Vec::with_capacity(batch.entries.len());
    for Entry { record, .. } in &batch.entries {
        let version = match versions.get(&record.stream).or_else(|| found.get(record.stream.as_str())) {
            Some(version) => *version,
            None => ledger.version(&record.stream)?,
        };
        let next = version.saturating_add(1);
        if record.seq != 0 && record.seq != next {
            return conflict(ledger, &record.stream, version, record.seq.saturating_sub(1));
        }
        match versions.get_mut(&record.stream) {
            Some(version) => *version = next,
            None => drop(versions.insert(record.stream.clone(), next)),
        }
        numbers.push(next);
    }
    Ok(Verdict::Write { numbers, versions, keys })
}

fn conflict<'b>(ledger: &dyn Ledger, stream: &str, version: u64, wanted: u64) -> Result<Verdict<'b>> {
    let since = if wanted < version { ledger.after(stream, wanted)? } else { Vec::new() };
    Ok(Verdict::Answer(Append::Conflict { stream: stream.to_owned(), version, since }))
}

/// What no store can take, whatever stands in it.
pub(crate) fn check(batch: &Batch) -> Result<()> {
    if batch.entries.len() > MAX_BATCH {
        return Err(Error::limit("entries", batch.entries.len(), format!("at most {MAX_BATCH} records in a batch")));
    }
    for (i, entry) in batch.entries.iter().enumerate() {
        let fault = |e: Error| e.at(&format!("entries[{i}]"));
        check_entry(&entry.record, &entry.about).map_err(fault)?;
    }
    if let Some((_, at)) = &batch.done {
        check_instant(*at).map_err(|e| e.at("done"))?;
    }
    let marks = [("timers", &batch.timers), ("clocks", &batch.clocks)];
    for (list, marks) in marks {
        for (i, mark) in marks.iter().enumerate() {
            let path = format!("{list}[{i}]");
            check_stream(&mark.stream).map_err(|e| e.at(&path))?;
            mark.at.map_or(Ok(0), check_instant).map_err(|e| e.at(&format!("{path}.at")))?;
        }
    }
    Ok(())
}

fn check_entry(record: &Record, about: &[String]) -> Result<()> {
    check_stream(&record.stream)?;
    for (path, at) in [("at", record.at), ("recorded_at", record.recorded_at)] {
        check_instant(at).map_err(|e| e.at(path))?;
    }
    let is_id = |id: &str| id.len() == 32 && id.bytes().all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c));
    if !record.id.is_empty() && !is_id(&record.id) {
        return Err(Error::invalid("id", &record.id, "32 hexadecimal digits in lower case, or nothing"));
    }
    if about.len() > MAX_ABOUT {
        return Err(Error::limit("about", about.len(), format!("at most {MAX_ABOUT} people")));
    }
    if let Some(wrong) = about.iter().find(|subject| subject.is_empty() || subject.starts_with('\u{1f}')) {
        return Err(Error::invalid("about", wrong, "the ids of people"));
    }
    Ok(())
}

/// Bytes of a stream's name.
pub const MAX_STREAM_BYTES: usize = 128;

fn check_stream(stream: &str) -> Result<()> {
    if stream.len() > MAX_STREAM_BYTES || stream.chars().any(char::is_control) {
        return Err(Error::invalid(
            "stream",
            stream,
            format!("at most {MAX_STREAM_BYTES} bytes without control characters"),
        ));
    }
    Ok(())
}
