//! The embeddable engine of a follow-the-sun service desk.
#![forbid(unsafe_code)]

pub mod calendar;
pub mod desk;
pub mod document;
pub mod error;
mod hash;
pub mod metrics;
pub mod sla;
#[cfg(feature = "template")]
pub mod template;
pub mod ticket;
pub mod time;

pub use error::{Error, ErrorKind, PROBLEM_CODES, Problem, Result, Severity};
