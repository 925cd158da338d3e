//! Business days of combined calendars: each date, in the combination's zone, with any open time.
#![allow(clippy::unwrap_used)] // a test may fail loudly

use chrono::{Datelike, NaiveDate, Weekday};
use sundesk::calendar::{Calendar, DayMode};
use sundesk::time::{Resolution, TimeSegment, ZoneDb, civil, parse_instant};

fn calendar(json: &str) -> Calendar {
    Calendar::from_json(json, &ZoneDb::bundled()).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Berlin from Monday to Friday without Christmas, and New York's Saturday morning.
fn both() -> Calendar {
    calendar(
        r#"{"union": [
            {"timezone": "Europe/Berlin", "holidays": ["2026-12-25"], "weekly": {"mon": [["09:00", "17:00"]],
                "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}},
            {"timezone": "America/New_York", "weekly": {"sat": [["08:00", "12:00"]]}}]}"#,
    )
}

#[test]
fn a_date_with_open_time_of_any_part_is_a_business_day() {
    let both = both();
    for (date, is) in [
        ("2026-12-21", true),
        ("2026-12-24", true),
        ("2026-12-25", false), // closed in Berlin, and no Saturday
        ("2026-12-26", true),  // Saturday in New York
        ("2026-12-27", false),
    ] {
        assert_eq!(both.is_business_day(day(date)).unwrap(), is, "{date}");
    }
    assert_eq!(both.next_business_day(day("2026-12-24")).unwrap(), Some(day("2026-12-26")));
    assert_eq!(both.prev_business_day(day("2026-12-28")).unwrap(), Some(day("2026-12-26")));
    assert_eq!(both.business_days_between(day("2026-12-21"), day("2026-12-28")).unwrap(), 5);
    assert_eq!(both.business_days_between(day("2026-12-28"), day("2026-12-21")).unwrap(), -5);
    assert_eq!(both.shift_business_days(day("2026-12-25"), 0).unwrap(), Some(day("2026-12-26")));
    assert_eq!(both.shift_business_days(day("2026-12-24"), -2).unwrap(), Some(day("2026-12-22")));
}

#[test]
fn the_end_of_a_business_day_of_a_combination_is_its_last_closing() {
    let both = both();
    let at = |text: &str| parse_instant(text).unwrap();
    let end = |from: &str, count| both.add_business_days_us(at(from), count, DayMode::EndOfDay).unwrap();
    assert_eq!(end("2026-12-24T10:00:00+01:00", 1), Some(at("2026-12-26T12:00:00-05:00")));
    assert_eq!(end("2026-12-24T10:00:00+01:00", 2), Some(at("2026-12-28T17:00:00+01:00")));
    assert_eq!(end("2026-12-24T10:00:00+01:00", 0), Some(at("2026-12-24T17:00:00+01:00")));
}

#[test]
fn an_intersection_has_the_dates_on_which_all_are_open() {
    // Berlin's evening and Tokyo's morning meet on Tokyo's next date; the combination counts in Berlin's.
    let meet = calendar(
        r#"{"intersection": [
            {"timezone": "Europe/Berlin", "weekly": {"mon": [["20:00", "24:00"]], "fri": [["20:00", "24:00"]]}},
            {"timezone": "Asia/Tokyo", "weekly": {"tue": [["05:00", "08:00"]]}}]}"#,
    );
    let open = |date: &str| meet.is_business_day(day(date)).unwrap();
    assert!(open("2026-06-01") && !open("2026-06-02") && !open("2026-06-05"));
    let never = calendar(
        r#"{"difference": [{"timezone": "UTC", "weekly": {"mon": [["09:00", "10:00"]]}}, {"timezone": "UTC", "always_open": true}]}"#,
    );
    assert_eq!(never.next_business_day(day("2026-06-01")).unwrap(), None);
    assert_eq!(never.business_days_between(day("1900-01-01"), day("2200-12-31")).unwrap(), 0);
}

#[test]
fn a_night_over_midnight_makes_both_dates_of_a_combination_business_days() {
    // One calendar owns its night on the date it begins; a combination has no owners.
    let night = r#"{"timezone": "Europe/Berlin", "weekly": {"fri": [["22:00", "06:00"]]}}"#;
    let one = calendar(night);
    let combined = calendar(&format!(r#"{{"union": [{night}, {{"timezone": "Europe/Berlin", "weekly": {{}}}}]}}"#));
    let saturday = day("2026-06-06");
    assert!(!one.is_business_day(saturday).unwrap());
    assert!(combined.is_business_day(saturday).unwrap() && combined.is_business_day(day("2026-06-05")).unwrap());
    assert!(
        !combined.is_business_day(day("2026-06-07")).unwrap() && !combined.is_business_day(day("2026-06-04")).unwrap()
    );
}

#[test]
fn each_date_of_two_years_is_as_its_open_time_says() {
    let both = both();
    let zone = both.zone().clone();
    let midnight = |d: NaiveDate| zone.resolve(civil::local_midnight(civil::day_number(d)), Resolution::default());
    let mut counted = 0;
    for date in day("2026-01-01").iter_days().take(730) {
        let open = both.segments(TimeSegment::new(midnight(date), midnight(date.succ_opt().unwrap()))).next().is_some();
        assert_eq!(both.is_business_day(date).unwrap(), open, "{date}");
        assert_eq!(both.business_days_between(day("2026-01-01"), date).unwrap(), counted, "{date}");
        counted += i64::from(open);
        assert_eq!(open, date.weekday() != Weekday::Sun && date != day("2026-12-25"), "{date} {}", date.weekday());
    }
    assert_eq!(both.shift_business_days(day("2025-12-31"), counted).unwrap(), Some(day("2027-12-31")));
}
