//! The fewest shifts that cover a need, slot by slot.

use super::search::{Column, Search};
use super::{MAX_NEED, MAX_ROUNDS, MAX_SHAPES, MAX_SLOTS};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A need, and the shifts that may cover it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverNeed {
    /// How many are needed in each slot.
    pub need: Vec<u32>,
    /// Whether the last slot is followed by the first: a day that repeats, or a week.
    #[serde(default)]
    pub circular: bool,
    /// The shifts there may be.
    pub shapes: Vec<Shape>,
    /// Where a search starts from; the same seed finds the same answer.
    #[serde(default)]
    pub seed: u64,
    /// The steps of a search; left out, 2,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
}

/// A shift there may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// How many slots it lasts.
    pub slots: u32,
    /// What one costs beside the others (default 1).
    #[serde(default = "one")]
    pub cost: u32,
    /// The slots in which it may start; left out, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Vec<u32>>,
}

fn one() -> u32 {
    1
}

/// Shifts that start together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ShiftCount {
    /// The slot in which they start.
    pub start: usize,
    /// How many slots they last.
    pub slots: u32,
    /// How many.
    pub count: u32,
}

/// A slot that no shift may cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SlotShort {
    /// The slot.
    pub slot: usize,
    /// How many are missing in it.
    pub short: u32,
}

/// Shifts that cover a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CoverPlan {
    /// In the order of their starts.
    pub shifts: Vec<ShiftCount>,
    /// How many shifts.
    pub total: u64,
    /// What they cost.
    pub cost: u64,
    /// No plan costs less than this: what the fullest slot and all work together need. The least cost may be higher, see `optimal`.
    pub lower_bound: u64,
    /// Whether it is proven that none costs less.
    pub optimal: bool,
    /// What no shift may cover; the rest is covered all the same.
    pub unmet: Vec<SlotShort>,
}

/// The cheapest shifts that cover a need: proven to be for one length, and for several where days do not wrap; else the best a search finds,
/// beside a bound below.
///
/// ```
/// use sundesk::coverage::suggest::{CoverNeed, Shape, suggest_cover};
/// let shape = Shape { slots: 8, cost: 1, starts: None };
/// let plan = suggest_cover(&CoverNeed { need: vec![1; 24], circular: true, shapes: vec![shape], seed: 0, rounds: None })?;
/// assert_eq!((plan.total, plan.lower_bound, plan.optimal), (3, 3, true));
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a shape that fits nowhere,
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past a limit of this module.
pub fn suggest_cover(question: &CoverNeed) -> Result<CoverPlan> {
    check(question)?;
    let (mut need, allowed) = (question.need.clone(), starts(question)?);
    let unmet = unreachable(&mut need, question, &allowed);
    let mut plan = match (&question.shapes[..], &allowed[..]) {
        ([shape], [allowed]) => one_length(&need, shape, allowed, question.circular),
        _ if !question.circular => super::flow::cheapest(&need, &question.shapes, &allowed),
        _ => searched(&need, question, &allowed),
    };
    plan.unmet = unmet;
    plan.shifts.sort_by_key(|s| (s.start, s.slots));
    Ok(plan)
}

fn check(question: &CoverNeed) -> Result<()> {
    let slots = question.need.len();
    if slots == 0 || slots > MAX_SLOTS {
        return Err(Error::limit("need", slots, format!("1 to {MAX_SLOTS} slots")));
    }
    if question.shapes.is_empty() || question.shapes.len() > MAX_SHAPES {
        return Err(Error::limit("shapes", question.shapes.len(), format!("1 to {MAX_SHAPES} shapes")));
    }
    if let Some((i, need)) = question.need.iter().enumerate().find(|(_, n)| **n > MAX_NEED) {
        return Err(Error::limit(format!("need[{i}]"), need, format!("at most {MAX_NEED}")));
    }
    if question.rounds.is_some_and(|r| r > MAX_ROUNDS) {
        return Err(Error::limit("rounds", question.rounds.unwrap_or(0), format!("at most {MAX_ROUNDS}")));
    }
    for (i, shape) in question.shapes.iter().enumerate() {
        let fits = usize::try_from(shape.slots).is_ok_and(|n| (1..=slots).contains(&n));
        if !fits {
            return Err(Error::invalid(format!("shapes[{i}].slots"), shape.slots, format!("1 to {slots} slots")));
        }
        if shape.cost == 0 || shape.cost > MAX_NEED {
            return Err(Error::invalid(
                format!("shapes[{i}].cost"),
                shape.cost,
                format!("a cost from 1 to {MAX_NEED}"),
            ));
        }
    }
    Ok(())
}

/// Which slots each shape may start in. A shift that does not wrap must end by the last slot.
fn starts(question: &CoverNeed) -> Result<Vec<Vec<bool>>> {
    let slots = question.need.len();
    let one = |(i, shape): (usize, &Shape)| {
        let last = if question.circular { slots } else { slots + 1 - usize::try_from(shape.slots).unwrap_or(slots) };
        let mut allowed = vec![shape.starts.is_none(); slots];
        for (k, start) in shape.starts.iter().flatten().enumerate() {
            let place = usize::try_from(*start).ok().and_then(|s| allowed.get_mut(s));
            *place.ok_or_else(|| {
                Error::invalid(format!("shapes[{i}].starts[{k}]"), start, format!("a slot from 0 to {}", slots - 1))
            })? = true;
        }
        allowed.iter_mut().skip(last).for_each(|a| *a = false);
        Ok(allowed)
    };
    question.shapes.iter().enumerate().map(one).collect()
}

/// Takes out of the need what no shift may cover.
fn unreachable(need: &mut [u32], question: &CoverNeed, allowed: &[Vec<bool>]) -> Vec<SlotShort> {
    let mut reached = vec![false; need.len()];
    for (shape, allowed) in question.shapes.iter().zip(allowed) {
        for (start, _) in allowed.iter().enumerate().filter(|(_, a)| **a) {
            covered(start, shape.slots, need.len()).for_each(|slot| {
                if let Some(place) = reached.get_mut(slot) {
                    *place = true;
                }
            });
        }
    }
    let mut unmet = Vec::new();
    for (slot, need) in need.iter_mut().enumerate().filter(|(slot, _)| reached.get(*slot) == Some(&false)) {
        unmet.extend((*need > 0).then_some(SlotShort { slot, short: *need }));
        *need = 0;
    }
    unmet
}

/// What any plan costs at least: every shift covers a slot once, and so many slots for its cost.
pub(super) fn bound(need: &[u32], shapes: &[Shape]) -> u64 {
    let work: u64 = need.iter().map(|n| u64::from(*n)).sum();
    let cheapest = shapes.iter().map(|s| u64::from(s.cost)).min().unwrap_or(0);
    let per_slot = shapes.iter().map(|s| (work * u64::from(s.cost)).div_ceil(u64::from(s.slots))).min().unwrap_or(0);
    (u64::from(need.iter().copied().max().unwrap_or(0)) * cheapest).max(per_slot)
}

/// The slots of a shift.
pub(super) fn covered(start: usize, slots: u32, of: usize) -> impl Iterator<Item = usize> {
    (0..usize::try_from(slots).unwrap_or(0)).map(move |i| (start + i) % of)
}

/// One length: the least total for which the difference constraints hold, by halving; each is a longest-path problem.
///
/// With v(t) the shifts that start before slot t: v does not fall, v(t+1) − v(t+1−L) is at least the need of slot t, and where that wraps it
/// is v(t+1) + K − v(n+t+1−L).
fn one_length(need: &[u32], shape: &Shape, allowed: &[bool], circular: bool) -> CoverPlan {
    let total: u64 = need.iter().map(|n| u64::from(*n)).sum();
    let bound = u64::from(need.iter().copied().max().unwrap_or(0)).max(total.div_ceil(u64::from(shape.slots)));
    let as_path = |k: u64| i64::try_from(k).unwrap_or(i64::MAX);
    let solve = |k: u64| paths(need, shape.slots, allowed, circular.then(|| as_path(k)));
    let (mut low, mut high, mut found) = (bound, bound, None);
    while found.is_none() && high <= total.max(1) * 2 {
        found = solve(high);
        if found.is_none() {
            (low, high) = (high + 1, (high * 2).max(1));
        }
    }
    while circular && low < high {
        let middle = low + (high - low) / 2;
        match solve(middle) {
            Some(better) => (high, found) = (middle, Some(better)),
            None => low = middle + 1,
        }
    }
    let heights = found.unwrap_or_default();
    let steps = heights.iter().zip(heights.iter().skip(1)).enumerate();
    let count = |rise: i64| u32::try_from(rise).unwrap_or(0);
    let shifts: Vec<ShiftCount> = steps
        .filter(|(_, (a, b))| b > a)
        .map(|(start, (a, b))| ShiftCount { start, slots: shape.slots, count: count(b - a) })
        .collect();
    let total = shifts.iter().map(|s| u64::from(s.count)).sum::<u64>();
    let cost = total * u64::from(shape.cost);
    let lower_bound = bound * u64::from(shape.cost);
    CoverPlan { shifts, total, cost, lower_bound, optimal: true, unmet: Vec::new() }
}

/// The least heights v(0)=0 … v(n) that keep all constraints, or none when a cycle of them rises.
fn paths(need: &[u32], length: u32, allowed: &[bool], total: Option<i64>) -> Option<Vec<i64>> {
    let (n, length) = (need.len(), usize::try_from(length).ok()?);
    let mut v = vec![i64::MIN / 4; n + 1];
    *v.first_mut()? = 0;
    let at = |v: &[i64], i: usize| v.get(i).copied().unwrap_or(0);
    for _ in 0..=n + 1 {
        let mut changed = false;
        let mut raise = |v: &mut Vec<i64>, i: usize, to: i64| {
            if let Some(place) = v.get_mut(i).filter(|place| **place < to) {
                *place = to;
                changed = true;
            }
        };
        if let Some(k) = total {
            raise(&mut v, n, k);
        }
        for (t, needed) in need.iter().enumerate() {
            let before = at(&v, t);
            raise(&mut v, t + 1, before);
            let needed = i64::from(*needed);
            let least = match ((t + 1).checked_sub(length), total) {
                (Some(from), _) => at(&v, from) + needed,
                (None, Some(k)) => at(&v, n + t + 1 - length) + needed - k,
                (None, None) => needed,
            };
            raise(&mut v, t + 1, least);
        }
        for (t, _) in allowed.iter().enumerate().rev().filter(|(_, a)| !**a) {
            let after = at(&v, t + 1);
            raise(&mut v, t, after);
        }
        if total.is_some_and(|k| at(&v, n) > k) || at(&v, 0) > 0 {
            return None;
        }
        if !changed {
            return Some(v);
        }
    }
    None
}

fn searched(need: &[u32], question: &CoverNeed, allowed: &[Vec<bool>]) -> CoverPlan {
    let mut columns = Vec::new();
    for (kind, (shape, allowed)) in question.shapes.iter().zip(allowed).enumerate() {
        for (start, _) in allowed.iter().enumerate().filter(|(_, a)| **a) {
            let slots = covered(start, shape.slots, need.len()).collect();
            columns.push(Column { slots, cost: u64::from(shape.cost), label: (kind, start) });
        }
    }
    let (counts, cost) =
        Search { need, columns: &columns, seed: question.seed, rounds: question.rounds.unwrap_or(2_000) }.run();
    let shape = |kind: usize| question.shapes.get(kind).map_or(0, |s| s.slots);
    let chosen = columns.iter().zip(&counts).filter(|(_, n)| **n > 0);
    let shifts: Vec<ShiftCount> =
        chosen.map(|(c, n)| ShiftCount { start: c.label.1, slots: shape(c.label.0), count: *n }).collect();
    let lower_bound = bound(need, &question.shapes);
    let total = shifts.iter().map(|s| u64::from(s.count)).sum();
    CoverPlan { shifts, total, cost, lower_bound, optimal: cost == lower_bound, unmet: Vec::new() }
}

impl fmt::Display for CoverPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proof = if self.optimal {
            "no fewer will do".to_owned()
        } else {
            format!("at least {} are needed", self.lower_bound)
        };
        writeln!(f, "{} shifts, cost {}; {proof}", self.total, self.cost)?;
        for s in &self.shifts {
            writeln!(f, "  slot {:>4}: {} of {} slots", s.start, s.count, s.slots)?;
        }
        self.unmet
            .iter()
            .try_for_each(|u| writeln!(f, "  slot {:>4}: {} short, no shift may cover it", u.slot, u.short))
    }
}
