//! The compiled index: the open time before any instant in two lookups, and its inverse in two more.
//!
//! ```text
//! instant ─÷ week─▶ weeks[w] = (open seconds before week w, pattern) ─▶ pattern.buckets[rest ≫ 33] ─▶ piece
//!                   open before = week's + clamp(rest, piece.start, piece.end) + piece.shift
//! open µs ─× scale─▶ inverse[k] = last week that begins with less ─▶ pattern.inverse[rest ≫ 33] ─▶ piece ─▶ instant
//! ```
//!
//! Weeks are UTC weeks from Monday 1900-01-01 on. A year of a calendar has few distinct weeks, so a week is a number into a
//! list of patterns; the cost of a question does not depend on how far apart its instants are.

use crate::time::{MAX_INSTANT, MIN_INSTANT, SECOND};

/// Microseconds of a UTC week.
pub(super) const WEEK: u64 = 7 * 86_400_000_000;
/// Microseconds from the first supported instant to the end of the last.
pub(super) const SPAN: u64 = MAX_INSTANT.abs_diff(MIN_INSTANT);
/// Weeks that begin within the supported dates.
#[allow(clippy::cast_possible_truncation)] // 15,706
pub(super) const WEEKS: usize = SPAN.div_ceil(WEEK) as usize;

/// Width of a bucket of a pattern, as a power of two of microseconds: 2.39 h, 71 buckets to the week.
const BUCKET: u32 = 32;
#[allow(clippy::cast_possible_truncation)] // 71
const BUCKETS: usize = (WEEK >> BUCKET) as usize + 1;
/// Entries of the table from open time to weeks: a little more than there are weeks.
const INVERSE: usize = 16_384;
/// Bits of a week that hold the pattern; above them the open seconds before the week.
const PATTERN_BITS: u32 = 30;
const PATTERN_MASK: u64 = (1 << PATTERN_BITS) - 1;

const MICROS: u64 = SECOND.unsigned_abs();

/// One open piece of a week, in microseconds from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    start: u64,
    end: u64,
    /// Open time of the week before `start`, minus `start` (wraps below zero).
    shift: u64,
}

/// Where to look in the pieces of a week.
#[derive(Debug, Clone, Copy)]
struct Pattern {
    /// Its first piece; after its last one stands an empty piece at the end of the week.
    first: u32,
    /// The first piece that can matter to an instant of a bucket, counted from `first`.
    buckets: [u8; BUCKETS],
    /// The first piece that can matter to a bucket of open time.
    inverse: [u8; BUCKETS],
}

/// The open time of a calendar from 1900 to 2200.
pub(super) struct Index {
    weeks: Box<[u64]>,
    inverse: Box<[u16]>,
    /// `inverse` place of an amount of open time: `amount × scale ≫ 64`.
    scale: u64,
    patterns: Vec<Pattern>,
    pieces: Vec<Piece>,
    total: u64,
}

/// The open pieces of one UTC week in seconds from its beginning: sorted, disjoint, not touching.
pub(super) type WeekPieces = Vec<(u32, u32)>;

impl Index {
    /// Open time before `rel`, both counted from the first supported instant; `rel < SPAN`.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::indexing_slicing)] // rel < SPAN: see `locate_piece`
    pub(super) fn before(&self, rel: u64) -> u64 {
        let (week, piece, rest) = self.locate_piece(rel);
        let piece = &self.pieces[piece];
        (self.weeks[week] >> PATTERN_BITS) * MICROS + rest.clamp(piece.start, piece.end).wrapping_add(piece.shift)
    }

    /// The week, piece and rest of an instant: the last piece that begins at or before it, else the first of the week.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::indexing_slicing)]
    // rel < SPAN gives week < WEEKS; the pattern and its pieces exist by construction, and every pattern ends with a piece
    // that begins at WEEK, which no rest reaches, so the loop ends inside it.
    fn locate_piece(&self, rel: u64) -> (usize, usize, u64) {
        let week = (rel / WEEK) as usize;
        let rest = rel % WEEK;
        let pattern = &self.patterns[(self.weeks[week] & PATTERN_MASK) as usize];
        let mut piece = pattern.first as usize + pattern.buckets[(rest >> BUCKET) as usize] as usize;
        while rest >= self.pieces[piece + 1].start {
            piece += 1;
        }
        (week, piece, rest)
    }

    /// The instant of an open microsecond: `u` with `before(u) == nth` and `u` open; `nth < total`.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::indexing_slicing)] // as above; nth < total gives place < INVERSE
    pub(super) fn nth_open(&self, nth: u64) -> u64 {
        let place = ((u128::from(nth) * u128::from(self.scale)) >> 64) as usize;
        let mut week = usize::from(self.inverse[place]);
        week += usize::from(self.open_before_week(week + 1) <= nth);
        if self.open_before_week(week + 1) <= nth {
            week = self.search_week(week, nth);
        }
        let entry = self.weeks[week];
        let rest = nth - (entry >> PATTERN_BITS) * MICROS;
        let pattern = &self.patterns[(entry & PATTERN_MASK) as usize];
        let mut piece = pattern.first as usize + pattern.inverse[(rest >> BUCKET) as usize] as usize;
        piece += usize::from(self.pieces[piece].end.wrapping_add(self.pieces[piece].shift) <= rest);
        while self.pieces[piece].end.wrapping_add(self.pieces[piece].shift) <= rest {
            piece += 1;
        }
        week as u64 * WEEK + rest.wrapping_sub(self.pieces[piece].shift)
    }

    #[inline(always)]
    #[allow(clippy::indexing_slicing)] // week <= WEEKS
    fn open_before_week(&self, week: usize) -> u64 {
        (self.weeks[week] >> PATTERN_BITS) * MICROS
    }

    /// The last week at or after `from` that begins with at most `nth` open microseconds.
    #[cold]
    fn search_week(&self, from: usize, nth: u64) -> usize {
        let later = self.weeks.get(from..WEEKS).unwrap_or(&[]);
        (from + later.partition_point(|entry| (entry >> PATTERN_BITS) * MICROS <= nth)).saturating_sub(1)
    }

    /// All open time there is.
    #[inline]
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// Whether `rel` is open.
    #[inline]
    #[allow(clippy::indexing_slicing)] // see `locate_piece`
    pub(super) fn is_open(&self, rel: u64) -> bool {
        let (_, piece, rest) = self.locate_piece(rel);
        (self.pieces[piece].start..self.pieces[piece].end).contains(&rest)
    }

    /// The end of the open time that `rel` lies in; `SPAN` when it lasts to the end of the supported dates. `rel` is open.
    #[allow(clippy::indexing_slicing)] // see `locate_piece`
    pub(super) fn end_of_open(&self, rel: u64) -> u64 {
        let (week, piece, _) = self.locate_piece(rel);
        let end = self.pieces[piece].end;
        if end < WEEK {
            return week as u64 * WEEK + end;
        }
        // Goes on into the next week: the next closed microsecond is the one with this many closed ones before it.
        self.nth_closed(rel - self.before(rel)).unwrap_or(SPAN)
    }

    /// The begin of the open time that holds the instant just before `rel`; 0 when it lasts from the beginning. `rel > 0`.
    #[allow(clippy::indexing_slicing)] // see `locate_piece`
    pub(super) fn start_of_open(&self, rel: u64) -> u64 {
        let last = rel.saturating_sub(1);
        let (week, piece, _) = self.locate_piece(last);
        let start = self.pieces[piece].start;
        if start > 0 {
            return week as u64 * WEEK + start;
        }
        let closed = last - self.before(last);
        closed.checked_sub(1).and_then(|nth| self.nth_closed(nth)).map_or(0, |before| before + 1)
    }

    /// The instant of a closed microsecond, by bisection over the weeks; `None` when there are not so many.
    fn nth_closed(&self, nth: u64) -> Option<u64> {
        let (mut low, mut high) = (0, WEEKS);
        while low < high {
            let mid = low.midpoint(high);
            let closed = mid as u64 * WEEK - self.open_before_week(mid);
            if closed <= nth {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        let week = low.checked_sub(1)?;
        let base = week as u64 * WEEK;
        let (mut left, mut at) = (nth - (base - self.open_before_week(week)), 0);
        let limit = WEEK.min(SPAN - base);
        for (start, end) in self.week_pieces(week).chain([(limit, limit)]) {
            if left < start - at {
                return Some(base + at + left);
            }
            left -= start - at;
            at = end;
        }
        None
    }

    /// The open pieces of a week, in microseconds from its beginning.
    #[allow(clippy::cast_possible_truncation)] // 30 bits
    pub(super) fn week_pieces(&self, week: usize) -> impl Iterator<Item = (u64, u64)> + '_ {
        let pattern = self.weeks.get(week).and_then(|entry| self.patterns.get((entry & PATTERN_MASK) as usize));
        let pieces = pattern.and_then(|p| self.pieces.get(p.first as usize..)).unwrap_or(&[]);
        pieces.iter().take_while(|p| p.start < WEEK).map(|p| (p.start, p.end))
    }

    /// The number of the pattern of a week.
    #[allow(clippy::cast_possible_truncation)] // 30 bits
    pub(super) fn pattern(&self, week: usize) -> u32 {
        self.weeks.get(week).map_or(0, |entry| (entry & PATTERN_MASK) as u32)
    }

    /// Bytes held.
    pub(super) fn memory_bytes(&self) -> usize {
        size_of_val(&*self.weeks)
            + size_of_val(&*self.inverse)
            + self.patterns.capacity() * size_of::<Pattern>()
            + self.pieces.capacity() * size_of::<Piece>()
    }

    /// How many distinct weeks there are.
    pub(super) fn distinct_weeks(&self) -> usize {
        self.patterns.len()
    }
}

/// Puts an [`Index`] together: patterns first, then one of them for each week in turn.
pub(super) struct Builder {
    index: Index,
    weeks: Vec<u64>,
    totals: Vec<u64>,
    known: std::collections::HashMap<WeekPieces, u32, super::hash::Fast>,
    seconds: u64,
}

impl Builder {
    pub(super) fn new() -> Self {
        let index = Index {
            weeks: Box::default(),
            inverse: Box::default(),
            scale: 0,
            patterns: Vec::new(),
            pieces: Vec::new(),
            total: 0,
        };
        Self { index, weeks: Vec::with_capacity(WEEKS + 1), totals: Vec::new(), known: Default::default(), seconds: 0 }
    }

    /// The number of the pattern with these pieces.
    pub(super) fn pattern(&mut self, pieces: &WeekPieces) -> u32 {
        if let Some(known) = self.known.get(pieces) {
            return *known;
        }
        // Fewer patterns than weeks, at most 15,706.
        let number = u32::try_from(self.index.patterns.len()).unwrap_or(u32::MAX);
        let first = u32::try_from(self.index.pieces.len()).unwrap_or(u32::MAX);
        let mut open = 0_u64;
        for &(start, end) in pieces {
            let (start, end) = (u64::from(start) * MICROS, u64::from(end) * MICROS);
            self.index.pieces.push(Piece { start, end, shift: open.wrapping_sub(start) });
            open += end - start;
        }
        // The piece that ends a pattern; a week without open time needs one to stand on before it.
        let end = Piece { start: WEEK, end: WEEK, shift: open.wrapping_sub(WEEK) };
        self.index.pieces.extend(std::iter::repeat_n(end, if pieces.is_empty() { 2 } else { 1 }));
        self.index.patterns.push(buckets(first, pieces));
        self.totals.push(open / MICROS);
        self.known.insert(pieces.clone(), number);
        number
    }

    /// Adds the next week.
    pub(super) fn push(&mut self, pattern: u32) {
        self.weeks.push(self.seconds << PATTERN_BITS | u64::from(pattern));
        self.seconds += usize::try_from(pattern).ok().and_then(|p| self.totals.get(p)).copied().unwrap_or(0);
    }

    /// The index, when [`push`](Self::push) was called for each week.
    pub(super) fn finish(mut self) -> Index {
        debug_assert_eq!(self.weeks.len(), WEEKS);
        self.weeks.push(self.seconds << PATTERN_BITS);
        self.index.total = self.seconds * MICROS;
        self.index.scale = u64::try_from((u128::from(INVERSE as u64) << 64) / u128::from(self.index.total.max(MICROS)))
            .unwrap_or(u64::MAX);
        self.index.inverse = inverse(&self.weeks, self.index.scale);
        self.index.weeks = self.weeks.into_boxed_slice();
        self.index.patterns.shrink_to_fit();
        self.index.pieces.shrink_to_fit();
        self.index
    }
}

/// For each bucket the first piece that can matter: counted in `u8`, a lower one costs steps, not truth.
fn buckets(first: u32, pieces: &WeekPieces) -> Pattern {
    let mut pattern = Pattern { first, buckets: [0; BUCKETS], inverse: [0; BUCKETS] };
    let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let (mut by_time, mut by_open, mut open) = (0, 0, 0_u64);
    for (i, (bucket, inverse)) in pattern.buckets.iter_mut().zip(&mut pattern.inverse).enumerate() {
        let begin = (i as u64) << BUCKET;
        while pieces.get(by_time + 1).is_some_and(|next| u64::from(next.0) * MICROS <= begin) {
            by_time += 1;
        }
        while let Some(&(start, end)) = pieces.get(by_open) {
            let after = open + u64::from(end - start) * MICROS;
            if after > begin {
                break;
            }
            open = after;
            by_open += 1;
        }
        *bucket = count(by_time);
        *inverse = count(by_open);
    }
    pattern
}

/// For each place the last week that begins with less open time than any amount of that place.
#[allow(clippy::cast_possible_truncation)] // a place is below 2^14, a week below 2^14
fn inverse(weeks: &[u64], scale: u64) -> Box<[u16]> {
    let mut table = vec![0_u16; INVERSE];
    let mut next = 0;
    for (week, entry) in weeks.iter().enumerate().take(WEEKS) {
        let before = (entry >> PATTERN_BITS) * MICROS;
        let place = ((u128::from(before) * u128::from(scale)) >> 64) as usize;
        // Places up to this one begin no later than `before`: the week before stands for them.
        while next <= place && next < INVERSE {
            if let Some(slot) = table.get_mut(next) {
                *slot = week.saturating_sub(1) as u16;
            }
            next += 1;
        }
    }
    for slot in table.iter_mut().skip(next) {
        *slot = (WEEKS - 1) as u16;
    }
    table.into_boxed_slice()
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
