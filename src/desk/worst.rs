//! The worst breaches: when, and why, as the clock itself explains it.

use super::review::Judge;
use super::review_doc::ReviewDoc;
use crate::error::Result;
use crate::sla::{ClockKind, ExplainedPiece, Judged, MetricState, PieceReason};
use crate::ticket::{Event, EventLog, History, Symbol, What};
use crate::time::{Instant, Local, SECOND, TimeSegment, Timeline, Zone};
use serde::Serialize;
use std::collections::BTreeMap;

/// One broken promise.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WorstBreach {
    /// The ticket.
    pub id: String,
    /// Its group in the review's breakdown.
    pub group: String,
    /// The policy that held.
    pub policy: String,
    /// `missed` (ended late) or `breached` (not ended yet).
    pub state: MetricState,
    /// What was promised, in seconds.
    pub target_s: i64,
    /// What the target counts.
    pub clock: ClockKind,
    /// What was counted, in seconds.
    pub elapsed_s: i64,
    /// Counted time over the target, in seconds.
    pub over_s: i64,
    /// When the clock started; as the two below, in the review's zone with its offset.
    pub started_at: Option<Local>,
    /// When the target was used up.
    pub due_at: Option<Local>,
    /// When the clock stopped; `null` while it runs.
    pub ended_at: Option<Local>,
    /// Where the counted time went, longest first: the statuses it was counted in.
    pub counted: Vec<Share>,
    /// What was not counted, longest first: closed hours, holidays by name, statuses that pause.
    pub not_counted: Vec<Share>,
    /// Changes of group while the clock was on.
    pub group_changes: u64,
    /// Changes of assignee while the clock was on.
    pub assignee_changes: u64,
    /// The group that had it at the end.
    pub last_group: String,
}

impl WorstBreach {
    /// Puts its times on the wall clock of a zone.
    pub(super) fn localise(&mut self, zone: &Zone) {
        let times = [&mut self.started_at, &mut self.due_at, &mut self.ended_at];
        times.into_iter().flatten().for_each(|time| time.localise(zone));
    }
}

/// An instant before the review knows where it is shown.
fn unplaced(us: i64) -> Local {
    Local::utc(Instant::of(us))
}

/// A part of a ticket's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Why it counted or not.
    pub what: String,
    /// How long it was, in seconds.
    pub seconds: i64,
}

/// The `doc.worst` breaches with the most counted time over the target; ties by id.
pub(super) fn worst(
    log: &EventLog,
    doc: &ReviewDoc,
    judge: &Judge,
    judged: &[Judged],
    now: i64,
) -> Result<Vec<WorstBreach>> {
    let over = |(i, j): (usize, &Judged)| {
        let summary = j.metric.filter(|s| s.is_late())?;
        Some((summary.elapsed - summary.target?, i))
    };
    let mut late: Vec<(i64, usize)> = judged.iter().enumerate().filter_map(over).collect();
    late.sort_unstable_by(|(a, i), (b, j)| b.cmp(a).then_with(|| log.id(*i).cmp(&log.id(*j))));
    late.truncate(doc.worst);
    late.into_iter()
        .filter_map(|(_, i)| Some((i, judged.get(i)?)))
        .map(|(i, j)| one(log, doc, judge, i, j, now))
        .collect()
}

fn one(
    log: &EventLog,
    doc: &ReviewDoc,
    judge: &Judge,
    ticket: usize,
    judged: &Judged,
    now: i64,
) -> Result<WorstBreach> {
    let id = log.id(ticket).unwrap_or_default();
    let events = log.events_as_of(ticket, now);
    let history = log.history_of(ticket, &events);
    let explained = judge.bound.explain_us(history, now, &judge.metric).map_err(|e| e.of_ticket(id))?;
    let cycle = explained.report.cycles.last().map_or(0, |c| c.number);
    let pieces: Vec<&ExplainedPiece> = explained.pieces.iter().filter(|p| p.cycle == cycle).collect();
    let (from, to) = (pieces.first().map_or(now, |p| micros(p).0), pieces.last().map_or(now, |p| micros(p).1));
    let changes = |what: What| {
        let within = history.events().iter().filter(|e| e.what == what && from < e.at && e.at <= to);
        u64::try_from(within.count()).unwrap_or(u64::MAX)
    };
    let last_group =
        history.events().iter().rev().find(|e| e.what == What::Group && e.at <= to && e.to != Symbol::EMPTY);
    let summary = judged.metric;
    let (target, elapsed) = summary.and_then(|s| Some((s.target?, s.elapsed))).unwrap_or((0, 0));
    let group = doc
        .group_by
        .first()
        .and_then(|by| log.attribute(by).ok())
        .and_then(|c| c.get(ticket))
        .copied()
        .unwrap_or_default();
    let policy = judged.policy.and_then(|p| judge.policies.get(p)).map(|(name, _)| name.clone());
    Ok(WorstBreach {
        id: id.to_owned(),
        group: log.names().name(group).to_owned(),
        policy: policy.unwrap_or_default(),
        state: explained.report.state,
        target_s: target / SECOND,
        clock: judge.clock(judged).unwrap_or_default(),
        elapsed_s: elapsed / SECOND,
        over_s: (elapsed - target) / SECOND,
        started_at: summary.and_then(|s| s.started_at).map(unplaced),
        due_at: summary.and_then(|s| s.due_at).map(unplaced),
        ended_at: summary.and_then(|s| s.stopped_at).map(unplaced),
        counted: shares(pieces.iter().filter(|p| p.counted).flat_map(|p| by_status(p, &history))),
        not_counted: shares(pieces.iter().filter(|p| !p.counted).map(|p| (reason(p), p.length()))),
        group_changes: changes(What::Group),
        assignee_changes: changes(What::Assignee),
        last_group: last_group.map(|e| log.names().name(e.to).to_owned()).unwrap_or_default(),
    })
}

fn micros(piece: &ExplainedPiece) -> (i64, i64) {
    (piece.start.micros(), piece.end.micros())
}

/// Cuts a counted piece at the changes of status within it.
fn by_status(piece: &ExplainedPiece, history: &History<'_>) -> impl Iterator<Item = (String, i64)> {
    let (from, to) = micros(piece);
    let changes: Vec<&Event> = history.events().iter().filter(|e| e.what == What::Status).collect();
    let status = |at| changes.iter().rev().find(|e| e.at <= at).map_or(Symbol::EMPTY, |e| e.to);
    let line = Timeline::cover(TimeSegment::new(from, to), changes.iter().map(|e| e.at), status);
    line.into_iter().map(|(piece, status)| (status_name(history, status), piece.end - piece.start))
}

fn status_name(history: &History<'_>, status: Symbol) -> String {
    if status == Symbol::EMPTY { "before the first status".to_owned() } else { history.names().name(status).to_owned() }
}

fn reason(piece: &ExplainedPiece) -> String {
    let plain = match piece.reason {
        PieceReason::Closed => "closed hours",
        PieceReason::Holiday => "holiday",
        PieceReason::Exception => "special day",
        PieceReason::Break => "breaks",
        PieceReason::PausedByEvent => "paused by an event",
        PieceReason::Solved => "solved before a reopening",
        PieceReason::Paused => return piece.name.clone(),
        other => other.code(),
    };
    if piece.name.is_empty() { plain.to_owned() } else { format!("{plain} {}", piece.name) }
}

/// Adds up by name, longest first.
fn shares(parts: impl Iterator<Item = (String, i64)>) -> Vec<Share> {
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for (what, length) in parts {
        *sums.entry(what).or_insert(0) += length;
    }
    let mut out: Vec<Share> = sums.into_iter().map(|(what, us)| Share { what, seconds: us / SECOND }).collect();
    out.sort_by_key(|s| std::cmp::Reverse(s.seconds));
    out
}
