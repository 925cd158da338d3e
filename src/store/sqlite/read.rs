//! Reading the log and what is written with it.

use super::SqliteStore;
use crate::error::Result;
use crate::store::batch::{Handle, Stored};
use crate::store::chain::{Hash, NOTHING};
use crate::store::codec::Kept;
use rusqlite::{Connection, OptionalExtension, Params, Row};

pub(super) const STREAM: &str =
    "SELECT pos, stream, seq, body, sealed, hash FROM events WHERE stream = ?1 AND seq > ?2 ORDER BY seq";
pub(super) const FEED: &str =
    "SELECT pos, stream, seq, body, sealed, hash FROM events WHERE pos > ?1 ORDER BY pos LIMIT ?2";

/// A number as SQLite has it.
pub(super) fn integer(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A count as SQLite has it.
pub(super) fn size(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A number that is none below zero.
pub(super) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let n: i64 = row.get(column)?;
    u64::try_from(n).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, n))
}

pub(super) fn handle_number(handle: Handle) -> i64 {
    match handle {
        Handle::Message => 0,
        Handle::Token => 1,
    }
}

pub(super) fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        position: unsigned(row, 0)?,
        stream: row.get(1)?,
        seq: unsigned(row, 2)?,
        body: row.get(3)?,
        sealed: row.get(4)?,
        hash: row.get(5)?,
    })
}

pub(super) fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    make: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    conn.prepare_cached(sql)?.query_map(params, make)?.collect()
}

pub(super) fn one<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    make: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    conn.prepare_cached(sql)?.query_row(params, make).optional()
}

pub(super) fn version(conn: &Connection, stream: &str) -> rusqlite::Result<u64> {
    let sql = "SELECT seq FROM events WHERE stream = ?1 ORDER BY seq DESC LIMIT 1";
    Ok(one(conn, sql, [stream], |row| unsigned(row, 0))?.unwrap_or(0))
}

pub(super) fn head(conn: &Connection) -> rusqlite::Result<(u64, Hash)> {
    let sql = "SELECT pos, hash FROM events ORDER BY pos DESC LIMIT 1";
    Ok(one(conn, sql, [], |row| Ok((unsigned(row, 0)?, row.get(1)?)))?.unwrap_or((0, NOTHING)))
}

pub(super) fn cursor(conn: &Connection, consumer: &str) -> rusqlite::Result<u64> {
    let sql = "SELECT pos FROM cursors WHERE consumer = ?1";
    Ok(one(conn, sql, [consumer], |row| unsigned(row, 0))?.unwrap_or(0))
}

pub(super) fn key_used(conn: &Connection, key: &str) -> rusqlite::Result<Option<(String, u64)>> {
    let sql = "SELECT command, pos FROM keys WHERE key = ?1";
    let position = |n: i64| u64::try_from(if n < 0 { !n } else { n }).unwrap_or_default();
    one(conn, sql, [key], |row| Ok((row.get(0)?, position(row.get(1)?))))
}

impl SqliteStore {
    pub(super) fn read(&self, sql: &str, params: impl Params) -> Result<Vec<Stored>> {
        let kept = all(&self.conn, sql, params, kept).map_err(|e| self.fault(e))?;
        kept.iter().map(|kept| self.codec.decode(kept)).collect::<Result<_>>().map_err(|e| e.in_file(&self.file.0, 0))
    }

    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        make: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        one(&self.conn, sql, params, make).map_err(|e| self.fault(e))
    }

    pub(super) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        let done = self.conn.prepare_cached(sql).and_then(|mut sql| sql.execute(params));
        done.map_err(|e| self.fault(e))
    }
}
