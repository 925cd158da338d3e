//! Suggestions, hand-offs, demand, balance and imports against what can be checked on paper and against naive twins.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::coverage::suggest::{CoverNeed, CoverPlan, Shape, suggest_cover};
use sundesk::desk::ask::Question;
use sundesk::desk::{Answer, Library};
use sundesk::time::ZoneDb;

fn asked(doc: &Value, question: &Value) -> sundesk::Result<Answer> {
    let library = Library::from_json(&json!({"rosters": {"r": doc}}).to_string(), &ZoneDb::bundled()).unwrap();
    library.ask(&Question::from_json(&question.to_string())?)
}

#[track_caller]
fn ask(doc: &Value, question: Value) -> Value {
    serde_json::to_value(asked(doc, &question).unwrap()).unwrap()
}

fn shape(slots: u32, cost: u32, starts: Option<Vec<u32>>) -> Shape {
    Shape { slots, cost, starts }
}

fn cover(need: &[u32], circular: bool, shapes: Vec<Shape>) -> CoverPlan {
    suggest_cover(&CoverNeed { need: need.to_vec(), circular, shapes, seed: 1, rounds: None }).unwrap()
}

/// Whether a plan covers a need, what nobody can cover apart.
fn covers(plan: &CoverPlan, need: &[u32]) -> bool {
    let mut on = vec![0; need.len()];
    for s in &plan.shifts {
        (0..s.slots as usize).for_each(|i| on[(s.start + i) % need.len()] += s.count);
    }
    plan.unmet.iter().for_each(|u| on[u.slot] += u.short);
    on.iter().zip(need).all(|(on, need)| on >= need)
}

/// The least cost by trying every way, slot by slot: fill the first short slot by each shape that can.
fn least(left: &mut [i64], circular: bool, shapes: &[Shape], spent: u64, best: &mut u64) {
    if spent >= *best {
        return;
    }
    let n = left.len();
    let Some(slot) = left.iter().position(|l| *l > 0) else {
        *best = spent;
        return;
    };
    for shape in shapes {
        let length = shape.slots as usize;
        for start in 0..n {
            let fits = circular || start + length <= n;
            let allowed = shape.starts.as_ref().is_none_or(|s| s.contains(&u32::try_from(start).unwrap()));
            let slots: Vec<usize> = (0..length).map(|i| (start + i) % n).collect();
            if fits && allowed && slots.contains(&slot) {
                slots.iter().for_each(|s| left[*s] -= 1);
                least(left, circular, shapes, spent + u64::from(shape.cost), best);
                slots.iter().for_each(|s| left[*s] += 1);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn one_length_is_exact(need in prop::collection::vec(0..3_u32, 2..8), length in 1..8_u32, circular: bool, some in prop::collection::vec(any::<bool>(), 8)) {
        prop_assume!(length as usize <= need.len());
        let starts: Vec<u32> = (0..need.len()).filter(|i| some[*i]).map(|i| u32::try_from(i).unwrap()).collect();
        for starts in [None, Some(starts)] {
            let shapes = vec![shape(length, 1, starts)];
            let plan = cover(&need, circular, shapes.clone());
            prop_assert!(covers(&plan, &need), "{plan:?}");
            let mut left: Vec<i64> = need.iter().map(|n| i64::from(*n)).collect();
            plan.unmet.iter().for_each(|u| left[u.slot] = 0);
            let mut best = u64::MAX;
            least(&mut left, circular, &shapes, 0, &mut best);
            prop_assert_eq!(plan.cost, best);
            prop_assert!(plan.optimal && plan.lower_bound <= plan.cost);
        }
    }

    #[test]
    fn several_lengths_in_a_day_are_exact_and_a_search_stays_near(need in prop::collection::vec(0..3_u32, 4..7), costs in (1..4_u32, 1..6_u32)) {
        let shapes = vec![shape(2, costs.0, None), shape(4, costs.1, None)];
        for circular in [false, true] {
            let plan = cover(&need, circular, shapes.clone());
            prop_assert!(covers(&plan, &need), "{plan:?}");
            let mut best = u64::MAX;
            let mut left: Vec<i64> = need.iter().map(|n| i64::from(*n)).collect();
            least(&mut left, circular, &shapes, 0, &mut best);
            prop_assert!(plan.lower_bound <= best && plan.cost >= best);
            prop_assert!(circular || plan.cost == best && plan.optimal, "{} {best}", plan.cost);
            prop_assert!(plan.cost <= best + u64::from(costs.0.max(costs.1)), "{} {best}", plan.cost);
        }
    }
}

#[test]
fn a_week_of_168_slots_is_covered_exactly() {
    let need: Vec<u32> = (0..168).map(|h| if (9..17).contains(&(h % 24)) && h < 120 { 9 } else { 2 }).collect();
    let plan = cover(&need, true, vec![shape(8, 1, None)]);
    assert!(covers(&plan, &need) && plan.optimal && plan.total >= plan.lower_bound);
}

#[test]
fn patterns_cover_a_week_within_one_person_of_the_bound() {
    let need: Vec<u32> = (0..168).map(|h| if (8..20).contains(&(h % 24)) { 6 } else { 2 }).collect();
    let sites = json!([{"id": "manila", "timezone": "Asia/Manila"}, {"id": "madrid", "timezone": "Europe/Madrid"}, {"id": "lima", "timezone": "America/Lima"}]);
    let doc = json!({"people": {"a": {"timezone": "Asia/Manila"}, "b": {"timezone": "Europe/Madrid"}, "c": {"timezone": "America/Lima"}}});
    let question = json!({"ask": "suggest_patterns", "week": {"from": "2026-01-05T00:00:00Z", "need": need, "shift_slots": 8, "sites": sites, "rounds": 400}});
    let answer = ask(&doc, question.clone());
    let (agents, bound) = (answer["agents"].as_u64().unwrap(), answer["lower_bound"].as_u64().unwrap());
    assert!(bound <= agents && agents <= bound + 3, "{agents} for {bound}");
    let mut on = vec![0_u64; 168];
    for p in answer["patterns"].as_array().unwrap() {
        let first: chrono::DateTime<chrono::Utc> = p["first"].as_str().unwrap().parse().unwrap();
        let start = usize::try_from((first.timestamp() - 1_767_571_200) / 3600).unwrap();
        (0..5)
            .flat_map(|d| (0..8).map(move |i| (start + d * 24 + i) % 168))
            .for_each(|s| on[s] += p["count"].as_u64().unwrap());
    }
    assert!(on.iter().zip(&need).all(|(on, need)| *on >= u64::from(*need)));
    assert_eq!(ask(&doc, question), answer, "the same seed finds the same answer");
}

#[test]
fn rest_and_shape_of_patterns_are_checked() {
    let refused = |change: Value, path: &str| {
        let mut question = json!({"ask": "suggest_patterns", "week": {"from": "2026-01-05T00:00:00Z", "need": vec![1; 168], "shift_slots": 8}});
        question["week"].as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let error = asked(&json!({"shifts": []}), &question).unwrap_err();
        assert_eq!(error.path(), path, "{error}");
    };
    refused(json!({"shift_slots": 14}), "week.shift_slots");
    refused(json!({"need": vec![1; 100]}), "week.need");
    refused(json!({"days_on": 8}), "week.days_on");
    refused(json!({"sites": [{"id": "x", "timezone": "Asia/Tokio"}]}), "week.sites[0].timezone");
}

/// Three people, three shifts a day, a fortnight: 14 each, and nobody without eleven hours of rest.
#[test]
fn a_rotation_is_dealt_out_fairly() {
    let shift =
        |id: &str, start: &str, end: &str| json!({"id": id, "timezone": "Europe/Berlin", "start": start, "end": end});
    let doc = json!({
        "people": {"ana": {"timezone": "Europe/Berlin"}, "ben": {"timezone": "Europe/Berlin"}, "cho": {"timezone": "Europe/Berlin"}},
        "shifts": [shift("early", "06:00", "14:00"), shift("late", "14:00", "22:00"), shift("night", "22:00", "06:00")],
        "time_off": [{"person": "ben", "from": "2026-05-06T00:00", "to": "2026-05-07T00:00"}],
    });
    let question =
        json!({"ask": "suggest_rotation", "from": "2026-05-04T00:00:00+02:00", "to": "2026-05-18T00:00:00+02:00"});
    let answer = ask(&doc, question);
    let duties = answer["duties"].as_array().unwrap();
    let count = |who: &str| duties.iter().filter(|d| d["person"] == who).count();
    assert!(duties.len() + answer["unfilled"].as_array().unwrap().len() >= 42);
    assert!(
        count("ana").abs_diff(count("cho")) <= 2 && count("ben") >= 11,
        "{} {} {}",
        count("ana"),
        count("ben"),
        count("cho")
    );
    assert!(!duties.iter().any(|d| d["person"] == "ben" && d["local_date"] == "2026-05-06"));
    for who in ["ana", "ben", "cho"] {
        let own: Vec<_> = duties.iter().filter(|d| d["person"] == who).collect();
        for pair in own.windows(2) {
            let at = |v: &Value| v.as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp();
            assert!(at(&pair[1]["from"]) - at(&pair[0]["to"]) >= 11 * 3600, "{who} {pair:?}");
        }
    }
    assert!(answer["gini"].as_f64().unwrap() < 0.1);
}

#[test]
fn nights_weekends_and_holidays_are_those_of_the_person() {
    let doc = json!({
        "people": {"ana": {"timezone": "Europe/Berlin", "calendar": "de"}, "dai": {"timezone": "Asia/Dubai", "calendar": "ae"}},
        "calendars": {
            "de": {"timezone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"], "thu": ["09:00-17:00"], "fri": ["09:00-17:00"]}, "holidays": ["2026-05-01"]},
            "ae": {"timezone": "Asia/Dubai", "weekly": {"sun": ["09:00-17:00"], "mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"], "thu": ["09:00-17:00"]}},
        },
        "assignments": [
            {"person": "ana", "from": "2026-05-01T18:00:00+02:00", "to": "2026-05-02T02:00:00+02:00"},
            {"person": "ana", "from": "2026-05-02T10:00:00+02:00", "to": "2026-05-02T12:00:00+02:00"},
            {"person": "dai", "from": "2026-05-01T10:00:00+04:00", "to": "2026-05-01T12:00:00+04:00"},
            {"person": "dai", "from": "2026-05-03T10:00:00+04:00", "to": "2026-05-03T12:00:00+04:00"},
        ],
    });
    let answer = ask(&doc, json!({"ask": "balance", "from": "2026-04-30T00:00:00Z", "to": "2026-05-05T00:00:00Z"}));
    let ana = &answer["people"]["ana"];
    // Friday 18:00 to 24:00 is the holiday; 22:00 to 02:00 is night; Saturday 00:00-02:00 and 10:00-12:00 are weekend.
    assert_eq!(
        (ana["holiday_minutes"].clone(), ana["night_minutes"].clone(), ana["weekend_minutes"].clone()),
        (json!(360), json!(240), json!(240))
    );
    assert_eq!(ana["rest_violations"].as_array().unwrap().len(), 1, "8 hours of rest");
    // 6 h holiday at 2, 2 h of Saturday night and 2 h of Saturday at 1.5.
    assert!((ana["weighted_hours"].as_f64().unwrap() - 18.0).abs() < 1e-9);
    let dai = &answer["people"]["dai"];
    assert_eq!(dai["weekend_minutes"], json!(120), "Friday is the weekend, Sunday is not");
}

#[test]
fn the_most_valuable_uncovered_hours_come_first() {
    let mut hourly = vec![0; 24];
    (hourly[9], hourly[10], hourly[20]) = (5, 3, 1);
    let doc = json!({
        "shifts": [{"id": "day", "timezone": "UTC", "start": "10:30", "end": "20:00", "languages": ["en"]}],
        "regions": [{"id": "uk", "timezone": "UTC", "share": 3, "hourly": hourly}, {"id": "de", "timezone": "UTC", "share": 1, "hourly": hourly, "language": "de"}],
    });
    let question = json!({"ask": "demand", "from": "2026-01-05T00:00:00Z", "to": "2026-01-06T00:00:00Z"});
    let answer = ask(&doc, question);
    // Of 9 parts the UK gets half of the 3 at 10:00; Germany nothing, for nobody speaks German.
    assert_eq!(answer["by_region_exact"], json!({"uk": "1/6", "de": "0"}));
    assert_eq!(answer["share_exact"], json!("1/8"));
    let hours: Vec<(&str, u64)> = answer["most_valuable_uncovered"]
        .as_array()
        .unwrap()
        .iter()
        .map(|h| (h["day"].as_str().unwrap(), h["hour"].as_u64().unwrap()))
        .collect();
    assert_eq!(hours, [("mon", 9), ("mon", 10), ("mon", 20)]);
    let error = asked(
        &doc,
        &json!({"ask": "demand", "from": "2026-01-05T00:00:00Z", "to": "2026-01-06T00:00:00Z", "language": "fr"}),
    );
    assert_eq!(error.unwrap_err().path(), "language", "the region names its own");
    let error = asked(
        &json!({"shifts": []}),
        &json!({"ask": "demand", "from": "2026-01-05T00:00:00Z", "to": "2026-01-06T00:00:00Z"}),
    );
    assert_eq!(error.unwrap_err().kind(), ErrorKind::NotFound);
}

#[cfg(feature = "ical")]
#[test]
fn malformed_icalendar_is_refused_and_what_is_lost_is_named() {
    use sundesk::coverage::import::{RosterForm, import};
    let ics = |from: &str, to: &str| RosterForm {
        name: "ics",
        from: Some(from.into()),
        to: Some(to.into()),
        ..RosterForm::default()
    };
    let january = ics("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
    let form = |name: &'static str| RosterForm { name, ..RosterForm::default() };
    let read = |text: &str, form: &RosterForm<'_>| import(form, text, &ZoneDb::bundled());
    assert_eq!(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", &january).unwrap_err().kind(), ErrorKind::InvalidInput);
    let event = |lines: &str| format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
    let lost = read(&event("DTSTART:20260105T090000Z\nDTEND:20260105T170000Z"), &january).unwrap();
    assert_eq!((lost.roster.assignments.len(), lost.left_out.len()), (0, 1), "nobody is named");
    let lost = read(&event("SUMMARY:Ana\nDTSTART;TZID=Mars/Base:20260105T090000\nDURATION:PT8H"), &january).unwrap();
    assert_eq!(lost.left_out.len(), 1);
    assert_eq!(read(&event("SUMMARY:Ana"), &form("ics")).unwrap_err().path(), "from");
    let back = ics("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z");
    assert_eq!(read(&event("SUMMARY:Ana"), &back).unwrap_err().path(), "to");
    let beside = RosterForm { name: "pagerduty", timezone: Some("UTC".into()), ..RosterForm::default() };
    assert_eq!(read("{}", &beside).unwrap_err().path(), "form");
}

/// A bot answers all week, a person from 09:00 to 17:00: the nights are gaps, and the report says that the bot is on in them.
#[test]
fn an_agent_of_ai_is_a_tier_of_its_own() {
    let mut roster = json!({
        "timezone": "UTC",
        "people": {"bot": {"kind": "ai", "languages": ["en"]}, "ann": {"languages": ["en", "pt"]}},
        "shifts": [
            {"id": "day", "start": "09:00", "end": "17:00", "people": ["ann"]},
            {"id": "always", "start": "00:00", "end": "24:00", "people": ["bot"]}],
        "regions": [{"id": "all", "timezone": "UTC", "share": 1, "hourly": vec![1; 24]}]});
    let day = |what: &str| json!({"ask": what, "from": "2026-03-02T00:00:00Z", "to": "2026-03-03T00:00:00Z"});
    let found = ask(&roster, day("gaps"));
    assert_eq!((&found["gap_minutes"], &found["ai_only_minutes"]), (&json!(960), &json!(960)));
    let parts: Vec<_> = found["gaps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|g| (g["from"] == g["ai"][0]["from"], g["have"].clone()))
        .collect();
    assert_eq!(parts, [(true, json!(0)), (true, json!(0))]);

    let met = ask(&roster, day("demand"));
    let third = |value: &Value, n: f64| (value.as_f64().unwrap() - n / 3.0).abs() < 1e-12;
    assert!(third(&met["share"], 1.0) && third(&met["ai_share"], 2.0), "{met}");

    // Who asks for Portuguese at night has nobody at all.
    let mut asked = day("gaps");
    asked["language"] = json!("pt");
    let found = ask(&roster, asked);
    assert_eq!((&found["gap_minutes"], &found["ai_only_minutes"]), (&json!(960), &json!(0)));
    assert!(found["gaps"][0].get("ai").is_none());

    // Without the bot nothing is different but that nobody answers.
    roster["shifts"].as_array_mut().unwrap().pop();
    let found = ask(&roster, day("gaps"));
    assert_eq!((&found["gap_minutes"], &found["ai_only_minutes"]), (&json!(960), &json!(0)));
    assert_eq!(ask(&roster, day("demand"))["ai_share"], json!(0.0));
}

#[test]
fn a_shift_that_was_over_was_together_with_the_next() {
    let roster = json!({"timezone": "UTC", "shifts": [
        {"id": "a", "start": "09:00", "end": "17:00"},
        {"id": "b", "start": "18:00", "end": "20:00"}]});
    let asked = json!({"ask": "handoffs", "from": "2026-03-02T00:00:00Z", "to": "2026-03-04T00:00:00Z"});
    let found = ask(&roster, asked);
    let overlaps: Vec<_> = found["handoffs"].as_array().unwrap().iter().map(|h| h["overlap_minutes"].clone()).collect();
    assert_eq!(overlaps, [-60, -780, -60, -780]);
    assert_eq!(found["violations"], json!(4));
}
