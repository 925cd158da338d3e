//! A day plan across zones: the demand of each region in its own local hours, summed in intervals, and who is on beside it.

use super::filter::Filter;
use super::hours::each_hour;
use super::plan::{Region, item};
use super::roster::{Roster, check_range};
use super::staffing::{DayWorkload, Goal, MAX_INTERVALS, day};
use crate::error::{Error, Result};
use crate::time::civil::weekday;
use crate::time::{Instant, MINUTE, TimeSegment, Zone};
use serde::Serialize;
use std::fmt;

/// What a day plan across zones is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffingPlan {
    /// What comes.
    pub contacts: Contacts,
    /// The length of an interval, in minutes.
    pub slot_minutes: u32,
    /// The mean handle time, in seconds.
    pub aht_s: f64,
    /// The promise.
    pub goal: Goal,
    /// The mean patience, in seconds: by Erlang A; `None`, by Erlang C.
    pub mean_patience_s: Option<f64>,
    /// Whether contacts that last into later intervals count there.
    pub carry_over: bool,
    /// How many contacts an agent has at once.
    pub concurrency: u32,
}

/// What comes in a range.
#[derive(Debug, Clone, PartialEq)]
pub enum Contacts {
    /// So many in all; how they fall, the demand of the roster's regions says.
    InAll(f64),
    /// How many in each interval, such as the upper bound of a forecast.
    Each(Vec<f64>),
}

/// What an interval needs and has.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StaffedSlot {
    /// When it begins.
    pub from: Instant,
    /// How many contacts come in it.
    pub arrivals: f64,
    /// How many agents it needs on the queue.
    pub agents: u32,
    /// How many to schedule, shrinkage considered.
    pub scheduled_headcount: u32,
    /// The least capacity on in it.
    pub on: u32,
    /// How many of those to be scheduled are missing.
    pub short: u32,
}

/// What each interval of a range needs and has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StaffingReport {
    /// The release of the zone rules.
    pub tzdb: String,
    /// In order.
    pub slots: Vec<StaffedSlot>,
    /// The hours on the queue.
    pub agent_hours: f64,
    /// The hours scheduled.
    pub scheduled_hours: f64,
    /// The most agents of an interval.
    pub peak_agents: u32,
    /// Intervals in which somebody is missing.
    pub short_slots: usize,
    /// The share answered within the threshold, each interval by its arrivals; `None` where nobody comes.
    pub arrival_weighted_service_level: Option<f64>,
    /// Whether contacts last longer than half an interval while each interval is planned on its own.
    pub carry_over_warning: bool,
}

#[allow(clippy::cast_precision_loss)] // arrivals, right to 15 digits
fn float(n: i128) -> f64 {
    n as f64
}

impl Roster {
    /// How many people each interval of a range needs, beside how many are on whom a filter lets through. Where only the number of all contacts is
    /// known, the demand of the roster's regions, each in its own local hours, says how they fall.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a roster without regions or without demand in the range where they are needed,
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for intervals that do not divide a day, or other arrivals than intervals,
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded); else as [`day`] and [`cover`](Self::cover).
    pub fn staffing(&self, range: TimeSegment, plan: &StaffingPlan, filter: &Filter) -> Result<StaffingReport> {
        let range = check_range(range)?;
        if plan.slot_minutes == 0 || 1_440 % plan.slot_minutes != 0 {
            return Err(Error::invalid(
                "slot_minutes",
                plan.slot_minutes,
                "minutes that divide a day, such as 15, 30 or 60",
            ));
        }
        let slot = i64::from(plan.slot_minutes) * MINUTE;
        let count = usize::try_from((range.length() + slot - 1) / slot).unwrap_or(usize::MAX);
        if count > MAX_INTERVALS {
            return Err(Error::limit("to", count, format!("at most {MAX_INTERVALS} intervals")));
        }
        let arrivals = match &plan.contacts {
            Contacts::InAll(all) => self.arrivals(range, slot, count)?.iter().map(|share| share * all).collect(),
            Contacts::Each(each) if each.len() == count => each.clone(),
            Contacts::Each(each) => {
                let expected = format!("{count}, one for each interval of {} minutes", plan.slot_minutes);
                return Err(Error::invalid("arrivals", each.len(), expected));
            }
        };
        let (interval_s, aht_s) = (f64::from(plan.slot_minutes) * 60.0, plan.aht_s);
        let work = DayWorkload {
            arrivals,
            interval_s,
            aht_s,
            mean_patience_s: plan.mean_patience_s,
            carry_over: plan.carry_over,
            concurrency: plan.concurrency,
        };
        let needed = day(&work, &plan.goal)?;
        let mut least: Vec<Option<u32>> = vec![None; count];
        for (time, state) in self.cover(range, filter)?.pieces() {
            let first = usize::try_from((time.start - range.start) / slot).unwrap_or(0);
            let after = usize::try_from((time.end - range.start + slot - 1) / slot).unwrap_or(0);
            least
                .iter_mut()
                .take(after)
                .skip(first)
                .for_each(|l| *l = Some(l.map_or(state.depth, |l| l.min(state.depth))));
        }
        let slots: Vec<StaffedSlot> = needed
            .slots
            .iter()
            .zip(&work.arrivals)
            .zip(least)
            .zip(0_i64..)
            .map(|(((need, arrivals), on), i)| StaffedSlot {
                from: Instant::of(range.start + i * slot),
                arrivals: *arrivals,
                agents: need.agents,
                scheduled_headcount: need.scheduled_headcount,
                on: on.unwrap_or(0),
                short: need.scheduled_headcount.saturating_sub(on.unwrap_or(0)),
            })
            .collect();
        Ok(StaffingReport {
            tzdb: self.plan().release.clone(),
            agent_hours: needed.agent_hours,
            scheduled_hours: needed.scheduled_hours,
            peak_agents: needed.peak_agents,
            short_slots: slots.iter().filter(|s| s.short > 0).count(),
            arrival_weighted_service_level: needed.arrival_weighted_service_level,
            carry_over_warning: needed.carry_over_warning,
            slots,
        })
    }

    /// The share of all contacts that falls into each interval.
    fn arrivals(&self, range: TimeSegment, slot: i64, count: usize) -> Result<Vec<f64>> {
        let plan = self.plan();
        let (mut shares, mut weight) = (vec![0.0; count], 0.0);
        for region in &plan.regions {
            let zone = item(&plan.zones, region.zone).cloned().unwrap_or_else(Zone::utc);
            let own = falls(region, &zone, range, slot, count);
            let all: i128 = own.iter().sum();
            if all > 0 {
                let share = float(region.share);
                weight += share;
                shares.iter_mut().zip(&own).for_each(|(sum, part)| *sum += share * float(*part) / float(all));
            }
        }
        if weight <= 0.0 {
            return Err(Error::not_found("regions", "", "a roster with `regions` that have demand in the range"));
        }
        Ok(shares.into_iter().map(|s| s / weight).collect())
    }
}

/// The demand of a region in each interval.
fn falls(region: &Region, zone: &Zone, range: TimeSegment, slot: i64, count: usize) -> Vec<i128> {
    let mut found = vec![0_i128; count];
    each_hour(zone, range, |day, hour, time| {
        let weekday = usize::try_from(weekday(day).num_days_from_monday()).unwrap_or(0);
        let rate = region.hourly.get(hour).zip(region.daily.get(weekday)).map_or(0, |(h, d)| h.saturating_mul(*d));
        let mut at = time.start;
        while rate > 0 && at < time.end {
            let place = (at - range.start) / slot;
            let end = time.end.min(range.start + (place + 1) * slot);
            if let Some(sum) = usize::try_from(place).ok().and_then(|p| found.get_mut(p)) {
                *sum = sum.saturating_add(rate.saturating_mul(i128::from(end - at)));
            }
            at = end;
        }
    });
    found
}

impl fmt::Display for StaffingReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for s in &self.slots {
            let short = if s.short > 0 { format!("  {} SHORT", s.short) } else { String::new() };
            writeln!(
                f,
                "{}  {:>8.1} contacts  {:>4} agents, {:>4} scheduled, {:>4} on{short}",
                short_of(s),
                s.arrivals,
                s.agents,
                s.scheduled_headcount,
                s.on
            )?;
        }
        writeln!(
            f,
            "peak {} agents, {:.1} agent hours, {:.1} scheduled; {} intervals are short",
            self.peak_agents, self.agent_hours, self.scheduled_hours, self.short_slots
        )?;
        if self.carry_over_warning {
            writeln!(
                f,
                "contacts last longer than half an interval: with `carry_over` they count in later ones as well"
            )?;
        }
        writeln!(f, "zone rules {}", self.tzdb)
    }
}

fn short_of(slot: &StaffedSlot) -> String {
    slot.from.minute()
}
