//! `soak LIVES-OF-COMMANDS`: lives of tickets until so many commands have been given; `cargo xtask soak` builds and starts it.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)] // a tool that measures how long it took

use std::process::ExitCode;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;
use trials::model::{Lives, live};

/// Lives between two lines of progress, and the longest of them.
const LIVES: u32 = 20_000;
const LONGEST: usize = 24;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<u64>());
    let (Some(Ok(commands)), Some(Ok(seed))) = (args.next(), args.next()) else {
        eprintln!("soak COMMANDS SEED");
        return ExitCode::from(2);
    };
    let (began, so_far) = (Instant::now(), Lives::so_far());
    let mut round = 0;
    while so_far.commands.load(Relaxed) < commands {
        if let Err(failure) = live(LIVES, LONGEST, seed.wrapping_add(round)) {
            eprintln!("seed {}: {failure}", seed.wrapping_add(round));
            return ExitCode::FAILURE;
        }
        round += 1;
        let done = so_far.commands.load(Relaxed);
        let seconds = began.elapsed().as_secs_f64();
        println!(
            "{done} commands in {} lives, {} refused, {} timers, {} of them on a store too; {:.0}/s",
            so_far.lives.load(Relaxed),
            so_far.refused.load(Relaxed),
            so_far.timers.load(Relaxed),
            so_far.stored.load(Relaxed),
            f64::from(u32::try_from(done / 1_000).unwrap_or(u32::MAX)) * 1_000.0 / seconds
        );
    }
    println!("no law was broken: seeds {seed} to {}", seed.wrapping_add(round) - 1);
    ExitCode::SUCCESS
}
