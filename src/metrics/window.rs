//! Which tickets are meant, by when they were created.

use crate::error::{Error, Result};
use crate::time::parse_instant;

/// From an instant on, up to another and without it; either may be left open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) from: Option<i64>,
    pub(super) before: Option<i64>,
}

impl Window {
    /// The window between two instants, RFC 3339.
    ///
    /// # Errors
    /// `created_from` or `created_before`, for one that is none; `created_before` where it is not after `created_from`: nothing could be in it.
    pub(super) fn read(created_from: Option<&str>, created_before: Option<&str>) -> Result<Self> {
        let instant =
            |text: Option<&str>, field: &str| text.map(|t| parse_instant(t).map_err(|e| e.at(field))).transpose();
        let (from, before) = (instant(created_from, "created_from")?, instant(created_before, "created_before")?);
        if let (Some(from), Some(before), Some(told), Some(text)) = (from, before, created_before, created_from)
            && from >= before
        {
            return Err(Error::invalid("created_before", told, format!("an instant after `created_from`, {text}")));
        }
        Ok(Self { from, before })
    }

    pub(super) fn has(self, created: Option<i64>) -> bool {
        created.is_some_and(|at| self.from.is_none_or(|from| at >= from) && self.before.is_none_or(|end| at < end))
    }
}
