//! Lists: one row per ticket, as every help desk exports it. What a row states is an instant; what it shows is a state.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::calendar::{Calendar, Calendars};
use sundesk::metrics::{
    Attainment, AttainmentRule, Figures, Report, ReportInput, ReportSpec, ResolutionVariant, TicketFacts, report,
};
use sundesk::sla::{PolicySet, replay};
use sundesk::ticket::EventLog;
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::time::{ZoneDb, format_instant, parse_instant};
use sundesk::{Error, ErrorKind};

/// Columns id, c(reated), r(esolved), x (closed), s(tatus), u(pdated); a row has as many as the map names.
fn read_as(rows: &str, change: Value) -> Result<EventLog, Error> {
    let mut map = json!({"ticket": "id", "created_at": "c", "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"},
        "resolved_at": "r", "closed_at": "x", "status": "s", "updated_at": "u",
        "statuses": {"Open": "open", "Waiting": "pending", "Done": "solved", "Shut": "closed"}});
    for (key, value) in change.as_object().unwrap() {
        map[key] = value.clone();
        if value.is_null() {
            map.as_object_mut().unwrap().remove(key);
        }
    }
    let line = |row: &str| {
        let fields: Vec<String> = row.split(',').map(str::trim).map(instant).collect();
        fields.join(",") + "\n"
    };
    let rows: String = rows.lines().map(str::trim).filter(|l| !l.is_empty()).map(line).collect();
    from_reader(format!("id,c,r,x,s,u\n{rows}").as_bytes(), &LogMap::from_json(&map.to_string())?, &ZoneDb::bundled())
}

/// `4 10:00` is the fourth of March 2024, a Monday.
fn instant(text: &str) -> String {
    match text.split_once(' ') {
        Some((day, time)) if time.contains(':') => format!("2024-03-{day:0>2} {time}"),
        _ => text.to_owned(),
    }
}

#[track_caller]
fn read(rows: &str) -> EventLog {
    read_as(rows, json!({})).unwrap()
}

fn told(log: &EventLog, ticket: usize) -> Vec<String> {
    let history = log.history(ticket).unwrap();
    let line = |e: &sundesk::ticket::Event| {
        let at = e.instant().unwrap().format("%-d %H:%M");
        format!("{at} {:?} {}", e.what, history.names().name(e.to)).trim_end().to_owned()
    };
    history.events().iter().map(line).collect()
}

fn measure(log: &EventLog, now: Option<&str>, resolution: ResolutionVariant) -> Report {
    let now = now.map_or_else(|| log.as_of().unwrap(), |now| parse_instant(now).unwrap());
    let zone = ZoneDb::bundled().zone("UTC").unwrap();
    let input = ReportInput { log, now, zone: &zone, calendar: None, promise: None, labels: None };
    report(input, &ReportSpec { resolution, ..ReportSpec::default() }).unwrap()
}

fn last(log: &EventLog) -> Figures {
    measure(log, None, ResolutionVariant::LastResolution).all
}

fn excluded(figures: &Figures) -> String {
    let told: Vec<String> = figures.resolution_excluded.iter().map(|(why, n)| format!("{why} {n}")).collect();
    told.join(", ")
}

/// Kept and judged, and undecided, of a promise of two days of elapsed time.
fn kept(log: &EventLog, now: &str) -> (u64, u64, u64) {
    let policy = r#"{"metrics": {"m": {"kind": "requester_wait", "target": "48h", "clock": "elapsed"}}}"#;
    let set = PolicySet::from_json(policy, &ZoneDb::bundled()).unwrap();
    let bound = set.bind_log(log, &Calendars::new(Calendar::always_open())).unwrap();
    let mut sum = Attainment::default();
    replay(&bound, log, parse_instant(now).unwrap(), |_, answer| {
        sum = sum.merge(Attainment::of(answer.metrics.first(), AttainmentRule::PerTicket));
    })
    .unwrap();
    let figures = sum.figures(0.95).unwrap();
    (figures.share.k, figures.share.n, figures.undecided)
}

#[test]
fn the_status_of_a_row_was_taken_for_that_of_the_creation() {
    let log = read(
        "1, 4 09:00, 5 09:00,, Done, 8 09:00
         2, 4 09:00,,, Waiting, 6 09:00
         3, 4 09:00,,, Open,",
    );
    assert_eq!(told(&log, 0), ["4 09:00 Created", "5 09:00 Status solved", "8 09:00 Status Done"]);
    assert_eq!(told(&log, 1), ["4 09:00 Created", "6 09:00 Status Waiting"]);
    assert_eq!(told(&log, 2), ["4 09:00 Created", "8 09:00 Status Open"]); // as of the last instant that the log states
    let all = last(&log);
    assert_eq!((all.tickets, all.done, all.open, all.resolution.n), (3, 1, 2, 1));
    assert_eq!(all.resolution.median_s, Some(86_400.0));
    // 1 kept; 2 used up its two days just when it began to wait; 3 is open past due.
    assert_eq!(kept(&log, "2024-03-08T09:00:00Z"), (1, 2, 1));
}

#[test]
fn a_state_without_an_instant_holds_at_the_as_of_whichever_it_is() {
    // The log's last instant is the 5th; the list is read on the 20th, and the ticket waits then: since when, nobody knows.
    let log = read("1, 4 09:00,,, Waiting,\n2, 5 09:00,,, Open,");
    assert_eq!(told(&log, 0), ["4 09:00 Created", "5 09:00 Status Waiting"]);
    assert_eq!(kept(&log, "2024-03-20T09:00:00Z"), (0, 2, 0));
    assert_eq!(kept(&log, "2024-03-05T10:00:00Z"), (0, 0, 2));
    // With its own instant the state holds from there: the clock stood still after a day.
    let log = read("1, 4 09:00,,, Waiting, 5 09:00\n2, 5 09:00,,, Open,");
    assert_eq!(kept(&log, "2024-03-20T09:00:00Z"), (0, 1, 1));
}

#[test]
fn a_stated_resolution_resolves_without_a_column_of_statuses() {
    let none = json!({"status": null, "statuses": null, "closed_at": null, "updated_at": null});
    let log = read_as("A, 1 00:00, 5 00:00,,,\nB, 2 00:00,,,,", none).unwrap();
    assert_eq!(told(&log, 0), ["1 00:00 Created", "5 00:00 Status solved"]);
    let all = last(&log);
    assert_eq!((all.tickets, all.done, all.open, all.resolution.median_s), (2, 1, 1, Some(345_600.0)));
    assert_eq!(excluded(&all), "open 1");
    // A closing alone is the end too.
    let none = json!({"status": null, "resolved_at": null, "updated_at": null});
    let log = read_as("A, 1 00:00,, 5 00:00,,", none).unwrap();
    assert_eq!(told(&log, 0), ["1 00:00 Created", "5 00:00 Status closed"]);
    assert_eq!(last(&log).resolution.median_s, Some(345_600.0));
    // And it is where the column of resolutions is blank: something is stated.
    assert_eq!(last(&read("A, 1 00:00,, 5 00:00, Shut,")).resolution.median_s, Some(345_600.0));
}

#[test]
fn the_map_may_name_another_status_and_the_reserved_words_keep_their_meaning() {
    let named = json!({"resolved_at": {"column": "r", "status": "Waiting"}, "closed_at": null, "status": null});
    let log = read_as("A, 1 00:00, 5 00:00,,,", named).unwrap();
    assert_eq!((told(&log, 0)[1].as_str(), last(&log).done), ("5 00:00 Status Waiting", 0));
    // A desk whose word "closed" means something else does not change what a closing is.
    let own = json!({"statuses": {"closed": "pending", "solved": "open", "Done": "solved"}, "status": null});
    let log = read_as("A, 1 00:00, 4 00:00, 5 00:00,,", own).unwrap();
    let closed = measure(&log, None, ResolutionVariant::ToClosed).all;
    assert_eq!((closed.done, closed.resolution.median_s), (1, Some(345_600.0)));
}

#[test]
fn done_at_no_known_instant_is_done_and_has_no_time() {
    let log = read("A, 1 00:00,,, Done, 9 00:00\nB, 1 00:00,,, Shut,\nC, 1 00:00, 3 00:00,, Done, 9 00:00");
    for (variant, n, why) in [
        (ResolutionVariant::LastResolution, 1, "no_instant 2"),
        (ResolutionVariant::FirstResolution, 0, "unknown 3"), // a list states the last one
        (ResolutionVariant::OpenTime, 0, "unknown 3"),
        (ResolutionVariant::WorkTime, 0, "unknown 3"),
        (ResolutionVariant::ToClosed, 0, "no_instant 1, not_closed 2"),
    ] {
        let all = measure(&log, None, variant).all;
        assert_eq!((all.done, all.resolution.n, excluded(&all).as_str()), (3, n, why), "{variant:?}");
    }
    let all = last(&log);
    assert_eq!((all.reopened.n, all.reopened_excluded["unknown"]), (0, 3)); // each was resolved; how often is not told
    let weeks = measure(&log, None, ResolutionVariant::LastResolution).weeks;
    assert_eq!(weeks.last().unwrap().open_at_end, 0); // done is not backlog
    assert_eq!(measure(&log, None, ResolutionVariant::LastResolution).basis.resolution_from, "stated");
    // A list that states nothing but states: the as-of is no instant of resolution.
    let bare = json!({"resolved_at": null, "closed_at": null, "updated_at": null});
    let log = read_as("A, 1 00:00,,, Done,\nB, 2 00:00,,, Open,", bare).unwrap();
    let all = last(&log);
    assert_eq!((all.done, all.resolution.n, excluded(&all).as_str()), (1, 0, "no_instant 1, open 1"));
    assert_eq!(log.quality().without_resolved_at, 0); // there is no such column to be blank
}

#[test]
fn a_resolution_that_the_state_contradicts_is_none() {
    let log = read("A, 1 00:00, 3 00:00,, Open, 9 00:00");
    let all = last(&log);
    assert_eq!((all.done, all.open, excluded(&all).as_str()), (0, 1, "open 1"));
    let facts = TicketFacts::of_log(&log, log.as_of().unwrap())[0];
    assert_eq!((facts.reopens, all.reopened.n), (1, 0)); // it came back; how many others did, a list does not tell
    // Seen as of an instant between the two it is resolved.
    let then = measure(&log, Some("2024-03-05T00:00:00Z"), ResolutionVariant::LastResolution).all;
    assert_eq!((then.done, then.resolution.n), (1, 1));
    // A word that nobody declared contradicts nothing, and is counted.
    let log = read("A, 1 00:00, 3 00:00,, -100, 9 00:00\nB, 1 00:00,,, -100, 9 00:00");
    assert_eq!(told(&log, 0), ["1 00:00 Created", "3 00:00 Status solved"]);
    assert_eq!(told(&log, 1), ["1 00:00 Created", "9 00:00 Status -100"]);
    assert_eq!((last(&log).done, last(&log).open, log.quality().unknown_statuses["-100"]), (1, 1, 2));
}

#[test]
fn a_closing_stays_a_closing_beside_a_state_that_says_solved() {
    let log = read("A, 1 00:00, 3 00:00, 5 00:00, Done, 9 00:00\nB, 1 00:00, 3 00:00,, Shut, 9 00:00");
    let all = measure(&log, None, ResolutionVariant::ToClosed).all;
    assert_eq!(
        (all.resolution.n, all.resolution.median_s, excluded(&all).as_str()),
        (1, Some(345_600.0), "no_instant 1")
    );
    assert_eq!((last(&log).resolution.n, last(&log).resolution.median_s), (2, Some(172_800.0)));
}

#[test]
fn a_state_that_is_stated_already_is_no_second_event() {
    let log = read_as("A, 1 00:00, 3 00:00,, solved, 9 00:00", json!({})).unwrap();
    assert_eq!(told(&log, 0), ["1 00:00 Created", "3 00:00 Status solved"]);
}

#[test]
fn blank_and_early_closings_are_counted_apart() {
    // Closed with and without an instant, solved without one; closed at the creation, which is not before it.
    let log = read(
        "A, 1 00:00, 2 00:00, 3 00:00, Shut, 9 00:00\nB, 1 00:00, 2 00:00,, Shut, 9 00:00\nC, 1 00:00, 2 00:00,, Done, 9 00:00",
    );
    assert_eq!(log.quality().without_closed_at, 1);
    let none = read_as("B, 1 00:00, 2 00:00,, Shut, 9 00:00", json!({"closed_at": null})).unwrap();
    assert_eq!(none.quality().without_closed_at, 0); // there is no such column to be blank
    let log = read("D, 3 00:00, 3 00:00, 3 00:00, Shut, 9 00:00");
    assert_eq!((log.quality().resolved_before_creation, log.quality().closed_before_creation), (0, 0));
    assert_eq!(last(&log).resolution.max_s, Some(0.0));
}

#[test]
fn a_state_is_never_older_than_what_its_row_states() {
    let log = read("A, 1 00:00, 5 00:00,, Open, 3 00:00");
    assert_eq!(told(&log, 0), ["1 00:00 Created", "5 00:00 Status solved", "5 00:00 Status Open"]);
    assert_eq!(last(&log).open, 1);
}

#[test]
fn moments_before_the_creation_are_left_out_and_counted() {
    let log =
        read("A, 5 00:00, 3 00:00,, Done,\nB, 5 00:00,, 3 00:00, Shut,\nC, 5 00:00, 6 00:00, 7 00:00, Shut, 9 00:00");
    assert_eq!(told(&log, 0)[..2], ["5 00:00 Created", "5 00:00 Status solved"]);
    for (variant, n, why) in [
        (ResolutionVariant::LastResolution, 1, "before_creation 2"),
        (ResolutionVariant::FirstResolution, 0, "unknown 3"),
        (ResolutionVariant::OpenTime, 0, "unknown 3"),
        (ResolutionVariant::ToClosed, 1, "before_creation 1, not_closed 1"),
    ] {
        let all = measure(&log, None, variant).all;
        assert_eq!((all.done, all.resolution.n, excluded(&all).as_str()), (3, n, why), "{variant:?}");
    }
    let q = log.quality();
    assert_eq!((q.resolved_before_creation, q.closed_before_creation, q.resolved_at_differs), (1, 1, 0));
}

#[test]
fn the_default_as_of_covers_what_is_stated() {
    let as_of = |log: &EventLog| format_instant(log.as_of().unwrap());
    let bare = json!({"status": null, "updated_at": null, "closed_at": null});
    let log = read_as("A, 11 09:00, 14 09:00,,,\nB, 12 09:00, 12 10:00,,,", bare).unwrap();
    assert_eq!(as_of(&log), "2024-03-14T09:00:00Z");
    assert_eq!(last(&log).resolution.n, 2);
    assert_eq!(as_of(&read("A, 11 09:00,,,, 15 09:00")), "2024-03-15T09:00:00Z"); // a row's own instant
    // Beside a history, too: of a row that changes nothing, and of a stated moment.
    let history = json!({"at": "u", "updated_at": null});
    let log =
        read_as("A, 11 09:00, 16 09:00,, Open, 11 10:00\nA, 11 09:00, 16 09:00,, Open, 12 10:00", history.clone())
            .unwrap();
    assert_eq!(
        (as_of(&log), log.span().unwrap().1),
        ("2024-03-16T09:00:00Z".into(), parse_instant("2024-03-11T10:00:00Z").unwrap())
    );
    let log = read_as("A, 11 09:00,,, Open, 11 10:00\nA, 11 09:00,,, Open, 12 10:00", history).unwrap();
    assert_eq!(as_of(&log), "2024-03-12T10:00:00Z");
}

#[test]
fn beside_a_history_moments_stay_statements() {
    let history = json!({"at": "u", "updated_at": null});
    let log = read_as("A, 1 00:00, 3 00:00, 5 00:00, Done, 4 00:00", history).unwrap();
    assert_eq!(told(&log, 0), ["1 00:00 Created", "4 00:00 Status Done"]);
    let e = read_as("A, 1 00:00,,, Open, 4 00:00", json!({"at": "u"})).unwrap_err();
    assert_eq!((e.kind(), e.path(), e.value()), (ErrorKind::InvalidInput, "updated_at", "u"));
}

#[test]
fn facts_of_a_list_are_those_of_its_stated_moments() {
    let log = read("A, 1 00:00, 3 00:00, 5 00:00, Shut, 9 00:00");
    let facts = TicketFacts::of_log(&log, log.as_of().unwrap())[0];
    let at = |text: &str| Some(parse_instant(text).unwrap());
    assert_eq!((facts.first_resolved, facts.last_resolved), (at("2024-03-03T00:00:00Z"), at("2024-03-03T00:00:00Z")));
    assert_eq!(
        (facts.closed, facts.closed_now, facts.done, facts.reopens),
        (at("2024-03-05T00:00:00Z"), true, true, 0)
    );
}

#[test]
fn moments_stand_in_the_order_of_time_whichever_column_states_them() {
    // Closed first and resolved later, as desks do that resolve in arrears.
    let none = json!({"status": null, "updated_at": null});
    let log = read_as("A, 1 00:00, 5 00:00, 3 00:00,,\nB, 2 00:00, 2 00:00, 2 00:00,,", none).unwrap();
    assert_eq!(told(&log, 0), ["1 00:00 Created", "3 00:00 Status closed", "5 00:00 Status solved"]);
    assert_eq!(told(&log, 1), ["2 00:00 Created", "2 00:00 Status solved", "2 00:00 Status closed"]);
}

#[test]
fn each_closed_ticket_without_an_instant_of_closing_is_counted() {
    let log = read("A, 1 00:00,,, Shut, 9 00:00\nB, 1 00:00,,, Shut, 9 00:00\nC, 1 00:00,,, Done, 9 00:00");
    let q = log.quality();
    assert_eq!((q.without_closed_at, q.without_resolved_at), (2, 3));
    assert_eq!((q.closed_before_creation, q.resolved_before_creation), (0, 0)); // blank is no instant before the creation
}

#[test]
fn a_log_without_attributes_says_so() {
    let e = read("A, 1 00:00,,,,").attribute("team").unwrap_err();
    assert!(e.expectation().contains("which has none: a column map names them under `attributes`"), "{e}"); // was an empty list
}
