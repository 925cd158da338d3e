//! What a store keeps: one fact about one ticket, with who, when, why and under which workflow.

use super::actor::Actor;
use super::fact::Fact;
use crate::document::{MAX_DOCUMENT_BYTES, read_text};
use crate::error::{Error, ErrorKind, Result};
use crate::time::{format_instant, parse_instant};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

/// The schema of the records that this release writes.
pub const RECORD_SCHEMA: u32 = 1;

/// One fact about one ticket. Nothing of it is lost when it is written and read again; a kind that this release does not know is kept
/// byte for byte.
///
/// ```
/// use sundesk::ticket::Record;
/// let later = r#"{"id":"0f","stream":"T-1","seq":7,"at":"2030-01-01T00:00:00Z","recorded_at":"2030-01-01T00:00:00Z",
///     "actor":{"kind":"human","id":"ann"},"workflow":"zendesk","schema":9,"kind":"teleported","data":{"to" : 1.50}}"#;
/// let record = Record::from_json(later)?;
/// assert_eq!(record.fact.kind(), "teleported");
/// assert!(record.to_json()?.contains(r#""data":{"to" : 1.50}"#)); // as it was written
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Record {
    /// 128 bits in hexadecimal digits: of the desk, the stream and the number unless the host gave another. Empty: the store gives it.
    pub id: String,
    /// The ticket; empty for what concerns the whole desk.
    pub stream: String,
    /// Its number in the stream, from 1, without gaps; 0: the store gives it.
    pub seq: u64,
    /// When it took effect, microseconds since 1970 UTC.
    pub at: i64,
    /// When it was recorded: later than `at` for a timer that ran late.
    pub recorded_at: i64,
    /// Who did it.
    pub actor: Actor,
    /// The record that led to it, by id.
    pub cause: Option<String>,
    /// The idempotency key of the command.
    pub key: Option<Key>,
    /// The workflow the ticket was under; its version stands in `created`, `transferred` and `migrated`.
    pub workflow: String,
    /// The release's form of the data.
    pub schema: u32,
    /// What happened.
    pub fact: Fact,
}

/// An idempotency key, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The key of the host.
    pub key: String,
    /// The SHA-256 of the command, its instant apart. A hash of what somebody wrote would outlive its erasure: a store keeps it beside its log
    /// and forgets it with the person, so records that are read from one have none (empty).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub command: String,
}

#[derive(Serialize)]
struct KeyWritten<'r> {
    key: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    command: &'r str,
}

#[derive(Serialize)]
struct Written<'r, D> {
    id: &'r str,
    stream: &'r str,
    seq: u64,
    #[serde(serialize_with = "instant::serialize")]
    at: i64,
    #[serde(serialize_with = "instant::serialize")]
    recorded_at: i64,
    actor: &'r Actor,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<KeyWritten<'r>>,
    workflow: &'r str,
    schema: u32,
    kind: &'r str,
    data: D,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordDoc {
    #[serde(default)] // a store gives both
    id: String,
    stream: String,
    #[serde(default)]
    seq: u64,
    #[serde(deserialize_with = "instant::deserialize")]
    at: i64,
    #[serde(deserialize_with = "instant::deserialize")]
    recorded_at: i64,
    actor: Actor,
    #[serde(default)]
    cause: Option<String>,
    #[serde(default)]
    key: Option<Key>,
    workflow: String,
    schema: u32,
    kind: String,
    data: Box<RawValue>,
}

/// Instants as text, in Python too: a record is handed back as it was given.
pub(crate) mod instant {
    use super::{Deserialize, Deserializer, Serializer, de, format_instant, parse_instant};

    pub(crate) fn serialize<S: Serializer>(at: &i64, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&format_instant(*at))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<i64, D::Error> {
        parse_instant(&String::deserialize(d)?).map_err(de::Error::custom)
    }
}

impl Record {
    /// A record from its JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for text that is no record.
    pub fn from_json(text: &str) -> Result<Self> {
        // RawValue keeps the text of `data`, so the reader must see the text itself.
        let doc: RecordDoc = read_text(text, "record", MAX_DOCUMENT_BYTES)?;
        doc.record(|_, schema, data| Ok((schema, data)))
    }

    /// A record of a text that a store wrote; `data` completes its data and brings it to the form of this release.
    #[cfg(feature = "store")]
    pub(crate) fn from_stored(
        text: &str,
        data: impl FnOnce(&str, u32, Box<RawValue>) -> Result<(u32, Box<RawValue>)>,
    ) -> Result<Self> {
        serde_json::from_str::<RecordDoc>(text).map_err(Error::unreadable)?.record(data)
    }

    /// The record as one line of JSON, with the id and the number that a store gives it, without the hash of its command, and with other data in
    /// place of its own.
    #[cfg(feature = "store")]
    pub(crate) fn to_json_as(&self, id: &str, seq: u64, data: impl Serialize) -> Result<String> {
        let key = self.key.as_ref().map(|key| KeyWritten { key: &key.key, command: "" });
        written(&Written { id, seq, key, ..self.with(data) })
    }

    /// The record as one line of JSON.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`](crate::ErrorKind::Internal) when its data cannot be written, which is a fault of this crate.
    pub fn to_json(&self) -> Result<String> {
        written(self)
    }

    fn with<D: Serialize>(&self, data: D) -> Written<'_, D> {
        Written {
            id: &self.id,
            stream: &self.stream,
            seq: self.seq,
            at: self.at,
            recorded_at: self.recorded_at,
            actor: &self.actor,
            cause: self.cause.as_deref(),
            key: self.key.as_ref().map(|of| KeyWritten { key: &of.key, command: &of.command }),
            workflow: &self.workflow,
            schema: self.schema,
            kind: self.fact.kind(),
            data,
        }
    }
}

/// Most records are shorter: their text is not moved while it grows.
const USUAL_BYTES: usize = 512;

fn written(record: &impl Serialize) -> Result<String> {
    let mut text = Vec::with_capacity(USUAL_BYTES);
    serde_json::to_writer(&mut text, record).map_err(Error::unwritable)?;
    String::from_utf8(text).map_err(|e| Error::new(ErrorKind::Internal, e.to_string()))
}

impl RecordDoc {
    fn record(self, data: impl FnOnce(&str, u32, Box<RawValue>) -> Result<(u32, Box<RawValue>)>) -> Result<Record> {
        let RecordDoc { id, stream, seq, at, recorded_at, actor, cause, key, workflow, schema, kind, data: own } = self;
        let (schema, data) = data(&kind, schema, own)?;
        // A kind of today may have fields tomorrow that this release would drop: it is as unknown as a kind of tomorrow.
        let fact = if schema > RECORD_SCHEMA { Fact::Unknown { kind, data } } else { Fact::from_data(&kind, data)? };
        Ok(Record { id, stream, seq, at, recorded_at, actor, cause, key, workflow, schema, fact })
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, s: S) -> std::result::Result<S::Ok, S::Error> {
        self.with(self.fact.data()).serialize(s)
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        matches!((self.to_json(), other.to_json()), (Ok(a), Ok(b)) if a == b)
    }
}
