//! The C parts: the committed header against the one the sources give, and C99 and C++17 programs against both libraries.

use super::Context;
use crate::Outcome;
use crate::process::{Tally, count_cargo, must, run, side_by_side};
use crate::workspace::{Workspace, cargo};
use std::path::{Path, PathBuf};
use std::process::Command;

const C_FLAGS: [&str; 5] = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
const CXX_FLAGS: [&str; 5] = ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
/// What `rustc --print native-static-libs` names for the static library on Linux.
const STATIC_LIBS: [&str; 7] = ["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl", "-lc"];

/// `include/*.h` regenerate equal and name exactly the symbols the shared object exports.
pub(super) fn header(context: &Context) -> Outcome<Tally> {
    build(&context.ws, context.log())?;
    let args = ["test", "-p", "sundesk-capi", "-p", "xtask", "--test", "header"];
    let done = run(cargo(&context.ws.root).args(args), context.log())?;
    let tally = count_cargo(&done.said);
    if done.ok || tally.failed > 0 { Ok(tally) } else { Err("the header test could not run".to_owned()) }
}

/// Every program of `bindings/c/tests` against the shared and the static library, under valgrind where there is one.
pub(super) fn programs(context: &Context) -> Outcome<Tally> {
    let log = context.log();
    build(&context.ws, log)?;
    let sources = sources(&context.ws.root.join("bindings/c/tests"))?;
    let valgrind = Command::new("valgrind").arg("--version").output().is_ok_and(|o| o.status.success());
    side_by_side(sources, |source| {
        let large = source.file_stem().is_some_and(|s| s.to_string_lossy().ends_with("_large"));
        let mut tally = Tally::default();
        for linkage in [Linkage::Shared, Linkage::Static] {
            let Ok(program) = compile(&context.ws, &source, linkage, log) else {
                tally.count(false);
                continue;
            };
            let ok = |command: &mut Command| run(command, log).is_ok_and(|done| done.ok);
            tally.count(ok(&mut command(&context.ws, &program)));
            if valgrind && !large && linkage == Linkage::Shared {
                tally.count(ok(&mut under_valgrind(&context.ws, &program)));
            }
        }
        tally
    })
}

/// Builds both libraries. With the profile of the tests and together with these tasks, so that everything is there already.
pub(crate) fn build(ws: &Workspace, log: &Path) -> Outcome<()> {
    must(
        cargo(&ws.root).args(["build", "--quiet", "-p", "sundesk-capi", "-p", "xtask", "--lib", "--profile", "test"]),
        log,
    )?;
    Ok(())
}

/// Which of the two libraries a program is linked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linkage {
    /// `libsundesk.so`
    Shared,
    /// `libsundesk.a`
    Static,
}

/// Compiles one C or C++ source with every warning an error.
pub(crate) fn compile(ws: &Workspace, source: &Path, linkage: Linkage, log: &Path) -> Outcome<PathBuf> {
    let cxx = source.extension().is_some_and(|e| e == "cpp");
    let stem = source.file_name().and_then(|n| n.to_str()).unwrap_or("program");
    let program = ws.scratch("c")?.join(format!("{stem}.{linkage:?}"));
    let mut cc = Command::new(if cxx { "c++" } else { "cc" });
    cc.args(if cxx { CXX_FLAGS } else { C_FLAGS })
        .arg("-I")
        .arg(ws.root.join("include"))
        .arg("-o")
        .arg(&program)
        .arg(source);
    match linkage {
        Linkage::Shared => cc.arg("-L").arg(ws.target.join("debug")).arg("-lsundesk"),
        Linkage::Static => cc.arg(ws.built("libsundesk.a")).args(STATIC_LIBS),
    };
    must(&mut cc, log)?;
    Ok(program)
}

/// The program as a host would start it.
pub(crate) fn command(ws: &Workspace, program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&ws.root).env("LD_LIBRARY_PATH", library_path(ws));
    command
}

fn under_valgrind(ws: &Workspace, program: &Path) -> Command {
    let mut command = Command::new("valgrind");
    // Memory that is still reachable at the end is no leak: the list of threads of a lock-free pointer, say.
    let kinds = "definite,indirect,possible";
    command.args(["-q", "--leak-check=full", "--error-exitcode=9"]);
    command.args([format!("--show-leak-kinds={kinds}"), format!("--errors-for-leak-kinds={kinds}")]);
    command.arg(format!("--suppressions={}", ws.root.join("bindings/c/tests/valgrind.supp").display())).arg(program);
    command.current_dir(&ws.root).env("LD_LIBRARY_PATH", library_path(ws));
    command
}

/// The soname is that of an installation, so the uninstalled library needs a link of that name beside it.
fn library_path(ws: &Workspace) -> PathBuf {
    let dir = ws.target.join("debug");
    let link = dir.join("libsundesk.so.0");
    if !link.exists() {
        #[cfg(unix)]
        let _ = std::os::unix::fs::symlink("libsundesk.so", &link);
    }
    dir
}

fn sources(dir: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let mut found: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    found.retain(|p| p.extension().is_some_and(|e| e == "c" || e == "cpp"));
    found.sort();
    Ok(found)
}
