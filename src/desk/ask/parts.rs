//! What many questions have: instants, ranges, whom they are about.

use crate::coverage::Filter;
use crate::desk::library::Library;
use crate::error::{Error, Result};
use crate::sla::PolicySet;
use crate::ticket::{EventDoc, EventLog, History, TicketHistory};
use crate::time::{TimeSegment, parse_instant};

/// An instant of a question.
pub(super) fn at(text: &str, field: &str) -> Result<i64> {
    parse_instant(text).map_err(|e| e.at(field))
}

/// The range of a question.
pub(super) fn range(from: &str, to: &str) -> Result<TimeSegment> {
    let range = TimeSegment::new(at(from, "from")?, at(to, "to")?);
    if range.end < range.start {
        return Err(Error::invalid("to", to, format!("an instant not before `from`, {from}")));
    }
    Ok(range)
}

/// The four fields of a [`Filter`], as questions have them.
pub(super) fn filter(
    skill: &Option<String>,
    language: &Option<String>,
    channel: &Option<String>,
    team: &Option<String>,
) -> Filter {
    Filter { skill: skill.clone(), language: language.clone(), channel: channel.clone(), team: team.clone() }
}

/// What a question about one ticket names: a ticket of a log, or its events.
pub(super) struct OfTicket<'q> {
    pub(super) log: &'q Option<String>,
    pub(super) ticket: &'q Option<String>,
    pub(super) events: &'q Option<Vec<EventDoc>>,
    pub(super) now: &'q Option<String>,
}

impl OfTicket<'_> {
    /// Asks about the ticket's history, and the instant it is asked for. What a status means, the log says where there is one.
    pub(super) fn with<T>(
        &self,
        library: &Library,
        set: &PolicySet,
        ask: impl FnOnce(&PolicySet, History<'_>, i64) -> Result<T>,
    ) -> Result<T> {
        let id = match (self.ticket, self.events) {
            (None, Some(events)) => {
                let now = self.now.as_deref().ok_or_else(|| no_now("nothing"))?;
                let history = TicketHistory::new(events)?;
                return ask(set, history.view(), at(now, "now")?);
            }
            (Some(id), None) => id,
            (ticket, _) => {
                let both = if ticket.is_some() { "both" } else { "nothing" };
                return Err(Error::invalid("ticket", both, "either a ticket of the log or `events`"));
            }
        };
        let log = library.log(self.log.as_deref())?;
        let now = as_of(log, self.now.as_deref())?;
        let place = log.tickets().position(|(name, _)| name == id);
        let place = place.ok_or_else(|| Error::not_found("ticket", id, "a ticket of the log"))?;
        let events = log.events_as_of(place, now);
        ask(&set.under(log)?, log.history_of(place, &events), now)
    }
}

/// The instant a question about a log is asked for.
pub(super) fn as_of(log: &EventLog, now: Option<&str>) -> Result<i64> {
    match now {
        Some(now) => at(now, "now"),
        None => log.as_of().ok_or_else(|| no_now("nothing")),
    }
}

fn no_now(value: &str) -> Error {
    Error::invalid("now", value, "an instant: only a log with events states one of its own")
}
