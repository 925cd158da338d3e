//! SLA clocks as tables a support manager can check on paper.
//!
//! Office hours are Monday to Friday 09:00–17:00 UTC unless a test says otherwise; 3 June 2024 is a Monday.
//! Events are written `day HH:MM what`, with the day of June 2024.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::{
    Explanation, LiveTicket, MESSAGE_IDS, MetricReport, MetricState, PieceReason, PolicyDoc, PolicySet, Scratch,
    SlaReport, StripSize, evaluate_us, explain_us,
};
use sundesk::ticket::{EventDoc, History, TicketHistory};
use sundesk::time::{HOUR, MAX_INSTANT, MIN_INSTANT, SECOND, ZoneDb, format_instant, parse_instant};

const OFFICE: &str = r#"{"timezone": "UTC", "weekly": {"mon": [["09:00","17:00"]], "tue": [["09:00","17:00"]],
    "wed": [["09:00","17:00"]], "thu": [["09:00","17:00"]], "fri": [["09:00","17:00"]]},
    "holidays": [{"date": "2024-06-05", "name": "Founders' <Day>"}], "breaks": {"2024-06-06": [["12:00","13:00"]]}}"#;
const LATE_DESK: &str = r#"{"timezone": "UTC", "weekly": {"mon": [["12:00","20:00"]], "tue": [["12:00","20:00"]],
    "wed": [["12:00","20:00"]], "thu": [["12:00","20:00"]], "fri": [["12:00","20:00"]]}}"#;

fn office() -> Calendars {
    let zones = ZoneDb::bundled();
    Calendars::new(Calendar::from_json(OFFICE, &zones).unwrap())
        .with("late", Calendar::from_json(LATE_DESK, &zones).unwrap())
        .with("always", Calendar::always_open())
}

#[track_caller]
fn at(text: &str) -> i64 {
    let (day, time) = text.split_once(' ').unwrap();
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    parse_instant(&format!("2024-06-{day:0>2}T{time}Z")).unwrap()
}

fn event(line: &str) -> EventDoc {
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

fn history(lines: &[&str]) -> TicketHistory {
    TicketHistory::new(&lines.iter().map(|l| event(l)).collect::<Vec<_>>()).unwrap()
}

#[track_caller]
fn set(policy: Value) -> PolicySet {
    PolicySet::compile(&PolicyDoc::from_value(policy).unwrap(), &ZoneDb::bundled()).unwrap()
}

/// A policy set with the one metric `m`.
#[track_caller]
fn metric(doc: Value) -> PolicySet {
    set(json!({"metrics": {"m": doc}}))
}

#[track_caller]
fn whole(set: &PolicySet, lines: &[&str], now: &str) -> SlaReport {
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
        assert_eq!(m.due_at, full.due_at.map(|d| d.timestamp_micros()));
    }
    report
}

#[track_caller]
fn one(set: &PolicySet, lines: &[&str], now: &str) -> MetricReport {
    whole(set, lines, now).metrics["m"].clone()
}

fn stamp(at: Option<chrono::DateTime<chrono::Utc>>) -> String {
    at.map_or("-".to_owned(), |t| t.format("%-d %H:%M").to_string())
}

/// `state elapsed due`, the amount in minutes.
#[track_caller]
fn says(m: &MetricReport, expected: &str) {
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
    assert_eq!(night.next_change.unwrap().timestamp_micros(), at("4 09:00"));
    let opening = one(&p, &["3 09:00 created"], "4 09:00");
    assert_eq!(opening.state, MetricState::Running);
    assert_eq!(opening.next_change.unwrap().timestamp_micros(), at("4 09:00") + 1);
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
fn targets_by_priority_change_as_the_policy_says() {
    let by = |mode: &str| {
        let targets = json!({"high": "2h", "low": "8h", "default": "4h"});
        metric(json!({"kind": "total_resolution", "targets": targets, "on_target_change": mode}))
    };
    let lines = ["3 09:00 created", "3 09:00 priority low", "3 11:00 priority high"];
    says(&one(&by("recompute_from_start"), &lines[..2], "3 10:00"), "running 60m due 3 17:00");
    says(&one(&by("recompute_from_start"), &lines, "3 12:00"), "breached 180m due 3 11:00");
    says(&one(&by("keep"), &lines, "3 12:00"), "running 180m due 3 17:00");
    says(&one(&by("from_change_fresh"), &lines, "3 12:00"), "running 60m due 3 13:00");
    // A quarter of 8 h is used, so three quarters of 2 h are left: 11:00 + 1 h 30 m.
    says(&one(&by("from_change_proportional"), &lines, "3 12:00"), "running 180m due 3 12:30");
    says(&one(&by("keep"), &["3 09:00 created"], "3 10:00"), "running 60m due 3 13:00");
    let fresh = one(&by("from_change_fresh"), &lines, "3 12:00");
    assert_eq!(fresh.cycles[0].state, MetricState::Cancelled);
    // No default: no promise.
    let vip = metric(json!({"kind": "first_reply", "target_by": {"field": "tier", "values": {"gold": "1h"}}}));
    says(&one(&vip, &["3 09:00 created"], "3 12:00"), "inactive 0m due -");
    says(&one(&vip, &["3 09:00 created", "3 09:30 set tier=Gold"], "3 09:45"), "running 45m due 3 10:00");
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
fn attachment_in_mid_ticket() {
    let lines = ["3 09:00 created", "3 10:00 status hold", "3 11:00 status open", "3 12:00 attached gold"];
    let by = |start: bool, pause: bool| {
        metric(json!({"kind": "total_resolution", "target": "6h", "pause_on": ["on-hold"],
            "retroactive_start": start, "retroactive_pause": pause}))
    };
    says(&one(&by(true, true), &lines, "3 13:00"), "running 180m due 3 16:00");
    says(&one(&by(true, false), &lines, "3 13:00"), "running 240m due 3 15:00");
    says(&one(&by(false, true), &lines, "3 13:00"), "running 60m due 4 10:00");
}

#[test]
fn the_first_matching_policy_wins_and_says_why() {
    let doc = |mode: &str| {
        set(json!({
            "on_policy_change": mode,
            "policies": [
                {"name": "vip", "when": [{"field": "tier", "value": "gold"}, {"field": "priority", "op": "greater", "value": "normal"}],
                 "metrics": {"m": {"kind": "total_resolution", "target": "2h"}}},
                {"name": "chat", "when": [{"field": "channel", "op": "in", "values": ["chat", "sms"]}],
                 "metrics": {"m": {"kind": "total_resolution", "target": "4h"}}}
            ],
            "name": "all", "metrics": {"m": {"kind": "total_resolution", "target": "8h"}}
        }))
    };
    let lines = ["3 09:00 created", "3 09:00 set channel=chat", "3 11:00 set tier=Gold", "3 11:00 priority high"];
    let p = doc("recompute_from_start");
    says(&one(&p, &lines[..1], "3 10:00"), "running 60m due 3 17:00");
    says(&one(&p, &lines[..2], "3 10:00"), "running 60m due 3 13:00");
    says(&one(&p, &lines, "3 12:00"), "breached 180m due 3 11:00");
    says(&one(&doc("keep"), &lines, "3 12:00"), "running 180m due 3 13:00");
    says(&one(&doc("from_change_fresh"), &lines, "3 12:00"), "running 60m due 3 13:00");
    let choice = whole(&p, &lines[..3], "3 12:00").choice;
    assert_eq!(choice.policy.as_deref(), Some("chat"));
    let told: Vec<String> = choice
        .reasons
        .iter()
        .map(|r| format!("{}. {} {}: {} ({:?})", r.position, r.policy, r.code, r.condition, r.value))
        .collect();
    assert_eq!(
        told,
        ["1. vip fails: priority greater normal (\"\")", "2. chat all_hold: channel in chat, sms (\"chat\")"]
    );
    let by_hand = [&lines[..2], &["3 10:00 attached vip"]].concat();
    assert_eq!(whole(&p, &by_hand, "3 10:30").choice.reasons[0].code, "attached");
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
fn alerts_are_never_early_and_keep_their_keys() {
    let p = metric(json!({"kind": "requester_wait", "target": "4h", "alerts": [
        {"percent": 50}, {"offset": "-30m"}, {"name": "late/er", "offset": "1h"}, {"offset": "-10m", "clock": "elapsed"}]}));
    let running = one(&p, &["3 14:00 created"], "3 15:00");
    let when: Vec<String> = running.alerts.iter().map(|a| format!("{} {}", a.alert, stamp(a.at))).collect();
    assert_eq!(
        when,
        ["percent-50 3 16:00", "offset--1800s 4 09:30", "late/er 4 11:00", "elapsed-offset--600s 4 09:50"]
    );
    assert_eq!(running.next_change.unwrap().timestamp_micros(), at("3 16:00"));
    let key = running.alerts[0].key_for("T/1");
    assert_eq!(key, "T%2F1/m/1/percent-50/2024-06-04T10:00:00Z");
    // A pause after the alert has fired moves the due instant, not the key.
    let paused = one(&p, &["3 14:00 created", "3 16:30 status pending", "4 09:30 status open"], "4 12:00");
    says(&paused, "breached 300m due 4 11:00");
    assert_eq!(paused.alerts[0].key_for("T/1"), key);
    assert!(paused.alerts[0].fired);
    // A reply before the alert: it never comes.
    let met = one(&p, &["3 14:00 created", "3 15:00 status solved"], "9 00:00");
    assert!(met.alerts.iter().all(|a| a.at.is_none() && !a.fired));
}

#[test]
fn what_falls_due_in_a_window() {
    let p =
        metric(json!({"kind": "total_resolution", "target": "4h", "alerts": [{"percent": 50}, {"offset": "-30m"}]}));
    let report = whole(&p, &["3 14:00 created"], "3 15:00");
    let items = |a: &str, b: &str| -> Vec<String> {
        let time = |t: &str| sundesk::time::from_micros(at(t)).unwrap();
        let due = report.due_between(time(a), time(b));
        due.iter().map(|i| format!("{} {}", i.alert.as_deref().unwrap_or("due"), stamp(Some(i.at)))).collect()
    };
    assert_eq!(items("3 15:00", "5 00:00"), ["percent-50 3 16:00", "offset--1800s 4 09:30", "due 4 10:00"]);
    assert_eq!(items("3 16:00", "4 09:30"), ["percent-50 3 16:00"]); // the end of the window is outside
    assert!(items("4 09:30", "4 09:30").is_empty());
}

#[test]
fn names_learned_after_the_binding_are_refused() {
    let p = metric(json!({"kind": "total_resolution", "target": "4h"}));
    let bound = p.bind(history(&["3 09:00 created"]).view().names(), &office()).unwrap();
    let grown = history(&["3 09:00 created", "3 10:00 status pending"]);
    assert_eq!(bound.report_us(grown.view(), at("3 11:00")).unwrap_err().kind(), ErrorKind::Incompatible);
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

#[track_caller]
fn explained(p: &PolicySet, lines: &[&str], now: &str) -> Explanation {
    let e = explain_us(p, &office(), history(lines).view(), at(now), "m").unwrap();
    let sum: i64 = e.pieces.iter().map(|p| p.length()).sum();
    assert_eq!(sum, e.until.timestamp_micros() - e.from.timestamp_micros());
    e
}

#[test]
fn an_explanation_names_every_piece() {
    let p = metric(json!({"kind": "first_reply", "target": "4h", "pause_on": ["pending"]}));
    let lines = ["4 08:00 note", "4 16:00 created", "6 10:00 status pending", "6 11:00 status open", "6 14:00 agent"];
    let e = explained(&p, &lines, "6 15:00");
    let told: Vec<String> = e
        .pieces
        .iter()
        .map(|p| {
            format!(
                "{}{} {}",
                p.reason.code(),
                if p.name.is_empty() { "".into() } else { format!("({})", p.name) },
                p.length() / SECOND / 60
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "before_start 480",
            "open 60",
            "closed 420",
            "holiday(Founders' <Day>) 1440",
            "closed 540",
            "open 60",
            "paused(pending) 60",
            "open 60",
            "break 60",
            "open 60",
            "after_stop 60"
        ]
    );
    let counted: i64 = e.pieces.iter().filter(|p| p.counted).map(|p| p.length()).sum();
    assert_eq!(counted, e.report.elapsed);
    assert_eq!(
        e.text().lines().take(4).collect::<Vec<_>>(),
        [
            "m: met, 4h of 4h used",
            "2024-06-04 08:00 +00:00 to 2024-06-04 16:00 +00:00: 8h before the clock started",
            "2024-06-04 16:00 +00:00 to 2024-06-04 17:00 +00:00: 1h counted",
            "2024-06-04 17:00 +00:00 to 2024-06-05 00:00 +00:00: 7h not counted, outside business hours",
        ]
    );
    assert!(e.lines().iter().all(|l| MESSAGE_IDS.iter().any(|(id, _)| *id == l.id)));
}

#[test]
fn the_strip_is_xml_that_marks_the_breach() {
    let p = metric(json!({"kind": "first_reply", "target": "2h"}));
    let e = explained(&p, &["4 16:00 created"], "6 12:00");
    let svg = e.svg(StripSize::default());
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"40\""));
    assert!(svg.contains("<title>m: breached and still open, 2h over 2h, was due 2024-06-06 10:00 +00:00</title>"));
    assert!(svg.contains("Founders&#39; &lt;Day&gt;") && !svg.contains("<Day>"));
    assert!(svg.contains("<title>breached</title>") && !svg.contains("<text"));
    let (open, close) = (svg.matches('<').count(), svg.matches('>').count());
    assert_eq!(open, close);
    // Widths add up to the strip, to the hundredth of a pixel each.
    let widths: f64 = svg
        .split("<rect")
        .skip(1)
        .map(|r| r.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap())
        .sum();
    assert!((widths - 720.0).abs() < 0.1, "{widths}");
    let tiny = e.svg(StripSize { width: 0, height: 0 });
    assert!(tiny.contains("width=\"16\" height=\"8\""));
}

#[test]
fn every_piece_reason_has_its_message() {
    for reason in [
        PieceReason::Open,
        PieceReason::Closed,
        PieceReason::Holiday,
        PieceReason::Exception,
        PieceReason::Break,
        PieceReason::Excluded,
        PieceReason::Paused,
        PieceReason::PausedByEvent,
        PieceReason::Solved,
        PieceReason::BeforeStart,
        PieceReason::AfterStop,
        PieceReason::NoTarget,
    ] {
        let id = format!("sla-piece-{}", reason.code().replace('_', "-"));
        assert!(MESSAGE_IDS.iter().any(|(i, _)| *i == id), "{id}");
    }
    for state in ["inactive", "running", "paused", "met", "missed", "breached", "cancelled"] {
        assert!(MESSAGE_IDS.iter().any(|(i, _)| *i == format!("sla-verdict-{state}")), "{state}");
    }
}

#[track_caller]
fn refused(policy: Value, path: &str, code: &str) {
    let e = PolicyDoc::from_value(policy).and_then(|d| PolicySet::compile(&d, &ZoneDb::bundled())).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::InvalidInput, "{e}");
    assert_eq!(e.path(), path, "{e}");
    assert!(e.to_string().contains(code), "{e}");
}

#[test]
fn wrong_policies_are_refused_with_their_path() {
    let m = |doc: Value| json!({"metrics": {"m": doc}});
    refused(json!({}), "metrics", "sla metrics missing");
    refused(m(json!({"kind": "first_reply"})), "metrics.m.target", "sla target missing");
    refused(m(json!({"kind": "first_reply", "target_s": 0})), "metrics.m.target_s", "sla target not positive");
    refused(m(json!({"kind": "first_reply", "target_s": -5})), "metrics.m.target_s", "sla target not positive");
    refused(m(json!({"kind": "first_reply", "target": "1d"})), "metrics.m.target", "days are refused");
    refused(m(json!({"kind": "first_reply", "target_s": 5, "target": "1h"})), "metrics.m.target", "sla target twice");
    refused(m(json!({"kind": "first_reply", "targets": {"high": "0s"}})), "metrics.m.targets.high", "not positive");
    refused(m(json!({"kind": "lunch", "target": "1h"})), "metrics.m.kind", "unknown variant `lunch`");
    refused(
        m(json!({"kind": "first_reply", "target": "1h", "pause": ["x"]})),
        "metrics.m.pause",
        "unknown field `pause`",
    );
    refused(
        m(json!({"kind": "first_reply", "target": "1h", "pause_on": ["pendign"]})),
        "metrics.m.pause_on[0]",
        "sla status unknown",
    );
    refused(
        m(json!({"kind": "custom", "target": "1h", "start_on": "created"})),
        "metrics.m.stop_on",
        "sla never stops",
    );
    refused(
        m(json!({"kind": "custom", "target": "1h", "stop_on": "solved"})),
        "metrics.m.start_on",
        "sla never starts",
    );
    refused(
        m(json!({"kind": "custom", "target": "1h", "start_on": "creatd", "stop_on": "solved"})),
        "metrics.m.start_on[0]",
        "sla event unknown",
    );
    refused(
        m(json!({"kind": "first_reply", "target": "1h", "clock": "elapsed", "calendar": "x"})),
        "metrics.m.clock",
        "contradicts",
    );
    refused(m(json!({"kind": "first_reply", "target": "1h", "group": "x"})), "metrics.m.group", "sla field unused");
    refused(
        m(json!({"kind": "first_reply", "target": "1h", "alerts": [{"percent": 0}]})),
        "metrics.m.alerts[0].percent",
        "sla alert",
    );
    let mars = m(json!({"kind": "first_reply", "target": "1h", "calendar": {"timezone": "Mars/Base", "weekly": {}}}));
    let e = PolicySet::compile(&PolicyDoc::from_value(mars).unwrap(), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::UnknownZone, "metrics.m.calendar.timezone"));
    refused(
        json!({"policies": [{"name": "a", "when": [{"field": "tier", "op": "in", "value": "x"}], "metrics": {"m": {"kind": "first_reply", "target": "1h"}}}]}),
        "policies[0].when[0].values",
        "sla condition invalid",
    );
}

#[track_caller]
fn over_the_limit(policy: Value, path: &str) {
    let e = PolicySet::compile(&PolicyDoc::from_value(policy).unwrap(), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::LimitExceeded, path), "{e}");
}

#[test]
fn limits_hold_at_their_edge() {
    let metrics = |n: usize| -> Value {
        let all: serde_json::Map<String, Value> =
            (0..n).map(|i| (format!("m{i}"), json!({"kind": "first_reply", "target": "1h"}))).collect();
        json!({"metrics": all})
    };
    set(metrics(64));
    over_the_limit(metrics(65), "metrics");
    let policies = |n: usize| {
        let one =
            |i: usize| json!({"name": format!("p{i}"), "metrics": {"m": {"kind": "first_reply", "target": "1h"}}});
        json!({"policies": (0..n).map(one).collect::<Vec<_>>()})
    };
    assert_eq!(set(policies(1000)).warnings().len(), 999); // all but the first can never be chosen
    over_the_limit(policies(1001), "policies");
    let alerts = |n: u32| {
        json!({"metrics": {"m": {"kind": "first_reply", "target": "1h",
        "alerts": (1..=n).map(|p| json!({"percent": p})).collect::<Vec<_>>()}}})
    };
    set(alerts(32));
    over_the_limit(alerts(33), "metrics.m.alerts");
}

#[test]
fn missing_calendars_unknown_statuses_and_disorder_are_named() {
    let p = metric(json!({"kind": "first_reply", "target": "1h", "calendar": "nowhere"}));
    let e = evaluate_us(&p, &office(), history(&["3 09:00 created"]).view(), at("3 10:00")).unwrap_err();
    assert_eq!((e.kind(), e.path(), e.value()), (ErrorKind::NotFound, "metrics.m.calendar", "nowhere"));
    let p = metric(json!({"kind": "first_reply", "target": "1h"}));
    let e = evaluate_us(&p, &Calendars::without_default(), history(&["3 09:00 created"]).view(), at("3 10:00"))
        .unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::NotFound, "metrics.m.calendar"));
    let odd = ["3 09:00 created", "3 09:30 status -100"];
    let e = evaluate_us(&p, &office(), history(&odd).view(), at("3 10:00")).unwrap_err();
    assert_eq!((e.kind(), e.path(), e.value()), (ErrorKind::InvalidInput, "events[1].to", "-100"));
    let lenient = |rule: &str| {
        set(
            json!({"unknown_status": rule, "metrics": {"m": {"kind": "total_resolution", "target": "4h", "pause_on": ["open"]}}}),
        )
    };
    says(&one(&lenient("open"), &odd, "3 10:00"), "paused 30m due -");
    says(&one(&lenient("ignore"), &odd, "3 10:00"), "running 60m due 3 13:00");
    // Out of order: sorted, or refused by name.
    let h = history(&["3 09:00 created", "3 10:00 agent"]);
    let mut events = h.view().events().to_vec();
    events.swap(0, 2);
    let strict = set(json!({"out_of_order": "error", "metrics": {"m": {"kind": "first_reply", "target": "2h"}}}));
    let sorted = metric(json!({"kind": "first_reply", "target": "2h"}));
    let now = at("3 12:00");
    let bound = strict.bind(h.view().names(), &office()).unwrap();
    let e = bound.summarize_us(&events, now, &mut Scratch::default()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InconsistentLog, "events[1].at"));
    let bound = sorted.bind(h.view().names(), &office()).unwrap();
    let mut scratch = Scratch::default();
    assert_eq!(bound.summarize_us(&events, now, &mut scratch).unwrap().metrics[0].state, MetricState::Met);
    let e = History::new(h.view().names(), &events).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InconsistentLog, "events[1].at"));
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
fn a_report_survives_json() {
    let p = metric(json!({"kind": "requester_wait", "target": "4h", "alerts": [{"percent": 75}]}));
    let report = whole(&p, &["3 15:00 created", "3 16:00:00.5 status pending"], "3 20:00");
    let text = serde_json::to_string(&report).unwrap();
    assert!(text.contains("\"elapsed_s\":3600.5"), "{text}");
    assert_eq!(serde_json::from_str::<SlaReport>(&text).unwrap(), report);
}

#[test]
fn an_explanation_has_at_most_100_000_pieces() {
    // 40 intervals a day: 80 pieces, the whole day covered.
    let hours: Vec<Value> = (0..40)
        .map(|i| json!([format!("{:02}:{:02}", i / 2, i % 2 * 30), format!("{:02}:{:02}", i / 2, i % 2 * 30 + 10)]))
        .collect();
    let week: serde_json::Map<String, Value> =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().map(|d| ((*d).to_owned(), json!(hours))).collect();
    let doc = json!({"timezone": "UTC", "weekly": week}).to_string();
    let calendars = Calendars::new(Calendar::from_json(&doc, &ZoneDb::bundled()).unwrap());
    let p = metric(json!({"kind": "total_resolution", "target": "1h"}));
    let h = history(&["3 00:00 created"]);
    let last = at("3 00:00") + 1250 * sundesk::time::DAY;
    assert_eq!(explain_us(&p, &calendars, h.view(), last, "m").unwrap().pieces.len(), sundesk::sla::MAX_EXPLAIN_PIECES);
    let e = explain_us(&p, &calendars, h.view(), last + 1, "m").unwrap_err();
    assert_eq!(e.kind(), ErrorKind::LimitExceeded);
}

#[test]
fn a_fingerprint_follows_the_document() {
    let doc = json!({"kind": "first_reply", "target": "1h"});
    assert_eq!(metric(doc.clone()).fingerprint(), metric(doc).fingerprint());
    // The number itself: a change of it is a change of every stored fingerprint.
    assert_eq!(metric(json!({"kind": "first_reply", "target_s": 3600})).fingerprint(), 2_795_771_440_819_473_291);
}

#[test]
fn the_due_index_agrees_with_a_sorted_list() {
    use std::collections::BTreeMap;
    let (mut index, mut list, mut handles) = (sundesk::time::DueIndex::new(), BTreeMap::new(), Vec::new());
    let mut state = 1_u64;
    let mut random = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for key in 0..20_000_u64 {
        let at = i64::try_from(random(3_000)).unwrap();
        handles.push((index.insert(at, key).unwrap(), at, key));
        list.insert((at, key), ());
        if key % 3 == 0 {
            let (handle, at, key) = handles[usize::try_from(random(key + 1)).unwrap()];
            assert_eq!(index.remove(handle).is_some(), list.remove(&(at, key)).is_some());
        }
        if key % 7 == 0 {
            let now = i64::try_from(random(200)).unwrap();
            if let Some((at, key)) = index.pop_due(now) {
                assert!(at <= now && list.keys().next().is_some_and(|(first, _)| *first == at));
                list.remove(&(at, key)).unwrap();
            }
        }
        let now = i64::try_from(random(3_000)).unwrap();
        let first = list.keys().next().map(|(at, _)| *at);
        assert_eq!(index.peek().map(|(at, _)| at), first);
        assert_eq!(index.next_wake(now), first.map(|at| at.max(now)));
        assert_eq!(index.len(), list.len());
    }
    let window: Vec<i64> = index.due_between(500, 900).map(|(at, _)| at).collect();
    assert_eq!(window, list.range((500, 0)..(900, 0)).map(|((at, _), ())| *at).collect::<Vec<_>>());
    let mut last = i64::MIN;
    while let Some((at, key)) = index.pop_due(i64::MAX) {
        assert!(at >= last && list.remove(&(at, key)).is_some());
        last = at;
    }
    assert!(list.is_empty() && index.is_empty());
    assert_eq!((index.next_wake(i64::MIN), index.peek()), (None, None));
}

#[test]
fn the_due_index_keeps_an_overdue_clock_in_sight() {
    let mut index = sundesk::time::DueIndex::new();
    let first = index.insert(100, "a").unwrap();
    index.insert(300, "b").unwrap();
    assert_eq!(index.next_wake(50), Some(100));
    assert_eq!(index.next_wake(200), Some(200)); // "a" is overdue: at once, not at 300
    assert_eq!(index.next_wake(900), Some(900)); // it was None once, and both were forgotten
    assert_eq!(index.peek(), Some((100, &"a")));
    assert_eq!(index.len(), 2);
    assert_eq!(index.pop_due(900), Some((100, "a")));
    assert_eq!((index.remove(first), index.peek()), (None, Some((300, &"b"))));
}

#[test]
fn the_due_index_takes_instants_only_and_gives_no_handle_that_is_zero() {
    use sundesk::time::{DueHandle, DueIndex};
    let mut index = DueIndex::new();
    for at in [i64::MIN, MIN_INSTANT - 1, MAX_INSTANT, i64::MAX] {
        let e = index.insert(at, ()).unwrap_err();
        assert_eq!((e.kind(), e.path()), (ErrorKind::OutOfRange, "at"), "{at}");
    }
    assert!(index.is_empty() && index.pop_due(i64::MAX).is_none());
    for at in [MIN_INSTANT, MAX_INSTANT - 1] {
        assert_ne!(index.insert(at, ()).unwrap().to_bits(), 0);
    }
    assert_eq!(index.remove(DueHandle::from_bits(0)), None);
    assert_eq!(index.len(), 2);
}

#[test]
fn a_target_follows_each_field_it_can_hang_on() {
    // Two hours at the creation, four after the change, eight of which nobody said anything.
    for (field, change) in [
        ("status", "status second"),
        ("priority", "priority second"),
        ("group", "group second"),
        ("assignee", "assignee second"),
        ("calendar", "calendar late"),
        ("tier", "set tier=second"),
    ] {
        let values = json!({"first": "2h", "second": "4h", "always": "2h", "late": "4h"});
        let target = json!({"field": field, "values": values, "default": "8h"});
        let p = set(json!({"statuses": {"first": "open", "second": "open"}, "metrics": {"m": {"kind": "custom",
            "start_on": ["created"], "stop_on": ["custom:end"], "clock": "elapsed", "target_by": target}}}));
        let first = match field {
            "calendar" => "3 10:00 calendar always".to_owned(),
            "tier" => "3 10:00 set tier=first".to_owned(),
            _ => format!("3 10:00 {field} first"),
        };
        let change = format!("3 11:00 {change}");
        let lines = ["3 10:00 created", &first, &change];
        says(&one(&p, &lines[..1], "3 10:30"), "running 30m due 3 18:00");
        says(&one(&p, &lines[..2], "3 10:30"), "running 30m due 3 12:00");
        says(&one(&p, &lines, "3 11:30"), "running 90m due 3 14:00");
    }
}

#[test]
fn a_change_of_the_target_after_the_end_changes_no_verdict() {
    let lines = ["3 10:00 created", "3 10:00 priority low", "3 13:00 status solved", "3 14:00 priority high"];
    for mode in ["recompute_from_start", "from_change_proportional", "from_change_fresh", "keep"] {
        let p = metric(json!({"kind": "total_resolution", "clock": "elapsed", "on_target_change": mode,
            "targets": {"low": "4h", "high": "1h"}}));
        let end = one(&p, &lines, "3 15:00");
        says(&end, "met 180m due 3 14:00");
        assert_eq!(end.cycles.len(), 1, "{mode}");
    }
    // A reopening takes the new target where targets are recomputed from the start, else the promise stays.
    let reopened = [&lines[..], &["3 15:00 status open"]].concat();
    let by = |mode: &str| {
        metric(json!({"kind": "total_resolution", "clock": "elapsed", "on_target_change": mode, "reopen": "continue",
            "targets": {"low": "4h", "high": "6h"}}))
    };
    says(&one(&by("recompute_from_start"), &reopened, "3 15:30"), "running 210m due 3 18:00");
    says(&one(&by("keep"), &reopened, "3 15:30"), "running 210m due 3 16:00");
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

#[test]
fn a_pause_counts_from_the_attachment_on_for_each_metric_as_it_says() {
    let m = |pause: bool| json!({"kind": "total_resolution", "target": "6h", "pause_on": ["on-hold"], "retroactive_pause": pause});
    let p = set(json!({"metrics": {"all": m(true), "later": m(false)}}));
    let both = |lines: &[&str], now: &str| {
        let report = whole(&p, lines, now);
        ["all", "later"].map(|name| {
            format!("{} {}m", report.metrics[name].state.name(), report.metrics[name].elapsed / SECOND / 60)
        })
    };
    // On hold from 10 to 11, attached at 12.
    let lines = ["3 09:00 created", "3 10:00 status hold", "3 11:00 status open", "3 12:00 attached gold"];
    assert_eq!(both(&lines, "3 13:00"), ["running 180m", "running 240m"]);
    // On hold again from 13 on: that counts as a pause for both.
    let again = [&lines[..], &["3 13:00 status hold"]].concat();
    assert_eq!(both(&again, "3 15:00"), ["paused 180m", "paused 240m"]);
    // On hold since 10 and over the attachment: for the one from 10, for the other from 12.
    let over = ["3 09:00 created", "3 10:00 status hold", "3 12:00 attached gold"];
    assert_eq!(both(&over, "3 15:00"), ["paused 60m", "paused 180m"]);
}

#[test]
fn a_policy_attached_by_hand_is_that_policy_and_no_other() {
    let whole_day = |name: &str, target: &str| {
        json!({"name": name, "when": [{"field": "tier", "value": name}],
            "metrics": {"m": {"kind": "total_resolution", "clock": "elapsed", "target": target}}})
    };
    let p = set(json!({"policies": [whole_day("vip", "1h"), whole_day("chat", "2h"), whole_day("mail", "3h")]}));
    for (attached, due) in
        [("vip", "running 30m due 3 10:00"), ("chat", "running 30m due 3 11:00"), ("mail", "running 30m due 3 12:00")]
    {
        let line = format!("3 09:10 attached {attached}");
        says(&one(&p, &["3 09:00 created", "3 09:00 set tier=chat", &line], "3 09:30"), due);
    }
    // A name that is no policy attaches none.
    let lines = ["3 09:00 created", "3 09:00 set tier=chat", "3 09:10 attached nobody"];
    says(&one(&p, &lines, "3 09:30"), "running 30m due 3 11:00");
    // The only policy of a set, although its condition fails.
    let only = set(json!({"policies": [whole_day("vip", "1h")]}));
    says(&one(&only, &["3 09:00 created", "3 09:10 attached vip"], "3 09:30"), "running 30m due 3 10:00");
}

#[test]
fn two_words_for_the_same_event_act_once() {
    let p = metric(json!({"kind": "custom", "target": "4h", "clock": "elapsed", "start_on": ["created", "created"],
        "stop_on": ["group:net", "group:!", "status:solved", "category:solved"]}));
    says(&one(&p, &["3 09:00 created", "3 10:00 group net"], "3 12:00"), "met 60m due 3 13:00");
    says(&one(&p, &["3 09:00 created", "3 10:00 status solved"], "3 12:00"), "met 60m due 3 13:00");
}

#[test]
fn sixty_five_thousand_calendars_can_be_bound() {
    let p = metric(json!({"kind": "first_reply", "target": "1h", "calendar": "c65532"}));
    let (history, always) = (history(&["3 10:00 created"]), Calendar::always_open());
    // Elapsed time and the default calendar are the first two clocks; the last number means "no clock".
    let mut calendars = Calendars::new(always.clone());
    (0..65_533).for_each(|i| drop(calendars.insert(format!("c{i}"), always.clone())));
    p.bind(history.view().names(), &calendars).unwrap();
    calendars.insert("one more", always);
    let e = p.bind(history.view().names(), &calendars).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::LimitExceeded, "calendars"));
}
