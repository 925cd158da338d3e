//! Noticing that files changed, without a thread and without a clock.

use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// What tells one state of a file from the next: its name, length and time of change as its host gives them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The file.
    pub path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its time of change, in nanoseconds of whatever clock the host's file system has; only compared for equality.
    pub changed: u128,
}

/// Remembers the last look at a set of files. The host decides when to look and may bring stamps of its own (inotify, an
/// object store, a database).
///
/// ```
/// use sundesk::template::store::{Stamp, Watch};
/// let file = |changed| vec![Stamp { path: "de/ticket.ftl".into(), bytes: 10, changed }];
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

/// The stamps of `<dir>/<locale>/*.ftl`: a loader edge.
///
/// # Errors
/// What cannot be read.
pub fn stamps(dir: &Path) -> Result<Vec<Stamp>> {
    let mut out = Vec::new();
    let io = |path: &Path, e: std::io::Error| Error::from(e).in_file(path.display().to_string(), 0);
    for locale in std::fs::read_dir(dir).map_err(|e| io(dir, e))? {
        let locale = locale.map_err(|e| io(dir, e))?.path();
        if !locale.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&locale).map_err(|e| io(&locale, e))? {
            let path = file.map_err(|e| io(&locale, e))?.path();
            if path.extension().is_none_or(|e| e != "ftl") {
                continue;
            }
            let meta = std::fs::metadata(&path).map_err(|e| io(&path, e))?;
            let changed = meta.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
            out.push(Stamp { path, bytes: meta.len(), changed: changed.map_or(0, |d| d.as_nanos()) });
        }
    }
    out.sort();
    Ok(out)
}
