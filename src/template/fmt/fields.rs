//! From the options of a date to the fields ICU4X shows.

use super::super::ctx::{Ctx, HourCycle};
use super::super::value::{DateStyle, DateTimeOptions, FieldForm};
use icu_datetime::fieldsets::builder::{DateFields, FieldSetBuilder};
use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
use icu_datetime::options::{Alignment, Length, TimePrecision, YearStyle};

/// What a formatter of dates is made for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub date: Option<DateFields>,
    pub length: Length,
    /// Whether a shortened name of the month was asked for.
    month_name: bool,
    year: Option<YearStyle>,
    alignment: Option<Alignment>,
    time: Option<TimePrecision>,
    pub hour_cycle: Option<HourCycle>,
    pub calendar: Option<String>,
}

impl Key {
    /// With neither style nor field set, the date in digits with the whole year.
    pub(super) fn new(options: &DateTimeOptions, ctx: &Ctx) -> Result<Self, String> {
        checked_forms(options)?;
        let time = time(options)?;
        let (date, length, year) = date(options, time.is_none())?;
        if time.is_some() && matches!(date, Some(DateFields::E)) {
            // ICU4X 2.3 writes `Monday 9:5` for five past nine, in every language.
            return Err("has a weekday and a time: write two placeables, one for each".to_owned());
        }
        let two_digits = [options.day, options.month, options.hour].contains(&Some(FieldForm::TwoDigit));
        Ok(Self {
            date,
            length,
            month_name: matches!(options.month, Some(FieldForm::Short | FieldForm::Narrow)),
            year,
            alignment: two_digits.then_some(Alignment::Column),
            time,
            hour_cycle: ctx.hour_cycle.filter(|_| time.is_some()),
            calendar: options.calendar.clone().or_else(|| ctx.calendar.as_deref().map(str::to_owned)),
        })
    }

    /// What shows whether the month has a shortened name here: `9. Mär.`, but `09.03.` in German, where it is digits.
    pub(super) fn month_alone(&self) -> Option<Self> {
        let date = match self.date? {
            DateFields::MDE => DateFields::MD,
            DateFields::YMDE => DateFields::YMD,
            other => other,
        };
        let bare = Self { date: Some(date), time: None, ..self.clone() };
        self.month_name.then_some(bare)
    }

    /// What shows whether an hour alone can be told from a number here: `9 AM`, `9時`, but `09` in French.
    pub(super) fn hour_alone(&self) -> Option<Self> {
        let bare = Self { date: None, length: Length::Short, year: None, ..self.clone() };
        (self.time == Some(TimePrecision::Hour)).then_some(bare)
    }

    /// Whether the date is that of `dateStyle: "short"`: single fields, and a date without a style, say how the year is to be written.
    pub(super) fn is_short_style(&self) -> bool {
        self.date == Some(DateFields::YMD) && self.length == Length::Short && self.year.is_none()
    }

    /// Whether single fields were asked for by the length of their names.
    pub(super) fn has_names_asked_for(&self) -> bool {
        self.month_name
    }

    pub(super) fn has_time(&self) -> bool {
        self.time.is_some()
    }

    pub(super) fn without_time(self) -> Self {
        Self { time: None, hour_cycle: None, ..self }
    }

    /// The time alone, as it stands in a text with the date.
    pub(super) fn without_date(self) -> Self {
        Self { date: None, year: None, ..self }
    }

    /// The day of the week alone.
    pub(super) fn weekday(self) -> Self {
        Self { date: Some(DateFields::E), year: None, ..self }
    }

    /// The date without the day of the week.
    pub(super) fn day(self) -> Self {
        Self { date: Some(DateFields::YMD), ..self }
    }

    /// With the whole name of the month.
    pub(super) fn with_month_name(self) -> Self {
        Self { length: Length::Long, ..self }
    }

    /// With minutes after the hour.
    pub(super) fn with_minutes(self) -> Self {
        Self { time: Some(TimePrecision::Minute), ..self }
    }

    pub(super) fn field_set(&self) -> Result<CompositeDateTimeFieldSet, String> {
        let mut builder = FieldSetBuilder::new();
        builder.date_fields = self.date;
        builder.length = Some(self.length);
        builder.year_style = self.year;
        builder.alignment = self.alignment;
        builder.time_precision = self.time;
        builder.build_composite_datetime().map_err(|_| "cannot show these fields together".to_owned())
    }
}

/// What is wrong with the options of a template, whatever it will show.
pub(super) fn check(options: &DateTimeOptions) -> Result<(), String> {
    Key::new(options, &Ctx::default())?.field_set().map(drop)
}

/// The forms that a field of digits, and a field of names, can take.
fn checked_forms(options: &DateTimeOptions) -> Result<(), String> {
    use FieldForm::{Numeric, TwoDigit};
    let digits = |form: Option<FieldForm>| matches!(form, Some(Numeric | TwoDigit));
    let numbers = [
        ("year", options.year),
        ("day", options.day),
        ("hour", options.hour),
        ("minute", options.minute),
        ("second", options.second),
    ];
    if let Some((name, _)) = numbers.iter().find(|(_, form)| form.is_some() && !digits(*form)) {
        return Err(format!("{name} must be one of numeric, 2-digit"));
    }
    let names = [("weekday", options.weekday), ("era", options.era)];
    match names.iter().find(|(_, form)| digits(*form)) {
        Some((name, _)) => Err(format!("{name} must be one of long, short, narrow")),
        None => Ok(()),
    }
}

fn time(options: &DateTimeOptions) -> Result<Option<TimePrecision>, String> {
    let fields = (options.hour.is_some(), options.minute.is_some(), options.second.is_some());
    Ok(match (options.time_style, fields) {
        (None, (false, false, false)) => None,
        (None, (true, false, false)) => Some(TimePrecision::Hour),
        // Minutes alone, which nobody could read, stand with their hour.
        (None, (_, true, false)) | (Some(DateStyle::Short), (_, _, false)) => Some(TimePrecision::Minute),
        (Some(_), (_, _, false)) | (None, (_, true, true)) => Some(TimePrecision::Second),
        (Some(_), (_, _, true)) => return Err("has timeStyle and second: choose one".to_owned()),
        (None, (_, false, true)) => return Err("second needs hour and minute".to_owned()),
    })
}

/// The fields of the date, how long their names are, and the form of the year.
fn date(options: &DateTimeOptions, no_time: bool) -> Result<(Option<DateFields>, Length, Option<YearStyle>), String> {
    let of_fields = fields(options)?;
    match (options.date_style, of_fields) {
        (Some(_), Some(_)) => Err("has dateStyle and fields of a date: choose one".to_owned()),
        (Some(DateStyle::Full), None) => Ok((Some(DateFields::YMDE), Length::Long, None)),
        (Some(DateStyle::Long), None) => Ok((Some(DateFields::YMD), Length::Long, None)),
        (Some(DateStyle::Medium), None) => Ok((Some(DateFields::YMD), Length::Medium, None)),
        (Some(DateStyle::Short), None) => Ok((Some(DateFields::YMD), Length::Short, None)),
        (None, None) if no_time => Ok((Some(DateFields::YMD), Length::Short, Some(YearStyle::Full))),
        (None, None) => Ok((None, Length::Short, None)),
        (None, Some(fields)) => Ok((Some(fields), length(options), year_style(options))),
    }
}

fn fields(options: &DateTimeOptions) -> Result<Option<DateFields>, String> {
    use DateFields as F;
    if options.era.is_some() && options.year.is_none() {
        return Err("era needs year".to_owned());
    }
    let set = [options.year, options.month, options.day, options.weekday].map(|form| form.is_some());
    Ok(Some(match set {
        [false, false, false, false] => return Ok(None),
        [false, false, false, true] => F::E,
        [false, false, true, false] => F::D,
        [false, false, true, true] => F::DE,
        [false, true, false, false] => F::M,
        [false, true, true, false] => F::MD,
        [false, true, true, true] => F::MDE,
        [true, false, false, false] => F::Y,
        [true, true, false, false] => F::YM,
        [true, true, true, false] => F::YMD,
        [true, true, true, true] => F::YMDE,
        [_, true, false, true] => return Err("weekday and month need day".to_owned()),
        [true, false, _, _] => return Err("year and day or weekday need month".to_owned()),
    }))
}

/// One length holds for all names of a date: the month's, else the weekday's.
fn length(options: &DateTimeOptions) -> Length {
    match options.month.or(options.weekday) {
        Some(FieldForm::Long) => Length::Long,
        Some(FieldForm::Short | FieldForm::Narrow) => Length::Medium,
        _ => Length::Short,
    }
}

fn year_style(options: &DateTimeOptions) -> Option<YearStyle> {
    Some(match (options.year?, options.era) {
        (_, Some(_)) => YearStyle::WithEra,
        (FieldForm::TwoDigit, None) => YearStyle::Auto,
        (_, None) => YearStyle::Full,
    })
}
