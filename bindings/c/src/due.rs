//! Open clocks in the order in which they are due.

use crate::prelude::*;
use sundesk_core::time::{DueHandle, DueIndex};

/// Due instants in order, each with a key of yours (a ticket's number, say). Calls take time in proportion to the logarithm of
/// its length. It changes: one thread at a time.
pub struct sundesk_dueindex(DueIndex<u64>);
handle!(sundesk_dueindex(DueIndex<u64>));

/// An empty index.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_new(
    out: *mut *mut sundesk_dueindex,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, () ok(New(DueIndex::new())))
}

/// Frees an index. NULL is fine.
///
/// # Safety
/// `index` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_free(index: *mut sundesk_dueindex) {
    free!(index)
}

/// How many clocks are in it; 0 for NULL.
///
/// # Safety
/// `index` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_len(index: *const sundesk_dueindex) -> usize {
    // SAFETY: by the contract above.
    unsafe { index.as_ref() }.map_or(0, |i| i.0.len())
}

/// Adds a clock that is due at `at`. `handle`, unless NULL, gets a number to remove it by; it is never 0. SUNDESK_NEVER, as
/// `next_change` is for a ticket with nothing to wait for, adds nothing: `handle` gets 0. An instant outside 1900 to 2200 is
/// SUNDESK_OUT_OF_RANGE.
///
/// # Safety
/// `index` is alive and used by nobody else; `handle` and `err` are NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_insert(
    index: *mut sundesk_dueindex,
    at: i64,
    key: u64,
    handle: *mut u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (index: &mut DueIndex<u64>) {
        let made = if at == i64::MIN { 0 } else { index.insert(at, key)?.to_bits() };
        ok(put_if(handle, made))
    })
}

/// Takes a clock out by the handle that insert gave. A clock that has gone already is SUNDESK_NOT_FOUND, and so is 0.
///
/// # Safety
/// `index` is alive and used by nobody else; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_remove(
    index: *mut sundesk_dueindex,
    handle: u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (index: &mut DueIndex<u64>) {
        let expected = "a clock that is still in the index";
        index.remove(DueHandle::from_bits(handle)).ok_or_else(|| Error::not_found("handle", handle, expected))
    })
}

/// Takes out the clocks that are due at or before `now`, earliest first, up to `capacity` of them. `count` gets how many; as
/// long as it is `capacity` there may be more.
///
/// # Safety
/// `index` is alive and used by nobody else; `keys` and `at` point to `capacity` elements (`at` may be NULL); `count` may be
/// written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_pop_due(
    index: *mut sundesk_dueindex,
    now: i64,
    keys: *mut u64,
    at: *mut i64,
    capacity: usize,
    count: *mut usize,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, count, (index: &mut DueIndex<u64>) {
        let keys = slice_mut(keys, capacity, "keys")?;
        let mut instants = slice_if(at, capacity, "at")?.iter_mut();
        let mut popped = 0;
        for key in keys {
            let Some((due, ticket)) = index.pop_due(now) else { break };
            *key = ticket;
            instants.next().into_iter().for_each(|instant| *instant = due);
            popped += 1;
        }
        ok(popped)
    })
}

/// The clock that is due first, whenever that is; it stays in. `at` and `key`, unless NULL, get its instant and its key;
/// `at` gets SUNDESK_NEVER, and `key` 0, when there is no clock at all.
///
/// # Safety
/// `index` is alive; `at`, `key` and `err` are NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_peek(
    index: *const sundesk_dueindex,
    at: *mut i64,
    key: *mut u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (index: &DueIndex<u64>) {
        let first = index.peek().map_or((i64::MIN, 0), |(at, key)| (at, *key));
        put_if(at, first.0);
        ok(put_if(key, first.1))
    })
}

/// When to wake up next, asked at `now`: the earliest due instant, or `now` itself where a clock is due already;
/// SUNDESK_NEVER only when there is no clock at all.
///
/// # Safety
/// `index` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_next_wake(
    index: *const sundesk_dueindex,
    now: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (index: &DueIndex<u64>) ok(index.next_wake(now)))
}

/// The clocks that are due from `start` (included) to `end` (excluded), earliest first; they stay in. `keys` and `at` get the
/// first `capacity` of them, `count` how many there are: ask with a capacity of 0 for the room it takes.
///
/// # Safety
/// `index` is alive; `keys` and `at` point to `capacity` elements (NULL for those you do not want); `count` may be written to;
/// `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_dueindex_due_between(
    index: *const sundesk_dueindex,
    start: i64,
    end: i64,
    keys: *mut u64,
    at: *mut i64,
    capacity: usize,
    count: *mut usize,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, count, (index: &DueIndex<u64>) {
        let mut keys = slice_if(keys, capacity, "keys")?.iter_mut();
        let mut instants = slice_if(at, capacity, "at")?.iter_mut();
        let mut found = 0;
        for (due, ticket) in index.due_between(start, end) {
            keys.next().into_iter().for_each(|key| *key = *ticket);
            instants.next().into_iter().for_each(|instant| *instant = due);
            found += 1;
        }
        ok(found)
    })
}

/// What a ticket's open clocks do by time alone from `start` (included) to `end` (excluded), as foreseen at `now`: their alerts
/// and their due instants, in order, as a JSON list of {"at", "metric", "alert", "key"}; `alert` is null for the due instant
/// itself. A host that remembers keys never acts on the same one twice. Free the text with sundesk_string_free.
///
/// # Safety
/// `policies`, `calendars` and `history` are alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sla_due_between(
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    history: *const sundesk_history,
    now: i64,
    start: i64,
    end: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (policies: &PolicySet, calendars: &Calendars, history: &TicketHistory, now: At, start: At, end: At) {
        let (report, start) = (evaluate_us(policies, calendars, history.view(), now)?, from_micros(start)?);
        ok(Json(report.due_between(start, from_micros(end)?)))
    })
}
