//! The six categories behind every status name.

use super::vocabulary::{Symbol, Vocabulary};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a status means, whatever a desk calls it. Code depends on the category, never on the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
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
    /// The six, in the order of a ticket's life.
    pub const ALL: &[StatusCategory] = &[
        StatusCategory::New,
        StatusCategory::Open,
        StatusCategory::Pending,
        StatusCategory::Hold,
        StatusCategory::Solved,
        StatusCategory::Closed,
    ];

    /// The word of documents and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            StatusCategory::New => "new",
            StatusCategory::Open => "open",
            StatusCategory::Pending => "pending",
            StatusCategory::Hold => "hold",
            StatusCategory::Solved => "solved",
            StatusCategory::Closed => "closed",
        }
    }

    /// Whether work is done: solved or closed.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, StatusCategory::Solved | StatusCategory::Closed)
    }
}

/// A name as it is compared everywhere: trimmed, lower case, `-` and spaces read as `_`.
///
/// So `On-Hold`, `on hold` and `on_hold` are one status, whatever a log writes.
pub(crate) fn normal(name: &str) -> String {
    name.trim().chars().map(|c| if c == '-' || c == ' ' { '_' } else { c }).flat_map(char::to_lowercase).collect()
}

/// [`normal`], without a copy of a name that is written so already, as most are.
pub(crate) fn word_of(name: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_graphic() && !b.is_ascii_uppercase() && b != b'-';
    if name.bytes().all(plain) { Cow::Borrowed(name) } else { Cow::Owned(normal(name)) }
}

/// The status words of common helpdesks. A desk's own [`StatusMap`] comes first and may say otherwise.
///
/// Sources: Zendesk (new … closed), Jira Service Management ("waiting for …"), ServiceNow ("awaiting …", work in progress),
/// Freshdesk, Zammad ("pending reminder"), Chatwoot (snoozed), Frappe (replied), GLPI (processing, waiting),
/// Request Tracker (stalled, which the requester's answer opens again).
pub const DEFAULT_STATUSES: &[(&str, StatusCategory)] = &[
    ("new", StatusCategory::New),
    ("open", StatusCategory::Open),
    ("active", StatusCategory::Open),
    ("assigned", StatusCategory::Open),
    ("in_progress", StatusCategory::Open),
    ("work_in_progress", StatusCategory::Open),
    ("waiting_for_support", StatusCategory::Open),
    ("waiting_for_agent", StatusCategory::Open),
    ("escalated", StatusCategory::Open),
    ("reopened", StatusCategory::Open),
    ("processing", StatusCategory::Open),
    ("processing_(assigned)", StatusCategory::Open),
    ("processing_(planned)", StatusCategory::Open),
    ("pending", StatusCategory::Pending),
    ("pending_reminder", StatusCategory::Pending),
    ("pending_close", StatusCategory::Pending),
    ("waiting", StatusCategory::Pending),
    ("waiting_for_customer", StatusCategory::Pending),
    ("waiting_on_customer", StatusCategory::Pending),
    ("waiting_for_requester", StatusCategory::Pending),
    ("awaiting_customer", StatusCategory::Pending),
    ("awaiting_requester", StatusCategory::Pending),
    ("awaiting_user_info", StatusCategory::Pending),
    ("awaiting_info", StatusCategory::Pending),
    ("awaiting_reply", StatusCategory::Pending),
    ("replied", StatusCategory::Pending),
    ("snoozed", StatusCategory::Pending),
    ("stalled", StatusCategory::Pending),
    ("hold", StatusCategory::Hold),
    ("on_hold", StatusCategory::Hold),
    ("onhold", StatusCategory::Hold),
    ("paused", StatusCategory::Hold),
    ("suspended", StatusCategory::Hold),
    ("waiting_on_third_party", StatusCategory::Hold),
    ("waiting_for_vendor", StatusCategory::Hold),
    ("waiting_vendor", StatusCategory::Hold),
    ("awaiting_vendor", StatusCategory::Hold),
    ("awaiting_problem", StatusCategory::Hold),
    ("awaiting_evidence", StatusCategory::Hold),
    ("awaiting_change", StatusCategory::Hold),
    ("solved", StatusCategory::Solved),
    ("resolved", StatusCategory::Solved),
    ("done", StatusCategory::Solved),
    ("completed", StatusCategory::Solved),
    ("fixed", StatusCategory::Solved),
    ("closed", StatusCategory::Closed),
    ("archived", StatusCategory::Closed),
];

/// What each status word means, by normalised word: a desk's own first, then [`DEFAULT_STATUSES`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statuses {
    own: BTreeMap<String, StatusCategory>,
}

impl Statuses {
    /// The category of a normalised word; `None` for a word nobody declared.
    pub(crate) fn category(&self, word: &str) -> Option<StatusCategory> {
        self.own.get(word).copied().or_else(|| DEFAULT_STATUSES.iter().find(|(w, _)| *w == word).map(|(_, c)| *c))
    }

    /// The words that the desk declared itself.
    pub(crate) fn declared(&self) -> impl Iterator<Item = (&str, StatusCategory)> {
        self.own.iter().map(|(word, category)| (word.as_str(), *category))
    }

    /// These words where `owner` declares none: the owner's come first.
    pub(crate) fn under(&self, owner: &Statuses) -> Statuses {
        let mut own = self.own.clone();
        own.extend(owner.own.iter().map(|(word, category)| (word.clone(), *category)));
        Statuses { own }
    }

    /// Gives a word a category whatever was declared.
    pub(crate) fn fix(&mut self, name: &str, category: StatusCategory) {
        self.own.insert(normal(name), category);
    }

    /// The same answers for the symbols of one vocabulary, as one array access each.
    pub(crate) fn bind(&self, names: &Vocabulary) -> BoundStatuses {
        BoundStatuses { categories: names.symbols().map(|s| self.category(&word_of(names.name(s)))).collect() }
    }

    /// Every known word.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str).chain(DEFAULT_STATUSES.iter().map(|(w, _)| *w))
    }
}

/// Which category each status name of a desk belongs to: policies, metrics and imports all ask this one map.
///
/// Names are compared without regard to case, with `-` and spaces read as `_`. Names that are not in the map but common among
/// helpdesks are known ([`DEFAULT_STATUSES`]).
///
/// ```
/// use sundesk::ticket::{StatusCategory, StatusMap};
/// let map: StatusMap = serde_json::from_str(r#"{"New": "new", "Awaiting vendor": "hold", "Resolved": "closed"}"#)?;
/// assert_eq!(map.category("awaiting-vendor"), Some(StatusCategory::Hold));
/// assert_eq!(map.category("resolved"), Some(StatusCategory::Closed)); // the desk's word before the common one
/// assert_eq!(map.category("In progress"), Some(StatusCategory::Open));
/// assert_eq!(map.category("-100"), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct StatusMap(pub BTreeMap<String, StatusCategory>);

impl StatusMap {
    /// The category of a status; `None` for a name that is neither in the map nor common. For many names use [`bind`](Self::bind).
    #[must_use]
    pub fn category(&self, name: &str) -> Option<StatusCategory> {
        self.statuses().category(&normal(name))
    }

    /// The map by normalised words.
    pub(crate) fn statuses(&self) -> Statuses {
        Statuses { own: self.0.iter().map(|(name, category)| (normal(name), *category)).collect() }
    }

    /// The same answers for the symbols of one vocabulary, as one array access each.
    #[must_use]
    pub fn bind(&self, names: &Vocabulary) -> BoundStatuses {
        self.statuses().bind(names)
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
        usize::try_from(status.number()).ok().and_then(|i| self.categories.get(i)).copied().flatten()
    }

    /// Whether `status` is solved or closed; an unknown status is not.
    #[must_use]
    pub fn is_done(&self, status: Symbol) -> bool {
        self.category(status).is_some_and(StatusCategory::is_done)
    }
}
