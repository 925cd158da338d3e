//! The service review: the whole text over the real log, and small logs whose figures can be checked on paper.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // a test may fail loudly

use sundesk::desk::{MAX_WORST, Review, ReviewDoc, review};
use sundesk::ticket::EventLog;
use sundesk::ticket::import::{LogMap, from_path, from_reader};
use sundesk::time::{ZoneDb, parse_instant};
use sundesk::{ErrorKind, Result};

const GOLDEN: &str = "tests/data/service_review.txt";

#[test]
fn the_review_of_the_real_log_to_the_byte() {
    let zones = ZoneDb::bundled();
    let map = LogMap::preset("servicenow-uci").unwrap();
    let log = from_path("tests/data/servicenow-incidents/incident_event_log.csv.gz", &map, &zones).unwrap();
    let told = review(&log, &ReviewDoc::servicenow_uci().unwrap(), &zones, None).unwrap().to_text();
    let expected = std::fs::read_to_string(GOLDEN).unwrap();
    for (i, (told, expected)) in told.lines().zip(expected.lines()).enumerate() {
        assert_eq!(told, expected, "line {} of {GOLDEN}", i + 1);
    }
    assert_eq!(told, expected);
    assert!(told.lines().all(|l| l.len() <= 110 && l.trim_end() == l && l.is_ascii()));
}

const MAP: &str = r#"{"ticket": "id", "at": "t", "status": "state", "priority": "prio", "group": "team", "attributes": ["prio", "kept"],
  "time": {"format": "%d %H:%M", "zone": "UTC"}, "statuses": {"open": "open", "wait": "pending", "done": "solved"}}"#;
const DOC: &str = r#"{"title": "a week", "group_by": "prio", "metric": "fix", "worst": 2,
  "calendar": {"timezone": "UTC", "holidays": [{"date": "2024-06-04", "name": "Founders' Day"}],
    "weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]]}},
  "policy": {"metrics": {"fix": {"kind": "requester_wait", "targets": {"high": "2h", "low": "4h"}}}, "statuses": {"open": "open", "wait": "pending", "done": "solved"}},
  "stated_sla": {"attribute": "kept", "value": "yes"}}"#;

/// Rows of `id day time state prio team kept` in June 2024; the 3rd is a Monday, the 4th a holiday.
fn log(rows: &str) -> EventLog {
    let mut map: serde_json::Value = serde_json::from_str(MAP).unwrap();
    map["time"]["format"] = "%Y-%m-%d %H:%M".into();
    let line = |row: &str| {
        let [id, day, time, state, prio, team, kept] = row.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        format!("{id},2024-06-{day} {time},{state},{prio},{team},{kept}\n")
    };
    let lines: String = rows.lines().map(str::trim).filter(|l| !l.is_empty()).map(line).collect();
    let text = format!("id,t,state,prio,team,kept\n{lines}");
    from_reader(text.as_bytes(), &serde_json::from_value(map).unwrap(), &ZoneDb::bundled()).unwrap()
}

fn reviewed(rows: &str, doc: &str, now: &str) -> Result<Review> {
    review(&log(rows), &ReviewDoc::from_json(doc)?, &ZoneDb::bundled(), Some(parse_instant(now).unwrap()))
}

const WEEK: &str = "
    A 03 09:00 open high net yes
    A 03 10:00 done high net yes
    B 03 14:00 open high net no
    B 03 15:00 wait high net no
    B 03 16:00 open high app no
    B 05 12:00 done high app no
    C 05 09:00 open low net yes
    D 03 09:00 open low net no
    E 05 10:00 open none net yes
";

#[test]
fn verdicts_groups_and_agreement() {
    let r = reviewed(WEEK, DOC, "2024-06-05T12:00:00Z").unwrap();
    let told: Vec<_> = r.report.groups[0]
        .groups
        .iter()
        .zip(&r.groups)
        .map(|(g, own)| {
            let a = g.figures.attainment.as_ref().unwrap();
            (g.group.as_str(), own.target_s, a.share.k, a.share.n, a.undecided, a.excluded)
        })
        .collect();
    // A met; B late; C not yet due; D open past due; E has no target.
    let expected = [("high", Some(7_200), 1, 2, 0, 0), ("low", Some(14_400), 0, 1, 1, 0), ("none", None, 0, 0, 0, 1)];
    assert_eq!(told, expected);
    let a = r.agreement.unwrap();
    assert_eq!((a.both_met, a.both_missed, a.only_ours_met, a.only_stated_met), (1, 2, 0, 0));
    let own = r.stated_sla.unwrap();
    assert_eq!((own.k, own.n), (3, 5));
}

#[test]
fn the_worst_breaches_say_when_and_why() {
    let r = reviewed(WEEK, DOC, "2024-06-05T12:00:00Z").unwrap();
    let ids: Vec<_> = r.worst.iter().map(|w| w.id.as_str()).collect();
    assert_eq!(ids, ["D", "B"]); // 7 h over, 3 h over
    let b = &r.worst[1];
    // Open 14-15 and 16-17 on Monday, the holiday, 9-12 on Wednesday: 5 h of 2 h.
    assert_eq!((b.elapsed_s, b.target_s, b.over_s), (5 * 3600, 2 * 3600, 3 * 3600));
    assert_eq!(b.due_at.unwrap().to_string(), "2024-06-03T17:00:00Z");
    let shares = |s: &[sundesk::desk::TimeShare]| -> Vec<String> {
        s.iter().map(|s| format!("{} {}", s.what, s.seconds / 3600)).collect()
    };
    assert_eq!(shares(&b.counted), ["open 5"]);
    assert_eq!(shares(&b.not_counted), ["holiday Founders' Day 24", "closed hours 16", "wait 1"]);
    assert_eq!((b.group_changes, b.last_group.as_str()), (1, "app"));
    let text = r.to_text();
    assert!(text.contains("holiday Founders' Day 24.0 h, closed hours 16.0 h, wait 1.0 h"), "{text}");
    assert!(text.contains("1. D (low)  7.0 h over: 11.0 h counted of 4.0 h business"), "{text}");
}

#[test]
fn the_worst_breaches_are_told_on_the_clock_of_the_review() {
    let doc = DOC.replace(r#""timezone": "UTC""#, r#""timezone": "America/New_York""#);
    let r = reviewed("D 03 13:00 open low net no\nD 05 14:00 done low net no", &doc, "2024-06-05T20:00:00Z").unwrap();
    let d = &r.worst[0];
    let told = [d.started_at, d.due_at, d.ended_at].map(|at| at.unwrap().to_string());
    assert_eq!(told, ["2024-06-03T09:00:00-04:00", "2024-06-03T13:00:00-04:00", "2024-06-05T10:00:00-04:00"]);
    let text = r.to_text();
    assert!(
        text.contains("opened 2024-06-03 09:00 -04:00, due 2024-06-03 13:00 -04:00, done 2024-06-05 10:00 -04:00"),
        "{text}"
    );
}

#[test]
fn an_earlier_now_knows_less_and_the_default_is_the_end_of_the_log() {
    let early = reviewed(WEEK, DOC, "2024-06-03T15:30:00Z").unwrap();
    assert_eq!((early.report.all.tickets, early.report.all.open), (3, 2));
    let log = log(WEEK);
    let last = review(&log, &ReviewDoc::from_json(DOC).unwrap(), &ZoneDb::bundled(), None).unwrap();
    assert_eq!(last.report.basis.as_of.to_string(), "2024-06-05T12:00:00Z");
}

#[test]
fn a_log_in_which_nothing_was_broken_says_so() {
    let r =
        reviewed("A 03 09:00 open high net yes\nA 03 10:00 done high net yes", DOC, "2024-06-05T12:00:00Z").unwrap();
    assert!(r.to_text().contains("\nNo promise was broken.\n"));
}

#[test]
fn documents_that_do_not_fit_the_log_are_refused_with_a_path() {
    let fails = |from: &str, to: &str| reviewed(WEEK, &DOC.replace(from, to), "2024-06-05T12:00:00Z").unwrap_err();
    let e = fails(r#""metric": "fix""#, r#""metric": "frt""#);
    assert_eq!((e.kind(), e.path()), (ErrorKind::NotFound, "metric"));
    let e = reviewed(WEEK, r#"{"metric": "fix"}"#, "2024-06-05T12:00:00Z").unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InvalidInput, "metric")); // of no policy
    let e = fails(r#""group_by": "prio""#, r#""group_by": "country""#);
    assert_eq!((e.kind(), e.value()), (ErrorKind::NotFound, "country"));
    assert!(fails(r#"[["09:00", "17:00"]]"#, r#"[["9h", "17:00"]]"#).path().starts_with("calendar.weekly."));
    assert!(fails("requester_wait", "patience").to_string().contains("patience"));
    assert!(fails(r#""title""#, r#""titel""#).to_string().contains("titel"));
    let with = |worst: usize| {
        reviewed(WEEK, &DOC.replace("\"worst\": 2", &format!("\"worst\": {worst}")), "2024-06-05T12:00:00Z")
    };
    assert_eq!(with(MAX_WORST).unwrap().worst.len(), 2);
    assert_eq!(with(MAX_WORST + 1).unwrap_err().kind(), ErrorKind::LimitExceeded);
    let empty = EventLog::builder().finish();
    let e = review(&empty, &ReviewDoc::from_json(DOC).unwrap(), &ZoneDb::bundled(), None).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::InvalidInput);
}

#[test]
fn json_has_everything_the_text_has() {
    let r = reviewed(WEEK, DOC, "2024-06-05T12:00:00Z").unwrap();
    let json = serde_json::to_value(&r).unwrap();
    for key in ["title", "report", "metric", "groups", "stated_sla", "agreement", "worst", "assumptions"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert_eq!(json["report"]["groups"][0]["groups"][2]["attainment"]["rate"], serde_json::Value::Null);
    assert_eq!(json["worst"][0]["clock"], "business");
}
