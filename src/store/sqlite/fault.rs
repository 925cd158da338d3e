//! SQLite's errors as ours: what happened, to which file, and what to do.

use crate::error::{Cause, Error, ErrorKind};
use rusqlite::ErrorCode;

/// Names the file in the errors of SQLite.
#[derive(Debug, Clone)]
pub(crate) struct File(pub(crate) String);

impl File {
    pub(crate) fn fault(&self, error: rusqlite::Error) -> Error {
        let code = error.sqlite_error_code();
        let (kind, says) = match code {
            Some(ErrorCode::DatabaseCorrupt) => (
                ErrorKind::InconsistentLog,
                "the file is damaged; nothing was written. Restore a backup, or copy what can be read with `sqlite3 FILE .recover`",
            ),
            Some(ErrorCode::NotADatabase) => (ErrorKind::Incompatible, "this is no SQLite file"),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                (ErrorKind::Io, "another process is writing and did not finish in time; nothing was written, try again")
            }
            Some(ErrorCode::DiskFull) => (ErrorKind::Io, "the disk is full; nothing was written"),
            Some(ErrorCode::ReadOnly) => (ErrorKind::Io, "the file may only be read"),
            Some(ErrorCode::CannotOpen) => (ErrorKind::Io, "the file cannot be opened"),
            Some(ErrorCode::SystemIoFailure) => (ErrorKind::Io, "the disk failed; nothing was acknowledged"),
            Some(ErrorCode::TooBig) => (ErrorKind::LimitExceeded, "a text is longer than SQLite takes"),
            Some(_) => (ErrorKind::Io, "SQLite failed; nothing was written"),
            None => (ErrorKind::InconsistentLog, "the tables do not hold what they should"),
        };
        Error::new(kind, format!("{says} ({error})")).in_file(&self.0, 0).caused_by(Cause::new(error))
    }
}
