//! Reviews of agents: weighted scorecards, and whether two reviewers agree by more than chance.

use super::interval::{DEFAULT_CONFIDENCE, Interval, two_sided_z};
use super::{finite, number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most grades of a table.
const MAX_GRADES: usize = 100;

fn usual() -> f64 {
    DEFAULT_CONFIDENCE
}

/// How far two reviewers agree, beyond chance: Cohen's kappa.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementOf {
    /// How often the first reviewer gave the grade of the row and the second that of the column; square, grades in their order.
    pub table: Vec<Vec<u64>>,
    /// Confidence of the interval; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
}

/// How far two reviewers agree; `null` where there is nothing to agree on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Agreement {
    /// Works graded by both.
    pub n: u64,
    /// The share graded alike.
    pub agreement: Option<f64>,
    /// Cohen's kappa: 1 for full agreement, 0 for as much as chance gives.
    pub kappa: Option<f64>,
    /// Its standard error (Fleiss, Cohen and Everitt 1969).
    pub kappa_se: Option<f64>,
    /// Its interval by the normal distribution.
    pub interval: Option<Interval>,
    /// Confidence of the interval.
    pub confidence: f64,
    /// Kappa with linear weights, for grades that have an order.
    pub weighted_linear: Option<f64>,
}

impl AgreementOf {
    /// Computes the agreement.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a table that is not square;
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past 100 grades.
    pub fn compute(&self) -> Result<Agreement> {
        let z = two_sided_z(self.confidence)?;
        let size = self.table.len();
        if size > MAX_GRADES {
            return Err(Error::limit("table", size, format!("at most {MAX_GRADES} grades")));
        }
        if let Some((i, row)) = self.table.iter().enumerate().find(|(_, row)| row.len() != size) {
            return Err(Error::invalid(format!("table[{i}]"), row.len(), format!("{size} columns, as there are rows")));
        }
        let mut n = 0_u64;
        for cell in self.table.iter().flatten() {
            n = n
                .checked_add(*cell)
                .ok_or_else(|| Error::out_of_range("table", cell, "counts that add up below 2^64"))?;
        }
        let (agreement, kappa, kappa_se, weighted_linear) = self.figures(n);
        let interval =
            kappa.zip(kappa_se).map(|(k, e)| Interval { lo: (k - z * e).max(-1.0), hi: (k + z * e).min(1.0) });
        Ok(Agreement { n, agreement, kappa, kappa_se, interval, confidence: self.confidence, weighted_linear })
    }

    fn figures(&self, n: u64) -> (Option<f64>, Option<f64>, Option<f64>, Option<f64>) {
        if n == 0 {
            return (None, None, None, None);
        }
        let n = number(n);
        let cells: Vec<Vec<f64>> = self.table.iter().map(|r| r.iter().map(|c| number(*c) / n).collect()).collect();
        let rows: Vec<f64> = cells.iter().map(|r| r.iter().sum()).collect();
        let column = |j: usize| cells.iter().filter_map(|r| r.get(j)).sum::<f64>();
        let columns: Vec<f64> = (0..cells.len()).map(column).collect();
        let each = || {
            cells.iter().zip(&rows).zip(&columns).enumerate().flat_map(|(i, ((row, r), c))| {
                let (r, c) = (*r, *c);
                row.iter().zip(rows.iter().zip(&columns)).enumerate().map(move |(j, (p, (rj, cj)))| Cell {
                    place: (i, j),
                    p: *p,
                    row: r,
                    column: *cj,
                    turned: c + rj,
                })
            })
        };
        let agreed: f64 = each().filter(Cell::alike).map(|c| c.p).sum();
        let chance: f64 = rows.iter().zip(&columns).map(|(r, c)| r * c).sum();
        let kappa = quotient(agreed - chance, 1.0 - chance);
        let error = kappa.and_then(|kappa| {
            let rest = 1.0 - kappa;
            let first: f64 = each().filter(Cell::alike).map(|c| c.p * (1.0 - (c.row + c.column) * rest).powi(2)).sum();
            let second: f64 = each().filter(|c| !c.alike()).map(|c| c.p * c.turned.powi(2)).sum();
            let third = (kappa - chance * rest).powi(2);
            quotient(first + rest * rest * second - third, (1.0 - chance).powi(2) * n).map(|v| v.max(0.0).sqrt())
        });
        let apart: f64 = each().map(|c| c.apart() * c.p).sum();
        let apart_by_chance: f64 = each().map(|c| c.apart() * c.row * c.column).sum();
        (Some(agreed), kappa, error, quotient(apart, apart_by_chance).map(|q| 1.0 - q))
    }
}

/// A cell of the table, as shares of all.
struct Cell {
    place: (usize, usize),
    p: f64,
    row: f64,
    column: f64,
    /// The share of the column with the row's place, and of the row with the column's.
    turned: f64,
}

impl Cell {
    fn alike(&self) -> bool {
        self.place.0 == self.place.1
    }

    fn apart(&self) -> f64 {
        number(u64::try_from(self.place.0.abs_diff(self.place.1)).unwrap_or(0))
    }
}

/// The weighted score of a reviewed piece of work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScorecardOf {
    /// The score of each criterion; `null` where it does not apply.
    pub scores: BTreeMap<String, Option<f64>>,
    /// The weight of each criterion, above 0; any sum.
    pub weights: BTreeMap<String, f64>,
    /// The lowest and the highest score.
    pub scale: [f64; 2],
}

/// A scorecard's result.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Scorecard {
    /// The weighted mean of what applies; `null` where nothing does.
    pub score: Option<f64>,
    /// The same from 0 to 1.
    pub normalised: Option<f64>,
    /// The share of the weights that applies.
    pub coverage: Option<f64>,
}

impl ScorecardOf {
    /// Computes it: what does not apply is left out and the other weights fill its place.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a criterion without a weight or without a score, a weight not above 0, a
    /// score off the scale, a scale that is none.
    pub fn compute(&self) -> Result<Scorecard> {
        let [low, high] = self.scale;
        if finite(low, "scale[0]")? >= finite(high, "scale[1]")? {
            return Err(Error::invalid("scale", format!("{low} to {high}"), "the lowest score and a higher one"));
        }
        if let Some(name) = self.weights.keys().find(|name| !self.scores.contains_key(*name)) {
            return Err(Error::invalid(
                format!("scores.{name}"),
                "nothing",
                "a score, or null where it does not apply",
            ));
        }
        let (mut sum, mut used, mut all) = (0.0, 0.0, 0.0);
        for (name, score) in &self.scores {
            let weight = self.weights.get(name).copied();
            let weight = weight.ok_or_else(|| Error::invalid(format!("weights.{name}"), "nothing", "a weight"))?;
            if finite(weight, &format!("weights.{name}"))? <= 0.0 {
                return Err(Error::invalid(format!("weights.{name}"), weight, "a weight above 0"));
            }
            all += weight;
            let Some(score) = *score else { continue };
            if !(low..=high).contains(&score) {
                return Err(Error::invalid(format!("scores.{name}"), score, format!("from {low} to {high}")));
            }
            sum += weight * score;
            used += weight;
        }
        let score = quotient(sum, used);
        let normalised = score.map(|s| (s - low) / (high - low));
        Ok(Scorecard { score, normalised, coverage: quotient(used, all) })
    }
}
