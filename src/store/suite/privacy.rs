//! What an erasure takes, and what it leaves.

use super::make::{START, created, moved, note, record, said, written};
use super::{Check, Verdict, holds, ok, same};
use crate::store::batch::{Append, Batch, Entry, Handle, Lease, OutboxItem, Snapshot};
use crate::store::contract::Store;
use crate::store::query::TicketQuery;
use crate::ticket::{Key, Record};

pub(super) const CHECKS: &[Check] = &[
    (
        "an erased customer is in no record, row, search, snapshot, export or message to send, and the chain holds",
        erased,
    ),
    ("an erased agent's words go, the customer's stay", agent),
    ("a record that speaks of several people goes with any of them", several),
    ("statuses, times, priorities and counts outlive an erasure", figures),
    ("an erased customer who writes again is read again", again),
    ("a ticket of nobody goes with whoever turns out to ask", nobody),
    ("a deleted ticket is in no row and no search", deleted),
    ("an erasure of somebody nobody knows changes nothing", stranger),
    ("the hash of a command goes with whom it may have spoken of, its key stays used", command),
];

/// Everything a store gives out, as text.
fn all_of(store: &mut dyn Store) -> Result<String, String> {
    let mut out = Vec::new();
    ok("export", store.export(0, &mut out))?;
    let page = ok("tickets", store.tickets(&TicketQuery { limit: 1_000, ..TicketQuery::default() }))?;
    let mut text = String::from_utf8(out).map_err(|e| e.to_string())?;
    text.push_str(&serde_json::to_string(&page).map_err(|e| e.to_string())?);
    for stream in ["T-1", "T-2", ""] {
        let snapshot = ok("snapshot", store.snapshot(stream, "s"))?;
        text.push_str(&snapshot.map(|s| s.body).unwrap_or_default());
    }
    let lease = Lease { worker: "w", now: START, until: START };
    let items = ok("outbox", store.outbox(lease, 100))?;
    text.push_str(&serde_json::to_string(&items).map_err(|e| e.to_string())?);
    Ok(text)
}

fn finds(store: &mut dyn Store, words: &str) -> Result<Vec<String>, String> {
    let query = TicketQuery { search: Some(words.to_owned()), ..TicketQuery::default() };
    Ok(ok("search", store.tickets(&query))?.tickets.into_iter().map(|t| t.id).collect())
}

fn erasure(stream: &str, subject: &str) -> Result<Record, String> {
    record(stream, "admin", "subject_erased", &serde_json::json!({"subject": subject, "messages": 1}).to_string())
}

fn two_tickets(store: &mut dyn Store) -> Verdict {
    let message = r#"{"message":{"inbound":true,"author":"c-1","channel":"email","message_id":"<secret-1@mail>","body":"my secret-2 is lost"}}"#;
    written(
        store,
        vec![
            created("T-1", "c-1", "secret-3 parcel")?,
            record("T-1", "c-1", "message_added", message)?,
            said("T-1", "ann", "Dear secret-4, hello")?,
            note("T-1", "ann", "secret-5 sounds cross")?,
            moved(START, "T-1", "new", "open")?,
            record("T-1", "ann", "field_changed", r#"{"field":"city","value":"secret-6"}"#)?,
            created("T-2", "c-2", "public parcel")?,
            said("T-2", "c-2", "mine too")?,
        ],
    )?;
    let snapshot = |stream: &str, body: &str| Snapshot {
        stream: stream.to_owned(),
        version: 1,
        form: "s".to_owned(),
        body: body.to_owned(),
    };
    ok("snapshot", store.put_snapshot(&snapshot("T-1", "secret-7")))?;
    ok("snapshot", store.put_snapshot(&snapshot("T-2", "stays")))?;
    let item = |body: &str, subject: &str| OutboxItem {
        topic: "mail".to_owned(),
        body: body.to_owned(),
        subject: Some(subject.to_owned()),
    };
    let outbox = vec![item("secret-8", "c-1"), item("goes out", "c-2")];
    ok("outbox", store.append(&Batch { outbox, ..Batch::default() })).map(|_| ())
}

fn erased(store: &mut dyn Store) -> Verdict {
    two_tickets(store)?;
    let before = ok("verify", store.verify(None))?.head;
    holds(
        "all of it is there before",
        (2..=8).all(|n| all_of(store).is_ok_and(|text| text.contains(&format!("secret-{n}")))),
    )?;
    same("found before", finds(store, "secret")?, vec!["T-1".to_owned()])?;
    same("whom they speak of", ok("streams", store.streams_of("c-1"))?, vec!["T-1".to_owned()])?;
    written(store, vec![erasure("T-1", "c-1")?])?;
    let text = all_of(store)?;
    for n in 1..=8 {
        holds(&format!("secret-{n} is gone"), !text.contains(&format!("secret-{n}")))?;
    }
    for stays in ["public parcel", "mine too", "stays", "goes out"] {
        holds(&format!("{stays:?} stays"), text.contains(stays))?;
    }
    same("found", (finds(store, "secret")?, finds(store, "parcel")?), (vec![], vec!["T-2".to_owned()]))?;
    same("its message id", ok("find", store.find(Handle::Message, "<secret-1@mail>"))?, None)?;
    same("whom they speak of", ok("streams", store.streams_of("c-1"))?, vec![])?;
    let gone: Vec<bool> = ok("load", store.load("T-1", 0))?.iter().map(|s| !s.erased.is_empty()).collect();
    same("which records say so", gone, vec![true, true, true, true, false, true, false])?;
    let after = ok("verify", store.verify(Some(&before)))?;
    same("records and tickets", (after.records, after.tickets), (9, 2))
}

fn agent(store: &mut dyn Store) -> Verdict {
    two_tickets(store)?;
    written(store, vec![erasure("T-1", "ann")?])?;
    let text = all_of(store)?;
    for (n, there) in [(2, true), (3, true), (4, false), (5, false), (6, true)] {
        same(&format!("secret-{n}"), text.contains(&format!("secret-{n}")), there)?;
    }
    Ok(())
}

fn several(store: &mut dyn Store) -> Verdict {
    for (i, subject) in ["c-1", "c-7", "c-8"].into_iter().enumerate() {
        let stream = format!("T-{i}");
        let about = Entry { record: said(&stream, "c-1", "shared")?, about: vec!["c-7".to_owned(), "c-8".to_owned()] };
        written(store, vec![created(&stream, "c-1", "A")?])?;
        ok("append", store.append(&Batch { entries: vec![about], ..Batch::default() }))?;
        written(store, vec![erasure(&stream, subject)?])?;
        let loaded = ok("load", store.load(&stream, 1))?;
        let erased = loaded.first().map(|s| s.erased.clone());
        let expected = vec!["message.body".to_owned(), "message.message_id".to_owned()];
        same(&format!("the message after {subject} is erased"), erased, Some(expected))?;
        holds(
            "not its author",
            ok("json", loaded.first().map_or(Ok(String::new()), |s| s.record.to_json()))?.contains("c-1"),
        )?;
    }
    ok("verify", store.verify(None)).map(|_| ())
}

fn figures(store: &mut dyn Store) -> Verdict {
    two_tickets(store)?;
    let urgent = r#"{"from":"open","from_category":"open","to":"solved","to_category":"solved","fields":{"priority":"urgent","city":"secret-9"}}"#;
    written(store, vec![record("T-1", "ann", "status_changed", urgent)?])?;
    let row = |store: &mut dyn Store| -> Result<crate::store::TicketRow, String> {
        let page = ok("tickets", store.tickets(&TicketQuery::default()))?;
        page.tickets.into_iter().find(|t| t.id == "T-1").ok_or_else(|| "no row".to_owned())
    };
    let before = row(store)?;
    written(store, vec![erasure("T-1", "c-1")?])?;
    let after = row(store)?;
    same("status", (&after.status, after.category), (&before.status, before.category))?;
    same("priority and group", (after.priority, after.group), (before.priority.clone(), before.group.clone()))?;
    same("times", (after.created_at, after.solved_at), (before.created_at, before.solved_at))?;
    same("messages", after.messages, before.messages)?;
    same("fields that say nothing of a person", after.fields.keys().cloned().collect(), vec!["product".to_owned()])?;
    same(
        "before",
        before.fields.keys().cloned().collect(),
        vec!["city".to_owned(), "iban".to_owned(), "product".to_owned()],
    )?;
    same("the subject", after.subject, None)
}

fn again(store: &mut dyn Store) -> Verdict {
    two_tickets(store)?;
    written(store, vec![erasure("T-1", "c-1")?])?;
    written(store, vec![created("T-3", "c-1", "here again")?, said("T-3", "c-1", "hello again")?])?;
    same("found", finds(store, "again")?, vec!["T-3".to_owned()])?;
    let loaded = ok("load", store.load("T-3", 0))?;
    same("nothing is erased", loaded.iter().map(|s| s.erased.len()).sum(), 0_usize)?;
    holds("and the first stays erased", !all_of(store)?.contains("secret-2"))
}

fn nobody(store: &mut dyn Store) -> Verdict {
    let of =
        r#"{"of":{"workflow":"w","workflow_version":"1","status":"new","category":"new","subject":"secret-1 called"}}"#;
    written(store, vec![record("T-1", "ann", "created", of)?, said("T-1", "c-1", "secret-2")?])?;
    same("found before", finds(store, "secret")?.len(), 1)?;
    written(store, vec![erasure("T-1", "c-1")?])?;
    let text = all_of(store)?;
    same(
        "gone",
        (text.contains("secret-1"), text.contains("secret-2"), finds(store, "secret")?),
        (false, false, vec![]),
    )
}

fn deleted(store: &mut dyn Store) -> Verdict {
    two_tickets(store)?;
    same("found before", finds(store, "secret")?.len(), 1)?;
    written(store, vec![record("T-1", "admin", "ticket_deleted", "{}")?])?;
    same("found", finds(store, "secret")?, vec![])?;
    let page = ok("tickets", store.tickets(&TicketQuery::default()))?;
    same("rows", page.tickets.into_iter().map(|t| t.id).collect(), vec!["T-2".to_owned()])?;
    same("its message id", ok("find", store.find(Handle::Message, "<secret-1@mail>"))?, None)?;
    ok("verify", store.verify(None)).map(|_| ())
}

fn stranger(store: &mut dyn Store) -> Verdict {
    two_tickets(store)?;
    written(store, vec![erasure("T-2", "c-9")?])?;
    holds("all is there", all_of(store)?.contains("secret-2"))?;
    ok("verify", store.verify(None)).map(|_| ())
}

fn command(store: &mut dyn Store) -> Verdict {
    let keyed = |mut record: Record, command: &str| {
        record.key = Some(Key { key: format!("key-{command}"), command: command.to_owned() });
        record
    };
    let done =
        || Batch { done: Some((Key { key: "key-z".to_owned(), command: "z".to_owned() }, START)), ..Batch::default() };
    let batches = || -> Result<[Batch; 3], String> {
        let (a, b) = (keyed(created("T-1", "c-1", "A")?, "x"), keyed(created("T-2", "c-2", "B")?, "y"));
        Ok([Batch::of(&[a]), Batch::of(&[b]), done()])
    };
    let answers = |store: &mut dyn Store| -> Result<Vec<bool>, String> {
        let all = ok("again", batches()?.iter().map(|batch| store.append(batch)).collect::<crate::Result<Vec<_>>>())?;
        Ok(all.iter().map(|answer| matches!(answer, Append::Repeated { .. })).collect())
    };
    for batch in batches()? {
        same("the first time", ok("append", store.append(&batch))?.is_done(), true)?;
    }
    same("repeated", answers(store)?, vec![true, true, true])?;
    holds(
        "in no record",
        ok("load", store.load("T-1", 0))?.iter().all(|s| s.record.key.as_ref().is_some_and(|k| k.command.is_empty())),
    )?;
    written(store, vec![erasure("T-1", "c-1")?])?;
    same("after the erasure", answers(store)?, vec![false, true, false])?;
    same("the keys are used", ok("key", store.key_used("key-x"))?, Some((String::new(), 1)))?;
    written(store, vec![record("T-2", "admin", "ticket_deleted", "{}")?])?;
    same("after the deletion", answers(store)?, vec![false, false, false])
}
