//! Whose ticket it is: assignment, transfer, escalation, groups.

use super::command::{Asker, Command};
use super::moves::Going;
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::work::Work;
use crate::error::Error;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Fact, Why};

impl Work<'_> {
    pub(super) fn assign(
        &mut self,
        command: &Command,
        asker: &Asker,
        assignee: Option<&String>,
        group: Option<&String>,
    ) -> Step {
        let id = self.changeable(command, asker)?;
        let state = self.state(&id)?;
        let in_group = group.or(state.group.as_ref()).map(String::as_str);
        match assignee {
            Some(assignee) => self.assignable(assignee, in_group)?,
            None if group.is_none() => return Err(Error::invalid("assignee", "", "an agent, a group, or both").into()),
            None => {}
        }
        let same_group = group.is_none() || group == state.group.as_ref();
        let same_assignee = assignee.is_none() || assignee == state.assignee.as_ref();
        if same_group && same_assignee {
            return Ok(());
        }
        let outside = match (group, &state.assignee) {
            (Some(group), Some(present)) if assignee.is_none() => {
                (!self.people().in_group(group, present)).then(|| present.clone())
            }
            _ => None,
        };
        let to = if assignee.is_some() { self.sent_to(&id, |doc| &doc.on.assign)? } else { None };
        self.emit(&id, Fact::Assigned { assignee: assignee.cloned(), group: group.cloned() });
        if let Some(from) = outside {
            self.emit(&id, Fact::Unassigned { from, why: "group".to_owned() });
        }
        self.follow(&id, to)
    }

    pub(super) fn unassign(&mut self, command: &Command, asker: &Asker) -> Step {
        let id = self.changeable(command, asker)?;
        let state = self.state(&id)?;
        if state.category == StatusCategory::Solved && self.workflow(&id)?.doc().solve_requires_assignee {
            return refuse(RefusalCode::AssigneeRequired);
        }
        if let Some(from) = state.assignee.clone() {
            self.emit(&id, Fact::Unassigned { from, why: "command".to_owned() });
        }
        Ok(())
    }

    pub(super) fn transfer(
        &mut self,
        command: &Command,
        asker: &Asker,
        group: Option<&String>,
        workflow: Option<&String>,
        note: Option<&String>,
    ) -> Step {
        let id = self.changeable(command, asker)?;
        if group.is_none() && workflow.is_none() {
            return Err(Error::invalid("group", "", "a group, a workflow, or both").into());
        }
        self.hand_off_note(&id, note)?;
        let state = self.state(&id)?;
        let (mut target, mut status) = (None, None);
        if let Some(name) = workflow.filter(|name| **name != state.workflow) {
            let own = self.workflow(&id)?;
            let mapped = own.doc().maps.get(name).and_then(|map| map.get(&state.status)).cloned();
            let other = self.board.current(name);
            let fits = mapped.zip(other).filter(|(to, other)| other.category(to).is_some());
            let Some((to, other)) = fits else {
                let refusal = Refusal::new(RefusalCode::NoStatusMap).with("workflow", name.as_str());
                return Err(refusal.with("status", state.status.as_str()).into());
            };
            (target, status) = (Some((name.clone(), other.version().to_owned())), Some(to));
        }
        let new_group = group.filter(|g| state.group.as_ref() != Some(*g)).cloned();
        if new_group.is_none() && target.is_none() {
            return Ok(());
        }
        let outside = |assignee: &String| new_group.as_ref().is_some_and(|g| !self.people().in_group(g, assignee));
        let clear_assignee = state.assignee.as_ref().is_some_and(outside);
        let (workflow, workflow_version) = target.unzip();
        self.emit(
            &id,
            Fact::Transferred { group: new_group, workflow, workflow_version, clear_assignee, note: note.cloned() },
        );
        match status {
            Some(to) if to != self.state(&id)?.status => self.enter(&id, &to, Going::by(Why::Map)),
            _ => Ok(()),
        }
    }

    pub(super) fn escalate(
        &mut self,
        command: &Command,
        asker: &Asker,
        group: Option<&String>,
        note: Option<&String>,
    ) -> Step {
        let id = self.changeable(command, asker)?;
        let (tier, most) = (self.state(&id)?.tier, self.workflow(&id)?.doc().max_tier.unwrap_or(u32::MAX));
        if tier >= most {
            return Err(Refusal::new(RefusalCode::MaxTier).with("tier", tier).into());
        }
        self.hand_off_note(&id, note)?;
        self.emit(&id, Fact::Escalated { tier: tier + 1, group: group.cloned(), note: note.cloned() });
        Ok(())
    }

    fn hand_off_note(&self, id: &str, note: Option<&String>) -> Step {
        let said = note.is_some_and(|n| !n.trim().is_empty());
        if !said && self.workflow(id)?.doc().handoff_note_required {
            return Err(Refusal::new(RefusalCode::FieldRequired).with("fields", vec!["note"]).into());
        }
        Ok(())
    }

    pub(super) fn set_available(&mut self, asker: &Asker, agent: &str, value: bool) -> Step {
        if asker.person.is_requester() {
            return refuse(RefusalCode::Forbidden);
        }
        let Some(person) = self.people().agent(agent) else {
            return Err(Refusal::new(RefusalCode::UnknownAgent).with("agent", agent).into());
        };
        if person.available != value {
            self.emit("", Fact::AgentAvailable { agent: agent.to_owned(), value });
        }
        Ok(())
    }

    /// An agent leaves a group: an open ticket is nobody's, a solved one the first member's who is left.
    pub(super) fn remove_from_group(&mut self, asker: &Asker, group: &str, agent: &str) -> Step {
        if asker.person.is_requester() {
            return refuse(RefusalCode::Forbidden);
        }
        let Some(members) = self.people().groups.get(group) else {
            return Err(Refusal::new(RefusalCode::NotFound).with("group", group).into());
        };
        if !members.iter().any(|m| m == agent) {
            return Ok(());
        }
        self.emit("", Fact::LeftGroup { group: group.to_owned(), agent: agent.to_owned() });
        let heir = self.people().groups.get(group).and_then(|members| members.first()).cloned();
        let mut theirs: Vec<(u64, String)> = self
            .board
            .states()
            .filter_map(|state| self.get(&state.id))
            .filter(|state| state.group.as_deref() == Some(group) && state.assignee.as_deref() == Some(agent))
            .filter(|state| state.merged_into.is_none())
            .map(|state| (state.order, state.id.clone()))
            .collect();
        theirs.sort_unstable();
        for (_, id) in theirs {
            match (self.state(&id)?.category, &heir) {
                (StatusCategory::Closed, _) | (StatusCategory::Solved, None) => {}
                (StatusCategory::Solved, Some(heir)) => {
                    self.emit(&id, Fact::Assigned { assignee: Some(heir.clone()), group: None });
                }
                _ => self.emit(&id, Fact::Unassigned { from: agent.to_owned(), why: "left_group".to_owned() }),
            }
        }
        Ok(())
    }
}
