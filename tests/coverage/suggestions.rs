//! Whatever is suggested for a gap, done in the document, leaves nothing of it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::{Value, json};
use sundesk::coverage::{Filter, Gap, Roster, Suggestion};
use sundesk::time::{HOUR, TimeSegment, ZoneDb, format_instant, parse_instant};

fn compile(doc: &Value) -> Roster {
    Roster::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap_or_else(|e| panic!("{e}\n{doc}"))
}

/// The shift of an id.
fn shift<'d>(doc: &'d mut Value, id: &str) -> &'d mut Value {
    doc["shifts"].as_array_mut().unwrap().iter_mut().find(|s| s["id"] == id).unwrap()
}

fn minutes(text: &Value) -> i64 {
    let text = text.as_str().unwrap();
    text[..2].parse::<i64>().unwrap() * 60 + text[3..].parse::<i64>().unwrap()
}

fn clock(minutes: i64) -> Value {
    json!(format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

/// Puts people on for a time who can do what a label says.
fn plan(doc: &mut Value, count: u32, labels: &[String], time: TimeSegment) {
    let all = labels.iter().flat_map(|label| label.split(" and "));
    let (languages, skills): (Vec<&str>, Vec<&str>) = all.partition(|label| label.starts_with("language "));
    let languages: Vec<&str> = languages.into_iter().map(|l| &l["language ".len()..]).collect();
    for _ in 0..count {
        let id = format!("new {}", doc["people"].as_object().unwrap().len());
        doc["people"][&id] = json!({"skills": skills, "languages": languages});
        let duty = json!({"person": id, "from": format_instant(time.start), "to": format_instant(time.end)});
        doc["assignments"].as_array_mut().unwrap().push(duty);
    }
}

/// Does in a document what is suggested.
fn apply(doc: &mut Value, gap: &Gap, suggestion: &Suggestion) {
    let time = gap.time.segment();
    match suggestion {
        Suggestion::EndLater { shift: id, minutes: by } | Suggestion::StartEarlier { shift: id, minutes: by } => {
            let (by, of) = (by.whole(), shift(doc, id));
            let earlier = matches!(suggestion, Suggestion::StartEarlier { .. });
            let start = minutes(&of["start"]);
            if of["minutes"].is_number() {
                of["minutes"] = json!(of["minutes"].as_i64().unwrap() + by);
            } else {
                let end = minutes(&of["end"]);
                let end = if end <= start { end + 1_440 } else { end };
                of["end"] = clock(if earlier { end } else { end + by });
            }
            if earlier {
                of["start"] = clock(start - by);
            }
        }
        Suggestion::AddShift { time, count } => plan(doc, *count, &gap.wanted, time.segment()),
        Suggestion::AddSkill { missing, count } => plan(doc, *count, missing, time),
        Suggestion::AddCapacity { count } => plan(doc, *count, &gap.wanted, time),
        Suggestion::FindReplacement { people } => {
            for person in people {
                let stand_in = format!("for {person}");
                doc["people"][&stand_in] = doc["people"][person].clone();
                let change = json!({"remove": person, "add": stand_in, "from": format_instant(time.start), "to": format_instant(time.end)});
                doc["overrides"].as_array_mut().unwrap().push(change);
            }
        }
        Suggestion::ReviewChange { changes } => {
            for change in changes {
                let place: usize = change["overrides[".len()..change.len() - 1].parse().unwrap();
                let over = &mut doc["overrides"][place];
                // Kept in its place, at another time.
                (over["from"], over["to"]) = (json!("2020-01-01T00:00:00Z"), json!("2020-01-02T00:00:00Z"));
            }
        }
        Suggestion::StaffAnyway { shifts } => shifts.iter().for_each(|id| shift(doc, id)["except_dates"] = json!([])),
        Suggestion::ExtendValidity { shifts } => shifts.iter().for_each(|id| {
            shift(doc, id).as_object_mut().unwrap().remove("valid_to");
        }),
        Suggestion::Together { edits } => {
            // Later parts first: places of overrides stay what they are.
            edits.iter().rev().for_each(|edit| apply(doc, gap, edit));
        }
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_is_suggested_closes_the_gap(
            shifts in prop::collection::vec((0..24_i64, 1..12_i64, 1..128_u8, prop::collection::btree_set(0..4_usize, 0..3), any::<bool>()), 1..5),
            away in prop::collection::vec((0..4_usize, 0..60_i64, 1..30_i64), 0..4),
            over in prop::collection::vec((0..4_usize, 0..4_usize, 0..60_i64, 1..30_i64), 0..3),
            needs in prop::collection::vec((0..24_i64, 1..12_i64, 1..3_u32, 0..4_usize), 0..3),
            except in any::<bool>(), valid in any::<bool>(), autumn in any::<bool>(), skill in 0..3_usize) {
        const PEOPLE: [&str; 4] = ["ana", "ben", "cho", "dia"];
        const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        // Both changes of Berlin's clocks, and a zone that has none.
        let first = if autumn { "2026-10-24" } else { "2026-03-28" };
        let start = parse_instant(&format!("{first}T00:00:00Z")).unwrap();
        let at = |hour: i64| format_instant(start + hour * HOUR);
        let shifts: Vec<Value> = shifts.iter().enumerate().map(|(i, (from, length, days, people, elapsed))| {
            let days: Vec<&str> = (0..7).filter(|d| days >> d & 1 == 1).map(|d| DAYS[d]).collect();
            let people: Vec<&str> = people.iter().map(|p| PEOPLE[*p]).collect();
            let zone = if i % 2 == 0 { "Europe/Berlin" } else { "Asia/Kolkata" };
            let mut shift = json!({"id": format!("s{i}"), "timezone": zone, "days": days, "start": clock(from * 60), "people": people});
            if *elapsed { shift["minutes"] = json!(length * 60) } else { shift["end"] = clock((from + length) % 24 * 60) }
            if people.is_empty() { shift["skills"] = json!(["billing"]) }
            if except { shift["except_dates"] = json!([format_instant(start + 24 * HOUR)[..10]]) }
            if valid { shift["valid_to"] = json!(format_instant(start + 48 * HOUR)[..10]) }
            shift
        }).collect();
        let away: Vec<Value> = away.iter().map(|(who, from, hours)| json!({"person": PEOPLE[*who], "from": at(*from), "to": at(from + hours)})).collect();
        let over: Vec<Value> = over.iter().map(|(gone, add, from, hours)| {
            let mut change = json!({"remove": PEOPLE[*gone], "from": at(*from), "to": at(from + hours)});
            if gone != add { change["add"] = json!(PEOPLE[*add]) }
            change
        }).collect();
        let needs: Vec<Value> = needs.iter().enumerate().map(|(i, (from, length, min, what))| {
            let mut need = json!({"id": format!("n{i}"), "timezone": "UTC", "start": clock(from * 60), "end": clock((from + length) % 24 * 60), "min": min});
            if *what > 0 { need["skill"] = json!(if *what == 1 { "billing" } else { "tech" }) }
            if *what == 3 { need["language"] = json!("pt") }
            need
        }).collect();
        let doc = json!({
            "people": {"ana": {"skills": ["billing", "tech"], "languages": ["pt"]}, "ben": {"skills": ["billing"]}, "cho": {"skills": ["tech"], "capacity": 2}, "dia": {}},
            "shifts": shifts, "time_off": away, "overrides": over, "requirements": needs, "assignments": []});
        let filter = Filter { skill: [None, Some("billing"), Some("tech")][skill].map(str::to_owned), ..Filter::default() };
        let range = TimeSegment::new(start, start + 72 * HOUR);
        let roster = compile(&doc);
        for gap in roster.gaps(range, &filter).unwrap().gaps {
            let mut mended = doc.clone();
            apply(&mut mended, &gap, &gap.suggestion);
            let left = compile(&mended).gaps(gap.time.segment(), &filter).unwrap();
            // What is short only together may fall apart into other sets; what the gap asked for is not short any more.
            let same = |other: &&Gap| other.wanted == gap.wanted;
            prop_assert!(left.gaps.iter().find(same).is_none(), "{:?}\nleaves {:?}\nin {}", gap, left.gaps.iter().find(same), doc);
        }
    }
}
