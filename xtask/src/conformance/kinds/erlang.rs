//! `erlang.json`: Erlang B, C and A, and plans of a day.
//!
//! The question is the case's `model` and `in`; an answer has the figures of the model under the names of `out`.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, text};
use serde_json::Value;

/// The kind.
pub(crate) struct Erlang;

/// The inputs of each model and what it answers.
fn keys(model: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    const QUEUE: [&str; 9] = [
        "traffic",
        "stable",
        "wait_probability",
        "service_level",
        "asa_s",
        "mean_wait_of_delayed_s",
        "occupancy",
        "avg_queue",
        "wait_p90_s",
    ];
    const NEEDED: [&str; 6] =
        ["agents", "scheduled_headcount", "service_level", "occupancy", "asa_s", "abandon_probability"];
    const DAY: [&str; 8] =
        ["arrivals", "interval_s", "aht_s", "target_s", "service_level", "max_asa_s", "max_occupancy", "shrinkage"];
    Some(match model {
        "erlang_b" => (&["traffic", "agents"], &["blocking", "carried", "occupancy"]),
        "erlang_b_traffic" => (&["agents", "blocking"], &["traffic"]),
        "erlang_b_required" => (&["traffic", "max_blocking"], &["agents", "blocking"]),
        "erlang_c" => (&["arrivals", "interval_s", "aht_s", "agents", "target_s"], &QUEUE),
        "erlang_c_unstable" => (&["arrivals", "interval_s", "aht_s", "agents", "target_s"], &["stable", "expect"]),
        "erlang_c_required" => (&DAY, &NEEDED),
        "erlang_c_max_arrivals" => (
            &["agents", "aht_s", "target_s", "service_level", "max_asa_s", "max_occupancy"],
            &["arrivals_per_hour", "binding"],
        ),
        "chat_concurrency" => (
            &["agents", "concurrency", "arrivals", "interval_s", "session_s", "target_s"],
            &[
                "servers",
                "traffic",
                "wait_probability",
                "service_level",
                "asa_s",
                "mean_wait_of_delayed_s",
                "occupancy",
                "avg_queue",
                "wait_p90_s",
            ],
        ),
        "erlang_a" => (
            &["arrivals", "interval_s", "aht_s", "mean_patience_s", "agents", "target_s"],
            &[
                "traffic",
                "wait_probability",
                "abandon_probability",
                "mean_wait_all_s",
                "mean_wait_served_s",
                "service_level",
                "service_level_excl_short_abandons",
                "occupancy",
                "avg_queue",
            ],
        ),
        "erlang_a_required" => (
            &[
                "arrivals",
                "interval_s",
                "aht_s",
                "mean_patience_s",
                "target_s",
                "service_level",
                "max_asa_s",
                "max_abandon",
                "max_occupancy",
                "shrinkage",
            ],
            &NEEDED,
        ),
        "day_requirement" => (
            &DAY,
            &[
                "agents",
                "scheduled_headcount",
                "agent_hours",
                "scheduled_hours",
                "peak_agents",
                "arrival_weighted_service_level",
            ],
        ),
        "note_average_underestimates" => (&DAY, &["agents_for_mean_interval", "peak_agents"]),
        _ => return None,
    })
}

/// What a case may hold besides; figures of others and remarks are not judged.
const CASE: [&str; 13] = [
    "id",
    "model",
    "in",
    "out",
    "source",
    "tolerance_rel",
    "tolerance_abs",
    "published",
    "published_provenance",
    "cross_checked",
    "verified_by",
    "pyworkforce",
    "note",
];

impl Kind for Erlang {
    fn name(&self) -> &'static str {
        "erlang"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("model").and_then(Value::as_str).is_some_and(|model| keys(model).is_some())
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        exactly(case, &CASE, "case")?;
        let model = text(case, "model")?;
        let (inputs, outputs) = keys(model).ok_or_else(|| format!("unknown model {model:?}"))?;
        exactly(case.get("in").ok_or("no `in`")?, inputs, "in")?;
        exactly(case.get("out").ok_or("no `out`")?, outputs, "out")
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let out = case.get("out").cloned().unwrap_or_default();
        let wrong = |got: String, expected: String| Verdict::Wrong { got, expected };
        let refuses = out.get("stable") == Some(&Value::Bool(false));
        match answer {
            Err(fault) if refuses && fault.contains("unstable") => Verdict::Right(None),
            Err(fault) => wrong(fault.to_owned(), out.to_string()),
            Ok(got) if refuses => wrong(got.to_string(), "an error: the queue is unstable".to_owned()),
            Ok(got) => {
                let relative = case.get("tolerance_rel").and_then(Value::as_f64).unwrap_or(1e-9);
                let wanted = out.as_object().into_iter().flatten().filter(|(key, _)| *key != "stable");
                let differs = |(key, want): (&String, &Value)| {
                    let got = got.get(key).unwrap_or(&Value::Null);
                    (!same(got, want, relative)).then(|| wrong(format!("{key} {got}"), want.to_string()))
                };
                wanted.into_iter().find_map(differs).unwrap_or(Verdict::Right(None))
            }
        }
    }
}

fn same(got: &Value, want: &Value, relative: f64) -> bool {
    match (got, want) {
        (Value::Array(got), Value::Array(want)) => {
            got.len() == want.len() && got.iter().zip(want).all(|(g, w)| same(g, w, relative))
        }
        (Value::Number(g), Value::Number(w)) if w.is_i64() => {
            g.as_i64() == w.as_i64() || g.as_f64().is_some_and(|g| Some(g) == w.as_f64())
        }
        (Value::Number(got), Value::Number(want)) => match (got.as_f64(), want.as_f64()) {
            (Some(got), Some(want)) => (got - want).abs() <= 1e-12 + relative * want.abs(),
            _ => false,
        },
        _ => got == want,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_figure_is_judged_to_nine_digits_and_an_unstable_queue_must_be_refused() {
        let case =
            json!({"id": "x", "model": "erlang_b", "in": {"traffic": 1.0, "agents": 2}, "out": {"blocking": 0.2}});
        assert_eq!(Erlang.check(&case), Ok(()));
        assert_eq!(Erlang.judge(&case, Ok(&json!({"blocking": 0.2 + 1e-11}))), Verdict::Right(None));
        assert!(matches!(Erlang.judge(&case, Ok(&json!({"blocking": 0.2 + 1e-8}))), Verdict::Wrong { .. }));
        let case = json!({"id": "x", "model": "erlang_c_unstable", "in": {}, "out": {"stable": false}});
        assert_eq!(Erlang.judge(&case, Err("agents: … unstable")), Verdict::Right(None));
        assert!(matches!(Erlang.judge(&case, Ok(&json!({"asa_s": 1.0}))), Verdict::Wrong { .. }));
        let case = json!({"id": "x", "model": "erlang_b", "in": {"colour": 1}, "out": {}});
        assert!(Erlang.check(&case).is_err());
    }
}
