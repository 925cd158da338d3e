//! Shift coverage: who is on, where the sun does not follow, and what it takes to fix it.
//!
//! ```text
//! RosterDoc ──compile──▶ Roster ──▶ on, next_change, next_shift             at an instant
//!  teams, people,        (immutable) cover ──▶ segments, gaps, overlaps      over a range, one sweep in UTC
//!  shifts, rotations,                gaps ───▶ reasons, suggestions
//!  overrides, time off               audit ──▶ seams of a year, and the smallest edit that closes each
//! ```
//!
//! The nouns: a [`RosterDoc`] is what people write; a [`Roster`] answers; a [`Cover`] is who is on over a range; a [`Gap`] has
//! [`Reason`]s and a [`Suggestion`]; an [`Audit`] is a year.
//!
//! The rules, in one place:
//! - A shift starts on local dates and at local times of its zone; weekday, holiday, exception and validity are those of the date it
//!   starts on. All intervals are half-open, and everything is compared in UTC.
//! - A reading the clock skips is the first instant after the gap, one it shows twice the first (`resolution` says otherwise): adjoining
//!   shifts stay adjoining. An occurrence that is left no time is dropped and listed.
//! - Time off removes; then overrides, temporary schedules, the highest layer of a team with anybody on, lower layers. Equal rank is on
//!   together. The point view and the interval view are the same function of what holds.
//! - Depth is the sum of capacities; a person counts once. Overlap is two or more duties at once.
//! - Skills are matched, not counted: one agent serves one contact at a time.
//!
//! It knows no tickets and no promises; these meet in [`desk`](crate::desk).

pub(crate) mod answer;
mod audit;
mod audit_text;
mod balance;
mod columns;
mod compile;
mod compile_duties;
mod cover;
mod demand;
mod document;
mod escalate;
mod export;
mod filter;
mod gaps;
mod handoff;
mod heat;
mod hours;
pub mod import;
pub mod limits;
mod load;
mod lost;
mod occurrences;
mod open_hours;
mod page;
mod picture;
mod plan;
mod precedence;
mod reason;
mod ring;
mod roster;
mod rotation;
mod route;
mod seam;
mod seam_cause;
mod skills;
mod staffed;
pub mod staffing;
mod state;
pub mod suggest;
mod suggestion;
mod sweep;
mod template;
mod turns;

pub use answer::{Minutes, Ratio, Stretch};
pub use audit::{Audit, ClockChange, DropReason, Dropped, Fix, Seam, SeamRegime, Unmet};
pub use balance::{BalanceReport, Burden, BurdenRules, RestViolation};
pub use columns::CoverColumns;
pub use cover::{Cover, CoverReport, CoverSegment};
pub use demand::{DemandReport, MAX_DEMAND_HOURS, UncoveredHour};
pub use document::{
    ActiveDoc, Align, AssignmentDoc, GroupDoc, LayerMode, OverrideDoc, PeriodUnit, PersonDoc, PersonKind, RegionDoc,
    RequirementDoc, RosterDoc, RotationDoc, ShiftDoc, TeamDoc, TemporaryDoc, TimeOffDoc, TurnDoc, TurnOfDuty, TurnUnit,
};
pub use escalate::{
    EscalationLog, EscalationPolicy, EscalationStep, MAX_STEPS, NextStep, ReachReport, StepReach, Told,
};
pub use export::{IcsFile, MAX_ICS_EVENTS};
pub use filter::Filter;
pub use gaps::{Explained, Gap, GapReport, Reason};
pub use handoff::{HandoffPlan, HumaneHours, PlannedHandoff};
pub use heat::{HeatCell, HeatMap, HeatRow};
pub use load::{Load, LoadReport};
pub use occurrences::{OccurrenceReport, ShiftOccurrence};
pub use page::Page;
pub use roster::{Change, Roster, Stint};
pub use route::{Contact, RouteOrder, RoutePolicy, RouteState, Routing, Tell, UnassignedReason};
pub use skills::{Needed, NeededContacts, SkillReport};
pub use staffed::{Contacts, StaffedSlot, StaffingPlan, StaffingReport};
pub use suggestion::Suggestion;
pub use turns::{Turn, TurnReport};

/// The codes of this module's [`Problem`](crate::Problem)s. None is ever renamed or reused; each has its text in the starter catalog of
/// `template` under [`Problem::message_id`](crate::Problem::message_id).
pub const PROBLEM_CODES: &[&str] = &["keeper_unknown", "override_lost", "roster_invalid"];
