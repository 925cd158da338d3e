//! Local hours and days of a range, in order and without gaps, whatever the clocks do.

use crate::time::civil::{MAX_DAY, MIN_DAY, day_of};
use crate::time::local::local;
use crate::time::{HOUR, Resolution, SECOND, TimeSegment, Zone};

/// The pieces of a range during which the wall clock of a zone shows one hour of one date. An hour that is shown twice comes twice.
pub(super) fn each_hour(zone: &Zone, range: TimeSegment, mut visit: impl FnMut(i32, usize, TimeSegment)) {
    let mut changes = zone.transitions(range).map(|t| t.at).peekable();
    let mut at = range.start;
    while at < range.end {
        while changes.next_if(|change| *change <= at).is_some() {}
        let reading = at + i64::from(zone.offset_at(at)) * SECOND;
        let next = at + HOUR - reading.rem_euclid(HOUR);
        let end = next.min(range.end).min(changes.peek().copied().unwrap_or(i64::MAX));
        let hour = usize::try_from(reading.div_euclid(HOUR).rem_euclid(24)).unwrap_or(0);
        visit(day_of(reading), hour, TimeSegment::new(at, end));
        at = end;
    }
}

/// The local days that overlap a range, whole.
pub(super) fn each_day(zone: &Zone, range: TimeSegment, mut visit: impl FnMut(i32, TimeSegment)) {
    let (first, last) = (day_of(zone.to_local(range.start)) - 1, day_of(zone.to_local(range.end)) + 1);
    for day in first.max(MIN_DAY)..=last.min(MAX_DAY) {
        let time = window(zone, day, (0, 86_400));
        if !time.intersection(range).is_empty() {
            visit(day, time);
        }
    }
}

/// A piece of a local day, in seconds of the wall clock from its midnight.
pub(super) fn window(zone: &Zone, day: i32, (start, end): (i32, i32)) -> TimeSegment {
    let at = |seconds| zone.resolve(local(day, seconds), Resolution::default());
    TimeSegment::new(at(start), at(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY, ZoneDb, parse_instant};

    #[test]
    fn an_hour_shown_twice_comes_twice_and_a_skipped_one_never() {
        let db = ZoneDb::bundled();
        for (name, day, expected) in [
            ("Europe/Berlin", "2026-03-29T00:00:00Z", 23),
            ("Europe/Berlin", "2026-10-25T00:00:00Z", 25),
            ("Antarctica/Troll", "2026-10-25T00:00:00Z", 26),
            ("Asia/Kathmandu", "2026-10-25T00:00:00Z", 24),
        ] {
            let zone = db.zone(name).unwrap();
            let start = parse_instant(day).unwrap() - 2 * DAY;
            let (mut pieces, mut at) = (Vec::new(), start);
            each_hour(&zone, TimeSegment::new(start, start + 5 * DAY), |day, hour, time| {
                assert_eq!(time.start, at, "{name}");
                at = time.end;
                pieces.push((day, hour, time.length()));
            });
            assert_eq!(at, start + 5 * DAY);
            let changed = crate::time::civil::day_of(parse_instant(day).unwrap());
            let length: i64 = pieces.iter().filter(|p| p.0 == changed).map(|p| p.2).sum();
            assert_eq!(length, expected * HOUR, "{name}");
        }
    }
}
