//! Opening a file: only one of ours, of a form that is known, on a disk that is asked to keep what it says it has.

use super::fault::File;
use super::schema::{APPLICATION_ID, SCHEMA_VERSION, SECURE_DELETE, TABLES, TEXTS};
use crate::error::{Error, ErrorKind, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
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

/// A foreign file is told by its header, before anything of it is touched.
///
/// SQLite reads it, and not this process: closing any handle of a file lets every lock of the process on it go, and with them those of a store
/// that has it open already (<https://sqlite.org/howtocorrupt.html>, 2.2). `immutable` takes no lock and looks at no log.
fn check_header(path: &Path, form: &Form, file: &File) -> Result<()> {
    let length = match std::fs::metadata(path) {
        Ok(there) => there.len(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(Error::from(e).in_file(&file.0, 0)),
    };
    if length == 0 {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let read = Connection::open_with_flags(format!("file:{}?immutable=1", escaped(path)), flags);
    match read.and_then(|conn| marks(&conn)) {
        // A file that another process is just making has neither yet.
        Ok((0, 0)) => Ok(()),
        Ok((application, version)) => check_marks(application, version, form).map_err(|e| e.in_file(&file.0, 0)),
        // Without its log a file may look cut short: what was half copied out of the log is there once the log is looked at.
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => Ok(()),
        // What was half made when the power failed is for SQLite to take back.
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) && being_made(path) => Ok(()),
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            let says = format!("this is no SQLite file, and no {}", form.what);
            Err(Error::new(ErrorKind::Incompatible, says).in_file(&file.0, 0))
        }
        Err(e) => Err(file.fault(e)),
    }
}

fn being_made(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    std::fs::metadata(journal).is_ok_and(|journal| journal.len() > 0)
}

/// A path as part of a URI.
fn escaped(path: &Path) -> String {
    use std::fmt::Write;
    let mut uri = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            b'\\' if cfg!(windows) => uri.push('/'),
            b':' if cfg!(windows) => {
                uri.insert(0, '/'); // the colon of a drive
                uri.push(':');
            }
            other => _ = write!(uri, "%{other:02X}"),
        }
    }
    uri
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
