//! What SLA clocks cost: `cargo bench --bench sla [filter]` (`--features parallel` for the run on two threads).
//!
//! Each figure is the least and the median of several runs. "4 metrics" are first reply, next reply, requester wait and total
//! resolution, on Berlin office hours with breaks, nights and exceptions, targets by priority.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout)] // a benchmark reads the clock and prints
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss, clippy::unwrap_used)]
#![allow(clippy::cast_precision_loss, clippy::indexing_slicing)]

use std::hint::black_box;
use std::time::Instant;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::{Binding, BoundPolicies, LiveTickets, PolicySet, Scratch, evaluate_us, replay_slices};
use sundesk::ticket::{ActorKind, Event, EventDoc, History, Symbol, TicketHistory, Vocabulary, What, Who};
use sundesk::time::{DAY, DueIndex, HOUR, MINUTE, SECOND, ZoneDb, parse_instant};

const CALENDAR: &str = r#"{"timezone": "Europe/Berlin",
  "weekly": {"mon": [["09:00","12:30"],["13:00","17:30"]], "tue": [["09:00","17:30"]], "wed": [["09:00","17:30"]],
             "thu": [["09:00","17:30"]], "fri": [["09:00","15:00"],["22:00","02:00"]]},
  "holidays": ["01-01", "05-01", "10-03", "12-25", "12-26"], "exceptions": {"2024-12-24": [["09:00","12:00"]]}}"#;

const POLICY: &str = r#"{
  "statuses": {"-100": "open"},
  "metrics": {
    "first_reply": {"kind": "first_reply", "targets": {"high": "1h", "default": "4h"}},
    "next_reply": {"kind": "next_reply", "targets": {"high": "2h", "default": "8h"}},
    "requester_wait": {"kind": "requester_wait", "targets": {"high": "8h", "default": "24h"}},
    "total_resolution": {"kind": "total_resolution", "targets": {"high": "16h", "default": "40h"}}
  }}"#;

fn main() {
    let filter = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_default();
    let zones = ZoneDb::bundled();
    let calendars = Calendars::new(Calendar::from_json(CALENDAR, &zones).unwrap());
    let set = PolicySet::from_json(POLICY, &zones).unwrap();
    let bench = Bench { filter };
    one_ticket(&bench, &set, &calendars);
    incidents(&bench, &set, &calendars, &zones);
    million(&bench, &set, &calendars);
    due_index(&bench);
    held(&bench, &zones);
    live(&bench, set_of_two(&zones), calendars);
}

/// Two metrics of elapsed and business hours.
fn set_of_two(zones: &ZoneDb) -> PolicySet {
    let doc = r#"{"metrics": {"first reply": {"kind": "first_reply", "targets": {"high": "1h", "default": "4h"}},
        "resolution": {"kind": "total_resolution", "target": "16h", "pause_on": ["pending"]}}}"#;
    PolicySet::from_json(doc, zones).unwrap()
}

/// Created with a status, answered, waiting: four events to a clock.
fn four() -> TicketHistory {
    let events = r#"[{"at": "2024-06-03T07:30:00Z", "type": "created", "by": "requester", "status": "new"},
        {"at": "2024-06-03T09:05:00Z", "type": "reply", "by": "agent"},
        {"at": "2024-06-03T09:10:00Z", "type": "status", "to": "pending"}]"#;
    let events: Vec<EventDoc> = serde_json::from_str(events).unwrap();
    TicketHistory::new(&events).unwrap()
}

/// One ticket at a time, its history and the policies held by the host.
fn held(bench: &Bench, zones: &ZoneDb) {
    let (set, calendars) = (set_of_two(zones), Calendars::new(Calendar::from_json(CALENDAR, zones).unwrap()));
    let (binding, history) = (Binding::new(&set, &calendars).unwrap(), four());
    let now = parse_instant("2024-06-03T12:00:00Z").unwrap();
    bench.run("held binding and history, 4 events, 2 metrics: report", 1000, 25, || {
        for _ in 0..1000 {
            black_box(binding.report_us(black_box(history.view()), now).unwrap());
        }
    });
    bench.run("held binding and history, 4 events: one metric", 1000, 25, || {
        for _ in 0..1000 {
            black_box(binding.metric_us(black_box(history.view()), now, "first reply").unwrap());
        }
    });
    bench.run("held history only: bound anew each time, report", 1000, 25, || {
        for _ in 0..1000 {
            black_box(evaluate_us(&set, &calendars, black_box(history.view()), now).unwrap());
        }
    });
}

/// 100,000 open tickets; each event comes to another one of them, one in ten with a name nobody had before.
fn live(bench: &Bench, set: PolicySet, calendars: Calendars) {
    if !"100,000 live tickets".contains(&bench.filter) {
        return;
    }
    let mut tickets = LiveTickets::new(&Binding::new(&set, &calendars).unwrap());
    let history = four();
    let ids: Vec<_> = (0..100_000).map(|_| tickets.insert(history.view()).unwrap()).collect();
    let start = parse_instant("2024-06-03T12:00:00Z").unwrap();
    let mut random = Random(3);
    let mut events = Vec::new();
    for i in 0..10_000 {
        let name = if i % 10 == 0 { format!("agent {i}") } else { "agent".to_owned() };
        let at = sundesk::time::format_instant(start + i * SECOND);
        let event = format!(r#"{{"at": "{at}", "type": "assignee", "to": "{name}"}}"#);
        events.push((ids[random.below(100_000) as usize], serde_json::from_str::<EventDoc>(&event).unwrap()));
    }
    bench.run("100,000 live tickets: an event, one in ten with a new name", 10_000, 9, || {
        for (id, event) in &events {
            tickets.push(*id, event).unwrap();
        }
    });
    let now = start + DAY;
    bench.run("100,000 live tickets: an event, and one metric of its ticket", 10_000, 9, || {
        for (id, event) in &events {
            tickets.push(*id, event).unwrap();
            black_box(tickets.metric_us(*id, now, "first reply").unwrap());
        }
    });
}

fn one_ticket(bench: &Bench, set: &PolicySet, calendars: &Calendars) {
    let mut names = Vocabulary::default();
    let events = twelve(&mut names);
    let bound = set.bind(&names, calendars).unwrap();
    let now = parse_instant("2024-07-01T00:00:00Z").unwrap();
    let mut scratch = Scratch::default();
    bench.run("one ticket of 12 events x 4 metrics, short form", 1000, 25, || {
        for _ in 0..1000 {
            black_box(bound.summarize_us(black_box(&events), now, &mut scratch).unwrap());
        }
    });
    bench.run("the same, full report", 1000, 15, || {
        for _ in 0..1000 {
            black_box(bound.report_us(History::new(&names, black_box(&events)).unwrap(), now).unwrap());
        }
    });
    bench.run("the same, bound anew each time", 100, 15, || {
        for _ in 0..100 {
            black_box(set.bind(&names, calendars).unwrap());
        }
    });
    bench.run("explanation of one metric", 100, 15, || {
        for _ in 0..100 {
            black_box(bound.explain_us(History::new(&names, &events).unwrap(), now, "requester_wait").unwrap());
        }
    });
}

/// A ticket with a dialogue, a pause, a reopening and a change of priority.
fn twelve(names: &mut Vocabulary) -> Vec<Event> {
    let base = parse_instant("2024-06-03T07:30:00Z").unwrap();
    let mut to = |what, word: &str| (what, names.intern(word), ActorKind::Human);
    let steps = [
        (0, (What::Created, Symbol::EMPTY, ActorKind::Requester)),
        (0, to(What::Status, "new")),
        (0, to(What::Priority, "normal")),
        (40, to(What::Status, "open")),
        (95, (What::Reply, Symbol::EMPTY, ActorKind::Human)),
        (100, to(What::Status, "pending")),
        (1500, (What::Reply, Symbol::EMPTY, ActorKind::Requester)),
        (1500, to(What::Status, "open")),
        (1600, to(What::Priority, "high")),
        (2900, (What::Reply, Symbol::EMPTY, ActorKind::Human)),
        (2950, to(What::Status, "pending")),
        (4300, to(What::Status, "solved")),
    ];
    let event = |(minute, (what, to, by))| Event {
        at: base + minute * MINUTE,
        to,
        field: Symbol::EMPTY,
        what,
        by,
        public: true,
        who: Who::UNKNOWN,
    };
    steps.into_iter().map(event).collect()
}

#[cfg(feature = "import")]
fn incidents(bench: &Bench, set: &PolicySet, calendars: &Calendars, zones: &ZoneDb) {
    use sundesk::ticket::import::{LogMap, from_path};
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/servicenow-incidents/incident_event_log.csv.gz");
    let Ok(log) = from_path(path, &LogMap::preset("servicenow-uci").unwrap(), zones) else {
        println!("the incident log is not here: left out");
        return;
    };
    let bound = set.bind_log(&log, calendars).unwrap();
    let now = log.span().unwrap().1;
    bench.run("24,918 incidents x 4 metrics, one thread (whole)", 1, 9, || {
        let mut late = 0_usize;
        sundesk::sla::replay(&bound, &log, now, |_, a| late += a.metrics.iter().filter(|m| m.is_late()).count())
            .unwrap();
        black_box(late);
    });
}

#[cfg(not(feature = "import"))]
fn incidents(_: &Bench, _: &PolicySet, _: &Calendars, _: &ZoneDb) {}

fn million(bench: &Bench, set: &PolicySet, calendars: &Calendars) {
    if !"one million tickets of 8 events".contains(&bench.filter) {
        return;
    }
    const TICKETS: usize = 1_000_000;
    let mut names = Vocabulary::default();
    let statuses = ["open", "pending", "solved"].map(|w| names.intern(w));
    let priorities = ["low", "normal", "high", "urgent"].map(|w| names.intern(w));
    let (mut random, mut events) = (Random(5), Vec::with_capacity(TICKETS * 8));
    let start = parse_instant("2024-01-01T00:00:00Z").unwrap();
    for _ in 0..TICKETS {
        let mut at = start + random.below(700 * DAY / SECOND) * SECOND;
        let plan = [
            (What::Created, Symbol::EMPTY, ActorKind::Requester),
            (What::Priority, priorities[random.below(4) as usize], ActorKind::Auto),
            (What::Reply, Symbol::EMPTY, ActorKind::Human),
            (What::Status, statuses[1], ActorKind::Human),
            (What::Reply, Symbol::EMPTY, ActorKind::Requester),
            (What::Status, statuses[0], ActorKind::Auto),
            (What::Reply, Symbol::EMPTY, ActorKind::Human),
            (What::Status, statuses[2], ActorKind::Human),
        ];
        for (i, (what, to, by)) in plan.into_iter().enumerate() {
            at += if i == 1 || i == 5 { 0 } else { random.below(20 * HOUR / SECOND) * SECOND };
            events.push(Event { at, to, field: Symbol::EMPTY, what, by, public: true, who: Who::UNKNOWN });
        }
    }
    let offsets: Vec<usize> = (0..=TICKETS).map(|i| i * 8).collect();
    let bound = set.bind(&names, calendars).unwrap();
    let now = start + 800 * DAY;
    bench.run("one million tickets of 8 events x 4 metrics, one thread (whole)", 1, 3, || {
        let mut late = 0_usize;
        replay_slices(&bound, &offsets, &events, now, |_, a| {
            late += a.metrics.iter().filter(|m| m.is_late()).count();
        })
        .unwrap();
        black_box(late);
    });
    parallel(bench, &bound, &offsets, &events, now);
}

#[cfg(feature = "parallel")]
fn parallel(bench: &Bench, bound: &BoundPolicies, offsets: &[usize], events: &[Event], now: i64) {
    bench.run("one million tickets of 8 events x 4 metrics, rayon (whole)", 1, 3, || {
        let late = sundesk::sla::replay_parallel(
            bound,
            offsets,
            events,
            now,
            || 0_usize,
            |late, _, a| *late += a.metrics.iter().filter(|m| m.is_late()).count(),
            |a, b| a + b,
        );
        black_box(late.unwrap());
    });
}

#[cfg(not(feature = "parallel"))]
fn parallel(_: &Bench, _: &BoundPolicies, _: &[usize], _: &[Event], _: i64) {}

fn due_index(bench: &Bench) {
    if !"due index".contains(&bench.filter) {
        return;
    }
    const CLOCKS: i64 = 1_000_000;
    let mut random = Random(11);
    let mut index = DueIndex::new();
    for key in 0..CLOCKS {
        index.insert(random.below(30 * DAY), key).unwrap();
    }
    let mut now = 0;
    bench.run("due index of one million clocks: pop_due + insert", 100_000, 9, || {
        for _ in 0..100_000 {
            let (at, key) = index.pop_due(i64::MAX).unwrap();
            now = at;
            index.insert(at + random.below(30 * DAY), key).unwrap();
        }
    });
    bench.run("due index of one million clocks: pop_due + insert + next_wake", 100_000, 9, || {
        for _ in 0..100_000 {
            let (at, key) = index.pop_due(i64::MAX).unwrap();
            index.insert(at + random.below(30 * DAY), key).unwrap();
            black_box(index.next_wake(at));
        }
    });
    bench.run("due index of one million clocks: next_wake at random instants", 100_000, 9, || {
        for _ in 0..100_000 {
            black_box(index.next_wake(now + random.below(30 * DAY)));
        }
    });
}

struct Bench {
    filter: String,
}

impl Bench {
    /// Least and median time per operation.
    fn run(&self, name: &str, operations: usize, runs: usize, mut f: impl FnMut()) {
        if !name.contains(&self.filter) {
            return;
        }
        let mut times: Vec<f64> = (0..runs)
            .map(|_| {
                let begin = Instant::now();
                f();
                begin.elapsed().as_secs_f64() * 1e9 / operations as f64
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{name:<70} {:>14.1} ns (least) {:>14.1} ns (median)", times[0], times[runs / 2]);
    }
}

/// A small generator with a fixed seed: the same inputs in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 1) as i64) % n.max(1)
    }
}
