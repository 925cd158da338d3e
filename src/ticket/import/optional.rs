//! Columns of a map that a file may lack.

use super::map::LogMap;
use crate::error::{Error, Result};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The map without the optional columns that `has` does not know, and the names of those.
pub(super) fn present<'m>(map: &'m LogMap, has: impl Fn(&str) -> bool) -> (Cow<'m, LogMap>, Vec<String>) {
    let absent: BTreeSet<&str> = map.optional.iter().map(String::as_str).filter(|name| !has(name)).collect();
    if absent.is_empty() {
        return (Cow::Borrowed(map), Vec::new());
    }
    let gone = |name: &String| absent.contains(name.as_str());
    let mut own = map.clone();
    for column in [&mut own.status, &mut own.priority, &mut own.group, &mut own.assignee] {
        column.take_if(|name| gone(name));
    }
    for column in [&mut own.created_at, &mut own.first_response_at, &mut own.due_at, &mut own.updated_at] {
        column.take_if(|c| c.columns.iter().any(gone));
    }
    for moment in [&mut own.resolved_at, &mut own.closed_at] {
        moment.take_if(|m| m.column.columns.iter().any(gone));
    }
    own.order_by.retain(|name| !gone(name));
    own.row_id.take_if(|id| id.0.iter().any(gone));
    own.fields.retain(|name| !gone(name));
    own.attributes.retain(|a| !gone(&a.column));
    (Cow::Owned(own), absent.into_iter().map(str::to_owned).collect())
}

/// A column without which there is no log cannot be optional.
pub(super) fn check(map: &LogMap, all: &BTreeSet<String>) -> Result<()> {
    let needed = |name: &str| {
        name == map.ticket
            || map.at.as_ref().or(map.created_at.as_ref()).is_some_and(|at| at.columns.iter().any(|c| c == name))
    };
    for (i, name) in map.optional.iter().enumerate() {
        let path = format!("optional[{i}]");
        if needed(name) {
            return Err(Error::invalid(path, name, "a column other than those of the ticket and its instant"));
        }
        if !all.contains(name) {
            return Err(Error::invalid(path, name, "a column that the map names elsewhere"));
        }
    }
    Ok(())
}
