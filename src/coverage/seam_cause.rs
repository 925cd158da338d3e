//! Whether a change of the clocks opened a gap.
//!
//! The shifts of the zone are laid out again as if its clocks had not changed. If around the gap there is then less time without anybody,
//! by the whole of the gap, the change is to blame; a hole that only moves along with the zone is nobody's seam.

use super::plan::{Crew, Plan, Wanted, item};
use super::template::Template;
use crate::time::civil::day_of;
use crate::time::local::LocalClock;
use crate::time::{DAY, IntervalSet, SECOND, TimeSegment, Transition};
use std::collections::HashMap;

/// How long before a gap a change of the clocks may lie that is to blame for it.
const LATEST: i64 = 400 * DAY;
const WEEK: i64 = 7 * DAY;

/// The hour of the week of a gap, its length, the last change before it, and how many changes may be to blame.
type Hour = (i64, i64, i64, usize);

/// Finds causes; remembers those of the same hour of the week between two changes.
pub(super) struct SeamCauses<'p> {
    plan: &'p Plan,
    wanted: Wanted,
    /// The zones of shifts that count.
    zones: Vec<u32>,
    known: Option<HashMap<Hour, Option<(u32, Transition)>>>,
}

impl<'p> SeamCauses<'p> {
    pub(super) fn new(plan: &'p Plan, wanted: Wanted) -> Self {
        let counting =
            || plan.shifts.iter().enumerate().filter(|(i, _)| counts(plan, *i, &wanted)).map(|(_, s)| &s.template);
        let mut zones: Vec<u32> = counting().map(|t| t.zone).collect();
        zones.sort_unstable();
        zones.dedup();
        let known = counting().all(Template::is_every_week).then(HashMap::new);
        Self { plan, wanted, zones, known }
    }

    /// The zone and the change that opened a gap.
    pub(super) fn of(&mut self, gap: TimeSegment) -> Option<(u32, Transition)> {
        let before = |zone: &u32| self.plan.zone(*zone)?.previous_transition(gap.start + 1).map(|t| (*zone, t));
        let mut changes: Vec<(u32, Transition)> = self.zones.iter().filter_map(before).collect();
        changes.sort_by_key(|c| std::cmp::Reverse(c.1.at));
        let last = changes.first()?.1.at;
        changes.retain(|(_, t)| gap.start - t.at < LATEST && gap.length() <= moved(t));
        if changes.is_empty() {
            return None;
        }
        let key = (gap.start.rem_euclid(WEEK), gap.length(), last, changes.len());
        // The days next to a change are like no other day.
        let next = |zone: &u32| self.plan.zone(*zone)?.next_transition(gap.start).map(|t| t.at);
        let quiet = gap.start - last > 3 * DAY && self.zones.iter().filter_map(next).all(|at| at - gap.end > 3 * DAY);
        if let Some(found) = self.known.as_ref().filter(|_| quiet).and_then(|k| k.get(&key)) {
            return *found;
        }
        let found = changes.into_iter().find(|(zone, change)| self.opened(*zone, change, gap));
        if let Some(known) = self.known.as_mut().filter(|_| quiet) {
            known.insert(key, found);
        }
        found
    }

    fn opened(&self, zone: u32, change: &Transition, gap: TimeSegment) -> bool {
        let around = TimeSegment::new(gap.start - moved(change), gap.end + moved(change));
        let offset = i64::from(change.before) * SECOND;
        let (mut as_it_is, mut unchanged) = (Vec::new(), Vec::new());
        for (i, shift) in self.plan.shifts.iter().enumerate() {
            let template = &shift.template;
            let Some(clock) = self.plan.zone(template.zone).filter(|_| counts(self.plan, i, &self.wanted)) else {
                continue;
            };
            let clocks = LocalClock::near(clock, self.plan.resolution, around);
            let day = day_of(clock.to_local(gap.start));
            for date in (day - 3..=day + 2).filter(|d| template.is_planned(*d)) {
                let now = match clocks {
                    LocalClock::Fixed(offset) => template.at_offset(date, offset),
                    LocalClock::Changing(..) => template.resolved(date, clock, self.plan.resolution),
                };
                let then = if template.zone == zone { template.at_offset(date, offset) } else { now };
                let near = |time: TimeSegment| Some(time.intersection(around)).filter(|part| !part.is_empty());
                as_it_is.extend(near(now));
                unchanged.extend(near(then));
            }
        }
        IntervalSet::from_segments(unchanged).total() >= IntervalSet::from_segments(as_it_is).total() + gap.length()
    }
}

fn moved(change: &Transition) -> i64 {
    i64::from((change.after - change.before).abs()) * SECOND
}

/// Whether a shift can fill what is wanted.
fn counts(plan: &Plan, shift: usize, wanted: &Wanted) -> bool {
    let Some(of) = plan.shifts.get(shift) else { return false };
    if wanted.team.is_some_and(|team| team != of.team) {
        return false;
    }
    let place = super::plan::place(shift);
    let able = |person: Option<u32>| wanted.traits().all(|(kind, id)| plan.offers(person, Some(place), kind, id));
    match &of.crew {
        Crew::Unnamed(_) => able(None),
        Crew::People(people) => people.iter().any(|p| able(Some(*p))),
        Crew::Rotation(rotation) => {
            let groups = item(&plan.rotations, *rotation).map_or(&[][..], |r| &r.groups);
            groups.iter().flatten().any(|p| able(Some(*p)))
        }
    }
}
