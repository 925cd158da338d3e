//! The policy document: what is promised, measured how, to whom. Plain data; [`PolicySet::compile`](super::PolicySet::compile) checks it.

use super::PolicySet;
pub use super::choices::{
    CalendarChange, OutOfOrder, PolicyChange, Reopen, TargetChange, UnknownCalendar, UnknownStatus,
};
use crate::calendar::CalendarDoc;
use crate::document::{Compile, Document, NameOr, Problems, name_or_names, written_as};
use crate::error::Result;
use crate::ticket::StatusMap;
use crate::ticket::pattern::ConditionDoc;
use crate::time::{Span, ZoneDb};
use schemars::JsonSchema;
use serde::de::Deserializer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The promises of a desk: an ordered list of policies, the first that matches a ticket wins.
///
/// `metrics` at the top are the default: they hold for tickets that no entry of `policies` matches (and for all tickets when
/// there is no such list). An unknown field is a fault that names its path.
///
/// ```
/// let doc = sundesk::sla::PolicyDoc::from_json(r#"{
///   "policies": [
///     {"name": "vip", "when": [{"field": "tier", "op": "is", "value": "gold"}],
///      "metrics": {"frt": {"kind": "first_reply", "targets": {"urgent": "15m", "default": "1h"}}}}
///   ],
///   "metrics": {"frt": {"kind": "first_reply", "target": "4h"}}
/// }"#)?;
/// assert_eq!(doc.policies[0].name, "vip");
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PolicyDoc {
    /// What reports call the default policy; `default` when empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The policies in order; the first whose conditions all hold is the ticket's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<RuleDoc>,
    /// The metrics of the default policy, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub metrics: BTreeMap<String, MetricDoc>,
    /// What the desk's own status names mean; the common ones are known ([`DEFAULT_STATUSES`](crate::ticket::DEFAULT_STATUSES)).
    pub statuses: StatusMap,
    /// What a status event means whose name is in neither list; default: an error that names the event.
    pub unknown_status: UnknownStatus,
    /// What an event means that switches to a calendar nobody supplied; default: keep the one in force, with a note in the report.
    pub unknown_calendar: UnknownCalendar,
    /// Events that come out of order: sort them by instant (default) or refuse the log.
    pub out_of_order: OutOfOrder,
    /// What happens when another policy starts to match in mid-ticket.
    pub on_policy_change: PolicyChange,
    /// Alerts for every metric that names none of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertDoc>,
}

/// One policy of the ordered list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleDoc {
    /// Its name; an event `sla_attached` with this name attaches it by hand.
    pub name: String,
    /// All must hold; an empty list always matches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<ConditionDoc>,
    /// What it promises.
    pub metrics: BTreeMap<String, MetricDoc>,
}

/// One measured promise.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricDoc {
    /// The preset it starts from.
    pub kind: MetricKind,
    /// Business hours or plain elapsed time (default business).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<ClockKind>,
    /// The calendar: a name, or a calendar written here. Without it: the ticket's, which `calendar` events may switch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarRef>,
    /// The allowed time, whole seconds or text; `target` is the same field under another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_s: Option<Span>,
    /// The allowed time, such as `"4h"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Span>,
    /// The allowed time by priority; the entry `default` holds for all others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<String, Span>,
    /// The allowed time by any field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_by: Option<TargetByDoc>,
    /// The statuses in which the clock stands still: categories (`pending`) or status names. Replaces the preset's list. A reply or update
    /// clock stands still in a done status named here instead of ending there; a clock whose end is that status refuses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause_on: Option<Names>,
    /// Events that start a cycle. Replaces the preset's list, as do the four below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_on: Option<Names>,
    /// Events that end a cycle with a judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop_on: Option<Names>,
    /// Events that end a cycle as `stop_on` does and start the next at the same instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset_on: Option<Names>,
    /// Events that end a cycle without a judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_on: Option<Names>,
    /// Events that make the clock stand still until one of `resume_event`, whenever they come: also before a cycle starts, between two
    /// cycles, and while the ticket is solved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause_event: Option<Names>,
    /// Events that end such a pause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume_event: Option<Names>,
    /// Whether a start event after the end begins another cycle. Each preset has its own default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multi_cycle: Option<bool>,
    /// What happens when a solved ticket is opened again. Each preset has its own default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopen: Option<Reopen>,
    /// `ownership`: the group whose time is measured; without it each group in turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// `next_reply`: messages before the first public reply of an agent start nothing (default `false`).
    #[serde(default)]
    pub after_first_reply: bool,
    /// `first_reply`, `next_reply`: a ticket created by an agent starts the clock too (default `false`, as Zendesk).
    #[serde(default)]
    pub agent_created: bool,
    /// What a new target means for a running cycle.
    #[serde(default)]
    pub on_target_change: TargetChange,
    /// What a new calendar means for a running cycle.
    #[serde(default)]
    pub on_calendar_change: CalendarChange,
    /// `false`: nothing before the policy was attached counts (default `true`: counted from the start event).
    #[serde(default = "yes")]
    pub retroactive_start: bool,
    /// `false`: pauses before the policy was attached are not credited (default `true`).
    #[serde(default = "yes")]
    pub retroactive_pause: bool,
    /// When to warn. Replaces the document's `alerts`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alerts: Option<Vec<AlertDoc>>,
}

impl MetricDoc {
    /// A metric of `kind` with everything else left to its preset; it still needs a target.
    ///
    /// ```
    /// use sundesk::{sla::{MetricDoc, MetricKind}, time::Span};
    /// let metric = MetricDoc { target: Span::from_seconds(3600), ..MetricDoc::new(MetricKind::FirstReply) };
    /// assert_eq!(serde_json::to_value(&metric)?["target"], 3600);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn new(kind: MetricKind) -> Self {
        Self {
            kind,
            clock: None,
            calendar: None,
            target_s: None,
            target: None,
            targets: BTreeMap::new(),
            target_by: None,
            pause_on: None,
            start_on: None,
            stop_on: None,
            reset_on: None,
            cancel_on: None,
            pause_event: None,
            resume_event: None,
            multi_cycle: None,
            reopen: None,
            group: None,
            after_first_reply: false,
            agent_created: false,
            on_target_change: TargetChange::default(),
            on_calendar_change: CalendarChange::default(),
            retroactive_start: true,
            retroactive_pause: true,
            alerts: None,
        }
    }
}

fn yes() -> bool {
    true
}

/// What a metric measures. All are settings of one machine; each line says what starts, *pauses* and stops it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MetricKind {
    /// Created (not by an agent), or the requester's first message → first public agent reply, or solved. One cycle.
    #[serde(alias = "first_response", alias = "first_reply_time")]
    #[schemars(extend("x-aliases" = ["first_response", "first_reply_time"]))]
    FirstReply,
    /// The oldest unanswered message of the requester → public agent reply, or solved. Many cycles.
    #[serde(alias = "next_response", alias = "next_reply_time")]
    #[schemars(extend("x-aliases" = ["next_response", "next_reply_time"]))]
    NextReply,
    /// A public agent reply → the next one, or solved. Many cycles.
    PeriodicUpdate,
    /// As periodic update, *paused while pending*.
    PausableUpdate,
    /// Created → solved, *paused while pending*.
    #[serde(alias = "requester_wait_time")]
    #[schemars(extend("x-aliases" = ["requester_wait_time"]))]
    RequesterWait,
    /// Created → solved, *paused while pending or on hold*.
    #[serde(alias = "agent_work_time")]
    #[schemars(extend("x-aliases" = ["agent_work_time"]))]
    AgentWork,
    /// Created → solved, every status counts.
    #[serde(alias = "resolution", alias = "total_resolution_time")]
    #[schemars(extend("x-aliases" = ["resolution", "total_resolution_time"]))]
    TotalResolution,
    /// Given to the group → given to another, or solved. Each time is a cycle of its own.
    #[serde(alias = "group_ownership", alias = "ownership_time")]
    #[schemars(extend("x-aliases" = ["group_ownership", "ownership_time"]))]
    Ownership,
    /// Nothing built in: `start_on` and `stop_on` say it all.
    Custom,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// The open time of a calendar.
    #[default]
    Business,
    /// All time.
    #[serde(alias = "calendar")]
    #[schemars(extend("x-aliases" = ["calendar"]))]
    Elapsed,
}

/// A calendar by name, one of those handed to the evaluation, or written in place.
pub type CalendarRef = NameOr<CalendarDoc>;

/// One name or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Names(pub Vec<String>);

/// A name or a list of names.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Names")]
#[allow(dead_code)] // its schema is what it is for
enum NamesForm {
    One(String),
    Several(Vec<String>),
}

written_as!(Names, NamesForm);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        name_or_names(from, "a name or a list of names").map(Names)
    }
}

/// The allowed time by the value of a field.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetByDoc {
    /// The field, as in [`ConditionDoc::field`].
    pub field: String,
    /// The allowed time for each value.
    pub values: BTreeMap<String, Span>,
    /// For all others; without it they have no promise and the metric is inactive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Span>,
}

/// When to warn: at a share of the target, or an offset from the due instant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AlertDoc {
    /// Its name in keys; default `percent-75` or `offset--1800s`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// At this whole percentage of the target (1 to 1000).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
    /// This much before (`"-30m"`) or after the due instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Span>,
    /// What the offset counts: the metric's own time (default `business`) or plain elapsed time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<ClockKind>,
}

impl Document for PolicyDoc {
    const WHAT: &'static str = "policy document";
}

impl Compile for PolicyDoc {
    type Out = PolicySet;
    type With<'a> = &'a ZoneDb;

    fn compile(&self, zones: &ZoneDb, problems: &mut Problems) -> Option<PolicySet> {
        problems.caught(PolicySet::compile(self, zones))
    }
}

impl PolicyDoc {
    /// Reads a document from JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) with the line and the path of the field, such as
    /// `metrics.frt.pause`; otherwise as [`Document::from_json`].
    pub fn from_json(text: &str) -> Result<Self> {
        Document::from_json(text)
    }

    /// Reads a document from a JSON value, such as the `policy` of a case file.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value(value: serde_json::Value) -> Result<Self> {
        Document::from_value(value)
    }
}
