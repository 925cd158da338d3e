//! C interface of sundesk. What C users read is `include/sundesk.h`, which is made from the comments here.
#![allow(clippy::unit_arg)] // the body of a `call!` is one expression, and some only write
#![allow(non_camel_case_types)] // the names are those of the header

#[cfg(panic = "abort")]
compile_error!("the C interface turns panics into a status; build it with panic = \"unwind\"");

pub mod batch;
pub mod binding;
pub mod board;
pub mod bulk;
#[cfg(feature = "texts")]
pub mod bundle;
pub mod calendar;
mod call;
#[cfg(feature = "texts")]
pub mod check;
pub mod clock;
pub mod cover;
pub mod days;
#[cfg(feature = "texts")]
pub mod delivery;
pub mod desk;
pub mod documents;
pub mod due;
pub mod error;
pub mod frame;
#[cfg(feature = "texts")]
pub mod functions;
mod guard;
pub mod import;
pub mod instant;
pub mod layers;
pub mod library;
pub mod live;
pub mod log;
pub mod log_columns;
pub mod metrics;
mod prelude;
pub mod review;
pub mod roster;
pub mod sla;
pub mod staffing;
pub mod store;
#[cfg(feature = "texts")]
pub mod template;
pub mod text;
pub mod transition;
#[cfg(feature = "texts")]
pub mod translation;
pub mod version;
pub mod workflow;
pub mod zone;
