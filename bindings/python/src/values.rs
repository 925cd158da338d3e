//! Python values as arguments of a template, and the reader's settings.

use crate::args::{self, Fault, OfArgument, Read, Reads};
use crate::bridge;
use crate::convert;
use crate::errors::{OrRaise, raise, wrong_type};
use crate::zone::{Zone, ZoneDb};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
#[cfg(feature = "stubs")]
use pyo3::type_hint_union;
use pyo3::types::{
    PyBool, PyDate, PyDateTime, PyDelta, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple, PyType, PyTzInfo,
};
use sundesk_core::Error;
use sundesk_core::money::{Decimal, Money as CoreMoney};
use sundesk_core::template::{Arg, Args, Ctx, HourCycle, document};
use sundesk_core::time;

/// An exact amount of one currency.
///
/// >>> from decimal import Decimal
/// >>> from sundesk import Money
/// >>> Money(Decimal("12.50"), "EUR")
/// Money('12.50', 'EUR')
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Money(CoreMoney);

impl Money {
    pub(crate) fn of(money: CoreMoney) -> Self {
        Self(money)
    }
}

#[pymethods]
impl Money {
    #[new]
    fn new(amount: args::Arg<Exact>, currency: args::Arg<&str>) -> PyResult<Self> {
        args::args!(amount, currency);
        let money = CoreMoney { amount: amount.0, currency: currency.parse().or_raise()? };
        Ok(Self(money))
    }

    /// How much, as a `Decimal`.
    #[getter]
    fn amount<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decimal_class(py)?.call1((self.0.amount.to_string(),))
    }

    /// The ISO 4217 code.
    #[getter]
    fn currency(&self) -> &str {
        self.0.currency.as_str()
    }

    fn __repr__(&self) -> String {
        format!("Money('{}', '{}')", self.0.amount, self.0.currency)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        (self.0.amount.trimmed().to_string(), self.0.currency).hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyType>, (String, String))> {
        let money = slf.get().0;
        Ok((slf.get_type(), (money.amount.to_string(), money.currency.to_string())))
    }
}

/// The arguments of a call: those of the mapping `args`, then keyword arguments.
pub(crate) fn arguments(args: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Args> {
    let mut out = Args::new();
    let mut set = |name: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>| -> PyResult<()> {
        let name: String =
            name.extract().map_err(|_| wrong_type("args", &convert::type_name(name), "names that are text"))?;
        let value = argument(&name, value)?;
        out.set(name, value);
        Ok(())
    };
    match args.map(|args| (args, args.cast::<PyDict>())) {
        None => {}
        Some((_, Ok(dict))) => dict.iter().try_for_each(|(name, value)| set(&name, &value))?,
        Some((args, Err(_))) => {
            let Ok(mapping) = args.cast::<PyMapping>() else {
                return Err(wrong_type("args", &convert::type_name(args), "a mapping"));
            };
            for item in mapping.items()?.iter() {
                let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
                set(&name, &value)?;
            }
        }
    }
    for (name, value) in keywords.into_iter().flatten() {
        set(&name, &value)?;
    }
    Ok(out)
}

/// One value as a template knows it; `name` is the argument's.
pub(crate) fn argument(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Arg> {
    let arg = read(name, value)?;
    arg.check().map_err(|e| raise(e.at(name)))?;
    Ok(arg)
}

fn read(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Arg> {
    let py = value.py();
    if value.is_none() {
        return Ok(Arg::Missing);
    }
    if let Ok(text) = value.cast::<PyString>() {
        let plain = text.to_cow()?.into_owned();
        let marked = !value.is_exact_instance_of::<PyString>();
        return Ok(match marked {
            true if value.is_instance(untrusted_class(py)?)? => Arg::untrusted(plain),
            true if value.is_instance(markup_class(py)?)? => Arg::markup(plain),
            _ => Arg::from(plain),
        });
    }
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(Arg::from(if flag.is_true() { "true" } else { "false" }));
    }
    if value.is_instance_of::<PyInt>() {
        // The stable ABI reads 128 bits through Python calls: only for what does not fit into 64.
        if let Ok(small) = value.extract::<i64>() {
            return Ok(Arg::Int(small.into()));
        }
        let wide = || raise(Error::out_of_range(name, "an int", "an int of at most 38 digits"));
        return value.extract().map(Arg::Int).map_err(|_| wide());
    }
    if value.is_instance_of::<PyFloat>() {
        let expected = "an exact number, such as Decimal(\"12.50\"): a float is not exact";
        return Err(wrong_type(name, "float", expected));
    }
    if value.is_instance(decimal_class(py)?)? {
        return Exact::read(value.as_borrowed()).of(name).map(|exact| Arg::Decimal(exact.0));
    }
    if value.is_instance_of::<PyDateTime>() {
        return convert::any_instant(value).of(name).map(Arg::Instant);
    }
    if value.is_instance_of::<PyDate>() {
        return convert::date(value).of(name).map(Arg::Date);
    }
    if value.is_instance_of::<PyDelta>() {
        return convert::span(value).of(name).map(Arg::Duration);
    }
    if let Ok(money) = value.cast::<Money>() {
        return Ok(Arg::Money(money.get().0));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let mut items = Vec::new();
        for (i, item) in value.try_iter()?.enumerate() {
            items.push(read(&format!("{name}[{i}]"), &item?)?);
        }
        return Ok(Arg::List(items));
    }
    if value.cast::<PyMapping>().is_ok() {
        return Arg::from_json(&bridge::to_json(name, value)?).map_err(|e| raise(e.at(name)));
    }
    Err(wrong_type(name, &convert::type_name(value), "what a template can show"))
}

/// An exact number: a `Decimal`, an int, or decimal text.
pub(crate) struct Exact(pub(crate) Decimal);

impl<'a, 'py> Reads<'a, 'py> for Exact {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr = type_hint_union!(
        pyo3::type_hint_identifier!("decimal", "Decimal"),
        <PyInt as pyo3::PyTypeInfo>::TYPE_HINT,
        <PyString as pyo3::PyTypeInfo>::TYPE_HINT
    );

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        let fits = value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>()
            || value.is_instance_of::<PyString>()
            || value.is_instance(decimal_class(value.py())?)?;
        if !fits {
            return Err(Fault::wrong_type("a Decimal, an int or decimal text", &value));
        }
        value.str()?.to_cow()?.parse().map(Self).map_err(Fault::value)
    }
}

pub(crate) fn untrusted_class(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static UNTRUSTED: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    UNTRUSTED.import(py, "sundesk._text", "Untrusted")
}

pub(crate) fn markup_class(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static MARKUP: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    MARKUP.import(py, "sundesk._text", "Markup")
}

pub(crate) fn decimal_class(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static DECIMAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal")
}

/// How values are shown to one reader.
#[derive(Default)]
pub(crate) struct Reader<'a, 'py> {
    pub(crate) tz: Option<&'a Bound<'py, PyAny>>,
    pub(crate) now: Option<i64>,
    pub(crate) isolating: bool,
    pub(crate) hour_cycle: Option<HourCycle>,
    /// Further settings as a document, the same as in C and JSON.
    pub(crate) ctx: Option<&'a Bound<'py, PyAny>>,
}

impl Reader<'_, '_> {
    pub(crate) fn ctx(&self, py: Python<'_>, zones: &Py<ZoneDb>) -> PyResult<Ctx> {
        let zones = zones.bind(py).get();
        let base = match self.ctx {
            None => Ctx { zones: Some(zones.core.clone()), ..Ctx::default() },
            Some(given) => {
                let read = document::ctx(&bridge::to_json("ctx", given)?, &zones.core);
                read.map_err(|e| raise(e.at("ctx")))?
            }
        };
        Ok(Ctx {
            zone: self.tz.map(|tz| zone(tz, zones)).transpose()?.or(base.zone),
            now: self.now.or(base.now),
            isolating: self.isolating || base.isolating,
            hour_cycle: self.hour_cycle.or(base.hour_cycle),
            ..base
        })
    }
}

/// The zone that `tz` names: its name, a `ZoneInfo`, or a `Zone`.
pub(crate) fn zone(tz: &Bound<'_, PyAny>, zones: &ZoneDb) -> PyResult<time::Zone> {
    if let Ok(zone) = tz.cast::<Zone>() {
        return Ok(zone.get().core.clone());
    }
    let name = if tz.is_instance_of::<PyTzInfo>() {
        tz.getattr("key").or_else(|_| tz.str().map(Bound::into_any))?
    } else {
        tz.clone()
    };
    let name: String = name
        .extract()
        .map_err(|_| wrong_type("tz", &convert::type_name(tz), "the name of a zone, a ZoneInfo or a Zone"))?;
    zones.find(&name).map_err(|e| raise(e.at("tz")))
}
