//! A board as one JSON text, so that a host can keep it anywhere.

use super::board::Board;
use super::people::People;
use super::state::TicketState;
use crate::calendar::Calendars;
use crate::document::read_text;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::workflow::{Workflow, WorkflowDoc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The longest snapshot of a board, in bytes (1 GiB).
pub const MAX_BOARD_BYTES: usize = 1 << 30;

/// The form of snapshots that this release writes.
const SCHEMA: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Snapshot {
    pub(super) schema: u32,
    pub(super) tenant: String,
    /// The versions of each workflow, the present one last.
    pub(super) workflows: Vec<(String, Vec<WorkflowDoc>)>,
    pub(super) people: People,
    pub(super) tickets: Vec<TicketState>,
    pub(super) gone: BTreeSet<String>,
    pub(super) threads: BTreeMap<String, Vec<super::board::Said>>,
    pub(super) keys: BTreeMap<String, String>,
    pub(super) message_ids: BTreeMap<String, String>,
    pub(super) created: u64,
    pub(super) desk_version: u64,
    pub(super) now: i64,
}

impl Board {
    /// The whole board but its calendars, which are the host's, as one line of JSON.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] when it cannot be written, which is a fault of this crate.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string(&self.snapshot()).map_err(Error::unwritable)
    }

    /// A board of a snapshot, with the calendars in force now.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for a snapshot of a later release, [`ErrorKind::InvalidInput`] for text that is none,
    /// [`ErrorKind::NotFound`] without a calendar that a workflow names.
    pub fn from_json(text: &str, calendars: Calendars) -> Result<Self> {
        let snapshot: Snapshot = read_text(text, "board", MAX_BOARD_BYTES)?;
        if snapshot.schema != SCHEMA {
            let says = format!("a snapshot of schema {}; this release reads {SCHEMA}", snapshot.schema);
            return Err(Error::new(ErrorKind::Incompatible, says).at("schema"));
        }
        let mut board = Board::new(&snapshot.tenant, calendars);
        for (name, versions) in &snapshot.workflows {
            for doc in versions {
                board.add_workflow(name, Workflow::compile(doc.clone())?)?;
            }
        }
        board.restore(snapshot)?;
        Ok(board)
    }

    fn snapshot(&self) -> Snapshot {
        let mut snapshot = self.parts();
        snapshot.schema = SCHEMA;
        snapshot
    }
}
