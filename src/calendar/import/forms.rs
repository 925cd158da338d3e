//! Any importer by the name of its form, for programs that have the name as a word.

use super::{Imported, biz, freescout, jira, working_hours, zammad, zendesk};
use crate::document::{MAX_DOCUMENT_BYTES, read_document};
use crate::error::{Error, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const NEEDED: &str = "a JSON object with the `timezone` of the hours";

/// What a FreeScout schedule does not say itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneOf {
    timezone: String,
}

/// What an OpenStreetMap text does not say itself.
#[cfg(feature = "osm")]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Osm {
    timezone: String,
    #[serde(default)]
    public_holidays: Vec<crate::calendar::Holiday>,
    first_year: i32,
    last_year: i32,
}

/// Reads the calendar of another product by the name of its form: `zendesk` (`extra` its holidays or nothing), `jira`, `biz`, `working_hours`,
/// `zammad` (nothing), `freescout` (`{"timezone": "Europe/Berlin"}`), `osm` (`{"timezone": …, "public_holidays": ["12-25"], "first_year": 2026,
/// "last_year": 2027}`, with the feature `osm`).
///
/// ```
/// use sundesk::calendar::import::of_form;
/// let made = of_form("biz", r#"{"hours": {"mon": {"09:00": "17:00"}}, "time_zone": "Europe/Berlin"}"#, None)?;
/// assert_eq!(made.calendar.timezone, "Europe/Berlin");
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// Those of the importer; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for another form, path `form`;
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput), path `extra`, for options that are missing, wrong, or not of the form.
pub fn of_form(form: &str, text: &str, extra: Option<&str>) -> Result<Imported> {
    match (form, extra) {
        ("zendesk", holidays) => zendesk(text, holidays),
        ("jira", None) => jira(text),
        ("biz", None) => biz(text),
        ("working_hours", None) => working_hours(text),
        ("zammad", None) => zammad(text),
        ("freescout", Some(json)) => freescout(text, &options::<ZoneOf>(json)?.timezone),
        #[cfg(feature = "osm")]
        ("osm", Some(json)) => {
            let Osm { timezone, public_holidays, first_year, last_year } = options(json)?;
            super::osm(text, &super::OsmOptions { timezone, public_holidays, years: first_year..=last_year })
        }
        #[cfg(feature = "osm")]
        ("osm", None) => Err(Error::invalid("extra", "", NEEDED)),
        ("freescout", None) => Err(Error::invalid("extra", "", NEEDED)),
        ("jira" | "biz" | "working_hours" | "zammad", Some(extra)) => {
            Err(Error::invalid("extra", extra, "nothing for this form"))
        }
        _ => Err(Error::not_found("form", form, "zendesk, jira, biz, working_hours, zammad, freescout or osm")),
    }
}

fn options<T: DeserializeOwned>(json: &str) -> Result<T> {
    read_document(json, "document of options", MAX_DOCUMENT_BYTES).map_err(|e| e.at("extra"))
}
