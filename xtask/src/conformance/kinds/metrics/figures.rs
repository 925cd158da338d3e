//! Cases that are metrics of rows: surveys, first contacts, handle times, means, exclusions, merging.
#![allow(clippy::indexing_slicing)] // a field that a `Value` has not is null

use super::{Given, Plan, at};
use serde_json::{Map, Value, json};

/// A question for metrics of rows.
fn measure(metrics: Value, rows: Value) -> Value {
    json!({"ask": "measure", "metrics": metrics, "parts": [{"rows": rows}]})
}

/// A field of the figure that a metric tells, of the group at a place.
fn figure(answer: &Value, group: usize, metric: &str, statistic: &str, field: &str) -> Value {
    let figures = answer.pointer(&format!("/groups/{group}/figures")).and_then(Value::as_array);
    let is = |f: &&Value| f["metric"] == metric && f["statistic"] == statistic;
    let found = figures.into_iter().flatten().find(is);
    found.and_then(|f| f.get(field)).cloned().unwrap_or(Value::Null)
}

fn value(answer: &Value, metric: &str, statistic: &str) -> Value {
    figure(answer, 0, metric, statistic, "value")
}

fn left_out(answer: &Value, metric: &str, statistic: &str, reason: &str) -> Value {
    let excluded = figure(answer, 0, metric, statistic, "excluded");
    excluded.get(reason).cloned().unwrap_or(json!(0))
}

fn floats(values: &Value) -> Vec<f64> {
    values.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

pub(super) fn plan(g: &Given<'_>) -> Option<Plan> {
    match g.group {
        "csat" => csat(g),
        "nps" => nps(g),
        "ces" => ces(g),
        "survey" => survey(g),
        "fcr" => first_contact(g),
        "aht" => handle_time(g),
        "art" => resolution(g),
        "percentile" => sketch(g),
        "exclude" => exclusions(g),
        "merge" => merge(g),
        _ => None,
    }
}

fn csat(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["scores"], &["min", "max", "satisfied_from"]) {
        let metric = json!({"metric": "csat", "scale": {"min": g.param("min", json!(1)), "max": g.param("max", json!(5))},
            "satisfied_from": g.param("satisfied_from", Value::Null)});
        return Some(Plan::ask(measure(json!([metric]), json!({"numbers": {"csat": g.input("scores")}})), |a| {
            json!({"k": figure(a, 0, "csat", "rate", "k"), "n": figure(a, 0, "csat", "rate", "n"), "rate": value(a, "csat", "rate"),
                "mean": value(a, "csat", "mean"), "normalised_mean": value(a, "csat", "normalised_mean"),
                "rejected": left_out(a, "csat", "rate", "off_scale"), "missing": figure(a, 0, "csat", "rate", "missing")})
        }));
    }
    if g.has(&["good", "bad", "offered", "unoffered"], &["response_rate_denominator"]) {
        if g.param("response_rate_denominator", Value::Null) != "answers + offered unanswered" {
            return None;
        }
        let rows = json!({"numbers": {"csat": [1, 0, null, null]}, "excluded": [null, null, null, "not_offered"],
            "weights": [g.input("good"), g.input("bad"), g.input("offered"), g.input("unoffered")]});
        let metrics = json!([{"metric": "csat", "scale": {"min": 0, "max": 1}}, "response_rate"]);
        return Some(Plan::ask(measure(metrics, rows), |a| {
            json!({"rate": value(a, "csat", "rate"), "n": figure(a, 0, "csat", "rate", "n"),
                "response_rate": value(a, "response_rate", "rate")})
        }));
    }
    g.has(&["great", "okay", "bad"], &[]).then(|| {
        let rows =
            json!({"numbers": {"csat": [3, 2, 1]}, "weights": [g.input("great"), g.input("okay"), g.input("bad")]});
        let metric = json!([{"metric": "csat", "scale": {"min": 1, "max": 3}}]);
        Plan::ask(
            measure(metric, rows),
            |a| json!({"net": value(a, "csat", "net"), "top_box": value(a, "csat", "rate")}),
        )
    })
}

fn nps(g: &Given<'_>) -> Option<Plan> {
    let rows = if g.has(&["scores"], &["confidence"]) {
        json!({"numbers": {"nps": g.input("scores")}})
    } else if g.has(&["promoters", "passives", "detractors"], &["confidence"]) {
        json!({"numbers": {"nps": [10, 7, 0]}, "weights": [g.input("promoters"), g.input("passives"), g.input("detractors")]})
    } else {
        return None;
    };
    let mut question = measure(json!(["nps"]), rows);
    question["view"] = json!({"confidence": g.param("confidence", json!(0.95))});
    Some(Plan::ask(question, |a| {
        let k = |statistic| figure(a, 0, "nps", statistic, "k");
        let v = |statistic| value(a, "nps", statistic);
        json!({"promoters": k("promoters"), "passives": k("passives"), "detractors": k("detractors"),
            "n": figure(a, 0, "nps", "nps", "n"), "rejected": left_out(a, "nps", "nps", "off_scale"), "nps": v("nps"),
            "se_population": v("standard_error"), "margin95_wald": v("margin_wald"), "adjusted_wald_nps": v("nps_adjusted"),
            "adjusted_wald_margin95": v("margin_adjusted_wald"), "margin95_trinomial_t": v("margin_trinomial_t")})
    }))
}

fn ces(g: &Given<'_>) -> Option<Plan> {
    let rows = if g.has(&["histogram"], &["scale", "direction"]) {
        let histogram = g.input("histogram");
        let entries: Vec<(&String, &Value)> = histogram.as_object()?.iter().collect();
        let scores: Vec<i64> = entries.iter().filter_map(|(k, _)| k.parse().ok()).collect();
        json!({"numbers": {"ces": scores}, "weights": entries.iter().map(|(_, n)| (*n).clone()).collect::<Vec<_>>()})
    } else if g.has(&["scores"], &["scale", "direction"]) {
        json!({"numbers": {"ces": g.input("scores")}})
    } else {
        return None;
    };
    let scale = g.param("scale", Value::Null);
    let direction = match g.param("direction", Value::Null).as_str() {
        None => "higher_is_better",
        Some("lower_is_easier") => "lower_is_better",
        Some("higher_is_easier") => "higher_is_better",
        Some(_) => return None,
    };
    let metric = json!({"metric": "ces", "scale": {"min": scale[0], "max": scale[1], "direction": direction}});
    Some(Plan::ask(measure(json!([metric]), rows), |a| {
        let (mean, easy) = (value(a, "ces", "mean"), value(a, "ces", "easy"));
        json!({"n": figure(a, 0, "ces", "easy", "n"), "mean": mean, "mean_as_asked": mean, "mean_as_ease": value(a, "ces", "mean_ease"),
            "agree_5_to_7": easy, "top2": easy, "low_effort_share": easy, "net_6_7_minus_1_3": value(a, "ces", "net")})
    }))
}

fn survey(g: &Given<'_>) -> Option<Plan> {
    g.has(&["sent", "bounced", "answers"], &[]).then(|| {
        let rows = json!({"survey": {"answers": g.input("answers"), "sent": g.input("sent"), "bounced": g.input("bounced")}});
        Plan::ask(measure(json!(["csat", "response_rate"]), rows), |a| {
            json!({"delivered": figure(a, 0, "response_rate", "rate", "n"), "answered": figure(a, 0, "response_rate", "rate", "k"),
                "response_rate": value(a, "response_rate", "rate"), "csat_top2": value(a, "csat", "rate")})
        })
    })
}

fn first_contact(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["first_contact_resolved", "contacts", "not_resolvable_at_first_line"], &[]) {
        let [hits, all, never] =
            ["first_contact_resolved", "contacts", "not_resolvable_at_first_line"].map(|k| g.input(k).as_u64());
        let (hits, all, never) = (hits?, all?, never?);
        let rows = json!({"numbers": {"solved": [1, 0, 0], "first_line": [1, 1, 0]},
            "weights": [hits, all.checked_sub(hits)?.checked_sub(never)?, never]});
        let metric =
            json!([{"metric": "first_contact", "variant": "survey", "of": "solved", "resolvable": "first_line"}]);
        return Some(Plan::ask(measure(metric, rows), |a| {
            let ends = |statistic| {
                let interval = figure(a, 0, "first_contact", statistic, "interval");
                json!([interval["lo"], interval["hi"]])
            };
            json!({"gross": value(a, "first_contact", "rate"), "net": value(a, "first_contact", "net"),
                "gross_wilson95": ends("rate"), "net_wilson95": ends("net")})
        }));
    }
    if g.has(&["open_close_seconds"], &["window_seconds"]) {
        let text = |s: i64| chrono::DateTime::from_timestamp(1_767_225_600 + s, 0).map(|t| t.to_rfc3339());
        let seconds = g.input("open_close_seconds");
        let ticket = |s: &Value| json!({"created": text(0), "last_resolved": s.as_i64().and_then(text)});
        let tickets: Vec<Value> = seconds.as_array()?.iter().map(ticket).collect();
        let metric =
            json!([{"metric": "first_contact", "variant": "quick", "under_s": g.param("window_seconds", json!(900))}]);
        return Some(Plan::ask(
            measure(metric, json!({"tickets": tickets})),
            |a| json!({"count": figure(a, 0, "first_contact", "rate", "k"), "rate": value(a, "first_contact", "rate")}),
        ));
    }
    if !g.has(&["tickets"], &["as_of", "reopen_window_days", "max_agent_replies"]) {
        return None;
    }
    let tickets = g.input("tickets");
    let mut rows = Vec::new();
    for ticket in tickets.as_array()? {
        let known = ["id", "replies", "resolved", "reopened"];
        if ticket.as_object()?.keys().any(|k| !known.contains(&k.as_str())) {
            return None;
        }
        let created = ticket["resolved"].as_str().or(g.params.get("as_of")?.as_str());
        rows.push(json!({"created": created, "replies": ticket["replies"], "last_resolved": ticket["resolved"],
            "first_reopened": ticket["reopened"]}));
    }
    let ids: Vec<Value> = tickets.as_array()?.iter().map(|t| t["id"].clone()).collect();
    let days = g.param("reopen_window_days", json!(7)).as_i64()?;
    let metric = json!([{"metric": "first_contact", "window_s": days * 86_400, "max_replies": g.param("max_agent_replies", json!(1))}]);
    let mut whole = measure(metric, json!({"tickets": rows, "words": {"id": ids}}));
    whole["now"] = g.param("as_of", Value::Null);
    let mut each = whole.clone();
    each["group_by"] = json!(["id"]);
    let asks = [whole, each].map(|question| json!({"library": {}, "ask": question})).to_vec();
    Some(Plan::asks(asks, |answers| {
        let [whole, each] = answers else { return Value::Null };
        let groups = each["groups"].as_array().map_or(0, Vec::len);
        let those = |is: &dyn Fn(usize) -> bool| -> Value {
            (0..groups).filter(|i| is(*i)).map(|i| at(each, &format!("/groups/{i}/key/0"))).collect()
        };
        let of = |i: usize, field: &str| figure(each, i, "first_contact", "rate", field);
        json!({"rate": value(whole, "first_contact", "rate"), "numerator_ids": those(&|i| of(i, "k") == 1),
            "denominator_ids": those(&|i| of(i, "n") == 1), "pending_ids": those(&|i| of(i, "excluded")["pending"] == 1)})
    }))
}

fn handle_time(g: &Given<'_>) -> Option<Plan> {
    let seconds = |field: &str| json!([{"metric": "handle_time", "parts": ["seconds"], "handled": field}]);
    let mean = |a: &Value| value(a, "handle_time", "mean");
    if g.has(&["talk_hold_wrap"], &[]) {
        let rows = g.input("talk_hold_wrap");
        let part = |i: usize| rows.as_array().into_iter().flatten().map(|r| r[i].clone()).collect::<Vec<_>>();
        let rows = json!({"numbers": {"talk": part(0), "hold": part(1), "wrap": part(2)}});
        let mut question = measure(json!(["handle_time"]), rows);
        question["view"] = json!({"percentile": "linear"});
        return Some(Plan::ask(question, move |a| {
            json!({"total_seconds": whole(&value(a, "handle_time", "total")), "n": figure(a, 0, "handle_time", "mean", "n"), "aht": mean(a),
                "att": value(a, "handle_time", "mean_talk"), "aht_p50_hf7": value(a, "handle_time", "median")})
        }));
    }
    if g.has(&["talk", "hold", "wrap", "handled"], &[]) {
        let column = |key: &str| json!([g.input(key)]);
        let rows = json!({"numbers": {"talk": column("talk"), "hold": column("hold"), "wrap": column("wrap"), "handled": column("handled")}});
        let metric = json!([{"metric": "handle_time", "handled": "handled"}]);
        return Some(Plan::ask(measure(metric, rows), move |a| json!({"aht": mean(a)})));
    }
    if g.has(&["legs"], &[]) {
        let metrics = json!([{"metric": "handle_time", "parts": ["seconds"]}, {"metric": "handle_time", "parts": ["seconds"], "per": "contact"}]);
        let whole = measure(metrics, json!({"legs": g.input("legs")}));
        let mut each = whole.clone();
        each["group_by"] = json!(["agent"]);
        let asks = [whole, each].map(|question| json!({"library": {}, "ask": question})).to_vec();
        return Some(Plan::asks(asks, |answers| {
            let [whole, each] = answers else { return Value::Null };
            let figures = whole.pointer("/groups/0/figures").and_then(Value::as_array);
            let per = |end: &str| {
                let is =
                    |f: &&Value| f["statistic"] == "mean" && f["variant"].as_str().is_some_and(|v| v.ends_with(end));
                figures.into_iter().flatten().find(is).map(|f| f["value"].clone()).unwrap_or(Value::Null)
            };
            let groups = each["groups"].as_array().map_or(0, Vec::len);
            let agent = |i: usize| {
                let name = at(each, &format!("/groups/{i}/key/0")).as_str().unwrap_or_default().to_owned();
                (name, figure(each, i, "handle_time", "mean", "value"))
            };
            let by: Map<String, Value> = (0..groups).map(agent).collect();
            json!({"per_leg": per("per_leg"), "per_contact": per("per_contact"), "by_agent": by})
        }));
    }
    if g.has(&["agents"], &[]) {
        let agents = g.input("agents");
        let column = |key: &str| agents.as_array().into_iter().flatten().map(|r| r[key].clone()).collect::<Vec<_>>();
        let ids: Vec<String> = (0..column("n").len()).map(|i| i.to_string()).collect();
        let rows = json!({"numbers": {"seconds": column("sum"), "n": column("n")}, "words": {"agent": ids}});
        let pooled = measure(seconds("n"), rows);
        let mut each = pooled.clone();
        each["group_by"] = json!(["agent"]);
        let asks = [pooled, each].map(|question| json!({"library": {}, "ask": question})).to_vec();
        return Some(Plan::asks(asks, move |answers| {
            let [pooled, each] = answers else { return Value::Null };
            let groups = each["groups"].as_array().map_or(0, Vec::len);
            let means: Vec<Value> = (0..groups).map(|i| figure(each, i, "handle_time", "mean", "value")).collect();
            let means = floats(&Value::Array(means));
            let count = u32::try_from(means.len()).map_or(1.0, f64::from);
            json!({"pooled": mean(pooled), "mean_of_means_wrong": means.iter().sum::<f64>() / count})
        }));
    }
    g.has(&["calls"], &["threshold_seconds", "short_abandon_seconds"]).then(|| {
        let calls = g.input("calls");
        let calls = calls.as_array().cloned().unwrap_or_default();
        let answered = |c: &Value| match c[1].as_str() {
            Some("answered") => json!(1),
            Some("abandoned") => json!(0),
            _ => Value::Null,
        };
        let rows = json!({"numbers": {"wait": calls.iter().map(|c| c[0].clone()).collect::<Vec<_>>(),
            "answered": calls.iter().map(answered).collect::<Vec<_>>()}});
        let threshold = g.param("threshold_seconds", json!(20));
        let metric = json!([{"metric": "service_level", "threshold_s": threshold, "short_s": g.param("short_abandon_seconds", json!(5))}]);
        Plan::ask(measure(metric, rows), move |a| {
            let v = |statistic| value(a, "service_level", statistic);
            json!({"threshold": threshold, "of_offered": v("of_offered"), "of_answered": v("of_answered"),
                "excluding_short_abandons": v("without_short_abandons"), "abandon_rate": v("abandon_rate"), "asa": v("mean_answer")})
        })
    })
}

/// A whole number told as a float, as one.
fn whole(value: &Value) -> Value {
    let exact = value.as_f64().filter(|v| v.fract() == 0.0 && v.abs() < 9e15);
    exact.map_or(value.clone(), |v| json!(v.to_string().parse::<i64>().ok()))
}

/// Sum, count and exact mean of an amount.
fn amounts(a: &Value) -> Value {
    let exact = |statistic: &str| figure(a, 0, "amount", statistic, "exact");
    let sum = exact("sum");
    let number = sum.as_str().and_then(|s| s.parse::<i64>().ok()).map_or(sum.clone(), |s| json!(s));
    json!({"sum": number, "n": figure(a, 0, "amount", "mean", "n"), "mean": value(a, "amount", "mean"), "mean_exact": exact("mean")})
}

fn resolution(g: &Given<'_>) -> Option<Plan> {
    let amount = |values: Value| measure(json!([{"metric": "amount", "of": "v"}]), json!({"numbers": {"v": values}}));
    if g.has(&["nanoseconds"], &["type"]) {
        return Some(Plan::ask(
            amount(g.input("nanoseconds")),
            |a| json!({"sum": figure(a, 0, "amount", "sum", "exact"), "mean_exact": figure(a, 0, "amount", "mean", "exact")}),
        ));
    }
    if g.has(&["tenths", "shards"], &[]) {
        let (tenths, shards) = (g.input("tenths"), g.input("shards"));
        let tenths = tenths.as_array()?;
        let mut parts = Vec::new();
        for shard in shards.as_array()? {
            let ends = [shard[0].as_u64()?, shard[1].as_u64()?].map(|i| usize::try_from(i).unwrap_or(usize::MAX));
            parts.push(json!({"rows": {"numbers": {"v": tenths.get(ends[0]..ends[1])?}}}));
        }
        let question = json!({"ask": "measure", "metrics": [{"metric": "amount", "of": "v"}], "parts": parts});
        return Some(Plan::ask(question, amounts));
    }
    if !g.has(&["seconds"], &[]) {
        return None;
    }
    let round = |how: &str, unit: i64| json!({"metric": "amount", "of": "v", "rounding": {how: unit}});
    let metrics = json!([{"metric": "amount", "of": "v"}, round("up", 86_400), round("down", 3_600)]);
    Some(Plan::ask(measure(metrics, json!({"numbers": {"v": g.input("seconds")}})), |a| {
        let mut told = amounts(a);
        let figures = a.pointer("/groups/0/figures").and_then(Value::as_array);
        let mean = |variant: &str| {
            let is = |f: &&Value| f["statistic"] == "mean" && f["variant"] == variant;
            figures.into_iter().flatten().find(is).map(|f| f["value"].clone()).unwrap_or(Value::Null)
        };
        let days = told["mean"].as_f64().map(|m| m / 86_400.0);
        told["exact_mean_days"] = json!(days);
        told["ceil_mean_days"] = mean("v_up_to_86400");
        told["truncated_hours_mean_osticket"] = mean("v_down_to_3600");
        told
    }))
}

fn sketch(g: &Given<'_>) -> Option<Plan> {
    if !g.has(&["values"], &["alpha"]) || g.params.is_empty() {
        return None;
    }
    let values = g.input("values");
    let values = values.as_array()?.clone();
    let cuts = [0, values.len() / 4, values.len() * 6 / 10, values.len()];
    let part = |w: &[usize]| json!({"rows": {"numbers": {"v": values.get(w[0]..w[1])}}});
    let wanted = g.wanted("nearest_rank");
    let percents: Vec<f64> = wanted.iter().filter_map(|p| p.parse().ok()).collect();
    let question = json!({"ask": "measure", "metrics": [{"metric": "amount", "of": "v"}], "parts": cuts.windows(2).map(part).collect::<Vec<_>>(),
        "view": {"percentiles": percents}});
    let alpha = g.param("alpha", json!(0.0)).as_f64()?;
    let plan = Plan::ask(question, move |a| {
        let name = |p: &String| if p == "50" { "median".to_owned() } else { format!("p{p}") };
        let ranks: Map<String, Value> = wanted.iter().map(|p| (p.clone(), value(a, "amount", &name(p)))).collect();
        let sum = amounts(a);
        json!({"nearest_rank": ranks, "n": sum["n"], "sum": sum["sum"], "min": whole(&value(a, "amount", "min")), "max": whole(&value(a, "amount", "max"))})
    });
    Some(Plan { relative: Some(("nearest_rank", alpha)), ..plan })
}

fn exclusions(g: &Given<'_>) -> Option<Plan> {
    if !g.has(&["tickets"], &[]) {
        return None;
    }
    let tickets = g.input("tickets");
    let tickets = tickets.as_array()?;
    let known = ["id", "kind", "sec", "into"];
    if tickets.iter().any(|t| t.as_object().is_none_or(|t| t.keys().any(|k| !known.contains(&k.as_str())))) {
        return None;
    }
    let why = |t: &Value| match t["kind"].as_str() {
        Some("normal") => Value::Null,
        Some("merged_into") => json!("merged"),
        _ => t["kind"].clone(),
    };
    let rows = json!({"numbers": {"v": tickets.iter().map(|t| t["sec"].clone()).collect::<Vec<_>>()},
        "excluded": tickets.iter().map(why).collect::<Vec<_>>()});
    Some(Plan::ask(
        measure(json!([{"metric": "amount", "of": "v"}]), rows),
        |a| json!({"n": figure(a, 0, "amount", "mean", "n"), "mean": value(a, "amount", "mean"), "excluded": figure(a, 0, "amount", "mean", "excluded")}),
    ))
}

fn merge(g: &Given<'_>) -> Option<Plan> {
    let read = |a: &Value| {
        let mut told = amounts(a);
        told["sum_sq"] = whole(&value(a, "amount", "sum_of_squares"));
        told["min"] = whole(&value(a, "amount", "min"));
        told["max"] = whole(&value(a, "amount", "max"));
        told["variance"] = value(a, "amount", "variance");
        told["variance_exact"] = figure(a, 0, "amount", "variance", "exact");
        told
    };
    if g.param("ddof", json!(1)) != 1 {
        return None;
    }
    let question =
        |parts: Vec<Value>| json!({"ask": "measure", "metrics": [{"metric": "amount", "of": "v"}], "parts": parts});
    let part = |values: &Value| json!({"rows": {"numbers": {"v": values}}});
    if g.has(&["shards"], &["ddof"]) {
        let shards = g.input("shards");
        return Some(Plan::ask(question(shards.as_array()?.iter().map(part).collect()), read));
    }
    if g.has(&["values"], &["ddof"]) {
        return Some(Plan::ask(question(vec![part(&g.input("values"))]), read));
    }
    if !g.has(&["a", "b"], &[]) || g.expected.get("error") != Some(&json!("incompatible")) {
        return None;
    }
    let csat = |key: &str| {
        let given = g.input(key);
        json!([{"metric": "csat", "scale": {"min": given["scale"][0], "max": given["scale"][1]}, "satisfied_from": given["satisfied_from"]}])
    };
    let part = |key: &str| json!({"rows": {"numbers": {"csat": []}}, "metrics": csat(key)});
    let question = json!({"ask": "measure", "metrics": csat("a"), "parts": [part("a"), part("b")]});
    Some(Plan { refusal: Some("incompatible"), ..Plan::ask(question, Value::clone) })
}
