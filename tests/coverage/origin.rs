//! What a calendar made of a roster says of itself, through documents, combinations and pieces taken out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, Origin};
use sundesk::coverage::{Filter, Roster};
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::time::{TimeSegment, ZoneDb, parse_instant};

fn at(text: &str) -> i64 {
    parse_instant(text).unwrap()
}

fn desk() -> Value {
    json!({"name": "Iberia", "people": {"ana": {"skills": ["billing"]}, "ben": {}},
        "shifts": [{"id": "day", "timezone": "Europe/Madrid", "start": "08:00", "end": "16:00", "people": ["ana"]},
            {"id": "eve", "timezone": "Europe/Madrid", "start": "16:00", "end": "22:00", "people": ["ben"]}]})
}

fn staffed(skill: Option<&str>) -> Calendar {
    let zones = ZoneDb::bundled();
    let year = TimeSegment::new(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    let filter = Filter { skill: skill.map(str::to_owned), ..Filter::default() };
    Roster::from_json(&desk().to_string(), &zones).unwrap().calendar(year, &filter, &zones).unwrap()
}

fn made_of(calendar: &Calendar) -> Value {
    serde_json::to_value(calendar.origin()).unwrap()
}

#[test]
fn the_roster_the_range_and_the_filter_are_kept() {
    let zones = ZoneDb::bundled();
    let (all, billing) = (staffed(None), staffed(Some("billing")));
    let of = |skill: Value| {
        json!({"made_of": "roster", "roster": "Iberia", "from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z",
        "skill": skill, "tzdb": zones.release()})
    };
    let mut plain = of(Value::Null);
    plain.as_object_mut().unwrap().remove("skill");
    assert_eq!(made_of(&all), plain);
    assert_eq!(made_of(&billing), of(json!("billing")));
    assert_ne!(all, billing);
    assert!(format!("{billing:?}").contains(r#"who is on in roster "Iberia", skill "billing""#), "{billing:?}");
    let text = serde_json::to_string(billing.doc()).unwrap();
    let again = Calendar::from_json(&text, &zones).unwrap();
    assert_eq!((again.origin(), &again), (billing.origin(), &billing));
}

#[test]
fn what_is_taken_out_later_is_no_gap_of_the_roster() {
    let day = TimeSegment::new(at("2026-05-04T09:00:00Z"), at("2026-05-04T10:00:00Z"));
    let less = staffed(None).without(&[day]).unwrap();
    let Origin::Without { of, pieces } = less.origin() else { panic!("{:?}", less.origin()) };
    // The nights of 2026 and the times before and after, and the hour.
    assert_eq!((matches!(*of, Origin::Roster(ref whom) if whom.narrowed), pieces), (true, less.doc().without.len()));
    assert_eq!(made_of(&staffed(None))["narrowed"], Value::Null, "the one it was made of is as it was");
    let again = Calendar::compile(less.doc(), &ZoneDb::bundled()).unwrap();
    assert_eq!(again.origin(), less.origin());
    let office =
        Calendar::from_json(r#"{"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"]}}"#, &ZoneDb::bundled()).unwrap();
    assert_eq!(
        made_of(&office.without(&[day]).unwrap()),
        json!({"made_of": "without", "pieces": 1,
        "of": {"made_of": "hours", "timezone": "UTC"}})
    );
}

#[test]
fn a_combination_names_its_parts() {
    let office = Calendar::from_json(
        r#"{"name": "office", "timezone": "Europe/Madrid", "weekly": {"mon": ["09:00-17:00"]}}"#,
        &ZoneDb::bundled(),
    )
    .unwrap();
    let both = office.intersection(&staffed(Some("billing"))).unwrap();
    let told = made_of(&both);
    assert_eq!(told["made_of"], "intersection");
    assert_eq!(told["parts"][0], json!({"made_of": "hours", "name": "office", "timezone": "Europe/Madrid"}));
    assert_eq!((&told["parts"][1]["made_of"], &told["parts"][1]["skill"]), (&json!("roster"), &json!("billing")));
    let again = Calendar::compile(both.doc(), &ZoneDb::bundled()).unwrap();
    assert_eq!(again.origin(), both.origin());
}

#[test]
fn nobody_looked_past_the_range() {
    let codes = |now: &str| {
        let found = staffed(None).warnings_at_us(at(now)).unwrap();
        found.iter().map(|p| p.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes("2026-12-31T23:59:59Z"), Vec::<String>::new());
    assert_eq!(codes("2027-01-01T00:00:00Z"), ["staffing_unknown"]);
    assert_eq!(codes("2025-12-31T23:59:59Z"), ["staffing_unknown"]);
}

#[test]
fn what_a_document_says_of_its_roster_is_checked() {
    let fault = |doc: Value| {
        let error = Calendar::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        error.problems().iter().map(|p| format!("{} {}", p.path, p.code)).collect::<Vec<_>>()
    };
    let with = |whom: Value| json!({"timezone": "UTC", "always_open": true, "staffed_by": whom});
    assert_eq!(
        fault(with(json!({"roster": "x", "from": "May", "to": "2026-01-01T00:00:00Z"}))),
        ["staffed_by.from value_misfit"]
    );
    assert_eq!(
        fault(with(json!({"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"}))),
        ["staffed_by.to range_reversed"]
    );
    let weekly = json!({"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"]},
        "staffed_by": {"from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z"}});
    assert_eq!(fault(weekly), ["staffed_by staffed_by_with_hours"]);
}

#[test]
fn the_question_says_it_too() {
    let library = json!({"rosters": {"eu": desk()}}).to_string();
    let library = Library::from_json(&library, &ZoneDb::bundled()).unwrap();
    let asked = json!({"ask": "roster_calendar", "from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z", "skill": "billing"});
    let answer = library.ask(&Question::from_json(&asked.to_string()).unwrap()).unwrap();
    let told = serde_json::to_value(&answer).unwrap();
    assert_eq!(told["origin"], made_of(&staffed(Some("billing"))));
    assert!(answer.to_string().starts_with(r#"who is on in roster "Iberia", skill "billing", 2026-01-01"#), "{answer}");
}

#[test]
fn the_page_has_a_line_for_each_seam() {
    let zones = ZoneDb::bundled();
    let page = Roster::from_json(&desk().to_string(), &zones).unwrap().page(2026, None).unwrap().html;
    let seams = page.split("<pre>").nth(1).unwrap().split("</pre>").next().unwrap();
    assert!(seams.lines().count() > 5, "was one long line: {seams}");
    assert!(page.contains(":root{color-scheme:light dark}") && page.matches("<div class=\"wide\"><svg").count() == 2);
}

#[test]
fn duties_that_are_no_more_are_cancelled_in_the_next_file() {
    let mut later = desk();
    later["shifts"].as_array_mut().unwrap().pop();
    let library = json!({"rosters": {"now": later, "before": desk()}}).to_string();
    let library = Library::from_json(&library, &ZoneDb::bundled()).unwrap();
    let asked = |before: &str| {
        let question = json!({"ask": "ics", "roster": "now", "before": before, "from": "2026-05-04T00:00:00Z", "to": "2026-05-06T00:00:00Z",
            "stamp": "2026-05-01T00:00:00Z", "sequence": 1});
        library.ask(&Question::from_json(&question.to_string()).unwrap()).map(|a| serde_json::to_value(&a).unwrap())
    };
    let told = asked("before").unwrap();
    assert_eq!((&told["events"], &told["cancelled"]), (&json!(2), &json!(2)));
    assert_eq!(told["ics"].as_str().unwrap().matches("STATUS:CANCELLED").count(), 2);
    let error = asked("bfore").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("before"), "{error}");
}
