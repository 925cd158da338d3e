//! Catalogs of localised texts: complete in a language, or not used in it at all.

use crate::bridge;
use crate::convert::Instant;
use crate::errors::{OrRaise, raise};
use crate::values::{Reader, arguments};
use crate::zone::ZoneDb;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use sundesk_core::template::catalog::{self, Config, Delivery, Source, read_dir};
use sundesk_core::template::channel::Channel;
use sundesk_core::template::escape::Format;
use sundesk_core::template::lint::Level;
use sundesk_core::template::negotiate::Direction;
use sundesk_core::template::pseudo::{self, Pseudo};
use sundesk_core::template::{self, PartKind, extract, sms, starter};
use sundesk_core::{Error, Result};

/// Texts in many languages, with the gate that uses a language only where its set of texts is complete, fresh and free of errors.
///
/// It may be shared between threads; `reload` swaps all texts at once, and keeps the old ones when the new are faulty.
///
/// >>> from sundesk import Templates
/// >>> texts = Templates.from_sources({"en": {"mail": "hello = Hello, { $name }!"}, "et": {"mail": "hello = Tere, { $name }!"}})
/// >>> texts.render("hello", locale="et", name="Mari").text
/// 'Tere, Mari!'
/// >>> texts.render("hello", locale="fi", name="Mari").text
/// 'Hello, Mari!'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Templates {
    core: template::Templates,
    zones: Py<ZoneDb>,
}

impl Templates {
    fn made(
        py: Python<'_>,
        sources: Result<Vec<Source>>,
        config: &Config,
        zones: Option<Py<ZoneDb>>,
    ) -> PyResult<Self> {
        let core = py.detach(|| sources.and_then(|s| template::Templates::from_sources(&s, config)));
        Ok(Self { core: core.or_raise()?, zones: ZoneDb::or_bundled(py, zones)? })
    }
}

#[pymethods]
impl Templates {
    /// The texts of a directory, `<dir>/<locale>/<set>.ftl`.
    ///
    /// `reference` is the locale the others are translated from; further settings (`gate`, `lint`, `fallback`, `channels`, `tones`, `auto_reply_sets`) are
    /// keyword arguments. Raises `InvalidInputError` with every finding when the reference has an error.
    #[staticmethod]
    #[pyo3(signature = (path, reference = "en", *, zones = None, **config))]
    fn load_dir(
        py: Python<'_>,
        path: PathBuf,
        reference: &str,
        zones: Option<Py<ZoneDb>>,
        config: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let config = config_of(reference, config)?;
        Self::made(py, read_dir(&path), &config, zones)
    }

    /// The texts of a mapping: locale to set to Fluent source.
    #[staticmethod]
    #[pyo3(signature = (sources, reference = "en", *, zones = None, **config))]
    fn from_sources(
        py: Python<'_>,
        sources: BTreeMap<String, BTreeMap<String, String>>,
        reference: &str,
        zones: Option<Py<ZoneDb>>,
        config: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let config = config_of(reference, config)?;
        Self::made(py, Ok(sources_of(&sources)), &config, zones)
    }

    /// The starter catalog that comes with the library: a help desk's texts in twelve languages, checked by machine, not yet by native speakers. Decide
    /// about that: `gate={"require_review": "machine-checked"}` uses them.
    #[staticmethod]
    #[pyo3(signature = (*, zones = None, **config))]
    fn starter(py: Python<'_>, zones: Option<Py<ZoneDb>>, config: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Self::made(py, Ok(starter::sources()), &config_of("en", config)?, zones)
    }

    /// The text of a message for a reader, whole or not at all.
    ///
    /// `locale` is one wish or several, best first (also an `Accept-Language` list split at its commas); `sticky` the locale the conversation already has.
    /// `channel` is `body`, `html`, `subject`, `preheader`, `chat`, `sms`, `voice` or `push`, `format` another format than the channel's, `tone` such as
    /// `formal`. `tz` is the reader's zone, `now` the present for relative time. Values are keyword arguments or in `args`.
    #[pyo3(signature = (id, /, *, locale = None, channel = "body", tz = None, now = None, sticky = None, tone = None, format = None, auto_reply = false, hour_cycle = None, args = None, **values))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn render(
        &self,
        py: Python<'_>,
        id: &str,
        locale: Option<&Bound<'_, PyAny>>,
        channel: &str,
        tz: Option<&Bound<'_, PyAny>>,
        now: Option<Instant>,
        sticky: Option<String>,
        tone: Option<String>,
        format: Option<&str>,
        auto_reply: bool,
        hour_cycle: Option<&str>,
        args: Option<&Bound<'_, PyAny>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Rendered> {
        let args = arguments(args, values)?;
        let reader = Reader { tz, now: now.map(|n| n.0), hour_cycle, ..Reader::default() };
        let delivery = Delivery {
            locales: locale.map_or(Ok(Vec::new()), wishes)?,
            sticky,
            tone,
            channel: channel_of(channel).or_raise()?,
            format: format.map(format_of).transpose().or_raise()?,
            auto_reply,
            ctx: reader.ctx(py, &self.zones)?,
            ..Delivery::default()
        };
        self.core.render(id, &args, &delivery).or_raise().map(Rendered)
    }

    /// The locales there are, the reference first.
    #[getter]
    fn locales(&self) -> Vec<String> {
        self.core.catalog().locales().map(str::to_owned).collect()
    }

    /// The ids of the reference's messages.
    #[getter]
    fn messages(&self) -> Vec<String> {
        self.core.catalog().messages().into_iter().map(str::to_owned).collect()
    }

    /// The version of the texts in use: the same texts have the same version.
    #[getter]
    fn version(&self) -> String {
        self.core.catalog().version().to_owned()
    }

    /// What the checks and the gate say: findings with file, line and column, and each set in each locale.
    fn check<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.core.check())
    }

    /// How a set stands in a locale; `None` when there is no such set or locale.
    fn coverage<'py>(&self, py: Python<'py>, set: &str, locale: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.core.coverage(set, locale).map(|status| bridge::report(py, &status)).transpose()
    }

    /// What a message needs and offers: its texts and variables with their types; `None` when there is no such message.
    fn variables<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.core.variables(id).map(|contract| bridge::report(py, &contract)).transpose()
    }

    /// Replaces every text at once by those of a mapping or a directory. Faulty ones leave the old in use; the answer says which it was, and why.
    fn reload<'py>(&self, py: Python<'py>, sources: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let done = match sources.extract::<BTreeMap<String, BTreeMap<String, String>>>() {
            Ok(mapping) => py.detach(|| self.core.reload(&sources_of(&mapping))),
            Err(_) => {
                let path: PathBuf = sources.extract().map_err(|_| {
                    PyTypeError::new_err("expected a directory, or a mapping of locales to sets to text")
                })?;
                py.detach(|| self.core.reload_dir(path))
            }
        };
        bridge::report(py, &done)
    }

    fn __repr__(&self) -> String {
        let catalog = self.core.catalog();
        format!("<Templates {} messages in {} locales>", catalog.messages().len(), catalog.locales().count())
    }
}

fn config_of(reference: &str, given: Option<&Bound<'_, PyDict>>) -> PyResult<Config> {
    let mut json = given.map_or(Ok(Value::Object(serde_json::Map::new())), |c| bridge::to_json("config", c))?;
    if let Some(map) = json.as_object_mut() {
        map.insert("reference".to_owned(), reference.into());
    }
    bridge::part(json).map_err(|e| raise(e.at("config")))
}

fn sources_of(sources: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<Source> {
    let files = |(locale, sets): (&String, &BTreeMap<String, String>)| {
        sets.iter().map(|(set, text)| Source::new(locale, set, text)).collect::<Vec<_>>()
    };
    sources.iter().flat_map(files).collect()
}

fn wishes(locale: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    match locale.cast::<PyString>() {
        Ok(one) => Ok(vec![one.to_cow()?.into_owned()]),
        Err(_) => locale.extract().map_err(|_| PyTypeError::new_err("locale: expected a locale or a list of them")),
    }
}

fn channel_of(name: &str) -> Result<Channel> {
    let names = || Channel::ALL.map(Channel::name).join(", ");
    Channel::from_name(name).ok_or_else(|| Error::invalid("channel", name, names()))
}

fn format_of(name: &str) -> Result<Format> {
    let names = || Format::ALL.map(Format::name).join(", ");
    Format::from_name(name).ok_or_else(|| Error::invalid("format", name, names()))
}

/// A finished text. `str(rendered)` is the text itself.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Rendered(catalog::Rendered);

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
    fn dir(&self) -> &str {
        if self.0.dir == Direction::Rtl { "rtl" } else { "ltr" }
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
        let parts = |r: &catalog::Rendered| (r.text.clone(), r.locale.as_str().to_owned(), r.version.clone());
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

/// Checks a directory of texts without loading it; gives the report with its `text` and `exit_code` for a command line: 0 fine, 1 something reaches the
/// level `fail_on` (`info`, `warning`, `error`), 2 it cannot be loaded.
#[pyfunction]
#[pyo3(signature = (path, reference = "en", *, fail_on = "error", **config))]
pub(crate) fn check_templates<'py>(
    py: Python<'py>,
    path: PathBuf,
    reference: &str,
    fail_on: &str,
    config: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let config = config_of(reference, config)?;
    let level =
        Level::from_name(fail_on).ok_or_else(|| raise(Error::invalid("fail_on", fail_on, "info, warning or error")))?;
    let report = py.detach(|| catalog::check(&read_dir(&path)?, &config)).or_raise()?;
    let dict = bridge::report(py, &report)?;
    dict.set_item("text", report.to_text())?;
    dict.set_item("exit_code", report.exit_code(level))?;
    Ok(dict)
}

/// What every message of a directory's reference needs and offers, in the order of the files.
#[pyfunction]
#[pyo3(signature = (path, reference = "en"))]
pub(crate) fn template_contracts<'py>(py: Python<'py>, path: PathBuf, reference: &str) -> PyResult<Bound<'py, PyAny>> {
    let made = py.detach(|| extract::contracts(&read_dir(&path)?, &Config::reference(reference)));
    bridge::report(py, &made.or_raise()?)
}

/// A Fluent file in strange letters, for finding texts that are not translated or do not fit: `locale` is `en-XA` (accented, longer) or `ar-XB` (from right
/// to left).
#[pyfunction]
#[pyo3(signature = (source, locale = "en-XA"))]
pub(crate) fn pseudo_localize(source: &str, locale: &str) -> PyResult<String> {
    let form = Pseudo::from_tag(locale).ok_or_else(|| raise(Error::invalid("locale", locale, "en-XA or ar-XB")))?;
    pseudo::file(source, form).or_raise()
}

/// What a text costs as a text message: `encoding`, `units`, `segments` and the first character that forbids GSM-7.
#[pyfunction]
pub(crate) fn sms_count<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    bridge::report(py, &sms::count(text))
}
