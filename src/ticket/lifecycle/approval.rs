//! Approvals, goodwill and the customer's score: what needs somebody's yes, and what somebody says of it.

use super::command::{Asker, Command};
use super::moves::Going;
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::work::Work;
use crate::error::Error;
use crate::money::Decimal;
use crate::ticket::fact::{ApprovalOrder, Fact, Why};
use crate::ticket::workflow::{Amount, Workflow};
use serde_json::Value;

/// The most approvers of one approval.
pub const MAX_APPROVERS: usize = 100;

impl Work<'_> {
    pub(super) fn request_approval(
        &mut self,
        command: &Command,
        asker: &Asker,
        approvers: &[String],
        order: ApprovalOrder,
    ) -> Step {
        let id = self.changeable(command, asker)?;
        let twice = approvers.iter().enumerate().any(|(i, a)| approvers.iter().take(i).any(|b| a == b));
        if approvers.is_empty() || approvers.len() > MAX_APPROVERS || twice {
            let found = format!("{} approvers", approvers.len());
            return Err(Error::invalid("approvers", found, format!("1 to {MAX_APPROVERS}, each once")).into());
        }
        if self.state(&id)?.approval_pending() {
            return refuse(RefusalCode::ApprovalPending);
        }
        self.emit(&id, Fact::ApprovalRequested { approvers: approvers.to_vec(), order });
        self.approval_moves(&id, |on| on.approval_requested.clone())
    }

    fn approval_moves(&mut self, id: &str, to: fn(&crate::ticket::workflow::OnDoc) -> Option<String>) -> Step {
        match to(&self.workflow(id)?.doc().on) {
            Some(to) => self.enter(id, &to, Going::by(Why::Approval)),
            None => Ok(()),
        }
    }

    pub(super) fn decide_approval(
        &mut self,
        command: &Command,
        asker: &Asker,
        approved: bool,
        reason: Option<&String>,
    ) -> Step {
        let id = self.target(command)?;
        if let Some(into) = &self.state(&id)?.merged_into {
            return Err(Refusal::new(RefusalCode::MergedImmutable).with("merged_into", into.as_str()).into());
        }
        let Some(approval) = &self.state(&id)?.approval else {
            return Err(Refusal::new(RefusalCode::NotFound).with("approval", Value::Null).into());
        };
        if approval.outcome != "pending" || approval.approved_by.contains(&asker.id) {
            return Err(Refusal::new(RefusalCode::AlreadyDecided).with("outcome", approval.outcome.as_str()).into());
        }
        // An approver may have left, or asked for it himself: an admin ends what nobody else can decide, and never grants it.
        let ends = !approved && asker.person.is_admin();
        if !ends && !approval.approvers.contains(&asker.id) {
            return Err(Refusal::new(RefusalCode::Forbidden).with("approvers", approval.approvers.clone()).into());
        }
        if !ends && approval.requested_by == asker.id {
            return refuse(RefusalCode::SelfApproval);
        }
        let next = approval.approvers.get(approval.approved_by.len());
        if !ends && approval.order == ApprovalOrder::Sequential && next != Some(&asker.id) {
            return Err(Refusal::new(RefusalCode::NotYourTurn).with("next", next.cloned()).into());
        }
        if !approved && reason.is_none_or(|r| r.trim().is_empty()) {
            return refuse(RefusalCode::ReasonRequired);
        }
        let whole = approval.order == ApprovalOrder::Any || approval.approved_by.len() + 1 == approval.approvers.len();
        let outcome = match (approved, whole) {
            (false, _) => Some("denied"),
            (true, true) => Some("approved"),
            (true, false) => None,
        };
        let outcome = outcome.map(str::to_owned);
        self.emit(&id, Fact::ApprovalDecided { approved, reason: reason.cloned(), outcome: outcome.clone() });
        match outcome.as_deref() {
            Some("approved") => self.approval_moves(&id, |on| on.approved.clone()),
            Some(_) => self.approval_moves(&id, |on| on.denied.clone()),
            None => Ok(()),
        }
    }

    pub(super) fn goodwill(&mut self, command: &Command, asker: &Asker, amount: Amount, currency: &str) -> Step {
        let id = self.changeable(command, asker)?;
        if amount.0 <= Decimal::ZERO {
            return Err(Refusal::new(RefusalCode::InvalidAmount).with("amount", amount.0.to_string()).into());
        }
        let workflow = self.workflow(&id)?;
        let Some(rule) = workflow.goodwill(currency) else {
            let there: Vec<&str> = workflow.doc().goodwill.keys().map(String::as_str).collect();
            let refusal = Refusal::new(RefusalCode::CurrencyMismatch).with("currency", currency);
            return Err(refusal.with("expected", there).into());
        };
        let limit = Workflow::limit(rule, &asker.person.role);
        let given = self.state(&id)?.goodwill.get(currency).copied().unwrap_or_default();
        let Some(sum) = given.0.checked_add(amount.0) else {
            return Err(Refusal::new(RefusalCode::InvalidAmount).with("amount", amount.0.to_string()).into());
        };
        let within = limit.is_some_and(|l| amount <= l) && rule.ticket_budget.is_none_or(|b| sum <= b.0);
        let currency = currency.to_owned();
        if within {
            self.emit(&id, Fact::GoodwillGranted { amount, currency, limit, request: None });
        } else {
            self.emit(&id, Fact::GoodwillApprovalRequested { amount, currency });
        }
        Ok(())
    }

    /// The oldest request is answered; nobody answers his own.
    pub(super) fn decide_goodwill(
        &mut self,
        command: &Command,
        asker: &Asker,
        granted: bool,
        reason: Option<&String>,
    ) -> Step {
        let id = self.target(command)?;
        self.movable(&id, asker)?;
        let Some(pending) = self.state(&id)?.goodwill_pending.first().cloned() else {
            return Err(Refusal::new(RefusalCode::NotFound).with("goodwill_pending", 0).into());
        };
        self.may_modify(&id, asker)?;
        if pending.by == asker.id {
            return refuse(RefusalCode::SelfApproval);
        }
        if !granted {
            self.emit(&id, Fact::GoodwillDenied { reason: reason.cloned() });
            return Ok(());
        }
        let workflow = self.workflow(&id)?;
        let rule = workflow.goodwill(&pending.currency);
        let limit = rule.and_then(|rule| Workflow::limit(rule, &asker.person.role));
        if limit.is_none_or(|limit| pending.amount > limit) {
            let refusal = Refusal::new(RefusalCode::LimitExceeded).with("amount", pending.amount.0.to_string());
            return Err(refusal.with("limit", limit.map(|l| l.0.to_string())).into());
        }
        let (amount, currency) = (pending.amount, pending.currency);
        self.emit(&id, Fact::GoodwillGranted { amount, currency, limit, request: Some(0) });
        Ok(())
    }

    pub(super) fn score(&mut self, command: &Command, score: &Value) -> Step {
        let id = self.target(command)?;
        if let Some(into) = &self.state(&id)?.merged_into {
            return Err(Refusal::new(RefusalCode::MergedImmutable).with("merged_into", into.as_str()).into());
        }
        if !self.state(&id)?.survey.open {
            return refuse(RefusalCode::NoSurvey);
        }
        let value = score.as_u64().and_then(|s| u8::try_from(s).ok()).filter(|s| *s <= 10);
        let Some(value) = value else {
            return Err(Refusal::new(RefusalCode::InvalidScore).with("score", score.clone()).into());
        };
        self.emit(&id, Fact::SurveyAnswered { score: value });
        let unhappy = self.workflow(&id)?.doc().survey.as_ref().and_then(|s| s.detractor_max);
        if unhappy.is_some_and(|most| value <= most) {
            self.emit(&id, Fact::DetractorFollowUp { score: value });
        }
        Ok(())
    }
}
