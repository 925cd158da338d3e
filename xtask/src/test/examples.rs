//! The programs that the README and the guides print: compiled, run, and compared with the output printed below them.
//!
//! A fenced block of `c`, `python` or `rust` that is followed by a block of `text` is a program and its output.

use super::Context;
use super::c::{Linkage, build, command, compile};
use crate::Outcome;
use crate::process::{Tally, must};
use crate::workspace::cargo;
use std::path::Path;
use std::process::Command;

const PAGES: [&str; 3] = ["README.md", "docs/c-guide.md", "docs/python-guide.md"];

/// A program of a page and what the page says it prints.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    language: String,
    line: usize,
    source: String,
    output: String,
}

pub(super) fn run(context: &Context) -> Outcome<Tally> {
    build(&context.ws, context.log())?;
    let mut tally = Tally::default();
    tally.count(first_result(context)?);
    for page in PAGES {
        let Ok(text) = std::fs::read_to_string(context.ws.root.join(page)) else { continue };
        for program in printed(&text) {
            let held = match start(context, page, &program) {
                Ok(said) if said.trim_end() == program.output.trim_end() => true,
                Ok(said) => note(context, page, &program, &format!("printed:\n{said}")),
                Err(fault) => note(context, page, &program, &fault),
            };
            tally.count(held);
        }
    }
    Ok(tally)
}

/// The first command of the README, with the profile of the tests: it prints the review of the log of `tests/data`.
fn first_result(context: &Context) -> Outcome<bool> {
    let golden = context.ws.root.join("tests/data/service_review.txt");
    let expected = std::fs::read_to_string(&golden).map_err(|e| format!("{}: {e}", golden.display()))?;
    let mut review = cargo(&context.ws.root);
    review.args(["run", "--quiet", "--profile", "test", "--example", "service_review"]);
    Ok(must(&mut review, context.log())?.contains(expected.trim()))
}

/// Runs a program; what it printed without the log's own first line.
fn start(context: &Context, page: &str, program: &Printed) -> Outcome<String> {
    let (ws, log) = (&context.ws, context.log());
    let stem = format!("{}-{}", page.replace(['/', '.'], "-"), program.line);
    let write = |name: String| -> Outcome<std::path::PathBuf> {
        let path = ws.scratch("pages")?.join(name);
        std::fs::write(&path, &program.source).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(path)
    };
    let said = match program.language.as_str() {
        "c" => {
            let source = write(format!("{stem}.c"))?;
            must(&mut command(ws, &compile(ws, &source, Linkage::Shared, log)?), log)?
        }
        "python" => {
            let source = write(format!("{stem}.py"))?;
            let python = crate::python::installed(ws, crate::python::QUICK, log)?;
            must(Command::new(python).arg(source).current_dir(&ws.root), log)?
        }
        _ => {
            let name =
                example_with(&ws.root, &program.source).ok_or("no file of examples/ holds exactly this program")?;
            must(
                cargo(&ws.root).args([
                    "run",
                    "--quiet",
                    "--profile",
                    "test",
                    "-p",
                    "sundesk-examples",
                    "--example",
                    &name,
                ]),
                log,
            )?
        }
    };
    Ok(said.split_once('\n').map_or(String::new(), |(_, rest)| rest.to_owned()))
}

/// The example whose source, comments and lint settings of the head aside, is the program of the page.
fn example_with(root: &Path, source: &str) -> Option<String> {
    let entries = std::fs::read_dir(root.join("examples")).ok()?;
    entries.filter_map(|e| Some(e.ok()?.path())).find_map(|path| {
        let text = std::fs::read_to_string(&path).ok()?;
        let head = |l: &&str| l.starts_with("//!") || l.starts_with("#![allow(");
        let code: String = text.lines().filter(|l| !head(l)).map(|l| format!("{l}\n")).collect();
        if code.trim() == source.trim() { Some(path.file_stem()?.to_str()?.to_owned()) } else { None }
    })
}

fn note(context: &Context, page: &str, program: &Printed, what: &str) -> bool {
    let text = format!("{page}:{}: {what}\nexpected:\n{}\n", program.line, program.output);
    let file = std::fs::OpenOptions::new().create(true).append(true).open(context.log());
    if let Ok(mut file) = file {
        let _ = std::io::Write::write_all(&mut file, text.as_bytes());
    }
    false
}

/// Every program block that has its output as the next block.
fn printed(page: &str) -> Vec<Printed> {
    let blocks = blocks(page);
    let pairs = blocks.iter().zip(blocks.iter().skip(1));
    pairs
        .filter(|((language, ..), (next, ..))| ["c", "python", "rust"].contains(&language.as_str()) && next == "text")
        .map(|((language, line, source), (_, _, output))| Printed {
            language: language.clone(),
            line: *line,
            source: source.clone(),
            output: output.clone(),
        })
        .collect()
}

/// The fenced blocks of a page: language, line, content.
pub(super) fn blocks(page: &str) -> Vec<(String, usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize, String)> = None;
    for (i, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language.trim().to_owned(), i + 1, String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, _, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_a_block_followed_by_its_output() {
        let page =
            "x\n```c\nint main(void) { }\n```\nprints\n```text\nhello\n```\n```python\nloose\n```\n```sh\nls\n```\n";
        let found = printed(page);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].language.as_str(), found[0].line, found[0].output.as_str()), ("c", 2, "hello\n"));
    }
}
