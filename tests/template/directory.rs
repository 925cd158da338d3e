//! Directories as they are found on real machines, and replacing a catalog while texts are made.
#![cfg(all(feature = "template", unix))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use std::os::unix::fs::symlink;
use std::path::PathBuf;
use sundesk::ErrorKind;
use sundesk::template::catalog::{Config, Delivery, MAX_DIR_DEPTH, Source, read_dir};
use sundesk::template::limits::MAX_SOURCE_BYTES;
use sundesk::template::reload::{Watch, stamps};
use sundesk::template::{Args, Templates};

struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sundesk-directory-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("en")).unwrap();
        Self(path)
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn names(&self) -> Vec<String> {
        read_dir(&self.0).unwrap().into_iter().map(|s| format!("{}/{}", s.locale, s.set)).collect()
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_editors_leave_behind_is_passed_over() {
    let dir = Dir::new("editors");
    dir.write("en/m.ftl", "a = One\n");
    for junk in [
        "en/.m.ftl.swp",
        "en/m.ftl~",
        "en/#m.ftl#",
        "en/m.ftl.orig",
        "en/README",
        ".git/HEAD",
        "README.md",
        "en/.old/m.ftl",
    ] {
        dir.write(junk, [0xff, 0xfe]);
    }
    symlink("nobody@host.1234", dir.0.join("en/.#m.ftl")).unwrap(); // the lock of Emacs: a link to nothing
    assert_eq!(dir.names(), ["en/m"]);
    assert_eq!(stamps(&dir.0).unwrap().len(), 1, "the watch looks at what is loaded");
    std::fs::create_dir_all(dir.0.join("de")).unwrap();
    assert_eq!(dir.names(), ["en/m"], "an empty locale is none");
}

/// Texts are kept in directories below a locale, and some file systems shout.
#[test]
fn directories_below_a_locale_are_read_to_a_stated_depth() {
    let dir = Dir::new("below");
    let deep = |n: usize| format!("en/{}m{n}.FTL", "d/".repeat(n));
    dir.write("en/mail/x.ftl", "b = Two\n");
    dir.write(&deep(MAX_DIR_DEPTH), "a = One\n");
    assert_eq!(dir.names(), [format!("en/m{MAX_DIR_DEPTH}"), "en/x".to_owned()]);
    assert_eq!(stamps(&dir.0).unwrap().len(), 2, "the watch looks at what is loaded");
    dir.write(&deep(MAX_DIR_DEPTH + 1), "c = Three\n");
    assert_eq!(read_dir(&dir.0).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

#[test]
fn links_are_followed_and_never_in_a_circle() {
    let dir = Dir::new("links");
    dir.write("en/m.ftl", "a = One\n");
    symlink(&dir.0, dir.0.join("en/loop")).unwrap();
    symlink("en", dir.0.join("en-GB")).unwrap();
    symlink("b.ftl", dir.0.join("en/a.ftl")).unwrap();
    symlink("a.ftl", dir.0.join("en/b.ftl")).unwrap();
    let e = read_dir(&dir.0).unwrap_err();
    assert_eq!((e.kind(), e.file().ends_with("en/a.ftl")), (ErrorKind::Io, true), "{e}");
    std::fs::remove_file(dir.0.join("en/a.ftl")).unwrap();
    std::fs::remove_file(dir.0.join("en/b.ftl")).unwrap();
    assert_eq!(dir.names(), ["en/m", "en-GB/m"]);
}

#[test]
fn a_file_that_is_too_large_or_not_text_says_where() {
    let dir = Dir::new("large");
    dir.write("en/m.ftl", "a".repeat(MAX_SOURCE_BYTES + 1));
    let e = read_dir(&dir.0).map(|sources| sources.len()).unwrap_err();
    assert_eq!((e.kind(), e.file().ends_with("en/m.ftl")), (ErrorKind::LimitExceeded, true), "{e}");
    dir.write("en/m.ftl", format!("a = {}\n", "x".repeat(MAX_SOURCE_BYTES - 5)));
    assert_eq!(dir.names(), ["en/m"]);
    dir.write("en/m.ftl", b"a = One\nb = \xff\n");
    let e = read_dir(&dir.0).unwrap_err();
    assert_eq!((e.kind(), e.line()), (ErrorKind::InvalidInput, 2), "{e}");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let dir = Dir::new("bom");
    let text = "# $n (Int) how many\na =\n    One\n    two { $n ->\n        [one] x\n       *[other] y\n    }\nb = B\n";
    dir.write("en/m.ftl", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let read = |store: &Templates| {
        let mut args = Args::new();
        args.set("n", 2);
        store.render("a", &args, &Delivery::to(["en"])).unwrap().text
    };
    let windows = Templates::load_dir(&dir.0, Config::reference("en")).unwrap();
    let unix = Templates::from_sources(&[Source::new("en", "m", text)], &Config::reference("en")).unwrap();
    assert_eq!(read(&windows), read(&unix));
    assert_eq!(
        windows.variables("a").unwrap().hash,
        unix.variables("a").unwrap().hash,
        "the marks of translations hold"
    );
    assert_eq!(windows.report().findings, []);
}

#[test]
fn a_file_of_the_same_size_and_time_is_noticed() {
    let dir = Dir::new("same");
    dir.write("en/m.ftl", "a = One\n");
    let path = dir.0.join("en/m.ftl");
    let time = std::fs::metadata(&path).unwrap().modified().unwrap();
    let store = Templates::load_dir(&dir.0, Config::reference("en")).unwrap();
    let mut watch = Watch::new(stamps(&dir.0).unwrap());
    // As an editor saves: a new file takes the old one's name. Here with the old one's time too.
    dir.write("en/new", "a = Two\n");
    std::fs::File::options().write(true).open(dir.0.join("en/new")).unwrap().set_modified(time).unwrap();
    std::fs::rename(dir.0.join("en/new"), &path).unwrap();
    assert!(store.poll_dir(&dir.0, &mut watch).unwrap().is_some());
    assert_eq!(store.render("a", &Args::new(), &Delivery::to(["en"])).unwrap().text, "Two");
}

#[test]
fn a_version_is_that_of_the_texts_not_of_the_way_there() {
    let en = Source::new("en", "m", "a = One\n");
    let pair = [en.clone(), Source::new("de", "m", "a = Eins\n")];
    let fresh = Templates::from_sources(&pair, &Config::reference("en")).unwrap();
    let version = fresh.catalog().version().to_owned();
    assert_eq!(fresh.reload(&pair).version, version, "the same texts again");
    let other = Templates::from_sources(&[en], &Config::reference("en")).unwrap();
    assert_eq!(other.reload(&pair).version, version, "the same texts after others");
}

/// Two threads render while a third replaces the catalog: each text is whole, of one version.
#[test]
fn texts_are_whole_while_catalogs_change() {
    let sources =
        |word: &str| [Source::new("en", "m", &format!("-w = {word}\na = {{ -w }} {{ b }} {{ -w }}\nb = {word}\n"))];
    let (odd, even) = (sources("odd"), sources("even"));
    let store = Templates::from_sources(&odd, &Config::reference("en")).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..20_000 {
                    let text = store.render("a", &Args::new(), &Delivery::to(["en"])).unwrap().text;
                    assert!(["odd odd odd", "even even even"].contains(&text.as_str()), "{text}");
                }
            });
        }
        for i in 0..100 {
            assert!(store.reload(if i % 2 == 0 { &even } else { &odd }).swapped);
            assert!(!store.reload(&[Source::new("en", "m", "a = { broken\n")]).swapped);
        }
    });
}
