//! A log in time order, put together ticket by ticket: a counting sort, one pass over the rows.

use super::Event;
use crate::error::{Error, Result};

/// Events put together by ticket.
#[derive(Debug, Clone, Default)]
pub struct TicketOrder {
    /// Where each ticket's events begin, and the end: one more than there are tickets.
    pub offsets: Vec<usize>,
    /// The events, ticket by ticket; those of one ticket keep their order.
    pub events: Vec<Event>,
}

/// The most tickets [`by_ticket`] sorts into.
pub const MAX_TICKETS: usize = 100_000_000;

/// Turns a log in time order (event `i` belongs to ticket `tickets[i]`, numbered from 0) into ticket order, in one pass over each.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the slices differ in length or a number is `count` or more;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_TICKETS`].
pub fn by_ticket(tickets: &[u32], events: &[Event], count: usize) -> Result<TicketOrder> {
    if tickets.len() != events.len() {
        return Err(Error::invalid("tickets", tickets.len(), format!("one ticket number per event: {}", events.len())));
    }
    if count > MAX_TICKETS {
        return Err(Error::limit("count", count, "at most 100,000,000 tickets"));
    }
    let offsets = starts(tickets, count)?;
    let (mut next, mut out) = (offsets.clone(), events.to_vec());
    for (t, e) in tickets.iter().zip(events) {
        if let Some(at) = next.get_mut(place(*t)) {
            if let Some(slot) = out.get_mut(*at) {
                *slot = *e;
            }
            *at += 1;
        }
    }
    Ok(TicketOrder { offsets, events: out })
}

/// The row numbers of a log ticket by ticket, those of one ticket in their order; and where each ticket's rows begin, and the end.
pub(crate) fn rows_by_ticket(tickets: &[u32], count: usize) -> Result<(Vec<usize>, Vec<usize>)> {
    let offsets = starts(tickets, count)?;
    let (mut next, mut order) = (offsets.clone(), vec![0; tickets.len()]);
    for (row, t) in tickets.iter().enumerate() {
        if let Some(at) = next.get_mut(place(*t)) {
            if let Some(slot) = order.get_mut(*at) {
                *slot = row;
            }
            *at += 1;
        }
    }
    Ok((order, offsets))
}

/// Where each ticket's rows begin once they stand together, and the end.
fn starts(tickets: &[u32], count: usize) -> Result<Vec<usize>> {
    let mut offsets = vec![0_usize; count + 1];
    for (i, t) in tickets.iter().enumerate() {
        match offsets.get_mut(place(*t).saturating_add(1)) {
            Some(n) => *n += 1,
            None => return Err(Error::invalid(format!("tickets[{i}]"), t, format!("a number below {count}"))),
        }
    }
    let mut sum = 0;
    for n in &mut offsets {
        sum += *n;
        *n = sum;
    }
    Ok(offsets)
}

fn place(ticket: u32) -> usize {
    usize::try_from(ticket).unwrap_or(usize::MAX)
}
