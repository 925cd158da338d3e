//! The service review: a log judged by a policy, with the figures a support manager asks for.

use super::review_charts::Charts;
use super::review_doc::{Compiled, ReviewDoc};
use super::shifts::shifts_of_log;
use super::words::describe_hours;
use super::worst::{WorstBreach, worst};
use crate::calendar::{Calendar, Calendars};
use crate::document::{Compile, Problems};
use crate::error::{Error, ErrorKind, Result};
use crate::metrics::period::{PeriodRule, PeriodUnit};
use crate::metrics::{
    Breakdown, Labels, Report, ReportInput, ReportSpec, Reported, ShareFigures, TicketFacts, Verdict, Volume, caveats,
    report_judged, summary_metrics, volume_after, volume_by_labels,
};
use crate::sla::{BoundPolicies, ClockKind, Judged, PolicySet, Promise};
use crate::ticket::{EventLog, Symbol};
use crate::time::{SECOND, Zone, ZoneDb};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A service review. [`Display`](std::fmt::Display) writes it for people, serde for programs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Review {
    /// The headline.
    pub title: String,
    /// What one ticket is called.
    pub one: String,
    /// What several are called.
    pub many: String,
    /// Volume, resolution times, reopenings and attainment, for all tickets and by group.
    pub report: Report,
    /// What came in and went out, by period.
    pub volume: Volume,
    /// The metric that was judged; `null` without a policy.
    pub metric: Option<String>,
    /// What was promised to each group and kept, in the order of `report.groups`.
    pub groups: Vec<ReviewGroup>,
    /// The name of the log's own verdict.
    pub stated_sla_name: Option<String>,
    /// The log's own verdict over all tickets: one per ticket, from its last row.
    pub stated_sla: Option<ShareFigures>,
    /// How often our verdict and the log's agree.
    pub agreement: Option<Agreement>,
    /// The name of the log's own count of reopenings.
    pub stated_reopened_name: Option<String>,
    /// Tickets reopened by the log's own count, of all tickets.
    pub stated_reopened: Option<ShareFigures>,
    /// The worst breaches, by time over target.
    pub worst: Vec<WorstBreach>,
    /// What the figures assume, one sentence each.
    pub assumptions: Vec<String>,
    /// What the pictures of its page are drawn from.
    #[serde(skip)]
    pub(super) charts: Charts,
}

/// What was promised to a group, and what the log says of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewGroup {
    /// The attribute's value.
    pub group: String,
    /// The target in seconds; `null` when the group's tickets have different ones, or none.
    pub target_s: Option<i64>,
    /// What the target counts; `null` as above.
    pub clock: Option<ClockKind>,
    /// The log's own verdict.
    pub stated_sla: Option<ShareFigures>,
}

/// Our verdict against the log's own, over tickets that have both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Agreement {
    /// Both say kept.
    pub both_met: u64,
    /// Both say broken.
    pub both_missed: u64,
    /// Only ours says kept.
    pub only_ours_met: u64,
    /// Only the log's says kept.
    pub only_stated_met: u64,
}

/// Judges every ticket of a log and draws the figures together.
///
/// `now` is the as-of instant in microseconds; `None` takes the last instant that the log states ([`EventLog::as_of`]). Later events are not known yet; a
/// ticket open past its due instant counts as broken.
///
/// # Errors
/// Those of the documents, with the paths `calendar…` and `policy…`; [`ErrorKind::NotFound`] for a metric or attribute that is
/// not there; [`ErrorKind::InvalidInput`] for a log without events; [`ErrorKind::LimitExceeded`] over [`MAX_WORST`](super::MAX_WORST).
pub fn review(log: &EventLog, doc: &ReviewDoc, zones: &ZoneDb, now: Option<i64>) -> Result<Review> {
    let now = now.or_else(|| log.as_of());
    let now = now.ok_or_else(|| Error::new(ErrorKind::InvalidInput, "the log has no events to review"))?;
    let mut problems = Problems::default();
    let compiled = doc.compile(zones, &mut problems);
    let (Compiled { calendar, policy, roster }, _) = problems.finish(compiled)?;
    let roster = roster.filter(|_| doc.by == Some(PeriodUnit::Shift));
    let labels = roster.map(|roster| shifts_of_log(&roster, log)).transpose().map_err(|e| e.at("roster"))?.flatten();
    let zone = zone_of(log, doc.zone.as_deref(), calendar.as_ref(), zones)?;
    let calendars = Calendars::new(calendar.clone().unwrap_or_else(Calendar::always_open));
    let metric = policy.as_ref().and_then(|set| Some((set, doc.metric(set)?)));
    let promise = metric.map(|(policies, metric)| Promise { policies, calendars: &calendars, metric });
    let judge = promise.as_ref().map(|promise| Judge::new(log, doc, promise)).transpose()?;
    let judged = match (&promise, &judge) {
        (Some(promise), Some(judge)) => Some(promise.judge_bound(&judge.bound, log, now)?),
        _ => None,
    };
    let judged = judged.as_deref();
    let mut spec = ReportSpec {
        period: labels.as_ref().map(|_| PeriodRule::calendar(PeriodUnit::Shift)),
        group_by: doc.group_by.iter().map(|by| by.as_str().into()).collect(),
        created_from: doc.created_from.clone(),
        created_before: doc.created_before.clone(),
        benchmarks: doc.benchmarks.clone(),
        ..ReportSpec::default()
    };
    let input = ReportInput { log, now, zone: &zone, calendar: calendar.as_ref(), promise, labels: labels.as_ref() };
    if !doc.benchmarks.is_empty() {
        spec.metrics = summary_metrics(&spec, &input)?;
    }
    let Reported { report: mut figures, counted, facts } = report_judged(input, &spec, judged)?;
    // A table an attribute, then one by shift; not every attribute by shift.
    figures.groups.truncate(doc.group_by.len() + usize::from(labels.is_some()));
    keep_compared(&mut figures);
    let volume = match &labels {
        Some(labels) => volume_by_labels(&counted, labels),
        None => volume_after(&figures.weeks, &counted, &zone, doc.by)?,
    };
    let own = doc.stated_sla.as_ref().map(|s| Stated::new(log, &s.attribute, &s.value)).transpose()?;
    let reopens = doc.stated_reopens.as_ref().map(|s| Stated::new(log, &s.attribute, &s.none)).transpose()?;
    let confidence = spec.confidence;
    let mut review = Review {
        charts: Charts::of(&figures, &volume, &counted, &zone, now)?,
        title: doc.title.clone(),
        one: doc.one.clone(),
        many: doc.many.clone(),
        metric: metric.map(|(_, metric)| metric.to_owned()),
        groups: groups(log, &figures, (&facts, labels.as_ref()), judge.as_ref().zip(judged), own.as_ref())?,
        stated_sla_name: doc.stated_sla.as_ref().map(|s| s.attribute.clone()),
        stated_sla: own.as_ref().map(|o| o.share(|_| true, true, confidence)).transpose()?,
        agreement: own.as_ref().zip(judged).map(|(o, judged)| o.agreement(judged)),
        stated_reopened_name: doc.stated_reopens.as_ref().map(|s| s.attribute.clone()),
        stated_reopened: reopens.as_ref().map(|o| o.share(|_| true, false, confidence)).transpose()?,
        worst: judge.as_ref().zip(judged).map_or(Ok(Vec::new()), |(j, judged)| worst(log, doc, j, judged, now))?,
        assumptions: assumptions(log, doc, (calendar.as_ref(), zones), policy.as_ref(), promise.as_ref()),
        volume,
        report: figures,
    };
    review.localise(&zone);
    Ok(review)
}

/// Keeps those figures that stand beside a benchmark; the others are the summary's, told as such.
fn keep_compared(report: &mut Report) {
    let groups = report.groups.iter_mut().flat_map(|table| table.groups.iter_mut().map(|group| &mut group.figures));
    std::iter::once(&mut report.all)
        .chain(groups)
        .for_each(|figures| figures.figures.retain(|figure| !figure.benchmarks.is_empty()));
}

impl Review {
    /// Puts the times it shows on the wall clock of its zone.
    fn localise(&mut self, zone: &Zone) {
        self.worst.iter_mut().for_each(|breach| breach.localise(zone));
    }
}

/// Whose days, weeks and hours a report about a log means: the zone that is named, else that of the calendar, else that of the log's own
/// clock, else UTC.
pub(super) fn zone_of(
    log: &EventLog,
    named: Option<&str>,
    calendar: Option<&Calendar>,
    zones: &ZoneDb,
) -> Result<Zone> {
    match (named, calendar, log.assumed_zone()) {
        (Some(name), ..) => zones.zone(name).map_err(|e| e.at("zone")),
        (None, Some(calendar), _) => Ok(calendar.zone().clone()),
        (None, None, Some(name)) => zones.zone(name),
        (None, None, None) => zones.zone("UTC"),
    }
}

/// The policy tied to the log's names.
pub(super) struct Judge {
    pub(super) bound: BoundPolicies,
    /// For each policy its name, and the metric's clock.
    pub(super) policies: Vec<(String, Option<ClockKind>)>,
    pub(super) metric: String,
}

impl Judge {
    fn new(log: &EventLog, doc: &ReviewDoc, promise: &Promise<'_>) -> Result<Self> {
        let place = |(i, (policy, place)): (usize, (&str, Option<usize>))| {
            let own = doc.policy.as_ref();
            let metrics = own.map(|own| own.policies.get(i).map_or(&own.metrics, |p| &p.metrics));
            let clock = metrics.and_then(|m| m.get(promise.metric)).and_then(|m| m.clock).unwrap_or_default();
            (policy.to_owned(), place.map(|_| clock))
        };
        let policies = promise.policies.policy_names().zip(promise.places()?).enumerate().map(place).collect();
        let bound = promise.policies.bind_log(log, promise.calendars).map_err(|e| e.at("policy"))?;
        Ok(Self { bound, policies, metric: promise.metric.to_owned() })
    }

    pub(super) fn clock(&self, judged: &Judged) -> Option<ClockKind> {
        judged.policy.and_then(|p| self.policies.get(p)).and_then(|(_, clock)| *clock)
    }
}

/// An attribute that says yes or no about each ticket.
struct Stated<'a> {
    column: &'a [Symbol],
    value: Option<Symbol>,
}

impl<'a> Stated<'a> {
    fn new(log: &'a EventLog, attribute: &str, value: &str) -> Result<Self> {
        Ok(Self { column: log.attribute(attribute)?, value: log.names().get(value) })
    }

    fn holds(&self, ticket: usize) -> bool {
        self.value.is_some() && self.column.get(ticket).copied() == self.value
    }

    /// The share of the tickets that `of` takes whose attribute has the value (or has not, for `yes = false`).
    fn share(&self, of: impl Fn(usize) -> bool, yes: bool, confidence: f64) -> Result<ShareFigures> {
        let stated = |i: &usize| of(*i) && self.column.get(*i).is_some_and(|s| *s != Symbol::EMPTY);
        let (mut k, mut n) = (0, 0);
        for i in (0..self.column.len()).filter(stated) {
            n += 1;
            k += u64::from(self.holds(i) == yes);
        }
        ShareFigures::new(k, n, confidence)
    }

    fn agreement(&self, judged: &[Judged]) -> Agreement {
        let mut sum = Agreement::default();
        for (i, ticket) in judged.iter().enumerate() {
            *match (Verdict::of(ticket.metric.as_ref()), self.holds(i)) {
                (Verdict::Met, true) => &mut sum.both_met,
                (Verdict::Met, false) => &mut sum.only_ours_met,
                (Verdict::Late, true) => &mut sum.only_stated_met,
                (Verdict::Late, false) => &mut sum.both_missed,
                _ => continue,
            } += 1;
        }
        sum
    }
}

/// Which group of a table each ticket is in.
fn places(
    log: &EventLog,
    table: &Breakdown,
    (facts, labels): (&[TicketFacts], Option<&Labels>),
) -> Result<Vec<Option<usize>>> {
    if let Some(labels) = labels.filter(|_| table.period.is_some()) {
        let place = |name: &str| table.groups.iter().position(|g| g.period.as_deref() == Some(name));
        let known: BTreeMap<&str, Option<usize>> = labels.names().iter().map(|n| (n.as_str(), place(n))).collect();
        let of = |f: &TicketFacts| f.created.and_then(|at| known.get(labels.at(at)).copied().flatten());
        return Ok(facts.iter().map(of).collect());
    }
    let column = log.attribute(&table.by).map_err(|e| e.at("group_by"))?;
    let place =
        |(i, g): (usize, &crate::metrics::GroupFigures)| Some((log.names().get(&g.group).unwrap_or_default(), i));
    let known: BTreeMap<Symbol, usize> = table.groups.iter().enumerate().filter_map(place).collect();
    Ok(column.iter().map(|symbol| known.get(symbol).copied()).collect())
}

fn groups(
    log: &EventLog,
    figures: &Report,
    shifts: (&[TicketFacts], Option<&Labels>),
    judged: Option<(&Judge, &[Judged])>,
    own: Option<&Stated<'_>>,
) -> Result<Vec<ReviewGroup>> {
    let mut out = Vec::new();
    for table in &figures.groups {
        let places = places(log, table, shifts)?;
        let mut promised: BTreeMap<usize, Option<(i64, ClockKind)>> = BTreeMap::new();
        if let Some((judge, judged)) = judged {
            for (judged, place) in judged.iter().zip(&places).filter_map(|(judged, place)| Some((judged, (*place)?))) {
                let promise = judged.target.zip(judge.clock(judged));
                let known = promised.entry(place);
                known.and_modify(|known| *known = known.filter(|k| promise == Some(*k))).or_insert(promise);
            }
        }
        for (i, group) in table.groups.iter().enumerate() {
            let promise = promised.get(&i).copied().flatten();
            let of = |ticket: usize| places.get(ticket).copied().flatten() == Some(i);
            let confidence = figures.all.reopened.confidence;
            out.push(ReviewGroup {
                group: group.period.as_ref().unwrap_or(&group.group).clone(),
                target_s: promise.map(|(target, _)| target / SECOND),
                clock: promise.map(|(_, clock)| clock),
                stated_sla: own.map(|o| o.share(of, true, confidence)).transpose()?,
            });
        }
    }
    Ok(out)
}

fn assumptions(
    log: &EventLog,
    doc: &ReviewDoc,
    (calendar, zones): (Option<&Calendar>, &ZoneDb),
    policy: Option<&PolicySet>,
    promise: Option<&Promise<'_>>,
) -> Vec<String> {
    let metric = promise.map(|promise| promise.metric);
    let mut out = Vec::new();
    if let Some(zone) = log.assumed_zone() {
        out.push(format!("Timestamps of the log name no zone; they are read as {zone} time."));
    }
    if let Some(doc) = &doc.calendar {
        let name = if doc.name.is_empty() { "business hours" } else { &doc.name };
        out.push(format!("Calendar \"{name}\": {}.", describe_hours(doc)));
    } else {
        out.push("No calendar was given: every hour of every day counts.".to_owned());
    }
    if doc.by == Some(PeriodUnit::Shift) {
        let name = doc.roster.as_ref().map_or("", |roster| roster.name.as_str());
        let of = if name.is_empty() { "the roster".to_owned() } else { format!("the roster \"{name}\"") };
        out.push(format!("By shift: the shifts of {of} that are on when a ticket is created, or resolved; several at once are a group of their own."));
    }
    match policy {
        None => out.push("No policy was given: no promise is judged.".to_owned()),
        Some(set) => {
            let all = set.doc().policies.iter().flat_map(|p| p.metrics.keys()).chain(set.doc().metrics.keys());
            let others: BTreeSet<&str> = all.map(String::as_str).filter(|name| Some(*name) != metric).collect();
            if doc.metric.is_none() && !others.is_empty() {
                let others: Vec<&str> = others.into_iter().collect();
                out.push(format!("The policy also promises {}: name the `metric` to review it.", others.join(", ")));
            }
        }
    }
    out.extend(caveats(log, promise));
    out.extend(doc.notes.iter().cloned());
    let release = calendar.map_or_else(|| zones.release().to_owned(), |c| c.tzdb_release().to_owned());
    out.push(format!("Time zone rules: tzdb {release}."));
    out
}
