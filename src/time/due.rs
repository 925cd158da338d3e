//! Which clock is due next, over many open tickets.
//!
//! ```text
//! head: the earliest entries, latest first (the next one due is popped off its end)
//! rest: lower bound ──▶ block of up to 512 entries in no order, put in order when it becomes the head
//! ```
//!
//! With a million clocks the cost is memory that is not in the cache. The tree over blocks is small enough to be there, and adding
//! to a block touches its end only.

use crate::error::Result;
use crate::time::check_instant;
use std::collections::BTreeMap;

/// A place in a [`DueIndex`], given by [`insert`](DueIndex::insert); it goes stale once its entry is removed or popped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DueHandle {
    slot: u32,
    generation: u32,
}

impl DueHandle {
    /// Past 4,294,967,295 clocks at one time (170 GB of them) handles would be stale from the start.
    fn new(slot: usize, generation: u32) -> Self {
        Self { slot: u32::try_from(slot).unwrap_or(u32::MAX), generation }
    }

    /// The handle as one number, for hosts that keep it in a column or hand it to another language. It is never 0, which is free to
    /// mean "no clock".
    #[must_use]
    pub const fn to_bits(self) -> u64 {
        (self.generation as u64) << 32 | self.slot as u64
    }

    /// The handle behind a number that [`to_bits`](Self::to_bits) gave. Any other number is stale, or another clock of the index.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)] // the two halves
    pub const fn from_bits(bits: u64) -> Self {
        Self { slot: bits as u32, generation: (bits >> 32) as u32 }
    }
}

/// Due instants in order, each with a key of the host's choice (ticket and metric, say). A call costs O(log n), and moves at most
/// 512 neighbours of the entry.
///
/// A loop that never polls: sleep until [`next_wake`](Self::next_wake), take out what is due with [`pop_due`](Self::pop_due), judge those
/// tickets anew, and insert each [`next_change`](crate::sla::SlaReport::next_change) there is. A ticket without one has nothing to wait for.
///
/// Entries of the same instant come out in the order of their places, which depends only on the calls made before.
///
/// ```
/// use sundesk::time::DueIndex;
/// let mut index = DueIndex::new();
/// let first = index.insert(100, "T1 first reply")?;
/// index.insert(50, "T2 first reply")?;
/// assert_eq!(index.next_wake(0), Some(50));
/// assert_eq!(index.next_wake(60), Some(60)); // one is overdue: at once
/// assert_eq!(index.peek(), Some((50, &"T2 first reply")));
/// assert_eq!(index.pop_due(60), Some((50, "T2 first reply")));
/// assert_eq!(index.pop_due(60), None); // the next is due at 100
/// assert_eq!(index.remove(first), Some((100, "T1 first reply")));
/// assert!(index.is_empty());
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct DueIndex<K> {
    head: Vec<Entry>,
    rest: BTreeMap<Entry, Vec<Entry>>,
    slots: Vec<Slot<K>>,
    free: Vec<usize>,
}

/// Due instant and slot.
type Entry = (i64, usize);

#[derive(Debug, Clone)]
struct Slot<K> {
    at: i64,
    generation: u32,
    key: Option<K>,
}

/// A block is halved past this size.
const BLOCK: usize = 512;

impl<K> Default for DueIndex<K> {
    fn default() -> Self {
        Self { head: Vec::new(), rest: BTreeMap::new(), slots: Vec::new(), free: Vec::new() }
    }
}

impl<K> DueIndex<K> {
    /// An empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many clocks are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a clock that is due at `at`.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200, so also for the number that stands for "never" in C.
    pub fn insert(&mut self, at: i64, key: K) -> Result<DueHandle> {
        check_instant(at).map_err(|e| e.at("at"))?;
        let slot = self.free.pop().unwrap_or(self.slots.len());
        let generation = match self.slots.get_mut(slot) {
            Some(place) => {
                (place.at, place.key) = (at, Some(key));
                place.generation
            }
            None => {
                self.slots.push(Slot { at, generation: 1, key: Some(key) });
                1
            }
        };
        let entry = (at, slot);
        let later = match self.rest.range_mut(..=entry).next_back() {
            Some((_, block)) => {
                block.push(entry);
                (block.len() > BLOCK).then(|| {
                    block.select_nth_unstable(BLOCK / 2);
                    block.split_off(BLOCK / 2)
                })
            }
            None => {
                let place = self.head.partition_point(|e| *e > entry);
                self.head.insert(place, entry);
                (self.head.len() > BLOCK).then(|| {
                    let earlier = self.head.split_off(BLOCK / 2);
                    std::mem::replace(&mut self.head, earlier)
                })
            }
        };
        if let Some((bound, later)) = later.and_then(|l| Some((*l.iter().min()?, l))) {
            self.rest.insert(bound, later);
        }
        Ok(DueHandle::new(slot, generation))
    }

    /// Takes a clock out; `None` when the handle is stale.
    pub fn remove(&mut self, handle: DueHandle) -> Option<(i64, K)> {
        let current = |p: &&Slot<K>| p.generation == handle.generation && p.key.is_some();
        let slot = usize::try_from(handle.slot).ok()?;
        let entry = (self.slots.get(slot).filter(current)?.at, slot);
        let Some((bound, block)) = self.rest.range_mut(..=entry).next_back() else {
            let place = self.head.binary_search_by(|e| entry.cmp(e)).ok()?;
            self.head.remove(place);
            return self.release(entry);
        };
        let place = block.iter().position(|e| *e == entry)?;
        block.swap_remove(place);
        if block.is_empty() {
            let bound = *bound;
            self.rest.remove(&bound);
        }
        self.release(entry)
    }

    /// The clock that is due first, if it is due at or before `now`; it is taken out.
    pub fn pop_due(&mut self, now: i64) -> Option<(i64, K)> {
        if self.head.is_empty() {
            self.head = self.rest.pop_first()?.1;
            self.head.sort_unstable_by(|a, b| b.cmp(a));
        }
        let first = self.head.last().copied().filter(|(at, _)| *at <= now)?;
        self.head.pop();
        self.release(first)
    }

    /// The clock that is due first, whenever that is; it stays in.
    #[must_use]
    pub fn peek(&self) -> Option<(i64, &K)> {
        let (at, slot) = self.earliest()?;
        Some((at, self.slots.get(slot)?.key.as_ref()?))
    }

    /// When to wake up next, asked at `now`: the earliest due instant, or `now` itself where a clock is due already. `None` only when there
    /// is no clock at all.
    #[must_use]
    pub fn next_wake(&self, now: i64) -> Option<i64> {
        self.earliest().map(|(at, _)| at.max(now))
    }

    fn earliest(&self) -> Option<Entry> {
        let first_block = || self.rest.first_key_value().and_then(|(_, block)| block.iter().min());
        self.head.last().or_else(first_block).copied()
    }

    /// The clocks due in `[from, to)`, in order; they stay in.
    pub fn due_between(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, &K)> {
        let within = self.from(from).take_while(move |(at, _)| *at < to);
        within.filter_map(|(at, slot)| Some((at, self.slots.get(slot)?.key.as_ref()?)))
    }

    /// The entries from an instant on, in order.
    fn from(&self, at: i64) -> impl Iterator<Item = Entry> {
        let first = self.rest.range(..=(at, 0)).next_back().map_or((i64::MIN, 0), |(bound, _)| *bound);
        let head = if first.0 == i64::MIN { self.head.as_slice() } else { &[] };
        let blocks = std::iter::once(head).chain(self.rest.range(first..).map(|(_, block)| block.as_slice()));
        let sorted = |block: &[Entry]| {
            let mut block = block.to_vec();
            block.sort_unstable();
            block
        };
        blocks.flat_map(sorted).skip_while(move |e| e.0 < at)
    }

    fn release(&mut self, (at, slot): Entry) -> Option<(i64, K)> {
        let place = self.slots.get_mut(slot)?;
        place.generation = place.generation.checked_add(1).unwrap_or(1); // never 0, and so no handle is
        self.free.push(slot);
        place.key.take().map(|key| (at, key))
    }
}
