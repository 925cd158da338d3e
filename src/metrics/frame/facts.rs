//! A frame of events as a row a ticket.

use super::fold::{Done, Fold, NO_WORD, Sink, Wanted};
use super::index::Lie;
use crate::error::Result;
use crate::metrics::columns::Columns;
use crate::metrics::rows::{Rows, WordColumn};
use crate::ticket::frame::{EventChunk, FrameDoc, FrameQuality, Plan};

/// The name of the number that says how long the desk had a ticket in its hands, in microseconds.
pub(super) const HANDLING: &str = "handling";

/// What the tickets of a frame come to.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FrameFacts {
    /// What tickets are called, in the order in which they were first met: their numbers where they have no names.
    pub tickets: Vec<String>,
    /// Their facts, with the numbers of surveys and `handling`, and the words to group by.
    pub rows: Rows,
    /// What was found odd.
    pub quality: FrameQuality,
}

/// Folds a frame to a row a ticket, as of an instant in microseconds, UTC; left out, all is known.
///
/// ```
/// use sundesk::metrics::frame::facts_of_frame;
/// use sundesk::ticket::frame::{EventChunk, FrameDoc, Ints, Ticks, Tickets, Words};
/// let kinds = Words { codes: Ints::U8(&[0, 1, 2]).into(), names: Some(vec!["created", "agent_reply", "solved"]) };
/// let hour = 3_600_000_000;
/// let at = [0, hour, 3 * hour];
/// let chunk = EventChunk {
///     tickets: Tickets::Numbers([7, 7, 7].as_slice().into()),
///     at: at.as_slice().into(),
///     ticks: Ticks::Micros,
///     kinds,
///     actors: None,
///     agents: None,
///     scores: None,
///     words: Vec::new(),
/// };
/// let facts = facts_of_frame(&FrameDoc::default(), &[chunk], None)?;
/// let rows = [0];
/// let batch = facts.rows.columns.batch(&rows, 3 * hour);
/// batch.each(|_, _| {}, |row, _| {
///     assert_eq!((batch.first_response(row), batch.last_resolved(row)), (Some(hour), Some(3 * hour)));
/// });
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for columns that do not fit the document, and for the first row that cannot be
/// counted, unless the document says to count such; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past 2^32 rows or 10^8 tickets.
pub fn facts_of_frame(doc: &FrameDoc, chunks: &[EventChunk<'_>], as_of: Option<i64>) -> Result<FrameFacts> {
    let plan = Plan::new(doc, chunks)?;
    let mut all = All {
        plan: &plan,
        columns: Columns::default(),
        ids: Vec::new(),
        scores: Vec::new(),
        handling: Vec::new(),
        words: Vec::new(),
    };
    all.scores.resize(plan.surveys.len(), Vec::new());
    all.words.resize(plan.words.len(), Vec::new());
    let fold = Fold::new(&plan, Lie::of(&plan), (i64::MIN, i64::MAX), as_of, Wanted { waits: true });
    let quality = fold.run(&mut all)?;
    let All { mut columns, ids, scores, handling, words, .. } = all;
    plan.surveys.iter().zip(scores).for_each(|(name, scores)| columns.set_number(name, scores));
    if !doc.handling.is_empty() {
        columns.set_number(HANDLING, handling);
    }
    let named = doc.words.iter().zip(words).zip(&plan.words);
    let words = named.map(|((name, codes), names)| (name.clone(), WordColumn::new(codes, names.clone()))).collect();
    let tickets = ids.into_iter().map(|id| name_of(&plan, id)).collect();
    Ok(FrameFacts { tickets, rows: Rows { columns, words }, quality })
}

/// What a ticket is called.
pub(super) fn name_of(plan: &Plan<'_, '_>, id: i64) -> String {
    let names = plan.tickets.as_ref();
    let name = names.and_then(|names| usize::try_from(id).ok().and_then(|place| names.get(place)));
    name.cloned().unwrap_or_else(|| id.to_string())
}

/// Keeps everything.
struct All<'s, 'p, 'a> {
    plan: &'s Plan<'p, 'a>,
    columns: Columns,
    ids: Vec<i64>,
    scores: Vec<Vec<i64>>,
    handling: Vec<i64>,
    words: Vec<Vec<u32>>,
}

impl Sink for All<'_, '_, '_> {
    fn take(&mut self, done: &Done<'_>) -> Result<()> {
        push(&mut self.columns, done, 0..done.slots.len());
        self.ids.extend_from_slice(done.ids);
        self.handling.extend(done.slots.iter().map(|slot| slot.handling));
        for (all, scores) in self.scores.iter_mut().zip(done.scores) {
            all.extend_from_slice(scores.get(..done.slots.len()).unwrap_or_default());
        }
        for (column, all) in self.words.iter_mut().enumerate() {
            all.extend((0..done.slots.len()).map(|place| word(self.plan, done, column, place)));
        }
        Ok(())
    }
}

/// The word of a ticket in a column.
pub(super) fn word(plan: &Plan<'_, '_>, done: &Done<'_>, column: usize, place: usize) -> u32 {
    if let Some(kept) = done.words.get(column).and_then(Option::as_ref) {
        return kept.get(place).copied().unwrap_or(NO_WORD);
    }
    let row = done.slots.get(place).and_then(|slot| usize::try_from(slot.row).ok());
    row.map(|row| plan.place(row)).and_then(|(chunk, row)| plan.word(column, chunk, row)).unwrap_or(NO_WORD)
}

/// Appends the facts of some of the tickets.
pub(super) fn push(columns: &mut Columns, done: &Done<'_>, places: std::ops::Range<usize>) {
    let first = done.waits.partition_point(|(place, _)| usize::try_from(*place).is_ok_and(|p| p < places.start));
    let mut waits = done.waits.get(first..).unwrap_or_default();
    let mut own = Vec::new();
    for (place, slot) in done.slots.iter().enumerate().take(places.end).skip(places.start) {
        let count = waits.iter().take_while(|(of, _)| usize::try_from(*of).is_ok_and(|p| p == place)).count();
        let (mine, rest) = waits.split_at_checked(count).unwrap_or((waits, &[]));
        waits = rest;
        own.clear();
        own.extend(mine.iter().map(|(_, wait)| *wait));
        columns.push_running(&slot.running, &own);
    }
}
