//! Who takes a contact now.

use super::{Ask, Library, Reply, at};
use crate::coverage::{Contact, RoutePolicy, RouteState, Routing};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who takes a contact now; and if nobody, why, when somebody comes, and what to tell the customer. With `people_only` it is the question of an AI agent that hands over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The instant, RFC 3339.
    pub at: String,
    /// What it wants.
    #[serde(default)]
    pub contact: Contact,
    /// How somebody is chosen.
    #[serde(default)]
    pub policy: RoutePolicy,
    /// What everybody has to do.
    #[serde(default)]
    pub state: RouteState,
}

impl Ask for RouteQuestion {
    const NAME: &'static str = "route";
    type Answer = Routing;

    fn answer(&self, library: &Library) -> Result<Routing> {
        library.roster(self.roster.as_deref())?.route(at(&self.at, "at")?, &self.contact, &self.policy, &self.state)
    }
}

impl Reply for Routing {}
