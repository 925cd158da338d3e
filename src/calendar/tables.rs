//! The tables of an index: each distinct week and each distinct block is made once.

use super::hash::Fast;
use super::index::{
    BLOCK, BLOCKS, BUCKET, BUCKETS, Block, INVERSE, Index, PATTERN_BITS, PLACES, Pattern, Piece, Tables, WEEK,
    WeekPieces,
};
use std::collections::HashMap;
use std::sync::Arc;

/// Stands in a block for a week that begins after the supported dates.
pub(super) const NO_WEEK: u32 = u32::MAX;

/// Puts an [`Index`] together: patterns first, then blocks of them, then one of those for each block in turn.
pub(super) struct Builder {
    patterns: Vec<Pattern>,
    pieces: Vec<Piece>,
    /// Open time of each pattern.
    open: Vec<u64>,
    known_patterns: HashMap<WeekPieces, u32, Fast>,
    blocks: Vec<Block>,
    known_blocks: HashMap<[u32; BLOCK], u16, Fast>,
    tables: Box<Tables>,
    /// Blocks so far.
    next: usize,
    total: u64,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            patterns: Vec::new(),
            pieces: Vec::new(),
            open: Vec::new(),
            known_patterns: HashMap::with_capacity_and_hasher(64, Fast::default()),
            blocks: Vec::with_capacity(128),
            known_blocks: HashMap::with_capacity_and_hasher(128, Fast::default()),
            tables: Box::new(Tables {
                before: [0; PLACES + 1],
                kinds: [0; PLACES + 1],
                inverse: [0; INVERSE],
                scale: 0,
                blocks: Box::default(),
                patterns: Box::default(),
                pieces: Box::default(),
            }),
            next: 0,
            total: 0,
        }
    }

    /// The number of the pattern with these pieces.
    pub(super) fn pattern(&mut self, pieces: &WeekPieces) -> u32 {
        if let Some(known) = self.known_patterns.get(pieces) {
            return *known;
        }
        // Fewer patterns than weeks, at most 15,706; see the test that they fit their bits.
        let number = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        let first = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        let mut open = 0_u64;
        let begin = if pieces.first().is_some_and(|piece| piece.0 == 0) { None } else { Some((0, 0)) };
        let begins = pieces.iter().map(|piece| piece.0).skip(usize::from(begin.is_none())).chain([WEEK]);
        for (&(start, end), next) in begin.iter().chain(pieces).zip(begins) {
            self.pieces.push(Piece { end, next, shift: open.wrapping_sub(start) });
            open += end - start;
        }
        self.patterns.push(pattern(first, begin.iter().chain(pieces)));
        self.open.push(open);
        self.known_patterns.insert(pieces.clone(), number);
        number
    }

    /// The number of the block of weeks with these patterns.
    pub(super) fn block(&mut self, patterns: [u32; BLOCK]) -> u16 {
        if let Some(known) = self.known_blocks.get(&patterns) {
            return *known;
        }
        let number = u16::try_from(self.blocks.len()).unwrap_or(u16::MAX); // at most 1,964
        let mut weeks = [0; BLOCK + 2];
        let mut open = 0;
        for (week, pattern) in weeks.iter_mut().zip(patterns) {
            let known = usize::try_from(pattern).ok().and_then(|p| self.open.get(p));
            *week = open << PATTERN_BITS | if known.is_some() { u64::from(pattern) } else { 0 };
            open += known.copied().unwrap_or(0);
        }
        weeks.iter_mut().skip(BLOCK).for_each(|end| *end = open << PATTERN_BITS);
        self.blocks.push(Block { weeks, scale: scale(&weeks) });
        self.known_blocks.insert(patterns, number);
        number
    }

    /// Adds the next block.
    pub(super) fn push(&mut self, kind: u16) {
        let open = self.blocks.get(usize::from(kind)).and_then(|b| b.weeks.last()).map_or(0, |end| end >> PATTERN_BITS);
        self.total += open;
        let tables = &mut *self.tables;
        if let (Some(place), Some(end)) = (tables.kinds.get_mut(self.next), tables.before.get_mut(self.next + 1)) {
            (*place, *end) = (kind, self.total);
        }
        self.next += 1;
    }

    /// The index, when [`push`](Self::push) was called for each block.
    pub(super) fn finish(self) -> Index {
        debug_assert_eq!(self.next, BLOCKS);
        let mut tables = self.tables;
        tables.before.iter_mut().skip(BLOCKS).for_each(|before| *before = self.total);
        let scale = u64::try_from((u128::from(INVERSE as u64) << 64) / u128::from(self.total.max(1_000_000)));
        tables.scale = scale.unwrap_or(u64::MAX);
        fill_inverse(&mut tables);
        tables.blocks = self.blocks.into();
        tables.patterns = self.patterns.into();
        tables.pieces = self.pieces.into();
        Index::new(Arc::from(tables), None)
    }
}

/// The greatest with which no amount of open time is taken for a later week than its own: `open × scale < (week + 1) << 64` for
/// all of each week.
fn scale(weeks: &[u64; BLOCK + 2]) -> u64 {
    let ends = weeks.iter().skip(1).take(BLOCK).map(|entry| entry >> PATTERN_BITS);
    let slowest = (1_u64..).zip(ends).filter(|(_, end)| *end > 0).map(|(week, end)| {
        let scale = (u128::from(week) << 64) / u128::from(end);
        u64::try_from(scale).unwrap_or(u64::MAX)
    });
    slowest.min().unwrap_or(0)
}

/// For each bucket the first piece that can matter: counted in `u8`, a lower one costs steps, not truth.
fn pattern<'a>(first: u32, pieces: impl Iterator<Item = &'a (u64, u64)>) -> Pattern {
    let (mut buckets, mut inverse) = ([0; BUCKETS], [0; BUCKETS.next_power_of_two()]);
    let mut open = 0_u64;
    for (i, &(start, end)) in pieces.enumerate().take(usize::from(u8::MAX) + 1) {
        let number = u8::try_from(i).unwrap_or(u8::MAX);
        // From the first bucket on that begins at or after the piece, and with more open time than there is before it.
        fill(&mut buckets, start, number);
        fill(&mut inverse, open, number);
        open += end - start;
    }
    Pattern { first, buckets, inverse }
}

/// Sets all buckets that begin at `from` or later.
fn fill(buckets: &mut [u8], from: u64, number: u8) {
    let first = usize::try_from(from.div_ceil(1 << BUCKET)).unwrap_or(usize::MAX);
    buckets.iter_mut().skip(first).for_each(|bucket| *bucket = number);
}

/// For each place the last block that begins with less open time than any amount of that place.
#[allow(clippy::cast_possible_truncation)] // a place is below 2^12 or is none, a block below 2^11
fn fill_inverse(tables: &mut Tables) {
    let table = &mut tables.inverse;
    table.fill((BLOCKS - 1) as u16);
    let mut next = 0;
    for (block, &before) in tables.before.iter().enumerate().take(BLOCKS) {
        let place = ((u128::from(before) * u128::from(tables.scale)) >> 64) as usize;
        // Places up to this one begin no later than `before`: the block before stands for them.
        let end = (place + 1).min(INVERSE);
        if let Some(slots) = table.get_mut(next..end) {
            slots.fill(block.saturating_sub(1) as u16);
            next = end;
        }
    }
}
