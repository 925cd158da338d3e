//! Where the promises of one ticket stand.

use super::parts::OfTicket;
use super::{Ask, Library, Reply};
use crate::error::Result;
use crate::sla::{SlaReport, evaluate_us};
use crate::ticket::EventDoc;
use crate::time::{SECOND, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where every promise to one ticket stands: its policy and why, and for each metric what is used up, what is left, when it is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlaQuestion {
    /// Which policies of the library; may be left out where there are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policies: Option<String>,
    /// Which log; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// The ticket of the log. Either this or `events`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// The events of a ticket, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<EventDoc>>,
    /// The instant it is judged at, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

impl Ask for SlaQuestion {
    const NAME: &'static str = "sla";
    type Answer = SlaReport;

    fn answer(&self, library: &Library) -> Result<SlaReport> {
        let (set, calendars) = library.policies("policies", self.policies.as_deref())?;
        let of = OfTicket { log: &self.log, ticket: &self.ticket, events: &self.events, now: &self.now };
        of.with(library, set, |set, history, now| evaluate_us(set, calendars, history, now))
    }
}

impl Reply for SlaReport {}

impl fmt::Display for SlaReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let policy = self.choice.policy.as_deref().unwrap_or("none");
        writeln!(f, "policy {policy}, as of {} UTC", self.as_of.minute())?;
        for (name, m) in &self.metrics {
            write!(f, "  {name}: {}, {} used", m.state.name(), span(m.elapsed))?;
            if let Some(target) = m.target {
                write!(f, " of {}", span(target))?;
            }
            match m.due_at {
                Some(due) => writeln!(f, ", due {} UTC", due.minute())?,
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

fn span(us: i64) -> String {
    Span::from_seconds(us / SECOND).map_or_else(|| "-".to_owned(), |s| s.to_string())
}
