//! Opening a file: only one of ours, of a form that is known, on a disk that is asked to keep what it says it has.

use super::fault::File;
use super::schema::{APPLICATION_ID, SCHEMA_VERSION, SECURE_DELETE, TABLES, TEXTS};
use crate::error::{Error, ErrorKind, Result};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// The longest time to wait for another writer, in milliseconds.
pub const MAX_BUSY: u32 = 600_000;

/// What a file's header must say.
pub(crate) struct Form {
    pub(crate) what: &'static str,
    pub(crate) application: i32,
    pub(crate) version: i32,
    pub(crate) tables: &'static str,
    pub(crate) then: &'static [&'static str],
}

/// A desk's file.
pub(crate) const DESK: Form = Form {
    what: "sundesk store",
    application: APPLICATION_ID,
    version: SCHEMA_VERSION,
    tables: TABLES,
    then: &[TEXTS, SECURE_DELETE],
};

/// Opens or makes a file of this form. `first` writes what a new file begins with.
pub(crate) fn open(
    path: &Path,
    busy_ms: u32,
    form: &Form,
    first: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> Result<(Connection, File)> {
    let file = File(path.display().to_string());
    if busy_ms > MAX_BUSY {
        return Err(Error::limit("busy_ms", busy_ms, format!("at most {MAX_BUSY} milliseconds")));
    }
    let fault = |e| file.fault(e);
    check_header(path, form, &file)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags).map_err(fault)?;
    conn.busy_timeout(Duration::from_millis(u64::from(busy_ms))).map_err(fault)?;
    conn.set_prepared_statement_cache_capacity(128);
    // What was deleted is overwritten: an erased text must not lie in a free page.
    conn.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;")
        .map_err(fault)?;
    let (application, version) = marks(&conn).map_err(fault)?;
    if (application, version) == (0, 0) {
        // In the journal of the file itself, so that its header says whose it is before there is a WAL.
        make(&mut conn, form, first, &file)?;
    }
    let (application, version) = marks(&conn).map_err(fault)?;
    check_marks(application, version, form).map_err(|e| e.in_file(&file.0, 0))?;
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(fault)?;
    if mode != "wal" {
        let says = format!("the file system keeps no write-ahead log (journal mode {mode}); a network drive, perhaps");
        return Err(Error::new(ErrorKind::Io, says).in_file(&file.0, 0));
    }
    // FULL: a commit is on the disk before it is acknowledged. F_FULLFSYNC where a plain fsync does not mean that (macOS).
    conn.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA foreign_keys = ON;",
    )
    .map_err(fault)?;
    Ok((conn, file))
}

fn marks(conn: &Connection) -> rusqlite::Result<(i32, i32)> {
    let one = |pragma: &str| conn.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0));
    Ok((one("application_id")?, one("user_version")?))
}

fn make(
    conn: &mut Connection,
    form: &Form,
    first: impl FnOnce(&Connection) -> rusqlite::Result<()>,
    file: &File,
) -> Result<()> {
    let fault = |e| file.fault(e);
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA auto_vacuum = NONE;").map_err(fault)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive).map_err(fault)?;
    let tables: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(fault)?;
    if marks(&tx).map_err(fault)? != (0, 0) {
        return Ok(()); // another process was first
    }
    if tables > 0 {
        let says = format!("this is a SQLite file of another program, and no {}", form.what);
        return Err(Error::new(ErrorKind::Incompatible, says).in_file(&file.0, 0));
    }
    tx.execute_batch(form.tables).map_err(fault)?;
    form.then.iter().try_for_each(|sql| tx.execute_batch(sql)).map_err(fault)?;
    first(&tx).map_err(fault)?;
    tx.execute_batch(&format!("PRAGMA application_id = {}; PRAGMA user_version = {};", form.application, form.version))
        .map_err(fault)?;
    tx.commit().map_err(fault)
}

/// A foreign file is told by its first bytes, before SQLite touches it.
fn check_header(path: &Path, form: &Form, file: &File) -> Result<()> {
    use std::io::Read;
    let mut header = [0_u8; 100];
    let read = match std::fs::File::open(path) {
        Ok(mut there) => there.read(&mut header),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => Err(e),
    };
    let read = read.map_err(|e| Error::from(e).in_file(&file.0, 0))?;
    let foreign = |says: String| Err(Error::new(ErrorKind::Incompatible, says).in_file(&file.0, 0));
    match read {
        0 => Ok(()),
        n if n < 100 || !header.starts_with(b"SQLite format 3\0") => {
            foreign(format!("this is no SQLite file, and no {}", form.what))
        }
        _ => {
            let word = |at: usize| header.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, i32::from_be_bytes);
            let (application, version) = (word(68), word(60));
            // A file that another process is just making has neither yet.
            if (application, version) == (0, 0) {
                Ok(())
            } else {
                check_marks(application, version, form).map_err(|e| e.in_file(&file.0, 0))
            }
        }
    }
}

fn check_marks(application: i32, version: i32, form: &Form) -> Result<()> {
    if application != form.application {
        let says = format!(
            "this is a SQLite file of another program (application id {application:#010x}; a {} has {:#010x})",
            form.what, form.application
        );
        return Err(Error::new(ErrorKind::Incompatible, says));
    }
    if !(1..=form.version).contains(&version) {
        let says = format!("a {} of schema {version}; this release reads 1 to {}", form.what, form.version);
        return Err(Error::new(ErrorKind::Incompatible, says));
    }
    Ok(())
}
