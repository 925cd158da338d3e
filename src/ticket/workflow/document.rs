//! What people write: the keys of a workflow document.

use super::MAX_WORKFLOW_BYTES;
use super::Workflow;
use super::delay::DelayDoc;
use crate::document::{Compile, Document, Problems, read_value};
use crate::money::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

type Names = Vec<String>;
type Map = BTreeMap<String, String>;

fn unset<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A workflow as it is written. `docs/lifecycle.md` explains every key; a key nobody knows is a fault.
///
/// Where a status is meant, `category:open` means every status of that category.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorkflowDoc {
    /// The statuses by name.
    pub statuses: BTreeMap<String, StatusDoc>,
    /// The names as written, so that one written twice is seen; may be left out.
    #[serde(skip_serializing_if = "unset")]
    pub status_list: Names,
    /// The statuses a ticket may be created in.
    pub initial: Names,
    /// The status of a new ticket that names none.
    pub default: String,
    /// For each category the status that stands for it.
    #[serde(skip_serializing_if = "unset")]
    pub defaults: Map,
    /// From each status the ones it may move to; `*` = from every status that is not of category closed.
    #[serde(skip_serializing_if = "unset")]
    pub transitions: BTreeMap<String, Names>,
    /// The right a move needs, by `from -> to`, each side a status or `*`. Looked up as `a -> b`, `* -> b`, `a -> *`, `* -> *`; none
    /// found means `modify`; `assignee` means to be the assignee.
    #[serde(skip_serializing_if = "unset")]
    pub rights: Map,
    /// The moves a requester may make.
    #[serde(skip_serializing_if = "unset")]
    pub requester_may: Names,
    /// A requester may delete his own ticket of category new that has no messages.
    #[serde(skip_serializing_if = "unset")]
    pub requester_may_delete_new: bool,
    /// Moves that follow on what happens.
    #[serde(skip_serializing_if = "unset")]
    pub on: OnDoc,
    /// Where tickets of some origins begin.
    #[serde(skip_serializing_if = "unset")]
    pub on_create: OnCreateDoc,
    /// What a reply to a ticket of category closed does: `reopen`, `follow_up` (the default), `append_only`, `refuse`.
    #[serde(skip_serializing_if = "unset")]
    pub closed_reply: Option<String>,
    /// How long after closing a reply may reopen; outside it the reply becomes a follow-up ticket.
    #[serde(skip_serializing_if = "unset")]
    pub reopen_window: Option<ReopenWindowDoc>,
    /// Whose the ticket is after a reply reopened it: `keep` (the default), `clear`, `if_available`.
    #[serde(skip_serializing_if = "unset")]
    pub reopen_owner: Option<String>,
    /// The status that `@reopen_or_new` takes once an agent has replied.
    #[serde(skip_serializing_if = "unset")]
    pub reopen_status: Option<String>,
    /// The statuses that `@glpi` takes: `assigned`, `planned`, `unassigned`.
    #[serde(skip_serializing_if = "unset")]
    pub reopen_by_actor: Map,
    /// Fields that a reopening clears.
    #[serde(skip_serializing_if = "unset")]
    pub clear_on_reopen: Names,
    /// The most reopenings of a ticket by inbound messages in an hour (4 unless stated).
    #[serde(skip_serializing_if = "unset")]
    pub reopens_per_hour: Option<u32>,
    /// Fields that a follow-up ticket takes over; `group`, `priority`, `tags` and `subject` may be named too.
    #[serde(skip_serializing_if = "unset")]
    pub follow_up_copies: Names,
    /// A ticket is solved by somebody: without an assignee it is not.
    #[serde(skip_serializing_if = "unset")]
    pub solve_requires_assignee: bool,
    /// Who solves a ticket without an assignee becomes it.
    #[serde(skip_serializing_if = "unset")]
    pub auto_assign_on_solve: bool,
    /// Statuses in which only an admin may act.
    #[serde(skip_serializing_if = "unset")]
    pub immutable: Names,
    /// The fields that may be edited even so.
    #[serde(skip_serializing_if = "unset")]
    pub editable_when_immutable: Names,
    /// Whether a priority may be cleared.
    #[serde(skip_serializing_if = "unset")]
    pub priority_clearable: bool,
    /// What merging does; without it nothing is merged.
    #[serde(skip_serializing_if = "unset")]
    pub merge: Option<MergeDoc>,
    /// What time alone does.
    #[serde(skip_serializing_if = "unset")]
    pub auto: Vec<AutoDoc>,
    /// When an assignee who does nothing loses the ticket.
    #[serde(skip_serializing_if = "unset")]
    pub owner_timeout: Option<OwnerTimeoutDoc>,
    /// The calendar in whose hours reminders come due.
    #[serde(skip_serializing_if = "unset")]
    pub reminder_calendar: Option<String>,
    /// A solved problem solves its incidents.
    #[serde(skip_serializing_if = "unset")]
    pub problem_solves_incidents: bool,
    /// A ticket with an open child, or one it depends on, is not solved.
    #[serde(skip_serializing_if = "unset")]
    pub children_block_solve: bool,
    /// A ticket with open tasks is not closed.
    #[serde(skip_serializing_if = "unset")]
    pub tasks_block_close: bool,
    /// Categories that a pending approval keeps a ticket out of.
    #[serde(skip_serializing_if = "unset")]
    pub approval_blocks: Names,
    /// A transfer or escalation says why.
    #[serde(skip_serializing_if = "unset")]
    pub handoff_note_required: bool,
    /// The highest tier.
    #[serde(skip_serializing_if = "unset")]
    pub max_tier: Option<u32>,
    /// Who may give how much away, by currency.
    #[serde(skip_serializing_if = "unset", deserialize_with = "goodwill")]
    #[schemars(with = "Value")]
    pub goodwill: BTreeMap<String, GoodwillDoc>,
    /// When the customer is asked how it was.
    #[serde(skip_serializing_if = "unset")]
    pub survey: Option<SurveyDoc>,
    /// The button that moves a ticket on: from each status to one.
    #[serde(skip_serializing_if = "unset")]
    pub toggle: Map,
    /// The status of a ticket marked as a duplicate.
    #[serde(skip_serializing_if = "unset")]
    pub duplicate_status: Option<String>,
    /// To which status of another workflow each status goes.
    #[serde(skip_serializing_if = "unset")]
    pub maps: BTreeMap<String, Map>,
    /// How long after the last inbound message on a channel one may write there freely (`whatsapp`: 24 hours unless stated).
    #[serde(skip_serializing_if = "unset")]
    pub channel_windows: BTreeMap<String, DelayDoc>,
}

impl Document for WorkflowDoc {
    const WHAT: &'static str = "workflow document";
    const MAX_BYTES: usize = MAX_WORKFLOW_BYTES;
}

impl Compile for WorkflowDoc {
    type Out = Workflow;
    type With<'a> = ();

    fn compile(&self, (): (), problems: &mut Problems) -> Option<Workflow> {
        problems.caught(Workflow::compile(self.clone()))
    }
}

/// One status.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StatusDoc {
    /// `new`, `open`, `pending`, `hold`, `solved` or `closed`.
    pub category: String,
    /// `false`: no longer used for new moves.
    #[serde(skip_serializing_if = "unset")]
    pub active: Option<bool>,
    /// What the requester sees instead of the name.
    #[serde(skip_serializing_if = "unset")]
    pub public: Option<String>,
    /// Fields that must be filled in.
    #[serde(skip_serializing_if = "unset")]
    pub require: Names,
    /// A reason must be given.
    #[serde(skip_serializing_if = "unset")]
    pub needs_reason: bool,
    /// The reasons there are; any when left out.
    #[serde(skip_serializing_if = "unset")]
    pub reasons: Names,
    /// The reasons that need a comment.
    #[serde(skip_serializing_if = "unset")]
    pub comment_required_for: Names,
    /// `reminder` (the status stays) or `action` (it becomes `next`) at the time given with the move.
    #[serde(skip_serializing_if = "unset")]
    pub timer: Option<String>,
    /// Where an `action` leads.
    #[serde(skip_serializing_if = "unset")]
    pub next: Option<String>,
    /// `false`: the time may be left out, and then nothing ends the status by itself.
    #[serde(skip_serializing_if = "unset")]
    pub until_required: Option<bool>,
    /// `false`: replies never reopen.
    #[serde(skip_serializing_if = "unset")]
    pub reopen: Option<bool>,
    /// Where a reply leads from here; the default of category open when left out.
    #[serde(skip_serializing_if = "unset")]
    pub reopen_to: Option<String>,
}

/// Moves that follow on what happens: from the status (or `category:x`) the ticket is in to another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OnDoc {
    /// The ticket was given to somebody.
    #[serde(skip_serializing_if = "unset")]
    pub assign: Map,
    /// A public reply of a person of the desk.
    #[serde(skip_serializing_if = "unset")]
    pub agent_reply: Map,
    /// A message of the customer. `@reopen_or_new` and `@glpi` choose by the ticket.
    #[serde(skip_serializing_if = "unset")]
    pub customer_reply: Map,
    /// The same while a bot answers; where it says nothing, `customer_reply` does.
    #[serde(skip_serializing_if = "unset")]
    pub customer_reply_bot: Map,
    /// A task was planned.
    #[serde(skip_serializing_if = "unset")]
    pub plan_task: Map,
    /// An approval was asked for.
    #[serde(skip_serializing_if = "unset")]
    pub approval_requested: Option<String>,
    /// It was given.
    #[serde(skip_serializing_if = "unset")]
    pub approved: Option<String>,
    /// It was denied.
    #[serde(skip_serializing_if = "unset")]
    pub denied: Option<String>,
}

/// Where tickets of some origins begin; the first that applies, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OnCreateDoc {
    /// The contact is blocked.
    #[serde(skip_serializing_if = "unset")]
    pub blocked_contact: Option<String>,
    /// A bot answers first.
    #[serde(skip_serializing_if = "unset")]
    pub bot: Option<String>,
    /// The desk began it (`origin: proactive`).
    #[serde(skip_serializing_if = "unset")]
    pub proactive: Option<String>,
    /// It came from an integration or another team.
    #[serde(skip_serializing_if = "unset")]
    pub triage: Option<String>,
}

/// How long after the last closing a reply may reopen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReopenWindowDoc {
    /// Whole 24-hour days since the last closing must be fewer than this.
    #[serde(skip_serializing_if = "unset")]
    pub days: Option<u32>,
    /// Not later than so many business days after it.
    #[serde(skip_serializing_if = "unset")]
    pub business_days: Option<u32>,
    /// The calendar of the business days.
    #[serde(skip_serializing_if = "unset")]
    pub calendar: Option<String>,
}

/// What merging does to the source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MergeDoc {
    /// Its status afterwards.
    pub status: String,
    /// The categories a target may be in; all but closed when left out.
    #[serde(skip_serializing_if = "unset")]
    pub target_categories: Option<Names>,
    /// The categories a source may be in; all but closed when left out.
    #[serde(skip_serializing_if = "unset")]
    pub source_categories: Option<Names>,
    /// Whether it loses its assignee.
    #[serde(skip_serializing_if = "unset")]
    pub clear_assignee: bool,
}

/// What time alone does in a status.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AutoDoc {
    /// The status, or `category:x`.
    pub from: String,
    /// Where the ticket goes.
    #[serde(skip_serializing_if = "unset")]
    pub to: Option<String>,
    /// Or what is told, once per stay in the status.
    #[serde(skip_serializing_if = "unset")]
    pub emit: Option<String>,
    /// After how long.
    pub after: DelayDoc,
    /// Counted from `status_since` (the default) or `last_activity`.
    #[serde(skip_serializing_if = "unset")]
    pub since: Option<String>,
    /// What holds it off: `waiting` (the customer waits for an answer) or `tag:x`.
    #[serde(skip_serializing_if = "unset")]
    pub unless: Names,
}

/// When an assignee loses the ticket.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OwnerTimeoutDoc {
    /// So long after the last assignment.
    pub after: DelayDoc,
    /// While in these statuses.
    pub statuses: Names,
    /// Later than that, not at it.
    #[serde(skip_serializing_if = "unset")]
    pub strict: bool,
}

/// Who may give how much away, in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GoodwillDoc {
    /// The most each role may grant at once; a role that is not here may only ask.
    pub limits: BTreeMap<String, Amount>,
    /// The most a ticket may cost without an approval.
    #[serde(skip_serializing_if = "unset")]
    pub ticket_budget: Option<Amount>,
}

/// When the customer is asked how it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SurveyDoc {
    /// How long after solving.
    pub after: DelayDoc,
    /// `solve` (the default) or `ticket`.
    #[serde(skip_serializing_if = "unset")]
    pub once_per: Option<String>,
    /// A score up to this one asks for a follow-up.
    #[serde(skip_serializing_if = "unset")]
    pub detractor_max: Option<u8>,
    /// Not when the ticket was solved by time or a rule.
    #[serde(skip_serializing_if = "unset")]
    pub not_when_automatic: bool,
    /// The channel it goes out on.
    #[serde(skip_serializing_if = "unset")]
    pub channel: Option<String>,
}

/// An amount of money as documents write it: a number, or the same as text for cents that must be exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub Decimal);

impl Default for Amount {
    fn default() -> Self {
        Self(Decimal::ZERO)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["number", "string"], "description": "An amount such as 50 or \"12.50\"."})
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0.trimmed())
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = Amount;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount such as 50 or \"12.50\"")
            }
            fn visit_i64<E: de::Error>(self, n: i64) -> Result<Amount, E> {
                Ok(Amount(n.into()))
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<Amount, E> {
                Ok(Amount(n.into()))
            }
            // The shortest decimal that reads back as the same number is what was written.
            fn visit_f64<E: de::Error>(self, n: f64) -> Result<Amount, E> {
                self.visit_str(&n.to_string())
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                text.parse().map(Amount).map_err(E::custom)
            }
        }
        d.deserialize_any(V)
    }
}

/// By currency, or the short form with one `currency`.
fn goodwill<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<String, GoodwillDoc>, D::Error> {
    let mut value = Value::deserialize(d)?;
    let currency = value.as_object_mut().and_then(|rule| rule.remove("currency"));
    match currency {
        Some(Value::String(currency)) => {
            let rule = read_value(value, "goodwill rule").map_err(de::Error::custom)?;
            Ok(BTreeMap::from([(currency, rule)]))
        }
        Some(other) => Err(de::Error::custom(format!("currency: {other} is no currency code"))),
        None => read_value(value, "goodwill rule").map_err(de::Error::custom),
    }
}
