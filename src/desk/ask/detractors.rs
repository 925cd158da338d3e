//! Whom to call back.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::desk::words::{clean, count};
use crate::error::{Error, Result};
use crate::metrics::{ShareFigures, TicketFacts, whole_number};
use crate::ticket::{ActorKind, EventLog, History, Symbol, What};
use crate::time::{Instant, Local, SECOND, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Customers who gave a bad score and those among them whom nobody has answered since: whom to call back, the longest overdue first.
///
/// Followed up is who got a public reply of a person after the score. A follow-up at the very end of the time is in time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DetractorsQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// The attribute with the score; default `nps`.
    #[serde(default = "nps")]
    pub of: String,
    /// The last score that is a bad one; default 6, the detractors of NPS.
    #[serde(default = "six")]
    pub up_to: i64,
    /// The least score there is; default 0. What is below it, above 10 or no whole number is counted as off the scale.
    #[serde(default)]
    pub min: i64,
    /// The greatest score there is; default 10.
    #[serde(default = "ten")]
    pub max: i64,
    /// The attribute with the instant of the score (RFC 3339); left out, the last resolution, after which surveys are sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<String>,
    /// Within how many seconds somebody should have answered; default a day.
    #[serde(default = "day")]
    pub within_s: i64,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

fn nps() -> String {
    "nps".to_owned()
}

fn six() -> i64 {
    6
}

fn ten() -> i64 {
    10
}

fn day() -> i64 {
    86_400
}

/// Whom to call back.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DetractorsReport {
    /// The as-of instant.
    pub as_of: Instant,
    /// The attribute with the score.
    pub of: String,
    /// Within how many seconds somebody should have answered.
    pub within_s: i64,
    /// Scores on the scale given by the as-of instant.
    pub scores: u64,
    /// Values that are no score of the scale.
    pub off_scale: u64,
    /// Bad scores of which the instant is not known, or not an instant: in no other figure.
    pub without_instant: u64,
    /// Scores given after the as-of instant: not known yet.
    pub later: u64,
    /// Bad scores followed up in time, of those that were or whose time is over.
    pub in_time: ShareFigures,
    /// Those with a bad score: overdue ones first, then those who wait, by their due instants; then those followed up.
    pub detractors: Vec<Detractor>,
}

/// A customer with a bad score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Detractor {
    /// The ticket.
    pub ticket: String,
    /// The score.
    pub score: i64,
    /// When it was given.
    pub answered_at: Instant,
    /// Until when somebody should have answered.
    pub due_at: Instant,
    /// When somebody did; `null` while nobody has.
    pub followed_up_at: Option<Instant>,
    /// What became of it.
    pub state: FollowUp,
}

/// What became of a bad score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUp {
    /// Nobody answered, and the time is over.
    Overdue,
    /// Nobody answered yet.
    Waiting,
    /// Answered, but too late.
    Late,
    /// Answered in time.
    InTime,
}

impl FollowUp {
    const fn name(self) -> &'static str {
        match self {
            FollowUp::Overdue => "overdue",
            FollowUp::Waiting => "waiting",
            FollowUp::Late => "followed up late",
            FollowUp::InTime => "followed up in time",
        }
    }
}

impl Ask for DetractorsQuestion {
    const NAME: &'static str = "detractors";
    type Answer = DetractorsReport;

    fn answer(&self, library: &Library) -> Result<DetractorsReport> {
        if !(0..=366 * 86_400).contains(&self.within_s) {
            return Err(Error::out_of_range("within_s", self.within_s, "from 0 seconds to a year"));
        }
        if !(self.min..=self.max).contains(&self.up_to) {
            return Err(Error::invalid("up_to", self.up_to, format!("a score from {} to {}", self.min, self.max)));
        }
        let log = library.log(self.log.as_deref())?;
        let now = as_of(log, self.now.as_deref())?;
        let scores = log.attribute(&self.of).map_err(|e| e.moved_to("of".to_owned()))?;
        let stated = self
            .answered_at
            .as_deref()
            .map(|name| log.attribute(name).map_err(|e| e.moved_to("answered_at".to_owned())));
        let stated = stated.transpose()?;
        let facts = TicketFacts::of_log(log, now);
        let mut found = Found::default();
        for (i, (((id, history), score), facts)) in log.tickets().zip(scores).zip(&facts).enumerate() {
            let at = match stated {
                Some(column) => column.get(i).and_then(|at| parse_instant(log.names().name(*at)).ok()),
                None => facts.last_resolved,
            };
            self.see(&mut found, log, (id, history), *score, at, now);
        }
        found.report(self, now)
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    scores: u64,
    off_scale: u64,
    without_instant: u64,
    later: u64,
    list: Vec<(FollowUp, i64, Detractor)>,
}

impl DetractorsQuestion {
    fn see(
        &self,
        found: &mut Found,
        log: &EventLog,
        ticket: (&str, History<'_>),
        score: Symbol,
        at: Option<i64>,
        now: i64,
    ) {
        let text = log.names().name(score);
        if text.trim().is_empty() {
            return;
        }
        let Some(score) = whole_number(text).filter(|score| (self.min..=self.max).contains(score)) else {
            found.off_scale += 1;
            return;
        };
        if at.is_some_and(|at| at > now) {
            found.later += 1;
            return;
        }
        found.scores += 1;
        if score > self.up_to {
            return;
        }
        let Some(at) = at else {
            found.without_instant += 1;
            return;
        };
        let due = at.saturating_add(self.within_s.saturating_mul(SECOND));
        let answers =
            ticket.1.events().iter().filter(|e| e.what == What::Reply && e.by == ActorKind::Human && e.public);
        let answered = answers.map(|e| e.at).find(|reply| *reply > at && *reply <= now);
        let state = match answered {
            Some(reply) if reply <= due => FollowUp::InTime,
            Some(_) => FollowUp::Late,
            None if now > due => FollowUp::Overdue,
            None => FollowUp::Waiting,
        };
        let one = Detractor {
            ticket: ticket.0.to_owned(),
            score,
            answered_at: Instant::of(at),
            due_at: Instant::of(due),
            followed_up_at: answered.map(Instant::of),
            state,
        };
        found.list.push((state, due, one));
    }
}

impl Found {
    fn report(mut self, question: &DetractorsQuestion, now: i64) -> Result<DetractorsReport> {
        self.list.sort_by(|a, b| (a.0, a.1, &a.2.ticket).cmp(&(b.0, b.1, &b.2.ticket)));
        let of = |state: FollowUp| self.list.iter().filter(|one| one.0 == state).count();
        let counted = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let (kept, all) = (of(FollowUp::InTime), self.list.len() - of(FollowUp::Waiting));
        Ok(DetractorsReport {
            as_of: Instant::of(now),
            of: question.of.clone(),
            within_s: question.within_s,
            scores: self.scores,
            off_scale: self.off_scale,
            without_instant: self.without_instant,
            later: self.later,
            in_time: ShareFigures::new(counted(kept), counted(all), crate::metrics::DEFAULT_CONFIDENCE)?,
            detractors: self.list.into_iter().map(|one| one.2).collect(),
        })
    }
}

impl Reply for DetractorsReport {}

impl fmt::Display for DetractorsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [scores, bad] = [self.scores, u64::try_from(self.detractors.len()).unwrap_or(u64::MAX)].map(count);
        writeln!(f, "as of {}: {bad} to follow up of {scores} scores", self.as_of)?;
        self.detractors.iter().try_for_each(|one| {
            let since = Local::utc(one.answered_at).short();
            let done = one.followed_up_at.map_or_else(String::new, |at| format!(" {}", Local::utc(at).short()));
            writeln!(f, "  {}: {} on {since}, {}{done}", clean(&one.ticket), one.score, one.state.name())
        })?;
        let odd =
            [(self.off_scale, "off the scale"), (self.without_instant, "of an unknown instant"), (self.later, "later")];
        odd.iter().filter(|(n, _)| *n > 0).try_for_each(|(n, what)| writeln!(f, "left out: {} {what}", count(*n)))
    }
}
