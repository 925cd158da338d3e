//! Records for the checks.

use super::ok;
use crate::store::batch::{Append, Batch, Entry};
use crate::store::contract::Store;
use crate::ticket::Record;
use crate::time::format_instant;
use serde_json::{Value, json};

/// The first instant of the checks: 2026-03-02T09:00:00Z.
pub(super) const START: i64 = 1_772_442_000_000_000;

/// Who does something, by the first letter of the id: `c-…` asks, everybody else is of the desk.
fn actor(id: &str) -> Value {
    let kind = match id {
        id if id.starts_with("c-") => "requester",
        "timer" => "auto",
        _ => "human",
    };
    json!({"kind": kind, "id": id})
}

/// A record that gets its number and id from the store.
pub(super) fn record(stream: &str, by: &str, kind: &str, data: &str) -> Result<Record, String> {
    record_at(START, stream, by, kind, data)
}

pub(super) fn record_at(at: i64, stream: &str, by: &str, kind: &str, data: &str) -> Result<Record, String> {
    let at = format_instant(at);
    let text = format!(
        r#"{{"id":"","stream":{},"seq":0,"at":"{at}","recorded_at":"{at}","actor":{},"workflow":"w","schema":1,"kind":"{kind}","data":{data}}}"#,
        json!(stream),
        actor(by)
    );
    ok("a record", Record::from_json(&text))
}

/// A ticket of a customer.
pub(super) fn created(stream: &str, requester: &str, subject: &str) -> Result<Record, String> {
    let of = json!({"of": {"workflow": "w", "workflow_version": "1", "status": "new", "category": "new", "requester": requester,
        "subject": subject, "group": "emea", "waiting": true, "fields": {"iban": "EE47 1000", "product": "tent"}}});
    record(stream, requester, "created", &of.to_string())
}

pub(super) fn moved(at: i64, stream: &str, from: &str, to: &str) -> Result<Record, String> {
    let data = json!({"from": from, "from_category": from, "to": to, "to_category": to});
    record_at(at, stream, "ann", "status_changed", &data.to_string())
}

pub(super) fn said(stream: &str, by: &str, body: &str) -> Result<Record, String> {
    let data = json!({"message": {"inbound": by.starts_with("c-"), "author": by, "channel": "email", "body": body}});
    record(stream, by, "message_added", &data.to_string())
}

pub(super) fn note(stream: &str, by: &str, body: &str) -> Result<Record, String> {
    record(stream, by, "note_added", &json!({"body": body}).to_string())
}

/// Writes records as one batch.
pub(super) fn written(store: &mut dyn Store, records: Vec<Record>) -> Result<Append, String> {
    let batch = Batch { entries: records.into_iter().map(Entry::from).collect(), ..Batch::default() };
    let answer = ok("a batch", store.append(&batch))?;
    if answer.is_done() { Ok(answer) } else { Err(format!("a batch was not written: {answer:?}")) }
}
