//! How many tickets will come.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::desk::review::zone_of;
use crate::desk::words::{clean, percent};
use crate::error::Result;
use crate::metrics::forecast::{Backtest, Forecast, ForecastInput, ForecastSeries, ForecastSpec, forecast};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many tickets will come, by quarter hour and by language, channel or what else the log knows, with bounds and a test on the past.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForecastQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// Whose days and hours are meant; left out, those of the calendar, else of the log's own clock, else UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Whose holidays count; left out, there are none. The empty name is the library's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// What is forecast.
    #[serde(default)]
    pub spec: ForecastSpec,
}

impl Ask for ForecastQuestion {
    const NAME: &'static str = "forecast";
    type Answer = Forecast;

    fn answer(&self, library: &Library) -> Result<Forecast> {
        let log = library.log(self.log.as_deref())?;
        let now = as_of(log, self.now.as_deref())?;
        let calendar = self.calendar.as_deref().map(|name| library.calendar(Some(name).filter(|n| !n.is_empty())));
        let calendar = calendar.transpose()?;
        let zone = zone_of(log, self.zone.as_deref(), calendar, library.zones())?;
        forecast(&ForecastInput { log, now, zone: &zone, calendar }, &self.spec).map_err(|e| match e.path() {
            "log" => e,
            _ => e.at("spec"),
        })
    }
}

impl Reply for Forecast {
    fn zone(&self) -> Option<&str> {
        Some(&self.zone)
    }

    fn svg(&self) -> Option<String> {
        Some(crate::desk::chart::forecast(self))
    }
}

impl fmt::Display for Forecast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to, weeks) = (&self.history_from, &self.history_to, self.history_weeks);
        writeln!(f, "forecast in {} as of {}, from {weeks} weeks: {from} to {to}", self.zone, self.as_of)?;
        self.series.iter().try_for_each(|s| series(f, s, self.confidence))?;
        match &self.withheld {
            Some(w) => {
                writeln!(f, "{} series with {} tickets withheld, for a floor of {}", w.groups.len(), w.tickets, w.floor)
            }
            None => Ok(()),
        }
    }
}

/// What a series is called.
pub(in crate::desk) fn called(series: &ForecastSeries) -> String {
    if series.group.is_empty() {
        return "all".to_owned();
    }
    let words = series
        .group
        .iter()
        .map(|(by, word)| format!("{} {}", clean(by), clean(if word.is_empty() { "-" } else { word })));
    words.collect::<Vec<_>>().join(", ")
}

fn series(f: &mut fmt::Formatter<'_>, s: &ForecastSeries, confidence: f64) -> fmt::Result {
    let (level, trend) = (s.level_per_day, s.trend_per_day);
    writeln!(f, "{}: {} tickets, {level:.1} a day now, {trend:+.2} in the next week", called(s), s.tickets)?;
    for day in &s.days {
        let holiday = if day.holiday { ", holiday" } else { "" };
        writeln!(f, "  {}: {:.1} ({} to {}){holiday}", day.date, day.expected, day.lo, day.hi)?;
    }
    match &s.backtest {
        Some(test) => tested(f, test, confidence)?,
        None => writeln!(f, "  too few weeks to test it on the past")?,
    }
    match s.flags.is_empty() {
        true => Ok(()),
        false => writeln!(f, "  note: {}", s.flags.join(", ").replace('_', " ")),
    }
}

fn tested(f: &mut fmt::Formatter<'_>, test: &Backtest, confidence: f64) -> fmt::Result {
    let [ours, peer] = [&test.model, &test.seasonal_naive].map(|e| percent(e.day_wape));
    let nearer = match test.nearer {
        "model" => "the forecast was nearer",
        "equal" => "both were equally near",
        _ => "the last week repeated was nearer",
    };
    writeln!(f, "  on the past: missed days by {ours}, the last week repeated by {peer}; {nearer}")?;
    let (days, asked) = (percent(test.days_within), percent(Some(confidence)));
    writeln!(f, "  {days} of {} past days lay within their bounds of {asked}", test.days)
}
