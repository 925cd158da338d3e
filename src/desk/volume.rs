//! What came in and what went out, over periods of a zone's calendar.

use crate::error::{Error, Result};
use crate::metrics::TicketFacts;
use crate::time::{Zone, civil};
use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most periods of a volume.
pub const MAX_PERIODS: usize = 16_000;

/// How many periods are told where nobody asked for any; with more of them, longer ones are taken.
const READABLE: usize = 60;

/// A period of the calendar: on the wall clock of a zone, a week from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Period {
    /// A day.
    Day,
    /// An ISO week.
    Week,
    /// A month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// Six months from January or July.
    HalfYear,
    /// A calendar year.
    Year,
}

impl Period {
    /// The word of reports: `half year`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::HalfYear => "half year",
            Period::Year => "year",
        }
    }

    fn months(self) -> u32 {
        match self {
            Period::Day | Period::Week => 0,
            Period::Month => 1,
            Period::Quarter => 3,
            Period::HalfYear => 6,
            Period::Year => 12,
        }
    }

    /// The first day of the period that `date` lies in.
    fn start(self, date: NaiveDate) -> Option<NaiveDate> {
        match (self, self.months()) {
            (Period::Day, _) => Some(date),
            (_, 0) => date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday()))),
            (_, months) => NaiveDate::from_ymd_opt(date.year(), date.month0() / months * months + 1, 1),
        }
    }

    /// The first day of the next period.
    fn next(self, start: NaiveDate) -> Option<NaiveDate> {
        match (self, self.months()) {
            (Period::Day, _) => start.succ_opt(),
            (_, 0) => start.checked_add_days(Days::new(7)),
            (_, months) => start.checked_add_months(Months::new(months)),
        }
    }

    fn label(self, start: NaiveDate) -> String {
        let year = start.year();
        match self {
            Period::Day => start.to_string(),
            Period::Week => format!("{:04}-W{:02}", start.iso_week().year(), start.iso_week().week()),
            Period::Month => format!("{year:04}-{:02}", start.month()),
            Period::Quarter => format!("{year:04}-Q{}", start.month0() / 3 + 1),
            Period::HalfYear => format!("{year:04}-H{}", start.month0() / 6 + 1),
            Period::Year => format!("{year:04}"),
        }
    }
}

/// What came in and what went out, period by period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Volume {
    /// How long the periods are.
    pub by: Period,
    /// Every period from the first to the last in which something happened, the empty ones between them included.
    pub periods: Vec<VolumeFigures>,
}

/// One period of a volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VolumeFigures {
    /// Its name, such as `2016-W09`, `2016-03`, `2016-Q1`, `2016-H1` or `2016`.
    pub period: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Tickets created in it.
    pub created: u64,
    /// Tickets that are done and whose last resolution lies in it; a ticket that was reopened since is not resolved. A resolution dated
    /// before the creation counts in the period of the creation.
    pub resolved: u64,
    /// Tickets created up to its end and not done by then. A ticket that is done without a stated instant of resolution counts as
    /// done when its history says so.
    pub open_at_end: u64,
}

/// The volume of tickets by periods of `zone`; `None` takes weeks, or longer periods where there are more than 60.
///
/// # Errors
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) over [`MAX_PERIODS`], path `by`.
pub(super) fn volume(facts: &[TicketFacts], zone: &Zone, by: Option<Period>) -> Result<Volume> {
    let day = |at: i64| civil::day_of(zone.to_local(at));
    let days = facts.iter().flat_map(|f| [f.created, f.left_at()]).flatten().map(day);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return Ok(Volume { by: by.unwrap_or(Period::Week), periods: Vec::new() });
    };
    let (first, last) = (civil::date(first)?, civil::date(last)?);
    let by = by.unwrap_or_else(|| {
        let fits = |period: &Period| starts(*period, first, last, READABLE).is_some();
        [Period::Week, Period::Month, Period::Quarter].into_iter().find(fits).unwrap_or(Period::Year)
    });
    let starts = starts(by, first, last, MAX_PERIODS).ok_or_else(|| {
        Error::limit(
            "by",
            by.name(),
            format!("a length that makes at most {MAX_PERIODS} periods from {first} to {last}"),
        )
    })?;
    let days: Vec<i32> = starts.iter().map(|start| civil::day_number(*start)).collect();
    let place = |at: i64| days.partition_point(|start| *start <= day(at)).checked_sub(1);
    let mut periods: Vec<VolumeFigures> = starts.iter().map(|start| empty(by, *start)).collect();
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
        period.open_at_end = open;
    }
    Ok(Volume { by, periods })
}

/// The first days of the periods from that of `first` to that of `last`; `None` when there are more than `most`.
fn starts(by: Period, first: NaiveDate, last: NaiveDate, most: usize) -> Option<Vec<NaiveDate>> {
    let mut starts = Vec::new();
    let mut start = by.start(first)?;
    while start <= last {
        if starts.len() == most {
            return None;
        }
        starts.push(start);
        start = by.next(start)?;
    }
    Some(starts)
}

fn empty(by: Period, from: NaiveDate) -> VolumeFigures {
    VolumeFigures { period: by.label(from), from, created: 0, resolved: 0, open_at_end: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_of_the_calendar() {
        for (by, of, start, next, label) in [
            (Period::Day, "2024-02-29", "2024-02-29", "2024-03-01", "2024-02-29"),
            (Period::Week, "2024-12-31", "2024-12-30", "2025-01-06", "2025-W01"),
            (Period::Month, "2024-02-29", "2024-02-01", "2024-03-01", "2024-02"),
            (Period::Quarter, "2024-12-31", "2024-10-01", "2025-01-01", "2024-Q4"),
            (Period::HalfYear, "2024-06-30", "2024-01-01", "2024-07-01", "2024-H1"),
            (Period::Year, "2024-06-30", "2024-01-01", "2025-01-01", "2024"),
        ] {
            let first = by.start(date(of)).unwrap();
            assert_eq!((first, by.next(first).unwrap(), by.label(first).as_str()), (date(start), date(next), label));
        }
    }

    #[test]
    fn long_spans_take_longer_periods() {
        let zone = crate::time::ZoneDb::bundled().zone("UTC").unwrap();
        let created = |text: &str| TicketFacts {
            created: Some(crate::time::parse_instant(text).unwrap()),
            ..TicketFacts::default()
        };
        for (last, by, periods) in [
            ("2016-01-20T00:00:00Z", Period::Week, 3),
            ("2017-02-20T00:00:00Z", Period::Week, 60),
            ("2017-02-27T00:00:00Z", Period::Month, 14),
            ("2020-12-31T00:00:00Z", Period::Month, 60),
            ("2025-12-31T00:00:00Z", Period::Quarter, 40),
            ("2036-01-01T00:00:00Z", Period::Year, 21),
        ] {
            let facts = [created("2016-01-05T00:00:00Z"), created(last)];
            let made = volume(&facts, &zone, None).unwrap();
            assert_eq!((made.by, made.periods.len()), (by, periods), "{last}");
            assert_eq!(made.periods.iter().map(|p| p.created).sum::<u64>(), 2);
            assert_eq!(made.periods.last().unwrap().open_at_end, 2);
        }
        let e = volume(&[created("1950-01-01T00:00:00Z"), created("2150-01-01T00:00:00Z")], &zone, Some(Period::Day));
        assert_eq!(e.unwrap_err().path(), "by");
    }
}
