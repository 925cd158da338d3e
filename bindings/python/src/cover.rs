//! Who is on over a range, in columns.

use crate::columns::Column;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use sundesk_core::coverage::CoverColumns;

/// The columns as a mapping: instants as [`Column`], numbers as `array.array`, the names of each crew once.
pub(crate) fn mapping(py: Python<'_>, columns: CoverColumns) -> PyResult<Bound<'_, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("start", Column::instants_in(columns.start, "UTC"))?;
    dict.set_item("end", Column::instants_in(columns.end, "UTC"))?;
    dict.set_item("depth", numbers(py, &columns.depth)?)?;
    dict.set_item("people", numbers(py, &columns.people)?)?;
    dict.set_item("duties", numbers(py, &columns.duties)?)?;
    dict.set_item("crew", numbers(py, &columns.crew)?)?;
    dict.set_item("crews", columns.crews)?;
    Ok(dict)
}

/// An `array.array` of unsigned numbers: numpy, Arrow and pandas take its buffer as it is.
fn numbers<'py>(py: Python<'py>, values: &[u32]) -> PyResult<Bound<'py, PyAny>> {
    let bytes: Vec<u8> = values.iter().flat_map(|n| n.to_ne_bytes()).collect();
    let array = py.import("array")?.getattr("array")?.call1(("I",))?;
    array.call_method1("frombytes", (PyBytes::new(py, &bytes),))?;
    Ok(array)
}
