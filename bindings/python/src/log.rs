//! Event logs: many tickets with their histories.

use crate::args::{Arg, Fault, Read, Reads, args};
use crate::bridge::{self, Doc, List, Whole};
use crate::convert::UtcMoment;
use crate::errors::{OrRaise, raise};
use crate::frame::{self, Frame};
use crate::writer::{Keyed, Told};
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyMapping, PyMemoryView, PyString};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use sundesk_core::Error;
use sundesk_core::desk::ReviewDoc;
use sundesk_core::document::Document;
use sundesk_core::ticket::frame::FrameDoc;
use sundesk_core::ticket::import::{self, LogMap, ReadBy};
use sundesk_core::ticket::{self, Actor, By, Event, EventDoc, EventLogBuilder, StatusMap, Symbol, Vocabulary, What};

/// The histories of many tickets, with attributes to group by. It never changes.
///
/// >>> from sundesk import EventLog
/// >>> log = EventLog.import_csv(
/// ...     b"id,when,state\n7,2024-06-03 09:00,open\n7,2024-06-03 10:00,done\n",
/// ...     map={"ticket": "id", "at": "when", "status": "state", "statuses": {"done": "solved"},
/// ...          "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"}})
/// >>> log
/// <EventLog of 1 tickets, 3 events>
/// >>> [event["type"] for event in log.events("7")]
/// ['created', 'status', 'status']
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct EventLog {
    pub(crate) core: Arc<ticket::EventLog>,
    places: PyOnceLock<HashMap<String, usize>>,
}

impl EventLog {
    fn place(&self, py: Python<'_>, id: &str) -> PyResult<usize> {
        let places = self
            .places
            .get_or_init(py, || self.core.tickets().enumerate().map(|(i, (id, _))| (id.to_owned(), i)).collect());
        places.get(id).copied().ok_or_else(|| raise(Error::not_found("id", id, "a ticket of the log")))
    }
}

impl<L: Into<Arc<ticket::EventLog>>> From<L> for EventLog {
    fn from(core: L) -> Self {
        Self { core: core.into(), places: PyOnceLock::new() }
    }
}

/// Values to group by: of each ticket, by name.
type Attributes = Doc<BTreeMap<String, BTreeMap<String, String>>>;

#[pymethods]
impl EventLog {
    /// Reads a log in CSV or JSON lines, plain or gzip: a path, the bytes themselves, a file object (`open(…, "rb")`, `sys.stdin.buffer`), or a
    /// frame of pandas or polars or an Arrow table, which is read as the CSV that it writes of itself.
    ///
    /// `map` says which column means what; `preset` names a ready map instead (`"servicenow-uci"`, `"jira-list"` …: an error lists them), which is laid under what the
    /// file is found to be; without either it is the preset whose columns the file has. `zone` is the zone whose clock the times show. Either the whole log is read, or
    /// an error names the line, the column, the value and what was expected. `zones` gives the rules of zones.
    #[staticmethod]
    #[pyo3(signature = (source, *, map = None, preset = None, zone = None, zones = None))]
    fn import_csv(
        py: Python<'_>,
        source: Arg<Source>,
        map: Option<Arg<Whole<LogMap>>>,
        preset: Option<Arg<&str>>,
        zone: Option<Arg<&str>>,
        zones: Option<Arg<Py<ZoneDb>>>,
    ) -> PyResult<Self> {
        args!(source, map, preset, zone, zones);
        let by = read_by(map, preset, zone);
        let zones = ZoneDb::or_bundled(py, zones)?;
        let zones = &zones.get().core;
        match source {
            Source::Path(path) => py.detach(|| import::read_path_by(path, &by, zones)),
            Source::Bytes(bytes) => {
                let bytes = bytes.as_bytes(py);
                py.detach(|| import::read_by(bytes, &by, zones))
            }
            Source::File(file) => py.detach(|| import::read_by(file, &by, zones)),
        }
        .or_raise()
        .map(Into::into)
    }

    /// Looks at a log without reading it: form, encoding, separator, dates, the preset whose columns it has, a column map to begin from, the
    /// first tickets as understood, and all faults at once, as a mapping; `text` is all of it for people. Sources are those of `import_csv`.
    #[staticmethod]
    #[pyo3(signature = (source, *, map = None, preset = None, zone = None, zones = None))]
    fn inspect<'py>(
        py: Python<'py>,
        source: Arg<Source>,
        map: Option<Arg<Whole<LogMap>>>,
        preset: Option<Arg<&str>>,
        zone: Option<Arg<&str>>,
        zones: Option<Arg<Py<ZoneDb>>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        args!(source, map, preset, zone, zones);
        let by = read_by(map, preset, zone);
        let zones = ZoneDb::or_bundled(py, zones)?;
        let zones = &zones.get().core;
        let seen = match source {
            Source::Path(path) => py.detach(|| import::inspect_by(open(&path)?, &by, zones)),
            Source::Bytes(bytes) => {
                let bytes = bytes.as_bytes(py);
                py.detach(|| import::inspect_by(bytes, &by, zones))
            }
            Source::File(file) => py.detach(|| import::inspect_by(file, &by, zones)),
        };
        let seen = seen.or_raise()?;
        let report = bridge::report(py, &seen)?;
        report.set_item("text", seen.to_string())?;
        Ok(report)
    }

    /// The column map that comes with the library, as JSON text to print and change, such as `"jira-list"`.
    #[staticmethod]
    fn preset(name: Arg<&str>) -> PyResult<&'static str> {
        args!(name);
        LogMap::preset_text(name).or_raise()
    }

    /// The names of the column maps that come with the library.
    #[staticmethod]
    fn presets() -> Vec<&'static str> {
        LogMap::preset_names().collect()
    }

    /// A log from a frame of events, one row an event: a polars or pandas frame, a pyarrow table, a DuckDB relation, anything with
    /// `__arrow_c_stream__`. `events` says what its columns and words mean, as for `metrics`; its `words`, and the answers to surveys, become attributes.
    #[staticmethod]
    #[pyo3(signature = (frame, *, events = None))]
    fn from_frame(py: Python<'_>, frame: Arg<Frame<'_>>, events: Option<Arg<Whole<FrameDoc>>>) -> PyResult<Self> {
        args!(frame, events = Whole(FrameDoc::default()));
        frame::log(py, &frame, events.0)
    }

    /// A log from events: a mapping of ticket ids to lists of events, each a mapping with `at` (an aware datetime or RFC 3339 text) and `type`.
    ///
    /// `statuses` says which category each status name belongs to, `attributes` gives each ticket values to group by.
    #[staticmethod]
    #[pyo3(signature = (tickets, *, statuses = None, attributes = None))]
    fn from_events(
        py: Python<'_>,
        tickets: Arg<Tickets>,
        statuses: Option<Arg<Doc<StatusMap>>>,
        attributes: Option<Arg<Attributes>>,
    ) -> PyResult<Self> {
        args!(tickets, statuses = Doc(StatusMap::default()), attributes = Doc(BTreeMap::new()));
        let mut log = tickets.0;
        for (id, values) in attributes.0 {
            let place = log.ticket(&id);
            for (name, value) in values {
                log.set(place, &name, &value);
            }
        }
        Ok(py.detach(|| log.statuses(statuses.0).finish()).into())
    }

    /// The ids of all tickets, in the order in which they were first met.
    #[getter]
    fn ids(&self) -> Vec<&str> {
        self.core.tickets().map(|(id, _)| id).collect()
    }

    /// The events of one ticket in order, each a mapping with `at` (a datetime in UTC), `type` and what belongs to it.
    fn events<'py>(&self, py: Python<'py>, id: Arg<&str>) -> PyResult<Vec<Keyed<'py>>> {
        args!(id);
        let history = self.core.history(self.place(py, id)?);
        let events = history.as_ref().map_or(&[][..], |h| h.events());
        events.iter().map(|e| event(py, e, self.core.names())).collect()
    }

    /// The names of the attributes.
    #[getter]
    fn attributes(&self) -> Vec<&str> {
        self.core.attributes().collect()
    }

    /// One attribute of all tickets, in the order of `ids`; `None` where it is not stated.
    fn attribute(&self, name: Arg<&str>) -> PyResult<Vec<Option<&str>>> {
        args!(name);
        let values = self.core.attribute(name).or_raise()?;
        Ok(values.iter().map(|s| (*s != Symbol::EMPTY).then(|| self.core.names().name(*s))).collect())
    }

    /// What was found wrong or odd while reading, as counts.
    #[getter]
    fn quality<'py>(&self, py: Python<'py>) -> PyResult<Told<'py>> {
        bridge::told(py, self.core.quality())
    }

    /// The category of each status name.
    #[getter]
    fn statuses<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, self.core.statuses())
    }

    /// The zone whose clock the times were taken to show, where they carry no offset.
    #[getter]
    fn zone(&self) -> Option<&str> {
        self.core.assumed_zone()
    }

    /// The preset by which it was read, named or told by the columns; `None` for any other log.
    #[getter]
    fn read_by(&self) -> Option<&'static str> {
        self.core.preset()
    }

    /// The review document that comes with that preset, by its name; `None` where there is none.
    #[getter]
    fn review_preset(&self) -> Option<&'static str> {
        ReviewDoc::preset_of(&self.core)
    }

    /// The as-of instant where none is given: the last that the log states, be it of an event or of a stated moment; `None` for a log that states none.
    #[getter]
    fn as_of(&self) -> Option<UtcMoment> {
        self.core.as_of().map(UtcMoment)
    }

    /// The first and the last instant of any event, in UTC; `None` for a log without events.
    #[getter]
    fn span(&self) -> Option<(UtcMoment, UtcMoment)> {
        self.core.span().map(|(first, last)| (UtcMoment(first), UtcMoment(last)))
    }

    /// How many events there are.
    #[getter]
    fn event_count(&self) -> usize {
        self.core.events().len()
    }

    fn __len__(&self) -> usize {
        self.core.len()
    }

    fn __contains__(&self, py: Python<'_>, id: Arg<&str>) -> PyResult<bool> {
        args!(id);
        Ok(self.place(py, id).is_ok())
    }

    fn __repr__(&self) -> String {
        format!("<EventLog of {} tickets, {} events>", self.core.len(), self.core.events().len())
    }
}

/// Where a log comes from.
enum Source {
    Path(PathBuf),
    Bytes(Py<PyBytes>),
    File(FileObject),
}

impl Reads<'_, '_> for Source {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("typing", "Any");

    fn read(source: Borrowed<'_, '_, PyAny>) -> Read<Self> {
        let py = source.py();
        if let Ok(bytes) = source.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.to_owned().unbind()));
        }
        if let Ok(path) = source.extract::<PathBuf>() {
            return Ok(Self::Path(path));
        }
        if source.hasattr("read")? {
            return Ok(Self::File(FileObject { file: source.to_owned().unbind(), left: Vec::new() }));
        }
        let bytes = |made: Bound<'_, PyAny>| -> Read<Self> {
            Ok(Self::Bytes(made.cast_into::<PyBytes>().map_err(PyErr::from)?.unbind()))
        };
        if source.is_instance_of::<PyByteArray>() || source.is_instance_of::<PyMemoryView>() {
            return bytes(py.get_type::<PyBytes>().call1((source,))?);
        }
        let frame = ["write_csv", "to_csv", "collect", "__arrow_c_stream__"];
        if frame.into_iter().map(|name| source.hasattr(name)).collect::<PyResult<Vec<bool>>>()?.contains(&true) {
            return bytes(py.import("sundesk._frames")?.call_method1("csv_of_frame", (source,))?);
        }
        Err(Fault::wrong_type("a path, the bytes of a log, a file object, a frame or an Arrow table", &source))
    }
}

/// Tickets with their events, read one at a time: a log of a million tickets never stands in memory as a document.
struct Tickets(EventLogBuilder);

impl Reads<'_, '_> for Tickets {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr = <BTreeMap<String, List> as Reads<'_, '_>>::HINT;

    fn read(value: Borrowed<'_, '_, PyAny>) -> Read<Self> {
        let expected = "a mapping of ticket ids to lists of events";
        let tickets = value.cast::<PyMapping>().map_err(|_| Fault::wrong_type(expected, &value))?;
        let mut log = ticket::EventLog::builder();
        for item in tickets.items()?.iter() {
            let (id, events): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            let id = String::read(id.as_borrowed()).map_err(|fault| fault.inside("(key)"))?;
            add_ticket(&mut log, &id, events.as_borrowed()).map_err(|fault| fault.inside(&id))?;
        }
        Ok(Self(log))
    }
}

fn add_ticket(log: &mut EventLogBuilder, id: &str, events: Borrowed<'_, '_, PyAny>) -> Read<()> {
    let place = log.ticket(id);
    for (i, event) in List::read(events)?.0.into_iter().enumerate() {
        let added = EventDoc::from_value(event).and_then(|event| log.push(place, &event));
        added.map_err(|e| Fault::value(e).inside(format!("[{i}]")))?;
    }
    Ok(())
}

/// A file object of Python as a source of bytes.
struct FileObject {
    file: Py<PyAny>,
    left: Vec<u8>,
}

impl std::io::Read for FileObject {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.left.is_empty() {
            self.left = Python::attach(|py| -> PyResult<Vec<u8>> {
                let read = self.file.bind(py).call_method1("read", (256 * 1024,))?;
                match read.extract::<String>() {
                    Ok(text) => Ok(text.into_bytes()),
                    Err(_) => read.extract(),
                }
            })
            .map_err(std::io::Error::other)?;
        }
        let count = self.left.len().min(out.len());
        for (to, from) in out.iter_mut().zip(self.left.drain(..count)) {
            *to = from;
        }
        Ok(count)
    }
}

fn open(path: &PathBuf) -> sundesk_core::Result<std::fs::File> {
    let failed = |e: std::io::Error| {
        let name = path.display().to_string();
        sundesk_core::Error::new(sundesk_core::ErrorKind::Io, format!("cannot be opened: {e}")).in_file(name, 0)
    };
    std::fs::File::open(path).map_err(failed)
}

fn read_by(map: Option<Whole<LogMap>>, preset: Option<&str>, zone: Option<&str>) -> ReadBy {
    ReadBy { map: map.map(|map| map.0), preset: preset.map(str::to_owned), zone: zone.map(str::to_owned) }
}

/// A folded event as a mapping: only the keys that its type has.
pub(crate) fn event<'py>(py: Python<'py>, event: &Event, names: &Vocabulary) -> PyResult<Keyed<'py>> {
    let dict = PyDict::new(py);
    let text = |s: Symbol| PyString::new(py, names.name(s));
    dict.set_item("at", UtcMoment(event.at))?;
    dict.set_item("type", event.what.word())?;
    if event.what == What::Field {
        dict.set_item("name", text(event.field))?;
    }
    if let Some(key) = event.what.value_key() {
        dict.set_item(key, text(event.to))?;
    }
    let by = names.actor(event.by, event.who);
    if matches!(event.what, What::Created | What::Reply) || by != Actor::default() {
        dict.set_item("by", bridge::report(py, &By(by))?)?;
    }
    if event.what == What::Reply {
        dict.set_item("public", event.public)?;
    }
    Ok(Keyed(dict))
}
