//! One SQLite file: write-ahead log, every commit on the disk before it is acknowledged.

mod against;
mod beside;
mod check;
mod fault;
mod forget;
mod inbox;
mod known;
mod line;
mod log;
mod marks;
mod open;
mod read;
mod schema;
mod select;
mod vault;
mod write;

pub use open::MAX_BUSY;
pub use schema::{APPLICATION_ID, SCHEMA_VERSION};
pub use vault::SqliteVault;

use super::batch::{Append, Batch, Claim, Handle, Kept as Document, Lease, Sending, Snapshot, Stored, Verified};
use super::chain::Head;
use super::codec::Codec;
use super::contract::Store;
use super::query::{By, Filter, TicketPage, TicketQuery};
use super::vault::{KeyVault, Nonces, OsNonces};
use crate::error::{Error, ErrorKind, Result};
use fault::File;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// How a file is opened.
pub struct StoreOptions {
    /// Whose desk it is; a file remembers it.
    pub tenant: String,
    /// Where the keys of people are.
    pub vault: Arc<dyn KeyVault>,
    /// Where nonces come from.
    pub nonces: Box<dyn Nonces>,
    /// Named fields that say nothing of a person, such as `product`: they are not sealed, and outlive an erasure.
    pub plain_fields: Vec<String>,
    /// How long to wait for another writer, in milliseconds, before an error says that the file is busy (10 s).
    pub busy_ms: u32,
}

impl StoreOptions {
    /// The usual options.
    #[must_use]
    pub fn new(tenant: &str, vault: Arc<dyn KeyVault>) -> Self {
        Self { tenant: tenant.to_owned(), vault, nonces: Box::new(OsNonces), plain_fields: Vec::new(), busy_ms: 10_000 }
    }
}

/// A store in one SQLite file. Several processes may have it open: one writes at a time, the others wait their turn.
///
/// ```
/// use std::sync::Arc;
/// use sundesk::store::{SqliteStore, SqliteVault, Store, StoreOptions};
/// # let dir = std::env::temp_dir().join(format!("sundesk-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&dir)?;
/// let vault = Arc::new(SqliteVault::open(dir.join("desk.keys"), None)?);
/// let mut store = SqliteStore::open(dir.join("desk.db"), StoreOptions::new("acme", vault))?;
/// assert_eq!(store.verify(None)?.records, 0);
/// # drop(store);
/// # std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SqliteStore {
    conn: Connection,
    file: File,
    codec: Codec,
    known: known::Known,
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SqliteStore({}, {:?})", self.file.0, self.codec.tenant)
    }
}

impl SqliteStore {
    /// Opens a file, or makes it. Its last records are checked against the chain, an erasure that was cut short is finished.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for a file of another program, of a later release or of another tenant; [`ErrorKind::InconsistentLog`]
    /// for a damaged one; [`ErrorKind::Io`] when it cannot be opened, or is busy. Nothing is changed then.
    pub fn open(path: impl AsRef<Path>, options: StoreOptions) -> Result<Self> {
        let StoreOptions { tenant, vault, nonces, plain_fields, busy_ms } = options;
        let first = |conn: &Connection| conn.execute("INSERT INTO meta VALUES ('tenant', ?1)", [&tenant]).map(|_| ());
        let (conn, file) = open::open(path.as_ref(), busy_ms, &open::DESK, first)?;
        let own: Option<String> = conn
            .query_row("SELECT value FROM meta WHERE name = 'tenant'", [], |row| row.get(0))
            .optional()
            .map_err(|e| file.fault(e))?;
        if own.as_deref() != Some(tenant.as_str()) {
            let says = format!("the store of {:?}, and not of {tenant:?}", own.unwrap_or_default());
            return Err(Error::new(ErrorKind::Incompatible, says).at("tenant").in_file(&file.0, 0));
        }
        let codec = Codec::new(&tenant, vault, nonces, plain_fields);
        let mut store = Self { conn, file, codec, known: known::Known::default() };
        store.check_end()?;
        store.finish_erasures()?;
        store.finish_copy()?;
        Ok(store)
    }

    fn fault(&self, e: rusqlite::Error) -> Error {
        self.file.fault(e)
    }
}

impl Store for SqliteStore {
    fn tenant(&self) -> &str {
        &self.codec.tenant
    }

    fn append_all(&mut self, batches: &[Batch]) -> Result<Vec<Append>> {
        self.write(batches)
    }

    fn version(&self, stream: &str) -> Result<u64> {
        read::version(&self.conn, stream).map_err(|e| self.fault(e))
    }

    fn load(&self, stream: &str, after: u64) -> Result<Vec<Stored>> {
        self.read(read::STREAM, (stream, read::integer(after)))
    }

    fn feed(&self, after: u64, limit: usize) -> Result<Vec<Stored>> {
        let limit = super::checks::at_most("limit", limit, super::MAX_TAKEN)?;
        self.read(read::FEED, (read::integer(after), read::size(limit)))
    }

    fn head(&self) -> Result<Head> {
        let (position, hash) = read::head(&self.conn).map_err(|e| self.fault(e))?;
        Ok(Head::new(position, &hash))
    }

    fn cursor(&self, consumer: &str) -> Result<u64> {
        read::cursor(&self.conn, consumer).map_err(|e| self.fault(e))
    }

    fn set_cursor(&mut self, consumer: &str, position: u64) -> Result<()> {
        let sql = "INSERT INTO cursors VALUES (?1, ?2) ON CONFLICT (consumer) DO UPDATE SET pos = excluded.pos";
        self.run(sql, (consumer, read::integer(position))).map(|_| ())
    }

    fn snapshot(&self, stream: &str, form: &str) -> Result<Option<Snapshot>> {
        let sql = "SELECT version, body FROM snapshots WHERE stream = ?1 AND form = ?2";
        let make = |row: &rusqlite::Row<'_>| {
            Ok(Snapshot {
                stream: stream.to_owned(),
                version: read::unsigned(row, 0)?,
                form: form.to_owned(),
                body: row.get(1)?,
            })
        };
        self.one(sql, (stream, form), make)
    }

    fn put_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        super::checks::check_snapshot(snapshot, Store::version(self, &snapshot.stream)?)?;
        let Snapshot { stream, version, form, body } = snapshot;
        self.run(
            "INSERT OR REPLACE INTO snapshots VALUES (?1, ?2, ?3, ?4)",
            (stream, read::integer(*version), form, body),
        )
        .map(|_| ())
    }

    fn due(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Claim>> {
        let limit = super::checks::check_lease(lease, limit)?;
        let tx = self.immediate()?;
        let claims = write::claim_timers(&tx, lease, limit).and_then(|claims| tx.commit().map(|()| claims));
        claims.map_err(|e| self.fault(e))
    }

    fn next_due(&self) -> Result<Option<i64>> {
        self.one("SELECT at FROM timers ORDER BY at LIMIT 1", [], |row| row.get(0))
    }

    fn timers(&self) -> Result<Vec<Claim>> {
        let claim = |row: &rusqlite::Row<'_>| Ok(Claim { stream: row.get(0)?, at: row.get(1)?, what: row.get(2)? });
        let sql = "SELECT stream, at, what FROM timers ORDER BY stream";
        read::all(&self.conn, sql, [], claim).map_err(|e| self.fault(e))
    }

    fn outbox(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Sending>> {
        let limit = super::checks::check_lease(lease, limit)?;
        let tx = self.immediate()?;
        let items = write::claim_items(&tx, lease, limit).and_then(|items| tx.commit().map(|()| items));
        items.map_err(|e| self.fault(e))
    }

    fn sent(&mut self, numbers: &[u64]) -> Result<()> {
        let tx = self.immediate()?;
        let all = |tx: &Connection| -> rusqlite::Result<()> {
            let mut sql = tx.prepare_cached("DELETE FROM outbox WHERE number = ?1")?;
            numbers.iter().try_for_each(|number| sql.execute([read::integer(*number)]).map(|_| ()))
        };
        all(&tx).and_then(|()| tx.commit()).map_err(|e| self.fault(e))
    }

    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>> {
        read::key_used(&self.conn, key).map_err(|e| self.fault(e))
    }

    fn forget_keys(&mut self, before: i64) -> Result<u64> {
        let n = self.run("DELETE FROM keys WHERE at < ?1", [before])?;
        Ok(u64::try_from(n).unwrap_or(u64::MAX))
    }

    fn find(&self, handle: Handle, word: &str) -> Result<Option<String>> {
        let sql = "SELECT stream FROM handles WHERE kind = ?1 AND word = ?2";
        self.one(sql, (read::handle_number(handle), word), |row| row.get(0))
    }

    fn streams_of(&self, subject: &str) -> Result<Vec<String>> {
        let sql = "SELECT stream FROM subjects WHERE subject = ?1 ORDER BY stream";
        read::all(&self.conn, sql, [subject], |row| row.get(0)).map_err(|e| self.fault(e))
    }

    fn keep(&mut self, document: &Document) -> Result<()> {
        super::checks::check_document(self.kept(&document.version)?.as_ref(), document)?;
        let Document { kind, name, version, body } = document;
        self.run("INSERT OR IGNORE INTO documents VALUES (?1, ?2, ?3, ?4)", (version, kind, name, body)).map(|_| ())
    }

    fn kept(&self, version: &str) -> Result<Option<Document>> {
        let sql = "SELECT kind, name, body FROM documents WHERE version = ?1";
        let make = |row: &rusqlite::Row<'_>| {
            Ok(Document { kind: row.get(0)?, name: row.get(1)?, version: version.to_owned(), body: row.get(2)? })
        };
        self.one(sql, [version], make)
    }

    fn tickets(&mut self, query: &TicketQuery) -> Result<TicketPage> {
        self.page(query)
    }

    fn counts(&mut self, filter: &Filter, by: By) -> Result<BTreeMap<String, u64>> {
        self.count(filter, by)
    }

    fn verify(&mut self, since: Option<&Head>) -> Result<Verified> {
        self.check(since)
    }

    fn rebuild_inbox(&mut self) -> Result<()> {
        self.rebuild()
    }

    fn backup(&self, to: &Path) -> Result<()> {
        self.copy(to)
    }
}
