//! What a floor withholds of journeys: steps, moves and paths of few tickets, and those from which they could be had by subtraction.

use super::{JourneySpec, JourneyTimes, Journeys};
use crate::error::Result;
use crate::metrics::floor::{Cells, check_total, withhold};
use serde::Serialize;
use std::collections::HashSet;

/// What is withheld because it is of fewer tickets than the floor, or would give such away: how many, not which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct JourneyWithheld {
    /// The floor: the fewest tickets of which something is told.
    pub floor: u64,
    /// Kinds of steps.
    pub steps: u64,
    /// Kinds of moves.
    pub moves: u64,
    /// Paths.
    pub paths: u64,
    /// Tickets that went the withheld paths, together.
    pub tickets: u64,
}

/// The dimensions of a table of moves.
const ENDS: [&str; 2] = ["from", "to"];

impl Journeys {
    /// Withholds what is of few tickets, of an answer that lists everything.
    ///
    /// A step adds up its moves: of those into it, and of those out of it, none is withheld alone, nor fewer together than the floor. Where a step has no
    /// other move to withhold, the step is, and then all its moves. Paths are withheld that go over a withheld step or move.
    pub(super) fn withhold(&mut self, floor: u64) -> Result<()> {
        let mut tables = self.tables();
        let mut safe;
        loop {
            safe = withhold(&mut tables, floor);
            let [_, from, to] = &mut tables;
            // A step stands in both tables of margins.
            let (before, after): (Vec<bool>, Vec<bool>) = (from.withheld.clone(), to.withheld.clone());
            let both: Vec<bool> = before.iter().zip(&after).map(|(a, b)| *a || *b).collect();
            if before == both && after == both {
                break;
            }
            from.withheld.clone_from(&both);
            to.withheld = both;
        }
        check_total(self.tickets, safe, floor)?;
        let [moves, steps, _] = tables;
        let hidden_steps = hidden(self.steps.iter().map(|s| s.step.clone()), &steps);
        let hidden_moves = hidden(self.moves.iter().map(|m| (m.from.clone(), m.to.clone())), &moves);
        let paths = self.withhold_paths(&hidden_steps, &hidden_moves, floor);
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let told = JourneyWithheld {
            floor,
            steps: count(hidden_steps.len()),
            moves: count(hidden_moves.len()),
            paths: count(paths.0),
            tickets: paths.1,
        };
        self.steps.retain(|s| !hidden_steps.contains(&s.step));
        self.moves.retain(|m| !hidden_moves.contains(&(m.from.clone(), m.to.clone())));
        let steps = self.steps.iter_mut().map(|s| &mut s.times);
        let moves = self.moves.iter_mut().map(|m| &mut m.times);
        let paths = self.paths.iter_mut().flat_map(|p| p.times.iter_mut().chain([&mut p.total]));
        steps.chain(moves).chain(paths).for_each(|times| times.withhold(floor));
        self.withheld = (told.steps + told.moves + told.paths > 0).then_some(told);
        Ok(())
    }

    /// Lists no more than was asked for; the rest is counted.
    pub(super) fn cut_to(&mut self, spec: &JourneySpec) {
        for left in self.steps.drain(spec.steps.min(self.steps.len())..) {
            self.cut.steps += 1;
            self.cut.visits += left.visits;
        }
        let listed: HashSet<&str> = self.steps.iter().map(|s| s.step.as_str()).collect();
        let (mut told, cut) = (0, &mut self.cut);
        self.moves.retain(|m| {
            let lists = told < spec.moves && listed.contains(m.from.as_str()) && listed.contains(m.to.as_str());
            told += usize::from(lists);
            cut.moves += u64::from(!lists);
            cut.made += if lists { 0 } else { m.moves };
            lists
        });
        for left in self.paths.drain(spec.paths.min(self.paths.len())..) {
            self.cut.paths += 1;
            self.cut.tickets += left.tickets;
        }
    }

    /// Moves by where they come from and go to, and the steps as margins of both.
    fn tables(&self) -> [Cells; 3] {
        let keys = self.moves.iter().map(|m| vec![m.from.clone(), m.to.clone()]).collect();
        let moves = Cells::new(ENDS.map(str::to_owned).to_vec(), keys, self.moves.iter().map(|m| m.tickets).collect());
        let margin = |dimension: &str| {
            let keys = self.steps.iter().map(|s| vec![s.step.clone()]).collect();
            Cells::new(vec![dimension.to_owned()], keys, self.steps.iter().map(|s| s.tickets).collect())
        };
        let [from, to] = ENDS;
        [moves, margin(from), margin(to)]
    }

    /// How many paths were withheld, and their tickets.
    fn withhold_paths(
        &mut self,
        steps: &HashSet<String>,
        moves: &HashSet<(String, String)>,
        floor: u64,
    ) -> (usize, u64) {
        let keys = (0..self.paths.len()).map(|i| vec![i.to_string()]).collect();
        let mut cells = Cells::new(vec!["path".to_owned()], keys, self.paths.iter().map(|p| p.tickets).collect());
        for (path, withheld) in self.paths.iter().zip(&mut cells.withheld) {
            let pairs = || path.steps.windows(2).filter_map(|pair| Some((pair.first()?.clone(), pair.last()?.clone())));
            *withheld = path.steps.iter().any(|s| steps.contains(s)) || pairs().any(|pair| moves.contains(&pair));
        }
        let mut tables = [cells];
        withhold(&mut tables, floor);
        let [cells] = tables;
        let of =
            || self.paths.iter().zip(&cells.withheld).filter(|(_, withheld)| **withheld).map(|(path, _)| path.tickets);
        let told = (of().count(), of().fold(0, u64::saturating_add));
        let mut withheld = cells.withheld.into_iter();
        self.paths.retain(|_| withheld.next() != Some(true));
        told
    }
}

fn hidden<T: std::hash::Hash + Eq>(names: impl Iterator<Item = T>, cells: &Cells) -> HashSet<T> {
    names.zip(&cells.withheld).filter(|(_, withheld)| **withheld).map(|(name, _)| name).collect()
}

impl JourneyTimes {
    /// Times of few tickets are not told.
    fn withhold(&mut self, floor: u64) {
        if self.n < floor {
            *self = Self::default();
        }
    }
}
