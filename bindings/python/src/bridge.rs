//! The one bridge for documents and reports: Python values to JSON values and back.
//!
//! ```text
//! None bool int float str, list tuple, mapping with text keys          as JSON has them
//! datetime (aware)  "2024-06-05T12:00:00Z"     date "2024-06-05"       time "09:30" or "09:30:15"
//! timedelta         seconds                    Decimal "12.50"         Enum its value
//! ```

use crate::convert;
use crate::errors::{raise, unwritable};
use chrono::{DateTime, SecondsFormat};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyDate, PyDateTime, PyDelta, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTime, PyTuple,
};
use serde_json::{Map, Number, Value};
use sundesk_core::Error;
use sundesk_core::document::{Document, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_DEPTH, read_document, read_value};

/// How many values a document may hold, counted with repetition, so that a small object that refers to itself many times cannot fill the memory.
pub(crate) const MAX_DOCUMENT_VALUES: usize = 2_000_000;

/// A Python document as a JSON value; errors name the place as `name.field[2]`.
pub(crate) fn to_json(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Value> {
    Reader { path: name.to_owned(), depth: 0, values: 0 }.read(value)
}

/// The document as JSON text: a mapping, or a `str` that is such text already.
pub(crate) fn to_json_text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_cow()?.into_owned());
    }
    if value.cast::<PyMapping>().is_err() {
        let wanted = "expected a mapping or JSON text";
        return Err(PyTypeError::new_err(format!("{name}: {wanted}, got {}", convert::type_name(value))));
    }
    Ok(to_json(name, value)?.to_string())
}

struct Reader {
    path: String,
    depth: usize,
    values: usize,
}

impl Reader {
    fn read(&mut self, value: &Bound<'_, PyAny>) -> PyResult<Value> {
        self.values += 1;
        if self.values > MAX_DOCUMENT_VALUES {
            return Err(self.fail(Error::limit(
                "",
                "a document of more",
                format!("at most {MAX_DOCUMENT_VALUES} values"),
            )));
        }
        if value.is_none() {
            return Ok(Value::Null);
        }
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(Value::String(text.to_cow()?.into_owned()));
        }
        if let Ok(flag) = value.cast::<PyBool>() {
            return Ok(Value::Bool(flag.is_true()));
        }
        if let Ok(int) = value.cast::<PyInt>() {
            return self.int(int);
        }
        if let Ok(float) = value.cast::<PyFloat>() {
            return self.float(float.value());
        }
        if let Ok(dict) = value.cast::<PyDict>() {
            if dict.is_empty() && self.path.ends_with("holidays") && fills_on_lookup(dict)? {
                let (value, expected) = (convert::type_name(value), STILL_EMPTY);
                return Err(self.fail(Error::invalid("", format!("an empty {value}"), expected)));
            }
            return self.nested(|r| r.mapping(dict.iter().map(Ok)));
        }
        if let Ok(list) = value.cast::<PyList>() {
            return self.nested(|r| r.sequence(list.iter()));
        }
        if let Ok(tuple) = value.cast::<PyTuple>() {
            return self.nested(|r| r.sequence(tuple.iter()));
        }
        self.scalar(value)
    }

    fn scalar(&mut self, value: &Bound<'_, PyAny>) -> PyResult<Value> {
        if value.is_instance_of::<PyDateTime>() {
            let us = convert::any_instant(&self.path, value)?;
            let at = DateTime::from_timestamp_micros(us)
                .ok_or_else(|| self.fail(Error::out_of_range("", us, "an instant")))?;
            return Ok(Value::String(at.to_rfc3339_opts(SecondsFormat::AutoSi, true)));
        }
        if value.is_instance_of::<PyDate>() {
            return Ok(Value::String(value.call_method0("isoformat")?.extract()?));
        }
        if value.is_instance_of::<PyTime>() {
            let text: String = value.call_method0("isoformat")?.extract()?;
            return Ok(Value::String(text.strip_suffix(":00").filter(|t| t.len() == 5).unwrap_or(&text).to_owned()));
        }
        if value.is_instance_of::<PyDelta>() {
            return self.seconds(convert::span(&self.path, value)?);
        }
        let py = value.py();
        if value.is_instance(decimal(py)?)? {
            return Ok(Value::String(value.str()?.to_string()));
        }
        if value.is_instance(enumeration(py)?)? {
            return self.read(&value.getattr("value")?);
        }
        if let Ok(mapping) = value.cast::<PyMapping>() {
            let items = mapping.items()?;
            return self.nested(|r| r.mapping(items.iter().map(|pair| pair.extract())));
        }
        Err(PyTypeError::new_err(format!("{}: a document cannot hold a {}", self.path, convert::type_name(value))))
    }

    fn int(&self, int: &Bound<'_, PyInt>) -> PyResult<Value> {
        if let Ok(n) = int.extract::<i64>() {
            return Ok(Value::Number(n.into()));
        }
        let number = int
            .extract::<u64>()
            .map_err(|_| self.fail(Error::out_of_range("", "an int", "an int of at most 64 bits")))?;
        Ok(Value::Number(number.into()))
    }

    fn float(&self, float: f64) -> PyResult<Value> {
        Number::from_f64(float)
            .map(Value::Number)
            .ok_or_else(|| self.fail(Error::invalid("", float, "a finite number")))
    }

    /// Whole seconds as an int, else as a float.
    fn seconds(&self, us: i64) -> PyResult<Value> {
        const SECOND: i64 = sundesk_core::time::SECOND;
        if us % SECOND == 0 {
            return Ok(Value::Number((us / SECOND).into()));
        }
        #[allow(clippy::cast_precision_loss)] // a span below 285 years keeps its microseconds in an f64
        self.float(us as f64 / SECOND as f64)
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> PyResult<Value>) -> PyResult<Value> {
        self.depth += 1;
        if self.depth > MAX_DOCUMENT_DEPTH {
            return Err(self.fail(Error::limit(
                "",
                "a document nested deeper",
                format!("at most {MAX_DOCUMENT_DEPTH} levels"),
            )));
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn mapping<'py>(
        &mut self,
        items: impl Iterator<Item = PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)>>,
    ) -> PyResult<Value> {
        let mut map = Map::new();
        for item in items {
            let (key, value) = item?;
            let name = self.key(&key)?;
            let mark = self.path.len();
            self.path.push('.');
            self.path.push_str(&name);
            map.insert(name, self.read(&value)?);
            self.path.truncate(mark);
        }
        Ok(Value::Object(map))
    }

    /// A key is text; dates are taken too, because holidays and exceptions are keyed by date.
    fn key(&self, key: &Bound<'_, PyAny>) -> PyResult<String> {
        if let Ok(text) = key.cast::<PyString>() {
            return Ok(text.to_cow()?.into_owned());
        }
        if key.is_instance_of::<PyDate>() && !key.is_instance_of::<PyDateTime>() {
            return key.call_method0("isoformat")?.extract();
        }
        if key.is_instance(enumeration(key.py())?)? {
            return self.key(&key.getattr("value")?);
        }
        Err(PyTypeError::new_err(format!(
            "{}: a key must be text or a date, got {}",
            self.path,
            convert::type_name(key)
        )))
    }

    fn sequence<'py>(&mut self, items: impl Iterator<Item = Bound<'py, PyAny>>) -> PyResult<Value> {
        let mut list = Vec::new();
        for (i, item) in items.enumerate() {
            let mark = self.path.len();
            self.path.push_str(&format!("[{i}]"));
            list.push(self.read(&item)?);
            self.path.truncate(mark);
        }
        Ok(Value::Array(list))
    }

    fn fail(&self, error: Error) -> PyErr {
        raise(error.at(&self.path))
    }
}

/// What to do about holidays that are there only when they are asked for, as those of the Python package `holidays` without `years`.
const STILL_EMPTY: &str = "holidays of named years, such as holidays.country_holidays(\"DE\", years=range(2024, 2031)): this mapping fills on look-up and is still empty";

/// Whether a dict makes up entries when it is asked: its class has `__missing__` or a look-up of its own.
fn fills_on_lookup(dict: &Bound<'_, PyDict>) -> PyResult<bool> {
    if dict.is_exact_instance_of::<PyDict>() {
        return Ok(false);
    }
    let (class, plain) = (dict.get_type(), dict.py().get_type::<PyDict>());
    let differs = |name| Ok::<_, PyErr>(!class.getattr(name)?.is(&plain.getattr(name)?));
    Ok(class.hasattr("__missing__")? || differs("__getitem__")? || differs("__contains__")?)
}

fn decimal(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static DECIMAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal")
}

fn enumeration(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static ENUM: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    ENUM.import(py, "enum", "Enum")
}

/// A report as dicts, lists and scalars; the core's reports are shallow, so the depth is bounded by their types.
pub(crate) fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(flag) => PyBool::new(py, *flag).to_owned().into_any(),
        Value::Number(n) => match (n.as_i64(), n.as_u64()) {
            (Some(i), _) => i.into_pyobject(py)?.into_any(),
            (None, Some(u)) => u.into_pyobject(py)?.into_any(),
            (None, None) => n.as_f64().unwrap_or(f64::NAN).into_pyobject(py)?.into_any(),
        },
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Array(list) => {
            let items: Vec<_> = list.iter().map(|item| to_python(py, item)).collect::<PyResult<_>>()?;
            PyList::new(py, items)?.into_any()
        }
        Value::Object(map) => {
            let dict = PyDict::new(py);
            for (key, item) in map {
                dict.set_item(key, to_python(py, item)?)?;
            }
            dict.into_any()
        }
    })
}

/// A value of the core as Python dicts, lists and scalars.
pub(crate) fn report<'py>(py: Python<'py>, value: &impl serde::Serialize) -> PyResult<Bound<'py, PyAny>> {
    let json = serde_json::to_value(value).map_err(unwritable)?;
    to_python(py, &json)
}

/// A document (a mapping or JSON text) as a value of the core.
pub(crate) fn document<T: serde::de::DeserializeOwned>(name: &str, value: &Bound<'_, PyAny>) -> PyResult<T> {
    let parsed = match value.cast::<PyString>() {
        Ok(text) => read_document(&text.to_cow()?, "document", MAX_DOCUMENT_BYTES),
        Err(_) => read_value(to_json(name, value)?, "document"),
    };
    parsed.map_err(|e| raise(e.at(name)))
}

/// The same for a document with a schema: every fault of shape at once.
pub(crate) fn whole_document<T: Document>(name: &str, value: &Bound<'_, PyAny>) -> PyResult<T> {
    let parsed = match value.cast::<PyString>() {
        Ok(text) => T::from_json(&text.to_cow()?),
        Err(_) => T::from_value(to_json(name, value)?),
    };
    parsed.map_err(|e| raise(e.at(name)))
}

/// A list as JSON values; anything else is an error.
pub(crate) fn list(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<Value>> {
    match to_json(name, value)? {
        Value::Array(items) => Ok(items),
        _ => Err(PyTypeError::new_err(format!("{name}: expected a list, got {}", convert::type_name(value)))),
    }
}
