//! Which causes make most of the work, and how often each comes back.

use super::parts::as_of;
use super::{Ask, Library, Reply};
pub use crate::desk::cause_rates::CauseRatesDoc;
use crate::desk::cause_rates::Rates;
use crate::desk::words::{clean, count, interval, percent, span};
use crate::error::{Error, Result};
use crate::metrics::stats::{Contingency, ContingencyOf, ControlChart, MAX_TABLE_CELLS, ParetoOf};
use crate::metrics::{DEFAULT_CONFIDENCE, ShareFigures, StatedDue, TicketFacts, Verdict, caveats};
use crate::sla::{Judged, Promise};
use crate::ticket::{EventLog, HistoryPart};
use crate::time::{Instant, SECOND, TimeSegment};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Which causes make most of a log's tickets (Pareto), how often each comes back, how many of its tickets were reopened or broke their promise, and whether
/// causes differ in that by more than chance.
///
/// Whether a promise was broken, a policy says (`policies` and `metric`), or else the due time that the log itself states; of neither, nothing is told. Tickets
/// that are not decided yet are on neither side.
///
/// Recurrence is the time between the creations of one ticket of a cause and the next: its mean is (last − first) / (n − 1), beside the median, as tickets of
/// one incident come all at once. With `rates` each cause has a control chart of how often it came, period by period: a cause that is always large is one
/// thing, one that became so last week another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RootCausesQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// The attribute that names the cause.
    pub cause: String,
    /// An attribute to count the tickets of each cause by besides, such as a region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The policies whose promise is judged, with `metric`; may be left out where there are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policies: Option<String>,
    /// The metric whose promise is judged; left out, the due times that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// The share that the vital few reach; default 0.8.
    #[serde(default = "most")]
    pub threshold: f64,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// Whether it is told how often each cause came in each period, and which periods are more than the ordinary noise (a u chart).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rates: Option<CauseRatesDoc>,
}

fn most() -> f64 {
    0.8
}

/// Causes, from the most frequent on; equal ones in the order of their names.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RootCauses {
    /// The as-of instant.
    pub as_of: Instant,
    /// Tickets with a cause.
    pub n: u64,
    /// Tickets without one: in no other figure.
    pub without_cause: u64,
    /// The fewest causes that reach the threshold.
    pub vital_few: Vec<String>,
    /// The threshold.
    pub threshold: f64,
    /// The causes.
    pub causes: Vec<RootCause>,
    /// The whole periods that the rates are of; not there where none were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<String>,
    /// By what promises were judged: `promise` or `stated_due`; `null` where by nothing.
    pub breached_by: Option<&'static str>,
    /// Whether causes differ in how many of their tickets come back: causes × (came back, did not), in the order of `causes`.
    pub reopened_test: Contingency,
    /// Whether they differ in how many promises are broken: causes × (broken, kept); `null` where none were judged.
    pub breached_test: Option<Contingency>,
    /// What the log does not tell, and what that means for these figures: a sentence each.
    pub caveats: Vec<String>,
    /// Whether causes and the values of `by` go together: causes × values in the order of their names; `null` without.
    pub by_test: Option<Contingency>,
}

/// A cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RootCause {
    /// Its name.
    pub cause: String,
    /// Tickets of it.
    pub count: u64,
    /// Their share of all with a cause.
    pub share: Option<f64>,
    /// The share of this cause and those before it.
    pub cumulative: Option<f64>,
    /// When the first ticket of it came.
    pub first: Option<Instant>,
    /// When the last one came.
    pub last: Option<Instant>,
    /// Mean time from one ticket to the next, in seconds; `null` for fewer than two.
    pub recurrence_mean_s: Option<f64>,
    /// Half of the tickets were followed by the next within so many seconds (nearest rank); `null` for fewer than two.
    pub recurrence_median_s: Option<f64>,
    /// Of its tickets that were resolved, those that came back; none where the log does not tell changes of status.
    pub reopened: ShareFigures,
    /// Of its tickets that are decided, those whose promise was broken; `null` where none were judged.
    pub breached: Option<ShareFigures>,
    /// How often it came in each of the periods; not there where that was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rates: Option<ControlChart>,
    /// Tickets by the attribute asked for; empty where none was.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by: BTreeMap<String, u64>,
}

#[derive(Default)]
struct Seen {
    created: Vec<i64>,
    resolved: u64,
    reopened: u64,
    kept: u64,
    breached: u64,
    by: BTreeMap<String, u64>,
}

/// What became of the promise of a ticket.
enum Promised {
    Nothing,
    Judged(Vec<Judged>),
    Stated,
}

impl Promised {
    fn name(&self) -> Option<&'static str> {
        match self {
            Promised::Nothing => None,
            Promised::Judged(_) => Some("promise"),
            Promised::Stated => Some("stated_due"),
        }
    }

    /// Kept and broken, one of them or neither.
    fn of(&self, ticket: usize, facts: &TicketFacts, now: i64) -> (u64, u64) {
        match self {
            Promised::Nothing => (0, 0),
            Promised::Judged(judged) => match Verdict::of(judged.get(ticket).and_then(|j| j.metric.as_ref())) {
                Verdict::Met => (1, 0),
                Verdict::Late => (0, 1),
                _ => (0, 0),
            },
            Promised::Stated => {
                let due = StatedDue::of(facts, now);
                (due.kept, due.broken)
            }
        }
    }
}

impl Ask for RootCausesQuestion {
    const NAME: &'static str = "root_causes";
    type Answer = RootCauses;

    fn answer(&self, library: &Library) -> Result<RootCauses> {
        let log = library.log(self.log.as_deref())?;
        let now = as_of(log, self.now.as_deref())?;
        let causes = log.attribute(&self.cause).map_err(|e| e.moved_to("cause".to_owned()))?;
        let by =
            self.by.as_deref().map(|name| log.attribute(name).map_err(|e| e.moved_to("by".to_owned()))).transpose()?;
        let (promised, caveats) = self.promised(library, log, now)?;
        let told = log.tells(HistoryPart::StatusChanges);
        let (mut seen, mut without, mut first) = (BTreeMap::<&str, Seen>::new(), 0, now);
        for (i, (facts, cause)) in TicketFacts::of_log(log, now).iter().zip(causes).enumerate() {
            let Some(created) = facts.created else { continue };
            first = first.min(created);
            let name = log.names().name(*cause);
            if name.is_empty() {
                without += 1;
                continue;
            }
            let of = seen.entry(name).or_default();
            of.created.push(created);
            let (kept, breached) = promised.of(i, facts, now);
            (of.kept, of.breached) = (of.kept + kept, of.breached + breached);
            of.resolved += u64::from(told && facts.resolutions > 0);
            of.reopened += u64::from(told && facts.resolutions > 0 && facts.reopens > 0);
            if let Some(value) = by.and_then(|column| column.get(i)) {
                *of.by.entry(log.names().name(*value).to_owned()).or_default() += 1;
            }
        }
        let known = TimeSegment::new(first, now);
        let rates = self.rates.as_ref().map(|doc| Rates::of(doc, library, log, known, seen.len()));
        let rates = rates.transpose().map_err(|e| e.at("rates"))?;
        Ok(RootCauses { caveats, ..self.report(seen, without, now, promised.name(), rates.as_ref())? })
    }
}

impl RootCausesQuestion {
    fn promised(&self, library: &Library, log: &EventLog, now: i64) -> Result<(Promised, Vec<String>)> {
        match (&self.metric, &self.policies) {
            (Some(metric), policies) => {
                let (policies, calendars) = library.policies("policies", policies.as_deref())?;
                let promise = Promise { policies, calendars, metric };
                Ok((Promised::Judged(promise.judge(log, now)?), caveats(log, Some(&promise))))
            }
            (None, Some(_)) => Err(Error::invalid("metric", "nothing", "the metric of the policies to judge by")),
            (None, None) if log.records_due() => Ok((Promised::Stated, caveats(log, None))),
            (None, None) => Ok((Promised::Nothing, caveats(log, None))),
        }
    }

    fn report(
        &self,
        mut seen: BTreeMap<&str, Seen>,
        without_cause: u64,
        now: i64,
        breached_by: Option<&'static str>,
        rates: Option<&Rates<'_>>,
    ) -> Result<RootCauses> {
        let n = |of: &Seen| u64::try_from(of.created.len()).unwrap_or(u64::MAX);
        let counts = seen.iter().map(|(name, of)| ((*name).to_owned(), n(of))).collect();
        let pareto = ParetoOf { counts, threshold: self.threshold }.compute()?;
        let mut causes = Vec::with_capacity(pareto.causes.len());
        for entry in pareto.causes {
            let mut of = seen.remove(entry.cause.as_str()).unwrap_or_default();
            of.created.sort_unstable();
            let (mean, median) = recurrence(&of.created);
            causes.push(RootCause {
                first: of.created.first().copied().map(Instant::of),
                last: of.created.last().copied().map(Instant::of),
                recurrence_mean_s: mean,
                recurrence_median_s: median,
                reopened: ShareFigures::new(of.reopened, of.resolved, DEFAULT_CONFIDENCE)?,
                breached: breached_by
                    .map(|_| ShareFigures::new(of.breached, of.breached + of.kept, DEFAULT_CONFIDENCE))
                    .transpose()?,
                rates: rates.map(|rates| rates.chart(&of.created).map_err(|e| e.at("rates"))).transpose()?,
                by: of.by,
                cause: entry.cause,
                count: entry.count,
                share: entry.share,
                cumulative: entry.cumulative,
            });
        }
        let (n, vital_few, threshold) = (pareto.n, pareto.vital_few, pareto.threshold);
        let share = |of: &ShareFigures| vec![of.k, of.n - of.k];
        let reopened = causes.iter().map(|cause| share(&cause.reopened)).collect();
        let breached = causes.iter().filter_map(|cause| cause.breached.as_ref()).map(share).collect();
        Ok(RootCauses {
            as_of: Instant::of(now),
            n,
            without_cause,
            vital_few,
            threshold,
            breached_by,
            periods: rates.map_or(Vec::new(), |rates| rates.labels().to_vec()),
            caveats: Vec::new(),
            reopened_test: ContingencyOf { table: reopened }.compute()?,
            breached_test: breached_by.map(|_| ContingencyOf { table: breached }.compute()).transpose()?,
            by_test: self.by.as_ref().map(|_| by_test(&causes)).transpose()?,
            causes,
        })
    }
}

/// Causes by the values of the second attribute.
fn by_test(causes: &[RootCause]) -> Result<Contingency> {
    let values: BTreeSet<&String> = causes.iter().flat_map(|cause| cause.by.keys()).collect();
    let row = |cause: &RootCause| values.iter().map(|value| cause.by.get(*value).copied().unwrap_or(0)).collect();
    let cells = values.len().saturating_mul(causes.len());
    if cells > MAX_TABLE_CELLS {
        return Err(Error::limit("by", cells, format!("at most {MAX_TABLE_CELLS} causes times values")));
    }
    ContingencyOf { table: causes.iter().map(row).collect() }.compute()
}

/// The mean and the median time from one instant to the next, in seconds.
fn recurrence(sorted: &[i64]) -> (Option<f64>, Option<f64>) {
    #[allow(clippy::cast_precision_loss)] // below 2^53 microseconds: 285 years
    let seconds = |us: i64, n: usize| us as f64 / SECOND as f64 / n as f64;
    let mut gaps: Vec<i64> = sorted.windows(2).filter_map(|pair| Some(pair.last()? - pair.first()?)).collect();
    gaps.sort_unstable();
    let mean = (!gaps.is_empty()).then(|| seconds(gaps.iter().sum(), gaps.len()));
    let middle = gaps.len().div_ceil(2).checked_sub(1);
    (mean, middle.and_then(|rank| gaps.get(rank)).map(|gap| seconds(*gap, 1)))
}

impl Reply for RootCauses {}

/// The periods of a cause that are more than the ordinary noise.
fn noise(f: &mut fmt::Formatter<'_>, periods: &[String], chart: &ControlChart) -> fmt::Result {
    let Some(centre) = chart.centre else { return Ok(()) };
    let told = |place: &usize| {
        let label = periods.get(*place).map_or("", String::as_str);
        let at = |of: &[Option<f64>]| of.get(*place).copied().flatten();
        let side = if at(&chart.points) > at(&chart.upper) { "above" } else { "below" };
        format!("{label} {side}")
    };
    let outside: Vec<String> = chart.outside.iter().map(told).collect();
    let outside = if outside.is_empty() { "none beyond its limits".to_owned() } else { outside.join(", ") };
    writeln!(f, "    a rate of {centre:.4} over {} periods: {outside}", periods.len())
}

impl fmt::Display for RootCauses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} tickets with a cause, {} without, as of {}",
            count(self.n),
            count(self.without_cause),
            self.as_of
        )?;
        for (i, of) in self.causes.iter().enumerate() {
            if i == self.vital_few.len() && i > 0 {
                writeln!(f, "  -- so far {} --", percent(self.causes.get(i - 1).and_then(|last| last.cumulative)))?;
            }
            let again = of.recurrence_median_s.map_or("-".to_owned(), |median| span(Some(median)));
            let (share, back) = (percent(of.share), percent(of.reopened.rate));
            let ends = interval(of.reopened.lo, of.reopened.hi);
            let name = clean(&of.cause);
            let broken = of
                .breached
                .as_ref()
                .map_or(String::new(), |b| format!(", promise broken {} ({})", percent(b.rate), interval(b.lo, b.hi)));
            writeln!(
                f,
                "  {name}: {} ({share}), the next after {again} (median), reopened {back} ({ends}){broken}",
                count(of.count)
            )?;
            of.rates.as_ref().map_or(Ok(()), |chart| noise(f, &self.periods, chart))?;
        }
        let tests = [
            ("reopening", Some(&self.reopened_test)),
            ("broken promises", self.breached_test.as_ref()),
            ("the second attribute", self.by_test.as_ref()),
        ];
        for (what, test) in tests {
            if let Some((test, p)) = test.and_then(|test| test.p.map(|p| (test, p))) {
                let method = test.method.unwrap_or_default().replace('_', "-");
                let hint =
                    if test.sparse && test.method != Some("exact") { ", too few for more than a hint" } else { "" };
                writeln!(f, "causes differ in {what}: p = {p:.4} ({method}{hint})")?;
            }
        }
        self.caveats.iter().try_for_each(|caveat| writeln!(f, "{caveat}"))
    }
}
