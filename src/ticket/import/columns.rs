//! What a column map says of one column: where an instant stands and how it is written, and what is kept per ticket.

use crate::document::{name_or_names, name_or_object, names_or_object, written_as};
use schemars::JsonSchema;
use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

const TIME_COLUMN: &str =
    "the name of a column, a list of columns to join by a blank, or an object with `column` and `format`";
const MOMENT: &str =
    "the name of a column, a list of columns to join by a blank, or an object with `column`, `format` and `status`";

/// A column that holds an instant, or several that hold it together: `"Created"`, `["Date", "Time"]`,
/// `{"column": "Resolved", "format": "%Y-%m-%d"}`.
///
/// ```
/// use sundesk::ticket::import::TimeColumn;
/// let column: TimeColumn = serde_json::from_str(r#"{"column": ["Date", "Time"], "format": "%d.%m.%Y %H:%M"}"#)?;
/// assert_eq!((column.columns.join(" + "), column.format.as_deref()), ("Date + Time".into(), Some("%d.%m.%Y %H:%M")));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "TimeForm")]
pub struct TimeColumn {
    /// The columns, whose texts are joined by a blank. A text is missing where all of them are.
    pub columns: Vec<String>,
    /// How its instants are written; left out, as `time.format` says.
    pub format: Option<String>,
}

impl TimeColumn {
    /// The columns as sentences call them: `Date + Time`.
    pub(super) fn told(&self) -> String {
        self.columns.join(" + ")
    }
}

impl From<&str> for TimeColumn {
    fn from(column: &str) -> Self {
        Self { columns: vec![column.to_owned()], format: None }
    }
}

impl<'de> Deserialize<'de> for TimeColumn {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let named = |columns| Self { columns, format: None };
        names_or_object(from, TIME_COLUMN, named, |TimeObject { column, format }| Self { columns: column.0, format })
    }
}

/// A column that holds one moment of a ticket on each of its rows, and perhaps the status that the ticket takes at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "MomentForm")]
pub struct Moment {
    /// Where it stands, and how it is written.
    pub column: TimeColumn,
    /// The status that the ticket takes at that moment: then the moment is an event of its history. Without one it is a statement of
    /// the log, read beside the history (see [`Recorded`](crate::ticket::Recorded)); in a log without `at`, which has no other
    /// history, also an event: `solved` or `closed`.
    pub status: Option<String>,
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let named = |columns| Self { column: TimeColumn { columns, format: None }, status: None };
        names_or_object(from, MOMENT, named, |MomentObject { column, format, status }| Self {
            column: TimeColumn { columns: column.0, format },
            status,
        })
    }
}

/// The name of a column, a list of columns whose texts are joined by a blank, or an object.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "TimeColumn")]
enum TimeForm {
    /// The name of a column.
    Name(String),
    /// Columns whose texts are joined by a blank.
    Names(Vec<String>),
    Full(TimeObject),
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TimeObject {
    /// The column, or a list of columns whose texts are joined by a blank.
    column: Words,
    /// How its instants are written; left out, as `time.format` says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
}

written_as!(TimeColumn, TimeForm);

impl From<TimeColumn> for TimeForm {
    fn from(TimeColumn { mut columns, format }: TimeColumn) -> Self {
        match (columns.len(), format) {
            (1, None) => columns.pop().map_or_else(|| TimeForm::Names(Vec::new()), TimeForm::Name),
            (_, None) => TimeForm::Names(columns),
            (_, format) => TimeForm::Full(TimeObject { column: Words(columns), format }),
        }
    }
}

/// The name of a column, a list of columns whose texts are joined by a blank, or an object.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Moment")]
enum MomentForm {
    Plain(TimeForm),
    Full(MomentObject),
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MomentObject {
    /// The column, or a list of columns whose texts are joined by a blank.
    column: Words,
    /// How its instants are written; left out, as `time.format` says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    /// The status that the ticket takes at that moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<String>,
}

written_as!(Moment, MomentForm);

impl From<Moment> for MomentForm {
    fn from(Moment { column, status }: Moment) -> Self {
        match status {
            None => MomentForm::Plain(column.into()),
            status => MomentForm::Full(MomentObject { column: Words(column.columns), format: column.format, status }),
        }
    }
}

/// One word or several: `"Bug"`, `["Bug", "Incident"]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(into = "WordsForm")]
pub struct Words(pub Vec<String>);

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Words")]
enum WordsForm {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

written_as!(Words, WordsForm);

impl From<Words> for WordsForm {
    fn from(Words(mut words): Words) -> Self {
        match words.len() {
            1 => words.pop().map_or_else(|| WordsForm::Several(Vec::new()), WordsForm::One),
            _ => WordsForm::Several(words),
        }
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        name_or_names(from, "a word or a list of words").map(Self)
    }
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
