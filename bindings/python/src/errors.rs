//! The one way an error of the core becomes a Python exception.

use crate::functions;
use crate::writer::Keyed;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};
use sundesk_core::{Error, ErrorKind, Problem, Result, Severity};

/// `error` as the exception class of its kind, with all its parts (`sundesk/_errors.py`). What a function of the program raised is its
/// `__cause__`; an exception that ends the program goes on as it is.
pub(crate) fn raise(error: Error) -> PyErr {
    Python::attach(|py| {
        let behind = functions::raised(&error);
        if let Some(exit) = behind.filter(|e| functions::is_exit(py, e)) {
            return exit.clone_ref(py);
        }
        match exception(py, &error) {
            Ok(value) => {
                let made = PyErr::from_value(value);
                made.set_cause(py, behind.map(|e| e.clone_ref(py)));
                made
            }
            Err(failed) => failed,
        }
    })
}

/// What came is of another type than expected: a `WrongTypeError` that names the argument, with the path in it.
pub(crate) fn wrong_type(path: &str, got: &str, expected: &str) -> PyErr {
    static WRONG_TYPE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    Python::attach(|py| {
        let made =
            WRONG_TYPE.import(py, "sundesk._errors", "wrong_type").and_then(|make| make.call1((path, got, expected)));
        made.map_or_else(|failed| failed, PyErr::from_value)
    })
}

/// An answer that cannot be written as JSON, which none should be.
pub(crate) fn unwritable(error: serde_json::Error) -> PyErr {
    raise(Error::new(ErrorKind::Internal, format!("an answer cannot be written as JSON: {error}")))
}

/// `Result` of the core as that of PyO3.
pub(crate) trait OrRaise<T> {
    /// The value, or the exception of the error's kind.
    fn or_raise(self) -> PyResult<T>;
}

impl<T> OrRaise<T> for Result<T> {
    fn or_raise(self) -> PyResult<T> {
        self.map_err(raise)
    }
}

fn exception<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    static FROM_CORE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let problems: Vec<_> = error.problems().iter().map(|p| problem(py, p)).collect::<PyResult<_>>()?;
    FROM_CORE.import(py, "sundesk._errors", "from_core")?.call1((
        error.kind().code(),
        error.to_string(),
        error.path(),
        error.value(),
        error.expectation(),
        error.file(),
        error.line(),
        PyTuple::new(py, problems)?,
        error.document(),
    ))
}

/// A fault or remark as a mapping of text.
pub(crate) fn problem<'py>(py: Python<'py>, problem: &Problem) -> PyResult<Keyed<'py>> {
    let dict = PyDict::new(py);
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    dict.set_item("severity", severity)?;
    dict.set_item("code", &problem.code)?;
    dict.set_item("path", &problem.path)?;
    dict.set_item("value", &problem.value)?;
    dict.set_item("expected", &problem.expected)?;
    dict.set_item("document", &*problem.document)?;
    Ok(Keyed(dict))
}
