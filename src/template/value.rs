//! The values a template can show.

use super::limits::MAX_LIST_ITEMS;
use crate::money::{Currency, Decimal, Money};
use crate::{Error, Result};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One argument of a template. There is no floating point: numbers are whole or exact decimals.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Arg {
    /// Text, shown as it is (escaped for the channel), never read as a template.
    Str(Text),
    /// A whole number.
    Int(i128),
    /// An exact decimal.
    Decimal(Decimal),
    /// A number with the options the developer gave it (style, digits).
    Number(Box<StyledNumber>),
    /// An amount of money.
    Money(Money),
    /// An amount in another currency beside the original one.
    MoneyConverted(Box<MoneyConverted>),
    /// An instant, in microseconds since 1970-01-01T00:00Z; shown in the zone of the [`Ctx`](super::Ctx).
    Instant(i64),
    /// An instant with the options the developer gave it (zone, styles).
    DateTime(Box<StyledInstant>),
    /// A civil date.
    Date(NaiveDate),
    /// A span of time, in microseconds.
    Duration(i64),
    /// Several values, joined by `LIST()`.
    List(Vec<Arg>),
    /// Markup of the channel's own format, made by code: not escaped. Never made from JSON.
    Markup(Cow<'static, str>),
    /// Known to be absent: selects a `[missing]` variant, takes the second argument of `DEFAULT()`, else an error.
    Missing,
}

/// Text and whether a customer typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: Cow<'static, str>,
    /// Typed by someone outside: a set of auto-replies may refuse it.
    pub untrusted: bool,
}

/// An amount converted by the caller, with everything a reader needs to judge it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyConverted {
    /// What is charged or refunded.
    pub original: Money,
    /// About how much that is in the reader's currency.
    pub converted: Money,
    /// One unit of the original currency in the converted one.
    pub rate: Decimal,
    /// The day of the rate.
    pub as_of: NaiveDate,
    /// Whose rate it is, such as `ECB`.
    pub source: String,
}

/// A number with options set by the developer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyledNumber {
    /// The number.
    pub value: Decimal,
    /// How it is shown.
    pub options: NumberOptions,
}

/// How a number is shown; unset fields follow the locale, the style and the template, in this order of precedence for style and
/// currency (never the template's) and the other way round for digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumberOptions {
    /// Plain, percent or money.
    pub style: NumberStyle,
    /// The currency of [`NumberStyle::Currency`].
    pub currency: Option<Currency>,
    /// Symbol, code or name.
    pub currency_display: CurrencyDisplay,
    /// `(5)` instead of `-5` for money.
    pub accounting: bool,
    /// Digits before the point, padded with zeros (1–20).
    pub minimum_integer_digits: Option<u8>,
    /// Digits after the point, padded with zeros (0–20).
    pub minimum_fraction_digits: Option<u8>,
    /// Digits after the point, rounded half away from zero (0–20).
    pub maximum_fraction_digits: Option<u8>,
    /// Significant digits, padded with zeros (1–20).
    pub minimum_significant_digits: Option<u8>,
    /// Significant digits, rounded half away from zero (1–20).
    pub maximum_significant_digits: Option<u8>,
    /// Whether thousands are grouped: `None` as the locale does.
    pub grouping: Option<bool>,
    /// `first, second` instead of `one, two` when a variant is selected.
    pub ordinal: bool,
    /// `1.2M` or `1.2 million` instead of all digits.
    pub compact: Option<CompactDisplay>,
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NumberStyle {
    /// A plain number.
    #[default]
    Decimal,
    /// 0.05 is 5 %.
    Percent,
    /// An amount of money.
    Currency,
}

/// How the currency is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CurrencyDisplay {
    /// The symbol that is not ambiguous for readers of the locale: `US$` outside the United States.
    #[default]
    Symbol,
    /// The short symbol: `$`.
    NarrowSymbol,
    /// `USD`.
    Code,
    /// `US dollars`, in the right plural.
    Name,
}

/// How long a compact number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CompactDisplay {
    /// `1.2M`.
    Short,
    /// `1.2 million`.
    Long,
}

/// An instant with options set by the developer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyledInstant {
    /// Microseconds since 1970-01-01T00:00Z.
    pub at: i64,
    /// How it is shown.
    pub options: DateTimeOptions,
}

/// How an instant is shown. `zone`, `calendar` and `hour_cycle` are never the template's to set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DateTimeOptions {
    /// An IANA zone instead of the reader's.
    #[serde(rename = "timeZone", skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// How long the date is; with neither style set a short numeric date with the whole year is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_style: Option<DateStyle>,
    /// How long the time is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_style: Option<DateStyle>,
    /// The weekday: `long`, `short` or `narrow`. The date is put together from the fields that are set, instead of by `date_style`;
    /// the month's form, else the weekday's, holds for all names in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekday: Option<FieldForm>,
    /// The era beside the year: `long`, `short` or `narrow`, written as the locale does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub era: Option<FieldForm>,
    /// The year: `numeric` or `2-digit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<FieldForm>,
    /// The month: `numeric`, `2-digit`, or its name as `long`, `short` or `narrow`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<FieldForm>,
    /// The day of the month: `numeric` or `2-digit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<FieldForm>,
    /// The hour: `numeric` or `2-digit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour: Option<FieldForm>,
    /// The minutes after the hour: `numeric` or `2-digit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minute: Option<FieldForm>,
    /// The seconds after the minutes: `numeric` or `2-digit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<FieldForm>,
    /// The zone beside the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone_name: Option<ZoneName>,
    /// A CLDR calendar such as `gregory`, `roc`, `persian`, `buddhist` instead of the locale's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
}

/// How long a date or time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateStyle {
    /// With the weekday.
    Full,
    /// The month's name.
    Long,
    /// The month's name, shortened.
    Medium,
    /// Digits only.
    Short,
}

/// How one field of a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldForm {
    /// Digits, as few as it takes.
    #[serde(rename = "numeric")]
    Numeric,
    /// Two digits.
    #[serde(rename = "2-digit")]
    TwoDigit,
    /// A whole name: `Monday`.
    #[serde(rename = "long")]
    Long,
    /// A shortened name: `Mon`.
    #[serde(rename = "short")]
    Short,
    /// The shortest name; where the locale has none fit to stand in a date, the shortened one.
    #[serde(rename = "narrow")]
    Narrow,
}

/// How a zone is named beside a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ZoneName {
    /// `GMT+1`.
    ShortOffset,
    /// `GMT+01:00`.
    LongOffset,
    /// `CET` (feature `template-zones`; the offset where the locale has no short name).
    Short,
    /// `Central European Standard Time` (feature `template-zones`).
    Long,
}

impl DateTimeOptions {
    /// Whether a style or a field of the date is set.
    pub(super) fn shows_date(&self) -> bool {
        self.date_style.is_some() || [self.weekday, self.year, self.month, self.day].iter().any(Option::is_some)
    }

    /// Whether a style or a field of the time is set.
    pub(super) fn shows_time(&self) -> bool {
        self.time_style.is_some() || [self.hour, self.minute, self.second].iter().any(Option::is_some)
    }
}

impl Text {
    /// Text of the developer's own making.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), untrusted: false }
    }

    /// Text typed by someone outside.
    pub fn untrusted(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), untrusted: true }
    }
}

impl Arg {
    /// Text typed by someone outside.
    pub fn untrusted(text: impl Into<Cow<'static, str>>) -> Self {
        Arg::Str(Text::untrusted(text))
    }

    /// Markup of the channel's format, made by code.
    pub fn markup(text: impl Into<Cow<'static, str>>) -> Self {
        Arg::Markup(text.into())
    }

    /// The word for its type in errors, contracts and JSON: `string`, `number`, `money`, …
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Arg::Str(_) => "string",
            Arg::Int(_) | Arg::Decimal(_) | Arg::Number(_) => "number",
            Arg::Money(_) => "money",
            Arg::MoneyConverted(_) => "money_converted",
            Arg::Instant(_) | Arg::DateTime(_) => "datetime",
            Arg::Date(_) => "date",
            Arg::Duration(_) => "duration",
            Arg::List(_) => "list",
            Arg::Markup(_) => "markup",
            Arg::Missing => "missing",
        }
    }

    /// Checks what a type alone cannot: lists of at most 256 items without lists inside.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded), [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput).
    pub fn check(&self) -> Result<()> {
        let Arg::List(items) = self else { return Ok(()) };
        if items.len() > MAX_LIST_ITEMS {
            return Err(Error::limit("list", items.len(), format!("at most {MAX_LIST_ITEMS} items")));
        }
        match items.iter().any(|item| matches!(item, Arg::List(_))) {
            true => Err(Error::invalid("list", "list", "items that are no lists")),
            false => Ok(()),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Str(Text::new(text.to_owned()))
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Str(Text::new(text))
    }
}

impl From<Cow<'static, str>> for Arg {
    fn from(text: Cow<'static, str>) -> Self {
        Arg::Str(Text::new(text))
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Arg::Str(text)
    }
}

macro_rules! from_integers {
    ($($t:ty),*) => { $(
        impl From<$t> for Arg {
            fn from(value: $t) -> Self {
                Arg::Int(i128::from(value))
            }
        }
    )* };
}
from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64);

macro_rules! from_values {
    ($($t:ty => $variant:ident),*) => { $(
        impl From<$t> for Arg {
            fn from(value: $t) -> Self {
                Arg::$variant(value.into())
            }
        }
    )* };
}
from_values!(Decimal => Decimal, Money => Money, MoneyConverted => MoneyConverted, NaiveDate => Date,
    StyledNumber => Number, StyledInstant => DateTime);

impl From<DateTime<Utc>> for Arg {
    fn from(at: DateTime<Utc>) -> Self {
        Arg::Instant(at.timestamp_micros())
    }
}

impl From<TimeDelta> for Arg {
    /// Whole microseconds; a span past 292,000 years is held there.
    fn from(span: TimeDelta) -> Self {
        Arg::Duration(span.num_microseconds().unwrap_or(if span < TimeDelta::zero() { i64::MIN } else { i64::MAX }))
    }
}

impl<T: Into<Arg>> From<Vec<T>> for Arg {
    fn from(items: Vec<T>) -> Self {
        Arg::List(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Arg>> From<Option<T>> for Arg {
    /// `None` is [`Arg::Missing`].
    fn from(value: Option<T>) -> Self {
        value.map_or(Arg::Missing, Into::into)
    }
}
