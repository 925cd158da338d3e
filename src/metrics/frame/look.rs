//! One look over a frame, in pieces that may be parted among threads: how its rows lie, and from when to when they are.

use super::on_threads;
use crate::ticket::frame::{Plan, Rows, Ticks};
use crate::time::{MAX_INSTANT, MIN_INSTANT};

/// How the rows of a frame lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lie {
    /// Whether numbers never fall: the rows of each ticket stand together.
    pub(super) by_ticket: bool,
    pub(super) lowest: i64,
    pub(super) highest: i64,
    /// The first and the last instant within the supported dates.
    pub(super) ends: Option<(i64, i64)>,
}

/// What was seen of rows that follow each other.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// The tickets of the first and the last of them.
    first: i64,
    last: i64,
    falls: bool,
    tickets: (i64, i64),
    instants: (i64, i64),
}

impl Seen {
    /// Nothing: neutral before and after anything.
    const NOTHING: Seen = Seen {
        first: i64::MAX,
        last: i64::MIN,
        falls: false,
        tickets: (i64::MAX, i64::MIN),
        instants: (i64::MAX, i64::MIN),
    };

    fn of(tickets: &[i64], instants: &[i64]) -> Self {
        let mut seen = Self::NOTHING;
        let (Some(first), Some(last)) = (tickets.first(), tickets.last()) else { return seen };
        (seen.first, seen.last) = (*first, *last);
        let mut before = *first;
        for ticket in tickets {
            seen.falls |= *ticket < before;
            before = *ticket;
            seen.tickets = (seen.tickets.0.min(*ticket), seen.tickets.1.max(*ticket));
        }
        for at in instants {
            let known = *at >= MIN_INSTANT && *at <= MAX_INSTANT;
            let (low, high) = if known { (*at, *at) } else { (i64::MAX, i64::MIN) };
            seen.instants = (seen.instants.0.min(low), seen.instants.1.max(high));
        }
        seen
    }

    /// This, and then what follows.
    fn then(self, next: Self) -> Self {
        let both = |a: (i64, i64), b: (i64, i64)| (a.0.min(b.0), a.1.max(b.1));
        Self {
            first: if self.tickets.0 > self.tickets.1 { next.first } else { self.first },
            last: if next.tickets.0 > next.tickets.1 { self.last } else { next.last },
            falls: self.falls || next.falls || next.first < self.last,
            tickets: both(self.tickets, next.tickets),
            instants: both(self.instants, next.instants),
        }
    }
}

/// Rows of a chunk: which chunk, from where, up to where.
type Piece = (usize, usize, usize);

impl Lie {
    pub(super) fn of(plan: &Plan<'_, '_>, threads: usize) -> Self {
        const ROWS: usize = 1 << 18;
        let of_chunk = |(number, rows): (usize, usize)| {
            (0..rows).step_by(ROWS).map(move |from| (number, from, rows.min(from + ROWS)))
        };
        let pieces: Vec<Piece> = plan.chunks.iter().map(|chunk| chunk.len()).enumerate().flat_map(of_chunk).collect();
        let seen = on_threads(&pieces, threads, |piece| piece_of(plan, *piece));
        let all = seen.into_iter().fold(Seen::NOTHING, Seen::then);
        Self {
            by_ticket: !all.falls,
            lowest: all.tickets.0,
            highest: all.tickets.1,
            ends: (all.instants.0 <= all.instants.1).then_some(all.instants),
        }
    }
}

fn piece_of(plan: &Plan<'_, '_>, (number, from, end): Piece) -> Seen {
    let Some(chunk) = plan.chunks.get(number) else { return Seen::NOTHING };
    let plain_instants = chunk.at.plain().filter(|_| chunk.ticks == Ticks::Micros);
    let mut rows = Rows::default();
    let mut seen = Seen::NOTHING;
    for from in (from..end).step_by(Rows::BLOCK) {
        let upto = end.min(from + Rows::BLOCK);
        let tickets = chunk.plain_tickets().and_then(|all| all.get(from..upto));
        let instants = plain_instants.and_then(|all| all.get(from..upto));
        if tickets.is_none() {
            rows.read_tickets(plan, number, from, upto);
        }
        if instants.is_none() {
            rows.read_instants(plan, number, from, upto);
        }
        seen = seen.then(Seen::of(tickets.unwrap_or(&rows.tickets), instants.unwrap_or(&rows.at)));
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_of_two_parts_is_what_is_seen_of_both_in_a_row() {
        let tickets = [3, 3, 5, 4, 9, 9, 1];
        let instants = [7, i64::MIN, 2, 40, i64::MAX, 8, 9];
        for cut in 0..=tickets.len() {
            for (t, at) in [(&tickets[..], &instants[..]), (&tickets[..3], &instants[..3]), (&[], &[])] {
                let cut = cut.min(t.len());
                let whole = Seen::of(t, at);
                let parts = Seen::of(&t[..cut], &at[..cut]).then(Seen::of(&t[cut..], &at[cut..]));
                assert_eq!(format!("{parts:?}"), format!("{whole:?}"), "{cut}");
            }
        }
        assert!(Seen::of(&tickets, &instants).falls && !Seen::of(&tickets[..3], &[]).falls);
        assert_eq!(Seen::of(&tickets, &instants).instants, (2, 40));
    }
}
