//! Figures of a year of events as columns: `cargo bench --bench metrics --features parallel [-- TICKETS]`.
//!
//! A fixed seed, 2,000,000 tickets of 8 events on average, rows in the order of time and by ticket. For each
//! ticket first response, resolution, first contact, reopenings, time in the desk's hands; by channel and locale how many, mean, p50, p90,
//! p95, p99, CSAT and NPS. The bars: 15 ns a row in the order of time, 6 by ticket, with two threads. One million ready facts by week and
//! priority within 0.05 s; Kaplan and Meier for 51 offices over 170,437 rows within 10 ms.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout)] // a benchmark reads the clock and prints
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_wrap)]

use std::hint::black_box;
use std::time::Instant;
use sundesk::document::Document;
use sundesk::metrics::frame::{FrameQuery, measure_frame};
use sundesk::metrics::stats::{Flag, SurvivalOf};
use sundesk::metrics::{Accumulator, Columns, MetricSpec, Rows, TicketFacts, ViewDoc, WordColumn};
use sundesk::ticket::frame::{EventChunk, FrameDoc, Ints, Tickets, Ticks, Words};

const KINDS: [&str; 10] =
    ["created", "assigned", "agent_reply", "customer_reply", "pending", "solved", "reopened", "closed", "csat", "nps"];
const ACTORS: [&str; 3] = ["customer", "agent", "system"];
const CHANNELS: [&str; 6] = ["email", "web", "chat", "phone", "api", "social"];
const LOCALES: [&str; 12] =
    ["en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "pt-BR", "ja-JP", "it-IT", "nl-NL", "pl-PL", "sv-SE", "ko-KR"];
const PRIORITIES: [&str; 4] = ["low", "normal", "high", "urgent"];
/// Kind, actor, probability in hundredths, what makes it happen together, median gap in seconds.
const SLOTS: [(u8, u8, u64, usize, u64); 17] = [
    (0, 0, 100, 0, 0),
    (1, 2, 95, 0, 300),
    (2, 1, 97, 0, 5_400),
    (4, 1, 40, 0, 30),
    (3, 0, 60, 1, 14_400),
    (2, 1, 60, 1, 7_200),
    (3, 0, 30, 2, 14_400),
    (2, 1, 30, 2, 7_200),
    (3, 0, 20, 3, 14_400),
    (2, 1, 20, 3, 7_200),
    (5, 1, 93, 0, 3_600),
    (6, 0, 12, 4, 43_200),
    (2, 1, 12, 4, 7_200),
    (5, 1, 12, 4, 3_600),
    (7, 2, 85, 0, 259_200),
    (8, 0, 25, 0, 7_200),
    (9, 0, 10, 0, 86_400),
];

/// A generator with a fixed seed (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A gap around a median: halved or doubled by each of four coins, and some spread.
    fn gap(&mut self, median: u64) -> i64 {
        let coins = self.below(16).count_ones();
        let spread = 500_000 + self.below(1_000_000);
        ((median << coins >> 2) * spread) as i64
    }
}

#[derive(Default)]
struct Log {
    tickets: Vec<i64>,
    at: Vec<i64>,
    kinds: Vec<i8>,
    actors: Vec<i8>,
    scores: Vec<i8>,
    words: [Vec<i8>; 3],
}

impl Log {
    fn by_ticket(count: usize) -> Self {
        let mut random = Random(20_240_502);
        let mut log = Self::default();
        let (mut id, mut at) = (10_000_i64, 1_704_067_200_000_000_i64);
        let step = 94_694_400_000_000 / count as u64;
        for _ in 0..count {
            id += 1 + random.below(5) as i64;
            at += random.below(2 * step) as i64;
            let words = [random.below(6), random.below(12), random.below(4)].map(|word| word as i8);
            let together: [u64; 5] = std::array::from_fn(|_| random.below(100));
            let mut now = at;
            for (kind, actor, chance, group, median) in SLOTS {
                let dice = if group == 0 { random.below(100) } else { together[group] };
                if dice >= chance {
                    continue;
                }
                now += if median == 0 { 0 } else { random.gap(median).max(1_000) };
                let score = match kind {
                    8 => 1 + random.below(5) as i8,
                    9 => random.below(11) as i8,
                    _ => -1,
                };
                log.push(id, now, kind as i8, actor as i8, score, words);
            }
        }
        log
    }

    fn push(&mut self, ticket: i64, at: i64, kind: i8, actor: i8, score: i8, words: [i8; 3]) {
        self.tickets.push(ticket);
        self.at.push(at);
        self.kinds.push(kind);
        self.actors.push(actor);
        self.scores.push(score);
        self.words.iter_mut().zip(words).for_each(|(column, word)| column.push(word));
    }

    fn by_time(&self) -> Self {
        let mut order: Vec<u32> = (0..self.at.len() as u32).collect();
        order.sort_by_key(|row| self.at[*row as usize]);
        let mut log = Self::default();
        for row in order.into_iter().map(|row| row as usize) {
            let words = [0, 1, 2].map(|column: usize| self.words[column][row]);
            log.push(self.tickets[row], self.at[row], self.kinds[row], self.actors[row], self.scores[row], words);
        }
        log
    }

    fn chunk(&self) -> EventChunk<'_> {
        let words =
            |codes, names: &[&'static str]| Words { codes: Ints::I8(codes).into(), names: Some(names.to_vec()) };
        EventChunk {
            tickets: Tickets::Numbers(self.tickets.as_slice().into()),
            at: self.at.as_slice().into(),
            ticks: Ticks::Micros,
            kinds: words(&self.kinds, &KINDS),
            actors: Some(words(&self.actors, &ACTORS)),
            agents: None,
            scores: Some(Ints::I8(&self.scores).into()),
            words: vec![
                words(&self.words[0], &CHANNELS),
                words(&self.words[1], &LOCALES),
                words(&self.words[2], &PRIORITIES),
            ],
        }
    }
}

fn least<T>(runs: usize, mut work: impl FnMut() -> T) -> f64 {
    let once = |work: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    };
    (0..runs).map(|_| once(&mut work)).fold(f64::INFINITY, f64::min)
}

fn frame(name: &str, log: &Log, runs: usize) {
    let doc = r#"{"words": ["channel", "locale", "priority"], "handling": ["assigned", "customer_reply", "reopened"]}"#;
    let doc = FrameDoc::from_json(doc).unwrap();
    let specs = r#"["volume", "first_response", "resolution_time", {"metric": "first_contact", "variant": "one_touch"}, "reopen_rate", "csat", "nps",
                    {"metric": "amount", "of": "handling"}]"#;
    let metrics: Vec<MetricSpec> = serde_json::from_str(specs).unwrap();
    let view = ViewDoc { percentiles: vec![90.0, 95.0, 99.0], ..ViewDoc::default() }.compile().unwrap();
    for threads in [1, 2] {
        let query = FrameQuery {
            metrics: metrics.clone(),
            group_by: vec!["channel".to_owned(), "locale".to_owned()],
            period: None,
            labels: None,
            cells: None,
            calendar: None,
            as_of: None,
            threads,
        };
        let rows = log.at.len() as f64;
        let seconds = least(runs, || {
            let measured = measure_frame(&doc, &[log.chunk()], &query).unwrap();
            measured.figures(&view, threads).unwrap()
        });
        println!("{name}, {threads} thread(s): {:.1} ns a row ({seconds:.3} s)", seconds * 1e9 / rows);
    }
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let count = given.iter().find_map(|text| text.parse().ok()).unwrap_or(2_000_000);
    let runs = 5;
    let by_ticket = Log::by_ticket(count);
    println!("{count} tickets, {} rows", by_ticket.at.len());
    let by_time = by_ticket.by_time();
    frame("in the order of time", &by_time, runs);
    drop(by_time);
    frame("by ticket", &by_ticket, runs);
    drop(by_ticket);
    offices(runs);
    ready(runs);
}

/// Kaplan and Meier for each of 51 offices.
fn offices(runs: usize) {
    let mut random = Random(7);
    let office = |random: &mut Random| {
        let each = (0..170_437 / 51).map(|_| (random.below(400) as f64, Flag::Word(random.below(10) > 0)));
        let (durations, done) = each.unzip();
        let (at, means_to) = (Vec::new(), Vec::new());
        SurvivalOf { durations, done, confidence: 0.95, at, shares: vec![0.5, 0.75, 0.9], means_to }
    };
    let offices: Vec<SurvivalOf> = (0..51).map(|_| office(&mut random)).collect();
    let seconds = least(runs, || offices.iter().map(|office| office.compute().unwrap().events).sum::<u64>());
    println!("Kaplan and Meier for 51 offices over 170,437 rows: {:.2} ms", seconds * 1e3);
}

/// One million facts at hand by week and priority: how many, mean, and exact p50, p90, p99.
fn ready(runs: usize) {
    let mut random = Random(11);
    let (mut columns, mut weeks, mut priorities) = (Columns::default(), Vec::new(), Vec::new());
    for _ in 0..1_000_000 {
        let mut facts = TicketFacts::default();
        let week = random.below(17);
        facts.created = Some(week as i64 * 604_800_000_000);
        facts.last_resolved = facts.created.map(|at| at + random.gap(86_400));
        facts.done = true;
        columns.push(&facts, &[]);
        weeks.push(week as u32);
        priorities.push(random.below(4) as u32);
    }
    let names = |n: usize| (0..n).map(|i| i.to_string()).collect::<Vec<_>>();
    let words = [("week", WordColumn::new(weeks, names(17))), ("priority", WordColumn::new(priorities, names(4)))];
    let rows = Rows { columns, words: words.map(|(name, column)| (name.to_owned(), column)).into() };
    let specs: Vec<MetricSpec> = serde_json::from_str(r#"["resolution_time"]"#).unwrap();
    let view = ViewDoc { percentiles: vec![90.0, 99.0], ..ViewDoc::default() }.compile().unwrap();
    let seconds = least(runs, || {
        let mut acc = Accumulator::new(&specs).unwrap();
        acc.see(&rows.columns, rows.groups(&["week".to_owned(), "priority".to_owned()]).unwrap(), i64::MAX).unwrap();
        acc.figures(&view).unwrap()
    });
    println!("1,000,000 ready facts by week and priority: {:.1} ms", seconds * 1e3);
}
