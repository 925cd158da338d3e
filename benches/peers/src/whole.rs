//! The review of a year of incidents, from the gzipped file to the text, on one thread.

use crate::timing::{Line, median};
use sundesk::desk::{ReviewDoc, review};
use sundesk::ticket::import::{LogMap, from_path};
use sundesk::time::ZoneDb;

const LOG: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/servicenow-incidents/incident_event_log.csv.gz");

pub fn lines() -> Vec<Line> {
    let (map, doc) =
        (LogMap::preset("servicenow-uci").expect("a map"), ReviewDoc::servicenow_uci().expect("a document"));
    let ns = median(9, 1, || {
        let zones = ZoneDb::bundled();
        let log = from_path(LOG, &map, &zones).expect("the log");
        review(&log, &doc, &zones, None).expect("a review").to_text()
    });
    let what = "review of 141,712 rows, gzip file to text".to_owned();
    vec![Line { what, ours: ns / 1e6, unit: "ms", peer: "the bar".to_owned(), theirs: 500.0, bar: Some(1.0) }]
}
