//! A command being decided: the states it has touched so far, the records it has made, and nothing written.

use super::board::Board;
use super::command::{Asker, Command};
use super::people::People;
use super::reads::Reads;
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::state::TicketState;
use super::touched::Touched;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::fact::Fact;
use crate::ticket::record::{Key, RECORD_SCHEMA, Record};
use crate::ticket::workflow::{Workflow, sha256_hex};
use crate::ticket::{Actor, ActorKind};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// How deep automatic moves may lead to others: problems whose incidents are problems themselves.
pub const MAX_AUTOMATIC_DEPTH: usize = 32;

/// Bytes of a ticket's id.
pub const MAX_TICKET_ID_BYTES: usize = 128;

pub(crate) struct Work<'b> {
    pub(super) board: &'b Board,
    pub(super) touched: BTreeMap<String, Touched<'b>>,
    pub(super) gone: BTreeSet<String>,
    pub(super) people: Option<People>,
    pub(super) records: Vec<Record>,
    /// When what happens takes effect.
    pub(super) at: i64,
    /// When it is recorded.
    pub(super) now: i64,
    pub(super) doer: Actor,
    pub(super) key: Option<Key>,
    pub(super) depth: usize,
    /// What it looks at.
    pub(super) reads: Reads,
    created: u64,
    desk_version: u64,
    /// The ticket of the board that was looked at last: a command asks for the same one over and over.
    at_hand: Cell<Option<&'b TicketState>>,
}

impl<'b> Work<'b> {
    pub(super) fn new(board: &'b Board, now: i64, reads: Reads) -> Self {
        Self {
            board,
            touched: BTreeMap::new(),
            gone: BTreeSet::new(),
            people: None,
            records: Vec::new(),
            at: now,
            now,
            doer: Actor::default(),
            key: None,
            depth: 0,
            reads,
            created: board.created,
            desk_version: board.desk_version,
            at_hand: Cell::new(None),
        }
    }

    /// A ticket as it stands after what was decided so far.
    pub(super) fn get(&self, id: &str) -> Option<&TicketState> {
        self.reads.ticket(id);
        if self.gone.contains(id) {
            return None;
        }
        match self.touched.get(id) {
            Some(touched) => Some(touched.state(id, &self.records)),
            None => self.on_board(id),
        }
    }

    fn on_board(&self, id: &str) -> Option<&'b TicketState> {
        match self.at_hand.get().filter(|state| state.id == id) {
            Some(state) => Some(state),
            None => {
                self.at_hand.set(self.board.state(id));
                self.at_hand.get()
            }
        }
    }

    pub(super) fn state(&self, id: &str) -> Step<&TicketState> {
        self.get(id).ok_or_else(|| Refusal::new(RefusalCode::NotFound).with("ticket", id).into())
    }

    /// The workflow a ticket lives under.
    pub(super) fn workflow(&self, id: &str) -> Step<&'b Workflow> {
        let (board, state) = (self.board, self.state(id)?);
        Ok(board.workflow_of(state)?)
    }

    pub(super) fn people(&self) -> &People {
        self.people.as_ref().unwrap_or(&self.board.people)
    }

    /// Adds a record. It is folded once somebody asks how the ticket stands.
    pub(super) fn emit(&mut self, id: &str, fact: Fact) {
        let (seq, workflow) = match &fact {
            Fact::Created { of } => {
                let state = TicketState::begin(id, self.created, of, self.at);
                self.created += 1;
                self.touched.insert(id.to_owned(), Touched::begun(state));
                (1, of.workflow.clone())
            }
            Fact::AgentAvailable { .. } | Fact::LeftGroup { .. } => {
                self.desk_version += 1;
                let people = self.people.get_or_insert_with(|| self.board.people.clone());
                people.evolve(&fact);
                (self.desk_version, String::new())
            }
            _ => {
                if !self.touched.contains_key(id) {
                    self.reads.ticket(id);
                    let Some(state) = self.on_board(id) else { return };
                    self.touched.insert(id.to_owned(), Touched::of(state, self.records.len()));
                }
                let Some(touched) = self.touched.get_mut(id) else { return };
                let (seq, workflow) = touched.take_in(id, &fact, self.at, &self.doer, &self.records);
                if matches!(fact, Fact::TicketDeleted) {
                    self.gone.insert(id.to_owned());
                }
                (seq, workflow)
            }
        };
        let cause = self.records.last().map(|r| r.id.clone()).filter(|_| self.depth > 0);
        self.records.push(Record {
            id: record_id(&self.board.tenant, id, seq),
            stream: id.to_owned(),
            seq,
            at: self.at,
            recorded_at: self.now,
            actor: self.doer.clone(),
            cause,
            key: self.key.clone(),
            workflow,
            schema: RECORD_SCHEMA,
            fact,
        });
    }

    /// Who asks. Somebody nobody knows is a requester.
    pub(super) fn asker(&mut self, command: &Command, id: String) -> Asker<'b> {
        let person = match &self.people {
            Some(people) => people.actors.get(&id).cloned().map(Cow::Owned),
            None => self.board.people.actors.get(&id).map(Cow::Borrowed),
        };
        let person = person.unwrap_or_else(|| Cow::Owned(super::people::Person::with_role("requester")));
        self.doer = person.doer(&id, command.on_behalf_of.as_ref());
        Asker { id, person }
    }

    /// The ticket a command names, at a version the command may follow.
    pub(super) fn target(&self, command: &Command) -> Step<String> {
        let id = command.ticket.as_deref().ok_or_else(|| Error::invalid("ticket", "", "the id of a ticket"))?;
        if let (Some(expected), Some(state)) = (command.expect_version, self.get(id)) {
            let passed = expected > state.version || (!command.commutes() && expected < state.settled_version);
            if passed {
                let refusal = Refusal::new(RefusalCode::VersionConflict).with("ticket", id);
                return Err(refusal.with("expected", expected).with("version", state.version).into());
            }
        }
        let state = self.state(id)?;
        if !state.unknown.is_empty() && !command.commutes() {
            let kinds: Vec<&str> = state.unknown.iter().map(String::as_str).collect();
            let says = format!("ticket {id} has records of kinds this release does not know ({})", kinds.join(", "));
            return Err(Error::new(ErrorKind::Incompatible, says).at("ticket").into());
        }
        Ok(id.to_owned())
    }

    /// Merged tickets take no command; in some statuses only an admin acts.
    pub(super) fn movable(&self, id: &str, asker: &Asker) -> Step {
        let state = self.state(id)?;
        if let Some(into) = &state.merged_into {
            return Err(Refusal::new(RefusalCode::MergedImmutable).with("merged_into", into.as_str()).into());
        }
        if !asker.person.is_admin() && self.workflow(id)?.doc().immutable.contains(&state.status) {
            return Err(Refusal::new(RefusalCode::ClosedImmutable).with("status", state.status.as_str()).into());
        }
        Ok(())
    }

    /// Whether somebody may change a ticket at all.
    pub(super) fn may_modify(&self, id: &str, asker: &Asker) -> Step {
        let barred = asker.person.cannot_modify.iter().any(|t| t == id);
        if asker.person.is_requester() || barred || !asker.person.may("modify") {
            return Err(Refusal::new(RefusalCode::Forbidden).with("right", "modify").with("ticket", id).into());
        }
        Ok(())
    }

    /// The three checks that most commands begin with.
    pub(super) fn changeable(&self, command: &Command, asker: &Asker) -> Step<String> {
        let id = self.target(command)?;
        self.movable(&id, asker)?;
        self.may_modify(&id, asker)?;
        Ok(id)
    }

    /// Where a reply to a ticket goes: the end of its chain of merges; where that is a circle, the ticket itself.
    pub(super) fn end_of_chain(&self, id: &str) -> String {
        let (mut seen, mut here) = (BTreeSet::new(), id);
        while let Some(next) = self.get(here).and_then(|s| s.merged_into.as_deref()) {
            if !seen.insert(here) || self.get(next).is_none() {
                return id.to_owned();
            }
            here = next;
        }
        here.to_owned()
    }

    /// Whether a new ticket may have this id.
    pub(super) fn new_id(&self, id: &str, path: &str) -> Step {
        if id.is_empty() || id.len() > MAX_TICKET_ID_BYTES {
            return Err(Error::invalid(path, id, format!("an id of 1 to {MAX_TICKET_ID_BYTES} bytes")).into());
        }
        self.reads.ticket(id);
        if self.touched.contains_key(id) || self.board.state(id).is_some() || self.board.gone.contains(id) {
            return Err(Error::invalid(path, id, "an id that no ticket has or had").into());
        }
        Ok(())
    }

    /// One step deeper into moves that lead to moves.
    pub(super) fn deeper(&mut self, run: impl FnOnce(&mut Self) -> Step) -> Step {
        if self.depth >= MAX_AUTOMATIC_DEPTH {
            let expected = format!("at most {MAX_AUTOMATIC_DEPTH} automatic moves that lead to each other");
            return Err(Error::limit("ticket", "a longer chain", expected).into());
        }
        self.depth += 1;
        let done = run(self);
        self.depth -= 1;
        done
    }

    /// Runs with another doer, such as a timer.
    pub(super) fn machine(&mut self, id: &str) {
        self.doer = Actor { kind: ActorKind::Auto, id: id.to_owned(), on_behalf_of: None };
    }

    /// Somebody who can be given work, in a group that takes them.
    pub(super) fn assignable(&self, assignee: &str, group: Option<&str>) -> Step {
        if self.people().agent(assignee).is_none() {
            return Err(Refusal::new(RefusalCode::UnknownAgent).with("assignee", assignee).into());
        }
        match group {
            Some(group) if !self.people().in_group(group, assignee) => {
                Err(Refusal::new(RefusalCode::NotInGroup).with("assignee", assignee).with("group", group).into())
            }
            _ => Ok(()),
        }
    }

    /// Only an admin.
    pub(super) fn admin(asker: &Asker) -> Step {
        if asker.person.is_admin() { Ok(()) } else { refuse(RefusalCode::Forbidden) }
    }
}

/// An id of 128 bits that says nothing of the data: of the desk, the stream and the number in it.
pub(crate) fn record_id(tenant: &str, stream: &str, seq: u64) -> String {
    let mut id = sha256_hex([tenant.as_bytes(), stream.as_bytes(), seq.to_string().as_bytes()]);
    id.truncate(32);
    id
}

impl People {
    pub(crate) fn evolve(&mut self, fact: &Fact) {
        match fact {
            Fact::AgentAvailable { agent, value } => {
                if let Some(person) = self.actors.get_mut(agent) {
                    person.available = *value;
                }
            }
            Fact::LeftGroup { group, agent } => {
                if let Some(members) = self.groups.get_mut(group) {
                    members.retain(|m| m != agent);
                }
            }
            _ => {}
        }
    }
}

/// A limit of entries, as an error.
pub(super) fn at_most(path: &str, found: usize, most: usize) -> Result<()> {
    if found > most {
        return Err(Error::limit(path, format!("{found} entries"), format!("at most {most}")));
    }
    Ok(())
}
