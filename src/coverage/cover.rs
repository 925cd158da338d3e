//! Coverage over a range: who is on when, and what follows from it.

use super::answer::{Minutes, Ratio, Stretch};
use super::filter::Filter;
use super::plan::{Plan, Wanted};
use super::roster::Roster;
use super::state::State;
use super::sweep::{Extent, sweep};
use crate::error::Result;
use crate::time::{Instant, TimeSegment, Timeline};
use serde::Serialize;
use std::collections::HashMap;
use std::fmt;

/// Who is on over a range, as a line of states: [`Roster::cover`] makes it, look-ups in it cost a binary search.
#[derive(Debug, Clone)]
pub struct Cover {
    roster: Roster,
    pub(super) line: Timeline<u32>,
    pub(super) states: Vec<State>,
}

/// A stretch of a [`Cover`] during which nothing changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverSegment {
    /// The first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// Its length.
    pub minutes: Minutes,
    /// The sum of capacities of those who are on; a person counts once.
    pub depth: u32,
    /// The shifts that are on, by id.
    pub shifts: Vec<String>,
    /// Who is on: people, and shifts that name nobody, by name.
    pub on: Vec<String>,
}

impl Cover {
    pub(super) fn new(roster: &Roster, range: TimeSegment, wanted: &Wanted) -> Result<Self> {
        let plan = roster.plan();
        let swept = sweep(plan, range, Extent::Duties)?;
        let (mut states, mut known) = (Vec::new(), HashMap::new());
        let mut place_of = |set: u32| {
            let state = State::of(plan, &swept.things(set), wanted);
            *known.entry(state.clone()).or_insert_with(|| {
                states.push(state);
                super::plan::place(states.len() - 1)
            })
        };
        let places: Vec<u32> = (0..swept.sets()).map(&mut place_of).collect();
        let line = swept.line.map(|set| super::plan::item(&places, *set).copied().unwrap_or(0));
        Ok(Self { roster: roster.clone(), line, states })
    }

    pub(super) fn plan(&self) -> &Plan {
        self.roster.plan()
    }

    /// The range it covers.
    #[must_use]
    pub fn range(&self) -> TimeSegment {
        self.line.range()
    }

    pub(super) fn state(&self, at: i64) -> Option<&State> {
        super::plan::item(&self.states, *self.line.at(at)?)
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = (TimeSegment, &State)> {
        self.line.iter().filter_map(|(time, place)| Some((time, super::plan::item(&self.states, *place)?)))
    }

    /// Who is on at an instant, by name; `None` outside the range.
    #[must_use]
    pub fn on_us(&self, at: i64) -> Option<Vec<&str>> {
        self.state(at).map(|s| s.names(self.plan()))
    }

    /// How many are on at an instant; `None` outside the range.
    #[must_use]
    pub fn depth_us(&self, at: i64) -> Option<u32> {
        self.state(at).map(|s| s.depth)
    }

    /// The ids of the shifts that are on, in their order, as a time line.
    ///
    /// ```
    /// use sundesk::{coverage::Roster, time::{HOUR, TimeSegment, ZoneDb}};
    /// let roster = Roster::from_json(r#"{"timezone": "UTC", "shifts": [{"id": "day", "start": "08:00", "end": "16:00"}]}"#, &ZoneDb::bundled())?;
    /// let cover = roster.cover(TimeSegment::new(0, 24 * HOUR), &Default::default())?;
    /// assert_eq!(cover.shifts().at(9 * HOUR), Some(&vec!["day"]));
    /// assert_eq!(cover.shifts().at(16 * HOUR), Some(&vec![]));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn shifts(&self) -> Timeline<Vec<&str>> {
        let plan = self.plan();
        self.line
            .map(|place| super::plan::item(&self.states, *place).map_or_else(Vec::new, |state| state.shift_ids(plan)))
    }

    /// The stretches in order, without gaps; neighbours differ.
    pub fn segments(&self) -> impl Iterator<Item = CoverSegment> {
        let plan = self.plan();
        let text = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        self.pieces().map(move |(time, state)| CoverSegment {
            from: Instant::of(time.start),
            to: Instant::of(time.end),
            minutes: Minutes(time.length()),
            depth: state.depth,
            shifts: text(state.shift_ids(plan)),
            on: text(state.names(plan)),
        })
    }

    /// The stretches for which something holds, joined.
    pub(super) fn where_it(&self, holds: impl Fn(&State) -> bool) -> Vec<TimeSegment> {
        let mut found: Vec<TimeSegment> = Vec::new();
        for (time, state) in self.pieces() {
            if !holds(state) {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.end == time.start => last.end = time.end,
                _ => found.push(time),
            }
        }
        found
    }

    /// The report of it.
    #[must_use]
    pub fn report(&self) -> CoverReport {
        let stretches = |list: Vec<TimeSegment>| list.into_iter().map(Stretch::from).collect::<Vec<_>>();
        let covered = stretches(self.where_it(|s| s.duties > 0));
        let gaps = stretches(self.where_it(|s| s.duties == 0));
        let overlaps = stretches(self.where_it(|s| s.duties > 1));
        let total = |list: &[Stretch]| Minutes(list.iter().map(|s| s.minutes.0).sum());
        let depths = || self.states.iter().map(|s| s.depth);
        CoverReport {
            from: Instant::of(self.range().start),
            to: Instant::of(self.range().end),
            tzdb: self.plan().release.clone(),
            covered_minutes: total(&covered),
            gap_minutes: total(&gaps),
            overlap_minutes: total(&overlaps),
            coverage_fraction: Ratio::new(total(&covered).0, self.range().length()),
            max_depth: depths().max().unwrap_or(0),
            min_depth: depths().min().unwrap_or(0),
            segments: self.segments().collect(),
            covered,
            gaps,
            overlaps,
        }
    }
}

impl Roster {
    /// Who is on over a range, of those that a filter lets through.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for instants outside 1900–2200 or a range that ends before it starts,
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_OCCURRENCES`](super::limits::MAX_OCCURRENCES).
    pub fn cover(&self, range: TimeSegment, filter: &Filter) -> Result<Cover> {
        Cover::new(self, super::roster::check_range(range)?, &filter.compile(self.plan())?)
    }
}

/// Covered time, gaps and overlaps of a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CoverReport {
    /// The first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Time with somebody on.
    pub covered_minutes: Minutes,
    /// Time with nobody.
    pub gap_minutes: Minutes,
    /// Time with two or more duties at once.
    pub overlap_minutes: Minutes,
    /// Covered time of all time.
    pub coverage_fraction: Ratio,
    /// The greatest depth.
    pub max_depth: u32,
    /// The least depth.
    pub min_depth: u32,
    /// Who is on when.
    pub segments: Vec<CoverSegment>,
    /// Where somebody is on.
    pub covered: Vec<Stretch>,
    /// Where nobody is.
    pub gaps: Vec<Stretch>,
    /// Where two or more duties are on.
    pub overlaps: Vec<Stretch>,
}

impl fmt::Display for CoverReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from.minute(), self.to.minute());
        writeln!(f, "{from} to {to} UTC, zone rules {}", self.tzdb)?;
        writeln!(
            f,
            "covered {}, {} gaps ({}), {} overlaps ({})",
            self.covered_minutes,
            self.gaps.len(),
            self.gap_minutes,
            self.overlaps.len(),
            self.overlap_minutes
        )?;
        for s in &self.segments {
            let who = if s.on.is_empty() { "nobody".to_owned() } else { s.on.join(", ") };
            writeln!(f, "  {} to {}  {}", s.from.minute(), s.to.minute(), who)?;
        }
        Ok(())
    }
}
