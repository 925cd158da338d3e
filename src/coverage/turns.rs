//! The hand-offs of a rotation.

use super::Roster;
use super::limits::MAX_TURNS;
use super::plan::item;
use super::rotation::handoffs;
use crate::error::{Error, Result};
use crate::time::{Instant, TimeSegment};
use serde::Serialize;
use std::fmt;

/// A turn of a rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// When it begins.
    pub at: Instant,
    /// Who has it.
    pub people: Vec<String>,
}

/// The turns of a rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnReport {
    /// The release of the zone rules.
    pub tzdb: String,
    /// In order.
    pub turns: Vec<Turn>,
}

impl Roster {
    /// The hand-offs of a rotation by the wall clock, from one instant to another, both included.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an unknown rotation; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded)
    /// past [`MAX_TURNS`](super::limits::MAX_TURNS).
    pub fn turns(&self, rotation: &str, range: TimeSegment) -> Result<TurnReport> {
        let plan = self.plan();
        let unknown = || Error::not_found("rotation", rotation, "the id of a rotation of the roster");
        let found = plan.rotations.iter().find(|r| r.id == rotation).ok_or_else(unknown)?;
        let turn = |(at, group): (i64, u32)| {
            let people = item(&found.groups, group).into_iter().flatten();
            let people = people.filter_map(|p| item(&plan.people, *p)).map(|p| p.id.clone()).collect();
            Turn { at: Instant::of(at), people }
        };
        let turns = handoffs(plan, found, range, MAX_TURNS)?;
        Ok(TurnReport { tzdb: plan.release.clone(), turns: turns.into_iter().map(turn).collect() })
    }
}

impl fmt::Display for TurnReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.turns.iter().try_for_each(|t| writeln!(f, "{} UTC  {}", t.at.minute(), t.people.join(", ")))
    }
}
