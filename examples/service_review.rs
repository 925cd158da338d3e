//! A year of incidents judged by an SLA policy.
//!
//! ```text
//! cargo run --release --example service_review                 the log of tests/data
//! cargo run --release --example service_review -- FILE         another log in the form of ServiceNow's export, plain or gzip
//! cargo run --release --example service_review -- --json FILE  the same as JSON
//! ```
//!
//! The review itself is `sundesk::desk::review`; here are only the edges: arguments, the file, the progress bar.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a program for the terminal

use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;
use std::time::Instant;
use sundesk::desk::{ReviewDoc, review};
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::time::ZoneDb;
use sundesk::{Error, ErrorKind, Result};

const LOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/servicenow-incidents/incident_event_log.csv.gz");

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let (json, unknown) = (flags.iter().any(|f| f == "--json"), flags.iter().any(|f| f != "--json"));
    if unknown || files.len() > 1 {
        eprintln!("usage: service_review [--json] [FILE]");
        return ExitCode::from(2);
    }
    let told = text(files.first().map_or(LOG, String::as_str), json);
    match told.and_then(|text| io::stdout().write_all(text.as_bytes()).map_err(Error::from)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("error: {e}");
            ExitCode::FAILURE
        }
    }
}

/// The whole text, or none of it.
fn text(file: &str, json: bool) -> Result<String> {
    let zones = ZoneDb::bundled();
    let source = std::fs::File::open(file).and_then(|f| Ok((f.metadata()?.len(), f)));
    let (bytes, source) =
        source.map_err(|e| Error::new(ErrorKind::Io, format!("cannot be opened: {e}")).in_file(file, 0))?;
    let mut source = Progress::new(source, bytes);
    let log = from_reader(&mut source, &LogMap::preset("servicenow-uci")?, &zones);
    source.clear();
    let log = log.map_err(|e| {
        let line = e.line();
        e.in_file(file, line)
    })?;
    let review = review(&log, &ReviewDoc::servicenow_uci()?, &zones, None)?;
    if json {
        serde_json::to_string_pretty(&review)
            .map(|text| text + "\n")
            .map_err(|e| Error::new(ErrorKind::Internal, e.to_string()))
    } else {
        Ok(review.to_text())
    }
}

/// A progress bar on the terminal, from the second on that reading has taken.
struct Progress<R> {
    source: R,
    bytes: u64,
    done: u64,
    shown: u64,
    start: Option<Instant>,
}

impl<R: Read> Progress<R> {
    #[allow(clippy::disallowed_methods)] // the edge of the program, not the library
    fn new(source: R, bytes: u64) -> Self {
        let start = io::stderr().is_terminal().then(Instant::now);
        Self { source, bytes, done: 0, shown: 0, start }
    }

    fn show(&mut self) {
        let percent = (self.done * 100).checked_div(self.bytes).unwrap_or(100).min(100);
        let slow = self.start.is_some_and(|s| s.elapsed().as_secs_f32() > 1.0);
        if slow && percent > self.shown {
            self.shown = percent;
            let bar = "#".repeat(usize::try_from(percent / 5).unwrap_or(20));
            eprint!("\rreading [{bar:<20}] {percent:>3} %");
        }
    }

    fn clear(&self) {
        if self.shown > 0 {
            eprint!("\r{:40}\r", "");
        }
    }
}

impl<R: Read> Read for Progress<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(out)?;
        self.done += u64::try_from(count).unwrap_or(0);
        self.show();
        Ok(count)
    }
}
