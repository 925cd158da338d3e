//! Steps, moves and paths of all tickets, counted; and how much of them an answer lists.

use super::part::State;
use super::walk::{Stay, Way};
use super::{
    JourneyCut, JourneyEnds, JourneyMove, JourneyPath, JourneySpec, JourneyStep, JourneyTimes, Journeys,
    MAX_JOURNEY_STEPS, MAX_PATH_STEPS,
};
use crate::error::{Error, Result};
use crate::metrics::percentile::PercentileMethod;
use crate::metrics::stats::number;
use crate::time::Instant;
use std::collections::HashMap;

/// "Not known" among times, which are never negative.
const UNKNOWN: i64 = -1;

#[derive(Default)]
struct StepTally {
    state: State,
    visits: u64,
    tickets: u64,
    starts: u64,
    /// The last ticket that came, plus one.
    seen: u64,
    ends: JourneyEnds,
}

#[derive(Default)]
struct MoveTally {
    moves: u64,
    tickets: u64,
    seen: u64,
    times: Vec<i64>,
}

#[derive(Default)]
struct PathTally {
    tickets: u64,
    ends: JourneyEnds,
    totals: Vec<i64>,
    /// Ticket by ticket, a time for each step but the last.
    times: Vec<i64>,
}

/// What is counted so far.
pub(super) struct Tally {
    silent: i64,
    now: i64,
    numbers: HashMap<State, u32>,
    steps: Vec<StepTally>,
    moves: HashMap<(u32, u32), MoveTally>,
    /// By the numbers of the steps, and whether there are more of them.
    paths: HashMap<(Vec<u32>, bool), PathTally>,
    tickets: u64,
    ends: JourneyEnds,
    pub(super) left_out: u64,
    pub(super) later: u64,
}

impl Tally {
    pub(super) fn new(silent: i64, now: i64) -> Self {
        Self {
            silent,
            now,
            numbers: HashMap::new(),
            steps: Vec::new(),
            moves: HashMap::new(),
            paths: HashMap::new(),
            tickets: 0,
            ends: JourneyEnds::default(),
            left_out: 0,
            later: 0,
        }
    }

    /// Counts the way of one more ticket.
    pub(super) fn ticket(&mut self, way: Way) -> Result<()> {
        self.tickets += 1;
        let (end, ticket) = (self.end(&way), self.tickets);
        let mut path = Vec::with_capacity(way.stays.len().min(MAX_PATH_STEPS));
        let mut times = Vec::with_capacity(path.capacity());
        let mut before: Option<(u32, Option<i64>)> = None;
        for (i, Stay { state, since }) in way.stays.iter().enumerate() {
            let step = self.number(state)?;
            if let Some(tally) = self.step(step) {
                tally.visits += 1;
                tally.starts += u64::from(i == 0);
                tally.tickets += u64::from(std::mem::replace(&mut tally.seen, ticket) != ticket);
            }
            if let Some((from, came)) = before {
                let time = came.zip(*since).map(|(came, since)| since - came);
                let tally = self.moves.entry((from, step)).or_default();
                tally.moves += 1;
                tally.tickets += u64::from(std::mem::replace(&mut tally.seen, ticket) != ticket);
                tally.times.extend(time);
                if i < MAX_PATH_STEPS {
                    times.push(time.unwrap_or(UNKNOWN));
                }
            }
            if i < MAX_PATH_STEPS {
                path.push(step);
            }
            before = Some((step, *since));
        }
        if let Some(tally) = before.and_then(|(last, _)| self.step(last)) {
            end.count(&mut tally.ends);
        }
        end.count(&mut self.ends);
        let tally = self.paths.entry((path, way.stays.len() > MAX_PATH_STEPS)).or_default();
        tally.tickets += 1;
        end.count(&mut tally.ends);
        tally.totals.extend(times.iter().try_fold(0, |sum, time| (*time != UNKNOWN).then_some(sum + time)));
        tally.times.append(&mut times);
        Ok(())
    }

    fn end(&self, way: &Way) -> End {
        match (way.done, way.unanswered) {
            (true, true) => End::Unanswered,
            (true, false) => End::Done,
            (false, _) if self.now.saturating_sub(way.last) > self.silent => End::Silent,
            (false, _) => End::Running,
        }
    }

    fn number(&mut self, state: &State) -> Result<u32> {
        if let Some(known) = self.numbers.get(state) {
            return Ok(*known);
        }
        if self.steps.len() >= MAX_JOURNEY_STEPS {
            return Err(Error::limit("over", "more", format!("at most {MAX_JOURNEY_STEPS} kinds of steps")));
        }
        let next = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        self.numbers.insert(*state, next);
        self.steps.push(StepTally { state: *state, ..StepTally::default() });
        Ok(next)
    }

    fn step(&mut self, number: u32) -> Option<&mut StepTally> {
        usize::try_from(number).ok().and_then(|i| self.steps.get_mut(i))
    }

    /// The answer: the most frequent of each, and what is left out.
    pub(super) fn told(self, spec: &JourneySpec, as_of: Instant, name: impl Fn(&State) -> String) -> Journeys {
        let names: Vec<String> = self.steps.iter().map(|s| name(&s.state)).collect();
        let named = |number: u32| usize::try_from(number).ok().and_then(|i| names.get(i)).map_or("", String::as_str);
        let mut cut = JourneyCut::default();
        let mut times: Vec<Vec<i64>> = vec![Vec::new(); names.len()];
        for ((from, _), tally) in &self.moves {
            if let Some(of) = usize::try_from(*from).ok().and_then(|i| times.get_mut(i)) {
                of.extend(&tally.times);
            }
        }
        let mut steps: Vec<JourneyStep> = self
            .steps
            .into_iter()
            .zip(times)
            .zip(&names)
            .map(|((s, times), name)| JourneyStep {
                step: name.clone(),
                visits: s.visits,
                tickets: s.tickets,
                starts: s.starts,
                times: JourneyTimes::of(times),
                ends: s.ends,
            })
            .collect();
        steps.sort_by(|a, b| b.visits.cmp(&a.visits).then_with(|| a.step.cmp(&b.step)));
        for left in steps.drain(spec.steps.min(steps.len())..) {
            cut.steps += 1;
            cut.visits += left.visits;
        }
        let listed: std::collections::HashSet<&str> = steps.iter().map(|s| s.step.as_str()).collect();
        let mut moves: Vec<((u32, u32), MoveTally)> = self.moves.into_iter().collect();
        moves.sort_by(|(a, x), (b, y)| {
            y.moves.cmp(&x.moves).then_with(|| (named(a.0), named(a.1)).cmp(&(named(b.0), named(b.1))))
        });
        let mut told = Vec::new();
        for ((from, to), tally) in moves {
            if told.len() >= spec.moves || !listed.contains(named(from)) || !listed.contains(named(to)) {
                cut.moves += 1;
                cut.made += tally.moves;
                continue;
            }
            told.push(JourneyMove {
                from: named(from).to_owned(),
                to: named(to).to_owned(),
                moves: tally.moves,
                tickets: tally.tickets,
                times: JourneyTimes::of(tally.times),
            });
        }
        let paths = paths(self.paths, spec.paths, self.tickets, &named, &mut cut);
        Journeys {
            as_of,
            over: spec.over.clone(),
            tickets: self.tickets,
            left_out: self.left_out,
            later: self.later,
            silent_days: spec.silent_days,
            ends: self.ends,
            percentiles: PercentileMethod::NearestRank.name(),
            steps,
            moves: told,
            paths,
            cut,
            withheld: None,
        }
    }
}

fn paths<'n>(
    found: HashMap<(Vec<u32>, bool), PathTally>,
    wanted: usize,
    all: u64,
    named: &impl Fn(u32) -> &'n str,
    cut: &mut JourneyCut,
) -> Vec<JourneyPath> {
    let mut found: Vec<((Vec<u32>, bool), PathTally)> = found.into_iter().collect();
    found.sort_by(|((a, more_a), x), ((b, more_b), y)| {
        let by_name = || a.iter().map(|n| named(*n)).cmp(b.iter().map(|n| named(*n)));
        y.tickets.cmp(&x.tickets).then_with(by_name).then(more_a.cmp(more_b))
    });
    for (_, left) in found.drain(wanted.min(found.len())..) {
        cut.paths += 1;
        cut.tickets += left.tickets;
    }
    let told = |((steps, longer), tally): ((Vec<u32>, bool), PathTally)| {
        let width = steps.len().saturating_sub(1).max(1);
        let column = |i: usize| tally.times.iter().skip(i).step_by(width).copied().filter(|t| *t != UNKNOWN).collect();
        JourneyPath {
            times: (0..steps.len().saturating_sub(1)).map(|i| JourneyTimes::of(column(i))).collect(),
            steps: steps.iter().map(|n| named(*n).to_owned()).collect(),
            longer,
            tickets: tally.tickets,
            share: (all > 0).then(|| number(tally.tickets) / number(all)),
            total: JourneyTimes::of(tally.totals),
            ends: tally.ends,
        }
    };
    found.into_iter().map(told).collect()
}

#[derive(Clone, Copy)]
enum End {
    Done,
    Unanswered,
    Silent,
    Running,
}

impl End {
    fn count(self, ends: &mut JourneyEnds) {
        let of = match self {
            End::Done => &mut ends.done,
            End::Unanswered => &mut ends.unanswered,
            End::Silent => &mut ends.silent,
            End::Running => &mut ends.running,
        };
        *of += 1;
    }
}
