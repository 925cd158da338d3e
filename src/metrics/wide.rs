//! Whole numbers of 256 bits: sums of squares, which pass 128.

use super::codec::{Bytes, Reader, put};
use crate::error::Result;
use std::fmt;

/// `high * 2^128 + low`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wide {
    high: u128,
    low: u128,
}

impl From<u128> for Wide {
    fn from(low: u128) -> Self {
        Self { high: 0, low }
    }
}

impl Wide {
    pub(crate) fn product(a: u128, b: u128) -> Self {
        const HALF: u128 = u64::MAX as u128;
        let (a1, a0, b1, b0) = (a >> 64, a & HALF, b >> 64, b & HALF);
        let (low, middle1, middle2) = (a0 * b0, a1 * b0, a0 * b1);
        let middle = (low >> 64) + (middle1 & HALF) + (middle2 & HALF);
        let high = a1 * b1 + (middle1 >> 64) + (middle2 >> 64) + (middle >> 64);
        Self { high, low: (low & HALF) | (middle << 64) }
    }

    /// Sticks at the end instead of going round.
    pub(crate) fn plus(self, other: Self) -> Self {
        let (low, carry) = self.low.overflowing_add(other.low);
        let high = self.high.saturating_add(other.high).saturating_add(u128::from(carry));
        Self { high, low }
    }

    /// Never below 0.
    pub(crate) fn minus(self, other: Self) -> Self {
        let (low, borrow) = self.low.overflowing_sub(other.low);
        match self.high.checked_sub(other.high).and_then(|h| h.checked_sub(u128::from(borrow))) {
            Some(high) => Self { high, low },
            None => Self::default(),
        }
    }

    pub(crate) fn times(self, by: u64) -> Self {
        let (low, high) = (Self::product(self.low, u128::from(by)), Self::product(self.high, u128::from(by)));
        Self { high: high.low.saturating_add(low.high), low: low.low }
    }

    pub(crate) fn narrow(self) -> Option<u128> {
        (self.high == 0).then_some(self.low)
    }

    #[allow(clippy::cast_precision_loss)] // the point of this function
    pub(crate) fn to_f64(self) -> f64 {
        self.high as f64 * (u128::MAX as f64) + self.low as f64
    }

    pub(crate) fn write(self, out: &mut Bytes) {
        put(out, self.high);
        put(out, self.low);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self> {
        Ok(Self { high: from.wide()?, low: from.wide()? })
    }
}

impl fmt::Display for Wide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const CHUNK: u128 = 10_000_000_000_000_000_000; // 10^19, below 2^64
        let mut parts = [self.high >> 64, self.high, self.low >> 64, self.low].map(|p| p & u128::from(u64::MAX));
        let mut chunks = Vec::new();
        while chunks.is_empty() || parts.iter().any(|p| *p > 0) {
            let mut rest = 0;
            for part in &mut parts {
                let all = (rest << 64) | *part;
                (*part, rest) = (all / CHUNK, all % CHUNK);
            }
            chunks.push(rest);
        }
        let mut chunks = chunks.iter().rev();
        chunks.next().map_or(Ok(()), |first| write!(f, "{first}"))?;
        chunks.try_for_each(|chunk| write!(f, "{chunk:019}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_past_128_bits() {
        assert_eq!(Wide::product(12, 34).to_string(), "408");
        let max = Wide::product(u128::MAX, u128::MAX);
        assert_eq!(max.to_string(), "115792089237316195423570985008687907852589419931798687112530834793049593217025");
        assert_eq!(max.minus(max).narrow(), Some(0));
        assert_eq!(Wide::product(1 << 127, 4).times(3).to_string(), "2041694201525630780780247644590609268736");
        assert_eq!(
            Wide::product(10, 10).plus(Wide::product(u128::MAX, 1)).to_string(),
            "340282366920938463463374607431768211555"
        );
    }
}
