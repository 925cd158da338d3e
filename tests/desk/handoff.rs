//! Where rosters meet tickets: the packet of a hand-off, demand out of a log, promises nobody is there to keep.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::calendar::Calendars;
use sundesk::desk::ask::Question;
use sundesk::desk::{Keeper, Keepers, Library, MAX_STAFFED_PROMISES};
use sundesk::sla::PolicySet;
use sundesk::time::ZoneDb;

#[track_caller]
fn ask(library: &Value, question: Value) -> Value {
    let library = Library::from_json(&library.to_string(), &ZoneDb::bundled()).unwrap();
    serde_json::to_value(library.ask(&Question::from_json(&question.to_string()).unwrap()).unwrap()).unwrap()
}

fn desk() -> Value {
    let ticket = |created: &str, owner: &str, extra: Vec<Value>| {
        let mut events = vec![json!({"at": created, "type": "created", "by": "requester", "assignee": owner})];
        events.extend(extra);
        json!(events)
    };
    json!({
        "calendar": {"timezone": "UTC", "always_open": true},
        "policies": {"p": {"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}, "solve": {"kind": "resolution", "target": "12h"}}}},
        "rosters": {"r": {
            "people": {"ana": {"capacity": 5}, "ben": {"capacity": 5}, "cho": {"capacity": 1}},
            "shifts": [
                {"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]},
                {"id": "late", "timezone": "UTC", "start": "16:00", "end": "24:00", "people": ["ben", "cho"]},
            ],
        }},
        "logs": {"l": {"tickets": {
            "T-1": ticket("2026-05-04T09:00:00Z", "ana", vec![json!({"at": "2026-05-04T10:00:00Z", "type": "reply", "by": "agent", "public": true})]),
            "T-2": ticket("2026-05-04T14:00:00Z", "ana", vec![]),
            "T-3": ticket("2026-05-04T13:00:00Z", "ben", vec![]),
            "T-4": ticket("2026-05-04T11:00:00Z", "ana", vec![json!({"at": "2026-05-04T12:00:00Z", "type": "status", "to": "solved"})]),
        }}},
    })
}

#[test]
fn a_packet_holds_the_open_tickets_of_those_who_leave_nearest_due_first() {
    let packet = ask(&desk(), json!({"ask": "packet", "at": "2026-05-04T16:00:00Z"}));
    assert_eq!(packet["from"], json!(["ana"]));
    let rows: Vec<(&str, &str, &str)> = packet["tickets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| (t["ticket"].as_str().unwrap(), t["new_owner"].as_str().unwrap(), t["metric"].as_str().unwrap()))
        .collect();
    // T-2 is due at 18:00, T-1 at 21:00; T-3 is Ben's own, T-4 is solved. Ben has four places left, Cho one.
    assert_eq!(rows, [("T-2", "ben", "first reply"), ("T-1", "ben", "solve")]);
    assert_eq!(packet["tickets"][0]["due_at"], json!("2026-05-04T18:00:00Z"));
    assert_eq!(packet["tickets"][0]["owner_back_in_time"], json!(false), "Ana is back at 08:00");
}

#[test]
fn demand_is_measured_by_the_local_hour_of_a_region() {
    let question = json!({"ask": "measure_demand", "regions": [{"id": "jp", "timezone": "Asia/Tokyo"}]});
    let measured = ask(&desk(), question);
    let region = &measured["regions"][0];
    // 09:00, 11:00, 13:00, 14:00 UTC are 18:00, 20:00, 22:00 and 23:00 in Tokyo, all on one Monday.
    let hourly: Vec<f64> = region["hourly"].as_array().unwrap().iter().map(|h| h.as_f64().unwrap()).collect();
    assert_eq!((hourly[18], hourly[20], hourly[22], hourly[23]), (1.0, 1.0, 1.0, 1.0));
    assert_eq!((hourly.iter().sum::<f64>(), measured["left_out"].clone()), (4.0, json!(0)));
    let roster =
        json!({"regions": [region], "shifts": [{"id": "s", "timezone": "UTC", "start": "08:00", "end": "12:00"}]});
    let answer = ask(
        &json!({"rosters": {"r": roster}}),
        json!({"ask": "demand", "from": "2026-05-04T00:00:00Z", "to": "2026-05-05T00:00:00Z"}),
    );
    assert_eq!(answer["share_exact"], json!("1/2"), "the hours of 09 and 11 UTC");
}

#[test]
fn promises_nobody_is_there_to_keep_are_listed() {
    let question = json!({"ask": "feasibility", "from": "2026-05-04T08:00:00Z", "to": "2026-05-06T08:00:00Z", "promises": [
        {"name": "4 h", "target": "4h"}, {"name": "9 h", "target": "9h"}]});
    let report = ask(&desk(), question);
    // Nobody from 00:00 to 08:00: who asks from 00:00 to 04:00 is due before anybody comes.
    assert_eq!(report["promises"][0]["minutes"], json!(2 * 4 * 60));
    assert_eq!(report["promises"][0]["windows"][0]["from"], json!("2026-05-05T00:00:00Z"));
    assert_eq!(report["promises"][1]["windows"], json!([]));
}

/// What is asked on the last evening is due in the night after it: that nobody is on then is known, though the range ends before.
#[test]
fn a_promise_made_at_the_end_of_the_range_is_looked_at_until_it_is_due() {
    let to_midnight = |target: &str, calendar: Value| {
        let mut promise = json!({"name": "p", "target": target});
        if calendar.is_string() {
            promise["calendar"] = calendar;
        }
        let question = json!({"ask": "feasibility", "from": "2026-05-04T16:00:00Z", "to": "2026-05-05T02:00:00Z", "promises": [promise]});
        let mut library = desk();
        library["calendars"] = json!({"nights": {"timezone": "UTC", "always_open": true}});
        ask(&library, question)["promises"][0]["windows"].clone()
    };
    // Nobody from 00:00 to 08:00.
    let window = |from: &str, minutes: i64| json!([{"from": from, "to": "2026-05-05T02:00:00Z", "minutes": minutes}]);
    assert_eq!(to_midnight("1h", json!(null)), window("2026-05-05T00:00:00Z", 120));
    assert_eq!(to_midnight("6h", json!("nights")), window("2026-05-05T00:00:00Z", 120));
    assert_eq!(to_midnight("8h", json!(null)), json!([]), "due at 08:00, when somebody comes");
}

fn policies() -> Value {
    json!({"policies": [
        {"name": "iberia", "when": [{"field": "language", "op": "in", "values": ["es", "pt"]}],
            "metrics": {"reply": {"kind": "first_reply", "clock": "elapsed", "targets": {"urgent": "1h", "default": "12h"}}}},
        {"name": "not polish", "when": [{"field": "language", "op": "is_not", "value": "pl"}],
            "metrics": {"fix": {"kind": "resolution", "calendar": "office", "target": "8h"}}}],
        "metrics": {"reply": {"kind": "first_reply", "target": "4h"}}})
}

/// Ana (Spanish) from 08:00 to 16:00 UTC, Pia (Portuguese) from 16:00 to 24:00.
fn iberia() -> Value {
    json!({"calendar": {"timezone": "UTC", "always_open": true}, "calendars": {"office": {"timezone": "UTC", "always_open": true}},
        "policies": {"sla": policies()}, "rosters": {"r": {"people": {"ana": {"languages": ["es"]}, "pia": {"languages": ["pt"], "skills": ["tech"]}},
            "shifts": [{"id": "a", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]},
                {"id": "p", "timezone": "UTC", "start": "16:00", "end": "24:00", "people": ["pia"]}]}}})
}

#[test]
fn the_promises_of_a_policy_set_are_asked_about_with_who_can_keep_them() {
    let question = json!({"ask": "feasibility", "from": "2026-05-04T08:00:00Z", "to": "2026-05-06T08:00:00Z",
        "by_field": {"language": "language"}, "kept_by": [{"policy": "not polish", "skill": "tech"}]});
    let report = ask(&iberia(), question);
    let told: Vec<(String, i64)> = report["promises"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["promise"].as_str().unwrap().to_owned(), p["minutes"].as_i64().unwrap() / 60))
        .collect();
    // Spanish: nobody from 16 to 08, 16 hours; urgent for 15 of them, else for 4. Tech from 16 to 24: 16 hours of nobody, for 8 of them.
    // Anybody: nobody from 00 to 08, for 4 of them. Two days each; the gap before 08:00 of the first day is outside, what is asked by 08:00 of the last
    // and due after it inside.
    let expected = [
        ("iberia: reply in 1h, priority urgent, language es", 30),
        ("iberia: reply in 1h, priority urgent, language pt", 7 + 15 + 8),
        ("iberia: reply in 12h, any other priority, language es", 8),
        ("iberia: reply in 12h, any other priority, language pt", 8),
        ("not polish: fix in 8h", 16),
        ("default: reply in 4h", 8),
    ];
    assert_eq!(told, expected.map(|(name, hours)| (name.to_owned(), hours)));
    assert_eq!(report["promises"][0]["kept_by"], json!({"language": "es"}));
    assert_eq!(
        (&report["promises"][4]["kept_by"], &report["promises"][5]["kept_by"]),
        (&json!({"skill": "tech"}), &json!({}))
    );
    assert_eq!(report["notes"][0]["code"], "keeper_unknown");
    assert_eq!(report["notes"].as_array().unwrap().len(), 1);
}

#[test]
fn promises_are_counted_for_each_who_can_keep_them() {
    let staffed = |languages: usize| {
        let values: Vec<String> = (0..languages).map(|n| format!("l{n}")).collect();
        let doc = json!({"policies": [{"name": "p", "when": [{"field": "language", "op": "in", "values": values}],
            "metrics": {"m": {"kind": "first_reply", "clock": "elapsed", "target": "1h"}}}]});
        let set = PolicySet::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap();
        let keepers = Keepers { by_field: [("language".to_owned(), Keeper::Language)].into(), ..Keepers::default() };
        keepers.staff(set.promises(&Calendars::without_default()).unwrap(), &mut Vec::new())
    };
    assert_eq!(staffed(MAX_STAFFED_PROMISES).unwrap().len(), MAX_STAFFED_PROMISES);
    let error = staffed(MAX_STAFFED_PROMISES + 1).unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::LimitExceeded, "by_field"));
}

#[test]
fn who_keeps_what_is_checked_against_the_policies() {
    let fault = |more: Value| {
        let mut question = json!({"ask": "feasibility", "from": "2026-05-04T08:00:00Z", "to": "2026-05-06T08:00:00Z"});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let library = Library::from_json(&iberia().to_string(), &ZoneDb::bundled()).unwrap();
        let error = library.ask(&Question::from_json(&question.to_string()).unwrap()).unwrap_err();
        (error.path().to_owned(), error.kind())
    };
    assert_eq!(fault(json!({"kept_by": [{}, {"policy": "vip"}]})), ("kept_by[1]".to_owned(), ErrorKind::NotFound));
    assert_eq!(fault(json!({"by_field": {"tier": "skill"}})), ("by_field.tier".to_owned(), ErrorKind::NotFound));
    let own = json!([{"name": "x", "target": "1h"}]);
    assert_eq!(
        fault(json!({"promises": own, "by_field": {"language": "skill"}})),
        ("policies".to_owned(), ErrorKind::InvalidInput)
    );
    assert_eq!(fault(json!({"policies": "other"})), ("policies".to_owned(), ErrorKind::NotFound));
    assert_eq!(fault(json!({"by_field": {"language": "language", "priority": "language"}})).1, ErrorKind::InvalidInput);
}

#[test]
fn a_day_is_planned_across_zones() {
    let mut hourly = vec![0; 24];
    hourly[9] = 1;
    let regions = json!([
        {"id": "jp", "timezone": "Asia/Tokyo", "share": 1, "hourly": hourly}, {"id": "de", "timezone": "Europe/Berlin", "share": 3, "hourly": hourly}]);
    let doc = json!({"rosters": {"r": {"regions": regions, "shifts": [{"id": "s", "timezone": "UTC", "start": "07:00", "end": "15:00", "capacity": 10}]}}});
    let question = json!({"ask": "staffing", "from": "2026-05-04T00:00:00Z", "to": "2026-05-05T00:00:00Z", "slot_minutes": 60, "contacts": 80.0, "aht_s": 300.0,
        "goal": {"target_s": 20.0, "service_level": 0.8}});
    let report = ask(&doc, question);
    let slots = report["slots"].as_array().unwrap();
    let come: Vec<(usize, f64)> =
        slots.iter().enumerate().map(|(i, s)| (i, s["arrivals"].as_f64().unwrap())).filter(|s| s.1 > 0.0).collect();
    // 09:00 in Tokyo is midnight UTC, 09:00 in Berlin 07:00 in summer.
    assert_eq!(come, [(0, 20.0), (7, 60.0)]);
    assert!(slots[0]["short"].as_u64().unwrap() > 0 && slots[7]["short"] == 0, "nobody is on at midnight");
}
