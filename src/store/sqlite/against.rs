//! The tables against the log, ticket by ticket: what `verify` looks at beside the chain.

use super::SqliteStore;
use super::beside::{Beside, Erasures, each_ticket};
use super::inbox::{COUNTED_BY, state};
use super::read::{self, integer};
use crate::error::{Error, ErrorKind, Result};
use crate::store::batch::Stored;
use crate::store::query::{Column, category_number};
use crate::store::row::{Found, Row, fold, found};
use crate::store::words::words;
use crate::ticket::lifecycle::TicketState;
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};

/// What the log says of a ticket.
struct Said {
    id: i64,
    state: Option<TicketState>,
    /// What a search finds, by its number in the index.
    texts: BTreeMap<i64, String>,
    beside: Beside,
}

impl Said {
    fn begin(stored: &Stored) -> Self {
        Self { id: integer(stored.position), state: None, texts: BTreeMap::new(), beside: Beside::default() }
    }

    fn take(&mut self, stored: &Stored, erasures: &Erasures) {
        self.state = fold(self.state.take(), &stored.record, stored.position);
        match found(&stored.record) {
            Some(Found::Subject(text)) => drop(self.texts.insert(-self.id, words(text).join(" "))),
            Some(Found::Text(text)) => drop(self.texts.insert(integer(stored.position), words(text).join(" "))),
            None => {}
        }
        self.beside.take(stored, erasures);
    }
}

impl SqliteStore {
    /// Checks every row beside a fold of its records, and what stands beside the log; how many tickets there are.
    pub(super) fn check_tables(&self) -> Result<u64> {
        let erasures = Erasures::of(&self.conn, &self.codec)?;
        let mut tickets = 0;
        let mut tally: HashMap<[String; 5], i64> = HashMap::new();
        let take = |said: &mut Said, stored: &Stored| {
            said.take(stored, &erasures);
            Ok(())
        };
        let end = |stream: &str, mut said: Said| {
            if let Some(lacks) = said.beside.lacks(&self.conn, stream, &erasures).map_err(|e| self.fault(e))? {
                return self.wrong(stream, &lacks);
            }
            let row = check_ticket(&self.conn, stream, said).map_err(|e| self.fault(e))?;
            if let Some(row) = row.or_else(|says| self.wrong(stream, says))? {
                tickets += 1;
                *tally.entry(COUNTED_BY.map(|column| row.column(column))).or_default() += 1;
            }
            Ok(())
        };
        each_ticket(&self.conn, &self.codec, Said::begin, take, end).map_err(|e| self.placed(e))?;
        self.check_tally(tickets, &tally)?;
        Ok(tickets)
    }

    fn wrong<T>(&self, stream: &str, says: &str) -> Result<T> {
        let says = format!("ticket {stream:?} {says}; `rebuild_inbox` makes the inbox anew");
        Err(Error::new(ErrorKind::InconsistentLog, says).at("inbox").in_file(&self.file.0, 0))
    }

    fn check_tally(&self, tickets: u64, tally: &HashMap<[String; 5], i64>) -> Result<()> {
        let sql = "SELECT coalesce(sum(n), 0), count(*) FROM tally";
        let kept: Option<(i64, i64)> = self.one(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Option<i64> = self.one("SELECT count(*) FROM rows", [], |row| row.get(0))?;
        let counted = i64::try_from(tally.len()).unwrap_or(i64::MAX);
        if rows != Some(integer(tickets)) || kept != Some((integer(tickets), counted)) {
            return self.wrong("", "is counted wrongly");
        }
        Ok(())
    }
}

/// The row of a ticket as the table has it, with the columns that it is found and sorted by.
struct Kept {
    row: Row,
    sorted: (i64, [String; 5], i64),
}

fn kept(conn: &Connection, stream: &str) -> rusqlite::Result<Option<Kept>> {
    let sql = "SELECT id, due, clock, state, category, status, grp, assignee, priority, requester, last_activity FROM rows WHERE stream = ?1";
    read::one(conn, sql, [stream], |of| {
        let (at, name): (i64, Option<String>) = (of.get(1)?, of.get(2)?);
        let text: String = of.get(3)?;
        let row = Row { id: of.get(0)?, state: state(&text)?, clock: name.map(|name| (at, name)) };
        let words = [of.get(5)?, of.get(6)?, of.get(7)?, of.get(8)?, of.get(9)?];
        Ok(Kept { row, sorted: (of.get(4)?, words, of.get(10)?) })
    })
}

/// The row of a ticket that stands, or what is wrong with it.
type Checked = std::result::Result<Option<Row>, &'static str>;

fn check_ticket(conn: &Connection, stream: &str, said: Said) -> rusqlite::Result<Checked> {
    let Said { id, state, texts, .. } = said;
    let (state, Kept { row, sorted }) = match (state, kept(conn, stream)?) {
        (None, None) => return Ok(Ok(None)),
        (None, Some(_)) => return Ok(Err("stands in the inbox and is no more")),
        (Some(_), None) => return Ok(Err("does not stand in the inbox")),
        (Some(state), Some(kept)) => (state, kept),
    };
    let by = [Column::Status, Column::Group, Column::Assignee, Column::Priority, Column::Requester];
    let column = |column| row.column(column);
    if row.state != state
        || row.id != id
        || sorted != (category_number(state.category), by.map(column), state.last_activity)
    {
        return Ok(Err("stands in the inbox otherwise than its records say"));
    }
    let sql = "SELECT at, what FROM clocks WHERE stream = ?1";
    let clock: Option<(i64, String)> = read::one(conn, sql, [stream], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if clock != row.clock {
        return Ok(Err("is sorted by another due instant than its clock has"));
    }
    let sql =
        "SELECT texts.rowid, texts.words FROM text_of JOIN texts ON texts.rowid = text_of.id WHERE text_of.ticket = ?1";
    let found: Vec<(i64, String)> = read::all(conn, sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let texts: BTreeMap<i64, String> = texts.into_iter().filter(|(_, words)| !words.is_empty()).collect();
    if found.into_iter().collect::<BTreeMap<_, _>>() != texts {
        return Ok(Err("is searched by other words than its records say"));
    }
    Ok(Ok(Some(row)))
}
