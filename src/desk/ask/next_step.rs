//! Whom an escalation tells next.

use super::{Ask, Library, Reply, at};
use crate::coverage::{EscalationLog, EscalationPolicy, NextStep};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whom an escalation tells next, or until when it waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextStepQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The steps.
    pub policy: EscalationPolicy,
    /// What has happened so far.
    pub log: EscalationLog,
    /// The instant, RFC 3339.
    pub now: String,
}

impl Ask for NextStepQuestion {
    const NAME: &'static str = "next_step";
    type Answer = NextStep;

    fn answer(&self, library: &Library) -> Result<NextStep> {
        library.roster(self.roster.as_deref())?.next_step(&self.policy, &self.log, at(&self.now, "now")?)
    }
}

impl Reply for NextStep {}
