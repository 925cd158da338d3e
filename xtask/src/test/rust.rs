//! The Rust parts: format, lints, tests with each set of features, documentation.

use super::Context;
use crate::Outcome;
use crate::process::{Tally, count_cargo, must, run, side_by_side};
use crate::workspace::cargo;
use serde_json::Value;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(super) fn fmt(context: &Context) -> Outcome<Tally> {
    must(cargo(&context.ws.root).args(["fmt", "--all", "--check"]), context.log())?;
    Ok(Tally::ONE)
}

pub(super) fn clippy(context: &Context) -> Outcome<Tally> {
    let args = ["clippy", "--quiet", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"];
    must(cargo(&context.ws.root).args(args), context.log())?;
    Ok(Tally::ONE)
}

/// The tests are run with every feature; with fewer they are compiled, which is what can differ: no line of the core is there
/// only when a feature is not.
pub(super) fn no_features(context: &Context) -> Outcome<Tally> {
    compiles(context, &["--no-default-features"])
}

pub(super) fn default_features(context: &Context) -> Outcome<Tally> {
    compiles(context, &[])
}

fn compiles(context: &Context, features: &[&str]) -> Outcome<Tally> {
    let mut clippy = cargo(&context.ws.root);
    clippy.args(["clippy", "--quiet", "-p", "sundesk", "--all-targets"]).args(features).args(["--", "-D", "warnings"]);
    must(&mut clippy, context.log())?;
    Ok(Tally::ONE)
}

pub(super) fn all_features(context: &Context) -> Outcome<Tally> {
    let all = ["-p", "sundesk", "--all-features"];
    let mut tally = tests(context, &all, &[])?;
    let done = run(cargo(&context.ws.root).args(["test", "--no-fail-fast", "--doc"]).args(all), context.log())?;
    tally.add(closed(done.ok, &done.said));
    Ok(tally)
}

/// The members beside the crate. Not together with it: cargo would give the crate the features they ask for.
pub(super) fn members(context: &Context) -> Outcome<Tally> {
    tests(context, &["-p", "sundesk-capi", "-p", "xtask"], &[])
}

/// The long trials, 100,000 lives of tickets among them.
pub(super) fn trials(context: &Context) -> Outcome<Tally> {
    tests(context, &["-p", "trials"], &[("SUNDESK_LIVES", "100000")])
}

/// Warnings of rustdoc denied; the C binding is left out because its library has the name of the crate.
pub(super) fn docs(context: &Context) -> Outcome<Tally> {
    let mut doc = cargo(&context.ws.root);
    doc.args(["doc", "--quiet", "--no-deps", "--all-features", "-p", "sundesk"]).env("RUSTDOCFLAGS", "-D warnings");
    must(&mut doc, context.log())?;
    Ok(Tally::ONE)
}

/// The test programs, as many at a time as there are cores: `cargo test` runs one after another.
fn tests(context: &Context, which: &[&str], env: &[(&str, &str)]) -> Outcome<Tally> {
    let mut build = cargo(&context.ws.root);
    build.args(["test", "--no-run", "--message-format=json-render-diagnostics"]).args(which);
    let programs = must(&mut build, context.log())?.lines().filter_map(Program::of).collect();
    side_by_side(programs, |program| program.run(env, context.log()).unwrap_or(Tally { passed: 0, failed: 1 }))
}

/// The closing lines, and one failure for what failed and closed on none: a compile error, a process that died.
fn closed(ok: bool, said: &str) -> Tally {
    let mut tally = count_cargo(said);
    tally.failed += u64::from(!ok && tally.failed == 0);
    tally
}

/// A test program that cargo has built, and the package whose directory it runs in.
struct Program {
    path: PathBuf,
    package: PathBuf,
}

impl Program {
    /// What a line of cargo's JSON says was built, when that is a test program.
    fn of(line: &str) -> Option<Self> {
        let built: Value = serde_json::from_str(line).ok()?;
        let path =
            built.get("executable")?.as_str().filter(|_| built.pointer("/profile/test") == Some(&true.into()))?;
        let manifest = PathBuf::from(built.get("manifest_path")?.as_str()?);
        Some(Self { path: path.into(), package: manifest.parent()?.to_owned() })
    }

    /// What it printed goes into the log as one piece.
    fn run(&self, env: &[(&str, &str)], log: &Path) -> Outcome<Tally> {
        let done = Command::new(&self.path)
            .current_dir(&self.package)
            .env("CARGO_MANIFEST_DIR", &self.package)
            .envs(env.iter().copied())
            .output()
            .map_err(|e| format!("{}: {e}", self.path.display()))?;
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        let text = format!("$ {}\n{err}{out}", self.path.display());
        let file = OpenOptions::new().create(true).append(true).open(log);
        file.and_then(|mut f| f.write_all(text.as_bytes())).map_err(|e| format!("{}: {e}", log.display()))?;
        Ok(closed(done.status.success(), &out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_programs_are_found_in_what_cargo_says() {
        let line = |test: bool| {
            format!(
                r#"{{"reason": "compiler-artifact", "manifest_path": "/w/c/Cargo.toml", "profile": {{"test": {test}}}, "executable": "/w/t/laws-1"}}"#
            )
        };
        let found = Program::of(&line(true)).unwrap();
        assert_eq!((found.path.as_path(), found.package.as_path()), (Path::new("/w/t/laws-1"), Path::new("/w/c")));
        assert!(Program::of(&line(false)).is_none() && Program::of("   Compiling sundesk").is_none());
    }
}
