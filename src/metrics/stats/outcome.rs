//! Whether those who waited longer stay, or buy, less often: shares by waiting time, compared as if all bands had the same mix.

use super::interval::{DEFAULT_CONFIDENCE, Interval, two_sided_z, wilson};
use super::special::two_sided_p;
use super::standard::StandardiseOf;
use super::{number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most bands of waiting time.
pub const MAX_BANDS: usize = 50;
/// The most strata.
pub const MAX_STRATA: usize = 10_000;

fn usual() -> f64 {
    DEFAULT_CONFIDENCE
}

/// Within the hour, four hours, a day, three days.
pub(crate) fn usual_bands() -> Vec<f64> {
    vec![3_600.0, 14_400.0, 86_400.0, 259_200.0]
}

/// Whether speed goes with outcomes: the share that stayed, or bought, by waiting time, compared with the same mix in each band.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomesOf {
    /// A customer or a ticket each.
    pub rows: Vec<OutcomeRow>,
    /// Where bands of waiting time end, in ascending order: a wait of exactly that long is in the next. Default an hour, four hours, a day, three days.
    #[serde(default = "usual_bands")]
    pub bands_s: Vec<f64>,
    /// Confidence of the intervals; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
}

/// One customer or ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeRow {
    /// How long the wait was, in seconds; `null` where there was never an answer.
    pub wait_s: Option<f64>,
    /// Whether the customer stayed, or bought; `null` where that is not known.
    pub outcome: Option<bool>,
    /// What else may have to do with the outcome, such as plan or channel; those with the same words are compared with each other.
    #[serde(default)]
    pub strata: Vec<String>,
}

/// A band of waiting time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OutcomeBand {
    /// Waits of so many seconds or more; `null` for those who never had an answer.
    pub from_s: Option<f64>,
    /// Waits shorter than this; `null` for the last, and for those without an answer.
    pub below_s: Option<f64>,
    /// Rows with a known outcome.
    pub n: u64,
    /// Of these with the outcome.
    pub k: u64,
    /// Their share; `null` without rows.
    pub crude: Option<f64>,
    /// Its interval (Wilson).
    pub crude_interval: Option<Interval>,
    /// The share if the band had the mix of all rows together.
    pub adjusted: Option<f64>,
    /// Its interval: Wilson's of each stratum, put together (Zou and Donner).
    pub adjusted_interval: Option<Interval>,
    /// Strata in which the band has nobody; their weight is spread over the others.
    pub omitted_strata: u64,
    /// The adjusted share less that of the first band, over the strata that both have; `null` for the first.
    pub difference: Option<f64>,
    /// Its interval (Newcombe's, stratified).
    pub difference_interval: Option<Interval>,
    /// Whether the interval leaves out 0.
    pub distinguishable: Option<bool>,
}

/// Whether the share rises or falls from band to band, within strata.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OutcomeTrend {
    /// How far the outcome leans to longer waits, over its standard error: below 0, fewer of those who waited longer.
    pub z: f64,
    /// The probability of a `z` as far from 0 on either side by chance alone.
    pub p: f64,
}

/// Shares by waiting time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Outcomes {
    /// The bands, the shortest waits first; those who never had an answer last, where there are such.
    pub bands: Vec<OutcomeBand>,
    /// Mantel's test of a trend over the bands, stratum by stratum; those without an answer are not in it. `null` where nothing varies.
    pub trend: Option<OutcomeTrend>,
    /// The strata with rows of a known outcome.
    pub strata: u64,
    /// Whether every band has somebody in every stratum; if not, bands are not compared like with like throughout.
    pub comparable: bool,
    /// Rows whose outcome is not known; they are in no band.
    pub unknown: u64,
    /// Confidence of the intervals.
    pub confidence: f64,
    /// How to read it.
    pub reading: &'static str,
}

/// What such a table cannot say.
const READING: &str = "association, not cause: those who waited longer may differ in what the strata do not say; only an experiment tells what a shorter wait would change";

/// Hits and trials of the bands, stratum by stratum.
type Cells = Vec<[u64; 2]>;

impl OutcomesOf {
    /// Compares them.
    ///
    /// ```
    /// use sundesk::metrics::stats::OutcomesOf;
    /// let of: OutcomesOf = serde_json::from_str(r#"{"bands_s": [60], "rows": [
    ///     {"wait_s": 10, "outcome": true}, {"wait_s": 20, "outcome": true}, {"wait_s": 60, "outcome": false}]}"#)?;
    /// let told = of.compute()?;
    /// assert_eq!(told.bands.iter().map(|b| (b.k, b.n)).collect::<Vec<_>>(), [(2, 2), (0, 1)]);
    /// assert_eq!(told.bands[1].difference, Some(-1.0));
    /// assert!(told.reading.starts_with("association, not cause"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for bands that do not ascend, a negative wait, or rows with different numbers
    /// of strata; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_BANDS`] or [`MAX_STRATA`];
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a confidence not between 0 and 1.
    pub fn compute(&self) -> Result<Outcomes> {
        two_sided_z(self.confidence)?;
        self.check()?;
        let (cells, unknown) = self.cells()?;
        let without = cells.last().is_some_and(|band| band.iter().any(|[_, n]| *n > 0));
        let answered = cells.len() - 1;
        let cells = cells.get(..answered + usize::from(without)).unwrap_or(&cells);
        let named: BTreeMap<String, Cells> =
            cells.iter().enumerate().map(|(i, band)| (format!("{i:02}"), band.clone())).collect();
        let all = StandardiseOf { groups: named, weights: None, reference_rates: None }.compute()?;
        let first = cells.first();
        let bands = cells.iter().zip(all.groups.values()).enumerate().map(|(i, (band, told))| {
            let (k, n) = band.iter().fold((0, 0), |(k, n), [a, b]| (k + a, n + b));
            let difference =
                first.filter(|_| i > 0).and_then(|first| self.difference(first, band, &all.weights).transpose());
            let difference = difference.transpose()?;
            Ok(OutcomeBand {
                from_s: (i < answered)
                    .then(|| i.checked_sub(1).and_then(|i| self.bands_s.get(i)).copied().unwrap_or(0.0)),
                below_s: (i < answered).then(|| self.bands_s.get(i).copied()).flatten(),
                n,
                k,
                crude: told.crude,
                crude_interval: wilson(k, n, self.confidence)?,
                adjusted: told.standardised,
                adjusted_interval: self.together(band, &all.weights)?.map(|(_, interval)| interval),
                omitted_strata: u64::try_from(told.omitted.len()).unwrap_or(u64::MAX),
                difference: difference.map(|(difference, _)| difference),
                difference_interval: difference.map(|(_, interval)| interval),
                distinguishable: difference.map(|(_, interval)| interval.lo > 0.0 || interval.hi < 0.0),
            })
        });
        Ok(Outcomes {
            bands: bands.collect::<Result<_>>()?,
            trend: trend(cells.get(..answered).unwrap_or(&[])),
            strata: u64::try_from(all.weights.len()).unwrap_or(u64::MAX),
            comparable: all.comparable,
            unknown,
            confidence: self.confidence,
            reading: READING,
        })
    }

    fn check(&self) -> Result<()> {
        if self.bands_s.len() >= MAX_BANDS {
            return Err(Error::limit("bands_s", self.bands_s.len() + 1, format!("at most {MAX_BANDS} bands")));
        }
        let mut before = 0.0;
        for (i, end) in self.bands_s.iter().enumerate() {
            if !end.is_finite() || *end <= before {
                return Err(Error::invalid(format!("bands_s[{i}]"), end, format!("seconds, more than {before}")));
            }
            before = *end;
        }
        let strata = self.rows.first().map_or(0, |row| row.strata.len());
        for (i, row) in self.rows.iter().enumerate() {
            if let Some(wait) = row.wait_s.filter(|wait| !wait.is_finite() || *wait < 0.0) {
                return Err(Error::invalid(format!("rows[{i}].wait_s"), wait, "seconds, not negative"));
            }
            if row.strata.len() != strata {
                let expected = format!("{strata}, as the others have");
                return Err(Error::invalid(format!("rows[{i}].strata"), row.strata.len(), expected));
            }
        }
        Ok(())
    }

    /// Of each band, those without an answer last, hits and trials in each stratum; and how many outcomes are not known.
    fn cells(&self) -> Result<(Vec<Cells>, u64)> {
        let mut strata: BTreeMap<&[String], usize> = BTreeMap::new();
        let known = || self.rows.iter().filter_map(|row| Some((row, row.outcome?)));
        known().for_each(|(row, _)| {
            strata.insert(&row.strata, 0);
        });
        if strata.len() > MAX_STRATA {
            return Err(Error::limit("rows", strata.len(), format!("at most {MAX_STRATA} strata")));
        }
        strata.values_mut().zip(0..).for_each(|(place, i)| *place = i);
        let mut cells = vec![vec![[0_u64; 2]; strata.len()]; self.bands_s.len() + 2];
        for (row, outcome) in known() {
            let band =
                row.wait_s.map_or(self.bands_s.len() + 1, |wait| self.bands_s.partition_point(|end| *end <= wait));
            let stratum = strata.get(row.strata.as_slice()).copied().unwrap_or(0);
            if let Some([k, n]) = cells.get_mut(band).and_then(|band| band.get_mut(stratum)) {
                *k += u64::from(outcome);
                *n += 1;
            }
        }
        let unknown = self.rows.len() - known().count();
        Ok((cells, u64::try_from(unknown).unwrap_or(u64::MAX)))
    }

    /// The weighted share over the strata that have rows, and its interval from those of the strata.
    fn together(&self, band: &Cells, weights: &[f64]) -> Result<Option<(f64, Interval)>> {
        let parts = self.parts(band, weights)?;
        let weight: f64 = parts.iter().map(|p| p.weight).sum();
        if weight <= 0.0 {
            return Ok(None);
        }
        let sum = |of: &dyn Fn(&Part) -> f64| parts.iter().map(|p| of(p) * p.weight / weight).sum::<f64>();
        let root =
            |of: &dyn Fn(&Part) -> f64| parts.iter().map(|p| (of(p) * p.weight / weight).powi(2)).sum::<f64>().sqrt();
        let share = sum(&|p| p.share);
        let (lo, hi) = (share - root(&|p| p.share - p.lo), share + root(&|p| p.hi - p.share));
        Ok(Some((share, Interval { lo: lo.max(0.0), hi: hi.min(1.0) })))
    }

    /// The weighted share of a band less that of the first, over the strata that both have.
    fn difference(&self, first: &Cells, band: &Cells, weights: &[f64]) -> Result<Option<(f64, Interval)>> {
        let common = first.iter().zip(band).zip(weights);
        let both: Vec<f64> = common.map(|(([_, n], [_, m]), w)| if *n > 0 && *m > 0 { *w } else { 0.0 }).collect();
        let (Some((b, of_b)), Some((a, of_a))) = (self.together(band, &both)?, self.together(first, &both)?) else {
            return Ok(None);
        };
        let lo = b - a - ((b - of_b.lo).powi(2) + (of_a.hi - a).powi(2)).sqrt();
        let hi = b - a + ((of_b.hi - b).powi(2) + (a - of_a.lo).powi(2)).sqrt();
        Ok(Some((b - a, Interval { lo: lo.max(-1.0), hi: hi.min(1.0) })))
    }

    fn parts(&self, band: &Cells, weights: &[f64]) -> Result<Vec<Part>> {
        let part = |([k, n], weight): (&[u64; 2], &f64)| -> Result<Option<Part>> {
            let share = quotient(number(*k), number(*n));
            let interval = wilson(*k, *n, self.confidence)?;
            Ok(share.zip(interval).map(|(share, i)| Part { weight: *weight, share, lo: i.lo, hi: i.hi }))
        };
        band.iter().zip(weights).filter_map(|both| part(both).transpose()).collect()
    }
}

struct Part {
    weight: f64,
    share: f64,
    lo: f64,
    hi: f64,
}

/// Mantel's extension test: within each stratum, how far those with the outcome lean to longer waits; bands count 0, 1, 2, …
fn trend(bands: &[Cells]) -> Option<OutcomeTrend> {
    let strata = bands.first()?.len();
    let (mut lean, mut variance) = (0.0, 0.0);
    for stratum in 0..strata {
        let cells = bands.iter().filter_map(|band| band.get(stratum));
        let (mut k, mut n, mut sk, mut sn, mut ssn) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (score, [hits, trials]) in (0_u32..).zip(cells) {
            let (score, hits, trials) = (f64::from(score), number(*hits), number(*trials));
            k += hits;
            n += trials;
            sk += score * hits;
            sn += score * trials;
            ssn += score * score * trials;
        }
        if n > 1.0 {
            lean += sk - sn * k / n;
            variance += k * (n - k) * (n * ssn - sn * sn) / (n * n * (n - 1.0));
        }
    }
    let z = quotient(lean, variance.sqrt())?;
    Some(OutcomeTrend { z, p: two_sided_p(z) })
}
