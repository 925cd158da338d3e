//! What became of the due times that a log states itself.

use super::codec::Reader;
use super::facts::TicketFacts;
use super::state::State;
use crate::error::Result;
use serde::Serialize;

/// Tickets against the due time that the log itself states for each of them, beside what a policy of ours promised.
///
/// A ticket ends with its last resolution, or else its closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct StatedDue {
    /// Ended by its due time, that instant included. So is one that was done by the as-of instant, before it was due.
    pub kept: u64,
    /// Ended later, or not ended and past due.
    pub broken: u64,
    /// Not done, and due after the as-of instant.
    pub undecided: u64,
    /// Of the broken: done, and the log does not say when. Nothing proves them kept.
    pub no_instant: u64,
    /// In neither: the log states no due time.
    pub without_due: u64,
}

impl StatedDue {
    /// What became of one ticket's as of `now`.
    pub(crate) fn of(facts: &TicketFacts, now: i64) -> Self {
        let mut due = Self::default();
        due.add(facts, now, 1);
        due
    }

    /// Adds `weight` tickets as of `now`.
    pub(super) fn add(&mut self, facts: &TicketFacts, now: i64, weight: u64) {
        let Some(due) = facts.due else {
            self.without_due += weight;
            return;
        };
        let end = facts.last_resolved.or(facts.closed).filter(|_| facts.done);
        match end {
            Some(end) if end <= due => self.kept += weight,
            Some(_) => self.broken += weight,
            None if facts.done && due >= now => self.kept += weight,
            None if facts.done => {
                self.broken += weight;
                self.no_instant += weight;
            }
            None if due > now => self.undecided += weight,
            None => self.broken += weight,
        }
    }
}

impl State for StatedDue {
    fn merge(&mut self, other: &Self) {
        self.kept.merge(&other.kept);
        self.broken.merge(&other.broken);
        self.undecided.merge(&other.undecided);
        self.no_instant.merge(&other.no_instant);
        self.without_due.merge(&other.without_due);
    }

    fn without(&self, other: &Self) -> Result<Self> {
        Ok(Self {
            kept: State::without(&self.kept, &other.kept)?,
            broken: State::without(&self.broken, &other.broken)?,
            undecided: State::without(&self.undecided, &other.undecided)?,
            no_instant: State::without(&self.no_instant, &other.no_instant)?,
            without_due: State::without(&self.without_due, &other.without_due)?,
        })
    }

    fn encode(&self, out: &mut Vec<u8>) {
        [self.kept, self.broken, self.undecided, self.no_instant, self.without_due].iter().for_each(|n| n.encode(out));
    }

    fn decode(from: &mut Reader<'_>) -> Result<Self> {
        let mut next = || u64::decode(from);
        let (kept, broken, undecided) = (next()?, next()?, next()?);
        Ok(Self { kept, broken, undecided, no_instant: next()?, without_due: next()? })
    }
}
