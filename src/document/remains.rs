//! What is left of a document without its faults of shape, so that the faults of its values come in the same round.
//!
//! A value can only be judged once it has its type. So what does not fit is taken out, the rest is read and compiled, and the faults of
//! that are reported too. Those that may be there only because something was taken out are not: what lies around a gap, and
//! whatever misses or does not know something.

use super::{Compile, Problems, checked_value};
use crate::error::{Error, ErrorKind, Problem, Result, Severity};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How often what is left may turn out not to be a document yet.
const MAX_ROUNDS: usize = 8;

/// The error of a document that could not be read, with the faults of the values in it.
pub(crate) fn with_values<D: Compile>(error: Error, document: &Value, with: D::With<'_>) -> Error {
    if error.kind() != ErrorKind::InvalidInput || error.problems().is_empty() {
        return error;
    }
    let mut all = error.problems().to_vec();
    let mut gaps: BTreeSet<Vec<Step>> = all.iter().map(|problem| gap(document, &problem.path)).collect();
    for _ in 0..MAX_ROUNDS {
        let mut rest = Rest { gaps: &gaps, moved: BTreeMap::new() };
        let Some(left) = rest.of(document, &mut Vec::new(), "") else { break };
        let written = |p: &Problem| Problem { path: rest.written(&p.path), ..p.clone() };
        let next = match D::from_value(left) {
            Ok(doc) => {
                let found: Vec<Problem> = values(&doc, with).iter().map(written).collect();
                let told = found.into_iter().filter(|p| !of_absence(&p.code) && !lies_at(&all, &p.path));
                let told: Vec<Problem> = told.collect();
                all.extend(told);
                break;
            }
            Err(next) => next,
        };
        let faults: Vec<Problem> = next.problems().iter().map(written).collect();
        for fault in faults {
            let mut place = gap(document, &fault.path);
            if gaps.contains(&place) {
                // It was taken out, and what it stood in cannot be without it.
                place.pop();
            }
            gaps.insert(place);
            if !lies_at(&all, &fault.path) {
                all.push(fault);
            }
        }
    }
    error.with_problems(all)
}

/// Reads a document given as text; of one that does not fit, the faults of shape and of value.
pub(crate) fn read_whole<D: Compile>(text: &str, with: D::With<'_>) -> Result<D> {
    D::from_json(text).map_err(|error| match serde_json::from_str(text) {
        Ok(document) => with_values::<D>(error, &document, with),
        Err(_) => error,
    })
}

/// The same of a value that was parsed already.
#[allow(clippy::needless_pass_by_value)] // as `Document::from_value`
pub(crate) fn read_whole_value<D: Compile>(document: Value, with: D::With<'_>) -> Result<D> {
    checked_value(&document, D::WHAT, D::schema).map_err(|error| with_values::<D>(error, &document, with))
}

/// The faults that compiling finds.
fn values<D: Compile>(doc: &D, with: D::With<'_>) -> Vec<Problem> {
    let mut problems = Problems::default();
    let made = doc.compile(with, &mut problems);
    let error = problems.finish(made).err();
    let found = error.filter(|e| e.kind() != ErrorKind::LimitExceeded).map(|e| e.problems().to_vec());
    found.unwrap_or_default().into_iter().filter(|p| p.severity == Severity::Error).collect()
}

/// Whether a fault says that something is not there, which may be so because it was taken out.
fn of_absence(code: &str) -> bool {
    code != "zone_unknown" && ["unknown", "missing", "never", "unused"].iter().any(|word| code.contains(word))
}

/// Whether one of the faults lies at, in or around a path.
fn lies_at(faults: &[Problem], path: &str) -> bool {
    let inside = |outer: &str, inner: &str| {
        let rest = inner.strip_prefix(outer);
        outer.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    faults.iter().any(|p| inside(&p.path, path) || inside(path, &p.path))
}

/// One step into a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Field(String),
    Item(usize),
}

/// What is taken out for a fault at a path: the value there; where there is none, what it is missing from.
fn gap(document: &Value, path: &str) -> Vec<Step> {
    let (mut steps, mut value, mut rest) = (Vec::new(), document, path);
    while !rest.is_empty() {
        let Some((step, inner, after)) = step(value, rest) else { break };
        steps.push(step);
        (value, rest) = (inner, after);
    }
    steps
}

/// The first step of a path. Names may hold dots and brackets, so the longest field that fits is taken.
fn step<'v, 'p>(value: &'v Value, path: &'p str) -> Option<(Step, &'v Value, &'p str)> {
    match value {
        Value::Object(fields) => {
            let path = path.strip_prefix('.').unwrap_or(path);
            let fits = fields.iter().filter_map(|(name, inner)| {
                let rest = path.strip_prefix(name.as_str())?;
                (rest.is_empty() || rest.starts_with(['.', '['])).then_some((name, inner, rest))
            });
            let (name, inner, rest) = fits.max_by_key(|(name, ..)| name.len())?;
            Some((Step::Field(name.clone()), inner, rest))
        }
        Value::Array(items) => {
            let (number, rest) = path.strip_prefix('[')?.split_once(']')?;
            let number = number.parse().ok()?;
            Some((Step::Item(number), items.get(number)?, rest))
        }
        _ => None,
    }
}

/// A document without its gaps.
struct Rest<'g> {
    gaps: &'g BTreeSet<Vec<Step>>,
    /// Of each list that lost items, by its path in what is left: which items are left.
    moved: BTreeMap<String, Vec<usize>>,
}

impl Rest<'_> {
    fn of(&mut self, value: &Value, at: &mut Vec<Step>, path: &str) -> Option<Value> {
        if self.gaps.contains(at) {
            return None;
        }
        Some(match value {
            Value::Object(fields) => {
                let mut left = Map::new();
                for (name, inner) in fields {
                    at.push(Step::Field(name.clone()));
                    if let Some(inner) = self.of(inner, at, &crate::error::join(path, name)) {
                        left.insert(name.clone(), inner);
                    }
                    at.pop();
                }
                Value::Object(left)
            }
            Value::Array(items) => {
                let (mut left, mut kept) = (Vec::new(), Vec::new());
                for (i, inner) in items.iter().enumerate() {
                    at.push(Step::Item(i));
                    if let Some(inner) = self.of(inner, at, &format!("{path}[{}]", left.len())) {
                        left.push(inner);
                        kept.push(i);
                    }
                    at.pop();
                }
                if left.len() < items.len() {
                    self.moved.insert(path.to_owned(), kept);
                }
                Value::Array(left)
            }
            other => other.clone(),
        })
    }

    /// A path in what is left as it is in the document: the innermost list first, as the paths of lists are those of what is left.
    fn written(&self, path: &str) -> String {
        let mut path = path.to_owned();
        let mut lists: Vec<_> = self.moved.iter().collect();
        lists.sort_by_key(|(list, _)| std::cmp::Reverse(list.len()));
        for (list, kept) in lists {
            let Some((number, rest)) =
                path.strip_prefix(list.as_str()).and_then(|p| p.strip_prefix('[')?.split_once(']'))
            else {
                continue;
            };
            if let Some(written) = number.parse().ok().and_then(|n: usize| kept.get(n)) {
                path = format!("{list}[{written}]{rest}");
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may fail loudly
    use crate::calendar::Calendar;
    use crate::coverage::Roster;
    use crate::sla::PolicySet;
    use crate::ticket::workflow::Workflow;
    use crate::time::ZoneDb;

    #[track_caller]
    fn told(error: crate::Error, expected: &[&str]) {
        let told: Vec<String> = error.problems().iter().map(|p| format!("{} {}", p.path, p.code)).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn faults_of_shape_and_of_value_come_in_one_round() {
        let text = r#"{"timezone": "Mars/Base", "weekly": {"mon": ["9h-17h"], "tue": "09:00"}, "holydays": [],
            "without": [["2026-01-01T00:00:00Z"], ["x", "2026-01-02T00:00:00Z"]]}"#;
        told(
            Calendar::from_json(text, &ZoneDb::bundled()).unwrap_err(),
            &[
                "holydays field_unknown",
                "weekly.tue value_misfit",
                "without[0] value_misfit",
                "without[1][0] value_misfit",
                "timezone zone_unknown",
                "weekly.mon[0] time_malformed",
            ],
        );
    }

    #[test]
    fn items_keep_their_number_and_what_a_gap_may_cause_is_not_told() {
        let text = r#"{"statuses": {"parts": "pendign"}, "policies": [
            {"name": "a", "metrics": {"frt": {"kind": "first_reply", "tarjet": "1h"}}},
            {"nme": "b", "metrics": {"frt": {"kind": "first_reply", "target": "1h"}}},
            {"name": "c", "metrics": {"frt": {"kind": "first_reply", "target": "-1h", "pause_on": "parts"}}},
            {"name": "c", "metrics": {"frt": {"kind": "first_reply", "target": "1h", "alerts": [{"percent": 0}]}}}]}"#;
        told(
            PolicySet::from_json(text, &ZoneDb::bundled()).unwrap_err(),
            &[
                "policies[0].metrics.frt.tarjet field_unknown",
                "policies[1].nme field_unknown",
                "policies[1].name field_missing",
                "statuses.parts value_misfit",
                "policies[2].metrics.frt.target sla_target_not_positive",
                "policies[3].name sla_policy_twice",
                "policies[3].metrics.frt.alerts[0].percent sla_alert_invalid",
            ],
        );
    }

    #[test]
    fn what_cannot_be_without_its_fault_goes_with_it() {
        let text = r#"{"metrics": {"frt": {"kind": "first_replay", "tarjet": "1h"}, "nrt": {"kind": "next_reply", "target": 0}}}"#;
        told(
            PolicySet::from_json(text, &ZoneDb::bundled()).unwrap_err(),
            &[
                "metrics.frt.kind value_misfit",
                "metrics.frt.tarjet field_unknown",
                "metrics.nrt.target sla_target_not_positive",
            ],
        );
        let lost = r#"{"metrics": {"frt": {"kind": "first_replay"}}}"#;
        told(PolicySet::from_json(lost, &ZoneDb::bundled()).unwrap_err(), &["metrics.frt.kind value_misfit"]);
    }

    #[test]
    fn a_roster_tells_both_in_one_round() {
        let text = r#"{"timezone": "Mars/Base", "people": {"ann": {"capacity": "two"}}, "shifts": [
            {"id": "day", "timezone": "UTC", "start": "9h", "end": "17:00", "peple": ["ann"]}, 7,
            {"id": "night", "timezone": "UTC", "start": "22:00", "end": "06:00", "days": ["mo"]}]}"#;
        told(
            Roster::from_json(text, &ZoneDb::bundled()).unwrap_err(),
            &[
                "people.ann.capacity value_misfit",
                "shifts[0].peple field_unknown",
                "shifts[1] value_misfit",
                "timezone zone_unknown",
                "shifts[0].start time_malformed",
                "shifts[2].days[0] day_malformed",
            ],
        );
    }

    #[test]
    fn a_workflow_tells_both_in_one_round() {
        let text = r#"{"statuses": {"new": {"category": "new"}, "open": {"category": "opened"},
            "done": {"category": "solved", "needs_reason": "yes"}}, "initial": ["new"], "default": "new", "colour": "red"}"#;
        let expected = [
            "colour field_unknown",
            "statuses.done.needs_reason value_misfit",
            "statuses.open.category workflow_bad_category",
        ];
        told(Workflow::from_json(text).unwrap_err(), &expected);
        let value = serde_json::from_str(text).unwrap();
        told(Workflow::from_value(value).unwrap_err(), &expected);
    }

    #[test]
    fn a_document_of_another_kind_stays_what_it_is() {
        let error = PolicySet::from_json("[]", &ZoneDb::bundled()).unwrap_err();
        told(error, &[" value_misfit"]);
        assert!(Calendar::from_json("{", &ZoneDb::bundled()).unwrap_err().problems().is_empty());
    }
}
