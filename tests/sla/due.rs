//! What falls due when: alerts, windows, the index.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use super::tables::*;

#[test]
fn alerts_are_never_early_and_keep_their_keys() {
    let p = metric(json!({"kind": "requester_wait", "target": "4h", "alerts": [
        {"percent": 50}, {"offset": "-30m"}, {"name": "late/er", "offset": "1h"}, {"offset": "-10m", "clock": "elapsed"}]}));
    let running = one(&p, &["3 14:00 created"], "3 15:00");
    let when: Vec<String> = running.alerts.iter().map(|a| format!("{} {}", a.alert, stamp(a.at))).collect();
    assert_eq!(
        when,
        ["percent-50 3 16:00", "offset--1800s 4 09:30", "late/er 4 11:00", "elapsed-offset--600s 4 09:50"]
    );
    assert_eq!(running.next_change.unwrap().micros(), at("3 16:00"));
    let key = running.alerts[0].key_for("T/1");
    assert_eq!(key, "T%2F1/m/1/percent-50/2024-06-04T10:00:00Z");
    // A pause after the alert has fired moves the due instant, not the key.
    let paused = one(&p, &["3 14:00 created", "3 16:30 status pending", "4 09:30 status open"], "4 12:00");
    says(&paused, "breached 300m due 4 11:00");
    assert_eq!(paused.alerts[0].key_for("T/1"), key);
    assert!(paused.alerts[0].fired);
    // A reply before the alert: it never comes.
    let met = one(&p, &["3 14:00 created", "3 15:00 status solved"], "9 00:00");
    assert!(met.alerts.iter().all(|a| a.at.is_none() && !a.fired));
}

#[test]
fn what_falls_due_in_a_window() {
    let p =
        metric(json!({"kind": "total_resolution", "target": "4h", "alerts": [{"percent": 50}, {"offset": "-30m"}]}));
    let report = whole(&p, &["3 14:00 created"], "3 15:00");
    let items = |a: &str, b: &str| -> Vec<String> {
        let time = |t: &str| sundesk::time::from_micros(at(t)).unwrap();
        let due = report.due_between(time(a), time(b));
        due.iter().map(|i| format!("{} {}", i.alert.as_deref().unwrap_or("due"), stamp(Some(i.at)))).collect()
    };
    assert_eq!(items("3 15:00", "5 00:00"), ["percent-50 3 16:00", "offset--1800s 4 09:30", "due 4 10:00"]);
    assert_eq!(items("3 16:00", "4 09:30"), ["percent-50 3 16:00"]); // the end of the window is outside
    assert!(items("4 09:30", "4 09:30").is_empty());
}

#[test]
fn the_due_index_agrees_with_a_sorted_list() {
    use std::collections::BTreeMap;
    let (mut index, mut list, mut handles) = (sundesk::time::DueIndex::new(), BTreeMap::new(), Vec::new());
    let mut state = 1_u64;
    let mut random = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for key in 0..20_000_u64 {
        let at = i64::try_from(random(3_000)).unwrap();
        handles.push((index.insert(at, key).unwrap(), at, key));
        list.insert((at, key), ());
        if key % 3 == 0 {
            let (handle, at, key) = handles[usize::try_from(random(key + 1)).unwrap()];
            assert_eq!(index.remove(handle).is_some(), list.remove(&(at, key)).is_some());
        }
        if key % 7 == 0 {
            let now = i64::try_from(random(200)).unwrap();
            if let Some((at, key)) = index.pop_due(now) {
                assert!(at <= now && list.keys().next().is_some_and(|(first, _)| *first == at));
                list.remove(&(at, key)).unwrap();
            }
        }
        let now = i64::try_from(random(3_000)).unwrap();
        let first = list.keys().next().map(|(at, _)| *at);
        assert_eq!(index.peek().map(|(at, _)| at), first);
        assert_eq!(index.next_wake(now), first.map(|at| at.max(now)));
        assert_eq!(index.len(), list.len());
    }
    let window: Vec<i64> = index.due_between(500, 900).map(|(at, _)| at).collect();
    assert_eq!(window, list.range((500, 0)..(900, 0)).map(|((at, _), ())| *at).collect::<Vec<_>>());
    let mut last = i64::MIN;
    while let Some((at, key)) = index.pop_due(i64::MAX) {
        assert!(at >= last && list.remove(&(at, key)).is_some());
        last = at;
    }
    assert!(list.is_empty() && index.is_empty());
    assert_eq!((index.next_wake(i64::MIN), index.peek()), (None, None));
}

#[test]
fn the_due_index_keeps_an_overdue_clock_in_sight() {
    let mut index = sundesk::time::DueIndex::new();
    let first = index.insert(100, "a").unwrap();
    index.insert(300, "b").unwrap();
    assert_eq!(index.next_wake(50), Some(100));
    assert_eq!(index.next_wake(200), Some(200)); // "a" is overdue: at once, not at 300
    assert_eq!(index.next_wake(900), Some(900)); // it was None once, and both were forgotten
    assert_eq!(index.peek(), Some((100, &"a")));
    assert_eq!(index.len(), 2);
    assert_eq!(index.pop_due(900), Some((100, "a")));
    assert_eq!((index.remove(first), index.peek()), (None, Some((300, &"b"))));
}

#[test]
fn the_due_index_takes_instants_only_and_gives_no_handle_that_is_zero() {
    use sundesk::time::{DueHandle, DueIndex};
    let mut index = DueIndex::new();
    for at in [i64::MIN, MIN_INSTANT - 1, MAX_INSTANT, i64::MAX] {
        let e = index.insert(at, ()).unwrap_err();
        assert_eq!((e.kind(), e.path()), (ErrorKind::OutOfRange, "at"), "{at}");
    }
    assert!(index.is_empty() && index.pop_due(i64::MAX).is_none());
    for at in [MIN_INSTANT, MAX_INSTANT - 1] {
        assert_ne!(index.insert(at, ()).unwrap().to_bits(), 0);
    }
    assert_eq!(index.remove(DueHandle::from_bits(0)), None);
    assert_eq!(index.len(), 2);
}
