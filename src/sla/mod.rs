//! Promises and clocks: what was promised, how much of it is used up, when it is due, and why.
//!
//! ```text
//! PolicyDoc ──compile──▶ PolicySet ──bind(names, calendars)──▶ BoundPolicies ──▶ report(history, now) ──▶ SlaReport
//!                                                                           └──▶ summarize_us(events, now) ▶ Summary (bulk)
//! ```
//!
//! | noun | what it is |
//! |---|---|
//! | [`PolicyDoc`] | ordered policies, their conditions and metrics, as data |
//! | [`PolicySet`] | the checked form, shared by threads |
//! | [`Calendars`](crate::calendar::Calendars) | the business hours by name |
//! | [`BoundPolicies`] | a set tied to one vocabulary: what hot loops use |
//! | [`Binding`] | a set held ready for histories that bring names of their own |
//! | [`LiveTickets`] | open tickets under one binding, each folded event by event |
//! | [`SlaReport`], [`MetricReport`], [`CycleReport`] | the answer |
//!
//! Events of one instant take effect in the given sequence. Where one event means several things to a clock, they take effect in
//! the order start, resume, pause, stop, reset, cancel. A reset does not touch a cycle that the same event started.
//!
//! What it does not do: it never polls, stores nothing, and sends nothing; [`SlaReport::next_change`] says when to look again.

mod alert;
mod bind;
mod binding;
mod choices;
mod choose;
mod clocks;
mod columns;
mod compile;
mod document;
mod evaluate;
mod explain;
mod explain_text;
pub mod import;
mod judge;
mod live;
mod live_set;
mod machine;
mod measure;
mod policy_set;
mod preset;
mod promises;
mod replay;
mod report;
mod rows;
mod summary;
mod svg;
mod targets;
mod untold;
mod what_if;

pub use bind::BoundPolicies;
pub use binding::Binding;
pub use choose::{Choice, Reason};
pub use columns::{Columns, MetricColumns, replay_columns};
pub use compile::{MAX_ALERTS, MAX_DOCUMENT_METRICS, MAX_METRICS, MAX_POLICIES, MAX_WORDS};
pub use document::{
    AlertDoc, CalendarChange, CalendarRef, ClockKind, MetricDoc, MetricKind, Names, OutOfOrder, PolicyChange,
    PolicyDoc, Reopen, RuleDoc, TargetByDoc, TargetChange, UnknownCalendar, UnknownStatus,
};
pub use evaluate::{evaluate, evaluate_us};
pub use explain::{ExplainedPiece, Explanation, MAX_EXPLAIN_PIECES, PieceReason, explain, explain_us};
pub use explain_text::{ExplainedLine, MESSAGE_IDS};
pub use judge::{Judged, Promise};
pub use live::LiveTicket;
pub use live_set::{LiveId, LiveTickets};
pub use policy_set::PolicySet;
pub use promises::PolicyPromise;
#[cfg(feature = "parallel")]
pub use replay::replay_parallel;
pub use replay::{replay, replay_slices};
pub use report::{AlertReport, CycleReport, DueItem, MetricReport, MetricState, SlaReport};
pub use summary::{MetricSummary, Scratch, Summary};
pub use svg::StripSize;
pub use what_if::{Outcome, Variant, WhatIfRow, what_if};

/// The codes of this module's [`Problem`](crate::Problem)s. None is ever renamed or reused; each has its text in the starter catalog of
/// `template` under [`Problem::message_id`](crate::Problem::message_id).
pub const PROBLEM_CODES: &[&str] = &[
    "sla_alert_invalid",
    "sla_alert_twice",
    "sla_calendar_unknown",
    "sla_clock_contradicts",
    "sla_condition_invalid",
    "sla_event_unknown",
    "sla_field_unknown",
    "sla_field_unused",
    "sla_metrics_missing",
    "sla_name_twice",
    "sla_never_resumes",
    "sla_never_starts",
    "sla_never_stops",
    "sla_now_long_before",
    "sla_pause_at_end",
    "sla_policy_twice",
    "sla_policy_unreachable",
    "sla_status_unknown",
    "sla_target_missing",
    "sla_target_no_default",
    "sla_target_not_positive",
    "sla_target_twice",
    "sla_target_under_a_minute",
];
