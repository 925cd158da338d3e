//! Service level agreements of Zammad.

use super::super::document::{MetricDoc, MetricKind, Names as Words, PolicyDoc, RuleDoc};
use super::{ImportedPolicies, Names, Translator, entries, left_out, one_of, push, texts};
use crate::document::NameOr;
use crate::error::{Problem, Result};
use crate::ticket::pattern::{ConditionDoc, Op};
use crate::time::Span;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::BTreeMap;

const WHAT: &str = "Zammad SLA";

#[derive(Deserialize)]
struct Sla {
    name: String,
    #[serde(default)]
    calendar_id: Value,
    #[serde(default)]
    condition: Value,
    #[serde(default)]
    created_at: String,
    /// All are minutes; what is absent, null, blank or 0 promises nothing.
    #[serde(default)]
    first_response_time: Value,
    #[serde(default, deserialize_with = "stated")]
    response_time: Option<Value>,
    #[serde(default)]
    update_time: Value,
    #[serde(default)]
    solution_time: Value,
}

/// Null is stated, too: a field that is there says which version answers.
fn stated<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

/// Reads the answer of `/api/v1/slas` (`[{"name", "calendar_id", "first_response_time", "response_time", "update_time", "solution_time", "condition":
/// {"ticket.priority_id": {"operator": "is", "value": ["3"]}}}]`, times in minutes), or one entry of it.
///
/// They are tried in the order of their names, and the last one without conditions is the default, as Zammad does it. `calendar_id` names a calendar:
/// that of `names`, else `calendar 1`. Every clock stands still while pending, as Zammad's do in states that ignore escalation. `update_time` is the time
/// between two replies of agents; in versions whose answers have no `response_time` it is that from the requester's message to the reply.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
///
/// ```
/// use sundesk::sla::import;
/// let read = import::zammad(r#"[{"name": "all", "calendar_id": 1, "first_response_time": 120, "response_time": null, "update_time": null,
///     "solution_time": 480, "condition": {}}]"#, &Default::default())?;
/// let told: Vec<_> = read.policies.metrics.iter().map(|(name, m)| format!("{name} {}", m.target.unwrap())).collect();
/// assert_eq!(told, ["first_response_time 2h", "solution_time 8h"]);
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn zammad(json: &str, names: &Names) -> Result<ImportedPolicies> {
    let found: Vec<Sla> = entries(json, WHAT, "slas", "sla")?;
    let mut all: Vec<(usize, Sla)> = found.into_iter().enumerate().collect();
    all.sort_by(|(_, a), (_, b)| (&a.name, &a.created_at).cmp(&(&b.name, &b.created_at)));
    let (mut doc, mut lost) = (PolicyDoc::default(), Vec::new());
    let translator = Translator { names };
    for (i, sla) in all {
        let path = format!("slas[{i}]");
        let metrics = metrics(&sla, &path, names, &mut lost);
        if metrics.is_empty() {
            lost.push(left_out(&path, &sla.name, "a time above 0; the agreement promises nothing"));
            continue;
        }
        match conditions(&sla.condition, &path, &translator, &mut lost) {
            None => lost.push(left_out(&path, &sla.name, "conditions that are all known; the agreement is left out")),
            Some(when) if when.is_empty() => {
                if let Some(before) = doc.name.replace(sla.name.clone()) {
                    lost.push(left_out(&path, before, "one agreement without conditions; the last by name stands"));
                }
                doc.metrics = metrics;
            }
            Some(when) => push(&mut doc.policies, RuleDoc { name: sla.name, when, metrics }),
        }
    }
    Ok(ImportedPolicies { policies: doc, left_out: lost })
}

/// All conditions; `None` when one has no counterpart.
fn conditions(
    condition: &Value,
    path: &str,
    translator: &Translator<'_>,
    lost: &mut Vec<Problem>,
) -> Option<Vec<ConditionDoc>> {
    let path = format!("{path}.condition");
    // The expert mode nests lists under AND, OR and NOT.
    let each: Vec<(String, String, &Value)> = match condition {
        Value::Null => return Some(Vec::new()),
        Value::Object(map) if map.get("conditions").is_some_and(Value::is_array) => {
            let list = map.get("conditions").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let how = map.get("operator").and_then(Value::as_str).unwrap_or_default();
            if how != "AND" && list.len() > 1 {
                lost.push(left_out(format!("{path}.operator"), how, "AND"));
                return None;
            }
            let name = |c: &Value| c.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            list.iter().enumerate().map(|(i, c)| (format!("{path}.conditions[{i}]"), name(c), c)).collect()
        }
        Value::Object(map) => map.iter().map(|(name, c)| (format!("{path}.{name}"), name.clone(), c)).collect(),
        other => {
            lost.push(left_out(path, other, "an object of conditions"));
            return None;
        }
    };
    let found: Vec<Option<ConditionDoc>> =
        each.iter().map(|(path, name, condition)| one(name, condition, path, translator, lost)).collect();
    found.into_iter().collect()
}

fn one(
    name: &str,
    condition: &Value,
    path: &str,
    translator: &Translator<'_>,
    lost: &mut Vec<Problem>,
) -> Option<ConditionDoc> {
    let operator = condition.get("operator").and_then(Value::as_str).unwrap_or_default();
    let is = match operator {
        "is" => Some(true),
        "is not" => Some(false),
        _ => None,
    };
    let special = condition.get("pre_condition").and_then(Value::as_str).is_some_and(|p| !matches!(p, "" | "specific"));
    let not_set = condition.get("pre_condition").and_then(Value::as_str) == Some("not_set");
    let values = condition.get("value").and_then(texts);
    let field = name.strip_prefix("ticket.").filter(|field| *field != "tags");
    match (field, is, values) {
        (Some(field), Some(is), _) if not_set => {
            let (op, found) = (if is { Op::Absent } else { Op::Present }, translator.translate_presence(field));
            if found.is_none() {
                lost.push(left_out(path, name, format!("`{field}` in `names`, which says that the log has it")));
            }
            found.map(|field| ConditionDoc { field, op, value: None, values: Vec::new() })
        }
        (Some(field), Some(is), Some(values)) if !special => {
            let (field, values) = translator.translate(field, values, path, lost);
            Some(one_of(field, is, values))
        }
        _ => {
            lost.push(left_out(
                path,
                format!("{name} {operator}"),
                "a field of the ticket that `is` or `is not` some values",
            ));
            None
        }
    }
}

fn metrics(sla: &Sla, path: &str, names: &Names, lost: &mut Vec<Problem>) -> BTreeMap<String, MetricDoc> {
    // Before there was a time of its own for the reply, the update was the reply.
    let update = if sla.response_time.is_some() { MetricKind::PeriodicUpdate } else { MetricKind::NextReply };
    let response = sla.response_time.clone().unwrap_or_default();
    let each = [
        ("first_response_time", &sla.first_response_time, MetricKind::FirstReply),
        ("response_time", &response, MetricKind::NextReply),
        ("update_time", &sla.update_time, update),
        ("solution_time", &sla.solution_time, MetricKind::TotalResolution),
    ];
    let calendar = texts(&sla.calendar_id).and_then(|id| id.into_iter().next()).map(|id| {
        let named = names.get("calendar_id").and_then(|known| known.get(&id)).cloned();
        NameOr::Name(named.unwrap_or_else(|| format!("calendar {id}")))
    });
    let mut found = BTreeMap::new();
    for (name, given, kind) in each {
        match minutes(given) {
            Ok(None) => {}
            Ok(Some(span)) => {
                let pause_on = Some(Words(vec!["pending".to_owned()]));
                let metric =
                    MetricDoc { target: Some(span), calendar: calendar.clone(), pause_on, ..MetricDoc::new(kind) };
                found.insert(name.to_owned(), metric);
            }
            Err(()) => lost.push(left_out(format!("{path}.{name}"), given, "a whole number of minutes")),
        }
    }
    found
}

fn minutes(given: &Value) -> std::result::Result<Option<Span>, ()> {
    let number = match given {
        Value::Null => return Ok(None),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => text.trim().parse::<i64>().map_err(|_| ())?,
        other => other.as_i64().ok_or(())?,
    };
    match number {
        0 => Ok(None),
        n if n > 0 => n.checked_mul(60).and_then(Span::from_seconds).map(Some).ok_or(()),
        _ => Err(()),
    }
}
