//! How much of the demand is met: coverage weighted by when customers ask.

use super::answer::{Minutes, Ratio};
use super::filter::Filter;
use super::hours::each_hour;
use super::plan::{Region, item};
use super::roster::{Roster, check_range};
use crate::calendar::WEEKDAYS;
use crate::error::{Error, Result};
use crate::time::civil::weekday;
use crate::time::{HOUR, Instant, TimeSegment, Zone};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// The most hours that one question may weigh: regions times hours of the range.
pub const MAX_DEMAND_HOURS: u64 = 10_000_000;

/// How much of the demand is met over a range.
///
/// A region's demand is `hourly` of its local hour times `day_factor` of its local weekday; over the range it is scaled to the region's share
/// of all shares. It is met while somebody is on (with the region's language and channel, where it names them); AI agents are a tier of their
/// own: what they alone answer is `ai_share`, and not in `share`. All sums are exact.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DemandReport {
    /// The range.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
    /// The release of the zone rules.
    pub tzdb: String,
    /// The share of all demand that is met; `None` where there is none.
    pub share: Option<f64>,
    /// The same as a fraction; `None` also where its terms are too long.
    pub share_exact: Option<Ratio>,
    /// The share of all demand for which nobody is on but an AI agent; `None` where there is no demand.
    pub ai_share: Option<f64>,
    /// By region; `None` for one without demand in the range.
    pub by_region: BTreeMap<String, Option<f64>>,
    /// The same as fractions.
    pub by_region_exact: BTreeMap<String, Option<Ratio>>,
    /// The zone of the hours below.
    pub timezone: String,
    /// The hours of the week in which most demand goes unmet by people, ten at most, the most valuable first.
    pub most_valuable_uncovered: Vec<UncoveredHour>,
}

/// An hour of the week, over all weeks of the range, and the demand that nobody meets in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UncoveredHour {
    /// `mon` to `sun`.
    pub day: &'static str,
    /// The hour, from 0.
    pub hour: usize,
    /// When it is uncovered first.
    pub first: Instant,
    /// The time without anybody for at least one region.
    pub minutes: Minutes,
    /// The share of all demand that goes unmet in it.
    pub share: f64,
    /// The part of each region in that.
    pub by_region: BTreeMap<String, f64>,
}

/// What one region asks and gets.
#[derive(Default)]
struct Weighed {
    asked: i128,
    met: i128,
    /// Met, or answered by an AI agent.
    reached: i128,
    /// By hour of the week of the zone of display: demand unmet, time, first instant.
    lost: BTreeMap<(usize, usize), (i128, i64, i64)>,
}

impl Roster {
    /// How much of the demand of the roster's regions is met by those that a filter lets through, with the ten most valuable uncovered hours of
    /// the week on the wall clock of a zone (UTC where none is named).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a roster without regions, [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone),
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a filter on the language or channel that a region names itself,
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for figures so fine that their sum is not exact; else as
    /// [`cover`](Self::cover).
    pub fn demand(&self, range: TimeSegment, timezone: Option<&str>, filter: &Filter) -> Result<DemandReport> {
        let (plan, range) = (self.plan(), check_range(range)?);
        let display = self.zone_named(timezone)?;
        if plan.regions.is_empty() {
            return Err(Error::not_found(
                "regions",
                "",
                "a roster with `regions`: where customers are, and when they ask",
            ));
        }
        let hours =
            u64::try_from(range.length() / HOUR).unwrap_or(0) * u64::try_from(plan.regions.len()).unwrap_or(u64::MAX);
        if hours > MAX_DEMAND_HOURS {
            return Err(Error::limit(
                "to",
                hours,
                format!("a range in which regions and hours together are at most {MAX_DEMAND_HOURS}"),
            ));
        }
        let mut covered: HashMap<Filter, [Vec<TimeSegment>; 2]> = HashMap::new();
        let mut weighed = Vec::with_capacity(plan.regions.len());
        for (i, region) in plan.regions.iter().enumerate() {
            let filter = self.filter_of(i, filter)?;
            if !covered.contains_key(&filter) {
                let cover = self.cover(range, &filter)?;
                let found = [cover.where_it(|s| s.duties > 0), cover.where_it(|s| s.duties > 0 || s.ai)];
                covered.insert(filter.clone(), found);
            }
            let [met, reached] = covered.get(&filter).map_or([&[][..]; 2], |c| [c[0].as_slice(), c[1].as_slice()]);
            let zone = item(&plan.zones, region.zone).cloned().unwrap_or_else(Zone::utc);
            let too_fine = || {
                Error::out_of_range(
                    format!("regions[{i}].hourly"),
                    "its sum over the range",
                    "figures with fewer digits, or a shorter range",
                )
            };
            let mut sums = weigh(region, &zone, range, met, &display).ok_or_else(too_fine)?;
            sums.reached = match reached == met {
                true => sums.met,
                false => weigh(region, &zone, range, reached, &display).ok_or_else(too_fine)?.met,
            };
            weighed.push(sums);
        }
        Ok(report(self, range, display.name(), &weighed))
    }

    /// The zone of a name, UTC without one.
    pub(super) fn zone_named(&self, timezone: Option<&str>) -> Result<Zone> {
        match (timezone, &self.plan().db) {
            (Some(name), Some(db)) => db.zone(name).map_err(|e| e.at("timezone")),
            _ => Ok(Zone::utc()),
        }
    }

    /// The filter of a question with the language and channel of a region.
    pub(super) fn filter_of(&self, region: usize, asked: &Filter) -> Result<Filter> {
        let Some(doc) = self.doc().regions.get(region) else { return Ok(asked.clone()) };
        let mut filter = asked.clone();
        for (name, own, slot) in
            [("language", &doc.language, &mut filter.language), ("channel", &doc.channel, &mut filter.channel)]
        {
            match (own, slot.as_deref()) {
                (None, _) => {}
                (Some(own), Some(other)) if own != other => {
                    let expected = format!("no {name} other than {own}, which region {} names", doc.id);
                    return Err(Error::invalid(name, other, expected));
                }
                (Some(own), _) => *slot = Some(own.clone()),
            }
        }
        Ok(filter)
    }
}

fn weigh(region: &Region, zone: &Zone, range: TimeSegment, met: &[TimeSegment], display: &Zone) -> Option<Weighed> {
    let mut sums = Some(Weighed::default());
    let mut covered = met.iter().peekable();
    each_hour(zone, range, |day, hour, time| {
        let weekday = usize::try_from(weekday(day).num_days_from_monday()).unwrap_or(0);
        let rate = region.hourly.get(hour).zip(region.daily.get(weekday)).map_or(0, |(h, d)| h * d);
        let mut holes = Vec::new();
        let mut at = time.start;
        while let Some(on) = covered.peek() {
            let on = on.intersection(time);
            if !on.is_empty() {
                holes.extend((on.start > at).then(|| TimeSegment::new(at, on.start)));
                at = on.end;
            }
            if covered.next_if(|on| on.end <= time.end).is_none() {
                break;
            }
        }
        holes.extend((at < time.end).then(|| TimeSegment::new(at, time.end)));
        if let Some(sum) = &mut sums
            && add(sum, rate, time, &holes, display).is_none()
        {
            sums = None;
        }
    });
    sums
}

fn add(sum: &mut Weighed, rate: i128, time: TimeSegment, holes: &[TimeSegment], display: &Zone) -> Option<()> {
    let demand = |time: TimeSegment| rate.checked_mul(i128::from(time.length()));
    sum.asked = sum.asked.checked_add(demand(time)?)?;
    sum.met = sum.met.checked_add(demand(time)?)?;
    for hole in holes {
        sum.met -= demand(*hole)?;
        if rate == 0 {
            continue;
        }
        each_hour(display, *hole, |day, hour, piece| {
            let weekday = usize::try_from(weekday(day).num_days_from_monday()).unwrap_or(0);
            let cell = sum.lost.entry((weekday, hour)).or_insert((0, 0, piece.start));
            cell.0 += rate * i128::from(piece.length());
            cell.1 += piece.length();
        });
    }
    Some(())
}

#[allow(clippy::cast_precision_loss)] // figures for people, right to 15 digits
fn quotient(over: i128, under: i128) -> f64 {
    over as f64 / under as f64
}

fn report(roster: &Roster, range: TimeSegment, timezone: &str, weighed: &[Weighed]) -> DemandReport {
    let plan = roster.plan();
    let named =
        || plan.regions.iter().zip(&roster.doc().regions).zip(weighed).map(|((region, doc), w)| (region, &doc.id, w));
    let all: i128 = named().filter(|(_, _, w)| w.asked > 0).map(|(region, _, _)| region.share).sum();
    let part = |region: &Region| quotient(region.share, all);
    let known = || named().filter(|(_, _, w)| w.asked > 0 && all > 0);
    // Summed as fractions while their terms fit.
    let exact = known().try_fold(Ratio::new(0, 1), |sum, (region, _, w)| {
        let share = Ratio::new(region.share, all);
        sum.plus(share.times(Ratio::new(w.met, w.asked))?)
    });
    let mut cells: BTreeMap<(usize, usize), UncoveredHour> = BTreeMap::new();
    for (region, id, w) in known() {
        for ((day, hour), (lost, time, first)) in &w.lost {
            let share = part(region) * quotient(*lost, w.asked);
            let cell = cells.entry((*day, *hour)).or_insert_with(|| UncoveredHour {
                day: WEEKDAYS.get(*day).copied().unwrap_or_default(),
                hour: *hour,
                first: Instant::of(*first),
                minutes: Minutes(0),
                share: 0.0,
                by_region: BTreeMap::new(),
            });
            cell.first = cell.first.min(Instant::of(*first));
            cell.minutes = cell.minutes.max(Minutes(*time));
            cell.share += share;
            cell.by_region.insert(id.clone(), share);
        }
    }
    // Stable: of equal hours the earlier of the week.
    let mut most: Vec<UncoveredHour> = cells.into_values().collect();
    most.sort_by(|a, b| b.share.total_cmp(&a.share));
    most.truncate(10);
    DemandReport {
        from: Instant::of(range.start),
        to: Instant::of(range.end),
        tzdb: plan.release.clone(),
        share: known().next().map(|_| known().map(|(region, _, w)| part(region) * quotient(w.met, w.asked)).sum()),
        ai_share: known()
            .next()
            .map(|_| known().map(|(region, _, w)| part(region) * quotient(w.reached - w.met, w.asked)).sum()),
        share_exact: exact.filter(|_| known().next().is_some()),
        by_region: named().map(|(_, id, w)| (id.clone(), (w.asked > 0).then(|| quotient(w.met, w.asked)))).collect(),
        by_region_exact: named()
            .map(|(_, id, w)| (id.clone(), (w.asked > 0).then(|| Ratio::new(w.met, w.asked))))
            .collect(),
        timezone: timezone.to_owned(),
        most_valuable_uncovered: most,
    }
}

impl fmt::Display for DemandReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: Option<f64>| share.map_or("no demand".to_owned(), |s| format!("{:.1} %", s * 100.0));
        writeln!(
            f,
            "{} to {} UTC: {} of the demand is met",
            self.from.minute(),
            self.to.minute(),
            percent(self.share)
        )?;
        if let Some(share) = self.ai_share.filter(|s| *s > 0.0) {
            writeln!(f, "  {:.1} % more by AI agents alone", share * 100.0)?;
        }
        for (region, share) in &self.by_region {
            writeln!(f, "  {region}: {}", percent(*share))?;
        }
        if !self.most_valuable_uncovered.is_empty() {
            writeln!(f, "most valuable uncovered hours ({})", self.timezone)?;
        }
        for hour in &self.most_valuable_uncovered {
            let regions: Vec<&str> = hour.by_region.keys().map(String::as_str).collect();
            writeln!(f, "  {} {:02}:00  {:.2} %  {}", hour.day, hour.hour, hour.share * 100.0, regions.join(", "))?;
        }
        writeln!(f, "zone rules {}", self.tzdb)
    }
}
