//! What questions to a roster cost: `cargo bench --bench coverage`.
//!
//! Each figure is the least and the median of several runs. Bars are the project's own, printed beside the figures.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout)] // a benchmark reads the clock and prints
#![allow(clippy::cast_precision_loss, clippy::unwrap_used)]

use serde_json::json;
use std::hint::black_box;
use std::time::Instant;
use sundesk::coverage::staffing::{Goal, Workload, erlang_a_required, erlang_c_required};
use sundesk::coverage::suggest::{CoverNeed, PatternNeed, Shape, suggest_cover, suggest_patterns};
use sundesk::coverage::{Filter, Roster};
use sundesk::time::{HOUR, TimeSegment, ZoneDb, parse_instant};

const RUNS: usize = 31;

fn main() {
    let zones = ZoneDb::bundled();
    let compile = |doc: serde_json::Value| Roster::from_json(&doc.to_string(), &zones).unwrap();
    let year = TimeSegment::new(
        parse_instant("2026-01-01T00:00:00Z").unwrap(),
        parse_instant("2027-01-01T00:00:00Z").unwrap(),
    );
    let anybody = Filter::default();
    let ring = compile(json!({"shifts": [
        {"id": "mnl", "timezone": "Asia/Manila", "start": "06:00", "end": "14:00"},
        {"id": "ams", "timezone": "Europe/Amsterdam", "start": "07:00", "end": "15:00"},
        {"id": "lax", "timezone": "America/Los_Angeles", "start": "06:00", "end": "14:00"}]}));
    let (twenty, many) = (compile(shifts(20)), compile(shifts(200)));

    run("three shifts: year audit (bar 60 us)", 1, || {
        black_box(ring.audit(2026).unwrap());
    });
    let count = twenty.count_occurrences(year).unwrap();
    run("20 shifts: a year's occurrences, each (bar 25 ns)", count, || {
        black_box(twenty.count_occurrences(year).unwrap());
    });
    run("20 shifts: the same as an answer, each", count, || {
        black_box(twenty.occurrences(year, &[]).unwrap());
    });
    let pieces = twenty.cover(year, &anybody).unwrap().segments().count();
    let swept = run("20 shifts: a year's cover, each segment", pieces, || {
        black_box(twenty.cover(year, &anybody).unwrap());
    });
    let explained = run("20 shifts: a year's gaps with reasons, each segment", pieces, || {
        black_box(twenty.gaps(year, &anybody).unwrap());
    });
    told("20 shifts: gaps with reasons beyond the sweep, each segment (bar 15 ns)", explained - swept);
    let cover = twenty.cover(year, &anybody).unwrap();
    run("20 shifts: a cover in columns, each segment", pieces, || {
        black_box(cover.columns());
    });
    run("200 shifts: a year swept (bar 8 ms with reasons)", 1, || {
        black_box(many.cover(year, &anybody).unwrap());
    });
    run("200 shifts: a year's gaps with reasons (bar 8 ms)", 1, || {
        black_box(many.gaps(year, &anybody).unwrap());
    });
    for (name, roster) in [("three", &ring), ("20", &twenty), ("200", &many)] {
        let instants: Vec<i64> = (0..8_000).map(|i| year.start + i * HOUR + 12_345).collect();
        run(&format!("{name} shifts: on(at), each (bar 150 ns)"), instants.len(), || {
            instants.iter().for_each(|at| drop(black_box(roster.on_us(*at, &anybody).unwrap())));
        });
        let cover = roster.cover(year, &anybody).unwrap();
        run(&format!("{name} shifts: on(at) of a cover, each"), instants.len(), || {
            instants.iter().for_each(|at| drop(black_box(cover.on_us(*at))));
        });
    }
    let calls = Workload { arrivals: 6_000.0, interval_s: 1_800.0, aht_s: 300.0 };
    let goal = Goal::new(0.8, 20.0);
    run("required agents at 1,000 erlangs, each (bar 1,000 ns)", 100, || {
        for _ in 0..100 {
            black_box(erlang_c_required(black_box(&calls), &goal).unwrap());
        }
    });
    run("required agents at 1,000 erlangs by Erlang A, each", 10, || {
        for _ in 0..10 {
            black_box(erlang_a_required(black_box(&calls), 180.0, &goal).unwrap());
        }
    });
    let need: Vec<u32> = (0..168_u32).map(|h| 2 + (h % 24) / 4 * u32::from(h % 24 < 20)).collect();
    let shapes = vec![Shape { slots: 8, cost: 1, starts: None }];
    let cover = CoverNeed { need: need.clone(), circular: true, shapes, seed: 0, rounds: None };
    run("exact cover of 168 slots (bar 1,000,000 ns)", 1, || {
        black_box(suggest_cover(&cover).unwrap());
    });
    let patterns = PatternNeed {
        from: "2026-01-05T00:00:00Z".to_owned(),
        need,
        shift_slots: 8,
        days_on: 5,
        rest_minutes: 660,
        sites: Vec::new(),
        inhumane_cost: 1,
        seed: 1,
        rounds: None,
    };
    let found = suggest_patterns(&patterns, &ring).unwrap();
    println!("168 slots in weeks of five days: {} agents, at least {}", found.agents, found.lower_bound);
    run("weekly patterns of 168 slots (bar 300,000,000 ns)", 1, || {
        black_box(suggest_patterns(&patterns, &ring).unwrap());
    });
    let instants: Vec<i64> = (0..500).map(|i| year.start + i * 17 * HOUR).collect();
    run("three shifts: next_change, each", instants.len(), || {
        instants.iter().for_each(|at| drop(black_box(ring.next_change_us(*at, &anybody).unwrap())));
    });
}

/// Shifts of eight hours in ten zones, most of them on weekdays.
fn shifts(count: usize) -> serde_json::Value {
    const ZONES: [&str; 10] = [
        "Asia/Manila",
        "Europe/Amsterdam",
        "America/Los_Angeles",
        "Asia/Kolkata",
        "Europe/London",
        "America/New_York",
        "Australia/Sydney",
        "America/Sao_Paulo",
        "Africa/Cairo",
        "Asia/Tokyo",
    ];
    let shift = |i: usize| {
        let start = 6 + i / 10 % 5;
        let days: &[&str] = match i % 4 {
            0 => &["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            _ => &["mon", "tue", "wed", "thu", "fri"],
        };
        json!({"id": format!("shift {i:03}"), "timezone": ZONES.get(i % 10), "days": days,
            "start": format!("{start:02}:00"), "end": format!("{:02}:00", start + 8)})
    };
    json!({ "shifts": (0..count).map(shift).collect::<Vec<_>>() })
}

/// The least of several runs, in nanoseconds an operation.
fn run(name: &str, operations: usize, mut body: impl FnMut()) -> f64 {
    let mut runs: Vec<f64> = (0..=RUNS)
        .map(|_| {
            let start = Instant::now();
            body();
            start.elapsed().as_nanos() as f64 / operations as f64
        })
        .collect();
    runs.remove(0);
    runs.sort_by(f64::total_cmp);
    println!("{name:85} {:>12.1} least {:>12.1} median ns", runs.first().unwrap(), runs.get(RUNS / 2).unwrap());
    *runs.first().unwrap()
}

/// What follows from two runs.
fn told(name: &str, least: f64) {
    println!("{name:85} {least:>12.1} least");
}
