//! From when to when.

use crate::error::{Error, Result};
use crate::time::{Instant, TimeSegment, parse_instant};
use serde::Serialize;

/// From an instant on, up to another and without it; either may be left open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Window {
    /// From this instant on; `null`: however long ago.
    pub from: Option<Instant>,
    /// Before this one; `null`: however late.
    pub before: Option<Instant>,
}

impl Window {
    /// The window between two instants, RFC 3339.
    ///
    /// # Errors
    /// `created_from` or `created_before`, for one that is none; `created_before` where it is not after `created_from`: nothing could be in it.
    pub(super) fn read(created_from: Option<&str>, created_before: Option<&str>) -> Result<Self> {
        let instant = |text: Option<&str>, field: &str| {
            text.map(|t| parse_instant(t).map(Instant::of).map_err(|e| e.at(field))).transpose()
        };
        let (from, before) = (instant(created_from, "created_from")?, instant(created_before, "created_before")?);
        if let (Some(from), Some(before), Some(told), Some(text)) = (from, before, created_before, created_from)
            && from >= before
        {
            return Err(Error::invalid("created_before", told, format!("an instant after `created_from`, {text}")));
        }
        Ok(Self { from, before })
    }

    /// That of a piece of time.
    pub(super) fn of(piece: TimeSegment) -> Self {
        Self { from: Some(Instant::of(piece.start)), before: Some(Instant::of(piece.end)) }
    }

    /// What is in this one and in another.
    pub(super) fn within(self, other: Self) -> Self {
        let before = self.before.into_iter().chain(other.before).min();
        Self { from: self.from.max(other.from), before }
    }

    /// The piece of time between both ends, where it has both.
    pub(super) fn segment(self) -> Option<TimeSegment> {
        self.from.zip(self.before).map(|(from, before)| TimeSegment::new(from.micros(), before.micros()))
    }

    pub(super) fn has(self, created: Option<i64>) -> bool {
        created.is_some_and(|at| {
            self.from.is_none_or(|from| at >= from.micros()) && self.before.is_none_or(|end| at < end.micros())
        })
    }
}
