//! Functions of the program that templates call: Python callables behind the functions of the core.

use crate::bridge;
use crate::bundle::Formatter;
use crate::convert::{self, Moment};
use crate::errors::OrRaise;
use crate::values;
use pyo3::exceptions::PyException;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyTzInfo};
use std::cell::Cell;
use std::sync::Arc;
use sundesk_core::template::escape::Format;
use sundesk_core::template::limits::MAX_FUNCTION_DEPTH;
use sundesk_core::template::{self, Arg, FormatError};
use sundesk_core::time::Zone;
use sundesk_core::{Cause, Error, ErrorKind, Result};

/// The callables of one catalog or bundle, and the core's functions made of them.
///
/// Each callable is referred to once, by what both sides share: the garbage collector can count.
#[derive(Default)]
pub(crate) struct Functions {
    pub(crate) core: template::Functions,
    called: Vec<Arc<Called>>,
}

struct Called {
    callable: Py<PyAny>,
    /// Whether it takes the keyword `ctx`.
    ctx: bool,
}

impl Functions {
    /// Reads the mapping a user gives: names to callables or `Function`s (`sundesk/_functions.py`).
    pub(crate) fn declared(py: Python<'_>, given: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        type Declared<'py> = (String, Bound<'py, PyAny>, usize, Vec<String>, bool);
        static DECLARED: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let mut functions = Self::default();
        let Some(given) = given else { return Ok(functions) };
        let list = DECLARED.import(py, "sundesk._functions", "declared")?.call1((given,))?;
        for (name, callable, positional, options, ctx) in list.extract::<Vec<Declared<'_>>>()? {
            let called = Arc::new(Called { callable: callable.unbind(), ctx });
            functions.called.push(called.clone());
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            let body = move |ctx: &template::FnCtx<'_>, values: &[Arg], named: &[(&str, Arg)]| {
                Python::attach(|py| called.call(py, ctx, values, named).map_err(|e| failure(py, e)))
            };
            functions.core.register(&name, positional, &options, body).map_err(|e| e.at("functions")).or_raise()?;
        }
        Ok(functions)
    }

    /// Shows the callables to the garbage collector.
    pub(crate) fn traverse(&self, visit: &PyVisit<'_>) -> std::result::Result<(), PyTraverseError> {
        self.called.iter().try_for_each(|called| visit.call(&called.callable))
    }
}

impl Called {
    fn call(&self, py: Python<'_>, ctx: &template::FnCtx<'_>, values: &[Arg], named: &[(&str, Arg)]) -> PyResult<Arg> {
        let _deeper = Depth::enter().or_raise()?;
        let zone = ctx.ctx.zone.as_ref();
        let shown: Vec<_> = values.iter().map(|v| value(py, v, zone)).collect::<PyResult<_>>()?;
        let keywords = PyDict::new(py);
        for (name, option) in named {
            keywords.set_item(name, value(py, option, zone)?)?;
        }
        if self.ctx {
            keywords.set_item("ctx", FnCtx::new(ctx))?;
        }
        let made = self.callable.bind(py).call(PyTuple::new(py, shown)?, Some(&keywords))?;
        values::argument("result", &made)
    }
}

thread_local! {
    /// How many functions this thread is in: a function may render a text that calls functions.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// One function more, for as long as it lives.
struct Depth;

impl Depth {
    fn enter() -> Result<Self> {
        let depth = DEPTH.get();
        if depth >= MAX_FUNCTION_DEPTH {
            let expected = format!("at most {MAX_FUNCTION_DEPTH} functions inside each other");
            return Err(Error::limit("", "one more function inside a function", expected));
        }
        DEPTH.set(depth + 1);
        Ok(Self)
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}

/// What was raised, in the words a traceback ends with, and kept whole.
fn failure(py: Python<'_>, raised: PyErr) -> Error {
    let class = raised.get_type(py).name().map_or_else(|_| "an exception".to_owned(), |n| n.to_string());
    let says = raised.value(py).str().map_or_else(|_| String::new(), |s| s.to_string_lossy().into_owned());
    let text = if says.is_empty() { class } else { format!("{class}: {says}") };
    Error::new(ErrorKind::InvalidInput, text).caused_by(Cause::new(raised))
}

/// The exception behind an error, if a function of the program raised one.
pub(crate) fn raised<'e>(error: &'e (dyn std::error::Error + 'static)) -> Option<&'e PyErr> {
    std::iter::successors(error.source(), |e| e.source()).find_map(|e| e.downcast_ref())
}

/// Whether it is one that nobody but the interpreter may catch: `KeyboardInterrupt`, `SystemExit`.
pub(crate) fn is_exit(py: Python<'_>, raised: &PyErr) -> bool {
    !raised.is_instance_of::<PyException>(py)
}

/// A preview goes on past errors, but not past an exception that ends the program.
pub(crate) fn refuse_exits(py: Python<'_>, errors: &[FormatError]) -> PyResult<()> {
    let exit = errors.iter().filter_map(|e| raised(e)).find(|e| is_exit(py, e));
    exit.map_or(Ok(()), |e| Err(e.clone_ref(py)))
}

/// A value as Python has it.
fn value<'py>(py: Python<'py>, arg: &Arg, zone: Option<&Zone>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match arg {
        Arg::Str(text) if text.untrusted => values::untrusted_class(py)?.call1((text.text.as_ref(),))?,
        Arg::Str(text) => text.text.as_ref().into_pyobject(py)?.into_any(),
        Arg::Markup(text) => values::markup_class(py)?.call1((text.as_ref(),))?,
        Arg::Int(n) => n.into_pyobject(py)?.into_any(),
        Arg::Decimal(n) => values::decimal_class(py)?.call1((n.to_string(),))?,
        Arg::Money(money) => values::Money::of(*money).into_pyobject(py)?.into_any(),
        Arg::Instant(at) => moment(py, *at, zone)?.into_pyobject(py)?,
        Arg::Date(date) => convert::Day(*date).into_pyobject(py)?,
        Arg::Duration(us) => convert::Span(*us).into_pyobject(py)?,
        Arg::List(items) => {
            items.iter().map(|item| value(py, item, zone)).collect::<PyResult<Vec<_>>>()?.into_pyobject(py)?.into_any()
        }
        Arg::Missing => py.None().into_bound(py),
        // A converted amount, a number or an instant with options: the mapping that it is given as.
        other => bridge::report(py, &other.to_json())?,
    })
}

fn moment<'py>(py: Python<'py>, us: i64, zone: Option<&Zone>) -> PyResult<Moment<'py>> {
    Ok(Moment { us, zone: zone.map(|z| tzinfo(py, z, us)).transpose()? })
}

fn tzinfo<'py>(py: Python<'py>, zone: &Zone, us: i64) -> PyResult<Bound<'py, PyTzInfo>> {
    convert::tzinfo(py, zone.name(), zone.offset_at(us))
}

/// Who reads the text: what a function may look at besides its values. A function gets one when it has a keyword-only parameter `ctx`.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct FnCtx {
    formatter: template::Formatter,
    locale: String,
    zone: Option<Zone>,
    now: Option<i64>,
    tone: Option<String>,
    format: Option<Format>,
}

impl FnCtx {
    fn new(ctx: &template::FnCtx<'_>) -> Self {
        Self {
            formatter: ctx.formatter.clone(),
            locale: ctx.locale.as_str().to_owned(),
            zone: ctx.ctx.zone.clone(),
            now: ctx.ctx.now,
            tone: ctx.ctx.tone.as_ref().map(|t| t.to_string()),
            format: ctx.format,
        }
    }
}

#[pymethods]
impl FnCtx {
    /// The locale of the text.
    #[getter]
    fn locale(&self) -> &str {
        &self.locale
    }

    /// The reader's zone; `None` when the rendering has none.
    #[getter]
    fn tz<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyTzInfo>>> {
        self.zone.as_ref().map(|z| tzinfo(py, z, self.now.unwrap_or(0))).transpose()
    }

    /// The present that the rendering was given, in the reader's zone; `None` when it has none.
    #[getter]
    fn now<'py>(&self, py: Python<'py>) -> PyResult<Option<Moment<'py>>> {
        self.now.map(|us| moment(py, us, self.zone.as_ref())).transpose()
    }

    /// The tone that was asked for, such as `formal`.
    #[getter]
    fn tone(&self) -> Option<&str> {
        self.tone.as_deref()
    }

    /// How the text is written for its channel, such as `html`, and so what `Markup` has to be in; `None` for a text of a `Bundle`.
    #[getter]
    fn format(&self) -> Option<&'static str> {
        self.format.map(Format::name)
    }

    /// Numbers, dates and lists as the reader's locale writes them.
    #[getter]
    fn formatter(&self) -> Formatter {
        Formatter(self.formatter.clone())
    }

    fn __repr__(&self) -> String {
        format!("<FnCtx {}>", self.locale)
    }
}
