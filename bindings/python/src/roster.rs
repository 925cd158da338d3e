//! Rosters: who is on, where the sun does not follow.

use crate::bridge;
use crate::convert::{Instant, UtcMoment};
use crate::errors::OrRaise;
use crate::library::{Answer, question_of};
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use sundesk_core::coverage::{self, Filter, RosterDoc};
use sundesk_core::desk::Library;
use sundesk_core::desk::ask::{Question, audit::AuditQuestion};
use sundesk_core::document::Document;
use sundesk_core::time::ZoneDb as Zones;
use sundesk_core::time::format_instant;

/// Who works when: teams, people, shifts, rotations, overrides, time off and requirements.
///
/// `document` is a mapping or JSON text (its fields: `document_schema("roster")`). A roster never changes and may be shared between threads.
///
/// >>> from datetime import datetime, timezone
/// >>> from sundesk import Roster
/// >>> roster = Roster({"shifts": [{"id": "day", "timezone": "Asia/Tokyo", "start": "09:00", "end": "17:00"}]})
/// >>> roster.on(datetime(2026, 7, 1, 0, 0, tzinfo=timezone.utc))
/// ['day']
/// >>> roster.next_change(datetime(2026, 7, 1, 0, 0, tzinfo=timezone.utc))
/// datetime.datetime(2026, 7, 1, 8, 0, tzinfo=datetime.timezone.utc)
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Roster {
    pub(crate) core: coverage::Roster,
}

/// The filter of a question.
fn filter(skill: Option<String>, language: Option<String>, channel: Option<String>, team: Option<String>) -> Filter {
    let mut filter = Filter::default();
    (filter.skill, filter.language, filter.channel, filter.team) = (skill, language, channel, team);
    filter
}

#[pymethods]
impl Roster {
    /// A roster from a mapping, or from JSON text.
    ///
    /// Raises `InvalidInputError` with all faults in `problems`, each with its path (`shifts[2].timezone`).
    #[new]
    #[pyo3(signature = (document, *, zones = None))]
    fn new(py: Python<'_>, document: &Bound<'_, PyAny>, zones: Option<Py<ZoneDb>>) -> PyResult<Self> {
        let doc = match document.cast::<PyString>() {
            Ok(text) => RosterDoc::from_json(&text.to_cow()?),
            Err(_) => RosterDoc::from_value(bridge::to_json("document", document)?),
        };
        let (doc, zones) = (doc.or_raise()?, ZoneDb::or_bundled(py, zones)?);
        let db = &zones.get().core;
        let core = py.detach(|| coverage::Roster::compile(&doc, db)).or_raise()?;
        Ok(Self { core })
    }

    /// The document, normalised.
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, self.core.doc())
    }

    /// The release of the zone rules it was compiled with.
    #[getter]
    fn tzdb_release(&self) -> &str {
        self.core.tzdb_release()
    }

    /// Who is on at an instant: people, and shifts that name nobody, by name.
    #[pyo3(signature = (at, *, skill = None, language = None, channel = None, team = None))]
    fn on(
        &self,
        at: Instant,
        skill: Option<String>,
        language: Option<String>,
        channel: Option<String>,
        team: Option<String>,
    ) -> PyResult<Vec<&str>> {
        self.core.on_us(at.0, &filter(skill, language, channel, team)).or_raise()
    }

    /// The first instant after `at` at which it changes who is on; `None` when nothing changes within 800 days.
    #[pyo3(signature = (at, *, skill = None, language = None, channel = None, team = None))]
    fn next_change(
        &self,
        at: Instant,
        skill: Option<String>,
        language: Option<String>,
        channel: Option<String>,
        team: Option<String>,
    ) -> PyResult<Option<UtcMoment>> {
        let change = self.core.next_change_us(at.0, &filter(skill, language, channel, team)).or_raise()?;
        Ok(change.map(|c| UtcMoment(c.at.timestamp_micros())))
    }

    /// When a person comes on duty next after `at`, and until when; `None` when there is no duty within 800 days.
    fn next_shift(&self, person: &str, at: Instant) -> PyResult<Option<(UtcMoment, UtcMoment)>> {
        let stint = self.core.next_shift_us(person, at.0).or_raise()?;
        let moment = |at: chrono::DateTime<chrono::Utc>| UtcMoment(at.timestamp_micros());
        Ok(stint.map(|s| (moment(s.time.from), moment(s.time.to))))
    }

    /// Answers a question: `ask({"ask": "audit", "year": 2026})`, or `ask("audit", year=2026)`.
    #[pyo3(signature = (question, **fields))]
    fn ask(&self, py: Python<'_>, question: &Bound<'_, PyAny>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Answer> {
        let question = question_of(question, fields)?;
        py.detach(|| self.library().ask(&question)).or_raise().map(Answer)
    }

    /// The seam audit of a year: uncovered time, each seam with its regimes and the edit that closes it.
    fn audit(&self, py: Python<'_>, year: i32) -> PyResult<Answer> {
        let question = Question::new(AuditQuestion { roster: None, year, ring: Vec::new() });
        py.detach(|| self.library().ask(&question)).or_raise().map(Answer)
    }

    /// Where fewer are on than are needed, with reasons and suggestions.
    #[pyo3(signature = (start, end, **fields))]
    fn gaps(
        &self,
        py: Python<'_>,
        start: Instant,
        end: Instant,
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Answer> {
        self.over(py, "gaps", (start, end), fields)
    }

    /// Who is on when, covered time, gaps, overlaps.
    #[pyo3(signature = (start, end, **fields))]
    fn timeline(
        &self,
        py: Python<'_>,
        start: Instant,
        end: Instant,
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Answer> {
        self.over(py, "timeline", (start, end), fields)
    }

    /// How well each hour of the week is covered: `timezone`, `step` (15, 30 or 60 minutes) and a filter as keywords.
    #[pyo3(signature = (start, end, **fields))]
    fn heat_map(
        &self,
        py: Python<'_>,
        start: Instant,
        end: Instant,
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Answer> {
        self.over(py, "heat_map", (start, end), fields)
    }

    fn __repr__(&self) -> String {
        format!("<Roster {:?}, {} shifts>", self.core.doc().name, self.core.doc().shifts.len())
    }
}

impl Roster {
    fn library(&self) -> Library {
        Library::new(Zones::bundled()).with_roster("", self.core.clone())
    }

    fn over(
        &self,
        py: Python<'_>,
        word: &str,
        range: (Instant, Instant),
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Answer> {
        let asked = fields.map_or_else(|| Ok(PyDict::new(py)), |f| f.copy())?;
        asked.set_item("from", format_instant(range.0.0))?;
        asked.set_item("to", format_instant(range.1.0))?;
        self.ask(py, PyString::new(py, word).as_any(), Some(&asked))
    }
}
