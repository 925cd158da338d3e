//! Service metrics of a log.

use crate::bridge;
use crate::calendar::Calendar;
use crate::convert::Instant;
use crate::errors::{OrRaise, raise};
use crate::log::EventLog;
use crate::sla::PolicySet;
use crate::zone::ZoneDb;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use sundesk_core::Error;
use sundesk_core::metrics::{self, ReportInput, ReportSpec};

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
    let spec: ReportSpec = options.map_or(Ok(ReportSpec::default()), |o| bridge::whole_document("options", o))?;
    let zone = ZoneDb::or_bundled(py, zones)?.get().find(zone).or_raise()?;
    let now = now.map(|now| now.0).or_else(|| log.core.as_of());
    let now =
        now.ok_or_else(|| raise(Error::invalid("now", "None", "an instant: a log without events states none")))?;
    let promise = match (policies, metric) {
        (None, None) => None,
        (Some(policies), Some(metric)) => Some(policies.promise(metric)),
        _ => return Err(PyTypeError::new_err("expected policies and metric together")),
    };
    let report = py.detach(|| {
        let calendar = calendar.map(|c| &c.core);
        let input = ReportInput { log: &log.core, now, zone: &zone, calendar, promise };
        metrics::report(input, &spec)
    });
    bridge::report(py, &report.or_raise()?)
}
