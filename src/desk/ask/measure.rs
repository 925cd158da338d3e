//! Metrics of tickets that the host hands over as rows.

use super::parts::at;
use super::{Ask, Library, Reply};
use crate::desk::chart;
use crate::desk::figures_out::{Basis, Group, csv, sheet};
use crate::desk::figures_text::{table, withheld_text};
use crate::desk::sheet::Sheet;
use crate::desk::shifts::{days_of, shown_by};
use crate::error::{Error, Result};
use crate::hash::hex;
use crate::metrics::period::PeriodRule;
use crate::metrics::{
    Accumulator, FiguresOfGroup, MetricSpec, PeriodOf, RowsDoc, Shown, View, ViewDoc, Withheld, check_view,
};
use crate::time::Instant;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Metrics of tickets handed over as rows, counted in parts and merged; for a log, ask `metrics`.
///
/// Each part is counted by itself, written as bytes, read back and merged, as if it came from another machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureQuestion {
    /// What is measured.
    pub metrics: Vec<MetricSpec>,
    /// The tickets, in one part or several.
    pub parts: Vec<PartDoc>,
    /// Words of the rows to group by, all at once; left out, all tickets together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group_by: Vec<String>,
    /// The as-of instant, RFC 3339: of first-contact windows that are still open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// Days, weeks, months, … or shifts to group by besides; the period is the last part of a group's key. It needs tickets with their instants, or
    /// states that were kept by `quarter_hours`, which are read by any period of any zone later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodRule>,
    /// The instant that puts a ticket into a period; default its creation.
    #[serde(default)]
    pub period_of: PeriodOf,
    /// Whose days and weeks are meant; left out, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Which roster of the library has the shifts of the period `shift`; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// Whether tickets are kept by the quarter hour of UTC besides (a rollup); default whether there is a period. Without a period the quarter hour is the
    /// last part of a group's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarter_hours: Option<bool>,
    /// How figures are read.
    #[serde(default)]
    pub view: ViewDoc,
    /// Whether the answer has the merged state, to be handed on as a part.
    #[serde(default)]
    pub with_state: bool,
}

/// A part of the tickets: rows, or the state of an earlier answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PartDoc {
    /// The rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<RowsDoc>,
    /// What the part was measured by, where it was not here; a part measured otherwise is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<Vec<MetricSpec>>,
    /// The state of an earlier answer, in hexadecimal, instead of rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Whether it is taken out of the parts before it instead of added: tickets that changed since they were counted, or are to be forgotten.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub retract: bool,
}

/// The figures of rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MeasureReport {
    /// The as-of instant; `null` where none was given.
    pub as_of: Option<Instant>,
    /// Whose days and weeks they are.
    pub zone: String,
    /// What was grouped by.
    pub group_by: Vec<String>,
    /// The figures by group, in the order of their names.
    pub groups: Vec<FiguresOfGroup>,
    /// Tickets in no period, because what puts them into one has not happened.
    pub in_no_period: u64,
    /// Groups that are not told because of the view's floor; `null` where all are.
    pub withheld: Option<Withheld>,
    /// The merged state, in hexadecimal; `null` unless asked for.
    pub state: Option<String>,
}

impl Ask for MeasureQuestion {
    const NAME: &'static str = "measure";
    type Answer = MeasureReport;

    fn answer(&self, library: &Library) -> Result<MeasureReport> {
        let as_of = self.now.as_deref().map(|now| at(now, "now")).transpose()?;
        let zone = library.zones().zone(self.zone.as_deref().unwrap_or("UTC")).map_err(|e| e.at("zone"))?;
        let view = self.view.compile().map_err(|e| e.at("view"))?;
        let view = View { as_of, zone: Some(zone.name().into()), days: days_of(as_of, &zone)?, ..view };
        check_view(&view, &self.metrics).map_err(|e| e.at("view"))?;
        let all = self.counted(as_of)?;
        let roster = || library.roster(self.roster.as_deref());
        let Shown { groups, withheld, in_no_period, .. } = shown_by(&all, self.period, &zone, roster, &view)?;
        let mut group_by = self.group_by.clone();
        let last = self.period.map(|period| period.unit.name()).or(self.cells().map(|_| "quarter hour"));
        group_by.extend(last.map(str::to_owned));
        let state = self.with_state.then(|| hex(&all.encode()));
        let zone = zone.name().to_owned();
        Ok(MeasureReport { as_of: as_of.map(Instant::of), zone, group_by, groups, in_no_period, withheld, state })
    }
}

impl MeasureQuestion {
    /// By the quarter hour of which instant tickets are kept.
    fn cells(&self) -> Option<PeriodOf> {
        self.quarter_hours.unwrap_or(self.period.is_some()).then_some(self.period_of)
    }

    /// All parts, merged and taken out in their order.
    fn counted(&self, as_of: Option<i64>) -> Result<Accumulator> {
        let mut all = Accumulator::of_cells(&self.metrics, self.cells())?;
        for (i, part) in self.parts.iter().enumerate() {
            let counted = self.part(part, as_of).map_err(|e| e.at(&format!("parts[{i}]")))?;
            let done = if part.retract { all.retract(&counted) } else { all.merge(&counted) };
            done.map_err(|e| e.at(&format!("parts[{i}]")))?;
        }
        Ok(all)
    }

    fn part(&self, part: &PartDoc, as_of: Option<i64>) -> Result<Accumulator> {
        let specs = part.metrics.as_deref().unwrap_or(&self.metrics);
        let state = match (&part.rows, &part.state) {
            (Some(rows), None) => {
                let rows = rows.compile().map_err(|e| e.at("rows"))?;
                let mut acc = Accumulator::of_cells(specs, self.cells())?;
                acc.see(&rows.columns, rows.groups(&self.group_by)?, as_of.unwrap_or(i64::MAX))?;
                acc.encode()
            }
            (None, Some(state)) => unhex(state).map_err(|e| e.at("state"))?,
            (rows, _) => {
                let both = if rows.is_some() { "both" } else { "nothing" };
                return Err(Error::invalid("rows", both, "either rows or the state of an earlier answer"));
            }
        };
        Accumulator::decode(specs, &state)
    }
}

fn unhex(text: &str) -> Result<Vec<u8>> {
    let digit = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? * 16 + digit(low)?),
        _ => None,
    };
    let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(byte).collect();
    bytes.ok_or_else(|| Error::invalid("", text, "hexadecimal digits, two a byte"))
}

impl MeasureReport {
    fn notes(&self) -> Vec<(String, &Withheld)> {
        self.withheld.iter().map(|withheld| (self.group_by.join(", "), withheld)).collect()
    }

    fn parts(&self) -> (Basis<'_>, impl Iterator<Item = (String, &FiguresOfGroup)>) {
        let basis = Basis { as_of: self.as_of, zone: &self.zone, ..Basis::default() };
        (basis, self.groups.iter().map(|g| (g.key.join(", "), g)))
    }

    fn sheet(&self) -> Sheet {
        let (basis, named) = self.parts();
        let (by, named) = (self.group_by.join(", "), named.collect::<Vec<_>>());
        let groups = named.iter().map(|(name, g)| Group { by: &by, name, period: "", figures: &g.figures });
        sheet("Service figures", &basis, groups, &self.notes())
    }
}

impl Reply for MeasureReport {
    fn zone(&self) -> Option<&str> {
        Some(&self.zone)
    }

    fn svg(&self) -> Option<String> {
        let (_, named) = self.parts();
        chart::nps(&named.filter_map(|(name, g)| chart::NpsBar::of(&name, &g.figures)).collect::<Vec<_>>())
    }

    fn csv(&self) -> Option<String> {
        let (_, named) = self.parts();
        let (by, named) = (self.group_by.join(", "), named.collect::<Vec<_>>());
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

impl fmt::Display for MeasureReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let as_of = self.as_of.map_or("-".to_owned(), |at| at.to_string());
        writeln!(f, "as of {as_of}, days of {}", self.zone)?;
        self.groups.iter().try_for_each(|group| table(f, &group.key.join(", "), &group.figures))?;
        self.withheld.as_ref().map_or(Ok(()), |withheld| writeln!(f, "{}", withheld_text(withheld)))
    }
}
