//! The one reader of arguments: each is read by its type ([`Reads`]) and refused under its own name.
//!
//! ```text
//! fn elapsed(&self, start: Arg<Instant>, end: Arg<Instant>) -> PyResult<Span> {
//!     args!(start, end);
//!     self.core.elapsed_us(start.0, end.0).map(Span).or_raise()
//! }
//! ```
//! PyO3 reads an argument before the call and cannot say which one it refused in an exception of ours. So an [`Arg`] takes any value, keeps
//! what reading it gave, and [`args!`] lets the value out under its name: there is no other way to it. `args!(limit = 50)` gives an
//! optional argument its default; `None` is as if it were left out.

use crate::convert::type_name;
use crate::errors::{raise, wrong_type};
use pyo3::PyClass;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyUnicodeError, PyValueError};
#[cfg(feature = "stubs")]
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::True;
use pyo3::types::{PyBytes, PyMapping, PySequence, PyString};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Display;
use std::path::PathBuf;
use sundesk_core::Error;

/// What reading a value gave.
pub(crate) type Read<T> = Result<T, Box<Fault>>;

/// Why a value was refused, and where in the argument.
pub(crate) struct Fault {
    path: String,
    why: Why,
}

enum Why {
    Type {
        expected: Cow<'static, str>,
        got: String,
    },
    Value(Error),
    /// What the value itself raised when it was asked.
    Raised(PyErr),
}

impl Fault {
    /// Of another type than expected.
    pub(crate) fn wrong_type(expected: impl Into<Cow<'static, str>>, value: &Bound<'_, PyAny>) -> Box<Self> {
        Self::wrong_type_named(expected, type_name(value))
    }

    /// The same where its type's name does not say what is wrong.
    pub(crate) fn wrong_type_named(expected: impl Into<Cow<'static, str>>, got: impl Into<String>) -> Box<Self> {
        Box::new(Self { path: String::new(), why: Why::Type { expected: expected.into(), got: got.into() } })
    }

    /// Of the right type, with a value that cannot be.
    pub(crate) fn value(error: Error) -> Box<Self> {
        Box::new(Self { path: String::new(), why: Why::Value(error) })
    }

    /// The same one step further out: `[3]`, `name`.
    pub(crate) fn inside(mut self: Box<Self>, step: impl Display) -> Box<Self> {
        let join = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{step}{join}{}", self.path);
        self
    }

    /// The exception, once the argument's name is known.
    fn of(self: Box<Self>, name: &str) -> PyErr {
        let whole = if name.is_empty() { self } else { self.inside(name) };
        match whole.why {
            Why::Type { expected, got } => wrong_type(&whole.path, &got, &expected),
            Why::Value(error) => raise(error.at(&whole.path)),
            Why::Raised(error) => error,
        }
    }
}

impl From<PyErr> for Box<Fault> {
    fn from(error: PyErr) -> Self {
        Self::new(Fault { path: String::new(), why: Why::Raised(error) })
    }
}

/// Gives what was read the name of its argument.
pub(crate) trait OfArgument<T> {
    /// The value, or the exception that names the argument.
    fn of(self, name: &str) -> PyResult<T>;
}

impl<T> OfArgument<T> for Read<T> {
    fn of(self, name: &str) -> PyResult<T> {
        self.map_err(|fault| fault.of(name))
    }
}

/// How a value of Python is read.
pub(crate) trait Reads<'a, 'py>: Sized {
    /// Its type, in stubs.
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr;

    /// Reads it.
    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self>;
}

/// An argument, read or refused; [`args!`] lets it out.
pub(crate) struct Arg<T>(Read<T>);

impl<'a, 'py, T: Reads<'a, 'py>> FromPyObject<'a, 'py> for Arg<T> {
    type Error = Infallible;
    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Self(T::read(value)))
    }
}

/// An argument that can be let out.
pub(crate) trait Named {
    /// What it is then.
    type Value;

    /// The value, or the exception that names it.
    fn named(self, name: &'static str) -> PyResult<Self::Value>;
}

impl<T> Named for Arg<T> {
    type Value = T;
    fn named(self, name: &'static str) -> PyResult<T> {
        self.0.of(name)
    }
}

impl<T> Named for Option<Arg<T>> {
    type Value = Option<T>;
    fn named(self, name: &'static str) -> PyResult<Option<T>> {
        self.map(|arg| arg.named(name)).transpose()
    }
}

/// Lets arguments out under their names, in order: see the page of this module.
macro_rules! args {
    ($($name:ident $(= $default:expr)?),+ $(,)?) => {
        $(let $name = $crate::args::Named::named($name, stringify!($name))?$(.unwrap_or_else(|| $default))?;)+
    };
}
pub(crate) use args;

/// Types that PyO3 reads, and what to call them.
macro_rules! plain {
    ($($type:ty: $expected:literal $(from $least:expr)?;)+) => {$(
        impl<'a, 'py> Reads<'a, 'py> for $type {
            #[cfg(feature = "stubs")]
            const HINT: PyStaticExpr = <$type as FromPyObject<'a, 'py>>::INPUT_TYPE;

            fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
                value.extract::<Self>().map_err(|error| plain_fault(error.into(), $expected, &value))
            }
        }
    )+};
}
plain! {
    bool: "True or False";
    u32: "a whole number from 0 to 4,294,967,295";
    u64: "a whole number from 0";
    usize: "a whole number from 0";
    i32: "a whole number of 32 bits";
    i64: "a whole number of 64 bits";
    f64: "a number";
    String: "text";
    &'a str: "text";
    &'a [u8]: "bytes";
    PathBuf: "a path";
}

/// A refusal of PyO3 as one of ours; what the value's own code raised stays as it is.
fn plain_fault(error: PyErr, expected: &'static str, value: &Bound<'_, PyAny>) -> Box<Fault> {
    let py = value.py();
    if error.is_instance_of::<PyTypeError>(py) {
        return Fault::wrong_type(expected, value);
    }
    if error.is_instance_of::<PyOverflowError>(py) {
        let shown = value.str().map_or_else(|_| type_name(value), |text| text.to_string());
        return Fault::value(Error::out_of_range("", shown, expected));
    }
    if error.is_instance_of::<PyUnicodeError>(py) || error.is_instance_of::<PyValueError>(py) {
        return Fault::value(Error::invalid("", error.value(py), format!("{expected} in UTF-8")));
    }
    error.into()
}

fn article(class: &str) -> &'static str {
    if class.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" }
}

fn instance<'a, 'py, T: PyClass>(value: Borrowed<'a, 'py, PyAny>) -> Read<Borrowed<'a, 'py, T>> {
    let class = T::NAME;
    value.cast::<T>().map_err(|_| Fault::wrong_type(format!("{} {class}", article(class)), &value))
}

impl<'a, 'py, T: PyClass<Frozen = True> + Sync> Reads<'a, 'py> for &'a T {
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr = T::TYPE_HINT;

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        instance::<T>(value).map(Borrowed::get)
    }
}

impl<'a, 'py, T: PyClass> Reads<'a, 'py> for Py<T> {
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr = T::TYPE_HINT;

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        instance::<T>(value).map(|found| found.to_owned().unbind())
    }
}

impl<'py> Reads<'_, 'py> for Bound<'py, PyAny> {
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr = <PyAny as pyo3::PyTypeInfo>::TYPE_HINT;

    fn read(value: Borrowed<'_, 'py, PyAny>) -> Read<Self> {
        Ok(value.to_owned())
    }
}

/// The items of a sequence that is no text.
fn items<'py>(expected: &'static str, value: &Bound<'py, PyAny>) -> Read<Vec<Bound<'py, PyAny>>> {
    if value.is_instance_of::<PyString>() || value.cast::<PySequence>().is_err() {
        return Err(Fault::wrong_type(expected, value));
    }
    Ok(value.try_iter()?.collect::<PyResult<_>>()?)
}

/// Items live only as long as they are read: those of a list must own what they keep.
impl<'py, T: for<'i> Reads<'i, 'py>> Reads<'_, 'py> for Vec<T> {
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr =
        pyo3::type_hint_subscript!(pyo3::type_hint_identifier!("collections.abc", "Sequence"), T::HINT);

    fn read(value: Borrowed<'_, 'py, PyAny>) -> Read<Self> {
        let read =
            |(i, item): (usize, Bound<'py, PyAny>)| T::read(item.as_borrowed()).map_err(|f| f.inside(format!("[{i}]")));
        items("a list", &value)?.into_iter().enumerate().map(read).collect()
    }
}

impl<'py, A: for<'i> Reads<'i, 'py>, B: for<'i> Reads<'i, 'py>> Reads<'_, 'py> for (A, B) {
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr =
        pyo3::type_hint_subscript!(pyo3::type_hint_identifier!("builtins", "tuple"), A::HINT, B::HINT);

    fn read(value: Borrowed<'_, 'py, PyAny>) -> Read<Self> {
        match items("a pair", &value)?.as_slice() {
            [first, second] => Ok((
                A::read(first.as_borrowed()).map_err(|f| f.inside("[0]"))?,
                B::read(second.as_borrowed()).map_err(|f| f.inside("[1]"))?,
            )),
            other => Err(Fault::value(Error::invalid("", format!("{} items", other.len()), "a pair"))),
        }
    }
}

impl<'py, T: for<'i> Reads<'i, 'py>> Reads<'_, 'py> for BTreeMap<String, T> {
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr = pyo3::type_hint_subscript!(
        pyo3::type_hint_identifier!("collections.abc", "Mapping"),
        <String as FromPyObject<'_, '_>>::INPUT_TYPE,
        T::HINT
    );

    fn read(value: Borrowed<'_, 'py, PyAny>) -> Read<Self> {
        Ordered::<T>::read(value).map(|pairs| pairs.0.into_iter().collect())
    }
}

/// The pairs of a mapping, in its own order.
pub(crate) struct Ordered<T>(pub(crate) Vec<(String, T)>);

impl<'py, T: for<'i> Reads<'i, 'py>> Reads<'_, 'py> for Ordered<T> {
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr = <BTreeMap<String, T> as Reads<'_, 'py>>::HINT;

    fn read(value: Borrowed<'_, 'py, PyAny>) -> Read<Self> {
        let mapping = value.cast::<PyMapping>().map_err(|_| Fault::wrong_type("a mapping", &value))?;
        let pair = |pair: Bound<'py, PyAny>| {
            let (key, item): (Bound<'py, PyAny>, Bound<'py, PyAny>) = pair.extract()?;
            let key = String::read(key.as_borrowed()).map_err(|fault| fault.inside("(key)"))?;
            let item = T::read(item.as_borrowed()).map_err(|fault| fault.inside(&key))?;
            Ok((key, item))
        };
        mapping.items()?.iter().map(pair).collect::<Read<_>>().map(Self)
    }
}

/// Bytes, held as Python has them.
pub(crate) struct Blob(pub(crate) Py<PyBytes>);

impl Reads<'_, '_> for Blob {
    #[cfg(feature = "stubs")]
    const HINT: PyStaticExpr = <PyBytes as pyo3::PyTypeInfo>::TYPE_HINT;

    fn read(value: Borrowed<'_, '_, PyAny>) -> Read<Self> {
        let bytes = value.cast::<PyBytes>().map_err(|_| Fault::wrong_type("bytes", &value))?;
        Ok(Self(bytes.to_owned().unbind()))
    }
}
