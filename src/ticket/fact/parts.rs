//! What facts are made of: beginnings, messages, links, counts. Their fields stand in the order of their names, as records have always had
//! them: the bytes of a record are under its hash, and an export of one file is the same from every release.

use super::unset;
use crate::ticket::StatusCategory;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
    #[serde(skip_serializing_if = "unset")]
    pub bot: bool,
    pub category: Option<StatusCategory>,
    #[serde(skip_serializing_if = "unset")]
    pub channel: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub counts: Counts,
    #[serde(skip_serializing_if = "unset")]
    pub fields: BTreeMap<String, Value>,
    #[serde(skip_serializing_if = "unset")]
    pub flag: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub follow_up_of: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub group: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub kind: TicketKind,
    #[serde(skip_serializing_if = "unset")]
    pub legal_hold: bool,
    #[serde(skip_serializing_if = "unset")]
    pub open_tasks: u32,
    #[serde(skip_serializing_if = "unset")]
    pub origin: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub priority: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub reply_token: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub requester: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub split_from: Option<String>,
    pub status: String,
    #[serde(skip_serializing_if = "unset")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub survey: Option<bool>,
    #[serde(skip_serializing_if = "unset")]
    pub tags: BTreeSet<String>,
    #[serde(skip_serializing_if = "unset")]
    pub time: BTreeMap<String, i64>,
    #[serde(skip_serializing_if = "unset")]
    pub until: Option<i64>,
    #[serde(skip_serializing_if = "unset")]
    pub waiting: bool,
    #[serde(skip_serializing_if = "unset")]
    pub watchers: BTreeSet<String>,
    pub workflow: String,
    pub workflow_version: String,
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
    pub author: String,
    /// Sent or received automatically: it answers nobody.
    #[serde(skip_serializing_if = "unset")]
    pub automated: bool,
    #[serde(skip_serializing_if = "unset")]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub channel: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    pub inbound: bool,
    #[serde(skip_serializing_if = "unset")]
    pub message_id: Option<String>,
    /// A template of the channel, which passes its window.
    #[serde(skip_serializing_if = "unset")]
    pub template: bool,
}

/// A link: what `to` is for the ticket that has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
pub struct Link {
    /// The type, such as `child`.
    #[serde(rename = "type")]
    pub kind: LinkKind,
    /// The other ticket.
    pub to: String,
}

impl Serialize for Link {
    /// `to` before `type`; links themselves are in the order of their types.
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut fields = s.serialize_struct("Link", 2)?;
        fields.serialize_field("to", &self.to)?;
        fields.serialize_field("type", &self.kind)?;
        fields.end()
    }
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
    /// How many each author wrote whose text is still there.
    #[serde(skip_serializing_if = "unset")]
    pub authors: BTreeMap<String, u32>,
    /// The channels, notes apart.
    #[serde(skip_serializing_if = "unset")]
    pub channels: BTreeSet<String>,
    /// Those to or from the customer.
    #[serde(skip_serializing_if = "unset")]
    pub public: u32,
    /// Those whose text is gone.
    #[serde(skip_serializing_if = "unset")]
    pub redacted: u32,
    /// All, notes included.
    #[serde(skip_serializing_if = "unset")]
    pub total: u32,
}

/// What a ticket received by a merge, and gives back by an unmerge.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Adopted {
    /// Its messages.
    pub counts: Counts,
    /// Those of them that the target did not have.
    #[serde(skip_serializing_if = "unset")]
    pub gained: BTreeSet<Link>,
    /// Its links, for the way back.
    #[serde(skip_serializing_if = "unset")]
    pub links: BTreeSet<Link>,
    /// All its participants, for the way back.
    #[serde(skip_serializing_if = "unset")]
    pub own_participants: BTreeSet<String>,
    /// All its watchers, for the way back.
    #[serde(skip_serializing_if = "unset")]
    pub own_watchers: BTreeSet<String>,
    /// Its participants that the target did not have, and its requester if the target has another.
    #[serde(skip_serializing_if = "unset")]
    pub participants: BTreeSet<String>,
    /// Whose it was.
    pub source: String,
    /// Its sums of time.
    #[serde(skip_serializing_if = "unset")]
    pub time: BTreeMap<String, i64>,
    /// Its watchers that the target did not have.
    #[serde(skip_serializing_if = "unset")]
    pub watchers: BTreeSet<String>,
}
