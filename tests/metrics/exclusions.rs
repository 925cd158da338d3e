//! "Before the creation" and "without a creation" mean the same from CSV, JSON and the builder; every ticket is counted once.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::calendar::{Calendar, Calendars};
use sundesk::metrics::{Attainment, AttainmentRule, Figures, ReportInput, ReportSpec, ResolutionVariant, report};
use sundesk::sla::{PolicySet, replay};
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::ticket::{EventDoc, EventLog, StatusMap, What};
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
    let status = |to: &str| json!([{"type": "status", "to": to}]);
    let map = json!({"ticket": "id", "at": "t", "created_at": "c", "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"},
        "statuses": serde_json::from_str::<Value>(STATUSES).unwrap(),
        "activity": {"column": "what", "events": {"reply": [{"type": "reply", "by": "agent"}], "open": status("open"), "done": status("done"), "shut": status("shut")}}});
    from_reader(
        format!("id,t,c,what\n{rows}").as_bytes(),
        &LogMap::from_json(&map.to_string()).unwrap(),
        &ZoneDb::bundled(),
    )
    .unwrap()
}

fn figures(log: &EventLog, resolution: ResolutionVariant) -> Figures {
    let (now, zone) = (parse_instant("2024-06-04T00:00:00Z").unwrap(), Zone::utc());
    let input = ReportInput { log, now, zone: &zone, calendar: None, promise: None };
    report(input, &ReportSpec { resolution, ..ReportSpec::default() }).unwrap().all
}

/// Everything that a door may change: the history, the figures, the count of what is early, what a clock says.
fn told(log: &EventLog, resolution: ResolutionVariant) -> String {
    let names = log.names();
    let history: Vec<String> = log
        .events()
        .iter()
        .map(|e| format!("{} {:?} {}", e.instant().unwrap().format("%H"), e.what, names.name(e.to)))
        .collect();
    let f = figures(log, resolution);
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
    let kept = kept.figures(0.95).unwrap().share;
    format!(
        "{}; early {}; tickets {} done {} open {}; response {:?} {:?}; resolution {:?} {:?}; kept {} of {}",
        history.join(", ").replace(" ,", ","),
        log.quality().rows_before_creation,
        f.tickets,
        f.done,
        f.open,
        f.first_response.median_s,
        f.first_response_excluded,
        f.resolution.median_s,
        f.resolution_excluded,
        kept.k,
        kept.n,
    )
}

#[test]
fn before_the_creation_means_the_same_from_every_door() {
    let (last, closed) = (ResolutionVariant::LastResolution, ResolutionVariant::ToClosed);
    for (lines, variant, expected) in [
        (
            &["9 reply", "10 created", "11 done"][..],
            last,
            "10 Created, 10 Reply, 11 Status done; early 1; tickets 1 done 1 open 0; \
             response None {\"before_creation\": 1}; resolution Some(3600.0) {}; kept 1 of 1",
        ),
        (
            &["8 open", "9 done", "10 created"],
            last,
            "10 Created, 10 Status open, 10 Status done; early 2; tickets 1 done 1 open 0; \
             response None {}; resolution None {\"before_creation\": 1}; kept 1 of 1",
        ),
        (
            &["9 shut", "10 created"],
            closed,
            "10 Created, 10 Status shut; early 1; tickets 1 done 1 open 0; \
             response None {}; resolution None {\"before_creation\": 1}; kept 1 of 1",
        ),
        (
            &["9 done", "10 created", "11 open", "13 done"],
            last,
            "10 Created, 10 Status done, 11 Status open, 13 Status done; early 1; tickets 1 done 1 open 0; \
             response None {}; resolution Some(10800.0) {}; kept 0 of 1",
        ),
    ] {
        for (door, log) in [("csv", from_csv(lines)), ("json", from_json(lines)), ("builder", from_builder(lines))] {
            assert_eq!(told(&log, variant), expected, "{door}: {lines:?}");
        }
    }
}

#[test]
fn a_ticket_without_a_creation_was_dropped() {
    let lines = &["9 reply", "11 done"][..];
    for (door, log) in [("json", from_json(lines)), ("builder", from_builder(lines))] {
        assert_eq!(
            told(&log, ResolutionVariant::LastResolution),
            "09 Reply, 11 Status done; early 0; tickets 1 done 1 open 0; response Some(0.0) {}; resolution Some(7200.0) {}; kept 0 of 1",
            "{door}"
        );
        assert!(log.events().iter().all(|e| e.what != What::Created)); // none is made up
    }
    // A CSV log creates a ticket with its first row.
    let log = from_csv(lines);
    assert_eq!((figures(&log, ResolutionVariant::LastResolution).resolution.median_s, log.len()), (Some(7200.0), 1));
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
