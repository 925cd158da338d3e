//! The documents that people write, and their JSON Schemas.

use crate::bridge;
use crate::errors::OrRaise;
use pyo3::prelude::*;
use sundesk_core::desk;

/// The JSON Schema (draft 2020-12) of the kind of document with this name, as a dict: `"calendar"`, `"policies"`, `"events"`, `"log"`, `"column-map"`,
/// `"report"`, `"review"`, `"template-settings"` and the others of `document_names()`. `NotFoundError` for another name.
#[pyfunction]
pub(crate) fn document_schema<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    bridge::report(py, &desk::document_schema(name).or_raise()?)
}

/// The names of the kinds of documents.
#[pyfunction]
pub(crate) fn document_names() -> Vec<&'static str> {
    desk::DOCUMENTS.iter().map(|kind| kind.name).collect()
}
