//! For those who write and check texts: contracts, marks, coverage, pseudo-locales, the price of a text message.

use crate::prelude::*;
use sundesk_core::template::extract::stamp;
use sundesk_core::template::pseudo::{Pseudo, file};
use sundesk_core::template::sms::{Encoding, count};

/// Replaces all texts by those at hand (`sources`, a JSON list as in sundesk_templates_from_sources; NULL for the starter catalog), at once
/// or not at all. `out` gets the report of sundesk_templates_reload_dir. Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `sources` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_reload(
    templates: *const sundesk_templates,
    sources: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (templates: &Templates, sources: Sources) ok(Json(templates.reload(&sources.0))))
}

/// What every message of the reference needs and offers, in the order of their ids, as a JSON list: {"id", "set", "texts",
/// "variables": {name: {"type", ..., "used_in"}}, "hash", "hashes"}. A build can check its calls against it. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_contracts(
    templates: *const sundesk_templates,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (templates: &Templates) ok(Json(&templates.catalog().contracts())))
}

/// One message of sundesk_templates_contracts; "null" when there is none of that id. Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `id` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_variables(
    templates: *const sundesk_templates,
    id: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (templates: &Templates, id: &str) ok(Json(&templates.variables(id))))
}

/// A translation (Fluent text) with `# @src` marks that say: translated from the reference as it is now. Marks that are there are
/// renewed; only comment lines change. Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `translation` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_stamp(
    templates: *const sundesk_templates,
    translation: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (templates: &Templates, translation: &str)
        stamp(translation, &templates.catalog().contracts()).map_err(|e| e.at("translation")).map(Text))
}

/// How a set of texts stands in a locale, as JSON: {"set", "locale", "units", "done", "coverage", "on", "reason", "open": {text:
/// why}}; "null" when there is no such set or locale. Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `set` and `locale` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_coverage(
    templates: *const sundesk_templates,
    set: *const c_char,
    locale: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (templates: &Templates, set: &str, locale: &str) ok(Json(&templates.coverage(set, locale))))
}

/// A Fluent file in strange letters, for finding texts that are not translated or do not fit: `locale` is "en-XA" (accented,
/// longer) or "ar-XB" (from right to left). Free the text with sundesk_string_free.
///
/// # Safety
/// `source` and `locale` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_pseudo_localize(
    source: *const c_char,
    locale: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (source: &str, locale: &str) {
        let form = Pseudo::from_tag(locale).ok_or_else(|| Error::invalid("locale", locale, "en-XA or ar-XB"))?;
        file(source, form).map_err(|e| e.at("source")).map(Text)
    })
}

/// How a text message travels.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub enum sundesk_sms_encoding {
    /// Seven bits per character, 160 to a message.
    SUNDESK_SMS_GSM7 = 0,
    /// Sixteen bits per unit, 70 to a message.
    SUNDESK_SMS_UCS2 = 1,
}

/// What a text costs as a text message. Set `struct_size` to sizeof(sundesk_sms) before the call; a size
/// below the first version's is refused.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_sms {
    /// In: sizeof(sundesk_sms).
    pub struct_size: u32,
    /// A sundesk_sms_encoding.
    pub encoding: i32,
    /// Units used (two for an extension character such as the euro sign, two for a character past U+FFFF in UCS-2).
    pub units: u32,
    /// Messages sent and paid for; 0 for an empty text.
    pub segments: u32,
    /// The first character that forbids GSM-7, as its Unicode number; 0 when there is none.
    pub first_non_gsm: u32,
}
versioned!(sundesk_sms of 20 bytes: struct_size, encoding, units, segments, first_non_gsm);

/// What `text` costs as a text message, as it stands.
///
/// # Safety
/// `text` is NUL-terminated; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sms_count(
    text: *const c_char,
    out: *mut sundesk_sms,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    use sundesk_sms_encoding::{SUNDESK_SMS_GSM7, SUNDESK_SMS_UCS2};
    call!(err, (text: &str, out: Room<sundesk_sms>) {
        let sms = count(text);
        let encoding = match sms.encoding {
            Encoding::Gsm7 => SUNDESK_SMS_GSM7,
            Encoding::Ucs2 => SUNDESK_SMS_UCS2,
        };
        let (first_non_gsm, units, segments) = (sms.first_non_gsm.map_or(0, u32::from), sms.units, sms.segments);
        ok(out.put(&sundesk_sms { struct_size: 0, encoding: encoding as i32, units, segments, first_non_gsm }))
    })
}
