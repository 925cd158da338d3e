//! A first look at the export of a help desk.

use super::{Ask, Library, Reply};
use crate::error::Result;
use crate::ticket::import::{Inspection, LogMap, ReadBy, inspect_by};
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
    /// The zone whose clock the times show, where they carry no offset; stands over the map's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

impl Ask for InspectQuestion {
    const NAME: &'static str = "inspect";
    type Answer = Inspection;

    fn answer(&self, library: &Library) -> Result<Inspection> {
        let by = ReadBy { map: self.map.clone(), preset: self.preset.clone(), zone: self.zone.clone() };
        inspect_by(self.text.as_bytes(), &by, library.zones())
    }
}

impl Reply for Inspection {}
