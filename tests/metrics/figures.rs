//! Each part of a figure by itself: confidences other than 95 %, accumulators field by field, ranks at their edges.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::json;
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::metrics::*;
use sundesk::sla::{PolicySet, Promise, replay};
use sundesk::ticket::{EventLog, StatusCategory, StatusMap};
use sundesk::time::{SECOND, Zone, ZoneDb, parse_instant};

#[test]
fn intervals_at_every_confidence() {
    // The formula with the quantile of Python's statistics.NormalDist: confidence, 7 of 10, 1 of 4.
    for (confidence, z, of_ten, of_four) in [
        (0.5, 0.6744897501960817, (0.5953092506125109, 0.7872851371596213), (0.13482025697898317, 0.41623955397124834)),
        (0.68, 0.9944578832097535, (0.5433546124555262, 0.8206475243045388), (0.10050024434551685, 0.4986135149571323)),
        (0.8, 1.2815515655446008, (0.4973717052397509, 0.8462008219240327), (0.07808074768511777, 0.5674585496309226)),
        (0.9, 1.6448536269514715, (0.44169979586983515, 0.8731234160968019), (0.05790732119985873, 0.6438319914014935)),
        (0.95, 1.9599639845400536, (0.39677814746114537, 0.892208732593699), (0.04558726080970059, 0.699358157417598)),
        (0.99, 2.5758293035489, (0.32002467920110256, 0.9204336834769342), (0.03006559554895312, 0.7818742779606821)),
        (
            0.999,
            3.2905267314919255,
            (0.24964159432873997, 0.9424115705597373),
            (0.019949302326728712, 0.8451667944770004),
        ),
        (
            0.9999999,
            5.326723886681889,
            (0.13123346978440065, 0.9730038085041148),
            (0.008304228012819109, 0.9299177779003148),
        ),
    ] {
        let near = |got: f64, expected: f64| (got - expected).abs() < 1e-9 * expected;
        assert!(near(two_sided_z(confidence).unwrap(), z), "{confidence}");
        for ((k, n), (lo, hi)) in [((7, 10), of_ten), ((1, 4), of_four)] {
            let got = wilson(k, n, confidence).unwrap().unwrap();
            assert!(near(got.lo, lo) && near(got.hi, hi), "{k} of {n} at {confidence}: {got:?}");
        }
    }
    for confidence in [0.0, 1.0, -0.1, 1.1, 95.0, f64::NAN] {
        assert_eq!(two_sided_z(confidence).unwrap_err().kind(), ErrorKind::OutOfRange);
    }
    assert!(two_sided_z(1e-6).unwrap() > 0.0 && two_sided_z(1.0 - 1e-15).unwrap() > 7.9);
}

#[test]
fn a_report_uses_the_confidence_that_it_names() {
    let mut log = EventLog::builder();
    for i in 0..4 {
        let ticket = log.ticket(&format!("T-{i}"));
        let first = if i == 0 { "09:30" } else { "10:00" }; // the first is kept, and opened again
        for (time, what) in [("09:00", "open"), (first, "done"), ("11:00", "open"), ("12:00", "done")]
            .into_iter()
            .take(if i == 0 { 4 } else { 2 })
        {
            let at = format!("2024-06-03T{time}:00Z");
            let event = json!({"at": at, "type": "status", "to": what});
            log.push(ticket, &serde_json::from_value(event).unwrap()).unwrap();
        }
    }
    let log =
        log.statuses(StatusMap::from([("open", StatusCategory::Open), ("done", StatusCategory::Solved)])).finish();
    let policy = r#"{"metrics": {"m": {"kind": "total_resolution", "target": "45m", "clock": "elapsed", "reopen": "first_only"}}}"#;
    let policies = PolicySet::from_json(policy, &ZoneDb::bundled()).unwrap();
    let calendars = Calendars::without_default();
    for confidence in [0.5, 0.9, 0.95] {
        let (zone, now) = (Zone::utc(), log.as_of().unwrap());
        let promise = Some(Promise { policies: &policies, calendars: &calendars, metric: "m" });
        let input = ReportInput { log: &log, now, zone: &zone, calendar: None, promise, labels: None };
        let all = report(input, &ReportSpec { confidence, ..ReportSpec::default() }).unwrap().all;
        let expected = ShareFigures::new(1, 4, confidence).unwrap();
        assert_eq!((expected.rate, expected.method, expected.confidence), (Some(0.25), "wilson", confidence));
        assert_eq!((&all.reopened, &all.attainment.unwrap().share), (&expected, &expected)); // 1 of 4 each
    }
}

#[test]
fn tallies_and_durations_keep_count() {
    let mut tally = Tally::default();
    [true, false, true].into_iter().for_each(|hit| tally.add(hit));
    assert_eq!((tally.k, tally.n), (2, 3));
    let both = tally.merge(Tally { k: 5, n: 7 });
    assert_eq!((both.k, both.n), (7, 10));
    let figures = both.figures().unwrap();
    assert_eq!((figures.rate, figures.confidence), (Some(0.7), 0.95));
    assert!((figures.lo.unwrap() - 0.39677814746114537).abs() < 1e-12);

    let mut few = Durations::default();
    assert_eq!((few.is_empty(), few.len()), (true, 0));
    few.add(3 * SECOND);
    let mut more = Durations::default();
    [1, 2, 10].into_iter().for_each(|s| more.add(s * SECOND));
    assert!(!few.is_empty() && more.len() == 3);
    for merged in [few.clone().merge(more.clone()), more.merge(few)] {
        assert_eq!(merged.len(), 4);
        let f = merged.figures(PercentileMethod::Linear);
        assert_eq!((f.n, f.min_s, f.max_s, f.mean_s, f.median_s), (4, Some(1.0), Some(10.0), Some(4.0), Some(2.5)));
        assert_eq!(
            (f.percentile_method, f.mean_s_exact.unwrap().to_string().as_str()),
            (PercentileMethod::Linear, "4")
        );
    }
}

#[test]
fn verdicts_are_kept_apart() {
    let mut acc = Attainment::default();
    for (verdict, times) in [(Verdict::Met, 1), (Verdict::Late, 2), (Verdict::Undecided, 3), (Verdict::Excluded, 4)] {
        (0..times).for_each(|_| acc.add(verdict));
    }
    let told = |a: Attainment| {
        let f = a.figures(0.9).unwrap();
        (f.share.k, f.share.n, f.late, f.undecided, f.excluded, f.share.confidence)
    };
    assert_eq!(told(acc), (1, 3, 2, 3, 4, 0.9));
    assert_eq!(told(acc.merge(acc)), (2, 6, 4, 6, 8, 0.9));
    assert!(acc.figures(2.0).is_err());
    assert_eq!(ShareFigures::new(1, 1, 0.95).unwrap().rate, Some(1.0));
    assert_eq!(told(Attainment::of(None, AttainmentRule::PerTicket)), (0, 0, 0, 0, 1, 0.9));
    assert_eq!(told(Attainment::of(None, AttainmentRule::PerCycle)), (0, 0, 0, 0, 1, 0.9));
}

const NEXT_REPLY: &str = r#"{"kind": "next_reply", "target": "1h", "clock": "elapsed"}"#;

/// What becomes of a promise for one ticket, per ticket and per cycle: met, late, undecided, excluded.
fn promises(metric: &str, lines: &[&str], now: &str) -> [(u64, u64, u64, u64); 2] {
    let mut log = EventLog::builder();
    let ticket = log.ticket("T");
    for line in lines {
        let (time, what) = line.split_once(' ').unwrap();
        let at = format!("2024-06-03T{time}:00Z");
        let event = match what {
            "created" => json!({"at": at, "type": "created", "by": "requester", "status": "open"}),
            "solved" => json!({"at": at, "type": "status", "to": "solved"}),
            "assigned" => json!({"at": at, "type": "assignee", "to": "ann"}),
            "unassigned" => json!({"at": at, "type": "assignee", "to": ""}),
            "approved" => json!({"at": at, "type": "custom", "name": "approved"}),
            by => json!({"at": at, "type": "reply", "by": by}),
        };
        log.push(ticket, &serde_json::from_value(event).unwrap()).unwrap();
    }
    let log = log.finish();
    let policy = format!(r#"{{"metrics": {{"m": {metric}}}}}"#);
    let set = PolicySet::from_json(&policy, &ZoneDb::bundled()).unwrap();
    let bound = set.bind_log(&log, &Calendars::new(Calendar::always_open())).unwrap();
    let mut out = [(0, 0, 0, 0); 2];
    let now = parse_instant(&format!("2024-06-03T{now}:00Z")).unwrap();
    replay(&bound, &log, now, |_, answer| {
        for (slot, rule) in out.iter_mut().zip([AttainmentRule::PerTicket, AttainmentRule::PerCycle]) {
            let f = Attainment::of(answer.metrics.first(), rule).figures(0.95).unwrap();
            *slot = (f.share.k, f.late, f.undecided, f.excluded);
        }
    })
    .unwrap();
    out
}

#[test]
fn cycles_make_one_verdict_or_each_their_own() {
    let talk = [
        "09:00 created",
        "09:10 agent",
        "10:00 requester",
        "10:30 agent",
        "11:00 requester",
        "13:00 agent",
        "14:00 requester",
        "14:10 agent",
    ];
    // Cycles: 9:00-9:10 and 10:00-10:30 met, 11:00-13:00 late, 14:00-14:10 met.
    assert_eq!(promises(NEXT_REPLY, &talk[..1], "09:05"), [(0, 0, 1, 0), (0, 0, 1, 0)]);
    assert_eq!(promises(NEXT_REPLY, &talk[..2], "09:30"), [(1, 0, 0, 0), (1, 0, 0, 0)]);
    assert_eq!(promises(NEXT_REPLY, &talk[..3], "10:15"), [(0, 0, 1, 0), (1, 0, 1, 0)]);
    assert_eq!(promises(NEXT_REPLY, &talk[..4], "10:45"), [(1, 0, 0, 0), (2, 0, 0, 0)]);
    assert_eq!(promises(NEXT_REPLY, &talk[..5], "11:30"), [(0, 0, 1, 0), (2, 0, 1, 0)]);
    assert_eq!(promises(NEXT_REPLY, &talk[..5], "12:30"), [(0, 1, 0, 0), (2, 1, 0, 0)]);
    assert_eq!(promises(NEXT_REPLY, &talk, "15:00"), [(0, 1, 0, 0), (3, 1, 0, 0)]);
}

#[test]
fn shares_and_names_at_their_edges() {
    assert!(Share::from_millionths(1_000_000).is_ok() && Share::from_percent(100).is_ok());
    for e in [Share::from_millionths(1_000_001), Share::from_percent(101), Share::from_percent(u32::MAX)] {
        let e = e.unwrap_err();
        assert_eq!((e.kind(), e.path()), (ErrorKind::OutOfRange, "percentile"));
    }
    assert!(Share::from_percent(429_497).is_err()); // ten thousand times that is 2,704 past 2^32
    assert_eq!(Share::from_percent(50).unwrap(), Share::HALF);
    assert_eq!(Share::from_millionths(900_000).unwrap(), Share::P90);
    for method in PercentileMethod::ALL.iter().copied() {
        assert_eq!(serde_json::to_value(method).unwrap(), method.name()); // one name in reports and documents
        for (percent, expected) in [(0, "1"), (100, "9")] {
            assert_eq!(
                percentile(&[1, 4, 9], Share::from_percent(percent).unwrap(), method).unwrap().to_string(),
                expected,
                "{method:?}"
            );
        }
        assert_eq!(percentile(&[7], Share::P90, method).unwrap().to_string(), "7");
        assert!(percentile(&[], Share::P90, method).is_none());
    }
}

#[test]
fn every_definition_of_a_percentile_on_paper() {
    use PercentileMethod::*;
    // Of 10, 20, 40, 80 the third quarter: n p = 3; then of 10, 20, 40 the third: n p = 2.25.
    let four = [10, 20, 40, 80];
    let told =
        |values: &[i64], method| percentile(values, Share::from_percent(75).unwrap(), method).unwrap().to_string();
    for (method, of_four, of_three) in [
        (NearestRank, "40", "40"),
        (AveragedNearestRank, "60", "40"), // the mean of the third and the fourth
        (NearestEvenRank, "40", "20"),     // 2.25 is nearest to 2
        (LinearCdf, "40", "25"),
        (Hazen, "60", "35"),                // rank 3.5; rank 2.75
        (Weibull, "70", "40"),              // rank 3.75; rank 3
        (Linear, "50", "30"),               // rank 3.25; rank 2.5
        (MedianUnbiased, "190/3", "110/3"), // rank 3 + 7/12; rank 2 + 5/6
        (NormalUnbiased, "125/2", "145/4"), // rank 3 + 9/16; rank 2 + 13/16
    ] {
        assert_eq!(
            (told(&four, method).as_str(), told(&four[..3], method).as_str()),
            (of_four, of_three),
            "{method:?}"
        );
    }
    // Halves go to the even rank: n p is 2.5, then 1.5.
    assert_eq!(percentile(&[1, 2, 3, 4, 5], Share::HALF, NearestEvenRank).unwrap().to_string(), "2");
    assert_eq!(percentile(&[1, 2, 3], Share::HALF, NearestEvenRank).unwrap().to_string(), "2");
}

#[test]
fn a_cancelled_cycle_has_no_verdict_and_takes_none_from_those_before() {
    let approval = r#"{"kind": "custom", "target": "1h", "clock": "elapsed", "start_on": ["assigned"], "stop_on": ["custom:approved"],
        "cancel_on": ["unassigned"], "multi_cycle": true}"#;
    let lines = ["09:00 created", "10:00 assigned", "10:30 approved", "11:00 assigned", "11:10 unassigned"];
    assert_eq!(promises(approval, &lines, "12:00"), [(1, 0, 0, 0), (1, 0, 0, 0)]);
    let only_cancelled = [lines[0], lines[3], lines[4]];
    assert_eq!(promises(approval, &only_cancelled, "12:00"), [(0, 0, 0, 1), (0, 0, 0, 1)]);
    assert_eq!(promises(approval, &lines[..1], "12:00"), [(0, 0, 0, 1), (0, 0, 0, 1)]); // nothing was assigned yet
}
