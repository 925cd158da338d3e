//! Service metrics of a log.

use crate::bridge;
use crate::calendar::Calendar;
use crate::convert::Instant;
use crate::errors::OrRaise;
use crate::log::EventLog;
use crate::sla::PolicySet;
use crate::zone::ZoneDb;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use sundesk_core::desk::Library;
use sundesk_core::desk::ask::metrics::MetricsQuestion;
use sundesk_core::metrics::ReportSpec;
use sundesk_core::time::format_instant;

/// The figures of a log as of `now`: for all tickets, for each group, for each week; as dicts and lists, `None` where there is no data. Without `now`
/// they are as of the last instant that the log states.
///
/// Weeks and days are those of `zone`. With a `calendar` there are resolution times in business hours besides; with `policies` and the name of one
/// `metric` of theirs there is the share of promises kept, with its interval. Options are `group_by` (a list of the log's attributes), `resolution`,
/// `percentile`, `attainment` (`"per_ticket"` or `"per_cycle"`), `confidence`, `created_from` and `created_before`.
#[pyfunction]
#[pyo3(signature = (log, now = None, *, zone = "UTC", calendar = None, policies = None, metric = None, zones = None, **options))]
#[allow(clippy::too_many_arguments)] // keyword arguments
pub(crate) fn metrics_report<'py>(
    py: Python<'py>,
    log: &EventLog,
    now: Option<Instant>,
    zone: &str,
    calendar: Option<&Calendar>,
    policies: Option<&PolicySet>,
    metric: Option<&str>,
    zones: Option<Py<ZoneDb>>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut library = Library::new(ZoneDb::or_bundled(py, zones)?.get().core.clone()).with_log("", log.core.clone());
    if let Some(calendar) = calendar {
        library = library.with_calendar("", calendar.core.clone());
    }
    match (policies, metric) {
        (None, None) => {}
        (Some(policies), Some(_)) => {
            let (set, calendars) = policies.parts_of();
            library = library.with_policies("", set, Some(calendars));
        }
        _ => return Err(PyTypeError::new_err("expected policies and metric together")),
    }
    let question = MetricsQuestion {
        log: None,
        zone: Some(zone.to_owned()),
        calendar: calendar.map(|_| String::new()),
        policies: None,
        metric: metric.map(str::to_owned),
        now: now.map(|now| format_instant(now.0)),
        spec: options.map_or(Ok(ReportSpec::default()), |o| bridge::whole_document("options", o))?,
    };
    let report = py.detach(|| library.answer(&question)).or_raise()?;
    bridge::report(py, &report)
}
