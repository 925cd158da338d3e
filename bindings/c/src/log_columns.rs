//! What an event log holds: its attributes, events, statuses and span.

use crate::log::below;
use crate::prelude::*;
use sundesk_core::ticket::Symbol;

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
    call!(err, out, (log: &Arc<EventLog>) ok(Json(&log.attributes().collect::<Vec<_>>())))
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
    call!(err, out, (log: &Arc<EventLog>, name: &str) {
        let names = log.names();
        let stated = |s: &Symbol| (*s != Symbol::EMPTY).then(|| names.name(*s));
        let values: Vec<Option<&str>> = log.attribute(name)?.iter().map(stated).collect();
        ok(Json(values))
    })
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
    call!(err, out, (log: &Arc<EventLog>) events(log, index).map(Json))
}

fn events(log: &EventLog, index: usize) -> Result<Vec<EventDoc>, Fault> {
    let history = log.history(index).ok_or_else(|| Error::not_found("index", index, below(log)))?;
    Ok(history.events().iter().map(|e| e.unfold(log.names())).collect::<Result<_, _>>()?)
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
    call!(err, out, (log: &Arc<EventLog>) ok(Json(log.statuses())))
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
    call!(err, (log: &Arc<EventLog>, first: Out<i64>, last: Out<i64>) {
        let (from, to) = log.span().unwrap_or((i64::MIN, i64::MIN));
        first.put(from);
        ok(last.put(to))
    })
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
    call!(err, out, (log: &Arc<EventLog>) ok(log.as_of()))
}
