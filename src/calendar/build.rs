//! From rules to the index: each distinct block of weeks, and each distinct week, is worked out once.

use super::hash::Fast;
use super::index::{BLOCK, BLOCKS, Index, SPAN, WEEK, WEEKS, WeekPieces, instant};
use super::rules::Rules;
use super::tables::{Builder, NO_WEEK};
use crate::time::civil::{MAX_DAY, MIN_DAY, day_number, local_midnight};
use crate::time::{DAY, MAX_INSTANT, MIN_INSTANT, SECOND, TimeSegment, Transition};
use chrono::NaiveDate;
use std::collections::HashMap;

/// As far around a week as a special date can reach into it; more than `Rules` looks.
const AROUND: i64 = 7 * DAY;
/// As far around it as a change of the offset can move an opening or a closing inside it: a change moves what the clock shows by
/// 24 hours at most, and an instant that far from the window is as good as its edge.
const CHANGES: i64 = 3 * DAY;

/// The index of a document's rules.
///
/// What weeks look like depends only on the offset at their begin, on the changes of the offset around them and on the special
/// dates around them. These make the key under which a pattern, or a block of eight, is remembered.
pub(super) fn index_of(rules: &Rules) -> Index {
    let whole = TimeSegment::new(MIN_INSTANT - AROUND, MAX_INSTANT + 3 * AROUND);
    let changes: Vec<Transition> = rules.zone.transitions(whole).collect();
    let special = special_days(rules);
    let mut weeks = Weeks {
        rules,
        reach: rules.reach(),
        builder: Builder::new(),
        known: HashMap::with_capacity_and_hasher(256, Fast::default()),
        known_blocks: HashMap::with_capacity_and_hasher(256, Fast::default()),
        plain: (i32::MAX, 0),
        open: Vec::new(),
        pieces: Vec::new(),
        key: Vec::new(),
    };
    let offset = changes.first().map_or_else(|| rules.zone.offset_at(MIN_INSTANT), |change| change.before);
    let mut all = Near { changes: &changes, dates: &special, offset };
    let mut plain = (i32::MAX, 0);
    for block in 0..BLOCKS {
        let window = weeks_window(block * BLOCK, BLOCK);
        all.forget(window);
        let near = all.until(window);
        let is_last = block + 1 == BLOCKS;
        let is_plain = near.is_plain() && !is_last;
        let kind = if is_plain && plain.0 == near.offset { plain.1 } else { weeks.block(block, window, near, is_last) };
        if is_plain {
            plain = (near.offset, kind);
        }
        weeks.builder.push(kind);
    }
    weeks.builder.finish()
}

/// The changes of the offset and the special dates that are not before a window, and the offset before them.
#[derive(Clone, Copy)]
struct Near<'a> {
    changes: &'a [Transition],
    dates: &'a [(i32, u32)],
    offset: i32,
}

impl<'a> Near<'a> {
    fn is_plain(&self) -> bool {
        self.changes.is_empty() && self.dates.is_empty()
    }

    /// Leaves out what is too early to matter to a window.
    fn forget(&mut self, window: TimeSegment) {
        while let Some((first, later)) = self.changes.split_first().filter(|(c, _)| c.at < window.start - CHANGES) {
            (self.offset, self.changes) = (first.after, later);
        }
        let first_day = whole_day(window.start - AROUND);
        while let Some((_, later)) = self.dates.split_first().filter(|(d, _)| d.0 < first_day) {
            self.dates = later;
        }
    }

    /// Leaves out what is too late to matter to it.
    fn until(self, window: TimeSegment) -> Near<'a> {
        let last_day = whole_day(window.end + AROUND);
        let changes = self.changes.iter().take_while(|c| c.at < window.end + CHANGES).count();
        let dates = self.dates.iter().take_while(|d| d.0 <= last_day).count();
        Near {
            changes: self.changes.get(..changes).unwrap_or(&[]),
            dates: self.dates.get(..dates).unwrap_or(&[]),
            offset: self.offset,
        }
    }

    /// Leaves out the dates no part of which lies in the window, where the offset says when they begin.
    fn within(mut self, window: TimeSegment, reach: i64) -> Near<'a> {
        if self.changes.is_empty() {
            let midnight = |date: &(i32, u32)| local_midnight(date.0) - i64::from(self.offset) * SECOND;
            let early = self.dates.iter().take_while(|d| midnight(d) + reach <= window.start).count();
            let until = self.dates.iter().take_while(|d| midnight(d) < window.end).count();
            self.dates = self.dates.get(early..until).unwrap_or(&[]);
        }
        self
    }

    /// All of it, counted from the begin of the window.
    fn key(&self, window: TimeSegment, is_last: bool, key: &mut Vec<i64>) {
        key.clear();
        key.extend([i64::from(self.offset), i64::from(is_last)]);
        key.extend(self.changes.iter().flat_map(|c| [c.at - window.start, i64::from(c.after)]));
        key.push(i64::MIN);
        let base = whole_day(window.start);
        key.extend(self.dates.iter().map(|d| i64::from(d.0 - base) << 32 | i64::from(d.1)));
    }
}

/// So many weeks from one on, to the end of the supported dates at most.
fn weeks_window(week: usize, count: usize) -> TimeSegment {
    let begin = week as u64 * WEEK;
    TimeSegment::new(instant(begin), instant((begin + count as u64 * WEEK).min(SPAN)))
}

/// The UTC day of an instant: good enough to say which dates are near.
#[allow(clippy::cast_possible_truncation)] // a day number of a supported date
fn whole_day(at: i64) -> i32 {
    at.div_euclid(DAY) as i32
}

/// All dates that are not like their weekday, ascending, with what they are.
pub(super) fn special_days(rules: &Rules) -> Vec<(i32, u32)> {
    if rules.yearly.is_empty() {
        return rules.dated.clone();
    }
    let mut days = rules.dated.clone();
    for year in 1899..=2201 {
        for (&(month, day), &kind) in &rules.yearly {
            if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
                days.push((day_number(date), kind));
            }
        }
    }
    days.sort_by_key(|d| d.0); // stable: a dated entry stands before the yearly one of its date
    days.dedup_by_key(|d| d.0);
    days.retain(|d| (MIN_DAY - 30..=MAX_DAY + 30).contains(&d.0));
    days
}

struct Weeks<'a> {
    rules: &'a Rules,
    /// How long after its midnight a date can matter.
    reach: i64,
    builder: Builder,
    known: HashMap<Box<[i64]>, u32, Fast>,
    known_blocks: HashMap<Box<[i64]>, u16, Fast>,
    /// The pattern of a week without anything near, for the offset of the last one.
    plain: (i32, u32),
    open: Vec<TimeSegment>,
    pieces: WeekPieces,
    key: Vec<i64>,
}

impl Weeks<'_> {
    fn block(&mut self, block: usize, window: TimeSegment, near: Near<'_>, is_last: bool) -> u16 {
        near.key(window, is_last, &mut self.key);
        if let Some(kind) = self.known_blocks.get(self.key.as_slice()) {
            return *kind;
        }
        let key: Box<[i64]> = self.key.as_slice().into();
        let mut patterns = [NO_WEEK; BLOCK];
        let mut near = near;
        for (week, pattern) in (block * BLOCK..WEEKS).zip(&mut patterns) {
            let window = weeks_window(week, 1);
            near.forget(window);
            *pattern = self.pattern(window, near.until(window).within(window, self.reach), week + 1 == WEEKS);
        }
        let kind = self.builder.block(patterns);
        self.known_blocks.insert(key, kind);
        kind
    }

    fn pattern(&mut self, window: TimeSegment, near: Near<'_>, is_last: bool) -> u32 {
        let is_plain = near.is_plain() && !is_last;
        if is_plain && self.plain.0 == near.offset {
            return self.plain.1;
        }
        near.key(window, is_last, &mut self.key);
        let pattern = match self.known.get(self.key.as_slice()) {
            Some(pattern) => *pattern,
            None => {
                self.rules.open_in(window, &mut self.open);
                let from_begin = |at: i64| at.abs_diff(window.start);
                self.pieces.clear();
                self.pieces.extend(self.open.iter().map(|s| (from_begin(s.start), from_begin(s.end))));
                let pattern = self.builder.pattern(&self.pieces);
                self.known.insert(self.key.as_slice().into(), pattern);
                pattern
            }
        };
        if is_plain {
            self.plain = (near.offset, pattern);
        }
        pattern
    }
}

/// The index of a combination: `combine` gets the pieces of one week of each part.
pub(super) fn combined(parts: &[&Index], combine: impl Fn(&[WeekPieces]) -> WeekPieces) -> Index {
    let mut builder = Builder::new();
    let mut known: HashMap<Box<[usize]>, u32, Fast> = HashMap::default();
    let mut known_blocks: HashMap<Box<[u16]>, u16, Fast> = HashMap::default();
    for block in 0..BLOCKS {
        let same: Option<Box<[u16]>> = parts.iter().map(|part| part.block_key(block)).collect();
        if let Some(kind) = same.as_ref().and_then(|key| known_blocks.get(key)) {
            builder.push(*kind);
            continue;
        }
        let mut patterns = [NO_WEEK; BLOCK];
        for (week, pattern) in (block * BLOCK..WEEKS).zip(&mut patterns) {
            let key: Box<[usize]> = parts.iter().map(|part| part.week_key(week)).collect();
            *pattern = *known.entry(key).or_insert_with(|| {
                let weeks: Vec<WeekPieces> = parts.iter().map(|part| part.week_pieces(week)).collect();
                builder.pattern(&combine(&weeks))
            });
        }
        let kind = builder.block(patterns);
        if let Some(key) = same {
            known_blocks.insert(key, kind);
        }
        builder.push(kind);
    }
    builder.finish()
}
