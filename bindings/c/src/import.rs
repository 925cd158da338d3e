//! Calendars from other products' forms.

use crate::prelude::*;
use sundesk_core::calendar::Holiday;
use sundesk_core::calendar::import::{self, OsmOptions};
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
    call!(err, out, (form: &str, text: &str, extra: Option<&str>) {
        let imported = match (form, extra) {
            ("zendesk", holidays) => import::zendesk(text, holidays)?,
            ("jira", None) => import::jira(text)?,
            ("biz", None) => import::biz(text)?,
            ("working_hours", None) => import::working_hours(text)?,
            ("zammad", None) => import::zammad(text)?,
            ("freescout", Some(options)) => import::freescout(text, &zone_of(options)?)?,
            ("osm", Some(options)) => import::osm(text, &osm_options(options)?)?,
            ("osm" | "freescout", None) => return Err(Fault::Null("extra")),
            ("jira" | "biz" | "working_hours" | "zammad", Some(extra)) => {
                return Err(Error::invalid("extra", extra, "NULL for this form").into());
            }
            (other, _) => return Err(Error::not_found("form", other, "zendesk, jira, biz, working_hours, zammad, freescout or osm").into()),
        };
        ok(Json(imported))
    })
}

fn zone_of(json: &str) -> Result<String, Fault> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Doc {
        timezone: String,
    }
    let doc: Doc = read_document(json, "document of options", MAX_DOCUMENT_BYTES).map_err(|e| e.at("extra"))?;
    Ok(doc.timezone)
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

fn osm_options(json: &str) -> Result<OsmOptions, Fault> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Doc {
        timezone: String,
        #[serde(default)]
        public_holidays: Vec<Holiday>,
        first_year: i32,
        last_year: i32,
    }
    let doc: Doc = read_document(json, "document of options", MAX_DOCUMENT_BYTES).map_err(|e| e.at("extra"))?;
    let years = doc.first_year..=doc.last_year;
    Ok(OsmOptions { timezone: doc.timezone, public_holidays: doc.public_holidays, years })
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
