//! iCalendar files: when an event takes place, by the RFC, by another implementation on a thousand random files, and by hand.
#![cfg(feature = "ical")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::Value;
use sundesk::ErrorKind;
use sundesk::calendar::Holiday;
use sundesk::calendar::import::{ImportedHolidays, MAX_ICS_DATES, MAX_ICS_YEARS, ics_holidays};
use sundesk::time::ZoneDb;

/// Made by `tests/fixtures/ical_recurrence.py`.
const FIXTURE: &str = include_str!("../fixtures/ical_recurrence.json");

fn calendar(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{lines}\nEND:VCALENDAR\n").replace('\n', "\r\n")
}

/// One event of the lines given.
fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT"))
}

fn read_in(text: &str, zone: &str, years: (i32, i32)) -> ImportedHolidays {
    ics_holidays(text, zone, years.0..=years.1, &ZoneDb::bundled()).unwrap()
}

/// Read for Berlin, 2026 to 2028.
fn read(text: &str) -> ImportedHolidays {
    read_in(text, "Europe/Berlin", (2026, 2028))
}

fn shown(h: &Holiday) -> String {
    h.closed.as_ref().map_or_else(|| h.date.clone(), |c| format!("{} {}-{}", h.date, c.start, c.end))
}

#[track_caller]
fn closes(text: &str, expected: &[&str]) {
    let read = read(text);
    assert_eq!(read.holidays.iter().map(shown).collect::<Vec<_>>(), expected, "left out: {:?}", read.left_out);
    assert!(read.left_out.is_empty(), "{:?}", read.left_out);
}

#[track_caller]
fn leaves_out(text: &str, expected: &[&str], why: &str) {
    let read = read(text);
    assert_eq!(read.holidays.iter().map(shown).collect::<Vec<_>>(), expected);
    let said: Vec<String> = read.left_out.iter().map(|p| format!("{}: {}", p.value, p.expected)).collect();
    assert!(said.len() == 1 && said[0].contains(why), "{said:?}");
}

/// The closed time on the wall clock, joined, as `20260101T090000/20260101T100000`.
fn spans(holidays: &[Holiday]) -> Vec<String> {
    let seconds =
        |t: &str| t.split(':').zip([3600, 60, 1]).map(|(part, unit)| part.parse::<i64>().unwrap() * unit).sum();
    let at = |date: &str, clock: i64| {
        let day = chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").unwrap().and_hms_opt(0, 0, 0).unwrap();
        day + chrono::TimeDelta::seconds(clock)
    };
    let mut all: Vec<_> = holidays
        .iter()
        .map(|h| {
            let (first, last) = h.date.split_once('/').unwrap_or((&h.date, &h.date));
            let hours = h.closed.as_ref().map(|c| (seconds(&c.start), seconds(&c.end)));
            let (from, to) = hours.unwrap_or((0, 86_400));
            (at(first, from), at(last, to))
        })
        .collect();
    all.sort_unstable();
    let mut joined: Vec<(chrono::NaiveDateTime, chrono::NaiveDateTime)> = Vec::new();
    for (start, end) in all {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined.iter().map(|(a, b)| format!("{}/{}", a.format("%Y%m%dT%H%M%S"), b.format("%Y%m%dT%H%M%S"))).collect()
}

/// `MM-DD` written out for the years.
fn dated(holidays: Vec<Holiday>, years: (i32, i32)) -> Vec<Holiday> {
    let mut all = Vec::new();
    for holiday in holidays {
        if holiday.date.len() != 5 {
            all.push(holiday);
            continue;
        }
        for year in years.0..=years.1 {
            let date = format!("{year}-{}", holiday.date);
            if chrono::NaiveDate::parse_from_str(&date, "%Y-%m-%d").is_ok() {
                all.push(Holiday { date, ..holiday.clone() });
            }
        }
    }
    all
}

fn fnv1a(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

#[test]
fn a_thousand_random_files_close_as_recurring_ical_events_says() {
    let fixture: Value = serde_json::from_str(FIXTURE).unwrap();
    let (mut wrong, mut rules, mut differ) = (Vec::new(), 0, 0);
    let kinds = fixture["kinds"].as_object().unwrap();
    let is_open = |kind: &Value| kinds[kind.as_str().unwrap()]["open"] == true;
    for case in fixture["cases"].as_array().unwrap() {
        let lines: Vec<&str> = case["lines"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
        // The fixture leaves out what is the same in each event.
        let text = calendar(&lines.join("\n").replace("BEGIN:VEVENT", "BEGIN:VEVENT\nUID:a\nDTSTAMP:20200101T000000Z"));
        let year = |i: usize| i32::try_from(case["years"][i].as_i64().unwrap()).unwrap();
        let read = read_in(&text, case["zone"].as_str().unwrap(), (year(0), year(1)));
        let found = spans(&dated(read.holidays, (year(0), year(1))));
        let first: Vec<&str> = case["first"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
        let same = u64::try_from(found.len()).unwrap() == case["spans"].as_u64().unwrap()
            && fnv1a(&found.join(",")) == case["hash"].as_str().unwrap()
            && read.left_out.is_empty();
        if !same && case["kinds"].as_array().is_some_and(|all| all.iter().any(is_open)) {
            differ += 1;
        } else if !same {
            let shown = &found[..found.len().min(4)];
            wrong.push(format!(
                "{case}\n  {} spans {shown:?}, expected {first:?}, left out {:?}",
                found.len(),
                read.left_out
            ));
        }
        rules += usize::from(lines.iter().any(|l| l.starts_with("RRULE")) && !found.is_empty());
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
    assert!(kinds.values().all(|k| k["says"].as_str().unwrap().contains("RFC 5545")));
    // Both are worked out by hand below.
    assert!(rules >= 1_000 && differ == 2, "{rules} {differ}");
}

#[test]
fn positions_are_those_of_a_whole_week_and_of_the_weeks_of_a_year() {
    // 9 December 2026 is a Wednesday: the set of its week is Tuesday the 8th, Thursday the 10th, Sunday the 13th.
    closes(
        &event("DTSTART;VALUE=DATE:20261209\nRRULE:FREQ=WEEKLY;COUNT=3;BYSETPOS=2,3;BYDAY=TU,SU,TH"),
        &["2026-12-09", "2026-12-10", "2026-12-13", "2026-12-17"],
    );
    // 1 January 2021 is in week 53 of 2020; week 35 of 2021 is from 30 August on, its fourth day of the set Saturday.
    let rule = "FREQ=YEARLY;BYSETPOS=4;BYWEEKNO=-4,35,53;UNTIL=20211125;BYDAY=SA,TU,FR,WE";
    let read = read_in(&event(&format!("DTSTART;VALUE=DATE:20210408\nRRULE:{rule}")), "UTC", (2021, 2021));
    assert_eq!(read.holidays.iter().map(shown).collect::<Vec<_>>(), ["2021-04-08", "2021-09-04"]);
}

#[test]
fn an_event_over_midnight_or_longer_than_a_year_closes_each_date() {
    closes(
        &event("DTSTART:20260415T200000\nDTEND:20260417T060000"),
        &["2026-04-15 20:00-24:00", "2026-04-16", "2026-04-17 00:00-06:00"],
    );
    closes(&event("DTSTART:20260415T000000\nDTEND:20260418T000000"), &["2026-04-15/2026-04-17"]);
    closes(&event("DTSTART:20260415T093015\nDURATION:PT1H"), &["2026-04-15 09:30:15-10:30:15"]);
    closes(&event("DTSTART;VALUE=DATE:20260301\nDTEND;VALUE=DATE:20280401"), &["2026-03-01/2028-03-31"]);
    // Cut at the years.
    closes(&event("DTSTART;VALUE=DATE:20240301\nDTEND;VALUE=DATE:20400401"), &["2026-01-01/2028-12-31"]);
    closes(&event("DTSTART:20251231T220000\nDTEND:20260101T020000"), &["2026-01-01 00:00-02:00"]);
    closes(&event("DTSTART;VALUE=DATE:20301225"), &[]);
}

#[test]
fn lengths_are_those_of_the_rfc() {
    closes(&event("DTSTART;VALUE=DATE:20261224\nDURATION:P1W"), &["2026-12-24/2026-12-30"]);
    closes(&event("DTSTART;VALUE=DATE:20261224\nDURATION:PT48H"), &["2026-12-24/2026-12-25"]);
    closes(&event("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224"), &["2026-12-24"]);
    // The clock goes forward at 02:00 on 29 March: a day of the wall calendar has 23 hours, eight hours of real time are eight.
    let berlin = "DTSTART;TZID=Europe/Berlin:20260328T220000";
    closes(&event(&format!("{berlin}\nDURATION:P1D")), &["2026-03-28 22:00-24:00", "2026-03-29 00:00-22:00"]);
    closes(&event(&format!("{berlin}\nDURATION:PT8H")), &["2026-03-28 22:00-24:00", "2026-03-29 00:00-07:00"]);
    for (lines, why) in [
        ("DTSTART;VALUE=DATE:20261224\nDURATION:-P1D", "DURATION"),
        ("DTSTART;VALUE=DATE:20261224\nDURATION:PT5H", "DURATION"),
        ("DTSTART:20261224T120000\nDURATION:PT0S", "DURATION"),
        ("DTSTART:20261224T120000", "lasts no time"),
        ("DTSTART:20261224T120000\nDTEND:20261224T120000", "after the start"),
        ("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261223", "after the start"),
        ("DTSTART;VALUE=DATE:20261224\nDTEND:20261225T000000", "after the start"),
        ("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261226\nDURATION:P2D", "not both"),
        ("DTSTART;VALUE=DATE:20261224\nDTSTART;VALUE=DATE:20261225", "one such property"),
        ("SUMMARY:nothing", "DTSTART"),
        ("DTSTART;VALUE=DATE:20261332", "a date or time"),
    ] {
        leaves_out(&event(lines), &[], why);
    }
}

#[test]
fn zones_by_alias_by_windows_name_and_by_the_files_own_definition() {
    let at = |zone: &str| format!("DTSTART;TZID={zone}:20260715T130000\nDTEND;TZID={zone}:20260715T140000");
    closes(&event(&at("Europe/Kiev")), &["2026-07-15 12:00-13:00"]);
    closes(&event(&at("W. Europe Standard Time")), &["2026-07-15 13:00-14:00"]);
    closes(&event(&at("\"Tokyo Standard Time\"")), &["2026-07-15 06:00-07:00"]);
    closes(&event("DTSTART:20260715T220000Z\nDTEND:20260715T230000Z"), &["2026-07-16 00:00-01:00"]);
    let own = "BEGIN:VTIMEZONE\nTZID:Head office\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0200\n\
        TZOFFSETTO:+0300\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let text = calendar(&format!("{own}BEGIN:VEVENT\nUID:1\n{}\nEND:VEVENT", at("Head office")));
    closes(&text, &["2026-07-15 12:00-13:00"]);
    leaves_out(&event(&at("Head office")), &[], "a zone of the database, of Windows");
}

#[test]
fn instances_are_added_excluded_moved_and_cancelled() {
    let daily =
        "DTSTART;TZID=Asia/Tokyo:20260601T080000\nDTEND;TZID=Asia/Tokyo:20260601T090000\nRRULE:FREQ=DAILY;COUNT=4";
    let tokyo = |more: &str| {
        let read = read_in(&event(&format!("{daily}\n{more}")), "Asia/Tokyo", (2026, 2026));
        assert!(read.left_out.is_empty(), "{:?}", read.left_out);
        read.holidays.iter().map(|h| h.date.get(8..).unwrap_or_default().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(tokyo(""), "01 02 03 04");
    assert_eq!(tokyo("EXDATE:20260601T230000Z"), "01 03 04");
    assert_eq!(tokyo("EXDATE;TZID=America/New_York:20260601T190000"), "01 03 04");
    assert_eq!(tokyo("EXDATE;VALUE=DATE:20260602,20260603"), "01 04");
    assert_eq!(tokyo("RDATE:20260609T230000Z"), "01 02 03 04 10");
    assert_eq!(tokyo("EXRULE:FREQ=DAILY;INTERVAL=2"), "02 04");
    let series = |changed: &str| {
        calendar(&format!(
            "BEGIN:VEVENT\nUID:z\nDTSTART;VALUE=DATE:20250704\nRRULE:FREQ=YEARLY\nEND:VEVENT\nBEGIN:VEVENT\nUID:z\n{changed}\nEND:VEVENT"
        ))
    };
    let moved = "DTSTART;VALUE=DATE:20260703";
    closes(
        &series(&format!("RECURRENCE-ID;VALUE=DATE:20260704\n{moved}")),
        &["2026-07-03", "2027-07-04", "2028-07-04"],
    );
    closes(
        &series(&format!("RECURRENCE-ID;VALUE=DATE:20260704\n{moved}\nSTATUS:CANCELLED")),
        &["2027-07-04", "2028-07-04"],
    );
    let future = "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270704\nDTSTART;VALUE=DATE:20270702\nDURATION:P2D";
    closes(&series(future), &["2026-07-04", "2027-07-02/2027-07-03", "2028-07-02/2028-07-03"]);
    closes(&series(&format!("{future}\nSTATUS:CANCELLED")), &["2026-07-04"]);
    leaves_out(
        &series("RECURRENCE-ID:20260704T100000Z\nDTSTART;VALUE=DATE:20260703"),
        &["07-04"],
        "RECURRENCE-ID of the kind",
    );
    // A single instance without its series.
    closes(&event(&format!("RECURRENCE-ID;VALUE=DATE:20260704\n{moved}")), &["2026-07-03"]);
}

#[test]
fn until_in_each_form_that_programs_write() {
    let days = |until: &str| event(&format!("DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=YEARLY;UNTIL={until}"));
    for until in ["20271225", "20271225T000000Z", "20271225T235959Z", "20271224T230000Z", "20271225T120000"] {
        closes(&days(until), &["2026-12-25", "2027-12-25"]);
    }
    let times = |until: &str| {
        event(&format!("DTSTART;TZID=Europe/Berlin:20260601T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL={until}"))
    };
    for until in ["20260602", "20260602T070000Z", "20260602T090000"] {
        closes(&times(until), &["2026-06-01 09:00-10:00", "2026-06-02 09:00-10:00"]);
    }
    closes(&times("20260602T065959Z"), &["2026-06-01 09:00-10:00"]);
}

#[test]
fn a_year_whose_first_week_begins_in_the_old_one() {
    closes(
        &event("DTSTART;VALUE=DATE:20200106\nRRULE:FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;UNTIL=20281231"),
        &["2027-01-04", "2028-01-03"],
    );
    let read = read_in(
        &event("DTSTART;VALUE=DATE:20150101\nRRULE:FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;UNTIL=20191231"),
        "UTC",
        (2018, 2020),
    );
    assert_eq!(read.holidays.iter().map(shown).collect::<Vec<_>>(), ["2018-01-01", "2018-12-31", "2019-12-30"]);
}

#[test]
fn several_calendars_byte_order_marks_and_revisions() {
    let one = event("DTSTART;VALUE=DATE:20260101");
    let two = event("DTSTART;VALUE=DATE:20260106");
    closes(&format!("\u{feff}{one}\r\n\u{feff}{two}"), &["2026-01-01", "2026-01-06"]);
    let revised = "BEGIN:VEVENT\nUID:1\nSEQUENCE:2\nDTSTART;VALUE=DATE:20260102\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:1\nSEQUENCE:1\nDTSTART;VALUE=DATE:20260103\nEND:VEVENT";
    leaves_out(&calendar(revised), &["2026-01-02"], "the last revision");
    // An override in a second calendar of the file.
    let series = event("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;COUNT=2");
    let moved = event("RECURRENCE-ID;VALUE=DATE:20260102\nDTSTART;VALUE=DATE:20260105");
    closes(&format!("{series}{moved}"), &["2026-01-01", "2026-01-05"]);
}

#[test]
fn what_has_no_counterpart_is_named() {
    let day = "DTSTART;VALUE=DATE:20260101";
    for (text, why) in [
        (event(&format!("{day}\nSTATUS:CANCELLED")), "takes place"),
        (event(&format!("{day}\nRRULE:FREQ=SOMETIMES")), "a repetition rule"),
        (event(&format!("{day}\nRRULE:FREQ=YEARLY;BYEASTER=1")), "a repetition rule"),
        (event(&format!("{day}\nRRULE:FREQ=YEARLY;RSCALE=HEBREW")), "a repetition rule"),
        (event(&format!("{day}\nRRULE:FREQ=WEEKLY;BYDAY=2MO")), "a repetition rule"),
        (event(&format!("{day}\nRRULE:FREQ=DAILY;COUNT=0")), "a repetition rule"),
        (event(&format!("{day}\nRDATE:20260105T100000Z")), "an RDATE of the kind"),
        (event(&format!("{day}\nEXDATE:20260105T100000Z")), "an EXDATE of the kind"),
        (calendar("BEGIN:VTODO\nSUMMARY:x\nDUE:20260101T100000Z\nEND:VTODO"), "an event (VEVENT)"),
        (calendar(&format!("METHOD:CANCEL\nBEGIN:VEVENT\n{day}\nEND:VEVENT")), "METHOD:CANCEL"),
        (calendar(&format!("CALSCALE:HEBREW\nBEGIN:VEVENT\n{day}\nEND:VEVENT")), "CALSCALE"),
        (format!("{}this is no line\r\n", calendar("")), "a line of a component"),
    ] {
        leaves_out(&text, &[], why);
    }
    // An alarm's own times are not the event's.
    let alarm = "BEGIN:VALARM\nDURATION:PT5M\nTRIGGER:-PT5M\nEND:VALARM";
    closes(&event(&format!("{day}\n{alarm}")), &["2026-01-01"]);
}

#[test]
fn a_component_that_does_not_end_is_an_error_with_its_line() {
    let berlin = |text: &str| ics_holidays(text, "Europe/Berlin", 2026..=2026, &ZoneDb::bundled()).unwrap_err();
    let e = berlin("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\n");
    assert!(e.kind() == ErrorKind::InvalidInput && e.to_string().contains("begins in line 3"), "{e}");
    let e = berlin("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n b\nEND:VCALENDAR\nEND:VEVENT\n");
    assert_eq!((e.line(), e.value()), (5, "END:VCALENDAR"));
    let e = berlin(&"BEGIN:X\n".repeat(131_000));
    assert_eq!((e.kind(), e.line()), (ErrorKind::LimitExceeded, 17));
    assert_eq!(berlin("hello").kind(), ErrorKind::InvalidInput);
    let e = ics_holidays(&calendar(""), "Mars/Base", 2026..=2026, &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::UnknownZone, "timezone"));
    let years = |count| ics_holidays(&calendar(""), "UTC", 2000..=1999 + count, &ZoneDb::bundled());
    assert!(years(MAX_ICS_YEARS).is_ok());
    assert_eq!(years(MAX_ICS_YEARS + 1).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

#[test]
fn a_repetition_of_more_dates_than_the_limit_is_left_out() {
    let hourly = |n: u32| event(&format!("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=HOURLY;COUNT={n}"));
    let most = u32::from(MAX_ICS_DATES);
    assert_eq!(read(&hourly(most)).holidays.len(), 834);
    leaves_out(&hourly(most + 1), &[], "fewer dates");
}
