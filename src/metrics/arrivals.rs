//! When tickets come: the hours of the week on the wall clock of a zone.

use super::floor::{Withheld, withhold_line};
use super::stats::number;
use crate::calendar::WEEKDAYS;
use crate::error::Result;
use crate::ticket::EventLog;
use crate::time::{HOUR, Instant, Zone, civil};
use serde::Serialize;

/// When tickets come, by hour of the week.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Arrivals {
    /// Whose hours they are.
    pub zone: String,
    /// The first instant that counts: the beginning of the first ticket's day.
    pub from: Instant,
    /// The last: the as-of.
    pub to: Instant,
    /// Tickets.
    pub tickets: u64,
    /// Monday to Sunday.
    pub days: Vec<ArrivalsOfDay>,
    /// Hours that are not told because of the floor, such as `mon 03:00`; `null` where all are.
    pub withheld: Option<Withheld>,
}

/// The hours of a weekday.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ArrivalsOfDay {
    /// `mon` to `sun`.
    pub day: &'static str,
    /// How many came in each of its 24 hours; `null` where that is withheld.
    pub tickets: Vec<Option<u64>>,
    /// How long each of these hours was there in the range, in hours: the weeks, more or fewer where the clock changed.
    pub hours: Vec<f64>,
    /// How many came in one such hour; `null` where the range has none, or it is withheld.
    pub per_hour: Vec<Option<f64>>,
}

/// When the tickets of a log came, up to `now`.
///
/// ```
/// use sundesk::{metrics::arrivals::arrivals, ticket::EventLog, time::Zone};
/// let log = EventLog::from_json(r#"{"tickets": {"T-1": [{"at": "2026-06-01T08:10:00Z", "type": "created", "by": "requester"}],
///     "T-2": [{"at": "2026-06-08T08:40:00Z", "type": "created", "by": "requester"}]}}"#)?; // two Mondays
/// let told = arrivals(&log, log.as_of().unwrap(), &Zone::utc());
/// assert_eq!((told.days[0].day, told.days[0].tickets[8]), ("mon", Some(2)));
/// assert!((told.days[0].hours[8] - (1.0 + 40.0 / 60.0)).abs() < 1e-12); // the second hour is over at the as-of, 08:40
/// # Ok::<(), sundesk::Error>(())
/// ```
#[must_use]
pub fn arrivals(log: &EventLog, now: i64, zone: &Zone) -> Arrivals {
    let created: Vec<i64> =
        (0..log.len()).filter_map(|i| Some(log.events_as_of(i, now).first()?.at)).filter(|at| *at <= now).collect();
    Arrivals::of(&created, now, zone)
}

impl Arrivals {
    /// When tickets came, from the day of the first to an instant.
    pub(crate) fn of(created: &[i64], now: i64, zone: &Zone) -> Self {
        let mut counts = [[(0_u64, 0_i64); 24]; 7];
        let mut add = |at: i64, tickets: u64, micros: i64| {
            let local = zone.to_local(at);
            let weekday = usize::try_from(civil::weekday(civil::day_of(local)).num_days_from_monday()).unwrap_or(0);
            let hour = usize::try_from(civil::time_of(local) / HOUR).unwrap_or(0);
            if let Some((n, time)) = counts.get_mut(weekday).and_then(|day| day.get_mut(hour)) {
                (*n, *time) = (*n + tickets, *time + micros);
            }
        };
        created.iter().for_each(|at| add(*at, 1, 0));
        let first = created.iter().min().copied().unwrap_or(now);
        let day = civil::day_of(zone.to_local(first));
        let from = zone.resolve_start(civil::local_midnight(day), crate::time::Resolution::default()).min(first);
        let mut at = from;
        while at < now {
            // To the next full hour of the wall clock, or the next change of it.
            let left = HOUR - civil::time_of(zone.to_local(at)).rem_euclid(HOUR);
            let change = zone.next_transition(at).map_or(i64::MAX, |t| t.at);
            let next = (at + left).min(change).min(now);
            add(at, 0, next - at);
            at = next;
        }
        let days = WEEKDAYS.iter().zip(&counts).map(|(day, hours)| of_day(day, hours)).collect();
        let tickets = u64::try_from(created.len()).unwrap_or(u64::MAX);
        Self {
            zone: zone.name().to_owned(),
            from: Instant::of(from),
            to: Instant::of(now),
            tickets,
            days,
            withheld: None,
        }
    }
}

impl Arrivals {
    /// Without the hours of fewer tickets than the floor, and the smallest others without which these could be had from the total.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) where fewer tickets than that came in all.
    pub fn with_floor(mut self, floor: u64) -> Result<Self> {
        if floor < 2 {
            return Ok(self);
        }
        let hour =
            |day: &'static str| move |(hour, n): (usize, &Option<u64>)| (format!("{day} {hour:02}:00"), n.unwrap_or(0));
        let hours = self.days.iter().flat_map(|day| day.tickets.iter().enumerate().map(hour(day.day))).collect();
        let (hidden, withheld) = withhold_line("hour", hours, floor)?;
        let mut hidden = hidden.into_iter();
        for day in &mut self.days {
            for (tickets, rate) in day.tickets.iter_mut().zip(&mut day.per_hour) {
                if hidden.next() == Some(true) {
                    (*tickets, *rate) = (None, None);
                }
            }
        }
        self.withheld = withheld;
        Ok(self)
    }
}

fn of_day(day: &'static str, hours: &[(u64, i64); 24]) -> ArrivalsOfDay {
    #[allow(clippy::cast_precision_loss)] // below 2^53 microseconds: 285 years
    let long = |micros: i64| micros as f64 / HOUR as f64;
    ArrivalsOfDay {
        day,
        tickets: hours.iter().map(|(n, _)| Some(*n)).collect(),
        hours: hours.iter().map(|(_, time)| long(*time)).collect(),
        per_hour: hours.iter().map(|(n, time)| (*time > 0).then(|| number(*n) / long(*time))).collect(),
    }
}
