//! Metrics as data: any split and order gives the same bytes, no data is `None`, every exclusion is counted.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::desk::Library;
use sundesk::desk::ask::{Question, measure::MeasureQuestion};
use sundesk::metrics::{Accumulator, FiguresOfGroup, METRICS, MetricSpec, RowsDoc, View, ViewDoc};
use sundesk::time::{ZoneDb, parse_instant};

/// Every metric, on columns that the rows below have.
fn specs() -> Vec<MetricSpec> {
    let all = json!([
        {"metric": "amount", "of": "amount"},
        "backlog",
        {"metric": "ces", "of": "score", "scale": {"min": 1, "max": 7}},
        {"metric": "csat", "of": "score"},
        "first_contact",
        "first_response",
        {"metric": "handle_time", "parts": ["amount"]},
        {"metric": "nps", "of": "score"},
        "pending_time",
        "reopen_rate",
        "reply_time",
        "resolution_time",
        {"metric": "response_rate", "of": "score"},
        {"metric": "service_level", "threshold_s": 20, "wait": "amount", "answered": "score"},
        "sla_compliance",
        "stated_due",
        "time_to_resolve",
        "volume"
    ]);
    let specs: Vec<MetricSpec> = serde_json::from_value(all).unwrap();
    let named: Vec<&str> = specs.iter().map(|s| s.measure().name()).collect();
    assert_eq!(named, METRICS.iter().map(|kind| kind.name).collect::<Vec<_>>());
    specs
}

/// A ticket: hours to the reply and to the resolution, score, amount, promise, team, why it is left out.
type Ticket = (u8, Option<u8>, Option<i64>, i64, u8, u8, u8);

fn rows(tickets: &[Ticket]) -> RowsDoc {
    let hour = |h: u8| format!("2026-03-{:02}T{:02}:00:00Z", 1 + h / 24, h % 24);
    let facts = |t: &Ticket| {
        let resolved = t.1.map(|h| hour(h.max(1)));
        json!({"created": hour(0), "first_response": hour(t.0), "last_resolved": resolved, "replies": t.0 % 3})
    };
    let promise = |t: &Ticket| ["met", "breached", "open_after_due", "open_before_due", "none"][usize::from(t.4 % 5)];
    let column = |value: &dyn Fn(&Ticket) -> Value| tickets.iter().map(value).collect::<Vec<_>>();
    serde_json::from_value(json!({
        "tickets": column(&facts),
        "numbers": {"score": column(&|t| json!(t.2)), "amount": column(&|t| json!(t.3))},
        "words": {"team": column(&|t| json!(format!("team {}", t.5 % 3)))},
        "promises": column(&|t| json!(promise(t))),
        "excluded": column(&|t| if t.6 == 0 { json!("spam") } else { Value::Null }),
        "weights": column(&|t| json!(1 + t.6 % 3)),
    }))
    .unwrap()
}

fn accumulated(specs: &[MetricSpec], tickets: &[Ticket]) -> Accumulator {
    let rows = rows(tickets).compile().unwrap();
    let mut acc = Accumulator::new(specs).unwrap();
    let now = parse_instant("2026-03-09T00:00:00Z").unwrap();
    acc.see(&rows.columns, rows.groups(&["team".to_owned()]).unwrap(), now).unwrap();
    acc
}

fn tickets() -> impl Strategy<Value = Vec<Ticket>> {
    let one = (
        0_u8..200,
        prop::option::of(0_u8..250),
        prop::option::of(-2_i64..12),
        -50_i64..5_000,
        0_u8..5,
        0_u8..3,
        0_u8..8,
    );
    prop::collection::vec(one, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_split_in_any_order_gives_the_same_bytes(all in tickets(), ways in 1_usize..65, seed in any::<u64>()) {
        let specs = specs();
        let whole = accumulated(&specs, &all);
        let mut parts: Vec<Vec<Ticket>> = vec![Vec::new(); ways];
        let mut state = seed | 1;
        for ticket in &all {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            parts[usize::try_from(state % ways as u64).unwrap()].push(*ticket);
        }
        parts.rotate_left(usize::try_from(seed % ways as u64).unwrap());
        let mut merged = Accumulator::new(&specs).unwrap();
        for part in &parts {
            let bytes = accumulated(&specs, part).encode();
            let part = Accumulator::decode(&specs, &bytes).unwrap();
            prop_assert_eq!(part.encode(), bytes);
            merged.merge(&part).unwrap();
        }
        prop_assert_eq!(merged.encode(), whole.encode());
        prop_assert_eq!(merged.figures(&View::default()).unwrap(), whole.figures(&View::default()).unwrap());
    }

    #[test]
    fn what_is_left_out_and_what_counts_add_up(all in tickets()) {
        let weight = |t: &Ticket| u64::from(1 + t.6 % 3);
        for group in accumulated(&specs(), &all).figures(&View::default()).unwrap() {
            let mine = || all.iter().filter(|t| format!("team {}", t.5 % 3) == group.key[0]);
            let tickets: u64 = mine().map(weight).sum();
            for (metric, statistic) in [("csat", "rate"), ("resolution_time", "mean"), ("amount", "mean"), ("first_contact", "rate")] {
                let f = group.figures.iter().find(|f| f.metric == metric && f.statistic == statistic).unwrap();
                prop_assert_eq!(f.n + f.missing + f.excluded.values().sum::<u64>(), tickets, "{}", metric);
            }
            // The naive twin of one rate.
            let counted = || mine().filter(|t| t.6 != 0 && t.2.is_some_and(|s| (1..=5).contains(&s)));
            let good: u64 = counted().filter(|t| t.2 >= Some(4)).map(weight).sum();
            let csat = group.figures.iter().find(|f| f.metric == "csat" && f.statistic == "rate").unwrap();
            prop_assert_eq!((csat.k, csat.n), (Some(good), counted().map(weight).sum()));
        }
    }
}

#[test]
fn bytes_that_were_cut_or_changed_or_count_something_else_are_refused() {
    let specs = specs();
    let bytes = accumulated(&specs, &[(3, Some(20), Some(4), 7, 0, 0, 1), (9, None, None, 8, 3, 1, 2)]).encode();
    for length in 0..bytes.len() {
        assert!(Accumulator::decode(&specs, &bytes[..length]).is_err(), "{length}");
    }
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 0x10;
        assert!(Accumulator::decode(&specs, &changed).is_err(), "{place}");
    }
    let other = |json: Value| vec![serde_json::from_value::<MetricSpec>(json).unwrap()];
    let five = other(json!({"metric": "csat", "scale": {"min": 1, "max": 5}}));
    let seven = other(json!({"metric": "csat", "scale": {"min": 1, "max": 7}}));
    let mut mine = Accumulator::new(&five).unwrap();
    let theirs = Accumulator::new(&seven).unwrap();
    assert_eq!(mine.merge(&theirs).unwrap_err().kind(), ErrorKind::Incompatible);
    assert_eq!(Accumulator::decode(&five, &theirs.encode()).unwrap_err().kind(), ErrorKind::Incompatible);
    assert_eq!(mine.merge(&Accumulator::new(&[]).unwrap()).unwrap_err().kind(), ErrorKind::Incompatible);
}

#[test]
fn no_data_is_none_in_every_figure_of_every_metric() {
    let rows = rows(&[]).compile().unwrap();
    let mut acc = Accumulator::new(&specs()).unwrap();
    acc.see(&rows.columns, [(Vec::new(), Vec::new())], 0).unwrap();
    let groups: Vec<FiguresOfGroup> = acc.figures(&View::default()).unwrap();
    assert!(groups[0].figures.len() > 60);
    for f in &groups[0].figures {
        let counts = f.unit == sundesk::metrics::Unit::Count;
        assert_eq!(f.value, counts.then_some(0.0), "{} {}", f.metric, f.statistic);
        assert!(f.interval.is_none() && f.flags.is_empty(), "{} {}", f.metric, f.statistic);
    }
}

fn ask(question: &Value) -> Result<Value, sundesk::Error> {
    let question = Question::from_json(&question.to_string())?;
    Ok(serde_json::to_value(Library::new(ZoneDb::bundled()).ask(&question)?).unwrap())
}

#[test]
fn what_cannot_be_counted_names_the_field() {
    let measure = |metric: Value, rows: Value| {
        let e = ask(&json!({"ask": "measure", "metrics": [metric], "parts": [{"rows": rows}]})).unwrap_err();
        (e.kind(), e.to_string())
    };
    for (metric, rows, says) in [
        (json!("csats"), json!({}), "did you mean csat?"),
        (json!({"metric": "csat", "scale": {"min": 5, "max": 1}}), json!({}), "scale"),
        (json!({"metric": "csat", "satisfied_from": 9}), json!({}), "satisfied_from"),
        (json!({"metric": "csat", "colour": 1}), json!({}), "colour"),
        (json!({"metric": "ces"}), json!({}), "scale"),
        (json!("nps"), json!({"numbers": {"csat": [1]}}), "a number \"nps\""),
        (json!("nps"), json!({"numbers": {"nps": [1, 2]}, "weights": [1]}), "as the other lists have"),
        (json!("volume"), json!({"tickets": [{"created": "yesterday"}]}), "tickets[0].created"),
        (json!({"metric": "first_contact", "variant": "survey"}), json!({}), "of"),
        (json!({"metric": "resolution_time", "clock": "business"}), json!({"tickets": [{}]}), "calendar"),
        (json!("csat"), json!({"survey": {"answers": [["a", 5, 1]], "sent": 1, "bounced": 1}}), "survey.sent"),
    ] {
        let (kind, told) = measure(metric.clone(), rows);
        assert!([ErrorKind::InvalidInput, ErrorKind::NotFound].contains(&kind), "{told}");
        assert!(told.contains(says), "{metric}: {told}");
    }
    let twice = json!({"ask": "measure", "metrics": ["nps", {"metric": "nps", "of": "nps"}], "parts": []});
    assert!(ask(&twice).unwrap_err().to_string().contains("metrics[1]"));
    let view = json!({"ask": "measure", "metrics": [], "parts": [], "view": {"percentiles": [101]}});
    assert_eq!(ask(&view).unwrap_err().path(), "view.percentiles[0]");
}

#[test]
fn a_state_is_handed_on_and_counted_again() {
    let part = |scores: Value| json!({"rows": {"numbers": {"nps": scores}}});
    let first =
        ask(&json!({"ask": "measure", "metrics": ["nps"], "parts": [part(json!([10, 9, 3]))], "with_state": true}))
            .unwrap();
    let parts = json!([{"state": first["state"]}, part(json!([8, 11, null]))]);
    let both = ask(&json!({"ask": "measure", "metrics": ["nps"], "parts": parts})).unwrap();
    let nps = &both["groups"][0]["figures"][0];
    assert_eq!((&nps["statistic"], &nps["value"], &nps["n"]), (&json!("nps"), &json!(25.0), &json!(4)));
    assert_eq!((&nps["excluded"], &nps["missing"]), (&json!({"off_scale": 1}), &json!(1)));
    let spoiled = json!([{"state": "00ff"}]);
    assert!(ask(&json!({"ask": "measure", "metrics": ["nps"], "parts": spoiled})).is_err());
}

#[test]
fn a_view_and_a_question_are_documents_with_their_defaults() {
    assert_eq!(ViewDoc::default().compile().unwrap(), View::default());
    let question: MeasureQuestion = serde_json::from_value(json!({"metrics": ["volume"], "parts": []})).unwrap();
    assert_eq!(question.view, ViewDoc::default());
    let spec: MetricSpec = serde_json::from_value(json!("csat")).unwrap();
    let full = serde_json::to_value(&spec).unwrap();
    assert_eq!(full["scale"], json!({"min": 1, "max": 5, "direction": "higher_is_better"}));
    assert_eq!(serde_json::from_value::<MetricSpec>(full).unwrap().fingerprint(), spec.fingerprint());
}

/// A log of six tickets over two weeks and two teams.
fn log() -> Value {
    let ticket = |created: &str, priority: &str, solved: Option<&str>| {
        let mut events = vec![json!({"at": created, "type": "created", "by": "requester", "priority": priority})];
        events.extend(solved.map(|at| json!({"at": at, "type": "status", "to": "solved"})));
        events
    };
    json!({"tickets": {
        "A": ticket("2026-01-05T04:00:00Z", "high", Some("2026-01-05T06:00:00Z")), // still Sunday in New York
        "B": ticket("2026-01-06T12:00:00Z", "high", Some("2026-01-06T13:00:00Z")),
        "C": ticket("2026-01-07T12:00:00Z", "low", None),
        "D": ticket("2026-01-13T12:00:00Z", "low", Some("2026-01-13T16:00:00Z")),
        "E": ticket("2026-01-14T12:00:00Z", "high", Some("2026-01-20T12:00:00Z"))},
      "attributes": {"A": {"priority": "high"}, "B": {"priority": "high", "kind": "junk"}, "C": {"priority": "low"},
                     "D": {"priority": "low"}, "E": {"priority": "high"}},
      "statuses": {"solved": "solved"}})
}

#[test]
fn tables_by_attributes_and_periods_at_once() {
    let library = Library::from_json(&json!({"logs": {"log": log()}}).to_string(), &ZoneDb::bundled()).unwrap();
    let question = json!({"ask": "metrics", "zone": "America/New_York", "now": "2026-02-01T00:00:00Z",
        "spec": {"group_by": ["priority"], "period": {"unit": "week"}, "metrics": ["volume"], "exclude": {"attribute": "kind", "values": {"junk": "spam"}}}});
    let answer = library.ask(&Question::from_json(&question.to_string()).unwrap()).unwrap();
    let report = serde_json::to_value(&answer).unwrap();
    assert_eq!((&report["all"]["tickets"], &report["all"]["excluded"]), (&json!(4), &json!({"spam": 1})));
    let told = |table: usize| -> Vec<String> {
        let groups = report["groups"][table]["groups"].as_array().unwrap();
        let text = |g: &Value| {
            format!("{}|{}|{}", g["group"].as_str().unwrap(), g["period"].as_str().unwrap_or(""), g["tickets"])
        };
        groups.iter().map(text).collect()
    };
    assert_eq!(told(0), ["high||2", "low||2"]);
    assert_eq!(told(1), ["|2026-W01|1", "|2026-W02|1", "|2026-W03|2"]);
    assert_eq!(told(2), ["high|2026-W01|1", "high|2026-W02|0", "high|2026-W03|1", "low|2026-W02|1", "low|2026-W03|1"]);
    let csv = answer.csv().unwrap();
    assert!(csv.lines().nth(1).unwrap().starts_with(",,,volume,tickets,tickets,count,4,4,4,4,"), "{csv}");
    let page = answer.html().unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"));
    // The same tables in Markdown: a row for each figure, with what it is of, and its definition at the end.
    let text = answer.markdown().unwrap();
    assert!(text.starts_with("# Service figures\n\nas of ") && text.contains("\n## low, 2026-W03\n"), "{text}");
    assert!(text.contains("| volume (tickets): tickets | 4 |  |  | 1 spam |\n"), "{text}");
    let rows = |mark: &str| text.lines().filter(|line| line.starts_with(mark)).count();
    assert_eq!(rows("| figure | value | interval | of | left out |"), 1 + 2 + 3 + 5);
    let fingerprint = report["all"]["figures"][0]["fingerprint"].as_str().unwrap();
    for page in [&page, &text] {
        assert!(page.contains("How they were made") && page.contains(fingerprint), "{page}");
    }
}

#[test]
fn a_goal_is_met_missed_or_over_too_few_tickets_to_say() {
    let verdict = |good: u64, bad: u64, goal: Value| {
        let rows = json!({"numbers": {"csat": [5, 1]}, "weights": [good, bad]});
        let goals = json!([{"metric": "csat", "statistic": "rate"}]);
        let mut goals = goals;
        goals[0].as_object_mut().unwrap().extend(goal.as_object().unwrap().clone());
        let question =
            json!({"ask": "measure", "metrics": ["csat"], "parts": [{"rows": rows}], "view": {"goals": goals}});
        let answer = ask(&question).unwrap();
        let goal = &answer["groups"][0]["figures"][0]["goal"];
        (goal["outcome"].as_str().unwrap().to_owned(), goal["by_value"].as_bool(), goal["budget_used"].as_f64())
    };
    let least = json!({"at_least": 0.8});
    assert_eq!(verdict(950, 50, least.clone()), ("met".into(), Some(true), Some(50.0 / ((1.0 - 0.8) * 1000.0))));
    assert_eq!(verdict(600, 400, least.clone()).0, "missed");
    assert_eq!((verdict(9, 1, least.clone()).0, verdict(9, 1, least.clone()).1), ("undecidable".into(), Some(true)));
    assert_eq!(verdict(0, 0, least).0, "no_data");
    assert_eq!(verdict(50, 950, json!({"at_most": 0.1})), ("met".into(), Some(true), None));
    let both = json!({"ask": "measure", "metrics": [], "parts": [], "view": {"goals": [{"metric": "csat", "statistic": "rate", "at_least": 1, "at_most": 2}]}});
    assert_eq!(ask(&both).unwrap_err().path(), "view.goals[0].at_least");
}

#[test]
fn the_median_counts_what_is_still_open() {
    // Two resolved after one and two days; two open for three and four: half are resolved after two days, not after one.
    let day = |d: u32| format!("2026-03-{d:02}T00:00:00Z");
    let tickets = json!([{"created": day(1), "last_resolved": day(2)}, {"created": day(1), "last_resolved": day(3)}, {"created": day(7)}, {"created": day(6)}]);
    let answer = ask(&json!({"ask": "measure", "metrics": ["time_to_resolve"], "parts": [{"rows": {"tickets": tickets}}], "now": day(10)})).unwrap();
    let told: Vec<(String, Value)> = answer["groups"][0]["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["statistic"].as_str().unwrap().to_owned(), f["value"].clone()))
        .collect();
    let days = |n: f64| json!(n * 86_400.0);
    let expected =
        [("median", days(2.0)), ("p90", Value::Null), ("resolved_only_median", days(1.0)), ("open", json!(2.0))];
    assert_eq!(told, expected.map(|(name, value)| (name.to_owned(), value)));
}

/// An agent's log with an empty row, a leg without hold time, and one more: the empty row is no leg of no seconds.
#[test]
fn a_leg_of_which_nothing_is_known_is_left_out() {
    let asked = |metric: Value| {
        let rows = json!({"numbers": {"talk": [120, null, 60], "hold": [null, null, 30], "wrap": [30, null, 0]}});
        let ask = json!({"ask": "measure", "metrics": [metric], "parts": [{"rows": rows}]}).to_string();
        let library = Library::new(ZoneDb::bundled());
        library.ask(&Question::from_json(&ask)?).map(|a| serde_json::to_value(a).unwrap())
    };
    let told = asked(json!("handle_time")).unwrap();
    let figures = told["groups"][0]["figures"].as_array().unwrap();
    let mean = figures.iter().find(|f| f["statistic"] == "mean").unwrap();
    assert_eq!((&mean["value"], &mean["n"], &mean["excluded"]["unknown"]), (&json!(120.0), &json!(2), &json!(1)));
    for (metric, path) in [
        (json!({"metric": "handle_time", "parts": []}), "parts"),
        (json!({"metric": "handle_time", "parts": ["talk", "talk"]}), "parts"),
        (json!({"metric": "handle_time", "per": "contact", "handled": "talk"}), "handled"),
    ] {
        let e = asked(metric).unwrap_err();
        assert!(e.to_string().contains(&format!("{path}: ")), "{e}");
    }
    let variant = |window: i64| {
        let spec: MetricSpec = serde_json::from_value(json!({"metric": "first_contact", "window_s": window})).unwrap();
        spec.measure().variant()
    };
    assert_eq!(variant(43_200), "at_most_1_replies_no_reopen_in_43200_seconds");
    assert_eq!(variant(259_200), "at_most_1_replies_no_reopen_in_3_days");
}
