//! The virtual environment under the target directory and the package installed in it.

use crate::Outcome;
use crate::process::must;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The profile of the tests, whose dependencies the Rust tests and the C library have built already.
pub(crate) const QUICK: &str = "dev";
/// The profile that is shipped and measured.
pub(crate) const DIST: &str = "dist";

/// What decides whether the installed package is still the one of this tree.
const SOURCES: [&str; 6] = ["src", "bindings/python", "catalog", "Cargo.toml", "Cargo.lock", "pyproject.toml"];

/// The interpreter of the virtual environment, made and filled when it is not there or its requirements changed.
pub(crate) fn venv(ws: &Workspace, log: &Path) -> Outcome<PathBuf> {
    let requirements = ws.root.join("xtask/python-requirements.txt");
    let wanted = std::fs::read_to_string(&requirements).map_err(|e| format!("{}: {e}", requirements.display()))?;
    let home = ws.target.join("venv");
    let python = home.join("bin/python");
    let stamp = home.join("requirements.stamp");
    if python.exists() && std::fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(python);
    }
    must(Command::new(host_python()?).args(["-m", "venv", "--clear"]).arg(&home), log)?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    must(Command::new(&python).args(pip).arg(&requirements), log)?;
    std::fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))?;
    Ok(python)
}

/// The interpreter with this tree's package in it, built with `profile` of Cargo.toml. Built again only when a source is
/// younger than the last install, or that was of another profile.
pub(crate) fn installed(ws: &Workspace, profile: &str, log: &Path) -> Outcome<PathBuf> {
    let python = venv(ws, log)?;
    let stamp = ws.target.join("venv/installed.stamp");
    let newest = SOURCES.iter().filter_map(|s| newest_below(&ws.root.join(s))).max();
    let built = std::fs::metadata(&stamp).and_then(|m| m.modified()).ok();
    let same = std::fs::read_to_string(&stamp).is_ok_and(|have| have == profile);
    if same && built >= newest {
        return Ok(python);
    }
    let pip = ["-m", "pip", "install", "--disable-pip-version-check", "--force-reinstall", "--no-deps", "."];
    // A question that is there only for a test is not shipped.
    let trial = if profile == QUICK { " --features trial-question" } else { "" };
    let args = format!("--profile {profile}{trial}");
    must(Command::new(&python).args(pip).env("MATURIN_PEP517_ARGS", args).current_dir(&ws.root), log)?;
    std::fs::write(&stamp, profile).map_err(|e| format!("{}: {e}", stamp.display()))?;
    Ok(python)
}

/// Python 3.11 or newer: `PYTHON`, else the first fit on the path.
fn host_python() -> Outcome<String> {
    let named = std::env::var("PYTHON").ok();
    let usual = ["python3.11", "python3", "python3.12", "python3.13", "python3.14", "python"].map(str::to_owned);
    let check = "import sys, venv; sys.exit(sys.version_info < (3, 11))";
    named
        .into_iter()
        .chain(usual)
        .find(|p| Command::new(p).args(["-c", check]).output().is_ok_and(|o| o.status.success()))
        .ok_or_else(|| "no Python 3.11 or newer with venv on the path (set PYTHON to one)".to_owned())
}

fn newest_below(path: &Path) -> Option<SystemTime> {
    let meta = std::fs::metadata(path).ok()?;
    if !meta.is_dir() {
        return meta.modified().ok();
    }
    let name = path.file_name()?.to_str()?;
    if name == "__pycache__" || name == "target" || name.starts_with('.') {
        return None;
    }
    std::fs::read_dir(path).ok()?.filter_map(|e| newest_below(&e.ok()?.path())).max()
}
