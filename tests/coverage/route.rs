//! Routing, escalation, export and a roster as a calendar, in tables a support manager could read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::coverage::{
    Contact, EscalationLog, EscalationPolicy, Filter, MAX_STEPS, NextStep, Roster, RoutePolicy, RouteState, Tell,
    UnassignedReason,
};
use sundesk::time::{HOUR, TimeSegment, ZoneDb, parse_instant};

fn roster(doc: &Value) -> Roster {
    Roster::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap()
}

fn at(text: &str) -> i64 {
    parse_instant(text).unwrap()
}

fn span(from: &str, to: &str) -> TimeSegment {
    TimeSegment::new(at(from), at(to))
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Ana and Ben by day, Cho by night; a bot at all times.
fn desk() -> Roster {
    let shift = |id: &str, start: &str, end: &str, people: &[&str]| json!({"id": id, "timezone": "Europe/Madrid", "start": start, "end": end, "people": people});
    roster(&json!({
        "people": {
            "ana": {"skills": ["billing", "tech"], "languages": ["es", "pt"], "capacity": 10},
            "ben": {"skills": ["billing"], "languages": ["es"], "capacity": 2},
            "cho": {"skills": ["tech"], "languages": ["es"], "capacity": 3},
            "bot": {"skills": ["billing"], "languages": ["es"], "capacity": 500, "kind": "ai"},
        },
        "shifts": [shift("day", "08:00", "20:00", &["ana", "ben"]), shift("night", "20:00", "08:00", &["cho"]), shift("bots", "00:00", "24:00", &["bot"])],
    }))
}

const NOON: &str = "2026-05-04T12:00:00+02:00";

#[track_caller]
fn routed(when: &str, contact: Value, policy: Value, state: Value) -> sundesk::coverage::Routing {
    let (contact, policy, state): (Contact, RoutePolicy, RouteState) = (read(contact), read(policy), read(state));
    desk().route(at(when), &contact, &policy, &state).unwrap()
}

fn people(policy: Value) -> Value {
    let mut policy = policy;
    policy["people_only"] = json!(true);
    policy
}

#[test]
fn each_order_has_its_own_first() {
    let load = json!({"load": {"ana": 8, "ben": 1}, "last_assigned": {"ana": "2026-05-04T11:00:00+02:00", "ben": "2026-05-04T11:30:00+02:00"}});
    let contact = json!({"skills": ["billing"]});
    for (order, first) in [
        ("highest_spare", "ana"),         // 2 of 10 free, and 1 of 2
        ("highest_spare_percent", "ben"), // a half, and a fifth
        ("least_recently_assigned", "ana"),
        ("round_robin", "ana"), // after Ben
    ] {
        let got = routed(NOON, contact.clone(), people(json!({"order": order})), load.clone());
        assert_eq!(got.assigned.as_deref(), Some(first), "{order}");
    }
    let owner = json!({"skills": ["billing"], "owner": "ben"});
    assert_eq!(
        routed(NOON, owner.clone(), people(json!({"sticky_owner": true})), load.clone()).assigned.as_deref(),
        Some("ben")
    );
    assert_eq!(
        routed(NOON, owner, people(json!({"sticky_owner": true})), json!({"load": {"ben": 2}})).assigned.as_deref(),
        Some("ana"),
        "the owner is full"
    );
    // The pool of the AI agent has its own limit.
    assert_eq!(routed(NOON, contact.clone(), json!({}), load).assigned.as_deref(), Some("bot"));
    assert_eq!(routed(NOON, contact, json!({}), json!({"load": {"bot": 500}})).assigned.as_deref(), Some("ana"));
}

#[test]
fn nobody_off_duty_is_ever_chosen_and_the_reason_is_said() {
    let night = "2026-05-04T23:00:00+02:00";
    let got = routed(night, json!({"skills": ["billing"]}), people(json!({})), json!({}));
    assert_eq!((got.assigned, got.reason, got.tell), (None, Some(UnassignedReason::NobodyAble), Tell::Later));
    assert_eq!(got.next_candidate_at, Some("2026-05-05T08:00:00+02:00".parse().unwrap()));
    let got = routed(NOON, json!({"skills": ["billing"]}), people(json!({})), json!({"load": {"ana": 10, "ben": 2}}));
    assert_eq!((got.reason, got.tell), (Some(UnassignedReason::AllBusy), Tell::Waiting));
    let got = routed(
        "2026-05-04T19:30:00+02:00",
        json!({"skills": ["billing"]}),
        people(json!({"handle_minutes": 45})),
        json!({}),
    );
    assert_eq!(got.reason, Some(UnassignedReason::ShiftEnds));
    assert_eq!(got.next_candidate_at, Some("2026-05-05T08:00:00+02:00".parse().unwrap()));
    let got = routed(NOON, json!({"language": "ja"}), json!({}), json!({}));
    assert_eq!(
        (got.reason, got.next_candidate_at, got.tell),
        (Some(UnassignedReason::NobodyAble), None, Tell::Unavailable)
    );
    let empty = roster(&json!({"people": {"ana": {}}}));
    let got = empty.route(at(NOON), &Contact::default(), &RoutePolicy::default(), &RouteState::default()).unwrap();
    assert_eq!(got.reason, Some(UnassignedReason::NobodyOn));
}

#[test]
fn optional_skills_are_done_without_after_a_while() {
    let night = "2026-05-04T23:00:00+02:00";
    let policy = people(json!({"relax_after_minutes": 10}));
    let contact = |since: &str| json!({"skills": ["tech"], "optional_skills": ["billing"], "waiting_since": since});
    let early = routed(night, contact("2026-05-04T22:55:00+02:00"), policy.clone(), json!({}));
    assert_eq!((early.assigned, early.relaxes_at), (None, Some("2026-05-04T23:05:00+02:00".parse().unwrap())));
    let late = routed(night, contact("2026-05-04T22:50:00+02:00"), policy, json!({}));
    assert_eq!((late.assigned.as_deref(), late.relaxed), (Some("cho"), vec!["billing".to_owned()]));
}

#[test]
fn who_is_unknown_is_an_error() {
    let error = |contact: Value, state: Value| {
        desk().route(at(NOON), &read(contact), &RoutePolicy::default(), &read(state)).unwrap_err()
    };
    assert_eq!(error(json!({"owner": "eve"}), json!({})).path(), "contact.owner");
    assert_eq!(error(json!({}), json!({"load": {"eve": 1}})).path(), "state.load.eve");
    assert_eq!(error(json!({"team": "x"}), json!({})).kind(), ErrorKind::NotFound);
    assert_eq!(error(json!({"waiting_since": "noon"}), json!({})).path(), "contact.waiting_since");
}

fn pager() -> Roster {
    let shift = |id: &str, zone: &str, people: &[&str]| json!({"id": id, "team": id, "timezone": zone, "start": "08:00", "end": "17:00", "people": people});
    roster(&json!({
        "people": {"ana": {}, "ben": {}, "cho": {}},
        "shifts": [shift("madrid", "Europe/Madrid", &["ana", "ben"]), shift("lima", "America/Lima", &["cho"])],
        "calendars": {"office": {"timezone": "Europe/Madrid", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}}},
    }))
}

#[track_caller]
fn step(policy: &Value, told: &[&str], now: &str) -> Value {
    let log: EscalationLog = read(json!({"id": "T-1", "started_at": "2026-05-04T10:00:00+02:00", "told": told}));
    let policy: EscalationPolicy = read(policy.clone());
    serde_json::to_value(pager().next_step(&policy, &log, at(now)).unwrap()).unwrap()
}

#[test]
fn an_escalation_goes_step_by_step_and_passes_over_who_is_off_duty() {
    let policy = json!({"steps": [
        {"person": "ana", "wait_minutes": 10}, {"person": "cho", "wait_minutes": 60}, {"team": "madrid", "wait_minutes": 5}], "repeat": 1});
    let first = step(&policy, &[], "2026-05-04T10:00:00+02:00");
    assert_eq!(
        (first["do"].clone(), first["key"].clone(), first["whom"].clone()),
        (json!("tell"), json!("T-1/0/0"), json!(["ana"]))
    );
    assert_eq!(step(&policy, &[], "2026-05-04T10:05:00+02:00"), first, "asked again it is the same");
    let wait = step(&policy, &["T-1/0/0"], "2026-05-04T10:05:00+02:00");
    assert_eq!(wait, json!({"do": "wait", "until": "2026-05-04T08:10:00Z"}));
    // Cho sleeps in Lima: the step is passed over at once.
    let second = step(&policy, &["T-1/0/0"], "2026-05-04T10:10:00+02:00");
    assert_eq!((second["key"].clone(), second["whom"].clone()), (json!("T-1/0/2"), json!(["ana", "ben"])));
    let again = step(&policy, &["T-1/0/0", "T-1/0/2"], "2026-05-04T10:15:00+02:00");
    assert_eq!(again["key"], json!("T-1/1/0"), "once more from the beginning");
    let done = step(&policy, &["T-1/0/0", "T-1/0/2", "T-1/1/0", "T-1/1/2"], "2026-05-04T10:40:00+02:00");
    assert_eq!((done["do"].clone(), done["since"].clone()), (json!("exhausted"), json!("2026-05-04T08:30:00Z")));
    assert_eq!(step(&policy, &[], "2026-05-04T09:00:00+02:00")["do"], json!("wait"), "it has not begun");
}

#[test]
fn the_last_step_is_told_even_without_a_wait_and_acknowledged_is_the_end() {
    let policy = json!({"steps": [{"person": "ana"}, {"person": "ben"}]});
    let first = step(&policy, &[], "2026-05-04T10:00:00+02:00");
    let second = step(&policy, &["T-1/0/0"], "2026-05-04T10:00:00+02:00");
    assert_eq!(
        (first["whom"].clone(), second["whom"].clone()),
        (json!(["ana"]), json!(["ben"])),
        "both are due at once"
    );
    assert_eq!(step(&policy, &["T-1/0/0", "T-1/0/1"], "2026-05-04T10:00:00+02:00")["do"], json!("exhausted"));
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
    assert_eq!(
        step(&policy, &["T-1/0/0"], "2026-05-04T18:00:00+02:00"),
        json!({"do": "wait", "until": "2026-05-05T08:00:00Z"})
    );
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

#[test]
fn an_exported_schedule_is_that_which_holds() {
    let doc = json!({
        "name": "Desk; night, day",
        "people": {"ana": {}, "ben": {}},
        "shifts": [{"id": "night", "timezone": "Europe/Berlin", "start": "22:00", "end": "06:00", "people": ["ana"]}],
        "overrides": [{"from": "2026-03-29T22:00:00+02:00", "to": "2026-03-30T06:00:00+02:00", "remove": "ana", "add": "ben"}],
    });
    let range = span("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z");
    let file = roster(&doc).ics(range, None, "2026-03-01T00:00:00Z", 3, None).unwrap();
    assert!(file.ics.contains("X-WR-CALNAME:Desk\\; night\\, day\r\n") && file.ics.contains("SEQUENCE:3\r\n"));
    // The night of the change lasts seven hours.
    assert!(file.ics.contains("DTSTART:20260328T210000Z\r\nDTEND:20260329T040000Z\r\nSUMMARY:ana\r\n"), "{}", file.ics);
    assert!(file.ics.contains("DTSTART:20260329T200000Z\r\nDTEND:20260330T040000Z\r\nSUMMARY:ben\r\n"));
    assert!(file.ics.lines().all(|line| line.len() <= 75));
    let mine = roster(&doc).ics(range, Some("ben"), "2026-03-01T00:00:00Z", 0, None).unwrap();
    assert_eq!(mine.events, 1);
    // Without the override Ben's night is gone: it is cancelled, under the same UID.
    let mut plain = doc.clone();
    plain["overrides"] = json!([]);
    let after = roster(&plain).ics(range, Some("ben"), "2026-03-02T00:00:00Z", 1, Some(&roster(&doc))).unwrap();
    assert_eq!((after.events, after.cancelled), (0, 1));
    let uid = |text: &str| text.lines().find(|l| l.starts_with("UID:")).unwrap().to_owned();
    assert_eq!(uid(&mine.ics), uid(&after.ics));
    assert_eq!(roster(&doc).ics(range, Some("eve"), "2026-03-01T00:00:00Z", 0, None).unwrap_err().path(), "person");
}

#[cfg(feature = "ical")]
#[test]
fn what_is_exported_is_read_back() {
    let desk = roster(
        &json!({"people": {"Ana, the first": {}}, "shifts": [{"id": "day", "timezone": "Asia/Tokyo", "start": "09:00", "end": "17:00", "people": ["Ana, the first"]}]}),
    );
    let range = span("2026-05-04T00:00:00Z", "2026-05-09T00:00:00Z");
    let file = desk.ics(range, None, "2026-05-01T00:00:00Z", 0, None).unwrap();
    let (from, to) = (Some("2026-05-04T00:00:00Z".to_owned()), Some("2026-05-09T00:00:00Z".to_owned()));
    let form = sundesk::coverage::import::RosterForm { name: "ics", from, to, ..Default::default() };
    let read = sundesk::coverage::import::import(&form, &file.ics, &ZoneDb::bundled()).unwrap();
    let again = Roster::compile(&read.roster, &ZoneDb::bundled()).unwrap();
    let on = |desk: &Roster| {
        desk.cover(range, &Filter::default()).unwrap().segments().map(|s| (s.from, s.on)).collect::<Vec<_>>()
    };
    assert_eq!(on(&desk), on(&again));
}

#[test]
fn a_roster_is_a_calendar_of_the_hours_with_somebody_on() {
    let zones = ZoneDb::bundled();
    let staffed = desk()
        .calendar(
            span("2026-05-04T00:00:00Z", "2026-05-11T00:00:00Z"),
            &Filter { skill: Some("tech".into()), ..Filter::default() },
            &zones,
        )
        .unwrap();
    assert!(staffed.is_open_us(at("2026-05-04T23:00:00Z")).unwrap());
    assert!(!staffed.is_open_us(at("2026-05-12T12:00:00Z")).unwrap(), "nobody looked past the range");
    let portuguese = Filter { language: Some("pt".into()), ..Filter::default() };
    let by_day = desk().calendar(span("2026-05-04T00:00:00Z", "2026-05-11T00:00:00Z"), &portuguese, &zones).unwrap();
    assert_eq!(
        by_day.add_us(at("2026-05-04T19:00:00+02:00"), 2 * HOUR).unwrap(),
        Some(at("2026-05-05T09:00:00+02:00"))
    );
    let again = sundesk::calendar::Calendar::compile(by_day.doc(), &zones).unwrap();
    assert_eq!(by_day.origin(), again.origin());
    assert_eq!(again.add_us(at("2026-05-04T19:00:00+02:00"), 2 * HOUR).unwrap(), Some(at("2026-05-05T09:00:00+02:00")));
}
