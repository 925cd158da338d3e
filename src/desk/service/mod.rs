//! [`Desk`]: a library and a store, and with them a help desk.

mod call;
mod clocks;
mod command;
mod document;
mod figures;
mod import;
mod privacy;
mod table;
mod timers;

pub use call::{Call, ImportCall};
pub use command::Outcome;
pub use document::{DeskDoc, MAX_LEASE};
pub use import::{ImportReport, MAX_NAMED};
pub use privacy::{
    ExportedTicket, MAX_RETENTION_RULES, Retained, RetainedSince, Retention, RetentionDoc, RetentionItem,
    RetentionReport, RetentionRule, SubjectExport,
};

use crate::desk::Library;
use crate::error::{Error, Result};
use crate::sla::SlaReport;
use crate::store::{By, Filter, Head, Kept, MemoryStore, Store, TicketPage, TicketQuery, Verified};
use crate::ticket::lifecycle::{Board, People, Possible, TicketView};
use crate::ticket::redact::Personal;
use crate::ticket::workflow::Workflow;
use clocks::Clocks;
use figures::Figures;
use std::collections::{BTreeMap, HashMap};

/// A help desk: commands are decided by the workflows of a library and kept in a store; timers, promises and the inbox follow.
///
/// ```text
/// Command ──decide──▶ records ──┬─▶ one batch: records, next timer, next promise, key ──▶ Store ──▶ inbox, feed
///            ▲                  └─▶ events ──▶ LiveTickets (promises), EventLog (figures)
///            └── tickets it looks at, out of the store
/// ```
///
/// Only the tickets that commands touch are in memory. Several processes may work on one store: a decision stands on the versions of all
/// tickets it looked at, and is made anew when somebody was faster. Nothing here reads a clock: `now` is always an argument.
///
/// ```
/// use sundesk::desk::{Desk, DeskDoc, Library};
/// use sundesk::ticket::lifecycle::Command;
/// use sundesk::time::{ZoneDb, parse_instant};
/// let library = Library::from_json(r#"{
///     "calendar": {"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}},
///     "policies": {"gold": {"metrics": {"first reply": {"kind": "first_reply", "target": "2h"}}}}
/// }"#, &ZoneDb::bundled())?;
/// let mut desk = Desk::memory(library, &DeskDoc::default())?; // on the disk: Desk::open("desk.db", library, &DeskDoc::default())
/// let create = r#"{"do": "create", "ticket": "T-1", "by": "customer", "subject": "Broken parcel", "at": "2026-03-02T16:00:00Z"}"#;
/// assert!(desk.command(&Command::from_json(create)?)?.refusal.is_none());
/// let inbox = desk.tickets(&sundesk::store::TicketQuery::from_json(r#"{"order": "due"}"#)?)?;
/// assert_eq!(inbox.tickets[0].due_at, Some(parse_instant("2026-03-03T10:00:00Z")?)); // an hour on Monday, one on Tuesday
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Desk {
    library: Library,
    store: Box<dyn Store>,
    board: Board,
    clocks: Option<Clocks>,
    figures: Option<Figures>,
    /// The people as the host says, before what was recorded of them.
    people: People,
    /// The version of each ticket on the table; 0: there is none such.
    table: HashMap<String, u64>,
    /// Commands since the table was last cleared.
    handled: usize,
    /// The last record that the table knows of.
    seen: u64,
    worker: String,
    lease: i64,
    /// What never enters.
    redact: Vec<Personal>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Desk({:?}, {} records seen)", self.store.tenant(), self.seen)
    }
}

impl Desk {
    /// A desk on a store that is open already.
    ///
    /// Where workflows, calendars or promises are others than when the store was last used, timers and promises of all tickets that are
    /// not closed are worked out anew.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a workflow, policy or calendar that is not there;
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) where a status means two things, or a name could be two; what the store says.
    pub fn new(library: Library, store: Box<dyn Store>, doc: &DeskDoc) -> Result<Self> {
        let workflows = document::workflows(&library, doc)?;
        let mut board = Board::new(store.tenant(), library.calendars().clone()).in_part();
        for (name, workflow) in &workflows {
            board.add_workflow(name, workflow.clone())?;
        }
        let clocks = Clocks::new(&library, doc, &workflows)?;
        let mut desk = Self {
            library,
            store,
            board,
            clocks,
            figures: None,
            people: doc.people.clone().unwrap_or_default(),
            table: HashMap::new(),
            handled: 0,
            seen: 0,
            worker: doc.worker.clone().unwrap_or_else(|| "desk".to_owned()),
            lease: doc.lease()?,
            redact: doc.redact.clone(),
        };
        for (name, workflow) in &workflows {
            desk.keep(name, workflow)?;
        }
        desk.seen = desk.store.head()?.position;
        desk.take_people()?;
        desk.take_library(&workflows)?;
        Ok(desk)
    }

    /// A desk in one SQLite file, which is made if it is not there. The keys of people lie beside it (`PATH.keys`).
    ///
    /// # Errors
    /// As [`new`](Self::new) and [`SqliteStore::open`](crate::store::SqliteStore::open).
    #[cfg(feature = "sqlite")]
    pub fn open(path: &str, library: Library, doc: &DeskDoc) -> Result<Self> {
        let store = doc.store.open(path, doc.tenant())?;
        Self::new(library, Box::new(store), doc)
    }

    /// A desk in memory, for tests.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn memory(library: Library, doc: &DeskDoc) -> Result<Self> {
        Self::new(library, Box::new(MemoryStore::new(doc.tenant())), doc)
    }

    fn keep(&mut self, name: &str, workflow: &Workflow) -> Result<()> {
        let body = serde_json::to_string(workflow.doc()).map_err(Error::unwritable)?;
        let kept =
            Kept { kind: "workflow".into(), name: name.to_owned(), version: workflow.version().to_owned(), body };
        match self.store.kept(&kept.version)? {
            Some(_) => Ok(()), // the version is of the document: two names may share one
            None => self.store.keep(&kept),
        }
    }

    /// What the desk knows by name.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Where its records are.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// Its store, without the desk.
    #[must_use]
    pub fn into_store(self) -> Box<dyn Store> {
        self.store
    }

    /// The same to write to: what goes past the desk is noticed by it as what another process writes.
    pub fn store_mut(&mut self) -> &mut dyn Store {
        &mut *self.store
    }

    /// Checks the whole store ([`Store::verify`]), and that each ticket has the timer and the next promise that follow from its records.
    ///
    /// # Errors
    /// [`ErrorKind::InconsistentLog`](crate::ErrorKind::InconsistentLog) with the first record or ticket that is not as it was written.
    pub fn verify(&mut self, since: Option<&Head>) -> Result<Verified> {
        let verified = self.store.verify(since)?;
        self.check_marks().map(|()| verified)
    }

    /// Makes anew from the log all that follows from it: the inbox, the words of the search, whom tickets speak of, timers and promises.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn rebuild_inbox(&mut self) -> Result<()> {
        self.store.rebuild_inbox()?;
        self.sync()?;
        self.rederive()
    }

    /// A ticket as people read it; `None` when it is not there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn ticket(&mut self, id: &str) -> Result<Option<TicketView>> {
        self.sync()?;
        self.answered(|board, reads| board.view_by(id, &reads)).map(|(view, _)| view)
    }

    /// How many records a ticket has: what a command may state as `expect_version`. 0 of one that is not there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn version(&self, id: &str) -> Result<u64> {
        self.store.version(id)
    }

    /// The moves that somebody may make with a ticket at `now`, each with what it still lacks: for buttons.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a ticket that is not there.
    pub fn allowed(&mut self, ticket: &str, actor: &str, now: i64) -> Result<Vec<Possible>> {
        self.sync()?;
        self.answered(|board, reads| board.allowed_by(ticket, actor, now, reads)).map(|(moves, _)| moves)
    }

    /// Where the promises of a ticket stand.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a ticket that is not there, and of a desk without policies.
    pub fn sla(&mut self, ticket: &str, now: i64) -> Result<SlaReport> {
        self.sync()?;
        self.bring_ticket(ticket)?;
        if self.board.state(ticket).is_none() {
            return Err(Error::not_found("ticket", ticket, "a ticket of the desk"));
        }
        let (clocks, store) = self.clocks()?;
        clocks.report(store, ticket, now)
    }

    /// Why a promise of a ticket stands where it does.
    ///
    /// # Errors
    /// As [`sla`](Self::sla), and for a metric that is not there.
    pub fn explain(&mut self, ticket: &str, now: i64, metric: &str) -> Result<crate::sla::Explanation> {
        self.sla(ticket, now)?;
        let (clocks, store) = self.clocks()?;
        clocks.explain(store, ticket, now, metric)
    }

    fn clocks(&mut self) -> Result<(&mut Clocks, &dyn Store)> {
        let missing = || Error::not_found("policies", "nothing", "a library with policies");
        Ok((self.clocks.as_mut().ok_or_else(missing)?, &*self.store))
    }

    /// A page of the inbox.
    ///
    /// # Errors
    /// As [`Store::tickets`].
    pub fn tickets(&mut self, query: &TicketQuery) -> Result<TicketPage> {
        self.store.tickets(query)
    }

    /// How many tickets there are, by what they have.
    ///
    /// # Errors
    /// As [`Store::counts`].
    pub fn counts(&mut self, filter: &Filter, by: By) -> Result<BTreeMap<String, u64>> {
        self.store.counts(filter, by)
    }
}
