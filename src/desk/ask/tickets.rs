//! The tickets of a board.

use super::{Ask, Library, Reply};
use crate::error::{Error, Result};
use crate::ticket::lifecycle::TicketView;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The tickets of a board as people read them, in the order of their ids; or one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketsQuestion {
    /// Which board of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<String>,
    /// Only this ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
}

/// The tickets of a board.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TicketsReport {
    /// In the order of their ids.
    pub tickets: Vec<TicketView>,
}

impl Ask for TicketsQuestion {
    const NAME: &'static str = "tickets";
    type Answer = TicketsReport;

    fn answer(&self, library: &Library) -> Result<TicketsReport> {
        let board = library.board(self.board.as_deref())?;
        let ids: Vec<&str> = match &self.ticket {
            Some(id) => vec![id],
            None => board.tickets().map(|t| t.id.as_str()).collect(),
        };
        let view = |id: &str| board.view(id)?.ok_or_else(|| Error::not_found("ticket", id, "a ticket of the board"));
        Ok(TicketsReport { tickets: ids.into_iter().map(view).collect::<Result<_>>()? })
    }
}

impl Reply for TicketsReport {}

impl fmt::Display for TicketsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tickets.iter().try_for_each(|t| {
            let who = t.assignee.as_deref().or(t.group.as_deref()).unwrap_or("nobody");
            writeln!(f, "{}  {}  {who}  {}", t.id, t.status, t.subject.as_deref().unwrap_or_default())
        })
    }
}
