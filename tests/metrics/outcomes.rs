//! Whether speed goes with outcomes: figures on paper, and what must not be read out of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind::{self, InvalidInput, LimitExceeded, NotFound, OutOfRange};
use sundesk::desk::{Library, ask::Question};
use sundesk::metrics::stats::{CompareShares, MAX_BANDS, MAX_STRATA, OutcomeRow, Outcomes, OutcomesOf, ShareCounts};
use sundesk::ticket::EventLog;
use sundesk::time::ZoneDb;

/// Rows of a stratum: wait, hits, trials.
fn rows(stratum: &str, waits: &[(Option<f64>, u64, u64)]) -> Vec<OutcomeRow> {
    let of = |(wait_s, k, n): &(Option<f64>, u64, u64)| {
        (0..*n)
            .map(|i| OutcomeRow { wait_s: *wait_s, outcome: Some(i < *k), strata: vec![stratum.to_owned()] })
            .collect::<Vec<_>>()
    };
    waits.iter().flat_map(of).collect()
}

fn told(rows: Vec<OutcomeRow>, bands_s: &[f64]) -> Outcomes {
    OutcomesOf { rows, bands_s: bands_s.to_vec(), confidence: 0.95 }.compute().unwrap()
}

#[track_caller]
fn near(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|f| (f - expected).abs() < 1e-12), "{found:?} is not {expected}");
}

#[test]
fn one_stratum_is_the_plain_comparison() {
    let of = told(rows("", &[(Some(10.0), 8, 10), (Some(100.0), 5, 10)]), &[60.0]);
    let (fast, slow) = (&of.bands[0], &of.bands[1]);
    assert_eq!((fast.k, fast.n, slow.k, slow.n), (8, 10, 5, 10));
    near(slow.adjusted, 0.5);
    near(slow.difference, -0.3);
    let plain = CompareShares { a: ShareCounts { k: 5, n: 10 }, b: ShareCounts { k: 8, n: 10 }, confidence: 0.95 };
    let newcombe = plain.compute().unwrap().newcombe.unwrap();
    near(slow.difference_interval.map(|i| i.lo), newcombe.lo);
    near(slow.difference_interval.map(|i| i.hi), newcombe.hi);
    assert_eq!(slow.distinguishable, Some(false));
    // 5 - 10 * 13 / 20 over the root of 13 * 7 * (20 * 10 - 10 * 10) / (400 * 19)
    near(of.trend.map(|t| t.z), -1.5 / (9_100.0_f64 / 7_600.0).sqrt());
    assert!(of.comparable && of.reading.starts_with("association, not cause"));
}

#[test]
fn a_mix_that_turns_the_order_round_is_taken_out() {
    // Small customers wait less and stay less; within each plan the fast ones stay more. Crude, the slow ones look better.
    let mut all = rows("small", &[(Some(10.0), 30, 100), (Some(100.0), 2, 10)]);
    all.extend(rows("great", &[(Some(10.0), 9, 10), (Some(100.0), 80, 100)]));
    let of = told(all, &[60.0]);
    let (fast, slow) = (&of.bands[0], &of.bands[1]);
    near(fast.crude, 39.0 / 110.0);
    near(slow.crude, 82.0 / 110.0);
    near(fast.adjusted, (0.3 + 0.9) / 2.0); // both plans have 110 of 220
    near(slow.adjusted, (0.2 + 0.8) / 2.0);
    near(slow.difference, -0.1);
    assert!(of.trend.unwrap().z < 0.0);
}

#[test]
fn strata_without_anybody_are_said_and_left_out_of_the_difference() {
    let mut all = rows("a", &[(Some(10.0), 8, 10), (Some(100.0), 5, 10)]);
    all.extend(rows("b", &[(Some(10.0), 1, 10)]));
    let of = told(all, &[60.0]);
    assert!(!of.comparable);
    assert_eq!((of.bands[0].omitted_strata, of.bands[1].omitted_strata), (0, 1));
    near(of.bands[0].adjusted, (0.8 * 20.0 + 0.1 * 10.0) / 30.0);
    near(of.bands[1].difference, -0.3); // in `a` alone
}

#[test]
fn the_edges() {
    // A wait of exactly a band's end is in the next; who never had an answer is a band of their own, outside the trend.
    let mut all = rows("", &[(Some(60.0), 1, 2), (None, 0, 3)]);
    all.push(OutcomeRow { wait_s: Some(1.0), outcome: None, strata: vec![String::new()] });
    let of = told(all, &[60.0]);
    assert_eq!(
        of.bands.iter().map(|b| (b.from_s, b.below_s, b.n)).collect::<Vec<_>>(),
        [(Some(0.0), Some(60.0), 0), (Some(60.0), None, 2), (None, None, 3)]
    );
    assert_eq!((of.bands[0].crude, of.bands[0].adjusted, of.bands[1].difference), (None, None, None));
    assert_eq!((of.trend, of.unknown), (None, 1));
    let nobody = told(Vec::new(), &[60.0]);
    assert_eq!((nobody.bands.len(), nobody.bands[0].n, nobody.strata, nobody.trend), (2, 0, 0, None));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let refused = |of: Value| serde_json::from_value::<OutcomesOf>(of).unwrap().compute().unwrap_err();
    let row = |wait: f64| json!({"wait_s": wait, "outcome": true});
    let bands = |n: usize| (1..=n).collect::<Vec<_>>();
    for (of, kind, path) in [
        (json!({"rows": [], "bands_s": [60, 60]}), InvalidInput, "bands_s[1]"),
        (json!({"rows": [], "bands_s": [0]}), InvalidInput, "bands_s[0]"),
        (json!({"rows": [row(-1.0)]}), InvalidInput, "rows[0].wait_s"),
        (json!({"rows": [row(1.0), {"wait_s": 1, "outcome": true, "strata": ["x"]}]}), InvalidInput, "rows[1].strata"),
        (json!({"rows": [], "confidence": 1}), OutOfRange, "confidence"),
        (json!({"rows": [], "bands_s": bands(MAX_BANDS)}), LimitExceeded, "bands_s"),
    ] {
        let e = refused(of);
        assert_eq!((e.kind(), e.path()), (kind, path), "{e}");
    }
    assert_eq!(
        told(Vec::new(), &vec![0.0; MAX_BANDS - 1].iter().zip(1_u32..).map(|(_, i)| f64::from(i)).collect::<Vec<_>>())
            .bands
            .len(),
        MAX_BANDS
    );
    let strata = |n: usize| {
        let row = |i: usize| OutcomeRow { wait_s: Some(1.0), outcome: Some(true), strata: vec![i.to_string()] };
        OutcomesOf { rows: (0..n).map(row).collect(), bands_s: vec![60.0], confidence: 0.95 }.compute()
    };
    assert!(strata(MAX_STRATA).is_ok());
    assert_eq!(strata(MAX_STRATA + 1).unwrap_err().kind(), LimitExceeded);
}

/// Three customers: `ann` was answered after 1 and 3 hours, `bob` never, `cy` still waits.
fn library() -> Library {
    let at = |at: &str, kind: Value| {
        let mut event = json!({ "at": format!("2026-06-01T{at}:00Z") });
        event.as_object_mut().unwrap().extend(kind.as_object().unwrap().clone());
        event
    };
    let created = at("08:00", json!({"type": "created", "by": "requester", "status": "open"}));
    let reply = |hour: &str| at(hour, json!({"type": "reply", "by": "agent"}));
    let log = json!({
        "tickets": {"T1": [created, reply("09:00")], "T2": [created, reply("11:00")], "T3": [created, at("12:00", json!({"type": "status", "to": "solved"}))],
            "T4": [created], "T5": [created, reply("10:00")], "T6": [reply("07:00"), created]},
        "attributes": {"T1": {"who": "ann", "plan": "gold"}, "T2": {"who": "ann", "plan": "free"}, "T3": {"who": "bob", "plan": "free"}, "T4": {"who": "cy", "plan": "free"}}
    });
    Library::new(ZoneDb::bundled()).with_log("", EventLog::from_json(&log.to_string()).unwrap())
}

fn ask(question: Value) -> sundesk::Result<Value> {
    let answer = library().ask(&Question::from_value(question)?)?;
    Ok(serde_json::from_str(&answer.to_json()?).unwrap())
}

#[test]
fn of_a_log_by_ticket_and_by_customer() {
    let tickets = ask(json!({"ask": "outcomes", "outcomes": {"T1": true, "T2": false, "T3": false, "T4": true, "T9": true}, "bands_s": [7200]})).unwrap();
    let n = |answer: &Value| {
        answer["bands"].as_array().unwrap().iter().map(|b| (b["k"].clone(), b["n"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(n(&tickets), [(json!(1), json!(1)), (json!(0), json!(1)), (json!(0), json!(1))]);
    // T5 has no outcome; T6 was answered an hour before it came, and is no quick answer.
    assert_eq!((&tickets["waiting"], &tickets["unmatched"], &tickets["unknown"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!((&tickets["before_creation"], &tickets["without_customer"]), (&json!(1), &json!(0)));
    // Ann's longest wait counts: three hours.
    let people = ask(json!({"ask": "outcomes", "customer": "who", "strata": ["plan"], "outcomes": {"ann": true, "zoe": true}, "bands_s": [7200]})).unwrap();
    assert_eq!(n(&people), [(json!(0), json!(0)), (json!(1), json!(1))]);
    assert_eq!((&people["unmatched"], &people["unknown"], &people["strata"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!((&people["before_creation"], &people["without_customer"]), (&json!(1), &json!(1))); // T5 is nobody's
}

#[test]
fn of_a_log_what_is_not_there_is_named() {
    let refused = |mut question: Value, kind: ErrorKind, path: &str| {
        question["ask"] = json!("outcomes");
        let e = ask(question).unwrap_err();
        assert_eq!((e.kind(), e.path()), (kind, path), "{e}");
    };
    refused(json!({}), InvalidInput, "rows");
    refused(json!({"rows": [], "outcomes": {}}), InvalidInput, "rows");
    refused(json!({"outcomes": {}, "strata": ["plann"]}), NotFound, "strata[0]");
    refused(json!({"outcomes": {}, "customer": "whom"}), NotFound, "customer");
}
