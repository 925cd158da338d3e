//! The tickets on the table, with everything a command may need to know of its surroundings.

use super::command::Command;
use super::people::People;
use super::refusal::{Refusal, RefusalCode, Stop};
use super::snapshot::Snapshot;
use super::state::TicketState;
use super::timers::{Timer, next_timer};
use super::work::Work;
use crate::calendar::Calendars;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::fact::Fact;
use crate::ticket::record::{Key, Record};
use crate::ticket::workflow::Workflow;
use crate::time::{check_instant, format_instant};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
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
    pub(super) tenant: String,
    workflows: BTreeMap<String, Vec<Arc<Workflow>>>,
    first_workflow: Option<String>,
    calendars: Calendars,
    pub(super) people: People,
    pub(super) tickets: BTreeMap<String, TicketState>,
    pub(super) gone: BTreeSet<String>,
    threads: BTreeMap<String, Vec<Said>>,
    keys: BTreeMap<String, String>,
    pub(super) message_ids: BTreeMap<String, String>,
    pub(super) tokens: BTreeMap<String, String>,
    pub(super) created: u64,
    pub(super) desk_version: u64,
    now: i64,
    /// Due instant, place by creation, ticket.
    due: BTreeSet<(i64, u64, String)>,
    due_of: BTreeMap<String, (i64, u64, Timer)>,
}

/// What a split must know of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) author: String,
    pub(super) public: bool,
    pub(super) channel: Option<String>,
    pub(super) moved: bool,
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
    #[serde(with = "crate::ticket::record::instant_out")]
    pub at: i64,
    /// For which ticket.
    pub ticket: String,
    /// What.
    #[serde(flatten)]
    pub timer: Timer,
}

/// Work that is done: the states it leaves behind.
pub(super) struct Done {
    pub(super) records: Vec<Record>,
    touched: BTreeMap<String, TicketState>,
    people: Option<People>,
}

impl Work<'_> {
    /// What it leaves behind.
    pub(super) fn done(self) -> Done {
        let Work { touched, people, records, .. } = self;
        Done { records, touched, people }
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
            tickets: BTreeMap::new(),
            gone: BTreeSet::new(),
            threads: BTreeMap::new(),
            keys: BTreeMap::new(),
            message_ids: BTreeMap::new(),
            tokens: BTreeMap::new(),
            created: 0,
            desk_version: 0,
            now: i64::MIN,
            due: BTreeSet::new(),
            due_of: BTreeMap::new(),
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
        self.tickets.values()
    }

    /// Where a ticket stands.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<&TicketState> {
        self.tickets.get(id)
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
        self.tickets.insert(id.clone(), state);
        self.reindex(&id)
    }

    pub(super) fn workflow_for(&self, name: Option<&str>) -> Result<(String, Arc<Workflow>)> {
        let name = name.or(self.first_workflow.as_deref()).unwrap_or_default();
        let found = self.workflows.get(name).and_then(|versions| versions.last());
        let there = || self.workflow_names().collect::<Vec<_>>().join(", ");
        let found =
            found.ok_or_else(|| Error::not_found("workflow", name, format!("a workflow of the board: {}", there())))?;
        Ok((name.to_owned(), Arc::clone(found)))
    }

    pub(super) fn workflow_of(&self, state: &TicketState) -> Result<Arc<Workflow>> {
        let versions = self.workflows.get(&state.workflow);
        let found = versions.and_then(|v| v.iter().find(|w| w.version() == state.workflow_version));
        found.map(Arc::clone).ok_or_else(|| {
            let says = format!(
                "ticket {} lives under version {} of the workflow {:?}, which is not on the board",
                state.id, state.workflow_version, state.workflow
            );
            Error::new(ErrorKind::Incompatible, says).at("workflow")
        })
    }

    pub(super) fn thread(&self, id: &str) -> &[Said] {
        self.threads.get(id).map_or(&[], Vec::as_slice)
    }

    /// What a command leads to. Nothing changes; the same board and command give the same records, byte for byte.
    ///
    /// Timers due at or before the command's instant run first, in due order, each at its own time.
    ///
    /// # Errors
    /// A fault of the call, not of the business: an instant before the last one, an id that is taken, a workflow that is not there, a
    /// limit. A refusal is no error: it stands in the decision.
    pub fn decide(&self, command: &Command) -> Result<Decision> {
        self.work(command).map(|(decision, _)| decision)
    }

    /// Decides a command and folds what it leads to.
    ///
    /// # Errors
    /// As [`decide`](Self::decide); then nothing changed.
    pub fn command(&mut self, command: &Command) -> Result<Decision> {
        let (decision, done) = self.work(command)?;
        match done {
            Some(done) => self.commit(done)?,
            None => decision.due.iter().try_for_each(|record| self.evolve(record))?,
        }
        if let (Some(key), None) = (&command.key, &decision.refusal) {
            self.keys.insert(key.clone(), command.fingerprint()?);
        }
        self.now = self.now.max(command.at);
        Ok(decision)
    }

    fn work(&self, command: &Command) -> Result<(Decision, Option<Done>)> {
        check_instant(command.at).map_err(|e| e.at("at"))?;
        if command.at < self.now {
            let expected = format!("not before {}, the last instant the board has seen", format_instant(self.now));
            return Err(Error::invalid("at", command.when(), expected));
        }
        let mut work = Work::new(self, command.at);
        if !self.run_due(&mut work, command.at)? {
            let expected = format!("at most {MAX_TIMERS_PER_CALL} timers before a command; call tick first");
            return Err(Error::limit("at", command.when(), expected));
        }
        let before = work.records.len();
        work.at = command.at;
        let mut decision = Decision::default();
        if let Some(key) = &command.key {
            let own = command.fingerprint()?;
            match self.keys.get(key) {
                Some(of) if *of == own => decision.repeated = true,
                Some(_) => {
                    decision.refusal = Some(Refusal::new(RefusalCode::IdempotencyMismatch).with("key", key.as_str()))
                }
                None => work.key = Some(Key { key: key.clone(), command: own }),
            }
        }
        if decision.repeated || decision.refusal.is_some() {
            decision.due = work.records;
            return Ok((decision, None));
        }
        match work.run(command) {
            Ok(()) => {
                let done = work.done();
                decision.due = done.records.iter().take(before).cloned().collect();
                decision.records = done.records.iter().skip(before).cloned().collect();
                Ok((decision, Some(done)))
            }
            Err(Stop::Refused(refusal)) => {
                work.records.truncate(before);
                (decision.due, decision.refusal) = (work.records, Some(refusal));
                Ok((decision, None))
            }
            Err(Stop::Fault(e)) => Err(e),
        }
    }

    /// Folds one record, such as a store kept it. Records of a ticket come in the order of their numbers.
    ///
    /// # Errors
    /// [`ErrorKind::InconsistentLog`] for a record out of order, or of a ticket that is not on the board.
    pub fn evolve(&mut self, record: &Record) -> Result<()> {
        let id = record.stream.as_str();
        let wrong = |says: String| Err(Error::new(ErrorKind::InconsistentLog, says).at("seq"));
        match &record.fact {
            Fact::AgentAvailable { .. } | Fact::LeftGroup { .. } => {
                if record.seq != self.desk_version + 1 {
                    return wrong(format!(
                        "record {} of the desk does not follow on {}",
                        record.seq, self.desk_version
                    ));
                }
                self.desk_version += 1;
                self.people.evolve(&record.fact);
            }
            Fact::Created { of } => {
                if self.tickets.contains_key(id) || record.seq != 1 {
                    return wrong(format!("ticket {id} began before"));
                }
                self.tickets.insert(id.to_owned(), TicketState::begin(id, self.created, of, record.at));
                self.created += 1;
            }
            fact => {
                let Some(state) = self.tickets.get_mut(id) else {
                    return wrong(format!("record {} of the ticket {id}, which has not begun", record.seq));
                };
                if record.seq != state.version + 1 {
                    return wrong(format!("record {} of ticket {id} does not follow on {}", record.seq, state.version));
                }
                state.evolve(fact, record.at, &record.actor);
            }
        }
        self.noted(record);
        self.reindex(id)
    }

    /// Takes over what work has folded already.
    pub(super) fn commit(&mut self, done: Done) -> Result<()> {
        let ids: Vec<String> = done.touched.keys().cloned().collect();
        for (id, state) in done.touched {
            self.created = self.created.max(state.order + 1);
            self.tickets.insert(id, state);
        }
        if let Some(people) = done.people {
            self.people = people;
        }
        for record in &done.records {
            if record.stream.is_empty() {
                self.desk_version = self.desk_version.max(record.seq);
            }
            self.noted(record);
        }
        ids.iter().try_for_each(|id| self.reindex(id))
    }

    /// What a record means beside its ticket: keys, ids of messages, tokens, the thread.
    fn noted(&mut self, record: &Record) {
        let id = &record.stream;
        self.now = self.now.max(record.recorded_at);
        if let Some(key) = &record.key {
            self.keys.insert(key.key.clone(), key.command.clone());
        }
        let mut say = |author: &str, public: bool, channel: Option<String>| {
            let said = Said { author: author.to_owned(), public, channel, moved: false };
            self.threads.entry(id.clone()).or_default().push(said);
        };
        match &record.fact {
            Fact::MessageAdded { message } => {
                say(&message.author, true, message.channel.clone());
                if let Some(message_id) = &message.message_id {
                    self.message_ids.insert(message_id.clone(), id.clone());
                }
            }
            Fact::NoteAdded { .. } => say(&record.actor.id, false, None),
            Fact::Created { of } => {
                if let Some(token) = &of.reply_token {
                    self.tokens.insert(token.clone(), id.clone());
                }
            }
            Fact::Split { messages, .. } => {
                for said in messages.iter().filter_map(|n| usize::try_from(*n).ok()?.checked_sub(1)) {
                    if let Some(said) = self.threads.get_mut(id).and_then(|thread| thread.get_mut(said)) {
                        said.moved = true;
                    }
                }
            }
            Fact::SubjectErased { subject, .. } => {
                for said in self.threads.get_mut(id).into_iter().flatten().filter(|s| s.author == *subject) {
                    said.author = "erased".to_owned();
                }
            }
            Fact::TicketDeleted => {
                self.tickets.remove(id);
                self.threads.remove(id);
                self.tokens.retain(|_, ticket| ticket != id);
                self.gone.insert(id.clone());
            }
            _ => {}
        }
    }

    fn reindex(&mut self, id: &str) -> Result<()> {
        let next = match self.tickets.get(id) {
            Some(state) => {
                next_timer(state, &*self.workflow_of(state)?, &self.calendars)?.map(|(at, t)| (at, state.order, t))
            }
            None => None,
        };
        if let Some((at, order, _)) = self.due_of.remove(id) {
            self.due.remove(&(at, order, id.to_owned()));
        }
        if let Some((at, order, timer)) = next {
            self.due.insert((at, order, id.to_owned()));
            self.due_of.insert(id.to_owned(), (at, order, timer));
        }
        Ok(())
    }

    /// What comes due next, over all tickets.
    #[must_use]
    pub fn next_due(&self) -> Option<Due> {
        let (at, _, ticket) = self.due.first()?;
        let (_, _, timer) = self.due_of.get(ticket)?;
        Some(Due { at: *at, ticket: ticket.clone(), timer: timer.clone() })
    }

    pub(super) fn due_of(&self, id: &str) -> Option<(i64, &Timer)> {
        self.due_of.get(id).map(|(at, _, timer)| (*at, timer))
    }

    /// Lets everything take effect that came due at or before `now`, in due order, each at its own time, and folds it. At most
    /// [`MAX_TIMERS_PER_CALL`]: while [`next_due`](Self::next_due) is not after `now`, call again.
    ///
    /// # Errors
    /// When `now` is before the last instant the board has seen.
    pub fn tick(&mut self, now: i64) -> Result<Vec<Record>> {
        check_instant(now).map_err(|e| e.at("now"))?;
        if now < self.now {
            let expected = format!("not before {}, the last instant the board has seen", format_instant(self.now));
            return Err(Error::invalid("now", format_instant(now), expected));
        }
        let mut work = Work::new(self, now);
        let caught_up = self.run_due(&mut work, now)?;
        let last = work.at;
        let done = work.done();
        let records = done.records.clone();
        self.commit(done)?;
        self.now = if caught_up { now } else { self.now.max(last.min(now)) };
        Ok(records)
    }

    /// Runs what is due into `work`; `false` when there is more than one call may do.
    fn run_due(&self, work: &mut Work<'_>, now: i64) -> Result<bool> {
        let mut waiting = self.due.iter().take_while(|(at, _, _)| *at <= now).peekable();
        let mut own: BTreeSet<(i64, u64, String)> = BTreeSet::new();
        let mut own_timer: BTreeMap<String, (i64, u64, Timer)> = BTreeMap::new();
        // A new calendar may put a promise into the past; time does not go back for it.
        let mut clock = self.now;
        for _ in 0..MAX_TIMERS_PER_CALL {
            while waiting.peek().is_some_and(|(_, _, id)| work.touched.contains_key(id)) {
                waiting.next();
            }
            let first = match (waiting.peek(), own.first()) {
                (Some(a), Some(b)) => {
                    if **a < *b {
                        (*a).clone()
                    } else {
                        b.clone()
                    }
                }
                (Some(a), None) => (*a).clone(),
                (None, Some(b)) => b.clone(),
                (None, None) => return Ok(true),
            };
            let (at, _, id) = first;
            if at > now {
                return Ok(true);
            }
            let timer = own_timer.get(&id).or_else(|| self.due_of.get(&id)).map(|(_, _, t)| t.clone());
            let Some(timer) = timer else { return Ok(true) };
            clock = clock.max(at);
            match work.fire(&id, clock, &timer) {
                Ok(()) => {}
                Err(Stop::Fault(e)) => return Err(e),
                Err(Stop::Refused(refusal)) => {
                    return Err(Error::new(ErrorKind::Internal, format!("a timer was refused: {refusal}")).at(&id));
                }
            }
            for id in std::mem::take(&mut work.dirty) {
                if let Some((at, order, _)) = own_timer.remove(&id) {
                    own.remove(&(at, order, id.clone()));
                }
                let Some(state) = work.get(&id) else { continue };
                if let Some((at, timer)) = next_timer(state, &*self.workflow_of(state)?, &self.calendars)? {
                    own.insert((at, state.order, id.clone()));
                    own_timer.insert(id, (at, state.order, timer));
                }
            }
        }
        Ok(own.first().is_none_or(|(at, _, _)| *at > now) && waiting.all(|(_, _, id)| work.touched.contains_key(id)))
    }

    /// All of it, for a snapshot. The first workflow stands first.
    pub(super) fn parts(&self) -> Snapshot {
        let first = self.first_workflow.iter().filter_map(|name| self.workflows.get_key_value(name));
        let others = self.workflows.iter().filter(|(name, _)| Some(*name) != self.first_workflow.as_ref());
        let docs = |versions: &[Arc<Workflow>]| versions.iter().map(|w| w.doc().clone()).collect();
        let mut tickets: Vec<TicketState> = self.tickets.values().cloned().collect();
        tickets.sort_by_key(|t| t.order);
        Snapshot {
            schema: 0,
            tenant: self.tenant.clone(),
            workflows: first.chain(others).map(|(name, versions)| (name.clone(), docs(versions))).collect(),
            people: self.people.clone(),
            tickets,
            gone: self.gone.clone(),
            threads: self.threads.clone(),
            keys: self.keys.clone(),
            message_ids: self.message_ids.clone(),
            created: self.created,
            desk_version: self.desk_version,
            now: self.now,
        }
    }

    pub(super) fn restore(&mut self, of: Snapshot) -> Result<()> {
        self.people = of.people;
        for (i, state) in of.tickets.into_iter().enumerate() {
            self.put(state).map_err(|e| e.at(&format!("tickets[{i}]")))?;
        }
        (self.gone, self.threads, self.keys, self.message_ids) = (of.gone, of.threads, of.keys, of.message_ids);
        self.created = self.created.max(of.created);
        (self.desk_version, self.now) = (of.desk_version, of.now);
        Ok(())
    }
}
