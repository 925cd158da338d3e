//! Limits of an inspection at their edge.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::ticket::import::{MAX_INSPECT_BYTES, MAX_INSPECT_FAULTS, inspect};
use sundesk::time::ZoneDb;

const HEAD: &str = "id,created_at,status,note\n";

fn row(id: usize, at: &str, note: &str) -> String {
    format!("{id},{at},open,{note}\n")
}

#[test]
fn the_first_bytes_of_a_file_are_looked_at() {
    let most = usize::try_from(MAX_INSPECT_BYTES).unwrap();
    let note = "x".repeat(60_000);
    let mut text = HEAD.to_owned();
    let mut id = 0;
    while text.len() + 120_000 < most {
        text += &row(id, "2026-03-02 09:00:00", &note);
        id += 1;
    }
    let rest = most - text.len() - row(id, "2026-03-02 09:00:00", "").len();
    text += &row(id, "2026-03-02 09:00:00", &"y".repeat(rest));
    assert_eq!(text.len(), most);
    let zones = ZoneDb::bundled();
    assert!(inspect(text.as_bytes(), None, &zones).unwrap().whole);
    text.push('\n');
    assert!(!inspect(text.as_bytes(), None, &zones).unwrap().whole);
}

#[test]
fn so_many_faults_are_listed_and_the_others_counted() {
    let zones = ZoneDb::bundled();
    let good: String = (0..300).map(|i| row(i, "2026-03-02 09:00:00", "")).collect();
    for (bad, more) in [(MAX_INSPECT_FAULTS, 0), (MAX_INSPECT_FAULTS + 1, 1)] {
        let faulty: String = (0..bad).map(|i| row(1000 + i, "yesterday", "")).collect();
        let seen = inspect(format!("{HEAD}{good}{faulty}").as_bytes(), None, &zones).unwrap();
        assert_eq!((seen.faults.len(), seen.more_faults), (MAX_INSPECT_FAULTS, more));
    }
}
