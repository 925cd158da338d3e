//! What stands beside the log (rows, words, clocks, handles, people) is checked against it, and made anew from it.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use super::sqlite::Desk;
use std::path::Path;
use sundesk::ErrorKind;
use sundesk::store::{Append, Batch, Entry, Handle, SqliteStore, Store, TicketQuery, TimerMark};
use sundesk::ticket::{Key, Record};

const AT: i64 = 1_772_442_000_000_000;

fn record(stream: &str, by: &str, kind: &str, data: &str) -> Record {
    let at = "2026-03-02T09:00:00Z";
    let who = if by.starts_with("c-") { "requester" } else { "human" };
    Record::from_json(&format!(
        r#"{{"id":"","stream":"{stream}","seq":0,"at":"{at}","recorded_at":"{at}","actor":{{"kind":"{who}","id":"{by}"}},"workflow":"w","schema":1,"kind":"{kind}","data":{data}}}"#
    ))
    .unwrap()
}

fn created(stream: &str, by: &str) -> Record {
    let of = format!(
        r#"{{"of":{{"workflow":"w","workflow_version":"1","status":"new","category":"new","requester":"{by}","subject":"Broken parcel","reply_token":"token-{stream}"}}}}"#
    );
    record(stream, by, "created", &of)
}

fn mail(stream: &str, by: &str, id: &str) -> Record {
    let message = format!(
        r#"{{"message":{{"inbound":true,"author":"{by}","channel":"email","message_id":"{id}","body":"Where is it?"}}}}"#
    );
    record(stream, by, "message_added", &message)
}

fn keyed(mut record: Record, key: &str, command: &str) -> Record {
    record.key = Some(Key { key: key.to_owned(), command: command.to_owned() });
    record
}

fn erased(subject: &str) -> Record {
    record("T-1", "admin", "subject_erased", &format!(r#"{{"subject":"{subject}","messages":1}}"#))
}

/// Two tickets with mail, a clock on one of them.
fn fill(store: &mut SqliteStore) {
    let all = [created("T-1", "c-1"), mail("T-1", "c-1", "<1@x>"), created("T-2", "c-2"), mail("T-2", "c-2", "<2@x>")];
    let clocks = vec![TimerMark { stream: "T-1".to_owned(), at: Some(AT), what: "first reply".to_owned() }];
    let batch = Batch { entries: all.into_iter().map(Entry::from).collect(), clocks, ..Batch::default() };
    assert!(store.append(&batch).unwrap().is_done());
    store.tickets(&TicketQuery::default()).unwrap();
}

#[test]
fn what_a_table_has_lost_is_told_and_made_anew() {
    for (damage, says) in [
        ("UPDATE rows SET last_activity = 5 WHERE stream = 'T-1'", "otherwise than its records say"),
        ("UPDATE rows SET assignee = 'bob' WHERE stream = 'T-1'", "otherwise than its records say"),
        ("UPDATE rows SET due = 5 WHERE stream = 'T-1'", "another due instant"),
        ("UPDATE rows SET due = 9223372036854775807, clock = NULL", "another due instant"),
        ("DELETE FROM texts WHERE rowid = 2", "other words"),
        ("DELETE FROM text_of WHERE id = 4", "other words"),
        ("DELETE FROM handles WHERE word = '<1@x>'", "by a message id or reply token"),
        ("DELETE FROM handles WHERE word = 'token-T-2'", "by a message id or reply token"),
        ("DELETE FROM subjects WHERE subject = 'c-2'", "speaks of \"c-2\", whose erasure would not find it"),
        ("DELETE FROM askers WHERE stream = 'T-2'", "another requester"),
        ("UPDATE askers SET subject = 'c-9' WHERE stream = 'T-1'", "another requester"),
    ] {
        let desk = Desk::new();
        let mut store = desk.open().unwrap();
        fill(&mut store);
        store.verify(None).unwrap();
        let before = (store.tickets(&TicketQuery::default()).unwrap(), store.streams_of("c-2").unwrap());
        let conn = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
        assert!(conn.execute(damage, []).unwrap() > 0, "{damage}");
        drop(conn);
        let error = store.verify(None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InconsistentLog, "{damage}");
        assert!(error.to_string().contains(says), "{damage}: {error}");
        store.rebuild_inbox().unwrap();
        store.verify(None).unwrap();
        assert_eq!((store.tickets(&TicketQuery::default()).unwrap(), store.streams_of("c-2").unwrap()), before);
        assert_eq!(store.find(Handle::Message, "<1@x>").unwrap().as_deref(), Some("T-1"));
    }
}

/// What the log says of the people on a ticket is what the tables say, after every erasure and whoever writes again.
#[test]
fn a_desk_on_which_people_come_and_go_verifies_after_each_of_them() {
    let desk = Desk::new();
    let mut store = desk.open().unwrap();
    fill(&mut store);
    let steps: Vec<Record> = vec![
        erased("c-1"),
        mail("T-1", "c-3", "<3@x>"),
        mail("T-2", "c-3", "<4@x>"),
        mail("T-1", "c-1", "<5@x>"),
        erased("c-3"),
        record("T-2", "ann", "note_added", r#"{"body":"she called"}"#),
        erased("ann"),
        mail("T-1", "c-1", "<6@x>"),
        record("T-2", "ann", "watchers_changed", r#"{"watchers":["c-1","c-7"]}"#),
        erased("c-7"),
        record("T-2", "admin", "ticket_deleted", "{}"),
        erased("c-1"),
    ];
    for (i, step) in steps.into_iter().enumerate() {
        assert!(store.append(&Batch::of(&[step])).unwrap().is_done());
        store.verify(None).map_err(|e| format!("step {i}: {e}")).unwrap();
        let conn = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
        let tables = || -> Vec<String> {
            [
                "SELECT stream || ' ' || subject FROM askers",
                "SELECT stream || ' ' || subject FROM subjects WHERE subject NOT LIKE char(31) || '%'",
                "SELECT stream || ' ' || word FROM handles",
            ]
            .iter()
            .flat_map(|sql| {
                let mut sql = conn.prepare(&format!("{sql} ORDER BY 1")).unwrap();
                sql.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap).collect::<Vec<_>>()
            })
            .collect()
        };
        let before = tables();
        conn.execute_batch("DELETE FROM askers; DELETE FROM handles;").unwrap();
        store.rebuild_inbox().unwrap();
        assert_eq!(tables(), before, "step {i}");
    }
}

fn lies_open(path: &Path, word: &str) -> bool {
    let bytes = std::fs::read(path).unwrap();
    bytes.windows(word.len()).any(|w| w == word.as_bytes())
}

/// A backup holds no word by which somebody could be known, and is a whole desk again for who has the keys.
#[test]
fn a_backup_is_the_log_alone_and_makes_the_rest_when_it_is_opened() {
    let desk = Desk::new();
    let mut store = desk.open().unwrap();
    fill(&mut store);
    let command = "c0ffee".repeat(10);
    store.append(&Batch::of(&[keyed(mail("T-1", "c-1", "<9@x>"), "k", &command)])).unwrap();
    store.backup(&desk.path("backup.db")).unwrap();
    for word in ["<1@x>", "token-T-1", "parcel", &command] {
        assert!(!lies_open(&desk.path("backup.db"), word), "{word}");
    }
    let mut copy = SqliteStore::open(desk.path("backup.db"), desk.options()).unwrap();
    assert_eq!(copy.find(Handle::Message, "<1@x>").unwrap().as_deref(), Some("T-1"));
    assert_eq!(copy.find(Handle::Token, "token-T-2").unwrap().as_deref(), Some("T-2"));
    copy.verify(None).unwrap();
    // That a key was used is known; by what, is not.
    let again = copy.append(&Batch::of(&[keyed(mail("T-1", "c-1", "<9@x>"), "k", &command)])).unwrap();
    assert!(matches!(again, Append::KeyTaken { .. }), "{again:?}");
    store.append(&Batch::of(&[erased("c-1")])).unwrap();
    let copy = SqliteStore::open(desk.path("backup.db"), desk.options()).unwrap();
    assert!(copy.load("T-1", 0).unwrap()[1].record.to_json().unwrap().find("<1@x>").is_none());
}

/// The hash of a command tells whoever can guess the command that it was this one.
#[test]
fn the_hash_of_a_command_outlived_the_person_it_spoke_of() {
    let desk = Desk::new();
    let mut store = desk.open().unwrap();
    let hash = |of: &str| of.repeat(16);
    fill(&mut store);
    let done = Batch { done: Some((Key { key: "n".to_owned(), command: hash("0ddc") }, AT)), ..Batch::default() };
    let keyed = |stream: &str, by: &str, key: &str, of: &str| {
        Batch::of(&[keyed(mail(stream, by, &format!("<{key}@x>")), key, &hash(of))])
    };
    let (first, second) = (keyed("T-1", "c-1", "k", "c0de"), keyed("T-2", "c-2", "l", "beef"));
    for batch in [&done, &first, &second] {
        assert!(store.append(batch).unwrap().is_done());
        assert!(matches!(store.append(batch).unwrap(), Append::Repeated { .. }));
    }
    store.append(&Batch::of(&[erased("c-1")])).unwrap();
    for file in ["desk.db", "desk.db-wal"] {
        for (of, there) in [("c0de", false), ("0ddc", false)] {
            assert_eq!(lies_open(&desk.path(file), &hash(of)), there, "{file} {of}");
        }
    }
    // The keys stay used, and nobody can say any longer by what.
    assert!(matches!(store.append(&first).unwrap(), Append::KeyTaken { .. }));
    assert!(matches!(store.append(&done).unwrap(), Append::KeyTaken { .. }));
    assert!(matches!(store.append(&second).unwrap(), Append::Repeated { .. }));
    store.append(&Batch::of(&[record("T-2", "admin", "redacted", r#"{"records":[3]}"#)])).unwrap();
    assert!(matches!(store.append(&second).unwrap(), Append::KeyTaken { .. }));
    assert!(!lies_open(&desk.path("desk.db"), &hash("beef")));
}
