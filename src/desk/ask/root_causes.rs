//! Which causes make most of the work, and how often each comes back.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::desk::words::{clean, count, interval, percent, span};
use crate::error::Result;
use crate::metrics::stats::ParetoOf;
use crate::metrics::{ShareFigures, TicketFacts};
use crate::time::{Instant, SECOND};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Which causes make most of a log's tickets (Pareto), how often each comes back, and how many of its tickets were reopened.
///
/// Recurrence is the time between the creations of one ticket of a cause and the next: its mean is (last − first) / (n − 1), beside the median, as tickets of
/// one incident come all at once.
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
    /// The share that the vital few reach; default 0.8.
    #[serde(default = "most")]
    pub threshold: f64,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
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
    /// Of its tickets that were resolved, those that came back.
    pub reopened: ShareFigures,
    /// Tickets by the attribute asked for; empty where none was.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by: BTreeMap<String, u64>,
}

#[derive(Default)]
struct Seen {
    created: Vec<i64>,
    resolved: u64,
    reopened: u64,
    by: BTreeMap<String, u64>,
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
        let (mut seen, mut without) = (BTreeMap::<&str, Seen>::new(), 0);
        for (i, (facts, cause)) in TicketFacts::of_log(log, now).iter().zip(causes).enumerate() {
            let Some(created) = facts.created else { continue };
            let name = log.names().name(*cause);
            if name.is_empty() {
                without += 1;
                continue;
            }
            let of = seen.entry(name).or_default();
            of.created.push(created);
            of.resolved += u64::from(facts.resolutions > 0);
            of.reopened += u64::from(facts.resolutions > 0 && facts.reopens > 0);
            if let Some(value) = by.and_then(|column| column.get(i)) {
                *of.by.entry(log.names().name(*value).to_owned()).or_default() += 1;
            }
        }
        self.report(seen, without, now)
    }
}

impl RootCausesQuestion {
    fn report(&self, mut seen: BTreeMap<&str, Seen>, without_cause: u64, now: i64) -> Result<RootCauses> {
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
                reopened: ShareFigures::new(of.reopened, of.resolved, crate::metrics::DEFAULT_CONFIDENCE)?,
                by: of.by,
                cause: entry.cause,
                count: entry.count,
                share: entry.share,
                cumulative: entry.cumulative,
            });
        }
        let (n, vital_few, threshold) = (pareto.n, pareto.vital_few, pareto.threshold);
        Ok(RootCauses { as_of: Instant::of(now), n, without_cause, vital_few, threshold, causes })
    }
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
            writeln!(
                f,
                "  {name}: {} ({share}), the next after {again} (median), reopened {back} ({ends})",
                count(of.count)
            )?;
        }
        Ok(())
    }
}
