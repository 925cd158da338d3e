//! Why a promise was kept or broken, piece by piece.

use crate::bridge;
use crate::convert::{Moment, Span};
use crate::place::Place;
use crate::report::{MetricReport, Shown, packed, report_class, unpacked};
use crate::segments::Piece;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};
use sundesk_core::sla::{self, StripSize};

/// The life of a ticket from its first event on, as one metric counts it.
///
/// The pieces follow one another without gap or overlap; the counted ones of a cycle add up to its elapsed time. `str(explanation)` is the whole as
/// English text, `svg()` a small strip, which notebooks show by themselves.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Explanation(Shown<sla::Explanation>);

report_class!(Explanation, sla::Explanation, {
    /// The metric.
    #[getter]
    fn metric(&self) -> &str {
        &self.0.core.metric
    }

    /// The first event.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> Moment<'py> {
        self.0.moment(py, self.0.core.from)
    }

    /// The instant it is explained to.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> Moment<'py> {
        self.0.moment(py, self.0.core.until)
    }

    /// The zone its texts are written in.
    #[getter]
    fn timezone(&self) -> &str {
        &self.0.core.zone
    }

    /// The pieces in order.
    #[getter]
    fn pieces(&self) -> Vec<Piece> {
        let piece = |p: &sla::ExplainedPiece| Piece {
            start: p.start.timestamp_micros(),
            end: p.end.timestamp_micros(),
            reason: p.reason.code().to_owned(),
            name: p.name.clone(),
            counted: p.counted,
            cycle: p.cycle,
            place: self.0.place.clone(),
        };
        self.0.core.pieces.iter().map(piece).collect()
    }

    /// The sum of the counted pieces.
    #[getter]
    fn counted(&self) -> Span {
        Span(self.0.core.pieces.iter().filter(|p| p.counted).map(sla::ExplainedPiece::length).sum())
    }

    /// The metric's report, for the verdict.
    #[getter]
    fn report(&self) -> MetricReport {
        MetricReport::new(self.0.core.report.clone(), self.0.place.clone())
    }

    /// The verdict and one line per piece, each a mapping with message `id`, `args` and English `text`.
    #[getter]
    fn lines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.0.core.lines())
    }

    /// A strip drawn to scale, as a self-contained SVG document.
    #[pyo3(signature = (width = 720, height = 40))]
    fn svg(&self, width: u32, height: u32) -> String {
        self.0.core.svg(StripSize { width, height })
    }

    fn _repr_svg_(&self) -> String {
        self.0.core.svg(StripSize::default())
    }

    fn __str__(&self) -> String {
        self.0.core.text()
    }

    fn __repr__(&self) -> String {
        format!("<Explanation of {} in {} pieces>", self.0.core.metric, self.0.core.pieces.len())
    }
});
