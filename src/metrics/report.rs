//! A report: figures for all tickets and for each group, with everything they rest on.

use super::acc::{AttainmentFigures, AttainmentRule, DurationFigures, ShareFigures};
use super::benchmark::Benchmark;
use super::caveats::caveats;
use super::columns::Columns;
use super::due::StatedDue;
use super::facts::{Exclusion, ResolutionVariant, TicketFacts};
use super::figure::{Days, Figure, View};
use super::floor::{Withheld, withhold_tables};
use super::goal::Goal;
use super::labels::Labels;
use super::measured::Measured;
use super::percentile::PercentileMethod;
use super::period::PeriodRule;
use super::spec::MetricSpec;
use super::stats::{DEFAULT_CONFIDENCE, IntervalMethod};
use super::tables::{Members, Tables};
use super::view_doc::ViewDoc;
use super::week::{WeekFigures, by_week};
use super::window::Window;
use crate::calendar::Calendar;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::sla::{Judged, Promise};
use crate::ticket::{EventLog, HistoryPart, Quality};
use crate::time::{Instant, Zone, check_instant, civil};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What to measure and how; the default measures all tickets, the last resolution, by nearest rank, at 95 %.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportSpec {
    /// What to break the figures down by; each entry gives one table: an attribute of the log, or several at once.
    pub group_by: Vec<GroupBy>,
    /// Figures of each day, week, month, … or shift besides: every table by period too, and one by period alone.
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
    /// What others report of the metrics that are asked for, to stand beside the figures; no goals.
    pub benchmarks: Vec<Benchmark>,
    /// Figures of groups of fewer tickets than this are withheld, and so are those from which they could be had by subtraction; default 0, none.
    /// What came and went in all (`weeks`) is told all the same.
    pub floor: u64,
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

impl PeriodOf {
    /// That instant of a ticket; `None` where it has not happened.
    #[must_use]
    pub fn instant(self, facts: &TicketFacts) -> Option<i64> {
        match self {
            PeriodOf::Created => facts.created,
            PeriodOf::Answered => facts.first_response,
            PeriodOf::Resolved => facts.last_resolved.filter(|_| facts.done),
            PeriodOf::Closed => facts.closed,
        }
    }
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
            benchmarks: Vec::new(),
            floor: 0,
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
    /// The time line that periods of the unit `shift` are read off; without it there are none.
    pub labels: Option<&'a Labels>,
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
    /// What the log does not tell, and what that means for the figures: a sentence each.
    pub caveats: Vec<String>,
}

/// What the figures of a report rest on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Basis {
    /// The as-of instant.
    pub as_of: Instant,
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
    /// What the log does not tell of its tickets: figures that take it have no value.
    pub untold: Vec<HistoryPart>,
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
    /// Tickets that are left out of these times, by reason: `before_creation`, and `unknown`, all of them where the log does not tell
    /// of first responses.
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
    /// Tickets left out of that share, by reason: `unknown`, all of them where the log does not tell changes of status.
    pub reopened_excluded: BTreeMap<&'static str, u64>,
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
    /// The attributes, one by one.
    #[serde(skip)]
    pub names: Vec<String>,
    /// What periods there are; `null` for a table without.
    pub period: Option<PeriodRule>,
    /// One entry per combination; the empty name stands for tickets without a value.
    pub groups: Vec<GroupFigures>,
    /// Tickets in no period, because what puts them into one has not happened.
    pub in_no_period: u64,
    /// Groups that are not told because of the floor; `null` where all are.
    pub withheld: Option<Withheld>,
}

/// The figures of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupFigures {
    /// The attribute's value; several with a comma between them.
    pub group: String,
    /// The values, in the order of the attributes.
    pub key: Vec<String>,
    /// The period, such as `2026-W13`, or the shift; `null` in a table without.
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
    Ok(report_judged(input, spec, judged.as_deref())?.report)
}

/// A report, and the facts that it was made of.
pub(crate) struct Reported {
    pub(crate) report: Report,
    /// Of the tickets that count.
    pub(crate) counted: Vec<TicketFacts>,
    /// Of all tickets, in the order of the log.
    pub(crate) facts: Vec<TicketFacts>,
}

/// [`report`] on what became of the promise, for a caller who has it already; with the facts.
pub(crate) fn report_judged(input: ReportInput<'_>, spec: &ReportSpec, judged: Option<&[Judged]>) -> Result<Reported> {
    let ReportInput { log, now, zone, calendar, promise, labels } = input;
    let as_of = Instant::new(now).map_err(|e| e.at("now"))?;
    let window = Window::read(spec.created_from.as_deref(), spec.created_before.as_deref())?;
    let own = log.status_words();
    let statuses = promise.map_or(own.clone(), |p| p.policies.doc().statuses.statuses().under(&own));
    let (mut columns, mut facts) = (Columns::default(), Vec::with_capacity(log.len()));
    TicketFacts::each_of_log(log, &statuses.bind(log.names()), now, |of, waits| {
        columns.push(&of, waits);
        facts.push(of);
    });
    columns.set_untold(log.untold().collect());
    let days = days(now, zone, window)?;
    let measured = Measured::new(spec, calendar.is_some(), judged.is_some(), log.records_due())?;
    let measured = measured.at((now, zone), &spec.metrics, days)?;
    measured.fill(&mut columns, &input, &facts, judged)?;
    let excluded = spec.exclude.as_ref().map(|e| excluded(log, e)).transpose()?;
    let excluded = excluded.unwrap_or_default();
    columns.set_excluded(excluded.clone());
    let left_out = |row: usize| excluded.get(row).is_some_and(Option::is_some);
    let shown: Vec<u32> = (0_u32..).zip(&facts).filter(|(_, f)| window.has(f.created)).map(|(row, _)| row).collect();
    let tables = Tables {
        log,
        facts: &facts,
        columns: &columns,
        shown: &shown,
        zone,
        labels,
        spec,
        now,
        days,
        measured: &measured,
    };
    let all = tables.section(vec![Members { days, rows: shown.clone(), ..Members::default() }])?.pop();
    let mut groups = Vec::new();
    for by in &spec.group_by {
        groups.push(tables.breakdown(by.names(), None)?);
    }
    if let Some(period) = spec.period {
        groups.push(tables.breakdown(&[], Some(period))?);
        for by in &spec.group_by {
            groups.push(tables.breakdown(by.names(), Some(period))?);
        }
    }
    let mut all =
        all.map(|g| g.figures).ok_or_else(|| Error::new(crate::ErrorKind::Internal, "a report without figures"))?;
    withhold_tables(spec, &mut all, &mut groups)?;
    let counted = facts.iter().enumerate().filter(|(i, f)| window.has(f.created) && !left_out(*i));
    let counted: Vec<TicketFacts> = counted.map(|(_, f)| *f).collect();
    let report = Report {
        basis: Basis {
            as_of,
            created_from: spec.created_from.clone(),
            created_before: spec.created_before.clone(),
            zone: zone.name().to_owned(),
            resolution: spec.resolution,
            resolution_from: if log.records_resolution() || log.is_list() { "stated" } else { "history" },
            untold: log.untold().collect(),
            attainment: judged.map(|_| spec.attainment),
            calendar: calendar.map(|c| format!("{:016x}", c.fingerprint())),
            tzdb: calendar.map(|c| c.tzdb_release().to_owned()),
        },
        all,
        groups,
        weeks: by_week(&counted, zone)?,
        quality: log.quality().clone(),
        caveats: caveats(log, promise.as_ref()),
    };
    Ok(Reported { report, counted, facts })
}

/// The days of tickets in no period: the window, where it has both ends, and the as-of day.
fn days(now: i64, zone: &Zone, window: Window) -> Result<Days> {
    Ok(Days { first: Some(civil::date(civil::day_of(zone.to_local(now)))?), period: window.segment(), window })
}

/// Why each ticket is left out.
fn excluded(log: &EventLog, doc: &ExcludeDoc) -> Result<Vec<Option<Exclusion>>> {
    let column = log.attribute(&doc.attribute).map_err(|e| e.at("exclude.attribute"))?;
    Ok(column.iter().map(|value| doc.values.get(log.names().name(*value)).copied()).collect())
}
