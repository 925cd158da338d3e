//! A fair rotation: who works which occurrence, the least burdened first.

use super::MAX_DEALT;
use crate::coverage::answer::Stretch;
use crate::coverage::balance::{BurdenRules, Heavy, gini};
use crate::coverage::plan::{Crew, Plan, Shift, TraitKind, item, place};
use crate::coverage::roster::{Roster, check_range};
use crate::coverage::template::{Dates, Standing};
use crate::error::{Error, Result};
use crate::time::civil::date;
use crate::time::{DAY, Instant, IntervalSet, MAX_INSTANT, MIN_INSTANT, MINUTE, TimeSegment};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// How duty is dealt out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FairRules {
    /// The shifts to deal out; left out, those without people or rotation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shifts: Vec<String>,
    /// Who may get them; left out, everybody of `people` but AI agents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// What weighs how much, and the least rest.
    pub rules: BurdenRules,
}

/// An occurrence and who is proposed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposedDuty {
    /// The shift.
    pub shift: String,
    /// The local date it starts on.
    pub local_date: NaiveDate,
    /// When.
    #[serde(flatten)]
    pub time: Stretch,
    /// Who.
    pub person: String,
}

/// An occurrence that nobody can take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnfilledDuty {
    /// The shift.
    pub shift: String,
    /// When.
    #[serde(flatten)]
    pub time: Stretch,
    /// How many are missing.
    pub missing: u32,
    /// Why, by how many people each reason keeps away: `skills`, `time_off`, `overlap`, `rest`, `same_day`.
    pub reasons: BTreeMap<&'static str, usize>,
}

/// A fair rotation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RotationPlan {
    /// The range.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Who works what, in order.
    pub duties: Vec<ProposedDuty>,
    /// What nobody can take.
    pub unfilled: Vec<UnfilledDuty>,
    /// Hours by person, each by its weight (night, weekend, holiday).
    pub weighted_hours: BTreeMap<String, f64>,
    /// The Gini coefficient of these, by each person's `weight`: 0 is even.
    pub gini: f64,
}

/// One occurrence to be dealt out.
struct Open<'p> {
    shift: &'p Shift,
    place: u32,
    day: i32,
    time: TimeSegment,
    wanted: u32,
}

/// What a person has so far.
struct Hand {
    person: u32,
    share: f64,
    burden: f64,
    last_end: i64,
    dates: Vec<i32>,
    duties: Vec<TimeSegment>,
    /// What the roster gives them already.
    own: IntervalSet,
    away: IntervalSet,
    heavy: Heavy,
}

impl Roster {
    /// Deals the occurrences of shifts that start in a range out to people: of those who can take one, the one with the least weighted hours for
    /// their `weight`; of equal ones, who has been off longest; then by id.
    ///
    /// Somebody can take an occurrence who has the shift's skills, languages and channels (a person without a list of their own has the shift's, as
    /// [`on`](Self::on) has it), is not away, has no other duty within the rest that
    /// the rules ask for, and no other on the same local date. What they already have in the roster counts.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an unknown shift or person, or no people at all,
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_DEALT`]; else as [`cover`](Self::cover).
    pub fn suggest_rotation(&self, range: TimeSegment, rules: &FairRules) -> Result<RotationPlan> {
        let (plan, range) = (self.plan(), check_range(range)?);
        let night = rules.rules.check()?;
        let open = self.open(range, &rules.shifts)?;
        let mut hands = self.hands(range, rules, night)?;
        let rest = i64::from(rules.rules.rest_minutes) * MINUTE;
        let (mut duties, mut unfilled) = (Vec::new(), Vec::new());
        for one in &open {
            let (mut missing, mut reasons) = (one.wanted, BTreeMap::new());
            while missing > 0 {
                reasons.clear();
                let mut best: Option<(&mut Hand, f64)> = None;
                for hand in &mut hands {
                    if let Some(why) = refuses(plan, hand, one, rest) {
                        *reasons.entry(why).or_insert(0) += 1;
                        continue;
                    }
                    let load = hand.burden / hand.share;
                    let better = best.as_ref().is_none_or(|(b, least)| {
                        load.total_cmp(least).then_with(|| hand.last_end.cmp(&b.last_end)).is_lt()
                    });
                    if better {
                        best = Some((hand, load));
                    }
                }
                let Some((hand, _)) = best else { break };
                hand.take(one, &rules.rules);
                missing -= 1;
                let person = item(&plan.people, hand.person).map_or_else(String::new, |p| p.id.clone());
                let (shift, time) = (one.shift.id.clone(), Stretch::from(one.time));
                duties.push(ProposedDuty { shift, local_date: date(one.day)?, time, person });
            }
            if missing > 0 {
                unfilled.push(UnfilledDuty { shift: one.shift.id.clone(), time: one.time.into(), missing, reasons });
            }
        }
        let fair: Vec<f64> = hands.iter().map(|h| h.burden / h.share).collect();
        let named = hands.iter().filter_map(|h| Some((item(&plan.people, h.person)?.id.clone(), h.burden)));
        Ok(RotationPlan {
            from: Instant::of(range.start),
            to: Instant::of(range.end),
            tzdb: plan.release.clone(),
            weighted_hours: named.collect(),
            gini: gini(&fair),
            duties,
            unfilled,
        })
    }

    /// The occurrences to be dealt out, in order.
    fn open(&self, range: TimeSegment, ids: &[String]) -> Result<Vec<Open<'_>>> {
        let plan = self.plan();
        if let Some(unknown) = ids.iter().find(|id| !plan.shifts.iter().any(|s| s.id == **id)) {
            return Err(Error::not_found("shifts", unknown, "the id of a shift of the roster"));
        }
        let dates = Dates::new(plan, range);
        crate::coverage::sweep::check_size(plan, &dates)?;
        let mut open = Vec::new();
        for (i, shift) in plan.shifts.iter().enumerate() {
            let wanted = match (&shift.crew, ids.contains(&shift.id)) {
                (Crew::Unnamed(capacity), named) if ids.is_empty() || named => *capacity,
                (Crew::People(people), true) => place(people.iter().filter(|p| !plan.is_ai(Some(**p))).count()),
                (Crew::Rotation(_), true) => 1,
                _ => continue,
            };
            dates.occurrences(&shift.template, false, |h| {
                if h.standing == Standing::On && range.contains(h.time.start) {
                    open.push(Open { shift, place: place(i), day: h.day, time: h.time, wanted });
                }
            });
        }
        let dealt: u64 = open.iter().map(|o| u64::from(o.wanted)).sum();
        if usize::try_from(dealt).map_or(true, |d| d > MAX_DEALT) {
            return Err(Error::limit("to", dealt, format!("at most {MAX_DEALT} places to fill")));
        }
        open.sort_by_key(|o| (o.time.start, o.place));
        Ok(open)
    }

    fn hands(&self, range: TimeSegment, rules: &FairRules, night: (i32, i32)) -> Result<Vec<Hand>> {
        let plan = self.plan();
        let chosen: Vec<u32> = match &rules.people[..] {
            [] => (0..place(plan.people.len())).filter(|p| !plan.is_ai(Some(*p))).collect(),
            ids => ids.iter().map(|id| self.human(id, "people")).collect::<Result<_>>()?,
        };
        if chosen.is_empty() {
            return Err(Error::not_found("people", "", "a roster with `people`"));
        }
        let near = 3 * DAY + i64::from(rules.rules.rest_minutes) * MINUTE;
        let around = TimeSegment::new((range.start - near).max(MIN_INSTANT), (range.end + near).min(MAX_INSTANT));
        let already = self.duties(around)?;
        let hand = |person: u32| {
            let own = already.get(usize::try_from(person).ok()?).cloned().unwrap_or_default();
            let of = item(&plan.people, person)?;
            let away = plan.time_off.iter().filter(|a| a.person == person).map(|a| a.during);
            Some(Hand {
                person,
                share: f64::from(self.doc().people.get(&of.id).and_then(|p| p.weight).unwrap_or(1)),
                burden: 0.0,
                last_end: i64::MIN,
                dates: Vec::new(),
                duties: Vec::new(),
                own,
                away: IntervalSet::from_segments(away),
                heavy: Heavy::of(plan, of, around, night),
            })
        };
        let mut hands: Vec<Hand> = chosen.into_iter().filter_map(hand).collect();
        hands.sort_by_key(|h| item(&plan.people, h.person).map(|p| p.rank));
        for hand in &mut hands {
            hand.burden = hand.heavy.weigh(&hand.own.clip(range), &rules.rules);
        }
        Ok(hands)
    }
}

/// What keeps a person from an occurrence.
fn refuses(plan: &Plan, hand: &Hand, one: &Open<'_>, rest: i64) -> Option<&'static str> {
    let offer = &one.shift.offer;
    let kinds = [
        (TraitKind::Skill, &offer.skills),
        (TraitKind::Language, &offer.languages),
        (TraitKind::Channel, &offer.channels),
    ];
    let able = kinds
        .iter()
        .all(|(kind, list)| list.iter().all(|t| plan.offers(Some(hand.person), Some(one.place), *kind, *t)));
    let meets = |other: &TimeSegment, by: i64| other.start < one.time.end + by && one.time.start - by < other.end;
    let around = TimeSegment::new(one.time.start - rest, one.time.end + rest);
    // Duties are taken in the order of their starts, and none lasts longer than two days.
    let before = |d: &&TimeSegment| d.start > around.start - 2 * DAY;
    let near =
        || hand.duties.iter().rev().take_while(before).copied().chain(hand.own.clip(around).iter().collect::<Vec<_>>());
    if !able {
        return Some("skills");
    }
    if hand.away.iter().any(|a| meets(&a, 0)) {
        return Some("time_off");
    }
    if near().any(|d| meets(&d, 0)) {
        return Some("overlap");
    }
    if near().any(|d| meets(&d, rest)) {
        return Some("rest");
    }
    hand.dates.last().is_some_and(|d| *d == one.day).then_some("same_day")
}

impl Hand {
    fn take(&mut self, one: &Open<'_>, rules: &BurdenRules) {
        self.burden += self.heavy.weigh(&IntervalSet::from_segments([one.time]), rules);
        self.last_end = self.last_end.max(one.time.end);
        self.dates.push(one.day);
        self.duties.push(one.time);
    }
}

impl fmt::Display for RotationPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for d in &self.duties {
            writeln!(
                f,
                "{} {}  {} to {} UTC  {}",
                d.local_date,
                d.shift,
                d.time.from.minute(),
                d.time.to.minute(),
                d.person
            )?;
        }
        for u in &self.unfilled {
            let why: Vec<String> = u.reasons.iter().map(|(why, n)| format!("{why} {n}")).collect();
            writeln!(
                f,
                "{} to {} UTC  {}: {} missing ({})",
                u.time.from.minute(),
                u.time.to.minute(),
                u.shift,
                u.missing,
                why.join(", ")
            )?;
        }
        let hours: Vec<String> = self.weighted_hours.iter().map(|(id, h)| format!("{id} {h:.1}")).collect();
        writeln!(f, "weighted hours: {}; Gini {:.2}; zone rules {}", hours.join(", "), self.gini, self.tzdb)
    }
}
