//! Cases that are events: a log, measured.

use super::{Given, Plan, at};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};

pub(super) fn plan(g: &Given<'_>) -> Option<Plan> {
    match g.group {
        "art" => resolution_times(g),
        "response" => reply_times(g),
        "sla" => promises(g),
        _ => None,
    }
}

fn figure(answer: &Value, metric: &str, variant: &str, statistic: &str, field: &str) -> Value {
    let figures = answer.pointer("/all/figures").and_then(Value::as_array);
    let is = |f: &&Value| {
        f["metric"] == metric && f["statistic"] == statistic && (variant.is_empty() || f["variant"] == variant)
    };
    figures.into_iter().flatten().find(is).map(|f| f[field].clone()).unwrap_or(Value::Null)
}

/// Whole seconds, told as a float.
fn seconds(value: &Value) -> Value {
    let whole = value.as_f64().filter(|v| v.fract() == 0.0);
    whole.map_or(value.clone(), |v| json!(v.to_string().parse::<i64>().ok()))
}

fn resolution_times(g: &Given<'_>) -> Option<Plan> {
    if !g.has(&["events"], &[]) {
        return None;
    }
    let mut events = Vec::new();
    for event in g.input("events").as_array()? {
        events.push(match event[1].as_str()? {
            "created" => json!({"at": event[0], "type": "created", "by": "requester", "status": "open"}),
            "reopened" => json!({"at": event[0], "type": "status", "to": "open"}),
            to @ ("open" | "pending" | "hold" | "resolved" | "closed") => {
                json!({"at": event[0], "type": "status", "to": to})
            }
            _ => return None,
        });
    }
    let variants = ["first_resolution", "last_resolution", "open_time", "work_time", "to_closed"];
    let mut metrics: Vec<Value> = variants.map(|v| json!({"metric": "resolution_time", "variant": v})).to_vec();
    metrics.extend([json!("pending_time"), json!("reopen_rate")]);
    let statuses =
        json!({"open": "open", "pending": "pending", "hold": "hold", "resolved": "solved", "closed": "closed"});
    let library = json!({"logs": {"log": {"tickets": {"T": events}, "statuses": statuses}}});
    let ask = json!({"ask": "metrics", "spec": {"metrics": metrics}});
    Some(Plan::asks(vec![json!({"library": library, "ask": ask})], |answers| {
        let a = answers.first().unwrap_or(&Value::Null);
        let time = |variant: &str| seconds(&figure(a, "resolution_time", variant, "mean", "value"));
        json!({"first_resolution": time("first_resolution"), "last_resolution": time("last_resolution"),
            "open_time_excluding_resolved_gap": time("open_time"), "open_time_excluding_resolved_gap_and_pending": time("work_time"),
            "to_closed": time("to_closed"), "reopen_count": figure(a, "reopen_rate", "", "reopenings", "k"),
            "pending_seconds": seconds(&figure(a, "pending_time", "", "mean", "value"))})
    }))
}

fn reply_times(g: &Given<'_>) -> Option<Plan> {
    if !g.has(&["messages"], &[]) {
        return None;
    }
    let messages = g.input("messages");
    let mut events = Vec::new();
    for (i, message) in messages.as_array()?.iter().enumerate() {
        let (by, public) = (message[1].as_str()?, message[2] == "public");
        if !["public", "internal"].contains(&message[2].as_str()?) {
            return None;
        }
        // The first message is the ticket's creation.
        events.push(if i == 0 {
            json!({"at": message[0], "type": "created", "by": by})
        } else {
            json!({"at": message[0], "type": "reply", "by": by, "public": public})
        });
    }
    let library = json!({"logs": {"log": {"tickets": {"T": events}}}});
    let asks =
        [json!({"ask": "metrics", "spec": {"metrics": ["first_response", "reply_time"]}}), json!({"ask": "facts"})];
    let asks = asks.map(|ask| json!({"library": library, "ask": ask})).to_vec();
    Some(Plan::asks(asks, |answers| {
        let [metrics, facts] = answers else { return Value::Null };
        let times = at(facts, "/tickets/0/reply_times_s");
        let times: Vec<Value> = times.as_array().into_iter().flatten().map(seconds).collect();
        json!({"first_response_seconds": seconds(&figure(metrics, "first_response", "", "mean", "value")), "reply_seconds": times,
            "mean_reply": figure(metrics, "reply_time", "", "mean", "value"), "waiting_since": at(facts, "/tickets/0/waiting_since"),
            "agent_public_replies": figure(metrics, "reply_time", "", "public_replies", "k")})
    }))
}

/// One target that is met by what was met and not yet due, and missed by the rest; tickets are created so long before the as-of.
fn promises(g: &Given<'_>) -> Option<Plan> {
    if !g.has(&["tickets"], &[]) {
        return None;
    }
    let now: DateTime<Utc> = "2026-06-01T00:00:00Z".parse().ok()?;
    let mut tickets = Map::new();
    let (mut target, mut least_late) = (0, i64::MAX);
    for (i, ticket) in g.input("tickets").as_array()?.iter().enumerate() {
        let (state, elapsed) = (ticket[0].as_str()?, ticket[1].as_i64()?);
        let before = |s: i64| (now - TimeDelta::seconds(s)).to_rfc3339();
        let mut events = vec![json!({"at": before(elapsed), "type": "created", "by": "requester"})];
        match state {
            "met" | "open_before_due" => target = target.max(elapsed + i64::from(state != "met")),
            "breached" | "open_after_due" => least_late = least_late.min(elapsed),
            _ => return None,
        }
        if ["met", "breached"].contains(&state) {
            events.push(json!({"at": now.to_rfc3339(), "type": "status", "to": "solved"}));
        }
        tickets.insert(format!("T{i}"), json!(events));
    }
    if target == 0 {
        target = least_late.min(1 << 30) - 1;
    }
    let policy =
        json!({"metrics": {"done": {"kind": "resolution", "target": format!("{target}s"), "clock": "elapsed"}}});
    let library =
        json!({"policies": {"p": policy}, "logs": {"log": {"tickets": tickets, "statuses": {"solved": "solved"}}}});
    let ask =
        json!({"ask": "metrics", "metric": "done", "now": now.to_rfc3339(), "spec": {"metrics": ["sla_compliance"]}});
    Some(Plan::asks(vec![json!({"library": library, "ask": ask})], |answers| {
        let a = answers.first().unwrap_or(&Value::Null);
        let of = |statistic: &str, field: &str| figure(a, "sla_compliance", "", statistic, field);
        json!({"met": of("rate", "k"), "breached": of("breached", "k"), "undecided": of("undecided", "k"),
            "compliance_of_decided": of("rate", "value")})
    }))
}
