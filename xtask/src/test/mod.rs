//! `cargo xtask test`: every check of the repository, part by part, one closing line each.

mod c;
mod c_examples;
mod examples;
mod oldest;
mod python;
mod questions;
mod rust;
mod targets;

use crate::Outcome;
use crate::process::Tally;
use crate::workspace::Workspace;
pub(crate) use c::build as build_c;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What a part may use: the paths, and the log its child processes write to.
pub(crate) struct Context {
    ws: Workspace,
    log: PathBuf,
}

impl Context {
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }
}

/// One closing line: a name for `--only` and `--skip`, what the line says, and the check.
struct Part {
    name: &'static str,
    title: &'static str,
    run: fn(&Context) -> Outcome<Tally>,
}

/// What is made of the crate for others. It runs beside the rest: the tests of Python and of C keep one core busy, a compiler's beginning keeps another.
const BESIDE: &[&str] = &[
    "c",
    "c-examples",
    "python",
    "stubs",
    "questions",
    "conformance-rust",
    "conformance-python",
    "conformance-c",
    "examples",
    "engines",
];

const PARTS: &[Part] = &[
    Part { name: "fmt", title: "fmt", run: rust::fmt },
    Part { name: "clippy", title: "clippy (workspace, all features, warnings denied)", run: rust::clippy },
    Part {
        name: "rust-none",
        title: "tests and benches compile (no features, warnings denied)",
        run: rust::no_features,
    },
    Part {
        name: "rust",
        title: "tests and benches compile (default features, warnings denied)",
        run: rust::default_features,
    },
    Part { name: "rust-all", title: "rust tests and doc tests (all features)", run: rust::all_features },
    Part { name: "rust-members", title: "rust tests (C binding, xtask)", run: rust::members },
    Part { name: "trials", title: "lives beside a naive model, a failing disk, killed writers", run: rust::trials },
    Part { name: "docs", title: "docs (warnings denied)", run: rust::docs },
    Part { name: "header", title: "header drift and exported symbols", run: c::header },
    Part { name: "c", title: "C and C++ programs (shared, static)", run: c::programs },
    Part { name: "c-examples", title: "C library from PHP, Ruby, Perl, Go, Node, LuaJIT", run: c_examples::run_all },
    Part { name: "python", title: "python tests", run: python::pytest },
    Part { name: "stubs", title: "type-stub drift", run: python::stubs },
    Part { name: "questions", title: "a question no binding knows of, from everywhere", run: questions::trial },
    Part { name: "conformance-rust", title: "conformance via rust", run: |c| conformance(c, "rust") },
    Part { name: "conformance-python", title: "conformance via python", run: |c| conformance(c, "python") },
    Part { name: "conformance-c", title: "conformance via c", run: |c| conformance(c, "c") },
    Part { name: "oldest-rust", title: "oldest compiler of each feature", run: oldest::check },
    Part { name: "targets", title: "32-bit targets (wasm32 built; core tests on i686)", run: targets::check },
    Part { name: "examples", title: "programs of the README and guides", run: examples::run },
    Part { name: "engines", title: "figures on DuckDB, polars and Spark", run: python::engines },
];

/// What installs more than the tests need: run with its own flag, named when it is not.
const OPTIONAL: &str = "engines";

/// Runs the parts that `args` select; `Ok(false)` when one failed or ran no test.
pub(crate) fn main(args: &[String]) -> Outcome<bool> {
    let Some(parts) = select(args)? else {
        PARTS.iter().for_each(|p| println!("{:<20} {}", p.name, p.title));
        return Ok(true);
    };
    let ws = Workspace::locate()?;
    let logs = ws.scratch("logs")?;
    let (beside, first): (Vec<&Part>, Vec<&Part>) = parts.into_iter().partition(|part| BESIDE.contains(&part.name));
    let all = |parts: Vec<&'static Part>| parts.into_iter().map(|part| close(part, &ws, &logs)).collect::<Vec<_>>();
    let closed = std::thread::scope(|scope| {
        let beside = scope.spawn(|| all(beside));
        let mut closed = all(first);
        closed.extend(beside.join().map_err(|_| "a part panicked")?);
        Ok::<_, String>(closed)
    })?;
    let (mut total, mut broken) = (Tally::default(), Vec::new());
    for (name, tally, sound) in closed {
        total.add(tally);
        if !sound {
            broken.push(name);
        }
    }
    if !broken.is_empty() {
        println!("parts that failed: {}", broken.join(", "));
    }
    println!("total: {total}");
    if args.is_empty() {
        println!("not run: {OPTIONAL} (cargo xtask test --{OPTIONAL} installs what it needs)");
    }
    Ok(broken.is_empty())
}

/// Runs a part and says how it went, in one piece: another may be speaking.
fn close(part: &Part, ws: &Workspace, logs: &Path) -> (&'static str, Tally, bool) {
    let context = Context { ws: ws.clone(), log: logs.join(format!("{}.log", part.name)) };
    let _ = std::fs::remove_file(context.log());
    let began = Instant::now();
    let (tally, fault) = judge((part.run)(&context));
    let line = format!("{}: {tally} ({:.0} s)", part.title, began.elapsed().as_secs_f64());
    match &fault {
        None => println!("{line}"),
        Some(fault) => println!("{line}\n{}", told(&context, fault)),
    }
    (part.name, tally, fault.is_none())
}

/// A part must close on at least one test and no failure.
fn judge(outcome: Outcome<Tally>) -> (Tally, Option<String>) {
    match outcome {
        Err(fault) => (Tally { passed: 0, failed: 1 }, Some(fault)),
        Ok(t) if t.failed > 0 => (t, Some(format!("{} failed", t.failed))),
        Ok(t) if t.passed == 0 => (Tally { passed: 0, failed: 1 }, Some("ran no test".to_owned())),
        Ok(t) => (t, None),
    }
}

/// The fault and the end of the part's log, so that a CI page shows what happened.
fn told(context: &Context, fault: &str) -> String {
    const LINES: usize = 80;
    let text = std::fs::read_to_string(context.log()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().skip(lines.len().saturating_sub(LINES)).map(|l| format!("\n  | {l}")).collect::<String>();
    format!("  {fault}; the end of {}:{end}", context.log().display())
}

fn select(args: &[String]) -> Outcome<Option<Vec<&'static Part>>> {
    let (mut only, mut skip, mut engines) = (Vec::new(), Vec::new(), false);
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let list = match arg.as_str() {
            "--list" => return Ok(None),
            "--engines" => {
                engines = true;
                continue;
            }
            "--only" => &mut only,
            "--skip" => &mut skip,
            other => {
                return Err(format!(
                    "unknown argument {other:?}; expected --list, --engines, --only PART or --skip PART"
                ));
            }
        };
        let name = rest.next().ok_or_else(|| format!("{arg} needs the name of a part (see --list)"))?;
        if !PARTS.iter().any(|p| p.name == name) {
            return Err(format!("no part {name:?}; see --list"));
        }
        list.push(name.as_str());
    }
    if engines {
        only.push(OPTIONAL);
    }
    let usual = |p: &&Part| only.is_empty() && p.name != OPTIONAL;
    let chosen = PARTS.iter().filter(|p| (usual(p) || only.contains(&p.name)) && !skip.contains(&p.name));
    Ok(Some(chosen.collect()))
}

/// Directories of worked cases: those of the modules, and small inputs from the field whose file names repeat.
const CASES: [&str; 2] = ["tests/cases", "tests/field"];

fn conformance(context: &Context, via: &str) -> Outcome<Tally> {
    let (mut report, mut total) = (String::new(), Tally::default());
    for dir in CASES.map(|dir| context.ws.root.join(dir)) {
        let tally = crate::conformance::run(&context.ws, &dir, via, None, context.log(), &mut report);
        total.add(tally.map_err(|e| format!("{report}{e}"))?);
    }
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(context.log())
        .and_then(|mut f| std::io::Write::write_all(&mut f, report.as_bytes()))
        .map_err(|e| format!("{}: {e}", context.log().display()))?;
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_without_a_test_is_a_failure() {
        assert!(judge(Ok(Tally::default())).1.is_some());
        assert!(judge(Ok(Tally::ONE)).1.is_none());
        assert!(judge(Ok(Tally { passed: 9, failed: 1 })).1.is_some());
    }

    #[test]
    fn parts_are_chosen_by_name() {
        let args = ["--only", "fmt", "--only", "docs", "--skip", "docs"].map(str::to_owned);
        let chosen = select(&args).unwrap().unwrap();
        assert_eq!(chosen.iter().map(|p| p.name).collect::<Vec<_>>(), ["fmt"]);
        assert!(select(&["--only".to_owned(), "nonsense".to_owned()]).is_err());
    }
}
