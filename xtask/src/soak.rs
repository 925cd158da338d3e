//! `cargo xtask soak`: lives of tickets beside a naive model until so many commands have been given, as fast as the crate can be built.

use crate::Outcome;
use crate::workspace::{Workspace, cargo};
use std::time::{SystemTime, UNIX_EPOCH};

/// Runs `trials`; `Ok(false)` when a law was broken.
pub(crate) fn main(args: &[String]) -> Outcome<bool> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let (mut commands, mut seed) = (1_000_000, now);
    for pair in args.chunks(2) {
        let number = pair.get(1).and_then(|n| n.replace('_', "").parse::<u64>().ok());
        let value = number.ok_or("an option of soak takes a whole number")?;
        match pair.first().map(String::as_str) {
            Some("--commands") => commands = value,
            Some("--seed") => seed = value,
            other => return Err(format!("{} is no option of soak: --commands N, --seed S", other.unwrap_or_default())),
        }
    }
    let ws = Workspace::locate()?;
    let mut run = cargo(&ws.root);
    run.args(["run", "--quiet", "--profile", "dist", "-p", "trials", "--bin", "soak", "--"]);
    run.args([commands.to_string(), seed.to_string()]);
    let status = run.status().map_err(|e| format!("cargo run: {e}"))?;
    Ok(status.success())
}
