//! A page around the pictures of a year, to send to somebody.

use super::audit::year_range;
use super::filter::Filter;
use super::roster::Roster;
use crate::error::Result;
use crate::svg::{PAGE_STYLE, escape};
use serde::Serialize;
use std::fmt;

/// A self-contained HTML page: no script, nothing is loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Page {
    /// Its text.
    pub html: String,
}

impl Roster {
    /// A year on one page: the audit as a picture, the week in a zone (UTC where none is named) as a heat map, the seams and what closes them.
    ///
    /// # Errors
    /// As [`audit`](Self::audit) and [`heat_map`](Self::heat_map).
    pub fn page(&self, year: i32, timezone: Option<&str>) -> Result<Page> {
        let audit = self.audit(year)?;
        let map = self.heat_map(year_range(year)?, timezone, 60, &Filter::default())?;
        let name = Some(self.doc().name.as_str()).filter(|n| !n.is_empty()).unwrap_or("Shift coverage");
        let title = format!("{} {year}", escape(name));
        let verdict = match audit.uncovered_minutes.0 {
            0 => "Somebody is on at every minute of the year.".to_owned(),
            _ => format!("Nobody is on for {} on {} days of the year.", audit.uncovered_minutes, audit.days_with_gaps),
        };
        // Escaped line by line: a line break is no character of an attribute.
        let seams: Vec<String> = audit.to_string().lines().map(escape).collect();
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title}</title><style>{PAGE_STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<p>{verdict}</p>\n\
             <h2>The year</h2>\n<div class=\"wide\">{}</div>\n<h2>The week in {}</h2>\n<div class=\"wide\">{}</div>\n<h2>Seams</h2>\n<pre>{}</pre>\n</body>\n</html>\n",
            audit.svg(),
            escape(&map.timezone),
            map.svg(),
            seams.join("\n")
        );
        Ok(Page { html })
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.html)
    }
}
