//! Business time: ours beside the Rust libraries that have it, and beside numpy's whole days.

use crate::inputs::{Inputs, holidays};
use crate::timing::{Line, median};
use jiff::civil::time;
use jiff::{SignedDuration, Timestamp};
use std::hint::black_box;
use sundesk::calendar::Calendar;
use sundesk::time::ZoneDb;

const N: usize = 100_000;
const SLOW: usize = 5_000;
const RUNS: usize = 15;

fn document(zone: &str, rich: bool) -> String {
    let hours = if rich {
        r#"[["08:00", "12:00"], ["13:00", "17:30"], ["22:00", "02:00"]]"#
    } else {
        r#"[["09:00", "17:30"]]"#
    };
    let weekly: Vec<String> = ["mon", "tue", "wed", "thu", "fri"].iter().map(|d| format!("\"{d}\": {hours}")).collect();
    let exceptions = r#""exceptions": {"2024-03-30": [["10:00", "14:00"]], "2025-12-24": [["09:00", "12:00"]],
        "2026-05-15": []}, "breaks": {"mon": [["10:00", "10:15"]], "wed": [["15:00", "15:30"]]}, "#;
    let closed: Vec<String> = holidays(2020..=2029).iter().map(|d| format!("\"{d}\"")).collect();
    format!(
        r#"{{"timezone": "{zone}", "weekly": {{{}}}, {} "holidays": [{}]}}"#,
        weekly.join(", "),
        if rich { exceptions } else { "" },
        closed.join(", ")
    )
}

fn compiled(text: &str) -> Calendar {
    Calendar::from_json(text, &ZoneDb::bundled()).expect("a calendar")
}

fn micros(seconds: &[i64], factor: i64) -> Vec<i64> {
    seconds.iter().map(|s| s * factor * 1_000_000).collect()
}

/// Batches over `inputs`: elapsed and add, nanoseconds a row.
fn ours(calendar: &Calendar, inputs: &Inputs) -> (f64, f64) {
    let (a, b, n) = (micros(&inputs.starts, 1), micros(&inputs.ends, 1), micros(&inputs.hours, 3_600));
    let mut out = vec![0; a.len()];
    let elapsed = median(RUNS, a.len(), || calendar.elapsed_many(&a, &b, &mut out).expect("in range"));
    let add = median(RUNS, a.len(), || calendar.add_many(&a, &n, &mut out).expect("in range"));
    black_box(&out);
    (elapsed, add)
}

pub fn lines(python: Option<&serde_json::Value>) -> Vec<Line> {
    let inputs = Inputs::random(N);
    let (plain, rich) = (compiled(&document("Europe/Berlin", false)), compiled(&document("Europe/Berlin", true)));
    check_answers(&plain, &inputs);
    let mut lines = Vec::new();
    let (elapsed, add) = ours(&plain, &inputs);
    let (rich_elapsed, rich_add) = ours(&rich, &inputs);
    if let Some(p) = python {
        numpy(&mut lines, p, [elapsed, add, rich_elapsed, rich_add]);
    }
    rust_peers(&mut lines, &inputs, elapsed, add);
    spans(&mut lines, &rich);
    union(&mut lines, &inputs, elapsed);
    compile(&mut lines);
    lines
}

fn line(what: &str, ours: f64, peer: &str, theirs: f64, bar: Option<f64>) -> Line {
    Line { what: what.to_owned(), ours, unit: "ns", peer: peer.to_owned(), theirs, bar }
}

fn numpy(lines: &mut Vec<Line>, p: &serde_json::Value, [elapsed, add, rich_elapsed, rich_add]: [f64; 4]) {
    let version = p["numpy"].as_str().unwrap_or("?");
    let figure = |name: &str| (format!("numpy {version} {name} (whole days)"), p[name].as_f64().unwrap_or(f64::NAN));
    let ((count, count_ns), (offset, offset_ns)) = (figure("busday_count"), figure("busday_offset"));
    lines.push(line("elapsed, batch", elapsed, &count, count_ns, Some(1.0 / 3.0)));
    lines.push(line("add, batch", add, &offset, offset_ns, Some(1.0 / 3.0)));
    lines.push(line("elapsed, batch; breaks, nights, exceptions", rich_elapsed, &count, count_ns, Some(1.0 / 3.0)));
    lines.push(line("add, batch; breaks, nights, exceptions", rich_add, &offset, offset_ns, Some(1.0 / 3.0)));
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).expect("a time")
}

fn rust_peers(lines: &mut Vec<Line>, inputs: &Inputs, elapsed: f64, add: f64) {
    let closed: Vec<jiff::civil::Date> = holidays(2020..=2029).iter().map(|d| d.parse().expect("a date")).collect();
    let week = workclock::WorkDay::new(time(9, 0, 0, 0), time(17, 30, 0, 0), workclock::Weekdays::MON_TO_FRI);
    let clock = workclock::Schedule::builder()
        .time_zone("Europe/Berlin")
        .rule(week)
        .rule(workclock::Holidays::new(closed.clone()))
        .build()
        .expect("a schedule");
    let mut ule = ule_hours::Schedule::builder("Europe/Berlin").expect("a zone").mon_fri("09:00-17:30").expect("hours");
    for day in closed {
        ule = ule.closed_on(day);
    }
    let ule = ule.build();
    let pairs = || inputs.starts.iter().zip(&inputs.ends).take(SLOW);
    let amounts = || inputs.starts.iter().zip(&inputs.hours).take(SLOW);
    let hours = |h: i64| SignedDuration::from_secs(h * 3_600);
    let t = median(5, SLOW, || pairs().map(|(a, b)| clock.between(at(*a), at(*b)).as_secs()).sum::<i64>());
    lines.push(line("elapsed", elapsed, "workclock 0.1.4", t, Some(0.01)));
    let t = median(5, SLOW, || pairs().map(|(a, b)| ule.between(at(*a), at(*b)).as_secs()).sum::<i64>());
    lines.push(line("elapsed", elapsed, "ule-hours 0.1.2", t, Some(0.01)));
    let t = median(5, SLOW, || {
        amounts().map(|(a, h)| clock.add(at(*a), hours(*h)).map_or(0, |t| t.as_second())).sum::<i64>()
    });
    lines.push(line("add", add, "workclock 0.1.4", t, None));
    let t = median(5, SLOW, || {
        amounts().map(|(a, h)| ule.add(at(*a), hours(*h)).map_or(0, |t| t.as_second())).sum::<i64>()
    });
    lines.push(line("add", add, "ule-hours 0.1.2", t, None));
}

/// A figure for wrong answers is worth nothing: ours must be those of a peer.
fn check_answers(plain: &Calendar, inputs: &Inputs) {
    let closed: Vec<jiff::civil::Date> = holidays(2020..=2029).iter().map(|d| d.parse().expect("a date")).collect();
    let week = workclock::WorkDay::new(time(9, 0, 0, 0), time(17, 30, 0, 0), workclock::Weekdays::MON_TO_FRI);
    let clock = workclock::Schedule::builder().time_zone("Europe/Berlin").rule(week);
    let clock = clock.rule(workclock::Holidays::new(closed)).build().expect("a schedule");
    for (a, b) in inputs.starts.iter().zip(&inputs.ends).take(2_000) {
        let ours = plain.elapsed_us(a * 1_000_000, b * 1_000_000).expect("in range");
        assert_eq!(ours, clock.between(at(*a), at(*b)).as_secs() * 1_000_000, "{a} {b}");
    }
}

fn spans(lines: &mut Vec<Line>, calendar: &Calendar) {
    let day = ours(calendar, &Inputs::span(N, 86_400)).0;
    let year = ours(calendar, &Inputs::span(N, 365 * 86_400)).0;
    lines.push(line("elapsed over 365 days", year, "sundesk, over 1 day", day, Some(1.5)));
}

fn union(lines: &mut Vec<Line>, inputs: &Inputs, one: f64) {
    let parts: Vec<String> =
        ["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"].iter().map(|z| document(z, false)).collect();
    let all = compiled(&format!(r#"{{"union": [{}]}}"#, parts.join(", ")));
    lines.push(line("elapsed, union of three zones", ours(&all, inputs).0, "sundesk, one calendar", one, Some(1.5)));
}

fn compile(lines: &mut Vec<Line>) {
    let text = document("Europe/Berlin", false);
    let zones = ZoneDb::bundled();
    let t = median(RUNS, 1, || Calendar::from_json(&text, &zones).expect("a calendar"));
    let ms = |what: &str, ours, peer: &str, theirs| Line {
        what: what.to_owned(),
        ours,
        unit: "ms",
        peer: peer.to_owned(),
        theirs,
        bar: Some(1.0),
    };
    lines.push(ms("compile, 10 years of holidays", t / 1e6, "the bar", 1.0));
    let kib = compiled(&document("Europe/Berlin", true)).memory_bytes() as f64 / 1024.0;
    lines.push(Line { unit: "KiB", ..ms("memory of a compiled calendar", kib, "the bar", 256.0) });
}
