//! The column maps of help desks that come with the library.

use super::{Ask, Library, Reply};
use crate::error::{Error, Result};
use crate::ticket::import::LogMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;

/// The column map of a help desk's export, as a document to print and change; without a name, which there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PresetQuestion {
    /// Its name, such as `jira-list`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The column maps that come with the library.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Presets {
    /// Those that were asked for, in the order of the alphabet.
    pub presets: Vec<Preset>,
}

/// A column map that comes with the library.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// Of which export it is.
    pub about: String,
    /// The column map, as it was written.
    pub map: Box<RawValue>,
}

impl Ask for PresetQuestion {
    const NAME: &'static str = "preset";
    type Answer = Presets;

    fn answer(&self, _: &Library) -> Result<Presets> {
        if let Some(name) = &self.name {
            LogMap::preset_text(name)?;
        }
        let asked = |name: &&str| self.name.as_ref().is_none_or(|own| own == name);
        let made = |name: &'static str| {
            let text = LogMap::preset_text(name)?;
            let map = RawValue::from_string(text.trim().to_owned()).map_err(Error::unwritable)?;
            Ok(Preset { name, about: LogMap::preset(name)?.name, map })
        };
        Ok(Presets { presets: LogMap::preset_names().filter(asked).map(made).collect::<Result<_>>()? })
    }
}

impl Reply for Presets {}

impl fmt::Display for Presets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.presets.as_slice() {
            [one] => writeln!(f, "{}", one.map.get()),
            all => all.iter().try_for_each(|p| writeln!(f, "{:<18} {}", p.name, p.about)),
        }
    }
}
