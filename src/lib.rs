//! The embeddable engine of a follow-the-sun service desk.
#![forbid(unsafe_code)]

pub mod calendar;
pub mod error;
pub mod metrics;
pub mod sla;
pub mod ticket;
pub mod time;

pub use error::{Error, ErrorKind, Problem, Result, Severity};
