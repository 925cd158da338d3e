//! Child processes: run quietly into a log, read back, and count the tests they closed on.

use crate::Outcome;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// How many checks of a part passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Checks that held.
    pub(crate) passed: u64,
    /// Checks that did not.
    pub(crate) failed: u64,
}

impl Tally {
    /// One check that held.
    pub(crate) const ONE: Tally = Tally { passed: 1, failed: 0 };

    /// One more check, held or not.
    pub(crate) fn count(&mut self, held: bool) {
        if held { self.passed += 1 } else { self.failed += 1 }
    }

    /// The checks of another part as well.
    pub(crate) fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Does the work of each item, as many at a time as there are cores, and adds up what they closed on.
pub(crate) fn side_by_side<T: Send>(items: Vec<T>, work: impl Fn(T) -> Tally + Sync) -> Outcome<Tally> {
    let (items, tally) = (Mutex::new(items), Mutex::new(Tally::default()));
    let next = || items.lock().ok().and_then(|mut left| left.pop());
    let take = || {
        while let Some(item) = next() {
            let judged = work(item);
            if let Ok(mut sum) = tally.lock() {
                sum.add(judged);
            }
        }
    };
    std::thread::scope(|threads| {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        (0..cores).for_each(|_| drop(threads.spawn(take)));
    });
    tally.into_inner().map_err(|_| "a thread that ran programs panicked".to_owned())
}

/// Runs `command` with both its streams appended to `log` and gives back what it wrote; its failure is in `ok`.
pub(crate) fn run(command: &mut Command, log: &Path) -> Outcome<Finished> {
    let name = format!("{command:?}");
    let before = std::fs::metadata(log).map_or(0, |m| m.len());
    let mut file = OpenOptions::new().create(true).append(true).open(log).map_err(|e| at(log, &e))?;
    writeln!(file, "$ {name}").map_err(|e| at(log, &e))?;
    let other = file.try_clone().map_err(|e| at(log, &e))?;
    let status =
        command.stdin(Stdio::null()).stdout(file).stderr(other).status().map_err(|e| format!("{name}: {e}"))?;
    Ok(Finished { ok: status.success(), said: said_since(log, before)? })
}

/// Like [`run`], where anything but success is an error.
pub(crate) fn must(command: &mut Command, log: &Path) -> Outcome<String> {
    let name = format!("{command:?}");
    let done = run(command, log)?;
    if done.ok { Ok(done.said) } else { Err(format!("failed: {name}")) }
}

/// A process that ended.
#[derive(Debug)]
pub(crate) struct Finished {
    /// It ended with status 0.
    pub(crate) ok: bool,
    /// What it wrote to its two streams.
    pub(crate) said: String,
}

fn said_since(log: &Path, offset: u64) -> Outcome<String> {
    use std::io::{Read, Seek, SeekFrom};
    let mut file = File::open(log).map_err(|e| at(log, &e))?;
    file.seek(SeekFrom::Start(offset)).map_err(|e| at(log, &e))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|e| at(log, &e))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn at(path: &Path, e: &std::io::Error) -> String {
    format!("{}: {e}", path.display())
}

/// The sum of the closing lines `test result: ok. 12 passed; 1 failed; …` of Rust's test runner.
pub(crate) fn count_cargo(said: &str) -> Tally {
    let mut sum = Tally::default();
    for line in said.lines().filter(|l| l.starts_with("test result:")) {
        sum.passed += number_before(line, " passed");
        sum.failed += number_before(line, " failed");
    }
    sum
}

/// The closing line of pytest: `3 failed, 120 passed, 1 error in 1.20s`.
pub(crate) fn count_pytest(said: &str) -> Tally {
    let closing =
        said.lines().rev().find(|l| l.contains(" in ") && l.contains('s') && l.trim_end().ends_with(['s', '=', ')']));
    let Some(line) = closing else { return Tally::default() };
    let failed = number_before(line, " failed") + number_before(line, " error");
    Tally { passed: number_before(line, " passed"), failed }
}

fn number_before(line: &str, word: &str) -> u64 {
    let digits = line.split(word).next().filter(|head| head.len() < line.len()).map(|head| {
        let tail: Vec<char> = head.chars().rev().take_while(char::is_ascii_digit).collect();
        tail.into_iter().rev().collect::<String>()
    });
    digits.and_then(|d| d.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_summed() {
        let said = "test result: ok. 12 passed; 0 failed; 0 ignored\nnoise\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n";
        assert_eq!(count_cargo(said), Tally { passed: 15, failed: 2 });
        assert_eq!(count_pytest("x\n3 failed, 120 passed, 1 error in 1.20s\n"), Tally { passed: 120, failed: 4 });
        assert_eq!(count_pytest("==== 7 passed in 0.10s ====\n"), Tally { passed: 7, failed: 0 });
        assert_eq!(count_pytest("no tests ran in 0.01s"), Tally::default());
    }
}
