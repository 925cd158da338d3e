//! Over which steps tickets go.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::desk::words::{clean, count, ends, percent, span};
use crate::error::Result;
use crate::metrics::journey::{JourneySpec, JourneyTimes, Journeys, journeys};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Over which steps tickets go (statuses, teams, channels), how long each takes, the most frequent paths, and where customers drop out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JourneysQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// What a step is, and how much is told.
    #[serde(default)]
    pub spec: JourneySpec,
}

impl Ask for JourneysQuestion {
    const NAME: &'static str = "journeys";
    type Answer = Journeys;

    fn answer(&self, library: &Library) -> Result<Journeys> {
        let log = library.log(self.log.as_deref())?;
        journeys(log, as_of(log, self.now.as_deref())?, &self.spec).map_err(|e| e.at("spec"))
    }
}

impl Reply for Journeys {
    fn svg(&self) -> Option<String> {
        Some(crate::desk::chart::journeys(self))
    }
}

impl fmt::Display for Journeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "journeys over {} of {} tickets as of {}", self.over.join(", "), count(self.tickets), self.as_of)?;
        writeln!(f, "ends: {}", ends(&self.ends, self.silent_days))?;
        writeln!(f, "steps:")?;
        for s in &self.steps {
            let [visits, tickets] = [s.visits, s.tickets].map(count);
            let name = clean(&s.step);
            write!(f, "  {name}: {visits} visits of {tickets} tickets, {}", times(&s.times))?;
            match s.ends.all() {
                0 => writeln!(f)?,
                _ => writeln!(f, "; ends there: {}", ends(&s.ends, self.silent_days))?,
            }
        }
        writeln!(f, "moves:")?;
        for m in &self.moves {
            let (from, to) = (clean(&m.from), clean(&m.to));
            writeln!(f, "  {from} -> {to}: {} times, after {}", count(m.moves), times(&m.times))?;
        }
        writeln!(f, "paths:")?;
        for p in &self.paths {
            let way: Vec<_> = p.steps.iter().map(|s| clean(s)).collect();
            let more = if p.longer { " -> …" } else { "" };
            let way = way.join(" -> ");
            writeln!(f, "  {:>7} {:>9}: {way}{more}, {}", percent(p.share), count(p.tickets), times(&p.total))?;
        }
        if let Some(w) = &self.withheld {
            let [steps, moves, paths, tickets, floor] = [w.steps, w.moves, w.paths, w.tickets, w.floor].map(count);
            writeln!(
                f,
                "withheld: {steps} steps, {moves} moves, {paths} paths ({tickets} tickets), for a floor of {floor}"
            )?;
        }
        let c = &self.cut;
        if *c == Default::default() {
            return Ok(());
        }
        let [steps, visits, moves, made, paths, tickets] =
            [c.steps, c.visits, c.moves, c.made, c.paths, c.tickets].map(count);
        writeln!(
            f,
            "not listed: {steps} steps ({visits} visits), {moves} moves (made {made} times), {paths} paths ({tickets} tickets)"
        )
    }
}

fn times(of: &JourneyTimes) -> String {
    match of.n {
        0 => "no time known".to_owned(),
        _ => format!("median {}, nine in ten within {}", span(of.median_s), span(of.p90_s)),
    }
}
