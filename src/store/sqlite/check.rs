//! Checks and copies.

use super::SqliteStore;
use super::beside::LEFT_OUT;
use super::fault::File;
use super::inbox::FROM_THE_BEGINNING;
use super::read;
use super::schema::{SECURE_DELETE, TEXTS};
use crate::error::{Error, ErrorKind, Result};
use crate::store::batch::Verified;
use crate::store::chain::{self, Hash, Head, NOTHING, Taken, broken, still_there};
use rusqlite::Connection;
use std::path::Path;

/// How many records are looked at when a file is opened.
const END: u64 = 64;

/// Goes along the chain after a position; gives its end, and how many records it passed.
fn along(
    conn: &Connection,
    file: &File,
    after: u64,
    mut hash: Hash,
    mut each: impl FnMut(&crate::store::codec::Kept) -> Result<()>,
) -> Result<(u64, Hash)> {
    let fault = |e| file.fault(e);
    let mut sql = conn
        .prepare_cached("SELECT pos, stream, seq, body, sealed, hash FROM events WHERE pos > ?1 ORDER BY pos")
        .map_err(fault)?;
    let mut rows = sql.query([read::integer(after)]).map_err(fault)?;
    let mut position = after;
    while let Some(row) = rows.next().map_err(fault)? {
        let kept = read::kept(row).map_err(fault)?;
        position += 1;
        if kept.position != position {
            return Err(broken(position, "is missing").in_file(&file.0, 0));
        }
        hash = chain::next(&hash, position, &kept.stream, kept.seq, &kept.body, &kept.sealed);
        if hash != kept.hash {
            return Err(broken(position, "is not as it was written, or one before it").in_file(&file.0, 0));
        }
        each(&kept)?;
    }
    Ok((position, hash))
}

/// Takes out of a copy what can be made anew from its log and holds open text: a copy must die with the keys.
fn only_the_log(part: &Path) -> rusqlite::Result<()> {
    let copy = Connection::open(part)?;
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    let rows = "DELETE FROM rows; DELETE FROM tally; DELETE FROM text_of; DELETE FROM stale; DELETE FROM snapshots;";
    copy.execute_batch(&format!(
        "BEGIN; {rows} {LEFT_OUT} DROP TABLE texts; {TEXTS} {SECURE_DELETE}; {FROM_THE_BEGINNING} COMMIT; VACUUM;"
    ))
}

impl SqliteStore {
    fn hash_at(&self, position: u64) -> Result<Option<Hash>> {
        if position == 0 {
            return Ok(Some(NOTHING));
        }
        self.one("SELECT hash FROM events WHERE pos = ?1", [read::integer(position)], |row| row.get(0))
    }

    /// The last records against the chain: what a file is opened with.
    pub(super) fn check_end(&self) -> Result<()> {
        let (last, _) = read::head(&self.conn).map_err(|e| self.fault(e))?;
        let from = last.saturating_sub(END);
        let Some(hash) = self.hash_at(from)? else { return Err(broken(from, "is missing").in_file(&self.file.0, 0)) };
        along(&self.conn, &self.file, from, hash, |_| Ok(())).map(|_| ())
    }

    pub(super) fn check(&mut self, since: Option<&Head>) -> Result<Verified> {
        self.catch_up()?;
        self.check_pages()?;
        if let Some(since) = since {
            still_there(since, self.hash_at(since.position)?.as_ref()).map_err(|e| e.in_file(&self.file.0, 0))?;
        }
        let mut taken = Taken::default();
        let decode = |kept: &crate::store::codec::Kept| self.codec.decode(kept);
        let (records, hash) = along(&self.conn, &self.file, 0, NOTHING, |kept| taken.pass(kept, decode))?;
        taken.accounted_for().map_err(|e| e.in_file(&self.file.0, 0))?;
        let gaps: Option<String> = self.one(
            "SELECT stream FROM events GROUP BY stream HAVING min(seq) <> 1 OR max(seq) <> count(*) LIMIT 1",
            [],
            |row| row.get(0),
        )?;
        if let Some(stream) = gaps {
            let says = format!("the records of {stream:?} are not numbered without gaps");
            return Err(Error::new(ErrorKind::InconsistentLog, says).at("seq").in_file(&self.file.0, 0));
        }
        let tickets = self.check_tables()?;
        Ok(Verified { records, tickets, head: Head::new(records, &hash) })
    }

    /// The pages and indexes of the file itself, as SQLite checks them.
    fn check_pages(&self) -> Result<()> {
        // The index of the search against its own texts; it writes nothing, and is a virtual table's only way to be asked.
        let index = "INSERT INTO texts (texts, rank) VALUES ('integrity-check', 1)";
        self.conn.execute(index, []).map_err(|e| self.fault(e))?;
        let sql = "PRAGMA integrity_check(10)";
        let faults: Vec<String> = read::all(&self.conn, sql, [], |row| row.get(0)).map_err(|e| self.fault(e))?;
        if faults != ["ok"] {
            let says = format!("the file is damaged: {}", faults.join("; "));
            return Err(Error::new(ErrorKind::InconsistentLog, says).at("file").in_file(&self.file.0, 0));
        }
        Ok(())
    }

    pub(super) fn copy(&self, to: &Path) -> Result<()> {
        let name = to.display().to_string();
        if to.exists() {
            return Err(Error::invalid("to", &name, "a file that is not there yet"));
        }
        let part = to.with_extension("part");
        let failed = |e: std::io::Error| Error::from(e).in_file(&name, 0);
        if part.exists() {
            std::fs::remove_file(&part).map_err(failed)?; // of a copy that was cut short
        }
        let copied = self.conn.execute("VACUUM INTO ?1", [part.display().to_string()]);
        let copied = copied.and_then(|_| only_the_log(&part));
        let copied = copied.map_err(|e| File(name.clone()).fault(e)).and_then(|()| {
            std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(failed)?;
            std::fs::rename(&part, to).map_err(failed)
        });
        if copied.is_err() {
            let _ = std::fs::remove_file(&part);
        }
        copied
    }
}
