//! What a call in a template asks of the formats.

use super::{ListKind, Numeric, TimeUnit, Unit, UnitWidth};
use crate::template::value::{DateTimeOptions, NumberOptions};

/// The options of built-in functions.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::template) struct Options {
    pub number: NumberOptions,
    pub datetime: DateTimeOptions,
    /// `unit` of `UNIT()`.
    pub measure: Option<Unit>,
    /// `unit` of `RELATIVE()`, `largest` of `DURATION()`: a unit of always the same length.
    pub unit: Option<TimeUnit>,
    /// `type` of `LIST()`.
    pub list: ListKind,
    /// `style`, `unitDisplay`.
    pub width: UnitWidth,
    pub numeric: Numeric,
    /// `part` of `MONEY_CONVERTED()`, in its own word.
    pub part: Option<Box<str>>,
    pub maximum_units: Option<u8>,
}
