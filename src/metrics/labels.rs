//! Groups by what a time line says: shifts, weeks of duty, whatever holds when.

use super::figure::Days;
use super::period::{PeriodRule, PeriodUnit};
use super::window::Window;
use crate::error::{Error, Result};
use crate::time::{TimeSegment, Timeline, Zone, civil, format_instant};
use std::collections::{BTreeMap, HashMap};

/// A time line to group by. Its labels have an order and names; labels of one name are one group.
///
/// An instant is in the group of the label that holds at it (pieces are half-open); one outside the line is in the group `outside`. No instant is in two
/// groups: where two things hold at once, the line has a label for both.
///
/// ```
/// use sundesk::metrics::Labels;
/// use sundesk::time::{HOUR, Timeline};
/// let mut shifts = Timeline::new(0);
/// shifts.push(8 * HOUR, "night");
/// shifts.push(16 * HOUR, "day");
/// let labels = Labels::new(&shifts, "(no shift)", |name| (*name).to_owned());
/// assert_eq!([0, 8 * HOUR, 16 * HOUR].map(|at| labels.at(at)), ["night", "day", "(no shift)"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    line: Timeline<i32>,
    names: Vec<String>,
    outside: i32,
}

impl Labels {
    /// The labels of a line in their order, each called by `name`; what lies outside the line is called `outside` and comes last, unless a label of
    /// the line has that name.
    pub fn new<L: Ord>(line: &Timeline<L>, outside: &str, name: impl Fn(&L) -> String) -> Self {
        let mut labels: BTreeMap<&L, i32> = line.iter().map(|(_, label)| (label, 0)).collect();
        let (mut names, mut known) = (Vec::new(), HashMap::new());
        let mut place_of = |name: String| {
            *known.entry(name.clone()).or_insert_with(|| {
                names.push(name);
                i32::try_from(names.len()).unwrap_or(i32::MAX).saturating_sub(1)
            })
        };
        labels.iter_mut().for_each(|(label, place)| *place = place_of(name(label)));
        let outside = place_of(outside.to_owned());
        let line = line.map(|label| labels.get(label).copied().unwrap_or(outside));
        Self { line, names, outside }
    }

    /// The name of the group of an instant.
    #[must_use]
    pub fn at(&self, at: i64) -> &str {
        self.name(self.place(at))
    }

    /// The names, in order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub(crate) fn place(&self, at: i64) -> i32 {
        self.line.at(at).copied().unwrap_or(self.outside)
    }

    pub(crate) fn name(&self, place: i32) -> &str {
        usize::try_from(place).ok().and_then(|place| self.names.get(place)).map_or("", String::as_str)
    }

    /// Whether one label holds all through a piece of time.
    fn is_one_in(&self, piece: TimeSegment) -> bool {
        let part = self.line.within(piece);
        let places = || part.iter().map(|(_, place)| *place);
        let whole = part.range() == piece;
        let first = if whole { places().next().unwrap_or(self.outside) } else { self.outside };
        places().all(|place| place == first)
    }
}

/// How long a cell of a rollup is: the offsets of all zones of today are multiples of it.
pub(crate) const QUARTER_HOUR: i64 = 900 * crate::time::SECOND;

/// What cuts time into groups.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cut<'a> {
    /// Periods of a wall clock.
    Periods(PeriodRule, &'a Zone),
    /// The labels of a time line.
    Labels(&'a Labels),
    /// Quarter hours of UTC.
    Cells,
}

impl<'a> Cut<'a> {
    /// The place of tickets that are in no cell, because what puts them into one has not happened.
    pub(crate) const NO_CELL: i32 = i32::MIN;

    /// The cut that a document asks for.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for shifts without a time line; those of [`PeriodRule::check`].
    pub(crate) fn new(rule: PeriodRule, zone: &'a Zone, labels: Option<&'a Labels>) -> Result<Self> {
        rule.check()?;
        match (rule.unit, labels) {
            (PeriodUnit::Shift, Some(labels)) => Ok(Self::Labels(labels)),
            (PeriodUnit::Shift, None) => Err(Error::invalid("unit", "shift", "a roster, whose shifts they are")),
            _ => Ok(Self::Periods(rule, zone)),
        }
    }

    /// The place of the group of an instant.
    pub(crate) fn place(self, at: i64) -> Result<i32> {
        match self {
            Self::Periods(rule, zone) => rule.place(civil::day_of(zone.to_local(at))),
            Self::Labels(labels) => Ok(labels.place(at)),
            Self::Cells => i32::try_from(at.div_euclid(QUARTER_HOUR))
                .map_err(|_| Error::out_of_range("", at, "an instant of the supported dates")),
        }
    }

    /// What a place is called.
    pub(crate) fn label(self, place: i32) -> Result<String> {
        match self {
            Self::Periods(rule, _) => Ok(rule.period(place)?.label),
            Self::Labels(labels) => Ok(labels.name(place).to_owned()),
            Self::Cells if place == Self::NO_CELL => Ok(String::new()),
            Self::Cells => Ok(format_instant(i64::from(place) * QUARTER_HOUR)),
        }
    }

    /// The days of a place, with the whole of it as their window; those of a label, which holds again and again, are the days of all.
    pub(crate) fn days(self, place: i32, all: Days) -> Result<Days> {
        match self {
            Self::Periods(rule, zone) => {
                let span = rule.span(place, zone)?;
                Ok(Days { first: Some(rule.first_date(place)?), period: Some(span), window: Window::of(span) })
            }
            Self::Labels(_) | Self::Cells => Ok(all),
        }
    }

    /// The place of a whole piece of time; `None` where a part of it is in another group.
    pub(crate) fn place_of_all(self, piece: TimeSegment) -> Result<Option<i32>> {
        let first = self.place(piece.start)?;
        let one = match self {
            // Groups of a wall clock follow each other: what begins and ends in one is in it.
            Self::Periods(..) | Self::Cells => self.place(piece.end - 1)? == first,
            Self::Labels(labels) => labels.is_one_in(piece),
        };
        Ok(one.then_some(first))
    }
}
