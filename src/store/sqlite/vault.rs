//! Keys in a file of their own, beside the desk's and outside its backups.

use super::fault::File;
use super::open::{Form, open};
use super::schema::VAULT_ID;
use crate::error::{Error, ErrorKind, Result};
use crate::store::vault::{Held, KeyId, KeyVault, Nonces, OsNonces, SubjectKey};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

const VAULT: Form = Form {
    what: "sundesk vault",
    application: VAULT_ID,
    version: 1,
    tables: "
CREATE TABLE keys (id BLOB PRIMARY KEY, subject TEXT UNIQUE, key BLOB) STRICT, WITHOUT ROWID;
CREATE TABLE lock (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
",
    then: &[],
};

/// A vault in a SQLite file. A destroyed key is overwritten in place, and its number kept so that nobody takes the loss for a fault.
///
/// With a master key of 32 bytes the keys lie wrapped in it (XChaCha20-Poly1305); without one they lie bare, and who has the file reads everything.
/// Keep it out of the backups of the log: a backup with both would undo an erasure.
pub struct SqliteVault {
    conn: Mutex<Connection>,
    file: File,
    master: Option<XChaCha20Poly1305>,
}

impl std::fmt::Debug for SqliteVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SqliteVault({})", self.file.0)
    }
}

impl SqliteVault {
    /// Opens or makes a vault. The same `master` every time.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for a file that is no vault, or another master key than it was made with.
    pub fn open(path: impl AsRef<Path>, master: Option<&[u8; 32]>) -> Result<Self> {
        let (conn, file) = open(path.as_ref(), 60_000, &VAULT, |_| Ok(()))?;
        // A key destroyed must not live on in a write-ahead log.
        conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).map_err(|e| file.fault(e))?;
        let master = master.map(|key| XChaCha20Poly1305::new(&(*key).into()));
        let vault = Self { conn: Mutex::new(conn), file, master };
        vault.check_master()?;
        Ok(vault)
    }

    /// A vault has keys only once its store has been made: one that is not there, or cut down to nothing, is lost and not new.
    pub(crate) fn check_beside(&self, store: &Path) -> Result<()> {
        /// What is shorter is no SQLite file.
        const HEADER: u64 = 100;
        let length = std::fs::metadata(store).map_or(0, |there| there.len());
        let keys: i64 = if length < HEADER { self.count()? } else { 0 };
        if keys == 0 {
            return Ok(());
        }
        let says = format!(
            "{length} bytes, and the vault {} holds {keys} keys of what was in it: put the file back, or take the vault away to begin anew",
            self.file.0
        );
        Err(Error::new(ErrorKind::InconsistentLog, says).in_file(store.display().to_string(), 0))
    }

    fn count(&self) -> Result<i64> {
        self.lock().query_row("SELECT count(*) FROM keys", [], |row| row.get(0)).map_err(|e| self.fault(e))
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.conn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fault(&self, e: rusqlite::Error) -> Error {
        self.file.fault(e)
    }

    /// A word wrapped when the vault was made must open, else the keys would not either.
    fn check_master(&self) -> Result<()> {
        let conn = self.lock();
        let find = "SELECT value FROM lock WHERE name = 'check'";
        let kept: Option<Vec<u8>> = conn.query_row(find, [], |row| row.get(0)).optional().map_err(|e| self.fault(e))?;
        match kept {
            None => {
                let value = self.wrap(b"check", b"sundesk")?;
                conn.execute("INSERT OR IGNORE INTO lock VALUES ('check', ?1)", [value]).map_err(|e| self.fault(e))?;
                Ok(())
            }
            Some(value) => match self.unwrap(b"check", &value) {
                Ok(word) if word == b"sundesk" => Ok(()),
                _ => {
                    let says = "the vault was made with another master key, or with none";
                    Err(Error::new(ErrorKind::Incompatible, says).at("master").in_file(&self.file.0, 0))
                }
            },
        }
    }

    fn wrap(&self, of: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
        let Some(master) = &self.master else { return Ok(bytes.to_vec()) };
        let mut nonce = [0; 24];
        OsNonces.fill(&mut nonce)?;
        let sealed = master.encrypt(&XNonce::from(nonce), Payload { msg: bytes, aad: of });
        let sealed = sealed.map_err(|_| Error::new(ErrorKind::Internal, "a key could not be wrapped"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    fn unwrap(&self, of: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
        let Some(master) = &self.master else { return Ok(bytes.to_vec()) };
        let opened = bytes.split_at_checked(24).and_then(|(nonce, sealed)| {
            let nonce: [u8; 24] = nonce.try_into().ok()?;
            master.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: of }).ok()
        });
        opened.ok_or_else(|| {
            Error::new(ErrorKind::InconsistentLog, "a key does not open under the master key").in_file(&self.file.0, 0)
        })
    }

    fn key_of(&self, id: &[u8], bytes: &[u8]) -> Result<SubjectKey> {
        let key = self.unwrap(id, bytes)?;
        let wrong = || Error::new(ErrorKind::InconsistentLog, "a key that is none").in_file(&self.file.0, 0);
        key.try_into().map(SubjectKey).map_err(|_| wrong())
    }
}

impl KeyVault for SqliteVault {
    fn keys_of(
        &self,
        subjects: &[String],
        fresh: &mut dyn FnMut() -> Result<(KeyId, SubjectKey)>,
    ) -> Result<Vec<(KeyId, SubjectKey)>> {
        let mut conn = self.lock();
        let mut found = Vec::with_capacity(subjects.len());
        let look = |conn: &Connection, subject: &String| -> Result<Option<(KeyId, SubjectKey)>> {
            let sql = "SELECT id, key FROM keys WHERE subject = ?1";
            let mut find = conn.prepare_cached(sql).map_err(|e| self.fault(e))?;
            let row: Option<([u8; 16], Vec<u8>)> = find
                .query_row([subject], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
                .map_err(|e| self.fault(e))?;
            row.map(|(id, key)| Ok((KeyId(id), self.key_of(&id, &key)?))).transpose()
        };
        for subject in subjects {
            found.push(look(&conn, subject)?);
        }
        if found.iter().any(Option::is_none) {
            // Another process may have been first: look again under the lock.
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|e| self.fault(e))?;
            for (subject, found) in subjects.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
                let new = match look(&tx, subject)? {
                    Some(there) => there,
                    None => {
                        let (id, key) = fresh()?;
                        let mut add =
                            tx.prepare_cached("INSERT INTO keys VALUES (?1, ?2, ?3)").map_err(|e| self.fault(e))?;
                        add.execute((id.0, subject, self.wrap(&id.0, &key.0)?)).map_err(|e| self.fault(e))?;
                        (id, key)
                    }
                };
                *found = Some(new);
            }
            tx.commit().map_err(|e| self.fault(e))?;
        }
        Ok(found.into_iter().flatten().collect())
    }

    fn key(&self, id: KeyId) -> Result<Held> {
        let conn = self.lock();
        let mut find = conn.prepare_cached("SELECT key FROM keys WHERE id = ?1").map_err(|e| self.fault(e))?;
        let row: Option<Option<Vec<u8>>> =
            find.query_row([id.0], |row| row.get(0)).optional().map_err(|e| self.fault(e))?;
        Ok(match row {
            None => Held::Unknown,
            Some(None) => Held::Destroyed,
            Some(Some(key)) => Held::Key(self.key_of(&id.0, &key)?),
        })
    }

    fn destroy(&self, subject: &str) -> Result<bool> {
        let conn = self.lock();
        let sql = "UPDATE keys SET key = NULL, subject = NULL WHERE subject = ?1";
        let gone = conn.execute(sql, [subject]).map_err(|e| self.fault(e))?;
        Ok(gone > 0)
    }
}
