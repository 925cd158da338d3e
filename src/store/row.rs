//! One row a ticket: what an inbox shows, as the ticket's records fold.

use super::batch::Handle;
use super::query::Column;
use crate::ticket::fact::{Fact, TicketKind};
use crate::ticket::lifecycle::TicketState;
use crate::ticket::{Record, StatusCategory, normal};
use crate::time::Instant;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A ticket as an inbox shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)] // the words of TicketState
pub struct TicketRow {
    pub id: String,
    pub version: u64,
    pub workflow: String,
    pub kind: TicketKind,
    pub status: String,
    pub category: StatusCategory,
    pub subject: Option<String>,
    pub requester: Option<String>,
    pub group: Option<String>,
    pub assignee: Option<String>,
    pub priority: Option<String>,
    pub channel: Option<String>,
    pub tags: BTreeSet<String>,
    pub fields: BTreeMap<String, Value>,
    #[serde(serialize_with = "Instant::serialize_us")]
    pub created_at: i64,
    #[serde(serialize_with = "Instant::serialize_us")]
    pub last_activity: i64,
    #[serde(serialize_with = "Instant::serialize_us")]
    pub status_since: i64,
    #[serde(serialize_with = "Instant::serialize_option")]
    pub solved_at: Option<i64>,
    #[serde(serialize_with = "Instant::serialize_option")]
    pub closed_at: Option<i64>,
    #[serde(serialize_with = "Instant::serialize_option")]
    pub until: Option<i64>,
    pub waiting: bool,
    pub messages: u32,
    pub reopen_count: u32,
    pub merged_into: Option<String>,
    pub legal_hold: bool,
    /// All that was written on it has been taken out.
    pub redacted: bool,
    /// When its next promise is due, as the host said with the batch.
    #[serde(serialize_with = "Instant::serialize_option")]
    pub due_at: Option<i64>,
    /// Which promise that is.
    pub due: Option<String>,
}

/// A row as a store has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// The position of the record that created it.
    pub(crate) id: i64,
    pub(crate) state: TicketState,
    pub(crate) clock: Option<(i64, String)>,
}

impl Row {
    /// The due instant as it is sorted by.
    pub(crate) fn due_value(&self) -> i64 {
        self.clock.as_ref().map_or(i64::MAX, |(at, _)| *at)
    }

    /// A column's word, normalised; empty for none.
    pub(crate) fn column(&self, column: Column) -> String {
        let state = &self.state;
        let word = |word: &Option<String>| word.as_deref().map(normal).unwrap_or_default();
        match column {
            Column::Status => normal(&state.status),
            Column::Category => state.category.name().to_owned(),
            Column::Group => word(&state.group),
            Column::Assignee => word(&state.assignee),
            Column::Priority => word(&state.priority),
            Column::Requester => word(&state.requester),
        }
    }

    /// The words of a field, by its normalised name.
    pub(crate) fn words(&self, field: &str) -> Vec<String> {
        let state = &self.state;
        let one = |word: &Option<String>| word.iter().filter(|w| !w.is_empty()).cloned().collect();
        match field {
            "status" => vec![state.status.clone()],
            "group" => one(&state.group),
            "assignee" => one(&state.assignee),
            "priority" => one(&state.priority),
            "requester" => one(&state.requester),
            "subject" => one(&state.subject),
            "channel" => one(&state.channel),
            "workflow" => vec![state.workflow.clone()],
            "kind" => text(&serde_json::to_value(state.kind).unwrap_or_default()),
            "tags" => state.tags.iter().cloned().collect(),
            "waiting" => vec![state.waits().to_string()],
            "merged" => vec![state.merged_into.is_some().to_string()],
            other => {
                let named = state.fields.iter().filter(|(name, _)| normal(name) == other);
                named.flat_map(|(_, value)| text(value)).collect()
            }
        }
    }
}

fn text(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) if text.is_empty() => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(text).collect(),
        other => vec![other.to_string()],
    }
}

impl From<Row> for TicketRow {
    fn from(row: Row) -> Self {
        let Row { state, clock, .. } = row;
        let (waiting, messages) = (state.waits(), state.shown().total);
        let (due_at, due) = clock.map_or((None, None), |(at, name)| (Some(at), Some(name)));
        Self {
            id: state.id,
            version: state.version,
            workflow: state.workflow,
            kind: state.kind,
            status: state.status,
            category: state.category,
            subject: state.subject,
            requester: state.requester,
            group: state.group,
            assignee: state.assignee,
            priority: state.priority,
            channel: state.channel,
            tags: state.tags,
            fields: state.fields,
            created_at: state.created_at,
            last_activity: state.last_activity,
            status_since: state.status_since,
            solved_at: state.solved_at,
            closed_at: state.closed_at,
            until: state.until,
            waiting,
            messages,
            reopen_count: state.reopen_count,
            merged_into: state.merged_into,
            legal_hold: state.legal_hold,
            redacted: state.redacted > 0 && state.counts.redacted >= state.counts.total,
            due_at,
            due,
        }
    }
}

/// Folds one record into the ticket it is of. `None` where there is no such ticket, or no longer.
pub(crate) fn fold(state: Option<TicketState>, record: &Record, position: u64) -> Option<TicketState> {
    match (&record.fact, state) {
        (Fact::Created { of }, None) => Some(TicketState::begin(&record.stream, position, of, record.at)),
        (Fact::TicketDeleted, _) | (_, None) => None,
        (fact, Some(mut state)) => {
            state.evolve(fact, record.at, &record.actor);
            Some(state)
        }
    }
}

/// What of a record a search finds: the subject, which the next one replaces, or a text of its own.
pub(crate) enum Found<'r> {
    Subject(&'r str),
    Text(&'r str),
}

/// What a search finds in a record.
pub(crate) fn found(record: &Record) -> Option<Found<'_>> {
    match &record.fact {
        Fact::Created { of } => of.subject.as_deref().map(Found::Subject),
        Fact::FieldChanged { field, value, .. } if field == "subject" => {
            Some(Found::Subject(value.as_str().unwrap_or_default()))
        }
        Fact::StatusChanged { fields, .. } => {
            fields.get("subject").map(|v| Found::Subject(v.as_str().unwrap_or_default()))
        }
        Fact::MessageAdded { message } => message.body.as_deref().map(Found::Text),
        Fact::NoteAdded { body } => body.as_deref().map(Found::Text),
        _ => None,
    }
}

/// The ids by which later messages find the ticket.
pub(crate) fn handles_of(record: &Record) -> impl Iterator<Item = (Handle, &str)> {
    let (token, message) = match &record.fact {
        Fact::Created { of } => (of.reply_token.as_deref(), None),
        Fact::MessageAdded { message } => (None, message.message_id.as_deref()),
        _ => (None, None),
    };
    token.map(|t| (Handle::Token, t)).into_iter().chain(message.map(|m| (Handle::Message, m)))
}
