//! Figures of the two real logs, as counted with the standard library of Python.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::metrics::{DurationFigures, Durations, PercentileMethod, ResolutionVariant, TicketFacts, by_week};
use sundesk::ticket::EventLog;
use sundesk::ticket::import::{LogMap, from_path};
use sundesk::time::{Zone, ZoneDb};

fn servicenow() -> EventLog {
    let map = LogMap::preset("servicenow-uci").unwrap();
    from_path("tests/data/servicenow-incidents/incident_event_log.csv.gz", &map, &ZoneDb::bundled()).unwrap()
}

fn durations(facts: &[TicketFacts], variant: ResolutionVariant) -> DurationFigures {
    let mut acc = Durations::default();
    facts.iter().filter_map(|f| f.resolution_time(variant)).for_each(|us| acc.add(us));
    acc.figures(PercentileMethod::NearestRank)
}

#[test]
fn servicenow_resolution_times() {
    let log = servicenow();
    let facts = TicketFacts::of_log(&log, log.span().unwrap().1);
    let last = durations(&facts, ResolutionVariant::LastResolution);
    assert_eq!((last.n, last.median_s, last.p90_s), (23_362, Some(22.1 * 3600.0), Some(1_373_580.0))); // 22.1 h, 15.9 d
    assert!((last.mean_s.unwrap() / 86_400.0 - 7.423_815_919).abs() < 1e-9);
    let closed = durations(&facts, ResolutionVariant::ToClosed);
    assert_eq!(closed.n, 24_918);
    assert!((closed.mean_s.unwrap() / 86_400.0 - 13.138_693_079_968_967).abs() < 1e-9);
    assert_eq!(facts.iter().filter(|f| f.done).count(), 24_918);
    assert_eq!(facts.iter().filter(|f| f.reopens > 0).count(), 276);
    assert!(facts.iter().all(|f| f.first_response.is_none())); // the log has no messages
}

#[test]
fn servicenow_weeks() {
    let log = servicenow();
    let facts = TicketFacts::of_log(&log, log.span().unwrap().1);
    let weeks = by_week(&facts, &Zone::utc()).unwrap();
    let week = |name: &str| weeks.iter().find(|w| w.week == name).unwrap();
    assert_eq!((weeks[0].week.as_str(), weeks[0].created), ("2016-W09", 1_858));
    assert_eq!((week("2016-W13").created, week("2016-W22").created, week("2016-W23").created), (2_174, 673, 1));
    assert_eq!(weeks.iter().map(|w| w.created).sum::<u64>(), 24_918);
    assert_eq!(weeks.iter().map(|w| w.resolved).sum::<u64>(), 23_362);
    assert_eq!(weeks.last().unwrap().open_at_end, 0);
}

#[test]
fn an_earlier_as_of_sees_open_tickets_and_no_later_resolution() {
    let log = servicenow();
    let now = sundesk::time::parse_instant("2016-04-01T00:00:00Z").unwrap();
    let facts = TicketFacts::of_log(&log, now);
    assert!(facts.iter().filter(|f| f.is_open()).count() > 500);
    assert!(facts.iter().all(|f| f.created.is_none_or(|at| at <= now) && f.last_resolved.is_none_or(|at| at <= now)));
}

#[test]
fn italian_resolutions() {
    let map = LogMap::preset("italian-helpdesk").unwrap();
    let log = from_path("tests/data/italian-helpdesk/helpdesk.csv.gz", &map, &ZoneDb::bundled()).unwrap();
    let facts = TicketFacts::of_log(&log, log.span().unwrap().1);
    assert_eq!(facts.iter().filter(|f| f.resolutions > 1).count(), 386);
    let median = |variant| durations(&facts, variant).median_s.unwrap();
    // Closing follows automatically, about two weeks later: it is no measure of the work.
    assert!(median(ResolutionVariant::ToClosed) - median(ResolutionVariant::LastResolution) > 10.0 * 86_400.0);
}
