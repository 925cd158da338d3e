//! The inbox: one row a ticket, kept by the feed. Readers first catch up with what has been written since.

use super::SqliteStore;
use super::read::{self, integer, size};
use crate::error::Result;
use crate::store::batch::Stored;
use crate::store::query::{Column, category_number};
use crate::store::row::{Found, Row, fold, found};
use crate::store::words::words;
use crate::ticket::lifecycle::TicketState;
use rusqlite::Connection;
use std::collections::HashMap;

/// The consumer of the feed that keeps the rows.
pub(super) const INBOX: &str = "\u{1f}inbox";
/// Lets the inbox be folded anew.
pub(super) const FROM_THE_BEGINNING: &str = "DELETE FROM cursors WHERE consumer = char(31) || 'inbox';";
/// Records folded in one transaction.
const CHUNK: usize = 2_000;

/// By which tickets are counted.
pub(super) const COUNTED_BY: [Column; 5] =
    [Column::Group, Column::Category, Column::Status, Column::Priority, Column::Assignee];

/// A row as the table has it.
pub(super) const COLUMNS: &str = "id, due, clock, state";

pub(super) fn row(of: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let (at, name): (i64, Option<String>) = (of.get(1)?, of.get(2)?);
    let text: String = of.get(3)?;
    Ok(Row { id: of.get(0)?, state: state(&text)?, clock: name.map(|name| (at, name)) })
}

pub(super) fn state(text: &str) -> rusqlite::Result<TicketState> {
    let wrong = |e| rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Text, Box::new(e));
    serde_json::from_str(text).map_err(wrong)
}

/// Takes a ticket out of the inbox, with all of its words.
pub(super) fn remove_row(tx: &Connection, stream: &str) -> rusqlite::Result<()> {
    let sql = format!("SELECT {COLUMNS} FROM rows WHERE stream = ?1");
    let Some(old) = read::one(tx, &sql, [stream], row)? else { return Ok(()) };
    tally(tx, &old, -1)?;
    remove_texts(tx, old.id)?;
    tx.prepare_cached("DELETE FROM rows WHERE id = ?1")?.execute([old.id]).map(|_| ())
}

fn remove_texts(tx: &Connection, ticket: i64) -> rusqlite::Result<()> {
    let ids: Vec<i64> = read::all(tx, "SELECT id FROM text_of WHERE ticket = ?1", [ticket], |row| row.get(0))?;
    let mut words = tx.prepare_cached("DELETE FROM texts WHERE rowid = ?1")?;
    ids.iter().try_for_each(|id| words.execute([id]).map(|_| ()))?;
    tx.prepare_cached("DELETE FROM text_of WHERE ticket = ?1")?.execute([ticket]).map(|_| ())
}

fn tally(tx: &Connection, row: &Row, by: i64) -> rusqlite::Result<()> {
    let mut sql = tx.prepare_cached(
        "INSERT INTO tally VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (grp, category, status, priority, assignee) DO UPDATE SET n = n + excluded.n",
    )?;
    let of = |column| row.column(column);
    let key = (
        of(Column::Group),
        category_number(row.state.category),
        of(Column::Status),
        of(Column::Priority),
        of(Column::Assignee),
    );
    sql.execute((&key.0, key.1, &key.2, &key.3, &key.4, by))?;
    if by < 0 {
        let gone = "DELETE FROM tally WHERE grp = ?1 AND category = ?2 AND status = ?3 AND priority = ?4 AND assignee = ?5 AND n = 0";
        tx.prepare_cached(gone)?.execute(key)?;
    }
    Ok(())
}

/// The tickets that a chunk of records touches.
struct Folding<'t> {
    tx: &'t Connection,
    touched: HashMap<String, Touched>,
}

struct Touched {
    id: i64,
    before: Option<Row>,
    state: Option<TicketState>,
    subject: Option<String>,
    texts: Vec<(i64, String)>,
}

impl<'t> Folding<'t> {
    fn new(tx: &'t Connection) -> Self {
        Self { tx, touched: HashMap::new() }
    }

    fn take(&mut self, stored: &Stored) -> rusqlite::Result<()> {
        let (record, position) = (&stored.record, integer(stored.position));
        let stream = &record.stream;
        if stream.is_empty() {
            return Ok(());
        }
        if !self.touched.contains_key(stream) {
            let sql = format!("SELECT {COLUMNS} FROM rows WHERE stream = ?1");
            let before = read::one(self.tx, &sql, [stream], row)?;
            let (id, state) = before.as_ref().map_or((position, None), |row| (row.id, Some(row.state.clone())));
            let new = Touched { id, before, state, subject: None, texts: Vec::new() };
            self.touched.insert(stream.clone(), new);
        }
        let Some(ticket) = self.touched.get_mut(stream) else { return Ok(()) };
        ticket.state = fold(ticket.state.take(), record, stored.position);
        match found(record) {
            Some(Found::Subject(text)) => ticket.subject = Some(text.to_owned()),
            Some(Found::Text(text)) => ticket.texts.push((position, text.to_owned())),
            None => {}
        }
        Ok(())
    }

    fn write(self) -> rusqlite::Result<()> {
        let tx = self.tx;
        let mut touched: Vec<Touched> = self.touched.into_values().collect();
        touched.sort_unstable_by_key(|t| t.id);
        for ticket in touched {
            let Touched { id, before, state, subject, texts } = ticket;
            let Some(state) = state else {
                if let Some(before) = before {
                    remove_row(tx, &before.state.id)?;
                }
                continue;
            };
            write_row(tx, before.as_ref(), Row { id, state, clock: None })?;
            // The subject's words stand under the ticket itself, below zero, so that the next subject replaces them.
            if let Some(subject) = subject {
                if before.is_some() {
                    tx.prepare_cached("DELETE FROM texts WHERE rowid = ?1")?.execute([-id])?;
                    tx.prepare_cached("DELETE FROM text_of WHERE id = ?1")?.execute([-id])?;
                }
                add_text(tx, -id, id, &subject)?;
            }
            texts.iter().try_for_each(|(position, text)| add_text(tx, *position, id, text))?;
        }
        Ok(())
    }
}

fn add_text(tx: &Connection, id: i64, ticket: i64, text: &str) -> rusqlite::Result<()> {
    let words = words(text);
    if words.is_empty() {
        return Ok(());
    }
    tx.prepare_cached("INSERT INTO texts (rowid, words) VALUES (?1, ?2)")?.execute((id, words.join(" ")))?;
    tx.prepare_cached("INSERT INTO text_of VALUES (?1, ?2)")?.execute((id, ticket)).map(|_| ())
}

fn write_row(tx: &Connection, before: Option<&Row>, row: Row) -> rusqlite::Result<()> {
    let same =
        before.is_some_and(|before| COUNTED_BY.iter().all(|column| before.column(*column) == row.column(*column)));
    if !same {
        before.map_or(Ok(()), |before| tally(tx, before, -1))?;
        tally(tx, &row, 1)?;
    }
    let stream = &row.state.id;
    let state = serde_json::to_string(&row.state).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
    let of = |column| row.column(column);
    let words =
        (of(Column::Status), of(Column::Group), of(Column::Assignee), of(Column::Priority), of(Column::Requester));
    let category = category_number(row.state.category);
    if before.is_some() {
        let mut sql = tx.prepare_cached(
            "UPDATE rows SET category = ?2, status = ?3, grp = ?4, assignee = ?5, priority = ?6, requester = ?7, \
             last_activity = ?8, state = ?9 WHERE id = ?1",
        )?;
        let set = (row.id, category, words.0, words.1, words.2, words.3, words.4, row.state.last_activity, state);
        return sql.execute(set).map(|_| ());
    }
    let clock = read::one(tx, "SELECT at, what FROM clocks WHERE stream = ?1", [stream], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let (due, name) = clock.map_or((i64::MAX, None), |(at, name)| (at, Some(name)));
    let mut sql = tx.prepare_cached("INSERT INTO rows VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
    let new = (
        row.id,
        stream,
        category,
        words.0,
        words.1,
        words.2,
        words.3,
        words.4,
        row.state.last_activity,
        due,
        name,
        state,
    );
    sql.execute(new).map(|_| ())
}

impl SqliteStore {
    /// Folds what was written since the last time. The position the inbox stands for.
    pub(super) fn catch_up(&mut self) -> Result<u64> {
        self.finish_erasures()?;
        loop {
            let seen = read::cursor(&self.conn, INBOX).map_err(|e| self.fault(e))?;
            let (last, _) = read::head(&self.conn).map_err(|e| self.fault(e))?;
            let stale: Option<String> = self.one("SELECT stream FROM stale LIMIT 1", [], |row| row.get(0))?;
            if seen >= last && stale.is_none() {
                return Ok(seen);
            }
            let tx = self.immediate()?;
            // Another process may have done it meanwhile.
            let seen = read::cursor(&tx, INBOX).map_err(|e| self.fault(e))?;
            self.refold(&tx, seen)?;
            let records = self.read(read::FEED, (integer(seen), size(CHUNK)))?;
            let mut folding = Folding::new(&tx);
            let folded = records.iter().try_for_each(|stored| folding.take(stored)).and_then(|()| folding.write());
            folded.map_err(|e| self.fault(e))?;
            let upto = records.last().map_or(seen, |stored| stored.position);
            let sql = "INSERT OR REPLACE INTO cursors VALUES (?1, ?2)";
            let kept = tx.execute(sql, (INBOX, integer(upto))).and_then(|_| tx.commit());
            kept.map_err(|e| self.fault(e))?;
        }
    }

    /// Makes the rows of tickets anew of which something was erased.
    fn refold(&self, tx: &Connection, upto: u64) -> Result<()> {
        let sql = "SELECT stream FROM stale ORDER BY stream";
        let stale: Vec<String> = read::all(tx, sql, [], |row| row.get(0)).map_err(|e| self.fault(e))?;
        for stream in stale {
            remove_row(tx, &stream).map_err(|e| self.fault(e))?;
            let records = self.read(read::STREAM, (&stream, 0))?;
            let mut folding = Folding::new(tx);
            let mut seen = records.iter().filter(|stored| stored.position <= upto);
            let gone = "DELETE FROM stale WHERE stream = ?1";
            let done = seen.try_for_each(|stored| folding.take(stored));
            let done = done.and_then(|()| folding.write()).and_then(|()| tx.execute(gone, [&stream]));
            done.map_err(|e| self.fault(e))?;
        }
        Ok(())
    }

    pub(super) fn rebuild(&mut self) -> Result<()> {
        let tx = self.immediate()?;
        self.mend_beside(&tx)?;
        let sql = "DELETE FROM rows; DELETE FROM tally; DELETE FROM stale; DELETE FROM text_of; DELETE FROM texts;";
        tx.execute_batch(&format!("{sql} {FROM_THE_BEGINNING}"))
            .and_then(|()| tx.commit())
            .map_err(|e| self.fault(e))?;
        self.catch_up().map(|_| ())
    }
}
