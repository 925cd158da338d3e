//! Which check and which rule a command goes to.

use super::command::{Action, Command};
use super::refusal::Step;
use super::work::Work;
use crate::error::Error;

impl Work<'_> {
    /// Decides a command. A refusal leaves records behind that the caller drops.
    pub(super) fn run(&mut self, command: &Command) -> Step {
        if let Action::CustomerReply(reply) = &command.action {
            return self.customer_reply(command, reply);
        }
        let by = match (&command.by, &command.action) {
            (Some(by), _) => by.clone(),
            // A score is the requester's own.
            (None, Action::Score { .. }) => {
                let id = self.target(command)?;
                self.state(&id)?.requester.clone().unwrap_or_else(|| "customer".to_owned())
            }
            _ => return Err(Error::invalid("by", "", "the id of who gives the command").into()),
        };
        let asker = self.asker(command, by);
        match &command.action {
            Action::Create(create) => self.create(command, &asker, create),
            Action::SetStatus(to) => self.set_status(command, &asker, to),
            Action::Toggle { until } => self.toggle(command, &asker, *until),
            Action::SetField { field, value } => self.change_field(command, &asker, field, value),
            Action::Assign { assignee, group } => self.assign(command, &asker, assignee.as_ref(), group.as_ref()),
            Action::Unassign {} => self.unassign(command, &asker),
            Action::Transfer { group, workflow, note } => {
                self.transfer(command, &asker, group.as_ref(), workflow.as_ref(), note.as_ref())
            }
            Action::Escalate { group, note } => self.escalate(command, &asker, group.as_ref(), note.as_ref()),
            Action::CustomerReply(reply) => self.customer_reply(command, reply),
            Action::AgentReply(reply) => self.agent_reply(command, &asker, reply),
            Action::Note { body } => self.note(command, &asker, body.as_ref()),
            Action::Mute { value } => self.mute(command, &asker, *value),
            Action::Handoff {} => self.handoff(command, &asker),
            Action::PlanTask {} => self.plan_task(command, &asker),
            Action::CompleteTask {} => self.complete_task(command, &asker),
            Action::Watch { watcher } => self.watch(command, &asker, watcher, true),
            Action::Unwatch { watcher } => self.watch(command, &asker, watcher, false),
            Action::Link { kind, to } => self.link(command, &asker, *kind, to, true),
            Action::Unlink { kind, to } => self.link(command, &asker, *kind, to, false),
            Action::Merge { into } => self.merge(command, &asker, into),
            Action::Unmerge {} => self.unmerge(command, &asker),
            Action::Split { new, messages, subject } => self.split(command, &asker, new, messages, subject.as_ref()),
            Action::MarkDuplicate { of } => self.mark_duplicate(command, &asker, of),
            Action::RequestApproval { approvers, order } => self.request_approval(command, &asker, approvers, *order),
            Action::Approve { reason } => self.decide_approval(command, &asker, true, reason.as_ref()),
            Action::Deny { reason } => self.decide_approval(command, &asker, false, reason.as_ref()),
            Action::Goodwill { amount, currency } => self.goodwill(command, &asker, *amount, currency),
            Action::ApproveGoodwill {} => self.decide_goodwill(command, &asker, true, None),
            Action::DenyGoodwill { reason } => self.decide_goodwill(command, &asker, false, reason.as_ref()),
            Action::Score { score } => self.score(command, score),
            Action::LegalHold { value } => self.legal_hold(command, &asker, *value),
            Action::Erase { subject } => self.erase(&asker, subject),
            Action::Redact { messages } => self.redact(command, &asker, messages.as_ref()),
            Action::Delete {} => self.delete(command, &asker),
            Action::Migrate { map } => self.migrate(command, &asker, map),
            Action::SetAvailable { agent, value } => self.set_available(&asker, agent, *value),
            Action::RemoveFromGroup { group, agent } => self.remove_from_group(&asker, group, agent),
        }
    }
}
