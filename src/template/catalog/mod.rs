//! A catalog: the sets of messages of every locale, checked, compiled and immutable.
//!
//! ```text
//! sources ─▶ size and nesting ─▶ parse with comments ─▶ index ─▶ circles, depth ─▶ checks ─▶ gate ─▶ compile
//! ```
//! A catalog is shared between threads without locks. What a reader may get (chains of locales, states of sets) is worked out
//! when it is made, so that rendering only looks things up.

mod choose;
mod delivery;
pub(crate) mod facts;
pub(crate) mod model;
pub(crate) mod notes;
mod render;
mod source;
mod wishes;
pub(crate) mod workspace;

pub use delivery::{Delivery, Isolates, Reason, Rendered, Warning};
pub use notes::{Declared, Review, VarType};
pub use source::{MAX_FILES, Source, read_dir};
pub use wishes::MAX_REMEMBERED_WISHES;
pub use workspace::MAX_REFERENCE_DEPTH;

use crate::template::channel::ChannelConfig;
use crate::template::extract::{self, Contract};
use crate::template::gate::{self, GateConfig, GateState, RequireReview, SetStatus};
use crate::template::lint::{self, LintConfig, Report};
use crate::template::negotiate::{Direction, Match, Negotiator, direction};
use crate::template::{Bundle, Functions, Locale};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use workspace::Workspace;

/// What happens when the set a message belongs to is not on in the reader's locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FallbackMode {
    /// The reference language, for the whole set.
    #[default]
    Set,
    /// The reader's language for the messages that are done, the reference for the others: sets may be mixed, one text never is.
    Message,
    /// An error.
    None,
}

/// Settings of a catalog.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The locale the others are translated from, and the language of last resort.
    pub reference: String,
    /// The gate: thresholds, review marks, previous state.
    #[serde(default)]
    pub gate: GateConfig,
    /// The checks.
    #[serde(default)]
    pub lint: LintConfig,
    /// What happens when a set is off.
    #[serde(default)]
    pub fallback: FallbackMode,
    /// Formats and tables of the channels.
    #[serde(default)]
    pub channels: ChannelConfig,
    /// The tone of a language when the delivery asks for none: `{"de": "formal"}` takes the overlay `de-x-formal`.
    #[serde(default)]
    pub tones: BTreeMap<String, String>,
    /// Sets that are sent automatically, beside those marked `@auto-reply`: no untrusted text in them.
    #[serde(default)]
    pub auto_reply_sets: BTreeSet<String>,
    /// Functions of the program that templates may call beside the built-in ones. Code, so no part of a settings document.
    #[serde(skip)]
    pub functions: Functions,
}

impl Config {
    /// The default settings with this reference locale.
    #[must_use]
    pub fn reference(locale: &str) -> Self {
        Self {
            reference: locale.to_owned(),
            gate: GateConfig::default(),
            lint: LintConfig::default(),
            fallback: FallbackMode::default(),
            channels: ChannelConfig::default(),
            tones: BTreeMap::new(),
            auto_reply_sets: BTreeSet::new(),
            functions: Functions::default(),
        }
    }

    /// The same with a decision about `@review` marks.
    #[must_use]
    pub fn require_review(mut self, rule: RequireReview) -> Self {
        self.gate.require_review = rule;
        self
    }

    /// The same with another rule for sets that are off.
    #[must_use]
    pub fn fallback(mut self, mode: FallbackMode) -> Self {
        self.fallback = mode;
        self
    }

    /// The same with functions of the program: the checks know their names, options and number of values, every rendering can
    /// call them, and a reload keeps them.
    ///
    /// ```
    /// use sundesk::args;
    /// use sundesk::template::catalog::{Config, Delivery, Source};
    /// use sundesk::template::{Arg, Functions, Templates};
    /// let mut functions = Functions::default();
    /// functions.register("TICKET_LINK", 1, &[], |_, values, _| match values {
    ///     [Arg::Int(n)] => Ok(Arg::from(format!("https://desk.example/t/{n}"))),
    ///     _ => Err(sundesk::Error::invalid("TICKET_LINK", "value", "a whole number")),
    /// })?;
    /// let sources = [Source::new("en", "mail", "# $ticket (Int) its number\nsee = See { TICKET_LINK($ticket) }.\n")];
    /// let store = Templates::from_sources(&sources, &Config::reference("en").functions(&functions))?;
    /// let text = store.render("see", &args! { ticket: 4711 }, &Delivery::to(["en"]))?.text;
    /// assert_eq!(text, "See https://desk.example/t/4711.");
    /// assert!(Templates::from_sources(&sources, &Config::reference("en")).is_err()); // E10: not known
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn functions(mut self, functions: &Functions) -> Self {
        self.functions = functions.clone();
        self
    }
}

/// A locale, compiled.
#[derive(Debug)]
struct Compiled {
    locale: Locale,
    bundle: Bundle,
    direction: Direction,
    /// Locales this one lies over, nearest first.
    under: Vec<usize>,
    /// The texts without an error.
    units: gate::Units,
}

/// A message of the reference.
#[derive(Debug)]
struct Message {
    set: usize,
    /// Attributes of the reference; the empty name is the value.
    attributes: Vec<String>,
    contract: Contract,
}

/// A set: its state in every locale, by index.
#[derive(Debug)]
struct Set {
    auto_reply: bool,
    on: Vec<bool>,
    coverage: Vec<f64>,
}

/// Wished tag → (tone, answer).
type Chains = HashMap<String, Vec<(Option<String>, Arc<[Match]>)>>;

/// Checked, compiled, immutable messages of every locale. Cheap to share: it lives in an `Arc`.
#[derive(Debug)]
pub struct Catalog {
    config: Config,
    reference: usize,
    locales: Vec<Compiled>,
    sets: Vec<Set>,
    messages: HashMap<String, Message>,
    negotiator: Negotiator,
    /// Answers for the tags at hand, with each tone at hand: the wishes nearly every reader has.
    chains: Chains,
    /// Every other wish, remembered when it first comes.
    wishes: wishes::Wishes,
    report: Report,
    version: Arc<str>,
}

/// Checks sources without compiling them. Never refuses: what is wrong is in the report.
///
/// # Errors
/// A locale tag that is none, a reference that has no source, settings that contradict each other.
pub fn check(sources: &[Source], config: &Config) -> Result<Report> {
    examine(sources, config).map(|(_, _, report)| report)
}

fn examine(sources: &[Source], config: &Config) -> Result<(Workspace, gate::Verdict, Report)> {
    config.gate.check()?;
    let workspace = Workspace::read(sources, &config.reference)?;
    let outcome = lint::run(&workspace, &config.lint, &config.functions);
    let verdict = gate::judge(&workspace, &outcome, &config.gate);
    let report = Report {
        findings: outcome.findings,
        sets: verdict.sets.clone(),
        loadable: outcome.refused.is_none(),
        refused: outcome.refused.unwrap_or_default(),
    };
    Ok((workspace, verdict, report))
}

impl Catalog {
    /// Checks and compiles sources. With a report that is not [`loadable`](Report::loadable) there is no catalog.
    ///
    /// # Errors
    /// As [`check`]; the broken sources themselves are in the report.
    pub fn compile(sources: &[Source], config: &Config) -> Result<(Option<Arc<Catalog>>, Report)> {
        let (workspace, verdict, report) = examine(sources, config)?;
        if !report.loadable {
            return Ok((None, report));
        }
        let catalog = Self::assemble(sources, config, &workspace, verdict, report.clone())?;
        Ok((Some(Arc::new(catalog)), report))
    }

    fn assemble(
        sources: &[Source],
        config: &Config,
        ws: &Workspace,
        verdict: gate::Verdict,
        report: Report,
    ) -> Result<Self> {
        let negotiator = Negotiator::new(ws.locales.iter().map(|l| l.name.as_str()))?;
        let mut locales = Vec::with_capacity(ws.locales.len());
        for (view, units) in ws.locales.iter().zip(verdict.units) {
            locales.push(compile_locale(sources, config, ws, view, units)?);
        }
        let mut names: Vec<&str> = Vec::new();
        let mut messages = HashMap::new();
        for entry in ws.reference_entries().filter(|e| !e.term) {
            let set = names.iter().position(|n| *n == entry.set).unwrap_or_else(|| {
                names.push(&entry.set);
                names.len() - 1
            });
            let attributes = entry.units.iter().map(|u| u.attribute.clone()).collect();
            messages.insert(entry.id.clone(), Message { set, attributes, contract: extract::contract(ws, entry) });
        }
        let marked = |set: &str| ws.files.iter().any(|f| f.auto_reply.iter().any(|s| s == set));
        let sets = names.iter().map(|name| {
            let auto_reply = config.auto_reply_sets.contains(*name) || marked(name);
            let of = |locale: &workspace::LocaleView| {
                verdict.sets.iter().find(|s| s.set == *name && s.locale == locale.name)
            };
            let on = ws.locales.iter().map(|l| of(l).is_some_and(|s| s.on)).collect();
            let coverage = ws.locales.iter().map(|l| of(l).map_or(0.0, |s| s.coverage)).collect();
            Set { auto_reply, on, coverage }
        });
        let sets = sets.collect();
        let mut catalog = Self {
            config: config.clone(),
            reference: ws.reference,
            locales,
            sets,
            messages,
            negotiator,
            chains: HashMap::new(),
            wishes: wishes::Wishes::default(),
            report,
            version: version(sources, config).into(),
        };
        catalog.chains = catalog.usual_chains();
        Ok(catalog)
    }

    /// The chains of every tag at hand, plain and with each tone at hand.
    fn usual_chains(&self) -> Chains {
        let tags: Vec<&str> = self.locales.iter().map(|l| l.locale.as_str()).collect();
        let tones: BTreeSet<String> =
            tags.iter().filter_map(|t| t.split_once("-x-").map(|(_, tone)| tone.to_owned())).collect();
        let mut out = HashMap::new();
        for tag in tags {
            let toned = tones.iter().map(|t| (Some(t.clone()), self.negotiate(tag, Some(t))));
            let mut answers: Vec<_> = toned.collect();
            // Without a tone of the delivery the language's own default holds, under the key the look-up uses.
            if !self.config.tones.contains_key(tag.split('-').next().unwrap_or(tag)) {
                answers.insert(0, (None, self.negotiate(tag, None)));
            }
            out.insert(tag.to_owned(), answers);
        }
        out
    }

    /// The settings it was made with.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What the checks and the gate said.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// A stable id of sources and settings: the same texts have the same version on every machine.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The locales, overlays included, in the order of their tags.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        self.locales.iter().map(|l| l.locale.as_str())
    }

    /// The ids of the messages of the reference, sorted.
    #[must_use]
    pub fn messages(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.messages.keys().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// How a set stands in a locale.
    #[must_use]
    pub fn coverage(&self, set: &str, locale: &str) -> Option<&SetStatus> {
        self.report.sets.iter().find(|s| s.set == set && s.locale == locale)
    }

    /// What a message needs and offers; `None` when the reference does not have it.
    #[must_use]
    pub fn variables(&self, id: &str) -> Option<&Contract> {
        self.messages.get(id).map(|m| &m.contract)
    }

    /// Which sets are on: what a host stores and gives back as [`GateConfig::previous`].
    #[must_use]
    pub fn gate_state(&self) -> GateState {
        let mut state = GateState::default();
        for s in self.report.sets.iter().filter(|s| s.on) {
            state.0.entry(s.locale.clone()).or_default().insert(s.set.clone());
        }
        state
    }
}

/// A locale over the ones it lies over: nearest first, and what is nearer hides what is farther.
fn compile_locale(
    sources: &[Source],
    config: &Config,
    ws: &Workspace,
    view: &workspace::LocaleView,
    units: gate::Units,
) -> Result<Compiled> {
    let text_locale: Locale = view.name.parse()?;
    let mut builder = Bundle::builder(&text_locale);
    builder.functions(&config.functions);
    for source in sources.iter().filter(|s| s.locale == view.name) {
        builder.add(&source.file, &source.text)?;
    }
    for &below in &view.under {
        let name = ws.view(below).map_or("", |v| v.name.as_str());
        for source in sources.iter().filter(|s| s.locale == name) {
            builder.add_under(&source.file, &source.text)?;
        }
    }
    let direction = direction(&view.name);
    Ok(Compiled { locale: text_locale, bundle: builder.build(), direction, under: view.under.clone(), units })
}

/// A number for everything that decides a rendering.
fn version(sources: &[Source], config: &Config) -> String {
    // Settings serialise in a fixed order; a setting that cannot be written is not one of ours.
    let settings = serde_json::to_string(config).unwrap_or_default();
    let functions = config.functions.signatures();
    let texts =
        sources.iter().flat_map(|s| [s.locale.as_str(), &s.set, &s.text]).chain([settings.as_str(), &functions]);
    format!("{:016x}", crate::hash::fnv1a(texts.flat_map(|text| text.bytes().chain([0xff]))))
}

impl Report {
    /// The report as the refusal of a load.
    pub(crate) fn refuse(&self) -> Error {
        self.to_error().unwrap_or_else(|| Error::new(crate::ErrorKind::Internal, "a loadable catalog was refused"))
    }
}
