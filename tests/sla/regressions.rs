//! What once went wrong with a promise, each test named after it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::{Value, json};
use sundesk::calendar::{Calendar, Calendars};
use sundesk::metrics::{Attainment, AttainmentRule, Verdict};
use sundesk::sla::{LiveTicket, MAX_WORDS, MetricState, PolicyDoc, PolicySet, Scratch, SlaReport, evaluate_us, replay};
use sundesk::ticket::{
    DEFAULT_STATUSES, Event, EventDoc, EventLog, History, MAX_TICKETS, TicketHistory, Vocabulary, by_ticket,
};
use sundesk::time::{MINUTE, ZoneDb, format_instant, parse_instant};
use sundesk::{ErrorKind, Result};

fn at(text: &str) -> i64 {
    parse_instant(text).unwrap()
}

/// An instant of June 2024, `3 10:00`.
fn june(text: &str) -> i64 {
    let (day, time) = text.split_once(' ').unwrap();
    at(&format!("2024-06-{day:0>2}T{time}:00Z"))
}

fn set(policy: Value) -> PolicySet {
    PolicySet::compile(&PolicyDoc::from_value(policy).unwrap(), &ZoneDb::bundled()).unwrap()
}

fn always() -> Calendars {
    Calendars::new(Calendar::always_open())
}

fn events(list: Value) -> Vec<EventDoc> {
    serde_json::from_value(list).unwrap()
}

fn history(list: Value) -> TicketHistory {
    TicketHistory::new(&events(list)).unwrap()
}

/// Both forms of the answer, which must agree.
fn both(set: &PolicySet, history: History<'_>, now: i64) -> Result<SlaReport> {
    let bound = set.bind(history.names(), &always()).unwrap();
    let report = bound.report_us(history, now);
    let mut scratch = Scratch::default();
    match (&report, bound.summarize_us(history.events(), now, &mut scratch)) {
        (Ok(report), Ok(short)) => {
            for (full, short) in report.metrics.values().zip(short.metrics) {
                assert_eq!((short.state, short.target), (full.state, full.target));
            }
        }
        (Err(full), Err(short)) => assert_eq!((full.kind(), full.path()), (short.kind(), short.path())),
        (full, short) => panic!("{full:?} and {short:?}"),
    }
    report
}

fn state(set: &PolicySet, list: &Value, now: i64) -> MetricState {
    both(set, history(list.clone()).view(), now).unwrap().metrics["m"].state
}

const MODES: [&str; 4] = ["recompute_from_start", "from_change_proportional", "from_change_fresh", "keep"];

fn by_priority(mode: &str) -> PolicySet {
    set(json!({"metrics": {"m": {"kind": "total_resolution", "clock": "elapsed", "on_target_change": mode,
        "targets": {"low": "1h", "urgent": "2h", "high": "4h"}}}}))
}

#[test]
fn a_share_of_a_target_that_is_used_up_did_not_take_the_breach_back() {
    let policy = by_priority("from_change_proportional");
    let list = json!([
        {"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "open", "priority": "low"},
        {"at": "2024-06-03T12:00:00Z", "type": "priority", "to": "high"},
        {"at": "2024-06-03T16:00:00Z", "type": "priority", "to": "none of them"},
        {"at": "2024-06-03T17:00:00Z", "type": "status", "to": "solved"},
    ]);
    for (now, expected) in [
        ("3 10:59", MetricState::Running),
        ("3 11:59", MetricState::Breached),
        ("3 12:01", MetricState::Breached),
        ("3 16:30", MetricState::Breached),
        ("3 17:00", MetricState::Missed),
    ] {
        assert_eq!(state(&policy, &list, june(now)), expected, "{now}");
    }
    let report = both(&policy, history(list).view(), june("3 12:01")).unwrap();
    assert_eq!(report.metrics["m"].target, Some(60 * MINUTE)); // the hour that was missed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Where every priority has a promise, no change of priority leaves an open or late cycle without one; and the share left of a
    /// target never turns a late cycle into one in time, with or without a new promise.
    #[test]
    fn a_new_target_never_makes_a_promise_vanish(
        mode in 0..4_usize,
        changes in prop::collection::vec((0..400_i64, 0..4_usize), 0..6),
        now in 0..900_i64,
    ) {
        let words = ["low", "urgent", "high", "unpromised"];
        let begin = june("3 10:00");
        let stamp = |m: i64| format_instant(begin + m * MINUTE);
        let mut list = vec![json!({"at": stamp(0), "type": "created", "by": "customer", "status": "open", "priority": "low"})];
        let mut minutes: Vec<i64> = changes.iter().map(|c| c.0).collect();
        minutes.sort_unstable();
        for (m, (_, word)) in minutes.iter().zip(&changes) {
            list.push(json!({"at": stamp(*m), "type": "priority", "to": words[*word]}));
        }
        let promised = changes.iter().all(|c| words[c.1] != "unpromised");
        let policy = by_priority(MODES[mode]);
        let list = Value::Array(list);
        let now_state = state(&policy, &list, begin + now * MINUTE);
        if promised {
            prop_assert_ne!(now_state, MetricState::Inactive);
        }
        if MODES[mode] == "from_change_proportional" && state(&policy, &list, begin + now / 2 * MINUTE) == MetricState::Breached {
            prop_assert_eq!(now_state, MetricState::Breached);
        }
    }
}

#[test]
fn an_early_event_behind_a_future_one_counted_in_one_form_only() {
    let list = events(json!([
        {"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "open"},
        {"at": "2024-06-05T10:00:00Z", "type": "custom", "name": "x"},
        {"at": "2024-06-03T10:20:00Z", "type": "status", "to": "solved"},
    ]));
    let (mut names, mut folded) = (Vocabulary::default(), Vec::new());
    list.iter().for_each(|e| e.fold_into(&mut names, &mut folded).unwrap());
    let e = History::new(&names, &folded).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InconsistentLog, "events[3].at")); // created is two events
    let short = |set: &PolicySet, events: &[Event]| {
        let (bound, mut scratch) = (set.bind(&names, &always())?, Scratch::default());
        let summary = bound.summarize_us(events, june("4 10:00"), &mut scratch)?;
        Ok::<_, sundesk::Error>(summary.metrics.first().map(|m| m.state))
    };
    let metric = json!({"kind": "total_resolution", "clock": "elapsed", "target": "1h"});
    let sorts = set(json!({"metrics": {"m": metric}}));
    let sorted = history(json!([
        {"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "open"},
        {"at": "2024-06-05T10:00:00Z", "type": "custom", "name": "x"},
        {"at": "2024-06-03T10:20:00Z", "type": "status", "to": "solved"},
    ]));
    assert_eq!(both(&sorts, sorted.view(), june("4 10:00")).unwrap().metrics["m"].state, MetricState::Met);
    assert_eq!(short(&sorts, &folded).unwrap(), Some(MetricState::Met));
    let refuses = set(json!({"metrics": {"m": metric}, "out_of_order": "error"}));
    let e = short(&refuses, &folded).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InconsistentLog, "events[3].at"));
    // Also where no policy matches the ticket, and nothing would have been folded.
    let nobody = set(
        json!({"policies": [{"name": "p", "when": [{"field": "tier", "value": "gold"}], "metrics": {"m": metric}}],
        "out_of_order": "error"}),
    );
    assert_eq!(short(&nobody, &folded).unwrap_err().kind(), ErrorKind::InconsistentLog);
    // An instant that is no instant, in the middle.
    folded[2].at = i64::MAX;
    let e = short(&sorts, &folded).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::OutOfRange, "events[2].at"));
    assert_eq!(History::new(&names, &folded).unwrap_err().path(), "events[2].at");
}

#[test]
fn a_breach_at_the_end_of_time_failed_the_report() {
    let policy = set(json!({"metrics": {"m": {"kind": "total_resolution", "clock": "elapsed", "target": "1h"}}}));
    for created in ["2200-12-31T22:59:59.999998Z", "2200-12-31T22:59:59.999999Z", "2200-12-31T23:00:00Z"] {
        let ticket = history(json!([{"at": created, "type": "created", "by": "customer", "status": "open"}]));
        let report = both(&policy, ticket.view(), at("2200-12-31T23:40:00Z")).unwrap();
        assert_eq!(report.metrics["m"].state, MetricState::Running);
        assert_eq!(report.next_change.is_some(), created.ends_with("8Z"), "{created}");
    }
}

#[test]
fn an_alert_two_hours_before_a_target_of_one_hour_fired_before_the_ticket() {
    let policy = set(json!({"metrics": {"m": {"kind": "total_resolution", "clock": "elapsed", "target": "1h",
        "alerts": [{"offset": "-2h", "clock": "elapsed"}, {"offset": "-2h"}]}}}));
    let created = "2024-06-03T10:00:00Z";
    let ticket = history(json!([{"at": created, "type": "created", "by": "customer", "status": "open"}]));
    let report = both(&policy, ticket.view(), at(created)).unwrap();
    for alert in &report.metrics["m"].alerts {
        assert_eq!((alert.at.map(|t| t.micros()), alert.fired), (Some(at(created)), true));
    }
}

#[test]
fn more_tickets_than_memory_holds() {
    assert_eq!(by_ticket(&[], &[], usize::MAX).unwrap_err().kind(), ErrorKind::LimitExceeded);
    assert_eq!(by_ticket(&[], &[], MAX_TICKETS + 1).unwrap_err().kind(), ErrorKind::LimitExceeded);
    assert_eq!(by_ticket(&[], &[], 0).unwrap().offsets, [0]);
}

#[test]
fn a_slip_in_an_event_made_an_internal_note_public() {
    let read = |text: &str| serde_json::from_str::<EventDoc>(text).map_err(|e| e.to_string());
    let slip = r#"{"at": "2024-06-03T10:00:00Z", "type": "reply", "by": "agent", "pubic": false}"#;
    assert!(read(slip).unwrap_err().contains("unknown field `pubic`, expected `by` or `public`"));
    for (text, says) in [
        (r#"{"at": "2024-06-03T10:00:00Z", "type": "status", "to": "open", "bye": "agent"}"#, "unknown field `bye`"),
        (r#"{"at": "2024-06-03T10:00:00Z", "type": "created", "stauts": "open"}"#, "unknown field `stauts`"),
        (
            r#"{"at": "2024-06-03T10:00:00Z", "at": "2024-06-03T10:00:00Z", "type": "custom", "name": "x"}"#,
            "duplicate field `at`",
        ),
        (r#"{"at": "2024-06-03T10:00:00Z", "type": "custom", "name": "x", "name": "y"}"#, "duplicate field `name`"),
        (r#"{"at": "2024-06-03T10:00:00", "type": "custom", "name": "x"}"#, "a time without an offset is no instant"),
        (r#"{"at": "monday", "type": "custom", "name": "x"}"#, "an instant such as"),
        (r#"{"type": "custom", "name": "x"}"#, "missing field `at`"),
        (r#"{"at": "2024-06-03T10:00:00Z", "name": "x"}"#, "missing field `type`"),
        (r#"{"at": "2024-06-03T10:00:00Z", "type": "custon", "name": "x"}"#, "unknown variant `custon`"),
        (r#"["2024-06-03T10:00:00Z"]"#, "an event with at, type"),
    ] {
        let said = read(text).unwrap_err();
        assert!(said.contains(says), "{text}: {said}");
    }
    // What is written is what is read, and the form stays.
    for text in [
        r#"{"at":"2024-06-03T10:00:00Z","type":"created","by":"requester","status":"new","group":"net","fields":{"tier":"gold"}}"#,
        r#"{"at":"2024-06-03T10:00:00Z","type":"created","by":"agent","priority":"high","assignee":"ann"}"#,
        r#"{"at":"2024-06-03T10:00:00Z","type":"reply","by":"agent","public":false}"#,
        r#"{"at":"2024-06-03T10:00:00Z","type":"sla_attached","policy":"vip"}"#,
    ] {
        assert_eq!(serde_json::to_string(&read(text).unwrap()).unwrap(), text);
    }
    // One outside the supported dates is refused where events are folded.
    let old = read(r#"{"at": "1800-01-01T00:00:00Z", "type": "custom", "name": "x"}"#).unwrap();
    assert_eq!(TicketHistory::new(&[old]).unwrap_err().kind(), ErrorKind::OutOfRange);
}

#[test]
fn a_ticket_created_in_a_group_needed_a_second_event() {
    let ticket = history(json!([{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "open",
        "group": "net", "assignee": "ann", "fields": {"tier": "gold"}}]));
    let words: Vec<&str> = ticket.view().events().iter().map(|e| ticket.view().names().name(e.to)).collect();
    assert_eq!(words, ["", "open", "net", "ann", "gold"]);
}

#[test]
fn attainment_of_a_metric_with_many_cycles_counted_the_last_one_only() {
    let policy = set(json!({"metrics": {"m": {"kind": "next_reply", "clock": "elapsed", "target": "1h"}}}));
    let message = |time: &str, by: &str| json!({"at": format!("2024-06-03T{time}:00Z"), "type": "reply", "by": by});
    // Three cycles: two hours (late), ten minutes (met), open.
    let mut list = vec![
        message("10:00", "customer"),
        message("12:00", "agent"),
        message("12:30", "customer"),
        message("12:40", "agent"),
        message("13:00", "customer"),
    ];
    let judge = |list: &[Value], now: &str| {
        let ticket = history(Value::Array(list.to_vec()));
        let bound = policy.bind(ticket.view().names(), &always()).unwrap();
        let mut scratch = Scratch::default();
        let answer = bound.summarize_us(ticket.view().events(), june(now), &mut scratch).unwrap().metrics[0];
        let per_cycle = Attainment::of(Some(&answer), AttainmentRule::PerCycle).figures(0.95).unwrap();
        (Verdict::of(Some(&answer)), per_cycle.share.k, per_cycle.late, per_cycle.undecided, per_cycle.excluded)
    };
    assert_eq!(judge(&list, "3 11:30"), (Verdict::Late, 0, 1, 0, 0));
    assert_eq!(judge(&list, "3 12:45"), (Verdict::Late, 1, 1, 0, 0));
    assert_eq!(judge(&list, "3 13:30"), (Verdict::Late, 1, 1, 1, 0));
    assert_eq!(judge(&list, "3 14:30"), (Verdict::Late, 1, 2, 0, 0));
    list.drain(..2);
    assert_eq!(judge(&list, "3 12:45"), (Verdict::Met, 1, 0, 0, 0));
    assert_eq!(judge(&list, "3 13:30"), (Verdict::Undecided, 1, 0, 1, 0));
    assert_eq!(judge(&[message("10:00", "agent")], "3 13:30"), (Verdict::Excluded, 0, 0, 0, 1));
    assert_eq!(Verdict::of(None), Verdict::Excluded);
}

#[test]
fn a_binding_to_one_log_judged_another() {
    let policy = set(json!({"metrics": {"m": {"kind": "total_resolution", "clock": "elapsed", "target": "1h"}}}));
    let log = |statuses: [&str; 2]| {
        let mut log = EventLog::builder();
        let ticket = log.ticket("T-1");
        for (time, status) in ["10:00", "10:30"].iter().zip(statuses) {
            let e = json!({"at": format!("2024-06-03T{time}:00Z"), "type": "status", "to": status});
            log.push(ticket, &serde_json::from_value(e).unwrap()).unwrap();
        }
        log.finish()
    };
    // The same number of names, in another order.
    let (a, b) = (log(["open", "solved"]), log(["solved", "open"]));
    let bound = policy.bind(a.names(), &always()).unwrap();
    assert!(replay(&bound, &a, june("3 12:00"), |_, _| ()).is_ok());
    assert_eq!(replay(&bound, &b, june("3 12:00"), |_, _| ()).unwrap_err().kind(), ErrorKind::Incompatible);
    let foreign = b.history(0).unwrap();
    assert_eq!(bound.report_us(foreign, june("3 12:00")).unwrap_err().kind(), ErrorKind::Incompatible);
    assert_eq!(bound.explain_us(foreign, june("3 12:00"), "m").unwrap_err().kind(), ErrorKind::Incompatible);
    assert_eq!(bound.check_names(b.names()).unwrap_err().path(), "names");
    // A vocabulary built again from the same names is the same one.
    assert!(bound.report_us(log(["open", "solved"]).history(0).unwrap(), june("3 12:00")).is_ok());
}

#[test]
fn a_live_ticket_passed_over_names_learned_later() {
    let policy = set(json!({"metrics": {"m": {"kind": "total_resolution", "clock": "elapsed", "target": "1h"}}}));
    let (mut names, mut folded) = (Vocabulary::default(), Vec::new());
    let mut fold = |names: &mut Vocabulary, list: Value| {
        folded.clear();
        events(list).iter().for_each(|e| e.fold_into(names, &mut folded).unwrap());
        folded.clone()
    };
    let first = fold(
        &mut names,
        json!([{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "open"}]),
    );
    let bound = policy.bind(&names, &always()).unwrap();
    let mut live = LiveTicket::from_events(&bound, &first).unwrap();
    let late = fold(&mut names, json!([{"at": "2024-06-03T10:10:00Z", "type": "status", "to": "solved"}]));
    assert_eq!(live.push(&bound, late[0]).unwrap_err().kind(), ErrorKind::Incompatible);
    assert_eq!(live.report_us(&bound, &names, june("3 12:00")).unwrap_err().kind(), ErrorKind::Incompatible);
    let mut scratch = Scratch::default();
    assert_eq!(bound.summarize_us(&late, june("3 12:00"), &mut scratch).unwrap_err().kind(), ErrorKind::Incompatible);
    let bound = policy.bind(&names, &always()).unwrap();
    let mut live = LiveTicket::from_events(&bound, live.events()).unwrap();
    live.push(&bound, late[0]).unwrap();
    assert_eq!(live.report_us(&bound, &names, june("3 12:00")).unwrap().metrics["m"].state, MetricState::Met);
}

/// A promise by customer: ten hours, but one minute for the last of `n`.
fn by_customer(n: usize) -> Result<PolicySet> {
    let minutes = |i: usize| if i + 1 == n { 1 } else { 600 };
    let values: serde_json::Map<String, Value> =
        (0..n).map(|i| (format!("c{i:05}"), json!(format!("{}m", minutes(i))))).collect();
    let doc = json!({"metrics": {"m": {"kind": "total_resolution", "clock": "elapsed",
        "target_by": {"field": "customer", "default": "100h", "values": values}}}});
    PolicySet::compile(&PolicyDoc::from_value(doc).unwrap(), &ZoneDb::bundled())
}

#[test]
fn tickets_got_the_target_of_another_customer_past_sixty_five_thousand() {
    let e = by_customer(70_000).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::LimitExceeded);
    let n = MAX_WORDS - DEFAULT_STATUSES.len();
    assert_eq!(by_customer(n + 1).unwrap_err().kind(), ErrorKind::LimitExceeded);
    let policy = by_customer(n).unwrap();
    for (customer, minutes) in
        [("nobody", 6000), ("c00001", 600), (&format!("c{:05}", n - 1), 1), (&format!("c{:05}", n - 2), 600)]
    {
        let ticket =
            history(json!([{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "open",
            "fields": {"customer": customer}}]));
        let report = both(&policy, ticket.view(), june("3 10:05")).unwrap();
        assert_eq!(report.metrics["m"].target, Some(minutes * MINUTE), "{customer}");
    }
    // All customers in one log.
    let (mut names, customers) = (Vocabulary::default(), (0..n).map(|i| format!("c{i:05}")));
    customers.for_each(|c| {
        names.intern(&c);
    });
    let mut folded = Vec::new();
    events(json!([{"at": "2024-06-03T10:00:00Z", "type": "created", "status": "open", "fields": {"customer": format!("c{:05}", n - 1)}}]))
        .iter()
        .for_each(|e| e.fold_into(&mut names, &mut folded).unwrap());
    let report = both(&policy, History::new(&names, &folded).unwrap(), june("3 10:05")).unwrap();
    assert_eq!(report.metrics["m"].target, Some(MINUTE));
}

#[test]
fn an_event_of_a_field_whose_word_no_ticket_has() {
    let policy = set(json!({"metrics": {"m": {"kind": "custom", "clock": "elapsed", "target": "1h",
        "start_on": ["field:stage=triage"], "stop_on": ["field:stage=!triage"]}}}));
    let ticket = |stage: &str| {
        json!([{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "open"},
            {"at": "2024-06-03T10:00:00Z", "type": "field", "name": "Stage", "to": stage}])
    };
    assert_eq!(state(&policy, &ticket("build"), june("3 10:30")), MetricState::Inactive);
    assert_eq!(state(&policy, &ticket("Triage"), june("3 10:30")), MetricState::Running);
}

#[test]
fn a_report_named_the_zone_rules_of_the_policy_set_and_not_of_its_calendars() {
    let doc = json!({"metrics": {"m": {"kind": "total_resolution", "target": "1h"}}});
    let utc = std::fs::read("/usr/share/zoneinfo/Etc/GMT-1").unwrap_or_default();
    let other = ZoneDb::from_tzif("1999z", [("Etc/GMT-1", utc.as_slice())]);
    let policy = set(doc);
    let ticket =
        history(json!([{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "open"}]));
    let tzdb = |calendars: &Calendars| evaluate_us(&policy, calendars, ticket.view(), june("3 10:30")).unwrap().tzdb;
    let bundled = ZoneDb::bundled();
    assert_eq!(tzdb(&always()), bundled.release());
    let Ok(other) = other else { return }; // a machine without zone files
    let office = |zones: &ZoneDb| {
        let doc = r#"{"timezone": "Etc/GMT-1", "weekly": {"mon": [["09:00", "17:00"]]}}"#;
        Calendar::from_json(doc, zones).unwrap()
    };
    assert_eq!(tzdb(&Calendars::new(office(&other))), "1999z");
    let both = Calendars::new(office(&other)).with("late", office(&bundled));
    assert_eq!(tzdb(&both), format!("1999z, {}", bundled.release()));
}

#[test]
fn a_slip_in_a_priority_left_all_tickets_without_a_promise() {
    let m = |doc: Value| json!({"metrics": {"m": doc}});
    let warnings = |doc: Value| {
        set(doc).warnings().iter().map(|p| format!("{} {} {}", p.code, p.path, p.value)).collect::<Vec<_>>()
    };
    let slip = m(json!({"kind": "first_reply", "targets": {"hihg": "1h"}}));
    assert_eq!(warnings(slip), ["sla_target_no_default metrics.m.targets priority"]);
    let by = m(json!({"kind": "first_reply", "target_by": {"field": "tier", "values": {"gold": "1h"}}}));
    assert_eq!(warnings(by), ["sla_target_no_default metrics.m.target_by tier"]);
    assert!(warnings(m(json!({"kind": "first_reply", "targets": {"high": "1h", "Default": "2h"}}))).is_empty());
}

#[test]
fn names_read_as_one_won_in_silence() {
    let refused = |doc: Value| {
        let e = PolicySet::compile(&PolicyDoc::from_value(doc).unwrap(), &ZoneDb::bundled()).unwrap_err();
        e.problems().iter().map(|p| format!("{} {}", p.code, p.path)).next().unwrap_or_default()
    };
    let metric = json!({"m": {"kind": "first_reply", "target": "1h"}});
    for (doc, says) in [
        (
            json!({"metrics": {"m": {"kind": "first_reply", "targets": {"high": "1h", "High": "2h", "default": "3h"}}}}),
            "sla_name_twice metrics.m.targets.high",
        ),
        (
            json!({"metrics": {"m": {"kind": "first_reply", "targets": {"default": "1h", "Default": "2h"}}}}),
            "sla_name_twice metrics.m.targets.default",
        ),
        (
            json!({"metrics": {"m": {"kind": "first_reply", "target_by": {"field": "tier", "default": "1h",
                "values": {"on hold": "1h", "on-hold": "2h"}}}}}),
            "sla_name_twice metrics.m.target_by.values.on-hold",
        ),
        (
            json!({"statuses": {"Solved": "open", "solved": "solved"}, "metrics": metric}),
            "sla_name_twice statuses.solved",
        ),
        (
            json!({"name": "x", "policies": [{"name": "x", "metrics": metric}], "metrics": metric}),
            "sla_policy_twice policies[0].name",
        ),
        (
            json!({"policies": [{"name": "default", "metrics": metric}], "metrics": metric}),
            "sla_policy_twice policies[0].name",
        ),
    ] {
        assert_eq!(refused(doc.clone()), says, "{doc}");
    }
}
