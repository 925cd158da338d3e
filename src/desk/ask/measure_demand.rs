//! Demand as it was.

use super::{Ask, Library, Reply};
use crate::desk::{MeasuredDemand, RegionOfLog, measure_demand};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Demand measured from a log: regions for a roster, by the local hour in which their customers asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureDemandQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// Whose tickets, and on which clock.
    pub regions: Vec<RegionOfLog>,
}

impl Ask for MeasureDemandQuestion {
    const NAME: &'static str = "measure_demand";
    type Answer = MeasuredDemand;

    fn answer(&self, library: &Library) -> Result<MeasuredDemand> {
        measure_demand(library.log(self.log.as_deref())?, &self.regions, library.zones())
    }
}

impl Reply for MeasuredDemand {}
