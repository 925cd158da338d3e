//! Limits of questions at their edge: what is answered, and what one more is refused with.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)] // a test may fail loudly

use serde_json::{Map, Value, json};
use sundesk::ErrorKind::{self, InvalidInput, LimitExceeded, OutOfRange};
use sundesk::coverage::limits::{
    MAX_ENTRIES, MAX_GROUPS, MAX_LISTED_OCCURRENCES, MAX_LOOK_AHEAD_DAYS, MAX_OCCURRENCES, MAX_PEOPLE, MAX_TRAITS,
    MAX_TURN, MAX_TURNS,
};
use sundesk::coverage::staffing::{MAX_INTERVALS, MAX_SECONDS, Workload, carried, erlang_c};
use sundesk::coverage::suggest::{MAX_DEALT, MAX_NEED, MAX_ROUNDS, MAX_SHAPES, MAX_SLOTS};
use sundesk::coverage::{MAX_DEMAND_HOURS, MAX_ICS_EVENTS, Roster, RosterDoc};
use sundesk::desk::ask::Question;
use sundesk::desk::ask::cohorts::MAX_COHORT_MONTHS;
use sundesk::desk::ask::hours::MAX_HOURS_PIECES;
use sundesk::desk::{Library, MAX_MEASURED_REGIONS};
use sundesk::document::Document;
use sundesk::metrics::stats::{MAX_SAMPLE, MAX_STANDARD_GROUPS, MAX_TABLE_CELLS, MAX_TREND_POINTS};
use sundesk::metrics::{MAX_GOALS, MAX_METRICS, MAX_PERCENTILES};
use sundesk::ticket::EventLog;
use sundesk::time::{DAY, HOUR, MIN_INSTANT, ZoneDb, format_instant};

const MONDAY: i64 = 1_780_272_000_000_000; // 2026-06-01T00:00:00Z

fn roster(doc: Value) -> sundesk::Result<Roster> {
    Roster::compile(&RosterDoc::from_value(doc)?, &ZoneDb::bundled())
}

fn all_day(id: usize) -> Value {
    json!({"id": format!("s{id}"), "timezone": "UTC", "start": "00:00", "end": "24:00"})
}

/// A roster with everything that the questions below ask for.
fn library() -> Library {
    let doc = json!({
        "people": {"ana": {}, "bob": {}},
        "rotations": {"r": {"groups": [["ana"], ["bob"]], "start": "1950-01-01T00:00", "timezone": "UTC", "turn": {"every": 1, "unit": "hour"}}},
        "shifts": [{"id": "open", "timezone": "UTC", "start": "00:00", "end": "24:00"}],
        "regions": [{"id": "eu", "timezone": "UTC", "share": 1.0, "hourly": vec![1.0; 24]}],
    });
    let log = EventLog::from_json(
        r#"{"tickets": {"T": [{"at": "2026-06-01T00:00:00Z", "type": "created", "by": "requester"}]}}"#,
    );
    let calendar = json!({"calendar": {"timezone": "UTC", "weekly": {"mon": ["00:00-12:00"], "tue": ["00:00-12:00"],
        "wed": ["00:00-12:00"], "thu": ["00:00-12:00"], "fri": ["00:00-12:00"], "sat": ["00:00-12:00"], "sun": ["00:00-12:00"]}}});
    Library::from_json(&calendar.to_string(), &ZoneDb::bundled())
        .unwrap()
        .with_roster("", roster(doc).unwrap())
        .with_log("", log.unwrap())
}

#[track_caller]
fn refused(library: &Library, question: Value, kind: ErrorKind, path: &str) {
    let told = library.ask(&Question::from_value(question.clone()).unwrap()).unwrap_err();
    assert_eq!((told.kind(), told.path()), (kind, path), "{told}");
}

#[track_caller]
fn answered(library: &Library, question: Value) {
    library.ask(&Question::from_value(question).unwrap()).unwrap();
}

fn times(n: usize, value: Value) -> Vec<Value> {
    vec![value; n]
}

fn with(mut value: Value, key: &str, other: Value) -> Value {
    value[key] = other;
    value
}

#[test]
fn lists_of_a_question() {
    let library = library();
    let shapes = |n: usize| json!({"ask": "suggest_cover", "need": [1, 1], "rounds": 1, "shapes": times(n, json!({"slots": 1}))});
    let cover = shapes(1);
    let week = |n: usize| json!({"ask": "suggest_patterns", "week": {"from": "2026-06-01T00:00:00Z", "need": times(n, json!(0)), "shift_slots": 1, "rounds": 1}});
    let sites = |n: usize| {
        let mut question = week(7);
        question["week"]["sites"] = json!(times(n, json!({"id": "x", "timezone": "UTC"})));
        question
    };
    let measure = |n: usize| json!({"ask": "measure", "metrics": times(n, json!("nps")), "parts": []});
    let view = |key: &str, list: Vec<Value>| json!({"ask": "measure", "metrics": ["nps"], "parts": [{"rows": {"numbers": {"nps": [10]}}}], "view": {key: list}});
    let groups = |n: usize| {
        let groups: Map<String, Value> = (0..n).map(|i| (format!("g{i}"), json!([[1, 2]]))).collect();
        json!({"ask": "standardise", "groups": groups})
    };
    let regions = |n: usize| {
        let one = |i: usize| json!({"id": format!("r{i}"), "timezone": "UTC"});
        json!({"ask": "measure_demand", "regions": (0..n).map(one).collect::<Vec<_>>()})
    };
    answered(&library, with(cover.clone(), "need", json!(times(MAX_SLOTS, json!(0)))));
    refused(&library, with(cover.clone(), "need", json!(times(MAX_SLOTS + 1, json!(0)))), LimitExceeded, "need");
    answered(&library, shapes(MAX_SHAPES));
    refused(&library, shapes(MAX_SHAPES + 1), LimitExceeded, "shapes");
    answered(&library, with(cover.clone(), "need", json!([MAX_NEED])));
    refused(&library, with(cover.clone(), "need", json!([MAX_NEED + 1])), LimitExceeded, "need[0]");
    answered(&library, with(cover.clone(), "rounds", json!(MAX_ROUNDS)));
    refused(&library, with(cover, "rounds", json!(MAX_ROUNDS + 1)), LimitExceeded, "rounds");
    answered(&library, week(MAX_SLOTS));
    refused(&library, week(MAX_SLOTS + 7), InvalidInput, "week.need");
    refused(&library, sites(MAX_SHAPES + 1), LimitExceeded, "week.sites");
    refused(&library, measure(MAX_METRICS + 1), LimitExceeded, "metrics");
    answered(&library, view("percentiles", times(MAX_PERCENTILES, json!(50.0))));
    refused(&library, view("percentiles", times(MAX_PERCENTILES + 1, json!(50.0))), LimitExceeded, "view.percentiles");
    let goal = json!({"metric": "nps", "statistic": "score", "at_least": 10.0});
    refused(&library, view("goals", times(MAX_GOALS + 1, goal)), LimitExceeded, "view.goals");
    answered(&library, groups(MAX_STANDARD_GROUPS));
    refused(&library, groups(MAX_STANDARD_GROUPS + 1), LimitExceeded, "groups");
    refused(&library, regions(MAX_MEASURED_REGIONS + 1), LimitExceeded, "regions");
    refused(&library, json!({"ask": "trend", "y": times(MAX_TREND_POINTS + 1, json!(1))}), LimitExceeded, "y");
    let table = |cells: usize| json!({"ask": "contingency", "table": [vec![1; cells / 2], vec![1; cells / 2]]});
    answered(&library, table(MAX_TABLE_CELLS));
    refused(&library, table(MAX_TABLE_CELLS + 2), LimitExceeded, "table");
    let contacts = json!([{"customer": "a", "at": "2026-01-05T00:00:00Z"}]);
    let months = |months: u32| json!({"ask": "cohorts", "contacts": contacts, "months": months});
    answered(&library, months(MAX_COHORT_MONTHS));
    refused(&library, months(MAX_COHORT_MONTHS + 1), OutOfRange, "months");
    // z²p(1 − p) / w² answers: about 0.96 / w².
    let sample = |answers: f64| json!({"ask": "sample_size", "half_width": (0.96 / answers).sqrt()});
    answered(&library, sample(MAX_SAMPLE / 2.0));
    refused(&library, sample(MAX_SAMPLE * 2.0), OutOfRange, "half_width");
}

#[test]
fn ranges_of_a_question() {
    let library = library();
    let span = |ask: &str, hours: i64| {
        let (from, to) =
            (format_instant(MIN_INSTANT + 730 * DAY), format_instant(MIN_INSTANT + 730 * DAY + hours * HOUR));
        json!({"ask": ask, "from": from, "to": to})
    };
    let turns = |hours: usize| {
        let (from, to) = (format_instant(MONDAY), format_instant(MONDAY + i64::try_from(hours).unwrap() * HOUR));
        json!({"ask": "turns", "rotation": "r", "from": from, "to": to})
    };
    answered(&library, turns(MAX_TURNS - 1));
    refused(&library, turns(MAX_TURNS + 2), LimitExceeded, "to");
    // Two pieces a day.
    let most = i64::try_from(MAX_HOURS_PIECES).unwrap();
    answered(&library, span("hours", (most / 2 - 1) * 24));
    refused(&library, span("hours", (most / 2 + 1) * 24), LimitExceeded, "to");
    // One place a day, and one stretch a day.
    answered(&library, span("suggest_rotation", 24 * 30));
    let deal = Library::new(ZoneDb::bundled()).with_roster(
        "",
        roster(json!({"people": {"ana": {}}, "shifts": [with(all_day(0), "capacity", json!(100))]})).unwrap(),
    );
    refused(&deal, span("suggest_rotation", 24 * (i64::try_from(MAX_DEALT).unwrap() / 100 + 2)), LimitExceeded, "to");
    let turn = json!({"people": {"ana": {}, "bob": {}},
        "rotations": {"r": {"groups": [["ana"], ["bob"]], "start": "1900-01-02T00:00", "timezone": "UTC", "turn": {"every": 1, "unit": "day"}}},
        "shifts": [with(all_day(0), "rotation", json!("r"))]});
    let duty = Library::new(ZoneDb::bundled()).with_roster("", roster(turn).unwrap());
    let ics =
        |days: usize| with(span("ics", 24 * i64::try_from(days).unwrap()), "stamp", json!("2026-05-01T00:00:00Z"));
    refused(&duty, ics(MAX_ICS_EVENTS + 2), LimitExceeded, "to");
    // Regions times hours.
    let many = |n: usize| {
        let regions: Vec<Value> = (0..n)
            .map(|i| json!({"id": format!("r{i}"), "timezone": "UTC", "share": 1.0, "hourly": vec![1.0; 24]}))
            .collect();
        Library::new(ZoneDb::bundled())
            .with_roster("", roster(json!({"regions": regions, "shifts": [all_day(0)]})).unwrap())
    };
    let hours = i64::try_from(MAX_DEMAND_HOURS).unwrap() / 5_000;
    refused(&many(5_000), span("demand", hours + 1), LimitExceeded, "to");
    // Shifts times days.
    let shifts = |n: usize| {
        Library::new(ZoneDb::bundled())
            .with_roster("", roster(json!({"shifts": (0..n).map(all_day).collect::<Vec<_>>()})).unwrap())
    };
    let days = i64::try_from(MAX_OCCURRENCES).unwrap() / 1_000;
    refused(&shifts(1_000), span("timeline", 24 * days), LimitExceeded, "to");
    let listed = i64::try_from(MAX_LISTED_OCCURRENCES).unwrap() / 100;
    refused(&shifts(100), span("occurrences", 24 * (listed + 1)), LimitExceeded, "to");
    // A shift of one day is found up to so many days ahead.
    let once = |day: &str| {
        let doc = with(
            json!({"people": {"ana": {}}}),
            "shifts",
            json!([{"id": "a", "timezone": "UTC", "start": "00:00", "end": "24:00",
            "people": ["ana"], "valid_from": day, "valid_to": day}]),
        );
        roster(doc).unwrap().next_shift_us("ana", MONDAY).unwrap()
    };
    let date = |days: i64| format_instant(MONDAY + days * DAY)[..10].to_owned();
    assert!(once(&date(MAX_LOOK_AHEAD_DAYS - 1)).is_some());
    assert!(once(&date(MAX_LOOK_AHEAD_DAYS + 2)).is_none());
}

#[test]
fn lists_of_a_roster() {
    let people = |n: usize| {
        let people: Map<String, Value> = (0..n).map(|i| (format!("p{i}"), json!({}))).collect();
        json!({ "people": people })
    };
    let teams =
        |n: usize| json!({"teams": (0..n).map(|i| (format!("t{i}"), json!({}))).collect::<Map<String, Value>>()});
    let away = |n: usize| {
        let one = json!({"person": "p0", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"});
        with(people(1), "time_off", json!(times(n, one)))
    };
    for (most, path, doc) in [
        (MAX_PEOPLE, "people", &people as &dyn Fn(usize) -> Value),
        (MAX_GROUPS, "teams", &teams),
        (MAX_ENTRIES, "time_off", &away),
    ] {
        assert!(roster(doc(most)).is_ok(), "{path}");
        let e = roster(doc(most + 1)).unwrap_err();
        assert_eq!((e.kind(), e.path()), (LimitExceeded, path), "{e}");
    }
    let skills = |n: usize| {
        let skills: Vec<String> = (0..n).map(|i| format!("k{i}")).collect();
        json!({"people": {"ana": {"skills": skills}}})
    };
    let turn = |every: u32| {
        json!({"people": {"ana": {}}, "rotations": {"r": {"groups": [["ana"]], "start": "2026-01-01T00:00", "timezone": "UTC",
            "turn": {"every": every, "unit": "hour"}}}})
    };
    assert!(roster(skills(MAX_TRAITS)).is_ok() && roster(turn(MAX_TURN)).is_ok());
    assert_eq!(roster(skills(MAX_TRAITS + 1)).unwrap_err().path(), "people.ana.skills");
    assert_eq!(roster(turn(MAX_TURN + 1)).unwrap_err().path(), "rotations.r.turn.every");
}

#[test]
fn staffing() {
    let work = |aht_s: f64| Workload { arrivals: 1.0, interval_s: 3_600.0, aht_s };
    assert!(erlang_c(&work(MAX_SECONDS), 20_000, 20.0).is_ok());
    let e = erlang_c(&work(MAX_SECONDS * 1.01), 20_000, 20.0).unwrap_err();
    assert_eq!((e.kind(), e.path()), (OutOfRange, "aht_s"));
    assert_eq!(carried(&vec![1.0; MAX_INTERVALS], 1_800.0, 300.0).unwrap().len(), MAX_INTERVALS);
    let e = carried(&vec![1.0; MAX_INTERVALS + 1], 1_800.0, 300.0).unwrap_err();
    assert_eq!((e.kind(), e.path()), (LimitExceeded, "arrivals"));
}

#[test]
#[cfg(feature = "store")]
fn a_lease() {
    use sundesk::desk::{Desk, DeskDoc, MAX_LEASE};
    let open = |seconds: u32| {
        let doc = DeskDoc::from_value(json!({ "lease_s": seconds })).unwrap();
        Desk::memory(Library::new(ZoneDb::bundled()), &doc)
    };
    assert!(open(MAX_LEASE).is_ok());
    let e = open(MAX_LEASE + 1).unwrap_err();
    assert_eq!((e.kind(), e.path()), (OutOfRange, "lease_s"));
}
