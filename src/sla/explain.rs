//! Why a clock shows what it shows: the whole life of a ticket in pieces, each counted or skipped for one reason.

use super::bind::BoundPolicies;
use super::evaluate::micros;
use super::machine::{Phase, Run, Stretch, Why, clock_of};
use super::policy_set::PolicySet;
use super::report::{MetricReport, MetricState};
use super::rows::BoundMetric;
use crate::calendar::{Calendars, Clock};
use crate::error::{Error, Result};
use crate::ticket::{History, Vocabulary};
use crate::time::{Instant, TimeSegment, Timeline, Zone};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most pieces one explanation may have; a longer one is refused ([`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded)).
pub const MAX_EXPLAIN_PIECES: usize = 100_000;

/// Why a piece of time counts or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PieceReason {
    /// Open hours while the clock runs: the only reason that counts.
    Open,
    /// Outside the hours.
    Closed,
    /// A holiday; the piece carries its name.
    Holiday,
    /// Closed by an exception for that date; the piece carries its name.
    Exception,
    /// A break within the hours.
    Break,
    /// Open hours that a combined calendar takes away.
    Excluded,
    /// The clock stood still because of the status the piece names.
    Paused,
    /// The clock stood still because of an event.
    PausedByEvent,
    /// Solved, and reopened later.
    Solved,
    /// Before the first cycle began.
    BeforeStart,
    /// After a cycle ended, before the next one or for good.
    AfterStop,
    /// Nothing is promised for this ticket.
    NoTarget,
}

impl PieceReason {
    /// The stable word, as in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            PieceReason::Open => "open",
            PieceReason::Closed => "closed",
            PieceReason::Holiday => "holiday",
            PieceReason::Exception => "exception",
            PieceReason::Break => "break",
            PieceReason::Excluded => "excluded",
            PieceReason::Paused => "paused",
            PieceReason::PausedByEvent => "paused_by_event",
            PieceReason::Solved => "solved",
            PieceReason::BeforeStart => "before_start",
            PieceReason::AfterStop => "after_stop",
            PieceReason::NoTarget => "no_target",
        }
    }

    fn of_calendar(reason: &crate::calendar::Reason) -> Self {
        match reason.code() {
            "open" => PieceReason::Open,
            "holiday" => PieceReason::Holiday,
            "exception" => PieceReason::Exception,
            "break" => PieceReason::Break,
            "excluded" => PieceReason::Excluded,
            _ => PieceReason::Closed,
        }
    }
}

/// A piece `[start, end)` of a ticket's life as one metric sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExplainedPiece {
    /// Its first instant.
    pub start: Instant,
    /// The first instant after it.
    pub end: Instant,
    /// Why it counts or does not.
    pub reason: PieceReason,
    /// The holiday, exception or status; empty for the other reasons.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Whether it counts: only open hours of a running clock do.
    pub counted: bool,
    /// The cycle it belongs to, counted from 1; 0 outside all cycles.
    pub cycle: u32,
}

impl ExplainedPiece {
    /// Its length in microseconds.
    #[must_use]
    pub fn length(&self) -> i64 {
        self.end.micros() - self.start.micros()
    }
}

/// The life of a ticket from its first event to `until`, as one metric counts it.
///
/// The pieces follow one another without gap or overlap; their lengths add up to the span exactly, and the counted ones of a cycle
/// add up to that cycle's elapsed time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The metric.
    pub metric: String,
    /// The first event.
    pub from: Instant,
    /// The instant it is explained to.
    pub until: Instant,
    /// The zone the texts are written in: the calendar's, or UTC on the elapsed clock.
    pub zone: String,
    /// The pieces.
    pub pieces: Vec<ExplainedPiece>,
    /// The metric's report, for the verdict.
    pub report: MetricReport,
    /// The offsets of `zone`, for the texts: (from this instant on, seconds east).
    pub(super) offsets: Vec<(i64, i32)>,
}

/// Explains one metric of one ticket as of `now`.
///
/// # Errors
/// As [`evaluate`](super::evaluate); [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a metric the ticket's policy does not have;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_EXPLAIN_PIECES`].
pub fn explain(
    set: &PolicySet,
    calendars: &Calendars,
    history: History<'_>,
    now: DateTime<Utc>,
    metric: &str,
) -> Result<Explanation> {
    explain_us(set, calendars, history, micros(now)?, metric)
}

/// [`explain`] at an instant in microseconds.
///
/// # Errors
/// As [`explain`].
pub fn explain_us(
    set: &PolicySet,
    calendars: &Calendars,
    history: History<'_>,
    now: i64,
    metric: &str,
) -> Result<Explanation> {
    set.bind(history.names(), calendars)?.explain_us(history, now, metric)
}

impl BoundPolicies {
    /// Explains one metric of one ticket as of `now`.
    ///
    /// # Errors
    /// As [`explain`].
    pub fn explain(&self, history: History<'_>, now: DateTime<Utc>, metric: &str) -> Result<Explanation> {
        self.explain_us(history, micros(now)?, metric)
    }

    /// [`explain`](Self::explain) at an instant in microseconds.
    ///
    /// # Errors
    /// As [`explain`].
    pub fn explain_us(&self, history: History<'_>, now: i64, metric: &str) -> Result<Explanation> {
        let full = self.full(history, now)?;
        let report = self.build(&full, history.names(), now)?;
        let compiled = full.chosen.policy.and_then(|p| self.set.0.policies.get(p));
        let index = compiled.and_then(|c| c.metrics.iter().position(|m| m.name == metric));
        let parts = index.and_then(|i| {
            let policy = self.policies.get(full.chosen.policy?)?;
            Some((full.runs.get(i)?, policy.metrics.get(i)?, report.metrics.get(metric)?))
        });
        let Some((run, bound, metric_report)) = parts else {
            let there: Vec<&str> = report.metrics.keys().map(String::as_str).collect();
            return Err(Error::not_found(
                "metric",
                metric,
                format!("a metric of the ticket's policy ({})", there.join(", ")),
            ));
        };
        let from = full.events.first().map_or(now, |e| e.at.min(now));
        let line = Timeline::new(from);
        let mut pieces = Pieces { bound: self, metric: bound, names: history.names(), line };
        pieces.life(run, metric_report, now)?;
        let zone = self.zone_of(run, bound);
        Ok(Explanation {
            metric: metric.to_owned(),
            from: Instant::new(from)?,
            until: Instant::new(now)?,
            zone: zone.map_or("UTC".to_owned(), |z| z.name().to_owned()),
            offsets: zone.map_or_else(Vec::new, |z| offsets(z, TimeSegment::new(from, now))),
            pieces: pieces.line.into_iter().map(explained).collect::<Result<_>>()?,
            report: metric_report.clone(),
        })
    }

    fn zone_of(&self, run: &Run, metric: &BoundMetric) -> Option<&Zone> {
        let index = if run.phase == Phase::Idle { metric.clock } else { run.clock };
        match self.clocks.get(usize::from(index)) {
            Some(Clock::Business(calendar)) => Some(calendar.zone()),
            _ => None,
        }
    }
}

/// The offsets of a zone within a range, so that an explanation can write its times after the zone is gone.
fn offsets(zone: &Zone, range: TimeSegment) -> Vec<(i64, i32)> {
    let mut out = vec![(range.start, zone.offset_at(range.start))];
    out.extend(zone.transitions(range).map(|t| (t.at, t.after)));
    out
}

/// What a piece is to one metric: why, the holiday or status, the cycle.
type Label = (PieceReason, String, u32);

fn explained((piece, (reason, name, cycle)): (TimeSegment, Label)) -> Result<ExplainedPiece> {
    let (start, end) = (Instant::new(piece.start)?, Instant::new(piece.end)?);
    Ok(ExplainedPiece { start, end, reason, name, counted: reason == PieceReason::Open, cycle })
}

struct Pieces<'a> {
    bound: &'a BoundPolicies,
    metric: &'a BoundMetric,
    names: &'a Vocabulary,
    line: Timeline<Label>,
}

impl Pieces<'_> {
    fn life(&mut self, run: &Run, report: &MetricReport, now: i64) -> Result<()> {
        if report.state == MetricState::Inactive && report.cycles.is_empty() {
            let reason = if run.phase == Phase::Idle { PieceReason::BeforeStart } else { PieceReason::NoTarget };
            return self.push(now, reason, "", 0);
        }
        for (i, cycle) in report.cycles.iter().enumerate() {
            let before = if i == 0 { PieceReason::BeforeStart } else { PieceReason::AfterStop };
            self.push(cycle.started_at.micros(), before, "", 0)?;
            let (stretches, clock) = match run.past.get(i) {
                Some(past) => (run.stretches.get(past.first..past.last).unwrap_or(&[]), past.clock),
                None => (run.current(), run.clock),
            };
            for s in stretches {
                self.stretch(s, clock, cycle.number)?;
            }
            let start = self.line.range().end;
            if cycle.state.is_open() && now > start {
                let why = run.paused().unwrap_or(Why::Counted);
                self.stretch(&Stretch { start, end: now, clock, why }, clock, cycle.number)?;
            }
        }
        self.push(now, PieceReason::AfterStop, "", 0)
    }

    fn stretch(&mut self, s: &Stretch, cycle_clock: u16, cycle: u32) -> Result<()> {
        match s.why {
            Why::PausedByStatus(status) => self.push(s.end, PieceReason::Paused, self.names.name(status), cycle),
            Why::PausedByEvent => self.push(s.end, PieceReason::PausedByEvent, "", cycle),
            Why::Solved => self.push(s.end, PieceReason::Solved, "", cycle),
            Why::Counted => match clock_of(&self.bound.clocks, s.clock, cycle_clock, self.metric.segmented) {
                Clock::Elapsed => self.push(s.end, PieceReason::Open, "", cycle),
                Clock::Business(calendar) => {
                    for piece in calendar.pieces(TimeSegment::new(s.start, s.end)) {
                        self.push(piece.end, PieceReason::of_calendar(&piece.reason), piece.reason.name(), cycle)?;
                    }
                    Ok(())
                }
            },
        }
    }

    /// Goes on until `end`.
    fn push(&mut self, end: i64, reason: PieceReason, name: &str, cycle: u32) -> Result<()> {
        self.line.push(end, (reason, name.to_owned(), cycle));
        match self.line.len() > MAX_EXPLAIN_PIECES {
            true => Err(Error::limit("explain", self.line.len(), "at most 100,000 pieces in one explanation")),
            false => Ok(()),
        }
    }
}
