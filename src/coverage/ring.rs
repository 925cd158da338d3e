//! The ring of an audit: who hands over to whom.
//!
//! A station of it is a shift, or a rotation: the shifts of a rotation are one duty then, cut into pieces where turns change hands, and pieces that
//! touch each other hand nothing over.

use super::limits::MAX_PROPOSED_MINUTES;
use super::plan::{Plan, Shift, item};
use super::seam::{Move, occurrences};
use super::template::{Dates, Template};
use crate::error::{Error, Result};
use crate::time::{IntervalSet, SECOND, TimeSegment};

/// One who hands over, and takes over from another.
#[derive(Debug, Clone)]
pub(super) struct Station<'p> {
    pub(super) name: &'p str,
    /// At least one; in order of the document.
    pub(super) shifts: Vec<&'p Shift>,
    /// When it is on, around the year.
    pub(super) times: Vec<TimeSegment>,
}

/// The stations of a ring: those that are asked for, else those that the roster names, else all shifts in the order of the document.
pub(super) fn ring<'p>(plan: &'p Plan, ids: &'p [String], dates: &Dates<'_>) -> Result<Vec<Station<'p>>> {
    let named = if ids.is_empty() { &plan.doc.ring } else { ids };
    let one = |shift: &'p Shift| Station::new(&shift.id, vec![shift], dates);
    if named.is_empty() {
        return Ok(plan.shifts.iter().map(one).collect());
    }
    let station = |(i, id): (usize, &'p String)| {
        let shifts = shifts_of(plan, id);
        let expected = "the id of a shift of the roster, or of a rotation that has shifts";
        let found = !shifts.is_empty();
        found
            .then(|| Station::new(id, shifts, dates))
            .ok_or_else(|| Error::not_found(format!("ring[{i}]"), id, expected))
    };
    named.iter().enumerate().map(station).collect()
}

/// The shift of an id, else the shifts of the rotation of that id.
pub(super) fn shifts_of<'p>(plan: &'p Plan, id: &str) -> Vec<&'p Shift> {
    if let Some(shift) = plan.shifts.iter().find(|s| s.id == *id) {
        return vec![shift];
    }
    let rotation = plan.rotations.iter().find(|r| r.id == *id);
    rotation.into_iter().flat_map(|r| &r.shifts).filter_map(|s| item(&plan.shifts, *s)).collect()
}

impl<'p> Station<'p> {
    fn new(name: &'p str, shifts: Vec<&'p Shift>, dates: &Dates<'_>) -> Self {
        let times = joined(shifts.iter().map(|s| &s.template), dates);
        Self { name, shifts, times }
    }

    /// When it is on with one of its shifts edited.
    pub(super) fn with(&self, shift: &Shift, edited: &Template, dates: &Dates<'_>) -> Vec<TimeSegment> {
        joined(self.shifts.iter().map(|s| if s.id == shift.id { edited } else { &s.template }), dates)
    }

    /// The one shift with which it begins, or with which it ends, whenever it does so in a year.
    pub(super) fn edge(&self, way: Move, dates: &Dates<'_>, year: TimeSegment) -> Option<&'p Shift> {
        if let [one] = self.shifts[..] {
            return Some(one);
        }
        let at = |time: &TimeSegment| if matches!(way, Move::EndLater(_)) { time.end } else { time.start };
        let edges: Vec<i64> = self.times.iter().map(at).filter(|at| year.contains(*at)).collect();
        let has = |shift: &&Shift| {
            let own = occurrences(dates, &shift.template);
            edges.iter().all(|edge| own.iter().any(|time| at(time) == *edge))
        };
        self.shifts.iter().copied().find(has)
    }

    /// Whether it would be on for longer than is proposed.
    pub(super) fn is_too_long(edited: &Template, times: &[TimeSegment], year: TimeSegment) -> bool {
        let longest = times.iter().filter(|t| year.contains(t.end)).map(|t| t.length() / SECOND).max();
        edited.seconds().max(longest.unwrap_or(0)) > MAX_PROPOSED_MINUTES * 60
    }
}

/// When any of these shifts is on. One alone keeps its occurrences apart, several are one duty.
fn joined<'t>(mut templates: impl ExactSizeIterator<Item = &'t Template>, dates: &Dates<'_>) -> Vec<TimeSegment> {
    match templates.len() {
        1 => templates.next().map_or_else(Vec::new, |one| occurrences(dates, one)),
        _ => IntervalSet::from_segments(templates.flat_map(|t| occurrences(dates, t))).iter().collect(),
    }
}
