//! Schedules of other products, read and audited.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::coverage::import::{RosterForm, import};
use sundesk::coverage::{Filter, Reason, Roster};
use sundesk::time::{TimeSegment, ZoneDb, parse_instant};

fn form(name: &str) -> RosterForm<'_> {
    RosterForm { name, ..RosterForm::default() }
}

#[test]
fn a_schedule_of_pagerduty_is_on_as_it_says() {
    let schedule = json!({"schedule": {"name": "Desk", "time_zone": "America/New_York", "schedule_layers": [
        {"name": "Nights", "start": "2026-01-05T20:00:00-05:00", "end": null, "rotation_virtual_start": "2026-01-05T20:00:00-05:00", "rotation_turn_length_seconds": 86400,
         "users": [{"user": {"id": "P1", "summary": "Ana"}}, {"user": {"id": "P2", "summary": "Ben"}}],
         "restrictions": [{"type": "daily_restriction", "start_time_of_day": "20:00:00", "duration_seconds": 43200}]},
        {"name": "Always", "start": "2026-01-05T09:00:00-05:00", "rotation_virtual_start": "2026-01-05T09:00:00-05:00", "rotation_turn_length_seconds": 604800,
         "users": [{"user": {"id": "P3", "summary": "Cho"}}, {"user": {"id": "P4", "summary": "Dia"}}], "restrictions": []}],
        "overrides_subschedule": {"rendered_schedule_entries": [{"start": "2026-02-01T12:00:00-05:00", "end": "2026-02-01T14:00:00-05:00", "user": {"id": "P9", "summary": "Eve"}}]}}});
    let read = import(&form("pagerduty"), &schedule.to_string(), &ZoneDb::bundled()).unwrap();
    assert!(read.left_out.is_empty(), "{:?}", read.left_out);
    let desk = Roster::compile(&read.roster, &ZoneDb::bundled()).unwrap();
    let on = |at: &str| desk.on(at.parse().unwrap(), &Default::default()).unwrap().join(",");
    assert_eq!(on("2026-01-05T09:00:00-05:00"), "Cho");
    assert_eq!(on("2026-01-05T08:59:00-05:00"), "", "the layer has not begun");
    assert_eq!(on("2026-01-05T20:00:00-05:00"), "Ana", "the first layer of the list hides the others");
    assert_eq!(on("2026-01-06T07:59:00-05:00"), "Ana", "past midnight it is still her turn");
    assert_eq!(on("2026-01-06T08:00:00-05:00"), "Cho");
    assert_eq!(on("2026-01-06T20:00:00-05:00"), "Ben");
    assert_eq!(on("2026-01-12T08:59:00-05:00"), "Cho");
    assert_eq!(on("2026-01-12T09:00:00-05:00"), "Dia");
    assert_eq!(on("2026-02-01T13:00:00-05:00"), "Eve");
    // After the clocks change the hand-off is still at 09:00 and 20:00.
    assert!(on("2026-03-09T08:59:00-04:00") != on("2026-03-09T09:00:00-04:00"));
    assert_eq!(desk.audit(2027).unwrap().uncovered_minutes.whole(), 0);
}

#[test]
fn a_layer_of_pagerduty_that_cannot_be_read_covers_nothing() {
    let layer = |users: &str, restrictions: &str| {
        format!(
            r#"{{"time_zone": "UTC", "schedule_layers": [{{"name": "Days", "start": "2026-01-05T09:00:00Z", "rotation_turn_length_seconds": 604800,
                "users": {users}, "restrictions": {restrictions}}}]}}"#
        )
    };
    let paths = |text: &str| {
        let read = import(&form("pagerduty"), text, &ZoneDb::bundled()).unwrap();
        (read.left_out.iter().map(|p| p.path.clone()).collect::<Vec<_>>(), read.roster.rotations.len())
    };
    let (ana, nameless) = (
        r#"[{"user": {"summary": "Ana"}}]"#,
        r#"[{"user": {"summary": "Ana"}}, {"user": {"email": "b@desk.example"}}]"#,
    );
    assert_eq!(paths(&layer(ana, "[]")), (Vec::new(), 1));
    assert_eq!(paths(&layer(nameless, "[]")), (vec!["schedule_layers[0].users[1]".to_owned()], 1));
    let monthly = r#"[{"type": "monthly_restriction", "start_time_of_day": "09:00:00", "duration_seconds": 3600}]"#;
    assert_eq!(
        paths(&layer(ana, monthly)),
        (vec!["schedule_layers[0].restrictions[0]".to_owned()], 0),
        "not round the clock"
    );
}

#[test]
fn a_schedule_of_opsgenie_is_on_as_it_says() {
    let schedule = json!({"data": {"name": "Desk", "timezone": "Europe/Berlin", "rotations": [
        {"name": "Week", "startDate": "2026-01-05T08:00:00Z", "type": "weekly", "length": 1,
         "participants": [{"type": "user", "username": "ana@example.com"}, {"type": "user", "username": "ben@example.com"}],
         "timeRestriction": {"type": "weekday-and-time-of-day", "restrictions": [{"startDay": "monday", "startHour": 8, "startMin": 0, "endDay": "friday", "endHour": 18, "endMin": 30}]}},
        {"name": "Odd", "startDate": "2026-01-05T08:00:00Z", "type": "hourly", "length": 5, "participants": [{"type": "user", "username": "x"}]},
        {"name": "Team", "startDate": "2026-01-05T08:00:00Z", "type": "daily", "length": 1, "participants": [{"type": "team", "name": "all"}]}]}});
    let read = import(&form("opsgenie"), &schedule.to_string(), &ZoneDb::bundled()).unwrap();
    let lost: Vec<&str> = read.left_out.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(lost, ["rotations[1]", "rotations[2].participants[0]", "rotations[2]"]);
    let desk = Roster::compile(&read.roster, &ZoneDb::bundled()).unwrap();
    let on = |at: &str| desk.on(at.parse().unwrap(), &Default::default()).unwrap().join(",");
    assert_eq!(on("2026-01-06T03:00:00+01:00"), "ana@example.com", "the window runs through the nights");
    assert_eq!(on("2026-01-09T18:29:00+01:00"), "ana@example.com");
    assert_eq!(on("2026-01-09T18:30:00+01:00"), "");
    assert_eq!(on("2026-01-12T08:30:00+01:00"), "ana@example.com");
    assert_eq!(on("2026-01-12T09:00:00+01:00"), "ben@example.com");
    assert_eq!(import(&form("opsgenie"), "{}", &ZoneDb::bundled()).unwrap_err().path(), "rotations");
    assert_eq!(import(&form("victorops"), "{}", &ZoneDb::bundled()).unwrap_err().kind(), ErrorKind::NotFound);
}

/// A roster of a schedule, and where in it something was left out or is not as it was.
fn imported(name: &str, schedule: &Value) -> (Roster, Vec<String>) {
    let read = import(&form(name), &schedule.to_string(), &ZoneDb::bundled()).unwrap();
    let roster = Roster::compile(&read.roster, &ZoneDb::bundled()).unwrap();
    (roster, read.left_out.into_iter().map(|p| p.path).collect())
}

fn opsgenie(rotations: &Value) -> (Roster, Vec<String>) {
    imported("opsgenie", &json!({"data": {"name": "Desk", "timezone": "Europe/Berlin", "rotations": rotations}}))
}

fn user(name: &str) -> Value {
    json!({"type": "user", "username": name})
}

/// One rotation around the clock, cut at midnight and at its hand-off: nobody hands over, and nothing says NOBODY.
#[test]
fn the_pieces_of_a_layer_are_one_duty_in_the_audit() {
    let (desk, lost) = opsgenie(
        &json!([{"name": "Week", "startDate": "2026-01-05T08:00:00Z", "type": "weekly", "length": 1, "participants": [user("ana"), user("ben")]}]),
    );
    assert!(lost.is_empty() && desk.doc().shifts.len() > 1);
    let audit = desk.audit(2027).unwrap();
    assert_eq!((audit.uncovered_minutes.whole(), audit.seams.len()), (0, 1));
    assert!(audit.seams[0].regimes.is_empty() && audit.seams[0].fix.is_none());
    let text = audit.to_string();
    assert!(!text.contains("NOBODY") && text.contains("Week (1) hands over to Week (1)\n  never"), "{text}");
}

/// By day one rotation, by night another, both cut into pieces: they meet at each hand-off, all year.
#[test]
fn two_layers_hand_over_to_each_other() {
    let window = |start: u32, end: u32| json!({"type": "time-of-day", "restriction": {"startHour": start, "startMin": 0, "endHour": end, "endMin": 0}});
    let layer = |name: &str, who: &str, hours: Value| {
        json!({"name": name, "startDate": "2026-01-05T11:00:00Z", "type": "daily", "length": 1,
        "participants": [user(who), user("eve")], "timeRestriction": hours})
    };
    let (desk, _) = opsgenie(&json!([layer("Day", "ana", window(8, 20)), layer("Night", "ben", window(20, 8))]));
    let audit = desk.audit(2027).unwrap();
    let gaps: Vec<(&str, Vec<i64>)> = audit
        .seams
        .iter()
        .map(|s| (s.from.as_str(), s.regimes.iter().map(|r| r.gap_minutes.whole()).collect()))
        .collect();
    assert_eq!(gaps, [("Day (1)", vec![0]), ("Night (2)", vec![0])]);
    // An hour less by night: the same seam is open on every day, and the fix was tried out.
    let (desk, _) = opsgenie(&json!([layer("Day", "ana", window(8, 20)), layer("Night", "ben", window(21, 8))]));
    let audit = desk.audit(2027).unwrap();
    assert_eq!((audit.uncovered_minutes.whole(), audit.days_with_gaps), (365 * 60, 365));
    let seam = &audit.seams[0];
    assert_eq!((seam.regimes[0].gap_minutes.whole(), seam.regimes[0].uncovered_minutes.whole()), (60, 365 * 60));
    let fix = seam.fix.as_ref().unwrap().to_string();
    assert!(fix.contains("1h"), "{fix}");
}

/// Office hours above somebody who is always there: nights are between two office days, and others are on.
#[test]
fn a_seam_says_nobody_only_where_nobody_at_all_is_on() {
    let (desk, _) = opsgenie(&json!([
        {"name": "Office", "startDate": "2026-01-05T07:00:00Z", "type": "weekly", "length": 1, "participants": [user("ana")],
         "timeRestriction": {"type": "weekday-and-time-of-day", "restrictions": [{"startDay": "monday", "startHour": 9, "startMin": 0, "endDay": "monday", "endHour": 17, "endMin": 0}]}},
        {"name": "Always", "startDate": "2026-01-05T07:00:00Z", "type": "weekly", "length": 1, "participants": [user("ben")]}]));
    let office = ["Office (1)".to_owned()];
    let audit = desk.audit_ring(2027, &office).unwrap();
    assert_eq!(audit.uncovered_minutes.whole(), 0);
    assert!(audit.seams[0].regimes.iter().any(|r| r.gap_minutes.whole() > 0), "from one Monday to the next");
    assert!(audit.seams[0].regimes.iter().all(|r| r.uncovered_minutes.whole() == 0) && audit.seams[0].fix.is_none());
    let text = audit.to_string();
    assert!(text.contains("between them, others are on") && !text.contains("NOBODY"), "{text}");
    assert!(!desk.audit(2027).unwrap().to_string().contains("NOBODY"));
}

#[test]
fn a_ring_names_shifts_or_rotations_of_the_roster() {
    let ring = |ids: Value| {
        let doc = json!({"timezone": "UTC", "rotations": {"r": {"groups": ["ana"], "start": "2026-01-05"}, "idle": {"groups": ["ana"], "start": "2026-01-05"}},
            "shifts": [{"id": "early", "start": "00:00", "end": "12:00", "rotation": "r"}, {"id": "late", "start": "12:00", "end": "24:00", "rotation": "r"}, {"id": "day", "start": "08:00", "end": "16:00"}], "ring": ids});
        Roster::from_json(&doc.to_string(), &ZoneDb::bundled())
    };
    let seams = |roster: &Roster| {
        roster.audit(2026).unwrap().seams.into_iter().map(|s| format!("{}-{}", s.from, s.to)).collect::<Vec<_>>()
    };
    assert_eq!(seams(&ring(json!([])).unwrap()), ["early-late", "late-day", "day-early"]);
    assert_eq!(seams(&ring(json!(["day", "r"])).unwrap()), ["day-r", "r-day"]);
    for (wrong, path) in
        [(json!(["day", "nobody"]), "ring[1]"), (json!(["idle"]), "ring[0]"), (json!(["day", "r", "day"]), "ring[2]")]
    {
        assert_eq!(ring(wrong).unwrap_err().path(), path);
    }
    let asked = ring(json!([])).unwrap().audit_ring(2026, &["x".to_owned()]).unwrap_err();
    assert_eq!((asked.kind(), asked.path()), (ErrorKind::NotFound, "ring[0]"));
}

/// A turn of `none` stays a turn: nobody has it, everybody else has theirs when they had it, and a gap says so.
#[test]
fn an_empty_turn_shifts_nobody_elses() {
    let (desk, lost) =
        opsgenie(&json!([{"name": "Week", "startDate": "2026-01-04T23:00:00Z", "type": "weekly", "length": 1,
        "participants": [user("ana"), {"type": "none"}, user("ben"), {"type": "team", "name": "all"}]}]));
    assert_eq!(lost, ["rotations[0].participants[1]", "rotations[0].participants[3]"]);
    let on =
        |day: &str| desk.on(format!("2026-{day}T12:00:00Z").parse().unwrap(), &Filter::default()).unwrap().join(",");
    assert_eq!([on("01-06"), on("01-13"), on("01-20"), on("01-27"), on("02-03")], ["ana", "", "ben", "", "ana"]);
    let week = TimeSegment::new(
        parse_instant("2026-01-13T00:00:00Z").unwrap(),
        parse_instant("2026-01-14T00:00:00Z").unwrap(),
    );
    let gaps = desk.gaps(week, &Filter::default()).unwrap().gaps;
    assert_eq!(gaps.len(), 1);
    assert!(gaps[0].reasons.iter().all(|r| matches!(r.reason, Reason::EmptyTurn { .. })), "{:?}", gaps[0].reasons);
    assert!(gaps[0].suggestion.to_string().starts_with("give the turn of"), "{}", gaps[0].suggestion);
    let nobody = Roster::from_json(
        r#"{"timezone": "UTC", "rotations": {"r": {"groups": [[], []], "start": "2026-01-05"}}, "shifts": []}"#,
        &ZoneDb::bundled(),
    );
    assert_eq!(nobody.unwrap_err().path(), "rotations.r.groups");
}

/// Two people of one name in PagerDuty are two people: an id tells them apart, in layers and overrides alike.
#[test]
fn two_of_one_name_are_two() {
    let user = |id: &str, name: &str| json!({"user": {"id": id, "summary": name}});
    let schedule = json!({"schedule": {"time_zone": "UTC", "schedule_layers": [
        {"name": "Days", "start": "2026-01-05T00:00:00Z", "rotation_turn_length_seconds": 86400, "users": [user("P1", "Kim Lee"), user("P2", "Kim Lee"), user("P3", "Ana")]}],
        "overrides_subschedule": {"rendered_schedule_entries": [{"start": "2026-01-07T10:00:00Z", "end": "2026-01-07T12:00:00Z", "user": {"id": "P2", "summary": "Kim Lee"}}]}}});
    let (desk, lost) = imported("pagerduty", &schedule);
    assert!(lost.is_empty());
    let on = |at: &str| desk.on(at.parse().unwrap(), &Filter::default()).unwrap().join(",");
    assert_eq!(on("2026-01-05T12:00:00Z"), "Kim Lee (P1)");
    assert_eq!(on("2026-01-06T12:00:00Z"), "Kim Lee (P2)");
    assert_eq!(on("2026-01-07T09:00:00Z"), "Ana", "a name alone where nobody shares it");
    assert_eq!(on("2026-01-07T11:00:00Z"), "Kim Lee (P2)");
}
