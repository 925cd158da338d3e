//! Trials of sundesk that are too long or too unsafe for the crate's own tests.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::unreachable, clippy::indexing_slicing)] // a trial fails loudly
#![allow(clippy::disallowed_methods, unreachable_pub, clippy::cast_possible_truncation, clippy::cast_possible_wrap)]

pub mod model;
#[cfg(unix)]
pub mod vfs;
pub mod writer;
