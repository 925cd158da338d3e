//! Medians of repeats, and the table they end in.

use std::hint::black_box;
use std::time::Instant;

/// The median over `repeats` of the nanoseconds per operation of `work`, which does `n` operations.
pub fn median<T>(repeats: usize, n: usize, mut work: impl FnMut() -> T) -> f64 {
    black_box(work());
    let mut all: Vec<f64> = (0..repeats)
        .map(|_| {
            let t = Instant::now();
            black_box(work());
            t.elapsed().as_nanos() as f64 / n as f64
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// One line of the table: ours beside a peer (or beside a fixed bar, where the bar is a time).
pub struct Line {
    pub what: String,
    pub ours: f64,
    pub unit: &'static str,
    pub peer: String,
    pub theirs: f64,
    /// At most this share of the peer's time.
    pub bar: Option<f64>,
}

pub fn print(lines: &[Line]) -> bool {
    println!("{:<52} {:>12} {:<42} {:>12} {:>9}  {}", "work", "sundesk", "beside", "", "ratio", "bar");
    let mut all_hold = true;
    for l in lines {
        let ratio = l.ours / l.theirs;
        let verdict = match l.bar {
            None => String::new(),
            Some(bar) if ratio <= bar => format!("holds (<= {bar:.3})"),
            Some(bar) => {
                all_hold = false;
                format!("MISSED (<= {bar:.3})")
            }
        };
        let (ours, theirs) = (figure(l.ours, l.unit), figure(l.theirs, l.unit));
        println!("{:<52} {:>12} {:<42} {:>12} {:>9.4}  {}", l.what, ours, l.peer, theirs, ratio, verdict);
    }
    all_hold
}

fn figure(v: f64, unit: &str) -> String {
    if v >= 1000.0 { format!("{v:.0} {unit}") } else { format!("{v:.1} {unit}") }
}
