//! Promises nobody can keep.

use super::{Ask, Library, Reply, range};
use crate::coverage::Filter;
use crate::desk::{FeasibilityReport, PromiseToStaff, feasibility};
use crate::error::Result;
use crate::time::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which promises cannot be kept, because nobody who could keep them is on from the moment of asking until it is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeasibilityQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// The promises.
    pub promises: Vec<PromiseQuestion>,
}

/// A promise: an answer within so much time, by somebody who can give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromiseQuestion {
    /// What the report calls it.
    pub name: String,
    /// The time allowed, such as `4h`.
    pub target: String,
    /// The calendar of the library it is counted on; left out, in real time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// Kept only by those with this skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Only by those with this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Only by those on this channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Only by those of this team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
}

impl Ask for FeasibilityQuestion {
    const NAME: &'static str = "feasibility";
    type Answer = FeasibilityReport;

    fn answer(&self, library: &Library) -> Result<FeasibilityReport> {
        let mut promises = Vec::new();
        for (i, promise) in self.promises.iter().enumerate() {
            let path = format!("promises[{i}]");
            let target = promise.target.parse::<Span>().map_err(|e| e.at(&format!("{path}.target")))?;
            let named = promise.calendar.as_deref().map(|name| library.calendar(Some(name)));
            promises.push(PromiseToStaff {
                name: &promise.name,
                target: target.micros(),
                calendar: named.transpose().map_err(|e| e.at(&path))?,
                filter: Filter {
                    skill: promise.skill.clone(),
                    language: promise.language.clone(),
                    channel: promise.channel.clone(),
                    team: promise.team.clone(),
                },
            });
        }
        feasibility(library.roster(self.roster.as_deref())?, range(&self.from, &self.to)?, &promises)
    }
}

impl Reply for FeasibilityReport {}
