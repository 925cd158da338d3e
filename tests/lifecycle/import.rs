//! A real log taken in under a workflow: every incident of ServiceNow's log, and each move that its workflow would not have allowed.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use std::collections::BTreeMap;
use sundesk::calendar::Calendars;
use sundesk::ticket::import::{LogMap, from_path};
use sundesk::ticket::lifecycle::{Board, ImportMap};
use sundesk::ticket::workflow::Workflow;
use sundesk::ticket::{EventDoc, EventKind, fact::Fact};
use sundesk::time::{ZoneDb, parse_instant};

/// How often the group changed after the first row, in which the group stands before the first status.
fn changes_of_group(events: &[EventDoc]) -> u32 {
    let (mut group, mut begun, mut changes) = ("", false, 0);
    for event in events {
        match &event.kind {
            EventKind::Status { .. } => begun = true,
            EventKind::Group { to, .. } => {
                changes += u32::from(begun && group != to);
                group = to;
            }
            _ => {}
        }
    }
    changes
}

/// The figures were counted over the CSV by itself, sorted by update, number of updates and place in the file.
#[test]
fn every_incident_is_taken_in_and_exactly_the_illegal_moves_are_flagged() {
    let path = "tests/data/servicenow-incidents/incident_event_log.csv.gz";
    let log = from_path(path, &LogMap::preset("servicenow-uci").unwrap(), &ZoneDb::bundled()).unwrap();
    let mut board = Board::new("acme", Calendars::without_default());
    board.add_workflow("incidents", Workflow::preset("servicenow").unwrap()).unwrap();
    let (map, now) = (ImportMap::servicenow().unwrap(), parse_instant("2018-01-01T00:00:00Z").unwrap());
    let (mut kinds, mut begun, mut moves, mut reasons) = (BTreeMap::<String, u32>::new(), 0, 0, 0);
    let stated = |name: &str, i: usize| log.names().name(log.attribute(name).unwrap()[i]).parse::<u32>().unwrap();
    let mut differ: BTreeMap<String, String> = BTreeMap::new();
    for (i, (id, history)) in log.tickets().enumerate() {
        let events: Vec<EventDoc> = history.events().iter().map(|e| e.unfold(history.names()).unwrap()).collect();
        let taken = board.import("incidents", id, &events, &map, now).unwrap();
        let (reopened, moved) = (board.state(id).unwrap().reopen_count, changes_of_group(&events));
        let says = [
            ("reopen_count", reopened, "reopenings in its states"),
            ("reassignment_count", moved, "changes of its group"),
        ];
        let why = says.iter().filter(|(column, seen, _)| stated(column, i) != *seen);
        let why: Vec<String> =
            why.map(|(column, seen, of)| format!("{column} {}, {seen} {of}", stated(column, i))).collect();
        if !why.is_empty() {
            differ.insert(id.to_owned(), why.join("; "));
        }
        moves += taken.records.iter().filter(|r| matches!(r.fact, Fact::StatusChanged { .. })).count();
        reasons += taken.records.iter().filter(|r| matches!(r.fact, Fact::ReasonChanged { .. })).count();
        for flag in taken.flags {
            match flag.from {
                None => begun += 1,
                Some(from) => *kinds.entry(format!("{from} -> {}", flag.to)).or_default() += 1,
            }
        }
    }
    assert_eq!(board.tickets().count(), 24_918);
    assert!(board.tickets().all(|t| t.status == "Closed"));
    let expected = [
        ("-100 -> Resolved", 2),
        ("Closed -> In Progress", 12),
        ("In Progress -> -100", 1),
        ("In Progress -> Closed", 1),
        ("New -> -100", 1),
        ("New -> Closed", 12),
        ("On Hold -> Closed", 1),
        ("Resolved -> New", 1),
        ("Resolved -> On Hold", 2),
    ];
    assert_eq!(kinds, expected.map(|(k, n)| (k.to_owned(), n)).into());
    // What the log says of itself in its columns is what its events fold to, but for the incidents that contradict themselves.
    let fixture = std::fs::read_to_string("tests/fixtures/servicenow_inconsistent.json").unwrap();
    let known: BTreeMap<String, String> = serde_json::from_str(&fixture).unwrap();
    let odd = differ.iter().find(|(id, why)| known.get(*id) != Some(why));
    let missing = known.keys().find(|id| !differ.contains_key(*id));
    assert_eq!((differ.len(), odd, missing), (known.len(), None, None));
    // 64,034 changes of state in the log: from one Awaiting to another is another reason and no move.
    assert_eq!((begun, moves, reasons, moves + reasons), (2_018, 63_877, 157, 64_034));
}
