//! Service metrics of a log.

use crate::prelude::*;
use sundesk_core::desk::ask::metrics::MetricsQuestion;
use sundesk_core::metrics::ReportSpec;

/// The figures of a log as of `now`, as a JSON report: for all tickets, by group, by week; `null` where there is no data.
/// SUNDESK_NEVER for `now` takes the last instant that the log states.
///
/// `spec` is a JSON object or NULL for the defaults: {"group_by": ["priority"], "confidence": 0.95}. Weeks and days are those of
/// the zone named `zone` ("UTC", say). With a `calendar` there are resolution times in business hours besides. With
/// `policies`, `calendars` and the name of one `metric` there is the share of promises kept, with its interval; all three or
/// none; {"attainment": "per_cycle"} counts each cycle instead of each ticket. Free the text with sundesk_string_free.
///
/// # Safety
/// `log` is alive; `spec` and `metric` are NULL or NUL-terminated; `zone` is NUL-terminated; `zones` is NULL (bundled) or alive;
/// `calendar`, `policies` and `calendars` are NULL or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_metrics_report(
    log: *const sundesk_eventlog,
    now: i64,
    spec: *const c_char,
    zone: *const c_char,
    zones: *const sundesk_zonedb,
    calendar: *const sundesk_calendar,
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    metric: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (
        log: &Arc<EventLog>, now: Option<At>, spec: Option<&str>, zone: &str, zones: ZoneDb, calendar: Option<&Calendar>,
        policies: Option<&PolicySet>, calendars: Option<&Calendars>, metric: Option<&str>
    ) {
        let spec = spec.map_or_else(|| Ok(ReportSpec::default()), ReportSpec::from_json).map_err(|e| e.at("spec"))?;
        let mut library = Library::new(zones).with_log("", log.clone());
        if let Some(calendar) = calendar {
            library = library.with_calendar("", calendar.clone());
        }
        match (policies, calendars, metric) {
            (None, None, None) => {}
            (Some(policies), Some(calendars), Some(_)) => {
                library = library.with_policies("", policies.clone(), Some(calendars.clone()));
            }
            (None, ..) => return Err(Fault::Null("policies")),
            (_, None, _) => return Err(Fault::Null("calendars")),
            (.., None) => return Err(Fault::Null("metric")),
        }
        let question = MetricsQuestion {
            zone: Some(zone.to_owned()),
            calendar: calendar.map(|_| String::new()),
            metric: metric.map(str::to_owned),
            now: now.map(format_instant),
            spec,
            ..MetricsQuestion::default()
        };
        library.answer(&question).map(Json)
    })
}
