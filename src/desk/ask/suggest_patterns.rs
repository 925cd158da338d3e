//! Weekly patterns for a need.

use super::{Ask, Library, Reply};
use crate::coverage::suggest::{PatternNeed, PatternPlan, suggest_patterns};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Weekly patterns that cover a need with rest, at humane hours; sites are in zones of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestPatternsQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The week, its need, and how people may work it.
    pub week: PatternNeed,
}

impl Ask for SuggestPatternsQuestion {
    const NAME: &'static str = "suggest_patterns";
    type Answer = PatternPlan;

    fn answer(&self, library: &Library) -> Result<PatternPlan> {
        suggest_patterns(&self.week, library.roster(self.roster.as_deref())?).map_err(|e| e.at("week"))
    }
}

impl Reply for PatternPlan {}
