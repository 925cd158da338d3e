//! Tickets with events that came late, or in a tie that one look cannot tell: folded again from all their rows, in order.

use super::fold::{NO_WORD, Slot, score};
use super::index::Index;
use crate::metrics::columns::NONE;
use crate::metrics::running::Running;
use crate::ticket::frame::{Act, Duplicates, FrameQuality, Plan, Rows};
use crate::time::{MAX_INSTANT, MIN_INSTANT};
use std::collections::HashSet;

/// What is needed to find the rows of tickets again.
pub(super) struct Late<'l, 'p, 'a> {
    pub(super) plan: &'l Plan<'p, 'a>,
    pub(super) as_of: i64,
    pub(super) range: (i64, i64),
    pub(super) index: &'l Index,
    pub(super) ids: &'l [i64],
    /// Whether reply times are kept.
    pub(super) waits: bool,
}

/// What is known of tickets, and told again of late ones.
pub(super) struct Kept<'k> {
    pub(super) slots: &'k mut [Slot],
    pub(super) scores: &'k mut [Vec<i64>],
    pub(super) waits: &'k mut Vec<(u32, i64)>,
    pub(super) words: &'k mut [Option<Vec<u32>>],
}

/// A row of a late ticket.
#[derive(Debug, Clone, Copy)]
struct Told {
    place: u32,
    at: i64,
    what: u32,
    chunk: usize,
    row: usize,
    among_all: u32,
}

impl Late<'_, '_, '_> {
    /// Tells the late ones again, whose rows are from `from` to `upto`, each a chunk and a row.
    pub(super) fn retell(
        &self,
        from: (usize, usize),
        upto: (usize, usize),
        kept: Kept<'_>,
        quality: &mut FrameQuality,
    ) {
        let Kept { slots, scores, waits, words } = kept;
        let mut all = self.gather(from, upto, slots);
        all.sort_by_key(|told| told.place); // stable: rows keep their order
        let late = |place: u32| usize::try_from(place).ok().and_then(|p| slots.get(p)).is_some_and(|s| s.late);
        waits.retain(|(place, _)| !late(*place));
        for rows in all.chunk_by(|a, b| a.place == b.place) {
            let Some(place) = rows.first().map(|told| told.place) else { continue };
            let at = usize::try_from(place).unwrap_or(usize::MAX);
            let Some(slot) = slots.get_mut(at) else { continue };
            let mut answers: Vec<Option<&mut i64>> = scores.iter_mut().map(|s| s.get_mut(at)).collect();
            slot.again = 0;
            let order = self.order(rows, slot, quality);
            *slot = self.fold(&order, *slot, &mut answers, waits, quality);
            for (column, kept) in words.iter_mut().enumerate() {
                let Some(kept) = kept.as_mut().and_then(|k| k.get_mut(at)) else { continue };
                let last = order.iter().rev().find_map(|told| self.plan.word(column, told.chunk, told.row));
                *kept = last.unwrap_or(NO_WORD);
            }
        }
        waits.sort_by_key(|(place, _)| *place);
    }

    /// The rows of late tickets that count.
    fn gather(&self, from: (usize, usize), upto: (usize, usize), slots: &[Slot]) -> Vec<Told> {
        let mut all = Vec::new();
        let mut rows = Rows::default();
        for (chunk, of) in self.plan.chunks.iter().enumerate().take(upto.0 + 1).skip(from.0) {
            let begin = if chunk == from.0 { from.1 } else { 0 };
            let end = if chunk == upto.0 { upto.1 } else { of.len() };
            for first in (begin..end).step_by(Rows::BLOCK) {
                rows.read(self.plan, chunk, first, end);
                let before = self.plan.starts.get(chunk).copied().unwrap_or(0) + first;
                for (i, ((ticket, at), what)) in rows.tickets.iter().zip(&rows.at).zip(&rows.what).enumerate() {
                    let counts = (MIN_INSTANT..=MAX_INSTANT.min(self.as_of)).contains(at)
                        && (self.range.0..=self.range.1).contains(ticket)
                        && self.plan.act_of(*what).what() != Act::FAULT;
                    let place = if counts { self.index.known(*ticket, self.ids) } else { None };
                    let slot = place.and_then(|p| usize::try_from(p).ok()).and_then(|p| slots.get(p));
                    let Some(place) = place.filter(|_| slot.is_some_and(|s| s.late)) else { continue };
                    let among_all = u32::try_from(before + i).unwrap_or(u32::MAX);
                    all.push(Told { place, at: *at, what: *what, chunk, row: first + i, among_all });
                }
            }
        }
        all
    }

    /// The rows of a ticket in the order of time, without those that repeat another.
    fn order(&self, rows: &[Told], slot: &mut Slot, quality: &mut FrameQuality) -> Vec<Told> {
        let mut latest = i64::MIN;
        let mut out_of_order = 0;
        for told in rows {
            out_of_order += u64::from(told.at < latest);
            latest = latest.max(told.at);
        }
        quality.rows_out_of_order += out_of_order;
        quality.tickets_out_of_order += u64::from(out_of_order > 0);
        let mut order = rows.to_vec();
        order.sort_by_key(|told| told.at);
        let (mut seen, mut instant) = (HashSet::new(), i64::MIN);
        let drop = self.plan.doc.duplicates == Duplicates::Drop;
        order.retain(|told| {
            if told.at != instant {
                seen.clear();
                instant = told.at;
            }
            let who = self.plan.agent(told.chunk, told.row);
            let new = seen.insert((told.what, who, self.plan.score(told.chunk, told.row)));
            slot.again += u32::from(!new);
            new || !drop
        });
        order
    }

    /// What the rows come to.
    fn fold(
        &self,
        order: &[Told],
        before: Slot,
        scores: &mut [Option<&mut i64>],
        waits: &mut Vec<(u32, i64)>,
        quality: &mut FrameQuality,
    ) -> Slot {
        let is_creation =
            |told: &Told| matches!(self.plan.act_of(told.what).what(), Act::CREATED | Act::CREATED_BY_REQUESTER);
        let mut slot = before;
        (slot.running, slot.handling, slot.unscored, slot.uncreated) = (Running::default(), 0, 0, false);
        scores.iter_mut().flatten().for_each(|kept| **kept = NONE);
        let creation = order.iter().position(is_creation);
        let created = creation.and_then(|place| order.get(place)).map(|told| told.at);
        if let (None, Some(first)) = (created, order.first()) {
            slot.running.begin(first.at);
            slot.uncreated = true;
        }
        // What is dated before the creation takes effect at it, after it.
        let early = created.map_or(0, |at| order.iter().take_while(|told| told.at < at).count());
        quality.rows_before_creation += u64::try_from(early).unwrap_or(0);
        let first = creation.filter(|_| early > 0);
        let rest = (0..order.len()).filter(|place| Some(*place) != first);
        let mut people = HashSet::new();
        let (mut last_at, mut in_hands) = (None::<i64>, false);
        for told in first.into_iter().chain(rest).filter_map(|place| order.get(place)) {
            let at = created.filter(|_| early > 0).map_or(told.at, |created| told.at.max(created));
            let act = self.plan.act_of(told.what);
            if in_hands {
                slot.handling += last_at.map_or(0, |last| at - last);
            }
            (last_at, in_hands) = (Some(at), act.is_handling());
            match act.what() {
                Act::NOTHING => {}
                Act::CREATED | Act::CREATED_BY_REQUESTER => {
                    slot.running.created(at, act.what() == Act::CREATED_BY_REQUESTER);
                }
                Act::REPLY_OF_REQUESTER => slot.running.requester_reply(at),
                Act::REPLY_OF_HUMAN => {
                    let new = people.insert(self.plan.agent(told.chunk, told.row));
                    let wait = slot.running.human_reply(at, told.at, new);
                    waits.extend(wait.filter(|_| self.waits).map(|wait| (told.place, wait)));
                }
                Act::SCORE.. => {
                    let kept = scores.get_mut(usize::from(act.what() - Act::SCORE)).and_then(Option::as_deref_mut);
                    slot.unscored += score(self.plan, kept, self.plan.score(told.chunk, told.row));
                }
                status => slot.running.status(at, told.at, Act::category(status)),
            }
        }
        slot.row = order.last().map_or(before.row, |told| told.among_all);
        slot
    }
}
