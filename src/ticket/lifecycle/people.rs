//! Who may act: roles, rights, groups. The host authenticates; the rules are checked here.

use crate::ticket::{Actor, ActorKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person, an AI agent or a machine that gives commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    /// `agent` (may modify), `lead` (modify and close), `admin` and `system` (everything), `requester` (what the workflow lists), or a
    /// word of the workflow's `goodwill` limits.
    pub role: String,
    /// The rights, in place of the role's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<Vec<String>>,
    /// Tickets this person has no right to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cannot_modify: Vec<String>,
    /// Whether work may be given to this person.
    pub available: bool,
    /// An AI agent, or a machine; else as the role says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActorKind>,
}

impl Default for Person {
    fn default() -> Self {
        Self { role: "agent".to_owned(), rights: None, cannot_modify: Vec::new(), available: true, kind: None }
    }
}

impl Person {
    /// Somebody with a role and its rights.
    #[must_use]
    pub fn with_role(role: &str) -> Self {
        Self { role: role.to_owned(), ..Self::default() }
    }

    /// Whether this is a requester.
    #[must_use]
    pub fn is_requester(&self) -> bool {
        self.role == "requester"
    }

    /// Whether this is an admin.
    #[must_use]
    pub fn is_admin(&self) -> bool {
        self.role == "admin"
    }

    /// Whether this person has a right.
    #[must_use]
    pub fn may(&self, right: &str) -> bool {
        match (&self.rights, self.role.as_str()) {
            (Some(rights), _) => rights.iter().any(|r| r == right),
            (None, "admin" | "system") => true,
            (None, "lead") => right == "modify" || right == "close",
            (None, "requester") => false,
            (None, _) => right == "modify",
        }
    }

    /// How a record names this person.
    pub(crate) fn doer(&self, id: &str, on_behalf_of: Option<&String>) -> Actor {
        let kind = self.kind.unwrap_or(match self.role.as_str() {
            "requester" => ActorKind::Requester,
            "system" => ActorKind::Auto,
            _ => ActorKind::Human,
        });
        Actor { kind, id: id.to_owned(), on_behalf_of: on_behalf_of.cloned() }
    }
}

/// The people a board knows, and who is in which group. `agent`, `lead`, `admin`, `customer` and `system` are known unless told
/// otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct People {
    /// By id.
    pub actors: BTreeMap<String, Person>,
    /// The members of each group, in their order. A group that is not here takes anybody.
    pub groups: BTreeMap<String, Vec<String>>,
}

impl Default for People {
    fn default() -> Self {
        let known =
            [("agent", "agent"), ("lead", "lead"), ("admin", "admin"), ("customer", "requester"), ("system", "system")];
        let actors = known.into_iter().map(|(id, role)| (id.to_owned(), Person::with_role(role))).collect();
        Self { actors, groups: BTreeMap::new() }
    }
}

impl People {
    /// Nobody.
    #[must_use]
    pub fn nobody() -> Self {
        Self { actors: BTreeMap::new(), groups: BTreeMap::new() }
    }

    /// Somebody who may be given work.
    pub(crate) fn agent(&self, id: &str) -> Option<&Person> {
        self.actors.get(id).filter(|p| !p.is_requester() && p.role != "system")
    }

    /// Whether somebody is in a group; a group that nobody declared takes anybody.
    pub(crate) fn in_group(&self, group: &str, id: &str) -> bool {
        self.groups.get(group).is_none_or(|members| members.iter().any(|m| m == id))
    }
}
