//! Python values as arguments of a template, and the reader's settings.

use crate::bridge;
use crate::convert::{self, choice};
use crate::errors::{OrRaise, raise};
use crate::zone::{Zone, ZoneDb};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
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
    fn new(amount: &Bound<'_, PyAny>, currency: &str) -> PyResult<Self> {
        let money = CoreMoney { amount: decimal("amount", amount)?, currency: currency.parse().or_raise()? };
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
        let name: String = name.extract()?;
        let value = argument(&name, value)?;
        out.set(name, value);
        Ok(())
    };
    match args.map(|args| (args, args.cast::<PyDict>())) {
        None => {}
        Some((_, Ok(dict))) => dict.iter().try_for_each(|(name, value)| set(&name, &value))?,
        Some((args, Err(_))) => {
            let Ok(mapping) = args.cast::<PyMapping>() else {
                return Err(PyTypeError::new_err(format!(
                    "args: expected a mapping, got {}",
                    convert::type_name(args)
                )));
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
        let says = "a float is not exact; give a Decimal, such as Decimal(\"12.50\")";
        return Err(PyTypeError::new_err(format!("{name}: {says}")));
    }
    if value.is_instance(decimal_class(py)?)? {
        return decimal(name, value).map(Arg::Decimal);
    }
    if value.is_instance_of::<PyDateTime>() {
        return convert::any_instant(name, value).map(Arg::Instant);
    }
    if value.is_instance_of::<PyDate>() {
        return convert::date(name, value).map(Arg::Date);
    }
    if value.is_instance_of::<PyDelta>() {
        return convert::span(name, value).map(Arg::Duration);
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
    Err(PyTypeError::new_err(format!("{name}: a template cannot show a {}", convert::type_name(value))))
}

/// An exact number: a `Decimal`, an int, or decimal text.
pub(crate) fn decimal(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Decimal> {
    let fits = value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>()
        || value.is_instance_of::<PyString>()
        || value.is_instance(decimal_class(value.py())?)?;
    if !fits {
        let message = format!("{name}: expected a Decimal, an int or decimal text, got {}", convert::type_name(value));
        return Err(PyTypeError::new_err(message));
    }
    value.str()?.to_cow()?.parse().map_err(|e: Error| raise(e.at(name)))
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
    pub(crate) hour_cycle: Option<&'a str>,
    /// Further settings as a document, the same as in C and JSON.
    pub(crate) ctx: Option<&'a Bound<'py, PyAny>>,
}

impl Reader<'_, '_> {
    pub(crate) fn ctx(&self, py: Python<'_>, zones: &Py<ZoneDb>) -> PyResult<Ctx> {
        let zones = zones.bind(py).get();
        let hour_cycle =
            |word| choice("hour_cycle", word, HourCycle::from_name, HourCycle::ALL.iter().map(|c| c.name()));
        let hour_cycle = self.hour_cycle.map(hour_cycle).transpose()?;
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
            hour_cycle: hour_cycle.or(base.hour_cycle),
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
    let name: String = name.extract().map_err(|_| {
        PyTypeError::new_err(format!(
            "tz: expected the name of a zone, a ZoneInfo or a Zone, got {}",
            convert::type_name(tz)
        ))
    })?;
    zones.find(&name).map_err(|e| raise(e.at("tz")))
}
