//! What holds in every phase of a clock: pauses by event, and what ends, reopens or only pauses it.
//!
//! The clocks of the tables count all time; a line is `hour what`, hours from the creation on.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::{LiveTicket, MetricReport, PolicyDoc, PolicySet, Scratch, SlaReport};
use sundesk::ticket::{EventDoc, TicketHistory};
use sundesk::time::{HOUR, MINUTE, ZoneDb, format_instant, parse_instant};

fn start() -> i64 {
    parse_instant("2024-06-03T00:00:00Z").unwrap()
}

fn compile(metric: &Value) -> sundesk::Result<PolicySet> {
    let doc = json!({"statuses": {"merged": "closed"}, "metrics": {"m": metric}});
    PolicySet::compile(&PolicyDoc::from_value(doc)?, &ZoneDb::bundled())
}

fn event(at: i64, what: &str) -> EventDoc {
    let mut body = match what {
        "created" => json!({"type": "created", "by": "requester", "status": "open"}),
        "reply" => json!({"type": "reply", "by": "agent"}),
        "ask" => json!({"type": "reply", "by": "requester"}),
        "wait" | "go" | "finish" | "both" | "drop" | "again" => json!({"type": "custom", "name": what}),
        status => match status.split_once(' ') {
            Some((field, to)) => json!({"type": field, "to": to}),
            None => json!({"type": "status", "to": status}),
        },
    };
    body["at"] = Value::String(format_instant(at));
    serde_json::from_value(body).unwrap()
}

fn history(lines: &[&str]) -> TicketHistory {
    let parse = |line: &&str| {
        let (hour, what) = line.split_once(' ').unwrap();
        event(start() + hour.parse::<i64>().unwrap() * HOUR, what)
    };
    TicketHistory::new(&lines.iter().map(parse).collect::<Vec<_>>()).unwrap()
}

fn calendars() -> Calendars {
    let late = r#"{"timezone": "UTC", "weekly": {"mon": [["12:00", "24:00"]], "tue": [["12:00", "24:00"]]}}"#;
    Calendars::new(Calendar::always_open()).with("late", Calendar::from_json(late, &ZoneDb::bundled()).unwrap())
}

/// The report in full; the short form and the one that grows event by event say the same.
fn report(set: &PolicySet, history: &TicketHistory, now: i64) -> SlaReport {
    let (view, calendars) = (history.view(), calendars());
    let bound = set.bind(view.names(), &calendars).unwrap();
    let full = bound.report_us(view, now).unwrap();
    let mut live = LiveTicket::new();
    for e in view.events() {
        live.push(&bound, *e).unwrap();
        live.report_us(&bound, view.names(), now.min(e.at)).unwrap();
    }
    assert_eq!(live.report_us(&bound, view.names(), now).unwrap(), full);
    let mut scratch = Scratch::default();
    let short = bound.summarize_us(view.events(), now, &mut scratch).unwrap();
    for (short, m) in short.metrics.iter().zip(full.metrics.values()) {
        assert_eq!((short.state, short.elapsed), (m.state, m.elapsed));
        assert_eq!(short.due_at, m.due_at.map(|at| at.micros()));
    }
    // The counted pieces of the current cycle are what it counts.
    let why = bound.explain_us(view, now, "m").unwrap();
    let m = &full.metrics["m"];
    let cycle = m.cycles.last().map_or(0, |c| c.number);
    let counted = why.pieces.iter().filter(|p| p.counted && p.cycle == cycle).map(|p| p.length()).sum::<i64>();
    assert_eq!(counted, if cycle == 0 { 0 } else { m.elapsed });
    let whole: i64 = why.pieces.iter().map(|p| p.length()).sum();
    assert_eq!(whole, why.until.micros() - why.from.micros());
    full
}

#[track_caller]
fn says(metric: &Value, lines: &[&str], now: i64, expected: &str) -> MetricReport {
    let report = report(&compile(metric).unwrap(), &history(lines), start() + now * HOUR);
    let m = report.metrics["m"].clone();
    assert_eq!(format!("{} {}h {}", m.state.name(), m.elapsed / HOUR, m.cycles.len()), expected);
    m
}

fn wait(reopen: &str) -> Value {
    json!({"kind": "requester_wait", "clock": "elapsed", "target": "100h", "reopen": reopen,
        "pause_event": ["custom:wait", "custom:both"], "resume_event": ["custom:go", "custom:both"]})
}

#[test]
fn a_resume_while_solved_was_lost() {
    let lines = ["0 created", "1 wait", "2 solved", "3 go", "4 open"];
    says(&wait("continue"), &lines, 6, "running 3h 1");
    says(&wait("restart"), &lines, 6, "running 2h 2");
    says(&wait("first_only"), &lines, 6, "met 1h 1");
    says(&wait("include_closed_time"), &lines, 6, "running 4h 1"); // from 3 on also while it was solved
}

#[test]
fn a_pause_that_begins_while_solved_holds_after_the_reopening() {
    let lines = ["0 created", "2 solved", "3 wait", "5 open", "8 go"];
    says(&wait("continue"), &lines, 7, "paused 2h 1");
    says(&wait("continue"), &lines, 9, "running 3h 1");
    says(&wait("restart"), &lines, 9, "running 1h 2");
    says(&wait("include_closed_time"), &lines, 7, "paused 3h 1");
    says(&wait("include_closed_time"), &lines, 9, "running 4h 1");
    // Not reopened, nothing of it counts.
    says(&wait("include_closed_time"), &lines, 4, "met 2h 1");
}

#[test]
fn a_pause_before_the_start_holds_at_the_start() {
    let next = json!({"kind": "next_reply", "clock": "elapsed", "target": "100h",
        "pause_event": "custom:wait", "resume_event": "custom:go"});
    says(&next, &["0 created", "1 reply", "2 wait", "3 ask", "5 go"], 6, "running 1h 2");
    // It outlives the cycle in which it began.
    says(&next, &["0 created", "1 wait", "2 reply", "3 ask"], 6, "paused 0h 2");
    let update = json!({"kind": "periodic_update", "clock": "elapsed", "target": "100h",
        "pause_event": "custom:wait", "resume_event": "custom:go"});
    says(&update, &["0 created", "1 reply", "2 wait", "4 reply", "6 go"], 7, "running 1h 2");
}

#[test]
fn one_event_that_resumes_and_pauses_pauses() {
    says(&wait("continue"), &["0 created", "1 both"], 3, "paused 1h 1");
    says(&wait("continue"), &["0 created", "1 wait", "2 both"], 3, "paused 1h 1");
    says(&wait("continue"), &["0 created", "1 both", "2 go"], 3, "running 2h 1");
}

#[test]
fn only_a_solution_is_undone_by_a_reopening() {
    let custom = |reopen: &str| {
        json!({"kind": "custom", "clock": "elapsed", "target": "100h", "start_on": ["created"], "reopen": reopen,
            "stop_on": ["custom:finish", "solved", "status:pending"], "cancel_on": ["custom:drop"]})
    };
    for reopen in ["continue", "restart", "include_closed_time"] {
        // Ended by an event, by a status that is not done, or cancelled: final, whatever comes.
        says(&custom(reopen), &["0 created", "2 finish", "3 solved", "4 open"], 6, "met 2h 1");
        says(&custom(reopen), &["0 created", "2 pending", "4 open"], 6, "met 2h 1");
        says(&custom(reopen), &["0 created", "2 drop", "3 solved", "4 open"], 6, "cancelled 2h 1");
        // Already done when it ended otherwise: the open status after it undoes nothing either.
        says(&custom(reopen), &["0 created", "2 finish", "4 open"], 6, "met 2h 1");
    }
    let lines = ["0 created", "2 solved", "4 open"];
    says(&custom("continue"), &lines, 6, "running 4h 1");
    says(&custom("include_closed_time"), &lines, 6, "running 6h 1");
    says(&custom("restart"), &lines, 6, "running 2h 2");
    // Continued and then ended by an event: that end is final.
    let twice = ["0 created", "2 solved", "4 open", "5 finish", "6 solved", "7 open"];
    says(&custom("continue"), &twice, 9, "met 3h 1");
    says(&custom("include_closed_time"), &twice, 9, "met 5h 1");
    says(&custom("restart"), &twice, 9, "met 1h 2");
    // From solved to closed is no reopening, and neither is solved twice.
    for reopen in ["continue", "restart", "include_closed_time"] {
        says(&custom(reopen), &["0 created", "2 solved", "4 closed", "5 solved"], 6, "met 2h 1");
    }
    // Reopened into pending is reopened.
    says(&wait("continue"), &["0 created", "2 solved", "4 pending", "5 open"], 6, "running 3h 1");
}

#[test]
fn closed_time_that_counts_is_measured_by_the_calendar_of_its_time() {
    let metric = |mode: &str| {
        json!({"kind": "total_resolution", "target": "100h", "reopen": "include_closed_time",
            "on_calendar_change": mode})
    };
    // Always open until 6, then from 12 to 24.
    let lines = ["0 created", "2 solved", "6 calendar late", "10 open"];
    says(&metric("segmented"), &lines, 13, "running 7h 1");
    says(&metric("remeasure"), &lines, 13, "running 1h 1");
    // The verdict of the end stands by the calendar of the end.
    says(&metric("remeasure"), &lines, 9, "met 2h 1");
    says(&metric("segmented"), &lines, 9, "met 2h 1");
}

#[test]
fn a_done_status_in_pause_on_pauses_a_reply_clock_instead_of_ending_it() {
    let first = json!({"kind": "first_reply", "clock": "elapsed", "target": "100h", "pause_on": ["pending", "closed"]});
    let lines = ["0 created", "2 closed", "5 open", "6 reply"];
    says(&first, &lines, 4, "paused 2h 1");
    says(&first, &lines, 6, "met 3h 1");
    says(&first, &["0 created", "2 solved", "5 open"], 6, "met 2h 1"); // solved is not named: it ends there as ever
    // One status of the category only.
    let merged = json!({"kind": "first_reply", "clock": "elapsed", "target": "100h", "pause_on": ["merged"]});
    says(&merged, &["0 created", "2 merged", "5 open"], 6, "running 3h 1");
    says(&merged, &["0 created", "2 closed", "5 open"], 6, "met 2h 1");
    // Updates wait in the same way, and one that is begun while closed counts from the reopening.
    let update = json!({"kind": "pausable_update", "clock": "elapsed", "target": "100h", "pause_on": "closed"});
    says(&update, &["0 created", "1 reply", "2 closed", "5 open"], 6, "running 2h 1");
    says(&update, &["0 created", "2 closed", "3 reply", "5 open"], 6, "running 1h 1");
    says(&update, &["0 created", "1 reply", "2 solved", "3 reply", "5 open"], 6, "met 1h 1");
    // A clock of one's own that ends elsewhere; a cancellation still cancels.
    let own = json!({"kind": "custom", "clock": "elapsed", "target": "100h", "start_on": "created", "stop_on": "custom:finish",
        "cancel_on": "status:merged", "pause_on": "closed"});
    says(&own, &["0 created", "2 closed", "5 open", "7 finish"], 8, "met 4h 1");
    says(&own, &["0 created", "2 merged", "5 open"], 8, "cancelled 2h 1");
}

#[test]
fn a_clock_that_ends_at_a_status_does_not_pause_there() {
    let refused = |metric: Value, path: &str| {
        let e = compile(&metric).unwrap_err();
        let found = e.problems().iter().find(|p| p.code == "sla_pause_at_end").unwrap();
        assert_eq!((e.kind(), found.path.as_str()), (ErrorKind::InvalidInput, path), "{metric}");
        assert!(found.expected.contains("leave it out") && found.expected.contains("stop_on"));
    };
    for kind in ["requester_wait", "agent_work", "total_resolution", "ownership"] {
        for word in ["closed", "solved", "category:closed", "status:resolved", "merged", "archived"] {
            refused(json!({"kind": kind, "target": "8h", "pause_on": ["pending", word]}), "metrics.m.pause_on[1]");
        }
    }
    refused(
        json!({"kind": "first_reply", "target": "8h", "stop_on": ["agent_reply", "closed"], "pause_on": "closed"}),
        "metrics.m.pause_on[0]",
    );
    refused(
        json!({"kind": "custom", "target": "8h", "start_on": "created", "stop_on": "status:merged", "pause_on": "closed"}),
        "metrics.m.pause_on[0]",
    );
    // Nothing ends there.
    for (stop, pause) in [("solved", "closed"), ("status:merged", "status:closed"), ("closed", "pending")] {
        compile(&json!({"kind": "custom", "target": "8h", "start_on": "created", "stop_on": stop, "pause_on": pause}))
            .unwrap();
    }
}

#[test]
fn stalled_is_a_common_status() {
    says(&wait("continue"), &["0 created", "2 stalled", "5 open"], 6, "running 3h 1");
}

#[test]
fn a_live_ticket_is_folded_by_its_own_binding_only() {
    let history = history(&["0 created", "2 solved"]);
    let (view, set) = (history.view(), compile(&wait("continue")).unwrap());
    let own = set.bind(view.names(), &calendars()).unwrap();
    let other = set.bind(view.names(), &calendars()).unwrap();
    let mut live = LiveTicket::from_events(&own, view.events()).unwrap();
    let now = start() + 3 * HOUR;
    let refused = |e: sundesk::Error| assert_eq!((e.kind(), e.path()), (ErrorKind::Incompatible, "bound"));
    let before = live.report_us(&own.clone(), view.names(), now).unwrap();
    refused(live.report_us(&other, view.names(), now).unwrap_err());
    refused(live.push(&other, view.events()[0]).unwrap_err());
    assert_eq!(live.events(), view.events());
    assert_eq!(live.report_us(&own, view.names(), now).unwrap(), before);
    // A report alone makes a binding the ticket's own, too; a refused event does not.
    let mut fresh = LiveTicket::new();
    let mut far = view.events()[0];
    far.at = i64::MAX;
    assert_eq!(fresh.push(&other, far).unwrap_err().kind(), ErrorKind::OutOfRange);
    fresh.report_us(&own, view.names(), now).unwrap();
    refused(fresh.push(&other, view.events()[0]).unwrap_err());
}

#[test]
fn milliseconds_taken_for_microseconds_are_remarked_upon() {
    let history = history(&["0 created"]);
    let set = compile(&wait("continue")).unwrap();
    let bound = set.bind(history.view().names(), &calendars()).unwrap();
    let note = |now: i64| {
        let report = bound.report_us(history.view(), now).unwrap();
        report.notes.into_iter().map(|n| (n.code, n.path)).collect::<Vec<_>>()
    };
    let remark = vec![("sla_now_long_before".to_owned(), "now".to_owned())];
    assert_eq!(note(start() / 1000), remark); // 1970-01-20
    let decade = 10 * 365 * 24 * HOUR;
    assert_eq!(note(start() - decade), []);
    assert_eq!(note(start() - decade - 1), remark);
    assert_eq!(note(start() + 50 * decade / 10), []);
    // An empty history has no first event.
    let empty = TicketHistory::new(&[]).unwrap();
    let bound = set.bind(empty.view().names(), &calendars()).unwrap();
    assert_eq!(bound.report_us(empty.view(), 0).unwrap().notes, []);
}

#[test]
fn a_target_of_seconds_without_a_unit_is_remarked_upon() {
    let paths = |metric: Value| {
        let set = compile(&metric).unwrap();
        // The document read again says the same.
        let again = PolicySet::from_json(&serde_json::to_string(set.doc()).unwrap(), &ZoneDb::bundled()).unwrap();
        let paths = |set: &PolicySet| {
            let found = set.warnings().iter().filter(|p| p.code == "sla_target_under_a_minute");
            found.map(|p| p.path.clone()).collect::<Vec<_>>()
        };
        assert_eq!(paths(&again), paths(&set));
        paths(&set)
    };
    let m = |field: &str, value: Value| json!({"kind": "first_reply", field: value});
    assert_eq!(paths(m("target", json!(30))), ["metrics.m.target"]);
    assert_eq!(paths(m("target", json!("30"))), ["metrics.m.target"]);
    assert_eq!(paths(m("target", json!(59))), ["metrics.m.target"]);
    assert_eq!(paths(m("targets", json!({"high": 15, "low": "15s", "default": 240}))), ["metrics.m.targets.high"]);
    let by = json!({"field": "tier", "values": {"gold": 8}, "default": 24});
    assert_eq!(paths(m("target_by", by)), ["metrics.m.target_by.default", "metrics.m.target_by.values.gold"]);
    for clear in
        [m("target", json!(60)), m("target", json!("30s")), m("target_s", json!(30)), m("target", json!("PT30S"))]
    {
        assert_eq!(paths(clear), [""; 0]);
    }
}

#[test]
fn a_small_document_of_64_000_metrics_is_refused() {
    let metrics = |n: usize| -> Value {
        (0..n)
            .map(|i| (format!("m{i}"), json!({"kind": "first_reply", "target": "1h"})))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let doc = |total: usize| {
        let whole = (0..total / 50)
            .map(|i| json!({"name": format!("p{i}"), "when": [{"field": "tier", "value": i}], "metrics": metrics(50)}));
        let mut policies: Vec<Value> = whole.collect();
        if !total.is_multiple_of(50) {
            policies.push(json!({"name": "rest", "metrics": metrics(total % 50)}));
        }
        PolicyDoc::from_value(json!({"policies": policies})).unwrap()
    };
    PolicySet::compile(&doc(sundesk::sla::MAX_DOCUMENT_METRICS), &ZoneDb::bundled()).unwrap();
    let e = PolicySet::compile(&doc(sundesk::sla::MAX_DOCUMENT_METRICS + 1), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::LimitExceeded, "policies[200].metrics"));
}

/// What a walk over the minutes counts: the other way to read the same words.
fn walk(reopen: &str, events: &[(i64, &str)], now: i64) -> (i64, &'static str) {
    let known: Vec<_> = events.iter().filter(|(at, _)| *at <= now).copied().collect();
    let at = |minute: i64| {
        let (mut status, mut waits) = ("open", false);
        for (_, what) in known.iter().filter(|(at, _)| *at <= minute) {
            match *what {
                "wait" => waits = true,
                "go" => waits = false,
                status_now => status = status_now,
            }
        }
        (status, waits)
    };
    let done = |status: &str| ["solved", "closed"].contains(&status);
    // Where the cycle stands: it begins at 0, or at the last reopening; it ends with the last solution that nothing reopened.
    let (mut begin, mut end, mut last) = (0, None, "open");
    for (minute, what) in known.iter().filter(|(_, what)| !["wait", "go"].contains(what)) {
        if done(what) && end.is_none() {
            end = Some(*minute);
        }
        if !done(what) && end.is_some() && reopen != "first_only" {
            begin = if reopen == "restart" { *minute } else { begin };
            end = None;
        }
        last = what;
    }
    let counts = |minute: &i64| {
        let (status, waits) = at(*minute);
        let closed = done(status) && reopen != "include_closed_time";
        !waits && status != "pending" && !closed
    };
    let elapsed = i64::try_from((begin..end.unwrap_or(now)).filter(counts).count()).unwrap();
    let paused = at(now).1 || last == "pending";
    let state = if end.is_some() {
        "met"
    } else if paused {
        "paused"
    } else {
        "running"
    };
    (elapsed, state)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// Statuses and events that pause, in any order and any phase, count what a walk over the minutes counts.
    #[test]
    fn levels_count_what_a_walk_counts(
        reopen in prop::sample::select(vec!["continue", "restart", "include_closed_time", "first_only"]),
        raw in prop::collection::vec((1_i64..300, prop::sample::select(vec!["wait", "go", "open", "pending", "solved", "closed"])), 0..9),
        now in 1_i64..320,
    ) {
        let mut events = raw;
        events.sort_by_key(|e| e.0);
        let mut list = vec![event(start(), "created")];
        list.extend(events.iter().map(|(at, what)| event(start() + at * MINUTE, what)));
        let set = compile(&wait(reopen)).unwrap();
        let m = report(&set, &TicketHistory::new(&list).unwrap(), start() + now * MINUTE).metrics["m"].clone();
        let (elapsed, state) = walk(reopen, &events, now);
        prop_assert_eq!((m.elapsed / MINUTE, m.state.name()), (elapsed, state), "{:?}", events);
    }
}
