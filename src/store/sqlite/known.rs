//! What the transactions so far have seen of streams, so that the next one need not ask the tables again. It holds while nobody else writes to
//! the file, and is dropped with whatever takes something out of the tables.

use super::read;
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

/// The most streams that are kept in mind.
const MOST: usize = 20_000;

#[derive(Debug, Default)]
pub(super) struct Known {
    streams: HashMap<String, Stream>,
    /// SQLite's count of what other connections have committed; none: nothing is known.
    of: Option<i64>,
}

/// What is known of a stream.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// How many records it has.
    pub(super) version: Option<u64>,
    /// Who asks on it, nobody perhaps.
    pub(super) asker: Option<Option<String>>,
    /// Whom its records speak of, of those that have been looked at.
    pub(super) speaks: HashSet<String>,
}

impl Known {
    /// What holds in a transaction that has just begun to write: all of it, or nothing where others have written since.
    pub(super) fn at_start(mut self, tx: &Connection) -> rusqlite::Result<Self> {
        let of = tx.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if self.of != Some(of) || self.streams.len() > MOST {
            self.streams.clear();
        }
        self.of = Some(of);
        Ok(self)
    }

    pub(super) fn stream(&self, stream: &str) -> Option<&Stream> {
        self.streams.get(stream)
    }

    /// Says something of a stream; its name is copied only when it is new.
    pub(super) fn say<T>(&mut self, stream: &str, say: impl FnOnce(&mut Stream) -> T) -> T {
        match self.streams.get_mut(stream) {
            Some(known) => say(known),
            None => say(self.streams.entry(stream.to_owned()).or_default()),
        }
    }

    /// Who asks on a stream, as the table says.
    pub(super) fn asker(&mut self, tx: &Connection, stream: &str) -> rusqlite::Result<Option<&String>> {
        if self.stream(stream).is_none_or(|known| known.asker.is_none()) {
            let sql = "SELECT subject FROM askers WHERE stream = ?1";
            let asker = read::one(tx, sql, [stream], |row| row.get(0))?;
            self.say(stream, |known| known.asker = Some(asker));
        }
        Ok(self.stream(stream).and_then(|known| known.asker.as_ref()?.as_ref()))
    }
}
