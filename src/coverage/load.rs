//! How much duty each person has.

use super::answer::Minutes;
use super::state::Who;
use super::{Filter, Roster};
use crate::error::Result;
use crate::time::{Instant, TimeSegment};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// The duty of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Load {
    /// Shift occurrences that start in the range and are theirs as planned.
    pub occurrences: u32,
    /// Time on duty in the range, overrides and time off considered; two duties at once count once.
    pub minutes: Minutes,
}

/// The duty of everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadReport {
    /// The release of the zone rules.
    pub tzdb: String,
    /// By person, also those with none; an AI agent carries nothing.
    pub people: BTreeMap<String, Load>,
}

impl Roster {
    /// How much duty each person has in a range.
    ///
    /// # Errors
    /// As [`cover`](Roster::cover) and [`occurrences`](Roster::occurrences).
    pub fn load(&self, range: TimeSegment) -> Result<LoadReport> {
        let plan = self.plan();
        let mut people: BTreeMap<String, Load> =
            plan.people.iter().filter(|p| !p.is_ai).map(|p| (p.id.clone(), Load::default())).collect();
        for (time, state) in self.cover(range, &Filter::default())?.pieces() {
            for who in &state.who {
                if let (Who::Person(_), Some(load)) = (who, people.get_mut(who.name(plan))) {
                    load.minutes.0 += time.length();
                }
            }
        }
        let planned = self.occurrences(range, &[])?.occurrences;
        for occurrence in planned.iter().filter(|o| o.time.from >= Instant::of(range.start)) {
            for person in &occurrence.people {
                if let Some(load) = people.get_mut(person) {
                    load.occurrences += 1;
                }
            }
        }
        Ok(LoadReport { tzdb: plan.release.clone(), people })
    }
}

impl fmt::Display for LoadReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line =
            |(id, load): (&String, &Load)| writeln!(f, "{id}: {} shifts, {}", load.occurrences, load.minutes);
        self.people.iter().try_for_each(&mut line)
    }
}
