//! Gaps and understaffing, each with its reasons and what would fill it.

use super::answer::{Minutes, Ratio, Stretch};
use super::filter::Filter;
use super::plan::{Plan, Wanted, item};
use super::precedence::Source;
use super::reason::{Ask, Short, Why, shortages};
use super::roster::{Roster, check_range};
use super::seam_cause::SeamCauses;
use super::suggestion::Suggestion;
use super::sweep::{Extent, Sweep, sweep};
use super::template::Standing;
use crate::error::Result;
use crate::time::{Instant, TimeSegment};
use serde::Serialize;
use std::fmt;

/// Why fewer are on than are needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Nothing is planned.
    NoShift,
    /// A change of the clocks moved a shift away; without it there would be no gap here.
    DstSeam {
        /// The zone whose clocks changed.
        timezone: String,
        /// When.
        transition: Instant,
        /// The offset until then, in minutes east of Greenwich.
        offset_before_min: i32,
        /// The offset since.
        offset_after_min: i32,
    },
    /// These people were planned and are away.
    TimeOff {
        /// Their ids.
        people: Vec<String>,
    },
    /// An override or a temporary schedule took somebody off.
    Override {
        /// Paths in the document, such as `overrides[0]`.
        changes: Vec<String>,
    },
    /// Shifts that a holiday cancels.
    Holiday {
        /// Their ids.
        shifts: Vec<String>,
    },
    /// Shifts that have this date among their exceptions.
    Exception {
        /// Their ids.
        shifts: Vec<String>,
    },
    /// Shifts that do not hold yet, or no longer.
    OutsideValidity {
        /// Their ids.
        shifts: Vec<String>,
    },
    /// It is nobody's turn in these shifts: a group of their rotation is empty.
    EmptyTurn {
        /// Their ids.
        shifts: Vec<String>,
    },
    /// Somebody is on, and cannot do what is needed; of needs that are short only together, the tightest set.
    SkillMissing {
        /// Skills, languages and channels.
        missing: Vec<String>,
    },
    /// Some are on, and not enough of them.
    CapacityShort,
}

/// A part of a gap with one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// From when to when.
    #[serde(flatten)]
    pub time: Stretch,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

/// A stretch with fewer than are needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Gap {
    /// From when to when.
    #[serde(flatten)]
    pub time: Stretch,
    /// The capacity that is on.
    pub have: u32,
    /// The capacity that is needed.
    pub need: u32,
    /// What is needed: skills, languages and channels; empty for anybody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wanted: Vec<String>,
    /// Why, piece by piece: together the whole gap.
    pub reasons: Vec<Explained>,
    /// What fills it: each was tried out before it is said.
    pub suggestion: Suggestion,
    /// The parts of it in which an AI agent is on that offers what is needed: customers get an answer, and nobody to hand over to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ai: Vec<Stretch>,
}

/// All gaps of a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GapReport {
    /// The first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Time with nobody on although somebody is needed. AI agents are a tier of their own and fill no gap.
    pub gap_minutes: Minutes,
    /// The part of that time in which an AI agent that offers what is needed is on, for all that is needed and has nobody.
    pub ai_only_minutes: Minutes,
    /// What is missing: persons times minutes.
    pub shortfall_person_minutes: Minutes,
    /// The share of the range in which nothing is short.
    pub met_fraction: Ratio,
    /// The gaps, by their start.
    pub gaps: Vec<Gap>,
}

impl Roster {
    /// Where fewer are on than are needed, with reasons.
    ///
    /// With a filter, or where the roster has no requirements, somebody who passes the filter is needed at every instant; else what the
    /// requirements say.
    ///
    /// # Errors
    /// As [`cover`](Self::cover).
    pub fn gaps(&self, range: TimeSegment, filter: &Filter) -> Result<GapReport> {
        let (range, wanted, plan) = (check_range(range)?, filter.compile(self.plan())?, self.plan());
        let swept = sweep(plan, range, Extent::Reasons)?;
        let ask = match wanted.is_anybody() && !plan.needs.is_empty() {
            true => Ask::Requirements,
            false => Ask::Anybody(wanted),
        };
        Ok(Finder { plan, swept: &swept, ask, asked: filter.labels() }.report(range))
    }
}

pub(super) struct Finder<'p> {
    pub(super) plan: &'p Plan,
    pub(super) swept: &'p Sweep,
    pub(super) ask: Ask,
    /// What the filter asks for.
    asked: Vec<String>,
}

/// What is short in a set, and its figures: worked out once, however often the set comes again.
struct Verdict {
    shorts: Vec<Short>,
    /// The most that is missing of one thing.
    most: i64,
    /// Something that is needed has nobody.
    bare: bool,
    /// And all of that has an AI agent.
    ai_only: bool,
}

impl Verdict {
    fn of(shorts: Vec<Short>) -> Self {
        let most = shorts.iter().map(|s| i64::from(s.need - s.have)).max().unwrap_or(0);
        let nobody = || shorts.iter().filter(|s| s.have == 0);
        let bare = nobody().next().is_some();
        let ai_only = bare && nobody().all(|s| s.ai);
        Self { most, bare, ai_only, shorts }
    }
}

/// A gap that is still open.
pub(super) struct Open {
    pub(super) time: TimeSegment,
    pub(super) have: u32,
    pub(super) need: u32,
    /// The set before it.
    pub(super) before: Option<u32>,
    /// Its own sets.
    pub(super) sets: Vec<u32>,
    /// When an AI agent was on.
    ai: Vec<TimeSegment>,
    /// Its reasons.
    pub(super) whys: Vec<Cause>,
}

/// Why, up to an instant.
pub(super) struct Cause {
    end: i64,
    why: Why,
    /// Whether that is all there is to it.
    pub(super) cured: bool,
}

impl Finder<'_> {
    fn report(&self, range: TimeSegment) -> GapReport {
        let verdict = |set| Verdict::of(shortages(self.plan, &self.swept.things(set), self.ask));
        let verdicts: Vec<Verdict> = (0..self.swept.sets()).map(verdict).collect();
        let wishes = self.plan.wishes.len() + 1;
        let mut causes: Vec<Option<SeamCauses<'_>>> = (0..wishes).map(|_| None).collect();
        let mut open: Vec<Option<Open>> = (0..wishes).map(|_| None).collect();
        let (mut running, mut gaps, mut before) = (0_usize, Vec::new(), None);
        let (mut met, mut nobody, mut missing, mut ai_only) = (0_i64, 0_i64, 0_i64, 0_i64);
        for (time, set) in self.swept.line.iter() {
            let Some(Verdict { shorts, most, bare, ai_only: only }) = item(&verdicts, *set) else { continue };
            if shorts.is_empty() {
                met += time.length();
            } else {
                missing = missing.saturating_add(time.length().saturating_mul(*most));
                nobody += if *bare { time.length() } else { 0 };
                ai_only += if *only { time.length() } else { 0 };
            }
            if running > 0 {
                for (wish, slot) in open.iter_mut().enumerate() {
                    let goes_on =
                        |o: &Open| shorts.iter().any(|s| s.wish == wish && (s.have, s.need) == (o.have, o.need));
                    if let Some(done) = slot.take_if(|o| !goes_on(o)) {
                        running -= 1;
                        gaps.push(self.close(wish, done, Some(*set), &mut causes));
                    }
                }
            }
            for short in shorts {
                let Some(slot) = open.get_mut(short.wish) else { continue };
                let opened = slot.get_or_insert_with(|| {
                    running += 1;
                    Open {
                        time,
                        have: short.have,
                        need: short.need,
                        before,
                        sets: Vec::new(),
                        ai: Vec::new(),
                        whys: Vec::new(),
                    }
                });
                opened.time.end = time.end;
                opened.sets.push(*set);
                match opened.ai.last_mut().filter(|last| last.end == time.start) {
                    _ if !short.ai => {}
                    Some(last) => last.end = time.end,
                    None => opened.ai.push(time),
                }
                match opened.whys.last_mut() {
                    Some(last) if last.why == short.why => {
                        last.end = time.end;
                        last.cured &= short.cured;
                    }
                    _ => opened.whys.push(Cause { end: time.end, why: short.why.clone(), cured: short.cured }),
                }
            }
            before = Some(*set);
        }
        for (wish, slot) in open.into_iter().enumerate() {
            gaps.extend(slot.map(|done| self.close(wish, done, None, &mut causes)));
        }
        gaps.sort_by_key(|g| (g.time.from, g.time.to));
        GapReport {
            from: Instant::of(range.start),
            to: Instant::of(range.end),
            tzdb: self.plan.release.clone(),
            gap_minutes: Minutes(nobody),
            ai_only_minutes: Minutes(ai_only),
            shortfall_person_minutes: Minutes(missing),
            met_fraction: Ratio::new(met, range.length()),
            gaps,
        }
    }

    fn wanted(&self, wish: usize) -> Wanted {
        match self.ask {
            Ask::Anybody(wanted) => wanted,
            Ask::Requirements => self.plan.wishes.get(wish).copied().unwrap_or_default(),
        }
    }

    fn close<'a>(&'a self, wish: usize, gap: Open, after: Option<u32>, causes: &mut [Option<SeamCauses<'a>>]) -> Gap {
        let wanted = self.wanted(wish);
        let mut reasons = Vec::with_capacity(gap.whys.len());
        let mut start = gap.time.start;
        for Cause { end, why, .. } in &gap.whys {
            let time = TimeSegment::new(start, *end);
            start = *end;
            let cause = match why {
                Why::NoShift | Why::Missing(_) | Why::Capacity if wish < self.plan.wishes.len().max(1) => causes
                    .get_mut(wish)
                    .and_then(|c| c.get_or_insert_with(|| SeamCauses::new(self.plan, wanted)).of(time)),
                _ => None,
            };
            let reason = cause.and_then(|(zone, change)| {
                Some(Reason::DstSeam {
                    timezone: self.plan.zone(zone)?.name().to_owned(),
                    transition: Instant::of(change.at),
                    offset_before_min: change.before / 60,
                    offset_after_min: change.after / 60,
                })
            });
            reasons.push(Explained { time: time.into(), reason: reason.unwrap_or_else(|| self.reason(why)) });
        }
        let labels = match self.ask {
            Ask::Anybody(_) => self.asked.clone(),
            Ask::Requirements => self.plan.labels(&wanted),
        };
        let suggestion = self.suggest(wish, &gap, &reasons, after);
        let ai = gap.ai.iter().map(|part| (*part).into()).collect();
        Gap { time: gap.time.into(), have: gap.have, need: gap.need, wanted: labels, reasons, suggestion, ai }
    }

    fn reason(&self, why: &Why) -> Reason {
        let shifts =
            |list: &[u32]| list.iter().filter_map(|s| item(&self.plan.shifts, *s)).map(|s| s.id.clone()).collect();
        match why {
            Why::Away(people) => {
                let names = people.iter().filter_map(|p| item(&self.plan.people, *p)).map(|p| p.id.clone());
                Reason::TimeOff { people: names.collect() }
            }
            Why::Changed(sources) => Reason::Override { changes: sources.iter().filter_map(path).collect() },
            Why::Cancelled(Standing::Holiday, list) => Reason::Holiday { shifts: shifts(list) },
            Why::Cancelled(Standing::Exception, list) => Reason::Exception { shifts: shifts(list) },
            Why::Cancelled(_, list) => Reason::OutsideValidity { shifts: shifts(list) },
            Why::Empty(list) => Reason::EmptyTurn { shifts: shifts(list) },
            // An unknown skill has no place in the roster; the filter knows its name.
            Why::Missing(missing) if missing.is_empty() => Reason::SkillMissing { missing: self.asked.clone() },
            Why::Missing(missing) => Reason::SkillMissing { missing: missing.clone() },
            Why::Capacity => Reason::CapacityShort,
            Why::NoShift => Reason::NoShift,
        }
    }
}

fn path(source: &Source) -> Option<String> {
    match source {
        Source::Override(place) => Some(format!("overrides[{place}]")),
        Source::Temporary(place) => Some(format!("temporary[{place}]")),
        _ => None,
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NoShift => f.write_str("no shift"),
            Reason::DstSeam { timezone, transition, .. } => {
                write!(f, "the clocks of {timezone} changed on {}", transition.utc().date_naive())
            }
            Reason::TimeOff { people } => write!(f, "{} away", people.join(", ")),
            Reason::Override { changes } => write!(f, "taken off by {}", changes.join(", ")),
            Reason::Holiday { shifts } => write!(f, "holiday of {}", shifts.join(", ")),
            Reason::Exception { shifts } => write!(f, "exception of {}", shifts.join(", ")),
            Reason::OutsideValidity { shifts } => write!(f, "{} not valid", shifts.join(", ")),
            Reason::EmptyTurn { shifts } => write!(f, "nobody's turn in {}", shifts.join(", ")),
            Reason::SkillMissing { missing } => write!(f, "nobody with {}", missing.join(", ")),
            Reason::CapacityShort => f.write_str("not enough people"),
        }
    }
}

impl fmt::Display for GapReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from.minute(), self.to.minute());
        writeln!(f, "{from} to {to} UTC, zone rules {}", self.tzdb)?;
        writeln!(
            f,
            "{} gaps, {} with nobody, met {:.2} % of the time",
            self.gaps.len(),
            self.gap_minutes,
            self.met_fraction.value() * 100.0
        )?;
        for gap in &self.gaps {
            let what = if gap.wanted.is_empty() { String::new() } else { format!(" of {}", gap.wanted.join(", ")) };
            let why: Vec<String> = gap.reasons.iter().map(|r| r.reason.to_string()).collect();
            let (from, to) = (gap.time.from.minute(), gap.time.to.minute());
            let ai = if gap.ai.is_empty() { "" } else { " (an AI agent is on)" };
            writeln!(
                f,
                "  {from} to {to}  {} of {}{what}{ai}: {}; {}",
                gap.have,
                gap.need,
                why.join(", then "),
                gap.suggestion
            )?;
        }
        Ok(())
    }
}
