//! What the transactions so far have seen of streams, so that the next one need not ask the tables again. It holds while nobody else writes to
//! the file, and is dropped with whatever takes something out of the tables.

use super::read;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

/// The most streams that are kept in mind.
const MOST: usize = 20_000;

#[derive(Debug, Default)]
pub(super) struct Known {
    /// Their places by name: a group of records asks for each name once.
    places: HashMap<String, usize>,
    streams: Vec<Stream>,
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
    /// Whom its records speak of, of those that have been looked at. Few, so that they are found without a hash.
    pub(super) speaks: BTreeSet<String>,
}

impl Known {
    /// What holds in a transaction that has just begun to write: all of it, or nothing where others have written since.
    pub(super) fn at_start(mut self, tx: &Connection) -> rusqlite::Result<Self> {
        let of = tx.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if self.of != Some(of) || self.streams.len() > MOST {
            self.places.clear();
            self.streams.clear();
        }
        self.of = Some(of);
        Ok(self)
    }

    pub(super) fn stream(&self, stream: &str) -> Option<&Stream> {
        self.places.get(stream).and_then(|place| self.streams.get(*place))
    }

    /// The place of a stream; its name is copied only when it is new.
    pub(super) fn place(&mut self, stream: &str) -> usize {
        if let Some(place) = self.places.get(stream) {
            return *place;
        }
        let place = self.streams.len();
        self.places.insert(stream.to_owned(), place);
        self.streams.push(Stream::default());
        place
    }

    /// What is known of the stream at a place.
    pub(super) fn at(&mut self, place: usize) -> Option<&mut Stream> {
        self.streams.get_mut(place)
    }

    /// Whether it is known who asks on the stream at a place.
    pub(super) fn has_asker(&self, place: usize) -> bool {
        self.streams.get(place).is_some_and(|known| matches!(known.asker, Some(Some(_))))
    }

    /// Who asks on the stream at a place, as the table says.
    pub(super) fn asker(&mut self, tx: &Connection, place: usize, stream: &str) -> rusqlite::Result<Option<&String>> {
        let Some(known) = self.streams.get_mut(place) else { return Ok(None) };
        if known.asker.is_none() {
            let sql = "SELECT subject FROM askers WHERE stream = ?1";
            known.asker = Some(read::one(tx, sql, [stream], |row| row.get(0))?);
        }
        Ok(known.asker.as_ref().and_then(Option::as_ref))
    }
}
