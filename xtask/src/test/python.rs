//! The Python parts: the package installed as a user would, its tests, its type stubs.

use super::Context;
use crate::Outcome;
use crate::process::{Tally, count_pytest, must, run};
use std::process::Command;

/// `pip install .` into the virtual environment, then pytest over `bindings/python/tests`.
pub(super) fn pytest(context: &Context) -> Outcome<Tally> {
    let python = crate::python::installed(&context.ws, context.log())?;
    let mut pytest = Command::new(python);
    pytest
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "bindings/python/tests"])
        .current_dir(&context.ws.root);
    let done = run(pytest.env("PYTHONDONTWRITEBYTECODE", "1"), context.log())?;
    let tally = count_pytest(&done.said);
    if done.ok || tally.failed > 0 { Ok(tally) } else { Err("pytest failed".to_owned()) }
}

/// The committed stubs describe the module that was built.
pub(super) fn stubs(context: &Context) -> Outcome<Tally> {
    let python = crate::python::installed(&context.ws, context.log())?;
    must(Command::new(python).args(["-m", "mypy.stubtest", "sundesk"]).current_dir(&context.ws.target), context.log())?;
    Ok(Tally::ONE)
}
