//! `lifecycle.json`, asked of the crate itself.

use serde_json::{Map, Value, json};
use sundesk::calendar::{Calendar, Calendars};
use sundesk::ticket::Record;
use sundesk::ticket::lifecycle::{Board, Command, People};
use sundesk::ticket::workflow::Workflow;
use sundesk::time::{ZoneDb, parse_instant};

pub(super) fn answer(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    if let Some(define) = case.get("define") {
        let problems: Vec<String> = match Workflow::from_value(define.clone()) {
            Ok(_) => Vec::new(),
            Err(e) => e.problems().iter().map(|p| p.code.clone()).collect(),
        };
        return Ok(json!({ "problems": problems }));
    }
    let mut board = board(zones, case)?;
    let mut records: Vec<Record> = Vec::new();
    let (mut saved, mut codes) = (Map::new(), Vec::new());
    for step in case.get("steps").and_then(Value::as_array).into_iter().flatten() {
        if let Some(to) = step.get("tick").and_then(Value::as_str) {
            records.extend(board.tick(parse_instant(to).map_err(said)?).map_err(said)?);
            codes.push(Value::Null);
            continue;
        }
        let mut command = step.get("command").cloned().unwrap_or_default();
        let ticket = command.get("ticket").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let (Some(name), Some(fields)) =
            (step.get("expect_version").and_then(Value::as_str), command.as_object_mut())
        {
            fields.insert("expect_version".to_owned(), saved.get(name).cloned().unwrap_or_default());
        }
        let decision = board.command(&Command::from_value(command).map_err(said)?).map_err(said)?;
        records.extend(decision.due);
        records.extend(decision.records);
        codes.push(decision.refusal.map_or(Value::Null, |r| r.code.name().into()));
        if let (Some(name), Some(state)) = (step.get("save_version").and_then(Value::as_str), board.state(&ticket)) {
            saved.insert(name.to_owned(), state.version.into());
        }
    }
    let mut tickets = Map::new();
    for state in board.tickets() {
        let view = board.view(&state.id).map_err(said)?;
        tickets.insert(state.id.clone(), serde_json::to_value(view).map_err(|e| e.to_string())?);
    }
    let records = serde_json::to_value(&records).map_err(|e| e.to_string())?;
    Ok(json!({"steps": codes, "tickets": tickets, "records": records}))
}

fn board(zones: &ZoneDb, case: &Value) -> Result<Board, String> {
    let object = |key: &str| case.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
    let mut calendars = Calendars::without_default();
    for (name, doc) in object("calendars") {
        calendars.insert(name, Calendar::from_json(&doc.to_string(), zones).map_err(said)?);
    }
    let mut board = Board::new("cases", calendars);
    let own = case.get("workflow").and_then(Value::as_str).unwrap_or_default().to_owned();
    let workflows = object("workflows");
    let others = workflows.keys().filter(|name| **name != own);
    for name in std::iter::once(&own).chain(others) {
        let doc = workflows.get(name).cloned().unwrap_or_default();
        board.add_workflow(name, Workflow::from_value(doc).map_err(said)?).map_err(said)?;
    }
    let people: People =
        serde_json::from_value(case.get("people").cloned().unwrap_or_default()).map_err(|e| e.to_string())?;
    board.set_people(people);
    let version = board.current(&own).map(|w| w.version().to_owned()).unwrap_or_default();
    for record in case.get("given").and_then(Value::as_array).into_iter().flatten() {
        let text = record.to_string().replace("@version", &version);
        board.evolve(&Record::from_json(&text).map_err(said)?).map_err(said)?;
    }
    Ok(board)
}

fn said(e: sundesk::Error) -> String {
    e.to_string()
}
