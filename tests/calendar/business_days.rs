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

/// Apia went from 2011-12-29 to 2011-12-31; Kwajalein from 1993-08-20 to 08-22, Kiritimati from 1994-12-30 to 1995-01-01.
#[test]
fn a_date_that_a_zone_skipped_is_no_business_day_of_any_calendar() {
    for (zone, date) in
        [("Pacific/Apia", "2011-12-30"), ("Pacific/Kwajalein", "1993-08-21"), ("Pacific/Kiritimati", "1994-12-31")]
    {
        let week =
            r#""weekly": {"fri": ["00:00-24:00"], "sat": ["09:00-17:00", "22:00-06:00"], "sun": ["09:00-17:00"]}"#;
        let plain = format!(r#"{{"timezone": "{zone}", {week}}}"#);
        let later = format!(r#"{{"timezone": "{zone}", "resolution": {{"gap": "compatible"}}, {week}}}"#);
        let always = format!(r#"{{"timezone": "{zone}", "always_open": true}}"#);
        let joined = format!(r#"{{"union": [{always}, {{"timezone": "UTC", {week}}}]}}"#);
        let skipped = day(date);
        for json in [plain, later, always, joined] {
            let calendar = calendar(&json);
            assert!(!calendar.is_business_day(skipped).unwrap(), "{json}");
            let after = skipped.succ_opt().unwrap();
            if after.weekday() != Weekday::Mon {
                assert!(calendar.is_business_day(after).unwrap(), "{json}");
                assert_eq!(calendar.business_days_between(skipped, after.succ_opt().unwrap()).unwrap(), 1, "{json}");
            }
        }
    }
}

#[test]
fn hours_that_a_change_of_the_clock_swallowed_make_no_business_day() {
    // Berlin's first summer time: Sunday 1916-04-30 ended at 23:00.
    let late = calendar(r#"{"timezone": "Europe/Berlin", "weekly": {"sun": ["23:00-24:00"]}}"#);
    let open = |date: &str| late.is_business_day(day(date)).unwrap();
    assert!(open("1916-04-23") && !open("1916-04-30") && open("1916-05-07"));
    assert_eq!(late.business_days_between(day("1916-04-23"), day("1916-05-08")).unwrap(), 2);
}

#[test]
fn the_time_of_day_of_a_business_day_is_read_as_the_calendar_reads_gaps() {
    // Sunday 2026-03-29 in Berlin: 02:30 never was.
    let at = |text: &str| parse_instant(text).unwrap();
    for (gap, expected) in [("transition", "2026-03-29T03:00:00+02:00"), ("compatible", "2026-03-29T03:30:00+02:00")] {
        let always = calendar(&format!(
            r#"{{"timezone": "Europe/Berlin", "always_open": true, "resolution": {{"gap": "{gap}"}}}}"#
        ));
        let found = always.add_business_days_us(at("2026-03-28T02:30:00+01:00"), 1, DayMode::KeepTime).unwrap();
        assert_eq!(found, Some(at(expected)), "{gap}");
    }
}

#[test]
fn business_days_are_counted_at_both_edges_of_the_supported_dates() {
    let at = |text: &str| parse_instant(text).unwrap();
    // The first instant lies on 1899-12-31 in New York, a date before the first that is counted.
    let always = calendar(r#"{"timezone": "America/New_York", "always_open": true}"#);
    let ends = |count| always.add_business_days_us(at("1900-01-01T00:00:00Z"), count, DayMode::EndOfDay).unwrap();
    assert_eq!(ends(0), Some(always.zone().resolve(civil::local_midnight(-25_566), Resolution::default())));
    assert_eq!(ends(1), ends(0));
    assert_eq!(ends(-1), None);
    // The last date ends, in UTC, where support ends, and in New York after it.
    let hours = r#"{"timezone": "UTC", "weekly": {"tue": ["09:00-17:00"], "wed": ["09:00-17:00"]}}"#; // 2200-12-31 is a Wednesday
    for zone in ["UTC", "America/New_York"] {
        let joined = calendar(&format!(r#"{{"timezone": "{zone}", "union": [{hours}]}}"#));
        assert!(joined.is_business_day(day("2200-12-31")).unwrap(), "{zone}");
        assert_eq!(joined.next_business_day(day("2200-12-30")).unwrap(), Some(day("2200-12-31")), "{zone}");
        let end = joined.add_business_days_us(at("2200-12-30T12:00:00Z"), 1, DayMode::EndOfDay).unwrap();
        assert_eq!(end, Some(at("2200-12-31T17:00:00Z")), "{zone}");
    }
}

#[test]
fn business_days_from_a_chrono_instant_are_those_from_microseconds() {
    let both = both();
    let start = "2026-12-24T10:00:00+01:00".parse().unwrap();
    for (count, expected) in [(0, "2026-12-24T09:00:00Z"), (1, "2026-12-26T09:00:00Z"), (2, "2026-12-28T09:00:00Z")] {
        let found = both.add_business_days(start, count, DayMode::KeepTime).unwrap();
        assert_eq!(found, Some(expected.parse().unwrap()), "{count}");
    }
    assert_eq!(both.add_business_days(start, 1_000_000, DayMode::KeepTime).unwrap(), None);
}

#[test]
fn the_table_of_business_days_takes_twelve_bytes_for_each_64_dates() {
    let both = both();
    let before = both.memory_bytes();
    both.is_business_day(day("2026-12-24")).unwrap();
    // 109,938 dates from 1900 to 2200
    assert_eq!(both.memory_bytes() - before, 1_718 * 12);
}
