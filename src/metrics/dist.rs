//! A distribution of whole numbers: exact while there are few different ones, then in buckets of at most 1/128 of their value.
//!
//! Which of the two it is depends on the numbers alone, never on how they were split or in which order they came.

use super::codec::{Bytes, Reader, corrupt, put, put_signed};
use super::fraction::Fraction;
use super::percentile::{PercentileMethod, Share};
use super::ranks::{Asked, Ranks};
use super::state::never_seen;
use super::wide::Wide;
use crate::error::{Error, ErrorKind, Result};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Up to so many different numbers are kept exactly.
pub const MAX_EXACT_VALUES: usize = 1 << 20;
/// Bits of a number that its bucket keeps besides the highest.
const KEPT_BITS: u32 = 7;
/// Numbers are sorted when so many came, or when they are read.
const LOT: usize = MAX_EXACT_VALUES;

/// A number and how often it came.
type Run = (i64, u64);

/// What all numbers come to together.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    n: u64,
    sum: i128,
    squares: Wide,
    ends: Option<(i64, i64)>,
}

impl Totals {
    /// Of numbers that each came once.
    fn of(single: &[i64]) -> Self {
        let ends = single.iter().fold(None, |ends: Option<(i64, i64)>, value| {
            Some(ends.map_or((*value, *value), |(min, max)| (min.min(*value), max.max(*value))))
        });
        Self {
            n: u64::try_from(single.len()).unwrap_or(u64::MAX),
            sum: single.iter().map(|value| i128::from(*value)).sum(), // of 2^20 numbers below 2^63
            squares: single.iter().fold(Wide::default(), |sum, value| sum.plus(Wide::from(square(*value)))),
            ends,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            n: self.n.saturating_add(other.n),
            sum: self.sum.saturating_add(other.sum),
            squares: self.squares.plus(other.squares),
            ends: match (self.ends, other.ends) {
                (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
                (a, b) => a.or(b),
            },
        }
    }
}

fn square(value: i64) -> u128 {
    u128::from(value.unsigned_abs()) * u128::from(value.unsigned_abs())
}

/// A distribution.
#[derive(Debug, Clone, Default)]
pub struct Dist {
    /// Each came once, not sorted yet and in no total; fewer than a lot.
    single: Vec<i64>,
    /// Not sorted yet.
    new: Vec<Run>,
    /// In order, each number once.
    runs: Vec<Run>,
    /// By bucket, once there are too many different numbers.
    buckets: Option<BTreeMap<i32, u64>>,
    /// Of all but the single ones.
    settled: Totals,
}

impl Dist {
    /// `weight` more of a number.
    #[inline]
    pub fn add(&mut self, value: i64, weight: u64) {
        if weight == 1 {
            self.single.push(value);
        } else if weight > 0 {
            self.add_many(value, weight);
        }
        if self.single.len() + self.new.len() >= LOT {
            self.settle();
        }
    }

    fn add_many(&mut self, value: i64, weight: u64) {
        self.settled = self.settled.plus(Totals {
            n: weight,
            sum: i128::from(value) * i128::from(weight),
            squares: Wide::product(square(value), u128::from(weight)),
            ends: Some((value, value)),
        });
        self.new.push((value, weight));
    }

    fn totals(&self) -> Totals {
        self.settled.plus(Totals::of(&self.single))
    }

    /// Takes in all that another one has.
    pub(crate) fn absorb(&mut self, other: &Dist) {
        self.settled = self.settled.plus(other.settled);
        self.single.extend(&other.single);
        self.new.extend(other.runs.iter().chain(&other.new));
        if let Some(theirs) = &other.buckets {
            let mine = self.buckets.get_or_insert_default();
            theirs.iter().for_each(|(bucket, n)| add(mine, *bucket, *n));
            self.settle();
        }
        if self.single.len() + self.new.len() >= LOT {
            self.settle();
        }
    }

    /// What is left of it without all that another one has, both of them exact: in buckets it is no longer known which numbers there were.
    pub(crate) fn less(&self, other: &Dist) -> Result<Self> {
        if other.n() == 0 {
            return Ok(self.clone());
        }
        let (mine, theirs) = (self.settled(), other.settled());
        if mine.buckets.is_some() || theirs.buckets.is_some() {
            let told = format!(
                "nothing can be taken out of a distribution of more than {MAX_EXACT_VALUES} different numbers, which are kept in buckets: count it again"
            );
            return Err(Error::new(ErrorKind::Incompatible, told));
        }
        let (mut left, mut gone) = (Dist::default(), theirs.runs.iter().copied().peekable());
        for (value, n) in &mine.runs {
            let less = gone.next_if(|(theirs, _)| theirs == value).map_or(0, |(_, n)| n);
            left.add(*value, n.checked_sub(less).ok_or_else(never_seen)?);
        }
        // What is not in this one stops the other one's numbers for good.
        gone.next().map_or(Ok(left), |_| Err(never_seen()))
    }

    /// How many numbers.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.settled.n.saturating_add(u64::try_from(self.single.len()).unwrap_or(u64::MAX))
    }

    /// All of them added up.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.totals().sum
    }

    /// The least and the greatest.
    #[must_use]
    pub fn ends(&self) -> Option<(i64, i64)> {
        self.totals().ends
    }

    /// Sum over count; `None` without numbers.
    #[must_use]
    pub fn mean(&self) -> Option<Fraction> {
        Fraction::new(self.sum(), i128::from(self.n()))
    }

    /// The sum of the squares; `None` without numbers.
    #[must_use]
    pub fn squares_f64(&self) -> Option<f64> {
        (self.n() > 0).then(|| self.totals().squares.to_f64())
    }

    /// The same exactly, where it fits a fraction.
    #[must_use]
    pub fn squares_exact(&self) -> Option<Fraction> {
        let all = self.totals();
        let whole = all.squares.narrow().and_then(|s| i128::try_from(s).ok()).filter(|_| all.n > 0)?;
        Fraction::new(whole, 1)
    }

    /// The sample variance `(n Σx² - (Σx)²) / (n (n - 1))`, exactly where it fits a fraction; `None` for fewer than two numbers.
    #[must_use]
    pub fn variance(&self) -> Option<(f64, Option<Fraction>)> {
        let Totals { n, sum, squares, .. } = self.totals();
        let under = u128::from(n) * u128::from(n.checked_sub(1).filter(|n| *n > 0)?);
        let over = squares.times(n).minus(Wide::product(sum.unsigned_abs(), sum.unsigned_abs()));
        let whole = over.narrow().and_then(|o| i128::try_from(o).ok()).zip(i128::try_from(under).ok());
        let exact = whole.and_then(|(over, under)| Fraction::new(over, under));
        #[allow(clippy::cast_precision_loss)] // a quotient that is printed
        Some((exact.map_or_else(|| over.to_f64() / under as f64, Fraction::to_f64), exact))
    }

    /// Whether every number is known exactly.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.settled().buckets.is_none()
    }

    /// The percentile by a method; of a distribution in buckets, within 1/256 of it.
    #[must_use]
    pub fn percentile(&self, share: Share, method: PercentileMethod) -> Option<Fraction> {
        self.ranks(&[(share, method)]).percentile(share, method)
    }

    /// Several percentiles.
    #[must_use]
    pub fn percentiles(&self, shares: &[Share], method: PercentileMethod) -> Vec<Option<Fraction>> {
        let ranks = self.ranks(&shares.iter().map(|share| (*share, method)).collect::<Vec<_>>());
        shares.iter().map(|share| ranks.percentile(*share, method)).collect()
    }

    /// The numbers by rank, of which these percentiles are read and no others.
    pub(crate) fn ranks(&self, asked: &[Asked]) -> Ranks {
        if self.runs.is_empty() && self.new.is_empty() && self.buckets.is_none() {
            return Ranks::of(self.single.clone(), asked);
        }
        let settled = self.settled();
        Ranks::counted(self.n(), settled.buckets.is_none(), settled.values())
    }

    /// The numbers in order, those in buckets by their middle.
    fn values(&self) -> Box<dyn Iterator<Item = Run> + '_> {
        match (&self.buckets, self.settled.ends) {
            (Some(buckets), Some((min, max))) => {
                Box::new(buckets.iter().map(move |(bucket, n)| (middle(*bucket).clamp(min, max), *n)))
            }
            _ => Box::new(self.runs.iter().copied()),
        }
    }

    /// The numbers in order, each with how often it came.
    pub(crate) fn counted(&self) -> Vec<(i64, u64)> {
        self.settled().values().collect()
    }

    fn settled(&self) -> Cow<'_, Dist> {
        if self.new.is_empty() && self.single.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut settled = self.clone();
        settled.settle();
        Cow::Owned(settled)
    }

    fn settle(&mut self) {
        self.settled = self.totals();
        let mut single = std::mem::take(&mut self.single);
        if let Some(buckets) = &mut self.buckets {
            self.runs.drain(..).chain(self.new.drain(..)).for_each(|(value, n)| add(buckets, bucket(value), n));
            single.into_iter().for_each(|value| add(buckets, bucket(value), 1));
            return;
        }
        single.sort_unstable();
        let mut all: Vec<Run> = Vec::with_capacity(self.new.len() + self.runs.len());
        all.append(&mut self.new);
        all.append(&mut self.runs);
        all.extend(single.chunk_by(|a, b| a == b).filter_map(|same| {
            let n = u64::try_from(same.len()).unwrap_or(u64::MAX);
            same.first().map(|value| (*value, n))
        }));
        // Parts that are in order already: a stable sort merges them.
        all.sort_by_key(|r| r.0);
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.saturating_add(next.1);
            }
            same
        });
        self.runs = all;
        if self.runs.len() > MAX_EXACT_VALUES {
            self.buckets = Some(BTreeMap::new());
            self.settle();
        }
    }

    pub(crate) fn write(&self, out: &mut Bytes) {
        let settled = self.settled();
        out.push(u8::from(settled.buckets.is_some()));
        match &settled.buckets {
            None => {
                put(out, u128::try_from(settled.runs.len()).unwrap_or(0));
                let mut last = 0_i128;
                for (value, n) in &settled.runs {
                    put_signed(out, i128::from(*value) - last);
                    put(out, u128::from(*n));
                    last = i128::from(*value);
                }
            }
            Some(buckets) => {
                let Totals { sum, squares, ends, .. } = settled.settled;
                put_signed(out, sum);
                squares.write(out);
                let (min, max) = ends.unwrap_or_default();
                put_signed(out, i128::from(min));
                put_signed(out, i128::from(max));
                put(out, u128::try_from(buckets.len()).unwrap_or(0));
                for (bucket, n) in buckets {
                    put_signed(out, i128::from(*bucket));
                    put(out, u128::from(*n));
                }
            }
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self> {
        let mut dist = Dist::default();
        if from.take(1)? == [0] {
            let (entries, mut last) = (from.entries(2)?, None::<i128>);
            for _ in 0..entries {
                let value =
                    last.unwrap_or(0).checked_add(from.signed()?).ok_or_else(|| corrupt("a value is too large"))?;
                if last.is_some_and(|last| value <= last) {
                    return Err(corrupt("values are out of order"));
                }
                last = Some(value);
                let (value, n) = (i64::try_from(value).map_err(|_| corrupt("a value is too large"))?, from.count()?);
                if n == 0 {
                    return Err(corrupt("a value that never came"));
                }
                dist.add(value, n);
            }
            dist.settle();
            return if dist.buckets.is_some() { Err(corrupt("too many values")) } else { Ok(dist) };
        }
        dist.settled.sum = from.signed()?;
        dist.settled.squares = Wide::read(from)?;
        let (min, max) = (from.value()?, from.value()?);
        if min > max {
            return Err(corrupt("the least is greater than the greatest"));
        }
        dist.settled.ends = Some((min, max));
        let mut buckets = BTreeMap::new();
        for _ in 0..from.entries(2)? {
            let bucket = i32::try_from(from.signed()?).map_err(|_| corrupt("no bucket"))?;
            let n = from.count()?;
            if n == 0 || buckets.last_key_value().is_some_and(|(last, _)| *last >= bucket) {
                return Err(corrupt("buckets are out of order"));
            }
            dist.settled.n = dist.settled.n.checked_add(n).ok_or_else(|| corrupt("too many values"))?;
            buckets.insert(bucket, n);
        }
        dist.buckets = Some(buckets);
        Ok(dist)
    }
}

fn add(buckets: &mut BTreeMap<i32, u64>, bucket: i32, n: u64) {
    let count = buckets.entry(bucket).or_default();
    *count = count.saturating_add(n);
}

/// Numbers below 256 have a bucket each; above, the highest bit and seven more make it. Negative ones mirror.
fn bucket(value: i64) -> i32 {
    let size = value.unsigned_abs();
    let shift = (64 - size.leading_zeros()).saturating_sub(KEPT_BITS + 1);
    // The shift takes 57 values, the kept bits 256: far below 2^31.
    let kept = i32::try_from(size >> shift).unwrap_or(i32::MAX);
    let place = kept.saturating_add(i32::try_from(shift).unwrap_or(0).saturating_mul(1 << KEPT_BITS));
    if value < 0 { -place } else { place }
}

/// The middle of a bucket.
fn middle(bucket: i32) -> i64 {
    let place = bucket.unsigned_abs();
    let shift = (place >> KEPT_BITS).saturating_sub(1);
    let kept = u128::from(place - (shift << KEPT_BITS));
    let low = kept << shift;
    let middle = i64::try_from(low + ((1_u128 << shift) - 1) / 2).unwrap_or(i64::MAX);
    if bucket < 0 { -middle } else { middle }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_never_wider_than_its_share() {
        for value in [0, 1, 127, 128, 255, 256, 257, 1_000, 65_535, 1 << 40, (1 << 40) + 12_345, i64::MAX, -1, -300] {
            let told = middle(bucket(value));
            let off = (i128::from(told) - i128::from(value)).unsigned_abs();
            assert!(off * 256 <= u128::from(value.unsigned_abs()), "{value}: {told}");
        }
        for value in 1..100_000 {
            assert!(
                bucket(value) >= bucket(value - 1) && middle(bucket(value)) >= middle(bucket(value - 1)),
                "{value}"
            );
        }
    }

    #[test]
    fn too_many_different_numbers_spill_the_same_way_however_they_were_split() {
        let limit = i64::try_from(MAX_EXACT_VALUES).unwrap();
        let mut whole = Dist::default();
        (0..=limit).for_each(|v| whole.add(v * 7, 1));
        assert!(!whole.is_exact());
        let (mut odd, mut even) = (Dist::default(), Dist::default());
        (0..=limit).for_each(|v| if v % 2 == 0 { even.add(v * 7, 1) } else { odd.add(v * 7, 1) });
        assert!(odd.is_exact() && even.is_exact());
        odd.absorb(&even);
        let bytes = |dist: &Dist| {
            let mut out = Bytes::new();
            dist.write(&mut out);
            out
        };
        assert_eq!(bytes(&odd), bytes(&whole));
        let told = whole.percentile(Share::HALF, PercentileMethod::NearestRank).unwrap().to_f64();
        let exact = 7.0 * (f64::from(i32::try_from(limit).unwrap()) / 2.0);
        assert!((told / exact - 1.0).abs() < 1.0 / 256.0, "{told} {exact}");
        let back = Dist::read(&mut Reader::new(&bytes(&whole))).unwrap();
        assert_eq!(bytes(&back), bytes(&whole));
    }
}
