//! Demand as it was: when customers of a region asked, by their own local hour, out of a log.

use crate::coverage::RegionDoc;
use crate::error::{Error, Result};
use crate::ticket::EventLog;
use crate::time::civil::weekday;
use crate::time::{DAY, HOUR, SECOND, Zone, ZoneDb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// The most regions that are measured at once.
pub const MAX_MEASURED_REGIONS: usize = 5_000;

/// A region whose demand is to be measured: whose tickets, and on which clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegionOfLog {
    /// What it will be called.
    pub id: String,
    /// Its zone.
    pub timezone: String,
    /// The attribute of the log that tells its tickets; left out, all are its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
    /// The values of that attribute.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The language its customers need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The channel they come by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

/// Demand measured from a log: regions as a roster document has them, and how it was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MeasuredDemand {
    /// For `regions` of a roster document. `hourly` is the mean number of tickets in that hour of a day, `day_factor` a weekday's mean over that of
    /// all days, `share` the part of all tickets that were counted.
    pub regions: Vec<RegionDoc>,
    /// Tickets counted, by region in the same order.
    pub tickets: Vec<usize>,
    /// Local dates from the first ticket of the log to the last, by region.
    pub days: Vec<usize>,
    /// Tickets of no region.
    pub left_out: usize,
}

/// Counts the tickets of a log by the local hour and weekday in which they were created.
///
/// A ticket counts at the instant of its creation as the log states it, else of its first event. Hours and weekdays are those of the region's wall
/// clock. Days without tickets count as days with none.
///
/// ```
/// use sundesk::desk::{RegionOfLog, measure_demand};
/// use sundesk::ticket::{EventLog, EventDoc};
/// let mut log = EventLog::builder();
/// for (id, at) in [("T-1", "2026-05-04T23:30:00Z"), ("T-2", "2026-05-05T00:10:00Z"), ("T-3", "2026-05-06T00:20:00Z")] {
///     let ticket = log.ticket(id);
///     log.push(ticket, &serde_json::from_str::<EventDoc>(&format!(r#"{{"at": "{at}", "type": "created", "by": "requester"}}"#))?)?;
/// }
/// let tokyo: RegionOfLog = serde_json::from_str(r#"{"id": "jp", "timezone": "Asia/Tokyo"}"#)?;
/// let measured = measure_demand(&log.finish(), &[tokyo], &sundesk::time::ZoneDb::bundled())?;
/// // Two local days; 08:30, 09:10 and, a day later, 09:20.
/// assert_eq!((measured.regions[0].hourly[8], measured.regions[0].hourly[9]), (0.5, 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an attribute that the log does not have, an empty log or a region without tickets,
/// [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone), [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for an attribute without
/// values or a ticket of two regions, [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_MEASURED_REGIONS`].
pub fn measure_demand(log: &EventLog, regions: &[RegionOfLog], zones: &ZoneDb) -> Result<MeasuredDemand> {
    if regions.is_empty() || regions.len() > MAX_MEASURED_REGIONS {
        return Err(Error::limit("regions", regions.len(), format!("1 to {MAX_MEASURED_REGIONS} regions")));
    }
    let created: Vec<Option<i64>> = (0..log.len()).map(|ticket| creation(log, ticket)).collect();
    let span = created.iter().flatten().min().zip(created.iter().flatten().max());
    let (first, last) = span.ok_or_else(|| Error::not_found("log", "no tickets", "a log with tickets"))?;
    let mut taken: Vec<Option<usize>> = vec![None; log.len()];
    let (mut counts, mut spans) = (Vec::new(), Vec::new());
    for (i, region) in regions.iter().enumerate() {
        let path = format!("regions[{i}]");
        let zone = zones.zone(&region.timezone).map_err(|e| e.at(&format!("{path}.timezone")))?;
        let members = members(log, region, &path)?;
        let mut count = Count::over(&zone, *first, *last);
        for (ticket, at) in created.iter().enumerate().filter_map(|(t, at)| Some((t, (*at)?))) {
            if !members.get(ticket).copied().unwrap_or(false) {
                continue;
            }
            if let Some(other) = taken.get_mut(ticket).and_then(|t| t.replace(i)) {
                let both = format!("tickets of {} and of {}", regions.get(other).map_or("", |r| &r.id), region.id);
                return Err(Error::invalid(path, both, "each ticket in one region at most"));
            }
            count.add(&zone, at);
        }
        if count.tickets == 0 {
            return Err(Error::not_found(path, &region.id, "a region with tickets in the log"));
        }
        spans.push(count.days.iter().sum());
        counts.push(count);
    }
    let all: usize = counts.iter().map(|c| c.tickets).sum();
    let left_out = taken.iter().filter(|t| t.is_none()).count();
    let docs = regions.iter().zip(&counts).map(|(region, count)| count.doc(region, all)).collect();
    Ok(MeasuredDemand { regions: docs, tickets: counts.iter().map(|c| c.tickets).collect(), days: spans, left_out })
}

fn creation(log: &EventLog, ticket: usize) -> Option<i64> {
    let first = || log.history(ticket)?.events().first().map(|e| e.at);
    log.recorded(ticket).created.or_else(first)
}

fn members(log: &EventLog, region: &RegionOfLog, path: &str) -> Result<Vec<bool>> {
    let Some(attribute) = &region.attribute else {
        return match region.values.is_empty() {
            true => Ok(vec![true; log.len()]),
            false => Err(Error::invalid(
                format!("{path}.values"),
                region.values.join(", "),
                "an `attribute` they are values of",
            )),
        };
    };
    if region.values.is_empty() {
        return Err(Error::invalid(format!("{path}.values"), "[]", format!("values of {attribute}")));
    }
    let column = log.attribute(attribute).map_err(|e| e.at(path))?;
    let wanted: BTreeSet<&str> = region.values.iter().map(String::as_str).collect();
    Ok(column.iter().map(|value| wanted.contains(log.names().name(*value))).collect())
}

struct Count {
    hours: [usize; 24],
    weekdays: [usize; 7],
    /// How many of each weekday there are between the first and the last ticket.
    days: [usize; 7],
    tickets: usize,
}

fn local(zone: &Zone, at: i64) -> i64 {
    at + i64::from(zone.offset_at(at)) * SECOND
}

fn place(local: i64) -> (usize, usize) {
    let day = i32::try_from(local.div_euclid(DAY)).unwrap_or(0);
    let hour = usize::try_from(local.rem_euclid(DAY) / HOUR).unwrap_or(0);
    (usize::try_from(weekday(day).num_days_from_monday()).unwrap_or(0), hour)
}

impl Count {
    fn over(zone: &Zone, first: i64, last: i64) -> Self {
        let mut count = Self { hours: [0; 24], weekdays: [0; 7], days: [0; 7], tickets: 0 };
        for day in local(zone, first).div_euclid(DAY)..=local(zone, last).div_euclid(DAY) {
            if let Some(days) = count.days.get_mut(place(day * DAY).0) {
                *days += 1;
            }
        }
        count
    }

    fn add(&mut self, zone: &Zone, at: i64) {
        let (weekday, hour) = place(local(zone, at));
        for counter in [self.weekdays.get_mut(weekday), self.hours.get_mut(hour)].into_iter().flatten() {
            *counter += 1;
        }
        self.tickets += 1;
    }

    fn doc(&self, region: &RegionOfLog, all: usize) -> RegionDoc {
        let days: usize = self.days.iter().sum();
        let mean = quotient(self.tickets, days);
        let factor =
            |(tickets, days): (&usize, &usize)| if *days == 0 { 1.0 } else { quotient(*tickets, *days) / mean };
        // To a millionth: a figure that people read, and whose sums stay exact.
        let short = |figure: f64| (figure * 1e6).round() / 1e6;
        RegionDoc {
            id: region.id.clone(),
            timezone: Some(region.timezone.clone()),
            share: short(quotient(self.tickets, all)),
            hourly: self.hours.iter().map(|n| short(quotient(*n, days))).collect(),
            day_factor: self.weekdays.iter().zip(&self.days).map(factor).map(short).collect(),
            language: region.language.clone(),
            channel: region.channel.clone(),
        }
    }
}

#[allow(clippy::cast_precision_loss)] // tickets and days
fn quotient(over: usize, under: usize) -> f64 {
    over as f64 / under.max(1) as f64
}

impl fmt::Display for MeasuredDemand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((region, tickets), days) in self.regions.iter().zip(&self.tickets).zip(&self.days) {
            let busiest = region.hourly.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
            let busiest =
                busiest.map_or(String::new(), |(hour, n)| format!(", busiest {hour:02}:00 with {n:.1} a day"));
            let zone = region.timezone.as_deref().unwrap_or_default();
            writeln!(f, "{} ({zone}): {tickets} tickets in {days} days{busiest}", region.id)?;
        }
        writeln!(f, "{} tickets of no region", self.left_out)
    }
}
