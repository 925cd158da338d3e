//! Policies and calendars held ready, so that a ticket at a time costs its own events only.

use super::bind::BoundPolicies;
use super::evaluate::micros;
use super::explain::Explanation;
use super::policy_set::PolicySet;
use super::report::{MetricReport, SlaReport};
use crate::calendar::Calendars;
use crate::error::Result;
use crate::ticket::{History, Vocabulary};
use chrono::{DateTime, Utc};

/// Up to so many words of a policy document have their places in the tables from the start: 4,096 words of ten metrics are 0.8 MB.
const WORDS_AT_HAND: usize = 4_096;

/// A [`PolicySet`] and its [`Calendars`] held for histories that bring names of their own: what [`evaluate`](super::evaluate()) sets up
/// for each call is set up once. It never changes and may be shared between threads.
///
/// ```
/// use sundesk::{calendar::{Calendar, Calendars}, sla, ticket::{EventDoc, TicketHistory}, time::{ZoneDb, parse_instant}};
/// let set = sla::PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
/// let binding = sla::Binding::new(&set, &Calendars::new(Calendar::always_open()))?;
/// let created: EventDoc =
///     serde_json::from_str(r#"{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer"}"#)?;
/// let mut history = TicketHistory::new(&[created])?;
/// let now = parse_instant("2024-06-03T10:59:00Z")?;
/// assert_eq!(binding.report_us(history.view(), now)?.metrics["frt"].state, sla::MetricState::Running);
/// history.push(&serde_json::from_str(r#"{"at": "2024-06-03T10:30:00Z", "type": "reply", "by": "agent"}"#)?)?;
/// assert_eq!(binding.metric_us(history.view(), now, "frt")?.state, sla::MetricState::Met);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Binding {
    bound: BoundPolicies,
}

impl Binding {
    /// Ties a set to its calendars.
    ///
    /// # Errors
    /// As [`PolicySet::bind`].
    pub fn new(set: &PolicySet, calendars: &Calendars) -> Result<Self> {
        let mut bound = set.bind(&Vocabulary::default(), calendars)?;
        bound.widen(WORDS_AT_HAND);
        Ok(Self { bound })
    }

    /// The policy set.
    #[must_use]
    pub fn set(&self) -> &PolicySet {
        self.bound.set()
    }

    /// The binding for one vocabulary. Only its names are looked at: the tables are shared.
    #[must_use]
    pub fn bind(&self, names: &Vocabulary) -> BoundPolicies {
        self.bound.with_names(names)
    }

    /// All metrics of one ticket as of `now`, as [`evaluate`](super::evaluate()) gives them.
    ///
    /// # Errors
    /// As [`BoundPolicies::report_us`].
    pub fn report(&self, history: History<'_>, now: DateTime<Utc>) -> Result<SlaReport> {
        self.report_us(history, micros(now)?)
    }

    /// [`report`](Self::report) at an instant in microseconds.
    ///
    /// # Errors
    /// As [`report`](Self::report).
    pub fn report_us(&self, history: History<'_>, now: i64) -> Result<SlaReport> {
        self.bind(history.names()).report_us(history, now)
    }

    /// One metric of that report.
    ///
    /// # Errors
    /// As [`BoundPolicies::metric_us`].
    pub fn metric_us(&self, history: History<'_>, now: i64, metric: &str) -> Result<MetricReport> {
        self.bind(history.names()).metric_us(history, now, metric)
    }

    /// Why a metric stands where it does, as [`explain`](super::explain()) gives it.
    ///
    /// # Errors
    /// As [`BoundPolicies::explain_us`].
    pub fn explain_us(&self, history: History<'_>, now: i64, metric: &str) -> Result<Explanation> {
        self.bind(history.names()).explain_us(history, now, metric)
    }
}
