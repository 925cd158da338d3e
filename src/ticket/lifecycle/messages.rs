//! Messages: one history over every channel, and what a reply does to the status.

use super::command::{AgentReply, Asker, Command, Create, CustomerReply};
use super::moves::Going;
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::state::TicketState;
use super::work::{Work, record_id};
use crate::error::Error;
use crate::ticket::ActorKind;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Fact, MessageDoc, Why};
use crate::ticket::workflow::{Window, Workflow};
use crate::time::{DAY, HOUR, format_instant};

/// The most reopenings of a ticket by replies in an hour, unless the workflow says otherwise.
pub const REOPENS_PER_HOUR: u32 = 4;

impl Work<'_> {
    pub(super) fn note(&mut self, command: &Command, asker: &Asker, body: Option<&String>) -> Step {
        let id = self.target(command)?;
        self.movable(&id, asker)?;
        let barred = asker.person.cannot_modify.contains(&id);
        if asker.person.is_requester() || barred {
            return refuse(RefusalCode::Forbidden);
        }
        self.emit(&id, Fact::NoteAdded { body: body.cloned() });
        Ok(())
    }

    pub(super) fn agent_reply(&mut self, command: &Command, asker: &Asker, reply: &AgentReply) -> Step {
        let id = self.changeable(command, asker)?;
        if let Some(id) = reply.message_id.as_ref().filter(|id| self.seen(Some(id))) {
            // Only what comes in may come twice.
            return Err(Error::invalid("message_id", id, "an id that no message has yet").into());
        }
        let workflow = self.workflow(&id)?;
        let state = self.state(&id)?;
        let channel = reply.channel.clone().or_else(|| last_channel(state));
        if !reply.template && !self.window_open(workflow, state, channel.as_deref())? {
            return Err(Refusal::new(RefusalCode::MessageWindowClosed).with("channel", channel).into());
        }
        // A machine's answer answers nobody: neither a rule's nor an AI agent's is the reply of a person.
        let automated = reply.automated || matches!(self.doer.kind, ActorKind::Auto | ActorKind::Ai);
        let message = MessageDoc {
            inbound: false,
            author: asker.id.clone(),
            channel,
            message_id: reply.message_id.clone(),
            automated,
            template: reply.template,
            body: reply.body.clone(),
        };
        let to = if automated { None } else { self.sent_to(&id, |doc| &doc.on.agent_reply)? };
        self.emit(&id, Fact::MessageAdded { message: Box::new(message) });
        self.follow(&id, to)
    }

    pub(super) fn customer_reply(&mut self, command: &Command, reply: &CustomerReply) -> Step {
        let named = match &command.ticket {
            Some(_) => self.target(command)?,
            None => self.addressed(reply)?,
        };
        let id = self.end_of_chain(&named);
        let author = match &command.by {
            Some(by) => by.clone(),
            None => self.state(&id)?.requester.clone().unwrap_or_else(|| "customer".to_owned()),
        };
        let asker = self.asker(command, author);
        if self.seen(reply.message_id.as_ref()) {
            return Ok(());
        }
        let automatic = reply.is_automatic();
        let state = self.state(&id)?;
        let message = MessageDoc {
            inbound: true,
            author: asker.id.clone(),
            channel: reply.channel.clone().or_else(|| last_channel(state)),
            message_id: reply.message_id.clone(),
            automated: automatic,
            template: false,
            body: reply.body.clone(),
        };
        let workflow = self.workflow(&id)?;
        let never = workflow.doc().statuses.get(&state.status).is_some_and(|s| s.reopen == Some(false));
        let still = automatic || state.muted || reply.no_autoopen || never || state.merged_into.is_some();
        if still {
            self.emit(&id, Fact::MessageAdded { message: Box::new(message) });
            return Ok(());
        }
        if state.category == StatusCategory::Closed {
            return self.reply_to_closed(&id, &asker, message, reply, command);
        }
        let to = reply_leads_to(workflow, state).map(str::to_owned);
        self.emit(&id, Fact::MessageAdded { message: Box::new(message) });
        match to {
            Some(to) => self.reply_moves(&id, &to),
            None => Ok(()),
        }
    }

    fn reply_to_closed(
        &mut self,
        id: &str,
        asker: &Asker,
        message: MessageDoc,
        reply: &CustomerReply,
        command: &Command,
    ) -> Step {
        let workflow = self.workflow(id)?;
        let doc = workflow.doc();
        match doc.closed_reply.as_deref() {
            Some("refuse") => refuse(RefusalCode::ClosedImmutable),
            Some("append_only") => {
                self.emit(id, Fact::MessageAdded { message: Box::new(message) });
                self.emit(id, Fact::FollowUpRejected);
                Ok(())
            }
            Some("reopen") if self.in_window(id, workflow)? => {
                let status = self.state(id)?.status.clone();
                let own = doc.statuses.get(&status).and_then(|s| s.reopen_to.clone());
                let table = reply_leads_to(workflow, self.state(id)?).map(str::to_owned);
                let to = own.or(table).or_else(|| doc.reopen_status.clone());
                let to = to.or_else(|| workflow.standing_for(StatusCategory::Open).map(str::to_owned));
                self.emit(id, Fact::MessageAdded { message: Box::new(message) });
                match to {
                    Some(to) => self.reply_moves(id, &to),
                    None => Ok(()),
                }
            }
            _ => self.follow_up(id, asker, message, reply, command),
        }
    }

    /// Whether a reply still reopens: counted from the last closing.
    fn in_window(&self, id: &str, workflow: &Workflow) -> Step<bool> {
        let state = self.state(id)?;
        let Some(closed) = state.last_closed_at else { return Ok(true) };
        Ok(match &workflow.reopen_window {
            None => true,
            Some(Window::Days(days)) => (self.at - closed) / DAY < *days,
            Some(Window::Business(delay)) => {
                delay.after(closed, self.board.calendars())?.is_none_or(|last| self.at <= last)
            }
        })
    }

    /// A move that a reply makes. Out of solved or closed it is a reopening, of which there are only so many in an hour.
    fn reply_moves(&mut self, id: &str, to: &str) -> Step {
        let workflow = self.workflow(id)?;
        let state = self.state(id)?;
        let reopening = state.category.is_done() && workflow.category(to).is_some_and(|c| !c.is_done());
        if !reopening {
            return self.enter(id, to, Going::by(Why::Reply));
        }
        let most = workflow.doc().reopens_per_hour.unwrap_or(REOPENS_PER_HOUR);
        let recent = state.reopened_by_reply.iter().filter(|t| **t > self.at - HOUR).count();
        if u32::try_from(recent).unwrap_or(u32::MAX) >= most {
            self.emit(id, Fact::ReopenLimited);
            return Ok(());
        }
        let owner = self.owner_after(workflow, state);
        let before = state.assignee.clone();
        self.enter(id, to, Going::by(Why::Reply))?;
        match (before, owner) {
            (before, Some(owner)) if before.as_ref() != Some(&owner) => {
                self.emit(id, Fact::Assigned { assignee: Some(owner), group: None });
            }
            (Some(from), None) => self.emit(id, Fact::Unassigned { from, why: "reopened".to_owned() }),
            _ => {}
        }
        Ok(())
    }

    /// Whose a ticket is after a reply reopened it.
    fn owner_after(&self, workflow: &Workflow, state: &TicketState) -> Option<String> {
        let there = |id: &&String| self.people().agent(id).is_some_and(|p| p.available);
        match workflow.doc().reopen_owner.as_deref() {
            Some("clear") => None,
            Some("if_available") => state.assignee.as_ref().or(state.closed_by.as_ref()).filter(there).cloned(),
            _ => state.assignee.clone(),
        }
    }

    /// A closed ticket stays as it is: the message begins another that points back.
    fn follow_up(
        &mut self,
        id: &str,
        asker: &Asker,
        message: MessageDoc,
        reply: &CustomerReply,
        command: &Command,
    ) -> Step {
        let state = self.state(id)?;
        if let Some(closed) = state.last_closed_at.filter(|closed| command.at < *closed) {
            let expected = format!("not before {}, when ticket {id} was closed", format_instant(closed));
            return Err(Error::invalid("at", command.when(), expected).into());
        }
        let token = reply.message_id.as_deref().unwrap_or_default();
        let made = || record_id(&self.board.tenant, &format!("follow-up of {id} {token} {}", command.when()), 0);
        let new = reply.follow_up_as.clone().unwrap_or_else(made);
        if self.get(&new).is_some_and(|other| other.follow_up_of.as_deref() == Some(id)) {
            self.emit(&new, Fact::MessageAdded { message: Box::new(message) });
            return Ok(());
        }
        let workflow = self.workflow(id)?;
        let mut create = Create {
            workflow: Some(state.workflow.clone()),
            requester: Some(state.requester.clone().unwrap_or_else(|| asker.id.clone())),
            channel: message.channel.clone(),
            ..Create::default()
        };
        for name in &workflow.doc().follow_up_copies {
            let Some(value) = state.field(name) else { continue };
            let text = || value.as_str().map(str::to_owned);
            match name.as_str() {
                "group" => create.group = text(),
                "priority" => create.priority = text(),
                "subject" => create.subject = text(),
                "assignee" => create.assignee = text(),
                "tags" => create.tags = state.tags.iter().cloned().collect(),
                other => {
                    create.fields.insert(other.to_owned(), value);
                }
            }
        }
        self.begin(&new, asker, &create, Some(id.to_owned()), true)?;
        self.emit(&new, Fact::MessageAdded { message: Box::new(message) });
        Ok(())
    }

    /// The ticket that a message without one belongs to: by the token it was sent to, else by the messages it answers.
    fn addressed(&self, reply: &CustomerReply) -> Step<String> {
        if reply.reply_token.is_none() && reply.in_reply_to.is_empty() {
            return Err(Error::invalid("ticket", "", "a ticket, a reply_token or in_reply_to").into());
        }
        let by_token = reply.reply_token.as_ref().and_then(|token| {
            self.reads.token(token);
            self.board.tokens.get(token).cloned()
        });
        let by_message = || reply.in_reply_to.iter().find_map(|message| self.ticket_of(message));
        let found = by_token.or_else(by_message).filter(|id| self.get(id).is_some());
        found.ok_or_else(|| Refusal::new(RefusalCode::NotFound).with("message", reply.in_reply_to.clone()).into())
    }

    /// The ticket that a message is part of: the one it was written on, or the one it was split off into.
    fn ticket_of(&self, message: &str) -> Option<String> {
        self.reads.message(message);
        let id = self.board.message_ids.get(message)?;
        self.get(id)?; // looked at, so that its thread is here
        let said = self.board.thread(id).iter().find(|said| said.message_id.as_deref() == Some(message));
        Some(said.and_then(|said| said.into.clone()).unwrap_or_else(|| id.clone()))
    }

    /// Whether a message came before: ids are unique in the desk.
    fn seen(&self, message_id: Option<&String>) -> bool {
        message_id.is_some_and(|id| {
            self.reads.message(id);
            self.board.message_ids.contains_key(id)
        })
    }

    /// Whether one may write freely on a channel now.
    pub(super) fn window_open(&self, workflow: &Workflow, state: &TicketState, channel: Option<&str>) -> Step<bool> {
        let Some(channel) = channel else { return Ok(true) };
        let same = |name: &str| name.eq_ignore_ascii_case(channel);
        let Some((_, window)) = workflow.channel_windows.iter().find(|(name, _)| same(name)) else { return Ok(true) };
        let inbound = state.last_inbound.iter().filter(|(name, _)| same(name));
        let Some(last) = inbound.map(|(_, at)| at).max() else { return Ok(false) };
        Ok(window.after(*last, self.board.calendars())?.is_none_or(|end| self.at <= end))
    }
}

/// The channel the conversation is on: that of the last inbound message, else the one it began on.
fn last_channel(state: &TicketState) -> Option<String> {
    let last = state.last_inbound.iter().max_by_key(|(_, at)| **at).map(|(channel, _)| channel.clone());
    last.or_else(|| state.channel.clone())
}

/// Where `on` sends a ticket that got a customer's message.
fn reply_leads_to<'w>(workflow: &'w Workflow, state: &TicketState) -> Option<&'w str> {
    let doc = workflow.doc();
    let bot = || workflow.target(&doc.on.customer_reply_bot, &state.status);
    let word = if state.bot { bot() } else { None };
    let word = word.or_else(|| workflow.target(&doc.on.customer_reply, &state.status))?;
    match word {
        "@reopen_or_new" if state.first_reply => doc.reopen_status.as_deref(),
        "@reopen_or_new" => Some(doc.default.as_str()),
        "@glpi" => {
            let who = match (&state.assignee, state.open_tasks > 0) {
                (Some(_), true) => "planned",
                (Some(_), false) => "assigned",
                (None, _) => "unassigned",
            };
            doc.reopen_by_actor.get(who).map(String::as_str)
        }
        status => Some(status),
    }
}
