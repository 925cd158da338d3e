//! A roster as a calendar: open while somebody is on.

use super::filter::Filter;
use super::roster::Roster;
use crate::calendar::{Calendar, CalendarDoc, StaffedBy};
use crate::error::Result;
use crate::time::{IntervalSet, MAX_INSTANT, MIN_INSTANT, SECOND, TimeSegment, ZoneDb, format_instant};

impl Roster {
    /// The calendar that is open while somebody is on whom a filter lets through, over a range; outside of it, where nothing was looked at, it is
    /// closed. Its dates are those of UTC.
    ///
    /// The last second of 2199 stays open: a document names no instant after it.
    ///
    /// A promise can so be counted in the hours in which there is somebody to keep it. The calendar knows what it was made of
    /// ([`origin`](Calendar::origin)); its document says that (`staffed_by`) and each piece that is closed (`without`), so that it can be stored and
    /// compiled again.
    ///
    /// ```
    /// use sundesk::coverage::{Filter, Roster};
    /// use sundesk::time::{HOUR, TimeSegment, ZoneDb, parse_instant};
    /// let zones = ZoneDb::bundled();
    /// let roster = Roster::from_json(r#"{"shifts": [{"id": "day", "timezone": "Europe/Madrid", "start": "08:00", "end": "16:00"}]}"#, &zones)?;
    /// let (from, to) = (parse_instant("2026-03-27T00:00:00Z")?, parse_instant("2026-04-01T00:00:00Z")?);
    /// let staffed = roster.calendar(TimeSegment::new(from, to), &Filter::default(), &zones)?;
    /// // Two hours from 15:00 in Madrid: one is left today, and one from 08:00 tomorrow.
    /// let asked = parse_instant("2026-03-27T15:00:00+01:00")?;
    /// assert_eq!(staffed.add_us(asked, 2 * HOUR)?, Some(parse_instant("2026-03-28T09:00:00+01:00")?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`cover`](Self::cover); [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past
    /// [`MAX_WITHOUT`](crate::calendar::limits::MAX_WITHOUT) gaps.
    pub fn calendar(&self, range: TimeSegment, filter: &Filter, zones: &ZoneDb) -> Result<Calendar> {
        let staffed = self.cover(range, filter)?.where_it(|s| s.duties > 0);
        let closed =
            IntervalSet::from_segments(staffed).complement(TimeSegment::new(MIN_INSTANT, MAX_INSTANT - SECOND));
        let always = CalendarDoc { timezone: "UTC".to_owned(), always_open: true, ..CalendarDoc::default() };
        let whom = StaffedBy {
            roster: self.doc().name.clone(),
            from: format_instant(range.start),
            to: format_instant(range.end),
            skill: filter.skill.clone(),
            language: filter.language.clone(),
            channel: filter.channel.clone(),
            team: filter.team.clone(),
            tzdb: self.tzdb_release().to_owned(),
            narrowed: false,
        };
        Ok(Calendar::compile(&always, zones)?.without(closed.as_slice())?.staffed_by(whom))
    }
}
