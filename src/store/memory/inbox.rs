//! The reading side: rows and words, caught up with the log before they are read.

use super::MemoryStore;
use crate::error::Result;
use crate::store::batch::Stored;
use crate::store::checks::check_hits;
use crate::store::query::{Compiled, Place, TicketQuery};
use crate::store::row::{Found, Row, fold, found};
use crate::store::words::{phrases, words};
use std::collections::BTreeMap;

/// The reading side, caught up to a position.
#[derive(Clone, Default)]
pub(super) struct Inbox {
    pub(super) upto: usize,
    pub(super) rows: BTreeMap<String, Row>,
    /// Its subject and its texts, by ticket.
    subjects: BTreeMap<String, Vec<String>>,
    texts: BTreeMap<String, Vec<Vec<String>>>,
}

impl MemoryStore {
    pub(super) fn catch_up(&mut self) -> Result<()> {
        self.finish_erasures()?;
        while let Some(kept) = self.data.records.get(self.data.inbox.upto) {
            let stored = self.codec.decode(kept)?;
            self.data.inbox.take(&stored);
            self.data.inbox.upto += 1;
        }
        Ok(())
    }

    /// The rows that a query means, in its order, with their clocks.
    pub(super) fn selected(&self, query: &TicketQuery) -> Result<Vec<Row>> {
        let filter = Compiled::new(&query.filter)?;
        let after = Place::after(query)?;
        let wanted = query.search.as_deref().map(phrases).unwrap_or_default();
        if !wanted.is_empty() {
            let all = self.data.inbox.subjects.values().chain(self.data.inbox.texts.values().flatten());
            let hits = all.filter(|text| wanted.iter().all(|phrase| phrase.is_in(text))).count();
            check_hits(hits)?;
        }
        let found = |row: &&Row| {
            let says = |text: &Vec<String>| wanted.iter().all(|phrase| phrase.is_in(text));
            let texts = self.data.inbox.texts.get(&row.state.id).into_iter().flatten();
            wanted.is_empty() || texts.chain(self.data.inbox.subjects.get(&row.state.id)).any(says)
        };
        let meant = self.data.inbox.rows.values().filter(|row| filter.accepts(row)).filter(found);
        let mut rows: Vec<Row> = meant.cloned().collect();
        rows.iter_mut().for_each(|row| row.clock = self.data.clocks.get(&row.state.id).cloned());
        let beyond = |row: &Row, after| Place::of(row, query.order).compare(after, query.descending).is_gt();
        rows.retain(|row| after.is_none_or(|after| beyond(row, after)));
        rows.sort_by(|a, b| Place::of(a, query.order).compare(Place::of(b, query.order), query.descending));
        Ok(rows)
    }
}

impl Inbox {
    fn take(&mut self, stored: &Stored) {
        let (record, stream) = (&stored.record, &stored.record.stream);
        if stream.is_empty() {
            return;
        }
        let state = self.rows.remove(stream).map(|row| (row.id, row.state));
        let id = state.as_ref().map_or(i64::try_from(stored.position).unwrap_or(i64::MAX), |(id, _)| *id);
        match fold(state.map(|(_, state)| state), record, stored.position) {
            Some(state) => {
                self.rows.insert(stream.clone(), Row { id, state, clock: None });
            }
            None => {
                self.subjects.remove(stream);
                self.texts.remove(stream);
                return;
            }
        }
        match found(record) {
            Some(Found::Subject(text)) => {
                self.subjects.insert(stream.clone(), words(text));
            }
            Some(Found::Text(text)) => self.texts.entry(stream.clone()).or_default().push(words(text)),
            None => {}
        }
    }
}
