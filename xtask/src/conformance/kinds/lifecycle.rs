//! `lifecycle.json`: a workflow, commands in order, and what must hold at the end.
//!
//! A backend is asked with documents of the library's own form and a list of steps, each a `tick` or a `command`, and answers
//! `{"steps": [null | code], "tickets": {id: view}, "records": [...]}`; for a workflow definition `{"problems": [code]}`.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, only, text};
use chrono::DateTime;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The kind.
pub(crate) struct Lifecycle;

const START: &str = "2026-03-02T09:00:00Z";

const CASE_KEYS: [&str; 13] = [
    "id",
    "workflow",
    "override",
    "actors",
    "groups",
    "given",
    "steps",
    "start",
    "expect",
    "define",
    "expect_invalid",
    "@calendars",
    "@workflows",
];

const EXPECTATIONS: [&str; 41] = [
    "status",
    "category",
    "assignee",
    "group",
    "priority",
    "subject",
    "tags",
    "tier",
    "workflow",
    "requester",
    "requester_sees",
    "reopen_count",
    "last_reopened_by",
    "started",
    "solved",
    "closed",
    "solved_at",
    "closed_at",
    "until",
    "hold_reason",
    "waiting",
    "first_reply",
    "messages",
    "public_messages",
    "redacted_messages",
    "channels",
    "participants",
    "watchers",
    "links",
    "merged_into",
    "follow_up_of",
    "duplicate_of",
    "approval",
    "goodwill",
    "goodwill_pending",
    "events",
    "muted",
    "bot",
    "open_tasks",
    "legal_hold",
    "score",
];

/// Events whose kind of record has their name; the others follow from moves and rules.
const RECORD_EVENTS: [&str; 20] = [
    "created",
    "status_changed",
    "message_added",
    "note_added",
    "assigned",
    "linked",
    "merged_into",
    "received_merge",
    "reminder_due",
    "owner_timed_out",
    "follow_up_rejected",
    "bot_handoff",
    "survey_requested",
    "survey_suppressed",
    "survey_answered",
    "detractor_follow_up",
    "goodwill_granted",
    "goodwill_approval_requested",
    "subject_erased",
    "reopen_limited",
];

impl Kind for Lifecycle {
    fn name(&self) -> &'static str {
        "lifecycle"
    }

    fn recognises(&self, case: &Value) -> bool {
        (case.get("workflow").is_some() && case.get("steps").is_some()) || case.get("define").is_some()
    }

    fn adopt(&self, file: &Value, case: &mut Value) {
        if let Some(fields) = case.as_object_mut() {
            for key in ["calendars", "workflows"] {
                fields.insert(format!("@{key}"), file.get(key).cloned().unwrap_or_else(|| json!({})));
            }
        }
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        only(case, &CASE_KEYS, "case")?;
        for calendar in map(case.get("@calendars")).values() {
            exactly(calendar, &["tz", "week", "holidays"], "calendar")?;
        }
        if case.get("define").is_some() {
            return case.get("expect_invalid").map(|_| ()).ok_or_else(|| "no `expect_invalid`".to_owned());
        }
        let workflow = text(case, "workflow")?;
        case.get("@workflows").and_then(|w| w.get(workflow)).ok_or_else(|| format!("no workflow {workflow:?}"))?;
        for (ticket, expected) in map(case.get("expect")) {
            if ticket == "tickets" || expected.is_null() {
                continue;
            }
            for (key, wanted) in map(Some(&expected)) {
                if !EXPECTATIONS.contains(&key.as_str()) && !key.starts_with("field:") && !key.starts_with("time:") {
                    return Err(format!("expect.{ticket}: unknown field {key:?}"));
                }
                if key == "events" {
                    known_events(case, &wanted)?;
                }
            }
        }
        steps(case).map(|_| ())
    }

    fn question(&self, case: &Value) -> Value {
        if let Some(define) = case.get("define") {
            return json!({ "define": define });
        }
        let workflow = text(case, "workflow").unwrap_or_default();
        let mut workflows = map(case.get("@workflows"));
        if let (Some(doc), Some(over)) = (workflows.get_mut(workflow), case.get("override")) {
            lay_over(doc, over);
        }
        json!({
            "calendars": calendars(case),
            "workflow": workflow,
            "people": people(case),
            "given": given(case, &workflows),
            "steps": steps(case).unwrap_or_default(),
            "workflows": workflows,
        })
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return Verdict::Wrong { got: format!("error: {error}"), expected: "an answer".to_owned() },
        };
        match case.get("define") {
            Some(_) => judge_definition(case, answer),
            None => judge_steps(case, answer),
        }
    }
}

fn map(value: Option<&Value>) -> Map<String, Value> {
    value.and_then(Value::as_object).cloned().unwrap_or_default()
}

/// Objects key by key; lists and scalars are replaced.
fn lay_over(doc: &mut Value, over: &Value) {
    match (doc, over) {
        (Value::Object(doc), Value::Object(over)) => {
            for (key, value) in over {
                lay_over(doc.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (doc, over) => *doc = over.clone(),
    }
}

/// `{"tz", "week": {"mon": ["09:00", "17:00"]}, "holidays"}` as the library writes calendars.
fn calendars(case: &Value) -> Map<String, Value> {
    let hours = |day: &Value| {
        let pair = |p: &Value| {
            let times: Vec<&str> = p.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            times.join("-")
        };
        match day.as_array().and_then(|d| d.first()) {
            Some(Value::Array(_)) => day.as_array().into_iter().flatten().map(pair).collect::<Vec<_>>(),
            _ => vec![pair(day)],
        }
    };
    let house = |doc: &Value| {
        let week: Map<String, Value> =
            map(doc.get("week")).into_iter().map(|(day, times)| (day, json!(hours(&times)))).collect();
        json!({"timezone": doc.get("tz"), "weekly": week, "holidays": doc.get("holidays").cloned().unwrap_or(json!([]))})
    };
    map(case.get("@calendars")).iter().map(|(name, doc)| (name.clone(), house(doc))).collect()
}

/// The people everybody knows, and those of the case.
fn people(case: &Value) -> Value {
    let mut actors = map(Some(&json!({
        "agent": {"role": "agent"}, "lead": {"role": "lead"}, "admin": {"role": "admin"},
        "customer": {"role": "requester"}, "system": {"role": "system"},
    })));
    actors.extend(map(case.get("actors")));
    json!({"actors": actors, "groups": map(case.get("groups"))})
}

/// Tickets as they are before step 1, as records; a backend puts the version of the workflow in place of `@version`.
fn given(case: &Value, workflows: &Map<String, Value>) -> Vec<Value> {
    let workflow = text(case, "workflow").unwrap_or_default();
    let start = case.get("start").and_then(Value::as_str).unwrap_or(START);
    let record = |id: &str, seq: u32, kind: &str, data: Value| {
        json!({"id": format!("{id}-{seq}"), "stream": id, "seq": seq, "at": start, "recorded_at": start,
               "actor": {"kind": "auto", "id": "given"}, "workflow": workflow, "schema": 1, "kind": kind, "data": data})
    };
    let mut records = Vec::new();
    for (id, of) in map(case.get("given")) {
        let mut begins = map(Some(&of));
        let into = begins.remove("merged_into");
        let assignee = begins.remove("assignee");
        let status = begins.get("status").and_then(Value::as_str).unwrap_or_default().to_owned();
        let category = workflows.get(workflow).and_then(|w| w.get("statuses")?.get(&status)?.get("category"));
        begins.insert("category".to_owned(), category.cloned().unwrap_or_default());
        begins.insert("workflow".to_owned(), workflow.into());
        begins.insert("workflow_version".to_owned(), "@version".into());
        records.push(record(&id, 1, "created", json!({ "of": begins })));
        if let Some(into) = into {
            records.push(record(&id, 2, "merged_into", json!({ "into": into })));
        } else if let Some(assignee) = assignee {
            records.push(record(&id, 2, "assigned", json!({ "assignee": assignee })));
        }
    }
    records
}

/// The steps as commands. Messages and scores without an author are the requester's, whom a ticket without one calls `customer`.
fn steps(case: &Value) -> Result<Vec<Value>, String> {
    let mut now = case.get("start").and_then(Value::as_str).unwrap_or(START).to_owned();
    let mut found = Vec::new();
    for (i, step) in case.get("steps").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let mut command = map(Some(step));
        let wrong = |what: &str| format!("steps[{i}]: {what}");
        command.remove("reject");
        let name = |value: Option<Value>| value.unwrap_or_default();
        let (save, expect) = (name(command.remove("save_version")), name(command.remove("expect_version")));
        let verb = command.get("do").and_then(Value::as_str).ok_or_else(|| wrong("no `do`"))?.to_owned();
        if verb == "tick" {
            now = command.get("to").and_then(Value::as_str).ok_or_else(|| wrong("no `to`"))?.to_owned();
            found.push(json!({ "tick": now }));
            continue;
        }
        if let Some(at) = command.get("at").and_then(Value::as_str) {
            now = at.to_owned();
        }
        command.insert("at".to_owned(), now.clone().into());
        if !["customer_reply", "score"].contains(&verb.as_str()) {
            command.entry("by").or_insert_with(|| "agent".into());
        }
        if verb == "create" && !command.contains_key("requester") {
            let by = command.get("by").and_then(Value::as_str).unwrap_or_default();
            let role = people(case).pointer(&format!("/actors/{by}/role")).cloned();
            let who = if role == Some("requester".into()) { by.to_owned() } else { "customer".to_owned() };
            command.insert("requester".to_owned(), who.into());
        }
        found.push(json!({"command": command, "save_version": save, "expect_version": expect}));
    }
    Ok(found)
}

fn known_events(case: &Value, wanted: &Value) -> Result<(), String> {
    let told: BTreeSet<String> =
        ["@workflows", "override"].iter().filter_map(|k| case.get(*k)).flat_map(emitted).collect();
    let derived = ["reopened", "solved", "closed"];
    let stranger = map(Some(wanted)).into_iter().map(|(name, _)| name).find(|name| {
        !RECORD_EVENTS.contains(&name.as_str()) && !derived.contains(&name.as_str()) && !told.contains(name)
    });
    stranger.map_or(Ok(()), |name| Err(format!("unknown event {name:?}")))
}

fn emitted(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let own = map.get("emit").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(map.values().flat_map(emitted)).collect()
        }
        Value::Array(items) => items.iter().flat_map(emitted).collect(),
        _ => Vec::new(),
    }
}

fn judge_definition(case: &Value, answer: &Value) -> Verdict {
    let found: Vec<String> = answer
        .get("problems")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|code| Some(code.as_str()?.trim_start_matches("workflow_").to_owned()))
        .collect();
    let right = match case.get("expect_invalid").and_then(Value::as_str) {
        Some(code) => found.iter().any(|f| f == code),
        None => found.is_empty(),
    };
    if right {
        return Verdict::Right(None);
    }
    Verdict::Wrong {
        got: format!("{found:?}"),
        expected: case.get("expect_invalid").cloned().unwrap_or_default().to_string(),
    }
}

fn judge_steps(case: &Value, answer: &Value) -> Verdict {
    let codes = answer.get("steps").and_then(Value::as_array).cloned().unwrap_or_default();
    for (i, step) in case.get("steps").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let wanted = step.get("reject").cloned().unwrap_or_default();
        let got = codes.get(i).cloned().unwrap_or_default();
        if got != wanted {
            return Verdict::Wrong { got: format!("step {}: {got}", i + 1), expected: wanted.to_string() };
        }
    }
    for (id, expected) in map(case.get("expect")) {
        if let Some(wrong) = judge_ticket(&id, &expected, answer) {
            return wrong;
        }
    }
    Verdict::Right(None)
}

fn judge_ticket(id: &str, expected: &Value, answer: &Value) -> Option<Verdict> {
    let tickets = answer.get("tickets").and_then(Value::as_object);
    let wrong = |what: &str, got: &Value, expected: &Value| {
        Some(Verdict::Wrong { got: format!("{id}.{what}: {got}"), expected: expected.to_string() })
    };
    if id == "tickets" {
        let count = json!(tickets.map_or(0, Map::len));
        return if count == *expected { None } else { wrong("count", &count, expected) };
    }
    let view = tickets.and_then(|t| t.get(id));
    let Some(view) = view else {
        return if expected.is_null() { None } else { wrong("ticket", &Value::Null, expected) };
    };
    if expected.is_null() {
        return wrong("ticket", view, expected);
    }
    map(Some(expected)).into_iter().find_map(|(key, wanted)| {
        if key == "events" {
            return map(Some(&wanted)).into_iter().find_map(|(event, n)| {
                let got = json!(count_events(answer, id, &event));
                if got == n { None } else { wrong(&format!("events.{event}"), &got, &n) }
            });
        }
        let got = reading(view, &key);
        if same(&key, &got, &wanted) { None } else { wrong(&key, &got, &wanted) }
    })
}

fn reading(view: &Value, key: &str) -> Value {
    let part = |name: &str| view.get(name).cloned().unwrap_or_default();
    if let Some(field) = key.strip_prefix("field:") {
        return part("fields").get(field).cloned().unwrap_or_default();
    }
    if let Some(sum) = key.strip_prefix("time:") {
        return part("time").get(sum).cloned().unwrap_or_default();
    }
    match key {
        "links" => json!(part("links").as_array().map_or(0, Vec::len)),
        "goodwill" => {
            let amounts = map(Some(&part("goodwill")));
            let amounts = amounts.values().filter_map(|a| a.as_str()?.parse::<f64>().ok());
            json!(amounts.sum::<f64>())
        }
        name => part(name),
    }
}

fn same(key: &str, got: &Value, wanted: &Value) -> bool {
    if ["tags", "watchers", "participants", "channels"].contains(&key) {
        let set = |v: &Value| v.as_array().into_iter().flatten().map(Value::to_string).collect::<BTreeSet<_>>();
        return set(got) == set(wanted);
    }
    match (got, wanted) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::String(a), Value::String(b)) if key == "until" || key.ends_with("_at") => {
            let at = |text: &str| DateTime::parse_from_rfc3339(text).map(|t| t.timestamp_micros()).ok();
            at(a).is_some() && at(a) == at(b)
        }
        _ => got == wanted,
    }
}

fn count_events(answer: &Value, id: &str, event: &str) -> usize {
    let records = answer.get("records").and_then(Value::as_array).into_iter().flatten();
    let mine = records.filter(|r| r.get("stream").and_then(Value::as_str) == Some(id));
    let text = |r: &Value, path: &str| r.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let done = |category: String| category == "solved" || category == "closed";
    mine.filter(|r| {
        let kind = text(r, "/kind");
        let (from, to) = (text(r, "/data/from_category"), text(r, "/data/to_category"));
        let moved = kind == "status_changed";
        match event {
            "reopened" => moved && done(from) && !done(to),
            "solved" => moved && !done(from) && done(to),
            "closed" => moved && from != "closed" && to == "closed",
            name => kind == name || (kind == "rule_emitted" && text(r, "/data/event") == name),
        }
    })
    .count()
}
