//! The laws of the interval-set algebra, and its answers beside a naive set of points.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests

use proptest::prelude::*;
use std::collections::BTreeSet;
use sundesk::time::{IntervalSet, TimeSegment};

/// All points of the small world in which the twin lives; segments reach past both its ends.
const WORLD: TimeSegment = TimeSegment { start: -40, end: 40 };

fn segment() -> impl Strategy<Value = TimeSegment> {
    (-45_i64..45, -2_i64..20).prop_map(|(start, length)| TimeSegment { start, end: start + length })
}

fn segments() -> impl Strategy<Value = Vec<TimeSegment>> {
    prop::collection::vec(segment(), 0..9)
}

fn set() -> impl Strategy<Value = IntervalSet> {
    segments().prop_map(IntervalSet::from_segments)
}

/// The twin: a point is in the set when some segment holds it.
fn points(segments: &[TimeSegment]) -> BTreeSet<i64> {
    (-80..80).filter(|p| segments.iter().any(|s| s.start <= *p && *p < s.end)).collect()
}

#[track_caller]
fn well_formed(set: &IntervalSet) {
    assert!(set.iter().all(|s| s.start < s.end), "an empty segment in {set:?}");
    assert!(set.as_slice().windows(2).all(|w| w[0].end < w[1].start), "unsorted or touching: {set:?}");
}

proptest! {
    #[test]
    fn every_operation_agrees_with_the_set_of_points(a in segments(), b in segments(), within in segment()) {
        let (x, y) = (points(&a), points(&b));
        let inside = points(&[within]);
        let (a, b) = (IntervalSet::from_segments(a), IntervalSet::from_segments(b));
        for (got, expected) in [
            (a.clone(), x.clone()),
            (a.union(&b), &x | &y),
            (a.intersection(&b), &x & &y),
            (a.difference(&b), &x - &y),
            (a.complement(within), &inside - &x),
            (a.clip(within), &x & &inside),
        ] {
            well_formed(&got);
            prop_assert_eq!(points(got.as_slice()), expected.clone());
            prop_assert_eq!(got.total(), i64::try_from(expected.len()).unwrap());
            prop_assert_eq!(got.is_empty(), expected.is_empty());
            for p in -80..80 {
                prop_assert_eq!(got.contains(p), expected.contains(&p));
                prop_assert_eq!(got.segment_at(p).is_some_and(|s| s.contains(p)), expected.contains(&p));
            }
            prop_assert_eq!(got.span().map(|s| s.start), expected.first().copied());
        }
    }

    #[test]
    fn laws(a in set(), b in set(), c in set()) {
        let none = IntervalSet::empty();
        let not = |s: &IntervalSet| s.complement(WORLD);
        prop_assert_eq!(a.union(&b), b.union(&a));
        prop_assert_eq!(a.intersection(&b), b.intersection(&a));
        prop_assert_eq!(a.union(&b).union(&c), a.union(&b.union(&c)));
        prop_assert_eq!(a.intersection(&b).intersection(&c), a.intersection(&b.intersection(&c)));
        prop_assert_eq!(a.intersection(&b.union(&c)), a.intersection(&b).union(&a.intersection(&c)));
        prop_assert_eq!(a.union(&b.intersection(&c)), a.union(&b).intersection(&a.union(&c)));
        prop_assert_eq!((a.union(&a), a.intersection(&a)), (a.clone(), a.clone()));
        prop_assert_eq!((a.union(&none), a.intersection(&none), a.difference(&none)), (a.clone(), none.clone(), a.clone()));
        prop_assert_eq!((a.difference(&a), a.union(&a.intersection(&b))), (none, a.clone()));
        prop_assert_eq!(not(&a.union(&b)), not(&a).intersection(&not(&b)));
        prop_assert_eq!(not(&a.intersection(&b)), not(&a).union(&not(&b)));
        prop_assert_eq!(not(&not(&a)), a.clip(WORLD));
        prop_assert_eq!(a.difference(&b).clip(WORLD), a.intersection(&not(&b)).clip(WORLD));
        prop_assert_eq!(a.union(&b).total() + a.intersection(&b).total(), a.total() + b.total());
    }

    #[test]
    fn the_order_and_the_cutting_of_the_input_change_nothing(mut a in segments(), at in -45_i64..45) {
        let set = IntervalSet::from_segments(a.clone());
        a.reverse();
        let cut: Vec<_> = a.iter().flat_map(|s| [TimeSegment { end: s.end.min(at), ..*s }, TimeSegment { start: s.start.max(at), ..*s }]).collect();
        prop_assert_eq!(IntervalSet::from_segments(cut), set.clone());
        prop_assert_eq!(serde_json::from_str::<IntervalSet>(&serde_json::to_string(&set).unwrap()).unwrap(), set);
    }

    #[test]
    fn extreme_bounds_neither_panic_nor_wrap(a in prop::collection::vec((any::<i64>(), any::<i64>()), 0..5), t in any::<i64>()) {
        let a = IntervalSet::from_segments(a.into_iter().map(TimeSegment::from));
        let all = TimeSegment { start: i64::MIN, end: i64::MAX };
        let rest = a.complement(all);
        well_formed(&rest);
        prop_assert_eq!(a.union(&rest), IntervalSet::from(all));
        prop_assert!(a.intersection(&rest).is_empty());
        prop_assert!(a.total() >= 0);
        prop_assert!(t == i64::MAX || a.contains(t) != rest.contains(t));
    }
}

#[test]
fn a_set_is_written_as_a_list_of_pairs_and_read_back_normalised() {
    let set: IntervalSet = serde_json::from_str("[[5, 9], [0, 3], [3, 4], [7, 7]]").unwrap();
    assert_eq!(serde_json::to_string(&set).unwrap(), "[[0,4],[5,9]]");
    assert_eq!(format!("{set:?}"), "{0..4, 5..9}");
    let e = serde_json::from_str::<IntervalSet>("[[0, 1], [9, 5]]").unwrap_err();
    assert!(e.to_string().contains("[1]: \"[9, 5]\" is not valid"), "{e}");
    assert!(serde_json::from_str::<IntervalSet>("[[1]]").is_err());
}
