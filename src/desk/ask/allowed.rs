//! What somebody could do with a ticket.

use super::parts::at;
use super::{Ask, Library, Reply};
use crate::error::Result;
use crate::ticket::lifecycle::Possible;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The moves that somebody may make with a ticket, each with what it still lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AllowedQuestion {
    /// Which board of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<String>,
    /// The ticket.
    pub ticket: String,
    /// Who would make the move, by id.
    pub actor: String,
    /// The instant, RFC 3339.
    pub now: String,
}

/// The moves that can be made, in the order of the workflow.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct AllowedReport {
    /// Moves the actor has no right to are not in it.
    pub moves: Vec<Possible>,
}

impl Ask for AllowedQuestion {
    const NAME: &'static str = "allowed";
    type Answer = AllowedReport;

    fn answer(&self, library: &Library) -> Result<AllowedReport> {
        let board = library.board(self.board.as_deref())?;
        Ok(AllowedReport { moves: board.allowed(&self.ticket, &self.actor, at(&self.now, "now")?)? })
    }
}

impl Reply for AllowedReport {}

impl fmt::Display for AllowedReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.moves {
            let lacks: Vec<&str> = step.missing.iter().map(|r| r.code.name()).collect();
            let lacks = if lacks.is_empty() { String::new() } else { format!(", lacks {}", lacks.join(", ")) };
            writeln!(f, "{} ({}){lacks}", step.to, step.category.name())?;
        }
        Ok(())
    }
}
