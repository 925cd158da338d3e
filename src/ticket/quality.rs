//! What a log got wrong, counted instead of hidden.

use super::event::Event;
use super::kind::What;
use super::status::StatusMap;
use super::vocabulary::Vocabulary;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Findings about a log, each a count: nothing here stops a reading, everything here should be seen by a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quality {
    /// Rows (or events) read.
    pub rows: u64,
    /// Tickets they belong to.
    pub tickets: u64,
    /// Fewest rows of a ticket; `None` for an empty log.
    pub rows_per_ticket_min: Option<u64>,
    /// Median of the rows per ticket (nearest rank).
    pub rows_per_ticket_median: Option<u64>,
    /// Most rows of a ticket.
    pub rows_per_ticket_max: Option<u64>,
    /// Rows that stood after a later row of their ticket; they were sorted into place.
    pub rows_out_of_order: u64,
    /// Tickets with such rows.
    pub tickets_out_of_order: u64,
    /// Rows (or events) dated before their ticket's creation; they take effect at the creation.
    pub rows_before_creation: u64,
    /// Rows without a timestamp; they were left out.
    pub rows_without_time: u64,
    /// Rows that repeat another row of their ticket in every column that is read; they were kept.
    pub duplicate_rows: u64,
    /// Status names that are neither in the status map nor common, with the rows that carry them. Such a status is neither a pause nor an end.
    pub unknown_statuses: BTreeMap<String, u64>,
    /// Activities that the column map does not have, with their rows; they became custom events.
    pub unknown_activities: BTreeMap<String, u64>,
    /// Tickets that are done and whose own column for the instant of resolution is blank.
    pub without_resolved_at: u64,
    /// Tickets that are closed and whose own column for the instant of closing is blank.
    pub without_closed_at: u64,
    /// Tickets whose own instant of resolution is not that of their last change into a done status.
    pub resolved_at_differs: u64,
    /// Tickets resolved before they were created, by their own columns.
    pub resolved_before_creation: u64,
    /// Tickets closed before they were created, by their own columns.
    #[serde(default)]
    pub closed_before_creation: u64,
    /// Rows that state an instant which the log's clock shows twice, in the hour that daylight saving time repeats.
    #[serde(default)]
    pub rows_in_fold: u64,
    /// Rows that state an instant which the log's clock never shows, in the hour that daylight saving time skips.
    #[serde(default)]
    pub rows_in_gap: u64,
    /// Rows with fewer fields than the header; they were left out, as the map says.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows_short: u64,
    /// Rows without the values that the map's `where` asks for; they were left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows_filtered: u64,
    /// Rows of a log of changes that say a field was something else than what the row before made it: changes are missing between.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub changes_out_of_step: u64,
    /// Objects of JSON lines with a list that has fewer items than they say themselves (`totals` of the map): the export has cut it, and what
    /// happened in the rest is not known.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lists_cut: u64,
    /// Fields that rows of a log of changes change and that the column map does not list, with their rows, which make no event.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unlisted_fields: BTreeMap<String, u64>,
    /// Authors of messages that the column map does not have, with their messages, which answer nobody.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unknown_authors: BTreeMap<String, u64>,
    /// Tickets whose stated first response comes after their stated resolution.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub first_response_after_resolution: u64,
    /// Columns of the map that no object of the JSON lines has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent_columns: Vec<String>,
    /// Tickets that state an instant far after everything else in the log, such as a typing error in a year. Where no as-of is given, it is the
    /// last instant of the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub far_ahead: Option<FarAhead>,
    /// Tickets that state an instant far before everything else in the log, such as a zero that stands for no date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub far_behind: Option<FarBehind>,
    /// What was found out about the file that no map declares, where it is read by a preset: its separator, lines before its header, the form of
    /// its dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<String>,
    /// Rows that were there before, by the columns that a row is known by (`row_id` of the map); they were left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows_repeated: u64,
    /// Rows of one instant and ticket that were taken in the reverse order of the file, because its tickets have their newest row first.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows_turned: u64,
    /// Tickets that state a resolution beside a history that does not have it: they count as open.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub resolved_without_change: u64,
    /// The encoding that the text was taken to have, where the map leaves it to the text and it is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_encoding: Option<String>,
    /// Tickets that a list of one row per ticket has more than once, as joined exports have: the row that was updated last stands, without a column
    /// `updated_at` the last in the file.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub listed_again: u64,
    /// Tickets whose rows do not agree about the instant of creation; the last row stands.
    pub created_at_changes: u64,
}

/// Tickets that are far ahead of all others: at most ten, by a gap of more than 31 days that is also more than three times as long as the next
/// twenty tickets or fewer are apart. Of two tickets nobody knows which is the odd one: there are two others at least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FarAhead {
    /// The last instant that any other ticket states.
    pub others_until: Instant,
    /// They, the latest first.
    pub tickets: Vec<AheadTicket>,
}

/// Tickets that are far behind all others: as [`FarAhead`], by a gap of more than three years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FarBehind {
    /// The first instant that any other ticket states.
    pub others_from: Instant,
    /// They, the earliest first.
    pub tickets: Vec<AheadTicket>,
}

/// A ticket that is far ahead, or behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AheadTicket {
    /// Its id.
    pub ticket: String,
    /// The line of the file with the record that says so.
    pub line: u64,
    /// The last instant that it states, or the first.
    pub at: Instant,
}

/// A count that only some logs have is written where it counts something.
#[allow(clippy::trivially_copy_pass_by_ref)] // as serde asks
fn is_zero(n: &u64) -> bool {
    *n == 0
}

impl Quality {
    /// Starts with the number of rows of each ticket.
    pub(super) fn start(rows: &[u64]) -> Self {
        let mut sorted = rows.to_vec();
        sorted.sort_unstable();
        let median = sorted.len().checked_sub(1).and_then(|last| sorted.get(last / 2)).copied();
        Self {
            rows: rows.iter().sum(),
            tickets: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            rows_per_ticket_min: sorted.first().copied(),
            rows_per_ticket_median: median,
            rows_per_ticket_max: sorted.last().copied(),
            ..Self::default()
        }
    }

    /// Counts what stands after something later.
    pub(super) fn note_order<K: Ord>(&mut self, keys: impl Iterator<Item = K>) {
        let mut latest: Option<K> = None;
        let before = self.rows_out_of_order;
        for key in keys {
            match &latest {
                Some(l) if key < *l => self.rows_out_of_order += 1,
                _ => latest = Some(key),
            }
        }
        self.tickets_out_of_order += u64::from(self.rows_out_of_order > before);
    }

    /// Counts the status events whose name `statuses` does not have.
    pub(super) fn note_statuses(&mut self, events: &[Event], names: &Vocabulary, statuses: &StatusMap) {
        let known = statuses.bind(names);
        for event in events.iter().filter(|e| e.what == What::Status && known.category(e.to).is_none()) {
            *self.unknown_statuses.entry(names.name(event.to).to_owned()).or_insert(0) += 1;
        }
    }
}
