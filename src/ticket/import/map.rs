//! The column map: which column of a log means what. A document, so that a new log needs no new code.

use super::changes::{ChangeMap, MessageMap};
use super::columns::{AttributeMap, Moment, TimeColumn, Words};
use super::stamp::TimeMap;
use crate::document::Document;
use crate::error::Result;
use crate::ticket::{EventKind, StatusMap};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which column of a log means what.
///
/// Columns are named as in the file's header line; in JSON lines, by the keys that lead to a value, with points between them. Everything but `ticket` and `time` is optional, with one condition: there
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
    /// What form the file has; default CSV.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: LogForm,
    /// In JSON lines: the lists whose items are the rows, outermost first, with points between them. `audits.events` makes a row of each
    /// event of each audit; the columns then are `audits.ticket_id`, `audits.events.type`. Left out, each line is a row; a line that is
    /// a list holds a row in each item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
    /// In JSON lines: the keys under which the pages of an interface hold their objects, such as `issues`; an object without them is read
    /// as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<Words>,
    /// In JSON lines: how many items a list has at its source. Of each list, by the keys that lead to it, the keys that lead to that
    /// number, such as `{"changelog.histories": "changelog.total"}`. Objects whose list has fewer are counted
    /// ([`Quality::lists_cut`](crate::ticket::Quality)): what was cut off is not there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub totals: BTreeMap<String, String>,
    /// How the text is encoded, by a name of the WHATWG's list such as `utf-8`, `utf-16le` or `windows-1252`; left out, UTF-8. A byte
    /// order mark says it by itself and stands before what is written here. `["utf-8", "windows-1252"]` leaves it to the text: its first
    /// letter outside ASCII is one of UTF-8, or the text is of the other encoding, and
    /// [`Quality::assumed_encoding`](crate::ticket::Quality) says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Words>,
    /// What separates the fields of a row; left out, what the file's first line `sep=;` says, else `,`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// How many lines stand before the header, such as the title of a report; default none. A line `sep=;` at their head is not counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub skip_lines: u64,
    /// Whether rows with fewer fields than the header are left out and counted, as the totals below a report; else they are an error.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ignore_short_rows: bool,
    /// The longest record in bytes; left out, [`MAX_RECORD_BYTES`](super::MAX_RECORD_BYTES), at most
    /// [`MOST_RECORD_BYTES`](super::MOST_RECORD_BYTES). A Jira row holds all comments of its issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_record_bytes: Option<usize>,
    /// Only the rows with these values count: of each column one of its values. The others are counted and left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub r#where: BTreeMap<String, Words>,
    /// All but the rows with these values count: of any column one of its values. The others are counted and left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub where_not: BTreeMap<String, Words>,
    /// The columns by which a row is known, such as the id of an event: a row with the values of one before is the same row, on a page
    /// that was fetched twice. It is counted ([`Quality::rows_repeated`](crate::ticket::Quality)) and left out; one without a value is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_id: Option<Words>,
    /// Texts that stand for "no value", such as `?`. An empty field always does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// How timestamps are written, and whose clock they show.
    pub time: TimeMap,
    /// The column with the ticket's id.
    pub ticket: String,
    /// The column with the instant of the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<TimeColumn>,
    /// Columns of whole numbers that order rows of the same instant, before their order in the file does. In a log of changes whose tickets have
    /// their newest row first, the order of the file is turned for rows of the same instant, and that is counted
    /// ([`Quality::rows_turned`](crate::ticket::Quality)).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order_by: Vec<String>,
    /// The column with the instant of creation; without it a ticket begins with its first row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<TimeColumn>,
    /// The column in which the log itself states the first response. The last row of a ticket stands. In a log with `at` it is a
    /// statement beside the history; in one without it also a public reply of an agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_response_at: Option<TimeColumn>,
    /// The column in which the log itself states the (last) resolution. The last row of a ticket stands. In a log with `at` it is a
    /// statement beside the history; in one without it is an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<Moment>,
    /// The column in which the log itself states the closing. The last row of a ticket stands. As `resolved_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Moment>,
    /// The column with the instant at which the log itself wants the ticket done. It is a plan, no event: figures count how many were
    /// done by it ([`StatedDue`](crate::metrics::StatedDue)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<TimeColumn>,
    /// In a log without `at`: the column with the row's own instant, at which the ticket stands as the row says. Without it, and
    /// where it is blank, that is the as-of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<TimeColumn>,
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
    /// In a log whose rows are changes: which field became what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeMap>,
    /// Which rows are messages, who wrote them, and who may read them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageMap>,
    /// Columns to group by, and final values such as `made_sla`: one value per ticket.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeMap>,
    /// Columns of this map that a file may lack: then it is read as if the map did not name them, and they are listed in
    /// [`Quality::absent_columns`](crate::ticket::Quality). In JSON lines every column but the ticket and its instant may be lacking.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub optional: Vec<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
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
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogForm {
    /// A header line and rows, with quotes as RFC 4180 has them.
    #[default]
    Csv,
    /// JSON: objects, lists of them, or pages that hold them, one after another, on a line each or laid out over many.
    JsonLines,
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
