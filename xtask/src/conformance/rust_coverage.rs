//! `coverage.json` by straight calls: each question to its roster.

use serde_json::{Value, json};
use sundesk::coverage::{Roster, ask::Question};
use sundesk::document::Document;
use sundesk::time::ZoneDb;

pub(super) fn answer(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let said = |e: sundesk::Error| e.to_string();
    let mut answers = Vec::new();
    for ask in case.get("asks").and_then(Value::as_array).into_iter().flatten() {
        let part = |key: &str| ask.get(key).ok_or_else(|| format!("no `{key}`")).map(Value::to_string);
        let roster = Roster::from_json(&part("roster")?, zones).map_err(said)?;
        let question = Question::from_json(&part("ask")?).map_err(said)?;
        answers.push(serde_json::to_value(roster.ask(&question).map_err(said)?).map_err(|e| e.to_string())?);
    }
    Ok(json!({ "answers": answers }))
}
