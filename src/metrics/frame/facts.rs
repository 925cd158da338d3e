//! A frame of events as a row a ticket.

use super::blocks::Blocks;
use super::fold::{Done, Fold, NO_WORD, Sink, Wanted};
use super::look::Lie;
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
    let mut all = All { scores: vec![Vec::new(); plan.surveys.len()], ..All::default() };
    all.words.resize(plan.words.len(), Vec::new());
    let wanted = Wanted { waits: true, words: vec![true; plan.words.len()] };
    let lie = Lie::of(&plan, 1);
    // In one range: tickets stand in the order in which they were met.
    let quality = Fold::new(Blocks::new(&plan, &lie, as_of), &[(i64::MIN, i64::MAX)], wanted).run(&mut all)?;
    let All { mut columns, ids, scores, handling, words } = all;
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
#[derive(Debug, Default)]
struct All {
    columns: Columns,
    ids: Vec<i64>,
    scores: Vec<Vec<i64>>,
    handling: Vec<i64>,
    words: Vec<Vec<u32>>,
}

impl Sink for All {
    fn take(&mut self, done: &Done) -> Result<()> {
        extend(&mut self.columns, done);
        self.ids.extend_from_slice(&done.ids);
        self.handling.extend(done.slots.iter().map(|slot| slot.handling));
        self.scores.iter_mut().zip(&done.scores).for_each(|(all, scores)| all.extend_from_slice(scores));
        self.words.iter_mut().zip(&done.words).for_each(|(all, words)| all.extend_from_slice(words));
        Ok(())
    }
}

/// The word of a ticket in a column.
pub(super) fn word(done: &Done, column: usize, place: usize) -> u32 {
    done.words.get(column).and_then(|words| words.get(place)).copied().unwrap_or(NO_WORD)
}

/// Appends the facts of tickets.
pub(super) fn extend(columns: &mut Columns, done: &Done) {
    let before = columns.len();
    columns.extend_running(done.slots.iter().map(|slot| &slot.running));
    for of in done.waits.chunk_by(|a, b| a.0 == b.0) {
        let place = of.first().and_then(|(place, _)| usize::try_from(*place).ok()).unwrap_or(0);
        columns.extend_waits(before + place, of.iter().map(|(_, wait)| *wait));
    }
}
