//! One pass over all edges in UTC: which things hold when.
//!
//! A set of things that hold is kept once, however often the same week repeats; a piece of the line is the place of its set.

use super::limits::{MAX_KEPT_THINGS, MAX_OCCURRENCES};
use super::plan::{Crew, Plan, item, place};
use super::precedence::Item;
use super::rotation::Turns;
use super::template::{Dates, Standing, Template};
use crate::error::{Error, Result};
use crate::time::{TimeSegment, Timeline};
use std::collections::HashMap;

/// What holds when, over a range.
#[derive(Debug)]
pub(super) struct Sweep {
    /// Pieces labelled by the place of their set.
    pub(super) line: Timeline<u32>,
    items: Vec<Item>,
    sets: Sets,
}

impl Sweep {
    /// How many different sets of things hold at one time or another.
    pub(super) fn sets(&self) -> u32 {
        place(self.sets.sums.len())
    }

    /// The things of a set.
    pub(super) fn things(&self, set: u32) -> Vec<Item> {
        let members = usize::try_from(set).map_or(&[][..], |set| self.sets.members(set));
        members.iter().filter_map(|thing| item(&self.items, *thing)).copied().collect()
    }
}

/// What is swept besides who is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Nothing.
    Duties,
    /// Requirements, and what keeps shifts from happening.
    Reasons,
}

pub(super) fn sweep(plan: &Plan, range: TimeSegment, extent: Extent) -> Result<Sweep> {
    let dates = Dates::new(plan, range);
    check_size(plan, &dates)?;
    let mut edges = Edges { range, items: Vec::new(), edges: Vec::new() };
    plan.shifts.iter().enumerate().for_each(|(i, _)| edges.shift(plan, &dates, place(i), extent));
    edges.fixed(plan);
    if extent == Extent::Reasons {
        for (i, need) in plan.needs.iter().enumerate() {
            edges.template(&dates, &need.template, Item::Need(place(i)));
        }
    }
    edges.line()
}

pub(super) fn check_size(plan: &Plan, dates: &Dates<'_>) -> Result<()> {
    let templates = u64::try_from(plan.shifts.len() + plan.needs.len()).unwrap_or(u64::MAX);
    let most = templates.saturating_mul(dates.most());
    if most > MAX_OCCURRENCES {
        let expected = format!("a range in which shifts and days together are at most {MAX_OCCURRENCES}");
        return Err(Error::limit("to", most, expected));
    }
    Ok(())
}

struct Edges {
    range: TimeSegment,
    items: Vec<Item>,
    /// At each instant, the thing that begins or ends to hold there.
    edges: Vec<(i64, u32)>,
}

/// Occurrences of one duty that overlap each other are told apart by so many places.
const SIDE_BY_SIDE: usize = 8;

impl Edges {
    fn item(&mut self, thing: Item) -> u32 {
        self.items.push(thing);
        place(self.items.len() - 1)
    }

    /// Puts the part of a segment that lies in the range.
    fn put(&mut self, thing: u32, time: TimeSegment) {
        let time = time.intersection(self.range);
        if !time.is_empty() {
            self.edges.push((time.start, thing));
            self.edges.push((time.end, thing));
        }
    }

    /// The things of a shift's occurrences. Rotations know several duties, and a duty is several things where it overlaps itself.
    fn shift(&mut self, plan: &Plan, dates: &Dates<'_>, shift: u32, extent: Extent) {
        let Some(of) = item(&plan.shifts, shift) else { return };
        let rotation = match of.crew {
            Crew::Rotation(rotation) => item(&plan.rotations, rotation),
            _ => None,
        };
        let mut turns = rotation.and_then(|r| Turns::new(plan, r, shift));
        let (mut known, mut last) = (HashMap::new(), None);
        let (mut ends, mut side) = (i64::MIN, 0);
        dates.occurrences(&of.template, extent == Extent::Reasons, |happening| {
            if happening.standing == Standing::Dropped {
                return;
            }
            let group = turns.as_mut().map_or(0, |t| t.group(happening.day, happening.time.start));
            side = if happening.time.start < ends { (side + 1) % SIDE_BY_SIDE } else { 0 };
            ends = ends.max(happening.time.end);
            let key = (group, happening.standing, side);
            let thing = match last {
                Some((same, thing)) if same == key => thing,
                _ => *known.entry(key).or_insert_with(|| {
                    self.item(match happening.standing {
                        Standing::On => Item::Duty { shift, group },
                        why => Item::Ghost { shift, group, why },
                    })
                }),
            };
            last = Some((key, thing));
            self.put(thing, happening.time);
        });
    }

    fn template(&mut self, dates: &Dates<'_>, template: &Template, thing: Item) {
        let (mut ends, mut side) = (i64::MIN, 0);
        let mut known = [None; SIDE_BY_SIDE];
        dates.occurrences(template, false, |happening| {
            side = if happening.time.start < ends { (side + 1) % SIDE_BY_SIDE } else { 0 };
            ends = ends.max(happening.time.end);
            let Some(place) = known.get_mut(side) else { return };
            let thing = *place.get_or_insert_with(|| self.item(thing));
            self.put(thing, happening.time);
        });
    }

    /// What stands at fixed instants.
    fn fixed(&mut self, plan: &Plan) {
        let range = self.range;
        let near = |during: TimeSegment| !during.intersection(range).is_empty();
        let mut add = |thing, during| {
            if near(during) {
                let thing = self.item(thing);
                self.put(thing, during);
            }
        };
        plan.assignments.iter().enumerate().for_each(|(i, a)| add(Item::Assignment(place(i)), a.during));
        plan.overrides.iter().enumerate().for_each(|(i, o)| add(Item::Override(place(i)), o.during));
        plan.time_off.iter().enumerate().for_each(|(i, a)| add(Item::Away(place(i)), a.during));
        for (i, temporary) in plan.temporary.iter().enumerate() {
            add(Item::Temporary(place(i)), temporary.during);
            for (k, (_, during)) in temporary.shifts.iter().enumerate() {
                let thing = Item::TemporaryShift { schedule: place(i), shift: place(k) };
                add(thing, during.intersection(temporary.during));
            }
        }
    }

    fn line(mut self) -> Result<Sweep> {
        // Stable: the edges of each shift come in order, and runs are merged.
        self.edges.sort_by_key(|edge| edge.0);
        let mut sets = Sets::new(self.items.len());
        let mut line = Timeline::new(self.range.start);
        let mut current = None;
        for edge in &self.edges {
            if current != Some(edge.0) {
                if edge.0 > self.range.start {
                    line.push(edge.0, sets.place());
                }
                current = Some(edge.0);
                if sets.kept.len() > MAX_KEPT_THINGS {
                    let expected =
                        format!("a range whose different states hold at most {MAX_KEPT_THINGS} things together");
                    return Err(Error::limit("to", sets.kept.len(), expected));
                }
            }
            sets.toggle(edge.1);
        }
        if current.is_none_or(|at| at < self.range.end) {
            line.push(self.range.end, sets.place());
        }
        Ok(Sweep { line, items: self.items, sets })
    }
}

/// The sets of things that hold, each kept once; found again by a sum over its members that changes with each of them.
#[derive(Debug)]
struct Sets {
    /// Up to 64 things a sum is the set itself, a bit for each.
    exact: bool,
    /// Those that hold now, in order; of an exact set made out of its bits when it is kept.
    now: Vec<u32>,
    sum: u64,
    /// The members of all sets, and where each begins and ends.
    kept: Vec<u32>,
    bounds: Vec<(usize, usize)>,
    sums: Vec<u64>,
    /// One more than the place of a set, by its sum; 0 is free.
    table: Vec<u32>,
}

impl Sets {
    fn new(items: usize) -> Self {
        Self {
            exact: items <= 64,
            now: Vec::new(),
            sum: 0,
            kept: Vec::new(),
            bounds: Vec::new(),
            sums: Vec::new(),
            table: vec![0; 64],
        }
    }

    #[inline]
    fn toggle(&mut self, thing: u32) {
        if self.exact {
            self.sum ^= 1 << thing;
            return;
        }
        self.sum ^= spread(u64::from(thing) + 1);
        match self.now.binary_search(&thing) {
            Ok(holds) => drop(self.now.remove(holds)),
            Err(free) => self.now.insert(free, thing),
        }
    }

    /// The place of the present set.
    fn place(&mut self) -> u32 {
        let mut slot = self.slot(self.sum);
        loop {
            match self.table.get(slot).copied().unwrap_or(0) {
                0 => return self.keep(slot),
                found if self.is(found - 1) => return found - 1,
                _ => slot = (slot + 1) & (self.table.len() - 1),
            }
        }
    }

    fn slot(&self, sum: u64) -> usize {
        // The table's length is a power of two below 2^32.
        usize::try_from(spread(sum) >> 32).unwrap_or(0) & (self.table.len() - 1)
    }

    fn is(&self, set: u32) -> bool {
        let index = usize::try_from(set).unwrap_or(usize::MAX);
        self.sums.get(index) == Some(&self.sum) && (self.exact || self.members(index) == self.now)
    }

    fn members(&self, set: usize) -> &[u32] {
        self.bounds.get(set).and_then(|(first, end)| self.kept.get(*first..*end)).unwrap_or_default()
    }

    fn keep(&mut self, slot: usize) -> u32 {
        let first = self.kept.len();
        if self.exact {
            let sum = self.sum;
            self.kept.extend((0..64).filter(|thing| sum >> thing & 1 == 1));
        } else {
            self.kept.extend_from_slice(&self.now);
        }
        self.bounds.push((first, self.kept.len()));
        self.sums.push(self.sum);
        let set = place(self.sums.len() - 1);
        if let Some(free) = self.table.get_mut(slot) {
            *free = set + 1;
        }
        if self.sums.len() * 2 > self.table.len() {
            self.grow();
        }
        set
    }

    fn grow(&mut self) {
        self.table = vec![0; self.table.len() * 2];
        for index in 0..self.sums.len() {
            let mut slot = self.slot(self.sums.get(index).copied().unwrap_or(0));
            while self.table.get(slot).is_some_and(|taken| *taken != 0) {
                slot = (slot + 1) & (self.table.len() - 1);
            }
            if let Some(free) = self.table.get_mut(slot) {
                *free = place(index) + 1;
            }
        }
    }
}

/// A number that looks like chance for each thing (splitmix64).
///
/// Source: <https://prng.di.unimi.it/splitmix64.c>
fn spread(n: u64) -> u64 {
    let z = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
