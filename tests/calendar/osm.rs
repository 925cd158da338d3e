//! OpenStreetMap texts: what is open on each date, held against opening_hours.js.
//!
//! `tests/fixtures/osm_opening_hours_js.json.gz` is written by `tests/oracle/osm_opening_hours_js.cjs`.
#![cfg(all(feature = "osm", feature = "import"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::io::Read;
use sundesk::ErrorKind;
use sundesk::calendar::import::{Imported, MAX_OSM_STEPS, OsmOptions, osm};
use sundesk::calendar::limits::{MAX_EXCEPTIONS, MAX_HOLIDAY_DAYS, MAX_HOLIDAYS};
use sundesk::calendar::{Calendar, Holiday};
use sundesk::time::{TimeSegment, ZoneDb, parse_instant};

#[derive(serde::Deserialize)]
struct Fixture {
    source: String,
    first: NaiveDate,
    holidays: Vec<String>,
    cases: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    text: String,
    marks: Vec<String>,
    days: Vec<String>,
    dates: String,
}

fn fixture() -> Fixture {
    let mut json = String::new();
    let file = include_bytes!("../fixtures/osm_opening_hours_js.json.gz");
    flate2::read::GzDecoder::new(&file[..]).read_to_string(&mut json).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// The open pieces of each date, as the fixture writes them.
fn open_pieces(calendar: &Calendar, first: NaiveDate, count: usize) -> Vec<String> {
    let (day, minute) = (86_400_000_000_i64, 60_000_000_i64);
    let start = parse_instant(&format!("{first}T00:00:00Z")).unwrap();
    let end = start + day * i64::try_from(count).unwrap();
    let mut days = vec![Vec::new(); count];
    for segment in calendar.segments(TimeSegment::new(start, end)) {
        let mut at = segment.start;
        while at < segment.end {
            let index = (at - start) / day;
            let midnight = start + index * day;
            let until = segment.end.min(midnight + day);
            let clock = |at: i64| format!("{:02}:{:02}", (at - midnight) / minute / 60, (at - midnight) / minute % 60);
            days[usize::try_from(index).unwrap()].push(format!("{}-{}", clock(at), clock(until)));
            at = until;
        }
    }
    days.into_iter().map(|pieces| pieces.join(" ")).collect()
}

/// A kind of text on which we differ from opening_hours.js, and on which dates that may be.
struct Kind {
    mark: &'static str,
    /// The side taken.
    ours: &'static str,
    on: fn(NaiveDate) -> bool,
}

const ANY: fn(NaiveDate) -> bool = |_| true;

const KINDS: &[Kind] = &[
    Kind {
        mark: "school_holidays",
        ours: "none are known, which is said; opening_hours.js has those of Berlin",
        on: ANY,
    },
    Kind { mark: "fallback", ours: "a rule after || is left out, which is said", on: ANY },
    Kind { mark: "sun", ours: "sunset is no time of a calendar: left out, which is said", on: ANY },
    Kind {
        mark: "open_end",
        ours: "what is open by another time of the rule stays open; opening_hours.js makes the hours after 20:00+ unknown",
        on: ANY,
    },
    Kind {
        mark: "no_days",
        ours: "a rule without days after a semicolon is a rule for every day and replaces what stands, as the specification \
               says; opening_hours.js adds it",
        on: ANY,
    },
    Kind {
        mark: "until_easter",
        ours: "a range ends with its last day; opening_hours.js ends it before Easter",
        on: ANY,
    },
    Kind {
        mark: "feb_29",
        ours: "29 February of a common year is 28 February; opening_hours.js goes on to 1 March",
        on: |d| d.month() == 3 && d.day() <= 2 && !d.leap_year(),
    },
    Kind {
        mark: "weekday_of_month",
        ours: "`Nov Mo[1] Mo-Fr` is the first Monday of November, when it is of Mo-Fr, as the grammar has it; \
               opening_hours.js reads the weekdays of November",
        on: ANY,
    },
    Kind {
        mark: "moved_weekday",
        ours: "`Th[1] -1 day` is the day before the first Thursday of a month, also when that is in another month; \
               opening_hours.js counts within the month of the day asked for",
        on: ANY,
    },
    Kind {
        mark: "year",
        ours: "the night into a new year is open; opening_hours.js says so when asked for an instant of it, but leaves it out of \
               its list of intervals when a rule for a year ends there",
        on: |d| d.ordinal() == 1,
    },
];

#[test]
fn random_texts_are_open_when_opening_hours_js_says_so() {
    let fixture = fixture();
    assert_eq!((fixture.source.as_str(), fixture.cases.len()), ("opening_hours.js 3.15.0", 1_500));
    let options = OsmOptions {
        timezone: "UTC".to_owned(),
        public_holidays: fixture.holidays.iter().map(|d| Holiday::new(d)).collect(),
        years: 2026..=2028,
    };
    let (mut equal, mut listed, mut unlisted) = (0, BTreeMap::<&str, usize>::new(), Vec::new());
    for case in &fixture.cases {
        let read = osm(&case.text, &options).unwrap_or_else(|e| panic!("{}: {e}", case.text));
        let calendar = Calendar::compile(&read.calendar, &ZoneDb::bundled()).unwrap();
        let ours = open_pieces(&calendar, fixture.first, case.dates.len());
        let theirs = case.dates.bytes().map(|letter| &case.days[usize::from(letter - b'0')]);
        let differ: Vec<NaiveDate> = fixture
            .first
            .iter_days()
            .zip(ours.iter().zip(theirs))
            .filter(|(_, (a, b))| a != b)
            .map(|(d, _)| d)
            .collect();
        let kinds: Vec<&Kind> = KINDS.iter().filter(|kind| case.marks.iter().any(|m| m == kind.mark)).collect();
        if differ.is_empty() {
            equal += 1;
        } else if differ.iter().all(|date| kinds.iter().any(|kind| (kind.on)(*date))) {
            // Of a text of several kinds, any may be the cause; only one that stands alone shows that its kind is real.
            if let [kind] = kinds.as_slice() {
                *listed.entry(kind.mark).or_default() += 1;
            }
        } else {
            unlisted.push(format!("{}: {differ:?}", case.text));
        }
    }
    println!("{equal} equal; of one kind alone: {listed:?}");
    assert!(unlisted.is_empty(), "{} unlisted:\n{}", unlisted.len(), unlisted.join("\n"));
    for kind in KINDS {
        assert!(listed.contains_key(kind.mark), "no text differs by {} alone ({})", kind.mark, kind.ours);
    }
    assert!(equal >= 1_250, "only {equal} of 1,500 are equal");
}

/// In Berlin, with Christmas and Boxing Day of 2026.
fn read(text: &str, years: std::ops::RangeInclusive<i32>) -> Imported {
    let public_holidays = vec![Holiday::named("2026-12-25", "Christmas Day"), Holiday::new("2026-12-26")];
    osm(text, &OsmOptions { timezone: "Europe/Berlin".to_owned(), public_holidays, years }).unwrap()
}

/// The hours of the document on a date: of its exception, else of its weekday.
fn hours(read: &Imported, date: &str) -> String {
    let day: NaiveDate = date.parse().unwrap();
    let weekday = read.calendar.weekly.days()[usize::try_from(day.weekday().num_days_from_monday()).unwrap()];
    let hours = read.calendar.exceptions.get(date).map_or(weekday, |e| &e.hours);
    hours.iter().map(|h| format!("{}-{}", h.start, h.end)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn is_open(read: &Imported, table: &[(&str, bool)]) {
    assert!(read.left_out.is_empty(), "{:?}", read.left_out);
    let calendar = Calendar::compile(&read.calendar, &ZoneDb::bundled()).unwrap();
    for (local, want) in table {
        // Berlin has +02:00 in summer.
        let at = parse_instant(&format!("{local}:00+02:00")).unwrap()
            + if local.starts_with("2026-12") { 3_600_000_000 } else { 0 };
        assert_eq!(calendar.is_open_us(at).unwrap(), *want, "{local}");
    }
}

#[test]
fn a_holiday_that_a_later_rule_reopens_stayed_closed() {
    let read = read("Mo-Su 08:00-20:00; PH off; Dec 26 08:00-20:00", 2026..=2026);
    is_open(&read, &[("2026-12-25T12:00", false), ("2026-12-26T12:00", true), ("2026-12-27T12:00", true)]);
    assert_eq!(read.calendar.exceptions.len(), 1, "the week and the holidays say the rest");
}

#[test]
fn a_range_that_ends_on_29_february_lost_every_common_year() {
    let read = read("Nov 01-Feb 29 Mo-Fr 10:00-15:00", 2024..=2028);
    let dates = ["2026-01-07", "2027-02-26", "2027-03-01", "2024-02-29", "2024-03-01", "2025-11-03"];
    let found: Vec<String> = dates.iter().map(|d| hours(&read, d)).collect();
    assert_eq!(found, ["10:00-15:00", "10:00-15:00", "", "10:00-15:00", "", "10:00-15:00"]);
}

#[test]
fn the_day_before_a_holiday_was_an_ordinary_day() {
    let read = read("Mo-Sa 09:00-17:00; PH -1 day off", 2026..=2026);
    assert_eq!(["2026-12-24", "2026-12-25", "2026-12-26"].map(|d| hours(&read, d)), ["", "", "09:00-17:00"]);
    let after = self::read("Mo-Su 09:00-17:00; PH +1 day off", 2026..=2026);
    assert_eq!(["2026-12-25", "2026-12-26", "2026-12-27"].map(|d| hours(&after, d)), ["09:00-17:00", "", ""]);
}

#[test]
fn a_timed_off_on_the_morning_after_did_not_cut_the_night() {
    let read = read("Fr 22:00-06:00; Sa 02:00-04:00 off", 2026..=2026);
    is_open(&read, &[("2026-05-02T01:00", true), ("2026-05-02T03:00", false), ("2026-05-02T05:00", true)]);
    assert_eq!(hours(&read, "2026-05-01"), "22:00-26:00", "a night stays one");
    assert_eq!(hours(&read, "2026-05-02"), "04:00-06:00");
    assert!(read.calendar.exceptions.is_empty());
}

#[test]
fn a_night_of_one_date_lost_its_morning() {
    let read = read("Mo-Fr 09:00-17:00; Dec 31 22:00-03:00", 2026..=2026);
    assert_eq!(hours(&read, "2026-12-31"), "22:00-27:00");
    let dates: Vec<&String> = read.calendar.exceptions.keys().collect();
    assert_eq!(dates, ["2025-12-31", "2026-12-31"], "the night before the first year reaches into it");
    let whole = self::read("Mo-Su 10:00-12:00; Fr 22:00-06:00", 2026..=2026);
    is_open(&whole, &[("2026-05-02T05:59", true), ("2026-05-02T06:00", false), ("2026-05-02T10:00", true)]);
    assert!(whole.calendar.exceptions.is_empty());
}

#[test]
fn a_date_that_is_off_ends_the_night_before_at_midnight_and_no_other() {
    let read = read("Mo-Su 22:00-06:00; 2026 May 02 off", 2026..=2026);
    is_open(
        &read,
        &[
            ("2026-05-01T05:00", true),
            ("2026-05-01T23:00", true),
            ("2026-05-02T01:00", false),
            ("2026-05-02T23:00", false),
            ("2026-05-03T01:00", true),
        ],
    );
    let holidays = self::read("Mo-Su 22:00-06:00; PH off", 2026..=2026);
    assert!(holidays.calendar.exceptions.is_empty(), "{:?}", holidays.calendar.exceptions);
    is_open(&holidays, &[("2026-12-25T01:00", false), ("2026-12-27T01:00", true)]);
}

#[test]
fn weekdays_that_are_holidays_opened_every_weekday() {
    let read = read("PH Mo-Fr 10:00-12:00", 2026..=2026);
    assert!(read.left_out.is_empty());
    assert_eq!(["2026-12-24", "2026-12-25", "2026-12-26"].map(|d| hours(&read, d)), ["", "10:00-12:00", ""]);
    let either = self::read("PH,Mo-Fr 10:00-12:00", 2026..=2026);
    assert_eq!(hours(&either, "2026-12-26"), "10:00-12:00");
    let school = self::read("Mo-Fr 09:00-12:00; SH Mo-Fr 14:00-15:00", 2026..=2026);
    assert_eq!((hours(&school, "2026-12-24").as_str(), school.left_out.len()), ("09:00-12:00", 1));
}

#[test]
fn a_comment_without_a_state_was_open() {
    let by_appointment = read("Mo-Fr 09:00-12:00; Fr 13:00-15:00 \"by appointment\"", 2026..=2026);
    assert_eq!((hours(&by_appointment, "2026-05-08").as_str(), by_appointment.left_out.len()), ("", 1));
    let ring = read("Mo-Fr 09:00-12:00 open \"ring the bell\"", 2026..=2026);
    assert_eq!((hours(&ring, "2026-05-08").as_str(), ring.left_out.len()), ("09:00-12:00", 0));
}

#[test]
fn seasons_without_a_week_have_the_most_frequent_hours_as_week() {
    let read = read("Apr-Oct Mo-Fr 08:00-18:00; Nov-Mar Mo-Fr 09:00-16:00", 2026..=2026);
    assert_eq!(["2026-06-01", "2026-12-01"].map(|d| hours(&read, d)), ["08:00-18:00", "09:00-16:00"]);
    let winter = read.calendar.exceptions.len();
    assert!(winter < 110, "{winter} exceptions; the summer is the week");
    assert_eq!(read.calendar.holidays_known_until.as_deref(), Some("2026-12-31"));
    assert_eq!(self::read("Mo-Fr 08:00-18:00", 2026..=2026).calendar.holidays_known_until, None);
}

#[test]
fn more_work_than_the_limits_is_refused_before_it_is_done() {
    let dates = 18_263; // of 50 years from 2000 on
    let selectors = MAX_OSM_STEPS / dates;
    let text = |n: usize| format!("Mo-Fr {} 00:00-01:00", vec!["PH"; n - 2].join(",")).replacen(' ', ",", 1);
    let options = |years| OsmOptions { timezone: "UTC".to_owned(), public_holidays: Vec::new(), years };
    assert!(osm(&text(selectors), &options(2000..=2049)).is_ok());
    let error = osm(&text(selectors + 1), &options(2000..=2049)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LimitExceeded);
    assert!(error.to_string().contains("fewer years"), "{error}");
    assert!(osm(&text(selectors + 1), &options(2000..=2048)).is_ok());

    let holidays = |list: Vec<Holiday>| {
        osm("Mo-Fr 09:00-17:00; PH off", &OsmOptions { public_holidays: list, ..options(2000..=2049) })
    };
    assert!(holidays(vec![Holiday::new("2026-01-01"); MAX_HOLIDAYS]).is_ok());
    assert!(holidays(vec![Holiday::new("2026-01-01"); MAX_HOLIDAYS + 1]).is_err());
    let whole = Holiday::new("1900-01-01/2200-12-31");
    let days_each = 18_263 + 366 + 365;
    assert!(holidays(vec![whole.clone(); MAX_HOLIDAY_DAYS / days_each]).is_ok());
    assert!(holidays(vec![whole; MAX_HOLIDAY_DAYS / days_each + 1]).is_err());
    // Half of the dates of each weekday differ from the other half.
    let halves = osm("Jan-Jun 08:00-12:00; Jul-Dec 09:00-13:00", &options(2000..=2049)).unwrap();
    assert!(
        (9_000..MAX_EXCEPTIONS).contains(&halves.calendar.exceptions.len()),
        "{}",
        halves.calendar.exceptions.len()
    );
    let thirds = osm("Jan-Apr 08:00-12:00; May-Aug 09:00-13:00; Sep-Dec 10:00-14:00", &options(2000..=2049));
    assert_eq!(thirds.unwrap_err().kind(), ErrorKind::LimitExceeded);
}
