//! One ticket's history folded to a handful of instants and counts.

use super::running::Running;
use crate::ticket::{ActorKind, BoundStatuses, Event, EventLog, History, Marks, What, Who};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the measures of a report need to know of one ticket; instants in microseconds, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TicketFacts {
    /// When it came into being: its creation, or its first event where it has none; `None` for a history that begins after the as-of
    /// instant. Other instants may lie before it where a log says so.
    pub created: Option<i64>,
    /// The first public reply of a person of the desk, if there was one before the first resolution; where the log states the first
    /// response in a column of its own, that (then `None` where that is blank).
    pub first_response: Option<i64>,
    /// The first change into a solved or closed status.
    pub first_resolved: Option<i64>,
    /// The last resolution: the log's own column where it has one (then `None` where that is blank), else the last change from
    /// an open into a solved or closed status.
    pub last_resolved: Option<i64>,
    /// The last change into a closed status, if the ticket is closed and the log says when that was.
    pub closed: Option<i64>,
    /// When it was to be done, by the log's own plan.
    #[serde(default)]
    pub due: Option<i64>,
    /// Whether it is closed at the as-of instant.
    pub closed_now: bool,
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
    /// Of these up to the first resolution.
    pub replies_to_resolve: u32,
    /// Messages of the requester after the creation.
    pub requester_replies: u32,
    /// Different people of the desk who replied in public; replies of unnamed ones count as those of one.
    pub people: u32,
    /// The first change back from a solved or closed status.
    pub first_reopened: Option<i64>,
    /// Since when the requester waits for a reply of a person, if he does at the as-of instant.
    pub waiting_since: Option<i64>,
    /// Times that the requester was left without a reply: the ticket was solved or closed while he waited.
    pub unanswered: u32,
    /// Time from the creation to the last resolution without the time it was solved or closed in between.
    pub open_time: i64,
    /// As `open_time`, without the time it was pending or on hold.
    pub work_time: i64,
}

/// Which span is called the resolution time. They differ by days for a reopened ticket, so a report names its choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
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

/// Why a ticket is left out of a figure. A ticket has one reason: the first that holds, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Exclusion {
    /// It is unsolicited.
    Spam,
    /// It was merged into another one, which counts.
    Merged,
    /// It is a test.
    Test,
    /// It repeats another one.
    Duplicate,
    /// Only bots took part.
    BotOnly,
    /// Nobody was asked: the survey was not offered.
    NotOffered,
    /// The survey did not arrive.
    Bounced,
    /// The host left it out.
    Other,
    /// It is neither solved nor closed.
    Open,
    /// It is solved, where the figure ends at the closing.
    NotClosed,
    /// It is done, and the log does not say when.
    NoInstant,
    /// It was done before it was created, by what the log says.
    BeforeCreation,
    /// The answer is not on the scale.
    OffScale,
    /// No promise applies.
    NoPromise,
    /// It is too early to say: the window is still open.
    Pending,
    /// What it takes is not known of it.
    Unknown,
}

impl Exclusion {
    /// All of them, in order.
    pub const ALL: &[Exclusion] = &[
        Exclusion::Spam,
        Exclusion::Merged,
        Exclusion::Test,
        Exclusion::Duplicate,
        Exclusion::BotOnly,
        Exclusion::NotOffered,
        Exclusion::Bounced,
        Exclusion::Other,
        Exclusion::Open,
        Exclusion::NotClosed,
        Exclusion::NoInstant,
        Exclusion::BeforeCreation,
        Exclusion::OffScale,
        Exclusion::NoPromise,
        Exclusion::Pending,
        Exclusion::Unknown,
    ];

    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Exclusion::Spam => "spam",
            Exclusion::Merged => "merged",
            Exclusion::Test => "test",
            Exclusion::Duplicate => "duplicate",
            Exclusion::BotOnly => "bot_only",
            Exclusion::NotOffered => "not_offered",
            Exclusion::Bounced => "bounced",
            Exclusion::Other => "other",
            Exclusion::Open => "open",
            Exclusion::NotClosed => "not_closed",
            Exclusion::NoInstant => "no_instant",
            Exclusion::BeforeCreation => "before_creation",
            Exclusion::OffScale => "off_scale",
            Exclusion::NoPromise => "no_promise",
            Exclusion::Pending => "pending",
            Exclusion::Unknown => "unknown",
        }
    }

    /// Whether it is a metric's own reason, not one for which a ticket is left out of everything.
    pub(crate) fn is_of_metric(name: &str) -> bool {
        Self::ALL.iter().position(|e| e.name() == name).is_some_and(|place| place >= Exclusion::Open.place())
    }

    /// Its place among all.
    pub(crate) fn place(self) -> usize {
        self as usize
    }
}

impl TicketFacts {
    /// Folds the events up to and including `now`; `statuses` tells which are solved, closed, pending or on hold.
    #[must_use]
    pub fn of(history: History<'_>, statuses: &BoundStatuses, now: i64) -> Self {
        Fold::run(history.events(), statuses, now, None, &mut Segments::new())
    }

    /// The facts of every ticket of a log as of `now`, in ticket order. Where the log states the instants of resolution and
    /// closing in columns of its own, those stand. The state that a list's row shows says where a ticket stands, not when it came
    /// there: a ticket that only this calls done has no instant of resolution.
    #[must_use]
    pub fn of_log(log: &EventLog, now: i64) -> Vec<Self> {
        Self::of_log_as(log, &log.bound_statuses(), now)
    }

    /// [`of_log`](Self::of_log), with what each status means.
    pub(crate) fn of_log_as(log: &EventLog, statuses: &BoundStatuses, now: i64) -> Vec<Self> {
        let mut all = Vec::with_capacity(log.len());
        Self::each_of_log(log, statuses, now, |facts, _| all.push(facts));
        all
    }

    /// The facts of each ticket of a log and its reply times, in ticket order.
    pub(crate) fn each_of_log(log: &EventLog, statuses: &BoundStatuses, now: i64, mut each: impl FnMut(Self, &[i64])) {
        let stated = |at: Option<i64>| at.filter(|at| *at <= now);
        // In a list the history is made of what is stated: a blank resolution leaves the closing as the end.
        let list = log.is_list();
        let mut segments = Segments::new();
        for (i, (_, history)) in log.tickets().enumerate() {
            segments.clear();
            let mut facts = Fold::run(history.events(), statuses, now, Some(log.marks(i)), &mut segments);
            let recorded = log.recorded(i);
            if log.records_resolution() {
                facts.last_resolved = stated(recorded.resolved).or(facts.last_resolved.filter(|_| list));
            }
            if log.records_first_response() {
                facts.first_response = stated(recorded.first_response);
            }
            facts.due = recorded.due;
            if log.records_closing() && facts.closed.is_some() {
                facts.closed = stated(recorded.closed).or(facts.closed.filter(|_| list));
            }
            each(facts, &segments);
        }
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

    /// The resolution time in microseconds of elapsed time, never negative; `None` where there is none.
    #[must_use]
    pub fn resolution_time(&self, variant: ResolutionVariant) -> Option<i64> {
        self.resolution(variant).ok()
    }

    /// The resolution time in microseconds of elapsed time, or why there is none.
    ///
    /// # Errors
    /// The first [`Exclusion`] that holds: every ticket has a time or one reason.
    pub fn resolution(&self, variant: ResolutionVariant) -> Result<i64, Exclusion> {
        let spent = match variant {
            ResolutionVariant::OpenTime => Some(self.open_time),
            ResolutionVariant::WorkTime => Some(self.work_time),
            _ => None,
        };
        resolution(self.resolution_span(variant), spent, variant, || (self.done, self.closed_now))
    }

    /// Whether the ticket exists at the as-of instant and is neither solved nor closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.created.is_some() && !self.done
    }
}

/// A resolution time from its span and what of it was spent, where the variant counts only that; else why there is none, by
/// whether the ticket is done and closed now.
pub(crate) fn resolution(
    span: Option<(i64, i64)>,
    spent: Option<i64>,
    variant: ResolutionVariant,
    stands: impl Fn() -> (bool, bool),
) -> Result<i64, Exclusion> {
    match (span, stands) {
        (Some((from, to)), _) if to < from => Err(Exclusion::BeforeCreation),
        (Some((from, to)), _) => Ok(spent.unwrap_or(to - from)),
        (None, stands) => Err(match (variant, stands()) {
            (_, (false, _)) => Exclusion::Open,
            (ResolutionVariant::ToClosed, (true, false)) => Exclusion::NotClosed,
            _ => Exclusion::NoInstant,
        }),
    }
}

/// Reply times of one ticket, in their order: from the earliest message without an answer to the first public reply of a person.
pub(crate) type Segments = Vec<i64>;

/// The running fold of a history.
struct Fold<'a> {
    statuses: &'a BoundStatuses,
    running: Running,
    people: Vec<Who>,
    segments: &'a mut Segments,
}

impl<'a> Fold<'a> {
    /// The facts of `events` as of `now`; `marks` is what a log knows of them besides.
    fn run(
        events: &[Event],
        statuses: &'a BoundStatuses,
        now: i64,
        marks: Option<Marks<'_>>,
        segments: &'a mut Segments,
    ) -> TicketFacts {
        let mut fold = Self { statuses, running: Running::default(), people: Vec::new(), segments };
        let known = events.iter().take_while(|e| e.at <= now).count();
        let (known, later) = events.split_at_checked(known).unwrap_or((events, &[]));
        let state = known.len().checked_sub(1).filter(|_| later.is_empty() && marks.is_some_and(|m| m.shown));
        if let Some(first) = known.first().filter(|_| known.iter().all(|e| e.what != What::Created)) {
            fold.running.begin(first.at);
        }
        for (i, e) in known.iter().enumerate() {
            if state == Some(i) {
                fold.statuses.category(e.to).into_iter().for_each(|category| fold.running.shown(e.at, category));
            } else {
                fold.event(e, marks.map_or(e.at, |m| m.dated(i, e.at)));
            }
        }
        fold.running.facts()
    }

    /// `dated` is when it happened by its own account: before `e.at` where that is before the creation.
    fn event(&mut self, e: &Event, dated: i64) {
        match e.what {
            What::Created => self.running.created(e.at, e.by == ActorKind::Requester),
            What::Status => self.running.status(e.at, dated, self.statuses.category(e.to)),
            What::Reply if e.by == ActorKind::Requester && e.public => self.running.requester_reply(e.at),
            What::Reply if e.by == ActorKind::Human && e.public => {
                let new = !self.people.contains(&e.who);
                if new {
                    self.people.push(e.who);
                }
                self.segments.extend(self.running.human_reply(e.at, dated, new));
            }
            What::Reply
            | What::Priority
            | What::Group
            | What::Assignee
            | What::Calendar
            | What::SlaAttached
            | What::Field
            | What::Custom => {}
        }
    }
}
