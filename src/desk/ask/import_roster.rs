//! A roster of another product.

use super::{Ask, Library, Reply};
use crate::coverage::import::{IcsLength, ImportedRoster, RosterForm, import};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A roster read from another product's form: `pagerduty` or `opsgenie` (a schedule as their API gives it), or `ics` (iCalendar), which needs `from` and `to`. What has no counterpart is left out and named; nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportRosterQuestion {
    /// `ics`, `pagerduty` or `opsgenie`.
    pub form: String,
    /// The text of the file.
    pub text: String,
    /// Of `ics`: shifts that meet the time from this instant, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Of `ics`: until this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Of `ics`: the zone of whole days and of times without a zone; left out, the file's own, else UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Of `ics`: how long the instances of a repeated shift last; `wall` (the default) or `exact`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<IcsLength>,
}

impl Ask for ImportRosterQuestion {
    const NAME: &'static str = "import_roster";
    type Answer = ImportedRoster;

    fn answer(&self, library: &Library) -> Result<ImportedRoster> {
        let (from, to) = (self.from.clone(), self.to.clone());
        let form = RosterForm { name: &self.form, from, to, timezone: self.timezone.clone(), length: self.length };
        import(&form, &self.text, library.zones())
    }
}

impl Reply for ImportedRoster {}
