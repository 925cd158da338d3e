//! Measuring a cycle: how much was counted, and when an amount is reached.

use super::machine::{Phase, Run, Stretch, Why, clock_of};
use crate::calendar::Clock;
use crate::error::Result;

/// A cycle ready to be measured.
pub(super) struct Cycle<'a> {
    pub(super) clocks: &'a [Clock],
    pub(super) stretches: &'a [Stretch],
    pub(super) clock: u16,
    pub(super) segmented: bool,
    /// Where the counted stretch now going on began.
    pub(super) open: Option<i64>,
    /// Where a finished cycle ended: amounts not reached are projected as if it had gone on.
    pub(super) stop: Option<i64>,
    /// The instant the open stretch is measured to.
    pub(super) now: i64,
}

/// Counted time of closed stretches.
pub(super) fn elapsed(clocks: &[Clock], stretches: &[Stretch], clock: u16, segmented: bool) -> Result<i64> {
    elapsed_at(clocks, stretches, clock, segmented, None, 0)
}

/// Counted time of closed stretches and of an open one up to `now`.
pub(super) fn elapsed_at(
    clocks: &[Clock],
    stretches: &[Stretch],
    clock: u16,
    segmented: bool,
    open: Option<i64>,
    now: i64,
) -> Result<i64> {
    Cycle { clocks, stretches, clock, segmented, open, stop: None, now }.elapsed()
}

impl<'a> Cycle<'a> {
    /// The current cycle of a run as of `now`.
    pub(super) fn of_run(clocks: &'a [Clock], run: &'a Run, segmented: bool, now: i64) -> Self {
        let active = run.phase == Phase::Active;
        let open = (active && run.paused().is_none()).then(|| run.since.max(run.floor));
        let stop = (run.phase == Phase::Done).then_some(run.stop.max(run.floor));
        Self { clocks, stretches: run.current(), clock: run.clock, segmented, open, stop, now }
    }

    fn counted(&self) -> impl Iterator<Item = (&'a Stretch, &'a Clock)> + use<'a> {
        let (clocks, cycle, segmented) = (self.clocks, self.clock, self.segmented);
        let counted = self.stretches.iter().filter(|s| s.why == Why::Counted);
        counted.map(move |s| (s, clock_of(clocks, s.clock, cycle, segmented)))
    }

    fn clock_now(&self) -> &'a Clock {
        clock_of(self.clocks, self.clock, self.clock, false)
    }

    /// Counted time up to `now`.
    pub(super) fn elapsed(&self) -> Result<i64> {
        let mut sum = 0_i64;
        for (s, clock) in self.counted() {
            sum += clock.elapsed(s.start, s.end)?;
        }
        if let Some(open) = self.open.filter(|o| self.now > *o) {
            sum += self.clock_now().elapsed(open, self.now)?;
        }
        Ok(sum)
    }

    /// Counted time up to `now`, and the earliest instant at which `amount` (more than 0) is or will be reached.
    ///
    /// The instant lies at a closing when the amount is used up there. `None` while paused before it, or when it never comes.
    pub(super) fn reach(&self, amount: i64) -> Result<(i64, Option<i64>)> {
        let (mut sum, mut due) = (0_i64, None);
        for (s, clock) in self.counted() {
            let length = clock.elapsed(s.start, s.end)?;
            if due.is_none() && sum + length >= amount {
                due = clock.add(s.start, amount - sum)?;
            }
            sum += length;
        }
        if let Some(from) = self.open.or(self.stop).filter(|_| due.is_none()) {
            due = self.clock_now().add(from, amount - sum)?;
        }
        if let Some(open) = self.open.filter(|o| self.now > *o) {
            sum += self.clock_now().elapsed(open, self.now)?;
        }
        Ok((sum, due))
    }

    /// The instant after which more than `amount` is counted: `reach`, moved to the next counted time when it lies at a closing
    /// or at the start of a pause.
    pub(super) fn exceed(&self, amount: i64) -> Result<Option<i64>> {
        let mut sum = 0_i64;
        for (s, clock) in self.counted() {
            let length = clock.elapsed(s.start, s.end)?;
            if sum + length > amount {
                let reached = clock.add(s.start, amount - sum)?;
                return reached.map_or(Ok(None), |at| clock.next_open(at));
            }
            sum += length;
        }
        let Some(from) = self.open.or(self.stop) else { return Ok(None) };
        let reached = self.clock_now().add(from, amount - sum)?;
        reached.map_or(Ok(None), |at| self.clock_now().next_open(at))
    }

    /// The due instant as it was foreseen at `at`, an instant inside the cycle's counted time: later pauses do not move it.
    pub(super) fn foreseen(&self, amount: i64, at: i64) -> Result<Option<i64>> {
        let mut sum = 0_i64;
        for (s, clock) in self.counted() {
            if at <= s.end {
                return clock.add(s.start, amount - sum);
            }
            sum += clock.elapsed(s.start, s.end)?;
        }
        match self.open.or(self.stop) {
            Some(from) => self.clock_now().add(from, amount - sum),
            None => Ok(None),
        }
    }
}
