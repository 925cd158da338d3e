//! A first look at the export of a help desk.

use super::{Ask, Library, Reply};
use crate::error::{Error, Result};
use crate::ticket::import::{Inspection, LogMap, inspect};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an export holds and how to read it: form, encoding, separator, date form, the preset that fits, a column map to begin from, the
/// first tickets as understood, and all faults at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectQuestion {
    /// The file, or its first rows, as text.
    pub text: String,
    /// The column map to try; left out, that of the preset whose columns it has, or a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<LogMap>,
    /// The preset to try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
}

impl Ask for InspectQuestion {
    const NAME: &'static str = "inspect";
    type Answer = Inspection;

    fn answer(&self, library: &Library) -> Result<Inspection> {
        let own = match (&self.map, &self.preset) {
            (Some(map), None) => Some(map.clone()),
            (None, Some(name)) => Some(LogMap::preset(name)?),
            (None, None) => None,
            (Some(_), Some(_)) => return Err(Error::invalid("map", "both", "either `map` or `preset`")),
        };
        inspect(self.text.as_bytes(), own.as_ref(), library.zones())
    }
}

impl Reply for Inspection {}
