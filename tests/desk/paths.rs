//! One fault has one path, whichever door its events come in by.

#![allow(clippy::unwrap_used)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::calendar::{Calendar, Calendars};
use sundesk::desk::ask::Question;
use sundesk::desk::{Library, ReviewDoc, review};
use sundesk::sla::{
    Binding, LiveTickets, PolicySet, Variant, evaluate_us, explain_us, replay, replay_columns, what_if,
};
use sundesk::ticket::{EventDoc, EventLog, TicketHistory};
use sundesk::time::{ZoneDb, parse_instant};
use sundesk::{Error, ErrorKind, Result};

const TABLE: &str = include_str!("../fixtures/event_faults.txt");
const NOW: &str = "2024-06-04T00:00:00Z";
const STATUSES: &str = r#"{"open": "open"}"#;

/// What it is called, and how events get in by it.
type Door = (&'static str, fn(&str) -> Result<()>);

fn policy() -> Value {
    json!({"metrics": {"m": {"kind": "resolution", "target": "90m", "clock": "elapsed"}},
        "statuses": serde_json::from_str::<Value>(STATUSES).unwrap(), "unknown_status": "error"})
}

fn set() -> PolicySet {
    PolicySet::from_json(&policy().to_string(), &ZoneDb::bundled()).unwrap()
}

fn calendars() -> Calendars {
    Calendars::new(Calendar::always_open())
}

fn now() -> i64 {
    parse_instant(NOW).unwrap()
}

fn list(events: &str) -> Result<Vec<EventDoc>> {
    EventDoc::list_from_json(events)
}

fn history(events: &str) -> Result<TicketHistory> {
    TicketHistory::new(&list(events)?)
}

fn log(events: &str) -> Result<EventLog> {
    EventLog::from_json(&format!(r#"{{"tickets": {{"T-1": {events}}}, "statuses": {STATUSES}}}"#))
}

/// The doors of one ticket.
fn of_a_ticket() -> Vec<Door> {
    vec![
        ("evaluate", |e| evaluate_us(&set(), &calendars(), history(e)?.view(), now()).map(drop)),
        ("explain", |e| explain_us(&set(), &calendars(), history(e)?.view(), now(), "m").map(drop)),
        ("binding", |e| Binding::new(&set(), &calendars())?.report_us(history(e)?.view(), now()).map(drop)),
        ("history pushed", |e| {
            let mut history = TicketHistory::default();
            for (i, event) in list(e)?.iter().enumerate() {
                history.push(event).map_err(|e| e.at(&format!("events[{i}]")))?;
            }
            evaluate_us(&set(), &calendars(), history.view(), now()).map(drop)
        }),
        ("live inserted", |e| {
            let mut live = LiveTickets::new(&Binding::new(&set(), &calendars())?);
            let id = live.insert(history(e)?.view())?;
            live.report_us(id, now()).map(drop)
        }),
        ("live pushed", |e| {
            let mut live = LiveTickets::new(&Binding::new(&set(), &calendars())?);
            let id = live.insert(TicketHistory::default().view())?;
            for (i, event) in list(e)?.iter().enumerate() {
                live.push(id, event).map_err(|e| e.at(&format!("events[{i}]")))?;
            }
            live.report_us(id, now()).map(drop)
        }),
        ("live explained", |e| {
            let mut live = LiveTickets::new(&Binding::new(&set(), &calendars())?);
            let id = live.insert(history(e)?.view())?;
            live.explain_us(id, now(), "m").map(drop)
        }),
        ("question", |e| {
            let question = format!(r#"{{"ask": "sla", "events": {e}, "now": "{NOW}"}}"#);
            ask(None, &question)
        }),
    ]
}

fn ask(log: Option<EventLog>, question: &str) -> Result<()> {
    let library = Library::new(ZoneDb::bundled()).with_policies("p", set(), Some(calendars()));
    let library = if let Some(log) = log { library.with_log("l", log) } else { library };
    library.ask(&Question::from_json(question)?).map(drop)
}

/// The doors of a log.
fn of_a_log() -> Vec<Door> {
    vec![
        ("replay", |e| {
            let log = log(e)?;
            replay(&set().bind_log(&log, &calendars())?, &log, now(), |_, _| {})
        }),
        ("columns", |e| replay_columns(&set(), &calendars(), &log(e)?, now()).map(drop)),
        ("what if", |e| {
            let (set, calendars) = (set(), calendars());
            let of = || Variant { policies: &set, calendars: &calendars };
            what_if(&log(e)?, of(), of(), now(), None).map(drop)
        }),
        ("review", |e| {
            let doc = ReviewDoc::from_json(&json!({"policy": policy()}).to_string())?;
            review(&log(e)?, &doc, &ZoneDb::bundled(), Some(now())).map(drop)
        }),
        ("question of a ticket", |e| {
            ask(Some(log(e)?), &format!(r#"{{"ask": "sla", "ticket": "T-1", "now": "{NOW}"}}"#))
        }),
        ("library", |e| {
            let tickets: Value = serde_json::from_str(&format!(r#"{{"T-1": {e}}}"#)).unwrap();
            let doc = json!({"policies": {"p": policy()}, "calendar": {"timezone": "UTC", "always_open": true}, "logs": {"l": {"tickets": tickets, "statuses": {"open": "open"}}}});
            let library = Library::from_json(&doc.to_string(), &ZoneDb::bundled()).map_err(|e| strip(e, "logs.l."))?;
            library
                .ask(&Question::from_json(&format!(r#"{{"ask": "sla", "ticket": "T-1", "now": "{NOW}"}}"#))?)
                .map(drop)
        }),
    ]
}

/// A library calls its logs by name; what follows is the log's own path.
fn strip(e: Error, name: &str) -> Error {
    let own = e.path().strip_prefix(name).unwrap_or(e.path()).to_owned();
    Error::new(e.kind(), e.to_string()).at(&own)
}

#[test]
fn one_fault_has_one_path_from_every_door() {
    let mut wrong = Vec::new();
    for row in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let (events, path) = row.rsplit_once(" | ").unwrap();
        let doors =
            of_a_ticket().into_iter().map(|d| (d, "events")).chain(of_a_log().into_iter().map(|d| (d, "tickets.T-1")));
        for ((door, go), of) in doors {
            let told = go(events).map_err(|e| (e.kind(), e.path().to_owned()));
            let expected = format!("{of}{path}");
            if !matches!(&told, Err((kind, path)) if *path == expected && *kind != ErrorKind::Internal) {
                wrong.push(format!("{door}: {expected}: {told:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
