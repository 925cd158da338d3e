//! Promises nobody can keep.

use super::{Ask, Library, Reply, filter, range};
use crate::desk::{FeasibilityReport, Keeper, Keepers, KeptBy, PromiseToStaff, StaffedPromise, feasibility};
use crate::error::{Error, Result};
use crate::time::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which promises cannot be kept, because nobody who could keep them is on from the moment of asking until it is due: promises named here, or those of
/// a policy set.
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
    /// Promises of one's own, named here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<PromiseQuestion>,
    /// The policies of the library whose promises are asked about, with their calendars, targets and conditions; where `promises` is empty and there is
    /// one policy set, that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policies: Option<String>,
    /// Who keeps the promises of the policies: the first entry that fits a promise holds. Where none does, whom `by_field` says, else anybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept_by: Vec<KeptBy>,
    /// Fields of tickets whose values, in the conditions and targets of the policies, name a skill, a language, a channel or a team of the roster, such
    /// as `{"language": "language", "group": "team"}`. A policy for two languages is two promises.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_field: BTreeMap<String, Keeper>,
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
        let mut promises = self.own(library)?;
        let (mut notes, of_policies) = (Vec::new(), self.policies.is_some() || self.promises.is_empty());
        let mut staffed = Vec::new();
        if of_policies {
            let (set, calendars) = library.policies("policies", self.policies.as_deref())?;
            let keepers = Keepers { kept_by: self.kept_by.clone(), by_field: self.by_field.clone() };
            staffed = keepers.staff(set.promises(calendars)?, &mut notes)?;
        } else if !(self.kept_by.is_empty() && self.by_field.is_empty()) {
            return Err(Error::invalid("policies", "nothing", "the policies that `kept_by` and `by_field` are about"));
        }
        promises.extend(staffed.iter().map(StaffedPromise::to_staff));
        let range = range(&self.from, &self.to)?;
        let mut report = feasibility(library.roster(self.roster.as_deref())?, range, &promises)?;
        report.notes = notes;
        Ok(report)
    }
}

impl FeasibilityQuestion {
    fn own<'a>(&'a self, library: &'a Library) -> Result<Vec<PromiseToStaff<'a>>> {
        let mut promises = Vec::new();
        for (i, promise) in self.promises.iter().enumerate() {
            let path = format!("promises[{i}]");
            let target = promise.target.parse::<Span>().map_err(|e| e.at(&format!("{path}.target")))?;
            let named = promise.calendar.as_deref().map(|name| library.calendar(Some(name)));
            promises.push(PromiseToStaff {
                name: &promise.name,
                target: target.micros(),
                calendar: named.transpose().map_err(|e| e.at(&path))?,
                filter: filter(&promise.skill, &promise.language, &promise.channel, &promise.team),
            });
        }
        Ok(promises)
    }
}

impl Reply for FeasibilityReport {}
