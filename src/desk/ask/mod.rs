//! Questions as data and their answers: the one way by which every language, the command line and a web request get a report.
//!
//! ```text
//! {"ask": "gaps", "roster": "eu", "from": …} ──Question──▶ Library::ask ──▶ Answer ──▶ JSON for programs, text for people, a picture
//! ```
//!
//! One file a question. A question is a structure with named fields ([`Ask`]); its answer is any type that is JSON for programs
//! (serde) and text for people (`Display`), and perhaps a picture ([`Reply`]). [`QUESTIONS`] lists them; from that list come the JSON
//! Schema of each, the page of their fields, and what C, Python and the command line can ask: a new question needs no code there.
//!
//! # Adding a question
//!
//! A file `src/desk/ask/staffing.rs`:
//!
//! ```text
//! /// How many people each hour needs.                                <- what lists and help say of it
//! #[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
//! #[serde(deny_unknown_fields)]
//! pub struct StaffingQuestion { pub roster: Option<String>, pub from: String, .. }
//!
//! impl Ask for StaffingQuestion {
//!     const NAME: &'static str = "staffing";                          // the word under `ask`
//!     type Answer = StaffingReport;                                   // Serialize + Display
//!     fn answer(&self, library: &Library) -> Result<StaffingReport> { library.roster(self.roster.as_deref())?.staffing(..) }
//! }
//! impl Reply for StaffingReport {}                                    // with `svg` where there is a picture
//! ```
//!
//! and its two lines in `src/desk/ask/mod.rs` (git merges that list line by line, so two people can add at once). Then `cargo xtask generate` writes its schema and its part of the page.

pub mod allowed;
pub mod arrivals;
pub mod audit;
pub mod balance;
pub mod calendar;
pub mod cohorts;
pub mod demand;
pub mod detractors;
pub mod explain;
pub mod facts;
pub mod feasibility;
pub mod forecast;
pub mod gaps;
pub mod handoffs;
pub mod heat_map;
pub mod hours;
pub mod ics;
pub mod import_policies;
pub mod import_roster;
#[cfg(feature = "import")]
pub mod inspect;
pub mod journeys;
pub mod load;
pub mod log;
pub mod measure;
pub mod measure_demand;
pub mod metrics;
pub mod next_change;
pub mod next_shift;
pub mod next_step;
pub mod occurrences;
pub mod on;
pub mod outcomes;
pub mod packet;
pub mod page;
#[cfg(feature = "import")]
pub mod preset;
pub mod reach;
pub mod redact;
pub mod review;
pub mod root_causes;
pub mod roster_calendar;
pub mod route;
pub mod skills;
pub mod sla;
pub mod staffing;
mod statistics;
pub mod suggest_cover;
pub mod suggest_patterns;
pub mod suggest_rotation;
pub mod tickets;
pub mod timeline;
#[cfg(feature = "trial-question")]
pub mod trial;
pub mod turns;
pub mod what_if;
pub mod workflow;

mod parts;
mod question;

pub use question::{Ask, Question, QuestionKind, question_schema};

use super::answer::Reply;
use super::library::Library;
use crate::metrics::{period, stats};
use parts::{at, filter, range};

/// Every question there is, in the order of the alphabet.
///
/// ```
/// use sundesk::desk::ask::QUESTIONS;
/// let gaps = QUESTIONS.iter().find(|kind| kind.name == "gaps").unwrap();
/// assert!(gaps.about().starts_with("Where fewer are on than are needed"));
/// ```
pub const QUESTIONS: &[QuestionKind] = &[
    QuestionKind::of::<stats::AgreementOf>(),
    QuestionKind::of::<allowed::AllowedQuestion>(),
    QuestionKind::of::<arrivals::ArrivalsQuestion>(),
    QuestionKind::of::<audit::AuditQuestion>(),
    QuestionKind::of::<stats::BacklogOf>(),
    QuestionKind::of::<balance::BalanceQuestion>(),
    QuestionKind::of::<calendar::CalendarQuestion>(),
    QuestionKind::of::<cohorts::CohortsQuestion>(),
    QuestionKind::of::<stats::CompareNps>(),
    QuestionKind::of::<stats::CompareShares>(),
    QuestionKind::of::<stats::ContingencyOf>(),
    QuestionKind::of::<stats::ChartOf>(),
    QuestionKind::of::<demand::DemandQuestion>(),
    QuestionKind::of::<detractors::DetractorsQuestion>(),
    QuestionKind::of::<explain::ExplainQuestion>(),
    QuestionKind::of::<facts::FactsQuestion>(),
    QuestionKind::of::<feasibility::FeasibilityQuestion>(),
    QuestionKind::of::<forecast::ForecastQuestion>(),
    QuestionKind::of::<gaps::GapsQuestion>(),
    QuestionKind::of::<handoffs::HandoffsQuestion>(),
    QuestionKind::of::<heat_map::HeatMapQuestion>(),
    QuestionKind::of::<hours::HoursQuestion>(),
    QuestionKind::of::<ics::IcsQuestion>(),
    QuestionKind::of::<import_policies::ImportPoliciesQuestion>(),
    QuestionKind::of::<import_roster::ImportRosterQuestion>(),
    #[cfg(feature = "import")]
    QuestionKind::of::<inspect::InspectQuestion>(),
    QuestionKind::of::<stats::IntervalsOf>(),
    QuestionKind::of::<journeys::JourneysQuestion>(),
    QuestionKind::of::<stats::LifetimeValueOf>(),
    QuestionKind::of::<stats::LittlesLawOf>(),
    QuestionKind::of::<load::LoadQuestion>(),
    QuestionKind::of::<log::LogQuestion>(),
    QuestionKind::of::<stats::LogRankOf>(),
    QuestionKind::of::<measure::MeasureQuestion>(),
    QuestionKind::of::<measure_demand::MeasureDemandQuestion>(),
    QuestionKind::of::<metrics::MetricsQuestion>(),
    QuestionKind::of::<next_change::NextChangeQuestion>(),
    QuestionKind::of::<next_shift::NextShiftQuestion>(),
    QuestionKind::of::<next_step::NextStepQuestion>(),
    QuestionKind::of::<occurrences::OccurrencesQuestion>(),
    QuestionKind::of::<on::OnQuestion>(),
    QuestionKind::of::<outcomes::OutcomesQuestion>(),
    QuestionKind::of::<packet::PacketQuestion>(),
    QuestionKind::of::<page::PageQuestion>(),
    QuestionKind::of::<stats::ParetoOf>(),
    QuestionKind::of::<stats::QuantilesOf>(),
    QuestionKind::of::<period::PeriodsOf>(),
    #[cfg(feature = "import")]
    QuestionKind::of::<preset::PresetQuestion>(),
    QuestionKind::of::<reach::ReachQuestion>(),
    QuestionKind::of::<redact::RedactQuestion>(),
    QuestionKind::of::<stats::RetentionOf>(),
    QuestionKind::of::<review::ReviewQuestion>(),
    QuestionKind::of::<root_causes::RootCausesQuestion>(),
    QuestionKind::of::<roster_calendar::RosterCalendarQuestion>(),
    QuestionKind::of::<route::RouteQuestion>(),
    QuestionKind::of::<stats::SampleSizeOf>(),
    QuestionKind::of::<stats::ScorecardOf>(),
    QuestionKind::of::<stats::SelfServiceOf>(),
    QuestionKind::of::<stats::SentimentOf>(),
    QuestionKind::of::<skills::SkillsQuestion>(),
    QuestionKind::of::<sla::SlaQuestion>(),
    QuestionKind::of::<staffing::StaffingQuestion>(),
    QuestionKind::of::<stats::StandardiseOf>(),
    QuestionKind::of::<suggest_cover::SuggestCoverQuestion>(),
    QuestionKind::of::<suggest_patterns::SuggestPatternsQuestion>(),
    QuestionKind::of::<suggest_rotation::SuggestRotationQuestion>(),
    QuestionKind::of::<stats::SurvivalOf>(),
    QuestionKind::of::<tickets::TicketsQuestion>(),
    QuestionKind::of::<timeline::TimelineQuestion>(),
    QuestionKind::of::<stats::TrendOf>(),
    #[cfg(feature = "trial-question")]
    QuestionKind::of::<trial::TrialQuestion>(),
    QuestionKind::of::<turns::TurnsQuestion>(),
    QuestionKind::of::<what_if::WhatIfQuestion>(),
    QuestionKind::of::<workflow::WorkflowQuestion>(),
];
