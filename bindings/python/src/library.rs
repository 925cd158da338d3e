//! What a desk knows by name, and every question that can be asked of it.

use crate::args::{Arg, args};
use crate::board::{Board, Workflow};
use crate::bridge::{self, Given};
use crate::calendar::Calendar;
use crate::errors::{OrRaise, raise, unwritable};
use crate::fields::{self, Fields};
use crate::figures;
use crate::log::EventLog;
use crate::roster::Roster;
use crate::sla::PolicySet;
use crate::words::QuestionKindWord;
use crate::writer::Told;
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use sundesk_core::Error;
use sundesk_core::desk;
use sundesk_core::desk::ask::{QUESTIONS, Question, question_schema as schema_of};

type Named<T> = Option<Arg<BTreeMap<String, Py<T>>>>;

/// Everything a desk knows by name, and every question that can be asked of it: `question_names()` lists them.
///
/// `document` is a mapping or JSON text with `calendar`, `calendars`, `policies`, `rosters`, `workflows` and `logs`, each by name; the keywords take
/// what is compiled already, policies with the calendars they have. A question may leave a name out where there is one thing of its kind.
///
/// >>> from sundesk import Library
/// >>> library = Library({"rosters": {"eu": {"shifts": [{"id": "day", "timezone": "Asia/Tokyo", "start": "09:00", "end": "17:00"}]}}})
/// >>> print(library.ask("on", at="2026-07-01T00:00:00Z"))
/// 2026-07-01 00:00 UTC: day
/// <BLANKLINE>
/// >>> library.ask("gaps", roster="eu", from_="2026-07-01T00:00:00Z", to="2026-07-02T00:00:00Z")["gaps"][0]["minutes"]
/// 960
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Library(pub(crate) desk::Library);

#[pymethods]
impl Library {
    #[new]
    #[pyo3(signature = (
        document = None, *, calendar = None, calendars = None, policies = None, rosters = None, workflows = None, logs = None, boards = None,
        zones = None
    ))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn new(
        py: Python<'_>,
        document: Option<Arg<Given>>,
        calendar: Option<Arg<&Calendar>>,
        calendars: Named<Calendar>,
        policies: Named<PolicySet>,
        rosters: Named<Roster>,
        workflows: Named<Workflow>,
        logs: Named<EventLog>,
        boards: Named<Board>,
        zones: Option<Arg<Py<ZoneDb>>>,
    ) -> PyResult<Self> {
        args!(document, calendar, calendars, policies, rosters, workflows, logs, boards, zones);
        let zones = ZoneDb::or_bundled(py, zones)?;
        let mut made = match document {
            Some(document) => {
                let zones = &zones.get().core;
                let (text, value) =
                    (|t: &str| desk::Library::from_json(t, zones), |v| desk::Library::from_value(v, zones));
                document.read(text, value).or_raise()?
            }
            None => desk::Library::new(zones.get().core.clone()),
        };
        if let Some(calendar) = calendar {
            made = made.with_calendar("", calendar.core.clone());
        }
        for (name, calendar) in calendars.unwrap_or_default() {
            made = made.with_calendar(&name, calendar.get().core.clone());
        }
        for (name, policies) in policies.unwrap_or_default() {
            let (set, calendars) = policies.get().parts_of();
            made = made.with_policies(&name, set, Some(calendars));
        }
        for (name, roster) in rosters.unwrap_or_default() {
            made = made.with_roster(&name, roster.get().core.clone());
        }
        for (name, workflow) in workflows.unwrap_or_default() {
            made = made.with_workflow(&name, workflow.get().0.clone());
        }
        for (name, log) in logs.unwrap_or_default() {
            made = made.with_log(&name, log.get().core.clone());
        }
        for (name, board) in boards.unwrap_or_default() {
            made = made.with_board(&name, board.borrow(py).0.clone());
        }
        Ok(Self(made))
    }

    /// Answers a question: `ask("gaps", roster="eu", from_=start, to=end)`, or all of it as a mapping or JSON text with `ask`. A keyword that Python
    /// keeps for itself takes an underscore after it. `question_schema(name)` says which fields a question has.
    #[pyo3(signature = (question, **fields: "Any"))]
    fn ask(&self, py: Python<'_>, question: Arg<Given>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Answer> {
        args!(question);
        let question = question_of(question, fields)?;
        py.detach(|| self.0.ask(&question)).or_raise().map(Answer::from)
    }

    fn __repr__(&self) -> &'static str {
        "<Library>"
    }
}

/// A question as Python puts it: a word and its fields, or all of it as a mapping or JSON text.
pub(crate) fn question_of(question: Given, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Question> {
    // The fields of a question that are keywords are arguments of their own names.
    let name = if matches!((&question, fields), (Given::Text(_), Some(_))) { "" } else { "question" };
    let made = match (question, fields) {
        (Given::Text(text), None) if text.trim_start().starts_with('{') => Question::from_json(&text),
        (Given::Text(word), fields) => {
            let fields = fields.map(|fields| bridge::to_json("", fields.as_any())).transpose()?;
            let mut asked = Map::new();
            if let Some(Value::Object(fields)) = fields {
                let name = |name: String| name.strip_suffix('_').map_or(name.clone(), str::to_owned);
                asked.extend(fields.into_iter().map(|(key, value)| (name(key), value)));
            }
            asked.insert("ask".to_owned(), word.into());
            Question::from_value(Value::Object(asked))
        }
        (Given::Value(whole), None) => Question::from_value(whole),
        (Given::Value(_), Some(_)) => {
            let expected = "the word of a question, with its fields as keywords; or all of it as a mapping";
            Err(Error::invalid("", "a mapping and keywords", expected))
        }
    };
    made.map_err(|e| raise(e.at(name)))
}

/// The answer to a question: its fields are `answer.gaps` or `answer["gaps"]`, as those of a `Report`, with instants as aware `datetime`s in the
/// zone of the report (UTC where it has none). `str(answer)` is the text for people, `to_dict()` and `to_json()` are the JSON form for programs, `svg()`
/// a picture where there is one.
///
/// >>> from sundesk import Library
/// >>> library = Library({"calendar": {"timezone": "Asia/Tokyo", "weekly": {"mon": [["09:00", "17:00"]]}}})
/// >>> answer = library.ask("hours", from_="2026-07-06T00:00:00Z", to="2026-07-06T12:00:00Z")
/// >>> answer.open_minutes, answer.pieces[0].to.isoformat(), answer.to_dict()["pieces"][0]["to"]
/// (480, '2026-07-06T17:00:00+09:00', '2026-07-06T08:00:00Z')
#[pyclass(frozen, eq, module = "sundesk")]
pub(crate) struct Answer {
    pub(crate) core: desk::Answer,
    fields: Fields,
}

impl Answer {
    fn fields<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyAny>> {
        self.fields.of(py, &self.core, self.core.zone())
    }
}

impl From<desk::Answer> for Answer {
    fn from(core: desk::Answer) -> Self {
        Self { core, fields: Fields::new() }
    }
}

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core
    }
}

#[pymethods]
impl Answer {
    /// The answer as a `Report`: attributes, and instants as aware `datetime`s.
    fn to_report<'py>(&self, py: Python<'py>) -> PyResult<Told<'py>> {
        Ok(Told(self.fields(py)?.clone()))
    }

    /// The answer as plain dicts and lists: what its JSON form holds, instants as RFC 3339 texts.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.core)
    }

    /// The answer as JSON text, indented.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string_pretty(&self.core).map_err(unwritable)
    }

    /// The answer as a self-contained SVG picture; `NotFoundError` for an answer that has none.
    fn svg(&self) -> PyResult<String> {
        self.core.svg().or_raise()
    }

    /// The answer as a self-contained HTML page; `NotFoundError` for an answer that has none.
    fn html(&self) -> PyResult<String> {
        self.core.html().or_raise()
    }

    /// The answer as Markdown: what the page says, with tables and without pictures; `NotFoundError` for an answer that has none.
    fn markdown(&self) -> PyResult<String> {
        self.core.markdown().or_raise()
    }

    /// The figures of the answer as CSV; `NotFoundError` for an answer that has none.
    fn csv(&self) -> PyResult<String> {
        self.core.csv().or_raise()
    }

    /// The figures of the answer as an Arrow stream, a row each (`FigureTable` lists the columns): `polars.DataFrame(answer)`, `pyarrow.table(answer)`.
    /// `NotFoundError` for an answer that has none.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _ = requested_schema;
        figures::of_answer(self)?.stream(py)
    }

    /// What notebooks show: the picture, where there is one.
    fn _repr_svg_(&self) -> Option<String> {
        self.core.svg().ok()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, key: &str) -> PyResult<Bound<'py, PyAny>> {
        self.fields(py)?.get_item(key)
    }

    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        fields::attribute(self.fields(py)?, name)
    }

    fn __dir__(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
        fields::names(&slf.get_type(), slf.get().fields(slf.py())?)
    }

    fn __str__(&self) -> String {
        self.core.to_string()
    }

    fn __repr__(&self) -> String {
        let text = self.core.to_string();
        format!("<Answer to {}: {:?}>", self.core.name(), text.lines().next().unwrap_or_default())
    }
}

/// The words of the questions there are.
#[pyfunction]
pub(crate) fn question_names() -> Vec<QuestionKindWord<'static>> {
    QUESTIONS.iter().map(|kind| QuestionKindWord(kind.name)).collect()
}

/// The JSON Schema (draft 2020-12) of the question with this word, as a dict: its fields, what they mean, which are required. `NotFoundError` for
/// another word.
#[pyfunction]
pub(crate) fn question_schema<'py>(py: Python<'py>, name: Arg<&str>) -> PyResult<Bound<'py, PyAny>> {
    args!(name);
    bridge::report(py, &schema_of(name).or_raise()?)
}
