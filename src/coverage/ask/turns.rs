//! The hand-offs of a rotation.

use super::range;
use crate::coverage::Roster;
use crate::coverage::answer::{instant, short};
use crate::coverage::plan::item;
use crate::coverage::rotation::handoffs;
use crate::error::{Error, Result};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The hand-offs of a rotation by the wall clock, from one instant to another, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TurnsQuestion {
    /// The rotation's id.
    pub rotation: String,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
}

/// A turn of a rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// When it begins.
    pub at: DateTime<Utc>,
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

/// The most turns of one answer.
const MOST: usize = 100_000;

impl TurnsQuestion {
    pub(super) fn answer(&self, roster: &Roster) -> Result<TurnReport> {
        let plan = roster.plan();
        let unknown = || Error::not_found("rotation", &self.rotation, "the id of a rotation of the roster");
        let rotation = plan.rotations.iter().find(|r| r.id == self.rotation).ok_or_else(unknown)?;
        let turn = |(at, group): (i64, u32)| {
            let people = item(&rotation.groups, group).into_iter().flatten();
            let people = people.filter_map(|p| item(&plan.people, *p)).map(|p| p.id.clone()).collect();
            Turn { at: instant(at), people }
        };
        let found = handoffs(plan, rotation, range(&self.from, &self.to)?, MOST)?;
        Ok(TurnReport { tzdb: plan.release.clone(), turns: found.into_iter().map(turn).collect() })
    }
}

impl fmt::Display for TurnReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.turns.iter().try_for_each(|t| writeln!(f, "{} UTC  {}", short(t.at), t.people.join(", ")))
    }
}
