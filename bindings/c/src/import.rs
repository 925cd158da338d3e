//! Calendars from other products' forms.

use crate::prelude::*;
use sundesk_core::calendar::import;
use sundesk_core::sla::import::{Names, import as import_policies};

/// Reads the calendar of another product: JSON {"calendar": ..., "left_out": [...]}, where `calendar` is a document for
/// sundesk_calendar_new and `left_out` names what has no counterpart here.
///
/// `form` is "zendesk" (`text` the schedule, `extra` its holidays or NULL), "jira", "biz", "working_hours", "zammad" (`extra` NULL),
/// "freescout" (`text` its schedule or the line of its .env, `extra` {"timezone": "Europe/Berlin"}), or "osm" (`text` opening hours such as "Mo-Fr 09:00-17:30; PH off", `extra` {"timezone": "Europe/Berlin", "public_holidays":
/// ["12-25"], "first_year": 2026, "last_year": 2027}). Free the text with sundesk_string_free.
///
/// # Safety
/// `form` and `text` are NUL-terminated; `extra` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be
/// written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_import_calendar(
    form: *const c_char,
    text: *const c_char,
    extra: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (form: &str, text: &str, extra: Option<&str>) match (form, extra) {
        ("osm" | "freescout", None) => Err(Fault::Null("extra")),
        _ => ok(Json(import::of_form(form, text, extra)?)),
    })
}

/// Reads the policies of another product: JSON {"policies": ..., "left_out": [...]}, where `policies` is a document for sundesk_policies_new and
/// `left_out` names what has no counterpart here.
///
/// `form` is "zendesk" (`text` the answer of /api/v2/slas/policies.json) or "zammad" (/api/v1/slas). `names` is NULL or a JSON object that says what
/// the product's numbers are called in the log, {"group_id": {"7": "Billing"}, "calendar_id": {"1": "office"}}. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `form` and `text` are NUL-terminated; `names` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_import_policies(
    form: *const c_char,
    text: *const c_char,
    names: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (form: &str, text: &str, names: Option<&str>) {
        let read = |json| read_document(json, "object of names", MAX_DOCUMENT_BYTES).map_err(|e| e.at("names"));
        let names: Names = names.map_or(Ok(Names::new()), read)?;
        import_policies(form, text, &names).map(Json)
    })
}

/// The closed days of an iCalendar file in a zone, from one year to another: JSON {"holidays": [...], "left_out": [...]}, where
/// `holidays` is what a calendar document takes. Repetitions, exceptions and moved instances are those of RFC 5545; `zones` gives
/// the rules of the zones that the file names. Free the text with sundesk_string_free.
///
/// # Safety
/// `text` and `timezone` are NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be
/// written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_import_ics_holidays(
    text: *const c_char,
    timezone: *const c_char,
    first_year: i32,
    last_year: i32,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (text: &str, timezone: &str, zones: ZoneDb)
        import::ics_holidays(text, timezone, first_year..=last_year, &zones).map(Json))
}
