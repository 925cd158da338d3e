//! The Python parts: the package installed as a user would, its tests, its type stubs.

use super::Context;
use crate::Outcome;
use crate::process::{Tally, count_pytest, must, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// `pip install .` into the virtual environment, then pytest over `bindings/python/tests`.
pub(super) fn pytest(context: &Context) -> Outcome<Tally> {
    let python = crate::python::installed(&context.ws, crate::python::QUICK, context.log())?;
    let mut pytest = Command::new(python);
    pytest
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "bindings/python/tests"])
        .current_dir(&context.ws.root);
    let done = run(pytest.env("PYTHONDONTWRITEBYTECODE", "1"), context.log())?;
    let tally = count_pytest(&done.said);
    if done.ok || tally.failed > 0 { Ok(tally) } else { Err("pytest failed".to_owned()) }
}

/// The engines that figures are spread over, installed besides, and the tests that are skipped without them.
pub(super) fn engines(context: &Context) -> Outcome<Tally> {
    let (ws, log) = (&context.ws, context.log());
    let python = crate::python::installed(ws, crate::python::QUICK, log)?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "xtask/engine-requirements.txt"];
    must(Command::new(&python).args(pip).current_dir(&ws.root), log)?;
    let files = ["test_engines.py", "test_arrow_out.py", "test_frame.py", "test_journeys_oracle.py"];
    let mut pytest = Command::new(python);
    pytest.args(["-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider"]);
    pytest.args(files.map(|file| format!("bindings/python/tests/{file}"))).current_dir(&ws.root);
    let done = run(pytest.env("PYTHONDONTWRITEBYTECODE", "1"), log)?;
    let tally = count_pytest(&done.said);
    if done.ok || tally.failed > 0 { Ok(tally) } else { Err("pytest failed".to_owned()) }
}

/// The committed stub is the one the sources give, it describes the module that was installed, and the whole package is strictly typed. With the profile of the
/// installation, which has built its dependencies.
pub(super) fn stubs(context: &Context) -> Outcome<Tally> {
    let (ws, log) = (&context.ws, context.log());
    let python = crate::python::installed(ws, crate::python::QUICK, log)?;
    let dir = ws.scratch("stubs")?;
    let mut maturin = Command::new(python.with_file_name("maturin"));
    maturin
        .args(["generate-stubs", "--quiet", "--profile", crate::python::QUICK, "--features", "stubs", "-o"])
        .arg(&dir);
    must(maturin.current_dir(&ws.root), log)?;
    let mut tally = Tally::default();
    let made = find(&dir, "_core.pyi").ok_or("maturin wrote no _core.pyi")?;
    let committed = ws.root.join("bindings/python/python/sundesk/_core.pyi");
    tally.count(same(&made, &committed, log)?);
    // Not at the root: the package must be the installed one.
    // A `Literal` of several words is a union to the checker and none to the interpreter.
    let allowed = dir.join("allowed.txt");
    // A class of C does not list the slot behind its `__getattr__`.
    let names = "sundesk\\.types\\.\\w+\nsundesk\\._core\\.\\w+\\.__getattr__\n";
    std::fs::write(&allowed, names).map_err(|e| format!("{}: {e}", allowed.display()))?;
    let stubtest = ["-m", "mypy.stubtest", "sundesk", "--allowlist"];
    tally.count(run(Command::new(&python).args(stubtest).arg(allowed).current_dir(&ws.target), log)?.ok);
    let cache = ws.scratch("mypy")?;
    let strict = ["-m", "mypy", "--strict", "-p", "sundesk", "--cache-dir"];
    tally.count(run(Command::new(python).args(strict).arg(cache).current_dir(&ws.target), log)?.ok);
    Ok(tally)
}

/// Whether two files are equal; what differs goes into the log.
fn same(made: &Path, committed: &Path, log: &Path) -> Outcome<bool> {
    Ok(run(Command::new("diff").arg("-u").arg(committed).arg(made), log)?.ok)
}

fn find(dir: &Path, name: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(dir).ok()?;
    entries
        .filter_map(|e| Some(e.ok()?.path()))
        .find_map(|path| if path.is_dir() { find(&path, name) } else { (path.file_name()? == name).then_some(path) })
}
