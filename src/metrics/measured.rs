//! What a report measures, and what its metrics need besides the facts.

use super::acc::Attainment;
use super::columns::{Columns, NONE};
use super::facts::{ResolutionVariant, TicketFacts};
use super::figure::{Days, Figure, View};
use super::goal::check_view;
use super::measure::{self, Clock, FirstResponse, ReopenRate, ResolutionTime, SlaCompliance, Volume};
use super::report::{ReportInput, ReportSpec};
use super::rows::number_of;
use super::spec::{MetricSpec, Need};
use super::view_doc::ViewDoc;
use crate::calendar::Calendar;
use crate::error::{Error, Result};
use crate::sla::Judged;
use crate::ticket::{EventLog, Symbol};
use crate::time::Zone;
use std::collections::HashMap;

/// What a report measures: the metrics of the summary, and those asked for.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) volume: MetricSpec,
    pub(super) first_response: MetricSpec,
    pub(super) resolution: MetricSpec,
    pub(super) business: Option<MetricSpec>,
    pub(super) reopened: MetricSpec,
    pub(super) kept: Option<MetricSpec>,
    pub(super) due: Option<MetricSpec>,
    pub(super) all: Vec<MetricSpec>,
    pub(super) view: View,
}

/// The metrics of the summary of such a report.
pub(crate) fn summary_metrics(spec: &ReportSpec, input: &ReportInput<'_>) -> Result<Vec<MetricSpec>> {
    let judged = input.promise.is_some();
    Ok(Measured::new(spec, input.calendar.is_some(), judged, input.log.records_due())?.all)
}

impl Measured {
    pub(super) fn new(spec: &ReportSpec, calendar: bool, judged: bool, due: bool) -> Result<Self> {
        let resolution = |clock| MetricSpec::new(ResolutionTime { variant: spec.resolution, clock });
        let parts = matches!(spec.resolution, ResolutionVariant::OpenTime | ResolutionVariant::WorkTime);
        let (volume, first_response) = (MetricSpec::new(Volume {})?, MetricSpec::new(FirstResponse {})?);
        let (resolved, reopened) = (resolution(Clock::Elapsed)?, MetricSpec::new(ReopenRate {})?);
        let business = (calendar && !parts).then(|| resolution(Clock::Business)).transpose()?;
        let kept = judged.then(|| MetricSpec::new(SlaCompliance { rule: spec.attainment })).transpose()?;
        let due = due.then(|| MetricSpec::new(measure::StatedDue {})).transpose()?;
        let always = [&volume, &first_response, &resolved, &reopened];
        let summary = always.into_iter().chain([&business, &kept, &due].into_iter().flatten());
        let mut all: Vec<MetricSpec> = Vec::new();
        for one in summary.chain(&spec.metrics) {
            if !all.contains(one) {
                all.push(one.clone());
            }
        }
        let mut percentiles = spec.percentiles.clone();
        if !percentiles.contains(&90.0) {
            percentiles.push(90.0); // the summary tells it
        }
        let view = ViewDoc {
            confidence: spec.confidence,
            interval: spec.interval,
            percentile: spec.percentile,
            percentiles,
            goals: spec.goals.clone(),
            benchmarks: spec.benchmarks.clone(),
            floor: spec.floor,
            low_n: spec.low_n,
            ..ViewDoc::default()
        };
        let view = view.compile()?;
        Ok(Self { volume, first_response, resolution: resolved, business, reopened, kept, due, all, view })
    }

    /// As of an instant, in a zone. Goals that hold from a day on have one to be held against then.
    pub(super) fn at(mut self, (now, zone): (i64, &Zone), specs: &[MetricSpec], days: Days) -> Result<Self> {
        (self.view.as_of, self.view.zone, self.view.days) = (Some(now), Some(zone.name().into()), days);
        check_view(&self.view, specs)?;
        Ok(self)
    }

    /// Fills in what the metrics need besides the facts.
    pub(super) fn fill(
        &self,
        columns: &mut Columns,
        input: &ReportInput<'_>,
        facts: &[TicketFacts],
        judged: Option<&[Judged]>,
    ) -> Result<()> {
        for spec in &self.all {
            for need in spec.measure().needs() {
                match need {
                    Need::Number(name) => {
                        let column = input.log.attribute(&name).map_err(|e| e.at("metrics"))?;
                        columns.set_number(&name, numbers(input.log, column));
                    }
                    Need::Business(variant) => {
                        let none =
                            || Error::invalid("metrics", spec.measure().variant(), "a calendar of business hours");
                        let calendar = input.calendar.ok_or_else(none)?;
                        if !columns.has_business(variant) {
                            columns.set_business(variant, business_times(facts, variant, calendar)?);
                        }
                    }
                    Need::Verdicts(rule) => {
                        let expected = "a promise: policies and a metric of theirs";
                        let none = || Error::invalid("metrics", spec.measure().name(), expected);
                        let of = |j: &Judged| (!j.untold).then(|| Attainment::of(j.metric.as_ref(), rule));
                        columns.set_verdicts(rule, judged.ok_or_else(none)?.iter().map(of).collect());
                    }
                    Need::ReplyTimes => {}
                }
            }
        }
        Ok(())
    }

    /// Whether a metric was asked for by name.
    pub(super) fn asked(spec: &ReportSpec, figure: &Figure) -> bool {
        spec.metrics.iter().any(|m| m.fingerprint().to_string() == figure.fingerprint)
    }
}

/// The numbers that an attribute says.
fn numbers(log: &EventLog, column: &[Symbol]) -> Vec<i64> {
    let mut known: HashMap<Symbol, i64> = HashMap::new();
    let read = |value: &Symbol| *known.entry(*value).or_insert_with(|| number_of(log.names().name(*value)));
    column.iter().map(read).collect()
}

/// Business time of each ticket's resolution, in ticket order; [`NONE`] where there is no resolution time.
pub(crate) fn business_times(
    facts: &[TicketFacts],
    variant: ResolutionVariant,
    calendar: &Calendar,
) -> Result<Vec<i64>> {
    let spans: Vec<Option<(i64, i64)>> = facts.iter().map(|f| f.resolution_span(variant)).collect();
    let (from, to): (Vec<i64>, Vec<i64>) = spans.iter().flatten().copied().unzip();
    let mut out = vec![0; from.len()];
    calendar.elapsed_many(&from, &to, &mut out)?;
    let mut out = out.into_iter();
    Ok(spans.iter().map(|span| span.and_then(|_| out.next()).unwrap_or(NONE)).collect())
}
