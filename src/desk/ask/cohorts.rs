//! Who comes back, by the month of the first contact.

use super::parts::{as_of, at};
use super::{Ask, Library, Reply};
use crate::desk::chart::{CohortMonth, CohortRow, cohorts};
use crate::desk::review::zone_of;
use crate::desk::words::{count, interval, percent};
use crate::error::{Error, Result};
use crate::metrics::{DEFAULT_CONFIDENCE, ShareFigures, Withheld, withhold_line};
use crate::time::{Instant, Zone, civil};
use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The most months after the first that are looked at.
pub const MAX_COHORT_MONTHS: u32 = 240;
/// Fewer customers make a cohort of few.
const FEW: u64 = 30;

/// A retention table: customers by the month of their first contact, and which share of them came again one month later, two, and so on.
///
/// A contact is the creation of a ticket, of a log and by the attribute that names the customer, or what the host says (`contacts`: orders, visits). A customer
/// belongs to the month, on the wall clock of `zone`, of the first contact that is known, and is there in each month with at least one contact. Months that are
/// not over by the as-of instant are not told. In the first months of a log old customers look new: what they did before it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CohortsQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// The attribute of the log that names the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// Contacts instead of a log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Vec<ContactDoc>>,
    /// Whose months are meant; left out, those of the log's own clock, else UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states, or the last contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// How many months after the first are told, at most; default 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Cohorts of fewer customers than this are withheld, and so are those from which they could be had by subtraction; so are counts of fewer who came or
    /// did not come. Default 0, none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<u64>,
}

/// A contact of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactDoc {
    /// Whose.
    pub customer: String,
    /// When, RFC 3339.
    pub at: String,
}

/// A retention table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Cohorts {
    /// The as-of instant.
    pub as_of: Instant,
    /// Whose months they are.
    pub zone: String,
    /// Customers.
    pub customers: u64,
    /// Contacts without a customer: in no cohort.
    pub without_customer: u64,
    /// Contacts after the as-of instant: in none either.
    pub later: u64,
    /// The cohorts, from the earliest month on.
    pub cohorts: Vec<Cohort>,
    /// Cohorts that are not told because of the floor; `null` where all are.
    pub withheld: Option<Withheld>,
}

/// The customers whose first contact was in a month.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Cohort {
    /// The month, such as `2026-03`.
    pub month: String,
    /// How many.
    pub customers: u64,
    /// `low_n`: fewer than 30.
    pub flags: Vec<&'static str>,
    /// How many of them came in the month after, the one after that, and so on, as far as months are over, each with Wilson's interval; `null` where
    /// it is withheld.
    pub came: Vec<Option<ShareFigures>>,
}

/// The months in which each customer came, and what is in no cohort.
#[derive(Default)]
struct Seen<'c> {
    months: BTreeMap<&'c str, BTreeSet<i32>>,
    without: u64,
    later: u64,
}

impl<'c> Seen<'c> {
    fn see(&mut self, customer: &'c str, at: i64, now: i64, zone: &Zone) -> Result<()> {
        match () {
            () if at > now => self.later += 1,
            () if customer.is_empty() => self.without += 1,
            () => {
                self.months.entry(customer).or_default().insert(month(at, zone)?);
            }
        }
        Ok(())
    }
}

/// The number of a month, from that of the year 0 on.
fn month(at: i64, zone: &Zone) -> Result<i32> {
    let date = civil::date(civil::day_of(zone.to_local(at)))?;
    Ok(date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0))
}

impl Ask for CohortsQuestion {
    const NAME: &'static str = "cohorts";
    type Answer = Cohorts;

    fn answer(&self, library: &Library) -> Result<Cohorts> {
        let months = self.months.unwrap_or(12);
        if !(1..=MAX_COHORT_MONTHS).contains(&months) {
            return Err(Error::out_of_range("months", months, format!("from 1 to {MAX_COHORT_MONTHS}")));
        }
        let mut seen = Seen::default();
        let (now, zone) = match (&self.contacts, &self.customer) {
            (Some(contacts), None) if self.log.is_none() => {
                let zone = library.zones().zone(self.zone.as_deref().unwrap_or("UTC")).map_err(|e| e.at("zone"))?;
                let read = |(i, c): (usize, &ContactDoc)| at(&c.at, &format!("contacts[{i}].at"));
                let times = contacts.iter().enumerate().map(read).collect::<Result<Vec<i64>>>()?;
                let last = times.iter().max().copied();
                let now = self.now.as_deref().map(|now| at(now, "now")).transpose()?.or(last);
                let now = now
                    .ok_or_else(|| Error::invalid("now", "nothing", "the as-of instant, where there is no contact"))?;
                for (contact, time) in contacts.iter().zip(times) {
                    seen.see(&contact.customer, time, now, &zone)?;
                }
                (now, zone)
            }
            (None, Some(customer)) => {
                let log = library.log(self.log.as_deref())?;
                let zone = zone_of(log, self.zone.as_deref(), None, library.zones())?;
                let now = as_of(log, self.now.as_deref())?;
                let column = log.attribute(customer).map_err(|e| e.moved_to("customer".to_owned()))?;
                for (i, customer) in column.iter().enumerate() {
                    let Some(created) = log.events_as_of(i, now).first().map(|e| e.at) else { continue };
                    seen.see(log.names().name(*customer), created, now, &zone)?;
                }
                (now, zone)
            }
            (given, _) => {
                let found = if given.is_some() { "both" } else { "nothing" };
                return Err(Error::invalid("contacts", found, "either `contacts`, or `customer` and a log"));
            }
        };
        table(&seen, now, &zone, months, self.floor.unwrap_or(0))
    }
}

fn table(seen: &Seen<'_>, now: i64, zone: &Zone, months: u32, floor: u64) -> Result<Cohorts> {
    let over = month(now, zone)?;
    let mut cohorts: BTreeMap<i32, (u64, Vec<u64>)> = BTreeMap::new();
    for came in seen.months.values() {
        let Some(first) = came.first().copied() else { continue };
        let told = (over - first - 1).clamp(0, i32::try_from(months).unwrap_or(i32::MAX));
        let (size, cells) = cohorts.entry(first).or_default();
        *size += 1;
        cells.resize(usize::try_from(told).unwrap_or(0), 0);
        for later in came.iter().skip(1) {
            let cell = usize::try_from(later - first - 1).ok().and_then(|after| cells.get_mut(after));
            cell.into_iter().for_each(|n| *n += 1);
        }
    }
    let name = |month: i32| format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1);
    let sizes = cohorts.iter().map(|(month, (size, _))| (name(*month), *size)).collect();
    let (hidden, withheld) = withhold_line("month", sizes, floor)?;
    let mut told = Vec::new();
    for ((month, (customers, cells)), _) in cohorts.iter().zip(&hidden).filter(|(_, hidden)| !**hidden) {
        let few = |n: u64| (1..floor).contains(&n);
        let cell = |k: &u64| match few(*k) || few(customers - k) {
            true => Ok(None),
            false => ShareFigures::new(*k, *customers, DEFAULT_CONFIDENCE).map(Some),
        };
        told.push(Cohort {
            month: name(*month),
            customers: *customers,
            flags: if *customers < FEW { vec!["low_n"] } else { Vec::new() },
            came: cells.iter().map(cell).collect::<Result<_>>()?,
        });
    }
    let customers = u64::try_from(seen.months.len()).unwrap_or(u64::MAX);
    Ok(Cohorts {
        as_of: Instant::of(now),
        zone: zone.name().to_owned(),
        customers,
        without_customer: seen.without,
        later: seen.later,
        cohorts: told,
        withheld,
    })
}

impl Reply for Cohorts {
    fn zone(&self) -> Option<&str> {
        Some(&self.zone)
    }

    fn svg(&self) -> Option<String> {
        let title = format!("Who comes back, in {}", self.zone);
        let about = format!("{} customers by the month of their first contact as of {}", self.customers, self.as_of);
        let rows: Vec<CohortRow> = self.cohorts.iter().map(Cohort::row).collect();
        Some(cohorts(&title, &about, &rows))
    }
}

impl Cohort {
    /// Its row in the picture.
    fn row(&self) -> CohortRow {
        let few = if self.flags.is_empty() { "" } else { ", few" };
        let month = |(after, came): (u32, &Option<ShareFigures>)| {
            let share = came.as_ref().and_then(|came| came.rate);
            let word = share.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", share * 100.0));
            CohortMonth { share: share.unwrap_or(0.0), word, told: self.told(after, came.as_ref()) }
        };
        CohortRow {
            name: format!("{}: {}{few}", self.month, count(self.customers)),
            months: (1..).zip(&self.came).map(month).collect(),
        }
    }

    /// What a month of it says.
    fn told(&self, after: u32, came: Option<&ShareFigures>) -> String {
        let when = format!("{}, {after} {} later", self.month, if after == 1 { "month" } else { "months" });
        match came {
            Some(came) => {
                let (k, n, share) = (count(came.k), count(came.n), percent(came.rate));
                format!("{when}: {k} of {n} came, {share} ({})", interval(came.lo, came.hi))
            }
            None => format!("{when}: withheld"),
        }
    }
}

impl fmt::Display for Cohorts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} customers by the month of their first contact, in {} as of {}",
            count(self.customers),
            self.zone,
            self.as_of
        )?;
        for cohort in &self.cohorts {
            let share =
                |came: &Option<ShareFigures>| came.as_ref().map_or_else(|| "withheld".to_owned(), |c| percent(c.rate));
            let came: Vec<String> = cohort.came.iter().map(share).collect();
            let few = if cohort.flags.is_empty() { "" } else { ", few" };
            writeln!(f, "  {}: {}{few}: {}", cohort.month, count(cohort.customers), came.join(", "))?;
        }
        match &self.withheld {
            Some(w) => writeln!(
                f,
                "{} cohorts with {} customers withheld, for a floor of {}",
                w.groups.len(),
                count(w.tickets),
                count(w.floor)
            ),
            None => Ok(()),
        }
    }
}
