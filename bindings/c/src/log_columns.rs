//! What an event log holds: its attributes, events, statuses and span.

use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Fault, Out, get, guard};
use crate::log::sundesk_eventlog;
use crate::text::read;
use std::ffi::c_char;
use sundesk_core::Error;
use sundesk_core::ticket::{EventDoc, Symbol};

/// The names of the attributes of a log as a JSON list, in the order in which they were declared. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `log` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_attributes(
    log: *const sundesk_eventlog,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, out) = (get(log, "log")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(&log.0.attributes().collect::<Vec<_>>())?);
            Ok(())
        })
    }
}

/// One attribute of all tickets as a JSON list of texts, in the order of the tickets; null where it is not stated. A name that the
/// log does not have is SUNDESK_NOT_FOUND. Free the text with sundesk_string_free.
///
/// # Safety
/// `log` is alive; `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_attribute(
    log: *const sundesk_eventlog,
    name: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, name, out) = (get(log, "log")?, read(name, "name")?, Out::new(out, "out")?);
            let names = log.0.names();
            let stated = |s: &Symbol| (*s != Symbol::EMPTY).then(|| names.name(*s));
            let values: Vec<Option<&str>> = log.0.attribute(name)?.iter().map(stated).collect();
            out.text(&serde_json::to_string(&values)?);
            Ok(())
        })
    }
}

/// The events of ticket number `index`, counted from 0, in order, as a JSON list that sundesk_history_new takes. What a creation
/// states (status, priority, ...) follows it as events of its own. Free the text with sundesk_string_free.
///
/// # Safety
/// `log` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_events(
    log: *const sundesk_eventlog,
    index: usize,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, out) = (get(log, "log")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(&events(log, index)?)?);
            Ok(())
        })
    }
}

fn events(log: &sundesk_eventlog, index: usize) -> Result<Vec<EventDoc>, Fault> {
    let expected = || format!("a number below {}", log.0.len());
    let history = log.0.history(index).ok_or_else(|| Error::not_found("index", index, expected()))?;
    Ok(history.events().iter().map(|e| e.unfold(log.0.names())).collect::<Result<_, _>>()?)
}

/// How many events a log has; 0 for NULL.
///
/// # Safety
/// `log` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_event_count(log: *const sundesk_eventlog) -> usize {
    // SAFETY: by the contract above.
    unsafe { log.as_ref() }.map_or(0, |l| l.0.events().len())
}

/// The category of each status name as a JSON object, {"done": "solved"}. Free the text with sundesk_string_free.
///
/// # Safety
/// `log` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_statuses(
    log: *const sundesk_eventlog,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, out) = (get(log, "log")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(log.0.statuses())?);
            Ok(())
        })
    }
}

/// The first and the last instant of any event; both SUNDESK_NEVER for a log without events.
///
/// # Safety
/// `log` is alive; `first` and `last` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_span(
    log: *const sundesk_eventlog,
    first: *mut i64,
    last: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, first, last) = (get(log, "log")?, Out::new(first, "first")?, Out::new(last, "last")?);
            let (from, to) = log.0.span().unwrap_or((i64::MIN, i64::MIN));
            first.put(from);
            last.put(to);
            Ok(())
        })
    }
}

/// The as-of instant where none is given: the last that the log states, be it of an event or of a stated moment; SUNDESK_NEVER for
/// a log that states none.
///
/// # Safety
/// `log` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_as_of(
    log: *const sundesk_eventlog,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (log, out) = (get(log, "log")?, Out::new(out, "out")?);
            out.put(log.0.as_of().unwrap_or(i64::MIN));
            Ok(())
        })
    }
}
