//! The rows of a file as columns of numbers: one pass, nothing kept of a field but its symbol or instant.

use super::map::LogMap;
use super::plan::Plan;
use super::stamp::{Reading, Stamp};
use crate::error::{Error, Result};
use crate::ticket::log::{MISSING, Texts};
use crate::ticket::{Symbol, Vocabulary};
use std::collections::HashMap;

/// What is kept of every row, each column as long as there are rows.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) ticket: Vec<u32>,
    pub(super) at: Vec<i64>,
    pub(super) order: Vec<Vec<i64>>,
    /// Created, resolved, closed, updated; a column that is not mapped is empty.
    pub(super) moments: [Vec<i64>; 4],
    pub(super) names: Vec<Vec<Symbol>>,
    pub(super) without_time: u64,
    pub(super) in_fold: u64,
    pub(super) in_gap: u64,
}

/// Reads records into [`Rows`].
///
/// A log repeats itself: most fields equal those of the row before. Each column therefore remembers its last field, and only a
/// new one is parsed or looked up.
pub(super) struct RowReader<'m> {
    map: &'m LogMap,
    plan: &'m Plan,
    stamp: &'m Stamp,
    index: HashMap<Box<[u8]>, u32>,
    last_ticket: Last<u32>,
    last_at: Last<Reading>,
    last_order: Vec<Last<i64>>,
    last_moments: [Last<Reading>; 4],
    last_names: Vec<Last<Symbol>>,
    pub(super) ids: Texts,
    pub(super) vocabulary: Vocabulary,
    pub(super) rows: Rows,
}

/// The last field of a column and what it meant.
#[derive(Clone, Default)]
struct Last<T> {
    text: Vec<u8>,
    value: Option<T>,
}

impl<T: Copy> Last<T> {
    fn get(&mut self, text: &[u8], read: impl FnOnce(&[u8]) -> Result<T>) -> Result<T> {
        if let (Some(value), true) = (self.value, self.text == text) {
            return Ok(value);
        }
        let value = read(text)?;
        self.text.clear();
        self.text.extend_from_slice(text);
        self.value = Some(value);
        Ok(value)
    }
}

impl<'m> RowReader<'m> {
    pub(super) fn new(map: &'m LogMap, plan: &'m Plan, stamp: &'m Stamp) -> Self {
        Self {
            map,
            plan,
            stamp,
            index: HashMap::new(),
            last_ticket: Last::default(),
            last_at: Last::default(),
            last_order: vec![Last::default(); plan.order_by.len()],
            last_moments: Default::default(),
            last_names: vec![Last::default(); plan.names.len()],
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
        let mut moments = [Reading::plain(MISSING); 4];
        for (i, moment) in moments.iter_mut().enumerate() {
            *moment = self.moment(i, record)?;
        }
        let own = self.at(record, moments)?;
        if own.at == MISSING {
            self.rows.without_time += 1;
            return Ok(());
        }
        let ticket = self.ticket(record)?;
        let rows = &mut self.rows;
        rows.ticket.push(ticket);
        rows.at.push(own.at);
        for ((column, moment), place) in rows.moments.iter_mut().zip(moments).zip(self.plan.moments) {
            if place.is_some() {
                column.push(moment.at);
            }
        }
        rows.in_fold += u64::from(own.in_fold || moments.iter().any(|m| m.in_fold));
        rows.in_gap += u64::from(own.in_gap || moments.iter().any(|m| m.in_gap));
        self.order(record)?;
        self.names(record)
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

    fn at(&mut self, record: &csv::ByteRecord, moments: [Reading; 4]) -> Result<Reading> {
        let Self { map, plan, stamp, last_at, .. } = self;
        let (Some(place), Some(column)) = (plan.at, &map.at) else {
            let [created, ..] = moments;
            return Ok(created);
        };
        last_at.get(record.get(place).unwrap_or_default(), |text| instant(map, stamp, column, text))
    }

    fn moment(&mut self, which: usize, record: &csv::ByteRecord) -> Result<Reading> {
        let Self { map, plan, stamp, last_moments, .. } = self;
        let place = plan.moments.get(which).copied().flatten();
        let (Some(place), Some(last)) = (place, last_moments.get_mut(which)) else {
            return Ok(Reading::plain(MISSING));
        };
        last.get(record.get(place).unwrap_or_default(), |text| {
            let moment = [&map.created_at, &map.resolved_at, &map.closed_at].into_iter().nth(which);
            let column = moment.and_then(Option::as_ref).map(|m| m.column()).or(map.updated_at.as_deref());
            instant(map, stamp, column.unwrap_or_default(), text)
        })
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
                if is_missing(map, text) {
                    return Ok(Symbol::EMPTY);
                }
                Ok(vocabulary.intern(as_text(column, text)?))
            })?);
        }
        Ok(())
    }
}

/// Without the blanks around it, no-break spaces included: `7 ` of a hand-made sheet is the ticket `7`.
fn trimmed(text: &[u8]) -> &[u8] {
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

fn as_text<'t>(column: &str, text: &'t [u8]) -> Result<&'t str> {
    std::str::from_utf8(text).map_err(|_| Error::invalid(column, String::from_utf8_lossy(text), "text in UTF-8"))
}

fn instant(map: &LogMap, stamp: &Stamp, column: &str, text: &[u8]) -> Result<Reading> {
    if is_missing(map, text) {
        return Ok(Reading::plain(MISSING));
    }
    stamp.read(text).map_err(|e| e.at(column))
}

fn whole_number(map: &LogMap, column: &str, text: &[u8]) -> Result<i64> {
    if is_missing(map, text) {
        return Ok(i64::MIN);
    }
    let number = std::str::from_utf8(text).ok().and_then(|t| t.parse().ok());
    number.ok_or_else(|| Error::invalid(column, String::from_utf8_lossy(text), "a whole number"))
}
