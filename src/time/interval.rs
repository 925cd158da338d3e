//! The one half-open interval-set algebra: every "open", "covered", "paused" or "on duty" of this crate is an [`IntervalSet`].

use super::pieces;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A piece of the time line `[start, end)`: `start` belongs to it, `end` does not. Microseconds since 1970, UTC.
///
/// Any pair is legal; a segment whose end is not after its start is empty. Serialised as `[start, end]`.
///
/// ```
/// use sundesk::time::TimeSegment;
/// let s = TimeSegment::new(10, 20);
/// assert!(s.contains(10) && !s.contains(20));
/// assert_eq!(s.length(), 10);
/// assert_eq!(s.intersection(TimeSegment::new(15, 99)), TimeSegment::new(15, 20));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(i64, i64)", into = "(i64, i64)")]
pub struct TimeSegment {
    /// The first instant inside.
    pub start: i64,
    /// The first instant after it.
    pub end: i64,
}

impl TimeSegment {
    /// The segment `[start, end)`.
    #[must_use]
    pub const fn new(start: i64, end: i64) -> Self {
        Self { start, end }
    }

    /// Whether no instant lies inside.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `at` lies inside.
    #[must_use]
    pub const fn contains(self, at: i64) -> bool {
        self.start <= at && at < self.end
    }

    /// How long it is, in microseconds; 0 for an empty one, `i64::MAX` when longer than that.
    #[must_use]
    pub const fn length(self) -> i64 {
        if self.is_empty() { 0 } else { self.end.saturating_sub(self.start) }
    }

    /// What both have in common; empty when nothing is.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        let start = if self.start > other.start { self.start } else { other.start };
        let end = if self.end < other.end { self.end } else { other.end };
        Self { start, end }
    }
}

impl From<(i64, i64)> for TimeSegment {
    fn from((start, end): (i64, i64)) -> Self {
        Self { start, end }
    }
}

impl From<TimeSegment> for (i64, i64) {
    fn from(s: TimeSegment) -> Self {
        (s.start, s.end)
    }
}

/// A set of instants, held as half-open segments that are sorted, disjoint and never touch.
///
/// ```text
/// self          [----)      [--------)
/// other            [----)     [--)        [--)
/// union         [-------)   [--------)    [--)
/// intersection     [-)        [--)
/// difference    [--)        [-)  [---)
/// ```
///
/// Every set of instants has exactly one form, so `==` is set equality. All operations are one pass over both operands.
/// Serialised as a list of `[start, end]`; a list in any order, overlapping or touching, is accepted and normalised, a
/// segment that ends before it starts is refused.
///
/// ```
/// use sundesk::time::{IntervalSet, TimeSegment};
/// let set = |pieces: &[(i64, i64)]| IntervalSet::from_segments(pieces.iter().map(|&p| p.into()));
/// let open = set(&[(9, 12), (12, 17)]); // touching pieces become one
/// assert_eq!(open.as_slice(), [TimeSegment::new(9, 17)]);
/// assert_eq!(open.difference(&set(&[(11, 13)])), set(&[(9, 11), (13, 17)]));
/// assert_eq!(open.total(), 8);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<TimeSegment>", into = "Vec<TimeSegment>")]
pub struct IntervalSet {
    segments: Vec<TimeSegment>,
}

impl IntervalSet {
    /// The set without any instant.
    #[must_use]
    pub const fn empty() -> Self {
        Self { segments: Vec::new() }
    }

    /// The set of all instants inside any of `segments`, in whatever order; empty ones add nothing, overlapping and touching
    /// ones become one. Sorted input costs one pass.
    pub fn from_segments(segments: impl IntoIterator<Item = TimeSegment>) -> Self {
        let mut segments: Vec<TimeSegment> = segments.into_iter().collect();
        pieces::normalize(&mut segments);
        Self { segments }
    }

    /// The segments in order.
    #[must_use]
    pub fn as_slice(&self) -> &[TimeSegment] {
        &self.segments
    }

    /// The segments in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = TimeSegment> + ExactSizeIterator + '_ {
        self.segments.iter().copied()
    }

    /// How many segments there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether no instant is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// The sum of the lengths in microseconds (`i64::MAX` when it is more).
    #[must_use]
    pub fn total(&self) -> i64 {
        self.segments.iter().fold(0, |sum, s| sum.saturating_add(s.length()))
    }

    /// Whether `at` is in the set; a binary search.
    #[must_use]
    pub fn contains(&self, at: i64) -> bool {
        self.segment_at(at).is_some()
    }

    /// The segment that holds `at`, if one does; a binary search.
    #[must_use]
    pub fn segment_at(&self, at: i64) -> Option<TimeSegment> {
        self.segments.get(self.first_ending_after(at)).copied().filter(|s| s.start <= at)
    }

    /// From the first to the last instant, holes included; `None` for the empty set.
    #[must_use]
    pub fn span(&self) -> Option<TimeSegment> {
        Some(TimeSegment::new(self.segments.first()?.start, self.segments.last()?.end))
    }

    /// What is in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self { segments: pieces::union(&self.segments, &other.segments) }
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self { segments: pieces::intersection(&self.segments, &other.segments) }
    }

    /// What is in `self` and not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        Self { segments: pieces::difference(&self.segments, &other.segments) }
    }

    /// What is inside `within` and not in the set.
    #[must_use]
    pub fn complement(&self, within: TimeSegment) -> Self {
        Self::from(within).difference(self)
    }

    /// What of the set is inside `within`; two binary searches and a copy of the segments between them.
    #[must_use]
    pub fn clip(&self, within: TimeSegment) -> Self {
        if within.is_empty() {
            return Self::empty();
        }
        let segments = self.segments.iter().skip(self.first_ending_after(within.start));
        let segments = segments.take_while(|s| s.start < within.end).map(|s| s.intersection(within)).collect();
        Self { segments }
    }

    /// The number of segments that are over at `at`, which is also the place of the first one that is not.
    fn first_ending_after(&self, at: i64) -> usize {
        self.segments.partition_point(|s| s.end <= at)
    }
}

impl fmt::Debug for IntervalSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|s| s.start..s.end)).finish()
    }
}

impl From<TimeSegment> for IntervalSet {
    fn from(segment: TimeSegment) -> Self {
        Self::from_segments([segment])
    }
}

impl FromIterator<TimeSegment> for IntervalSet {
    fn from_iter<I: IntoIterator<Item = TimeSegment>>(segments: I) -> Self {
        Self::from_segments(segments)
    }
}

impl IntoIterator for IntervalSet {
    type Item = TimeSegment;
    type IntoIter = std::vec::IntoIter<TimeSegment>;

    fn into_iter(self) -> Self::IntoIter {
        self.segments.into_iter()
    }
}

impl From<IntervalSet> for Vec<TimeSegment> {
    fn from(set: IntervalSet) -> Self {
        set.segments
    }
}

/// The checked way in for documents; [`IntervalSet::from_segments`] is the forgiving one.
impl TryFrom<Vec<TimeSegment>> for IntervalSet {
    type Error = Error;

    fn try_from(segments: Vec<TimeSegment>) -> Result<Self> {
        match segments.iter().position(|s| s.end < s.start) {
            None => Ok(Self::from_segments(segments)),
            Some(i) => {
                let value = segments.get(i).map(|s| format!("[{}, {}]", s.start, s.end)).unwrap_or_default();
                Err(Error::invalid(format!("[{i}]"), value, "[start, end] with start <= end, in microseconds"))
            }
        }
    }
}
