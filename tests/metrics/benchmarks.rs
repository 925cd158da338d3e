//! What others report beside a figure: who says so and when, never a goal, never another definition.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::metrics::{MAX_BENCHMARK_TEXT, MAX_BENCHMARKS};
use sundesk::time::{HOUR, ZoneDb, format_instant, parse_instant};
use sundesk::{Error, ErrorKind};

/// 100 tickets of 1 April 2026, every one solved after five hours: 80 have an answer of 5, 20 one of 1; the first 50 are north.
fn library() -> Library {
    let (mut tickets, mut attributes) = (serde_json::Map::new(), serde_json::Map::new());
    let start = parse_instant("2026-04-01T00:00:00Z").unwrap();
    for i in 0..100 {
        let at = |hours: i64| format_instant(start + hours * HOUR);
        let id = format!("T{i:03}");
        tickets.insert(
            id.clone(),
            json!([{"at": at(1), "type": "created", "by": "requester"}, {"at": at(6), "type": "status", "to": "solved"}]),
        );
        let team = if i < 50 { "north" } else { "south" };
        attributes.insert(id, json!({"csat": if i < 80 { "5" } else { "1" }, "team": team}));
    }
    let document = json!({"logs": {"log": {"tickets": tickets, "attributes": attributes}}});
    Library::from_json(&document.to_string(), &ZoneDb::bundled()).unwrap()
}

fn benchmark() -> Value {
    json!({"metric": "csat", "variant": "top_from_4_of_1_to_5", "statistic": "rate", "unit": "share", "value": 0.9,
           "source": "A Report, table 3", "date": "2025-06-30", "scope": "B2B software"})
}

fn with(fields: Value) -> Value {
    let mut made = benchmark();
    made.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    made.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    made
}

fn question(benchmarks: &[Value]) -> Value {
    let metrics = json!([{"metric": "csat"}, "resolution_time"]);
    json!({"ask": "metrics", "now": "2026-05-01T00:00:00Z", "spec": {"metrics": metrics, "benchmarks": benchmarks}})
}

fn beside(benchmarks: &[Value]) -> Vec<Value> {
    let answer = library().ask(&Question::from_value(question(benchmarks)).unwrap()).unwrap();
    let told = serde_json::to_value(&answer).unwrap();
    told["all"]["figures"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|f| f["benchmarks"].as_array().cloned().unwrap_or_default())
        .collect()
}

fn refused(benchmark: Value) -> Error {
    library().ask(&Question::from_value(question(&[benchmark])).unwrap()).unwrap_err()
}

/// 80 of 100 are 71.1 % to 86.7 % by Wilson's interval: 90 % is above it, 85 % within, 70 % below.
#[test]
fn a_figure_is_above_below_or_not_told_apart() {
    for (value, side) in [(0.9, "below"), (0.85, "not_told_apart"), (0.7, "above")] {
        let told = beside(&[with(json!({"value": value}))]);
        assert_eq!((told.len(), &told[0]["side"]), (1, &json!(side)), "{value}");
        let difference = told[0]["difference"].as_f64().unwrap();
        assert!((difference - (0.8 - value)).abs() < 1e-12, "{difference}");
    }
    // Quartiles of many organisations: the middle one is compared, and the quarter is told. A figure at a quartile is in the quarter below it.
    for (quartiles, quarter) in [
        (json!([0.81, 0.85, 0.9]), 1),
        (json!([0.8, 0.85, 0.9]), 1),
        (json!([0.75, 0.85, 0.9]), 2),
        (json!([0.7, 0.75, 0.9]), 3),
        (json!([0.6, 0.7, 0.75]), 4),
    ] {
        let told = beside(&[with(json!({"value": null, "quartiles": quartiles, "n": 312}))]);
        assert_eq!((&told[0]["quarter"], &told[0]["n"]), (&json!(quarter), &json!(312)), "{quartiles}");
        assert_eq!(told[0]["value"], quartiles[1]);
    }
    // Two sources stand beside the same figure, and no goal comes of them.
    let two = [benchmark(), with(json!({"source": "Another", "value": 0.7}))];
    let answer = library().ask(&Question::from_value(question(&two)).unwrap()).unwrap();
    let told = serde_json::to_value(&answer).unwrap();
    let figure = told["all"]["figures"].as_array().unwrap().iter().find(|f| f["statistic"] == "rate").unwrap();
    assert_eq!((figure["benchmarks"].as_array().unwrap().len(), &figure["goal"]), (2, &Value::Null));
}

#[test]
fn a_benchmark_grows_old() {
    // 2025-06-30 is 305 days before the as-of of 2026-05-01.
    for (fields, age, days) in [
        (json!({}), "current", 305),
        (json!({"old_after_days": 305}), "current", 305),
        (json!({"old_after_days": 304}), "old", 305),
        (json!({"date": "2024-05-01"}), "current", 730),
        (json!({"date": "2024-04-30"}), "old", 731),
        (json!({"date": "2026-05-02"}), "later", -1),
    ] {
        let told = beside(&[with(fields.clone())]);
        assert_eq!((&told[0]["age"], &told[0]["age_days"]), (&json!(age), &json!(days)), "{fields}");
    }
    // Rows without an as-of instant: nobody knows how old it is.
    let volume = json!({"metric": "volume", "variant": "tickets", "statistic": "tickets", "unit": "count", "value": 1});
    let rows = json!({"tickets": [{"created": "2026-04-01T00:00:00Z"}]});
    let question = json!({"ask": "measure", "metrics": ["volume"], "parts": [{"rows": rows}], "view": {"benchmarks": [with(volume)]}});
    let answer = library().ask(&Question::from_value(question).unwrap()).unwrap();
    let told = serde_json::to_value(&answer).unwrap();
    let beside = &told["groups"][0]["figures"][0]["benchmarks"][0];
    assert_eq!(
        (&beside["age"], &beside["age_days"], &beside["side"]),
        (&json!("unknown"), &Value::Null, &json!("equal")),
        "{told}"
    );
}

/// A comparison with another definition, in another unit, or without source and date is refused, with what would be right.
#[test]
fn what_cannot_be_compared_is_refused() {
    for (fields, path, says) in [
        (json!({"variant": "top_from_5_of_1_to_5"}), "variant", "top_from_4_of_1_to_5"),
        (json!({"metric": "nps"}), "metric", "csat, resolution_time"),
        (json!({"statistic": "median"}), "statistic", "rate"),
        (json!({"unit": "points"}), "unit", "share, what that figure is in"),
        (json!({"value": 90.0}), "value", "0.85 for 85 %"),
        (json!({"value": null}), "value", "either `value` or `quartiles`"),
        (json!({"quartiles": [0.7, 0.8, 0.9]}), "value", "either `value` or `quartiles`"),
        (json!({"value": null, "quartiles": [0.8, 0.7, 0.9]}), "quartiles", "in ascending order"),
        (json!({"value": null, "quartiles": [0.7, 0.8, 1.9]}), "quartiles[2]", "a share from 0 to 1"),
        (json!({"source": " "}), "source", "who says so"),
        (json!({"scope": ""}), "scope", "of whom"),
        (json!({"date": "2025"}), "date", "2025"),
    ] {
        let e = refused(with(fields.clone()));
        assert!(e.path().ends_with(&format!("benchmarks[0].{path}")), "{fields}: {e}");
        assert!(e.to_string().contains(says), "{fields}: {e}");
    }
    // A median in minutes would be a number of seconds: the unit is asked for.
    let minutes = json!({"metric": "resolution_time", "variant": "last_resolution", "statistic": "median", "unit": "count", "value": 300});
    assert!(refused(with(minutes)).to_string().contains("seconds, what that figure is in"));
    for field in ["source", "date", "scope", "unit", "variant"] {
        let e = Question::from_value(question(&[with(json!({field: null}))])).unwrap_err();
        assert!(e.to_string().contains(field), "{e}");
    }
}

#[test]
fn limits() {
    let many = |n: usize| library().ask(&Question::from_value(question(&vec![benchmark(); n])).unwrap()).map(drop);
    assert!(many(MAX_BENCHMARKS).is_ok());
    assert_eq!(many(MAX_BENCHMARKS + 1).unwrap_err().kind(), ErrorKind::LimitExceeded);
    let long = |n: usize| with(json!({"source": "x".repeat(n)}));
    assert_eq!(beside(&[long(MAX_BENCHMARK_TEXT)]).len(), 1);
    assert_eq!(refused(long(MAX_BENCHMARK_TEXT + 1)).kind(), ErrorKind::LimitExceeded);
}

/// Below the floor nothing of a figure is told, by no difference either.
#[test]
fn a_floor_holds_beside_a_benchmark() {
    let mut asked = question(&[benchmark()]);
    asked["spec"]["floor"] = json!(90);
    asked["spec"]["group_by"] = json!(["team"]);
    let answer = library().ask(&Question::from_value(asked.clone()).unwrap());
    assert!(answer.is_ok_and(|answer| serde_json::to_value(&answer).unwrap()["groups"][0]["groups"] == json!([])));
    // All 100 tickets are told, but only 40 of them are rated: the metric is withheld, and so is how far it is from others.
    let library = {
        let (mut tickets, mut attributes) = (serde_json::Map::new(), serde_json::Map::new());
        for i in 0..100 {
            let id = format!("T{i:03}");
            tickets.insert(id.clone(), json!([{"at": "2026-04-01T00:00:00Z", "type": "created", "by": "requester"}]));
            attributes.insert(id, json!({"csat": if i < 40 { "5" } else { "" }}));
        }
        let document = json!({"logs": {"log": {"tickets": tickets, "attributes": attributes}}});
        Library::from_json(&document.to_string(), &ZoneDb::bundled()).unwrap()
    };
    asked["spec"]["group_by"] = json!([]);
    asked["spec"]["floor"] = json!(50);
    let told = serde_json::to_value(library.ask(&Question::from_value(asked).unwrap()).unwrap()).unwrap();
    let figures = told["all"]["figures"].as_array().unwrap();
    let beside = &figures.iter().find(|f| f["metric"] == "csat" && f["statistic"] == "rate").unwrap()["benchmarks"][0];
    assert_eq!(
        (&beside["value"], &beside["difference"], &beside["side"]),
        (&json!(0.9), &Value::Null, &json!("no_data"))
    );
}

#[test]
fn every_form_has_source_and_date() {
    let old = with(json!({"date": "2020-12-31", "n": 1200}));
    let answer = library().ask(&Question::from_value(question(&[old])).unwrap()).unwrap();
    let says = "benchmark 90.0 % (B2B software, n 1,200; A Report, table 3, 2020-12-31); old: 1,947 days: below it by 10.0 points";
    let text = answer.to_string();
    assert!(text.contains(says), "{text}");
    assert!(answer.html().unwrap().contains(says), "{}", answer.html().unwrap());
    assert!(answer.markdown().unwrap().contains("A Report, table 3, 2020-12-31"), "{}", answer.markdown().unwrap());
    let csv = answer.csv().unwrap();
    let (head, row) = (csv.lines().next().unwrap(), csv.lines().find(|l| l.contains(",rate,")).unwrap());
    assert!(head.contains(
        "benchmark,benchmark_quartiles,benchmark_n,benchmark_scope,benchmark_source,benchmark_date,benchmark_age"
    ));
    assert!(row.contains("0.9,,1200,B2B software,\"A Report, table 3\",2020-12-31,old,"), "{row}");
}

/// A review has no metrics of its own: those of its summary stand beside the benchmarks, and no others are told.
#[test]
fn a_review_beside_others() {
    let resolution = json!({"metric": "resolution_time", "variant": "last_resolution", "statistic": "median", "unit": "seconds", "value": 14400.0});
    let document = json!({"group_by": "team", "benchmarks": [with(resolution.clone())]});
    let ask = |document: Value| {
        let question = json!({"ask": "review", "now": "2026-05-01T00:00:00Z", "document": document});
        library().ask(&Question::from_value(question).unwrap())
    };
    let answer = ask(document).unwrap();
    let told = serde_json::to_value(&answer).unwrap();
    let figures = told["report"]["all"]["figures"].as_array().unwrap();
    assert_eq!((figures.len(), &figures[0]["benchmarks"][0]["side"]), (1, &json!("above")));
    assert_eq!(told["report"]["groups"][0]["groups"][1]["figures"][0]["benchmarks"][0]["difference"], 3600.0);
    let says = "benchmark 4.0 h (B2B software; A Report, table 3, 2025-06-30): above it by 60 min";
    for text in [answer.to_string(), answer.html().unwrap()] {
        assert!(text.contains("Beside benchmarks of others") && text.contains(says), "{text}");
    }
    assert!(answer.csv().unwrap().contains(
        "benchmark,team,south,resolution_time (last_resolution) median: benchmark_source,\"A Report, table 3\""
    ));
    let e = ask(json!({"benchmarks": [benchmark()]})).unwrap_err();
    assert_eq!(e.path(), "document.benchmarks[0].metric");
    let plain = serde_json::to_value(ask(json!({})).unwrap()).unwrap();
    assert_eq!(plain["report"]["all"]["figures"], json!([]));
}

/// Text names how figures were made, as every other form does; two definitions of a metric stand apart.
#[test]
fn text_names_method_and_definition() {
    let metrics = json!(["resolution_time", {"metric": "resolution_time", "variant": "first_resolution"}]);
    let question = json!({"ask": "metrics", "now": "2026-05-01T00:00:00Z", "spec": {"metrics": metrics, "created_from": "2026-04-01T00:00:00Z"}});
    let answer = library().ask(&Question::from_value(question).unwrap()).unwrap();
    let (text, told) = (answer.to_string(), serde_json::to_value(&answer).unwrap());
    for variant in ["last_resolution", "first_resolution"] {
        let figure = told["all"]["figures"].as_array().unwrap().iter().find(|f| f["variant"] == variant).unwrap();
        let short = figure["fingerprint"].as_str().unwrap().get(..8).unwrap();
        let made = format!(
            "made by: percentiles by nearest rank; intervals of 95.0 % by order statistics; definition {short}"
        );
        assert!(text.contains(&made), "{text}");
        assert!(text.contains(&format!("resolution time ({})", variant.replace('_', " "))), "{text}");
    }
    assert!(
        text.starts_with("as of 2026-05-01T00:00:00Z, weeks of UTC, created from 2026-04-01T00:00:00Z\n"),
        "{text}"
    );
}
