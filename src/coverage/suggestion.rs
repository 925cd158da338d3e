//! What fills a gap: the smallest edit there is for its reasons, tried out before it is said.

use super::answer::{Minutes, Stretch};
use super::gaps::{Cause, Explained, Finder, Open, Reason};
use super::limits::MAX_PROPOSED_MINUTES;
use super::plan::{Crew, Shift, item};
use super::precedence::Item;
use super::reason::is_short;
use super::rotation::Turns;
use super::seam::Move;
use super::template::Template;
use crate::time::civil::day_of;
use crate::time::{MINUTE, TimeSegment};
use serde::Serialize;
use std::fmt;

/// What fills a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Suggestion {
    /// Let a shift end later.
    EndLater {
        /// Its id.
        shift: String,
        /// By so much.
        minutes: Minutes,
    },
    /// Let a shift start earlier.
    StartEarlier {
        /// Its id.
        shift: String,
        /// By so much.
        minutes: Minutes,
    },
    /// Plan somebody, with what the gap wants.
    AddShift {
        /// For this time.
        #[serde(flatten)]
        time: Stretch,
        /// How many.
        count: u32,
    },
    /// Find somebody for these people.
    FindReplacement {
        /// Their ids.
        people: Vec<String>,
    },
    /// Look at these overrides or temporary schedules again.
    ReviewChange {
        /// Paths in the document.
        changes: Vec<String>,
    },
    /// Staff these shifts although they are cancelled.
    StaffAnyway {
        /// Their ids.
        shifts: Vec<String>,
    },
    /// Give the empty turn of these shifts to somebody.
    FillTurn {
        /// Their ids.
        shifts: Vec<String>,
    },
    /// Let these shifts hold longer.
    ExtendValidity {
        /// Their ids.
        shifts: Vec<String>,
    },
    /// Put somebody on who can do this.
    AddSkill {
        /// Skills, languages and channels.
        missing: Vec<String>,
        /// How many.
        count: u32,
    },
    /// Put more people on.
    AddCapacity {
        /// How many.
        count: u32,
    },
    /// All of these, one for each part of the gap.
    Together {
        /// In the order of their parts.
        edits: Vec<Suggestion>,
    },
}

impl Finder<'_> {
    /// The edits for its reasons, where these are all there is to it; else a neighbour that is stretched over the gap; else somebody is planned.
    pub(super) fn suggest(&self, wish: usize, gap: &Open, reasons: &[Explained], after: Option<u32>) -> Suggestion {
        let count = gap.need - gap.have;
        let told = |(r, why): (&Explained, &Cause)| if why.cured { remedy(&r.reason, count) } else { None };
        if reasons.iter().zip(&gap.whys).find_map(told).is_none() {
            let whole = Suggestion::AddShift { time: gap.time.into(), count };
            return self.stretch(wish, gap, after).unwrap_or(whole);
        }
        let mut edits: Vec<Suggestion> = Vec::new();
        for (reason, why) in reasons.iter().zip(&gap.whys) {
            let edit = told((reason, why)).unwrap_or(Suggestion::AddShift { time: reason.time, count });
            if !edits.contains(&edit) {
                edits.push(edit);
            }
        }
        if edits.len() > 1 { Suggestion::Together { edits } } else { edits.remove(0) }
    }

    /// Lets the shift that ends at the gap end later, or the one that starts at its end start earlier, whichever is shorter then.
    fn stretch(&self, wish: usize, gap: &Open, after: Option<u32>) -> Option<Suggestion> {
        let minutes = (gap.time.length() + MINUTE - 1) / MINUTE;
        if minutes > MAX_PROPOSED_MINUTES {
            return None;
        }
        let ways = [(gap.before, Move::EndLater(minutes * 60)), (after, Move::StartEarlier(minutes * 60))];
        let mut edits: Vec<(Template, Move, u32)> = Vec::new();
        for (set, way) in ways {
            let edited = |place: u32| Some((self.stretched(place, way)?, way, place));
            edits.extend(self.shifts_of(set).into_iter().filter_map(edited));
        }
        // The shortest first, so that few are tried out.
        edits.sort_by_key(|(edited, _, _)| edited.seconds());
        let (_, way, place) =
            edits.into_iter().find(|(edited, way, place)| self.closes(*place, edited, *way, wish, gap))?;
        let (shift, minutes) = (item(&self.plan.shifts, place)?.id.clone(), Minutes(minutes * MINUTE));
        Some(match way {
            Move::EndLater(_) => Suggestion::EndLater { shift, minutes },
            Move::StartEarlier(_) => Suggestion::StartEarlier { shift, minutes },
        })
    }

    fn shifts_of(&self, set: Option<u32>) -> Vec<u32> {
        let things = set.map(|set| self.swept.things(set)).unwrap_or_default();
        let duty = |thing: Item| match thing {
            Item::Duty { shift, .. } => Some(shift),
            _ => None,
        };
        things.into_iter().filter_map(duty).collect()
    }

    /// A shift that is moved; `None` where it grows too long.
    fn stretched(&self, place: u32, way: Move) -> Option<Template> {
        let shift = item(&self.plan.shifts, place)?;
        way.apply(&shift.template).filter(|edited| edited.seconds() <= MAX_PROPOSED_MINUTES * 60)
    }

    /// Whether a shift that is moved leaves nothing of a gap.
    fn closes(&self, place: u32, edited: &Template, way: Move, wish: usize, gap: &Open) -> bool {
        let Some(shift) = item(&self.plan.shifts, place) else { return false };
        let Some((day, time)) = self.moved(&shift.template, edited, way, gap.time) else { return false };
        let more = Item::Duty { shift: place, group: self.group(shift, place, day, time.start) };
        let closed = |set: &u32| {
            let mut things = self.swept.things(*set);
            things.push(more);
            !is_short(self.plan, &things, self.ask, wish)
        };
        gap.sets.iter().all(closed)
    }

    /// The edited occurrence of the one that ends where a gap begins, or begins where it ends, if it fills the gap.
    fn moved(&self, template: &Template, edited: &Template, way: Move, gap: TimeSegment) -> Option<(i32, TimeSegment)> {
        let zone = self.plan.zone(template.zone)?;
        let (edge, resolution) =
            (if matches!(way, Move::EndLater(_)) { gap.start } else { gap.end }, self.plan.resolution);
        let near = day_of(zone.to_local(edge));
        (near - 2..=near + 1).filter(|day| template.is_planned(*day)).find_map(|day| {
            let own = template.resolved(day, zone, resolution);
            let meets = edge == if matches!(way, Move::EndLater(_)) { own.end } else { own.start };
            let time = edited.resolved(day, zone, resolution);
            (meets && time.start <= gap.start && gap.end <= time.end).then_some((day, time))
        })
    }

    fn group(&self, shift: &Shift, place: u32, day: i32, start: i64) -> u32 {
        let Crew::Rotation(rotation) = shift.crew else { return 0 };
        let turns = item(&self.plan.rotations, rotation).and_then(|r| Turns::new(self.plan, r, place));
        turns.map_or(0, |mut turns| turns.group(day, start))
    }
}

/// What puts a reason right; `None` where nothing is planned that could be.
fn remedy(reason: &Reason, count: u32) -> Option<Suggestion> {
    Some(match reason {
        Reason::TimeOff { people } => Suggestion::FindReplacement { people: people.clone() },
        Reason::Override { changes } => Suggestion::ReviewChange { changes: changes.clone() },
        Reason::Holiday { shifts } | Reason::Exception { shifts } => Suggestion::StaffAnyway { shifts: shifts.clone() },
        Reason::OutsideValidity { shifts } => Suggestion::ExtendValidity { shifts: shifts.clone() },
        Reason::EmptyTurn { shifts } => Suggestion::FillTurn { shifts: shifts.clone() },
        Reason::SkillMissing { missing } => Suggestion::AddSkill { missing: missing.clone(), count },
        Reason::CapacityShort => Suggestion::AddCapacity { count },
        Reason::NoShift | Reason::DstSeam { .. } => return None,
    })
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suggestion::EndLater { shift, minutes } => write!(f, "let {shift} end {minutes} later"),
            Suggestion::StartEarlier { shift, minutes } => write!(f, "let {shift} start {minutes} earlier"),
            Suggestion::AddShift { count: 1, .. } => f.write_str("plan somebody"),
            Suggestion::AddShift { count, .. } => write!(f, "plan {count} people"),
            Suggestion::FindReplacement { people } => write!(f, "find somebody for {}", people.join(", ")),
            Suggestion::ReviewChange { changes } => write!(f, "look at {} again", changes.join(", ")),
            Suggestion::StaffAnyway { shifts } => write!(f, "staff {} all the same", shifts.join(", ")),
            Suggestion::ExtendValidity { shifts } => write!(f, "let {} hold longer", shifts.join(", ")),
            Suggestion::FillTurn { shifts } => write!(f, "give the turn of {} to somebody", shifts.join(", ")),
            Suggestion::AddSkill { missing, count } => write!(f, "put {count} more on with {}", missing.join(", ")),
            Suggestion::AddCapacity { count } => write!(f, "put {count} more on"),
            Suggestion::Together { edits } => together(f, edits),
        }
    }
}

/// Edits in a row; of those who are planned, when.
fn together(f: &mut fmt::Formatter<'_>, edits: &[Suggestion]) -> fmt::Result {
    for (i, edit) in edits.iter().enumerate() {
        write!(f, "{}{edit}", if i == 0 { "" } else { ", and " })?;
        if let Suggestion::AddShift { time, .. } = edit {
            write!(f, " from {} to {} UTC", time.from.minute(), time.to.minute())?;
        }
    }
    Ok(())
}
