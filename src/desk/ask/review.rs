//! The service review of a log.

use super::parts::at;
use super::{Ask, Library, Reply};
use crate::desk::{Review, ReviewDoc, review};
use crate::error::{Error, Result};
use crate::metrics::period::PeriodUnit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The service review of a log: volume by week, resolution times, promises kept, reopenings, the worst breaches.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// What it judges by and shows; left out with `preset`, the document that comes with the preset by which the log was read, else the figures that
    /// need none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<ReviewDoc>,
    /// A review document that comes with the library: `servicenow-uci`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    /// Which roster of the library has the shifts that the document's `by` means, where the document has none; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

impl Ask for ReviewQuestion {
    const NAME: &'static str = "review";
    type Answer = Review;

    fn answer(&self, library: &Library) -> Result<Review> {
        let own;
        let log = library.log(self.log.as_deref())?;
        let ready = ReviewDoc::preset_of(log).filter(|_| self.document.is_none());
        let document = match (&self.document, self.preset.as_deref().or(ready)) {
            (Some(document), None) => document,
            (None, None) => {
                own = ReviewDoc::default();
                &own
            }
            (None, Some(preset)) => {
                own = ReviewDoc::preset(preset)?;
                &own
            }
            (Some(_), Some(_)) => return Err(Error::invalid("document", "both", "either `document` or `preset`")),
        };
        let with_roster;
        let document = match (&document.roster, document.by) {
            (None, Some(PeriodUnit::Shift)) => {
                let roster = library.roster(self.roster.as_deref())?.doc().clone();
                with_roster = ReviewDoc { roster: Some(roster), ..document.clone() };
                &with_roster
            }
            _ => document,
        };
        let now = self.now.as_deref().map(|now| at(now, "now")).transpose()?;
        let given = self.document.is_some();
        review(log, document, library.zones(), now).map_err(|e| of_document(e, given))
    }
}

/// The error of a review, below the name of the document where that is what is wrong.
fn of_document(error: Error, given: bool) -> Error {
    let of_log = error.path().is_empty() || error.path() == "now" || error.path().starts_with("tickets.");
    if given && !of_log { error.at("document") } else { error }
}

impl Reply for Review {
    fn zone(&self) -> Option<&str> {
        Some(&self.report.basis.zone)
    }

    fn svg(&self) -> Option<String> {
        Some(self.to_svg())
    }

    fn html(&self) -> Option<String> {
        Some(self.to_html())
    }

    fn markdown(&self) -> Option<String> {
        Some(self.to_markdown())
    }

    fn csv(&self) -> Option<String> {
        Some(self.to_csv())
    }
}
