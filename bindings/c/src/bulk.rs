//! Whole logs under promises, as JSON: every ticket in columns, and one log under two sets of promises.

use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Out, get, guard};
use crate::log::sundesk_eventlog;
use crate::sla::{sundesk_calendars, sundesk_policies};
use crate::text::read_optional;
use std::ffi::c_char;
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (policies, calendars) = (get(policies, "policies")?, get(calendars, "calendars")?);
            let (log, out) = (get(log, "log")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(&replay_columns(&policies.0, &calendars.0, &log.0, now)?)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, group, out) = (get(log, "log")?, read_optional(group, "group")?, Out::new(out, "out")?);
            let before = Variant {
                policies: &get(policies_before, "policies_before")?.0,
                calendars: &get(calendars_before, "calendars_before")?.0,
            };
            let after = Variant {
                policies: &get(policies_after, "policies_after")?.0,
                calendars: &get(calendars_after, "calendars_after")?.0,
            };
            out.text(&serde_json::to_string(&what_if(&log.0, before, after, now, group)?)?);
            Ok(())
        })
    }
}
