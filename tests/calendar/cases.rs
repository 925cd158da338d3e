//! Replays `tests/cases/business_time.json`: 171 questions from the tests of other products and from independent computation.
//!
//! Where peers disagree by convention (`tie`), our answer is `expected`; the table below names the option of ours that gives the
//! other answer, and each such case is asked again with that option.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::cast_possible_wrap)] // a test may fail loudly

use serde_json::Value;
use sundesk::calendar::{Boundary, Calendar, CalendarDoc};
use sundesk::time::{Fold, Gap, SECOND, ZoneDb, format_instant, parse_instant};

/// Tie question -> the option that reproduces an alternative (none where we have no such option, on purpose).
const TIES: [(&str, &[Choice]); 10] = [
    ("zero: add/subtract of 0 from a closed instant", &[Choice::NextOpen]),
    // Signed arithmetic is one rule; a caller who wants 0 or the absolute value takes `max(0)` or `abs()`.
    ("sign: elapsed with end before start", &[]),
    ("exception-vs-holiday: date-specific hours on a date that is also a holiday", &[Choice::HolidayBeatsException]),
    // Half-open only: touching intervals would otherwise count an instant twice.
    ("inclusive: is the closing instant itself open", &[]),
    ("dst-endpoint: interval endpoint inside a DST gap/fold", &[Choice::GapCompatible, Choice::FoldLater]),
    ("prev-open at an exact opening instant", &[]),
    ("boundary: add/subtract that lands exactly on the end of an open interval", &[Choice::NextOpen]),
    ("overnight-holiday: does a holiday cut the tail of the previous day's overnight shift", &[Choice::OwnerDate]),
    ("overlapping intervals on one day", &[]),
    ("never-open calendar", &[]),
];

#[derive(Clone, Copy, Debug)]
enum Choice {
    NextOpen,
    HolidayBeatsException,
    GapCompatible,
    FoldLater,
    OwnerDate,
}

fn cases() -> Vec<Value> {
    let text = std::fs::read_to_string("tests/cases/business_time.json").unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["cases"].as_array().unwrap().clone()
}

fn answer(case: &Value, zones: &ZoneDb, choice: Option<Choice>) -> Value {
    let mut doc: CalendarDoc = serde_json::from_value(case["calendar"].clone()).unwrap();
    let mut boundary = Boundary::Close;
    match choice {
        None => {}
        Some(Choice::NextOpen) => boundary = Boundary::NextOpen,
        Some(Choice::HolidayBeatsException) => doc.exception_beats_holiday = false,
        Some(Choice::GapCompatible) => doc.resolution.gap = Gap::Compatible,
        Some(Choice::FoldLater) => doc.resolution.fold = Fold::Later,
        Some(Choice::OwnerDate) => doc.holiday_cut = sundesk::calendar::HolidayCut::OwnerDate,
    }
    let cal = Calendar::compile(&doc, zones).unwrap();
    let start = parse_instant(case["start"].as_str().unwrap()).unwrap();
    let seconds = || case["seconds"].as_i64().unwrap() * SECOND;
    let instant = |found: Option<i64>| found.map_or(Value::Null, |at| format_instant(at).into());
    match case["op"].as_str().unwrap() {
        "elapsed" => {
            (cal.elapsed_us(start, parse_instant(case["end"].as_str().unwrap()).unwrap()).unwrap() / SECOND).into()
        }
        "add" => instant(cal.add_boundary_us(start, seconds(), boundary).unwrap()),
        "subtract" => instant(cal.add_boundary_us(start, -seconds(), boundary).unwrap()),
        "is_open" => cal.is_open_us(start).unwrap().into(),
        "next_open" => instant(cal.next_open_us(start).unwrap()),
        "next_close" => instant(cal.next_close_us(start).unwrap()),
        "prev_open" => instant(cal.prev_open_us(start).unwrap()),
        "next_opening" => instant(cal.next_opening_us(start).unwrap()),
        "prev_opening" => instant(cal.prev_opening_us(start).unwrap()),
        other => panic!("unknown op {other}"),
    }
}

/// Instants are compared as instants: `17:00+02:00` is `15:00Z`.
fn same(a: &Value, b: &Value) -> bool {
    let instant = |v: &Value| v.as_str().and_then(|s| parse_instant(s).ok());
    a == b || (instant(a).is_some() && instant(a) == instant(b))
}

#[test]
fn every_case_is_answered_as_expected() {
    let zones = ZoneDb::bundled();
    let wrong: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let got = answer(case, &zones, None);
            (!same(&got, &case["expected"]))
                .then(|| format!("{}: got {got}, expected {}", case["id"], case["expected"]))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many tied cases change to a listed alternative under each option of ours.
#[test]
fn an_option_of_ours_gives_the_other_answer_of_a_tie() {
    let zones = ZoneDb::bundled();
    let mut reproduced = Vec::new();
    for case in cases().iter().filter(|c| !c["tie"].is_null()) {
        let question = case["tie"]["question"].as_str().unwrap();
        let options =
            TIES.iter().find(|t| t.0 == question).unwrap_or_else(|| panic!("a tie without a line: {question}")).1;
        for &option in options {
            let got = answer(case, &zones, Some(option));
            let listed = case["tie"]["alternatives"].as_array().unwrap().iter().any(|a| same(&got, &a["value"]));
            assert!(listed || same(&got, &case["expected"]), "{} under {option:?}: {got}", case["id"]);
            if listed {
                reproduced.push(format!("{} {option:?}", case["id"].as_str().unwrap()));
            }
        }
    }
    reproduced.sort();
    let expected = [
        "biz-003 NextOpen",
        "biz-028 HolidayBeatsException",
        "biz-052 GapCompatible",
        "biz-055 FoldLater",
        "btd-008 NextOpen",
        "go-001 NextOpen",
        "go-002 NextOpen",
        "own-026 FoldLater",
        "own-027 FoldLater",
        "own-029 GapCompatible",
        "own-030 GapCompatible",
        "own-054 HolidayBeatsException",
        "pandas-005 NextOpen",
        "pandas-034 NextOpen",
        "pandas-046 NextOpen",
        "pandas-049 NextOpen",
        "pandas-051 OwnerDate",
        "php-005 NextOpen",
    ];
    assert_eq!(reproduced, expected);
}
