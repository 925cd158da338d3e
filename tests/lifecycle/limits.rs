//! Limits of workflows and commands at their edge.

#![allow(clippy::unwrap_used)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind::{self, InvalidInput, LimitExceeded};
use sundesk::calendar::{Calendar, Calendars};
use sundesk::ticket::lifecycle::{
    Board, Command, MAX_APPROVERS, MAX_BOARD_BYTES, MAX_LINKS, MAX_TICKET_ID_BYTES, MAX_TIMERS_PER_CALL, MAX_WATCHERS,
    MAX_WORD_BYTES, People,
};
use sundesk::ticket::workflow::{MAX_RULES, MAX_STATUS_CHARS, MAX_WORKFLOW_BYTES, Workflow};
use sundesk::time::{HOUR, format_instant, parse_instant};

fn board() -> Board {
    let mut board = Board::new("acme", Calendars::new(Calendar::always_open()));
    board.add_workflow("support", Workflow::preset("zendesk").unwrap()).unwrap();
    board.set_people(
        serde_json::from_value::<People>(json!({"actors": {"agent": {}, "admin": {"role": "admin"}}})).unwrap(),
    );
    board
}

fn command(what: Value) -> sundesk::Result<Command> {
    let mut whole = json!({"at": "2026-03-02T09:00:00Z", "by": "agent"});
    whole.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    Command::from_value(whole)
}

#[track_caller]
fn does(board: &mut Board, what: Value) {
    let done = board.command(&command(what).unwrap()).unwrap();
    assert!(done.refusal.is_none(), "{:?}", done.refusal);
}

#[track_caller]
fn fails(board: &Board, what: Value, kind: ErrorKind, path: &str) {
    let e = command(what).and_then(|c| board.decide(&c)).unwrap_err();
    assert_eq!((e.kind(), e.path()), (kind, path), "{e}");
}

#[test]
fn ids_and_words() {
    let mut board = board();
    does(&mut board, json!({"do": "create", "ticket": "x".repeat(MAX_TICKET_ID_BYTES)}));
    fails(&board, json!({"do": "create", "ticket": "x".repeat(MAX_TICKET_ID_BYTES + 1)}), InvalidInput, "ticket");
    does(&mut board, json!({"do": "create", "ticket": "T", "subject": "x".repeat(MAX_WORD_BYTES)}));
    fails(
        &board,
        json!({"do": "create", "ticket": "U", "subject": "x".repeat(MAX_WORD_BYTES + 1)}),
        LimitExceeded,
        "subject",
    );
}

#[test]
fn lists_of_a_ticket() {
    let mut board = board();
    does(&mut board, json!({"do": "create", "ticket": "T"}));
    for i in 0..MAX_WATCHERS {
        does(&mut board, json!({"do": "watch", "ticket": "T", "watcher": format!("w{i}")}));
    }
    fails(&board, json!({"do": "watch", "ticket": "T", "watcher": "one more"}), LimitExceeded, "watcher");
    for i in 0..=MAX_LINKS {
        does(&mut board, json!({"do": "create", "ticket": format!("L{i}")}));
        let link = json!({"do": "link", "ticket": "T", "type": "related", "to": format!("L{i}")});
        if i == MAX_LINKS { fails(&board, link, LimitExceeded, "links") } else { does(&mut board, link) }
    }
    let ask = |n: usize| json!({"do": "request_approval", "ticket": "T", "approvers": (0..n).map(|i| format!("a{i}")).collect::<Vec<_>>()});
    fails(&board, ask(MAX_APPROVERS + 1), InvalidInput, "approvers");
    does(&mut board, ask(MAX_APPROVERS));
}

#[test]
fn workflows() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut doc = serde_json::to_value(Workflow::preset("zendesk").unwrap().doc()).unwrap();
        change(&mut doc);
        Workflow::from_value(doc)
    };
    let named = |n: usize| with(&|doc| doc["statuses"]["x".repeat(n)] = json!({"category": "open"}));
    assert!(named(MAX_STATUS_CHARS).is_ok());
    let e = named(MAX_STATUS_CHARS + 1).unwrap_err();
    assert!(e.problems().iter().any(|p| p.code == "workflow_bad_status_name"), "{e}");
    let rules = |n: usize| {
        with(&|doc| {
            doc["auto"] = (0..n).map(|i| json!({"from": "solved", "to": "closed", "after": {"hours": i + 1}})).collect()
        })
    };
    assert!(rules(MAX_RULES).is_ok());
    let e = rules(MAX_RULES + 1).unwrap_err();
    assert_eq!((e.kind(), e.path()), (LimitExceeded, "auto"));
    let doc = serde_json::to_string(Workflow::preset("zendesk").unwrap().doc()).unwrap();
    let padded = |n: usize| Workflow::from_json(&format!("{doc}{}", " ".repeat(n - doc.len())));
    assert!(padded(MAX_WORKFLOW_BYTES).is_ok());
    assert_eq!(padded(MAX_WORKFLOW_BYTES + 1).unwrap_err().kind(), LimitExceeded);
}

/// A ticket that waits an hour, opens, waits again, for ever: each move is a timer.
#[test]
fn timers_of_a_call() {
    let doc = json!({"statuses": {"new": {"category": "new"}, "open": {"category": "open"}, "closed": {"category": "closed"}},
        "initial": ["new"], "default": "new", "transitions": {"new": ["open"], "open": ["new"]},
        "auto": [{"from": "new", "to": "open", "after": {"hours": 1}}, {"from": "open", "to": "new", "after": {"hours": 1}}]});
    let mut board = Board::new("acme", Calendars::new(Calendar::always_open()));
    board.add_workflow("support", Workflow::from_value(doc).unwrap()).unwrap();
    board.set_people(serde_json::from_value::<People>(json!({"actors": {"agent": {}}})).unwrap());
    does(&mut board, json!({"do": "create", "ticket": "T-1", "subject": "x"}));
    let start = parse_instant("2026-03-02T09:00:00Z").unwrap();
    let after = |hours: usize| start + i64::try_from(hours).unwrap() * HOUR;
    let note = |hours: usize| {
        let what = json!({"do": "note", "ticket": "T-1", "body": "x", "at": format_instant(after(hours))});
        board.decide(&command(what).unwrap()).map(drop)
    };
    note(MAX_TIMERS_PER_CALL).unwrap();
    let e = note(MAX_TIMERS_PER_CALL + 1).unwrap_err();
    assert_eq!((e.kind(), e.path()), (LimitExceeded, "at"), "{e}");
    let mut again = board.clone();
    assert_eq!(again.tick(after(MAX_TIMERS_PER_CALL)).unwrap().len(), MAX_TIMERS_PER_CALL);
    assert_eq!(board.tick(after(MAX_TIMERS_PER_CALL + 1)).unwrap().len(), MAX_TIMERS_PER_CALL);
    assert_eq!(board.tick(after(MAX_TIMERS_PER_CALL + 1)).unwrap().len(), 1);
}

/// A text of that length is looked at, and is no board; one that is longer is not looked at.
#[test]
fn bytes_of_a_board() {
    let read = |bytes: usize| {
        let text = String::from_utf8(vec![0; bytes]).unwrap();
        Board::from_json(&text, Calendars::new(Calendar::always_open())).unwrap_err().kind()
    };
    assert_eq!((read(MAX_BOARD_BYTES), read(MAX_BOARD_BYTES + 1)), (InvalidInput, LimitExceeded));
}
