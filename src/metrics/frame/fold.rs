//! Rows to tickets: the rows of each are brought together, and folded in the order of time.

use super::blocks::Blocks;
use super::spread::{Line, Spread};
use super::untidy::{Folded, in_time, told};
use crate::error::{Error, Result};
use crate::metrics::columns::{NO_NUMBER, NONE};
use crate::metrics::running::Running;
use crate::ticket::MAX_TICKETS;
use crate::ticket::frame::{Act, Cell, Duplicates, FrameQuality, KeptScore, Plan};
use std::collections::HashSet;

/// What is to be kept besides the facts of tickets.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Reply times of each ticket.
    pub(super) waits: bool,
    /// Which columns of words.
    pub(super) words: Vec<bool>,
}

/// Takes tickets that are complete, some at a time.
pub(super) trait Sink {
    fn take(&mut self, done: &Done) -> Result<()>;
}

/// Tickets that are complete.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) slots: Vec<Slot>,
    pub(super) ids: Vec<i64>,
    /// Scores by survey.
    pub(super) scores: Vec<Vec<i64>>,
    /// Reply times, by the place of their ticket in these.
    pub(super) waits: Vec<(u32, i64)>,
    /// Words by column, empty for those that are not wanted.
    pub(super) words: Vec<Vec<u32>>,
}

/// A ticket.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    pub(super) running: Running,
    /// Time in the hands of the desk, in microseconds.
    pub(super) handling: i64,
    /// Rows that repeat another, and answers without a score.
    pub(super) again: u32,
    pub(super) unscored: u32,
    /// It began without a creation.
    pub(super) uncreated: bool,
    /// Its last row among all.
    pub(super) last: u32,
}

/// "No word": one past every number.
pub(super) const NO_WORD: u32 = u32::MAX;

/// The people who replied to a ticket.
#[derive(Debug, Default)]
pub(super) struct People {
    few: Vec<u32>,
    many: HashSet<u32>,
}

impl People {
    const FEW: usize = 16;

    pub(super) fn clear(&mut self) {
        self.few.clear();
        self.many.clear();
    }

    /// Whether this one is new.
    pub(super) fn insert(&mut self, who: u32) -> bool {
        if self.few.contains(&who) {
            return false;
        }
        if self.few.len() < Self::FEW {
            self.few.push(who);
            return true;
        }
        self.many.insert(who)
    }
}

/// The fold of one part of the tickets of a frame, in some ranges that follow each other.
pub(super) struct Fold<'f, 'p, 'a> {
    blocks: Blocks<'f, 'p, 'a>,
    ranges: &'f [(i64, i64)],
    lot: Lot<'f, 'p, 'a>,
    quality: FrameQuality,
}

impl<'f, 'p, 'a> Fold<'f, 'p, 'a> {
    pub(super) fn new(blocks: Blocks<'f, 'p, 'a>, ranges: &'f [(i64, i64)], wanted: Wanted) -> Self {
        let plan = blocks.plan;
        let done = Done {
            scores: vec![Vec::new(); plan.surveys.len()],
            words: vec![Vec::new(); plan.words.len()],
            ..Done::default()
        };
        let (people, quality) = (People::default(), FrameQuality::default());
        let lot = Lot { plan, wanted, done, people, seen: 0, quality };
        Self { blocks, ranges, lot, quality: FrameQuality::default() }
    }

    /// Folds all rows of the part, and hands the tickets on.
    pub(super) fn run(mut self, sink: &mut dyn Sink) -> Result<FrameQuality> {
        let mut spread = Spread::default();
        for range in self.ranges {
            if self.blocks.lie.by_ticket {
                self.as_they_lie(*range, sink)?;
            } else {
                self.brought_together(*range, &mut spread, sink)?;
            }
        }
        self.lot.hand_on(sink)?;
        self.quality.merge(&self.lot.quality);
        self.quality.by_ticket = self.blocks.lie.by_ticket;
        self.quality.duplicates_dropped = self.blocks.plan.doc.duplicates == Duplicates::Drop;
        Ok(self.quality)
    }

    /// The rows of each ticket stand together.
    fn as_they_lie(&mut self, range: (i64, i64), sink: &mut dyn Sink) -> Result<()> {
        let Self { blocks, lot, quality, .. } = self;
        let (mut current, mut lines) = (NONE, Vec::new());
        blocks.each_row(range, quality, |ticket, line| {
            if ticket != current {
                lot.ticket(current, &lines, sink)?;
                lines.clear();
                current = ticket;
            }
            lines.push(line);
            Ok(())
        })?;
        lot.ticket(current, &lines, sink)
    }

    /// They do not.
    fn brought_together(&mut self, range: (i64, i64), spread: &mut Spread, sink: &mut dyn Sink) -> Result<()> {
        let Self { blocks, lot, quality, .. } = self;
        spread.begin(blocks.lie, range, blocks.plan.rows());
        blocks.each_ticket(range, |ticket| spread.count(ticket));
        spread.settle();
        blocks.each_row(range, quality, |ticket, line| {
            spread.put(ticket, line);
            Ok(())
        })?;
        spread.each(|ticket, lines| lot.ticket(ticket, lines, sink))
    }
}

/// Tickets that go on together, as they become complete.
struct Lot<'f, 'p, 'a> {
    plan: &'f Plan<'p, 'a>,
    wanted: Wanted,
    done: Done,
    people: People,
    /// All tickets so far.
    seen: usize,
    quality: FrameQuality,
}

impl Lot<'_, '_, '_> {
    const TICKETS: usize = 2_048;

    /// Hands the complete tickets on.
    fn hand_on(&mut self, sink: &mut dyn Sink) -> Result<()> {
        let Self { plan, done, wanted, quality, .. } = self;
        quality.tickets += u64::try_from(done.slots.len()).unwrap_or(0);
        for slot in &done.slots {
            quality.without_creation += u64::from(slot.uncreated);
            quality.duplicate_rows += u64::from(slot.again);
            quality.without_score += u64::from(slot.unscored);
        }
        for (column, words) in done.words.iter_mut().enumerate() {
            if wanted.words.get(column) == Some(&true) && plan.holes.get(column) == Some(&false) {
                plan.words_of(column, done.slots.iter().map(|slot| slot.last), NO_WORD, words);
            }
        }
        sink.take(done)?;
        done.slots.clear();
        done.ids.clear();
        done.scores.iter_mut().for_each(Vec::clear);
        done.waits.clear();
        done.words.iter_mut().for_each(Vec::clear);
        Ok(())
    }

    /// A ticket with all its rows, in the order in which they stand.
    fn ticket(&mut self, id: i64, lines: &[Line], sink: &mut dyn Sink) -> Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        if self.done.slots.len() >= Self::TICKETS {
            self.hand_on(sink)?;
        }
        self.seen += 1;
        if self.seen > MAX_TICKETS {
            return Err(Error::limit(&self.plan.doc.ticket, self.seen, format!("at most {MAX_TICKETS} tickets")));
        }
        self.done.ids.push(id);
        self.done.slots.push(Slot::default());
        self.done.scores.iter_mut().for_each(|scores| scores.push(NONE));
        let waits = self.done.waits.len();
        if self.in_order(lines) {
            self.keep_words(lines);
            return Ok(());
        }
        self.done.waits.truncate(waits);
        self.done.scores.iter_mut().filter_map(|scores| scores.last_mut()).for_each(|score| *score = NONE);
        let sorted = in_time(lines);
        let slot = self.untidy(lines, &sorted);
        self.done.slots.last_mut().into_iter().for_each(|kept| *kept = slot);
        self.keep_words(&sorted);
        Ok(())
    }

    fn untidy(&mut self, lines: &[Line], sorted: &[Line]) -> Slot {
        let Self { plan, done, wanted, people, quality, .. } = self;
        let place = u32::try_from(done.slots.len() - 1).unwrap_or(u32::MAX);
        let mut answers: Vec<Option<&mut i64>> = done.scores.iter_mut().map(|scores| scores.last_mut()).collect();
        let waits = wanted.waits.then_some(&mut done.waits);
        told(plan, (lines, sorted), &mut Folded { place, scores: &mut answers, waits, people, quality })
    }

    /// The words of columns with holes are those of the last row that has any.
    fn keep_words(&mut self, sorted: &[Line]) {
        let Self { plan, done, wanted, .. } = self;
        for (column, words) in done.words.iter_mut().enumerate() {
            if wanted.words.get(column) == Some(&true) && plan.holes.get(column) == Some(&true) {
                let word = |line: &Line| {
                    let (chunk, row) = plan.place(usize::try_from(line.2).unwrap_or(usize::MAX));
                    plan.word(column, chunk, row)
                };
                words.push(sorted.iter().rev().find_map(word).unwrap_or(NO_WORD));
            }
        }
    }

    /// Folds a ticket; whether it could: not where instants do not ascend, or its creation comes after something else.
    fn in_order(&mut self, lines: &[Line]) -> bool {
        let Self { plan, done, wanted, people, .. } = self;
        let place = u32::try_from(done.slots.len() - 1).unwrap_or(u32::MAX);
        let Some(slot) = done.slots.last_mut() else { return false };
        let (mut last_at, mut in_hands, mut agents) = (i64::MIN, false, false);
        for (i, (at, what, row)) in lines.iter().copied().enumerate() {
            if at <= last_at {
                return false;
            }
            let act = plan.act_of(what);
            slot.handling += if in_hands { at - last_at } else { 0 };
            (last_at, in_hands) = (at, act.is_handling());
            let is_creation = matches!(act.what(), Act::CREATED | Act::CREATED_BY_REQUESTER);
            if i == 0 && !is_creation {
                slot.running.begin(at);
                slot.uncreated = true;
            }
            match act.what() {
                Act::NOTHING => {}
                Act::CREATED | Act::CREATED_BY_REQUESTER => {
                    if slot.uncreated {
                        return false;
                    }
                    slot.running.created(at, act.what() == Act::CREATED_BY_REQUESTER);
                }
                Act::REPLY_OF_REQUESTER => slot.running.requester_reply(at),
                Act::REPLY_OF_HUMAN => {
                    if !std::mem::replace(&mut agents, true) {
                        people.clear();
                    }
                    let new = people.insert(plan.agent_at(row));
                    let wait = slot.running.human_reply(at, at, new);
                    done.waits.extend(wait.filter(|_| wanted.waits).map(|wait| (place, wait)));
                }
                Act::SCORE.. => {
                    let survey = usize::from(act.what() - Act::SCORE);
                    let kept = done.scores.get_mut(survey).and_then(|scores| scores.last_mut());
                    slot.unscored += score(plan, kept, plan.score_at(row));
                }
                status => slot.running.status(at, at, Act::category(status)),
            }
        }
        slot.last = lines.last().map_or(0, |line| line.2);
        true
    }
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
