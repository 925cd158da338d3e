//! What a wall-clock reading means in a zone: nothing, one instant or two, and which one is taken.

use super::civil::local_midnight;
use super::{DAY, SECOND, TimeSegment, Zone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A change of a zone's offset from UTC. A change of name or of the "summer" flag alone is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Transition {
    /// The first instant at which the new offset holds, microseconds since 1970 UTC.
    pub at: i64,
    /// The offset until then, seconds east of Greenwich.
    pub before: i32,
    /// The offset from then on, seconds east of Greenwich; never equal to `before`.
    pub after: i32,
}

/// How often a wall clock shows a reading.
///
/// ```text
/// Berlin 2026-03-29  01:59:59 -> 03:00:00   02:30 is shown never: Gap
/// Berlin 2026-10-25  02:59:59 -> 02:00:00   02:30 is shown twice: Fold
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LocalTime {
    /// Once, at this instant.
    Unique(i64),
    /// Never: the clock went forward over it.
    Gap {
        /// The first instant after the gap.
        transition: i64,
        /// The offset until then, seconds east.
        before: i32,
        /// The offset from then on, seconds east; more than `before`.
        after: i32,
    },
    /// Twice (or more often, in zones that changed several times within hours): the first and the last instant.
    Fold {
        /// The first instant at which the clock shows it.
        earlier: i64,
        /// The last instant at which the clock shows it.
        later: i64,
    },
}

/// Which instant is taken where a wall-clock reading has none or several.
///
/// The default, the first instant after a gap and the earlier one of a fold, keeps the order of the wall clock: of two
/// adjoining shifts the second never starts before the first ends.
///
/// ```
/// use sundesk::time::{Fold, Gap, Resolution};
/// assert_eq!(Resolution::default(), Resolution { gap: Gap::Transition, fold: Fold::Earlier });
/// assert_eq!(serde_json::from_str::<Resolution>(r#"{"fold": "widest"}"#).unwrap().fold, Fold::Widest);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Resolution {
    /// For a reading the clock never shows.
    pub gap: Gap,
    /// For a reading the clock shows twice.
    pub fold: Fold,
}

/// Which instant a reading in a gap means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The first instant after the gap: 02:30 becomes 03:00.
    #[default]
    Transition,
    /// Later by the length of the gap: 02:30 becomes 03:30, as Java, JavaScript and Python compute.
    Compatible,
}

/// Which instant a reading in a fold means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fold {
    /// The first time it is shown.
    #[default]
    Earlier,
    /// The last time it is shown.
    Later,
    /// The first time for a start, the last time for an end, so that nothing is left uncovered; the first time for a reading
    /// that is neither.
    Widest,
}

/// A piece of one civil day on the wall clock, in seconds from its first midnight; it may end on the next day, at 172,800 at the latest.
pub(crate) type DaySpan = (i32, i32);

/// Seconds of a civil day on the wall clock.
pub(crate) const DAY_SECONDS: i32 = 86_400;

/// How far around a window a change of the offset can matter to it: hours reach 48 h past their midnight, local time is at most
/// 16 h from UTC, and a reading in the longest gap (24 h) may move by its length.
const REACH: i64 = 6 * DAY;

/// Wall time to instants inside one window: where no change of the offset is near, a subtraction.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LocalClock<'a> {
    /// No change of the offset near the window: this many microseconds east.
    Fixed(i64),
    /// Each reading is resolved.
    Changing(&'a Zone, Resolution),
}

impl<'a> LocalClock<'a> {
    /// The clock of a zone for readings of dates that reach into `window`.
    pub(crate) fn near(zone: &'a Zone, resolution: Resolution, window: TimeSegment) -> Self {
        let around = TimeSegment::new(window.start - REACH, window.end + REACH);
        match zone.transitions(around).next() {
            None => LocalClock::Fixed(i64::from(zone.offset_at(window.start)) * SECOND),
            Some(_) => LocalClock::Changing(zone, resolution),
        }
    }

    /// The instant of a reading (microseconds since the local 1970-01-01 00:00) that is neither a start nor an end.
    pub(crate) fn at(self, local: i64) -> i64 {
        match self {
            LocalClock::Fixed(offset) => local - offset,
            LocalClock::Changing(zone, resolution) => zone.resolve(local, resolution),
        }
    }

    /// The instants of a span of open time, or of a shift, of day `day`.
    pub(crate) fn open(self, day: i32, span: DaySpan) -> TimeSegment {
        let (start, end) = (local(day, span.0), local(day, span.1));
        match self {
            LocalClock::Changing(zone, resolution) if resolution.fold == Fold::Widest => {
                TimeSegment::new(zone.resolve_start(start, resolution), zone.resolve_end(end, resolution))
            }
            _ => TimeSegment::new(self.at(start), self.at(end)),
        }
    }

    /// The instants of a span of closed time of day `day`.
    pub(crate) fn closed(self, day: i32, span: DaySpan) -> TimeSegment {
        TimeSegment::new(self.at(local(day, span.0)), self.at(local(day, span.1)))
    }
}

/// The reading so many seconds after the midnight that begins a day.
pub(crate) fn local(day: i32, seconds: i32) -> i64 {
    local_midnight(day) + i64::from(seconds) * SECOND
}
