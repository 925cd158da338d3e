//! Rows of a frame as numbers: a block of them, or one.

use super::chunk::{Cell, Tickets};
use super::plan::{HOLE, Plan, UNKNOWN_ACTOR};

/// Rows of a chunk, a block at a time, as the numbers that a fold reads.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) tickets: Vec<i64>,
    pub(crate) at: Vec<i64>,
    pub(crate) what: Vec<u32>,
}

impl Rows {
    /// Rows of a block.
    pub(crate) const BLOCK: usize = 2_048;

    /// Reads the rows of a chunk from `from` on, up to a block, and not past `end`.
    pub(crate) fn read(&mut self, plan: &Plan<'_, '_>, chunk: usize, from: usize, end: usize) {
        self.read_tickets(plan, chunk, from, end);
        self.read_rest(plan, chunk, from);
    }

    /// Only the tickets of these rows.
    pub(crate) fn read_tickets(&mut self, plan: &Plan<'_, '_>, chunk: usize, from: usize, end: usize) {
        let rows = end.saturating_sub(from).min(Self::BLOCK);
        let (Some(of), Some(tables)) = (plan.chunks.get(chunk), plan.tables.get(chunk)) else { return };
        self.tickets.resize(rows, HOLE);
        read_tickets(&of.tickets, tables.tickets.as_deref(), from, &mut self.tickets);
    }

    /// Only the instants of these rows.
    pub(crate) fn read_instants(&mut self, plan: &Plan<'_, '_>, chunk: usize, from: usize, end: usize) {
        let rows = end.saturating_sub(from).min(Self::BLOCK);
        let Some(of) = plan.chunks.get(chunk) else { return };
        self.at.resize(rows, HOLE);
        of.at.read(from, HOLE, &mut self.at);
        if of.ticks != super::Ticks::Micros {
            self.at.iter_mut().filter(|at| **at != HOLE).for_each(|at| *at = of.ticks.micros(*at));
        }
    }

    /// What the rows have besides the tickets that were read.
    pub(crate) fn read_rest(&mut self, plan: &Plan<'_, '_>, chunk: usize, from: usize) {
        let rows = self.tickets.len();
        let (Some(of), Some(tables)) = (plan.chunks.get(chunk), plan.tables.get(chunk)) else { return };
        self.read_instants(plan, chunk, from, from.saturating_add(rows));
        self.what.clear();
        self.what.resize(rows, 0);
        of.kinds.codes.look_up(from, &tables.kinds, (0, 0), &mut self.what);
        if let Some(actors) = &of.actors {
            actors.codes.look_up(from, &tables.actors, (0, UNKNOWN_ACTOR), &mut self.what);
        }
    }
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
