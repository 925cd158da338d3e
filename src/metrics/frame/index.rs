//! Which ticket a number is: places from 0, in the order in which tickets are first met.

use crate::ticket::frame::{Plan, Rows};
use std::collections::HashMap;

/// How the rows of a frame lie, as one look over the tickets shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lie {
    /// Whether numbers never fall: the rows of each ticket stand together.
    pub(super) by_ticket: bool,
    lowest: i64,
    highest: i64,
}

impl Lie {
    pub(super) fn of(plan: &Plan<'_, '_>) -> Self {
        let mut lie = Self { by_ticket: true, lowest: i64::MAX, highest: i64::MIN };
        let mut rows = Rows::default();
        let mut last = i64::MIN;
        for (number, chunk) in plan.chunks.iter().enumerate() {
            if let Some(tickets) = chunk.plain_tickets() {
                lie.see(tickets, &mut last);
                continue;
            }
            for from in (0..chunk.len()).step_by(Rows::BLOCK) {
                rows.read_tickets(plan, number, from, chunk.len());
                lie.see(&rows.tickets, &mut last);
            }
        }
        lie
    }

    fn see(&mut self, tickets: &[i64], last: &mut i64) {
        let mut falls = false;
        for block in tickets.chunks(Rows::BLOCK) {
            let (mut lowest, mut highest, mut before) = (i64::MAX, i64::MIN, *last);
            for ticket in block {
                falls |= *ticket < before;
                before = *ticket;
                lowest = lowest.min(*ticket);
                highest = highest.max(*ticket);
            }
            *last = before;
            self.lowest = self.lowest.min(lowest);
            self.highest = self.highest.max(highest);
        }
        self.by_ticket &= !falls;
    }
}

/// Places by number.
#[derive(Debug)]
pub(super) enum Index {
    /// The rows of each ticket stand together: the last one is the only one that goes on.
    Last(i64),
    /// A table from the lowest number on; 0 for one not met, else its place and one.
    Table(i64, Vec<u32>),
    /// Numbers too far apart for a table.
    Hash(HashMap<i64, u32>),
}

impl Index {
    /// The widest table for `rows` rows: so much is a hash table larger for each of its entries.
    fn widest(rows: usize) -> usize {
        rows.saturating_mul(4).saturating_add(1 << 16)
    }

    pub(super) fn new(lie: Lie, (low, high): (i64, i64), rows: usize) -> Self {
        if lie.by_ticket {
            return Index::Last(i64::MIN);
        }
        let (low, high) = (low.max(lie.lowest), high.min(lie.highest));
        let span = i128::from(high) - i128::from(low) + 1;
        match usize::try_from(span) {
            Ok(span) if span <= Self::widest(rows) => Index::Table(low, vec![0; span]),
            Ok(_) => Index::Hash(HashMap::new()),
            Err(_) => Index::Table(low, Vec::new()),
        }
    }

    /// The place of a ticket, and whether it is new: the next one, which is `next`.
    #[inline]
    pub(super) fn place(&mut self, ticket: i64, next: u32) -> (u32, bool) {
        match self {
            Index::Last(last) => {
                let new = *last != ticket;
                *last = ticket;
                if new { (next, true) } else { (next.wrapping_sub(1), false) }
            }
            Index::Table(low, table) => {
                let slot = usize::try_from(ticket.wrapping_sub(*low)).ok().and_then(|place| table.get_mut(place));
                match slot {
                    Some(0) => {
                        slot.into_iter().for_each(|slot| *slot = next + 1);
                        (next, true)
                    }
                    Some(known) => (*known - 1, false),
                    None => (next, true),
                }
            }
            Index::Hash(known) => {
                let place = *known.entry(ticket).or_insert(next);
                (place, place == next)
            }
        }
    }

    /// The place of a ticket that was met; `ids` are those met, in order.
    pub(super) fn known(&self, ticket: i64, ids: &[i64]) -> Option<u32> {
        match self {
            Index::Last(_) => ids.binary_search(&ticket).ok().and_then(|place| u32::try_from(place).ok()),
            Index::Table(low, table) => {
                let place = usize::try_from(ticket.wrapping_sub(*low)).ok()?;
                table.get(place)?.checked_sub(1)
            }
            Index::Hash(known) => known.get(&ticket).copied(),
        }
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
        one.read_tickets(plan, chunk, at, at + 1);
        seen.extend(one.tickets.first().copied());
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
