//! What once went wrong with a figure, each test named after it.
#![allow(clippy::unreachable, clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::json;
use sundesk::metrics::{ReportInput, ReportSpec, TicketFacts, by_week, report, wilson};
use sundesk::ticket::{EventLog, StatusCategory, StatusMap};
use sundesk::time::{Zone, parse_instant};

/// One ticket per list of `day time what`, in June 2024; 3 June is a Monday.
fn log(tickets: &[&[&str]]) -> EventLog {
    let mut log = EventLog::builder();
    for (i, lines) in tickets.iter().enumerate() {
        let ticket = log.ticket(&format!("T-{i}"));
        for line in *lines {
            let [day, time, what] = line.split(' ').collect::<Vec<_>>()[..] else { unreachable!("{line}") };
            let at = format!("2024-06-{day:0>2}T{time}:00Z");
            let event = match what {
                "created" => json!({"at": at, "type": "created", "by": "customer"}),
                "reply" => json!({"at": at, "type": "reply", "by": "agent"}),
                status => json!({"at": at, "type": "status", "to": status}),
            };
            log.push(ticket, &serde_json::from_value(event).unwrap()).unwrap();
        }
    }
    log.statuses(StatusMap::from([("open", StatusCategory::Open), ("done", StatusCategory::Solved)])).finish()
}

#[test]
fn a_reply_before_the_creation_was_the_fastest_reply() {
    let log =
        log(&[&["3 10:00 reply", "3 11:00 created"], &["3 10:00 created", "3 10:30 reply"], &["3 10:00 created"]]);
    let (now, zone) = (parse_instant("2024-06-05T00:00:00Z").unwrap(), Zone::utc());
    let input = ReportInput { log: &log, now, zone: &zone, calendar: None, promise: None, labels: None };
    let all = report(input, &ReportSpec::default()).unwrap().all;
    assert_eq!((all.first_response.n, all.first_response.min_s), (1, Some(1800.0)));
    assert_eq!(all.first_response_excluded.iter().collect::<Vec<_>>(), [(&"before_creation", &1)]);
    assert_eq!(all.without_first_response, 1);
}

fn weeks(tickets: &[&[&str]], change: impl Fn(&mut TicketFacts)) -> Vec<(String, u64, u64, u64)> {
    let mut facts = TicketFacts::of_log(&log(tickets), parse_instant("2024-06-30T00:00:00Z").unwrap());
    facts.iter_mut().for_each(change);
    let weeks = by_week(&facts, &Zone::utc()).unwrap();
    weeks.into_iter().map(|w| (w.week, w.created, w.resolved, w.open_at_end)).collect()
}

#[test]
fn a_resolution_stated_before_the_creation_left_a_ticket_open_for_good() {
    let stated = parse_instant("2024-06-05T00:00:00Z").unwrap();
    let tickets: [&[&str]; 2] = [&["12 10:00 created", "13 10:00 done"], &["19 10:00 created"]];
    let told = weeks(&tickets, |f| f.last_resolved = f.last_resolved.map(|_| stated));
    assert_eq!(told, [("2024-W24".to_owned(), 1, 1, 0), ("2024-W25".to_owned(), 1, 0, 1)]);
}

#[test]
fn a_reopened_ticket_counted_as_resolved() {
    let told = weeks(&[&["3 10:00 created", "4 10:00 done", "11 10:00 open"]], |_| ());
    assert_eq!(told, [("2024-W23".to_owned(), 1, 0, 1)]);
}

#[test]
fn a_status_word_meant_one_thing_to_policies_and_nothing_to_metrics() {
    let mut log = EventLog::builder();
    let ticket = log.ticket("T-1");
    for (time, status) in [("10:00", "In progress"), ("11:00", "On-Hold"), ("12:00", "SOLVED"), ("13:00", "limbo")] {
        let event = json!({"at": format!("2024-06-03T{time}:00Z"), "type": "status", "to": status});
        log.push(ticket, &serde_json::from_value(event).unwrap()).unwrap();
    }
    let log = log.statuses(StatusMap::default()).finish();
    let facts = TicketFacts::of_log(&log, parse_instant("2024-06-03T12:30:00Z").unwrap());
    assert!(facts[0].done);
    // Words nobody knows are counted also where a desk declares none of its own.
    assert_eq!(log.quality().unknown_statuses.iter().collect::<Vec<_>>(), [(&"limbo".to_owned(), &1)]);
    let own = StatusMap::from([("on hold", StatusCategory::Open)]);
    assert_eq!(own.category("On-Hold"), Some(StatusCategory::Open));
}

/// The formula leaves a rounding error at 0 and 1, and with 0 of 45 the wider interval began above the narrower one.
#[test]
fn an_interval_of_none_or_all_ends_exactly_there() {
    for n in 1..2_000 {
        for confidence in [0.8, 0.9, 0.95, 0.99, 0.999] {
            let (none, all) = (wilson(0, n, confidence).unwrap().unwrap(), wilson(n, n, confidence).unwrap().unwrap());
            assert_eq!(
                (none.lo.to_bits(), all.hi.to_bits()),
                (0.0_f64.to_bits(), 1.0_f64.to_bits()),
                "{n} {confidence}"
            );
        }
    }
}

/// It had no verdict and nobody was told: the figure was not among those asked for, or is called otherwise.
#[test]
fn a_goal_about_a_figure_that_is_not_there_was_silent() {
    let log = log(&[&["3 09:00 created", "3 10:00 reply", "3 12:00 done"]]);
    let input = ReportInput {
        log: &log,
        now: log.as_of().unwrap(),
        zone: &Zone::utc(),
        calendar: None,
        promise: None,
        labels: None,
    };
    let path = |goal: serde_json::Value| {
        let goals = json!([{"metric": "volume", "statistic": "tickets", "at_least": 1}, goal]);
        let spec: ReportSpec = serde_json::from_value(json!({"metrics": ["volume", "csat"], "goals": goals})).unwrap();
        let error = report(input, &spec).unwrap_err();
        (error.path().to_owned(), error.expectation().to_owned())
    };
    let (at, expected) = path(json!({"metric": "nps", "statistic": "nps", "at_least": 1}));
    assert_eq!((at.as_str(), expected.as_str()), ("goals[1].metric", "one of the figures asked for: csat, volume"));
    let (at, expected) = path(json!({"metric": "volume", "statistic": "median", "at_least": 1}));
    assert_eq!(
        (at.as_str(), expected.as_str()),
        ("goals[1].statistic", "one of the figures asked for: done, open, tickets")
    );
    let (at, _) = path(json!({"metric": "volume", "variant": "x", "statistic": "open", "at_least": 1}));
    assert_eq!(at, "goals[1].variant");
}

/// It named `satisfied_from` with a score that nobody had given.
#[test]
fn wrong_limits_of_a_survey_are_told_as_they_were_given() {
    let told = |fields: &str| {
        let error = sundesk::metrics::MetricSpec::from_json(&format!(r#"{{"metric": "csat", {fields}}}"#)).unwrap_err();
        (error.path().to_owned(), error.value().to_owned())
    };
    assert_eq!(told(r#""dissatisfied_to": 4"#), ("dissatisfied_to".to_owned(), "4".to_owned()));
    assert_eq!(told(r#""satisfied_from": 2, "dissatisfied_to": 3"#), ("satisfied_from".to_owned(), "2".to_owned()));
    let turned =
        r#""scale": {"min": 1, "max": 5, "direction": "lower_is_better"}, "satisfied_from": 4, "dissatisfied_to": 3"#;
    assert_eq!(told(turned), ("satisfied_from".to_owned(), "4".to_owned()));
}
