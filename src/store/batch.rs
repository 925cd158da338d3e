//! The nouns of a store: what is written together, what comes back, what is claimed for a time.

use super::chain::Head;
use crate::ticket::{Key, Record};
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one call of a store gives at most of records, timers or items.
pub const MAX_TAKEN: usize = 10_000;
/// The longest record, in bytes of its JSON (4 MiB): a body of 1 MiB fits whatever has to be escaped in it.
pub const MAX_RECORD_BYTES: usize = 4 << 20;
/// The most records of one batch. A batch is written whole or not at all.
pub const MAX_BATCH: usize = 10_000;
/// The most people one record may speak of.
pub const MAX_ABOUT: usize = 16;

/// One record to keep, and whom its text speaks of beside the ticket's requester and who wrote it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The record. With `seq` 0 it gets the next number of its stream, with an empty `id` the one made of desk, stream and number.
    pub record: Record,
    /// Other people its text speaks of: the erasure of each of them blanks it.
    pub about: Vec<String>,
}

impl From<Record> for Entry {
    fn from(record: Record) -> Self {
        Self { record, about: Vec::new() }
    }
}

/// At which version a stream must be for a batch to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// At any.
    #[default]
    Any,
    /// It must not have begun.
    NoStream,
    /// At this one.
    Exact(u64),
}

/// When a stream wants to be woken, or no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimerMark {
    /// The ticket.
    pub stream: String,
    /// When, in microseconds since 1970 UTC; none: not any more.
    pub at: Option<i64>,
    /// What for, in the host's words.
    #[serde(default)]
    pub what: String,
}

/// What is sent once the batch stands: a mail, a web hook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboxItem {
    /// What kind of thing it is, in the host's words.
    pub topic: String,
    /// What is sent.
    pub body: String,
    /// Whom it speaks of: it goes when they are erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// What is written together: all of it or nothing.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// The records, those of a stream in the order of their numbers.
    pub entries: Vec<Entry>,
    /// At which version streams must be. A record that has its number says so by itself.
    pub expect: BTreeMap<String, Expected>,
    /// When tickets want to be woken.
    pub timers: Vec<TimerMark>,
    /// The promise that is due next, for the inbox: it only sorts by it.
    pub clocks: Vec<TimerMark>,
    /// What is sent.
    pub outbox: Vec<OutboxItem>,
    /// The key of a command that did nothing, and when that was: it has had its one effect. Keys of records stand in the records.
    pub done: Option<(Key, i64)>,
}

impl Batch {
    /// A batch of records, such as a [`Decision`](crate::ticket::lifecycle::Decision) has them.
    #[must_use]
    pub fn of(records: &[Record]) -> Self {
        Self { entries: records.iter().cloned().map(Entry::from).collect(), ..Self::default() }
    }
}

/// What became of a batch. Only [`Done`](Append::Done) wrote something.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "append")]
#[non_exhaustive]
pub enum Append {
    /// It is written, and on the disk.
    Done {
        /// The position of its first record; the head's when it had none.
        first: u64,
        /// The position of its last record.
        last: u64,
        /// At which version its streams are now.
        versions: BTreeMap<String, u64>,
    },
    /// A stream is at another version than expected.
    Conflict {
        /// Which.
        stream: String,
        /// At which version it is.
        version: u64,
        /// What has happened since the version that was expected.
        since: Vec<Stored>,
    },
    /// Its idempotency key was used by the same command: it is done already.
    Repeated {
        /// The key.
        key: String,
        /// Where what it did begins.
        position: u64,
    },
    /// Its idempotency key was used by another command.
    KeyTaken {
        /// The key.
        key: String,
        /// Where what that did begins.
        position: u64,
    },
}

impl Append {
    /// Whether it is written.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, Append::Done { .. })
    }
}

/// A record as a store keeps it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stored {
    /// Its place among all records of the store, from 1, without gaps.
    pub position: u64,
    /// The hash of the chain up to it, in hexadecimal digits.
    pub hash: String,
    /// What of it is gone with the people it spoke of, such as `message.body`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub erased: Vec<String>,
    /// The record.
    pub record: Record,
}

/// A timer that somebody has claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// The ticket.
    pub stream: String,
    /// When it is due.
    #[serde(serialize_with = "Instant::serialize_us")]
    pub at: i64,
    /// What for.
    pub what: String,
}

/// What is to be sent, claimed by somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sending {
    /// Its number, for [`sent`](super::Store::sent).
    pub number: u64,
    /// What it is.
    #[serde(flatten)]
    pub item: OutboxItem,
}

/// Who claims something, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease<'a> {
    /// Who.
    pub worker: &'a str,
    /// When.
    pub now: i64,
    /// Until when nobody else gets it.
    pub until: i64,
}

/// Where a ticket stood, so that a load need not begin at its first record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The ticket.
    pub stream: String,
    /// After how many of its records.
    pub version: u64,
    /// What wrote it: a snapshot of another form is not given out.
    pub form: String,
    /// The host's own text. It goes when somebody the ticket speaks of is erased.
    pub body: String,
}

/// What an external id leads to a ticket by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handle {
    /// The id of a message.
    Message,
    /// The token that replies carry.
    Token,
}

/// A document that records name by its hash: a workflow, a calendar, a catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// What it is, such as `workflow`.
    pub kind: String,
    /// Under which name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its text.
    pub body: String,
}

/// What a check has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// How many records.
    pub records: u64,
    /// How many tickets stand in the inbox, each as its records fold.
    pub tickets: u64,
    /// The end of the chain: keep it elsewhere, and hand it to the next check.
    pub head: Head,
}
