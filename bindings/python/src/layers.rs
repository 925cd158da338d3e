//! Documents that stand on others.

use crate::args::{Arg, Ordered, args};
use crate::bridge::{self, Given};
use crate::errors::{OrRaise, problem};
use crate::writer::Keyed;
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use sundesk_core::desk::effective_document;
use sundesk_core::document;

/// Documents by name, each of which may extend another: a global playbook with five regional layers is one document and five small ones.
///
/// A document with `{"extends": "global", ...}` is laid over the one of that name: objects key by key, lists and all else replaced whole, `None` removes.
/// A document stands on at most 8 others.
///
/// >>> from sundesk import Layers
/// >>> layers = Layers({
/// ...     "global": {"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "sat": ["10:00-14:00"]}},
/// ...     "vienna": {"extends": "global", "timezone": "Europe/Vienna", "weekly": {"sat": None}},
/// ... })
/// >>> layers.effective("vienna", "calendar")
/// {'timezone': 'Europe/Vienna', 'weekly': {'mon': ['09:00-17:00']}}
/// >>> layers.document_of("vienna", "weekly.mon[0]")
/// 'global'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Layers {
    core: document::Layers,
}

#[pymethods]
impl Layers {
    /// `documents`: by name, each a mapping or JSON text.
    #[new]
    fn new(documents: Arg<Ordered<Given>>) -> PyResult<Self> {
        args!(documents);
        let mut core = document::Layers::default();
        for (name, document) in documents.0 {
            match document {
                Given::Text(text) => core.insert_json(&name, &text),
                Given::Value(value) => core.insert(&name, value),
            }
            .or_raise()?;
        }
        Ok(Self { core })
    }

    /// The names of the documents, in order.
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.core.names().collect()
    }

    /// The document of a name with all it stands on, for `Calendar(...)` and its like.
    ///
    /// With a `kind` of `document_names()` it is checked as such a document first: each of the error's `problems` then has its `path` in this document and
    /// names the `document` that the value came from. `NotFoundError` for a name that is not there.
    #[pyo3(signature = (name, kind = None, *, zones = None))]
    fn effective<'py>(
        &self,
        py: Python<'py>,
        name: Arg<&str>,
        kind: Option<Arg<&str>>,
        zones: Option<Arg<Py<ZoneDb>>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        args!(name, kind, zones);
        let zones = ZoneDb::or_bundled(py, zones)?;
        let whole = effective_document(&self.core, name, kind, &zones.get().core).or_raise()?;
        bridge::report(py, whole.value())
    }

    /// The names of the documents that one is made of: the one that extends none first, itself last.
    fn chain(&self, name: Arg<&str>) -> PyResult<Vec<String>> {
        args!(name);
        Ok(self.core.effective(name).or_raise()?.documents().map(str::to_owned).collect())
    }

    /// Which document the value at a path of an effective document came from, such as `"weekly.mon[1]"`.
    fn document_of(&self, name: Arg<&str>, path: Arg<&str>) -> PyResult<String> {
        args!(name, path);
        Ok(self.core.effective(name).or_raise()?.document_of(path).to_owned())
    }

    /// What is odd about the layers of a document: a `None` that removes nothing.
    fn remarks<'py>(&self, py: Python<'py>, name: Arg<&str>) -> PyResult<Vec<Keyed<'py>>> {
        args!(name);
        self.core.effective(name).or_raise()?.remarks().iter().map(|p| problem(py, p)).collect()
    }

    fn __repr__(&self) -> String {
        format!("<Layers of {} documents>", self.core.names().count())
    }
}
