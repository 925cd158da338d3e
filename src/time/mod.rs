//! Instants, half-open segments, zones and civil time: everything this crate knows about when.
//!
//! ```text
//!   TZif bytes --> ZoneDb --> Zone          the rules are an input: bundled, a directory, or bytes
//!                              |
//!   instant  --- to_local ---> wall clock   always exactly one answer
//!   instant  <-- resolve  ---  wall clock   none (gap), one, or two (fold): Resolution decides
//!      |
//!      +-- TimeSegment [start, end) --> IntervalSet: union, intersection, difference, complement
//! ```
//!
//! - An *instant* is an `i64`: microseconds since 1970-01-01T00:00:00Z, from 1900 to 2200. chrono's `DateTime<Utc>` is
//!   turned into one by [`to_micros`], text by [`parse_instant`]. Reports hold an [`Instant`], which is that number and knows
//!   its text, and a [`Local`] where the time is shown on a wall clock.
//! - A [`TimeSegment`] is a piece of the time line without its end; an [`IntervalSet`] is a set of instants made of them.
//! - A [`Zone`] says what wall clocks show at each instant, and a [`Resolution`] which instant is meant where a wall clock
//!   shows a reading never or twice.
//! - A [`ZoneDb`] is one release of the IANA time zone database.
//! - [`civil`] holds dates and times of day without a zone.
//!
//! Elapsed time is real time: a day on which the clocks change has 23 or 25 hours.
//!
//! # What it does not do
//! It reads no clock and knows no "local zone" of the machine. It does not know leap seconds: every minute has 60 seconds, as
//! in POSIX. It keeps no zone abbreviations (CET, IST: they are not unique), only offsets. There are no other calendars than
//! the Gregorian one.

pub mod civil;
mod db;
mod due;
mod instant;
mod interval;
pub(crate) mod local;
mod moment;
pub(crate) mod pieces;
mod posix;
mod span;
mod suggest;
mod text;
pub(crate) mod timeline;
mod tzif;
mod zone;

pub use db::{MAX_ZONE_DB_BYTES, MAX_ZONE_DIR_DEPTH, MAX_ZONE_NAME_BYTES, MAX_ZONES, ZoneDb};
pub use due::{DueHandle, DueIndex};
pub use instant::{DAY, HOUR, MAX_INSTANT, MIN_INSTANT, MINUTE, SECOND, check_instant, from_micros, to_micros};
pub use interval::{IntervalSet, TimeSegment};
pub use local::{Fold, Gap, LocalTime, Resolution, Transition};
pub use moment::{Instant, Local};
pub use span::{MAX_SPAN, Span};
pub use text::{format_instant, format_instant_in, parse_instant};
pub use timeline::Timeline;
pub use tzif::{MAX_TZIF_BYTES, MAX_TZIF_FOOTER_BYTES, MAX_TZIF_TRANSITIONS, MAX_UTC_OFFSET, MIN_UTC_OFFSET};
pub use zone::Zone;
