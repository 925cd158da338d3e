//! Tickets whose rows stand out of order, share an instant, or have something before the creation.

use super::fold::{People, Slot, score};
use super::spread::Line;
use crate::metrics::running::Running;
use crate::ticket::frame::{Act, Cell, Duplicates, FrameQuality, Plan};
use std::collections::HashSet;

/// What a ticket comes to besides its slot.
pub(super) struct Folded<'k, 's> {
    /// Its place among those that go on together.
    pub(super) place: u32,
    /// Its answers by survey, none so far.
    pub(super) scores: &'k mut [Option<&'s mut i64>],
    /// Reply times, where they are wanted.
    pub(super) waits: Option<&'k mut Vec<(u32, i64)>>,
    pub(super) people: &'k mut People,
    pub(super) quality: &'k mut FrameQuality,
}

/// Rows in the order of time; those of one instant as they stand.
pub(super) fn in_time(lines: &[Line]) -> Vec<Line> {
    let mut sorted = lines.to_vec();
    sorted.sort_by_key(|line| line.0);
    sorted
}

/// What the rows of a ticket come to, given as they stand and in the order of time.
pub(super) fn told(plan: &Plan<'_, '_>, (lines, sorted): (&[Line], &[Line]), out: &mut Folded<'_, '_>) -> Slot {
    let (mut latest, mut out_of_order) = (i64::MIN, 0);
    for (at, ..) in lines {
        out_of_order += u64::from(*at < latest);
        latest = latest.max(*at);
    }
    out.quality.rows_out_of_order += out_of_order;
    out.quality.tickets_out_of_order += u64::from(out_of_order > 0);
    let (order, again) = without_repeats(plan, sorted);
    let last = sorted.last().map_or(0, |line| line.2);
    Slot { again, last, ..fold(plan, &order, out) }
}

/// The rows without those that repeat another of their instant, unless these count; and how many repeat one.
fn without_repeats(plan: &Plan<'_, '_>, sorted: &[Line]) -> (Vec<Line>, u32) {
    let drop = plan.doc.duplicates == Duplicates::Drop;
    let (mut order, mut again) = (Vec::with_capacity(sorted.len()), 0);
    let mut seen: HashSet<(u32, u32, Cell)> = HashSet::new();
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        if tied.len() == 1 {
            order.extend(tied);
            continue;
        }
        seen.clear();
        for line in tied {
            let new = seen.insert((line.1, plan.agent_at(line.2), plan.score_at(line.2)));
            again += u32::from(!new);
            order.extend(Some(*line).filter(|_| new || !drop));
        }
    }
    (order, again)
}

/// What rows in the order of time come to.
fn fold(plan: &Plan<'_, '_>, order: &[Line], out: &mut Folded<'_, '_>) -> Slot {
    let is_creation = |line: &Line| matches!(plan.act_of(line.1).what(), Act::CREATED | Act::CREATED_BY_REQUESTER);
    let mut slot = Slot { running: Running::default(), ..Slot::default() };
    let creation = order.iter().position(is_creation);
    let created = creation.and_then(|place| order.get(place)).map(|line| line.0);
    if let (None, Some(first)) = (created, order.first()) {
        slot.running.begin(first.0);
        slot.uncreated = true;
    }
    // What is dated before the creation takes effect at it, after it.
    let early = created.map_or(0, |at| order.iter().take_while(|line| line.0 < at).count());
    out.quality.rows_before_creation += u64::try_from(early).unwrap_or(0);
    let first = creation.filter(|_| early > 0);
    let rest = (0..order.len()).filter(|place| Some(*place) != first);
    out.people.clear();
    let (mut last_at, mut in_hands) = (None::<i64>, false);
    for (dated, what, row) in first.into_iter().chain(rest).filter_map(|place| order.get(place)).copied() {
        let at = created.filter(|_| early > 0).map_or(dated, |created| dated.max(created));
        let act = plan.act_of(what);
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
                let new = out.people.insert(plan.agent_at(row));
                let wait = slot.running.human_reply(at, dated, new);
                let wait = wait.map(|wait| (out.place, wait));
                out.waits.iter_mut().for_each(|waits| waits.extend(wait));
            }
            Act::SCORE.. => {
                let kept = out.scores.get_mut(usize::from(act.what() - Act::SCORE)).and_then(Option::as_deref_mut);
                slot.unscored += score(plan, kept, plan.score_at(row));
            }
            status => slot.running.status(at, dated, Act::category(status)),
        }
    }
    slot
}
