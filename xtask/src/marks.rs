//! No page is published with the marks of an unfinished merge in it.

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test says what it could not do by panicking

    use crate::workspace::Workspace;
    use std::path::{Path, PathBuf};

    fn files(dir: &Path, all: &mut Vec<PathBuf>) {
        for path in std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
            let built = ["target", "node_modules", "__pycache__"].iter().any(|name| path.ends_with(name));
            match path.is_dir() {
                true if built => {}
                true => files(&path, all),
                false => all.push(path),
            }
        }
    }

    #[test]
    fn no_text_has_both_sides_of_a_merge() {
        let root = Workspace::locate().unwrap().root;
        let mut all = vec![root.join("README.md"), root.join("CHANGELOG.md"), root.join("Cargo.toml")];
        for dir in ["docs", "src", "bindings", "benches", "examples", "fuzz", "include", "trials", "xtask"] {
            files(&root.join(dir), &mut all);
        }
        let begins = ['<', '>'].map(|mark| format!("{} ", mark.to_string().repeat(7)));
        let mut read = 0;
        for path in all {
            let Ok(text) = std::fs::read_to_string(&path) else { continue }; // no text
            let line = text.lines().position(|line| begins.iter().any(|mark| line.starts_with(mark)));
            assert_eq!(line.map(|line| line + 1), None, "{}", path.display());
            read += 1;
        }
        assert!(read > 500, "{read}");
    }
}
