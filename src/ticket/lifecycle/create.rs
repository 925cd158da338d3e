//! How a ticket begins.

use super::command::{Asker, Command, Create, SetStatus};
use super::fields::{MAX_FIELDS, MAX_TAGS};
use super::refusal::{Refusal, RefusalCode, Step};
use super::touched::Touched;
use super::work::{Work, at_most};
use crate::error::Error;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Beginning, Fact};
use crate::ticket::workflow::Workflow;
use std::collections::BTreeSet;

impl Work<'_> {
    pub(super) fn create(&mut self, command: &Command, asker: &Asker, create: &Create) -> Step {
        let id = command.ticket.as_deref().ok_or_else(|| Error::invalid("ticket", "", "an id for the new ticket"))?;
        if let Some(expected) = command.expect_version.filter(|expected| *expected > 0) {
            let refusal = Refusal::new(RefusalCode::VersionConflict).with("ticket", id);
            return Err(refusal.with("expected", expected).with("version", 0).into());
        }
        if create.legal_hold && asker.person.is_requester() {
            return Err(Refusal::new(RefusalCode::Forbidden).with("field", "legal_hold").into());
        }
        if let Some(token) = &create.reply_token {
            self.reads.token(token);
            if self.board.tokens.get(token).is_some_and(|ticket| self.get(ticket).is_some()) {
                return Err(Error::invalid("reply_token", token, "a token that no other ticket has").into());
            }
        }
        self.begin(id, asker, create, None, false)
    }

    /// A new ticket; `follow_up` = it begins by itself and asks nothing.
    pub(super) fn begin(
        &mut self,
        id: &str,
        asker: &Asker,
        create: &Create,
        follow_up_of: Option<String>,
        automatic: bool,
    ) -> Step {
        self.new_id(id, if automatic { "follow_up_as" } else { "ticket" })?;
        at_most("fields", create.fields.len(), MAX_FIELDS)?;
        at_most("tags", create.tags.len(), MAX_TAGS)?;
        let (name, workflow) = self.board.workflow_for(create.workflow.as_deref())?;
        let status = self.first_status(workflow, create)?;
        let category = workflow.category(&status).unwrap_or(StatusCategory::New);
        if let Some(assignee) = &create.assignee {
            self.assignable(assignee, create.group.as_deref())?;
        }
        let proactive = create.origin.as_deref() == Some("proactive");
        let requester = create.requester.clone().or_else(|| asker.person.is_requester().then(|| asker.id.clone()));
        let survey = (category.is_done() && !automatic && workflow.survey_after.is_some()).then_some(false);
        let beginning = Beginning {
            workflow: name,
            workflow_version: workflow.version().to_owned(),
            status: status.clone(),
            category: Some(category),
            kind: create.kind,
            requester,
            subject: create.subject.clone(),
            priority: create.priority.clone(),
            group: create.group.clone(),
            tags: create.tags.iter().cloned().collect(),
            fields: create.fields.clone(),
            channel: create.channel.clone(),
            origin: create.origin.clone(),
            bot: create.bot,
            reason: create.reason.clone(),
            until: create.until,
            open_tasks: create.open_tasks,
            time: create.time.clone(),
            watchers: create.watchers.iter().cloned().collect::<BTreeSet<_>>(),
            legal_hold: create.legal_hold,
            follow_up_of,
            split_from: None,
            reply_token: create.reply_token.clone(),
            waiting: !proactive && !category.is_done(),
            survey,
            ..Beginning::default()
        };
        let asked = (create.status.is_some() && !automatic).then_some(status);
        let mut assignee = create.assignee.clone();
        if let Some(status) = asked {
            assignee = self.may_begin(id, asker, create, workflow, &beginning, &status)?.or(assignee);
        }
        self.emit(id, Fact::Created { of: Box::new(beginning) });
        if let Some(assignee) = assignee {
            let to = self.sent_to(id, |doc| &doc.on.assign)?;
            self.emit(id, Fact::Assigned { assignee: Some(assignee), group: None });
            self.follow(id, to)?;
        }
        Ok(())
    }

    fn first_status(&self, workflow: &Workflow, create: &Create) -> Step<String> {
        let doc = workflow.doc();
        if let Some(status) = &create.status {
            let Some(known) = doc.statuses.get(status) else {
                return Err(Refusal::new(RefusalCode::UnknownStatus).with("status", status.as_str()).into());
            };
            if known.active == Some(false) {
                return Err(Refusal::new(RefusalCode::StatusInactive).with("status", status.as_str()).into());
            }
            if !doc.initial.contains(status) {
                return Err(Refusal::new(RefusalCode::TransitionNotAllowed).with("to", status.as_str()).into());
            }
            return Ok(status.clone());
        }
        let begins = &doc.on_create;
        let origin = create.origin.as_deref();
        let found = [
            (create.contact_blocked, &begins.blocked_contact),
            (create.bot, &begins.bot),
            (origin == Some("proactive"), &begins.proactive),
            (matches!(origin, Some("integration" | "other_team")), &begins.triage),
        ];
        let found = found.into_iter().find_map(|(applies, status)| status.as_ref().filter(|_| applies));
        Ok(found.unwrap_or(&doc.default).clone())
    }

    /// What a status asks of a ticket that begins in it; who becomes the assignee because he solves it at once.
    fn may_begin(
        &mut self,
        id: &str,
        asker: &Asker,
        create: &Create,
        workflow: &Workflow,
        beginning: &Beginning,
        status: &str,
    ) -> Step<Option<String>> {
        // The ticket as it would be, so that one list of preconditions serves both.
        let mut open = super::state::TicketState::begin(id, u64::MAX, beginning, self.at);
        (open.category, open.assignee) = (StatusCategory::New, create.assignee.clone());
        let mut draft = Work::new(self.board, self.now, self.reads.clone());
        draft.at = self.at;
        draft.touched.insert(id.to_owned(), Touched::begun(open));
        let with = SetStatus {
            reason: create.reason.clone(),
            comment: create.comment.clone(),
            until: create.until,
            ..SetStatus::default()
        };
        if let Some(refusal) = draft.missing(id, workflow, status, &with)?.into_iter().next() {
            return Err(refusal.into());
        }
        let solver = draft.solver(id, workflow, status, asker)?;
        match draft.blocked(id, workflow, status)? {
            Some(refusal) => Err(refusal.into()),
            None => Ok(solver),
        }
    }
}
