//! How a desk is opened, as a document.

use crate::desk::Library;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::store::StoreDoc;
use crate::ticket::lifecycle::People;
use crate::ticket::redact::Personal;
use crate::ticket::workflow::{PRESETS, Workflow};
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::Deserialize;

/// The longest time a timer is held by one worker, in seconds.
pub const MAX_LEASE: u32 = 86_400;

/// How a desk is opened. All of it may be left out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DeskDoc {
    /// Whose desk it is (`desk`); a file remembers it.
    pub tenant: Option<String>,
    /// The workflow of tickets that name none: one of the library, or the name of a preset. Left out: the only one of the library; `zendesk`
    /// where it has none.
    pub workflow: Option<String>,
    /// The policies of the library by which promises are kept; left out: the only ones, if there are any.
    pub policies: Option<String>,
    /// Who there is, and who is in which group.
    pub people: Option<People>,
    /// Under which name timers are claimed (`desk`); each process that works on the store has its own.
    pub worker: Option<String>,
    /// How long timers are held by a worker, in seconds (60): of one that dies they come back then.
    pub lease_s: Option<u32>,
    /// What is taken out of subjects, messages, notes and comments before they are kept: of commands only, not of what is imported.
    pub redact: Vec<Personal>,
    /// How the file is opened.
    pub store: StoreDoc,
}

impl Document for DeskDoc {
    const WHAT: &'static str = "desk document";
}

impl DeskDoc {
    pub(super) fn tenant(&self) -> &str {
        self.tenant.as_deref().unwrap_or("desk")
    }

    /// The lease in microseconds.
    pub(super) fn lease(&self) -> Result<i64> {
        match self.lease_s.unwrap_or(60) {
            seconds @ 1..=MAX_LEASE => Ok(i64::from(seconds) * SECOND),
            other => Err(Error::out_of_range("lease_s", other, format!("1 to {MAX_LEASE} seconds"))),
        }
    }
}

/// The workflows of a desk, that of tickets that name none first.
pub(super) fn workflows(library: &Library, doc: &DeskDoc) -> Result<Vec<(String, Workflow)>> {
    let own = || library.workflows().map(|(name, workflow)| (name.to_owned(), workflow.clone()));
    let preset = |name: &str| Workflow::preset(name).map(|workflow| (name.to_owned(), workflow));
    let first = match doc.workflow.as_deref() {
        Some(name) => match own().find(|(known, _)| known == name) {
            Some(found) => found,
            None if PRESETS.iter().any(|(known, _)| *known == name) => preset(name)?,
            None => return Err(Error::not_found("workflow", name, "a workflow of the library, or a preset")),
        },
        None => match library.workflows().len() {
            0 => preset("zendesk")?,
            _ => library.workflow(None).map(|_| own().next())?.map_or_else(|| preset("zendesk"), Ok)?,
        },
    };
    let name = first.0.clone();
    Ok(std::iter::once(first).chain(own().filter(|(other, _)| *other != name)).collect())
}
