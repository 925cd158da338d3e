//! What every store must do, as checks that any adapter can run.
//!
//! ```
//! use sundesk::store::{MemoryStore, suite};
//! let made = |setup: suite::Setup| -> sundesk::Result<Box<dyn sundesk::store::Store>> {
//!     Ok(Box::new(MemoryStore::with(&setup.tenant, setup.vault, setup.nonces, setup.plain_fields)))
//! };
//! for outcome in suite::run(made) {
//!     assert_eq!(outcome.fault, None, "{}", outcome.check);
//! }
//! ```

mod inbox;
mod log;
mod make;
mod privacy;
mod side;

use super::Store;
use super::vault::{KeyVault, MemoryVault, Nonces};
use crate::error::Result;
use std::sync::Arc;

/// What an empty store is made of.
pub struct Setup {
    /// Whose it is.
    pub tenant: String,
    /// Where its keys are.
    pub vault: Arc<dyn KeyVault>,
    /// Where its nonces come from: always the same ones, so that two runs write the same bytes.
    pub nonces: Box<dyn Nonces>,
    /// Fields that are not sealed.
    pub plain_fields: Vec<String>,
}

/// How one check went.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// What is asked of a store.
    pub check: &'static str,
    /// What it did instead; none when it passed.
    pub fault: Option<String>,
}

/// Counted bytes in place of random ones.
struct Counted(u64);

impl Nonces for Counted {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        for chunk in bytes.chunks_mut(8) {
            self.0 += 1;
            // SplitMix64: https://prng.di.unimi.it/splitmix64.c
            let mut z = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.iter_mut().zip((z ^ (z >> 31)).to_le_bytes()).for_each(|(to, from)| *to = from);
        }
        Ok(())
    }
}

/// A check: what it says, and what it does with an empty store.
type Check = (&'static str, fn(&mut dyn Store) -> Verdict);
/// The first thing that was not as it should be.
type Verdict = std::result::Result<(), String>;

/// Runs every check, each on an empty store of its own.
pub fn run(mut make: impl FnMut(Setup) -> Result<Box<dyn Store>>) -> Vec<Outcome> {
    let all = [log::CHECKS, side::CHECKS, privacy::CHECKS, inbox::CHECKS].concat();
    let mut one = |(check, run): &Check| {
        let setup = Setup {
            tenant: "acme".to_owned(),
            vault: Arc::new(MemoryVault::new()),
            nonces: Box::new(Counted(0)),
            plain_fields: vec!["product".to_owned()],
        };
        let verdict = make(setup).map_err(|e| format!("no store was made: {e}")).and_then(|mut store| run(&mut *store));
        Outcome { check, fault: verdict.err() }
    };
    all.iter().map(&mut one).collect()
}

/// `Err` with what was got and expected.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, expected: T) -> Verdict {
    if got == expected {
        return Ok(());
    }
    let (got, expected) = (format!("{got:?}"), format!("{expected:?}"));
    let alike = got.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count().saturating_sub(60);
    let part = |text: &str| text.chars().skip(alike).take(300).collect::<String>();
    Err(format!("{what}: got {}, expected {}", part(&got), part(&expected)))
}

/// `Err` unless it holds.
fn holds(what: &str, so: bool) -> Verdict {
    if so { Ok(()) } else { Err(format!("{what}: it is not so")) }
}

/// The value of a call that must not fail.
fn ok<T>(what: &str, result: Result<T>) -> std::result::Result<T, String> {
    result.map_err(|e| format!("{what}: {e}"))
}

/// The kind of error of a call that must fail.
fn fails<T>(what: &str, result: Result<T>, kind: crate::ErrorKind) -> Verdict {
    match result {
        Ok(_) => Err(format!("{what}: it was taken")),
        Err(e) => same(what, e.kind(), kind),
    }
}
