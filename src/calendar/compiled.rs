//! [`Calendar`]: a compiled calendar document and its arithmetic on instants.

use super::check::rules_of;
use super::combine::{self, Combination};
use super::days::DayTable;
use super::doc::CalendarDoc;
use super::index::{Index, instant, relative};
use super::origin::{Origin, StaffedBy};
use super::rules::Rules;
use super::{build, warn, without};
use crate::document::{read_whole, read_whole_value};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::hash::fnv1a;
use crate::time::{IntervalSet, MAX_INSTANT, Zone, ZoneDb, format_instant};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Business hours, compiled: immutable, cheap to clone and to share between threads.
///
/// All instants are `i64` microseconds since 1970 UTC in the functions that end in `_us` and in the batches, and chrono
/// `DateTime<Utc>` in their twins. Supported are the years 1900 to 2200; every function returns
/// [`ErrorKind::OutOfRange`] for an instant outside, and `None` where there is no such instant inside.
///
/// ```
/// use sundesk::calendar::Calendar;
/// use sundesk::time::{ZoneDb, parse_instant};
/// let cal = Calendar::from_json(r#"{
///     "timezone": "Europe/Berlin",
///     "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"],
///                "thu": ["09:00-17:00"], "fri": ["09:00-17:00"]},
///     "holidays": ["12-25", "12-26"]
/// }"#, &ZoneDb::bundled())?;
/// let friday_four = parse_instant("2026-07-03T16:00:00+02:00")?;
/// let monday_ten = parse_instant("2026-07-06T10:00:00+02:00")?;
/// assert_eq!(cal.elapsed_us(friday_four, monday_ten)?, 2 * 3_600_000_000); // one hour on each day
/// assert_eq!(cal.add_us(friday_four, 2 * 3_600_000_000)?, Some(monday_ten));
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Clone)]
pub struct Calendar(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) index: Index,
    pub(super) source: Arc<Source>,
    pub(super) doc: Written,
    pub(super) zone: Zone,
    release: String,
    fingerprint: OnceLock<u64>,
    warnings: OnceLock<Vec<Problem>>,
    pub(super) days: OnceLock<DayTable>,
}

/// Where the open time comes from; kept for reasons, business days and further combinations.
pub(super) enum Source {
    Rules(Box<Rules>),
    Combined(Combination, Vec<Arc<Source>>),
    /// Less these pieces; what they are taken from is of another kind.
    Without(Arc<Source>, IntervalSet),
}

/// The document of a calendar. One that pieces were taken out of shares that of its base until it is asked for its own.
pub(super) struct Written {
    base: Arc<CalendarDoc>,
    without: IntervalSet,
    whole: OnceLock<CalendarDoc>,
}

impl Written {
    pub(super) fn new(doc: CalendarDoc) -> Self {
        Self { base: Arc::new(doc), without: IntervalSet::default(), whole: OnceLock::new() }
    }

    /// The document of `other` with all these pieces taken out.
    ///
    /// Of a roster's hours it says that these are no longer only those.
    pub(super) fn less(other: &Self, without: IntervalSet) -> Self {
        let mut base = Arc::clone(&other.base);
        if base.staffed_by.is_some() {
            let doc = Arc::make_mut(&mut base);
            doc.staffed_by.iter_mut().for_each(|whom| whom.narrowed = true);
        }
        Self { base, without, whole: OnceLock::new() }
    }

    /// The document of `other` as that of the hours in which a roster's people are on.
    pub(super) fn staffed_by(other: &Self, whom: StaffedBy) -> Self {
        let base = CalendarDoc { staffed_by: Some(whom), ..CalendarDoc::clone(&other.base) };
        Self { base: Arc::new(base), without: other.without.clone(), whole: OnceLock::new() }
    }

    fn get(&self) -> &CalendarDoc {
        if self.without.is_empty() {
            return self.whole.get().unwrap_or(&self.base);
        }
        self.whole.get_or_init(|| {
            let each = self.without.iter().map(|piece| [piece.start, piece.end].map(format_instant));
            CalendarDoc { without: each.collect(), ..CalendarDoc::clone(&self.base) }
        })
    }
}

/// Where an addition lands that uses up its amount exactly at a closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Boundary {
    /// On the closing, the earliest instant with that much open time; adding nothing changes nothing.
    #[default]
    Close,
    /// On the next opening, so that the answer is always open (as biz, pandas and RT have it); adding nothing to a closed
    /// instant gives the next opening. A subtraction lands on an opening either way.
    NextOpen,
}

impl Calendar {
    /// Checks and compiles a document.
    ///
    /// # Errors
    /// One error that lists every fault with its path ([`Error::problems`]); [`ErrorKind::UnknownZone`] when the first of them
    /// is an unknown zone, [`ErrorKind::LimitExceeded`] past a limit of [`limits`](super::limits).
    pub fn compile(doc: &CalendarDoc, zones: &ZoneDb) -> Result<Self> {
        if !doc.without.is_empty() {
            return without::compile(doc, zones);
        }
        if combine::is_combination(doc) {
            return combine::compile(doc, zones);
        }
        Ok(Self::of_rules(rules_of(doc, zones)?, doc.clone()))
    }

    /// Reads and compiles a document given as JSON text.
    ///
    /// # Errors
    /// As [`compile`](Self::compile); and those of [`read_document`](crate::document::read_document), with path and line.
    pub fn from_json(text: &str, zones: &ZoneDb) -> Result<Self> {
        Self::compile(&read_whole(text, zones)?, zones)
    }

    /// Reads and compiles a document that was parsed already, such as one that came from another language.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json), without lines.
    pub fn from_value(value: Value, zones: &ZoneDb) -> Result<Self> {
        Self::compile(&read_whole_value(value, zones)?, zones)
    }

    /// Open at every supported instant; its days are UTC days.
    #[must_use]
    pub fn always_open() -> Self {
        let doc = CalendarDoc { timezone: "UTC".to_owned(), always_open: true, ..CalendarDoc::default() };
        Self::of_rules(Rules::always(Zone::utc()), doc)
    }

    fn of_rules(rules: Rules, doc: CalendarDoc) -> Self {
        let index = build::index_of(&rules);
        let zone = rules.zone.clone();
        Self::assemble(index, Arc::new(Source::Rules(Box::new(rules))), Written::new(doc), zone)
    }

    pub(super) fn assemble(index: Index, source: Arc<Source>, doc: Written, zone: Zone) -> Self {
        let mut zones = Vec::new();
        source.zones(&mut zones);
        let release = releases(&zones);
        let (fingerprint, warnings, days) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self(Arc::new(Inner { index, source, doc, zone, release, fingerprint, warnings, days }))
    }

    /// The same calendar, just compiled, with its document as it was written.
    pub(super) fn written_as(self, doc: &CalendarDoc) -> Self {
        // Already asked for only where another thread could have: this one was not shared yet.
        let _ = self.0.doc.whole.set(doc.clone());
        self
    }

    /// The document it was compiled from.
    #[must_use]
    pub fn doc(&self) -> &CalendarDoc {
        self.0.doc.get()
    }

    /// The zone its hours and dates are read in; for a combination the zone of its business days.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.0.zone
    }

    /// The release of the time-zone database it was compiled with; empty when none was needed. A combination of calendars
    /// that were compiled with several names them all in order, such as `2025b, 2026e`.
    #[must_use]
    pub fn tzdb_release(&self) -> &str {
        &self.0.release
    }

    /// A number that is the same on every machine for the same document and zone rules, and very likely another one otherwise.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        *self.0.fingerprint.get_or_init(|| {
            let mut zones = Vec::new();
            self.0.source.zones(&mut zones);
            fingerprint(self.doc(), &zones)
        })
    }

    /// Bytes of memory the compiled index holds, the document not counted.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        self.0.index.memory_bytes() + self.0.source.memory_bytes() + self.0.days.get().map_or(0, DayTable::memory_bytes)
    }

    /// How many different weeks it has between 1900 and 2200: what its memory grows with.
    #[must_use]
    pub fn distinct_weeks(&self) -> usize {
        self.0.index.distinct_weeks()
    }

    /// The last date up to which its dated holidays are known: `holidays_known_until` of the document, else the end of the year
    /// of the last one. Of a combination the earliest of its parts. `None` when no holiday has a year: every date is known.
    ///
    /// A deadline after this date may fall on a holiday that nobody has entered yet.
    ///
    /// ```
    /// use sundesk::calendar::{Calendar, CalendarDoc};
    /// use sundesk::time::ZoneDb;
    /// let calendar = |holidays: &str| {
    ///     let json = format!(r#"{{"timezone": "UTC", "always_open": true, "holidays": {holidays}}}"#);
    ///     Calendar::from_json(&json, &ZoneDb::bundled())
    /// };
    /// let until = calendar(r#"["2026-05-01", "2027-01-01", "12-25"]"#)?.holidays_known_until();
    /// assert_eq!(until, chrono::NaiveDate::from_ymd_opt(2027, 12, 31));
    /// assert_eq!(calendar(r#"["12-25"]"#)?.holidays_known_until(), None);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn holidays_known_until(&self) -> Option<NaiveDate> {
        warn::holidays_known_until(self.doc())
    }

    /// What a person should look at: the document is used as it stands.
    ///
    /// Codes: `hours_equal`, `hours_overlap`, `hours_in_dst_gap`, `break_outside_hours`, `holiday_on_closed_day`, `never_open`.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        self.0.warnings.get_or_init(|| warn::warnings(self.doc(), &self.0.source, &self.0.index))
    }

    /// [`warnings`](Self::warnings), and what is true at the instant `now`: `holidays_run_out` when the dated holidays end
    /// before the end of the year after `now`, `staffing_unknown` when the calendar is that of a roster which was not looked at
    /// at `now`.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] when `now` is outside 1900–2200.
    pub fn warnings_at_us(&self, now: i64) -> Result<Vec<Problem>> {
        check(now)?;
        let mut all = self.warnings().to_vec();
        all.extend(warn::warnings_at(self.doc(), &self.0.zone, now));
        Ok(all)
    }

    /// The open time from `from` to `to`, in microseconds; negative when `to` is before `from`.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for an instant outside 1900–2200.
    #[inline]
    pub fn elapsed_us(&self, from: i64, to: i64) -> Result<i64> {
        let (Some(a), Some(b)) = (relative(from), relative(to)) else {
            return Err(outside(if relative(from).is_none() { from } else { to }));
        };
        Ok(self.0.index.between(a, b))
    }

    /// The earliest instant `u` with `elapsed(at, u) == amount`: a closing when the amount ends there. For a negative amount
    /// the latest such instant: an opening. For 0 `at` itself. `None` when there is not so much open time until 1900 or 2200.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] when `at` is outside 1900–2200.
    #[inline]
    pub fn add_us(&self, at: i64, amount: i64) -> Result<Option<i64>> {
        match relative(at) {
            Some(rel) => Ok(if amount == 0 { Some(at) } else { self.moved(rel, amount) }),
            None => Err(outside(at)),
        }
    }

    /// [`add_us`](Self::add_us) with the choice of where to land when the amount ends at a closing.
    ///
    /// ```
    /// use sundesk::calendar::{Boundary, Calendar};
    /// use sundesk::time::{ZoneDb, parse_instant};
    /// let cal = Calendar::from_json(r#"{"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"]}}"#, &ZoneDb::bundled())?;
    /// let start = parse_instant("2026-07-06T09:00:00Z")?;
    /// let day = 8 * 3_600_000_000;
    /// assert_eq!(cal.add_boundary_us(start, day, Boundary::Close)?, Some(parse_instant("2026-07-06T17:00:00Z")?));
    /// assert_eq!(cal.add_boundary_us(start, day, Boundary::NextOpen)?, Some(parse_instant("2026-07-13T09:00:00Z")?));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] when `at` is outside 1900–2200.
    pub fn add_boundary_us(&self, at: i64, amount: i64, boundary: Boundary) -> Result<Option<i64>> {
        match (self.add_us(at, amount)?, boundary) {
            (Some(landed), Boundary::NextOpen) => self.next_open_us(landed),
            (landed, _) => Ok(landed),
        }
    }

    /// Whether a holiday closes this second of a date on the wall clock; of a combination, a holiday of any of its parts.
    pub(crate) fn is_holiday(&self, day: i32, seconds: i32) -> bool {
        self.0.source.is_holiday(day, seconds)
    }

    /// The parts of a date that holidays close, in seconds of its wall clock, in order; of a combination, those of all its parts.
    pub(crate) fn holiday_hours(&self, day: i32) -> Vec<(i32, i32)> {
        let mut found = Vec::new();
        self.0.source.holiday_hours(day, &mut found);
        found.sort_unstable();
        found
    }

    /// `amount` is not 0.
    #[inline(always)]
    pub(super) fn moved(&self, rel: u64, amount: i64) -> Option<i64> {
        let index = &self.0.index;
        let tables = &index.tables;
        if amount > 0 {
            let last = tables.before(rel) + amount.unsigned_abs() - 1;
            if last < index.alone {
                return Some(instant(tables.nth(last) + 1));
            }
        }
        self.moved_left(rel, amount)
    }

    /// The same backwards, where there is not so much open time, and where something was taken out.
    #[cold]
    #[inline(never)]
    fn moved_left(&self, rel: u64, amount: i64) -> Option<i64> {
        let index = &self.0.index;
        let before = index.before(rel);
        if amount > 0 {
            let last = before + amount.unsigned_abs() - 1;
            let found = if last < index.total() { instant(index.nth_open(last) + 1) } else { MAX_INSTANT };
            return if found < MAX_INSTANT { Some(found) } else { None };
        }
        before.checked_sub(amount.unsigned_abs()).map(|nth| instant(index.nth_open(nth)))
    }
}

impl Source {
    fn memory_bytes(&self) -> usize {
        match self {
            Source::Rules(rules) => rules.memory_bytes(),
            Source::Combined(_, parts) => parts.iter().map(|p| p.memory_bytes()).sum(),
            Source::Without(base, pieces) => base.memory_bytes() + size_of_val(pieces.as_slice()),
        }
    }

    /// What pieces were taken from, and which; itself when there are none.
    pub(super) fn taken_from(self: &Arc<Self>) -> (&Arc<Self>, Option<&IntervalSet>) {
        match &**self {
            Source::Without(base, pieces) => (base, Some(pieces)),
            _ => (self, None),
        }
    }

    fn is_holiday(&self, day: i32, seconds: i32) -> bool {
        match self {
            Source::Rules(rules) => rules.is_holiday(day, seconds),
            Source::Combined(_, parts) => parts.iter().any(|part| part.is_holiday(day, seconds)),
            Source::Without(base, _) => base.is_holiday(day, seconds),
        }
    }

    fn holiday_hours(&self, day: i32, found: &mut Vec<(i32, i32)>) {
        match self {
            Source::Rules(rules) => found.extend(rules.holiday_hours(day)),
            Source::Combined(_, parts) => parts.iter().for_each(|part| part.holiday_hours(day, found)),
            Source::Without(base, _) => base.holiday_hours(day, found),
        }
    }

    /// The zones its hours are read in, one for each part.
    fn zones<'a>(&'a self, out: &mut Vec<&'a Zone>) {
        match self {
            Source::Rules(rules) => out.push(&rules.zone),
            Source::Combined(_, parts) => parts.iter().for_each(|p| p.zones(out)),
            Source::Without(base, _) => base.zones(out),
        }
    }
}

/// Over the document's JSON and the zones' fingerprints.
fn fingerprint(doc: &CalendarDoc, zones: &[&Zone]) -> u64 {
    let text = serde_json::to_vec(doc).unwrap_or_default();
    fnv1a(text.into_iter().chain(zones.iter().flat_map(|zone| zone.fingerprint().to_le_bytes())))
}

fn releases(zones: &[&Zone]) -> String {
    let named: BTreeSet<&str> = zones.iter().map(|zone| zone.release()).filter(|r| !r.is_empty()).collect();
    named.into_iter().collect::<Vec<_>>().join(", ")
}

#[cold]
pub(super) fn outside(at: i64) -> Error {
    crate::time::check_instant(at)
        .err()
        .unwrap_or_else(|| Error::new(ErrorKind::Internal, "an instant inside is not outside"))
}

#[inline]
pub(super) fn check(at: i64) -> Result<u64> {
    relative(at).ok_or_else(|| outside(at))
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Calendar");
        if !self.doc().name.is_empty() {
            shown.field("name", &self.doc().name);
        }
        if !matches!(self.origin(), Origin::Hours { .. }) {
            shown.field("origin", &format_args!("{}", self.origin()));
        }
        shown.field("zone", &self.0.zone.name()).field("fingerprint", &format_args!("{:016x}", self.fingerprint()));
        shown.finish_non_exhaustive()
    }
}

impl PartialEq for Calendar {
    /// Equal when compiled from equal documents with equal zone rules.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.doc() == other.doc() && self.fingerprint() == other.fingerprint())
    }
}

impl Eq for Calendar {}
