//! What accumulators are made of: counts and distributions that merge in any order and have one form of bytes.

use super::acc::{Attainment, Tally};
use super::codec::{Bytes, Reader, corrupt, put, put_signed};
use super::dist::Dist;
use super::facts::Exclusion;
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// A part of an accumulator. Merging is commutative and associative, the default is neutral, and equal contents have equal bytes.
pub trait State: Debug + Clone + Default + Send + Sync + 'static {
    /// Takes in what another one saw.
    fn merge(&mut self, other: &Self);
    /// What is left when all that another one saw is taken out.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) where the other one saw what this one did not;
    /// [`ErrorKind::Incompatible`](crate::ErrorKind::Incompatible) for what cannot be taken out, a distribution in buckets.
    fn without(&self, other: &Self) -> Result<Self>;
    /// Appends its bytes.
    fn encode(&self, out: &mut Vec<u8>);
    /// Reads it back.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for bytes that [`encode`](Self::encode) does not write.
    fn decode(from: &mut Reader<'_>) -> Result<Self>;
}

/// Nothing can be taken out that was not put in.
pub(crate) fn never_seen() -> Error {
    Error::new(ErrorKind::InvalidInput, "what is to be taken out was never counted here")
}

impl State for u64 {
    fn merge(&mut self, other: &Self) {
        *self = self.saturating_add(*other);
    }

    fn without(&self, other: &Self) -> Result<Self> {
        self.checked_sub(*other).ok_or_else(never_seen)
    }

    fn encode(&self, out: &mut Bytes) {
        put(out, u128::from(*self));
    }

    fn decode(from: &mut Reader<'_>) -> Result<Self> {
        from.count()
    }
}

impl State for i128 {
    fn merge(&mut self, other: &Self) {
        *self = self.saturating_add(*other);
    }

    fn without(&self, other: &Self) -> Result<Self> {
        self.checked_sub(*other).ok_or_else(never_seen)
    }

    fn encode(&self, out: &mut Bytes) {
        put_signed(out, *self);
    }

    fn decode(from: &mut Reader<'_>) -> Result<Self> {
        from.signed()
    }
}

impl State for Tally {
    fn merge(&mut self, other: &Self) {
        self.k.merge(&other.k);
        self.n.merge(&other.n);
    }

    fn without(&self, other: &Self) -> Result<Self> {
        let left = Self { k: self.k.without(&other.k)?, n: self.n.without(&other.n)? };
        if left.k > left.n { Err(never_seen()) } else { Ok(left) }
    }

    fn encode(&self, out: &mut Bytes) {
        self.k.encode(out);
        self.n.encode(out);
    }

    fn decode(from: &mut Reader<'_>) -> Result<Self> {
        let (k, n) = (from.count()?, from.count()?);
        if k > n { Err(corrupt("more hits than trials")) } else { Ok(Self { k, n }) }
    }
}

impl State for Attainment {
    fn merge(&mut self, other: &Self) {
        *self = Attainment::merge(*self, *other);
    }

    fn without(&self, other: &Self) -> Result<Self> {
        let mut left = self.counts();
        for (mine, theirs) in left.iter_mut().zip(other.counts()) {
            *mine = mine.without(&theirs)?;
        }
        Ok(Self::from_counts(left))
    }

    fn encode(&self, out: &mut Bytes) {
        self.counts().iter().for_each(|n| n.encode(out));
    }

    fn decode(from: &mut Reader<'_>) -> Result<Self> {
        Ok(Self::from_counts([from.count()?, from.count()?, from.count()?, from.count()?]))
    }
}

/// How often each whole number was answered; few different ones.
pub(crate) type Histogram = BTreeMap<i64, u64>;

impl State for Histogram {
    fn merge(&mut self, other: &Self) {
        other.iter().for_each(|(value, n)| self.entry(*value).or_default().merge(n));
    }

    fn without(&self, other: &Self) -> Result<Self> {
        let mut left = self.clone();
        for (value, n) in other {
            let mine = left.get_mut(value).ok_or_else(never_seen)?;
            *mine = mine.without(n)?;
        }
        left.retain(|_, n| *n > 0);
        Ok(left)
    }

    fn encode(&self, out: &mut Bytes) {
        put(out, u128::try_from(self.len()).unwrap_or(0));
        for (value, n) in self {
            put_signed(out, i128::from(*value));
            n.encode(out);
        }
    }

    fn decode(from: &mut Reader<'_>) -> Result<Self> {
        let mut map = Self::new();
        for _ in 0..from.entries(2)? {
            let (value, n) = (from.value()?, from.count()?);
            if n == 0 || map.last_key_value().is_some_and(|(last, _)| *last >= value) {
                return Err(corrupt("answers are out of order"));
            }
            map.insert(value, n);
        }
        Ok(map)
    }
}

/// What was left out, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LeftOut([u64; Exclusion::ALL.len()]);

impl LeftOut {
    pub(crate) fn add(&mut self, why: Exclusion, n: u64) {
        if let Some(count) = self.0.get_mut(why.place()) {
            count.merge(&n);
        }
    }

    /// By the reason's name, without those that did not occur.
    pub(crate) fn told(&self) -> BTreeMap<&'static str, u64> {
        let named = Exclusion::ALL.iter().zip(self.0).filter(|(_, n)| *n > 0);
        named.map(|(why, n)| (why.name(), n)).collect()
    }
}

impl State for LeftOut {
    fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| mine.merge(&theirs));
    }

    fn without(&self, other: &Self) -> Result<Self> {
        let mut left = *self;
        for (mine, theirs) in left.0.iter_mut().zip(other.0) {
            *mine = mine.without(&theirs)?;
        }
        Ok(left)
    }

    fn encode(&self, out: &mut Bytes) {
        self.0.iter().for_each(|n| n.encode(out));
    }

    fn decode(from: &mut Reader<'_>) -> Result<Self> {
        let mut all = Self::default();
        for n in &mut all.0 {
            *n = from.count()?;
        }
        Ok(all)
    }
}

impl State for Dist {
    fn merge(&mut self, other: &Self) {
        self.absorb(other);
    }

    fn without(&self, other: &Self) -> Result<Self> {
        self.less(other)
    }

    fn encode(&self, out: &mut Bytes) {
        self.write(out);
    }

    fn decode(from: &mut Reader<'_>) -> Result<Self> {
        Self::read(from)
    }
}

/// A structure whose fields are states is one.
macro_rules! state {
    ($(#[$about:meta])* $name:ident { $($field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default)]
        pub struct $name {
            $(pub(crate) $field: $kind,)+
        }

        impl crate::metrics::state::State for $name {
            fn merge(&mut self, other: &Self) {
                $(crate::metrics::state::State::merge(&mut self.$field, &other.$field);)+
            }

            fn without(&self, other: &Self) -> crate::error::Result<Self> {
                Ok(Self { $($field: crate::metrics::state::State::without(&self.$field, &other.$field)?,)+ })
            }

            fn encode(&self, out: &mut Vec<u8>) {
                $(crate::metrics::state::State::encode(&self.$field, out);)+
            }

            fn decode(from: &mut crate::metrics::codec::Reader<'_>) -> crate::error::Result<Self> {
                Ok(Self { $($field: crate::metrics::state::State::decode(from)?,)+ })
            }
        }
    };
}
pub(crate) use state;
