//! A layer of another product: turns from an instant on, on duty at all times or in some windows of the week.

use crate::calendar::WEEKDAYS;
use crate::coverage::document::{GroupDoc, RosterDoc, RotationDoc, ShiftDoc, TurnDoc, TurnUnit};
use crate::error::Problem;
use crate::time::civil::{date, day_of};
use crate::time::{DAY, HOUR, MINUTE, SECOND, Zone};
use std::collections::BTreeMap;

const WEEK: i64 = 7 * 86_400;
const DAY_SECONDS: i64 = 86_400;

/// A layer, its times as instants and seconds.
pub(super) struct Layer {
    pub(super) id: String,
    pub(super) zone: Zone,
    /// When turns are counted from.
    pub(super) turns_from: i64,
    /// How long a turn lasts, in seconds of the wall clock.
    pub(super) turn: i64,
    /// Whose turn it is, one after the other; `None` is a turn that nobody has.
    pub(super) people: Vec<Option<String>>,
    /// From when until when it holds.
    pub(super) from: i64,
    pub(super) to: Option<i64>,
    /// When somebody is on duty, in seconds of the week from Monday 00:00; ends may pass the week's end. Empty: always.
    pub(super) windows: Vec<(i64, i64)>,
    pub(super) rank: u32,
    pub(super) team: Option<String>,
}

/// What could not be carried over.
pub(super) fn left_out(path: &str, value: impl std::fmt::Display, expected: &str) -> Problem {
    Problem::warning("import_left_out", path, value, expected)
}

impl Layer {
    /// Adds its rotation and shifts, as one station of the ring. A shift belongs to whoever has the turn when it starts, so windows are cut where
    /// turns may change.
    pub(super) fn add(&self, path: &str, roster: &mut RosterDoc, lost: &mut Vec<Problem>) {
        let turn = match self.turn {
            t if t > 0 && t % WEEK == 0 => TurnDoc { every: whole(t / WEEK), unit: TurnUnit::Week },
            t if t > 0 && t % DAY_SECONDS == 0 => TurnDoc { every: whole(t / DAY_SECONDS), unit: TurnUnit::Day },
            t if t > 0 && t % 3_600 == 0 && DAY_SECONDS % t == 0 => {
                TurnDoc { every: whole(t / 3_600), unit: TurnUnit::Hour }
            }
            t => {
                return lost.push(left_out(
                    path,
                    format!("turns of {t} seconds"),
                    "turns of whole days, or of hours that divide a day",
                ));
            }
        };
        if self.people.iter().flatten().next().is_none() {
            return lost.push(left_out(path, &self.id, "a layer with people"));
        }
        let start = self.zone.to_local(self.turns_from);
        let handoff = start.rem_euclid(DAY) / SECOND;
        roster.rotations.insert(
            self.id.clone(),
            RotationDoc {
                groups: self.people.iter().map(|p| GroupDoc(p.iter().cloned().collect())).collect(),
                start: reading(start),
                timezone: Some(self.zone.name().to_owned()),
                turn,
                ..RotationDoc::default()
            },
        );
        roster.ring.push(self.id.clone());
        let step = if turn.unit == TurnUnit::Hour { self.turn } else { DAY_SECONDS };
        for ((start, end), days) in self.pieces(handoff, step) {
            let (valid_from, valid_to) = self.validity(start);
            roster.shifts.push(ShiftDoc {
                id: format!("{} {}-{}", self.id, clock(start), clock(end)),
                team: self.team.clone(),
                timezone: Some(self.zone.name().to_owned()),
                days: (days.len() < 7)
                    .then(|| days.iter().filter_map(|d| WEEKDAYS.get(*d)).map(|d| (*d).to_owned()).collect()),
                start: clock(start),
                end: Some(clock(end)),
                rotation: Some(self.id.clone()),
                layer: self.rank,
                valid_from: Some(valid_from),
                valid_to,
                ..ShiftDoc::default()
            });
        }
        if self.to.is_some_and(|to| self.zone.to_local(to).rem_euclid(DAY) / SECOND != handoff) {
            lost.push(left_out(
                path,
                "an end between two hand-offs",
                "an end at a hand-off: the last shift is kept whole",
            ));
        }
    }

    /// Pieces of a day with the weekdays on which they are.
    fn pieces(&self, handoff: i64, step: i64) -> BTreeMap<(i64, i64), Vec<usize>> {
        let all = [(0, WEEK)];
        let windows: &[(i64, i64)] = if self.windows.is_empty() { &all } else { &self.windows };
        let mut covered: Vec<(i64, i64)> = Vec::new();
        for (from, to) in windows {
            covered.push((*from, (*to).min(WEEK)));
            covered.extend((*to > WEEK).then_some((0, *to - WEEK)));
        }
        covered.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::new();
        for (from, to) in covered {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        let first_cut = handoff.rem_euclid(step);
        let mut found: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (from, to) in joined {
            let mut at = from;
            while at < to {
                let midnight = (at.div_euclid(DAY_SECONDS) + 1) * DAY_SECONDS;
                let cut = (at - first_cut).div_euclid(step) * step + step + first_cut;
                let end = to.min(midnight).min(cut);
                let day = at.div_euclid(DAY_SECONDS);
                let weekday = usize::try_from(day).unwrap_or(0);
                found.entry((at - day * DAY_SECONDS, end - day * DAY_SECONDS)).or_default().push(weekday);
                at = end;
            }
        }
        found
    }

    /// The dates on which a piece that starts at a time of day is first and last.
    fn validity(&self, start: i64) -> (String, Option<String>) {
        let day = |at: i64, before: bool| {
            let local = self.zone.to_local(at);
            let earlier = start < local.rem_euclid(DAY) / SECOND;
            day_of(local) + i32::from(before && earlier) - i32::from(!before && !earlier)
        };
        let text = |day: i32| date(day).map_or_else(|_| String::new(), |d| d.to_string());
        (text(day(self.from, true)), self.to.map(|to| text(day(to, false))))
    }
}

fn whole(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn reading(local: i64) -> String {
    let (minutes, hours) = (local.rem_euclid(HOUR) / MINUTE, local.rem_euclid(DAY) / HOUR);
    let day = date(day_of(local)).map_or_else(|_| String::new(), |d| d.to_string());
    format!("{day}T{hours:02}:{minutes:02}:{:02}", local.rem_euclid(MINUTE) / SECOND)
}

fn clock(seconds: i64) -> String {
    match seconds % 60 {
        0 => format!("{:02}:{:02}", seconds / 3_600, seconds / 60 % 60),
        left => format!("{:02}:{:02}:{left:02}", seconds / 3_600, seconds / 60 % 60),
    }
}
