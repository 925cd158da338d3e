//! The life of tickets: commands in as JSON, records out as JSON, and where each ticket stands.

use crate::call::handle;
use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Out, free, get, get_mut, guard};
use crate::sla::sundesk_calendars;
use crate::text::read;
use crate::workflow::sundesk_workflow;
use std::ffi::c_char;
use sundesk_core::Error;
use sundesk_core::calendar::Calendars;
use sundesk_core::document::{MAX_DOCUMENT_BYTES, read_document};
use sundesk_core::ticket::Record;
use sundesk_core::ticket::lifecycle::{Board, Command};

/// The tickets on the table: their states, the people, the workflows and calendars they live by. It keeps nothing: write its
/// records down, or its JSON.
pub struct sundesk_board(pub(crate) Board);
handle!(sundesk_board(Board));

unsafe fn calendars_of(calendars: *const sundesk_calendars) -> Calendars {
    // SAFETY: NULL or alive, by the contracts of the callers.
    unsafe { calendars.as_ref() }.map_or_else(Calendars::without_default, |c| c.0.clone())
}

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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (tenant, out) = (read(tenant, "tenant")?, Out::new(out, "out")?);
            out.give(sundesk_board(Board::new(tenant, calendars_of(calendars))));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (json, out) = (read(json, "json")?, Out::new(out, "out")?);
            out.give(sundesk_board(Board::from_json(json, calendars_of(calendars))?));
            Ok(())
        })
    }
}

/// Frees a board. NULL is fine.
///
/// # Safety
/// `board` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_board_free(board: *mut sundesk_board) {
    // SAFETY: by the contract above.
    unsafe { free(board) }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (board, out) = (get(board, "board")?, Out::new(out, "out")?);
            out.text(&board.0.to_json()?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (name, workflow) = (read(name, "name")?, get(workflow, "workflow")?);
            get_mut(board, "board")?.0.add_workflow(name, workflow.0.clone())?;
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let people = read_document(read(json, "json")?, "people", MAX_DOCUMENT_BYTES)?;
            get_mut(board, "board")?.0.set_people(people);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            get_mut(board, "board")?.0.set_calendars(calendars_of(calendars))?;
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (command, out) = (Command::from_json(read(command, "command")?)?, Out::new(out, "out")?);
            let decision = get_mut(board, "board")?.0.command(&command)?;
            out.text(&serde_json::to_string(&decision)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (command, out) = (Command::from_json(read(command, "command")?)?, Out::new(out, "out")?);
            let decision = get(board, "board")?.0.decide(&command)?;
            out.text(&serde_json::to_string(&decision)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let record = Record::from_json(read(record, "record")?)?;
            get_mut(board, "board")?.0.evolve(&record)?;
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            let records = get_mut(board, "board")?.0.tick(now)?;
            out.text(&serde_json::to_string(&records)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (board, out) = (get(board, "board")?, Out::new(out, "out")?);
            out.put(board.0.next_due().map_or(i64::MIN, |due| due.at));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (board, out) = (get(board, "board")?, Out::new(out, "out")?);
            let possible = board.0.allowed(read(ticket, "ticket")?, read(actor, "actor")?, now)?;
            out.text(&serde_json::to_string(&possible)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (board, id, out) = (get(board, "board")?, read(id, "id")?, Out::new(out, "out")?);
            let view = board.0.view(id)?.ok_or_else(|| Error::not_found("id", id, "a ticket of the board"))?;
            out.text(&serde_json::to_string(&view)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (board, out) = (get(board, "board")?, Out::new(out, "out")?);
            let ids: Vec<&str> = board.0.tickets().map(|t| t.id.as_str()).collect();
            out.text(&serde_json::to_string(&ids)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (board, id, out) = (get(board, "board")?, read(id, "id")?, Out::new(out, "out")?);
            let state = board.0.state(id).ok_or_else(|| Error::not_found("id", id, "a ticket of the board"))?;
            out.text(&serde_json::to_string(state)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let state = read_document(read(state, "state")?, "ticket state", MAX_DOCUMENT_BYTES)?;
            get_mut(board, "board")?.0.put(state)?;
            Ok(())
        })
    }
}
