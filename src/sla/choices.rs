//! What a policy document chooses where desks differ: when something changes, and when something is odd.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a reopened ticket does to a cycle that ended because the ticket was solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reopen {
    /// The cycle runs on; the solved time does not count.
    Continue,
    /// A new cycle starts with the full target.
    Restart,
    /// The first end is final.
    FirstOnly,
    /// The cycle runs on and the solved time counts.
    IncludeClosedTime,
}

/// What a new target does to a running cycle. An ended cycle keeps the target in force at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetChange {
    /// The whole cycle is judged by the new target.
    #[default]
    RecomputeFromStart,
    /// The share of the old target that is left is left of the new one. Once the old one is used up nothing is left to share:
    /// it stays, so that a late cycle stays late.
    FromChangeProportional,
    /// The cycle is cancelled and a new one starts with the new target.
    FromChangeFresh,
    /// The target in force at the start of the cycle stays.
    Keep,
}

/// What a new calendar does to a running cycle. An ended cycle keeps the calendar in force at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalendarChange {
    /// The whole cycle is measured with the new calendar.
    #[default]
    Remeasure,
    /// Each stretch is measured with the calendar in force then.
    Segmented,
}

/// What happens when another policy starts to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PolicyChange {
    /// The new policy is applied to the whole life of the ticket.
    #[default]
    RecomputeFromStart,
    /// The new policy counts from the instant it began to match.
    FromChangeFresh,
    /// The first policy that ever matched stays.
    Keep,
}

/// What a status event means whose name nobody declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownStatus {
    /// The evaluation fails and names the event.
    #[default]
    Error,
    /// The status is taken as one of category open.
    Open,
    /// The event is passed over.
    Ignore,
}

/// What an event means that names a calendar nobody supplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownCalendar {
    /// The calendar in force stays; the report carries a note.
    #[default]
    Keep,
    /// The evaluation fails and names the event.
    Error,
}

/// What out-of-order events mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutOfOrder {
    /// They are put in order of their instants; events of one instant keep the given sequence.
    #[default]
    Sort,
    /// The evaluation fails and names the first event that is too early.
    Error,
}
