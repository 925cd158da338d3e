//! The tickets that reach furthest into the future, and furthest into the past: one typing error in a year moves the ends of a whole log.

use crate::ticket::log::{MISSING, Texts};
use crate::ticket::quality::{AheadTicket, FarAhead, FarBehind};
use crate::time::{Instant, SECOND};

/// How many tickets are kept in view, and how many of them may be apart from the rest.
const KEPT: usize = 20;
const MOST: usize = 10;
/// Nothing nearer than this is far: 31 days.
const FAR: i64 = 31 * 86_400 * SECOND;
/// A gap is far when it is so many times as long as the tickets before it are apart.
const TIMES: i64 = 3;
/// Before is nothing as sure as after: old tickets are there, seldom years before all others.
const FAR_BEHIND: i64 = 3 * 366 * 86_400 * SECOND;

/// Both ends of a log.
#[derive(Debug, Default)]
pub(super) struct Extent {
    latest: End,
    /// The same of instants with their sign turned.
    earliest: End,
}

impl Extent {
    /// Notes a row by the instants that it states.
    #[inline]
    pub(super) fn note(&mut self, stated: impl Iterator<Item = i64>, ticket: u32, line: u64) {
        let (mut first, mut last) = (i64::MAX, MISSING);
        for at in stated.filter(|at| *at != MISSING) {
            (first, last) = (first.min(at), last.max(at));
        }
        if last != MISSING {
            self.latest.note(last, ticket, line);
            self.earliest.note(-first, ticket, line);
        }
    }

    /// The tickets that are far ahead of all others, if there are any.
    pub(super) fn far_ahead(&self, ids: &Texts) -> Option<FarAhead> {
        let (others_until, tickets) = self.latest.apart(ids, FAR, 1)?;
        Some(FarAhead { others_until, tickets })
    }

    /// The tickets that are far behind all others, if there are any.
    pub(super) fn far_behind(&self, ids: &Texts) -> Option<FarBehind> {
        let (others_from, tickets) = self.earliest.apart(ids, FAR_BEHIND, -1)?;
        Some(FarBehind { others_from, tickets })
    }
}

/// The tickets at one end.
#[derive(Debug, Default)]
struct End {
    /// From the furthest on.
    top: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    at: i64,
    ticket: u32,
    line: u64,
}

impl End {
    #[inline]
    fn note(&mut self, at: i64, ticket: u32, line: u64) {
        if self.top.len() < KEPT || self.top.last().is_some_and(|last| at > last.at) {
            self.keep(Row { at, ticket, line });
        }
    }

    fn keep(&mut self, row: Row) {
        match self.top.iter().position(|known| known.ticket == row.ticket) {
            Some(place) if self.top.get(place).is_some_and(|known| known.at >= row.at) => return,
            Some(place) => drop(self.top.remove(place)),
            None => {}
        }
        let place = self.top.iter().take_while(|known| known.at >= row.at).count();
        self.top.insert(place, row);
        self.top.truncate(KEPT);
    }

    /// The first instant of the others, and the tickets that are further than `far` from it.
    fn apart(&self, ids: &Texts, far: i64, sign: i64) -> Option<(Instant, Vec<AheadTicket>)> {
        let is_far = |n: &usize| {
            let (Some(before), Some(next), Some(last)) =
                (n.checked_sub(1).and_then(|i| self.top.get(i)), self.top.get(*n), self.top.last())
            else {
                return false;
            };
            let gap = before.at.saturating_sub(next.at);
            gap > far && gap > next.at.saturating_sub(last.at).saturating_mul(TIMES)
        };
        // Of two tickets nobody knows which is the odd one.
        let most = MOST.min(self.top.len().saturating_sub(2));
        let n = (1..=most).rev().find(is_far)?;
        let told = |row: &Row| AheadTicket {
            ticket: usize::try_from(row.ticket).map_or_else(|_| String::new(), |place| ids.get(place).to_owned()),
            line: row.line,
            at: Instant::of(row.at * sign),
        };
        let others = self.top.get(n).map(|row| Instant::of(row.at * sign))?;
        Some((others, self.top.iter().take(n).map(told).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400 * SECOND;

    /// Days of tickets, each a row on its own line; the lines of those far ahead.
    fn lines(days: &[i64]) -> Vec<u64> {
        let (mut extent, mut ids) = (Extent::default(), Texts::default());
        for (i, day) in (0..).zip(days) {
            ids.push(&format!("T{i}"));
            extent.note([day * DAY].into_iter(), i, u64::from(i) + 2);
        }
        extent.far_ahead(&ids).map_or(Vec::new(), |far| far.tickets.iter().map(|t| t.line).collect())
    }

    #[test]
    fn a_ticket_is_far_ahead_by_a_month_and_by_thrice_what_the_others_are_apart() {
        for (days, expected) in [
            (vec![1, 2, 6_000], vec![4]),
            (vec![1, 6_000, 2], vec![3]),
            (vec![1, 2, 33], vec![]),
            (vec![1, 2, 34], vec![4]),
            (vec![1, 6_000], vec![]), // of two, which?
            (vec![9_000, 1, 2, 6_000], vec![2, 5]),
            (vec![1, 41, 81, 121, 161], vec![]), // one in forty days, and on it goes
            ((0..200).collect(), vec![]),
            ((0..200).chain([300]).collect(), vec![202]),
            ((0..200).chain([250]).collect(), vec![]),
            ((0..200).chain((0..10).map(|i| 9_000 + i)).collect(), (202..212).rev().collect()),
            ((0..200).chain((0..11).map(|i| 9_000 + i)).collect(), vec![]),
        ] {
            assert_eq!(lines(&days), expected, "{days:?}");
        }
    }

    #[test]
    fn a_ticket_is_far_behind_by_three_years_and_by_thrice_what_the_others_are_apart() {
        let behind = |days: &[i64]| -> Vec<u64> {
            let (mut extent, mut ids) = (Extent::default(), Texts::default());
            for (i, day) in (0..).zip(days) {
                ids.push(&format!("T{i}"));
                extent.note([MISSING, day * DAY].into_iter(), i, u64::from(i) + 2);
            }
            extent.far_behind(&ids).map_or(Vec::new(), |far| far.tickets.iter().map(|t| t.line).collect())
        };
        for (days, expected) in [
            (vec![20_000, 0, 20_001], vec![3]), // 1970-01-01: a zero
            (vec![20_000, 18_902, 20_001], vec![]),
            (vec![20_000, 18_901, 20_001], vec![3]),
            (vec![0, 20_000], vec![]),
            (vec![0, 1_100, 2_200, 3_300], vec![]),
        ] {
            assert_eq!(behind(&days), expected, "{days:?}");
        }
    }
}
