//! Shifts of several lengths within a day that does not wrap: a flow of least cost.
//!
//! Boundaries between slots are nodes, a shift is an arc over its slots, and an arc back over a slot lets more be there than are needed. What
//! goes over slot t, forward less back, is the need of slot t; so boundary t gives need(t) − need(t−1).

use super::cover::{CoverPlan, Shape, ShiftCount, bound};

struct Arc {
    to: usize,
    cost: i64,
    flow: i64,
    /// The arc of the other direction, whose flow is taken back.
    twin: Option<usize>,
    shift: Option<(usize, u32)>,
}

struct Net {
    arcs: Vec<Arc>,
    leaving: Vec<Vec<usize>>,
}

impl Net {
    /// An arc without limit, and the way back along its flow.
    fn arc(&mut self, from: usize, to: usize, cost: i64, shift: Option<(usize, u32)>) {
        let there = self.arcs.len();
        self.arcs.push(Arc { to, cost, flow: 0, twin: None, shift });
        self.arcs.push(Arc { to: from, cost: -cost, flow: 0, twin: Some(there), shift: None });
        for (node, arc) in [(from, there), (to, there + 1)] {
            if let Some(list) = self.leaving.get_mut(node) {
                list.push(arc);
            }
        }
    }

    fn room(&self, arc: usize) -> i64 {
        match self.arcs.get(arc).map(|a| a.twin) {
            Some(Some(twin)) => self.arcs.get(twin).map_or(0, |a| a.flow),
            Some(None) => i64::MAX,
            None => 0,
        }
    }

    /// The cheapest ways from a node: what each node costs, and the arc it is reached by.
    fn ways(&self, from: usize) -> (Vec<i64>, Vec<Option<usize>>) {
        let nodes = self.leaving.len();
        let (mut cost, mut by) = (vec![i64::MAX; nodes], vec![None; nodes]);
        let (mut queue, mut waits) = (std::collections::VecDeque::from([from]), vec![false; nodes]);
        if let Some(start) = cost.get_mut(from) {
            *start = 0;
        }
        while let Some(node) = queue.pop_front() {
            if let Some(w) = waits.get_mut(node) {
                *w = false;
            }
            let here = cost.get(node).copied().unwrap_or(i64::MAX);
            for &arc in self.leaving.get(node).into_iter().flatten() {
                let Some(a) = self.arcs.get(arc).filter(|_| self.room(arc) > 0) else { continue };
                let better = cost.get(a.to).is_some_and(|c| here.saturating_add(a.cost) < *c);
                if better
                    && let (Some(c), Some(b), Some(w)) = (cost.get_mut(a.to), by.get_mut(a.to), waits.get_mut(a.to))
                {
                    (*c, *b) = (here + a.cost, Some(arc));
                    if !std::mem::replace(w, true) {
                        queue.push_back(a.to);
                    }
                }
            }
        }
        (cost, by)
    }

    fn tail(&self, arc: usize) -> Option<usize> {
        // Arcs come in pairs: the head of the other one.
        self.arcs.get(arc ^ 1).map(|a| a.to)
    }

    fn push(&mut self, arc: usize, amount: i64) {
        let (on, sign) = match self.arcs.get(arc).and_then(|a| a.twin) {
            Some(twin) => (twin, -1),
            None => (arc, 1),
        };
        if let Some(a) = self.arcs.get_mut(on) {
            a.flow += sign * amount;
        }
    }
}

/// The cheapest cover of a need that shifts can reach everywhere.
pub(super) fn cheapest(need: &[u32], shapes: &[Shape], allowed: &[Vec<bool>]) -> CoverPlan {
    let nodes = need.len() + 1;
    let mut net = Net { arcs: Vec::new(), leaving: vec![Vec::new(); nodes] };
    for (shape, allowed) in shapes.iter().zip(allowed) {
        for (start, _) in allowed.iter().enumerate().filter(|(_, a)| **a) {
            let end = start + usize::try_from(shape.slots).unwrap_or(0);
            net.arc(start, end, i64::from(shape.cost), Some((start, shape.slots)));
        }
    }
    (0..need.len()).for_each(|slot| net.arc(slot + 1, slot, 0, None));
    let at = |slot: Option<usize>| slot.and_then(|s| need.get(s)).map_or(0, |n| i64::from(*n));
    let mut left: Vec<i64> = (0..nodes).map(|node| at(Some(node)) - at(node.checked_sub(1))).collect();
    while let Some(from) = left.iter().position(|l| *l > 0) {
        let (cost, by) = net.ways(from);
        let open =
            left.iter().enumerate().filter(|(node, l)| **l < 0 && cost.get(*node).is_some_and(|c| *c < i64::MAX));
        let Some((to, _)) = open.min_by_key(|(node, _)| cost.get(*node).copied().unwrap_or(i64::MAX)) else { break };
        let mut amount = left.get(from).copied().unwrap_or(0).min(-left.get(to).copied().unwrap_or(0));
        let mut path = Vec::new();
        let mut node = to;
        while let Some(arc) = by.get(node).copied().flatten().filter(|_| node != from) {
            amount = amount.min(net.room(arc));
            path.push(arc);
            node = net.tail(arc).unwrap_or(from);
        }
        path.into_iter().for_each(|arc| net.push(arc, amount));
        for (node, change) in [(from, -amount), (to, amount)] {
            if let Some(l) = left.get_mut(node) {
                *l += change;
            }
        }
    }
    let count = |flow: i64| u32::try_from(flow).unwrap_or(0);
    let chosen = net.arcs.iter().filter(|a| a.flow > 0);
    let shifts: Vec<ShiftCount> = chosen
        .clone()
        .filter_map(|a| a.shift.map(|(start, slots)| ShiftCount { start, slots, count: count(a.flow) }))
        .collect();
    let cost = chosen.map(|a| u64::try_from(a.cost * a.flow).unwrap_or(0)).sum();
    let total = shifts.iter().map(|s| u64::from(s.count)).sum();
    CoverPlan { shifts, total, cost, lower_bound: bound(need, shapes), optimal: true, unmet: Vec::new() }
}
