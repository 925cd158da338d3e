//! "Before the creation" and "without a creation" mean the same from CSV, JSON and the builder; every ticket is counted once.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use std::collections::BTreeMap;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::metrics::{Attainment, AttainmentRule, Figures, ReportInput, ReportSpec, ResolutionVariant, report};
use sundesk::sla::{PolicySet, replay};
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::ticket::{Event, EventDoc, EventLog, StatusMap, What};
use sundesk::time::{Zone, ZoneDb, parse_instant};

const STATUSES: &str = r#"{"open": "open", "done": "solved", "shut": "closed"}"#;

/// One ticket with an event per `hour what`; `created` at its hour, if there is one.
fn events(lines: &[&str]) -> Vec<Value> {
    let event = |line: &&str| {
        let (hour, what) = line.split_once(' ').unwrap();
        let at = format!("2024-06-03T{hour:0>2}:00:00Z");
        match what {
            "created" => json!({"at": at, "type": "created", "by": "requester"}),
            "reply" => json!({"at": at, "type": "reply", "by": "agent"}),
            status => json!({"at": at, "type": "status", "to": status}),
        }
    };
    lines.iter().map(event).collect()
}

fn from_json(lines: &[&str]) -> EventLog {
    let doc = json!({"tickets": {"T": events(lines)}, "statuses": serde_json::from_str::<Value>(STATUSES).unwrap()});
    EventLog::from_json(&doc.to_string()).unwrap()
}

fn from_builder(lines: &[&str]) -> EventLog {
    let mut log = EventLog::builder();
    let ticket = log.ticket("T");
    for event in events(lines) {
        log.push(ticket, &serde_json::from_value::<EventDoc>(event).unwrap()).unwrap();
    }
    log.statuses(serde_json::from_str::<StatusMap>(STATUSES).unwrap()).finish()
}

/// The same as rows of activities; the creation is a column of its own.
fn from_csv(lines: &[&str]) -> EventLog {
    let created = lines.iter().find_map(|l| l.strip_suffix(" created")).map(|h| format!("{h}:00")).unwrap_or_default();
    let row = |line: &&str| {
        let (hour, what) = line.split_once(' ').unwrap();
        format!("T,2024-06-03 {hour}:00,2024-06-03 {created},{what}\n").replace("2024-06-03 ,", ",")
    };
    let rows: String = lines.iter().filter(|l| !l.ends_with(" created")).map(row).collect();
    read(format!("id,t,c,what\n{rows}").as_bytes(), &map())
}

/// The same as JSON lines, read by the importer.
fn from_lines(lines: &[&str]) -> EventLog {
    let created = lines.iter().find_map(|l| l.strip_suffix(" created"));
    let row = |line: &&str| {
        let (hour, what) = line.split_once(' ').unwrap();
        let time = |hour: &str| format!("2024-06-03T{hour:0>2}:00:00Z");
        json!({"id": "T", "t": time(hour), "c": created.map(time), "what": what}).to_string() + "\n"
    };
    let rows: String = lines.iter().filter(|l| !l.ends_with(" created")).map(row).collect();
    let mut map = map();
    map["form"] = json!("json_lines");
    map["time"] = json!({"format": "rfc3339"});
    read(rows.as_bytes(), &map)
}

fn map() -> Value {
    let status = |to: &str| json!([{"type": "status", "to": to}]);
    json!({"ticket": "id", "at": "t", "created_at": "c", "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"},
        "statuses": serde_json::from_str::<Value>(STATUSES).unwrap(),
        "activity": {"column": "what", "events": {"reply": [{"type": "reply", "by": "agent"}], "open": status("open"), "done": status("done"), "shut": status("shut")}}})
}

fn read(file: &[u8], map: &Value) -> EventLog {
    from_reader(file, &LogMap::from_json(&map.to_string()).unwrap(), &ZoneDb::bundled()).unwrap()
}

fn figures(log: &EventLog, resolution: ResolutionVariant) -> Figures {
    let (now, zone) = (parse_instant("2024-06-04T00:00:00Z").unwrap(), Zone::utc());
    let input = ReportInput { log, now, zone: &zone, calendar: None, promise: None, labels: None };
    report(input, &ReportSpec { resolution, ..ReportSpec::default() }).unwrap().all
}

fn kept(log: &EventLog) -> String {
    let policy = format!(
        r#"{{"metrics": {{"m": {{"kind": "resolution", "target": "90m", "clock": "elapsed"}}}}, "statuses": {STATUSES}}}"#
    );
    let set = PolicySet::from_json(&policy, &ZoneDb::bundled()).unwrap();
    let bound = set.bind_log(log, &Calendars::new(Calendar::always_open())).unwrap();
    let mut kept = Attainment::default();
    replay(&bound, log, parse_instant("2024-06-04T00:00:00Z").unwrap(), |_, answer| {
        kept = kept.merge(Attainment::of(answer.metrics.first(), AttainmentRule::PerTicket));
    })
    .unwrap();
    let share = kept.figures(0.95).unwrap().share;
    format!("{} of {}", share.k, share.n)
}

/// Everything that a door may change, as the table has it: the history, what is early, the figures, what a clock says.
fn told(log: &EventLog, figure: &str) -> String {
    let event = |e: &Event| {
        let what = if e.what == What::Status { log.names().name(e.to) } else { e.what.word() };
        format!("{} {what}", e.instant().unwrap().format("%-H"))
    };
    let history: Vec<String> = log.events().iter().map(event).collect();
    let f = figures(log, serde_json::from_value(json!(figure)).unwrap());
    let or_reason = |time: Option<f64>, why: &BTreeMap<&str, u64>| {
        let why = || why.keys().next().map(|why| (*why).to_owned());
        time.map(|s| s.to_string()).or_else(why).unwrap_or_else(|| "-".to_owned())
    };
    let response = or_reason(f.first_response.median_s, &f.first_response_excluded);
    let resolution = or_reason(f.resolution.median_s, &f.resolution_excluded);
    let early = log.quality().rows_before_creation;
    assert_eq!((f.tickets, f.done, f.open), (1, 1, 0));
    format!("{figure} | {} | {early} | {response} | {resolution} | {}", history.join(", "), kept(log))
}

#[test]
fn before_the_creation_means_the_same_from_every_door() {
    let table = include_str!("../fixtures/before_creation.txt");
    let rows: Vec<&str> = table.lines().filter(|l| !l.starts_with('#')).collect();
    for row in &rows {
        let (given, expected) = row.split_once(" | ").unwrap();
        let (figure, lines) = (expected.split(" | ").next().unwrap(), given.split(", ").collect::<Vec<_>>());
        for (door, log) in [
            ("csv", from_csv(&lines)),
            ("json lines", from_lines(&lines)),
            ("json", from_json(&lines)),
            ("builder", from_builder(&lines)),
        ] {
            assert_eq!(told(&log, figure), expected, "{door}: {given}");
        }
    }
    assert!(rows.len() >= 8);
}

#[test]
fn a_ticket_without_a_creation_was_dropped() {
    let lines = &["9 reply", "11 done"][..];
    for (door, log) in [("json", from_json(lines)), ("builder", from_builder(lines))] {
        let expected = "last_resolution | 9 reply, 11 done | 0 | 0 | 7200 | 0 of 1";
        assert_eq!(told(&log, "last_resolution"), expected, "{door}");
        assert!(log.events().iter().all(|e| e.what != What::Created)); // none is made up
    }
    // An import creates a ticket with its first row.
    for log in [from_csv(lines), from_lines(lines)] {
        let expected = "last_resolution | 9 created, 9 reply, 11 done | 0 | 0 | 7200 | 0 of 1";
        assert_eq!(told(&log, "last_resolution"), expected);
    }
}

#[test]
fn a_reply_at_the_instant_of_the_resolution_is_a_response() {
    let response =
        |lines: &[&str]| figures(&from_json(lines), ResolutionVariant::LastResolution).first_response.median_s;
    assert_eq!(response(&["10 created", "11 done", "11 reply"]), Some(3600.0));
    assert_eq!(response(&["10 created", "11 done", "12 reply"]), None);
}

#[test]
fn every_ticket_has_a_time_or_one_reason() {
    let mut log = EventLog::builder();
    for (id, lines) in [
        ("open", &["10 created"][..]),
        ("solved", &["10 created", "11 done"]),
        ("closed", &["10 created", "11 done", "12 shut"]),
        ("reopened", &["10 created", "11 shut", "12 open"]),
        ("early", &["9 shut", "10 created"]),
    ] {
        let ticket = log.ticket(id);
        for event in events(lines) {
            log.push(ticket, &serde_json::from_value(event).unwrap()).unwrap();
        }
    }
    let log = log.statuses(serde_json::from_str(STATUSES).unwrap()).finish();
    for (variant, n, expected) in [
        (ResolutionVariant::LastResolution, 2, r#"{"before_creation":1,"open":2}"#),
        (ResolutionVariant::FirstResolution, 3, r#"{"before_creation":1,"open":1}"#),
        (ResolutionVariant::ToClosed, 1, r#"{"before_creation":1,"not_closed":1,"open":2}"#),
        (ResolutionVariant::WorkTime, 2, r#"{"before_creation":1,"open":2}"#),
    ] {
        let all = figures(&log, variant);
        assert_eq!(
            (all.resolution.n, serde_json::to_string(&all.resolution_excluded).unwrap().as_str()),
            (n, expected),
            "{variant:?}"
        );
        assert_eq!(all.resolution.n + all.resolution_excluded.values().sum::<u64>(), all.tickets);
    }
}
