//! Policies held ready, and histories that grow.

use crate::prelude::*;
use crate::sla::in_form;

/// Policies tied to their calendars once, for any number of tickets: what sundesk_sla_evaluate sets up for each call is set up here.
/// It never changes: any number of threads may use it at the same time.
pub struct sundesk_binding(pub(crate) Binding);
handle!(sundesk_binding(Binding));

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
    call!(err, out, (policies: &PolicySet, calendars: &Calendars) Binding::new(policies, calendars).map(New))
}

/// Frees a binding. NULL is fine.
///
/// # Safety
/// `binding` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_binding_free(binding: *mut sundesk_binding) {
    free!(binding)
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
    call!(err, out, (binding: &Binding, history: &TicketHistory) binding.report_us(history.view(), now).map(Json))
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
    call!(err, (binding: &Binding, history: &TicketHistory, metric: &str, out: Room<_>)
        ok(out.put(&sundesk_metric::of(&binding.metric_us(history.view(), now, metric)?))))
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
    call!(err, out, (binding: &Binding, history: &TicketHistory, metric: &str, form: Form)
        in_form(&binding.explain_us(history.view(), now, metric)?, &form).map(Text))
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
    call!(err, (history: &mut TicketHistory, event: EventDoc) history.push(&event).map_err(|e| e.at("event")))
}

documents! {
    EventDoc: |json| Ok(EventDoc::from_json(json.ok_or(Fault::Null("event"))?)?);
}
