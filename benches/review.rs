//! What the review of a year of incidents costs, part by part: `cargo bench --bench review`.
//!
//! One thread, the gzipped log of `tests/data` (141,712 rows, 46 MB of text) already in memory: least and median of the runs. The
//! bar for the whole is 0.5 s.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout)] // a benchmark reads the clock and prints
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::hint::black_box;
use std::io::Read;
use std::time::{Duration, Instant};
use sundesk::desk::{ReviewDoc, review};
use sundesk::metrics::{TicketFacts, by_week};
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::time::{Zone, ZoneDb};

const LOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/servicenow-incidents/incident_event_log.csv.gz");
const BAR: Duration = Duration::from_millis(500);
const RUNS: usize = 15;

fn main() {
    let zones = ZoneDb::bundled();
    let (map, doc) = (LogMap::preset("servicenow-uci").unwrap(), ReviewDoc::servicenow_uci().unwrap());
    let bytes = std::fs::read(LOG).unwrap();
    let mut text = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut text).unwrap();
    let log = from_reader(bytes.as_slice(), &map, &zones).unwrap();
    let facts = TicketFacts::of_log(&log, log.span().unwrap().1);
    let judged = review(&log, &doc, &zones, None).unwrap();

    run("floor: gunzip alone", || {
        let mut out = Vec::with_capacity(text.len());
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut out).unwrap();
        black_box(out);
    });
    run("floor: records of the csv crate, nothing done with them", || {
        let mut csv = csv::Reader::from_reader(text.as_slice());
        let mut record = csv::ByteRecord::new();
        let mut fields = 0;
        while csv.read_byte_record(&mut record).unwrap() {
            fields += record.len();
        }
        black_box(fields);
    });
    run("import, plain text", || drop(black_box(from_reader(text.as_slice(), &map, &zones).unwrap())));
    run("import, gzip", || drop(black_box(from_reader(bytes.as_slice(), &map, &zones).unwrap())));
    run("facts of 24,918 tickets", || drop(black_box(TicketFacts::of_log(&log, log.span().unwrap().1))));
    run("weeks", || drop(black_box(by_week(&facts, &Zone::utc()).unwrap())));
    run("review of the log: clocks, figures, worst breaches", || {
        drop(black_box(review(&log, &doc, &zones, None).unwrap()));
    });
    run("review to text", || drop(black_box(judged.to_text())));
    let whole = run("THE WHOLE: file to text", || {
        let log = from_reader(std::fs::File::open(LOG).unwrap(), &map, &zones).unwrap();
        black_box(review(&log, &doc, &zones, None).unwrap().to_text());
    });
    println!(
        "bar {BAR:?}: {:.2} of it{}",
        whole.as_secs_f64() / BAR.as_secs_f64(),
        if whole > BAR { "  MISSED" } else { "" }
    );
}

/// Runs it and prints least and median; gives the median.
fn run(name: &str, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        work();
        times.push(start.elapsed());
    }
    times.sort_unstable();
    println!("{name:<58} {:>9.2?} {:>9.2?}", times[0], times[RUNS / 2]);
    times[RUNS / 2]
}
