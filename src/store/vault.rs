//! Keys: one for each person records speak of. Who destroys the key erases the person, in every copy of the log.

use crate::error::{Error, ErrorKind, Result};
use crate::hash::hex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The number of a key, drawn at random: it says nothing of whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 16]);

impl KeyId {
    /// The number in hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        hex(&self.0)
    }
}

/// The key of one person: 256 bits, for XChaCha20-Poly1305.
#[derive(Clone, PartialEq, Eq)]
pub struct SubjectKey(pub [u8; 32]);

impl std::fmt::Debug for SubjectKey {
    /// A key is no text for a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SubjectKey(…)")
    }
}

/// What a vault says of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Here it is.
    Key(SubjectKey),
    /// It was destroyed: what it sealed is gone for ever.
    Destroyed,
    /// Never heard of: another vault, or a lost one. Nothing is taken for erased then.
    Unknown,
}

/// Where the host keeps the keys of people: outside the log and outside its backups, else an erasure would not reach those.
///
/// A vault says for ever that a key was destroyed. It may be asked by several processes at a time.
pub trait KeyVault: Send + Sync {
    /// The keys in force of some people, in their order. Who has none gets the one that `fresh` draws, and it is kept before this returns.
    ///
    /// # Errors
    /// When a key cannot be read or kept.
    fn keys_of(
        &self,
        subjects: &[String],
        fresh: &mut dyn FnMut() -> Result<(KeyId, SubjectKey)>,
    ) -> Result<Vec<(KeyId, SubjectKey)>>;

    /// A key by its number.
    ///
    /// # Errors
    /// When the vault cannot be read.
    fn key(&self, id: KeyId) -> Result<Held>;

    /// Destroys the key in force of somebody; `false` when there is none. It is gone before this returns.
    ///
    /// # Errors
    /// When it cannot be destroyed; then it still stands.
    fn destroy(&self, subject: &str) -> Result<bool>;
}

/// Keys in memory: for tests, and for a store that is in memory itself.
#[derive(Debug, Default)]
pub struct MemoryVault(Mutex<Keys>);

#[derive(Debug, Default)]
struct Keys {
    current: BTreeMap<String, KeyId>,
    keys: BTreeMap<KeyId, SubjectKey>,
    destroyed: BTreeSet<KeyId>,
}

impl MemoryVault {
    /// A vault without keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, Keys> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyVault for MemoryVault {
    fn keys_of(
        &self,
        subjects: &[String],
        fresh: &mut dyn FnMut() -> Result<(KeyId, SubjectKey)>,
    ) -> Result<Vec<(KeyId, SubjectKey)>> {
        let mut keys = self.lock();
        let mut found = Vec::with_capacity(subjects.len());
        for subject in subjects {
            let there = keys.current.get(subject).and_then(|id| Some((*id, keys.keys.get(id)?.clone())));
            let (id, key) = match there {
                Some(there) => there,
                None => {
                    let (id, key) = fresh()?;
                    keys.current.insert(subject.clone(), id);
                    keys.keys.insert(id, key.clone());
                    (id, key)
                }
            };
            found.push((id, key));
        }
        Ok(found)
    }

    fn key(&self, id: KeyId) -> Result<Held> {
        let keys = self.lock();
        Ok(match keys.keys.get(&id) {
            Some(key) => Held::Key(key.clone()),
            None if keys.destroyed.contains(&id) => Held::Destroyed,
            None => Held::Unknown,
        })
    }

    fn destroy(&self, subject: &str) -> Result<bool> {
        let mut keys = self.lock();
        let Some(id) = keys.current.remove(subject) else { return Ok(false) };
        keys.keys.remove(&id);
        keys.destroyed.insert(id);
        Ok(true)
    }
}

/// Where numbers nobody can guess come from. Tests put their own in its place.
pub trait Nonces: Send {
    /// Fills the bytes.
    ///
    /// # Errors
    /// When there are none.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()>;
}

/// The operating system's random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsNonces;

impl Nonces for OsNonces {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        let failed = |e| Error::new(ErrorKind::Io, format!("the system gives no random numbers: {e}"));
        getrandom::fill(bytes).map_err(failed)
    }
}

/// A key that nobody has had.
pub(crate) fn draw(nonces: &mut dyn Nonces) -> Result<(KeyId, SubjectKey)> {
    let (mut id, mut key) = ([0; 16], [0; 32]);
    nonces.fill(&mut id)?;
    nonces.fill(&mut key)?;
    Ok((KeyId(id), SubjectKey(key)))
}
