//! What every handle of a document can do, written once: its document, its remarks, equality, hashing, pickling.

use crate::errors::{problem, unwritable};
use crate::writer::Keyed;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};
use sundesk_core::{Problem, Result, time};

use crate::bridge::Given;

/// A document made ready for use.
pub(crate) trait Handle: Sized {
    /// The document.
    type Doc: Serialize;

    /// The document it was made from, normalised.
    fn doc(&self) -> &Self::Doc;

    /// What `repr` shows between the brackets.
    fn shown(&self) -> String;

    /// What the handle is made of beside its document: equal handles have it equal, and a pickle keeps it.
    fn beside<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>>;

    /// The handle of a pickle.
    fn rebuilt(text: &str, beside: &Bound<'_, PyTuple>) -> PyResult<Self>;

    /// Checks a document; what deserves a look, where nothing is wrong.
    fn checked(document: Given, zones: &time::ZoneDb) -> Result<Vec<Problem>>;

    /// Remarks of the validation.
    fn remarks(&self) -> &[Problem] {
        &[]
    }

    /// The document as JSON text.
    fn text(&self) -> PyResult<String> {
        serde_json::to_string(self.doc()).map_err(unwritable)
    }

    /// Equal for equal handles.
    fn hashed(&self) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        self.text()?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    /// Whether two handles are of the same document and of the same parts beside it.
    fn same(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(self.text()? == other.text()? && self.beside(py)?.eq(other.beside(py)?)?)
    }
}

/// What is wrong with a document, or odd about it; empty for one without a fault or remark.
pub(crate) fn problems<'py, H: Handle>(
    py: Python<'py>,
    document: Given,
    zones: &time::ZoneDb,
) -> PyResult<Vec<Keyed<'py>>> {
    let list = match py.detach(|| H::checked(document, zones)) {
        Ok(remarks) => remarks,
        Err(error) if error.problems().is_empty() => return Err(crate::errors::raise(error)),
        Err(error) => error.problems().to_vec(),
    };
    list.iter().map(|p| problem(py, p)).collect()
}

/// The methods of a handle, and those that all handles share. One macro, because PyO3 takes one block of methods for each class.
macro_rules! document_class {
    ($class:ident, { $($own:tt)* }) => {
        #[pymethods]
        impl $class {
            $($own)*

            /// The document, normalised, as dicts and lists.
            #[getter]
            fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                $crate::bridge::report(py, $crate::handle::Handle::doc(self))
            }

            /// The document, normalised, as JSON text.
            fn to_json(&self) -> PyResult<String> {
                $crate::handle::Handle::text(self)
            }

            /// Remarks of the validation: what is used as it stands but deserves a look.
            #[getter]
            fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Vec<$crate::writer::Keyed<'py>>> {
                $crate::handle::Handle::remarks(self).iter().map(|p| $crate::errors::problem(py, p)).collect()
            }

            /// All that is wrong with a document or odd about it, each a mapping with `severity`, `code`, `path`, `value` and `expected`; what
            /// is no document at all still raises.
            #[staticmethod]
            #[pyo3(signature = (document, *, zones = None))]
            fn problems<'py>(
                py: Python<'py>,
                document: $crate::args::Arg<$crate::bridge::Given>,
                zones: Option<$crate::args::Arg<Py<$crate::zone::ZoneDb>>>,
            ) -> PyResult<Vec<$crate::writer::Keyed<'py>>> {
                $crate::args::args!(document, zones);
                let zones = $crate::zone::ZoneDb::or_bundled(py, zones)?;
                $crate::handle::problems::<Self>(py, document, &zones.get().core)
            }

            fn __repr__(&self) -> String {
                format!("<{} {}>", stringify!($class), $crate::handle::Handle::shown(self))
            }

            /// Equal when the documents are, and all that the two were made with.
            fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
                other.cast::<Self>().map_or(Ok(false), |other| $crate::handle::Handle::same(self, py, other.get()))
            }

            fn __hash__(&self) -> PyResult<u64> {
                $crate::handle::Handle::hashed(self)
            }

            fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, $crate::writer::Parts<'py>)> {
                let (py, this) = (slf.py(), slf.get());
                let parts = (this.to_json()?, $crate::handle::Handle::beside(this, py)?);
                Ok((slf.get_type().getattr("_rebuild")?, $crate::writer::Parts(parts.into_pyobject(py)?)))
            }

            #[classmethod]
            fn _rebuild(
                _class: &Bound<'_, pyo3::types::PyType>,
                text: &str,
                beside: &Bound<'_, PyAny>,
            ) -> PyResult<Self> {
                $crate::handle::Handle::rebuilt(text, beside.cast()?)
            }
        }
    };
}
pub(crate) use document_class;
