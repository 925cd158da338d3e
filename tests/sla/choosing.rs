//! Which policy and which target a ticket has, as tables.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use super::tables::*;

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
fn a_fingerprint_follows_the_document() {
    let doc = json!({"kind": "first_reply", "target": "1h"});
    assert_eq!(metric(doc.clone()).fingerprint(), metric(doc).fingerprint());
    // The number itself: a change of it is a change of every stored fingerprint.
    assert_eq!(metric(json!({"kind": "first_reply", "target_s": 3600})).fingerprint(), 2_795_771_440_819_473_291);
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
