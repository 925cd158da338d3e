//! Writing: batches of several commands in one transaction, and what an erasure takes with it.

use super::SqliteStore;
use super::fault::File;
use super::inbox::remove_row;
use super::known::Known;
use super::read::{self, handle_number, integer};
use crate::error::{Error, ErrorKind, Result};
use crate::store::batch::{Append, Batch, Claim, Entry, Lease, OutboxItem, Sending, Stored};
use crate::store::chain::{self, Hash};
use crate::store::codec::{Codec, Keys};
use crate::store::judge::{self, Ledger, Verdict};
use crate::store::personal;
use crate::store::row::handles_of;
use crate::ticket::fact::Fact;
use crate::ticket::{Key, Record};
use rusqlite::{CachedStatement, Connection, Transaction, TransactionBehavior};
use std::collections::{BTreeSet, HashMap};

/// What a transaction knows.
struct View<'c> {
    conn: &'c Connection,
    codec: &'c Codec,
    file: &'c File,
    known: &'c Known,
}

impl Ledger for View<'_> {
    fn tenant(&self) -> &str {
        &self.codec.tenant
    }

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

/// Whom the records of a batch speak of, in their order.
type Speaks = Vec<Vec<String>>;

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
        let keys = keys(codec, batches, &about)?;
        let mut log = Log::new(&tx, file, codec, keys, known)?;
        let answers = batches.iter().zip(&about).map(|(batch, about)| log.batch(batch, about));
        let answers = answers.collect::<Result<Vec<Append>>>();
        let (known, erased, taken) = log.end();
        let answers = answers?;
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
            if !Codec::is_personal(record) {
                speaks.push(Vec::new());
                continue;
            }
            let asker = known.asker(tx, &record.stream)?.map(String::as_str);
            let asker = asker.or_else(|| {
                if let Some(first) = personal::requester_of(record) {
                    new.entry(&record.stream).or_insert(first);
                }
                new.get(record.stream.as_str()).copied()
            });
            speaks.push(personal::subjects(record, asker, about));
        }
        all.push(speaks);
    }
    Ok(all)
}

/// The keys of everybody whose words are sealed.
fn keys(codec: &mut Codec, batches: &[Batch], about: &[Speaks]) -> Result<Keys> {
    let all = batches.iter().zip(about).flat_map(|(batch, about)| batch.entries.iter().zip(about));
    let personal: Vec<&Vec<String>> =
        all.filter(|(entry, _)| Codec::is_personal(&entry.record)).map(|(_, of)| of).collect();
    codec.keys(personal.iter().flat_map(|of| of.iter()).collect(), personal.len())
}

/// The log of one transaction.
struct Log<'t> {
    tx: &'t Connection,
    file: &'t File,
    codec: &'t Codec,
    keys: Keys,
    known: Known,
    /// The end of the chain.
    position: u64,
    hash: Hash,
    /// Somebody is to be forgotten, or something was taken out.
    erased: bool,
    taken: bool,
    insert: CachedStatement<'t>,
}

impl<'t> Log<'t> {
    fn new(tx: &'t Connection, file: &'t File, codec: &'t Codec, keys: Keys, known: Known) -> Result<Self> {
        let (position, hash) = read::head(tx).map_err(|e| file.fault(e))?;
        let insert = tx.prepare_cached("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        let insert = insert.map_err(|e| file.fault(e))?;
        Ok(Self { tx, file, codec, keys, known, position, hash, erased: false, taken: false, insert })
    }

    /// What is known now, and whether somebody is to be forgotten or something was taken out.
    fn end(self) -> (Known, bool, bool) {
        (self.known, self.erased, self.taken)
    }

    /// Adds a batch, unless it is refused.
    fn batch(&mut self, batch: &Batch, about: &[Vec<String>]) -> Result<Append> {
        let view = View { conn: self.tx, codec: self.codec, file: self.file, known: &self.known };
        let (records, versions, keys) = match judge::judge(batch, &view)? {
            Verdict::Answer(answer) => return Ok(answer),
            Verdict::Write { records, versions, keys } => (records, versions, keys),
        };
        let before = self.position;
        for (record, of) in records.iter().zip(about) {
            self.add(record, of)?;
            self.erased |= matches!(record.fact, Fact::SubjectErased { .. } | Fact::TicketDeleted);
            self.taken |= matches!(record.fact, Fact::Redacted { .. });
        }
        let (first, at) = match records.first() {
            Some(record) => (before + 1, record.recorded_at),
            None => (before, batch.done.as_ref().map_or(i64::MIN, |(_, at)| *at)),
        };
        let rest = used(self.tx, &keys, first, at).and_then(|()| marks(self.tx, batch));
        rest.map_err(|e| self.file.fault(e))?;
        Ok(Append::Done { first, last: self.position, versions })
    }

    /// Adds a record.
    fn add(&mut self, record: &Record, of: &[String]) -> Result<()> {
        let (body, sealed) = self.codec.encode(record, of, &mut self.keys)?;
        self.position += 1;
        self.hash = chain::next(&self.hash, self.position, &record.stream, record.seq, &body, &sealed);
        let row = (integer(self.position), &record.stream, integer(record.seq), &body, &sealed, &self.hash);
        let added = self.insert.execute(row).and_then(|_| self.noted(record, of));
        added.map_err(|e| self.file.fault(e))?;
        match &record.fact {
            Fact::Redacted { records, .. } => self.take_out(record, records, true),
            Fact::TicketDeleted => self.take_out(record, &[], false),
            _ => Ok(()),
        }
    }

    /// What the records of a ticket said goes, in these or in all before this one, and with it what was made of it.
    fn take_out(&self, by: &Record, of: &[u64], must: bool) -> Result<()> {
        let (tx, stream) = (self.tx, &by.stream);
        let fault = |e| self.file.fault(e);
        let mut put = tx.prepare_cached("UPDATE events SET sealed = ?2 WHERE pos = ?1").map_err(fault)?;
        let mut handle = tx.prepare_cached("DELETE FROM handles WHERE word = ?1 AND stream = ?2").map_err(fault)?;
        for kept in read::all(tx, read::STREAM, (stream, 0), read::kept).map_err(fault)? {
            if kept.seq >= by.seq || kept.sealed.is_empty() || !(of.is_empty() || of.contains(&kept.seq)) {
                continue;
            }
            for (_, word) in handles_of(&self.codec.decode(&kept)?.record) {
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
            tx.execute("INSERT OR IGNORE INTO stale VALUES (?1)", [stream])?;
            tx.execute("DELETE FROM snapshots WHERE stream IN ('', ?1)", [stream]).map(|_| ())
        };
        made(tx).map_err(fault)
    }

    fn noted(&mut self, record: &Record, of: &[String]) -> rusqlite::Result<()> {
        let (tx, stream) = (self.tx, &record.stream);
        let known = self.known.stream_mut(stream);
        known.version = Some(record.seq);
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

fn used(tx: &Connection, keys: &[Key], position: u64, at: i64) -> rusqlite::Result<()> {
    let mut sql = tx.prepare_cached("INSERT INTO keys VALUES (?1, ?2, ?3, ?4)")?;
    keys.iter().try_for_each(|k| sql.execute((&k.key, &k.command, integer(position), at)).map(|_| ()))
}

fn marks(tx: &Connection, batch: &Batch) -> rusqlite::Result<()> {
    for mark in &batch.timers {
        match mark.at {
            Some(at) => {
                let mut sql = tx.prepare_cached("INSERT OR REPLACE INTO timers VALUES (?1, ?2, ?3, ?4, '')")?;
                sql.execute((&mark.stream, at, &mark.what, i64::MIN))?
            }
            None => tx.prepare_cached("DELETE FROM timers WHERE stream = ?1")?.execute([&mark.stream])?,
        };
    }
    for mark in &batch.clocks {
        match mark.at {
            Some(at) => tx.prepare_cached("INSERT OR REPLACE INTO clocks VALUES (?1, ?2, ?3)")?.execute((
                &mark.stream,
                at,
                &mark.what,
            ))?,
            None => tx.prepare_cached("DELETE FROM clocks WHERE stream = ?1")?.execute([&mark.stream])?,
        };
        let mut sql = tx.prepare_cached("UPDATE rows SET due = ?2, clock = ?3 WHERE stream = ?1")?;
        sql.execute((&mark.stream, mark.at.unwrap_or(i64::MAX), mark.at.map(|_| &mark.what)))?;
    }
    for item in &batch.outbox {
        let mut sql = tx.prepare_cached(
            "INSERT INTO outbox (topic, body, subject, held_until, worker) VALUES (?1, ?2, ?3, ?4, '')",
        )?;
        sql.execute((&item.topic, &item.body, &item.subject, i64::MIN))?;
    }
    Ok(())
}

/// What is left of somebody outside the sealed bytes goes with the record that says so; the key follows when that stands.
fn forget(tx: &Connection, subject: &str) -> rusqlite::Result<()> {
    let spoken = "SELECT stream FROM subjects WHERE subject = ?1";
    let asked = "SELECT stream FROM askers WHERE subject = ?1";
    let of = |sql| read::all(tx, sql, [subject], |row| row.get::<_, String>(0));
    let (spoken, asked) = (of(spoken)?, of(asked)?);
    let later = "INSERT OR IGNORE INTO erasures VALUES (?1)";
    tx.execute(later, [subject])?;
    for stream in &asked {
        tx.execute(later, [personal::ticket_as_subject(stream)])?;
        tx.execute("DELETE FROM handles WHERE stream = ?1", [stream])?;
    }
    for stream in spoken.iter().chain(&asked).collect::<BTreeSet<_>>() {
        remove_row(tx, stream)?;
        tx.execute("INSERT OR IGNORE INTO stale VALUES (?1)", [stream])?;
        tx.execute("DELETE FROM snapshots WHERE stream = ?1", [stream])?;
    }
    tx.execute("DELETE FROM snapshots WHERE stream = ''", [])?;
    tx.execute("DELETE FROM askers WHERE subject = ?1", [subject])?;
    tx.execute("DELETE FROM handles WHERE subject = ?1", [subject])?;
    tx.execute("DELETE FROM outbox WHERE subject = ?1", [subject]).map(|_| ())
}

fn delete(tx: &Connection, stream: &str) -> rusqlite::Result<()> {
    remove_row(tx, stream)?;
    for table in ["timers", "clocks", "snapshots", "handles"] {
        tx.execute(&format!("DELETE FROM {table} WHERE stream = ?1"), [stream])?;
    }
    tx.execute("INSERT OR IGNORE INTO erasures VALUES (?1)", [personal::ticket_as_subject(stream)]).map(|_| ())
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
