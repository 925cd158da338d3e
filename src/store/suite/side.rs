//! What is written with the log: timers, things to send, cursors, snapshots, documents, handles.

use super::make::{START, created, note, record, written};
use super::{Check, Verdict, fails, ok, same};
use crate::ErrorKind;
use crate::store::batch::{Batch, Handle, Kept, Lease, OutboxItem, Snapshot, TimerMark};
use crate::store::contract::Store;
use crate::time::HOUR;

pub(super) const CHECKS: &[Check] = &[
    ("a timer is claimed once, in due order, and comes back when its lease is over", timers),
    ("a timer that is set anew or taken away with a batch is free or gone", timers_again),
    ("what is to be sent is claimed once, and stays until it is sent", outbox),
    ("a batch that is not written sets no timer and sends nothing", nothing),
    ("a cursor is kept", cursors),
    ("a snapshot of another form is not given out, nor one of the future taken", snapshots),
    ("a message id and a token lead to their ticket", handles),
    ("a document is kept under its version", documents),
];

fn timer(stream: &str, at: Option<i64>) -> TimerMark {
    TimerMark { stream: stream.to_owned(), at, what: "auto".to_owned() }
}

fn lease(now: i64) -> Lease<'static> {
    Lease { worker: "w1", now, until: now + HOUR }
}

fn streams(store: &mut dyn Store, now: i64, limit: usize) -> Result<Vec<String>, String> {
    Ok(ok("due", store.due(lease(now), limit))?.into_iter().map(|claim| claim.stream).collect())
}

fn timers(store: &mut dyn Store) -> Verdict {
    let at = |h| Some(START + h * HOUR);
    let timers = vec![timer("T-3", at(3)), timer("T-1", at(1)), timer("T-2", at(1)), timer("T-9", at(9))];
    same("next", ok("next_due", store.next_due())?, None)?;
    ok("append", store.append(&Batch { timers, ..Batch::default() }))?;
    same("next", ok("next_due", store.next_due())?, at(1))?;
    same("before", streams(store, START + HOUR - 1, 10)?, vec![])?;
    same("the first of them", streams(store, START + HOUR, 1)?, vec!["T-1".to_owned()])?;
    same(
        "the others, not what is held",
        streams(store, START + 3 * HOUR - 1, 10)?,
        vec!["T-1".to_owned(), "T-2".to_owned()],
    )?;
    same("what is due then", streams(store, START + 3 * HOUR, 10)?, vec!["T-3".to_owned()])?;
    let all: Vec<_> = ok("timers", store.timers())?.into_iter().map(|claim| (claim.stream, Some(claim.at))).collect();
    let by_ticket = [("T-1", at(1)), ("T-2", at(1)), ("T-3", at(3)), ("T-9", at(9))];
    same("all of them, claimed or not", all, by_ticket.map(|(stream, at)| (stream.to_owned(), at)).to_vec())?;
    same(
        "leases over",
        streams(store, START + 4 * HOUR, 10)?,
        vec!["T-1".to_owned(), "T-2".to_owned(), "T-3".to_owned()],
    )?;
    fails(
        "a lease that ends before it begins",
        store.due(Lease { worker: "w", now: START, until: START - 1 }, 1),
        ErrorKind::OutOfRange,
    )?;
    fails("a limit of 0", store.due(lease(START), 0), ErrorKind::OutOfRange)
}

fn timers_again(store: &mut dyn Store) -> Verdict {
    let set = |store: &mut dyn Store, at| {
        ok("append", store.append(&Batch { timers: vec![timer("T-1", at)], ..Batch::default() })).map(|_| ())
    };
    set(store, Some(START))?;
    same("claimed", streams(store, START, 10)?.len(), 1)?;
    set(store, Some(START))?;
    same("free again", streams(store, START, 10)?.len(), 1)?;
    set(store, Some(START + HOUR))?;
    same("later", streams(store, START, 10)?.len(), 0)?;
    set(store, None)?;
    same("gone", (streams(store, START + HOUR, 10)?.len(), ok("next_due", store.next_due())?), (0, None))
}

fn outbox(store: &mut dyn Store) -> Verdict {
    let item = |body: &str| OutboxItem { topic: "mail".to_owned(), body: body.to_owned(), subject: None };
    ok("append", store.append(&Batch { outbox: vec![item("a"), item("b"), item("c")], ..Batch::default() }))?;
    let take = |store: &mut dyn Store, now, limit| -> Result<Vec<(u64, String)>, String> {
        let taken = ok("outbox", store.outbox(lease(now), limit))?;
        Ok(taken.into_iter().map(|s| (s.number, s.item.body)).collect())
    };
    let first = take(store, START, 2)?;
    same("the oldest", first.iter().map(|(_, body)| body.as_str()).collect(), vec!["a", "b"])?;
    same("the rest", take(store, START, 5)?.len(), 1)?;
    ok("sent", store.sent(&first.iter().map(|(number, _)| *number).collect::<Vec<_>>()))?;
    same(
        "what was not sent",
        take(store, START + HOUR, 5)?.into_iter().map(|(_, body)| body).collect(),
        vec!["c".to_owned()],
    )?;
    ok("sent", store.sent(&[3, 3, 99]))?;
    ok("append", store.append(&Batch { outbox: vec![item("d")], ..Batch::default() }))?;
    same("numbers go on", take(store, START, 5)?, vec![(4, "d".to_owned())])
}

fn nothing(store: &mut dyn Store) -> Verdict {
    let mut late = note("T-1", "ann", "x")?;
    late.seq = 7;
    let item = OutboxItem { topic: "mail".to_owned(), body: "a".to_owned(), subject: None };
    let batch = Batch { timers: vec![timer("T-1", Some(START))], outbox: vec![item], ..Batch::of(&[late]) };
    same("written", ok("append", store.append(&batch))?.is_done(), false)?;
    same(
        "timers and items",
        (streams(store, START, 5)?.len(), ok("outbox", store.outbox(lease(START), 5))?.len()),
        (0, 0),
    )?;
    let wrong = Batch { timers: vec![timer("T-1", Some(i64::MAX))], ..Batch::default() };
    fails("an instant that is none", store.append(&wrong), ErrorKind::OutOfRange)
}

fn cursors(store: &mut dyn Store) -> Verdict {
    same("none", ok("cursor", store.cursor("mailer"))?, 0)?;
    ok("set", store.set_cursor("mailer", 7))?;
    ok("set", store.set_cursor("mailer", 9))?;
    same("kept", (ok("cursor", store.cursor("mailer"))?, ok("cursor", store.cursor("other"))?), (9, 0))
}

fn snapshots(store: &mut dyn Store) -> Verdict {
    written(store, vec![created("T-1", "c-1", "A")?, note("T-1", "ann", "b")?])?;
    let at =
        |version| Snapshot { stream: "T-1".to_owned(), version, form: "state/1".to_owned(), body: "{}".to_owned() };
    fails("of the future", store.put_snapshot(&at(3)), ErrorKind::InvalidInput)?;
    ok("put", store.put_snapshot(&at(1)))?;
    ok("put", store.put_snapshot(&at(2)))?;
    same("the last", ok("snapshot", store.snapshot("T-1", "state/1"))?, Some(at(2)))?;
    same("of another form", ok("snapshot", store.snapshot("T-1", "state/2"))?, None)
}

fn handles(store: &mut dyn Store) -> Verdict {
    let of = r#"{"of":{"workflow":"w","workflow_version":"1","status":"new","category":"new","requester":"c-1","reply_token":"tok-1"}}"#;
    let message =
        r#"{"message":{"inbound":true,"author":"c-1","channel":"email","message_id":"<1@mail>","body":"Hello"}}"#;
    written(store, vec![record("T-1", "c-1", "created", of)?, record("T-1", "c-1", "message_added", message)?])?;
    let find = |handle, word: &str| ok("find", store.find(handle, word));
    same("the token", find(Handle::Token, "tok-1")?, Some("T-1".to_owned()))?;
    same("the message", find(Handle::Message, "<1@mail>")?, Some("T-1".to_owned()))?;
    same("a token is no message", find(Handle::Message, "tok-1")?, None)
}

fn documents(store: &mut dyn Store) -> Verdict {
    let of = |body: &str| Kept {
        kind: "workflow".to_owned(),
        name: "support".to_owned(),
        version: "v1".to_owned(),
        body: body.to_owned(),
    };
    ok("keep", store.keep(&of("{}")))?;
    ok("keep", store.keep(&of("{}")))?;
    fails("another text", store.keep(&of("[]")), ErrorKind::InvalidInput)?;
    same("kept", (ok("kept", store.kept("v1"))?, ok("kept", store.kept("v2"))?), (Some(of("{}")), None))
}
