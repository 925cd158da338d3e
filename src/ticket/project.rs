//! The one bridge from what a store keeps to what clocks and figures fold: records to events.

use super::event::{Actor, Event, EventKind, TicketEvent};
use super::fact::Fact;
use super::record::{Doer, DoerKind, Record};
use super::vocabulary::Vocabulary;
use crate::error::Result;
use crate::time::from_micros;
use serde_json::Value;

impl Record {
    /// What this record is to clocks and figures: no event, one, or several at one instant.
    ///
    /// A message of the customer that a machine wrote is an automatic reply, an AI agent's answer a bot's: neither answers anybody
    /// unless a policy says so. What has no event of its own is a custom one under the word of its kind, so that a policy may name it.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside the supported dates.
    pub fn events(&self) -> Result<Vec<TicketEvent>> {
        let at = from_micros(self.at)?;
        Ok(kinds(&self.fact, &self.actor).into_iter().map(|kind| TicketEvent { at, kind }).collect())
    }

    /// [`events`](Self::events), folded: 24 bytes each, their names in `names`.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn project(&self, names: &mut Vocabulary, out: &mut Vec<Event>) -> Result<()> {
        self.events()?.iter().try_for_each(|event| event.fold_into(names, out))
    }
}

/// Total on purpose: a new kind of fact does not compile before somebody has said what it is to a clock.
fn kinds(fact: &Fact, doer: &Doer) -> Vec<EventKind> {
    let custom = || vec![EventKind::Custom { name: fact.kind().to_owned() }];
    match fact {
        Fact::Created { of } => vec![EventKind::Created {
            by: actor(doer),
            status: Some(of.status.clone()),
            priority: of.priority.clone(),
            group: of.group.clone(),
            assignee: None,
            fields: of.fields.iter().map(|(name, value)| (name.clone(), text(value))).collect(),
        }],
        Fact::StatusChanged { to, fields, cleared, .. } => {
            let set = fields.iter().map(|(name, value)| field(name, text(value)));
            let gone = cleared.iter().map(|name| field(name, String::new()));
            set.chain(gone).chain([EventKind::Status { to: to.clone() }]).collect()
        }
        Fact::ReasonChanged { reason, .. } => vec![field("reason", reason.clone())],
        Fact::MessageAdded { message } => {
            let by = match (message.automated, message.inbound) {
                (true, _) if doer.kind != DoerKind::Ai => Actor::Auto,
                (_, true) => Actor::Requester,
                (_, false) => actor(doer),
            };
            vec![EventKind::Reply { by, public: true }]
        }
        Fact::NoteAdded { .. } => vec![EventKind::Reply { by: actor(doer), public: false }],
        Fact::Assigned { assignee, group } => {
            let group = group.iter().map(|to| EventKind::Group { to: to.clone() });
            group.chain(assignee.iter().map(|to| EventKind::Assignee { to: to.clone() })).collect()
        }
        Fact::Unassigned { .. } => vec![EventKind::Assignee { to: String::new() }],
        Fact::OwnerTimedOut { .. } => custom().into_iter().chain([EventKind::Assignee { to: String::new() }]).collect(),
        Fact::Transferred { group, clear_assignee, .. } => {
            let group = group.iter().map(|to| EventKind::Group { to: to.clone() });
            let nobody = clear_assignee.then(|| EventKind::Assignee { to: String::new() });
            custom().into_iter().chain(group).chain(nobody).collect()
        }
        Fact::Escalated { tier, group, .. } => {
            let group = group.iter().map(|to| EventKind::Group { to: to.clone() });
            let rest = [field("tier", tier.to_string()), EventKind::Assignee { to: String::new() }];
            custom().into_iter().chain(group).chain(rest).collect()
        }
        Fact::FieldChanged { field: name, value, .. } if name == "priority" => {
            vec![EventKind::Priority { to: text(value) }]
        }
        Fact::FieldChanged { field: name, value, .. } => vec![field(name, text(value))],
        Fact::TagsChanged { tags } => {
            vec![field("tags", tags.iter().map(String::as_str).collect::<Vec<_>>().join(" "))]
        }
        Fact::RuleEmitted { event, .. } => vec![EventKind::Custom { name: event.clone() }],
        Fact::SurveyAnswered { score } | Fact::DetractorFollowUp { score } => {
            custom().into_iter().chain([field("score", score.to_string())]).collect()
        }
        Fact::MergedInto { clear_assignee, .. } => {
            let nobody = clear_assignee.then(|| EventKind::Assignee { to: String::new() });
            custom().into_iter().chain(nobody).collect()
        }
        Fact::ApprovalDecided { approved, outcome, .. } => {
            let word = match (outcome.as_deref(), approved) {
                (Some(outcome), _) => outcome.to_owned(),
                (None, true) => "approval_given".to_owned(),
                (None, false) => "approval_denied".to_owned(),
            };
            vec![EventKind::Custom { name: word }]
        }
        Fact::UntilSet { .. }
        | Fact::WatchersChanged { .. }
        | Fact::Muted { .. }
        | Fact::LegalHoldSet { .. }
        | Fact::Linked { .. }
        | Fact::Unlinked { .. }
        | Fact::Migrated { .. }
        | Fact::AgentAvailable { .. }
        | Fact::LeftGroup { .. }
        | Fact::Unknown { .. } => Vec::new(),
        Fact::BotHandoff
        | Fact::TaskPlanned
        | Fact::TaskDone
        | Fact::ReceivedMerge { .. }
        | Fact::Unmerged { .. }
        | Fact::GaveBack { .. }
        | Fact::Split { .. }
        | Fact::MarkedDuplicate { .. }
        | Fact::ApprovalRequested { .. }
        | Fact::GoodwillGranted { .. }
        | Fact::GoodwillApprovalRequested { .. }
        | Fact::GoodwillDenied { .. }
        | Fact::SurveyRequested { .. }
        | Fact::SurveySuppressed { .. }
        | Fact::ReminderDue { .. }
        | Fact::FollowUpRejected
        | Fact::ReopenLimited
        | Fact::SubjectErased { .. }
        | Fact::TicketDeleted => custom(),
    }
}

fn actor(doer: &Doer) -> Actor {
    match doer.kind {
        DoerKind::Requester => Actor::Requester,
        DoerKind::Human => Actor::Agent,
        DoerKind::Ai => Actor::Bot,
        DoerKind::Auto => Actor::Auto,
    }
}

/// The other way, for a foreign log, which knows kinds and no names.
pub(crate) fn doer_of(actor: Actor) -> Doer {
    let (kind, id) = match actor {
        Actor::Requester => (DoerKind::Requester, "requester"),
        Actor::Agent => (DoerKind::Human, "agent"),
        Actor::Bot => (DoerKind::Ai, "bot"),
        Actor::Auto => (DoerKind::Auto, "import"),
    };
    Doer { kind, id: id.to_owned(), on_behalf_of: None }
}

fn field(name: &str, to: String) -> EventKind {
    EventKind::Field { name: name.to_owned(), to }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
