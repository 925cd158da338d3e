//! Whole logs under promises, as JSON: every ticket in columns, and one log under two sets of promises.

use crate::prelude::*;
use sundesk_core::sla::{Variant, replay_columns, what_if};

/// Every ticket of a log at `now`, in columns with one row per ticket, as JSON: {"ticket": ["T-1", ...], "policy": ["default",
/// ...], "metrics": {"first reply": {"state": ["met", ...], "elapsed_s": [3600, ...], "target_s": ..., "due_at":
/// ["2026-06-01T13:00:00Z", ...], "started_at": ..., "stopped_at": ..., "cycles": [1, ...], "late": [false, ...]}}}; null where
/// there is none. For one metric in arrays of yours, without JSON, see sundesk_sla_evaluate_log. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `policies`, `calendars` and `log` are alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sla_replay(
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    log: *const sundesk_eventlog,
    now: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (policies: &PolicySet, calendars: &Calendars, log: &Arc<EventLog>)
        replay_columns(policies, calendars, log, now).map(Json))
}

/// The same log under two sets of promises, or the same promises on two sets of calendars: what would change. A JSON list with
/// one object per metric, and per value of the attribute `group` unless that is NULL: {"metric", "group", "tickets", "before":
/// {"verdicts", "late", "elapsed_s"}, "after": {...}, "better", "worse"}. `better` counts tickets late before and not after.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `log`, the policies and the calendars are alive; `group` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or
/// may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sla_what_if(
    log: *const sundesk_eventlog,
    policies_before: *const sundesk_policies,
    calendars_before: *const sundesk_calendars,
    policies_after: *const sundesk_policies,
    calendars_after: *const sundesk_calendars,
    now: i64,
    group: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (
        log: &Arc<EventLog>, policies_before: &PolicySet, calendars_before: &Calendars, policies_after: &PolicySet,
        calendars_after: &Calendars, now: At, group: Option<&str>
    ) {
        let before = Variant { policies: policies_before, calendars: calendars_before };
        let after = Variant { policies: policies_after, calendars: calendars_after };
        what_if(log, before, after, now, group).map(Json)
    })
}
