//! OpenStreetMap `opening_hours` text, such as `Mo-Fr 09:00-17:30; PH off`, evaluated by the crate `opening-hours`.
//!
//! ```text
//! text ──rules──▶ which dates each rule holds on (the crate)  ──days──▶ what is open on each date  ──document──▶ week + exceptions
//! ```

use super::{CalendarDoc, DateException, Holiday, Hours, Imported, check_length, day_mut, hours, left_out};
use crate::error::{Error, Problem, Result};
use chrono::{Datelike, NaiveDate};

mod days;
mod document;
mod holidays;
mod rules;
mod wording;

/// The most years that dates are worked out for.
pub const MAX_OSM_YEARS: i32 = 50;
/// The most selectors of a text (weekdays, dates, times …), times the dates they are worked out for.
pub const MAX_OSM_STEPS: usize = 4_000_000;

/// What the text itself does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OsmOptions {
    /// The IANA zone of the place.
    pub timezone: String,
    /// What `PH` stands for: `YYYY-MM-DD`, `MM-DD` or ranges, with names.
    pub public_holidays: Vec<Holiday>,
    /// The first and the last year for which rules with dates (`Dec 24 10:00-12:00`, `Jun-Aug Mo-Fr 08:00-14:00`,
    /// `Mo[1] off`) are worked out; outside of them the week holds.
    pub years: std::ops::RangeInclusive<i32>,
}

/// Reads opening hours as OpenStreetMap writes them.
///
/// Every date of the years asked for is evaluated. A later rule replaces the rules before it on the dates it holds on, the
/// tail of the night before included; a rule after a comma adds to them; `off` takes its times away. The tail of a night
/// belongs to the date the night began on, and stays when that date's rule is the last that speaks for the morning.
///
/// The week of the document is what the rules without dates say, or, when each opening rule has a date, the most frequent
/// hours of each weekday. Dates that differ become exceptions. Public holidays that the text only ever closes stay holidays.
/// `holidays_known_until` is the end of the last year, as soon as something depends on the date.
///
/// Left out, and named: sunrise and other variable times, open ends (the time after `20:00+`), `unknown` and a comment
/// without a state (both count as closed), fallback rules (`||`), school holidays, and repeated times. Times have minute
/// resolution.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not of the syntax;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) for more than [`MAX_OSM_YEARS`] years, for a text of more
/// than [`MAX_OSM_STEPS`] selectors times dates, and for more dates that differ from the week than a calendar holds.
///
/// ```
/// use sundesk::calendar::{Holiday, import::{OsmOptions, osm}};
/// let shop = osm("Mo-Fr 09:00-17:30; PH off", &OsmOptions {
///     timezone: "Europe/Berlin".to_owned(),
///     public_holidays: vec![Holiday::named("12-25", "Christmas Day")],
///     years: 2026..=2027,
/// })?;
/// assert_eq!(shop.calendar.weekly.fri[0].end, "17:30");
/// assert_eq!(shop.calendar.holidays[0].name, "Christmas Day");
/// assert!(shop.left_out.is_empty());
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn osm(text: &str, options: &OsmOptions) -> Result<Imported> {
    check_length(text)?;
    check_years(&options.years)?;
    let mut lost = Vec::new();
    let holidays = holidays::read(&options.public_holidays, &options.years, &mut lost)?;
    let rules = rules::read(text, &holidays, &mut lost)?;
    let (first, last) = (year_start(*options.years.start()), year_start(*options.years.end() + 1));
    check_steps(&rules, first, last)?;
    let calendar = document::write(&rules, &holidays, first, last, options)?;
    Ok(Imported { calendar, left_out: lost })
}

fn check_years(years: &std::ops::RangeInclusive<i32>) -> Result<()> {
    let span = years.end().saturating_sub(*years.start());
    if !(0..MAX_OSM_YEARS).contains(&span) || *years.start() < 1900 || *years.end() > 2200 {
        let value = format!("{}-{}", years.start(), years.end());
        let expected = format!("1 to {MAX_OSM_YEARS} years between 1900 and 2200, the first one first");
        return Err(Error::limit("years", value, expected));
    }
    Ok(())
}

/// Counted before anything is evaluated.
fn check_steps(rules: &[rules::Rule], first: NaiveDate, last: NaiveDate) -> Result<()> {
    let dates = usize::try_from((last - first).num_days()).unwrap_or(usize::MAX);
    let selectors: usize = rules.iter().map(|r| r.selectors).sum();
    if selectors.saturating_mul(dates) > MAX_OSM_STEPS {
        let expected = format!("at most {MAX_OSM_STEPS} selectors times dates; ask for fewer years");
        return Err(Error::limit("", format!("{selectors} selectors on {dates} dates"), expected));
    }
    Ok(())
}

/// 1 January; of years that were checked.
fn year_start(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX)
}
