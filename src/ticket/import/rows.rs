//! The rows of a file as columns of numbers: one pass, nothing kept of a field but its symbol or instant.

use super::extent::Extent;
use super::map::LogMap;
use super::plan::{ChangePlan, Checked, MOMENT_NAMES, MOMENTS, MessagePlan, Plan, TimePlace, moments};
use super::recent::{Last, Recent};
use super::stamp::{Reading, Stamp};
use crate::error::{Error, Result};
use crate::ticket::log::{MISSING, Texts};
use crate::ticket::{ActorKind, Symbol, Vocabulary};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is kept of every row, each column as long as there are rows.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) ticket: Vec<u32>,
    pub(super) at: Vec<i64>,
    pub(super) order: Vec<Vec<i64>>,
    /// A column that is not mapped is empty.
    pub(super) moments: [Vec<i64>; MOMENTS],
    pub(super) names: Vec<Vec<Symbol>>,
    /// In a log of changes: what each row changed.
    pub(super) changes: Vec<Change>,
    /// In a log of messages: whether each row is one, by whom, for whom.
    pub(super) messages: Vec<Option<Message>>,
    pub(super) unknown_authors: BTreeMap<String, u64>,
    pub(super) unlisted_fields: BTreeMap<String, u64>,
    pub(super) without_time: u64,
    pub(super) filtered: u64,
    pub(super) short: u64,
    pub(super) in_fold: u64,
    pub(super) in_gap: u64,
    /// Rows that could not be read, of a look that goes on.
    pub(super) faulty: u64,
    /// Rows that were there before.
    pub(super) repeated: u64,
    /// In lists within lists: which item of the outer one each row stands in; else empty.
    pub(super) parents: Vec<u32>,
    pub(super) extent: Extent,
}

/// What a row of a log of changes says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Change {
    /// Which of the mapped fields, counted from 1; 0 for a field that does not matter.
    pub(super) field: u32,
    pub(super) from: Symbol,
    pub(super) to: Symbol,
}

/// A row that is a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) by: ActorKind,
    pub(super) public: bool,
}

/// Reads records into [`Rows`].
///
/// A log repeats itself: most fields equal those of the row before. Each column therefore remembers its last fields, and only a
/// new one is parsed or looked up.
pub(super) struct RowReader<'m> {
    map: &'m LogMap,
    plan: &'m Plan,
    checked: &'m Checked,
    index: HashMap<Box<[u8]>, u32>,
    last_ticket: Last<u32>,
    last_at: Last<Reading>,
    last_order: Vec<Last<i64>>,
    last_moments: [Last<Reading>; MOMENTS],
    last_names: Vec<Recent<Symbol>>,
    /// The next record tells of a ticket to which nothing happened: it stands at the creation.
    pub(super) alone: bool,
    /// Which item of the list around its own the next record stands in; 0 where there is none.
    pub(super) parent: u32,
    seen: HashSet<Box<[u8]>>,
    /// The line on which the next record begins.
    pub(super) line: u64,
    pub(super) ids: Texts,
    pub(super) vocabulary: Vocabulary,
    pub(super) rows: Rows,
}

impl<'m> RowReader<'m> {
    pub(super) fn new(map: &'m LogMap, plan: &'m Plan, checked: &'m Checked) -> Self {
        Self {
            map,
            plan,
            checked,
            index: HashMap::new(),
            last_ticket: Last::default(),
            last_at: Last::default(),
            last_order: vec![Last::default(); plan.order_by.len()],
            last_moments: Default::default(),
            last_names: vec![Recent::default(); plan.names.len()],
            alone: false,
            parent: 0,
            seen: HashSet::new(),
            line: 0,
            ids: Texts::default(),
            vocabulary: Vocabulary::default(),
            rows: Rows {
                order: vec![Vec::new(); plan.order_by.len()],
                names: vec![Vec::new(); plan.names.len()],
                ..Rows::default()
            },
        }
    }

    /// Takes one record; an error names the column and the value, the caller adds file and line.
    pub(super) fn push(&mut self, record: &csv::ByteRecord) -> Result<()> {
        if !has_values(record, &self.plan.wanted) || has_any(record, &self.plan.unwanted) {
            self.rows.filtered += 1;
            return Ok(());
        }
        if self.is_repeated(record) {
            self.rows.repeated += 1;
            return Ok(());
        }
        let mut moments = [Reading::plain(MISSING); MOMENTS];
        let plan = self.plan;
        for i in &plan.mapped {
            let read = self.moment(*i, record)?;
            moments.get_mut(*i).into_iter().for_each(|moment| *moment = read);
        }
        let own = self.at(record, moments)?;
        let [created, ..] = moments;
        let own = if self.alone && own.at == MISSING { created } else { own };
        if own.at == MISSING {
            self.rows.without_time += 1;
            return Ok(());
        }
        let ticket = self.ticket(record)?;
        let rows = &mut self.rows;
        rows.ticket.push(ticket);
        rows.at.push(own.at);
        let (mut in_fold, mut in_gap) = (own.in_fold, own.in_gap);
        for i in &self.plan.mapped {
            if let (Some(column), Some(moment)) = (rows.moments.get_mut(*i), moments.get(*i)) {
                column.push(moment.at);
                in_fold |= moment.in_fold;
                in_gap |= moment.in_gap;
            }
        }
        rows.in_fold += u64::from(in_fold);
        rows.in_gap += u64::from(in_gap);
        self.order(record)?;
        self.names(record)?;
        let plan = self.plan;
        plan.change.as_ref().map_or(Ok(()), |change| self.change(record, change))?;
        plan.message.as_ref().map_or(Ok(()), |message| self.message(record, message))?;
        // A due time is a plan: nothing happened then.
        let [facts @ .., _due] = moments;
        self.rows.extent.note(facts.iter().map(|moment| moment.at).chain([own.at]), ticket, self.line);
        if self.parent > 0 {
            self.rows.parents.push(self.parent);
        }
        Ok(())
    }

    /// Whether a row with these values of the columns that it is known by was read before.
    fn is_repeated(&mut self, record: &csv::ByteRecord) -> bool {
        let fields = || self.plan.row_id.iter().map(|place| trimmed(record.get(*place).unwrap_or_default()));
        if fields().next().is_none_or(<[u8]>::is_empty) {
            return false;
        }
        let id: Vec<u8> = fields().flat_map(|field| field.iter().copied().chain([0])).collect();
        !self.seen.insert(id.into())
    }

    /// Tells the fault of a record, and those of its other fields besides, as far as the listener wants to hear them.
    pub(super) fn each_fault(
        &mut self,
        record: &csv::ByteRecord,
        first: Error,
        tell: &mut dyn FnMut(Error) -> Result<()>,
    ) -> Result<()> {
        self.rows.faulty += 1;
        let said = first.to_string();
        tell(first)?;
        let mut others: Vec<Error> = Vec::new();
        for i in &self.plan.mapped {
            others.extend(self.moment(*i, record).err());
        }
        if self.plan.at.is_some() {
            others.extend(self.at(record, [Reading::plain(MISSING); MOMENTS]).err());
        }
        let id = trimmed(record.get(self.plan.ticket).unwrap_or_default());
        if is_missing(self.map, id) {
            others.push(Error::invalid(&self.map.ticket, String::from_utf8_lossy(id), "the id of a ticket"));
        }
        let mut told = vec![said];
        for e in others {
            let says = e.to_string();
            if !told.contains(&says) {
                told.push(says);
                tell(e)?;
            }
        }
        Ok(())
    }

    /// Takes the last rows away again, so that there are `rows`: a record with a fault has left none of its fields behind.
    pub(super) fn cut(&mut self, rows: usize) {
        let own = &mut self.rows;
        own.ticket.truncate(rows);
        own.at.truncate(rows);
        own.order.iter_mut().chain(&mut own.moments).for_each(|column| column.truncate(rows));
        own.names.iter_mut().for_each(|column| column.truncate(rows));
        own.changes.truncate(rows);
        own.parents.truncate(rows);
        own.messages.truncate(rows);
    }

    fn change(&mut self, record: &csv::ByteRecord, plan: &ChangePlan) -> Result<()> {
        let text = |place: usize| trimmed(record.get(place).unwrap_or_default());
        let mut change = Change { field: plan.fields.get(text(plan.field)).map_or(0, |i| i + 1), ..Change::default() };
        if change.field > 0 {
            let (map, vocabulary) = (self.map, &mut self.vocabulary);
            let mut name = |place: usize| -> Result<Symbol> {
                let text = text(place);
                Ok(if is_missing(map, text) { Symbol::EMPTY } else { vocabulary.intern(as_text("change", text)?) })
            };
            change.to = name(plan.to)?;
            change.from = plan.from.map_or(Ok(Symbol::EMPTY), name)?;
        }
        let changed = text(plan.field);
        if change.field == 0 && !is_missing(self.map, changed) {
            count(&mut self.rows.unlisted_fields, &String::from_utf8_lossy(changed));
        }
        self.rows.changes.push(change);
        Ok(())
    }

    fn message(&mut self, record: &csv::ByteRecord, plan: &MessagePlan) -> Result<()> {
        let Some(map) = self.map.message.as_ref().filter(|_| has_values(record, &plan.when)) else {
            self.rows.messages.push(None);
            return Ok(());
        };
        let text = |place: usize| trimmed(record.get(place).unwrap_or_default());
        let author = as_text(&map.author.column, text(plan.author))?;
        let means = |word: &str| map.author.means.iter().find(|(name, _)| name.trim() == word).map(|(_, by)| by.0);
        let known = means(author).or_else(|| means("*"));
        if known.is_none() {
            count(&mut self.rows.unknown_authors, author);
        }
        let yes = |place: usize, words: &[String]| words.iter().any(|word| word.trim().as_bytes() == text(place));
        let public = map.public.as_ref().zip(plan.public).is_none_or(|(map, place)| yes(place, &map.yes.0));
        self.rows.messages.push(Some(Message { by: known.unwrap_or_default(), public }));
        Ok(())
    }

    fn ticket(&mut self, record: &csv::ByteRecord) -> Result<u32> {
        let Self { map, plan, index, ids, last_ticket, .. } = self;
        last_ticket.get(record.get(plan.ticket).unwrap_or_default(), |text| {
            let text = trimmed(text);
            if let Some(known) = index.get(text) {
                return Ok(*known);
            }
            if is_missing(map, text) {
                return Err(Error::invalid(&map.ticket, String::from_utf8_lossy(text), "the id of a ticket"));
            }
            let next = u32::try_from(ids.len())
                .map_err(|_| Error::limit(&map.ticket, ids.len(), "fewer than 2^32 tickets"))?;
            ids.push(as_text(&map.ticket, text)?);
            index.insert(text.into(), next);
            Ok(next)
        })
    }

    fn at(&mut self, record: &csv::ByteRecord, moments: [Reading; MOMENTS]) -> Result<Reading> {
        let Self { map, plan, checked, last_at, .. } = self;
        let Some(place) = &plan.at else {
            let [created, ..] = moments;
            return Ok(created);
        };
        let told = || map.at.as_ref().map(|at| at.told()).unwrap_or_default();
        with_text(map, record, place, |text| last_at.get(text, |text| instant(map, &checked.at, told, text)))
    }

    #[inline(always)]
    fn moment(&mut self, which: usize, record: &csv::ByteRecord) -> Result<Reading> {
        let Self { map, plan, checked, last_moments, .. } = self;
        let place = plan.moments.get(which).and_then(Option::as_ref);
        let stamp = checked.moments.get(which).and_then(Option::as_ref);
        let (Some(place), Some(stamp), Some(last)) = (place, stamp, last_moments.get_mut(which)) else {
            return Ok(Reading::plain(MISSING));
        };
        let told = || {
            let column = moments(map).get(which).copied().flatten().map(|column| column.told());
            column.unwrap_or_else(|| MOMENT_NAMES.get(which).copied().unwrap_or_default().to_owned())
        };
        with_text(map, record, place, |text| last.get(text, |text| instant(map, stamp, told, text)))
    }

    fn order(&mut self, record: &csv::ByteRecord) -> Result<()> {
        let Self { map, plan, last_order, rows, .. } = self;
        let columns = map.order_by.iter().zip(&plan.order_by).zip(last_order).zip(&mut rows.order);
        for (((column, place), last), out) in columns {
            out.push(last.get(record.get(*place).unwrap_or_default(), |text| whole_number(map, column, text))?);
        }
        Ok(())
    }

    fn names(&mut self, record: &csv::ByteRecord) -> Result<()> {
        let Self { map, plan, last_names, rows, vocabulary, .. } = self;
        for (((place, column), last), out) in plan.names.iter().zip(last_names).zip(&mut rows.names) {
            out.push(last.get(record.get(*place).unwrap_or_default(), |text| {
                let text = trimmed(text);
                if is_missing(map, text) {
                    return Ok(Symbol::EMPTY);
                }
                Ok(vocabulary.intern(as_text(column, text)?))
            })?);
        }
        Ok(())
    }
}

/// Whether a record has one of the values of each column.
fn has_values(record: &csv::ByteRecord, wanted: &[(usize, Vec<String>)]) -> bool {
    wanted.iter().all(|(place, values)| {
        let text = trimmed(record.get(*place).unwrap_or_default());
        values.iter().any(|value| value.as_bytes() == text)
    })
}

/// Whether a record has one of the values of any column.
fn has_any(record: &csv::ByteRecord, unwanted: &[(usize, Vec<String>)]) -> bool {
    unwanted.iter().any(|(place, values)| {
        let text = trimmed(record.get(*place).unwrap_or_default());
        values.iter().any(|value| value.as_bytes() == text)
    })
}

/// Reads the text of one column, or of several joined by a blank, those without a value left out at the ends.
#[inline(always)]
fn with_text<T>(map: &LogMap, record: &csv::ByteRecord, place: &TimePlace, read: impl FnOnce(&[u8]) -> T) -> T {
    let first = record.get(place.first).unwrap_or_default();
    match place.more.as_slice() {
        [] => read(first),
        more => read(&joined(map, record, place.first, more)),
    }
}

#[cold]
fn joined(map: &LogMap, record: &csv::ByteRecord, first: usize, more: &[usize]) -> Vec<u8> {
    let part = |place: usize| {
        let text = trimmed(record.get(place).unwrap_or_default());
        if is_missing(map, text) { &[][..] } else { text }
    };
    let mut joined = part(first).to_vec();
    for more in more {
        joined.push(b' ');
        joined.extend_from_slice(part(*more));
    }
    joined
}

/// Without the blanks around it, no-break spaces included: `7 ` of a hand-made sheet is the ticket `7`.
pub(super) fn trimmed(text: &[u8]) -> &[u8] {
    let ascii = text.trim_ascii();
    match (ascii.first(), ascii.last()) {
        (Some(first), Some(last)) if !(first.is_ascii() && last.is_ascii()) => {
            std::str::from_utf8(ascii).map_or(ascii, |text| text.trim().as_bytes())
        }
        _ => ascii,
    }
}

fn is_missing(map: &LogMap, text: &[u8]) -> bool {
    text.is_empty() || map.missing.iter().any(|m| m.as_bytes() == text)
}

/// What is expected of bytes that are no text.
pub(super) const NOT_UTF8: &str =
    "text in UTF-8, or the name of the file's `encoding` in the map, such as windows-1252";

fn as_text<'t>(column: &str, text: &'t [u8]) -> Result<&'t str> {
    std::str::from_utf8(text).map_err(|_| Error::invalid(column, String::from_utf8_lossy(text), NOT_UTF8))
}

#[inline(never)]
fn instant(map: &LogMap, stamp: &Stamp, column: impl FnOnce() -> String, text: &[u8]) -> Result<Reading> {
    let text = trimmed(text);
    if is_missing(map, text) {
        return Ok(Reading::plain(MISSING));
    }
    stamp.read(text).map_err(|e| e.at(&column()))
}

fn whole_number(map: &LogMap, column: &str, text: &[u8]) -> Result<i64> {
    let text = trimmed(text);
    if is_missing(map, text) {
        return Ok(i64::MIN);
    }
    let number = std::str::from_utf8(text).ok().and_then(|t| t.parse().ok());
    number.ok_or_else(|| Error::invalid(column, String::from_utf8_lossy(text), "a whole number"))
}

/// Counts a name; it is copied the first time only.
fn count(names: &mut BTreeMap<String, u64>, name: &str) {
    match names.get_mut(name) {
        Some(n) => *n += 1,
        None => {
            names.insert(name.to_owned(), 1);
        }
    }
}
