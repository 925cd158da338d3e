//! The service review of a log: what a support manager would read.

use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Fault, Out, get, guard};
use crate::log::sundesk_eventlog;
use crate::text::{read, read_optional};
use crate::zone::{database, sundesk_zonedb};
use std::ffi::c_char;
use sundesk_core::Error;
use sundesk_core::desk::{ReviewDoc, review};

/// A log judged by its promises: volume by week, resolution times, promises kept with intervals, reopenings, the worst breaches.
///
/// `document` is a JSON document that says what is promised and how to group, or NULL for that of the ServiceNow preset. `now`
/// is the as-of instant; SUNDESK_NEVER takes the last instant that the log states. `form` is SUNDESK_FORM_TEXT or SUNDESK_FORM_JSON.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `log` is alive; `document` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is
/// NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_review(
    log: *const sundesk_eventlog,
    document: *const c_char,
    zones: *const sundesk_zonedb,
    now: i64,
    form: i32,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, out) = (get(log, "log")?, Out::new(out, "out")?);
            let doc = match read_optional(document, "document")? {
                Some(json) => ReviewDoc::from_json(json).map_err(|e| e.at("document"))?,
                None => ReviewDoc::servicenow()?,
            };
            let now = (now != i64::MIN).then_some(now);
            let review = review(&log.0, &doc, &database(zones), now)?;
            out.text(&match form {
                0 => serde_json::to_string(&review)?,
                1 => review.to_text(),
                other => return Err(Error::invalid("form", other, "SUNDESK_FORM_TEXT or SUNDESK_FORM_JSON").into()),
            });
            Ok(())
        })
    }
}

/// The document of a review that comes with the library, as JSON to use or to change: "servicenow". Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_review_preset(
    name: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (name, out) = (read(name, "name")?, Out::new(out, "out")?);
            out.text(&preset(name)?);
            Ok(())
        })
    }
}

fn preset(name: &str) -> Result<String, Fault> {
    match name {
        "servicenow" => Ok(serde_json::to_string(&ReviewDoc::servicenow()?)?),
        other => Err(Error::not_found("name", other, "servicenow").into()),
    }
}
