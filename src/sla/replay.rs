//! Whole logs: every ticket once, in the short form, on one thread or several.

use super::bind::BoundPolicies;
use super::summary::{Scratch, Summary};
use crate::error::{Error, Result};
use crate::ticket::{Event, EventLog};

/// Evaluates every ticket of a log as of `now` (microseconds) and hands each answer to `each` with the ticket's number.
///
/// `bound` must have been bound to the log ([`PolicySet::bind_log`](super::PolicySet::bind_log)); another binding is refused, and so is
/// one to which a status means something else than to the log.
///
/// ```
/// use sundesk::{calendar::{Calendar, Calendars}, sla, ticket::EventLog, time::{ZoneDb, parse_instant}};
/// let mut log = EventLog::builder();
/// for id in ["T-1", "T-2"] {
///     let ticket = log.ticket(id);
///     let created = r#"{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "new"}"#;
///     log.push(ticket, &serde_json::from_str(created)?)?;
/// }
/// let log = log.finish();
/// let set = sla::PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
/// let bound = set.bind_log(&log, &Calendars::new(Calendar::always_open()))?;
/// let mut late = 0;
/// sla::replay(&bound, &log, parse_instant("2024-06-03T12:00:00Z")?, |_, answer| {
///     late += answer.metrics.iter().filter(|m| m.is_late()).count();
/// })?;
/// assert_eq!(late, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Incompatible`](crate::ErrorKind::Incompatible) for a binding to other names or meanings; else the first fault, with
/// the path `tickets.T-1[2].to`, where 2 is the event's place as the log was handed it: see [`BoundPolicies::summarize_us`].
pub fn replay(bound: &BoundPolicies, log: &EventLog, now: i64, mut each: impl FnMut(usize, Summary<'_>)) -> Result<()> {
    bound.check_log(log)?;
    let mut scratch = Scratch::default();
    for i in 0..log.len() {
        let events = log.events_as_of(i, now);
        match bound.summarize_us(&events, now, &mut scratch) {
            Ok(answer) => each(i, answer),
            Err(e) => return Err(fault_of(bound, log, i, now, e)),
        }
    }
    Ok(())
}

/// The fault of a ticket as its full report has it, which knows the names and so says which word was wrong.
pub(super) fn fault_of(bound: &BoundPolicies, log: &EventLog, ticket: usize, now: i64, short: Error) -> Error {
    let events = log.events_as_of(ticket, now);
    let told = bound.report_us(log.history_of(ticket, &events), now).err();
    told.unwrap_or(short).of_ticket(log.id(ticket).unwrap_or_default())
}

/// [`replay`] over bare slices, whose names the caller has checked ([`BoundPolicies::check_names`]): the events of ticket `i` are `events[offsets[i]..offsets[i + 1]]`.
///
/// # Errors
/// As [`replay`], with `tickets[i]` for the ticket; [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) with `offsets[i]` when the offsets do not ascend
/// within the events.
pub fn replay_slices(
    bound: &BoundPolicies,
    offsets: &[usize],
    events: &[Event],
    now: i64,
    mut each: impl FnMut(usize, Summary<'_>),
) -> Result<()> {
    let mut scratch = Scratch::default();
    for i in 0..offsets.len().saturating_sub(1) {
        each(i, one(bound, i, slice(offsets, events, i)?, now, &mut scratch)?);
    }
    Ok(())
}

fn one<'s>(b: &BoundPolicies, i: usize, events: &[Event], now: i64, scratch: &'s mut Scratch) -> Result<Summary<'s>> {
    b.summarize_us(events, now, scratch).map_err(|e| e.at(&format!("tickets[{i}]")))
}

fn slice<'e>(offsets: &[usize], events: &'e [Event], i: usize) -> Result<&'e [Event]> {
    let range = offsets.get(i).copied().zip(offsets.get(i + 1).copied());
    range.and_then(|(from, to)| events.get(from..to)).ok_or_else(|| {
        let value = offsets.get(i + 1).copied().unwrap_or_default();
        Error::invalid(format!("offsets[{}]", i + 1), value, "ascending numbers up to the number of events")
    })
}

/// [`replay_slices`] on all threads of the rayon pool in use: each block of tickets folds into a value of its own, and the values are
/// merged in ticket order, so that the answer does not depend on the number of threads.
///
/// # Errors
/// As [`replay_slices`]; the fault of the first ticket that has one.
#[cfg(feature = "parallel")]
pub fn replay_parallel<A: Send>(
    bound: &BoundPolicies,
    offsets: &[usize],
    events: &[Event],
    now: i64,
    empty: impl Fn() -> A + Sync,
    fold: impl Fn(&mut A, usize, Summary<'_>) + Sync,
    merge: impl Fn(A, A) -> A,
) -> Result<A> {
    use rayon::prelude::*;
    const BLOCK: usize = 4096;
    let count = offsets.len().saturating_sub(1);
    let blocks: Vec<Result<A>> = (0..count.div_ceil(BLOCK))
        .into_par_iter()
        .map_init(Scratch::default, |scratch, block| {
            let mut value = empty();
            for i in block * BLOCK..count.min((block + 1) * BLOCK) {
                fold(&mut value, i, one(bound, i, slice(offsets, events, i)?, now, scratch)?);
            }
            Ok(value)
        })
        .collect();
    let mut all = empty();
    for block in blocks {
        all = merge(all, block?);
    }
    Ok(all)
}
