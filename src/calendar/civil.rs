//! The arithmetic on chrono's instants: the same answers as the functions on microseconds.

use super::compiled::{Boundary, Calendar};
use crate::error::{Error, Problem, Result};
use crate::time::{from_micros, to_micros};
use chrono::{DateTime, TimeDelta, Utc};

/// What is finer than a microsecond is cut toward the past. Errors as their twins.
impl Calendar {
    /// [`elapsed_us`](Self::elapsed_us) between two chrono instants.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200.
    pub fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<TimeDelta> {
        Ok(TimeDelta::microseconds(self.elapsed_us(to_micros(from)?, to_micros(to)?)?))
    }

    /// [`add_us`](Self::add_us) on a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200.
    pub fn add(&self, at: DateTime<Utc>, amount: TimeDelta) -> Result<Option<DateTime<Utc>>> {
        self.add_boundary(at, amount, Boundary::Close)
    }

    /// [`add_boundary_us`](Self::add_boundary_us) on a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200 or an amount of more than
    /// 292,000 years.
    pub fn add_boundary(
        &self,
        at: DateTime<Utc>,
        amount: TimeDelta,
        boundary: Boundary,
    ) -> Result<Option<DateTime<Utc>>> {
        let Some(micros) = amount.num_microseconds() else {
            return Err(Error::out_of_range("amount", amount, "an amount that fits 64 bits of microseconds"));
        };
        instant(self.add_boundary_us(to_micros(at)?, micros, boundary)?)
    }

    /// [`warnings_at_us`](Self::warnings_at_us) at a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) when `now` is outside 1900–2200.
    pub fn warnings_at(&self, now: DateTime<Utc>) -> Result<Vec<Problem>> {
        self.warnings_at_us(to_micros(now)?)
    }

    /// [`is_open_us`](Self::is_open_us) at a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200.
    pub fn is_open(&self, at: DateTime<Utc>) -> Result<bool> {
        self.is_open_us(to_micros(at)?)
    }

    /// [`next_open_us`](Self::next_open_us) from a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200.
    pub fn next_open(&self, at: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        instant(self.next_open_us(to_micros(at)?)?)
    }

    /// [`next_close_us`](Self::next_close_us) from a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200.
    pub fn next_close(&self, at: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        instant(self.next_close_us(to_micros(at)?)?)
    }

    /// [`prev_open_us`](Self::prev_open_us) from a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200.
    pub fn prev_open(&self, at: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        instant(self.prev_open_us(to_micros(at)?)?)
    }

    /// [`next_opening_us`](Self::next_opening_us) from a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200.
    pub fn next_opening(&self, at: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        instant(self.next_opening_us(to_micros(at)?)?)
    }

    /// [`prev_opening_us`](Self::prev_opening_us) from a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside 1900–2200.
    pub fn prev_opening(&self, at: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        instant(self.prev_opening_us(to_micros(at)?)?)
    }
}

fn instant(found: Option<i64>) -> Result<Option<DateTime<Utc>>> {
    found.map(from_micros).transpose()
}
