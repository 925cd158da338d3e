//! Policies held ready, and histories that grow.

use crate::clock::sundesk_metric;
use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Fault, Out, Room, free, get, get_mut, guard};
use crate::sla::{in_form, sundesk_calendars, sundesk_history, sundesk_policies};
use crate::text::read;
use std::ffi::c_char;
use sundesk_core::document::{MAX_DOCUMENT_BYTES, read_document};
use sundesk_core::sla::Binding;
use sundesk_core::ticket::EventDoc;

/// Policies tied to their calendars once, for any number of tickets: what sundesk_sla_evaluate sets up for each call is set up here.
/// It never changes: any number of threads may use it at the same time.
pub struct sundesk_binding(pub(crate) Binding);

/// Ties policies to calendars. Both may be freed afterwards; calendars added later are not in it.
///
/// # Safety
/// `policies` and `calendars` are alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_binding_new(
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    out: *mut *mut sundesk_binding,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (policies, calendars) = (get(policies, "policies")?, get(calendars, "calendars")?);
            let out = Out::new(out, "out")?;
            out.give(sundesk_binding(Binding::new(&policies.0, &calendars.0)?));
            Ok(())
        })
    }
}

/// Frees a binding. NULL is fine.
///
/// # Safety
/// `binding` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_binding_free(binding: *mut sundesk_binding) {
    // SAFETY: by the contract above.
    unsafe { free(binding) }
}

/// Where every metric of a ticket stands at `now`: the JSON report of sundesk_sla_evaluate. Free the text with sundesk_string_free.
///
/// # Safety
/// `binding` and `history` are alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_binding_evaluate(
    binding: *const sundesk_binding,
    history: *const sundesk_history,
    now: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (binding, history, out) = (get(binding, "binding")?, get(history, "history")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(&binding.0.report_us(history.0.view(), now)?)?);
            Ok(())
        })
    }
}

/// Where one metric of a ticket stands at `now`, as sundesk_sla_metric gives it: the fastest way to ask about one ticket. A metric that
/// the ticket's policy does not have is SUNDESK_NOT_FOUND.
///
/// # Safety
/// `binding` and `history` are alive; `metric` is NUL-terminated; `out` has `struct_size` set to the bytes it has; `err` is NULL or
/// may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_binding_metric(
    binding: *const sundesk_binding,
    history: *const sundesk_history,
    now: i64,
    metric: *const c_char,
    out: *mut sundesk_metric,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (binding, history) = (get(binding, "binding")?, get(history, "history")?);
            let (metric, out) = (read(metric, "metric")?, Room::new(out, "out")?);
            out.put(&sundesk_metric::of(&binding.0.metric_us(history.0.view(), now, metric)?));
            Ok(())
        })
    }
}

/// Why a metric of a ticket stands where it does, as sundesk_sla_explain. `form` is a sundesk_form. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `binding` and `history` are alive; `metric` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_binding_explain(
    binding: *const sundesk_binding,
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
            let (binding, history) = (get(binding, "binding")?, get(history, "history")?);
            let (metric, out) = (read(metric, "metric")?, Out::new(out, "out")?);
            out.text(&in_form(&binding.0.explain_us(history.0.view(), now, metric)?, form)?);
            Ok(())
        })
    }
}

/// Adds an event to a history, as JSON: {"at": "2026-06-01T11:00:00Z", "type": "status", "to": "solved"}. A late one is put in its
/// place, after those of its instant. A refused one changes nothing. Not while another thread uses the history.
///
/// # Safety
/// `history` is alive and used by nobody else; `event` is NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_history_push(
    history: *mut sundesk_history,
    event: *const c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let event = event_of(read(event, "event")?)?;
            get_mut(history, "history")?.0.push(&event).map_err(|e| e.at("event"))?;
            Ok(())
        })
    }
}

/// One event of a JSON object.
pub(crate) fn event_of(json: &str) -> Result<EventDoc, Fault> {
    Ok(read_document(json, "event", MAX_DOCUMENT_BYTES).map_err(|e| e.at("event"))?)
}
