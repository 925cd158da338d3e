//! How answers say instants, lengths and shares.

use serde::{Serialize, Serializer};
use std::fmt;

use crate::time::{Instant, MINUTE, TimeSegment};

/// A length of time in minutes, held in microseconds: a whole number in JSON, with decimals where seconds are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Minutes(pub i64);

impl Minutes {
    /// Whole minutes, what is left cut off.
    #[must_use]
    pub const fn whole(self) -> i64 {
        self.0 / MINUTE
    }
}

impl Serialize for Minutes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0 % MINUTE == 0 {
            return to.serialize_i64(self.0 / MINUTE);
        }
        #[allow(clippy::cast_precision_loss)] // spans of 300 years keep their microseconds in an f64 to a part in 10^16
        to.serialize_f64(self.0 as f64 / MINUTE as f64)
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, sign) = (self.0.unsigned_abs() / MINUTE.unsigned_abs(), if self.0 < 0 { "-" } else { "" });
        match (minutes / 60, minutes % 60) {
            (0, m) => write!(f, "{sign}{m}m"),
            (h, 0) => write!(f, "{sign}{h}h"),
            (h, m) => write!(f, "{sign}{h}h{m:02}m"),
        }
    }
}

/// An exact share, as a reduced fraction in JSON: `"35/36"`, `"1"`, `"0"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    over: i128,
    under: i128,
}

impl Ratio {
    /// `over / under`, reduced; none of nothing is 0.
    pub(super) fn new(over: impl Into<i128>, under: impl Into<i128>) -> Self {
        let (over, under) = (over.into(), under.into());
        let (mut a, mut b) = (over.unsigned_abs(), under.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let shared = i128::try_from(a.max(1)).unwrap_or(1);
        if under == 0 { Self { over: 0, under: 1 } } else { Self { over: over / shared, under: under / shared } }
    }

    /// The sum; `None` where its terms are too long.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let left = self.over.checked_mul(other.under)?;
        let over = left.checked_add(other.over.checked_mul(self.under)?)?;
        Some(Self::new(over, self.under.checked_mul(other.under)?))
    }

    /// The product; `None` where its terms are too long.
    pub(super) fn times(self, other: Self) -> Option<Self> {
        Some(Self::new(self.over.checked_mul(other.over)?, self.under.checked_mul(other.under)?))
    }

    /// The nearest float.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // a figure for people
    pub fn value(self) -> f64 {
        self.over as f64 / self.under as f64
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.under {
            1 => write!(f, "{}", self.over),
            under => write!(f, "{}/{under}", self.over),
        }
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// From one instant to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// Its length.
    pub minutes: Minutes,
}

impl Stretch {
    /// From its first instant to the first after it.
    #[must_use]
    pub const fn segment(self) -> TimeSegment {
        TimeSegment::new(self.from.micros(), self.to.micros())
    }
}

impl From<TimeSegment> for Stretch {
    fn from(s: TimeSegment) -> Self {
        Self { from: Instant::of(s.start), to: Instant::of(s.end), minutes: Minutes(s.length()) }
    }
}
