//! Texts that are not loaded, or not yet: checks for continuous integration, the starter catalog, a watched directory, wishes.

use crate::prelude::*;
use std::path::Path;
use sundesk_core::template::catalog::{check, read_dir};
use sundesk_core::template::lint::Level;
use sundesk_core::template::negotiate::{Negotiator, parse_accept_language};
use sundesk_core::template::reload::{Watch, stamps};

/// Checks texts without loading them, as a build does: `sources`, `config` and `functions` are those of sundesk_templates_from_sources. `out`
/// gets the JSON report of sundesk_templates_report with two more fields: "text", its lines for people, and "exit_code": 0 fine, 1
/// something reaches the level `fail_on` ("info", "warning", "error"; NULL for "error"), 2 the texts cannot be loaded. Faulty texts are
/// no error of this call. Free the text with sundesk_string_free.
///
/// # Safety
/// `sources` and `fail_on` are NULL or NUL-terminated; `config` is NUL-terminated; `functions` is NULL or alive; `out` may be written
/// to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_check(
    sources: *const c_char,
    config: *const c_char,
    functions: *const sundesk_functions,
    fail_on: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (sources: Sources, config: Config, functions: Functions, fail_on: Option<&str>)
        report(&sources.0, &config.functions(&functions), fail_on).map(Text))
}

/// sundesk_templates_check of the files `<dir>/<locale>/<set>.ftl`. A directory or file that cannot be read is an error.
///
/// # Safety
/// `dir` and `config` are NUL-terminated; `functions` is NULL or alive; `fail_on` is NULL or NUL-terminated; `out` may be written to;
/// `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_check_dir(
    dir: *const c_char,
    config: *const c_char,
    functions: *const sundesk_functions,
    fail_on: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (dir: &str, config: Config, functions: Functions, fail_on: Option<&str>)
        report(&read_dir(Path::new(dir))?, &config.functions(&functions), fail_on).map(Text))
}

fn report(sources: &[Source], config: &Config, fail_on: Option<&str>) -> Result<String, Fault> {
    let word = fail_on.unwrap_or("error");
    let level = Level::from_name(word).ok_or_else(|| Error::invalid("fail_on", word, "info, warning or error"))?;
    Ok(serde_json::to_string(&check(sources, config)?.for_build(level))?)
}

/// The texts of the starter catalog as a JSON list for sundesk_templates_from_sources: to load beside your own, or to write to files and
/// change. Free the text with sundesk_string_free.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_starter_sources(
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, () {
        let texts = starter::sources();
        let list = texts.iter().map(|s| json!({"locale": s.locale, "set": s.set, "text": &*s.text}));
        ok(Json(list.collect::<Vec<_>>()))
    })
}

/// Which sets are on, as JSON: {"de": ["ticket"]}. Store it and give it back at the next start as {"gate": {"previous": ...}} of the
/// configuration, so that a language near its threshold does not flip. Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_gate_state(
    templates: *const sundesk_templates,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (templates: &Templates) ok(Json(&templates.catalog().gate_state())))
}

/// The last look at a directory of texts.
pub struct sundesk_watch(Watch);
handle!(sundesk_watch(Watch));

/// A first look at `<dir>/<locale>/` and its files: only later changes count.
///
/// # Safety
/// `dir` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_watch_new(
    dir: *const c_char,
    out: *mut *mut sundesk_watch,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (dir: &str) ok(New(Watch::new(stamps(Path::new(dir))?))))
}

/// Frees a watch. NULL is fine.
///
/// # Safety
/// `watch` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_watch_free(watch: *mut sundesk_watch) {
    free!(watch)
}

/// Reloads a directory if its files changed since the last look: call it from a timer, nothing here waits or runs by itself. `out`
/// gets the report of sundesk_templates_reload_dir, "null" when nothing changed. Free the text with sundesk_string_free.
///
/// # Safety
/// `templates` is alive; `dir` is NUL-terminated; `watch` is alive and used by nobody else meanwhile; `out` may be written to; `err` is
/// NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_templates_poll_dir(
    templates: *const sundesk_templates,
    dir: *const c_char,
    watch: *mut sundesk_watch,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (templates: &Templates, dir: &str, watch: &mut Watch) templates.poll_dir(dir, watch).map(Json))
}

/// The locales that an Accept-Language header wishes, best first, as a JSON list: "locales" of a delivery. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `header` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_parse_accept_language(
    header: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (header: &str) ok(Json(&parse_accept_language(header))))
}

/// The locales at hand (`available`, a JSON list) that fit the wishes (`wishes`, a JSON list, best first), best first, as a JSON list:
/// by canonical name, CLDR parents, same language and script, never another script. Free the text with sundesk_string_free.
///
/// # Safety
/// `wishes` and `available` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_negotiate(
    wishes: *const c_char,
    available: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (wishes: Names, available: Names) {
        let known = Negotiator::new(available.0.iter().map(String::as_str)).map_err(|e| e.at("available"))?;
        let wishes: Vec<&str> = wishes.0.iter().map(String::as_str).collect();
        let found = known.find(&wishes);
        let found: Vec<String> = found.iter().map(|found| known.tag(found.index).to_owned()).collect();
        ok(Json(found))
    })
}
