//! The log of one transaction: batches are judged in their order, their records made and inserted.

use super::fault::File;
use super::forget::{delete, forget, forget_commands};
use super::inbox::remove_row;
use super::known::Known;
use super::line::{Line, Made, Row};
use super::marks::{marks, used};
use super::read::{self, handle_number, integer};
use super::write::Speaks;
use crate::error::{Error, ErrorKind, Result};
use crate::store::batch::{Append, Batch, Stored};
use crate::store::chain;
use crate::store::codec::{Codec, Drawn};
use crate::store::judge::{self, Ledger, Verdict};
use crate::store::personal;
use crate::store::row::handles_of;
use crate::store::sealer::Task;
use crate::ticket::fact::Fact;
use rusqlite::{CachedStatement, Connection};

/// What a transaction knows.
pub(super) struct View<'c> {
    pub(super) conn: &'c Connection,
    pub(super) codec: &'c Codec,
    pub(super) file: &'c File,
    pub(super) known: Known,
}

impl Ledger for View<'_> {
    fn version(&self, stream: &str) -> Result<u64> {
        match self.known.stream(stream).and_then(|known| known.version) {
            Some(version) => Ok(version),
            None => read::version(self.conn, stream).map_err(|e| self.file.fault(e)),
        }
    }

    fn after(&self, stream: &str, version: u64) -> Result<Vec<Stored>> {
        let kept = read::all(self.conn, read::STREAM, (stream, integer(version)), read::kept);
        kept.map_err(|e| self.file.fault(e))?.iter().map(|kept| self.codec.decode(kept)).collect()
    }

    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>> {
        read::key_used(self.conn, key).map_err(|e| self.file.fault(e))
    }
}

/// What a transaction has come to know, and what is to be done when it stands.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) known: Known,
    /// Somebody is to be forgotten.
    pub(super) erased: bool,
    /// Something was taken out.
    pub(super) taken: bool,
}

/// Rows inserted by one statement: beginning and ending one is a fifth of a row.
const TOGETHER: usize = 16;

/// The log of one transaction.
pub(super) struct Log<'b, 't> {
    view: View<'t>,
    line: Line<'b, 't>,
    nonces: Drawn,
    /// Of the last record that was judged; it is or will be inserted.
    position: u64,
    erased: bool,
    taken: bool,
    insert: CachedStatement<'t>,
    /// The same for [`TOGETHER`] rows.
    several: CachedStatement<'t>,
}

impl<'b, 't> Log<'b, 't> {
    /// After the record at a position, with a line that links after it.
    pub(super) fn new(view: View<'t>, line: Line<'b, 't>, nonces: Drawn, position: u64) -> Result<Self> {
        // OR FAIL: what fails ends the transaction, so a statement need not keep what it would take back, which costs more than its rows.
        let rows = |n| format!("INSERT OR FAIL INTO events VALUES {}", ["(?, ?, ?, ?, ?, ?)"].repeat(n).join(", "));
        let insert = |n| view.conn.prepare_cached(&rows(n)).map_err(|e| view.file.fault(e));
        let (insert, several) = (insert(1)?, insert(TOGETHER)?);
        Ok(Self { view, line, nonces, position, erased: false, taken: false, insert, several })
    }

    /// Inserts what is still being made.
    pub(super) fn end(mut self) -> Result<Seen> {
        self.catch_up()?;
        Ok(Seen { known: self.view.known, erased: self.erased, taken: self.taken })
    }

    /// Adds a batch, unless it is refused.
    pub(super) fn batch(&mut self, batch: &'b Batch, about: &'b Speaks) -> Result<Append> {
        let verdict = match judge::judge(batch, &self.view)? {
            // What has happened since is in the table only when all that goes before is.
            Verdict::Answer(Append::Conflict { .. }) => {
                self.catch_up()?;
                judge::judge(batch, &self.view)?
            }
            verdict => verdict,
        };
        let (numbers, versions, keys) = match verdict {
            Verdict::Answer(answer) => return Ok(answer),
            Verdict::Write { numbers, versions, keys } => (numbers, versions, keys),
        };
        let before = self.position;
        for ((entry, seq), (place, of)) in batch.entries.iter().zip(numbers).zip(about) {
            let (record, nonce) = (&entry.record, self.nonces.for_record(&entry.record));
            self.add(Task { record, seq, of, nonce, place: *place })?;
        }
        let (first, at) = match batch.entries.first() {
            Some(entry) => (before + 1, entry.record.recorded_at),
            None => (before, batch.done.as_ref().map_or(i64::MIN, |(_, at)| *at)),
        };
        let borne = if batch.entries.is_empty() { !integer(first) } else { integer(first) };
        let View { conn, file, .. } = self.view;
        let rest = used(conn, &keys, borne, at).and_then(|()| marks(conn, batch));
        rest.map_err(|e| file.fault(e))?;
        Ok(Append::Done { first, last: self.position, versions })
    }

    /// Adds a record: it is made, and inserted by and by.
    fn add(&mut self, task: Task<'b>) -> Result<()> {
        let Task { record, seq, place, .. } = task;
        self.position += 1;
        if let Some(known) = self.view.known.at(place) {
            known.version = Some(seq);
        }
        self.line.give(task);
        while let Some(made) = self.line.take(false)? {
            self.insert(&made)?;
        }
        let gone = matches!(record.fact, Fact::SubjectErased { .. } | Fact::TicketDeleted);
        let redacted = matches!(record.fact, Fact::Redacted { .. });
        self.erased |= gone;
        self.taken |= redacted;
        // What is taken out must stand in the tables before.
        if gone || redacted { self.catch_up() } else { Ok(()) }
    }

    /// Inserts all that was given out to be made.
    fn catch_up(&mut self) -> Result<()> {
        while let Some(made) = self.line.take(true)? {
            self.insert(&made)?;
        }
        Ok(())
    }

    fn insert(&mut self, made: &Made<'b>) -> Result<()> {
        let rows: Vec<_> = made.each().collect();
        for some in rows.chunks(TOGETHER) {
            let added = match some.len() {
                TOGETHER => put(&mut self.several, some),
                _ => some.iter().try_for_each(|row| put(&mut self.insert, std::slice::from_ref(row))),
            };
            added.map_err(|e| self.view.file.fault(e))?;
        }
        for row in rows {
            let &Task { record, seq, .. } = row.task;
            self.noted(row.task).map_err(|e| self.view.file.fault(e))?;
            match &record.fact {
                Fact::Redacted { records, .. } => self.take_out(&record.stream, seq, records, true)?,
                Fact::TicketDeleted => self.take_out(&record.stream, seq, &[], false)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// What the records of a ticket said goes, in these or in all before this one, and with it what was made of it.
    fn take_out(&self, stream: &str, before: u64, of: &[u64], must: bool) -> Result<()> {
        let View { conn: tx, codec, file, .. } = self.view;
        let fault = |e| file.fault(e);
        let mut put = tx.prepare_cached("UPDATE events SET sealed = ?2 WHERE pos = ?1").map_err(fault)?;
        let mut handle = tx.prepare_cached("DELETE FROM handles WHERE word = ?1 AND stream = ?2").map_err(fault)?;
        for kept in read::all(tx, read::STREAM, (stream, 0), read::kept).map_err(fault)? {
            if kept.seq >= before || kept.sealed.is_empty() || !(of.is_empty() || of.contains(&kept.seq)) {
                continue;
            }
            for (_, word) in handles_of(&codec.decode(&kept)?.record) {
                handle.execute((word, stream)).map_err(fault)?;
            }
            match chain::taken_out(&kept.sealed) {
                Some(left) => drop(put.execute((integer(kept.position), left)).map_err(fault)?),
                None if must => {
                    let says = format!(
                        "record {} was sealed by an early release and cannot be taken out alone; erase its people",
                        kept.position
                    );
                    return Err(Error::new(ErrorKind::Incompatible, says).at("records"));
                }
                None => {}
            }
        }
        let made = |tx: &Connection| -> rusqlite::Result<()> {
            remove_row(tx, stream)?;
            forget_commands(tx, stream)?;
            tx.execute("INSERT OR IGNORE INTO stale VALUES (?1)", [stream])?;
            tx.execute("DELETE FROM snapshots WHERE stream IN ('', ?1)", [stream]).map(|_| ())
        };
        made(tx).map_err(fault)
    }

    fn noted(&mut self, task: &Task<'_>) -> rusqlite::Result<()> {
        let Task { record, of, place, .. } = *task;
        let (tx, stream) = (self.view.conn, &record.stream);
        if let Some(known) = self.view.known.at(place) {
            for subject in of.iter().chain(personal::mentions(record)) {
                if !known.speaks.contains(subject) {
                    tx.prepare_cached("INSERT OR IGNORE INTO subjects VALUES (?1, ?2)")?.execute((subject, stream))?;
                    known.speaks.insert(subject.clone());
                }
            }
            if let Some(requester) = personal::requester_of(record)
                && !matches!(known.asker, Some(Some(_)))
            {
                tx.prepare_cached("INSERT OR IGNORE INTO askers VALUES (?1, ?2)")?.execute((stream, requester))?;
                known.asker = None; // as the table says: somebody may have stood there
            }
        }
        for (handle, word) in handles_of(record) {
            let by = of.first().map(String::as_str).unwrap_or_default();
            let mut sql = tx.prepare_cached("INSERT OR IGNORE INTO handles VALUES (?1, ?2, ?3, ?4)")?;
            sql.execute((handle_number(handle), word, stream, by))?;
        }
        match &record.fact {
            Fact::SubjectErased { subject, .. } => forget(tx, subject),
            Fact::TicketDeleted => delete(tx, stream),
            _ => Ok(()),
        }
    }
}

/// Inserts as many rows as the statement has places for.
fn put(into: &mut CachedStatement<'_>, rows: &[Row<'_, '_>]) -> rusqlite::Result<()> {
    for (first, row) in (1..).step_by(6).zip(rows) {
        let &Row { task, body, sealed, position, hash } = row;
        into.raw_bind_parameter(first, integer(position))?;
        into.raw_bind_parameter(first + 1, &task.record.stream)?;
        into.raw_bind_parameter(first + 2, integer(task.seq))?;
        into.raw_bind_parameter(first + 3, body)?;
        into.raw_bind_parameter(first + 4, sealed)?;
        into.raw_bind_parameter(first + 5, hash)?;
    }
    into.raw_execute().map(drop)
}
