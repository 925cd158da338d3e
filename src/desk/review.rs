//! The service review: a log judged by a policy, with the figures a support manager asks for.

use super::words::describe_hours;
use super::worst::{WorstBreach, worst};
use crate::calendar::{Calendar, CalendarDoc, Calendars};
use crate::document::{Compile, Document, Problems};
use crate::error::{Error, ErrorKind, Result};
use crate::metrics::{Report, ReportInput, ReportSpec, ShareFigures, Verdict, report_judged};
use crate::sla::{BoundPolicies, ClockKind, Judged, PolicyDoc, PolicySet, Promise};
use crate::ticket::{EventLog, Symbol};
use crate::time::{SECOND, Zone, ZoneDb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most breaches a review lists one by one.
pub const MAX_WORST: usize = 1_000;

/// What a review judges by and shows; a document like any other.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewDoc {
    /// What kind of log it is, for the headline.
    pub title: String,
    /// What one ticket is called; default `ticket`.
    #[serde(default = "ticket")]
    pub one: String,
    /// What several are called; default `tickets`.
    #[serde(default = "tickets")]
    pub many: String,
    /// The business hours; weeks are those of its zone.
    pub calendar: CalendarDoc,
    /// The promises.
    pub policy: PolicyDoc,
    /// The metric of the policy that is reviewed.
    pub metric: String,
    /// The attribute of the log to break figures down by.
    pub group_by: String,
    /// The log's own verdict, to stand beside ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_sla: Option<StatedSla>,
    /// The log's own count of reopenings, to stand beside ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_reopens: Option<StatedReopens>,
    /// How many of the worst breaches are listed; default 10.
    #[serde(default = "ten")]
    pub worst: usize,
    /// Further assumptions that a reader should know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// An attribute in which the log itself says whether the promise was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedSla {
    /// The attribute, such as `made_sla`.
    pub attribute: String,
    /// Its value when the promise was kept.
    pub value: String,
}

/// An attribute in which the log itself counts reopenings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedReopens {
    /// The attribute, such as `reopen_count`.
    pub attribute: String,
    /// Its value when there was none.
    pub none: String,
}

fn ticket() -> String {
    "ticket".to_owned()
}

fn tickets() -> String {
    "tickets".to_owned()
}

fn ten() -> usize {
    10
}

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
    /// The metric that was judged.
    pub metric: String,
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

impl Document for ReviewDoc {
    const WHAT: &'static str = "review document";
}

impl Compile for ReviewDoc {
    type Out = (Calendar, PolicySet);
    type With<'a> = &'a ZoneDb;

    fn compile(&self, zones: &ZoneDb, problems: &mut Problems) -> Option<(Calendar, PolicySet)> {
        if self.worst > MAX_WORST {
            problems.limit("worst", self.worst, format!("at most {MAX_WORST} breaches"));
        }
        let calendar = problems.nest("calendar", |p| self.calendar.compile(zones, p));
        let policy = problems.nest("policy", |p| self.policy.compile(zones, p));
        calendar.zip(policy)
    }
}

impl ReviewDoc {
    /// A review document from its JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] with the line and path of the first fault; otherwise as [`Document::from_json`].
    pub fn from_json(text: &str) -> Result<Self> {
        Document::from_json(text)
    }

    /// The review of a ServiceNow incident log, as
    /// `ticket::import::LogMap::servicenow` reads it.
    ///
    /// # Errors
    /// None in a released crate: the document is tested.
    pub fn servicenow() -> Result<Self> {
        Self::from_json(include_str!("servicenow.json"))
    }
}

/// Judges every ticket of a log and draws the figures together.
///
/// `now` is the as-of instant in microseconds; `None` takes the last instant that the log states ([`EventLog::as_of`]). Later events are not known yet; a
/// ticket open past its due instant counts as broken.
///
/// # Errors
/// Those of the documents, with the paths `calendar…` and `policy…`; [`ErrorKind::NotFound`] for a metric or attribute that is
/// not there; [`ErrorKind::InvalidInput`] for a log without events; [`ErrorKind::LimitExceeded`] over [`MAX_WORST`].
pub fn review(log: &EventLog, doc: &ReviewDoc, zones: &ZoneDb, now: Option<i64>) -> Result<Review> {
    let now = now.or_else(|| log.as_of());
    let now = now.ok_or_else(|| Error::new(ErrorKind::InvalidInput, "the log has no events to review"))?;
    let mut problems = Problems::default();
    let compiled = doc.compile(zones, &mut problems);
    let ((calendar, policy), _) = problems.finish(compiled)?;
    let calendars = Calendars::new(calendar.clone());
    let promise = Promise { policies: &policy, calendars: &calendars, metric: &doc.metric };
    let judge = Judge::new(log, doc, &promise, &calendar)?;
    let judged = promise.judge_bound(&judge.bound, log, now)?;
    let spec = ReportSpec { group_by: vec![doc.group_by.clone()], ..ReportSpec::default() };
    let input = ReportInput { log, now, zone: calendar.zone(), calendar: Some(&calendar), promise: Some(promise) };
    let figures = report_judged(input, &spec, Some(&judged))?;
    let own = doc.stated_sla.as_ref().map(|s| Stated::new(log, &s.attribute, &s.value)).transpose()?;
    let reopens = doc.stated_reopens.as_ref().map(|s| Stated::new(log, &s.attribute, &s.none)).transpose()?;
    let confidence = spec.confidence;
    Ok(Review {
        title: doc.title.clone(),
        one: doc.one.clone(),
        many: doc.many.clone(),
        metric: doc.metric.clone(),
        groups: groups(log, doc, &figures, &judge, &judged, own.as_ref())?,
        stated_sla_name: doc.stated_sla.as_ref().map(|s| s.attribute.clone()),
        stated_sla: own.as_ref().map(|o| o.share(|_| true, true, confidence)).transpose()?,
        agreement: own.as_ref().map(|o| o.agreement(&judged)),
        stated_reopened_name: doc.stated_reopens.as_ref().map(|s| s.attribute.clone()),
        stated_reopened: reopens.as_ref().map(|o| o.share(|_| true, false, confidence)).transpose()?,
        worst: worst(log, doc, &judge, &judged, now)?,
        assumptions: assumptions(log, doc, &calendar),
        report: figures,
    })
}

/// The policy tied to the log's names.
pub(super) struct Judge {
    pub(super) bound: BoundPolicies,
    /// For each policy its name, and the metric's clock.
    pub(super) policies: Vec<(String, Option<ClockKind>)>,
    /// The zone of the review's calendar.
    pub(super) zone: Zone,
}

impl Judge {
    fn new(log: &EventLog, doc: &ReviewDoc, promise: &Promise<'_>, calendar: &Calendar) -> Result<Self> {
        let place = |(i, (policy, place)): (usize, (&str, Option<usize>))| {
            let metrics = doc.policy.policies.get(i).map_or(&doc.policy.metrics, |p| &p.metrics);
            let clock = metrics.get(&doc.metric).and_then(|m| m.clock).unwrap_or_default();
            (policy.to_owned(), place.map(|_| clock))
        };
        let policies = promise.policies.policy_names().zip(promise.places()?).enumerate().map(place).collect();
        let bound = promise.policies.bind_log(log, promise.calendars).map_err(|e| e.at("policy"))?;
        Ok(Self { bound, policies, zone: calendar.zone().clone() })
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

fn groups(
    log: &EventLog,
    doc: &ReviewDoc,
    figures: &Report,
    judge: &Judge,
    judged: &[Judged],
    own: Option<&Stated<'_>>,
) -> Result<Vec<ReviewGroup>> {
    let column = log.attribute(&doc.group_by).map_err(|e| e.at("group_by"))?;
    let mut promised: BTreeMap<Symbol, Option<(i64, ClockKind)>> = BTreeMap::new();
    for (symbol, judged) in column.iter().zip(judged) {
        let promise = judged.metric.and_then(|s| s.target).zip(judge.clock(judged));
        promised.entry(*symbol).and_modify(|known| *known = known.filter(|k| promise == Some(*k))).or_insert(promise);
    }
    let group = |name: &str| {
        let symbol = log.names().get(name).unwrap_or_default();
        let promise = promised.get(&symbol).copied().flatten();
        let of = |i: usize| column.get(i) == Some(&symbol);
        let confidence = figures.all.reopened.confidence;
        Ok(ReviewGroup {
            group: name.to_owned(),
            target_s: promise.map(|(target, _)| target / SECOND),
            clock: promise.map(|(_, clock)| clock),
            stated_sla: own.map(|o| o.share(of, true, confidence)).transpose()?,
        })
    };
    figures.groups.iter().flat_map(|b| &b.groups).map(|g| group(&g.group)).collect()
}

fn assumptions(log: &EventLog, doc: &ReviewDoc, calendar: &Calendar) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(zone) = log.assumed_zone() {
        out.push(format!("Timestamps of the log name no zone; they are read as {zone} time."));
    }
    let name = if doc.calendar.name.is_empty() { "business hours" } else { &doc.calendar.name };
    out.push(format!("Calendar \"{name}\": {}.", describe_hours(&doc.calendar)));
    out.extend(doc.notes.iter().cloned());
    out.push(format!("Time zone rules: tzdb {}.", calendar.tzdb_release()));
    out
}
