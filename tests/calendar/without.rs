//! Pieces taken out of a compiled calendar: the pauses of a ticket, time off.
//!
//! The judge is the interval algebra on the list of open segments, which knows nothing of the index.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, DayMode, limits};
use sundesk::time::{
    DAY, HOUR, IntervalSet, MAX_INSTANT, MIN_INSTANT, SECOND, TimeSegment, ZoneDb, format_instant, parse_instant,
};

fn compile(doc: &Value) -> Calendar {
    Calendar::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap()
}

fn weekdays(zone: &str, hours: &[&str]) -> Value {
    json!({"timezone": zone, "weekly": {"mon": hours, "tue": hours, "wed": hours, "thu": hours, "fri": hours}})
}

fn office() -> Calendar {
    compile(&weekdays("Europe/Berlin", &["09:00-12:00", "13:00-17:00"]))
}

/// July 2026 in Berlin, where the 6th is a Monday: `6 15:30`.
#[track_caller]
fn at(text: &str) -> i64 {
    let (day, time) = text.split_once(' ').unwrap();
    parse_instant(&format!("2026-07-{day:0>2}T{time}:00+02:00")).unwrap()
}

fn pause(from: &str, to: &str) -> TimeSegment {
    TimeSegment::new(at(from), at(to))
}

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, day).unwrap()
}

#[test]
fn the_pauses_of_a_ticket_do_not_count() {
    for (from, to, pauses, hours) in [
        ("6 09:00", "6 17:00", vec![], 7),
        ("6 09:00", "6 17:00", vec![("6 10:00", "6 11:00")], 6),
        ("6 09:00", "6 17:00", vec![("6 11:00", "6 14:00")], 5), // an hour of it is lunch
        ("6 09:00", "7 17:00", vec![("6 16:00", "7 10:00")], 12), // over night
        ("10 09:00", "13 17:00", vec![("10 17:00", "13 09:00")], 14), // a weekend takes nothing
        ("6 09:00", "6 17:00", vec![("6 10:00", "6 12:00"), ("6 11:00", "6 14:00")], 4), // overlapping
        ("6 09:00", "6 17:00", vec![("6 14:00", "6 15:00"), ("6 10:00", "6 11:00"), ("6 11:00", "6 12:00")], 4),
        ("6 10:30", "6 17:00", vec![("6 10:00", "6 11:00")], 5), // begun within the pause
        ("6 09:00", "10 17:00", vec![("1 00:00", "31 00:00")], 0),
        ("6 09:00", "6 17:00", vec![("6 10:00", "6 10:00")], 7), // empty
        ("6 17:00", "6 09:00", vec![("6 10:00", "6 11:00")], -6), // backwards
    ] {
        let pauses: Vec<TimeSegment> = pauses.iter().map(|(from, to)| pause(from, to)).collect();
        let ticket = office().without(&pauses).unwrap();
        assert_eq!(ticket.elapsed_us(at(from), at(to)).unwrap(), hours * HOUR, "{from} to {to} without {pauses:?}");
        let mut out = [0];
        ticket.elapsed_many(&[at(from)], &[at(to)], &mut out).unwrap();
        assert_eq!(out, [hours * HOUR], "{from} to {to} without {pauses:?}");
    }
}

#[test]
fn openings_closings_and_deadlines_go_around_a_pause() {
    let ticket = office().without(&[pause("6 10:00", "6 11:00"), pause("6 16:00", "7 10:00")]).unwrap();
    assert_eq!(ticket.add_us(at("6 09:00"), HOUR).unwrap(), Some(at("6 10:00"))); // lands on the closing
    assert_eq!(ticket.add_us(at("6 09:00"), 2 * HOUR).unwrap(), Some(at("6 12:00")));
    assert_eq!(ticket.add_us(at("6 15:00"), 2 * HOUR).unwrap(), Some(at("7 11:00")));
    assert_eq!(ticket.add_us(at("7 11:00"), -2 * HOUR).unwrap(), Some(at("6 15:00")));
    assert_eq!(ticket.next_close_us(at("6 09:30")).unwrap(), Some(at("6 10:00")));
    assert_eq!(ticket.next_open_us(at("6 10:00")).unwrap(), Some(at("6 11:00")));
    assert_eq!(ticket.prev_open_us(at("6 10:30")).unwrap(), Some(at("6 10:00")));
    assert_eq!(ticket.next_opening_us(at("6 13:30")).unwrap(), Some(at("7 10:00")));
    assert_eq!(ticket.prev_opening_us(at("6 11:30")).unwrap(), Some(at("6 11:00")));
    assert!(!ticket.is_open_us(at("6 10:00")).unwrap() && ticket.is_open_us(at("6 11:00")).unwrap());
    let told: Vec<String> = ticket
        .pieces(pause("6 09:00", "6 13:00"))
        .map(|p| format!("{} {}", p.reason.code(), (p.end - p.start) / HOUR))
        .collect();
    assert_eq!(told, ["open 1", "excluded 1", "open 1", "closed 1"]);
}

#[test]
fn a_date_with_all_of_its_hours_taken_is_no_business_day() {
    let base = office();
    let off =
        base.without(&[pause("7 00:00", "8 00:00"), pause("9 09:00", "9 16:59"), pause("3 12:00", "3 20:00")]).unwrap();
    for (day, expected) in [(3, true), (6, true), (7, false), (8, true), (9, true), (11, false)] {
        assert_eq!(off.is_business_day(date(day)).unwrap(), expected, "{day}");
    }
    assert_eq!(off.add_business_days_us(at("6 10:00"), 1, DayMode::KeepTime).unwrap(), Some(at("8 10:00")));
    assert_eq!(off.add_business_days_us(at("2 10:00"), 1, DayMode::EndOfDay).unwrap(), Some(at("3 12:00")));
    assert_eq!(base.is_business_day(date(7)), Ok(true));
    // Three hundred years off, and a night shift of which only the part after midnight is left.
    let never = base.without(&[TimeSegment::new(MIN_INSTANT, MAX_INSTANT)]).unwrap();
    assert_eq!(never.next_business_day(date(1)).unwrap(), None);
    assert_eq!(never.add_us(at("6 10:00"), 1).unwrap(), None);
    assert_eq!(never.warnings().iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), ["never_open"]);
    let night = compile(&json!({"timezone": "Europe/Berlin", "weekly": {"mon": ["22:00-06:00"]}}));
    assert_eq!(night.without(&[pause("6 20:00", "7 00:00")]).unwrap().is_business_day(date(6)), Ok(false));
    assert_eq!(night.without(&[pause("7 00:00", "7 10:00")]).unwrap().is_business_day(date(6)), Ok(true));
}

#[test]
fn the_document_holds_the_pieces_and_compiles_to_the_same_calendar() {
    let ticket =
        office().without(&[pause("6 16:00", "7 10:00")]).unwrap().without(&[pause("6 10:00", "6 11:00")]).unwrap();
    let doc = serde_json::to_value(ticket.doc()).unwrap();
    assert_eq!(
        doc["without"],
        json!([["2026-07-06T08:00:00Z", "2026-07-06T09:00:00Z"], ["2026-07-06T14:00:00Z", "2026-07-07T08:00:00Z"]])
    );
    let again = compile(&doc);
    assert_eq!((&again, again.fingerprint()), (&ticket, ticket.fingerprint()));
    assert_ne!(ticket, office());
    assert_ne!(ticket.fingerprint(), office().fingerprint());
    assert_eq!(ticket, office().without(&[pause("6 16:00", "7 10:00"), pause("6 10:00", "6 11:00")]).unwrap());
    // As it was written, in order or not, empty or not; and what takes nothing changes nothing.
    let mut written = json!({"timezone": "UTC", "weekly": {"tue": [["09:00", "17:00"]]}});
    written["without"] = json!([
        ["2026-07-07T10:00:00+02:00", "2026-07-07T11:00:00+02:00"],
        ["2026-07-06T08:00:00Z", "2026-07-06T08:00:00Z"]
    ]);
    assert_eq!(serde_json::to_value(compile(&written).doc()).unwrap(), written);
    assert_eq!(office().without(&[]).unwrap(), office());
    assert_eq!(office().without(&[pause("6 10:00", "6 10:00")]).unwrap().doc(), office().doc());
}

#[test]
fn faults_are_named_and_the_limit_holds_at_its_edge() {
    let refused = |segments: &[TimeSegment]| {
        let e = office().without(segments).unwrap_err();
        (e.kind(), e.path().to_owned())
    };
    let good = pause("6 10:00", "6 11:00");
    let reversed = TimeSegment { start: good.end, end: good.start };
    assert_eq!(refused(&[good, reversed]), (ErrorKind::InvalidInput, "segments[1].end".to_owned()));
    let early = TimeSegment { start: MIN_INSTANT - 1, end: good.end };
    assert_eq!(refused(&[early]), (ErrorKind::OutOfRange, "segments[0].start".to_owned()));
    let late = TimeSegment { start: good.start, end: MAX_INSTANT + 1 };
    assert_eq!(refused(&[late]), (ErrorKind::OutOfRange, "segments[0].end".to_owned()));

    let minute = |i: i64| TimeSegment::new(at("6 09:00") + 120 * i * SECOND, at("6 09:00") + (120 * i + 60) * SECOND);
    let most: Vec<TimeSegment> = (0..i64::try_from(limits::MAX_WITHOUT).unwrap()).map(minute).collect();
    let full = office().without(&most).unwrap();
    assert_eq!(full.elapsed_us(at("6 09:00"), at("7 09:00")).unwrap(), 7 * HOUR / 2);
    assert_eq!(full.without(&[minute(3)]).unwrap(), full);
    assert_eq!(full.without(&[minute(-1)]).unwrap_err().kind(), ErrorKind::LimitExceeded);
    let over: Vec<TimeSegment> = most.iter().copied().chain([minute(-1)]).collect();
    assert_eq!(refused(&over), (ErrorKind::LimitExceeded, "segments".to_owned()));

    let mut doc = weekdays("Europe/Nowhere", &["09:00-17:00"]);
    doc["without"] = json!([["2026-07-06T08:00:00Z", "2026-07-06T07:00:00Z"], ["yesterday", "2026-07-06T07:00:00Z"]]);
    let e = Calendar::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap_err();
    let told: Vec<_> = e.problems().iter().map(|p| (p.code.as_str(), p.path.as_str())).collect();
    assert_eq!(
        told,
        [("range_reversed", "without[0]"), ("value_misfit", "without[1][0]"), ("zone_unknown", "timezone")]
    );
    doc["without"] = over.iter().map(|s| json!([format_instant(s.start), format_instant(s.end)])).collect();
    assert_eq!(Calendar::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap_err().path(), "without");
}

/// Weeks that differ within one block, from none to all of the time: the way back must find each.
#[test]
fn every_hour_of_very_uneven_weeks_is_found_again() {
    let mut doc = weekdays("UTC", &["09:00-17:00"]);
    doc["holidays"] = json!(["2026-02-02/2026-03-08", "2026-04-06/2026-06-21"]);
    doc["exceptions"] =
        json!({"2026-02-21": ["00:00-48:00"], "2026-05-10": ["10:00-10:01"], "2199-12-31": ["00:00-24:00"]});
    let mut only = json!({"timezone": "UTC", "exceptions": doc["exceptions"]});
    for cal in [compile(&doc), compile(&only), compile(&json!({"union": [doc, only.take()]}))] {
        let start = parse_instant("2026-01-01T00:00:00Z").unwrap();
        let year = TimeSegment::new(start, parse_instant("2026-12-31T00:00:00Z").unwrap());
        let mut passed = 0;
        for open in cal.segments(year) {
            for at in (open.start..open.end).step_by(usize::try_from(HOUR / 4).unwrap()).chain([open.end - 1]) {
                let amount = passed + at - open.start;
                assert_eq!(cal.elapsed_us(start, at).unwrap(), amount);
                assert_eq!(cal.add_us(start, amount + 1).unwrap(), Some(at + 1));
                assert_eq!(cal.add_us(at + 1, -1).unwrap(), Some(at));
            }
            passed += open.length();
        }
        let last = parse_instant("2199-12-31T12:00:00Z").unwrap();
        assert_eq!(cal.add_us(start, cal.elapsed_us(start, last).unwrap()).unwrap(), Some(last));
    }
}

#[test]
fn the_tables_are_shared() {
    let (base, pieces) = (office(), [pause("6 16:00", "7 10:00"), pause("11 00:00", "12 00:00")]);
    let ticket = base.without(&pieces).unwrap();
    // 16 bytes for each piece, and 24 for the one that holds open time.
    assert_eq!(ticket.memory_bytes(), base.memory_bytes() + 2 * 16 + 24);
    assert_eq!(ticket.distinct_weeks(), base.distinct_weeks());
}

fn base(kind: u8) -> Calendar {
    match kind {
        0 => office(),
        1 => Calendar::always_open(),
        2 => compile(
            &json!({"timezone": "America/New_York", "weekly": {"sat": ["22:00-06:00"], "sun": ["00:00-24:00"]}}),
        ),
        _ => compile(
            &json!({"union": [weekdays("Europe/Berlin", &["09:00-17:00"]), weekdays("Asia/Tokyo", &["09:00-17:00"])]}),
        ),
    }
}

/// The month around the change of the clocks in Berlin, to the microsecond and often to the hour.
fn instants() -> impl Strategy<Value = i64> {
    let begin = parse_instant("2026-03-14T00:00:00Z").unwrap();
    prop_oneof![(0..30 * 24_i64).prop_map(move |h| begin + h * HOUR), (0..30 * DAY).prop_map(move |us| begin + us)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_calendar_without_pieces_is_its_open_time_less_the_pieces(
        kind in 0..4_u8,
        pieces in prop::collection::vec((instants(), 0..60 * HOUR), 0..8),
        instants in prop::collection::vec(instants(), 6),
        amount in -50 * HOUR..50 * HOUR,
    ) {
        let base = base(kind);
        let pieces: Vec<TimeSegment> = pieces.iter().map(|(at, length)| TimeSegment::new(*at, at + length)).collect();
        let cal = base.without(&pieces).unwrap();
        let range = TimeSegment::new(parse_instant("2026-02-01T00:00:00Z").unwrap(), parse_instant("2026-06-01T00:00:00Z").unwrap());
        let removed = IntervalSet::from_segments(pieces.iter().copied());
        let open = base.open_set(range).difference(&removed);
        prop_assert_eq!(cal.open_set(range), open.clone());

        for &at in &instants {
            prop_assert_eq!(cal.is_open_us(at).unwrap(), open.contains(at));
            let to = instants[0];
            let between = open.clip(TimeSegment::new(at.min(to), at.max(to))).total();
            prop_assert_eq!(cal.elapsed_us(at, to).unwrap(), if at <= to { between } else { -between });
            let later = open.clip(TimeSegment::new(at, range.end));
            prop_assert_eq!(cal.next_open_us(at).unwrap(), later.span().map(|s| s.start));
            let close = later.iter().next().map(|s| s.end).filter(|end| *end < range.end);
            prop_assert!(close.is_none() || cal.next_close_us(at).unwrap() == close);
            let opening = open.iter().map(|s| s.start).find(|start| *start >= at);
            prop_assert!(opening.is_none() || cal.next_opening_us(at).unwrap() == opening);
            let earlier = open.iter().map(|s| s.start).rfind(|start| *start <= at && *start > range.start);
            prop_assert!(earlier.is_none() || cal.prev_opening_us(at).unwrap() == earlier);
            let before = open.clip(TimeSegment::new(range.start, at)).span().map(|s| s.end);
            prop_assert_eq!(cal.prev_open_us(at).unwrap(), before);
            let landed = cal.add_us(at, amount).unwrap().unwrap();
            prop_assert_eq!(cal.elapsed_us(at, landed).unwrap(), amount);
            if amount != 0 {
                prop_assert_ne!(cal.elapsed_us(at, landed - amount.signum()).unwrap(), amount); // the earliest, the latest
            }
        }

        let told = IntervalSet::from_segments(
            cal.pieces(range).filter(|p| p.reason.code() == "excluded").map(|p| TimeSegment::new(p.start, p.end)));
        prop_assert_eq!(told, base.open_set(range).intersection(&removed));

        // Piece by piece, from its document, and as a part of a union.
        let one_by_one = pieces.iter().try_fold(base.clone(), |cal, piece| cal.without(&[*piece])).unwrap();
        prop_assert_eq!(&one_by_one, &cal);
        prop_assert_eq!(one_by_one.open_set(range), open.clone());
        let again = compile(&serde_json::to_value(cal.doc()).unwrap());
        prop_assert_eq!(&again, &cal);
        prop_assert_eq!(again.open_set(range), open.clone());
        let night = compile(&json!({"timezone": "UTC", "weekly": {"tue": ["20:00-23:00"]}}));
        prop_assert_eq!(cal.union(&night).unwrap().open_set(range), open.union(&night.open_set(range)));
        prop_assert_eq!(night.difference(&cal).unwrap().open_set(range), night.open_set(range).difference(&open));
    }
}
