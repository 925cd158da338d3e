//! The service review of a log: what a support manager would read.

use crate::prelude::*;
use sundesk_core::desk::ReviewDoc;
use sundesk_core::desk::ask::review::ReviewQuestion;

/// A log judged by its promises: volume by week, resolution times, promises kept with intervals, reopenings, the worst breaches.
///
/// `document` is a JSON document that says what is promised and how to group, or NULL for the figures that need neither. `now`
/// is the as-of instant; SUNDESK_NEVER takes the last instant that the log states. `form` is any
/// of SUNDESK_FORM_*: HTML is a page with charts, SVG the volume.
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
    call!(err, out, (log: &Arc<EventLog>, document: Option<&str>, zones: ZoneDb, now: Option<At>, form: Form) {
        let document = document.map(|d| ReviewDoc::from_json_checked(d, &zones)).transpose().map_err(|e| e.at("document"))?;
        let question = ReviewQuestion { log: None, document, preset: None, roster: None, now: now.map(format_instant) };
        form.of(&Library::new(zones).with_log("", log.clone()).ask(&Question::new(question))?).map(Text)
    })
}

/// The document of a review that comes with the library, as JSON to use or to change: "servicenow-uci". Free the text with
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
    call!(err, out, (name: &str) ok(Json(ReviewDoc::preset(name)?)))
}
