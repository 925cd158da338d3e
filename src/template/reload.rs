//! Hot reload: noticing that files changed, without a thread and without a clock, and what came of loading them anew
//! ([`Templates::poll_dir`](super::Templates::poll_dir)).

use crate::template::catalog::Report;
use crate::template::sources::files;
use crate::{Error, Result};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What a reload did.
#[derive(Debug, Clone, Serialize)]
pub struct Reload {
    /// Whether the new catalog is in use; when not, the old one goes on.
    pub swapped: bool,
    /// The version in use now.
    pub version: String,
    /// What the checks and the gate say about the new sources.
    pub report: Report,
}

/// What tells one state of a file from the next: its name, length and time of change as its host gives them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The file.
    pub path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its time of change, in nanoseconds of whatever clock the host's file system has; only compared for equality.
    pub changed: u128,
    /// A number of the file behind the name, where the host has one: another file of the same length and time has another.
    pub file: u64,
}

/// Remembers the last look at a set of files. The host decides when to look and may bring stamps of its own (inotify, an
/// object store, a database).
///
/// ```
/// use sundesk::template::reload::{Stamp, Watch};
/// let file = |changed| vec![Stamp { path: "de/ticket.ftl".into(), bytes: 10, changed, file: 0 }];
/// let mut watch = Watch::new(file(1));
/// assert!(!watch.changed(file(1)));
/// assert!(watch.changed(file(2)));
/// assert!(!watch.changed(file(2)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watch {
    last: Vec<Stamp>,
}

impl Watch {
    /// Starts from these stamps.
    #[must_use]
    pub fn new(mut stamps: Vec<Stamp>) -> Self {
        stamps.sort();
        Self { last: stamps }
    }

    /// Whether these stamps differ from the last ones, which they then replace.
    pub fn changed(&mut self, mut stamps: Vec<Stamp>) -> bool {
        stamps.sort();
        if stamps == self.last {
            return false;
        }
        self.last = stamps;
        true
    }
}

/// The stamps of the files that [`read_dir`](crate::template::catalog::read_dir) would load: a loader edge.
///
/// # Errors
/// As [`read_dir`](crate::template::catalog::read_dir), except that no file is opened.
pub fn stamps(dir: &Path) -> Result<Vec<Stamp>> {
    let stamp = |(_, path): (String, PathBuf)| {
        let io = |e: std::io::Error| Error::from(e).in_file(path.display().to_string(), 0);
        let meta = std::fs::metadata(&path).map_err(io)?;
        let since = |t: std::time::SystemTime| t.duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let changed = meta.modified().map_or(0, since);
        Ok(Stamp { bytes: meta.len(), changed, file: number(&meta), path })
    };
    let mut out = files(dir)?.into_iter().map(stamp).collect::<Result<Vec<_>>>()?;
    out.sort();
    Ok(out)
}

/// What stays the same only while nobody puts another file in the place of this one, and nobody sets its time back.
#[cfg(unix)]
fn number(meta: &std::fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    let words = [meta.ino(), meta.ctime().unsigned_abs(), meta.ctime_nsec().unsigned_abs()];
    crate::hash::fnv1a(words.into_iter().flat_map(u64::to_le_bytes))
}

#[cfg(not(unix))]
fn number(_: &std::fs::Metadata) -> u64 {
    0
}
