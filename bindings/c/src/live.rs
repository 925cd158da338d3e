//! Open tickets while they live.

use crate::binding::{event_of, sundesk_binding};
use crate::clock::sundesk_metric;
use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Out, Room, free, get, get_mut, guard, slice_mut};
use crate::sla::sundesk_history;
use crate::text::read;
use std::ffi::c_char;
use sundesk_core::sla::{LiveId, LiveTickets};

/// The open tickets of a desk, each folded event by event: an event costs what is new, and one call says which tickets are due. It
/// changes: one thread at a time.
pub struct sundesk_livetickets(LiveTickets);

/// No tickets yet, under a binding, which may be freed afterwards.
///
/// # Safety
/// `binding` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_new(
    binding: *const sundesk_binding,
    out: *mut *mut sundesk_livetickets,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (binding, out) = (get(binding, "binding")?, Out::new(out, "out")?);
            out.give(sundesk_livetickets(LiveTickets::new(&binding.0)));
            Ok(())
        })
    }
}

/// Frees the tickets. NULL is fine.
///
/// # Safety
/// `tickets` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_free(tickets: *mut sundesk_livetickets) {
    // SAFETY: by the contract above.
    unsafe { free(tickets) }
}

/// How many tickets there are; 0 for NULL.
///
/// # Safety
/// `tickets` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_len(tickets: *const sundesk_livetickets) -> usize {
    // SAFETY: by the contract above.
    unsafe { tickets.as_ref() }.map_or(0, |t| t.0.len())
}

/// Adds a ticket with its history so far, which is copied. `id` gets a number to know it by; it is never 0.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `history` is alive; `id` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_insert(
    tickets: *mut sundesk_livetickets,
    history: *const sundesk_history,
    id: *mut u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (tickets, history, id) = (get_mut(tickets, "tickets")?, get(history, "history")?, Out::new(id, "id")?);
            id.put(tickets.0.insert(history.0.view())?.to_bits());
            Ok(())
        })
    }
}

/// Adds an event to a ticket, as JSON: {"at": "2026-06-01T11:00:00Z", "type": "reply", "by": "agent"}. A late one is put in its place,
/// or refused, as the policies say. A refused one changes nothing.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `event` is NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_push(
    tickets: *mut sundesk_livetickets,
    id: u64,
    event: *const c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (tickets, event) = (get_mut(tickets, "tickets")?, event_of(read(event, "event")?)?);
            tickets.0.push(LiveId::from_bits(id), &event)?;
            Ok(())
        })
    }
}

/// Takes a ticket out. One that is not there is SUNDESK_NOT_FOUND.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_remove(
    tickets: *mut sundesk_livetickets,
    id: u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            get_mut(tickets, "tickets")?.0.remove(LiveId::from_bits(id))?;
            Ok(())
        })
    }
}

/// Where every metric of a ticket stands at `now`: the JSON report of sundesk_sla_evaluate. Free the text with sundesk_string_free.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_evaluate(
    tickets: *mut sundesk_livetickets,
    id: u64,
    now: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (tickets, out) = (get_mut(tickets, "tickets")?, Out::new(out, "out")?);
            out.text(&serde_json::to_string(&tickets.0.report_us(LiveId::from_bits(id), now)?)?);
            Ok(())
        })
    }
}

/// Where one metric of a ticket stands at `now`, as sundesk_sla_metric gives it.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `metric` is NUL-terminated; `out` has `struct_size` set to the bytes it has; `err` is
/// NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_metric(
    tickets: *mut sundesk_livetickets,
    id: u64,
    now: i64,
    metric: *const c_char,
    out: *mut sundesk_metric,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (tickets, metric, out) =
                (get_mut(tickets, "tickets")?, read(metric, "metric")?, Room::new(out, "out")?);
            out.put(&sundesk_metric::of(&tickets.0.metric_us(LiveId::from_bits(id), now, metric)?));
            Ok(())
        })
    }
}

/// The first instant after `now` at which a ticket's report changes by time alone; SUNDESK_NEVER when it does not.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_next_change(
    tickets: *mut sundesk_livetickets,
    id: u64,
    now: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (tickets, out) = (get_mut(tickets, "tickets")?, Out::new(out, "out")?);
            out.put(tickets.0.next_change(LiveId::from_bits(id), now)?.unwrap_or(i64::MIN));
            Ok(())
        })
    }
}

/// When to wake up next, asked at `now`: the earliest change of any ticket, or `now` itself where one has come already;
/// SUNDESK_NEVER only when no report changes by time alone.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_next_wake(
    tickets: *mut sundesk_livetickets,
    now: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (tickets, out) = (get_mut(tickets, "tickets")?, Out::new(out, "out")?);
            out.put(tickets.0.next_wake(now)?.unwrap_or(i64::MIN));
            Ok(())
        })
    }
}

/// The tickets whose reports have changed by time alone up to `now`, since their last event or since they were last told or
/// evaluated, the earliest change first; at most `capacity` of them. `count` gets how many; as long as it is `capacity` there may be
/// more. A ticket that cannot be judged is told once after each event, so that its evaluation says why.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `ids` points to `capacity` elements; `count` may be written to; `err` is NULL or may be
/// written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_due(
    tickets: *mut sundesk_livetickets,
    now: i64,
    ids: *mut u64,
    capacity: usize,
    count: *mut usize,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (tickets, count) = (get_mut(tickets, "tickets")?, Out::new(count, "count")?);
            let ids = slice_mut(ids, capacity, "ids")?;
            let due = tickets.0.due(now, capacity)?;
            ids.iter_mut().zip(&due).for_each(|(to, id)| *to = id.to_bits());
            count.put(due.len());
            Ok(())
        })
    }
}

/// Puts other policies or calendars in force: every ticket is judged anew, its events stay.
///
/// # Safety
/// `tickets` is alive and used by nobody else; `binding` is alive; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_set_binding(
    tickets: *mut sundesk_livetickets,
    binding: *const sundesk_binding,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let binding = get(binding, "binding")?;
            get_mut(tickets, "tickets")?.0.set_binding(&binding.0);
            Ok(())
        })
    }
}
