//! What `make install` puts where, and that `make uninstall` takes all of it away again.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test says what it could not do by panicking

use std::path::{Path, PathBuf};
use std::process::Command;

/// An installation below a directory of its own, of the libraries that the test's own profile has built.
fn make(target: &str, into: &Path) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let build = ["build", "--quiet", "-p", "sundesk-capi", "--profile", "test"];
    assert!(Command::new(env!("CARGO")).args(build).current_dir(here).status().unwrap().success());
    let built = std::env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned();
    let variables = [
        "CARGO=true".to_owned(), // what is built is installed
        "PROFILE=test".to_owned(),
        "PREFIX=/usr".to_owned(),
        format!("TARGET={}", built.display()),
        format!("DESTDIR={}", into.display()),
    ];
    let done =
        Command::new("make").arg("-C").arg(here).arg("--no-print-directory").args(variables).arg(target).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries: Vec<PathBuf> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    let inside = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.into_iter().flat_map(inside).collect()
}

#[test]
fn an_installation_has_library_header_schemas_and_the_page_of_fields() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("install");
    let _ = std::fs::remove_dir_all(&root);
    make("install", &root);
    for file in ["lib/libsundesk.so", "lib/libsundesk.a", "include/sundesk.h", "share/doc/sundesk/documents.md"] {
        assert!(root.join("usr").join(file).exists(), "{file}");
    }
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    let schemas = files(&committed);
    assert!(schemas.len() > 8);
    for schema in schemas {
        let installed = root.join("usr/share/sundesk/schema").join(schema.strip_prefix(&committed).unwrap());
        assert_eq!(std::fs::read(&installed).ok(), std::fs::read(&schema).ok(), "{}", installed.display());
    }
    let flags = std::fs::read_to_string(root.join("usr/lib/pkgconfig/sundesk.pc")).unwrap();
    assert!(flags.contains("schemadir=/usr/share/sundesk/schema\n") && !flags.contains('@'), "{flags}");

    make("uninstall", &root);
    assert_eq!(files(&root), Vec::<PathBuf>::new());
}
