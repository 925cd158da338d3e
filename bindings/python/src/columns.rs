//! Columns in and out: many instants or spans in one call.
//!
//! Inside, a column is microseconds as `i64` with [`NULL`] for a missing value, which is also what numpy's NaT is.

use crate::args::OfArgument;
use crate::args::{Arg, args};
use crate::arrow;
use crate::convert::{self, Moment, Span, UtcMoment};
use crate::errors::{raise, wrong_type};
use crate::writer::Parts;
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyBytes, PyDateTime, PyDelta, PyInt, PyList, PyTuple, PyType};
use std::fmt::Display;
use sundesk_core::time::{ZoneDb, check_instant};
use sundesk_core::{Error, ErrorKind};

/// A missing value.
pub(crate) const NULL: i64 = i64::MIN;

/// What the numbers of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Instant,
    Span,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        if self == Kind::Instant { "instant" } else { "duration" }
    }

    fn scalar(self, name: &str, value: &Bound<'_, PyAny>) -> PyResult<i64> {
        match self {
            Kind::Instant => convert::instant(value).of(name),
            Kind::Span => convert::span(value).of(name),
        }
    }

    /// The error of a row that is past what a column holds: the same whatever the row came from.
    pub(crate) fn too_far(self, name: &str, row: usize, value: impl Display) -> PyErr {
        let path = format!("{name}[{row}]");
        raise(match self {
            Kind::Instant => convert::out_of_dates(&path, value),
            Kind::Span => convert::out_of_spans(&path, value),
        })
    }
}

/// The rows of a column, and the pandas index they came with.
struct Rows {
    values: Vec<i64>,
    index: Option<Py<PyAny>>,
}

/// An argument that may be one value for all rows or a column.
enum Input {
    One(i64),
    Many(Rows),
}

impl Input {
    /// Reads `value`: a scalar, a [`Column`], a list or tuple, a numpy array, a pandas Series or Index, an Arrow column, or an int64 buffer.
    fn read(name: &str, kind: Kind, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if value.is_instance_of::<PyDateTime>() || value.is_instance_of::<PyDelta>() {
            return kind.scalar(name, value).map(Input::One);
        }
        if let Ok(column) = value.cast::<Column>() {
            return column.get().take(name, kind, value.py()).map(Input::Many);
        }
        let (values, index) = if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            (items(name, kind, value)?, None)
        } else {
            foreign(name, kind, value)?
        };
        if kind == Kind::Instant {
            let supported = |us: &i64| *us == NULL || check_instant(*us).is_ok();
            if let Some((row, us)) = values.iter().enumerate().find(|(_, us)| !supported(us)) {
                return Err(kind.too_far(name, row, convert::utc_text(*us)));
            }
        }
        Ok(Input::Many(Rows { values, index }))
    }

    fn len(&self) -> Option<usize> {
        match self {
            Input::One(_) => None,
            Input::Many(rows) => Some(rows.values.len()),
        }
    }

    fn widen(self, len: usize) -> Rows {
        match self {
            Input::One(value) => Rows { values: vec![value; len], index: None },
            Input::Many(rows) => rows,
        }
    }
}

/// Two columns of the same length, one of which may have been a scalar.
pub(crate) struct Pair {
    pub(crate) left: Vec<i64>,
    pub(crate) right: Vec<i64>,
    index: Option<Py<PyAny>>,
}

impl Pair {
    pub(crate) fn read(
        left: (&str, Kind, &Bound<'_, PyAny>),
        right: (&str, Kind, &Bound<'_, PyAny>),
    ) -> PyResult<Self> {
        let py = left.2.py();
        let (l, r) = (Input::read(left.0, left.1, left.2)?, Input::read(right.0, right.1, right.2)?);
        let len = match (l.len(), r.len()) {
            (Some(a), Some(b)) if a != b => {
                let message = format!("{} has {a} rows and {} has {b}; expected the same number", left.0, right.0);
                return Err(raise(Error::new(ErrorKind::InvalidInput, message)));
            }
            (Some(n), _) | (None, Some(n)) => n,
            (None, None) => 1,
        };
        let (l, r) = (l.widen(len), r.widen(len));
        let index = match (l.index, r.index) {
            (Some(a), Some(b)) if !shim(py, "same_index")?.call1((&a, &b))?.is_truthy()? => {
                let names = format!("{} and {}", left.0, right.0);
                let message =
                    format!("{names} have different pandas indexes; expected the same rows in the same order");
                return Err(raise(Error::new(ErrorKind::InvalidInput, message)));
            }
            (a, b) => a.or(b),
        };
        Ok(Self { left: l.values, right: r.values, index })
    }

    /// The index of the answers.
    pub(crate) fn into_index(self) -> Option<Py<PyAny>> {
        self.index
    }
}

fn items(name: &str, kind: Kind, value: &Bound<'_, PyAny>) -> PyResult<Vec<i64>> {
    let mut out = Vec::with_capacity(value.len()?);
    for (row, item) in value.try_iter()?.enumerate() {
        out.push(self::item(name, kind, row, &item?)?);
    }
    Ok(out)
}

fn item(name: &str, kind: Kind, row: usize, value: &Bound<'_, PyAny>) -> PyResult<i64> {
    if value.is_none() {
        return Ok(NULL);
    }
    if value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>() {
        return value.extract().map_err(|_| kind.too_far(name, row, value));
    }
    let path = format!("{name}[{row}]");
    let failed = match kind.scalar(&path, value) {
        Ok(us) => return Ok(us),
        Err(failed) => failed,
    };
    // NaT, NaN and the scalars of numpy: looked at where nothing else fits, since a list may be long.
    let other = shim(value.py(), "scalar")?.call1((path, kind.name(), value))?;
    match (other.extract::<i64>(), other.extract::<String>()) {
        (Ok(us), _) => Ok(us),
        (_, Ok(text)) => Err(kind.too_far(name, row, text)),
        _ => Err(failed),
    }
}

/// A column of numpy, pandas or Arrow, or an int64 buffer, and the pandas index it came with.
///
/// numpy and pandas have types, masks and units of their own: a Python shim turns them into an int64 buffer, a list of objects or an Arrow column.
fn foreign(name: &str, kind: Kind, value: &Bound<'_, PyAny>) -> PyResult<(Vec<i64>, Option<Py<PyAny>>)> {
    type Plain<'py> = (Bound<'py, PyAny>, Option<Py<PyAny>>, Option<(usize, String)>);
    static SHIM: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let plain = SHIM.import(value.py(), "sundesk._columns", "plain")?.call1((name, kind.name(), value))?;
    let (plain, index, fault): Plain<'_> = plain.extract()?;
    if let Some((row, text)) = fault {
        return Err(kind.too_far(name, row, text));
    }
    if plain.is_instance_of::<PyList>() {
        return Ok((items(name, kind, &plain)?, index));
    }
    match arrow::micros(name, kind, &plain)? {
        Some(values) => Ok((values, index)),
        None => Ok((buffer(name, &plain)?, index)),
    }
}

fn buffer(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<i64>> {
    let wanted = "a list, a numpy, pandas or Arrow column, or a buffer of int64 microseconds";
    match PyBuffer::<i64>::get(value) {
        Ok(buffer) if buffer.dimensions() == 1 => buffer.to_vec(value.py()),
        _ => Err(wrong_type(name, &convert::type_name(value), wanted)),
    }
}

/// A column of answers: instants or durations, missing where there is no answer.
///
/// It is a sequence of aware datetimes or timedeltas (`None` where missing), `numpy.asarray` makes `datetime64[us]` (UTC) or `timedelta64[us]` of it
/// (NaT where missing), and `copy_into` fills any writable int64 buffer with microseconds (-2**63 where missing). In a pandas frame
/// (`frame["due"] = column`) it is a column in its zone, row by row; `to_pandas` is faster and has the index of the column it was made from.
///
/// >>> from sundesk import Column
/// >>> Column.durations([60_000_000, None])
/// <Column of 2 durations, 1 missing>
/// >>> Column.durations([60_000_000, None])[0]
/// datetime.timedelta(seconds=60)
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Column {
    kind: Kind,
    values: Vec<i64>,
    zone: Option<String>,
    /// The index of the pandas column it was made from; no part of its value.
    index: Option<Py<PyAny>>,
}

impl Column {
    pub(crate) fn spans(values: Vec<i64>) -> Self {
        Self { kind: Kind::Span, values, zone: None, index: None }
    }

    pub(crate) fn instants_in(values: Vec<i64>, zone: &str) -> Self {
        Self { kind: Kind::Instant, values, zone: Some(zone.to_owned()), index: None }
    }

    /// With the index of the column it was made from.
    pub(crate) fn indexed(self, index: Option<Py<PyAny>>) -> Self {
        Self { index, ..self }
    }

    fn take(&self, name: &str, kind: Kind, py: Python<'_>) -> PyResult<Rows> {
        if self.kind == kind {
            let index = self.index.as_ref().map(|index| index.clone_ref(py));
            return Ok(Rows { values: self.values.clone(), index });
        }
        Err(wrong_type(name, &format!("a column of {}s", self.kind.name()), &format!("{}s", kind.name())))
    }

    fn item<'py>(&self, py: Python<'py>, us: i64) -> PyResult<Bound<'py, PyAny>> {
        match (self.kind, &self.zone) {
            _ if us == NULL => Ok(py.None().into_bound(py)),
            (Kind::Span, _) => Span(us).into_pyobject(py),
            (Kind::Instant, None) => UtcMoment(us).into_pyobject(py),
            (Kind::Instant, Some(zone)) => Moment { us, zone: Some(convert::tzinfo(py, zone, 0)?) }.into_pyobject(py),
        }
    }

    fn missing(&self) -> usize {
        self.values.iter().filter(|us| **us == NULL).count()
    }
}

#[pymethods]
impl Column {
    /// A column of instants from datetimes, numpy, pandas, Arrow, or int64 microseconds since the epoch; shown in `zone`.
    #[staticmethod]
    #[pyo3(signature = (values, zone = None))]
    fn instants(values: &Bound<'_, PyAny>, zone: Option<Arg<String>>) -> PyResult<Self> {
        args!(zone);
        if let Some(zone) = &zone {
            ZoneDb::bundled().zone(zone).map_err(|e| raise(e.at("zone")))?;
        }
        let Rows { values, index } = Input::read("values", Kind::Instant, values)?.widen(1);
        Ok(Self { kind: Kind::Instant, values, zone, index })
    }

    /// A column of durations from timedeltas, numpy, pandas, Arrow, or int64 microseconds.
    #[staticmethod]
    fn durations(values: &Bound<'_, PyAny>) -> PyResult<Self> {
        let Rows { values, index } = Input::read("values", Kind::Span, values)?.widen(1);
        Ok(Self::spans(values).indexed(index))
    }

    /// `"instant"` or `"duration"`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.kind.name()
    }

    /// The zone instants are shown in; `None` for UTC and for durations.
    #[getter]
    fn zone(&self) -> Option<&str> {
        self.zone.as_deref()
    }

    /// How many rows have no answer.
    #[getter]
    fn null_count(&self) -> usize {
        self.missing()
    }

    /// All rows as a list of datetimes or timedeltas, `None` where missing.
    fn to_list<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.values.iter().map(|us| self.item(py, *us)).collect()
    }

    /// Writes the microseconds of all rows into a writable int64 buffer of the same length, such as `numpy.empty(len(column), "i8")`.
    fn copy_into(&self, py: Python<'_>, target: &Bound<'_, PyAny>) -> PyResult<()> {
        let wanted =
            || wrong_type("target", &convert::type_name(target), "a writable int64 buffer of the column's length");
        let buffer = PyBuffer::<i64>::get(target).map_err(|_| wanted())?;
        if buffer.readonly() || buffer.dimensions() != 1 || buffer.item_count() != self.values.len() {
            return Err(wanted());
        }
        buffer.copy_from_slice(py, &self.values)
    }

    /// A numpy array: `datetime64[us]` in UTC or `timedelta64[us]`, NaT where missing.
    fn to_numpy<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        shim(slf.py(), "to_numpy")?.call1((slf,))
    }

    /// A pandas Series: instants in the column's zone, or timedeltas, NaT where missing. Its index is `index`, else that of the pandas column this
    /// one was made from, so that it goes back into the same frame row by row.
    #[pyo3(signature = (index = None))]
    fn to_pandas<'py>(slf: &Bound<'py, Self>, index: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let index = index.or_else(|| slf.get().index.as_ref().map(|index| index.bind(py).clone()));
        shim(py, "to_pandas")?.call1((slf, index))
    }

    #[getter]
    fn __array_interface__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        shim(slf.py(), "array_interface")?.call1((slf,))
    }

    /// The Arrow PyCapsule interface: `pyarrow.array(column)`, `polars.Series(column)`.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Parts<'py>> {
        let _ = requested_schema; // a consumer may ask for another type; giving our own is allowed
        arrow::export(py, self.kind, self.zone.as_deref().unwrap_or("UTC"), &self.values).map(Parts)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(arrow::schema(py, self.kind, self.zone.as_deref().unwrap_or("UTC"))?.into_any())
    }

    fn __len__(&self) -> usize {
        self.values.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyList::new(py, self.to_list(py)?)?.try_iter().map(Bound::into_any)
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Bound<'py, PyAny>> {
        let len = isize::try_from(self.values.len()).unwrap_or(isize::MAX);
        let row = usize::try_from(if index < 0 { index + len } else { index }).ok().and_then(|i| self.values.get(i));
        self.item(py, *row.ok_or_else(|| PyIndexError::new_err("row out of range"))?)
    }

    fn __repr__(&self) -> String {
        let zone = self.zone.as_ref().map_or(String::new(), |z| format!(" in {z}"));
        format!("<Column of {} {}s{zone}, {} missing>", self.values.len(), self.kind.name(), self.missing())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Self>() else { return false };
        (self.kind, &self.values, &self.zone) == (other.get().kind, &other.get().values, &other.get().zone)
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        (self.kind, &self.values, &self.zone).hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let (py, this) = (slf.py(), slf.get());
        let bytes: Vec<u8> = this.values.iter().flat_map(|us| us.to_le_bytes()).collect();
        let index = this.index.as_ref().map(|index| index.clone_ref(py));
        let parts = (this.kind.name(), PyBytes::new(py, &bytes), this.zone.as_deref(), index);
        Ok((slf.get_type().getattr("_rebuild")?, Parts(parts.into_pyobject(py)?)))
    }

    #[classmethod]
    fn _rebuild(
        _class: &Bound<'_, PyType>,
        kind: &str,
        bytes: &[u8],
        zone: Option<String>,
        index: Option<Py<PyAny>>,
    ) -> PyResult<Self> {
        let kind = if kind == "instant" { Kind::Instant } else { Kind::Span };
        let (rows, rest) = bytes.as_chunks::<8>();
        if !rest.is_empty() {
            return Err(raise(Error::invalid("bytes", bytes.len(), "a multiple of 8 bytes")));
        }
        Ok(Self { kind, values: rows.iter().map(|row| i64::from_le_bytes(*row)).collect(), zone, index })
    }
}

fn shim<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("sundesk._columns")?.getattr(name)
}
