//! The calendar document: plain data that people write and programs carry, in JSON or any other serde format.

use super::{Calendar, StaffedBy};
use crate::document::{Compile, Document, Problems, written_as};
use crate::time::{Resolution, ZoneDb};
use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Business hours as plain data; [`Calendar::compile`](super::Calendar::compile) makes them usable.
///
/// Either *hours* (`timezone`, `weekly` …), or *a combination* of other calendars (`union`, `intersection`, `difference`),
/// each with its own zone.
///
/// The open time is: the hours of each date (its exception if it has one, else those of its weekday), less holidays,
/// less breaks. Hours belong to the date they start on (their *owner date*), also the part after midnight.
///
/// ```
/// use sundesk::calendar::CalendarDoc;
/// let doc: CalendarDoc = serde_json::from_str(r#"{
///   "timezone": "Europe/Berlin",
///   "weekly": { "mon": [["09:00", "12:00"], ["13:00", "17:30"]], "fri": [["22:00", "06:00"]], "sat": ["10:00-14:00"] },
///   "holidays": ["2026-12-25", "12-26", "2026-12-28/2026-12-31",
///                {"date": "12-24", "name": "Christmas Eve", "hours": ["12:00", "24:00"]}],
///   "exceptions": { "2026-03-28": {"hours": [["09:00", "12:00"]], "name": "stocktaking"} },
///   "breaks": { "mon": [["15:00", "15:15"]] }
/// }"#)?;
/// assert_eq!(doc.weekly.mon.len(), 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarDoc {
    /// A name for people; nothing depends on it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The IANA name of the zone whose wall clock all hours and dates are read on. For a combination: the zone its
    /// business days are counted in (default: that of its first part).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub timezone: String,
    /// The regular hours of each weekday.
    #[serde(skip_serializing_if = "Weekly::is_empty", deserialize_with = "crate::document::object")]
    pub weekly: Weekly,
    /// Open 00:00–24:00 every day, before holidays and breaks; `weekly` must then be empty.
    #[serde(skip_serializing_if = "is_false")]
    pub always_open: bool,
    /// Dates (`YYYY-MM-DD`) whose hours replace those of the weekday and its weekday breaks; an empty list closes the date.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub exceptions: BTreeMap<String, DateException>,
    /// Closed days: a list, or a mapping from date to name.
    #[serde(skip_serializing_if = "Vec::is_empty", with = "holiday_list")]
    #[schemars(with = "HolidaysForm")]
    pub holidays: Vec<Holiday>,
    /// Times taken out of the open time, by date (`YYYY-MM-DD`) or weekday (`mon`). The breaks of a weekday belong to its
    /// regular hours, so an exception replaces both; the breaks of a date always hold.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub breaks: BTreeMap<String, Vec<Hours>>,
    /// Which part of a shift over midnight a holiday closes.
    #[serde(skip_serializing_if = "is_default")]
    pub holiday_cut: HolidayCut,
    /// Whether the hours of an exception hold on a date that is also a holiday (default `true`).
    #[serde(skip_serializing_if = "is_true")]
    pub exception_beats_holiday: bool,
    /// What an hour means that the wall clock shows never or twice.
    #[serde(skip_serializing_if = "is_default")]
    pub resolution: Resolution,
    /// The last date up to which `holidays` is known to be complete; without it, the end of the year of the last dated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays_known_until: Option<String>,
    /// Pieces of the time line taken out, each from one instant to another, such as
    /// `["2026-07-06T15:00:00Z", "2026-07-07T10:00:00Z"]`; beside hours and beside a combination.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<[String; 2]>,
    /// The roster whose people on duty `without` leaves open; nothing is computed from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staffed_by: Option<StaffedBy>,
    /// Open when any of these calendars is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub union: Vec<CalendarDoc>,
    /// Open when all of these calendars are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub intersection: Vec<CalendarDoc>,
    /// Open when the first of these calendars is and none of the others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub difference: Vec<CalendarDoc>,
}

impl Document for CalendarDoc {
    const WHAT: &'static str = "calendar document";
}

impl Compile for CalendarDoc {
    type Out = Calendar;
    type With<'a> = &'a ZoneDb;

    fn compile(&self, zones: &ZoneDb, problems: &mut Problems) -> Option<Calendar> {
        problems.caught(Calendar::compile(self, zones))
    }
}

impl Default for CalendarDoc {
    fn default() -> Self {
        Self {
            name: String::new(),
            timezone: String::new(),
            weekly: Weekly::default(),
            always_open: false,
            exceptions: BTreeMap::new(),
            holidays: Vec::new(),
            breaks: BTreeMap::new(),
            holiday_cut: HolidayCut::default(),
            exception_beats_holiday: true,
            resolution: Resolution::default(),
            holidays_known_until: None,
            without: Vec::new(),
            staffed_by: None,
            union: Vec::new(),
            intersection: Vec::new(),
            difference: Vec::new(),
        }
    }
}

/// The regular hours of a week, by the weekday they start on. A weekday without hours is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)] // the weekdays
pub struct Weekly {
    #[serde(alias = "monday", skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-aliases" = ["monday"]))]
    pub mon: Vec<Hours>,
    #[serde(alias = "tuesday", skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-aliases" = ["tuesday"]))]
    pub tue: Vec<Hours>,
    #[serde(alias = "wednesday", skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-aliases" = ["wednesday"]))]
    pub wed: Vec<Hours>,
    #[serde(alias = "thursday", skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-aliases" = ["thursday"]))]
    pub thu: Vec<Hours>,
    #[serde(alias = "friday", skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-aliases" = ["friday"]))]
    pub fri: Vec<Hours>,
    #[serde(alias = "saturday", skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-aliases" = ["saturday"]))]
    pub sat: Vec<Hours>,
    #[serde(alias = "sunday", skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-aliases" = ["sunday"]))]
    pub sun: Vec<Hours>,
}

/// The names of the weekdays in documents and paths, Monday first.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Weekly {
    /// The same hours from Monday to Friday.
    #[must_use]
    pub fn weekdays(hours: &[(&str, &str)]) -> Self {
        let day: Vec<Hours> = hours.iter().map(|(start, end)| Hours::new(start, end)).collect();
        Self { mon: day.clone(), tue: day.clone(), wed: day.clone(), thu: day.clone(), fri: day, ..Self::default() }
    }

    /// The weekdays in order, Monday first.
    #[must_use]
    pub fn days(&self) -> [&[Hours]; 7] {
        [&self.mon, &self.tue, &self.wed, &self.thu, &self.fri, &self.sat, &self.sun]
    }

    fn is_empty(&self) -> bool {
        self.days().iter().all(|d| d.is_empty())
    }
}

/// From one time of day to another, such as `["09:00", "17:30"]`; the text `"09:00-17:30"` is read as well.
///
/// Times are `HH:MM` or `HH:MM:SS`. An end that is not after the start lies on the next day (`["22:00", "06:00"]`), equal
/// times mean 24 hours (with a warning), `24:00` is the midnight that ends the day, and times past it count on
/// (`["22:00", "30:00"]` ends at 06:00 of the next day). 48:00 is the latest end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "serde_json::Value", into = "(String, String)")]
pub struct Hours {
    /// When it opens.
    pub start: String,
    /// When it closes.
    pub end: String,
}

impl Hours {
    /// From `start` to `end`; checked when the calendar is compiled.
    #[must_use]
    pub fn new(start: &str, end: &str) -> Self {
        Self { start: start.to_owned(), end: end.to_owned() }
    }
}

impl From<Hours> for (String, String) {
    fn from(h: Hours) -> Self {
        (h.start, h.end)
    }
}

/// What is not a pair of times keeps its text in `start`, so that validation can report it with its path.
impl From<serde_json::Value> for Hours {
    fn from(value: serde_json::Value) -> Self {
        match value.as_array().map(Vec::as_slice) {
            Some([serde_json::Value::String(start), serde_json::Value::String(end)]) => Self::new(start, end),
            _ => match value.as_str().and_then(|text| text.split_once(['-', '–'])) {
                Some((start, end)) => Self::new(start.trim(), end.trim()),
                None => Self::new(&plain(&value), ""),
            },
        }
    }
}

/// The hours of one date, as a list of hours or with a name: `{"hours": [["09:00", "12:00"]], "name": "stocktaking"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[serde(into = "ExceptionForm")]
pub struct DateException {
    /// The hours that hold instead; empty = closed.
    pub hours: Vec<Hours>,
    /// What explanations call it; may be empty.
    pub name: String,
}

/// The hours of one date: a list of hours, or an object with `hours` and `name`.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "DateException")]
enum ExceptionForm {
    /// The hours; an empty list closes the date.
    Bare(Vec<Hours>),
    Named(NamedException),
}

/// The hours of one date with the name that explanations use.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NamedException {
    /// The hours; an empty list closes the date.
    hours: Vec<Hours>,
    /// What explanations call it.
    #[serde(default)]
    name: String,
}

impl<'de> Deserialize<'de> for DateException {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = DateException;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of hours, or an object with `hours` and `name`")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<DateException, A::Error> {
                let hours = Vec::deserialize(SeqAccessDeserializer::new(list))?;
                Ok(DateException { hours, name: String::new() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DateException, A::Error> {
                let NamedException { hours, name } = NamedException::deserialize(MapAccessDeserializer::new(map))?;
                Ok(DateException { hours, name })
            }
        }

        from.deserialize_any(Form)
    }
}

written_as!(DateException, ExceptionForm);

impl From<DateException> for ExceptionForm {
    fn from(DateException { hours, name }: DateException) -> Self {
        if name.is_empty() { Self::Bare(hours) } else { Self::Named(NamedException { hours, name }) }
    }
}

/// A closed day, range of days, or part of a day.
///
/// Written as a text (`"2026-12-25"`, `"12-25"` for every year, `"2026-12-24/2026-12-26"` for a range, both ends included) or
/// as an object `{date | from + to | yearly, name, hours}`, where `hours` (also `partial`, `closed`) is the closed part of
/// each of its days. A yearly `02-29` exists in leap years only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(from = "serde_json::Value", into = "HolidayForm")]
pub struct Holiday {
    /// `YYYY-MM-DD`, `MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`.
    pub date: String,
    /// What explanations call it; may be empty.
    pub name: String,
    /// The part of the day that is closed; `None` = all of it.
    pub closed: Option<Hours>,
}

impl Holiday {
    /// A whole day (or range) without a name.
    #[must_use]
    pub fn new(date: &str) -> Self {
        Self { date: date.to_owned(), ..Self::default() }
    }

    /// A whole day (or range) with a name.
    #[must_use]
    pub fn named(date: &str, name: &str) -> Self {
        Self { date: date.to_owned(), name: name.to_owned(), closed: None }
    }
}

/// Hours as they are written.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Hours")]
#[allow(dead_code)] // its schema is what it is for
enum HoursForm {
    /// Start and end, such as `["09:00", "17:30"]`.
    Pair(#[schemars(length(equal = 2))] Vec<String>),
    /// The same as one text, such as `"09:00-17:30"`.
    Text(String),
}

written_as!(Hours, HoursForm);

/// A closed day, range of days, or part of a day.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Holiday")]
#[allow(dead_code)]
enum AnyHoliday {
    /// `YYYY-MM-DD`, `MM-DD` for every year, or `YYYY-MM-DD/YYYY-MM-DD`, both ends included.
    Text(String),
    Full(FullHoliday),
}

/// One of `date`, `yearly`, or `from` and `to`; a name; the closed part of the day.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct FullHoliday {
    /// `YYYY-MM-DD`, `MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`.
    date: Option<String>,
    /// `MM-DD`: every year.
    yearly: Option<String>,
    /// The first day of a range.
    from: Option<String>,
    /// Its last day.
    to: Option<String>,
    /// What explanations call it.
    name: Option<String>,
    /// The closed part of each of its days; all of it where it is left out.
    #[schemars(extend("x-aliases" = ["partial", "closed"]))]
    hours: Option<Hours>,
}

written_as!(Holiday, AnyHoliday);

/// Closed days: a list, or a mapping from date to name.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Holidays")]
#[allow(dead_code)]
enum HolidaysForm {
    List(Vec<Holiday>),
    /// A name for each date.
    Named(BTreeMap<String, String>),
    None(()),
}

#[derive(Serialize)]
#[serde(untagged)]
enum HolidayForm {
    Bare(String),
    Full {
        date: String,
        #[serde(skip_serializing_if = "String::is_empty")]
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        hours: Option<Hours>,
    },
}

impl From<Holiday> for HolidayForm {
    fn from(h: Holiday) -> Self {
        match h {
            Holiday { date, name, closed: None } if name.is_empty() => Self::Bare(date),
            Holiday { date, name, closed } => Self::Full { date, name, hours: closed },
        }
    }
}

/// What is not a holiday keeps its text in `date`, so that validation can report it with its path.
impl From<serde_json::Value> for Holiday {
    fn from(value: serde_json::Value) -> Self {
        if let Some(date) = value.as_str() {
            return Self::new(date);
        }
        holiday_object(&value).unwrap_or_else(|| Self::new(&plain(&value)))
    }
}

fn holiday_object(value: &serde_json::Value) -> Option<Holiday> {
    let (mut date, mut from, mut to) = (None, None, None);
    let mut holiday = Holiday::default();
    for (key, field) in value.as_object()? {
        match key.as_str() {
            "date" | "yearly" if date.is_none() => date = Some(field.as_str()?.to_owned()),
            "from" => from = Some(field.as_str()?),
            "to" => to = Some(field.as_str()?),
            "name" => field.as_str()?.clone_into(&mut holiday.name),
            "hours" | "partial" | "closed" if holiday.closed.is_none() => {
                holiday.closed = Some(Hours::from(field.clone()));
            }
            _ => return None,
        }
    }
    holiday.date = match (date, from, to) {
        (Some(date), None, None) => date,
        (None, Some(from), Some(to)) => format!("{from}/{to}"),
        _ => return None,
    };
    Some(holiday)
}

/// Which part of a shift over midnight a holiday closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HolidayCut {
    /// 00:00–24:00 of the holiday on the wall clock: the tail of the night before is closed, the tail of its own night is not.
    #[default]
    Midnight,
    /// The hours the holiday owns: its own night shift is closed to its end, the tail of the night before stays open. A closed
    /// part of the day that reaches 24:00 also closes what follows midnight.
    OwnerDate,
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn is_false(b: &bool) -> bool {
    !*b
}

fn is_true(b: &bool) -> bool {
    *b
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Holidays as a list, or as a mapping from date to name (what the Python package `holidays` gives).
mod holiday_list {
    use super::Holiday;
    use serde::de::{Deserializer, Error};
    use serde::{Deserialize, Serialize, Serializer};
    use serde_json::Value;

    pub(super) fn serialize<S: Serializer>(list: &[Holiday], to: S) -> Result<S::Ok, S::Error> {
        list.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Holiday>, D::Error> {
        match Value::deserialize(from)? {
            Value::Array(list) => Ok(list.into_iter().map(Holiday::from).collect()),
            Value::Object(map) => {
                Ok(map.iter().map(|(date, name)| Holiday::named(date, &super::plain(name))).collect())
            }
            Value::Null => Ok(Vec::new()),
            other => Err(D::Error::custom(format!(
                "holidays: {other} is not a list of dates or a mapping from date to name"
            ))),
        }
    }
}
