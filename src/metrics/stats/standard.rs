//! Shares that are compared as if all had the same mix: direct and indirect standardisation, and orders that turn round.

use super::{all_finite, number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most groups that are compared with each other.
pub const MAX_STANDARD_GROUPS: usize = 1_000;

/// Shares of groups compared as if all had the same mix, and orders that turn round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandardiseOf {
    /// By the group's name, for each stratum hits and trials: `{"north": [[81, 87], [192, 263]]}`.
    pub groups: BTreeMap<String, Vec<[u64; 2]>>,
    /// The weight of each stratum; left out, its share of all trials together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Vec<f64>>,
    /// The share expected in each stratum: gives observed over expected besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_rates: Option<Vec<f64>>,
}

/// A group, standardised.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StandardisedGroup {
    /// Hits over trials as they are; `null` without trials.
    pub crude: Option<f64>,
    /// The share in each stratum; `null` where the group has no trials.
    pub stratum_rates: Vec<Option<f64>>,
    /// The share with the common mix, over the strata that the group has.
    pub standardised: Option<f64>,
    /// Strata without trials; their weight is spread over the others.
    pub omitted: Vec<usize>,
    /// Hits over the hits expected at the reference rates.
    pub ratio: Option<f64>,
}

/// Two groups whose order turns round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reversal {
    /// The group with the higher share as it is.
    pub crude_first: String,
    /// The group with the higher share once standardised.
    pub standardised_first: String,
}

/// Groups compared with the same mix.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Standardised {
    /// By the group's name.
    pub groups: BTreeMap<String, StandardisedGroup>,
    /// Weights of the strata, which add up to 1.
    pub weights: Vec<f64>,
    /// Whether every group has trials in every stratum that has a weight; if not, groups are not compared like with like.
    pub comparable: bool,
    /// Pairs whose order turns round (Simpson), among comparable groups.
    pub reversals: Vec<Reversal>,
    /// For two groups, the odds ratio of the first to the second pooled over strata (Mantel and Haenszel).
    pub mantel_haenszel_odds_ratio: Option<f64>,
    /// The ratio of shares, likewise.
    pub mantel_haenszel_risk_ratio: Option<f64>,
}

impl StandardiseOf {
    /// Standardises.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for lists of different lengths, more hits than trials, a negative weight or
    /// none above 0, a reference rate that is no share; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past
    /// [`MAX_STANDARD_GROUPS`].
    pub fn compute(&self) -> Result<Standardised> {
        let strata = self.check()?;
        let weights = self.weights(strata)?;
        let group = |(name, rows): (&String, &Vec<[u64; 2]>)| (name.clone(), self.group(rows, &weights));
        let groups: BTreeMap<String, StandardisedGroup> = self.groups.iter().map(group).collect();
        let complete = |g: &StandardisedGroup| g.omitted.iter().all(|i| weights.get(*i) == Some(&0.0));
        let (odds, risk) = self.mantel_haenszel();
        Ok(Standardised {
            comparable: groups.values().all(complete),
            reversals: reversals(&groups, &weights),
            groups,
            weights,
            mantel_haenszel_odds_ratio: odds,
            mantel_haenszel_risk_ratio: risk,
        })
    }

    fn check(&self) -> Result<usize> {
        if self.groups.len() > MAX_STANDARD_GROUPS {
            return Err(Error::limit("groups", self.groups.len(), format!("at most {MAX_STANDARD_GROUPS} groups")));
        }
        let strata = self.groups.values().next().map_or(0, Vec::len);
        for (name, rows) in &self.groups {
            if rows.len() != strata {
                return Err(Error::invalid(
                    format!("groups.{name}"),
                    rows.len(),
                    format!("{strata} strata, as the others have"),
                ));
            }
            if let Some((i, [k, n])) = rows.iter().enumerate().find(|(_, [k, n])| k > n) {
                return Err(Error::invalid(format!("groups.{name}[{i}]"), k, format!("at most its trials, {n}")));
            }
        }
        for (name, list) in [("weights", &self.weights), ("reference_rates", &self.reference_rates)] {
            let Some(list) = list else { continue };
            all_finite(list, name)?;
            if list.len() != strata {
                return Err(Error::invalid(name, list.len(), format!("one for each of {strata} strata")));
            }
            if let Some((i, v)) = list.iter().enumerate().find(|(_, v)| **v < 0.0) {
                return Err(Error::invalid(format!("{name}[{i}]"), v, "not negative"));
            }
        }
        Ok(strata)
    }

    fn weights(&self, strata: usize) -> Result<Vec<f64>> {
        let trials = |i: usize| self.groups.values().filter_map(|rows| rows.get(i)).map(|[_, n]| number(*n)).sum();
        let raw: Vec<f64> = self.weights.clone().unwrap_or_else(|| (0..strata).map(trials).collect());
        let sum: f64 = raw.iter().sum();
        if sum > 0.0 {
            return Ok(raw.iter().map(|w| w / sum).collect());
        }
        match self.weights {
            Some(_) => Err(Error::invalid("weights", sum, "one weight above 0 at least")),
            None => Ok(raw),
        }
    }

    fn group(&self, rows: &[[u64; 2]], weights: &[f64]) -> StandardisedGroup {
        let rate = |[k, n]: &[u64; 2]| quotient(number(*k), number(*n));
        let stratum_rates: Vec<Option<f64>> = rows.iter().map(rate).collect();
        let both = stratum_rates.iter().zip(weights);
        let weighted: f64 = both.clone().filter_map(|(r, w)| r.map(|r| r * w)).sum();
        let weight: f64 = both.filter(|(r, _)| r.is_some()).map(|(_, w)| w).sum();
        let hits: f64 = rows.iter().map(|[k, _]| number(*k)).sum();
        let expected = |rates: &Vec<f64>| rows.iter().zip(rates).map(|([_, n], r)| number(*n) * r).sum::<f64>();
        StandardisedGroup {
            crude: quotient(hits, rows.iter().map(|[_, n]| number(*n)).sum()),
            omitted: stratum_rates.iter().enumerate().filter(|(_, r)| r.is_none()).map(|(i, _)| i).collect(),
            stratum_rates,
            standardised: quotient(weighted, weight),
            ratio: self.reference_rates.as_ref().and_then(|rates| quotient(hits, expected(rates))),
        }
    }

    fn mantel_haenszel(&self) -> (Option<f64>, Option<f64>) {
        let mut groups = self.groups.values();
        let (Some(first), Some(second), None) = (groups.next(), groups.next(), groups.next()) else {
            return (None, None);
        };
        let (mut odds, mut risk) = ((0.0, 0.0), (0.0, 0.0));
        for ([a, n], [c, m]) in first.iter().zip(second) {
            let [a, n, c, m] = [*a, *n, *c, *m].map(number);
            if n == 0.0 || m == 0.0 {
                continue;
            }
            let all = n + m;
            odds = (odds.0 + a * (m - c) / all, odds.1 + (n - a) * c / all);
            risk = (risk.0 + a * m / all, risk.1 + c * n / all);
        }
        (quotient(odds.0, odds.1), quotient(risk.0, risk.1))
    }
}

fn reversals(groups: &BTreeMap<String, StandardisedGroup>, weights: &[f64]) -> Vec<Reversal> {
    let complete = |g: &StandardisedGroup| g.omitted.iter().all(|i| weights.get(*i) == Some(&0.0));
    let known = groups.iter().filter(|(_, g)| complete(g));
    let known: Vec<(&String, f64, f64)> =
        known.filter_map(|(name, g)| Some((name, g.crude?, g.standardised?))).collect();
    let mut found = Vec::new();
    for (i, a) in known.iter().enumerate() {
        for b in known.iter().skip(i + 1) {
            let turned = (a.1 - b.1) * (a.2 - b.2) < 0.0;
            if turned {
                let (first, second) = if a.1 > b.1 { (a.0, b.0) } else { (b.0, a.0) };
                found.push(Reversal { crude_first: first.clone(), standardised_first: second.clone() });
            }
        }
    }
    found
}
