//! Exact decimal numbers.

use crate::{Error, Result};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// The most digits of a decimal.
pub const MAX_DECIMAL_DIGITS: usize = 38;

/// An exact decimal: an integer and the number of its digits that stand after the decimal point.
///
/// At most 38 digits, at most 38 of them after the point; trailing zeros are kept (`12.50` has scale 2) but do not count in a
/// comparison. There is no floating point inside and no conversion from it.
///
/// ```
/// use sundesk::money::Decimal;
/// let price: Decimal = "12.50".parse()?;
/// assert_eq!(price, "12.5".parse()?);
/// assert_eq!(price.to_string(), "12.50");
/// assert_eq!(price.rounded(0).to_string(), "13"); // half away from zero
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

/// 10^n for n in 0..=38.
#[allow(clippy::indexing_slicing)] // computed by the compiler, which refuses an index out of bounds
const POW10: [i128; 39] = {
    let mut table = [1_i128; 39];
    let mut i = 1;
    while i < 39 {
        table[i] = table[i - 1] * 10;
        i += 1;
    }
    table
};

/// One more than the largest number of 38 digits.
const TOP: i128 = 10_i128.pow(38);

/// 10^`n`; `n` above 38 counts as 38.
fn pow10(n: u8) -> i128 {
    POW10.get(usize::from(n)).copied().unwrap_or(i128::MAX)
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };

    /// `mantissa` / 10^`scale`.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) for more than 38 digits or a scale above 38.
    pub fn new(mantissa: i128, scale: u8) -> Result<Self> {
        if usize::from(scale) > MAX_DECIMAL_DIGITS || mantissa.unsigned_abs() >= TOP.unsigned_abs() {
            return Err(Error::limit("decimal", format!("{mantissa}e-{scale}"), "at most 38 digits"));
        }
        Ok(Self { mantissa, scale })
    }

    /// The digits without the point.
    #[must_use]
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits stand after the point.
    #[must_use]
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether the number is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { mantissa: self.mantissa.saturating_abs(), scale: self.scale }
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { mantissa: self.mantissa.saturating_neg(), scale: self.scale }
    }

    /// The whole number it is, if it is one.
    #[must_use]
    pub fn to_integer(self) -> Option<i128> {
        if self.scale == 0 {
            return Some(self.mantissa);
        }
        let whole = self.trimmed();
        (whole.scale == 0).then_some(whole.mantissa)
    }

    /// The same number without zeros at the end of its fraction.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }

    /// Rounded to `digits` digits after the point, halves away from zero; a number with fewer digits stays as it is.
    #[must_use]
    pub fn rounded(self, digits: u8) -> Self {
        if self.scale <= digits {
            return self;
        }
        let unit = pow10(self.scale - digits);
        let (whole, rest) = (self.mantissa / unit, (self.mantissa % unit).unsigned_abs());
        let up = rest.saturating_mul(2) >= unit.unsigned_abs();
        let step = if self.mantissa < 0 { -1 } else { 1 };
        Self { mantissa: if up { whole + step } else { whole }, scale: digits }
    }

    /// Rounded to `digits` significant digits (at least 1), halves away from zero. A number that would grow to 39 digits stays as it is.
    #[must_use]
    pub fn rounded_significant(self, digits: u8) -> Self {
        let digits = u32::from(digits.max(1));
        let have = self.mantissa.unsigned_abs().checked_ilog10().map_or(1, |n| n + 1);
        let Some(drop) = have.checked_sub(digits).filter(|d| *d > 0) else { return self };
        let drop = u8::try_from(drop).unwrap_or(38);
        if drop <= self.scale {
            let out = self.rounded(self.scale - drop);
            // 9.99 -> 10.0: one digit too many.
            return if out.mantissa.unsigned_abs() >= pow10(u8::try_from(digits).unwrap_or(38)).unsigned_abs()
                && out.scale > 0
            {
                Self { mantissa: out.mantissa / 10, scale: out.scale - 1 }
            } else {
                out
            };
        }
        // Digits before the point go too: round the mantissa itself, then put zeros where they stood.
        let cut = Self { mantissa: self.mantissa, scale: drop.min(38) }.rounded(0);
        let mantissa = cut.mantissa.saturating_mul(pow10(drop - self.scale));
        if mantissa.unsigned_abs() < TOP.unsigned_abs() { Self { mantissa, scale: 0 } } else { self }
    }

    /// The sum; `None` past 38 digits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let (a, b) = (self.padded(other.scale)?, other.padded(self.scale)?);
        Self::new(a.mantissa.checked_add(b.mantissa)?, a.scale).ok()
    }

    /// Ten to the power `shift` times the number, shifting the point; `None` past 38 digits.
    #[must_use]
    pub fn shifted(self, shift: u8) -> Option<Self> {
        if shift <= self.scale {
            return Some(Self { mantissa: self.mantissa, scale: self.scale - shift });
        }
        let mantissa = self.mantissa.checked_mul(pow10(shift - self.scale))?;
        Self::new(mantissa, 0).ok()
    }

    /// The number with exactly `digits` digits after the point where zeros must be added; `None` past 38 digits.
    #[must_use]
    pub fn padded(self, digits: u8) -> Option<Self> {
        if digits <= self.scale {
            return Some(self);
        }
        Self::new(self.mantissa.checked_mul(pow10(digits - self.scale))?, digits).ok()
    }

    /// How many digits the number is written with before the point, none for `0`.
    #[cfg(feature = "template")]
    pub(crate) fn whole_digits(self) -> u32 {
        (self.mantissa / pow10(self.scale)).unsigned_abs().checked_ilog10().map_or(0, |n| n + 1)
    }

    /// How many significant digits the number has (`0` has one).
    #[must_use]
    pub fn significant_digits(self) -> u32 {
        let trimmed = self.trimmed();
        trimmed.mantissa.unsigned_abs().checked_ilog10().map_or(1, |n| n + 1)
    }
}

impl From<i128> for Decimal {
    /// Exact up to 38 digits; larger values are held at the largest 38-digit number.
    fn from(value: i128) -> Self {
        let top = TOP - 1;
        Self { mantissa: value.clamp(-top, top), scale: 0 }
    }
}

macro_rules! from_integers {
    ($($t:ty),*) => { $(
        impl From<$t> for Decimal {
            fn from(value: $t) -> Self {
                Self { mantissa: i128::from(value), scale: 0 }
            }
        }
    )* };
}
from_integers!(i32, u32, i64, u64);

impl FromStr for Decimal {
    type Err = Error;

    /// Reads `-12.50`, `+3`, `.5`, `1e3`, `1.5E-2`.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for anything that is not a decimal number,
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) for more than 38 digits.
    fn from_str(text: &str) -> Result<Self> {
        let bad = || Error::invalid("decimal", text, "a decimal number such as -12.50");
        let long = || Error::limit("decimal", text, "at most 38 digits");
        if text.len() > 128 {
            return Err(long());
        }
        let (negative, body) = match text.as_bytes().first() {
            Some(b'-') => (true, text.get(1..)),
            Some(b'+') => (false, text.get(1..)),
            _ => (false, Some(text)),
        };
        let body = body.ok_or_else(bad)?;
        let (digits, exponent) = match body.split_once(['e', 'E']) {
            None => (body, 0_i32),
            Some((digits, exponent)) => (digits, exponent.parse::<i16>().map(i32::from).map_err(|_| bad())?),
        };
        let (mut mantissa, mut scale, mut seen, mut point) = (0_i128, 0_i32, false, false);
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    seen = true;
                    scale += i32::from(point);
                    mantissa = mantissa
                        .checked_mul(10)
                        .and_then(|m| m.checked_add(i128::from(byte - b'0')))
                        .filter(|m| *m < TOP)
                        .ok_or_else(long)?;
                }
                b'.' if !point => point = true,
                _ => return Err(bad()),
            }
        }
        if !seen {
            return Err(bad());
        }
        let scale = scale - exponent;
        let mantissa = if negative { -mantissa } else { mantissa };
        if scale >= 0 {
            return Self::new(mantissa, u8::try_from(scale).map_err(|_| long())?);
        }
        let up = u8::try_from(-scale).ok().filter(|n| *n <= 38).ok_or_else(long)?;
        Self::new(mantissa.checked_mul(pow10(up)).ok_or_else(long)?, 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let unit = pow10(self.scale).unsigned_abs();
        let magnitude = self.mantissa.unsigned_abs();
        write!(f, "{sign}{}", magnitude / unit)?;
        if self.scale > 0 {
            write!(f, ".{:0width$}", magnitude % unit, width = usize::from(self.scale))?;
        }
        Ok(())
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let (a, b) = (self.trimmed(), other.trimmed());
        let (ua, ub) = (pow10(a.scale), pow10(b.scale));
        (a.mantissa / ua).cmp(&(b.mantissa / ub)).then_with(|| {
            // Same whole part: compare the fractions padded to one scale, which fit because each is below 1.
            let (fa, fb) = (a.mantissa % ua, b.mantissa % ub);
            let top = a.scale.max(b.scale);
            fa.saturating_mul(pow10(top - a.scale)).cmp(&fb.saturating_mul(pow10(top - b.scale)))
        })
    }
}

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Decimal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_limit_is_the_number_of_digits() {
        let (most, over) = ("9".repeat(MAX_DECIMAL_DIGITS), "9".repeat(MAX_DECIMAL_DIGITS + 1));
        assert_eq!(d(&most).to_string(), most);
        assert_eq!(over.parse::<Decimal>().unwrap_err().kind(), crate::ErrorKind::LimitExceeded);
    }

    #[test]
    fn sums_are_exact() {
        assert_eq!(d("0.10").checked_add(d("0.2")).unwrap().to_string(), "0.30");
        assert_eq!(d("-5").checked_add(d("5.01")).unwrap(), d("0.01"));
        assert_eq!(d("99999999999999999999999999999999999999").checked_add(d("1")), None);
    }

    #[test]
    fn numbers_are_read_and_printed_exactly() {
        for (text, printed) in [
            ("-12.50", "-12.50"),
            ("+3", "3"),
            (".5", "0.5"),
            ("1e3", "1000"),
            ("1.5E-2", "0.015"),
            ("-0.05", "-0.05"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ] {
            assert_eq!(d(text).to_string(), printed);
        }
        for bad in ["", "-", ".", "1.2.3", "1,5", "NaN", "inf", "0x1", "1e", "1e99", "1e-99"] {
            assert!(bad.parse::<Decimal>().is_err(), "{bad}");
        }
        assert!("1".repeat(39).parse::<Decimal>().is_err());
        assert!("1".repeat(100_000_000).parse::<Decimal>().is_err());
    }

    #[test]
    fn halves_round_away_from_zero() {
        for (text, digits, printed) in [
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("2.4999", 0, "2"),
            ("0.05", 1, "0.1"),
            ("-0.04", 1, "0.0"),
            ("99.995", 2, "100.00"),
        ] {
            assert_eq!(d(text).rounded(digits).to_string(), printed, "{text}");
        }
    }

    #[test]
    fn significant_digits_round_the_exact_number() {
        for (text, digits, printed) in [
            ("123456", 3, "123000"),
            ("1449.9", 2, "1400"),
            ("1450", 2, "1500"),
            ("9.99", 2, "10"),
            ("0.012345", 3, "0.0123"),
            ("1.0846", 4, "1.085"),
            ("26384.5", 4, "26380"),
            ("99999", 2, "100000"),
            ("7", 3, "7"),
            // 10^38 has 39 digits: it could be shown, but not read back.
            ("99999999999999999999999999999999999999", 1, "99999999999999999999999999999999999999"),
            ("-9999999999999999999999999999999999999.9", 5, "-10000000000000000000000000000000000000"),
        ] {
            assert_eq!(d(text).rounded_significant(digits).to_string(), printed, "{text}");
        }
    }

    #[test]
    fn comparison_is_by_number() {
        assert_eq!(d("1.0"), d("1"));
        assert!(d("0.5") < d("0.51"));
        assert!(d("-2") < d("-1.999"));
        assert!(d("99999999999999999999999999999999999999") > d("0.00000000000000000000000000000000000001"));
    }
}
