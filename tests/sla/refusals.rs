//! Policies and histories that are refused, and limits at their edge.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use super::tables::*;

#[test]
fn names_learned_after_the_binding_are_refused() {
    let p = metric(json!({"kind": "total_resolution", "target": "4h"}));
    let bound = p.bind(history(&["3 09:00 created"]).view().names(), &office()).unwrap();
    let grown = history(&["3 09:00 created", "3 10:00 status pending"]);
    assert_eq!(bound.report_us(grown.view(), at("3 11:00")).unwrap_err().kind(), ErrorKind::Incompatible);
}

#[track_caller]
fn refused(policy: Value, path: &str, code: &str) {
    let e = PolicyDoc::from_value(policy).and_then(|d| PolicySet::compile(&d, &ZoneDb::bundled())).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::InvalidInput, "{e}");
    assert_eq!(e.path(), path, "{e}");
    assert!(e.to_string().contains(code), "{e}");
}

#[test]
fn wrong_policies_are_refused_with_their_path() {
    let m = |doc: Value| json!({"metrics": {"m": doc}});
    refused(json!({}), "metrics", "sla metrics missing");
    refused(m(json!({"kind": "first_reply"})), "metrics.m.target", "sla target missing");
    refused(m(json!({"kind": "first_reply", "target_s": 0})), "metrics.m.target_s", "sla target not positive");
    refused(m(json!({"kind": "first_reply", "target_s": -5})), "metrics.m.target_s", "sla target not positive");
    refused(m(json!({"kind": "first_reply", "target": "1d"})), "metrics.m.target", "days are refused");
    refused(m(json!({"kind": "first_reply", "target_s": 5, "target": "1h"})), "metrics.m.target", "sla target twice");
    refused(m(json!({"kind": "first_reply", "targets": {"high": "0s"}})), "metrics.m.targets.high", "not positive");
    refused(m(json!({"kind": "lunch", "target": "1h"})), "metrics.m.kind", "unknown variant `lunch`");
    refused(
        m(json!({"kind": "first_reply", "target": "1h", "pause": ["x"]})),
        "metrics.m.pause",
        "unknown field `pause`",
    );
    refused(
        m(json!({"kind": "first_reply", "target": "1h", "pause_on": ["pendign"]})),
        "metrics.m.pause_on[0]",
        "sla status unknown",
    );
    refused(
        m(json!({"kind": "custom", "target": "1h", "start_on": "created"})),
        "metrics.m.stop_on",
        "sla never stops",
    );
    refused(
        m(json!({"kind": "custom", "target": "1h", "stop_on": "solved"})),
        "metrics.m.start_on",
        "sla never starts",
    );
    refused(
        m(json!({"kind": "custom", "target": "1h", "start_on": "creatd", "stop_on": "solved"})),
        "metrics.m.start_on[0]",
        "sla event unknown",
    );
    refused(
        m(json!({"kind": "first_reply", "target": "1h", "clock": "elapsed", "calendar": "x"})),
        "metrics.m.clock",
        "contradicts",
    );
    refused(m(json!({"kind": "first_reply", "target": "1h", "group": "x"})), "metrics.m.group", "sla field unused");
    refused(
        m(json!({"kind": "first_reply", "target": "1h", "alerts": [{"percent": 0}]})),
        "metrics.m.alerts[0].percent",
        "sla alert",
    );
    let mars = m(json!({"kind": "first_reply", "target": "1h", "calendar": {"timezone": "Mars/Base", "weekly": {}}}));
    let e = PolicySet::compile(&PolicyDoc::from_value(mars).unwrap(), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::UnknownZone, "metrics.m.calendar.timezone"));
    refused(
        json!({"policies": [{"name": "a", "when": [{"field": "tier", "op": "in", "value": "x"}], "metrics": {"m": {"kind": "first_reply", "target": "1h"}}}]}),
        "policies[0].when[0].values",
        "sla condition invalid",
    );
}

#[track_caller]
fn over_the_limit(policy: Value, path: &str) {
    let e = PolicySet::compile(&PolicyDoc::from_value(policy).unwrap(), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::LimitExceeded, path), "{e}");
}

#[test]
fn limits_hold_at_their_edge() {
    let metrics = |n: usize| -> Value {
        let all: serde_json::Map<String, Value> =
            (0..n).map(|i| (format!("m{i}"), json!({"kind": "first_reply", "target": "1h"}))).collect();
        json!({"metrics": all})
    };
    set(metrics(MAX_METRICS));
    over_the_limit(metrics(MAX_METRICS + 1), "metrics");
    let policies = |n: usize| {
        let one =
            |i: usize| json!({"name": format!("p{i}"), "metrics": {"m": {"kind": "first_reply", "target": "1h"}}});
        json!({"policies": (0..n).map(one).collect::<Vec<_>>()})
    };
    // All but the first can never be chosen.
    assert_eq!(set(policies(MAX_POLICIES)).warnings().len(), MAX_POLICIES - 1);
    over_the_limit(policies(MAX_POLICIES + 1), "policies");
    let alerts = |n: usize| {
        json!({"metrics": {"m": {"kind": "first_reply", "target": "1h",
        "alerts": (1..=n).map(|p| json!({"percent": p})).collect::<Vec<_>>()}}})
    };
    set(alerts(MAX_ALERTS));
    over_the_limit(alerts(MAX_ALERTS + 1), "metrics.m.alerts");
}

#[test]
fn missing_calendars_unknown_statuses_and_disorder_are_named() {
    let p = metric(json!({"kind": "first_reply", "target": "1h", "calendar": "nowhere"}));
    let e = evaluate_us(&p, &office(), history(&["3 09:00 created"]).view(), at("3 10:00")).unwrap_err();
    assert_eq!((e.kind(), e.path(), e.value()), (ErrorKind::NotFound, "metrics.m.calendar", "nowhere"));
    let p = metric(json!({"kind": "first_reply", "target": "1h"}));
    let e = evaluate_us(&p, &Calendars::without_default(), history(&["3 09:00 created"]).view(), at("3 10:00"))
        .unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::NotFound, "metrics.m.calendar"));
    let odd = ["3 09:00 created", "3 09:30 status -100"];
    let e = evaluate_us(&p, &office(), history(&odd).view(), at("3 10:00")).unwrap_err();
    assert_eq!((e.kind(), e.path(), e.value()), (ErrorKind::InvalidInput, "events[1].to", "-100"));
    let lenient = |rule: &str| {
        set(
            json!({"unknown_status": rule, "metrics": {"m": {"kind": "total_resolution", "target": "4h", "pause_on": ["open"]}}}),
        )
    };
    says(&one(&lenient("open"), &odd, "3 10:00"), "paused 30m due -");
    says(&one(&lenient("ignore"), &odd, "3 10:00"), "running 60m due 3 13:00");
    // Out of order: sorted, or refused by name.
    let h = history(&["3 09:00 created", "3 10:00 agent"]);
    let mut events = h.view().events().to_vec();
    events.swap(0, 2);
    let strict = set(json!({"out_of_order": "error", "metrics": {"m": {"kind": "first_reply", "target": "2h"}}}));
    let sorted = metric(json!({"kind": "first_reply", "target": "2h"}));
    let now = at("3 12:00");
    let bound = strict.bind(h.view().names(), &office()).unwrap();
    let e = bound.summarize_us(&events, now, &mut Scratch::default()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InconsistentLog, "events[1].at"));
    let bound = sorted.bind(h.view().names(), &office()).unwrap();
    let mut scratch = Scratch::default();
    assert_eq!(bound.summarize_us(&events, now, &mut scratch).unwrap().metrics[0].state, MetricState::Met);
    let e = History::new(h.view().names(), &events).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InconsistentLog, "events[1].at"));
}

#[test]
fn sixty_five_thousand_calendars_can_be_bound() {
    let p = metric(json!({"kind": "first_reply", "target": "1h", "calendar": "c65532"}));
    let (history, always) = (history(&["3 10:00 created"]), Calendar::always_open());
    // Elapsed time and the default calendar are the first two clocks; the last number means "no clock".
    let mut calendars = Calendars::new(always.clone());
    (0..65_533).for_each(|i| drop(calendars.insert(format!("c{i}"), always.clone())));
    p.bind(history.view().names(), &calendars).unwrap();
    calendars.insert("one more", always);
    let e = p.bind(history.view().names(), &calendars).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::LimitExceeded, "calendars"));
}
