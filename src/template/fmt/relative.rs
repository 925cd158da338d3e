//! Relative time, spans of time and units.

use super::super::ctx::Ctx;
use super::super::value::NumberOptions;
use super::data::Data;
use super::list::ListKind;
use super::number::to_icu;
use super::units::Unit;
use super::{Formatter, Options, append, no_data};
use crate::money::Decimal;
use crate::time::{DAY, HOUR, MINUTE, SECOND};
use crate::{Error, Result};
use chrono::NaiveDate;
use icu_experimental::relativetime::options::Numeric as IcuNumeric;
use icu_experimental::relativetime::{RelativeTimeFormatter, RelativeTimeFormatterOptions};

pub(super) type RelativeKey = (TimeUnit, UnitWidth, Numeric);

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter (relative time only).
    Quarter,
    /// A year.
    Year,
}

/// How much room a unit, a list or a relative time takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum UnitWidth {
    /// `2 hours`.
    #[default]
    Long,
    /// `2 hr`.
    Short,
    /// `2h`.
    Narrow,
}

/// Whether `tomorrow` may stand for `in 1 day`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Numeric {
    /// Always with a number.
    #[default]
    Always,
    /// A word where the language has one.
    Auto,
}

impl TimeUnit {
    /// Every unit, the shortest first.
    pub const ALL: &[Self] =
        &[Self::Second, Self::Minute, Self::Hour, Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The word, in the singular.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The unit of a word: `hour` or `hours`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.strip_suffix('s').unwrap_or(name);
        Self::ALL.iter().copied().find(|u| u.name() == name)
    }

    /// Whether it is always the same time long: a month is not.
    pub(in crate::template) fn has_one_length(self) -> bool {
        self.micros().is_some()
    }

    /// Its length in microseconds, for those that always have the same.
    fn micros(self) -> Option<i64> {
        match self {
            Self::Second => Some(SECOND),
            Self::Minute => Some(MINUTE),
            Self::Hour => Some(HOUR),
            Self::Day => Some(DAY),
            Self::Week => Some(7 * DAY),
            Self::Month | Self::Quarter | Self::Year => None,
        }
    }
}

impl UnitWidth {
    /// Every width.
    pub const ALL: &[Self] = &[Self::Long, Self::Short, Self::Narrow];

    /// The word of `Intl`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Short => "short",
            Self::Narrow => "narrow",
        }
    }

    /// The width of a word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|w| w.name() == name)
    }
}

impl Numeric {
    /// Both.
    pub const ALL: &[Self] = &[Self::Always, Self::Auto];

    /// The word of `Intl.RelativeTimeFormat`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Auto => "auto",
        }
    }

    /// The choice of a word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|n| n.name() == name)
    }
}

impl Formatter {
    /// `in 3 hours`, `5 minutes ago`, with [`Numeric::Auto`] `tomorrow`.
    ///
    /// # Errors
    /// None for the locales of the compiled data.
    pub fn relative(&self, value: Decimal, unit: TimeUnit, numeric: Numeric, width: UnitWidth) -> Result<String> {
        let mut out = String::new();
        self.write_relative(&mut out, value, unit, numeric, width).map_err(|e| Error::invalid("relative", value, e))?;
        Ok(out)
    }

    /// A span as `2 hours, 5 minutes`: days of 24 hours, hours, minutes and seconds that are not zero.
    ///
    /// # Errors
    /// None for the locales of the compiled data.
    pub fn duration(&self, micros: i64, width: UnitWidth) -> Result<String> {
        let mut out = String::new();
        self.write_span(&mut out, micros, TimeUnit::Day, 4, width)
            .map_err(|e| Error::invalid("duration", micros, e))?;
        Ok(out)
    }

    fn write_relative(
        &self,
        out: &mut String,
        value: Decimal,
        unit: TimeUnit,
        numeric: Numeric,
        width: UnitWidth,
    ) -> std::result::Result<(), String> {
        let formatter =
            self.0.relative.get((unit, width, numeric), || self.relative_formatter(unit, width, numeric))?;
        append(out, &formatter.format(to_icu(value)));
        Ok(())
    }

    fn relative_formatter(
        &self,
        unit: TimeUnit,
        width: UnitWidth,
        numeric: Numeric,
    ) -> std::result::Result<RelativeTimeFormatter, String> {
        use RelativeTimeFormatter as F;
        use TimeUnit as U;
        use UnitWidth as W;
        let prefs = self.0.locale.icu().into();
        let mut options = RelativeTimeFormatterOptions::default();
        options.numeric = match numeric {
            Numeric::Always => IcuNumeric::Always,
            Numeric::Auto => IcuNumeric::Auto,
        };
        match (unit, width) {
            (U::Second, W::Long) => F::try_new_long_second_unstable(&Data, prefs, options),
            (U::Second, W::Short) => F::try_new_short_second_unstable(&Data, prefs, options),
            (U::Second, W::Narrow) => F::try_new_narrow_second_unstable(&Data, prefs, options),
            (U::Minute, W::Long) => F::try_new_long_minute_unstable(&Data, prefs, options),
            (U::Minute, W::Short) => F::try_new_short_minute_unstable(&Data, prefs, options),
            (U::Minute, W::Narrow) => F::try_new_narrow_minute_unstable(&Data, prefs, options),
            (U::Hour, W::Long) => F::try_new_long_hour_unstable(&Data, prefs, options),
            (U::Hour, W::Short) => F::try_new_short_hour_unstable(&Data, prefs, options),
            (U::Hour, W::Narrow) => F::try_new_narrow_hour_unstable(&Data, prefs, options),
            (U::Day, W::Long) => F::try_new_long_day_unstable(&Data, prefs, options),
            (U::Day, W::Short) => F::try_new_short_day_unstable(&Data, prefs, options),
            (U::Day, W::Narrow) => F::try_new_narrow_day_unstable(&Data, prefs, options),
            (U::Week, W::Long) => F::try_new_long_week_unstable(&Data, prefs, options),
            (U::Week, W::Short) => F::try_new_short_week_unstable(&Data, prefs, options),
            (U::Week, W::Narrow) => F::try_new_narrow_week_unstable(&Data, prefs, options),
            (U::Month, W::Long) => F::try_new_long_month_unstable(&Data, prefs, options),
            (U::Month, W::Short) => F::try_new_short_month_unstable(&Data, prefs, options),
            (U::Month, W::Narrow) => F::try_new_narrow_month_unstable(&Data, prefs, options),
            (U::Quarter, W::Long) => F::try_new_long_quarter_unstable(&Data, prefs, options),
            (U::Quarter, W::Short) => F::try_new_short_quarter_unstable(&Data, prefs, options),
            (U::Quarter, W::Narrow) => F::try_new_narrow_quarter_unstable(&Data, prefs, options),
            (U::Year, W::Long) => F::try_new_long_year_unstable(&Data, prefs, options),
            (U::Year, W::Short) => F::try_new_short_year_unstable(&Data, prefs, options),
            (U::Year, W::Narrow) => F::try_new_narrow_year_unstable(&Data, prefs, options),
        }
        .map_err(|_| no_data("relative time"))
    }

    /// `DURATION($d, style: "short", largest: "hour", maximumUnits: 2)`; what is below the last unit shown is cut off.
    pub(in crate::template) fn write_duration(
        &self,
        out: &mut String,
        micros: i64,
        options: &Options,
    ) -> std::result::Result<(), String> {
        let largest = options.unit.unwrap_or(TimeUnit::Day);
        let most = usize::from(options.maximum_units.unwrap_or(4));
        self.write_span(out, micros, largest, most, options.width)
    }

    fn write_span(
        &self,
        out: &mut String,
        micros: i64,
        largest: TimeUnit,
        most: usize,
        width: UnitWidth,
    ) -> std::result::Result<(), String> {
        let top = largest.micros().ok_or("has largest: second, minute, hour, day or week")?;
        let units = [TimeUnit::Week, TimeUnit::Day, TimeUnit::Hour, TimeUnit::Minute, TimeUnit::Second];
        let mut rest = micros.unsigned_abs();
        let mut pieces: Vec<String> = Vec::new();
        for unit in units {
            let Some(length) = unit.micros().filter(|length| *length <= top) else { continue };
            let length = length.unsigned_abs();
            let count = rest / length;
            rest %= length;
            if count == 0 || pieces.len() >= most {
                continue;
            }
            let signed = if micros < 0 && pieces.is_empty() { -i128::from(count) } else { i128::from(count) };
            let mut piece = String::new();
            self.write_count(&mut piece, signed.into(), unit, width)?;
            pieces.push(piece);
        }
        if pieces.is_empty() {
            return self.write_count(out, Decimal::ZERO, TimeUnit::Second, width);
        }
        self.write_list(out, &pieces, ListKind::Unit, width)
    }

    fn write_count(
        &self,
        out: &mut String,
        count: Decimal,
        unit: TimeUnit,
        width: UnitWidth,
    ) -> std::result::Result<(), String> {
        let unit: Unit = unit.unit().ok_or("a quarter is not a unit of its own")?;
        self.write_unit(out, count, unit, width, &NumberOptions::default())
    }

    /// `RELATIVE($t)`: the largest unit of which at least one has passed, from [`Ctx::now`].
    pub(in crate::template) fn write_relative_instant(
        &self,
        out: &mut String,
        at: i64,
        options: &Options,
        ctx: &Ctx,
    ) -> std::result::Result<(), String> {
        let now = ctx.now.ok_or("needs the present (now)")?;
        let span = at.saturating_sub(now);
        let unit = match options.unit {
            Some(unit) => unit,
            None => [TimeUnit::Day, TimeUnit::Hour, TimeUnit::Minute]
                .into_iter()
                .find(|unit| unit.micros().is_some_and(|length| span.unsigned_abs() >= length.unsigned_abs()))
                .unwrap_or(TimeUnit::Second),
        };
        if unit == TimeUnit::Day && options.numeric == Numeric::Auto {
            // "tomorrow" is a day of the calendar, not 24 hours.
            let (there, today) = (ctx.local(at)?.div_euclid(DAY), ctx.local(now)?.div_euclid(DAY));
            return self.write_counted(out, there.saturating_sub(today), unit, options);
        }
        let count = span / unit.micros().unwrap_or(SECOND);
        self.write_counted(out, count, unit, options)
    }

    /// A date against today in the reader's zone.
    pub(in crate::template) fn write_relative_date(
        &self,
        out: &mut String,
        date: NaiveDate,
        options: &Options,
        ctx: &Ctx,
    ) -> std::result::Result<(), String> {
        let now = ctx.now.ok_or("needs the present (now)")?;
        let today = ctx.local(now)?.div_euclid(DAY);
        let day = i64::from(crate::time::civil::day_number(date));
        self.write_counted(out, day.saturating_sub(today), TimeUnit::Day, options)
    }

    fn write_counted(
        &self,
        out: &mut String,
        count: i64,
        unit: TimeUnit,
        options: &Options,
    ) -> std::result::Result<(), String> {
        self.write_relative(out, count.into(), unit, options.numeric, options.width)
    }
}
