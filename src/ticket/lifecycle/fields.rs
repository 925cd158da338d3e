//! Fields, tags, watchers and the other marks of a ticket.

use super::command::{Asker, Command};
use super::moves::Going;
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::state::is_empty;
use super::work::{Work, at_most};
use crate::error::Error;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Fact, Why};
use serde_json::Value;
use std::collections::BTreeSet;

/// The most named fields of a ticket.
pub const MAX_FIELDS: usize = 256;
/// The most tags of a ticket.
pub const MAX_TAGS: usize = 100;
/// The most watchers of a ticket.
pub const MAX_WATCHERS: usize = 1_000;

impl Work<'_> {
    pub(super) fn change_field(&mut self, command: &Command, asker: &Asker, field: &str, value: &Value) -> Step {
        let id = self.target(command)?;
        let workflow = self.workflow(&id)?;
        let editable = workflow.doc().editable_when_immutable.iter().any(|f| f == field);
        match self.movable(&id, asker) {
            Err(super::refusal::Stop::Refused(r)) if editable && r.code == RefusalCode::ClosedImmutable => {}
            other => other?,
        }
        self.may_modify(&id, asker)?;
        match field {
            "tags" => self.set_tags(&id, value),
            "status" | "category" | "assignee" | "group" | "requester" | "watchers" => {
                Err(Error::invalid("field", field, "a field that has no command of its own").into())
            }
            "priority" if is_empty(value) && !workflow.doc().priority_clearable => {
                refuse(RefusalCode::PriorityRequired)
            }
            "priority" | "subject" if !value.is_string() && !value.is_null() => {
                Err(Error::invalid("value", value, "a text, or null").into())
            }
            _ => {
                let state = self.state(&id)?;
                let old = state.field(field).unwrap_or(Value::Null);
                let new_name = !["priority", "subject"].contains(&field) && !state.fields.contains_key(field);
                at_most("fields", state.fields.len() + usize::from(new_name), MAX_FIELDS)?;
                let value = if is_empty(value) { Value::Null } else { value.clone() };
                if old != value {
                    self.emit(&id, Fact::FieldChanged { field: field.to_owned(), old, value });
                }
                Ok(())
            }
        }
    }

    fn set_tags(&mut self, id: &str, value: &Value) -> Step {
        let wrong = || Error::invalid("value", value, "a list of texts, or null");
        let tags: BTreeSet<String> = match value {
            Value::Null => BTreeSet::new(),
            Value::Array(items) => {
                let text = |v: &Value| v.as_str().filter(|t| !t.trim().is_empty()).map(str::to_owned);
                items.iter().map(|v| text(v).ok_or_else(wrong)).collect::<Result<_, _>>()?
            }
            _ => return Err(wrong().into()),
        };
        at_most("value", tags.len(), MAX_TAGS)?;
        if self.state(id)?.tags != tags {
            self.emit(id, Fact::TagsChanged { tags });
        }
        Ok(())
    }

    pub(super) fn watch(&mut self, command: &Command, asker: &Asker, watcher: &str, add: bool) -> Step {
        let id = self.target(command)?;
        self.movable(&id, asker)?;
        if watcher != asker.id {
            self.may_modify(&id, asker)?;
        }
        let mut watchers = self.state(&id)?.watchers.clone();
        let changed = if add { watchers.insert(watcher.to_owned()) } else { watchers.remove(watcher) };
        at_most("watcher", watchers.len(), MAX_WATCHERS)?;
        if changed {
            self.emit(&id, Fact::WatchersChanged { watchers });
        }
        Ok(())
    }

    pub(super) fn mute(&mut self, command: &Command, asker: &Asker, value: bool) -> Step {
        let id = self.changeable(command, asker)?;
        if self.state(&id)?.muted != value {
            self.emit(&id, Fact::Muted { value });
        }
        Ok(())
    }

    pub(super) fn handoff(&mut self, command: &Command, asker: &Asker) -> Step {
        let id = self.changeable(command, asker)?;
        if !self.state(&id)?.bot {
            return Ok(());
        }
        self.emit(&id, Fact::BotHandoff);
        let to = self.workflow(&id)?.standing_for(StatusCategory::Open).map(str::to_owned);
        to.map_or(Ok(()), |to| self.enter(&id, &to, Going::by(Why::Event)))
    }

    pub(super) fn plan_task(&mut self, command: &Command, asker: &Asker) -> Step {
        let id = self.changeable(command, asker)?;
        let to = self.sent_to(&id, |doc| &doc.on.plan_task)?;
        self.emit(&id, Fact::TaskPlanned);
        self.follow(&id, to)
    }

    pub(super) fn complete_task(&mut self, command: &Command, asker: &Asker) -> Step {
        let id = self.changeable(command, asker)?;
        if self.state(&id)?.open_tasks > 0 {
            self.emit(&id, Fact::TaskDone);
        }
        Ok(())
    }

    pub(super) fn legal_hold(&mut self, command: &Command, asker: &Asker, value: bool) -> Step {
        let id = self.target(command)?;
        Self::admin(asker)?;
        if self.state(&id)?.legal_hold != value {
            self.emit(&id, Fact::LegalHoldSet { value });
        }
        Ok(())
    }

    /// To the present version of the ticket's workflow, through a map where the status is not in it.
    pub(super) fn migrate(
        &mut self,
        command: &Command,
        asker: &Asker,
        map: &std::collections::BTreeMap<String, String>,
    ) -> Step {
        let id = self.target(command)?;
        if let Some(into) = &self.state(&id)?.merged_into {
            return Err(Refusal::new(RefusalCode::MergedImmutable).with("merged_into", into.as_str()).into());
        }
        self.may_modify(&id, asker)?;
        let state = self.state(&id)?;
        let (_, current) = self.board.workflow_for(Some(&state.workflow))?;
        let to = map.get(&state.status).unwrap_or(&state.status).clone();
        if current.category(&to).is_none() {
            return Err(Refusal::new(RefusalCode::NoStatusMap).with("status", state.status.as_str()).into());
        }
        if current.version() == state.workflow_version {
            return Ok(());
        }
        let same = to == state.status && current.category(&to) == Some(state.category);
        self.emit(&id, Fact::Migrated { workflow_version: current.version().to_owned() });
        if same { Ok(()) } else { self.enter(&id, &to, Going::by(Why::Map)) }
    }
}
