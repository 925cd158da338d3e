//! Records made ready to be kept: what says where a ticket stands as JSON, what people wrote sealed beside it.

use super::batch::MAX_RECORD_BYTES;
use super::codec::{FORM, NONCE, belongs, cipher};
use super::personal;
use super::vault::{KeyId, SubjectKey};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::Record;
use crate::ticket::fact::Fact;
use crate::ticket::lifecycle::record_id;
use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead, Payload};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A record that is to be kept: under the number it was given, whom it speaks of, the nonce if it is to be sealed.
pub(crate) struct Task<'b> {
    pub(crate) record: &'b Record,
    pub(crate) seq: u64,
    pub(crate) of: &'b [String],
    pub(crate) nonce: Option<[u8; NONCE]>,
    /// Where a store has what it knows of the stream.
    pub(crate) place: usize,
}

/// Seals the records of one call, each by itself: any thread may do it.
pub(crate) struct Sealer<'c> {
    pub(super) tenant: &'c str,
    pub(super) plain: &'c [String],
    pub(super) keys: HashMap<String, (KeyId, SubjectKey)>,
}

impl Sealer<'_> {
    /// The body and the sealed bytes of a record.
    pub(crate) fn encode(&self, task: &Task<'_>) -> Result<(String, Vec<u8>)> {
        let Task { record, seq, .. } = *task;
        let made = record.id.is_empty().then(|| record_id(self.tenant, &record.stream, seq));
        let id = made.as_deref().unwrap_or(&record.id);
        let open = || fits(record.to_json_as(id, seq, record.fact.data())?).map(|body| (body, Vec::new()));
        let (left, taken) = match (&record.fact, personal::paths(&record.fact)) {
            (fact, _) if personal::is_silent(fact) => return open(),
            (Fact::MessageAdded { message }, _) => {
                let (left, taken) = personal::split(message);
                let text = fits(serde_json::to_string(&taken).map_err(Error::unwritable)?)?;
                let body = fits(record.to_json_as(id, seq, left)?)?;
                return Ok((body, self.seal(task, text.as_bytes())?));
            }
            // What this release does not know it cannot take apart, and must give back byte for byte.
            (Fact::Unknown { data, .. }, _) => {
                (Value::Object(Map::new()), Map::from_iter([(String::new(), Value::from(data.get()))]))
            }
            (fact, paths) => {
                let mut value = serde_json::to_value(fact.data()).map_err(Error::unwritable)?;
                let taken = personal::take(&mut value, paths, self.plain);
                (value, taken)
            }
        };
        if taken.is_empty() {
            return open();
        }
        let body = fits(record.to_json_as(id, seq, &left)?)?;
        let text = fits(serde_json::to_string(&taken).map_err(Error::unwritable)?)?;
        let sealed = self.seal(task, text.as_bytes())?;
        Ok((body, sealed))
    }

    fn seal(&self, task: &Task<'_>, text: &[u8]) -> Result<Vec<u8>> {
        let Task { record, seq, of, nonce, .. } = *task;
        let missing = |subject: &String| Error::new(ErrorKind::Internal, format!("no key was asked for {subject:?}"));
        let mut own: Vec<&(KeyId, SubjectKey)> = Vec::with_capacity(of.len());
        for subject in of {
            own.push(self.keys.get(subject).ok_or_else(|| missing(subject))?);
        }
        own.sort_unstable_by_key(|(id, _)| *id);
        let nonce = nonce.ok_or_else(|| Error::new(ErrorKind::Internal, "no nonce was drawn for a record"))?;
        let cipher = cipher(&own.iter().map(|(_, key)| key).collect::<Vec<_>>());
        let with = belongs(self.tenant, &record.stream, seq, record.fact.kind());
        let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &with });
        let sealed = sealed.map_err(|_| Error::new(ErrorKind::Internal, "a record could not be sealed"))?;
        let count = u8::try_from(own.len()).map_err(|_| Error::limit("about", own.len(), "at most 255 people"))?;
        let mut out = Vec::with_capacity(2 + own.len() * 16 + NONCE + sealed.len());
        out.extend_from_slice(&[FORM, count]);
        own.iter().for_each(|(id, _)| out.extend_from_slice(&id.0));
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }
}

fn fits(text: String) -> Result<String> {
    if text.len() > MAX_RECORD_BYTES {
        let expected = format!("at most {MAX_RECORD_BYTES} bytes");
        return Err(Error::limit("records", format!("{} bytes", text.len()), expected));
    }
    Ok(text)
}
