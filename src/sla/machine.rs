//! The one machine behind every metric: levels (paused, armed, target, calendar) and actions (start … cancel) over events.
//!
//! ```text
//!            start                 stop, cancel
//!  idle ───────────────▶ active ───────────────▶ done
//!                        │  ▲  ▲                  │
//!                 pause  ▼  │  └──────────────────┘ start again (many cycles), reopen
//!                       paused
//! ```

use super::bind::BoundPolicies;
use super::document::{Reopen, TargetChange, UnknownCalendar};
use super::measure;
use super::rows::{BoundMetric, BoundPolicy, bit};
use crate::calendar::Clock;
use crate::error::Result;
use crate::ticket::{Event, Symbol};

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Phase {
    #[default]
    Idle,
    Active,
    Done,
}

/// Why a stretch of a cycle is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Counted,
    PausedByStatus(Symbol),
    PausedByEvent,
    /// Solved in between, then reopened: not counted.
    Solved,
}

/// A stretch of a cycle in which nothing changed. Fast evaluations keep the counted ones only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) clock: u16,
    pub(super) why: Why,
}

/// A cycle that is over, kept by full evaluations.
#[derive(Debug, Clone)]
pub(super) struct PastCycle {
    pub(super) start: i64,
    pub(super) stop: i64,
    pub(super) target: i64,
    pub(super) clock: u16,
    pub(super) cancelled: bool,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// One metric of one ticket while its events go by.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) phase: Phase,
    pub(super) armed: bool,
    pub(super) cancelled: bool,
    pub(super) start: i64,
    pub(super) stop: i64,
    /// The promise of the current cycle, more than 0.
    pub(super) target: Option<i64>,
    pub(super) clock: u16,
    /// Where the stretch now going on began.
    pub(super) since: i64,
    pub(super) stretches: Vec<Stretch>,
    /// Where the current cycle's stretches begin.
    pub(super) first: usize,
    pub(super) past: Vec<PastCycle>,
    /// Cycles begun, and ended cycles before the current one that were judged and were late.
    pub(super) cycles: u32,
    pub(super) judged: u32,
    pub(super) late: u32,
    /// Nothing before this instant counts.
    pub(super) floor: i64,
    status_paused: Option<Symbol>,
    event_paused: bool,
    masked: bool,
    /// The current cycle ended because the ticket was done: a reopening may undo that.
    by_done: bool,
    /// It did, and the time until a reopening will count: its stretches are kept in `closed`.
    lingers: bool,
    closed: Vec<Stretch>,
    target_now: Option<i64>,
    clock_now: u16,
    started_by: usize,
}

impl Run {
    /// Back to the beginning; the buffers are kept.
    fn reset(&mut self, metric: &BoundMetric, floor: i64, masked: bool) {
        let (mut stretches, mut past) = (std::mem::take(&mut self.stretches), std::mem::take(&mut self.past));
        let mut closed = std::mem::take(&mut self.closed);
        stretches.clear();
        past.clear();
        closed.clear();
        *self = Run {
            armed: metric.armed,
            target_now: metric.default_target,
            clock_now: metric.clock,
            floor,
            masked,
            stretches,
            past,
            closed,
            ..Run::default()
        };
    }

    /// Why the clock stands still, if it does.
    pub(super) fn paused(&self) -> Option<Why> {
        if self.masked {
            return None;
        }
        match (self.status_paused, self.event_paused) {
            (Some(status), _) => Some(Why::PausedByStatus(status)),
            (None, true) => Some(Why::PausedByEvent),
            (None, false) => None,
        }
    }

    /// Whether stretches are being recorded.
    fn records(&self) -> bool {
        self.phase == Phase::Active || self.lingers
    }

    /// The promise of the current cycle, if one began that counts.
    pub(super) fn promised(&self) -> Option<i64> {
        let counts = match self.phase {
            Phase::Idle => false,
            Phase::Active => true,
            Phase::Done => self.stop >= self.floor,
        };
        self.target.filter(|_| counts)
    }

    /// The stretches of the current cycle.
    pub(super) fn current(&self) -> &[Stretch] {
        self.stretches.get(self.first..).unwrap_or(&[])
    }
}

/// What all metrics of one policy share during a fold. `FULL` keeps what explanations and cycle lists need.
pub(super) struct Machine<'a, const FULL: bool> {
    pub(super) bound: &'a BoundPolicies,
    pub(super) policy: &'a BoundPolicy,
    /// Since when the policy is attached; `i64::MIN` = from the beginning.
    pub(super) attached: i64,
}

/// What a fold could not use; the caller decides whether to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Note {
    UnknownCalendar { event: usize },
}

/// Why a fold stopped: the index of the event and the fault.
#[derive(Debug)]
pub(super) enum Halt {
    UnknownStatus(usize),
    UnknownCalendar(usize),
    Other(crate::Error),
}

impl From<crate::Error> for Halt {
    fn from(e: crate::Error) -> Self {
        Halt::Other(e)
    }
}

impl<const FULL: bool> Machine<'_, FULL> {
    pub(super) fn begin(&self, runs: &mut Vec<Run>, floor: i64) {
        runs.resize_with(self.policy.metrics.len(), Run::default);
        for (run, metric) in runs.iter_mut().zip(&self.policy.metrics) {
            let own = if metric.retroactive_start { floor } else { floor.max(self.attached) };
            run.reset(metric, own, !metric.retroactive_pause && self.attached > i64::MIN);
        }
    }

    /// Folds the events, which are in order, up to `now` from index `from` on; gives the index of the first event not folded.
    pub(super) fn fold(
        &self,
        runs: &mut [Run],
        events: &[Event],
        from: usize,
        now: i64,
        mut note: impl FnMut(Note),
    ) -> Result<usize, Halt> {
        for (i, e) in events.iter().enumerate().skip(from) {
            if e.at > now {
                return Ok(i);
            }
            let class = self.bound.class(e.to);
            let (row, own) = self.policy.row(e, class);
            let Some(row) = row else {
                self.field_event(runs, i, e, (class, own), &mut note)?;
                continue;
            };
            if self.policy.asks_attached {
                self.unmask(runs, e.at);
            }
            for ((bits, run), metric) in row.iter().zip(runs.iter_mut()).zip(&self.policy.metrics) {
                if *bits != 0 {
                    self.apply(run, metric, *bits, i, e, own, &mut note)?;
                }
            }
        }
        Ok(events.len())
    }

    fn field_event(
        &self,
        runs: &mut [Run],
        i: usize,
        e: &Event,
        (class, own): (u16, u16),
        note: &mut impl FnMut(Note),
    ) -> Result<(), Halt> {
        self.unmask(runs, e.at);
        let Some(field) = self.bound.field(e.field) else { return Ok(()) };
        let class_of = |word| self.bound.class_if_seen(word);
        for rule in self.policy.field_rules.iter().filter(|r| r.field == field && r.accepts(class, class_of)) {
            if let (Some(run), Some(metric)) = (runs.get_mut(rule.metric), self.policy.metrics.get(rule.metric)) {
                self.apply(run, metric, rule.bits, i, e, own, note)?;
            }
        }
        Ok(())
    }

    /// Pauses before the attachment are not credited where the metric says so: they begin to work at the attachment.
    fn unmask(&self, runs: &mut [Run], at: i64) {
        for run in runs.iter_mut().filter(|r| r.masked && at >= self.attached) {
            if run.records() {
                self.close(run, self.attached);
                run.since = self.attached;
            }
            run.masked = false;
        }
    }

    /// One event's actions on one metric, in their fixed order.
    #[allow(clippy::too_many_arguments)] // the event and where it stands; a struct would only rename them
    fn apply(
        &self,
        run: &mut Run,
        metric: &BoundMetric,
        bits: u16,
        i: usize,
        e: &Event,
        class: u16,
        note: &mut impl FnMut(Note),
    ) -> Result<(), Halt> {
        let at = e.at;
        if bits & (bit::HOLD | bit::FREE) != 0 {
            let status = (bits & bit::HOLD != 0).then_some(e.to);
            self.pause(run, at, |r| r.status_paused = status);
        }
        if bits & bit::ARM != 0 {
            run.armed = true;
        }
        if bits & bit::DISARM != 0 {
            run.armed = false;
        }
        if bits & bit::TARGET != 0 {
            self.retarget(run, metric, metric.promise(class), at, i)?;
        }
        if bits & bit::CALENDAR != 0 {
            self.recalendar(run, metric, e.to, at, i, note)?;
        }
        if bits & bit::UNKNOWN != 0 {
            return Err(Halt::UnknownStatus(i));
        }
        if bits & bit::REOPEN != 0 && run.phase == Phase::Done && run.by_done && !run.cancelled {
            self.reopen(run, metric, at, i)?;
        }
        if bits & bit::START != 0 && run.armed {
            match run.phase {
                Phase::Idle => self.start(run, at, i),
                Phase::Done if metric.multi_cycle => {
                    self.archive(run, metric)?;
                    self.start(run, at, i);
                }
                _ => {}
            }
        }
        // A level in every phase, as a status is: what began before the start or ends after the stop holds as well.
        if bits & bit::RESUME != 0 {
            self.pause(run, at, |r| r.event_paused = false);
        }
        if bits & bit::PAUSE != 0 {
            self.pause(run, at, |r| r.event_paused = true);
        }
        if bits & bit::STOP != 0 && run.phase == Phase::Active {
            self.end(run, at, false);
            run.by_done = bits & bit::DONE != 0;
            run.lingers = run.by_done && metric.reopen == Reopen::IncludeClosedTime;
        }
        if bits & bit::RESET != 0 && run.phase == Phase::Active && run.started_by != i {
            self.end(run, at, false);
            self.archive(run, metric)?;
            self.start(run, at, i);
        }
        if bits & bit::CANCEL != 0 && run.phase == Phase::Active {
            self.end(run, at, true);
        }
        Ok(())
    }

    fn start(&self, run: &mut Run, at: i64, i: usize) {
        run.phase = Phase::Active;
        run.cancelled = false;
        run.by_done = false;
        run.lingers = false;
        run.start = at;
        run.since = at;
        run.target = run.target_now;
        run.clock = run.clock_now;
        run.cycles = run.cycles.saturating_add(1);
        run.started_by = i;
        if FULL {
            run.first = run.stretches.len();
        } else {
            run.stretches.clear();
        }
    }

    fn end(&self, run: &mut Run, at: i64, cancelled: bool) {
        self.close(run, at);
        run.phase = Phase::Done;
        run.cancelled = cancelled;
        run.stop = at;
        run.since = at;
        run.closed.clear();
    }

    /// Puts a finished cycle away before the next one begins.
    fn archive(&self, run: &mut Run, metric: &BoundMetric) -> Result<(), Halt> {
        let Some(target) = run.target.filter(|_| run.stop >= run.floor) else { return Ok(()) };
        if !run.cancelled {
            let elapsed = measure::elapsed(&self.bound.clocks, run.current(), run.clock, metric.segmented)?;
            run.judged = run.judged.saturating_add(1);
            run.late = run.late.saturating_add(u32::from(elapsed > target));
        }
        if FULL {
            run.past.push(PastCycle {
                start: run.start.max(run.floor),
                stop: run.stop,
                target,
                clock: run.clock,
                cancelled: run.cancelled,
                first: run.first,
                last: run.stretches.len(),
            });
        }
        Ok(())
    }

    /// Ends the stretch now going on. After the end of a cycle it is kept aside: it belongs to the cycle only if the ticket is reopened.
    fn close(&self, run: &mut Run, at: i64) {
        let start = run.since.max(run.floor);
        let why = run.paused().unwrap_or(Why::Counted);
        if at > start && (FULL || why == Why::Counted) {
            match run.phase {
                Phase::Done => run.closed.push(Stretch { start, end: at, clock: run.clock_now, why }),
                _ => run.stretches.push(Stretch { start, end: at, clock: run.clock, why }),
            }
        }
    }

    /// Changes a level that may make the clock stand still or go on.
    fn pause(&self, run: &mut Run, at: i64, change: impl FnOnce(&mut Run)) {
        let before = (run.status_paused, run.event_paused);
        let why = run.paused();
        change(run);
        if !run.records() || run.paused() == why {
            return;
        }
        let after = (run.status_paused, run.event_paused);
        (run.status_paused, run.event_paused) = before;
        self.close(run, at);
        (run.status_paused, run.event_paused) = after;
        run.since = at;
    }

    fn reopen(&self, run: &mut Run, metric: &BoundMetric, at: i64, i: usize) -> Result<(), Halt> {
        match metric.reopen {
            Reopen::FirstOnly => {}
            Reopen::Restart if run.armed => {
                self.archive(run, metric)?;
                self.start(run, at, i);
            }
            Reopen::Restart => {}
            Reopen::Continue | Reopen::IncludeClosedTime => {
                if run.lingers {
                    self.close(run, at);
                    run.stretches.append(&mut run.closed);
                } else if FULL {
                    let (start, clock) = (run.stop.max(run.floor), run.clock_now);
                    run.stretches.push(Stretch { start, end: at.max(start), clock, why: Why::Solved });
                }
                run.phase = Phase::Active;
                run.by_done = false;
                run.lingers = false;
                run.since = at;
                run.clock = run.clock_now;
                if metric.on_target_change == TargetChange::RecomputeFromStart {
                    run.target = run.target_now;
                }
            }
        }
        Ok(())
    }

    fn retarget(&self, run: &mut Run, metric: &BoundMetric, new: Option<i64>, at: i64, i: usize) -> Result<(), Halt> {
        run.target_now = new;
        if run.phase != Phase::Active || run.target == new {
            return Ok(());
        }
        // What comes at the instant of the start belongs to the start: a ticket is created with its priority.
        let mode = if at == run.start { TargetChange::RecomputeFromStart } else { metric.on_target_change };
        match mode {
            TargetChange::RecomputeFromStart => run.target = new,
            TargetChange::Keep => {}
            TargetChange::FromChangeProportional => {
                let open = run.paused().is_none().then_some(run.since.max(run.floor));
                let clocks = &self.bound.clocks;
                let used = measure::elapsed_at(clocks, run.current(), run.clock, metric.segmented, open, at)?;
                run.target = proportional(used, run.target, new);
            }
            TargetChange::FromChangeFresh => {
                self.end(run, at, true);
                self.archive(run, metric)?;
                self.start(run, at, i);
            }
        }
        Ok(())
    }

    fn recalendar(
        &self,
        run: &mut Run,
        metric: &BoundMetric,
        name: Symbol,
        at: i64,
        i: usize,
        note: &mut impl FnMut(Note),
    ) -> Result<(), Halt> {
        let Some(clock) = self.bound.calendar(name) else {
            if self.bound.unknown_calendar == UnknownCalendar::Error {
                return Err(Halt::UnknownCalendar(i));
            }
            note(Note::UnknownCalendar { event: i });
            return Ok(());
        };
        if metric.segmented && run.records() {
            self.close(run, at);
            run.since = at;
        }
        run.clock_now = clock;
        if run.phase == Phase::Active {
            run.clock = clock;
        }
        Ok(())
    }
}

/// The target after a change that keeps the share of it that is left: `used + left / old × new`, rounded down to the microsecond.
///
/// Once the old target is used up nothing is left to scale: it stays, and a cycle that is late stays late.
fn proportional(used: i64, old: Option<i64>, new: Option<i64>) -> Option<i64> {
    let Some(old) = old else { return new };
    if used >= old {
        return Some(old);
    }
    let new = new?;
    let left = i128::from(old - used) * i128::from(new) / i128::from(old);
    Some(i64::try_from(i128::from(used) + left).unwrap_or(i64::MAX))
}

/// The clock of a stretch: its own when each stretch is measured by the calendar of its time, else the cycle's.
pub(super) fn clock_of(clocks: &[Clock], stretch: u16, cycle: u16, segmented: bool) -> &Clock {
    let index = usize::from(if segmented { stretch } else { cycle });
    clocks.get(index).unwrap_or(&Clock::Elapsed)
}
