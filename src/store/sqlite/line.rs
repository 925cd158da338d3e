//! Records on their way from the judge to the table: a second thread writes their JSON and seals them while this one inserts those before them,
//! and this one takes a part of that work where it would wait. The order is that of the batches, and each record has its nonce before, so the
//! bytes are the same whoever made them.

use crate::error::{Error, ErrorKind, Result};
use crate::store::batch::Batch;
use crate::store::sealer::{Sealer, Task};
use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Receiver, Sender, channel};
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
        Ok(Self { tasks, bodies, sealed, ends })
    }

    /// Each with its JSON, and what of it is sealed.
    pub(super) fn each(&self) -> impl Iterator<Item = (&Task<'b>, &str, &[u8])> {
        let begins = std::iter::once(&(0, 0)).chain(&self.ends);
        self.tasks.iter().zip(begins).zip(&self.ends).map(|((task, from), to)| {
            let body = self.bodies.get(from.0..to.0).unwrap_or_default();
            (task, body, self.sealed.get(from.1..to.1).unwrap_or_default())
        })
    }
}

type Group<'b> = Result<Made<'b>>;

/// Records on their way.
pub(super) struct Line<'b, 'c> {
    sealer: &'c Sealer<'c>,
    /// Given, and not yet enough for a group.
    open: Vec<Task<'b>>,
    queue: Arc<Queue<'b>>,
    /// The groups that the other thread has made, where there is one.
    from: Option<Receiver<(usize, Group<'b>)>>,
    /// Made before those that go before them.
    made: BTreeMap<usize, Group<'b>>,
    /// How many groups were given, and how many were taken.
    given: usize,
    taken: usize,
}

impl<'b, 'c> Line<'b, 'c> {
    /// With a second thread; where the system gives none, as [`alone`](Self::alone).
    pub(super) fn beside<'s>(scope: &'s Scope<'s, '_>, sealer: &'c Sealer<'c>) -> Self
    where
        'b: 's,
        'c: 's,
    {
        let mut line = Self::alone(sealer);
        line.from = beside(scope, sealer, &line.queue);
        line
    }

    /// All of it is made by the thread that asks.
    pub(super) fn alone(sealer: &'c Sealer<'c>) -> Self {
        let queue = Arc::new(Queue::default());
        Self { sealer, open: Vec::new(), queue, from: None, made: BTreeMap::new(), given: 0, taken: 0 }
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
        let tasks = std::mem::take(&mut self.open);
        self.queue.push((self.given, tasks));
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
        loop {
            if let Some(made) = self.made.remove(&self.taken) {
                self.taken += 1;
                return made.map(Some);
            }
            let (number, group) = self.next()?;
            self.made.insert(number, group);
        }
    }

    /// A group that was made, by the other thread or here.
    fn next(&self) -> Result<(usize, Group<'b>)> {
        if let Some(there) = self.from.as_ref().and_then(|from| from.try_recv().ok()) {
            return Ok(there);
        }
        if let Some((number, tasks)) = self.queue.pop() {
            return Ok((number, Made::of(self.sealer, tasks)));
        }
        let there = self.from.as_ref().and_then(|from| from.recv().ok());
        there.ok_or_else(|| Error::new(ErrorKind::Internal, "the thread that makes records has ended"))
    }
}

impl Drop for Line<'_, '_> {
    fn drop(&mut self) {
        self.queue.end();
    }
}

/// Begins the other thread.
fn beside<'s, 'b: 's, 'c: 's>(
    scope: &'s Scope<'s, '_>,
    sealer: &'c Sealer<'c>,
    queue: &Arc<Queue<'b>>,
) -> Option<Receiver<(usize, Group<'b>)>> {
    let (to, from) = channel();
    let queue = Arc::clone(queue);
    let begun = Builder::new().name("sundesk-store".to_owned()).spawn_scoped(scope, move || work(sealer, &queue, &to));
    begun.is_ok().then_some(from)
}

fn work<'b>(sealer: &Sealer<'_>, queue: &Queue<'b>, to: &Sender<(usize, Group<'b>)>) {
    while let Some((number, tasks)) = queue.wait() {
        if to.send((number, Made::of(sealer, tasks))).is_err() {
            return;
        }
    }
}

/// Groups that nobody makes yet, by their number.
#[derive(Default)]
struct Queue<'b> {
    groups: Mutex<Groups<'b>>,
    more: Condvar,
}

#[derive(Default)]
struct Groups<'b> {
    open: VecDeque<(usize, Vec<Task<'b>>)>,
    over: bool,
}

impl<'b> Queue<'b> {
    fn lock(&self) -> MutexGuard<'_, Groups<'b>> {
        self.groups.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, group: (usize, Vec<Task<'b>>)) {
        self.lock().open.push_back(group);
        self.more.notify_one();
    }

    fn pop(&self) -> Option<(usize, Vec<Task<'b>>)> {
        self.lock().open.pop_front()
    }

    /// The next group, as soon as there is one; none when there will be no more.
    fn wait(&self) -> Option<(usize, Vec<Task<'b>>)> {
        let waits = |groups: &mut Groups<'b>| groups.open.is_empty() && !groups.over;
        let mut groups = self.more.wait_while(self.lock(), waits).unwrap_or_else(PoisonError::into_inner);
        groups.open.pop_front()
    }

    fn end(&self) {
        let mut groups = self.lock();
        groups.over = true;
        groups.open.clear();
        self.more.notify_one();
    }
}
