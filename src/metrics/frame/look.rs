//! One look over a frame, in pieces that may be parted among threads: how its rows lie, and from when to when they are.

use super::on_threads;
use crate::metrics::columns::NONE;
use crate::ticket::frame::{Plan, Rows};
use crate::time::{MAX_INSTANT, MIN_INSTANT};

/// How the rows of a frame lie.
#[derive(Debug)]
pub(super) struct Lie {
    /// Whether numbers never fall: the rows of each ticket stand together.
    pub(super) by_ticket: bool,
    pub(super) lowest: i64,
    pub(super) highest: i64,
    /// The first and the last instant within the supported dates.
    pub(super) ends: Option<(i64, i64)>,
    /// Whether every row has a ticket, and an instant within these dates.
    pub(super) whole: bool,
    /// The lowest and the highest ticket of each block, chunk by chunk.
    pub(super) blocks: Vec<(i64, i64)>,
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
    /// Whether none is without a ticket or a date.
    whole: bool,
}

impl Seen {
    /// Nothing: neutral before and after anything.
    const NOTHING: Seen = Seen {
        first: i64::MAX,
        last: i64::MIN,
        falls: false,
        tickets: (i64::MAX, i64::MIN),
        instants: (i64::MAX, i64::MIN),
        whole: true,
    };

    fn of(tickets: &[i64], instants: &[i64]) -> Self {
        let (Some(first), Some(last)) = (tickets.first(), tickets.last()) else { return Self::NOTHING };
        let falls = tickets.windows(2).fold(false, |falls, pair| falls | matches!(pair, [a, b] if b < a));
        let tickets = if falls { ends(tickets) } else { (*first, *last) };
        let all = ends(instants);
        let dated = all.0 >= MIN_INSTANT && all.1 <= MAX_INSTANT;
        let instants = if dated { all } else { known_ends(instants) };
        Self { first: *first, last: *last, falls, tickets, instants, whole: dated && tickets.0 != NONE }
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
            whole: self.whole && next.whole,
        }
    }
}

/// The least and the greatest.
fn ends(all: &[i64]) -> (i64, i64) {
    all.iter().fold((i64::MAX, i64::MIN), |(low, high), v| (low.min(*v), high.max(*v)))
}

/// Those of the instants within the supported dates.
fn known_ends(instants: &[i64]) -> (i64, i64) {
    let known = instants.iter().filter(|at| (MIN_INSTANT..=MAX_INSTANT).contains(*at));
    known.fold((i64::MAX, i64::MIN), |(low, high), at| (low.min(*at), high.max(*at)))
}

/// Rows of a chunk: which chunk, from where, up to where.
type Piece = (usize, usize, usize);

impl Lie {
    pub(super) fn of(plan: &Plan<'_, '_>, threads: usize) -> Self {
        const ROWS: usize = 128 * Rows::BLOCK;
        let of_chunk = |(number, rows): (usize, usize)| {
            (0..rows).step_by(ROWS).map(move |from| (number, from, rows.min(from + ROWS)))
        };
        let pieces: Vec<Piece> = plan.chunks.iter().map(|chunk| chunk.len()).enumerate().flat_map(of_chunk).collect();
        let seen: Vec<Seen> =
            on_threads(&pieces, threads, |piece| blocks_of(plan, *piece)).into_iter().flatten().collect();
        let all = seen.iter().copied().fold(Seen::NOTHING, Seen::then);
        Self {
            by_ticket: !all.falls,
            lowest: all.tickets.0,
            highest: all.tickets.1,
            ends: (all.instants.0 <= all.instants.1).then_some(all.instants),
            whole: all.whole,
            blocks: seen.iter().map(|block| block.tickets).collect(),
        }
    }

    /// Into how many parts the tickets may be parted, so that most blocks have tickets of one or two.
    pub(super) fn most_parts(&self) -> usize {
        let width = |(low, high): &(i64, i64)| i128::from(*high) - i128::from(*low);
        let all = width(&(self.lowest, self.highest));
        let blocks: i128 = self.blocks.iter().map(width).sum();
        let parts = i128::try_from(self.blocks.len()).unwrap_or(0) * all / blocks.max(1);
        usize::try_from(parts).unwrap_or(1).max(1)
    }
}

fn blocks_of(plan: &Plan<'_, '_>, (number, from, end): Piece) -> Vec<Seen> {
    let mut room = Rows::default();
    let mut instants = Rows::default();
    let one = |first: usize| {
        let place = (number, first, end.min(first + Rows::BLOCK) - first);
        Seen::of(room.tickets(plan, place), instants.instants(plan, place))
    };
    (from..end).step_by(Rows::BLOCK).map(one).collect()
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
