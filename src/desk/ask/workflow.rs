//! What a workflow says of itself.

use super::{Ask, Library, Reply};
use crate::error::Result;
use crate::ticket::workflow::WorkflowDoc;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a workflow says of itself: its document, its version by content, the calendars it needs, its states and moves as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkflowQuestion {
    /// Which workflow of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workflow: Option<String>,
}

/// A workflow as it was understood.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct WorkflowReport {
    /// The version: a hash of its content.
    pub version: String,
    /// The calendars it names.
    pub calendars: Vec<String>,
    /// The document, normalised.
    pub document: WorkflowDoc,
    /// From each status, the ones it may move to.
    pub moves: Vec<(String, Vec<String>)>,
    #[serde(skip)]
    picture: String,
}

impl Ask for WorkflowQuestion {
    const NAME: &'static str = "workflow";
    type Answer = WorkflowReport;

    fn answer(&self, library: &Library) -> Result<WorkflowReport> {
        let workflow = library.workflow(self.workflow.as_deref())?;
        let to = |from: &str| workflow.moves(from).into_iter().map(str::to_owned).collect();
        let statuses = workflow.doc().statuses.keys();
        Ok(WorkflowReport {
            version: workflow.version().to_owned(),
            calendars: workflow.calendars().to_vec(),
            document: workflow.doc().clone(),
            moves: statuses.map(|from| (from.clone(), to(from))).collect(),
            picture: workflow.to_svg(),
        })
    }
}

impl Reply for WorkflowReport {
    fn svg(&self) -> Option<String> {
        Some(self.picture.clone())
    }
}

impl fmt::Display for WorkflowReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "version {}", self.version)?;
        self.moves.iter().try_for_each(|(from, to)| writeln!(f, "{from} -> {}", to.join(", ")))
    }
}
