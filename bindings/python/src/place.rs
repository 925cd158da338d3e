//! Where answers are shown: a zone's name with Python's `ZoneInfo` of it, fetched once.

use crate::convert::{self, Moment};
use pyo3::prelude::*;
use pyo3::types::PyTzInfo;
use std::sync::Arc;

/// A zone on the Python side. Cheap to clone; every segment of a calendar shares one.
#[derive(Clone)]
pub(crate) struct Place(Arc<Inner>);

struct Inner {
    name: String,
    zone: Py<PyTzInfo>,
}

impl Place {
    /// Python's zone of that name; UTC where the host does not know it (the instant is the same, only shown differently).
    pub(crate) fn named(py: Python<'_>, name: &str) -> PyResult<Self> {
        let zone = convert::tzinfo(py, name, 0)?.unbind();
        Ok(Self(Arc::new(Inner { name: name.to_owned(), zone })))
    }

    /// The zone's name.
    pub(crate) fn name(&self) -> &str {
        &self.0.name
    }

    /// An instant, shown here.
    pub(crate) fn moment<'py>(&self, py: Python<'py>, us: i64) -> Moment<'py> {
        Moment { us, zone: Some(self.0.zone.bind(py).clone()) }
    }

    /// An instant as `2026-03-29T03:00:00+02:00`.
    pub(crate) fn text(&self, py: Python<'_>, us: i64) -> PyResult<String> {
        self.moment(py, us).into_pyobject(py)?.call_method0("isoformat")?.extract()
    }
}
