//! Rosters: who is on, where the sun does not follow.

use crate::args::{Arg, args};
use crate::bridge::{self, Given};
use crate::calendar::Calendar;
use crate::convert::{Instant, UtcMoment};
use crate::cover;
use crate::errors::{OrRaise, raise};
use crate::handle::{Handle, document_class};
use crate::library::{Answer, question_of};
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use serde_json::{Map, Value};
use sundesk_core::coverage::{self, Filter, RosterDoc};
use sundesk_core::desk::Library;
use sundesk_core::desk::ask::{Question, audit::AuditQuestion};
use sundesk_core::time::{TimeSegment, ZoneDb as Zones, format_instant};
use sundesk_core::{Error, Problem, Result};

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
    zones: Py<ZoneDb>,
}

/// The filter of a question.
fn filter(skill: Option<String>, language: Option<String>, channel: Option<String>, team: Option<String>) -> Filter {
    let mut filter = Filter::default();
    (filter.skill, filter.language, filter.channel, filter.team) = (skill, language, channel, team);
    filter
}

document_class!(Roster, {
    /// A roster from a mapping, or from JSON text.
    ///
    /// Raises `InvalidInputError` with all faults in `problems`, each with its path (`shifts[2].timezone`).
    #[new]
    #[pyo3(signature = (document, *, zones = None))]
    fn new(py: Python<'_>, document: Arg<Given>, zones: Option<Arg<Py<ZoneDb>>>) -> PyResult<Self> {
        args!(document, zones);
        let zones = ZoneDb::or_bundled(py, zones)?;
        let core = py.detach(|| read(document, &zones.get().core)).or_raise()?;
        Ok(Self { core, zones })
    }

    /// A roster of frames (pandas, polars, pyarrow): `shifts`, `overrides`, `temporary`, `time_off`, `assignments`, `requirements` and `regions`, one row
    /// an item, its columns the fields of `document_schema("roster")`; `people` by the column `id`; `demand`, one row an hour of a region's day, with
    /// `region`, `timezone`, `hour` (0 to 23) and `contacts`, where wanted `language` and `channel`, instead of `regions`. An empty cell is a field that is
    /// left out. `document` is a mapping with the rest.
    ///
    /// Raises as `Roster` does: each fault names row and column (`shifts[2].timezone`), of a person the name and the column.
    #[staticmethod]
    #[pyo3(signature = (document = None, *, zones = None, **frames: "Any"))]
    fn from_frames(
        py: Python<'_>,
        document: Option<Arg<Given>>,
        zones: Option<Arg<Py<ZoneDb>>>,
        frames: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        args!(document = Given::Value(Value::Object(Map::new())), zones);
        let zones = ZoneDb::or_bundled(py, zones)?;
        let document = framed(py, document, frames)?;
        let core = py.detach(|| coverage::Roster::from_value(document, &zones.get().core)).or_raise()?;
        Ok(Self { core, zones })
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
        at: Arg<Instant>,
        skill: Option<Arg<String>>,
        language: Option<Arg<String>>,
        channel: Option<Arg<String>>,
        team: Option<Arg<String>>,
    ) -> PyResult<Vec<&str>> {
        args!(at, skill, language, channel, team);
        self.core.on_us(at.0, &filter(skill, language, channel, team)).or_raise()
    }

    /// The first instant after `at` at which it changes who is on; `None` when nothing changes within 800 days.
    #[pyo3(signature = (at, *, skill = None, language = None, channel = None, team = None))]
    fn next_change(
        &self,
        at: Arg<Instant>,
        skill: Option<Arg<String>>,
        language: Option<Arg<String>>,
        channel: Option<Arg<String>>,
        team: Option<Arg<String>>,
    ) -> PyResult<Option<UtcMoment>> {
        args!(at, skill, language, channel, team);
        let change = self.core.next_change_us(at.0, &filter(skill, language, channel, team)).or_raise()?;
        Ok(change.map(|c| UtcMoment(c.at.micros())))
    }

    /// When a person comes on duty next after `at`, and until when; `None` when there is no duty within 800 days.
    fn next_shift(&self, person: Arg<&str>, at: Arg<Instant>) -> PyResult<Option<(UtcMoment, UtcMoment)>> {
        args!(person, at);
        let stint = self.core.next_shift_us(person, at.0).or_raise()?;
        Ok(stint.map(|s| (UtcMoment(s.time.from.micros()), UtcMoment(s.time.to.micros()))))
    }

    /// Answers a question: `ask({"ask": "audit", "year": 2026})`, or `ask("audit", year=2026)`.
    #[pyo3(signature = (question, **fields: "Any"))]
    fn ask(&self, py: Python<'_>, question: Arg<Given>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Answer> {
        args!(question);
        let question = question_of(question, fields)?;
        py.detach(|| self.library().ask(&question)).or_raise().map(Answer::from)
    }

    /// The seam audit of a year: uncovered time, each seam with its regimes and the edit that closes it. `ring` names shifts in the order in which they
    /// hand over, or rotations, whose shifts are one duty; without it the roster's `ring` counts, else all shifts in their order.
    #[pyo3(signature = (year, *, ring = None))]
    fn audit(&self, py: Python<'_>, year: Arg<i32>, ring: Option<Arg<Vec<String>>>) -> PyResult<Answer> {
        args!(year, ring = Vec::new());
        let question = Question::new(AuditQuestion { roster: None, year, ring });
        py.detach(|| self.library().ask(&question)).or_raise().map(Answer::from)
    }

    /// Where fewer are on than are needed, with reasons and suggestions.
    #[pyo3(signature = (start, end, **fields: "Any"))]
    fn gaps(
        &self,
        py: Python<'_>,
        start: Arg<Instant>,
        end: Arg<Instant>,
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Answer> {
        args!(start, end);
        self.over(py, "gaps", (start, end), fields)
    }

    /// Who is on when, covered time, gaps, overlaps.
    #[pyo3(signature = (start, end, **fields: "Any"))]
    fn timeline(
        &self,
        py: Python<'_>,
        start: Arg<Instant>,
        end: Arg<Instant>,
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Answer> {
        args!(start, end);
        self.over(py, "timeline", (start, end), fields)
    }

    /// Who is on when, in columns with one row a stretch, in order and without gaps: a mapping of `start` and `end` (instants), `depth` (the sum of the
    /// capacities of those on), `people` (how many are on), `duties` (none is a gap, two an overlap) and `crew`, a place in `crews`, which has the names of
    /// each set of people once. numpy, pandas and Arrow take each column as it is. The interpreter is free meanwhile.
    #[pyo3(signature = (start, end, *, skill = None, language = None, channel = None, team = None))]
    #[allow(clippy::too_many_arguments)] // the four words of a filter
    fn segments<'py>(
        &self,
        py: Python<'py>,
        start: Arg<Instant>,
        end: Arg<Instant>,
        skill: Option<Arg<String>>,
        language: Option<Arg<String>>,
        channel: Option<Arg<String>>,
        team: Option<Arg<String>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        args!(start, end, skill, language, channel, team);
        let (range, filter) = (TimeSegment::new(start.0, end.0), filter(skill, language, channel, team));
        let columns = py.detach(|| self.core.cover(range, &filter).map(|cover| cover.columns())).or_raise()?;
        cover::mapping(py, columns).map(Bound::into_any)
    }

    /// The calendar that is open while somebody is on whom the filter lets through, from `start` until `end`; outside of that, where nothing was
    /// looked at, it is closed. `Calendar.origin` says what it was made of.
    #[pyo3(signature = (start, end, *, skill = None, language = None, channel = None, team = None))]
    #[allow(clippy::too_many_arguments)] // the four words of a filter
    fn calendar(
        &self,
        py: Python<'_>,
        start: Arg<Instant>,
        end: Arg<Instant>,
        skill: Option<Arg<String>>,
        language: Option<Arg<String>>,
        channel: Option<Arg<String>>,
        team: Option<Arg<String>>,
    ) -> PyResult<Calendar> {
        args!(start, end, skill, language, channel, team);
        let (range, filter) = (TimeSegment::new(start.0, end.0), filter(skill, language, channel, team));
        let db = &self.zones.get().core;
        let core = py.detach(|| self.core.calendar(range, &filter, db)).or_raise()?;
        Calendar::compiled(py, core, self.zones.clone_ref(py))
    }

    /// How well each hour of the week is covered: `timezone`, `step` (15, 30 or 60 minutes) and a filter as keywords.
    #[pyo3(signature = (start, end, **fields: "Any"))]
    fn heat_map(
        &self,
        py: Python<'_>,
        start: Arg<Instant>,
        end: Arg<Instant>,
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Answer> {
        args!(start, end);
        self.over(py, "heat_map", (start, end), fields)
    }
});

/// A document with the lists that frames are.
fn framed(py: Python<'_>, document: Given, frames: Option<&Bound<'_, PyDict>>) -> PyResult<Value> {
    let text = |text: &str| serde_json::from_str(text).map_err(|e| Error::invalid("document", e, "JSON text"));
    let mut document = document.read(text, Ok).or_raise()?;
    let Some(frames) = frames else { return Ok(document) };
    let rows = py.import("sundesk._frames")?.call_method1("roster", (frames,))?;
    if let (Value::Object(document), Value::Object(rows)) = (&mut document, bridge::to_json("", &rows)?) {
        for (name, rows) in rows {
            if document.insert(name.clone(), rows).is_some() {
                let twice = Error::invalid(&name, "both", "a frame, or a list in the document");
                return Err(raise(twice));
            }
        }
    }
    Ok(document)
}

fn read(document: Given, zones: &Zones) -> Result<coverage::Roster> {
    document.read(|t| coverage::Roster::from_json(t, zones), |v| coverage::Roster::from_value(v, zones))
}

impl Handle for Roster {
    type Doc = RosterDoc;

    fn doc(&self) -> &RosterDoc {
        self.core.doc()
    }

    fn shown(&self) -> String {
        format!("{:?}, {} shifts", self.doc().name, self.doc().shifts.len())
    }

    fn beside<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (&self.zones,).into_pyobject(py)
    }

    fn rebuilt(text: &str, beside: &Bound<'_, PyTuple>) -> PyResult<Self> {
        let (zones,): (Py<ZoneDb>,) = beside.extract()?;
        let core = coverage::Roster::from_json(text, &zones.get().core).or_raise()?;
        Ok(Self { core, zones })
    }

    fn checked(document: Given, zones: &Zones) -> Result<Vec<Problem>> {
        read(document, zones).map(|made| made.warnings().to_vec())
    }

    fn remarks(&self) -> &[Problem] {
        self.core.warnings()
    }
}

impl Roster {
    fn library(&self) -> Library {
        Library::new(self.zones.get().core.clone()).with_roster("", self.core.clone())
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
        let question = question_of(Given::Text(word.to_owned()), Some(&asked))?;
        py.detach(|| self.library().ask(&question)).or_raise().map(Answer::from)
    }
}
