//! What the life of a ticket costs: `cargo bench --bench lifecycle`. Bars: a command decided and folded in 2 µs (median), 1,500,000 records folded in
//! a second on one core.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout)] // a benchmark reads the clock and prints
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::unwrap_used,
    clippy::cast_precision_loss
)]

use std::time::{Duration, Instant};
use sundesk::calendar::Calendars;
use sundesk::ticket::Record;
use sundesk::ticket::lifecycle::{Board, Command};
use sundesk::ticket::workflow::Workflow;
use sundesk::time::format_instant;

const START: i64 = 1_772_442_000_000_000;

fn board() -> Board {
    let mut board = Board::new("acme", Calendars::without_default());
    board.add_workflow("support", Workflow::preset("zendesk").unwrap()).unwrap();
    board
}

/// A ticket of eight commands, one minute apart.
fn commands(tickets: usize) -> Vec<Command> {
    let life = [
        r#""do": "create", "by": "agent", "requester": "customer", "subject": "Broken parcel""#,
        r#""do": "assign", "by": "agent", "assignee": "agent""#,
        r#""do": "agent_reply", "by": "agent", "channel": "email", "body": "What is broken?""#,
        r#""do": "set_status", "by": "agent", "status": "pending""#,
        r#""do": "customer_reply", "by": "customer", "channel": "email", "body": "The lid.""#,
        r#""do": "set_field", "by": "agent", "field": "priority", "value": "high""#,
        r#""do": "note", "by": "agent", "body": "send another""#,
        r#""do": "set_status", "by": "agent", "status": "solved""#,
    ];
    let of = |(i, words): (usize, &str)| {
        let at = format_instant(START + i as i64 * 1_000);
        Command::from_json(&format!(r#"{{"ticket": "T-{}", "at": "{at}", {words}}}"#, i % tickets)).unwrap()
    };
    life.iter().flat_map(|words| std::iter::repeat_n(*words, tickets)).enumerate().map(of).collect()
}

fn main() {
    let tickets = 2_000;
    let commands = commands(tickets);
    let (mut times, mut records): (Vec<Duration>, Vec<Record>) = (Vec::new(), Vec::new());
    let mut desk = board();
    for command in &commands {
        let begin = Instant::now();
        let decision = desk.command(command).unwrap();
        times.push(begin.elapsed());
        assert!(decision.refusal.is_none(), "{:?}", decision.refusal);
        records.extend(decision.due.into_iter().chain(decision.records));
    }
    times.sort_unstable();
    let at = |part: f64| times.get((times.len() as f64 * part) as usize).copied().unwrap_or_default();
    println!(
        "decide and evolve, {} commands on {tickets} tickets: median {:?}, 99 % {:?}",
        times.len(),
        at(0.5),
        at(0.99)
    );
    let mut best = Duration::MAX;
    for _ in 0..20 {
        let mut desk = board();
        let begin = Instant::now();
        records.iter().try_for_each(|record| desk.evolve(record)).unwrap();
        best = best.min(begin.elapsed());
    }
    println!("replay of {} records: {:.0} records/s", records.len(), records.len() as f64 / best.as_secs_f64());
}
