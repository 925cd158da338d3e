//! Explanations in words: message ids with arguments for a template catalog, and plain English.

use super::explain::{ExplainedPiece, Explanation};
use super::report::MetricState;
use crate::time::{DAY, Instant, Local, SECOND, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Every message id an explanation may use, with its English text in Fluent syntax. Ids are never renamed or reused.
///
/// Arguments: `from`, `to` (local date and time), `length` (`1h30m`), `name` (holiday, exception, status), `metric`, `elapsed`,
/// `target`, `over`, `due`.
pub const MESSAGE_IDS: &[(&str, &str)] = &[
    ("sla-piece-open", "{ $from } to { $to }: { $length } counted"),
    ("sla-piece-closed", "{ $from } to { $to }: { $length } not counted, outside business hours"),
    ("sla-piece-holiday", "{ $from } to { $to }: { $length } not counted, holiday { $name }"),
    ("sla-piece-exception", "{ $from } to { $to }: { $length } not counted, special hours { $name }"),
    ("sla-piece-break", "{ $from } to { $to }: { $length } not counted, break"),
    ("sla-piece-excluded", "{ $from } to { $to }: { $length } not counted, taken out of the hours"),
    ("sla-piece-paused", "{ $from } to { $to }: { $length } not counted, paused in status { $name }"),
    ("sla-piece-paused-by-event", "{ $from } to { $to }: { $length } not counted, paused"),
    ("sla-piece-solved", "{ $from } to { $to }: { $length } not counted, solved and later reopened"),
    ("sla-piece-before-start", "{ $from } to { $to }: { $length } before the clock started"),
    ("sla-piece-after-stop", "{ $from } to { $to }: { $length } after the clock stopped"),
    ("sla-piece-no-target", "{ $from } to { $to }: { $length } without a target for this ticket"),
    ("sla-verdict-inactive", "{ $metric }: the clock has not started"),
    ("sla-verdict-running", "{ $metric }: { $elapsed } of { $target } used, due { $due }"),
    ("sla-verdict-paused", "{ $metric }: { $elapsed } of { $target } used, paused"),
    ("sla-verdict-met", "{ $metric }: met, { $elapsed } of { $target } used"),
    (
        "sla-verdict-missed",
        "{ $metric }: missed by { $over }, { $elapsed } used, { $target } allowed, was due { $due }",
    ),
    ("sla-verdict-breached", "{ $metric }: breached and still open, { $over } over { $target }, was due { $due }"),
    ("sla-verdict-cancelled", "{ $metric }: cancelled after { $elapsed }"),
    (
        "sla-verdict-never-due",
        "{ $metric }: { $elapsed } of { $target } used, never due: the calendar has no more open hours",
    ),
];

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedLine {
    /// The message id, one of [`MESSAGE_IDS`].
    pub id: String,
    /// Its arguments.
    pub args: BTreeMap<String, String>,
    /// The English text.
    pub text: String,
}

impl Explanation {
    /// The verdict first, then one line per piece.
    #[must_use]
    pub fn lines(&self) -> Vec<ExplainedLine> {
        let mut lines = vec![self.verdict()];
        lines.extend(self.pieces.iter().map(|p| self.piece(p)));
        lines
    }

    /// All lines as English text, one per line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in self.lines() {
            let _ = writeln!(text, "{}", line.text); // writing to a String cannot fail
        }
        text
    }

    pub(super) fn piece(&self, p: &ExplainedPiece) -> ExplainedLine {
        let id = format!("sla-piece-{}", p.reason.code().replace('_', "-"));
        let mut args = BTreeMap::from([
            ("from".to_owned(), self.local(p.start)),
            ("to".to_owned(), self.local(p.end)),
            ("length".to_owned(), amount(p.length())),
        ]);
        if !p.name.is_empty() || ["holiday", "exception", "paused"].contains(&p.reason.code()) {
            args.insert("name".to_owned(), p.name.clone());
        }
        line(id, args)
    }

    pub(super) fn verdict(&self) -> ExplainedLine {
        let r = &self.report;
        let id = match (r.state, r.due_at) {
            (MetricState::Running, None) => "sla-verdict-never-due".to_owned(),
            (state, _) => format!("sla-verdict-{}", state.name()),
        };
        let mut args = BTreeMap::from([
            ("metric".to_owned(), self.metric.clone()),
            ("elapsed".to_owned(), amount(r.elapsed)),
            ("target".to_owned(), amount(r.target.unwrap_or(0))),
        ]);
        if let Some(over) = r.remaining.filter(|left| *left < 0) {
            args.insert("over".to_owned(), amount(-over));
        }
        if let Some(due) = r.due_at {
            args.insert("due".to_owned(), self.local(due));
        }
        line(id, args)
    }

    /// A date and time in the explanation's zone, with the offset: `2024-06-07 16:30:00 +02:00`; only to the minute when it is one.
    pub(super) fn local(&self, at: Instant) -> String {
        let offset = self.offsets.iter().rev().find(|(from, _)| *from <= at.micros()).or(self.offsets.first());
        Local::with_offset(at, offset.map_or(0, |(_, offset)| *offset)).spaced()
    }
}

/// Fills the English text of a message.
fn line(id: String, args: BTreeMap<String, String>) -> ExplainedLine {
    let english = MESSAGE_IDS.iter().find(|(i, _)| *i == id).map_or("", |(_, text)| *text);
    let mut text = String::new();
    let mut rest = english;
    while let Some((before, after)) = rest.split_once("{ $") {
        text.push_str(before);
        let Some((name, tail)) = after.split_once(" }") else { break };
        text.push_str(args.get(name).map_or("", String::as_str));
        rest = tail;
    }
    text.push_str(rest);
    ExplainedLine { id, args, text: text.trim_end().to_owned() }
}

/// An amount as people read it: `1h30m`; a fraction of a second is kept.
fn amount(us: i64) -> String {
    if us.abs() >= 10_000 * DAY {
        return format!("{}h", us / (3600 * SECOND));
    }
    let whole = Span::from_seconds(us / SECOND).map_or_else(String::new, |s| s.to_string());
    match us % SECOND {
        0 => whole,
        rest => format!("{whole} {rest}us"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::explain::PieceReason;
    use super::*;

    /// The next one, or `None` at the end: without a wildcard, so that a reason added later does not compile until it stands here.
    fn next_reason(reason: PieceReason) -> Option<PieceReason> {
        use PieceReason as R;
        Some(match reason {
            R::Open => R::Closed,
            R::Closed => R::Holiday,
            R::Holiday => R::Exception,
            R::Exception => R::Break,
            R::Break => R::Excluded,
            R::Excluded => R::Paused,
            R::Paused => R::PausedByEvent,
            R::PausedByEvent => R::Solved,
            R::Solved => R::BeforeStart,
            R::BeforeStart => R::AfterStop,
            R::AfterStop => R::NoTarget,
            R::NoTarget => return None,
        })
    }

    fn next_state(state: MetricState) -> Option<MetricState> {
        use MetricState as S;
        Some(match state {
            S::Inactive => S::Running,
            S::Running => S::Paused,
            S::Paused => S::Met,
            S::Met => S::Missed,
            S::Missed => S::Breached,
            S::Breached => S::Cancelled,
            S::Cancelled => return None,
        })
    }

    #[test]
    fn every_reason_and_state_has_its_message_and_no_message_is_left_over() {
        let reasons = std::iter::successors(Some(PieceReason::Open), |r| next_reason(*r));
        let states = std::iter::successors(Some(MetricState::Inactive), |s| next_state(*s));
        let mut ids: Vec<String> = reasons.map(|r| format!("sla-piece-{}", r.code().replace('_', "-"))).collect();
        ids.extend(states.map(|s| format!("sla-verdict-{}", s.name())));
        ids.push("sla-verdict-never-due".to_owned());
        assert!(ids.iter().eq(MESSAGE_IDS.iter().map(|(id, _)| id)), "{ids:?}");
    }
}
