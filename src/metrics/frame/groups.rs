//! Which group a ticket is in: its words, and the period of one of its instants.

use super::facts::word;
use super::fold::{Done, NO_WORD};
use crate::error::{Error, Result};
use crate::metrics::accumulator::{GroupKey, MAX_GROUPS};
use crate::metrics::columns::NONE;
use crate::metrics::figure::Days;
use crate::metrics::labels::{Cut, QUARTER_HOUR};
use crate::metrics::report::PeriodOf;
use crate::metrics::running::Running;
use crate::ticket::frame::Plan;
use crate::time::TimeSegment;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Groups by number, in the order in which they were first met.
#[derive(Debug)]
pub(super) struct Groups<'g> {
    /// The columns to group by.
    columns: Vec<usize>,
    /// How far apart the numbers of each column's words are; none where there would be too many.
    strides: Option<Vec<usize>>,
    cut: Option<(Cut<'g>, PeriodOf)>,
    /// The group of each combination of words; 0 for one not met, else its number and one.
    table: Vec<u32>,
    known: HashMap<(Vec<u32>, Option<i32>), u32>,
    last: Option<(i64, i32)>,
    keys: Vec<(Vec<u32>, Option<i32>)>,
    /// Tickets in no period.
    pub(super) in_no_period: u64,
}

impl<'g> Groups<'g> {
    const WIDEST: usize = 1 << 16;

    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a column that is none of the frame's words.
    pub(super) fn new(plan: &Plan<'_, '_>, by: &[String], cut: Option<(Cut<'g>, PeriodOf)>) -> Result<Self> {
        let there = &plan.doc.words;
        let place = |name: &String| {
            let expected = || format!("one of the columns `words`: {}", there.join(", "));
            there.iter().position(|word| word == name).ok_or_else(|| Error::not_found("group_by", name, expected()))
        };
        let columns = by.iter().map(place).collect::<Result<Vec<_>>>()?;
        let mut width = 1_usize;
        let mut strides = Vec::new();
        for column in &columns {
            strides.push(width);
            width = width.saturating_mul(plan.words.get(*column).map_or(0, Vec::len) + 1);
        }
        let fits = width <= Self::WIDEST && cut.is_none();
        Ok(Self {
            columns,
            strides: fits.then_some(strides),
            cut,
            table: vec![0; if fits { width } else { 0 }],
            known: HashMap::new(),
            last: None,
            keys: Vec::new(),
            in_no_period: 0,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The group of a ticket; nothing for one in no period.
    pub(super) fn of(&mut self, done: &Done, place: usize) -> Result<Option<u32>> {
        if let Some(strides) = &self.strides {
            let mut at = 0;
            for (column, stride) in self.columns.iter().zip(strides) {
                let code = word(done, *column, place);
                at += usize::try_from(code.wrapping_add(1)).unwrap_or(0) * stride;
            }
            if let Some(known) = self.table.get(at).filter(|known| **known > 0) {
                return Ok(Some(known - 1));
            }
            let key = self.columns.iter().map(|column| word(done, *column, place)).collect();
            let number = self.add(key, None)?;
            self.table.get_mut(at).into_iter().for_each(|slot| *slot = number + 1);
            return Ok(Some(number));
        }
        let period = match self.cut {
            None => None,
            Some((cut, of)) => match done.slots.get(place).map_or(NONE, |slot| instant(of, &slot.running)) {
                NONE if matches!(cut, Cut::Cells) => Some(Cut::NO_CELL),
                NONE => {
                    self.in_no_period += 1;
                    return Ok(None);
                }
                at => Some(self.period(cut, at)?),
            },
        };
        let key: Vec<u32> = self.columns.iter().map(|column| word(done, *column, place)).collect();
        if let Some(known) = self.known.get(&(key.clone(), period)) {
            return Ok(Some(*known));
        }
        let number = self.add(key.clone(), period)?;
        self.known.insert((key, period), number);
        Ok(Some(number))
    }

    /// The period of an instant; those of a quarter hour of UTC are looked up once where they are one.
    fn period(&mut self, cut: Cut<'_>, at: i64) -> Result<i32> {
        let quarter = at.div_euclid(QUARTER_HOUR);
        if let Some((_, place)) = self.last.filter(|(known, _)| *known == quarter) {
            return Ok(place);
        }
        let place = cut.place(at)?;
        let all = TimeSegment::new(quarter * QUARTER_HOUR, (quarter + 1) * QUARTER_HOUR);
        self.last = cut.place_of_all(all)?.map(|place| (quarter, place));
        Ok(place)
    }

    fn add(&mut self, key: Vec<u32>, period: Option<i32>) -> Result<u32> {
        let number = self.keys.len();
        if number >= MAX_GROUPS {
            return Err(Error::limit("group_by", number + 1, format!("at most {MAX_GROUPS} groups")));
        }
        self.keys.push((key, period));
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The days of each period that there are tickets in, by its label.
    pub(super) fn days(&self) -> Result<BTreeMap<String, Days>> {
        let places: BTreeSet<i32> = self.keys.iter().filter_map(|(_, place)| *place).collect();
        let Some((cut @ Cut::Periods(..), _)) = self.cut else { return Ok(BTreeMap::new()) };
        places.into_iter().map(|place| Ok((cut.label(place)?, cut.days(place, Days::default())?))).collect()
    }

    /// What the groups are called, by number: their words, and the period last.
    pub(super) fn names(&self, plan: &Plan<'_, '_>) -> Result<Vec<GroupKey>> {
        let name = |(column, code): (&usize, &u32)| {
            let names = plan.words.get(*column);
            let code = usize::try_from(*code).ok().filter(|_| *code != NO_WORD);
            names.zip(code).and_then(|(names, code)| names.get(code)).cloned().unwrap_or_default()
        };
        let key = |(words, period): &(Vec<u32>, Option<i32>)| {
            let mut key: GroupKey = self.columns.iter().zip(words).map(name).collect();
            key.extend(self.cut.zip(*period).map(|((cut, _), place)| cut.label(place)).transpose()?);
            Ok(key)
        };
        self.keys.iter().map(key).collect()
    }
}

/// The instant that puts a ticket into a period.
fn instant(of: PeriodOf, running: &Running) -> i64 {
    match of {
        PeriodOf::Created => running.created,
        PeriodOf::Answered => running.first_response,
        PeriodOf::Resolved if running.done => running.last_resolved,
        PeriodOf::Resolved => NONE,
        PeriodOf::Closed => running.closed,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test may fail loudly
mod tests {
    use super::*;

    #[test]
    fn groups_up_to_the_limit() {
        let mut groups = Groups {
            columns: Vec::new(),
            strides: None,
            cut: None,
            table: Vec::new(),
            known: HashMap::new(),
            last: None,
            keys: Vec::new(),
            in_no_period: 0,
        };
        assert!((0..MAX_GROUPS).all(|_| groups.add(Vec::new(), None).is_ok()));
        let e = groups.add(Vec::new(), None).unwrap_err();
        assert_eq!((e.kind(), e.path()), (crate::error::ErrorKind::LimitExceeded, "group_by"));
    }
}
