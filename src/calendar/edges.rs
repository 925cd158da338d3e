//! Questions about one instant: open or not, and the openings and closings around it.

use super::compiled::{Calendar, check};
use super::index::{Index, SPAN, instant, relative};
use crate::error::Result;
use crate::time::{IntervalSet, MAX_INSTANT, MIN_INSTANT, TimeSegment};

/// Half-open everywhere: an opening is open, a closing is not. The begin and the end of the supported dates are neither
/// openings nor closings.
impl Calendar {
    /// Whether `at` is open.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200, as all functions here.
    #[inline]
    pub fn is_open_us(&self, at: i64) -> Result<bool> {
        check(at).map(|rel| self.0.index.is_open(rel))
    }

    /// The earliest open instant at or after `at`: `at` itself when open.
    ///
    /// # Errors
    /// As [`is_open_us`](Self::is_open_us).
    pub fn next_open_us(&self, at: i64) -> Result<Option<i64>> {
        let (rel, index) = (check(at)?, &self.0.index);
        Ok(if index.is_open(rel) { Some(at) } else { next_opening_of_closed(index, rel) })
    }

    /// The earliest instant after `at` at which open turns to closed.
    ///
    /// # Errors
    /// As [`is_open_us`](Self::is_open_us).
    pub fn next_close_us(&self, at: i64) -> Result<Option<i64>> {
        let index = &self.0.index;
        let Some(open) = self.next_open_us(at)?.and_then(relative) else { return Ok(None) };
        Ok(inside(index.end_of_open(open)))
    }

    /// The latest instant at or before `at` such that the time just before it is open: `at` itself inside open time and at a
    /// closing, the last closing otherwise.
    ///
    /// # Errors
    /// As [`is_open_us`](Self::is_open_us).
    pub fn prev_open_us(&self, at: i64) -> Result<Option<i64>> {
        Ok(prev_open(&self.0.index, check(at)?).map(instant))
    }

    /// The first opening at or after `at`: the instant at which closed turns to open.
    ///
    /// # Errors
    /// As [`is_open_us`](Self::is_open_us).
    pub fn next_opening_us(&self, at: i64) -> Result<Option<i64>> {
        let (rel, index) = (check(at)?, &self.0.index);
        if !index.is_open(rel) {
            return Ok(next_opening_of_closed(index, rel));
        }
        if rel > 0 && !index.is_open(rel - 1) {
            return Ok(Some(at));
        }
        let close = index.end_of_open(rel);
        Ok(if close < SPAN { next_opening_of_closed(index, close) } else { None })
    }

    /// The last opening at or before `at`.
    ///
    /// # Errors
    /// As [`is_open_us`](Self::is_open_us).
    pub fn prev_opening_us(&self, at: i64) -> Result<Option<i64>> {
        let (rel, index) = (check(at)?, &self.0.index);
        let until = if index.is_open(rel) { Some(rel + 1) } else { prev_open(index, rel) };
        let start = until.map_or(0, |until| index.start_of_open(until));
        Ok(if start > 0 { Some(instant(start)) } else { None })
    }

    /// The open time inside `range`, in order: half-open segments that are disjoint, do not touch, and are clipped to the range
    /// and the supported dates.
    pub fn segments(&self, range: TimeSegment) -> Segments<'_> {
        let range = range.intersection(TimeSegment::new(MIN_INSTANT, MAX_INSTANT));
        Segments { index: &self.0.index, at: range.start, end: range.end }
    }

    /// The open time inside `range` as a set.
    #[must_use]
    pub fn open_set(&self, range: TimeSegment) -> IntervalSet {
        IntervalSet::from_segments(self.segments(range))
    }
}

fn inside(rel: u64) -> Option<i64> {
    if rel < SPAN { Some(instant(rel)) } else { None }
}

/// `rel` is closed: the instant of the first open microsecond from there on.
fn next_opening_of_closed(index: &Index, rel: u64) -> Option<i64> {
    let before = index.before(rel);
    if before < index.total() { Some(instant(index.nth_open(before))) } else { None }
}

fn prev_open(index: &Index, rel: u64) -> Option<u64> {
    index.before(rel).checked_sub(1).map(|nth| index.nth_open(nth) + 1)
}

/// The open segments of a range; see [`Calendar::segments`].
#[derive(Clone)]
pub struct Segments<'a> {
    index: &'a Index,
    at: i64,
    end: i64,
}

impl std::fmt::Debug for Segments<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Segments").field("rest", &TimeSegment::new(self.at, self.end)).finish_non_exhaustive()
    }
}

impl Iterator for Segments<'_> {
    type Item = TimeSegment;

    fn next(&mut self) -> Option<TimeSegment> {
        if self.at >= self.end {
            return None;
        }
        let rel = relative(self.at)?;
        let start = if self.index.is_open(rel) { Some(self.at) } else { next_opening_of_closed(self.index, rel) };
        let Some(start) = start.filter(|s| *s < self.end) else {
            self.at = self.end;
            return None;
        };
        let end = instant(relative(start).map_or(SPAN, |rel| self.index.end_of_open(rel))).min(self.end);
        self.at = end;
        Some(TimeSegment::new(start, end))
    }
}
