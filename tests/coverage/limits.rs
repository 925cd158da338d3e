//! Limits of what a roster looks at and proposes, at their edge.

#![allow(clippy::unwrap_used)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::coverage::limits::{MAX_KEPT_THINGS, MAX_PROPOSED_MINUTES, MAX_REST_MINUTES};
use sundesk::coverage::{BurdenRules, Contact, Filter, Roster, RoutePolicy, RouteState, Suggestion};
use sundesk::time::{DAY, HOUR, Instant, MINUTE, TimeSegment, ZoneDb, format_instant, parse_instant};

/// What `route` and an exhausted escalation look ahead.
const AHEAD: i64 = 30 * DAY;

fn roster(doc: &Value) -> Roster {
    Roster::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap()
}

fn at(text: &str) -> i64 {
    parse_instant(text).unwrap()
}

#[test]
fn somebody_is_looked_for_thirty_days_ahead() {
    let doc = json!({"people": {"ana": {}}, "shifts": [{"id": "late", "timezone": "UTC", "start": "08:00", "end": "09:00",
        "people": ["ana"], "valid_from": "2026-06-03"}]});
    let (roster, comes) = (roster(&doc), at("2026-06-03T08:00:00Z"));
    let next = |asked: i64| {
        let routed = roster.route(asked, &Contact::default(), &RoutePolicy::default(), &RouteState::default()).unwrap();
        routed.next_candidate_at.map(Instant::micros)
    };
    assert_eq!(next(comes - AHEAD + 1), Some(comes));
    assert_eq!(next(comes - AHEAD), None);
}

#[test]
fn rules_may_ask_for_a_fortnight_of_rest_and_no_longer() {
    let (roster, start) = (roster(&json!({"people": {"ana": {}}, "shifts": []})), at("2026-05-04T00:00:00Z"));
    let asked = |rest_minutes: u32| {
        let rules = BurdenRules { rest_minutes, ..BurdenRules::default() };
        roster.balance(TimeSegment::new(start, start + DAY), &rules)
    };
    assert!(asked(MAX_REST_MINUTES).is_ok());
    let refused = asked(MAX_REST_MINUTES + 1).unwrap_err();
    assert_eq!((refused.kind(), refused.path()), (ErrorKind::InvalidInput, "rules.rest_minutes"));
}

#[test]
fn a_shift_is_proposed_to_last_half_a_day_and_no_longer() {
    let doc = json!({"shifts": [{"id": "day", "timezone": "UTC", "start": "00:00", "end": "08:00"}]});
    let (roster, start) = (roster(&doc), at("2026-05-04T00:00:00Z"));
    let proposed = |minutes: i64| {
        let range = TimeSegment::new(start, start + minutes * MINUTE);
        roster.gaps(range, &Filter::default()).unwrap().gaps.pop().unwrap().suggestion
    };
    let later = |s: &Suggestion| matches!(s, Suggestion::EndLater { shift, .. } if shift == "day");
    assert!(later(&proposed(MAX_PROPOSED_MINUTES)), "{}", proposed(MAX_PROPOSED_MINUTES));
    assert!(matches!(proposed(MAX_PROPOSED_MINUTES + 1), Suggestion::AddShift { .. }));
}

/// Overrides that begin one after another and go on: the states hold one, two, three … things.
#[test]
fn the_states_of_a_question_hold_so_many_things_together() {
    let start = at("2026-05-04T00:00:00Z");
    let held = |n: i64| usize::try_from(n * (n + 1) / 2).unwrap();
    let most = (1..).take_while(|n| held(*n) <= MAX_KEPT_THINGS).last().unwrap();
    let ask = |n: i64| {
        let end = format_instant(start + DAY);
        let away = |i: i64| json!({"person": "ana", "from": format_instant(start + i * 1_000_000), "to": end});
        let doc = json!({"people": {"ana": {}}, "shifts": [], "time_off": (0..n).map(away).collect::<Vec<_>>()});
        roster(&doc).cover(TimeSegment::new(start, start + HOUR * 12), &Filter::default()).map(drop)
    };
    ask(most).unwrap();
    let e = ask(most + 1).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::LimitExceeded, "to"));
}
