//! Metrics of tickets that the host hands over as rows.

use super::parts::at;
use super::{Ask, Library, Reply};
use crate::desk::chart;
use crate::desk::figures_out::{Basis, Group, csv, html};
use crate::desk::figures_text::table;
use crate::error::{Error, Result};
use crate::hash::hex;
use crate::metrics::{Accumulator, FiguresOfGroup, MetricSpec, RowsDoc, View, ViewDoc, check_goals};
use crate::time::format_instant;
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
}

/// The figures of rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MeasureReport {
    /// The as-of instant; `null` where none was given.
    pub as_of: Option<String>,
    /// What was grouped by.
    pub group_by: Vec<String>,
    /// The figures by group, in the order of their names.
    pub groups: Vec<FiguresOfGroup>,
    /// The merged state, in hexadecimal; `null` unless asked for.
    pub state: Option<String>,
}

impl Ask for MeasureQuestion {
    const NAME: &'static str = "measure";
    type Answer = MeasureReport;

    fn answer(&self, _: &Library) -> Result<MeasureReport> {
        let as_of = self.now.as_deref().map(|now| at(now, "now")).transpose()?;
        let mut all = Accumulator::new(&self.metrics)?;
        for (i, part) in self.parts.iter().enumerate() {
            let part = self.part(part, as_of).map_err(|e| e.at(&format!("parts[{i}]")))?;
            all.merge(&part)?;
        }
        let view = View { as_of, ..self.view.compile().map_err(|e| e.at("view"))? };
        check_goals(&view, &self.metrics).map_err(|e| e.at("view"))?;
        Ok(MeasureReport {
            as_of: as_of.map(format_instant),
            group_by: self.group_by.clone(),
            groups: all.figures(&view)?,
            state: self.with_state.then(|| hex(&all.encode())),
        })
    }
}

impl MeasureQuestion {
    fn part(&self, part: &PartDoc, as_of: Option<i64>) -> Result<Accumulator> {
        let specs = part.metrics.as_deref().unwrap_or(&self.metrics);
        let state = match (&part.rows, &part.state) {
            (Some(rows), None) => {
                let rows = rows.compile().map_err(|e| e.at("rows"))?;
                let mut acc = Accumulator::new(specs)?;
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
    fn parts(&self) -> (Basis<'_>, impl Iterator<Item = (String, &FiguresOfGroup)>) {
        let basis = Basis { as_of: self.as_of.as_deref().unwrap_or_default(), ..Basis::default() };
        (basis, self.groups.iter().map(|g| (g.key.join(", "), g)))
    }
}

impl Reply for MeasureReport {
    fn svg(&self) -> Option<String> {
        let (_, named) = self.parts();
        chart::nps(&named.filter_map(|(name, g)| chart::NpsBar::of(&name, &g.figures)).collect::<Vec<_>>())
    }

    fn csv(&self) -> Option<String> {
        let (basis, named) = self.parts();
        let (by, named) = (self.group_by.join(", "), named.collect::<Vec<_>>());
        let groups = named.iter().map(|(name, g)| Group { by: &by, name, period: "", figures: &g.figures });
        Some(csv(&basis, groups))
    }

    fn html(&self) -> Option<String> {
        let (basis, named) = self.parts();
        let (by, named) = (self.group_by.join(", "), named.collect::<Vec<_>>());
        let groups = named.iter().map(|(name, g)| Group { by: &by, name, period: "", figures: &g.figures });
        Some(html("Service figures", &basis, groups))
    }
}

impl fmt::Display for MeasureReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.groups.iter().try_for_each(|group| table(f, &group.key.join(", "), &group.figures))
    }
}
