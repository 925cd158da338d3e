//! Reports over logs that can be checked on paper.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, CalendarDoc, Calendars};
use sundesk::metrics::{Report, ReportInput, ReportSpec, ResolutionVariant, report};
use sundesk::sla::{PolicySet, Promise};
use sundesk::ticket::{EventLog, StatusCategory, StatusMap};
use sundesk::time::{Zone, ZoneDb, parse_instant};

/// Four tickets of Monday 2024-06-03 and Tuesday: id, region, then instants of creation, reply, resolution, reopening, resolution.
const TICKETS: [(&str, &str, &str); 4] = [
    ("A", "EMEA", "03T09:00 created; 03T09:30 reply; 03T11:00 done"),
    ("B", "EMEA", "03T16:00 created; 04T10:00 done; 04T11:00 open; 04T12:00 done"),
    ("C", "APAC", "03T12:00 created; 03T13:00 reply"),
    ("D", "", "04T09:00 noted; 04T09:00 done"),
];

fn log() -> EventLog {
    let mut log = EventLog::builder();
    for (id, region, events) in TICKETS {
        let ticket = log.ticket(id);
        if !region.is_empty() {
            log.set(ticket, "region", region);
        }
        for event in events.split("; ") {
            let (at, what) = event.split_once(' ').unwrap();
            let at = format!("2024-06-{at}:00Z");
            let event = match what {
                "created" => serde_json::json!({"at": at, "type": "created", "by": "customer", "status": "open"}),
                "noted" => serde_json::json!({"at": at, "type": "created", "by": "agent", "status": "open"}),
                "reply" => serde_json::json!({"at": at, "type": "reply", "by": "agent"}),
                status => serde_json::json!({"at": at, "type": "status", "to": status}),
            };
            log.push(ticket, &serde_json::from_value(event).unwrap()).unwrap();
        }
    }
    log.statuses(StatusMap::from([("open", StatusCategory::Open), ("done", StatusCategory::Solved)])).finish()
}

fn office() -> Calendar {
    let doc: CalendarDoc = serde_json::from_str(
        r#"{"timezone": "UTC", "weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}, "holidays": []}"#,
    )
    .unwrap();
    Calendar::compile(&doc, &ZoneDb::bundled()).unwrap()
}

/// Four hours from the customer's request to the end; an answer stops the clock until the end. A is kept (30 minutes), B broken, C stands
/// still, and D, which an agent noted, was promised nothing.
const POLICY: &str = r#"{"statuses": {"done": "solved"}, "metrics": {"m": {"kind": "custom", "target": "4h", "clock": "elapsed",
    "start_on": "created:customer", "stop_on": "solved", "pause_event": "agent_reply", "resume_event": "requester_reply"}}}"#;

fn measure(spec: &ReportSpec, metric: Option<&str>) -> sundesk::Result<Report> {
    let now = parse_instant("2024-06-05T00:00:00Z").unwrap();
    let (log, office) = (log(), office());
    let policies = PolicySet::from_json(POLICY, &ZoneDb::bundled()).unwrap();
    let calendars = Calendars::without_default();
    let promise = metric.map(|metric| Promise { policies: &policies, calendars: &calendars, metric });
    report(ReportInput { log: &log, now, zone: &Zone::utc(), calendar: Some(&office), promise, labels: None }, spec)
}

const HOUR: f64 = 3600.0;

#[test]
fn figures_of_four_tickets() {
    let r = measure(&ReportSpec::default(), None).unwrap();
    let all = &r.all;
    assert_eq!((all.tickets, all.done, all.open), (4, 3, 1));
    // 0 h, 2 h, 20 h
    assert_eq!(
        (all.resolution.n, all.resolution.median_s, all.resolution.p90_s),
        (3, Some(2.0 * HOUR), Some(20.0 * HOUR))
    );
    assert_eq!(all.resolution.mean_s_exact.unwrap().to_string(), "26400");
    // 0 h, 2 h, 1 h on Monday and 3 h on Tuesday
    let business = all.resolution_business.as_ref().unwrap();
    assert_eq!((business.median_s, business.max_s), (Some(2.0 * HOUR), Some(4.0 * HOUR)));
    assert_eq!(all.resolution_excluded.iter().collect::<Vec<_>>(), [(&"open", &1)]);
    assert_eq!(
        (all.first_response.n, all.first_response.median_s, all.without_first_response),
        (2, Some(HOUR / 2.0), 2)
    );
    assert_eq!((all.reopened.k, all.reopened.n), (1, 3));
    assert!(all.attainment.is_none());
    assert_eq!(r.basis.resolution_from, "history");
}

#[test]
fn groups_have_the_same_figures_and_blanks_have_a_group_of_their_own() {
    let spec = ReportSpec { group_by: vec!["region".into()], ..ReportSpec::default() };
    let r = measure(&spec, Some("m")).unwrap();
    let groups = &r.groups[0].groups;
    let told: Vec<_> = groups.iter().map(|g| (g.group.as_str(), g.figures.tickets, g.figures.done)).collect();
    assert_eq!(told, [("", 1, 1), ("APAC", 1, 0), ("EMEA", 2, 2)]);
    let attained: Vec<_> = groups.iter().map(|g| g.figures.attainment.as_ref().unwrap().share.rate).collect();
    assert_eq!(attained, [None, None, Some(0.5)]);
    assert_eq!(groups[1].figures.resolution.median_s, None); // no data is null, never 0
    let all = r.all.attainment.unwrap();
    assert_eq!((all.share.k, all.share.n, all.undecided, all.excluded), (1, 2, 1, 1));
}

#[test]
fn a_review_said_nothing_done_and_one_of_one_kept_of_the_same_ticket() {
    let ticket = r#""tickets": {"T": [{"at": "2024-06-03T09:00:00Z", "type": "created", "by": "customer", "status": "open"},
        {"at": "2024-06-03T10:00:00Z", "type": "status", "to": "parked"}]}"#;
    let told = |log: &str, policy: &str| {
        let log = EventLog::from_json(&format!("{{{ticket}, \"statuses\": {log}}}")).unwrap();
        let metric = r#"{"m": {"kind": "total_resolution", "target": "4h", "clock": "elapsed"}}"#;
        let policies =
            PolicySet::from_json(&format!(r#"{{"statuses": {policy}, "metrics": {metric}}}"#), &ZoneDb::bundled());
        let (policies, calendars) = (policies.unwrap(), Calendars::without_default());
        let promise = Some(Promise { policies: &policies, calendars: &calendars, metric: "m" });
        let now = parse_instant("2024-06-03T11:00:00Z").unwrap();
        let all = report(
            ReportInput { log: &log, now, zone: &Zone::utc(), calendar: None, promise, labels: None },
            &ReportSpec::default(),
        );
        let all = all.unwrap().all;
        (all.done, all.attainment.unwrap().share.k)
    };
    // The policy speaks where the log does not; else the log does, whatever the policy says.
    assert_eq!(told("{}", r#"{"parked": "solved"}"#), (1, 1));
    assert_eq!(told(r#"{"Parked": "hold"}"#, r#"{"parked": "solved"}"#), (0, 0));
    assert_eq!(told(r#"{"parked": "closed"}"#, r#"{"Parked": "hold"}"#), (1, 1));
    assert_eq!(told(r#"{"parked": "closed"}"#, "{}"), (1, 1));
}

#[test]
fn a_window_is_over_the_creation_and_half_open() {
    let spec = ReportSpec {
        created_from: Some("2024-06-03T12:00:00Z".into()),
        created_before: Some("2024-06-04T09:00:00Z".into()),
        ..ReportSpec::default()
    };
    let r = measure(&spec, None).unwrap();
    assert_eq!((r.all.tickets, r.all.done), (2, 1));
    assert_eq!(r.weeks.iter().map(|w| w.created).sum::<u64>(), 2);
}

#[test]
fn variants_are_named_and_differ() {
    let median = |resolution| {
        let r = measure(&ReportSpec { resolution, ..ReportSpec::default() }, None).unwrap();
        assert_eq!(r.basis.resolution, resolution);
        (r.all.resolution.max_s.unwrap() / HOUR, r.all.resolution_business.is_some())
    };
    assert_eq!(median(ResolutionVariant::FirstResolution), (18.0, true));
    assert_eq!(median(ResolutionVariant::LastResolution), (20.0, true));
    assert_eq!(median(ResolutionVariant::OpenTime), (19.0, false));
}

#[test]
fn json_keys_keep_their_order_and_no_data_is_null() {
    let text = serde_json::to_string(&measure(&ReportSpec::default(), None).unwrap()).unwrap();
    let order = [
        "\"basis\"",
        "\"all\"",
        "\"tickets\"",
        "\"first_response\"",
        "\"resolution\":{",
        "\"reopened\"",
        "\"groups\"",
        "\"weeks\"",
        "\"quality\"",
    ];
    let places: Vec<usize> = order.iter().map(|key| text.find(key).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(text.contains("\"attainment\":null"));
}

#[test]
fn what_cannot_be_measured_is_refused() {
    let e = measure(&ReportSpec { group_by: vec!["country".into()], ..ReportSpec::default() }, None).unwrap_err();
    assert_eq!(
        (e.kind(), e.value(), e.expectation()),
        (ErrorKind::NotFound, "country", "one of the log's attributes: region")
    );
    assert_eq!(measure(&ReportSpec::default(), Some("n")).unwrap_err().path(), "metric");
    let e = measure(&ReportSpec { confidence: 95.0, ..ReportSpec::default() }, None).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::OutOfRange);
    let e = measure(&ReportSpec { created_from: Some("June".into()), ..ReportSpec::default() }, None).unwrap_err();
    assert_eq!(e.path(), "created_from");
    let (from, before) = (Some("2024-06-04T00:00:00Z".into()), Some("2024-06-04T00:00:00Z".into()));
    let empty = ReportSpec { created_from: from, created_before: before, ..ReportSpec::default() };
    assert_eq!(measure(&empty, None).unwrap_err().path(), "created_before");
}

/// A ticket kept one promise of two; the summary counts tickets, and the metric asked for counts promises. Each once took the other's count.
#[test]
fn each_metric_counts_promises_by_its_own_rule() {
    let events = r#"[{"at": "2024-06-03T08:00:00Z", "type": "created", "by": "requester"},
        {"at": "2024-06-03T08:30:00Z", "type": "reply", "by": "agent"},
        {"at": "2024-06-03T10:00:00Z", "type": "reply", "by": "requester"},
        {"at": "2024-06-03T13:00:00Z", "type": "reply", "by": "agent"}]"#;
    let log = EventLog::from_json(&format!(r#"{{"tickets": {{"T-1": {events}}}}}"#)).unwrap();
    let policy = r#"{"metrics": {"n": {"kind": "next_reply", "target": "1h", "clock": "elapsed"}}}"#;
    let policies = PolicySet::from_json(policy, &ZoneDb::bundled()).unwrap();
    let calendars = Calendars::without_default();
    let promise = Some(Promise { policies: &policies, calendars: &calendars, metric: "n" });
    let now = parse_instant("2024-06-04T00:00:00Z").unwrap();
    let kept = |rule: &str, asked: &str| {
        let spec =
            format!(r#"{{"attainment": "{rule}", "metrics": [{{"metric": "sla_compliance", "rule": "{asked}"}}]}}"#);
        let spec: ReportSpec = serde_json::from_str(&spec).unwrap();
        let all =
            report(ReportInput { log: &log, now, zone: &Zone::utc(), calendar: None, promise, labels: None }, &spec)
                .unwrap()
                .all;
        let share = all.attainment.unwrap().share;
        let figure = all.figures.iter().find(|f| f.statistic == "rate").unwrap();
        ((share.k, share.n), (figure.k, Some(figure.n)))
    };
    let (ticket, cycles) = (kept("per_ticket", "per_ticket").0, kept("per_cycle", "per_cycle").0);
    assert!(ticket != cycles, "the log tells the two apart: {ticket:?}");
    for (rule, asked, own, other) in
        [("per_ticket", "per_cycle", ticket, cycles), ("per_cycle", "per_ticket", cycles, ticket)]
    {
        assert_eq!(kept(rule, asked), (own, (Some(other.0), Some(other.1))));
    }
}
