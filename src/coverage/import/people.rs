//! The people of another product's schedule, who have an id there beside their name.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A person as a schedule names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct User {
    id: Option<String>,
    name: String,
}

impl User {
    /// Whoever stands under the first of these keys that says something; `None` where none does.
    pub(super) fn of(of: &Value, names: &[&str]) -> Option<Self> {
        let text = |key: &str| of.get(key).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
        let id = text("id").map(str::to_owned);
        let name = names.iter().find_map(|key| text(key)).map(str::to_owned).or_else(|| id.clone())?;
        Some(Self { id, name })
    }
}

/// What a roster calls everybody: by name, and two of one name by name and id.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The name under which each id stands first.
    by_id: BTreeMap<String, String>,
    /// The ids of each name.
    ids: BTreeMap<String, BTreeSet<Option<String>>>,
}

impl Names {
    pub(super) fn of(users: impl Iterator<Item = User>) -> Self {
        let mut names = Self::default();
        for user in users {
            let name = match &user.id {
                Some(id) => names.by_id.entry(id.clone()).or_insert(user.name).clone(),
                None => user.name,
            };
            names.ids.entry(name).or_default().insert(user.id);
        }
        names
    }

    pub(super) fn name(&self, user: &User) -> String {
        let Some(id) = &user.id else { return user.name.clone() };
        let name = self.by_id.get(id).unwrap_or(&user.name);
        match self.ids.get(name).is_some_and(|ids| ids.len() > 1) {
            true => format!("{name} ({id})"),
            false => name.clone(),
        }
    }
}
