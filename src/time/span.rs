//! Amounts of time as policies write them: `3600`, `"4h"`, `"1h30m"`, `"PT4H"`, `"-30m"`.

use super::{HOUR, MINUTE, SECOND};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// The longest amount a policy may name: 100 years of 365 days. Past it the amount is refused with its path.
pub const MAX_SPAN: i64 = 100 * 365 * 24 * HOUR;

/// An amount of time in microseconds, written as whole seconds (`3600`) or as hours, minutes and seconds (`"1h30m"`,
/// `"90 min"`, `"PT1H30M"`), with a leading `-` where the field allows it.
///
/// Days and weeks are refused on purpose: "1 day" is 24 hours to some, one working day of 8 hours to others.
///
/// ```
/// use sundesk::time::Span;
/// assert_eq!("1h30m".parse::<Span>()?.seconds(), 5400);
/// assert_eq!("PT4H".parse::<Span>()?.seconds(), 14_400);
/// assert_eq!("-30m".parse::<Span>()?.seconds(), -1800);
/// assert!("1d".parse::<Span>().is_err());
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// Spans compare by their length, however they were written.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    us: i64,
    /// Written as a number without a unit.
    bare: bool,
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.us == other.us
    }
}

impl Eq for Span {}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> Ordering {
        self.us.cmp(&other.us)
    }
}

impl Hash for Span {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.us.hash(state);
    }
}

const EXPECTED: &str = "whole seconds or hours, minutes and seconds such as \"4h\", \"1h30m\" or \"PT4H\" \
                        (days are refused: say how many hours), at most 100 years";

impl Span {
    /// An amount of whole seconds; `None` past [`MAX_SPAN`].
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        seconds.checked_mul(SECOND).filter(|us| us.abs() <= MAX_SPAN).map(|us| Self { us, bare: false })
    }

    /// As a document writes it without a unit.
    fn from_number(seconds: i64) -> Option<Self> {
        Self::from_seconds(seconds).map(|span| Self { bare: true, ..span })
    }

    /// Whether it was written as a number without a unit, which is easily meant as something else than seconds.
    pub(crate) const fn is_bare(self) -> bool {
        self.bare
    }

    /// The amount in microseconds.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.us
    }

    /// The amount in whole seconds.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.us / SECOND
    }
}

impl std::str::FromStr for Span {
    type Err = crate::Error;

    /// Reads the forms in the type's description.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for anything else, days and weeks included.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| crate::Error::invalid("", text, EXPECTED))
    }
}

fn parse(text: &str) -> Option<Span> {
    let lower = text.trim().to_ascii_lowercase();
    let (sign, rest) = match lower.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, lower.strip_prefix('+').unwrap_or(&lower)),
    };
    let rest = rest.strip_prefix("pt").unwrap_or(rest);
    if let Ok(seconds) = rest.parse::<u32>() {
        return Span::from_number(sign * i64::from(seconds));
    }
    let (mut total, mut smallest, mut chars) = (0_i64, i64::MAX, rest.trim());
    while !chars.is_empty() {
        let digits = chars.len() - chars.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number: i64 = chars.get(..digits)?.parse().ok()?;
        let tail = chars.get(digits..)?.trim_start();
        let letters = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let unit = unit(tail.get(..letters)?)?;
        if unit >= smallest {
            return None; // each unit once, largest first: "30m1h" and "1h1h" are slips
        }
        smallest = unit;
        total = total.checked_add(number.checked_mul(unit)?)?;
        chars = tail.get(letters..)?.trim_start();
    }
    let us = total.checked_mul(sign)?;
    (smallest < i64::MAX && us.abs() <= MAX_SPAN).then_some(Span { us, bare: false })
}

fn unit(word: &str) -> Option<i64> {
    match word {
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(HOUR),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(MINUTE),
        "s" | "sec" | "secs" | "second" | "seconds" => Some(SECOND),
        _ => None,
    }
}

impl fmt::Display for Span {
    /// `1h30m`, `45s`, `-30m`, `0s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.us < 0 {
            f.write_str("-")?;
        }
        let us = self.us.abs();
        let (h, m, s) = (us / HOUR, us % HOUR / MINUTE, us % MINUTE / SECOND);
        if h > 0 {
            write!(f, "{h}h")?;
        }
        if m > 0 {
            write!(f, "{m}m")?;
        }
        if s > 0 || (h == 0 && m == 0) {
            write!(f, "{s}s")?;
        }
        Ok(())
    }
}

/// An amount of time: whole seconds, or text such as `4h`, `1h30m`, `90 min` or `PT4H`.
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Span")]
#[allow(dead_code)] // its schema is what it is for
enum SpanForm {
    /// Whole seconds.
    Seconds(i64),
    /// Hours, minutes and seconds.
    Text(String),
}

crate::document::written_as!(Span, SpanForm);

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        // A few seconds keep their unit, so that the document read again is as clear as it was.
        if !self.bare && (1..MINUTE).contains(&self.us.abs()) {
            return s.collect_str(self);
        }
        s.serialize_i64(self.seconds())
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(SpanVisitor)
    }
}

struct SpanVisitor;

impl Visitor<'_> for SpanVisitor {
    type Value = Span;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_i64<E: de::Error>(self, v: i64) -> Result<Span, E> {
        Span::from_number(v).ok_or_else(|| E::invalid_value(de::Unexpected::Signed(v), &self))
    }

    fn visit_u64<E: de::Error>(self, v: u64) -> Result<Span, E> {
        let span = i64::try_from(v).ok().and_then(Span::from_number);
        span.ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(v), &self))
    }

    fn visit_f64<E: de::Error>(self, v: f64) -> Result<Span, E> {
        Err(E::invalid_value(de::Unexpected::Float(v), &self))
    }

    fn visit_str<E: de::Error>(self, v: &str) -> Result<Span, E> {
        parse(v).ok_or_else(|| E::invalid_value(de::Unexpected::Str(v), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_people_write() {
        for (text, seconds) in [
            ("4h", 14_400),
            ("1h30m", 5400),
            ("1 hour 30 minutes", 5400),
            ("90 min", 5400),
            ("PT8H", 28_800),
            ("3600", 3600),
            ("-30m", -1800),
            ("45s", 45),
        ] {
            assert_eq!(text.parse::<Span>().unwrap().seconds(), seconds, "{text}");
        }
    }

    #[test]
    fn slips_are_refused() {
        for text in ["", "h", "1d", "P1D", "2 weeks", "1h1h", "30m1h", "1.5h", "4x", "--3h", "99999999h", "١h"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
        assert_eq!("876000h".parse::<Span>().unwrap().micros(), MAX_SPAN);
        assert!("876001h".parse::<Span>().is_err());
    }

    #[test]
    fn print_then_parse_is_the_same() {
        for s in [0, 1, 59, 60, 3600, 3661, 86_399, -1800] {
            let span = Span::from_seconds(s).unwrap();
            assert_eq!(span.to_string().parse::<Span>().unwrap(), span);
        }
    }
}
