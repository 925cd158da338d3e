//! A calendar document from anywhere: refused, or read into a calendar whose answers fit together.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use sundesk::calendar::Calendar;
use sundesk::time::{DAY, TimeSegment, ZoneDb};

static ZONES: LazyLock<ZoneDb> = LazyLock::new(ZoneDb::bundled);

fuzz_target!(|input: (&str, i64, i64)| {
    let (text, at, amount) = input;
    let Ok(cal) = Calendar::from_json(text, &ZONES) else { return };
    let at = at % (50_000 * DAY);
    if let Ok(Some(there)) = cal.add_us(at, amount) {
        assert_eq!(cal.elapsed_us(at, there), Ok(amount));
    }
    let window = TimeSegment::new(at, at + 20 * DAY);
    let open: i64 = cal.segments(window).map(TimeSegment::length).sum();
    assert_eq!(cal.elapsed_us(window.start, window.end).unwrap_or(open), open);
    let again = serde_json::to_string(cal.doc()).unwrap();
    assert_eq!(Calendar::from_json(&again, &ZONES).unwrap(), cal);
    let _ = cal.warnings();
});
