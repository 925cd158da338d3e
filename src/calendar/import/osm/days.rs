//! What is open on each date.

use super::NaiveDate;
use super::rules::{DAY, Rule};
use crate::time::IntervalSet;

/// One date, in seconds since its midnight.
#[derive(Clone)]
pub(super) struct Day {
    pub(super) open: IntervalSet,
    /// The part of `open` that the night before brings.
    pub(super) tail: IntervalSet,
}

/// Evaluates consecutive dates; `holds` says whether a rule holds on one.
pub(super) fn evaluate<'r>(
    rules: impl Iterator<Item = &'r Rule>,
    first: NaiveDate,
    count: usize,
    holds: impl Fn(&Rule, NaiveDate) -> bool,
) -> Vec<Day> {
    let rules: Vec<&Rule> = rules.collect();
    let on = |date: Option<NaiveDate>| -> Vec<bool> {
        rules.iter().map(|rule| date.is_some_and(|date| holds(rule, date))).collect()
    };
    let mut yesterday = on(first.pred_opt());
    let mut days = Vec::with_capacity(count);
    for date in first.iter_days().take(count) {
        let today = on(Some(date));
        days.push(compose(rules.iter().zip(today.iter().copied().zip(yesterday))));
        yesterday = today;
    }
    days
}

/// A rule that holds today replaces what stands, the tail of the night before included; a rule that only held yesterday
/// brings its tail and replaces nothing. (The crate itself drops such a tail when an earlier rule holds today.)
fn compose<'r>(rules: impl Iterator<Item = (&'r &'r Rule, (bool, bool))>) -> Day {
    let (mut own, mut tail) = (IntervalSet::empty(), IntervalSet::empty());
    for (rule, (today, yesterday)) in rules {
        if today && rule.replaces {
            (own, tail) = (IntervalSet::empty(), IntervalSet::empty());
        }
        for (holds, times, into) in [(today, &rule.today, true), (yesterday, &rule.tail, false)] {
            if !holds || times.is_empty() {
            } else if !rule.opens {
                (own, tail) = (own.difference(times), tail.difference(times));
            } else if into {
                own = own.union(times);
            } else {
                tail = tail.union(times);
            }
        }
    }
    Day { open: own.union(&tail), tail: tail.difference(&own) }
}

/// The hours each date owns, in seconds up to 48:00: a tail that goes on from the evening before belongs to that evening.
/// One shorter than `days`, whose last date is only there for its tail.
pub(super) fn owned(days: &[Day]) -> Vec<IntervalSet> {
    let mut joined = IntervalSet::empty();
    let mut owned = Vec::with_capacity(days.len());
    for (day, next) in days.iter().zip(days.iter().skip(1)) {
        let own = day.open.difference(&joined);
        let reaches_midnight = own.as_slice().last().is_some_and(|s| s.end == DAY);
        let night = next.tail.as_slice().first().filter(|s| s.start == 0 && reaches_midnight);
        joined = IntervalSet::from_segments(night.copied());
        owned.push(own.union(&super::rules::shifted(&joined, DAY)));
    }
    owned
}
