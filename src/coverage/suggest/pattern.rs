//! Weekly patterns: so many days in a row at the same time of day, with rest between them, at hours that people can live with.

use super::cover::{CoverNeed, Shape, suggest_cover};
use super::search::{Column, Search};
use super::{MAX_NEED, MAX_ROUNDS, MAX_SHAPES, MAX_SLOTS};
use crate::calendar::WEEKDAYS;
use crate::coverage::Roster;
use crate::coverage::handoff::HumaneHours;
use crate::error::{Error, Result};
use crate::time::civil::{day_of, weekday};
use crate::time::{DAY, Instant, MINUTE, SECOND, Zone, from_micros, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The need of a week, and how people may work it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatternNeed {
    /// When the week begins, RFC 3339.
    pub from: String,
    /// How many are needed in each slot of seven days; the week repeats.
    pub need: Vec<u32>,
    /// How many slots a shift lasts.
    pub shift_slots: u32,
    /// How many days in a row somebody works (default 5).
    #[serde(default = "five")]
    pub days_on: u32,
    /// The least rest between two shifts, in minutes (default 660).
    #[serde(default = "eleven_hours")]
    pub rest_minutes: u32,
    /// Where people can be. Left out, the hour of day does not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Site>,
    /// What a slot outside a site's humane hours costs, in hundredths of a person (default 1).
    #[serde(default = "one")]
    pub inhumane_cost: u32,
    /// Where the search starts from; the same seed finds the same answer.
    #[serde(default)]
    pub seed: u64,
    /// The steps of the search; left out, 3,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
}

fn five() -> u32 {
    5
}

fn eleven_hours() -> u32 {
    660
}

fn one() -> u32 {
    1
}

/// Where people can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// What the answer calls it.
    pub id: String,
    /// Its zone: UTC, or one of the roster's.
    #[serde(alias = "zone", alias = "tz")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: String,
    /// Hours that people can live with there; left out, 07:00 to 21:00.
    #[serde(default)]
    pub humane: HumaneHours,
}

/// People with one pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternCount {
    /// How many.
    pub count: u32,
    /// Where they are; `None` without sites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// When their first shift of the week starts.
    pub first: Instant,
    /// The weekdays on which a shift starts, on the wall clock of the site, UTC without one.
    pub days: Vec<&'static str>,
    /// When it starts there, `HH:MM`.
    pub start_local: String,
    /// Slots of each of their weeks outside humane hours.
    pub inhumane_slots: u32,
}

/// Patterns that cover a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PatternPlan {
    /// In the order of their starts.
    pub patterns: Vec<PatternCount>,
    /// How many people.
    pub agents: u64,
    /// No plan has fewer.
    pub lower_bound: u64,
    /// Whether it is proven that none has fewer.
    pub optimal: bool,
    /// The release of the zone rules.
    pub tzdb: String,
}

/// People in weekly patterns who cover a need: few people first, then humane hours.
///
/// Each person works `days_on` days in a row at the same time of day. The bound is exact for shifts without patterns, divided by the days.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a need that is no week, shifts that leave too little rest, sites that make
/// no sense; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a zone the roster has not; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded).
pub fn suggest_patterns(question: &PatternNeed, roster: &Roster) -> Result<PatternPlan> {
    let week = Week::check(question, roster)?;
    let n = question.need.len();
    let (mut columns, mut kinds) = (Vec::new(), Vec::new());
    for start in 0..n {
        let (site, inhumane) = week.best(start);
        let days = usize::try_from(question.days_on).unwrap_or(5);
        let slots = (0..days)
            .flat_map(|day| super::cover::covered((start + day * week.per_day) % n, question.shift_slots, n))
            .collect();
        kinds.push((start, site, inhumane));
        let cost =
            100 * u64::from(u32::try_from(n).unwrap_or(0)) + u64::from(question.inhumane_cost) * u64::from(inhumane);
        columns.push(Column { slots, cost, label: (kinds.len() - 1, start) });
    }
    let search = Search {
        need: &question.need,
        columns: &columns,
        seed: question.seed,
        rounds: question.rounds.unwrap_or(3_000),
    };
    let (counts, _) = search.run();
    let shape = Shape { slots: question.shift_slots, cost: 1, starts: None };
    let freely = suggest_cover(&CoverNeed {
        need: question.need.clone(),
        circular: true,
        shapes: vec![shape],
        seed: 0,
        rounds: None,
    })?;
    let most = u64::from(question.need.iter().copied().max().unwrap_or(0));
    let lower_bound = freely.total.div_ceil(u64::from(question.days_on)).max(most);
    let agents = counts.iter().map(|n| u64::from(*n)).sum();
    let chosen = kinds.iter().zip(&counts).filter(|(_, count)| **count > 0);
    let patterns =
        chosen.map(|((start, site, inhumane), count)| week.pattern(*start, *site, *inhumane, *count)).collect();
    Ok(PatternPlan {
        patterns,
        agents,
        lower_bound,
        optimal: agents == lower_bound,
        tzdb: roster.tzdb_release().to_owned(),
    })
}

struct Week<'q> {
    question: &'q PatternNeed,
    from: i64,
    slot: i64,
    per_day: usize,
    sites: Vec<(Zone, (i64, i64))>,
}

impl<'q> Week<'q> {
    fn check(question: &'q PatternNeed, roster: &Roster) -> Result<Self> {
        let n = question.need.len();
        if n == 0 || !n.is_multiple_of(7) || n > MAX_SLOTS || 1_440 % (n / 7) != 0 {
            let expected = format!("seven days of slots that are whole minutes, at most {MAX_SLOTS} slots");
            return Err(Error::invalid("need", n, expected));
        }
        if let Some((i, need)) = question.need.iter().enumerate().find(|(_, n)| **n > MAX_NEED) {
            return Err(Error::limit(format!("need[{i}]"), need, format!("at most {MAX_NEED}")));
        }
        if question.rounds.is_some_and(|r| r > MAX_ROUNDS) {
            return Err(Error::limit("rounds", question.rounds.unwrap_or(0), format!("at most {MAX_ROUNDS}")));
        }
        if question.sites.len() > MAX_SHAPES {
            return Err(Error::limit("sites", question.sites.len(), format!("at most {MAX_SHAPES} sites")));
        }
        if !(1..=7).contains(&question.days_on) {
            return Err(Error::invalid("days_on", question.days_on, "1 to 7 days"));
        }
        if question.inhumane_cost > 100 {
            return Err(Error::invalid("inhumane_cost", question.inhumane_cost, "0 to 100 hundredths of a person"));
        }
        let slot = DAY / i64::try_from(n / 7).unwrap_or(1);
        let left = DAY - i64::from(question.shift_slots) * slot;
        if question.shift_slots == 0 || left < i64::from(question.rest_minutes) * MINUTE {
            let expected = format!("a shift that leaves {} minutes of the day to rest", question.rest_minutes);
            return Err(Error::invalid("shift_slots", question.shift_slots, expected));
        }
        let from = parse_instant(&question.from).map_err(|e| e.at("from"))?;
        from_micros(from + 14 * DAY).map_err(|e| e.at("from"))?;
        let site = |(i, site): (usize, &Site)| {
            let path = format!("sites[{i}]");
            let zone = roster.zone_named(Some(&site.timezone)).map_err(|e| e.at(&path))?;
            Ok((zone, site.humane.seconds().map_err(|e| e.at(&path))?))
        };
        let sites = question.sites.iter().enumerate().map(site).collect::<Result<Vec<_>>>()?;
        Ok(Self { question, from, slot, per_day: n / 7, sites })
    }

    fn at(&self, slot: usize) -> i64 {
        self.from + i64::try_from(slot).unwrap_or(0) * self.slot
    }

    /// The site with the least slots at inhumane hours for shifts that start so, and how many those are in a week.
    fn best(&self, start: usize) -> (Option<usize>, u32) {
        let days = usize::try_from(self.question.days_on).unwrap_or(5);
        let slots = usize::try_from(self.question.shift_slots).unwrap_or(0);
        let count = |(zone, (from, to)): &(Zone, (i64, i64))| {
            let mut outside = 0_u32;
            for slot in (0..days).flat_map(|day| (0..slots).map(move |i| start + day * self.per_day + i)) {
                let second = zone.to_local(self.at(slot)).rem_euclid(DAY) / SECOND;
                outside += u32::from(second < *from || second + self.slot / SECOND > *to);
            }
            outside
        };
        let best = self.sites.iter().map(count).enumerate().min_by_key(|(_, outside)| *outside);
        best.map_or((None, 0), |(site, outside)| (Some(site), outside))
    }

    fn pattern(&self, start: usize, site: Option<usize>, inhumane_slots: u32, count: u32) -> PatternCount {
        let zone = site.and_then(|s| self.sites.get(s)).map_or_else(Zone::utc, |s| s.0.clone());
        let local = zone.to_local(self.at(start));
        let day = |d: i32| {
            WEEKDAYS.get(usize::try_from(weekday(d).num_days_from_monday()).unwrap_or(0)).copied().unwrap_or_default()
        };
        let days_on = i32::try_from(self.question.days_on).unwrap_or(5);
        let minutes = local.rem_euclid(DAY) / MINUTE;
        PatternCount {
            count,
            site: site.and_then(|s| self.question.sites.get(s)).map(|s| s.id.clone()),
            first: Instant::of(self.at(start)),
            days: (0..days_on).map(|i| day(day_of(local) + i)).collect(),
            start_local: format!("{:02}:{:02}", minutes / 60, minutes % 60),
            inhumane_slots,
        }
    }
}

impl fmt::Display for PatternPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proof = if self.optimal {
            "no fewer will do".to_owned()
        } else {
            format!("at least {} are needed", self.lower_bound)
        };
        writeln!(f, "{} people; {proof}", self.agents)?;
        for p in &self.patterns {
            let site = p.site.as_deref().unwrap_or("UTC");
            let nights = if p.inhumane_slots == 0 {
                String::new()
            } else {
                format!(", {} slots at inhumane hours", p.inhumane_slots)
            };
            writeln!(f, "  {} × {site} {} from {}{nights}", p.count, p.days.join(" "), p.start_local)?;
        }
        writeln!(f, "zone rules {}", self.tzdb)
    }
}
