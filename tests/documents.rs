//! Every document of the crate is read the same way.
#![cfg(feature = "import")] // column maps are documents too
#![allow(clippy::unwrap_used, clippy::expect_used)]

use sundesk::calendar::import;
use sundesk::desk::{ReviewDoc, effective_document};
use sundesk::document::Layers;
use sundesk::sla::PolicyDoc;
use sundesk::ticket::import::LogMap;
use sundesk::time::ZoneDb;
use sundesk::{Error, ErrorKind};

#[track_caller]
fn refused<T>(read: Result<T, Error>, path: &str, says: &str) {
    let e = read.err().expect("a refusal");
    assert_eq!((e.kind(), e.path(), e.line()), (ErrorKind::InvalidInput, path, 1), "{e}");
    assert!(e.to_string().contains(says), "{e}");
}

#[test]
fn a_list_is_not_an_empty_document() {
    refused(PolicyDoc::from_json("[]"), "", "not a valid policy document: invalid type: a list, expected an object");
    refused(LogMap::from_json("[]"), "", "not a valid column map");
    refused(ReviewDoc::from_json("[]"), "", "not a valid review document");
    refused(import::biz("[]"), "", "expected an object");
}

#[test]
fn a_list_is_no_object_at_any_depth() {
    let list = "invalid type: a list, expected";
    refused(PolicyDoc::from_json(r#"{"metrics": {"frt": ["first_reply", "1h"]}}"#), "metrics.frt", list);
    refused(PolicyDoc::from_json(r#"{"policies": [["vip"]]}"#), "policies[0]", list);
    let when = r#"{"policies": [{"name": "vip", "when": [["tier", "equals", "gold"]], "metrics": {}}]}"#;
    refused(PolicyDoc::from_json(when), "policies[0].when[0]", list);
    let inline = r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h", "calendar": {"timezone": "UTC", "weekly": []}}}}"#;
    refused(PolicyDoc::from_json(inline), "metrics.frt.calendar.weekly", list);
    refused(LogMap::from_json(r#"{"ticket": "id", "time": ["rfc3339"]}"#), "time", list);
    refused(
        ReviewDoc::from_json(r#"{"calendar": {"timezone": "UTC", "breaks": {}, "weekly": []}}"#),
        "calendar.weekly",
        list,
    );
    let intervals = r#"{"name": "EU", "time_zone": "Berlin", "intervals": [[1980, 2460]]}"#;
    let e = import::zendesk(intervals, None).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InvalidInput, "intervals[0]"));
    assert!(e.to_string().contains(list), "{e}");
}

#[test]
fn a_key_that_stands_twice_is_refused_not_overruled() {
    let twice = r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}, "frt": {"kind": "first_reply", "target": "9h"}}}"#;
    refused(PolicyDoc::from_json(twice), "metrics.frt", "stands twice");
    let statuses = r#"{"ticket": "id", "time": {"format": "rfc3339"}, "statuses": {"New": "new", "New": "closed"}}"#;
    refused(LogMap::from_json(statuses), "statuses.New", "stands twice");
    let hours = r#"{"hours": {"mon": {"09:00": "12:00", "09:00": "17:00"}}, "time_zone": "UTC"}"#;
    refused(import::biz(hours), "hours.mon.09:00", "stands twice");
}

#[test]
fn values_of_several_forms_say_which_forms_there_are() {
    let when = r#"{"policies": [{"name": "vip", "when": [{"field": "tier", "value": [1]}], "metrics": {}}]}"#;
    refused(
        PolicyDoc::from_json(when),
        "policies[0].when[0].value",
        "expected text, a whole number, `true` or `false`",
    );
    let moment = r#"{"ticket": "id", "time": {"format": "rfc3339"}, "created_at": 5}"#;
    refused(
        LogMap::from_json(moment),
        "created_at",
        "expected the name of a column, a list of columns to join by a blank, or an object with `column` and `format`",
    );
    let attribute = r#"{"ticket": "id", "time": {"format": "rfc3339"}, "attributes": [["a"]]}"#;
    refused(LogMap::from_json(attribute), "attributes[0]", "expected the name of a column, or an object with `column`");
}

#[test]
fn a_schedule_is_read_with_and_without_its_wrapping() {
    let bare = r#"{"name": "EU", "time_zone": "Berlin", "intervals": [{"start_time": 1980, "end_time": 2460}]}"#;
    let wrapped = format!(r#"{{"schedule": {bare}}}"#);
    let closed = r#"[{"name": "Christmas", "start_date": "2026-12-25", "end_date": "2026-12-26"}]"#;
    let lists = [closed.to_owned(), format!(r#"{{"holidays": {closed}}}"#)];
    let read = |schedule: &str, holidays: &str| import::zendesk(schedule, Some(holidays)).unwrap().calendar;
    assert_eq!(read(bare, &lists[0]), read(&wrapped, &lists[1]));
    assert_eq!(read(bare, &lists[0]).holidays[0].date, "2026-12-25/2026-12-26");
    let e = import::zendesk(r#"{"schedule": {"time_zone": "Berlin", "intervals": [{"start_time": "9"}]}}"#, None)
        .unwrap_err();
    assert_eq!(e.path(), "schedule.intervals[0].start_time");
}

/// The page is read as a newcomer reads it: its three files, and what they come to.
#[test]
fn the_page_of_layers_shows_what_comes_out() {
    let page = include_str!("../docs/layers.md");
    let blocks: Vec<&str> =
        page.split("```json\n").skip(1).filter_map(|rest| Some(rest.split_once("\n```")?.0)).collect();
    let [global, dach, zurich, whole] = blocks.as_slice() else { panic!("{} blocks", blocks.len()) };
    let mut layers = Layers::default();
    for (name, text) in [("global", global), ("dach", dach), ("zurich", zurich)] {
        layers.insert_json(name, text).unwrap();
    }
    let zones = ZoneDb::bundled();
    let shown = effective_document(&layers, "zurich", Some("calendar"), &zones).unwrap();
    assert_eq!(shown.to_string(), **whole);
    assert_eq!(shown.remarks(), []);

    layers.insert_json("zurich", &zurich.replace("08:00-16:30", "8h-16h30")).unwrap();
    let error = effective_document(&layers, "zurich", Some("calendar"), &zones).unwrap_err();
    assert!(page.contains(&error.to_string()), "{error}");
}

#[test]
fn every_kind_of_document_names_the_layer_of_a_fault() {
    let base = [
        ("calendar", r#"{"timezone": "UTC"}"#, r#""timezone": "Mars/Base""#, "timezone"),
        (
            "policies",
            r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#,
            r#""metrics": {"frt": {"kind": "x"}}"#,
            "metrics.frt.kind",
        ),
        (
            "roster",
            r#"{"shifts": [], "timezone": "UTC"}"#,
            r#""shifts": [{"id": "a", "start": "9"}]"#,
            "shifts[0].start",
        ),
        (
            "workflow",
            r#"{"statuses": {"new": {"category": "new"}}, "default": "new"}"#,
            r#""default": "old""#,
            "default",
        ),
        ("report", r#"{"confidence": 0.9}"#, r#""confidence": "high""#, "confidence"),
        (
            "review",
            r#"{"title": "A", "calendar": {"timezone": "UTC"}, "policy": {}, "metric": "frt", "group_by": "tier"}"#,
            r#""calendar": {"weekly": {"mon": ["9"]}}"#,
            "calendar.weekly.mon[0]",
        ),
        ("column-map", r#"{"ticket": "id", "time": {"format": "rfc3339"}}"#, r#""ticket": 5"#, "ticket"),
    ];
    for (kind, whole, wrong, path) in base {
        let mut layers = Layers::default();
        layers.insert_json("base", whole).unwrap();
        layers.insert_json("top", &format!(r#"{{"extends": "base", {wrong}}}"#)).unwrap();
        let error = effective_document(&layers, "top", Some(kind), &ZoneDb::bundled()).unwrap_err();
        let found = error.problems().iter().find(|p| p.path == path);
        assert_eq!(found.map(|p| &*p.document), Some("top"), "{kind}: {error:#?}");
    }
}
