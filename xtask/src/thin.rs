//! The bindings stay thin: a call of C costs few lines, and a new report none.

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test says what it could not do by panicking

    use crate::workspace::Workspace;
    use std::path::Path;

    /// The most lines of `bindings/c/src`, blanks and comments left out, that an exported symbol may cost.
    const MOST: usize = 15;

    fn code_lines(dir: &Path) -> usize {
        let entries = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
        let text = |path: &Path| std::fs::read_to_string(path).unwrap();
        let code = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        entries
            .map(|path| if path.is_dir() { code_lines(&path) } else { text(&path).lines().filter(|l| code(l)).count() })
            .sum()
    }

    /// The header names exactly what the library exports: `bindings/c/tests/header.rs` holds that.
    #[test]
    fn a_symbol_of_c_costs_at_most_fifteen_lines() {
        let root = Workspace::locate().unwrap().root;
        let header = std::fs::read_to_string(root.join("include/sundesk.ffi.h")).unwrap();
        let words = header.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '('));
        let calls = words.filter(|w| w.starts_with("sundesk_") && w.contains('('));
        let symbols = calls.collect::<std::collections::BTreeSet<_>>().len();
        let lines = code_lines(&root.join("bindings/c/src"));
        assert!(symbols > 100 && lines <= MOST * symbols, "{lines} lines for {symbols} symbols");
    }

    /// What has a trial question asked from everywhere (`cargo xtask test --only questions`) is the list in the crate.
    #[test]
    fn no_binding_knows_the_trial_question() {
        let root = Workspace::locate().unwrap().root;
        for dir in ["bindings/c/src", "bindings/python/src", "bindings/python/python/sundesk"] {
            for entry in std::fs::read_dir(root.join(dir)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|e| e == "rs" || e == "py") {
                    assert!(!std::fs::read_to_string(&path).unwrap().contains("trial"), "{}", path.display());
                }
            }
        }
    }
}
