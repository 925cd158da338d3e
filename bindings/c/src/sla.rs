//! Promises: policies, the calendars they are measured on, a ticket's history, and the report.

use crate::prelude::*;
use sundesk_core::sla::{Explanation, StripSize, explain_us};

/// Ordered policies with their metrics: what is promised to whom.
pub struct sundesk_policies(pub(crate) PolicySet);
handle!(sundesk_policies(PolicySet));

/// The calendars of an evaluation: a default one, and others by the names that policies and events use.
pub struct sundesk_calendars(pub(crate) Calendars);
handle!(sundesk_calendars(Calendars));

/// NULL is a set without any.
impl Arg<*const sundesk_calendars> for Calendars {
    type Value = Calendars;
    unsafe fn read(from: *const sundesk_calendars, _: &'static str) -> Result<Calendars, Fault> {
        // SAFETY: by the contract of the trait.
        Ok(unsafe { from.as_ref() }.map_or_else(Calendars::without_default, |c| c.0.clone()))
    }
}

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
    /// A self-contained HTML page.
    SUNDESK_FORM_HTML = 3,
    /// Rows of figures in CSV.
    SUNDESK_FORM_CSV = 4,
    /// The page in Markdown, with tables and without pictures.
    SUNDESK_FORM_MARKDOWN = 5,
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
    call!(err, out, (json: &str, zones: ZoneDb) PolicySet::from_json(json, &zones).map(New))
}

/// Frees policies. NULL is fine.
///
/// # Safety
/// `policies` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_policies_free(policies: *mut sundesk_policies) {
    free!(policies)
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
    call!(err, out, (policies: &PolicySet) ok(Json(policies.warnings())))
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
    call!(err, out, (calendar: Option<&Calendar>)
        ok(New(calendar.map_or_else(Calendars::without_default, |c| Calendars::new(c.clone())))))
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
    call!(err, (calendars: &mut Calendars, name: &str, calendar: &Calendar)
        ok(calendars.insert(name, calendar.clone())))
}

/// Frees a set of calendars. NULL is fine.
///
/// # Safety
/// `calendars` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendars_free(calendars: *mut sundesk_calendars) {
    free!(calendars)
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
    call!(err, out, (json: &str) {
        TicketHistory::new(&EventDoc::list_from_json(json)?).map(New)
    })
}

/// Frees a history. NULL is fine.
///
/// # Safety
/// `history` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_history_free(history: *mut sundesk_history) {
    free!(history)
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
    call!(err, out, (policies: &PolicySet, calendars: &Calendars, history: &TicketHistory, now: At)
        evaluate_us(policies, calendars, history.view(), now).map(Json))
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
    call!(err, out, (
        policies: &PolicySet, calendars: &Calendars, history: &TicketHistory, now: At, metric: &str, form: Form
    ) in_form(&explain_us(policies, calendars, history.view(), now, metric)?, &form).map(Text))
}

pub(crate) fn in_form(explained: &Explanation, form: &Form) -> Result<String, Fault> {
    match form {
        Form::Json => Ok(serde_json::to_string(explained)?),
        Form::Text => Ok(explained.text()),
        Form::Svg => Ok(explained.svg(StripSize::default())),
        _ => Err(Error::not_found("form", "html, csv or markdown", "json, text or svg").into()),
    }
}
