//! Control charts: which points are more than the ordinary noise.
//!
//! Limits are those of a baseline, frozen: a signal inside the baseline widens them, a later one never does.

use super::{all_finite, finite, mean, median, number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The expected moving range of two normal values, in standard deviations.
const D2: f64 = 1.128;
/// Points in a row on one side of the centre that are a signal.
const RUN: usize = 8;

/// Which points of a series are more than the ordinary noise: a control chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "chart", rename_all = "snake_case", deny_unknown_fields)]
pub enum ChartOf {
    /// Single values and their moving ranges. Limits are the mean and 2.66 mean ranges (Wheeler), and 3.145 median ranges about the median.
    Xmr {
        /// The values in order.
        values: Vec<f64>,
        /// How many of the first values make the limits; left out, all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<usize>,
    },
    /// Shares of counts that differ in size: three standard deviations about the pooled share.
    P {
        /// Hits of each period.
        k: Vec<u64>,
        /// Trials of each period.
        n: Vec<u64>,
        /// As above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<usize>,
        /// The expected moving range of two normal values; default 1.128.
        #[serde(default = "d2")]
        d2: f64,
        /// Laney's p': limits times `sigma_z`. Left out, when `sigma_z` is above 1.25.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        laney: Option<bool>,
    },
    /// Events per exposure: three standard deviations about the pooled rate.
    U {
        /// Events of each period.
        counts: Vec<u64>,
        /// Exposure of each period: orders, customers, hours; above 0.
        exposure: Vec<f64>,
        /// As above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<usize>,
    },
    /// Exponentially weighted means, started at the target, with limits that widen to their final width.
    Ewma {
        /// The values in order.
        values: Vec<f64>,
        /// The weight of the newest value; default 0.2.
        #[serde(default = "fifth")]
        lambda: f64,
        /// The limits in standard deviations; default 3.
        #[serde(default = "three")]
        width: f64,
        /// The centre; left out, the mean of the baseline.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<f64>,
        /// The standard deviation of a value; left out, the mean moving range of the baseline over 1.128.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sigma: Option<f64>,
        /// As above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<usize>,
    },
    /// Cumulative sums of standardised values, upward and downward (tabular CUSUM).
    Cusum {
        /// The values, already minus the target and over the standard deviation.
        values: Vec<f64>,
        /// The slack of each value; default 0.5.
        #[serde(default = "half")]
        k: f64,
        /// The sum above which there is an alarm; default 4.
        #[serde(default = "four")]
        h: f64,
    },
}

fn d2() -> f64 {
    D2
}

fn fifth() -> f64 {
    0.2
}

fn three() -> f64 {
    3.0
}

fn half() -> f64 {
    0.5
}

fn four() -> f64 {
    4.0
}

/// A control chart. What a chart does not have is `null`; places count from 0.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct ControlChart {
    /// Its name: `xmr`, `p`, `p_prime`, `u`, `ewma`, `cusum`.
    pub chart: &'static str,
    /// What is drawn; `null` for a period without trials.
    pub points: Vec<Option<f64>>,
    /// The centre line.
    pub centre: Option<f64>,
    /// Upper limit at each point.
    pub upper: Vec<Option<f64>>,
    /// Lower limit at each point.
    pub lower: Vec<Option<f64>>,
    /// Points outside the limits.
    pub outside: Vec<usize>,
    /// Where eight in a row on one side of the centre are reached; a point on the centre ends a run.
    pub runs: Vec<usize>,
    /// The mean moving range of an XmR chart.
    pub mean_range: Option<f64>,
    /// The limit of its ranges: 3.268 mean ranges.
    pub range_limit: Option<f64>,
    /// The median of its values.
    pub median: Option<f64>,
    /// The median moving range.
    pub median_range: Option<f64>,
    /// Limits from the medians, lower and upper; less moved by a spike.
    pub median_limits: Option<[f64; 2]>,
    /// How much wider than chance the points of a p chart vary: the mean moving range of their z over `d2`.
    pub sigma_z: Option<f64>,
    /// Points outside the limits of the plain p chart.
    pub outside_plain: Vec<usize>,
    /// Upper cumulative sums.
    pub upper_sums: Vec<f64>,
    /// Lower cumulative sums.
    pub lower_sums: Vec<f64>,
    /// The first point at which a cumulative sum is above its limit.
    pub first_alarm: Option<usize>,
}

impl ChartOf {
    /// Draws the chart.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for what is no number, lists of different lengths, more hits than trials, no
    /// exposure, a baseline that is empty or longer than the points.
    pub fn compute(&self) -> Result<ControlChart> {
        match self {
            ChartOf::Xmr { values, baseline } => xmr(values, *baseline),
            ChartOf::P { k, n, baseline, d2, laney } => p(k, n, *baseline, *d2, *laney),
            ChartOf::U { counts, exposure, baseline } => u(counts, exposure, *baseline),
            ChartOf::Ewma { values, lambda, width, target, sigma, baseline } => {
                ewma(values, *lambda, *width, (*target, *sigma), *baseline)
            }
            ChartOf::Cusum { values, k, h } => cusum(values, *k, *h),
        }
    }
}

/// The first values that make the limits.
fn base<T>(values: &[T], baseline: Option<usize>) -> Result<&[T]> {
    let Some(n) = baseline else { return Ok(values) };
    let expected = || format!("from 1 to the number of points, {}", values.len());
    values.get(..n).filter(|b| !b.is_empty()).ok_or_else(|| Error::invalid("baseline", n, expected()))
}

fn ranges(values: &[f64]) -> Vec<f64> {
    values.windows(2).filter_map(|w| if let [a, b] = w { Some((b - a).abs()) } else { None }).collect()
}

fn outside(points: &[Option<f64>], lower: &[Option<f64>], upper: &[Option<f64>]) -> Vec<usize> {
    let rows = points.iter().zip(lower.iter().zip(upper)).enumerate();
    let is_out = |(point, (lo, hi)): (&Option<f64>, (&Option<f64>, &Option<f64>))| {
        point.is_some_and(|p| lo.is_some_and(|lo| p < lo) || hi.is_some_and(|hi| p > hi))
    };
    rows.filter(|(_, row)| is_out(*row)).map(|(i, _)| i).collect()
}

fn runs(points: &[Option<f64>], centre: Option<f64>) -> Vec<usize> {
    let (mut side, mut length, mut found) = (0, 0, Vec::new());
    let Some(centre) = centre else { return found };
    for (i, point) in points.iter().enumerate() {
        let now = point.map_or(0, |p| i32::from(p > centre) - i32::from(p < centre));
        length = if now != 0 && now == side { length + 1 } else { usize::from(now != 0) };
        side = now;
        if length == RUN {
            found.push(i);
        }
    }
    found
}

fn same_limits(n: usize, centre: Option<f64>, half: Option<f64>) -> (Vec<Option<f64>>, Vec<Option<f64>>) {
    let both = centre.zip(half);
    (vec![both.map(|(c, h)| c - h); n], vec![both.map(|(c, h)| c + h); n])
}

fn xmr(values: &[f64], baseline: Option<usize>) -> Result<ControlChart> {
    all_finite(values, "values")?;
    let base = base(values, baseline)?;
    let (centre, ranges) = (mean(base), ranges(base));
    let (mean_range, median_range, middle) = (mean(&ranges), median(&ranges), median(base));
    let (lower, upper) = same_limits(values.len(), centre, mean_range.map(|r| 2.66 * r));
    let points: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
    Ok(ControlChart {
        chart: "xmr",
        outside: outside(&points, &lower, &upper),
        runs: runs(&points, centre),
        centre,
        mean_range,
        range_limit: mean_range.map(|r| 3.268 * r),
        median: middle,
        median_range,
        median_limits: middle.zip(median_range).map(|(m, r)| [m - 3.145 * r, m + 3.145 * r]),
        points,
        lower,
        upper,
        ..ControlChart::default()
    })
}

fn p(k: &[u64], n: &[u64], baseline: Option<usize>, d2: f64, laney: Option<bool>) -> Result<ControlChart> {
    if k.len() != n.len() {
        return Err(Error::invalid("n", n.len(), format!("as many as `k` has: {}", k.len())));
    }
    if let Some((i, (k, n))) = k.iter().zip(n).enumerate().find(|(_, (k, n))| k > n) {
        return Err(Error::invalid(format!("k[{i}]"), k, format!("at most n, which is {n}")));
    }
    if finite(d2, "d2")? <= 0.0 {
        return Err(Error::invalid("d2", d2, "above 0; 1.128 is usual"));
    }
    let sum = |list: &[u64]| list.iter().map(|v| number(*v)).sum::<f64>();
    let (base_k, base_n) = (base(k, baseline)?, base(n, baseline)?);
    let centre = quotient(sum(base_k), sum(base_n));
    let sigma = |n: &u64| centre.and_then(|p| quotient(p * (1.0 - p), number(*n))).map(f64::sqrt);
    let points: Vec<Option<f64>> = k.iter().zip(n).map(|(k, n)| quotient(number(*k), number(*n))).collect();
    let z = |(point, n): (&Option<f64>, &u64)| quotient((*point)? - centre?, sigma(n)?);
    let zs: Vec<f64> = points.iter().zip(base_n).filter_map(z).collect();
    let sigma_z = mean(&ranges(&zs)).map(|r| r / d2);
    let limits = |factor: f64| -> (Vec<Option<f64>>, Vec<Option<f64>>) {
        let half = |n: &u64| centre.zip(sigma(n)).map(|(p, s)| (p, 3.0 * s * factor));
        let side = |sign: f64| move |h: Option<(f64, f64)>| h.map(|(p, h)| (p + sign * h).clamp(0.0, 1.0));
        (n.iter().map(half).map(side(-1.0)).collect(), n.iter().map(half).map(side(1.0)).collect())
    };
    let (plain_lower, plain_upper) = limits(1.0);
    let outside_plain = outside(&points, &plain_lower, &plain_upper);
    let prime = laney.unwrap_or(sigma_z.is_some_and(|s| s > 1.25));
    let (lower, upper) = if prime { limits(sigma_z.unwrap_or(1.0)) } else { (plain_lower, plain_upper) };
    Ok(ControlChart {
        chart: if prime { "p_prime" } else { "p" },
        outside: outside(&points, &lower, &upper),
        runs: runs(&points, centre),
        centre,
        sigma_z,
        outside_plain,
        points,
        lower,
        upper,
        ..ControlChart::default()
    })
}

fn u(counts: &[u64], exposure: &[f64], baseline: Option<usize>) -> Result<ControlChart> {
    if counts.len() != exposure.len() {
        return Err(Error::invalid("exposure", exposure.len(), format!("as many as `counts` has: {}", counts.len())));
    }
    all_finite(exposure, "exposure")?;
    if let Some((i, e)) = exposure.iter().enumerate().find(|(_, e)| **e <= 0.0) {
        return Err(Error::invalid(format!("exposure[{i}]"), e, "above 0"));
    }
    let events: f64 = base(counts, baseline)?.iter().map(|c| number(*c)).sum();
    let centre = quotient(events, base(exposure, baseline)?.iter().sum());
    let half = |e: &f64| centre.map(|u| (u, 3.0 * (u / e).sqrt()));
    let upper: Vec<Option<f64>> = exposure.iter().map(half).map(|h| h.map(|(u, h)| u + h)).collect();
    let lower: Vec<Option<f64>> = exposure.iter().map(half).map(|h| h.map(|(u, h)| (u - h).max(0.0))).collect();
    let points: Vec<Option<f64>> = counts.iter().zip(exposure).map(|(c, e)| quotient(number(*c), *e)).collect();
    Ok(ControlChart {
        chart: "u",
        outside: outside(&points, &lower, &upper),
        runs: runs(&points, centre),
        centre,
        points,
        lower,
        upper,
        ..ControlChart::default()
    })
}

fn ewma(
    values: &[f64],
    lambda: f64,
    width: f64,
    (target, sigma): (Option<f64>, Option<f64>),
    baseline: Option<usize>,
) -> Result<ControlChart> {
    all_finite(values, "values")?;
    if !(lambda > 0.0 && lambda <= 1.0) {
        return Err(Error::invalid("lambda", lambda, "above 0, up to 1"));
    }
    if finite(width, "width")? <= 0.0 {
        return Err(Error::invalid("width", width, "above 0; 3 is usual"));
    }
    let base = base(values, baseline)?;
    let centre = target.map(|t| finite(t, "target")).transpose()?.or_else(|| mean(base));
    let sigma = sigma.map(|s| finite(s, "sigma")).transpose()?.or_else(|| mean(&ranges(base)).map(|r| r / D2));
    if let Some(below) = sigma.filter(|s| *s < 0.0) {
        return Err(Error::invalid("sigma", below, "a standard deviation: not negative"));
    }
    let (mut points, mut halves) = (Vec::new(), Vec::new());
    let (mut level, mut forgotten) = (centre, 1.0);
    for value in values {
        level = level.map(|z| lambda * value + (1.0 - lambda) * z);
        forgotten *= (1.0 - lambda) * (1.0 - lambda);
        points.push(level);
        halves.push(sigma.map(|s| width * s * (lambda / (2.0 - lambda) * (1.0 - forgotten)).sqrt()));
    }
    let at = |sign: f64| halves.iter().map(|h| centre.zip(*h).map(|(c, h)| c + sign * h)).collect::<Vec<_>>();
    let (lower, upper) = (at(-1.0), at(1.0));
    let outside = outside(&points, &lower, &upper);
    Ok(ControlChart { chart: "ewma", outside, centre, points, lower, upper, ..ControlChart::default() })
}

fn cusum(values: &[f64], k: f64, h: f64) -> Result<ControlChart> {
    all_finite(values, "values")?;
    for (name, value) in [("k", k), ("h", h)] {
        if finite(value, name)? < 0.0 {
            return Err(Error::invalid(name, value, "not negative"));
        }
    }
    let (mut up, mut down) = (0.0_f64, 0.0_f64);
    let (mut upper_sums, mut lower_sums) = (Vec::new(), Vec::new());
    for z in values {
        up = (up + z - k).max(0.0);
        down = (down - z - k).max(0.0);
        upper_sums.push(up);
        lower_sums.push(down);
    }
    let first_alarm = upper_sums.iter().zip(&lower_sums).position(|(up, down)| *up > h || *down > h);
    Ok(ControlChart {
        chart: "cusum",
        points: values.iter().copied().map(Some).collect(),
        upper_sums,
        lower_sums,
        first_alarm,
        ..ControlChart::default()
    })
}
