//! Any bytes as a TZif file: refused, or a zone that finds each instant again from its own wall clock.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sundesk::time::{LocalTime, TimeSegment, Zone};

fuzz_target!(|data: &[u8]| {
    let Ok(zone) = Zone::from_tzif("Fuzz/Zone", data) else { return };
    let all = TimeSegment { start: i64::MIN, end: i64::MAX };
    for t in zone.transitions(all).take(50) {
        assert_ne!(t.before, t.after);
        assert_eq!((zone.offset_at(t.at - 1), zone.offset_at(t.at)), (t.before, t.after));
        for us in [t.at - 1, t.at, t.at + 1] {
            match zone.classify(zone.to_local(us)) {
                LocalTime::Unique(found) => assert_eq!(found, us),
                LocalTime::Fold { earlier, later } => assert!(earlier < later && earlier <= us && us <= later),
                LocalTime::Gap { .. } => panic!("a reading that is shown is called a gap"),
            }
        }
    }
});
