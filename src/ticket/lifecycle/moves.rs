//! Moves: what a person asks for, what follows on events, and what a solved problem does to its incidents.

use super::command::{Asker, Command, SetStatus};
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::state::{TicketState, is_empty};
use super::work::Work;
use crate::error::Error;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Fact, LinkKind, Why};
use crate::ticket::workflow::{Workflow, WorkflowDoc};
use serde_json::Value;
use std::collections::BTreeMap;

/// A move that was decided on.
#[derive(Default)]
pub(super) struct Going {
    pub(super) why: Why,
    pub(super) rule: Option<u32>,
    pub(super) reason: Option<String>,
    pub(super) comment: Option<String>,
    pub(super) until: Option<i64>,
    pub(super) fields: BTreeMap<String, Value>,
    pub(super) flag: Option<String>,
}

impl Going {
    pub(super) fn by(why: Why) -> Self {
        Self { why, ..Self::default() }
    }
}

impl<'b> Work<'b> {
    pub(super) fn set_status(&mut self, command: &Command, asker: &Asker, to: &SetStatus) -> Step {
        let id = self.target(command)?;
        self.movable(&id, asker)?;
        let workflow = self.workflow(&id)?;
        let name = named_status(workflow, to)?;
        self.move_to(&id, asker, &name, to)
    }

    pub(super) fn toggle(&mut self, command: &Command, asker: &Asker, until: Option<i64>) -> Step {
        let id = self.target(command)?;
        self.movable(&id, asker)?;
        let workflow = self.workflow(&id)?;
        let from = self.state(&id)?.status.clone();
        let Some(to) = workflow.doc().toggle.get(&from).cloned() else {
            return Err(Refusal::new(RefusalCode::TransitionNotAllowed).with("from", from).into());
        };
        self.move_to(&id, asker, &to, &SetStatus { until, ..SetStatus::default() })
    }

    /// A move that somebody asked for, with everything it must satisfy.
    fn move_to(&mut self, id: &str, asker: &Asker, to: &str, with: &SetStatus) -> Step {
        let workflow = self.workflow(id)?;
        let state = self.state(id)?;
        let doc = workflow.doc().statuses.get(to);
        let Some(status) = doc else {
            return Err(Refusal::new(RefusalCode::UnknownStatus).with("status", to).into());
        };
        if status.active == Some(false) {
            return Err(Refusal::new(RefusalCode::StatusInactive).with("status", to).into());
        }
        if state.status == to {
            return self.stay(id, with);
        }
        if let Some(refusal) = may_move(workflow, state, asker, to) {
            return Err(refusal.into());
        }
        let missing = self.missing(id, workflow, to, with)?;
        if let Some(refusal) = missing.into_iter().next() {
            return Err(refusal.into());
        }
        let solver = self.solver(id, workflow, to, asker)?;
        if let Some(refusal) = self.blocked(id, workflow, to)? {
            return Err(refusal.into());
        }
        if let Some(assignee) = solver {
            self.emit(id, Fact::Assigned { assignee: Some(assignee), group: None });
        }
        let going = Going {
            why: Why::Command,
            reason: with.reason.clone().filter(|r| !r.trim().is_empty()),
            comment: with.comment.clone(),
            until: with.until,
            fields: with.fields.clone(),
            ..Going::default()
        };
        self.enter(id, to, going)
    }

    /// The present status again: nothing is written but a new time, or another reason.
    fn stay(&mut self, id: &str, with: &SetStatus) -> Step {
        let workflow = self.workflow(id)?;
        let state = self.state(id)?;
        if let Some(until) = with.until.filter(|u| state.until != Some(*u)) {
            self.timed(workflow, &state.status.clone(), Some(until))?;
            self.emit(id, Fact::UntilSet { until });
        }
        let state = self.state(id)?;
        let another = with.reason.clone().filter(|r| !r.trim().is_empty() && state.reason.as_ref() != Some(r));
        if let Some(reason) = another.filter(|_| keeps_reason(workflow, &state.status)) {
            if let Some(refusal) = reason_refused(workflow, &state.status.clone(), with) {
                return Err(refusal.into());
            }
            self.emit(id, Fact::ReasonChanged { reason, comment: with.comment.clone() });
        }
        Ok(())
    }

    /// What a move still lacks, in the order in which it is asked for: approval, fields, reason, comment, time.
    pub(super) fn missing(&self, id: &str, workflow: &Workflow, to: &str, with: &SetStatus) -> Step<Vec<Refusal>> {
        let (state, mut missing) = (self.state(id)?, Vec::new());
        let Some(status) = workflow.doc().statuses.get(to) else { return Ok(missing) };
        if state.approval_pending() && workflow.doc().approval_blocks.contains(&status.category) {
            missing.push(Refusal::new(RefusalCode::ApprovalPending));
        }
        let present = |name: &String| match with.fields.get(name) {
            Some(value) => !is_empty(value),
            None => state.field(name).is_some(),
        };
        let lacking: Vec<String> = status.require.iter().filter(|name| !present(name)).cloned().collect();
        if !lacking.is_empty() {
            missing.push(Refusal::new(RefusalCode::FieldRequired).with("fields", lacking));
        }
        missing.extend(reason_refused(workflow, to, with));
        missing.extend(self.time_refused(workflow, to, with.until)?);
        Ok(missing)
    }

    fn time_refused(&self, workflow: &Workflow, to: &str, until: Option<i64>) -> Step<Option<Refusal>> {
        let Some(status) = workflow.doc().statuses.get(to) else { return Ok(None) };
        match (status.timer.is_some(), until) {
            (false, Some(until)) => {
                let at = crate::time::format_instant(until);
                Err(Error::invalid("until", at, format!("no time: the status {to:?} has no timer")).into())
            }
            (true, None) if status.until_required != Some(false) => Ok(Some(Refusal::new(RefusalCode::UntilRequired))),
            (true, Some(until)) if until <= self.at => {
                let at = crate::time::format_instant(until);
                Ok(Some(Refusal::new(RefusalCode::UntilInPast).with("until", at)))
            }
            _ => Ok(None),
        }
    }

    fn timed(&self, workflow: &Workflow, status: &str, until: Option<i64>) -> Step {
        self.time_refused(workflow, status, until)?.map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// Who becomes the assignee because he solves the ticket; a refusal when nobody is and nobody may.
    pub(super) fn solver(&self, id: &str, workflow: &Workflow, to: &str, asker: &Asker) -> Step<Option<String>> {
        let state = self.state(id)?;
        if state.assignee.is_some() || !is_solving(workflow, state, to) {
            return Ok(None);
        }
        let agent = self.people().agent(&asker.id).is_some() && self.in_its_group(state, &asker.id);
        match (workflow.doc().auto_assign_on_solve && agent, workflow.doc().solve_requires_assignee) {
            (true, _) => Ok(Some(asker.id.clone())),
            (false, true) => refuse(RefusalCode::AssigneeRequired),
            (false, false) => Ok(None),
        }
    }

    fn in_its_group(&self, state: &TicketState, id: &str) -> bool {
        state.group.as_deref().is_none_or(|group| self.people().in_group(group, id))
    }

    /// Children and tasks that keep it open.
    pub(super) fn blocked(&self, id: &str, workflow: &Workflow, to: &str) -> Step<Option<Refusal>> {
        let state = self.state(id)?;
        let Some(category) = workflow.category(to) else { return Ok(None) };
        if workflow.doc().children_block_solve && category.is_done() && !state.category.is_done() {
            let below = state.linked(LinkKind::Child).chain(state.linked(LinkKind::DependsOn));
            let open = below.filter(|other| self.get(other).is_some_and(|s| !s.category.is_done()));
            let open: Vec<String> = open.map(str::to_owned).collect();
            if !open.is_empty() {
                return Ok(Some(Refusal::new(RefusalCode::OpenChildren).with("tickets", open)));
            }
        }
        if workflow.doc().tasks_block_close && category == StatusCategory::Closed && state.open_tasks > 0 {
            return Ok(Some(Refusal::new(RefusalCode::OpenTasks).with("tasks", state.open_tasks)));
        }
        Ok(None)
    }

    /// The move itself. It asks nothing.
    pub(super) fn enter(&mut self, id: &str, to: &str, going: Going) -> Step {
        let workflow = self.workflow(id)?;
        let state = self.state(id)?;
        if state.status == to && going.why != Why::Map {
            return Ok(());
        }
        let (from_category, to_category) = (state.category, workflow.category(to).unwrap_or(state.category));
        let reopening = from_category.is_done() && !to_category.is_done();
        let solving = !from_category.is_done() && to_category.is_done();
        let clear = &workflow.doc().clear_on_reopen;
        let cleared = clear.iter().filter(|f| reopening && !going.fields.contains_key(*f) && state.field(f).is_some());
        let cleared: Vec<String> = cleared.cloned().collect();
        let silent = matches!(going.why, Why::Merge | Why::Unmerge | Why::Duplicate | Why::Import);
        let survey = (solving && !silent && workflow.survey_after.is_some())
            .then_some(matches!(going.why, Why::Auto | Why::Until | Why::Problem | Why::Event | Why::Approval));
        let from = state.status.clone();
        let problem = state.linked(LinkKind::Incident).next().is_some();
        let why = going.why;
        self.emit(
            id,
            Fact::StatusChanged {
                from,
                from_category: Some(from_category),
                to: to.to_owned(),
                to_category: Some(to_category),
                why,
                rule: going.rule,
                reason: going.reason,
                comment: going.comment,
                until: going.until,
                fields: going.fields,
                cleared,
                survey,
                flag: going.flag,
            },
        );
        if solving && problem && !matches!(why, Why::Merge | Why::Import | Why::Duplicate) {
            self.solve_incidents(id)?;
        }
        Ok(())
    }

    /// Where a table sends a ticket on an event. Asked before the event is written, which changes no status.
    pub(super) fn sent_to(
        &self,
        id: &str,
        table: fn(&WorkflowDoc) -> &BTreeMap<String, String>,
    ) -> Step<Option<&'b str>> {
        let workflow = self.workflow(id)?;
        Ok(workflow.target(table(workflow.doc()), &self.state(id)?.status))
    }

    /// The move that follows on an event, where there is one.
    pub(super) fn follow(&mut self, id: &str, to: Option<&str>) -> Step {
        to.map_or(Ok(()), |to| self.enter(id, to, Going::by(Why::Event)))
    }

    fn solve_incidents(&mut self, id: &str) -> Step {
        let state = self.state(id)?;
        let incidents: Vec<String> = state.linked(LinkKind::Incident).map(str::to_owned).collect();
        if incidents.is_empty() || !self.workflow(id)?.doc().problem_solves_incidents {
            return Ok(());
        }
        let assignee = state.assignee.clone();
        for incident in incidents {
            let Some(other) = self.get(&incident) else { continue };
            if other.category.is_done() || other.merged_into.is_some() {
                continue;
            }
            let workflow = self.workflow(&incident)?;
            let solved = workflow.standing_for(StatusCategory::Solved);
            let Some(to) = solved.or_else(|| workflow.standing_for(StatusCategory::Closed)).map(str::to_owned) else {
                continue;
            };
            let heir = assignee.clone().filter(|a| other.assignee.is_none() && self.in_its_group(other, a));
            self.deeper(|work| {
                if heir.is_some() {
                    work.emit(&incident, Fact::Assigned { assignee: heir, group: None });
                }
                work.enter(&incident, &to, Going::by(Why::Problem))
            })?;
        }
        Ok(())
    }
}

/// The status a command means.
fn named_status(workflow: &Workflow, to: &SetStatus) -> Step<String> {
    match (&to.status, &to.category) {
        (Some(status), None) => Ok(status.clone()),
        (None, Some(category)) => {
            let standing = crate::ticket::workflow::category(category).and_then(|c| workflow.standing_for(c));
            let unknown = || Refusal::new(RefusalCode::UnknownStatus).with("category", category.as_str());
            standing.map(str::to_owned).ok_or_else(|| unknown().into())
        }
        _ => Err(Error::invalid("status", "", "either a status or a category").into()),
    }
}

/// Whether the workflow has the move and its asker the right to it.
pub(super) fn may_move(workflow: &Workflow, state: &TicketState, asker: &Asker, to: &str) -> Option<Refusal> {
    let from = state.status.as_str();
    let pair = |code| Refusal::new(code).with("from", from).with("to", to);
    let listed = workflow.has_move(from, to);
    if !listed && (!asker.person.is_admin() || to == workflow.doc().default) {
        return Some(pair(RefusalCode::TransitionNotAllowed));
    }
    if asker.person.is_requester() {
        let involved =
            state.requester.as_ref().is_none_or(|r| *r == asker.id) || state.participants.contains(&asker.id);
        return (!involved || !workflow.requester_may(from, to)).then(|| pair(RefusalCode::Forbidden));
    }
    let right = workflow.right(from, to);
    let has = match right {
        "assignee" => state.assignee.as_ref() == Some(&asker.id) || asker.person.is_admin(),
        right => asker.person.may(right),
    };
    let barred = asker.person.cannot_modify.contains(&state.id);
    (!has || barred).then(|| pair(RefusalCode::Forbidden).with("right", right))
}

fn reason_refused(workflow: &Workflow, to: &str, with: &SetStatus) -> Option<Refusal> {
    let status = workflow.doc().statuses.get(to)?;
    let reason = with.reason.as_deref().map(str::trim).filter(|r| !r.is_empty());
    match reason {
        None if status.needs_reason => {
            let refusal = Refusal::new(RefusalCode::ReasonRequired);
            Some(if status.reasons.is_empty() { refusal } else { refusal.with("reasons", status.reasons.clone()) })
        }
        Some(reason) if !status.reasons.is_empty() && !status.reasons.iter().any(|r| r == reason) => {
            Some(Refusal::new(RefusalCode::ReasonRequired).with("reasons", status.reasons.clone()))
        }
        Some(reason) if status.comment_required_for.iter().any(|r| r == reason) => {
            let said = with.comment.as_deref().is_some_and(|c| !c.trim().is_empty());
            (!said).then(|| Refusal::new(RefusalCode::CommentRequired).with("reason", reason))
        }
        _ => None,
    }
}

/// Whether a reason given with a status stays on the ticket: where one is asked for, and wherever the ticket waits.
pub(super) fn keeps_reason(workflow: &Workflow, status: &str) -> bool {
    let waits = matches!(workflow.category(status), Some(StatusCategory::Pending | StatusCategory::Hold));
    waits || workflow.doc().statuses.get(status).is_some_and(|s| s.needs_reason || !s.reasons.is_empty())
}

fn is_solving(workflow: &Workflow, state: &TicketState, to: &str) -> bool {
    match workflow.category(to) {
        Some(StatusCategory::Solved) => true,
        Some(StatusCategory::Closed) => !state.category.is_done(),
        _ => false,
    }
}
