//! The life of tickets: commands in as JSON, records out as JSON, and where each ticket stands.

use crate::prelude::*;
use sundesk_core::ticket::Record;
use sundesk_core::ticket::lifecycle::Command;

/// The tickets on the table: their states, the people, the workflows and calendars they live by. It keeps nothing: write its
/// records down, or its JSON.
pub struct sundesk_board(pub(crate) Board);
handle!(sundesk_board(Board));

/// An empty board. `tenant` goes into the ids of its records; `calendars` are those its workflows name, NULL for none.
///
/// # Safety
/// `tenant` is NUL-terminated; `calendars` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_new(
    tenant: *const c_char,
    calendars: *const sundesk_calendars,
    out: *mut *mut sundesk_board,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (tenant: &str, calendars: Calendars) ok(New(Board::new(tenant, calendars))))
}

/// The board of a text that sundesk_board_json gave, with the calendars in force now.
///
/// # Safety
/// `json` is NUL-terminated; `calendars` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_from_json(
    json: *const c_char,
    calendars: *const sundesk_calendars,
    out: *mut *mut sundesk_board,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (json: &str, calendars: Calendars) Board::from_json(json, calendars).map(New))
}

/// Frees a board. NULL is fine.
///
/// # Safety
/// `board` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_free(board: *mut sundesk_board) {
    free!(board)
}

/// The whole board but its calendars as one line of JSON. Free the text with sundesk_string_free.
///
/// # Safety
/// `board` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_json(
    board: *const sundesk_board,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &Board) board.to_json().map(Text))
}

/// Adds a workflow under a name, or its next version: new tickets live under it, present ones keep theirs. The first one is
/// that of tickets that name none. A calendar it needs and the board has not is SUNDESK_NOT_FOUND.
///
/// # Safety
/// `board` is alive and used by nobody else; `name` is NUL-terminated; `workflow` is alive; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_add_workflow(
    board: *mut sundesk_board,
    name: *const c_char,
    workflow: *const sundesk_workflow,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (board: &mut Board, name: &str, workflow: &Workflow) board.add_workflow(name, workflow.clone()))
}

/// Says who there is: {"actors": {"ann": {"role": "agent"}}, "groups": {"tier1": ["ann"]}}.
///
/// # Safety
/// `board` is alive and used by nobody else; `json` is NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_set_people(
    board: *mut sundesk_board,
    json: *const c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (board: &mut Board, json: &str) ok(board.set_people(read_document(json, "people", MAX_DOCUMENT_BYTES)?)))
}

/// Puts other calendars in force: timers keep their promise and are worked out anew.
///
/// # Safety
/// `board` is alive and used by nobody else; `calendars` is NULL or alive; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_set_calendars(
    board: *mut sundesk_board,
    calendars: *const sundesk_calendars,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (board: &mut Board, calendars: Calendars) board.set_calendars(calendars))
}

/// Decides a command and folds what it leads to. The answer is a JSON object: `due`, the records of what came due before it;
/// `records`, what it did; `refusal`, null or its `code`, `message_id` and `data`; `repeated`. A refusal is SUNDESK_OK: it is an
/// answer, and wrote nothing. Free the text with sundesk_string_free.
///
/// {"do": "set_status", "ticket": "T-1", "by": "ann", "at": "2026-03-02T09:00:00Z", "status": "solved"}
///
/// # Safety
/// `board` is alive and used by nobody else; `command` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_command(
    board: *mut sundesk_board,
    command: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &mut Board, command: &str) board.command(&Command::from_json(command)?).map(Json))
}

/// What a command would lead to, as sundesk_board_command; the board does not change. A host with a store of its own decides,
/// writes the records of `due` and `records`, and gives each to sundesk_board_evolve.
///
/// # Safety
/// `board` is alive; `command` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_decide(
    board: *const sundesk_board,
    command: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &Board, command: &str) board.decide(&Command::from_json(command)?).map(Json))
}

/// Folds one record of JSON, in the order in which they were made.
///
/// # Safety
/// `board` is alive and used by nobody else; `record` is NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_evolve(
    board: *mut sundesk_board,
    record: *const c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (board: &mut Board, record: &str) board.evolve(&Record::from_json(record)?))
}

/// Lets everything take effect that came due at or before `now`, in order, and gives the records as a JSON list. At most 100,000
/// in one call: while sundesk_board_next_due is not after `now`, call again. Free the text with sundesk_string_free.
///
/// # Safety
/// `board` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_tick(
    board: *mut sundesk_board,
    now: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &mut Board, now: At) board.tick(now).map(Json))
}

/// When the next timer of any ticket comes due; SUNDESK_NEVER when none does.
///
/// # Safety
/// `board` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_next_due(
    board: *const sundesk_board,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &Board) ok(board.next_due().map(|due| due.at)))
}

/// The moves that `actor` may make with a ticket at `now`, as a JSON list, each with what it still lacks: for buttons. Free the text with sundesk_string_free.
///
/// # Safety
/// `board` is alive; `ticket` and `actor` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_allowed(
    board: *const sundesk_board,
    ticket: *const c_char,
    actor: *const c_char,
    now: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &Board, ticket: &str, actor: &str, now: At) board.allowed(ticket, actor, now).map(Json))
}

/// A ticket as people read it, as JSON. One that is not there is SUNDESK_NOT_FOUND. Free the text with sundesk_string_free.
///
/// # Safety
/// `board` is alive; `id` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_ticket(
    board: *const sundesk_board,
    id: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &Board, id: &str)
        board.view(id)?.ok_or_else(|| Error::not_found("id", id, "a ticket of the board")).map(Json))
}

/// The ids of the tickets as a JSON list, in the order of their ids. Free the text with sundesk_string_free.
///
/// # Safety
/// `board` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_tickets(
    board: *const sundesk_board,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &Board) ok(Json(board.tickets().map(|t| t.id.as_str()).collect::<Vec<_>>())))
}

/// Where a ticket stands, whole, as JSON that a host may keep as a snapshot. Free the text with sundesk_string_free.
///
/// # Safety
/// `board` is alive; `id` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_state(
    board: *const sundesk_board,
    id: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (board: &Board, id: &str)
        board.state(id).ok_or_else(|| Error::not_found("id", id, "a ticket of the board")).map(Json))
}

/// Puts a ticket on the table as sundesk_board_state gave it.
///
/// # Safety
/// `board` is alive and used by nobody else; `state` is NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_put(
    board: *mut sundesk_board,
    state: *const c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (board: &mut Board, state: &str) board.put(read_document(state, "ticket state", MAX_DOCUMENT_BYTES)?))
}
