//! Localised templates: catalogs of every locale, single bundles, values in the form of a locale.

use crate::error::{sundesk_error, sundesk_status};
use crate::functions::{functions_of, sundesk_functions};
use crate::guard::{Fault, Out, free, get, guard};
use crate::text::{read, read_optional};
use crate::zone::{database, sundesk_zonedb};
use serde::Deserialize;
use serde_json::{Value, json};
use std::ffi::c_char;
use sundesk_core::document::{MAX_DOCUMENT_BYTES, read_document, read_json, read_list};
use sundesk_core::template::catalog::Delivery;
use sundesk_core::template::catalog::{Config, Source};
use sundesk_core::template::channel::Channel;
use sundesk_core::template::{Args, Functions, Templates, document, starter};

/// The texts of every locale, checked and compiled. A reload swaps them at once; renderings on other threads go on undisturbed,
/// so all calls take `const sundesk_templates *`.
pub struct sundesk_templates(pub(crate) Templates);

/// Loads `<dir>/<locale>/<set>.ftl`. `config` is a JSON object with at least the reference locale: {"reference": "en"}.
/// A broken file is refused with its place; all findings are in sundesk_error_json, `problems`. `functions` are those that the texts
/// may call, NULL for none; reloads keep them.
///
/// # Safety
/// `dir` and `config` are NUL-terminated; `functions` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_load_dir(
    dir: *const c_char,
    config: *const c_char,
    functions: *const sundesk_functions,
    out: *mut *mut sundesk_templates,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (dir, out) = (read(dir, "dir")?, Out::new(out, "out")?);
            let config = config_of(read(config, "config")?, functions_of(functions))?;
            out.give(sundesk_templates(Templates::load_dir(dir, config)?));
            Ok(())
        })
    }
}

/// Loads texts at hand, as a JSON list: [{"locale": "en", "set": "ticket", "text": "closed = Ticket { $ticket } is closed."}].
/// NULL for the starter catalog that comes with the library: twelve languages, reference "en". `functions` are those that the texts may
/// call, NULL for none; reloads keep them.
///
/// # Safety
/// `sources` is NULL or NUL-terminated; `config` is NUL-terminated; `functions` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_from_sources(
    sources: *const c_char,
    config: *const c_char,
    functions: *const sundesk_functions,
    out: *mut *mut sundesk_templates,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let sources = sources_of(read_optional(sources, "sources")?)?;
            let config = config_of(read(config, "config")?, functions_of(functions))?;
            let out = Out::new(out, "out")?;
            out.give(sundesk_templates(Templates::from_sources(&sources, &config)?));
            Ok(())
        })
    }
}

/// The settings of a JSON object, with the functions of the program.
pub(crate) fn config_of(json: &str, functions: Functions) -> Result<Config, Fault> {
    let config: Config = read_document(json, "configuration", MAX_DOCUMENT_BYTES).map_err(|e| e.at("config"))?;
    Ok(config.functions(&functions))
}

/// The texts of a JSON list, those of the starter catalog for none.
pub(crate) fn sources_of(json: Option<&str>) -> Result<Vec<Source>, Fault> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct SourceDoc {
        locale: String,
        set: String,
        text: String,
    }
    let Some(json) = json else { return Ok(starter::sources()) };
    // Each text has its own limit; the caller holds all of them already.
    let list: Vec<SourceDoc> = read_list(json, "list of texts", usize::MAX).map_err(|e| e.at("sources"))?;
    Ok(list.iter().map(|s| Source::new(&s.locale, &s.set, &s.text)).collect())
}

/// Frees templates. NULL is fine.
///
/// # Safety
/// `templates` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_free(templates: *mut sundesk_templates) {
    // SAFETY: by the contract above.
    unsafe { free(templates) }
}

/// Replaces all texts by those of a directory (`dir`), at once or not at all. `out` gets a JSON report: {"swapped": true,
/// "version": ..., "report": ...}; when the new texts are refused, `swapped` is false, `report` says why, and the old ones go on.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `dir` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_reload_dir(
    templates: *const sundesk_templates,
    dir: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (templates, dir, out) = (get(templates, "templates")?, read(dir, "dir")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(&templates.0.reload_dir(dir))?);
            Ok(())
        })
    }
}

/// What the checks and the gate say, as JSON: findings with file, line and code, and for every set and locale whether it is used
/// and why. Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_report(
    templates: *const sundesk_templates,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (templates, out) = (get(templates, "templates")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(&templates.0.report())?);
            Ok(())
        })
    }
}

/// What there is, as JSON: {"version": ..., "locales": [...], "messages": [...]}. Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_contents(
    templates: *const sundesk_templates,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (templates, out) = (get(templates, "templates")?, Out::new(out, "out")?);
            let catalog = templates.0.catalog();
            let locales: Vec<&str> = catalog.locales().collect();
            let contents = json!({"version": catalog.version(), "locales": locales, "messages": catalog.messages()});
            out.text(&contents.to_string());
            Ok(())
        })
    }
}

/// A finished text with everything about it, as JSON: {"text", "locale", "dir", "reason", "coverage", "warnings", "version"}.
/// Store `locale` with the ticket and pass it back as "sticky".
///
/// `id` is a message ("ticket-closed") or one of its forms ("survey-csat.low"). `args` is a JSON object: texts, whole numbers,
/// lists, and typed values such as {"type": "money", "amount": "12.50", "currency": "EUR"} or {"type": "datetime", "value":
/// "2026-03-09T14:05:09Z"}; NULL for none. `delivery` says who reads it and how: {"locales": ["vi"], "channel": "sms", "ctx":
/// {"zone": "Asia/Ho_Chi_Minh", "now": "2026-03-09T14:05:09Z"}}. A missing or wrong value is an error, never a half-made text.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `id` and `delivery` are NUL-terminated; `args` is NULL or NUL-terminated; `zones` is NULL (bundled) or
/// alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_render(
    templates: *const sundesk_templates,
    id: *const c_char,
    args: *const c_char,
    delivery: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            let made = asked(templates, id, args, delivery, zones, Templates::render)?;
            out.text(&serde_json::to_string(&made)?);
            Ok(())
        })
    }
}

/// Several forms of one message in one language, as a JSON list in their order: the subject and the body of a mail, its HTML part, a text
/// message. `channels` is a JSON list of channels: ["subject", "body"]; the "channel" of `delivery` is not looked at. The language is decided
/// once: where a form may not be read, or cannot be made with these values, all of them are in the next wish or the reference.
/// Each is as in sundesk_templates_render; `id` is a message. Free the text with sundesk_string_free.
///
/// # Safety
/// As sundesk_templates_render; `channels` is NUL-terminated.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_render_forms(
    templates: *const sundesk_templates,
    id: *const c_char,
    channels: *const c_char,
    args: *const c_char,
    delivery: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            let channels: Vec<Channel> = read_list(read(channels, "channels")?, "list of channels", MAX_DOCUMENT_BYTES)
                .map_err(|e| e.at("channels"))?;
            let made = asked(templates, id, args, delivery, zones, |t, id, args, delivery| {
                t.render_forms(id, &channels, args, delivery)
            })?;
            out.text(&serde_json::to_string(&made)?);
            Ok(())
        })
    }
}

/// sundesk_templates_render for the eyes of an editor, never for a customer: what is missing or wrong becomes a mark such as {$name}, and the JSON has
/// one more field, "errors": [{"kind", "file", "line", "column", "message", "name", "detail"}]. Free the text with sundesk_string_free.
///
/// # Safety
/// As sundesk_templates_render.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_preview(
    templates: *const sundesk_templates,
    id: *const c_char,
    args: *const c_char,
    delivery: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            let seen = asked(templates, id, args, delivery, zones, Templates::preview)?;
            let mut json = serde_json::to_value(&seen)?;
            if let Some(fields) = json.as_object_mut() {
                fields.insert("errors".to_owned(), serde_json::to_value(&seen.parts.errors)?);
            }
            out.text(&json.to_string());
            Ok(())
        })
    }
}

/// Only the text of sundesk_templates_render. Free it with sundesk_string_free.
///
/// # Safety
/// As sundesk_templates_render.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_text(
    templates: *const sundesk_templates,
    id: *const c_char,
    args: *const c_char,
    delivery: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            out.text(&asked(templates, id, args, delivery, zones, Templates::render)?.text);
            Ok(())
        })
    }
}

/// # Safety
/// The contract of the callers.
unsafe fn asked<R>(
    templates: *const sundesk_templates,
    id: *const c_char,
    args: *const c_char,
    delivery: *const c_char,
    zones: *const sundesk_zonedb,
    make: impl FnOnce(&Templates, &str, &Args, &Delivery) -> sundesk_core::Result<R>,
) -> Result<R, Fault> {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        let (templates, id) = (get(templates, "templates")?, read(id, "id")?);
        let args = args_of(read_optional(args, "args")?)?;
        let delivery = document_of(Some(read(delivery, "delivery")?), "delivery")?;
        let delivery = document::delivery(&delivery, &database(zones)).map_err(|e| e.at("delivery"))?;
        Ok(make(&templates.0, id, &args, &delivery)?)
    }
}

/// The arguments of a text.
pub(crate) fn args_of(json: Option<&str>) -> Result<Args, Fault> {
    Ok(Args::from_json(&document_of(json, "args")?).map_err(|e| e.at("args"))?)
}

/// A JSON value, the empty object for NULL.
pub(crate) fn document_of(json: Option<&str>, name: &str) -> Result<Value, Fault> {
    let Some(json) = json else { return Ok(json!({})) };
    Ok(read_json(json, "JSON value", MAX_DOCUMENT_BYTES).map_err(|e| e.at(name))?)
}

/// A value in the form of a locale, as a JSON text (`plural`: a JSON list). `kind` is number, percent, currency, compact, plural,
/// datetime, date, duration, list, relative or unit; `input` and `options` are JSON, the options those of Intl: sundesk_format("de", "currency",
/// "\"1234.5\"", "{\"currency\": \"EUR\"}", ...). `options` may be NULL. Free the text with sundesk_string_free.
///
/// # Safety
/// `locale`, `kind` and `input` are NUL-terminated; `options` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive;
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_format(
    locale: *const c_char,
    kind: *const c_char,
    input: *const c_char,
    options: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (locale, kind, out) = (read(locale, "locale")?, read(kind, "kind")?, Out::new(out, "out")?);
            let input = document_of(Some(read(input, "input")?), "input")?;
            let options = document_of(read_optional(options, "options")?, "options")?;
            out.text(&document::format(locale, kind, &input, &options, &database(zones))?.to_string());
            Ok(())
        })
    }
}
