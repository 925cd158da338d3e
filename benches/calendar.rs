//! What a question to a calendar costs, in nanoseconds per operation: `cargo bench --bench calendar [filter]`.
//!
//! Each figure is the least and the median of several runs over 100,000 random inputs between 2020 and 2030. Peers are measured by
//! their own runners over inputs made the same way.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout)] // a benchmark reads the clock and prints
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::Instant;
use sundesk::calendar::{Calendar, CalendarDoc, Holiday};
use sundesk::time::{DAY, HOUR, SECOND, TimeSegment, ZoneDb};

const ROWS: usize = 100_000;
const RUNS: usize = 15;

fn main() {
    let filter = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_default();
    let zones = ZoneDb::bundled();
    let plain = Calendar::compile(&plain_doc("Europe/Berlin"), &zones).unwrap();
    let rich = Calendar::compile(&rich_doc(), &zones).unwrap();
    let (tokyo, la) = (plain_doc("Asia/Tokyo"), plain_doc("America/Los_Angeles"));
    let doc = CalendarDoc { union: vec![plain_doc("Europe/Berlin"), tokyo, la], ..CalendarDoc::default() };
    let union = Calendar::compile(&doc, &zones).unwrap();
    let bench = Bench { filter };
    for (name, cal) in [("plain", &plain), ("rich", &rich), ("union of 3", &union)] {
        println!("{name}: {} KiB, {} distinct weeks", cal.memory_bytes() / 1024, cal.distinct_weeks());
    }
    bench.run("compile plain, 10 years x 12 holidays", 1, || {
        black_box(Calendar::compile(&plain_doc("Europe/Berlin"), &zones).unwrap());
    });
    let plain_text = plain_doc("Europe/Berlin");
    bench.run("compile plain, document at hand", 1, || {
        black_box(Calendar::compile(&plain_text, &zones).unwrap());
    });
    let rich_text = rich_doc();
    bench.run("compile rich", 1, || {
        black_box(Calendar::compile(&rich_text, &zones).unwrap());
    });
    let limit = limit_doc();
    let largest = Calendar::compile(&limit, &zones).unwrap();
    println!("at the limits: {} KiB, {} distinct weeks", largest.memory_bytes() / 1024, largest.distinct_weeks());
    bench.run("compile at the limits", 1, || {
        black_box(Calendar::compile(&limit, &zones).unwrap());
    });
    bench.run("union of three compiled calendars", 1, || {
        black_box(plain.union(&rich).unwrap().union(&plain).unwrap());
    });
    for (name, cal) in [("plain", &plain), ("rich", &rich), ("union of 3", &union)] {
        batches(&bench, name, cal);
    }
    edges(&bench, &rich);
}

fn batches(bench: &Bench, name: &str, cal: &Calendar) {
    let mut out = vec![0; ROWS];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let from: Vec<i64> = (0..ROWS).map(|_| random.instant()).collect();
    for (span, least, most) in [("1 h-30 d", HOUR, 30 * DAY), ("1 d", DAY, DAY), ("365 d", 365 * DAY, 365 * DAY)] {
        let to: Vec<i64> = from.iter().map(|at| at + least + random.below(most - least + 1)).collect();
        bench.run(&format!("{name}: elapsed_many {span}"), ROWS, || cal.elapsed_many(&from, &to, &mut out).unwrap());
        bench.run(&format!("{name}: elapsed_us {span}"), ROWS, || {
            let sum: i64 = from.iter().zip(&to).map(|(a, b)| cal.elapsed_us(*a, *b).unwrap()).sum();
            black_box(sum);
        });
    }
    for (span, least, most) in
        [("1-80 h", HOUR, 80 * HOUR), ("8 h", 8 * HOUR, 8 * HOUR), ("2000 h", 2000 * HOUR, 2000 * HOUR)]
    {
        let amounts: Vec<i64> = from.iter().map(|_| least + random.below((most - least) / HOUR + 1) * HOUR).collect();
        bench.run(&format!("{name}: add_many {span}"), ROWS, || {
            black_box(cal.add_many(&from, &amounts, &mut out).unwrap());
        });
    }
}

fn edges(bench: &Bench, cal: &Calendar) {
    let mut random = Random(7);
    let at: Vec<i64> = (0..ROWS).map(|_| random.instant()).collect();
    let all = |f: &dyn Fn(i64) -> i64| black_box(at.iter().map(|a| f(*a)).fold(0_i64, i64::wrapping_add));
    bench.run("rich: is_open_us", ROWS, || {
        all(&|t| i64::from(cal.is_open_us(t).unwrap()));
    });
    bench.run("rich: next_open_us", ROWS, || {
        all(&|t| cal.next_open_us(t).unwrap().unwrap());
    });
    bench.run("rich: next_close_us", ROWS, || {
        all(&|t| cal.next_close_us(t).unwrap().unwrap());
    });
    let year = TimeSegment::new(1_767_225_600 * SECOND, 1_798_761_600 * SECOND);
    bench.run("rich: segments of a year, each", cal.segments(year).count(), || {
        black_box(cal.segments(year).map(TimeSegment::length).sum::<i64>());
    });
    bench.run("rich: pieces with reasons of a year, each", cal.pieces(year).count(), || {
        black_box(cal.pieces(year).count());
    });
}

struct Bench {
    filter: String,
}

impl Bench {
    fn run(&self, name: &str, operations: usize, mut body: impl FnMut()) {
        if !name.contains(&self.filter) {
            return;
        }
        let mut runs: Vec<f64> = (0..=RUNS)
            .map(|_| {
                let start = Instant::now();
                body();
                start.elapsed().as_nanos() as f64 / operations as f64
            })
            .collect();
        runs.remove(0);
        runs.sort_by(f64::total_cmp);
        println!("{name:55} {:>12.1} least {:>12.1} median ns", runs.first().unwrap(), runs.get(RUNS / 2).unwrap());
    }
}

/// xorshift64: the same inputs on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as i64
    }

    /// Between 2020 and 2030, to the second.
    fn instant(&mut self) -> i64 {
        (1_577_836_800 + self.below(10 * 365 * 86_400)) * SECOND
    }
}

const HOLIDAYS: [&str; 12] =
    ["01-01", "03-08", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-24", "12-25", "12-26", "12-31"];

fn dated() -> Vec<Holiday> {
    (2020..2030).flat_map(|y| HOLIDAYS.map(|md| Holiday::new(&format!("{y}-{md}")))).collect()
}

fn plain_doc(zone: &str) -> CalendarDoc {
    CalendarDoc {
        timezone: zone.to_owned(),
        weekly: sundesk::calendar::Weekly::weekdays(&[("09:00", "17:30")]),
        holidays: dated(),
        ..CalendarDoc::default()
    }
}

/// Breaks, overnight hours and exceptions on top.
fn rich_doc() -> CalendarDoc {
    let mut doc: CalendarDoc = serde_json::from_str(
        r#"{"timezone": "Europe/Berlin",
            "weekly": {"mon": ["09:00-12:00", "13:00-17:30"], "tue": ["09:00-12:00", "13:00-17:30"],
                       "wed": ["09:00-12:00", "13:00-17:30"], "thu": ["09:00-20:00"], "fri": ["22:00-06:00", "08:00-16:00"]},
            "breaks": {"thu": ["12:30-13:15", "17:00-17:10"], "mon": ["15:00-15:15"], "2026-06-03": ["10:00-11:00"]}}"#,
    )
    .unwrap();
    doc.holidays = dated();
    for year in 2020..2030 {
        doc.exceptions.insert(format!("{year}-06-20"), serde_json::from_str(r#"["10:00-14:00"]"#).unwrap());
        doc.exceptions.insert(format!("{year}-12-30"), serde_json::from_str(r#"["09:00-12:00"]"#).unwrap());
    }
    doc
}

/// As much as a document may hold: 10,000 partly closed days, 10,000 exceptions and 10,000 breaks of 48 intervals each.
fn limit_doc() -> CalendarDoc {
    use sundesk::calendar::{DateException, Hours, limits};
    let intervals = |day: usize, length: usize| -> Vec<Hours> {
        let at = |minute: usize| format!("{:02}:{:02}", minute / 60, minute % 60);
        let begins = (0..limits::MAX_INTERVALS_PER_DAY).map(|i| i * 30 + day * day % 19);
        begins.map(|m| Hours::new(&at(m), &at(m + length))).collect()
    };
    let date = |day: usize| {
        let at = sundesk::time::from_micros(day as i64 * DAY).unwrap();
        at.date_naive().to_string()
    };
    let mut doc = rich_doc();
    doc.weekly.mon = intervals(0, 20);
    doc.holidays = (0..limits::MAX_HOLIDAYS)
        .map(|d| Holiday { date: date(2 * d), closed: intervals(d, 9).pop(), ..Holiday::default() })
        .collect();
    doc.exceptions = (0..limits::MAX_EXCEPTIONS)
        .map(|d| (date(2 * d + 1), DateException { hours: intervals(d, 11), name: String::new() }))
        .collect();
    doc.breaks = (0..limits::MAX_BREAK_DAYS).map(|d| (date(3 * d), intervals(d, 5))).collect();
    doc
}
