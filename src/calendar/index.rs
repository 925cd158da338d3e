//! The compiled index: the open time before any instant in three look-ups, and its inverse in three more.
//!
//! ```text
//! instant ─÷ week, ÷ 8─▶ before[b], kinds[b] ─▶ blocks[kind].weeks[w] = (open before it in the block, pattern)
//!         ─▶ pattern.buckets[rest ≫ BUCKET] ─▶ piece;   open before = block's + week's + min(rest, end) + shift
//! open µs ─× scale─▶ inverse[k] = last block that begins with less ─× block.scale─▶ week
//!         ─▶ pattern.inverse[rest ≫ BUCKET] ─▶ piece ─▶ instant
//! ```
//!
//! Weeks are UTC weeks from Monday 1900-01-01 on. A year of a calendar has few distinct weeks, so a week is a number into a
//! list of patterns; and three hundred years have few distinct blocks of eight weeks, so a block is a number into a list of
//! those. The cost of a question does not depend on how far apart its instants are.

use super::removed::Removed;
use crate::time::{MAX_INSTANT, MIN_INSTANT};
use std::sync::Arc;

/// Microseconds of a UTC week.
pub(super) const WEEK: u64 = 7 * 86_400_000_000;
/// Microseconds from the first supported instant to the end of the last.
pub(super) const SPAN: u64 = MAX_INSTANT.abs_diff(MIN_INSTANT);
/// Weeks that begin within the supported dates.
#[allow(clippy::cast_possible_truncation)] // 15,706
pub(super) const WEEKS: usize = SPAN.div_ceil(WEEK) as usize;

/// Weeks of a block.
pub(super) const BLOCK: usize = 8;
/// Blocks that begin within the supported dates; the last one is cut short by their end.
pub(super) const BLOCKS: usize = WEEKS.div_ceil(BLOCK);

/// Places for blocks: a power of two, so that a mask keeps a number inside and costs less than a check.
pub(super) const PLACES: usize = BLOCKS.next_power_of_two();

/// Width of a bucket of a pattern, as a power of two of microseconds.
pub(super) const BUCKET: u32 = 33;
#[allow(clippy::cast_possible_truncation)] // see the test on it
pub(super) const BUCKETS: usize = (WEEK >> BUCKET) as usize + 1;
/// Bits of the number of a bucket.
const BUCKETS_MASK: usize = BUCKETS.next_power_of_two() - 1;
/// Entries of the table from open time to blocks: about two to a block.
pub(super) const INVERSE: usize = 4_096;
/// Bits of a week that hold its pattern; above them the open microseconds of the block before the week.
pub(super) const PATTERN_BITS: u32 = u16::BITS;

/// One open piece of a week, in microseconds from its beginning. It begins where the one before it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) end: u64,
    /// Where the next one begins; the end of the week after the last.
    pub(super) next: u64,
    /// Open time of the week before its begin, minus its begin (wraps below zero).
    pub(super) shift: u64,
}

/// Where to look in the pieces of a week.
#[derive(Debug, Clone, Copy)]
#[repr(align(128))]
pub(super) struct Pattern {
    /// Its first piece, which begins with the week: an empty one when the week begins closed.
    pub(super) first: u32,
    /// The first piece that can matter to an instant of a bucket, counted from `first`.
    pub(super) buckets: [u8; BUCKETS],
    /// The first piece that can matter to a bucket of open time; more of them than there are, so that a mask finds one.
    pub(super) inverse: [u8; BUCKETS_MASK + 1],
}

/// Eight weeks, as they occur at one place or at many.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    /// Open microseconds of the block before each week, and the pattern of the week; then twice all of its open time.
    pub(super) weeks: [u64; BLOCK + 2],
    /// `open × scale ≫ 64` is the week that an amount of open time lies in, or one before it.
    pub(super) scale: u64,
}

/// What is open by the rules of a calendar. The tables of fixed size stand in it, so that no pointer leads to them.
pub(super) struct Tables {
    /// Open microseconds before each block; from the end of the supported dates on all there are.
    pub(super) before: [u64; PLACES + 1],
    /// Which of `blocks` each block is.
    pub(super) kinds: [u16; PLACES + 1],
    /// For each place of the open time the last block that begins with less.
    pub(super) inverse: [u16; INVERSE],
    /// The place of an amount of open time: `amount × scale ≫ 64`.
    pub(super) scale: u64,
    pub(super) blocks: Box<[Block]>,
    pub(super) patterns: Box<[Pattern]>,
    pub(super) pieces: Box<[Piece]>,
}

/// The open time of a calendar from 1900 to 2200. Clones share the tables.
#[derive(Clone)]
pub(super) struct Index {
    pub(super) tables: Arc<Tables>,
    /// Open time of the tables that does not count.
    pub(super) removed: Option<Arc<Removed>>,
    /// All open time of the tables that is followed by a supported instant, when nothing is removed from them, else 0: one comparison
    /// tells whether there is so much, whether the end of it can be said, and whether the tables alone may answer.
    pub(super) alone: u64,
}

/// The open pieces of one UTC week in microseconds from its beginning: sorted, disjoint, not touching.
pub(super) type WeekPieces = Vec<(u64, u64)>;

impl Index {
    pub(super) fn new(tables: Arc<Tables>, removed: Option<Arc<Removed>>) -> Self {
        let whole = tables.total() - u64::from(tables.is_open(SPAN - 1));
        let alone = if removed.is_none() { whole } else { 0 };
        Self { tables, removed, alone }
    }

    /// Open time from `from` to `to`, both counted from the first supported instant; `from, to < SPAN`.
    #[inline(always)]
    pub(super) fn between(&self, from: u64, to: u64) -> i64 {
        match self.tables_alone() {
            Some(tables) => tables.before(to).wrapping_sub(tables.before(from)).cast_signed(),
            None => self.left_between(from, to),
        }
    }

    /// Out of the way of the calendars that nothing is removed from.
    #[cold]
    #[inline(never)]
    fn left_between(&self, from: u64, to: u64) -> i64 {
        self.before(to).wrapping_sub(self.before(from)).cast_signed()
    }

    /// The tables, when nothing is removed from them.
    #[inline(always)]
    pub(super) fn tables_alone(&self) -> Option<&Tables> {
        if self.removed.is_none() { Some(&self.tables) } else { None }
    }

    /// Open time before `rel`, counted from the first supported instant; `rel < SPAN`.
    #[inline(always)]
    pub(super) fn before(&self, rel: u64) -> u64 {
        let listed = self.tables.before(rel);
        self.removed.as_ref().map_or(listed, |removed| removed.left(listed))
    }

    /// The instant of an open microsecond: `u` with `before(u) == nth` and `u` open; `nth < total`.
    #[inline(always)]
    pub(super) fn nth_open(&self, nth: u64) -> u64 {
        self.tables.nth(self.removed.as_ref().map_or(nth, |removed| removed.nth(nth)))
    }

    /// All open time there is.
    #[inline]
    pub(super) fn total(&self) -> u64 {
        let listed = self.tables.total();
        self.removed.as_ref().map_or(listed, |removed| removed.left(listed))
    }

    /// Whether `rel` is open.
    #[inline]
    pub(super) fn is_open(&self, rel: u64) -> bool {
        self.tables.is_open(rel) && self.removed.as_ref().is_none_or(|removed| !removed.holds(self.tables.before(rel)))
    }

    /// The end of the open time that `rel` lies in; `SPAN` when it lasts to the end of the supported dates. `rel` is open.
    pub(super) fn end_of_open(&self, rel: u64) -> u64 {
        let end = self.tables.end_of_open(rel);
        let next = self.removed.as_ref().and_then(|removed| removed.next_start(self.tables.before(rel)));
        // The last microsecond before the removed ones is open, and it may be the one before a closing.
        next.and_then(|open| open.checked_sub(1)).map_or(end, |last| end.min(self.tables.nth(last) + 1))
    }

    /// The begin of the open time that holds the instant just before `rel`; 0 when it lasts from the beginning. `rel > 0`.
    pub(super) fn start_of_open(&self, rel: u64) -> u64 {
        let start = self.tables.start_of_open(rel);
        let last =
            self.removed.as_ref().and_then(|removed| removed.last_end(self.tables.before(rel.saturating_sub(1))));
        last.map_or(start, |open| start.max(self.tables.nth(open)))
    }

    /// The open pieces of a week, in microseconds from its beginning.
    pub(super) fn week_pieces(&self, week: usize) -> WeekPieces {
        let listed = self.tables.pieces_of(week);
        let Some(removed) = &self.removed else { return listed.collect() };
        let before = self.tables.before_week(week);
        let mut left = Vec::new();
        let mut open = before;
        for (start, end) in listed {
            let (from, to) = (open, open + (end - start));
            removed.leave((from, to), |a, b| left.push((start + (a - from), start + (b - from))));
            open = to;
        }
        left
    }

    /// A number that two weeks share only when they have the same pieces.
    pub(super) fn week_key(&self, week: usize) -> usize {
        let own = |removed: &Removed| removed.meets((self.tables.before_week(week), self.tables.before_week(week + 1)));
        match &self.removed {
            // Above all patterns, of which there are no more than weeks.
            Some(removed) if own(removed) => usize::MAX - week,
            _ => self.tables.pattern(week),
        }
    }

    /// Which of its distinct blocks a block is, when nothing was removed from the calendar.
    pub(super) fn block_key(&self, block: usize) -> Option<u16> {
        if self.removed.is_some() { None } else { self.tables.kinds.get(block).copied() }
    }

    /// Bytes held, shared or not.
    pub(super) fn memory_bytes(&self) -> usize {
        size_of::<Tables>()
            + size_of_val(&*self.tables.blocks)
            + size_of_val(&*self.tables.patterns)
            + size_of_val(&*self.tables.pieces)
            + self.removed.as_ref().map_or(0, |removed| removed.memory_bytes())
    }

    /// How many distinct weeks there are.
    pub(super) fn distinct_weeks(&self) -> usize {
        self.tables.patterns.len()
    }
}

impl Tables {
    /// All open time there is.
    #[inline(always)]
    pub(super) fn total(&self) -> u64 {
        let [.., total] = self.before;
        total
    }

    #[inline(always)]
    #[allow(clippy::indexing_slicing)] // see `locate`
    pub(super) fn before(&self, rel: u64) -> u64 {
        let At { before, piece, rest, .. } = self.locate(rel);
        let piece = &self.pieces[piece];
        before + rest.min(piece.end).wrapping_add(piece.shift)
    }

    /// The week of an instant, and the last piece of it that begins at or before the instant.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::indexing_slicing)]
    // rel < SPAN gives week < WEEKS; kinds, patterns and their pieces exist by construction, and after the last piece of a
    // pattern comes WEEK, which no rest reaches, so the loop ends inside it.
    fn locate(&self, rel: u64) -> At {
        let week = (rel / WEEK) as usize;
        let rest = rel % WEEK;
        let entry = self.blocks[usize::from(self.kinds[week / BLOCK])].weeks[week % BLOCK];
        let pattern = &self.patterns[usize::from(entry as u16)];
        let mut piece = pattern.first as usize + pattern.buckets[(rest >> BUCKET) as usize] as usize;
        while rest >= self.pieces[piece].next {
            piece += 1;
        }
        At { week, before: self.before[week / BLOCK] + (entry >> PATTERN_BITS), piece, rest }
    }

    /// The instant of a listed microsecond.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::indexing_slicing)]
    // As above; nth < total gives place < INVERSE. A block holds `BLOCK + 2` entries, and of those below `BLOCK` only the last
    // can be followed by one that is not above an amount within the block.
    pub(super) fn nth(&self, nth: u64) -> u64 {
        let place = ((u128::from(nth) * u128::from(self.scale)) >> 64) as usize % INVERSE;
        let mut number = usize::from(self.inverse[place]) % PLACES;
        number += usize::from(self.before[number + 1] <= nth);
        let mut block = &self.blocks[usize::from(self.kinds[number])];
        let mut rest = nth - self.before[number];
        let mut week = ((u128::from(rest) * u128::from(block.scale)) >> 64) as usize % BLOCK;
        week += usize::from(block.weeks[week + 1] >> PATTERN_BITS <= rest);
        if block.weeks[week + 1] >> PATTERN_BITS <= rest {
            (number, week) = self.search(number, nth);
            block = &self.blocks[usize::from(self.kinds[number])];
            rest = nth - self.before[number];
        }
        let entry = block.weeks[week];
        let rest = rest - (entry >> PATTERN_BITS);
        let pattern = &self.patterns[usize::from(entry as u16)];
        let mut piece = pattern.first as usize + pattern.inverse[(rest >> BUCKET) as usize & BUCKETS_MASK] as usize;
        piece += usize::from(self.pieces[piece].end.wrapping_add(self.pieces[piece].shift) <= rest);
        while self.pieces[piece].end.wrapping_add(self.pieces[piece].shift) <= rest {
            piece += 1;
        }
        (number * BLOCK + week) as u64 * WEEK + rest.wrapping_sub(self.pieces[piece].shift)
    }

    /// The last block at or after `from` that begins with at most `nth` open microseconds, and the last such week of it.
    #[cold]
    #[inline(never)]
    fn search(&self, from: usize, nth: u64) -> (usize, usize) {
        let later = self.before.get(from..BLOCKS).unwrap_or(&[]);
        let number = (from + later.partition_point(|before| *before <= nth)).saturating_sub(1);
        let rest = nth - self.before.get(number).copied().unwrap_or(0);
        let weeks = self.block(number).and_then(|b| b.weeks.get(..BLOCK)).unwrap_or(&[]);
        (number, weeks.partition_point(|week| week >> PATTERN_BITS <= rest).saturating_sub(1))
    }

    fn block(&self, number: usize) -> Option<&Block> {
        self.blocks.get(usize::from(*self.kinds.get(number)?))
    }

    #[inline]
    #[allow(clippy::indexing_slicing)] // see `locate`
    pub(super) fn is_open(&self, rel: u64) -> bool {
        let At { piece, rest, .. } = self.locate(rel);
        rest < self.pieces[piece].end
    }

    #[allow(clippy::indexing_slicing)] // see `locate`
    pub(super) fn end_of_open(&self, rel: u64) -> u64 {
        let At { week, piece, .. } = self.locate(rel);
        let end = self.pieces[piece].end;
        if end < WEEK {
            return week as u64 * WEEK + end;
        }
        // Goes on into the next week: the next closed microsecond is the one with this many closed ones before it.
        self.nth_closed(rel - self.before(rel)).unwrap_or(SPAN)
    }

    #[allow(clippy::indexing_slicing)] // see `locate`
    pub(super) fn start_of_open(&self, rel: u64) -> u64 {
        let last = rel.saturating_sub(1);
        let At { week, piece, .. } = self.locate(last);
        let first = self.patterns.get(self.pattern(week)).map_or(0, |pattern| pattern.first as usize);
        if piece > first {
            return week as u64 * WEEK + self.pieces[piece - 1].next;
        }
        let closed = last - self.before(last);
        closed.checked_sub(1).and_then(|nth| self.nth_closed(nth)).map_or(0, |before| before + 1)
    }

    /// The instant of a closed microsecond, by bisection over the weeks; `None` when there are not so many.
    fn nth_closed(&self, nth: u64) -> Option<u64> {
        let (mut low, mut high) = (0, WEEKS);
        while low < high {
            let mid = low.midpoint(high);
            let closed = mid as u64 * WEEK - self.before_week(mid);
            if closed <= nth {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        let week = low.checked_sub(1)?;
        let base = week as u64 * WEEK;
        let (mut left, mut at) = (nth - (base - self.before_week(week)), 0);
        let limit = WEEK.min(SPAN - base);
        for (start, end) in self.pieces_of(week).chain([(limit, limit)]) {
            if left < start - at {
                return Some(base + at + left);
            }
            left -= start - at;
            at = end;
        }
        None
    }

    /// Open time before a week; all there is before the one after the last.
    pub(super) fn before_week(&self, week: usize) -> u64 {
        let before = self.before.get(week / BLOCK).copied().unwrap_or(0);
        before + (self.entry(week) >> PATTERN_BITS)
    }

    fn entry(&self, week: usize) -> u64 {
        self.block(week / BLOCK).and_then(|block| block.weeks.get(week % BLOCK)).copied().unwrap_or(0)
    }

    /// The number of the pattern of a week.
    #[allow(clippy::cast_possible_truncation)] // its low bits
    fn pattern(&self, week: usize) -> usize {
        usize::from(self.entry(week) as u16)
    }

    /// The open pieces of a week.
    fn pieces_of(&self, week: usize) -> impl Iterator<Item = (u64, u64)> + '_ {
        let pieces = self.patterns.get(self.pattern(week)).and_then(|p| self.pieces.get(p.first as usize..));
        let (mut start, mut pieces) = (0, pieces.unwrap_or(&[]).iter());
        let each = std::iter::from_fn(move || {
            let piece = pieces.next().filter(|_| start < WEEK)?;
            Some((std::mem::replace(&mut start, piece.next), piece.end))
        });
        each.filter(|(start, end)| start < end)
    }
}

/// Where an instant is found.
struct At {
    week: usize,
    /// Open time before the week.
    before: u64,
    piece: usize,
    /// From the beginning of the week.
    rest: u64,
}

/// The supported instant that lies `rel` microseconds after the first; at most `SPAN`.
#[inline(always)]
pub(super) fn instant(rel: u64) -> i64 {
    MIN_INSTANT.wrapping_add_unsigned(rel)
}

/// The other way; `None` outside the supported dates.
#[inline(always)]
#[allow(clippy::cast_sign_loss)] // wraps on purpose: what lies before the first instant becomes huge
pub(super) fn relative(at: i64) -> Option<u64> {
    let rel = at.wrapping_sub(MIN_INSTANT) as u64;
    if rel < SPAN { Some(rel) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `docs/decisions/0020-an-index-of-weeks.md` says of the sizes.
    #[test]
    fn a_week_has_71_buckets_and_the_supported_dates_1964_blocks() {
        assert_eq!((WEEKS, BLOCKS, BUCKETS), (15_706, 1_964, 71));
        assert_eq!((1_u64 << BUCKET) / 60_000_000, 143, "minutes of a bucket: 2.39 hours");
        assert_eq!(WEEKS % BLOCK, 2, "the last block holds the end, so the week after the last is in it");
        assert_eq!((BLOCK as u64 * WEEK) >> (64 - PATTERN_BITS), 0, "a block's open time fits above the pattern");
        assert!(WEEKS <= usize::from(u16::MAX), "the patterns fit their bits");
    }
}
