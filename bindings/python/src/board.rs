//! Workflows, and the life of tickets under them.

use crate::args::{Arg, Ordered, args};
use crate::bridge::{self, Doc, Given};
use crate::calendar::Calendar;
use crate::command::Bare;
use crate::convert::{Instant, UtcMoment};
use crate::errors::{OrRaise, raise, unwritable};
use crate::handle::{Handle, document_class};
use crate::writer::{Told, ToldAll};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use std::collections::BTreeMap;
use sundesk_core::calendar::Calendars;
use sundesk_core::document::{MAX_DOCUMENT_BYTES, read_document};
use sundesk_core::ticket::Record;
use sundesk_core::ticket::lifecycle::{self, People, Refusal, TicketState};
use sundesk_core::ticket::workflow::{self, WorkflowDoc};
use sundesk_core::time::ZoneDb;
use sundesk_core::{Error, Problem, Result};

/// What a ticket may do: statuses, moves, rights, what must be filled in, what time does.
///
/// `document` is a mapping, JSON text (its fields: `document_schema("workflow")`), or the name of a preset: `zendesk`, `jsm`, `servicenow`, `zammad`, `chatwoot`, `linear`.
///
/// >>> from sundesk import Workflow
/// >>> Workflow("zendesk").moves("solved")
/// ['open', 'pending', 'hold', 'closed']
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Workflow(pub(crate) workflow::Workflow);

document_class!(Workflow, {
    /// Raises `InvalidInputError` with all faults in `problems`, each with its path (`transitions.open[1]`).
    #[new]
    fn new(document: Arg<Given>) -> PyResult<Self> {
        args!(document);
        read(document).or_raise().map(Self)
    }

    /// The SHA-256 of the canonical document: the version that tickets keep.
    #[getter]
    fn version(&self) -> &str {
        self.0.version()
    }

    /// The statuses a ticket may move to from `status`, whoever moves it.
    fn moves(&self, status: Arg<&str>) -> PyResult<Vec<&str>> {
        args!(status);
        Ok(self.0.moves(status))
    }

    /// States and moves as an SVG picture.
    fn to_svg(&self) -> String {
        self.0.to_svg()
    }

    fn _repr_svg_(&self) -> String {
        self.0.to_svg()
    }
});

/// A workflow of its document, or the preset of a name.
fn read(document: Given) -> Result<workflow::Workflow> {
    let text = |text: &str| match text.trim_start().starts_with('{') {
        true => workflow::Workflow::from_json(text),
        false => workflow::Workflow::preset(text),
    };
    document.read(text, workflow::Workflow::from_value)
}

impl Handle for Workflow {
    type Doc = WorkflowDoc;

    fn doc(&self) -> &WorkflowDoc {
        self.0.doc()
    }

    fn shown(&self) -> String {
        let version: String = self.0.version().chars().take(12).collect();
        format!("{version}: {} statuses", self.0.doc().statuses.len())
    }

    fn beside<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Ok(PyTuple::empty(py))
    }

    fn rebuilt(text: &str, _: &Bound<'_, PyTuple>) -> PyResult<Self> {
        workflow::Workflow::from_json(text).or_raise().map(Self)
    }

    fn checked(document: Given, _: &ZoneDb) -> Result<Vec<Problem>> {
        read(document).map(|_| Vec::new())
    }

    fn same(&self, _: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(self.0.version() == other.0.version())
    }
}

/// The tickets on the table: their states, the people, the workflows and calendars they live by.
///
/// A command is a mapping: who (`by`) does (`do`) what to which `ticket`, when (`at`). `command` decides it and folds what it leads to; what it gives
/// are the records to keep. A refusal raises `Refusal` and writes nothing. The board keeps nothing: keep its records, or `to_json()`.
///
/// >>> from datetime import datetime, timezone
/// >>> from sundesk import Board, Workflow
/// >>> board = Board("acme", {"support": Workflow("zendesk")})
/// >>> at = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
/// >>> made = board.command({"do": "create", "ticket": "T-1", "by": "agent", "at": at, "assignee": "agent"})
/// >>> [record["kind"] for record in made], board.ticket("T-1")["status"]
/// (['created', 'assigned', 'status_changed'], 'open')
#[pyclass(module = "sundesk")]
pub(crate) struct Board(pub(crate) lifecycle::Board);

fn calendars_of(calendars: Option<BTreeMap<String, Py<Calendar>>>) -> Calendars {
    let mut all = Calendars::without_default();
    for (name, calendar) in calendars.unwrap_or_default() {
        all.insert(name, calendar.get().core.clone());
    }
    all
}

/// The exception for a refusal, with what came due before it.
pub(crate) fn refused(py: Python<'_>, refusal: &Refusal, due: &[Record]) -> PyErr {
    static REFUSAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = || {
        let class = REFUSAL.import(py, "sundesk._errors", "Refusal")?;
        let data = bridge::report(py, &refusal.data)?;
        let due = bridge::report(py, &due)?;
        class.call1((refusal.to_string(), refusal.code.name(), data, refusal.message_id(), due))
    };
    match make() {
        Ok(value) => PyErr::from_value(value),
        Err(failed) => failed,
    }
}

#[pymethods]
impl Board {
    /// An empty board. `workflows` by name, the first one is that of tickets that name none; `calendars` are those the workflows name; `people` is
    /// `{"actors": {"ann": {"role": "agent"}}, "groups": {"tier1": ["ann"]}}`.
    #[new]
    #[pyo3(signature = (tenant, workflows, *, calendars = None, people = None))]
    fn new(
        tenant: Arg<&str>,
        workflows: Arg<Ordered<Py<Workflow>>>,
        calendars: Option<Arg<BTreeMap<String, Py<Calendar>>>>,
        people: Option<Arg<Doc<People>>>,
    ) -> PyResult<Self> {
        args!(tenant, workflows, calendars, people);
        let mut board = Self(lifecycle::Board::new(tenant, calendars_of(calendars)));
        for (name, workflow) in workflows.0 {
            board.0.add_workflow(&name, workflow.get().0.clone()).or_raise()?;
        }
        if let Some(people) = people {
            board.0.set_people(people.0);
        }
        Ok(board)
    }

    /// The board of a text that `to_json` gave, with the calendars in force now.
    #[staticmethod]
    #[pyo3(signature = (text, *, calendars = None))]
    fn from_json(text: Arg<&str>, calendars: Option<Arg<BTreeMap<String, Py<Calendar>>>>) -> PyResult<Self> {
        args!(text, calendars);
        lifecycle::Board::from_json(text, calendars_of(calendars)).or_raise().map(Self)
    }

    /// The whole board but its calendars as one line of JSON.
    fn to_json(&self) -> PyResult<String> {
        self.0.to_json().or_raise()
    }

    /// Adds a workflow, or its next version: new tickets live under it, present ones keep theirs.
    fn add_workflow(&mut self, name: Arg<&str>, workflow: Arg<&Workflow>) -> PyResult<()> {
        args!(name, workflow);
        self.0.add_workflow(name, workflow.0.clone()).or_raise()
    }

    /// Puts other calendars in force: timers keep their promise and are worked out anew.
    fn set_calendars(&mut self, calendars: Arg<BTreeMap<String, Py<Calendar>>>) -> PyResult<()> {
        args!(calendars);
        self.0.set_calendars(calendars_of(Some(calendars))).or_raise()
    }

    /// Says who there is, and who is in which group.
    fn set_people(&mut self, people: Arg<Doc<People>>) -> PyResult<()> {
        args!(people);
        self.0.set_people(people.0);
        Ok(())
    }

    /// Decides a command and folds what it leads to: the records to keep, what came due before it first.
    ///
    /// Raises `Refusal`, with what came due in `due`; nothing else was written then.
    fn command<'py>(&mut self, py: Python<'py>, command: Arg<Bare>) -> PyResult<Bound<'py, PyAny>> {
        args!(command);
        let decision = self.0.command(&command.at(None)?).or_raise()?;
        if let Some(refusal) = &decision.refusal {
            return Err(refused(py, refusal, &decision.due));
        }
        let records: Vec<&Record> = decision.due.iter().chain(&decision.records).collect();
        bridge::report(py, &records)
    }

    /// What a command would lead to: `due`, `records`, `refusal`, `repeated`. The board does not change: keep the records, and give each to `evolve`.
    fn decide<'py>(&self, py: Python<'py>, command: Arg<Bare>) -> PyResult<Bound<'py, PyAny>> {
        args!(command);
        bridge::report(py, &self.0.decide(&command.at(None)?).or_raise()?)
    }

    /// Folds one record, in the order in which they were made.
    fn evolve(&mut self, record: Arg<Given>) -> PyResult<()> {
        args!(record);
        // A record keeps the text of its data, which its hash is of: it is read from text.
        self.0.evolve(&Record::from_json(&record.into_text()).or_raise()?).or_raise()
    }

    /// Lets everything take effect that came due at or before `now`; the records to keep. At most 100,000 in one call: while `next_due` is not after
    /// `now`, call again.
    fn tick<'py>(&mut self, py: Python<'py>, now: Arg<Instant>) -> PyResult<Bound<'py, PyAny>> {
        args!(now);
        bridge::report(py, &self.0.tick(now.0).or_raise()?)
    }

    /// When the next timer of any ticket comes due; `None` when none does.
    #[getter]
    fn next_due(&self) -> Option<UtcMoment> {
        self.0.next_due().map(|due| UtcMoment(due.at))
    }

    /// The moves that `actor` may make with a ticket at `now`, each with what it still lacks: for buttons.
    fn allowed<'py>(
        &self,
        py: Python<'py>,
        ticket: Arg<&str>,
        actor: Arg<&str>,
        now: Arg<Instant>,
    ) -> PyResult<ToldAll<'py>> {
        args!(ticket, actor, now);
        bridge::told_all(py, &self.0.allowed(ticket, actor, now.0).or_raise()?)
    }

    /// A ticket as people read it; `None` when it is not there.
    fn ticket<'py>(&self, py: Python<'py>, id: Arg<&str>) -> PyResult<Option<Told<'py>>> {
        args!(id);
        self.0.view(id).or_raise()?.map(|view| bridge::told(py, &view)).transpose()
    }

    /// The ids of the tickets, in order.
    fn tickets(&self) -> Vec<&str> {
        self.0.tickets().map(|t| t.id.as_str()).collect()
    }

    /// Where a ticket stands, whole, as JSON text that a host may keep as a snapshot.
    fn state(&self, id: Arg<&str>) -> PyResult<String> {
        args!(id);
        let state = self.0.state(id).ok_or_else(|| raise(Error::not_found("id", id, "a ticket of the board")))?;
        serde_json::to_string(state).map_err(unwritable)
    }

    /// Puts a ticket on the table as `state` gave it.
    fn put(&mut self, state: Arg<&str>) -> PyResult<()> {
        args!(state);
        let state: TicketState = read_document(state, "ticket state", MAX_DOCUMENT_BYTES).or_raise()?;
        self.0.put(state).or_raise()
    }

    fn __repr__(&self) -> String {
        format!("<Board of {} tickets>", self.0.tickets().count())
    }
}
