//! Laws that hold for any calendar, in any zone, on any day.
//!
//! The judge is a twin written from the rules of the document alone: it resolves wall-clock readings by searching instants, and
//! asks of each instant whether some interval of some date holds it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::cast_possible_wrap)] // a test may fail loudly

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::sync::LazyLock;
use sundesk::calendar::{Calendar, CalendarDoc, DateException, Holiday, HolidayCut, Hours, Reason};
use sundesk::time::civil::{date, day_number, day_of, parse_date};
use sundesk::time::{DAY, Fold, Gap, HOUR, IntervalSet, Resolution, SECOND, TimeSegment, Zone, ZoneDb};

static ZONES: LazyLock<ZoneDb> = LazyLock::new(ZoneDb::bundled);

/// Zones and days on which their clocks do something: plain, half-hour, midnight changes, a skipped day, a day shown twice.
const PLACES: [(&str, &[&str]); 16] = [
    ("UTC", &["2026-03-29"]),
    ("Europe/Berlin", &["2026-03-29", "2026-10-25", "1945-05-24", "1947-05-11"]),
    ("America/New_York", &["2026-03-08", "2026-11-01", "1918-03-31"]),
    ("America/Los_Angeles", &["2024-03-10", "2024-11-03", "2199-03-10"]),
    ("Pacific/Auckland", &["2026-04-05", "2026-09-27"]),
    ("Australia/Lord_Howe", &["2026-04-05", "2026-10-04"]),
    ("Asia/Kathmandu", &["1986-01-01", "2026-05-01"]),
    ("Asia/Tokyo", &["2026-05-01", "1950-05-07"]),
    ("America/Havana", &["2026-03-08", "2026-11-01"]),
    ("America/Santiago", &["2026-04-05", "2026-09-06"]),
    ("America/Sao_Paulo", &["2018-11-04", "2019-02-17"]),
    ("Asia/Beirut", &["2026-03-29", "2026-10-25"]),
    ("Africa/Casablanca", &["2026-02-15", "2026-03-22"]),
    ("Pacific/Apia", &["2011-12-30", "2011-09-24", "1892-07-05"]),
    ("Pacific/Kwajalein", &["1993-08-21", "1969-10-01"]),
    ("Antarctica/Troll", &["2026-03-29", "2026-10-25"]),
];

// ---------------------------------------------------------------------------------------------------------------- the twin

/// A checked interval: seconds from the midnight of its date.
type Span = (i64, i64);

struct Twin<'a> {
    doc: &'a CalendarDoc,
    zone: Zone,
}

impl Twin<'_> {
    fn span(hours: &Hours) -> Span {
        let seconds = |text: &str| {
            let fields: Vec<i64> = text.split(':').map(|f| f.parse().unwrap()).collect();
            fields[0] * 3600 + fields[1] * 60 + fields.get(2).unwrap_or(&0)
        };
        let (start, end) = (seconds(&hours.start), seconds(&hours.end));
        (start, if end <= start { end + 86_400 } else { end })
    }

    /// The instant of a wall-clock reading, found by trying.
    fn instant(&self, day: i32, seconds: i64, is_end: Option<bool>) -> i64 {
        let local = i64::from(day) * DAY + seconds * SECOND;
        let mut hits = Vec::new();
        let mut around = local - 40 * HOUR;
        while around <= local + 40 * HOUR {
            let us = local - i64::from(self.zone.offset_at(around)) * SECOND;
            if self.zone.to_local(us) == local {
                hits.push(us);
            }
            around += HOUR / 4;
        }
        if let (Some(first), Some(last)) = (hits.iter().min(), hits.iter().max()) {
            return match (self.doc.resolution.fold, is_end) {
                (Fold::Later, _) | (Fold::Widest, Some(true)) => *last,
                _ => *first,
            };
        }
        // The reading is skipped: the first instant at which the clock shows more, by bisection to the microsecond.
        let (mut low, mut high) = (local - 40 * HOUR, local + 40 * HOUR);
        while high - low > 1 {
            let mid = low + (high - low) / 2;
            if self.zone.to_local(mid) > local { high = mid } else { low = mid }
        }
        match self.doc.resolution.gap {
            Gap::Transition => high,
            Gap::Compatible => local - i64::from(self.zone.offset_at(high - 1)) * SECOND,
        }
    }

    fn weekday_hours(&self, day: i32) -> Vec<Span> {
        if self.doc.always_open {
            return vec![(0, 86_400)];
        }
        let index = date_of(day).weekday().num_days_from_monday() as usize;
        self.doc.weekly.days()[index].iter().map(Self::span).collect()
    }

    fn exception(&self, day: i32) -> Option<&DateException> {
        self.doc.exceptions.get(&date_of(day).to_string())
    }

    fn holidays(&self, day: i32) -> Vec<Span> {
        let date = date_of(day);
        let falls = |h: &&Holiday| match h.date.split_once('/') {
            Some((from, to)) => (parse_date(from).unwrap()..=parse_date(to).unwrap()).contains(&date),
            None => h.date == date.to_string() || h.date == date.format("%m-%d").to_string(),
        };
        let found = self.doc.holidays.iter().filter(falls);
        found.map(|h| h.closed.as_ref().map_or((0, 86_400), Self::span)).collect()
    }

    fn breaks(&self, day: i32) -> Vec<Span> {
        let weekday =
            ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][date_of(day).weekday().num_days_from_monday() as usize];
        let of = |key: &str| self.doc.breaks.get(key).into_iter().flatten().map(Self::span).collect::<Vec<_>>();
        let mut breaks = of(&date_of(day).to_string());
        if self.exception(day).is_none() {
            breaks.extend(of(weekday));
        }
        breaks
    }

    /// Every resolved interval around a window: owner date, opening, closing; then closed ones by date; then breaks.
    fn resolved(&self, window: TimeSegment) -> Resolved {
        let days = day_of(window.start) - 5..=day_of(window.end) + 4;
        let mut all = Resolved::default();
        for day in days {
            let own = self.exception(day).map(|e| e.hours.iter().map(Self::span).collect());
            let protected = own.is_some() && self.doc.exception_beats_holiday;
            for (start, end) in own.unwrap_or_else(|| self.weekday_hours(day)) {
                let mut cuts = Vec::new();
                if self.doc.holiday_cut == HolidayCut::OwnerDate && !protected {
                    cuts = self
                        .holidays(day)
                        .into_iter()
                        .map(|(s, e)| (s, if e >= 86_400 { 172_800 } else { e }))
                        .collect();
                }
                // What is left of the hours, second by second at the edges of the cuts.
                let mut edges: Vec<i64> = cuts.iter().flat_map(|c: &Span| [c.0, c.1]).chain([start, end]).collect();
                edges.sort_unstable();
                for pair in edges.windows(2).filter(|p| p[0] >= start && p[1] <= end && p[0] < p[1]) {
                    if !cuts.iter().any(|c| c.0 <= pair[0] && pair[0] < c.1) {
                        let opens = self.instant(day, pair[0], Some(false));
                        all.open.push((day, protected, opens, self.instant(day, pair[1], Some(true))));
                    }
                }
            }
            let fixed = |span: Span| (self.instant(day, span.0, None), self.instant(day, span.1, None));
            if self.doc.holiday_cut == HolidayCut::Midnight {
                all.closed.extend(self.holidays(day).into_iter().map(|s| (day, fixed(s))));
            }
            all.breaks.extend(self.breaks(day).into_iter().map(fixed));
        }
        all
    }
}

#[derive(Default)]
struct Resolved {
    open: Vec<(i32, bool, i64, i64)>,
    closed: Vec<(i32, (i64, i64))>,
    breaks: Vec<(i64, i64)>,
}

impl Resolved {
    fn is_open(&self, at: i64) -> bool {
        let inside = |s: &(i64, i64)| s.0 <= at && at < s.1;
        let shut = |day: i32, protected: bool| self.closed.iter().any(|c| inside(&c.1) && !(protected && c.0 == day));
        self.open.iter().any(|o| inside(&(o.2, o.3)) && !shut(o.0, o.1)) && !self.breaks.iter().any(inside)
    }

    /// The open time of a window: membership decided once between any two neighbouring edges.
    fn set(&self, window: TimeSegment) -> IntervalSet {
        let opens = self.open.iter().flat_map(|o| [o.2, o.3]);
        let others = self.closed.iter().map(|c| &c.1).chain(&self.breaks).flat_map(|s| [s.0, s.1]);
        let mut edges: Vec<i64> = opens.chain(others).filter(|at| window.contains(*at)).collect();
        edges.extend([window.start, window.end]);
        edges.sort_unstable();
        let pieces = edges.windows(2).filter(|p| p[0] < p[1] && self.is_open(p[0]));
        IntervalSet::from_segments(pieces.map(|p| TimeSegment::new(p[0], p[1])))
    }
}

fn date_of(day: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day + 719_163).unwrap()
}

// ------------------------------------------------------------------------------------------------------- random calendars

fn time(seconds: u32) -> String {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if s == 0 { format!("{h:02}:{m:02}") } else { format!("{h:02}:{m:02}:{s:02}") }
}

fn hours() -> impl Strategy<Value = Hours> {
    let start = prop_oneof![6 => (0_u32..48).prop_map(|h| h * 1800), 1 => 0_u32..86_400];
    let length = prop_oneof![6 => (1_u32..48).prop_map(|h| h * 1800), 1 => 1_u32..86_400];
    (start, length, any::<bool>()).prop_map(|(start, length, extended)| {
        let end = start + length;
        let wrapped = if extended || end <= 86_400 { end } else { end - 86_400 };
        Hours::new(&time(start), &time(wrapped))
    })
}

fn day_hours() -> impl Strategy<Value = Vec<Hours>> {
    prop_oneof![2 => Just(Vec::new()), 5 => prop::collection::vec(hours(), 1..3)]
}

fn holiday(near: i32) -> impl Strategy<Value = Holiday> {
    (near - 6..near + 7, 0_u8..6, 0_i32..3, hours()).prop_map(|(day, form, length, hours)| {
        let on = date_of(day);
        let date = match form {
            0 => format!("{on}/{}", date_of(day + length)),
            1 => on.format("%m-%d").to_string(),
            _ => on.to_string(),
        };
        Holiday { date, name: String::new(), closed: (form == 5).then_some(hours) }
    })
}

/// A random calendar around a day on which its zone's clock changes, and that day.
fn calendar() -> impl Strategy<Value = (CalendarDoc, i32)> {
    let place = (0..PLACES.len(), any::<prop::sample::Index>());
    place.prop_flat_map(|(place, day)| {
        let (zone, days) = PLACES[place];
        let near = day_number(NaiveDate::parse_from_str(days[day.index(days.len())], "%Y-%m-%d").unwrap()).max(-25_560);
        let week = prop::array::uniform7(day_hours());
        let exceptions = prop::collection::vec((near - 4..near + 5, day_hours()), 0..3);
        let breaks =
            prop::collection::vec((near - 4..near + 5, any::<bool>(), prop::collection::vec(hours(), 1..3)), 0..3);
        let options = (0_u8..8, any::<bool>(), any::<bool>(), 0_u8..3, any::<bool>());
        (week, exceptions, prop::collection::vec(holiday(near), 0..4), breaks, options).prop_map(
            move |([mon, tue, wed, thu, fri, sat, sun], exceptions, holidays, breaks, options)| {
                let (always, owner, reverse, fold, compatible) = options;
                let mut doc = CalendarDoc {
                    timezone: zone.to_owned(),
                    always_open: always == 0,
                    holidays,
                    holiday_cut: if owner { HolidayCut::OwnerDate } else { HolidayCut::Midnight },
                    exception_beats_holiday: !reverse,
                    resolution: Resolution {
                        gap: if compatible { Gap::Compatible } else { Gap::Transition },
                        fold: [Fold::Earlier, Fold::Later, Fold::Widest][usize::from(fold)],
                    },
                    ..CalendarDoc::default()
                };
                if always != 0 {
                    doc.weekly = sundesk::calendar::Weekly { mon, tue, wed, thu, fri, sat, sun };
                }
                for (day, hours) in exceptions {
                    doc.exceptions.insert(date_of(day).to_string(), DateException { hours, name: String::new() });
                }
                for (day, weekly, hours) in breaks {
                    let weekday = date_of(day).format("%a").to_string().to_lowercase();
                    doc.breaks.insert(if weekly { weekday } else { date_of(day).to_string() }, hours);
                }
                (doc, near)
            },
        )
    })
}

/// A pool of compiled calendars, the same on every run: laws that need no shrinking of the calendar draw from it.
static POOL: LazyLock<Vec<(Calendar, i32)>> = LazyLock::new(|| {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut draw = || {
        let (doc, near) = calendar().new_tree(&mut runner).unwrap().current();
        (Calendar::compile(&doc, &ZONES).unwrap(), near)
    };
    let mut pool: Vec<_> = (0..240).map(|_| draw()).collect();
    pool.push((Calendar::always_open(), 20_000));
    pool
});

/// Instants around a day, to the microsecond, at round times, and now and then years away.
fn instants() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => (-20_i64 * 48..20 * 48).prop_map(|half_hours| half_hours * HOUR / 2),
        3 => -10 * DAY..10 * DAY,
        1 => -4000 * DAY..4000 * DAY,
    ]
}

fn in_pool() -> impl Strategy<Value = (usize, [i64; 3])> {
    (0..POOL.len(), prop::array::uniform3(instants()))
}

/// Keeps an instant inside the supported dates.
fn at(near: i32, offset: i64) -> i64 {
    (i64::from(near) * DAY + offset).clamp(sundesk::time::MIN_INSTANT, sundesk::time::MAX_INSTANT - 1)
}

fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

// ------------------------------------------------------------------------------------------------------------------- laws

proptest! {
    #![proptest_config(cases(10_000))]

    /// Two windows for each of 10,000 calendars: the whole open set, piece by piece.
    #[test]
    fn the_open_time_is_that_of_the_twin((doc, near) in calendar(), starts in prop::array::uniform2(-9_i64..8)) {
        let cal = Calendar::compile(&doc, &ZONES).unwrap();
        let twin = Twin { doc: &doc, zone: ZONES.zone(&doc.timezone).unwrap() };
        let whole = TimeSegment::new(at(near, -9 * DAY), at(near, 12 * DAY));
        let resolved = twin.resolved(whole);
        for start in starts {
            let window = TimeSegment::new(at(near, start * DAY), at(near, (start + 4) * DAY));
            let expected = resolved.set(window);
            prop_assert_eq!(cal.open_set(window), expected.clone());
            prop_assert_eq!(cal.elapsed_us(window.start, window.end).unwrap(), expected.total());
            let pieces: Vec<_> = cal.pieces(window).collect();
            let open = pieces.iter().filter(|p| p.reason == Reason::Open).map(|p| TimeSegment::new(p.start, p.end));
            prop_assert_eq!(IntervalSet::from_segments(open), expected.clone());
            prop_assert_eq!(pieces.iter().map(|p| p.end - p.start).sum::<i64>(), window.length());
            prop_assert!(pieces.windows(2).all(|p| p[0].end == p[1].start && p[0].reason != p[1].reason));
            for s in expected.iter() {
                for (t, open) in [(s.start - 1, false), (s.start, true), (s.end - 1, true), (s.end, false)] {
                    if window.contains(t) {
                        prop_assert_eq!(cal.is_open_us(t).unwrap(), open);
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(40))]

    /// The twin itself is held to a walk over every second of the change day and its neighbours.
    #[test]
    fn a_walk_second_by_second_finds_the_same((doc, near) in calendar()) {
        let cal = Calendar::compile(&doc, &ZONES).unwrap();
        let twin = Twin { doc: &doc, zone: ZONES.zone(&doc.timezone).unwrap() };
        let window = TimeSegment::new(at(near, -DAY), at(near, 2 * DAY));
        let resolved = twin.resolved(window);
        let mut elapsed = 0;
        let mut t = window.start;
        while t < window.end {
            prop_assert_eq!(cal.elapsed_us(window.start, t).unwrap(), elapsed, "at {}", t);
            let open = resolved.is_open(t);
            prop_assert_eq!(cal.is_open_us(t).unwrap(), open, "at {}", t);
            elapsed += if open { SECOND } else { 0 };
            t += SECOND;
        }
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    /// 10,000 calendars, each walked second by second through ten minutes around an opening or closing near its change day.
    #[test]
    fn a_walk_around_an_edge_finds_the_same((doc, near) in calendar(), from in -2 * DAY..DAY, closing in any::<bool>()) {
        let cal = Calendar::compile(&doc, &ZONES).unwrap();
        let from = at(near, from);
        let edge = if closing { cal.next_close_us(from) } else { cal.next_opening_us(from) }.unwrap();
        let start = edge.filter(|t| t - from < 3 * DAY).unwrap_or(from) / SECOND * SECOND - 300 * SECOND;
        let window = TimeSegment::new(start, start + 600 * SECOND);
        let twin = Twin { doc: &doc, zone: ZONES.zone(&doc.timezone).unwrap() };
        let resolved = twin.resolved(window);
        let mut elapsed = 0;
        for t in (window.start..window.end).step_by(1_000_000) {
            prop_assert_eq!(cal.elapsed_us(window.start, t).unwrap(), elapsed, "at {}", t);
            let open = resolved.is_open(t);
            prop_assert_eq!(cal.is_open_us(t).unwrap(), open, "at {}", t);
            elapsed += if open { SECOND } else { 0 };
        }
    }

    #[test]
    fn adding_then_measuring_gives_the_amount_back((calendar, [t, n, _]) in in_pool()) {
        let (cal, near) = &POOL[calendar];
        let t = at(*near, t);
        if let Some(u) = cal.add_us(t, n).unwrap() {
            prop_assert_eq!(cal.elapsed_us(t, u).unwrap(), n);
            // The earliest such instant, or the latest when going back.
            let beyond = u - n.signum();
            if n != 0 && beyond != t - n.signum() {
                prop_assert_ne!(cal.elapsed_us(t, beyond).unwrap(), n);
            }
        } else {
            let (all_after, all_before) = (cal.elapsed_us(t, sundesk::time::MAX_INSTANT - 1).unwrap(),
                cal.elapsed_us(t, sundesk::time::MIN_INSTANT).unwrap());
            prop_assert!(n > all_after || n < all_before || n == all_after + 1, "{} is there", n);
        }
    }

    #[test]
    fn elapsed_is_additive_antisymmetric_and_monotone((calendar, [a, b, c]) in in_pool()) {
        let (cal, near) = &POOL[calendar];
        let [a, b, c] = [a, b, c].map(|t| at(*near, t));
        let e = |x, y| cal.elapsed_us(x, y).unwrap();
        prop_assert_eq!(e(a, b) + e(b, c), e(a, c));
        prop_assert_eq!(e(a, b), -e(b, a));
        prop_assert!(e(a.min(b), a.max(b)) >= 0 && e(a.min(b), a.max(b)) <= (b - a).abs());
    }

    #[test]
    fn adding_in_two_steps_is_adding_at_once((calendar, [t, n, m]) in in_pool()) {
        let (cal, near) = &POOL[calendar];
        let (t, n, m) = (at(*near, t), n.abs() + 1, m.abs() + 1);
        if let Some(first) = cal.add_us(t, n).unwrap() {
            prop_assert_eq!(cal.add_us(first, m).unwrap(), cal.add_us(t, n + m).unwrap());
        }
        if let Some(first) = cal.add_us(t, -n).unwrap() {
            prop_assert_eq!(cal.add_us(first, -m).unwrap(), cal.add_us(t, -n - m).unwrap());
        }
    }

    #[test]
    fn splitting_a_window_changes_nothing((calendar, [a, b, c]) in in_pool()) {
        let (cal, near) = &POOL[calendar];
        let mut cuts = [a, b, c].map(|t| at(*near, t % (12 * DAY)));
        cuts.sort_unstable();
        let [a, b, c] = cuts;
        let set = |from, to| cal.open_set(TimeSegment::new(from, to));
        prop_assert_eq!(set(a, b).union(&set(b, c)), set(a, c));
        prop_assert_eq!(set(a, c).total(), cal.elapsed_us(a, c).unwrap());
    }

    #[test]
    fn edges_are_those_of_the_open_set((calendar, [t, _, _]) in in_pool()) {
        let (cal, near) = &POOL[calendar];
        let t = at(*near, t % (20 * DAY));
        let range = TimeSegment::new(at(*near, -60 * DAY), at(*near, 60 * DAY));
        let set = cal.open_set(range);
        let segments = set.as_slice();
        let open = set.contains(t);
        prop_assert_eq!(cal.is_open_us(t).unwrap(), open);
        let inner = |at: &i64| range.start < *at && *at < range.end;
        let same = |ours: Option<i64>, expected: Option<i64>| match expected.filter(inner) {
            Some(_) => ours == expected,
            None => ours.is_none_or(|at| !inner(&at)), // too far away for this window
        };
        // Where the supported dates begin is no opening.
        let opening = |s: &&TimeSegment| s.start >= t && s.start > range.start;
        let next_opening = segments.iter().find(opening).map(|s| s.start);
        prop_assert!(same(cal.next_opening_us(t).unwrap(), next_opening));
        prop_assert!(same(cal.next_open_us(t).unwrap(), Some(t).filter(|_| open).or(next_opening)));
        prop_assert!(same(cal.next_close_us(t).unwrap(), segments.iter().find(|s| s.end > t).map(|s| s.end)));
        prop_assert!(same(cal.prev_opening_us(t).unwrap(), segments.iter().rfind(|s| s.start <= t).map(|s| s.start)));
        let before = segments.iter().rfind(|s| s.start < t).map(|s| s.end.min(t));
        prop_assert!(same(cal.prev_open_us(t).unwrap(), before));
    }

    #[test]
    fn batches_answer_as_single_questions((calendar, [a, b, n]) in in_pool()) {
        let (cal, near) = &POOL[calendar];
        let (a, b) = (at(*near, a), at(*near, b));
        let mut out = [0; 2];
        cal.elapsed_many(&[a, b], &[b, a], &mut out).unwrap();
        prop_assert_eq!(out, [cal.elapsed_us(a, b).unwrap(), cal.elapsed_us(b, a).unwrap()]);
        cal.add_many(&[a, b], &[n, 0], &mut out).unwrap();
        prop_assert_eq!(out, [cal.add_us(a, n).unwrap().unwrap_or(i64::MIN), b]);
    }
}

/// 200 triples of calendars, three combinations of each, and 50 windows: 10,000 windows for each operation.
#[test]
fn combinations_are_the_algebra_of_their_open_sets() {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[9; 32]));
    for pair in 0..200 {
        let ((a, near), (b, _), (c, _)) =
            (&POOL[pair], &POOL[(pair * 7 + 3) % POOL.len()], &POOL[(pair * 11 + 5) % POOL.len()]);
        let union = Calendar::union_of(&[a, b, c]).unwrap();
        let intersection = a.intersection(b).unwrap();
        let difference = a.difference(b).unwrap();
        for _ in 0..50 {
            let start = at(*near, instants().new_tree(&mut runner).unwrap().current());
            let window = TimeSegment::new(start.min(at(84_000, 0)), start.min(at(84_000, 0)) + 9 * DAY);
            let [x, y, z] = [a, b, c].map(|cal| cal.open_set(window));
            assert_eq!(union.open_set(window), x.union(&y).union(&z));
            assert_eq!(intersection.open_set(window), x.intersection(&y));
            assert_eq!(difference.open_set(window), x.difference(&y));
            for combined in [&union, &intersection, &difference] {
                let open: i64 = combined.pieces(window).filter(|p| p.reason.is_open()).map(|p| p.end - p.start).sum();
                assert_eq!(open, combined.elapsed_us(window.start, window.end).unwrap());
            }
        }
    }
}

#[test]
fn business_days_are_counted_as_a_walk_from_date_to_date_counts_them() {
    for (cal, near) in POOL.iter().take(60) {
        let days: Vec<i32> = (near - 40..near + 40).filter(|d| date(*d).is_ok() && date(d + 40).is_ok()).collect();
        let is_open = |day: &i32| cal.is_business_day(date(*day).unwrap()).unwrap();
        for &day in &days {
            let d = date(day).unwrap();
            let next = (day + 1..day + 40).find(is_open).map(|d| date(d).unwrap());
            if let Some(next) = next {
                assert_eq!(cal.next_business_day(d).unwrap(), Some(next));
            }
            let between = (day..day + 40).filter(is_open).count() as i64;
            assert_eq!(cal.business_days_between(d, date(day + 40).unwrap()).unwrap(), between);
            if let Some(there) = cal.shift_business_days(d, 5).unwrap() {
                let counted = cal.business_days_between(d.succ_opt().unwrap(), there.succ_opt().unwrap()).unwrap();
                assert_eq!(counted, 5, "{d} {there}");
                if is_open(&day) {
                    assert_eq!(cal.shift_business_days(there, -5).unwrap(), Some(d));
                }
            }
        }
    }
}
