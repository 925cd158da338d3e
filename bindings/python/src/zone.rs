//! Time zones: the database and its zones.

use crate::args::{Arg, Blob, Ordered, args};
use crate::convert::{self, Instant, Moment, Span, UtcMoment, Wall};
use crate::errors::{OrRaise, raise};
use crate::words::LocalKindWord;
use crate::writer::Parts;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyTuple, PyType, PyTzInfo};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use sundesk_core::time::{self, Fold, Gap, LocalTime as CoreLocal, Resolution, SECOND, TimeSegment};
use sundesk_core::{Error, Result};

/// A set of time-zone rules: one release of the IANA database.
///
/// Calendars and zones take their rules from here and never from the host by themselves, so that an answer depends on its inputs alone. `release`
/// names the rules used; governments change them several times a year.
///
/// >>> from sundesk import ZoneDb
/// >>> db = ZoneDb.bundled()
/// >>> "Europe/Berlin" in db
/// True
/// >>> db.zone("Europe/Berlin").name
/// 'Europe/Berlin'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct ZoneDb {
    pub(crate) core: time::ZoneDb,
    source: Source,
    /// Zones read so far: reading one takes longer than most questions about it. At most as many as the database has.
    known: Mutex<HashMap<String, time::Zone>>,
}

/// Where a database came from, which is what a pickle keeps of it.
enum Source {
    Bundled,
    Directory(PathBuf),
    Bytes(Py<PyDict>),
    Package,
}

impl ZoneDb {
    /// The database of an optional argument: the bundled one when it is not given.
    pub(crate) fn or_bundled(py: Python<'_>, given: Option<Py<ZoneDb>>) -> PyResult<Py<ZoneDb>> {
        static BUNDLED: PyOnceLock<Py<ZoneDb>> = PyOnceLock::new();
        match given {
            Some(db) => Ok(db),
            None => BUNDLED.get_or_try_init(py, || Py::new(py, Self::bundled())).map(|db| db.clone_ref(py)),
        }
    }

    fn new(core: time::ZoneDb, source: Source) -> Self {
        Self { core, source, known: Mutex::default() }
    }

    /// The zone of a name, read once.
    pub(crate) fn find(&self, name: &str) -> Result<time::Zone> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(zone) = known.get(name) {
            return Ok(zone.clone());
        }
        let zone = self.core.zone(name)?;
        known.insert(zone.name().to_owned(), zone.clone());
        Ok(zone)
    }
}

#[pymethods]
impl ZoneDb {
    /// The rules that come with the library; the same on every host.
    #[staticmethod]
    fn bundled() -> Self {
        Self::new(time::ZoneDb::bundled(), Source::Bundled)
    }

    /// The rules of a directory of compiled zones, such as `/usr/share/zoneinfo`.
    ///
    /// Raises `IoError` when the directory cannot be read or holds no zone.
    #[staticmethod]
    fn from_dir(py: Python<'_>, path: Arg<PathBuf>) -> PyResult<Self> {
        args!(path);
        let core = py.detach(|| time::ZoneDb::from_dir(&path)).or_raise()?;
        Ok(Self::new(core, Source::Directory(path)))
    }

    /// The rules of the package `tzdata` from PyPI, which follows the IANA releases within days.
    ///
    /// Raises `ModuleNotFoundError` when the package is not installed.
    #[staticmethod]
    fn tzdata(py: Python<'_>) -> PyResult<Self> {
        let (release, files): (String, Vec<(String, Vec<u8>)>) =
            py.import("sundesk._tzdata")?.getattr("load")?.call0()?.extract()?;
        let core = py.detach(|| time::ZoneDb::from_tzif(&release, files)).or_raise()?;
        Ok(Self::new(core, Source::Package))
    }

    /// The rules in `files`, a mapping of zone names to the bytes of their TZif files (RFC 9636), under the name `release`.
    #[staticmethod]
    fn from_tzif(py: Python<'_>, release: Arg<&str>, files: Arg<Ordered<Blob>>) -> PyResult<Self> {
        args!(release, files);
        let (kept, mut bytes) = (PyDict::new(py), Vec::new());
        for (name, blob) in files.0 {
            bytes.push((name.clone(), blob.0.as_bytes(py).to_vec()));
            kept.set_item(name, blob.0)?;
        }
        let core = py.detach(|| time::ZoneDb::from_tzif(release, bytes)).or_raise()?;
        Ok(Self::new(core, Source::Bytes(kept.unbind())))
    }

    /// The zone of an IANA name, such as `Europe/Berlin`.
    ///
    /// Raises `UnknownZoneError`, which names a near miss where there is one.
    fn zone(slf: &Bound<'_, Self>, name: Arg<&str>) -> PyResult<Zone> {
        args!(name);
        let core = slf.get().find(name).or_raise()?;
        Ok(Zone { core, db: slf.clone().unbind() })
    }

    /// The names of all zones and links, in alphabetical order.
    #[getter]
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.core.names().map(Into::into).collect();
        names.sort_unstable();
        names
    }

    /// The release of the rules, such as `2026e`.
    #[getter]
    fn release(&self) -> &str {
        self.core.release()
    }

    fn __contains__(&self, name: Arg<&str>) -> PyResult<bool> {
        args!(name);
        Ok(self.find(name).is_ok())
    }

    fn __len__(&self) -> usize {
        self.core.names().count()
    }

    fn __repr__(&self) -> String {
        format!("<ZoneDb {} ({} zones)>", self.core.release(), self.__len__())
    }

    /// Equal when both hold the same release from the same kind of source.
    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        let other = other.get();
        let same = match (&self.source, &other.source) {
            (Source::Bundled, Source::Bundled) | (Source::Package, Source::Package) => true,
            (Source::Directory(a), Source::Directory(b)) => a == b,
            (Source::Bytes(a), Source::Bytes(b)) => a.bind(py).eq(b.bind(py))?,
            _ => false,
        };
        Ok(same && self.core.release() == other.core.release())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyString::new(py, self.core.release()).hash()
    }

    /// A pickle keeps where the rules came from, not the rules; only those given as bytes travel with it.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let (py, class, this) = (slf.py(), slf.get_type(), slf.get());
        Ok(match &this.source {
            Source::Bundled => (class.getattr("bundled")?, Parts(PyTuple::empty(py))),
            Source::Package => (class.getattr("tzdata")?, Parts(PyTuple::empty(py))),
            Source::Directory(path) => (class.getattr("from_dir")?, Parts((path,).into_pyobject(py)?)),
            Source::Bytes(files) => {
                (class.getattr("from_tzif")?, Parts((this.core.release(), files).into_pyobject(py)?))
            }
        })
    }
}

/// The rules of one time zone: which offset holds when.
///
/// Made by `ZoneDb.zone`. Instants are aware datetimes; wall-clock times are naive ones, because this zone says where they are.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Zone {
    pub(crate) core: time::Zone,
    db: Py<ZoneDb>,
}

impl Zone {
    fn tzinfo<'py>(&self, py: Python<'py>, us: i64) -> PyResult<Bound<'py, PyTzInfo>> {
        convert::tzinfo(py, self.core.name(), self.core.offset_at(us))
    }

    fn moment<'py>(&self, py: Python<'py>, us: i64) -> PyResult<Moment<'py>> {
        Ok(Moment { us, zone: Some(self.tzinfo(py, us)?) })
    }
}

#[pymethods]
impl Zone {
    /// The IANA name.
    #[getter]
    fn name(&self) -> &str {
        self.core.name()
    }

    /// The database the rules come from.
    #[getter]
    fn zones(&self, py: Python<'_>) -> Py<ZoneDb> {
        self.db.clone_ref(py)
    }

    /// How far local time is ahead of UTC at an instant (negative: behind).
    fn offset_at(&self, at: Arg<Instant>) -> PyResult<Span> {
        args!(at);
        Ok(offset(self.core.offset_at(at.0)))
    }

    /// The wall-clock time at an instant, as a naive datetime.
    fn to_local(&self, at: Arg<Instant>) -> PyResult<Wall> {
        args!(at);
        Ok(Wall(self.core.to_local(at.0)))
    }

    /// The instant at which the wall clock shows `local`, a naive datetime.
    ///
    /// Where clocks go forward the time may not exist: `gap="transition"` takes the first instant after the gap, `"compatible"` moves it on by the
    /// length of the gap. Where clocks go back it happens twice: `fold="earlier"` or `"later"`.
    #[pyo3(signature = (local, *, gap = None, fold = None))]
    fn resolve<'py>(
        &self,
        py: Python<'py>,
        local: Arg<Wall>,
        gap: Option<Arg<Gap>>,
        fold: Option<Arg<Fold>>,
    ) -> PyResult<Moment<'py>> {
        args!(local, gap = Gap::Transition, fold = Fold::Earlier);
        self.moment(py, self.core.resolve(local.0, Resolution { gap, fold }))
    }

    /// Whether the wall-clock time `local` happens once, never (`gap`) or twice (`fold`).
    fn classify(&self, local: Arg<Wall>) -> PyResult<LocalTime> {
        args!(local);
        Ok(match self.core.classify(local.0) {
            CoreLocal::Unique(us) => LocalTime { kind: "unique", first: us, last: us },
            CoreLocal::Fold { earlier, later } => LocalTime { kind: "fold", first: earlier, last: later },
            CoreLocal::Gap { transition, .. } => LocalTime { kind: "gap", first: transition, last: transition },
        })
    }

    /// The first change of offset after an instant; `None` when there is no further one.
    fn next_transition(&self, after: Arg<Instant>) -> PyResult<Option<Transition>> {
        args!(after);
        Ok(self.core.next_transition(after.0).map(Into::into))
    }

    /// The last change of offset before an instant; `None` when there is no earlier one.
    fn previous_transition(&self, before: Arg<Instant>) -> PyResult<Option<Transition>> {
        args!(before);
        Ok(self.core.previous_transition(before.0).map(Into::into))
    }

    /// All changes of offset from `start` (included) to `end` (excluded).
    fn transitions(&self, start: Arg<Instant>, end: Arg<Instant>) -> PyResult<Vec<Transition>> {
        args!(start, end);
        Ok(self.core.transitions(TimeSegment { start: start.0, end: end.0 }).map(Into::into).collect())
    }

    fn __repr__(&self) -> String {
        format!("<Zone {} ({})>", self.core.name(), self.db.get().core.release())
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        Ok(self.core.name() == other.get().core.name() && self.db.bind(py).eq(other.get().db.bind(py))?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyString::new(py, self.core.name()).hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (&str,))> {
        Ok((self.db.bind(py).getattr("zone")?, (self.core.name(),)))
    }
}

fn offset(seconds: i32) -> Span {
    Span(i64::from(seconds) * SECOND)
}

/// A change of a zone's offset: `before` held up to the instant `at`, `after` holds from it on.
#[pyclass(frozen, eq, hash, module = "sundesk")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Transition {
    at: i64,
    before: i32,
    after: i32,
}

impl From<time::Transition> for Transition {
    fn from(t: time::Transition) -> Self {
        Self { at: t.at, before: t.before, after: t.after }
    }
}

#[pymethods]
impl Transition {
    #[new]
    fn new(at: Arg<Instant>, before: Arg<Span>, after: Arg<Span>) -> PyResult<Self> {
        args!(at, before, after);
        let seconds = |name: &str, span: Span| {
            let expected = "an offset of less than a day";
            i32::try_from(span.0 / SECOND)
                .map_err(|_| raise(Error::out_of_range(name, format!("{} s", span.0 / SECOND), expected)))
        };
        Ok(Self { at: at.0, before: seconds("before", before)?, after: seconds("after", after)? })
    }

    /// The instant, in UTC.
    #[getter]
    fn at(&self) -> UtcMoment {
        UtcMoment(self.at)
    }

    /// How far local time was ahead of UTC before.
    #[getter]
    fn before(&self) -> Span {
        offset(self.before)
    }

    /// How far it is ahead afterwards.
    #[getter]
    fn after(&self) -> Span {
        offset(self.after)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let at = self.at().into_pyobject(py)?.call_method0("isoformat")?;
        Ok(format!("<Transition {at} {} -> {}>", self.before().into_pyobject(py)?, self.after().into_pyobject(py)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyType>, Parts<'py>)> {
        let this = slf.get();
        Ok((slf.get_type(), Parts((this.at(), this.before(), this.after()).into_pyobject(slf.py())?)))
    }
}

/// What a wall-clock time stands for in a zone.
///
/// `kind` is `"unique"`, `"gap"` or `"fold"`; `instants` holds the one, no or both instants; `transition` is the change itself for a gap.
#[pyclass(frozen, eq, hash, module = "sundesk")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct LocalTime {
    kind: &'static str,
    first: i64,
    last: i64,
}

#[pymethods]
impl LocalTime {
    /// `"unique"`, `"gap"` or `"fold"`.
    #[getter]
    fn kind(&self) -> LocalKindWord<'_> {
        LocalKindWord(self.kind)
    }

    /// The instants at which the wall clock shows that time, in UTC: one, none, or two.
    #[getter]
    fn instants(&self) -> Vec<UtcMoment> {
        match self.kind {
            "gap" => vec![],
            "fold" => vec![UtcMoment(self.first), UtcMoment(self.last)],
            _ => vec![UtcMoment(self.first)],
        }
    }

    /// The instant at which the clocks jump over that time; `None` unless `kind` is `"gap"`.
    #[getter]
    fn transition(&self) -> Option<UtcMoment> {
        (self.kind == "gap").then_some(UtcMoment(self.first))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let at = UtcMoment(self.first).into_pyobject(py)?.call_method0("isoformat")?;
        Ok(format!("<LocalTime {} {at}>", self.kind))
    }
}
