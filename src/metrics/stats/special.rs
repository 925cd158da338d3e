//! The incomplete beta function and what is made of it.

use super::interval::two_sided_z;
use crate::error::{Error, Result};

/// How many terms of a continued fraction are tried; about the square root of the larger parameter is needed.
const MAX_TERMS: u32 = 1_000_000;

/// The share of a beta distribution below `x`: the regularised incomplete beta function, by its continued fraction (Lentz).
pub(super) fn beta_below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let front = libm::exp(front);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let safe = |v: f64| if v.abs() < TINY { TINY } else { v };
    let (mut c, mut d) = (1.0, 1.0 / safe(1.0 - (a + b) * x / (a + 1.0)));
    let mut h = d;
    for m in 1..MAX_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / safe(1.0 + even * d);
        c = safe(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / safe(1.0 + odd * d);
        c = safe(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}

/// Below which value a beta distribution has the share `p`, by bisection to the last bit.
pub(super) fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    // A thousand halvings reach the smallest number there is.
    for _ in 0..1_100 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if beta_below(a, b, middle) < p { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// The `t` within which a Student variable of so many degrees of freedom stays with this probability: 2.262157 for 9 and 0.95.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a confidence not between 0 and 1, or no degree of freedom.
pub fn t_quantile(degrees: u64, confidence: f64) -> Result<f64> {
    two_sided_z(confidence)?;
    if degrees == 0 {
        return Err(Error::out_of_range("degrees", degrees, "at least 1"));
    }
    let degrees = super::number(degrees);
    let x = beta_quantile(1.0 - confidence, degrees / 2.0, 0.5);
    Ok((degrees * (1.0 - x) / x).sqrt())
}

/// The share of a gamma distribution of scale 1 above `x`: the regularised upper incomplete gamma function, by its series below the mean and by its
/// continued fraction (Lentz) above. Of a chi-squared variable, with halves of its degrees and of its value.
pub(super) fn gamma_above(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for k in 1..MAX_TERMS {
            term *= x / (a + f64::from(k));
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        return (1.0 - front * sum).clamp(0.0, 1.0);
    }
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1e300, 1.0 / b);
    let mut h = d;
    for k in 1..MAX_TERMS {
        let k = f64::from(k);
        let over = -k * (k - a);
        b += 2.0;
        d = 1.0 / (over * d + b);
        c = b + over / c;
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    (front * h).clamp(0.0, 1.0)
}

/// The probability that a normal variable is further from its mean than `z` standard deviations, on either side.
pub(super) fn two_sided_p(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Roots found by mpmath with 30 digits.
    #[test]
    fn values_of_thirty_digits() {
        let close = |got: f64, want: f64| assert!((got - want).abs() <= 1e-12 * want.abs(), "{got} {want}");
        close(t_quantile(9, 0.95).unwrap(), 2.262_157_162_798_205_5);
        close(t_quantile(1, 0.95).unwrap(), 12.706_204_736_174_707);
        close(t_quantile(3_142, 0.95).unwrap(), 1.960_719_290_014_694_5);
        close(beta_quantile(0.975, 1.0, 10.0), 0.308_497_107_818_760_8);
        close(beta_below(2.0, 3.0, 0.4), 0.524_8);
        close(two_sided_p(1.959_963_984_540_054), 0.05);
        // scipy.stats.chi2.sf(x, degrees)
        for (x, degrees, above) in [
            (0.5, 1.0, 0.479_500_122_186_953_37),
            (3.84, 1.0, 0.050_043_521_248_705_19),
            (100.0, 3.0, 1.554_159_431_389_602_6e-21),
            (0.001, 7.0, 0.999_999_999_999_759_7),
            (50.0, 50.0, 0.473_398_468_556_349_37),
        ] {
            close(gamma_above(degrees / 2.0, x / 2.0), above);
        }
        assert!((gamma_above(4_500.0, 5_000.0) / 3.031_801_838_549_065e-13 - 1.0).abs() < 1e-9);
    }
}
