//! The two real logs of `tests/data`, read with their presets: every figure here is one that their READMEs state or that an
//! independent count over the CSV gives.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::ticket::import::{LogMap, from_path};
use sundesk::ticket::{EventLog, History, What};
use sundesk::time::ZoneDb;

fn servicenow() -> EventLog {
    from_path(
        "tests/data/servicenow-incidents/incident_event_log.csv.gz",
        &LogMap::preset("servicenow-uci").unwrap(),
        &ZoneDb::bundled(),
    )
    .unwrap()
}

fn italian() -> EventLog {
    from_path(
        "tests/data/italian-helpdesk/helpdesk.csv.gz",
        &LogMap::preset("italian-helpdesk").unwrap(),
        &ZoneDb::bundled(),
    )
    .unwrap()
}

fn statuses<'a>(history: &History<'a>) -> Vec<&'a str> {
    history.events().iter().filter(|e| e.what == What::Status).map(|e| history.names().name(e.to)).collect()
}

#[test]
fn servicenow_counts_and_traps() {
    let log = servicenow();
    let q = log.quality();
    assert_eq!((q.rows, q.tickets), (141_712, 24_918));
    assert_eq!(log.len(), 24_918);
    assert_eq!((q.rows_per_ticket_min, q.rows_per_ticket_max), (Some(2), Some(58)));
    assert_eq!(q.unknown_statuses.iter().collect::<Vec<_>>(), [(&"-100".to_owned(), &5)]);
    assert_eq!(q.without_resolved_at, 1_556);
    assert_eq!(q.without_closed_at, 0);
    assert_eq!(q.resolved_at_differs, 296);
    assert_eq!((q.rows_before_creation, q.created_at_changes, q.rows_without_time), (5, 0, 0));
    assert_eq!((q.rows_out_of_order, q.tickets_out_of_order), (2, 1));
    assert_eq!((q.resolved_before_creation, q.duplicate_rows), (0, 0));
}

#[test]
fn servicenow_takes_the_last_row_per_incident() {
    let log = servicenow();
    let share = |attribute: &str, value: &str| {
        let value = log.names().get(value).unwrap();
        log.attribute(attribute).unwrap().iter().filter(|v| **v == value).count()
    };
    assert_eq!(share("made_sla", "true"), 15_803); // 63.4 % of incidents; 93.5 % of rows would be the trap
    assert_eq!(share("priority", "1 - Critical"), 270);
    assert_eq!(share("priority", "2 - High"), 408);
    assert_eq!(share("priority", "3 - Moderate"), 23_466);
    assert_eq!(share("priority", "4 - Low"), 774);
    assert_eq!(log.len() - share("reopen_count", "0"), 275);
    let last_closed = log.tickets().filter(|(_, h)| statuses(h).last() == Some(&"Closed")).count();
    assert_eq!(last_closed, 24_918);
}

#[test]
fn servicenow_first_incident_as_events() {
    let log = servicenow();
    let (id, history) = log.tickets().next().unwrap();
    assert_eq!(id, "INC0000045");
    let told: Vec<String> = history
        .events()
        .iter()
        .map(|e| format!("{} {:?} {}", e.instant().unwrap().format("%d %H:%M"), e.what, history.names().name(e.to)))
        .collect();
    let expected = [
        "29 01:16 Created ",
        "29 01:16 Priority 3 - Moderate",
        "29 01:23 Group Group 56",
        "29 01:23 Status New",
        "29 08:53 Status Resolved",
        "05 12:00 Status Closed",
    ];
    assert_eq!(told, expected);
    let recorded = log.recorded(0);
    assert_eq!(recorded.resolved.map(|at| at - recorded.created.unwrap()), Some(613 * 60_000_000)); // 01:16 to 11:29
}

#[test]
fn histories_begin_with_the_creation_and_ascend() {
    for log in [servicenow(), italian()] {
        for (id, history) in log.tickets() {
            let events = history.events();
            assert_eq!(events[0].what, What::Created, "{id}");
            assert!(events.windows(2).all(|w| w[0].at <= w[1].at), "{id}");
        }
    }
}

#[test]
fn italian_counts() {
    let log = italian();
    let q = log.quality();
    assert_eq!((q.rows, q.tickets), (21_348, 4_580));
    assert_eq!((q.rows_out_of_order, q.unknown_activities.len(), q.unknown_statuses.len()), (0, 0, 0));
    let more_than_once =
        log.tickets().filter(|(_, h)| statuses(h).iter().filter(|s| **s == "Resolved").count() > 1).count();
    assert_eq!(more_than_once, 386);
}
