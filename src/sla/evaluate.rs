//! From a history to the full report.

use super::alert;
use super::bind::BoundPolicies;
use super::choose::Chosen;
use super::machine::{Machine, Note, Phase, Run, Why};
use super::measure::Cycle;
use super::policy_set::{Alert, PolicySet};
use super::report::{CycleReport, MetricReport, MetricState, SlaReport};
use super::rows::BoundMetric;
use super::summary::state;
use crate::calendar::Calendars;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::ticket::{Event, Given, History, Symbol, Vocabulary, What};
use crate::time::{HOUR, Instant, MAX_INSTANT, check_instant, format_instant, to_micros};
use chrono::{DateTime, Utc};

/// All metrics of one ticket as of `now`: a pure function of its arguments.
///
/// Events later than `now` are not known yet. A breach is judged at the instant of the event that ends the cycle, never at the
/// instant of asking: a later `now` never takes a breach back.
///
/// ```
/// use sundesk::{calendar::{Calendar, Calendars}, sla, ticket::{EventDoc, TicketHistory}, time::ZoneDb};
/// let set = sla::PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
/// let events: Vec<EventDoc> = serde_json::from_str(r#"[
///   {"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "new"},
///   {"at": "2024-06-03T11:00:01Z", "type": "reply", "by": "agent"}
/// ]"#)?;
/// let history = TicketHistory::new(&events)?;
/// let calendars = Calendars::new(Calendar::always_open());
/// let report = sla::evaluate(&set, &calendars, history.view(), "2024-06-03T12:00:00Z".parse().unwrap())?;
/// assert_eq!(report.metrics["frt"].state, sla::MetricState::Missed); // one second late
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`PolicySet::bind`] and [`BoundPolicies::report_us`].
pub fn evaluate(set: &PolicySet, calendars: &Calendars, history: History<'_>, now: DateTime<Utc>) -> Result<SlaReport> {
    evaluate_us(set, calendars, history, micros(now)?)
}

/// [`evaluate`] at an instant in microseconds.
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_us(set: &PolicySet, calendars: &Calendars, history: History<'_>, now: i64) -> Result<SlaReport> {
    set.bind(history.names(), calendars)?.report_us(history, now)
}

/// The as-of instant of a call.
pub(super) fn micros(now: DateTime<Utc>) -> Result<i64> {
    to_micros(now).map_err(|e| e.at("now"))
}

/// Everything a full evaluation found, for reports and explanations.
pub(super) struct Full<'a> {
    pub(super) events: &'a [Event],
    pub(super) given: Given<'a>,
    pub(super) chosen: Chosen,
    pub(super) runs: Vec<Run>,
    pub(super) values: Vec<Symbol>,
    pub(super) notes: Vec<Note>,
}

impl BoundPolicies {
    /// The full report of one ticket as of `now`, whose names are those of the bound vocabulary.
    ///
    /// # Errors
    /// As [`summarize_us`](Self::summarize_us); [`ErrorKind::Incompatible`] when the history's vocabulary is not that of the binding,
    /// or has grown since.
    pub fn report(&self, history: History<'_>, now: DateTime<Utc>) -> Result<SlaReport> {
        self.report_us(history, micros(now)?)
    }

    /// [`report`](Self::report) at an instant in microseconds.
    ///
    /// # Errors
    /// As [`report`](Self::report).
    pub fn report_us(&self, history: History<'_>, now: i64) -> Result<SlaReport> {
        let full = self.full(history, now)?;
        self.build(&full, history.names(), now)
    }

    /// One metric of the report, for a fraction of its cost: no reasons, notes and other metrics are made.
    ///
    /// # Errors
    /// As [`report_us`](Self::report_us); [`ErrorKind::NotFound`] for a metric that the ticket's policy does not have.
    pub fn metric_us(&self, history: History<'_>, now: i64, metric: &str) -> Result<MetricReport> {
        let full = self.full(history, now)?;
        self.one_metric(full.chosen, &full.runs, metric, now)
    }

    /// The metric of that name among the runs of the chosen policy.
    pub(super) fn one_metric(&self, chosen: Chosen, runs: &[Run], name: &str, now: i64) -> Result<MetricReport> {
        let policy = chosen.policy.and_then(|p| Some((self.policies.get(p)?, self.set.0.policies.get(p)?)));
        let found = policy.and_then(|(bound, compiled)| {
            let place = compiled.metrics.iter().position(|c| c.name == name)?;
            Some((runs.get(place)?, bound.metrics.get(place)?, compiled.metrics.get(place)?))
        });
        let Some((run, metric, compiled)) = found else {
            let there = policy.map_or(&[][..], |(_, compiled)| &compiled.metrics).iter().map(|m| m.name.as_str());
            let there = there.collect::<Vec<_>>().join(", ");
            return Err(Error::not_found(
                "metric",
                name,
                format!("one of the metrics of the ticket's policy: {there}"),
            ));
        };
        self.metric(run, metric, name, &compiled.alerts, now)
    }

    /// The first instant after `now` at which a metric among the runs of the chosen policy changes by time alone.
    pub(super) fn next_change(&self, chosen: Chosen, runs: &[Run], now: i64) -> Result<Option<i64>> {
        let policy = chosen.policy.and_then(|p| Some((self.policies.get(p)?, self.set.0.policies.get(p)?)));
        let Some((bound, compiled)) = policy else { return Ok(None) };
        let mut first: Option<i64> = None;
        for ((run, metric), c) in runs.iter().zip(&bound.metrics).zip(&compiled.metrics) {
            let change = self.metric(run, metric, &c.name, &c.alerts, now)?.next_change.map(|at| at.micros());
            first = first.into_iter().chain(change).min();
        }
        Ok(first)
    }

    pub(super) fn full<'a>(&self, history: History<'a>, now: i64) -> Result<Full<'a>> {
        let (events, names) = (history.events(), Some(history.names()));
        self.check_names(history.names())?;
        check_instant(now)?;
        let (mut runs, mut values, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        let chosen = self.choose_full(events, now, &mut values);
        if let Some(policy) = chosen.policy.and_then(|p| self.policies.get(p)) {
            let machine = Machine::<true> { bound: self, policy, attached: chosen.attached };
            machine.begin(&mut runs, chosen.floor);
            let folded = machine.fold(&mut runs, events, 0, now, |n| {
                if !notes.contains(&n) {
                    notes.push(n);
                }
            });
            folded.map_err(|h| self.error(h, events, names, history.given()))?;
        }
        Ok(Full { events, given: history.given(), chosen, runs, values, notes })
    }

    /// Whether `names` is the vocabulary of the binding. Reports and replays of a log check it by themselves; check it before
    /// [`summarize_us`](Self::summarize_us) and the forms that take bare events, which cannot.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] when it is another one, or has grown since: its symbols mean other names, and a clock would be wrong.
    pub fn check_names(&self, names: &Vocabulary) -> Result<()> {
        let (has, had) = (names.len(), self.names_len());
        if has == had && names.fingerprint() == self.fingerprint() {
            return Ok(());
        }
        let says = match has > had {
            true => "names are more than the policies were bound to",
            false => "names are not those the policies were bound to",
        };
        let expected =
            format!("the {had} names of the binding; bind again for another log, or after the vocabulary has grown");
        Err(Error::expected(ErrorKind::Incompatible, says, "names", has, expected))
    }

    /// The choice, and the field values behind it also where the choice needs none.
    fn choose_full(&self, events: &[Event], now: i64, values: &mut Vec<Symbol>) -> Chosen {
        let chosen = self.choose(events, now, values);
        if values.is_empty() {
            values.resize(self.slots, Symbol::EMPTY);
        }
        chosen
    }

    pub(super) fn build(&self, full: &Full<'_>, names: &Vocabulary, now: i64) -> Result<SlaReport> {
        let mut metrics = std::collections::BTreeMap::new();
        let policy = full.chosen.policy.and_then(|p| Some((self.policies.get(p)?, self.set.0.policies.get(p)?)));
        if let Some((bound, compiled)) = policy {
            for ((run, metric), c) in full.runs.iter().zip(&bound.metrics).zip(&compiled.metrics) {
                metrics.insert(c.name.clone(), self.metric(run, metric, &c.name, &c.alerts, now)?);
            }
        }
        let next_change = metrics.values().filter_map(|m: &MetricReport| m.next_change).min();
        Ok(SlaReport {
            as_of: Instant::new(now)?,
            choice: self.reasons(full.chosen, &full.values, names),
            metrics,
            next_change,
            notes: full.notes.iter().map(|n| note(n, full, names)).chain(long_before(full.events, now)).collect(),
            tzdb: self.tzdb.to_string(),
        })
    }

    fn metric(&self, run: &Run, metric: &BoundMetric, name: &str, alerts: &[Alert], now: i64) -> Result<MetricReport> {
        let mut cycles = Vec::new();
        for past in &run.past {
            let stretches = run.stretches.get(past.first..past.last).unwrap_or(&[]);
            let cycle = Cycle {
                clocks: &self.clocks,
                stretches,
                clock: past.clock,
                segmented: metric.segmented,
                open: None,
                stop: Some(past.stop),
                now,
            };
            let number = number(cycles.len());
            let cancelled = past.cancelled;
            let ended = |elapsed| match (cancelled, elapsed > past.target) {
                (true, _) => MetricState::Cancelled,
                (false, true) => MetricState::Missed,
                (false, false) => MetricState::Met,
            };
            cycles.push(self.cycle(&cycle, past.target, number, past.start, Some(past.stop), ended)?);
        }
        let Some(target) = run.promised() else { return Ok(inactive(cycles)) };
        let cycle = Cycle::of_run(&self.clocks, run, metric.segmented, now);
        let stopped = (run.phase == Phase::Done).then_some(run.stop);
        let number = number(cycles.len());
        let current = self
            .cycle(&cycle, target, number, run.start.max(run.floor), stopped, |elapsed| state(run, elapsed > target))?;
        let breach = cycle.exceed(target)?;
        let open = current.state.is_open();
        let hours = self.clocks.get(usize::from(run.clock)).filter(|_| open);
        let outside_hours = hours.map_or(Ok(false), |c| c.is_open(now).map(|o| !o))?;
        let alerts = alert::reports(&cycle, alerts, name, number, target, open, now)?;
        let mut changes: Vec<i64> = alerts.iter().filter_map(|a| a.at).map(|t| t.micros()).collect();
        if open {
            // Past the last supported instant it never comes.
            changes.extend(breach.map(|b| b + 1).filter(|b| *b < MAX_INSTANT));
            changes.extend(hours.map_or(Ok(None), |c| c.next_flip(now))?);
        }
        let next_change = changes.into_iter().filter(|t| *t > now).min().map(Instant::new).transpose()?;
        let report = MetricReport {
            state: current.state,
            outside_hours,
            elapsed: current.elapsed,
            remaining: Some(target - current.elapsed),
            target: Some(target),
            due_at: current.due_at,
            breach_after: instant(breach)?,
            breached_at: current.breached_at,
            percent: Some(percent(current.elapsed, target)),
            paused: current.paused,
            alerts,
            next_change,
            cycles: Vec::new(),
        };
        cycles.push(current);
        Ok(MetricReport { cycles, ..report })
    }

    fn cycle(
        &self,
        cycle: &Cycle<'_>,
        target: i64,
        number: u32,
        start: i64,
        stop: Option<i64>,
        state: impl Fn(i64) -> MetricState,
    ) -> Result<CycleReport> {
        let (elapsed, due) = cycle.reach(target)?;
        let breached = if elapsed > target { cycle.exceed(target)? } else { None };
        Ok(CycleReport {
            number,
            state: state(elapsed),
            started_at: Instant::new(start)?,
            stopped_at: instant(stop)?,
            elapsed,
            target,
            due_at: instant(due)?,
            breached_at: instant(breached)?,
            paused: paused(cycle, start, stop)?,
        })
    }
}

/// What the clock would have counted while it was paused.
fn paused(cycle: &Cycle<'_>, start: i64, stop: Option<i64>) -> Result<i64> {
    let mut sum = 0;
    let mut reached = start;
    for s in cycle.stretches {
        let clock = super::machine::clock_of(cycle.clocks, s.clock, cycle.clock, cycle.segmented);
        if matches!(s.why, Why::PausedByStatus(_) | Why::PausedByEvent) {
            sum += clock.elapsed(s.start, s.end)?;
        }
        reached = reached.max(s.end);
    }
    // A pause still going on has no stretch yet.
    if stop.is_none() && cycle.open.is_none() && cycle.now > reached {
        sum += super::machine::clock_of(cycle.clocks, cycle.clock, cycle.clock, false).elapsed(reached, cycle.now)?;
    }
    Ok(sum)
}

fn inactive(cycles: Vec<CycleReport>) -> MetricReport {
    MetricReport {
        state: MetricState::Inactive,
        outside_hours: false,
        elapsed: 0,
        remaining: None,
        target: None,
        due_at: None,
        breach_after: None,
        breached_at: None,
        percent: None,
        paused: 0,
        cycles,
        alerts: Vec::new(),
        next_change: None,
    }
}

fn number(before: usize) -> u32 {
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

pub(super) fn instant(at: Option<i64>) -> Result<Option<Instant>> {
    at.map(Instant::new).transpose()
}

/// 100 × elapsed / target, rounded down; `target` is more than 0.
fn percent(elapsed: i64, target: i64) -> i64 {
    i64::try_from(i128::from(elapsed) * 100 / i128::from(target.max(1))).unwrap_or(i64::MAX)
}

/// A `now` this long before the first event is a unit taken for another rather than a question: an instant of our days in milliseconds,
/// read as microseconds, lies in January 1970.
const LONG_BEFORE: i64 = 10 * 365 * 24 * HOUR;

/// The remark about a `now` decades before the first of these events, which are in order.
pub(super) fn long_before(events: &[Event], now: i64) -> Option<Problem> {
    let first = events.first().map(|e| e.at).filter(|at| at.saturating_sub(now) > LONG_BEFORE)?;
    let (now, first) = (format_instant(now), format_instant(first));
    let expected =
        format!("an instant nearer to the first event, {first}; in microseconds, not milliseconds or seconds");
    Some(Problem::warning("sla_now_long_before", "now", now, expected))
}

fn note(note: &Note, full: &Full<'_>, names: &Vocabulary) -> Problem {
    match note {
        Note::UnknownCalendar { event } => {
            let name = full.events.get(*event).map_or("", |e| names.name(e.to));
            let expected = "a calendar handed to the evaluation; the one in force was kept";
            Problem::warning("sla_calendar_unknown", full.given.path(*event, What::Calendar), name, expected)
        }
    }
}
