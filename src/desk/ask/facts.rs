//! What a log's tickets come to, a row a ticket.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::error::{Error, Result};
use crate::metrics::TicketFacts;
use crate::ticket::{EventLog, HistoryPart};
use crate::time::{Instant, SECOND};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What each ticket of a log comes to: when it was answered, resolved and reopened, how long its customers waited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// Only this ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

/// The facts of tickets.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FactsReport {
    /// The as-of instant.
    pub as_of: Instant,
    /// A row a ticket, in the order of the log.
    pub tickets: Vec<FactsOfTicket>,
}

/// The facts of a ticket; `null` for what has not happened, or is not known.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FactsOfTicket {
    /// Its id.
    pub ticket: String,
    /// See [`TicketFacts`], as are the others.
    pub created: Option<Instant>,
    /// The first public reply of a person, before the first resolution.
    pub first_response: Option<Instant>,
    /// The first resolution.
    pub first_resolved: Option<Instant>,
    /// The last.
    pub last_resolved: Option<Instant>,
    /// The first time it came back.
    pub first_reopened: Option<Instant>,
    /// The closing.
    pub closed: Option<Instant>,
    /// Whether it is solved or closed.
    pub done: bool,
    /// How often it came back.
    pub reopens: Option<u32>,
    /// Public replies of people.
    pub replies: Option<u32>,
    /// Messages of the requester after the creation.
    pub requester_replies: Option<u32>,
    /// How long each wait for a reply was, in seconds.
    pub reply_times_s: Vec<f64>,
    /// Since when the requester waits.
    pub waiting_since: Option<Instant>,
}

impl Ask for FactsQuestion {
    const NAME: &'static str = "facts";
    type Answer = FactsReport;

    fn answer(&self, library: &Library) -> Result<FactsReport> {
        let log = library.log(self.log.as_deref())?;
        let now = as_of(log, self.now.as_deref())?;
        let mut tickets = Vec::new();
        let mut place = 0;
        TicketFacts::each_of_log(log, &log.bound_statuses(), now, |facts, waits| {
            let id = log.id(place).unwrap_or_default();
            place += 1;
            if self.ticket.as_deref().is_none_or(|wanted| wanted == id) {
                tickets.push(row(id, &facts, waits, log));
            }
        });
        match &self.ticket {
            Some(id) if tickets.is_empty() => Err(Error::not_found("ticket", id, "a ticket of the log")),
            _ => Ok(FactsReport { as_of: Instant::of(now), tickets }),
        }
    }
}

fn row(id: &str, facts: &TicketFacts, waits: &[i64], log: &EventLog) -> FactsOfTicket {
    let told = |n: u32, part| log.tells(part).then_some(n);
    let instant = |at: Option<i64>| at.map(Instant::of);
    #[allow(clippy::cast_precision_loss)] // below 2^53 microseconds: 285 years
    let seconds = |us: &i64| *us as f64 / SECOND as f64;
    FactsOfTicket {
        ticket: id.to_owned(),
        created: instant(facts.created),
        first_response: instant(facts.first_response),
        first_resolved: instant(facts.first_resolved),
        last_resolved: instant(facts.last_resolved),
        first_reopened: instant(facts.first_reopened),
        closed: instant(facts.closed),
        done: facts.done,
        reopens: told(facts.reopens, HistoryPart::StatusChanges),
        replies: told(facts.replies, HistoryPart::Replies),
        requester_replies: told(facts.requester_replies, HistoryPart::RequesterMessages),
        reply_times_s: waits.iter().filter(|_| log.tells(HistoryPart::Replies)).map(seconds).collect(),
        waiting_since: instant(facts.waiting_since.filter(|_| log.tells(HistoryPart::Replies))),
    }
}

impl Reply for FactsReport {}

impl fmt::Display for FactsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "as of {}", self.as_of)?;
        self.tickets.iter().try_for_each(|t| {
            let [created, answered, resolved] = [t.created, t.first_response, t.last_resolved]
                .map(|at| at.map_or_else(|| "-".to_owned(), |at| at.to_string()));
            let reopened = t.reopens.map_or_else(|| "reopened -".to_owned(), |n| format!("reopened {n} times"));
            writeln!(f, "{}: created {created}, answered {answered}, resolved {resolved}, {reopened}", t.ticket)
        })
    }
}
