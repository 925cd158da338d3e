//! Figures of a frame of events, without a log: columns in, tickets folded in one pass, figures by group.
//!
//! ```text
//! EventChunk ──rows by ticket──▶ fold ──▶ tickets, some at a time ──▶ Columns ──Batch──▶ Measure ──▶ Accumulator ──View──▶ Figure
//! ```
//!
//! [`measure_frame`] counts metrics by group, [`facts_of_frame`] gives a row a ticket. Tickets may be parted among threads
//! ([`measure_frame`] with the feature `parallel`): the figures are the same to the byte.

mod facts;
mod fold;
mod groups;
mod measure;
mod spread;
mod untidy;

pub use facts::{FrameFacts, facts_of_frame};
pub(crate) use measure::extent;
pub use measure::{FrameMeasured, FrameQuery, measure_frame};
