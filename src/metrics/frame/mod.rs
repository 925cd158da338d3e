//! Figures of a frame of events, without a log: columns in, tickets folded in one pass, figures by group.
//!
//! ```text
//! EventChunk ──rows by ticket──▶ fold ──▶ tickets, some at a time ──▶ Columns ──Batch──▶ Measure ──▶ Accumulator ──View──▶ Figure
//! ```
//!
//! [`measure_frame`] counts metrics by group, [`facts_of_frame`] gives a row a ticket. Tickets may be parted among threads
//! ([`measure_frame`] with the feature `parallel`): the figures are the same to the byte.

mod blocks;
mod facts;
mod fold;
mod groups;
mod look;
mod measure;
mod spread;
mod untidy;

pub use facts::{FrameFacts, facts_of_frame};
pub(crate) use measure::extent;
pub use measure::{FrameMeasured, FrameQuery, measure_frame};

/// Work on each of some things, on several threads where that is wanted (feature `parallel`); the answers stand in the order of the things.
#[cfg(feature = "parallel")]
fn on_threads<I: Sync, O: Send>(all: &[I], threads: usize, one: impl Fn(&I) -> O + Sync + Send) -> Vec<O> {
    use rayon::prelude::*;
    if threads <= 1 || all.len() <= 1 {
        return all.iter().map(one).collect();
    }
    all.par_iter().map(one).collect()
}

#[cfg(not(feature = "parallel"))]
fn on_threads<I, O>(all: &[I], _: usize, one: impl Fn(&I) -> O) -> Vec<O> {
    all.iter().map(one).collect()
}
