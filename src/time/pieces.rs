//! The interval algebra over any ordered line: instants, seconds of a day, seconds of a week.
//!
//! A list is *normal* when its pieces are sorted, disjoint, not empty and do not touch. [`IntervalSet`](super::IntervalSet)
//! is a normal list of instants; the calendar compiler uses the same functions on seconds.

use super::interval::TimeSegment;

/// A half-open piece `[start, end)` of an ordered line; empty when its end is not after its start.
pub(crate) trait Segment: Copy + Ord {
    type Point: Copy + Ord;
    fn of(start: Self::Point, end: Self::Point) -> Self;
    fn start(self) -> Self::Point;
    fn end(self) -> Self::Point;
}

impl Segment for TimeSegment {
    type Point = i64;

    #[inline]
    fn of(start: i64, end: i64) -> Self {
        Self { start, end }
    }

    #[inline]
    fn start(self) -> i64 {
        self.start
    }

    #[inline]
    fn end(self) -> i64 {
        self.end
    }
}

impl<P: Copy + Ord> Segment for (P, P) {
    type Point = P;

    #[inline]
    fn of(start: P, end: P) -> Self {
        (start, end)
    }

    #[inline]
    fn start(self) -> P {
        self.0
    }

    #[inline]
    fn end(self) -> P {
        self.1
    }
}

fn is_empty<S: Segment>(piece: S) -> bool {
    piece.start() >= piece.end()
}

/// Makes a list normal: sorts it, drops empty pieces and joins those that overlap or touch.
pub(crate) fn normalize<S: Segment>(pieces: &mut Vec<S>) {
    pieces.retain(|p| !is_empty(*p));
    pieces.sort_unstable();
    pieces.dedup_by(|next, last| {
        let meet = next.start() <= last.end();
        if meet {
            *last = S::of(last.start(), last.end().max(next.end()));
        }
        meet
    });
}

/// Adds a non-empty piece that starts no earlier than the last one of a normal list.
fn append<S: Segment>(list: &mut Vec<S>, next: S) {
    match list.last_mut() {
        Some(last) if next.start() <= last.end() => *last = S::of(last.start(), last.end().max(next.end())),
        _ => list.push(next),
    }
}

/// What is in either of two normal lists.
pub(crate) fn union<S: Segment>(left: &[S], right: &[S]) -> Vec<S> {
    let mut all = Vec::with_capacity(left.len().saturating_add(right.len()));
    let (mut left, mut right) = (left.iter().copied().peekable(), right.iter().copied().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if b.start() < a.start() => right.next(),
            (Some(_), _) => left.next(),
            (None, _) => right.next(),
        };
        let Some(piece) = next else { return all };
        append(&mut all, piece);
    }
}

/// What is in both of two normal lists.
pub(crate) fn intersection<S: Segment>(left: &[S], right: &[S]) -> Vec<S> {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut common = Vec::new();
    while let (Some(&&a), Some(&&b)) = (left.peek(), right.peek()) {
        let both = S::of(a.start().max(b.start()), a.end().min(b.end()));
        if !is_empty(both) {
            common.push(both);
        }
        if a.end() <= b.end() {
            left.next();
        } else {
            right.next();
        }
    }
    common
}

/// What is in the first of two normal lists and not in the second.
pub(crate) fn difference<S: Segment>(left: &[S], right: &[S]) -> Vec<S> {
    let mut holes = right.iter().peekable();
    let mut rest = Vec::with_capacity(left.len());
    for &piece in left {
        let (mut start, end) = (piece.start(), piece.end());
        while let Some(&&hole) = holes.peek().filter(|h| h.start() < end) {
            if start < hole.start() {
                rest.push(S::of(start, hole.start()));
            }
            start = start.max(hole.end());
            if hole.end() > end {
                break; // it may reach into the next piece
            }
            holes.next();
        }
        if start < end {
            rest.push(S::of(start, end));
        }
    }
    rest
}

/// Takes `hole` out of each piece of `list[first..]`, which need not be normal; the order is kept.
pub(crate) fn take_out<S: Segment>(list: &mut Vec<S>, first: usize, hole: S) {
    if is_empty(hole) {
        return;
    }
    let mut i = first;
    while let Some(piece) = list.get_mut(i) {
        if hole.start() >= piece.end() || piece.start() >= hole.end() {
            i += 1;
            continue;
        }
        let (before, after) = (S::of(piece.start(), hole.start()), S::of(hole.end(), piece.end()));
        match (is_empty(before), is_empty(after)) {
            (true, true) => {
                list.remove(i);
            }
            (false, false) => {
                *piece = before;
                list.insert(i + 1, after);
                i += 2;
            }
            (is_gone, _) => {
                *piece = if is_gone { after } else { before };
                i += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Days = Vec<(u32, u32)>;

    /// All lists of up to two pieces with ends from 0 to 5, in any order, overlapping, touching and empty ones among them.
    fn lists() -> Vec<Days> {
        let pieces: Days = (0..6).flat_map(|a| (0..6).map(move |b| (a, b))).collect();
        let pairs = pieces.iter().flat_map(|a| pieces.iter().map(|b| vec![*a, *b]));
        pairs.chain([Vec::new()]).collect()
    }

    fn holds(list: &[(u32, u32)], at: u32) -> bool {
        list.iter().any(|p| p.0 <= at && at < p.1)
    }

    #[track_caller]
    fn normal(list: &[(u32, u32)]) {
        assert!(list.iter().all(|p| p.0 < p.1) && list.windows(2).all(|w| w[0].1 < w[1].0), "{list:?}");
    }

    #[test]
    fn every_operation_agrees_with_membership_point_by_point() {
        let mut all = lists();
        for list in &mut all {
            let given = list.clone();
            normalize(list);
            normal(list);
            assert!((0..6).all(|at| holds(list, at) == holds(&given, at)), "{given:?}");
        }
        all.sort();
        all.dedup();
        for (a, b) in all.iter().flat_map(|a| all.iter().map(move |b| (a, b))) {
            let (or, and, not) = (union(a, b), intersection(a, b), difference(a, b));
            [&or, &and, &not].into_iter().for_each(|list| normal(list));
            for at in 0..6 {
                let (in_a, in_b) = (holds(a, at), holds(b, at));
                assert_eq!((holds(&or, at), holds(&and, at)), (in_a || in_b, in_a && in_b), "{a:?} {b:?} {at}");
                assert_eq!(holds(&not, at), in_a && !in_b, "{a:?} {b:?} {at}");
            }
        }
    }

    #[test]
    fn a_hole_is_taken_out_of_lists_in_any_order_and_leaves_the_pieces_before_first_alone() {
        for list in lists() {
            for hole in [(1, 3), (0, 6), (2, 2), (4, 1)] {
                for first in 0..=list.len() {
                    let mut left = list.clone();
                    take_out(&mut left, first, hole);
                    assert_eq!(left[..first], list[..first]);
                    for at in 0..6 {
                        let expected = holds(&list[..first], at) || holds(&list[first..], at) && !holds(&[hole], at);
                        assert_eq!(holds(&left, at), expected, "{list:?} from {first} without {hole:?} at {at}");
                    }
                }
            }
        }
    }
}
