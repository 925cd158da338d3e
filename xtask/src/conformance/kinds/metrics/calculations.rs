//! Cases that are calculations: intervals, comparisons, percentiles, survival, control charts, standardisation, agreement.
#![allow(clippy::indexing_slicing)] // a field that a `Value` has not is null

use super::{Given, Plan, at};
use serde_json::{Map, Value, json};

pub(super) fn plan(g: &Given<'_>) -> Option<Plan> {
    match g.group {
        "interval" => interval(g),
        "compare" => compare(g),
        "percentile" => percentile(g),
        "survival" => survival(g),
        "control" => control(g),
        "benchmark" => benchmark(g),
        "review" => review(g),
        "rootcause" => g.has(&["counts"], &["threshold"]).then(|| {
            let question =
                json!({"ask": "pareto", "counts": g.input("counts"), "threshold": g.param("threshold", json!(0.8))});
            Plan::ask(question, |a| {
                let causes = a["causes"].as_array().cloned().unwrap_or_default();
                let column = |key: &str| causes.iter().map(|c| c[key].clone()).collect::<Vec<_>>();
                json!({"order": column("cause"), "cumulative": column("cumulative"), "vital_few": a["vital_few"]})
            })
        }),
        "flow" => flow(g),
        "customer" => customer(g),
        "bucket" => bucket(g),
        _ => None,
    }
}

/// The question of that word with the input as its fields.
fn direct(g: &Given<'_>, word: &str, read: impl Fn(&Value) -> Value + 'static) -> Plan {
    let mut question = g.input.clone();
    question.insert("ask".to_owned(), word.into());
    Plan::ask(Value::Object(question), read)
}

fn interval(g: &Given<'_>) -> Option<Plan> {
    let confidence = g.param("confidence", json!(0.95));
    if g.has(&["k", "n"], &["confidence"]) {
        let question = json!({"ask": "interval", "k": g.input("k"), "n": g.input("n"), "confidence": confidence});
        return Some(Plan::ask(question, |a| {
            let ends = a["intervals"].as_object().into_iter().flatten();
            Value::Object(ends.map(|(name, i)| (name.clone(), json!([i["lo"], i["hi"]]))).collect())
        }));
    }
    g.has(&["half_width"], &["confidence"]).then(|| {
        let question = json!({"ask": "sample_size", "half_width": g.input("half_width"), "confidence": confidence, "shares": [0.5, 0.7]});
        Plan::ask(question, |a| json!({"n_p50": a["n"][0], "n_p70": a["n"][1]}))
    })
}

fn compare(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["k", "n"], &[]) {
        let (k, n) = (g.input("k"), g.input("n"));
        let question = json!({"ask": "compare_shares", "a": {"k": k[0], "n": n[0]}, "b": {"k": k[1], "n": n[1]}});
        return Some(Plan::ask(
            question,
            |a| json!({"diff": a["difference"], "z": a["z"], "p": a["p"], "newcombe95": [a["newcombe"]["lo"], a["newcombe"]["hi"]]}),
        ));
    }
    g.has(&["a", "b"], &[]).then(|| {
        let counts = |key: &str| {
            let given = g.input(key);
            json!({"promoters": given[0], "passives": given[1], "detractors": given[2]})
        };
        let question = json!({"ask": "compare_nps", "a": counts("a"), "b": counts("b")});
        Plan::ask(question, |a| {
            json!({"nps": a["nps"], "difference": a["difference"], "margin95": a["margin"], "z": a["z"], "p": a["p"]})
        })
    })
}

const METHODS: [&str; 9] = [
    "nearest_rank",
    "averaged_nearest_rank",
    "nearest_even_rank",
    "linear_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
];

fn percentile(g: &Given<'_>) -> Option<Plan> {
    let numbers = |keys: &[String]| keys.iter().filter_map(|p| p.parse::<f64>().ok()).collect::<Vec<_>>();
    let by = |keys: &[String], list: &Value| -> Value {
        keys.iter().enumerate().map(|(i, key)| (key.clone(), list[i].clone())).collect::<Map<_, _>>().into()
    };
    if g.has(&["values"], &[]) && g.expected.get("hf1").is_some() {
        let wanted = g.wanted("hf1");
        let question = json!({"ask": "percentiles", "values": g.input("values"), "percentiles": numbers(&wanted), "methods": METHODS});
        return Some(Plan::ask(question, move |a| {
            let one = |(i, name): (usize, &&str)| (format!("hf{}", i + 1), by(&wanted, &a["percentiles"][*name]));
            Value::Object(METHODS.iter().enumerate().map(one).collect())
        }));
    }
    if g.has(&["values", "weights"], &[]) {
        let wanted: Vec<String> = g.expected.as_object()?.keys().cloned().collect();
        let question = json!({"ask": "percentiles", "values": g.input("values"), "weights": g.input("weights"), "percentiles": numbers(&wanted)});
        return Some(Plan::ask(question, move |a| by(&wanted, &a["percentiles"]["nearest_rank"])));
    }
    g.has(&["seconds", "edges"], &[]).then(|| {
        let question = json!({"ask": "percentiles", "values": g.input("seconds"), "edges": g.input("edges")});
        Plan::ask(question, |a| json!({"counts": a["counts"]}))
    })
}

fn survival(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["a", "ea", "b", "eb"], &[]) {
        let question = json!({"ask": "log_rank", "a": g.input("a"), "a_done": g.input("ea"), "b": g.input("b"), "b_done": g.input("eb")});
        return Some(Plan::ask(question, |a| json!({"chi2": a["chi2"], "p": a["p"]})));
    }
    if !g.has(&["durations", "resolved"], &["confidence"]) {
        return None;
    }
    let (curve, ends, means) = (g.wanted("survival"), g.wanted("loglog_ci95"), g.wanted("rmst"));
    let numbers = |keys: &[String]| keys.iter().filter_map(|k| k.parse::<f64>().ok()).collect::<Vec<_>>();
    let at_all: Vec<String> = curve.iter().chain(&ends).cloned().collect();
    let question = json!({"ask": "survival", "durations": g.input("durations"), "done": g.input("resolved"),
        "confidence": g.param("confidence", json!(0.95)), "at": numbers(&at_all), "means_to": numbers(&means), "shares": [0.75, 0.9]});
    Some(Plan::ask(question, move |a| {
        let from = curve.len();
        let open = curve.iter().enumerate().map(|(i, key)| (key.clone(), at(a, &format!("/curve/{i}/open"))));
        let pair =
            |i: usize| json!([at(a, &format!("/curve/{i}/interval/lo")), at(a, &format!("/curve/{i}/interval/hi"))]);
        let intervals = ends.iter().enumerate().map(|(i, key)| (key.clone(), pair(from + i)));
        let rmst = means.iter().enumerate().map(|(i, key)| (key.clone(), a["restricted_means"][i].clone()));
        json!({"median": a["median"], "p75_resolved": a["reached"][0], "p90_resolved": a["reached"][1], "n": a["n"], "events": a["events"],
            "survival": open.collect::<Map<_, _>>(), "loglog_ci95": intervals.collect::<Map<_, _>>(), "rmst": rmst.collect::<Map<_, _>>(),
            "naive_closed_only_median_hf7": a["done_only_median"], "naive_closed_only_mean": a["done_only_mean"]})
    }))
}

fn control(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["x"], &["k_mean", "k_median", "k_url"]) {
        let usual = [("k_mean", 2.66), ("k_median", 3.145), ("k_url", 3.268)];
        if usual.iter().any(|(name, value)| g.param(name, json!(value)) != json!(value)) {
            return None;
        }
        let question = json!({"ask": "control_chart", "chart": "xmr", "values": g.input("x")});
        return Some(Plan::ask(question, |a| {
            json!({"mean": a["centre"], "mr_bar": a["mean_range"], "unpl": a["upper"][0], "lnpl": a["lower"][0], "url": a["range_limit"],
                "median": a["median"], "median_mr": a["median_range"], "unpl_median_mr": a["median_limits"][1],
                "lnpl_median_mr": a["median_limits"][0], "outside": a["outside"], "runs_of_8": a["runs"]})
        }));
    }
    if g.has(&["x"], &["lambda", "L", "target", "sigma"]) {
        let question = json!({"ask": "control_chart", "chart": "ewma", "values": g.input("x"), "lambda": g.param("lambda", json!(0.2)),
            "width": g.param("L", json!(3)), "target": g.param("target", Value::Null), "sigma": g.param("sigma", Value::Null)});
        return Some(Plan::ask(
            question,
            |a| json!({"ewma": a["points"], "ucl": a["upper"], "lcl": a["lower"], "outside": a["outside"]}),
        ));
    }
    if g.has(&["count", "exposure"], &[]) {
        let question =
            json!({"ask": "control_chart", "chart": "u", "counts": g.input("count"), "exposure": g.input("exposure")});
        return Some(Plan::ask(
            question,
            |a| json!({"u_bar": a["centre"], "ucl": a["upper"], "lcl": a["lower"], "outside": a["outside"]}),
        ));
    }
    if g.has(&["z"], &["k", "h"]) {
        let question = json!({"ask": "control_chart", "chart": "cusum", "values": g.input("z"), "k": g.param("k", json!(0.5)), "h": g.param("h", json!(4))});
        return Some(Plan::ask(
            question,
            |a| json!({"upper": a["upper_sums"], "lower": a["lower_sums"], "first_alarm": a["first_alarm"]}),
        ));
    }
    if g.has(&["y"], &[]) {
        return Some(direct(g, "trend", |a| {
            let ends = [a["slope_interval"]["lo"].clone(), a["slope_interval"]["hi"].clone()];
            json!({"tau": a["tau"], "p": a["p"], "slope": a["slope"], "slope_ci95": ends})
        }));
    }
    g.has(&["k", "n"], &["d2"]).then(|| {
        let prime = g.expected.get("sigma_z").is_some();
        let question = json!({"ask": "control_chart", "chart": "p", "k": g.input("k"), "n": g.input("n"), "d2": g.param("d2", json!(1.128)), "laney": prime});
        Plan::ask(question, |a| {
            json!({"p_bar": a["centre"], "ucl": a["upper"], "lcl": a["lower"], "outside": a["outside"], "sigma_z": a["sigma_z"],
                "outside_p": a["outside_plain"], "outside_p_prime": a["outside"]})
        })
    })
}

fn benchmark(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["a", "b", "reference_rates"], &[]) {
        let question = json!({"ask": "standardise", "groups": {"a": g.input("a"), "b": g.input("b")}, "reference_rates": g.input("reference_rates")});
        return Some(Plan::ask(question, |a| json!({"ratio": [at(a, "/groups/a/ratio"), at(a, "/groups/b/ratio")]})));
    }
    let weighted = g.has(&["strata", "weights"], &[]);
    let combined = g.has(&["strata"], &["standard"]) && g.param("standard", Value::Null) == "combined";
    if !weighted && !combined {
        return None;
    }
    let strata = g.input("strata");
    let strata = strata.as_array()?.clone();
    let column = |group: &str| strata.iter().map(|s| s[group].clone()).collect::<Vec<_>>();
    let mut question = json!({"ask": "standardise", "groups": {"a": column("a"), "b": column("b")}});
    if weighted {
        question["weights"] = g.input("weights");
    }
    let n = strata.len();
    Some(Plan::ask(question, move |a| {
        let both = |field: &str| ["a", "b"].map(|group| at(a, &format!("/groups/{group}/{field}")));
        let rates = |i: usize| both(&format!("stratum_rates/{i}"));
        json!({"crude": both("crude"), "stratum_rates": (0..n).map(rates).collect::<Vec<_>>(), "standardised": both("standardised"),
            "reversal": a["reversals"].as_array().is_some_and(|r| !r.is_empty()), "comparable": a["comparable"],
            "omitted": {"a": at(a, "/groups/a/omitted"), "b": at(a, "/groups/b/omitted")},
            "mantel_haenszel_or": a["mantel_haenszel_odds_ratio"], "mantel_haenszel_rr": a["mantel_haenszel_risk_ratio"]})
    }))
}

fn review(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["table"], &[]) {
        return Some(direct(g, "agreement", Value::clone));
    }
    g.has(&["scores", "weights", "scale"], &[]).then(|| direct(g, "scorecard", Value::clone))
}

fn flow(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["tickets", "at"], &[]) {
        return Some(direct(g, "backlog", Value::clone));
    }
    g.has(&["arrivals_per_day", "mean_days"], &[]).then(|| {
        let question =
            json!({"ask": "littles_law", "arrivals": g.input("arrivals_per_day"), "mean_time": g.input("mean_days")});
        Plan::ask(question, Value::clone)
    })
}

fn customer(g: &Given<'_>) -> Option<Plan> {
    if g.has(&["start", "new", "end"], &[]) {
        return Some(direct(g, "retention", Value::clone));
    }
    if g.has(&["self_solved", "tickets", "help_centre_users", "requesters"], &[]) {
        return Some(direct(g, "self_service", Value::clone));
    }
    let fields = ["order_value", "orders_per_year", "margin", "lifetime_years", "retention", "discount"];
    g.has(&fields, &[]).then(|| direct(g, "lifetime_value", Value::clone))
}

fn bucket(g: &Given<'_>) -> Option<Plan> {
    if !g.has(&["utc", "tz"], &["calendar"]) || g.param("calendar", json!("ISO weeks, Monday")) != "ISO weeks, Monday" {
        return None;
    }
    let question = json!({"ask": "periods", "at": g.input("utc"), "zone": g.input("tz")});
    Some(Plan::ask(question, |a| {
        json!({"local_date": a["day"], "local_hour": a["hour"], "iso_week": a["week"], "month": a["month"],
            "offset_seconds": a["offset_s"], "local_day_seconds": a["day_s"], "day_start_utc": a["day_start"]})
    }))
}
