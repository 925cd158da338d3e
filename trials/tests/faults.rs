//! The disk fails under a desk that writes: what was acknowledged is there, the chain holds, no timer has run twice, and the desk goes on.
//!
//! `SUNDESK_FAULTS` says how many of each kind, `SUNDESK_SEED` from where.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, clippy::print_stdout)] // a test may fail loudly
#![allow(clippy::cast_possible_wrap)]

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use sundesk::ErrorKind;
use sundesk::store::{Append, Head, Store};
use sundesk::time::HOUR;
use trials::vfs::{self, FAULTS, Fault};
use trials::writer::{Dice, START, act, backups, open, sound};

/// Works until the disk fails, or for so many steps; the last head that was acknowledged.
fn work(dir: &Path, dice: &mut Dice, head: &mut Option<Head>, goes_on: bool, what: &str) -> Option<sundesk::Error> {
    let mut store = match open(dir) {
        Ok(store) => store,
        Err(error) => return Some(error),
    };
    let mut fault = None;
    let mut now = START + (store.head().ok()?.position as i64) * HOUR;
    for _ in 0..40 {
        now += HOUR;
        match act(&mut store, dice, now, dir) {
            Ok(answers) => assert!(answers.iter().all(Append::is_done), "{what}"),
            Err(error) if goes_on && fault.is_none() => {
                // There is room again, the disk answers again: the same store goes on.
                fault = Some(error);
                vfs::mend();
                store.verify(head.as_ref()).unwrap_or_else(|e| panic!("{what}: {e}"));
                continue;
            }
            Err(error) => return Some(error),
        }
        *head = Some(store.head().unwrap_or_else(|e| panic!("{what}: {e}")));
    }
    fault
}

fn run(fault: Fault, rounds: u64, seed: u64) -> (u64, u64) {
    let (mut dice, mut struck, mut told) = (Dice(seed), 0, 0);
    let (mut dir, mut head) = (tempfile::tempdir().unwrap(), None);
    for round in 0..rounds {
        if round % 10 == 0 {
            (dir, head) = (tempfile::tempdir().unwrap(), None);
        }
        let what = format!("{fault:?}, seed {seed}, round {round}");
        let goes_on = fault != Fault::Power && dice.roll(2) == 0;
        vfs::plan(fault, dice.roll(if fault == Fault::Sync { 40 } else { 250 }), dice.roll(1 << 40));
        let error = work(dir.path(), &mut dice, &mut head, goes_on, &what);
        struck += u64::from(vfs::happened() || error.is_some());
        told += u64::from(error.is_some());
        if let Some(error) = error {
            assert_eq!(error.kind(), ErrorKind::Io, "{what}: {error}");
        }
        // After a sync that failed, nobody knows what of it is on the disk: the power is cut there as well.
        match fault {
            Fault::Power | Fault::Sync => vfs::restart(),
            _ => vfs::forget(),
        }
        sound(dir.path(), head.as_ref(), &what);
        backups(dir.path());
        vfs::forget();
    }
    (struck, told)
}

#[test]
fn a_disk_that_fails_loses_nothing_that_was_acknowledged() {
    vfs::install();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let seed: u64 = std::env::var("SUNDESK_SEED").map_or(u64::from(now), |s| s.parse().unwrap());
    let rounds: u64 = std::env::var("SUNDESK_FAULTS").map_or(40, |n| n.parse().unwrap());
    println!("seed {seed}");
    let only = std::env::var("SUNDESK_FAULT").ok();
    for (i, fault) in
        FAULTS.into_iter().enumerate().filter(|(_, f)| only.as_ref().is_none_or(|o| *o == format!("{f:?}")))
    {
        let (struck, told) = run(fault, rounds, seed.wrapping_add(i as u64));
        println!("{fault:?}: struck {struck} of {rounds} times, an error {told} times");
        assert!(struck > rounds / 2, "{fault:?} struck {struck} of {rounds} times");
    }
}
