//! Routing, export and a roster as a calendar, in tables a support manager could read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::coverage::{Contact, Filter, Roster, RoutePolicy, RouteState, Tell, UnassignedReason};
use sundesk::time::{HOUR, TimeSegment, ZoneDb, parse_instant};

pub(super) fn roster_doc(doc: &Value) -> Roster {
    Roster::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap()
}

pub(super) fn at(text: &str) -> i64 {
    parse_instant(text).unwrap()
}

pub(super) fn span(from: &str, to: &str) -> TimeSegment {
    TimeSegment::new(at(from), at(to))
}

pub(super) fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Ana and Ben by day, Cho by night; a bot at all times.
fn desk() -> Roster {
    let shift = |id: &str, start: &str, end: &str, people: &[&str]| json!({"id": id, "timezone": "Europe/Madrid", "start": start, "end": end, "people": people});
    roster_doc(&json!({
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
    let empty = roster_doc(&json!({"people": {"ana": {}}}));
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

/// Ana works until 17:00, Ben until 22:00 and has as much as he can take; a contact takes three hours.
#[test]
fn waiting_for_a_busy_colleague_is_no_end_of_shift() {
    let until = |id: &str, end: &str| json!({"id": format!("with {id}"), "timezone": "UTC", "start": "08:00", "end": end, "people": [id]});
    let doc = json!({"people": {"ana": {}, "ben": {}}, "shifts": [until("ana", "17:00"), until("ben", "22:00")]});
    let (desk, policy) = (roster_doc(&doc), read::<RoutePolicy>(json!({"handle_minutes": 180})));
    let asked = |load: Value| {
        let state: RouteState = read(json!({ "load": load }));
        desk.route(at("2026-05-04T16:00:00Z"), &Contact::default(), &policy, &state).unwrap()
    };
    let busy = asked(json!({"ben": 1}));
    assert_eq!((busy.reason, busy.tell), (Some(UnassignedReason::AllBusy), Tell::Waiting));
    let free = asked(json!({}));
    assert_eq!(free.assigned.as_deref(), Some("ben"));
    // At 20:30 nobody stays for three hours, whoever is free: those of tomorrow do.
    let late = desk.route(at("2026-05-04T20:30:00Z"), &Contact::default(), &policy, &RouteState::default()).unwrap();
    assert_eq!((late.reason, late.tell), (Some(UnassignedReason::ShiftEnds), Tell::Later));
    assert_eq!(late.next_candidate_at, Some("2026-05-05T08:00:00Z".parse().unwrap()));
}

/// Whoever comes next for an hour is no candidate for what takes three.
#[test]
fn the_next_candidate_stays_until_it_is_done() {
    let doc = json!({"people": {"ana": {}, "ben": {}}, "shifts": [
        {"id": "short", "timezone": "UTC", "start": "08:00", "end": "09:00", "people": ["ana"]},
        {"id": "long", "timezone": "UTC", "start": "12:00", "end": "20:00", "people": ["ben"]}]});
    let next = |minutes: u32| {
        let policy: RoutePolicy = read(json!({ "handle_minutes": minutes }));
        let night = at("2026-05-04T02:00:00Z");
        let got = roster_doc(&doc).route(night, &Contact::default(), &policy, &RouteState::default()).unwrap();
        got.next_candidate_at.map(|at| at.utc().format("%H:%M").to_string())
    };
    assert_eq!(next(60).as_deref(), Some("08:00"));
    assert_eq!(next(61).as_deref(), Some("12:00"));
    assert_eq!(next(480).as_deref(), Some("12:00"));
    assert_eq!(next(481), None, "nobody is ever there for so long");
}

/// The last of the optional skills is given up first, and no more of them than it takes.
#[test]
fn optional_skills_are_given_up_one_at_a_time() {
    let doc = json!({
        "people": {"both": {"skills": ["tech", "vip"]}, "one": {"skills": ["tech", "gold"]}, "none": {"skills": ["tech"], "capacity": 9}},
        "shifts": [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "20:00", "people": ["one", "none"]}]});
    let given_up = |optional: Value| {
        let contact: Contact = read(json!({"skills": ["tech"], "optional_skills": optional}));
        let got = roster_doc(&doc)
            .route(at("2026-05-04T12:00:00Z"), &contact, &RoutePolicy::default(), &RouteState::default())
            .unwrap();
        (got.assigned.unwrap(), got.relaxed)
    };
    // `none` has most to spare: whoever keeps an optional skill comes before.
    assert_eq!(given_up(json!(["gold", "vip"])), ("one".into(), vec!["vip".to_owned()]));
    assert_eq!(given_up(json!(["vip", "gold"])), ("none".into(), vec!["vip".to_owned(), "gold".into()]));
    assert_eq!(given_up(json!(["gold"])), ("one".into(), Vec::new()));
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

#[test]
fn an_exported_schedule_is_that_which_holds() {
    let doc = json!({
        "name": "Desk; night, day",
        "people": {"ana": {}, "ben": {}},
        "shifts": [{"id": "night", "timezone": "Europe/Berlin", "start": "22:00", "end": "06:00", "people": ["ana"]}],
        "overrides": [{"from": "2026-03-29T22:00:00+02:00", "to": "2026-03-30T06:00:00+02:00", "remove": "ana", "add": "ben"}],
    });
    let range = span("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z");
    let file = roster_doc(&doc).ics(range, None, "2026-03-01T00:00:00Z", 3, None).unwrap();
    assert!(file.ics.contains("X-WR-CALNAME:Desk\\; night\\, day\r\n") && file.ics.contains("SEQUENCE:3\r\n"));
    // The night of the change lasts seven hours.
    assert!(file.ics.contains("DTSTART:20260328T210000Z\r\nDTEND:20260329T040000Z\r\nSUMMARY:ana\r\n"), "{}", file.ics);
    assert!(file.ics.contains("DTSTART:20260329T200000Z\r\nDTEND:20260330T040000Z\r\nSUMMARY:ben\r\n"));
    assert!(file.ics.lines().all(|line| line.len() <= 75));
    let mine = roster_doc(&doc).ics(range, Some("ben"), "2026-03-01T00:00:00Z", 0, None).unwrap();
    assert_eq!(mine.events, 1);
    // Without the override Ben's night is gone: it is cancelled, under the same UID.
    let mut plain = doc.clone();
    plain["overrides"] = json!([]);
    let after = roster_doc(&plain).ics(range, Some("ben"), "2026-03-02T00:00:00Z", 1, Some(&roster_doc(&doc))).unwrap();
    assert_eq!((after.events, after.cancelled), (0, 1));
    let uid = |text: &str| text.lines().find(|l| l.starts_with("UID:")).unwrap().to_owned();
    assert_eq!(uid(&mine.ics), uid(&after.ics));
    assert_eq!(roster_doc(&doc).ics(range, Some("eve"), "2026-03-01T00:00:00Z", 0, None).unwrap_err().path(), "person");
}

/// What is in somebody's calendar says nothing of the shifts of others, and a bot has no calendar.
#[test]
fn an_event_names_the_shifts_of_its_person() {
    let doc = json!({
        "people": {"ana": {}, "ben": {}, "bot": {"kind": "ai"}},
        "shifts": [
            {"id": "phone", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]},
            {"id": "chat", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ben", "bot"]}]});
    let range = span("2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z");
    let file = |who: Option<&str>| roster_doc(&doc).ics(range, who, "2026-05-01T00:00:00Z", 0, None);
    let all = file(None).unwrap();
    assert_eq!(all.events, 2);
    assert!(
        all.ics.contains("SUMMARY:ana\r\nDESCRIPTION:phone\r\n")
            && all.ics.contains("SUMMARY:ben\r\nDESCRIPTION:chat\r\n")
    );
    assert_eq!(file(Some("bot")).unwrap_err().path(), "person");
    let next = roster_doc(&doc).next_shift("ana", "2026-05-04T00:00:00Z".parse().unwrap()).unwrap().unwrap();
    assert_eq!(next.shifts, ["phone"]);
}

#[cfg(feature = "ical")]
#[test]
fn what_is_exported_is_read_back() {
    let desk = roster_doc(
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
