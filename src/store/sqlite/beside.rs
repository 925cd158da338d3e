//! What the log says of the tables that stand beside it: handles, who asks, whom a ticket speaks of. They are written with the log; what a
//! damaged file has lost of them can be told, and made anew.

use super::SqliteStore;
use super::read::{self, handle_number};
use crate::error::{Error, ErrorKind, Result};
use crate::store::batch::Stored;
use crate::store::codec::Codec;
use crate::store::personal;
use crate::store::row::handles_of;
use crate::ticket::fact::Fact;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

/// Says in `meta` that the tables beside the log are whole: not in a backup, nor in a file of an early release, which did not note watchers.
/// A file of an early release has not this index either.
const WHOLE: &str = "INSERT OR REPLACE INTO meta VALUES ('beside', '1'); \
    CREATE INDEX IF NOT EXISTS keys_idle ON keys (pos) WHERE pos < 0 AND command <> '';";

/// Empties what is made anew when the file is opened.
pub(super) const LEFT_OUT: &str =
    "DELETE FROM handles; UPDATE keys SET command = ''; DELETE FROM meta WHERE name = 'beside';";

/// When each person was erased.
pub(super) struct Erasures(HashMap<String, Vec<u64>>);

impl Erasures {
    pub(super) fn of(conn: &Connection, codec: &Codec) -> Result<Self> {
        let fault = |e: rusqlite::Error| Error::new(ErrorKind::InconsistentLog, e.to_string());
        let sql = "SELECT pos, stream, seq, body, sealed, hash FROM events WHERE instr(body, '\"kind\":\"subject_erased\"') > 0 ORDER BY pos";
        let mut of: HashMap<String, Vec<u64>> = HashMap::new();
        for kept in read::all(conn, sql, [], read::kept).map_err(fault)? {
            if let Fact::SubjectErased { subject, .. } = codec.decode(&kept)?.record.fact {
                of.entry(subject).or_default().push(kept.position);
            }
        }
        Ok(Self(of))
    }

    /// The first from a position on.
    fn from(&self, subject: &str, position: u64) -> Option<u64> {
        self.0.get(subject)?.iter().copied().find(|at| *at >= position)
    }
}

/// A word by which later messages find a ticket, and whose it is.
struct Word {
    kind: i64,
    word: String,
    by: String,
    position: u64,
}

/// What stands beside the log of one ticket.
#[derive(Default)]
pub(super) struct Beside {
    asker: Option<(String, u64)>,
    subjects: BTreeSet<String>,
    words: Vec<Word>,
}

impl Beside {
    /// Passes the next record of the ticket.
    pub(super) fn take(&mut self, stored: &Stored, erasures: &Erasures) {
        let (record, position) = (&stored.record, stored.position);
        self.forget(erasures, position);
        let asker = self
            .asker
            .as_ref()
            .map(|(asker, _)| asker.as_str())
            .or_else(|| personal::requester_of(record).map(String::as_str));
        // What was erased has lost its people with it.
        let spoken = match stored.erased.is_empty() && Codec::is_personal(record) {
            true => personal::subjects(record, asker, &[]),
            false => Vec::new(),
        };
        let by = spoken.first().cloned().unwrap_or_default();
        let stays = |who: &String| !who.starts_with('\u{1f}') && erasures.from(who, position).is_none();
        let all = spoken.iter().chain(personal::mentions(record));
        self.subjects.extend(all.filter(|who| stays(who)).cloned());
        let word = |(handle, word): (_, &str)| Word {
            kind: handle_number(handle),
            word: word.to_owned(),
            by: by.clone(),
            position,
        };
        self.words.extend(handles_of(record).map(word));
        if let (None, Some(asker)) = (&self.asker, personal::requester_of(record)) {
            self.asker = Some((asker.clone(), position));
        }
        if matches!(record.fact, Fact::TicketDeleted) {
            self.words.clear();
        }
    }

    /// With who asks on a ticket goes all by which it was found.
    fn forget(&mut self, erasures: &Erasures, upto: u64) {
        let gone = self.asker.as_ref().and_then(|(asker, since)| erasures.from(asker, *since));
        if let Some(at) = gone.filter(|at| *at < upto) {
            self.asker = None;
            self.words.retain(|word| word.position > at);
        }
    }

    /// Whether the tables have all of it; else what they lack.
    pub(super) fn lacks(
        &mut self,
        conn: &Connection,
        stream: &str,
        erasures: &Erasures,
    ) -> rusqlite::Result<Option<String>> {
        self.forget(erasures, u64::MAX);
        let sql = "SELECT subject FROM askers WHERE stream = ?1";
        let there: Option<String> = read::one(conn, sql, [stream], |row| row.get(0))?;
        if there.as_ref() != self.asker.as_ref().map(|(asker, _)| asker) {
            return Ok(Some("has another requester beside the log than in it".to_owned()));
        }
        for who in &self.subjects {
            let sql = "SELECT 1 FROM subjects WHERE subject = ?1 AND stream = ?2";
            if read::one(conn, sql, (who, stream), |_| Ok(()))?.is_none() {
                return Ok(Some(format!("speaks of {who:?}, whose erasure would not find it")));
            }
        }
        for Word { kind, word, .. } in &self.words {
            let sql = "SELECT 1 FROM handles WHERE kind = ?1 AND word = ?2";
            if read::one(conn, sql, (kind, word), |_| Ok(()))?.is_none() {
                return Ok(Some("would not be found by a message id or reply token of its own".to_owned()));
            }
        }
        Ok(None)
    }

    fn mend(&mut self, tx: &Connection, stream: &str, erasures: &Erasures) -> rusqlite::Result<()> {
        self.forget(erasures, u64::MAX);
        tx.prepare_cached("DELETE FROM askers WHERE stream = ?1")?.execute([stream])?;
        if let Some((asker, _)) = &self.asker {
            tx.prepare_cached("INSERT INTO askers VALUES (?1, ?2)")?.execute((stream, asker))?;
        }
        let mut subject = tx.prepare_cached("INSERT OR IGNORE INTO subjects VALUES (?1, ?2)")?;
        self.subjects.iter().try_for_each(|who| subject.execute((who, stream)).map(|_| ()))?;
        let mut handle = tx.prepare_cached("INSERT OR IGNORE INTO handles VALUES (?1, ?2, ?3, ?4)")?;
        self.words.iter().try_for_each(|of| handle.execute((of.kind, &of.word, stream, &of.by)).map(|_| ()))
    }
}

/// Passes the records of each ticket: all of one, in their order, then `end` with its name and what was made of them.
pub(super) fn each_ticket<T>(
    conn: &Connection,
    codec: &Codec,
    begin: impl Fn(&Stored) -> T,
    mut take: impl FnMut(&mut T, &Stored) -> Result<()>,
    mut end: impl FnMut(&str, T) -> Result<()>,
) -> Result<()> {
    let fault = |e: rusqlite::Error| Error::new(ErrorKind::InconsistentLog, e.to_string());
    let sql = "SELECT pos, stream, seq, body, sealed, hash FROM events WHERE stream <> '' ORDER BY stream, seq";
    let mut all = conn.prepare(sql).map_err(fault)?;
    let mut all = all.query([]).map_err(fault)?;
    let mut here: Option<(String, T)> = None;
    while let Some(row) = all.next().map_err(fault)? {
        let kept = read::kept(row).map_err(fault)?;
        let stored = codec.decode(&kept)?;
        let (stream, mut made) = match here.take() {
            Some(same) if same.0 == kept.stream => same,
            before => {
                before.map_or(Ok(()), |(stream, made)| end(&stream, made))?;
                (kept.stream, begin(&stored))
            }
        };
        take(&mut made, &stored)?;
        here = Some((stream, made));
    }
    here.map_or(Ok(()), |(stream, made)| end(&stream, made))
}

impl SqliteStore {
    /// Makes anew what the log says of the tables beside it.
    pub(super) fn mend_beside(&self, tx: &Connection) -> Result<()> {
        let erasures = Erasures::of(tx, &self.codec)?;
        each_ticket(
            tx,
            &self.codec,
            |_| Beside::default(),
            |beside, stored| {
                beside.take(stored, &erasures);
                Ok(())
            },
            |stream, mut beside| beside.mend(tx, stream, &erasures).map_err(|e| self.fault(e)),
        )
        .map_err(|e| self.placed(e))
    }

    /// An error with the name of the file, unless it has it.
    pub(super) fn placed(&self, e: Error) -> Error {
        if e.file().is_empty() { e.in_file(&self.file.0, 0) } else { e }
    }

    /// A backup is the log alone: whoever opens it first makes the rest.
    pub(super) fn finish_copy(&mut self) -> Result<()> {
        if self.one("SELECT 1 FROM meta WHERE name = 'beside'", [], |_| Ok(()))?.is_some() {
            return Ok(());
        }
        let tx = self.immediate()?;
        self.mend_beside(&tx)?;
        tx.execute_batch(WHOLE).and_then(|()| tx.commit()).map_err(|e| self.fault(e))
    }
}
