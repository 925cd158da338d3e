//! How evenly duty is spread.

use super::{Ask, Library, Reply, range};
use crate::coverage::{BalanceReport, BurdenRules};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How evenly duty is spread, and what each person carries: nights, weekends, holidays, rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BalanceQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// What counts as heavy.
    #[serde(default)]
    pub rules: BurdenRules,
}

impl Ask for BalanceQuestion {
    const NAME: &'static str = "balance";
    type Answer = BalanceReport;

    fn answer(&self, library: &Library) -> Result<BalanceReport> {
        library.roster(self.roster.as_deref())?.balance(range(&self.from, &self.to)?, &self.rules)
    }
}

impl Reply for BalanceReport {}
