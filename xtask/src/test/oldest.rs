//! The oldest compiler that each feature is stated to need, held against what the locked dependencies say of themselves and,
//! where such a compiler is installed, against the compiler.
//!
//! The statement is `[package.metadata.oldest-rust]` of Cargo.toml, a compiler per feature; a feature that is not in it needs the
//! package's `rust-version`. Some dependencies state no compiler and some state too old a one, so only a build is proof.

use super::Context;
use crate::Outcome;
use crate::process::{Tally, must, run};
use crate::workspace::cargo;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// A release of the compiler; `1.89` and `1.89.0` are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Release([u32; 3]);

impl Release {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = [0; 3];
        let mut numbers = text.split('.');
        for (part, number) in parts.iter_mut().zip(&mut numbers) {
            *part = number.parse().ok()?;
        }
        numbers.next().is_none().then_some(Self(parts))
    }
}

impl std::fmt::Display for Release {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}")?;
        if patch > 0 { write!(f, ".{patch}") } else { Ok(()) }
    }
}

/// What Cargo.toml states, and what the lock file says of every package in it.
struct Stated {
    features: BTreeMap<String, Release>,
    packages: BTreeMap<(String, String), Release>,
}

/// Each feature by itself against the statements in the lock file, then one build per stated compiler that is installed.
pub(super) fn check(context: &Context) -> Outcome<Tally> {
    let stated = read(context)?;
    let mut tally = Tally::default();
    for (feature, oldest) in &stated.features {
        let newer = newer(context, &stated, feature, *oldest)?;
        tally.count(newer.is_empty());
        newer.iter().for_each(|n| println!("  {feature} is stated to need Rust {oldest}, and {n}"));
    }
    let page = std::fs::read_to_string(context.ws.root.join("README.md")).map_err(|e| format!("README.md: {e}"))?;
    for oldest in stated.features.values().collect::<BTreeSet<_>>() {
        let named = page.contains(&format!("Rust {oldest}"));
        tally.count(named);
        if !named {
            println!("  README.md does not say what needs Rust {oldest}");
        }
        tally.add(built(context, &stated, *oldest)?);
    }
    Ok(tally)
}

fn read(context: &Context) -> Outcome<Stated> {
    let said = must(
        cargo(&context.ws.root).args(["metadata", "--format-version", "1", "--locked", "--quiet"]),
        context.log(),
    )?;
    let json = said.lines().rev().find(|l| l.starts_with('{')).ok_or("cargo metadata printed no document")?;
    let value: Value = serde_json::from_str(json).map_err(|e| format!("cargo metadata: {e}"))?;
    let text = |p: &Value, key: &str| p.get(key).and_then(Value::as_str).map(str::to_owned);
    let list = value.get("packages").and_then(Value::as_array).ok_or("cargo metadata names no package")?;
    let stated = |p: &Value| text(p, "rust_version").and_then(|v| Release::parse(&v));
    let packages = list.iter().filter_map(|p| Some(((text(p, "name")?, text(p, "version")?), stated(p)?))).collect();
    let crate_ = list.iter().find(|p| text(p, "name").as_deref() == Some("sundesk")).ok_or("no package sundesk")?;
    let least = stated(crate_).ok_or("Cargo.toml states no rust-version")?;
    let own = crate_.pointer("/metadata/oldest-rust").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut features = BTreeMap::new();
    for feature in crate_.get("features").and_then(Value::as_object).into_iter().flat_map(|f| f.keys()) {
        let oldest = own.get(feature).and_then(Value::as_str).map_or(Some(least), Release::parse);
        features.insert(feature.clone(), oldest.ok_or_else(|| format!("oldest-rust.{feature} is no release"))?);
    }
    match own.keys().find(|k| !features.contains_key(*k)) {
        Some(stray) => Err(format!("oldest-rust names {stray:?}, which is no feature")),
        None => Ok(Stated { features, packages }),
    }
}

/// The dependencies of a feature that state a newer compiler than it does, on every target.
fn newer(context: &Context, stated: &Stated, feature: &str, oldest: Release) -> Outcome<Vec<String>> {
    let mut tree = cargo(&context.ws.root);
    tree.args([
        "tree",
        "--quiet",
        "-p",
        "sundesk",
        "--locked",
        "-e",
        "normal,build",
        "--target",
        "all",
        "--prefix",
        "none",
    ]);
    tree.args(["--format", "{p}", "--no-default-features", "--features", feature]);
    let said = must(&mut tree, context.log())?;
    let lines: BTreeSet<&str> = said.lines().skip(1).collect();
    let found = lines.into_iter().filter_map(|line| {
        let (name, rest) = line.split_once(" v")?;
        let version = rest.split(' ').next()?;
        let needs = stated.packages.get(&(name.to_owned(), version.to_owned())).filter(|needs| **needs > oldest)?;
        Some(format!("{name} {version} needs {needs}"))
    });
    Ok(found.collect())
}

/// `cargo check` of all that a compiler is stated to be enough for, with that compiler; a line where it is not installed.
fn built(context: &Context, stated: &Stated, oldest: Release) -> Outcome<Tally> {
    if active(context)? == Some(oldest) {
        return Ok(Tally::ONE); // every other part builds with it
    }
    let Some(toolchain) = toolchain(oldest) else {
        println!(
            "  Rust {oldest} is not installed (rustup toolchain install {oldest} --profile minimal): only the lock file was read"
        );
        return Ok(Tally::default());
    };
    let fit = stated.features.iter().filter(|(_, needs)| **needs <= oldest).map(|(name, _)| name.as_str());
    let mut check = Command::new("rustup");
    check
        .current_dir(&context.ws.root)
        .args(["run", &toolchain, "cargo", "check", "--quiet", "-p", "sundesk", "--locked"]);
    check.args(["--no-default-features", "--features", &fit.collect::<Vec<_>>().join(",")]);
    // cargo puts itself and the compiler it runs with into the environment of what it runs.
    check.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC");
    check.env("CARGO_TARGET_DIR", context.ws.scratch("oldest")?.join(&toolchain));
    let mut tally = Tally::default();
    tally.count(run(&mut check, context.log())?.ok);
    Ok(tally)
}

/// The release of the compiler these tasks run with, its patch left out.
fn active(context: &Context) -> Outcome<Option<Release>> {
    let said = must(Command::new("rustc").current_dir(&context.ws.root).arg("--version"), context.log())?;
    let version = said.lines().last().and_then(|l| l.split(' ').nth(1)).and_then(Release::parse);
    Ok(version.map(|Release([major, minor, _])| Release([major, minor, 0])))
}

/// The installed toolchain of a release, in rustup's words.
fn toolchain(oldest: Release) -> Option<String> {
    let [major, minor, patch] = oldest.0;
    let names = [format!("{oldest}"), format!("{major}.{minor}.{patch}")];
    let there = |name: &String| {
        Command::new("rustup").args(["run", name, "cargo", "--version"]).output().is_ok_and(|o| o.status.success())
    };
    names.into_iter().find(there)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_ordered_as_numbers() {
        let release = |text| Release::parse(text).unwrap();
        assert!(
            release("1.100") > release("1.95")
                && release("1.88.0") == release("1.88")
                && release("1.88.1") > release("1.88")
        );
        assert_eq!(
            (release("1.89.0").to_string(), release("1.89.1").to_string()),
            ("1.89".to_owned(), "1.89.1".to_owned())
        );
        assert_eq!([Release::parse("1.x"), Release::parse("1.2.3.4")], [None, None]);
    }
}
