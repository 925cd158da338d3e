//! Instants, half-open segments, zones and civil time.

mod instant;

pub use instant::{DAY, HOUR, MAX_INSTANT, MIN_INSTANT, MINUTE, SECOND, check_instant, from_micros, to_micros};
