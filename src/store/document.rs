//! Batches and options as JSON, as hosts in other languages write them.

use super::batch::{Batch, Entry, Expected, MAX_BATCH, OutboxItem, TimerMark};
use crate::document::read_text;
use crate::error::{Error, Result};
use crate::ticket::Record;
use crate::time::parse_instant;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The longest batch as JSON text, in bytes (64 MiB).
pub const MAX_BATCH_BYTES: usize = 64 << 20;

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct BatchDoc {
    records: Vec<Box<RawValue>>,
    /// Whom records speak of besides, by their place in `records`.
    about: BTreeMap<usize, Vec<String>>,
    expect: BTreeMap<String, ExpectedDoc>,
    timers: Vec<MarkDoc>,
    clocks: Vec<MarkDoc>,
    outbox: Vec<OutboxItem>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ExpectedDoc {
    Version(u64),
    Any(()),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkDoc {
    stream: String,
    at: Option<String>,
    #[serde(default)]
    what: String,
}

impl MarkDoc {
    fn mark(self, path: &str) -> Result<TimerMark> {
        let at = self.at.as_deref().map(parse_instant).transpose().map_err(|e| e.at(path))?;
        Ok(TimerMark { stream: self.stream, at, what: self.what })
    }
}

impl Batch {
    /// A batch of JSON text: `records`, and where wanted `about` (people by the place of the record), `expect` (by stream: a version, 0 for a
    /// stream that must not have begun, null for any), `timers` and `clocks` (`stream`, `at`, `what`), `outbox` (`topic`, `body`, `subject`).
    ///
    /// ```
    /// let batch = sundesk::store::Batch::from_json(r#"{"expect": {"T-1": 3}, "timers": [{"stream": "T-1", "at": "2026-03-06T10:00:00Z"}]}"#)?;
    /// assert_eq!(batch.timers[0].at, Some(sundesk::time::parse_instant("2026-03-06T10:00:00Z")?));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for text that is none, with the path of the fault.
    pub fn from_json(text: &str) -> Result<Self> {
        let doc: BatchDoc = read_text(text, "batch", MAX_BATCH_BYTES)?;
        if doc.records.len() > MAX_BATCH {
            return Err(Error::limit("records", doc.records.len(), format!("at most {MAX_BATCH} records in a batch")));
        }
        let mut about = doc.about;
        let entry = |(i, text): (usize, Box<RawValue>)| {
            let record = Record::from_json(text.get()).map_err(|e| e.at(&format!("records[{i}]")))?;
            Ok(Entry { record, about: about.remove(&i).unwrap_or_default() })
        };
        let entries = doc.records.into_iter().enumerate().map(entry).collect::<Result<_>>()?;
        if let Some(place) = about.keys().next() {
            return Err(Error::invalid("about", place, "the place of a record in `records`, from 0"));
        }
        let expect = doc.expect.into_iter().map(|(stream, expected)| {
            let expected = match expected {
                ExpectedDoc::Version(0) => Expected::NoStream,
                ExpectedDoc::Version(n) => Expected::Exact(n),
                ExpectedDoc::Any(()) => Expected::Any,
            };
            (stream, expected)
        });
        let marks = |list: Vec<MarkDoc>, name: &str| {
            list.into_iter().enumerate().map(|(i, mark)| mark.mark(&format!("{name}[{i}].at"))).collect::<Result<_>>()
        };
        Ok(Self {
            entries,
            expect: expect.collect(),
            timers: marks(doc.timers, "timers")?,
            clocks: marks(doc.clocks, "clocks")?,
            outbox: doc.outbox,
            done: None,
        })
    }
}

/// How a file is opened, as JSON says it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StoreDoc {
    /// The file of keys; `FILE.keys` beside the store when it is not said.
    pub vault: Option<String>,
    /// The master key of the vault: 64 hexadecimal digits.
    pub master: Option<String>,
    /// Named fields that say nothing of a person.
    pub plain_fields: Vec<String>,
    /// How long to wait for another writer, in milliseconds.
    pub busy_ms: Option<u32>,
}

#[cfg(feature = "sqlite")]
impl StoreDoc {
    /// Opens a file, or makes it, with its vault.
    ///
    /// # Errors
    /// As [`SqliteStore::open`](super::SqliteStore::open) and [`SqliteVault::open`](super::SqliteVault::open);
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a master key that is none.
    pub fn open(&self, path: &str, tenant: &str) -> Result<super::SqliteStore> {
        let master = self.master.as_deref().map(master_key).transpose()?;
        let beside = || format!("{path}.keys");
        let vault = super::SqliteVault::open(self.vault.clone().unwrap_or_else(beside), master.as_ref())?;
        vault.check_beside(path.as_ref())?;
        let mut options = super::StoreOptions::new(tenant, std::sync::Arc::new(vault));
        options.plain_fields.clone_from(&self.plain_fields);
        options.busy_ms = self.busy_ms.unwrap_or(options.busy_ms);
        super::SqliteStore::open(path, options)
    }
}

/// A key is never shown, not even a wrong one.
#[cfg(feature = "sqlite")]
fn master_key(text: &str) -> Result<[u8; 32]> {
    let digit = |c: u8| char::from(c).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let pair = |pair: &[u8]| if let [a, b] = pair { Some(digit(*a)? << 4 | digit(*b)?) } else { None };
    let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(pair).collect();
    bytes.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| {
        let says = format!("a text of {} bytes is no master key", text.len());
        Error::expected(crate::ErrorKind::InvalidInput, &says, "master", "…", "64 hexadecimal digits")
    })
}
