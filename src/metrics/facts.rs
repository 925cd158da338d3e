//! One ticket's history folded to a handful of instants and counts.

use crate::ticket::{Actor, BoundStatuses, Event, EventLog, History, StatusCategory, Symbol, What};
use serde::{Deserialize, Serialize};

/// What the measures of a report need to know of one ticket; instants in microseconds, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TicketFacts {
    /// When it came into being; `None` for a history without a creation, or one that begins after the as-of instant.
    pub created: Option<i64>,
    /// The first public reply of a person of the desk, if there was one before the first resolution.
    pub first_response: Option<i64>,
    /// The first change into a solved or closed status.
    pub first_resolved: Option<i64>,
    /// The last resolution: the log's own column where it has one (then `None` where that is blank), else the last change from
    /// an open into a solved or closed status.
    pub last_resolved: Option<i64>,
    /// The last change into a closed status, if the ticket is closed.
    pub closed: Option<i64>,
    /// Whether it is solved or closed at the as-of instant.
    pub done: bool,
    /// Since when it is, by its history of statuses; `None` while it is not.
    pub done_since: Option<i64>,
    /// Changes from a solved or closed status back to another.
    pub reopens: u32,
    /// Status events into a solved status, and into a closed one from an open one.
    pub resolutions: u32,
    /// Public replies of people of the desk.
    pub replies: u32,
    /// Time from the creation to the last resolution without the time it was solved or closed in between.
    pub open_time: i64,
    /// As `open_time`, without the time it was pending or on hold.
    pub work_time: i64,
}

/// Which span is called the resolution time. They differ by days for a reopened ticket, so a report names its choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ResolutionVariant {
    /// Creation to the first resolution, whatever came later.
    FirstResolution,
    /// Creation to the last resolution, of tickets that are done. The default.
    #[default]
    LastResolution,
    /// As the last resolution, without the time the ticket was solved or closed in between.
    OpenTime,
    /// As open time, without the time it was pending or on hold.
    WorkTime,
    /// Creation to the closing.
    ToClosed,
}

impl ResolutionVariant {
    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ResolutionVariant::FirstResolution => "first_resolution",
            ResolutionVariant::LastResolution => "last_resolution",
            ResolutionVariant::OpenTime => "open_time",
            ResolutionVariant::WorkTime => "work_time",
            ResolutionVariant::ToClosed => "to_closed",
        }
    }
}

impl TicketFacts {
    /// Folds the events up to and including `now`; `statuses` tells which are solved, closed, pending or on hold.
    #[must_use]
    pub fn of(history: History<'_>, statuses: &BoundStatuses, now: i64) -> Self {
        let mut fold = Fold::new(statuses);
        history.events().iter().take_while(|e| e.at <= now).for_each(|e| fold.event(e));
        fold.facts
    }

    /// The facts of every ticket of a log as of `now`, in ticket order. Where the log states the instants of resolution and
    /// closing in columns of its own, those stand.
    #[must_use]
    pub fn of_log(log: &EventLog, now: i64) -> Vec<Self> {
        let statuses = log.statuses().bind(log.names());
        let stated = |at: Option<i64>| at.filter(|at| *at <= now);
        let facts = |(i, (_, history)): (usize, (&str, History<'_>))| {
            let mut facts = Self::of(history, &statuses, now);
            let recorded = log.recorded(i);
            if log.records_resolution() {
                facts.last_resolved = stated(recorded.resolved);
            }
            if log.records_closing() && facts.closed.is_some() {
                facts.closed = stated(recorded.closed);
            }
            facts
        };
        log.tickets().enumerate().map(facts).collect()
    }

    /// The span that `variant` calls the resolution time, as its two instants; `None` while there is none.
    #[must_use]
    pub fn resolution_span(&self, variant: ResolutionVariant) -> Option<(i64, i64)> {
        let end = match variant {
            ResolutionVariant::FirstResolution => self.first_resolved,
            ResolutionVariant::ToClosed => self.closed,
            _ => self.last_resolved.filter(|_| self.done),
        };
        self.created.zip(end)
    }

    /// The resolution time in microseconds of elapsed time; `None` while there is none.
    #[must_use]
    pub fn resolution_time(&self, variant: ResolutionVariant) -> Option<i64> {
        let (from, to) = self.resolution_span(variant)?;
        match variant {
            ResolutionVariant::OpenTime => Some(self.open_time),
            ResolutionVariant::WorkTime => Some(self.work_time),
            _ => Some(to - from),
        }
    }

    /// Whether the ticket exists at the as-of instant and is neither solved nor closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.created.is_some() && !self.done
    }
}

/// The running fold.
struct Fold<'a> {
    statuses: &'a BoundStatuses,
    category: Option<StatusCategory>,
    since: i64,
    /// Open and work time up to `since`, the part since the last resolution included.
    open: i64,
    work: i64,
    facts: TicketFacts,
}

impl<'a> Fold<'a> {
    fn new(statuses: &'a BoundStatuses) -> Self {
        Self { statuses, category: None, since: 0, open: 0, work: 0, facts: TicketFacts::default() }
    }

    fn event(&mut self, e: &Event) {
        match e.what {
            What::Created if self.facts.created.is_none() => {
                self.facts.created = Some(e.at);
                self.since = e.at;
            }
            What::Status => self.status(e.at, e.to),
            What::Reply if e.by == Actor::Agent && e.public => {
                self.facts.replies += 1;
                if self.facts.first_response.is_none() && self.facts.first_resolved.is_none_or(|r| e.at <= r) {
                    self.facts.first_response = Some(e.at);
                }
            }
            _ => {}
        }
    }

    fn status(&mut self, at: i64, to: Symbol) {
        if self.facts.created.is_some() {
            self.spend(at);
        }
        let new = self.statuses.category(to);
        let (was, is) = (self.facts.done, new.is_some_and(StatusCategory::is_done));
        let facts = &mut self.facts;
        if is && !was {
            facts.first_resolved = facts.first_resolved.or(Some(at));
            facts.last_resolved = Some(at);
            facts.done_since = Some(at);
            (facts.open_time, facts.work_time) = (self.open, self.work);
        }
        if new == Some(StatusCategory::Solved) || (is && !was) {
            facts.resolutions += 1;
        }
        facts.reopens += u32::from(was && !is);
        facts.closed = match new {
            Some(StatusCategory::Closed) if self.category != new => Some(at),
            Some(StatusCategory::Closed) => facts.closed,
            _ => None,
        };
        facts.done = is;
        facts.done_since = facts.done_since.filter(|_| is);
        self.category = new;
    }

    fn spend(&mut self, at: i64) {
        let span = at - self.since;
        self.since = at;
        if !self.facts.done {
            self.open += span;
            let waits = matches!(self.category, Some(StatusCategory::Pending | StatusCategory::Hold));
            self.work += if waits { 0 } else { span };
        }
    }
}
