//! What became of the due times that a log states itself.

use super::facts::TicketFacts;
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
    /// Adds a ticket as of `now`.
    pub(super) fn add(&mut self, facts: &TicketFacts, now: i64) {
        let Some(due) = facts.due else {
            self.without_due += 1;
            return;
        };
        let end = facts.last_resolved.or(facts.closed).filter(|_| facts.done);
        match end {
            Some(end) if end <= due => self.kept += 1,
            Some(_) => self.broken += 1,
            None if facts.done && due >= now => self.kept += 1,
            None if facts.done => {
                self.broken += 1;
                self.no_instant += 1;
            }
            None if due > now => self.undecided += 1,
            None => self.broken += 1,
        }
    }
}
