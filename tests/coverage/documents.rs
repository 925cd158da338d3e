//! What a roster document may hold, and what is said of one that holds something else.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::coverage::{Roster, RosterDoc, limits};
use sundesk::desk::{Library, ask::Question};
use sundesk::document::Document;
use sundesk::time::ZoneDb;

#[track_caller]
fn compile(doc: Value) -> sundesk::Result<Roster> {
    Roster::from_json(&doc.to_string(), &ZoneDb::bundled())
}

fn shift(more: Value) -> Value {
    let mut doc = json!({"id": "day", "timezone": "UTC", "start": "09:00", "end": "17:00"});
    doc.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "shifts": [doc] })
}

#[track_caller]
fn paths(doc: Value, expected: &[&str]) {
    let error = compile(doc).unwrap_err();
    let found: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
    assert_eq!(found, expected, "{error}");
}

#[test]
fn every_fault_comes_at_once_with_its_path() {
    let doc = json!({
        "timezone": "Mars/Base",
        "people": {"ana": {"capacity": 0}},
        "rotations": {"r": {"groups": [], "start": "soon", "timezone": "UTC", "turn": {"every": 0, "unit": "week"}}},
        "shifts": [
            {"id": "a", "timezone": "Europe/Berln", "start": "9", "end": "17:00", "days": []},
            {"id": "a", "timezone": "UTC", "start": "09:00", "people": ["bob"], "except_dates": ["2026-02-30"]},
            {"id": "b", "timezone": "UTC", "start": "24:00", "end": "06:00", "days": ["mon", "mon", "mox"]},
            {"id": "c", "timezone": "UTC", "start": "09:00", "end": "17:00", "minutes": 60, "rotation": "s", "capacity": 2},
            {"id": "d", "timezone": "UTC", "start": "09:00", "end": "17:00", "valid_from": "2026-02-01", "valid_to": "2026-01-01"},
        ],
        "overrides": [{"from": "2026-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z", "add": "ana"}, {"from": "x", "to": "2026-01-01T00:00"}],
        "time_off": [{"person": "eve", "from": "new year", "to": "2026-01-02T00:00", "timezone": "UTC"}],
        "requirements": [{"id": "q", "timezone": "UTC", "start": "00:00", "end": "24:00", "min": 200000}],
        "regions": [{"id": "eu", "timezone": "UTC", "share": -1.0, "hourly": [1.0, -2.0]}],
    });
    paths(
        doc,
        &[
            "timezone",
            "people.ana.capacity",
            "rotations.r.start",
            "rotations.r.groups",
            "rotations.r.turn.every",
            "shifts[0].timezone",
            "shifts[0].days",
            "shifts[0].start",
            "shifts[1].id",
            "shifts[1].end",
            "shifts[1].except_dates[0]",
            "shifts[1].people[0]",
            "shifts[2].days[1]",
            "shifts[2].days[2]",
            "shifts[2].start",
            "shifts[3].end",
            "shifts[3].capacity",
            "shifts[3].rotation",
            "shifts[4].valid_to",
            "requirements[0].min",
            "overrides[0].to",
            "overrides[1].from",
            "overrides[1].to",
            "overrides[1]",
            "time_off[0].person",
            "time_off[0].from",
            "regions[0].share",
            "regions[0].hourly",
            "regions[0].hourly[1]",
        ],
    );
}

#[test]
fn an_unknown_zone_says_which_was_meant_and_is_its_own_kind() {
    let error = compile(shift(json!({"timezone": "Europe/Berln"}))).unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::UnknownZone, "shifts[0].timezone"));
    assert!(error.to_string().contains("did you mean Europe/Berlin"), "{error}");
}

#[test]
fn names_are_checked_where_any_are_declared() {
    assert!(compile(shift(json!({"people": ["ana"], "team": "eu"}))).is_ok());
    let mut declared = shift(json!({"people": ["ana"], "team": "eu"}));
    declared["people"] = json!({"ben": {}});
    declared["teams"] = json!({"us": {}});
    paths(declared, &["shifts[0].team", "shifts[0].people[0]"]);
}

#[test]
fn other_names_of_fields_are_read_and_unknown_ones_named() {
    let other = json!({"shifts": [{"id": "a", "tz": "UTC", "start": "09:00", "duration_min": 60}], "temporary_schedules": [],
        "time_off": [{"person": "ana", "from_local": "2026-01-01T00:00", "to_local": "2026-01-02T00:00", "zone": "UTC"}]});
    assert!(compile(other).is_ok());
    let error = compile(json!({"shfts": [], "zone": "UTC", "shifts": [{"id": "a", "tz": "UTC", "strat": "09:00"}]}))
        .unwrap_err();
    let told: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    // In one round: what is no field, and what a shift without the field that was meant lacks.
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().any(|t| t.starts_with("shifts[0].start: ")), "{told:?}");
    assert!(told.iter().any(|t| t.contains("shifts (did you mean this?)")), "{told:?}");
    assert!(told.iter().any(|t| t.contains("start (did you mean this?)")), "{told:?}");
    assert!(RosterDoc::schema()["$defs"]["ShiftDoc"]["properties"]["tz"].is_object());
}

#[test]
fn limits_hold_at_their_edges() {
    let with_minutes = |minutes: u32| {
        let doc = json!({"shifts": [{"id": "a", "timezone": "UTC", "start": "00:00", "minutes": minutes}]});
        compile(doc)
    };
    assert!(with_minutes(limits::MAX_SHIFT_MINUTES).is_ok());
    assert!(with_minutes(limits::MAX_SHIFT_MINUTES + 1).is_err() && with_minutes(0).is_err());
    assert!(compile(shift(json!({"id": "x".repeat(limits::MAX_ID_CHARS)}))).is_ok());
    assert!(compile(shift(json!({"id": "x".repeat(limits::MAX_ID_CHARS + 1)}))).is_err());
    assert!(compile(shift(json!({"capacity": limits::MAX_CAPACITY}))).is_ok());
    assert!(compile(shift(json!({"capacity": limits::MAX_CAPACITY + 1}))).is_err());
    let many = |n: usize| {
        let shifts: Vec<Value> = (0..n)
            .map(|i| json!({"id": format!("s{i}"), "timezone": "UTC", "start": "00:00", "end": "24:00"}))
            .collect();
        compile(json!({ "shifts": shifts }))
    };
    assert!(many(limits::MAX_SHIFTS).is_ok());
    let error = many(limits::MAX_SHIFTS + 1).unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::LimitExceeded, "shifts"));
    let needs = |n: usize| {
        let needs: Vec<Value> = (0..n)
            .map(|i| json!({"id": format!("n{i}"), "timezone": "UTC", "start": "00:00", "end": "24:00", "min": 1, "skill": format!("k{i}")}))
            .collect();
        compile(json!({ "requirements": needs }))
    };
    assert!(needs(limits::MAX_NEEDED_TRAITS).is_ok());
    assert_eq!(needs(limits::MAX_NEEDED_TRAITS + 1).unwrap_err().path(), "requirements");
}

#[test]
fn a_question_over_too_many_days_is_refused_before_any_work() {
    let shifts: Vec<Value> =
        (0..100).map(|i| json!({"id": format!("s{i}"), "timezone": "UTC", "start": "00:00", "end": "24:00"})).collect();
    let library = Library::new(ZoneDb::bundled()).with_roster("", compile(json!({ "shifts": shifts })).unwrap());
    let ask = |from: &str, to: &str| {
        let question = json!({"ask": "timeline", "from": from, "to": to}).to_string();
        library.ask(&Question::from_json(&question).unwrap())
    };
    assert!(ask("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z").is_ok());
    let error = ask("1950-01-01T00:00:00Z", "2150-01-01T00:00:00Z").unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::LimitExceeded, "to"));
    let error = ask("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z").unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::InvalidInput, "to"));
    assert_eq!(ask("2026-01-01", "2026-01-02").unwrap_err().path(), "from");
}

#[test]
fn questions_name_what_is_wrong_with_them() {
    let library = Library::new(ZoneDb::bundled()).with_roster("", compile(shift(json!({}))).unwrap());
    let error = Question::from_json(r#"{"ask": "who", "at": "2026-01-01T00:00:00Z"}"#).unwrap_err();
    assert!(error.to_string().contains("next_change"), "{error}");
    let error = Question::from_json(r#"{"ask": "on", "att": "2026-01-01T00:00:00Z"}"#).unwrap_err();
    assert!(error.to_string().contains("att"), "{error}");
    let refused = |text: &str| library.ask(&Question::from_json(text).unwrap()).unwrap_err();
    for (text, kind, path) in [
        (r#"{"ask": "on", "at": "2026-01-01T00:00:00Z", "team": "x"}"#, ErrorKind::NotFound, "team"),
        (r#"{"ask": "next_shift", "at": "2026-01-01T00:00:00Z", "person": "x"}"#, ErrorKind::NotFound, "person"),
        (r#"{"ask": "audit", "year": 1900}"#, ErrorKind::OutOfRange, "year"),
        (r#"{"ask": "audit", "year": 2026, "ring": ["x"]}"#, ErrorKind::NotFound, "ring[0]"),
        (
            r#"{"ask": "heat_map", "from": "2026-01-01T00:00:00Z", "to": "2026-01-08T00:00:00Z", "step": 7}"#,
            ErrorKind::InvalidInput,
            "step",
        ),
        (
            r#"{"ask": "turns", "rotation": "x", "from": "2026-01-01T00:00:00Z", "to": "2026-01-08T00:00:00Z"}"#,
            ErrorKind::NotFound,
            "rotation",
        ),
    ] {
        let error = refused(text);
        assert_eq!((error.kind(), error.path()), (kind, path), "{text}: {error}");
    }
    let answer = library.ask(&Question::from_json(r#"{"ask": "on", "at": "2026-01-01T10:00:00Z"}"#).unwrap()).unwrap();
    assert_eq!(answer.svg().unwrap_err().kind(), ErrorKind::NotFound);
}
