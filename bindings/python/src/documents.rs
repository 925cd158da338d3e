//! The documents that people write, and their JSON Schemas.

use crate::args::{Arg, args};
use crate::bridge;
use crate::errors::OrRaise;
use crate::words::DocumentKindWord;
use pyo3::prelude::*;
use sundesk_core::desk;

/// The JSON Schema (draft 2020-12) of the kind of document with this name, as a dict: `"calendar"`, `"policies"`, `"events"`, `"log"`, `"column-map"`,
/// `"report"`, `"review"`, `"template-settings"` and the others of `document_names()`. `NotFoundError` for another name.
#[pyfunction]
pub(crate) fn document_schema<'py>(py: Python<'py>, name: Arg<&str>) -> PyResult<Bound<'py, PyAny>> {
    args!(name);
    bridge::report(py, &desk::document_schema(name).or_raise()?)
}

/// The names of the kinds of documents.
#[pyfunction]
pub(crate) fn document_names() -> Vec<DocumentKindWord<'static>> {
    desk::DOCUMENTS.iter().map(|kind| DocumentKindWord(kind.name)).collect()
}
