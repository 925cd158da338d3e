//! The six categories behind every status name.

use super::event::{Symbol, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a status means, whatever a desk calls it. Code depends on the category, never on the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusCategory {
    /// Nobody has looked at it yet.
    New,
    /// The desk works on it.
    Open,
    /// The requester has to answer.
    Pending,
    /// A third party or another team has to act.
    Hold,
    /// Done as the desk sees it; the requester may reopen it.
    Solved,
    /// Done for good.
    Closed,
}

impl StatusCategory {
    /// Whether work is done: solved or closed.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, StatusCategory::Solved | StatusCategory::Closed)
    }
}

/// Which category each status name of a desk belongs to.
///
/// ```
/// use sundesk::ticket::{StatusCategory, StatusMap};
/// let map: StatusMap = serde_json::from_str(r#"{"New": "new", "Awaiting vendor": "hold", "Resolved": "solved"}"#)?;
/// assert_eq!(map.category("Awaiting vendor"), Some(StatusCategory::Hold));
/// assert_eq!(map.category("-100"), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatusMap(pub BTreeMap<String, StatusCategory>);

impl StatusMap {
    /// The category of a status; `None` for a name that is not in the map.
    #[must_use]
    pub fn category(&self, name: &str) -> Option<StatusCategory> {
        self.0.get(name).copied()
    }

    /// The same answers for the symbols of one vocabulary, as one array access each.
    #[must_use]
    pub fn bind(&self, names: &Vocabulary) -> BoundStatuses {
        let mut categories = vec![None; names.len()];
        for (name, category) in &self.0 {
            let slot = names.get(name).and_then(|s| usize::try_from(s.0).ok()).and_then(|i| categories.get_mut(i));
            if let Some(slot) = slot {
                *slot = Some(*category);
            }
        }
        BoundStatuses { categories }
    }
}

impl<S: Into<String>, const N: usize> From<[(S, StatusCategory); N]> for StatusMap {
    fn from(pairs: [(S, StatusCategory); N]) -> Self {
        Self(pairs.into_iter().map(|(name, category)| (name.into(), category)).collect())
    }
}

/// A [`StatusMap`] by symbol; made by [`StatusMap::bind`] and valid for that vocabulary only.
#[derive(Debug, Clone)]
pub struct BoundStatuses {
    categories: Vec<Option<StatusCategory>>,
}

impl BoundStatuses {
    /// The category of a status; `None` for a symbol the map does not name.
    #[must_use]
    pub fn category(&self, status: Symbol) -> Option<StatusCategory> {
        usize::try_from(status.0).ok().and_then(|i| self.categories.get(i)).copied().flatten()
    }

    /// Whether `status` is solved or closed; an unknown status is not.
    #[must_use]
    pub fn is_done(&self, status: Symbol) -> bool {
        self.category(status).is_some_and(StatusCategory::is_done)
    }
}
