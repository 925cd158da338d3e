//! Tasks of this repository.
//!
//! ```text
//! cargo xtask test [--list] [--engines] [--only PART]... [--skip PART]...
//! cargo xtask conformance [DIR] [--via rust|python|c] [--only FILE]
//! cargo xtask generate [--check]
//! cargo xtask bench
//! cargo xtask crash [--points N] [--seed S]
//! cargo xtask soak [--commands N] [--seed S]
//! ```
#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line tool speaks through its standard streams
#![allow(clippy::disallowed_methods)] // it is a host: it reads the environment and measures how long a part took

mod bench;
#[cfg(test)]
mod circles;
mod conformance;
mod crash;
mod generate;
#[cfg(test)]
mod marks;
mod process;
mod python;
mod soak;
mod test;
mod thin;
mod workspace;

use std::process::ExitCode;

/// What a task gives back: a value, or a sentence that says what went wrong.
type Outcome<T> = Result<T, String>;

const USAGE: &str = "\
cargo xtask test [--list] [--engines] [--only PART]... [--skip PART]...
    Checks everything: Rust, C, C++, Python, header, stubs, cases, examples. One closing line per part.
    --engines installs DuckDB, polars, Spark and r4pm besides, and runs what needs them (Spark also needs Java).
cargo xtask conformance [DIR] [--via rust|python|c] [--only FILE]
    Runs every *.json of DIR (default tests/cases) and prints `N passed, N failed` per file.
cargo xtask generate [--check]
    Writes what is committed and made from the sources: JSON Schemas, the page of
    all fields, the marks of the starter catalog's translations. --check says which files differ.
cargo xtask bench
    Every headline figure beside what one would use instead, as a ratio; fails when a bar is missed.
cargo xtask crash [--points N] [--seed S]
    Kills a process that writes to a store at N random points (2,000): nothing it has
    acknowledged may be lost.
cargo xtask soak [--commands N] [--seed S]
    Lives of tickets beside a naive model, until N commands (1,000,000) have been given,
    while calendars, holidays, zone rules, promises and workflows change under them.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.split_first() {
        Some((task, rest)) if task == "test" => test::main(rest),
        Some((task, rest)) if task == "conformance" => conformance::main(rest),
        Some((task, rest)) if task == "generate" => generate::main(rest),
        Some((task, _)) if task == "bench" => bench::main(),
        Some((task, rest)) if task == "crash" => crash::main(rest),
        Some((task, rest)) if task == "soak" => soak::main(rest),
        Some((task, _)) if task == "help" || task == "--help" || task == "-h" => {
            println!("{USAGE}");
            Ok(true)
        }
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}
