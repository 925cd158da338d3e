//! Which clock is due next, over many open tickets.

use std::collections::BTreeSet;

/// A place in a [`DueIndex`], given by [`insert`](DueIndex::insert); it goes stale once its entry is removed or popped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DueHandle {
    slot: u32,
    generation: u32,
}

impl DueHandle {
    /// The handle as one number, for hosts that keep it in a column or hand it to another language.
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

/// Due instants in order, each with a key of the host's choice (ticket and metric, say). All calls are O(log n).
///
/// Entries of the same instant come out in the order of their places, which depends only on the calls made before.
///
/// ```
/// use sundesk::sla::DueIndex;
/// let mut index = DueIndex::new();
/// let first = index.insert(100, "T1 first reply");
/// index.insert(50, "T2 first reply");
/// assert_eq!(index.next_wake(i64::MIN), Some(50));
/// assert_eq!(index.pop_due(60), Some((50, "T2 first reply")));
/// assert_eq!(index.pop_due(60), None); // the next is due at 100
/// assert_eq!(index.remove(first), Some((100, "T1 first reply")));
/// assert!(index.is_empty());
/// ```
#[derive(Debug, Clone)]
pub struct DueIndex<K> {
    order: BTreeSet<(i64, u32)>,
    slots: Vec<Slot<K>>,
    free: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Slot<K> {
    at: i64,
    generation: u32,
    key: Option<K>,
}

/// The most entries an index may hold at one time.
pub const MAX_DUE_ENTRIES: usize = 1 << 31;

impl<K> Default for DueIndex<K> {
    fn default() -> Self {
        Self { order: BTreeSet::new(), slots: Vec::new(), free: Vec::new() }
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
        self.order.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Adds a clock that is due at `at`. Past [`MAX_DUE_ENTRIES`] the entry is not stored and its handle is stale from the start.
    pub fn insert(&mut self, at: i64, key: K) -> DueHandle {
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                let next = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
                if self.slots.len() >= MAX_DUE_ENTRIES {
                    return DueHandle { slot: u32::MAX, generation: u32::MAX };
                }
                self.slots.push(Slot { at, generation: 0, key: None });
                next
            }
        };
        let Some(place) = self.slots.get_mut(index(slot)) else {
            return DueHandle { slot: u32::MAX, generation: u32::MAX };
        };
        place.at = at;
        place.key = Some(key);
        self.order.insert((at, slot));
        DueHandle { slot, generation: place.generation }
    }

    /// Takes a clock out; `None` when the handle is stale.
    pub fn remove(&mut self, handle: DueHandle) -> Option<(i64, K)> {
        let place = self.slots.get(index(handle.slot)).filter(|p| p.generation == handle.generation)?;
        let entry = (place.at, handle.slot);
        self.order.remove(&entry).then(|| self.release(entry)).flatten()
    }

    /// The clock that is due first, if it is due at or before `now`; it is taken out.
    pub fn pop_due(&mut self, now: i64) -> Option<(i64, K)> {
        let first = self.order.first().copied().filter(|(at, _)| *at <= now)?;
        self.order.pop_first();
        self.release(first)
    }

    /// The earliest due instant after `after`: when to wake up next.
    #[must_use]
    pub fn next_wake(&self, after: i64) -> Option<i64> {
        let from = after.checked_add(1)?;
        self.order.range((from, 0)..).next().map(|(at, _)| *at)
    }

    /// The clocks due in `[from, to)`, in order; they stay in.
    pub fn due_between(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, &K)> {
        let range = (from < to).then(|| self.order.range((from, 0)..(to, 0)));
        range.into_iter().flatten().filter_map(|(at, slot)| Some((*at, self.slots.get(index(*slot))?.key.as_ref()?)))
    }

    fn release(&mut self, (at, slot): (i64, u32)) -> Option<(i64, K)> {
        let place = self.slots.get_mut(index(slot))?;
        place.generation = place.generation.wrapping_add(1);
        self.free.push(slot);
        place.key.take().map(|key| (at, key))
    }
}

fn index(slot: u32) -> usize {
    usize::try_from(slot).unwrap_or(usize::MAX)
}
