//! Promises without JSON: one metric in a structure, a whole log in arrays.

use crate::prelude::*;
use sundesk_core::sla::{MetricReport, MetricSummary, Promise};
use sundesk_core::time::Instant;

/// Where a metric stands.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub enum sundesk_metric_state {
    /// No cycle has begun, or nothing is promised for this ticket.
    SUNDESK_METRIC_INACTIVE = 0,
    /// The clock runs.
    SUNDESK_METRIC_RUNNING = 1,
    /// The clock stands still, and the target is not used up.
    SUNDESK_METRIC_PAUSED = 2,
    /// The last cycle ended within its target.
    SUNDESK_METRIC_MET = 3,
    /// The last cycle ended late.
    SUNDESK_METRIC_MISSED = 4,
    /// The cycle is still open and past its target.
    SUNDESK_METRIC_BREACHED = 5,
    /// The last cycle was cancelled: no verdict.
    SUNDESK_METRIC_CANCELLED = 6,
}

/// One metric of one ticket. Instants and amounts are microseconds, SUNDESK_NEVER where there is none. Set `struct_size` to
/// sizeof(sundesk_metric) before the call: a library that knows more fields than your header writes only those you have room
/// for; a size below the first version's is refused.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_metric {
    /// In: sizeof(sundesk_metric).
    pub struct_size: u32,
    /// A sundesk_metric_state.
    pub state: i32,
    /// Counted time of the current or last cycle.
    pub elapsed: i64,
    /// Target less elapsed; negative when late.
    pub remaining: i64,
    /// The promise.
    pub target: i64,
    /// The earliest instant at which the target is used up, at present conditions; none while paused before it.
    pub due_at: i64,
    /// The instant after which it is breached: `due_at`, or the next opening when that is a closing.
    pub breach_after: i64,
    /// `breach_after`, once it has happened.
    pub breached_at: i64,
    /// When this answer changes by time alone, `elapsed`, `remaining` and `percent` apart: wake up then, or at the next event.
    pub next_change: i64,
    /// 100 x elapsed / target, rounded down.
    pub percent: i64,
    /// Time that was not counted because of pauses.
    pub paused: i64,
    /// How many cycles there were, the current one included.
    pub cycles: u32,
    /// 1 when the cycle is open and `now` lies outside the hours of its calendar.
    pub outside_hours: i32,
}
versioned!(
    sundesk_metric of 88 bytes:
    struct_size, state, elapsed, remaining, target, due_at, breach_after, breached_at, next_change, percent, paused, cycles,
    outside_hours
);

impl sundesk_metric {
    /// The answer of the crate.
    pub(crate) fn of(found: &MetricReport) -> Self {
        let us = |at: Option<Instant>| at.map_or(i64::MIN, Instant::micros);
        Self {
            struct_size: 0,
            state: found.state as i32,
            elapsed: found.elapsed,
            remaining: found.remaining.unwrap_or(i64::MIN),
            target: found.target.unwrap_or(i64::MIN),
            due_at: us(found.due_at),
            breach_after: us(found.breach_after),
            breached_at: us(found.breached_at),
            next_change: us(found.next_change),
            percent: found.percent.unwrap_or(i64::MIN),
            paused: found.paused,
            cycles: u32::try_from(found.cycles.len()).unwrap_or(u32::MAX),
            outside_hours: i32::from(found.outside_hours),
        }
    }
}

/// Where one metric of a ticket stands at `now`. A metric that the ticket's policy does not have is SUNDESK_NOT_FOUND.
///
/// # Safety
/// `policies`, `calendars` and `history` are alive; `metric` is NUL-terminated; `out` has `struct_size` set to the bytes it has;
/// `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sla_metric(
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    history: *const sundesk_history,
    now: i64,
    metric: *const c_char,
    out: *mut sundesk_metric,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (policies: &PolicySet, calendars: &Calendars, history: &TicketHistory, now: At, metric: &str, out: Room<sundesk_metric>) {
        let binding = policies.bind(history.view().names(), calendars)?;
        ok(out.put(&sundesk_metric::of(&binding.metric_us(history.view(), now, metric)?)))
    })
}

/// Where one metric stands at `now` for every ticket of a log, in ticket order: `len` is sundesk_eventlog_len. An array you do
/// not want is NULL. A ticket whose policy does not have the metric is SUNDESK_METRIC_INACTIVE. Amounts and instants are
/// SUNDESK_NEVER where there is none.
///
/// # Safety
/// `policies`, `calendars` and `log` are alive; `metric` is NUL-terminated; `states`, `elapsed`, `targets` and `due_at` are NULL
/// or point to `len` elements each; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sla_evaluate_log(
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    log: *const sundesk_eventlog,
    now: i64,
    metric: *const c_char,
    states: *mut i32,
    elapsed: *mut i64,
    targets: *mut i64,
    due_at: *mut i64,
    len: usize,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (policies: &PolicySet, calendars: &Calendars, log: &Arc<EventLog>, now: At, metric: &str) {
        if len != log.len() {
            return Err(Error::invalid("len", len, format!("the {} tickets of the log", log.len())).into());
        }
        let promise = Promise { policies, calendars, metric };
        let rows: Vec<_> = promise.judge(log, now)?.into_iter().map(|ticket| ticket.metric).collect();
        fill(states, &rows, "states", |r| r.map_or(0, |m| m.state as i32))?;
        fill(elapsed, &rows, "elapsed", |r| begun(r).map_or(i64::MIN, |m| m.elapsed))?;
        fill(targets, &rows, "targets", |r| begun(r).and_then(|m| m.target).unwrap_or(i64::MIN))?;
        fill(due_at, &rows, "due_at", |r| begun(r).and_then(|m| m.due_at).unwrap_or(i64::MIN))
    })
}

fn begun(row: Option<&MetricSummary>) -> Option<&MetricSummary> {
    row.filter(|m| m.cycles > 0)
}

/// Fills an array of the caller, unless it is NULL.
///
/// # Safety
/// `array` is NULL or points to as many elements as there are rows.
unsafe fn fill<T>(
    array: *mut T,
    rows: &[Option<MetricSummary>],
    name: &'static str,
    value: impl Fn(Option<&MetricSummary>) -> T,
) -> Result<(), Fault> {
    if array.is_null() {
        return Ok(());
    }
    // SAFETY: by the contract above.
    let array = unsafe { slice_mut(array, rows.len(), name) }?;
    array.iter_mut().zip(rows).for_each(|(to, row)| *to = value(row.as_ref()));
    Ok(())
}

#[cfg(test)]
#[path = "../tests/unit/clock.rs"]
mod tests;
