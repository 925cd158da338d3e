//! `cargo xtask bench`: every headline figure beside what one would use instead, in one run.

use crate::workspace::Workspace;
use crate::{Outcome, python};
use std::process::Command;

/// The Python libraries that figures are compared with, on top of what the tests need.
const PEERS: [&str; 6] = [
    "rustfluent==0.1.0a8",
    "fluent.runtime==0.4.0",
    "python-dateutil",
    "portion",
    "pyworkforce==0.5.1",
    "call-center-tools==1.0.0",
];

/// Builds and runs `benches/peers`; `Ok(false)` when a bar is missed.
pub(crate) fn main() -> Outcome<bool> {
    let ws = Workspace::locate()?;
    let log = ws.scratch("logs")?.join("bench.log");
    let python = python::installed(&ws, python::DIST, &log)?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let installed = Command::new(&python).args(pip).args(PEERS).status();
    if !installed.is_ok_and(|s| s.success()) {
        println!("the Python peers could not be installed; their lines are left out");
    }
    let manifest = ws.root.join("benches/peers/Cargo.toml");
    let status = Command::new("cargo")
        .args(["run", "--quiet", "--release", "--manifest-path"])
        .arg(&manifest)
        .arg("--")
        .arg(&python)
        .status()
        .map_err(|e| format!("{}: {e}", manifest.display()))?;
    Ok(status.success())
}
