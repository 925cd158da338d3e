//! When an escalation would reach nobody.

use super::{Ask, Library, Reply, range};
use crate::coverage::{EscalationPolicy, ReachReport};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The minutes at which a step of an escalation would reach nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReachQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// The steps.
    pub policy: EscalationPolicy,
}

impl Ask for ReachQuestion {
    const NAME: &'static str = "reach";
    type Answer = ReachReport;

    fn answer(&self, library: &Library) -> Result<ReachReport> {
        library.roster(self.roster.as_deref())?.reach_report(&self.policy, range(&self.from, &self.to)?)
    }
}

impl Reply for ReachReport {}
