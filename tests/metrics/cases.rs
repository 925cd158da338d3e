//! The worked cases of `tests/data/worked-cases/metrics.json` whose groups this crate answers today, and a few tables of its own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::Value;
use sundesk::metrics::*;
use sundesk::ticket::{EventDoc, EventLog, StatusCategory, StatusMap, TicketHistory};
use sundesk::time::{Zone, ZoneDb, parse_instant};

fn cases(group: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../data/worked-cases/metrics.json")).unwrap();
    let of_group = file["cases"].as_array().unwrap().iter().filter(|c| c["group"] == group);
    let found: Vec<Value> = of_group.cloned().collect();
    assert!(!found.is_empty(), "no cases of {group}");
    found
}

fn case(group: &str, id: &str) -> Value {
    cases(group).into_iter().find(|c| c["id"] == id).unwrap()
}

fn integers(value: &Value) -> Vec<i64> {
    value.as_array().unwrap().iter().map(|v| v.as_i64().unwrap()).collect()
}

#[track_caller]
fn close(got: f64, expected: &Value, tol: &Value, what: &str) {
    let (expected, tol) = (expected.as_f64().unwrap(), tol.as_f64().unwrap());
    assert!((got - expected).abs() <= tol, "{what}: {got} instead of {expected}");
}

#[test]
fn percentiles_of_all_nine_types() {
    let mut checked = 0;
    for case in cases("percentile").iter().filter(|c| c["expected"].get("hf1").is_some()) {
        let mut values = integers(&case["input"]["values"]);
        values.sort_unstable();
        for (i, method) in PercentileMethod::ALL.iter().copied().enumerate() {
            for (percent, expected) in case["expected"][format!("hf{}", i + 1)].as_object().unwrap() {
                let share = Share::from_percent(percent.parse().unwrap()).unwrap();
                let got = percentile(&values, share, method).unwrap().to_f64();
                close(got, expected, &case["tol"], &format!("{} {} p{percent}", case["id"], method.name()));
                checked += 1;
            }
        }
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn wilson_intervals() {
    let mut checked = 0;
    for case in cases("interval") {
        let Some(expected) = case["expected"].get("wilson") else { continue };
        let (k, n) = (case["input"]["k"].as_u64().unwrap(), case["input"]["n"].as_u64().unwrap());
        let got = wilson(k, n, case["params"]["confidence"].as_f64().unwrap()).unwrap().unwrap();
        close(got.lo, &expected[0], &case["tol"], case["id"].as_str().unwrap());
        close(got.hi, &expected[1], &case["tol"], case["id"].as_str().unwrap());
        checked += 1;
    }
    assert!(checked >= 8, "{checked}");
}

#[test]
fn means_are_exact() {
    let simple = case("art", "art-simple");
    let mut acc = Durations::default();
    integers(&simple["input"]["seconds"]).into_iter().for_each(|s| acc.add(s * 1_000_000));
    let figures = acc.figures(PercentileMethod::NearestRank);
    assert_eq!(figures.mean_s_exact.unwrap().to_string(), simple["expected"]["mean_exact"]);
    close(figures.mean_s.unwrap(), &simple["expected"]["mean"], &simple["tol"], "mean");

    let mut past_i64 = Durations::default();
    (0..4).for_each(|_| past_i64.add(i64::MAX));
    let mean = past_i64.figures(PercentileMethod::NearestRank).mean_s_exact.unwrap();
    assert_eq!(mean.to_string(), "9223372036854775807/1000000");
}

#[test]
fn five_resolution_times_of_one_reopened_ticket() {
    let case = case("art", "art-reopen-policies");
    let events: Vec<EventDoc> = case["input"]["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            let kind = match e[1].as_str().unwrap() {
                "created" => serde_json::json!({"at": e[0], "type": "created", "by": "customer", "status": "open"}),
                to => serde_json::json!({"at": e[0], "type": "status", "to": to}),
            };
            serde_json::from_value(kind).unwrap()
        })
        .collect();
    let history = TicketHistory::new(&events).unwrap();
    let statuses = StatusMap::from([
        ("open", StatusCategory::Open),
        ("reopened", StatusCategory::Open),
        ("pending", StatusCategory::Pending),
        ("resolved", StatusCategory::Solved),
        ("closed", StatusCategory::Closed),
    ]);
    let bound = statuses.bind(history.view().names());
    let facts = TicketFacts::of(history.view(), &bound, i64::MAX);
    for (variant, key) in [
        (ResolutionVariant::FirstResolution, "first_resolution"),
        (ResolutionVariant::LastResolution, "last_resolution"),
        (ResolutionVariant::OpenTime, "open_time_excluding_resolved_gap"),
        (ResolutionVariant::WorkTime, "open_time_excluding_resolved_gap_and_pending"),
        (ResolutionVariant::ToClosed, "to_closed"),
    ] {
        let seconds = facts.resolution_time(variant).unwrap() / 1_000_000;
        assert_eq!(seconds, case["expected"][key].as_i64().unwrap(), "{key}");
    }
    assert_eq!((facts.reopens, facts.resolutions), (1, 2));

    // While it is reopened it has no last resolution to measure, and it never un-happens.
    let reopened = TicketFacts::of(history.view(), &bound, parse_instant("2026-03-04T10:00:00Z").unwrap());
    assert!(reopened.is_open());
    assert_eq!(reopened.resolution_time(ResolutionVariant::LastResolution), None);
    assert_eq!(reopened.resolution_time(ResolutionVariant::ToClosed), None);
    assert_eq!(reopened.resolution_time(ResolutionVariant::FirstResolution), Some(25_200_000_000));
}

#[test]
fn the_first_response_is_a_persons_public_reply_before_the_resolution() {
    let case = case("response", "reply-segments");
    let message = |m: &Value| {
        let by = m[1].as_str().unwrap();
        serde_json::from_value::<EventDoc>(
            serde_json::json!({"at": m[0], "type": "reply", "by": by, "public": m[2] == "public"}),
        )
        .unwrap()
    };
    let mut events: Vec<EventDoc> = case["input"]["messages"].as_array().unwrap().iter().map(message).collect();
    events[0] =
        serde_json::from_value(serde_json::json!({"at": events[0].at, "type": "created", "by": "customer"})).unwrap();
    let history = TicketHistory::new(&events).unwrap();
    let statuses = StatusMap::from([("done", StatusCategory::Solved)]);
    let facts = TicketFacts::of(history.view(), &statuses.bind(history.view().names()), i64::MAX);
    let seconds = (facts.first_response.unwrap() - facts.created.unwrap()) / 1_000_000;
    assert_eq!(seconds, case["expected"]["first_response_seconds"].as_i64().unwrap());

    events.insert(
        1,
        serde_json::from_value(serde_json::json!({"at": "2026-03-02T09:10:00Z", "type": "status", "to": "done"}))
            .unwrap(),
    );
    let silent = TicketHistory::new(&events).unwrap();
    let facts = TicketFacts::of(silent.view(), &statuses.bind(silent.view().names()), i64::MAX);
    assert_eq!(facts.first_response, None); // resolved silently; a reply after that is no first response
}

#[test]
fn a_ticket_past_due_is_breached_even_while_open_and_one_before_due_is_undecided() {
    let case = case("sla", "sla-decided");
    let mut acc = Attainment::default();
    for ticket in case["input"]["tickets"].as_array().unwrap() {
        acc.add(match ticket[0].as_str().unwrap() {
            "met" => Verdict::Met,
            "open_before_due" => Verdict::Undecided,
            _ => Verdict::Late,
        });
    }
    let figures = acc.figures(0.95).unwrap();
    assert_eq!((figures.share.k, figures.late, figures.undecided), (2, 2, 1));
    close(figures.share.rate.unwrap(), &case["expected"]["compliance_of_decided"], &case["tol"], "rate");
}

#[test]
fn no_data_is_none_and_null() {
    let durations = serde_json::to_value(Durations::default().figures(PercentileMethod::NearestRank)).unwrap();
    for key in ["median_s", "p90_s", "mean_s", "mean_s_exact", "min_s", "max_s"] {
        assert!(durations[key].is_null(), "{key}");
    }
    let share = serde_json::to_value(Tally::default().figures().unwrap()).unwrap();
    assert!(share["rate"].is_null() && share["lo"].is_null() && share["n"] == 0);
    assert!(by_week(&[], &Zone::utc()).unwrap().is_empty());
    assert!(TicketFacts::of_log(&EventLog::builder().finish(), 0).is_empty());
}

#[test]
fn weeks_are_those_of_the_wall_clock() {
    let at = |text: &str| parse_instant(text).unwrap();
    let ticket = |created: &str, resolved: Option<&str>| {
        let mut log = EventLog::builder();
        let t = log.ticket("t");
        let mut push = |json: Value| log.push(t, &serde_json::from_value(json).unwrap()).unwrap();
        push(serde_json::json!({"at": created, "type": "created"}));
        if let Some(at) = resolved {
            push(serde_json::json!({"at": at, "type": "status", "to": "done"}));
        }
        let log = log.statuses(StatusMap::from([("done", StatusCategory::Solved)])).finish();
        TicketFacts::of_log(&log, at("2030-01-01T00:00:00Z"))[0]
    };
    // Monday 2026-01-05T02:00Z is still Sunday of the first week in New York.
    let facts = [
        ticket("2026-01-05T02:00:00Z", Some("2026-01-05T09:00:00Z")),
        ticket("2025-12-29T12:00:00Z", Some("2026-01-20T12:00:00Z")),
        ticket("2026-01-06T12:00:00Z", None),
    ];
    let table = |zone: &Zone| -> Vec<String> {
        let weeks = by_week(&facts, zone).unwrap();
        weeks.iter().map(|w| format!("{} {} {} {}", w.week, w.created, w.resolved, w.open_at_end)).collect()
    };
    assert_eq!(table(&Zone::utc()), ["2026-W01 1 0 1", "2026-W02 2 1 2", "2026-W03 0 0 2", "2026-W04 0 1 1"]);
    let new_york = ZoneDb::bundled().zone("America/New_York").unwrap();
    assert_eq!(table(&new_york), ["2026-W01 2 0 2", "2026-W02 1 1 2", "2026-W03 0 0 2", "2026-W04 0 1 1"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn durations_merge_in_any_order(values in prop::collection::vec(-1_000_000_000_000_i64..1_000_000_000_000, 0..60), cut in 0_usize..60, method in 0_usize..9) {
        let method = PercentileMethod::ALL[method];
        let collect = |values: &[i64]| { let mut acc = Durations::default(); values.iter().for_each(|v| acc.add(*v)); acc };
        let (a, b) = values.split_at(cut.min(values.len()));
        let whole = collect(&values).figures(method);
        prop_assert_eq!(&collect(a).merge(collect(b)).figures(method), &whole);
        prop_assert_eq!(&collect(b).merge(collect(a)).merge(Durations::default()).figures(method), &whole);
        prop_assert!(whole.median_s <= whole.p90_s && whole.min_s <= whole.median_s && whole.p90_s <= whole.max_s);
    }

    #[test]
    fn verdicts_and_tallies_merge_in_any_order(verdicts in prop::collection::vec(0_u8..4, 0..60), cut in 0_usize..60) {
        let verdict = |v: &u8| [Verdict::Met, Verdict::Late, Verdict::Undecided, Verdict::Excluded][usize::from(*v)];
        let collect = |vs: &[u8]| { let mut acc = Attainment::default(); vs.iter().for_each(|v| acc.add(verdict(v))); acc };
        let tally = |vs: &[u8]| { let mut acc = Tally::default(); vs.iter().for_each(|v| acc.add(*v == 0)); acc };
        let (a, b) = verdicts.split_at(cut.min(verdicts.len()));
        prop_assert_eq!(collect(a).merge(collect(b)), collect(&verdicts));
        prop_assert_eq!(collect(b).merge(collect(a)).figures(0.95).unwrap(), collect(&verdicts).figures(0.95).unwrap());
        prop_assert_eq!(tally(b).merge(tally(a)), tally(&verdicts));
    }

    #[test]
    fn wilson_holds_the_share_and_narrows(k in 0_u64..500, more in 0_u64..500) {
        let n = k + more;
        if let Some(i) = wilson(k, n, 0.95).unwrap() {
            let p = k as f64 / n as f64;
            prop_assert!(0.0 <= i.lo && i.lo <= p + 1e-12 && p <= i.hi + 1e-12 && i.hi <= 1.0);
            let wide = wilson(k, n, 0.99).unwrap().unwrap();
            prop_assert!(wide.lo <= i.lo && i.hi <= wide.hi);
        }
    }
}
