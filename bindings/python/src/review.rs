//! The service review: a log judged by its promises, for people and for programs.

use crate::args::{Arg, args};
use crate::bridge::{self, Given};
use crate::convert::Instant;
use crate::errors::{OrRaise, raise, unwritable};
use crate::fields::{self, Fields};
use crate::log::EventLog;
use crate::writer::Told;
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use sundesk_core::desk::ask::review::ReviewQuestion;
use sundesk_core::desk::{self, Library, ReviewDoc};
use sundesk_core::document::{MAX_DOCUMENT_BYTES, read_json};
use sundesk_core::time::format_instant;

/// What a year of tickets looked like: volume, resolution times, promises kept beside the log's own verdict, reopenings, the worst breaches.
///
/// Its fields are `review.worst` or `review["worst"]`, as those of a `Report`, with instants as aware `datetime`s in the zone of the review.
/// `str(review)` is the text for people, `to_dict()` and `to_json()` are the JSON form for programs.
#[pyclass(frozen, eq, module = "sundesk")]
pub(crate) struct Review {
    core: desk::Review,
    fields: Fields,
}

impl Review {
    fn fields<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyAny>> {
        self.fields.of(py, &self.core, &self.core.report.basis.zone)
    }
}

impl PartialEq for Review {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core
    }
}

#[pymethods]
impl Review {
    /// The headline.
    #[getter]
    fn title(&self) -> &str {
        &self.core.title
    }

    /// The review as a `Report`: attributes, and instants as aware `datetime`s.
    fn to_report<'py>(&self, py: Python<'py>) -> PyResult<Told<'py>> {
        Ok(Told(self.fields(py)?.clone()))
    }

    /// The review as plain dicts and lists, instants as RFC 3339 texts; `None` where there is no data.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.core)
    }

    /// The review as JSON text, indented, with a stable order of keys.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string_pretty(&self.core).map_err(unwritable)
    }

    /// The review as one self-contained HTML page with its charts.
    fn to_html(&self) -> String {
        self.core.to_html()
    }

    /// The review as Markdown, with tables and without charts.
    fn to_markdown(&self) -> String {
        self.core.to_markdown()
    }

    /// The figures as CSV: `section,by,group,figure,value`.
    fn to_csv(&self) -> String {
        self.core.to_csv()
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
        self.core.to_text()
    }

    fn __repr__(&self) -> String {
        format!("<Review {:?}>", self.core.title)
    }
}

/// Judges every ticket of a log and draws the figures together.
///
/// `document` (its fields: `document_schema("review")`) holds calendar, policy and what to show; `preset="servicenow-uci"` is a ready one, over which the fields of `document` are laid; without either, the figures that need no document. `now` is the as-of instant, by default the last one that the
/// log states: later events are not known yet, and a ticket open past its due instant counts as broken.
#[pyfunction]
#[pyo3(signature = (log, document = None, *, preset = None, now = None, zones = None))]
pub(crate) fn review(
    py: Python<'_>,
    log: Arg<&EventLog>,
    document: Option<Arg<Given>>,
    preset: Option<Arg<&str>>,
    now: Option<Arg<Instant>>,
    zones: Option<Arg<Py<ZoneDb>>>,
) -> PyResult<Review> {
    args!(log, document, preset, now, zones);
    let zones = ZoneDb::or_bundled(py, zones)?;
    let zones = &zones.get().core;
    let document = match (document, preset) {
        (Some(document), None) => document
            .read(|t| ReviewDoc::from_json_checked(t, zones), |v| ReviewDoc::from_value_checked(v, zones))
            .map(Some)
            .map_err(|e| raise(e.at("document")))?,
        (Some(document), Some(preset)) => {
            let over = document.read(|t| read_json(t, "review document", MAX_DOCUMENT_BYTES), Ok).or_raise()?;
            let whole = ReviewDoc::over_preset(preset, over, zones);
            whole.map(Some).map_err(|e| raise(if e.path() == "preset" { e } else { e.at("document") }))?
        }
        (None, _) => None,
    };
    let preset = preset.filter(|_| document.is_none()).map(str::to_owned);
    let question = ReviewQuestion { log: None, document, preset, roster: None, now: now.map(|n| format_instant(n.0)) };
    let library = Library::new(zones.clone()).with_log("", log.core.clone());
    let core = py.detach(|| library.answer(&question)).or_raise()?;
    Ok(Review { core, fields: Fields::new() })
}
