//! What a store costs: `cargo bench --features sqlite --bench store [append|million]`.
//!
//! `append`: batches with group commit beside plain rusqlite loops in one run, round by round: one that is given the same batches, writes their
//! JSON and inserts it (bar: 0.8 of its speed), and one that inserts the very bytes the store has made (JSON, ciphertext, hash), so that the
//! difference is what making them costs. And single batches, which the sync of the disk alone limits. `million`: an inbox of 1,000,000 tickets
//! (bars: a page of 50 in 2 ms, counts by group in 50 ms).
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout)] // a benchmark reads the clock and prints
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss, clippy::unwrap_used)]
#![allow(clippy::cast_precision_loss, clippy::indexing_slicing)]

use rusqlite::Connection;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use sundesk::store::{Batch, By, Entry, Filter, MemoryVault, SqliteStore, Store, StoreOptions, TicketQuery, TimerMark};
use sundesk::ticket::Record;
use sundesk::time::format_instant;

/// A row of the plain table: position, stream, number in it, body, what is sealed, hash.
type Row = (i64, String, i64, String, Vec<u8>, Vec<u8>);

const START: i64 = 1_772_442_000_000_000;
const GROUP: usize = 1_000;

fn main() {
    let filter = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_default();
    if "append".contains(&filter) {
        append();
    }
    if "million".contains(&filter) {
        million();
    }
}

fn open(dir: &Path) -> SqliteStore {
    SqliteStore::open(dir.join("desk.db"), StoreOptions::new("acme", Arc::new(MemoryVault::new()))).unwrap()
}

fn record(at: i64, stream: &str, by: &str, kind: &str, data: &str) -> Record {
    let at = format_instant(at);
    Record::from_json(&format!(
        r#"{{"id":"","stream":"{stream}","seq":0,"at":"{at}","recorded_at":"{at}","actor":{{"kind":"requester","id":"{by}"}},"workflow":"support","schema":1,"kind":"{kind}","data":{data}}}"#
    ))
    .unwrap()
}

/// Messages and moves of open tickets, as a desk has them.
fn events(round: usize) -> Vec<Batch> {
    let one = |i: usize| {
        let (stream, by) = (format!("T-{}", i * 7 % 500), format!("c-{}", i * 7 % 200));
        let at = START + (round * GROUP + i) as i64 * 1_000_000;
        match i % 4 {
            0 => record(
                at,
                &stream,
                &by,
                "status_changed",
                r#"{"from":"new","from_category":"new","to":"open","to_category":"open"}"#,
            ),
            1 => record(at, &stream, &by, "assigned", r#"{"assignee":"ann","group":"emea"}"#),
            _ => record(
                at,
                &stream,
                &by,
                "message_added",
                r#"{"message":{"inbound":true,"author":"c-1","channel":"email","body":"Where is my parcel? It was to be here on Monday, and nobody answers the phone."}}"#,
            ),
        }
    };
    (0..GROUP).map(|i| Batch::of(&[one(i)])).collect()
}

/// What somebody would write in an afternoon: the records of a batch as JSON in a table, numbered, found by stream.
struct Afternoon {
    conn: Connection,
    versions: HashMap<String, i64>,
    pos: i64,
}

impl Afternoon {
    fn open(path: &Path) -> Self {
        let conn = Connection::open(path).unwrap();
        conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE events (pos INTEGER PRIMARY KEY, stream TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
               body TEXT NOT NULL, UNIQUE (stream, seq)) STRICT;",
        )
        .unwrap();
        Self { conn, versions: HashMap::new(), pos: 0 }
    }

    fn insert(&mut self, batches: &[Batch]) {
        let tx = self.conn.transaction().unwrap();
        {
            let mut sql = tx.prepare("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6)").unwrap();
            for Entry { record, .. } in batches.iter().flat_map(|batch| &batch.entries) {
                self.pos += 1;
                let seq = self.versions.entry(record.stream.clone()).or_default();
                *seq += 1;
                let row = (self.pos, &record.stream, *seq, record.at, record.fact.kind(), record.to_json().unwrap());
                sql.execute(row).unwrap();
            }
        }
        tx.commit().unwrap();
    }
}

/// The plainest loop: the table and the settings of the store, its very bytes.
struct Plain(Connection);

impl Plain {
    fn open(path: &Path) -> Self {
        let conn = Connection::open(path).unwrap();
        conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE events (pos INTEGER PRIMARY KEY, stream TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL,
               sealed BLOB NOT NULL, hash BLOB NOT NULL, UNIQUE (stream, seq)) STRICT;",
        )
        .unwrap();
        Self(conn)
    }

    fn insert(&mut self, rows: &[Row]) {
        let tx = self.0.transaction().unwrap();
        {
            let mut sql = tx.prepare("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6)").unwrap();
            for (pos, stream, seq, body, sealed, hash) in rows {
                sql.execute((pos, stream, seq, body, sealed, hash)).unwrap();
            }
        }
        tx.commit().unwrap();
    }
}

fn append() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    let mut plain = Plain::open(&dir.path().join("plain.db"));
    let mut afternoon = Afternoon::open(&dir.path().join("afternoon.db"));
    let reader = Connection::open(dir.path().join("desk.db")).unwrap();
    let (mut ours, mut theirs, mut made) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..40 {
        let batches = events(round);
        let begin = Instant::now();
        let answers = store.append_all(&batches).unwrap();
        ours.push(begin.elapsed());
        assert!(answers.iter().all(sundesk::store::Append::is_done));
        let mut read =
            reader.prepare("SELECT pos, stream, seq, body, sealed, hash FROM events WHERE pos > ?1").unwrap();
        let rows = read
            .query_map([(round * GROUP) as i64], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?))
            })
            .unwrap();
        let rows: Vec<_> = rows.map(Result::unwrap).collect();
        assert_eq!(rows.len(), GROUP);
        let begin = Instant::now();
        plain.insert(&rows);
        made.push(begin.elapsed());
        let begin = Instant::now();
        afternoon.insert(&batches);
        theirs.push(begin.elapsed());
    }
    let (a, b, c) = (median(&mut ours), median(&mut theirs), median(&mut made));
    let per_second = |d: Duration| GROUP as f64 / d.as_secs_f64();
    println!(
        "group commit of {GROUP}: {:.0} records/s; a loop that writes JSON {:.0}/s, ratio {:.2}; a loop with our bytes {:.0}/s, ratio {:.2}",
        per_second(a),
        per_second(b),
        b.as_secs_f64() / a.as_secs_f64(),
        per_second(c),
        c.as_secs_f64() / a.as_secs_f64()
    );
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (i, batch) in events(99).iter().take(200).enumerate() {
        let begin = Instant::now();
        store.append(batch).unwrap();
        ours.push(begin.elapsed());
        let begin = Instant::now();
        plain.insert(&[(1_000_000 + i as i64, format!("S-{i}"), 1, "x".repeat(300), vec![1; 200], vec![2; 32])]);
        theirs.push(begin.elapsed());
    }
    println!("one record and one sync: {:?}; plain {:?}", median(&mut ours), median(&mut theirs));
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn million() {
    let n: usize = std::env::args().filter_map(|a| a.parse().ok()).next().unwrap_or(1_000_000);
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    let begin = Instant::now();
    for first in (0..n).step_by(5_000) {
        let batches: Vec<Batch> = (first..n.min(first + 5_000)).map(|i| ticket(i, n)).collect();
        assert!(store.append_all(&batches).unwrap().iter().all(sundesk::store::Append::is_done));
    }
    println!("{n} tickets written in {:?}", begin.elapsed());
    let begin = Instant::now();
    store.tickets(&TicketQuery::default()).unwrap();
    println!("folded into the inbox in {:?}", begin.elapsed());
    for (name, query) in [
        ("the first page", r#"{}"#),
        ("the last activity, newest first", r#"{"order": "last_activity", "descending": true}"#),
        (
            "open ones of a group by due",
            r#"{"filter": {"group": "group-3", "category": ["new", "open", "pending"]}, "order": "due"}"#,
        ),
        (
            "open ones by due",
            r#"{"filter": [{"field": "status_category", "op": "not_in", "values": ["solved", "closed"]}], "order": "due"}"#,
        ),
        (
            "mine by last activity",
            r#"{"filter": {"assignee": "agent-17", "category": "open"}, "order": "last_activity", "descending": true}"#,
        ),
        (
            "urgent ones of a group",
            r#"{"filter": {"group": "group-3", "priority": "urgent", "category": "open"}, "order": "due"}"#,
        ),
        ("nobody's", r#"{"filter": {"assignee": null, "category": ["new", "open"]}, "order": "created"}"#),
        ("a customer's", r#"{"filter": {"requester": "c-4711"}}"#),
        ("a rare word", r#"{"search": "parcel 123456"}"#),
    ] {
        let query = TicketQuery::from_json(query).unwrap();
        let (time, found) = timed(|| store.tickets(&query).unwrap().tickets.len());
        println!("{name}: {found} tickets in {time:?}");
        let next = store.tickets(&query).unwrap().next;
        if next.is_some() {
            let query = TicketQuery { after: next, ..query };
            let (time, found) = timed(|| store.tickets(&query).unwrap().tickets.len());
            println!("  and the next page: {found} in {time:?}");
        }
    }
    for (name, filter) in [
        ("all", r#"{}"#),
        ("open ones", r#"{"category": ["new", "open"]}"#),
        ("urgent ones", r#"{"priority": "urgent"}"#),
    ] {
        let filter: Filter = serde_json::from_str(filter).unwrap();
        let (time, groups) = timed(|| store.counts(&filter, By::Group).unwrap().len());
        println!("counts by group of {name}: {groups} groups in {time:?}");
    }
}

fn timed<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut times = Vec::new();
    let mut last = run();
    for _ in 0..31 {
        let begin = Instant::now();
        last = run();
        times.push(begin.elapsed());
    }
    (median(&mut times), last)
}

/// Nineteen of twenty are closed, the others are the newest.
fn ticket(i: usize, n: usize) -> Batch {
    let (status, category) = match i {
        i if i < n / 20 * 19 => ("closed", "closed"),
        i if i % 3 == 0 => ("new", "new"),
        i if i % 3 == 1 => ("open", "open"),
        _ => ("waiting", "pending"),
    };
    let (stream, requester) = (format!("T-{i}"), format!("c-{}", i % 100_000));
    let (group, priority) = (i * 31 % 20, ["low", "normal", "high", "urgent"][i / 20 % 4]);
    let data = format!(
        r#"{{"of":{{"workflow":"support","workflow_version":"1","status":"{status}","category":"{category}","requester":"{requester}","subject":"Parcel {i}","priority":"{priority}","group":"group-{group}"}}}}"#
    );
    let mut entries = vec![Entry::from(record(START + i as i64 * 1_000_000, &stream, &requester, "created", &data))];
    if !i.is_multiple_of(10) {
        let agent = format!(r#"{{"assignee":"agent-{}"}}"#, i * 13 % 200);
        entries.push(Entry::from(record(START + i as i64 * 1_000_000, &stream, &requester, "assigned", &agent)));
    }
    let clocks = match category {
        "closed" => Vec::new(),
        _ => vec![TimerMark {
            stream,
            at: Some(START + (i as i64 * 7919 % 1_000_003) * 1_000_000),
            what: "first reply".to_owned(),
        }],
    };
    Batch { entries, clocks, ..Batch::default() }
}
