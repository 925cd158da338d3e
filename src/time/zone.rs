//! A zone as a compiled table of offset changes, and its forward and backward lookup.

use super::instant::{DAY, MAX_INSTANT, MIN_INSTANT, SECOND};
use super::interval::TimeSegment;
use super::local::{Fold, Gap, LocalTime, Resolution, Transition};
use super::tzif::Tzif;
use crate::error::Result;
use crate::hash::fnv1a;
use std::fmt;
use std::sync::Arc;

/// The table reaches this far past the supported dates, so that local days at their edges can still be resolved.
const MARGIN: i64 = 32 * DAY;
const TABLE_START: i64 = MIN_INSTANT - MARGIN;
const TABLE_END: i64 = MAX_INSTANT + MARGIN;

/// The index cuts the table into pieces of 2^44 microseconds, 204 days: a lookup then looks at no more than a few entries.
const BUCKET_BITS: u32 = 44;
/// The last year whose changes are written out.
const LAST_YEAR: i32 = 2202;
const BUCKETS: usize = ((TABLE_END - TABLE_START) >> BUCKET_BITS) as usize + 1;

/// A time zone: a name and the compiled table of all changes of its offset from 1900 to 2200.
///
/// Cheap to clone and share. Each lookup is one short binary search; a rule "for ever" was written out when the zone was
/// loaded. A table takes at most 9 KB for a zone that has summer time until 2200, 1 KB for one that has none. Outside
/// 1900–2200 a lookup answers with the nearest offset; callers refuse such instants
/// ([`check_instant`](super::check_instant)).
///
/// ```
/// use sundesk::time::{LocalTime, ZoneDb, parse_instant};
/// let berlin = ZoneDb::bundled().zone("Europe/Berlin").unwrap();
/// let at = parse_instant("2026-07-01T12:00:00Z").unwrap();
/// assert_eq!(berlin.offset_at(at), 7_200);
/// let local = berlin.to_local(at);
/// assert_eq!(berlin.classify(local), LocalTime::Unique(at));
/// let next = berlin.next_transition(at).unwrap();
/// assert_eq!((next.at, next.before, next.after), (parse_instant("2026-10-25T01:00:00Z").unwrap(), 7_200, 3_600));
/// ```
///
/// Two zones are equal when name and table are: the same zone out of two releases of the database is equal when nothing
/// changed for it.
#[derive(Clone)]
pub struct Zone(Arc<Table>);

struct Table {
    name: Box<str>,
    /// The release of the database it came from; empty when it came from none.
    release: Arc<str>,
    /// `offsets[i]` holds from `starts[i]` to `starts[i + 1]`; `starts[0]` is the beginning of time.
    starts: Box<[i64]>,
    offsets: Box<[i32]>,
    /// `index[b]` is the place of the entry that holds where piece `b` begins; one more for the end of the last piece.
    index: Box<[u16]>,
    /// The least and the greatest offset, in microseconds.
    least: i64,
    greatest: i64,
}

impl Zone {
    /// UTC, without any database.
    #[must_use]
    pub fn utc() -> Self {
        Self::compile("UTC", Arc::default(), 0, &[])
    }

    /// A zone from the offset at first and the changes after it, in seconds, in ascending order.
    #[cfg(feature = "ical")]
    pub(crate) fn from_changes(name: &str, initial: i32, changes: &[(i64, i32)]) -> Result<Self> {
        if changes.len() > super::MAX_TZIF_TRANSITIONS {
            let most = format!("at most {}", super::MAX_TZIF_TRANSITIONS);
            return Err(crate::error::Error::limit("changes", changes.len(), most));
        }
        Ok(Self::compile(name, Arc::default(), initial, changes))
    }

    /// A zone from the bytes of a TZif file (RFC 9636, versions 1 to 4).
    ///
    /// ```
    /// let e = sundesk::time::Zone::from_tzif("Mars/Base", b"TZif2").unwrap_err();
    /// assert_eq!(e.path(), "tzif.header");
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) naming the part of the file that is wrong, or
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past the limits of [`tzif`](super).
    pub fn from_tzif(name: &str, bytes: &[u8]) -> Result<Self> {
        Self::of_release(name, Arc::default(), bytes)
    }

    /// The same, from the database of a release.
    pub(super) fn of_release(name: &str, release: Arc<str>, bytes: &[u8]) -> Result<Self> {
        let file = Tzif::parse(bytes)?;
        Ok(Self::compile(name, release, file.initial, &written_out(&file)))
    }

    /// Builds the table from ascending changes in seconds.
    fn compile(name: &str, release: Arc<str>, initial: i32, changes: &[(i64, i32)]) -> Self {
        let (mut starts, mut offsets, mut current) = (vec![i64::MIN], vec![initial], initial);
        for &(seconds, offset) in changes {
            if seconds < TABLE_START / SECOND {
                offsets = vec![offset];
                current = offset;
            } else if offset != current && seconds < TABLE_END / SECOND {
                starts.push(seconds * SECOND);
                offsets.push(offset);
                current = offset;
            }
        }
        let micros = |o: Option<&i32>| i64::from(o.copied().unwrap_or(0)) * SECOND;
        let (least, greatest) = (micros(offsets.iter().min()), micros(offsets.iter().max()));
        let index = index_of(&starts);
        Self(Arc::new(Table {
            name: name.into(),
            release,
            starts: starts.into(),
            offsets: offsets.into(),
            index,
            least,
            greatest,
        }))
    }

    /// The name, in the spelling of the database.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The release of the zone database it was taken from, such as `2026e`: what a report names as its zone rules. Empty for
    /// [`Zone::utc`] and for a zone made from the bytes of a file.
    ///
    /// ```
    /// use sundesk::time::{Zone, ZoneDb};
    /// let db = ZoneDb::bundled();
    /// assert_eq!(db.zone("Europe/Berlin")?.release(), db.release());
    /// assert_eq!(Zone::utc().release(), "");
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn release(&self) -> &str {
        &self.0.release
    }

    /// The offset from UTC at an instant, in seconds east of Greenwich.
    #[inline]
    #[must_use]
    pub fn offset_at(&self, us: i64) -> i32 {
        self.0.offset(self.0.entry_at(us))
    }

    /// What the wall clock shows at an instant: microseconds since 1970-01-01T00:00 local.
    #[inline]
    #[must_use]
    pub fn to_local(&self, us: i64) -> i64 {
        us.saturating_add(i64::from(self.offset_at(us)) * SECOND)
    }

    /// How often, and when, the wall clock shows a reading.
    ///
    /// A gap whose length is a whole day (Apia skipped 2011-12-30) is a gap like any other.
    #[must_use]
    pub fn classify(&self, local_us: i64) -> LocalTime {
        let table = &*self.0;
        let mut entry = table.entry_at(local_us.saturating_sub(table.greatest));
        let until = local_us.saturating_sub(table.least);
        let (mut found, mut gap) = (None, None);
        loop {
            let (start, end) = (table.start(entry), table.start(entry + 1));
            let offset = table.offset(entry);
            let us = local_us.saturating_sub(i64::from(offset) * SECOND);
            if start <= us && us < end {
                found = Some(found.map_or((us, us), |(first, _)| (first, us)));
            } else if us >= end && gap.is_none() {
                let after = table.offset(entry + 1);
                if local_us < end.saturating_add(i64::from(after) * SECOND) {
                    gap = Some(LocalTime::Gap { transition: end, before: offset, after });
                }
            }
            if end > until || end == i64::MAX {
                break;
            }
            entry += 1;
        }
        match (found, gap) {
            (Some((earlier, later)), _) if earlier != later => LocalTime::Fold { earlier, later },
            (Some((us, _)), _) => LocalTime::Unique(us),
            (None, Some(gap)) => gap,
            // Only a reading at the very end of the i64 range, where the arithmetic above stops at its limit.
            (None, None) => LocalTime::Unique(local_us.saturating_sub(i64::from(table.offset(entry)) * SECOND)),
        }
    }

    /// The instant a wall-clock reading means under `resolution`; [`Fold::Widest`] is read as [`Fold::Earlier`].
    ///
    /// ```
    /// use sundesk::time::{Resolution, ZoneDb, civil, format_instant};
    /// let berlin = ZoneDb::bundled().zone("Europe/Berlin").unwrap();
    /// let half_past_two = civil::local_midnight(civil::day_number(civil::parse_date("2026-03-29").unwrap())) + 9_000_000_000;
    /// let at = berlin.resolve(half_past_two, Resolution::default());
    /// assert_eq!(format_instant(at), "2026-03-29T01:00:00Z"); // 03:00 summer time, the first instant after the gap
    /// ```
    #[must_use]
    pub fn resolve(&self, local_us: i64, resolution: Resolution) -> i64 {
        self.resolve_with(local_us, resolution, Fold::Earlier)
    }

    /// The instant at which something starts that starts at this wall-clock reading.
    #[must_use]
    pub fn resolve_start(&self, local_us: i64, resolution: Resolution) -> i64 {
        self.resolve_with(local_us, resolution, Fold::Earlier)
    }

    /// The instant at which something ends that ends at this wall-clock reading.
    #[must_use]
    pub fn resolve_end(&self, local_us: i64, resolution: Resolution) -> i64 {
        self.resolve_with(local_us, resolution, Fold::Later)
    }

    fn resolve_with(&self, local_us: i64, resolution: Resolution, widest: Fold) -> i64 {
        Self::choose(local_us, self.classify(local_us), resolution, widest)
    }

    /// [`resolve`](Self::resolve) of a reading that is [classified](Self::classify) already.
    #[cfg(feature = "import")]
    pub(crate) fn resolve_class(local_us: i64, how: LocalTime, resolution: Resolution) -> i64 {
        Self::choose(local_us, how, resolution, Fold::Earlier)
    }

    fn choose(local_us: i64, how: LocalTime, resolution: Resolution, widest: Fold) -> i64 {
        match how {
            LocalTime::Unique(us) => us,
            LocalTime::Gap { transition, before, .. } => match resolution.gap {
                Gap::Transition => transition,
                Gap::Compatible => local_us.saturating_sub(i64::from(before) * SECOND),
            },
            LocalTime::Fold { earlier, later } => {
                let fold = if resolution.fold == Fold::Widest { widest } else { resolution.fold };
                if fold == Fold::Later { later } else { earlier }
            }
        }
    }

    /// The first change of the offset after an instant; a change at `after_us` itself is not after it.
    #[must_use]
    pub fn next_transition(&self, after_us: i64) -> Option<Transition> {
        self.0.transition(self.0.entry_at(after_us) + 1)
    }

    /// The last change of the offset before an instant; a change at `before_us` itself is not before it.
    #[must_use]
    pub fn previous_transition(&self, before_us: i64) -> Option<Transition> {
        self.0.transition(self.0.entry_at(before_us.checked_sub(1)?))
    }

    /// The changes of the offset inside `range`, in order.
    pub fn transitions(&self, range: TimeSegment) -> impl Iterator<Item = Transition> + '_ {
        let first = range.start.checked_sub(1).map_or(1, |before| self.0.entry_at(before) + 1);
        (first..self.0.starts.len()).map_while(|entry| self.0.transition(entry)).take_while(move |t| t.at < range.end)
    }

    /// A number that is the same on every machine for the same name and table, and very likely another one for another table.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let table = &*self.0;
        let starts = table.starts.iter().flat_map(|s| s.to_le_bytes());
        let offsets = table.offsets.iter().flat_map(|o| o.to_le_bytes());
        fnv1a(table.name.bytes().chain([0xff]).chain(starts).chain(offsets))
    }
}

impl Table {
    /// The place of the entry that holds at `us`.
    #[inline]
    #[allow(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // `bucket` is clamped to the index, which holds one place more than there are pieces, each a place in `starts`.
    fn entry_at(&self, us: i64) -> usize {
        // Shifted before it is narrowed: the microseconds do not fit a `usize` of 32 bits, the place does.
        let bucket = ((us.clamp(TABLE_START, TABLE_END - 1) - TABLE_START) >> BUCKET_BITS) as usize;
        let (low, high) = (usize::from(self.index[bucket]), usize::from(self.index[bucket + 1]));
        low + self.starts[low + 1..=high].partition_point(|start| *start <= us)
    }

    #[inline]
    fn offset(&self, entry: usize) -> i32 {
        self.offsets.get(entry).copied().unwrap_or(0)
    }

    /// Where an entry begins; the end of time for the one after the last.
    #[inline]
    fn start(&self, entry: usize) -> i64 {
        self.starts.get(entry).copied().unwrap_or(i64::MAX)
    }

    /// The change that begins an entry; the first entry has none.
    fn transition(&self, entry: usize) -> Option<Transition> {
        let at = *self.starts.get(entry)?;
        let before = *self.offsets.get(entry.checked_sub(1)?)?;
        Some(Transition { at, before, after: self.offset(entry) })
    }
}

/// Where each piece of the time line begins in the table.
fn index_of(starts: &[i64]) -> Box<[u16]> {
    let (mut entry, mut rest) = (0_u16, starts.get(1..).unwrap_or_default());
    let mut piece_starts = TABLE_START;
    let place = |_| {
        while let Some((_, later)) = rest.split_first().filter(|(start, _)| **start <= piece_starts) {
            (entry, rest) = (entry.saturating_add(1), later);
        }
        piece_starts += 1 << BUCKET_BITS;
        entry
    };
    (0..=BUCKETS).map(place).collect()
}

/// The listed changes followed by those of the footer rule up to the end of the table.
fn written_out(file: &Tzif) -> Vec<(i64, i32)> {
    let mut changes = file.transitions.clone();
    let Some(rule) = &file.rule else { return changes };
    // From the last listed change on the rule holds, as in glibc and Python; without a listed change it always holds.
    let from = changes.last().map_or(i64::MIN, |last| last.0);
    // The year before the last listed change, or the one before that: early enough to see what the rule says there.
    let first = i32::try_from(1968 + from / 31_556_952).unwrap_or(i32::MIN).clamp(1898, LAST_YEAR);
    let mut yearly: Vec<(i64, i32)> = (first..=LAST_YEAR).filter_map(|year| rule.changes(year)).flatten().collect();
    // Stable: of two changes at one instant the start of a summer stays last, and the last one counts.
    yearly.sort_by_key(|change| change.0);
    yearly.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 = later.1;
        }
        same
    });
    let at_last = yearly.iter().rev().find(|c| c.0 <= from).map_or(rule.standard, |c| c.1);
    match changes.last_mut() {
        Some(last) => last.1 = at_last,
        None => changes.push((i64::MIN, at_last)),
    }
    changes.extend(yearly.into_iter().filter(|c| c.0 > from));
    changes
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({}, {} transitions)", self.0.name, self.0.starts.len().saturating_sub(1))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.name)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&*self.0, &*other.0);
        // What else a table holds follows from these; the release does not matter.
        Arc::ptr_eq(&self.0, &other.0) || (&a.name, &a.starts, &a.offsets) == (&b.name, &b.starts, &b.offsets)
    }
}

impl Eq for Zone {}
