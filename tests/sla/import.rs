//! Promises out of other products' forms: what they mean here, and what is left out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::import::{ImportedPolicies, Names, import};
use sundesk::sla::{PolicySet, evaluate_us};
use sundesk::ticket::{EventDoc, TicketHistory};
use sundesk::time::{ZoneDb, parse_instant};

const ZENDESK: &str = include_str!("../fixtures/policies/zendesk.json");
const ZAMMAD: &str = include_str!("../fixtures/policies/zammad.json");

fn names(json: Value) -> Names {
    serde_json::from_value(json).unwrap()
}

fn read(form: &str, text: &str, known: Value) -> ImportedPolicies {
    import(form, text, &names(known)).unwrap()
}

fn lost(read: &ImportedPolicies) -> Vec<String> {
    read.left_out.iter().map(|p| format!("{}: {}", p.path, p.value)).collect()
}

fn doc(read: &ImportedPolicies) -> Value {
    serde_json::to_value(&read.policies).unwrap()
}

fn known() -> Value {
    json!({"organization_id": {"11": "Acme", "12": "Bolt"}, "group_id": {"7": "Tier 2", "9": "Sales", "10": "Spam"}, "priority_id": {"3": "3 high"},
        "calendar_id": {"2": "around the clock"}})
}

#[test]
fn zendesk_policies_keep_their_order_their_alternatives_and_their_clocks() {
    let read = read("zendesk", ZENDESK, known());
    let doc = doc(&read);
    let titles: Vec<&str> = doc["policies"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Gold", "Gold (2)", "Nobody's", "Everybody"]);
    let not_question = json!({"field": "type", "op": "is_not", "value": "question"});
    assert_eq!(
        doc["policies"][0]["when"],
        json!([not_question, {"field": "organization", "op": "in", "values": ["Acme", "Bolt"]}])
    );
    assert_eq!(doc["policies"][1]["when"], json!([not_question, {"field": "group", "op": "is", "value": "Tier 2"}]));
    assert_eq!(
        doc["policies"][2]["when"],
        json!([{"field": "group", "op": "absent"}, {"field": "brand_id", "op": "is", "value": "4"}])
    );
    let gold = &doc["policies"][0]["metrics"];
    assert_eq!(
        (&gold["pausable_update_time"]["targets"]["urgent"], &gold["total_resolution_time"]["clock"]),
        (&json!(3630), &json!("elapsed"))
    );
    let rest = &doc["policies"][3]["metrics"];
    assert_eq!(rest["first_reply_time"]["targets"], json!({"low": 28800, "normal": 14400, "high": 3600}));
    assert_eq!(rest["first_reply_time elapsed"]["targets"], json!({"urgent": 900}));
    assert_eq!(
        lost(&read),
        [
            "sla_policies[1].policy_metrics[2]: time_to_smile urgent",
            r#"sla_policies[2].filter.all[0]: current_tags includes "vip gold""#,
            "sla_policies[2]: Tagged",
            "sla_policies[3].filter.all[1]: brand_id 4",
            "sla_policies[0].metric_settings.first_reply_time: {\"activate_on_ticket_created_for_end_user\":false,\"fulfill_on_agent_internal_note…",
        ]
    );
    let set = PolicySet::compile(&read.policies, &ZoneDb::bundled()).unwrap();
    let office = Calendar::from_json(
        r#"{"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}}"#,
        &ZoneDb::bundled(),
    )
    .unwrap();
    let history = |group: &str, priority: &str| {
        let events = json!([{"at": "2026-07-06T16:00:00Z", "type": "created", "by": "requester", "priority": priority, "group": group}]);
        TicketHistory::new(&serde_json::from_value::<Vec<EventDoc>>(events).unwrap()).unwrap()
    };
    let due = |group: &str, priority: &str, metric: &str| {
        let now = parse_instant("2026-07-06T16:00:00Z").unwrap();
        let report = evaluate_us(&set, &Calendars::new(office.clone()), history(group, priority).view(), now).unwrap();
        let of = report.metrics[metric].due_at;
        (report.choice.policy.clone().unwrap(), of.map(|at| at.utc().to_rfc3339()))
    };
    assert_eq!(
        due("Tier 2", "urgent", "total_resolution_time"),
        ("Gold (2)".into(), Some("2026-07-06T20:00:00+00:00".into()))
    );
    // One of the four open hours is left on Monday, three count on Tuesday.
    assert_eq!(
        due("Desk", "normal", "first_reply_time"),
        ("Everybody".into(), Some("2026-07-07T12:00:00+00:00".into()))
    );
    assert_eq!(
        due("Desk", "urgent", "first_reply_time elapsed"),
        ("Everybody".into(), Some("2026-07-06T16:15:00+00:00".into()))
    );
}

#[test]
fn numbers_without_a_name_keep_the_field_of_the_product() {
    let read = read("zendesk", ZENDESK, json!({"organization_id": {"11": "Acme"}}));
    let gold = &doc(&read)["policies"][0]["when"][1];
    // 12 has no name: what is asked of the organisation's number stays apart from what is asked of its name.
    assert_eq!(*gold, json!({"field": "organization", "op": "is", "value": "Acme"}));
    assert!(lost(&read).contains(&"sla_policies[1].filter.any[1]: organization_id 12".to_owned()), "{:?}", lost(&read));
}

#[test]
fn zammad_agreements_go_by_name_and_pause_while_pending() {
    let read = read("zammad", ZAMMAD, known());
    let doc = doc(&read);
    assert_eq!(doc["name"], "b standard");
    let office = json!({"kind": "first_reply", "calendar": "calendar 1", "target": 7200, "pause_on": ["pending"]});
    let first = &doc["metrics"]["first_response_time"];
    office.as_object().unwrap().iter().for_each(|(key, value)| assert_eq!(first[key], *value, "{key}"));
    assert_eq!(
        (&doc["metrics"]["update_time"]["kind"], &doc["metrics"]["solution_time"]["target"]),
        (&json!("periodic_update"), &json!(172_800))
    );
    assert_eq!(doc["policies"].as_array().unwrap().len(), 1);
    let urgent = &doc["policies"][0];
    let when = json!([{"field": "group", "op": "not_in", "values": ["Sales", "Spam"]}, {"field": "priority", "op": "is", "value": "3 high"}]);
    assert_eq!((&urgent["name"], &urgent["when"]), (&json!("urgent"), &when));
    assert_eq!(
        urgent["metrics"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["first_response_time", "response_time"]
    );
    assert_eq!(urgent["metrics"]["response_time"]["calendar"], "around the clock");
    assert_eq!(
        lost(&read),
        [
            "slas[0]: a fallback",
            r#"slas[3].solution_time: "soon""#,
            "slas[3].condition.conditions[0]: ticket.created_at before (relative)",
            "slas[3]: late",
            "slas[4].condition.conditions[1]: ticket.organization_id is",
            "slas[4]: unowned",
        ]
    );
    PolicySet::compile(&read.policies, &ZoneDb::bundled()).unwrap();
}

#[test]
fn an_agreement_from_before_the_response_time_measures_the_reply_as_its_update() {
    let old = r#"{"name": "old", "calendar_id": 1, "update_time": 60, "condition": null}"#;
    let read = read("zammad", old, json!({}));
    assert_eq!(doc(&read)["metrics"]["update_time"]["kind"], "next_reply");
}

#[test]
fn what_is_no_answer_of_the_product_is_an_error() {
    let fault = |form: &str, text: &str| {
        let e = import(form, text, &Names::new()).unwrap_err();
        (e.kind(), e.path().to_owned())
    };
    assert_eq!(fault("jira", "{}"), (ErrorKind::NotFound, "form".to_owned()));
    assert_eq!(fault("zendesk", "<html>").0, ErrorKind::InvalidInput);
    assert_eq!(fault("zendesk", r#"{"sla_policies": 5}"#), (ErrorKind::InvalidInput, "sla_policies".to_owned()));
    assert_eq!(fault("zendesk", r#"{"sla_policies": [{"title": "a"}, {"title": 5}]}"#).1, "sla_policies[1].title");
    assert_eq!(fault("zammad", r#"[{"name": ["x"]}]"#).1, "[0].name");
    let most = sundesk::sla::import::MAX_POLICY_IMPORT_BYTES;
    let policy = r#"{"sla_policy": {"title": "a"}}"#;
    let long = policy.to_owned() + &" ".repeat(most - policy.len());
    assert_eq!(lost(&read("zendesk", &long, json!({}))).len(), 1);
    assert_eq!(fault("zammad", &" ".repeat(most + 1)).0, ErrorKind::LimitExceeded);
    let nothing = read("zendesk", r#"{"sla_policy": {"title": "a"}}"#, json!({}));
    assert_eq!(lost(&nothing), ["sla_policies[0]: a"]);
}
