//! `docs/limits.md`: one file a limit in `docs/limits`, so that two people can add side by side.
//!
//! ```text
//! limit: holidays of a calendar
//! value: 10,000 (`limits::MAX_HOLIDAYS`)
//! where: `calendar`
//! past: `LimitExceeded`
//! constant: src/calendar/limits.rs MAX_HOLIDAYS = 10_000
//! test: tests/calendar/documents.rs
//! ```
//! `constant` and `test` may stand several times. The constant's value is the one in the source, and the test's file names the constant.

use crate::Outcome;
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = "# Limits

Every limit, with what happens past it. Each is a constant and is tested at its edge. Made by `cargo xtask generate` of one file
a limit in `docs/limits`.

| limit | value | where | what happens past it |
|---|---|---|---|
";

/// The calendar's own name for the limit of all documents.
const ALIAS: (&str, &str) = ("src/calendar/limits.rs", "MAX_DOCUMENT_BYTES");

/// One limit.
struct Limit {
    file: String,
    limit: String,
    value: String,
    place: String,
    past: String,
    /// The source file, the name and the value there, which may be left out.
    constants: Vec<(String, String, Option<String>)>,
    tests: Vec<String>,
}

/// The page of all limits, each checked against its constants and tests.
pub(super) fn page(root: &Path) -> Outcome<String> {
    let mut page = HEAD.to_owned();
    let limits = read(root)?;
    let faults: Vec<String> = limits.iter().flat_map(|l| faults(root, l)).chain(unlisted(root, &limits)?).collect();
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    for l in limits {
        let _ = writeln!(page, "| {} | {} | {} | {} |", l.limit, l.value, l.place, l.past);
    }
    Ok(page)
}

/// All limits, in the order of their files.
fn read(root: &Path) -> Outcome<Vec<Limit>> {
    let mut limits = Vec::new();
    for path in super::files(&root.join("docs/limits"), "txt")? {
        let file = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{file}: {e}"))?;
        limits.push(entry(&file, &text).map_err(|e| format!("docs/limits/{file}: {e}"))?);
    }
    Ok(limits)
}

fn entry(file: &str, text: &str) -> Outcome<Limit> {
    let mut lines = text.lines();
    let mut next = |key: &str| {
        let line = lines.next().and_then(|l| l.strip_prefix(key)?.strip_prefix(": "));
        line.map(str::to_owned).ok_or_else(|| format!("expected `{key}: …`"))
    };
    let (limit, value, place, past) = (next("limit")?, next("value")?, next("where")?, next("past")?);
    let (mut constants, mut tests) = (Vec::new(), Vec::new());
    for line in lines {
        match line.split_once(": ") {
            Some(("constant", told)) => {
                let (at, value) = told.split_once(" = ").map_or((told, None), |(at, value)| (at, Some(value)));
                let (source, name) = at.split_once(' ').ok_or("constant: a file and a name")?;
                constants.push((source.to_owned(), name.to_owned(), value.map(str::to_owned)));
            }
            Some(("test", file)) => tests.push(file.to_owned()),
            _ => return Err(format!("`{line}` is neither a constant nor a test")),
        }
    }
    if constants.is_empty() {
        return Err("names no constant".to_owned());
    }
    Ok(Limit { file: file.to_owned(), limit, value, place, past, constants, tests })
}

/// What is not so: a constant of another value, or one that no test names.
fn faults(root: &Path, limit: &Limit) -> Vec<String> {
    let source = |file: &str| std::fs::read_to_string(root.join(file)).unwrap_or_default();
    let mut faults = Vec::new();
    for (file, name, value) in &limit.constants {
        match declared(&source(file), name) {
            None => faults.push(format!("docs/limits/{}: there is no {name} in {file}", limit.file)),
            Some(found) if value.as_ref().is_some_and(|v| *v != found) => {
                faults.push(format!("docs/limits/{}: {name} is {found}", limit.file));
            }
            Some(_) => {}
        }
        if !limit.tests.iter().any(|file| names(file, &source(file), name)) {
            faults.push(format!("docs/limits/{}: no test names {name}", limit.file));
        }
    }
    faults
}

/// The value of a constant in a source file.
fn declared(source: &str, name: &str) -> Option<String> {
    source.lines().find_map(|line| {
        let (before, after) = line.split_once(&format!("const {name}: "))?;
        let before = before.trim_start();
        let (_, value) = after.split_once(" = ").filter(|_| before.is_empty() || before.starts_with("pub"))?;
        Some(value.trim_end_matches(';').to_owned())
    })
}

/// Whether the tests of a file name a constant. In the crate they are what is compiled for tests, and the checks of stores.
fn names(file: &str, source: &str, constant: &str) -> bool {
    let own = file.starts_with("src/") && !file.starts_with("src/store/suite/");
    let tests = if own { source.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests) } else { source };
    tests.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == constant)
}

/// Public limits of the crate that no file speaks of.
fn unlisted(root: &Path, limits: &[Limit]) -> Outcome<Vec<String>> {
    let listed = |file: &str, name: &str| limits.iter().flat_map(|l| &l.constants).any(|c| c.0 == file && c.1 == name);
    let (mut folders, mut missing) = (vec![root.join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        folders.extend(super::files(&folder, "")?.into_iter().filter(|p| p.is_dir()));
        for path in super::files(&folder, "rs")? {
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            let file = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            let names = text.lines().filter_map(|l| l.trim_start().strip_prefix("pub const ")?.split_once(':'));
            let limits = names.map(|(name, _)| name).filter(|n| n.starts_with("MAX_") || n.starts_with("MOST_"));
            let open = limits.filter(|n| !listed(&file, n) && (file.as_str(), *n) != ALIAS);
            missing.extend(open.map(|n| format!("docs/limits: {n} of {file} stands in no file")));
        }
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_its_lines() {
        let text = "limit: a\nvalue: 1\nwhere: b\npast: c\nconstant: src/a.rs MAX_A = 1\ntest: tests/a.rs\n";
        let limit = entry("a.txt", text).unwrap();
        assert_eq!(limit.constants, [("src/a.rs".to_owned(), "MAX_A".to_owned(), Some("1".to_owned()))]);
        for odd in ["", "limit: a\n", "limit: a\nvalue: 1\nwhere: b\npast: c\n", &format!("{text}colour: red\n")] {
            assert!(entry("a.txt", odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn constants_and_tests_are_looked_up() {
        assert_eq!(declared("    pub const MAX_A: usize = 1 << 4;\n", "MAX_A").as_deref(), Some("1 << 4"));
        assert_eq!(declared("// a const MAX_A: usize = 3;\n", "MAX_A"), None);
        assert!(names("tests/a.rs", "f(MAX_A + 1)", "MAX_A") && !names("tests/a.rs", "f(MAX_AB)", "MAX_A"));
        assert!(!names("src/a.rs", "const MAX_A", "MAX_A") && names("src/a.rs", "#[cfg(test)] f(MAX_A)", "MAX_A"));
    }
}
