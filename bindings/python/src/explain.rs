//! Why a promise was kept or broken, piece by piece.

use crate::args::{Arg, args};
use crate::bridge;
use crate::convert::{Moment, Span};
use crate::place::Place;
use crate::report::{MetricReport, Shown, packed, report_class, unpacked};
use crate::segments::Piece;
use pyo3::prelude::*;
use pyo3::types::PyType;
use sundesk_core::sla::{self, StripSize};

/// The life of a ticket from its first event on, as one metric counts it.
///
/// The pieces follow one another without gap or overlap; the counted ones of a cycle add up to its elapsed time. `str(explanation)` is the whole as
/// English text, `svg()` a small strip, which notebooks show by themselves.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Explanation(Shown<sla::Explanation>);

report_class!(Explanation, sla::Explanation, {
    /// The metric.
    metric: &str = |s, py| &s.core.metric;
    /// The first event.
    start: Moment<'py> = |s, py| s.moment(py, s.core.from);
    /// The instant it is explained to.
    end: Moment<'py> = |s, py| s.moment(py, s.core.until);
    /// The zone its texts are written in.
    timezone: &str = |s, py| &s.core.zone;
    /// The sum of the counted pieces.
    counted: Span = |s, py| Span(s.core.pieces.iter().filter(|p| p.counted).map(sla::ExplainedPiece::length).sum());
    /// The metric's report, for the verdict.
    report: MetricReport = |s, py| MetricReport::new(s.core.report.clone(), s.place.clone());
    /// The verdict and one line per piece, each a mapping with message `id`, `args` and English `text`.
    lines: PyResult<Bound<'py, PyAny>> = |s, py| bridge::report(py, &s.core.lines());
}, {
    /// The pieces in order.
    #[getter]
    fn pieces(&self) -> Vec<Piece> {
        let piece = |p: &sla::ExplainedPiece| Piece {
            start: p.start.micros(),
            end: p.end.micros(),
            reason: p.reason.code().to_owned(),
            name: p.name.clone(),
            counted: p.counted,
            cycle: p.cycle,
            place: self.0.place.clone(),
        };
        self.0.core.pieces.iter().map(piece).collect()
    }

    /// A strip drawn to scale, as a self-contained SVG document; 720 by 40 pixels unless given.
    #[pyo3(signature = (width = None, height = None))]
    fn svg(&self, width: Option<Arg<u32>>, height: Option<Arg<u32>>) -> PyResult<String> {
        args!(width = 720, height = 40);
        Ok(self.0.core.svg(StripSize { width, height }))
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
