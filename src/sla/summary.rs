//! The fast answer: per metric its state, elapsed time and due instant, without allocation per ticket.

use super::bind::BoundPolicies;
use super::choose::Chosen;
use super::document::OutOfOrder;
use super::machine::{Halt, Machine, Phase, Run};
use super::measure::Cycle;
use super::report::MetricState;
use super::rows::BoundMetric;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::{Event, Given, Symbol, Vocabulary, What};
use crate::time::check_instant;

/// Buffers that evaluations reuse; one per thread.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) runs: Vec<Run>,
    pub(super) values: Vec<Symbol>,
    sorted: Vec<Event>,
    out: Vec<MetricSummary>,
}

/// One metric of one ticket in short. Amounts and instants in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct MetricSummary {
    /// Where the current (or last) cycle stands.
    pub state: MetricState,
    /// Counted time of that cycle.
    pub elapsed: i64,
    /// The promise of that cycle; `None` where none was made.
    pub target: Option<i64>,
    /// When the target is or was used up; `None` when paused before, or never.
    pub due_at: Option<i64>,
    /// When that cycle started.
    pub started_at: Option<i64>,
    /// When it ended.
    pub stopped_at: Option<i64>,
    /// Cycles begun.
    pub cycles: u32,
    /// Ended cycles before the current one, and how many of them were late.
    pub judged_before: u32,
    /// See `judged_before`.
    pub late_before: u32,
}

impl MetricSummary {
    const INACTIVE: MetricSummary = MetricSummary {
        state: MetricState::Inactive,
        elapsed: 0,
        target: None,
        due_at: None,
        started_at: None,
        stopped_at: None,
        cycles: 0,
        judged_before: 0,
        late_before: 0,
    };

    /// Whether the current cycle is past its target, ended or not.
    #[must_use]
    pub fn is_late(&self) -> bool {
        matches!(self.state, MetricState::Missed | MetricState::Breached)
    }

    /// Cycles with a verdict (met, missed, or open past due) and how many of them are late: what attainment is made of.
    #[must_use]
    pub fn verdicts(&self) -> (u32, u32) {
        let (now, late) = match self.state {
            MetricState::Met => (1, 0),
            MetricState::Missed | MetricState::Breached => (1, 1),
            _ => (0, 0),
        };
        (self.judged_before + now, self.late_before + late)
    }
}

/// The answers for one ticket: which policy, and its metrics in the order of [`PolicySet::metric_names`](super::PolicySet::metric_names).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Summary<'s> {
    /// The policy's place in [`PolicySet::policy_names`](super::PolicySet::policy_names); `None` when none matches.
    pub policy: Option<usize>,
    /// One entry per metric of the policy.
    pub metrics: &'s [MetricSummary],
}

impl BoundPolicies {
    /// Evaluates one ticket as of `now`, in the short form.
    ///
    /// `events` are those of the vocabulary this was bound to ([`check_names`](Self::check_names) tells); later ones than `now` are not known yet. The answers live in `scratch`
    /// until its next use.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for a status nobody declared and [`ErrorKind::InconsistentLog`] for events out of order, where
    /// the policy says so, each with the path `events[i]`; [`ErrorKind::OutOfRange`] for instants outside 1900–2200;
    /// [`ErrorKind::Incompatible`] for a name learned after the binding.
    pub fn summarize_us<'s>(&self, events: &[Event], now: i64, scratch: &'s mut Scratch) -> Result<Summary<'s>> {
        check_instant(now)?;
        let Scratch { runs, values, sorted, out } = scratch;
        self.check_symbols(events)?;
        let events = if put_in_order(self.set.0.doc.out_of_order, events, sorted)? { events } else { sorted };
        let chosen =
            self.run::<false>(events, now, runs, values).map_err(|h| self.error(h, events, None, Given::default()))?;
        out.clear();
        if let Some(policy) = chosen.policy.and_then(|p| self.policies.get(p)) {
            for (run, metric) in runs.iter().zip(&policy.metrics) {
                out.push(self.summary(run, metric, now)?);
            }
        }
        Ok(Summary { policy: chosen.policy, metrics: out })
    }

    /// Symbols past the names of the binding were given by another vocabulary, or later.
    pub(super) fn check_symbols(&self, events: &[Event]) -> Result<()> {
        let highest = events.iter().map(|e| e.to.number().max(e.field.number())).max().unwrap_or(0);
        if usize::try_from(highest).is_ok_and(|h| h < self.names_len()) {
            return Ok(());
        }
        let expected =
            format!("one of the {} names of the binding; bind again after the vocabulary has grown", self.names_len());
        Err(Error::expected(
            ErrorKind::Incompatible,
            "is a name the policies were not bound to",
            "events",
            highest,
            expected,
        ))
    }

    /// Chooses the policy and folds the events into `runs`.
    pub(super) fn run<const FULL: bool>(
        &self,
        events: &[Event],
        now: i64,
        runs: &mut Vec<Run>,
        values: &mut Vec<Symbol>,
    ) -> Result<Chosen, Halt> {
        let chosen = self.choose(events, now, values);
        runs.truncate(0);
        if let Some(policy) = chosen.policy.and_then(|p| self.policies.get(p)) {
            let machine = Machine::<FULL> { bound: self, policy, attached: chosen.attached };
            machine.begin(runs, chosen.floor);
            machine.fold(runs, events, 0, now, |_| {})?;
        }
        Ok(chosen)
    }

    fn summary(&self, run: &Run, metric: &BoundMetric, now: i64) -> Result<MetricSummary> {
        let before = MetricSummary {
            cycles: run.cycles,
            judged_before: run.judged,
            late_before: run.late,
            ..MetricSummary::INACTIVE
        };
        let Some(target) = run.promised() else { return Ok(before) };
        let (elapsed, due_at) = Cycle::of_run(&self.clocks, run, metric.segmented, now).reach(target)?;
        Ok(MetricSummary {
            state: state(run, elapsed > target),
            elapsed,
            target: run.target,
            due_at,
            started_at: Some(run.start.max(run.floor)),
            stopped_at: (run.phase == Phase::Done).then_some(run.stop),
            ..before
        })
    }

    /// A halt as the error a user sees; `names` lets it say which word it was, `given` which of the caller's events.
    pub(super) fn error(&self, halt: Halt, events: &[Event], names: Option<&Vocabulary>, given: Given<'_>) -> Error {
        let word = |i: usize| events.get(i).and_then(|e| names.map(|n| n.name(e.to).to_owned())).unwrap_or_default();
        match halt {
            Halt::UnknownStatus(i) => Error::expected(
                ErrorKind::InvalidInput,
                "is not a known status",
                given.path(i, What::Status),
                word(i),
                "a common status, one declared under statuses, or unknown_status set to open or ignore",
            ),
            Halt::UnknownCalendar(i) => {
                Error::not_found(given.path(i, What::Calendar), word(i), "a calendar handed to the evaluation")
            }
            Halt::Other(e) => e,
        }
    }
}

fn out_of_order(i: usize) -> Error {
    Error::expected(
        ErrorKind::InconsistentLog,
        "comes after a later event",
        format!("events[{i}].at"),
        format!("event {i}"),
        "events in ascending order, or out_of_order set to sort",
    )
}

/// Where the current cycle of a run with a promise stands.
pub(super) fn state(run: &Run, late: bool) -> MetricState {
    match run.phase {
        Phase::Idle => MetricState::Inactive,
        Phase::Done if run.cancelled => MetricState::Cancelled,
        Phase::Done if late => MetricState::Missed,
        Phase::Done => MetricState::Met,
        Phase::Active if late => MetricState::Breached,
        Phase::Active if run.paused().is_some() => MetricState::Paused,
        Phase::Active => MetricState::Running,
    }
}

/// Whether the events are in order; those that are not go in order into `sorted`. The whole log is looked at, whatever `now` is.
///
/// # Errors
/// An instant outside 1900–2200, or events out of order where the policy refuses that; each names the event.
pub(super) fn put_in_order(rule: OutOfOrder, events: &[Event], sorted: &mut Vec<Event>) -> Result<bool> {
    let early = events.windows(2).position(|w| matches!(w, [a, b] if b.at < a.at));
    let Some(before) = early else {
        // In order: all others lie between the first and the last.
        for i in [0, events.len().saturating_sub(1)] {
            check_event(events, i)?;
        }
        return Ok(true);
    };
    for i in 0..events.len() {
        check_event(events, i)?;
    }
    if rule == OutOfOrder::Error {
        return Err(out_of_order(before + 1));
    }
    sorted.clear();
    sorted.extend_from_slice(events);
    sorted.sort_by_key(|e| e.at);
    Ok(false)
}

fn check_event(events: &[Event], i: usize) -> Result<()> {
    let at = events.get(i).map(|e| check_instant(e.at));
    at.map_or(Ok(()), |checked| checked.map(|_| ()).map_err(|e| e.at(&format!("events[{i}].at"))))
}
