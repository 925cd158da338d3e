//! A status as a document names it: a category or one status.

use crate::ticket::StatusCategory::{self, Closed, Hold, New, Open, Pending, Solved};
use crate::ticket::{Statuses, normal};

/// The category a word *names* (`pending`, `on-hold`, `resolved` …), as opposed to a status inside one.
pub(crate) fn category_named(word: &str) -> Option<StatusCategory> {
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

/// A status as a document names it: every status of a category, or one status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StatusWord {
    Category(StatusCategory),
    Name(String),
}

impl StatusWord {
    /// Reads `pending` (the category), `category:pending`, `status:pending` (that status only) or any declared status.
    pub(crate) fn parse(text: &str, statuses: &Statuses) -> Option<Self> {
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

    /// Whether every status of a category that ends the work is meant.
    pub(crate) fn is_done(&self) -> bool {
        matches!(self, StatusWord::Category(category) if category.is_done())
    }

    /// Whether a status of this normalised name and category is meant.
    pub(crate) fn covers(&self, name: &str, category: Option<StatusCategory>) -> bool {
        match self {
            StatusWord::Category(c) => category == Some(*c),
            StatusWord::Name(n) => n == name,
        }
    }
}
