//! Python package of sundesk: the private module `sundesk._core`.
//!
//! Thin on purpose. Documents and reports cross through one bridge ([`bridge`]), instants and spans through [`convert`], columns through
//! [`columns`], errors through [`errors`]; what is left is one short typed function for each hot path.
#![deny(unsafe_code)]

mod args;
mod arrow;
mod binding;
mod board;
mod bridge;
mod bundle;
mod calendar;
mod cells;
mod columns;
mod command;
mod convert;
mod cover;
mod delivery;
mod desk;
mod documents;
mod due;
mod errors;
mod explain;
mod feed;
mod fields;
mod figures;
mod frame;
mod functions;
mod handle;
mod import;
mod import_policies;
mod kept;
mod layers;
mod library;
mod log;
mod metrics;
mod micros;
mod place;
mod record;
mod report;
mod review;
mod roster;
mod segments;
mod sla;
mod staffing;
mod store;
mod template;
mod texts;
mod values;
mod words;
mod writer;
mod zone;

#[pyo3::pymodule]
mod _core {
    #[pymodule_export]
    use crate::binding::{Binding, History, LiveTickets};
    #[pymodule_export]
    use crate::board::{Board, Workflow};
    #[pymodule_export]
    use crate::bundle::{Bundle, Formatter};
    #[pymodule_export]
    use crate::calendar::Calendar;
    #[pymodule_export]
    use crate::columns::Column;
    #[pymodule_export]
    use crate::delivery::Delivery;
    #[pymodule_export]
    use crate::desk::Desk;
    #[pymodule_export]
    use crate::documents::{document_names, document_schema};
    #[pymodule_export]
    use crate::due::{DueHandle, DueIndex};
    #[pymodule_export]
    use crate::explain::Explanation;
    #[pymodule_export]
    use crate::feed::Feed;
    #[pymodule_export]
    use crate::figures::{_figures_of, FigureTable};
    #[pymodule_export]
    use crate::frame::metrics;
    #[pymodule_export]
    use crate::functions::FnCtx;
    #[pymodule_export]
    use crate::import::{import_calendar, import_holidays};
    #[pymodule_export]
    use crate::import_policies::import_policies;
    #[pymodule_export]
    use crate::layers::Layers;
    #[pymodule_export]
    use crate::library::{Answer, Library, question_names, question_schema};
    #[pymodule_export]
    use crate::log::EventLog;
    #[pymodule_export]
    use crate::metrics::metrics_report;
    #[pymodule_export]
    use crate::record::Record;
    #[pymodule_export]
    use crate::report::{AlertReport, CycleReport, MetricReport, SlaReport};
    #[pymodule_export]
    use crate::review::{Review, review};
    #[pymodule_export]
    use crate::roster::Roster;
    #[pymodule_export]
    use crate::segments::{Piece, Segment};
    #[pymodule_export]
    use crate::sla::{PolicySet, what_if};
    #[pymodule_export]
    use crate::staffing::{
        DayPlan, ErlangA, ErlangB, ErlangC, Required, day_plan, erlang_a, erlang_a_required, erlang_b,
        erlang_b_required, erlang_b_traffic, erlang_c, erlang_c_max_arrivals, erlang_c_required, headcount,
    };
    #[pymodule_export]
    use crate::store::Store;
    #[pymodule_export]
    use crate::template::Templates;
    #[pymodule_export]
    use crate::texts::{
        Rendered, Watch, check_templates, negotiate, parse_accept_language, pseudo_localize, sms_count,
        starter_sources, template_contracts,
    };
    #[pymodule_export]
    use crate::values::Money;
    #[pymodule_export]
    use crate::zone::{LocalTime, Transition, Zone, ZoneDb};

    /// The version of the library.
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
