//! Figures by shift: a ticket belongs to the shift that is on at its instant, counts once where several are, and has a group of its own where none is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::metrics::Labels;
use sundesk::time::{HOUR, TimeSegment, Timeline, ZoneDb};

/// Day 06-14, late 13-22 and, on weekdays, night 22-06, on the wall clock of Berlin; Ana alone works nights and is off on Tuesday the 31st.
fn roster() -> Value {
    let shift = |id: &str, start: &str, end: &str| json!({"id": id, "start": start, "end": end});
    let mut night = shift("night", "22:00", "06:00");
    night["people"] = json!(["ana"]);
    json!({"name": "service desk", "timezone": "Europe/Berlin", "people": {"ana": {}},
           "shifts": [shift("day", "06:00", "14:00"), shift("late", "13:00", "22:00"), night],
           "time_off": [{"person": "ana", "from": "2026-03-31T12:00", "to": "2026-04-01T12:00"}]})
}

fn library(tickets: &[(&str, &str, &str)]) -> Library {
    let events = |(_, created, solved): &(&str, &str, &str)| {
        let mut events = vec![json!({"at": created, "type": "created", "by": "requester"})];
        if !solved.is_empty() {
            events.push(json!({"at": solved, "type": "status", "to": "solved"}));
        }
        json!(events)
    };
    let log: serde_json::Map<String, Value> = tickets.iter().map(|t| (t.0.to_owned(), events(t))).collect();
    let document = json!({"rosters": {"desk": roster()}, "logs": {"log": {"tickets": log, "statuses": {"solved": "solved"},
        "attributes": tickets.iter().map(|t| (t.0.to_owned(), json!({"team": if t.0 < "E" { "north" } else { "south" }}))).collect::<serde_json::Map<_, _>>()}}});
    Library::from_json(&document.to_string(), &ZoneDb::bundled()).unwrap()
}

/// A ticket, when it came, when it was solved, and the shifts of the two. Berlin is an hour ahead of UTC, from Sunday the 29th, 01:00 UTC, on two.
const TICKETS: [(&str, &str, &str, &str, &str); 10] = [
    ("A", "2026-03-28T05:00:00Z", "2026-03-28T12:30:00Z", "day", "day + late"), // 06:00 and 13:30: both shifts, once
    ("B", "2026-03-28T04:59:59Z", "2026-03-28T13:00:00Z", "night", "late"),     // the end of a shift is the next one's
    ("C", "2026-03-28T12:59:59Z", "2026-03-28T21:00:00Z", "day + late", "night"),
    ("D", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "night", "night"), // 01:30 and 03:30, an hour that was skipped between
    ("E", "2026-03-29T03:59:59Z", "2026-03-29T04:00:00Z", "night", "day"),   // 05:59:59 and 06:00 of summer time
    ("F", "2026-03-31T20:00:00Z", "2026-04-01T04:00:00Z", "(no shift)", "day"), // Ana is off: nobody has the night
    ("G", "2026-03-31T19:59:59Z", "", "late", ""),
    ("H", "2026-04-01T20:00:00Z", "", "night", ""),
    ("I", "2026-04-01T11:00:00Z", "", "day + late", ""),
    ("J", "2026-04-01T23:00:00Z", "2026-04-02T00:00:00Z", "night", "night"),
];

fn tickets() -> Library {
    library(&TICKETS.map(|(id, created, solved, ..)| (id, created, solved)))
}

fn ask(library: &Library, question: Value) -> Result<Value, sundesk::Error> {
    Ok(serde_json::to_value(library.ask(&Question::from_json(&question.to_string())?)?).unwrap())
}

/// How many tickets each shift has by the table above.
fn expected(of: impl Fn(&(&str, &str, &str, &str, &str)) -> String) -> Vec<String> {
    let order = ["day", "late", "night", "day + late", "(no shift)"];
    let n = |name: &&str| TICKETS.iter().filter(|t| of(t) == **name).count();
    order.iter().map(|name| (name, n(name))).filter(|(_, n)| *n > 0).map(|(name, n)| format!("{name} {n}")).collect()
}

#[test]
fn each_ticket_is_in_the_shift_that_is_on() {
    for (of, shifts) in [("created", expected(|t| t.3.to_owned())), ("resolved", expected(|t| t.4.to_owned()))] {
        let question = json!({"ask": "metrics", "now": "2026-04-03T00:00:00Z",
            "spec": {"period": {"unit": "shift"}, "period_of": of, "group_by": ["team"], "metrics": ["volume"]}});
        let report = ask(&tickets(), question).unwrap();
        let told = |table: usize| -> Vec<String> {
            let groups = report["groups"][table]["groups"].as_array().unwrap();
            groups.iter().map(|g| format!("{} {}", g["period"].as_str().unwrap(), g["tickets"])).collect()
        };
        assert_eq!(told(1), shifts, "{of}");
        assert_eq!(report["groups"][1]["in_no_period"], if of == "created" { 0 } else { 3 });
        // No ticket is in two groups: they add up to all that are in one.
        let sum = |table: usize| -> u64 {
            report["groups"][table]["groups"].as_array().unwrap().iter().map(|g| g["tickets"].as_u64().unwrap()).sum()
        };
        assert_eq!((sum(1), sum(2)), if of == "created" { (10, 10) } else { (7, 7) });
    }
}

#[test]
fn a_review_by_shift_tells_volume_and_times_of_each() {
    let document = json!({"by": "shift", "group_by": "team", "policy": {"metrics": {"fix": {"kind": "total_resolution", "target": "2h", "clock": "elapsed"}}}});
    let question = json!({"ask": "review", "document": document, "now": "2026-04-03T00:00:00Z"});
    let library = tickets();
    let answer = library.ask(&Question::from_json(&question.to_string()).unwrap()).unwrap();
    let text = answer.to_string();
    for line in [
        "Volume by shift",
        "  shift        opened  resolved",
        "  day               1         2  ######",
        "  late              1         1  ######",
        "  night             5         3  ##############################",
        "  day + late        2         1  ############",
        "  (no shift)        1         0  ######",
        "Resolution time by team",
        "Resolution time by shift",
        "  - By shift: the shifts of the roster \"service desk\" that are on when a ticket is created, or resolved; several at once are a group of their own.",
    ] {
        assert!(text.lines().any(|told| told == line), "{line}\n{text}");
    }
    let told = serde_json::to_value(&answer).unwrap();
    assert_eq!(told["report"]["groups"].as_array().unwrap().len(), 2);
    // Every night's ticket has the same promise: its group says so.
    let night = told["groups"].as_array().unwrap().iter().find(|g| g["group"] == "night").unwrap();
    assert_eq!((&night["target_s"], &night["clock"]), (&json!(7200), &json!("elapsed")));
    let csv = answer.csv().unwrap();
    assert!(csv.contains("volume,shift,day + late,opened,2\n") && !csv.contains("backlog"), "{csv}");
    assert!(csv.contains("resolution,shift,night,n,4\n"), "{csv}");
    let page = answer.html().unwrap();
    assert!(page.contains("<h2>Volume by shift</h2>") && !answer.svg().unwrap().contains("<polyline"));
    // The document's own roster stands before those of the library.
    let own = json!({"by": "shift", "roster": {"shifts": [{"id": "always", "timezone": "UTC", "start": "00:00", "end": "24:00"}]}});
    let told = ask(&library, json!({"ask": "review", "document": own, "now": "2026-04-03T00:00:00Z"})).unwrap();
    assert_eq!(
        told["volume"]["periods"],
        json!([{"period": "always", "from": null, "created": 10, "resolved": 7, "open_at_end": null},
        {"period": "(no shift)", "from": null, "created": 0, "resolved": 0, "open_at_end": null}])
    );
}

#[test]
fn what_cannot_be_grouped_by_shift_says_why() {
    let without = Library::from_json(
        r#"{"logs": {"log": {"tickets": {"A": [{"at": "2026-03-28T05:00:00Z", "type": "created"}]}}}}"#,
        &ZoneDb::bundled(),
    )
    .unwrap();
    let by_shift = json!({"ask": "metrics", "spec": {"period": {"unit": "shift"}}});
    for (library, question, says) in [
        (&without, by_shift.clone(), "roster"),
        (&without, json!({"ask": "review", "document": {"by": "shift"}}), "roster"),
        (&tickets(), json!({"ask": "metrics", "roster": "desk"}), "the period `shift`"),
        (&tickets(), json!({"ask": "metrics", "roster": "nobody", "spec": {"period": {"unit": "shift"}}}), "nobody"),
        (
            &tickets(),
            json!({"ask": "review", "document": {"by": "shift", "roster": {"shifts": [{"id": "a + b", "timezone": "UTC", "start": "01:00", "end": "02:00"}]}}}),
            "shifts[0].id",
        ),
    ] {
        let e = ask(library, question).unwrap_err();
        assert!(e.to_string().contains(says), "{e}");
    }
    let alone =
        sundesk::desk::ReviewDoc { by: Some(sundesk::metrics::period::PeriodUnit::Shift), ..Default::default() };
    let log = sundesk::ticket::EventLog::from_json(
        r#"{"tickets": {"A": [{"at": "2026-03-28T05:00:00Z", "type": "created"}]}}"#,
    )
    .unwrap();
    let e = sundesk::desk::review(&log, &alone, &ZoneDb::bundled(), None).unwrap_err();
    assert_eq!(e.path(), "roster", "{e}");
}

#[test]
fn any_time_line_is_a_way_to_group() {
    let mut line = Timeline::new(HOUR);
    for (end, who) in [(3, Some(2)), (4, None), (6, Some(1)), (9, Some(2))] {
        line.push(end * HOUR, who);
    }
    let labels =
        Labels::new(&line, "nobody", |who| who.map_or_else(|| "nobody".to_owned(), |n: u8| format!("team {n}")));
    assert_eq!(labels.names(), ["nobody", "team 1", "team 2"]); // in the order of the labels, not of the time
    let told: Vec<&str> = [0, 1, 2, 3, 4, 6, 8, 9].iter().map(|hour| labels.at(hour * HOUR)).collect();
    assert_eq!(told, ["nobody", "team 2", "team 2", "nobody", "team 1", "team 2", "team 2", "nobody"]);
    assert_eq!(line.range(), TimeSegment::new(HOUR, 9 * HOUR));
}

/// The tickets of the table as a frame of events: by shift at once, and as a rollup that is read by shift later.
#[test]
fn a_frame_has_the_same_shifts_as_a_log() {
    use sundesk::document::Document;
    use sundesk::ticket::frame::{EventChunk, Ints, Tickets, Ticks, Words};
    let at: Vec<i64> = TICKETS.iter().map(|t| sundesk::time::parse_instant(t.1).unwrap()).collect();
    let tickets: Vec<i64> = (0..).take(at.len()).collect();
    let kinds = vec![0_u8; at.len()];
    let chunk = EventChunk {
        tickets: Tickets::Numbers(tickets.as_slice().into()),
        at: at.as_slice().into(),
        ticks: Ticks::Micros,
        kinds: Words { codes: Ints::U8(&kinds).into(), names: Some(vec!["created"]) },
        actors: Some(Words { codes: Ints::U8(&kinds).into(), names: Some(vec!["customer"]) }),
        agents: None,
        scores: None,
        words: Vec::new(),
    };
    let groups = |told: &Value| -> Vec<String> {
        let mut of: Vec<String> = told["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|g| format!("{} {}", g["key"][0].as_str().unwrap(), g["tickets"]))
            .collect();
        of.sort();
        of
    };
    let mut shifts = expected(|t| t.3.to_owned());
    shifts.sort();
    let answer = |more: Value| {
        let mut question = json!({"metrics": ["volume"], "period": {"unit": "shift"}, "roster": roster()});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let question = sundesk::desk::FrameQuestion::from_json(&question.to_string()).unwrap();
        question
            .ready()
            .answer(std::slice::from_ref(&chunk), &ZoneDb::bundled())
            .map(|a| serde_json::to_value(&a).unwrap())
    };
    assert_eq!(groups(&answer(json!({})).unwrap()), shifts);
    // A ticket a second before its shift ends lies in a quarter hour of its own shift, so nothing is lost by it.
    let kept = answer(json!({"quarter_hours": true, "with_state": true})).unwrap();
    assert_eq!((groups(&kept), &kept["group_by"]), (shifts.clone(), &json!(["shift"])));
    let read = json!({"ask": "measure", "metrics": ["volume"], "parts": [{"state": kept["state"]}], "period": {"unit": "shift"}});
    assert_eq!(groups(&ask(&library(&[]), read).unwrap()), shifts);
    assert_eq!(answer(json!({"roster": null})).unwrap_err().path(), "period.unit");
}
