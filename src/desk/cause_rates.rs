//! How often each cause comes, period by period, and when that was more than the ordinary noise.

use super::library::Library;
use super::review::zone_of;
use crate::error::{Error, Result};
use crate::metrics::period::PeriodRule;
use crate::metrics::stats::{ChartOf, ControlChart, MAX_TABLE_CELLS};
use crate::ticket::EventLog;
use crate::time::{TimeSegment, Zone, civil};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How often causes come, period by period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CauseRatesDoc {
    /// The periods: days, weeks, months, … Only whole ones count: from the first that began after the first ticket of the log, to the last that was
    /// over at the as-of instant.
    pub period: PeriodRule,
    /// Whose days and weeks are meant; left out, those of the log's own clock, else UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What tickets can come of in each period, by its label such as `2026-W13`: orders, customers, devices; each whole period has one, above 0. Left out,
    /// all periods are alike, and the rate is the tickets of a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exposure: Option<BTreeMap<String, f64>>,
    /// How many of the first periods make the limits, which later ones do not move; left out, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<usize>,
}

/// The whole periods of a log, and what tickets could come of in them.
pub(in crate::desk) struct Rates<'d> {
    doc: &'d CauseRatesDoc,
    zone: Zone,
    /// The place of the first of them.
    first: i32,
    labels: Vec<String>,
    exposure: Vec<f64>,
}

impl<'d> Rates<'d> {
    /// # Errors
    /// For fewer than two whole periods, a period without exposure, more periods times causes than a table may have cells.
    pub(in crate::desk) fn of(
        doc: &'d CauseRatesDoc,
        library: &Library,
        log: &EventLog,
        known: TimeSegment,
        causes: usize,
    ) -> Result<Self> {
        doc.period.check().map_err(|e| e.at("period"))?;
        let zone = zone_of(log, doc.zone.as_deref(), None, library.zones())?;
        let place = |at: i64| doc.period.place(civil::day_of(zone.to_local(at))).map_err(|e| e.at("period"));
        let (first, end) = (place(known.start)? + 1, place(known.end)?);
        let periods = usize::try_from(end.saturating_sub(first)).unwrap_or(0);
        if periods < 2 {
            let unit = doc.period.unit.name();
            let expected =
                format!("at least two of them between the first ticket and the as-of instant, not {periods}");
            return Err(Error::invalid("period", unit, expected));
        }
        if periods.saturating_mul(causes) > MAX_TABLE_CELLS {
            let expected = format!("at most {MAX_TABLE_CELLS} causes times periods");
            return Err(Error::limit("period", periods.saturating_mul(causes), expected));
        }
        let label = |place| doc.period.period(place).map(|period| period.label);
        let labels = (first..end).map(label).collect::<Result<Vec<_>>>()?;
        let exposure = labels.iter().map(|label| exposure(doc, label)).collect::<Result<_>>()?;
        Ok(Self { doc, zone, first, labels, exposure })
    }

    pub(in crate::desk) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The chart of tickets that were created at these instants.
    pub(in crate::desk) fn chart(&self, created: &[i64]) -> Result<ControlChart> {
        let mut counts = vec![0_u64; self.labels.len()];
        for at in created {
            let place = self.doc.period.place(civil::day_of(self.zone.to_local(*at)))?;
            let slot = usize::try_from(place - self.first).ok().and_then(|place| counts.get_mut(place));
            slot.into_iter().for_each(|n| *n += 1);
        }
        ChartOf::U { counts, exposure: self.exposure.clone(), baseline: self.doc.baseline }.compute()
    }
}

fn exposure(doc: &CauseRatesDoc, label: &str) -> Result<f64> {
    let Some(all) = &doc.exposure else { return Ok(1.0) };
    let path = || format!("exposure.{label}");
    match all.get(label) {
        None => Err(Error::invalid(path(), "nothing", "what tickets can come of in each whole period")),
        Some(of) if of.is_finite() && *of > 0.0 => Ok(*of),
        Some(of) => Err(Error::out_of_range(path(), of, "a number above 0")),
    }
}
