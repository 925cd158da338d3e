//! Policies from other products' forms.

use crate::args::{Arg, args};
use crate::bridge::{self, Given, Json};
use crate::errors::OrRaise;
use pyo3::prelude::*;
use sundesk_core::document::read_value;
use sundesk_core::sla::import;

/// Reads the policies of another product; gives `{"policies": document, "left_out": problems}`.
///
/// `form` is `"zendesk"` (the answer of `/api/v2/slas/policies.json`) or `"zammad"` (`/api/v1/slas`), `source` its JSON text or the mapping of it.
/// `names` says what the product's numbers are called in the log: `{"group_id": {"7": "Billing"}, "calendar_id": {"1": "office"}}`. Nothing is guessed:
/// what has no counterpart is left out and named. The document is not yet checked; `PolicySet(...)` does that.
#[pyfunction]
#[pyo3(signature = (form, source, *, names = None))]
pub(crate) fn import_policies<'py>(
    py: Python<'py>,
    form: Arg<&str>,
    source: Arg<Given>,
    names: Option<Arg<Json>>,
) -> PyResult<Bound<'py, PyAny>> {
    args!(form, source, names);
    let names = names.map_or(Ok(import::Names::new()), |names| read_value(names.0, "mapping of names"));
    let read = names.map_err(|e| e.at("names")).and_then(|names| import::import(form, &source.into_text(), &names));
    bridge::report(py, &read.or_raise()?)
}
