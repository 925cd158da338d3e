//! The figures of a log.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::desk::chart;
use crate::desk::figures_out::{Basis, Group, csv, sheet};
use crate::desk::figures_text::{table, withheld_text};
use crate::desk::review::zone_of;
use crate::desk::review_text::NOT_KNOWN;
use crate::desk::sheet::Sheet;
use crate::desk::shifts::shifts_of_log;
use crate::desk::words::{count, hours, interval, percent, span};
use crate::error::{Error, Result};
use crate::metrics::period::PeriodUnit;
use crate::metrics::{Breakdown, Figures, Report, ReportInput, ReportSpec, Withheld, report};
use crate::sla::Promise;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The figures of a log: volume, first responses, resolution times, reopenings, and with a promise the share that was kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricsQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// Whose weeks and days are meant; left out, those of the calendar, else of the log's own clock, else UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The calendar of resolution times in business hours; left out, there are none. The empty name is the library's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// The policies whose promise is counted, with `metric`; may be left out where there are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policies: Option<String>,
    /// The metric whose promise is counted; left out, none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// Which roster's shifts are meant by the period `shift`; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// What figures are made, and how.
    #[serde(default)]
    pub spec: ReportSpec,
}

impl Ask for MetricsQuestion {
    const NAME: &'static str = "metrics";
    type Answer = Report;

    fn answer(&self, library: &Library) -> Result<Report> {
        let log = library.log(self.log.as_deref())?;
        let now = as_of(log, self.now.as_deref())?;
        let calendar = self.calendar.as_deref().map(|name| library.calendar(Some(name).filter(|n| !n.is_empty())));
        let calendar = calendar.transpose()?;
        let zone = zone_of(log, self.zone.as_deref(), calendar, library.zones())?;
        let promise = match (&self.metric, &self.policies) {
            (Some(metric), policies) => {
                let (policies, calendars) = library.policies("policies", policies.as_deref())?;
                Some(Promise { policies, calendars, metric })
            }
            (None, Some(_)) => return Err(Error::invalid("metric", "nothing", "the metric of the policies to count")),
            (None, None) => None,
        };
        let by_shift = self.spec.period.is_some_and(|period| period.unit == PeriodUnit::Shift);
        let labels = match (&self.roster, by_shift) {
            (_, true) => shifts_of_log(library.roster(self.roster.as_deref())?, log).map_err(|e| e.at("roster"))?,
            (Some(roster), false) => {
                return Err(Error::invalid("roster", roster, "nothing, or the period `shift` that it is for"));
            }
            (None, false) => None,
        };
        let labels = labels.as_ref();
        let input = ReportInput { log, now, zone: &zone, calendar, promise, labels };
        report(input, &self.spec)
    }
}

/// Every set of tickets of a report with the figures asked for.
fn sets(report: &Report) -> impl Iterator<Item = Group<'_>> {
    let all = Group { by: "", name: "", period: "", figures: &report.all.figures };
    let groups = report.groups.iter().flat_map(|table| {
        table.groups.iter().map(|g| Group {
            by: &table.by,
            name: &g.group,
            period: g.period.as_deref().unwrap_or_default(),
            figures: &g.figures.figures,
        })
    });
    std::iter::once(all).chain(groups)
}

/// What is withheld, by what it is grouped by.
fn notes(report: &Report) -> Vec<(String, &Withheld)> {
    let by = |table: &Breakdown| {
        let period = table.period.map(|period| period.unit.name().to_owned());
        table.names.iter().cloned().chain(period).collect::<Vec<_>>().join(", ")
    };
    report.groups.iter().filter_map(|table| Some((by(table), table.withheld.as_ref()?))).collect()
}

fn page(report: &Report) -> Sheet {
    sheet("Service figures", &basis(report), sets(report), &notes(report))
}

fn basis(report: &Report) -> Basis<'_> {
    let basis = &report.basis;
    Basis {
        as_of: Some(basis.as_of),
        zone: &basis.zone,
        from: basis.created_from.as_deref().unwrap_or_default(),
        before: basis.created_before.as_deref().unwrap_or_default(),
        caveats: &report.caveats,
    }
}

impl Reply for Report {
    fn zone(&self) -> Option<&str> {
        Some(&self.basis.zone)
    }

    fn svg(&self) -> Option<String> {
        let named = sets(self).map(|g| ([g.name, g.period].join(" "), g.figures));
        chart::nps(&named.filter_map(|(name, f)| chart::NpsBar::of(name.trim(), f)).collect::<Vec<_>>())
    }

    fn csv(&self) -> Option<String> {
        Some(csv(sets(self), &notes(self)))
    }

    fn html(&self) -> Option<String> {
        Some(page(self).to_html())
    }

    fn markdown(&self) -> Option<String> {
        Some(page(self).to_markdown())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "as of {}, weeks of {}", self.basis.as_of, self.basis.zone)?;
        for (word, at) in [("from", &self.basis.created_from), ("before", &self.basis.created_before)] {
            at.iter().try_for_each(|at| write!(f, ", created {word} {at}"))?;
        }
        writeln!(f)?;
        figures(f, "all", &self.all)?;
        for by in &self.groups {
            for group in &by.groups {
                let period = group.period.as_deref().unwrap_or_default();
                let name = if by.by.is_empty() { String::new() } else { format!("{} {:?}", by.by, group.group) };
                let name = [name.as_str(), period].into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ");
                figures(f, &name, &group.figures)?;
            }
        }
        notes(self).iter().try_for_each(|(by, withheld)| writeln!(f, "by {by}: {}", withheld_text(withheld)))?;
        self.caveats.iter().try_for_each(|caveat| writeln!(f, "{caveat}"))
    }
}

fn figures(f: &mut fmt::Formatter<'_>, name: &str, of: &Figures) -> fmt::Result {
    let [tickets, done, open] = [of.tickets, of.done, of.open].map(count);
    writeln!(f, "{name}: {tickets} tickets, {done} done, {open} open")?;
    for (what, times) in [("first response", &of.first_response), ("resolution", &of.resolution)] {
        if what == "first response" && of.first_response_excluded.contains_key("unknown") {
            writeln!(f, "  first response: {NOT_KNOWN}")?;
            continue;
        }
        let (median, p90) = (span(times.median_s), span(times.p90_s));
        writeln!(f, "  {what}: median {median}, nine in ten within {p90} ({} tickets)", count(times.n))?;
    }
    if let Some(times) = &of.resolution_business {
        writeln!(f, "  resolution in business hours: median {}", hours(times.median_s))?;
    }
    let share = &of.reopened;
    match of.reopened_excluded.is_empty() {
        true => writeln!(f, "  reopened: {} ({})", percent(share.rate), interval(share.lo, share.hi))?,
        false => writeln!(f, "  reopened: {NOT_KNOWN}")?,
    }
    if let Some(kept) = of.attainment.as_ref().filter(|a| a.share.n == 0 && a.unknown > 0) {
        writeln!(f, "  promise kept: {NOT_KNOWN} ({} tickets)", count(kept.unknown))?;
    } else if let Some(kept) = &of.attainment {
        let (share, n) = (&kept.share, count(kept.share.n));
        writeln!(f, "  promise kept: {} ({}) of {n}", percent(share.rate), interval(share.lo, share.hi))?;
    }
    if of.figures.is_empty() { Ok(()) } else { table(f, &format!("{name}, as asked"), &of.figures) }
}
