//! One locale's messages, and its formats.

use crate::bridge;
use crate::convert::{self, Instant, Span, choice};
use crate::errors::{OrRaise, raise};
use crate::functions::{self, Functions};
use crate::values::{Reader, arguments, decimal, zone};
use crate::zone::ZoneDb;
use pyo3::exceptions::PyTypeError;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use serde_json::json;
use std::cell::RefCell;
use sundesk_core::Error;
use sundesk_core::template::{
    self, DateTimeOptions, FormatError, ListKind, Locale, NumberOptions, Numeric, TimeUnit, UnitWidth,
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
        locale: &str,
        source: &str,
        functions: Option<&Bound<'_, PyAny>>,
        transform: Option<&Bound<'_, PyAny>>,
        zones: Option<Py<ZoneDb>>,
    ) -> PyResult<Self> {
        let (zones, functions) = (ZoneDb::or_bundled(py, zones)?, Functions::declared(py, functions)?);
        let locale: Locale = locale.parse().or_raise()?;
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
    #[pyo3(signature = (message, attribute = None, /, *, args = None, tz = None, now = None, isolating = false, hour_cycle = None, ctx = None, **values))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn format(
        &self,
        py: Python<'_>,
        message: &str,
        attribute: Option<&str>,
        args: Option<&Bound<'_, PyAny>>,
        tz: Option<&Bound<'_, PyAny>>,
        now: Option<Instant>,
        isolating: bool,
        hour_cycle: Option<&str>,
        ctx: Option<&Bound<'_, PyAny>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        let args = arguments(args, values)?;
        let ctx = Reader { tz, now: now.map(|n| n.0), isolating, hour_cycle, ctx }.ctx(py, &self.zones)?;
        let done = self.core.format(message, attribute, &args, &ctx);
        done.map(|f| f.text).map_err(|e| raise(Error::from(e)))
    }

    /// The text as far as it can be made, with what failed marked as `{$name}`, and the list of what failed: for previews, never for customers. `None`
    /// when there is no such message or attribute.
    #[pyo3(signature = (message, attribute = None, /, *, args = None, tz = None, now = None, isolating = false, hour_cycle = None, ctx = None, **values))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn preview<'py>(
        &self,
        py: Python<'py>,
        message: &str,
        attribute: Option<&str>,
        args: Option<&Bound<'py, PyAny>>,
        tz: Option<&Bound<'py, PyAny>>,
        now: Option<Instant>,
        isolating: bool,
        hour_cycle: Option<&str>,
        ctx: Option<&Bound<'py, PyAny>>,
        values: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Option<(String, Bound<'py, PyAny>)>> {
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
    fn new(locale: &str) -> PyResult<Self> {
        let locale: Locale = locale.parse().or_raise()?;
        Ok(Self(template::Formatter::new(&locale)))
    }

    /// The locale.
    #[getter]
    fn locale(&self) -> &str {
        self.0.locale().as_str()
    }

    /// A number. Options are those of `Intl.NumberFormat`: `style`, `currency`, `minimumFractionDigits`, `compactDisplay`, …
    #[pyo3(signature = (value, /, **options))]
    fn number(&self, value: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyDict>>) -> PyResult<String> {
        self.0.number(decimal("value", value)?, &number_options(options)?).or_raise()
    }

    /// The plural category of a number as it is shown: `zero`, `one`, `two`, `few`, `many` or `other`.
    #[pyo3(signature = (value, /, *, ordinal = false, **options))]
    fn plural(
        &self,
        value: &Bound<'_, PyAny>,
        ordinal: bool,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<&'static str> {
        let options = NumberOptions { ordinal, ..number_options(options)? };
        Ok(self.0.plural(decimal("value", value)?, &options).as_str())
    }

    /// Words joined as the locale does; `kind` is `and`, `or` or `unit`, `width` is `long`, `short` or `narrow`.
    #[pyo3(signature = (items, *, kind = "and", width = "long"))]
    fn list(&self, items: Vec<String>, kind: &str, width: &str) -> PyResult<String> {
        let kind = choice("kind", kind, ListKind::from_name, ListKind::ALL.iter().map(|c| c.name()))?;
        self.0.list(&items, kind, width_of(width)?).or_raise()
    }

    /// An instant in a zone. Options are those of `Intl.DateTimeFormat`: `dateStyle`, `timeStyle`, `timeZoneName`, `calendar`, …
    #[pyo3(signature = (at, tz, **options))]
    fn datetime(
        &self,
        py: Python<'_>,
        at: Instant,
        tz: &Bound<'_, PyAny>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        let zones = ZoneDb::or_bundled(py, None)?;
        let zone = zone(tz, zones.get())?;
        self.0.instant(at.0, &zone, &date_options(options)?).or_raise()
    }

    /// A date, with the options of `datetime`.
    #[pyo3(signature = (date, **options))]
    fn date(&self, date: convert::Day, options: Option<&Bound<'_, PyDict>>) -> PyResult<String> {
        self.0.date(date.0, &date_options(options)?).or_raise()
    }

    /// A distance in time, such as `in 3 days`; with `auto` a word such as `tomorrow` where there is one.
    #[pyo3(signature = (value, unit, *, auto = false, width = "long"))]
    fn relative(&self, value: &Bound<'_, PyAny>, unit: &str, auto: bool, width: &str) -> PyResult<String> {
        let numeric = if auto { Numeric::Auto } else { Numeric::Always };
        let unit = choice("unit", unit, TimeUnit::from_name, TimeUnit::ALL.iter().map(|c| c.name()))?;
        self.0.relative(decimal("value", value)?, unit, numeric, width_of(width)?).or_raise()
    }

    /// An amount of a unit of ECMA-402, such as `5 minutes`, `3 km`, `12.5 MB/s`; options are the digits of `number`.
    #[pyo3(signature = (value, unit, *, width = "long", **options))]
    fn unit(
        &self,
        value: &Bound<'_, PyAny>,
        unit: &str,
        width: &str,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        let unit = unit.parse().or_raise()?;
        self.0.unit(decimal("value", value)?, unit, width_of(width)?, &number_options(options)?).or_raise()
    }

    /// A span, such as `2 hours, 5 minutes`.
    #[pyo3(signature = (span, *, width = "long"))]
    fn duration(&self, span: Span, width: &str) -> PyResult<String> {
        self.0.duration(span.0, width_of(width)?).or_raise()
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

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        Ok((slf.get_type().into_any(), (slf.get().locale(),).into_pyobject(slf.py())?))
    }
}

fn number_options(options: Option<&Bound<'_, PyDict>>) -> PyResult<NumberOptions> {
    let json = options.map_or(Ok(json!({})), |o| bridge::to_json("options", o))?;
    NumberOptions::from_json(&json).or_raise()
}

fn date_options(options: Option<&Bound<'_, PyDict>>) -> PyResult<DateTimeOptions> {
    let Some(options) = options else { return Ok(DateTimeOptions::default()) };
    if options.contains("timeZone")? {
        return Err(PyTypeError::new_err("timeZone: give the zone as tz"));
    }
    bridge::document("options", options)
}

fn width_of(name: &str) -> PyResult<UnitWidth> {
    choice("width", name, UnitWidth::from_name, UnitWidth::ALL.iter().map(|c| c.name()))
}
