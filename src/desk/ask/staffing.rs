//! How many people each interval needs.

use super::{Ask, Library, Reply, filter, range};
use crate::coverage::staffing::Goal;
use crate::coverage::{Contacts, StaffingPlan, StaffingReport};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many people each interval of a range needs beside how many are on, from the demand of the roster's regions in their own local hours or from given arrivals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffingQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// How many contacts come in the whole range, over all regions; either these or `arrivals`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<f64>,
    /// How many come in each interval: the `upper` of a forecast has them under this name, with `from`, `to` and `slot_minutes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrivals: Option<Vec<f64>>,
    /// The length of an interval, in minutes (default 30).
    #[serde(default = "half_an_hour")]
    pub slot_minutes: u32,
    /// The mean handle time, in seconds.
    pub aht_s: f64,
    /// The promise.
    pub goal: Goal,
    /// The mean patience, in seconds: plans by Erlang A; left out, by Erlang C.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_patience_s: Option<f64>,
    /// Whether contacts that last into later intervals count there.
    #[serde(default)]
    pub carry_over: bool,
    /// How many contacts an agent has at once, such as chats (default 1).
    #[serde(default = "one_at_once")]
    pub concurrency: u32,
    /// Only those with this skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Only those with this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Only those on this channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Only those of this team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
}

fn one_at_once() -> u32 {
    1
}

fn half_an_hour() -> u32 {
    30
}

impl Ask for StaffingQuestion {
    const NAME: &'static str = "staffing";
    type Answer = StaffingReport;

    fn answer(&self, library: &Library) -> Result<StaffingReport> {
        let filter = filter(&self.skill, &self.language, &self.channel, &self.team);
        let contacts = match (self.contacts, &self.arrivals) {
            (Some(all), None) => Contacts::InAll(all),
            (None, Some(each)) => Contacts::Each(each.clone()),
            (all, _) => {
                let both = if all.is_some() { "both" } else { "nothing" };
                return Err(Error::invalid("contacts", both, "either `contacts` or `arrivals`"));
            }
        };
        let plan = StaffingPlan {
            contacts,
            slot_minutes: self.slot_minutes,
            aht_s: self.aht_s,
            goal: self.goal,
            mean_patience_s: self.mean_patience_s,
            carry_over: self.carry_over,
            concurrency: self.concurrency,
        };
        library.roster(self.roster.as_deref())?.staffing(range(&self.from, &self.to)?, &plan, &filter)
    }
}

impl Reply for StaffingReport {}
