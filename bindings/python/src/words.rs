//! Arguments that are one of a closed list of words, each with its `Literal` in `sundesk.types`.

use crate::args::{Fault, Read, Reads};
#[cfg(feature = "stubs")]
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::convert::Infallible;
use sundesk_core::Error;
use sundesk_core::calendar::Boundary;
use sundesk_core::desk::word_list;
use sundesk_core::store::{By, Handle, Order};
use sundesk_core::template::catalog::Isolates;
use sundesk_core::template::channel::Channel;
use sundesk_core::template::escape::Format;
use sundesk_core::template::lint::Level;
use sundesk_core::template::pseudo::Pseudo;
use sundesk_core::template::{HourCycle, ListKind, TimeUnit, UnitWidth};
use sundesk_core::time::{Fold, Gap};

/// The fault of a word that is not in a list.
pub(crate) fn not_in(list: &str, word: &str) -> Box<Fault> {
    Fault::value(Error::invalid("", word, format!("one of {}", word_list(list).join(", "))))
}

/// What a word stands for, as documents read it.
fn of_documents<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}

macro_rules! words {
    ($($type:ty: $list:literal, $read:expr;)+) => {$(
        impl<'a, 'py> Reads<'a, 'py> for $type {
            #[cfg(feature = "stubs")]
            const HINT: PyStaticExpr = pyo3::type_hint_identifier!("sundesk.types", $list);

            fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
                let word = <&str>::read(value)?;
                let read: fn(&str) -> Option<$type> = $read;
                read(word).ok_or_else(|| not_in($list, word))
            }
        }
    )+};
}

words! {
    Boundary: "Boundary", of_documents;
    By: "CountBy", of_documents;
    Channel: "Channel", of_documents;
    Fold: "Fold", of_documents;
    Format: "TextFormat", of_documents;
    Gap: "Gap", of_documents;
    Handle: "HandleKind", of_documents;
    HourCycle: "HourCycle", of_documents;
    Isolates: "Isolates", of_documents;
    Level: "LintLevel", of_documents;
    ListKind: "ListKind", ListKind::from_name;
    Order: "TicketOrder", of_documents;
    Pseudo: "PseudoLocale", Pseudo::from_tag;
    TimeUnit: "TimeUnit", TimeUnit::from_name;
    UnitWidth: "UnitWidth", UnitWidth::from_name;
}

/// Answers that are one of a closed list of words.
macro_rules! said {
    ($($(#[$doc:meta])* $name:ident: $list:literal;)+) => {$(
        $(#[$doc])*
        pub(crate) struct $name<'a>(pub(crate) &'a str);

        impl<'py> IntoPyObject<'py> for $name<'_> {
            type Target = PyString;
            type Output = Bound<'py, PyString>;
            type Error = Infallible;
            #[cfg(feature = "stubs")]
            const OUTPUT_TYPE: PyStaticExpr = pyo3::type_hint_identifier!("sundesk.types", $list);

            fn into_pyobject(self, py: Python<'py>) -> Result<Bound<'py, PyString>, Infallible> {
                Ok(PyString::new(py, self.0))
            }
        }
    )+};
}

said! {
    /// Which way a text runs.
    DirectionWord: "Direction";
    /// Whether the clock shows a reading once.
    LocalKindWord: "LocalKind";
    /// Why a piece counts or not.
    PieceReasonWord: "PieceReason";
    /// The names of documents.
    DocumentKindWord: "DocumentKind";
    /// The words of questions.
    QuestionKindWord: "QuestionKind";
    /// Where a metric stands.
    StateWord: "MetricState";
}
