//! From rules to the index: each distinct week is worked out once.

use super::hash::Fast;
use super::index::{Builder, Index, SPAN, WEEK, WEEKS, WeekPieces, instant};
use super::rules::Rules;
use crate::time::civil::{MAX_DAY, MIN_DAY, day_number};
use crate::time::{DAY, MAX_INSTANT, MIN_INSTANT, SECOND, TimeSegment, Transition};
use chrono::NaiveDate;
use std::collections::HashMap;

/// As far around a week as a change of the offset or a special date can reach into it; more than `Rules` looks.
const AROUND: i64 = 7 * DAY;

/// The index of a document's rules.
///
/// What a week looks like depends only on the offset at its begin, on the changes of the offset around it and on the special
/// dates around it. These make the key under which its pattern is remembered.
pub(super) fn index_of(rules: &Rules) -> Index {
    let mut weeks = Weeks {
        rules,
        builder: Builder::new(),
        known: HashMap::default(),
        open: Vec::new(),
        pieces: Vec::new(),
        key: Vec::new(),
    };
    let whole = TimeSegment::new(MIN_INSTANT - AROUND, MAX_INSTANT + 3 * AROUND);
    let changes: Vec<Transition> = rules.zone.transitions(whole).collect();
    let special = special_days(rules);
    let (mut first_change, mut first_day) = (0, 0);
    let mut plain = (i32::MAX, 0);
    for week in 0..WEEKS {
        let window = week_window(week);
        let around = TimeSegment::new(window.start - AROUND, window.end + AROUND);
        first_change += count(changes.get(first_change..), |c| c.at < around.start);
        let near = changes.get(first_change..).unwrap_or(&[]);
        let near = near.get(..count(Some(near), |c| c.at < around.end)).unwrap_or(&[]);
        let days = (whole_day(around.start), whole_day(around.end));
        first_day += count(special.get(first_day..), |d| d.0 < days.0);
        let dates = special.get(first_day..).unwrap_or(&[]);
        let dates = dates.get(..count(Some(dates), |d| d.0 <= days.1)).unwrap_or(&[]);
        let last = week + 1 == WEEKS;
        let offset = near.first().map_or_else(|| offset_before(&changes, first_change, rules, window), |c| c.before);
        let pattern = if near.is_empty() && dates.is_empty() && !last && plain.0 == offset {
            plain.1
        } else {
            let pattern = weeks.pattern(window, offset, near, dates, last);
            if near.is_empty() && dates.is_empty() {
                plain = (offset, pattern);
            }
            pattern
        };
        weeks.builder.push(pattern);
    }
    weeks.builder.finish()
}

fn count<T>(items: Option<&[T]>, test: impl Fn(&T) -> bool) -> usize {
    items.unwrap_or(&[]).iter().take_while(|item| test(item)).count()
}

/// The offset in force in a stretch without changes.
fn offset_before(changes: &[Transition], next: usize, rules: &Rules, window: TimeSegment) -> i32 {
    match (next.checked_sub(1).and_then(|i| changes.get(i)), changes.get(next)) {
        (Some(change), _) => change.after,
        (None, Some(change)) => change.before,
        (None, None) => rules.zone.offset_at(window.start),
    }
}

pub(super) fn week_window(week: usize) -> TimeSegment {
    let begin = week as u64 * WEEK;
    TimeSegment::new(instant(begin), instant((begin + WEEK).min(SPAN)))
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
    builder: Builder,
    known: HashMap<Box<[i64]>, u32, Fast>,
    open: Vec<TimeSegment>,
    pieces: WeekPieces,
    key: Vec<i64>,
}

impl Weeks<'_> {
    fn pattern(
        &mut self,
        window: TimeSegment,
        offset: i32,
        near: &[Transition],
        dates: &[(i32, u32)],
        last: bool,
    ) -> u32 {
        self.key.clear();
        self.key.extend([i64::from(offset), i64::from(last)]);
        self.key.extend(near.iter().flat_map(|c| [c.at - window.start, i64::from(c.after)]));
        self.key.push(i64::MIN);
        let base = whole_day(window.start);
        self.key.extend(dates.iter().map(|d| i64::from(d.0 - base) << 32 | i64::from(d.1)));
        if let Some(pattern) = self.known.get(self.key.as_slice()) {
            return *pattern;
        }
        self.rules.open_in(window, &mut self.open);
        self.pieces.clear();
        self.pieces.extend(self.open.iter().map(|s| (seconds(s.start - window.start), seconds(s.end - window.start))));
        let pattern = self.builder.pattern(&self.pieces);
        self.known.insert(self.key.as_slice().into(), pattern);
        pattern
    }
}

/// Microseconds inside a week as seconds: zones change at whole seconds and hours are whole seconds.
fn seconds(rest: i64) -> u32 {
    u32::try_from(rest / SECOND).unwrap_or(0)
}

/// The index of a combination: `combine` gets the pieces of one week of each part.
pub(super) fn combined(parts: &[&Index], combine: impl Fn(&[WeekPieces]) -> WeekPieces) -> Index {
    let mut builder = Builder::new();
    let mut known: HashMap<Box<[u32]>, u32, Fast> = HashMap::default();
    let mut key = Vec::with_capacity(parts.len());
    for week in 0..WEEKS {
        key.clear();
        key.extend(parts.iter().map(|p| p.pattern(week)));
        let pattern = match known.get(key.as_slice()) {
            Some(pattern) => *pattern,
            None => {
                let weeks: Vec<WeekPieces> = parts.iter().map(|p| week_seconds(p, week)).collect();
                let pattern = builder.pattern(&combine(&weeks));
                known.insert(key.as_slice().into(), pattern);
                pattern
            }
        };
        builder.push(pattern);
    }
    builder.finish()
}

fn week_seconds(index: &Index, week: usize) -> WeekPieces {
    let second = |us: u64| u32::try_from(us / SECOND.unsigned_abs()).unwrap_or(0);
    index.week_pieces(week).map(|(start, end)| (second(start), second(end))).collect()
}
