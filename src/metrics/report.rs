//! A report: figures for all tickets and for each group, with everything they rest on.

use super::acc::{Attainment, AttainmentFigures, AttainmentRule, DurationFigures, ShareFigures};
use super::accumulator::Accumulator;
use super::columns::{Columns, NONE};
use super::due::StatedDue;
use super::facts::{Exclusion, ResolutionVariant, TicketFacts};
use super::figure::{Figure, View};
use super::goal::Goal;
use super::measure::{self, Clock, FirstResponse, ReopenRate, ResolutionTime, SlaCompliance, Volume};
use super::percentile::PercentileMethod;
use super::period::PeriodRule;
use super::rows::number_of;
use super::spec::{MetricSpec, Need};
use super::stats::{DEFAULT_CONFIDENCE, IntervalMethod};
use super::summary::summary;
use super::view_doc::ViewDoc;
use super::week::{WeekFigures, by_week};
use crate::calendar::Calendar;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::sla::{Judged, Promise};
use crate::ticket::{EventLog, Quality, Symbol};
use crate::time::{Zone, check_instant, civil, format_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// What to measure and how; the default measures all tickets, the last resolution, by nearest rank, at 95 %.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportSpec {
    /// What to break the figures down by; each entry gives one table: an attribute of the log, or several at once.
    pub group_by: Vec<GroupBy>,
    /// Figures of each day, week, month, … besides: every table by period too, and one by period alone.
    pub period: Option<PeriodRule>,
    /// The instant that puts a ticket into a period; default its creation.
    pub period_of: PeriodOf,
    /// Metrics to tell besides the summary, each as figures.
    pub metrics: Vec<MetricSpec>,
    /// Tickets to leave out of every figure, counted by reason.
    pub exclude: Option<ExcludeDoc>,
    /// Which span is the resolution time.
    pub resolution: ResolutionVariant,
    /// How percentiles are read.
    pub percentile: PercentileMethod,
    /// Which cycles of a metric make up the attainment.
    pub attainment: AttainmentRule,
    /// Which percentiles besides the median and the ninth tenth, from 0 to 100.
    pub percentiles: Vec<f64>,
    /// Confidence of the intervals.
    pub confidence: f64,
    /// How intervals of shares are made; the summary's are Wilson's.
    pub interval: IntervalMethod,
    /// What figures should be; told of the metrics that are asked for.
    pub goals: Vec<Goal>,
    /// Below so many values a figure is flagged `low_n`.
    pub low_n: u64,
    /// Only tickets created at or after this instant (RFC 3339).
    pub created_from: Option<String>,
    /// Only tickets created before this instant (RFC 3339).
    pub created_before: Option<String>,
}

/// What a table is broken down by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum GroupBy {
    /// One attribute.
    One(String),
    /// Several at once: a group for each combination there is.
    Several(Vec<String>),
}

impl GroupBy {
    fn names(&self) -> &[String] {
        match self {
            GroupBy::One(name) => std::slice::from_ref(name),
            GroupBy::Several(names) => names,
        }
    }
}

impl<T: Into<String>> From<T> for GroupBy {
    fn from(name: T) -> Self {
        GroupBy::One(name.into())
    }
}

/// The instant that puts a ticket into a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodOf {
    /// Its creation: the tickets of a period, whatever became of them later. The default.
    #[default]
    Created,
    /// Its first response; tickets without one are in no period.
    Answered,
    /// Its last resolution, of tickets that are done: the work finished in a period.
    Resolved,
    /// Its closing.
    Closed,
}

/// Tickets to leave out, by the value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExcludeDoc {
    /// The attribute.
    pub attribute: String,
    /// Why a ticket with a value is left out, by value.
    pub values: BTreeMap<String, Exclusion>,
}

impl Document for ReportSpec {
    const WHAT: &'static str = "report document";
}

impl Default for ReportSpec {
    fn default() -> Self {
        Self {
            group_by: Vec::new(),
            period: None,
            period_of: PeriodOf::default(),
            metrics: Vec::new(),
            exclude: None,
            percentiles: ViewDoc::default().percentiles,
            interval: IntervalMethod::default(),
            goals: Vec::new(),
            low_n: View::default().low_n,
            resolution: ResolutionVariant::default(),
            percentile: PercentileMethod::default(),
            attainment: AttainmentRule::default(),
            confidence: DEFAULT_CONFIDENCE,
            created_from: None,
            created_before: None,
        }
    }
}

/// What the figures are made of besides the log itself.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// The tickets.
    pub log: &'a EventLog,
    /// The as-of instant in microseconds, UTC: what comes later is not known yet.
    pub now: i64,
    /// Whose weeks and days are meant.
    pub zone: &'a Zone,
    /// The calendar for resolution times in business hours; without it there are none.
    pub calendar: Option<&'a Calendar>,
    /// What was promised; without it there is no attainment.
    pub promise: Option<Promise<'a>>,
}

/// A report. Its JSON has a stable order of keys, and `null` where there is no data.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// What the figures rest on.
    pub basis: Basis,
    /// All tickets together.
    pub all: Figures,
    /// The same by group.
    pub groups: Vec<Breakdown>,
    /// What came in and went out.
    pub weeks: Vec<WeekFigures>,
    /// What was odd about the log.
    pub quality: Quality,
}

/// What the figures of a report rest on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Basis {
    /// The as-of instant.
    pub as_of: String,
    /// Only tickets created at or after this instant; `null` = no limit.
    pub created_from: Option<String>,
    /// Only tickets created before this instant; `null` = no limit.
    pub created_before: Option<String>,
    /// The zone of weeks and days.
    pub zone: String,
    /// Which span is the resolution time.
    pub resolution: ResolutionVariant,
    /// Whether its end is the log's own column (`stated`) or the history of statuses (`history`).
    pub resolution_from: &'static str,
    /// Which cycles make up the attainment; `null` without one.
    pub attainment: Option<AttainmentRule>,
    /// Fingerprint of the calendar of business hours, in hexadecimal.
    pub calendar: Option<String>,
    /// Release of the time zone database behind that calendar.
    pub tzdb: Option<String>,
}

/// The figures of one set of tickets.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Figures {
    /// Tickets created by the as-of instant, within the window.
    pub tickets: u64,
    /// Of these solved or closed at the as-of instant.
    pub done: u64,
    /// Of these neither solved nor closed.
    pub open: u64,
    /// Time from creation to the first public reply of a person, elapsed.
    pub first_response: DurationFigures,
    /// Tickets with a first response that is left out of these times, by reason: `before_creation`.
    pub first_response_excluded: BTreeMap<&'static str, u64>,
    /// Tickets without a first response: open and waiting, or done without one.
    pub without_first_response: u64,
    /// Resolution time, elapsed.
    pub resolution: DurationFigures,
    /// Resolution time in business hours; `null` without a calendar, and for the variants that leave out parts of the span.
    pub resolution_business: Option<DurationFigures>,
    /// Tickets left out of the resolution times, by reason ([`Exclusion`]): `open`, `not_closed` (solved, where the figure ends at the
    /// closing), `no_instant` (done, but the log does not say when), `before_creation`. Each has one; with `resolution.n` they add up
    /// to `tickets`.
    pub resolution_excluded: BTreeMap<&'static str, u64>,
    /// Tickets reopened at least once, of those resolved at least once.
    pub reopened: ShareFigures,
    /// Promises kept; `null` when none were judged.
    pub attainment: Option<AttainmentFigures>,
    /// What became of the due times that the log states itself; `null` for a log without them.
    pub stated_due: Option<StatedDue>,
    /// Figures of the metrics that were asked for by name.
    pub figures: Vec<Figure>,
    /// Tickets that were left out of everything here, by reason.
    pub excluded: BTreeMap<&'static str, u64>,
}

/// Figures by the values of attributes, by period, or both, in the order of their names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Breakdown {
    /// The attribute; several with a comma between them, none for a table by period alone.
    pub by: String,
    /// What periods there are; `null` for a table without.
    pub period: Option<PeriodRule>,
    /// One entry per combination; the empty name stands for tickets without a value.
    pub groups: Vec<GroupFigures>,
    /// Tickets in no period, because what puts them into one has not happened.
    pub in_no_period: u64,
}

/// The figures of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupFigures {
    /// The attribute's value; several with a comma between them.
    pub group: String,
    /// The values, in the order of the attributes.
    pub key: Vec<String>,
    /// The period, such as `2026-W13`; `null` in a table without.
    pub period: Option<String>,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// Measures a log.
///
/// What a status means, the log says; with a promise, the [statuses](crate::sla::PolicyDoc::statuses) of the policy say it of words that
/// the log's own map does not name. Figures and clocks mean the same.
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an attribute that the log does not have, or a metric that no policy has;
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for `now` outside the supported dates or a confidence not between 0 and 1;
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when a window is no instant; those of [`Promise::judge`].
pub fn report(input: ReportInput<'_>, spec: &ReportSpec) -> Result<Report> {
    check_instant(input.now).map_err(|e| e.at("now"))?;
    let judged = input.promise.map(|promise| promise.judge(input.log, input.now)).transpose()?;
    Ok(report_judged(input, spec, judged.as_deref())?.0)
}

/// [`report`] on what became of the promise, for a caller who has it already; with the facts of the tickets that it counts.
pub(crate) fn report_judged(
    input: ReportInput<'_>,
    spec: &ReportSpec,
    judged: Option<&[Judged]>,
) -> Result<(Report, Vec<TicketFacts>)> {
    let ReportInput { log, now, zone, calendar, promise } = input;
    check_instant(now).map_err(|e| e.at("now"))?;
    let window = Window::read(spec)?;
    let own = log.status_words();
    let statuses = promise.map_or(own.clone(), |p| p.policies.doc().statuses.statuses().under(&own));
    let (mut columns, mut facts) = (Columns::default(), Vec::with_capacity(log.len()));
    TicketFacts::each_of_log(log, &statuses.bind(log.names()), now, |of, waits| {
        columns.push(&of, waits);
        facts.push(of);
    });
    let measured = Measured::new(spec, calendar.is_some(), judged.is_some(), log.records_due())?.at(now);
    measured.fill(&mut columns, &input, &facts, judged)?;
    let excluded = spec.exclude.as_ref().map(|e| excluded(log, e)).transpose()?;
    let excluded = excluded.unwrap_or_default();
    columns.set_excluded(excluded.clone());
    let left_out = |row: usize| excluded.get(row).is_some_and(Option::is_some);
    let shown: Vec<u32> = (0_u32..).zip(&facts).filter(|(_, f)| window.has(f)).map(|(row, _)| row).collect();
    let tables = Tables { log, facts: &facts, columns: &columns, shown: &shown, zone, spec, now, measured: &measured };
    let all = tables.section(vec![(Vec::new(), None, shown.clone())])?.pop();
    let mut groups = Vec::new();
    for by in &spec.group_by {
        groups.push(tables.breakdown(by.names(), None)?);
    }
    if let Some(period) = spec.period {
        period.check().map_err(|e| e.at("period"))?;
        groups.push(tables.breakdown(&[], Some(period))?);
        for by in &spec.group_by {
            groups.push(tables.breakdown(by.names(), Some(period))?);
        }
    }
    let counted = facts.iter().enumerate().filter(|(i, f)| window.has(f) && !left_out(*i));
    let counted: Vec<TicketFacts> = counted.map(|(_, f)| *f).collect();
    let report = Report {
        basis: Basis {
            as_of: format_instant(now),
            created_from: spec.created_from.clone(),
            created_before: spec.created_before.clone(),
            zone: zone.name().to_owned(),
            resolution: spec.resolution,
            resolution_from: if log.records_resolution() || log.is_list() { "stated" } else { "history" },
            attainment: judged.map(|_| spec.attainment),
            calendar: calendar.map(|c| format!("{:016x}", c.fingerprint())),
            tzdb: calendar.map(|c| c.tzdb_release().to_owned()),
        },
        all: all
            .map(|g| g.figures)
            .ok_or_else(|| Error::new(crate::ErrorKind::Internal, "a report without figures"))?,
        groups,
        weeks: by_week(&counted, zone)?,
        quality: log.quality().clone(),
    };
    Ok((report, counted))
}

/// Why each ticket is left out.
fn excluded(log: &EventLog, doc: &ExcludeDoc) -> Result<Vec<Option<Exclusion>>> {
    let column = log.attribute(&doc.attribute).map_err(|e| e.at("exclude.attribute"))?;
    Ok(column.iter().map(|value| doc.values.get(log.names().name(*value)).copied()).collect())
}

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
    all: Vec<MetricSpec>,
    view: View,
}

impl Measured {
    fn new(spec: &ReportSpec, calendar: bool, judged: bool, due: bool) -> Result<Self> {
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
            low_n: spec.low_n,
            ..ViewDoc::default()
        };
        Ok(Self {
            volume,
            first_response,
            resolution: resolved,
            business,
            reopened,
            kept,
            due,
            all,
            view: view.compile()?,
        })
    }

    fn at(mut self, now: i64) -> Self {
        self.view.as_of = Some(now);
        self
    }

    /// Fills in what the metrics need besides the facts.
    fn fill(
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
                        let of = |j: &Judged| Attainment::of(j.metric.as_ref(), rule);
                        columns.set_verdicts(rule, judged.ok_or_else(none)?.iter().map(of).collect());
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a metric was asked for by name.
    fn asked(spec: &ReportSpec, figure: &Figure) -> bool {
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
fn business_times(facts: &[TicketFacts], variant: ResolutionVariant, calendar: &Calendar) -> Result<Vec<i64>> {
    let spans: Vec<Option<(i64, i64)>> = facts.iter().map(|f| f.resolution_span(variant)).collect();
    let (from, to): (Vec<i64>, Vec<i64>) = spans.iter().flatten().copied().unzip();
    let mut out = vec![0; from.len()];
    calendar.elapsed_many(&from, &to, &mut out)?;
    let mut out = out.into_iter();
    Ok(spans.iter().map(|span| span.and_then(|_| out.next()).unwrap_or(NONE)).collect())
}

/// Which tickets count, by the instant of their creation.
#[derive(Debug, Clone, Copy)]
struct Window {
    from: Option<i64>,
    before: Option<i64>,
}

impl Window {
    fn read(spec: &ReportSpec) -> Result<Self> {
        let instant = |text: &Option<String>, path: &str| {
            text.as_deref().map(|t| crate::time::parse_instant(t).map_err(|e| e.at(path))).transpose()
        };
        Ok(Self {
            from: instant(&spec.created_from, "created_from")?,
            before: instant(&spec.created_before, "created_before")?,
        })
    }

    fn has(self, facts: &TicketFacts) -> bool {
        facts
            .created
            .is_some_and(|at| self.from.is_none_or(|from| at >= from) && self.before.is_none_or(|end| at < end))
    }
}

/// The tickets of a group: its names, its period, its rows.
type Members = (Vec<String>, Option<String>, Vec<u32>);

struct Tables<'a> {
    log: &'a EventLog,
    facts: &'a [TicketFacts],
    columns: &'a Columns,
    shown: &'a [u32],
    zone: &'a Zone,
    spec: &'a ReportSpec,
    now: i64,
    measured: &'a Measured,
}

impl Tables<'_> {
    /// The figures of some groups.
    fn section(&self, groups: Vec<Members>) -> Result<Vec<GroupFigures>> {
        let mut out = Vec::with_capacity(groups.len());
        for (key, period, rows) in groups {
            let mut acc = Accumulator::new(&self.measured.all)?;
            acc.see(self.columns, [(Vec::new(), rows)], self.now)?;
            let figures = acc.figures(&self.measured.view)?.pop().map(|g| g.figures).unwrap_or_default();
            let mut figures = summary(&figures, self.measured, self.spec)?;
            figures.figures.retain(|f| Measured::asked(self.spec, f));
            out.push(GroupFigures { group: key.join(", "), key, period, figures });
        }
        Ok(out)
    }

    fn breakdown(&self, by: &[String], period: Option<PeriodRule>) -> Result<Breakdown> {
        let attribute = |name: &String| self.log.attribute(name).map_err(|e| e.at("group_by"));
        let columns = by.iter().map(attribute).collect::<Result<Vec<_>>>()?;
        let mut in_no_period = 0;
        // Symbols and places instead of names: a name is written once a group.
        let mut groups: HashMap<(Vec<Symbol>, Option<i32>), Vec<u32>> = HashMap::new();
        for row in self.shown {
            let ticket = usize::try_from(*row).unwrap_or(usize::MAX);
            let place = match period.map(|rule| self.place(rule, ticket)).transpose()? {
                Some(None) => {
                    in_no_period += 1;
                    continue;
                }
                place => place.flatten(),
            };
            let key = columns.iter().map(|c| c.get(ticket).copied().unwrap_or_default()).collect();
            groups.entry((key, place)).or_default().push(*row);
        }
        let mut named: Vec<(Vec<String>, Option<i32>, Vec<u32>)> = groups
            .into_iter()
            .map(|((key, place), rows)| {
                (key.into_iter().map(|s| self.log.names().name(s).to_owned()).collect(), place, rows)
            })
            .collect();
        named.sort();
        let label = |(key, place, rows): (Vec<String>, Option<i32>, Vec<u32>)| {
            let label = period.zip(place).map(|(rule, place)| rule.period(place)).transpose()?.map(|p| p.label);
            Ok((key, label, rows))
        };
        let members = named.into_iter().map(label).collect::<Result<Vec<Members>>>()?;
        Ok(Breakdown { by: by.join(", "), period, groups: self.section(members)?, in_no_period })
    }

    /// The place of the period that a ticket is in.
    fn place(&self, rule: PeriodRule, ticket: usize) -> Result<Option<i32>> {
        let Some(facts) = self.facts.get(ticket) else { return Ok(None) };
        let at = match self.spec.period_of {
            PeriodOf::Created => facts.created,
            PeriodOf::Answered => facts.first_response,
            PeriodOf::Resolved => facts.last_resolved.filter(|_| facts.done),
            PeriodOf::Closed => facts.closed,
        };
        at.map(|at| rule.place(civil::day_of(self.zone.to_local(at)))).transpose()
    }
}
