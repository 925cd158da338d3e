//! Documents: every notation that is read, every fault with its path, every warning, every limit at its edge.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_wrap
)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::calendar::{Calendar, CalendarDoc, Holiday, limits};
use sundesk::time::{HOUR, SECOND, TimeSegment, ZoneDb, parse_instant};
use sundesk::{Error, ErrorKind};

fn compile(doc: Value) -> Result<Calendar, Error> {
    Calendar::from_json(&doc.to_string(), &ZoneDb::bundled())
}

fn at(text: &str) -> i64 {
    parse_instant(text).unwrap()
}

/// Open hours of each day of the week from 2026-12-21, a Monday, in UTC.
fn week(doc: Value) -> Vec<i64> {
    let cal = compile(doc).unwrap();
    let monday = at("2026-12-21T00:00:00Z");
    (0..7).map(|d| cal.elapsed_us(monday + d * 24 * HOUR, monday + (d + 1) * 24 * HOUR).unwrap() / HOUR).collect()
}

fn told(problems: &[sundesk::Problem]) -> Vec<String> {
    problems.iter().map(|p| format!("{} {} {:?}", p.code, p.path, p.value)).collect()
}

#[test]
fn every_notation_of_hours_means_the_same() {
    let shift = [18, 6, 0, 0, 0, 0, 0].map(|h| if h == 18 { 2 } else { h });
    for hours in [
        json!([["22:00", "06:00"]]),
        json!(["22:00-06:00"]),
        json!(["22:00–06:00"]),
        json!(["22:00 - 06:00"]),
        json!([["22:00", "30:00"]]),
        json!([["22:00:00", "24:00"], ["24:00", "30:00:00"]]),
    ] {
        assert_eq!(week(json!({"timezone": "UTC", "weekly": {"mon": hours}})), shift, "{hours}");
    }
    assert_eq!(week(json!({"timezone": "UTC", "weekly": {"monday": [["00:00", "24:00"]]}})), [24, 0, 0, 0, 0, 0, 0]);
    assert_eq!(week(json!({"timezone": "UTC", "weekly": {"mon": [["08:00", "08:00"]]}})), [16, 8, 0, 0, 0, 0, 0]);
    assert_eq!(week(json!({"timezone": "UTC", "weekly": {"mon": [["00:00", "48:00"]]}})), [24, 24, 0, 0, 0, 0, 0]);
    assert_eq!(
        week(json!({"timezone": "UTC", "weekly": {"sun": [["20:00", "30:00"]], "mon": ["05:00-07:00"]}})),
        [7, 0, 0, 0, 0, 0, 4]
    );
}

#[test]
fn every_notation_of_a_holiday_closes_its_days() {
    let open = |holidays: Value| week(json!({"timezone": "UTC", "always_open": true, "holidays": holidays}));
    assert_eq!(open(json!([])), [24; 7]);
    assert_eq!(open(json!(["2026-12-24"])), [24, 24, 24, 0, 24, 24, 24]);
    assert_eq!(open(json!(["12-24"])), [24, 24, 24, 0, 24, 24, 24]);
    assert_eq!(open(json!(["2026-12-24/2026-12-26"])), [24, 24, 24, 0, 0, 0, 24]);
    assert_eq!(open(json!([{"from": "2026-12-24", "to": "2026-12-26", "name": "Xmas"}])), [24, 24, 24, 0, 0, 0, 24]);
    assert_eq!(open(json!([{"date": "2026-12-24"}, {"yearly": "12-27"}])), [24, 24, 24, 0, 24, 24, 0]);
    assert_eq!(open(json!([{"yearly": "12-24", "hours": ["12:00", "24:00"]}])), [24, 24, 24, 12, 24, 24, 24]);
    assert_eq!(
        open(json!([{"yearly": "12-24", "partial": "12:00-18:00"}, "2026-12-24/2026-12-25"])),
        [24, 24, 24, 0, 0, 24, 24]
    );
    assert_eq!(open(json!({"2026-12-25": "Christmas Day", "2026-12-26": "Boxing Day"})), [24, 24, 24, 24, 0, 0, 24]);
}

#[test]
fn the_29th_of_february_is_closed_in_leap_years_only() {
    let cal = compile(json!({"timezone": "UTC", "always_open": true, "holidays": ["02-29"]})).unwrap();
    let open = |from: &str, to: &str| cal.elapsed_us(at(from), at(to)).unwrap() / HOUR;
    assert_eq!(open("2024-02-28T00:00:00Z", "2024-03-01T00:00:00Z"), 24);
    assert_eq!(open("2025-02-28T00:00:00Z", "2025-03-01T00:00:00Z"), 24);
    assert_eq!(open("2100-02-28T00:00:00Z", "2100-03-02T00:00:00Z"), 48); // no leap year
}

#[test]
fn all_faults_are_reported_with_their_paths() {
    let error = compile(json!({
        "timezone": "Europe/Berln",
        "weekly": {"mon": [["09:00", "12:00"], ["13:00", "25:61"]], "tue": [["9:00", "17:00"], 5, "noon"], "wed": [["30:00", "29:00"]]},
        "exceptions": {"2026-02-30": [], "2026-03-01": {"hours": [["10:00"]], "name": "x"}, "1850-01-01": []},
        "holidays": ["2026-13-01", "13-01", "2026-05-02/2026-05-01", "Christmas", {"day": "2026-01-01"}, 7,
                     {"date": "2026-12-24", "hours": ["12:00", "x"]}, {"date": "2300-01-01"}],
        "breaks": {"mo": ["12:00-13:00"], "2026-02-29": [], "tue": [["12:00", null]]},
        "holidays_known_until": "soon"
    }))
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownZone);
    assert_eq!(
        told(error.problems()),
        [
            r#"zone_unknown timezone "Europe/Berln""#,
            r#"time_malformed weekly.mon[1] "13:00-25:61""#,
            r#"time_malformed weekly.tue[0] "9:00-17:00""#,
            r#"hours_malformed weekly.tue[1] "5""#,
            r#"hours_malformed weekly.tue[2] "noon""#,
            r#"hours_too_long weekly.wed[0] "30:00-29:00""#,
            r#"date_out_of_range exceptions.1850-01-01 "1850-01-01""#,
            r#"date_malformed exceptions.2026-02-30 "2026-02-30""#,
            r#"hours_malformed exceptions.2026-03-01[0] "[\"10:00\"]""#,
            r#"date_malformed holidays[0] "2026-13-01""#,
            r#"holiday_malformed holidays[1] "13-01""#,
            r#"range_reversed holidays[2] "2026-05-02/2026-05-01""#,
            r#"holiday_malformed holidays[3] "Christmas""#,
            r#"holiday_malformed holidays[4] "{\"day\":\"2026-01-01\"}""#,
            r#"holiday_malformed holidays[5] "7""#,
            r#"time_malformed holidays[6].hours "12:00-x""#,
            r#"date_out_of_range holidays[7] "2300-01-01""#,
            r#"date_malformed breaks.2026-02-29 "2026-02-29""#,
            r#"day_malformed breaks.mo "mo""#,
            r#"hours_malformed breaks.tue[0] "[\"12:00\",null]""#,
            r#"date_malformed holidays_known_until "soon""#,
        ]
    );
    assert!(error.to_string().contains("Europe/Berlin"), "{error}");
}

#[test]
fn an_unknown_field_is_named() {
    for (doc, named) in [
        (json!({"timezone": "UTC", "holliday": []}), "holliday"),
        (json!({"timezone": "UTC", "weekly": {"mo": []}}), "`mo`"),
        (json!({"timezone": "UTC", "exceptions": {"2026-01-01": {"hours": [], "nam": ""}}}), "exceptions"),
        (json!({"timezone": "UTC", "holidays": 5}), "holidays"),
        (json!([]), "calendar document"),
    ] {
        let error = compile(doc.clone()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{doc}");
        assert!(error.to_string().contains(named) || named == "exceptions", "{error}");
    }
    assert_eq!(told(compile(json!({})).unwrap_err().problems()), [r#"zone_missing timezone """#]);
    let both =
        compile(json!({"timezone": "UTC", "always_open": true, "weekly": {"mon": ["09:00-10:00"]}})).unwrap_err();
    assert_eq!(told(both.problems()), [r#"always_open_with_hours weekly "always_open: true""#]);
}

#[test]
fn what_a_person_should_look_at() {
    let cal = compile(json!({
        "timezone": "America/New_York",
        "weekly": {"mon": [["09:00", "13:00"], ["12:00", "17:00"], ["18:00", "18:00"]], "sun": [["02:30", "06:00"], ["02:00", "03:00"]]},
        "holidays": ["2026-12-25", "2026-12-28", "2026-12-29", "12-30"]
    }))
    .unwrap();
    assert_eq!(
        told(cal.warnings()),
        [
            r#"hours_overlap weekly.mon[1] "12:00-17:00""#,
            r#"hours_equal weekly.mon[2] "18:00-18:00""#,
            r#"hours_overlap weekly.sun[1] "02:00-03:00""#,
            r#"holiday_on_closed_day holidays[0] "2026-12-25""#, // a Friday; the 29th has the tail of Monday night
            r#"hours_in_dst_gap weekly.sun[0] "02:30-06:00""#,
        ]
    );
    assert!(cal.warnings()[4].expected.contains("2000-04-02"), "{}", cal.warnings()[4]);
    let quiet =
        compile(json!({"timezone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:00"]}, "holidays": ["12-25"]}))
            .unwrap();
    assert!(quiet.warnings().is_empty());
}

#[test]
fn a_misfit_names_its_path_its_line_and_what_was_expected() {
    let fault = |text: &str| Calendar::from_json(text, &ZoneDb::bundled()).unwrap_err();
    for (text, path, line, says) in [
        (r#"{"weekly":{"tue":5}}"#, "weekly.tue", 1, "expected a list"),
        ("{\"weekly\":\n[]}", "weekly", 2, "invalid type: a list, expected an object"),
        (
            r#"{"exceptions":{"2026-01-01":{"hour":[]}}}"#,
            "exceptions.2026-01-01",
            1,
            "unknown field `hour`, expected `hours` or `name`",
        ),
        (
            r#"{"exceptions":{"2026-01-01":7}}"#,
            "exceptions.2026-01-01",
            1,
            "expected a list of hours, or an object with `hours` and `name`",
        ),
        ("{\"union\":[{},\n{\"zone\":\"UTC\"}]}", "union[1]", 2, "unknown field `zone`"),
        // A closed day that another reader of the same text would open.
        (
            r#"{"exceptions":{"2026-01-01":[],"2026-01-01":[["09:00","10:00"]]}}"#,
            "exceptions.2026-01-01",
            1,
            "stands twice",
        ),
        (r#"{"holidays":[{"date":"2026-01-01","name":"a","name":"b"}]}"#, "holidays[0].name", 1, "stands twice"),
    ] {
        let e = fault(text);
        assert!(e.path().starts_with(path), "{text}: {e}");
        assert_eq!((e.kind(), e.line()), (ErrorKind::InvalidInput, line), "{text}");
        assert!(e.to_string().contains(says), "{e}");
    }
}

#[test]
fn a_break_that_takes_nothing_out_is_no_longer_passed_over_in_silence() {
    let night = |breaks: serde_json::Value| {
        let weekly = json!({"mon": [["22:00", "06:00"]]});
        let exceptions = json!({"2026-07-12": [["20:00", "03:00"]]});
        let doc = json!({"timezone": "UTC", "weekly": weekly, "exceptions": exceptions, "breaks": breaks});
        told(compile(doc).unwrap().warnings())
    };
    // Monday 04:00 is before the night shift, which reaches 04:00 on Tuesday: its own 28:00.
    assert_eq!(
        night(json!({"mon": [["23:00", "23:15"], ["04:00", "05:00"]]})),
        [r#"break_outside_hours breaks.mon[1] "04:00-05:00""#]
    );
    assert!(
        night(json!({"mon": [["28:00", "29:00"]], "tue": [["04:00", "05:00"]], "sun": [["46:00", "47:00"]]}))
            .is_empty()
    );
    assert_eq!(night(json!({"wed": ["02:00-03:00"]})).len(), 1);
    // Dates: the hours of the date itself, of its exception, and the nights that reach into it.
    assert!(night(json!({"2026-07-06": ["22:30-23:00"], "2026-07-07": ["05:30-07:00"]})).is_empty());
    assert!(night(json!({"2026-07-12": ["21:00-21:30"], "2026-07-13": ["02:00-02:30"]})).is_empty());
    assert_eq!(
        night(json!({"2026-07-06": ["06:00-22:00"]})),
        [r#"break_outside_hours breaks.2026-07-06[0] "06:00-22:00""#]
    );
    // Sunday's exception reaches into this one Monday.
    assert!(night(json!({"mon": ["02:00-02:30"]})).is_empty() && night(json!({"mon": ["03:00-03:30"]})).len() == 1);
    let always = json!({"timezone": "UTC", "always_open": true, "breaks": {"sun": ["02:00-03:00"]}});
    assert!(compile(always).unwrap().warnings().is_empty());
}

#[test]
fn a_calendar_that_runs_out_of_holidays_says_so_in_time() {
    let cal = compile(
        json!({"timezone": "UTC", "weekly": {"fri": ["09:00-17:00"]}, "holidays": ["2026-12-25", "2025-12-26"]}),
    )
    .unwrap();
    let warned = |cal: &Calendar, now: &str| told(&cal.warnings_at_us(at(now)).unwrap());
    assert!(warned(&cal, "2025-12-31T23:59:59Z").is_empty());
    assert_eq!(warned(&cal, "2026-01-01T00:00:00Z"), [r#"holidays_run_out holidays "2026-12-31""#]);
    let told_until = |until: &str| {
        compile(json!({"timezone": "UTC", "weekly": {"fri": ["09:00-17:00"]}, "holidays_known_until": until})).unwrap()
    };
    assert!(warned(&told_until("2027-12-31"), "2026-06-01T00:00:00Z").is_empty());
    assert_eq!(warned(&told_until("2027-12-30"), "2026-06-01T00:00:00Z").len(), 1);
    let yearly =
        compile(json!({"timezone": "UTC", "weekly": {"fri": ["09:00-17:00"]}, "holidays": ["12-25"]})).unwrap();
    assert!(warned(&yearly, "2199-06-01T00:00:00Z").is_empty());
    let both = compile(json!({"union": [cal.doc(), yearly.doc()]})).unwrap();
    assert_eq!(warned(&both, "2026-06-01T00:00:00Z"), [r#"holidays_run_out union[0].holidays "2026-12-31""#]);
    assert_eq!(cal.warnings_at_us(i64::MAX).unwrap_err().kind(), ErrorKind::OutOfRange);
}

#[test]
fn combinations_are_plain_data_too() {
    let office = |zone: &str| json!({"timezone": zone, "weekly": {"wed": ["09:00-17:00"]}});
    let sun = json!({"name": "follow the sun", "timezone": "Europe/Berlin",
        "union": [office("Europe/Berlin"), office("America/New_York"), office("Asia/Tokyo")]});
    let cal = compile(sun).unwrap();
    let day = TimeSegment::new(at("2026-07-01T00:00:00Z"), at("2026-07-02T00:00:00Z"));
    // Tokyo 00–08, Berlin 07–15, New York 13–21, all UTC: one piece.
    let open = [TimeSegment::new(at("2026-07-01T00:00:00Z"), at("2026-07-01T21:00:00Z"))];
    assert_eq!(cal.open_set(day).as_slice(), open);
    assert_eq!(cal.zone().name(), "Europe/Berlin");
    let again = Calendar::compile(cal.doc(), &ZoneDb::bundled()).unwrap();
    assert_eq!(again, cal);
    assert_eq!(again.fingerprint(), cal.fingerprint());

    let maintenance = json!({"timezone": "UTC", "weekly": {"wed": ["10:00-11:00"]}});
    let without = compile(json!({"difference": [office("Europe/Berlin"), maintenance]})).unwrap();
    assert_eq!(without.elapsed_us(day.start, day.end).unwrap(), 7 * HOUR);
    let told: Vec<_> = without.pieces(day).map(|p| (p.reason.code(), (p.end - p.start) / HOUR)).collect();
    assert_eq!(told, [("closed", 7), ("open", 3), ("excluded", 1), ("open", 4), ("closed", 9)]);

    let error =
        compile(json!({"weekly": {"mon": []}, "always_open": true, "intersection": [office("Mars"), office("UTC")],
        "union": [office("UTC")]}));
    let told = self::told(error.unwrap_err().problems());
    assert_eq!(told, [r#"combination_with_hours  """#, r#"combinations_mixed intersection "union""#,]);
    let error = compile(
        json!({"intersection": [office("UTC"), {"union": [office("Mars"), {"timezone": "UTC", "holidays": ["x"]}]}]}),
    );
    assert_eq!(
        self::told(error.unwrap_err().problems()),
        [
            r#"zone_unknown intersection[1].union[0].timezone "Mars""#,
            r#"holiday_malformed intersection[1].union[1].holidays[0] "x""#,
        ]
    );
}

#[test]
fn reasons_carry_the_names() {
    let cal = compile(json!({
        "timezone": "UTC",
        "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"], "thu": ["09:00-17:00"]},
        "holidays": [{"date": "2026-12-22", "name": "Founders' Day"}, {"yearly": "12-23", "name": "half day", "hours": ["12:00", "24:00"]}],
        "exceptions": {"2026-12-24": {"hours": [], "name": "stocktaking"}},
        "breaks": {"mon": ["12:00-13:00"]}
    }))
    .unwrap();
    let range = TimeSegment::new(at("2026-12-21T00:00:00Z"), at("2026-12-26T00:00:00Z"));
    let told: Vec<String> = cal
        .pieces(range)
        .map(|p| format!("{} {} {}", p.reason.code(), (p.end - p.start) / HOUR, p.reason.name()))
        .collect();
    assert_eq!(
        told.iter().map(|t| t.trim()).collect::<Vec<_>>(),
        [
            "closed 9",
            "open 3",
            "break 1",
            "open 4",
            "closed 7",
            "holiday 24 Founders' Day",
            "closed 9",
            "open 3",
            "holiday 12 half day",
            "exception 24 stocktaking",
            "closed 24",
        ]
    );
    let first = serde_json::to_value(cal.pieces(range).nth(5).unwrap()).unwrap();
    assert_eq!(
        first,
        json!({"start": range.start + 24 * HOUR, "end": range.start + 48 * HOUR, "reason": "holiday", "name": "Founders' Day"})
    );
}

#[test]
fn a_document_printed_and_read_again_is_the_same() {
    let text = json!({
        "name": "desk", "timezone": "Asia/Kathmandu",
        "weekly": {"mon": [["09:00", "12:00"], ["13:00", "17:30"]], "fri": [["22:00", "30:00"]]},
        "exceptions": {"2026-03-28": {"hours": [["09:00", "12:00"]], "name": "stocktaking"}, "2026-03-29": []},
        "holidays": ["2026-12-25", "12-26", "2026-12-28/2026-12-31", {"date": "12-24", "name": "Eve", "hours": ["12:00", "24:00"]}],
        "breaks": {"mon": [["15:00", "15:15"]]},
        "holiday_cut": "owner_date", "exception_beats_holiday": false,
        "resolution": {"gap": "compatible", "fold": "widest"}, "holidays_known_until": "2027-12-31"
    });
    let doc: CalendarDoc = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&doc).unwrap(), text);
    assert_eq!(serde_json::to_value(CalendarDoc::default()).unwrap(), json!({}));
    assert_eq!(serde_json::from_value::<CalendarDoc>(json!({})).unwrap(), CalendarDoc::default());
}

#[test]
fn ten_years_of_twelve_holidays_fit_128_kib() {
    let days =
        ["01-01", "03-08", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-24", "12-25", "12-26", "12-31"];
    let dated: Vec<String> = (2020..2030).flat_map(|y| days.map(|d| format!("{y}-{d}"))).collect();
    let office = |zone: &str, holidays: Value| {
        json!({"timezone": zone, "holidays": holidays, "weekly": {
            "mon": ["09:00-12:00", "13:00-17:30"], "tue": ["09:00-12:00", "13:00-17:30"], "wed": ["09:00-20:00"],
            "thu": ["22:00-06:00"], "fri": ["09:00-17:30"]}, "breaks": {"wed": ["12:00-12:30", "16:00-16:10"]}})
    };
    for zone in ["UTC", "Europe/Berlin", "Africa/Casablanca", "America/New_York"] {
        for holidays in [json!(dated), json!(days)] {
            let cal = compile(office(zone, holidays)).unwrap();
            assert!(cal.business_days_between(chrono::NaiveDate::MIN, chrono::NaiveDate::MIN).is_err());
            assert!(
                cal.memory_bytes() <= 128 << 10,
                "{zone}: {} bytes, {} weeks",
                cal.memory_bytes(),
                cal.distinct_weeks()
            );
        }
    }
    let desk = ["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"].map(|zone| office(zone, json!(dated)));
    let union = compile(json!({"union": desk})).unwrap();
    assert!(union.memory_bytes() <= 128 << 10, "{} bytes, {} weeks", union.memory_bytes(), union.distinct_weeks());
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 2_000, failure_persistence: None, ..Default::default() })]

    /// Whatever is in a field, the answer is a calendar or an error, and a calendar answers.
    #[test]
    fn hostile_text_is_refused_or_read(field in 0..9_usize, text in "\\PC{0,12}|[0-9:./-]{0,12}|[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}") {
        let mut doc = json!({"timezone": "Africa/Casablanca", "weekly": {"mon": ["09:00-17:00"]}});
        match field {
            0 => doc["timezone"] = json!(text),
            1 => doc["weekly"]["mon"] = json!([text, [text, text], [text, "24:00"]]),
            2 => doc["exceptions"] = json!({text.clone(): [text]}),
            3 => doc["holidays"] = json!([text, {"date": text}, {"from": text, "to": "2026-01-01", "name": text}]),
            4 => doc["breaks"] = json!({text.clone(): ["12:00-13:00"], "mon": [text]}),
            5 => doc["holiday_cut"] = json!(text),
            6 => doc["holidays_known_until"] = json!(text),
            7 => doc["resolution"] = json!({"gap": text}),
            _ => doc = json!({text.clone(): [doc], "union": [text]}),
        }
        match compile(doc) {
            Ok(cal) => {
                let told = cal.warnings_at_us(0).unwrap();
                assert!(told.iter().all(|p| p.severity == sundesk::Severity::Warning));
                assert!(cal.elapsed_us(0, 7 * 24 * HOUR).unwrap() >= 0);
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn any_text_is_refused_or_read(text in "\\PC{0,40}|[{}\\[\\]\",:a-z0-9]{0,60}") {
        let _ = Calendar::from_json(&text, &ZoneDb::bundled());
    }
}

#[test]
fn limits_hold_at_their_edge() {
    let zones = ZoneDb::bundled();
    let base = CalendarDoc { timezone: "Europe/Berlin".into(), always_open: true, ..CalendarDoc::default() };
    let day = |i: usize| (at("1950-01-01T00:00:00Z") / (24 * HOUR) + i as i64) * 24 * HOUR;
    let date = |i: usize| sundesk::time::format_instant(day(i))[..10].to_owned();
    let compile = |change: &dyn Fn(&mut CalendarDoc)| {
        let mut doc = base.clone();
        change(&mut doc);
        Calendar::compile(&doc, &zones)
    };
    let holidays = |n| compile(&|doc| doc.holidays = (0..n).map(|i| Holiday::new(&date(i))).collect());
    let closed = holidays(limits::MAX_HOLIDAYS).unwrap();
    assert_eq!(
        closed.next_open_us(day(1)).unwrap().map(|t| t / (24 * HOUR)),
        Some(day(limits::MAX_HOLIDAYS) / (24 * HOUR) - 1)
    );
    let over = |result: Result<Calendar, Error>, path: &str| {
        let error = result.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::LimitExceeded, path), "{error}");
    };
    over(holidays(limits::MAX_HOLIDAYS + 1), "holidays");

    let exceptions = |n| compile(&|doc| doc.exceptions = (0..n).map(|i| (date(i), Default::default())).collect());
    assert!(exceptions(limits::MAX_EXCEPTIONS).is_ok());
    over(exceptions(limits::MAX_EXCEPTIONS + 1), "exceptions");
    let breaks = |n| compile(&|doc| doc.breaks = (0..n).map(|i| (date(i), Vec::new())).collect());
    assert!(breaks(limits::MAX_BREAK_DAYS).is_ok());
    over(breaks(limits::MAX_BREAK_DAYS + 1), "breaks");

    let minutes = |n: usize| {
        (0..n)
            .map(|i| {
                sundesk::calendar::Hours::new(
                    &format!("{:02}:{:02}", i / 2, i % 2 * 30),
                    &format!("{:02}:{:02}", i / 2, i % 2 * 30 + 9),
                )
            })
            .collect::<Vec<_>>()
    };
    let intervals = |n| {
        compile(&|doc| {
            doc.always_open = false;
            doc.weekly.tue = minutes(n);
        })
    };
    let many = intervals(limits::MAX_INTERVALS_PER_DAY).unwrap();
    let tuesday = at("2026-07-07T00:00:00+02:00");
    assert_eq!(many.elapsed_us(tuesday, tuesday + 24 * HOUR).unwrap(), 48 * 9 * 60 * SECOND);
    over(intervals(limits::MAX_INTERVALS_PER_DAY + 1), "weekly.tue");

    let name = |n| compile(&|doc| doc.name = "é".repeat(n));
    assert!(name(limits::MAX_NAME_CHARS).is_ok());
    over(name(limits::MAX_NAME_CHARS + 1), "name");

    // 1900-01-01/2200-12-31 has 109,938 days.
    let ranges = |last: &str| compile(&|doc| doc.holidays = ["1900-01-01/2200-12-31", last].map(Holiday::new).into());
    assert_eq!(ranges("1900-01-01/2146-07-31").err(), None);
    over(ranges("1900-01-01/2146-08-01"), "holidays[1]");

    let text = |n: usize| format!("{{\"timezone\": \"UTC\"{}}}", " ".repeat(n - 19));
    assert_eq!(text(100).len(), 100);
    assert!(Calendar::from_json(&text(limits::MAX_DOCUMENT_BYTES), &zones).is_ok());
    over(Calendar::from_json(&text(limits::MAX_DOCUMENT_BYTES + 1), &zones), "");

    let utc = CalendarDoc { timezone: "UTC".into(), ..CalendarDoc::default() };
    let parts =
        |n: usize| Calendar::compile(&CalendarDoc { union: vec![utc.clone(); n], ..CalendarDoc::default() }, &zones);
    assert!(parts(limits::MAX_PARTS).is_ok());
    over(parts(limits::MAX_PARTS + 1), "");
    let nested = |n: usize| {
        let doc = (0..n).fold(utc.clone(), |doc, _| CalendarDoc { union: vec![doc], ..CalendarDoc::default() });
        Calendar::compile(&doc, &zones)
    };
    assert!(nested(limits::MAX_NESTING).is_ok());
    over(nested(limits::MAX_NESTING + 1), "");
}

#[test]
fn dates_outside_1900_to_2200_are_refused_everywhere() {
    let cal = Calendar::always_open();
    let (first, last) = (at("1900-01-01T00:00:00Z"), at("2200-12-31T23:59:59Z") + SECOND - 1);
    assert_eq!(cal.elapsed_us(first, last).unwrap(), last - first);
    assert_eq!(cal.add_us(last, 1).unwrap(), None);
    assert_eq!(cal.add_us(first, -1).unwrap(), None);
    assert_eq!(cal.add_us(first, last - first).unwrap(), Some(last));
    assert_eq!(cal.add_us(0, i64::MAX).unwrap(), None);
    assert_eq!(cal.add_us(0, i64::MIN).unwrap(), None);
    for outside in [first - 1, last + 1, i64::MIN, i64::MAX] {
        let errors = [
            cal.elapsed_us(outside, 0).err(),
            cal.elapsed_us(0, outside).err(),
            cal.add_us(outside, 0).err(),
            cal.is_open_us(outside).err(),
            cal.next_open_us(outside).err(),
            cal.next_close_us(outside).err(),
            cal.prev_open_us(outside).err(),
            cal.next_opening_us(outside).err(),
            cal.prev_opening_us(outside).err(),
            cal.add_business_days_us(outside, 1, sundesk::calendar::DayMode::KeepTime).err(),
        ];
        assert!(
            errors.iter().all(|e| e.as_ref().is_some_and(|e| e.kind() == ErrorKind::OutOfRange)),
            "{outside} {errors:?}"
        );
    }
    let mut out = [0; 3];
    let error = cal.elapsed_many(&[0, 0, first - 1], &[1, 2, 3], &mut out).unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::OutOfRange, "from[2]"));
    let error = cal.elapsed_many(&[0, 0, 0], &[1, last + 1, 3], &mut out).unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::OutOfRange, "to[1]"));
    assert_eq!(cal.elapsed_many(&[0], &[1, 2], &mut out).unwrap_err().path(), "to");
    cal.elapsed_many(&[0, i64::MIN, 5], &[1, 2, i64::MIN], &mut out).unwrap();
    assert_eq!(out, [1, i64::MIN, i64::MIN]);
    let stats = cal.add_many(&[last, first - 1, i64::MIN], &[1, 5, 5], &mut out).unwrap();
    assert_eq!((stats.answered, stats.never, stats.out_of_range, stats.missing), (0, 1, 1, 1));
    assert_eq!(out, [i64::MIN; 3]);
}

#[test]
fn a_calendar_is_shared_between_threads_and_tells_what_it_is() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug + 'static>(_: &T) {}
    let doc = json!({"name": "desk", "timezone": "europe/berlin", "weekly": {"mon": ["09:00-17:00"]}});
    let (cal, same) = (compile(doc.clone()).unwrap(), compile(doc).unwrap());
    shared(&cal);
    assert_eq!(cal, same);
    assert_eq!(cal.zone().name(), "Europe/Berlin");
    assert_eq!(cal.tzdb_release(), ZoneDb::bundled().release());
    let other = compile(json!({"timezone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:01"]}})).unwrap();
    assert_ne!(cal.fingerprint(), other.fingerprint());
    assert!(format!("{cal:?}").starts_with(r#"Calendar { name: "desk", zone: "Europe/Berlin", fingerprint: "#));
}

#[test]
fn chrono_twins_answer_the_same() {
    use chrono::{DateTime, TimeDelta, Utc};
    let cal = compile(json!({"timezone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}}))
        .unwrap();
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let (start, end) = (at("2026-07-06T14:00:00Z"), at("2026-07-07T08:00:00Z"));
    assert_eq!(cal.elapsed(start, end).unwrap(), TimeDelta::hours(2));
    assert_eq!(cal.add(start, TimeDelta::hours(2)).unwrap(), Some(end));
    assert_eq!(cal.add(end, TimeDelta::hours(-2)).unwrap(), Some(start));
    assert!(cal.is_open(start).unwrap());
    assert_eq!(cal.next_open(start).unwrap(), Some(start));
    assert_eq!(cal.next_close(start).unwrap(), Some(at("2026-07-06T15:00:00Z")));
    assert_eq!(cal.next_opening(start).unwrap(), Some(at("2026-07-07T07:00:00Z")));
    assert_eq!(cal.prev_opening(start).unwrap(), Some(at("2026-07-06T07:00:00Z")));
    assert_eq!(cal.prev_open(at("2026-07-06T20:00:00Z")).unwrap(), Some(at("2026-07-06T15:00:00Z")));
    assert_eq!(cal.add(start, TimeDelta::MAX).unwrap_err().kind(), ErrorKind::OutOfRange);
    assert_eq!(cal.elapsed(start, DateTime::<Utc>::MAX_UTC).unwrap_err().kind(), ErrorKind::OutOfRange);
}
