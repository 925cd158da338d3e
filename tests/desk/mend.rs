//! What a desk works out of its records (timers, promises) is checked beside them, and worked out anew.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::ErrorKind;
use sundesk::desk::{Desk, DeskDoc, Library};
use sundesk::document::Document;
use sundesk::store::TicketQuery;
use sundesk::ticket::lifecycle::Command;
use sundesk::time::ZoneDb;

/// A promise of two hours within office hours, and what is solved closes by itself.
fn library() -> Library {
    let text = r#"{
        "calendar": {"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}},
        "policies": {"gold": {"metrics": {"first reply": {"kind": "first_reply", "target": "2h"}}}}
    }"#;
    Library::from_json(text, &ZoneDb::bundled()).unwrap()
}

#[test]
fn a_lost_timer_or_promise_is_told_and_set_anew() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db").display().to_string();
    let mut desk = Desk::open(&path, library(), &DeskDoc::from_json("{}").unwrap()).unwrap();
    for command in [
        r#"{"do": "create", "ticket": "T-1", "by": "customer", "subject": "Parcel", "at": "2026-03-02T09:00:00Z"}"#,
        r#"{"do": "create", "ticket": "T-2", "by": "customer", "subject": "Invoice", "at": "2026-03-02T09:30:00Z"}"#,
        r#"{"do": "assign", "ticket": "T-2", "by": "agent", "assignee": "agent", "at": "2026-03-02T09:45:00Z"}"#,
        r#"{"do": "set_status", "ticket": "T-2", "by": "agent", "status": "solved", "at": "2026-03-02T10:00:00Z"}"#,
    ] {
        let outcome = desk.command(&Command::from_json(command).unwrap()).unwrap();
        assert!(outcome.refusal.is_none(), "{command}: {:?}", outcome.refusal);
    }
    desk.verify(None).unwrap();
    let timers = desk.store().timers().unwrap();
    assert_eq!(timers.iter().map(|t| t.stream.as_str()).collect::<Vec<_>>(), ["T-2"]);
    let before = desk.tickets(&TicketQuery::default()).unwrap();
    assert!(before.tickets[0].due_at.is_some());
    for (damage, says) in [
        ("DELETE FROM timers", "ticket \"T-2\": the store has as its timer none, and"),
        ("UPDATE timers SET at = at + 1000000", "follows from its records"),
        (
            "DELETE FROM clocks; UPDATE rows SET due = 9223372036854775807, clock = NULL",
            "ticket \"T-1\": the store has as its next promise none, and first reply at 2026-03-02T11:00:00Z",
        ),
    ] {
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.execute_batch(damage).unwrap();
        drop(conn);
        let error = desk.verify(None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InconsistentLog, "{damage}");
        assert!(error.to_string().contains(says), "{damage}: {error}");
        desk.rebuild_inbox().unwrap();
        desk.verify(None).unwrap();
        assert_eq!(desk.store().timers().unwrap(), timers, "{damage}");
        assert_eq!(desk.tickets(&TicketQuery::default()).unwrap(), before, "{damage}");
    }
}
