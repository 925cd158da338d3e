//! Instants and spans across the border: aware datetimes in, aware datetimes out, timedeltas to the microsecond.
//!
//! An instant crosses as microseconds since the epoch, UTC, and is put into a zone on the Python side (`astimezone`), never as local fields with
//! a zone attached: the two sides may carry different zone rules, and then the instant itself would move.

use crate::args::{Fault, Read, Reads};
use crate::errors::OrRaise;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDateAccess, PyDateTime, PyDelta, PyDeltaAccess, PyTimeAccess, PyTzInfo, PyTzInfoAccess};
use std::fmt::Display;
use sundesk_core::Error;
use sundesk_core::time::{SECOND, check_instant};

const DAY_SECONDS: i64 = 86_400;

/// An argument that must be an aware `datetime` within the supported dates: microseconds since the epoch.
#[derive(Clone, Copy)]
pub(crate) struct Instant(pub(crate) i64);

/// A `timedelta`, in or out: microseconds.
#[derive(Clone, Copy)]
pub(crate) struct Span(pub(crate) i64);

/// A naive `datetime`, in or out: microseconds of wall clock since 1970-01-01T00:00.
#[derive(Clone, Copy)]
pub(crate) struct Wall(pub(crate) i64);

/// A `date`, in or out (a `datetime` is refused, although Python counts it as a date).
#[derive(Clone, Copy)]
pub(crate) struct Day(pub(crate) NaiveDate);

/// An instant on its way out: an aware `datetime` in `zone`, else in UTC.
pub(crate) struct Moment<'py> {
    pub(crate) us: i64,
    pub(crate) zone: Option<Bound<'py, PyTzInfo>>,
}

/// An instant on its way out, in UTC.
#[derive(Clone, Copy)]
pub(crate) struct UtcMoment(pub(crate) i64);

macro_rules! argument {
    ($type:ident, $python:ty, $read:path) => {
        impl Reads<'_, '_> for $type {
            #[cfg(feature = "stubs")]
            const HINT: pyo3::inspect::PyStaticExpr = <$python as pyo3::PyTypeInfo>::TYPE_HINT;

            fn read(value: Borrowed<'_, '_, PyAny>) -> Read<Self> {
                $read(&value).map($type)
            }
        }
    };
}

argument!(Instant, PyDateTime, instant);
argument!(Span, PyDelta, span);
argument!(Wall, PyDateTime, local);
argument!(Day, PyDate, date);

macro_rules! answer {
    ($type:ty, $python:ty, |$py:ident, $value:ident| $write:expr) => {
        impl<'py> IntoPyObject<'py> for $type {
            type Target = PyAny;
            type Output = Bound<'py, PyAny>;
            type Error = PyErr;
            #[cfg(feature = "stubs")]
            const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = <$python as pyo3::PyTypeInfo>::TYPE_HINT;

            fn into_pyobject(self, $py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                let $value = self;
                $write
            }
        }
    };
}

answer!(Moment<'py>, PyDateTime, |py, value| datetime(py, value.us, value.zone.as_ref()));
answer!(UtcMoment, PyDateTime, |py, value| datetime(py, value.0, None));
answer!(Span, PyDelta, |py, value| Ok(timedelta(py, value.0)?.into_any()));
answer!(Day, PyDate, |py, value| {
    let small = |n: u32| u8::try_from(n).unwrap_or(0); // months and days are below 32
    Ok(PyDate::new(py, value.0.year(), small(value.0.month()), small(value.0.day()))?.into_any())
});
answer!(Wall, PyDateTime, |py, value| Ok(civil(py, value.0, None)?.into_any()));

/// The instant of an aware `datetime`, as microseconds since the epoch within the supported dates.
pub(crate) fn instant(value: &Bound<'_, PyAny>) -> Read<i64> {
    let us = any_instant(value)?;
    check_instant(us).map_err(|_| Fault::value(out_of_dates("", utc_text(us))))
}

/// The instant of an aware `datetime`, whatever its year.
pub(crate) fn any_instant(value: &Bound<'_, PyAny>) -> Read<i64> {
    let py = value.py();
    let Ok(at) = value.cast::<PyDateTime>() else {
        return Err(Fault::wrong_type(AWARE, value));
    };
    if at.get_tzinfo().is_none() {
        // pandas' NaT is a datetime, of no zone and no time.
        let missing = type_name(value) == "NaTType";
        return Err(if missing { Fault::wrong_type(AWARE, value) } else { naive() });
    }
    // A tzinfo whose utcoffset() is None makes the datetime naive too; the subtraction then fails with a TypeError.
    let since = at.sub(epoch(py)?).map_err(|e| if e.is_instance_of::<PyTypeError>(py) { naive() } else { e.into() })?;
    let us = since.cast::<PyDelta>().ok().and_then(delta_us);
    us.ok_or_else(|| Fault::value(out_of_dates("", text(value))))
}

/// A `timedelta` as microseconds.
pub(crate) fn span(value: &Bound<'_, PyAny>) -> Read<i64> {
    let Ok(delta) = value.cast::<PyDelta>() else {
        return Err(Fault::wrong_type("a timedelta", value));
    };
    delta_us(delta).ok_or_else(|| Fault::value(out_of_spans("", text(value))))
}

/// A naive `datetime` as local wall-clock microseconds; for the few calls that name a zone besides.
fn local(value: &Bound<'_, PyAny>) -> Read<i64> {
    const NAIVE: &str = "a naive datetime (wall-clock time in this zone)";
    let Ok(at) = value.cast::<PyDateTime>() else {
        return Err(Fault::wrong_type(NAIVE, value));
    };
    if at.get_tzinfo().is_some() {
        return Err(Fault::wrong_type_named(NAIVE, "an aware one"));
    }
    let day = at.as_any().cast::<PyDate>().ok().and_then(date_parts);
    let wall = day.and_then(|d| {
        d.and_hms_micro_opt(at.get_hour().into(), at.get_minute().into(), at.get_second().into(), at.get_microsecond())
    });
    wall.map(|w| w.and_utc().timestamp_micros()).ok_or_else(|| Fault::value(out_of_dates("", text(value))))
}

/// A `date` (or the date of a `datetime`, refused) as chrono knows it.
pub(crate) fn date(value: &Bound<'_, PyAny>) -> Read<NaiveDate> {
    match value.cast::<PyDate>() {
        Ok(date) if !value.is_instance_of::<PyDateTime>() => {
            date_parts(date).ok_or_else(|| Fault::value(out_of_dates("", text(value))))
        }
        _ => Err(Fault::wrong_type("a date", value)),
    }
}

fn date_parts(date: &Bound<'_, PyDate>) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.get_year(), date.get_month().into(), date.get_day().into())
}

/// An instant as an aware `datetime` in `zone`; UTC without one.
fn datetime<'py>(py: Python<'py>, us: i64, zone: Option<&Bound<'py, PyTzInfo>>) -> PyResult<Bound<'py, PyAny>> {
    let utc = PyTzInfo::utc(py)?.to_owned();
    let at = civil(py, us, Some(&utc))?;
    match zone {
        None => Ok(at.into_any()),
        Some(zone) => at.call_method1("astimezone", (zone,)),
    }
}

fn civil<'py>(py: Python<'py>, us: i64, zone: Option<&Bound<'py, PyTzInfo>>) -> PyResult<Bound<'py, PyDateTime>> {
    let at: NaiveDateTime = DateTime::from_timestamp_micros(us)
        .ok_or_else(|| Error::out_of_range("", us, "an instant that a datetime can hold"))
        .or_raise()?
        .naive_utc();
    let small = |n: u32| u8::try_from(n).unwrap_or(0); // month to second are all below 60
    PyDateTime::new(
        py,
        at.year(),
        small(at.month()),
        small(at.day()),
        small(at.hour()),
        small(at.minute()),
        small(at.second()),
        at.nanosecond() / 1_000,
        zone,
    )
}

/// Microseconds as a `timedelta`.
fn timedelta(py: Python<'_>, us: i64) -> PyResult<Bound<'_, PyDelta>> {
    let (days, rest) = (us.div_euclid(DAY_SECONDS * SECOND), us.rem_euclid(DAY_SECONDS * SECOND));
    let small = |n: i64| i32::try_from(n).unwrap_or(i32::MAX); // |days| < 10^9, seconds < 86,400
    PyDelta::new(py, small(days), small(rest / SECOND), small(rest % SECOND), false)
}

fn delta_us(delta: &Bound<'_, PyDelta>) -> Option<i64> {
    let (days, seconds, micros) = if delta.is_exact_instance_of::<PyDelta>() {
        (delta.get_days().into(), delta.get_seconds().into(), delta.get_microseconds().into())
    } else {
        // What pandas 2 keeps in seconds or milliseconds has nothing in the fields it inherits, only in its properties.
        let part = |name: &str| delta.getattr(name).and_then(|part| part.extract::<i64>()).ok();
        (part("days")?, part("seconds")?, part("microseconds")?)
    };
    let seconds = days.checked_mul(DAY_SECONDS)?.checked_add(seconds)?;
    seconds.checked_mul(SECOND)?.checked_add(micros)
}

fn epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyDateTime>> {
    static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    let epoch = EPOCH.get_or_try_init(py, || {
        let utc = PyTzInfo::utc(py)?.to_owned();
        PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc)).map(Bound::unbind)
    })?;
    Ok(epoch.bind(py))
}

/// Python's `ZoneInfo` of that name, or the fixed offset of `offset_s` where the host has no zone of that name.
pub(crate) fn tzinfo<'py>(py: Python<'py>, name: &str, offset_s: i32) -> PyResult<Bound<'py, PyTzInfo>> {
    match PyTzInfo::timezone(py, name) {
        Ok(zone) => Ok(zone),
        Err(_) => PyTzInfo::fixed_offset(py, PyDelta::new(py, 0, offset_s, 0, true)?),
    }
}

const AWARE: &str = "an aware datetime";

fn naive() -> Box<Fault> {
    let got = "a naive one; say which zone it is in, such as .replace(tzinfo=ZoneInfo(\"Europe/Berlin\"))";
    Fault::wrong_type_named(AWARE, got)
}

/// The error of an instant or date outside the supported ones.
pub(crate) fn out_of_dates(name: &str, value: impl Display) -> Error {
    Error::out_of_range(name, value, "a date from 1900 to 2200")
}

/// The error of a duration past what 64 bits of microseconds hold.
pub(crate) fn out_of_spans(name: &str, value: impl Display) -> Error {
    Error::out_of_range(name, value, "a span of at most 292,000 years")
}

/// An instant for a message, whatever its year.
pub(crate) fn utc_text(us: i64) -> String {
    let shown = |at: DateTime<chrono::Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    DateTime::from_timestamp_micros(us).map_or_else(|| format!("{us} microseconds since 1970"), shown)
}

fn text(value: &Bound<'_, PyAny>) -> String {
    value.str().map_or_else(|_| type_name(value), |s| s.to_string())
}

/// The name of a value's class, for messages.
pub(crate) fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "an object".to_owned(), |n| n.to_string())
}
