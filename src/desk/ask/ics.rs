//! The final schedule as iCalendar.

use super::{Ask, Library, Reply, range};
use crate::coverage::IcsFile;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The final schedule as an iCalendar file (as text; JSON has it under `ics`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IcsQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// When it is made, RFC 3339.
    pub stamp: String,
    /// The roster as it was at the last publication, by its name in the library: its duties that are no more are written as cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Only this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// A number that grows from one publication to the next (default 0).
    #[serde(default)]
    pub sequence: u32,
}

impl Ask for IcsQuestion {
    const NAME: &'static str = "ics";
    type Answer = IcsFile;

    fn answer(&self, library: &Library) -> Result<IcsFile> {
        let range = range(&self.from, &self.to)?;
        let before = self.before.as_deref().map(|name| library.roster_of("before", Some(name)));
        let (roster, person) = (library.roster(self.roster.as_deref())?, self.person.as_deref());
        roster.ics(range, person, &self.stamp, self.sequence, before.transpose()?)
    }
}

impl Reply for IcsFile {}
