//! Service metrics: histories folded to facts, facts to figures that say how they were made.
//!
//! ```text
//! EventLog ──fold──▶ TicketFacts ──▶ Tally, Durations, Attainment (merge in any order) ──▶ Report
//! ```
//!
//! No data is `None`, never 0. Sums are integers. Medians come before means. Every figure carries what it is over: variant, `n`,
//! what was left out, method, and the report its as-of instant, zone and window.

mod acc;
mod due;
mod facts;
mod fraction;
mod interval;
mod percentile;
mod report;
mod week;

pub use acc::{
    Attainment, AttainmentFigures, AttainmentRule, DurationFigures, Durations, ShareFigures, Tally, Verdict,
};
pub use due::StatedDue;
pub use facts::{Exclusion, ResolutionVariant, TicketFacts};
pub use fraction::Fraction;
pub use interval::{DEFAULT_CONFIDENCE, Interval, two_sided_z, wilson};
pub use percentile::{PercentileMethod, Share, percentile};
pub(crate) use report::report_judged;
pub use report::{Basis, Breakdown, Figures, GroupFigures, Report, ReportInput, ReportSpec, report};
pub use week::{WeekFigures, by_week};
