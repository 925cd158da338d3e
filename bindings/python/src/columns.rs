//! Columns in and out: many instants or spans in one call.
//!
//! Inside, a column is microseconds as `i64` with [`NULL`] for a missing value, which is also what numpy's NaT is.

use crate::arrow;
use crate::convert::{self, Moment, Span, UtcMoment};
use crate::errors::raise;
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyBytes, PyDateTime, PyDelta, PyInt, PyList, PyTuple, PyType};
use sundesk_core::Error;

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
            Kind::Instant => convert::instant(name, value),
            Kind::Span => convert::span(name, value),
        }
    }
}

/// An argument that may be one value for all rows or a column.
pub(crate) enum Input {
    One(i64),
    Many(Vec<i64>),
}

impl Input {
    /// Reads `value`: a scalar, a [`Column`], a list or tuple, a numpy array, a pandas Series or Index, an Arrow column, or an int64 buffer.
    pub(crate) fn read(name: &str, kind: Kind, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if value.is_instance_of::<PyDateTime>() || value.is_instance_of::<PyDelta>() {
            return kind.scalar(name, value).map(Input::One);
        }
        if let Ok(column) = value.cast::<Column>() {
            return column.get().take(name, kind).map(Input::Many);
        }
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            return items(name, kind, value).map(Input::Many);
        }
        if let Some(values) = arrow_micros(name, kind, value)? {
            return Ok(Input::Many(values));
        }
        // numpy and pandas have types of their own: a Python shim turns them into an int64 buffer, or a list of objects.
        static SHIM: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let plain = SHIM.import(value.py(), "sundesk._columns", "plain")?.call1((name, kind.name(), value))?;
        if plain.is_instance_of::<PyList>() {
            return items(name, kind, &plain).map(Input::Many);
        }
        buffer(name, &plain).map(Input::Many)
    }

    fn len(&self) -> Option<usize> {
        match self {
            Input::One(_) => None,
            Input::Many(values) => Some(values.len()),
        }
    }

    fn widen(self, len: usize) -> Vec<i64> {
        match self {
            Input::One(value) => vec![value; len],
            Input::Many(values) => values,
        }
    }
}

/// Two columns of the same length, one of which may have been a scalar.
pub(crate) struct Pair {
    pub(crate) left: Vec<i64>,
    pub(crate) right: Vec<i64>,
}

impl Pair {
    pub(crate) fn read(
        left: (&str, Kind, &Bound<'_, PyAny>),
        right: (&str, Kind, &Bound<'_, PyAny>),
    ) -> PyResult<Self> {
        let (l, r) = (Input::read(left.0, left.1, left.2)?, Input::read(right.0, right.1, right.2)?);
        let len = match (l.len(), r.len()) {
            (Some(a), Some(b)) if a != b => {
                let message = format!("{} has {a} rows and {} has {b}; expected the same number", left.0, right.0);
                return Err(PyValueError::new_err(message));
            }
            (Some(n), _) | (None, Some(n)) => n,
            (None, None) => 1,
        };
        Ok(Self { left: l.widen(len), right: r.widen(len) })
    }
}

/// Reads an Arrow column; pandas objects are left to the shim, whose `__arrow_c_stream__` needs pyarrow.
fn arrow_micros(name: &str, kind: Kind, value: &Bound<'_, PyAny>) -> PyResult<Option<Vec<i64>>> {
    let module: String = value.get_type().module()?.extract()?;
    if module.starts_with("pandas") { Ok(None) } else { arrow::micros(name, kind, value) }
}

fn items(name: &str, kind: Kind, value: &Bound<'_, PyAny>) -> PyResult<Vec<i64>> {
    let mut out = Vec::with_capacity(value.len()?);
    for (i, item) in value.try_iter()?.enumerate() {
        let item = item?;
        out.push(if item.is_none() {
            NULL
        } else if item.is_instance_of::<PyInt>() && !item.is_instance_of::<PyBool>() {
            item.extract()?
        } else {
            kind.scalar(&format!("{name}[{i}]"), &item)?
        });
    }
    Ok(out)
}

fn buffer(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<i64>> {
    let wanted = "a list, a numpy, pandas or Arrow column, or a buffer of int64 microseconds";
    match PyBuffer::<i64>::get(value) {
        Ok(buffer) if buffer.dimensions() == 1 => buffer.to_vec(value.py()),
        _ => Err(PyTypeError::new_err(format!("{name}: expected {wanted}, got {}", convert::type_name(value)))),
    }
}

/// A column of answers: instants or durations, missing where there is no answer.
///
/// It is a sequence of aware datetimes or timedeltas (`None` where missing), `numpy.asarray` makes `datetime64[us]` (UTC) or `timedelta64[us]` of it
/// (NaT where missing), and `copy_into` fills any writable int64 buffer with microseconds (-2**63 where missing).
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
}

impl Column {
    pub(crate) fn spans(values: Vec<i64>) -> Self {
        Self { kind: Kind::Span, values, zone: None }
    }

    pub(crate) fn instants_in(values: Vec<i64>, zone: &str) -> Self {
        Self { kind: Kind::Instant, values, zone: Some(zone.to_owned()) }
    }

    fn take(&self, name: &str, kind: Kind) -> PyResult<Vec<i64>> {
        if self.kind == kind {
            return Ok(self.values.clone());
        }
        Err(PyTypeError::new_err(format!("{name}: expected {}s, got a column of {}s", kind.name(), self.kind.name())))
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
    /// A column of instants from datetimes, numpy, pandas, or int64 microseconds since the epoch; shown in `zone`.
    #[staticmethod]
    #[pyo3(signature = (values, zone = None))]
    fn instants(values: &Bound<'_, PyAny>, zone: Option<String>) -> PyResult<Self> {
        let values = Input::read("values", Kind::Instant, values)?.widen(1);
        Ok(Self { kind: Kind::Instant, values, zone })
    }

    /// A column of durations from timedeltas, numpy, pandas, or int64 microseconds.
    #[staticmethod]
    fn durations(values: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self::spans(Input::read("values", Kind::Span, values)?.widen(1)))
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
        let wanted = || PyTypeError::new_err("target: expected a writable int64 buffer of the column's length");
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

    /// A pandas Series: instants in the column's zone, or timedeltas, NaT where missing.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        shim(slf.py(), "to_pandas")?.call1((slf,))
    }

    #[pyo3(signature = (dtype = None, copy = None))]
    fn __array__<'py>(
        slf: &Bound<'py, Self>,
        dtype: Option<&Bound<'py, PyAny>>,
        copy: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if copy == Some(false) {
            return Err(PyValueError::new_err("a numpy array of a column is always a copy"));
        }
        let array = Self::to_numpy(slf)?;
        dtype.map_or(Ok(array.clone()), |dtype| array.call_method1("astype", (dtype,)))
    }

    /// The Arrow PyCapsule interface: `pyarrow.array(column)`, `polars.Series(column)`.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let _ = requested_schema; // a consumer may ask for another type; giving our own is allowed
        arrow::export(py, self.kind, self.zone.as_deref().unwrap_or("UTC"), &self.values)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(arrow::schema(py, self.kind, self.zone.as_deref().unwrap_or("UTC"))?.into_any())
    }

    fn __len__(&self) -> usize {
        self.values.len()
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

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, this) = (slf.py(), slf.get());
        let bytes: Vec<u8> = this.values.iter().flat_map(|us| us.to_le_bytes()).collect();
        let parts = (this.kind.name(), PyBytes::new(py, &bytes), this.zone.as_deref());
        Ok((slf.get_type().getattr("_rebuild")?, parts.into_pyobject(py)?))
    }

    #[classmethod]
    fn _rebuild(_class: &Bound<'_, PyType>, kind: &str, bytes: &[u8], zone: Option<String>) -> PyResult<Self> {
        let kind = if kind == "instant" { Kind::Instant } else { Kind::Span };
        let (rows, rest) = bytes.as_chunks::<8>();
        if !rest.is_empty() {
            return Err(raise(Error::invalid("bytes", bytes.len(), "a multiple of 8 bytes")));
        }
        Ok(Self { kind, values: rows.iter().map(|row| i64::from_le_bytes(*row)).collect(), zone })
    }
}

fn shim<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("sundesk._columns")?.getattr(name)
}
