//! The seams of a ring: where one shift hands over to the next, all through a year.

use super::limits::MAX_SHIFT_MINUTES;
use super::template::{Dates, Happening, Standing, Template};
use crate::time::{MINUTE, TimeSegment};

/// Hand-offs in a row with the same time between end and start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Regime {
    /// The end of the outgoing shift, first and last.
    pub(super) first: i64,
    pub(super) last: i64,
    /// From that end to the start of the incoming shift; negative where they overlap.
    pub(super) gap: i64,
    /// The time within their gaps, all of them together, at which nobody at all is on.
    pub(super) nobody: i64,
    pub(super) count: u32,
}

/// The occurrences of a shift around a year that take place, in order of their dates.
pub(super) fn occurrences(dates: &Dates<'_>, template: &Template) -> Vec<TimeSegment> {
    let mut found = Vec::with_capacity(380);
    dates.occurrences(template, false, |h: Happening| {
        if h.standing == Standing::On {
            found.push(h.time);
        }
    });
    found
}

/// The hand-offs whose outgoing end lies in `year`, in runs of the same gap; `uncovered` is when nobody at all is on, in order.
///
/// The nearest incoming start is the one with the least distance from the end; of two as near, the earlier.
pub(super) fn regimes(
    outgoing: &[TimeSegment],
    incoming: &[TimeSegment],
    year: TimeSegment,
    uncovered: &[TimeSegment],
) -> Vec<Regime> {
    let mut found: Vec<Regime> = Vec::new();
    for (out, next) in handoffs(outgoing, incoming, year) {
        // Whoever was there before the outgoing side came was with it for as long as that was there: stretches that are joined may be so long.
        let gap = (next.start - out.end).max(if is_long(next) { out.start - out.end } else { i64::MIN });
        let nobody = if gap > 0 { within(uncovered, TimeSegment::new(out.end, next.start)) } else { 0 };
        match found.last_mut() {
            Some(last) if last.gap == gap => {
                last.last = out.end;
                last.nobody += nobody;
                last.count += 1;
            }
            _ => found.push(Regime { first: out.end, last: out.end, gap, nobody, count: 1 }),
        }
    }
    found
}

/// Longer than any single occurrence.
fn is_long(stretch: TimeSegment) -> bool {
    stretch.length() > i64::from(MAX_SHIFT_MINUTES) * MINUTE
}

/// How much of a stretch lies in a list of others, which are in order.
fn within(list: &[TimeSegment], stretch: TimeSegment) -> i64 {
    let first = list.partition_point(|one| one.end <= stretch.start);
    let meeting = list.iter().skip(first).take_while(|one| one.start < stretch.end);
    meeting.map(|one| one.intersection(stretch).length()).sum()
}

/// Each outgoing occurrence that ends in a range, and the incoming one whose start is nearest to its end: of those that are not over by then, since
/// nobody hands over to somebody who has left.
pub(super) fn handoffs<'a>(
    outgoing: &'a [TimeSegment],
    incoming: &'a [TimeSegment],
    range: TimeSegment,
) -> impl Iterator<Item = (TimeSegment, TimeSegment)> + 'a {
    let mut next = 0;
    outgoing.iter().filter(move |o| range.contains(o.end)).filter_map(move |out| {
        while let (Some(this), Some(later)) = (incoming.get(next), incoming.get(next + 1)) {
            if (later.start - out.end).abs() >= (this.start - out.end).abs() {
                break;
            }
            next += 1;
        }
        let there = incoming.get(next..)?.iter().find(|one| one.end > out.end)?;
        Some((*out, *there))
    })
}

/// A wall-clock edit of a shift, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    EndLater(i64),
    StartEarlier(i64),
}

impl Move {
    /// The template after the edit; `None` where it would last a day or longer.
    pub(super) fn apply(self, template: &Template) -> Option<Template> {
        use super::template::Length;
        const DAY_SECONDS: i32 = 86_400;
        let mut edited = template.clone();
        match (self, template.length) {
            (Move::EndLater(by), Length::Wall(end)) => {
                edited.length = Length::Wall(end.checked_add(i32::try_from(by).ok()?)?);
            }
            (Move::EndLater(by), Length::Elapsed(length)) => {
                edited.length = Length::Elapsed(length.checked_add(by.checked_mul(1_000_000)?)?);
            }
            (Move::StartEarlier(by), length) => {
                let by = i32::try_from(by).ok()?;
                edited.start = template.start.checked_sub(by)?;
                if let Length::Elapsed(length) = length {
                    edited.length = Length::Elapsed(length.checked_add(i64::from(by) * 1_000_000)?);
                }
            }
        }
        let fits = edited.start >= 0 && edited.seconds() < i64::from(DAY_SECONDS);
        fits.then_some(edited)
    }
}
