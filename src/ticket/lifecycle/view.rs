//! A ticket as people and programs read it.

use super::board::Board;
use super::reads::Reads;
use super::state::TicketState;
use crate::error::Result;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Link, LinkKind};
use crate::ticket::workflow::Amount;
use crate::time::Instant;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A ticket as an inbox or a page shows it. Instants are RFC 3339 in JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)] // the words of TicketState
pub struct TicketView {
    pub id: String,
    pub version: u64,
    pub workflow: String,
    pub workflow_version: String,
    pub status: String,
    pub category: StatusCategory,
    /// What the requester sees instead of the status.
    pub requester_sees: String,
    #[serde(serialize_with = "Instant::serialize_option")]
    pub status_since: Option<i64>,
    #[serde(serialize_with = "Instant::serialize_option")]
    pub created_at: Option<i64>,
    pub started: bool,
    pub solved: bool,
    pub closed: bool,
    #[serde(serialize_with = "Instant::serialize_option")]
    pub solved_at: Option<i64>,
    #[serde(serialize_with = "Instant::serialize_option")]
    pub closed_at: Option<i64>,
    #[serde(serialize_with = "Instant::serialize_option")]
    pub until: Option<i64>,
    /// The reason of the status, where it has one.
    pub hold_reason: Option<String>,
    pub requester: Option<String>,
    pub subject: Option<String>,
    pub priority: Option<String>,
    pub group: Option<String>,
    pub assignee: Option<String>,
    pub tier: u32,
    pub tags: BTreeSet<String>,
    pub fields: BTreeMap<String, Value>,
    pub time: BTreeMap<String, i64>,
    pub watchers: BTreeSet<String>,
    pub participants: BTreeSet<String>,
    pub links: BTreeSet<Link>,
    pub merged_into: Option<String>,
    pub follow_up_of: Option<String>,
    pub duplicate_of: Option<String>,
    pub split_from: Option<String>,
    pub first_reply: bool,
    pub waiting: bool,
    pub bot: bool,
    pub muted: bool,
    pub legal_hold: bool,
    /// All that was written on it has been taken out.
    pub redacted: bool,
    pub open_tasks: u32,
    pub messages: u32,
    pub public_messages: u32,
    pub redacted_messages: u32,
    pub channels: BTreeSet<String>,
    pub reopen_count: u32,
    pub last_reopened_by: Option<String>,
    /// `pending`, `approved`, `denied`.
    pub approval: Option<String>,
    pub goodwill: BTreeMap<String, Amount>,
    pub goodwill_pending: usize,
    /// The last score of the survey.
    pub score: Option<u8>,
    /// When its next timer comes due.
    #[serde(serialize_with = "Instant::serialize_option")]
    pub next_due: Option<i64>,
}

impl Board {
    /// A ticket as people read it; `None` when there is no such ticket.
    ///
    /// # Errors
    /// When its workflow or a calendar is not there.
    pub fn view(&self, id: &str) -> Result<Option<TicketView>> {
        self.view_by(id, &Reads::default())
    }

    /// The same, and what it looked at.
    pub(crate) fn view_by(&self, id: &str, reads: &Reads) -> Result<Option<TicketView>> {
        reads.ticket(id);
        self.state(id).map(|state| self.view_of(state, reads)).transpose()
    }

    fn view_of(&self, state: &TicketState, reads: &Reads) -> Result<TicketView> {
        let workflow = self.workflow_of(state)?;
        let status = workflow.doc().statuses.get(&state.status);
        let shown = state.shown();
        let there = |id: &str| {
            reads.ticket(id);
            self.state(id).is_some()
        };
        let links = state.links.iter().filter(|l| l.kind != LinkKind::MergedFrom || there(&l.to));
        Ok(TicketView {
            id: state.id.clone(),
            version: state.version,
            workflow: state.workflow.clone(),
            workflow_version: state.workflow_version.clone(),
            status: state.status.clone(),
            category: state.category,
            requester_sees: status.and_then(|s| s.public.clone()).unwrap_or_else(|| state.status.clone()),
            status_since: Some(state.status_since),
            created_at: Some(state.created_at),
            started: state.started,
            solved: state.category.is_done(),
            closed: state.category == StatusCategory::Closed,
            solved_at: state.solved_at,
            closed_at: state.closed_at,
            until: state.until,
            hold_reason: state.reason.clone().filter(|_| super::moves::keeps_reason(workflow, &state.status)),
            requester: state.requester.clone(),
            subject: state.subject.clone(),
            priority: state.priority.clone(),
            group: state.group.clone(),
            assignee: state.assignee.clone(),
            tier: state.tier,
            tags: state.tags.clone(),
            fields: state.fields.clone(),
            time: state.time.clone(),
            watchers: state.watchers.clone(),
            participants: state.participants.clone(),
            links: links.cloned().collect(),
            merged_into: state.merged_into.clone(),
            follow_up_of: state.follow_up_of.clone(),
            duplicate_of: state.duplicate_of.clone(),
            split_from: state.split_from.clone(),
            first_reply: state.first_reply,
            waiting: state.waits(),
            bot: state.bot,
            muted: state.muted,
            legal_hold: state.legal_hold,
            redacted: state.redacted > 0,
            open_tasks: state.open_tasks,
            messages: shown.total,
            public_messages: shown.public,
            redacted_messages: shown.redacted,
            channels: shown.channels,
            reopen_count: state.reopen_count,
            last_reopened_by: state.last_reopened_by.clone(),
            approval: state.approval.as_ref().map(|a| a.outcome.clone()),
            goodwill: state.goodwill.clone(),
            goodwill_pending: state.goodwill_pending.len(),
            score: state.survey.score,
            next_due: self.due_of(&state.id).map(|(due, _)| due),
        })
    }
}
