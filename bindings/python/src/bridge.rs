//! The one bridge for documents and reports: Python values to JSON values and back.
//!
//! ```text
//! None bool int float str, list tuple, mapping with text keys          as JSON has them
//! datetime (aware)  "2024-06-05T12:00:00Z"     date "2024-06-05"       time "09:30" or "09:30:15"
//! timedelta         seconds                    Decimal "12.50"         Enum its value
//! ```

use crate::args::{Fault, OfArgument, Read, Reads};
use crate::convert;
use crate::writer::{Form, Told, ToldAll, write};
use chrono::{DateTime, SecondsFormat};
#[cfg(feature = "stubs")]
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
#[cfg(feature = "stubs")]
use pyo3::type_hint_union;
use pyo3::types::{
    PyBool, PyDate, PyDateTime, PyDelta, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTime, PyTuple, PyTzInfo,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};
use sundesk_core::document::{Document, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_DEPTH, read_document, read_value};
use sundesk_core::{Error, Result};

/// How many values a document may hold, counted with repetition, so that a small object that refers to itself many times cannot fill the memory.
pub(crate) const MAX_DOCUMENT_VALUES: usize = 2_000_000;

/// An argument that is any value a document may hold.
pub(crate) struct Json(pub(crate) Value);

/// An argument that is a document: a mapping, or JSON text.
pub(crate) enum Given {
    Text(String),
    Value(Value),
}

impl Given {
    /// What a document is made into, from whichever form it came in.
    pub(crate) fn read<T>(
        self,
        text: impl FnOnce(&str) -> Result<T>,
        value: impl FnOnce(Value) -> Result<T>,
    ) -> Result<T> {
        match self {
            Self::Text(given) => text(&given),
            Self::Value(given) => value(given),
        }
    }

    /// The document as JSON text, for what is read from text alone.
    pub(crate) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Value(value) => value.to_string(),
        }
    }
}

/// An argument that is a document of the type `T`.
pub(crate) struct Doc<T>(pub(crate) T);

/// The same for a document with a schema: every fault of shape at once.
pub(crate) struct Whole<T>(pub(crate) T);

/// An argument that is a list of such values.
pub(crate) struct List(pub(crate) Vec<Value>);

/// A Python document as a JSON value; errors name the place as `name.field[2]`.
pub(crate) fn to_json(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Value> {
    json(value).of(name)
}

/// Keyword arguments as a document with a schema.
pub(crate) fn whole<T: Document>(name: &str, keywords: &Bound<'_, PyDict>) -> PyResult<T> {
    Whole::read(keywords.as_any().as_borrowed()).of(name).map(|whole| whole.0)
}

/// Keyword arguments as a document.
pub(crate) fn document<T: DeserializeOwned>(name: &str, keywords: &Bound<'_, PyDict>) -> PyResult<T> {
    Doc::read(keywords.as_any().as_borrowed()).of(name).map(|doc| doc.0)
}

fn json(value: &Bound<'_, PyAny>) -> Read<Value> {
    let mut reader = Reader { path: String::new(), depth: 0, values: 0 };
    reader.read(value).map_err(|fault| if reader.path.is_empty() { fault } else { fault.inside(&reader.path) })
}

macro_rules! reads {
    ($(@$param:ident: $bound:path;)? $type:ty, $hint:expr, |$value:ident| $read:expr) => {
        impl$(<$param: $bound>)? Reads<'_, '_> for $type {
            #[cfg(feature = "stubs")]
            const HINT: PyStaticExpr = $hint;

            fn read($value: Borrowed<'_, '_, PyAny>) -> Read<Self> {
                $read
            }
        }
    };
}

#[cfg(feature = "stubs")]
const ANY: PyStaticExpr = pyo3::type_hint_identifier!("typing", "Any");
#[cfg(feature = "stubs")]
const TEXT: PyStaticExpr = <PyString as pyo3::PyTypeInfo>::TYPE_HINT;
#[cfg(feature = "stubs")]
const MAPPING: PyStaticExpr =
    pyo3::type_hint_subscript!(pyo3::type_hint_identifier!("collections.abc", "Mapping"), TEXT, ANY);
#[cfg(feature = "stubs")]
const DOCUMENT: PyStaticExpr = type_hint_union!(MAPPING, TEXT);
#[cfg(feature = "stubs")]
const LIST: PyStaticExpr = pyo3::type_hint_subscript!(pyo3::type_hint_identifier!("collections.abc", "Sequence"), ANY);

reads!(Json, ANY, |value| json(&value).map(Self));
reads!(Given, DOCUMENT, |value| {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Self::Text(text.to_cow()?.into_owned()));
    }
    if value.cast::<PyMapping>().is_err() {
        return Err(Fault::wrong_type("a mapping or JSON text", &value));
    }
    json(&value).map(Self::Value)
});
reads!(@T: DeserializeOwned; Doc<T>, DOCUMENT, |value| {
    let text = |text: &str| read_document(text, "document", MAX_DOCUMENT_BYTES);
    Given::read(<Given as Reads>::read(value)?, text, |value| read_value(value, "document")).map(Self).map_err(Fault::value)
});
reads!(@T: Document; Whole<T>, DOCUMENT, |value| {
    Given::read(<Given as Reads>::read(value)?, T::from_json, T::from_value).map(Self).map_err(Fault::value)
});
reads!(List, LIST, |value| match json(&value)? {
    Value::Array(items) => Ok(Self(items)),
    _ => Err(Fault::wrong_type("a list", &value)),
});

/// Reads one value; where it fails, `path` is the place in it.
struct Reader {
    path: String,
    depth: usize,
    values: usize,
}

impl Reader {
    fn read(&mut self, value: &Bound<'_, PyAny>) -> Read<Value> {
        self.values += 1;
        if self.values > MAX_DOCUMENT_VALUES {
            let expected = format!("at most {MAX_DOCUMENT_VALUES} values");
            return Err(Fault::value(Error::limit("", "a document of more", expected)));
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
            return Self::int(int);
        }
        if let Ok(float) = value.cast::<PyFloat>() {
            return Self::float(float.value());
        }
        if let Ok(dict) = value.cast::<PyDict>() {
            if self.path.ends_with("holidays") {
                refuse_unfilled(value)?;
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

    fn scalar(&mut self, value: &Bound<'_, PyAny>) -> Read<Value> {
        if value.is_instance_of::<PyDateTime>() {
            let us = convert::any_instant(value)?;
            let at = DateTime::from_timestamp_micros(us)
                .ok_or_else(|| Fault::value(Error::out_of_range("", us, "an instant")))?;
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
            return Self::seconds(convert::span(value)?);
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
        Err(Fault::wrong_type("what a document can hold", value))
    }

    fn int(int: &Bound<'_, PyInt>) -> Read<Value> {
        if let Ok(n) = int.extract::<i64>() {
            return Ok(Value::Number(n.into()));
        }
        let number = int
            .extract::<u64>()
            .map_err(|_| Fault::value(Error::out_of_range("", "an int", "an int of at most 64 bits")))?;
        Ok(Value::Number(number.into()))
    }

    fn float(float: f64) -> Read<Value> {
        Number::from_f64(float)
            .map(Value::Number)
            .ok_or_else(|| Fault::value(Error::invalid("", float, "a finite number")))
    }

    /// Whole seconds as an int, else as a float.
    fn seconds(us: i64) -> Read<Value> {
        const SECOND: i64 = sundesk_core::time::SECOND;
        if us % SECOND == 0 {
            return Ok(Value::Number((us / SECOND).into()));
        }
        #[allow(clippy::cast_precision_loss)] // a span below 285 years keeps its microseconds in an f64
        Self::float(us as f64 / SECOND as f64)
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Read<Value>) -> Read<Value> {
        self.depth += 1;
        if self.depth > MAX_DOCUMENT_DEPTH {
            let expected = format!("at most {MAX_DOCUMENT_DEPTH} levels");
            return Err(Fault::value(Error::limit("", "a document nested deeper", expected)));
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn mapping<'py>(
        &mut self,
        items: impl Iterator<Item = PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)>>,
    ) -> Read<Value> {
        let mut map = Map::new();
        for item in items {
            let (key, value) = item?;
            let name = Self::key(&key)?;
            let mark = self.path.len();
            if mark > 0 {
                self.path.push('.');
            }
            self.path.push_str(&name);
            map.insert(name, self.read(&value)?);
            self.path.truncate(mark);
        }
        Ok(Value::Object(map))
    }

    /// A key is text; dates are taken too, because holidays and exceptions are keyed by date.
    fn key(key: &Bound<'_, PyAny>) -> Read<String> {
        if let Ok(text) = key.cast::<PyString>() {
            return Ok(text.to_cow()?.into_owned());
        }
        if key.is_instance_of::<PyDate>() && !key.is_instance_of::<PyDateTime>() {
            return Ok(key.call_method0("isoformat")?.extract()?);
        }
        if key.is_instance(enumeration(key.py())?)? {
            return Self::key(&key.getattr("value")?);
        }
        Err(Fault::wrong_type("keys that are text or dates", key))
    }

    fn sequence<'py>(&mut self, items: impl Iterator<Item = Bound<'py, PyAny>>) -> Read<Value> {
        let mut list = Vec::new();
        for (i, item) in items.enumerate() {
            let mark = self.path.len();
            self.path.push_str(&format!("[{i}]"));
            list.push(self.read(&item)?);
            self.path.truncate(mark);
        }
        Ok(Value::Array(list))
    }
}

/// What to do about holidays that are there only when they are asked for, as those of the Python package `holidays` without `years`.
const STILL_EMPTY: &str = "holidays of named years, such as holidays.country_holidays(\"DE\", years=range(2024, 2031)): this mapping fills on look-up and is still empty";

/// Refuses holidays that would be none at all because nobody has looked one up yet.
pub(crate) fn refuse_unfilled(value: &Bound<'_, PyAny>) -> Read<()> {
    match value.cast::<PyDict>() {
        Ok(dict) if dict.is_empty() && fills_on_lookup(dict)? => {
            let shown = format!("an empty {}", convert::type_name(value));
            Err(Fault::value(Error::invalid("", shown, STILL_EMPTY)))
        }
        _ => Ok(()),
    }
}

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

/// A value of the core as Python dicts, lists and scalars: what its JSON form holds.
pub(crate) fn report<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    write(py, value, Form::Dict, None)
}

/// A report of the core as a `Report`, its instants in UTC.
pub(crate) fn told<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Told<'py>> {
    write(py, value, Form::Report, None).map(Told)
}

/// The same with its instants in the report's zone; in UTC where Python does not know that.
pub(crate) fn told_in<'py>(py: Python<'py>, value: &impl Serialize, zone: &str) -> PyResult<Told<'py>> {
    let zone = if zone == "UTC" { None } else { PyTzInfo::timezone(py, zone).ok() };
    write(py, value, Form::Report, zone.as_ref()).map(Told)
}

/// Several of them.
pub(crate) fn told_all<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<ToldAll<'py>> {
    write(py, value, Form::Report, None).map(ToldAll)
}
