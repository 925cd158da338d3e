//! A foreign log taken into a desk: kept whole, judged, counted, and the same again when it is done twice.
#![cfg(all(feature = "sqlite", feature = "import"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use std::collections::BTreeMap;
use sundesk::ErrorKind;
use sundesk::calendar::Calendars;
use sundesk::desk::{Desk, DeskDoc, ImportReport, Library, MAX_NAMED};
use sundesk::ticket::EventLog;
use sundesk::ticket::import::{LogMap, from_path};
use sundesk::ticket::lifecycle::{Board, Command, ImportMap};
use sundesk::ticket::workflow::Workflow;
use sundesk::time::{ZoneDb, parse_instant};

const NOW: &str = "2026-03-20T00:00:00Z";

fn library() -> Library {
    Library::new(ZoneDb::bundled()).with_workflow("incidents", Workflow::preset("servicenow").unwrap())
}

fn log(t3: Value) -> EventLog {
    let doc = json!({"tickets": {
        "T-1": [{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester", "status": "New"},
            {"at": "2026-03-02T10:00:00Z", "type": "status", "to": "Active"},
            {"at": "2026-03-02T10:05:00Z", "type": "reply", "by": "agent", "public": true},
            {"at": "2026-03-02T11:00:00Z", "type": "status", "to": "Resolved"}],
        "T-2": [{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester", "status": "New"},
            {"at": "2026-03-02T12:00:00Z", "type": "status", "to": "Closed"}],
        "T-3": t3,
    }});
    let library = json!({"logs": {"old": doc}}).to_string();
    Library::from_json(&library, &ZoneDb::bundled()).unwrap().log(None).unwrap().clone()
}

fn begun() -> Value {
    json!([{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester", "status": "Resolved"}])
}

fn import(desk: &mut Desk, log: &EventLog) -> ImportReport {
    desk.import(log, None, &ImportMap::servicenow().unwrap(), parse_instant(NOW).unwrap()).unwrap()
}

#[test]
fn illegal_moves_are_kept_with_their_reason_and_a_second_run_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db").display().to_string();
    let mut desk = Desk::open(&path, library(), &DeskDoc::default()).unwrap();
    let first = import(&mut desk, &log(begun()));
    assert_eq!((first.tickets, first.imported, first.present, first.differ), (3, 3, 0, 0));
    assert_eq!((first.moves, first.flagged), (3, 2));
    assert_eq!(first.flags, [("-> Resolved".to_owned(), 1), ("New -> Closed".to_owned(), 1)].into());
    assert_eq!(first.reasons, [("not_initial".to_owned(), 1), ("transition_not_allowed".to_owned(), 1)].into());
    assert_eq!(desk.ticket("T-2").unwrap().unwrap().status, "Closed");
    let stored = serde_json::to_value(desk.store().load("T-2", 0).unwrap()).unwrap().to_string();
    assert!(stored.contains(r#""flag":"transition_not_allowed""#), "{stored}");
    let head = desk.store().head().unwrap();
    drop(desk);
    let mut desk = Desk::open(&path, library(), &DeskDoc::default()).unwrap();
    let second = import(&mut desk, &log(begun()));
    assert_eq!(second, ImportReport { imported: 0, present: 3, ..first });
    assert_eq!(desk.store().head().unwrap(), head);
    // It is a ticket as any other now: what came due since takes effect, and commands go on from there.
    desk.tick(parse_instant(NOW).unwrap()).unwrap();
    assert_eq!(desk.ticket("T-1").unwrap().unwrap().status, "Closed"); // resolved tickets close by themselves
    assert_eq!(import(&mut desk, &log(begun())).present, 3);
    desk.store_mut().verify(None).unwrap();
}

#[test]
fn what_is_there_with_something_else_stays_and_is_counted() {
    let mut desk = Desk::memory(library(), &DeskDoc::default()).unwrap();
    let create =
        r#"{"do": "create", "ticket": "T-3", "by": "agent", "requester": "c-1", "at": "2026-03-02T09:00:00Z"}"#;
    desk.command(&Command::from_json(create).unwrap()).unwrap();
    let report = import(&mut desk, &log(begun()));
    assert_eq!((report.imported, report.differ, report.present), (2, 1, 0));
    assert!(report.why["T-3"].contains("something else"), "{:?}", report.why);
    assert_eq!(desk.ticket("T-3").unwrap().unwrap().status, "New");
    // A later state of the same log says more than is there.
    let longer = json!([{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester", "status": "Resolved"},
        {"at": "2026-03-02T10:00:00Z", "type": "status", "to": "Closed"}]);
    let mut desk = Desk::memory(library(), &DeskDoc::default()).unwrap();
    import(&mut desk, &log(begun()));
    let report = import(&mut desk, &log(longer));
    assert_eq!((report.imported, report.differ, report.present), (0, 1, 2));
}

#[test]
fn a_history_that_is_none_is_counted_and_the_others_are_taken_in() {
    let mut desk = Desk::memory(library(), &DeskDoc::default()).unwrap();
    let report = import(&mut desk, &log(json!([{"at": "2026-03-02T10:00:00Z", "type": "status", "to": "Active"}])));
    assert_eq!((report.imported, report.refused), (2, 1));
    assert!(report.why["T-3"].contains("begins with a creation"), "{:?}", report.why);
    let early = desk
        .import(&log(begun()), None, &ImportMap::default(), parse_instant("2026-03-02T10:00:00Z").unwrap())
        .unwrap_err();
    assert_eq!((early.kind(), early.path()), (ErrorKind::InvalidInput, "now"));
    let none =
        desk.import(&log(begun()), Some("nothing"), &ImportMap::default(), parse_instant(NOW).unwrap()).unwrap_err();
    assert_eq!((none.kind(), none.path()), (ErrorKind::NotFound, "workflow"));
}

#[test]
fn a_report_names_a_thousand_tickets_and_counts_the_others() {
    let mut log = EventLog::builder();
    let moved =
        serde_json::from_value(json!({"at": "2026-03-02T10:00:00Z", "type": "status", "to": "Active"})).unwrap();
    for n in 0..=MAX_NAMED {
        let place = log.ticket(&format!("T-{n}"));
        log.push(place, &moved).unwrap();
    }
    let mut desk = Desk::memory(library(), &DeskDoc::default()).unwrap();
    let report = import(&mut desk, &log.finish());
    assert_eq!((report.refused, report.why.len()), (1_001, 1_000));
}

#[test]
fn a_call_takes_in_a_log_of_the_library_or_a_file() {
    let mut desk = Desk::memory(library().with_log("old", log(begun())), &DeskDoc::default()).unwrap();
    let told = |desk: &mut Desk, call: Value| -> Value { serde_json::from_str(&desk.line(&call.to_string())).unwrap() };
    let report = told(&mut desk, json!({"call": "import", "log": "old", "statuses": "servicenow", "now": NOW}));
    assert_eq!(report["done"]["imported"], 3, "{report}");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tickets.csv");
    std::fs::write(&path, "number,opened,state\nI-1,2026-03-01 09:00,New\n").unwrap();
    let map = json!({"ticket": "number", "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"}, "created_at": "opened", "status": "state"});
    let by_file = told(&mut desk, json!({"call": "import", "path": path, "map": map, "now": NOW}));
    assert_eq!(by_file["done"]["imported"], 1, "{by_file}");
    let neither = told(&mut desk, json!({"call": "import", "path": path, "now": NOW}));
    assert_eq!(neither["error"]["path"], "map");
}

/// Every tenth incident of the real log: what the desk counts is what a board flags (`tests/lifecycle/import.rs` has all of them).
#[test]
fn the_real_log_becomes_a_desk() {
    let path = "tests/data/servicenow-incidents/incident_event_log.csv.gz";
    let all = from_path(path, &LogMap::preset("servicenow-uci").unwrap(), &ZoneDb::bundled()).unwrap();
    let (map, now) = (ImportMap::servicenow().unwrap(), parse_instant("2018-01-01T00:00:00Z").unwrap());
    let mut board = Board::new("desk", Calendars::without_default());
    board.add_workflow("incidents", Workflow::preset("servicenow").unwrap()).unwrap();
    let (mut log, mut flags, mut records) = (EventLog::builder(), BTreeMap::<String, u64>::new(), 0);
    for (id, history) in all.tickets().step_by(10) {
        let events: Vec<_> = history.events().iter().map(|e| e.unfold(history.names()).unwrap()).collect();
        let place = log.ticket(id);
        events.iter().for_each(|event| log.push(place, event).unwrap());
        let taken = board.import("incidents", id, &events, &map, now).unwrap();
        records += taken.records.len() as u64;
        for flag in taken.flags {
            *flags
                .entry(format!("{} -> {}", flag.from.unwrap_or_default(), flag.to).trim_start().to_owned())
                .or_default() += 1;
        }
    }
    let log = log.finish();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db").display().to_string();
    let mut desk = Desk::open(&path, library(), &DeskDoc::default()).unwrap();
    let report = desk.import(&log, None, &map, now).unwrap();
    assert_eq!((report.imported, report.records, &report.flags), (2_492, records, &flags));
    assert!(report.flagged > 200, "{report:?}");
    assert_eq!(desk.store().head().unwrap().position, records);
    assert_eq!(desk.import(&log, None, &map, now).unwrap(), ImportReport { imported: 0, present: 2_492, ..report });
    assert_eq!(desk.store().head().unwrap().position, records);
}
