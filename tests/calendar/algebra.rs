//! Calendars put together one by one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, limits::MAX_PARTS};
use sundesk::time::{DAY, HOUR, TimeSegment, ZoneDb, parse_instant};

fn calendar(json: &str) -> Calendar {
    Calendar::from_json(json, &ZoneDb::bundled()).unwrap()
}

/// Open for one hour of each Wednesday, another one for each number.
fn hour(number: usize) -> Calendar {
    let zone = ["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"][number % 3];
    let (start, end) = (number % 24, number % 24 + 1);
    calendar(&format!(
        r#"{{"timezone": "{zone}", "weekly": {{"wed": ["{start:02}:00-{end:02}:00"]}}, "holidays": [{{"date": "2026-07-08", "name": "day {number}"}}]}}"#
    ))
}

fn fold(parts: &[Calendar], join: impl Fn(&Calendar, &Calendar) -> sundesk::Result<Calendar>) -> Calendar {
    let (first, others) = parts.split_first().unwrap();
    others.iter().fold(first.clone(), |all, next| join(&all, next).unwrap())
}

/// Same answers, same reasons, same days, same document; and the document compiles to the same calendar.
#[track_caller]
fn same(a: &Calendar, b: &Calendar) {
    let start = parse_instant("2026-06-29T00:00:00Z").unwrap();
    let month = TimeSegment::new(start, start + 30 * DAY);
    assert_eq!(a.open_set(month), b.open_set(month));
    assert_eq!(a.pieces(month).collect::<Vec<_>>(), b.pieces(month).collect::<Vec<_>>());
    for at in (0..30).map(|day| start + day * DAY) {
        let three = |c: &Calendar| c.add_business_days_us(at, 3, sundesk::calendar::DayMode::EndOfDay).unwrap();
        assert_eq!(three(a), three(b));
    }
    assert_eq!((a.fingerprint(), a.zone()), (b.fingerprint(), b.zone()));
    assert_eq!(a, b);
    assert_eq!(&calendar(&serde_json::to_string(a.doc()).unwrap()), a);
}

#[test]
fn a_ninth_calendar_can_be_joined_to_eight() {
    let parts: Vec<Calendar> = (0..MAX_PARTS).map(hour).collect();
    let folded = fold(&parts, Calendar::union);
    assert_eq!(folded.doc().union.len(), MAX_PARTS);
    same(&folded, &Calendar::union_of(&parts.iter().collect::<Vec<_>>()).unwrap());
    let e = folded.union(&hour(0)).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::LimitExceeded);
    assert!(e.to_string().contains("at most 64 calendars"), "{e}");
}

#[test]
fn intersections_and_differences_fold_as_unions_do() {
    let week =
        calendar(r#"{"timezone": "UTC", "always_open": true, "holidays": [{"date": "07-09", "name": "founders"}]}"#);
    let mut parts: Vec<Calendar> = (0..12).map(hour).collect();
    parts.insert(0, week.clone());
    let folded = fold(&parts, Calendar::difference);
    assert_eq!(folded.doc().difference.len(), 13);
    let hours = Calendar::union_of(&parts[1..].iter().collect::<Vec<_>>()).unwrap();
    let start = parse_instant("2026-06-29T00:00:00Z").unwrap();
    let month = TimeSegment::new(start, start + 30 * DAY);
    assert_eq!(folded.open_set(month), week.open_set(month).difference(&hours.open_set(month)));

    let shorter: Vec<Calendar> = (0..12).map(|n| week.difference(&hour(n)).unwrap()).collect();
    let folded = fold(&shorter, Calendar::intersection);
    same(&folded, &Calendar::intersection_of(&shorter.iter().collect::<Vec<_>>()).unwrap());
}

#[test]
fn what_a_difference_takes_away_is_not_flattened() {
    let (a, b, c) = (hour(0), hour(3), hour(3));
    let kept = a.union(&b).unwrap().difference(&b.difference(&c).unwrap()).unwrap();
    let start = parse_instant("2026-06-29T00:00:00Z").unwrap();
    assert_eq!(kept.elapsed_us(start, start + 7 * DAY).unwrap(), 2 * HOUR);
}

#[test]
fn a_part_with_a_name_or_a_zone_of_its_own_keeps_what_it_means() {
    let named = calendar(
        r#"{"name": "desk", "union": [{"timezone": "UTC", "weekly": {"wed": ["09:00-10:00"]}},
                                      {"timezone": "UTC", "weekly": {"thu": ["09:00-10:00"]}}]}"#,
    );
    let joined = named.union(&hour(1)).unwrap().union(&hour(2)).unwrap();
    assert_eq!((joined.doc().union.len(), joined.doc().union[0].name.as_str()), (3, "desk"));

    let days_in_tokyo = calendar(
        r#"{"timezone": "Asia/Tokyo", "union": [{"timezone": "UTC", "weekly": {"wed": ["20:00-21:00"]}},
                                               {"timezone": "UTC", "weekly": {"fri": ["20:00-21:00"]}}]}"#,
    );
    let joined = days_in_tokyo.union(&hour(1)).unwrap();
    assert_eq!((joined.zone().name(), joined.doc().union.len()), ("Asia/Tokyo", 3));
    same(&joined, &calendar(&serde_json::to_string(joined.doc()).unwrap()));
}

#[test]
fn what_is_joined_last_is_flattened_as_what_is_joined_first() {
    let (a, b, c) = (hour(0), hour(1), hour(2));
    let joined = a.union(&b.union(&c).unwrap()).unwrap();
    assert_eq!(joined.doc().union.len(), 3);
    same(&joined, &Calendar::union_of(&[&a, &b, &c]).unwrap());
    // a − (b − c) is not a − b − c.
    let less = a.difference(&b.difference(&c).unwrap()).unwrap();
    assert_eq!((less.doc().difference.len(), less.doc().difference[1].difference.len()), (2, 2));
}

#[test]
fn days_are_counted_in_the_zone_of_the_first_part_not_of_a_later_one() {
    let days_in_tokyo = calendar(
        r#"{"timezone": "Asia/Tokyo", "union": [{"timezone": "UTC", "weekly": {"wed": ["20:00-21:00"]}},
                                               {"timezone": "UTC", "weekly": {"fri": ["20:00-21:00"]}}]}"#,
    );
    let joined = hour(0).union(&days_in_tokyo).unwrap();
    assert_eq!((joined.zone().name(), joined.doc().timezone.as_str()), ("Europe/Berlin", ""));
    same(&joined, &calendar(&serde_json::to_string(joined.doc()).unwrap()));
}

#[test]
fn a_part_over_a_limit_is_an_error_and_never_left_out() {
    let hours = r#"{"timezone": "UTC", "weekly": {"wed": ["09:00-10:00"]}}"#;
    let long = "x".repeat(201);
    let text = format!(r#"{{"union": [{hours}, {{"name": "{long}", "timezone": "UTC", "always_open": true}}]}}"#);
    let e = Calendar::from_json(&text, &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::LimitExceeded, "union[1].name"));
}

#[test]
fn a_document_nested_too_deep_is_not_read_to_its_end() {
    let leaf = r#"{"timezone": "UTC", "always_open": true}"#.to_owned();
    let deep = (0..20).fold(leaf, |inner, _| format!(r#"{{"union": [{inner}]}}"#));
    let e = Calendar::from_json(&deep, &ZoneDb::bundled()).unwrap_err();
    // 9 levels are one too many; the other 11 are not looked at.
    assert_eq!(e.to_string(), "\"9\" is over the limit; expected combinations nested at most 8 deep");
}
