//! Why a promise to one ticket was kept or broken.

use super::parts::OfTicket;
use super::{Ask, Library, Reply};
use crate::error::Result;
use crate::sla::{Explanation, StripSize, explain_us};
use crate::ticket::EventDoc;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a metric of one ticket stands where it does: the time line piece by piece, each with the reason why it counts or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainQuestion {
    /// The metric.
    pub metric: String,
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
    /// The instant it is explained to, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

impl Ask for ExplainQuestion {
    const NAME: &'static str = "explain";
    type Answer = Explanation;

    fn answer(&self, library: &Library) -> Result<Explanation> {
        let (set, calendars) = library.policies("policies", self.policies.as_deref())?;
        let of = OfTicket { log: &self.log, ticket: &self.ticket, events: &self.events, now: &self.now };
        of.with(library, set, |set, history, now| explain_us(set, calendars, history, now, &self.metric))
    }
}

impl Reply for Explanation {
    fn zone(&self) -> Option<&str> {
        Some(&self.zone)
    }

    fn svg(&self) -> Option<String> {
        Some(self.svg(StripSize::default()))
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
