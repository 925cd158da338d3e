//! Units of measure by name.

use super::super::relative::TimeUnit;
use crate::spelling::nearest;
use crate::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The simple units of ECMA-402 (table "single units sanctioned for use in ECMAScript"), in order.
const NAMES: [&str; 45] = [
    "acre",
    "bit",
    "byte",
    "celsius",
    "centimeter",
    "day",
    "degree",
    "fahrenheit",
    "fluid-ounce",
    "foot",
    "gallon",
    "gigabit",
    "gigabyte",
    "gram",
    "hectare",
    "hour",
    "inch",
    "kilobit",
    "kilobyte",
    "kilogram",
    "kilometer",
    "liter",
    "megabit",
    "megabyte",
    "meter",
    "microsecond",
    "mile",
    "mile-scandinavian",
    "milliliter",
    "millimeter",
    "millisecond",
    "minute",
    "month",
    "nanosecond",
    "ounce",
    "percent",
    "petabyte",
    "pound",
    "second",
    "stone",
    "terabit",
    "terabyte",
    "week",
    "yard",
    "year",
];

/// Units per unit that CLDR writes as one: `km/h`, `mpg`. Their columns follow those of [`NAMES`].
const COMPOUNDS: [(&str, &str); 5] =
    [("kilometer", "hour"), ("liter", "kilometer"), ("meter", "second"), ("mile", "gallon"), ("mile", "hour")];

/// The pattern that joins two units, `{0}/{1}`.
pub(super) const PER: usize = NAMES.len() + COMPOUNDS.len();

/// Columns of the table.
pub(super) const COLUMNS: usize = PER + 1;

/// A unit of measure by its name in ECMA-402: `hour`, `kilometer`, `megabyte`, `celsius`, or two of them as `kilometer-per-hour`.
///
/// ```
/// use sundesk::template::Unit;
/// let speed: Unit = "kilometer-per-hour".parse()?;
/// assert_eq!(speed.to_string(), "kilometer-per-hour");
/// assert_eq!("hours".parse::<Unit>()?, "hour".parse()?); // units of time may stand in the plural
/// assert!("furlong".parse::<Unit>().is_err());
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unit {
    of: u8,
    per: Option<u8>,
}

impl Unit {
    /// The names of the simple units, in order; any two of them make `X-per-Y`.
    pub const NAMES: &'static [&'static str] = &NAMES;

    /// The column that holds the unit, or those of the two units it is made of.
    pub(super) fn columns(self) -> (usize, Option<usize>) {
        let Some(per) = self.per else { return (usize::from(self.of), None) };
        match COMPOUNDS.iter().position(|pair| *pair == (name_of(self.of), name_of(per))) {
            Some(at) => (NAMES.len() + at, None),
            None => (usize::from(self.of), Some(usize::from(per))),
        }
    }

    /// `percent`, and not per anything.
    pub(super) fn is_percent(self) -> bool {
        self.per.is_none() && name_of(self.of) == "percent"
    }

    /// What is said when a name is not known, with the nearest one that is.
    fn expected(name: &str) -> String {
        let wrong = name.split("-per-").find(|part| simple(part).is_none()).unwrap_or(name);
        let hint = match nearest(wrong, NAMES) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the simple ones are {}", NAMES.join(", ")),
        };
        format!("a unit of ECMA-402 such as hour, kilometer or megabyte-per-second; {hint}")
    }
}

fn name_of(index: u8) -> &'static str {
    NAMES.get(usize::from(index)).copied().unwrap_or("")
}

fn simple(name: &str) -> Option<u8> {
    let at = NAMES.binary_search(&name).ok()?;
    u8::try_from(at).ok()
}

impl FromStr for Unit {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a name that is not one of [`Unit::NAMES`] or two of them.
    fn from_str(name: &str) -> Result<Self> {
        let found = match name.split_once("-per-") {
            Some((of, per)) => simple(of).zip(simple(per)).map(|(of, per)| Self { of, per: Some(per) }),
            None => simple(name).map(|of| Self { of, per: None }).or_else(|| TimeUnit::from_name(name)?.unit()),
        };
        found.ok_or_else(|| Error::invalid("unit", name, Self::expected(name)))
    }
}

impl TimeUnit {
    /// The unit of measure; a quarter is none.
    #[must_use]
    pub fn unit(self) -> Option<Unit> {
        let name = match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Quarter => return None,
        };
        simple(name).map(|of| Unit { of, per: None })
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(name_of(self.of))?;
        match self.per {
            Some(per) => write!(f, "-per-{}", name_of(per)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unit({self})")
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_read_back() {
        assert!(NAMES.is_sorted());
        for name in NAMES.iter().map(|n| (*n).to_owned()).chain(NAMES.iter().map(|n| format!("{n}-per-hour"))) {
            assert_eq!(name.parse::<Unit>().unwrap().to_string(), name);
        }
        for name in ["", "Hour", "hour ", "-per-hour", "meter-per-", "meter-per-hour-per-day", "quarter", "kilometers"]
        {
            assert!(name.parse::<Unit>().is_err(), "{name:?}");
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let said = "kilometre-per-hour".parse::<Unit>().unwrap_err();
        assert_eq!(said.path(), "unit");
        assert!(
            said.to_string().contains("kilometre-per-hour") && said.to_string().contains("did you mean kilometer?")
        );
        assert!("parsec".parse::<Unit>().unwrap_err().to_string().contains("acre, bit, byte"));
    }
}
