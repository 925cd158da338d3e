//! The one suite of checks, run by every store there is.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use std::sync::atomic::{AtomicU32, Ordering};
use sundesk::store::{MemoryStore, SqliteStore, Store, StoreOptions, suite};

#[track_caller]
fn passes(make: impl FnMut(suite::Setup) -> sundesk::Result<Box<dyn Store>>) {
    let outcomes = suite::run(make);
    let faults: Vec<String> =
        outcomes.iter().filter_map(|o| Some(format!("{}\n    {}", o.check, o.fault.as_ref()?))).collect();
    assert!(faults.is_empty(), "{} of {} checks fail:\n{}", faults.len(), outcomes.len(), faults.join("\n"));
    assert!(outcomes.len() > 30);
}

#[test]
fn the_store_in_memory_passes() {
    passes(|s| Ok(Box::new(MemoryStore::with(&s.tenant, s.vault, s.nonces, s.plain_fields))));
}

#[test]
fn the_store_in_sqlite_passes() {
    let dir = tempfile::tempdir().unwrap();
    let files = AtomicU32::new(0);
    passes(|s| {
        let path = dir.path().join(format!("{}.db", files.fetch_add(1, Ordering::Relaxed)));
        let mut options = StoreOptions::new(&s.tenant, s.vault);
        (options.nonces, options.plain_fields) = (s.nonces, s.plain_fields);
        Ok(Box::new(SqliteStore::open(path, options)?))
    });
}

/// A store that forgets what it wrote must not pass.
#[test]
fn the_suite_finds_a_store_that_loses_records() {
    let outcomes = suite::run(|s| Ok(Box::new(MemoryStore::with("another", s.vault, s.nonces, s.plain_fields))));
    assert!(outcomes.iter().any(|o| o.fault.is_some()));
}

#[test]
fn the_longest_text_of_a_batch() {
    use sundesk::ErrorKind::LimitExceeded;
    use sundesk::store::{Batch, MAX_BATCH_BYTES};
    let mut text = String::from("{}");
    text.extend(std::iter::repeat_n(' ', MAX_BATCH_BYTES - text.len()));
    assert_eq!(Batch::from_json(&text).unwrap().entries.len(), 0);
    text.push(' ');
    assert_eq!(Batch::from_json(&text).unwrap_err().kind(), LimitExceeded);
}
