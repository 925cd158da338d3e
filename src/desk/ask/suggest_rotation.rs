//! A fair rotation.

use super::{Ask, Library, Reply, range};
use crate::coverage::suggest::{FairRules, RotationPlan};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fair rotation: who works which occurrence of the shifts that have nobody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestRotationQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// What is dealt out to whom, and what counts as heavy.
    #[serde(default)]
    pub fair: FairRules,
}

impl Ask for SuggestRotationQuestion {
    const NAME: &'static str = "suggest_rotation";
    type Answer = RotationPlan;

    fn answer(&self, library: &Library) -> Result<RotationPlan> {
        library.roster(self.roster.as_deref())?.suggest_rotation(range(&self.from, &self.to)?, &self.fair)
    }
}

impl Reply for RotationPlan {}
