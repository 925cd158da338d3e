//! Whether those on duty can serve all that is needed at once.

use super::at;
use crate::coverage::plan::TraitKind;
use crate::coverage::{Roster, SkillReport};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether those on duty at an instant can serve so many contacts of each kind at once, one each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillsQuestion {
    /// The instant, RFC 3339.
    pub at: String,
    /// How many contacts need each skill.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub need: BTreeMap<String, u32>,
    /// How many need each language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: BTreeMap<String, u32>,
    /// How many come by each channel.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub channels: BTreeMap<String, u32>,
}

impl SkillsQuestion {
    pub(super) fn answer(&self, roster: &Roster) -> Result<SkillReport> {
        let kinds = [
            (TraitKind::Skill, &self.need),
            (TraitKind::Language, &self.languages),
            (TraitKind::Channel, &self.channels),
        ];
        let needs: Vec<(TraitKind, &str, u32)> =
            kinds.iter().flat_map(|(kind, list)| list.iter().map(|(name, n)| (*kind, name.as_str(), *n))).collect();
        roster.judge_skills(at(&self.at, "at")?, &needs)
    }
}
