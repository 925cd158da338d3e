//! Service metrics of a log.

use crate::args::{Arg, args};
use crate::bridge;
use crate::calendar::Calendar;
use crate::convert::Instant;
use crate::errors::{OrRaise, raise};
use crate::log::EventLog;
use crate::roster::Roster;
use crate::sla::PolicySet;
use crate::writer::Told;
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use sundesk_core::desk::Library;
use sundesk_core::desk::ask::metrics::MetricsQuestion;
use sundesk_core::metrics::ReportSpec;
use sundesk_core::time::format_instant;
use sundesk_core::{Error, ErrorKind};

/// The figures of a log as of `now`: for all tickets, for each group, for each week; as dicts and lists, `None` where there is no data. Without `now`
/// they are as of the last instant that the log states.
///
/// Weeks and days are those of `zone` (UTC unless given). With a `calendar` there are resolution times in business hours besides; with `policies` and the name of one
/// `metric` of theirs there is the share of promises kept, with its interval. Options are `group_by` (a list of the log's attributes), `resolution`,
/// `percentile`, `attainment` (`"per_ticket"` or `"per_cycle"`), `confidence`, `created_from`, `created_before` and the others of `document_schema("report")`.
/// A `roster` is for `period={"unit": "shift"}`.
#[pyfunction]
#[pyo3(signature = (log, now = None, *, zone = None, calendar = None, policies = None, metric = None, roster = None, zones = None, **options: "Any"))]
#[allow(clippy::too_many_arguments)] // keyword arguments
pub(crate) fn metrics_report<'py>(
    py: Python<'py>,
    log: Arg<&EventLog>,
    now: Option<Arg<Instant>>,
    zone: Option<Arg<&str>>,
    calendar: Option<Arg<&Calendar>>,
    policies: Option<Arg<&PolicySet>>,
    metric: Option<Arg<&str>>,
    roster: Option<Arg<&Roster>>,
    zones: Option<Arg<Py<ZoneDb>>>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Told<'py>> {
    args!(log, now, zone = "UTC", calendar, policies, metric, roster, zones);
    let mut library = Library::new(ZoneDb::or_bundled(py, zones)?.get().core.clone()).with_log("", log.core.clone());
    if let Some(calendar) = calendar {
        library = library.with_calendar("", calendar.core.clone());
    }
    if let Some(roster) = roster {
        library = library.with_roster("", roster.core.clone());
    }
    match (policies, metric) {
        (None, None) => {}
        (Some(policies), Some(_)) => {
            let (set, calendars) = policies.parts_of();
            library = library.with_policies("", set, Some(calendars));
        }
        _ => return Err(raise(Error::new(ErrorKind::InvalidInput, "expected policies and metric together"))),
    }
    let question = MetricsQuestion {
        log: None,
        zone: Some(zone.to_owned()),
        calendar: calendar.map(|_| String::new()),
        policies: None,
        metric: metric.map(str::to_owned),
        now: now.map(|now| format_instant(now.0)),
        roster: roster.map(|_| String::new()),
        spec: options.map_or(Ok(ReportSpec::default()), |o| bridge::whole("options", o))?,
    };
    let report = py.detach(|| library.answer(&question)).or_raise()?;
    bridge::told_in(py, &report, &report.basis.zone)
}
