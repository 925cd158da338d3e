//! Targets whose `usize` has 32 bits: built, not only checked, since a constant that does not fit is found when code is made;
//! and the tests of the core run on one of them.

use super::Context;
use crate::Outcome;
use crate::process::{Tally, count_cargo, must, run};
use crate::workspace::cargo;
use std::path::{Path, PathBuf};
use std::process::Command;

const FEATURES: &str = "import";
const BUILT: &str = "wasm32-unknown-unknown";
/// Runs where the kernel runs 32-bit programs: its C library and linker come with the compiler, so no other need be installed.
const RUN: &str = "i686-unknown-linux-musl";

/// The tests that count on the width of numbers most: zones, calendars, clocks, logs. All of them would take a quarter of an hour.
const TESTS: [(&str, &[&str]); 4] =
    [("time", &["laws::", "zones::"]), ("calendar", &["tables::"]), ("sla", &["tables::"]), ("ticket", &["laws::"])];

/// Builds for the one target and runs the core's tests on the other, where they are installed; a line for each that is not.
pub(super) fn check(context: &Context) -> Outcome<Tally> {
    let mut tally = Tally::default();
    if installed(BUILT) {
        let done = run(for_target(context, "build", BUILT).args(["--quiet", "--profile", "test"]), context.log())?;
        tally.count(done.ok);
        if !done.ok {
            println!("  {BUILT} does not build");
        }
    }
    if installed(RUN) {
        tally.add(run_on_target(context, &["--lib"])?);
        for (program, modules) in TESTS {
            tally.add(run_on_target(context, &[&["--test", program, "--"], modules].concat())?);
        }
    }
    let narrowed = narrowed_before_shifted(&context.ws.root.join("src"))?;
    tally.count(narrowed.is_empty());
    narrowed.iter().for_each(|place| println!("  {place} narrows to usize before it shifts"));
    Ok(tally)
}

fn run_on_target(context: &Context, which: &[&str]) -> Outcome<Tally> {
    let mut test = for_target(context, "test", RUN);
    test.args(which).env("CARGO_TARGET_I686_UNKNOWN_LINUX_MUSL_LINKER", linker(context)?);
    let done = run(&mut test, context.log())?;
    let mut tally = count_cargo(&done.said);
    tally.count(done.ok || tally.failed > 0); // a test that did not compile closed on no line
    Ok(tally)
}

/// Not optimised: it is built once, for a few tests.
fn for_target(context: &Context, what: &str, target: &str) -> Command {
    let mut command = cargo(&context.ws.root);
    command.args([
        what,
        "-p",
        "sundesk",
        "--locked",
        "--target",
        target,
        "--no-default-features",
        "--features",
        FEATURES,
    ]);
    command.env("CARGO_PROFILE_TEST_OPT_LEVEL", "0");
    command
}

/// Where the sources say `as usize >> n`, which keeps the wrong half on 32 bits. Needs no target, so it is looked at everywhere.
fn narrowed_before_shifted(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let fault = |e: std::io::Error| format!("{}: {e}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir() {
            found.extend(narrowed_before_shifted(&path)?);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).map_err(fault)?;
            let lines =
                (1..).zip(text.lines()).filter(|(_, l)| ["as usize >>", "as usize <<"].iter().any(|s| l.contains(s)));
            found.extend(lines.map(|(n, _)| format!("{}:{n}", path.display())));
        }
    }
    Ok(found)
}

fn installed(target: &str) -> bool {
    let listed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    let there = listed.is_ok_and(|o| String::from_utf8_lossy(&o.stdout).lines().any(|l| l == target));
    if !there {
        println!("  skipped {target}: rustup target add {target}");
    }
    there
}

/// The linker that comes with the compiler.
fn linker(context: &Context) -> Outcome<PathBuf> {
    let asked = |what| {
        let said = must(Command::new("rustc").current_dir(&context.ws.root).args(["--print", what]), context.log())?;
        said.lines().last().map(str::to_owned).ok_or_else(|| format!("rustc prints no {what}"))
    };
    Ok(PathBuf::from(asked("sysroot")?).join("lib/rustlib").join(asked("host-tuple")?).join("bin/rust-lld"))
}
