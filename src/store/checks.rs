//! What every store refuses alike.

use super::batch::{Kept as Document, Lease, MAX_TAKEN, Snapshot};
use super::query::MAX_SEARCH_HITS;
use crate::error::{Error, ErrorKind, Result};

/// How much one call may give.
pub(crate) fn at_most(path: &str, limit: usize, most: usize) -> Result<usize> {
    if limit == 0 || limit > most {
        return Err(Error::expected(ErrorKind::OutOfRange, "is out of range", path, limit, format!("1 to {most}")));
    }
    Ok(limit)
}

/// Too many to look through.
pub(crate) fn check_hits(hits: usize) -> Result<()> {
    if hits > MAX_SEARCH_HITS {
        let expected = format!("words that stand in at most {MAX_SEARCH_HITS} texts; add one");
        return Err(Error::limit("search", format!("{hits} texts"), expected));
    }
    Ok(())
}

/// Whether a snapshot can be of this stream.
pub(crate) fn check_snapshot(snapshot: &Snapshot, version: u64) -> Result<()> {
    if snapshot.version > version {
        let expected = format!("at most {version}, the version of the stream {:?}", snapshot.stream);
        return Err(Error::invalid("version", snapshot.version, expected));
    }
    Ok(())
}

/// Whether a lease can be given.
pub(crate) fn check_lease(lease: Lease<'_>, limit: usize) -> Result<usize> {
    if lease.until < lease.now {
        return Err(Error::expected(
            ErrorKind::OutOfRange,
            "is out of range",
            "until",
            lease.until,
            format!("not before {}, when the lease begins", lease.now),
        ));
    }
    at_most("limit", limit, MAX_TAKEN)
}

/// Whether a document may stand under its version.
pub(crate) fn check_document(there: Option<&Document>, document: &Document) -> Result<()> {
    match there {
        Some(there) if there != document => {
            Err(Error::invalid("version", &document.version, "the document that was kept under this version"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_hits_too_much_asks_for_another_word() {
        assert!(check_hits(MAX_SEARCH_HITS).is_ok());
        assert_eq!(check_hits(MAX_SEARCH_HITS + 1).unwrap_err().kind(), ErrorKind::LimitExceeded);
    }
}
