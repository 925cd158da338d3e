//! Frames of events: columns of polars, pandas, pyarrow or DuckDB. Numbers and dictionaries are read where they lie; text is encoded.

use crate::args::{Arg, Fault, Read, Reads, args};
use crate::arrow;
use crate::bridge::{self, List, Whole};
use crate::cells::{Code, code, column, instants, numbers};
use crate::errors::{OrRaise, raise, wrong_type};
use crate::log::EventLog;
use crate::writer::Told;
use crate::zone::ZoneDb;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::Value;
use sundesk_core::desk::{Answer, FrameQuestion};
use sundesk_core::document::Document;
use sundesk_core::ticket::frame::{EventChunk, FrameDoc, Tickets, log_of_frame};
use sundesk_core::time;
use sundesk_core::{Error, ErrorKind};

/// What a frame may be.
const FRAME: &str =
    "a frame of polars or pandas, a pyarrow table, a DuckDB relation, or what else has __arrow_c_stream__";

/// Threads of a call that says nothing of them, and the most that one may ask for.
const USUAL_THREADS: usize = 2;
const MOST_THREADS: usize = 256;

/// Figures of a frame of events, one row an event: a polars or pandas frame, a pyarrow table, a DuckDB relation, anything with
/// `__arrow_c_stream__`. No log is made. Columns of numbers and dictionaries (categoricals) are read where they lie; columns of text are encoded first.
///
/// The columns are `ticket`, `at` (with a zone), `kind`, and where there are such `actor` and `score`; `events` says so of other names, and
/// what words mean: its fields are those of `document_schema("frame")`. `by` are columns to group by. Options are `period`, `period_of`, `zone`,
/// `roster`, `calendar`, `now`, `view`, `with_state`, `quarter_hours` and `threads` (left out, 2; the figures are the same). A row that cannot be
/// counted is an error that names it, unless `events` says `{"faulty_rows": "count"}`; what was odd is in the report's `quality`.
#[pyfunction]
#[pyo3(signature = (frame, metrics, *, by = None, events = None, zones = None, **options: "Any"))]
pub(crate) fn metrics<'py>(
    py: Python<'py>,
    frame: Arg<Frame<'py>>,
    metrics: Arg<List>,
    by: Option<Arg<Vec<String>>>,
    events: Option<Arg<Whole<FrameDoc>>>,
    zones: Option<Arg<Py<ZoneDb>>>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Told<'py>> {
    args!(frame, metrics, by = Vec::new(), events = Whole(FrameDoc::default()), zones);
    let mut question = question(metrics, options)?;
    question.events = events.0;
    question.group_by = by;
    let columns = Columns::read(&frame, &mut question.events, &question.group_by)?;
    let question = question.ready();
    let zones = ZoneDb::or_bundled(py, zones)?;
    let answer = py.detach(|| columns.with(&question.events, |chunks| answer(&question, chunks, &zones.get().core)))?;
    bridge::told_in(py, &answer, answer.zone())
}

/// The question of these metrics, with options that are arguments of their own names.
fn question(metrics: List, options: Option<&Bound<'_, PyDict>>) -> PyResult<FrameQuestion> {
    let options = options.map(|options| bridge::to_json("", options.as_any())).transpose()?;
    let mut asked = match options {
        Some(Value::Object(asked)) => asked,
        _ => serde_json::Map::new(),
    };
    if let Some(columns) = asked.get("group_by") {
        return Err(raise(Error::invalid("group_by", columns, "the columns to group by as `by`")));
    }
    asked.insert("metrics".to_owned(), Value::Array(metrics.0));
    FrameQuestion::from_value(Value::Object(asked)).or_raise()
}

/// Answers on threads of this call: those of a pool kept for all would be gone in a process that is forked later.
fn answer(question: &FrameQuestion, chunks: &[EventChunk<'_>], zones: &time::ZoneDb) -> PyResult<Answer> {
    let threads = question.threads.unwrap_or(USUAL_THREADS).clamp(1, MOST_THREADS);
    let on = |threads| FrameQuestion { threads: Some(threads), ..question.clone() }.answer(chunks, zones);
    let pool = (threads > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(threads).build());
    let answered = match pool {
        Some(Ok(pool)) => pool.install(|| on(threads)),
        _ => on(1),
    };
    answered.map_err(|error| raise(placed(error, &question.events)))
}

/// A log from a frame of events: what `EventLog.from_frame` is.
pub(crate) fn log(py: Python<'_>, frame: &Frame<'_>, mut doc: FrameDoc) -> PyResult<EventLog> {
    let columns = Columns::read(frame, &mut doc, &[])?;
    let log = |chunks: &[EventChunk<'_>]| log_of_frame(&doc, chunks).map_err(|error| raise(placed(error, &doc)));
    py.detach(|| columns.with(&doc, log)).map(|(log, _)| log.into())
}

/// Fields of the question, which a column may be called by too.
const ASKED: [&str; 8] = ["metrics", "period", "zone", "roster", "calendar", "now", "as_of", "view"];

/// An error under the name of the argument that it is about.
fn placed(error: Error, doc: &FrameDoc) -> Error {
    let path = error.path();
    if path == "group_by" && error.kind() == ErrorKind::LimitExceeded {
        return Error::limit("by", error.value(), error.expectation());
    }
    let head = path.split(['[', '.']).next().unwrap_or_default();
    let of_column =
        |name: &String| path.strip_prefix(name.as_str()).is_some_and(|left| left.is_empty() || left.starts_with('['));
    let named = [&doc.ticket, &doc.at, &doc.kind].into_iter().chain(&doc.actor).chain(&doc.agent).chain(&doc.score);
    if !ASKED.contains(&head) && (head == "rows" || named.chain(&doc.words).any(of_column)) {
        return error.at("frame");
    }
    if ["kinds", "actors", "statuses", "words", "handling"].contains(&head) { error.at("events") } else { error }
}

/// An argument that is a frame.
pub(crate) struct Frame<'py>(Bound<'py, PyAny>);

impl<'py> Reads<'_, 'py> for Frame<'py> {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("typing", "Any");

    fn read(value: Borrowed<'_, 'py, PyAny>) -> Read<Self> {
        if value.hasattr("__arrow_c_stream__")? || value.hasattr("__arrow_c_array__")? {
            return Ok(Self(value.to_owned()));
        }
        Err(Fault::wrong_type(FRAME, &value))
    }
}

/// The columns of a frame that a document is about, a stretch of rows at a time.
struct Columns {
    batches: Vec<Batch>,
}

struct Batch {
    ticket: ArrayRef,
    at: ArrayRef,
    kind: ArrayRef,
    actor: Option<ArrayRef>,
    agent: Option<ArrayRef>,
    score: Option<ArrayRef>,
    words: Vec<ArrayRef>,
}

/// The columns of words of a batch, as numbers where they are not so already.
struct Coded<'a> {
    ticket: Option<Code<'a>>,
    kind: Code<'a>,
    actor: Option<Code<'a>>,
    agent: Option<Code<'a>>,
    words: Vec<Code<'a>>,
}

impl Columns {
    /// Takes the columns over. Those with usual names that are there are put into the document.
    fn read(frame: &Frame<'_>, doc: &mut FrameDoc, by: &[String]) -> PyResult<Self> {
        let chunks = arrow::chunks("frame", &frame.0)?.unwrap_or_default();
        let mut batches = Vec::with_capacity(chunks.len());
        for chunk in &chunks {
            let got = || wrong_type("frame", &format!("an Arrow column of {}", chunk.data_type()), FRAME);
            let rows = chunk.as_struct_opt().ok_or_else(got)?;
            for (column, usual) in [(&mut doc.actor, "actor"), (&mut doc.score, "score")] {
                if column.is_none() && rows.column_by_name(usual).is_some() {
                    *column = Some(usual.to_owned());
                }
            }
            batches.push(Batch::of(rows, doc, by)?);
        }
        Ok(Self { batches })
    }

    /// Calls `ask` with the columns as slices.
    fn with<T>(&self, doc: &FrameDoc, ask: impl FnOnce(&[EventChunk<'_>]) -> PyResult<T>) -> PyResult<T> {
        let coded = self.batches.iter().map(|batch| batch.coded(doc)).collect::<PyResult<Vec<_>>>()?;
        let chunks = self.batches.iter().zip(&coded).map(|(batch, coded)| batch.chunk(coded, doc));
        ask(&chunks.collect::<PyResult<Vec<_>>>()?)
    }
}

impl Batch {
    fn of(rows: &StructArray, doc: &FrameDoc, by: &[String]) -> PyResult<Self> {
        let optional = |name: &Option<String>, field| {
            name.as_deref().map(|name| column(rows, name, &format!("events.{field}"))).transpose()
        };
        let place = |(i, name): (usize, &String)| match by.iter().position(|column| column == name) {
            Some(i) => column(rows, name, &format!("by[{i}]")),
            None => column(rows, name, &format!("events.words[{i}]")),
        };
        let more = by.iter().filter(|name| !doc.words.contains(name));
        Ok(Self {
            ticket: column(rows, &doc.ticket, "events.ticket")?,
            at: column(rows, &doc.at, "events.at")?,
            kind: column(rows, &doc.kind, "events.kind")?,
            actor: optional(&doc.actor, "actor")?,
            agent: optional(&doc.agent, "agent")?,
            score: optional(&doc.score, "score")?,
            words: doc.words.iter().chain(more).enumerate().map(place).collect::<PyResult<_>>()?,
        })
    }

    fn coded<'a>(&'a self, doc: &'a FrameDoc) -> PyResult<Coded<'a>> {
        let some = |array: &'a Option<ArrayRef>, name: &'a Option<String>| {
            array.as_ref().map(|array| code(array, name.as_deref().unwrap_or_default())).transpose()
        };
        let by_number = self.ticket.data_type().is_integer();
        Ok(Coded {
            ticket: if by_number { None } else { Some(code(&self.ticket, &doc.ticket)?) },
            kind: code(&self.kind, &doc.kind)?,
            actor: some(&self.actor, &doc.actor)?,
            agent: some(&self.agent, &doc.agent)?,
            words: self.words.iter().zip(&doc.words).map(|(a, name)| code(a, name)).collect::<Result<_, _>>()?,
        })
    }

    fn chunk<'a>(&'a self, coded: &'a Coded<'a>, doc: &FrameDoc) -> PyResult<EventChunk<'a>> {
        let (at, ticks) = instants(&self.at, &doc.at)?;
        Ok(EventChunk {
            tickets: match &coded.ticket {
                None => Tickets::Numbers(numbers(&self.ticket, &doc.ticket)?),
                Some(code) => Tickets::Words(code.words()),
            },
            at,
            ticks,
            kinds: coded.kind.words(),
            actors: coded.actor.as_ref().map(Code::words),
            agents: coded.agent.as_ref().map(Code::words),
            scores: match &self.score {
                Some(score) => Some(numbers(score, doc.score.as_deref().unwrap_or_default())?),
                None => None,
            },
            words: coded.words.iter().map(Code::words).collect(),
        })
    }
}
