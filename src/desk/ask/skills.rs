//! Whether those on duty can serve all that is needed at once.

use super::{Ask, Library, Reply, at};
use crate::coverage::{Needed, NeededContacts, SkillReport};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether those on duty at an instant can serve so many contacts of each kind at once, one each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillsQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
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
    /// How many need several of these of the same agent, such as billing in Portuguese.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<NeededContacts>,
}

impl Ask for SkillsQuestion {
    const NAME: &'static str = "skills";
    type Answer = SkillReport;

    fn answer(&self, library: &Library) -> Result<SkillReport> {
        let (skills, languages, channels) = (self.need.clone(), self.languages.clone(), self.channels.clone());
        let needed = Needed { skills, languages, channels, contacts: self.contacts.clone() };
        library.roster(self.roster.as_deref())?.skills_us(at(&self.at, "at")?, &needed)
    }
}

impl Reply for SkillReport {}
