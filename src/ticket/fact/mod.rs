//! What can happen to a ticket, as a record keeps it: in the past tense, with all that a fold needs, so that no workflow is asked again.

mod parts;

pub use parts::{Adopted, ApprovalOrder, Beginning, Counts, Link, LinkKind, MessageDoc, TicketKind, Why};

use super::StatusCategory;
use super::workflow::Amount;
use crate::error::{Error, ErrorKind, Result};
use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};

fn unset<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The data of a fact: what is unset is left out, and what this release does not know stays as it was written.
pub(crate) struct Data<'f>(&'f Fact);

/// Declares the kinds: their Rust name and the word a record carries, in one table.
macro_rules! facts {
    ($($(#[$doc:meta])* $kind:ident = $word:literal $({ $($(#[$fdoc:meta])* $field:ident: $type:ty),+ $(,)? })?),+ $(,)?) => {
        /// What happened. [`Fact::Unknown`] is a kind that this release does not know: it is kept byte for byte.
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum Fact {
            $($(#[$doc])* $kind $({ $($(#[$fdoc])* $field: $type),+ })?,)+
            /// A kind of a later release.
            Unknown {
                /// Its word.
                kind: String,
                /// Its data as it was written.
                data: Box<RawValue>,
            },
        }

        impl Fact {
            /// Every kind that is known, by its word.
            pub const KINDS: &'static [&'static str] = &[$($word),+];

            /// The word of the kind.
            #[must_use]
            pub fn kind(&self) -> &str {
                match self {
                    $(Fact::$kind { .. } => $word,)+
                    Fact::Unknown { kind, .. } => kind,
                }
            }

            /// The data of the kind, to be written.
            pub(crate) fn data(&self) -> Data<'_> {
                Data(self)
            }

            /// The fact behind a word and its data.
            pub(crate) fn from_data(kind: &str, data: Box<RawValue>) -> Result<Self> {
                Ok(match kind {
                    $($word => {
                        #[derive(Deserialize)]
                        #[allow(non_camel_case_types)]
                        struct Data { $($(#[serde(default)] $field: $type),+)? }
                        let read: Data = serde_json::from_str(data.get()).map_err(|e| {
                            Error::new(ErrorKind::InvalidInput, format!("not the data of a {}: {e}", $word)).at("data")
                        })?;
                        let _ = &read;
                        Fact::$kind $({ $($field: read.$field),+ })?
                    })+
                    other => Fact::Unknown { kind: other.to_owned(), data },
                })
            }
        }

        impl Serialize for Data<'_> {
            fn serialize<S: Serializer>(&self, s: S) -> std::result::Result<S::Ok, S::Error> {
                match self.0 {
                    $(Fact::$kind $({ $($field),+ })? => {
                        #[allow(unused_mut)]
                        let mut map = s.serialize_map(None)?;
                        $($(facts!(@put map, $field);)+)?
                        map.end()
                    })+
                    Fact::Unknown { data, .. } => data.serialize(s),
                }
            }
        }
    };
    (@put $map:ident, $field:ident) => {
        if !unset($field) {
            $map.serialize_entry(stringify!($field), $field)?;
        }
    };
}

facts! {
    /// The ticket came into being.
    Created = "created" {
        /// All that was known of it.
        of: Box<Beginning>,
    },
    /// It moved.
    StatusChanged = "status_changed" {
        /// Fields it cleared.
        cleared: Vec<String>,
        /// The comment given.
        comment: Option<String>,
        /// Fields set with the move.
        fields: BTreeMap<String, Value>,
        /// Why it was not legal, for a move of a foreign log.
        flag: Option<String>,
        /// From which status.
        from: String,
        /// Its category.
        from_category: Option<StatusCategory>,
        /// The reason given.
        reason: Option<String>,
        /// The rule, for a move by time.
        rule: Option<u32>,
        /// A survey is due for it, and whether a person solved the ticket.
        survey: Option<bool>,
        /// To which.
        to: String,
        /// Its category.
        to_category: Option<StatusCategory>,
        /// Until when.
        until: Option<i64>,
        /// Why it moved: `command`, or what moved it by itself.
        why: Why,
    },
    /// Its present status holds until another time.
    UntilSet = "until_set" {
        /// Until when.
        until: i64,
    },
    /// Its present status has another reason.
    ReasonChanged = "reason_changed" {
        /// The comment given.
        comment: Option<String>,
        /// The reason.
        reason: String,
    },
    /// A message to or from the customer.
    MessageAdded = "message_added" {
        /// The message.
        message: Box<MessageDoc>,
    },
    /// An internal note.
    NoteAdded = "note_added" {
        /// Its text.
        body: Option<String>,
    },
    /// It was given to somebody.
    Assigned = "assigned" {
        /// The assignee; nobody when it went to a group alone.
        assignee: Option<String>,
        /// The group.
        group: Option<String>,
    },
    /// It was taken from its assignee.
    Unassigned = "unassigned" {
        /// From whom.
        from: String,
        /// Why: `command`, `left_group`, `reopened`, `merged`.
        why: String,
    },
    /// It went to another group or workflow.
    Transferred = "transferred" {
        /// The assignee was outside the group.
        clear_assignee: bool,
        /// The group.
        group: Option<String>,
        /// What the next one must know.
        note: Option<String>,
        /// The workflow.
        workflow: Option<String>,
        /// Its version.
        workflow_version: Option<String>,
    },
    /// It went a tier up.
    Escalated = "escalated" {
        /// The group.
        group: Option<String>,
        /// What the next one must know.
        note: Option<String>,
        /// The new tier.
        tier: u32,
    },
    /// A field changed.
    FieldChanged = "field_changed" {
        /// `priority`, `subject`, or a named field.
        field: String,
        /// The value before.
        old: Value,
        /// The value; null when cleared.
        value: Value,
    },
    /// Its tags changed.
    TagsChanged = "tags_changed" {
        /// All of them.
        tags: BTreeSet<String>,
    },
    /// Somebody watches it, or no longer.
    WatchersChanged = "watchers_changed" {
        /// All of them.
        watchers: BTreeSet<String>,
    },
    /// Replies move it no longer, or again.
    Muted = "muted" {
        /// Whether it is muted.
        value: bool,
    },
    /// It must not be erased, or may again.
    LegalHoldSet = "legal_hold_set" {
        /// Whether it is held.
        value: bool,
    },
    /// The bot left it to people.
    BotHandoff = "bot_handoff",
    /// A task was planned.
    TaskPlanned = "task_planned",
    /// A task was done.
    TaskDone = "task_done",
    /// It was linked to another.
    Linked = "linked" {
        /// What the other is for this one.
        link: Link,
    },
    /// A link was taken away.
    Unlinked = "unlinked" {
        /// The link.
        link: Link,
    },
    /// It became part of another.
    MergedInto = "merged_into" {
        /// It lost its assignee.
        clear_assignee: bool,
        /// The other.
        into: String,
    },
    /// Another became part of it.
    ReceivedMerge = "received_merge" {
        /// What it received.
        parts: Vec<Adopted>,
    },
    /// It is a ticket of its own again.
    Unmerged = "unmerged" {
        /// Out of which.
        from: String,
        /// What it got back.
        parts: Vec<Adopted>,
    },
    /// What was part of it is a ticket of its own again.
    GaveBack = "gave_back" {
        /// The ticket.
        to: String,
    },
    /// Messages of it became a ticket of their own.
    Split = "split" {
        /// What they count for.
        counts: Counts,
        /// The new ticket.
        into: String,
        /// The numbers of the messages, from 1.
        messages: Vec<u32>,
    },
    /// It says the same as another.
    MarkedDuplicate = "marked_duplicate" {
        /// The other.
        of: String,
    },
    /// Somebody must agree.
    ApprovalRequested = "approval_requested" {
        /// Who.
        approvers: Vec<String>,
        /// In which way.
        order: ApprovalOrder,
    },
    /// Somebody agreed or did not.
    ApprovalDecided = "approval_decided" {
        /// Whether.
        approved: bool,
        /// What it is all together now.
        outcome: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// Something was given away.
    GoodwillGranted = "goodwill_granted" {
        /// How much.
        amount: Amount,
        /// Of which currency.
        currency: String,
        /// The limit of who granted it, at that time.
        limit: Option<Amount>,
        /// The request it answers, from 0; none when it was granted at once.
        request: Option<u32>,
    },
    /// Somebody must agree to give so much away.
    GoodwillApprovalRequested = "goodwill_approval_requested" {
        /// How much.
        amount: Amount,
        /// Of which currency.
        currency: String,
    },
    /// It was denied.
    GoodwillDenied = "goodwill_denied" {
        /// Why.
        reason: Option<String>,
    },
    /// The customer was asked how it was.
    SurveyRequested = "survey_requested" {
        /// On which channel.
        channel: Option<String>,
    },
    /// The customer was not asked.
    SurveySuppressed = "survey_suppressed" {
        /// Why: `automatic`, `once_per_ticket`, `window_closed`.
        why: String,
    },
    /// The customer said how it was.
    SurveyAnswered = "survey_answered" {
        /// From 0 to 10.
        score: u8,
    },
    /// Somebody should call this customer.
    DetractorFollowUp = "detractor_follow_up" {
        /// The score.
        score: u8,
    },
    /// The time that was set is there.
    ReminderDue = "reminder_due" {
        /// The time that was set.
        until: i64,
    },
    /// The assignee did nothing for too long.
    OwnerTimedOut = "owner_timed_out" {
        /// Who it was.
        from: String,
    },
    /// A rule told something.
    RuleEmitted = "rule_emitted" {
        /// What.
        event: String,
        /// Which rule, from 0.
        rule: u32,
    },
    /// The customer wrote to a closed ticket, and it stayed closed.
    FollowUpRejected = "follow_up_rejected",
    /// A reply did not reopen, because too many had within an hour.
    ReopenLimited = "reopen_limited",
    /// A subject is no longer in it.
    SubjectErased = "subject_erased" {
        /// How many messages are blank now.
        messages: u32,
        /// Who it was.
        subject: String,
    },
    /// What was written in some of its records is taken out, and of whoever it spoke.
    Redacted = "redacted" {
        /// How many messages and notes are blank now.
        messages: u32,
        /// The records by their numbers; none: all before this one.
        records: Vec<u64>,
    },
    /// It went to another version of its workflow.
    Migrated = "migrated" {
        /// The version.
        workflow_version: String,
    },
    /// It is gone.
    TicketDeleted = "ticket_deleted",
    /// A person is there, or away.
    AgentAvailable = "agent_available" {
        /// Who.
        agent: String,
        /// Whether.
        value: bool,
    },
    /// A person left a group.
    LeftGroup = "left_group" {
        /// Who.
        agent: String,
        /// The group.
        group: String,
    },
}

impl Fact {
    /// Whether commands that state a version pass over it: notes, messages, tags and watchers.
    #[must_use]
    pub fn commutes(&self) -> bool {
        matches!(
            self,
            Fact::MessageAdded { .. }
                | Fact::NoteAdded { .. }
                | Fact::TagsChanged { .. }
                | Fact::WatchersChanged { .. }
        )
    }
}
