//! Lives of tickets beside a naive model; each run from another seed unless `SUNDESK_SEED` gives one.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout)] // a test may fail loudly

use std::sync::atomic::Ordering::Relaxed;
use std::time::{SystemTime, UNIX_EPOCH};
use trials::model::{Lives, live};

#[test]
fn the_engine_and_the_naive_model_agree() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let seed = std::env::var("SUNDESK_SEED").map_or(now, |seed| seed.parse().unwrap());
    let lives: u32 = std::env::var("SUNDESK_LIVES").map_or(2_000, |n| n.parse().unwrap());
    println!("seed {seed}");
    // Two at a time, and short: what needs many steps is looked for by `cargo xtask soak`.
    std::thread::scope(|scope| {
        let halves = [seed, !seed].map(|seed| scope.spawn(move || live(lives.div_ceil(2), 8, seed)));
        let failures: Vec<String> = halves.into_iter().filter_map(|half| half.join().unwrap().err()).collect();
        println!("{}", failures.join("\n")); // panics are quiet once a life was shortened
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    });
    let so_far = Lives::so_far();
    let of = [&so_far.lives, &so_far.commands, &so_far.refused, &so_far.timers, &so_far.stored];
    let [lived, commands, refused, timers, stored] = of.map(|n| n.load(Relaxed));
    assert!(lived >= u64::from(lives) && refused * 10 > commands && timers * 30 > commands && stored > 0, "{so_far:?}");
}
