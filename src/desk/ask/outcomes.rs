//! Whether speed goes with outcomes.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::desk::words::{count, interval, percent, span};
use crate::error::{Error, Result};
use crate::metrics::TicketFacts;
use crate::metrics::stats::{DEFAULT_CONFIDENCE, OutcomeBand, OutcomeRow, Outcomes, OutcomesOf};
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::fmt;

/// Whether speed goes with outcomes: the share of customers who stayed, or bought, by how long they waited, compared with the same mix in each band of waiting time.
///
/// Either `rows`, or `outcomes` of the tickets of a log: their wait is that for the first response. A ticket that is not done and still waits says
/// nothing yet and is left out; one that was done without a response never had an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomesQuestion {
    /// A customer or a ticket each, without a log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<Vec<OutcomeRow>>,
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// By ticket, or with `customer` by customer, whether they stayed, or bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<BTreeMap<String, bool>>,
    /// The attribute of the log that says whose ticket it is: a customer counts once, with the longest wait of theirs and the strata of their first
    /// ticket. A wait that never had an answer is longer than any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// Attributes of the log that may have to do with the outcome, such as `plan` or `channel`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strata: Vec<String>,
    /// Where bands of waiting time end, in seconds, in ascending order: a wait of exactly that long is in the next. Default an hour, four hours, a day,
    /// three days.
    #[serde(default = "crate::metrics::stats::usual_bands")]
    pub bands_s: Vec<f64>,
    /// Confidence of the intervals; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
}

fn usual() -> f64 {
    DEFAULT_CONFIDENCE
}

/// Shares by waiting time, and what of the log is not in them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OutcomesReport {
    /// The comparison.
    #[serde(flatten)]
    pub compared: Outcomes,
    /// Tickets that are not done and still wait: too early to say. Of a log only.
    pub waiting: u64,
    /// Outcomes of tickets or customers that the log does not have.
    pub unmatched: u64,
    /// Tickets whose first response is dated before their creation: nobody knows how long was waited. Of a log only.
    pub before_creation: u64,
    /// Tickets of no customer, where customers are compared.
    pub without_customer: u64,
}

/// What of a log is in no row.
#[derive(Default)]
struct Left {
    waiting: u64,
    unmatched: u64,
    before_creation: u64,
    without_customer: u64,
}

/// How long somebody waited.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Wait {
    For(f64),
    Never,
}

impl Ask for OutcomesQuestion {
    const NAME: &'static str = "outcomes";
    type Answer = OutcomesReport;

    fn answer(&self, library: &Library) -> Result<OutcomesReport> {
        let (rows, left) = match (&self.rows, &self.outcomes) {
            (Some(rows), None) => (rows.clone(), Left::default()),
            (None, Some(outcomes)) => self.of_log(library, outcomes)?,
            (rows, _) => {
                let both = if rows.is_some() { "both" } else { "nothing" };
                return Err(Error::invalid("rows", both, "either `rows`, or `outcomes` of the tickets of a log"));
            }
        };
        let of = OutcomesOf { rows, bands_s: self.bands_s.clone(), confidence: self.confidence };
        let Left { waiting, unmatched, before_creation, without_customer } = left;
        Ok(OutcomesReport { compared: of.compute()?, waiting, unmatched, before_creation, without_customer })
    }
}

impl OutcomesQuestion {
    /// The rows of a log's tickets or customers, and what is in none.
    fn of_log(&self, library: &Library, outcomes: &BTreeMap<String, bool>) -> Result<(Vec<OutcomeRow>, Left)> {
        let log = library.log(self.log.as_deref())?;
        let now = as_of(log, self.now.as_deref())?;
        let column = |name: &String, field: String| log.attribute(name).map_err(|e| e.moved_to(field));
        let strata = self
            .strata
            .iter()
            .enumerate()
            .map(|(i, name)| column(name, format!("strata[{i}]")))
            .collect::<Result<Vec<_>>>()?;
        let customers = self.customer.as_ref().map(|name| column(name, "customer".to_owned())).transpose()?;
        let word = |column: &[crate::ticket::Symbol], i: usize| {
            column.get(i).map_or(String::new(), |symbol| log.names().name(*symbol).to_owned())
        };
        let mut left = Left::default();
        // Who, by name; their longest wait and their strata.
        let mut found: BTreeMap<String, (Wait, Vec<String>)> = BTreeMap::new();
        for (i, facts) in TicketFacts::of_log(log, now).iter().enumerate() {
            let Some(created) = facts.created else { continue }; // not there yet
            if facts.first_response.is_some_and(|at| at < created) {
                left.before_creation += 1;
                continue;
            }
            let Some(wait) = wait(facts, created) else {
                left.waiting += 1;
                continue;
            };
            let who = match customers {
                Some(column) => word(column, i),
                None => log.id(i).unwrap_or_default().to_owned(),
            };
            if customers.is_some() && who.is_empty() {
                left.without_customer += 1;
                continue;
            }
            let strata = || strata.iter().map(|column| word(column, i)).collect();
            let (longest, _) = found.entry(who).or_insert_with(|| (wait, strata()));
            if wait > *longest {
                *longest = wait;
            }
        }
        let there: HashSet<String> = match customers {
            Some(column) => (0..log.len()).map(|i| word(column, i)).collect(),
            None => log.tickets().map(|(id, _)| id.to_owned()).collect(),
        };
        let unmatched = outcomes.keys().filter(|id| !there.contains(*id)).count();
        let row = |(who, (wait, strata)): (String, (Wait, Vec<String>))| OutcomeRow {
            wait_s: match wait {
                Wait::For(seconds) => Some(seconds),
                Wait::Never => None,
            },
            outcome: outcomes.get(&who).copied(),
            strata,
        };
        left.unmatched = u64::try_from(unmatched).unwrap_or(u64::MAX);
        Ok((found.into_iter().map(row).collect(), left))
    }
}

/// The wait for the first response; `None` while that may come.
fn wait(facts: &TicketFacts, created: i64) -> Option<Wait> {
    match facts.first_response {
        #[allow(clippy::cast_precision_loss)] // below 2^53 microseconds: 285 years
        Some(at) => Some(Wait::For((at - created) as f64 / SECOND as f64)),
        None if facts.done => Some(Wait::Never),
        None => None,
    }
}

impl Reply for OutcomesReport {}

impl fmt::Display for OutcomesReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = &self.compared;
        for band in &told.bands {
            line(f, band)?;
        }
        match &told.trend {
            Some(trend) => writeln!(f, "trend over the bands: z {:.2}, p {:.4}", trend.z, trend.p)?,
            None => writeln!(f, "no trend can be told")?,
        }
        if !told.comparable {
            writeln!(f, "not every band has somebody in each of {} strata", count(told.strata))?;
        }
        let left = [
            ("outcome not known", told.unknown),
            ("still waiting", self.waiting),
            ("of nobody", self.unmatched),
            ("answered before the creation", self.before_creation),
            ("without a customer", self.without_customer),
        ];
        for (why, n) in left.into_iter().filter(|(_, n)| *n > 0) {
            writeln!(f, "left out, {why}: {}", count(n))?;
        }
        writeln!(f, "{}", told.reading)
    }
}

fn line(f: &mut fmt::Formatter<'_>, band: &OutcomeBand) -> fmt::Result {
    let name = match (band.from_s, band.below_s) {
        (None, _) => "never answered".to_owned(),
        (Some(from), Some(below)) => format!("{} to {}", span(Some(from)), span(Some(below))),
        (Some(from), None) => format!("{} and more", span(Some(from))),
    };
    let ends = |i: Option<crate::metrics::stats::Interval>| interval(i.map(|i| i.lo), i.map(|i| i.hi));
    write!(f, "{name}: {} of {}", percent(band.crude), count(band.n))?;
    write!(f, ", adjusted {} ({})", percent(band.adjusted), ends(band.adjusted_interval))?;
    match (band.difference, band.difference_interval) {
        (Some(by), Some(i)) => {
            let sure = if band.distinguishable == Some(true) { "" } else { ", may be chance" };
            writeln!(f, "; {:+.1} points ({:+.1} to {:+.1}){sure}", by * 100.0, i.lo * 100.0, i.hi * 100.0)
        }
        _ => writeln!(f),
    }
}
