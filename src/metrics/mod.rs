//! Service metrics: histories folded to facts, facts to figures that say how they were made.
//!
//! ```text
//! EventLog ──fold──▶ TicketFacts ──▶ Columns ──Batch──▶ Measure (see) ──▶ Accumulator (merges, bytes) ──View──▶ Figure ──▶ Report
//! ```
//!
//! No data is `None`, never 0. Sums are integers. Medians come before means. Every figure carries what it is over: variant, `n`,
//! what was left out, method, and the report its as-of instant, zone and window.
//!
//! # Adding a metric
//!
//! A file in `measure/` with a structure of named fields, a state made of states that merge (`state!`), and `impl Metric`; its line in
//! [`METRICS`]. Bytes, merging, JSON, its schema, text, CSV, HTML, goals and every language follow.

mod acc;
mod accumulator;
pub mod arrivals;
mod benchmark;
mod caveats;
mod codec;
mod columns;
mod dist;
mod due;
mod facts;
mod figure;
mod floor;
pub mod forecast;
mod fraction;
pub mod frame;
mod goal;
pub mod journey;
mod labels;
pub mod measure;
mod measured;
mod pace;
mod percentile;
pub mod period;
mod ranks;
mod report;
mod rows;
mod running;
mod spec;
mod state;
pub mod stats;
mod summary;
mod tables;
mod view_doc;
mod volume;
mod week;
mod wide;
mod window;

pub use acc::{
    Attainment, AttainmentFigures, AttainmentRule, DurationFigures, Durations, ShareFigures, Tally, Verdict,
};
pub use accumulator::{Accumulator, FiguresOfGroup, GroupKey, MAX_GROUPS, MAX_METRICS, MAX_STATE_BYTES, Shown};
pub use benchmark::{Benchmark, BenchmarkAge, BenchmarkBeside, BenchmarkSide, MAX_BENCHMARK_TEXT, MAX_BENCHMARKS};
pub(crate) use caveats::caveats;
pub use codec::Reader;
pub use columns::{Batch, Columns, Number, Row};
pub use dist::{Dist, MAX_EXACT_VALUES};
pub use due::StatedDue;
pub use facts::{Exclusion, ResolutionVariant, TicketFacts};
pub use figure::{Days, Figure, FigureFlag, FigureInterval, Figures as FigureList, Unit, View};
pub use floor::Withheld;
pub(crate) use floor::withhold_line;
pub use fraction::Fraction;
pub(crate) use goal::check_view;
pub use goal::{Goal, GoalOutcome, MAX_GOALS, Outcome};
pub use labels::Labels;
pub(crate) use measured::summary_metrics;
pub use pace::{Pace, PaceOutcome};
pub use percentile::{PercentileMethod, Share, percentile};
pub use report::{
    Basis, Breakdown, ExcludeDoc, Figures, GroupBy, GroupFigures, PeriodOf, Report, ReportInput, ReportSpec, report,
};
pub(crate) use report::{Reported, report_judged};
pub(crate) use rows::whole_number;
pub use rows::{FactsDoc, Given, Keep, LegDoc, MAX_ROWS, PromiseWord, Rows, RowsDoc, SurveyDoc, WordColumn};
pub use spec::{Acc, Fingerprint, METRICS, Measure, Metric, MetricKind, MetricSpec, Need};
pub use state::State;
pub use stats::{DEFAULT_CONFIDENCE, Interval, two_sided_z, wilson};
pub use view_doc::{MAX_PERCENTILES, ViewDoc};
pub use volume::{MAX_PERIODS, Volume, VolumeFigures, volume};
pub(crate) use volume::{volume_after, volume_by_labels};
pub use week::{WeekFigures, by_week};
pub use window::Window;
