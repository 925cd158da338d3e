//! Questions to a roster as data, and their answers: what every language and the command line go through.
//!
//! One file a question. An [`Answer`] is JSON for programs (serde), text for people (`Display`), and for some questions a picture
//! ([`Answer::svg`]).

mod audit;
mod gaps;
mod heat_map;
mod load;
mod occurrences;
mod on;
mod skills;
mod timeline;
mod turns;

pub use audit::AuditQuestion;
pub use gaps::GapsQuestion;
pub use heat_map::HeatMapQuestion;
pub use load::{Load, LoadQuestion, LoadReport};
pub use occurrences::{OccurrenceReport, OccurrencesQuestion, ShiftOccurrence};
pub use on::{ChangeReport, NextChangeQuestion, NextShiftQuestion, OnQuestion, OnReport, ShiftReport};
pub use skills::SkillsQuestion;
pub use timeline::TimelineQuestion;
pub use turns::{Turn, TurnReport, TurnsQuestion};

use super::filter::Filter;
use super::{Audit, CoverReport, GapReport, HeatMap, Roster, SkillReport};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::time::{TimeSegment, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A question to a roster, by its word under `ask`.
///
/// ```
/// use sundesk::coverage::{Roster, ask::Question};
/// use sundesk::{document::Document, time::ZoneDb};
/// let roster = Roster::from_json(r#"{"shifts": [{"id": "day", "timezone": "Asia/Tokyo", "start": "09:00", "end": "17:00"}]}"#,
///     &ZoneDb::bundled())?;
/// let question = Question::from_json(r#"{"ask": "on", "at": "2026-07-01T00:00:00Z"}"#)?;
/// let answer = roster.ask(&question)?;
/// assert_eq!(serde_json::to_value(&answer)?["on"], serde_json::json!(["day"]));
/// assert_eq!(answer.to_string(), "2026-07-01 00:00 UTC: day\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "ask", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Question {
    /// Who is on at an instant.
    On(OnQuestion),
    /// The next change of who is on.
    NextChange(NextChangeQuestion),
    /// When a person comes on duty next.
    NextShift(NextShiftQuestion),
    /// Who is on when, covered time, gaps, overlaps.
    Timeline(TimelineQuestion),
    /// The occurrences of shifts.
    Occurrences(OccurrencesQuestion),
    /// Where fewer are on than are needed, with reasons.
    Gaps(GapsQuestion),
    /// The seam audit of a year.
    Audit(AuditQuestion),
    /// The hand-offs of a rotation.
    Turns(TurnsQuestion),
    /// How much duty each person has.
    Load(LoadQuestion),
    /// Whether those on duty can serve all that is needed at once.
    Skills(SkillsQuestion),
    /// How well each hour of the week is covered.
    HeatMap(HeatMapQuestion),
}

impl Document for Question {
    const WHAT: &'static str = "question to a roster";
}

/// The answer to a [`Question`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
#[allow(missing_docs)] // named as the questions
pub enum Answer {
    On(OnReport),
    NextChange(ChangeReport),
    NextShift(ShiftReport),
    Timeline(CoverReport),
    Occurrences(OccurrenceReport),
    Gaps(GapReport),
    Audit(Audit),
    Turns(TurnReport),
    Load(LoadReport),
    Skills(SkillReport),
    HeatMap(HeatMap),
}

impl Roster {
    /// Answers a question.
    ///
    /// # Errors
    /// Those of the method the question is about; [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a text that is no instant.
    pub fn ask(&self, question: &Question) -> Result<Answer> {
        match question {
            Question::On(q) => q.answer(self).map(Answer::On),
            Question::NextChange(q) => q.answer(self).map(Answer::NextChange),
            Question::NextShift(q) => q.answer(self).map(Answer::NextShift),
            Question::Timeline(q) => q.answer(self).map(Answer::Timeline),
            Question::Occurrences(q) => q.answer(self).map(Answer::Occurrences),
            Question::Gaps(q) => q.answer(self).map(Answer::Gaps),
            Question::Audit(q) => q.answer(self).map(Answer::Audit),
            Question::Turns(q) => q.answer(self).map(Answer::Turns),
            Question::Load(q) => q.answer(self).map(Answer::Load),
            Question::Skills(q) => q.answer(self).map(Answer::Skills),
            Question::HeatMap(q) => q.answer(self).map(Answer::HeatMap),
        }
    }
}

impl Answer {
    /// The answer as a self-contained SVG picture.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an answer that has none: only `audit` and `heat_map` do.
    pub fn svg(&self) -> Result<String> {
        match self {
            Answer::Audit(audit) => Ok(audit.svg()),
            Answer::HeatMap(map) => Ok(map.svg()),
            _ => Err(Error::not_found("form", "svg", "a question with a picture: `audit` or `heat_map`")),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::On(a) => a.fmt(f),
            Answer::NextChange(a) => a.fmt(f),
            Answer::NextShift(a) => a.fmt(f),
            Answer::Timeline(a) => a.fmt(f),
            Answer::Occurrences(a) => a.fmt(f),
            Answer::Gaps(a) => a.fmt(f),
            Answer::Audit(a) => a.fmt(f),
            Answer::Turns(a) => a.fmt(f),
            Answer::Load(a) => a.fmt(f),
            Answer::Skills(a) => a.fmt(f),
            Answer::HeatMap(a) => a.fmt(f),
        }
    }
}

/// An instant of a question.
fn at(text: &str, field: &str) -> Result<i64> {
    parse_instant(text).map_err(|e| e.at(field))
}

/// The range of a question.
fn range(from: &str, to: &str) -> Result<TimeSegment> {
    let range = TimeSegment::new(at(from, "from")?, at(to, "to")?);
    if range.end < range.start {
        return Err(Error::invalid("to", to, format!("an instant not before `from`, {from}")));
    }
    Ok(range)
}

/// The four fields of a [`Filter`], as questions have them.
fn filter(
    skill: &Option<String>,
    language: &Option<String>,
    channel: &Option<String>,
    team: &Option<String>,
) -> Filter {
    Filter { skill: skill.clone(), language: language.clone(), channel: channel.clone(), team: team.clone() }
}
