//! Exact fractions: a mean or a percentile is a quotient of integers until it is printed.

use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// A quotient of integers in lowest terms; a whole number prints without a bar, as `10` or `97261/5`.
///
/// ```
/// use sundesk::metrics::Fraction;
/// assert_eq!(Fraction::new(97_261, 5).unwrap().to_string(), "97261/5");
/// assert_eq!(Fraction::new(40, 4).unwrap().to_string(), "10");
/// assert_eq!(Fraction::new(1, 0), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// `numerator / denominator` in lowest terms; `None` for a denominator of 0 (no data is not 0).
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).unwrap_or(1).max(1) * denominator.signum();
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(value: i64) -> Self {
        Self { numerator: i128::from(value), denominator: 1 }
    }

    /// What stands above the bar.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// What stands below the bar; always positive.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// This fraction divided by a whole number, such as microseconds by [`SECOND`](crate::time::SECOND).
    #[must_use]
    pub fn divided_by(self, by: i64) -> Option<Self> {
        Self::new(self.numerator, self.denominator.checked_mul(i128::from(by))?)
    }

    /// The nearest whole number; halves go to the even neighbour.
    #[must_use]
    pub fn rounded(self) -> i128 {
        let floor = self.numerator.div_euclid(self.denominator);
        let rest = self.numerator.rem_euclid(self.denominator);
        match rest.cmp(&(self.denominator - rest)) {
            Ordering::Less => floor,
            Ordering::Greater => floor + 1,
            Ordering::Equal => floor + floor.rem_euclid(2),
        }
    }

    /// The nearest number a computer's floating point has; whole part and rest are converted apart, so nothing is lost early.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // the point of this function
    pub fn to_f64(self) -> f64 {
        let whole = self.numerator / self.denominator;
        let rest = self.numerator % self.denominator;
        if whole == 0 || rest == 0 {
            return self.numerator as f64 / self.denominator as f64;
        }
        whole as f64 + rest as f64 / self.denominator as f64
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            return write!(f, "{}", self.numerator);
        }
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl Serialize for Fraction {
    /// As text: JSON readers lose integers past 2^53.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lowest_terms_and_signs() {
        let f = |n, d| Fraction::new(n, d).unwrap().to_string();
        assert_eq!((f(6, 4), f(-6, 4), f(6, -4), f(0, -4)), ("3/2".into(), "-3/2".into(), "-3/2".into(), "0".into()));
        assert_eq!(f(i128::MIN, 2), (i128::MIN / 2).to_string());
    }

    #[test]
    fn rounding_goes_to_the_even_neighbour_at_halves() {
        let r = |n, d| Fraction::new(n, d).unwrap().rounded();
        assert_eq!(
            [r(1, 2), r(3, 2), r(5, 2), r(-1, 2), r(-3, 2), r(7, 3), r(8, 3), r(-7, 3)],
            [0, 2, 2, 0, -2, 2, 3, -2]
        );
    }

    #[test]
    fn floating_point_keeps_what_it_can() {
        assert!((Fraction::new(97_261, 5).unwrap().to_f64() - 19452.2).abs() < 1e-12);
        assert!((Fraction::new(1, 3).unwrap().to_f64() - 1.0 / 3.0).abs() < 1e-16);
    }
}
