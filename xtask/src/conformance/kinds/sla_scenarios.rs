//! `sla_scenarios.json`: a ticket's events judged against a policy.
//!
//! An answer is the report in its JSON form: `{"metrics": {name: {"state", "due_at", "elapsed_s", "remaining_s", "alerts"}}}`.
//! A case with `expected_alerts` asks for them: they are put into the policy as `"alerts": [{"percent": 50}]`, and the report
//! calls them `percent-50`.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, instant, micros, only};
use serde_json::{Value, json};

/// The kind.
pub(crate) struct SlaScenarios;

const METRIC_KEYS: [&str; 10] = [
    "kind",
    "target_s",
    "pause_on",
    "pause_event",
    "resume_event",
    "calendar",
    "reopen",
    "group",
    "after_first_reply",
    "start_on",
];

impl Kind for SlaScenarios {
    fn name(&self) -> &'static str {
        "sla_scenarios"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("policy").is_some() && case.get("events").is_some()
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        let known = ["id", "calendar", "calendars", "policy", "events", "at", "expected", "expected_alerts", "tie"];
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

    fn question(&self, case: &Value) -> Value {
        let mut question = case.clone();
        let alerts = case.get("expected_alerts").and_then(Value::as_array);
        let asked: Option<Vec<Value>> =
            alerts.map(|a| a.iter().map(|a| json!({"percent": a.get("percent")})).collect());
        if let (Some(asked), Some(policy)) = (asked, question.get_mut("policy").and_then(Value::as_object_mut)) {
            policy.insert("alerts".to_owned(), asked.into());
        }
        question
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
    let metrics = answer.get("metrics").unwrap_or(&Value::Null);
    for (name, want) in case.get("expected").and_then(Value::as_object).into_iter().flatten() {
        for (field, want) in want.as_object().into_iter().flatten() {
            let got = metrics.get(name).and_then(|m| m.get(field)).unwrap_or(&Value::Null);
            if !equal(got, want) {
                wrong.push((format!("{name}.{field}"), got.to_string(), want.to_string()));
            }
        }
    }
    for alert in case.get("expected_alerts").and_then(Value::as_array).into_iter().flatten() {
        let (name, got) = alert_of(metrics, alert);
        let want = alert.get("at").unwrap_or(&Value::Null);
        if !equal(got, want) {
            wrong.push((name, got.to_string(), want.to_string()));
        }
    }
    wrong
}

/// The instant the report gives for an expected alert.
fn alert_of<'a>(metrics: &'a Value, expected: &Value) -> (String, &'a Value) {
    let metric = expected.get("metric").and_then(Value::as_str).unwrap_or("");
    let name = format!("percent-{}", expected.get("percent").unwrap_or(&Value::Null));
    let alerts = metrics.get(metric).and_then(|m| m.get("alerts")).and_then(Value::as_array);
    let found = alerts.into_iter().flatten().find(|a| a.get("alert").and_then(Value::as_str) == Some(&name));
    (format!("{metric}.{name}"), found.and_then(|a| a.get("at")).unwrap_or(&Value::Null))
}

/// Equal as JSON, or two writings of the same instant.
fn equal(got: &Value, want: &Value) -> bool {
    let instant = |v: &Value| v.as_str().and_then(|t| micros(t).ok());
    got == want || (instant(got).is_some() && instant(got) == instant(want))
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
        let good = json!({"metrics": {"frt":
            {"state": "running", "due_at": "2024-01-01T01:01:00+01:00", "elapsed_s": 60, "remaining_s": 0}}});
        assert_eq!(SlaScenarios.judge(&case(), Ok(&good)), Verdict::Right(None));
        for (key, value) in [("state", json!("met")), ("due_at", json!(null)), ("elapsed_s", json!(60.5))] {
            let mut odd = good.clone();
            odd["metrics"]["frt"][key] = value;
            assert!(matches!(SlaScenarios.judge(&case(), Ok(&odd)), Verdict::Wrong { .. }), "{key}");
        }
    }

    #[test]
    fn alerts_are_asked_for_and_judged() {
        let mut case = case();
        case["expected_alerts"] = json!([{"metric": "frt", "percent": 50, "at": "2024-01-01T00:00:30Z"}]);
        assert_eq!(SlaScenarios.check(&case), Ok(()));
        assert_eq!(SlaScenarios.question(&case)["policy"]["alerts"], json!([{"percent": 50}]));
        let metric = json!({"state": "running", "due_at": "2024-01-01T00:01:00Z", "elapsed_s": 60});
        let mut answer = json!({"metrics": {"frt": metric}});
        assert!(matches!(SlaScenarios.judge(&case, Ok(&answer)), Verdict::Wrong { .. }));
        answer["metrics"]["frt"]["alerts"] = json!([{"alert": "percent-50", "at": "2024-01-01T00:00:30Z"}]);
        assert_eq!(SlaScenarios.judge(&case, Ok(&answer)), Verdict::Right(None));
    }
}
