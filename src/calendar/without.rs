//! Pieces of the time line taken out of a compiled calendar, without compiling anew.

use super::compiled::{Calendar, Source, Written};
use super::doc::CalendarDoc;
use super::index::{Index, relative};
use super::limits::MAX_WITHOUT;
use super::removed::Removed;
use crate::document::{Compile, Problems};
use crate::error::{Error, Result};
use crate::time::{IntervalSet, MAX_INSTANT, MIN_INSTANT, TimeSegment, ZoneDb, format_instant, parse_instant};
use std::sync::Arc;

impl Calendar {
    /// This calendar with a few closed pieces more: the pauses of one ticket, somebody's time off, a day without power.
    ///
    /// `elapsed` is that of this calendar less what of it lies in the pieces, and all else follows: `add`, openings and
    /// closings, [`pieces`](Self::pieces), where what was open is [`Reason::Excluded`](super::Reason::Excluded), and business
    /// days, which are those of this calendar with any of their own hours left. Pieces may come in any order, overlap, touch,
    /// be empty and lie in closed time.
    ///
    /// The tables are shared and nothing is compiled: it costs two look-ups a piece, and keeps 24 bytes for each that holds
    /// open time. A question then costs one short search more. The pieces are part of the document
    /// ([`CalendarDoc::without`]).
    ///
    /// ```
    /// use sundesk::calendar::Calendar;
    /// use sundesk::time::{TimeSegment, ZoneDb, parse_instant};
    /// let office = Calendar::from_json(r#"{"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}}"#,
    ///     &ZoneDb::bundled())?;
    /// let at = |text: &str| parse_instant(text);
    /// // Waiting for the customer from Monday 15:00 to Tuesday 10:00: three open hours.
    /// let pause = TimeSegment::new(at("2026-07-06T15:00:00Z")?, at("2026-07-07T10:00:00Z")?);
    /// let ticket = office.without(&[pause])?;
    /// let (opened, solved) = (at("2026-07-06T14:00:00Z")?, at("2026-07-07T12:00:00Z")?);
    /// assert_eq!(office.elapsed_us(opened, solved)?, 6 * 3_600_000_000);
    /// assert_eq!(ticket.elapsed_us(opened, solved)?, 3 * 3_600_000_000);
    /// assert_eq!(ticket.add_us(opened, 2 * 3_600_000_000)?, Some(at("2026-07-07T11:00:00Z")?));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an end outside 1900–2200 and
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a piece that ends before it begins, with `segments[i]`
    /// as path; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_WITHOUT`].
    pub fn without(&self, segments: &[TimeSegment]) -> Result<Calendar> {
        within_limit(segments.len(), "segments")?;
        for (i, segment) in segments.iter().enumerate() {
            for (end, at) in [("start", segment.start), ("end", segment.end)] {
                // The end of the last supported day is an end, not an instant.
                if at != MAX_INSTANT {
                    crate::time::check_instant(at).map_err(|e| e.at(&format!("segments[{i}].{end}")))?;
                }
            }
            if segment.end < segment.start {
                let expected = format!("an end not before the start, {}", format_instant(segment.start));
                return Err(Error::invalid(format!("segments[{i}].end"), format_instant(segment.end), expected));
            }
        }
        self.less(&IntervalSet::from_segments(segments.iter().copied()), "segments")
    }

    fn less(&self, segments: &IntervalSet, path: &str) -> Result<Calendar> {
        let (base, before) = self.0.source.taken_from();
        let all = before.map_or_else(|| segments.clone(), |before| before.union(segments));
        if before.map_or_else(|| all.is_empty(), |before| *before == all) {
            return Ok(self.clone());
        }
        within_limit(all.len(), path)?;
        let tables = Arc::clone(&self.0.index.tables);
        let open = |at: i64| relative(at.max(MIN_INSTANT)).map_or(tables.total(), |rel| tables.before(rel));
        let removed = Removed::new(all.iter().map(|piece| (open(piece.start), open(piece.end))).collect());
        let index = Index::new(Arc::clone(&tables), removed.map(Arc::new));
        let doc = Written::less(&self.0.doc, all.clone());
        let source = Arc::new(Source::Without(Arc::clone(base), all));
        Ok(Calendar::assemble(index, source, doc, self.0.zone.clone()))
    }
}

fn within_limit(count: usize, path: &str) -> Result<()> {
    match count {
        n if n > MAX_WITHOUT => Err(Error::limit(path, n, format!("at most {MAX_WITHOUT} pieces taken out"))),
        _ => Ok(()),
    }
}

/// Compiles a document with pieces taken out; their problems are reported together with those of the rest.
pub(super) fn compile(doc: &CalendarDoc, zones: &ZoneDb) -> Result<Calendar> {
    within_limit(doc.without.len(), "without")?;
    let mut problems = Problems::default();
    let mut segments = Vec::with_capacity(doc.without.len());
    for (i, [start, end]) in doc.without.iter().enumerate() {
        let mut read = |text: &str, place: usize| {
            let found = parse_instant(text).ok().filter(|at| relative(*at).is_some() || *at == MAX_INSTANT);
            if found.is_none() {
                let expected = "an instant from 1900 to 2200 such as 2026-07-06T15:00:00Z";
                problems.fault("value_misfit", &format!("without[{i}][{place}]"), text, expected);
            }
            found
        };
        let (Some(start), Some(until)) = (read(start, 0), read(end, 1)) else { continue };
        if until < start {
            let expected = "an end that is not before the start";
            problems.fault("range_reversed", &format!("without[{i}]"), end, expected);
        }
        segments.push(TimeSegment::new(start, until));
    }
    let base = CalendarDoc { without: Vec::new(), ..doc.clone() }.compile(zones, &mut problems);
    let (base, _) = problems.finish(base)?;
    base.less(&IntervalSet::from_segments(segments), "without").map(|c| c.written_as(doc))
}
