//! Every record of a life in a store: numbered, sealed, chained, and forgotten with whom it spoke of.

use sundesk::store::{Batch, Head, MemoryStore, Store, TicketQuery};
use sundesk::ticket::Record;

/// A store in memory that is given the records and nothing else.
pub(super) struct Kept {
    store: MemoryStore,
    head: Head,
    /// What customers have said, and what they had said when they were forgotten.
    said: Vec<(usize, String)>,
    gone: Vec<String>,
}

impl Kept {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        let store = MemoryStore::new("kept");
        let head = store.head().unwrap();
        Self { store, head, said: Vec::new(), gone: Vec::new() }
    }

    pub(super) fn said(&mut self, who: usize, text: &str) {
        self.said.push((who, text.to_owned()));
    }

    pub(super) fn erased(&mut self, who: usize) {
        let (gone, left): (Vec<_>, Vec<_>) = std::mem::take(&mut self.said).into_iter().partition(|(of, _)| *of == who);
        self.said = left;
        self.gone.extend(gone.into_iter().map(|(_, text)| text));
    }

    /// More records: written together, or refused.
    pub(super) fn take(&mut self, records: &[Record]) {
        if !records.is_empty() {
            assert!(self.store.append(&Batch::of(records)).unwrap().is_done(), "I1");
        }
    }

    /// I1: the chain holds, and what it was before is part of it.
    pub(super) fn check(&mut self, records: usize) {
        let verified = self.store.verify(Some(&self.head)).unwrap();
        assert_eq!(verified.head.position, records as u64, "I1");
        self.head = verified.head;
        forgotten(&self.gone, &mut self.store);
    }

    /// What customers had said who were forgotten.
    pub(super) fn gone(&self) -> &[String] {
        &self.gone
    }
}

/// I13: nothing of what was forgotten is left where somebody can read it.
pub(super) fn forgotten(gone: &[String], store: &mut dyn Store) {
    if gone.is_empty() {
        return;
    }
    let mut export = Vec::new();
    store.export(0, &mut export).unwrap();
    let export = String::from_utf8(export).unwrap();
    for text in gone {
        assert!(!export.contains(&format!("\"{text}\"")), "I13: {text}");
        let query = TicketQuery { search: Some(text.clone()), ..TicketQuery::default() };
        let found = store.tickets(&query).unwrap().tickets;
        assert!(found.is_empty(), "I13: {text} finds {found:?}");
    }
}
