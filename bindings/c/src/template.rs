//! Localised templates: catalogs of every locale, single bundles, values in the form of a locale.

use crate::prelude::*;
use serde::Deserialize;
use sundesk_core::template::channel::Channel;

/// The texts of every locale, checked and compiled. A reload swaps them at once; renderings on other threads go on undisturbed,
/// so all calls take `const sundesk_templates *`.
pub struct sundesk_templates(pub(crate) Templates);
handle!(sundesk_templates(Templates));

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
    call!(err, out, (dir: &str, config: Config, functions: Functions)
        Templates::load_dir(dir, config.functions(&functions)).map(New))
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
    call!(err, out, (sources: Sources, config: Config, functions: Functions)
        Templates::from_sources(&sources.0, &config.functions(&functions)).map(New))
}

/// Frees templates. NULL is fine.
///
/// # Safety
/// `templates` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_free(templates: *mut sundesk_templates) {
    free!(templates)
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
    call!(err, out, (templates: &Templates, dir: &str) ok(Json(&templates.reload_dir(dir))))
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
    call!(err, out, (templates: &Templates) ok(Json(&templates.report())))
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
    call!(err, out, (templates: &Templates) {
        let catalog = templates.catalog();
        let locales: Vec<&str> = catalog.locales().collect();
        ok(Text(json!({"version": catalog.version(), "locales": locales, "messages": catalog.messages()})))
    })
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
    call!(err, out, () asked(templates, id, args, delivery, zones, Templates::render).map(Json))
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
    call!(err, out, (channels: &str) {
        let channels: Vec<Channel> =
            read_list(channels, "list of channels", MAX_DOCUMENT_BYTES).map_err(|e| e.at("channels"))?;
        asked(templates, id, args, delivery, zones, |t, id, args, to| t.render_forms(id, &channels, args, to)).map(Json)
    })
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
    call!(err, out, () {
        let seen = asked(templates, id, args, delivery, zones, Templates::preview)?;
        let mut json = serde_json::to_value(&seen)?;
        if let Some(fields) = json.as_object_mut() {
            fields.insert("errors".to_owned(), serde_json::to_value(&seen.parts.errors)?);
        }
        ok(Text(json))
    })
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
    call!(err, out, () ok(Text(asked(templates, id, args, delivery, zones, Templates::render)?.text)))
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
    // SAFETY: the pointers are as the contract of the callers says.
    unsafe {
        let (templates, id) = (<&Templates>::read(templates, "templates")?, <&str>::read(id, "id")?);
        let (args, given) = (Args::read(args, "args")?, <&str>::read(delivery, "delivery")?);
        let delivery = document_of(Some(given)).map_err(|fault| fault.of("delivery"))?;
        let delivery = document::delivery(&delivery, &database(zones)).map_err(|e| e.at("delivery"))?;
        Ok(make(templates, id, &args, &delivery)?)
    }
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
    call!(err, out, (locale: &str, kind: &str, input: &str, options: Value, zones: ZoneDb) {
        let input = document_of(Some(input)).map_err(|fault| fault.of("input"))?;
        ok(Text(document::format(locale, kind, &input, &options, &zones)?))
    })
}

documents! {
    Args: |json| Ok(Args::from_json(&document_of(json)?)?);
    Value: |json| document_of(json);
    Config: |json| Ok(read_document(json.ok_or(Fault::Null("config"))?, "configuration", MAX_DOCUMENT_BYTES)?);
    Sources: |json| json.map_or_else(|| Ok(Sources(starter::sources())), sources_of);
    Names: |json| Ok(Names(read_list(json.ok_or(Fault::Null("names"))?, "list of names", MAX_DOCUMENT_BYTES)?));
    Locale: |tag| Ok(tag.ok_or(Fault::Null("locale"))?.parse::<Locale>()?);
}

/// A list of names.
pub(crate) struct Names(pub(crate) Vec<String>);

/// Texts by locale and set; NULL is the starter catalog.
pub(crate) struct Sources(pub(crate) Vec<Source>);

fn sources_of(json: &str) -> Result<Sources, Fault> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct SourceDoc {
        locale: String,
        set: String,
        text: String,
    }
    let list: Vec<SourceDoc> = read_list(json, "list of texts", usize::MAX)?;
    Ok(Sources(list.iter().map(|s| Source::new(&s.locale, &s.set, &s.text)).collect()))
}

/// A JSON value, the empty object for NULL.
fn document_of(json: Option<&str>) -> Result<Value, Fault> {
    let Some(json) = json else { return Ok(json!({})) };
    Ok(read_json(json, "JSON value", MAX_DOCUMENT_BYTES)?)
}

impl Arg<*const sundesk_functions> for Functions {
    type Value = Functions;
    unsafe fn read(from: *const sundesk_functions, _: &'static str) -> Result<Functions, Fault> {
        // SAFETY: NULL (none) or alive, by the contract of the trait.
        Ok(unsafe { from.as_ref() }.map_or_else(Functions::default, |f| f.0.clone()))
    }
}
