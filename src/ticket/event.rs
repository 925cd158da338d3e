//! The facts of a ticket's life, in two forms: [`EventDoc`] as people and JSON write it, [`Event`] as the engine folds it.
//!
//! ```text
//! EventDoc (names as text) ──Vocabulary──▶ Event (24 bytes, names as symbols) ──▶ History, EventLog ──▶ sla, metrics
//! ```

use super::actor::{Actor, ActorKind, by};
use super::kind::What;
use super::vocabulary::{Symbol, Vocabulary, Who};
use crate::document::{Document, MAX_DOCUMENT_BYTES, checked_list};
use crate::error::Result;
use crate::time::{from_micros, parse_instant, to_micros};
use chrono::{DateTime, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// One fact as it is written in a document: an instant and what happened.
///
/// A field that its `type` does not have is refused, so that a slip such as `pubic` cannot turn an internal note into a public
/// reply; so is an `at` without an offset from UTC.
///
/// ```
/// let e: sundesk::ticket::EventDoc =
///     serde_json::from_str(r#"{"at": "2024-06-05T12:00:00Z", "type": "reply", "by": "customer"}"#)?;
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventDoc {
    /// When it happened (not when it was recorded).
    pub at: DateTime<Utc>,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

impl<'de> Deserialize<'de> for EventDoc {
    /// `at` is read here and the rest by [`EventKind`], which knows the fields of its types: a flattened field would let any
    /// other pass.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = EventDoc;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an event with at, type and the fields of its type")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<EventDoc, A::Error> {
                let (mut at, mut rest) = (None, serde_json::Map::new());
                while let Some(key) = map.next_key::<String>()? {
                    if (key == "at" && at.is_some()) || rest.contains_key(&key) {
                        return Err(de::Error::custom(format!("duplicate field `{key}`")));
                    } else if key == "at" {
                        at = Some(instant(&map.next_value::<String>()?)?);
                    } else {
                        rest.insert(key, map.next_value()?);
                    }
                }
                let at = at.ok_or_else(|| de::Error::missing_field("at"))?;
                let kind = EventKind::deserialize(serde_json::Value::Object(rest)).map_err(de::Error::custom)?;
                Ok(EventDoc { at, kind })
            }
        }
        d.deserialize_map(V)
    }
}

impl Document for EventDoc {
    const WHAT: &'static str = "event";
}

impl JsonSchema for EventDoc {
    fn schema_name() -> Cow<'static, str> {
        "Event".into()
    }

    /// Each kind with `at`.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = EventKind::json_schema(generator);
        let kinds = schema.get_mut("oneOf").and_then(|kinds| kinds.as_array_mut());
        for kind in kinds.into_iter().flatten().filter_map(|kind| kind.as_object_mut()) {
            let about = "When it happened: RFC 3339, with an offset from UTC.";
            let at = json!({"type": "string", "format": "date-time", "description": about});
            if let Some(fields) = kind.entry("properties").or_insert_with(|| json!({})).as_object_mut() {
                fields.insert("at".to_owned(), at);
            }
            if let Some(required) = kind.entry("required").or_insert_with(|| json!([])).as_array_mut() {
                required.push("at".into());
            }
        }
        schema
    }
}

/// An instant as a document writes it. One outside the supported dates is refused when the event is folded.
fn instant<E: de::Error>(text: &str) -> Result<DateTime<Utc>, E> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(at) => Ok(at.with_timezone(&Utc)),
        Err(_) => parse_instant(text).and_then(from_micros).map_err(|e| E::custom(e.at("at"))),
    }
}

/// What happened. Names (statuses, groups, …) are the host's own words; a workflow or policy gives them their meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum EventKind {
    /// The ticket came into being.
    Created {
        /// Who wrote the first message (the submitter).
        #[serde(default, with = "by")]
        #[schemars(with = "by::Schema")]
        by: Actor,
        /// Its first status.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<String>,
        /// Its first priority.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        priority: Option<String>,
        /// The group it was given to at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        /// The agent it was given to at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        assignee: Option<String>,
        /// Any further fields a policy condition may ask for.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fields: BTreeMap<String, String>,
    },
    /// A message: public reply or internal note.
    Reply {
        /// Its author.
        #[serde(with = "by")]
        #[schemars(with = "by::Schema")]
        by: Actor,
        /// `false` for an internal note (default `true`).
        #[serde(default = "yes")]
        public: bool,
    },
    /// The status changed.
    Status {
        /// The new status.
        to: String,
        /// Who did it.
        #[serde(default, with = "by", skip_serializing_if = "Actor::is_nobody")]
        #[schemars(with = "by::Schema")]
        by: Actor,
    },
    /// The priority changed.
    Priority {
        /// The new priority.
        to: String,
        /// Who did it.
        #[serde(default, with = "by", skip_serializing_if = "Actor::is_nobody")]
        #[schemars(with = "by::Schema")]
        by: Actor,
    },
    /// The ticket was given to a group; empty = taken away.
    Group {
        /// The new group.
        to: String,
        /// Who did it.
        #[serde(default, with = "by", skip_serializing_if = "Actor::is_nobody")]
        #[schemars(with = "by::Schema")]
        by: Actor,
    },
    /// The ticket was given to an agent; empty = taken away.
    Assignee {
        /// The new assignee.
        to: String,
        /// Who did it.
        #[serde(default, with = "by", skip_serializing_if = "Actor::is_nobody")]
        #[schemars(with = "by::Schema")]
        by: Actor,
    },
    /// Another calendar is in force from here on.
    Calendar {
        /// Its name.
        to: String,
        /// Who did it.
        #[serde(default, with = "by", skip_serializing_if = "Actor::is_nobody")]
        #[schemars(with = "by::Schema")]
        by: Actor,
    },
    /// A policy was attached.
    SlaAttached {
        /// Its name.
        policy: String,
        /// Who did it.
        #[serde(default, with = "by", skip_serializing_if = "Actor::is_nobody")]
        #[schemars(with = "by::Schema")]
        by: Actor,
    },
    /// Another field changed.
    Field {
        /// The field.
        name: String,
        /// Its new value; empty = cleared.
        to: String,
        /// Who did it.
        #[serde(default, with = "by", skip_serializing_if = "Actor::is_nobody")]
        #[schemars(with = "by::Schema")]
        by: Actor,
    },
    /// Anything else the host wants metrics or policies to see.
    Custom {
        /// What it is called.
        name: String,
        /// Who did it.
        #[serde(default, with = "by", skip_serializing_if = "Actor::is_nobody")]
        #[schemars(with = "by::Schema")]
        by: Actor,
    },
}

fn yes() -> bool {
    true
}

/// One fact as the engine folds it. A `Created` with status, priority, group, assignee and fields becomes `Created` followed by one event each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Microseconds since the Unix epoch, UTC.
    pub at: i64,
    /// The new value: status, priority, group, assignee, calendar, policy, field value, or the name of a custom event.
    pub to: Symbol,
    /// The field's name for [`What::Field`]; else empty.
    pub field: Symbol,
    /// Who did it, by name, if that is known ([`Vocabulary::actor`]).
    pub who: Who,
    /// What happened.
    pub what: What,
    /// Of which kind the one is who did it.
    pub by: ActorKind,
    /// `false` only for an internal note.
    pub public: bool,
}

impl EventDoc {
    /// The events of a ticket from a JSON list, in the order it has.
    ///
    /// ```
    /// let text = r#"[{"at": "2024-06-03T10:00:00Z", "type": "reply", "by": "agnet"}]"#;
    /// assert_eq!(sundesk::ticket::EventDoc::list_from_json(text).unwrap_err().path(), "events[0].by");
    /// ```
    ///
    /// # Errors
    /// As [`Document::from_json`], with `events[i]` before the path.
    pub fn list_from_json(text: &str) -> Result<Vec<Self>> {
        checked_list(text, "list of events", MAX_DOCUMENT_BYTES).map_err(|e| e.at("events"))
    }

    /// Appends the folded form of this event to `out`.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) when the instant lies outside the supported dates.
    pub fn fold_into(&self, names: &mut Vocabulary, out: &mut Vec<Event>) -> Result<()> {
        let at = to_micros(self.at)?;
        let by = self.kind.by();
        let base = Event { by: by.kind, who: names.intern_actor(by), ..Event::plain(at) };
        let value = |what: What, to: &str, names: &mut Vocabulary| Event { what, to: names.intern(to), ..base };
        match &self.kind {
            EventKind::Created { status, priority, group, assignee, fields, by: _ } => {
                out.push(base);
                let first = [
                    (What::Status, status),
                    (What::Priority, priority),
                    (What::Group, group),
                    (What::Assignee, assignee),
                ];
                for (what, to) in first.into_iter().filter_map(|(what, to)| Some((what, to.as_ref()?))) {
                    out.push(value(what, to, names));
                }
                for (name, to) in fields {
                    out.push(Event { field: names.intern(name), ..value(What::Field, to, names) });
                }
            }
            EventKind::Reply { public, by: _ } => out.push(Event { what: What::Reply, public: *public, ..base }),
            EventKind::Status { to, .. } => out.push(value(What::Status, to, names)),
            EventKind::Priority { to, .. } => out.push(value(What::Priority, to, names)),
            EventKind::Group { to, .. } => out.push(value(What::Group, to, names)),
            EventKind::Assignee { to, .. } => out.push(value(What::Assignee, to, names)),
            EventKind::Calendar { to, .. } => out.push(value(What::Calendar, to, names)),
            EventKind::SlaAttached { policy, .. } => out.push(value(What::SlaAttached, policy, names)),
            EventKind::Custom { name, .. } => out.push(value(What::Custom, name, names)),
            EventKind::Field { name, to, .. } => {
                out.push(Event { field: names.intern(name), ..value(What::Field, to, names) });
            }
        }
        Ok(())
    }
}

impl EventKind {
    /// Who did it.
    #[must_use]
    pub fn by(&self) -> &Actor {
        match self {
            EventKind::Created { by, .. }
            | EventKind::Reply { by, .. }
            | EventKind::Status { by, .. }
            | EventKind::Priority { by, .. }
            | EventKind::Group { by, .. }
            | EventKind::Assignee { by, .. }
            | EventKind::Calendar { by, .. }
            | EventKind::SlaAttached { by, .. }
            | EventKind::Field { by, .. }
            | EventKind::Custom { by, .. } => by,
        }
    }
}

impl Event {
    /// A creation by nobody in particular: the fields that most events share.
    #[must_use]
    pub const fn plain(at: i64) -> Self {
        let (to, field, who) = (Symbol::EMPTY, Symbol::EMPTY, Who::UNKNOWN);
        Self { at, to, field, who, what: What::Created, by: ActorKind::Auto, public: true }
    }

    /// The event as a document writes it, with the names behind its symbols: folded again, it counts the same.
    ///
    /// ```
    /// use sundesk::ticket::{EventDoc, Vocabulary};
    /// let (mut names, mut folded) = (Vocabulary::default(), Vec::new());
    /// let solved = r#"{"at":"2024-06-03T10:00:00Z","type":"status","to":"solved"}"#;
    /// serde_json::from_str::<EventDoc>(solved)?.fold_into(&mut names, &mut folded)?;
    /// assert_eq!(serde_json::to_string(&folded[0].unfold(&names)?)?, solved);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside the supported dates.
    pub fn unfold(&self, names: &Vocabulary) -> Result<EventDoc> {
        let (to, by) = (names.name(self.to).to_owned(), names.actor(self.by, self.who));
        let kind = match self.what {
            What::Created => EventKind::Created {
                by,
                status: None,
                priority: None,
                group: None,
                assignee: None,
                fields: BTreeMap::new(),
            },
            What::Reply => EventKind::Reply { by, public: self.public },
            What::Status => EventKind::Status { to, by },
            What::Priority => EventKind::Priority { to, by },
            What::Group => EventKind::Group { to, by },
            What::Assignee => EventKind::Assignee { to, by },
            What::Calendar => EventKind::Calendar { to, by },
            What::SlaAttached => EventKind::SlaAttached { policy: to, by },
            What::Field => EventKind::Field { name: names.name(self.field).to_owned(), to, by },
            What::Custom => EventKind::Custom { name: to, by },
        };
        Ok(EventDoc { at: self.instant()?, kind })
    }

    /// The instant as chrono writes it.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside the supported dates.
    pub fn instant(&self) -> Result<DateTime<Utc>> {
        from_micros(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_an_event_by_itself_names_its_field() {
        for (event, path) in [
            (json!({"at": "2024-06-03T10:00:00Z", "type": "reply", "by": "agnet"}), "by"),
            (json!({"at": "2024-06-03T10:00:00Z", "type": "replied"}), "type"),
            (json!({"at": "ten", "type": "reply", "by": "agent"}), "at"),
            (json!({"at": "2024-06-03T10:00:00Z", "type": "status"}), "to"),
            (json!(7), ""),
        ] {
            assert_eq!(EventDoc::from_value(event.clone()).unwrap_err().path(), path, "{event}");
            assert_eq!(EventDoc::from_json(&event.to_string()).unwrap_err().path(), path, "{event}");
        }
    }
}
