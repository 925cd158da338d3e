//! What a wall-clock reading means in a zone: nothing, one instant or two, and which one is taken.

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Resolution {
    /// For a reading the clock never shows.
    pub gap: Gap,
    /// For a reading the clock shows twice.
    pub fold: Fold,
}

/// Which instant a reading in a gap means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The first instant after the gap: 02:30 becomes 03:00.
    #[default]
    Transition,
    /// Later by the length of the gap: 02:30 becomes 03:30, as Java, JavaScript and Python compute.
    Compatible,
}

/// Which instant a reading in a fold means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
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
