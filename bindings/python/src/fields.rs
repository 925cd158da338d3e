//! The fields of an answer that keeps its value of the core: a `Report` that is made when one of them is asked for first.

use crate::bridge;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use serde::Serialize;

/// The `Report` of an answer, once it has been asked for.
pub(crate) struct Fields(PyOnceLock<Py<PyAny>>);

impl Fields {
    pub(crate) const fn new() -> Self {
        Self(PyOnceLock::new())
    }

    /// The whole of it, with its instants in `zone`.
    pub(crate) fn of<'py>(&self, py: Python<'py>, core: &impl Serialize, zone: &str) -> PyResult<&Bound<'py, PyAny>> {
        let made = || bridge::told_in(py, core, zone).map(|report| report.0.unbind());
        self.0.get_or_try_init(py, made).map(|report| report.bind(py))
    }
}

/// A field as an attribute: no method of a dict stands before it.
pub(crate) fn attribute<'py>(fields: &Bound<'py, PyAny>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    if fields.contains(name)? { fields.get_item(name) } else { fields.call_method1("__getattr__", (name,)) }
}

/// The names of a class with those of the fields.
pub(crate) fn names(class: &Bound<'_, PyType>, fields: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    let mut names: Vec<String> = class.dir()?.extract()?;
    for key in fields.try_iter()? {
        names.push(key?.extract()?);
    }
    Ok(names)
}
