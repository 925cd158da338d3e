//! Whether the rows and the columns of a table of counts go together.

use super::special::gamma_above;
use super::{number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most cells of a table.
pub const MAX_TABLE_CELLS: usize = 1_000_000;
/// Tables with more cells are too many to be looked at one by one.
const EXACT_CELLS: usize = 256;
/// So many steps are taken to look at them.
const EXACT_STEPS: u32 = 2_000_000;
/// Probabilities that differ by less are equal: sums of logarithms are not exact.
const EQUAL: f64 = 1e-7;

/// Whether the rows and the columns of a table of counts go together: whether some causes are broken promises more often than others, say.
///
/// Pearson's chi-squared test, without a correction for continuity. Where counts are few it does not hold, by Cochran's rule (1954): an expected count below
/// 1, or more than a fifth of them below 5 (`sparse`). Then the exact test is made (Fisher's; of larger tables Freeman and Halton's): the probability of all
/// tables with these margins that are no more probable than this one. A sparse table of more than 256 cells, or with too many others beside it (two million
/// steps), keeps the chi-squared test, which is then only a hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContingencyOf {
    /// The counts, row by row; rows are equally long. Rows and columns without any are left out of the test.
    pub table: Vec<Vec<u64>>,
}

/// The test of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Contingency {
    /// All counts together.
    pub n: u64,
    /// The sum of `(count - expected)² / expected`; `null` where fewer than two rows or columns have counts.
    pub chi2: Option<f64>,
    /// Its degrees of freedom.
    pub degrees: u64,
    /// The probability of a table as far from even by chance alone.
    pub p: Option<f64>,
    /// How it was found: `chi_squared` or `exact`.
    pub method: Option<&'static str>,
    /// The least count that would be there if rows and columns did not go together.
    pub least_expected: Option<f64>,
    /// Whether counts are too few for the chi-squared test.
    pub sparse: bool,
    /// How strongly they go together, whatever n: Cramér's V, from 0 to 1.
    pub cramers_v: Option<f64>,
    /// How far each count is from the expected one, in standard deviations (adjusted residuals): beyond 2 on either side it stands out. `null` where
    /// its row or column is empty or all there is.
    pub residuals: Vec<Vec<Option<f64>>>,
}

impl ContingencyOf {
    /// Tests it.
    ///
    /// ```
    /// use sundesk::metrics::stats::ContingencyOf;
    /// // The lady who says of eight cups whether the milk came first, and errs once on either side: 34 of the 70 ways are no better.
    /// let told = ContingencyOf { table: vec![vec![3, 1], vec![1, 3]] }.compute()?;
    /// assert_eq!((told.chi2, told.degrees, told.method), (Some(2.0), 1, Some("exact")));
    /// assert!((told.p.unwrap() - 34.0 / 70.0).abs() < 1e-12);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for rows of different lengths;
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_TABLE_CELLS`];
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for counts that add up past 2^53.
    pub fn compute(&self) -> Result<Contingency> {
        let width = self.table.first().map_or(0, Vec::len);
        if width.saturating_mul(self.table.len()) > MAX_TABLE_CELLS {
            return Err(Error::limit("table", width * self.table.len(), format!("at most {MAX_TABLE_CELLS} cells")));
        }
        if let Some(row) = self.table.iter().position(|row| row.len() != width) {
            let found = self.table.get(row).map_or(0, Vec::len);
            return Err(Error::invalid(
                format!("table[{row}]"),
                found,
                format!("as many counts as the first row: {width}"),
            ));
        }
        let all = self.table.iter().flatten().try_fold(0_u64, |sum, n| sum.checked_add(*n)).filter(|n| *n < 1 << 53);
        let n = all.ok_or_else(|| Error::out_of_range("table", "more", "counts that add up below 2^53"))?;
        let margins = Margins {
            rows: self.table.iter().map(|row| row.iter().sum()).collect(),
            columns: (0..width).map(|c| self.table.iter().filter_map(|row| row.get(c)).sum()).collect(),
            n,
        };
        Ok(margins.test(&self.table))
    }
}

struct Margins {
    rows: Vec<u64>,
    columns: Vec<u64>,
    n: u64,
}

impl Margins {
    fn test(&self, table: &[Vec<u64>]) -> Contingency {
        let used = |margin: &[u64]| u64::try_from(margin.iter().filter(|n| **n > 0).count()).unwrap_or(u64::MAX);
        let (rows, columns) = (used(&self.rows), used(&self.columns));
        let (mut chi2, mut cells, mut few, mut least) = (0.0, 0_u64, 0_u64, f64::INFINITY);
        for (count, expected) in self.cells(table).filter(|(_, expected)| *expected > 0.0) {
            chi2 += (count - expected) * (count - expected) / expected;
            cells += 1;
            few += u64::from(expected < 5.0);
            least = least.min(expected);
        }
        let judged = rows > 1 && columns > 1;
        let sparse = judged && (least < 1.0 || few.saturating_mul(5) > cells);
        let degrees = rows.saturating_sub(1).saturating_mul(columns.saturating_sub(1));
        let exact = if sparse { self.exact(table) } else { None };
        let smaller = number(rows.min(columns).saturating_sub(1));
        Contingency {
            n: self.n,
            chi2: judged.then_some(chi2),
            degrees,
            p: judged.then(|| exact.unwrap_or_else(|| gamma_above(number(degrees) / 2.0, chi2 / 2.0))),
            method: judged.then_some(if exact.is_some() { "exact" } else { "chi_squared" }),
            least_expected: judged.then_some(least),
            sparse,
            cramers_v: judged.then(|| (chi2 / number(self.n) / smaller).sqrt().min(1.0)),
            residuals: self.residuals(table),
        }
    }

    /// Each count with the one that its margins foretell.
    fn cells<'t>(&'t self, table: &'t [Vec<u64>]) -> impl Iterator<Item = (f64, f64)> + 't {
        let n = number(self.n).max(1.0);
        table.iter().zip(&self.rows).flat_map(move |(row, of_row)| {
            row.iter()
                .zip(&self.columns)
                .map(move |(count, of_column)| (number(*count), number(*of_row) * number(*of_column) / n))
        })
    }

    fn residuals(&self, table: &[Vec<u64>]) -> Vec<Vec<Option<f64>>> {
        let share = |margin: &u64| number(*margin) / number(self.n).max(1.0);
        let residual = |of_row: &u64, (count, of_column): (&u64, &u64)| {
            let expected = number(*of_row) * share(of_column);
            let error = (expected * (1.0 - share(of_row)) * (1.0 - share(of_column))).sqrt();
            quotient(number(*count) - expected, error)
        };
        let row = |(row, of_row): (&Vec<u64>, &u64)| {
            row.iter().zip(&self.columns).map(|cell| residual(of_row, cell)).collect()
        };
        table.iter().zip(&self.rows).map(row).collect()
    }

    /// The exact probability; `None` where it takes too long.
    fn exact(&self, table: &[Vec<u64>]) -> Option<f64> {
        let some = |margin: &[u64]| margin.iter().copied().filter(|n| *n > 0).collect::<Vec<_>>();
        let (rows, left) = (some(&self.rows), some(&self.columns));
        if rows.len() * left.len() > EXACT_CELLS {
            return None;
        }
        let sum = |counts: &[u64]| counts.iter().map(|n| ln_factorial(*n)).sum::<f64>();
        let whole = sum(&rows) + sum(&left) - ln_factorial(self.n);
        let observed = whole - table.iter().map(|row| sum(row)).sum::<f64>();
        let mut search = Search { rows, left, observed: observed + EQUAL, p: 0.0, steps: 0 };
        let first = search.rows.first().copied()?;
        search.fill(0, 0, first, whole).map(|()| search.p.min(1.0))
    }
}

fn ln_factorial(n: u64) -> f64 {
    libm::lgamma(number(n) + 1.0)
}

/// All tables with the same margins, cell by cell.
struct Search {
    rows: Vec<u64>,
    /// What each column has left.
    left: Vec<u64>,
    /// The logarithm of the probability of the table that is there.
    observed: f64,
    p: f64,
    steps: u32,
}

impl Search {
    /// Fills the cell, and those after it, in each way there is; `None` past the steps that may be taken. `ln` is the logarithm of the probability so far.
    fn fill(&mut self, row: usize, column: usize, of_row: u64, ln: f64) -> Option<()> {
        self.steps += 1;
        if self.steps > EXACT_STEPS {
            return None;
        }
        if row + 1 == self.rows.len() {
            let ln = ln - self.left.iter().map(|n| ln_factorial(*n)).sum::<f64>();
            self.p += if ln <= self.observed { libm::exp(ln) } else { 0.0 };
            return Some(());
        }
        let here = self.left.get(column).copied()?;
        let after: u64 = self.left.iter().skip(column + 1).sum();
        for count in of_row.saturating_sub(after)..=of_row.min(here) {
            let (ln, of_row) = (ln - ln_factorial(count), of_row - count);
            self.left.get_mut(column).into_iter().for_each(|left| *left -= count);
            if column + 1 == self.left.len() {
                let next = self.rows.get(row + 1).copied()?;
                self.fill(row + 1, 0, next, ln)?;
            } else {
                self.fill(row, column + 1, of_row, ln)?;
            }
            self.left.get_mut(column).into_iter().for_each(|left| *left += count);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(table: &[&[u64]]) -> Contingency {
        ContingencyOf { table: table.iter().map(|row| row.to_vec()).collect() }.compute().unwrap()
    }

    #[track_caller]
    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{found} is not {expected}");
    }

    /// `scipy.stats.chi2_contingency(table, correction=False)`, scipy 1.17.
    #[test]
    fn the_test_of_large_tables_is_that_of_scipy() {
        let told = test(&[&[30, 70], &[45, 55], &[20, 80]]);
        near(told.chi2, 14.634_146_341_463_415);
        near(told.p, 0.000_664_103_085_871_274_5);
        near(told.cramers_v, 0.220_863_052_149_693_1);
        near(told.residuals[1][0], 3.510_483_108_628_951_4);
        assert_eq!((told.degrees, told.method, told.sparse), (2, Some("chi_squared"), false));
        near(test(&[&[12, 5, 8], &[3, 9, 20]]).p, 0.004_103_480_992_785_346);
    }

    /// Summed as fractions over every table with the same margins.
    #[test]
    fn the_test_of_small_tables_is_exact() {
        for (table, p) in [
            (&[&[3, 1][..], &[1, 3]][..], 0.485_714_285_714_285_7),
            (&[&[5, 0], &[1, 4], &[0, 6]], 0.001_373_626_373_626_373_7),
            (&[&[2, 1, 0], &[0, 3, 1], &[1, 0, 4]], 0.034_992_784_992_784_99),
            (&[&[2, 1, 0, 0], &[0, 3, 1, 0], &[0, 0, 0, 0], &[1, 0, 4, 0]], 0.034_992_784_992_784_99), // what is empty changes nothing
        ] {
            let told = test(table);
            assert_eq!((told.method, told.sparse), (Some("exact"), true));
            near(told.p, p);
        }
    }

    #[test]
    fn what_cannot_be_told_is_not() {
        for table in [&[][..], &[&[][..]], &[&[1, 2]], &[&[1], &[2]], &[&[0, 3], &[0, 4]]] {
            let told = test(table);
            assert_eq!((told.chi2, told.p, told.method, told.degrees), (None, None, None, 0), "{table:?}");
        }
        // A thousand rare causes: too many tables to look at each.
        let rare = vec![vec![1, 1]; 1_000];
        let told = ContingencyOf { table: rare }.compute().unwrap();
        assert_eq!((told.method, told.sparse, told.p), (Some("chi_squared"), true, Some(1.0)));
        let uneven = ContingencyOf { table: vec![vec![1, 2], vec![3]] };
        assert_eq!(uneven.compute().unwrap_err().path(), "table[1]");
        let past = ContingencyOf { table: vec![vec![1 << 52], vec![1 << 52]] };
        assert_eq!(past.compute().unwrap_err().path(), "table");
    }
}
