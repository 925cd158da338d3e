//! A help desk: a library and a store.

use crate::prelude::*;
use sundesk_core::desk::{Desk, DeskDoc};
use sundesk_core::ticket::lifecycle::Command;

/// A help desk: commands are decided by the workflows of a library and kept in a store; timers, promises and the inbox follow. What a
/// command was answered with is on the disk. One thread at a time; several processes may have one file open.
pub struct sundesk_desk(Desk);
handle!(sundesk_desk(Desk));

documents! {
    DeskDoc: |json| match json {
        Some(json) => Ok(DeskDoc::from_json(json)?),
        None => Ok(DeskDoc::default()),
    };
}

#[cfg(feature = "sqlite")]
fn open(path: &str, library: Library, doc: &DeskDoc) -> Result<Desk> {
    Desk::open(path, library, doc)
}

#[cfg(not(feature = "sqlite"))]
fn open(path: &str, _: Library, _: &DeskDoc) -> Result<Desk> {
    let says = "this build of sundesk is without SQLite (feature `sqlite`)";
    Err(Error::new(sundesk_core::ErrorKind::Incompatible, says).in_file(path, 0))
}

/// Opens a desk in a SQLite file, or makes it; NULL for `path`: in memory, for tests. `library` has workflows, calendars and policies by
/// name and may be freed afterwards; NULL, or one without a workflow: tickets live by the preset zendesk. `options` is NULL or the document
/// `desk`: {"tenant": "acme", "workflow": "support", "policies": "gold", "people": {...}, "worker": "w1", "lease_s": 60, "store": {...}}.
///
/// # Safety
/// `path` and `options` are NULL or NUL-terminated; `library` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_desk_open(
    path: *const c_char,
    library: *const sundesk_library,
    options: *const c_char,
    out: *mut *mut sundesk_desk,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (path: Option<&str>, library: Option<&Library>, options: DeskDoc) {
        let library = library.cloned().unwrap_or_else(|| Library::new(ZoneDb::bundled()));
        match path {
            Some(path) => open(path, library, &options).map(New),
            None => Desk::memory(library, &options).map(New),
        }
    })
}

/// Closes a desk. NULL is fine.
///
/// # Safety
/// `desk` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_desk_free(desk: *mut sundesk_desk) {
    free!(desk)
}

/// Decides a command given at `now` and keeps what it leads to, in one batch. The answer is JSON: `due`, the records of what came due before
/// it; `records`, what it did, or did the first time its key was used; `refusal`, null or its `code`, `message_id` and `data`; `repeated`;
/// `versions`; `position`. A refusal is SUNDESK_OK: it is an answer. Free the text with sundesk_string_free.
///
/// {"do": "set_status", "ticket": "T-1", "by": "ann", "status": "solved"}
///
/// # Safety
/// `desk` is alive and used by nobody else; `command` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_desk_command(
    desk: *mut sundesk_desk,
    command: *const c_char,
    now: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (desk: &mut Desk, command: &str, now: At) desk.command(&Command::from_json_at(command, now)?).map(Json))
}

/// Lets everything take effect that came due at or before `now`, each at its own time, once; the records as a JSON list. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `desk` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_desk_tick(
    desk: *mut sundesk_desk,
    now: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (desk: &mut Desk, now: At) desk.tick(now).map(Json))
}

/// When to call sundesk_desk_tick next; SUNDESK_NEVER when no ticket waits for anything.
///
/// # Safety
/// `desk` is alive and not written to meanwhile; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_desk_next_due(
    desk: *const sundesk_desk,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (desk: &Desk) desk.next_due())
}

/// How many records a ticket has: what a command may state as `expect_version`; 0 for one that is not there.
///
/// # Safety
/// `desk` is alive and not written to meanwhile; `ticket` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_desk_version(
    desk: *const sundesk_desk,
    ticket: *const c_char,
    out: *mut u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (desk: &Desk, ticket: &str) desk.version(ticket))
}

/// Everything else a desk does, by its word: {"call": "tickets", "filter": {"group": "emea"}, "order": "due"}, "counts", "ticket", "allowed",
/// "sla", "explain", "history", "feed", "cursor", "set_cursor", "outbox", "sent", "head", "verify", "backup", "ask", "commands". The answer is
/// JSON. The calls and their fields: docs/help-desk-in-an-afternoon.md. Free the text with sundesk_string_free.
///
/// # Safety
/// `desk` is alive and used by nobody else; `call` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_desk_call(
    desk: *mut sundesk_desk,
    call: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (desk: &mut Desk, call: &str) desk.call_json(call).map(Text))
}
