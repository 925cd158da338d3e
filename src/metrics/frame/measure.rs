//! Metrics of a frame by group: tickets are measured as they become complete, and none is kept.

use super::blocks::Blocks;
use super::facts::{HANDLING, extend};
use super::fold::{Done, Fold, Sink, Wanted};
use super::groups::Groups;
use super::look::Lie;
use super::on_threads;
use super::spread::ranges;
use crate::calendar::Calendar;
use crate::error::{Error, Result};
use crate::metrics::accumulator::{Accumulator, Counted, GroupKey};
use crate::metrics::columns::Columns;
use crate::metrics::figure::{Days, View};
use crate::metrics::labels::{Cut, Labels, QUARTER_HOUR};
use crate::metrics::measured::business_times;
use crate::metrics::period::PeriodRule;
use crate::metrics::report::PeriodOf;
use crate::metrics::spec::{Acc, MetricSpec, Need};
use crate::metrics::{FiguresOfGroup, Shown};
use crate::ticket::frame::{EventChunk, FrameDoc, FrameQuality, Plan};
use crate::time::{MAX_INSTANT, TimeSegment, Zone, check_instant};
use std::collections::BTreeMap;

/// What is measured of a frame.
#[derive(Debug, Clone)]
pub struct FrameQuery<'q> {
    /// The metrics.
    pub metrics: Vec<MetricSpec>,
    /// Columns of the frame's words to group by, all at once; none: all tickets together.
    pub group_by: Vec<String>,
    /// Days, weeks, months, … of a zone to group by besides: the last part of a group's key.
    pub period: Option<(PeriodRule, PeriodOf, &'q Zone)>,
    /// The time line that periods of the unit `shift` are read off.
    pub labels: Option<&'q Labels>,
    /// Instead of a period: the quarter hour (UTC) of this instant, so that the counts can be read by any period later
    /// ([`Accumulator::by_period`]).
    pub cells: Option<PeriodOf>,
    /// The calendar of metrics in business hours.
    pub calendar: Option<&'q Calendar>,
    /// What comes later is not known; left out, the last instant of the frame.
    pub as_of: Option<i64>,
    /// Among how many threads tickets are parted (feature `parallel`; without it they follow each other). The figures are the same.
    pub threads: usize,
}

/// What was measured.
#[derive(Debug)]
#[non_exhaustive]
pub struct FrameMeasured {
    /// The counted metrics, by group; they merge with those of other frames.
    pub accumulator: Accumulator,
    /// What was found odd.
    pub quality: FrameQuality,
    /// The as-of instant; nothing for a frame without events.
    pub as_of: Option<i64>,
    /// Tickets in no period, because what puts them into one has not happened.
    pub in_no_period: u64,
    /// The days of each period, by its label.
    days: BTreeMap<String, Days>,
}

/// The most threads.
const MAX_THREADS: usize = 256;

/// Measures a frame.
///
/// Numbers of a ticket are its answers to surveys, by the name that the document gives them, and `handling`, where the document says what
/// puts it into the hands of the desk.
///
/// # Errors
/// As [`facts_of_frame`](super::facts_of_frame); [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a column to group by, or a number, that the
/// frame does not have; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past
/// [`MAX_GROUPS`](crate::metrics::MAX_GROUPS).
pub fn measure_frame(doc: &FrameDoc, chunks: &[EventChunk<'_>], query: &FrameQuery<'_>) -> Result<FrameMeasured> {
    let plan = Plan::new(doc, chunks)?;
    query.as_of.map(check_instant).transpose().map_err(|e| e.at("as_of"))?;
    let lie = Lie::of(&plan, query.threads);
    let as_of = query.as_of.or(lie.ends.map(|ends| ends.1));
    let mut accumulator = Accumulator::of_cells(&query.metrics, query.cells)?;
    let cut = query.cut()?;
    accumulator.check_needs(&blank(&plan, query))?;
    let threads = query.threads.clamp(1, MAX_THREADS);
    let ranges = ranges(&plan, threads * pieces(&lie, plan.rows(), threads));
    let parts: Vec<&[(i64, i64)]> = ranges.chunks(ranges.len().div_ceil(threads)).collect();
    let blocks = Blocks::new(&plan, &lie, as_of);
    let one = |ranges: &&[(i64, i64)]| part(blocks, query, cut, ranges);
    let done = on_threads(&parts, query.threads, one).into_iter().collect::<Result<Vec<_>>>();
    let done = done.map_err(|error| blocks.first_fault().err().unwrap_or(error))?;
    let (mut quality, mut in_no_period, mut days) = (FrameQuality::default(), 0, BTreeMap::new());
    for mut part in done {
        days.append(&mut part.days);
        quality.merge(&part.quality);
        in_no_period += part.in_no_period;
        accumulator.take(part.groups)?;
    }
    quality.by_ticket = lie.by_ticket;
    quality.duplicates_dropped = doc.duplicates == crate::ticket::frame::Duplicates::Drop;
    Ok(FrameMeasured { accumulator, quality, as_of, in_no_period, days })
}

/// A group's key, and its accumulators.
type CountedGroup = (GroupKey, Counted);

/// The groups of a part, each with its accumulators.
struct Part {
    groups: Vec<CountedGroup>,
    quality: FrameQuality,
    in_no_period: u64,
    days: BTreeMap<String, Days>,
}

impl<'q> FrameQuery<'q> {
    fn cut(&self) -> Result<Option<(Cut<'q>, PeriodOf)>> {
        match (self.cells, self.period) {
            (Some(of), None) => Ok(Some((Cut::Cells, of))),
            (Some(_), Some(_)) => {
                Err(Error::invalid("cells", "a period besides", "cells, and a period when they are read"))
            }
            (None, Some((rule, of, zone))) => {
                let cut = Cut::new(rule, zone, self.labels).map_err(|e| e.at("period"))?;
                Ok(Some((cut, of)))
            }
            (None, None) => Ok(None),
        }
    }
}

/// Into how many ranges of tickets a thread parts its rows, so that those brought together at once stay few: in the same room one after the
/// other they cost less than the first touch of a large one. Not more than the rows allow, or each would be looked at for many ranges.
fn pieces(lie: &Lie, rows: usize, threads: usize) -> usize {
    const ROWS: usize = 1 << 20;
    let wanted = if lie.by_ticket { 1 } else { rows / threads / ROWS };
    wanted.min(lie.most_parts() / threads).max(1)
}

fn part(
    blocks: Blocks<'_, '_, '_>,
    query: &FrameQuery<'_>,
    cut: Option<(Cut<'_>, PeriodOf)>,
    ranges: &[(i64, i64)],
) -> Result<Part> {
    let plan = blocks.plan;
    let waits = query.metrics.iter().any(|m| m.measure().needs().contains(&Need::ReplyTimes));
    let groups = Groups::new(plan, &query.group_by, cut)?;
    let mut sink = Measuring {
        plan,
        query,
        as_of: blocks.as_of.min(MAX_INSTANT),
        groups,
        tickets: Vec::new(),
        accs: Vec::new(),
        columns: Columns::default(),
        order: Order::default(),
    };
    let wanted = Wanted { waits, words: plan.doc.words.iter().map(|word| query.group_by.contains(word)).collect() };
    let quality = Fold::new(blocks, ranges, wanted).run(&mut sink)?;
    let (names, days) = (sink.groups.names(plan)?, sink.groups.days()?);
    let in_no_period = sink.groups.in_no_period;
    let counted = sink.tickets.into_iter().zip(sink.accs).map(|(tickets, accs)| Counted { tickets, accs });
    Ok(Part { groups: names.into_iter().zip(counted).collect(), quality, in_no_period, days })
}

/// The quarter hours from the first instant of a frame to the last, of those within the supported dates.
///
/// # Errors
/// As [`measure_frame`], for columns that are none.
pub(crate) fn extent(doc: &FrameDoc, chunks: &[EventChunk<'_>]) -> Result<Option<TimeSegment>> {
    let plan = Plan::new(doc, chunks)?;
    let quarter = |at: i64| at.div_euclid(QUARTER_HOUR) * QUARTER_HOUR;
    Ok(Lie::of(&plan, 1).ends.map(|(first, last)| TimeSegment::new(quarter(first), quarter(last) + QUARTER_HOUR)))
}

/// Columns without rows that have what those of the frame will have.
fn blank(plan: &Plan<'_, '_>, query: &FrameQuery<'_>) -> Columns {
    let mut columns = Columns::default();
    plan.surveys.iter().for_each(|name| columns.set_number(name, Vec::new()));
    if !plan.doc.handling.is_empty() {
        columns.set_number(HANDLING, Vec::new());
    }
    for need in query.metrics.iter().flat_map(|m| m.measure().needs()) {
        if let (Need::Business(variant), Some(_)) = (need, query.calendar) {
            columns.set_business(variant, Vec::new());
        }
    }
    columns
}

/// Measures tickets a block at a time.
struct Measuring<'m, 'q, 'p, 'a> {
    plan: &'m Plan<'p, 'a>,
    query: &'m FrameQuery<'q>,
    as_of: i64,
    groups: Groups<'m>,
    tickets: Vec<u64>,
    accs: Vec<Vec<Box<dyn Acc>>>,
    columns: Columns,
    order: Order,
}

impl Sink for Measuring<'_, '_, '_, '_> {
    fn take(&mut self, done: &Done) -> Result<()> {
        self.columns.clear();
        extend(&mut self.columns, done);
        for (name, scores) in self.plan.surveys.iter().zip(&done.scores) {
            self.columns.extend_number(name, scores.iter().copied());
        }
        let slots = &done.slots;
        if !self.plan.doc.handling.is_empty() {
            self.columns.extend_number(HANDLING, slots.iter().map(|slot| slot.handling));
        }
        for need in self.query.metrics.iter().flat_map(|m| m.measure().needs()) {
            if let (Need::Business(variant), Some(calendar)) = (need, self.query.calendar) {
                let facts: Vec<_> = slots.iter().map(|slot| slot.running.facts()).collect();
                self.columns.set_business(variant, business_times(&facts, variant, calendar)?);
            }
        }
        self.order.clear();
        for (row, place) in (0_u32..).zip(0..slots.len()) {
            if let Some(group) = self.groups.of(done, place)? {
                self.order.push(group, row);
            }
        }
        let specs = &self.query.metrics;
        self.tickets.resize(self.groups.len(), 0);
        self.accs.resize_with(self.groups.len(), || specs.iter().map(MetricSpec::empty).collect());
        for (group, rows) in self.order.sorted(self.groups.len()) {
            let Some(accs) = self.accs.get_mut(group) else { continue };
            let n = u64::try_from(rows.len()).unwrap_or(u64::MAX);
            self.tickets.get_mut(group).into_iter().for_each(|tickets| *tickets = tickets.saturating_add(n));
            let batch = self.columns.batch(rows, self.as_of);
            for (spec, acc) in specs.iter().zip(accs) {
                spec.measure().see(acc.as_mut(), &batch)?;
            }
        }
        Ok(())
    }
}

/// Rows in the order of their groups.
#[derive(Debug, Default)]
struct Order {
    groups: Vec<u32>,
    rows: Vec<u32>,
    starts: Vec<u32>,
    sorted: Vec<u32>,
    runs: Vec<(usize, std::ops::Range<usize>)>,
}

impl Order {
    fn clear(&mut self) {
        self.groups.clear();
        self.rows.clear();
    }

    fn push(&mut self, group: u32, row: u32) {
        self.groups.push(group);
        self.rows.push(row);
    }

    /// Each group that has rows, with them: by counting where groups are few, by sorting where they are many.
    fn sorted(&mut self, groups: usize) -> impl Iterator<Item = (usize, &[u32])> {
        self.runs.clear();
        if groups > self.rows.len().saturating_mul(2) {
            let mut pairs: Vec<(u32, u32)> = self.groups.iter().copied().zip(self.rows.iter().copied()).collect();
            pairs.sort_unstable();
            self.sorted.clear();
            for run in pairs.chunk_by(|a, b| a.0 == b.0) {
                let from = self.sorted.len();
                self.sorted.extend(run.iter().map(|pair| pair.1));
                let group = run.first().map_or(0, |pair| place(pair.0));
                self.runs.push((group, from..self.sorted.len()));
            }
        } else {
            self.count(groups);
        }
        self.runs.iter().map(|(group, range)| (*group, self.sorted.get(range.clone()).unwrap_or_default()))
    }

    fn count(&mut self, groups: usize) {
        self.starts.clear();
        self.starts.resize(groups, 0);
        for group in &self.groups {
            self.starts.get_mut(place(*group)).into_iter().for_each(|n| *n += 1);
        }
        let mut from = 0_u32;
        for (group, n) in self.starts.iter_mut().enumerate() {
            let count = std::mem::replace(n, from);
            if count > 0 {
                self.runs.push((group, place(from)..place(from + count)));
            }
            from += count;
        }
        self.sorted.resize(self.rows.len(), 0);
        for (group, row) in self.groups.iter().zip(&self.rows) {
            let Some(next) = self.starts.get_mut(place(*group)) else { continue };
            self.sorted.get_mut(place(*next)).into_iter().for_each(|slot| *slot = *row);
            *next += 1;
        }
    }
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl FrameMeasured {
    /// The figures by group, on several threads where there are many groups (feature `parallel`).
    ///
    /// # Errors
    /// As [`Accumulator::figures`].
    pub fn figures(&self, view: &View, threads: usize) -> Result<Vec<FiguresOfGroup>> {
        Ok(self.shown(view, threads)?.groups)
    }

    /// The same, and what the view's floor withholds. Those of a period are as of its days: a goal that holds from a day on is not held against a period
    /// that begins before it.
    ///
    /// # Errors
    /// As [`Accumulator::shown`].
    pub fn shown(&self, view: &View, threads: usize) -> Result<Shown> {
        self.accumulator.shown_of(&self.days, &View { as_of: self.as_of, ..view.clone() }, threads)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test may fail loudly
mod tests {
    use super::*;
    use crate::ticket::frame::{Ints, Tickets, Ticks, Words};

    /// Tickets in any number of ranges, one after the other in the same room, are measured as all at once.
    #[test]
    fn ranges_of_tickets_come_to_what_all_of_them_do() {
        let rows = 10_000_i64;
        let ids: Vec<i64> = (0..rows).map(|i| (i / 40 + i * 7_919 % 23) * 3).collect();
        let at: Vec<i64> = (0..rows).map(|i| i * 60_000_000 + i * 31 % 17).collect();
        let kinds: Vec<u8> = (0..rows).map(|i| u8::try_from(i * 5_381 % 4).unwrap()).collect();
        let chunk = |from: usize, to: usize| EventChunk {
            tickets: Tickets::Numbers(ids.get(from..to).unwrap().into()),
            at: at.get(from..to).unwrap().into(),
            ticks: Ticks::Micros,
            kinds: Words {
                codes: Ints::U8(kinds.get(from..to).unwrap()).into(),
                names: Some(vec!["created", "agent_reply", "solved", "reopened"]),
            },
            actors: None,
            agents: None,
            scores: None,
            words: Vec::new(),
        };
        let (doc, chunks) = (FrameDoc::default(), [chunk(0, 3_000), chunk(3_000, 10_000)]);
        let plan = Plan::new(&doc, &chunks).unwrap();
        let lie = Lie::of(&plan, 1);
        assert!(!lie.by_ticket && lie.whole && lie.blocks.len() == 6 && lie.most_parts() > 2);
        let metrics = ["first_response", "resolution_time", "reopen_rate"];
        let metrics = serde_json::from_value(serde_json::json!(metrics)).unwrap();
        let query = FrameQuery {
            metrics,
            group_by: Vec::new(),
            period: None,
            labels: None,
            cells: None,
            calendar: None,
            as_of: None,
            threads: 1,
        };
        let measured = |ranges: &[(i64, i64)]| {
            let part = part(Blocks::new(&plan, &lie, None), &query, None, ranges).unwrap();
            let mut accumulator = Accumulator::of_cells(&query.metrics, None).unwrap();
            accumulator.take(part.groups).unwrap();
            (accumulator.encode(), format!("{:?}", part.quality))
        };
        let all = measured(&[(i64::MIN, i64::MAX)]);
        assert_eq!(measured(&ranges(&plan, 2)), all);
        assert_eq!(measured(&ranges(&plan, 9)), all);
        assert_eq!(measured(&[(i64::MIN, 5), (6, 6), (7, 300), (301, i64::MAX)]), all);
    }

    #[test]
    fn what_cannot_be_counted_is_told_of_the_first_row_whatever_the_threads() {
        let (ids, at) = ([9, 9, 1, 1], [0, 1_000_000, 2_000_000, 3_000_000]);
        let chunk = EventChunk {
            tickets: Tickets::Numbers(ids.as_slice().into()),
            at: at.as_slice().into(),
            ticks: Ticks::Micros,
            kinds: Words { codes: Ints::U8(&[0, 1, 0, 1]).into(), names: Some(vec!["created", "danced"]) },
            actors: None,
            agents: None,
            scores: None,
            words: Vec::new(),
        };
        for threads in [1, 2, 4] {
            let query = FrameQuery {
                metrics: Vec::new(),
                group_by: Vec::new(),
                period: None,
                labels: None,
                cells: None,
                calendar: None,
                as_of: None,
                threads,
            };
            let e = measure_frame(&FrameDoc::default(), std::slice::from_ref(&chunk), &query).unwrap_err();
            assert_eq!((e.path(), e.value()), ("kind[1]", "danced"), "{threads}");
        }
    }
}
