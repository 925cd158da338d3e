//! A report: figures for all tickets and for each group, with everything they rest on.

use super::acc::{Attainment, AttainmentFigures, AttainmentRule, DurationFigures, Durations, ShareFigures, Tally};
use super::due::StatedDue;
use super::facts::{Exclusion, ResolutionVariant, TicketFacts};
use super::interval::DEFAULT_CONFIDENCE;
use super::percentile::PercentileMethod;
use super::week::{WeekFigures, by_week};
use crate::calendar::Calendar;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::sla::{Judged, Promise};
use crate::ticket::{EventLog, Quality, Symbol};
use crate::time::{Zone, check_instant, format_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// What to measure and how; the default measures all tickets, the last resolution, by nearest rank, at 95 %.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportSpec {
    /// Attributes of the log to break the figures down by; each gives one table.
    pub group_by: Vec<String>,
    /// Which span is the resolution time.
    pub resolution: ResolutionVariant,
    /// How percentiles are read.
    pub percentile: PercentileMethod,
    /// Which cycles of a metric make up the attainment.
    pub attainment: AttainmentRule,
    /// Confidence of the intervals.
    pub confidence: f64,
    /// Only tickets created at or after this instant (RFC 3339).
    pub created_from: Option<String>,
    /// Only tickets created before this instant (RFC 3339).
    pub created_before: Option<String>,
}

impl Document for ReportSpec {
    const WHAT: &'static str = "report document";
}

impl Default for ReportSpec {
    fn default() -> Self {
        Self {
            group_by: Vec::new(),
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
}

/// Figures by the values of one attribute, in the order of their names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Breakdown {
    /// The attribute.
    pub by: String,
    /// One entry per value; the empty name stands for tickets without one.
    pub groups: Vec<GroupFigures>,
}

/// The figures of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupFigures {
    /// The attribute's value.
    pub group: String,
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
    report_judged(input, spec, judged.as_deref())
}

/// [`report`] on what became of the promise, for a caller who has it already.
pub(crate) fn report_judged(input: ReportInput<'_>, spec: &ReportSpec, judged: Option<&[Judged]>) -> Result<Report> {
    let ReportInput { log, now, zone, calendar, promise } = input;
    check_instant(now).map_err(|e| e.at("now"))?;
    let window = Window::read(spec)?;
    let own = log.status_words();
    let statuses = promise.map_or(own.clone(), |p| p.policies.doc().statuses.statuses().under(&own));
    let facts = TicketFacts::of_log_as(log, &statuses.bind(log.names()), now);
    let attainment = |j: &Judged| Attainment::of(j.metric.as_ref(), spec.attainment);
    let verdicts: Option<Vec<Attainment>> = judged.map(|judged| judged.iter().map(attainment).collect());
    let verdicts = verdicts.as_deref();
    let whole_span = !matches!(spec.resolution, ResolutionVariant::OpenTime | ResolutionVariant::WorkTime);
    let business = calendar.filter(|_| whole_span).map(|c| business_times(&facts, spec.resolution, c)).transpose()?;
    let rows = Rows {
        facts: &facts,
        business: business.as_deref(),
        verdicts,
        window,
        spec,
        now,
        states_due: log.records_due(),
    };
    let all = rows.section((0..log.len()).map(|i| (0, i)), 1)?.pop();
    let mut groups = Vec::new();
    for by in &spec.group_by {
        groups.push(rows.breakdown(log, by)?);
    }
    let shown: Vec<TicketFacts> = facts.iter().filter(|f| window.has(f)).copied().collect();
    Ok(Report {
        basis: Basis {
            as_of: format_instant(now),
            created_from: spec.created_from.clone(),
            created_before: spec.created_before.clone(),
            zone: zone.name().to_owned(),
            resolution: spec.resolution,
            resolution_from: if log.records_resolution() || log.is_list() { "stated" } else { "history" },
            attainment: verdicts.map(|_| spec.attainment),
            calendar: calendar.map(|c| format!("{:016x}", c.fingerprint())),
            tzdb: calendar.map(|c| c.tzdb_release().to_owned()),
        },
        all: all.ok_or_else(|| Error::new(crate::ErrorKind::Internal, "a report without figures"))?,
        groups,
        weeks: by_week(&shown, zone)?,
        quality: log.quality().clone(),
    })
}

/// Business time of each ticket's resolution, in ticket order; `None` where there is no resolution time.
fn business_times(facts: &[TicketFacts], variant: ResolutionVariant, calendar: &Calendar) -> Result<Vec<Option<i64>>> {
    let spans: Vec<Option<(i64, i64)>> = facts.iter().map(|f| f.resolution_span(variant)).collect();
    let (from, to): (Vec<i64>, Vec<i64>) = spans.iter().flatten().copied().unzip();
    let mut out = vec![0; from.len()];
    calendar.elapsed_many(&from, &to, &mut out)?;
    let mut out = out.into_iter();
    Ok(spans.iter().map(|span| span.and_then(|_| out.next())).collect())
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

struct Rows<'a> {
    facts: &'a [TicketFacts],
    business: Option<&'a [Option<i64>]>,
    verdicts: Option<&'a [Attainment]>,
    window: Window,
    spec: &'a ReportSpec,
    now: i64,
    states_due: bool,
}

impl Rows<'_> {
    /// Figures of `count` sets, from pairs of set and ticket.
    fn section(&self, members: impl Iterator<Item = (usize, usize)>, count: usize) -> Result<Vec<Figures>> {
        let mut sections: Vec<Section> = Vec::new();
        sections.resize_with(count, Section::default);
        for (set, ticket) in members {
            let facts = self.facts.get(ticket).filter(|f| self.window.has(f));
            let (Some(facts), Some(section)) = (facts, sections.get_mut(set)) else { continue };
            let business = self.business.and_then(|b| b.get(ticket)).copied().flatten();
            let verdict = self.verdicts.and_then(|v| v.get(ticket)).copied();
            section.add(facts, self.now, self.spec.resolution, business, verdict);
        }
        sections.into_iter().map(|s| s.figures(self)).collect()
    }

    fn breakdown(&self, log: &EventLog, by: &str) -> Result<Breakdown> {
        let column = log.attribute(by).map_err(|e| e.at("group_by"))?;
        let mut values: Vec<Symbol> = column.to_vec();
        values.sort_unstable_by_key(|s| s.0);
        values.dedup();
        values.sort_by_key(|s| log.names().name(*s));
        let place: HashMap<Symbol, usize> = values.iter().enumerate().map(|(i, s)| (*s, i)).collect();
        let members = column.iter().enumerate().filter_map(|(ticket, s)| Some((*place.get(s)?, ticket)));
        let figures = self.section(members, values.len())?;
        let group =
            |(value, figures): (&Symbol, Figures)| GroupFigures { group: log.names().name(*value).to_owned(), figures };
        let groups = values.iter().zip(figures).map(group).filter(|g| g.figures.tickets > 0).collect();
        Ok(Breakdown { by: by.to_owned(), groups })
    }
}

/// The accumulators of one set of tickets.
#[derive(Default)]
struct Section {
    tickets: u64,
    done: u64,
    first_response: Durations,
    first_response_excluded: BTreeMap<&'static str, u64>,
    without_first_response: u64,
    resolution: Durations,
    business: Durations,
    excluded: BTreeMap<&'static str, u64>,
    reopened: Tally,
    attainment: Attainment,
    due: StatedDue,
}

impl Section {
    fn add(
        &mut self,
        facts: &TicketFacts,
        now: i64,
        variant: ResolutionVariant,
        business: Option<i64>,
        verdict: Option<Attainment>,
    ) {
        self.tickets += 1;
        self.done += u64::from(facts.done);
        match facts.created.zip(facts.first_response) {
            Some((created, reply)) if reply >= created => self.first_response.add(reply - created),
            Some(_) => *self.first_response_excluded.entry(Exclusion::BeforeCreation.name()).or_insert(0) += 1,
            None => self.without_first_response += 1,
        }
        match facts.resolution(variant) {
            Ok(time) => {
                self.resolution.add(time);
                business.into_iter().for_each(|b| self.business.add(b));
            }
            Err(why) => *self.excluded.entry(why.name()).or_insert(0) += 1,
        }
        if facts.resolutions > 0 {
            self.reopened.add(facts.reopens > 0);
        }
        verdict.into_iter().for_each(|v| self.attainment = self.attainment.merge(v));
        self.due.add(facts, now);
    }

    fn figures(self, rows: &Rows<'_>) -> Result<Figures> {
        let spec = rows.spec;
        let reopened = ShareFigures::new(self.reopened.k, self.reopened.n, spec.confidence)?;
        let attainment = rows.verdicts.map(|_| self.attainment.figures(spec.confidence)).transpose()?;
        Ok(Figures {
            tickets: self.tickets,
            done: self.done,
            open: self.tickets - self.done,
            without_first_response: self.without_first_response,
            first_response_excluded: self.first_response_excluded,
            first_response: self.first_response.figures(spec.percentile),
            resolution: self.resolution.figures(spec.percentile),
            resolution_business: rows.business.map(|_| self.business.figures(spec.percentile)),
            resolution_excluded: self.excluded,
            reopened,
            attainment,
            stated_due: rows.states_due.then_some(self.due),
        })
    }
}
