//! Open time taken out of an index, counted in the index's own open time.
//!
//! ```text
//! time        ──09════17──────09════17──     a pause from 16 to 10 takes the open hours 7 to 9 of
//! open time     0      8      8      16      what was 0 to 16: the hours left are 0 to 14
//! ```
//!
//! In open time a pause over nights and weekends is one piece, and one over a weekend alone is none.

use crate::time::pieces::normalize;

/// What is removed: sorted, disjoint, not touching.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Removed {
    pieces: Box<[Gone]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Gone {
    /// `[start, end)` in the open time of the index.
    start: u64,
    end: u64,
    /// All that is removed before `start`.
    before: u64,
}

impl Removed {
    /// The pieces in any order, overlapping, touching or empty; `None` when nothing is removed.
    pub(super) fn new(mut pieces: Vec<(u64, u64)>) -> Option<Self> {
        normalize(&mut pieces);
        let mut before = 0;
        let gone = |(start, end)| {
            let piece = Gone { start, end, before };
            before += end - start;
            piece
        };
        let pieces: Box<[Gone]> = pieces.into_iter().map(gone).collect();
        if pieces.is_empty() { None } else { Some(Self { pieces }) }
    }

    /// What is left of the open time before `open`.
    pub(super) fn left(&self, open: u64) -> u64 {
        match self.last(|piece| piece.start < open) {
            Some(piece) => open - piece.before - (open.min(piece.end) - piece.start),
            None => open,
        }
    }

    /// The other way: the microsecond that is the `nth` of those left.
    pub(super) fn nth(&self, nth: u64) -> u64 {
        match self.last(|piece| piece.start - piece.before <= nth) {
            Some(piece) => nth + piece.before + (piece.end - piece.start),
            None => nth,
        }
    }

    /// Whether a microsecond is removed.
    pub(super) fn holds(&self, open: u64) -> bool {
        self.last(|piece| piece.start <= open).is_some_and(|piece| open < piece.end)
    }

    /// Where the first piece after a microsecond that is left begins.
    pub(super) fn next_start(&self, open: u64) -> Option<u64> {
        self.pieces.get(self.count(|piece| piece.start <= open)).map(|piece| piece.start)
    }

    /// Where the last piece before a microsecond that is left ends.
    pub(super) fn last_end(&self, open: u64) -> Option<u64> {
        self.last(|piece| piece.start <= open).map(|piece| piece.end)
    }

    /// Whether anything of `[start, end)` is removed.
    pub(super) fn meets(&self, (start, end): (u64, u64)) -> bool {
        self.last(|piece| piece.start < end).is_some_and(|piece| start < piece.end)
    }

    /// Gives what is left of `[start, end)`, in order.
    pub(super) fn leave(&self, (start, end): (u64, u64), mut give: impl FnMut(u64, u64)) {
        let mut at = start;
        let first = self.count(|piece| piece.end <= start);
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.start < end) {
            if at < piece.start {
                give(at, piece.start);
            }
            at = piece.end;
        }
        if at < end {
            give(at, end);
        }
    }

    pub(super) fn memory_bytes(&self) -> usize {
        size_of_val(&*self.pieces)
    }

    fn count(&self, test: impl Fn(&Gone) -> bool) -> usize {
        self.pieces.partition_point(test)
    }

    fn last(&self, test: impl Fn(&Gone) -> bool) -> Option<&Gone> {
        self.count(test).checked_sub(1).and_then(|last| self.pieces.get(last))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test may fail loudly
mod tests {
    use super::*;

    #[test]
    fn what_is_left_agrees_with_a_list_of_all_microseconds() {
        for pieces in [vec![(3, 5)], vec![(0, 2), (4, 6)], vec![(6, 9), (1, 2), (2, 3), (5, 5)], vec![(0, 12)]] {
            let removed = Removed::new(pieces.clone()).unwrap();
            let gone = |at: u64| pieces.iter().any(|p| p.0 <= at && at < p.1);
            let left: Vec<u64> = (0..12).filter(|at| !gone(*at)).collect();
            for at in 0..12 {
                assert_eq!(removed.left(at), left.iter().filter(|l| **l < at).count() as u64, "{pieces:?} {at}");
                assert_eq!(removed.holds(at), gone(at), "{pieces:?} {at}");
                for end in at + 1..=12 {
                    assert_eq!(removed.meets((at, end)), (at..end).any(gone), "{pieces:?} {at}-{end}");
                    let mut rest = Vec::new();
                    removed.leave((at, end), |a, b| rest.extend(a..b));
                    assert_eq!(rest, (at..end).filter(|at| !gone(*at)).collect::<Vec<_>>(), "{pieces:?} {at}-{end}");
                }
            }
            for (nth, at) in left.iter().enumerate() {
                assert_eq!(removed.nth(nth as u64), *at, "{pieces:?}");
                assert_eq!(removed.next_start(*at), (*at..12).find(|at| gone(*at)), "{pieces:?} {at}");
                assert_eq!(
                    removed.last_end(*at),
                    (0..*at).rev().find(|at| gone(*at)).map(|at| at + 1),
                    "{pieces:?} {at}"
                );
            }
        }
        assert_eq!(Removed::new(vec![(4, 4)]), None);
    }
}
