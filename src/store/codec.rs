//! How a record is kept: what says where a ticket stands as JSON, what people wrote as ciphertext beside it.
//!
//! ```text
//! body    {"id":…, "kind":"message_added", "data":{"message":{"inbound":true,"author":"c-17","channel":"email"}}}
//! sealed  02 | number of keys | their numbers, 16 bytes each | nonce, 24 | XChaCha20-Poly1305 of {"message.body": "…"}
//! taken   00 | SHA-256 of the sealed bytes that stood there
//! ```
//!
//! What speaks of several people is sealed under a key made of all of theirs: whoever of them is erased, it is gone.

use super::batch::Stored;
use super::chain::{Hash, TAKEN, WHOLE};
use super::personal;
use super::sealer::Sealer;
use super::upcast::{UPCASTERS, upcast};
use super::vault::{Held, KeyId, KeyVault, Nonces, SubjectKey, draw};
use crate::error::{Error, ErrorKind, Result};
use crate::hash::hex;
use crate::ticket::Record;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// The form of sealed bytes that this release writes.
pub(super) const FORM: u8 = 2;

/// A record as it lies in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) position: u64,
    pub(crate) stream: String,
    pub(crate) seq: u64,
    pub(crate) body: String,
    pub(crate) sealed: Vec<u8>,
    pub(crate) hash: Hash,
}

/// Seals and opens the records of one desk.
pub(crate) struct Codec {
    pub(crate) tenant: String,
    pub(crate) vault: Arc<dyn KeyVault>,
    nonces: Box<dyn Nonces>,
    plain: Vec<String>,
}

/// The keys of the people that one call speaks of, and its nonces; not kept beyond it: another process may destroy any of the keys, and a fork
/// of this one would draw the same nonces.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) of: HashMap<String, (KeyId, SubjectKey)>,
    pub(crate) nonces: Drawn,
}

/// Nonces that nobody has had, for the records of one call.
#[derive(Default)]
pub(crate) struct Drawn(Vec<[u8; NONCE]>);

impl Drawn {
    /// The nonce of a record, if anything of it is to be sealed.
    pub(crate) fn for_record(&mut self, record: &Record) -> Option<[u8; NONCE]> {
        if personal::is_silent(&record.fact) { None } else { self.0.pop() }
    }
}

/// Bytes of a nonce.
pub(super) const NONCE: usize = 24;

impl Codec {
    pub(crate) fn new(tenant: &str, vault: Arc<dyn KeyVault>, nonces: Box<dyn Nonces>, plain: Vec<String>) -> Self {
        Self { tenant: tenant.to_owned(), vault, nonces, plain }
    }

    /// The keys of people, new ones for those that have none, and the nonces for so many records.
    pub(crate) fn keys(&mut self, mut subjects: Vec<&String>, records: usize) -> Result<Keys> {
        subjects.sort_unstable();
        subjects.dedup();
        let subjects: Vec<String> = subjects.into_iter().cloned().collect();
        let nonces = &mut *self.nonces;
        let found = self.vault.keys_of(&subjects, &mut || draw(nonces))?;
        if found.len() != subjects.len() {
            let says = format!("the vault gave {} keys for {} people", found.len(), subjects.len());
            return Err(Error::new(ErrorKind::InvalidInput, says).at("vault"));
        }
        // In one call of the system, not one for each.
        let mut nonces = vec![[0; NONCE]; records];
        self.nonces.fill(nonces.as_flattened_mut())?;
        Ok(Keys { of: subjects.into_iter().zip(found).collect(), nonces: Drawn(nonces) })
    }

    /// Whether anything of a record has to be sealed.
    pub(crate) fn is_personal(record: &Record) -> bool {
        !personal::is_silent(&record.fact)
    }

    /// What seals the records of one call.
    pub(crate) fn sealer(&self, keys: HashMap<String, (KeyId, SubjectKey)>) -> Sealer<'_> {
        Sealer { tenant: &self.tenant, plain: &self.plain, keys }
    }

    /// The record behind what is kept.
    pub(crate) fn decode(&self, kept: &Kept) -> Result<Stored> {
        let mut erased: Vec<String> = Vec::new();
        let record = Record::from_stored(&kept.body, |kind, schema, data| {
            let (left, gone) = self.complete(kept, kind, data)?;
            erased = gone;
            upcast(UPCASTERS, kind, schema, left)
        });
        let record = record.map_err(|e| e.at(&format!("records[{}]", kept.position)))?;
        if erased.iter().any(String::is_empty) {
            erased = personal::paths(&record.fact).iter().map(|path| (*path).to_owned()).collect();
        }
        Ok(Stored { position: kept.position, hash: hex(&kept.hash), erased, record })
    }

    /// The data with what was sealed, or whether that is gone.
    fn complete(&self, kept: &Kept, kind: &str, data: Box<RawValue>) -> Result<(Box<RawValue>, Vec<String>)> {
        if kept.sealed.is_empty() {
            return Ok((data, Vec::new()));
        }
        if kept.sealed.first() == Some(&TAKEN) {
            return Ok((data, vec![String::new()]));
        }
        let Some(text) = self.open(kept, kind)? else { return Ok((data, vec![String::new()])) };
        let mut taken: Map<String, Value> = serde_json::from_slice(&text).map_err(Error::unreadable)?;
        if let Some(Value::String(whole)) = taken.remove("") {
            return Ok((RawValue::from_string(whole).map_err(Error::unreadable)?, Vec::new()));
        }
        let mut value: Value = serde_json::from_str(data.get()).map_err(Error::unreadable)?;
        personal::put_back(&mut value, taken);
        Ok((RawValue::from_string(value.to_string()).map_err(Error::unwritable)?, Vec::new()))
    }

    fn open(&self, kept: &Kept, kind: &str) -> Result<Option<Vec<u8>>> {
        let wrong = |says: &str| {
            Error::new(ErrorKind::InconsistentLog, format!("record {} {says}", kept.position)).at("sealed")
        };
        let Some((ids, nonce, sealed)) = parts(&kept.sealed) else {
            return Err(wrong("has sealed bytes of a form that this release does not read"));
        };
        let mut keys = Vec::with_capacity(ids.len());
        let mut unknown = None;
        for id in ids {
            match self.vault.key(id)? {
                Held::Key(key) => keys.push(key),
                Held::Destroyed => return Ok(None),
                Held::Unknown => unknown = Some(id),
            }
        }
        if let Some(id) = unknown {
            let says = format!(
                "record {} is sealed under the key {}, which this vault neither holds nor has destroyed",
                kept.position,
                id.hex()
            );
            return Err(Error::new(ErrorKind::NotFound, says).at("vault"));
        }
        let with = belongs(&self.tenant, &kept.stream, kept.seq, kind);
        let text =
            cipher(&keys.iter().collect::<Vec<_>>()).decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &with });
        text.map(Some).map_err(|_| wrong("does not open under its keys: it was changed, or belongs elsewhere"))
    }
}

pub(super) fn cipher(keys: &[&SubjectKey]) -> XChaCha20Poly1305 {
    match keys {
        [one] => XChaCha20Poly1305::new(&one.0.into()),
        several => {
            let mut all = Sha256::new();
            all.update(b"sundesk: sealed for several");
            several.iter().for_each(|key| all.update(key.0));
            XChaCha20Poly1305::new(
                &all.finalize().as_slice().try_into().map(|key: [u8; 32]| key).unwrap_or_default().into(),
            )
        }
    }
}

/// What the ciphertext belongs to: moved to another record it does not open.
pub(super) fn belongs(tenant: &str, stream: &str, seq: u64, kind: &str) -> Vec<u8> {
    let seq = seq.to_string();
    [tenant.as_bytes(), stream.as_bytes(), seq.as_bytes(), kind.as_bytes()].join(&0xff)
}

type Parts<'a> = (Vec<KeyId>, [u8; NONCE], &'a [u8]);

fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let [WHOLE | FORM, count, rest @ ..] = bytes else { return None };
    let (ids, rest) = rest.split_at_checked(usize::from(*count) * 16)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE)?;
    let ids = ids.chunks_exact(16).filter_map(|id| Some(KeyId(id.try_into().ok()?))).collect::<Vec<_>>();
    (!ids.is_empty()).then_some((ids, nonce.try_into().ok()?, sealed))
}
