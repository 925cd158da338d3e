//! The cheapest shifts for a need.

use super::{Ask, Library, Reply};
use crate::coverage::suggest::{CoverNeed, CoverPlan, Shape, suggest_cover};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The cheapest shifts that cover a need, slot by slot; it needs no roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestCoverQuestion {
    /// How many are needed in each slot.
    pub need: Vec<u32>,
    /// Whether the last slot is followed by the first: a day that repeats, or a week.
    #[serde(default)]
    pub circular: bool,
    /// The shifts there may be.
    pub shapes: Vec<Shape>,
    /// Where a search starts from; the same seed finds the same answer.
    #[serde(default)]
    pub seed: u64,
    /// The steps of a search; left out, 2,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
}

impl Ask for SuggestCoverQuestion {
    const NAME: &'static str = "suggest_cover";
    type Answer = CoverPlan;

    fn answer(&self, _library: &Library) -> Result<CoverPlan> {
        let (need, shapes) = (self.need.clone(), self.shapes.clone());
        suggest_cover(&CoverNeed { need, circular: self.circular, shapes, seed: self.seed, rounds: self.rounds })
    }
}

impl Reply for CoverPlan {}
