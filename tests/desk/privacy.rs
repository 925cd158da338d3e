//! What a desk forgets, and what it keeps: erasure, redaction, holds, retention, exports. Each is looked for in the bytes of the file.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use std::path::Path;
use sundesk::ErrorKind;
use sundesk::desk::{Desk, DeskDoc, Library, MAX_RETENTION_RULES, Retained, Retention};
use sundesk::document::Document;
use sundesk::store::TicketQuery;
use sundesk::ticket::lifecycle::Command;
use sundesk::time::{DAY, HOUR, ZoneDb, format_instant};

const START: i64 = 1_772_442_000_000_000; // Monday, 2 March 2026, 09:00 UTC

fn open(dir: &Path, doc: &str) -> Desk {
    let path = dir.join("desk.db").display().to_string();
    Desk::open(&path, Library::new(ZoneDb::bundled()), &DeskDoc::from_json(doc).unwrap()).unwrap()
}

#[track_caller]
fn says(desk: &mut Desk, at: i64, text: &str) -> Option<&'static str> {
    let text = format!(r#"{{"at": "{}", {text}}}"#, format_instant(at));
    desk.command(&Command::from_json(&text).unwrap()).unwrap().refusal.map(|refusal| refusal.code.name())
}

#[track_caller]
fn done(desk: &mut Desk, at: i64, text: &str) {
    assert_eq!(says(desk, at, text), None, "{text}");
}

/// Whether a word stands open anywhere in the files of the desk.
fn lies_open(dir: &Path, word: &str) -> bool {
    let holds =
        |path: std::path::PathBuf| std::fs::read(path).unwrap().windows(word.len()).any(|w| w == word.as_bytes());
    std::fs::read_dir(dir).unwrap().any(|file| holds(file.unwrap().path()))
}

fn ticket(desk: &mut Desk, id: &str, by: &str, subject: &str) {
    done(desk, START, &format!(r#""do": "create", "ticket": "{id}", "by": "{by}", "subject": "{subject}""#));
}

fn found(desk: &mut Desk, word: &str) -> usize {
    let query = TicketQuery { search: Some(word.to_owned()), ..TicketQuery::default() };
    desk.tickets(&query).unwrap().tickets.len()
}

fn bodies(desk: &Desk, id: &str) -> Vec<Option<String>> {
    let records = desk.store().load(id, 0).unwrap();
    let body = |stored: &sundesk::store::Stored| {
        let data = serde_json::to_value(&stored.record).unwrap();
        matches!(stored.record.fact.kind(), "message_added" | "note_added").then(|| {
            let data = &data["data"];
            data["message"]["body"].as_str().or_else(|| data["body"].as_str()).map(str::to_owned)
        })
    };
    records.iter().filter_map(body).collect()
}

#[test]
fn one_message_is_taken_out_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open(dir.path(), "{}");
    ticket(&mut desk, "T-1", "mari", "Parcel");
    done(
        &mut desk,
        START,
        r#""do": "customer_reply", "ticket": "T-1", "message_id": "<zebra@x>", "body": "my password is kangaroo""#,
    );
    done(&mut desk, START, r#""do": "agent_reply", "ticket": "T-1", "by": "agent", "body": "never say your password""#);
    assert_eq!((found(&mut desk, "kangaroo"), found(&mut desk, "password")), (1, 1));
    assert!(lies_open(dir.path(), "kangaroo")); // the index of the search
    assert_eq!(
        says(&mut desk, START, r#""do": "redact", "ticket": "T-1", "by": "agent", "messages": [1]"#),
        Some("forbidden")
    );
    done(&mut desk, START + HOUR, r#""do": "redact", "ticket": "T-1", "by": "admin", "messages": [1]"#);
    assert_eq!(bodies(&desk, "T-1"), [None, Some("never say your password".to_owned())]);
    assert_eq!(desk.store().load("T-1", 0).unwrap()[1].erased, ["message.body", "message.message_id"]);
    assert_eq!((found(&mut desk, "kangaroo"), found(&mut desk, "password")), (0, 1));
    assert!(!lies_open(dir.path(), "kangaroo") && !lies_open(dir.path(), "zebra@x"));
    let view = desk.ticket("T-1").unwrap().unwrap();
    assert_eq!((view.messages, view.redacted_messages, view.redacted), (2, 1, false));
    // Again is fine, and writes nothing; one that is not there is a fault.
    let version = desk.version("T-1").unwrap();
    done(&mut desk, START + HOUR, r#""do": "redact", "ticket": "T-1", "by": "admin", "messages": [1]"#);
    assert_eq!(desk.version("T-1").unwrap(), version);
    let command = format!(
        r#"{{"at": "{}", "do": "redact", "ticket": "T-1", "by": "admin", "messages": [3]}}"#,
        format_instant(START + HOUR)
    );
    let fault = desk.command(&Command::from_json(&command).unwrap()).unwrap_err();
    assert_eq!((fault.kind(), fault.path()), (ErrorKind::InvalidInput, "messages[0]"));
    drop(desk);
    let mut desk = open(dir.path(), "{}");
    desk.store_mut().verify(None).unwrap();
    assert_eq!(bodies(&desk, "T-1"), [None, Some("never say your password".to_owned())]);
}

#[test]
fn what_nobody_took_out_is_missed() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open(dir.path(), "{}");
    ticket(&mut desk, "T-1", "mari", "Parcel");
    drop(desk);
    let conn = rusqlite::Connection::open(dir.path().join("desk.db")).unwrap();
    let sealed: Vec<u8> = conn.query_row("SELECT sealed FROM events WHERE pos = 1", [], |row| row.get(0)).unwrap();
    let digest: [u8; 32] = sha2::Digest::finalize(sha2::Digest::chain_update(sha2::Sha256::default(), &sealed)).into();
    let left: Vec<u8> = std::iter::once(0).chain(digest).collect();
    conn.execute("UPDATE events SET sealed = ?1 WHERE pos = 1", [left]).unwrap();
    drop(conn);
    let mut desk = open(dir.path(), "{}");
    let e = desk.store_mut().verify(None).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::InconsistentLog);
    assert!(e.to_string().contains("no record says that it was taken out"), "{e}");
}

#[test]
fn a_person_is_erased_everywhere_and_the_figures_stay() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open(dir.path(), "{}");
    ticket(&mut desk, "T-1", "mari", "Platypus");
    ticket(&mut desk, "T-2", "jaan", "Wombat");
    done(&mut desk, START + HOUR, r#""do": "watch", "ticket": "T-2", "by": "agent", "watcher": "mari""#);
    done(
        &mut desk,
        START + HOUR,
        r#""do": "agent_reply", "ticket": "T-1", "by": "agent", "body": "Hello Mari Echidna""#,
    );
    let figures = |desk: &mut Desk| {
        let question = r#"{"ask": "log", "log": "desk"}"#;
        let question = sundesk::desk::ask::Question::from_json(question).unwrap();
        serde_json::to_value(desk.ask(&question).unwrap()).unwrap()
    };
    assert_eq!((found(&mut desk, "echidna"), lies_open(dir.path(), "echidna")), (1, true));
    let before = figures(&mut desk)["tickets"].clone();
    let export = desk.export_subject("mari").unwrap();
    let of: Vec<&str> = export.tickets.iter().map(|t| t.ticket.as_ref().unwrap().id.as_str()).collect();
    assert_eq!(of, ["T-1", "T-2"]);
    let records = |i: usize| export.tickets[i].records.iter().map(|s| s.record.fact.kind()).collect::<Vec<_>>();
    assert_eq!((records(0), records(1)), (vec!["created", "message_added"], vec!["watchers_changed"]));
    done(&mut desk, START + HOUR, r#""do": "legal_hold", "ticket": "T-1", "by": "admin""#);
    let erase = r#""do": "erase", "subject": "mari", "by": "admin""#;
    assert_eq!(says(&mut desk, START + HOUR, erase), Some("erasure_blocked"));
    assert_eq!(
        says(&mut desk, START + HOUR, r#""do": "redact", "ticket": "T-1", "by": "admin""#),
        Some("erasure_blocked")
    );
    done(&mut desk, START + HOUR, r#""do": "legal_hold", "ticket": "T-1", "by": "admin", "value": false"#);
    done(&mut desk, START + 2 * HOUR, erase);
    assert_eq!((found(&mut desk, "echidna"), found(&mut desk, "wombat")), (0, 1));
    for word in ["Platypus", "Echidna", "platypus", "echidna"] {
        assert!(!lies_open(dir.path(), word), "{word}");
    }
    assert!(lies_open(dir.path(), "Wombat"));
    assert_eq!(bodies(&desk, "T-1"), [None]);
    let (one, two) = (desk.ticket("T-1").unwrap().unwrap(), desk.ticket("T-2").unwrap().unwrap());
    assert_eq!((one.requester.as_deref(), one.subject, one.messages), (Some("erased"), None, 1));
    assert!(two.watchers.contains("erased") && !two.watchers.contains("mari"));
    let after = desk.export_subject("mari").unwrap();
    assert!(!serde_json::to_string(&after).unwrap().contains("Echidna"));
    assert_eq!(figures(&mut desk)["tickets"], before);
    desk.store_mut().verify(None).unwrap();
}

const RULES: &str = r#"{"rules": [
    {"name": "legal", "when": [{"field": "group", "op": "is", "value": "legal"}], "after": {"months": 120}, "then": "delete"},
    {"name": "spam", "when": [{"field": "tags", "op": "is", "value": "spam"}], "after": {"days": 7}, "since": "created", "then": "delete"},
    {"name": "a year", "when": [{"field": "group", "op": "is", "value": "emea"}], "after": {"months": 12}, "since": "last_activity", "then": "redact"},
    {"name": "gone", "after": {"months": 24}, "since": "last_activity", "then": "erase"}]}"#;

#[test]
fn rules_say_what_is_due_and_do_it_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open(dir.path(), "{}");
    let create = |id: &str, by: &str, rest: &str| {
        format!(r#""do": "create", "ticket": "{id}", "by": "{by}", "subject": "Subject-{id}"{rest}"#)
    };
    done(&mut desk, START, &create("S-1", "spammer", r#", "tags": ["spam"]"#));
    done(&mut desk, START, &create("E-1", "mari", r#", "group": "emea""#));
    done(&mut desk, START, &create("E-2", "admin", r#", "requester": "jaan", "group": "emea", "legal_hold": true"#));
    done(&mut desk, START, &create("L-1", "liis", r#", "group": "legal""#));
    done(&mut desk, START, &create("A-1", "liis", ""));
    done(&mut desk, START + 3 * DAY, &create("A-2", "tom", ""));
    done(&mut desk, START + 40 * DAY, &create("A-3", "tom", ""));
    let rules = Retention::from_json(RULES).unwrap();
    let names = |report: &sundesk::desk::RetentionReport| {
        let item = |i: &sundesk::desk::RetentionItem| format!("{} {}", i.rule, i.tickets.join("+"));
        (report.due.iter().map(item).collect::<Vec<_>>(), report.held.iter().map(item).collect::<Vec<_>>())
    };
    let early = desk.retention(&rules, START + 6 * DAY).unwrap();
    assert_eq!((names(&early), early.next_change), ((vec![], vec![]), Some(START + 7 * DAY)));
    // 2 March 2027 is the year; 731 days on it is 2028, when liis' other ticket keeps her, and a later one keeps tom.
    let dry = desk.retention(&rules, START + 731 * DAY).unwrap();
    assert_eq!(names(&dry), (vec!["spam S-1".to_owned(), "a year E-1".to_owned()], vec!["a year E-2".to_owned()]));
    assert_eq!(desk.version("S-1").unwrap(), 1); // nothing was changed
    let later = START + 800 * DAY;
    let refused = desk.retain(&rules, later, "agent").unwrap();
    assert_eq!((refused.due.len(), refused.held.last().unwrap().refused), (0, Some("forbidden")));
    let report = desk.retain(&rules, later, "admin").unwrap();
    let expected = vec!["spam S-1".to_owned(), "a year E-1".to_owned(), "gone A-2+A-3".to_owned()];
    assert_eq!(
        (names(&report).0, report.due[2].then, report.due[2].subject.as_deref()),
        (expected, Retained::Erase, Some("tom"))
    );
    assert_eq!(report.held[0].refused, Some("erasure_blocked"));
    for (word, stays) in [
        ("Subject-S-1", false),
        ("Subject-E-1", false),
        ("Subject-A-2", false),
        ("Subject-E-2", true),
        ("Subject-L-1", true),
    ] {
        assert_eq!(lies_open(dir.path(), word), stays, "{word}");
    }
    assert_eq!(desk.ticket("E-1").unwrap().unwrap().requester.as_deref(), Some("mari")); // the ticket is redacted, the person is not erased
    let again = desk.retain(&rules, later, "admin").unwrap();
    assert_eq!(names(&again), (vec![], vec!["a year E-2".to_owned()]));
    desk.store_mut().verify(None).unwrap();
    let faults = |text: &str| {
        Retention::from_json(text).unwrap_err().problems().iter().map(|p| p.path.clone()).collect::<Vec<_>>()
    };
    let bad = r#"{"rules": [{"name": "", "after": {}, "then": "redact"}, {"name": "x", "when": [{"field": "a", "op": "in"}], "after": {"days": 1}, "then": "erase"}]}"#;
    assert_eq!(faults(bad), ["rules[0].name", "rules[0].after", "rules[1].when"]);
    assert_eq!(faults(r#"{"rules": [{"name": "x", "after": {"days": 1}, "then": "burn"}]}"#), ["rules[0].then"]);
    let rule = r#"{"name": "N", "after": {"days": 1}, "then": "redact"}"#;
    let many = |n: usize| {
        format!(r#"{{"rules": [{}]}}"#, (0..n).map(|i| rule.replace('N', &i.to_string())).collect::<Vec<_>>().join(","))
    };
    assert!(Retention::from_json(&many(MAX_RETENTION_RULES)).is_ok());
    assert_eq!(Retention::from_json(&many(MAX_RETENTION_RULES + 1)).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

/// Two rules erase, and each means one ticket of the same person: neither alone covers all of them, and together they do.
#[test]
fn a_person_is_erased_once_the_time_of_every_rule_is_over() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open(dir.path(), "{}");
    for (id, tag) in [("T-1", "a"), ("T-2", "b")] {
        done(
            &mut desk,
            START,
            &format!(r#""do": "create", "ticket": "{id}", "by": "tom", "subject": "s", "tags": ["{tag}"]"#),
        );
    }
    let rule = |tag: &str, days: u32| {
        format!(
            r#"{{"name": "{tag}", "when": [{{"field": "tags", "op": "is", "value": "{tag}"}}], "after": {{"days": {days}}}, "since": "created", "then": "erase"}}"#
        )
    };
    let rules = Retention::from_json(&format!(r#"{{"rules": [{}, {}]}}"#, rule("a", 10), rule("b", 20))).unwrap();
    let early = desk.retention(&rules, START + 19 * DAY).unwrap();
    assert_eq!((early.due.len(), early.next_change), (0, Some(START + 20 * DAY)));
    let due = desk.retention(&rules, START + 20 * DAY).unwrap().due;
    assert_eq!((due.len(), due[0].rule.as_str(), due[0].tickets.len()), (1, "b", 2));
}

#[test]
fn a_card_number_never_reaches_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open(dir.path(), r#"{"redact": ["card", "iban"]}"#);
    ticket(&mut desk, "T-1", "mari", "Card 4111 1111 1111 1111");
    done(
        &mut desk,
        START,
        r#""do": "note", "ticket": "T-1", "by": "agent", "body": "IBAN DE89 3704 0044 0532 0130 00, mari@example.com""#,
    );
    assert_eq!(bodies(&desk, "T-1"), [Some("IBAN [iban], mari@example.com".to_owned())]);
    assert_eq!(desk.ticket("T-1").unwrap().unwrap().subject.as_deref(), Some("Card [card]"));
    assert!(!lies_open(dir.path(), "4111 1111") && !lies_open(dir.path(), "DE89 3704"));
}

/// A person's only ticket but one is deleted, so the erasure that waited for it is due in the same call.
#[test]
fn retention_stopped_before_an_erasure_that_it_made_due_itself() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open(dir.path(), "{}");
    let create = r#""do": "create", "ticket": "T-1", "by": "tom", "subject": "s""#;
    done(&mut desk, START, create);
    done(&mut desk, START, &create.replace("T-1", "T-2").replace("\"s\"", "\"s\", \"tags\": [\"spam\"]"));
    let rules = Retention::from_json(
        r#"{"rules": [{"name": "spam", "when": [{"field": "tags", "op": "is", "value": "spam"}], "after": {"days": 9}, "since": "created", "then": "delete"},
                      {"name": "gone", "after": {"days": 5}, "since": "created", "then": "erase"}]}"#,
    )
    .unwrap();
    assert_eq!(desk.retention(&rules, START + 8 * DAY).unwrap().next_change, Some(START + 9 * DAY));
    let report = desk.retain(&rules, START + 9 * DAY, "admin").unwrap();
    let done: Vec<&str> = report.due.iter().map(|item| item.rule.as_str()).collect();
    assert_eq!((done, report.next_change), (vec!["spam", "gone"], None));
}

#[test]
fn retention_deletes_what_was_merged_with_the_ticket_that_shows_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open(dir.path(), "{}");
    ticket(&mut desk, "T-1", "tom", "first");
    ticket(&mut desk, "T-2", "tom", "second");
    done(&mut desk, START + HOUR, r#""do": "merge", "ticket": "T-1", "by": "admin", "into": "T-2""#);
    done(&mut desk, START + HOUR, r#""do": "legal_hold", "ticket": "T-1", "by": "admin""#);
    let rules = r#"{"rules": [{"name": "old", "after": {"days": 9}, "since": "created", "then": "delete"}]}"#;
    let rules = Retention::from_json(rules).unwrap();
    let early = desk.retention(&rules, START + 10 * DAY).unwrap();
    assert_eq!((early.due.len(), early.held.len(), early.held[0].tickets[0].as_str()), (0, 1, "T-2"));
    done(&mut desk, START + 10 * DAY, r#""do": "legal_hold", "ticket": "T-1", "by": "admin", "value": false"#);
    let report = desk.retain(&rules, START + 10 * DAY, "admin").unwrap();
    assert_eq!(report.due[0].tickets, ["T-2"]);
    assert!(desk.ticket("T-1").unwrap().is_none() && desk.ticket("T-2").unwrap().is_none());
    assert!(!lies_open(dir.path(), "first") && !lies_open(dir.path(), "second"));
}
