//! Writing: batches of several commands in one transaction, and what an erasure takes with it.

use super::SqliteStore;
use super::known::Known;
use super::line::Line;
use super::log::{Log, Seen, View};
use super::read::{self, integer};
use crate::error::Result;
use crate::store::batch::{Append, Batch, Claim, Entry, Lease, OutboxItem, Sending};
use crate::store::codec::{Codec, Drawn, Keys};
use crate::store::{judge, personal};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::collections::HashMap;

/// The places of the streams of a batch's records, in their order, and whom they speak of.
pub(super) type Speaks = Vec<(usize, Vec<String>)>;

impl SqliteStore {
    pub(super) fn immediate(&self) -> Result<Transaction<'_>> {
        // Unchecked: the borrow checker cannot see that no other transaction of this connection is open. None is: each ends in its call.
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate);
        tx.map_err(|e| self.fault(e))
    }

    pub(super) fn write(&mut self, batches: &[Batch]) -> Result<Vec<Append>> {
        batches.iter().try_for_each(judge::check)?;
        self.finish_erasures()?;
        // Taken: what this transaction comes to know holds only once it stands.
        let known = std::mem::take(&mut self.known);
        let Self { conn, file, codec, .. } = self;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|e| file.fault(e))?;
        let mut known = known.at_start(&tx).map_err(|e| file.fault(e))?;
        let about = whom(&tx, &mut known, batches).map_err(|e| file.fault(e))?;
        let head = read::head(&tx).map_err(|e| file.fault(e))?;
        let Keys { of, nonces } = keys(codec, batches, &about)?;
        let (codec, sealer) = (&*codec, codec.sealer(of));
        let view = View { conn: &tx, codec, file, known };
        let logged = if Line::is_worth_a_thread(batches) {
            std::thread::scope(|scope| {
                logged(batches, &about, view, Line::beside(scope, &sealer, head), nonces, head.0)
            })
        } else {
            logged(batches, &about, view, Line::alone(&sealer, head), nonces, head.0)
        };
        let (answers, Seen { known, erased, taken }) = logged?;
        tx.commit().map_err(|e| file.fault(e))?;
        if erased {
            self.finish_erasures()?;
        }
        if taken {
            self.cut_log()?;
        }
        if !erased && !taken {
            self.known = known;
        }
        Ok(answers)
    }

    /// Destroys the keys that are to be, and what of their owners may still stand in the write-ahead log. An erasure that was cut short
    /// is finished by whoever opens the file or writes next.
    pub(super) fn finish_erasures(&mut self) -> Result<()> {
        let find = "SELECT subject FROM erasures ORDER BY subject";
        let open: Option<String> = self.one(find, [], |row| row.get(0))?;
        if open.is_none() {
            return Ok(());
        }
        self.known = Known::default();
        // Under the lock of a writer: nobody seals anything under a key that is being destroyed.
        let tx = self.immediate()?;
        let all: Vec<String> = read::all(&tx, find, [], |row| row.get(0)).map_err(|e| self.fault(e))?;
        for subject in &all {
            self.codec.vault.destroy(subject)?;
            let gone = tx.execute("DELETE FROM subjects WHERE subject = ?1", [subject]);
            gone.and_then(|_| tx.execute("DELETE FROM erasures WHERE subject = ?1", [subject]))
                .map_err(|e| self.fault(e))?;
        }
        tx.commit().map_err(|e| self.fault(e))?;
        self.cut_log()
    }

    /// What was taken out must not stay in the write-ahead log. A reader may hold it back; what is left then is overwritten by the
    /// checkpoints to come.
    fn cut_log(&self) -> Result<()> {
        let checkpoint = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        checkpoint.map_err(|e| self.fault(e))
    }
}

/// Whom each record speaks of. The requester of a ticket is asked for once.
fn whom(tx: &Connection, known: &mut Known, batches: &[Batch]) -> rusqlite::Result<Vec<Speaks>> {
    // Of tickets on which nobody asked before, whether it will be written or not.
    let mut new: HashMap<&str, &str> = HashMap::new();
    let mut all = Vec::with_capacity(batches.len());
    for batch in batches {
        let mut speaks = Vec::with_capacity(batch.entries.len());
        for Entry { record, about } in &batch.entries {
            let place = known.place(&record.stream);
            if let Some(first) = personal::requester_of(record)
                && !known.has_asker(place)
            {
                new.entry(&record.stream).or_insert(first);
            }
            if !Codec::is_personal(record) {
                speaks.push((place, Vec::new()));
                continue;
            }
            let asker = known.asker(tx, place, &record.stream)?;
            let asker = asker.map(String::as_str).or_else(|| new.get(record.stream.as_str()).copied());
            speaks.push((place, personal::subjects(record, asker, about)));
        }
        all.push(speaks);
    }
    Ok(all)
}

/// The keys of everybody whose words are sealed.
fn keys(codec: &mut Codec, batches: &[Batch], about: &[Speaks]) -> Result<Keys> {
    let all = batches.iter().zip(about).flat_map(|(batch, about)| batch.entries.iter().zip(about));
    let personal: Vec<&Vec<String>> =
        all.filter(|(entry, _)| Codec::is_personal(&entry.record)).map(|(_, (_, of))| of).collect();
    codec.keys(personal.iter().flat_map(|of| of.iter()).collect(), personal.len())
}

pub(super) fn claim_timers(tx: &Connection, lease: Lease<'_>, limit: usize) -> rusqlite::Result<Vec<Claim>> {
    let sql = "SELECT stream, at, what FROM timers WHERE at <= ?1 AND held_until <= ?1 ORDER BY at, stream LIMIT ?2";
    let claim = |row: &rusqlite::Row<'_>| Ok(Claim { stream: row.get(0)?, at: row.get(1)?, what: row.get(2)? });
    let claims = read::all(tx, sql, (lease.now, read::size(limit)), claim)?;
    let mut hold = tx.prepare_cached("UPDATE timers SET held_until = ?2, worker = ?3 WHERE stream = ?1")?;
    claims.iter().try_for_each(|claim| hold.execute((&claim.stream, lease.until, lease.worker)).map(|_| ()))?;
    Ok(claims)
}

pub(super) fn claim_items(tx: &Connection, lease: Lease<'_>, limit: usize) -> rusqlite::Result<Vec<Sending>> {
    let sql = "SELECT number, topic, body, subject FROM outbox WHERE held_until <= ?1 ORDER BY number LIMIT ?2";
    let item = |row: &rusqlite::Row<'_>| {
        let item = OutboxItem { topic: row.get(1)?, body: row.get(2)?, subject: row.get(3)? };
        Ok(Sending { number: read::unsigned(row, 0)?, item })
    };
    let items = read::all(tx, sql, (lease.now, read::size(limit)), item)?;
    let mut hold = tx.prepare_cached("UPDATE outbox SET held_until = ?2, worker = ?3 WHERE number = ?1")?;
    items.iter().try_for_each(|i| hold.execute((integer(i.number), lease.until, lease.worker)).map(|_| ()))?;
    Ok(items)
}

/// Adds the batches to the log, each unless it is refused.
fn logged<'b, 't>(
    batches: &'b [Batch],
    about: &'b [Speaks],
    view: View<'t>,
    line: Line<'b, 't>,
    nonces: Drawn,
    position: u64,
) -> Result<(Vec<Append>, Seen)> {
    let mut log = Log::new(view, line, nonces, position)?;
    let answers = batches.iter().zip(about).map(|(batch, about)| log.batch(batch, about));
    let answers = answers.collect::<Result<Vec<Append>>>()?;
    Ok((answers, log.end()?))
}
