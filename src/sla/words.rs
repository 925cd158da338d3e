//! How names are compared, and which category the common status words belong to.

use crate::ticket::StatusCategory::{self, Closed, Hold, New, Open, Pending, Solved};
use std::collections::BTreeMap;

/// A name as policies compare it: trimmed, lower case, `-` and spaces read as `_`.
///
/// So `On-Hold`, `on hold` and `on_hold` are one status, whatever a log writes.
pub(super) fn normal(name: &str) -> String {
    name.trim().chars().map(|c| if c == '-' || c == ' ' { '_' } else { c }).flat_map(char::to_lowercase).collect()
}

/// The status words of common helpdesks. A policy's own `statuses` come first and may say otherwise.
///
/// Sources: Zendesk (new … closed), Jira Service Management ("waiting for …"), ServiceNow ("awaiting …", work in progress),
/// Freshdesk, Zammad ("pending reminder"), Chatwoot (snoozed), Frappe (replied), GLPI (processing, waiting).
pub const DEFAULT_STATUSES: [(&str, StatusCategory); 46] = [
    ("new", New),
    ("open", Open),
    ("active", Open),
    ("assigned", Open),
    ("in_progress", Open),
    ("work_in_progress", Open),
    ("waiting_for_support", Open),
    ("waiting_for_agent", Open),
    ("escalated", Open),
    ("reopened", Open),
    ("processing", Open),
    ("processing_(assigned)", Open),
    ("processing_(planned)", Open),
    ("pending", Pending),
    ("pending_reminder", Pending),
    ("pending_close", Pending),
    ("waiting", Pending),
    ("waiting_for_customer", Pending),
    ("waiting_on_customer", Pending),
    ("waiting_for_requester", Pending),
    ("awaiting_customer", Pending),
    ("awaiting_requester", Pending),
    ("awaiting_user_info", Pending),
    ("awaiting_info", Pending),
    ("awaiting_reply", Pending),
    ("replied", Pending),
    ("snoozed", Pending),
    ("hold", Hold),
    ("on_hold", Hold),
    ("onhold", Hold),
    ("paused", Hold),
    ("suspended", Hold),
    ("waiting_on_third_party", Hold),
    ("waiting_for_vendor", Hold),
    ("waiting_vendor", Hold),
    ("awaiting_vendor", Hold),
    ("awaiting_problem", Hold),
    ("awaiting_evidence", Hold),
    ("awaiting_change", Hold),
    ("solved", Solved),
    ("resolved", Solved),
    ("done", Solved),
    ("completed", Solved),
    ("fixed", Solved),
    ("closed", Closed),
    ("archived", Closed),
];

/// What each status word of one policy set means.
#[derive(Debug, Clone)]
pub(super) struct Statuses {
    own: BTreeMap<String, StatusCategory>,
}

impl Statuses {
    pub(super) fn new(own: &BTreeMap<String, StatusCategory>) -> Self {
        Self { own: own.iter().map(|(name, category)| (normal(name), *category)).collect() }
    }

    /// The category of a normalised word; `None` for a word nobody declared.
    pub(super) fn category(&self, word: &str) -> Option<StatusCategory> {
        self.own.get(word).copied().or_else(|| DEFAULT_STATUSES.iter().find(|(w, _)| *w == word).map(|(_, c)| *c))
    }

    /// Every known word.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str).chain(DEFAULT_STATUSES.iter().map(|(w, _)| *w))
    }
}

/// The category a word *names* (`pending`, `on-hold`, `resolved` …), as opposed to a status inside one.
pub(super) fn category_named(word: &str) -> Option<StatusCategory> {
    match word {
        "new" => Some(New),
        "open" => Some(Open),
        "pending" => Some(Pending),
        "hold" | "on_hold" => Some(Hold),
        "solved" | "resolved" => Some(Solved),
        "closed" => Some(Closed),
        _ => None,
    }
}

/// A status as a policy names it: every status of a category, or one status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StatusWord {
    Category(StatusCategory),
    Name(String),
}

impl StatusWord {
    /// Reads `pending` (the category), `category:pending`, `status:pending` (that status only) or any declared status.
    pub(super) fn parse(text: &str, statuses: &Statuses) -> Option<Self> {
        if let Some(rest) = text.trim().strip_prefix("category:") {
            return category_named(&normal(rest)).map(StatusWord::Category);
        }
        let (only, rest) = match text.trim().strip_prefix("status:") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let word = normal(rest);
        match category_named(&word) {
            Some(category) if !only => Some(StatusWord::Category(category)),
            _ => statuses.category(&word).map(|_| StatusWord::Name(word)),
        }
    }

    /// Whether a status of this normalised name and category is meant.
    pub(super) fn covers(&self, name: &str, category: Option<StatusCategory>) -> bool {
        match self {
            StatusWord::Category(c) => category == Some(*c),
            StatusWord::Name(n) => n == name,
        }
    }
}
