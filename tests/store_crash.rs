//! A process that writes is killed at random points, and a disk fills up under it: what was acknowledged is there, the chain holds, no
//! timer has run twice, and the next process goes on.
//!
//! `cargo xtask crash --points N --seed S` runs more of it; the test alone does 100 points.
#![cfg(all(feature = "sqlite", unix))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods)] // a test may fail loudly
#![allow(clippy::print_stdout, clippy::cast_possible_wrap, clippy::cast_possible_truncation)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use sundesk::ErrorKind;
use sundesk::store::{
    Batch, Entry, Head, Lease, SqliteStore, SqliteVault, Store, StoreOptions, TicketQuery, TimerMark,
};
use sundesk::ticket::{Record, fact::Fact};
use sundesk::time::{HOUR, format_instant};

const DIR: &str = "SUNDESK_CRASH_DIR";
const SEED: &str = "SUNDESK_CRASH_SEED";
const POINTS: &str = "SUNDESK_CRASH_POINTS";
const START: i64 = 1_772_442_000_000_000;
/// A new file after so many points: each check reads the whole of it.
const POINTS_OF_A_FILE: u64 = 50;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

fn open(dir: &Path) -> sundesk::Result<SqliteStore> {
    let vault = Arc::new(SqliteVault::open(dir.join("desk.keys"), None)?);
    SqliteStore::open(dir.join("desk.db"), StoreOptions::new("acme", vault))
}

fn record(now: i64, stream: &str, by: &str, kind: &str, data: &str) -> Record {
    let at = format_instant(now);
    let actor = if by.starts_with("c-") { "requester" } else { "auto" };
    Record::from_json(&format!(
        r#"{{"id":"","stream":"{stream}","seq":0,"at":"{at}","recorded_at":"{at}","actor":{{"kind":"{actor}","id":"{by}"}},"workflow":"w","schema":1,"kind":"{kind}","data":{data}}}"#
    ))
    .unwrap()
}

fn mark(stream: &str, at: Option<i64>) -> TimerMark {
    TimerMark { stream: stream.to_owned(), at, what: "reminder".to_owned() }
}

/// One thing a desk does; a timer that is set says when.
fn step(dice: &mut Dice, now: i64) -> Batch {
    let stream = format!("T-{}", dice.roll(40));
    let customer = format!("c-{}", dice.roll(20));
    let (kind, data) = match dice.roll(6) {
        0 => {
            // No two timers have one instant, so that one which runs twice is seen.
            let at = now - i64::try_from(dice.roll(1 << 34)).unwrap();
            return Batch { timers: vec![mark(&stream, Some(at))], ..Batch::default() };
        }
        1 => ("note_added", format!(r#"{{"body":"{}"}}"#, "note ".repeat(dice.roll(2_000) as usize))),
        _ => (
            "message_added",
            format!(
                r#"{{"message":{{"inbound":true,"author":"{customer}","channel":"email","body":"Where is it? {}"}}}}"#,
                dice.roll(1_000)
            ),
        ),
    };
    Batch::of(&[record(now, &stream, &customer, kind, &data)])
}

/// What the process that is killed does. It says `ack` only after the store has.
fn work(dir: &Path, seed: u64) {
    println!(); // the harness has begun a line
    let mut dice = Dice(seed);
    let mut store = match open(dir) {
        Ok(store) => store,
        Err(error) => return say(&error),
    };
    let out = std::io::stdout();
    let mut now = START + (store.head().unwrap().position as i64) * HOUR;
    loop {
        now += HOUR;
        let answers = match dice.roll(12) {
            0 => store.tickets(&TicketQuery::default()).map(|_| Vec::new()),
            1 => store.backup(&dir.join(format!("backup-{}", dice.roll(1 << 40)))).map(|()| Vec::new()),
            2 => {
                let subject = format!(r#"{{"subject":"c-{}","messages":0}}"#, dice.roll(20));
                store.append_all(&[Batch::of(&[record(now, "T-0", "admin", "subject_erased", &subject)])])
            }
            3 | 4 => fire(&mut store, now),
            _ => {
                let batches: Vec<Batch> = (0..=dice.roll(5)).map(|_| step(&mut dice, now)).collect();
                store.append_all(&batches)
            }
        };
        match answers {
            Ok(answers) => assert!(answers.iter().all(sundesk::store::Append::is_done)),
            Err(error) => return say(&error),
        }
        let head = store.head().unwrap();
        writeln!(out.lock(), "ack {} {}", head.position, head.hash).unwrap();
    }
}

fn say(error: &sundesk::Error) {
    println!("fault {} {error}", error.kind().name());
}

/// Runs the timers that are due: what each does and that it is done are one batch.
fn fire(store: &mut SqliteStore, now: i64) -> sundesk::Result<Vec<sundesk::store::Append>> {
    let worker = format!("{}", std::process::id());
    let claims = store.due(Lease { worker: &worker, now, until: now + HOUR }, 10)?;
    let batch = |claim: &sundesk::store::Claim| {
        let data = format!(r#"{{"until":{}}}"#, claim.at);
        let entries = vec![Entry::from(record(now, &claim.stream, "timer", "reminder_due", &data))];
        Batch { entries, timers: vec![mark(&claim.stream, None)], ..Batch::default() }
    };
    store.append_all(&claims.iter().map(batch).collect::<Vec<_>>())
}

/// The process that works, started by the tests below.
#[test]
fn writer() {
    if let Some(dir) = std::env::var_os(DIR) {
        work(Path::new(&dir), std::env::var(SEED).unwrap().parse().unwrap());
    }
}

fn child(dir: &Path, seed: u64, limit: Option<u32>) -> Command {
    let own = std::env::current_exe().unwrap();
    // With `ulimit -f` a write past the limit is cut short and then fails, as on a full disk.
    let shell = limit.map_or("exec \"$0\" \"$@\"".to_owned(), |kib| {
        format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", kib * 2) // in blocks of 512 bytes
    });
    let mut command = Command::new("sh");
    command.args(["-c", &shell]).arg(own).args(["--exact", "writer", "--nocapture", "--test-threads=1"]);
    command.env(DIR, dir).env(SEED, seed.to_string()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// What a process said before it ended: the last head it acknowledged, and its fault. `first` is told of the first acknowledgement.
fn heard(out: impl std::io::Read, first: &Sender<()>) -> (Option<Head>, Option<String>) {
    let (mut head, mut fault) = (None, None);
    for line in BufReader::new(out).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["ack", position, hash] if hash.len() == 64 => {
                if head.is_none() {
                    let _ = first.send(()); // nobody may listen
                }
                head = Some(Head { position: position.parse().unwrap(), hash: (*hash).to_owned() });
            }
            ["fault", kind, ..] => fault = Some(format!("{kind}: {line}")),
            _ => {}
        }
    }
    (head, fault)
}

/// Everything acknowledged is there, the chain and the inbox hold, no timer ran twice.
#[track_caller]
fn sound(dir: &Path, head: Option<&Head>, what: &str) -> u64 {
    let mut store = open(dir).unwrap_or_else(|e| panic!("{what}: {e}"));
    let verified = store.verify(head).unwrap_or_else(|e| panic!("{what}: {e}"));
    let mut fired = BTreeSet::new();
    let mut after = 0;
    loop {
        let records = store.feed(after, 10_000).unwrap();
        let Some(last) = records.last() else { break };
        after = last.position;
        for stored in &records {
            if let Fact::ReminderDue { until } = &stored.record.fact {
                assert!(fired.insert((stored.record.stream.clone(), *until)), "{what}: a timer ran twice");
            }
        }
    }
    verified.records
}

#[test]
fn a_writer_that_is_killed_loses_nothing_it_acknowledged() {
    let points: u64 = std::env::var(POINTS).map_or(100, |n| n.parse().unwrap());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let seed: u64 = std::env::var(SEED).map_or(u64::from(now), |s| s.parse().unwrap());
    let mut dice = Dice(seed);
    let mut acknowledged = 0;
    let mut dir = tempfile::tempdir().unwrap();
    let mut head = None;
    for point in 0..points {
        if point % POINTS_OF_A_FILE == 0 {
            (dir, head) = (tempfile::tempdir().unwrap(), None);
        }
        let mut process = child(dir.path(), seed.wrapping_add(point), None).spawn().unwrap();
        let out = process.stdout.take().unwrap();
        let (first, begun) = channel();
        let said = std::thread::spawn(move || heard(out, &first));
        // One in five is killed wherever it stands, perhaps while it opens the file; the others once they are at work.
        if dice.roll(5) > 0 {
            let _ = begun.recv_timeout(Duration::from_secs(30));
        }
        std::thread::sleep(Duration::from_micros(dice.roll(60_000)));
        process.kill().unwrap();
        process.wait().unwrap();
        let (last, fault) = said.join().unwrap();
        let what = format!("seed {seed}, point {point}");
        assert_eq!(fault, None, "{what}");
        acknowledged += u64::from(last.is_some());
        head = last.or(head);
        sound(dir.path(), head.as_ref(), &what);
        for file in std::fs::read_dir(dir.path()).unwrap().map(|f| f.unwrap()) {
            let name = file.file_name().into_string().unwrap();
            if name.starts_with("backup-") {
                // A backup that has its name is whole; one that was cut short never got it.
                if !name.ends_with(".part") && !name.ends_with("-journal") {
                    let vault = Arc::new(SqliteVault::open(dir.path().join("desk.keys"), None).unwrap());
                    SqliteStore::open(file.path(), StoreOptions::new("acme", vault)).unwrap().verify(None).unwrap();
                }
                let _ = std::fs::remove_file(file.path());
            }
        }
    }
    println!(
        "{points} points, seed {seed}: killed at work {acknowledged} times, before that {}",
        points - acknowledged
    );
    assert!(acknowledged > points / 2, "{acknowledged} of {points} processes came so far as to write");
}

#[test]
fn a_disk_that_is_full_loses_nothing_that_was_acknowledged_and_says_so() {
    for limit in [120, 240, 400, 900] {
        let dir = tempfile::tempdir().unwrap();
        let output = child(dir.path(), u64::from(limit), Some(limit)).output().unwrap();
        let (head, fault) = heard(output.stdout.as_slice(), &channel().0);
        let what = format!("a limit of {limit} KiB");
        let fault = fault.unwrap_or_else(|| panic!("{what}: it went on"));
        assert!(fault.starts_with(ErrorKind::Io.name()), "{what}: {fault}");
        let before = head.as_ref().map_or(0, |head| head.position);
        assert!(sound(dir.path(), head.as_ref(), &what) >= before);
        // With room again, the next process goes on.
        let mut store = open(dir.path()).unwrap();
        assert!(
            store
                .append(&Batch::of(&[record(START, "T-1", "c-1", "note_added", r#"{"body":"n"}"#)]))
                .unwrap()
                .is_done()
        );
        store.verify(head.as_ref()).unwrap();
    }
}
