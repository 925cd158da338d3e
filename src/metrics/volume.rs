//! What came in and what went out, over periods of a zone's calendar.

use super::facts::TicketFacts;
use super::labels::Labels;
use super::period::{PeriodRule, PeriodUnit};
use super::week::WeekFigures;
use crate::error::{Error, Result};
use crate::time::{Zone, civil};
use chrono::NaiveDate;
use serde::Serialize;

/// The most periods of a volume.
pub const MAX_PERIODS: usize = 16_000;

/// How many periods are told where nobody asked for any; with more of them, longer ones are taken.
const READABLE: usize = 60;

/// What came in and what went out, period by period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Volume {
    /// How long the periods are.
    pub by: PeriodUnit,
    /// Every period from the first to the last in which something happened, the empty ones between them included.
    pub periods: Vec<VolumeFigures>,
}

/// One period of a volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VolumeFigures {
    /// Its name, such as `2016-W09`, `2016-03`, `2016-Q1`, `2016-H1` or `2016`; of a volume by shifts the name of the shift.
    pub period: String,
    /// Its first day; `null` for a shift.
    pub from: Option<NaiveDate>,
    /// Tickets created in it.
    pub created: u64,
    /// Tickets that are done and whose last resolution lies in it; a ticket that was reopened since is not resolved. A resolution dated
    /// before the creation counts in the period of the creation.
    pub resolved: u64,
    /// Tickets created up to its end and not done by then. A ticket that is done without a stated instant of resolution counts as
    /// done when its history says so. `null` for a shift, which ends again and again.
    pub open_at_end: Option<u64>,
}

/// The volume of tickets by periods of `zone`; `None` takes weeks, or longer periods where there are more than 60.
///
/// # Errors
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) over [`MAX_PERIODS`], path `by`;
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for facts outside the supported dates.
pub fn volume(facts: &[TicketFacts], zone: &Zone, by: Option<PeriodUnit>) -> Result<Volume> {
    let day = |at: i64| civil::day_of(zone.to_local(at));
    let days = facts.iter().flat_map(|f| [f.created, f.left_at()]).flatten().map(day);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return Ok(Volume { by: by.unwrap_or(PeriodUnit::Week), periods: Vec::new() });
    };
    let counted = |unit| -> Result<usize> {
        let rule = PeriodRule::calendar(unit);
        Ok(usize::try_from(rule.place(last)? - rule.place(first)?).unwrap_or(0) + 1)
    };
    let by = by.unwrap_or_else(|| {
        let fits = |unit: &PeriodUnit| counted(*unit).is_ok_and(|count| count <= READABLE);
        [PeriodUnit::Week, PeriodUnit::Month, PeriodUnit::Quarter].into_iter().find(fits).unwrap_or(PeriodUnit::Year)
    });
    if counted(by)? > MAX_PERIODS {
        let (first, last) = (civil::date(first)?, civil::date(last)?);
        let expected = format!("a length that makes at most {MAX_PERIODS} periods from {first} to {last}");
        return Err(Error::limit("by", by.name(), expected));
    }
    let rule = PeriodRule::calendar(by);
    let start = rule.place(first)?;
    let place = |at: i64| usize::try_from(rule.place(day(at)).ok()? - start).ok();
    let mut periods = (start..=rule.place(last)?).map(|place| empty(&rule, place)).collect::<Result<Vec<_>>>()?;
    let mut left = vec![0_u64; periods.len()];
    for f in facts {
        if let Some(period) = f.created.and_then(place).and_then(|i| periods.get_mut(i)) {
            period.created += 1;
        }
        if let Some(period) = f.resolved_at().and_then(place).and_then(|i| periods.get_mut(i)) {
            period.resolved += 1;
        }
        if let Some(left) = f.left_at().and_then(place).and_then(|i| left.get_mut(i)) {
            *left += 1;
        }
    }
    let mut open = 0_u64;
    for (period, left) in periods.iter_mut().zip(left) {
        open = (open + period.created).saturating_sub(left);
        period.open_at_end = Some(open);
    }
    Ok(Volume { by, periods })
}

/// The volume of tickets by the labels of a time line, in their order, those without tickets too: what came while each held, and what was resolved then.
pub(crate) fn volume_by_labels(facts: &[TicketFacts], labels: &Labels) -> Volume {
    let empty =
        |name: &String| VolumeFigures { period: name.clone(), from: None, created: 0, resolved: 0, open_at_end: None };
    let mut periods: Vec<VolumeFigures> = labels.names().iter().map(empty).collect();
    let place = |at: i64| usize::try_from(labels.place(at)).ok();
    for f in facts {
        f.created.and_then(place).and_then(|i| periods.get_mut(i)).into_iter().for_each(|p| p.created += 1);
        f.resolved_at().and_then(place).and_then(|i| periods.get_mut(i)).into_iter().for_each(|p| p.resolved += 1);
    }
    Volume { by: PeriodUnit::Shift, periods }
}

/// The [`volume`] for a caller who has that of the weeks: it is not counted again.
pub(crate) fn volume_after(
    weeks: &[WeekFigures],
    facts: &[TicketFacts],
    zone: &Zone,
    by: Option<PeriodUnit>,
) -> Result<Volume> {
    match by {
        Some(PeriodUnit::Week) => {}
        None if weeks.len() <= READABLE => {}
        _ => return volume(facts, zone, by),
    }
    Ok(Volume { by: PeriodUnit::Week, periods: weeks.iter().map(VolumeFigures::from).collect() })
}

impl From<&WeekFigures> for VolumeFigures {
    fn from(of: &WeekFigures) -> Self {
        let WeekFigures { week, monday, created, resolved, open_at_end } = of;
        Self {
            period: week.clone(),
            from: Some(*monday),
            created: *created,
            resolved: *resolved,
            open_at_end: Some(*open_at_end),
        }
    }
}

impl TicketFacts {
    /// The instant at which a volume counts the ticket as resolved. No ticket leaves before it came: it would stay open for good.
    pub(crate) fn resolved_at(&self) -> Option<i64> {
        self.not_before(self.last_resolved)
    }

    /// The instant from which a volume counts the ticket as open no more: it is done, by a stated resolution or by its history.
    pub(crate) fn left_at(&self) -> Option<i64> {
        self.not_before(self.last_resolved.or(self.done_since))
    }

    fn not_before(&self, at: Option<i64>) -> Option<i64> {
        at.filter(|_| self.done).map(|at| self.created.map_or(at, |c| at.max(c)))
    }
}

fn empty(rule: &PeriodRule, place: i32) -> Result<VolumeFigures> {
    let (period, from) = (rule.period(place)?.label, Some(rule.first_date(place)?));
    Ok(VolumeFigures { period, from, created: 0, resolved: 0, open_at_end: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_spans_take_longer_periods() {
        let zone = crate::time::ZoneDb::bundled().zone("UTC").unwrap();
        let created = |text: &str| TicketFacts {
            created: Some(crate::time::parse_instant(text).unwrap()),
            ..TicketFacts::default()
        };
        for (last, by, periods) in [
            ("2016-01-20T00:00:00Z", PeriodUnit::Week, 3),
            ("2017-02-20T00:00:00Z", PeriodUnit::Week, 60),
            ("2017-02-27T00:00:00Z", PeriodUnit::Month, 14),
            ("2020-12-31T00:00:00Z", PeriodUnit::Month, 60),
            ("2025-12-31T00:00:00Z", PeriodUnit::Quarter, 40),
            ("2036-01-01T00:00:00Z", PeriodUnit::Year, 21),
        ] {
            let facts = [created("2016-01-05T00:00:00Z"), created(last)];
            let made = volume(&facts, &zone, None).unwrap();
            assert_eq!((made.by, made.periods.len()), (by, periods), "{last}");
            assert_eq!(made.periods.iter().map(|p| p.created).sum::<u64>(), 2);
            assert_eq!(made.periods.last().unwrap().open_at_end, Some(2));
        }
        let e =
            volume(&[created("1950-01-01T00:00:00Z"), created("2150-01-01T00:00:00Z")], &zone, Some(PeriodUnit::Day));
        assert_eq!(e.unwrap_err().path(), "by");
    }
    #[test]
    fn the_limit_is_the_number_of_periods() {
        let zone = crate::time::Zone::utc();
        let days = |n: u64| {
            let days = i64::try_from(n).unwrap_or(0) - 1;
            let created = |at: i64| TicketFacts { created: Some(at), ..TicketFacts::default() };
            volume(&[created(0), created(days * crate::time::DAY)], &zone, Some(PeriodUnit::Day))
        };
        let most = u64::try_from(MAX_PERIODS).unwrap();
        assert_eq!(days(most).unwrap().periods.len(), MAX_PERIODS);
        assert_eq!(days(most + 1).unwrap_err().kind(), crate::ErrorKind::LimitExceeded);
    }
}
