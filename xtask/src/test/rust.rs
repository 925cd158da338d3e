//! The Rust parts: format, lints, tests with each set of features, documentation.

use super::Context;
use crate::Outcome;
use crate::process::{Tally, count_cargo, must, run};
use crate::workspace::cargo;

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
    tests(context, &["-p", "sundesk", "--all-features"])
}

/// The members beside the crate. Not together with it: cargo would give the crate the features they ask for.
pub(super) fn members(context: &Context) -> Outcome<Tally> {
    tests(context, &["-p", "sundesk-capi", "-p", "xtask"])
}

/// Warnings of rustdoc denied; the C binding is left out because its library has the name of the crate.
pub(super) fn docs(context: &Context) -> Outcome<Tally> {
    let mut doc = cargo(&context.ws.root);
    doc.args(["doc", "--quiet", "--no-deps", "--all-features", "-p", "sundesk"]).env("RUSTDOCFLAGS", "-D warnings");
    must(&mut doc, context.log())?;
    Ok(Tally::ONE)
}

/// `cargo test`: its closing lines are counted, and a failure that closed on none (a compile error) still fails.
fn tests(context: &Context, which: &[&str]) -> Outcome<Tally> {
    let done = run(cargo(&context.ws.root).args(["test", "--no-fail-fast"]).args(which), context.log())?;
    let tally = count_cargo(&done.said);
    if !done.ok && tally.failed == 0 {
        return Err("cargo test failed".to_owned());
    }
    Ok(tally)
}
