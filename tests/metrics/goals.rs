//! Goals from a day on, and the pace at which their budget is used up, on numbers that can be checked on paper.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::time::{HOUR, ZoneDb, format_instant, parse_instant};

/// Tickets of April 2026, all created on the 1st, 50 of them north and the others south: `good` have an answer of 5, `bad` one of 1.
fn library(good: usize, bad: usize) -> Library {
    let (mut tickets, mut attributes) = (serde_json::Map::new(), serde_json::Map::new());
    for i in 0..good + bad {
        let id = format!("T{i:03}");
        let at = format_instant(parse_instant("2026-04-01T00:00:00Z").unwrap() + HOUR);
        tickets.insert(id.clone(), json!([{"at": at, "type": "created", "by": "requester"}]));
        let team = if i < 50 { "north" } else { "south" };
        attributes.insert(id, json!({"csat": if i < good { "5" } else { "1" }, "team": team}));
    }
    let document = json!({"logs": {"log": {"tickets": tickets, "attributes": attributes}}});
    Library::from_json(&document.to_string(), &ZoneDb::bundled()).unwrap()
}

fn figure(library: &Library, now: &str, spec: Value, table: usize) -> (Value, String) {
    let mut spec = spec;
    spec["metrics"] = json!(["csat"]);
    let question = json!({"ask": "metrics", "now": now, "spec": spec});
    let answer = library.ask(&Question::from_json(&question.to_string()).unwrap()).unwrap();
    let told = serde_json::to_value(&answer).unwrap();
    (told["groups"][table]["groups"][0]["figures"][0].clone(), answer.to_string())
}

fn near(told: &Value, expected: f64) {
    let told = told.as_f64().unwrap();
    assert!((told - expected).abs() < 1e-9, "{told} {expected}");
}

/// 15 of 100 missed where a tenth may be, ten of thirty days over: burnt one and a half times too fast, half of the budget used, lost after twenty days.
#[test]
fn the_budget_of_april_on_the_eleventh() {
    let goals = json!([{"metric": "csat", "statistic": "rate", "at_least": 0.9}]);
    let spec = json!({"period": {"unit": "month"}, "goals": goals});
    let (told, text) = figure(&library(85, 15), "2026-04-11T00:00:00Z", spec, 0);
    let pace = &told["goal"]["pace"];
    near(&pace["elapsed"], 10.0 / 30.0);
    near(&pace["burn_rate"], 1.5);
    near(&pace["budget_used"], 0.5);
    assert_eq!(
        (&pace["period_from"], &pace["period_to"]),
        (&json!("2026-04-01T00:00:00Z"), &json!("2026-05-01T00:00:00Z"))
    );
    assert_eq!(pace["lost_at"], "2026-04-21T00:00:00Z");
    // Wilson's interval of 15 of 100 is 9.31 % to 23.28 %: 0.93 and 2.33 times a tenth. The first lasts to the end, the second 12.9 days.
    near(&pace["burn_rate_lo"], 0.9305985283656629);
    assert!(pace["lost_at_earliest"].as_str().unwrap().starts_with("2026-04-13T21:"), "{pace}");
    assert_eq!((&pace["lost_at_latest"], &pace["outcome"]), (&Value::Null, &json!("undecidable")));
    let says = "50.0 % of the period's budget used in 33.3 % of its time, lost on 2026-04-21 at this rate (2026-04-13 at the earliest), too few to be sure";
    assert!(text.contains(says), "{text}");
    // The same in a sheet, and on both pages.
    let spec = json!({"period": {"unit": "month"}, "goals": goals, "metrics": ["csat"]});
    let question = json!({"ask": "metrics", "now": "2026-04-11T00:00:00Z", "spec": spec});
    let answer = library(85, 15).ask(&Question::from_value(question).unwrap()).unwrap();
    let csv = answer.csv().unwrap();
    let head: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    let row: Vec<&str> = csv
        .lines()
        .find(|line| line.contains(",2026-04,csat,") && line.contains(",rate,"))
        .unwrap()
        .split(',')
        .collect();
    let cell = |name: &str| row[head.iter().position(|column| *column == name).unwrap()];
    for (name, value) in [
        ("pace_elapsed", &pace["elapsed"]),
        ("pace_burn_rate", &pace["burn_rate"]),
        ("pace_burn_rate_hi", &pace["burn_rate_hi"]),
        ("pace_budget_used", &pace["budget_used"]),
    ] {
        near(value, cell(name).parse().unwrap());
    }
    assert_eq!(
        (cell("goal"), cell("pace"), cell("pace_lost_at")),
        ("undecidable", "undecidable", "2026-04-21T00:00:00Z")
    );
    assert_eq!(
        (cell("pace_lost_at_earliest"), cell("pace_lost_at_latest")),
        (pace["lost_at_earliest"].as_str().unwrap(), "")
    );
    assert!(
        answer.markdown().unwrap().contains(says) && answer.html().unwrap().contains(&says.replace('\'', "&#39;")),
        "{}",
        answer.html().unwrap()
    );
}

#[test]
fn a_pace_keeps_loses_or_cannot_tell() {
    let month = json!({"period": {"unit": "month"}});
    for (good, bad, goal, outcome, used) in [
        (300, 3, json!({"at_least": 0.9}), "kept", Some(0.033_003_300_330_033)), // 3/303 over a tenth, in a third of the time
        (200, 200, json!({"at_least": 0.9}), "lost", Some(5.0 / 3.0)),
        (9, 1, json!({"at_least": 0.9}), "undecidable", Some(1.0 / 3.0)),
        (90, 10, json!({"at_most": 0.95}), "kept", Some(0.9 / 0.95 / 3.0)), // a share that should be low: hits are the misses
        (99, 1, json!({"at_least": 1.0}), "undecidable", None),             // no miss is allowed, so there is no budget
    ] {
        let mut goals = json!([{"metric": "csat", "statistic": "rate"}]);
        goals[0].as_object_mut().unwrap().extend(goal.as_object().unwrap().clone());
        let mut spec = month.clone();
        spec["goals"] = goals;
        let pace = figure(&library(good, bad), "2026-04-11T00:00:00Z", spec, 0).0["goal"]["pace"].clone();
        assert_eq!(pace["outcome"], outcome, "{good} {bad} {goal}: {pace}");
        match used {
            Some(used) => near(&pace["budget_used"], used),
            None => assert_eq!(pace["budget_used"], Value::Null),
        }
    }
    // A period that is over has no pace, nor has a table without periods; a window with both ends has one.
    let goals = json!([{"metric": "csat", "statistic": "rate", "at_least": 0.9}]);
    let spec = json!({"period": {"unit": "month"}, "goals": goals});
    assert_eq!(figure(&library(85, 15), "2026-05-01T00:00:00Z", spec, 0).0["goal"]["pace"], Value::Null);
    let spec = json!({"group_by": ["team"], "goals": goals});
    assert_eq!(figure(&library(85, 15), "2026-04-11T00:00:00Z", spec, 0).0["goal"]["pace"], Value::Null);
    let spec = json!({"group_by": ["team"], "goals": goals, "created_from": "2026-04-01T00:00:00Z", "created_before": "2026-05-01T00:00:00Z"});
    near(&figure(&library(85, 15), "2026-04-11T00:00:00Z", spec, 0).0["goal"]["pace"]["elapsed"], 1.0 / 3.0);
}

/// The goal was 70 % and is 90 % from the 1st of April on; a quarter that begins before it keeps the old one.
#[test]
fn a_goal_holds_from_a_day_on() {
    let goal = |least: f64, from: &str| json!({"metric": "csat", "statistic": "rate", "at_least": least, "from": from});
    let always = json!({"metric": "csat", "statistic": "rate", "at_least": 0.7});
    for (unit, goals, expected) in [
        ("month", json!([always, goal(0.9, "2026-04-01")]), Some((0.9, Some("2026-04-01")))),
        ("month", json!([goal(0.9, "2026-04-01"), always]), Some((0.9, Some("2026-04-01")))),
        ("month", json!([always, goal(0.9, "2026-04-02")]), Some((0.7, None))),
        ("year", json!([always, goal(0.9, "2026-04-01")]), Some((0.7, None))),
        (
            "month",
            json!([goal(0.8, "2026-01-01"), goal(0.9, "2026-03-01"), goal(0.95, "2026-05-01")]),
            Some((0.9, Some("2026-03-01"))),
        ),
        ("month", json!([goal(0.9, "2026-05-01")]), None),
        ("month", json!([goal(0.8, "2026-01-01"), goal(0.9, "2026-01-01")]), Some((0.8, Some("2026-01-01")))), // the first of equals
    ] {
        let spec = json!({"period": {"unit": unit}, "goals": goals});
        let told = figure(&library(85, 15), "2026-04-11T00:00:00Z", spec, 0).0["goal"].clone();
        let told = told.as_object().map(|goal| (goal["at_least"].as_f64().unwrap(), goal["from"].as_str()));
        assert_eq!(told, expected, "{unit} {goals}");
    }
    // Without a period the as-of day counts, on the wall clock of the zone.
    let day = json!([always, goal(0.9, "2026-04-11")]);
    for (now, zone, expected) in [
        ("2026-04-10T23:00:00Z", "UTC", 0.7),
        ("2026-04-10T23:00:00Z", "Europe/Berlin", 0.9),
        ("2026-04-11T00:00:00Z", "UTC", 0.9),
    ] {
        let question = json!({"ask": "metrics", "now": now, "zone": zone, "spec": {"metrics": ["csat"], "goals": day}});
        let told =
            serde_json::to_value(library(85, 15).ask(&Question::from_json(&question.to_string()).unwrap()).unwrap())
                .unwrap();
        assert_eq!(told["all"]["figures"][0]["goal"]["at_least"], expected, "{now} {zone}");
    }
    let ask = |question: Value| {
        Library::new(ZoneDb::bundled()).ask(&Question::from_json(&question.to_string()).unwrap()).unwrap_err()
    };
    let measure = |goals: Value| json!({"ask": "measure", "metrics": ["csat"], "parts": [], "view": {"goals": goals}});
    assert_eq!(ask(measure(json!([goal(0.9, "April")]))).path(), "view.goals[0].from");
    let e = ask(measure(json!([goal(0.9, "2026-04-01")])));
    assert!(e.path() == "view.goals[0].from" && e.to_string().contains("`now`"), "{e}");
}

/// Days of March and April in a frame, told by month: a goal of April was held against the figures of March, and no month had a pace.
#[test]
fn the_goal_of_a_month_in_a_frame_is_that_of_its_days() {
    use sundesk::desk::FrameQuestion;
    use sundesk::ticket::frame::{EventChunk, Ints, Tickets, Ticks, Words};
    let at = |text: &str| parse_instant(text).unwrap();
    let (ids, instants) = (
        [1, 2, 1, 2],
        [
            at("2026-03-31T21:59:59Z"),
            at("2026-03-31T22:00:00Z"),
            at("2026-04-01T08:00:00Z"),
            at("2026-04-11T00:00:00Z"),
        ],
    );
    let chunk = EventChunk {
        tickets: Tickets::Numbers(ids.as_slice().into()),
        at: instants.as_slice().into(),
        ticks: Ticks::Micros,
        kinds: Words { codes: Ints::U8(&[0, 0, 1, 1]).into(), names: Some(vec!["created", "csat"]) },
        actors: None,
        agents: None,
        scores: Some(Ints::I64(&[0, 0, 5, 1]).into()),
        words: Vec::new(),
    };
    let months = |more: Value| {
        let mut question = json!({
            "metrics": ["csat"], "period": {"unit": "month"}, "zone": "Europe/Berlin",
            "view": {"goals": [{"metric": "csat", "statistic": "rate", "at_least": 0.9, "from": "2026-04-01"}]},
        });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let question: FrameQuestion = serde_json::from_value(question).unwrap();
        let answer = question.ready().answer(std::slice::from_ref(&chunk), &ZoneDb::bundled()).unwrap();
        let told = serde_json::to_value(&answer).unwrap();
        told["groups"].as_array().unwrap().iter().map(|group| group["figures"][0].clone()).collect::<Vec<_>>()
    };
    let [march, april] = &months(json!({}))[..] else { panic!("two months") };
    assert_eq!((&march["value"], &march["goal"]), (&json!(1.0), &Value::Null));
    assert_eq!((&april["value"], &april["goal"]["from"]), (&json!(0.0), &json!("2026-04-01")));
    near(&april["goal"]["pace"]["elapsed"], (10.0 * 24.0 + 2.0) / 720.0);
    let window = |of: &Value| (of["window"]["from"].clone(), of["window"]["before"].clone());
    assert_eq!(window(march), (json!("2026-02-28T23:00:00Z"), json!("2026-03-31T22:00:00Z")));
    assert_eq!(window(april), (json!("2026-03-31T22:00:00Z"), json!("2026-04-30T22:00:00Z")));
    assert_eq!((&april["zone"], &april["as_of"]), (&json!("Europe/Berlin"), &json!("2026-04-11T00:00:00Z")));
    // By the quarter hour and read by months, or on two threads, they are the same.
    assert_eq!(months(json!({"quarter_hours": true})), months(json!({})));
    assert_eq!(months(json!({"threads": 2})), months(json!({})));
}

/// Which tickets are in a figure stands in it: its period as far as tickets of the window can be in it, or the window.
#[test]
fn a_figure_says_from_when_to_when_it_is() {
    let window = |spec: Value, table: usize| {
        let told = figure(&library(60, 40), "2026-04-11T00:00:00Z", spec, table).0;
        assert_eq!((&told["zone"], &told["as_of"]), (&json!("UTC"), &json!("2026-04-11T00:00:00Z")));
        (told["window"]["from"].clone(), told["window"]["before"].clone())
    };
    let (teams, months) = (json!({"group_by": ["team"]}), json!({"period": {"unit": "month"}}));
    let with = |spec: &Value, more: Value| {
        let mut spec = spec.clone();
        spec.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        spec
    };
    let day = |day: &str| json!(format!("{day}T00:00:00Z"));
    let since = json!({"created_from": "2026-03-20T00:00:00Z"});
    let until = json!({"created_before": "2026-04-05T00:00:00Z"});
    assert_eq!(window(teams.clone(), 0), (Value::Null, Value::Null));
    assert_eq!(window(with(&teams, since.clone()), 0), (day("2026-03-20"), Value::Null));
    assert_eq!(window(months.clone(), 0), (day("2026-04-01"), day("2026-05-01")));
    assert_eq!(window(with(&months, since), 0), (day("2026-04-01"), day("2026-05-01")));
    assert_eq!(window(with(&months, until), 0), (day("2026-04-01"), day("2026-04-05")));
}
