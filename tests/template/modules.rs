//! What the modules of templates may know.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use std::path::{Path, PathBuf};

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Formatting is behind `fmt`; identifiers of locales are parsed in `locale` and matched in `negotiate`, with `icu_locale` alone.
#[test]
fn only_fmt_and_the_two_modules_of_locales_know_icu4x() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    assert!(all.len() > 50, "the sources were found");
    for path in all {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if name.starts_with("template/fmt/") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
        for line in code {
            let locales = name == "template/locale.rs" || name.starts_with("template/negotiate/");
            let rest = if locales { line.replace("icu_locale::", "") } else { line.to_owned() };
            assert!(!rest.contains("icu_") && !rest.contains("fixed_decimal"), "{name}: {}", line.trim());
        }
    }
}
