//! Whole columns at once: the form that bulk evaluation, Python and C use.

use super::compiled::{Calendar, outside};
use super::index::relative;
use crate::error::{Error, Result};

/// Stands in a column for an instant or amount that is not there, on the way in and on the way out (NumPy's `NaT`).
pub const MISSING: i64 = i64::MIN;

/// What became of the rows of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct BatchStats {
    /// Rows with an answer.
    pub answered: usize,
    /// Rows whose instant lies before 1900 or after 2200.
    pub out_of_range: usize,
    /// Rows without an answer within the supported dates: there is not so much open time.
    pub never: usize,
    /// Rows with [`MISSING`] input.
    pub missing: usize,
}

impl Calendar {
    /// [`elapsed_us`](Calendar::elapsed_us) for each row: `out[i]` = open microseconds from `from[i]` to `to[i]`.
    ///
    /// A row with [`MISSING`] in it gives [`MISSING`].
    ///
    /// ```
    /// use sundesk::calendar::Calendar;
    /// let mut out = [0; 2];
    /// Calendar::always_open().elapsed_many(&[0, 10], &[7, 4], &mut out)?;
    /// assert_eq!(out, [7, -6]);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the lengths differ;
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) with `from[i]` or `to[i]` as path at the first instant outside
    /// 1900–2200: the rows before it are written then.
    pub fn elapsed_many(&self, from: &[i64], to: &[i64], out: &mut [i64]) -> Result<()> {
        same_length("to", to.len(), from.len())?;
        same_length("out", out.len(), from.len())?;
        let Some(tables) = self.0.index.tables_alone() else { return self.elapsed_each(from, to, out) };
        for (i, ((&from, &to), out)) in from.iter().zip(to).zip(out).enumerate() {
            *out = match (relative(from), relative(to)) {
                (Some(a), Some(b)) => tables.before(b).wrapping_sub(tables.before(a)).cast_signed(),
                _ => not_there(i, from, to)?,
            };
        }
        Ok(())
    }

    /// The same for a calendar that something was taken out of.
    fn elapsed_each(&self, from: &[i64], to: &[i64], out: &mut [i64]) -> Result<()> {
        for (i, ((&from, &to), out)) in from.iter().zip(to).zip(out).enumerate() {
            *out = match (relative(from), relative(to)) {
                (Some(a), Some(b)) => self.0.index.between(a, b),
                _ => not_there(i, from, to)?,
            };
        }
        Ok(())
    }

    /// [`add_us`](Calendar::add_us) for each row: `out[i]` = `at[i]` + `amounts[i]` of open time, [`MISSING`] where there is no
    /// answer.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the lengths differ.
    pub fn add_many(&self, at: &[i64], amounts: &[i64], out: &mut [i64]) -> Result<BatchStats> {
        same_length("amounts", amounts.len(), at.len())?;
        same_length("out", out.len(), at.len())?;
        let mut stats = BatchStats { answered: at.len(), ..BatchStats::default() };
        for ((&at, &amount), out) in at.iter().zip(amounts).zip(out) {
            *out = match relative(at) {
                Some(rel) if amount != 0 && amount != MISSING => match self.moved(rel, amount) {
                    Some(found) => found,
                    None => stats.count(|s| &mut s.never),
                },
                Some(_) if amount == 0 => at,
                None if at != MISSING && amount != MISSING => stats.count(|s| &mut s.out_of_range),
                _ => stats.count(|s| &mut s.missing),
            };
        }
        Ok(stats)
    }
}

impl BatchStats {
    #[cold]
    fn count(&mut self, field: impl Fn(&mut Self) -> &mut usize) -> i64 {
        *field(self) += 1;
        self.answered -= 1;
        MISSING
    }
}

fn same_length(path: &str, length: usize, wanted: usize) -> Result<()> {
    if length == wanted {
        return Ok(());
    }
    Err(Error::invalid(path, length, format!("as many entries as the first column, {wanted}")))
}

#[cold]
fn not_there(row: usize, from: i64, to: i64) -> Result<i64> {
    let (name, at) = if relative(from).is_none() && from != MISSING { ("from", from) } else { ("to", to) };
    if relative(at).is_some() || at == MISSING {
        return Ok(MISSING);
    }
    Err(outside(at).at(&format!("{name}[{row}]")))
}
