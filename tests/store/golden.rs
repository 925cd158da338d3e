//! Files of every form that was ever written: each opens, and says what it said. A new kind of record needs a new file:
//! `UPDATE_GOLDEN=1 cargo test --features sqlite --test store golden` writes one with the kinds that are in none yet.
#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods)] // a test may fail loudly

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use sundesk::store::{Batch, Nonces, SqliteStore, SqliteVault, Store, StoreOptions};
use sundesk::ticket::{RECORD_SCHEMA, Record, fact::Fact};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

struct Numbers(u8);

impl Nonces for Numbers {
    fn fill(&mut self, bytes: &mut [u8]) -> sundesk::Result<()> {
        bytes.iter_mut().for_each(|byte| {
            self.0 = self.0.wrapping_mul(29).wrapping_add(7);
            *byte = self.0;
        });
        Ok(())
    }
}

fn open(dir: &Path, name: &str) -> SqliteStore {
    let vault = Arc::new(SqliteVault::open(dir.join(format!("{name}.keys")), None).unwrap());
    let mut options = StoreOptions::new("golden", vault);
    options.nonces = Box::new(Numbers(1));
    SqliteStore::open(dir.join(format!("{name}.db")), options).unwrap()
}

/// The names of the files, without their endings.
fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = files.filter_map(|f| f.strip_suffix(".db").map(str::to_owned)).collect();
    names.sort();
    names
}

fn exported(store: &SqliteStore) -> String {
    let mut out = Vec::new();
    store.export(0, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_file_opens_and_says_what_it_said() {
    assert!(!names().is_empty());
    for name in names() {
        let dir = tempfile::tempdir().unwrap();
        for ending in ["db", "keys"] {
            let file = format!("{name}.{ending}");
            fs::copy(folder().join(&file), dir.path().join(&file)).unwrap();
        }
        let mut store = open(dir.path(), &name);
        let expected = fs::read_to_string(folder().join(format!("{name}.jsonl"))).unwrap();
        let found = exported(&store);
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{name}");
        }
        assert_eq!(found.lines().count(), expected.lines().count(), "{name}");
        store.verify(None).unwrap();
        store.rebuild_inbox().unwrap();
        store.verify(None).unwrap();
    }
}

#[test]
fn every_kind_of_record_of_this_release_is_in_a_file() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for name in names() {
        for line in fs::read_to_string(folder().join(format!("{name}.jsonl"))).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            if line["record"]["schema"] == json!(RECORD_SCHEMA) {
                seen.insert(line["record"]["kind"].as_str().unwrap().to_owned());
            }
        }
    }
    let missing: Vec<&str> = Fact::KINDS.iter().copied().filter(|kind| !seen.contains(*kind)).collect();
    if missing.is_empty() {
        return;
    }
    assert!(std::env::var_os("UPDATE_GOLDEN").is_some(), "in no file of tests/golden: {missing:?}");
    write(&format!("desk-{}", names().len() + 1), &missing);
}

fn write(name: &str, kinds: &[&str]) {
    let mut store = open(&folder(), name);
    let mut records = vec![record("T-1", "created")];
    records.extend(kinds.iter().filter(|kind| **kind != "created").map(|kind| {
        let stream = if matches!(*kind, "agent_available" | "left_group") { "" } else { "T-1" };
        record(stream, kind)
    }));
    records.sort_by_key(|r| (r.fact.kind() == "ticket_deleted", r.fact.kind() == "subject_erased"));
    // What is erased or deleted stands on a ticket of its own, so that the others still say something.
    for record in &mut records {
        if matches!(record.fact.kind(), "ticket_deleted" | "subject_erased") {
            record.stream = "T-2".to_owned();
        }
    }
    let second = record("T-2", "created");
    let place = records.iter().position(|r| r.stream == "T-2");
    if let Some(place) = place {
        records.insert(place, second);
    }
    for record in records {
        assert!(store.append(&Batch::of(&[record])).unwrap().is_done());
    }
    store.verify(None).unwrap();
    fs::write(folder().join(format!("{name}.jsonl")), exported(&store)).unwrap();
    drop(store);
}

fn record(stream: &str, kind: &str) -> Record {
    let at = "2026-03-02T09:00:00Z";
    let id = if stream == "T-2" { "c-2" } else { "c-1" };
    let text = json!({"id": "", "stream": stream, "seq": 0, "at": at, "recorded_at": at, "actor": {"kind": "human", "id": "ann", "on_behalf_of": id},
        "cause": "00112233445566778899aabbccddeeff", "workflow": "w", "schema": RECORD_SCHEMA, "kind": kind, "data": data(kind, id)});
    Record::from_json(&text.to_string()).unwrap()
}

/// Data with every field of its kind.
fn data(kind: &str, requester: &str) -> Value {
    let adopted = json!([{"source": "T-9", "counts": {"total": 2, "public": 1, "authors": {"c-1": 1, "ann": 1}, "channels": ["email"]},
        "watchers": ["bob"], "own_watchers": ["bob"], "participants": ["c-7"], "own_participants": ["c-7"], "time": {"worked": 5},
        "links": [{"type": "child", "to": "T-5"}], "gained": [{"type": "child", "to": "T-5"}]}]);
    match kind {
        "created" => {
            json!({"of": {"workflow": "w", "workflow_version": "v1", "status": "new", "category": "new", "kind": "problem",
            "requester": requester, "subject": "Größe 大", "priority": "high", "group": "emea", "tags": ["vip"], "fields": {"iban": "EE47"},
            "channel": "email", "origin": "api", "bot": true, "reason": "r", "until": 1_772_442_000_000_000_i64, "open_tasks": 1,
            "time": {"worked": 5}, "watchers": ["bob"], "follow_up_of": "T-0", "split_from": "T-0", "reply_token": format!("tok-{requester}"),
            "waiting": true, "survey": true, "counts": {"total": 1, "public": 1}, "flag": "not_initial"}})
        }
        "status_changed" => {
            json!({"from": "new", "from_category": "new", "to": "solved", "to_category": "solved", "why": "auto", "rule": 1,
            "reason": "r", "comment": "done", "until": 1_772_442_000_000_000_i64, "fields": {"priority": "low", "city": "Tartu"}, "cleared": ["code"],
            "survey": false, "flag": "transition_not_allowed"})
        }
        "until_set" => json!({"until": 1_772_442_000_000_000_i64}),
        "reason_changed" => json!({"reason": "r", "comment": "c"}),
        "message_added" => {
            json!({"message": {"inbound": true, "author": requester, "channel": "email", "message_id": "<1@mail>",
            "template": true, "body": "Where is it?"}})
        }
        "note_added" => json!({"body": "call back"}),
        "assigned" => json!({"assignee": "ann", "group": "emea"}),
        "unassigned" => json!({"from": "ann", "why": "command"}),
        "transferred" => {
            json!({"group": "apac", "workflow": "w", "workflow_version": "v1", "clear_assignee": true, "note": "n"})
        }
        "escalated" => json!({"tier": 2, "group": "tier2", "note": "n"}),
        "field_changed" => json!({"field": "city", "old": "Tartu", "value": ["Tallinn"]}),
        "tags_changed" => json!({"tags": ["a", "b"]}),
        "watchers_changed" => json!({"watchers": ["bob"]}),
        "muted" | "legal_hold_set" => json!({"value": true}),
        "linked" | "unlinked" => json!({"link": {"type": "child", "to": "T-5"}}),
        "merged_into" => json!({"into": "T-8", "clear_assignee": true}),
        "received_merge" => json!({"parts": adopted}),
        "unmerged" => json!({"from": "T-8", "parts": adopted}),
        "gave_back" => json!({"to": "T-9"}),
        "split" => json!({"into": "T-8", "messages": [1], "counts": {"total": 1, "public": 1}}),
        "marked_duplicate" => json!({"of": "T-8"}),
        "approval_requested" => json!({"approvers": ["lead"], "order": "sequential"}),
        "approval_decided" => json!({"approved": false, "reason": "no", "outcome": "denied"}),
        "goodwill_granted" => json!({"amount": "10.50", "currency": "EUR", "limit": "50", "request": 0}),
        "goodwill_approval_requested" => json!({"amount": "99", "currency": "EUR"}),
        "goodwill_denied" => json!({"reason": "no"}),
        "survey_requested" => json!({"channel": "email"}),
        "survey_suppressed" => json!({"why": "automatic"}),
        "survey_answered" | "detractor_follow_up" => json!({"score": 3}),
        "reminder_due" => json!({"until": 1_772_442_000_000_000_i64}),
        "owner_timed_out" => json!({"from": "ann"}),
        "rule_emitted" => json!({"event": "customer_reminded", "rule": 1}),
        "subject_erased" => json!({"subject": requester, "messages": 1}),
        "redacted" => json!({"records": [1], "messages": 1}),
        "migrated" => json!({"workflow_version": "v2"}),
        "agent_available" => json!({"agent": "ann", "value": false}),
        "left_group" => json!({"group": "emea", "agent": "ann"}),
        "bot_handoff" | "task_planned" | "task_done" | "follow_up_rejected" | "reopen_limited" | "ticket_deleted" => {
            json!({})
        }
        other => panic!("give data with every field of {other:?}"),
    }
}
