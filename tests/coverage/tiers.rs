//! Bots as a tier of their own, burdens at their edges, and needs of two things at once.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::coverage::{Filter, Roster};
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::time::ZoneDb;

fn asked(doc: &Value, question: &Value) -> sundesk::Result<Value> {
    let library = Library::from_json(&json!({"rosters": {"r": doc}}).to_string(), &ZoneDb::bundled())?;
    let answer = library.ask(&Question::from_json(&question.to_string())?)?;
    Ok(serde_json::to_value(answer).unwrap())
}

fn ask(doc: &Value, question: &Value) -> Value {
    asked(doc, question).unwrap()
}

/// Ana by day, a bot at all times.
fn desk() -> Value {
    json!({
        "people": {"ana": {"skills": ["billing"]}, "bot": {"kind": "ai", "skills": ["billing", "faq"], "capacity": 50}},
        "shifts": [
            {"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]},
            {"id": "always", "timezone": "UTC", "start": "00:00", "end": "24:00", "people": ["bot"]},
            {"id": "open", "timezone": "UTC", "start": "16:00", "end": "17:00", "days": ["tue"]}]})
}

const WEEK: [&str; 2] = ["2026-05-04T00:00:00Z", "2026-05-11T00:00:00Z"];

#[test]
fn a_bot_carries_no_burden_and_takes_no_turn() {
    let [from, to] = WEEK;
    for question in ["balance", "load"] {
        let answer = ask(&desk(), &json!({"ask": question, "from": from, "to": to}));
        let people: Vec<&String> = answer["people"].as_object().unwrap().keys().collect();
        assert_eq!(people, ["ana"], "{question}");
    }
    let answer = ask(&desk(), &json!({"ask": "balance", "from": from, "to": to}));
    assert_eq!((&answer["balance"], &answer["gini"]), (&json!(1.0), &json!(0.0)), "one person alone is even");
    let dealt = ask(&desk(), &json!({"ask": "suggest_rotation", "from": from, "to": to}));
    assert_eq!(dealt["weighted_hours"].as_object().unwrap().keys().collect::<Vec<_>>(), ["ana"]);
    let refused =
        asked(&desk(), &json!({"ask": "suggest_rotation", "from": from, "to": to, "fair": {"people": ["bot"]}}));
    assert_eq!(refused.unwrap_err().path(), "people");
}

#[test]
fn people_are_matched_and_bots_are_said_beside_them() {
    let answer =
        ask(&desk(), &json!({"ask": "skills", "at": "2026-05-04T12:00:00Z", "need": {"billing": 2, "faq": 1}}));
    assert_eq!(
        (&answer["feasible"], &answer["unfilled"], &answer["unfilled_with_ai"]),
        (&json!(false), &json!(2), &json!(0))
    );
    assert_eq!(answer["counts"], json!({"billing": 1, "faq": 0}));
}

/// Whoever has no skills of their own works with those of the shift, in a rotation that is proposed as on the day itself.
#[test]
fn a_proposed_rotation_counts_the_skills_of_the_shift() {
    let doc = json!({
        "people": {"ana": {}, "ben": {"skills": ["sales"]}},
        "shifts": [{"id": "tech", "timezone": "UTC", "start": "08:00", "end": "16:00", "skills": ["tech"]}]});
    let dealt =
        ask(&doc, &json!({"ask": "suggest_rotation", "from": "2026-05-04T00:00:00Z", "to": "2026-05-06T00:00:00Z"}));
    let who: Vec<&str> = dealt["duties"].as_array().unwrap().iter().map(|d| d["person"].as_str().unwrap()).collect();
    assert_eq!(who, ["ana", "ana"], "Ben sells, whatever the shift says");
}

/// Ana ends at 02:00 and starts at 08:00: too short a rest on the day that is asked about, though the night before is not.
#[test]
fn a_rest_that_begins_before_the_range_is_seen() {
    let duty = |from: &str, to: &str| json!({"person": "ana", "from": from, "to": to});
    let doc = json!({"shifts": [], "assignments": [duty("2026-05-03T18:00:00Z", "2026-05-04T02:00:00Z"), duty("2026-05-04T08:00:00Z", "2026-05-04T16:00:00Z")]});
    let rests = |from: &str| {
        let answer = ask(&doc, &json!({"ask": "balance", "from": from, "to": "2026-05-05T00:00:00Z"}));
        answer["people"]["ana"]["rest_violations"].clone()
    };
    let short = json!([{"at": "2026-05-04T08:00:00Z", "rest_minutes": 360}]);
    assert_eq!(rests("2026-05-03T00:00:00Z"), short);
    assert_eq!(rests("2026-05-04T00:00:00Z"), short, "the first duty runs into the range");
    assert_eq!(rests("2026-05-04T05:00:00Z"), short, "and here it ended before");
    assert_eq!(rests("2026-05-04T09:00:00Z"), json!([]), "a duty that was there already does not start");
}

/// Christmas Eve is a holiday from 14:00: a shift from 10:00 to 18:00 has four hours of it.
#[test]
fn part_of_a_holiday_counts_as_that_part() {
    let weekly: serde_json::Map<String, Value> =
        ["mon", "tue", "wed", "thu", "fri"].iter().map(|d| ((*d).to_owned(), json!(["09:00-17:00"]))).collect();
    let doc = json!({
        "people": {"ana": {"timezone": "Europe/Berlin", "calendar": "de"}},
        "calendars": {"de": {"timezone": "Europe/Berlin", "weekly": weekly, "holidays": [{"date": "2026-12-24", "hours": "14:00-24:00"}, "2026-12-25"]}},
        "shifts": [{"id": "day", "timezone": "Europe/Berlin", "start": "10:00", "end": "18:00", "people": ["ana"]}]});
    let minutes = |from: &str, to: &str| {
        let answer = ask(&doc, &json!({"ask": "balance", "from": from, "to": to}));
        let ana = &answer["people"]["ana"];
        (ana["holiday_minutes"].as_i64().unwrap(), ana["weekend_minutes"].as_i64().unwrap())
    };
    assert_eq!(minutes("2026-12-24T00:00:00+01:00", "2026-12-25T00:00:00+01:00"), (240, 0));
    assert_eq!(minutes("2026-12-24T00:00:00+01:00", "2026-12-24T14:00:00+01:00"), (0, 0));
    assert_eq!(minutes("2026-12-24T00:00:00+01:00", "2026-12-28T00:00:00+01:00"), (240 + 480, 960));
}

/// Two must answer billing and one of them in Portuguese: Ana alone speaks it, and somebody for billing must be there beside her.
#[test]
fn a_need_of_two_things_is_met_by_one_who_has_both() {
    let doc = |people: Value, needs: Value| {
        let ids: Vec<&String> = people.as_object().unwrap().keys().collect();
        let mut requirements = needs.clone();
        for (i, need) in requirements.as_array_mut().unwrap().iter_mut().enumerate() {
            need["id"] = json!(format!("n{i}"));
            (need["start"], need["end"], need["timezone"]) = (json!("00:00"), json!("24:00"), json!("UTC"));
        }
        json!({"people": people, "requirements": requirements,
            "shifts": [{"id": "day", "timezone": "UTC", "start": "00:00", "end": "24:00", "people": ids}]})
    };
    let gaps = |doc: Value| {
        let answer = ask(&doc, &json!({"ask": "gaps", "from": "2026-05-04T00:00:00Z", "to": "2026-05-05T00:00:00Z"}));
        let told = |g: &Value| {
            format!(
                "{} of {}: {}",
                g["have"],
                g["need"],
                g["reasons"][0]["missing"].as_array().map_or(String::new(), |m| m
                    .iter()
                    .map(|m| m.as_str().unwrap())
                    .collect::<Vec<_>>()
                    .join(", "))
            )
        };
        answer["gaps"].as_array().unwrap().iter().map(told).collect::<Vec<_>>()
    };
    let both = json!({"skills": ["billing", "tech"], "languages": ["pt"]});
    let skilled = |skill: &str| json!({"skills": [skill], "languages": ["en"]});
    // One person with both cannot answer a technical contact in Portuguese and a billing contact at once.
    let apart = json!([{"min": 1, "skill": "tech", "language": "pt"}, {"min": 1, "skill": "billing"}]);
    assert_eq!(gaps(doc(json!({"ana": both}), apart.clone())), ["1 of 2: billing, tech and language pt"]);
    assert!(gaps(doc(json!({"ana": both, "ben": skilled("billing")}), apart)).is_empty());
    // Whoever speaks Portuguese and knows billing is one of the two for billing.
    let within = json!([{"min": 2, "skill": "billing"}, {"min": 1, "skill": "billing", "language": "pt"}]);
    assert!(gaps(doc(json!({"ana": both, "ben": skilled("billing")}), within.clone())).is_empty());
    // The skill of one and the language of the other make nobody who has both.
    let two = json!({"ana": {"skills": ["billing"], "languages": ["en"]}, "ben": {"skills": ["billing"], "languages": ["en"]}, "cho": {"skills": ["sales"], "languages": ["pt"]}});
    assert_eq!(gaps(doc(two, within)), ["0 of 1: billing, language pt"]);
    let question = json!({"ask": "skills", "at": "2026-05-04T12:00:00Z", "need": {"billing": 1}, "contacts": [{"skill": "tech", "language": "pt", "count": 1}]});
    let answer = ask(&doc(json!({"ana": both}), json!([])), &question);
    assert_eq!((&answer["unfilled"], &answer["tightest"]), (&json!(1), &json!(["billing", "tech and language pt"])));
    let nothing = json!({"ask": "skills", "at": "2026-05-04T12:00:00Z", "contacts": [{"count": 1}]});
    assert_eq!(asked(&doc(json!({"ana": both}), json!([])), &nothing).unwrap_err().path(), "contacts[0]");
}

/// A day off is a day: from the midnight that begins it to the one that ends it, where the person lives, also when the clocks change.
#[test]
fn whole_days_off_are_whole() {
    let away = |from: &str, to: &str| {
        let doc = json!({
            "people": {"ana": {"timezone": "Europe/Berlin"}},
            "shifts": [{"id": "always", "timezone": "UTC", "start": "00:00", "end": "24:00", "people": ["ana"]}],
            "time_off": [{"person": "ana", "from": from, "to": to}]});
        let answer = asked(&doc, &json!({"ask": "gaps", "from": "2026-03-27T00:00:00Z", "to": "2026-04-02T00:00:00Z"}));
        answer.map(|a| (a["gaps"][0]["from"].clone(), a["gaps"][0]["to"].clone()))
    };
    let told = |from: &str, to: &str| {
        away(from, to)
            .map(|(from, to)| format!("{} {}", from.as_str().unwrap_or(""), to.as_str().unwrap_or("")))
            .unwrap()
    };
    assert_eq!(told("2026-03-29", "2026-03-29"), "2026-03-28T23:00:00Z 2026-03-29T22:00:00Z", "23 hours");
    assert_eq!(told("2026-03-28", "2026-03-30"), "2026-03-27T23:00:00Z 2026-03-30T22:00:00Z");
    assert_eq!(told("2026-03-30", "2026-03-31T12:00"), "2026-03-29T22:00:00Z 2026-03-31T10:00:00Z");
    assert_eq!(away("2026-03-30", "2026-03-29").unwrap_err().path(), "rosters.r.time_off[0].to");
    assert_eq!(away("2026-03-30", "soon").unwrap_err().path(), "rosters.r.time_off[0].to");
}

/// Ben and Cho both stand in for Ana: the second finds nobody to replace, and the roster says so.
#[test]
fn a_replacement_that_finds_nobody_is_told() {
    let told = |overrides: Value| {
        let doc = json!({"people": {"ana": {}, "ben": {}, "cho": {}}, "shifts": [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]}], "overrides": overrides});
        let roster = Roster::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap();
        let on = roster.on("2026-05-04T12:00:00Z".parse().unwrap(), &Filter::default()).unwrap().join(",");
        (on, roster.warnings().iter().map(|p| format!("{} {} {}", p.code, p.path, p.value)).collect::<Vec<_>>())
    };
    let change = |what: Value, from: u32, to: u32| {
        let mut change = what;
        (change["from"], change["to"]) =
            (json!(format!("2026-05-04T{from:02}:00:00Z")), json!(format!("2026-05-04T{to:02}:00:00Z")));
        change
    };
    let (ben, cho) = (json!({"remove": "ana", "add": "ben"}), json!({"remove": "ana", "add": "cho"}));
    let lost = vec!["override_lost overrides[1] cho".to_owned()];
    assert_eq!(told(json!([change(ben.clone(), 8, 14), change(cho.clone(), 10, 16)])), ("ben".into(), lost.clone()));
    assert_eq!(
        told(json!([change(json!({"remove": "ana"}), 8, 14), change(cho.clone(), 10, 16)])),
        (String::new(), lost.clone())
    );
    assert_eq!(
        told(json!([change(json!({"only": ["ben"]}), 8, 14), change(cho.clone(), 10, 16)])),
        ("ben".into(), lost)
    );
    // One after the other, in a row, or in different teams they get along.
    assert_eq!(told(json!([change(ben.clone(), 8, 12), change(cho.clone(), 12, 16)])), ("cho".into(), Vec::new()));
    assert_eq!(
        told(json!([change(ben, 8, 16), change(json!({"remove": "ben", "add": "cho"}), 8, 16)])),
        ("cho".into(), Vec::new())
    );
    assert_eq!(told(json!([change(cho, 8, 16), change(json!({"remove": "ana"}), 8, 16)])), ("cho".into(), Vec::new()));
}

/// The week is drawn on the clock of any zone, whether anybody of the roster works in it or not.
#[test]
fn the_week_is_drawn_in_any_zone() {
    let drawn = |zone: &str| {
        asked(&desk(), &json!({"ask": "heat_map", "from": WEEK[0], "to": WEEK[1], "timezone": zone, "step": 60}))
    };
    let map = drawn("Asia/Kathmandu").unwrap();
    assert_eq!((&map["timezone"], map["rows"].as_array().unwrap().len()), (&json!("Asia/Kathmandu"), 7));
    assert_eq!(drawn("Asia/Katmandoo").unwrap_err().kind(), sundesk::ErrorKind::UnknownZone);
}
