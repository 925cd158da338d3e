//! Which tickets are on the table: those a command looks at, out of the store, and none that somebody else has written to since.

use super::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Batch, Expected, Handle, MAX_TAKEN, Snapshot, TicketQuery, TimerMark};
use crate::ticket::Record;
use crate::ticket::lifecycle::{Board, Reads, Seen};
use crate::ticket::workflow::{Workflow, sha256_hex};
use crate::time::format_instant;
use std::collections::{BTreeMap, BTreeSet};

/// How many tickets stay on the table, and how many commands pass before it is cleared: what commands leave behind beside tickets (keys,
/// ids of messages, names) must not grow for ever.
const MOST_TICKETS: usize = 20_000;
const MOST_COMMANDS: usize = 100_000;
/// How often a decision may find that it needs yet another ticket.
const ROUNDS: usize = 1_000;
/// Where the mark of the library stands that the timers were worked out by.
const LIBRARY: &str = "\u{1f}library";

impl Desk {
    /// Takes off the table what others have written to since.
    pub(super) fn sync(&mut self) -> Result<()> {
        let head = self.store.head()?.position;
        if head == self.seen {
            return Ok(());
        }
        if head < self.seen || usize::try_from(head - self.seen).is_ok_and(|behind| behind > MAX_TAKEN) {
            self.clear();
            self.seen = head;
            return self.take_people();
        }
        let mut people = false;
        for stored in self.store.feed(self.seen, MAX_TAKEN)? {
            people |= stored.record.stream.is_empty();
            self.seen = stored.position;
            self.forget(&stored.record.stream);
        }
        if people { self.take_people() } else { Ok(()) }
    }

    /// Clears the table once there is much on it.
    pub(super) fn make_room(&mut self) {
        self.handled += 1;
        if self.table.len() > MOST_TICKETS || self.handled > MOST_COMMANDS {
            self.clear();
        }
    }

    pub(super) fn clear(&mut self) {
        self.handled = 0;
        self.table.clear();
        self.board.clear_all();
        self.clocks.iter_mut().for_each(super::Clocks::clear_all);
    }

    pub(super) fn forget(&mut self, ticket: &str) {
        self.table.remove(ticket);
        self.board.clear(ticket);
        self.clocks.iter_mut().for_each(|clocks| clocks.clear(ticket));
    }

    /// Forgets what was folded and then not written, so that the same command may be decided anew: its tickets, its keys, its messages.
    pub(super) fn forget_batch(&mut self, batch: &Batch) {
        for entry in &batch.entries {
            self.forget(&entry.record.stream);
            self.board.unwritten(&entry.record);
        }
    }

    /// The people as the host says, and what was recorded of them since.
    pub(super) fn take_people(&mut self) -> Result<()> {
        let own = std::mem::take(&mut self.people);
        self.board.set_desk(own.clone());
        self.people = own;
        for stored in self.store.load("", 0)? {
            self.board.evolve(&stored.record)?;
        }
        Ok(())
    }

    /// Puts a ticket on the table. Whether there was one to put.
    pub(super) fn bring_ticket(&mut self, id: &str) -> Result<bool> {
        if id.is_empty() || self.table.contains_key(id) {
            return Ok(false);
        }
        let stored = self.store.load(id, 0)?;
        let Some(first) = stored.first() else {
            self.table.insert(id.to_owned(), 0);
            return Ok(false);
        };
        let order = first.position;
        let version = stored.last().map_or(0, |last| last.record.seq);
        let records: Vec<Record> = stored.into_iter().map(|stored| stored.record).collect();
        if let Some((name, workflow)) = self.board.lay(id, order, &records)? {
            self.recall(id, &name, &workflow)?;
        }
        if let Some(clocks) = &mut self.clocks {
            clocks.lay(id, records.iter())?;
        }
        self.table.insert(id.to_owned(), version);
        Ok(true)
    }

    /// An older version of a workflow out of the store.
    fn recall(&mut self, ticket: &str, name: &str, version: &str) -> Result<()> {
        let Some(kept) = self.store.kept(version)? else {
            let says =
                format!("ticket {ticket} lives under version {version} of the workflow {name:?}, which was not kept");
            return Err(Error::new(ErrorKind::Incompatible, says).at("workflow"));
        };
        self.board.recall(name, Workflow::from_json(&kept.body)?, ticket)
    }

    /// Puts on the table what was looked for and is not there. Whether there was anything.
    pub(super) fn bring(&mut self, seen: &Seen) -> Result<bool> {
        let mut brought = false;
        for id in &seen.tickets {
            brought |= self.bring_ticket(id)?;
        }
        for message in &seen.messages {
            if let Some(ticket) = self.store.find(Handle::Message, message)? {
                brought |= self.board.message_is_of(message, &ticket);
            }
        }
        for token in &seen.tokens {
            if let Some(ticket) = self.store.find(Handle::Token, token)? {
                brought |= self.board.token_is_of(token, &ticket);
            }
        }
        Ok(brought)
    }

    /// Asks the board until all that it looks at is on the table.
    pub(super) fn answered<T>(&mut self, ask: impl Fn(&Board, Reads) -> Result<T>) -> Result<(T, Seen)> {
        for _ in 0..ROUNDS {
            let reads = Reads::noted();
            let answer = ask(&self.board, reads.clone());
            let seen = reads.seen();
            if !self.bring(&seen)? {
                return answer.map(|answer| (answer, seen));
            }
        }
        Err(Error::limit(
            "ticket",
            "tickets linked to each other",
            format!("at most {ROUNDS} steps from one to the next"),
        ))
    }

    /// The versions that a decision stands on.
    pub(super) fn expected(&self, seen: &Seen) -> BTreeMap<String, Expected> {
        let expected = |id: &String| match self.table.get(id)? {
            0 => Some((id.clone(), Expected::NoStream)),
            n => Some((id.clone(), Expected::Exact(*n))),
        };
        seen.tickets.iter().filter_map(expected).collect()
    }

    /// Folds records that are about to be written after the position `before`; the tickets they touch.
    pub(super) fn fold(&mut self, records: &[Record], before: u64) -> Result<BTreeSet<String>> {
        let mut touched = BTreeSet::new();
        for (record, position) in records.iter().zip(before.saturating_add(1)..) {
            self.board.follow(record, position)?;
            if record.stream.is_empty() {
                continue;
            }
            if let Some(clocks) = &mut self.clocks {
                clocks.follow(record)?;
            }
            self.table.insert(record.stream.clone(), record.seq);
            touched.insert(record.stream.clone());
        }
        Ok(touched)
    }

    /// When these tickets want to be woken, and which of their promises is due next.
    pub(super) fn marks<'t>(&mut self, tickets: impl Iterator<Item = &'t String>) -> (Vec<TimerMark>, Vec<TimerMark>) {
        let (mut timers, mut due) = (Vec::new(), Vec::new());
        for id in tickets {
            let timer = self.board.timer_of(id);
            let what = timer.map_or("", |(_, timer)| timer.name()).to_owned();
            timers.push(TimerMark { stream: id.clone(), at: timer.map(|(at, _)| at), what });
            due.extend(self.clocks.as_mut().map(|clocks| clocks.mark(id)));
        }
        (timers, due)
    }

    /// Works out timers and promises anew where the library is another than the one they were worked out by.
    pub(super) fn take_library(&mut self, workflows: &[(String, Workflow)]) -> Result<()> {
        let mut parts: Vec<String> = workflows.iter().map(|(name, w)| format!("{name} {}", w.version())).collect();
        parts.extend(self.board.calendars().fingerprints());
        parts.extend(self.clocks.as_ref().map(|clocks| format!("promises {:016x}", clocks.fingerprint())));
        let mark = sha256_hex(parts.iter().map(String::as_bytes));
        let before = self.store.snapshot(LIBRARY, "library")?;
        if before.is_some_and(|before| before.body == mark) {
            return Ok(());
        }
        if self.seen > 0 {
            self.rederive()?;
        }
        let form = "library".to_owned();
        self.store.put_snapshot(&Snapshot { stream: LIBRARY.to_owned(), version: 0, form, body: mark })
    }

    /// Works out timers and promises anew of all tickets that may have any.
    pub(super) fn rederive(&mut self) -> Result<()> {
        let all: Vec<(String, Marks)> = self.awake()?.into_iter().collect();
        for some in all.chunks(1_000) {
            let (timers, clocks) = self.marks_of(some)?;
            self.store.append(&Batch { timers, clocks, ..Batch::default() })?;
        }
        Ok(())
    }

    /// The marks of some tickets, which need not be on the table.
    fn marks_of(&mut self, some: &[(String, Marks)]) -> Result<(Vec<TimerMark>, Vec<TimerMark>)> {
        for (id, _) in some {
            self.bring_ticket(id)?;
        }
        let marks = self.marks(some.iter().map(|(id, _)| id));
        self.make_room();
        Ok(marks)
    }

    /// Which tickets may have a timer or a promise, each with those that the store has.
    fn awake(&mut self) -> Result<BTreeMap<String, Marks>> {
        let mut all: BTreeMap<String, Marks> = BTreeMap::new();
        for claim in self.store.timers()? {
            all.entry(claim.stream).or_default().timer = Some((claim.at, claim.what));
        }
        let open = r#"{"filter": [{"field": "status_category", "op": "is_not", "value": "closed"}], "limit": 1000}"#;
        let mut query = TicketQuery::from_json(open)?;
        loop {
            let page = self.store.tickets(&query)?;
            for row in page.tickets {
                all.entry(row.id).or_default().clock = row.due_at.zip(row.due);
            }
            query.after = page.next;
            if query.after.is_none() {
                return Ok(all);
            }
        }
    }

    /// Checks the timers and promises that the store has beside those that follow from the records.
    pub(super) fn check_marks(&mut self) -> Result<()> {
        self.sync()?;
        let all: Vec<(String, Marks)> = self.awake()?.into_iter().collect();
        for some in all.chunks(1_000) {
            let (timers, clocks) = self.marks_of(some)?;
            for ((id, kept), timer) in some.iter().zip(&timers) {
                told(id, "timer", kept.timer.as_ref(), timer)?;
            }
            // None of a desk without promises.
            for ((id, kept), clock) in some.iter().zip(&clocks) {
                told(id, "next promise", kept.clock.as_ref(), clock)?;
            }
        }
        Ok(())
    }
}

/// What the store has of a ticket: when it wants to be woken, and which promise is due next.
#[derive(Default)]
struct Marks {
    timer: Option<(i64, String)>,
    clock: Option<(i64, String)>,
}

fn told(ticket: &str, what: &str, kept: Option<&(i64, String)>, mark: &TimerMark) -> Result<()> {
    let found = kept.map(|(at, what)| (*at, what.as_str()));
    let due = mark.at.map(|at| (at, mark.what.as_str()));
    if found == due {
        return Ok(());
    }
    let word = |of: Option<(i64, &str)>| {
        of.map_or("none".to_owned(), |(at, what)| format!("{what} at {}", format_instant(at)))
    };
    let says = format!(
        "ticket {ticket:?}: the store has as its {what} {}, and {} follows from its records; `rebuild_inbox` sets it anew",
        word(found),
        word(due)
    );
    Err(Error::new(ErrorKind::InconsistentLog, says).at("timers"))
}
