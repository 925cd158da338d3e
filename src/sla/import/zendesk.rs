//! Policies of Zendesk.

use super::super::document::{ClockKind, MetricDoc, MetricKind, PolicyDoc, RuleDoc};
use super::{ImportedPolicies, Names, Translator, entries, left_out, one_of, push, texts};
use crate::error::{Problem, Result};
use crate::ticket::pattern::{ConditionDoc, Op};
use crate::time::Span;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

const WHAT: &str = "Zendesk SLA policy";

#[derive(Deserialize)]
struct Policy {
    title: String,
    #[serde(default)]
    position: Option<i64>,
    #[serde(default)]
    filter: Filter,
    #[serde(default)]
    policy_metrics: Vec<Target>,
    #[serde(default)]
    metric_settings: Option<Value>,
}

#[derive(Deserialize, Default)]
struct Filter {
    #[serde(default)]
    all: Vec<Condition>,
    #[serde(default)]
    any: Vec<Condition>,
}

#[derive(Deserialize)]
struct Condition {
    field: String,
    operator: String,
    #[serde(default)]
    value: Value,
}

/// The target of a metric for one priority; `target` is in minutes.
#[derive(Deserialize)]
struct Target {
    #[serde(default)]
    priority: Option<String>,
    metric: String,
    #[serde(default)]
    target: Option<i64>,
    #[serde(default)]
    target_in_seconds: Option<i64>,
    #[serde(default)]
    business_hours: bool,
}

/// Reads the answer of `/api/v2/slas/policies.json` (`{"sla_policies": [{"title", "position", "filter": {"all", "any"}, "policy_metrics": [{"priority",
/// "metric", "target", "target_in_seconds", "business_hours"}]}]}`), or one policy of it.
///
/// Policies stand in the order of their `position`. `any` conditions on one field become one list; on several, the policy becomes one for each, which
/// together hold for the same tickets. Business hours are those of the ticket's calendar, as Zendesk takes the schedule that the ticket has. A metric that
/// has business hours for some priorities only becomes two.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
///
/// ```
/// use sundesk::sla::{PolicySet, import};
/// let read = import::zendesk(r#"{"sla_policies": [{"title": "Gold", "position": 1,
///     "filter": {"all": [{"field": "group_id", "operator": "is", "value": 7}], "any": []},
///     "policy_metrics": [{"priority": "urgent", "metric": "first_reply_time", "target": 15, "target_in_seconds": 900, "business_hours": false}]}]}"#,
///     &[("group_id".to_owned(), [("7".to_owned(), "Billing".to_owned())].into())].into())?;
/// assert!(read.left_out.is_empty());
/// let policies = PolicySet::compile(&read.policies, &sundesk::time::ZoneDb::bundled())?;
/// assert_eq!(policies.metric_names("Gold"), ["first_reply_time"]);
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn zendesk(json: &str, names: &Names) -> Result<ImportedPolicies> {
    let found: Vec<Policy> = entries(json, WHAT, "sla_policies", "sla_policy")?;
    let mut all: Vec<(usize, Policy)> = found.into_iter().enumerate().collect();
    all.sort_by_key(|(_, policy)| policy.position.unwrap_or(i64::MAX)); // stable: without a position, as they stand
    let (mut policies, mut lost) = (Vec::new(), Vec::new());
    let translator = Translator { names };
    for (i, policy) in all {
        let path = format!("sla_policies[{i}]");
        settings(&policy, &path, &mut lost);
        let metrics = metrics(&policy.policy_metrics, &path, &mut lost);
        if metrics.is_empty() {
            lost.push(left_out(&path, &policy.title, "a target that is known; the policy promises nothing"));
            continue;
        }
        match ways(&policy.filter, &path, &translator, &mut lost) {
            Some(ways) => ways.into_iter().for_each(|when| {
                push(&mut policies, RuleDoc { name: policy.title.clone(), when, metrics: metrics.clone() });
            }),
            None => lost.push(left_out(&path, &policy.title, "conditions that are all known; the policy is left out")),
        }
    }
    Ok(ImportedPolicies { policies: PolicyDoc { policies, ..PolicyDoc::default() }, left_out: lost })
}

/// Settings of metrics change when clocks start and stop; none is read.
fn settings(policy: &Policy, path: &str, lost: &mut Vec<Problem>) {
    let Some(Value::Object(settings)) = &policy.metric_settings else { return };
    for (metric, given) in settings {
        let is_empty =
            given.is_null() || given.as_object().is_some_and(|g| g.values().all(|v| v == &Value::Bool(false)));
        if !is_empty {
            let path = format!("{path}.metric_settings.{metric}");
            lost.push(left_out(path, given, "no settings; the clock starts and stops as by default"));
        }
    }
}

/// The lists of conditions that together are the filter; `None` when one of them has no counterpart.
fn ways(
    filter: &Filter,
    path: &str,
    translator: &Translator<'_>,
    lost: &mut Vec<Problem>,
) -> Option<Vec<Vec<ConditionDoc>>> {
    let mut read = |word: &str, list: &[Condition]| {
        let each = list.iter().enumerate();
        let found: Vec<Option<ConditionDoc>> =
            each.map(|(i, c)| condition(c, &format!("{path}.filter.{word}[{i}]"), translator, lost)).collect();
        found.into_iter().collect::<Option<Vec<ConditionDoc>>>()
    };
    let (all, any) = (read("all", &filter.all), read("any", &filter.any));
    let (all, any) = (all?, joined(any?));
    if any.is_empty() {
        return Some(vec![all]);
    }
    Some(any.into_iter().map(|one| all.iter().cloned().chain([one]).collect()).collect())
}

/// Alternatives on one field as one list.
fn joined(any: Vec<ConditionDoc>) -> Vec<ConditionDoc> {
    let mut out: Vec<ConditionDoc> = Vec::new();
    for condition in any {
        let lists = |op: Op| matches!(op, Op::Is | Op::In);
        match out.iter_mut().find(|c| c.field == condition.field && lists(c.op) && lists(condition.op)) {
            Some(same) => {
                let values = same.value.take().into_iter().chain(std::mem::take(&mut same.values));
                same.values = values.chain(condition.value).chain(condition.values).collect();
                same.op = Op::In;
            }
            None => out.push(condition),
        }
    }
    out
}

fn condition(
    condition: &Condition,
    path: &str,
    translator: &Translator<'_>,
    lost: &mut Vec<Problem>,
) -> Option<ConditionDoc> {
    let Condition { field, operator, value } = condition;
    let told = || format!("{field} {operator} {value}");
    // Tags are several values at once, which no condition of a policy takes apart.
    if field.ends_with("tags") {
        lost.push(left_out(path, told(), "no condition on tags"));
        return None;
    }
    let blank = value.is_null() || value.as_str().is_some_and(|v| v.trim().is_empty());
    let (is, bare) = match operator.as_str() {
        "is" | "includes" => (true, blank.then_some(Op::Absent)),
        "is_not" | "not_includes" => (false, blank.then_some(Op::Present)),
        "present" => (true, Some(Op::Present)),
        "not_present" => (false, Some(Op::Absent)),
        _ => {
            lost.push(left_out(path, told(), "is, is_not, includes, not_includes, present or not_present"));
            return None;
        }
    };
    if let Some(op) = bare {
        let found = translator.translate_presence(field);
        if found.is_none() {
            lost.push(left_out(path, told(), format!("`{field}` in `names`, which says that the log has it")));
        }
        return found.map(|field| ConditionDoc { field, op, value: None, values: Vec::new() });
    }
    let Some(values) = texts(value) else {
        lost.push(left_out(path, told(), "a text, a number, or a list of them"));
        return None;
    };
    let (field, values) = translator.translate(field, values, path, lost);
    Some(one_of(field, is, values))
}

fn metrics(targets: &[Target], path: &str, lost: &mut Vec<Problem>) -> BTreeMap<String, MetricDoc> {
    let mut found: BTreeMap<String, MetricDoc> = BTreeMap::new();
    let both = |name: &str| {
        let mut of = targets.iter().filter(|t| t.metric == name).map(|t| t.business_hours);
        of.next().is_some_and(|first| of.any(|other| other != first))
    };
    for (i, target) in targets.iter().enumerate() {
        let path = format!("{path}.policy_metrics[{i}]");
        let seconds = target.target_in_seconds.or_else(|| target.target.and_then(|minutes| minutes.checked_mul(60)));
        let span = seconds.filter(|s| *s > 0).and_then(Span::from_seconds);
        let (Some(kind), Some(priority), Some(span)) = (kind(&target.metric), &target.priority, span) else {
            let told = format!("{} {}", target.metric, target.priority.as_deref().unwrap_or("of no priority"));
            lost.push(left_out(path, told, "a metric of this product, a priority and a time above 0"));
            continue;
        };
        let elapsed = !target.business_hours;
        let name =
            if elapsed && both(&target.metric) { format!("{} elapsed", target.metric) } else { target.metric.clone() };
        let metric = found.entry(name).or_insert_with(|| {
            let clock = if elapsed { ClockKind::Elapsed } else { ClockKind::Business };
            MetricDoc { clock: Some(clock), ..MetricDoc::new(kind) }
        });
        if metric.targets.insert(priority.clone(), span).is_some() {
            lost.push(left_out(path, format!("{} {priority}", target.metric), "one target; the last one stands"));
        }
    }
    found
}

fn kind(metric: &str) -> Option<MetricKind> {
    Some(match metric {
        "first_reply_time" => MetricKind::FirstReply,
        "next_reply_time" => MetricKind::NextReply,
        "periodic_update_time" => MetricKind::PeriodicUpdate,
        "pausable_update_time" => MetricKind::PausableUpdate,
        "requester_wait_time" => MetricKind::RequesterWait,
        "agent_work_time" => MetricKind::AgentWork,
        "total_resolution_time" => MetricKind::TotalResolution,
        "group_ownership_time" => MetricKind::Ownership,
        _ => return None,
    })
}
