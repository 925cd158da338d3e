//! Service metrics of a log.

use crate::calendar::sundesk_calendar;
use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Fault, Out, get, guard};
use crate::log::sundesk_eventlog;
use crate::sla::{sundesk_calendars, sundesk_policies};
use crate::text::{read, read_optional};
use crate::zone::{database, sundesk_zonedb};
use std::ffi::c_char;
use sundesk_core::Error;
use sundesk_core::document::Document;
use sundesk_core::metrics::{ReportInput, ReportSpec, report};
use sundesk_core::sla::Promise;

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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, out) = (get(log, "log")?, Out::new(out, "out")?);
            let spec: ReportSpec = match read_optional(spec, "spec")? {
                Some(json) => ReportSpec::from_json(json).map_err(|e| e.at("spec"))?,
                None => ReportSpec::default(),
            };
            let zone = database(zones).zone(read(zone, "zone")?)?;
            let now = as_of(log, now)?;
            let promise = match (policies.as_ref(), calendars.as_ref(), read_optional(metric, "metric")?) {
                (None, None, None) => None,
                (policies, calendars, Some(metric)) => {
                    let policies = &policies.ok_or(Fault::Null("policies"))?.0;
                    let calendars = &calendars.ok_or(Fault::Null("calendars"))?.0;
                    Some(Promise { policies, calendars, metric })
                }
                _ => return Err(Fault::Null("metric")),
            };
            let calendar = calendar.as_ref().map(|c| &c.0);
            let input = ReportInput { log: &log.0, now, zone: &zone, calendar, promise };
            out.text(&serde_json::to_string(&report(input, &spec)?)?);
            Ok(())
        })
    }
}

/// The instant asked for, or the log's own where none is.
fn as_of(log: &sundesk_eventlog, now: i64) -> Result<i64, Fault> {
    let asked = Some(now).filter(|now| *now != i64::MIN);
    let expected = "an instant: a log without events states none";
    Ok(asked.or_else(|| log.0.as_of()).ok_or_else(|| Error::invalid("now", "SUNDESK_NEVER", expected))?)
}
