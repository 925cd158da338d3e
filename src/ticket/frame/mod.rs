//! Events as columns: slices and arrays, read as they lie in memory.
//!
//! ```text
//! ticket | at | kind | actor | score | channel …      one row an event, in the order of time, of tickets, or none
//! ```
//!
//! [`FrameDoc`] says what the columns mean, [`EventChunk`] is a stretch of them as plain slices. From there it goes to an
//! [`EventLog`](crate::ticket::EventLog) ([`log_of_frame`]), or to figures at once, without one ([`crate::metrics::frame`]).
//!
//! The rules are the same either way. Events of a ticket count in the order of their instants, those of one instant in the order of their
//! rows. A late one is put in its place and counted. A ticket begins with its creation, or its first event where it has none; what is
//! dated before the creation takes effect at it. What repeats, or cannot be read, is counted or refused, as the document says.

mod chunk;
mod document;
mod encode;
mod log;
mod plan;
mod quality;
mod rows;

pub(crate) use chunk::Cell;
pub use chunk::{Bits, EventChunk, Ints, MAX_NUMBERED_WORD, Numbers, Tickets, Ticks, Words};
pub use document::{Duplicates, FaultyRows, FrameDoc, KeptScore, KindDoc, MAX_SURVEYS, MAX_WORDS};
pub use encode::Encoder;
pub use log::log_of_frame;
pub use plan::MAX_ROWS;
pub(crate) use plan::{Act, Plan};
pub use quality::FrameQuality;
pub(crate) use rows::Rows;
