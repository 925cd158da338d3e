//! `sla_scenarios.json`: a ticket's events judged against a policy.
//!
//! An answer is `{"metrics": {name: {"state", "due_us", "elapsed_us", "remaining_us"}}, "alerts": [{"metric", "percent", "at_us"}]}`;
//! alerts are asked for only by a case that has `expected_alerts`.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, instant, micros, only};
use serde_json::Value;

/// The kind.
pub(crate) struct SlaScenarios;

const METRIC_KEYS: [&str; 8] =
    ["kind", "target_s", "pause_on", "calendar", "reopen", "group", "after_first_reply", "start_on"];

impl Kind for SlaScenarios {
    fn name(&self) -> &'static str {
        "sla_scenarios"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("policy").is_some() && case.get("events").is_some()
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        let known = ["id", "calendar", "policy", "events", "at", "expected", "expected_alerts", "tie"];
        only(case, &known, "case")?;
        instant(case, "at")?;
        let policy = case.get("policy").ok_or("no `policy`")?;
        exactly(policy, &["metrics"], "policy")?;
        for (name, metric) in entries(policy, "metrics")? {
            exactly(metric, &METRIC_KEYS, &format!("policy.metrics.{name}"))?;
        }
        let events = case.get("events").and_then(Value::as_array).ok_or("no list `events`")?;
        for (i, event) in events.iter().enumerate() {
            check_event(event).map_err(|e| format!("events[{i}]: {e}"))?;
        }
        for (name, metric) in entries(case, "expected")? {
            exactly(metric, &["due_at", "elapsed_s", "remaining_s", "state"], &format!("expected.{name}"))?;
        }
        for alert in case.get("expected_alerts").and_then(Value::as_array).into_iter().flatten() {
            exactly(alert, &["metric", "percent", "at"], "expected_alerts")?;
        }
        Ok(())
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let expected = case.get("expected").cloned().unwrap_or(Value::Null);
        let answer = match answer {
            Ok(answer) => answer,
            Err(fault) => return Verdict::Wrong { got: format!("error: {fault}"), expected: expected.to_string() },
        };
        let wrong = differences(case, answer);
        if wrong.is_empty() { Verdict::Right(None) } else { wrong_of(&wrong) }
    }
}

fn wrong_of(wrong: &[(String, String, String)]) -> Verdict {
    let line = |pick: fn(&(String, String, String)) -> &String| {
        wrong.iter().map(|w| format!("{} {}", w.0, pick(w))).collect::<Vec<_>>().join(", ")
    };
    Verdict::Wrong { got: line(|w| &w.1), expected: line(|w| &w.2) }
}

/// Each field that differs: its path, what came, what was expected.
fn differences(case: &Value, answer: &Value) -> Vec<(String, String, String)> {
    let mut wrong = Vec::new();
    for (name, want) in case.get("expected").and_then(Value::as_object).into_iter().flatten() {
        let got = answer.get("metrics").and_then(|m| m.get(name)).unwrap_or(&Value::Null);
        for (key, want) in want.as_object().into_iter().flatten() {
            let (field, want) = in_micros(key, want);
            let got = got.get(field).unwrap_or(&Value::Null);
            if *got != want {
                wrong.push((format!("{name}.{field}"), got.to_string(), want.to_string()));
            }
        }
    }
    if let Some(alerts) = case.get("expected_alerts").and_then(Value::as_array) {
        let want: Vec<Value> = alerts.iter().map(alert_in_micros).collect();
        let got = answer.get("alerts").cloned().unwrap_or(Value::Null);
        if got != Value::from(want.clone()) {
            wrong.push(("alerts".to_owned(), got.to_string(), Value::from(want).to_string()));
        }
    }
    wrong
}

fn in_micros<'a>(key: &'a str, want: &Value) -> (&'a str, Value) {
    let seconds = |v: &Value| v.as_i64().and_then(|s| s.checked_mul(1_000_000)).map_or(Value::Null, Value::from);
    match key {
        "due_at" => ("due_us", want.as_str().map_or(Value::Null, |t| micros(t).map_or(Value::Null, Value::from))),
        "elapsed_s" => ("elapsed_us", seconds(want)),
        "remaining_s" => ("remaining_us", seconds(want)),
        _ => (key, want.clone()),
    }
}

fn alert_in_micros(alert: &Value) -> Value {
    let at = alert.get("at").and_then(Value::as_str).and_then(|t| micros(t).ok());
    serde_json::json!({"metric": alert.get("metric"), "percent": alert.get("percent"), "at_us": at})
}

fn check_event(event: &Value) -> Result<(), String> {
    instant(event, "at")?;
    let fields: &[&str] = match event.get("type").and_then(Value::as_str) {
        Some("created") => &["by", "status", "priority", "fields"],
        Some("reply") => &["by", "public"],
        Some("status" | "priority" | "group" | "assignee" | "calendar") => &["to"],
        Some("sla_attached") => &["policy"],
        Some("field") => &["name", "to"],
        Some("custom") => &["name"],
        other => return Err(format!("unknown type {other:?}")),
    };
    exactly(event, &[&["at", "type"], fields].concat(), "event")
}

fn entries<'a>(value: &'a Value, key: &str) -> Result<impl Iterator<Item = (&'a String, &'a Value)>, String> {
    Ok(value.get(key).and_then(Value::as_object).ok_or_else(|| format!("no object `{key}`"))?.iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn case() -> Value {
        json!({"id": "x", "calendar": {}, "policy": {"metrics": {"frt": {"kind": "first_reply", "target_s": 60}}},
            "events": [{"at": "2024-01-01T00:00:00Z", "type": "created"}], "at": "2024-01-01T00:01:00Z",
            "expected": {"frt": {"state": "running", "due_at": "2024-01-01T00:01:00Z", "elapsed_s": 60}}})
    }

    #[test]
    fn a_field_that_nobody_reads_is_a_failure() {
        assert_eq!(SlaScenarios.check(&case()), Ok(()));
        for pointer in ["", "/policy", "/policy/metrics/frt", "/events/0", "/expected/frt"] {
            let mut odd = case();
            odd.pointer_mut(pointer).unwrap()["colour"] = json!("red");
            assert!(SlaScenarios.check(&odd).is_err(), "{pointer}");
        }
    }

    #[test]
    fn every_expected_field_counts() {
        let due = micros("2024-01-01T00:01:00Z").unwrap();
        let good = json!({"metrics": {"frt": {"state": "running", "due_us": due, "elapsed_us": 60_000_000}}});
        assert_eq!(SlaScenarios.judge(&case(), Ok(&good)), Verdict::Right(None));
        for (key, value) in [("state", json!("met")), ("due_us", json!(null)), ("elapsed_us", json!(1))] {
            let mut odd = good.clone();
            odd["metrics"]["frt"][key] = value;
            assert!(matches!(SlaScenarios.judge(&case(), Ok(&odd)), Verdict::Wrong { .. }), "{key}");
        }
    }
}
