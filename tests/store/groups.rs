//! A group commit makes its records on two threads. What it writes and answers is what the same batches do one after another.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use std::path::Path;
use std::sync::Arc;
use sundesk::ErrorKind;
use sundesk::store::{
    Append, Batch, Expected, Handle, MAX_RECORD_BYTES, MemoryVault, Nonces, SqliteStore, Store, StoreOptions,
};
use sundesk::ticket::Record;
use tempfile::TempDir;

/// The same numbers always, so that the same records have the same bytes.
struct Same;

impl Nonces for Same {
    fn fill(&mut self, bytes: &mut [u8]) -> sundesk::Result<()> {
        bytes.fill(7);
        Ok(())
    }
}

fn open(dir: &Path, name: &str) -> SqliteStore {
    let options = StoreOptions { nonces: Box::new(Same), ..StoreOptions::new("acme", Arc::new(MemoryVault::new())) };
    SqliteStore::open(dir.join(name), options).unwrap()
}

fn record(stream: &str, kind: &str, data: &str, key: Option<&str>) -> Record {
    let at = "2026-03-02T09:00:00Z";
    let key = key.map(|key| format!(r#""key":{{"key":"{key}","command":"x"}},"#)).unwrap_or_default();
    Record::from_json(&format!(
        r#"{{"id":"","stream":"{stream}","seq":0,"at":"{at}","recorded_at":"{at}","actor":{{"kind":"requester","id":"c-1"}},{key}"workflow":"w","schema":1,"kind":"{kind}","data":{data}}}"#
    ))
    .unwrap()
}

fn message(i: usize, body: &str) -> Batch {
    let data = format!(
        r#"{{"message":{{"inbound":true,"author":"c-{}","channel":"email","message_id":"<{i}@x>","body":"{body} {i}"}}}}"#,
        i % 5
    );
    Batch::of(&[record(&format!("T-{}", i % 7), "message_added", &data, None)])
}

/// Messages, and all that looks at what stands in the tables already: conflicts, keys that were used, redactions, a ticket deleted, a person erased.
fn batches() -> Vec<Batch> {
    let special = |i: usize, mut batch: Batch| {
        match i % 10 {
            1 => return Batch::of(&[record("T-1", "bot_handoff", "{}", Some(&format!("k-{}", i / 40)))]),
            3 if i > 20 => drop(batch.expect.insert("T-3".to_owned(), Expected::Exact(2))),
            5 if i == 105 => return Batch::of(&[record("T-0", "redacted", r#"{"records":[1,2]}"#, None)]),
            5 if i == 215 => return Batch::of(&[record("T-4", "ticket_deleted", "{}", None)]),
            9 if i == 399 => return Batch::of(&[record("T-2", "subject_erased", r#"{"subject":"c-2"}"#, None)]),
            _ => {}
        }
        batch
    };
    (0..400).map(|i| special(i, message(i, "Where is my parcel"))).collect()
}

#[test]
fn a_group_writes_and_answers_what_its_batches_do_one_after_another() {
    let dir = TempDir::new().unwrap();
    let (mut grouped, mut single) = (open(dir.path(), "a.db"), open(dir.path(), "b.db"));
    let batches = batches();
    let of_group = grouped.append_all(&batches).unwrap();
    let of_each: Vec<Append> = batches.iter().map(|batch| single.append(batch).unwrap()).collect();
    assert_eq!(of_group, of_each);
    let count = |which: fn(&Append) -> bool| of_group.iter().filter(|append| which(append)).count();
    assert!(
        count(|a| matches!(a, Append::Conflict { .. })) > 10 && count(|a| matches!(a, Append::Repeated { .. })) > 10
    );
    assert_eq!(grouped.head().unwrap(), single.head().unwrap());
    assert_eq!(grouped.verify(None).unwrap(), single.verify(None).unwrap());
    assert_eq!(grouped.feed(0, 1_000).unwrap(), single.feed(0, 1_000).unwrap());
    for i in 0..400 {
        let id = format!("<{i}@x>");
        assert_eq!(grouped.find(Handle::Message, &id).unwrap(), single.find(Handle::Message, &id).unwrap(), "{id}");
    }
}

#[test]
fn a_record_that_cannot_be_kept_takes_its_whole_group_with_it() {
    let dir = TempDir::new().unwrap();
    // With numbers of its own: keys that are always the same would come back after an erasure.
    let options = StoreOptions::new("acme", Arc::new(MemoryVault::new()));
    let mut store = SqliteStore::open(dir.path().join("a.db"), options).unwrap();
    store.append_all(&batches()).unwrap();
    let head = store.head().unwrap();
    for place in [0, 1, 40, 299, 300] {
        let mut group: Vec<Batch> = (0..300).map(|i| message(i, "Again")).collect();
        let mut large = message(900, "Again");
        large.entries[0].record.workflow = "x".repeat(MAX_RECORD_BYTES);
        group.insert(place, large);
        let error = store.append_all(&group).unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::LimitExceeded, "records"), "{error}");
        assert_eq!(store.head().unwrap(), head);
    }
    let group: Vec<Batch> = (0..300).map(|i| message(i, "Again")).collect();
    assert!(store.append_all(&group).unwrap().iter().all(Append::is_done));
    assert_eq!(store.head().unwrap().position, head.position + 300);
    store.verify(None).unwrap();
}
