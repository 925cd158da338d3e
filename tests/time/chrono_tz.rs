//! Our zones beside chrono-tz, a second reader of the same database: all names, 1970 to 2024, around every change.
#![allow(clippy::unwrap_used, clippy::panic)] // tests

use chrono::{DateTime, LocalResult, NaiveDateTime, Offset, TimeZone};
use sundesk::time::{DAY, IntervalSet, LocalTime, SECOND, TimeSegment, Zone, ZoneDb, from_micros, parse_instant};

/// Where the two releases (2025b there, 2026e here) differ before 2025: corrections of the past that the newer one made.
/// Over any other year these zones agree too, and out of a 2025b zoneinfo directory none of these differences remains.
const CORRECTED_SINCE_2025B: &[(&str, &str, &str)] = &[
    ("America/Bogota", "1992", "1994"),
    ("America/Ensenada", "1970", "1976"),
    ("America/Santa_Isabel", "1970", "1976"),
    ("America/Tijuana", "1970", "1976"),
    ("Asia/Tehran", "1977", "1980"),
    ("Europe/Chisinau", "2022", "2025"),
    ("Europe/Tiraspol", "2022", "2025"),
    ("Iran", "1977", "1980"),
    ("Mexico/BajaNorte", "1970", "1976"),
];

fn corrected(name: &str) -> IntervalSet {
    let year = |y: &str| parse_instant(&format!("{y}-01-01T00:00:00Z")).unwrap();
    let of_zone = CORRECTED_SINCE_2025B.iter().filter(|c| c.0 == name);
    of_zone.map(|c| TimeSegment { start: year(c.1), end: year(c.2) }).collect()
}

fn theirs(tz: chrono_tz::Tz, us: i64) -> i32 {
    tz.offset_from_utc_datetime(&from_micros(us).unwrap().naive_utc()).fix().local_minus_utc()
}

fn naive(local_us: i64) -> NaiveDateTime {
    DateTime::from_timestamp_micros(local_us).unwrap().naive_utc()
}

/// Our classification in chrono's words: the offsets of the earliest and the latest instant with this reading.
fn ours_local(zone: &Zone, local: i64) -> LocalResult<i32> {
    let offset = |us: i64| i32::try_from((local - us) / SECOND).unwrap();
    match zone.classify(local) {
        LocalTime::Unique(us) => LocalResult::Single(offset(us)),
        LocalTime::Fold { earlier, later } => LocalResult::Ambiguous(offset(earlier), offset(later)),
        LocalTime::Gap { .. } => LocalResult::None,
    }
}

/// The first difference between the two for a zone, outside the years that were corrected.
fn difference(zone: &Zone, tz: chrono_tz::Tz, range: TimeSegment) -> Option<String> {
    let compared = corrected(zone.name()).complement(range);
    let changes = || zone.transitions(range).filter(|t| compared.contains(t.at));
    // Beside our changes, a look each fortnight: a change that only they have would show there.
    let fortnights =
        std::iter::successors(Some(range.start), |us| Some(us + 14 * DAY)).take_while(|us| *us < range.end);
    for us in changes()
        .flat_map(|t| [t.at - SECOND, t.at, t.at + SECOND])
        .chain(fortnights.filter(|us| compared.contains(*us)))
    {
        let (ours, theirs) = (zone.offset_at(us), theirs(tz, us));
        if ours != theirs {
            return Some(format!("{} at {}: {ours} not {theirs}", zone.name(), from_micros(us).unwrap()));
        }
    }
    for t in changes() {
        let (before, after) = (i64::from(t.before) * SECOND, i64::from(t.after) * SECOND);
        for local in [t.at + before, t.at + after].into_iter().flat_map(|l| [l - SECOND, l, l + SECOND]) {
            let theirs = tz.offset_from_local_datetime(&naive(local)).map(|o| o.fix().local_minus_utc());
            let ours = ours_local(zone, local);
            if ours != theirs {
                return Some(format!("{} shows {}: {ours:?} not {theirs:?}", zone.name(), naive(local)));
            }
        }
    }
    None
}

#[test]
fn all_names_agree_with_chrono_tz_from_1970_to_2024() {
    let db = ZoneDb::bundled();
    let range = TimeSegment {
        start: parse_instant("1970-01-01T00:00:00Z").unwrap(),
        end: parse_instant("2025-01-01T00:00:00Z").unwrap(),
    };
    let mut found = Vec::new();
    for tz in chrono_tz::TZ_VARIANTS {
        let zone = db.zone_for(tz).unwrap();
        assert_eq!(zone.name(), tz.name());
        found.extend(difference(&zone, tz, range));
    }
    assert!(found.is_empty(), "{} differ:\n{}", found.len(), found.join("\n"));
}
