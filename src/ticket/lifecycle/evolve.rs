//! The fold: what a record changes. It asks no workflow, so a state is the same whichever release folds it.

use super::state::{Approval, BeforeMerge, PendingGoodwill, Survey, TicketState};
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Adopted, Beginning, Fact, Link, LinkKind, MessageDoc, Why};
use crate::ticket::record::Record;
use crate::ticket::{Actor, ActorKind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl TicketState {
    /// The ticket that a `created` begins.
    pub(crate) fn begin(id: &str, order: u64, of: &Beginning, at: i64) -> Self {
        let category = of.category.unwrap_or(StatusCategory::New);
        Self {
            id: id.to_owned(),
            order,
            version: 1,
            settled_version: 1,
            workflow: of.workflow.clone(),
            workflow_version: of.workflow_version.clone(),
            kind: of.kind,
            status: of.status.clone(),
            category,
            status_since: at,
            last_activity: at,
            created_at: at,
            started: category != StatusCategory::New,
            requester: of.requester.clone(),
            subject: of.subject.clone(),
            priority: of.priority.clone(),
            tags: of.tags.clone(),
            tags_changed_at: at,
            fields: of.fields.clone(),
            group: of.group.clone(),
            assignee: None,
            assigned_at: at,
            tier: 1,
            bot: of.bot,
            muted: false,
            legal_hold: of.legal_hold,
            redacted: 0,
            origin: of.origin.clone(),
            channel: of.channel.clone(),
            until: of.until,
            reminded: None,
            reason: of.reason.clone(),
            emitted: BTreeSet::new(),
            open_tasks: of.open_tasks,
            time: of.time.clone(),
            watchers: of.watchers.clone(),
            participants: BTreeSet::new(),
            links: BTreeSet::new(),
            merged_into: None,
            before_merge: None,
            adopted: Vec::new(),
            follow_up_of: of.follow_up_of.clone(),
            duplicate_of: None,
            split_from: of.split_from.clone(),
            reply_token: of.reply_token.clone(),
            counts: of.counts.clone(),
            last_inbound: BTreeMap::new(),
            first_reply: false,
            waiting: of.waiting,
            waiting_changed_at: at,
            reopen_count: 0,
            last_reopened_by: None,
            reopened_by_reply: Vec::new(),
            solved_at: category.is_done().then_some(at),
            closed_at: (category == StatusCategory::Closed).then_some(at),
            last_closed_at: (category == StatusCategory::Closed).then_some(at),
            closed_by: None,
            approval: None,
            goodwill: BTreeMap::new(),
            goodwill_pending: Vec::new(),
            survey: Survey {
                due_for: of.survey.is_some().then_some(at),
                automatic: of.survey == Some(true),
                ..Survey::default()
            },
            unknown: BTreeSet::new(),
        }
    }

    /// Folds one record that is not its first.
    pub(crate) fn evolve(&mut self, fact: &Fact, at: i64, by: &Actor) {
        self.version += 1;
        if !fact.commutes() {
            self.settled_version = self.version;
        }
        match fact {
            Fact::StatusChanged { .. } => self.moved(fact, at, by),
            Fact::UntilSet { until } => (self.until, self.reminded) = (Some(*until), None),
            Fact::ReasonChanged { reason, .. } => self.reason = Some(reason.clone()),
            Fact::MessageAdded { message } => self.message(message, at),
            Fact::NoteAdded { .. } => {
                self.counts.count(&by.id, false, None);
                self.last_activity = at;
            }
            Fact::Assigned { assignee, group } => {
                if let Some(group) = group {
                    self.group = Some(group.clone());
                }
                if assignee.is_some() {
                    (self.assignee, self.assigned_at) = (assignee.clone(), at);
                }
            }
            Fact::Unassigned { .. } | Fact::OwnerTimedOut { .. } => self.assignee = None,
            Fact::Transferred { group, workflow, workflow_version, clear_assignee, .. } => {
                if let Some(group) = group {
                    self.group = Some(group.clone());
                }
                if let (Some(workflow), Some(version)) = (workflow, workflow_version) {
                    (self.workflow, self.workflow_version) = (workflow.clone(), version.clone());
                }
                if *clear_assignee {
                    self.assignee = None;
                }
            }
            Fact::Escalated { tier, group, .. } => {
                (self.tier, self.assignee) = (*tier, None);
                if let Some(group) = group {
                    self.group = Some(group.clone());
                }
            }
            Fact::FieldChanged { field, value, .. } => self.set_field(field, value),
            Fact::TagsChanged { tags } => (self.tags, self.tags_changed_at) = (tags.clone(), at),
            Fact::WatchersChanged { watchers } => self.watchers.clone_from(watchers),
            Fact::Muted { value } => self.muted = *value,
            Fact::LegalHoldSet { value } => self.legal_hold = *value,
            Fact::BotHandoff => self.bot = false,
            Fact::TaskPlanned => self.open_tasks += 1,
            Fact::TaskDone => self.open_tasks = self.open_tasks.saturating_sub(1),
            Fact::Linked { link } => {
                self.links.insert(link.clone());
            }
            Fact::Unlinked { link } => {
                self.links.remove(link);
            }
            Fact::MergedInto { into, clear_assignee } => self.merged(into, *clear_assignee),
            Fact::ReceivedMerge { parts } => self.receive(parts),
            Fact::Unmerged { parts, .. } => self.restore(parts),
            Fact::GaveBack { to } => self.give_back(to),
            Fact::Split { counts, .. } => self.counts.take(counts),
            Fact::MarkedDuplicate { of } => self.duplicate_of = Some(of.clone()),
            Fact::ApprovalRequested { approvers, order } => {
                self.approval = Some(Approval {
                    requested_by: by.id.clone(),
                    approvers: approvers.clone(),
                    order: *order,
                    approved_by: Vec::new(),
                    denied_by: None,
                    outcome: "pending".to_owned(),
                });
            }
            Fact::ApprovalDecided { approved, outcome, .. } => self.decided(*approved, outcome.as_ref(), by),
            Fact::GoodwillGranted { amount, currency, request, .. } => {
                if let Some(index) = request.and_then(|r| usize::try_from(r).ok())
                    && index < self.goodwill_pending.len()
                {
                    self.goodwill_pending.remove(index);
                }
                let sum = self.goodwill.entry(currency.clone()).or_default();
                sum.0 = sum.0.checked_add(amount.0).unwrap_or(sum.0);
            }
            Fact::GoodwillApprovalRequested { amount, currency } => {
                self.goodwill_pending.push(PendingGoodwill {
                    by: by.id.clone(),
                    amount: *amount,
                    currency: currency.clone(),
                });
            }
            Fact::GoodwillDenied { .. } => {
                if !self.goodwill_pending.is_empty() {
                    self.goodwill_pending.remove(0);
                }
            }
            Fact::SurveyRequested { .. } => {
                self.survey = Survey { sent: true, open: true, ..Survey::default() };
            }
            Fact::SurveySuppressed { .. } => self.survey.due_for = None,
            Fact::SurveyAnswered { score } => (self.survey.open, self.survey.score) = (false, Some(*score)),
            Fact::ReminderDue { until } => self.reminded = Some(*until),
            Fact::RuleEmitted { rule, .. } => {
                self.emitted.insert(*rule);
            }
            Fact::SubjectErased { subject, .. } => self.erase(subject),
            Fact::Redacted { records, messages } => self.redact(records.is_empty(), *messages),
            Fact::Migrated { workflow_version } => self.workflow_version.clone_from(workflow_version),
            Fact::Unknown { kind, .. } => {
                self.unknown.insert(kind.clone());
            }
            Fact::Created { .. }
            | Fact::DetractorFollowUp { .. }
            | Fact::FollowUpRejected
            | Fact::ReopenLimited
            | Fact::TicketDeleted
            | Fact::AgentAvailable { .. }
            | Fact::LeftGroup { .. } => {}
        }
    }

    /// Folds a record unless it is in it already.
    pub(crate) fn catch_up(&mut self, record: &Record) {
        if record.seq == self.version + 1 {
            self.evolve(&record.fact, record.at, &record.actor);
        }
    }

    fn moved(&mut self, fact: &Fact, at: i64, by: &Actor) {
        let Fact::StatusChanged { to, to_category, why, reason, until, fields, cleared, survey, .. } = fact else {
            return;
        };
        let (before, after) = (self.category, to_category.unwrap_or(self.category));
        self.status.clone_from(to);
        (self.category, self.status_since, self.last_activity) = (after, at, at);
        (self.reason, self.until, self.reminded) = (reason.clone(), *until, None);
        self.emitted.clear();
        self.started |= after != StatusCategory::New;
        for (name, value) in fields {
            self.set_field(name, value);
        }
        for name in cleared {
            self.set_field(name, &Value::Null);
        }
        if before.is_done() && !after.is_done() {
            self.reopened(*why, at, by);
        }
        if after.is_done() {
            self.set_waiting(false, at);
            self.closed_by = (by.kind != ActorKind::Auto).then(|| by.id.clone()).or(self.closed_by.take());
        }
        if after.is_done() && !before.is_done() {
            self.solved_at = Some(at);
            if let Some(automatic) = survey {
                (self.survey.due_for, self.survey.automatic) = (Some(at), *automatic);
            }
        }
        match (before == StatusCategory::Closed, after == StatusCategory::Closed) {
            (false, true) => (self.closed_at, self.last_closed_at) = (Some(at), Some(at)),
            (true, false) => self.closed_at = None,
            _ => {}
        }
    }

    fn reopened(&mut self, why: Why, at: i64, by: &Actor) {
        self.survey.due_for = None;
        if why == Why::Unmerge {
            return;
        }
        self.reopen_count += 1;
        self.last_reopened_by = Some(by.id.clone());
        if why == Why::Reply {
            self.reopened_by_reply.retain(|t| *t > at - crate::time::HOUR);
            self.reopened_by_reply.push(at);
        }
    }

    fn set_waiting(&mut self, waiting: bool, at: i64) {
        if self.waiting != waiting {
            (self.waiting, self.waiting_changed_at) = (waiting, at);
        }
    }

    fn message(&mut self, message: &MessageDoc, at: i64) {
        self.counts.count(&message.author, true, message.channel.as_ref());
        if message.inbound && message.automated {
            return; // an auto-reply is stored, and nothing else changes
        }
        self.last_activity = at;
        if message.inbound {
            if let Some(channel) = &message.channel {
                self.last_inbound.insert(channel.clone(), at);
            }
            self.set_waiting(true, at);
            match &self.requester {
                None => self.requester = Some(message.author.clone()),
                Some(requester) if *requester != message.author => {
                    self.participants.insert(message.author.clone());
                }
                Some(_) => {}
            }
        } else if !message.automated {
            self.first_reply = true;
            self.set_waiting(false, at);
        }
    }

    fn set_field(&mut self, name: &str, value: &Value) {
        let text = || value.as_str().map(str::to_owned);
        match name {
            "priority" => self.priority = text(),
            "subject" => self.subject = text(),
            "group" => self.group = text(),
            other if value.is_null() => {
                self.fields.remove(other);
            }
            other => {
                self.fields.insert(other.to_owned(), value.clone());
            }
        }
    }

    fn merged(&mut self, into: &str, clear_assignee: bool) {
        self.before_merge = Some(Box::new(BeforeMerge {
            status: self.status.clone(),
            category: self.category,
            assignee: self.assignee.clone(),
            reason: self.reason.clone(),
            until: self.until,
        }));
        self.merged_into = Some(into.to_owned());
        if clear_assignee {
            self.assignee = None;
        }
        self.survey.due_for = None;
        (self.counts, self.adopted) = (Default::default(), Vec::new());
        self.watchers.clear();
        self.participants.clear();
        self.time.clear();
        // What was merged into it still points here.
        self.links.retain(|l| l.kind == LinkKind::MergedFrom);
        self.links.insert(Link { kind: LinkKind::MergedInto, to: into.to_owned() });
    }

    fn receive(&mut self, parts: &[Adopted]) {
        for part in parts {
            self.watchers.extend(part.watchers.iter().cloned());
            self.participants.extend(part.participants.iter().cloned());
            for (name, amount) in &part.time {
                let sum = self.time.entry(name.clone()).or_default();
                *sum = sum.saturating_add(*amount);
            }
            self.adopted.push(part.clone());
        }
        if let Some(first) = parts.first() {
            self.links.insert(Link { kind: LinkKind::MergedFrom, to: first.source.clone() });
        }
    }

    /// The source of a merge gets back what it gave: the first part is its own, the others those of tickets merged into it before.
    fn restore(&mut self, parts: &[Adopted]) {
        self.merged_into = None;
        if let Some(before) = self.before_merge.take() {
            self.assignee = before.assignee;
        }
        self.links.retain(|l| l.kind != LinkKind::MergedInto);
        if let Some((own, others)) = parts.split_first() {
            self.counts = own.counts.clone();
            self.watchers.clone_from(&own.own_watchers);
            self.participants.clone_from(&own.own_participants);
            self.time.clone_from(&own.time);
            for part in others {
                for (name, amount) in &part.time {
                    let sum = self.time.entry(name.clone()).or_default();
                    *sum = sum.saturating_add(*amount);
                }
                self.watchers.extend(part.watchers.iter().cloned());
                self.participants.extend(part.participants.iter().cloned());
            }
            self.adopted = others.to_vec();
        }
    }

    fn give_back(&mut self, to: &str) {
        let (back, kept): (Vec<Adopted>, Vec<Adopted>) = self.adopted.drain(..).partition(|p| p.source == to);
        for part in back {
            self.watchers.retain(|w| !part.watchers.contains(w));
            self.participants.retain(|p| !part.participants.contains(p));
            for (name, amount) in &part.time {
                if let Some(sum) = self.time.get_mut(name) {
                    *sum = sum.saturating_sub(*amount);
                }
            }
        }
        self.adopted = kept;
        self.links.remove(&Link { kind: LinkKind::MergedFrom, to: to.to_owned() });
    }

    fn decided(&mut self, approved: bool, outcome: Option<&String>, by: &Actor) {
        let Some(approval) = &mut self.approval else { return };
        if approved {
            approval.approved_by.push(by.id.clone());
        } else {
            approval.denied_by = Some(by.id.clone());
        }
        if let Some(outcome) = outcome {
            approval.outcome.clone_from(outcome);
        }
    }

    fn redact(&mut self, all: bool, messages: u32) {
        self.counts.redacted = self.counts.redacted.saturating_add(messages).min(self.counts.total);
        if all {
            (self.redacted, self.subject, self.reply_token) = (self.version, None, None);
        }
    }

    fn erase(&mut self, subject: &str) {
        const NOBODY: &str = "erased";
        self.counts.redact(subject);
        for part in &mut self.adopted {
            part.counts.redact(subject);
            let people =
                [&mut part.watchers, &mut part.own_watchers, &mut part.participants, &mut part.own_participants];
            people.into_iter().for_each(|set| rename(set, subject));
        }
        rename(&mut self.watchers, subject);
        rename(&mut self.participants, subject);
        if self.requester.as_deref() == Some(subject) {
            (self.requester, self.subject) = (Some(NOBODY.to_owned()), None);
        }
        if self.last_reopened_by.as_deref() == Some(subject) {
            self.last_reopened_by = Some(NOBODY.to_owned());
        }
        if self.closed_by.as_deref() == Some(subject) {
            self.closed_by = Some(NOBODY.to_owned());
        }
    }
}

fn rename(set: &mut BTreeSet<String>, subject: &str) {
    if set.remove(subject) {
        set.insert("erased".to_owned());
    }
}
