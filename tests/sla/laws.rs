//! Laws of the SLA machine over random histories, policies, calendars and zones, across a change of clocks.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // tests

use proptest::prelude::*;
use serde_json::json;
use std::sync::OnceLock;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::{
    Binding, BoundPolicies, LiveTicket, LiveTickets, MetricState, PolicyDoc, PolicySet, Scratch, SlaReport,
    replay_slices,
};
use sundesk::ticket::{ActorKind, Event, History, Symbol, Vocabulary, What, Who, by_ticket};
use sundesk::time::{DAY, MINUTE, ZoneDb, parse_instant};

/// A calendar of each sort: office with a break, nights, two zones on change days, around the clock, one day a week.
const CALENDARS: [&str; 5] = [
    r#"{"timezone": "Europe/Berlin", "weekly": {"mon": [["09:00","12:00"],["13:00","17:30"]], "tue": [["09:00","17:00"]],
        "wed": [["09:00","17:00"]], "thu": [["09:00","17:00"]], "fri": [["09:00","15:00"]]},
        "holidays": ["2024-03-29", {"date": "2024-04-01", "name": "Easter Monday"}]}"#,
    r#"{"timezone": "America/New_York", "weekly": {"mon": [["22:00","06:00"]], "thu": [["22:00","06:00"]], "sat": [["22:00","06:00"]]}}"#,
    r#"{"timezone": "Australia/Lord_Howe", "weekly": {"sat": [["01:30","23:00"]], "sun": [["01:30","23:00"]], "wed": [["00:00","24:00"]]}}"#,
    r#"{"timezone": "Asia/Kolkata", "weekly": {"fri": [["10:00","10:01"]], "tue": [["10:00","11:00"]]}}"#,
    r#"{"timezone": "UTC", "weekly": {"mon": [["00:00","24:00"]], "tue": [["00:00","24:00"]], "wed": [["00:00","24:00"]],
        "thu": [["00:00","24:00"]], "fri": [["00:00","24:00"]], "sat": [["00:00","24:00"]], "sun": [["00:00","24:00"]]}}"#,
];
const WORDS: [&str; 18] = [
    "new", "open", "pending", "on-hold", "solved", "closed", "low", "high", "urgent", "tier1", "tier2", "late",
    "other", "p1", "ping", "tier", "gold", "silver",
];

/// Every preset, every mode, a custom clock; then ordered policies with each change mode.
fn documents() -> Vec<serde_json::Value> {
    let targets = json!({"low": "9h", "high": "3h", "default": "5h"});
    let metrics = json!({
        "first": {"kind": "first_reply", "targets": targets, "alerts": [{"percent": 50}, {"offset": "-20m"}, {"offset": "1h"}]},
        "next": {"kind": "next_reply", "target": "2h", "pause_on": ["pending"], "on_calendar_change": "segmented"},
        "after": {"kind": "next_reply", "target": "45m", "after_first_reply": true, "clock": "elapsed"},
        "period": {"kind": "periodic_update", "targets": targets, "on_target_change": "keep"},
        "pausable": {"kind": "pausable_update", "target": "4h"},
        "wait": {"kind": "requester_wait", "targets": targets, "alerts": [{"percent": 75}, {"offset": "-1h", "clock": "elapsed"}]},
        "work": {"kind": "agent_work", "targets": targets, "on_target_change": "from_change_proportional", "reopen": "include_closed_time"},
        "whole": {"kind": "total_resolution", "targets": targets, "on_target_change": "from_change_fresh", "reopen": "restart"},
        "owner": {"kind": "ownership", "target": "2h"},
        "tier1": {"kind": "ownership", "group": "tier1", "target": "1h", "on_calendar_change": "segmented", "pause_on": ["hold"]},
        "own": {"kind": "custom", "target": "3h", "start_on": ["agent_reply", "priority:high"], "stop_on": ["solved", "group:tier2"],
            "reset_on": ["requester_reply"], "cancel_on": ["field:tier=silver"], "pause_event": ["custom:ping"],
            "resume_event": ["internal_note"], "multi_cycle": true, "reopen": "continue"},
        "fixed": {"kind": "total_resolution", "target": "10m", "calendar": "late"},
    });
    let small = |start: bool, pause: bool| {
        json!({"whole": {"kind": "total_resolution", "target": "6h", "pause_on": ["hold"], "retroactive_start": start, "retroactive_pause": pause},
            "first": {"kind": "first_reply", "target": "1h"}})
    };
    let mut docs = vec![json!({"metrics": metrics})];
    for mode in ["recompute_from_start", "from_change_fresh", "keep"] {
        docs.push(json!({"on_policy_change": mode, "metrics": small(true, false), "policies": [
            {"name": "p1", "when": [{"field": "priority", "op": "is", "value": "urgent"}], "metrics": small(false, true)},
            {"name": "gold", "when": [{"field": "tier", "value": "gold"}, {"field": "status_category", "op": "not_in", "values": ["solved"]}],
             "metrics": small(true, true)}]}));
    }
    docs
}

struct World {
    names: Vocabulary,
    symbols: Vec<Symbol>,
    /// One binding per document and default calendar.
    bound: Vec<BoundPolicies>,
    /// The calendars of each binding.
    sets: Vec<Calendars>,
    calendars: Vec<Calendar>,
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let zones = ZoneDb::bundled();
        let calendars: Vec<Calendar> = CALENDARS.iter().map(|c| Calendar::from_json(c, &zones).unwrap()).collect();
        let mut names = Vocabulary::default();
        let symbols = WORDS.iter().map(|w| names.intern(w)).collect();
        let (mut bound, mut sets) = (Vec::new(), Vec::new());
        for doc in documents() {
            let set = PolicySet::compile(&PolicyDoc::from_value(doc).unwrap(), &zones).unwrap();
            for (i, calendar) in calendars.iter().enumerate() {
                let late = calendars[(i + 1) % calendars.len()].clone();
                sets.push(Calendars::new(calendar.clone()).with("late", late));
                bound.push(set.bind(&names, &sets[sets.len() - 1]).unwrap());
            }
        }
        World { names, symbols, bound, sets, calendars }
    })
}

/// Thursday before the clocks of Berlin change.
fn start() -> i64 {
    parse_instant("2024-03-28T06:00:00Z").unwrap()
}

fn symbol(word: &str) -> Symbol {
    world().symbols[WORDS.iter().position(|w| *w == word).unwrap()]
}

/// An event of a random sort at `at` minutes; few instants, so that many coincide.
fn event(minute: i64, pick: u8) -> Event {
    let blank = Event {
        at: start() + minute * MINUTE,
        to: Symbol::EMPTY,
        field: Symbol::EMPTY,
        what: What::Custom,
        by: ActorKind::Human,
        public: true,
        who: Who::UNKNOWN,
    };
    let to = |what, word: &str| Event { what, to: symbol(word), ..blank };
    match pick % 24 {
        0 | 1 => Event { what: What::Reply, ..blank },
        2 | 3 => Event { what: What::Reply, by: ActorKind::Requester, ..blank },
        4 => Event { what: What::Reply, public: false, ..blank },
        5 => Event { what: What::Reply, by: ActorKind::Ai, ..blank },
        6 => to(What::Status, "open"),
        7 => to(What::Status, "pending"),
        8 => to(What::Status, "on-hold"),
        9 | 10 => to(What::Status, "solved"),
        11 => to(What::Status, "open"),
        12 => to(What::Priority, "low"),
        13 => to(What::Priority, "high"),
        14 => to(What::Priority, "urgent"),
        15 => to(What::Group, "tier1"),
        16 => to(What::Group, "tier2"),
        17 => Event { what: What::Group, ..blank },
        18 => to(What::Calendar, "late"),
        19 => to(What::Calendar, "other"),
        20 => to(What::SlaAttached, "p1"),
        21 => to(What::Custom, "ping"),
        22 => Event { field: symbol("tier"), ..to(What::Field, "gold") },
        _ => Event { field: symbol("tier"), ..to(What::Field, "silver") },
    }
}

fn histories() -> impl Strategy<Value = Vec<Event>> {
    (proptest::collection::vec((0_i64..700, any::<u8>()), 0..14), any::<bool>()).prop_map(|(picks, by_agent)| {
        let mut events: Vec<Event> = picks.into_iter().map(|(m, pick)| event(m * 15, pick)).collect();
        events.sort_by_key(|e| e.at);
        let at = events.first().map_or(start(), |e| e.at);
        let by = if by_agent { ActorKind::Human } else { ActorKind::Requester };
        events.insert(
            0,
            Event {
                at,
                to: Symbol::EMPTY,
                field: Symbol::EMPTY,
                what: What::Created,
                by,
                public: true,
                who: Who::UNKNOWN,
            },
        );
        events.insert(1, Event { at, what: What::Status, to: symbol("new"), ..events[0] });
        events
    })
}

/// A document under a default calendar, by number.
fn binding() -> impl Strategy<Value = usize> {
    0..world().bound.len()
}

fn report(bound: &BoundPolicies, events: &[Event], now: i64) -> SlaReport {
    bound.report_us(History::new(&world().names, events).unwrap(), now).unwrap()
}

fn cases(n: u32) -> ProptestConfig {
    ProptestConfig { cases: n, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(2_000))]

    /// However the names are learned, and in whatever order, the clocks are the same: bound at once, learned in steps, held for any names,
    /// or live.
    #[test]
    fn however_names_are_learned(which in binding(), events in histories(), first in 0_usize..20, step in 1_usize..5, ask in 0_i64..12_000) {
        let world = world();
        let (bound, now) = (&world.bound[which], start() + ask * MINUTE);
        let full = report(bound, &events, now);
        let (mut names, words) = (Vocabulary::default(), world.names.symbols().skip(1).map(|s| world.names.name(s)).collect::<Vec<_>>());
        words.iter().take(first).for_each(|w| { names.intern(w); });
        let mut grown = bound.set().bind(&names, &world.sets[which]).unwrap();
        for some in words[first.min(words.len())..].chunks(step) {
            some.iter().for_each(|w| { names.intern(w); });
            prop_assert!(grown.check_names(&names).is_err());
            grown.learn(&names).unwrap();
        }
        prop_assert_eq!(&grown.report_us(History::new(&names, &events).unwrap(), now).unwrap(), &full);
        // Other names in another order, of which some are never used.
        let mut other = Vocabulary::default();
        let mut translate = |s: Symbol| { other.intern(&format!("unused {}", other.len())); other.intern(world.names.name(s)) };
        let moved: Vec<Event> = events.iter().map(|e| Event { to: translate(e.to), field: translate(e.field), ..*e }).collect();
        let held = Binding::new(bound.set(), &world.sets[which]).unwrap();
        let view = History::new(&other, &moved).unwrap();
        prop_assert_eq!(&held.report_us(view, now).unwrap(), &full);
        let mut live = LiveTickets::new(&held);
        let id = live.insert(view).unwrap();
        prop_assert_eq!(&live.report_us(id, now).unwrap(), &full);
        for (name, metric) in &full.metrics {
            prop_assert_eq!(&held.metric_us(view, now, name).unwrap(), metric);
            prop_assert_eq!(&live.metric_us(id, now, name).unwrap(), metric);
        }
        prop_assert_eq!(live.next_change(id, now).unwrap(), full.next_change.map(|t| t.micros()));
    }

    /// A host that sleeps until `next_wake` and looks at what is `due` sees each change by time alone of each ticket, and no ticket else.
    #[test]
    fn who_is_due_is_who_has_changed(which in binding(), histories in proptest::collection::vec(histories(), 1..4)) {
        let world = world();
        let held = Binding::new(world.bound[which].set(), &world.sets[which]).unwrap();
        let mut live = LiveTickets::new(&held);
        let mut now = histories.iter().flatten().map(|e| e.at).max().unwrap();
        let ids: Vec<_> = histories.iter().map(|h| live.insert(History::new(&world.names, h).unwrap()).unwrap()).collect();
        let _ = live.due(now, usize::MAX).unwrap(); // what had changed before
        let still = |r: &SlaReport| r.metrics.values().map(|m| (m.state, m.outside_hours, m.alerts.clone())).collect::<Vec<_>>();
        for _ in 0..4 {
            let next: Vec<Option<i64>> = ids.iter().map(|id| live.next_change(*id, now).unwrap()).collect();
            let wake = live.next_wake(now).unwrap();
            prop_assert_eq!(wake, next.iter().flatten().min().copied());
            let Some(wake) = wake else { break };
            let before: Vec<_> = ids.iter().map(|id| still(&live.report_us(*id, now).unwrap())).collect();
            prop_assert_eq!(live.due(wake - 1, usize::MAX).unwrap(), []);
            let due = live.due(wake, usize::MAX).unwrap();
            for (i, id) in ids.iter().enumerate() {
                prop_assert_eq!(due.contains(id), next[i] == Some(wake));
                let after = still(&live.report_us(*id, wake).unwrap());
                prop_assert!(due.contains(id) || after == before[i]);
            }
            now = wake;
        }
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    /// Adding events one by one, asking in between, gives what the whole history gives; the short form agrees.
    #[test]
    fn incremental_equals_full(which in binding(), events in histories(), asks in proptest::collection::vec(0_i64..12_000, 3), late in 0_usize..4) {
        let bound = &world().bound[which];
        let names = &world().names;
        let mut live = LiveTicket::new();
        // Some events arrive late.
        let cut = events.len().saturating_sub(late);
        for (i, e) in events[..cut].iter().enumerate() {
            live.push(bound, *e).unwrap();
            if i % 3 == 2 {
                let _ = live.report_us(bound, names, e.at).unwrap();
            }
        }
        for e in events[cut..].iter().rev() {
            live.push(bound, *e).unwrap();
        }
        let mut scratch = Scratch::default();
        for ask in asks {
            let now = start() + ask * MINUTE;
            let full = report(bound, live.events(), now);
            let events = live.events().to_vec();
            let mut told = live.report_us(bound, names, now).unwrap();
            // What it calls an event is when that was handed in, which is not its place.
            for (note, full) in told.notes.iter_mut().zip(&full.notes) {
                note.path.clone_from(&full.path);
            }
            prop_assert_eq!(&told, &full);
            let short = bound.summarize_us(&events, now, &mut scratch).unwrap();
            prop_assert_eq!(short.metrics.len(), full.metrics.len());
            for (s, f) in short.metrics.iter().zip(full.metrics.values()) {
                prop_assert_eq!((s.state, s.elapsed), (f.state, f.elapsed));
                prop_assert_eq!(s.due_at, f.due_at.map(|d| d.micros()));
                let judged = |s: MetricState| matches!(s, MetricState::Met | MetricState::Missed | MetricState::Breached);
                let verdicts = f.cycles.iter().filter(|c| judged(c.state)).count();
                let late = f.cycles.iter().filter(|c| matches!(c.state, MetricState::Missed | MetricState::Breached)).count();
                prop_assert_eq!(s.verdicts(), (verdicts as u32, late as u32));
            }
        }
    }

    /// With no new event, time only moves forward: late stays late, nothing changes before `next_change`, and something does then.
    #[test]
    fn later_now_never_unbreaches(which in binding(), events in histories(), wait in 1_i64..20_000, share in 0_i64..100) {
        let bound = &world().bound[which];
        let now = events.last().unwrap().at + share * MINUTE;
        let (a, b) = (report(bound, &events, now), report(bound, &events, now + wait * MINUTE));
        for (name, before) in &a.metrics {
            let after = &b.metrics[name];
            prop_assert!(after.elapsed >= before.elapsed);
            prop_assert_eq!(before.due_at, after.due_at);
            prop_assert_eq!(before.breach_after, after.breach_after);
            if let Some(breached) = before.breached_at {
                prop_assert_eq!(after.breached_at, Some(breached));
                prop_assert_eq!(after.state, before.state);
            }
            prop_assert_eq!(before.breached_at.is_some(), before.remaining.is_some_and(|r| r < 0));
        }
        let still = |r: &SlaReport| -> Vec<_> {
            let flags = |m: &sundesk::sla::MetricReport| (m.state, m.outside_hours, m.due_at, m.alerts.clone(), m.breached_at);
            r.metrics.values().map(flags).collect()
        };
        let until = a.next_change.map_or(now + wait * MINUTE, |t| t.micros());
        let between = now + (until - now - 1) * share / 100;
        prop_assert_eq!(still(&a), still(&report(bound, &events, between)));
        if let Some(change) = a.next_change {
            let then = report(bound, &events, change.micros());
            prop_assert!(still(&a) != still(&then), "nothing changes at {}", change);
        }
    }

    /// At the due instant exactly the target is used; at `breach_after` it still is, and a microsecond later it is exceeded.
    #[test]
    fn due_and_breach_are_exact(which in binding(), events in histories()) {
        let bound = &world().bound[which];
        let now = events.last().unwrap().at;
        for (name, m) in report(bound, &events, now).metrics {
            if m.state != MetricState::Running { continue }
            let (Some(due), Some(breach)) = (m.due_at, m.breach_after) else { continue };
            let at = |us: i64| report(bound, &events, us).metrics[&name].clone();
            prop_assert!(breach >= due);
            // The target may have been used up at a closing before `now`: then only the breach lies ahead.
            prop_assert_eq!(Some(at(due.micros().max(now)).elapsed), m.target);
            prop_assert_eq!(Some(at(breach.micros()).elapsed), m.target);
            prop_assert_eq!(at(breach.micros()).state, MetricState::Running);
            let late = at(breach.micros() + 1);
            prop_assert_eq!((late.state, late.breached_at), (MetricState::Breached, Some(breach)));
        }
    }

    /// The pieces of an explanation follow one another, add up to the span, and their counted part to each cycle's elapsed time.
    #[test]
    fn explanations_add_up(which in binding(), events in histories(), wait in 0_i64..3_000) {
        let bound = &world().bound[which];
        let history = History::new(&world().names, &events).unwrap();
        let now = events[0].at + wait * MINUTE * 5;
        let full = report(bound, &events, now);
        for (name, m) in &full.metrics {
            let e = bound.explain_us(history, now, name).unwrap();
            let mut at = e.from;
            for piece in &e.pieces {
                prop_assert_eq!(piece.start, at);
                prop_assert!(piece.end > piece.start);
                at = piece.end;
            }
            prop_assert_eq!(at, e.until);
            for cycle in &m.cycles {
                let counted: i64 = e.pieces.iter().filter(|p| p.counted && p.cycle == cycle.number).map(|p| p.length()).sum();
                prop_assert_eq!(counted, cycle.elapsed, "{} cycle {}", name, cycle.number);
            }
            let unfilled = e.text().contains("{ $");
            prop_assert!(!unfilled);
        }
    }

    /// Tickets do not touch one another: a log in time order, split by ticket, gives what each ticket gives alone.
    #[test]
    fn splitting_the_log_changes_nothing(which in binding(), tickets in proptest::collection::vec(histories(), 1..4), ask in 0_i64..12_000) {
        let bound = &world().bound[which];
        let mut rows: Vec<(u32, Event)> =
            tickets.iter().enumerate().flat_map(|(t, events)| events.iter().map(move |e| (t as u32, *e))).collect();
        rows.sort_by_key(|(_, e)| e.at);
        let (numbers, events): (Vec<u32>, Vec<Event>) = rows.into_iter().unzip();
        let order = by_ticket(&numbers, &events, tickets.len()).unwrap();
        let now = start() + ask * MINUTE;
        let mut seen = 0;
        let mut scratch = Scratch::default();
        replay_slices(bound, &order.offsets, &order.events, now, |i, answer| {
            assert_eq!(answer, bound.summarize_us(&tickets[i], now, &mut scratch).unwrap());
            seen += 1;
        }).unwrap();
        prop_assert_eq!(seen, tickets.len());
    }

    /// A second implementation that walks minute by minute and knows nothing of cycles, indexes or projections.
    #[test]
    fn agrees_with_a_minute_walk(calendar in 0..CALENDARS.len(), events in histories(), ask in 0_i64..9_000) {
        let now = events[0].at + ask * MINUTE;
        let bound = &world().bound[calendar];
        let report = report(bound, &events, now);
        let twin = Walk::new(&world().calendars[calendar], &events, now);
        if !events.iter().any(|e| e.what == What::Calendar || e.what == What::Priority) {
            prop_assert_eq!(report.metrics["wait"].elapsed, twin.resolution(&["pending"]));
            let first = twin.first_reply();
            prop_assert_eq!(report.metrics["first"].elapsed, first);
            if report.metrics["first"].target.is_some() {
                prop_assert_eq!(report.metrics["first"].breached_at.is_some(), first > 5 * 60 * MINUTE);
            }
        }
    }
}

/// The twin: one look per minute.
struct Walk<'a> {
    calendar: &'a Calendar,
    events: &'a [Event],
    now: i64,
}

impl<'a> Walk<'a> {
    fn new(calendar: &'a Calendar, events: &'a [Event], now: i64) -> Self {
        Self { calendar, events, now }
    }

    fn minutes(&self) -> impl Iterator<Item = i64> + '_ {
        let from = self.events[0].at;
        assert!(self.now - from < 40 * DAY);
        (0..(self.now - from) / MINUTE).map(move |m| from + m * MINUTE)
    }

    fn status(&self, at: i64) -> &'static str {
        let last = self.events.iter().rev().find(|e| e.what == What::Status && e.at <= at);
        last.map_or("new", |e| WORDS[world().symbols.iter().position(|s| *s == e.to).unwrap()])
    }

    /// Open minutes in which the ticket is neither solved nor in one of `paused`.
    fn resolution(&self, paused: &[&str]) -> i64 {
        let counts = |at: &i64| {
            let status = self.status(*at);
            self.calendar.is_open_us(*at).unwrap() && status != "solved" && !paused.contains(&status)
        };
        self.minutes().filter(counts).count() as i64 * MINUTE
    }

    /// Open minutes from the first sign of the requester to the first answer or solution after it.
    fn first_reply(&self) -> i64 {
        let mut waiting = false;
        let mut answered = false;
        let mut total = 0;
        let mut next = 0;
        for at in self.minutes().chain([self.now]) {
            while self.events.get(next).is_some_and(|e| e.at <= at) {
                let e = &self.events[next];
                next += 1;
                let asks = e.by != ActorKind::Human && e.what == What::Created
                    || e.what == What::Reply && e.by == ActorKind::Requester;
                let answers = e.what == What::Reply && e.by == ActorKind::Human && e.public
                    || e.what == What::Status && e.to == symbol("solved");
                if waiting && answers {
                    answered = true;
                    waiting = false;
                } else if asks && !answered {
                    waiting = true;
                }
            }
            if waiting && at < self.now && self.calendar.is_open_us(at).unwrap() {
                total += MINUTE;
            }
        }
        total
    }
}
