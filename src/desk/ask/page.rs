//! A year on one page.

use super::{Ask, Library, Reply};
use crate::coverage::Page;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A year of a roster on one HTML page (as text; JSON has it under `html`): the audit as a picture, the week as a heat map, the seams.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageQuestion {
    /// Which roster of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The year, from 1901 to 2199.
    pub year: i32,
    /// The zone whose week is drawn; left out, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

impl Ask for PageQuestion {
    const NAME: &'static str = "page";
    type Answer = Page;

    fn answer(&self, library: &Library) -> Result<Page> {
        library.roster(self.roster.as_deref())?.page(self.year, self.timezone.as_deref())
    }
}

impl Reply for Page {}
