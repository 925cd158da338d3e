//! A file that one process has open twice: a lock that is let go too early lets another process cut the log away under it.
#![cfg(all(feature = "sqlite", unix))]
#![allow(clippy::unwrap_used, clippy::disallowed_methods)] // a test may fail loudly

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use sundesk::store::{Batch, SqliteStore, SqliteVault, Store, StoreOptions};
use sundesk::ticket::Record;

const DIR: &str = "SUNDESK_LOCKS_DIR";

fn open(dir: &Path) -> SqliteStore {
    let vault = Arc::new(SqliteVault::open(dir.join("desk.keys"), None).unwrap());
    SqliteStore::open(dir.join("desk.db"), StoreOptions::new("acme", vault)).unwrap()
}

fn note(n: u32) -> Batch {
    Batch::of(&[Record::from_json(&format!(
        r#"{{"id":"","stream":"T-{n}","seq":0,"at":"2026-03-02T09:00:00Z","recorded_at":"2026-03-02T09:00:00Z","actor":{{"kind":"human","id":"ann"}},"workflow":"w","schema":1,"kind":"note_added","data":{{}}}}"#
    ))
    .unwrap()])
}

/// The other process: it opens the file, and closes it.
#[test]
fn visitor() {
    if let Some(dir) = std::env::var_os(DIR) {
        drop(open(Path::new(&dir)));
    }
}

/// POSIX locks belong to the process: whoever closes any handle of a file lets all of them go (sqlite.org/howtocorrupt.html, 2.2).
#[test]
fn a_second_store_in_one_process_lets_no_lock_of_the_first_go() {
    let dir = tempfile::tempdir().unwrap();
    let mut first = open(dir.path());
    assert!(first.append(&note(1)).unwrap().is_done());
    let second = open(dir.path());
    let visit = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "locks::visitor"])
        .env(DIR, dir.path())
        .output()
        .unwrap();
    assert!(visit.status.success());
    assert!(dir.path().join("desk.db-wal").exists(), "the visitor took itself for the last and cut the log away");
    assert!(first.append(&note(2)).unwrap().is_done());
    let head = first.head().unwrap();
    drop((first, second));
    assert_eq!(open(dir.path()).verify(Some(&head)).unwrap().records, 2);
}
