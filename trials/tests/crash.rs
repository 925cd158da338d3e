//! A process that writes is killed at random points, and a disk fills up under it: what was acknowledged is there, the chain holds, no
//! timer has run twice, and the next process goes on.
//!
//! `cargo xtask crash --points N --seed S` runs more of it; the test alone does 100 points.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods)] // a test may fail loudly
#![allow(clippy::print_stdout, clippy::cast_possible_wrap, clippy::cast_possible_truncation)]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use sundesk::ErrorKind;
use sundesk::store::{Append, Batch, Head, Store};
use sundesk::time::HOUR;
use trials::writer::{Dice, START, act, backups, open, record, sound};

const DIR: &str = "SUNDESK_CRASH_DIR";
const SEED: &str = "SUNDESK_CRASH_SEED";
const POINTS: &str = "SUNDESK_CRASH_POINTS";
/// A new file after so many points: each check reads the whole of it.
const POINTS_OF_A_FILE: u64 = 50;

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
        let answers = act(&mut store, &mut dice, now, dir);
        match answers {
            Ok(answers) => assert!(answers.iter().all(Append::is_done)),
            Err(error) => return say(&error),
        }
        let head = store.head().unwrap();
        writeln!(out.lock(), "ack {} {}", head.position, head.hash).unwrap();
    }
}

fn say(error: &sundesk::Error) {
    println!("fault {} {error}", error.kind().name());
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

#[test]
fn a_writer_that_is_killed_loses_nothing_it_acknowledged() {
    let points: u64 = std::env::var(POINTS).map_or(100, |n| n.parse().unwrap());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let seed: u64 = std::env::var(SEED).map_or(u64::from(now), |s| s.parse().unwrap());
    let mut dice = Dice(seed);
    let (mut acknowledged, mut point) = (0, 0);
    let mut dir = tempfile::tempdir().unwrap();
    let mut head = None;
    // So many are killed at work, and about one in five more while it opens the file.
    while acknowledged < points {
        if point % POINTS_OF_A_FILE == 0 {
            (dir, head) = (tempfile::tempdir().unwrap(), None);
        }
        let mut process = child(dir.path(), seed.wrapping_add(point), None).spawn().unwrap();
        let out = process.stdout.take().unwrap();
        let (first, begun) = channel();
        let said = std::thread::spawn(move || heard(out, &first));
        // One in five is killed wherever it stands; the others once they are at work.
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
        backups(dir.path());
        point += 1;
        assert!(point < 4 * points + 100, "{acknowledged} of {point} processes came so far as to write");
    }
    println!("seed {seed}: killed {acknowledged} times at work, and {} times before that", point - acknowledged);
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
