//! What a calendar was made of.

use super::combine::Combination;
use super::compiled::{Calendar, Written};
use super::doc::CalendarDoc;
use crate::document::Problems;
use crate::error::Problem;
use crate::time::{MAX_INSTANT, MIN_INSTANT, format_instant, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a calendar was made of: hours that somebody wrote, people on duty, or other calendars.
///
/// Serialised with `made_of`: `{"made_of": "roster", "roster": "follow the sun", "from": …, "to": …, "skill": "billing"}`.
///
/// ```
/// use sundesk::calendar::Calendar;
/// use sundesk::coverage::{Filter, Roster};
/// use sundesk::time::{TimeSegment, ZoneDb, parse_instant};
/// let zones = ZoneDb::bundled();
/// let roster = Roster::from_json(r#"{"name": "Iberia", "shifts": [{"id": "day", "timezone": "Europe/Madrid", "start": "08:00", "end": "16:00"}]}"#, &zones)?;
/// let range = TimeSegment::new(parse_instant("2026-01-01T00:00:00Z")?, parse_instant("2027-01-01T00:00:00Z")?);
/// let staffed = roster.calendar(range, &Filter::default(), &zones)?;
/// assert_eq!(staffed.origin().to_string(), "who is on in roster \"Iberia\", 2026-01-01T00:00:00Z to 2027-01-01T00:00:00Z");
/// let office = Calendar::from_json(r#"{"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"]}}"#, &zones)?;
/// assert_eq!(office.union(&staffed)?.origin().to_string(),
///     "any of (hours in UTC) (who is on in roster \"Iberia\", 2026-01-01T00:00:00Z to 2027-01-01T00:00:00Z)");
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "made_of", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Origin {
    /// The hours of a document.
    Hours {
        /// Its name; may be empty.
        #[serde(skip_serializing_if = "String::is_empty")]
        name: String,
        /// Its zone.
        timezone: String,
    },
    /// The people on duty of a roster.
    Roster(StaffedBy),
    /// Open when any of these is.
    Union {
        /// Its parts.
        parts: Vec<Origin>,
    },
    /// Open when all of these are.
    Intersection {
        /// Its parts.
        parts: Vec<Origin>,
    },
    /// Open when the first is and none of the others.
    Difference {
        /// Its parts.
        parts: Vec<Origin>,
    },
    /// Another one, with pieces taken out.
    Without {
        /// What they were taken out of.
        of: Box<Origin>,
        /// How many pieces; of a roster's calendar all that are closed, its own among them.
        pieces: usize,
    },
}

/// The roster whose people on duty a calendar was made of, and which of them.
///
/// [`Roster::calendar`](crate::coverage::Roster::calendar) writes it. It is kept with the document so that whoever reads a figure can see whose hours
/// it was counted in; the hours themselves are the pieces of [`without`](CalendarDoc::without). Outside of the range nothing was looked at and the
/// calendar is closed: asked at an instant outside, [`warnings_at_us`](Calendar::warnings_at_us) has `staffing_unknown`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StaffedBy {
    /// The name of the roster; may be empty.
    pub roster: String,
    /// From which instant on it was looked at.
    pub from: String,
    /// Until which.
    pub to: String,
    /// Only those with this skill counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Only those with this language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Only those on this channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Only those of this team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The release of the zone rules the roster was read with.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tzdb: String,
    /// Whether more pieces were taken out since, which are no gaps of the roster.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub narrowed: bool,
}

impl Calendar {
    /// What it was made of; kept through documents, combinations and [`without`](Self::without).
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin::of(self.doc())
    }

    /// The same calendar, known to be the hours in which a roster's people are on.
    pub(crate) fn staffed_by(&self, whom: StaffedBy) -> Calendar {
        let inner = &self.0;
        let doc = Written::staffed_by(&inner.doc, whom);
        Calendar::assemble(inner.index.clone(), inner.source.clone(), doc, inner.zone.clone())
    }
}

impl Origin {
    fn of(doc: &CalendarDoc) -> Self {
        let parts = |list: &[CalendarDoc]| list.iter().map(Origin::of).collect();
        let own = match (Combination::of_doc(doc), &doc.staffed_by) {
            (Some(Combination::Union), _) => Origin::Union { parts: parts(&doc.union) },
            (Some(Combination::Intersection), _) => Origin::Intersection { parts: parts(&doc.intersection) },
            (Some(Combination::Difference), _) => Origin::Difference { parts: parts(&doc.difference) },
            (None, Some(whom)) => Origin::Roster(whom.clone()),
            (None, None) => Origin::Hours { name: doc.name.clone(), timezone: doc.timezone.clone() },
        };
        let is_whole = matches!(&own, Origin::Roster(whom) if !whom.narrowed) || doc.without.is_empty();
        if is_whole { own } else { Origin::Without { of: Box::new(own), pieces: doc.without.len() } }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (how, parts) = match self {
            Origin::Hours { name, timezone } if name.is_empty() => return write!(f, "hours in {timezone}"),
            Origin::Hours { name, timezone } => return write!(f, "hours {name:?} in {timezone}"),
            Origin::Roster(whom) => return whom.fmt(f),
            Origin::Without { of, pieces } => return write!(f, "{of}, less {pieces} pieces"),
            Origin::Union { parts } => ("any of", parts),
            Origin::Intersection { parts } => ("all of", parts),
            Origin::Difference { parts } => ("the first and none of the rest of", parts),
        };
        f.write_str(how)?;
        parts.iter().try_for_each(|part| write!(f, " ({part})"))
    }
}

impl fmt::Display for StaffedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("who is on in ")?;
        match self.roster.as_str() {
            "" => f.write_str("a roster")?,
            name => write!(f, "roster {name:?}")?,
        }
        let filters =
            [("skill", &self.skill), ("language", &self.language), ("channel", &self.channel), ("team", &self.team)];
        for (word, name) in filters {
            if let Some(name) = name {
                write!(f, ", {word} {name:?}")?;
            }
        }
        write!(f, ", {} to {}", self.from, self.to)
    }
}

/// What is wrong with what a document says of its roster.
pub(super) fn check(doc: &CalendarDoc, problems: &mut Problems) {
    let Some(whom) = &doc.staffed_by else { return };
    if !doc.always_open {
        let expected = "only beside `always_open` and `without`: it tells whose hours those are";
        problems.fault("staffed_by_with_hours", "staffed_by", &whom.roster, expected);
    }
    let mut read = |field: &str, text: &str| {
        let found = parse_instant(text).ok().filter(|at| (MIN_INSTANT..=MAX_INSTANT).contains(at));
        if found.is_none() {
            let expected = "an instant from 1900 to 2200 such as 2026-07-06T15:00:00Z";
            problems.fault("value_misfit", &format!("staffed_by.{field}"), text, expected);
        }
        found
    };
    let (Some(from), Some(to)) = (read("from", &whom.from), read("to", &whom.to)) else { return };
    if to < from {
        problems.fault("range_reversed", "staffed_by.to", &whom.to, "an instant that is not before `from`");
    }
}

/// Whether an instant lies where nobody looked at the roster.
pub(super) fn unknown_at(whom: &StaffedBy, now: i64) -> Option<Problem> {
    let (from, to) = (parse_instant(&whom.from).ok()?, parse_instant(&whom.to).ok()?);
    let expected = format!("a roster looked at from {} on past {}", whom.from, format_instant(now));
    let outside = !(from..to).contains(&now);
    outside.then(|| Problem::warning("staffing_unknown", "staffed_by.to", &whom.to, expected))
}
