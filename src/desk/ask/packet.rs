//! The packet of a hand-off.

use super::{Ask, Library, Reply, at};
use crate::desk::{Packet, PacketOf, packet};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The packet of a hand-off: the open tickets of those who leave, the nearest due first, each with its next promise and who takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PacketQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// When the hand-off is, RFC 3339.
    pub at: String,
    /// Which log; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// Which policies; may be left out where there are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policies: Option<String>,
    /// Whose tickets; left out, those of whoever goes off duty at the instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owners: Option<Vec<String>>,
    /// The attribute of the log that tells a ticket's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language_attribute: Option<String>,
    /// The attribute that tells the skill it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_attribute: Option<String>,
}

impl Ask for PacketQuestion {
    const NAME: &'static str = "packet";
    type Answer = Packet;

    fn answer(&self, library: &Library) -> Result<Packet> {
        let (policies, calendars) = library.policies("policies", self.policies.as_deref())?;
        let of = PacketOf {
            roster: library.roster(self.roster.as_deref())?,
            log: library.log(self.log.as_deref())?,
            policies,
            calendars,
            owners: self.owners.as_deref(),
            language_attribute: self.language_attribute.as_deref(),
            skill_attribute: self.skill_attribute.as_deref(),
        };
        packet(&of, at(&self.at, "at")?)?.or_nobody_leaves()
    }
}

impl Reply for Packet {}
