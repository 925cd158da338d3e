//! What `fuzz/fuzz_targets/calendar.rs` checks, over a fixed set of spoiled documents: refused, or a calendar whose answers
//! fit together.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_possible_wrap)]

use sundesk::calendar::Calendar;
use sundesk::time::{DAY, TimeSegment, ZoneDb};

const SEEDS: [&str; 4] = [
    r#"{"timezone": "Europe/Berlin", "weekly": {"mon": [["09:00", "12:00"], ["13:00", "17:30"]], "fri": ["22:00-06:00"]},
        "holidays": ["2026-12-25", "12-26", "2026-12-28/2026-12-31", {"date": "12-24", "name": "Eve", "hours": ["12:00", "24:00"]}],
        "exceptions": {"2026-03-28": {"hours": [["09:00", "12:00"]], "name": "stocktaking"}, "2026-03-29": []},
        "breaks": {"mon": [["15:00", "15:15"]], "2026-03-29": [["01:30", "03:30"]]}, "holiday_cut": "owner_date"}"#,
    r#"{"timezone": "Pacific/Apia", "always_open": true, "holidays": {"2011-12-29": "a", "2011-12-31": "b"},
        "resolution": {"gap": "compatible", "fold": "widest"}, "exception_beats_holiday": false}"#,
    r#"{"union": [{"timezone": "Asia/Tokyo", "weekly": {"wed": ["00:00-24:00"]}},
        {"difference": [{"timezone": "America/New_York", "weekly": {"sun": ["20:00-48:00"]}},
                        {"timezone": "UTC", "weekly": {"mon": ["01:00-01:00"]}}]}], "timezone": "Asia/Kathmandu"}"#,
    r#"{"timezone": "Australia/Lord_Howe", "weekly": {"sun": ["01:30-02:15", "02:15-30:00"]}, "holidays_known_until": "2199-12-31"}"#,
];
/// Pieces of other documents, put in at random places.
const SCRAPS: [&str; 16] = [
    "0",
    "9",
    "-",
    ":",
    "\"",
    ",",
    "[",
    "]",
    "{}",
    "null",
    "48:00",
    "2026-02-29",
    "\"mon\":[]",
    "12-25",
    "1e400",
    "\u{0663}",
];

/// Marsaglia's xorshift64: the same documents on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

fn spoiled(random: &mut Random) -> String {
    let mut text: Vec<char> = SEEDS[random.below(SEEDS.len())].chars().collect();
    for _ in 0..random.below(4) {
        let at = random.below(text.len());
        match random.below(4) {
            0 => drop(text.remove(at)),
            1 => text[at] = char::from(b' ' + random.below(95) as u8),
            2 => drop(text.splice(at..at, SCRAPS[random.below(SCRAPS.len())].chars())),
            _ if text[at].is_ascii_digit() => text[at] = char::from(b'0' + random.below(10) as u8),
            _ => {}
        }
    }
    text.into_iter().collect()
}

#[test]
fn spoiled_documents_are_refused_or_give_answers_that_fit_together() {
    let (zones, mut random, mut accepted) = (ZoneDb::bundled(), Random(0x9e37_79b9_7f4a_7c15), 0);
    for _ in 0..1_500 {
        let text = spoiled(&mut random);
        let Ok(cal) = Calendar::from_json(&text, &zones) else { continue };
        accepted += 1;
        for _ in 0..4 {
            let at = (random.next() as i64) % (50_000 * DAY);
            let amount = (random.next() as i64) >> random.below(60);
            if let Ok(Some(there)) = cal.add_us(at, amount) {
                assert_eq!(cal.elapsed_us(at, there), Ok(amount), "{text} {at} {amount}");
            }
            let window = TimeSegment::new(at, at + 20 * DAY);
            let open: i64 = cal.segments(window).map(TimeSegment::length).sum();
            assert_eq!(cal.elapsed_us(window.start, window.end).unwrap_or(open), open, "{text} {at}");
        }
        let again = serde_json::to_string(cal.doc()).unwrap();
        assert_eq!(Calendar::from_json(&again, &zones).unwrap(), cal, "{text}");
        let _ = cal.warnings();
    }
    assert!(
        (300..1_400).contains(&accepted),
        "{accepted} of 1500 accepted: the documents are spoiled too little or too much"
    );
}
