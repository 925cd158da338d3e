//! A foreign log as a history of this workflow: what happened is stored, what should not have happened is flagged.

use super::board::{Board, Done};
use super::reads::Reads;
use super::work::Work;
use crate::document::{Document, MAX_DOCUMENT_BYTES};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::StatusCategory;
use crate::ticket::event::{EventDoc, EventKind};
use crate::ticket::fact::{Beginning, Fact, MessageDoc, Why};
use crate::ticket::project::doer_of;
use crate::ticket::record::Record;
use crate::ticket::workflow::Workflow;
use crate::time::{Instant, check_instant, to_micros};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the statuses of a foreign log are under a workflow.
///
/// A status that is not in the map means the status of the workflow that has its name; one that has none is flagged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportMap {
    /// By the word of the log.
    pub statuses: BTreeMap<String, ForeignStatus>,
}

/// What one foreign status is: `"In Progress"`, or `{"status": "On Hold", "reason": "Awaiting Vendor"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ForeignStatus {
    /// A status.
    Status(String),
    /// A status for a reason.
    Because {
        /// The status.
        status: String,
        /// The reason.
        reason: String,
    },
}

impl Document for ImportMap {
    const WHAT: &'static str = "import map";
    const MAX_BYTES: usize = MAX_DOCUMENT_BYTES;
}

impl ImportMap {
    /// The statuses of ServiceNow's incident log under the preset `servicenow`: Active is In Progress, each Awaiting is On Hold for that
    /// reason.
    ///
    /// # Errors
    /// None: it comes with the crate, and a test reads it.
    pub fn servicenow() -> Result<Self> {
        Self::from_json(include_str!("servicenow_import.json"))
    }

    fn of<'a>(&'a self, word: &'a str) -> (&'a str, Option<&'a str>) {
        match self.statuses.get(word) {
            Some(ForeignStatus::Status(status)) => (status, None),
            Some(ForeignStatus::Because { status, reason }) => (status, Some(reason)),
            None => (word, None),
        }
    }
}

/// What became of a foreign history.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Imported {
    /// The records, all of them.
    pub records: Vec<Record>,
    /// What the workflow would not have allowed.
    pub flags: Vec<Flag>,
    /// Events that mean nothing to a ticket's life, by their kind: calendars, policies, the log's own.
    pub left_out: BTreeMap<String, u32>,
}

/// A move of a foreign log that the workflow does not have. It was stored all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// The record that carries it.
    pub seq: u64,
    /// When, microseconds since 1970 UTC.
    #[serde(serialize_with = "Instant::serialize_us")]
    pub at: i64,
    /// Why: `not_initial` (a beginning outside the workflow's `initial`), `transition_not_allowed`, `unknown_status`.
    pub reason: String,
    /// From which status; none at the beginning.
    pub from: Option<String>,
    /// To which.
    pub to: String,
}

impl Board {
    /// Takes in a foreign history as a ticket of `workflow`. Moves and known statuses are judged; what required fields, reasons,
    /// assignees and rights ask is not asked of the past. What is illegal is stored and flagged, in the record and in the answer. No
    /// rule moves anything meanwhile; timers of the ticket run from its last state on. `now` is when it is recorded.
    ///
    /// # Errors
    /// [`ErrorKind::InconsistentLog`] for a history that does not begin with a creation, or goes back in time; as
    /// [`command`](Self::command) for the id and the workflow. Then nothing changed.
    pub fn import(
        &mut self,
        workflow: &str,
        ticket: &str,
        events: &[EventDoc],
        map: &ImportMap,
        now: i64,
    ) -> Result<Imported> {
        let (imported, done) = self.imported(Some(workflow), ticket, events, map, now)?;
        self.commit(done, imported.records.iter())?;
        Ok(imported)
    }

    /// What a foreign history becomes, and the states it leaves behind.
    pub(in crate::ticket::lifecycle) fn imported(
        &self,
        workflow: Option<&str>,
        ticket: &str,
        events: &[EventDoc],
        map: &ImportMap,
        now: i64,
    ) -> Result<(Imported, Done)> {
        check_instant(now).map_err(|e| e.at("now"))?;
        let (name, rules) = self.workflow_for(workflow)?;
        let mut work = Work::new(self, now, Reads::default());
        work.new_id(ticket, "ticket")
            .map_err(|_| Error::invalid("ticket", ticket, "an id that no ticket has or had"))?;
        let mut run = Run { work: &mut work, rules, map, id: ticket, out: Imported::default() };
        run.begin(&name, events)?;
        let mut last = i64::MIN;
        for (i, event) in events.iter().enumerate() {
            let at = to_micros(event.at).map_err(|e| e.at(&format!("events[{i}].at")))?;
            if at < last || at > now {
                let says = "the events of a history come in order, none after `now`";
                return Err(Error::new(ErrorKind::InconsistentLog, says).at(&format!("events[{i}].at")));
            }
            (last, run.work.at) = (at, at);
            run.take(&event.kind);
        }
        let Run { mut out, .. } = run;
        let (records, done) = work.done();
        out.records = records;
        Ok((out, done))
    }

    /// What a foreign history would become, on a board that has only some of the tickets.
    #[cfg(feature = "store")]
    pub(crate) fn would_import(
        &self,
        workflow: Option<&str>,
        ticket: &str,
        events: &[EventDoc],
        map: &ImportMap,
        now: i64,
    ) -> Result<Imported> {
        self.imported(workflow, ticket, events, map, now).map(|(imported, _)| imported)
    }
}

struct Run<'r, 'b> {
    work: &'r mut Work<'b>,
    rules: &'r Workflow,
    map: &'r ImportMap,
    id: &'r str,
    out: Imported,
}

impl Run<'_, '_> {
    /// The creation, with the first status the log names: many logs write it a moment later.
    fn begin(&mut self, workflow: &str, events: &[EventDoc]) -> Result<()> {
        let Some(EventDoc { at, kind: EventKind::Created { by, status, priority, group, fields, .. } }) =
            events.first()
        else {
            let says = "a history begins with a creation";
            return Err(Error::new(ErrorKind::InconsistentLog, says).at("events[0]"));
        };
        let later = || {
            events.iter().find_map(|e| match &e.kind {
                EventKind::Status { to, .. } => Some(to),
                _ => None,
            })
        };
        let word = status.as_ref().or_else(later).unwrap_or(&self.rules.doc().default).clone();
        let (status, reason) = self.map.of(&word);
        let category = self.rules.category(status);
        let flag = match category {
            None => Some("unknown_status"),
            Some(_) if !self.rules.doc().initial.iter().any(|s| s == status) => Some("not_initial"),
            Some(_) => None,
        };
        self.work.at = to_micros(*at).map_err(|e| e.at("events[0].at"))?;
        self.work.doer = doer_of(by);
        let beginning = Beginning {
            workflow: workflow.to_owned(),
            workflow_version: self.rules.version().to_owned(),
            status: status.to_owned(),
            category: category.or(Some(StatusCategory::New)),
            reason: reason.map(str::to_owned),
            priority: priority.clone(),
            group: group.clone(),
            fields: fields.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect(),
            waiting: category.is_none_or(|c| !c.is_done()),
            flag: flag.map(str::to_owned),
            ..Beginning::default()
        };
        let to = status.to_owned();
        self.work.emit(self.id, Fact::Created { of: Box::new(beginning) });
        if let Some(reason) = flag {
            self.flag(reason, None, to);
        }
        Ok(())
    }

    fn flag(&mut self, reason: &str, from: Option<String>, to: String) {
        let seq = self.work.get(self.id).map_or(0, |s| s.version);
        self.out.flags.push(Flag { seq, at: self.work.at, reason: reason.to_owned(), from, to });
    }

    fn emit(&mut self, fact: Fact) {
        self.work.emit(self.id, fact);
    }

    fn left_out(&mut self, kind: &str) {
        *self.out.left_out.entry(kind.to_owned()).or_default() += 1;
    }

    fn take(&mut self, kind: &EventKind) {
        match kind {
            EventKind::Created { assignee, .. } => {
                if let Some(assignee) = assignee {
                    self.emit(Fact::Assigned { assignee: Some(assignee.clone()), group: None });
                }
            }
            EventKind::Status { to, .. } => self.moved(to),
            EventKind::Reply { by, public } => {
                self.work.doer = doer_of(by);
                if !public {
                    return self.emit(Fact::NoteAdded { body: None });
                }
                let doer = self.work.doer.clone();
                let inbound = doer.kind == crate::ticket::ActorKind::Requester;
                let human = inbound || doer.kind == crate::ticket::ActorKind::Human;
                let message = MessageDoc { inbound, author: doer.id, automated: !human, ..MessageDoc::default() };
                self.emit(Fact::MessageAdded { message: Box::new(message) });
            }
            EventKind::Assignee { to, .. } if to.is_empty() => {
                if let Some(from) = self.work.get(self.id).and_then(|s| s.assignee.clone()) {
                    self.emit(Fact::Unassigned { from, why: "command".to_owned() });
                }
            }
            EventKind::Assignee { to, .. } => self.emit(Fact::Assigned { assignee: Some(to.clone()), group: None }),
            EventKind::Group { to, .. } if to.is_empty() => self.field("group", &Value::Null),
            EventKind::Group { to, .. } => self.emit(Fact::Assigned { assignee: None, group: Some(to.clone()) }),
            EventKind::Priority { to, .. } => self.field("priority", &word(to)),
            EventKind::Field { name, to, .. } => self.field(name, &word(to)),
            EventKind::Calendar { .. } => self.left_out("calendar"),
            EventKind::SlaAttached { .. } => self.left_out("sla_attached"),
            EventKind::Custom { name, .. } => self.left_out(name),
        }
    }

    fn field(&mut self, field: &str, value: &Value) {
        let old = self.work.get(self.id).and_then(|s| s.field(field)).unwrap_or(Value::Null);
        if old != *value {
            self.emit(Fact::FieldChanged { field: field.to_owned(), old, value: value.clone() });
        }
    }

    fn moved(&mut self, foreign: &str) {
        let (to, reason) = self.map.of(foreign);
        let Some(state) = self.work.get(self.id) else { return };
        let (from, from_category) = (state.status.clone(), state.category);
        if from == to {
            if let Some(reason) = reason.filter(|r| state.reason.as_deref() != Some(r)) {
                self.emit(Fact::ReasonChanged { reason: reason.to_owned(), comment: None });
            }
            return;
        }
        let flag = match (self.rules.category(&from), self.rules.category(to)) {
            (Some(_), Some(_)) if self.rules.has_move(&from, to) => None,
            (Some(_), Some(_)) => Some("transition_not_allowed"),
            _ => Some("unknown_status"),
        };
        let to_category = self.rules.category(to);
        self.emit(Fact::StatusChanged {
            from: from.clone(),
            from_category: Some(from_category),
            to: to.to_owned(),
            to_category,
            why: Why::Import,
            rule: None,
            reason: reason.map(str::to_owned),
            comment: None,
            until: None,
            fields: BTreeMap::new(),
            cleared: Vec::new(),
            survey: None,
            flag: flag.map(str::to_owned),
        });
        if let Some(flag) = flag {
            self.flag(flag, Some(from), to.to_owned());
        }
    }
}

fn word(to: &str) -> Value {
    if to.is_empty() { Value::Null } else { Value::from(to) }
}
