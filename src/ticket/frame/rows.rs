//! Rows of a frame as numbers: a block of them, or one.

use super::chunk::{Cell, Tickets, Ticks};
use super::plan::{HOLE, Plan, UNKNOWN_ACTOR};

/// Room for a block of rows, for what a chunk does not have as the library counts.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    tickets: Vec<i64>,
    at: Vec<i64>,
    what: Vec<u32>,
}

/// A block of rows as the numbers that a fold reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'r> {
    pub(crate) tickets: &'r [i64],
    pub(crate) at: &'r [i64],
    pub(crate) what: &'r [u32],
}

impl Rows {
    /// Rows of a block.
    pub(crate) const BLOCK: usize = 2_048;

    /// The rows of a chunk from `from` on, up to a block.
    pub(crate) fn block<'r>(&'r mut self, plan: &'r Plan<'_, '_>, chunk: usize, from: usize) -> Block<'r> {
        let Self { tickets, at, what } = self;
        let rows = plan.chunks.get(chunk).map_or(0, |of| of.len().saturating_sub(from).min(Self::BLOCK));
        what.clear();
        what.resize(rows, 0);
        if let (Some(of), Some(tables)) = (plan.chunks.get(chunk), plan.tables.get(chunk)) {
            of.kinds.codes.look_up(from, &tables.kinds, (0, 0), what);
            if let Some(actors) = &of.actors {
                actors.codes.look_up(from, &tables.actors, (0, UNKNOWN_ACTOR), what);
            }
        }
        let place = (chunk, from, rows);
        Block { tickets: tickets_of(plan, place, tickets), at: instants_of(plan, place, at), what }
    }

    /// The tickets of so many rows of a chunk from `from` on.
    pub(crate) fn tickets<'r>(&'r mut self, plan: &'r Plan<'_, '_>, place: (usize, usize, usize)) -> &'r [i64] {
        tickets_of(plan, place, &mut self.tickets)
    }

    /// Their instants.
    pub(crate) fn instants<'r>(&'r mut self, plan: &'r Plan<'_, '_>, place: (usize, usize, usize)) -> &'r [i64] {
        instants_of(plan, place, &mut self.at)
    }
}

fn tickets_of<'r>(
    plan: &'r Plan<'_, '_>,
    (chunk, from, rows): (usize, usize, usize),
    room: &'r mut Vec<i64>,
) -> &'r [i64] {
    let (Some(of), Some(tables)) = (plan.chunks.get(chunk), plan.tables.get(chunk)) else { return &[] };
    let plain = of.plain_tickets().and_then(|all| all.get(from..from.saturating_add(rows)));
    plain.unwrap_or_else(|| {
        room.resize(rows, HOLE);
        read_tickets(&of.tickets, tables.tickets.as_deref(), from, room);
        room
    })
}

fn instants_of<'r>(
    plan: &'r Plan<'_, '_>,
    (chunk, from, rows): (usize, usize, usize),
    room: &'r mut Vec<i64>,
) -> &'r [i64] {
    let Some(of) = plan.chunks.get(chunk) else { return &[] };
    let plain = of.at.plain().filter(|_| of.ticks == Ticks::Micros);
    plain.and_then(|all| all.get(from..from.saturating_add(rows))).unwrap_or_else(|| {
        room.resize(rows, HOLE);
        of.at.read(from, HOLE, room);
        if of.ticks != Ticks::Micros {
            room.iter_mut().filter(|at| **at != HOLE).for_each(|at| *at = of.ticks.micros(*at));
        }
        room
    })
}

fn read_tickets(tickets: &Tickets<'_>, map: Option<&[i64]>, from: usize, out: &mut [i64]) {
    match (tickets, map) {
        (Tickets::Numbers(numbers), _) => numbers.read(from, HOLE, out),
        (Tickets::Words(words), map) => {
            let map = map.unwrap_or_default();
            words.codes.read(from, -1, out);
            for ticket in out {
                *ticket = usize::try_from(*ticket).ok().and_then(|code| map.get(code)).copied().unwrap_or(HOLE);
            }
        }
    }
}

impl Plan<'_, '_> {
    /// The chunk that a row is in, and its place there.
    #[inline]
    pub(crate) fn place(&self, row: usize) -> (usize, usize) {
        if self.chunks.len() == 1 {
            return (0, row);
        }
        let chunk = self.starts.partition_point(|start| *start <= row).saturating_sub(1);
        (chunk, row - self.starts.get(chunk).copied().unwrap_or(0))
    }

    fn place_of(&self, row: u32) -> (usize, usize) {
        self.place(usize::try_from(row).unwrap_or(usize::MAX))
    }

    /// The number of a column's word in a row; nothing where there is none.
    pub(crate) fn word(&self, column: usize, chunk: usize, row: usize) -> Option<u32> {
        let codes = self.chunks.get(chunk)?.words.get(column)?.codes.cell(row);
        number_in(codes, self.tables.get(chunk)?.words.get(column)?)
    }

    /// The numbers of a column's words in rows, each by its place among all; `none` where there is no word.
    pub(crate) fn words_of(&self, column: usize, rows: impl Iterator<Item = u32>, none: u32, out: &mut Vec<u32>) {
        let only = match (self.chunks, self.tables.as_slice()) {
            ([chunk], [tables]) => chunk.words.get(column).zip(tables.words.get(column)),
            _ => None,
        };
        if let Some((words, map)) = only {
            return words.codes.look_up_at(rows, map, none, out);
        }
        out.extend(rows.map(|row| {
            let (chunk, row) = self.place_of(row);
            self.word(column, chunk, row).unwrap_or(none)
        }));
    }

    /// The number of the person in a row; nothing where none is named.
    pub(crate) fn agent(&self, chunk: usize, row: usize) -> Option<u32> {
        let codes = self.chunks.get(chunk)?.agents.as_ref()?.codes.cell(row);
        number_in(codes, &self.tables.get(chunk)?.agents)
    }

    /// The same by the row's place among all; one past every number where none is named.
    #[inline]
    pub(crate) fn agent_at(&self, row: u32) -> u32 {
        let (chunk, row) = self.place_of(row);
        self.agent(chunk, row).unwrap_or(u32::MAX)
    }

    /// The score in a row.
    pub(crate) fn score(&self, chunk: usize, row: usize) -> Cell {
        self.chunks.get(chunk).and_then(|c| c.scores.as_ref()).map_or(Cell::Missing, |scores| scores.cell(row))
    }

    /// The same by the row's place among all.
    #[inline]
    pub(crate) fn score_at(&self, row: u32) -> Cell {
        let (chunk, row) = self.place_of(row);
        self.score(chunk, row)
    }
}

fn number_in(cell: Cell, map: &[u32]) -> Option<u32> {
    match cell {
        Cell::Whole(code) => usize::try_from(code).ok().and_then(|place| map.get(place)).copied(),
        _ => None,
    }
}
