//! Tables a support manager can read, each in several zones across a change of the clock.
//!
//! `mon 09:00` is a wall-clock time of the first week, `mon2 09:00` of the second; the clock changes in the night between them
//! (in Kathmandu on the Wednesday of the first week, by a quarter of an hour).
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test may fail loudly

use sundesk::calendar::{Boundary, Calendar, CalendarDoc, DayMode};
use sundesk::time::civil::{TimeOfDay, day_number, local_midnight, parse_date};
use sundesk::time::{HOUR, MINUTE, Resolution, SECOND, TimeSegment, Zone, ZoneDb, parse_instant};

/// Zone, the Monday of the first week, and by how much the clock is put forward in between.
const PLACES: [(&str, &str, i64); 9] = [
    ("UTC", "2026-03-23", 0),
    ("Asia/Tokyo", "2026-03-23", 0),
    ("Europe/Berlin", "2026-03-23", HOUR),
    ("Europe/Berlin", "2026-10-19", -HOUR),
    ("Pacific/Auckland", "2026-03-30", -HOUR),
    ("Pacific/Auckland", "2026-09-21", HOUR),
    ("America/Los_Angeles", "2026-03-02", HOUR),
    ("America/Los_Angeles", "2026-10-26", -HOUR),
    ("Asia/Kathmandu", "1985-12-30", 15 * MINUTE),
];

const OFFICE: &str = r#"{"mon": ["09:00-12:00", "13:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"],
                         "thu": ["09:00-17:00"], "fri": ["09:00-17:00"]}"#;
const NIGHTS: &str =
    r#"{"mon": ["22:00-06:00"], "tue": ["22:00-06:00"], "wed": ["22:00-30:00"], "thu": ["22:00-06:00"]}"#;

struct Place {
    zone: Zone,
    monday: i32,
    forward: i64,
}

impl Place {
    fn all() -> Vec<Self> {
        let zones = ZoneDb::bundled();
        let place = |&(name, monday, forward): &(&str, &str, i64)| Place {
            zone: zones.zone(name).unwrap(),
            monday: day_number(parse_date(monday).unwrap()),
            forward,
        };
        PLACES.iter().map(place).collect()
    }

    fn compile(&self, weekly: &str, more: &str) -> Calendar {
        let comma = if more.is_empty() { "" } else { ", " };
        let name = self.zone.name();
        let text = format!(r#"{{"timezone": "{name}", "weekly": {weekly}{comma}{}}}"#, self.dates(more));
        Calendar::from_json(&text, &ZoneDb::bundled()).unwrap()
    }

    /// `<wed>` and `<wed2>` in a document become dates.
    fn dates(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for week in ["", "2", "3"] {
            for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
                let date = sundesk::time::civil::date(self.day(&format!("{day}{week}"))).unwrap();
                text = text.replace(&format!("<{day}{week}>"), &date.to_string());
            }
        }
        text
    }

    fn day(&self, name: &str) -> i32 {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let weekday = days.iter().position(|d| name.starts_with(d)).unwrap_or_else(|| panic!("a day: {name}"));
        let week = name[3..].parse::<i32>().unwrap_or(1) - 1;
        self.monday + week * 7 + i32::try_from(weekday).unwrap()
    }

    fn at(&self, text: &str) -> i64 {
        let (day, time) = text.trim().split_once(' ').unwrap();
        let time: TimeOfDay = time.parse().unwrap();
        self.zone.resolve(local_midnight(self.day(day)) + time.micros(), Resolution::default())
    }

    /// `2h`, `-30m`, `1s`, `8h 30m`.
    fn span(text: &str) -> i64 {
        let part = |p: &str| {
            let (number, unit) = p.split_at(p.len() - 1);
            number.parse::<i64>().unwrap() * [SECOND, MINUTE, HOUR]["smh".find(unit).unwrap()]
        };
        text.split_whitespace().map(part).sum()
    }

    #[track_caller]
    fn check(&self, cal: &Calendar, table: &str) {
        for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let (start, op, expected) = (self.at(cells[0]), cells[1], cells[2]);
            let instant = |found: Option<i64>| {
                let right = if expected == "never" { None } else { Some(self.at(expected)) };
                assert_eq!(found, right, "{} {row}", self.zone.name());
            };
            match op.split_once(' ').unwrap_or((op, "")) {
                ("add", amount) => instant(cal.add_us(start, Self::span(amount)).unwrap()),
                ("add-to-open", amount) => {
                    instant(cal.add_boundary_us(start, Self::span(amount), Boundary::NextOpen).unwrap());
                }
                ("until", end) => {
                    let elapsed = cal.elapsed_us(start, self.at(end)).unwrap();
                    assert_eq!(elapsed, Self::span(expected), "{} {row}", self.zone.name());
                }
                ("is_open", "") => {
                    assert_eq!(cal.is_open_us(start).unwrap(), expected == "yes", "{} {row}", self.zone.name())
                }
                ("next_open", "") => instant(cal.next_open_us(start).unwrap()),
                ("next_close", "") => instant(cal.next_close_us(start).unwrap()),
                ("prev_open", "") => instant(cal.prev_open_us(start).unwrap()),
                ("next_opening", "") => instant(cal.next_opening_us(start).unwrap()),
                ("prev_opening", "") => instant(cal.prev_opening_us(start).unwrap()),
                ("days", count) => {
                    let (count, mode) = count.split_once(' ').unwrap();
                    let mode = match mode {
                        "keep_time" => DayMode::KeepTime,
                        "end_of_day" => DayMode::EndOfDay,
                        time => DayMode::At(time.parse().unwrap()),
                    };
                    instant(cal.add_business_days_us(start, count.parse().unwrap(), mode).unwrap());
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[track_caller]
fn everywhere(weekly: &str, more: &str, table: &str) {
    for place in Place::all() {
        place.check(&place.compile(weekly, more), table);
    }
}

#[test]
fn an_office_week() {
    everywhere(
        OFFICE,
        "",
        "fri 16:00   | add 2h             | mon2 10:00
         fri 16:00   | add 1h             | fri 17:00
         fri 16:00   | add-to-open 1h     | mon2 09:00
         fri 16:00   | add 4h             | mon2 12:00
         fri 16:00   | add-to-open 4h     | mon2 13:00
         fri 20:00   | add 0s             | fri 20:00
         fri 20:00   | add-to-open 0s     | mon2 09:00
         mon2 10:00  | add -2h            | fri 16:00
         mon2 09:00  | add -8h            | fri 09:00
         mon2 10:00  | add -1h            | mon2 09:00
         mon 09:00   | add 39h            | fri 17:00
         mon 09:00   | add 78h            | fri2 17:00
         mon 09:00   | until mon2 09:00   | 39h
         mon2 09:00  | until mon 09:00    | -39h
         mon 11:30   | until mon 13:30    | 1h
         sat 00:00   | until mon2 09:00   | 0s
         mon 12:00   | is_open            | no
         mon 11:59:59| is_open            | yes
         mon 09:00   | is_open            | yes
         mon 08:59:59| is_open            | no
         mon 12:30   | next_open          | mon 13:00
         mon 13:00   | next_open          | mon 13:00
         fri 17:00   | next_open          | mon2 09:00
         mon 08:00   | next_close         | mon 12:00
         mon 12:00   | next_close         | mon 17:00
         mon2 08:00  | prev_open          | fri 17:00
         mon2 09:00  | prev_open          | fri 17:00
         mon2 09:01  | prev_open          | mon2 09:01
         fri 17:00   | prev_open          | fri 17:00
         mon 10:00   | next_opening       | mon 13:00
         mon 13:00   | next_opening       | mon 13:00
         sat 10:00   | prev_opening       | fri 09:00
         mon 13:00   | prev_opening       | mon 13:00",
    );
}

#[test]
fn night_shifts_belong_to_the_day_they_start_on() {
    everywhere(
        NIGHTS,
        r#""holidays": ["<thu2>"]"#,
        "mon 23:00   | add 7h             | tue 06:00
         mon 23:00   | add 8h             | tue 23:00
         thu 22:00   | add 8h             | fri 06:00
         fri 05:00   | add 2h             | mon2 23:00
         mon2 21:00  | until tue2 07:00   | 8h
         fri 07:00   | next_open          | mon2 22:00
         thu2 01:00  | is_open            | no
         wed2 22:00  | next_close         | thu2 00:00
         fri2 01:00  | is_open            | yes
         thu2 12:00  | next_open          | fri2 00:00",
    );
}

#[test]
fn a_holiday_by_owner_date_closes_its_own_night_and_no_other() {
    everywhere(
        NIGHTS,
        r#""holidays": ["<thu2>"], "holiday_cut": "owner_date""#,
        "thu2 01:00  | is_open            | yes
         wed2 22:00  | next_close         | thu2 06:00
         fri2 01:00  | is_open            | no
         thu2 12:00  | next_open          | mon3 22:00",
    );
    everywhere(
        NIGHTS,
        r#""holidays": [{"date": "<wed2>", "hours": ["23:00", "24:00"]}], "holiday_cut": "owner_date""#,
        "wed2 22:00  | next_close         | wed2 23:00
         thu2 00:00  | next_open          | thu2 22:00",
    );
}

#[test]
fn exceptions_holidays_and_breaks() {
    everywhere(
        OFFICE,
        r#""exceptions": {"<tue2>": ["10:00-12:00"], "<wed2>": [], "<sat>": {"hours": [["10:00", "11:00"]], "name": "fair"}},
           "holidays": ["<tue2>", {"date": "<thu2>", "hours": ["12:00", "24:00"], "name": "afternoon"}],
           "breaks": {"tue": ["10:30-11:00"], "fri": ["12:00-12:45"], "<mon2>": ["09:00-09:15"]}"#,
        "sat 00:00   | next_open          | sat 10:00
         sat 10:30   | next_close         | sat 11:00
         mon2 00:00  | next_open          | mon2 09:15
         tue2 00:00  | next_open          | tue2 10:00
         tue2 10:30  | is_open            | yes
         tue 10:30   | is_open            | no
         tue2 12:00  | next_open          | thu2 09:00
         thu2 09:00  | until fri2 09:00   | 3h
         fri2 09:00  | until fri2 17:00   | 7h 15m",
    );
    everywhere(
        OFFICE,
        r#""exceptions": {"<tue2>": ["10:00-12:00"]}, "holidays": ["<tue2>"], "exception_beats_holiday": false"#,
        "tue2 00:00  | next_open          | wed2 09:00",
    );
    // An exception keeps its own hours on a holiday, not the tail of the night before.
    everywhere(
        NIGHTS,
        r#""exceptions": {"<wed2>": ["09:00-12:00"]}, "holidays": ["<wed2>"]"#,
        "tue2 22:00  | next_close         | wed2 00:00
         wed2 00:00  | next_open          | wed2 09:00
         wed2 12:00  | next_open          | thu2 22:00",
    );
}

#[test]
fn business_days_are_neither_8_nor_24_hours() {
    everywhere(
        OFFICE,
        r#""holidays": ["<wed2>", {"date": "<thu2>", "hours": ["09:00", "12:00"]}]"#,
        "fri 17:30   | days 2 keep_time   | tue2 17:30
         fri 10:00   | days 1 keep_time   | mon2 10:00
         sat 10:00   | days 1 keep_time   | mon2 10:00
         tue2 10:00  | days 1 keep_time   | thu2 10:00
         fri 17:30   | days 1 end_of_day  | mon2 17:00
         fri 17:30   | days 0 end_of_day  | fri 17:00
         sat 10:00   | days 0 end_of_day  | mon2 17:00
         sat 10:00   | days 0 keep_time   | sat 10:00
         wed2 10:00  | days 0 16:00       | thu2 16:00
         fri 08:00   | days 1 16:00       | mon2 16:00
         mon2 08:00  | days -1 16:00      | fri 16:00
         sun 08:00   | days -5 keep_time  | mon 08:00",
    );
    everywhere(
        NIGHTS,
        "",
        "mon2 23:00  | days 1 end_of_day  | wed2 06:00
         fri 01:00   | days 1 keep_time   | mon2 01:00
         fri 01:00   | days -1 22:00      | thu 22:00",
    );
}

/// The hours of a change day are real hours.
#[test]
fn a_day_around_the_clock_has_23_24_or_25_hours() {
    for place in Place::all() {
        let week = place.compile("{}", r#""always_open": true"#);
        let elapsed = |from: &str, to: &str| week.elapsed_us(place.at(from), place.at(to)).unwrap();
        assert_eq!(elapsed("mon 00:00", "mon2 00:00"), 7 * 24 * HOUR - place.forward, "{}", place.zone.name());
        assert_eq!(
            elapsed("sat 12:00", "mon 12:00"),
            -5 * 24 * HOUR + if place.monday == 5_842 { place.forward } else { 0 }
        );
        // Open all the time: no edge at all between two midnights.
        assert_eq!(week.next_close_us(place.at("mon 00:00")).unwrap(), None);
        assert_eq!(week.prev_opening_us(place.at("mon 00:00")).unwrap(), None);
        let range = TimeSegment::new(place.at("mon 00:00"), place.at("mon3 00:00"));
        assert_eq!(week.segments(range).collect::<Vec<_>>(), [range]);
    }
}

/// Los Angeles, second by second on both sides of both changes.
#[test]
fn hours_that_begin_or_end_inside_a_change() {
    let open = |hours: &str, options: &str| {
        let text = format!(r#"{{"timezone": "America/Los_Angeles", "weekly": {{"sun": ["{hours}"]}}{options}}}"#);
        Calendar::from_json(&text, &ZoneDb::bundled()).unwrap()
    };
    let (spring, autumn) = ("2026-03-08", "2026-11-01");
    let compatible = r#", "resolution": {"gap": "compatible"}"#;
    let later = r#", "resolution": {"fold": "later"}"#;
    let widest = r#", "resolution": {"fold": "widest"}"#;
    let rows = [
        // hours, options, date, opening, closing
        ("02:30-06:00", "", spring, "2026-03-08T03:00:00-07:00", "2026-03-08T06:00:00-07:00"),
        ("02:30-06:00", compatible, spring, "2026-03-08T03:30:00-07:00", "2026-03-08T06:00:00-07:00"),
        ("01:00-02:30", "", spring, "2026-03-08T01:00:00-08:00", "2026-03-08T03:00:00-07:00"),
        ("01:00-02:30", compatible, spring, "2026-03-08T01:00:00-08:00", "2026-03-08T03:30:00-07:00"),
        ("01:30-05:00", "", autumn, "2026-11-01T01:30:00-07:00", "2026-11-01T05:00:00-08:00"),
        ("01:30-05:00", later, autumn, "2026-11-01T01:30:00-08:00", "2026-11-01T05:00:00-08:00"),
        ("01:30-05:00", widest, autumn, "2026-11-01T01:30:00-07:00", "2026-11-01T05:00:00-08:00"),
        ("00:00-01:30", "", autumn, "2026-11-01T00:00:00-07:00", "2026-11-01T01:30:00-07:00"),
        ("00:00-01:30", later, autumn, "2026-11-01T00:00:00-07:00", "2026-11-01T01:30:00-08:00"),
        ("00:00-01:30", widest, autumn, "2026-11-01T00:00:00-07:00", "2026-11-01T01:30:00-08:00"),
    ];
    for (hours, options, date, opening, closing) in rows {
        let cal = open(hours, options);
        let midnight = parse_instant(&format!("{date}T07:00:00Z")).unwrap(); // before the local midnight in either season
        let [opening, closing] = [opening, closing].map(|t| parse_instant(t).unwrap());
        let what = format!("{hours} {options} {date}");
        assert_eq!(cal.next_open_us(midnight).unwrap(), Some(opening), "{what}");
        assert_eq!(cal.next_close_us(midnight).unwrap(), Some(closing), "{what}");
        for (at, is_open) in [(opening - SECOND, false), (opening, true), (closing - SECOND, true), (closing, false)] {
            assert_eq!(cal.is_open_us(at).unwrap(), is_open, "{what} {at}");
        }
    }
}

/// Sundays 02:10–02:40 in Los Angeles: on the change day the clock skips all of it.
#[test]
fn a_date_whose_hours_the_clock_skips_was_a_business_day() {
    let cal = Calendar::from_json(
        r#"{"timezone": "America/Los_Angeles", "weekly": {"sun": ["02:10-02:40"]}}"#,
        &ZoneDb::bundled(),
    )
    .unwrap();
    let (at, date) = (|text: &str| parse_instant(text).unwrap(), |text: &str| parse_date(text).unwrap());
    let saturday = at("2026-03-07T12:00:00-08:00");
    assert_eq!(cal.next_open_us(saturday).unwrap(), Some(at("2026-03-15T02:10:00-07:00")));
    let days = ["2026-03-01", "2026-03-08", "2026-03-15"].map(|d| cal.is_business_day(date(d)).unwrap());
    assert_eq!(days, [true, false, true]);
    assert_eq!(cal.business_days_between(date("2026-03-01"), date("2026-03-16")).unwrap(), 2);
    let end = cal.add_business_days_us(saturday, 1, DayMode::EndOfDay).unwrap();
    assert_eq!(end, Some(at("2026-03-15T02:40:00-07:00")));
}

/// Tuesdays 00:00–02:00; the break of Monday night takes all of them, but of the Tuesday after a Monday of its own.
#[test]
fn a_date_whose_hours_a_break_of_the_night_before_takes_was_a_business_day() {
    let cal = |more: &str| {
        let json = format!(
            r#"{{"timezone": "Europe/Berlin", "weekly": {{"mon": ["22:00-26:00"], "tue": ["00:00-02:00"]}}, {more}}}"#
        );
        Calendar::from_json(&json, &ZoneDb::bundled()).unwrap()
    };
    let is_business = |cal: &Calendar, d: &str| cal.is_business_day(parse_date(d).unwrap()).unwrap();
    let weekly = cal(r#""breaks": {"mon": ["24:00-26:00"]}, "exceptions": {"2026-05-11": [["22:00", "23:00"]]}"#);
    let found = ["2026-05-04", "2026-05-05", "2026-05-11", "2026-05-12"].map(|d| is_business(&weekly, d));
    assert_eq!(found, [true, false, true, true]);
    let dated = cal(r#""breaks": {"2026-05-04": ["24:00-26:00"]}"#);
    assert_eq!(["2026-05-05", "2026-05-12"].map(|d| is_business(&dated, d)), [false, true]);
    let holiday = cal(r#""holidays": [{"date": "2026-05-04", "hours": ["23:00", "26:00"]}]"#);
    assert_eq!(["2026-05-04", "2026-05-05"].map(|d| is_business(&holiday, d)), [true, false]);
}

/// A combination knows its holidays as far as the part that knows the least.
#[test]
fn a_calendar_says_until_when_its_dated_holidays_reach() {
    let until = |json: &str| {
        Calendar::from_json(json, &ZoneDb::bundled()).unwrap().holidays_known_until().map(|d| d.to_string())
    };
    let one = |rest: &str| format!(r#"{{"timezone": "UTC", "weekly": {{"mon": ["09:00-17:00"]}}{rest}}}"#);
    let (short, long) = (one(r#", "holidays": ["2026-05-01"]"#), one(r#", "holidays": ["2026-12-28/2027-01-02"]"#));
    let told = one(r#", "holidays": ["2026-05-01"], "holidays_known_until": "2029-06-30""#);
    assert_eq!(until(&one("")), None);
    assert_eq!(until(&one(r#", "holidays": ["05-01"]"#)), None, "every year has it");
    assert_eq!(until(&short).as_deref(), Some("2026-12-31"));
    assert_eq!(until(&long).as_deref(), Some("2027-12-31"));
    assert_eq!(until(&told).as_deref(), Some("2029-06-30"));
    for op in ["union", "intersection", "difference"] {
        let nested = format!(r#"{{"{op}": [{long}, {{"union": [{told}, {short}]}}, {}]}}"#, one(""));
        assert_eq!(until(&nested).as_deref(), Some("2026-12-31"), "{op}");
    }
}

#[test]
fn dates_that_a_zone_skipped_are_no_business_days() {
    let zones = ZoneDb::bundled();
    let apia = Calendar::from_json(r#"{"timezone": "Pacific/Apia", "always_open": true}"#, &zones).unwrap();
    let date = |text: &str| parse_date(text).unwrap();
    let kept: Vec<bool> =
        ["2011-12-29", "2011-12-30", "2011-12-31"].map(|d| apia.is_business_day(date(d)).unwrap()).into();
    assert_eq!(kept, [true, false, true]);
    assert_eq!(apia.next_business_day(date("2011-12-29")).unwrap(), Some(date("2011-12-31")));
    assert_eq!(apia.business_days_between(date("2011-12-01"), date("2012-01-01")).unwrap(), 30);
}

#[test]
fn a_calendar_that_never_opens_answers_never_at_once() {
    let zones = ZoneDb::bundled();
    let never = Calendar::compile(&CalendarDoc { timezone: "UTC".into(), ..CalendarDoc::default() }, &zones).unwrap();
    let closed_by_difference = Calendar::always_open().difference(&Calendar::always_open()).unwrap();
    for cal in [never, closed_by_difference] {
        assert_eq!(cal.elapsed_us(0, 1_000_000 * HOUR).unwrap(), 0);
        assert!(!cal.is_open_us(0).unwrap());
        let questions = [
            cal.add_us(0, 1),
            cal.add_us(0, -1),
            cal.next_open_us(0),
            cal.next_close_us(0),
            cal.prev_open_us(0),
            cal.next_opening_us(0),
            cal.prev_opening_us(0),
            cal.add_boundary_us(0, 0, Boundary::NextOpen),
            cal.add_business_days_us(0, 1, DayMode::KeepTime),
            cal.add_business_days_us(0, 0, DayMode::EndOfDay),
        ];
        assert!(questions.into_iter().all(|answer| answer == Ok(None)));
        assert_eq!(cal.add_us(0, 0).unwrap(), Some(0));
        assert_eq!(cal.segments(TimeSegment::new(i64::MIN, i64::MAX)).count(), 0);
        assert_eq!(cal.pieces(TimeSegment::new(i64::MIN, i64::MAX)).count(), 1);
        assert_eq!(cal.warnings().last().unwrap().code, "never_open");
    }
}

#[test]
fn a_year_of_one_hour_and_then_nothing() {
    // Open on a single day in 1931 and one in 2188: the way between is one step, and past the last there is none.
    let text = r#"{"timezone": "UTC", "exceptions": {"1931-05-05": ["10:00-11:00"], "2188-05-05": ["10:00-11:00"]}}"#;
    let cal = Calendar::from_json(text, &ZoneDb::bundled()).unwrap();
    let at = |text: &str| parse_instant(text).unwrap();
    assert_eq!(cal.add_us(at("1900-01-01T00:00:00Z"), HOUR).unwrap(), Some(at("1931-05-05T11:00:00Z")));
    assert_eq!(cal.add_us(at("1900-01-01T00:00:00Z"), HOUR + SECOND).unwrap(), Some(at("2188-05-05T10:00:01Z")));
    assert_eq!(cal.next_open_us(at("1931-05-05T11:00:00Z")).unwrap(), Some(at("2188-05-05T10:00:00Z")));
    assert_eq!(cal.prev_open_us(at("2188-05-05T10:00:00Z")).unwrap(), Some(at("1931-05-05T11:00:00Z")));
    assert_eq!(cal.add_us(at("2188-05-05T10:30:00Z"), 31 * MINUTE).unwrap(), None);
    assert_eq!(cal.elapsed_us(at("1900-01-01T00:00:00Z"), at("2200-12-31T23:59:59Z")).unwrap(), 2 * HOUR);
}

#[test]
fn microseconds_count() {
    let cal =
        Calendar::from_json(r#"{"timezone": "UTC", "weekly": {"thu": ["09:00:01-09:00:02"]}}"#, &ZoneDb::bundled())
            .unwrap();
    let nine = 9 * HOUR; // 1970-01-01 was a Thursday
    assert_eq!(cal.elapsed_us(nine, nine + SECOND + 7).unwrap(), 7);
    assert_eq!(cal.elapsed_us(nine + SECOND + 7, nine + HOUR).unwrap(), SECOND - 7);
    assert_eq!(cal.add_us(nine, 7).unwrap(), Some(nine + SECOND + 7));
    assert_eq!(cal.add_us(nine, SECOND + 1).unwrap(), Some(nine + 7 * 24 * HOUR + SECOND + 1));
    assert_eq!(cal.next_close_us(nine + SECOND + 7).unwrap(), Some(nine + 2 * SECOND));
}
