//! A desk that writes to a store, whatever happens to it: messages, timers, erasures, backups, by a seed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use sundesk::store::{
    Append, Batch, Claim, Entry, Head, Lease, SqliteStore, SqliteVault, Store, StoreOptions, TicketQuery, TimerMark,
};
use sundesk::ticket::{Record, fact::Fact};
use sundesk::time::{HOUR, format_instant};

/// The first instant.
pub const START: i64 = 1_772_442_000_000_000;

/// Numbers by a seed.
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    /// From 0, below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// The store of a directory, its keys beside it.
pub fn open(dir: &Path) -> sundesk::Result<SqliteStore> {
    let vault = Arc::new(SqliteVault::open(dir.join("desk.keys"), None)?);
    SqliteStore::open(dir.join("desk.db"), StoreOptions::new("acme", vault))
}

/// A record of a kind.
pub fn record(now: i64, stream: &str, by: &str, kind: &str, data: &str) -> Record {
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

/// The next thing the desk does, and when it is.
pub fn act(store: &mut SqliteStore, dice: &mut Dice, now: i64, dir: &Path) -> sundesk::Result<Vec<Append>> {
    match dice.roll(12) {
        0 => store.tickets(&TicketQuery::default()).map(|_| Vec::new()),
        1 => store.backup(&dir.join(format!("backup-{}", dice.roll(1 << 40)))).map(|()| Vec::new()),
        2 => {
            let subject = format!(r#"{{"subject":"c-{}","messages":0}}"#, dice.roll(20));
            store.append_all(&[Batch::of(&[record(now, "T-0", "admin", "subject_erased", &subject)])])
        }
        3 | 4 => fire(store, now),
        _ => {
            let batches: Vec<Batch> = (0..=dice.roll(5)).map(|_| step(dice, now)).collect();
            store.append_all(&batches)
        }
    }
}

/// Runs the timers that are due: what each does and that it is done are one batch.
fn fire(store: &mut SqliteStore, now: i64) -> sundesk::Result<Vec<Append>> {
    let worker = format!("{}", std::process::id());
    let claims = store.due(Lease { worker: &worker, now, until: now + HOUR }, 10)?;
    let batch = |claim: &Claim| {
        let data = format!(r#"{{"until":{}}}"#, claim.at);
        let entries = vec![Entry::from(record(now, &claim.stream, "timer", "reminder_due", &data))];
        Batch { entries, timers: vec![mark(&claim.stream, None)], ..Batch::default() }
    };
    store.append_all(&claims.iter().map(batch).collect::<Vec<_>>())
}

/// Everything acknowledged is there, the chain and the inbox hold, no timer ran twice.
#[track_caller]
pub fn sound(dir: &Path, head: Option<&Head>, what: &str) -> u64 {
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

/// Backups that were made are whole, and are put away.
pub fn backups(dir: &Path) {
    for file in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        if !name.starts_with("backup-") {
            continue;
        }
        // One that has its name is whole; one that was cut short never got it.
        if !name.ends_with(".part") && !name.ends_with("-journal") {
            let vault = Arc::new(SqliteVault::open(dir.join("desk.keys"), None).unwrap());
            SqliteStore::open(file.path(), StoreOptions::new("acme", vault)).unwrap().verify(None).unwrap();
        }
        let _ = std::fs::remove_file(file.path());
    }
}
