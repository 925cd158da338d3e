//! The rows of a frame that count, block by block.

use super::look::Lie;
use super::spread::Line;
use crate::error::Result;
use crate::metrics::columns::NONE;
use crate::ticket::frame::{Act, FrameQuality, Plan, Rows};
use crate::time::{MAX_INSTANT, MIN_INSTANT};

/// The blocks of a frame, of which those are passed over that have no ticket of the range asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blocks<'f, 'p, 'a> {
    pub(super) plan: &'f Plan<'p, 'a>,
    pub(super) lie: &'f Lie,
    /// The last instant that is known.
    pub(super) as_of: i64,
}

/// A block that has tickets of a range.
struct Place {
    chunk: usize,
    /// Its first row in the chunk.
    first: usize,
    /// Whether all its tickets are of the range.
    inside: bool,
}

impl<'f, 'p, 'a> Blocks<'f, 'p, 'a> {
    pub(super) fn new(plan: &'f Plan<'p, 'a>, lie: &'f Lie, as_of: Option<i64>) -> Self {
        Self { plan, lie, as_of: as_of.unwrap_or(i64::MAX) }
    }

    fn near(&self, (from, to): (i64, i64)) -> impl Iterator<Item = Place> {
        let of_chunk = |(chunk, rows): (usize, usize)| (0..rows).step_by(Rows::BLOCK).map(move |first| (chunk, first));
        let places = self.plan.chunks.iter().map(|chunk| chunk.len()).enumerate().flat_map(of_chunk);
        places.zip(&self.lie.blocks).filter_map(move |((chunk, first), (low, high))| {
            let inside = *low >= from && *high <= to;
            (*low <= to && *high >= from).then_some(Place { chunk, first, inside })
        })
    }

    /// Each row's ticket, of those in a range.
    pub(super) fn each_ticket(&self, (from, to): (i64, i64), mut one: impl FnMut(i64)) {
        let mut room = Rows::default();
        for Place { chunk, first, inside } in self.near((from, to)) {
            let rows = self.plan.chunks.get(chunk).map_or(0, |of| of.len() - first).min(Rows::BLOCK);
            let tickets = room.tickets(self.plan, (chunk, first, rows)).iter().copied();
            if inside && self.lie.whole {
                tickets.for_each(&mut one);
            } else {
                tickets.filter(|ticket| (from..=to).contains(ticket) && *ticket != NONE).for_each(&mut one);
            }
        }
    }

    /// The first row of all that is refused, whatever the parts.
    pub(super) fn first_fault(&self) -> Result<()> {
        self.each_row((i64::MIN, i64::MAX), &mut FrameQuality::default(), |_, _| Ok(()))
    }

    /// Each row that counts, with its ticket, of those in a range; what cannot be counted is refused or noted.
    #[inline]
    pub(super) fn each_row(
        &self,
        (from, to): (i64, i64),
        quality: &mut FrameQuality,
        mut one: impl FnMut(i64, Line) -> Result<()>,
    ) -> Result<()> {
        let (plan, whole) = (self.plan, self.lie.whole);
        let mut room = Rows::default();
        for Place { chunk, first, inside } in self.near((from, to)) {
            let rows = room.block(plan, chunk, first);
            let begin = plan.starts.get(chunk).copied().unwrap_or(0) + first;
            let mut row = u32::try_from(begin).unwrap_or(u32::MAX);
            for (i, ((ticket, at), what)) in rows.tickets.iter().zip(rows.at).zip(rows.what).enumerate() {
                let place = row;
                row = row.wrapping_add(1);
                if !inside && (*ticket < from || *ticket > to) {
                    continue;
                }
                quality.rows += 1;
                let countable = whole || ((MIN_INSTANT..=MAX_INSTANT).contains(at) && *ticket != NONE);
                if !countable || plan.act_of(*what).what() == Act::FAULT {
                    plan.fault((chunk, first + i), (*ticket, *at, *what), quality)?;
                } else if *at > self.as_of {
                    quality.rows_after_as_of += 1;
                } else {
                    one(*ticket, (*at, *what, place))?;
                }
            }
        }
        Ok(())
    }
}
