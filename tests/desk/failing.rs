//! A store whose writes fail when they are told to: commands are answered each, nothing is half done, and what failed may be given again.
#![cfg(feature = "store")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use sundesk::desk::{Desk, DeskDoc, Library, Outcome};
use sundesk::store::{
    Append, Batch, By, Claim, Filter, Handle, Head, Kept, Lease, MemoryStore, Sending, Snapshot, Store, Stored,
    TicketPage, TicketQuery, Verified,
};
use sundesk::ticket::Record;
use sundesk::ticket::lifecycle::Command;
use sundesk::time::ZoneDb;
use sundesk::{Error, ErrorKind, Result};

/// Somebody else writes to T-1 just before the next write.
const OTHERS: usize = usize::MAX;

/// In memory; the n-th write from now fails, 0 for none.
struct Failing {
    inner: MemoryStore,
    fails: Arc<AtomicUsize>,
}

impl Store for Failing {
    fn append_all(&mut self, batches: &[Batch]) -> Result<Vec<Append>> {
        match self.fails.load(Relaxed) {
            0 => self.inner.append_all(batches),
            OTHERS => {
                self.fails.store(0, Relaxed);
                let note = r#"{"id":"","stream":"T-1","seq":0,"at":"2026-03-02T09:00:00Z","recorded_at":"2026-03-02T09:00:00Z",
                    "actor":{"kind":"human","id":"lead"},"workflow":"zendesk","schema":1,"kind":"note_added","data":{}}"#;
                assert!(self.inner.append(&Batch::of(&[Record::from_json(note)?]))?.is_done());
                self.inner.append_all(batches)
            }
            n => {
                self.fails.store(n - 1, Relaxed);
                if n > 1 { self.inner.append_all(batches) } else { Err(Error::new(ErrorKind::Io, "the disk is full")) }
            }
        }
    }

    fn tenant(&self) -> &str {
        Store::tenant(&self.inner)
    }
    fn version(&self, stream: &str) -> Result<u64> {
        Store::version(&self.inner, stream)
    }
    fn load(&self, stream: &str, after: u64) -> Result<Vec<Stored>> {
        self.inner.load(stream, after)
    }
    fn feed(&self, after: u64, limit: usize) -> Result<Vec<Stored>> {
        self.inner.feed(after, limit)
    }
    fn head(&self) -> Result<Head> {
        self.inner.head()
    }
    fn cursor(&self, consumer: &str) -> Result<u64> {
        self.inner.cursor(consumer)
    }
    fn set_cursor(&mut self, consumer: &str, position: u64) -> Result<()> {
        self.inner.set_cursor(consumer, position)
    }
    fn snapshot(&self, stream: &str, form: &str) -> Result<Option<Snapshot>> {
        self.inner.snapshot(stream, form)
    }
    fn put_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.inner.put_snapshot(snapshot)
    }
    fn due(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Claim>> {
        self.inner.due(lease, limit)
    }
    fn next_due(&self) -> Result<Option<i64>> {
        self.inner.next_due()
    }
    fn timers(&self) -> Result<Vec<Claim>> {
        self.inner.timers()
    }
    fn outbox(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Sending>> {
        self.inner.outbox(lease, limit)
    }
    fn sent(&mut self, numbers: &[u64]) -> Result<()> {
        self.inner.sent(numbers)
    }
    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>> {
        Store::key_used(&self.inner, key)
    }
    fn forget_keys(&mut self, before: i64) -> Result<u64> {
        self.inner.forget_keys(before)
    }
    fn find(&self, handle: Handle, word: &str) -> Result<Option<String>> {
        self.inner.find(handle, word)
    }
    fn streams_of(&self, subject: &str) -> Result<Vec<String>> {
        self.inner.streams_of(subject)
    }
    fn keep(&mut self, document: &Kept) -> Result<()> {
        self.inner.keep(document)
    }
    fn kept(&self, version: &str) -> Result<Option<Kept>> {
        self.inner.kept(version)
    }
    fn tickets(&mut self, query: &TicketQuery) -> Result<TicketPage> {
        self.inner.tickets(query)
    }
    fn counts(&mut self, filter: &Filter, by: By) -> Result<BTreeMap<String, u64>> {
        self.inner.counts(filter, by)
    }
    fn verify(&mut self, since: Option<&Head>) -> Result<Verified> {
        self.inner.verify(since)
    }
    fn rebuild_inbox(&mut self) -> Result<()> {
        self.inner.rebuild_inbox()
    }
    fn backup(&self, to: &Path) -> Result<()> {
        self.inner.backup(to)
    }
}

fn desk() -> (Desk, Arc<AtomicUsize>) {
    let fails = Arc::new(AtomicUsize::new(0));
    let store = Failing { inner: MemoryStore::new("desk"), fails: Arc::clone(&fails) };
    (Desk::new(Library::new(ZoneDb::bundled()), Box::new(store), &DeskDoc::default()).unwrap(), fails)
}

fn say(text: &str) -> Command {
    Command::from_json(&format!(r#"{{"at": "2026-03-02T09:00:00Z", {text}}}"#)).unwrap()
}

fn told(answer: &Result<Outcome>) -> String {
    match answer {
        Err(e) => e.kind().name().to_owned(),
        Ok(o) => match &o.refusal {
            Some(refusal) => refusal.code.name().to_owned(),
            None if o.repeated => "repeated".to_owned(),
            None => o.records.len().to_string(),
        },
    }
}

fn morning() -> [Command; 5] {
    [
        say(r#""do": "create", "ticket": "T-1", "by": "customer", "key": "a""#),
        say(r#""do": "assign", "ticket": "T-1", "by": "agent", "assignee": "agent", "key": "b""#),
        say(r#""do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved", "key": "c""#),
        say(r#""do": "assign", "ticket": "T-1", "by": "agent", "assignee": "agent", "key": "d""#),
        say(r#""do": "set_status", "ticket": "T-9", "by": "agent", "status": "solved", "key": "e""#),
    ]
}

#[test]
fn commands_whose_write_fails_are_answered_with_the_fault_and_may_be_given_again() {
    let (mut desk, fails) = desk();
    fails.store(1, Relaxed);
    let answers = desk.command_all(&morning()).unwrap();
    // Four were to be written together. The fifth stood on its own: no ticket, no write.
    assert_eq!(answers.iter().map(told).collect::<Vec<_>>(), ["io", "io", "io", "io", "not_found"]);
    assert_eq!((desk.version("T-1").unwrap(), desk.store().head().unwrap().position), (0, 0));
    assert!(desk.ticket("T-1").unwrap().is_none(), "the table knows of nothing that was not written");
    let answers = desk.command_all(&morning()).unwrap();
    assert_eq!(answers.iter().map(told).collect::<Vec<_>>(), ["1", "2", "1", "0", "not_found"]);
    let answers = desk.command_all(&morning()).unwrap();
    assert_eq!(
        answers.iter().map(told).collect::<Vec<_>>(),
        ["repeated", "repeated", "repeated", "repeated", "not_found"]
    );
    assert_eq!(desk.version("T-1").unwrap(), 4);
    desk.store_mut().verify(None).unwrap();
}

#[test]
fn one_command_whose_write_fails_changed_nothing() {
    let (mut desk, fails) = desk();
    desk.command(&say(r#""do": "create", "ticket": "T-1", "by": "agent", "requester": "c-1", "assignee": "agent""#))
        .unwrap();
    let solve = say(r#""do": "set_status", "ticket": "T-1", "by": "agent", "status": "solved", "key": "k""#);
    fails.store(1, Relaxed);
    assert_eq!(told(&desk.command(&solve)), "io");
    assert_eq!(desk.ticket("T-1").unwrap().unwrap().status, "open");
    assert_eq!(told(&desk.command(&solve)), "1");
    assert_eq!(told(&desk.command(&solve)), "repeated");
}

/// Somebody else was faster: the command is decided anew, and takes effect, with its key and its message.
#[test]
fn a_command_with_a_key_that_comes_second_takes_effect() {
    let (mut desk, fails) = desk();
    desk.command(&say(r#""do": "create", "ticket": "T-1", "by": "agent", "requester": "c-1""#)).unwrap();
    let reply = |n: u32| {
        say(&format!(r#""do": "customer_reply", "ticket": "T-1", "message_id": "<{n}@x>", "body": "b", "key": "r{n}""#))
    };
    fails.store(OTHERS, Relaxed);
    assert_eq!(told(&desk.command(&reply(1))), "1");
    fails.store(OTHERS, Relaxed);
    let together = [reply(2), say(r#""do": "note", "ticket": "T-1", "by": "agent", "body": "n", "key": "n""#)];
    assert_eq!(desk.command_all(&together).unwrap().iter().map(told).collect::<Vec<_>>(), ["1", "1"]);
    assert_eq!(desk.ticket("T-1").unwrap().unwrap().messages, 5); // three of ours, two of others
    assert_eq!(told(&desk.command(&reply(2))), "repeated");
    desk.store_mut().verify(None).unwrap();
}

/// An assignment that changed nothing is sent again after somebody else took the ticket: it must not take it back.
#[test]
fn a_command_that_did_nothing_does_nothing_when_it_is_sent_again() {
    let (mut desk, _) = desk();
    desk.command(&say(r#""do": "create", "ticket": "T-1", "by": "agent", "requester": "c-1", "assignee": "agent""#))
        .unwrap();
    let assign = say(r#""do": "assign", "ticket": "T-1", "by": "agent", "assignee": "agent", "key": "k""#);
    assert_eq!(told(&desk.command(&assign)), "0");
    desk.command(&say(r#""do": "assign", "ticket": "T-1", "by": "lead", "assignee": "lead""#)).unwrap();
    assert_eq!(told(&desk.command(&assign)), "repeated");
    assert_eq!(desk.ticket("T-1").unwrap().unwrap().assignee.as_deref(), Some("lead"));
    let other = say(r#""do": "note", "ticket": "T-1", "by": "agent", "body": "n", "key": "k""#);
    assert_eq!(told(&desk.command(&other)), "idempotency_mismatch");
}
