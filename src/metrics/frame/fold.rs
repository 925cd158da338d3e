//! Rows to tickets, in one pass: each event changes its ticket, wherever it lies.

use super::index::{Index, Lie};
use super::late::{Kept, Late};
use crate::error::{Error, Result};
use crate::metrics::columns::{NO_NUMBER, NONE};
use crate::metrics::running::Running;
use crate::ticket::MAX_TICKETS;
use crate::ticket::frame::{Act, Cell, Duplicates, EventChunk, FrameQuality, KeptScore, Plan, Rows};
use crate::time::{MAX_INSTANT, MIN_INSTANT};
use std::collections::HashSet;

/// A ticket whose rows pass.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    pub(super) running: Running,
    /// Time in the hands of the desk, in microseconds.
    pub(super) handling: i64,
    last_at: i64,
    /// The row of the last event, and what it was.
    pub(super) row: u32,
    what: u32,
    /// The first person who replied.
    agent: u32,
    /// What came at the last instant, a bit a kind; none while it was one event.
    tied: u32,
    /// An event came late, or three at once: told again from its rows in order.
    pub(super) late: bool,
    /// It began without a creation.
    pub(super) uncreated: bool,
    in_hands: bool,
    /// Rows that repeat another, and answers without a score.
    pub(super) again: u32,
    pub(super) unscored: u32,
}

/// What is to be kept besides the facts of tickets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Reply times of each ticket.
    pub(super) waits: bool,
}

/// Takes tickets that are complete, some at a time.
pub(super) trait Sink {
    fn take(&mut self, done: &Done<'_>) -> Result<()>;
}

/// Tickets that are complete.
pub(super) struct Done<'d> {
    pub(super) slots: &'d [Slot],
    pub(super) ids: &'d [i64],
    /// Scores by survey.
    pub(super) scores: &'d [Vec<i64>],
    /// Reply times, by the place of their ticket in these.
    pub(super) waits: &'d [(u32, i64)],
    /// Words of columns with holes.
    pub(super) words: &'d [Option<Vec<u32>>],
}

/// "No word": one past every number.
pub(super) const NO_WORD: u32 = u32::MAX;

/// The fold of one part of the tickets of a frame.
pub(super) struct Fold<'f, 'p, 'a> {
    plan: &'f Plan<'p, 'a>,
    as_of: i64,
    range: (i64, i64),
    lie: Lie,
    wanted: Wanted,
    index: Index,
    slots: Vec<Slot>,
    ids: Vec<i64>,
    scores: Vec<Vec<i64>>,
    waits: Vec<(u32, i64)>,
    words: Vec<Option<Vec<u32>>>,
    people: HashSet<(u32, u32)>,
    late: usize,
    quality: FrameQuality,
    /// Where the rows of the newest ticket begin.
    begun: (usize, usize),
}

impl<'f, 'p, 'a> Fold<'f, 'p, 'a> {
    /// Tickets that go on at once when the rows of each stand together.
    const LOT: usize = 4_096;

    pub(super) fn new(plan: &'f Plan<'p, 'a>, lie: Lie, range: (i64, i64), as_of: Option<i64>, wanted: Wanted) -> Self {
        let words = plan.holes.iter().map(|holes| holes.then(Vec::new)).collect();
        Self {
            plan,
            as_of: as_of.unwrap_or(i64::MAX),
            range,
            lie,
            wanted,
            index: Index::new(lie, range, plan.rows()),
            slots: Vec::new(),
            ids: Vec::new(),
            scores: vec![Vec::new(); plan.surveys.len()],
            waits: Vec::new(),
            words,
            people: HashSet::new(),
            late: 0,
            quality: FrameQuality::default(),
            begun: (0, 0),
        }
    }

    /// Folds all rows of the part, and hands the tickets on.
    pub(super) fn run(mut self, sink: &mut dyn Sink) -> Result<FrameQuality> {
        let plan = self.plan;
        let mut rows = Rows::default();
        let mut told = (0, 0);
        for (number, chunk) in plan.chunks.iter().enumerate() {
            for from in (0..chunk.len()).step_by(Rows::BLOCK) {
                rows.read_tickets(plan, number, from, chunk.len());
                if self.has_none(&rows.tickets) {
                    continue;
                }
                rows.read_rest(plan, number, from);
                let first = plan.starts.get(number).copied().unwrap_or(0) + from;
                self.block(&rows, (number, from), first)?;
                if self.lie.by_ticket && self.slots.len() > Self::LOT {
                    let upto = (number, from + rows.tickets.len());
                    self.hand_on(sink, told, upto, self.slots.len() - 1)?;
                    told = self.begun;
                }
            }
        }
        let end = (plan.chunks.len().saturating_sub(1), plan.chunks.last().map_or(0, EventChunk::len));
        self.hand_on(sink, told, end, self.slots.len())?;
        self.quality.by_ticket = self.lie.by_ticket;
        self.quality.duplicates_dropped = plan.doc.duplicates == Duplicates::Drop;
        Ok(self.quality)
    }

    fn has_none(&self, tickets: &[i64]) -> bool {
        let (from, to) = self.range;
        if from == i64::MIN && to == i64::MAX {
            return false;
        }
        !tickets.iter().any(|ticket| (from..=to).contains(ticket))
    }

    /// Hands the first `count` tickets on, which are complete; their rows are from `told` to `upto`.
    fn hand_on(&mut self, sink: &mut dyn Sink, told: (usize, usize), upto: (usize, usize), count: usize) -> Result<()> {
        self.waits.sort_by_key(|(place, _)| *place);
        if self.late > 0 {
            let late = Late {
                plan: self.plan,
                as_of: self.as_of,
                range: self.range,
                index: &self.index,
                ids: &self.ids,
                waits: self.wanted.waits,
            };
            let kept = Kept {
                slots: self.slots.get_mut(..count).unwrap_or_default(),
                scores: &mut self.scores,
                waits: &mut self.waits,
                words: &mut self.words,
            };
            late.retell(told, upto, kept, &mut self.quality);
        }
        let split = self.waits.partition_point(|(place, _)| usize::try_from(*place).is_ok_and(|p| p < count));
        let slots = self.slots.get(..count).unwrap_or_default();
        self.quality.tickets += u64::try_from(count).unwrap_or(0);
        for slot in slots {
            self.quality.without_creation += u64::from(slot.uncreated);
            self.quality.duplicate_rows += u64::from(slot.again);
            self.quality.without_score += u64::from(slot.unscored);
        }
        sink.take(&Done {
            slots,
            ids: self.ids.get(..count).unwrap_or_default(),
            scores: &self.scores,
            waits: self.waits.get(..split).unwrap_or_default(),
            words: &self.words,
        })?;
        self.slots.drain(..count);
        self.ids.drain(..count);
        self.scores.iter_mut().for_each(|scores| drop(scores.drain(..count)));
        self.waits.drain(..split);
        self.waits.iter_mut().for_each(|(place, _)| *place = 0);
        self.words.iter_mut().flatten().for_each(|words| drop(words.drain(..count)));
        let stays = |place: &u32| usize::try_from(*place).is_ok_and(|p| p >= count);
        self.people = self.people.drain().filter(|(place, _)| stays(place)).map(|(_, agent)| (0, agent)).collect();
        self.late = usize::from(self.slots.first().is_some_and(|s| s.late));
        Ok(())
    }

    /// The rows of a block: `at` is where it begins in its chunk, `first` among all.
    fn block(&mut self, rows: &Rows, at: (usize, usize), first: usize) -> Result<()> {
        let plan = self.plan;
        let (from, to) = self.range;
        let each = rows.tickets.iter().zip(&rows.at).zip(&rows.what).enumerate();
        for (i, ((ticket, instant), what)) in each {
            if *ticket < from || *ticket > to {
                continue;
            }
            let act = plan.act_of(*what);
            self.quality.rows += 1;
            let countable = (MIN_INSTANT..=MAX_INSTANT).contains(instant) && *ticket != NONE;
            if !countable || act.what() == Act::FAULT {
                plan.fault((at.0, at.1 + i), (*ticket, *instant, *what), &mut self.quality)?;
                continue;
            }
            if *instant > self.as_of {
                self.quality.rows_after_as_of += 1;
                continue;
            }
            let next = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
            let (place, new) = self.index.place(*ticket, next);
            if new {
                self.add(*ticket)?;
                self.begun = (at.0, at.1 + i);
            }
            let row = Row { chunk: at.0, row: at.1 + i, among_all: u32::try_from(first + i).unwrap_or(u32::MAX) };
            self.event(place, new, (*instant, *what, act), row);
        }
        Ok(())
    }

    fn add(&mut self, ticket: i64) -> Result<()> {
        if self.slots.len() >= MAX_TICKETS {
            return Err(Error::limit(
                &self.plan.doc.ticket,
                self.slots.len() + 1,
                format!("at most {MAX_TICKETS} tickets"),
            ));
        }
        self.slots.push(Slot { last_at: i64::MIN, ..Slot::default() });
        self.ids.push(ticket);
        self.scores.iter_mut().for_each(|scores| scores.push(NONE));
        self.words.iter_mut().flatten().for_each(|words| words.push(NO_WORD));
        Ok(())
    }

    #[inline]
    fn event(&mut self, place: u32, new: bool, (at, what, act): (i64, u32, Act), row: Row) {
        let Self { plan, slots, scores, waits, words, people, wanted, late, .. } = self;
        let Some(slot) = usize::try_from(place).ok().and_then(|p| slots.get_mut(p)) else { return };
        if slot.late {
            return;
        }
        let is_creation = matches!(act.what(), Act::CREATED | Act::CREATED_BY_REQUESTER);
        if at <= slot.last_at {
            let again = at == slot.last_at && slot.tied == 0 && same(plan, slot, what, row);
            if again {
                slot.again += 1;
                if plan.doc.duplicates == Duplicates::Drop {
                    slot.row = row.among_all;
                    return keep_words(plan, words, place, row);
                }
            }
            slot.tied |= bit(slot.what);
            if at < slot.last_at || (!again && slot.tied & bit(what) != 0) {
                slot.late = true;
                *late += 1;
                return;
            }
            slot.tied |= bit(what);
        } else {
            slot.tied = 0;
        }
        if is_creation && slot.uncreated {
            slot.late = true;
            *late += 1;
            return;
        }
        if new && !is_creation {
            slot.running.begin(at);
            slot.uncreated = true;
        }
        if slot.in_hands {
            slot.handling += at - slot.last_at;
        }
        slot.in_hands = act.is_handling();
        (slot.last_at, slot.what, slot.row) = (at, what, row.among_all);
        match act.what() {
            Act::NOTHING => {}
            Act::CREATED | Act::CREATED_BY_REQUESTER => {
                slot.running.created(at, act.what() == Act::CREATED_BY_REQUESTER);
            }
            Act::REPLY_OF_REQUESTER => slot.running.requester_reply(at),
            Act::REPLY_OF_HUMAN => {
                let who = plan.agent(row.chunk, row.row).unwrap_or(u32::MAX);
                let first = slot.running.people == 0;
                if first {
                    slot.agent = who;
                }
                let new = first || (who != slot.agent && people.insert((place, who)));
                let wait = slot.running.human_reply(at, at, new);
                waits.extend(wait.filter(|_| wanted.waits).map(|wait| (place, wait)));
            }
            Act::SCORE.. => {
                let survey = usize::from(act.what() - Act::SCORE);
                let kept = scores.get_mut(survey).and_then(|s| s.get_mut(usize::try_from(place).unwrap_or(usize::MAX)));
                slot.unscored += score(plan, kept, plan.score(row.chunk, row.row));
            }
            status => slot.running.status(at, at, Act::category(status)),
        }
        keep_words(plan, words, place, row);
    }
}

/// Where a row is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) chunk: usize,
    pub(super) row: usize,
    pub(super) among_all: u32,
}

/// Which bit stands for what an event was.
fn bit(what: u32) -> u32 {
    1 << (what % 31)
}

/// Whether a row is the same event as the last one of its ticket.
fn same(plan: &Plan<'_, '_>, slot: &Slot, what: u32, row: Row) -> bool {
    let (chunk, last) = plan.place(usize::try_from(slot.row).unwrap_or(usize::MAX));
    what == slot.what
        && plan.agent(chunk, last) == plan.agent(row.chunk, row.row)
        && plan.score(chunk, last) == plan.score(row.chunk, row.row)
}

/// Keeps an answer, by the rule of the frame; gives how many answers were none: 0 or 1.
pub(super) fn score(plan: &Plan<'_, '_>, kept: Option<&mut i64>, cell: Cell) -> u32 {
    let value = match cell {
        Cell::Whole(score) if score > NO_NUMBER => score,
        Cell::Missing => return 1,
        Cell::Whole(_) | Cell::Other => NO_NUMBER,
    };
    if let Some(kept) = kept.filter(|kept| plan.doc.scores == KeptScore::Last || **kept == NONE) {
        *kept = value;
    }
    0
}

/// Keeps the words of columns with holes; of the others the last row tells.
#[inline]
fn keep_words(plan: &Plan<'_, '_>, words: &mut [Option<Vec<u32>>], place: u32, row: Row) {
    for (column, kept) in words.iter_mut().enumerate() {
        let Some(kept) = kept else { continue };
        let slot = usize::try_from(place).ok().and_then(|p| kept.get_mut(p));
        if let Some((slot, word)) = slot.zip(plan.word(column, row.chunk, row.row)) {
            *slot = word;
        }
    }
}
