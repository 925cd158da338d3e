//! One promise over a whole log: what became of it for each ticket.

use super::bind::BoundPolicies;
use super::compile::MAX_WORDS;
use super::policy_set::{Compiled, Metric, PolicySet};
use super::replay::replay;
use super::summary::MetricSummary;
use crate::calendar::Calendars;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::{EventLog, HistoryPart, StatusMap, Statuses};
use std::sync::Arc;

/// A promise: one metric of a policy set, on the calendars it is measured by.
#[derive(Debug, Clone, Copy)]
pub struct Promise<'a> {
    /// The policies.
    pub policies: &'a PolicySet,
    /// The calendars.
    pub calendars: &'a Calendars,
    /// The metric's name.
    pub metric: &'a str,
}

/// What became of a promise for one ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Judged {
    /// The policy's place in [`PolicySet::policy_names`]; `None` when none matches.
    pub policy: Option<usize>,
    /// The metric; `None` when the policy does not have it, and when it is `untold`.
    pub metric: Option<MetricSummary>,
    /// What was promised, in microseconds; `None` without a promise.
    pub target: Option<i64>,
    /// Whether the log does not tell what the promise takes, such as replies: then nobody knows what became of it.
    pub untold: bool,
}

impl Promise<'_> {
    /// What became of it for every ticket of a log as of `now` (microseconds), in ticket order. What a status means, the log says
    /// ([`PolicySet::bind_log`]).
    ///
    /// ```
    /// use sundesk::{calendar::{Calendar, Calendars}, sla::{PolicySet, Promise}, ticket::EventLog, time::{ZoneDb, parse_instant}};
    /// let log = EventLog::from_json(r#"{"tickets": {"T-1": [{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer"}]}}"#)?;
    /// let policies = PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
    /// let calendars = Calendars::new(Calendar::always_open());
    /// let promise = Promise { policies: &policies, calendars: &calendars, metric: "frt" };
    /// let judged = promise.judge(&log, parse_instant("2024-06-03T12:00:00Z")?)?;
    /// assert!(judged[0].metric.is_some_and(|m| m.is_late()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] with the path `metric` when no policy has it; otherwise as [`replay`] and [`PolicySet::bind_log`].
    pub fn judge(&self, log: &EventLog, now: i64) -> Result<Vec<Judged>> {
        self.judge_bound(&self.policies.bind_log(log, self.calendars)?, log, now)
    }

    /// [`judge`](Self::judge) with a binding at hand.
    pub(crate) fn judge_bound(&self, bound: &BoundPolicies, log: &EventLog, now: i64) -> Result<Vec<Judged>> {
        let places = self.places()?;
        let untold: Vec<bool> = self.each().map(|m| m.is_some_and(|m| m.untold_by(log).is_some())).collect();
        let mut judged = Vec::with_capacity(log.len());
        replay(bound, log, now, |_, answer| {
            let place = answer.policy.and_then(|p| places.get(p).copied().flatten());
            let metric = place.and_then(|p| answer.metrics.get(p)).copied();
            let untold = metric.is_some() && answer.policy.and_then(|p| untold.get(p)).copied().unwrap_or(false);
            let target = metric.and_then(|m| m.target);
            judged.push(Judged { policy: answer.policy, metric: metric.filter(|_| !untold), target, untold });
        })?;
        Ok(judged)
    }

    /// What the log does not tell and the promise takes, of the first policy where that is so: no ticket of it is decided.
    #[must_use]
    pub fn untold_by(&self, log: &EventLog) -> Option<HistoryPart> {
        self.each().flatten().find_map(|metric| metric.untold_by(log))
    }

    /// Whether it is decided, but from a log that does not tell in which times the customer was waited for: they count.
    #[must_use]
    pub fn without_pauses(&self, log: &EventLog) -> bool {
        self.each().flatten().any(|metric| metric.untold_by(log).is_none() && metric.without_pauses(log))
    }

    /// The metric in each policy.
    fn each(&self) -> impl Iterator<Item = Option<&Metric>> {
        self.policies.0.policies.iter().map(|policy| policy.metrics.iter().find(|m| m.name == self.metric))
    }

    /// Per policy, where the metric stands among its own.
    pub(crate) fn places(&self) -> Result<Vec<Option<usize>>> {
        let policies = &self.policies.0.policies;
        let place = |p: &super::policy_set::Policy| p.metrics.iter().position(|m| m.name == self.metric);
        let places: Vec<Option<usize>> = policies.iter().map(place).collect();
        if places.iter().any(Option::is_some) {
            return Ok(places);
        }
        let mut there: Vec<&str> = policies.iter().flat_map(|p| &p.metrics).map(|m| m.name.as_str()).collect();
        there.sort_unstable();
        there.dedup();
        Err(Error::not_found("metric", self.metric, format!("one of the metrics: {}", there.join(", "))))
    }
}

impl PolicySet {
    /// The set where a log says what its statuses mean: the [statuses](super::PolicyDoc::statuses) of the policy speak only of words that
    /// the log's own map does not name. Figures and clocks then mean the same by a status.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`] past [`MAX_WORDS`] with the statuses of the log.
    pub fn under(&self, log: &EventLog) -> Result<PolicySet> {
        self.under_words(&log.status_words())
    }

    /// The same for whoever else says what statuses mean, such as the workflows of a desk.
    ///
    /// # Errors
    /// As [`under`](Self::under).
    pub fn under_statuses(&self, statuses: &StatusMap) -> Result<PolicySet> {
        self.under_words(&statuses.statuses())
    }

    fn under_words(&self, owner: &Statuses) -> Result<PolicySet> {
        let statuses = self.0.statuses.under(owner);
        if statuses == self.0.statuses {
            return Ok(self.clone());
        }
        let set = Compiled::new(
            Arc::clone(&self.0.policies),
            statuses,
            Arc::clone(&self.0.doc),
            self.0.warnings.clone(),
            self.0.fields.clone(),
            self.0.tzdb.clone(),
        );
        if set.lexicon.len() > MAX_WORDS {
            let expected = "at most 65,000 different words in the policy and the statuses of the log";
            return Err(Error::limit("statuses", set.lexicon.len(), expected));
        }
        Ok(Self(Arc::new(set)))
    }

    /// Ties the set to the names of a log, [under](Self::under) what the log says of its statuses.
    ///
    /// # Errors
    /// As [`under`](Self::under) and [`bind`](Self::bind).
    pub fn bind_log(&self, log: &EventLog, calendars: &Calendars) -> Result<BoundPolicies> {
        self.under(log)?.bind(log.names(), calendars)
    }
}

impl BoundPolicies {
    /// Whether this binding is one of the log: of its names, and of what it says about its statuses.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] otherwise: [`PolicySet::bind_log`] makes the right one.
    pub fn check_log(&self, log: &EventLog) -> Result<()> {
        self.check_names(log.names())?;
        let own = log.status_words();
        let other = own.declared().find(|(word, category)| self.set.0.statuses.category(word) != Some(*category));
        let Some((word, category)) = other else { return Ok(()) };
        let expected = format!("{}, as the log says: bind the policies with bind_log", category.name());
        Err(Error::expected(
            ErrorKind::Incompatible,
            "means something else to the policies",
            "statuses",
            word,
            expected,
        ))
    }
}
