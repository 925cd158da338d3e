//! The dates that `PH` stands for.

use super::{Datelike, Error, Holiday, NaiveDate, Problem, Result, left_out, year_start};
use crate::calendar::check::yearly_date;
use crate::calendar::limits::{MAX_HOLIDAY_DAYS, MAX_HOLIDAYS};
use crate::time::civil::parse_date;
use compact_calendar::CompactCalendar;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Public holidays of the years asked for and of the year on each side, for rules such as `PH -1 day`.
pub(super) struct PublicHolidays {
    pub(super) names: BTreeMap<NaiveDate, String>,
    pub(super) calendar: Arc<CompactCalendar>,
}

impl PublicHolidays {
    /// Whether a text is a date, a date of every year or a range.
    pub(super) fn is_read(&self, text: &str) -> bool {
        dates_of(text, NaiveDate::MIN, NaiveDate::MIN).is_some()
    }
}

/// Reads what the caller says; what is no date is left out, and half a holiday counts as a whole one.
pub(super) fn read(
    list: &[Holiday],
    years: &std::ops::RangeInclusive<i32>,
    lost: &mut Vec<Problem>,
) -> Result<PublicHolidays> {
    if list.len() > MAX_HOLIDAYS {
        return Err(Error::limit("public_holidays", list.len(), format!("at most {MAX_HOLIDAYS}")));
    }
    let (first, last) = (year_start(years.start() - 1), year_start(years.end() + 2));
    let (mut names, mut calendar, mut count) = (BTreeMap::new(), CompactCalendar::default(), 0);
    for (i, holiday) in list.iter().enumerate() {
        let path = format!("public_holidays[{i}]");
        let Some(dates) = dates_of(&holiday.date, first, last) else {
            lost.push(left_out(path, &holiday.date, "YYYY-MM-DD, MM-DD or YYYY-MM-DD/YYYY-MM-DD"));
            continue;
        };
        if let Some(part) = &holiday.closed {
            let value = format!("{}-{}", part.start, part.end);
            lost.push(left_out(format!("{path}.hours"), value, "a whole day: PH knows no part of one"));
        }
        count += dates.len();
        if count > MAX_HOLIDAY_DAYS {
            return Err(Error::limit("public_holidays", "", format!("at most {MAX_HOLIDAY_DAYS} days together")));
        }
        for date in dates {
            calendar.insert(date);
            names.insert(date, holiday.name.clone());
        }
    }
    Ok(PublicHolidays { names, calendar: Arc::new(calendar) })
}

/// The dates that a holiday names from `first` up to, and without, `last`.
fn dates_of(text: &str, first: NaiveDate, last: NaiveDate) -> Option<Vec<NaiveDate>> {
    if let Some((month, day)) = yearly_date(text) {
        let on = |year| NaiveDate::from_ymd_opt(year, month, day);
        return Some((first.year()..last.year()).filter_map(on).collect());
    }
    let (from, to) = match text.split_once('/') {
        Some((from, to)) => (parse_date(from.trim()).ok()?, parse_date(to.trim()).ok()?),
        None => (parse_date(text.trim()).ok()?, parse_date(text.trim()).ok()?),
    };
    Some(from.max(first).iter_days().take_while(|d| *d <= to && *d < last).collect())
}
