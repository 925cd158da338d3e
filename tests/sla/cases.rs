//! Replays `tests/cases/sla_scenarios.json` and `tests/field/sla_scenarios.json`: events, policy and calendar in, state and amounts out, exactly.

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::Value;
use sundesk::calendar::{Calendar, CalendarDoc, Calendars};
use sundesk::sla::{PolicyDoc, PolicySet, SlaReport, evaluate_us};
use sundesk::ticket::{EventDoc, TicketHistory};
use sundesk::time::{ZoneDb, parse_instant};

fn calendar(doc: &Value, zones: &ZoneDb) -> Calendar {
    let doc: CalendarDoc = serde_json::from_value(doc.clone()).expect("a calendar");
    Calendar::compile(&doc, zones).expect("a calendar that compiles")
}

/// The policy of a case, with the alerts it expects written into it.
fn policy(case: &Value) -> PolicyDoc {
    let mut policy = case["policy"].clone();
    if let Some(alerts) = case.get("expected_alerts").and_then(Value::as_array) {
        policy["alerts"] = alerts.iter().map(|a| serde_json::json!({"percent": a["percent"]})).collect();
    }
    PolicyDoc::from_value(policy).expect("a policy")
}

fn report(case: &Value, zones: &ZoneDb) -> SlaReport {
    let mut calendars = Calendars::new(calendar(&case["calendar"], zones));
    for (name, doc) in case.get("calendars").and_then(Value::as_object).into_iter().flatten() {
        calendars.insert(name, calendar(doc, zones));
    }
    let set = PolicySet::compile(&policy(case), zones).expect("a policy that compiles");
    let events: Vec<EventDoc> = serde_json::from_value(case["events"].clone()).expect("events");
    let history = TicketHistory::new(&events).expect("a history");
    let now = parse_instant(case["at"].as_str().expect("at")).expect("an instant");
    evaluate_us(&set, &calendars, history.view(), now).expect("a report")
}

#[test]
fn every_scenario_gives_exactly_what_it_says() {
    let zones = ZoneDb::bundled();
    let files = [include_str!("../cases/sla_scenarios.json"), include_str!("../field/sla_scenarios.json")];
    let files: Vec<Value> = files.iter().map(|text| serde_json::from_str(text).expect("JSON")).collect();
    let cases: Vec<&Value> = files.iter().flat_map(|f| f["cases"].as_array().expect("cases")).collect();
    let mut faults = Vec::new();
    for case in &cases {
        let id = case["id"].as_str().expect("id");
        let got = serde_json::to_value(report(case, &zones)).expect("a report as JSON");
        for (metric, expected) in case["expected"].as_object().expect("expected") {
            for (field, want) in expected.as_object().expect("fields") {
                let have = &got["metrics"][metric][field];
                if have != want {
                    faults.push(format!("{id}: {metric}.{field}: got {have}, expected {want}"));
                }
            }
        }
        for alert in case.get("expected_alerts").and_then(Value::as_array).into_iter().flatten() {
            let metric = alert["metric"].as_str().expect("metric");
            let name = format!("percent-{}", alert["percent"]);
            let alerts = got["metrics"][metric]["alerts"].as_array().expect("alerts");
            let have = alerts.iter().find(|a| a["alert"] == name.as_str()).map(|a| &a["at"]);
            if have != Some(&alert["at"]) {
                faults.push(format!("{id}: {metric} {name}: got {have:?}, expected {}", alert["at"]));
            }
        }
    }
    assert_eq!(cases.len(), 31 + 1);
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
