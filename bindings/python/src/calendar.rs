//! Business calendars.

use crate::args::{Arg, Fault, OfArgument, Read, args};
use crate::bridge::Given;
use crate::columns::{Column, Kind, Pair};
use crate::convert::{Day, Instant, Moment, Span};
use crate::errors::{OrRaise, raise};
use crate::handle::{Handle, document_class};
use crate::place::Place;
use crate::segments::{Piece, Segment};
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::types::{PyTime, PyTuple};
use sundesk_core::calendar::{self, Boundary, CalendarDoc, DayMode, Origin};
use sundesk_core::time::{self, TimeSegment};
use sundesk_core::{Error, ErrorKind, Problem, Result};

/// Business hours: weekly hours, holidays, exceptions and breaks in a zone.
///
/// `document` is a mapping or JSON text (its fields: `document_schema("calendar")`; what they mean: `docs/semantics.md`). All arithmetic is in real time, exact to the microsecond; answers are datetimes in the
/// calendar's zone. A calendar never changes and may be shared between threads.
///
/// >>> from datetime import datetime, timedelta
/// >>> from zoneinfo import ZoneInfo
/// >>> from sundesk import Calendar
/// >>> office = Calendar({"timezone": "Europe/Berlin", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}})
/// >>> friday = datetime(2026, 3, 27, 16, tzinfo=ZoneInfo("Europe/Berlin"))
/// >>> office.add(friday, timedelta(hours=2)).isoformat()
/// '2026-03-30T10:00:00+02:00'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Calendar {
    pub(crate) core: calendar::Calendar,
    pub(crate) zones: Py<ZoneDb>,
    pub(crate) place: Place,
}

impl Calendar {
    pub(crate) fn compiled(py: Python<'_>, core: calendar::Calendar, zones: Py<ZoneDb>) -> PyResult<Self> {
        let place = Place::named(py, core.zone().name())?;
        Ok(Self { core, zones, place })
    }

    fn answer<'py>(&self, py: Python<'py>, us: Option<i64>) -> Option<Moment<'py>> {
        us.map(|us| self.place.moment(py, us))
    }
}

document_class!(Calendar, {
    /// A calendar from a mapping, or from JSON text.
    ///
    /// Raises `InvalidInputError` with *all* faults in `problems`, each with its path (`weekly.mon[1]`).
    #[new]
    #[pyo3(signature = (document, *, zones = None))]
    fn new(py: Python<'_>, document: Arg<Given>, zones: Option<Arg<Py<ZoneDb>>>) -> PyResult<Self> {
        args!(document, zones);
        let zones = ZoneDb::or_bundled(py, zones)?;
        let core = py.detach(|| read(document, &zones.get().core)).or_raise()?;
        Self::compiled(py, core, zones)
    }

    /// The calendar that is open at every instant.
    #[staticmethod]
    fn always_open(py: Python<'_>) -> PyResult<Self> {
        Self::compiled(py, calendar::Calendar::always_open(), ZoneDb::or_bundled(py, None)?)
    }

    /// What it was made of: `{"made_of": "hours", ...}`, `"roster"` with its name, range and filter, `"union"`, `"intersection"` and `"difference"` with
    /// their `parts`, or `"without"` with what pieces were taken out `of`.
    #[getter]
    fn origin<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::bridge::report(py, &self.core.origin())
    }

    /// The name of its zone.
    #[getter]
    fn timezone(&self) -> &str {
        self.place.name()
    }

    /// The same number for the same document under the same zone rules, on every host and in every language.
    #[getter]
    fn fingerprint(&self) -> u64 {
        self.core.fingerprint()
    }

    /// The last date up to which the dated holidays are known (the earliest of a combination); `None` when no holiday has a year.
    #[getter]
    fn holidays_known_until(&self) -> Option<Day> {
        self.core.holidays_known_until().map(Day)
    }

    /// The release of the zone rules used.
    #[getter]
    fn tzdb_release(&self) -> &str {
        self.core.tzdb_release()
    }

    /// Open time from `start` to `end`; negative when `end` is before `start`.
    fn elapsed(&self, start: Arg<Instant>, end: Arg<Instant>) -> PyResult<Span> {
        args!(start, end);
        self.core.elapsed_us(start.0, end.0).map(Span).or_raise()
    }

    /// The earliest instant at which `amount` of open time has passed since `start`; `None` when it never has.
    ///
    /// An amount that is used up exactly at closing lands on the closing time (`boundary` is `"close"` unless given); with `"next_open"` on the next opening. A negative amount counts
    /// backwards, zero gives `start`.
    #[pyo3(signature = (start, amount, *, boundary = None))]
    fn add<'py>(
        &self,
        py: Python<'py>,
        start: Arg<Instant>,
        amount: Arg<Span>,
        boundary: Option<Arg<Boundary>>,
    ) -> PyResult<Option<Moment<'py>>> {
        args!(start, amount, boundary = Boundary::Close);
        Ok(self.answer(py, self.core.add_boundary_us(start.0, amount.0, boundary).or_raise()?))
    }

    /// The latest instant from which `amount` of open time passes until `end`; `None` when there is none.
    fn subtract<'py>(&self, py: Python<'py>, end: Arg<Instant>, amount: Arg<Span>) -> PyResult<Option<Moment<'py>>> {
        args!(end, amount);
        Ok(self.answer(py, self.core.add_us(end.0, amount.0.saturating_neg()).or_raise()?))
    }

    /// Whether it is open at an instant; no longer at the closing time itself.
    fn is_open(&self, at: Arg<Instant>) -> PyResult<bool> {
        args!(at);
        self.core.is_open_us(at.0).or_raise()
    }

    /// The first open instant from `at` on: `at` itself when open; `None` when it never opens again.
    fn next_open<'py>(&self, py: Python<'py>, at: Arg<Instant>) -> PyResult<Option<Moment<'py>>> {
        args!(at);
        Ok(self.answer(py, self.core.next_open_us(at.0).or_raise()?))
    }

    /// The first instant after `at` at which it closes.
    fn next_close<'py>(&self, py: Python<'py>, at: Arg<Instant>) -> PyResult<Option<Moment<'py>>> {
        args!(at);
        Ok(self.answer(py, self.core.next_close_us(at.0).or_raise()?))
    }

    /// The last instant up to `at` just before which it is open: `at` itself while open, else the last closing time.
    fn prev_open<'py>(&self, py: Python<'py>, at: Arg<Instant>) -> PyResult<Option<Moment<'py>>> {
        args!(at);
        Ok(self.answer(py, self.core.prev_open_us(at.0).or_raise()?))
    }

    /// The first opening time from `at` on.
    fn next_opening<'py>(&self, py: Python<'py>, at: Arg<Instant>) -> PyResult<Option<Moment<'py>>> {
        args!(at);
        Ok(self.answer(py, self.core.next_opening_us(at.0).or_raise()?))
    }

    /// The last opening time up to `at`.
    fn prev_opening<'py>(&self, py: Python<'py>, at: Arg<Instant>) -> PyResult<Option<Moment<'py>>> {
        args!(at);
        Ok(self.answer(py, self.core.prev_opening_us(at.0).or_raise()?))
    }

    /// The open pieces of the time line from `start` to `end`, cut at both.
    fn segments(&self, py: Python<'_>, start: Arg<Instant>, end: Arg<Instant>) -> PyResult<Vec<Segment>> {
        args!(start, end);
        let range = TimeSegment { start: start.0, end: end.0 };
        let open: Vec<TimeSegment> = py.detach(|| self.core.segments(range).collect());
        Ok(open.into_iter().map(|s| Segment { start: s.start, end: s.end, place: self.place.clone() }).collect())
    }

    /// The whole time line from `start` to `end` in pieces, each with the reason why it is open or not.
    fn pieces(&self, py: Python<'_>, start: Arg<Instant>, end: Arg<Instant>) -> PyResult<Vec<Piece>> {
        args!(start, end);
        let range = TimeSegment { start: start.0, end: end.0 };
        let pieces: Vec<calendar::Piece> = py.detach(|| self.core.pieces(range).collect());
        Ok(pieces
            .into_iter()
            .map(|p| Piece {
                start: p.start,
                end: p.end,
                reason: p.reason.code().to_owned(),
                name: p.reason.name().to_owned(),
                counted: p.reason.is_open(),
                cycle: 0,
                place: self.place.clone(),
            })
            .collect())
    }

    /// `elapsed` for whole columns: datetimes, numpy, pandas, Arrow, or int64 microseconds; either side may be one datetime for all rows.
    fn elapsed_many(&self, py: Python<'_>, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<Column> {
        let pair = Pair::read(("start", Kind::Instant, start), ("end", Kind::Instant, end))?;
        let out = py.detach(|| {
            let mut out = vec![0; pair.left.len()];
            self.core.elapsed_many(&pair.left, &pair.right, &mut out).map(|()| out)
        });
        Ok(Column::spans(out.or_raise()?).indexed(pair.into_index()))
    }

    /// `add` for whole columns: missing where there is no answer; either side may be one value for all rows.
    fn add_many(&self, py: Python<'_>, start: &Bound<'_, PyAny>, amount: &Bound<'_, PyAny>) -> PyResult<Column> {
        let pair = Pair::read(("start", Kind::Instant, start), ("amount", Kind::Span, amount))?;
        let out = py.detach(|| {
            let mut out = vec![0; pair.left.len()];
            self.core.add_many(&pair.left, &pair.right, &mut out).map(|_| out)
        });
        Ok(Column::instants_in(out.or_raise()?, self.place.name()).indexed(pair.into_index()))
    }

    /// Whether a date is a business day: a date with open time of its own.
    fn is_business_day(&self, date: Arg<Day>) -> PyResult<bool> {
        args!(date);
        self.core.is_business_day(date.0).or_raise()
    }

    /// The first business day after a date.
    fn next_business_day(&self, date: Arg<Day>) -> PyResult<Option<Day>> {
        args!(date);
        Ok(self.core.next_business_day(date.0).or_raise()?.map(Day))
    }

    /// The last business day before a date.
    fn prev_business_day(&self, date: Arg<Day>) -> PyResult<Option<Day>> {
        args!(date);
        Ok(self.core.prev_business_day(date.0).or_raise()?.map(Day))
    }

    /// How many business days there are from `start` up to, and without, `end`; negative when `end` is before `start`.
    fn business_days_between(&self, start: Arg<Day>, end: Arg<Day>) -> PyResult<i64> {
        args!(start, end);
        self.core.business_days_between(start.0, end.0).or_raise()
    }

    /// The instant `count` business days after `start` (before it, when negative); business days are a unit of their own, never 8 or 24 hours.
    ///
    /// `mode` is `"keep_time"` (the wall-clock time of `start`), `"end_of_day"` (the day's last closing), or a time of day such as `time(16)`.
    #[pyo3(signature = (start, count, mode = None))]
    fn add_business_days<'py>(
        &self,
        py: Python<'py>,
        start: Arg<Instant>,
        count: Arg<i64>,
        mode: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Option<Moment<'py>>> {
        args!(start, count);
        let mode = mode.map_or(Ok(DayMode::KeepTime), |mode| day_mode(mode).of("mode"))?;
        Ok(self.answer(py, self.core.add_business_days_us(start.0, count, mode).or_raise()?))
    }

    /// Open when either is; each keeps its own zone.
    fn union(&self, py: Python<'_>, other: Arg<&Self>) -> PyResult<Self> {
        args!(other);
        self.combined(py, other, calendar::Calendar::union)
    }

    /// Open when both are.
    fn intersection(&self, py: Python<'_>, other: Arg<&Self>) -> PyResult<Self> {
        args!(other);
        self.combined(py, other, calendar::Calendar::intersection)
    }

    /// Open when this one is and `other` is not.
    fn difference(&self, py: Python<'_>, other: Arg<&Self>) -> PyResult<Self> {
        args!(other);
        self.combined(py, other, calendar::Calendar::difference)
    }

    /// This calendar with a few closed pieces more, each a pair of datetimes: the pauses of one ticket, somebody's time off.
    ///
    /// They may come in any order, overlap, touch and lie in closed time; at most 10,000 that do not touch. The tables are shared and nothing is compiled.
    ///
    /// >>> from datetime import datetime, timedelta, timezone
    /// >>> from sundesk import Calendar
    /// >>> office = Calendar({"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}})
    /// >>> at = lambda day, hour: datetime(2026, 7, day, hour, tzinfo=timezone.utc)
    /// >>> ticket = office.without([(at(6, 15), at(7, 10))])
    /// >>> office.elapsed(at(6, 14), at(7, 12)), ticket.elapsed(at(6, 14), at(7, 12))
    /// (datetime.timedelta(seconds=21600), datetime.timedelta(seconds=10800))
    fn without(&self, py: Python<'_>, segments: Arg<Vec<(Instant, Instant)>>) -> PyResult<Self> {
        args!(segments);
        let pieces: Vec<TimeSegment> =
            segments.iter().map(|(start, end)| TimeSegment { start: start.0, end: end.0 }).collect();
        let core = py.detach(|| self.core.without(&pieces)).or_raise()?;
        Self::compiled(py, core, self.zones.clone_ref(py))
    }

    fn __or__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        self.combined(py, other, calendar::Calendar::union)
    }

    fn __and__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        self.combined(py, other, calendar::Calendar::intersection)
    }

    fn __sub__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        self.combined(py, other, calendar::Calendar::difference)
    }

    fn __ror__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        other.combined(py, self, calendar::Calendar::union)
    }

    fn __rand__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        other.combined(py, self, calendar::Calendar::intersection)
    }

    fn __rsub__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        other.combined(py, self, calendar::Calendar::difference)
    }
});

fn read(document: Given, zones: &time::ZoneDb) -> Result<calendar::Calendar> {
    document.read(|t| calendar::Calendar::from_json(t, zones), |v| calendar::Calendar::from_value(v, zones))
}

impl Handle for Calendar {
    type Doc = CalendarDoc;

    fn doc(&self) -> &CalendarDoc {
        self.core.doc()
    }

    fn shown(&self) -> String {
        let name = if self.doc().name.is_empty() { String::new() } else { format!("{:?} ", self.doc().name) };
        let origin = match self.core.origin() {
            Origin::Hours { .. } => String::new(),
            other => format!(", {other}"),
        };
        format!("{name}in {} ({}){origin}", self.place.name(), self.core.tzdb_release())
    }

    fn beside<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (&self.zones,).into_pyobject(py)
    }

    fn rebuilt(text: &str, beside: &Bound<'_, PyTuple>) -> PyResult<Self> {
        let (zones,): (Py<ZoneDb>,) = beside.extract()?;
        let core = calendar::Calendar::from_json(text, &zones.get().core).or_raise()?;
        Self::compiled(beside.py(), core, zones)
    }

    fn checked(document: Given, zones: &time::ZoneDb) -> Result<Vec<Problem>> {
        read(document, zones).map(|made| made.warnings().to_vec())
    }

    fn remarks(&self) -> &[Problem] {
        self.core.warnings()
    }

    fn hashed(&self) -> PyResult<u64> {
        Ok(self.core.fingerprint())
    }

    fn same(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(self.doc() == other.doc() && self.zones.bind(py).eq(other.zones.bind(py))?)
    }
}

type Combine = fn(&calendar::Calendar, &calendar::Calendar) -> Result<calendar::Calendar>;

impl Calendar {
    fn combined(&self, py: Python<'_>, other: &Self, combine: Combine) -> PyResult<Self> {
        if !self.zones.bind(py).eq(other.zones.bind(py))? {
            let message = format!(
                "the calendars use different zone rules ({} and {}); compile both with the same ZoneDb",
                self.core.tzdb_release(),
                other.core.tzdb_release()
            );
            return Err(raise(Error::new(ErrorKind::Incompatible, message)));
        }
        let core = py.detach(|| combine(&self.core, &other.core)).or_raise()?;
        Self::compiled(py, core, self.zones.clone_ref(py))
    }
}

fn day_mode(value: &Bound<'_, PyAny>) -> Read<DayMode> {
    let text: String = match value.cast::<PyTime>() {
        Ok(time) => time.call_method1("isoformat", ("seconds",))?.extract()?,
        Err(_) => value.extract().map_err(|_| Fault::wrong_type("keep_time, end_of_day or a time of day", value))?,
    };
    match text.as_str() {
        "keep_time" => Ok(DayMode::KeepTime),
        "end_of_day" => Ok(DayMode::EndOfDay),
        time => time.parse().map(DayMode::At).map_err(Fault::value),
    }
}
