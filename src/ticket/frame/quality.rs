//! What a frame got wrong, counted instead of hidden.

use serde::Serialize;
use std::collections::BTreeMap;

/// Findings about a frame of events, each a count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct FrameQuality {
    /// Rows read.
    pub rows: u64,
    /// Tickets they belong to.
    pub tickets: u64,
    /// Whether all rows of a ticket stand together, in the order of their numbers.
    pub by_ticket: bool,
    /// Rows that stood after a later row of their ticket; they were put in their place.
    pub rows_out_of_order: u64,
    /// Tickets with such rows.
    pub tickets_out_of_order: u64,
    /// Rows that repeat another row of their ticket in instant, kind, actor, person and score.
    pub duplicate_rows: u64,
    /// Whether these were left out.
    pub duplicates_dropped: bool,
    /// Rows dated before their ticket's creation; they take effect at the creation.
    pub rows_before_creation: u64,
    /// Tickets without a creation: they begin with their first event.
    pub without_creation: u64,
    /// Rows after the as-of instant; they are not known yet.
    pub rows_after_as_of: u64,
    /// Rows left out because they cannot be counted, by reason.
    pub left_out: BTreeMap<&'static str, u64>,
    /// Kinds that nobody declared, with their rows, which were left out.
    pub unknown_kinds: BTreeMap<String, u64>,
    /// Actors that nobody declared, with their rows, which were left out.
    pub unknown_actors: BTreeMap<String, u64>,
    /// Answers to surveys without a score: no answers.
    pub without_score: u64,
}

impl FrameQuality {
    /// What was found in another part of the same frame.
    pub(crate) fn merge(&mut self, other: &Self) {
        let pairs = [
            (&mut self.rows, other.rows),
            (&mut self.tickets, other.tickets),
            (&mut self.rows_out_of_order, other.rows_out_of_order),
            (&mut self.tickets_out_of_order, other.tickets_out_of_order),
            (&mut self.duplicate_rows, other.duplicate_rows),
            (&mut self.rows_before_creation, other.rows_before_creation),
            (&mut self.without_creation, other.without_creation),
            (&mut self.rows_after_as_of, other.rows_after_as_of),
            (&mut self.without_score, other.without_score),
        ];
        pairs.into_iter().for_each(|(mine, theirs)| *mine = mine.saturating_add(theirs));
        for (mine, theirs) in
            [(&mut self.unknown_kinds, &other.unknown_kinds), (&mut self.unknown_actors, &other.unknown_actors)]
        {
            theirs.iter().for_each(|(name, n)| *mine.entry(name.clone()).or_default() += n);
        }
        other.left_out.iter().for_each(|(why, n)| *self.left_out.entry(why).or_default() += n);
    }
}
