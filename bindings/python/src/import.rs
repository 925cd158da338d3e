//! Calendars from other products' forms.

use crate::args::{Arg, Read, Reads, args};
use crate::bridge::{self, Given, Json};
use crate::errors::{OrRaise, raise};
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use serde_json::Value;
use sundesk_core::calendar::Holiday;
use sundesk_core::calendar::import::{self, OsmOptions};
use sundesk_core::document::read_values;
use sundesk_core::{Error, Result};

const FORMS: &str = "zendesk, jira, biz, working_hours, zammad, freescout or osm";

/// Holidays as a document may hold them, or a mapping of them.
pub(crate) struct Holidays(Value);

impl<'a, 'py> Reads<'a, 'py> for Holidays {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr = Json::HINT;

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        bridge::refuse_unfilled(&value)?;
        Json::read(value).map(|json| Self(json.0))
    }
}

/// Reads a calendar that stands in another product's form; gives `{"calendar": document, "left_out": problems}`.
///
/// `form` is `"zendesk"` (its schedule, with `holidays=` its holidays), `"jira"`, `"biz"`, `"working_hours"` or `"zammad"` (mappings or JSON text),
/// `"freescout"` (its schedule or the line of its `.env`, with `timezone=` the company's), or `"osm"` (OpenStreetMap `opening_hours` text, which needs `timezone`, `years` and, for rules about public holidays, `holidays`). Nothing is guessed: what
/// has no counterpart is left out and named. The document is not yet checked; `Calendar(...)` does that.
#[pyfunction]
#[pyo3(signature = (form, source, *, holidays = None, timezone = None, years = None))]
pub(crate) fn import_calendar<'py>(
    py: Python<'py>,
    form: Arg<&str>,
    source: Arg<Given>,
    holidays: Option<Arg<Holidays>>,
    timezone: Option<Arg<String>>,
    years: Option<Arg<(i32, i32)>>,
) -> PyResult<Bound<'py, PyAny>> {
    args!(form, source, holidays, timezone, years);
    let given = [("holidays", holidays.is_some()), ("timezone", timezone.is_some()), ("years", years.is_some())];
    given.iter().filter(|(_, given)| *given).try_for_each(|(name, _)| takes(form, name)).or_raise()?;
    // The readers of other products' forms take their text.
    let text = source.into_text();
    let imported = match form {
        "zendesk" => {
            let holidays = holidays.map(|given| match given.0 {
                Value::String(text) => text,
                other => other.to_string(),
            });
            import::zendesk(&text, holidays.as_deref())
        }
        "jira" => import::jira(&text),
        "biz" => import::biz(&text),
        "working_hours" => import::working_hours(&text),
        "zammad" => import::zammad(&text),
        "freescout" => zone_of(timezone).and_then(|zone| import::freescout(&text, &zone)),
        "osm" => osm(&text, timezone, holidays.map(|given| given.0), years),
        other => Err(Error::not_found("form", other, FORMS)),
    };
    bridge::report(py, &imported.or_raise()?)
}

/// Whether a form takes an argument: one that it does not would be passed over in silence.
fn takes(form: &str, argument: &str) -> Result<()> {
    match (form, argument) {
        ("jira" | "biz" | "working_hours" | "zammad", _)
        | ("zendesk", "timezone" | "years")
        | ("freescout", "holidays" | "years") => {
            Err(Error::invalid(argument, "", format!("nothing for the form {form}")))
        }
        _ => Ok(()),
    }
}

fn zone_of(timezone: Option<String>) -> Result<String> {
    timezone.ok_or_else(|| Error::invalid("timezone", "", "the zone whose clock the hours are read on"))
}

fn osm(
    text: &str,
    timezone: Option<String>,
    holidays: Option<Value>,
    years: Option<(i32, i32)>,
) -> Result<import::Imported> {
    let timezone = zone_of(timezone)?;
    let public_holidays = holidays
        .map_or(Ok(Vec::new()), |given| read_values::<Holiday>(given, "list of holidays"))
        .map_err(|e| e.at("holidays"))?;
    let (first, last) = match years {
        Some(years) => years,
        None => {
            return Err(Error::invalid(
                "years",
                "",
                "the first and the last year that rules about dates are written out for",
            ));
        }
    };
    import::osm(text, &OsmOptions { timezone, public_holidays, years: first..=last })
}

/// Reads the closed days of an iCalendar file (RFC 5545) for the given years, both included; gives `{"holidays": list, "left_out": problems}`.
///
/// Repetitions, exceptions and moved instances are those of the RFC. `zones` gives the rules of the zones that the file names.
#[pyfunction]
#[pyo3(signature = (text, timezone, years, *, zones = None))]
pub(crate) fn import_holidays<'py>(
    py: Python<'py>,
    text: Arg<&str>,
    timezone: Arg<&str>,
    years: Arg<(i32, i32)>,
    zones: Option<Arg<Py<ZoneDb>>>,
) -> PyResult<Bound<'py, PyAny>> {
    args!(text, timezone, years, zones);
    let zones = ZoneDb::or_bundled(py, zones)?;
    let read = import::ics_holidays(text, timezone, years.0..=years.1, &zones.get().core).map_err(raise)?;
    bridge::report(py, &read)
}
