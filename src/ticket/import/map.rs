//! The column map: which column of a log means what. A document, so that a new log needs no new code.

use super::stamp::TimeMap;
use crate::document::{Document, name_or_object, written_as};
use crate::error::Result;
use crate::ticket::{EventKind, StatusMap};
use schemars::JsonSchema;
use serde::de::Deserializer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which column of a CSV log means what.
///
/// Columns are named as in the file's header line. Everything but `ticket` and `time` is optional, with one condition: there
/// must be `at` or `created_at`.
///
/// A log without `at` is a list of one row per ticket, as every help desk exports it. Its history comes from the moments it states:
/// `resolved_at` is a change to the status `solved`, `closed_at` one to `closed`, unless the map names another status. These two
/// words are reserved, their categories fixed. The columns `status` and `updated_at` say where the ticket stands, and when: at
/// `updated_at`, or at the as-of where there is no such column, never at the creation.
///
/// ```
/// let map: sundesk::ticket::import::LogMap = serde_json::from_str(r#"{
///   "ticket": "number",
///   "time": {"format": "%d/%m/%Y %H:%M", "zone": "UTC"},
///   "at": "sys_updated_at",
///   "order_by": ["sys_mod_count"],
///   "created_at": "opened_at",
///   "status": "incident_state",
///   "statuses": {"New": "new", "Active": "open", "Resolved": "solved", "Closed": "closed"},
///   "missing": ["?"],
///   "attributes": ["priority"]
/// }"#)?;
/// assert_eq!(map.order_by, ["sys_mod_count"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogMap {
    /// What kind of log this is, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What separates the fields of a row; default `,`.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// Texts that stand for "no value", such as `?`. An empty field always does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// How timestamps are written, and whose clock they show.
    pub time: TimeMap,
    /// The column with the ticket's id.
    pub ticket: String,
    /// The column with the instant of the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Columns of whole numbers that order rows of the same instant, before their order in the file does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order_by: Vec<String>,
    /// The column with the instant of creation; without it a ticket begins with its first row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Moment>,
    /// The column in which the log itself states the (last) resolution. The last row of a ticket stands. In a log with `at` it is a
    /// statement beside the history; in one without it is an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<Moment>,
    /// The column in which the log itself states the closing. The last row of a ticket stands. As `resolved_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Moment>,
    /// In a log without `at`: the column with the row's own instant, at which the ticket stands as the row says. Without it, and
    /// where it is blank, that is the as-of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<String>,
    /// The column with the status. In a log with `at` each change becomes a status event; in one without it is the state at the row's
    /// own instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What each status means.
    #[serde(default, skip_serializing_if = "no_statuses")]
    pub statuses: StatusMap,
    /// The column with the priority. The first value holds from the creation on; each change becomes an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// The column with the group; each change becomes an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The column with the assignee; each change becomes an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// Further columns whose value policies may ask for. The first value holds from the creation on; each change becomes an event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// The column that says what happened, in a log of activities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<ActivityMap>,
    /// Columns to group by, and final values such as `made_sla`: one value per ticket.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeMap>,
}

fn comma() -> char {
    ','
}

fn no_statuses(map: &StatusMap) -> bool {
    map.0.is_empty()
}

impl Document for LogMap {
    const WHAT: &'static str = "column map";
}

impl LogMap {
    /// A map from its JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) with the line and path of the first fault; otherwise as [`Document::from_json`].
    pub fn from_json(text: &str) -> Result<Self> {
        Document::from_json(text)
    }

    /// ServiceNow's incident audit log, as the public "incident management event log" has it: one row per update,
    /// `d/m/yyyy HH:MM` without a zone (read as UTC), `?` for missing.
    ///
    /// # Errors
    /// None in a released crate: the map is tested.
    pub fn servicenow() -> Result<Self> {
        Self::from_json(include_str!("servicenow.json"))
    }

    /// The activity log of an Italian software company's help desk: one row per activity, `yyyy/mm/dd HH:MM:SS.mmm`
    /// without a zone (read as UTC, because nothing says whose clock it is).
    ///
    /// # Errors
    /// None in a released crate: the map is tested.
    pub fn italian_helpdesk() -> Result<Self> {
        Self::from_json(include_str!("italian_helpdesk.json"))
    }
}

/// A column that holds one moment of a ticket on each of its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Moment {
    /// The column: a statement of the log, read beside the history (see [`Recorded`](crate::ticket::Recorded)). In a log without
    /// `at`, which has no other history, also an event: `solved` or `closed`.
    Column(String),
    /// The column, and the status that the ticket takes at that moment: an event of its history. For logs without a status column.
    Event {
        /// The column.
        column: String,
        /// The status.
        status: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventColumn {
    column: String,
    status: String,
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let what = "the name of a column, or an object with `column` and `status`";
        name_or_object(from, what, Moment::Column, |EventColumn { column, status }| Moment::Event { column, status })
    }
}

impl Moment {
    /// The column's name.
    #[must_use]
    pub fn column(&self) -> &str {
        match self {
            Moment::Column(column) | Moment::Event { column, .. } => column,
        }
    }

    pub(super) fn status(&self) -> Option<&str> {
        match self {
            Moment::Column(_) => None,
            Moment::Event { status, .. } => Some(status),
        }
    }
}

/// What the activities of a log mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivityMap {
    /// The column that names the activity.
    pub column: String,
    /// The events that each activity stands for, in order; none for one that does not matter. An activity that is not
    /// listed becomes a custom event of its name and is counted in [`Quality`](crate::ticket::Quality).
    pub events: BTreeMap<String, Vec<EventKind>>,
}

/// A column with one value per ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "AttributeForm")]
pub struct AttributeMap {
    /// What the attribute is called in the log; default: the column's name.
    pub name: String,
    /// The column.
    pub column: String,
    /// Which row's value stands; default: the last.
    pub take: Take,
}

/// Which row of a ticket gives an attribute its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// The first in time.
    First,
    /// The last in time.
    #[default]
    Last,
}

/// A column with one value per ticket: its name, or an object with `column`, `name` and `take`.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Attribute")]
enum AttributeForm {
    /// The name of a column.
    Name(String),
    Full(FullAttribute),
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FullAttribute {
    /// The column.
    column: String,
    /// What the attribute is called in the log; default: the column's name.
    #[serde(default)]
    name: Option<String>,
    /// Which row's value stands.
    #[serde(default)]
    take: Take,
}

written_as!(AttributeMap, AttributeForm);

impl<'de> Deserialize<'de> for AttributeMap {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let what = "the name of a column, or an object with `column`, `name` and `take`";
        let named = |column: String| Self { name: column.clone(), column, take: Take::Last };
        name_or_object(from, what, named, |FullAttribute { column, name, take }| Self {
            name: name.unwrap_or_else(|| column.clone()),
            column,
            take,
        })
    }
}

impl From<AttributeMap> for AttributeForm {
    fn from(map: AttributeMap) -> Self {
        if map.name == map.column && map.take == Take::Last {
            return AttributeForm::Name(map.column);
        }
        AttributeForm::Full(FullAttribute { column: map.column, name: Some(map.name), take: map.take })
    }
}
