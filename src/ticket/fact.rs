//! What can happen to a ticket, as a record keeps it: in the past tense, with all that a fold needs, so that no workflow is asked again.

use super::StatusCategory;
use super::workflow::Amount;
use crate::error::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};

fn unset<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

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

            /// The data of the kind as JSON.
            pub(crate) fn to_data(&self) -> Result<Box<RawValue>> {
                let json = match self {
                    $(Fact::$kind $({ $($field),+ })? => {
                        #[allow(unused_mut)]
                        let mut map = serde_json::Map::new();
                        $($(facts!(@put map, $field);)+)?
                        Value::Object(map)
                    })+
                    Fact::Unknown { data, .. } => return Ok(data.clone()),
                };
                RawValue::from_string(json.to_string()).map_err(Error::unwritable)
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
    };
    (@put $map:ident, $field:ident) => {
        if !unset($field) {
            $map.insert(stringify!($field).to_owned(), serde_json::to_value($field).map_err(Error::unwritable)?);
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
        /// From which status.
        from: String,
        /// Its category.
        from_category: Option<StatusCategory>,
        /// To which.
        to: String,
        /// Its category.
        to_category: Option<StatusCategory>,
        /// Why it moved: `command`, or what moved it by itself.
        why: Why,
        /// The rule, for a move by time.
        rule: Option<u32>,
        /// The reason given.
        reason: Option<String>,
        /// The comment given.
        comment: Option<String>,
        /// Until when.
        until: Option<i64>,
        /// Fields set with the move.
        fields: BTreeMap<String, Value>,
        /// Fields it cleared.
        cleared: Vec<String>,
        /// A survey is due for it, and whether a person solved the ticket.
        survey: Option<bool>,
        /// Why it was not legal, for a move of a foreign log.
        flag: Option<String>,
    },
    /// Its present status holds until another time.
    UntilSet = "until_set" {
        /// Until when.
        until: i64,
    },
    /// Its present status has another reason.
    ReasonChanged = "reason_changed" {
        /// The reason.
        reason: String,
        /// The comment given.
        comment: Option<String>,
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
        /// The group.
        group: Option<String>,
        /// The workflow.
        workflow: Option<String>,
        /// Its version.
        workflow_version: Option<String>,
        /// The assignee was outside the group.
        clear_assignee: bool,
        /// What the next one must know.
        note: Option<String>,
    },
    /// It went a tier up.
    Escalated = "escalated" {
        /// The new tier.
        tier: u32,
        /// The group.
        group: Option<String>,
        /// What the next one must know.
        note: Option<String>,
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
        /// The other.
        into: String,
        /// It lost its assignee.
        clear_assignee: bool,
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
        /// The new ticket.
        into: String,
        /// The numbers of the messages, from 1.
        messages: Vec<u32>,
        /// What they count for.
        counts: Counts,
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
        /// Why.
        reason: Option<String>,
        /// What it is all together now.
        outcome: Option<String>,
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
        /// Who it was.
        subject: String,
        /// How many messages are blank now.
        messages: u32,
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
        /// The group.
        group: String,
        /// Who.
        agent: String,
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

/// What moved a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// Somebody did.
    #[default]
    Command,
    /// An `on` rule.
    Event,
    /// A customer's reply.
    Reply,
    /// The time set with the status.
    Until,
    /// An `auto` rule.
    Auto,
    /// An approval.
    Approval,
    /// A merge.
    Merge,
    /// An unmerge.
    Unmerge,
    /// It is a duplicate.
    Duplicate,
    /// Its problem was solved.
    Problem,
    /// A map to another workflow or version.
    Map,
    /// A foreign log.
    Import,
}

/// A ticket at its beginning.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the words of the command that makes it
pub struct Beginning {
    pub workflow: String,
    pub workflow_version: String,
    pub status: String,
    pub category: Option<StatusCategory>,
    #[serde(skip_serializing_if = "unset")]
    pub kind: TicketKind,
    #[serde(skip_serializing_if = "unset")]
    pub requester: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub priority: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub group: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub tags: BTreeSet<String>,
    #[serde(skip_serializing_if = "unset")]
    pub fields: BTreeMap<String, Value>,
    #[serde(skip_serializing_if = "unset")]
    pub channel: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub origin: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub bot: bool,
    #[serde(skip_serializing_if = "unset")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub until: Option<i64>,
    #[serde(skip_serializing_if = "unset")]
    pub open_tasks: u32,
    #[serde(skip_serializing_if = "unset")]
    pub time: BTreeMap<String, i64>,
    #[serde(skip_serializing_if = "unset")]
    pub watchers: BTreeSet<String>,
    #[serde(skip_serializing_if = "unset")]
    pub legal_hold: bool,
    #[serde(skip_serializing_if = "unset")]
    pub follow_up_of: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub split_from: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub reply_token: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub waiting: bool,
    #[serde(skip_serializing_if = "unset")]
    pub survey: Option<bool>,
    #[serde(skip_serializing_if = "unset")]
    pub counts: Counts,
    #[serde(skip_serializing_if = "unset")]
    pub flag: Option<String>,
}

/// What kind of request a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TicketKind {
    /// A request for help.
    #[default]
    Ticket,
    /// The cause behind several.
    Problem,
    /// A piece of work; it is not merged.
    Task,
}

/// A message to or from the customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the words of the command that makes it
pub struct MessageDoc {
    #[serde(skip_serializing_if = "unset")]
    pub inbound: bool,
    #[serde(skip_serializing_if = "unset")]
    pub author: String,
    #[serde(skip_serializing_if = "unset")]
    pub channel: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub message_id: Option<String>,
    /// Sent or received automatically: it answers nobody.
    #[serde(skip_serializing_if = "unset")]
    pub automated: bool,
    /// A template of the channel, which passes its window.
    #[serde(skip_serializing_if = "unset")]
    pub template: bool,
    #[serde(skip_serializing_if = "unset")]
    pub body: Option<String>,
}

/// A link: what `to` is for the ticket that has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Link {
    /// The type, such as `child`.
    #[serde(rename = "type")]
    pub kind: LinkKind,
    /// The other ticket.
    pub to: String,
}

/// What another ticket is for the one that has the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words say it
#[non_exhaustive]
pub enum LinkKind {
    Parent,
    Child,
    Problem,
    Incident,
    DependsOn,
    Blocks,
    #[default]
    Related,
    RefersTo,
    ReferredBy,
    MergedInto,
    MergedFrom,
}

impl LinkKind {
    /// What the first ticket is for the other.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            LinkKind::Parent => LinkKind::Child,
            LinkKind::Child => LinkKind::Parent,
            LinkKind::Problem => LinkKind::Incident,
            LinkKind::Incident => LinkKind::Problem,
            LinkKind::DependsOn => LinkKind::Blocks,
            LinkKind::Blocks => LinkKind::DependsOn,
            LinkKind::Related => LinkKind::Related,
            LinkKind::RefersTo => LinkKind::ReferredBy,
            LinkKind::ReferredBy => LinkKind::RefersTo,
            LinkKind::MergedInto => LinkKind::MergedFrom,
            LinkKind::MergedFrom => LinkKind::MergedInto,
        }
    }

    /// Whether links of this kind must not lead round in a circle.
    #[must_use]
    pub const fn is_acyclic(self) -> bool {
        matches!(
            self,
            LinkKind::Parent
                | LinkKind::Child
                | LinkKind::Problem
                | LinkKind::Incident
                | LinkKind::DependsOn
                | LinkKind::Blocks
        )
    }
}

/// How several approvers decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalOrder {
    /// Everybody must agree, in any order.
    #[default]
    All,
    /// One is enough.
    Any,
    /// Everybody, one after the other.
    Sequential,
}

/// Messages counted: what an inbox and a report show without reading them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// All, notes included.
    #[serde(skip_serializing_if = "unset")]
    pub total: u32,
    /// Those to or from the customer.
    #[serde(skip_serializing_if = "unset")]
    pub public: u32,
    /// Those whose text is gone.
    #[serde(skip_serializing_if = "unset")]
    pub redacted: u32,
    /// How many each author wrote whose text is still there.
    #[serde(skip_serializing_if = "unset")]
    pub authors: BTreeMap<String, u32>,
    /// The channels, notes apart.
    #[serde(skip_serializing_if = "unset")]
    pub channels: BTreeSet<String>,
}

/// What a ticket received by a merge, and gives back by an unmerge.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Adopted {
    /// Whose it was.
    pub source: String,
    /// Its messages.
    pub counts: Counts,
    /// Its watchers that the target did not have.
    #[serde(skip_serializing_if = "unset")]
    pub watchers: BTreeSet<String>,
    /// All its watchers, for the way back.
    #[serde(skip_serializing_if = "unset")]
    pub own_watchers: BTreeSet<String>,
    /// Its participants that the target did not have, and its requester if the target has another.
    #[serde(skip_serializing_if = "unset")]
    pub participants: BTreeSet<String>,
    /// All its participants, for the way back.
    #[serde(skip_serializing_if = "unset")]
    pub own_participants: BTreeSet<String>,
    /// Its sums of time.
    #[serde(skip_serializing_if = "unset")]
    pub time: BTreeMap<String, i64>,
    /// Its links, for the way back.
    #[serde(skip_serializing_if = "unset")]
    pub links: BTreeSet<Link>,
    /// Those of them that the target did not have.
    #[serde(skip_serializing_if = "unset")]
    pub gained: BTreeSet<Link>,
}
