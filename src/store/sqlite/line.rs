//! Records on their way from the judge to the table: a second thread writes their JSON, seals them and links the chain while this one inserts
//! those before them, and this one takes a part of that work where it would wait. The order is that of the batches, each record has its nonce
//! before, and the chain is linked in that order, so the bytes are the same whoever made them.

use crate::error::{Error, ErrorKind, Result};
use crate::store::batch::Batch;
use crate::store::chain::{self, Hash};
use crate::store::sealer::{Sealer, Task};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, Scope};

/// From how many records on a thread is worth its beginning.
const WORTH: usize = 128;
/// Records that are made together.
const TOGETHER: usize = 64;
/// How many such groups are on their way at most.
const ON_THE_WAY: usize = 4;

/// Records that were made. Their bytes lie in one piece each: memory that one thread takes and the other gives back, piece by piece, has both wait.
pub(super) struct Made<'b> {
    tasks: Vec<Task<'b>>,
    bodies: String,
    sealed: Vec<u8>,
    /// Where the bytes of each end.
    ends: Vec<(usize, usize)>,
    /// The position and the hash of each, once the chain has come to it.
    links: Vec<(u64, Hash)>,
}

impl<'b> Made<'b> {
    fn of(sealer: &Sealer<'_>, tasks: Vec<Task<'b>>) -> Result<Self> {
        let (mut bodies, mut sealed) = (String::new(), Vec::new());
        let mut ends = Vec::with_capacity(tasks.len());
        for task in &tasks {
            let (body, secret) = sealer.encode(task)?;
            bodies.push_str(&body);
            sealed.extend_from_slice(&secret);
            ends.push((bodies.len(), sealed.len()));
        }
        Ok(Self { links: Vec::with_capacity(tasks.len()), tasks, bodies, sealed, ends })
    }

    /// Links them after a record; gives the last of them.
    fn link(&mut self, (mut position, mut hash): (u64, Hash)) -> (u64, Hash) {
        let mut links = std::mem::take(&mut self.links);
        for (task, body, sealed) in self.bytes() {
            position += 1;
            hash = chain::next(&hash, position, &task.record.stream, task.seq, body, sealed);
            links.push((position, hash));
        }
        self.links = links;
        (position, hash)
    }

    fn bytes(&self) -> impl Iterator<Item = (&Task<'b>, &str, &[u8])> {
        let begins = std::iter::once(&(0, 0)).chain(&self.ends);
        self.tasks.iter().zip(begins).zip(&self.ends).map(|((task, from), to)| {
            let body = self.bodies.get(from.0..to.0).unwrap_or_default();
            (task, body, self.sealed.get(from.1..to.1).unwrap_or_default())
        })
    }

    /// Each as it is kept.
    pub(super) fn each(&self) -> impl Iterator<Item = Row<'_, 'b>> {
        self.bytes().zip(&self.links).map(|((task, body, sealed), (position, hash))| Row {
            task,
            body,
            sealed,
            position: *position,
            hash,
        })
    }
}

/// A record as it is kept: its JSON, what of it is sealed, its place in the chain.
pub(super) struct Row<'m, 'b> {
    pub(super) task: &'m Task<'b>,
    pub(super) body: &'m str,
    pub(super) sealed: &'m [u8],
    pub(super) position: u64,
    pub(super) hash: &'m Hash,
}

type Group<'b> = Result<Made<'b>>;

/// Records on their way.
pub(super) struct Line<'b, 'c> {
    sealer: &'c Sealer<'c>,
    /// Given, and not yet enough for a group.
    open: Vec<Task<'b>>,
    bench: Arc<Bench<'b>>,
    /// How many groups were given, and how many were taken.
    given: usize,
    taken: usize,
}

impl<'b, 'c> Line<'b, 'c> {
    /// With a second thread, after the last record of the log; where the system gives none, as [`alone`](Self::alone).
    pub(super) fn beside<'s>(scope: &'s Scope<'s, '_>, sealer: &'c Sealer<'c>, head: (u64, Hash)) -> Self
    where
        'b: 's,
        'c: 's,
    {
        let line = Self::alone(sealer, head);
        let bench = Arc::clone(&line.bench);
        // Where there is no thread to be had, this one does all of it.
        drop(Builder::new().name("sundesk-store".to_owned()).spawn_scoped(scope, move || bench.work(sealer)));
        line
    }

    /// All of it is made by the thread that asks.
    pub(super) fn alone(sealer: &'c Sealer<'c>, head: (u64, Hash)) -> Self {
        let bench = Arc::new(Bench { groups: Mutex::new(Groups::after(head)), more: Condvar::new() });
        Self { sealer, open: Vec::new(), bench, given: 0, taken: 0 }
    }

    /// Whether batches have so many records that a second thread pays.
    pub(super) fn is_worth_a_thread(batches: &[Batch]) -> bool {
        batches.iter().map(|batch| batch.entries.len()).sum::<usize>() >= WORTH
    }

    /// Hands a record on to be made.
    pub(super) fn give(&mut self, task: Task<'b>) {
        self.open.push(task);
        if self.open.len() >= TOGETHER {
            self.hand_on();
        }
    }

    fn hand_on(&mut self) {
        let tasks = std::mem::replace(&mut self.open, Vec::with_capacity(TOGETHER));
        self.bench.put(|groups| groups.open.push_back((self.given, tasks)));
        self.given += 1;
    }

    /// What was made, in the order it was given: when enough is on its way, or with `all` until nothing is.
    pub(super) fn take(&mut self, all: bool) -> Result<Option<Made<'b>>> {
        if all && !self.open.is_empty() {
            self.hand_on();
        }
        if self.given - self.taken <= if all { 0 } else { ON_THE_WAY } {
            return Ok(None);
        }
        self.taken += 1;
        self.bench.take(self.sealer).map(Some)
    }
}

impl Drop for Line<'_, '_> {
    fn drop(&mut self) {
        self.bench.put(|groups| groups.over = true);
    }
}

/// Where the two threads put down and take up what is to be done.
struct Bench<'b> {
    groups: Mutex<Groups<'b>>,
    more: Condvar,
}

struct Groups<'b> {
    /// That nobody makes yet, by their number.
    open: VecDeque<(usize, Vec<Task<'b>>)>,
    /// Made, and not yet linked.
    made: BTreeMap<usize, Group<'b>>,
    /// The number of the group that is to be linked next, and after which record; none while somebody does.
    chain: Option<(usize, (u64, Hash))>,
    /// Linked, in their order.
    ready: VecDeque<Group<'b>>,
    /// How many are being made or linked.
    busy: usize,
    /// Nobody wants any more of it.
    over: bool,
}

/// Something to do.
enum Job<'b> {
    Make(usize, Vec<Task<'b>>),
    Link(usize, (u64, Hash), Group<'b>),
}

impl<'b> Groups<'b> {
    fn after(head: (u64, Hash)) -> Self {
        let (open, made, ready) = (VecDeque::new(), BTreeMap::new(), VecDeque::new());
        Self { open, made, chain: Some((0, head)), ready, busy: 0, over: false }
    }

    /// What is to be done next: links first, since they are waited for.
    fn job(&mut self) -> Option<Job<'b>> {
        let linked = match self.chain {
            Some((next, after)) => self.made.remove(&next).map(|group| Job::Link(next, after, group)),
            None => None,
        };
        if linked.is_some() {
            self.chain = None;
        }
        let job = linked.or_else(|| self.open.pop_front().map(|(number, tasks)| Job::Make(number, tasks)));
        self.busy += usize::from(job.is_some());
        job
    }
}

impl<'b> Bench<'b> {
    fn lock(&self) -> MutexGuard<'_, Groups<'b>> {
        self.groups.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, what: impl FnOnce(&mut Groups<'b>)) {
        what(&mut self.lock());
        self.more.notify_all();
    }

    fn done(&self, what: impl FnOnce(&mut Groups<'b>)) {
        self.put(|groups| {
            groups.busy = groups.busy.saturating_sub(1);
            what(groups);
        });
    }

    fn carry_out(&self, sealer: &Sealer<'_>, job: Job<'b>) {
        match job {
            Job::Make(number, tasks) => {
                let made = Made::of(sealer, tasks);
                self.done(|groups| drop(groups.made.insert(number, made)));
            }
            Job::Link(number, after, group) => {
                let mut group = group;
                // After one that could not be made nothing is linked: the call ends with it.
                let chain = group.as_mut().ok().map(|made| (number + 1, made.link(after)));
                self.done(|groups| {
                    groups.chain = chain;
                    groups.ready.push_back(group);
                });
            }
        }
    }

    /// The next group, made here where nobody else has.
    fn take(&self, sealer: &Sealer<'_>) -> Group<'b> {
        let mut groups = self.lock();
        loop {
            if let Some(ready) = groups.ready.pop_front() {
                return ready;
            }
            if let Some(job) = groups.job() {
                drop(groups);
                self.carry_out(sealer, job);
                groups = self.lock();
            } else if groups.busy == 0 || groups.over {
                return Err(Error::new(ErrorKind::Internal, "the thread that makes records has ended"));
            } else {
                groups = self.more.wait(groups).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// Does what there is to do until there will be no more.
    fn work(&self, sealer: &Sealer<'_>) {
        let _ended = Ended(self);
        let mut groups = self.lock();
        while !groups.over {
            if let Some(job) = groups.job() {
                drop(groups);
                self.carry_out(sealer, job);
                groups = self.lock();
            } else {
                groups = self.more.wait(groups).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
}

/// Says that the other thread has ended, by a panic perhaps: then nobody waits for it.
struct Ended<'t, 'b>(&'t Bench<'b>);

impl Drop for Ended<'_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.put(|groups| groups.over = true);
        }
    }
}
