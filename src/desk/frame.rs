//! Figures of a frame of events: the same shape of question and answer as those asked of a library, with columns beside it.

use super::answer::{Answer, Reply};
use super::figures_out::{Basis, Group, csv, sheet};
use super::figures_text::{table, withheld_text};
use super::sheet::Sheet;
use super::shifts::{days_of, shift_labels};
use crate::calendar::{Calendar, CalendarDoc};
use crate::coverage::{Roster, RosterDoc};
use crate::document::Document;
use crate::error::Result;
use crate::metrics::frame::{FrameQuery, extent, measure_frame};
use crate::metrics::period::{PeriodRule, PeriodUnit};
use crate::metrics::{FiguresOfGroup, Labels, MetricSpec, PeriodOf, Shown, View, ViewDoc, Withheld, check_view};
use crate::ticket::frame::{EventChunk, FrameDoc, FrameQuality};
use crate::time::{Instant, TimeSegment, ZoneDb, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is measured of a frame of events, and what its columns mean.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameQuestion {
    /// The metrics.
    pub metrics: Vec<MetricSpec>,
    /// Columns to group by, all at once; left out, all tickets together. They are words of the frame, declared or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group_by: Vec<String>,
    /// What the columns of the frame mean.
    #[serde(default)]
    pub events: FrameDoc,
    /// Days, weeks, months, … to group by besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodRule>,
    /// The instant that puts a ticket into a period; default its creation.
    #[serde(default)]
    pub period_of: PeriodOf,
    /// Whose days and weeks are meant; left out, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The roster whose shifts are meant by the period `shift`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<RosterDoc>,
    /// Whether tickets are kept by the quarter hour of UTC besides (a rollup), so that the state can be read by any period of any zone later; the figures
    /// are those of `period`, or else of the quarter hours.
    #[serde(default)]
    pub quarter_hours: bool,
    /// The calendar of metrics in business hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarDoc>,
    /// The as-of instant, RFC 3339; left out, the last instant of the frame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// How figures are read.
    #[serde(default)]
    pub view: ViewDoc,
    /// Whether the answer has the state, to be merged with those of other frames by the question `measure`.
    #[serde(default)]
    pub with_state: bool,
    /// Among how many threads tickets are parted; left out, one. The figures are the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threads: Option<usize>,
}

impl Document for FrameQuestion {
    const WHAT: &'static str = "frame question";
}

/// The figures of a frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FrameReport {
    /// The as-of instant; `null` for a frame without events.
    pub as_of: Option<Instant>,
    /// The zone of days and weeks.
    pub zone: String,
    /// What was grouped by; the period comes last.
    pub group_by: Vec<String>,
    /// The figures by group, in the order of their names.
    pub groups: Vec<FiguresOfGroup>,
    /// Tickets in no period, because what puts them into one has not happened.
    pub in_no_period: u64,
    /// Groups that are not told because of the view's floor; `null` where all are.
    pub withheld: Option<Withheld>,
    /// What was found odd.
    pub quality: FrameQuality,
    /// The state, in hexadecimal; `null` unless asked for.
    pub state: Option<String>,
}

impl FrameQuestion {
    /// The question as it is answered: every column to group by is a word of the frame.
    #[must_use]
    pub fn ready(mut self) -> Self {
        for name in &self.group_by {
            if !self.events.words.contains(name) {
                self.events.words.push(name.clone());
            }
        }
        self
    }

    /// The answer for a frame, whose words are those of `events` after [`ready`](Self::ready).
    ///
    /// # Errors
    /// As [`measure_frame`]; [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone) for a zone that is none; those of calendars and views.
    pub fn answer(&self, chunks: &[EventChunk<'_>], zones: &ZoneDb) -> Result<Answer> {
        let zone = zones.zone(self.zone.as_deref().unwrap_or("UTC")).map_err(|e| e.at("zone"))?;
        let compile = |doc: &CalendarDoc| Calendar::compile(doc, zones).map_err(|e| e.at("calendar"));
        let calendar = self.calendar.as_ref().map(compile).transpose()?;
        let compile = |doc: &RosterDoc| Roster::compile(doc, zones).map_err(|e| e.at("roster"));
        let roster = self.roster.as_ref().map(compile).transpose()?;
        let labels = self.labels(roster.as_ref(), chunks)?;
        let period = self.period.map(|period| (period, self.period_of, &zone));
        let query = FrameQuery {
            metrics: self.metrics.clone(),
            group_by: self.group_by.clone(),
            period: period.filter(|_| !self.quarter_hours),
            labels: labels.as_ref(),
            cells: self.quarter_hours.then_some(self.period_of),
            calendar: calendar.as_ref(),
            as_of: self.now.as_deref().map(|now| parse_instant(now).map_err(|e| e.at("now"))).transpose()?,
            threads: self.threads.unwrap_or(1),
        };
        let view = self.view.compile().map_err(|e| e.at("view"))?;
        let measured = measure_frame(&self.events, chunks, &query)?;
        let as_of = measured.as_of;
        let view = View { as_of, zone: Some(zone.name().into()), days: days_of(as_of, &zone)?, ..view };
        check_view(&view, &self.metrics).map_err(|e| e.at("view"))?;
        let last = self.period.map(|period| period.unit.name()).or(query.cells.map(|_| "quarter hour"));
        let mut group_by = self.group_by.clone();
        group_by.extend(last.map(str::to_owned));
        let Shown { groups, withheld, in_no_period, .. } = match self.period.filter(|_| self.quarter_hours) {
            Some(period) => measured.accumulator.by_period(period, &zone, labels.as_ref(), &view)?,
            None => measured.shown(&view, query.threads)?,
        };
        let report = FrameReport {
            as_of: as_of.map(Instant::of),
            zone: zone.name().to_owned(),
            group_by,
            groups,
            in_no_period: in_no_period.saturating_add(measured.in_no_period),
            withheld,
            quality: measured.quality,
            state: self.with_state.then(|| crate::hash::hex(&measured.accumulator.encode())),
        };
        Ok(Answer::new("frame", report))
    }

    /// The shifts that the frame's instants lie in, where they are asked for.
    fn labels(&self, roster: Option<&Roster>, chunks: &[EventChunk<'_>]) -> Result<Option<Labels>> {
        let by_shift = self.period.is_some_and(|period| period.unit == PeriodUnit::Shift);
        let Some(roster) = roster.filter(|_| by_shift) else { return Ok(None) };
        let range = extent(&self.events, chunks)?.unwrap_or(TimeSegment::new(0, 0));
        shift_labels(roster, range).map(Some).map_err(|e| e.at("roster"))
    }
}

impl FrameReport {
    fn notes(&self) -> Vec<(String, &Withheld)> {
        self.withheld.iter().map(|withheld| (self.group_by.join(", "), withheld)).collect()
    }

    fn parts(&self) -> (Basis<'_>, String, Vec<(String, &FiguresOfGroup)>) {
        let basis = Basis { as_of: self.as_of, zone: &self.zone, ..Basis::default() };
        (basis, self.group_by.join(", "), self.groups.iter().map(|g| (g.key.join(", "), g)).collect())
    }

    fn sheet(&self) -> Sheet {
        let (basis, by, named) = self.parts();
        let groups = named.iter().map(|(name, g)| Group { by: &by, name, period: "", figures: &g.figures });
        sheet("Service figures", &basis, groups, &self.notes())
    }
}

impl Reply for FrameReport {
    fn zone(&self) -> Option<&str> {
        Some(&self.zone)
    }

    fn csv(&self) -> Option<String> {
        let (_, by, named) = self.parts();
        let groups = named.iter().map(|(name, g)| Group { by: &by, name, period: "", figures: &g.figures });
        Some(csv(groups, &self.notes()))
    }

    fn html(&self) -> Option<String> {
        Some(self.sheet().to_html())
    }

    fn markdown(&self) -> Option<String> {
        Some(self.sheet().to_markdown())
    }
}

impl fmt::Display for FrameReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let as_of = self.as_of.map_or("-".to_owned(), |at| at.to_string());
        writeln!(f, "as of {as_of}, days of {}", self.zone)?;
        self.groups.iter().try_for_each(|group| table(f, &group.key.join(", "), &group.figures))?;
        self.withheld.as_ref().map_or(Ok(()), |withheld| writeln!(f, "{}", withheld_text(withheld)))
    }
}
