//! `cargo xtask conformance`: the worked cases of a directory, asked of one of the three languages and judged here.
//!
//! ```text
//! file ──Kind──▶ case ──check keys──▶ Backend (rust | python | c) ──answer: JSON──▶ Kind::judge ──▶ Verdict
//! ```
//!
//! A new kind of file is one module in `kinds` and one function in each backend. Nothing here knows an id.

mod backend;
mod c;
mod disputed;
mod erlang;
mod keys;
mod kinds;
mod lifecycle;
mod rust;

use crate::Outcome;
use crate::process::Tally;
use crate::workspace::Workspace;
use disputed::Disputed;
use kinds::Kind;
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What became of one case.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// The answer is the expected one; with a remark when it is right through a documented option.
    Right(Option<String>),
    /// The answer is another one.
    Wrong {
        /// What the backend answered.
        got: String,
        /// What the file expects.
        expected: String,
    },
    /// The case itself cannot be judged: an unknown operation, kind or field.
    Unjudged(String),
}

/// The answer of a backend to questions to libraries.
pub(crate) fn answer(ws: &Workspace, via: &str, asks: &Value, log: &Path) -> Outcome<Value> {
    backend::open(ws, via, log)?.answer("ask", asks)
}

/// Runs the cases that `args` name and prints the report.
pub(crate) fn main(args: &[String]) -> Outcome<bool> {
    let (mut dir, mut via, mut only) = (None, "rust".to_owned(), None);
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut value = || rest.next().cloned().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--via" => via = value()?,
            "--only" => only = Some(value()?),
            flag if flag.starts_with("--") => return Err(format!("unknown option {flag:?}; expected --via or --only")),
            path if dir.is_none() => dir = Some(PathBuf::from(path)),
            extra => return Err(format!("one directory at a time; {extra:?} is the second")),
        }
    }
    let ws = Workspace::locate()?;
    let dir = dir.unwrap_or_else(|| ws.root.join("tests/cases"));
    let log = ws.scratch("logs")?.join(format!("conformance-via-{via}.log"));
    let mut report = String::new();
    let outcome = run(&ws, &dir, &via, only.as_deref(), &log, &mut report);
    print!("{report}");
    let tally = outcome?;
    println!("{tally}");
    Ok(tally.failed == 0 && tally.passed > 0)
}

/// Every file of `dir` through `via`; the lines for a person go to `report`.
pub(crate) fn run(
    ws: &Workspace,
    dir: &Path,
    via: &str,
    only: Option<&str>,
    log: &Path,
    report: &mut String,
) -> Outcome<Tally> {
    let mut backend = backend::open(ws, via, log)?;
    let disputed = Disputed::read(dir)?;
    let mut total = Tally::default();
    for path in files(dir, only)? {
        let name = path.file_stem().and_then(|n| n.to_str()).unwrap_or("?").to_owned();
        let tally = match cases_of(&path) {
            Ok((kind, cases)) => run_file(kind, &cases, backend.as_mut(), &disputed, report),
            Err(fault) => {
                let _ = writeln!(report, "  {name}: {fault}");
                Tally { passed: 0, failed: 1 }
            }
        };
        let _ = writeln!(report, "{name}: {tally}");
        total.add(tally);
    }
    Ok(total)
}

fn run_file(
    kind: &dyn Kind,
    cases: &[Value],
    backend: &mut dyn backend::Backend,
    disputed: &Disputed,
    report: &mut String,
) -> Tally {
    let mut tally = Tally::default();
    for (i, case) in cases.iter().enumerate() {
        let id = case.get("id").and_then(Value::as_str).map_or_else(|| format!("#{i}"), str::to_owned);
        let verdict = match kind.check(case) {
            Ok(()) => match backend.answer(kind.way(), &kind.question(case)) {
                Ok(answer) => disputed.weigh(&id, &answer, kind.judge(case, Ok(&answer)), report),
                Err(fault) => kind.judge(case, Err(&fault)),
            },
            Err(fault) => Verdict::Unjudged(fault),
        };
        let _ = match &verdict {
            Verdict::Right(None) => Ok(()),
            Verdict::Right(Some(how)) => writeln!(report, "  {id}: right, {how}"),
            Verdict::Wrong { got, expected } => writeln!(report, "  {id}: got {got}, expected {expected}"),
            Verdict::Unjudged(why) => writeln!(report, "  {id}: {why}"),
        };
        tally.count(matches!(verdict, Verdict::Right(_)));
    }
    tally
}

/// The case files in order of name; naming one that is not there is an error.
fn files(dir: &Path, only: Option<&str>) -> Outcome<Vec<PathBuf>> {
    let entries = std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let mut found: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    found.retain(|p| p.extension().is_some_and(|e| e == "json") && p.file_name().is_some_and(|n| n != disputed::FILE));
    if let Some(only) = only {
        let stem = only.strip_suffix(".json").unwrap_or(only);
        found.retain(|p| p.file_stem().is_some_and(|s| s == stem));
    }
    if found.is_empty() {
        return Err(format!(
            "no case file {}in {}",
            only.map(|o| format!("{o:?} ")).unwrap_or_default(),
            dir.display()
        ));
    }
    found.sort();
    Ok(found)
}

fn cases_of(path: &Path) -> Outcome<(&'static dyn Kind, Vec<Value>)> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let file: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    let mut cases = file.get("cases").and_then(Value::as_array).ok_or("no list `cases`")?.clone();
    let stem = path.file_stem().and_then(|n| n.to_str()).unwrap_or("");
    let kind = kinds::find(stem, cases.first()).ok_or("the format of this file is not known")?;
    cases.iter_mut().for_each(|case| kind.adopt(&file, case));
    Ok((kind, cases))
}
