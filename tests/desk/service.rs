//! A help desk on a store: what it keeps is what a board that has everything on it would say, whoever else works on the same file.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use std::collections::BTreeMap;
use sundesk::ErrorKind;
use sundesk::calendar::Calendars;
use sundesk::desk::{Desk, DeskDoc, Library};
use sundesk::document::Document;
use sundesk::store::{By, Filter, TicketQuery};
use sundesk::ticket::Record;
use sundesk::ticket::lifecycle::{Board, Command};
use sundesk::ticket::workflow::Workflow;
use sundesk::time::{DAY, HOUR, MINUTE, ZoneDb, format_instant};

const START: i64 = 1_772_442_000_000_000; // Monday, 2 March 2026, 09:00 UTC

fn library() -> Library {
    let text = r#"{
        "calendar": {"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"]}},
        "policies": {"gold": {"metrics": {"first reply": {"kind": "first_reply", "target": "2h"}, "resolution": {"kind": "total_resolution", "target": "20h"}}}}
    }"#;
    Library::from_json(text, &ZoneDb::bundled()).unwrap()
}

fn doc(text: &str) -> DeskDoc {
    DeskDoc::from_json(text).unwrap()
}

#[track_caller]
fn command(at: i64, text: &str) -> Command {
    Command::from_json(&format!(r#"{{"at": "{}", {text}}}"#, format_instant(at))).unwrap()
}

#[track_caller]
fn done(desk: &mut Desk, at: i64, text: &str) -> Vec<Record> {
    let outcome = desk.command(&command(at, text)).unwrap();
    assert!(outcome.refusal.is_none(), "{text}: {:?}", outcome.refusal);
    outcome.records
}

#[track_caller]
fn refused(desk: &mut Desk, at: i64, text: &str) -> &'static str {
    desk.command(&command(at, text)).unwrap().refusal.expect(text).code.name()
}

fn kinds(records: &[Record]) -> Vec<&str> {
    records.iter().map(|r| r.fact.kind()).collect()
}

fn due(desk: &mut Desk) -> Vec<(String, Option<String>)> {
    let page = desk.tickets(&TicketQuery::from_json(r#"{"order": "due"}"#).unwrap()).unwrap();
    page.tickets.into_iter().map(|t| (t.id, t.due_at.map(format_instant))).collect()
}

#[test]
fn a_ticket_lives_through_days_and_restarts() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db").display().to_string();
    let open = || Desk::open(&path, library(), &DeskDoc::default()).unwrap();
    let mut desk = open();
    done(
        &mut desk,
        START,
        r#""do": "create", "ticket": "T-1", "by": "customer", "subject": "Broken parcel", "group": "emea""#,
    );
    done(&mut desk, START + HOUR, r#""do": "create", "ticket": "T-2", "by": "customer", "subject": "Another""#);
    let at = |hours| Some(format_instant(START + hours * HOUR));
    assert_eq!(due(&mut desk), [("T-1".to_owned(), at(2)), ("T-2".to_owned(), at(3))]);
    done(&mut desk, START + HOUR, r#""do": "agent_reply", "ticket": "T-1", "by": "agent", "body": "Which one?""#);
    // 8 hours a day: the resolution of T-1 is due after 4 hours of Wednesday.
    assert_eq!(due(&mut desk), [("T-2".to_owned(), at(3)), ("T-1".to_owned(), at(52))]);
    drop(desk);
    let mut desk = open();
    let report = desk.sla("T-1", START + HOUR).unwrap();
    assert_eq!(report.metrics["first reply"].elapsed, HOUR);
    let solve = r#""do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved""#;
    assert_eq!(refused(&mut desk, START + 2 * HOUR, solve), "assignee_required");
    done(&mut desk, START + 2 * HOUR, r#""do": "assign", "ticket": "T-1", "by": "agent", "assignee": "agent""#);
    done(&mut desk, START + 2 * HOUR, solve);
    assert_eq!(desk.next_due().unwrap(), Some(START + 2 * HOUR + 96 * HOUR)); // closes by itself
    drop(desk);
    let mut desk = open();
    let woken = desk.tick(START + 10 * DAY).unwrap();
    assert_eq!((kinds(&woken), woken[0].at), (vec!["status_changed"], START + 98 * HOUR)); // late, at its own time
    assert_eq!(desk.tick(START + 10 * DAY).unwrap(), []);
    assert_eq!(desk.ticket("T-1").unwrap().unwrap().status, "closed");
    let counts = desk.counts(&Filter::default(), By::StatusCategory).unwrap();
    assert_eq!(counts, BTreeMap::from([("closed".to_owned(), 1), ("new".to_owned(), 1)]));
    let moves = desk.allowed("T-2", "agent", START + 10 * DAY).unwrap();
    assert!(moves.iter().any(|m| m.to == "solved" && !m.missing.is_empty()), "{moves:?}");
    let found = desk.tickets(&TicketQuery::from_json(r#"{"search": "parcel"}"#).unwrap()).unwrap();
    assert_eq!(found.tickets.len(), 1);
    desk.store_mut().verify(None).unwrap();
}

#[test]
fn several_tickets_change_in_one_command_or_none() {
    let mut desk = Desk::memory(Library::new(ZoneDb::bundled()), &DeskDoc::default()).unwrap();
    for id in ["P-1", "T-1", "T-2", "T-3"] {
        let kind = if id == "P-1" { "problem" } else { "ticket" };
        done(
            &mut desk,
            START,
            &format!(
                r#""do": "create", "ticket": "{id}", "kind": "{kind}", "by": "agent", "assignee": "agent", "requester": "c-1""#
            ),
        );
    }
    for id in ["T-1", "T-2"] {
        done(
            &mut desk,
            START,
            &format!(r#""do": "link", "ticket": "P-1", "type": "incident", "to": "{id}", "by": "agent""#),
        );
    }
    let merged = done(&mut desk, START + HOUR, r#""do": "merge", "ticket": "T-3", "into": "T-2", "by": "agent""#);
    let streams: std::collections::BTreeSet<&str> = merged.iter().map(|r| r.stream.as_str()).collect();
    assert_eq!(streams, ["T-2", "T-3"].into());
    let solved =
        done(&mut desk, START + HOUR, r#""do": "set_status", "ticket": "P-1", "by": "agent", "status": "solved""#);
    let moved: Vec<&str> =
        solved.iter().filter(|r| r.fact.kind() == "status_changed").map(|r| r.stream.as_str()).collect();
    assert_eq!(moved, ["P-1", "T-1", "T-2"]);
    // A reply to the merged one reaches the other, and nobody had either on the table.
    let mut again = Desk::new(Library::new(ZoneDb::bundled()), desk.into_store(), &DeskDoc::default()).unwrap();
    let reply =
        done(&mut again, START + 2 * HOUR, r#""do": "customer_reply", "ticket": "T-3", "body": "Still broken""#);
    assert!(reply.iter().all(|r| r.stream == "T-2"), "{:?}", kinds(&reply));
    let taken =
        again.command(&command(START + 2 * HOUR, r#""do": "create", "ticket": "T-1", "by": "agent""#)).unwrap_err();
    assert_eq!((taken.kind(), taken.path()), (ErrorKind::InvalidInput, "ticket"));
}

#[test]
fn a_key_has_one_effect_and_says_again_what_it_was() {
    let mut desk = Desk::memory(library(), &DeskDoc::default()).unwrap();
    let create = r#""do": "create", "ticket": "T-1", "by": "customer", "key": "k-1""#;
    let first = desk.command(&command(START, create)).unwrap();
    let second = desk.command(&command(START + HOUR, create)).unwrap();
    assert!(second.repeated && !first.repeated);
    assert_eq!((second.records, second.position), (first.records, 0));
    let other = r#""do": "create", "ticket": "T-2", "by": "customer", "key": "k-1""#;
    assert_eq!(refused(&mut desk, START, other), "idempotency_mismatch");
    let stale = r#""do": "assign", "ticket": "T-1", "by": "agent", "assignee": "agent", "expect_version": 0"#;
    assert_eq!(refused(&mut desk, START + HOUR, stale), "version_conflict");
    let back = desk
        .command(&command(START - 1, r#""do": "note", "ticket": "T-1", "by": "agent", "body": "early""#))
        .unwrap_err();
    assert_eq!((back.kind(), back.path()), (ErrorKind::InvalidInput, "at"));
}

#[test]
fn two_processes_on_one_file_see_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db").display().to_string();
    let open = |worker: &str| Desk::open(&path, library(), &doc(&format!(r#"{{"worker": "{worker}"}}"#))).unwrap();
    let (mut a, mut b) = (open("a"), open("b"));
    done(&mut a, START, r#""do": "create", "ticket": "T-1", "by": "agent", "assignee": "agent", "requester": "c-1""#);
    done(&mut b, START + HOUR, r#""do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved""#);
    // What a knew of T-1 is over: it must not refuse by it.
    assert_eq!(
        refused(&mut a, START + HOUR, r#""do": "set_status", "ticket": "T-1", "by": "agent", "status": "new""#),
        "transition_not_allowed"
    );
    done(&mut a, START + 2 * HOUR, r#""do": "customer_reply", "ticket": "T-1", "body": "No""#);
    assert_eq!(b.ticket("T-1").unwrap().unwrap().status, "open");
    // A person who is away for one is away for the other.
    done(&mut a, START + 2 * HOUR, r#""do": "set_available", "agent": "agent", "value": false, "by": "admin""#);
    done(&mut b, START + 2 * HOUR, r#""do": "set_available", "agent": "agent", "value": true, "by": "admin""#);
    done(&mut a, START + 2 * HOUR, r#""do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved""#);
    // Both are woken: the timer takes effect once.
    let (one, two) = (a.tick(START + 30 * DAY).unwrap(), b.tick(START + 30 * DAY).unwrap());
    assert_eq!((kinds(&one), two.len()), (vec!["status_changed"], 0));
    a.store_mut().verify(None).unwrap();
}

#[test]
fn a_holiday_that_is_declared_later_moves_what_waits_in_the_store() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db").display().to_string();
    let with = |holidays: &str| {
        let text = format!(
            r#"{{"calendar": {{"timezone": "UTC", "weekly": {{"mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"], "thu": ["09:00-17:00"]}}, "holidays": [{holidays}]}},
               "calendars": {{"office": {{"timezone": "UTC", "weekly": {{"mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"], "thu": ["09:00-17:00"]}}, "holidays": [{holidays}]}}}},
               "policies": {{"gold": {{"metrics": {{"resolution": {{"kind": "total_resolution", "target": "9h"}}}}}}}},
               "workflows": {{"w": {{"statuses": {{"new": {{"category": "new"}}, "open": {{"category": "open"}}, "pending": {{"category": "pending"}}, "hold": {{"category": "hold"}}, "solved": {{"category": "solved"}}, "closed": {{"category": "closed"}}}},
                 "initial": ["new"], "default": "new", "transitions": {{"new": ["solved"]}},
                 "auto": [{{"from": "solved", "to": "closed", "after": {{"business_days": 1, "calendar": "office"}}}}]}}}}}}"#
        );
        Desk::open(&path, Library::from_json(&text, &ZoneDb::bundled()).unwrap(), &DeskDoc::default()).unwrap()
    };
    let mut desk = with("");
    done(&mut desk, START, r#""do": "create", "ticket": "T-1", "by": "agent", "requester": "c-1""#);
    done(&mut desk, START, r#""do": "create", "ticket": "T-2", "by": "agent", "requester": "c-1""#);
    done(&mut desk, START + HOUR, r#""do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved""#);
    assert_eq!(
        (desk.next_due().unwrap(), due(&mut desk)[0].1.clone()),
        (Some(START + 25 * HOUR), Some(format_instant(START + 25 * HOUR)))
    );
    drop(desk);
    let mut desk = with(r#""2026-03-03""#);
    assert_eq!(
        (desk.next_due().unwrap(), due(&mut desk)[0].1.clone()),
        (Some(START + 49 * HOUR), Some(format_instant(START + 49 * HOUR)))
    );
    assert_eq!(desk.tick(START + 48 * HOUR).unwrap(), []);
    drop(desk);
    let mut desk = with("");
    let woken = desk.tick(START + 48 * HOUR).unwrap();
    assert_eq!(woken[0].at, START + 25 * HOUR);
}

#[test]
fn a_reply_finds_its_ticket_by_its_message_or_token() {
    let mut desk = Desk::memory(library(), &DeskDoc::default()).unwrap();
    done(&mut desk, START, r#""do": "create", "ticket": "T-1", "by": "customer", "reply_token": "tok-1""#);
    done(&mut desk, START, r#""do": "create", "ticket": "T-2", "by": "customer""#);
    done(&mut desk, START, r#""do": "customer_reply", "ticket": "T-2", "message_id": "<1@x>", "body": "a""#);
    let mut desk = Desk::new(library(), desk.into_store(), &DeskDoc::default()).unwrap();
    let by_token =
        done(&mut desk, START, r#""do": "customer_reply", "by": "customer", "reply_token": "tok-1", "body": "b""#);
    let by_message = done(
        &mut desk,
        START,
        r#""do": "customer_reply", "by": "customer", "in_reply_to": ["<1@x>"], "message_id": "<2@x>", "body": "c""#,
    );
    assert_eq!((by_token[0].stream.as_str(), by_message[0].stream.as_str()), ("T-1", "T-2"));
    assert_eq!(
        done(&mut desk, START, r#""do": "customer_reply", "ticket": "T-1", "message_id": "<1@x>", "body": "a""#),
        []
    );
}

#[test]
fn several_commands_share_one_sync_and_are_answered_each() {
    let mut desk = Desk::memory(library(), &DeskDoc::default()).unwrap();
    let say = |text: &str| command(START, text);
    let answers = desk
        .command_all(&[
            say(r#""do": "create", "ticket": "T-1", "by": "customer", "key": "a""#),
            say(r#""do": "assign", "ticket": "T-1", "by": "agent", "assignee": "agent""#),
            say(r#""do": "create", "ticket": "T-1", "by": "customer""#),
            say(r#""do": "set_status", "ticket": "T-9", "by": "agent", "status": "open""#),
            say(r#""do": "create", "ticket": "T-1", "by": "customer", "key": "a""#),
            say(r#""do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved""#),
        ])
        .unwrap();
    let told = |answer: &sundesk::Result<sundesk::desk::Outcome>| match answer {
        Err(e) => e.kind().name().to_owned(),
        Ok(o) => match &o.refusal {
            Some(refusal) => refusal.code.name().to_owned(),
            None if o.repeated => "repeated".to_owned(),
            None => o.records.len().to_string(),
        },
    };
    assert_eq!(answers.iter().map(told).collect::<Vec<_>>(), ["1", "2", "invalid_input", "not_found", "repeated", "1"]);
    assert_eq!(desk.version("T-1").unwrap(), 4);
    desk.store_mut().verify(None).unwrap();
}

#[test]
fn figures_come_from_the_same_records() {
    let mut desk = Desk::memory(library(), &DeskDoc::default()).unwrap();
    done(&mut desk, START, r#""do": "create", "ticket": "T-1", "by": "customer", "group": "emea""#);
    done(&mut desk, START + 30 * MINUTE, r#""do": "agent_reply", "ticket": "T-1", "by": "agent", "body": "Yes?""#);
    let log = desk.log().unwrap();
    assert_eq!((log.len(), log.names().name(log.attribute("group").unwrap()[0])), (1, "emea"));
    let answer = desk.line(
        r#"{"call": "ask", "id": 7, "question": {"ask": "sla", "ticket": "T-1", "now": "2026-03-02T12:00:00Z"}}"#,
    );
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&answer["id"], &answer["done"]["metrics"]["first reply"]["elapsed_s"]), (&7.into(), &1800.into()));
    let fault: serde_json::Value = serde_json::from_str(&desk.line("{")).unwrap();
    assert_eq!(fault["error"]["kind"], "invalid_input");
}

#[test]
fn what_cannot_be_opened_says_why() {
    let error = |library: Library, text: &str| {
        let e = Desk::memory(library, &doc(text)).unwrap_err();
        (e.kind(), e.path().to_owned())
    };
    assert_eq!(error(library(), r#"{"workflow": "zendsk"}"#), (ErrorKind::NotFound, "workflow".to_owned()));
    assert_eq!(error(library(), r#"{"policies": "silver"}"#), (ErrorKind::NotFound, "policies".to_owned()));
    assert_eq!(error(library(), r#"{"lease_s": 0}"#), (ErrorKind::OutOfRange, "lease_s".to_owned()));
    assert_eq!(error(library(), r#"{"lease_s": 86401}"#), (ErrorKind::OutOfRange, "lease_s".to_owned()));
    let two = library()
        .with_workflow("a", Workflow::preset("zendesk").unwrap())
        .with_workflow("b", Workflow::preset("linear").unwrap());
    assert_eq!(error(two.clone(), "{}"), (ErrorKind::InvalidInput, "workflow".to_owned()));
    // "pending" waits for the customer under the one; under the other it must not mean another thing to a clock.
    let other = r#"{"statuses": {"new": {"category": "new"}, "open": {"category": "open"}, "pending": {"category": "open"}, "wait": {"category": "pending"}, "hold": {"category": "hold"},
        "solved": {"category": "solved"}}, "initial": ["new"], "default": "new", "defaults": {"open": "open"}, "transitions": {"*": ["pending"]}}"#;
    let torn = two.with_workflow("c", Workflow::from_json(other).unwrap());
    assert_eq!(
        error(torn, r#"{"workflow": "a"}"#),
        (ErrorKind::InvalidInput, "workflows.c.statuses.pending.category".to_owned())
    );
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.roll(of.len() as u64)).unwrap()]
    }
}

fn random(dice: &mut Dice, made: &mut u64) -> String {
    let id = |dice: &mut Dice, made: u64| format!("T-{}", dice.roll(made.max(1)));
    let ticket = id(dice, *made);
    let other = id(dice, *made);
    match dice.roll(12) {
        0 | 1 => {
            *made += 1;
            format!(
                r#""do": "create", "ticket": "T-{}", "by": "agent", "requester": "c-{}", "assignee": "agent", "kind": "{}""#,
                *made - 1,
                dice.roll(3),
                dice.one(&["ticket", "problem"])
            )
        }
        2 => format!(r#""do": "merge", "ticket": "{ticket}", "into": "{other}", "by": "agent""#),
        3 => format!(r#""do": "unmerge", "ticket": "{ticket}", "by": "agent""#),
        4 => format!(
            r#""do": "link", "ticket": "{ticket}", "type": "{}", "to": "{other}", "by": "agent""#,
            dice.one(&["incident", "child", "related", "blocks"])
        ),
        5 => format!(
            r#""do": "customer_reply", "ticket": "{ticket}", "message_id": "<{}>", "body": "hello""#,
            dice.roll(30)
        ),
        6 => format!(r#""do": "agent_reply", "ticket": "{ticket}", "by": "agent", "body": "hello""#),
        7 => format!(
            r#""do": "split", "ticket": "{ticket}", "as": "S-{}", "messages": [{}], "by": "agent""#,
            dice.roll(1_000),
            1 + dice.roll(3)
        ),
        8 => format!(r#""do": "delete", "ticket": "{ticket}", "by": "admin""#),
        _ => format!(
            r#""do": "set_status", "ticket": "{ticket}", "by": "{}", "status": "{}""#,
            dice.one(&["agent", "admin"]),
            dice.one(&["open", "pending", "hold", "solved"])
        ),
    }
}

/// The twin is a board that has every ticket on it and runs every timer before each command.
#[test]
fn a_desk_says_what_a_board_with_everything_on_it_says() {
    for seed in 0..2 {
        let mut dice = Dice(seed * 7919 + 1);
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db").display().to_string();
        let open = || Desk::open(&path, library(), &doc(r#"{"lease_s": 1}"#)).unwrap();
        let mut board = Board::new("desk", Calendars::without_default());
        board.add_workflow("zendesk", Workflow::preset("zendesk").unwrap()).unwrap();
        let (mut desks, mut now, mut made) = (vec![open(), open()], START, 0);
        for step in 0..60 {
            now += i64::try_from(dice.roll(30)).unwrap() * HOUR;
            let text = random(&mut dice, &mut made);
            let say = command(now, &text);
            let which = usize::try_from(dice.roll(2)).unwrap();
            if dice.roll(10) == 0 {
                desks[which] = open();
            }
            if dice.roll(6) == 0 {
                desks[which].tick(now).unwrap();
            }
            let (ours, theirs) = (desks[which].command(&say), board.command(&say));
            match (ours, theirs) {
                (Ok(ours), Ok(theirs)) => {
                    let code = |r: &Option<sundesk::ticket::lifecycle::Refusal>| r.as_ref().map(|r| r.code);
                    assert_eq!(code(&ours.refusal), code(&theirs.refusal), "seed {seed}, step {step}: {text}");
                    assert_eq!(ours.records, theirs.records, "seed {seed}, step {step}: {text}");
                }
                (Err(ours), Err(theirs)) => assert_eq!(ours.to_string(), theirs.to_string()),
                (ours, theirs) => panic!("seed {seed}, step {step}: {text}\n{ours:?}\n{theirs:?}"),
            }
        }
        now += 60 * DAY;
        desks[0].tick(now).unwrap();
        board.tick(now).unwrap();
        for state in board.tickets() {
            let (ours, theirs) = (desks[1].ticket(&state.id).unwrap(), board.view(&state.id).unwrap());
            assert_eq!(ours, theirs, "seed {seed}: {}", state.id);
        }
        desks[0].store_mut().verify(None).unwrap();
    }
}
