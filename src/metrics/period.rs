//! Days, weeks, months and years of a zone, as the buckets of figures.

use crate::error::{Error, Result};
use crate::time::{Instant, Resolution, SECOND, TimeSegment, Zone, check_instant, civil, parse_instant};
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// A day of the wall clock: 23, 24, 24.5 or 25 hours.
    Day,
    /// An ISO week: Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months, from the start of the year on.
    Quarter,
    /// Six months.
    HalfYear,
    /// Twelve months.
    Year,
    /// The shifts of a roster, which must be given: no period of the calendar, but all times at which the same shifts are on.
    Shift,
}

impl PeriodUnit {
    /// The word of reports: `half year`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PeriodUnit::Day => "day",
            PeriodUnit::Week => "week",
            PeriodUnit::Month => "month",
            PeriodUnit::Quarter => "quarter",
            PeriodUnit::HalfYear => "half year",
            PeriodUnit::Year => "year",
            PeriodUnit::Shift => "shift",
        }
    }
}

/// Periods of a wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodRule {
    /// How long they are.
    pub unit: PeriodUnit,
    /// The month in which the year starts, from 1 to 12; default 1. A year that starts later bears the number of the year it ends in.
    #[serde(default = "january")]
    pub year_starts: u32,
}

fn january() -> u32 {
    1
}

/// A period: which one it is, and from when to when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Period {
    /// Its place among all of its kind; consecutive ones have consecutive places.
    #[serde(skip)]
    pub place: i32,
    /// `2026-03-29`, `2026-W13`, `2026-03`, `2026-Q1`, `2026-H1`, `2026`; `FY2026-Q1` for a year that does not start in January.
    pub label: String,
}

impl PeriodRule {
    /// Periods whose year starts in January.
    #[must_use]
    pub const fn calendar(unit: PeriodUnit) -> Self {
        Self { unit, year_starts: 1 }
    }

    /// Whether the year's start is a month.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) when it is not.
    pub fn check(&self) -> Result<()> {
        if (1..=12).contains(&self.year_starts) {
            return Ok(());
        }
        Err(Error::out_of_range("year_starts", self.year_starts, "a month from 1 to 12"))
    }

    /// The place of the period with a day of the wall clock.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside the supported dates.
    pub fn place(&self, day: i32) -> Result<i32> {
        let months = match self.unit {
            PeriodUnit::Day => return Ok(day),
            PeriodUnit::Week => return Ok((day + 3).div_euclid(7)),
            PeriodUnit::Month => 1,
            PeriodUnit::Quarter => 3,
            PeriodUnit::HalfYear => 6,
            PeriodUnit::Year => 12,
            PeriodUnit::Shift => return Err(no_period()),
        };
        Ok((month(civil::date(day)?) - self.shift()).div_euclid(months))
    }

    /// Months by which the year starts late.
    fn shift(&self) -> i32 {
        i32::try_from(self.year_starts).unwrap_or(1) - 1
    }

    /// The first day of the period at a place.
    fn first_day(&self, place: i32) -> Result<i32> {
        let months = match self.unit {
            PeriodUnit::Day => return Ok(place),
            PeriodUnit::Week => return Ok(place * 7 - 3),
            PeriodUnit::Month => 1,
            PeriodUnit::Quarter => 3,
            PeriodUnit::HalfYear => 6,
            PeriodUnit::Year => 12,
            PeriodUnit::Shift => return Err(no_period()),
        };
        let first = place * months + self.shift();
        let month = u32::try_from(first.rem_euclid(12)).unwrap_or(0) + 1;
        let date = NaiveDate::from_ymd_opt(first.div_euclid(12), month, 1);
        date.map(civil::day_number).ok_or_else(|| Error::out_of_range("", place, "a period of the supported dates"))
    }

    /// The first date of the period at a place, which for the first week of all lies before the supported dates.
    pub(crate) fn first_date(&self, place: i32) -> Result<NaiveDate> {
        let days = chrono::TimeDelta::try_days(i64::from(self.first_day(place)?));
        let found = days.and_then(|days| NaiveDate::default().checked_add_signed(days)); // 1970-01-01
        found.ok_or_else(|| Error::out_of_range("", place, "a period of the supported dates"))
    }

    /// The period at a place.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside the supported dates.
    pub fn period(&self, place: i32) -> Result<Period> {
        let day = self.first_day(place)?;
        // A week may begin before the first supported date; its Sunday does not.
        let date = civil::date(day).or_else(|e| civil::date(day + 6).map_err(|_| e))?;
        let fiscal = if self.shift() == 0 { "" } else { "FY" };
        // A fiscal year is named by the calendar year it ends in.
        let months = month(date) - self.shift();
        let year = months.div_euclid(12) + i32::from(self.shift() > 0);
        let part = |months_each: i32| months.rem_euclid(12) / months_each + 1;
        let label = match self.unit {
            PeriodUnit::Day => date.to_string(),
            PeriodUnit::Week => {
                let iso = date.iso_week();
                format!("{:04}-W{:02}", iso.year(), iso.week())
            }
            PeriodUnit::Month => format!("{:04}-{:02}", date.year(), date.month()),
            PeriodUnit::Quarter => format!("{fiscal}{year:04}-Q{}", part(3)),
            PeriodUnit::HalfYear => format!("{fiscal}{year:04}-H{}", part(6)),
            PeriodUnit::Year => format!("{fiscal}{year:04}"),
            PeriodUnit::Shift => return Err(no_period()),
        };
        Ok(Period { place, label })
    }

    /// The period of an instant on the wall clock of a zone.
    ///
    /// # Errors
    /// As [`place`](Self::place).
    pub fn of(&self, at: i64, zone: &Zone) -> Result<Period> {
        self.period(self.place(civil::day_of(zone.to_local(at)))?)
    }

    /// From when to when a period is; it begins at the first instant of its first day that the wall clock shows.
    ///
    /// # Errors
    /// As [`place`](Self::place).
    pub fn span(&self, place: i32, zone: &Zone) -> Result<TimeSegment> {
        let start = |place: i32| Ok::<i64, Error>(day_start(self.first_day(place)?, zone));
        Ok(TimeSegment::new(start(place)?, start(place + 1)?))
    }
}

/// Shifts come from a roster, not from the calendar.
fn no_period() -> Error {
    Error::invalid("unit", "shift", "a period of the calendar: day, week, month, quarter, half_year or year")
}

/// Months since year 0.
fn month(date: NaiveDate) -> i32 {
    date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0)
}

fn day_start(day: i32, zone: &Zone) -> i64 {
    zone.resolve_start(civil::local_midnight(day), Resolution::default())
}

/// The day, week, month and other periods that an instant falls in, on the wall clock of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodsOf {
    /// The instant, RFC 3339.
    pub at: String,
    /// The zone; left out, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The month in which the year starts, from 1 to 12; default 1.
    #[serde(default = "january")]
    pub year_starts: u32,
}

/// The periods of an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Periods {
    /// The instant.
    pub at: Instant,
    /// The zone.
    pub zone: String,
    /// Seconds by which the wall clock is ahead of UTC.
    pub offset_s: i32,
    /// The date.
    pub day: String,
    /// The hour of the wall clock.
    pub hour: i64,
    /// The ISO week.
    pub week: String,
    /// The month.
    pub month: String,
    /// The quarter.
    pub quarter: String,
    /// The half-year.
    pub half_year: String,
    /// The year.
    pub year: String,
    /// When the day began.
    pub day_start: Instant,
    /// How long it is, in seconds.
    pub day_s: i64,
}

impl PeriodsOf {
    /// Looks them up on the wall clock of `zone`.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for what is no instant;
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside the supported dates or for what is no month.
    pub fn compute(&self, zone: &Zone) -> Result<Periods> {
        let at = check_instant(parse_instant(&self.at)?).map_err(|e| e.at("at"))?;
        let rule = |unit| PeriodRule { unit, year_starts: self.year_starts };
        let day = rule(PeriodUnit::Day);
        day.check()?;
        let label = |unit| Ok::<_, Error>(rule(unit).of(at, zone)?.label);
        let local = zone.to_local(at);
        let span = day.span(civil::day_of(local), zone)?;
        Ok(Periods {
            at: Instant::of(at),
            zone: zone.name().to_owned(),
            offset_s: zone.offset_at(at),
            day: label(PeriodUnit::Day)?,
            hour: local.rem_euclid(86_400 * SECOND) / (3_600 * SECOND),
            week: label(PeriodUnit::Week)?,
            month: label(PeriodUnit::Month)?,
            quarter: label(PeriodUnit::Quarter)?,
            half_year: label(PeriodUnit::HalfYear)?,
            year: label(PeriodUnit::Year)?,
            day_start: Instant::of(span.start),
            day_s: (span.end - span.start) / SECOND,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(unit: PeriodUnit, year_starts: u32, date: &str) -> String {
        let day = civil::day_number(civil::parse_date(date).unwrap());
        let rule = PeriodRule { unit, year_starts };
        rule.period(rule.place(day).unwrap()).unwrap().label
    }

    #[test]
    fn a_fiscal_year_bears_the_number_of_the_year_it_ends_in() {
        assert_eq!(label(PeriodUnit::Year, 4, "2026-03-31"), "FY2026");
        assert_eq!(label(PeriodUnit::Year, 4, "2026-04-01"), "FY2027");
        assert_eq!(label(PeriodUnit::Quarter, 4, "2026-03-31"), "FY2026-Q4");
        assert_eq!(label(PeriodUnit::HalfYear, 10, "2026-10-01"), "FY2027-H1");
        assert_eq!(label(PeriodUnit::Quarter, 1, "2026-12-31"), "2026-Q4");
        assert_eq!(label(PeriodUnit::Month, 4, "2026-03-31"), "2026-03");
        assert_eq!(label(PeriodUnit::Week, 1, "2024-12-30"), "2025-W01");
    }

    #[test]
    fn periods_follow_each_other_without_gap_or_overlap() {
        let zone = crate::time::ZoneDb::bundled().zone("America/Sao_Paulo").unwrap();
        for unit in [
            PeriodUnit::Day,
            PeriodUnit::Week,
            PeriodUnit::Month,
            PeriodUnit::Quarter,
            PeriodUnit::HalfYear,
            PeriodUnit::Year,
        ] {
            for year_starts in [1, 4, 12] {
                let rule = PeriodRule { unit, year_starts };
                let first = rule.place(civil::day_number(civil::parse_date("2017-09-30").unwrap())).unwrap();
                for place in first..first + 40 {
                    let span = rule.span(place, &zone).unwrap();
                    assert_eq!(rule.of(span.start, &zone).unwrap().place, place, "{unit:?} {year_starts}");
                    assert_eq!(rule.of(span.end - 1, &zone).unwrap().place, place);
                    assert_eq!(rule.of(span.end, &zone).unwrap().place, place + 1);
                }
            }
        }
    }
}
