//! Calendars read from other products: what is carried over, and what is named as lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::ErrorKind;
use sundesk::calendar::import::{biz, freescout, jira, working_hours, zendesk};
use sundesk::calendar::{Calendar, CalendarDoc};
use sundesk::time::ZoneDb;

fn open(doc: &CalendarDoc, at: &str) -> bool {
    let calendar = Calendar::compile(doc, &ZoneDb::bundled()).unwrap();
    calendar.is_open(at.parse().unwrap()).unwrap()
}

/// One line of hours a day, as a reader would write them.
fn week(doc: &CalendarDoc) -> Vec<String> {
    let line = |day: &[sundesk::calendar::Hours]| {
        day.iter().map(|h| format!("{}-{}", h.start, h.end)).collect::<Vec<_>>().join(" ")
    };
    doc.weekly.days().iter().map(|d| line(d)).collect()
}

#[test]
fn freescout_hours_are_those_of_each_weekday_and_the_companys_zone() {
    let text = r#"{"1": [{"from": "9:00", "to": "18:00"}], "2": [{"from": "09:30", "to": "12:00"}, {"from": "13:00", "to": "17:00"}],
        "3": [{"from": "9:00", "to": "0:00"}], "4": [{"from": null, "to": null}], "6": [{"from": "off", "to": "off"}],
        "0": [{"from": "10:00", "to": "11:00"}]}"#;
    let read = freescout(text, "Europe/Berlin").unwrap();
    let hours: Vec<usize> = read.calendar.weekly.days().iter().map(|day| day.len()).collect();
    assert_eq!(hours, [1, 2, 0, 0, 0, 0, 1]);
    assert!(open(&read.calendar, "2026-07-05T10:30:00+02:00") && !open(&read.calendar, "2026-07-06T18:00:00+02:00"));
    let lost: Vec<&str> = read.left_out.iter().map(|p| p.path.as_str()).collect();
    // Until midnight cannot be said there: it is no hour after nine. A day left blank is as good as off.
    assert_eq!(lost, ["3[0]", "4[0]"]);
    let line = format!("OFFICEHOURS_SCHEDULE='{}'", text.replace('\n', " "));
    assert_eq!(freescout(&line, "Europe/Berlin").unwrap(), read);
    // PHP writes a list where Sunday comes first.
    let list = freescout(r#"[[{"from": "off", "to": "off"}], [{"from": "8:00", "to": "9:00"}]]"#, "UTC").unwrap();
    assert_eq!(list.calendar.weekly.mon.len(), 1);
    let fault = |text: &str| freescout(text, "UTC").unwrap_err();
    assert_eq!(fault(r#"{"7": []}"#).path(), "7");
    assert_eq!(fault(r#"{"1": "9-5"}"#).path(), "1");
    assert_eq!(fault("9-5").kind(), ErrorKind::InvalidInput);
}

#[test]
fn a_zendesk_schedule_splits_at_midnight_and_counts_from_sunday() {
    let json = r#"{"schedule": {"name": "Nights", "time_zone": "Pacific Time (US & Canada)",
        "intervals": [{"start_time": 0, "end_time": 60}, {"start_time": 1380, "end_time": 1500}]}}"#;
    let read = zendesk(json, None).unwrap();
    assert_eq!(read.calendar.timezone, "America/Los_Angeles");
    assert_eq!(week(&read.calendar), ["00:00-01:00", "", "", "", "", "", "00:00-01:00 23:00-24:00"]);
    assert!(read.left_out.is_empty());
}

#[test]
fn a_zendesk_interval_outside_the_week_is_named() {
    let json = r#"{"time_zone": "UTC",
        "intervals": [{"start_time": 10000, "end_time": 10081}, {"start_time": 60, "end_time": 60}]}"#;
    let read = zendesk(json, None).unwrap();
    let paths: Vec<&str> = read.left_out.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(paths, ["intervals[0]", "intervals[1]"]);
}

#[test]
fn zendesk_holidays_close() {
    let schedule = r#"{"time_zone": "Berlin", "intervals": [{"start_time": 1980, "end_time": 2460}]}"#;
    let holidays = r#"{"holidays": [{"name": "Founders", "start_date": "2026-03-02", "end_date": "2026-03-02"}]}"#;
    let read = zendesk(schedule, Some(holidays)).unwrap();
    assert!(open(&read.calendar, "2026-02-23T09:00:00+01:00"));
    assert!(!open(&read.calendar, "2026-03-02T09:00:00+01:00"));
}

#[test]
fn jira_names_bad_times_dates_and_weekdays() {
    let json = r#"{"name": "x", "timezone": "Europe/Paris",
        "workingTimes": [{"weekday": "Monday", "start": 32400000, "end": 61200000},
                         {"weekday": "Someday", "start": 0, "end": 1000},
                         {"weekday": "TUESDAY", "start": 5000, "end": 1000}],
        "holidays": [{"name": "Bastille Day", "dateString": "2026-07-14"}, {"name": "?", "dateString": "soon"}]}"#;
    let read = jira(json).unwrap();
    assert_eq!(week(&read.calendar), ["09:00-17:00", "", "", "", "", "", ""]);
    assert_eq!(read.calendar.holidays[0].date, "2026-07-14");
    let paths: Vec<&str> = read.left_out.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(paths, ["workingTimes[1].weekday", "workingTimes[2]", "holidays[1].dateString"]);
}

#[test]
fn in_biz_a_holiday_beats_a_shift_and_in_working_hours_the_hours_beat_the_holiday() {
    let rest = r#""holidays": ["2026-01-05"], "time_zone": "Etc/UTC"}"#;
    let (monday, day) = (r#"{"mon": {"09:00": "17:00"}}"#, r#"{"2026-01-05": {"10:00": "12:00"}}"#);
    let from_biz = biz(&format!(r#"{{"hours": {monday}, "shifts": {day}, {rest}"#)).unwrap();
    let from_wh = working_hours(&format!(r#"{{"working_hours": {monday}, "holiday_hours": {day}, {rest}"#)).unwrap();
    assert!(!open(&from_biz.calendar, "2026-01-05T11:00:00Z"));
    assert!(open(&from_wh.calendar, "2026-01-05T11:00:00Z"));
    assert!(!open(&from_wh.calendar, "2026-01-05T09:30:00Z"));
}

#[test]
fn working_hours_last_instant_of_the_day_becomes_midnight() {
    let read =
        working_hours(r#"{"working_hours": {"sun": {"20:00": "23:59:59.999999"}}, "time_zone": "UTC"}"#).unwrap();
    assert_eq!(week(&read.calendar)[6], "20:00-24:00");
}

#[test]
fn a_biz_break_that_ends_when_it_begins_took_24_hours() {
    let json = r#"{"hours": {"mon": {"09:00": "17:00"}, "tue": {"09:00": "17:00"}}, "time_zone": "Etc/UTC",
        "breaks": {"2026-01-05": {"10:00": "10:00"}, "2026-01-06": {"10:00": "10:00", "12:00": "13:00"}}}"#;
    let read = biz(json).unwrap();
    assert!(read.left_out.is_empty(), "nothing was lost: {:?}", read.left_out);
    assert_eq!(read.calendar.breaks.keys().collect::<Vec<_>>(), ["2026-01-06"]);
    let calendar = Calendar::compile(&read.calendar, &ZoneDb::bundled()).unwrap();
    let due = calendar.add_us(
        "2026-01-05T09:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_micros(),
        3_600_000_000,
    );
    assert_eq!(due.unwrap(), Some(1_767_609_000_000_000), "Monday 10:30, not Tuesday");
}

#[test]
fn hours_and_breaks_of_ruby_that_end_before_they_begin_became_nights() {
    let read =
        biz(r#"{"hours": {"mon": {"22:00": "06:00", "09:00": "17:00"}, "tue": {"10:00": "10:00"}}, "time_zone": "UTC",
            "shifts": {"2026-01-07": {"20:00": "02:00"}}, "breaks": {"2026-01-05": {"16:00": "15:00"}}}"#)
        .unwrap();
    let paths: Vec<&str> = read.left_out.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(paths, ["hours.mon.22:00", "hours.tue.10:00", "shifts.2026-01-07.20:00", "breaks.2026-01-05.16:00"]);
    assert_eq!(week(&read.calendar), ["09:00-17:00", "", "", "", "", "", ""]);
    assert!(read.calendar.exceptions.is_empty() && read.calendar.breaks.is_empty());
    let gem = working_hours(r#"{"working_hours": {"mon": {"22:00": "06:00"}}, "time_zone": "UTC"}"#).unwrap();
    assert_eq!((week(&gem.calendar)[0].as_str(), gem.left_out.len()), ("", 1));
}

#[test]
fn a_biz_shift_without_hours_closed_its_date() {
    let json = r#"{"hours": {"mon": {"09:00": "17:00"}}, "shifts": {"2026-01-05": {}}, "time_zone": "Etc/UTC"}"#;
    assert!(open(&biz(json).unwrap().calendar, "2026-01-05T11:00:00Z"));
    let json =
        r#"{"working_hours": {"mon": {"09:00": "17:00"}}, "holiday_hours": {"2026-01-05": {}}, "time_zone": "UTC"}"#;
    assert!(!open(&working_hours(json).unwrap().calendar, "2026-01-05T11:00:00Z"), "an exception without hours closes");
}

#[test]
fn hours_that_the_clock_skips_move_behind_the_gap_as_in_ruby() {
    // Berlin skips 02:00-03:00 on 29 March 2026: 02:30 is 03:30 there, not 03:00.
    let hours = r#"{"sun": {"02:30": "05:00"}}, "time_zone": "Europe/Berlin"}"#;
    for read in [biz(&format!(r#"{{"hours": {hours}"#)), working_hours(&format!(r#"{{"working_hours": {hours}"#))] {
        let doc = read.unwrap().calendar;
        assert!(!open(&doc, "2026-03-29T03:15:00+02:00") && open(&doc, "2026-03-29T03:30:00+02:00"));
    }
}

#[test]
fn text_that_is_no_such_document_is_an_error() {
    for result in [zendesk("{}", None), jira("[1]"), biz("{\"hours\":\n 3}"), working_hours("not json")] {
        assert_eq!(result.unwrap_err().kind(), ErrorKind::InvalidInput);
    }
    let hours = r#"{"hours": {"mon": {"09:00": "17:00"}}, "time_zone": "Etc/UTC"}"#;
    let of_length = |n: usize| hours.to_owned() + &" ".repeat(n - hours.len());
    assert!(biz(&of_length(sundesk::calendar::import::MAX_IMPORT_BYTES)).is_ok());
    let over = biz(&of_length(sundesk::calendar::import::MAX_IMPORT_BYTES + 1));
    assert_eq!(over.unwrap_err().kind(), ErrorKind::LimitExceeded);
}

#[cfg(feature = "osm")]
mod osm_text {
    use super::{open, week};
    use sundesk::calendar::Holiday;
    use sundesk::calendar::import::{Imported, MAX_OSM_YEARS, OsmOptions, osm};

    fn read(text: &str) -> Imported {
        let options = OsmOptions {
            timezone: "Europe/Berlin".to_owned(),
            public_holidays: vec![Holiday::named("12-25", "Christmas Day"), Holiday::named("2026-05-01", "Labour Day")],
            years: 2026..=2027,
        };
        osm(text, &options).unwrap()
    }

    #[test]
    fn weeks() {
        let (nine, eight) = ("09:00-17:30", "08:00-20:00");
        let table: &[(&str, [&str; 7])] = &[
            ("Mo-Fr 09:00-17:30", [nine, nine, nine, nine, nine, "", ""]),
            ("24/7", ["00:00-24:00"; 7]),
            ("Mo-Su 08:00-20:00; Su off", [eight, eight, eight, eight, eight, eight, ""]),
            ("Mo 09:00-12:00,13:00-17:00", ["09:00-12:00 13:00-17:00", "", "", "", "", "", ""]),
            ("Fr 22:00-06:00", ["", "", "", "", "22:00-30:00", "", ""]),
            ("Mo 08:00-18:00; Mo 12:00-13:00 off", ["08:00-12:00 13:00-18:00", "", "", "", "", "", ""]),
            ("Sa-Mo 10:00-12:00", ["10:00-12:00", "", "", "", "", "10:00-12:00", "10:00-12:00"]),
        ];
        for (text, want) in table {
            let got = read(text);
            assert_eq!(week(&got.calendar), *want, "{text}");
            assert!(got.left_out.is_empty(), "{text}: {:?}", got.left_out);
        }
    }

    #[test]
    fn public_holidays_close_only_where_the_text_says_so() {
        let closed = read("Mo-Fr 09:00-17:30; PH off");
        assert_eq!(closed.calendar.holidays.len(), 2);
        assert!(closed.calendar.exceptions.is_empty());
        assert!(!open(&closed.calendar, "2026-12-25T10:00:00+01:00"));
        let silent = read("Mo-Fr 09:00-17:30");
        assert!(open(&silent.calendar, "2026-12-25T10:00:00+01:00"));
        let short = read("Mo-Fr 09:00-17:30; PH 10:00-12:00");
        assert!(open(&short.calendar, "2026-12-25T11:00:00+01:00"));
        assert!(!open(&short.calendar, "2026-12-25T13:00:00+01:00"));
    }

    #[test]
    fn dates_months_and_the_first_monday_become_exceptions() {
        let read = read("Mo-Fr 09:00-17:00; Dec 24 09:00-12:00; Jul-Aug Mo-Fr 08:00-14:00; Mo[1] off");
        let hours = |date: &str| {
            let day = &read.calendar.exceptions[date];
            day.hours.iter().map(|h| format!("{}-{}", h.start, h.end)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(hours("2026-12-24"), "09:00-12:00");
        assert_eq!(hours("2026-07-07"), "08:00-14:00");
        assert_eq!(hours("2026-06-01"), "", "the first Monday of June");
        assert!(!read.calendar.exceptions.contains_key("2026-06-08"));
    }

    #[test]
    fn what_has_no_counterpart_is_named() {
        let texts = ["Mo-Fr sunrise-sunset", "Mo 18:00+", "Mo 09:00-12:00 unknown", "Mo 09:00-12:00/01:30", "SH off"];
        let left: Vec<String> =
            texts.iter().flat_map(|text| read(text).left_out).map(|p| format!("{} {}", p.path, p.expected)).collect();
        assert_eq!(left.len(), 5, "{left:#?}");
    }

    #[test]
    fn what_is_not_of_the_syntax_is_an_error() {
        let options = OsmOptions { timezone: "UTC".to_owned(), public_holidays: Vec::new(), years: 2026..=2026 };
        assert!(osm("whenever we like", &options).unwrap_err().to_string().contains("opening_hours"));
        let years = |years| osm("24/7", &OsmOptions { years, ..options.clone() });
        assert!(years(2000..=1999 + MAX_OSM_YEARS).is_ok());
        assert_eq!(years(2000..=2000 + MAX_OSM_YEARS).unwrap_err().kind(), sundesk::ErrorKind::LimitExceeded);
        assert!(years(1899..=1900).is_err() && years(2200..=2201).is_err());
        #[allow(clippy::reversed_empty_ranges)] // what a caller may write
        let turned = years(2027..=2026);
        assert_eq!(turned.unwrap_err().kind(), sundesk::ErrorKind::LimitExceeded, "gave a calendar without dates");
    }
}
