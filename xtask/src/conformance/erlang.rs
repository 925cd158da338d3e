//! `erlang.json` by straight calls, and the numbers of a case for the other ways.

use serde_json::{Value, json};
use sundesk::coverage::staffing::{
    DayWorkload, Goal, Workload, chat, day, erlang_a, erlang_a_required, erlang_b, erlang_b_required, erlang_b_traffic,
    erlang_c, erlang_c_max_arrivals, erlang_c_required,
};

/// The inputs of a case.
pub(super) struct Inputs<'c>(pub(super) &'c Value);

impl Inputs<'_> {
    pub(super) fn of(case: &Value) -> Result<Inputs<'_>, String> {
        case.get("in").map(Inputs).ok_or_else(|| "no `in`".to_owned())
    }

    pub(super) fn number(&self, key: &str) -> Result<f64, String> {
        self.0.get(key).and_then(Value::as_f64).ok_or_else(|| format!("`{key}` is missing or no number"))
    }

    pub(super) fn or(&self, key: &str, default: f64) -> f64 {
        self.0.get(key).and_then(Value::as_f64).unwrap_or(default)
    }

    pub(super) fn count(&self, key: &str) -> Result<u32, String> {
        let whole = self.0.get(key).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        whole.ok_or_else(|| format!("`{key}` is missing or no whole number"))
    }

    pub(super) fn arrivals(&self) -> Vec<f64> {
        let list = self.0.get("arrivals").and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_f64).collect()
    }

    pub(super) fn mean(&self) -> f64 {
        let list = self.arrivals();
        let count = u32::try_from(list.len()).map_or(1.0, f64::from);
        list.iter().sum::<f64>() / count
    }
}

/// An answer of the library as JSON.
macro_rules! shown {
    ($answer:expr) => {
        $answer.map_err(|e| e.to_string()).and_then(|found| serde_json::to_value(found).map_err(|e| e.to_string()))
    };
}

pub(super) fn answer(case: &Value) -> Result<Value, String> {
    let inputs = Inputs::of(case)?;
    let said = |e: sundesk::Error| e.to_string();
    let work = |arrivals: f64| -> Result<Workload, String> {
        let aht_s = inputs.number("aht_s").or_else(|_| inputs.number("session_s"))?;
        Ok(Workload { arrivals, interval_s: inputs.number("interval_s")?, aht_s })
    };
    let calls = || work(inputs.number("arrivals")?);
    let goal = || -> Result<Goal, String> {
        let shares = (inputs.or("max_occupancy", 1.0), inputs.or("max_abandon", 1.0), inputs.or("shrinkage", 0.0));
        let (max_occupancy, max_abandon, shrinkage) = shares;
        let (target_s, service_level) = (inputs.number("target_s")?, inputs.number("service_level")?);
        let max_asa_s = inputs.number("max_asa_s").ok();
        Ok(Goal { target_s, service_level, max_asa_s, max_occupancy, max_abandon, shrinkage })
    };
    let plan = || -> Result<_, String> {
        let (arrivals, interval_s, aht_s) = (inputs.arrivals(), inputs.number("interval_s")?, inputs.number("aht_s")?);
        let workload =
            DayWorkload { arrivals, interval_s, aht_s, mean_patience_s: None, carry_over: false, concurrency: 1 };
        day(&workload, &goal()?).map_err(said)
    };
    match case.get("model").and_then(Value::as_str).unwrap_or_default() {
        "erlang_b" => shown!(erlang_b(inputs.number("traffic")?, inputs.count("agents")?)),
        "erlang_b_traffic" => erlang_b_traffic(inputs.count("agents")?, inputs.number("blocking")?)
            .map(|traffic| json!({ "traffic": traffic }))
            .map_err(said),
        "erlang_b_required" => shown!(erlang_b_required(inputs.number("traffic")?, inputs.number("max_blocking")?)),
        "erlang_c" | "erlang_c_unstable" => {
            shown!(erlang_c(&calls()?, inputs.count("agents")?, inputs.number("target_s")?))
        }
        "chat_concurrency" => {
            let (agents, concurrency) = (inputs.count("agents")?, inputs.count("concurrency")?);
            shown!(chat(&calls()?, agents, concurrency, inputs.number("target_s")?))
        }
        "erlang_c_required" => shown!(erlang_c_required(&calls()?, &goal()?)),
        "erlang_c_max_arrivals" => {
            shown!(erlang_c_max_arrivals(inputs.count("agents")?, inputs.number("aht_s")?, &goal()?))
        }
        "erlang_a" => {
            let (patience, agents) = (inputs.number("mean_patience_s")?, inputs.count("agents")?);
            shown!(erlang_a(&calls()?, patience, agents, inputs.number("target_s")?))
        }
        "erlang_a_required" => shown!(erlang_a_required(&calls()?, inputs.number("mean_patience_s")?, &goal()?)),
        "day_requirement" => {
            let plan = plan()?;
            let mut shown = serde_json::to_value(&plan).map_err(|e| e.to_string())?;
            let columns = [
                ("agents", plan.slots.iter().map(|s| s.agents).collect::<Vec<_>>()),
                ("scheduled_headcount", plan.slots.iter().map(|s| s.scheduled_headcount).collect()),
            ];
            if let Some(fields) = shown.as_object_mut() {
                fields.extend(columns.into_iter().map(|(name, column)| (name.to_owned(), json!(column))));
            }
            Ok(shown)
        }
        "note_average_underestimates" => {
            let mean = erlang_c_required(&work(inputs.mean())?, &goal()?).map_err(said)?;
            Ok(json!({"agents_for_mean_interval": mean.agents, "peak_agents": plan()?.peak_agents}))
        }
        other => Err(format!("unknown model {other:?}")),
    }
}
