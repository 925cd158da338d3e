//! `metrics.json`: definitions and statistics, asked as questions to a library.
//!
//! `{"group": "csat", "input": {..}, "params": {..}, "expected": {..}, "tol": 1e-9}`: absolute tolerance, 0 is exact. Each form of input becomes
//! questions ([`Plan`]), and their answers the names that `expected` has. A form, input or parameter that no plan reads is a failure.

mod calculations;
mod figures;
mod logs;

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::only;
use serde_json::{Map, Value, json};

/// The kind.
pub(crate) struct Metrics;

/// From the answers to the names that a case expects.
type Read = dyn Fn(&[Value]) -> Value;

/// What is asked, and how the answers are read.
struct Plan {
    asks: Vec<Value>,
    read: Box<Read>,
    /// The question is to be refused with an error that has this word.
    refusal: Option<&'static str>,
    /// Relative tolerance of values under a name.
    relative: Option<(&'static str, f64)>,
}

impl Plan {
    /// A question to an empty library.
    fn ask(question: Value, read: impl Fn(&Value) -> Value + 'static) -> Self {
        Self::asks(vec![json!({"library": {}, "ask": question})], move |answers| {
            read(answers.first().unwrap_or(&Value::Null))
        })
    }

    fn asks(asks: Vec<Value>, read: impl Fn(&[Value]) -> Value + 'static) -> Self {
        Self { asks, read: Box::new(read), refusal: None, relative: None }
    }
}

/// The input of a case, with the keys that a plan has read.
struct Given<'c> {
    group: &'c str,
    input: &'c Map<String, Value>,
    params: &'c Map<String, Value>,
    expected: &'c Value,
}

impl<'c> Given<'c> {
    fn of(case: &'c Value) -> Result<Self, String> {
        let map = |key: &str| case.get(key).and_then(Value::as_object).ok_or_else(|| format!("no object `{key}`"));
        let group = case.get("group").and_then(Value::as_str).ok_or("no `group`")?;
        Ok(Self {
            group,
            input: map("input")?,
            params: map("params")?,
            expected: case.get("expected").unwrap_or(&Value::Null),
        })
    }

    /// Whether the input has these keys, all of them and no other; parameters may be left out.
    fn has(&self, input: &[&str], params: &[&str]) -> bool {
        self.input.len() == input.len()
            && input.iter().all(|key| self.input.contains_key(*key))
            && self.params.keys().all(|key| params.contains(&key.as_str()))
    }

    fn input(&self, key: &str) -> Value {
        self.input.get(key).cloned().unwrap_or(Value::Null)
    }

    fn param(&self, key: &str, default: Value) -> Value {
        self.params.get(key).cloned().unwrap_or(default)
    }

    /// The keys of an object under a name of `expected`.
    fn wanted(&self, key: &str) -> Vec<String> {
        self.expected.get(key).and_then(Value::as_object).map(|o| o.keys().cloned().collect()).unwrap_or_default()
    }
}

fn plan(case: &Value) -> Result<Plan, String> {
    let given = Given::of(case)?;
    let found = figures::plan(&given).or_else(|| calculations::plan(&given)).or_else(|| logs::plan(&given));
    let form = || {
        let keys = |map: &Map<String, Value>| map.keys().cloned().collect::<Vec<_>>().join(", ");
        format!("unknown form of {}: input {}; params {}", given.group, keys(given.input), keys(given.params))
    };
    found.ok_or_else(form)
}

impl Kind for Metrics {
    fn name(&self) -> &'static str {
        "metrics"
    }

    fn way(&self) -> &'static str {
        "ask"
    }

    fn recognises(&self, case: &Value) -> bool {
        ["group", "input", "params", "expected", "tol"].iter().all(|key| case.get(key).is_some())
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        only(case, &["id", "group", "input", "params", "expected", "tol"], "case")?;
        case.get("tol").and_then(Value::as_f64).ok_or("no number `tol`")?;
        plan(case).map(drop)
    }

    fn question(&self, case: &Value) -> Value {
        json!({"asks": plan(case).map(|plan| plan.asks).unwrap_or_default()})
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let expected = case.get("expected").unwrap_or(&Value::Null);
        let wrong = |got: String| Verdict::Wrong { got, expected: expected.to_string() };
        let plan = match plan(case) {
            Ok(plan) => plan,
            Err(fault) => return Verdict::Unjudged(fault),
        };
        let answer = match (answer, plan.refusal) {
            (Err(fault), Some(word)) if fault.contains(word) => return Verdict::Right(None),
            (Err(fault), _) => return wrong(format!("error: {fault}")),
            (Ok(answer), Some(_)) => return wrong(answer.to_string()),
            (Ok(answer), None) => answer,
        };
        let answers = answer.get("answers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let read = (plan.read)(answers);
        let tol = case.get("tol").and_then(Value::as_f64).unwrap_or(0.0);
        // Another product's own figure is for readers.
        let fields = expected.as_object().into_iter().flatten().filter(|(key, _)| !key.starts_with("frappe_style_"));
        let differs = |(key, want): (&String, &Value)| {
            let relative = plan.relative.filter(|(name, _)| name == key).map_or(0.0, |(_, share)| share);
            !read.get(key).is_some_and(|got| near(got, want, tol, relative))
        };
        match { fields }.find(|field| differs(*field)) {
            None => Verdict::Right(None),
            Some((key, want)) => {
                let got = read.get(key).unwrap_or(&Value::Null);
                Verdict::Wrong { got: format!("{key} {got}"), expected: format!("{key} {want}") }
            }
        }
    }
}

fn near(got: &Value, want: &Value, tol: f64, relative: f64) -> bool {
    match (got, want) {
        (Value::Array(got), Value::Array(want)) => {
            got.len() == want.len() && got.iter().zip(want).all(|(g, w)| near(g, w, tol, relative))
        }
        (Value::Object(got), Value::Object(want)) => {
            got.len() == want.len() && want.iter().all(|(k, w)| got.get(k).is_some_and(|g| near(g, w, tol, relative)))
        }
        (Value::Number(g), Value::Number(w)) => match (g.as_i64(), w.as_i64(), g.as_f64(), w.as_f64()) {
            (Some(g), Some(w), ..) if relative == 0.0 => g == w,
            (_, _, Some(g), Some(w)) => (g - w).abs() <= tol.max(relative * w.abs()),
            _ => false,
        },
        _ => got == want,
    }
}

/// A value at a JSON pointer; null where there is none.
fn at(answer: &Value, pointer: &str) -> Value {
    answer.pointer(pointer).cloned().unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_no_plan_reads_is_a_failure() {
        let case = json!({"id": "x", "group": "csat", "input": {"scores": [4]}, "params": {"min": 1, "max": 5, "satisfied_from": 4},
            "expected": {"rate": 1.0}, "tol": 1e-9});
        assert_eq!(Metrics.check(&case), Ok(()));
        let mut other = case.clone();
        other["params"]["colour"] = json!(1);
        assert!(Metrics.check(&other).unwrap_err().contains("unknown form of csat"));
        let answer = |value: f64| json!({"answers": [{"groups": [{"key": [], "figures": [{"metric": "csat", "statistic": "rate", "value": value}]}]}]});
        assert_eq!(Metrics.judge(&case, Ok(&answer(1.0 + 1e-10))), Verdict::Right(None));
        assert!(matches!(Metrics.judge(&case, Ok(&answer(0.9))), Verdict::Wrong { .. }));
        assert!(matches!(Metrics.judge(&case, Ok(&json!({"answers": []}))), Verdict::Wrong { .. }));
    }
}
