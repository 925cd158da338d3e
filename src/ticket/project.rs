//! The one bridge from what a store keeps to what clocks and figures fold: records to events.

use super::actor::{Actor, ActorKind};
use super::event::{Event, EventDoc, EventKind};
use super::fact::Fact;
use super::record::Record;
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
    pub fn events(&self) -> Result<Vec<EventDoc>> {
        let at = from_micros(self.at)?;
        Ok(kinds(&self.fact, &self.actor).into_iter().map(|kind| EventDoc { at, kind }).collect())
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
fn kinds(fact: &Fact, doer: &Actor) -> Vec<EventKind> {
    let by = || doer.clone();
    let field = |name: &str, to: String| EventKind::Field { name: name.to_owned(), to, by: by() };
    let group = |to: &String| EventKind::Group { to: to.clone(), by: by() };
    let assignee = |to: &String| EventKind::Assignee { to: to.clone(), by: by() };
    let nobody = || EventKind::Assignee { to: String::new(), by: by() };
    let named = |name: &str| vec![EventKind::Custom { name: name.to_owned(), by: by() }];
    let custom = || named(fact.kind());
    match fact {
        Fact::Created { of } => vec![EventKind::Created {
            by: by(),
            status: Some(of.status.clone()),
            priority: of.priority.clone(),
            group: of.group.clone(),
            assignee: None,
            fields: of.fields.iter().map(|(name, value)| (name.clone(), text(value))).collect(),
        }],
        Fact::StatusChanged { to, fields, cleared, .. } => {
            let set = fields.iter().map(|(name, value)| field(name, text(value)));
            let gone = cleared.iter().map(|name| field(name, String::new()));
            set.chain(gone).chain([EventKind::Status { to: to.clone(), by: by() }]).collect()
        }
        Fact::ReasonChanged { reason, .. } => vec![field("reason", reason.clone())],
        Fact::MessageAdded { message } => {
            let kind = match (message.automated, message.inbound) {
                (true, _) if doer.kind != ActorKind::Ai => ActorKind::Auto,
                (_, true) => ActorKind::Requester,
                (_, false) => doer.kind,
            };
            vec![EventKind::Reply { by: Actor { kind, ..by() }, public: true }]
        }
        Fact::NoteAdded { .. } => vec![EventKind::Reply { by: by(), public: false }],
        Fact::Assigned { assignee: to, group: team } => team.iter().map(group).chain(to.iter().map(assignee)).collect(),
        Fact::Unassigned { .. } => vec![nobody()],
        Fact::OwnerTimedOut { .. } => custom().into_iter().chain([nobody()]).collect(),
        Fact::Transferred { group: team, clear_assignee, .. } => {
            custom().into_iter().chain(team.iter().map(group)).chain(clear_assignee.then(nobody)).collect()
        }
        Fact::Escalated { tier, group: team, .. } => {
            let rest = [field("tier", tier.to_string()), nobody()];
            custom().into_iter().chain(team.iter().map(group)).chain(rest).collect()
        }
        Fact::FieldChanged { field: name, value, .. } if name == "priority" => {
            vec![EventKind::Priority { to: text(value), by: by() }]
        }
        Fact::FieldChanged { field: name, value, .. } => vec![field(name, text(value))],
        Fact::TagsChanged { tags } => {
            vec![field("tags", tags.iter().map(String::as_str).collect::<Vec<_>>().join(" "))]
        }
        Fact::RuleEmitted { event, .. } => named(event),
        Fact::SurveyAnswered { score } | Fact::DetractorFollowUp { score } => {
            custom().into_iter().chain([field("score", score.to_string())]).collect()
        }
        Fact::MergedInto { clear_assignee, .. } => custom().into_iter().chain(clear_assignee.then(nobody)).collect(),
        Fact::ApprovalDecided { approved, outcome, .. } => {
            let word = match (outcome.as_deref(), approved) {
                (Some(outcome), _) => outcome.to_owned(),
                (None, true) => "approval_given".to_owned(),
                (None, false) => "approval_denied".to_owned(),
            };
            named(&word)
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
        | Fact::Redacted { .. }
        | Fact::TicketDeleted => custom(),
    }
}

/// The other way, for a foreign log: a kind without a name is called by its word.
pub(crate) fn doer_of(actor: &Actor) -> Actor {
    if !actor.id.is_empty() {
        return actor.clone();
    }
    let id = match actor.kind {
        ActorKind::Requester => "requester",
        ActorKind::Human => "agent",
        ActorKind::Ai => "bot",
        ActorKind::Auto => "import",
    };
    Actor { id: id.to_owned(), ..actor.clone() }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
