//! The rows of each ticket side by side, however they lie in the frame.

use super::look::Lie;
use crate::error::Result;
use crate::ticket::frame::{Plan, Rows};
use std::collections::HashMap;

/// A row that counts: its instant, what it is, and its place among all rows. A tuple, because the allocator hands zeroed ones out untouched.
pub(super) type Line = (i64, u32, u32);

/// Rows brought together by ticket in two looks: [`count`](Self::count) every one, then [`put`](Self::put) those that count. The room is kept
/// from one range of tickets to the next.
///
/// Tickets stand in the order in which they were first met, the rows of each in their own.
#[derive(Debug, Default)]
pub(super) struct Spread {
    index: Index,
    /// The numbers of tickets, in the order in which they were met.
    met: Vec<i64>,
    /// Where the rows of each begin.
    starts: Vec<u32>,
    /// What stands where no row was put is of no account.
    lines: Vec<Line>,
}

/// By number: first how many rows a ticket has, then where its next one goes.
#[derive(Debug)]
enum Index {
    /// A table from the lowest number on.
    Table(i64, Vec<u32>),
    /// Numbers too far apart for a table.
    Hash(HashMap<i64, u32>),
}

impl Default for Index {
    fn default() -> Self {
        Index::Table(0, Vec::new())
    }
}

impl Index {
    #[inline]
    fn of(&mut self, ticket: i64) -> Option<&mut u32> {
        match self {
            Index::Table(low, table) => {
                usize::try_from(ticket.wrapping_sub(*low)).ok().and_then(|place| table.get_mut(place))
            }
            Index::Hash(known) => Some(known.entry(ticket).or_insert(0)),
        }
    }

    /// The same for other tickets.
    fn renew(&mut self, low: i64, span: usize, widest: usize) {
        let mut table = match std::mem::take(self) {
            Index::Table(_, table) => table,
            Index::Hash(_) => Vec::new(),
        };
        table.clear();
        if span > widest {
            *self = Index::Hash(HashMap::new());
            return;
        }
        table.resize(span, 0);
        *self = Index::Table(low, table);
    }
}

impl Spread {
    /// The widest table for `rows` rows: so much is a hash table larger for each of its entries.
    fn widest(rows: usize) -> usize {
        rows.saturating_mul(4).saturating_add(1 << 16)
    }

    /// Nothing is counted, of tickets in a range.
    pub(super) fn begin(&mut self, lie: &Lie, (low, high): (i64, i64), rows: usize) {
        let (low, high) = (low.max(lie.lowest), high.min(lie.highest));
        let span = usize::try_from(i128::from(high) - i128::from(low) + 1).unwrap_or(0);
        self.index.renew(low, span, Self::widest(rows));
        self.met.clear();
        self.starts.clear();
    }

    /// Room for one more row of a ticket.
    #[inline]
    pub(super) fn count(&mut self, ticket: i64) {
        let Some(count) = self.index.of(ticket) else { return };
        if *count == 0 {
            self.met.push(ticket);
        }
        *count += 1; // there are at most 2^32 - 1 rows
    }

    /// Every row was counted: makes room for all of them.
    pub(super) fn settle(&mut self) {
        let mut from = 0_u32;
        for ticket in &self.met {
            let Some(count) = self.index.of(*ticket) else { continue };
            self.starts.push(from);
            from += std::mem::replace(count, from);
        }
        let rows = usize::try_from(from).unwrap_or(0);
        if self.lines.len() < rows {
            self.lines = Vec::new(); // before there are two
            self.lines = vec![(0, 0, 0); rows];
        }
    }

    /// A row of a ticket that was counted.
    #[inline]
    pub(super) fn put(&mut self, ticket: i64, line: Line) {
        let Some(next) = self.index.of(ticket) else { return };
        let room = usize::try_from(*next).ok().and_then(|place| self.lines.get_mut(place));
        *next += u32::from(room.is_some());
        room.into_iter().for_each(|slot| *slot = line);
    }

    /// Each ticket with those of its rows that were put.
    pub(super) fn each(&mut self, mut one: impl FnMut(i64, &[Line]) -> Result<()>) -> Result<()> {
        let Self { index, met, starts, lines } = self;
        for (ticket, from) in met.iter().zip(starts) {
            let room = usize::try_from(*from).ok().zip(index.of(*ticket).and_then(|to| usize::try_from(*to).ok()));
            let rows = room.and_then(|(from, to)| lines.get(from..to)).unwrap_or_default();
            if !rows.is_empty() {
                one(*ticket, rows)?;
            }
        }
        Ok(())
    }
}

/// Numbers that part the tickets into `parts` of about as many rows: from and up to of each.
pub(super) fn ranges(plan: &Plan<'_, '_>, parts: usize) -> Vec<(i64, i64)> {
    const LOOKS: usize = 4_096;
    let rows = plan.rows();
    let mut seen = Vec::new();
    let mut one = Rows::default();
    for row in (0..rows).step_by((rows / LOOKS).max(1)) {
        let (chunk, at) = plan.place(row);
        seen.extend(one.tickets(plan, (chunk, at, 1)).first().copied());
    }
    seen.sort_unstable();
    let mut cuts: Vec<i64> =
        (1..parts).filter_map(|part| seen.get(seen.len().checked_mul(part)? / parts).copied()).collect();
    cuts.dedup();
    cuts.retain(|cut| *cut > i64::MIN);
    let mut from = i64::MIN;
    let mut out = Vec::with_capacity(parts);
    for cut in cuts {
        out.push((from, cut - 1));
        from = cut;
    }
    out.push((from, i64::MAX));
    out
}
