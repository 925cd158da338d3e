//! How evenly duty is spread, and how heavy it is for each person: nights, weekends, holidays, rest.

use super::answer::{Minutes, Ratio};
use super::cover::Cover;
use super::filter::Filter;
use super::hours::{each_day, window};
use super::limits::MAX_REST_MINUTES;
use super::plan::{Person, Plan};
use super::roster::{Roster, check_range};
use super::state::Who;
use crate::error::{Error, Result};
use crate::time::civil::{TimeOfDay, date, weekday};
use crate::time::{HOUR, Instant, IntervalSet, MIN_INSTANT, MINUTE, SECOND, TimeSegment, Zone};
use chrono::Weekday;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What counts as heavy, and by how much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BurdenRules {
    /// When the night begins, on each person's own wall clock.
    pub night_from: String,
    /// When it ends.
    pub night_to: String,
    /// The least rest between two duties, in minutes; at most 14 days.
    pub rest_minutes: u32,
    /// What an hour at night weighs beside one by day.
    pub night: f64,
    /// What an hour on a weekend weighs.
    pub weekend: f64,
    /// What an hour on a holiday weighs; of several weights of an hour the greatest counts.
    pub holiday: f64,
}

impl Default for BurdenRules {
    /// Nights from 22:00 to 06:00, 11 hours of rest, weights of 1.5, 1.5 and 2.
    fn default() -> Self {
        Self {
            night_from: "22:00".into(),
            night_to: "06:00".into(),
            rest_minutes: 660,
            night: 1.5,
            weekend: 1.5,
            holiday: 2.0,
        }
    }
}

/// The duty of one person in a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Burden {
    /// Time on duty; two duties at once count once.
    pub minutes: Minutes,
    /// Of it at night.
    pub night_minutes: Minutes,
    /// Of it on a weekend: dates without hours in the person's calendar that are no holidays, Saturday and Sunday for those without one.
    pub weekend_minutes: Minutes,
    /// Of it in a holiday of the person's calendar: of a holiday of part of a day, in that part.
    pub holiday_minutes: Minutes,
    /// Hours, each by its weight.
    pub weighted_hours: f64,
    /// Stretches of duty.
    pub stints: usize,
    /// Starts of duty in the range after too short a rest, also where the duty before it ended before the range.
    pub rest_violations: Vec<RestViolation>,
}

/// A start of duty after too short a rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestViolation {
    /// When the duty starts.
    pub at: Instant,
    /// The rest before it.
    pub rest_minutes: Minutes,
}

/// How evenly duty is spread over a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct BalanceReport {
    /// The range.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Hours on duty by person, also those with none; AI agents carry nothing and are not listed.
    pub hours: BTreeMap<String, f64>,
    /// The mean over all pairs of the lesser hours over the greater, hours by each person's `weight`; 1 is even, and one person alone is 1.
    pub balance: f64,
    /// By how many percent somebody is above the mean, rounded half up; only those who are.
    pub overload_pct: BTreeMap<String, i64>,
    /// Covered time of all time, overlaps counted once.
    pub union_coverage_fraction: f64,
    /// The same as a fraction.
    pub union_coverage_exact: Ratio,
    /// The Gini coefficient of weighted hours: 0 is even, near 1 is one person for all.
    pub gini: f64,
    /// The greatest weighted hours over the mean, less 1; `None` where nobody is on.
    pub max_over_mean: Option<f64>,
    /// Who carries what.
    pub people: BTreeMap<String, Burden>,
}

#[allow(clippy::cast_precision_loss)] // hours of 300 years keep their microseconds to a part in 10^16
fn hours(us: i64) -> f64 {
    us as f64 / HOUR as f64
}

impl Roster {
    /// How evenly duty is spread over a range, overrides and time off considered, and what each person carries.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for rules that make no sense; else as [`cover`](Self::cover).
    pub fn balance(&self, range: TimeSegment, rules: &BurdenRules) -> Result<BalanceReport> {
        let (plan, night) = (self.plan(), rules.check()?);
        let range = check_range(range)?;
        // A rest that began before the range may be too short in it.
        let lead = i64::from(rules.rest_minutes) * MINUTE;
        let cover =
            self.cover(TimeSegment::new((range.start - lead).max(MIN_INSTANT), range.end), &Filter::default())?;
        let sets = by_person(plan, &cover);
        let humans = plan.people.iter().zip(&sets).filter(|(p, _)| !p.is_ai);
        let people: BTreeMap<String, Burden> =
            humans.map(|(p, set)| (p.id.clone(), burden(plan, p, (set, range), rules, night))).collect();
        let share = |id: &str| f64::from(self.doc().people.get(id).and_then(|p| p.weight).unwrap_or(1));
        let plain: BTreeMap<String, f64> = people.iter().map(|(id, b)| (id.clone(), hours(b.minutes.0))).collect();
        let fair: Vec<(&String, f64)> = plain.iter().map(|(id, h)| (id, h / share(id))).collect();
        let heavy: Vec<f64> = people.iter().map(|(id, b)| b.weighted_hours / share(id)).collect();
        let covered: i64 = cover.where_it(|s| s.duties > 0).iter().map(|s| s.intersection(range).length()).sum();
        let union = Ratio::new(covered, range.length());
        Ok(BalanceReport {
            from: Instant::of(range.start),
            to: Instant::of(range.end),
            tzdb: plan.release.clone(),
            balance: pairwise(fair.iter().map(|(_, h)| *h).collect()),
            overload_pct: overload(&fair),
            union_coverage_fraction: union.value(),
            union_coverage_exact: union,
            gini: gini(&heavy),
            max_over_mean: mean(&heavy)
                .filter(|m| *m > 0.0)
                .map(|m| heavy.iter().copied().fold(0.0, f64::max) / m - 1.0),
            hours: plain,
            people,
        })
    }
}

impl Roster {
    /// When each person is on duty, by their place.
    pub(super) fn duties(&self, range: TimeSegment) -> Result<Vec<IntervalSet>> {
        Ok(by_person(self.plan(), &self.cover(range, &Filter::default())?))
    }
}

pub(super) fn by_person(plan: &Plan, cover: &Cover) -> Vec<IntervalSet> {
    let mut duty: Vec<Vec<TimeSegment>> = vec![Vec::new(); plan.people.len()];
    for (time, state) in cover.pieces() {
        for who in &state.who {
            if let Who::Person(person) = who
                && let Some(list) = usize::try_from(*person).ok().and_then(|i| duty.get_mut(i))
            {
                list.push(time);
            }
        }
    }
    duty.into_iter().map(IntervalSet::from_segments).collect()
}

impl BurdenRules {
    /// The night in seconds of the day; its end may lie on the next one.
    pub(super) fn check(&self) -> Result<(i32, i32)> {
        let read = |text: &str, field: &str| {
            let time = text.parse::<TimeOfDay>().map_err(|e| e.at(field))?;
            Ok::<i32, Error>(i32::try_from(time.micros() / SECOND).unwrap_or(0))
        };
        let (from, to) = (read(&self.night_from, "rules.night_from")?, read(&self.night_to, "rules.night_to")?);
        if from == to {
            return Err(Error::invalid("rules.night_to", &self.night_to, "a time other than `night_from`"));
        }
        if self.rest_minutes > MAX_REST_MINUTES {
            let expected = format!("at most {MAX_REST_MINUTES} minutes, 14 days");
            return Err(Error::invalid("rules.rest_minutes", self.rest_minutes, expected));
        }
        for (name, weight) in [("night", self.night), ("weekend", self.weekend), ("holiday", self.holiday)] {
            if !(0.0..=100.0).contains(&weight) {
                return Err(Error::invalid(format!("rules.{name}"), weight, "a weight from 0 to 100"));
            }
        }
        Ok((from, if to > from { to } else { to + 86_400 }))
    }
}

/// Night, weekend and holiday around a range, on a person's own clock.
pub(super) struct Heavy {
    pub(super) night: IntervalSet,
    pub(super) weekend: IntervalSet,
    pub(super) holiday: IntervalSet,
}

impl Heavy {
    pub(super) fn of(plan: &Plan, person: &Person, range: TimeSegment, night: (i32, i32)) -> Self {
        let zone = person.zone.and_then(|z| plan.zone(z)).cloned().unwrap_or_else(Zone::utc);
        let (mut nights, mut weekends, mut holidays) = (Vec::new(), Vec::new(), Vec::new());
        each_day(&zone, range, |day, whole| {
            nights.extend([day - 1, day].map(|d| window(&zone, d, night)));
            let weekend = match &person.calendar {
                None => matches!(weekday(day), Weekday::Sat | Weekday::Sun),
                Some(calendar) => {
                    let closed = calendar.holiday_hours(day);
                    holidays.extend(closed.iter().map(|hours| window(&zone, day, *hours)));
                    let works = date(day).ok().and_then(|d| calendar.is_business_day(d).ok());
                    closed.is_empty() && works == Some(false)
                }
            };
            weekends.extend(weekend.then_some(whole));
        });
        let set = IntervalSet::from_segments;
        Self { night: set(nights), weekend: set(weekends), holiday: set(holidays) }
    }

    /// Hours of a set, each by the greatest of its weights.
    pub(super) fn weigh(&self, duty: &IntervalSet, rules: &BurdenRules) -> f64 {
        let mut kinds = [(&self.night, rules.night), (&self.weekend, rules.weekend), (&self.holiday, rules.holiday)];
        kinds.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (mut left, mut sum) = (duty.clone(), 0.0);
        for (set, weight) in kinds {
            sum += hours(left.intersection(set).total()) * weight;
            left = left.difference(set);
        }
        sum + hours(left.total())
    }
}

fn burden(
    plan: &Plan,
    person: &Person,
    (all, range): (&IntervalSet, TimeSegment),
    rules: &BurdenRules,
    night: (i32, i32),
) -> Burden {
    let duty = &all.clip(range);
    let heavy = duty.span().map(|span| Heavy::of(plan, person, span, night));
    let part = |of: fn(&Heavy) -> &IntervalSet| Minutes(heavy.as_ref().map_or(0, |h| duty.intersection(of(h)).total()));
    let rests = all.iter().zip(all.iter().skip(1)).map(|(a, b)| (b.start, b.start - a.end));
    let least = i64::from(rules.rest_minutes) * MINUTE;
    let short = rests.filter(|(at, rest)| range.contains(*at) && *rest < least);
    Burden {
        minutes: Minutes(duty.total()),
        night_minutes: part(|h| &h.night),
        weekend_minutes: part(|h| &h.weekend),
        holiday_minutes: part(|h| &h.holiday),
        weighted_hours: heavy.as_ref().map_or(0.0, |h| h.weigh(duty, rules)),
        stints: duty.len(),
        rest_violations: short
            .map(|(at, rest)| RestViolation { at: Instant::of(at), rest_minutes: Minutes(rest) })
            .collect(),
    }
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

fn mean(list: &[f64]) -> Option<f64> {
    (!list.is_empty()).then(|| list.iter().sum::<f64>() / count(list.len()))
}

/// The mean over all pairs of the lesser over the greater, in time n log n: sorted, each is the greater of the pairs with those before it.
fn pairwise(mut list: Vec<f64>) -> f64 {
    if list.len() < 2 {
        return 1.0;
    }
    list.sort_by(f64::total_cmp);
    let (mut sum, mut before) = (0.0, 0.0);
    for (i, hours) in list.iter().enumerate() {
        // Two without any duty are even.
        sum += if *hours > 0.0 { before / hours } else { count(i) };
        before += hours;
    }
    sum / (count(list.len()) * (count(list.len()) - 1.0) / 2.0)
}

fn overload(fair: &[(&String, f64)]) -> BTreeMap<String, i64> {
    let list: Vec<f64> = fair.iter().map(|(_, h)| *h).collect();
    let Some(mean) = mean(&list).filter(|m| *m > 0.0) else { return BTreeMap::new() };
    #[allow(clippy::cast_possible_truncation)] // at most a hundred times the number of people
    let percent = |h: f64| ((h / mean - 1.0) * 100.0 + 0.5 + 1e-9).floor() as i64;
    fair.iter().map(|(id, h)| ((*id).clone(), percent(*h))).filter(|(_, p)| *p > 0).collect()
}

pub(super) fn gini(list: &[f64]) -> f64 {
    let mut sorted = list.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (n, total) = (count(sorted.len()), sorted.iter().sum::<f64>());
    if total <= 0.0 {
        return 0.0;
    }
    let ranked: f64 = sorted.iter().enumerate().map(|(i, h)| (2.0 * count(i + 1) - n - 1.0) * h).sum();
    ranked / (n * total)
}

impl fmt::Display for BalanceReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} to {} UTC: balance {:.2}, Gini {:.2}",
            self.from.minute(),
            self.to.minute(),
            self.balance,
            self.gini
        )?;
        for (id, b) in &self.people {
            let over = self.overload_pct.get(id).map_or(String::new(), |p| format!("  {p} % above the mean"));
            let rest = if b.rest_violations.is_empty() {
                String::new()
            } else {
                format!("  {} rests too short", b.rest_violations.len())
            };
            let parts =
                format!("night {}, weekend {}, holiday {}", b.night_minutes, b.weekend_minutes, b.holiday_minutes);
            writeln!(f, "  {id}: {} ({parts}){over}{rest}", b.minutes)?;
        }
        writeln!(f, "zone rules {}", self.tzdb)
    }
}
