//! A span of time cut into labelled pieces: why, who, or what holds when.

use super::TimeSegment;
use std::collections::BTreeMap;
use std::iter::Peekable;

/// A span of time cut into labelled pieces: sorted, without gaps, neighbours differ in their label.
///
/// What a calendar says of each piece of a week, where a ticket's waiting time went, who is on call, which offset a zone has: all are
/// time lines, and differ in their labels only. Ends are half-open, instants are microseconds since 1970, UTC.
///
/// ```
/// use sundesk::time::{HOUR, TimeSegment, Timeline};
/// let mut on_call = Timeline::new(0);
/// on_call.push(8 * HOUR, "nobody");
/// on_call.push(16 * HOUR, "Ana");
/// on_call.push(18 * HOUR, "Ana"); // joined with the piece before
/// on_call.push(24 * HOUR, "Ben");
/// assert_eq!(on_call.len(), 3);
/// assert_eq!(on_call.at(17 * HOUR), Some(&"Ana"));
/// assert_eq!(on_call.next_change(17 * HOUR), Some(18 * HOUR));
/// assert_eq!(on_call.totals()["Ana"], 10 * HOUR);
///
/// let open = Timeline::cover(TimeSegment::new(0, 24 * HOUR), [9 * HOUR, 17 * HOUR], |at| (9 * HOUR..17 * HOUR).contains(&at));
/// let both = on_call.overlay(&open, |who, open| if *open { *who } else { "closed" });
/// assert_eq!(both.totals(), [("Ana", 8 * HOUR), ("closed", 16 * HOUR)].into());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Timeline<L> {
    start: i64,
    /// Each piece's end and label; it begins where the one before ends.
    pieces: Vec<(i64, L)>,
}

impl<L: PartialEq> Timeline<L> {
    /// An empty line that begins at `start`.
    #[must_use]
    pub fn new(start: i64) -> Self {
        Self { start, pieces: Vec::new() }
    }

    /// `range` in pieces between `edges` (in any order; those outside do not count), each with the label at its start.
    ///
    /// The edges must hold every instant at which the label may change; the label is asked once for each piece.
    pub fn cover(range: TimeSegment, edges: impl IntoIterator<Item = i64>, label: impl Fn(i64) -> L) -> Self {
        let mut edges: Vec<i64> = edges.into_iter().filter(|at| range.start < *at && *at < range.end).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut line = Self::new(range.start);
        for end in edges.into_iter().chain([range.end]) {
            let label = label(line.end());
            line.push(end, label);
        }
        line
    }

    /// Goes on until `end` with `label`; a piece of the same label grows. An end that is not after the present one adds nothing.
    pub fn push(&mut self, end: i64, label: L) {
        if end <= self.end() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.1 == label => last.0 = end,
            _ => self.pieces.push((end, label)),
        }
    }

    /// Where it begins and ends.
    #[must_use]
    pub fn range(&self) -> TimeSegment {
        TimeSegment::new(self.start, self.end())
    }

    /// How many pieces it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The pieces in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (TimeSegment, &L)> + ExactSizeIterator {
        self.pieces.iter().enumerate().map(|(i, (end, label))| (TimeSegment::new(self.begin(i), *end), label))
    }

    /// The label at an instant; `None` outside the range.
    #[must_use]
    pub fn at(&self, at: i64) -> Option<&L> {
        self.piece(at).and_then(|i| self.pieces.get(i)).map(|p| &p.1)
    }

    /// The first instant after `at` with another label than at `at`; `None` where there is none within the range, or `at` is outside.
    #[must_use]
    pub fn next_change(&self, at: i64) -> Option<i64> {
        let i = self.piece(at)?;
        self.pieces.get(i).filter(|_| i + 1 < self.pieces.len()).map(|p| p.0)
    }

    /// The part of it within `range`.
    #[must_use]
    pub fn within(&self, range: TimeSegment) -> Self
    where
        L: Clone,
    {
        let range = range.intersection(self.range());
        let mut part = Self::new(range.start);
        let first = self.pieces.partition_point(|p| p.0 <= range.start);
        for (end, label) in self.pieces.iter().skip(first) {
            part.push((*end).min(range.end), label.clone());
            if *end >= range.end {
                break;
            }
        }
        part
    }

    /// Both lines at once, over the time they share: cut wherever one of them changes, each piece labelled by `label`.
    pub fn overlay<M: PartialEq, N: PartialEq>(&self, other: &Timeline<M>, label: impl Fn(&L, &M) -> N) -> Timeline<N> {
        let range = self.range().intersection(other.range());
        let mut both = Timeline::new(range.start);
        let (mut left, mut right) = (self.from(range.start), other.from(range.start));
        while both.end() < range.end {
            let (Some((a, l)), Some((b, r))) = (left.peek(), right.peek()) else { break };
            let end = (*a).min(*b).min(range.end);
            let (done_left, done_right) = (*a <= end, *b <= end);
            both.push(end, label(l, r));
            if done_left {
                left.next();
            }
            if done_right {
                right.next();
            }
        }
        both
    }

    /// The same pieces with other labels; those that become equal are joined.
    pub fn map<N: PartialEq>(&self, label: impl Fn(&L) -> N) -> Timeline<N> {
        let mut out = Timeline::new(self.start);
        self.pieces.iter().for_each(|(end, l)| out.push(*end, label(l)));
        out
    }

    /// How long each label holds in all, in microseconds.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<L, i64>
    where
        L: Ord + Clone,
    {
        let mut sums = BTreeMap::new();
        for (piece, label) in self.iter() {
            *sums.entry(label.clone()).or_insert(0) += piece.end - piece.start;
        }
        sums
    }

    fn end(&self) -> i64 {
        self.pieces.last().map_or(self.start, |p| p.0)
    }

    fn begin(&self, piece: usize) -> i64 {
        piece.checked_sub(1).and_then(|before| self.pieces.get(before)).map_or(self.start, |p| p.0)
    }

    fn piece(&self, at: i64) -> Option<usize> {
        let inside = self.start <= at && at < self.end();
        inside.then(|| self.pieces.partition_point(|p| p.0 <= at))
    }

    fn from(&self, at: i64) -> Peekable<impl Iterator<Item = &(i64, L)>> {
        self.pieces.iter().skip(self.pieces.partition_point(|p| p.0 <= at)).peekable()
    }
}

impl<L> IntoIterator for Timeline<L> {
    type Item = (TimeSegment, L);
    type IntoIter = IntoIter<L>;

    fn into_iter(self) -> IntoIter<L> {
        IntoIter { start: self.start, pieces: self.pieces.into_iter() }
    }
}

/// The pieces of a [`Timeline`] in order, with their labels.
#[derive(Debug, Clone)]
pub struct IntoIter<L> {
    start: i64,
    pieces: std::vec::IntoIter<(i64, L)>,
}

impl<L> Iterator for IntoIter<L> {
    type Item = (TimeSegment, L);

    fn next(&mut self) -> Option<Self::Item> {
        let (end, label) = self.pieces.next()?;
        let start = std::mem::replace(&mut self.start, end);
        Some((TimeSegment::new(start, end), label))
    }
}

impl<L: PartialEq> FromIterator<(TimeSegment, L)> for Timeline<L> {
    /// From pieces in order, each beginning where the one before ends.
    fn from_iter<I: IntoIterator<Item = (TimeSegment, L)>>(pieces: I) -> Self {
        let mut pieces = pieces.into_iter().peekable();
        let mut line = Self::new(pieces.peek().map_or(0, |p| p.0.start));
        pieces.for_each(|(piece, label)| line.push(piece.end, label));
        line
    }
}

/// Joins neighbours that touch and have the same label, as they come: the lazy form of [`Timeline`].
pub(crate) fn join<L: Clone + PartialEq, I: Iterator<Item = (TimeSegment, L)>>(pieces: I) -> Join<I> {
    Join(pieces.peekable())
}

/// See [`join`].
#[derive(Clone)]
pub(crate) struct Join<I: Iterator<Item: Clone>>(Peekable<I>);

impl<L: Clone + PartialEq, I: Iterator<Item = (TimeSegment, L)>> Iterator for Join<I> {
    type Item = (TimeSegment, L);

    fn next(&mut self) -> Option<Self::Item> {
        let (mut piece, label) = self.0.next()?;
        while let Some((more, _)) = self.0.next_if(|(next, l)| *l == label && next.start == piece.end) {
            piece.end = more.end;
        }
        Some((piece, label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All lines from 0 to 5 with labels 0 and 1, minute by minute.
    fn lines() -> impl Iterator<Item = (Vec<u8>, Timeline<u8>)> {
        (0..32_u8).map(|bits| {
            let minutes: Vec<u8> = (0..5).map(|i| bits >> i & 1).collect();
            let mut line = Timeline::new(0);
            (1..).zip(&minutes).for_each(|(end, label)| line.push(end, *label));
            (minutes, line)
        })
    }

    #[test]
    fn every_answer_agrees_with_the_minutes_one_by_one() {
        for (minutes, line) in lines() {
            let at = |t: i64| usize::try_from(t).ok().and_then(|i| minutes.get(i)).copied();
            for t in -1..7 {
                assert_eq!(line.at(t).copied(), at(t), "{minutes:?} at {t}");
                let next = (t + 1..5).find(|n| at(*n) != at(t)).filter(|_| at(t).is_some());
                assert_eq!(line.next_change(t), next, "{minutes:?} after {t}");
            }
            let pieces: Vec<_> = line.iter().collect();
            assert!(pieces.windows(2).all(|w| w[0].0.end == w[1].0.start && w[0].1 != w[1].1), "{pieces:?}");
            assert_eq!(line.totals().values().sum::<i64>(), 5);
            let again = Timeline::cover(TimeSegment::new(0, 5), [4, 1, 3, 2, 2, 9, -3], |t| at(t).unwrap());
            assert_eq!(again, line);
            let lazily = (0..5).map(|t| (TimeSegment::new(t, t + 1), at(t).unwrap()));
            assert_eq!(join(lazily).collect::<Timeline<u8>>(), line);
        }
    }

    #[test]
    fn an_overlay_and_a_part_agree_with_the_minutes_one_by_one() {
        for (minutes, line) in lines() {
            for (others, other) in lines().step_by(3) {
                let moved = other.within(TimeSegment::new(1, 4));
                let both = line.overlay(&moved, |a, b| (*a, *b));
                assert_eq!(both.range(), TimeSegment::new(1, 4));
                for t in 1..4_usize {
                    assert_eq!(both.at(i64::try_from(t).unwrap()), Some(&(minutes[t], others[t])));
                }
            }
        }
        let apart = Timeline::<u8>::new(9);
        assert!(lines().all(|(_, line)| line.overlay(&apart, |a, _| *a).is_empty()));
    }
}
