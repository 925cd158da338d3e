//! Answers of the core as Python objects, in one walk: no JSON text and no tree of values between.
//!
//! The shape is that of the JSON form: fields and keys as text, `None` where there is none. What has fields becomes a `Report` (a dict that is
//! not changed, its fields attributes as well), and instants in it aware `datetime`s; or a plain dict with instants as RFC 3339 text.
//!
//! ```text
//! Instant   datetime in the report's zone, else in UTC          the core's newtypes, by the names they have for serde
//! Local     datetime with the offset that it is shown with
//! ```

use crate::convert::Moment;
use crate::errors::raise;
use crate::micros::{Micros, NoMicros};
use pyo3::BoundObject;
#[cfg(feature = "stubs")]
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyDict, PyList, PyString, PyTuple, PyType, PyTzInfo};
use serde::ser::{self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, Serializer};
use serde::ser::{SerializeTuple, SerializeTupleStruct, SerializeTupleVariant};
use std::convert::Infallible;
use std::fmt::{self, Display};
use sundesk_core::{Error, ErrorKind};

/// What things with fields become.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Dicts and texts as JSON has them, for whoever goes on to change them.
    Dict,
    /// `Report`s with Python's own types.
    Report,
}

/// `value` as Python has it.
///
/// `zone` is where the instants of a `Report` are shown.
pub(crate) fn write<'py>(
    py: Python<'py>,
    value: &impl Serialize,
    form: Form,
    zone: Option<&Bound<'py, PyTzInfo>>,
) -> PyResult<Bound<'py, PyAny>> {
    value.serialize(Writer { py, form, zone }).map_err(|failed| match failed {
        Failed::Python(error) => error,
        Failed::Value(text) => {
            raise(Error::new(ErrorKind::Internal, format!("an answer cannot be given to Python: {text}")))
        }
    })
}

/// A report on its way out.
pub(crate) struct Told<'py>(pub(crate) Bound<'py, PyAny>);

/// A list of them.
pub(crate) struct ToldAll<'py>(pub(crate) Bound<'py, PyAny>);

/// A plain dict on its way out.
pub(crate) struct Keyed<'py>(pub(crate) Bound<'py, PyDict>);

/// What a pickle keeps.
pub(crate) struct Parts<'py>(pub(crate) Bound<'py, PyTuple>);

macro_rules! told {
    ($type:ident($python:ty), $hint:expr) => {
        impl<'py> IntoPyObject<'py> for $type<'py> {
            type Target = $python;
            type Output = Bound<'py, $python>;
            type Error = Infallible;
            #[cfg(feature = "stubs")]
            const OUTPUT_TYPE: PyStaticExpr = $hint;

            fn into_pyobject(self, _: Python<'py>) -> Result<Bound<'py, $python>, Infallible> {
                Ok(self.0)
            }
        }
    };
}

#[cfg(feature = "stubs")]
const ANY: PyStaticExpr = pyo3::type_hint_identifier!("typing", "Any");
#[cfg(feature = "stubs")]
const TEXT: PyStaticExpr = <PyString as pyo3::PyTypeInfo>::TYPE_HINT;
#[cfg(feature = "stubs")]
const REPORT: PyStaticExpr = pyo3::type_hint_identifier!("sundesk._report", "Report");

told!(Told(PyAny), REPORT);
told!(ToldAll(PyAny), pyo3::type_hint_subscript!(pyo3::type_hint_identifier!("builtins", "list"), REPORT));

told!(Keyed(PyDict), pyo3::type_hint_subscript!(pyo3::type_hint_identifier!("builtins", "dict"), TEXT, ANY));
told!(
    Parts(PyTuple),
    pyo3::type_hint_subscript!(
        pyo3::type_hint_identifier!("builtins", "tuple"),
        ANY,
        PyStaticExpr::Constant { value: pyo3::inspect::PyStaticConstant::Ellipsis }
    )
);

/// Why an answer could not be written.
#[derive(Debug)]
enum Failed {
    Python(PyErr),
    Value(String),
}

impl Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Python(error) => error.fmt(f),
            Self::Value(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Failed {}

impl ser::Error for Failed {
    fn custom<T: Display>(text: T) -> Self {
        Self::Value(text.to_string())
    }
}

impl From<PyErr> for Failed {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

/// How serde_json names the struct that holds JSON text as it was written.
const RAW: &str = "$serde_json::private::RawValue";

#[derive(Clone, Copy)]
struct Writer<'a, 'py> {
    py: Python<'py>,
    form: Form,
    zone: Option<&'a Bound<'py, PyTzInfo>>,
}

type Made<'py> = Result<Bound<'py, PyAny>, Failed>;

impl<'a, 'py> Writer<'a, 'py> {
    fn plain<T: IntoPyObject<'py, Error: Into<PyErr>>>(self, value: T) -> Made<'py> {
        let made = value.into_pyobject(self.py).map_err(Into::into)?;
        Ok(made.into_any().into_bound())
    }

    fn dict(self) -> Fields<'a, 'py> {
        Fields { dict: PyDict::new(self.py), key: None, variant: None, writer: self, raw: false }
    }

    fn list(self, variant: Option<&'static str>) -> Items<'a, 'py> {
        Items { items: Vec::new(), variant, writer: self }
    }

    /// A variant with something in it: `{"variant": value}`.
    fn tagged(self, variant: &str, value: Bound<'py, PyAny>) -> Made<'py> {
        let dict = PyDict::new(self.py);
        dict.set_item(variant, value)?;
        self.finish(dict)
    }

    /// JSON text as Python reads it: its whole numbers have no bound.
    fn parsed(self, text: &str) -> Made<'py> {
        static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let how = PyDict::new(self.py);
        if let Form::Report = self.form {
            how.set_item("object_hook", self.py.import("sundesk._report")?.getattr("Report")?)?;
        }
        Ok(LOADS.import(self.py, "json", "loads")?.call((text,), Some(&how))?)
    }

    fn finish(self, dict: Bound<'py, PyDict>) -> Made<'py> {
        static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        match self.form {
            Form::Dict => Ok(dict.into_any()),
            Form::Report => Ok(CLASS.import(self.py, "sundesk._report", "Report")?.call1((dict,))?),
        }
    }
}

macro_rules! scalars {
    ($($name:ident: $type:ty),+ $(,)?) => {$(
        fn $name(self, value: $type) -> Made<'py> {
            self.plain(value)
        }
    )+};
}

impl<'a, 'py> Serializer for Writer<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;
    type SerializeSeq = Items<'a, 'py>;
    type SerializeTuple = Items<'a, 'py>;
    type SerializeTupleStruct = Items<'a, 'py>;
    type SerializeTupleVariant = Items<'a, 'py>;
    type SerializeMap = Fields<'a, 'py>;
    type SerializeStruct = Fields<'a, 'py>;
    type SerializeStructVariant = Fields<'a, 'py>;

    scalars! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128, serialize_char: char,
        serialize_str: &str,
    }

    fn serialize_f32(self, value: f32) -> Made<'py> {
        self.serialize_f64(value.into())
    }

    /// What is no number is `None`, as in JSON.
    fn serialize_f64(self, value: f64) -> Made<'py> {
        if value.is_finite() { self.plain(value) } else { self.serialize_none() }
    }

    fn serialize_bytes(self, value: &[u8]) -> Made<'py> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Made<'py> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Made<'py> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Made<'py> {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made<'py> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Made<'py> {
        match (self.form, name) {
            (Form::Report, "Instant") => {
                let us = value.serialize(Micros).map_err(|NoMicros(text)| Failed::Value(text))?;
                self.plain(Moment { us, zone: self.zone.cloned() })
            }
            (Form::Report, "Local") => {
                let class = PyType::new::<PyDateTime>(self.py);
                Ok(class.call_method1("fromisoformat", (value.serialize(self)?,))?)
            }
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Made<'py> {
        self.tagged(variant, value.serialize(self)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a, 'py>, Failed> {
        Ok(self.list(None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a, 'py>, Failed> {
        Ok(self.list(None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a, 'py>, Failed> {
        Ok(self.list(None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'a, 'py>, Failed> {
        Ok(self.list(Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'a, 'py>, Failed> {
        Ok(self.dict())
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'a, 'py>, Failed> {
        Ok(Fields { raw: name == RAW, ..self.dict() })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields<'a, 'py>, Failed> {
        Ok(Fields { variant: Some(variant), ..self.dict() })
    }
}

/// A list being written.
struct Items<'a, 'py> {
    items: Vec<Bound<'py, PyAny>>,
    variant: Option<&'static str>,
    writer: Writer<'a, 'py>,
}

impl<'py> Items<'_, 'py> {
    fn push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failed> {
        self.items.push(item.serialize(self.writer)?);
        Ok(())
    }

    fn done(self) -> Made<'py> {
        let list = PyList::new(self.writer.py, self.items)?.into_any();
        match self.variant {
            Some(variant) => self.writer.tagged(variant, list),
            None => Ok(list),
        }
    }
}

macro_rules! items {
    ($($trait:ident: $push:ident),+ $(,)?) => {$(
        impl<'py> $trait for Items<'_, 'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = Failed;

            fn $push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failed> {
                self.push(item)
            }

            fn end(self) -> Made<'py> {
                self.done()
            }
        }
    )+};
}
items! {
    SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}

/// Fields or keys being written.
struct Fields<'a, 'py> {
    dict: Bound<'py, PyDict>,
    key: Option<Bound<'py, PyString>>,
    variant: Option<&'static str>,
    writer: Writer<'a, 'py>,
    /// Whether it is JSON text, in the one field there is.
    raw: bool,
}

impl<'py> Fields<'_, 'py> {
    fn done(self) -> Made<'py> {
        if self.raw {
            let text: Option<String> = self.dict.values().iter().next().map(|text| text.extract()).transpose()?;
            return self.writer.parsed(&text.unwrap_or_default());
        }
        let made = self.writer.finish(self.dict)?;
        match self.variant {
            Some(variant) => self.writer.tagged(variant, made),
            None => Ok(made),
        }
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Failed> {
        Ok(self.dict.set_item(name, value.serialize(self.writer)?)?)
    }
}

impl<'py> SerializeMap for Fields<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failed> {
        let key = key.serialize(Writer { form: Form::Dict, ..self.writer })?;
        self.key = Some(match key.cast::<PyString>() {
            Ok(text) => text.clone(),
            Err(_) => key.str()?, // keys of JSON are text
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        let key = self.key.take().ok_or_else(|| Failed::Value("a value without its key".to_owned()))?;
        Ok(self.dict.set_item(key, value.serialize(self.writer)?)?)
    }

    fn end(self) -> Made<'py> {
        self.done()
    }
}

macro_rules! fields {
    ($($trait:ident),+) => {$(
        impl<'py> $trait for Fields<'_, 'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = Failed;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Failed> {
                self.field(name, value)
            }

            fn end(self) -> Made<'py> {
                self.done()
            }
        }
    )+};
}
fields!(SerializeStruct, SerializeStructVariant);
