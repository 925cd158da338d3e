//! [`Accumulator`]: the metrics of many groups, counted in parts that merge.

mod bytes;

use super::codec::{Bytes, corrupt};
use super::columns::Columns;
use super::figure::{Days, Figure, View};
use super::floor::{Withheld, withhold_groups};
use super::labels::{Cut, Labels, QUARTER_HOUR};
use super::period::PeriodRule;
use super::report::PeriodOf;
use super::spec::{Acc, MetricSpec, Need, foreign};
use super::state::State;
use crate::error::{Error, ErrorKind, Result};
use crate::time::{TimeSegment, Zone, format_instant, parse_instant};
use serde::Serialize;
use std::collections::BTreeMap;

/// The most metrics that are counted at once.
pub const MAX_METRICS: usize = 100;
/// The most groups.
pub const MAX_GROUPS: usize = 1 << 20;
/// The longest encoded accumulator that is read, in bytes.
pub const MAX_STATE_BYTES: usize = 1 << 30;

/// What a group is called: one name for each attribute it is grouped by.
pub type GroupKey = Vec<String>;

/// The figures of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FiguresOfGroup {
    /// Its names, in the order of what is grouped by.
    pub key: GroupKey,
    /// How many tickets are in it, those left out of figures included.
    pub tickets: u64,
    /// Its figures, in the order of the metrics.
    pub figures: Vec<Figure>,
}

/// Counts metrics by group. Two that count the same merge in any order and have the same bytes for the same tickets, however they were split.
///
/// ```
/// use sundesk::metrics::{Accumulator, Columns, MetricSpec, TicketFacts, View};
/// let specs = [MetricSpec::from_json(r#"{"metric": "volume"}"#)?];
/// let mut columns = Columns::default();
/// let mut facts = TicketFacts::default();
/// facts.created = Some(0);
/// columns.push(&facts, &[]);
/// let mut all = Accumulator::new(&specs)?;
/// all.see(&columns, [(vec!["north".to_owned()], vec![0])], 0)?;
/// all.merge(&Accumulator::decode(&specs, &all.encode())?)?;
/// assert_eq!(all.figures(&View::default())?[0].figures[0].value, Some(2.0));
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Rollups
///
/// One [`by_quarter_hour`](Self::by_quarter_hour) keeps each group by the quarter hour of UTC besides, and is
/// read [by day, week, month, … of any zone, or by shift](Self::by_period) later: offsets of today's zones are multiples of a quarter hour, so nothing is
/// lost by it.
///
/// ```
/// use sundesk::metrics::period::{PeriodRule, PeriodUnit};
/// use sundesk::metrics::{Accumulator, Columns, MetricSpec, PeriodOf, TicketFacts, View};
/// use sundesk::time::{HOUR, ZoneDb};
/// let specs = [MetricSpec::from_json(r#"{"metric": "volume"}"#)?];
/// let mut columns = Columns::default();
/// for hour in [1, 20] {
///     let mut facts = TicketFacts::default();
///     facts.created = Some(hour * HOUR); // 1970-01-01, 01:00 and 20:00 UTC
///     columns.push(&facts, &[]);
/// }
/// let mut rollup = Accumulator::by_quarter_hour(&specs, PeriodOf::Created)?;
/// rollup.see(&columns, [(vec![], vec![0, 1])], 0)?;
/// let days = |zone: &str| {
///     let zone = ZoneDb::bundled().zone(zone)?;
///     let read = rollup.by_period(PeriodRule::calendar(PeriodUnit::Day), &zone, None, &View::default())?;
///     Ok::<_, sundesk::Error>(read.groups.into_iter().map(|g| (g.key[0].clone(), g.tickets)).collect::<Vec<_>>())
/// };
/// assert_eq!(days("UTC")?, [("1970-01-01".to_owned(), 2)]);
/// assert_eq!(days("Asia/Tokyo")?, [("1970-01-01".to_owned(), 1), ("1970-01-02".to_owned(), 1)]);
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug)]
pub struct Accumulator {
    specs: Vec<MetricSpec>,
    cells: Option<PeriodOf>,
    groups: BTreeMap<GroupKey, Counted>,
}

/// Figures by group, as far as the floor of their view lets them through.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Shown {
    /// The groups, in the order of their keys.
    pub groups: Vec<FiguresOfGroup>,
    /// What the floor withholds; `None` where all is shown.
    pub withheld: Option<Withheld>,
    /// Tickets in no period, because what puts them into one has not happened.
    pub in_no_period: u64,
}

/// What was counted of a group.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) tickets: u64,
    pub(crate) accs: Vec<Box<dyn Acc>>,
}

impl Counted {
    fn empty(specs: &[MetricSpec]) -> Self {
        Self { tickets: 0, accs: specs.iter().map(MetricSpec::empty).collect() }
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        self.tickets = self.tickets.saturating_add(other.tickets);
        self.accs.iter_mut().zip(&other.accs).try_for_each(|(mine, theirs)| mine.merge(theirs.as_ref()))
    }

    fn without(&self, other: &Self) -> Result<Self> {
        let accs = self.accs.iter().zip(&other.accs).map(|(mine, theirs)| mine.without(theirs.as_ref()));
        Ok(Self { tickets: self.tickets.without(&other.tickets)?, accs: accs.collect::<Result<_>>()? })
    }

    fn encode(&self, out: &mut Bytes) {
        self.tickets.encode(out);
        self.accs.iter().for_each(|acc| acc.encode(out));
    }

    fn bytes(&self) -> Bytes {
        let mut out = Bytes::new();
        self.encode(&mut out);
        out
    }
}

impl Accumulator {
    /// One that saw nothing.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`] past [`MAX_METRICS`]; [`ErrorKind::InvalidInput`] for a metric that stands twice.
    pub fn new(specs: &[MetricSpec]) -> Result<Self> {
        if specs.len() > MAX_METRICS {
            return Err(Error::limit("metrics", specs.len(), format!("at most {MAX_METRICS} metrics")));
        }
        for (i, spec) in specs.iter().enumerate() {
            if specs.iter().take(i).any(|before| before == spec) {
                return Err(Error::invalid(format!("metrics[{i}]"), format!("{spec:?}"), "each metric once"));
            }
        }
        Ok(Self { specs: specs.to_vec(), cells: None, groups: BTreeMap::new() })
    }

    /// One that keeps groups by the quarter hour of UTC besides, of the instant that `of` names. The quarter hour is the last part of a key, such as
    /// `2026-03-29T00:15:00Z`; it is empty for tickets of which that instant has not happened.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn by_quarter_hour(specs: &[MetricSpec], of: PeriodOf) -> Result<Self> {
        Self::of_cells(specs, Some(of))
    }

    pub(crate) fn of_cells(specs: &[MetricSpec], cells: Option<PeriodOf>) -> Result<Self> {
        Ok(Self { cells, ..Self::new(specs)? })
    }

    /// By the quarter hour of which instant it keeps groups; `None` where it does not.
    #[must_use]
    pub fn cells(&self) -> Option<PeriodOf> {
        self.cells
    }

    /// The metrics it counts.
    #[must_use]
    pub fn specs(&self) -> &[MetricSpec] {
        &self.specs
    }

    /// Sees the tickets of groups: for each its key and the rows of the columns.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] for a column that a metric needs and the tickets do not have; [`ErrorKind::LimitExceeded`] past
    /// [`MAX_GROUPS`].
    pub fn see(
        &mut self,
        columns: &Columns,
        groups: impl IntoIterator<Item = (GroupKey, Vec<u32>)>,
        as_of: i64,
    ) -> Result<()> {
        self.check_needs(columns)?;
        for (key, rows) in groups {
            let Some(of) = self.cells else {
                self.see_group(columns, key, &rows, as_of)?;
                continue;
            };
            let mut cells: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
            for row in rows {
                let cell = columns.instant(of, row).map_or(Ok(Cut::NO_CELL), |at| Cut::Cells.place(at))?;
                cells.entry(cell).or_default().push(row);
            }
            for (cell, rows) in cells {
                let mut key = key.clone();
                key.push(Cut::Cells.label(cell)?);
                self.see_group(columns, key, &rows, as_of)?;
            }
        }
        self.check_groups()
    }

    fn see_group(&mut self, columns: &Columns, key: GroupKey, rows: &[u32], as_of: i64) -> Result<()> {
        let batch = columns.batch(rows, as_of);
        let specs = &self.specs;
        let counted = self.groups.entry(key).or_insert_with(|| Counted::empty(specs));
        counted.tickets = counted.tickets.saturating_add(columns.tickets(rows));
        specs.iter().zip(&mut counted.accs).try_for_each(|(spec, acc)| {
            let measure = spec.measure();
            measure.see(acc.as_mut(), &batch.of_measure(measure.takes()))
        })
    }

    pub(crate) fn check_needs(&self, columns: &Columns) -> Result<()> {
        for (i, spec) in self.specs.iter().enumerate() {
            for need in spec.measure().needs() {
                let (there, what) = match &need {
                    Need::Number(name) => (columns.has_number(name), format!("tickets with a number {name:?}")),
                    Need::Business(variant) => {
                        (columns.has_business(*variant), "a calendar of business hours".to_owned())
                    }
                    Need::Verdicts(rule) => {
                        (columns.has_verdicts(*rule), "a promise: policies and a metric of theirs".to_owned())
                    }
                    Need::ReplyTimes => continue,
                };
                if !there {
                    return Err(Error::not_found(format!("metrics[{i}]"), spec.measure().name(), what));
                }
            }
        }
        Ok(())
    }

    /// Takes in groups that were counted by these metrics.
    pub(crate) fn take(&mut self, groups: impl IntoIterator<Item = (GroupKey, Counted)>) -> Result<()> {
        for (key, theirs) in groups {
            match self.groups.get_mut(&key) {
                None => drop(self.groups.insert(key, theirs)),
                Some(mine) => mine.merge(&theirs)?,
            }
        }
        self.check_groups()
    }

    fn check_groups(&self) -> Result<()> {
        if self.groups.len() > MAX_GROUPS {
            return Err(Error::limit("group_by", self.groups.len(), format!("at most {MAX_GROUPS} groups")));
        }
        Ok(())
    }

    /// Takes in what another one saw.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for one of other metrics; [`ErrorKind::LimitExceeded`] past [`MAX_GROUPS`].
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        self.check_same(other)?;
        for (key, theirs) in &other.groups {
            let specs = &self.specs;
            self.groups.entry(key.clone()).or_insert_with(|| Counted::empty(specs)).merge(theirs)?;
        }
        self.check_groups()
    }

    fn check_same(&self, other: &Self) -> Result<()> {
        let mut pairs = self.specs.iter().zip(&other.specs);
        if let Some((mine, theirs)) = pairs.find(|(mine, theirs)| mine != theirs) {
            return Err(foreign(mine.fingerprint(), theirs.fingerprint()));
        }
        if self.specs.len() != other.specs.len() {
            let told = format!("incompatible accumulators: of {} and {} metrics", self.specs.len(), other.specs.len());
            return Err(Error::new(ErrorKind::Incompatible, told));
        }
        check_cells(self.cells, other.cells)
    }

    /// Takes out what another one saw, as if it had never been seen: tickets that were counted before they changed, or that are to be forgotten. What is
    /// left has the bytes of one that never saw them; a group of which nothing is left is gone.
    ///
    /// Counts, shares, histograms and exact distributions can be taken out of. Either all of it is taken out, or nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for one of other metrics, and where a distribution has more than [`MAX_EXACT_VALUES`](super::MAX_EXACT_VALUES)
    /// different numbers: it has to be counted again. [`ErrorKind::InvalidInput`] where the other one saw what this one did not.
    pub fn retract(&mut self, other: &Self) -> Result<()> {
        self.check_same(other)?;
        let mut left = Vec::with_capacity(other.groups.len());
        for (key, theirs) in &other.groups {
            let mine =
                self.groups.get(key).ok_or_else(|| Error::not_found("", key.join(", "), "a group that was counted"))?;
            left.push((key, mine.without(theirs)?));
        }
        let nothing = Counted::empty(&self.specs).bytes();
        for (key, counted) in left {
            if counted.bytes() == nothing {
                self.groups.remove(key);
            } else if let Some(mine) = self.groups.get_mut(key) {
                *mine = counted;
            }
        }
        Ok(())
    }

    /// From the first to the end of the last quarter hour that there are tickets in.
    #[must_use]
    pub fn extent(&self) -> Option<TimeSegment> {
        let cells = self.groups.keys().filter(|_| self.cells.is_some()).filter_map(|key| cell_start(key.last()?).ok());
        let (first, last) = cells.fold(None, |ends: Option<(i64, i64)>, at| {
            Some(ends.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
        })?;
        Some(TimeSegment::new(first, last + QUARTER_HOUR))
    }

    /// The figures of one [by quarter hours](Self::by_quarter_hour), by the days, weeks, months, … of a zone, or the labels of a time line: the period is
    /// the last part of a key.
    ///
    /// # Errors
    /// Those of [`figures`](Self::figures); [`ErrorKind::Incompatible`] for one that is not by quarter hours; [`ErrorKind::InvalidInput`] for shifts without
    /// labels, and for a quarter hour with tickets that is partly in one period or shift and partly in another: which part they came in is not known
    /// any more. Periods of all zones of today begin on quarter hours of UTC.
    pub fn by_period(&self, rule: PeriodRule, zone: &Zone, labels: Option<&Labels>, view: &View) -> Result<Shown> {
        let cut = Cut::new(rule, zone, labels).map_err(|e| e.at("period"))?;
        let (made, places, in_no_period) = self.regrouped(cut)?;
        let days = places.iter().map(|(label, place)| Ok((label.clone(), cut.days(*place, view.days)?)));
        let shown = made.shown_of(&days.collect::<Result<_>>()?, view, 1)?;
        Ok(Shown { in_no_period, ..shown })
    }

    /// The same groups by what `cut` makes of the quarter hours, the places of its labels, and how many tickets are in none.
    fn regrouped(&self, cut: Cut<'_>) -> Result<(Self, BTreeMap<String, i32>, u64)> {
        if self.cells.is_none() {
            let told = "incompatible accumulator: it was not kept by the quarter hour";
            return Err(Error::new(ErrorKind::Incompatible, told));
        }
        let (mut made, mut places, mut in_no_period) = (Self::new(&self.specs)?, BTreeMap::new(), 0_u64);
        for (key, counted) in &self.groups {
            let Some((cell, words)) = key.split_last().filter(|(cell, _)| !cell.is_empty()) else {
                in_no_period = in_no_period.saturating_add(counted.tickets);
                continue;
            };
            let start = cell_start(cell)?;
            let place = cut.place_of_all(TimeSegment::new(start, start + QUARTER_HOUR))?.ok_or_else(|| {
                let expected = "periods and shifts that begin on a quarter hour of UTC; this one is in two";
                Error::invalid("period", cell, expected)
            })?;
            let label = cut.label(place)?;
            places.insert(label.clone(), place);
            let key = words.iter().cloned().chain([label]).collect();
            made.groups.entry(key).or_insert_with(|| Counted::empty(&self.specs)).merge(counted)?;
        }
        Ok((made, places, in_no_period))
    }

    /// The figures of every group, in the order of their keys; with a [`floor`](View::floor) as [`shown`](Self::shown) has them.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for a confidence of the view not between 0 and 1; those of [`shown`](Self::shown).
    pub fn figures(&self, view: &View) -> Result<Vec<FiguresOfGroup>> {
        Ok(self.shown(view, 1)?.groups)
    }

    /// The figures of the groups that the view's floor lets through, and what it withholds; on several threads with the feature `parallel`.
    ///
    /// # Errors
    /// As [`figures`](Self::figures); [`ErrorKind::InvalidInput`] where all tickets together are fewer than the floor.
    pub fn shown(&self, view: &View, threads: usize) -> Result<Shown> {
        self.shown_of(&BTreeMap::new(), view, threads)
    }

    /// The same of groups whose keys end with a period: each as of its days, by the label of the period.
    pub(super) fn shown_of(&self, days: &BTreeMap<String, Days>, view: &View, threads: usize) -> Result<Shown> {
        withhold_groups(self.figures_on(days, view, threads)?, view.floor)
    }

    /// The figures of all groups, on several threads with the feature `parallel`.
    fn figures_on(&self, days: &BTreeMap<String, Days>, view: &View, threads: usize) -> Result<Vec<FiguresOfGroup>> {
        let of = |(key, counted): (&GroupKey, &Counted)| {
            let own = key.last().and_then(|label| days.get(label)).map(|days| View { days: *days, ..view.clone() });
            let figures = self.read(&counted.accs, own.as_ref().unwrap_or(view))?;
            Ok(FiguresOfGroup { key: key.clone(), tickets: counted.tickets, figures })
        };
        #[cfg(feature = "parallel")]
        if threads > 1 {
            use rayon::prelude::*;
            let all: Vec<(&GroupKey, &Counted)> = self.groups.iter().collect();
            let done: Vec<Result<FiguresOfGroup>> = all.into_par_iter().map(of).collect();
            return done.into_iter().collect();
        }
        let _ = threads;
        self.groups.iter().map(of).collect()
    }

    fn read(&self, accs: &[Box<dyn Acc>], view: &View) -> Result<Vec<Figure>> {
        let mut out = Vec::new();
        for (spec, acc) in self.specs.iter().zip(accs) {
            out.extend(spec.measure().figures(acc.as_ref(), view)?);
        }
        Ok(out)
    }
}

fn check_cells(mine: Option<PeriodOf>, theirs: Option<PeriodOf>) -> Result<()> {
    if mine == theirs {
        return Ok(());
    }
    let told = |cells: Option<PeriodOf>| match cells {
        None => "not by quarter hours".to_owned(),
        Some(of) => format!("by quarter hours of the instant {of:?}").to_lowercase(),
    };
    let told = format!("incompatible accumulators: one is kept {}, the other {}", told(mine), told(theirs));
    Err(Error::new(ErrorKind::Incompatible, told))
}

/// When the quarter hour of a key begins.
fn cell_start(cell: &str) -> Result<i64> {
    let start = parse_instant(cell).ok().filter(|at| at % QUARTER_HOUR == 0 && format_instant(*at) == cell);
    start.ok_or_else(|| corrupt("a group is in no quarter hour"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test may fail loudly
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn groups_up_to_the_limit() {
        let mut all = Accumulator::new(&[]).unwrap();
        let group = |i: usize| (vec![i.to_string()], Counted::empty(&[]));
        all.take((0..MAX_GROUPS).map(group)).unwrap();
        all.take([group(0)]).unwrap();
        let e = all.take([group(MAX_GROUPS)]).unwrap_err();
        assert_eq!((e.kind(), e.path()), (ErrorKind::LimitExceeded, "group_by"));
    }

    /// A state of that length is looked at, and is none; one that is longer is not looked at.
    #[test]
    fn bytes_of_a_state() {
        let read = |bytes: usize| Accumulator::decode(&[], &vec![0; bytes]).unwrap_err().kind();
        let kinds = (read(MAX_STATE_BYTES), read(MAX_STATE_BYTES + 1));
        assert_eq!(kinds, (ErrorKind::InvalidInput, ErrorKind::LimitExceeded));
    }
}
