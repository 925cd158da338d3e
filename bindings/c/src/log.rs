//! Event logs: many tickets, from events at hand or read from CSV by a column map.

use crate::prelude::*;
use sundesk_core::ticket::import::{LogMap, ReadBy, read_by, read_path_by};

/// The histories of many tickets, with attributes to group by.
pub struct sundesk_eventlog(pub(crate) Arc<EventLog>);
handle!(sundesk_eventlog(Arc<EventLog>));

/// A column map that comes with the library, as JSON to use or to change, such as "servicenow-uci"; the question "preset" lists
/// them. Free the text with sundesk_string_free.
///
/// # Safety
/// `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_logmap_preset(
    name: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (name: &str) ok(Text(LogMap::preset_text(name)?.to_owned())))
}

/// A log from events at hand, as a JSON object: "tickets" holds the events of each ticket (as in sundesk_history_new) by its id,
/// "statuses" says which category each status name belongs to, "attributes" gives tickets values to group by; the last two may
/// be left out: {"tickets": {"T-1": [{"at": "2026-06-01T09:00:00Z", "type": "created", "by": "requester", "status": "new"}]},
/// "statuses": {"done": "solved"}, "attributes": {"T-1": {"team": "red"}}}. Tickets keep their order. At most 64 MiB; a longer
/// log comes as CSV.
///
/// # Safety
/// `json` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_new(
    json: *const c_char,
    out: *mut *mut sundesk_eventlog,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (json: &str) ok(New(Arc::new(EventLog::from_json(json)?))))
}

/// Reads a log in CSV or JSON lines, plain or gzip, whole or not at all. `map` is a JSON document that says which column means what:
/// {"ticket": "id", "at": "when", "status": "state", "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"},
///  "statuses": {"done": "solved"}, "attributes": ["priority"]}; or {"preset": "jira-list", "zone": "Europe/Berlin"}, a preset that is
/// laid under what the file is found to be, and the zone whose clock its times show; or NULL, the preset whose columns the file has.
/// An error names file, line and column.
///
/// # Safety
/// `path` is NUL-terminated; `map` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_from_csv(
    path: *const c_char,
    map: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut sundesk_eventlog,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (path: &str, map: ReadBy, zones: ZoneDb) ok(New(Arc::new(read_path_by(path, &map, &zones)?))))
}

/// The same from `len` bytes in memory, plain or gzip.
///
/// # Safety
/// `bytes` points to `len` bytes (NULL only for 0); `map` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive; `out` may
/// be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_from_bytes(
    bytes: *const u8,
    len: usize,
    map: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut sundesk_eventlog,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (map: ReadBy, zones: ZoneDb)
        ok(New(Arc::new(read_by(slice(bytes, len, "bytes")?, &map, &zones)?))))
}

documents! {
    ReadBy: |json| Ok(json.map_or_else(|| Ok(ReadBy::default()), ReadBy::from_json)?);
}

/// Frees a log. NULL is fine.
///
/// # Safety
/// `log` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_free(log: *mut sundesk_eventlog) {
    free!(log)
}

/// How many tickets a log has; 0 for NULL.
///
/// # Safety
/// `log` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_len(log: *const sundesk_eventlog) -> usize {
    // SAFETY: by the contract above.
    unsafe { log.as_ref() }.map_or(0, |l| l.0.len())
}

/// The id of ticket number `index`, counted from 0. Free the text with sundesk_string_free.
///
/// # Safety
/// `log` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_id(
    log: *const sundesk_eventlog,
    index: usize,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (log: &Arc<EventLog>)
        log.id(index).ok_or_else(|| Error::not_found("index", index, below(log))).map(Text))
}

/// What was found wrong or odd while reading, as a JSON object of counts. Free the text with sundesk_string_free.
///
/// # Safety
/// `log` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_quality(
    log: *const sundesk_eventlog,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (log: &Arc<EventLog>) ok(Json(log.quality())))
}

/// Which numbers tickets have.
pub(crate) fn below(log: &EventLog) -> String {
    format!("a number below {}", log.len())
}
