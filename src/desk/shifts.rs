//! The shifts of a roster as a time line that figures are grouped by.

use crate::coverage::{Filter, Roster};
use crate::error::{Error, Result};
use crate::metrics::period::{PeriodRule, PeriodUnit};
use crate::metrics::{Accumulator, Days, Labels, Shown, View};
use crate::ticket::EventLog;
use crate::time::{TimeSegment, Timeline, Zone, civil};

/// The group of instants at which no shift is on.
pub const NO_SHIFT: &str = "(no shift)";
/// Between the names of shifts that are on at once.
const AND: &str = " + ";

/// Which shifts of a roster are on when, over a range.
///
/// A shift is on where it has somebody, as [`Roster::cover`] finds it: after overrides and time off. Several at once are a group of their own, `day + late`,
/// so that a ticket counts once; so are no shifts at all, [`NO_SHIFT`]. A duty that is no shift, such as somebody added by an override, makes none. Single
/// shifts come first in the order of their ids, then several at once, then none.
///
/// # Errors
/// Those of [`Roster::cover`]; [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a shift whose id could be taken for one of these groups.
///
/// ```
/// use sundesk::{coverage::Roster, desk::shift_labels, time::{HOUR, TimeSegment, ZoneDb}};
/// let roster = Roster::from_json(r#"{"timezone": "UTC", "shifts": [
///     {"id": "day", "start": "08:00", "end": "16:00"}, {"id": "late", "start": "14:00", "end": "22:00"}]}"#, &ZoneDb::bundled())?;
/// let shifts = shift_labels(&roster, TimeSegment::new(0, 24 * HOUR))?;
/// assert_eq!([9, 15, 16, 23].map(|hour| shifts.at(hour * HOUR)), ["day", "day + late", "late", "(no shift)"]);
/// assert_eq!(shifts.names(), ["day", "late", "day + late", "(no shift)"]);
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn shift_labels(roster: &Roster, range: TimeSegment) -> Result<Labels> {
    for (i, shift) in roster.doc().shifts.iter().enumerate() {
        if shift.id.contains(AND) || shift.id == NO_SHIFT {
            let expected = format!("to group by shifts, ids without {AND:?} that are not {NO_SHIFT:?}");
            return Err(Error::invalid(format!("shifts[{i}].id"), &shift.id, expected));
        }
    }
    let cover = roster.cover(range, &Filter::default())?;
    let line = cover.shifts().map(|ids| (ids.is_empty(), ids.len() > 1, ids.clone()));
    Ok(Labels::new(&line, NO_SHIFT, |(none, _, ids)| if *none { NO_SHIFT.to_owned() } else { ids.join(AND) }))
}

/// The shifts of a roster over all that a log tells of; nothing for a log that tells nothing.
pub(crate) fn shifts_of_log(roster: &Roster, log: &EventLog) -> Result<Option<Labels>> {
    let mut ends: Option<(i64, i64)> = None;
    let mut tell = |at: i64| ends = Some(ends.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
    for (i, (_, history)) in log.tickets().enumerate() {
        let events = history.events();
        events.first().into_iter().chain(events.last()).for_each(|event| tell(event.at));
        let recorded = log.recorded(i);
        [recorded.resolved, recorded.closed, recorded.first_response].into_iter().flatten().for_each(&mut tell);
    }
    ends.map(|(first, last)| shift_labels(roster, TimeSegment::new(first, last.saturating_add(1)))).transpose()
}

/// The figures of an accumulator, by a period where it was kept by quarter hours.
pub(super) fn shown_by<'r>(
    counted: &Accumulator,
    period: Option<PeriodRule>,
    zone: &Zone,
    roster: impl FnOnce() -> Result<&'r Roster>,
    view: &View,
) -> Result<Shown> {
    let Some(period) = period else { return counted.shown(view, 1) };
    let labels = match counted.extent().filter(|_| period.unit == PeriodUnit::Shift) {
        Some(range) => Some(shift_labels(roster()?, range).map_err(|e| e.at("roster"))?),
        None => None,
    };
    // Without tickets no shift is looked up.
    let nothing = Labels::new(&Timeline::<i32>::new(0), NO_SHIFT, |_| String::new());
    counted.by_period(period, zone, Some(labels.as_ref().unwrap_or(&nothing)), view)
}

/// The day of an as-of instant on the wall clock of a zone, for goals that hold from a day on.
pub(super) fn days_of(as_of: Option<i64>, zone: &Zone) -> Result<Days> {
    let first = as_of.map(|now| civil::date(civil::day_of(zone.to_local(now)))).transpose()?;
    Ok(Days { first, ..Days::default() })
}
