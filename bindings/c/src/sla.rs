//! Promises: policies, the calendars they are measured on, a ticket's history, and the report.

use crate::calendar::sundesk_calendar;
use crate::call::handle;
use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Fault, Out, free, get, get_mut, guard};
use crate::text::read;
use crate::zone::{database, sundesk_zonedb};
use std::ffi::c_char;
use sundesk_core::calendar::Calendars;
use sundesk_core::document::{MAX_DOCUMENT_BYTES, read_list};
use sundesk_core::sla::{Explanation, PolicySet, StripSize, evaluate_us, explain_us};
use sundesk_core::ticket::{EventDoc, TicketHistory};

/// Ordered policies with their metrics: what is promised to whom.
pub struct sundesk_policies(pub(crate) PolicySet);
handle!(sundesk_policies(PolicySet));

/// The calendars of an evaluation: a default one, and others by the names that policies and events use.
pub struct sundesk_calendars(pub(crate) Calendars);
handle!(sundesk_calendars(Calendars));

/// The events of one ticket.
pub struct sundesk_history(pub(crate) TicketHistory);
handle!(sundesk_history(TicketHistory));

/// The form of a result.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub enum sundesk_form {
    /// A JSON document.
    SUNDESK_FORM_JSON = 0,
    /// English text, one line per fact.
    SUNDESK_FORM_TEXT = 1,
    /// A picture: a self-contained SVG document.
    SUNDESK_FORM_SVG = 2,
}

/// The policies of a JSON document, such as {"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}}}.
/// All faults come back in one error (sundesk_error_json, `problems`).
///
/// # Safety
/// `json` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_policies_new(
    json: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut sundesk_policies,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (json, out) = (read(json, "json")?, Out::new(out, "out")?);
            out.give(sundesk_policies(PolicySet::from_json(json, &database(zones))?));
            Ok(())
        })
    }
}

/// Frees policies. NULL is fine.
///
/// # Safety
/// `policies` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_policies_free(policies: *mut sundesk_policies) {
    // SAFETY: by the contract above.
    unsafe { free(policies) }
}

/// The remarks of the policies' validation as a JSON list. Free the text with sundesk_string_free.
///
/// # Safety
/// `policies` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_policies_warnings(
    policies: *const sundesk_policies,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (policies, out) = (get(policies, "policies")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(policies.0.warnings())?);
            Ok(())
        })
    }
}

/// A set of calendars with `calendar` as the one of tickets that no policy or event gives another; NULL for none.
///
/// # Safety
/// `calendar` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendars_new(
    calendar: *const sundesk_calendar,
    out: *mut *mut sundesk_calendars,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            let default = calendar.as_ref().map(|c| Calendars::new(c.0.clone()));
            out.give(sundesk_calendars(default.unwrap_or_else(Calendars::without_default)));
            Ok(())
        })
    }
}

/// Adds a calendar under a name; one of the same name is replaced. Not while another thread uses the set.
///
/// # Safety
/// `calendars` and `calendar` are alive, `calendars` is used by nobody else; `name` is NUL-terminated; `err` is NULL or may be
/// written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendars_insert(
    calendars: *mut sundesk_calendars,
    name: *const c_char,
    calendar: *const sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (name, calendar) = (read(name, "name")?, get(calendar, "calendar")?);
            get_mut(calendars, "calendars")?.0.insert(name, calendar.0.clone());
            Ok(())
        })
    }
}

/// Frees a set of calendars. NULL is fine.
///
/// # Safety
/// `calendars` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendars_free(calendars: *mut sundesk_calendars) {
    // SAFETY: by the contract above.
    unsafe { free(calendars) }
}

/// The history of a ticket from a JSON list of events, in any order:
/// [{"at": "2026-06-01T09:00:00Z", "type": "created", "by": "requester", "status": "new"},
///  {"at": "2026-06-01T10:00:00Z", "type": "reply", "by": "agent"}].
///
/// # Safety
/// `json` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_history_new(
    json: *const c_char,
    out: *mut *mut sundesk_history,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (json, out) = (read(json, "json")?, Out::new(out, "out")?);
            let events: Vec<EventDoc> = read_list(json, "list of events", MAX_DOCUMENT_BYTES)?;
            out.give(sundesk_history(TicketHistory::new(&events)?));
            Ok(())
        })
    }
}

/// Frees a history. NULL is fine.
///
/// # Safety
/// `history` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_history_free(history: *mut sundesk_history) {
    // SAFETY: by the contract above.
    unsafe { free(history) }
}

/// Where every metric of a ticket stands at `now`, as a JSON report: per metric state, elapsed_s, remaining_s, due_at,
/// breach_after, cycles, alerts, next_change; which policy and why; the zone rules used. Later events than `now` are not
/// known yet. Free the text with sundesk_string_free.
///
/// # Safety
/// `policies`, `calendars` and `history` are alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sla_evaluate(
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    history: *const sundesk_history,
    now: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (policies, calendars) = (get(policies, "policies")?, get(calendars, "calendars")?);
            let (history, out) = (get(history, "history")?, Out::new(out, "out")?);
            let report = evaluate_us(&policies.0, &calendars.0, history.0.view(), now)?;
            out.text(&serde_json::to_string(&report)?);
            Ok(())
        })
    }
}

/// Why a metric of a ticket stands where it does: the time line piece by piece, each with the reason why it counts or not.
/// `form` is a sundesk_form. Free the text with sundesk_string_free.
///
/// # Safety
/// `policies`, `calendars` and `history` are alive; `metric` is NUL-terminated; `out` may be written to; `err` is NULL or may
/// be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sla_explain(
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    history: *const sundesk_history,
    now: i64,
    metric: *const c_char,
    form: i32,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (policies, calendars) = (get(policies, "policies")?, get(calendars, "calendars")?);
            let (history, metric, out) = (get(history, "history")?, read(metric, "metric")?, Out::new(out, "out")?);
            let explained = explain_us(&policies.0, &calendars.0, history.0.view(), now, metric)?;
            out.text(&in_form(&explained, form)?);
            Ok(())
        })
    }
}

pub(crate) fn in_form(explained: &Explanation, form: i32) -> Result<String, Fault> {
    match form {
        0 => Ok(serde_json::to_string(explained)?),
        1 => Ok(explained.text()),
        2 => Ok(explained.svg(StripSize::default())),
        other => Err(sundesk_core::Error::invalid("form", other, "a sundesk_form").into()),
    }
}
