//! The column maps that come with the library: documents like any other, to use, to print and to change.

use super::map::LogMap;
use crate::document::Document;
use crate::error::{Error, Result};

/// The names of the column maps that come with the library, and their documents.
const PRESETS: &[(&str, &str)] = &[
    ("freshdesk", include_str!("presets/freshdesk.json")),
    ("github-issues", include_str!("presets/github-issues.json")),
    ("italian-helpdesk", include_str!("presets/italian-helpdesk.json")),
    ("jira-changelog", include_str!("presets/jira-changelog.json")),
    ("jira-list", include_str!("presets/jira-list.json")),
    ("servicenow", include_str!("presets/servicenow.json")),
    ("servicenow-uci", include_str!("presets/servicenow-uci.json")),
    ("zammad", include_str!("presets/zammad.json")),
    ("zendesk-audits", include_str!("presets/zendesk-audits.json")),
    ("zendesk-tickets", include_str!("presets/zendesk-tickets.json")),
];

impl LogMap {
    /// The names of the column maps that come with the library, in the order of the alphabet.
    ///
    /// ```
    /// use sundesk::ticket::import::LogMap;
    /// assert!(LogMap::preset_names().any(|name| name == "servicenow-uci"));
    /// ```
    pub fn preset_names() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// A column map that comes with the library.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a name that is none of [`preset_names`](Self::preset_names).
    pub fn preset(name: &str) -> Result<Self> {
        Document::from_json(Self::preset_text(name)?)
    }

    /// The same as the text of its document, laid out for people.
    ///
    /// # Errors
    /// As [`preset`](Self::preset).
    pub fn preset_text(name: &str) -> Result<&'static str> {
        let found = PRESETS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
        found.ok_or_else(|| {
            Error::not_found("name", name, format!("one of {}", Self::preset_names().collect::<Vec<_>>().join(", ")))
        })
    }
}
