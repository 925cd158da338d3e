//! The tickets on the table, with everything a command may need to know of its surroundings.

mod run;
#[cfg(feature = "store")]
mod table;

use crate::calendar::Calendars;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::lifecycle::people::People;
use crate::ticket::lifecycle::refusal::Refusal;
use crate::ticket::lifecycle::snapshot::Snapshot;
use crate::ticket::lifecycle::state::TicketState;
use crate::ticket::lifecycle::timers::{Timer, next_timer};
use crate::ticket::lifecycle::work::Work;
use crate::ticket::record::Record;
use crate::ticket::workflow::Workflow;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The most timers that one call lets run. A log that was away for years is caught up in several calls.
pub const MAX_TIMERS_PER_CALL: usize = 100_000;

/// The tickets on the table: their states, the people, the workflows and calendars they live by.
///
/// It is a value without a store: [`decide`](Self::decide) says what a command leads to and changes nothing,
/// [`evolve`](Self::evolve) folds a record, and [`command`](Self::command) does both. A host that keeps records somewhere decides,
/// writes, and evolves; one that keeps snapshots writes [`to_json`](Self::to_json). A help desk with a million tickets puts on the table
/// those a command touches: the ticket, the ones it is linked to or merged with.
///
/// ```
/// use sundesk::calendar::Calendars;
/// use sundesk::ticket::lifecycle::{Board, Command};
/// use sundesk::ticket::workflow::Workflow;
/// let mut board = Board::new("acme", Calendars::without_default());
/// board.add_workflow("support", Workflow::preset("zendesk")?)?;
/// let say = |json: &str| Command::from_json(json);
/// board.command(&say(r#"{"do": "create", "ticket": "T-1", "by": "agent", "at": "2026-03-02T09:00:00Z", "assignee": "agent"}"#)?)?;
/// let solved = board.command(&say(r#"{"do": "set_status", "ticket": "T-1", "by": "agent", "at": "2026-03-02T10:00:00Z", "status": "solved"}"#)?)?;
/// assert!(solved.refusal.is_none());
/// assert_eq!(board.next_due().unwrap().at, sundesk::time::parse_instant("2026-03-06T10:00:00Z")?); // closes after 96 hours
/// board.tick(sundesk::time::parse_instant("2026-03-09T00:00:00Z")?)?;
/// assert_eq!(board.view("T-1")?.unwrap().status, "closed");
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Board {
    pub(in crate::ticket::lifecycle) tenant: String,
    workflows: BTreeMap<String, Vec<Arc<Workflow>>>,
    first_workflow: Option<String>,
    calendars: Calendars,
    pub(in crate::ticket::lifecycle) people: People,
    tickets: HashMap<String, Box<Place>>,
    pub(in crate::ticket::lifecycle) gone: BTreeSet<String>,
    keys: BTreeMap<String, String>,
    pub(in crate::ticket::lifecycle) message_ids: BTreeMap<String, String>,
    pub(in crate::ticket::lifecycle) tokens: BTreeMap<String, String>,
    pub(in crate::ticket::lifecycle) created: u64,
    pub(in crate::ticket::lifecycle) desk_version: u64,
    now: i64,
    /// Of a board that has only a part of the desk's tickets: when each of them was last written to. Then `now` says nothing.
    last: Option<BTreeMap<String, i64>>,
    /// Due instant, place by creation, ticket.
    due: BTreeSet<(i64, u64, String)>,
}

/// A ticket on the table.
#[derive(Debug, Clone)]
struct Place {
    state: TicketState,
    /// Its messages and notes, in their order.
    thread: Vec<Said>,
    /// Its next timer.
    due: Option<(i64, Timer)>,
}

/// What a split must know of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::ticket::lifecycle) struct Said {
    pub(in crate::ticket::lifecycle) author: String,
    pub(in crate::ticket::lifecycle) public: bool,
    pub(in crate::ticket::lifecycle) channel: Option<String>,
    pub(in crate::ticket::lifecycle) moved: bool,
    /// The ticket that it became part of by a split.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::ticket::lifecycle) into: Option<String>,
    /// The record it is.
    #[serde(default)]
    pub(in crate::ticket::lifecycle) seq: u64,
    /// It was taken out.
    #[serde(default)]
    pub(in crate::ticket::lifecycle) blank: bool,
    /// Its id, until its author is erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::ticket::lifecycle) message_id: Option<String>,
}

/// What a command leads to.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Decision {
    /// What came due before it, whether it is refused or not: fold these first.
    pub due: Vec<Record>,
    /// What it does.
    pub records: Vec<Record>,
    /// Why it does nothing.
    pub refusal: Option<Refusal>,
    /// Its key was used for the same command before: this is not done again.
    pub repeated: bool,
}

/// What comes due next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// When.
    #[serde(serialize_with = "Instant::serialize_us")]
    pub at: i64,
    /// For which ticket.
    pub ticket: String,
    /// What.
    #[serde(flatten)]
    pub timer: Timer,
}

/// Work that is done: the states it leaves behind.
pub(in crate::ticket::lifecycle) struct Done {
    /// In the order of their ids; without a state where the records are still to be folded.
    touched: Vec<(String, Option<Box<TicketState>>)>,
    people: Option<People>,
}

impl Work<'_> {
    /// Its records, and what it leaves behind.
    pub(in crate::ticket::lifecycle) fn done(self) -> (Vec<Record>, Done) {
        let Work { touched, people, records, .. } = self;
        let touched = touched.into_iter().map(|(id, touched)| (id, touched.into_state())).collect();
        (records, Done { touched, people })
    }
}

impl Board {
    /// An empty board of a tenant, whose name goes into the ids of its records.
    #[must_use]
    pub fn new(tenant: &str, calendars: Calendars) -> Self {
        Self {
            tenant: tenant.to_owned(),
            workflows: BTreeMap::new(),
            first_workflow: None,
            calendars,
            people: People::default(),
            tickets: HashMap::new(),
            gone: BTreeSet::new(),
            keys: BTreeMap::new(),
            message_ids: BTreeMap::new(),
            tokens: BTreeMap::new(),
            created: 0,
            desk_version: 0,
            now: i64::MIN,
            last: None,
            due: BTreeSet::new(),
        }
    }

    /// Adds a workflow under a name, or its next version: new tickets live under it, present ones keep theirs. The first one added is
    /// that of tickets that name none.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when a calendar it needs is not on the board.
    pub fn add_workflow(&mut self, name: &str, workflow: Workflow) -> Result<()> {
        for calendar in workflow.calendars() {
            self.calendars.require(calendar, &format!("workflows.{name}"))?;
        }
        self.first_workflow.get_or_insert_with(|| name.to_owned());
        let versions = self.workflows.entry(name.to_owned()).or_default();
        versions.retain(|w| w.version() != workflow.version());
        versions.push(Arc::new(workflow));
        Ok(())
    }

    /// Puts other calendars in force. Timers keep their promise and not their instant: they are worked out anew.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when a workflow's calendar is no longer there; nothing is changed.
    pub fn set_calendars(&mut self, calendars: Calendars) -> Result<()> {
        for (name, versions) in &self.workflows {
            for calendar in versions.iter().flat_map(|w| w.calendars()) {
                calendars.require(calendar, &format!("workflows.{name}"))?;
            }
        }
        let before = std::mem::replace(&mut self.calendars, calendars);
        let ids: Vec<String> = self.tickets.keys().cloned().collect();
        match ids.iter().try_for_each(|id| self.reindex(id)) {
            Ok(()) => Ok(()),
            Err(e) => {
                self.calendars = before;
                ids.iter().try_for_each(|id| self.reindex(id))?;
                Err(e)
            }
        }
    }

    /// Says who there is, and who is in which group.
    pub fn set_people(&mut self, people: People) {
        self.people = people;
    }

    /// The people.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The calendars in force.
    #[must_use]
    pub fn calendars(&self) -> &Calendars {
        &self.calendars
    }

    /// The present version of a workflow.
    #[must_use]
    pub fn current(&self, name: &str) -> Option<&Workflow> {
        self.workflows.get(name)?.last().map(|w| &**w)
    }

    /// The names of the workflows.
    pub fn workflow_names(&self) -> impl Iterator<Item = &str> {
        self.workflows.keys().map(String::as_str)
    }

    /// The tickets in the order of their ids.
    pub fn tickets(&self) -> impl Iterator<Item = &TicketState> {
        let mut all: Vec<&TicketState> = self.states().collect();
        all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        all.into_iter()
    }

    /// The tickets in no order.
    pub(in crate::ticket::lifecycle) fn states(&self) -> impl Iterator<Item = &TicketState> {
        self.tickets.values().map(|place| &place.state)
    }

    /// Where a ticket stands.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<&TicketState> {
        self.tickets.get(id).map(|place| &place.state)
    }

    /// Puts a ticket on the table as a snapshot has it. Its workflow must be there in its version.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] without its workflow.
    pub fn put(&mut self, state: TicketState) -> Result<()> {
        self.workflow_of(&state)?;
        let id = state.id.clone();
        self.created = self.created.max(state.order.saturating_add(1));
        self.now = self.now.max(state.last_activity);
        if let Some(token) = &state.reply_token {
            self.tokens.insert(token.clone(), id.clone());
        }
        self.seat(&id, state);
        self.reindex(&id)
    }

    /// Puts a ticket on the table, in the place it has there.
    fn seat(&mut self, id: &str, state: TicketState) {
        match self.tickets.get_mut(id) {
            Some(place) => place.state = state,
            None => drop(self.tickets.insert(id.to_owned(), Box::new(Place { state, thread: Vec::new(), due: None }))),
        }
    }

    /// Takes a ticket off the table.
    fn unseat(&mut self, id: &str) -> Option<Box<Place>> {
        let place = self.tickets.remove(id)?;
        if let Some((at, _)) = &place.due {
            self.due.remove(&(*at, place.state.order, id.to_owned()));
        }
        Some(place)
    }

    /// Works out its next timer.
    fn reindex(&mut self, id: &str) -> Result<()> {
        let Some(place) = self.tickets.get_mut(id) else { return Ok(()) };
        let state = &place.state;
        let next = next_timer(state, version_in(&self.workflows, state)?, &self.calendars)?;
        if place.due == next {
            return Ok(());
        }
        let key = |at: i64| (at, state.order, id.to_owned());
        if let Some((at, _)) = &place.due {
            self.due.remove(&key(*at));
        }
        if let Some((at, _)) = &next {
            self.due.insert(key(*at));
        }
        place.due = next;
        Ok(())
    }

    pub(in crate::ticket::lifecycle) fn workflow_for(&self, name: Option<&str>) -> Result<(String, &Workflow)> {
        let name = name.or(self.first_workflow.as_deref()).unwrap_or_default();
        let found = self.workflows.get(name).and_then(|versions| versions.last());
        let there = || self.workflow_names().collect::<Vec<_>>().join(", ");
        let found =
            found.ok_or_else(|| Error::not_found("workflow", name, format!("a workflow of the board: {}", there())))?;
        Ok((name.to_owned(), found))
    }

    pub(in crate::ticket::lifecycle) fn workflow_of(&self, state: &TicketState) -> Result<&Workflow> {
        version_in(&self.workflows, state)
    }

    pub(in crate::ticket::lifecycle) fn thread(&self, id: &str) -> &[Said] {
        self.tickets.get(id).map_or(&[], |place| &place.thread)
    }

    /// All of it, for a snapshot. The first workflow stands first.
    pub(in crate::ticket::lifecycle) fn parts(&self) -> Snapshot {
        let first = self.first_workflow.iter().filter_map(|name| self.workflows.get_key_value(name));
        let others = self.workflows.iter().filter(|(name, _)| Some(*name) != self.first_workflow.as_ref());
        let docs = |versions: &[Arc<Workflow>]| versions.iter().map(|w| w.doc().clone()).collect();
        let mut tickets: Vec<TicketState> = self.tickets().cloned().collect();
        tickets.sort_by_key(|t| t.order);
        let said = self.tickets.iter().filter(|(_, place)| !place.thread.is_empty());
        Snapshot {
            schema: 0,
            tenant: self.tenant.clone(),
            workflows: first.chain(others).map(|(name, versions)| (name.clone(), docs(versions))).collect(),
            people: self.people.clone(),
            tickets,
            gone: self.gone.clone(),
            threads: said.map(|(id, place)| (id.clone(), place.thread.clone())).collect(),
            keys: self.keys.clone(),
            message_ids: self.message_ids.clone(),
            created: self.created,
            desk_version: self.desk_version,
            now: self.now,
        }
    }

    pub(in crate::ticket::lifecycle) fn restore(&mut self, of: Snapshot) -> Result<()> {
        self.people = of.people;
        for (i, state) in of.tickets.into_iter().enumerate() {
            self.put(state).map_err(|e| e.at(&format!("tickets[{i}]")))?;
        }
        for (id, thread) in of.threads {
            self.tickets.get_mut(&id).into_iter().for_each(|place| place.thread.clone_from(&thread));
        }
        (self.gone, self.keys, self.message_ids) = (of.gone, of.keys, of.message_ids);
        self.created = self.created.max(of.created);
        (self.desk_version, self.now) = (of.desk_version, of.now);
        Ok(())
    }
}

/// The workflow a ticket lives under, in its version.
fn version_in<'w>(workflows: &'w BTreeMap<String, Vec<Arc<Workflow>>>, state: &TicketState) -> Result<&'w Workflow> {
    let versions = workflows.get(&state.workflow);
    let found = versions.and_then(|v| v.iter().find(|w| w.version() == state.workflow_version));
    found.map(|found| &**found).ok_or_else(|| {
        let says = format!(
            "ticket {} lives under version {} of the workflow {:?}, which is not on the board",
            state.id, state.workflow_version, state.workflow
        );
        Error::new(ErrorKind::Incompatible, says).at("workflow")
    })
}
