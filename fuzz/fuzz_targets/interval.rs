//! Two lists of segments: the laws that tie the operations of the interval-set algebra together.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sundesk::time::{IntervalSet, TimeSegment};

fuzz_target!(|input: (Vec<(i64, i64)>, Vec<(i64, i64)>)| {
    let set = |pairs: Vec<(i64, i64)>| pairs.into_iter().map(TimeSegment::from).collect::<IntervalSet>();
    let (a, b) = (set(input.0), set(input.1));
    for s in [&a, &b] {
        assert!(s.iter().all(|s| s.start < s.end));
        assert!(s.as_slice().windows(2).all(|w| w[0].end < w[1].start));
    }
    let all = TimeSegment { start: i64::MIN, end: i64::MAX };
    assert_eq!(a.union(&b), b.union(&a));
    assert_eq!(a.intersection(&b), a.difference(&a.difference(&b)));
    assert_eq!(a.union(&b).complement(all), a.complement(all).intersection(&b.complement(all)));
    assert_eq!(a.difference(&b).union(&a.intersection(&b)), a);
    assert_eq!(a.complement(all).complement(all), a);
});
