//! Open tickets while they live.

use crate::prelude::*;
use sundesk_core::sla::{LiveId, LiveTickets};

/// The open tickets of a desk, each folded event by event: an event costs what is new, and one call says which tickets are due. It
/// changes: one thread at a time.
pub struct sundesk_livetickets(LiveTickets);
handle!(sundesk_livetickets(LiveTickets));

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
    call!(err, out, (binding: &Binding) ok(New(LiveTickets::new(binding))))
}

/// Frees the tickets. NULL is fine.
///
/// # Safety
/// `tickets` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_livetickets_free(tickets: *mut sundesk_livetickets) {
    free!(tickets)
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
    call!(err, id, (tickets: &mut LiveTickets, history: &TicketHistory) ok(tickets.insert(history.view())?.to_bits()))
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
    call!(err, (tickets: &mut LiveTickets, event: EventDoc) tickets.push(LiveId::from_bits(id), &event))
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
    call!(err, (tickets: &mut LiveTickets) tickets.remove(LiveId::from_bits(id)))
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
    call!(err, out, (tickets: &mut LiveTickets) tickets.report_us(LiveId::from_bits(id), now).map(Json))
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
    call!(err, (tickets: &mut LiveTickets, metric: &str, out: Room<_>)
        ok(out.put(&sundesk_metric::of(&tickets.metric_us(LiveId::from_bits(id), now, metric)?))))
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
    call!(err, out, (tickets: &mut LiveTickets) tickets.next_change(LiveId::from_bits(id), now))
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
    call!(err, out, (tickets: &mut LiveTickets) tickets.next_wake(now))
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
    call!(err, count, (tickets: &mut LiveTickets) {
        let ids = slice_mut(ids, capacity, "ids")?;
        let due = tickets.due(now, capacity)?;
        ids.iter_mut().zip(&due).for_each(|(to, id)| *to = id.to_bits());
        ok(due.len())
    })
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
    call!(err, (tickets: &mut LiveTickets, binding: &Binding) ok(tickets.set_binding(binding)))
}
