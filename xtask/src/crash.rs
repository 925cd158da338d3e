//! `cargo xtask crash`: the crash test of the store at as many points as wanted, each run from another seed unless one is given.

use crate::Outcome;
use crate::workspace::{Workspace, cargo};

/// Runs `trials/tests/crash.rs`; `Ok(false)` when something acknowledged was lost.
pub(crate) fn main(args: &[String]) -> Outcome<bool> {
    let ws = Workspace::locate()?;
    let mut run = cargo(&ws.root);
    run.args(["test", "-p", "trials", "--test", "crash", "--", "--nocapture", "--test-threads=1"]);
    run.env("SUNDESK_CRASH_POINTS", "2000");
    for pair in args.chunks(2) {
        let name = match pair.first().map(String::as_str) {
            Some("--points") => "SUNDESK_CRASH_POINTS",
            Some("--seed") => "SUNDESK_CRASH_SEED",
            other => return Err(format!("{} is no option of crash: --points N, --seed S", other.unwrap_or_default())),
        };
        let value = pair.get(1).and_then(|n| n.parse::<u64>().ok()).ok_or("an option of crash takes a whole number")?;
        run.env(name, value.to_string());
    }
    let status = run.status().map_err(|e| format!("cargo test: {e}"))?;
    Ok(status.success())
}
