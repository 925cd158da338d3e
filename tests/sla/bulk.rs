//! Whole logs: replay in ticket and time order, on several threads, and under two policies.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::json;
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::{PolicyDoc, PolicySet, Variant, replay, replay_slices, what_if};
use sundesk::ticket::{Event, EventDoc, EventLog};
use sundesk::time::{ZoneDb, parse_instant};

fn set(hours: i64) -> PolicySet {
    let doc = json!({"metrics": {"wait": {"kind": "requester_wait", "target_s": hours * 3600},
        "first": {"kind": "first_reply", "target": "1h", "clock": "elapsed"}}});
    PolicySet::compile(&PolicyDoc::from_value(doc).unwrap(), &ZoneDb::bundled()).unwrap()
}

fn office() -> Calendars {
    let days = ["mon", "tue", "wed", "thu", "fri"].map(|d| format!("\"{d}\": [[\"09:00\",\"17:00\"]]")).join(",");
    let doc = format!("{{\"timezone\": \"Europe/Berlin\", \"weekly\": {{{days}}}}}");
    Calendars::new(Calendar::from_json(&doc, &ZoneDb::bundled()).unwrap())
}

/// Ticket `i` is created on 3 June 2024 (a Monday) at 09:00 Berlin time, answered after `10 * i` minutes, solved after `i` hours.
fn log(tickets: i64) -> EventLog {
    let mut log = EventLog::builder();
    for i in 0..tickets {
        let ticket = log.ticket(&format!("T-{i}"));
        let at = |minutes: i64| {
            chrono::DateTime::from_timestamp_micros(now() - 7 * 86_400_000_000 + minutes * 60_000_000).unwrap()
        };
        for body in [
            json!({"at": at(0), "type": "created", "by": "customer", "status": "new"}),
            json!({"at": at(10 * i), "type": "reply", "by": "agent"}),
            json!({"at": at(60 * i), "type": "status", "to": "solved"}),
        ] {
            log.push(ticket, &serde_json::from_value::<EventDoc>(body).unwrap()).unwrap();
        }
        log.set(ticket, "region", if i % 2 == 0 { "EMEA" } else { "APAC" });
    }
    log.finish()
}

fn now() -> i64 {
    parse_instant("2024-06-10T07:00:00Z").unwrap()
}

/// The log as bare slices.
fn slices(log: &EventLog) -> (Vec<usize>, Vec<Event>) {
    let mut offsets = vec![0];
    for (_, history) in log.tickets() {
        offsets.push(offsets[offsets.len() - 1] + history.events().len());
    }
    (offsets, log.events().to_vec())
}

#[test]
fn slices_and_log_say_the_same() {
    let log = log(50);
    let bound = set(4).bind_log(&log, &office()).unwrap();
    let (offsets, events) = slices(&log);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    replay(&bound, &log, now(), |i, s| a.push((i, s.metrics.to_vec()))).unwrap();
    replay_slices(&bound, &offsets, &events, now(), |i, s| b.push((i, s.metrics.to_vec()))).unwrap();
    assert_eq!(a, b);
    // Metrics are in order of their names: first, wait. Four hours are used up by ticket 4; ticket 5 is the first late one.
    assert_eq!(a.iter().position(|(_, m)| m[1].is_late()), Some(5));
    assert_eq!(a.iter().position(|(_, m)| m[0].is_late()), Some(7)); // 70 minutes
    let wrong = replay_slices(&bound, &[0, 99_999], &events, now(), |_, _| {}).unwrap_err();
    assert_eq!((wrong.kind(), wrong.path()), (ErrorKind::InvalidInput, "offsets[1]"));
}

#[test]
fn a_fault_names_the_ticket_the_event_and_the_word() {
    let mut builder = EventLog::builder();
    for (id, status) in [("T-0", "open"), ("T-1", "-100")] {
        let ticket = builder.ticket(id);
        let body = json!({"at": "2024-06-03T09:00:00Z", "type": "created", "by": "customer", "status": status});
        builder.push(ticket, &serde_json::from_value::<EventDoc>(body).unwrap()).unwrap();
    }
    let log = builder.finish();
    let bound = set(4).bind_log(&log, &office()).unwrap();
    let e = replay(&bound, &log, now(), |_, _| {}).unwrap_err();
    assert_eq!((e.path(), e.value()), ("tickets.T-1[0].status", "-100"));
}

#[test]
fn what_if_the_target_were_two_hours() {
    let (log, office) = (log(8), office());
    let (four, two) = (set(4), set(2));
    let (before, after) =
        (Variant { policies: &four, calendars: &office }, Variant { policies: &two, calendars: &office });
    let rows = what_if(&log, before, after, now(), Some("region")).unwrap();
    let told: Vec<String> = rows
        .iter()
        .map(|r| {
            format!(
                "{} {} {}: {}/{} -> {}/{}, +{} -{}",
                r.metric,
                r.group,
                r.tickets,
                r.before.late,
                r.before.verdicts,
                r.after.late,
                r.after.verdicts,
                r.better,
                r.worse
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "first APAC 4: 1/4 -> 1/4, +0 -0",
            "first EMEA 4: 0/4 -> 0/4, +0 -0",
            "wait APAC 4: 2/4 -> 3/4, +0 -1", // 1, 3, 5, 7 hours
            "wait EMEA 4: 1/4 -> 2/4, +0 -1", // 0, 2, 4, 6 hours
        ]
    );
    assert_eq!(rows[2].before.attainment(), Some(0.5));
    // The same policies around the clock: the same log, other hours.
    let always = Calendars::new(Calendar::always_open());
    let round = Variant { policies: &four, calendars: &always };
    let rows = what_if(&log, before, round, now(), None).unwrap();
    assert_eq!(
        (rows.len(), rows[1].group.as_str(), rows[1].before, rows[1].after),
        (2, "", rows[1].after, rows[1].before)
    );
    assert_eq!(what_if(&log, before, after, now(), Some("colour")).unwrap_err().kind(), ErrorKind::NotFound);
}

#[cfg(feature = "parallel")]
#[test]
fn threads_change_nothing() {
    let log = log(20_000);
    let bound = set(4).bind_log(&log, &office()).unwrap();
    let (offsets, events) = slices(&log);
    let mut serial = Vec::new();
    replay_slices(&bound, &offsets, &events, now(), |i, s| serial.push((i, s.metrics[1].elapsed))).unwrap();
    let fold =
        |all: &mut Vec<(usize, i64)>, i: usize, s: sundesk::sla::Summary<'_>| all.push((i, s.metrics[1].elapsed));
    let joined = |mut a: Vec<(usize, i64)>, b: Vec<(usize, i64)>| {
        a.extend(b);
        a
    };
    let parallel = sundesk::sla::replay_parallel(&bound, &offsets, &events, now(), Vec::new, fold, joined).unwrap();
    assert_eq!(serial, parallel);
}

#[test]
fn columns_say_what_replay_says_whatever_policy_a_ticket_has() {
    let log = log(8);
    let doc = json!({"policies": [{"name": "other", "when": [{"field": "region", "value": "nowhere"}],
        "metrics": {"other": {"kind": "first_reply", "target": "1h"}}}],
        "metrics": {"wait": {"kind": "requester_wait", "target": "4h"}}});
    let doc = PolicyDoc::from_value(doc).unwrap();
    let set = PolicySet::compile(&doc, &ZoneDb::bundled()).unwrap();
    let columns = sundesk::sla::replay_columns(&set, &office(), &log, now()).unwrap();
    assert_eq!(columns.ticket[7], "T-7");
    assert_eq!(columns.metrics.keys().collect::<Vec<_>>(), ["other", "wait"]);
    // Nobody is in the first policy: its column is there and says nothing.
    let other = &columns.metrics["other"];
    assert!(other.state.iter().all(Option::is_none) && other.cycles == [0; 8] && other.elapsed == [None; 8]);
    let wait = &columns.metrics["wait"];
    let bound = set.bind_log(&log, &office()).unwrap();
    replay(&bound, &log, now(), |i, s| {
        let metric = s.metrics[0];
        assert_eq!(columns.policy[i].as_deref(), Some("default"));
        assert_eq!((wait.state[i], wait.elapsed[i]), (Some(metric.state), Some(metric.elapsed)));
        assert_eq!((wait.due_at[i], wait.late[i]), (metric.due_at, metric.is_late()));
    })
    .unwrap();
}
