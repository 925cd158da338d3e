//! A real log taken in under a workflow: every incident of ServiceNow's log, and each move that its workflow would not have allowed.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use std::collections::BTreeMap;
use sundesk::calendar::Calendars;
use sundesk::ticket::import::{LogMap, from_path};
use sundesk::ticket::lifecycle::{Board, ImportMap};
use sundesk::ticket::workflow::Workflow;
use sundesk::ticket::{EventDoc, fact::Fact};
use sundesk::time::{ZoneDb, parse_instant};

/// The figures were counted over the CSV by itself, sorted by update, number of updates and place in the file.
#[test]
fn every_incident_is_taken_in_and_exactly_the_illegal_moves_are_flagged() {
    let path = "tests/data/servicenow-incidents/incident_event_log.csv.gz";
    let log = from_path(path, &LogMap::preset("servicenow-uci").unwrap(), &ZoneDb::bundled()).unwrap();
    let mut board = Board::new("acme", Calendars::without_default());
    board.add_workflow("incidents", Workflow::preset("servicenow").unwrap()).unwrap();
    let (map, now) = (ImportMap::servicenow().unwrap(), parse_instant("2018-01-01T00:00:00Z").unwrap());
    let (mut kinds, mut begun, mut moves, mut reasons) = (BTreeMap::<String, u32>::new(), 0, 0, 0);
    for (id, history) in log.tickets() {
        let events: Vec<EventDoc> = history.events().iter().map(|e| e.unfold(history.names()).unwrap()).collect();
        let taken = board.import("incidents", id, &events, &map, now).unwrap();
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
    // 64,034 changes of state in the log: from one Awaiting to another is another reason and no move.
    assert_eq!((begun, moves, reasons, moves + reasons), (2_018, 63_877, 157, 64_034));
}
