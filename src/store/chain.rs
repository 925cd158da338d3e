//! The hash chain: each record's hash covers all before it, over what is kept and not over what it says, so that an erasure leaves it whole.
//! Of sealed bytes it covers their digest, so that they can be taken out and leave the digest in their place.

use super::batch::Stored;
use super::codec::Kept;
use crate::error::{Error, ErrorKind, Result};
use crate::hash::hex;
use crate::ticket::fact::Fact;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A hash of the chain.
pub(crate) type Hash = [u8; 32];

/// The chain before its first record.
pub(crate) const NOTHING: Hash = [0; 32];

/// The end of a store's chain: how many records, and the hash over all of them. Kept elsewhere (signed, in another building), it proves
/// later that no record before it was changed or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The position of the last record; 0 of an empty store.
    pub position: u64,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
}

impl Head {
    pub(crate) fn new(position: u64, hash: &Hash) -> Self {
        Self { position, hash: hex(hash) }
    }
}

/// The first byte of what stands in the place of sealed bytes that were taken out; their digest follows.
pub(crate) const TAKEN: u8 = 0;
/// Sealed bytes of the first form are covered themselves, and cannot be taken out.
pub(crate) const WHOLE: u8 = 1;

/// What is left of sealed bytes that are taken out; `None` for those that cannot be.
pub(crate) fn taken_out(sealed: &[u8]) -> Option<Vec<u8>> {
    match sealed.first() {
        None | Some(&TAKEN) => Some(sealed.to_vec()),
        Some(&WHOLE) => None,
        Some(_) => Some(std::iter::once(TAKEN).chain(Sha256::digest(sealed)).collect()),
    }
}

/// The hash after one more record.
pub(crate) fn next(before: &Hash, position: u64, stream: &str, seq: u64, body: &str, sealed: &[u8]) -> Hash {
    let digest: Hash;
    let sealed = match sealed {
        [TAKEN, digest @ ..] => digest,
        [] | [WHOLE, ..] => sealed,
        _ => {
            digest = Sha256::digest(sealed).into();
            &digest
        }
    };
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(position.to_be_bytes());
    hash.update(seq.to_be_bytes());
    for part in [stream.as_bytes(), body.as_bytes(), sealed] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes()); // so that no byte can move from one part to the next
        hash.update(part);
    }
    hash.finalize().into()
}

/// A record that does not follow on the one before it.
pub(crate) fn broken(position: u64, says: &str) -> Error {
    Error::new(ErrorKind::InconsistentLog, format!("record {position} {says}")).at("chain")
}

/// Whether an earlier head is still part of the chain: `found` is the hash at its position.
pub(crate) fn still_there(since: &Head, found: Option<&Hash>) -> Result<()> {
    match found {
        Some(hash) if hex(hash) == since.hash => Ok(()),
        Some(_) => Err(broken(since.position, "is another than it was: it or one before it was changed")),
        None => Err(broken(since.position, "was there and is gone")),
    }
}

/// Sealed bytes that were taken out, each of which a later record must account for.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeMap<(String, u64), u64>);

impl Taken {
    /// Passes one record; `decode` is asked for those that take something out.
    pub(crate) fn pass(&mut self, kept: &Kept, decode: impl FnOnce(&Kept) -> Result<Stored>) -> Result<()> {
        if kept.sealed.first() == Some(&TAKEN) {
            self.0.insert((kept.stream.clone(), kept.seq), kept.position);
        }
        if !["\"kind\":\"redacted\"", "\"kind\":\"ticket_deleted\""].iter().any(|kind| kept.body.contains(kind)) {
            return Ok(());
        }
        match decode(kept)?.record.fact {
            Fact::Redacted { records, .. } if !records.is_empty() => {
                for seq in records {
                    self.0.remove(&(kept.stream.clone(), seq));
                }
            }
            Fact::Redacted { .. } | Fact::TicketDeleted => {
                self.0.retain(|(stream, seq), _| *stream != kept.stream || *seq > kept.seq);
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether all of it was accounted for.
    pub(crate) fn accounted_for(&self) -> Result<()> {
        match self.0.values().min() {
            Some(position) => Err(broken(*position, "has lost what it said, and no record says that it was taken out")),
            None => Ok(()),
        }
    }
}
