//! Hard zones, to the second on both sides of each change.

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)] // tests

use chrono::NaiveDateTime;
use sundesk::ErrorKind;
use sundesk::time::{
    DAY, Fold, Gap, HOUR, LocalTime, MINUTE, Resolution, SECOND, TimeSegment, Zone, ZoneDb, format_instant,
    parse_instant,
};

fn zone(name: &str) -> Zone {
    ZoneDb::bundled().zone(name).unwrap()
}

fn at(text: &str) -> i64 {
    parse_instant(text).unwrap()
}

/// `2026-03-29 02:30[:00]` as local microseconds.
fn local(text: &str) -> i64 {
    let full = if text.len() == 16 { format!("{text}:00") } else { text.to_owned() };
    NaiveDateTime::parse_from_str(&full, "%Y-%m-%d %H:%M:%S").unwrap().and_utc().timestamp_micros()
}

fn wall(us: i64) -> String {
    chrono::DateTime::from_timestamp_micros(us).unwrap().naive_utc().to_string()
}

/// One change: the wall clock one second before it and at it.
#[track_caller]
fn change(name: &str, utc: &str, shown_before: &str, shown_after: &str) {
    let (zone, t) = (zone(name), at(utc));
    assert_eq!(wall(zone.to_local(t - SECOND)), shown_before, "{name} one second before {utc}");
    assert_eq!(wall(zone.to_local(t)), shown_after, "{name} at {utc}");
    let found = zone.next_transition(t - 1).unwrap();
    assert_eq!((found.at, zone.previous_transition(t + 1)), (t, Some(found)), "{name}");
    assert_eq!((found.before, found.after), (zone.offset_at(t - 1), zone.offset_at(t)), "{name}");
    assert_ne!(zone.next_transition(t).map(|next| next.at), Some(t), "{name}");
    let (old, new) = (t + i64::from(found.before) * SECOND, t + i64::from(found.after) * SECOND);
    if new > old {
        let gap = LocalTime::Gap { transition: t, before: found.before, after: found.after };
        assert_eq!(zone.classify(old - 1), LocalTime::Unique(t - 1), "{name} before the gap");
        assert_eq!(zone.classify(old), gap, "{name} gap begins");
        assert_eq!(zone.classify(new - 1), gap, "{name} gap ends");
        assert_eq!(zone.classify(new), LocalTime::Unique(t), "{name} after the gap");
    } else {
        let length = old - new;
        assert_eq!(zone.classify(new - 1), LocalTime::Unique(t - length - 1), "{name} before the fold");
        assert_eq!(zone.classify(new), LocalTime::Fold { earlier: t - length, later: t }, "{name} fold begins");
        assert_eq!(
            zone.classify(old - 1),
            LocalTime::Fold { earlier: t - 1, later: t + length - 1 },
            "{name} fold ends"
        );
        assert_eq!(zone.classify(old), LocalTime::Unique(t + length), "{name} after the fold");
    }
}

#[test]
fn changes_of_an_hour_and_less_and_more() {
    change("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29 01:59:59", "2026-03-29 03:00:00");
    change("Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25 02:59:59", "2026-10-25 02:00:00");
    change("Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04 01:59:59", "2026-10-04 02:30:00");
    change("Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05 01:59:59", "2026-04-05 01:30:00");
    change("Pacific/Chatham", "2026-09-26T14:00:00Z", "2026-09-27 02:44:59", "2026-09-27 03:45:00");
    change("Pacific/Chatham", "2026-04-04T14:00:00Z", "2026-04-05 03:44:59", "2026-04-05 02:45:00");
    change("Antarctica/Troll", "2026-03-29T01:00:00Z", "2026-03-29 00:59:59", "2026-03-29 03:00:00");
    change("Antarctica/Troll", "2026-10-25T01:00:00Z", "2026-10-25 02:59:59", "2026-10-25 01:00:00");
    change("Europe/Dublin", "2026-03-29T01:00:00Z", "2026-03-29 00:59:59", "2026-03-29 02:00:00");
    change("Europe/Dublin", "2026-10-25T01:00:00Z", "2026-10-25 01:59:59", "2026-10-25 01:00:00");
    change("America/Nuuk", "2026-03-29T01:00:00Z", "2026-03-28 22:59:59", "2026-03-29 00:00:00");
    change("Africa/Casablanca", "2025-02-23T02:00:00Z", "2025-02-23 02:59:59", "2025-02-23 02:00:00");
    change("Africa/Casablanca", "2025-04-06T02:00:00Z", "2025-04-06 01:59:59", "2025-04-06 03:00:00");
}

#[test]
fn changes_at_midnight() {
    change("America/Santiago", "2026-09-06T04:00:00Z", "2026-09-05 23:59:59", "2026-09-06 01:00:00");
    change("America/Santiago", "2026-04-05T03:00:00Z", "2026-04-04 23:59:59", "2026-04-04 23:00:00");
    change("Asia/Beirut", "2026-03-28T22:00:00Z", "2026-03-28 23:59:59", "2026-03-29 01:00:00");
    change("America/Havana", "2024-03-10T05:00:00Z", "2024-03-09 23:59:59", "2024-03-10 01:00:00");
    change("Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-23 23:59:59", "2026-04-24 01:00:00");
    change("America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-03 23:59:59", "2018-11-04 01:00:00");
    change("America/Sao_Paulo", "2018-02-18T02:00:00Z", "2018-02-17 23:59:59", "2018-02-17 23:00:00");
}

#[test]
fn whole_days_skipped_and_repeated() {
    change("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-29 23:59:59", "2011-12-31 00:00:00");
    change("Pacific/Kwajalein", "1993-08-21T12:00:00Z", "1993-08-20 23:59:59", "1993-08-22 00:00:00");
    let apia = zone("Pacific/Apia");
    let noon = apia.resolve(local("2011-12-30 12:00"), Resolution::default());
    assert_eq!(format_instant(noon), "2011-12-30T10:00:00Z");
    let shifted = apia.resolve(local("2011-12-30 12:00"), Resolution { gap: Gap::Compatible, ..Resolution::default() });
    assert_eq!(wall(apia.to_local(shifted)), "2011-12-31 12:00:00");
}

#[test]
fn offsets_that_are_no_whole_hours() {
    assert_eq!(zone("Asia/Kathmandu").offset_at(at("2026-01-01T00:00:00Z")), 20_700);
    change("Asia/Kathmandu", "1985-12-31T18:30:00Z", "1985-12-31 23:59:59", "1986-01-01 00:15:00");
    // Local mean time to the second, until standard time came.
    change("Europe/Paris", "1911-03-10T23:50:39Z", "1911-03-10 23:59:59", "1911-03-10 23:50:39");
    change("America/New_York", "1918-03-31T07:00:00Z", "1918-03-31 01:59:59", "1918-03-31 03:00:00");
    change("Africa/Monrovia", "1972-01-07T00:44:30Z", "1972-01-06 23:59:59", "1972-01-07 00:44:30");
    assert_eq!(zone("Africa/Monrovia").offset_at(at("1950-01-01T00:00:00Z")), -2_670);
}

#[test]
fn readings_in_gaps_and_folds_under_each_resolution() {
    let berlin = zone("Europe/Berlin");
    let with = |gap, fold| Resolution { gap, fold };
    for (reading, resolution, plain, start, end) in [
        ("2026-03-29 02:30", with(Gap::Transition, Fold::Earlier), "01:00", "01:00", "01:00"),
        ("2026-03-29 02:30", with(Gap::Compatible, Fold::Earlier), "01:30", "01:30", "01:30"),
        ("2026-10-25 02:30", with(Gap::Transition, Fold::Earlier), "00:30", "00:30", "00:30"),
        ("2026-10-25 02:30", with(Gap::Transition, Fold::Later), "01:30", "01:30", "01:30"),
        ("2026-10-25 02:30", with(Gap::Transition, Fold::Widest), "00:30", "00:30", "01:30"),
        ("2026-10-25 03:00", with(Gap::Transition, Fold::Widest), "02:00", "02:00", "02:00"),
    ] {
        let reading = local(reading);
        let utc = |us: i64| format_instant(us)[11..16].to_owned();
        assert_eq!(utc(berlin.resolve(reading, resolution)), plain, "{resolution:?}");
        assert_eq!(utc(berlin.resolve_start(reading, resolution)), start, "{resolution:?}");
        assert_eq!(utc(berlin.resolve_end(reading, resolution)), end, "{resolution:?}");
    }
}

#[test]
fn transitions_of_a_range_are_half_open() {
    let berlin = zone("Europe/Berlin");
    let (march, october) = (at("2026-03-29T01:00:00Z"), at("2026-10-25T01:00:00Z"));
    let found = |start, end| berlin.transitions(TimeSegment { start, end }).map(|t| t.at).collect::<Vec<_>>();
    assert_eq!(found(march, october), [march]);
    assert_eq!(found(march, october + 1), [march, october]);
    assert_eq!(found(march + 1, october), [0; 0]);
    assert_eq!(found(october, march), [0; 0]);
    let all = found(i64::MIN, i64::MAX);
    assert!(all.windows(2).all(|w| w[0] < w[1]) && all.len() > 400, "{}", all.len());
    assert_eq!(found(at("2100-01-01T00:00:00Z"), at("2200-01-01T00:00:00Z")).len(), 200);
    assert_eq!(berlin.next_transition(i64::MAX), None);
    assert_eq!(berlin.previous_transition(i64::MIN), None);
    assert_eq!(Zone::utc().transitions(TimeSegment { start: i64::MIN, end: i64::MAX }).count(), 0);
}

#[test]
fn the_last_supported_year_still_has_summer_time() {
    change("Europe/Berlin", "2200-03-30T01:00:00Z", "2200-03-30 01:59:59", "2200-03-30 03:00:00");
    change("Europe/Berlin", "2200-10-26T01:00:00Z", "2200-10-26 02:59:59", "2200-10-26 02:00:00");
}

#[test]
fn extreme_numbers_neither_panic_nor_wrap() {
    for name in ["UTC", "Europe/Berlin", "Pacific/Apia", "America/Anchorage"] {
        let zone = zone(name);
        for us in [i64::MIN, i64::MIN + 1, -DAY * 200_000, -1, 0, DAY * 200_000, i64::MAX - 1, i64::MAX] {
            let _ = zone.to_local(us);
            let _ = zone.classify(us);
            let _ = zone.resolve(us, Resolution { gap: Gap::Compatible, fold: Fold::Later });
            let _ = zone.next_transition(us);
            let _ = zone.previous_transition(us);
        }
    }
}

/// Forward and backward lookup are each other's inverse: every instant is found again from its own wall clock.
#[test]
fn every_zone_finds_each_instant_again_around_each_change() {
    let db = ZoneDb::bundled();
    for name in db.names() {
        let zone = db.zone(name).unwrap();
        let range = TimeSegment { start: at("1900-01-01T00:00:00Z"), end: at("2037-12-31T00:00:00Z") };
        for t in zone.transitions(range) {
            assert_ne!(t.before, t.after, "{name}");
            for step in [-DAY, -HOUR, -15 * MINUTE, -SECOND, -1, 0, 1, SECOND, 20 * MINUTE, HOUR, DAY] {
                let us = t.at + step;
                let reading = zone.to_local(us);
                match zone.classify(reading) {
                    LocalTime::Unique(found) => assert_eq!(found, us, "{name} {}", format_instant(us)),
                    LocalTime::Fold { earlier, later } => {
                        assert!(earlier <= us && us <= later && earlier < later, "{name} {}", format_instant(us));
                        assert_eq!((zone.to_local(earlier), zone.to_local(later)), (reading, reading), "{name}");
                    }
                    LocalTime::Gap { .. } => {
                        panic!("{name} shows {reading} at {} and calls it a gap", format_instant(us))
                    }
                }
            }
        }
    }
}

#[test]
fn unknown_zones_are_refused_with_near_names() {
    let db = ZoneDb::bundled();
    for (wrong, near) in
        [("Europe/Berln", "Europe/Berlin"), ("kathmandu", "Asia/Kathmandu"), ("New York", "America/New_York")]
    {
        let e = db.zone(wrong).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::UnknownZone);
        assert!(e.to_string().contains(near), "{e}");
        assert_eq!(e.value(), wrong);
    }
    for wrong in [
        "",
        "Mars/Base",
        "../../etc/passwd",
        "/etc/localtime",
        "Europe/Berlin\0",
        "Europe/../UTC",
        "EUROPE",
        &"x".repeat(1 << 20),
    ] {
        assert_eq!(db.zone(wrong).unwrap_err().kind(), ErrorKind::UnknownZone, "{wrong:?}");
    }
}
