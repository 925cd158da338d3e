//! What a column map says of logs whose rows are changed fields or messages.

use super::columns::Words;
use crate::document::written_as;
use crate::ticket::ActorKind;
use schemars::JsonSchema;
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A log of changes: each row says which field became what.
///
/// Every row of a listed field is one event, in the order of the log. What a field was before (`from`) makes no event, and such a log
/// makes up no creation: without `created_at` a ticket begins with its first change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeMap {
    /// The column that names the changed field.
    pub field: String,
    /// The column with what it was. Where that is not what the row before made it, the log has a hole, and it is counted
    /// ([`Quality::changes_out_of_step`](crate::ticket::Quality)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The column with what it became; blank clears it.
    pub to: String,
    /// What each field of the log is here. A row of a field that is not listed makes no event, and is counted
    /// ([`Quality::unlisted_fields`](crate::ticket::Quality)).
    pub fields: BTreeMap<String, ChangedField>,
}

/// What a changed field is to a ticket: `status`, `priority`, `group`, `assignee`, or `field:NAME` for any other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangedField {
    /// Its status.
    Status,
    /// Its priority.
    Priority,
    /// The group it is given to.
    Group,
    /// The agent it is given to.
    Assignee,
    /// A field that policies may ask for, by its name there.
    Field(String),
}

impl ChangedField {
    /// As documents write it.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            ChangedField::Status => "status".to_owned(),
            ChangedField::Priority => "priority".to_owned(),
            ChangedField::Group => "group".to_owned(),
            ChangedField::Assignee => "assignee".to_owned(),
            ChangedField::Field(name) => format!("field:{name}"),
        }
    }
}

impl Serialize for ChangedField {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.word())
    }
}

impl<'de> Deserialize<'de> for ChangedField {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        match (word.as_str(), word.split_once(':')) {
            ("status", _) => Ok(ChangedField::Status),
            ("priority", _) => Ok(ChangedField::Priority),
            ("group", _) => Ok(ChangedField::Group),
            ("assignee", _) => Ok(ChangedField::Assignee),
            (_, Some(("field", name))) if !name.is_empty() => Ok(ChangedField::Field(name.to_owned())),
            _ => Err(D::Error::custom(format!(
                "{word:?} is no part of a ticket; expected status, priority, group, assignee or field:NAME"
            ))),
        }
    }
}

/// What a changed field is to a ticket: `status`, `priority`, `group`, `assignee`, or `field:NAME` for any other.
#[derive(JsonSchema)]
#[schemars(rename = "ChangedField", transparent)]
#[allow(dead_code)] // the schema's form
struct ChangedFieldForm(#[schemars(regex(pattern = r"^(status|priority|group|assignee|field:.+)$"))] String);

written_as!(ChangedField, ChangedFieldForm);

/// Which rows are messages, who wrote them, and who may read them.
///
/// A message is a reply of its author ahead of what else its row says. An author that `means` does not have is counted
/// ([`Quality::unknown_authors`](crate::ticket::Quality)) and answers nobody.
///
/// ```
/// use sundesk::ticket::import::{LogMap, from_reader};
/// use sundesk::time::ZoneDb;
/// let map = LogMap::from_json(r#"{"ticket": "id", "at": "t", "time": {"format": "rfc3339"},
///     "message": {"when": {"kind": ["comment", "mail"]}, "author": {"column": "who", "means": {"agent": "agent", "user": "requester"}},
///         "public": {"column": "public", "true": "yes"}}}"#)?;
/// let rows = "id,t,kind,who,public\n7,2024-06-03T09:00:00Z,mail,user,yes\n7,2024-06-03T09:20:00Z,comment,agent,no\n";
/// let log = from_reader(rows.as_bytes(), &map, &ZoneDb::bundled())?;
/// let events: Vec<_> = log.events().iter().map(|e| (e.what.word(), e.public)).collect();
/// assert_eq!(events, [("created", true), ("reply", true), ("reply", false)]);
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageMap {
    /// The values of columns by which a row is a message: all columns must agree. Left out, every row is one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub when: BTreeMap<String, Words>,
    /// Who wrote it.
    pub author: AuthorMap,
    /// Whether the requester may read it; left out, every message is public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<PublicMap>,
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorMap {
    /// The column with the author, or the author's role.
    pub column: String,
    /// What each of its values means: `requester`, `agent`, `bot` or `auto`; `*` is every value that is not named.
    pub means: BTreeMap<String, Author>,
}

/// The kind of an author, in the words of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Author(
    #[serde(with = "crate::ticket::actor::word")]
    #[schemars(with = "crate::ticket::actor::ActorWord")]
    pub ActorKind,
);

/// Whether a message is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicMap {
    /// The column that says so.
    pub column: String,
    /// Its values for a public message; every other is an internal note.
    #[serde(rename = "true")]
    pub yes: Words,
}
