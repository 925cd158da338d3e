//! Catalogs of localised texts: complete in a language, or not used in it at all.

use crate::args::{Arg, Fault, Read, Reads, args};
use crate::bridge;
use crate::convert::Instant;
use crate::errors::{OrRaise, raise};
use crate::functions::{self, Functions};
use crate::texts::{Given, Mapping, Rendered, Watch};
use crate::values::{Reader, arguments};
use crate::writer::Told;
use crate::zone::ZoneDb;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
#[cfg(feature = "stubs")]
use pyo3::type_hint_union;
use pyo3::types::{PyDict, PySequence, PyString};
use serde_json::Value;
use std::path::PathBuf;
use sundesk_core::Result;
use sundesk_core::document::Document;
use sundesk_core::template::catalog::{Config, Delivery, Isolates, Source, read_dir};
use sundesk_core::template::channel::Channel;
use sundesk_core::template::escape::Format;
use sundesk_core::template::extract::stamp;
use sundesk_core::template::{self, HourCycle, starter};

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
    pub(crate) core: template::Templates,
    zones: Py<ZoneDb>,
    functions: Functions,
}

impl Templates {
    fn made(
        py: Python<'_>,
        sources: impl FnOnce() -> Result<Vec<Source>> + Send,
        functions: Option<&Bound<'_, PyAny>>,
        config: Config,
        zones: Option<Py<ZoneDb>>,
    ) -> PyResult<Self> {
        let functions = Functions::declared(py, functions)?;
        let config = config.functions(&functions.core);
        let core = py.detach(|| template::Templates::from_sources(&sources()?, &config));
        Ok(Self { core: core.or_raise()?, zones: ZoneDb::or_bundled(py, zones)?, functions })
    }
}

/// What `render` and `preview` are asked, beside the message and its values.
struct Asked<'a, 'py> {
    locale: Option<Wishes>,
    channel: Channel,
    sticky: Option<String>,
    tone: Option<String>,
    format: Option<Format>,
    isolates: Isolates,
    bdi: bool,
    auto_reply: bool,
    reader: Reader<'a, 'py>,
}

impl Asked<'_, '_> {
    fn delivery(self, py: Python<'_>, zones: &Py<ZoneDb>) -> PyResult<Delivery> {
        Ok(Delivery {
            locales: self.locale.map(|wishes| wishes.0).unwrap_or_default(),
            sticky: self.sticky,
            tone: self.tone,
            channel: self.channel,
            format: self.format,
            isolates: self.isolates,
            bdi: self.bdi,
            auto_reply: self.auto_reply,
            ctx: self.reader.ctx(py, zones)?,
        })
    }
}

#[pymethods]
impl Templates {
    /// The texts of a directory, `<dir>/<locale>/<set>.ftl`.
    ///
    /// `reference` is the locale the others are translated from (`en` unless given); further settings (`gate`, `lint`, `fallback`, `channels`, `tones`, `auto_reply_sets`) are
    /// keyword arguments. Raises `InvalidInputError` with every finding when the reference has an error.
    ///
    /// `functions` are those of your program: names in capitals to callables. The signature says what a template may give: parameters are values, those
    /// behind `*` options with defaults; one named `ctx` behind `*` gets the reader's `FnCtx`. What a function returns is a value as an argument is; what it
    /// raises ends the rendering and is the `__cause__` of the error. `Function` declares a callable whose signature cannot be read.
    ///
    /// >>> from sundesk import Templates
    /// >>> def ticket_link(ticket, *, style="short"):
    /// ...     return f"#{ticket}" if style == "short" else f"https://desk.example/t/{ticket}"
    /// >>> sources = {"en": {"mail": 'see = See { TICKET_LINK($ticket, style: "long") }.'}}
    /// >>> Templates.from_sources(sources, functions={"TICKET_LINK": ticket_link}).render("see", ticket=7).text
    /// 'See https://desk.example/t/7.'
    #[staticmethod]
    #[pyo3(signature = (path, reference = None, *, functions = None, zones = None, **config: "Any"))]
    fn load_dir(
        py: Python<'_>,
        path: Arg<PathBuf>,
        reference: Option<Arg<&str>>,
        functions: Option<&Bound<'_, PyAny>>,
        zones: Option<Arg<Py<ZoneDb>>>,
        config: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        args!(path, reference = "en", zones);
        let config = config_of(reference, config)?;
        Self::made(py, || read_dir(&path), functions, config, zones)
    }

    /// The texts of a mapping: locale to set to Fluent source. `functions` and settings are those of `load_dir`.
    #[staticmethod]
    #[pyo3(signature = (sources, reference = None, *, functions = None, zones = None, **config: "Any"))]
    fn from_sources(
        py: Python<'_>,
        sources: Arg<Mapping>,
        reference: Option<Arg<&str>>,
        functions: Option<&Bound<'_, PyAny>>,
        zones: Option<Arg<Py<ZoneDb>>>,
        config: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        args!(sources, reference = "en", zones);
        let config = config_of(reference, config)?;
        Self::made(py, || Ok(sources_of(&sources)), functions, config, zones)
    }

    /// The starter catalog that comes with the library: a help desk's texts in twelve languages, checked by machine, not yet by native speakers. Decide
    /// about that: `gate={"require_review": "machine-checked"}` uses them.
    /// `starter_sources()` gives the texts themselves, to load beside your own.
    #[staticmethod]
    #[pyo3(signature = (*, zones = None, **config: "Any"))]
    fn starter(py: Python<'_>, zones: Option<Arg<Py<ZoneDb>>>, config: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        args!(zones);
        Self::made(py, || Ok(starter::sources()), None, config_of("en", config)?, zones)
    }

    /// The text of a message for a reader, whole or not at all.
    ///
    /// `locale` is one wish or several, best first (`parse_accept_language` makes them of a header); `sticky` the locale the conversation already has.
    /// `channel` is `body` (unless given), `html`, `subject`, `preheader`, `chat`, `sms`, `voice` or `push`, `format` another format than the channel's, `tone` such as
    /// `formal`. `tz` is the reader's zone, `now` the present for relative time. Values are keyword arguments or in `args`.
    ///
    /// Seldom needed: `isolates` (`auto` unless given, `always`, `never`) and `bdi` for text that runs both ways; `ctx`, a mapping of further settings: `locale` of numbers
    /// and dates, `calendar`, `currency_display` (`symbol`, `narrowSymbol`, `code`, `name`), `max_rate_age_days`, `limits`.
    #[pyo3(signature = (id, /, *, locale = None, channel = None, tz = None, now = None, sticky = None, tone = None, format = None, isolates = None, bdi = None, auto_reply = None, hour_cycle = None, ctx = None, args = None, **values: "Any"))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn render(
        &self,
        py: Python<'_>,
        id: Arg<&str>,
        locale: Option<Arg<Wishes>>,
        channel: Option<Arg<Channel>>,
        tz: Option<&Bound<'_, PyAny>>,
        now: Option<Arg<Instant>>,
        sticky: Option<Arg<String>>,
        tone: Option<Arg<String>>,
        format: Option<Arg<Format>>,
        isolates: Option<Arg<Isolates>>,
        bdi: Option<Arg<bool>>,
        auto_reply: Option<Arg<bool>>,
        hour_cycle: Option<Arg<HourCycle>>,
        ctx: Option<&Bound<'_, PyAny>>,
        args: Option<&Bound<'_, PyAny>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Rendered> {
        args!(
            id,
            locale,
            channel = Channel::Body,
            now,
            sticky,
            tone,
            format,
            isolates = Isolates::Auto,
            bdi = false,
            auto_reply = false,
            hour_cycle
        );
        let args = arguments(args, values)?;
        let reader = Reader { tz, now: now.map(|n| n.0), hour_cycle, ctx, ..Reader::default() };
        let asked = Asked { locale, channel, sticky, tone, format, isolates, bdi, auto_reply, reader };
        let delivery = asked.delivery(py, &self.zones)?;
        self.core.render(id, &args, &delivery).or_raise().map(Rendered)
    }

    /// Several forms of one message, all in one language: the subject and the body of a mail, its HTML part, a text message.
    ///
    /// `channels` names them; the answers come in their order. The language is decided once: where one form may not be read, or cannot be made with
    /// these values, all of them are in the next wish or the reference. The rest is as in `render`.
    ///
    /// >>> from sundesk import Templates
    /// >>> texts = Templates.from_sources({"en": {"mail": "closed = Hello, { $name }!"}, "et": {"mail": "closed = Tere, { $name }!"}})
    /// >>> [form.text for form in texts.render_forms("closed", ["body", "sms"], locale="et", name="Mari")]
    /// ['Tere, Mari!', 'Tere, Mari!']
    #[pyo3(signature = (id, channels, /, *, locale = None, tz = None, now = None, sticky = None, tone = None, isolates = None, bdi = None, auto_reply = None, hour_cycle = None, ctx = None, args = None, **values: "Any"))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn render_forms(
        &self,
        py: Python<'_>,
        id: Arg<&str>,
        channels: Arg<Vec<Channel>>,
        locale: Option<Arg<Wishes>>,
        tz: Option<&Bound<'_, PyAny>>,
        now: Option<Arg<Instant>>,
        sticky: Option<Arg<String>>,
        tone: Option<Arg<String>>,
        isolates: Option<Arg<Isolates>>,
        bdi: Option<Arg<bool>>,
        auto_reply: Option<Arg<bool>>,
        hour_cycle: Option<Arg<HourCycle>>,
        ctx: Option<&Bound<'_, PyAny>>,
        args: Option<&Bound<'_, PyAny>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Vec<Rendered>> {
        args!(
            id,
            channels,
            locale,
            now,
            sticky,
            tone,
            isolates = Isolates::Auto,
            bdi = false,
            auto_reply = false,
            hour_cycle
        );
        let args = arguments(args, values)?;
        let reader = Reader { tz, now: now.map(|n| n.0), hour_cycle, ctx, ..Reader::default() };
        let asked =
            Asked { locale, channel: Channel::Body, sticky, tone, format: None, isolates, bdi, auto_reply, reader };
        let delivery = asked.delivery(py, &self.zones)?;
        let made = self.core.render_forms(id, &channels, &args, &delivery).or_raise()?;
        Ok(made.into_iter().map(Rendered).collect())
    }

    /// `render` for the eyes of an editor, never for a customer: what is missing or wrong becomes a mark such as `{$name}`, and `errors` of the answer lists
    /// it. Everything `render` takes may be given.
    #[pyo3(signature = (id, /, *, locale = None, channel = None, tz = None, now = None, sticky = None, tone = None, format = None, isolates = None, bdi = None, auto_reply = None, hour_cycle = None, ctx = None, args = None, **values: "Any"))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn preview(
        &self,
        py: Python<'_>,
        id: Arg<&str>,
        locale: Option<Arg<Wishes>>,
        channel: Option<Arg<Channel>>,
        tz: Option<&Bound<'_, PyAny>>,
        now: Option<Arg<Instant>>,
        sticky: Option<Arg<String>>,
        tone: Option<Arg<String>>,
        format: Option<Arg<Format>>,
        isolates: Option<Arg<Isolates>>,
        bdi: Option<Arg<bool>>,
        auto_reply: Option<Arg<bool>>,
        hour_cycle: Option<Arg<HourCycle>>,
        ctx: Option<&Bound<'_, PyAny>>,
        args: Option<&Bound<'_, PyAny>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Rendered> {
        args!(
            id,
            locale,
            channel = Channel::Body,
            now,
            sticky,
            tone,
            format,
            isolates = Isolates::Auto,
            bdi = false,
            auto_reply = false,
            hour_cycle
        );
        let args = arguments(args, values)?;
        let reader = Reader { tz, now: now.map(|n| n.0), hour_cycle, ctx, ..Reader::default() };
        let asked = Asked { locale, channel, sticky, tone, format, isolates, bdi, auto_reply, reader };
        let delivery = asked.delivery(py, &self.zones)?;
        let seen = self.core.preview(id, &args, &delivery).or_raise()?;
        functions::refuse_exits(py, &seen.parts.errors)?;
        Ok(Rendered(seen))
    }

    /// A reader held ready: what `render` is told beside the message and its values is read once, for any number of messages.
    #[pyo3(signature = (*, locale = None, channel = None, tz = None, now = None, sticky = None, tone = None, format = None, isolates = None, bdi = None, auto_reply = None, hour_cycle = None, ctx = None))]
    #[allow(clippy::too_many_arguments)] // keyword arguments
    fn delivery(
        slf: &Bound<'_, Self>,
        locale: Option<Arg<Wishes>>,
        channel: Option<Arg<Channel>>,
        tz: Option<&Bound<'_, PyAny>>,
        now: Option<Arg<Instant>>,
        sticky: Option<Arg<String>>,
        tone: Option<Arg<String>>,
        format: Option<Arg<Format>>,
        isolates: Option<Arg<Isolates>>,
        bdi: Option<Arg<bool>>,
        auto_reply: Option<Arg<bool>>,
        hour_cycle: Option<Arg<HourCycle>>,
        ctx: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<crate::delivery::Delivery> {
        args!(
            locale,
            channel = Channel::Body,
            now,
            sticky,
            tone,
            format,
            isolates = Isolates::Auto,
            bdi = false,
            auto_reply = false,
            hour_cycle
        );
        let reader = Reader { tz, now: now.map(|n| n.0), hour_cycle, ctx, ..Reader::default() };
        let asked = Asked { locale, channel, sticky, tone, format, isolates, bdi, auto_reply, reader };
        let core = asked.delivery(slf.py(), &slf.get().zones)?;
        Ok(crate::delivery::Delivery::new(core, slf.clone().unbind()))
    }

    /// The locales there are, overlays included, in the order of their tags.
    #[getter]
    fn locales(&self) -> Vec<String> {
        self.core.catalog().locales().map(str::to_owned).collect()
    }

    /// The ids of the reference's messages, sorted.
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
    fn report<'py>(&self, py: Python<'py>) -> PyResult<Told<'py>> {
        bridge::told(py, &self.core.report())
    }

    /// How a set stands in a locale; `None` when there is no such set or locale.
    fn coverage<'py>(&self, py: Python<'py>, set: Arg<&str>, locale: Arg<&str>) -> PyResult<Option<Told<'py>>> {
        args!(set, locale);
        self.core.coverage(set, locale).map(|status| bridge::told(py, &status)).transpose()
    }

    /// What a message needs and offers: its texts and variables with their types; `None` when there is no such message.
    fn variables<'py>(&self, py: Python<'py>, id: Arg<&str>) -> PyResult<Option<Told<'py>>> {
        args!(id);
        self.core.variables(id).map(|contract| bridge::told(py, &contract)).transpose()
    }

    /// A translation (Fluent text) with `# @src` marks that say: translated from the reference as it is now. Only comment lines change.
    fn stamp(&self, translation: Arg<&str>) -> PyResult<String> {
        args!(translation);
        stamp(translation, &self.core.catalog().contracts()).map_err(|e| raise(e.at("translation")))
    }

    /// Which sets are on, locale to sets: store it, and give it back as `gate={"previous": ...}` at the next start, so that thresholds below 1 do not flip.
    fn gate_state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.core.catalog().gate_state())
    }

    /// Replaces every text at once by those of a mapping or a directory; functions and settings stay. Faulty ones leave the old in use; the answer says
    /// which it was, and why.
    fn reload<'py>(&self, py: Python<'py>, sources: Arg<Given>) -> PyResult<Told<'py>> {
        args!(sources);
        let done = py.detach(|| match sources {
            Given::Texts(mapping) => self.core.reload(&sources_of(&mapping)),
            Given::Dir(path) => self.core.reload_dir(path),
        });
        bridge::told(py, &done)
    }

    /// Reloads a directory if its files changed since the last look: call it from a timer. `None` when nothing changed, else what `reload` gives.
    fn poll_dir<'py>(&self, py: Python<'py>, path: Arg<PathBuf>, watch: Arg<&Watch>) -> PyResult<Option<Told<'py>>> {
        args!(path, watch);
        let done = py.detach(|| watch.with(|watch| self.core.poll_dir(&path, watch))).or_raise()?;
        done.map(|reload| bridge::told(py, &reload)).transpose()
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> std::result::Result<(), PyTraverseError> {
        self.functions.traverse(&visit)
    }

    fn __repr__(&self) -> String {
        let catalog = self.core.catalog();
        format!("<Templates {} messages in {} locales>", catalog.messages().len(), catalog.locales().count())
    }
}

pub(crate) fn config_of(reference: &str, given: Option<&Bound<'_, PyDict>>) -> PyResult<Config> {
    let mut json =
        given.map_or(Ok(Value::Object(serde_json::Map::new())), |c| bridge::to_json("config", c.as_any()))?;
    if let Some(map) = json.as_object_mut() {
        map.insert("reference".to_owned(), reference.into());
    }
    Config::from_value(json).map_err(|e| raise(e.at("config")))
}

pub(crate) fn sources_of(sources: &Mapping) -> Vec<Source> {
    let files = sources.iter().flat_map(|(locale, sets)| sets.iter().map(move |(set, text)| (locale, set, text)));
    files.map(|(locale, set, text)| Source::new(locale, set, text)).collect()
}

/// One wished locale or several, best first.
pub(crate) struct Wishes(pub(crate) Vec<String>);

impl<'a, 'py> Reads<'a, 'py> for Wishes {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr =
        type_hint_union!(<String as Reads<'_, '_>>::HINT, <Vec<String> as Reads<'_, '_>>::HINT);

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        if value.is_instance_of::<PyString>() {
            return String::read(value).map(|one| Self(vec![one]));
        }
        if value.cast::<PySequence>().is_err() {
            return Err(Fault::wrong_type("a locale or a list of them", &value));
        }
        Vec::read(value).map(Self)
    }
}
