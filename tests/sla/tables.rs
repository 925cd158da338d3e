//! SLA clocks as tables a support manager can check on paper.
//!
//! Office hours are Monday to Friday 09:00–17:00 UTC unless a test says otherwise; 3 June 2024 is a Monday.
//! Events are written `day HH:MM what`, with the day of June 2024.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use super::explaining::explained;
pub(super) use serde_json::{Value, json};
pub(super) use sundesk::ErrorKind;
pub(super) use sundesk::calendar::{Calendar, Calendars};
pub(super) use sundesk::sla::{
    Explanation, LiveTicket, MAX_ALERTS, MAX_METRICS, MAX_POLICIES, MESSAGE_IDS, MetricReport, MetricState,
    PieceReason, PolicyDoc, PolicySet, Scratch, SlaReport, StripSize, evaluate_us, explain_us,
};
pub(super) use sundesk::ticket::{EventDoc, History, TicketHistory};
pub(super) use sundesk::time::{HOUR, MAX_INSTANT, MIN_INSTANT, SECOND, ZoneDb, format_instant, parse_instant};

pub(super) const OFFICE: &str = r#"{"timezone": "UTC", "weekly": {"mon": [["09:00","17:00"]], "tue": [["09:00","17:00"]],
    "wed": [["09:00","17:00"]], "thu": [["09:00","17:00"]], "fri": [["09:00","17:00"]]},
    "holidays": [{"date": "2024-06-05", "name": "Founders' <Day>"}], "breaks": {"2024-06-06": [["12:00","13:00"]]}}"#;
pub(super) const LATE_DESK: &str = r#"{"timezone": "UTC", "weekly": {"mon": [["12:00","20:00"]], "tue": [["12:00","20:00"]],
    "wed": [["12:00","20:00"]], "thu": [["12:00","20:00"]], "fri": [["12:00","20:00"]]}}"#;

pub(super) fn office() -> Calendars {
    let zones = ZoneDb::bundled();
    Calendars::new(Calendar::from_json(OFFICE, &zones).unwrap())
        .with("late", Calendar::from_json(LATE_DESK, &zones).unwrap())
        .with("always", Calendar::always_open())
}

#[track_caller]
pub(super) fn at(text: &str) -> i64 {
    let (day, time) = text.split_once(' ').unwrap();
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    parse_instant(&format!("2024-06-{day:0>2}T{time}Z")).unwrap()
}

pub(super) fn event(line: &str) -> EventDoc {
    let mut words = line.splitn(3, ' ');
    let (day, time, what) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
    let (head, to) = what.split_once(' ').unwrap_or((what, ""));
    let body = match head {
        "created" => json!({"type": "created", "by": "customer", "status": if to.is_empty() { "new" } else { to }}),
        "agent_files" => json!({"type": "created", "by": "agent", "status": "new"}),
        "agent" => json!({"type": "reply", "by": "agent"}),
        "customer" => json!({"type": "reply", "by": "customer"}),
        "bot" => json!({"type": "reply", "by": "bot"}),
        "note" => json!({"type": "reply", "by": "agent", "public": false}),
        "status" | "priority" | "group" | "assignee" | "calendar" => json!({"type": head, "to": to}),
        "attached" => json!({"type": "sla_attached", "policy": to}),
        "set" => {
            let (name, value) = to.split_once('=').unwrap();
            json!({"type": "field", "name": name, "to": value})
        }
        other => json!({"type": "custom", "name": other}),
    };
    let mut body = body;
    body["at"] = Value::String(format_instant(at(&format!("{day} {time}"))));
    serde_json::from_value(body).unwrap()
}

pub(super) fn history(lines: &[&str]) -> TicketHistory {
    TicketHistory::new(&lines.iter().map(|l| event(l)).collect::<Vec<_>>()).unwrap()
}

#[track_caller]
pub(super) fn set(policy: Value) -> PolicySet {
    PolicySet::compile(&PolicyDoc::from_value(policy).unwrap(), &ZoneDb::bundled()).unwrap()
}

/// A policy set with the one metric `m`.
#[track_caller]
pub(super) fn metric(doc: Value) -> PolicySet {
    set(json!({"metrics": {"m": doc}}))
}

#[track_caller]
pub(super) fn whole(set: &PolicySet, lines: &[&str], now: &str) -> SlaReport {
    let history = history(lines);
    let report = evaluate_us(set, &office(), history.view(), at(now)).unwrap();
    // The short form and the incremental form say the same.
    let bound = set.bind(history.view().names(), &office()).unwrap();
    let mut live = LiveTicket::new();
    for e in history.view().events() {
        live.push(&bound, *e).unwrap();
        live.report_us(&bound, history.view().names(), e.at.min(at(now))).unwrap();
    }
    // A ticket that lives is handed the events one by one, and names them so.
    let bare =
        bound.report_us(History::new(history.view().names(), history.view().events()).unwrap(), at(now)).unwrap();
    assert_eq!(live.report_us(&bound, history.view().names(), at(now)).unwrap(), bare);
    assert_eq!((&bare.metrics, bare.notes.len()), (&report.metrics, report.notes.len()));
    let mut scratch = Scratch::default();
    let short = bound.summarize_us(history.view().events(), at(now), &mut scratch).unwrap();
    for (m, full) in short.metrics.iter().zip(report.metrics.values()) {
        assert_eq!((m.state, m.elapsed), (full.state, full.elapsed));
        assert_eq!(m.due_at, full.due_at.map(|d| d.micros()));
    }
    report
}

#[track_caller]
pub(super) fn one(set: &PolicySet, lines: &[&str], now: &str) -> MetricReport {
    whole(set, lines, now).metrics["m"].clone()
}

pub(super) fn stamp(at: Option<sundesk::time::Instant>) -> String {
    at.map_or("-".to_owned(), |t| t.utc().format("%-d %H:%M").to_string())
}

/// `state elapsed due`, the amount in minutes.
#[track_caller]
pub(super) fn says(m: &MetricReport, expected: &str) {
    let got = format!("{} {}m due {}", m.state.name(), m.elapsed / SECOND / 60, stamp(m.due_at));
    assert_eq!(got, expected);
}

#[test]
fn a_first_reply_is_due_in_office_hours() {
    let p = metric(json!({"kind": "first_reply", "target": "2h"}));
    says(&one(&p, &["3 10:00 created"], "3 11:00"), "running 60m due 3 12:00");
    says(&one(&p, &["3 16:00 created"], "3 23:00"), "running 60m due 4 10:00");
    says(&one(&p, &["3 20:00 created"], "3 21:00"), "running 0m due 4 11:00"); // outside hours it waits
    says(&one(&p, &["7 16:30 created", "10 10:00 agent"], "10 10:00"), "met 90m due 10 10:30");
    says(&one(&p, &["4 16:00 created"], "6 09:00"), "running 60m due 6 10:00"); // Wednesday is a holiday
    says(&one(&p, &["6 11:00 created"], "6 13:30"), "running 90m due 6 14:00"); // the break does not count
    says(&one(&p, &["3 10:00 created", "3 10:30 note", "3 10:40 bot"], "3 11:00"), "running 60m due 3 12:00");
    says(&one(&p, &["3 10:00 agent_files"], "3 11:00"), "inactive 0m due -");
    says(&one(&p, &["3 10:00 agent_files", "3 12:00 customer"], "3 13:00"), "running 60m due 3 14:00");
    let counts = metric(json!({"kind": "first_reply", "target": "2h", "agent_created": true}));
    says(&one(&counts, &["3 10:00 agent_files"], "3 11:00"), "running 60m due 3 12:00");
}

#[test]
fn equality_is_met_and_one_second_more_is_missed() {
    let p = metric(json!({"kind": "first_reply", "target": "1h", "clock": "elapsed"}));
    let met = one(&p, &["3 10:00 created", "3 11:00 agent"], "9 00:00");
    says(&met, "met 60m due 3 11:00");
    assert_eq!((met.percent, met.remaining, met.breached_at), (Some(100), Some(0), None));
    let missed = one(&p, &["3 10:00 created", "3 11:00:01 agent"], "9 00:00");
    assert_eq!((missed.state, missed.percent, missed.remaining), (MetricState::Missed, Some(100), Some(-SECOND)));
    assert_eq!(stamp(missed.breached_at), "3 11:00");
}

#[test]
fn a_target_used_up_at_closing_breaches_at_the_next_opening() {
    let p = metric(json!({"kind": "total_resolution", "target": "8h"}));
    let night = one(&p, &["3 09:00 created"], "3 22:00");
    says(&night, "running 480m due 3 17:00");
    assert!(night.outside_hours);
    assert_eq!(stamp(night.breach_after), "4 09:00");
    assert_eq!(night.next_change.unwrap().micros(), at("4 09:00"));
    let opening = one(&p, &["3 09:00 created"], "4 09:00");
    assert_eq!(opening.state, MetricState::Running);
    assert_eq!(opening.next_change.unwrap().micros(), at("4 09:00") + 1);
    let morning = one(&p, &["3 09:00 created"], "4 09:01");
    says(&morning, "breached 481m due 3 17:00");
    assert_eq!(stamp(morning.breached_at), "4 09:00");
}

#[test]
fn a_pause_credits_only_office_time() {
    let p = metric(json!({"kind": "requester_wait", "target": "4h"}));
    let lines = ["3 15:00 created", "3 16:00 status pending", "4 10:00 status open"];
    let paused = one(&p, &lines[..2], "3 20:00");
    says(&paused, "paused 60m due -");
    let back = one(&p, &lines, "4 11:00");
    says(&back, "running 120m due 4 13:00");
    assert_eq!(back.paused, 2 * HOUR); // 16–17 and 9–10: the night counts for nobody
    let late = one(&p, &["3 09:00 created", "3 15:00 status pending"], "3 16:00");
    says(&late, "breached 360m due 3 13:00"); // breached stays breached while paused
}

#[test]
fn words_pause_by_category_or_by_name() {
    let statuses = json!({"Awaiting info": "pending", "Vendor": "hold"});
    let doc = |pause: &str| {
        set(
            json!({"statuses": statuses, "metrics": {"m": {"kind": "total_resolution", "target": "4h", "pause_on": [pause]}}}),
        )
    };
    let lines = ["3 09:00 created", "3 10:00 status awaiting-INFO"];
    says(&one(&doc("pending"), &lines, "3 11:00"), "paused 60m due -");
    says(&one(&doc("awaiting_info"), &lines, "3 11:00"), "paused 60m due -");
    says(&one(&doc("status:pending"), &lines, "3 11:00"), "running 120m due 3 13:00");
    says(&one(&doc("category:hold"), &["3 09:00 created", "3 10:00 status Vendor"], "3 11:00"), "paused 60m due -");
}

#[test]
fn the_oldest_unanswered_message_counts() {
    let p = metric(json!({"kind": "next_reply", "target": "2h", "after_first_reply": true}));
    let lines = ["3 09:00 created", "3 10:00 agent", "3 11:00 customer", "3 12:00 customer"];
    says(&one(&p, &lines[..2], "3 10:30"), "inactive 0m due -");
    says(&one(&p, &lines, "3 12:30"), "running 90m due 3 13:00");
    let more = [&lines[..], &["3 14:00 agent", "3 15:00 customer", "3 15:30 agent"]].concat();
    let end = one(&p, &more, "3 16:00");
    says(&end, "met 30m due 3 17:00");
    let states: Vec<MetricState> = end.cycles.iter().map(|c| c.state).collect();
    assert_eq!(states, [MetricState::Missed, MetricState::Met]);
}

#[test]
fn updates_restart_with_each_reply_and_end_with_the_solution() {
    let p = metric(json!({"kind": "periodic_update", "target": "2h"}));
    let lines = ["3 09:00 created", "3 10:00 agent", "3 11:00 agent", "3 14:00 status solved", "3 15:00 agent"];
    says(&one(&p, &lines[..1], "3 09:30"), "inactive 0m due -");
    says(&one(&p, &lines[..3], "3 12:00"), "running 60m due 3 13:00");
    let done = one(&p, &lines, "4 12:00");
    says(&done, "missed 180m due 3 13:00"); // the reply on the solved ticket starts nothing
    assert_eq!(done.cycles.len(), 2);
}

#[test]
fn reopening_has_four_meanings() {
    let lines = ["3 09:00 created", "3 11:00 status solved", "3 13:00 status open"];
    let by = |mode: &str| metric(json!({"kind": "total_resolution", "target": "4h", "reopen": mode}));
    says(&one(&by("continue"), &lines, "3 14:00"), "running 180m due 3 15:00");
    says(&one(&by("include_closed_time"), &lines, "3 14:00"), "breached 300m due 3 13:00");
    says(&one(&by("restart"), &lines, "3 14:00"), "running 60m due 3 17:00");
    says(&one(&by("first_only"), &lines, "3 14:00"), "met 120m due 3 13:00");
    assert_eq!(one(&by("restart"), &lines, "3 14:00").cycles.len(), 2);
}

#[test]
fn groups_own_their_time() {
    let p = metric(json!({"kind": "ownership", "target": "2h"}));
    let lines = [
        "3 09:00 created",
        "3 10:00 group tier1",
        "3 11:00 group tier2",
        "3 14:00 status solved",
        "3 15:00 status open",
    ];
    says(&one(&p, &lines[..1], "3 10:00"), "inactive 0m due -");
    says(&one(&p, &lines[..3], "3 12:00"), "running 60m due 3 13:00");
    let again = one(&p, &lines, "3 16:00");
    says(&again, "running 60m due 3 17:00");
    let states: Vec<&str> = again.cycles.iter().map(|c| c.state.name()).collect();
    assert_eq!(states, ["met", "missed", "running"]);
}

#[test]
fn a_new_calendar_remeasures_or_starts_a_segment() {
    let by = |mode: &str| metric(json!({"kind": "total_resolution", "target": "4h", "on_calendar_change": mode}));
    let lines = ["3 09:00 created", "3 11:00 calendar late"];
    says(&one(&by("remeasure"), &lines, "3 13:00"), "running 60m due 3 16:00"); // as if 12–20 from the start
    says(&one(&by("segmented"), &lines, "3 13:00"), "running 180m due 3 14:00"); // 9–11 office, then 12–20
    let unknown = whole(&by("remeasure"), &["3 09:00 created", "3 10:00 calendar nowhere"], "3 11:00");
    says(&unknown.metrics["m"], "running 120m due 3 13:00");
    assert_eq!((unknown.notes[0].code.as_str(), unknown.notes[0].value.as_str()), ("sla_calendar_unknown", "nowhere"));
}

#[test]
fn a_clock_of_ones_own() {
    let p = metric(
        json!({"kind": "custom", "target": "2h", "start_on": ["assigned"], "stop_on": ["custom:approved", "status:closed"],
        "pause_event": ["custom:waiting"], "resume_event": ["custom:back"], "cancel_on": ["unassigned"], "multi_cycle": true}),
    );
    let lines = ["3 09:00 created", "3 10:00 assignee ann", "3 11:00 waiting", "3 13:00 back"];
    says(&one(&p, &lines[..1], "3 09:30"), "inactive 0m due -");
    says(&one(&p, &lines[..3], "3 12:00"), "paused 60m due -");
    says(&one(&p, &lines, "3 13:30"), "running 90m due 3 14:00");
    says(&one(&p, &[&lines[..], &["3 13:30 approved"]].concat(), "3 16:00"), "met 90m due 3 14:00");
    says(&one(&p, &[&lines[..], &["3 13:30 assignee "]].concat(), "3 16:00"), "cancelled 90m due 3 14:00");
    let again = [&lines[..], &["3 13:30 approved", "3 14:00 assignee bob"]].concat();
    says(&one(&p, &again, "3 15:00"), "running 60m due 3 16:00");
}

#[test]
fn events_of_one_instant_take_effect_in_their_sequence() {
    let p = metric(json!({"kind": "total_resolution", "target": "4h"}));
    says(
        &one(&p, &["3 09:00 created", "3 10:00 status solved", "3 10:00 status open"], "3 11:00"),
        "running 120m due 3 13:00",
    );
    says(
        &one(&p, &["3 09:00 created", "3 10:00 status open", "3 10:00 status solved"], "3 11:00"),
        "met 60m due 3 13:00",
    );
    // One event that starts and stops: start comes first, so the cycle is empty.
    let both =
        metric(json!({"kind": "custom", "target": "1h", "start_on": ["agent_reply"], "stop_on": ["agent_reply"]}));
    says(&one(&both, &["3 09:00 created", "3 10:00 agent"], "3 11:00"), "met 0m due 3 11:00");
}

#[test]
fn an_early_event_behind_one_of_the_future_is_found() {
    let p = metric(json!({"kind": "first_reply", "target": "2h"}));
    let h = history(&["3 09:00 created", "3 10:00 agent", "9 10:00 customer"]);
    let mut events = h.view().events().to_vec();
    events.swap(2, 3);
    let bound = p.bind(h.view().names(), &office()).unwrap();
    let mut scratch = Scratch::default();
    assert_eq!(bound.summarize_us(&events, at("3 12:00"), &mut scratch).unwrap().metrics[0].state, MetricState::Met);
}

#[test]
fn a_calendar_without_hours_is_never_due() {
    let never = Calendar::from_json(r#"{"timezone": "UTC", "weekly": {}}"#, &ZoneDb::bundled()).unwrap();
    let p = metric(json!({"kind": "first_reply", "target": "1h"}));
    let h = history(&["3 09:00 created"]);
    let report = evaluate_us(&p, &Calendars::new(never.clone()), h.view(), at("9 00:00")).unwrap();
    let m = &report.metrics["m"];
    assert_eq!((m.state, m.elapsed, m.due_at, m.next_change), (MetricState::Running, 0, None, None));
    let e = explain_us(&p, &Calendars::new(never), h.view(), at("9 00:00"), "m").unwrap();
    assert_eq!(e.lines()[0].id, "sla-verdict-never-due");
}

#[test]
fn the_edges_of_the_supported_dates() {
    let p = metric(json!({"kind": "total_resolution", "target": "876000h", "clock": "elapsed"}));
    let created = |at: &str| {
        let e: EventDoc =
            serde_json::from_value(json!({"at": at, "type": "created", "by": "customer", "status": "new"})).unwrap();
        TicketHistory::new(&[e]).unwrap()
    };
    let last = created("2200-12-31T23:59:59Z");
    let report = evaluate_us(&p, &office(), last.view(), MAX_INSTANT - 1).unwrap();
    assert_eq!((report.metrics["m"].state, report.metrics["m"].due_at), (MetricState::Running, None));
    let first = created("1900-01-01T00:00:00Z");
    let report = evaluate_us(&p, &office(), first.view(), MAX_INSTANT - 1).unwrap();
    assert_eq!(report.metrics["m"].state, MetricState::Breached);
    assert_eq!(evaluate_us(&p, &office(), first.view(), MAX_INSTANT).unwrap_err().kind(), ErrorKind::OutOfRange);
    assert!(evaluate_us(&p, &office(), first.view(), MIN_INSTANT).is_ok());
    let business = metric(json!({"kind": "total_resolution", "target": "100h"}));
    let report = evaluate_us(&business, &office(), last.view(), MAX_INSTANT - 1).unwrap();
    assert_eq!(report.metrics["m"].due_at, None);
}

#[test]
fn ten_thousand_events_on_one_ticket() {
    let p = metric(json!({"kind": "next_reply", "target": "1h", "clock": "elapsed"}));
    let mut events = vec![event("3 09:00 created")];
    for i in 0..5_000_i64 {
        let mut customer = event("3 09:00 customer");
        customer.at += chrono::TimeDelta::minutes(30 * i);
        let mut agent = event("3 09:10 agent");
        agent.at += chrono::TimeDelta::minutes(30 * i);
        events.extend([customer, agent]);
    }
    let h = TicketHistory::new(&events).unwrap();
    let report = evaluate_us(&p, &office(), h.view(), parse_instant("2025-01-01T00:00:00Z").unwrap()).unwrap();
    assert_eq!(report.metrics["m"].cycles.len(), 5_000);
    assert!(report.metrics["m"].cycles.iter().all(|c| c.state == MetricState::Met && c.elapsed == 10 * 60 * SECOND));
}

#[test]
fn an_empty_history_is_inactive() {
    let p = metric(json!({"kind": "first_reply", "target": "1h"}));
    says(&one(&p, &[], "3 10:00"), "inactive 0m due -");
    assert!(explained(&p, &[], "3 10:00").pieces.is_empty());
}

#[test]
fn a_cycle_that_took_just_its_target_is_not_late_when_the_next_one_begins() {
    let p = metric(json!({"kind": "next_reply", "target": "1h", "clock": "elapsed"}));
    for (reply, late) in [("3 11:00 agent", 0), ("3 11:00:01 agent", 1)] {
        let history = history(&["3 10:00 created", reply, "3 12:00 customer"]);
        let bound = p.bind(history.view().names(), &office()).unwrap();
        let mut scratch = Scratch::default();
        let short = bound.summarize_us(history.view().events(), at("3 12:10"), &mut scratch).unwrap();
        let m = short.metrics[0];
        assert_eq!((m.cycles, m.judged_before, m.late_before), (2, 1, late), "{reply}");
    }
}

#[test]
fn a_team_that_lost_a_solved_ticket_does_not_own_it_when_it_is_reopened() {
    let p = metric(json!({"kind": "ownership", "group": "net", "target": "4h", "clock": "elapsed"}));
    let lines = ["3 09:00 created", "3 09:00 group net", "3 10:00 status solved", "3 11:00 status open"];
    says(&one(&p, &lines, "3 11:30"), "running 30m due 3 15:00");
    let lost = [&lines[..3], &["3 10:30 group mail", "3 11:00 status open"]].concat();
    says(&one(&p, &lost, "3 11:30"), "met 60m due 3 13:00");
}
