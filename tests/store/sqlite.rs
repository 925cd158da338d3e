//! A SQLite file that is not as it should be: every fault has a clear error, and nothing of what stands is lost.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use sundesk::store::{
    APPLICATION_ID, Batch, Head, KeyVault, MAX_BUSY, MemoryVault, SqliteStore, SqliteVault, Store, StoreOptions,
    TicketQuery,
};
use sundesk::ticket::Record;
use sundesk::{Error, ErrorKind};
use tempfile::TempDir;

pub(super) struct Desk {
    dir: TempDir,
    vault: Arc<dyn KeyVault>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), vault: Arc::new(MemoryVault::new()) }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(super) fn options(&self) -> StoreOptions {
        StoreOptions { busy_ms: 50, ..StoreOptions::new("acme", Arc::clone(&self.vault)) }
    }

    pub(super) fn open(&self) -> sundesk::Result<SqliteStore> {
        SqliteStore::open(self.path("desk.db"), self.options())
    }
}

fn record(stream: &str, kind: &str, data: &str) -> Record {
    let at = "2026-03-02T09:00:00Z";
    Record::from_json(&format!(
        r#"{{"id":"","stream":"{stream}","seq":0,"at":"{at}","recorded_at":"{at}","actor":{{"kind":"requester","id":"c-1"}},"workflow":"w","schema":1,"kind":"{kind}","data":{data}}}"#
    ))
    .unwrap()
}

fn created(stream: &str) -> Record {
    record(
        stream,
        "created",
        r#"{"of":{"workflow":"w","workflow_version":"1","status":"new","category":"new","requester":"c-1","subject":"Broken parcel"}}"#,
    )
}

/// Ten tickets.
fn fill(store: &mut SqliteStore) -> Head {
    for i in 0..10 {
        assert!(store.append(&Batch::of(&[created(&format!("T-{i}"))])).unwrap().is_done());
    }
    store.head().unwrap()
}

#[track_caller]
fn refused<T>(result: sundesk::Result<T>, kind: ErrorKind, says: &str) -> Error {
    let Err(error) = result else { panic!("it was taken") };
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.to_string().contains(says), "{error}");
    error
}

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}

#[test]
fn what_was_acknowledged_is_there_when_the_file_is_opened_again() {
    let desk = Desk::new();
    let head = fill(&mut desk.open().unwrap());
    let mut store = desk.open().unwrap();
    assert_eq!(store.verify(Some(&head)).unwrap().records, 10);
    let header = bytes(&desk.path("desk.db"));
    assert_eq!(header[68..72], APPLICATION_ID.to_be_bytes());
    assert_eq!(header[60..64], 1_i32.to_be_bytes());
}

#[test]
fn a_foreign_file_is_refused_and_not_touched() {
    let desk = Desk::new();
    let path = desk.path("desk.db");
    for foreign in [
        b"id,subject\n1,Broken\n".repeat(100),
        b"short".to_vec(),
        [b"SQLite format 3\0".as_slice(), &[7; 200]].concat(),
    ] {
        fs::write(&path, &foreign).unwrap();
        let error = refused(desk.open(), ErrorKind::Incompatible, "sundesk store");
        assert!(error.file().ends_with("desk.db"), "{error}");
        assert_eq!(bytes(&path), foreign);
    }
}

#[test]
fn a_file_of_another_program_is_refused_and_not_touched() {
    let desk = Desk::new();
    let path = desk.path("desk.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE mail (body TEXT); INSERT INTO mail VALUES ('x');").unwrap();
    drop(other);
    let before = bytes(&path);
    refused(desk.open(), ErrorKind::Incompatible, "another program");
    assert_eq!(bytes(&path), before);
    // The vault is no desk either, nor the desk a vault.
    fs::remove_file(&path).unwrap();
    drop(SqliteVault::open(&path, None).unwrap());
    refused(desk.open(), ErrorKind::Incompatible, "another program");
    drop(SqliteStore::open(desk.path("other.db"), desk.options()).unwrap());
    refused(SqliteVault::open(desk.path("other.db"), None), ErrorKind::Incompatible, "another program");
}

#[test]
fn a_file_of_a_later_release_is_refused() {
    let desk = Desk::new();
    fill(&mut desk.open().unwrap());
    let conn = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
    conn.execute_batch("PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    drop(conn);
    refused(desk.open(), ErrorKind::Incompatible, "schema 2; this release reads 1 to 1");
}

#[test]
fn another_tenant_s_file_is_refused() {
    let desk = Desk::new();
    drop(desk.open().unwrap());
    let options = StoreOptions::new("umbrella", Arc::clone(&desk.vault));
    let error = refused(SqliteStore::open(desk.path("desk.db"), options), ErrorKind::Incompatible, "\"acme\"");
    assert_eq!(error.path(), "tenant");
}

/// Each page is overwritten at its head, and at its end, where the cells stand: each time the file opens and says what is wrong, or every record is as it was.
#[test]
fn a_damaged_file_is_told_and_never_read_as_something_else() {
    let desk = Desk::new();
    let head = fill(&mut desk.open().unwrap());
    let whole = bytes(&desk.path("desk.db"));
    let (mut told, mut unharmed) = (0, 0);
    let page = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    for place in (0..whole.len()).step_by(page).chain((page - 600..whole.len()).step_by(page)) {
        let mut damaged = whole.clone();
        damaged[place..].iter_mut().take(600).for_each(|byte| *byte = !*byte);
        fs::write(desk.path("desk.db"), &damaged).unwrap();
        let _ = fs::remove_file(desk.path("desk.db-wal"));
        let _ = fs::remove_file(desk.path("desk.db-shm"));
        match desk.open().and_then(|mut store| store.verify(Some(&head))) {
            Ok(verified) => {
                assert_eq!(verified.records, 10);
                unharmed += 1;
            }
            Err(error) => {
                assert!(
                    matches!(error.kind(), ErrorKind::InconsistentLog | ErrorKind::Incompatible | ErrorKind::Io),
                    "{error}"
                );
                assert!(error.file().ends_with("desk.db"), "{error}");
                told += 1;
            }
        }
    }
    assert!(told > whole.len() / page / 2, "{told} faults were told, {unharmed} places were free");
}

#[test]
fn a_record_that_was_changed_is_named() {
    let desk = Desk::new();
    fill(&mut desk.open().unwrap());
    let tamper = |sql: &str| {
        let copy = desk.path("copy.db");
        for tail in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(desk.path(&format!("copy.db{tail}")));
        }
        fs::copy(desk.path("desk.db"), &copy).unwrap();
        let conn = rusqlite::Connection::open(&copy).unwrap();
        assert!(conn.execute(sql, []).unwrap() > 0);
        drop(conn);
        SqliteStore::open(&copy, desk.options()).and_then(|mut store| store.verify(None))
    };
    for (sql, says) in [
        ("UPDATE events SET body = replace(body, 'w', 'v') WHERE pos = 4", "record 4 is not as it was written"),
        ("UPDATE events SET sealed = zeroblob(length(sealed)) WHERE pos = 7", "record 7 is not as it was written"),
        ("DELETE FROM events WHERE pos = 5", "record 5 is missing"),
        ("UPDATE events SET seq = 2 WHERE pos = 6", "record 6 is not as it was written"),
        ("UPDATE rows SET state = replace(state, '\"w\"', '\"v\"') WHERE id = 2", "in the inbox"),
        ("DELETE FROM rows WHERE id = 2", "does not stand in the inbox"),
        ("UPDATE tally SET n = n + 1", "counted wrongly"),
    ] {
        let mut store = desk.open().unwrap();
        store.tickets(&TicketQuery::default()).unwrap(); // the rows stand
        drop(store);
        refused(tamper(sql), ErrorKind::InconsistentLog, says);
    }
}

#[test]
fn an_inbox_that_was_damaged_is_made_anew_from_the_log() {
    let desk = Desk::new();
    let mut store = desk.open().unwrap();
    fill(&mut store);
    let before = store.tickets(&TicketQuery::default()).unwrap();
    let conn = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
    conn.execute_batch("DELETE FROM rows WHERE id < 5; UPDATE tally SET n = 99;").unwrap();
    drop(conn);
    assert!(store.verify(None).is_err());
    store.rebuild_inbox().unwrap();
    assert_eq!(store.tickets(&TicketQuery::default()).unwrap(), before);
    let found = TicketQuery { search: Some("parcel".to_owned()), ..TicketQuery::default() };
    assert_eq!(store.tickets(&found).unwrap().tickets.len(), 10);
    store.verify(None).unwrap();
}

/// What a crash leaves: the write-ahead log ends anywhere. Whole transactions before that are there, and a head kept elsewhere tells what is not.
#[test]
fn a_log_that_is_cut_short_loses_no_earlier_record_and_a_kept_head_tells_the_loss() {
    let desk = Desk::new();
    let mut store = desk.open().unwrap();
    let head = fill(&mut store);
    let (db, wal) = (bytes(&desk.path("desk.db")), bytes(&desk.path("desk.db-wal")));
    drop(store);
    let mut seen = Vec::new();
    for length in (0..=wal.len()).rev().step_by(wal.len() / 25) {
        fs::write(desk.path("desk.db"), &db).unwrap();
        fs::write(desk.path("desk.db-wal"), &wal[..length]).unwrap();
        let _ = fs::remove_file(desk.path("desk.db-shm"));
        let mut store = desk.open().unwrap();
        let records = store.verify(None).unwrap().records;
        if records < 10 {
            refused(store.verify(Some(&head)), ErrorKind::InconsistentLog, "record 10 was there and is gone");
        }
        assert!(store.append(&Batch::of(&[created("T-new")])).unwrap().is_done());
        seen.push(records);
    }
    assert!(seen.is_sorted_by(|a, b| a >= b), "{seen:?}");
    assert_eq!((seen.first(), seen.last()), (Some(&10), Some(&0)));
}

#[test]
fn a_writer_who_waits_too_long_is_told_that_nothing_was_written() {
    let desk = Desk::new();
    let mut store = desk.open().unwrap();
    fill(&mut store);
    let other = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    refused(store.append(&Batch::of(&[created("T-new")])), ErrorKind::Io, "another process is writing");
    assert_eq!(store.feed(0, 100).unwrap().len(), 10); // reading goes on
    other.execute_batch("ROLLBACK").unwrap();
    assert!(store.append(&Batch::of(&[created("T-new")])).unwrap().is_done());
    let long = StoreOptions { busy_ms: MAX_BUSY + 1, ..desk.options() };
    refused(SqliteStore::open(desk.path("desk.db"), long), ErrorKind::LimitExceeded, "busy_ms");
    let longest = StoreOptions { busy_ms: MAX_BUSY, ..desk.options() };
    SqliteStore::open(desk.path("desk.db"), longest).unwrap();
}

#[test]
fn two_who_have_a_file_open_see_each_other_s_records_and_number_them_without_gaps() {
    let desk = Desk::new();
    let (mut a, mut b) = (desk.open().unwrap(), desk.open().unwrap());
    for i in 0..20 {
        let store = if i % 2 == 0 { &mut a } else { &mut b };
        let next = if i == 0 { created("T-1") } else { record("T-1", "note_added", r#"{"body":"n"}"#) };
        assert!(store.append(&Batch::of(&[next])).unwrap().is_done());
    }
    assert_eq!(a.feed(0, 100).unwrap(), b.feed(0, 100).unwrap());
    assert_eq!(a.tickets(&TicketQuery::default()).unwrap(), b.tickets(&TicketQuery::default()).unwrap());
    assert_eq!(b.verify(None).unwrap().records, 20);
}

#[test]
fn a_backup_is_whole_while_others_write_and_is_never_written_over_another() {
    let desk = Desk::new();
    let mut store = desk.open().unwrap();
    let head = fill(&mut store);
    store.backup(&desk.path("backup.db")).unwrap();
    refused(store.backup(&desk.path("backup.db")), ErrorKind::InvalidInput, "not there yet");
    refused(store.backup(&desk.path("nowhere/backup.db")), ErrorKind::Io, "nowhere");
    store.append(&Batch::of(&[created("T-new")])).unwrap();
    let mut copy = SqliteStore::open(desk.path("backup.db"), desk.options()).unwrap();
    assert_eq!(copy.verify(Some(&head)).unwrap().head, head);
    let found = TicketQuery { search: Some("parcel".to_owned()), ..TicketQuery::default() };
    assert_eq!(copy.tickets(&found).unwrap().tickets.len(), 10);
}

fn erased(subject: &str) -> Record {
    record("T-0", "subject_erased", &format!(r#"{{"subject":"{subject}","messages":0}}"#))
}

/// What a store keeps in mind of its streams does not outlive what it or somebody else did to them.
#[test]
fn who_was_erased_is_noted_again_when_they_write_again() {
    let desk = Desk::new();
    let (mut a, mut b) = (desk.open().unwrap(), desk.open().unwrap());
    let note = || Batch::of(&[record("T-0", "note_added", r#"{"body":"n"}"#)]);
    a.append(&Batch::of(&[created("T-0")])).unwrap();
    for round in 0..4 {
        a.append(&note()).unwrap();
        assert_eq!(a.streams_of("c-1").unwrap(), ["T-0"], "round {round}");
        let who = if round % 2 == 0 { &mut b } else { &mut a };
        who.append(&Batch::of(&[erased("c-1")])).unwrap();
        assert!(a.streams_of("c-1").unwrap().is_empty(), "round {round}");
    }
    a.append(&note()).unwrap();
    assert_eq!(b.version("T-0").unwrap(), 10);
    b.verify(None).unwrap();
}

/// Not a word of what was erased is in any file: not in the tables, not in the index, not in the write-ahead log, not in a free page.
#[test]
fn an_erased_text_is_in_no_byte_of_any_file_and_an_old_backup_dies_with_the_key() {
    let mut desk = Desk::new();
    desk.vault = Arc::new(SqliteVault::open(desk.path("desk.keys"), None).unwrap());
    let mut store = desk.open().unwrap();
    store.append(&Batch::of(&[created("T-0"), record("T-0", "note_added", r#"{"body":"zebrafish quartz"}"#)])).unwrap();
    let holds = |name: &str, word: &[u8]| {
        fs::read(desk.path(name)).is_ok_and(|bytes| bytes.windows(word.len()).any(|w| w == word))
    };
    let files = ["desk.db", "desk.db-wal", "desk.keys", "backup.db"];
    assert!(!files.iter().any(|file| holds(file, b"zebrafish")), "sealed before anybody reads it");
    let found = TicketQuery { search: Some("zebrafish".to_owned()), ..TicketQuery::default() };
    assert_eq!(store.tickets(&found).unwrap().tickets.len(), 1);
    store.backup(&desk.path("backup.db")).unwrap();
    assert!(holds("desk.db", b"zebrafish") || holds("desk.db-wal", b"zebrafish"), "an index is made of words");
    assert!(!holds("backup.db", b"zebrafish") && !holds("backup.db", b"parcel"), "a backup is the log alone");
    store.append(&Batch::of(&[erased("c-1")])).unwrap();
    assert_eq!(store.tickets(&found).unwrap().tickets.len(), 0);
    for word in [b"zebrafish".as_slice(), b"quartz", b"parcel"] {
        assert!(!files.iter().any(|file| holds(file, word)), "{word:?}");
    }
    drop(store);
    // The log of the backup does not open any more.
    let copy = SqliteStore::open(desk.path("backup.db"), desk.options()).unwrap();
    assert!(copy.load("T-0", 0).unwrap().iter().all(|stored| !stored.erased.is_empty()));
}

/// A vault that fails the first time it is to destroy something.
struct Failing(MemoryVault, std::sync::atomic::AtomicBool);

impl KeyVault for Failing {
    fn keys_of(
        &self,
        subjects: &[String],
        fresh: &mut dyn FnMut() -> sundesk::Result<(sundesk::store::KeyId, sundesk::store::SubjectKey)>,
    ) -> sundesk::Result<Vec<(sundesk::store::KeyId, sundesk::store::SubjectKey)>> {
        self.0.keys_of(subjects, fresh)
    }

    fn key(&self, id: sundesk::store::KeyId) -> sundesk::Result<sundesk::store::Held> {
        self.0.key(id)
    }

    fn destroy(&self, subject: &str) -> sundesk::Result<bool> {
        if self.1.swap(false, std::sync::atomic::Ordering::SeqCst) {
            return Err(Error::new(ErrorKind::Io, "the vault is away"));
        }
        self.0.destroy(subject)
    }
}

#[test]
fn an_erasure_that_was_cut_short_is_finished_by_whoever_opens_the_file() {
    let mut desk = Desk::new();
    desk.vault = Arc::new(Failing(MemoryVault::new(), true.into()));
    let mut store = desk.open().unwrap();
    fill(&mut store);
    refused(store.append(&Batch::of(&[erased("c-1")])), ErrorKind::Io, "the vault is away");
    drop(store);
    let mut store = desk.open().unwrap();
    assert!(store.load("T-0", 0).unwrap()[0].record.to_json().unwrap().find("parcel").is_none());
    assert_eq!(store.verify(None).unwrap().records, 11);
}

#[test]
fn a_lost_vault_is_a_fault_and_no_erasure() {
    let mut desk = Desk::new();
    fill(&mut desk.open().unwrap());
    desk.vault = Arc::new(MemoryVault::new());
    let mut store = desk.open().unwrap();
    let error = refused(store.load("T-1", 0), ErrorKind::NotFound, "neither holds nor has destroyed");
    assert!(error.path().ends_with("vault"), "{error}");
    refused(store.tickets(&TicketQuery::default()), ErrorKind::NotFound, "vault");
    assert_eq!(store.head().unwrap().position, 10);
}

#[test]
fn a_vault_opens_only_under_its_master_key() {
    let desk = Desk::new();
    let path = desk.path("desk.keys");
    let vault: Arc<dyn KeyVault> = Arc::new(SqliteVault::open(&path, Some(&[7; 32])).unwrap());
    let desk = Desk { vault, ..desk };
    fill(&mut desk.open().unwrap());
    for wrong in [None, Some(&[8; 32])] {
        let error = refused(SqliteVault::open(&path, wrong), ErrorKind::Incompatible, "another master key");
        assert_eq!(error.path(), "master");
    }
    let again = Desk { vault: Arc::new(SqliteVault::open(&path, Some(&[7; 32])).unwrap()), ..desk };
    assert_eq!(again.open().unwrap().load("T-1", 0).unwrap().len(), 1);
}

#[test]
fn a_store_that_was_lost_beside_its_keys_opened_as_a_new_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    let open = || sundesk::store::StoreDoc::default().open(&path.display().to_string(), "acme");
    open().unwrap(); // no key yet: to begin anew loses nothing
    std::fs::remove_file(&path).unwrap();
    let mut store = open().unwrap();
    store.append(&Batch::of(&[created("T-1")])).unwrap();
    drop(store);
    for left in [None, Some(""), Some("x")] {
        std::fs::remove_file(&path).unwrap_or(());
        left.map_or(Ok(()), |text| std::fs::write(&path, text)).unwrap();
        let e = open().unwrap_err();
        assert_eq!(e.kind(), ErrorKind::InconsistentLog, "{e}");
        assert!(e.to_string().contains("1 keys"), "{e}");
        assert_eq!(std::fs::read_to_string(&path).ok().as_deref(), left);
    }
}
