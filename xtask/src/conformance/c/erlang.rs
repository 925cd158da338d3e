//! `erlang.json` through the functions of `bindings/c/src/staffing.rs`.

use super::super::erlang::Inputs;
use super::{ErrorOut, Library};
use serde_json::{Map, Value, json};

/// What every structure of figures begins with, and the doubles after it.
#[repr(C)]
struct Figures<const N: usize> {
    size: u32,
    second: u32,
    doubles: [f64; N],
}

#[repr(C)]
#[derive(Default)]
struct Required {
    size: u32,
    agents: u32,
    headcount: u32,
    reserved: u32,
    doubles: [f64; 4],
}

#[repr(C)]
#[derive(Default)]
struct Totals {
    size: u32,
    peak: u32,
    warning: i32,
    reserved: u32,
    doubles: [f64; 3],
}

type B = unsafe extern "C" fn(f64, u32, *mut Figures<3>, ErrorOut) -> i32;
type BTraffic = unsafe extern "C" fn(u32, f64, *mut f64, ErrorOut) -> i32;
type BRequired = unsafe extern "C" fn(f64, f64, *mut u32, *mut f64, ErrorOut) -> i32;
type C = unsafe extern "C" fn(*const [f64; 3], u32, f64, *mut Figures<8>, ErrorOut) -> i32;
type Chat = unsafe extern "C" fn(*const [f64; 3], u32, u32, f64, *mut Figures<8>, ErrorOut) -> i32;
type CRequired = unsafe extern "C" fn(*const [f64; 3], *const [f64; 6], *mut Required, ErrorOut) -> i32;
type Most = unsafe extern "C" fn(u32, f64, *const [f64; 6], *mut f64, *mut i32, ErrorOut) -> i32;
type A = unsafe extern "C" fn(*const [f64; 3], f64, u32, f64, *mut Figures<9>, ErrorOut) -> i32;
type ARequired = unsafe extern "C" fn(*const [f64; 3], f64, *const [f64; 6], *mut Required, ErrorOut) -> i32;
type Day = unsafe extern "C" fn(
    *const f64,
    usize,
    f64,
    f64,
    f64,
    i32,
    *const [f64; 6],
    *mut u32,
    *mut u32,
    *mut f64,
    *mut Totals,
    ErrorOut,
) -> i32;

const B_NAMES: [&str; 3] = ["blocking", "carried", "occupancy"];
const C_NAMES: [&str; 8] = [
    "traffic",
    "wait_probability",
    "service_level",
    "asa_s",
    "mean_wait_of_delayed_s",
    "occupancy",
    "avg_queue",
    "wait_p90_s",
];
const A_NAMES: [&str; 9] = [
    "traffic",
    "wait_probability",
    "abandon_probability",
    "mean_wait_all_s",
    "mean_wait_served_s",
    "service_level",
    "service_level_excl_short_abandons",
    "occupancy",
    "avg_queue",
];

fn named(names: &[&str], doubles: &[f64]) -> Map<String, Value> {
    names.iter().zip(doubles).map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
}

fn size<T>() -> u32 {
    u32::try_from(size_of::<T>()).unwrap_or(0)
}

fn figures<const N: usize>() -> Figures<N> {
    Figures { size: size::<Figures<N>>(), second: 0, doubles: [0.0; N] }
}

fn needed(r: &Required) -> Value {
    let mut shown = named(&["service_level", "occupancy", "asa_s", "abandon_probability"], &r.doubles);
    shown.insert("agents".to_owned(), r.agents.into());
    shown.insert("scheduled_headcount".to_owned(), r.headcount.into());
    Value::Object(shown)
}

// SAFETY (of every call below): the types are those of include/sundesk.h, the pointers are locals that outlive the call.

pub(super) fn answer(lib: &Library, case: &Value) -> Result<Value, String> {
    let i = Inputs::of(case)?;
    let work = |arrivals: f64| -> Result<[f64; 3], String> {
        let aht = i.number("aht_s").or_else(|_| i.number("session_s"))?;
        Ok([arrivals, i.number("interval_s")?, aht])
    };
    let calls = || work(i.number("arrivals")?);
    let goal = || -> Result<[f64; 6], String> {
        let (target, level) = (i.number("target_s")?, i.number("service_level")?);
        Ok([
            target,
            level,
            i.or("max_asa_s", 0.0),
            i.or("max_occupancy", 1.0),
            i.or("max_abandon", 1.0),
            i.or("shrinkage", 0.0),
        ])
    };
    match case.get("model").and_then(Value::as_str).unwrap_or_default() {
        "erlang_b" => {
            let (call, mut out) = (unsafe { lib.function::<B>("sundesk_erlang_b") }?, figures::<3>());
            let (traffic, agents) = (i.number("traffic")?, i.count("agents")?);
            lib.call(|err| unsafe { call(traffic, agents, &raw mut out, err) })?;
            Ok(Value::Object(named(&B_NAMES, &out.doubles)))
        }
        "erlang_b_traffic" => {
            let (call, mut out) = (unsafe { lib.function::<BTraffic>("sundesk_erlang_b_traffic") }?, 0.0);
            let (agents, blocking) = (i.count("agents")?, i.number("blocking")?);
            lib.call(|err| unsafe { call(agents, blocking, &raw mut out, err) })?;
            Ok(json!({ "traffic": out }))
        }
        "erlang_b_required" => {
            let (call, mut agents, mut blocking) =
                (unsafe { lib.function::<BRequired>("sundesk_erlang_b_required") }?, 0, 0.0);
            let (traffic, most) = (i.number("traffic")?, i.number("max_blocking")?);
            lib.call(|err| unsafe { call(traffic, most, &raw mut agents, &raw mut blocking, err) })?;
            Ok(json!({"agents": agents, "blocking": blocking}))
        }
        "erlang_c" | "erlang_c_unstable" => {
            let (call, mut out) = (unsafe { lib.function::<C>("sundesk_erlang_c") }?, figures::<8>());
            let (work, agents, target) = (calls()?, i.count("agents")?, i.number("target_s")?);
            lib.call(|err| unsafe { call(&raw const work, agents, target, &raw mut out, err) })?;
            Ok(Value::Object(named(&C_NAMES, &out.doubles)))
        }
        "chat_concurrency" => {
            let (call, mut out) = (unsafe { lib.function::<Chat>("sundesk_chat") }?, figures::<8>());
            let (work, agents, target) = (calls()?, i.count("agents")?, i.number("target_s")?);
            let at_once = i.count("concurrency")?;
            lib.call(|err| unsafe { call(&raw const work, agents, at_once, target, &raw mut out, err) })?;
            let mut shown = named(&C_NAMES, &out.doubles);
            shown.insert("servers".to_owned(), out.second.into());
            Ok(Value::Object(shown))
        }
        "erlang_c_required" => required(lib, &calls()?, &goal()?),
        "erlang_c_max_arrivals" => {
            let (call, mut most, mut binding) =
                (unsafe { lib.function::<Most>("sundesk_erlang_c_max_arrivals") }?, 0.0, 0);
            let (agents, aht, goal) = (i.count("agents")?, i.number("aht_s")?, goal()?);
            lib.call(|err| unsafe { call(agents, aht, &raw const goal, &raw mut most, &raw mut binding, err) })?;
            let binding = ["service_level", "occupancy", "asa"].get(usize::try_from(binding).unwrap_or(9));
            Ok(json!({"arrivals_per_hour": most, "binding": binding}))
        }
        "erlang_a" => {
            let (call, mut out) = (unsafe { lib.function::<A>("sundesk_erlang_a") }?, figures::<9>());
            let (work, patience) = (calls()?, i.number("mean_patience_s")?);
            let (agents, target) = (i.count("agents")?, i.number("target_s")?);
            lib.call(|err| unsafe { call(&raw const work, patience, agents, target, &raw mut out, err) })?;
            Ok(Value::Object(named(&A_NAMES, &out.doubles)))
        }
        "erlang_a_required" => {
            let call = unsafe { lib.function::<ARequired>("sundesk_erlang_a_required") }?;
            let mut out = Required { size: size::<Required>(), ..Required::default() };
            let (work, patience, goal) = (calls()?, i.number("mean_patience_s")?, goal()?);
            lib.call(|err| unsafe { call(&raw const work, patience, &raw const goal, &raw mut out, err) })?;
            Ok(needed(&out))
        }
        "day_requirement" => day(lib, &i, &goal()?),
        "note_average_underestimates" => {
            let mean = required(lib, &work(i.mean())?, &goal()?)?;
            let plan = day(lib, &i, &goal()?)?;
            Ok(json!({"agents_for_mean_interval": mean.get("agents"), "peak_agents": plan.get("peak_agents")}))
        }
        other => Err(format!("unknown model {other:?}")),
    }
}

fn required(lib: &Library, work: &[f64; 3], goal: &[f64; 6]) -> Result<Value, String> {
    let call = unsafe { lib.function::<CRequired>("sundesk_erlang_c_required") }?;
    let mut out = Required { size: size::<Required>(), ..Required::default() };
    lib.call(|err| unsafe { call(work, goal, &raw mut out, err) })?;
    Ok(needed(&out))
}

fn day(lib: &Library, i: &Inputs<'_>, goal: &[f64; 6]) -> Result<Value, String> {
    let call = unsafe { lib.function::<Day>("sundesk_day_plan") }?;
    let (arrivals, interval, aht) = (i.arrivals(), i.number("interval_s")?, i.number("aht_s")?);
    let mut totals = Totals { size: size::<Totals>(), ..Totals::default() };
    let (mut agents, mut headcount) = (vec![0_u32; arrivals.len()], vec![0_u32; arrivals.len()]);
    let mut levels = vec![0.0; arrivals.len()];
    lib.call(|err| unsafe {
        call(
            arrivals.as_ptr(),
            arrivals.len(),
            interval,
            aht,
            0.0,
            0,
            goal,
            agents.as_mut_ptr(),
            headcount.as_mut_ptr(),
            levels.as_mut_ptr(),
            &raw mut totals,
            err,
        )
    })?;
    let names = ["agent_hours", "scheduled_hours", "arrival_weighted_service_level"];
    let mut shown = named(&names, &totals.doubles);
    shown.insert("agents".to_owned(), json!(agents));
    shown.insert("scheduled_headcount".to_owned(), json!(headcount));
    shown.insert("peak_agents".to_owned(), totals.peak.into());
    Ok(Value::Object(shown))
}
