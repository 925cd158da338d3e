//! Finished texts, and what translators, readers' wishes and continuous integration need.

use crate::args::{Arg, Fault, Read, Reads, args};
use crate::bridge;
use crate::errors::{OrRaise, raise};
use crate::functions::Functions;
use crate::template::{Wishes, config_of, sources_of};
use crate::words::DirectionWord;
use crate::writer::{Told, ToldAll};
use pyo3::prelude::*;
#[cfg(feature = "stubs")]
use pyo3::type_hint_union;
use pyo3::types::{PyDict, PyMapping, PyString};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use sundesk_core::Result;
use sundesk_core::template::catalog::{self, Config, Source, read_dir};
use sundesk_core::template::lint::Level;
use sundesk_core::template::negotiate::{self as core, Direction, Negotiator};
use sundesk_core::template::pseudo::{self, Pseudo};
use sundesk_core::template::{PartKind, extract, reload, sms, starter};

/// A finished text. `str(rendered)` is the text itself.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Rendered(pub(crate) catalog::Rendered);

#[pymethods]
impl Rendered {
    /// The text, escaped for its format.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// The locale of the text: store it with the ticket and pass it back as `sticky`.
    #[getter]
    fn locale(&self) -> &str {
        self.0.locale.as_str()
    }

    /// `"ltr"` or `"rtl"`.
    #[getter]
    fn dir(&self) -> DirectionWord<'_> {
        DirectionWord(if self.0.dir == Direction::Rtl { "rtl" } else { "ltr" })
    }

    /// Why this locale: `sticky`, `wished`, `next_wish`, `no_wish_available`, `set_off` or `text_failed`.
    #[getter]
    fn reason<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.0.reason)
    }

    /// How much of the set is done in this locale, 0 to 1.
    #[getter]
    fn coverage(&self) -> f64 {
        self.0.coverage
    }

    /// What a person should know, each with `code` and `text`; usually empty.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.0.warnings)
    }

    /// What went wrong in a preview, each with `kind`, `line`, `column`, `name`, `detail`; always empty after `render`.
    #[getter]
    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.0.parts.errors)
    }

    /// The version of the catalog, so that a sent text can be traced.
    #[getter]
    fn version(&self) -> &str {
        &self.0.version
    }

    /// The parts before escaping, as pairs of kind (`text`, `literal`, `value`, `untrusted`, `formatted`, `url`, `markup`, `isolate`) and text.
    #[getter]
    fn parts(&self) -> Vec<(&'static str, &str)> {
        self.0.parts.parts().map(|p| (kind(p.kind), p.text)).collect()
    }

    fn __str__(&self) -> &str {
        &self.0.text
    }

    fn __repr__(&self) -> String {
        format!("<Rendered {} {:?}>", self.0.locale.as_str(), self.0.text)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let parts = |r: &catalog::Rendered| (r.text.clone(), r.locale.as_str().to_owned(), r.version);
        other.cast::<Self>().is_ok_and(|other| parts(&self.0) == parts(&other.get().0))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyString::new(py, &self.0.text).hash()
    }
}

fn kind(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Text => "text",
        PartKind::Literal => "literal",
        PartKind::Value => "value",
        PartKind::Untrusted => "untrusted",
        PartKind::Formatted => "formatted",
        PartKind::Url => "url",
        PartKind::Markup => "markup",
        PartKind::IsolateStart | PartKind::IsolateEnd => "isolate",
        _ => "fallback",
    }
}

/// Texts as a mapping: locale to set to Fluent source.
pub(crate) type Mapping = BTreeMap<String, BTreeMap<String, String>>;

/// Texts as a user gives them: a mapping, or the directory of their files.
pub(crate) enum Given {
    Texts(Mapping),
    Dir(PathBuf),
}

impl<'a, 'py> Reads<'a, 'py> for Given {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr =
        type_hint_union!(<Mapping as Reads<'_, '_>>::HINT, <PathBuf as Reads<'_, '_>>::HINT);

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        if value.cast::<PyMapping>().is_ok() {
            return Mapping::read(value).map(Self::Texts);
        }
        let of_texts = |_| Fault::wrong_type("a mapping of texts, or a path", &value);
        PathBuf::read(value).map(Self::Dir).map_err(of_texts)
    }
}

impl Given {
    fn read(&self) -> Result<Vec<Source>> {
        match self {
            Self::Texts(mapping) => Ok(sources_of(mapping)),
            Self::Dir(path) => read_dir(path),
        }
    }
}

/// Checks texts without loading them, from a directory or a mapping (locale to set to text); gives the report with its `text` and `exit_code` for a command
/// line: 0 fine, 1 something reaches the level `fail_on` (`info`, `warning`, `error`; the last unless given), 2 they cannot be loaded. `functions` and settings are those of
/// `Templates.load_dir`; where the program is not at hand, `lint={"functions": [...]}` names its functions.
#[pyfunction]
#[pyo3(signature = (sources, reference = None, *, functions = None, fail_on = None, **config: "Any"))]
pub(crate) fn check_templates<'py>(
    py: Python<'py>,
    sources: Arg<Given>,
    reference: Option<Arg<&str>>,
    functions: Option<&Bound<'py, PyAny>>,
    fail_on: Option<Arg<Level>>,
    config: Option<&Bound<'py, PyDict>>,
) -> PyResult<Told<'py>> {
    args!(sources, reference = "en", fail_on = Level::Error);
    let functions = Functions::declared(py, functions)?;
    let config = config_of(reference, config)?.functions(&functions.core);
    let report = py.detach(|| catalog::check(&sources.read()?, &config)).or_raise()?;
    bridge::told(py, &report.for_build(fail_on))
}

/// What every message of the reference needs and offers, in the order of their ids, from a directory or a mapping (locale to set to text).
#[pyfunction]
#[pyo3(signature = (sources, reference = None))]
pub(crate) fn template_contracts<'py>(
    py: Python<'py>,
    sources: Arg<Given>,
    reference: Option<Arg<&str>>,
) -> PyResult<ToldAll<'py>> {
    args!(sources, reference = "en");
    let made = py.detach(|| extract::contracts(&sources.read()?, &Config::reference(reference)));
    bridge::told_all(py, &made.or_raise()?)
}

/// The texts of the starter catalog, locale to set to Fluent source: to load beside your own, or to write to files and change.
///
/// >>> from sundesk import starter_sources
/// >>> sorted(starter_sources()["vi"])
/// ['auto', 'common', 'reasons', 'refusals', 'staff', 'survey', 'ticket']
#[pyfunction]
pub(crate) fn starter_sources() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut out = Mapping::new();
    for source in starter::sources() {
        out.entry(source.locale).or_default().insert(source.set, source.text.to_string());
    }
    out
}

/// The locales an `Accept-Language` header wishes, best first.
///
/// >>> from sundesk import parse_accept_language
/// >>> parse_accept_language("en;q=0.1, de-AT, de;q=0.9, *;q=0.5")
/// ['de-AT', 'de', 'en']
#[pyfunction]
pub(crate) fn parse_accept_language(header: Arg<&str>) -> PyResult<Vec<String>> {
    args!(header);
    Ok(core::parse_accept_language(header))
}

/// The locales at hand that fit a wish or several, best first: by canonical name, CLDR parents, same language and script, never another script.
///
/// >>> from sundesk import negotiate
/// >>> negotiate(["zh-TW", "es-MX"], ["en", "es", "es-419", "zh-Hans"])
/// ['es-419', 'es']
#[pyfunction]
pub(crate) fn negotiate(wishes: Arg<Wishes>, available: Arg<Vec<String>>) -> PyResult<Vec<String>> {
    args!(wishes, available);
    let wishes: Vec<&str> = wishes.0.iter().map(String::as_str).collect();
    let known = Negotiator::new(available.iter().map(String::as_str)).map_err(|e| raise(e.at("available")))?;
    Ok(known.find(&wishes).iter().map(|found| known.tag(found.index).to_owned()).collect())
}

/// The last look at a directory of texts, for `Templates.poll_dir`.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Watch(Mutex<reload::Watch>);

impl Watch {
    pub(crate) fn with<R>(&self, look: impl FnOnce(&mut reload::Watch) -> R) -> R {
        // Stamps are replaced whole: a look that panicked leaves the ones before it.
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[pymethods]
impl Watch {
    /// A first look at `<path>/<locale>/*.ftl`: only later changes count.
    #[new]
    fn new(path: Arg<PathBuf>) -> PyResult<Self> {
        args!(path);
        Ok(Self(Mutex::new(reload::Watch::new(reload::stamps(&path).or_raise()?))))
    }
}

/// A Fluent file in strange letters, for finding texts that are not translated or do not fit: `locale` is `en-XA` (unless given: accented, longer) or `ar-XB` (from right
/// to left).
#[pyfunction]
#[pyo3(signature = (source, locale = None))]
pub(crate) fn pseudo_localize(source: Arg<&str>, locale: Option<Arg<Pseudo>>) -> PyResult<String> {
    args!(source, locale = Pseudo::Accented);
    pseudo::file(source, locale).or_raise()
}

/// What a text costs as a text message: `encoding`, `units`, `segments` and the first character that forbids GSM-7.
#[pyfunction]
pub(crate) fn sms_count<'py>(py: Python<'py>, text: Arg<&str>) -> PyResult<Told<'py>> {
    args!(text);
    bridge::told(py, &sms::count(text))
}
