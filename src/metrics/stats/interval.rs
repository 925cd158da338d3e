//! How sure a share is: five intervals for a proportion, and how many answers one of a given width takes.

use super::number;
use super::special::beta_quantile;
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The confidence used where none is given.
pub const DEFAULT_CONFIDENCE: f64 = 0.95;

/// An interval for a share, both ends within 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The lower end.
    pub lo: f64,
    /// The upper end.
    pub hi: f64,
}

/// How the interval of a share is made. All are clamped to 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IntervalMethod {
    /// Wilson's score interval (1927). The default.
    #[default]
    Wilson,
    /// The same with a continuity correction (Newcombe 1998).
    WilsonCc,
    /// Wald's interval after adding `z^2 / 2` hits and misses (Agresti and Coull 1998).
    AgrestiCoull,
    /// The exact one from the tails of the binomial distribution (Clopper and Pearson 1934); never narrower than promised.
    ClopperPearson,
    /// Quantiles of the beta distribution of `k + 1/2` and `n - k + 1/2`, without a rule for the ends.
    Jeffreys,
}

impl IntervalMethod {
    /// All of them.
    pub const ALL: &[IntervalMethod] = &[
        IntervalMethod::Wilson,
        IntervalMethod::WilsonCc,
        IntervalMethod::AgrestiCoull,
        IntervalMethod::ClopperPearson,
        IntervalMethod::Jeffreys,
    ];

    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            IntervalMethod::Wilson => "wilson",
            IntervalMethod::WilsonCc => "wilson_cc",
            IntervalMethod::AgrestiCoull => "agresti_coull",
            IntervalMethod::ClopperPearson => "clopper_pearson",
            IntervalMethod::Jeffreys => "jeffreys",
        }
    }
}

/// The interval of `k` of `n` by a named method; `None` for `n = 0`.
///
/// # Errors
/// As [`wilson`].
///
/// ```
/// use sundesk::metrics::stats::{IntervalMethod, interval};
/// let exact = interval(0, 10, 0.95, IntervalMethod::ClopperPearson)?.unwrap();
/// assert!(exact.lo == 0.0 && (exact.hi - 0.3084971078187607).abs() < 1e-12); // 1 - 0.025^(1/10)
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn interval(k: u64, n: u64, confidence: f64, method: IntervalMethod) -> Result<Option<Interval>> {
    let Some(wilson) = wilson(k, n, confidence)? else { return Ok(None) };
    let z = two_sided_z(confidence)?;
    let tail = (1.0 - confidence) / 2.0;
    let (hits, trials) = (number(k), number(n));
    let (p, z2) = (hits / trials, z * z);
    let (lo, hi) = match method {
        IntervalMethod::Wilson => return Ok(Some(wilson)),
        IntervalMethod::WilsonCc => {
            let under = 2.0 * (trials + z2);
            let half = |side: f64| {
                (z2 - side * 2.0 - 1.0 / trials + 4.0 * p * (trials * (1.0 - p) + side)).max(0.0).sqrt() * z
            };
            let middle = 2.0 * hits + z2;
            let lo = if k == 0 { 0.0 } else { (middle - 1.0 - half(1.0)) / under };
            (lo, if k == n { 1.0 } else { (middle + 1.0 + half(-1.0)) / under })
        }
        IntervalMethod::AgrestiCoull => {
            let more = trials + z2;
            let p = (hits + z2 / 2.0) / more;
            let half = z * (p * (1.0 - p) / more).sqrt();
            (p - half, p + half)
        }
        IntervalMethod::ClopperPearson => {
            let lo = if k == 0 { 0.0 } else { beta_quantile(tail, hits, trials - hits + 1.0) };
            (lo, if k == n { 1.0 } else { beta_quantile(1.0 - tail, hits + 1.0, trials - hits) })
        }
        IntervalMethod::Jeffreys => {
            let of = |p| beta_quantile(p, hits + 0.5, trials - hits + 0.5);
            (of(tail), of(1.0 - tail))
        }
    };
    Ok(Some(Interval { lo: lo.clamp(0.0, 1.0), hi: hi.clamp(0.0, 1.0) }))
}

fn usual() -> f64 {
    DEFAULT_CONFIDENCE
}

/// How sure a share is: its intervals by Wilson and four other methods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntervalsOf {
    /// Trials that hit.
    pub k: u64,
    /// Trials.
    pub n: u64,
    /// Confidence of the intervals; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
    /// Which; left out, all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<IntervalMethod>,
}

/// Intervals of a share by several methods.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Intervals {
    /// `k / n`; `null` without trials.
    pub rate: Option<f64>,
    /// Trials that hit.
    pub k: u64,
    /// Trials.
    pub n: u64,
    /// Confidence of the intervals.
    pub confidence: f64,
    /// By the name of the method; `null` without trials.
    pub intervals: BTreeMap<&'static str, Option<Interval>>,
}

impl IntervalsOf {
    /// Computes them.
    ///
    /// # Errors
    /// As [`wilson`].
    pub fn compute(&self) -> Result<Intervals> {
        let (k, n, confidence) = (self.k, self.n, self.confidence);
        let methods = if self.methods.is_empty() { IntervalMethod::ALL } else { &self.methods };
        let one = |m: &IntervalMethod| Ok((m.name(), interval(k, n, confidence, *m)?));
        let intervals = methods.iter().map(one).collect::<Result<_>>()?;
        Ok(Intervals { rate: super::quotient(number(k), number(n)), k, n, confidence, intervals })
    }
}

/// How many answers an interval of a given width takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleSizeOf {
    /// Half of its width, as a share: 0.05 is five points either side.
    pub half_width: f64,
    /// Its confidence; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
    /// The shares expected, each with an answer of its own; 0.5 is the worst case.
    #[serde(default = "halves")]
    pub shares: Vec<f64>,
}

fn halves() -> Vec<f64> {
    vec![0.5]
}

/// How many answers an interval of a given width takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SampleSize {
    /// Answers needed, in the order of the shares.
    pub n: Vec<u64>,
}

/// The most answers that are reckoned with.
pub const MAX_SAMPLE: f64 = 1e15;

impl SampleSizeOf {
    /// `z^2 p (1 - p) / half_width^2`, rounded up.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for what is no share, no confidence, or a width so small that more than
    /// [`MAX_SAMPLE`] answers would be needed.
    pub fn compute(&self) -> Result<SampleSize> {
        let z = two_sided_z(self.confidence)?;
        if !(self.half_width > 0.0 && self.half_width < 1.0) {
            return Err(Error::out_of_range("half_width", self.half_width, "a share between 0 and 1, such as 0.05"));
        }
        let needed = |(i, p): (usize, &f64)| {
            if !(0.0..=1.0).contains(p) {
                return Err(Error::out_of_range(format!("shares[{i}]"), p, "a share from 0 to 1"));
            }
            let n = (z * z * p * (1.0 - p) / (self.half_width * self.half_width)).ceil();
            if n > MAX_SAMPLE {
                return Err(Error::out_of_range(
                    "half_width",
                    self.half_width,
                    "a width that fewer than 1e15 answers give",
                ));
            }
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole, and from 0 to 1e15
            Ok(n as u64)
        };
        Ok(SampleSize { n: self.shares.iter().enumerate().map(needed).collect::<Result<_>>()? })
    }
}

/// Wilson's score interval for `k` of `n`; `None` for `n = 0`.
///
/// `(p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)` with `p = k/n` and `z` the normal quantile of `(1 + confidence) / 2`
/// (Wilson 1927). It stays within 0 to 1, and says something sensible for 0 of 10.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when `k > n`;
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a confidence not between 0 and 1.
///
/// ```
/// let i = sundesk::metrics::wilson(7, 10, 0.95)?.unwrap();
/// assert!((i.lo - 0.39677814746114537).abs() < 1e-12 && (i.hi - 0.8922087325936989).abs() < 1e-12);
/// assert!(sundesk::metrics::wilson(0, 0, 0.95)?.is_none());
/// # Ok::<(), sundesk::Error>(())
/// ```
#[allow(clippy::cast_precision_loss)] // counts of tickets are far below 2^53
pub fn wilson(k: u64, n: u64, confidence: f64) -> Result<Option<Interval>> {
    if k > n {
        return Err(Error::invalid("k", k, format!("at most n, which is {n}")));
    }
    let z = two_sided_z(confidence)?;
    if n == 0 {
        return Ok(None);
    }
    // With none or all, one end is exactly that end; the formula leaves a rounding error there, which differs with the confidence.
    let (none, all) = (k == 0, k == n);
    let (k, n) = (k as f64, n as f64);
    let (p, z2) = (k / n, z * z);
    let middle = p + z2 / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z2 / n;
    let lo = if none { 0.0 } else { ((middle - half) / whole).max(0.0) };
    let hi = if all { 1.0 } else { ((middle + half) / whole).min(1.0) };
    Ok(Some(Interval { lo, hi }))
}

/// The `z` within which a normal variable stays with this probability: 1.959964 for 0.95.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a confidence not between 0 and 1.
pub fn two_sided_z(confidence: f64) -> Result<f64> {
    // The usual ones are constants, so that reports agree to the last byte on machines whose `ln` does not.
    const USUAL: [(f64, f64); 4] = [
        (0.80, 1.281_551_565_544_600_4),
        (0.90, 1.644_853_626_951_472_2),
        (0.95, 1.959_963_984_540_054),
        (0.99, 2.575_829_303_548_900_4),
    ];
    if let Some((_, z)) = USUAL.iter().find(|(usual, _)| usual.to_bits() == confidence.to_bits()) {
        return Ok(*z);
    }
    if confidence > 0.0 && confidence < 1.0 {
        return Ok(normal_quantile(0.5 + confidence / 2.0));
    }
    Err(Error::out_of_range("confidence", confidence, "a probability between 0 and 1, such as 0.95"))
}

/// The normal quantile of `p` in `[0.5, 1)`, by Wichura's algorithm AS 241 (PPND16, relative error about 1e-16).
fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(&A, &B, r);
    }
    let r = (-libm::log(1.0 - p)).sqrt();
    if r <= 5.0 { ratio(&C, &D, r - 1.6) } else { ratio(&E, &F, r - 5.0) }
}

fn ratio(above: &[f64; 8], below: &[f64; 8], x: f64) -> f64 {
    let value = |c: &[f64; 8]| c.iter().rev().fold(0.0, |sum, c| sum * x + c);
    value(above) / value(below)
}

const A: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const B: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
const C: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
const D: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const E: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const F: [f64; 8] = [
    1.0,
    0.599_832_206_555_888,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn quantiles_of_the_normal_distribution() {
        // scipy.stats.norm.ppf
        for (p, z) in [
            (0.75, 0.674_489_750_196_081_7),
            (0.9, 1.281_551_565_544_600_4),
            (0.95, 1.644_853_626_951_472_2),
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_900_4),
            (0.9995, 3.290_526_731_491_925_4),
            (1.0 - 1e-12, 7.034_486_910_047_836),
        ] {
            let got: f64 = normal_quantile(p);
            assert!((got - z).abs() < 5e-12 * z, "{p}: {got} {z}");
        }
    }

    #[test]
    fn what_is_no_share_or_no_confidence_is_refused() {
        assert_eq!(wilson(11, 10, 0.95).unwrap_err().kind(), ErrorKind::InvalidInput);
        for confidence in [0.0, 1.0, -0.5, 95.0, f64::NAN, f64::INFINITY] {
            assert_eq!(wilson(1, 10, confidence).unwrap_err().kind(), ErrorKind::OutOfRange);
        }
        assert!(wilson(1, 10, 0.5).unwrap().is_some());
    }
}
