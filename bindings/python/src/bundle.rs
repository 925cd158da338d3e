//! One locale's messages, and its formats.

use crate::args::{Arg, args};
use crate::bridge;
use crate::convert::{self, Instant, Span};
use crate::errors::{OrRaise, raise, wrong_type};
use crate::functions::{self, Functions};
use crate::values::{Exact, Reader, arguments, zone};
use crate::writer::Parts;
use crate::zone::ZoneDb;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::json;
use std::cell::RefCell;
use sundesk_core::Error;
use sundesk_core::template::{
    self, DateTimeOptions, FormatError, HourCycle, ListKind, Locale, NumberOptions, Numeric, TimeUnit, UnitWidth,
};

/// The messages of one locale, in the syntax of Project Fluent.
///
/// >>> from sundesk import Bundle
/// >>> mail = Bundle("en", "hello = Hello, { $name }!")
/// >>> mail.format("hello", name="Ana")
/// 'Hello, Ana!'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Bundle {
    core: template::Bundle,
    zones: Py<ZoneDb>,
    functions: Functions,
}

#[pymethods]
impl Bundle {
    /// A bundle of a source. `functions` are those of your program, as in `Templates.load_dir`. `transform` is called with each text element of the source
    /// (never with values), for pseudo-locales of your own.
    #[new]
    #[pyo3(signature = (locale, source, *, functions = None, transform = None, zones = None))]
    fn new(
        py: Python<'_>,
        locale: Arg<&str>,
        source: Arg<&str>,
        functions: Option<&Bound<'_, PyAny>>,
        transform: Option<&Bound<'_, PyAny>>,
        zones: Option<Arg<Py<ZoneDb>>>,
    ) -> PyResult<Self> {
        args!(locale, source, zones);
        let (zones, functions) = (ZoneDb::or_bundled(py, zones)?, Functions::declared(py, functions)?);
        let locale: Locale = locale.parse().or_raise()?;
        if let Some(transform) = transform.filter(|transform| !transform.is_callable()) {
            return Err(wrong_type("transform", &convert::type_name(transform), "a callable"));
        }
        let failed = RefCell::new(None);
        let call = |text: &str| match transform.map(|t| t.call1((text,)).and_then(|r| r.extract::<String>())) {
            Some(Ok(changed)) => changed,
            Some(Err(e)) => {
                failed.borrow_mut().get_or_insert(e);
                String::new()
            }
            None => text.to_owned(),
        };
        let mut builder = template::Bundle::builder(&locale);
        builder.functions(&functions.core);
        if transform.is_some() {
            builder.transform(&call);
        }
        builder.add("", source).or_raise()?;
        let core = builder.build();
        failed.take().map_or(Ok(Self { core, zones, functions }), Err)
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.functions.traverse(&visit)
    }

    /// The locale.
    #[getter]
    fn locale(&self) -> &str {
        self.core.locale().as_str()
    }

    /// The ids of the messages, in the order of the source.
    #[getter]
    fn messages(&self) -> Vec<&str> {
        self.core.messages().collect()
    }

    /// What is wrong with the source, the rest of which is usable: a list of `kind` (`syntax` for a stretch that is not Fluent, `duplicate` for an id that
    /// stands twice), `code`, `file`, `line`, `column`, `id` and `text`.
    #[getter]
    fn problems<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.core.problems().iter().map(|p| bridge::report(py, p)).collect()
    }

    /// The text of a message or attribute, strictly: anything that goes wrong is an exception, and nothing half-made leaves.
    ///
    /// Values are keyword arguments or in the mapping `args`: text, ints, `Decimal`, `Money`, aware datetimes, dates, timedeltas, lists; `None` is known to
    /// be absent. `tz` is the reader's zone, `now` the present for relative time, `isolating` wraps values in direction marks, `ctx` is a mapping of
    /// further settings, as in `Templates.render`.
    #[pyo3(signature = (message, attribute = None, /, *, args = None, tz = None, now = None, isolating = None, hour_cycle = None, ctx = None, **values: "Any"))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn format(
        &self,
        py: Python<'_>,
        message: Arg<&str>,
        attribute: Option<Arg<&str>>,
        args: Option<&Bound<'_, PyAny>>,
        tz: Option<&Bound<'_, PyAny>>,
        now: Option<Arg<Instant>>,
        isolating: Option<Arg<bool>>,
        hour_cycle: Option<Arg<HourCycle>>,
        ctx: Option<&Bound<'_, PyAny>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        args!(message, attribute, now, isolating = false, hour_cycle);
        let args = arguments(args, values)?;
        let ctx = Reader { tz, now: now.map(|n| n.0), isolating, hour_cycle, ctx }.ctx(py, &self.zones)?;
        let done = self.core.format(message, attribute, &args, &ctx);
        done.map(|f| f.text).map_err(|e| raise(Error::from(e)))
    }

    /// The text as far as it can be made, with what failed marked as `{$name}`, and the list of what failed: for previews, never for customers. `None`
    /// when there is no such message or attribute.
    #[pyo3(signature = (message, attribute = None, /, *, args = None, tz = None, now = None, isolating = None, hour_cycle = None, ctx = None, **values: "Any"))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn preview<'py>(
        &self,
        py: Python<'py>,
        message: Arg<&str>,
        attribute: Option<Arg<&str>>,
        args: Option<&Bound<'py, PyAny>>,
        tz: Option<&Bound<'py, PyAny>>,
        now: Option<Arg<Instant>>,
        isolating: Option<Arg<bool>>,
        hour_cycle: Option<Arg<HourCycle>>,
        ctx: Option<&Bound<'py, PyAny>>,
        values: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Option<(String, Bound<'py, PyAny>)>> {
        args!(message, attribute, now, isolating = false, hour_cycle);
        let args = arguments(args, values)?;
        let ctx = Reader { tz, now: now.map(|n| n.0), isolating, hour_cycle, ctx }.ctx(py, &self.zones)?;
        let Some(made) = self.core.preview(message, attribute, &args, &ctx) else { return Ok(None) };
        let errors: &[FormatError] = &made.errors;
        functions::refuse_exits(py, errors)?;
        let errors = bridge::report(py, &errors)?;
        Ok(Some((made.text, errors)))
    }

    fn __repr__(&self) -> String {
        format!("<Bundle {} of {} messages>", self.core.locale().as_str(), self.core.messages().count())
    }
}

/// Numbers, money, dates, lists, relative time and units as a locale writes them. Exact: numbers are `Decimal`, ints or decimal text, never floats.
///
/// >>> from decimal import Decimal
/// >>> from sundesk import Formatter
/// >>> Formatter("de").number(Decimal("1234.5"), minimumFractionDigits=2)
/// '1.234,50'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Formatter(pub(crate) template::Formatter);

#[pymethods]
impl Formatter {
    #[new]
    fn new(locale: Arg<&str>) -> PyResult<Self> {
        args!(locale);
        let locale: Locale = locale.parse().or_raise()?;
        Ok(Self(template::Formatter::new(&locale)))
    }

    /// The locale.
    #[getter]
    fn locale(&self) -> &str {
        self.0.locale().as_str()
    }

    /// A number. Options are those of `Intl.NumberFormat`: `style`, `currency`, `minimumFractionDigits`, `compactDisplay`, …
    #[pyo3(signature = (value, /, **options: "Any"))]
    fn number(&self, value: Arg<Exact>, options: Option<&Bound<'_, PyDict>>) -> PyResult<String> {
        args!(value);
        self.0.number(value.0, &number_options(options)?).or_raise()
    }

    /// The plural category of a number as it is shown: `zero`, `one`, `two`, `few`, `many` or `other`.
    #[pyo3(signature = (value, /, *, ordinal = None, **options: "Any"))]
    fn plural(
        &self,
        value: Arg<Exact>,
        ordinal: Option<Arg<bool>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<&'static str> {
        args!(value, ordinal = false);
        let options = NumberOptions { ordinal, ..number_options(options)? };
        Ok(self.0.plural(value.0, &options).as_str())
    }

    /// Words joined as the locale does; `kind` is `and` (unless given), `or` or `unit`, `width` is `long` (unless given), `short` or `narrow`.
    #[pyo3(signature = (items, *, kind = None, width = None))]
    fn list(
        &self,
        items: Arg<Vec<String>>,
        kind: Option<Arg<ListKind>>,
        width: Option<Arg<UnitWidth>>,
    ) -> PyResult<String> {
        args!(items, kind = ListKind::And, width = UnitWidth::Long);
        self.0.list(&items, kind, width).or_raise()
    }

    /// An instant in a zone. Options are those of `Intl.DateTimeFormat`: `dateStyle`, `timeStyle`, `timeZoneName`, `calendar`, …
    #[pyo3(signature = (at, tz, **options: "Any"))]
    fn datetime(
        &self,
        py: Python<'_>,
        at: Arg<Instant>,
        tz: &Bound<'_, PyAny>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        args!(at);
        let zones = ZoneDb::or_bundled(py, None)?;
        let zone = zone(tz, zones.get())?;
        self.0.instant(at.0, &zone, &date_options(options)?).or_raise()
    }

    /// A date, with the options of `datetime`.
    #[pyo3(signature = (date, **options: "Any"))]
    fn date(&self, date: Arg<convert::Day>, options: Option<&Bound<'_, PyDict>>) -> PyResult<String> {
        args!(date);
        self.0.date(date.0, &date_options(options)?).or_raise()
    }

    /// A distance in time, such as `in 3 days`; with `auto` a word such as `tomorrow` where there is one.
    #[pyo3(signature = (value, unit, *, auto = None, width = None))]
    fn relative(
        &self,
        value: Arg<Exact>,
        unit: Arg<TimeUnit>,
        auto: Option<Arg<bool>>,
        width: Option<Arg<UnitWidth>>,
    ) -> PyResult<String> {
        args!(value, unit, auto = false, width = UnitWidth::Long);
        let numeric = if auto { Numeric::Auto } else { Numeric::Always };
        self.0.relative(value.0, unit, numeric, width).or_raise()
    }

    /// An amount of a unit of ECMA-402, such as `5 minutes`, `3 km`, `12.5 MB/s`; options are the digits of `number`.
    #[pyo3(signature = (value, unit, *, width = None, **options: "Any"))]
    fn unit(
        &self,
        value: Arg<Exact>,
        unit: Arg<&str>,
        width: Option<Arg<UnitWidth>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        args!(value, unit, width = UnitWidth::Long);
        let unit = unit.parse().or_raise()?;
        self.0.unit(value.0, unit, width, &number_options(options)?).or_raise()
    }

    /// A span, such as `2 hours, 5 minutes`.
    #[pyo3(signature = (span, *, width = None))]
    fn duration(&self, span: Arg<Span>, width: Option<Arg<UnitWidth>>) -> PyResult<String> {
        args!(span, width = UnitWidth::Long);
        self.0.duration(span.0, width).or_raise()
    }

    fn __repr__(&self) -> String {
        format!("<Formatter {}>", self.locale())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.locale() == other.get().locale())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        pyo3::types::PyString::new(py, self.locale()).hash()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        Ok((slf.get_type().into_any(), Parts((slf.get().locale(),).into_pyobject(slf.py())?)))
    }
}

fn number_options(options: Option<&Bound<'_, PyDict>>) -> PyResult<NumberOptions> {
    let json = options.map_or(Ok(json!({})), |o| bridge::to_json("options", o.as_any()))?;
    NumberOptions::from_json(&json).or_raise()
}

fn date_options(options: Option<&Bound<'_, PyDict>>) -> PyResult<DateTimeOptions> {
    let Some(options) = options else { return Ok(DateTimeOptions::default()) };
    if options.contains("timeZone")? {
        return Err(raise(Error::invalid("options.timeZone", "", "the zone as `tz`")));
    }
    bridge::document("options", options)
}
