//! Which of those on duty a question is about.

use super::plan::{Plan, TraitKind, Wanted, place};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Only those with a skill, a language, a channel, of a team; all of what is given must hold. The default lets everybody through.
///
/// A skill, language or channel that nobody in the roster has is no error: nobody is on. An unknown team is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filter {
    /// With this skill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// With this language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// On this channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Of this team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
}

impl Filter {
    /// A filter from JSON text, such as `{"language": "pt"}`.
    ///
    /// # Errors
    /// Those of [`read_document`](crate::document::read_document).
    pub fn from_json(text: &str) -> Result<Self> {
        crate::document::read_document(text, "filter", crate::document::MAX_DOCUMENT_BYTES)
    }

    pub(super) fn compile(&self, plan: &Plan) -> Result<Wanted> {
        let of = |kind, name: &Option<String>| name.as_ref().map(|n| plan.trait_of(kind, n));
        let team = match &self.team {
            None => None,
            Some(name) => {
                let found = plan.teams.iter().skip(1).position(|t| t.name == *name).map(|i| place(i + 1));
                Some(found.ok_or_else(|| {
                    let names: Vec<&str> = plan.teams.iter().skip(1).map(|t| t.name.as_str()).collect();
                    Error::not_found("team", name, format!("a team of the roster ({})", names.join(", ")))
                })?)
            }
        };
        Ok(Wanted {
            skill: of(TraitKind::Skill, &self.skill),
            language: of(TraitKind::Language, &self.language),
            channel: of(TraitKind::Channel, &self.channel),
            team,
        })
    }

    /// What it asks for that nobody in the roster has.
    pub(super) fn labels(&self) -> Vec<String> {
        let named = [("", &self.skill), ("language ", &self.language), ("channel ", &self.channel)];
        named.into_iter().filter_map(|(what, name)| Some(format!("{what}{}", name.as_ref()?))).collect()
    }
}
