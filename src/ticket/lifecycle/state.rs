//! Where a ticket stands: the fold of its records.

use crate::ticket::StatusCategory;
use crate::ticket::fact::{Adopted, ApprovalOrder, Counts, Link, LinkKind, TicketKind};
use crate::ticket::workflow::Amount;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Where a ticket stands, as its records tell it. A host may keep it as a snapshot: it is plain data, and JSON.
///
/// Instants are microseconds since 1970 UTC. What a person reads is the [`TicketView`](super::TicketView).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketState {
    /// Its id.
    pub id: String,
    /// Its place among all tickets by creation, from 0.
    pub order: u64,
    /// How many records it has.
    pub version: u64,
    /// The last record that a command which states a version may not pass over.
    pub settled_version: u64,
    /// Its workflow.
    pub workflow: String,
    /// And its version.
    pub workflow_version: String,
    /// What it is.
    pub kind: TicketKind,
    /// The status.
    pub status: String,
    /// Its category.
    pub category: StatusCategory,
    /// When it was entered.
    pub status_since: i64,
    /// The last message, note or move.
    pub last_activity: i64,
    /// When the ticket was created.
    pub created_at: i64,
    /// Whether it has ever been outside category new.
    pub started: bool,
    /// Who asks.
    pub requester: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// How urgent it is.
    pub priority: Option<String>,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// When they last changed.
    pub tags_changed_at: i64,
    /// Named fields.
    pub fields: BTreeMap<String, Value>,
    /// The group it is with.
    pub group: Option<String>,
    /// Whose it is.
    pub assignee: Option<String>,
    /// Since when.
    pub assigned_at: i64,
    /// The tier, from 1.
    pub tier: u32,
    /// A bot answers.
    pub bot: bool,
    /// Replies do not move it.
    pub muted: bool,
    /// It must not be erased.
    pub legal_hold: bool,
    /// The version after which all that was written on it had been taken out; 0: never.
    #[serde(default)]
    pub redacted: u64,
    /// Where it came from.
    pub origin: Option<String>,
    /// The channel it began on.
    pub channel: Option<String>,
    /// Until when its status holds.
    pub until: Option<i64>,
    /// The time for which a reminder has come.
    pub reminded: Option<i64>,
    /// Why it is in its status.
    pub reason: Option<String>,
    /// Rules that have told something during this stay.
    pub emitted: BTreeSet<u32>,
    /// Tasks planned and not done.
    pub open_tasks: u32,
    /// Sums of time: `worked`, `estimated`, `left`.
    pub time: BTreeMap<String, i64>,
    /// Who watches it.
    pub watchers: BTreeSet<String>,
    /// Who wrote to it and is not the requester.
    pub participants: BTreeSet<String>,
    /// Its links.
    pub links: BTreeSet<Link>,
    /// The ticket it is part of.
    pub merged_into: Option<String>,
    /// Where it stood before.
    pub before_merge: Option<Box<BeforeMerge>>,
    /// What it received by merges.
    pub adopted: Vec<Adopted>,
    /// The closed ticket it goes on from.
    pub follow_up_of: Option<String>,
    /// The ticket it says the same as.
    pub duplicate_of: Option<String>,
    /// The ticket it was split from.
    pub split_from: Option<String>,
    /// The token that replies to it carry.
    pub reply_token: Option<String>,
    /// Its own messages.
    pub counts: Counts,
    /// The last inbound message on each channel.
    pub last_inbound: BTreeMap<String, i64>,
    /// A person of the desk has answered.
    pub first_reply: bool,
    /// The customer waits for a person's answer.
    pub waiting: bool,
    /// When that last changed.
    pub waiting_changed_at: i64,
    /// How often it was reopened.
    pub reopen_count: u32,
    /// By whom it last was.
    pub last_reopened_by: Option<String>,
    /// The last reopenings by replies.
    pub reopened_by_reply: Vec<i64>,
    /// The last move from an active category to solved or closed.
    pub solved_at: Option<i64>,
    /// When it was closed, while it is.
    pub closed_at: Option<i64>,
    /// When it last was.
    pub last_closed_at: Option<i64>,
    /// Who closed or solved it last.
    pub closed_by: Option<String>,
    /// The last approval.
    pub approval: Option<Approval>,
    /// What was given away, by currency.
    pub goodwill: BTreeMap<String, Amount>,
    /// What somebody must agree to, oldest first.
    pub goodwill_pending: Vec<PendingGoodwill>,
    /// The survey.
    pub survey: Survey,
    /// Kinds of records that this release does not know.
    pub unknown: BTreeSet<String>,
}

/// Where a ticket stood before it was merged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // the words of TicketState
pub struct BeforeMerge {
    pub status: String,
    pub category: StatusCategory,
    pub assignee: Option<String>,
    pub reason: Option<String>,
    pub until: Option<i64>,
}

/// An approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who asked for it.
    pub requested_by: String,
    /// Who must agree.
    pub approvers: Vec<String>,
    /// In which way.
    pub order: ApprovalOrder,
    /// Who has agreed.
    pub approved_by: Vec<String>,
    /// Who has denied.
    pub denied_by: Option<String>,
    /// `pending`, `approved`, `denied`.
    pub outcome: String,
}

/// Something that is not given away before somebody agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingGoodwill {
    /// Who asked.
    pub by: String,
    /// How much.
    pub amount: Amount,
    /// Of which currency.
    pub currency: String,
}

/// Where the survey stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Survey {
    /// The solve it is due for; none once sent or dropped.
    pub due_for: Option<i64>,
    /// That solve was no person's.
    pub automatic: bool,
    /// Whether one was ever sent.
    pub sent: bool,
    /// One was sent and is not answered.
    pub open: bool,
    /// The last score.
    pub score: Option<u8>,
}

impl TicketState {
    /// The messages shown on it: its own and those of tickets that are part of it.
    #[must_use]
    pub fn shown(&self) -> Counts {
        self.adopted.iter().fold(self.counts.clone(), |mut sum, part| {
            sum.add(&part.counts);
            sum
        })
    }

    /// The other tickets that are `kind` for this one.
    pub fn linked(&self, kind: LinkKind) -> impl Iterator<Item = &str> {
        self.links.iter().filter(move |l| l.kind == kind).map(|l| l.to.as_str())
    }

    /// Whether the customer waits for a person's answer; nobody waits on a ticket that is solved or closed.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.waiting && !self.category.is_done()
    }

    /// Whether an approval is waited for.
    #[must_use]
    pub fn approval_pending(&self) -> bool {
        self.approval.as_ref().is_some_and(|a| a.outcome == "pending")
    }

    /// The value of a field, a built-in one or a named one; `None` when it is empty.
    pub(crate) fn field(&self, name: &str) -> Option<Value> {
        let text = |t: &Option<String>| t.clone().map(Value::from);
        let found = match name {
            "priority" => text(&self.priority),
            "subject" => text(&self.subject),
            "group" => text(&self.group),
            "assignee" => text(&self.assignee),
            "requester" => text(&self.requester),
            "tags" => (!self.tags.is_empty()).then(|| self.tags.iter().cloned().collect()),
            other => self.fields.get(other).cloned(),
        };
        found.filter(|v| !is_empty(v))
    }
}

/// Whether a value is none.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

impl Counts {
    pub(crate) fn add(&mut self, other: &Counts) {
        self.total += other.total;
        self.public += other.public;
        self.redacted += other.redacted;
        for (author, n) in &other.authors {
            *self.authors.entry(author.clone()).or_default() += n;
        }
        self.channels.extend(other.channels.iter().cloned());
    }

    /// Counts one message, or note (`channel` none, `public` false).
    pub(crate) fn count(&mut self, author: &str, public: bool, channel: Option<&String>) {
        self.total += 1;
        self.public += u32::from(public);
        *self.authors.entry(author.to_owned()).or_default() += 1;
        if let Some(channel) = channel.filter(|c| public && !self.channels.contains(*c)) {
            self.channels.insert(channel.clone());
        }
    }

    /// Blanks what an author wrote; how many messages that were.
    pub(crate) fn redact(&mut self, author: &str) -> u32 {
        let n = self.authors.remove(author).unwrap_or(0);
        self.redacted += n;
        n
    }

    /// Takes out what a split took away.
    pub(crate) fn take(&mut self, part: &Counts) {
        self.total = self.total.saturating_sub(part.total);
        self.public = self.public.saturating_sub(part.public);
        self.redacted = self.redacted.saturating_sub(part.redacted);
        for (author, n) in &part.authors {
            if let Some(left) = self.authors.get_mut(author) {
                *left = left.saturating_sub(*n);
            }
        }
        self.authors.retain(|_, n| *n > 0);
    }
}
