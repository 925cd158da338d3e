//! What goes from the tables with somebody who is erased, or with a ticket.

use super::inbox::remove_row;
use super::read;
use crate::store::personal;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What is left of somebody outside the sealed bytes goes with the record that says so; the key follows when that stands.
pub(super) fn forget(tx: &Connection, subject: &str) -> rusqlite::Result<()> {
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
        forget_commands(tx, stream)?;
    }
    tx.execute("DELETE FROM snapshots WHERE stream = ''", [])?;
    tx.execute("DELETE FROM askers WHERE subject = ?1", [subject])?;
    tx.execute("DELETE FROM handles WHERE subject = ?1", [subject])?;
    tx.execute("DELETE FROM outbox WHERE subject = ?1", [subject]).map(|_| ())
}

/// The hashes of commands go, of a ticket and of those that did nothing, which may have spoken of anybody. Their keys stay used.
pub(super) fn forget_commands(tx: &Connection, stream: &str) -> rusqlite::Result<()> {
    let borne = "SELECT json_extract(body, '$.key.key') FROM events WHERE stream = ?1";
    tx.execute(&format!("UPDATE keys SET command = '' WHERE key IN ({borne})"), [stream])?;
    // By an index of those that are left, so that nobody looks at all keys for every ticket.
    tx.execute("UPDATE keys SET command = '' WHERE pos < 0 AND command <> ''", []).map(|_| ())
}

pub(super) fn delete(tx: &Connection, stream: &str) -> rusqlite::Result<()> {
    remove_row(tx, stream)?;
    forget_commands(tx, stream)?;
    for table in ["timers", "clocks", "snapshots", "handles"] {
        tx.execute(&format!("DELETE FROM {table} WHERE stream = ?1"), [stream])?;
    }
    tx.execute("INSERT OR IGNORE INTO erasures VALUES (?1)", [personal::ticket_as_subject(stream)]).map(|_| ())
}
