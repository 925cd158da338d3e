//! Escalation in tables a support manager could read, and against a host that asks every minute.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use super::route::{at, read, roster_doc as roster, span};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use sundesk::ErrorKind;
use sundesk::coverage::{EscalationLog, EscalationPolicy, Filter, MAX_STEPS, NextStep, Roster, Told};
use sundesk::time::{DAY, MINUTE, TimeSegment, format_instant};

fn pager() -> Roster {
    let shift = |id: &str, zone: &str, people: &[&str]| json!({"id": id, "team": id, "timezone": zone, "start": "08:00", "end": "17:00", "people": people});
    roster(&json!({
        "people": {"ana": {}, "ben": {}, "cho": {}},
        "shifts": [shift("madrid", "Europe/Madrid", &["ana", "ben"]), shift("lima", "America/Lima", &["cho"])],
        "calendars": {"office": {"timezone": "Europe/Madrid", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}}},
    }))
}

/// What is said at a time of 4 May in Madrid, given the keys told and when, as `key HH:MM`.
#[track_caller]
fn step(policy: &Value, told: &[&str], now: &str) -> Value {
    let madrid = |time: &str| format!("2026-05-04T{time}:00+02:00");
    let told: Vec<Value> = told
        .iter()
        .map(|t| t.split_once(' ').unwrap())
        .map(|(key, time)| json!({"key": key, "at": madrid(time)}))
        .collect();
    let log: EscalationLog = read(json!({"id": "T-1", "started_at": madrid("10:00"), "told": told}));
    let now = if now.contains('T') { at(now) } else { at(&madrid(now)) };
    serde_json::to_value(pager().next_step(&read(policy.clone()), &log, now).unwrap()).unwrap()
}

#[track_caller]
fn tells(policy: &Value, told: &[&str], now: &str, key: &str, whom: &[&str]) {
    let said = step(policy, told, now);
    assert_eq!((&said["do"], &said["key"], &said["whom"]), (&json!("tell"), &json!(key), &json!(whom)), "{said}");
}

#[track_caller]
fn waits(policy: &Value, told: &[&str], now: &str, until: &str) {
    assert_eq!(step(policy, told, now), json!({"do": "wait", "until": until}));
}

#[test]
fn an_escalation_goes_step_by_step_and_comes_back_to_who_was_off_duty() {
    let policy = json!({"steps": [
        {"person": "ana", "wait_minutes": 10}, {"person": "cho", "wait_minutes": 60}, {"team": "madrid", "wait_minutes": 5}], "repeat": 1});
    tells(&policy, &[], "10:00", "T-1/0/0", &["ana"]);
    assert_eq!(step(&policy, &[], "10:05"), step(&policy, &[], "10:00"), "asked again it is the same");
    waits(&policy, &["T-1/0/0 10:00"], "10:05", "2026-05-04T08:10:00Z");
    // Cho sleeps in Lima: the step is passed over at once, and keeps its turn.
    tells(&policy, &["T-1/0/0 10:00"], "10:10", "T-1/0/2", &["ana", "ben"]);
    let told = ["T-1/0/0 10:00", "T-1/0/2 10:10"];
    tells(&policy, &told, "10:15", "T-1/1/0", &["ana"]);
    let told = [&told[..], &["T-1/1/0 10:15", "T-1/1/2 10:25"]].concat();
    waits(&policy, &told, "10:30", "2026-05-04T13:00:00Z");
    tells(&policy, &told, "15:00", "T-1/0/1", &["cho"]);
    let told = [&told[..], &["T-1/0/1 15:00"]].concat();
    waits(&policy, &told, "15:30", "2026-05-04T14:00:00Z");
    tells(&policy, &told, "16:00", "T-1/1/1", &["cho"]);
    let told = [&told[..], &["T-1/1/1 16:00"]].concat();
    assert_eq!(
        step(&policy, &told, "17:00"),
        json!({"do": "exhausted", "since": "2026-05-04T15:00:00Z", "never_told": []})
    );
    assert_eq!(step(&policy, &[], "09:00")["do"], json!("wait"), "it has not begun");
}

/// At night nobody is on: the page waits for the first site that opens, and goes its way from there.
#[test]
fn a_page_at_night_is_not_lost() {
    let policy = json!({"steps": [{"team": "lima", "wait_minutes": 30}, {"person": "ana", "wait_minutes": 10}, {"person": "ben", "wait_minutes": 10}]});
    let log = |told: Value| -> EscalationLog {
        read(json!({"id": "T-1", "started_at": "2026-05-04T02:00:00+02:00", "told": told}))
    };
    let said = |told: Value, now: &str| {
        serde_json::to_value(pager().next_step(&read(policy.clone()), &log(told), at(now)).unwrap()).unwrap()
    };
    assert_eq!(said(json!([]), "2026-05-04T02:00:00+02:00"), json!({"do": "wait", "until": "2026-05-04T06:00:00Z"}));
    let first = said(json!([]), "2026-05-04T08:00:00+02:00");
    assert_eq!(
        (&first["key"], &first["whom"], &first["since"]),
        (&json!("T-1/0/1"), &json!(["ana"]), &json!("2026-05-04T06:00:00Z"))
    );
    let told = json!([{"key": "T-1/0/1", "at": "2026-05-04T08:00:00+02:00"}]);
    assert_eq!(said(told.clone(), "2026-05-04T08:01:00+02:00"), json!({"do": "wait", "until": "2026-05-04T06:10:00Z"}));
    assert_eq!(said(told, "2026-05-04T08:10:00+02:00")["whom"], json!(["ben"]));
}

/// The host was down for hours: nobody is passed over, and each has the whole wait from when they were told.
#[test]
fn what_is_overdue_is_told_in_order() {
    let policy = json!({"steps": [{"person": "ana", "wait_minutes": 10}, {"person": "ben", "wait_minutes": 10}]});
    tells(&policy, &[], "13:00", "T-1/0/0", &["ana"]);
    waits(&policy, &["T-1/0/0 13:00"], "13:01", "2026-05-04T11:10:00Z");
    tells(&policy, &["T-1/0/0 13:00"], "13:10", "T-1/0/1", &["ben"]);
}

#[test]
fn steps_without_a_wait_are_told_together_and_acknowledged_is_the_end() {
    let policy = json!({"steps": [{"person": "ana"}, {"person": "ben"}]});
    tells(&policy, &[], "10:00", "T-1/0/0", &["ana"]);
    tells(&policy, &["T-1/0/0 10:00"], "10:00", "T-1/0/1", &["ben"]);
    assert_eq!(step(&policy, &["T-1/0/0 10:00", "T-1/0/1 10:00"], "10:00")["do"], json!("exhausted"));
    let log: EscalationLog = read(
        json!({"id": "x", "started_at": "2026-05-04T10:00:00+02:00", "acknowledged_at": "2026-05-04T10:01:00+02:00"}),
    );
    let got = pager().next_step(&read(policy), &log, at("2026-05-04T11:00:00+02:00")).unwrap();
    assert!(matches!(got, NextStep::Acknowledged { .. }));
}

#[test]
fn waits_may_pass_in_business_time() {
    let policy = json!({"steps": [{"person": "ana", "wait_minutes": 480}, {"team": "madrid", "wait_minutes": 5}], "calendar": "office"});
    // Monday 10:00 and eight hours of 09:00-17:00: Tuesday 10:00.
    waits(&policy, &["T-1/0/0 10:00"], "18:00", "2026-05-05T08:00:00Z");
}

#[test]
fn a_step_that_reaches_nobody_for_a_month_is_said_out_loud() {
    let policy = json!({"steps": [{"person": "ana"}, {"skill": "mainframe", "wait_minutes": 5}]});
    let said = step(&policy, &["T-1/0/0 10:00"], "10:00");
    assert_eq!(said, json!({"do": "exhausted", "since": "2026-05-04T08:00:00Z", "never_told": [1]}));
}

#[test]
fn a_bot_is_nobody_to_be_paged() {
    let doc = json!({"people": {"bot": {"kind": "ai"}, "ana": {}}, "shifts": [
        {"id": "always", "timezone": "UTC", "start": "00:00", "end": "24:00", "people": ["bot"]},
        {"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]}]});
    let log: EscalationLog = read(json!({"id": "T-1", "started_at": "2026-05-04T02:00:00Z"}));
    let anybody: EscalationPolicy = read(json!({"steps": [{}]}));
    let night = roster(&doc).next_step(&anybody, &log, at("2026-05-04T02:00:00Z")).unwrap();
    assert_eq!(night, NextStep::Wait { until: "2026-05-04T08:00:00Z".parse().unwrap() });
    let reach = roster(&doc).reach_report(&anybody, span("2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z")).unwrap();
    assert_eq!(reach.nobody_minutes.whole(), 16 * 60);
    let named: EscalationPolicy = read(json!({"steps": [{"person": "bot"}]}));
    let refused = roster(&doc).next_step(&named, &log, at("2026-05-04T02:00:00Z")).unwrap_err();
    assert_eq!((refused.kind(), refused.path()), (ErrorKind::InvalidInput, "policy.steps[0].person"));
}

#[test]
fn the_minutes_at_which_nobody_would_be_reached() {
    let policy: EscalationPolicy = read(json!({"steps": [{"team": "madrid"}, {"team": "lima"}]}));
    let report = pager().reach_report(&policy, span("2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z")).unwrap();
    let minutes: Vec<i64> = report.steps.iter().map(|s| s.unreachable_minutes.whole()).collect();
    assert_eq!(minutes, [15 * 60, 15 * 60]);
    // Madrid is on from 06 to 15 UTC, Lima from 13 to 22: eight hours without anybody.
    assert_eq!(report.nobody_minutes.whole(), 8 * 60);
    let bad: EscalationPolicy = read(json!({"steps": [{"person": "eve"}]}));
    assert_eq!(
        pager().reach_report(&bad, span("2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z")).unwrap_err().path(),
        "policy.steps[0].person"
    );
    let none: EscalationPolicy = read(json!({"steps": []}));
    let log: EscalationLog = read(json!({"id": "x", "started_at": "2026-05-04T10:00:00Z"}));
    assert_eq!(pager().next_step(&none, &log, 0).unwrap_err().path(), "policy.steps");
    let of = |n: usize| read::<EscalationPolicy>(json!({"steps": vec![json!({}); n]}));
    assert!(pager().next_step(&of(MAX_STEPS), &log, 0).is_ok());
    assert_eq!(pager().next_step(&of(MAX_STEPS + 1), &log, 0).unwrap_err().kind(), ErrorKind::LimitExceeded);
    let endless: EscalationPolicy = read(json!({"steps": [{}], "repeat": 4_000_000_000_u32}));
    assert_eq!(pager().next_step(&endless, &log, 0).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

/// One who is asked every minute and remembers what it did, without any look ahead: whom it told, by key, minute and names.
fn by_minutes(desk: &Roster, policy: &EscalationPolicy, from: i64, minutes: i64) -> Vec<(String, i64, Vec<String>)> {
    let mut told: Vec<(String, i64, Vec<String>)> = Vec::new();
    let mut free = from;
    for now in (0..minutes).map(|m| from + m * MINUTE) {
        while now >= free {
            let rounds = (0..=policy.repeat).flat_map(|round| (0..policy.steps.len()).map(move |step| (round, step)));
            let on = |step: usize| -> Vec<String> {
                let of = &policy.steps[step];
                let filter = Filter { team: of.team.clone(), ..Filter::default() };
                let on = desk.on_us(now, &filter).unwrap();
                on.into_iter().filter(|p| of.person.as_deref().is_none_or(|one| one == *p)).map(str::to_owned).collect()
            };
            let due = rounds
                .map(|(round, step)| (format!("T-1/{round}/{step}"), step))
                .find(|(key, step)| !told.iter().any(|t| t.0 == *key) && !on(*step).is_empty());
            let Some((key, step)) = due else { break };
            told.push((key, now, on(step)));
            free = now + i64::from(policy.steps[step].wait_minutes) * MINUTE;
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// A host that sleeps until it is told to ask again tells the same people at the same minutes as one that asks every minute; nobody off duty is
    /// ever told, nobody twice by one key, and whoever comes on within the time is told.
    #[test]
    fn sleeping_until_then_is_asking_every_minute(
            shifts in prop::collection::vec((0..24_u32, 1..12_u32, 0..3_usize), 1..5),
            steps in prop::collection::vec((0..5_usize, 0..400_u32), 1..5), repeat in 0..3_u32, start in 0..1_440_i64) {
        const PEOPLE: [&str; 3] = ["ana", "ben", "cho"];
        let shifts: Vec<Value> = shifts.iter().enumerate().map(|(i, (hour, length, who))| json!({"id": format!("s{i}"), "timezone": "UTC",
            "team": if i % 2 == 0 { "even" } else { "odd" }, "start": format!("{hour:02}:00"), "minutes": length * 60, "people": [PEOPLE[*who]]})).collect();
        let both = json!([{"id": "e", "timezone": "UTC", "team": "even", "start": "00:00", "end": "24:00", "valid_to": "2020-01-01"},
            {"id": "o", "timezone": "UTC", "team": "odd", "start": "00:00", "end": "24:00", "valid_to": "2020-01-01"}]);
        let shifts: Vec<Value> = shifts.into_iter().chain(both.as_array().unwrap().clone()).collect();
        let desk = roster(&json!({"people": {"ana": {}, "ben": {}, "cho": {}}, "shifts": shifts}));
        let steps: Vec<Value> = steps.iter().map(|(whom, wait)| match whom {
            0..3 => json!({"person": PEOPLE[*whom], "wait_minutes": wait}),
            3 => json!({"team": "even", "wait_minutes": wait}),
            _ => json!({"team": "odd", "wait_minutes": wait}),
        }).collect();
        let policy: EscalationPolicy = read(json!({"steps": steps, "repeat": repeat}));
        let from = at("2026-03-02T00:00:00Z") + start * MINUTE;
        let expected = by_minutes(&desk, &policy, from, 4 * 1_440);

        let mut log = EscalationLog { id: "T-1".into(), started_at: format_instant(from), ..EscalationLog::default() };
        let (mut now, mut told) = (from, Vec::new());
        while now < from + 4 * DAY {
            match desk.next_step(&policy, &log, now).unwrap() {
                NextStep::Tell { key, whom, since, .. } => {
                    prop_assert_eq!(since.micros(), now, "whoever asks in time is told when it is due");
                    for who in &whom {
                        prop_assert!(desk.on_us(now, &Filter::default()).unwrap().contains(&who.as_str()), "{} is off", who);
                    }
                    told.push((key.clone(), now, whom));
                    log.told.push(Told { key, at: format_instant(now) });
                }
                NextStep::Wait { until } => {
                    prop_assert!(until.micros() > now);
                    now = until.micros();
                }
                NextStep::Exhausted { never_told, .. } => {
                    for step in never_told {
                        let reach = desk.reach_report(&policy, TimeSegment::new(now, now + 30 * DAY)).unwrap();
                        prop_assert_eq!(reach.steps[step].unreachable_minutes.whole(), 30 * 24 * 60, "a page is lost");
                    }
                    break;
                }
                other => panic!("{other:?}"),
            }
        }
        let keys: BTreeSet<&str> = told.iter().map(|t| t.0.as_str()).collect();
        prop_assert_eq!(keys.len(), told.len());
        prop_assert_eq!(told, expected);
    }
}
