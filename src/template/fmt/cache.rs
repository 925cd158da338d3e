//! A small table that is filled once per key and read without locks.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// At most `N` values, each made once and then only read. When the table is full, values are made anew for each call.
#[derive(Debug)]
pub(in crate::template) struct Slots<K, V, const N: usize>([OnceLock<(K, Arc<V>)>; N]);

/// A value of the table, or one just made.
pub(in crate::template) enum Held<'a, V> {
    Shared(&'a V),
    Made(Arc<V>),
}

impl<V> Deref for Held<'_, V> {
    type Target = V;

    fn deref(&self) -> &V {
        match self {
            Held::Shared(value) => value,
            Held::Made(value) => value,
        }
    }
}

impl<K, V, const N: usize> Default for Slots<K, V, N> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| OnceLock::new()))
    }
}

impl<K: PartialEq, V, const N: usize> Slots<K, V, N> {
    /// The value of a key, made by `make` when it is not there. Threads that ask first at the same time may each make one.
    pub(in crate::template) fn get<E>(&self, key: K, make: impl FnOnce() -> Result<V, E>) -> Result<Held<'_, V>, E> {
        if let Some((_, value)) = self.0.iter().map_while(OnceLock::get).find(|(k, _)| *k == key) {
            return Ok(Held::Shared(value));
        }
        let value = Arc::new(make()?);
        let mut pending = (key, Arc::clone(&value));
        for slot in &self.0 {
            match slot.set(pending) {
                Ok(()) => break,
                Err(back) => pending = back,
            }
        }
        Ok(Held::Made(value))
    }
}
