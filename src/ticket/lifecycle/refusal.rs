//! Why a command was refused: a stable code, the data behind it, and the id of its text.

use crate::error::Error;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $word:literal),+ $(,)?) => {
        /// The codes of refusals. They are never renamed; each has its text in the starter catalog of `template`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum RefusalCode {
            $($(#[$doc])* #[serde(rename = $word)] $code,)+
        }

        impl RefusalCode {
            /// Every code, in the order of its word.
            pub const ALL: &'static [RefusalCode] = &[$(RefusalCode::$code),+];

            /// The stable word.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(RefusalCode::$code => $word,)+
                }
            }
        }
    };
}

codes! {
    /// This approver, or the approval, has decided.
    AlreadyDecided = "already_decided",
    /// The ticket is part of another already.
    AlreadyMerged = "already_merged",
    /// An approval is still waited for.
    ApprovalPending = "approval_pending",
    /// Nobody is the assignee.
    AssigneeRequired = "assignee_required",
    /// The ticket is closed, and only an admin may act on it.
    ClosedImmutable = "closed_immutable",
    /// This reason needs a comment.
    CommentRequired = "comment_required",
    /// Nothing is given away in this currency.
    CurrencyMismatch = "currency_mismatch",
    /// A legal hold forbids it.
    ErasureBlocked = "erasure_blocked",
    /// Fields must be filled in first.
    FieldRequired = "field_required",
    /// Who asked may not.
    Forbidden = "forbidden",
    /// The key was used for another command.
    IdempotencyMismatch = "idempotency_mismatch",
    /// Not an amount that can be given away.
    InvalidAmount = "invalid_amount",
    /// Not a score from 0 to 10.
    InvalidScore = "invalid_score",
    /// More than this approver may agree to.
    LimitExceeded = "limit_exceeded",
    /// The links would lead round in a circle.
    LinkCycle = "link_cycle",
    /// A ticket is not linked to itself.
    LinkSelf = "link_self",
    /// The ticket is on the highest tier.
    MaxTier = "max_tier",
    /// The target is itself part of another.
    MergeIntoMerged = "merge_into_merged",
    /// The status of one of the two forbids it.
    MergeStatus = "merge_status",
    /// The ticket is part of another and takes no command.
    MergedImmutable = "merged_immutable",
    /// The channel takes only templates now.
    MessageWindowClosed = "message_window_closed",
    /// The other workflow has no status for this one.
    NoStatusMap = "no_status_map",
    /// The customer was not asked.
    NoSurvey = "no_survey",
    /// There is no such thing.
    NotFound = "not_found",
    /// The agent is not in the group.
    NotInGroup = "not_in_group",
    /// This kind of ticket is not merged.
    NotMergeable = "not_mergeable",
    /// Another approver comes first.
    NotYourTurn = "not_your_turn",
    /// A child, or a ticket it depends on, is open.
    OpenChildren = "open_children",
    /// Tasks are open.
    OpenTasks = "open_tasks",
    /// A priority is not cleared.
    PriorityRequired = "priority_required",
    /// A reason must be given.
    ReasonRequired = "reason_required",
    /// Nobody agrees to his own request.
    SelfApproval = "self_approval",
    /// A ticket is not merged into itself.
    SelfMerge = "self_merge",
    /// The status is no longer used.
    StatusInactive = "status_inactive",
    /// The workflow has no such move.
    TransitionNotAllowed = "transition_not_allowed",
    /// No agent has this name.
    UnknownAgent = "unknown_agent",
    /// The workflow has no such status.
    UnknownStatus = "unknown_status",
    /// The time is past.
    UntilInPast = "until_in_past",
    /// A time must be given.
    UntilRequired = "until_required",
    /// Something happened since the version stated.
    VersionConflict = "version_conflict",
}

impl RefusalCode {
    /// The id of its text in the starter catalog: `refusal-closed-immutable`.
    #[must_use]
    pub fn message_id(self) -> String {
        format!("refusal-{}", self.name().replace('_', "-"))
    }
}

/// Why a command was refused. Nothing was written.
///
/// In JSON it carries its `message_id` beside `code` and `data`.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The stable code.
    pub code: RefusalCode,
    /// The data behind it: the fields that are missing, the version there is.
    pub data: Map<String, Value>,
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut fields = s.serialize_struct("Refusal", 3)?;
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("message_id", &self.message_id())?;
        fields.serialize_field("data", &self.data)?;
        fields.end()
    }
}

impl Refusal {
    pub(crate) fn new(code: RefusalCode) -> Self {
        Self { code, data: Map::new() }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.insert(name.to_owned(), value.into());
        self
    }

    /// The id of its text in the starter catalog; the data are its arguments.
    #[must_use]
    pub fn message_id(&self) -> String {
        self.code.message_id()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code.name().replace('_', " "))?;
        for (i, (name, value)) in self.data.iter().enumerate() {
            write!(f, "{}{name}: {value}", if i == 0 { " (" } else { ", " })?;
        }
        f.write_str(if self.data.is_empty() { "" } else { ")" })
    }
}

/// Why deciding stopped: a refusal, which is an answer, or a fault of the call.
#[derive(Debug)]
pub(crate) enum Stop {
    Refused(Refusal),
    Fault(Error),
}

impl From<Error> for Stop {
    fn from(e: Error) -> Self {
        Stop::Fault(e)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refused(refusal)
    }
}

/// Stops with a code.
pub(crate) fn refuse<T>(code: RefusalCode) -> Result<T, Stop> {
    Err(Stop::Refused(Refusal::new(code)))
}

/// What deciding gives.
pub(crate) type Step<T = ()> = Result<T, Stop>;
